"""The compiled engine: each program becomes one Python function, written once and kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, product

from expert.engine.generated import Concluded, Fired, tracing
from expert.engine.program import Assertion, Mark, Program, Rule
from expert.engine.run import Firing, Run
from expert.foundations.deadlines import look_at_the_clock
from expert.foundations.locks import Lock

Choices = Sequence[tuple[Assertion | Mark, ...]]


class CompiledEngine:
    """Fires the rules of a program as plain Python. Its functions hold no state, so threads run them at once."""

    def __init__(self) -> None:
        self._functions: dict[Program, Callable[[Mapping[str, tuple[Assertion, ...]], bool], Concluded]] = {}
        self._writing = Lock(threading.Lock)

    def run(self, program: Program, facts: Iterable[Assertion], *, recognized: bool) -> Run:
        look_at_the_clock()
        known: dict[str, tuple[Assertion, ...]] = {}
        for fact in facts:
            before = known.get(fact.fact, ())
            if fact not in before:
                known[fact.fact] = (*before, fact)
        present, verdicts, offered, withheld, fired = self._function(program)(known, recognized)
        worked_out = frozenset(rule.conclusion for rule, *_ in fired if isinstance(rule.conclusion, Assertion))
        return Run(present, verdicts, frozenset(offered), frozenset(withheld), worked_out, _Firings(fired))

    def another(self) -> CompiledEngine:
        other = CompiledEngine()
        other._functions.update(self._functions)
        return other

    def _function(self, program: Program) -> Callable[[Mapping[str, tuple[Assertion, ...]], bool], Concluded]:
        found = self._functions.get(program)
        if found is None:
            with self._writing():
                found = self._functions.get(program) or tracing(program)
                self._functions[program] = found
        return found


class _Firings:
    """The firings of rules, made from their evidence each time that somebody goes through them."""

    def __init__(self, fired: list[Fired]) -> None:
        self._fired = fired

    def __iter__(self) -> Iterator[Firing]:
        for rule, *evidence in self._fired:
            if len(rule.premises) == len(evidence) == 1:
                for premises in evidence[0]:
                    yield Firing(rule.name, premises, rule.conclusion)
            else:
                for chosen in product(*_choices(rule, evidence)):
                    yield Firing(rule.name, tuple(chain.from_iterable(chosen)), rule.conclusion)


def _choices(rule: Rule, evidence: Iterable[Choices]) -> Iterator[Choices]:
    """For each premise, what it can rest on."""
    of_atoms = iter(evidence)
    for premise in rule.premises:
        yield [(premise,)] if isinstance(premise, Mark) else next(of_atoms)
