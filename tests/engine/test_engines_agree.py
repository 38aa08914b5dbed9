"""The two engines agree on random rules and facts, and what they rest on is as it must be: strata, generated code."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from expert import KnowledgeBase
from expert.engine import compiled_engine, generated
from expert.engine.compiled_engine import CompiledEngine
from expert.engine.imagined import Conclusions, Test
from expert.engine.program import Assertion, Mark, Program, compile_rest, compile_symptom, recognized
from expert.engine.run import Run
from expert.rules.conditions import evaluate, parse
from expert.rules.models import Cause, Option, Remedy, Step, Symptom
from tests import engines_agree
from tests.engine import made_up
from tests.sampling import exhaustive
from tests.simulation import crowded

KNOWLEDGE = KnowledgeBase.shipped()


def test_the_engines_agree_on_random_cases(capsys: pytest.CaptureFixture[str]) -> None:
    cases = 100_000 if exhaustive() else 4_000
    seed = Random().randrange(1_000_000)
    failed = engines_agree.main(["--cases", str(cases), "--seed", str(seed)])
    said = capsys.readouterr().out
    assert not failed, said
    torn = int(said.partition(" cases, ")[2].split()[0])
    assert torn > cases / 10


class Negligent(CompiledEngine):
    """An engine that forgets one of several firings."""

    def run(self, program: Program, facts: Iterable[Assertion], *, recognized: bool) -> Run:
        run = super().run(program, facts, recognized=recognized)
        return replace(run, traced=sorted(run.firings, key=str)[1:])


def test_a_single_firing_that_is_missing_would_be_seen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compiled_engine, "CompiledEngine", Negligent)
    engines_agree._shipped.cache_clear()
    assert engines_agree.main(["--cases", "200", "--seed", "1"]) == 1
    engines_agree._shipped.cache_clear()
    said = capsys.readouterr().out
    assert "--seed" in said
    assert "experta:  present=" in said
    assert "compiled: present=" in said


def programs() -> list[Program]:
    """Those of the small knowledge, and some of made-up knowledge; each with what is so whatever is seen."""
    found = []
    for knowledge in (KNOWLEDGE, *(made_up.knowledge_base(Random(seed), by_behavior=0.2) for seed in range(50))):
        found += [compile_symptom(knowledge, symptom) for symptom in knowledge.symptoms.values()]
        found.append(compile_rest(knowledge))
    return found


def test_nothing_is_asked_for_as_absent_before_it_is_settled() -> None:
    """So an engine needs no retraction: what must be absent is concluded in earlier strata, or by monotone rules."""
    for program in programs():
        assert not any(rule.absent for rule in program.rules)
        settled = {rule.conclusion for rule in program.rules} | {recognized(program.symptom)}
        for stratum in program.strata:
            own = {rule.conclusion for rule in stratum}
            for rule in stratum:
                assert settled.issuperset(rule.absent), rule
                assert not own.intersection(rule.absent), rule
            settled |= own


def test_a_rule_comes_after_those_that_conclude_its_premises() -> None:
    """Straight code can therefore fire them in their order."""
    for program in programs():
        known: set[Any] = {recognized(program.symptom)}
        for rule in (*program.rules, *(rule for stratum in program.strata for rule in stratum)):
            marks = [premise for premise in rule.premises if isinstance(premise, Mark)]
            assert known.issuperset(marks), rule
            known.add(rule.conclusion)


def test_every_candidate_gets_exactly_one_verdict() -> None:
    rng, engine = Random(4), CompiledEngine()
    for program in programs():
        for _ in range(5):
            run = engine.run(program, made_up.assertions(rng), recognized=True)
            assert list(run.verdicts) == ([cause.id for cause in program.causes] if run.present else [])


# The generated code


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources of all functions that are generated meanwhile."""
    written: list[str] = []
    compiled = generated._compiled

    def noted(source: str) -> Any:
        written.append(source)
        return compiled(source)

    monkeypatch.setattr(generated, "_compiled", noted)
    return written


HOSTILE = "x');exit(\"\\"


def hostile_knowledge() -> KnowledgeBase:
    """Rules whose every name and value would be code, if it came to stand in the source as it is."""
    definition = replace(made_up.MADE_UP["color"], name=HOSTILE, values={HOSTILE: made_up.SAID, "red": made_up.SAID})
    vocabulary = replace_facts({**made_up.MADE_UP.facts, HOSTILE: definition})
    remedy = Remedy(HOSTILE, made_up.SAID, (Option((Step(made_up.SAID),), when={HOSTILE: "red"}),), ())
    condition = {"all": [{HOSTILE: HOSTILE}, {"any": [{"lit": True}, {"count": {"at_least": {"fact": "limit"}}}]}]}
    cause = Cause(HOSTILE, made_up.SAID, (HOSTILE,), condition, remedy, (), ())
    symptom = Symptom(HOSTILE, made_up.SAID, {}, (), recognized_when={HOSTILE: HOSTILE})
    return replace(made_up.knowledge_of({HOSTILE: symptom}, {HOSTILE: cause}), vocabulary=vocabulary)


