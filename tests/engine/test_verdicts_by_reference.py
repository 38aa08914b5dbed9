"""The engine agrees with a reference that is short enough to check by reading it.

The reference works the verdicts out as the contract and `expert/rules/models.py` define them: it evaluates
the conditions themselves, over the facts and all that the derivations add to them. The engine fires rules
compiled from the same conditions. Both are given random cases, of the shipped knowledge and of knowledge
that is itself made up at random.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator

from expert import Case, Diagnosis, KnowledgeBase, diagnose
from expert.engine.engines import new_engine
from expert.engine.program import Assertion, Program, compile_symptom
from expert.engine.reasoner import Reasoner
from expert.facts.vocabulary import Cost, FactDefinition, Value, Vocabulary
from expert.facts.writer import as_json
from expert.foundations.terms import Verdict
from expert.foundations.texts import Text
from expert.rules.conditions import (
    Atom,
    Condition,
    Not,
    combinations,
    evaluate,
    facts_in,
    parse,
)
from expert.rules.models import Cause, Derivation, Escalation, Explains, Harm, Message, Option, Remedy, Step, Symptom

TODAY = date(2026, 11, 23)
SHIPPED = KnowledgeBase.shipped()
ENGINES = {name: new_engine(name) for name in ("experta", "compiled")}
Fact = tuple[str, Value]
Values = dict[str, tuple[Value, ...]]


def tried(times: int) -> settings:
    """How often a property is tried, many times that with --exhaustive; a machine may be slow."""
    times *= 20 if settings.get_current_profile_name() == "exhaustive" else 1
    return settings(max_examples=times, suppress_health_check=[HealthCheck.too_slow])


# The reference


@dataclass(frozen=True)
class Expected:
    """What must come of a case.

    Attributes:
        values: what is known of each fact, with what follows from it.
        symptoms: the ids of those that are present.
        verdicts: for each candidate.
        because: for each candidate that is confirmed or ruled out, the facts that decide it.
        offered: the ways, as (cause, number), whose steps may be shown.
        withheld: the ways that would do harm.
    """

    values: Values
    symptoms: tuple[str, ...]
    verdicts: dict[str, Verdict]
    because: dict[str, set[Fact]]
    offered: set[tuple[str, int]]
    withheld: set[tuple[str, int]]


class Reference:
    """The verdicts, straight from their definitions."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge

    def expect(self, observed: Mapping[str, Value], recognized: Iterable[str], told: Iterable[Fact] = ()) -> Expected:
        values = self.closure([*observed.items(), *told])
        wanted = set(recognized)
        symptoms = tuple(s.id for s in self.knowledge.symptoms.values() if self._present(s, values, wanted))
        causes = {c.id: c for name in symptoms for c in self.knowledge.causes_of(name)}
        decided = {name: self._decide(cause, values) for name, cause in causes.items()}
        verdicts = {name: verdict or self._weigh(name, symptoms, decided) for name, verdict in decided.items()}
        offered, withheld = self._ways(causes.values(), values)
        because = {name: self._because(causes[name], verdicts[name], values) for name in causes}
        return Expected(values, symptoms, verdicts, because, offered, withheld)

    def closure(self, facts: Iterable[Fact]) -> Values:
        values: Values = {}
        waiting = list(facts)
        while waiting:
            for fact, value in waiting:
                if value not in values.get(fact, ()):
                    values[fact] = (*values.get(fact, ()), value)
            waiting = [
                (fact, value)
                for derivation in self.knowledge.derivations.values()
                if self._holds(derivation.when, values)
                for fact, value in self.knowledge.conclusions(derivation).items()
                if value not in values.get(fact, ())
            ]
        return values

    def _holds(self, condition: Any, values: Values) -> bool:
        return condition is not None and evaluate(self.knowledge.condition(condition), values).truth.holds

    def _fails(self, condition: Any, values: Values) -> bool:
        return condition is not None and evaluate(self.knowledge.condition(condition), values).truth.fails

    def _present(self, symptom: Symptom, values: Values, recognized: set[str]) -> bool:
        seen = symptom.id in recognized or self._holds(symptom.recognized_when, values)
        return seen and not self._fails(symptom.applies_when, values)

    def _decide(self, cause: Cause, values: Values) -> Verdict | None:
        if self._fails(cause.applies_when, values):
            return "ruled_out"
        if self._holds(cause.confirmed_when, values):
            return "confirmed"
        if cause.ruled_out_when is None:
            return "ruled_out" if self._fails(cause.confirmed_when, values) else None
        return "ruled_out" if self._holds(cause.ruled_out_when, values) else None

    def _weigh(
        self, name: str, symptoms: tuple[str, ...], decided: Mapping[str, Verdict | None]
    ) -> Verdict:
        """Likely where the message itself names it, or where it is the only documented cause left."""
        for link in self.knowledge.causes[name].links():
            if link.symptom in symptoms:
                rivals = [c.id for c in self.knowledge.causes_of(link.symptom) if c.id != name]
                if link.named or all(decided[rival] == "ruled_out" for rival in rivals):
                    return "likely"
        return "possible"

    def _because(self, cause: Cause, verdict: Verdict, values: Values) -> set[Fact]:
        if verdict == "confirmed":
            return self._support(cause.confirmed_when, True, values)
        if verdict != "ruled_out":
            return set()
        if self._fails(cause.applies_when, values):
            return self._support(cause.applies_when, False, values)
        if cause.ruled_out_when is None:
            return self._support(cause.confirmed_when, False, values)
        return self._support(cause.ruled_out_when, True, values)

    def _support(self, data: Any, wanted: bool, values: Values) -> set[Fact]:
        return set(support(self.knowledge.condition(data), wanted, values))

    def _ways(self, causes: Iterable[Cause], values: Values) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
        offered: set[tuple[str, int]] = set()
        withheld: set[tuple[str, int]] = set()
        for cause in causes:
            for number, option in enumerate(self.knowledge.remedy_of(cause).options, start=1):
                if self._fails(option.when, values):
                    continue
                harmful = option.harm is not None and self._holds(option.harm.when, values)
                (withheld if harmful else offered).add((cause.id, number))
        return offered, withheld


