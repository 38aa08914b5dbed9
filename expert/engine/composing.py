"""Puts what was concluded into words: from a `Reasoning` to the frozen `Diagnosis`."""

from __future__ import annotations

from collections.abc import Iterator

from expert.engine.conflicting import ConflictsIn
from expert.engine.fit import misfits
from expert.engine.knowledge_words import CaseState, WayState
from expert.engine.noticing import NoticesAbout
from expert.engine.outcomes import OutcomeOf
from expert.engine.program import Assertion, Way
from expert.engine.questioning import QuestionsAbout
from expert.engine.reasoner import Reasoning
from expert.engine.reasoning_graph import derivation_graph
from expert.engine.spoken import Spoken
from expert.facts.writer import as_json
from expert.foundations.deadlines import look_at_the_clock
from expert.foundations.terms import VERDICTS, Verdict
from expert.foundations.texts import Language, Text
from expert.planning.holding import Certainty
from expert.planning.steps import steps_to_take
from expert.recognizing.recognition import Likeness
from expert.results import diagnosis as doc
from expert.rules.conditions import deciding_facts, evaluate, facts_in, open_facts
from expert.rules.models import Cause, Option, Preparation, Symptom


def compose(reasoning: Reasoning, language: Language, *, asking: bool = True) -> doc.Diagnosis:
    """The diagnosis in one language.

    Args:
        reasoning: what was concluded.
        language: the language.
        asking: whether it says what is worth asking, which takes longer than all else.
    """
    return _Composer(reasoning, language).diagnosis(asking)


class _Composer(Spoken):
    def __init__(self, reasoning: Reasoning, language: Language) -> None:
        super().__init__(reasoning, language)
        self._cases: dict[int, CaseState] = {}
        runs = [*reasoning.runs.values(), *(() if reasoning.rest is None else (reasoning.rest,))]
        self._offered = frozenset(key for run in runs for key in run.offered)
        self._harmful = frozenset(key for run in runs for key in run.harmful)

    def diagnosis(self, asking: bool) -> doc.Diagnosis:
        r = self.reasoning
        causes = self._causes()
        obstacles = tuple(self._cause(cause) for cause in r.obstacles)
        outcome, reason = OutcomeOf(self, causes, obstacles).outcome()
        settled = r.out_of_scope is not None or r.solved is not None
        stuck = outcome in ("contradictory", "unrecognized")
        waits = settled or outcome == "contradictory"
        steps = () if waits else steps_to_take(causes, self.language)
        further = () if waits else steps_to_take(obstacles, self.language)
        return doc.Diagnosis(
            knowledge=doc.Knowledge(version=r.knowledge.version, digest=r.knowledge.digest, extra=r.knowledge.extra),
            language=self.language,
            case=self._case(),
            outcome=outcome,
            outcome_reason=reason,
            symptoms=tuple(self._symptom(symptom) for symptom in r.symptoms),
            causes=causes,
            obstacles=obstacles,
            questions=QuestionsAbout(self, causes, obstacles).questions(outcome) if asking and not settled else (),
            plan=steps or further,
            obstacle_plan=further if steps else (),
            conflicts=tuple(ConflictsIn(self, causes, obstacles).conflicts(outcome)),
            notices=tuple(NoticesAbout(self, causes, obstacles).notices()),
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
        return doc.CaseFacts(
            id=None if number is None else str(number),
            facts={fact.name: as_json(fact.value) for fact in case if fact.name != "case"},
            origins={fact.name: str(fact.origin) for fact in case if fact.name != "case"},
            described=tuple(self.fact(Assertion(fact.name, fact.value)) for fact in case if fact.name != "case"),
            file=next(files, None),
        )

    def _symptom(self, symptom: Symptom) -> doc.SymptomFound:
        match = self.reasoning.recognized.longest(symptom.id)
        r = self.reasoning
        shown_by = r.knowledge.showing(symptom, r.case, r.values)
        seen = "" if shown_by is None else str(r.values[shown_by][0])
        return doc.SymptomFound(
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
            doc.PartialMatch(
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
            doc.Reminder(
                symptom=likeness.symptom,
                title=self.say(symptoms[likeness.symptom].title),
                found=likeness.found,
                wording=self.say(_wording_of(symptoms[likeness.symptom], likeness)),
                score=likeness.score,
            )
            for likeness in self.reasoning.recognized.reminds_of
        )

    def _read_from_text(self) -> Iterator[doc.TextFact]:
        case = self.reasoning.case
        for read in self.reasoning.read:
            definition = self.reasoning.knowledge.vocabulary[read.fact]
            yield doc.TextFact(
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
        condition, values = self.reasoning.knowledge.condition(rule.out_of_scope_when), self.reasoning.values
        shown = facts_in(condition)
        deciding = dict.fromkeys(deciding_facts(evaluate(condition, values)))
        return doc.Elsewhere(
            rule=rule.id,
            what=self.say(rule.reason),
            whose=None if rule.whose is None else self.say(rule.whose),
            links=self.words.links(rule.links),
            found=next((read.span for read in self.reasoning.read if read.fact in shown), None),
            because=tuple(self.fact(Assertion(name, value)) for name in deciding for value in values.get(name, ())),
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
        look_at_the_clock()
        r = self.reasoning
        symptoms = r.symptoms_of(cause)
        verdict = r.verdict(cause)
        _, facts = r.deciding(cause)
        missing = r.missing(cause)
        return doc.CauseFound(
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
            named=any(map(cause.named_by, symptoms)),
            superseded=cause.superseded,
            notes=self.words.notes(cause.notes),
            supported=verdict == "likely" and r.supported(cause),
            only_left=verdict == "possible" and bool(r.rivals_out(cause)),
            disputed=self.contradictions.dispute(cause),
            named_by=tuple(filter(cause.named_by, symptoms)),
        )

    def _remedy(self, cause: Cause, verdict: Verdict) -> doc.RemedyOf:
        states = tuple(self._way(cause, way.number, way.option) for way in self.words.ways(cause))
        return self.words.remedy(cause, states, self._case_of, self._certainty(cause, verdict))

    def _certainty(self, cause: Cause, verdict: Verdict) -> Certainty:
        """How sure it is that a remedy is the right one."""
        if self.contradictions.dispute(cause):
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
            asked=tuple((name, self.known_roughly(name)) for name in asked),
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


def _wording_of(symptom: Symptom, likeness: Likeness) -> Text:
    """The message that a text may have been: the one it is like, or the first that the symptom has."""
    if likeness.wording is not None:
        return likeness.wording.text
    return next((message.text for message in symptom.messages if message.kind == "message"), symptom.title)
