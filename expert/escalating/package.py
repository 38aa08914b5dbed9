"""Puts together what others need who are to help with a case, without personal data unless it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from expert.engine.agreement import reason_about
from expert.engine.composing import compose
from expert.engine.knowledge_words import KnowledgeWords
from expert.engine.reasoner import Reasoning
from expert.engine.viewing import Viewer
from expert.escalating import escalation_phrases as phrases
from expert.escalating.redaction import Redactor, codes_in
from expert.facts.case import Case
from expert.facts.fact import Fact
from expert.facts.vocabulary import MESSAGE, FactDefinition
from expert.foundations.terms import EngineChoice, Redaction
from expert.foundations.texts import AND, QUOTED, Language, Text, joined, listed, spoken
from expert.recognizing.recognition import Match
from expert.results.diagnosis import Diagnosis, TextFact
from expert.results.escalation import EscalationPackage, ExcludedCause, IntakeQuestion, Observed, OpenCause
from expert.rules.knowledge import KnowledgeBase
from expert.visualize.words import place

_STUCK = ("contradictory", "unrecognized")


def escalate(
    case: Case,
    knowledge: KnowledgeBase | None = None,
    *,
    include_personal: bool = False,
    language: Language = "en",
    today: date | None = None,
    engine: EngineChoice | None = None,
    redact: Redaction | None = None,
    redact_key: str | None = None,
) -> EscalationPackage:
    """What to hand on with a case: what was observed and excluded, what is open, what to collect, where to ask.

    >>> from expert import Case
    >>> from expert import escalate
    >>> package = escalate(Case(error="Error 17 for anna@contoso.com", platform="ios"))
    >>> package.stuck, [fact.words for fact in package.observed if fact.fact == "error"]
    (True, [()])
    >>> "anna" in package.to_json()
    False

    Args:
        case: the observed facts.
        knowledge: the knowledge base; the shipped one if left out.
        include_personal: give pasted texts and other personal facts as they are. Otherwise the documented
            wording stands for a text that was recognized, other personal facts are left out, and what can
            identify somebody is masked in the rest.
        language: the language of the words.
        today: the day of observation where the case gives none, as for `diagnose`.
        engine: what fires the rules, as for `diagnose`.
        redact: what is masked, as for `redacted`; what is personal, unless `include_personal` says otherwise.
        redact_key: makes aliases that are the same in every result.

    Raises:
        ValueError: there is no such language, or nothing of this kind can be masked.
    """
    language, knowledge = spoken(language), knowledge or KnowledgeBase.shipped()
    redactor = redactor_of(case, knowledge, redact, redact_key, include_personal=include_personal)
    reasoning = reason_about(case, knowledge, today=today, engine=engine)
    return redactor.redacted(escalate_in(case, reasoning, compose(reasoning, language), redactor))


def redactor_of(
    case: Case, knowledge: KnowledgeBase, redact: Redaction | None, key: str | None, *, include_personal: bool
) -> Redactor:
    """What redacts that which leaves the company: what is personal, if nothing else is said."""
    level = redact or ("none" if include_personal else "personal")
    return Redactor(level, knowledge.vocabulary, (case,), key=key)


def escalate_in(case: Case, reasoning: Reasoning, diagnosis: Diagnosis, redactor: Redactor) -> EscalationPackage:
    """`escalate` for a case that was reasoned about already: what is hidden is left out, but nothing is masked yet."""
    return _Packer(case, reasoning, diagnosis, redactor).package()


class _Packer:
    def __init__(self, case: Case, reasoning: Reasoning, diagnosis: Diagnosis, redactor: Redactor) -> None:
        self._case = case
        self._reasoning = reasoning
        self._vocabulary = reasoning.knowledge.vocabulary
        self._language: Language = diagnosis.language
        self._redactor = redactor
        self._personal = redactor.level == "none"
        self._diagnosis = diagnosis
        self._summed_up = redactor.summed_up(diagnosis)

    def package(self) -> EscalationPackage:
        d = self._diagnosis
        escalation = self._reasoning.knowledge.escalation
        words = KnowledgeWords.of(self._reasoning.knowledge, self._language)
        solved = d.outcome == "solved"  # nothing is open then, and nobody is to find out more
        intake = {fact.intake for fact in self._vocabulary.facts.values() if fact.intake is not None}
        return EscalationPackage(
            knowledge=self._diagnosis.knowledge,
            language=self._language,
            case=d.case.id,
            outcome=d.outcome,
            stuck=d.outcome in _STUCK,
            standing=self._standing(),
            personal=self._personal,
            privacy=self._say(phrases.PERSONAL if self._personal else phrases.NOT_PERSONAL),
            symptoms=tuple(symptom.title for symptom in d.symptoms),
            observed=tuple(self._all_observed()),
            conflicts=tuple(conflict.text for conflict in self._summed_up.conflicts),
            warnings=tuple(self._warnings()),
            excluded=() if solved else tuple(self._excluded()),
            open_causes=() if solved else tuple(self._open()),
            intake=len(intake),
            unanswered=() if solved else tuple(self._unanswered()),
            collect=() if solved else words.notes(escalation.collect),
            help=() if solved else words.links(escalation.help),
        )

    def _say(self, text: Text) -> str:
        return text.in_(self._language)

    def _standing(self) -> str:
        d = self._diagnosis
        if d.outcome == "incomplete" and not d.could_be:
            return self._say(phrases.NOTHING_GIVEN)
        found = [cause for cause in d.causes if cause.verdict == d.outcome]
        if d.outcome == "obstacle":
            found = [obstacle for obstacle in d.obstacles if not obstacle.disputed]
        sentence = phrases.STANDING[d.outcome]
        if d.only_superseded:
            sentence = phrases.STANDING_SUPERSEDED
        elif len(found) > 1:
            sentence = phrases.STANDING_SEVERAL.get(d.outcome, sentence)
        quoted = listed([QUOTED.format(text=cause.title) for cause in found], AND)
        rule = self._reasoning.solved or self._reasoning.out_of_scope
        reason = "" if rule is None else rule.reason
        return self._say(sentence.format(causes=quoted, reason=reason))

    # What was observed

    def _all_observed(self) -> Iterator[Observed]:
        """The facts of the case, and what its texts give away."""
        yield from (self._observed(fact) for fact in self._case if fact.name != "case")
        for read in self._read:
            hidden = self._redactor.hides(read.fact)
            note = phrases.LEFT_OUT if hidden else place("text", None)
            words = () if hidden else (read.words,)
            yield Observed(fact=read.fact, title=read.title, words=words, note=self._say(note))

    @property
    def _read(self) -> tuple[TextFact, ...]:
        return tuple(fact for fact in self._diagnosis.read_from_text if fact.used)

    def _observed(self, fact: Fact) -> Observed:
        definition = self._vocabulary[fact.name]
        title = self._say(definition.title)
        if fact.name == MESSAGE and not self._personal:
            wordings, unread = self._wordings(fact)
            return Observed(fact=fact.name, title=title, words=wordings, note=self._error_note(wordings, unread))
        if self._redactor.hides(fact.name):
            return Observed(fact=fact.name, title=title, words=(), note=self._say(phrases.LEFT_OUT))
        texts = fact.value if isinstance(fact.value, tuple) else (self._say(definition.say(fact.value)),)
        return Observed(fact=fact.name, title=title, words=tuple(texts))

    def _wordings(self, fact: Fact) -> tuple[tuple[str, ...], list[str]]:
        """The documented wordings of what was recognized in the texts, and the texts in which nothing was."""
        viewer = Viewer.of(self._reasoning.knowledge)
        texts = fact.value if isinstance(fact.value, tuple) else (str(fact.value),)
        wordings: dict[str, None] = {}
        unread: list[str] = []
        for text in texts:
            found = viewer.read((text,))[0]
            wordings.update(dict.fromkeys(self._documented(match) for match in found.matches))
            # The letters of an opening are those of the documented message, or it would not be one.
            openings = (" ".join(opening.found.split()) for opening in found.openings)
            wordings.update(dict.fromkeys(self._say(phrases.BEGINNING.format(text=o)) for o in openings))
            if not found.matches and not found.openings:
                unread.append(text)
        return tuple(wordings), unread

    def _documented(self, match: Match) -> str:
        """The wording of a message; of what people only call it, the title of the symptom."""
        wording = match.message.text.in_(self._language)
        title = self._reasoning.knowledge.symptoms[match.symptom].title
        return self._say(QUOTED.format(text=wording or title))

    def _error_note(self, wordings: tuple[str, ...], unread: list[str]) -> str:
        one, many = phrases.TEXTS_LEFT_OUT
        notes = [phrases.ONLY_DOCUMENTED] * bool(wordings)
        if unread:
            notes.append(one if len(unread) == 1 else many.format(n=len(unread)))
            codes = dict.fromkeys(code for text in unread for code in codes_in(text))
            notes += [phrases.CODES.format(codes=", ".join(codes))] * bool(codes)
            notes.append(phrases.ADD_BY_HAND)
        return self._say(joined(notes, "; "))

    # What follows from it

    def _warnings(self) -> Iterator[str]:
        """The warnings, but not the one that quotes a pasted text."""
        for notice in self._diagnosis.notices:
            if self._personal or notice.kind != "unread":
                yield notice.text

    def _excluded(self) -> Iterator[ExcludedCause]:
        for cause in self._summed_up.causes:
            if cause.verdict == "ruled_out":
                told = (phrases.FACT.format(title=fact.title, words=fact.words) for fact in cause.because)
                because = tuple(map(self._say, told))
                yield ExcludedCause(id=cause.id, title=cause.title, because=because)

    def _open(self) -> Iterator[OpenCause]:
        for cause in self._diagnosis.weighed:
            if cause.verdict != "ruled_out":
                yield OpenCause(
                    id=cause.id, title=cause.title, verdict=cause.verdict, undecided=cause.undecided,
                    superseded=cause.superseded, disputed=cause.disputed,
                )  # fmt: skip

    def _unanswered(self) -> Iterator[IntakeQuestion]:
        known = {*(fact.name for fact in self._case), *(fact.fact for fact in self._read)}
        asked = [fact for fact in self._vocabulary.facts.values() if fact.intake and fact.name not in known]
        for definition in sorted(asked, key=lambda fact: fact.intake or 0):
            yield self._question(definition)

    def _question(self, definition: FactDefinition) -> IntakeQuestion:
        return IntakeQuestion(
            number=definition.intake or 0,
            fact=definition.name,
            ask=self._say(definition.ask),
            where_to_look=self._say(definition.where_to_look),
        )
