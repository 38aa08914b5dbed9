"""Holds the two engines against each other, and both against the reference: `python -m tests.engines_agree`.

Random cases of the shipped knowledge and of knowledge that is itself made up, many of them with facts that contradict
each other; of a symptom, or of what is so whatever is seen. The engines must come to the same, down to every firing;
their verdicts and ways must be those of the reference; and what conditions say must be what their definition says. The
first difference is printed, with what it takes to see it again, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from expert import KnowledgeBase
from expert.engine.engines import new_engine
from expert.engine.imagined import FAILS, HOLDS, Candidate, Conclusions, Test
from expert.engine.program import Assertion, Program, compile_rest, compile_symptom
from expert.engine.run import Engine, Run
from expert.facts.vocabulary import FactDefinition, Value
from expert.rules.conditions import evaluate, open_facts, parse
from tests.engine import made_up
from tests.engine.reference import Expected, Reference

CASES_OF_ONE = 20
_DATES = (date(2026, 9, 30), date(2026, 11, 2), date(2026, 11, 23), date(2027, 5, 12))
_VERSIONS = ("15", "15.5", "15.7", "16", "16.3", "16.3.1", "16.4", "17.4", "18.1")


class Different(AssertionError):
    """The engines, or an engine and the reference, differ."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Try random cases until there were enough."""
    parser = argparse.ArgumentParser(prog="python -m tests.engines_agree", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--cases", type=int, default=5_000, help="how many (default: 5000; every night 100000)")
    parser.add_argument("--seed", type=int, default=None, help="draw them with this seed (default: one by chance)")
    chosen = parser.parse_args(arguments)
    seed = Random().randrange(1_000_000) if chosen.seed is None else chosen.seed
    done = 0
    torn = 0
    while done < chosen.cases:
        try:
            for case in tried(Random(seed)):
                done += 1
                torn += case.torn
        except Different as difference:
            print(f"after {done} cases: --seed {seed} --cases 1 shows it:\n{difference}")
            return 1
        seed += 1
    print(f"{done} cases, {torn} of them with contradictory facts, up to --seed {seed - 1}: the engines agree")
    return 0


@dataclass(frozen=True)
class Tried:
    """A case that was tried; `torn` where its facts contradict each other."""

    torn: bool


def tried(rng: Random) -> Iterator[Tried]:
    """Some cases of one symptom, and some conditions.

    Raises:
        Different: something differs.
    """
    conditions_agree(rng)
    if rng.random() < 0.5:
        setting = _shipped(rng.choice([*sorted(KnowledgeBase.shipped().symptoms), None]))
    else:
        knowledge = made_up.knowledge_base(rng, by_behavior=0.2)
        setting = Setting(knowledge, rng.choice((*made_up.SYMPTOMS, None)))
    for _ in range(CASES_OF_ONE):
        given = list(setting.given(rng))
        setting.engines_agree(given, recognized=rng.random() < 0.9)
        setting.candidates_agree(given)
        yield Tried(len({known.fact for known in given}) < len(set(given)))


class Setting:
    """The program of one symptom, or of what is so whatever is seen, with both engines made ready for it."""

    def __init__(self, knowledge: KnowledgeBase, symptom: str | None) -> None:
        self._knowledge, self._program = knowledge, _program(knowledge, symptom)
        program = self._program
        self._reference = Reference(knowledge)
        self._engines: tuple[Engine, Engine] = (new_engine("experta"), new_engine("compiled"))
        self._candidates = [Candidate(knowledge, cause) for cause in program.causes]
        self._conclusions = Conclusions(knowledge)

    def given(self, rng: Random) -> Iterator[Assertion]:
        """Facts to try it with, mostly those that its rules read."""
        if self._knowledge.vocabulary is made_up.MADE_UP:
            yield from made_up.assertions(rng)
            return
        known, torn = rng.random(), rng.choice((0.0, 0.0, 0.4))
        for name in sorted(self._program.facts):
            if rng.random() < known:
                yield Assertion(name, _value(rng, self._knowledge.vocabulary[name]))
                while rng.random() < torn:
                    yield Assertion(name, _value(rng, self._knowledge.vocabulary[name]))

    def engines_agree(self, given: Sequence[Assertion], *, recognized: bool) -> None:
        """That both engines come to the same, and to what the reference says."""
        name = "whatever is seen" if self._program.symptom is None else self._program.symptom.id
        shown = f"{name} of {self._knowledge}, recognized={recognized}, {given}"
        first, second = (engine.run(self._program, given, recognized=recognized) for engine in self._engines)
        if first != second or list(first.verdicts) != list(second.verdicts):
            raise Different(f"{shown}\nexperta:  {_said(first)}\ncompiled: {_said(second)}")
        expected = self._reference.expect_alone(self._program.symptom, given, recognized)
        if not _as_expected(first, expected):
            raise Different(f"{shown}\nthe engines: {_said(first)}\nthe reference: {expected}")

    def candidates_agree(self, given: Sequence[Assertion]) -> None:
        """That what is imagined of causes, and of what follows from facts, is what the reference says."""
        values = together(given)
        closed = self._reference.closure(given)
        self._conclusions.close(values)
        if {name: set(known) for name, known in values.items()} != {name: set(v) for name, v in closed.items()}:
            raise Different(f"{given}\nfollows: {values}\nthe reference: {closed}")
        for candidate in self._candidates:
            state, decided = candidate.state(values), self._reference.decide(candidate.cause, closed) or "open"
            if state != decided:
                raise Different(f"{candidate.cause}\n{values}\nis {state}; the reference: {decided}")


def conditions_agree(rng: Random) -> None:
    """That a condition made ready says what its definition says, and leaves open what that does.

    Raises:
        Different: it does not.
    """
    condition = parse(made_up.condition(rng), made_up.MADE_UP)
    test = Test(condition)
    for _ in range(10):
        values = together(made_up.assertions(rng))
        evaluation = evaluate(condition, values)
        said, truth = test.check(values), evaluation.truth
        if (bool(said & HOLDS), bool(said & FAILS)) != (truth.holds, truth.fails):
            raise Different(f"{condition}\n{values}\nsays {said}; its definition: {truth}")
        found: dict[str, None] = {}
        test.gather_open(values, found)
        if tuple(found) != open_facts(evaluation, values):
            raise Different(f"{condition}\n{values}\nleaves open {list(found)}, not {open_facts(evaluation, values)}")


def together(given: Sequence[Assertion]) -> dict[str, tuple[Value, ...]]:
    """The known values of each fact."""
    values: dict[str, tuple[Value, ...]] = {}
    for known in dict.fromkeys(given):
        values[known.fact] = (*values.get(known.fact, ()), known.value)
    return values


@cache
def _shipped(symptom: str | None) -> Setting:
    return Setting(KnowledgeBase.shipped(), symptom)


def _program(knowledge: KnowledgeBase, symptom: str | None) -> Program:
    if symptom is None:
        return compile_rest(knowledge)
    return compile_symptom(knowledge, knowledge.symptoms[symptom])


def _value(rng: Random, definition: FactDefinition) -> Value:
    match definition.type:
        case "word":
            return rng.choice(sorted(definition.values))
        case "yes_no":
            return rng.random() < 0.5
        case "number":
            return rng.randint(0, 20)
        case "date":
            return rng.choice(_DATES)
        case _:
            return definition.read(rng.choice(_VERSIONS))


def _as_expected(run: Run, expected: Expected) -> bool:
    ways = [frozenset(f"{cause}/{number}" for cause, number in part) for part in (expected.offered, expected.withheld)]
    said = (run.present, dict(run.verdicts), [run.offered, run.harmful])
    return said == (bool(expected.symptoms), expected.verdicts, ways)


def _said(run: Run) -> str:
    lines = [f"present={run.present} {dict(run.verdicts)} offered={set(run.offered)} harmful={set(run.harmful)}"]
    return "\n  ".join([*lines, *sorted(map(str, run.firings))])


if __name__ == "__main__":
    sys.exit(main())