def support(condition: Condition, wanted: bool, values: Values) -> Iterator[Fact]:
    """The facts on which a condition holds, or fails: the true or the false leaves of its evaluation."""
    truth = evaluate(condition, values).truth
    if not (truth.holds if wanted else truth.fails):
        return
    if isinstance(condition, Atom):
        for chosen in combinations(condition.facts, values):
            if condition.check(chosen) is wanted:
                yield from zip(condition.facts, chosen, strict=True)
    elif isinstance(condition, Not):
        yield from support(condition.part, not wanted, values)
    else:
        for part in condition.parts:
            yield from support(part, wanted, values)


# Random cases of the shipped knowledge

DATES = (date(2026, 9, 30), date(2026, 11, 2), date(2026, 11, 23), date(2027, 5, 12))
VERSIONS = ("15", "15.5", "15.5.1", "15.6", "15.7", "16", "16.3", "16.3.1", "16.4", "17.0", "17.4", "18.1")
WORDINGS = {s.id: [w for m in s.messages for w in m.wordings()] for s in SHIPPED.symptoms.values() if s.messages}


def readings(definition: FactDefinition) -> some.SearchStrategy[Any]:
    """Valid values of a fact, as they are typed."""
    match definition.type:
        case "word":
            return some.sampled_from(sorted(definition.values))
        case "yes_no":
            return some.booleans()
        case "number":
            return some.integers(0, 20)
        case "date":
            return some.sampled_from(DATES)
        case "version":
            return some.sampled_from(VERSIONS)
        case _:
            return some.text("abc ", min_size=1).filter(str.strip)


