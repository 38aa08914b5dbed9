"""Both engines agree with each other, and with a reference that is short enough to check by reading it.

The reference evaluates the conditions themselves; the engines fire rules compiled from the same conditions. All are
given random cases, of the small knowledge and of knowledge that is itself made up at random.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator

from expert import Case, Diagnosis, KnowledgeBase, diagnose
from expert.engine.engines import new_engine
from expert.engine.program import Assertion, Program, compile_symptom
from expert.engine.reasoner import Reasoner
from expert.engine.run import Engine
from expert.facts.writer import as_json
from expert.results.diagnosis import Conflict
from expert.rules.conditions import evaluate, parse
from expert.rules.models import Cause, Message, Option, Remedy, Step, Symptom
from tests.engine import made_up
from tests.engine.random_cases import OF_RANDOM_CASES, TODAY, RandomCases, readings, tried
from tests.engine.reference import Reference, Values, holds_in_part

KNOWLEDGE = KnowledgeBase.shipped()
DRAWN = RandomCases(KNOWLEDGE)
ENGINES: tuple[Engine, ...] = (new_engine("experta"), new_engine("compiled"))


@cache
def program_of(symptom: str) -> Program:
    return compile_symptom(KNOWLEDGE, KNOWLEDGE.symptoms[symptom])


@pytest.mark.parametrize("holds", OF_RANDOM_CASES, ids=lambda holds: holds.__name__)
def test_it_holds_of_every_random_case(holds: Callable[[RandomCases, Case], None]) -> None:
    @given(DRAWN.cases())
    @tried(150)
    def tried_out(facts: dict[str, Any]) -> None:
        holds(DRAWN, Case.of(facts))

    tried_out()


@given(DRAWN.cases())
@tried(100)
def test_every_candidate_of_every_recognized_symptom_appears_once_and_no_other(facts: dict[str, Any]) -> None:
    diagnosis = DRAWN.run(Case.of(facts))
    candidates = {cause.id for symptom in diagnosis.symptoms for cause in KNOWLEDGE.causes_of(symptom.id)}
    listed = [cause.id for cause in diagnosis.causes]
    assert sorted(listed) == sorted(candidates)
    order = ["confirmed", "likely", "possible", "ruled_out"]
    ranks = [order.index(cause.verdict) for cause in diagnosis.causes]
    assert ranks == sorted(ranks)


@given(DRAWN.cases(), some.randoms(use_true_random=False))
@tried(60)
def test_the_order_of_the_facts_changes_nothing(facts: dict[str, Any], chance: Any) -> None:
    shuffled = list(facts.items())
    chance.shuffle(shuffled)
    assert DRAWN.run(Case.of(dict(shuffled))).to_json() == DRAWN.run(Case.of(facts)).to_json()


@given(DRAWN.cases(), some.randoms(use_true_random=False))
@tried(60)
def test_the_order_in_which_the_engine_is_told_changes_nothing(facts: dict[str, Any], chance: Any) -> None:
    case = Case.of(facts)
    reasoning = Reasoner.of(KNOWLEDGE).reason(case, TODAY)
    for symptom in reasoning.symptoms:
        told = [*(Assertion(fact.name, fact.value) for fact in reasoning.case), *reasoning.told]
        chance.shuffle(told)
        recognized = any(match.symptom == symptom.id for match in reasoning.recognized.matches)
        for engine in ENGINES:
            assert engine.run(program_of(symptom.id), told, recognized=recognized) == reasoning.runs[symptom.id]


@given(DRAWN.cases(), some.data())
@tried(150)
def test_a_further_fact_never_weakens_what_was_confirmed(facts: dict[str, Any], data: some.DataObject) -> None:
    """It can only contradict it: then the cause is ruled out, or its symptom does not occur here at all."""
    before = DRAWN.run(Case.of(facts))
    unknown = sorted(KNOWLEDGE.vocabulary.facts.keys() - facts.keys() - {"error", "behavior", "case"})
    name = data.draw(some.sampled_from(unknown))
    after = DRAWN.run(Case.of({**facts, name: data.draw(readings(KNOWLEDGE.vocabulary[name]))}))
    verdicts = {cause.id: cause.verdict for cause in after.causes}
    for cause in before.causes:
        if cause.verdict == "confirmed" and name != "observed_on":
            assert verdicts.get(cause.id, "ruled_out") in ("confirmed", "ruled_out"), (cause.id, name)


@given(DRAWN.cases())
@tried(150)
def test_facts_that_contradict_each_other_are_reported_and_nothing_else_is(facts: dict[str, Any]) -> None:
    """Whether a symptom has to do with them or not: facts with several values, what a message says, what is proven."""
    case = Case.of(facts)
    expected, diagnosis = DRAWN.expected_of(case), DRAWN.run(case)
    reported: dict[str, list[Conflict]] = {}
    for conflict in diagnosis.conflicts:
        reported.setdefault(conflict.kind, []).append(conflict)
    clashes = {name for name, values in expected.values.items() if len(values) > 1}
    assert {conflict.facts[0].fact for conflict in reported.get("values", ())} == clashes
    for conflict in reported.pop("values", ()):
        values = [json.dumps(fact.value) for fact in conflict.facts]
        assert sorted(values) == sorted(json.dumps(as_json(v)) for v in expected.values[conflict.facts[0].fact])
    named = {c.id for c in diagnosis.causes if c.named and c.verdict == "ruled_out"}
    assert {conflict.cause for conflict in reported.pop("message", ())} == named
    confirmed = [c.id for c in (*diagnosis.causes, *diagnosis.obstacles) if c.verdict == "confirmed"]
    both = {name for name in confirmed if DRAWN.reference.excludes(KNOWLEDGE.causes[name], expected.values)}
    # What rests on nothing but one fact with two values is told as that.
    told = {conflict.cause for conflict in reported.pop("cause", ())}
    assert told <= both
    assert clashes or told == both
    never = [rule.reason.en for rule in KNOWLEDGE.impossible if DRAWN.reference.is_broken(rule, expected.values)]
    assert [conflict.text.partition(". ")[2] for conflict in reported.pop("impossible", ())] == never
    assert not reported


@given(DRAWN.cases())
@tried(150)
def test_no_step_is_offered_that_rests_on_a_contradiction(facts: dict[str, Any]) -> None:
    """A cause is disputed where it is proven and excluded, or rests on facts of which not all can be true."""
    diagnosis = DRAWN.run(Case.of(facts))
    acting = {name for step in (*diagnosis.plan, *diagnosis.obstacle_plan) for name in step.causes}
    for cause in (*diagnosis.causes, *diagnosis.obstacles):
        if cause.disputed:
            assert cause.verdict in ("confirmed", "likely")
            assert cause.id not in acting
            assert diagnosis.conflicts
    if diagnosis.outcome == "contradictory":
        assert acting == set()


@pytest.fixture(scope="module")
def result_schema() -> Draft202012Validator:
    schema = Diagnosis.json_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@given(facts=DRAWN.cases(), language=some.sampled_from(["en", "sv"]))
@tried(60)
def test_the_result_validates_and_comes_back_from_its_json(
    result_schema: Draft202012Validator, facts: dict[str, Any], language: Any
) -> None:
    diagnosis = diagnose(Case.of(facts), KNOWLEDGE, language=language, today=TODAY)
    written = diagnosis.to_json()
    result_schema.validate(json.loads(written))
    read = Diagnosis.from_json(written)
    assert read == diagnosis
    assert read.to_json() == written
    assert Diagnosis.from_json(diagnosis.to_json(indent=None)) == diagnosis


# Random knowledge, over a small vocabulary of its own


SEEDS = some.integers(0, 2**32 - 1)


@given(SEEDS)
@tried(60)
def test_any_knowledge_gives_the_verdicts_of_the_reference(seed: int) -> None:
    """Several cases, one after the other: nothing of a case is left for the next one."""
    rng = Random(seed)
    knowledge = made_up.knowledge_base(rng)
    reference = Reference(knowledge)
    for _ in range(rng.randint(1, 4)):
        facts = made_up.facts(rng)
        case = knowledge.case(**facts)
        expected = reference.expect(case.values(), [text.split()[0] for text in facts["error"]])
        diagnosis = diagnose(case, knowledge, today=TODAY, engine="both")
        assert {symptom.id for symptom in diagnosis.symptoms} == set(expected.symptoms)
        assert {cause.id: cause.verdict for cause in diagnosis.causes} == expected.verdicts
        assert {cause.id for cause in diagnosis.obstacles} == expected.obstacles
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


@given(SEEDS)
@tried(200)
def test_a_condition_and_its_rules_agree(seed: int) -> None:
    """One cause, proven by the condition: confirmed where it holds, ruled out where it fails, else open.

    As the only one it is likely where a part of the condition holds, and else possible.
    """
    rng = Random(seed)
    data, facts = made_up.condition(rng), made_up.facts(rng)
    remedy = Remedy("mend", made_up.SAID, (Option((Step(made_up.SAID),)),), ())
    cause = Cause("ash", made_up.SAID, ("lamp",), data, remedy, (), ())
    lamp = Symptom("lamp", made_up.SAID, {}, (), messages=(Message(en="lamp went wrong"),))
    knowledge = made_up.knowledge_of({"lamp": lamp}, {"ash": cause})
    case = knowledge.case(**{**facts, "error": "lamp went wrong"})
    values: Values = {name: (value,) for name, value in case.values().items()}
    truth = evaluate(parse(data, made_up.MADE_UP), values).truth
    (found,) = diagnose(case, knowledge, today=TODAY, engine="both").causes
    speaks_for_it = holds_in_part(parse(data, made_up.MADE_UP), True, values)
    undecided = "likely" if speaks_for_it else "possible"
    assert found.verdict == ("confirmed" if truth.holds else "ruled_out" if truth.fails else undecided)
    assert found.only_left is (found.verdict == "possible")


@given(SEEDS)
@tried(200)
def test_what_is_known_of_a_condition_stays_known(seed: int) -> None:
    """Holding and failing are each monotone, also where the further facts contradict the first ones."""
    rng = Random(seed)
    condition = parse(made_up.condition(rng), made_up.MADE_UP)
    first, second = (Case.of(made_up.facts(rng), made_up.MADE_UP).values() for _ in range(2))
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

    @given(DRAWN.cases())
    @settings(tried(150), derandomize=True)
    def look(facts: dict[str, Any]) -> None:
        expected = DRAWN.expected_of(Case.of(facts))
        seen.update(expected.verdicts.values())
        seen.update("withheld" for _ in expected.withheld)
        seen.update("contradiction" for values in expected.values.values() if len(values) > 1)
        seen.update("obstacle" for _ in expected.obstacles)
        seen.update("general" for name in expected.symptoms if KNOWLEDGE.symptoms[name].general)

    look()
    assert seen == {"confirmed", "likely", "possible", "ruled_out", "withheld", "contradiction", "obstacle", "general"}


def test_the_reference_itself_on_a_case_worked_out_by_hand() -> None:
    """Fifteen readers of fifteen: the limit is derived; the seal of another symptom is not touched."""
    expected = Reference(KNOWLEDGE).expect(
        KNOWLEDGE.case(readers_counted=15, reader_limit=15).values(), ["shelf-full"]
    )
    assert expected.values["limit_reached"] == (True,)
    assert expected.verdicts == {"shelf-limit-reached": "confirmed", "branch-limit-reached": "possible"}
    assert expected.because["shelf-limit-reached"] == {("limit_reached", True)}

