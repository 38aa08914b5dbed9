"""Puts what was concluded into words: from a `Reasoning` to the frozen `Diagnosis`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Literal

from expert.engine import diagnosis_phrases as phrases
from expert.engine.contradictions import Contradictions
from expert.engine.fit import misfits
from expert.engine.knowledge_words import CaseState, KnowledgeWords, WayState
from expert.engine.program import Assertion, Mark, Way
from expert.engine.reasoner import Reasoning
from expert.engine.reasoning_graph import derivation_graph
from expert.facts.vocabulary import Value
from expert.facts.writer import as_json
from expert.foundations.terms import GRAVE, VERDICTS, Verdict
from expert.foundations.texts import AND, OR, QUOTED, Language, Text, joined, listed, text_of
from expert.planning.holding import Certainty
from expert.planning.steps import steps_to_take
from expert.recognizing.languages import language_of
from expert.recognizing.text_facts import ReadFact
from expert.results import diagnosis as doc
from expert.results.document import trusted, with_
from expert.rules.conditions import evaluate, facts_in, open_facts
from expert.rules.models import Cause, Option, Preparation, Symptom

_CaseFacts = trusted(doc.CaseFacts)
_CauseFound = trusted(doc.CauseFound)
_Conflict = trusted(doc.Conflict)
_Diagnosis = trusted(doc.Diagnosis)
_FactValue = trusted(doc.FactValue)
_Knowledge = trusted(doc.Knowledge)
_Notice = trusted(doc.Notice)
_Elsewhere = trusted(doc.Elsewhere)
_PartialMatch = trusted(doc.PartialMatch)
_Reminder = trusted(doc.Reminder)
_TextFact = trusted(doc.TextFact)
_SymptomFound = trusted(doc.SymptomFound)

_MESSAGE = "error"
_LONGEST_UNREAD = 80
_MOST_GUESSES = 6


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
        runs = [*reasoning.runs.values(), *(() if reasoning.rest is None else (reasoning.rest,))]
        self._offered = frozenset(key for run in runs for key in run.offered)
        self._harmful = frozenset(key for run in runs for key in run.harmful)
        self._contradictions = Contradictions(reasoning)

    def say(self, text: Text) -> str:
        return text.in_(self.language)

    def diagnosis(self) -> doc.Diagnosis:
        r = self.reasoning
        causes = self._causes()
        obstacles = tuple(self._cause(cause) for cause in r.obstacles)
        outcome, reason = self._outcome(causes, obstacles)
        settled = r.out_of_scope is not None or r.solved is not None
        stuck = outcome in ("contradictory", "unrecognized")
        waits = settled or outcome == "contradictory"
        steps = () if waits else steps_to_take(causes, self.language)
        further = () if waits else steps_to_take(obstacles, self.language)
        return _Diagnosis(
            knowledge=_Knowledge(version=r.knowledge.version, digest=r.knowledge.digest, extra=r.knowledge.extra),
            language=self.language,
            case=self._case(),
            outcome=outcome,
            outcome_reason=reason,
            symptoms=tuple(self._symptom(symptom) for symptom in r.symptoms),
            causes=causes,
            obstacles=obstacles,
            questions=() if settled else self._questions(causes, obstacles, outcome),
            plan=steps or further,
            obstacle_plan=further if steps else (),
            conflicts=tuple(self._conflicts(causes, obstacles, outcome)),
            notices=tuple(self._notices(causes, obstacles)),
            could_be=() if settled or causes else self._could_be(),
            reminds_of=() if settled else self._reminds_of(),
            read_from_text=tuple(self._read_from_text()),
            elsewhere=self._elsewhere(),
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
            layer="behavior" if match is None else match.layer,
            general=symptom.general,
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
                symptom=name,
                title=self.say(symptom.title),
                found=found[name],
                needed=tuple(needed[name]),
                causes={c.id: self.say(c.title) for c in self.reasoning.knowledge.causes_of(name)},
            )
            for name, symptom in self.reasoning.knowledge.symptoms.items()
            if name in needed
        )

    def _reminds_of(self) -> tuple[doc.Reminder, ...]:
        symptoms = self.reasoning.knowledge.symptoms
        return tuple(
            _Reminder(
                symptom=likeness.symptom,
                title=self.say(symptoms[likeness.symptom].title),
                found=likeness.found,
                wording=self.say(likeness.wording.text if likeness.wording else symptoms[likeness.symptom].title),
                score=likeness.score,
            )
            for likeness in self.reasoning.recognized.reminds_of
        )

    def _read_from_text(self) -> Iterator[doc.TextFact]:
        case = self.reasoning.case
        for read in self.reasoning.read:
            definition = self.reasoning.knowledge.vocabulary[read.fact]
            yield _TextFact(
                fact=read.fact,
                value=as_json(read.value),
                title=self.say(definition.title),
                words=self.say(definition.say(read.value)),
                span=read.span,
                used=case.get(read.fact) == read.value,
            )

    def _elsewhere(self) -> doc.Elsewhere | None:
        rule = self.reasoning.out_of_scope
        if rule is None:
            return None
        shown = facts_in(self.reasoning.knowledge.condition(rule.out_of_scope_when))
        return _Elsewhere(
            rule=rule.id,
            what=self.say(rule.reason),
            whose=None if rule.whose is None else self.say(rule.whose),
            links=self.words.links(rule.links),
            found=next((read.span for read in self.reasoning.read if read.fact in shown), None),
        )

    # Causes and remedies

    def _causes(self) -> tuple[doc.CauseFound, ...]:
        knowledge, verdicts, facts = self.reasoning.knowledge, self.reasoning.verdicts, self.reasoning.case.values()

        def rank(cause: Cause) -> tuple[int, bool, int, int, str]:
            return (
                VERDICTS.index(verdicts[cause.id]), cause.superseded, len(misfits(cause, facts, knowledge)),
                self.words.danger(cause), cause.id,
            )  # fmt: skip

        candidates = [knowledge.causes[name] for name in verdicts]
        return tuple(self._cause(cause) for cause in sorted(candidates, key=rank))

    def _cause(self, cause: Cause) -> doc.CauseFound:
        r = self.reasoning
        symptoms = r.symptoms_of(cause)
        verdict = r.verdict(cause)
        _, facts = r.deciding(cause)
        missing = r.missing(cause)
        return _CauseFound(
            id=cause.id,
            title=self.say(cause.title),
            verdict=verdict,
            symptoms=symptoms,
            because=tuple(self.fact(known) for known in facts),
            missing=missing,
            undecided=tuple(self.say(r.knowledge.vocabulary[name].title) for name in missing),
            remedy=self._remedy(cause, verdict) if r.out_of_scope is None else None,
            sources=self.words.sources(cause.sources),
            kind=cause.kind,
            named=any(link.named and link.symptom in symptoms for link in cause.links()),
            superseded=cause.superseded,
            notes=self.words.notes(cause.notes),
            supported=verdict == "likely" and r.supported(cause),
            only_left=verdict == "possible" and self._is_only_one_left(cause, symptoms),
            disputed=self._contradictions.dispute(cause),
        )

    def _is_only_one_left(self, cause: Cause, symptoms: tuple[str, ...]) -> bool:
        """Whether every other candidate of one of its symptoms is ruled out."""
        verdicts, causes_of = self.reasoning.verdicts, self.reasoning.knowledge.causes_of
        return any(
            all(verdicts[rival.id] == "ruled_out" for rival in causes_of(name) if rival.id != cause.id)
            for name in symptoms
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

    def _remedy(self, cause: Cause, verdict: Verdict) -> doc.RemedyOf:
        states = tuple(self._way(cause, way.number, way.option) for way in self.words.ways(cause))
        return self.words.remedy(cause, states, self._case_of, self._certainty(cause, verdict))

    def _certainty(self, cause: Cause, verdict: Verdict) -> Certainty:
        """How sure it is that a remedy is the right one."""
        if self._contradictions.dispute(cause):
            return "disputed"
        if verdict in ("possible", "ruled_out"):
            return "possible"
        return "certain" if verdict == "confirmed" or self.reasoning.supported(cause) else "guessed"

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

    def _outcome(
        self, causes: tuple[doc.CauseFound, ...], obstacles: tuple[doc.CauseFound, ...]
    ) -> tuple[doc.Outcome, str]:
        r = self.reasoning
        if r.solved is not None:
            return "solved", self.say(phrases.OUTCOMES["solved"].format(reason=r.solved.reason))
        if r.out_of_scope is not None:
            return "out_of_scope", self.say(phrases.OUTCOMES["out_of_scope"].format(reason=r.out_of_scope.reason))
        if not causes:
            return self._of_obstacles(obstacles) if obstacles else self._nothing_recognized()
        acting: tuple[Literal["confirmed", "likely"], ...] = ("confirmed", "likely")
        for verdict in acting:
            found = [cause for cause in causes if cause.verdict == verdict]
            sound = [cause for cause in found if not cause.disputed]
            if found and not sound:
                return "contradictory", self._why_contradictory(found)
            if sound:
                replaced = verdict == "confirmed" and all(cause.superseded for cause in sound)
                several = verdict == "likely" and len(sound) > 1
                key = "confirmed_superseded" if replaced else "likely_several" if several else verdict
                return verdict, self.say(phrases.OUTCOMES[key].format(causes=_titles(sound)))
        count = sum(cause.verdict == "possible" for cause in causes)
        if count == 0:
            return "contradictory", self.say(phrases.OUTCOMES["contradictory"])
        sentence = phrases.OUTCOMES["one_possible" if count == 1 else "possible"]
        return "possible", self.say(sentence.format(count=count))

    def _of_obstacles(self, obstacles: tuple[doc.CauseFound, ...]) -> tuple[doc.Outcome, str]:
        sound = [obstacle for obstacle in obstacles if not obstacle.disputed]
        if not sound:
            return "contradictory", self._why_contradictory(obstacles)
        key = "obstacle" if len(sound) == 1 else "obstacles"
        return "obstacle", self.say(phrases.OUTCOMES[key].format(causes=_titles(sound)))

    def _why_contradictory(self, disputed: Collection[doc.CauseFound]) -> str:
        key = "contradictory_facts" if len(disputed) == 1 else "contradictory_facts_several"
        return self.say(phrases.OUTCOMES[key].format(causes=_titles(disputed)))

    def _nothing_recognized(self) -> tuple[doc.Outcome, str]:
        r = self.reasoning
        if r.recognized.openings and not r.elsewhere:
            count = len({opening.symptom for opening in r.recognized.openings})
            key = "incomplete_one" if count == 1 else "incomplete_text"
            return "incomplete", self.say(phrases.OUTCOMES[key].format(count=count))
        if not any(name in r.case for name in self._first_need()):
            names = [QUOTED.format(text=r.knowledge.vocabulary[name].title) for name in self._asked_first()]
            return "incomplete", self.say(phrases.OUTCOMES["incomplete_nothing"].format(facts=listed(names, OR)))
        return "unrecognized", self.say(phrases.OUTCOMES["unrecognized"])

    def _first_need(self) -> tuple[str, ...]:
        """What is needed to recognize anything: the message, or what happens."""
        return (_MESSAGE, *self.reasoning.knowledge.behaviors)

    def _asked_first(self) -> list[str]:
        """What of that to ask for."""
        knowledge, case = self.reasoning.knowledge, self.reasoning.case
        asked = [name for name in knowledge.behaviors if knowledge.vocabulary[name].asked and name not in case]
        return [_MESSAGE, *asked]

    def _questions(
        self, causes: tuple[doc.CauseFound, ...], obstacles: tuple[doc.CauseFound, ...], outcome: doc.Outcome
    ) -> tuple[doc.Question, ...]:
        r = self.reasoning
        decides: dict[str, list[str]] = {name: [] for name in self._contradictions.to_settle}
        open_causes = [cause for cause in causes if not cause.disputed]
        if outcome in ("incomplete", "unrecognized"):
            decides.update({name: [] for name in self._asked_first()})
            decides.update(self._worth_finding_out())
        if outcome in ("unrecognized", "contradictory"):
            names = [name for name, fact in r.knowledge.vocabulary.facts.items() if fact.intake and name not in r.case]
            decides = {**decides, **{name: decides.get(name, []) for name in names}}
        of_causes: dict[str, list[str]] = {}
        for cause in (*open_causes, *obstacles):
            for name in cause.missing or (self._open_about_place(cause) if cause.verdict == "confirmed" else ()):
                of_causes.setdefault(name, []).append(cause.id)
        for step_fact in self._needed_before_danger(causes or obstacles):
            of_causes.setdefault(step_fact, [])
        order, vocabulary = self.words.order, r.knowledge.vocabulary
        ranked = sorted(of_causes, key=lambda n: (vocabulary.cost(n), -len(of_causes[n]), order[n]))
        asked = {**decides, **{name: of_causes[name] for name in ranked if name not in decides}}
        return tuple(self._question(name, decided) for name, decided in asked.items())

    def _worth_finding_out(self) -> dict[str, list[str]]:
        """What is cheap to find out and separates most, where no symptom says which causes to look at.

        Of a text that could be several messages these are the causes of them all, and of one that only reminds of some,
        the causes of these; else whatever stops an enrollment. Only of what the text can be it is said what it decides:
        nothing else of the document names the other causes.
        """
        r, vocabulary = self.reasoning, self.reasoning.knowledge.vocabulary
        could_be = {opening.symptom for opening in r.recognized.openings}
        named = could_be or {likeness.symptom for likeness in r.recognized.reminds_of}
        causes = {cause.id: cause for name in sorted(named) for cause in r.knowledge.causes_of(name)}
        decides: dict[str, list[str]] = {}
        for cause in causes.values() if causes else r.knowledge.stopping:
            for name in r.open_in(cause):
                decides.setdefault(name, []).append(cause.id)
        asked = [name for name in decides if not vocabulary.costs[vocabulary[name].cost].only_if_done]
        asked.sort(key=lambda n: (-len(decides[n]) / max(vocabulary.cost(n), 1), self.words.order[n]))
        return {name: decides[name] if could_be else [] for name in asked[:_MOST_GUESSES]}

    def _needed_before_danger(self, causes: Iterable[doc.CauseFound]) -> Iterator[str]:
        """The facts, not known, on which it depends whether something dangerous has to be done before a step."""
        r = self.reasoning
        for found in causes:
            if found.verdict in ("confirmed", "likely") and not found.disputed:
                cause = r.knowledge.causes[found.id]
                for way in self.words.ways(cause):
                    for part in way.steps:
                        if part.only_when is not None and set(part.step.safety) & set(GRAVE):
                            evaluation = evaluate(r.knowledge.condition(part.only_when.when), r.values)
                            yield from r.to_find_out(open_facts(evaluation, r.values))

    def _question(self, name: str, decides: list[str]) -> doc.Question:
        return self.words.question(name, decides, self._known_roughly(name))

    def _known_roughly(self, name: str) -> Value | None:
        """What is known of a fact that is asked for all the same, as it is too rough."""
        return None if name == _MESSAGE else self.reasoning.case.get(name)

    def _conflicts(
        self, causes: tuple[doc.CauseFound, ...], obstacles: tuple[doc.CauseFound, ...], outcome: doc.Outcome
    ) -> Iterator[doc.Conflict]:
        """What cannot be so together: of facts, of what a message says and of what is proven; the graver first."""
        r = self.reasoning
        weighed = (r.knowledge.causes[cause.id] for cause in (*causes, *obstacles) if cause.disputed)
        behind = {known for cause in weighed for known in self._contradictions.behind(cause)}
        deciding = [self.fact(known) for known in behind] if outcome == "contradictory" else []
        for conflict in self._all_conflicts(causes, obstacles):
            decides = conflict.kind == "cause" or any(fact in deciding for fact in conflict.facts)
            yield with_(conflict, decides=True) if decides and outcome == "contradictory" else conflict

    def _all_conflicts(
        self, causes: tuple[doc.CauseFound, ...], obstacles: tuple[doc.CauseFound, ...]
    ) -> Iterator[doc.Conflict]:
        r = self.reasoning
        for name, values in r.values.items():
            if len(values) > 1:
                yield self._conflict_of_values(name, values)
        for rule, facts in self._contradictions.impossible:
            said = tuple(self.fact(known) for known in facts)
            text = phrases.CONFLICT_IMPOSSIBLE.format(facts=_said_facts(said), reason=rule.reason)
            yield _Conflict(kind="impossible", text=self.say(text), facts=said)
        for cause in (*causes, *obstacles):
            if self._contradictions.proven_and_excluded(r.knowledge.causes[cause.id]):
                yield self._conflict_of_cause(cause)
            if cause.named and cause.verdict == "ruled_out":
                symptom = next(
                    s for s in r.symptoms
                    if any(link.named and link.symptom == s.id for link in r.knowledge.causes[cause.id].links())
                )
                text = phrases.CONFLICT_MESSAGE.format(
                    symptom=symptom.title, cause=cause.title, facts=_said_facts(cause.because)
                )
                said_so = self.say(text)
                yield _Conflict(kind="message", text=said_so, facts=cause.because, symptom=symptom.id, cause=cause.id)
        for read in r.read:
            given = r.case.get(read.fact)
            if given is not None and given != read.value:
                yield self._conflict_with_text(read, given)

    def _conflict_of_cause(self, cause: doc.CauseFound) -> doc.Conflict:
        """A cause that some facts prove and others exclude."""
        r = self.reasoning
        proof, against = (
            tuple(self.fact(known) for known in r.because(Mark(kind, cause.id))) for kind in ("proven", "excluded")
        )
        text = phrases.CONFLICT_CAUSE.format(
            cause=cause.title, proof=_said_facts(proof), against=_said_facts(against)
        )
        facts = tuple(dict.fromkeys((*proof, *against)))
        return _Conflict(kind="cause", text=self.say(text), facts=facts, cause=cause.id)

    def _conflict_with_text(self, read: ReadFact, given: Value) -> doc.Conflict:
        """The text says otherwise than a fact that somebody gave."""
        definition = self.reasoning.knowledge.vocabulary[read.fact]
        text = phrases.CONFLICT_TEXT.format(
            title=definition.title, given=definition.say(given), read=definition.say(read.value), span=read.span
        )
        facts = (self.fact(Assertion(read.fact, given)),)
        return _Conflict(kind="text", text=self.say(text), facts=facts)

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
        """The facts, not known, on which it depends whether a cause can be at all, or stops this enrollment."""
        known = self.reasoning.knowledge.causes[cause.id]
        values = self.reasoning.values
        conditions = (self.reasoning.knowledge.conditions_of(known).applies, self.reasoning.stops(known))
        names = (open_facts(evaluate(part, values), values) for part in conditions if part is not None)
        return tuple(dict.fromkeys(name for some in names for name in some))

    def _notices(
        self, causes: tuple[doc.CauseFound, ...], obstacles: tuple[doc.CauseFound, ...]
    ) -> Iterator[doc.Notice]:
        r = self.reasoning
        if r.solved is not None:
            return
        for obstacle in obstacles if causes else ():
            text = phrases.WARNING_OBSTACLE.format(cause=obstacle.title, facts=_said_facts(obstacle.because))
            yield _Notice(kind="obstacle", text=self.say(text), cause=obstacle.id)
        for fact in r.case:
            if fact.origin.kind == "today":
                text = phrases.WARNING_TODAY.format(today=as_json(fact.value))
                yield _Notice(kind="today", text=self.say(text), facts=(fact.name,))
        for symptom in r.elsewhere:
            text = phrases.WARNING_ELSEWHERE.format(symptom=symptom.title)
            if not symptom.general:
                yield _Notice(kind="elsewhere", text=self.say(text), symptom=symptom.id)
        yield from self._unexplained(causes)
        unlike = [c for c in causes if c.verdict in ("likely", "possible") and "reach" in misfits(
            r.knowledge.causes[c.id], r.case.values(), r.knowledge)]
        if unlike and len(unlike) < len(causes):
            text = phrases.WARNING_REACH.format(causes=_titles(unlike))
            yield _Notice(kind="reach", text=self.say(text))
        if r.out_of_scope is None and not r.symptoms:
            yield from self._foreign_language()
        texts = r.case.get("error")
        if r.symptoms and not r.recognized.matches and isinstance(texts, tuple):
            for given in texts:
                shown = given if len(given) <= _LONGEST_UNREAD else given[: _LONGEST_UNREAD - 3] + "..."
                text = phrases.WARNING_UNREAD.format(text=" ".join(shown.split()))
                yield _Notice(kind="unread", text=self.say(text), facts=("error",))
        for cause in (*causes, *obstacles):
            yield from self._notices_of(cause)

    def _unexplained(self, causes: tuple[doc.CauseFound, ...]) -> Iterator[doc.Notice]:
        """Of several messages, those that nothing explains any more."""
        r = self.reasoning
        left = {name for cause in causes if cause.verdict != "ruled_out" for name in cause.symptoms}
        for symptom in r.symptoms if left else ():
            if symptom.id not in left:
                text = phrases.WARNING_UNEXPLAINED.format(symptom=symptom.title)
                yield _Notice(kind="unexplained", text=self.say(text), symptom=symptom.id)

    def _foreign_language(self) -> Iterator[doc.Notice]:
        """That a text is in a language, or a script, that the rules do not hold."""
        texts = self.reasoning.case.get(_MESSAGE)
        for text in texts if isinstance(texts, tuple) else ():
            language = language_of(text)
            if language is not None:
                said = phrases.WARNING_LANGUAGE.format(language=language)
                yield _Notice(kind="language", text=self.say(said), facts=(_MESSAGE,))
                return

    def _notices_of(self, cause: doc.CauseFound) -> Iterator[doc.Notice]:
        if cause.verdict not in ("confirmed", "likely") or cause.disputed:
            return
        if cause.superseded:
            text = phrases.WARNING_SUPERSEDED.format(cause=cause.title)
            yield _Notice(kind="superseded", text=self.say(text), cause=cause.id)
        unknown = self._open_about_place(cause) if cause.verdict == "confirmed" else ()
        if unknown:
            titles = [QUOTED.format(text=self.reasoning.knowledge.vocabulary[name].title) for name in unknown]
            text = phrases.WARNING_ONLY_SOME.format(cause=cause.title, facts=listed(titles, AND))
            yield _Notice(kind="only_some", text=self.say(text), cause=cause.id, facts=unknown)
        yield from self._held_back(cause)
        for option in () if cause.remedy is None else cause.remedy.options:
            if option.withheld and option.harm:
                text = phrases.WARNING_HARM.format(cause=cause.title, harm=option.harm)
                yield _Notice(kind="harm", text=self.say(text), cause=cause.id, option=option.id)

    def _held_back(self, cause: doc.CauseFound) -> Iterator[doc.Notice]:
        """That steps of a remedy which erase, remove or affect all devices wait until something is known."""
        remedy = None if cause.verdict == "ruled_out" else cause.remedy
        waiting = () if remedy is None else (step for step in remedy.steps if step.held_back)
        steps = [step for step in waiting if set(step.safety) & set(GRAVE)]
        vocabulary = self.reasoning.knowledge.vocabulary
        if any(step.only_if is None for step in steps):
            names = [QUOTED.format(text=vocabulary[name].title) for name in cause.missing]
            text = phrases.WARNING_HELD_BACK.format(cause=cause.title, facts=listed(names, AND))
            yield _Notice(kind="held_back", text=self.say(text), cause=cause.id, facts=cause.missing)
        cases = {step.only_if: None for step in steps if step.only_if is not None}
        if cases:
            open_facts_of = dict.fromkeys(self._needed_before_danger([cause]))
            names = [QUOTED.format(text=vocabulary[name].title) for name in open_facts_of]
            text = phrases.WARNING_DEPENDS.format(cause=cause.title, case=text_of(next(iter(cases)) or ""),
                                                  facts=listed(names, AND))
            yield _Notice(kind="held_back", text=self.say(text), cause=cause.id, facts=tuple(open_facts_of))


def _titles(causes: Iterable[doc.CauseFound]) -> Text:
    return listed([QUOTED.format(text=cause.title) for cause in causes], AND)


def _said_facts(facts: Iterable[doc.FactValue]) -> Text:
    return joined([phrases.FACT.format(title=fact.title, words=fact.words) for fact in facts], ", ")