@cache
def read_for(symptom: str) -> frozenset[str]:
    """The facts that a symptom, its causes and their remedies read, and those from which they follow."""
    data: list[Any] = [SHIPPED.symptoms[symptom].recognized_when, SHIPPED.symptoms[symptom].applies_when]
    for cause in SHIPPED.causes_of(symptom):
        data += [cause.applies_when, cause.confirmed_when, cause.ruled_out_when]
        for option in SHIPPED.remedy_of(cause).options:
            data += [option.when, option.harm and option.harm.when]
    names = {name for part in data if part for name in facts_in(SHIPPED.condition(part))}
    while True:
        further = {
            name
            for derivation in SHIPPED.derivations.values()
            if names & derivation.concludes.keys()
            for name in facts_in(SHIPPED.condition(derivation.when))
        } - names
        if not further:
            return frozenset(names)
        names |= further


@some.composite
def cases(draw: some.DrawFn) -> dict[str, Any]:
    """A few messages or behaviors, and facts of which most have to do with them."""
    facts: dict[str, Any] = {}
    shown = draw(some.lists(some.sampled_from(sorted(WORDINGS)), min_size=0, max_size=3, unique=True))
    if shown:
        facts["error"] = [draw(some.sampled_from(WORDINGS[name])) for name in shown]
    if not shown or draw(some.booleans()):
        facts["behavior"] = draw(readings(SHIPPED.vocabulary["behavior"]))
        shown += [s.id for s in SHIPPED.symptoms.values() if s.recognized_when == {"behavior": facts["behavior"]}]
    near = sorted({name for symptom in shown for name in read_for(symptom)} - facts.keys())
    far = sorted(SHIPPED.vocabulary.facts.keys() - {*near, "error", "behavior"})
    names = draw(some.lists(some.sampled_from(near), unique=True)) if near else []
    names += draw(some.lists(some.sampled_from(far), unique=True, max_size=4))
    for name in names:
        facts[name] = draw(readings(SHIPPED.vocabulary[name]))
    return facts


def expected_of(case: Case) -> Expected:
    """What the reference makes of a case; which wordings are recognized is taken from the engine."""
    reasoning = Reasoner.of(SHIPPED).reason(case, TODAY)
    recognized = [match.symptom for match in reasoning.recognized.matches]
    told = [
        fact
        for match in reasoning.recognized.matches
        for fact in SHIPPED.read_facts(match.message.tells).items()
    ]
    return Reference(SHIPPED).expect({"observed_on": TODAY, **case.values()}, recognized, told)


@cache
def program_of(symptom: str) -> Program:
    return compile_symptom(SHIPPED, SHIPPED.symptoms[symptom])


def run(case: Case) -> Diagnosis:
    return diagnose(case, SHIPPED, today=TODAY)


@given(cases())
@tried(150)
def test_the_engine_reaches_the_verdicts_of_the_reference(facts: dict[str, Any]) -> None:
    case = Case.of(facts)
    expected, diagnosis = expected_of(case), run(case)
    assert [symptom.id for symptom in diagnosis.symptoms] == list(expected.symptoms)
    assert {cause.id: cause.verdict for cause in diagnosis.causes} == expected.verdicts


@given(cases())
@tried(150)
def test_a_verdict_shows_the_facts_that_decided_it(facts: dict[str, Any]) -> None:
    case = Case.of(facts)
    expected = expected_of(case)
    for cause in run(case).causes:
        shown = {(fact.fact, json.dumps(fact.value)) for fact in cause.because}
        assert shown == {(name, json.dumps(as_json(value))) for name, value in expected.because[cause.id]}, cause.id
        assert cause.verdict in ("likely", "possible") or cause.because, cause.id


