"""Puts what was concluded into words: from a `Reasoning` to the frozen `Diagnosis`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from expert.engine import diagnosis_phrases as phrases
from expert.engine.knowledge_words import CaseState, KnowledgeWords, WayState
from expert.engine.program import Assertion, Way
from expert.engine.reasoner import Reasoning
from expert.engine.reasoning_graph import derivation_graph
from expert.facts.vocabulary import Value
from expert.facts.writer import as_json
from expert.foundations.terms import VERDICTS
from expert.foundations.texts import AND, QUOTED, Language, Text, joined, listed
from expert.planning.steps import steps_to_take
from expert.results import diagnosis as doc
from expert.results.document import trusted
from expert.rules.conditions import evaluate, open_facts
from expert.rules.models import Cause, Option, Preparation, Symptom

_CaseFacts = trusted(doc.CaseFacts)
_CauseFound = trusted(doc.CauseFound)
_Conflict = trusted(doc.Conflict)
_Diagnosis = trusted(doc.Diagnosis)
_FactValue = trusted(doc.FactValue)
_Knowledge = trusted(doc.Knowledge)
_Notice = trusted(doc.Notice)
_PartialMatch = trusted(doc.PartialMatch)
_SymptomFound = trusted(doc.SymptomFound)

_FIRST_NEED = ("error", "behavior")
_LONGEST_UNREAD = 80


def compose(reasoning: Reasoning, language: Language) -> doc.Diagnosis:
    """The diagnosis in one language."""
    return _Composer(reasoning, language).diagnosis()


class _Composer:
    def __init__(self, reasoning: Reasoning, language: Language) -> None:
        self.reasoning = reasoning
        self.language: Language = language
        self.words = KnowledgeWords.of(reasoning.knowledge, language)
        self._facts: dict[Assertion, doc.FactValue] = {}
        self._cases: dict[int, CaseState] = {}
        self._offered = frozenset(key for run in reasoning.runs.values() for key in run.offered)
        self._harmful = frozenset(key for run in reasoning.runs.values() for key in run.harmful)

    def say(self, text: Text) -> str:
        return text.in_(self.language)

    def diagnosis(self) -> doc.Diagnosis:
        r = self.reasoning
        causes = self._causes()
        outcome, reason = self._outcome(causes)
        in_scope = r.out_of_scope is None
        stuck = outcome in ("contradictory", "unrecognized")
        return _Diagnosis(
            knowledge=_Knowledge(version=r.knowledge.version, digest=r.knowledge.digest, extra=r.knowledge.extra),
            language=self.language,
            case=self._case(),
            outcome=outcome,
            outcome_reason=reason,
            symptoms=tuple(self._symptom(symptom) for symptom in r.symptoms),
            causes=causes,
            questions=self._questions(causes, outcome) if in_scope else (),
            plan=steps_to_take(causes, self.language) if in_scope else (),
            conflicts=tuple(self._conflicts(causes)),
            notices=tuple(self._notices(causes)),
            could_be=self._could_be() if outcome == "incomplete" else (),
            collect=self.words.notes(r.knowledge.escalation.collect) if stuck else (),
            help=self.words.links(r.knowledge.escalation.help) if stuck else (),
            engine=r.engine,
            derivation=derivation_graph(r, causes, self.language),
        )

    # The case and its symptoms

    def _case(self) -> doc.CaseFacts:
        case = self.reasoning.case
        number = case.get("case")
        files = (fact.origin.place.file for fact in case if fact.origin.kind == "file" and fact.origin.place)
        return _CaseFacts(
            id=None if number is None else str(number),
            facts={fact.name: as_json(fact.value) for fact in case if fact.name != "case"},
            origins={fact.name: str(fact.origin) for fact in case if fact.name != "case"},
            described=tuple(self.fact(Assertion(fact.name, fact.value)) for fact in case if fact.name != "case"),
            file=next(files, None),
        )

    def _symptom(self, symptom: Symptom) -> doc.SymptomFound:
        match = self.reasoning.recognized.longest(symptom.id)
        shown_by = self.reasoning.knowledge.showing(symptom, self.reasoning.case)
        seen = "" if shown_by is None else str(self.reasoning.case[shown_by])
        return _SymptomFound(
            id=symptom.id,
            title=self.say(symptom.title),
            matched=seen if match is None else match.matched,
            score=1.0 if match is None else match.score,
            sources=self.words.sources(symptom.sources),
            notes=self.words.notes(symptom.notes),
        )

    def _could_be(self) -> tuple[doc.PartialMatch, ...]:
        needed: dict[str, dict[str, None]] = {}
        found: dict[str, str] = {}
        for opening in self.reasoning.recognized.openings:
            needed.setdefault(opening.symptom, {})[opening.needed] = None
            found.setdefault(opening.symptom, opening.found)
        return tuple(
            _PartialMatch(
                symptom=name, title=self.say(symptom.title), found=found[name], needed=tuple(needed[name])
            )
            for name, symptom in self.reasoning.knowledge.symptoms.items()
            if name in needed
        )

    # Causes and remedies

    def _causes(self) -> tuple[doc.CauseFound, ...]:
        knowledge, verdicts = self.reasoning.knowledge, self.reasoning.verdicts

        def rank(cause: Cause) -> tuple[int, bool, int, str]:
            return VERDICTS.index(verdicts[cause.id]), cause.superseded, self.words.danger(cause), cause.id

        candidates = [knowledge.causes[name] for name in verdicts]
        return tuple(self._cause(cause) for cause in sorted(candidates, key=rank))

    def _cause(self, cause: Cause) -> doc.CauseFound:
        r = self.reasoning
        symptoms = tuple(s.id for s in r.symptoms if any(link.symptom == s.id for link in cause.links()))
        _, facts = r.deciding(cause)
        missing = r.missing(cause)
        return _CauseFound(
            id=cause.id,
            title=self.say(cause.title),
            verdict=r.verdicts[cause.id],
            symptoms=symptoms,
            because=tuple(self.fact(known) for known in facts),
            missing=missing,
            undecided=tuple(self.say(r.knowledge.vocabulary[name].title) for name in missing),
            remedy=self._remedy(cause) if r.out_of_scope is None else None,
            sources=self.words.sources(cause.sources),
            kind=cause.kind,
            named=any(link.named and link.symptom in symptoms for link in cause.links()),
            superseded=cause.superseded,
            notes=self.words.notes(cause.notes),
        )

    def fact(self, known: Assertion) -> doc.FactValue:
        found = self._facts.get(known)
        if found is None:
            definition = self.reasoning.knowledge.vocabulary[known.fact]
            found = self._facts[known] = _FactValue(
                fact=known.fact,
                value=as_json(known.value),
                title=self.say(definition.title),
                words=self.say(definition.say(known.value)),
                derived_by=self.reasoning.origin(known),
            )
        return found

    def _remedy(self, cause: Cause) -> doc.RemedyOf:
        states = tuple(self._way(cause, way.number, way.option) for way in self.words.ways(cause))
        return self.words.remedy(cause, states, self._case_of)

    def _way(self, cause: Cause, number: int, option: Option) -> WayState:
        key = Way(cause.id, number).key
        withheld = key in self._harmful
        condition: tuple[str, ...] = ()
        # The facts behind one that is only worked out are what can be asked.
        asked: tuple[str, ...] = ()
        if option.when is not None:
            evaluation = evaluate(self.reasoning.knowledge.condition(option.when), self.reasoning.values)
            condition = open_facts(evaluation, self.reasoning.values)
            asked = self.reasoning.to_find_out(condition)
        may_harm = option.harm is not None and (
            withheld
            or not evaluate(self.reasoning.knowledge.condition(option.harm.when), self.reasoning.values).truth.fails
        )
        return WayState(
            offered=key in self._offered,
            withheld=withheld,
            condition=condition,
            asked=tuple((name, self._known_roughly(name)) for name in asked),
            may_harm=may_harm,
        )

    def _case_of(self, preparation: Preparation) -> CaseState:
        """What is known of whether the case is one that a preparation is for."""
        found = self._cases.get(id(preparation))
        if found is None:
            condition = self.reasoning.knowledge.condition(preparation.when)
            truth = evaluate(condition, self.reasoning.values).truth
            # Facts that contradict each other tell as little as none: the condition is said.
            found = CaseState(done=truth.holds or not truth.fails, said=truth.fails is truth.holds)
            self._cases[id(preparation)] = found
        return found

    # The case as a whole

    def _outcome(self, causes: tuple[doc.CauseFound, ...]) -> tuple[doc.Outcome, str]:
        r = self.reasoning
        if r.out_of_scope is not None:
            return "out_of_scope", self.say(phrases.OUTCOMES["out_of_scope"].format(reason=r.out_of_scope.reason))
        if not causes:
            return self._nothing_recognized()
        acting: tuple[Literal["confirmed", "likely"], ...] = ("confirmed", "likely")
        for verdict in acting:
            found = [cause for cause in causes if cause.verdict == verdict]
            if found:
                replaced = verdict == "confirmed" and all(cause.superseded for cause in found)
                several = verdict == "likely" and len(found) > 1
                key = "confirmed_superseded" if replaced else "likely_several" if several else verdict
                causes_said = listed([QUOTED.format(text=cause.title) for cause in found], AND)
                return verdict, self.say(phrases.OUTCOMES[key].format(causes=causes_said))
        count = sum(cause.verdict == "possible" for cause in causes)
        if count == 0:
            return "contradictory", self.say(phrases.OUTCOMES["contradictory"])
        sentence = phrases.OUTCOMES["one_possible" if count == 1 else "possible"]
        return "possible", self.say(sentence.format(count=count))

    def _nothing_recognized(self) -> tuple[doc.Outcome, str]:
        r = self.reasoning
        if r.recognized.openings and not r.elsewhere:
            count = len({opening.symptom for opening in r.recognized.openings})
            key = "incomplete_one" if count == 1 else "incomplete_text"
            return "incomplete", self.say(phrases.OUTCOMES[key].format(count=count))
        if not any(name in r.case for name in _FIRST_NEED):
            return "incomplete", self.say(phrases.OUTCOMES["incomplete_nothing"])
        return "unrecognized", self.say(phrases.OUTCOMES["unrecognized"])

    def _questions(self, causes: tuple[doc.CauseFound, ...], outcome: doc.Outcome) -> tuple[doc.Question, ...]:
        vocabulary = self.reasoning.knowledge.vocabulary
        decides: dict[str, list[str]] = {}
        if outcome == "incomplete":
            decides = {name: [] for name in _FIRST_NEED if name == "error" or name not in self.reasoning.case}
        elif outcome in ("unrecognized", "contradictory"):
            names = [n for n, fact in vocabulary.facts.items() if fact.intake and n not in self.reasoning.case]
            decides = {name: [] for name in names}
        for cause in causes:
            for name in cause.missing or (self._open_about_place(cause) if cause.verdict == "confirmed" else ()):
                decides.setdefault(name, []).append(cause.id)
        order = self.words.order
        ranked = sorted(decides, key=lambda n: (vocabulary.cost(n), -len(decides[n]), order[n]))
        if outcome in ("incomplete", "unrecognized", "contradictory"):
            ranked = list(decides)
        return tuple(self._question(name, decides[name]) for name in ranked)

    def _question(self, name: str, decides: list[str]) -> doc.Question:
        return self.words.question(name, decides, self._known_roughly(name))

    def _known_roughly(self, name: str) -> Value | None:
        """What is known of a fact that is asked for all the same, as it is too rough."""
        return None if name in _FIRST_NEED else self.reasoning.case.get(name)

    def _conflicts(self, causes: tuple[doc.CauseFound, ...]) -> Iterator[doc.Conflict]:
        r = self.reasoning
        for name, values in r.values.items():
            if len(values) > 1:
                yield self._conflict_of_values(name, values)
        for cause in causes:
            if cause.named and cause.verdict == "ruled_out":
                symptom = next(
                    s for s in r.symptoms
                    if any(link.named and link.symptom == s.id for link in r.knowledge.causes[cause.id].links())
                )
                facts = joined([phrases.FACT.format(title=f.title, words=f.words) for f in cause.because], ", ")
                text = phrases.CONFLICT_MESSAGE.format(symptom=symptom.title, cause=cause.title, facts=facts)
                said = self.say(text)
                yield _Conflict(kind="message", text=said, facts=cause.because, symptom=symptom.id, cause=cause.id)

    def _conflict_of_values(self, name: str, values: tuple[Value, ...]) -> doc.Conflict:
        r = self.reasoning
        definition = r.knowledge.vocabulary[name]
        facts = [self.fact(Assertion(name, value)) for value in values]
        others = [self._follows(fact) for fact in facts if fact.derived_by is not None]
        joined = listed(others, AND)
        observed = [fact.words for fact in facts if fact.derived_by is None]
        if observed:
            text = phrases.CONFLICT_VALUES.format(title=definition.title, observed=observed[0], others=joined)
        else:
            text = phrases.CONFLICT_DERIVED_ONLY.format(title=definition.title, others=joined)
        return _Conflict(kind="values", text=self.say(text), facts=tuple(facts))

    def _follows(self, fact: doc.FactValue) -> Text:
        derivation = self.reasoning.knowledge.derivations.get(fact.derived_by or "")
        why = phrases.TOLD_BY_MESSAGE if derivation is None else derivation.title
        return phrases.FOLLOWS.format(value=fact.words, why=why)

    def _open_about_place(self, cause: doc.CauseFound) -> tuple[str, ...]:
        """The facts on which it depends whether a cause can be at all, where that is not known."""
        applies = self.reasoning.knowledge.conditions_of(self.reasoning.knowledge.causes[cause.id]).applies
        values = self.reasoning.values
        return () if applies is None else open_facts(evaluate(applies, values), values)

    def _notices(self, causes: tuple[doc.CauseFound, ...]) -> Iterator[doc.Notice]:
        r = self.reasoning
        for fact in r.case:
            if fact.origin.kind == "today":
                text = phrases.WARNING_TODAY.format(today=as_json(fact.value))
                yield _Notice(kind="today", text=self.say(text), facts=(fact.name,))
        for symptom in r.elsewhere:
            text = phrases.WARNING_ELSEWHERE.format(symptom=symptom.title)
            yield _Notice(kind="elsewhere", text=self.say(text), symptom=symptom.id)
        texts = r.case.get("error")
        if r.symptoms and not r.recognized.matches and isinstance(texts, tuple):
            for given in texts:
                shown = given if len(given) <= _LONGEST_UNREAD else given[: _LONGEST_UNREAD - 3] + "..."
                text = phrases.WARNING_UNREAD.format(text=" ".join(shown.split()))
                yield _Notice(kind="unread", text=self.say(text), facts=("error",))
        for cause in causes:
            yield from self._notices_of(cause)

    def _notices_of(self, cause: doc.CauseFound) -> Iterator[doc.Notice]:
        if cause.verdict not in ("confirmed", "likely"):
            return
        if cause.superseded:
            text = phrases.WARNING_SUPERSEDED.format(cause=cause.title)
            yield _Notice(kind="superseded", text=self.say(text), cause=cause.id)
        unknown = self._open_about_place(cause) if cause.verdict == "confirmed" else ()
        if unknown:
            titles = [QUOTED.format(text=self.reasoning.knowledge.vocabulary[name].title) for name in unknown]
            text = phrases.WARNING_ONLY_SOME.format(cause=cause.title, facts=listed(titles, AND))
            yield _Notice(kind="only_some", text=self.say(text), cause=cause.id, facts=unknown)
        for option in () if cause.remedy is None else cause.remedy.options:
            if option.withheld and option.harm:
                text = phrases.WARNING_HARM.format(cause=cause.title, harm=option.harm)
                yield _Notice(kind="harm", text=self.say(text), cause=cause.id, option=option.id)
