"""Both engines agree with each other, and with a reference that is short enough to check by reading it.

The reference evaluates the conditions themselves; the engines fire rules compiled from the same conditions. All are
given random cases, of the shipped knowledge and of knowledge that is itself made up at random.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator

from expert import Case, Diagnosis, KnowledgeBase, diagnose
from expert.engine.engines import new_engine
from expert.engine.program import Assertion, Program, compile_symptom
from expert.engine.reasoner import Reasoner
from expert.engine.run import Engine
from expert.facts.vocabulary import FactDefinition
from expert.facts.writer import as_json
from expert.rules.conditions import evaluate, facts_in, parse
from expert.rules.models import Cause, Message, Option, Remedy, Step, Symptom
from tests.engine import made_up
from tests.engine.reference import Expected, Reference, Values

TODAY = date(2026, 11, 23)
SHIPPED = KnowledgeBase.shipped()
ENGINES: tuple[Engine, ...] = (new_engine("experta"), new_engine("compiled"))


def tried(times: int) -> settings:
    """How often a property is tried, many times that with --exhaustive; a machine may be slow."""
    times *= 20 if settings.get_current_profile_name() == "exhaustive" else 1
    return settings(max_examples=times, suppress_health_check=[HealthCheck.too_slow])


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
    return diagnose(case, SHIPPED, today=TODAY, engine="both")


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
        for engine in ENGINES:
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
    """One cause, proven by the condition: confirmed where it holds, ruled out where it fails, else open."""
    rng = Random(seed)
    data, facts = made_up.condition(rng), made_up.facts(rng)
    remedy = Remedy("mend", made_up.SAID, (Option((Step(made_up.SAID),)),), ())
    cause = Cause("ash", made_up.SAID, ("lamp",), data, remedy, (), ())
    lamp = Symptom("lamp", made_up.SAID, {}, (), messages=(Message(en="lamp went wrong"),))
    knowledge = made_up.knowledge_of({"lamp": lamp}, {"ash": cause})
    case = knowledge.case(**{**facts, "error": "lamp went wrong"})
    values = {name: (value,) for name, value in case.values().items()}
    truth = evaluate(parse(data, made_up.MADE_UP), values).truth
    (found,) = diagnose(case, knowledge, today=TODAY, engine="both").causes
    assert found.verdict == ("confirmed" if truth.holds else "ruled_out" if truth.fails else "likely")


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