@given(cases())
@tried(150)
def test_only_ways_that_fit_the_case_are_offered_and_harmful_ones_are_withheld(facts: dict[str, Any]) -> None:
    case = Case.of(facts)
    expected, diagnosis = expected_of(case), run(case)
    if diagnosis.outcome == "out_of_scope":
        assert all(cause.remedy is None for cause in diagnosis.causes)
        return
    shown = {
        (cause.id, option.number): option.withheld
        for cause in diagnosis.causes
        if cause.remedy is not None
        for option in cause.remedy.options
    }
    assert {way for way, withheld in shown.items() if not withheld} == expected.offered
    assert {way for way, withheld in shown.items() if withheld} == expected.withheld
    for cause in diagnosis.causes:
        assert cause.remedy is not None
        assert not any((cause.id, step.option) in expected.withheld for step in cause.remedy.steps)


@given(cases())
@tried(100)
def test_every_candidate_of_every_recognized_symptom_appears_once_and_no_other(facts: dict[str, Any]) -> None:
    diagnosis = run(Case.of(facts))
    candidates = {cause.id for symptom in diagnosis.symptoms for cause in SHIPPED.causes_of(symptom.id)}
    listed = [cause.id for cause in diagnosis.causes]
    assert sorted(listed) == sorted(candidates)
    order = ["confirmed", "likely", "possible", "ruled_out"]
    ranks = [order.index(cause.verdict) for cause in diagnosis.causes]
    assert ranks == sorted(ranks)


@given(cases(), some.randoms(use_true_random=False))
@tried(60)
def test_the_order_of_the_facts_changes_nothing(facts: dict[str, Any], chance: Any) -> None:
    shuffled = list(facts.items())
    chance.shuffle(shuffled)
    assert run(Case.of(dict(shuffled))).to_json() == run(Case.of(facts)).to_json()


@given(cases(), some.randoms(use_true_random=False))
@tried(60)
def test_the_order_in_which_the_engine_is_told_changes_nothing(facts: dict[str, Any], chance: Any) -> None:
    case = Case.of(facts)
    reasoning = Reasoner.of(SHIPPED).reason(case, TODAY)
    for symptom in reasoning.symptoms:
        told = [*(Assertion(fact.name, fact.value) for fact in reasoning.case), *reasoning.told]
        chance.shuffle(told)
        recognized = any(match.symptom == symptom.id for match in reasoning.recognized.matches)
        for engine in ENGINES.values():
            assert engine.run(program_of(symptom.id), told, recognized=recognized) == reasoning.runs[symptom.id]


@given(cases(), some.data())
@tried(150)
def test_a_further_fact_never_weakens_what_was_confirmed(facts: dict[str, Any], data: some.DataObject) -> None:
    """It can only contradict it: then the cause is ruled out, or its symptom does not occur here at all."""
    before = run(Case.of(facts))
    unknown = sorted(SHIPPED.vocabulary.facts.keys() - facts.keys() - {"error", "behavior", "case"})
    name = data.draw(some.sampled_from(unknown))
    after = run(Case.of({**facts, name: data.draw(readings(SHIPPED.vocabulary[name]))}))
    verdicts = {cause.id: cause.verdict for cause in after.causes}
    for cause in before.causes:
        if cause.verdict == "confirmed" and name != "observed_on":
            assert verdicts.get(cause.id, "ruled_out") in ("confirmed", "ruled_out"), (cause.id, name)


@given(cases())
@tried(150)
def test_facts_that_contradict_each_other_are_reported_and_nothing_else_is(facts: dict[str, Any]) -> None:
    case = Case.of(facts)
    expected, diagnosis = expected_of(case), run(case)
    # A message states facts of its own, wherever it was met; the rest counts where a symptom has to do with it.
    concerned = {known.fact for known in Reasoner.of(SHIPPED).reason(case, TODAY).told}
    concerned |= {name for symptom in expected.symptoms for name in read_for(symptom)}
    clashes = {name for name, values in expected.values.items() if len(values) > 1 and name in concerned}
    reported = [conflict for conflict in diagnosis.conflicts if conflict.cause is None]
    assert {conflict.facts[0].fact for conflict in reported} == clashes
    for conflict in reported:
        values = [json.dumps(fact.value) for fact in conflict.facts]
        assert sorted(values) == sorted(json.dumps(as_json(v)) for v in expected.values[conflict.facts[0].fact])
    named = {c.id for c in diagnosis.causes if c.named and c.verdict == "ruled_out"}
    assert {conflict.cause for conflict in diagnosis.conflicts if conflict.cause} == named