def replace_facts(facts: dict[str, Any]) -> Any:
    return type(made_up.MADE_UP)(made_up.MADE_UP.costs, facts)


def test_nothing_of_the_rules_stands_in_the_source(sources: list[str]) -> None:
    knowledge = hostile_knowledge()
    program = compile_symptom(knowledge, knowledge.symptoms[HOSTILE])
    told = [Assertion(HOSTILE, HOSTILE), Assertion("lit", True)]
    run = CompiledEngine().run(program, told, recognized=False)
    assert run.verdicts == {HOSTILE: "confirmed"}
    test = Test(knowledge.condition(knowledge.causes[HOSTILE].confirmed_when))
    assert test.check({HOSTILE: (HOSTILE,), "lit": (True,)}) == 1
    assert len(sources) == 2
    words = {
        "rules", "known", "told", "get", "product", "again", "one", "value", "chosen", "outcome", "append", "fired",
        "verdicts", "offered", "withheld",
    }  # fmt: skip
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            names = [getattr(node, part) for part in ("id", "attr", "arg", "name") if hasattr(node, part)]
            assert all(name in words or name[1:].isdecimal() for name in names), names
            if isinstance(node, ast.Constant):
                assert isinstance(node.value, (bool, int))


def test_conditions_of_one_shape_share_their_code() -> None:
    first, second, other = (
        Test(parse(data, made_up.MADE_UP)).check
        for data in ({"color": "red", "lit": True}, {"shape": "round", "warm": False}, {"color": "red"})
    )
    assert first.__code__ is second.__code__ is not other.__code__
    assert (first({"color": ("red",), "lit": (True,)}), second({"color": ("red",), "lit": (True,)})) == (1, 0)


def test_an_engine_compiles_a_program_only_when_it_is_needed_and_once(sources: list[str]) -> None:
    engine = CompiledEngine()
    program = compile_symptom(KNOWLEDGE, next(iter(KNOWLEDGE.symptoms.values())))
    assert sources == []
    for _ in range(3):
        engine.run(program, [], recognized=True)
    assert len(sources) == 1


def size_of(causes: int, sources: list[str]) -> int:
    """How long the code for so many causes of one symptom is."""
    knowledge = crowded(causes, facts=40)
    program = compile_symptom(knowledge, knowledge.symptoms["synthetic"])
    sources.clear()
    CompiledEngine().run(program, [], recognized=True)
    (source,) = sources
    return len(source)


def test_the_code_grows_in_proportion_to_the_causes_of_a_symptom(sources: list[str]) -> None:
    """It takes no rule for each pair of causes to tell that one is the last that is left."""
    few, some, many = (size_of(causes, sources) for causes in (100, 200, 400))
    assert (many - some) < 2.2 * (some - few)


def test_a_deep_and_a_wide_condition_can_be_compiled() -> None:
    """Python takes no more than some 20 loops and some 90 brackets inside each other."""
    deep: dict[str, Any] = {"lit": True}
    for _ in range(60):
        deep = {"not": {"all": [{"any": [deep, {"color": "red"}]}, {"warm": True}]}}
    wide = {"all": [{name: made_up.raw_value(Random(i), name)} for i, name in enumerate(made_up.FACTS * 9)]}
    long = {"count": {"at_least": {"fact": "limit", "plus": ["spare"] * 30}}}
    for data in (deep, wide, long):
        condition = parse(data, made_up.MADE_UP)
        values = engines_agree.together(made_up.assertions(Random(8)))
        truth = evaluate(condition, values).truth
        assert Test(condition).check(values) == truth.holds + 2 * truth.fails


def test_derivations_that_feed_each_other_in_a_circle_come_to_an_end() -> None:
    rng = Random(2)
    laws = {f"law-{i}": made_up._derivation(rng, f"law-{i}") for i in range(4)}
    laws["law-0"] = replace(laws["law-0"], when={"lit": True}, concludes={"warm": True})
    laws["law-1"] = replace(laws["law-1"], when={"warm": True}, concludes={"lit": True})
    values: dict[str, Any] = {"warm": (False, True)}
    Conclusions(made_up.knowledge_of({}, {}, laws)).close(values)
    assert (values["warm"], values["lit"]) == ((False, True), (True,))