@pytest.fixture(scope="module")
def result_schema() -> Draft202012Validator:
    schema = Diagnosis.json_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@given(facts=cases(), language=some.sampled_from(["en", "sv"]))
@tried(60)
def test_the_result_validates_and_comes_back_from_its_json(
    result_schema: Draft202012Validator, facts: dict[str, Any], language: Any
) -> None:
    diagnosis = diagnose(Case.of(facts), SHIPPED, language=language, today=TODAY)
    written = diagnosis.to_json()
    result_schema.validate(json.loads(written))
    read = Diagnosis.from_json(written)
    assert read == diagnosis
    assert read.to_json() == written
    assert Diagnosis.from_json(diagnosis.to_json(indent=None)) == diagnosis


# Random knowledge, over a small vocabulary of its own

SAID = Text("said", "sagt")


def _defined(name: str, kind: Any, *values: str) -> FactDefinition:
    return FactDefinition(name, kind, SAID, SAID, SAID, "desk", values=dict.fromkeys(values, SAID))


MADE_UP = Vocabulary(
    {"desk": Cost(1, SAID)},
    {
        definition.name: definition
        for definition in (
            _defined("error", "texts"),
            _defined("color", "word", "red", "green", "blue"),
            _defined("shape", "word", "round", "square"),
            _defined("lit", "yes_no"),
            _defined("warm", "yes_no"),
            _defined("count", "number"),
            _defined("limit", "number"),
            _defined("spare", "number"),
            _defined("made_on", "date"),
            _defined("due__on", "date"),
            _defined("version", "version"),
            _defined("newest", "version"),
        )
    },
)
NUMBERS, MADE_DATES, MADE_VERSIONS = some.integers(0, 4), some.sampled_from(DATES[:3]), some.sampled_from(VERSIONS[:9])


def made_up_value(name: str) -> some.SearchStrategy[Any]:
    match MADE_UP[name].type:
        case "number":
            return NUMBERS
        case "date":
            return MADE_DATES.map(date.isoformat)
        case "version":
            return MADE_VERSIONS
        case _:
            return readings(MADE_UP[name])


def _numbers(draw: some.DrawFn) -> dict[str, Any]:
    other: dict[str, Any] = {"fact": draw(some.sampled_from(["count", "limit", "spare"]))}
    plus = draw(some.lists(some.one_of(NUMBERS, some.sampled_from(["limit", "spare"])), max_size=2))
    if plus:
        other["plus"] = plus
    relation = draw(some.sampled_from(["at_least", "at_most", "less_than", "more_than"]))
    return {relation: draw(some.one_of(NUMBERS, some.just(other)))}


@some.composite
def atoms(draw: some.DrawFn) -> dict[str, Any]:
    """One entry of a condition, in any of the forms that the grammar has."""
    name = draw(some.sampled_from(sorted(MADE_UP.facts.keys() - {"error"})))
    kind = MADE_UP[name].type
    if draw(some.booleans()) or kind in ("word", "yes_no"):
        values = draw(some.lists(made_up_value(name), min_size=1, max_size=1 if kind == "yes_no" else 2))
        return {name: values if len(values) > 1 else values[0]}
    if kind == "number":
        return {name: _numbers(draw)}
    others = [other for other in MADE_UP.facts if MADE_UP[other].type == kind]
    relations = ["before", "after"] if kind == "date" else ["at_least", "at_most", "less_than", "more_than", "release"]
    operand = draw(some.one_of(made_up_value(name), some.sampled_from(others).map(lambda other: {"fact": other})))
    return {name: {draw(some.sampled_from(relations)): operand}}


def conditions() -> some.SearchStrategy[dict[str, Any]]:
    """Conditions of the grammar: atoms, several entries, `all`, `any` and `not`, inside each other."""

    def around(inner: some.SearchStrategy[dict[str, Any]]) -> some.SearchStrategy[dict[str, Any]]:
        several = some.lists(inner, min_size=1, max_size=3)
        return some.one_of(
            some.fixed_dictionaries({"all": several}),
            some.fixed_dictionaries({"any": several}),
            some.fixed_dictionaries({"not": inner}),
            some.tuples(inner, inner).map(lambda both: {**both[0], **both[1]}),
        )

    return some.recursive(atoms(), around, max_leaves=6)


@some.composite
def remedies(draw: some.DrawFn, name: str) -> Remedy:
    options = []
    for _ in range(draw(some.integers(1, 2))):
        when = draw(some.none() | conditions())
        harm = draw(some.none() | conditions())
        harms = None if harm is None else Harm(harm, SAID, ("erases_device",))
        options.append(Option((Step(SAID),), when=when, harm=harms))
    return Remedy(name, SAID, tuple(options), ())


@some.composite
def knowledge_bases(draw: some.DrawFn) -> KnowledgeBase:
    """Two symptoms, two to four causes that explain one or both, and derivations that may go in circles."""
    symptoms = {
        name: Symptom(
            name, SAID, {}, (), messages=(Message(en=f"{name} went wrong"),),
            applies_when=draw(some.none() | conditions()),
        )
        for name in ("lamp", "pump")
    }
    causes = {}
    for name in ("ash", "birch", "cedar", "date-palm")[: draw(some.integers(2, 4))]:
        explains = tuple(
            Explains(symptom, named=draw(some.integers(0, 4)) == 0)
            for symptom in draw(some.lists(some.sampled_from(sorted(symptoms)), min_size=1, unique=True))
        )
        causes[name] = Cause(
            name, SAID, explains, draw(conditions()), draw(remedies(f"mend-{name}")), (), (),
            applies_when=draw(some.none() | conditions()),
            ruled_out_when=draw(some.none() | conditions()),
        )
    derivations = {}
    for i in range(draw(some.integers(0, 3))):
        concluded = draw(some.sampled_from(["color", "lit", "warm", "limit", "version"]))
        derivations[f"law-{i}"] = Derivation(
            f"law-{i}", SAID, draw(conditions()), {concluded: draw(made_up_value(concluded))}, ()
        )
    return made_up_knowledge(symptoms, causes, derivations)


def made_up_knowledge(
    symptoms: dict[str, Symptom], causes: dict[str, Cause], derivations: dict[str, Derivation]
) -> KnowledgeBase:
    return KnowledgeBase(
        version="", digest="", vocabulary=MADE_UP, documents={}, symptoms=symptoms, causes=causes, remedies={},
        steps={}, derivations=derivations, scope=(), escalation=Escalation(()),
    )


@some.composite
def made_up_facts(draw: some.DrawFn) -> dict[str, Any]:
    names = draw(some.lists(some.sampled_from(sorted(MADE_UP.facts.keys() - {"error"})), unique=True))
    shown = draw(some.lists(some.sampled_from(["lamp", "pump"]), min_size=1, unique=True))
    return {"error": [f"{name} went wrong" for name in shown], **{n: draw(made_up_value(n)) for n in names}}


@given(knowledge_bases(), some.lists(made_up_facts(), min_size=1, max_size=4))
@tried(50)
def test_any_knowledge_gives_the_verdicts_of_the_reference(
    knowledge: KnowledgeBase, several: list[dict[str, Any]]
) -> None:
    """Several cases, one after the other: nothing of a case is left for the next one."""
    reference = Reference(knowledge)
    for facts in several:
        case = knowledge.case(**facts)
        shown = [text.split()[0] for text in facts["error"]]
        expected = reference.expect(case.values(), shown)
        diagnosis = diagnose(case, knowledge, today=TODAY)
        assert {symptom.id for symptom in diagnosis.symptoms} == set(expected.symptoms)
        assert {cause.id: cause.verdict for cause in diagnosis.causes} == expected.verdicts
        for cause in diagnosis.causes:
            shown_facts = {(fact.fact, json.dumps(fact.value)) for fact in cause.because}
            assert shown_facts == {(n, json.dumps(as_json(v))) for n, v in expected.because[cause.id]}
            assert cause.remedy is not None
            ways = {(cause.id, option.number): option.withheld for option in cause.remedy.options}
            assert {way for way, withheld in ways.items() if withheld} == {
                way for way in expected.withheld if way[0] == cause.id
            }
            assert {way for way, withheld in ways.items() if not withheld} == {
                way for way in expected.offered if way[0] == cause.id
            }


@given(conditions(), made_up_facts())
@tried(200)
def test_a_condition_and_its_rules_agree(data: dict[str, Any], facts: dict[str, Any]) -> None:
    """One cause, proven by the condition: confirmed where it holds, ruled out where it fails, else open."""
    remedy = Remedy("mend", SAID, (Option((Step(SAID),)),), ())
    cause = Cause("ash", SAID, ("lamp",), data, remedy, (), ())
    lamp = Symptom("lamp", SAID, {}, (), messages=(Message(en="lamp went wrong"),))
    knowledge = made_up_knowledge({"lamp": lamp}, {"ash": cause}, {})
    case = knowledge.case(**{**facts, "error": "lamp went wrong"})
    values = {name: (value,) for name, value in case.values().items()}
    truth = evaluate(parse(data, MADE_UP), values).truth
    (found,) = diagnose(case, knowledge, today=TODAY).causes
    assert found.verdict == ("confirmed" if truth.holds else "ruled_out" if truth.fails else "likely")


@given(conditions(), made_up_facts(), made_up_facts())
@tried(200)
def test_what_is_known_of_a_condition_stays_known(
    data: dict[str, Any], facts: dict[str, Any], further: dict[str, Any]
) -> None:
    """Holding and failing are each monotone, also where the further facts contradict the first ones."""
    condition = parse(data, MADE_UP)
    first, second = (Case.of(part, MADE_UP).values() for part in (facts, further))
    fewer: Values = {name: (value,) for name, value in first.items()}
    more: Values = {
        name: tuple(dict.fromkeys(part[name] for part in (first, second) if name in part))
        for name in {**first, **second}
    }
    before, after = evaluate(condition, fewer).truth, evaluate(condition, more).truth
    assert after.holds or not before.holds
    assert after.fails or not before.fails


def test_the_random_cases_reach_every_verdict_and_contradictions() -> None:
    """The generators are worth something: what they make is not all of one kind."""
    seen: set[str] = set()

    @given(cases())
    @settings(tried(150), derandomize=True)
    def look(facts: dict[str, Any]) -> None:
        expected = expected_of(Case.of(facts))
        seen.update(expected.verdicts.values())
        seen.update("withheld" for _ in expected.withheld)
        seen.update("contradiction" for values in expected.values.values() if len(values) > 1)

    look()
    assert seen == {"confirmed", "likely", "possible", "ruled_out", "withheld", "contradiction"}


def test_the_reference_itself_on_a_case_worked_out_by_hand() -> None:
    """Fifteen devices of fifteen: the limit is derived; the certificate of another symptom is not touched."""
    expected = Reference(SHIPPED).expect(
        SHIPPED.case(enrolled_devices=15, device_limit=15).values(), ["device-cap-reached"]
    )
    assert expected.values["device_limit_reached"] == (True,)
    assert expected.verdicts == {"device-limit-reached": "confirmed", "entra-device-limit-reached": "possible"}
    assert expected.because["device-limit-reached"] == {("device_limit_reached", True)}

