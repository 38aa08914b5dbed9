"""Forward chaining with experta: the only module that knows it.

experta 1.9.4 needs care (see the comments). Every program gets one engine, built once and reset for each
case; a lock keeps two threads from using it at the same time. The rules are monotone, and what asks for
absence is gated by strata, so nothing is ever retracted and no result depends on the firing order.
"""

from __future__ import annotations

import collections
import collections.abc
import inspect
import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from expert.engine.program import AtomPremise, Known, Mark, Program, Rule, checker
from expert.facts.vocabulary import Value
from expert.rules.models import VerdictName


def _import_experta() -> Any:
    """Import experta without the two marks it leaves on a process.

    Its pinned frozendict reads `collections.Mapping`, which Python 3.10 removed, and it calls
    `logging.basicConfig()`.
    """
    handlers, level = list(logging.root.handlers), logging.root.level
    lent = not hasattr(collections, "Mapping")
    if lent:
        collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]
    try:
        import experta
    finally:
        if lent:
            del collections.Mapping  # type: ignore[attr-defined]
        logging.root.handlers[:] = handlers
        logging.root.setLevel(level)
    if not hasattr(experta, "KnowledgeEngine"):
        # Without its own dependencies experta imports, silently, as an empty package.
        raise ImportError("experta is installed without its dependencies; install enrollment-expert again")
    return experta


_experta = _import_experta()


class _Fact(_experta.Fact):  # type: ignore[misc]
    """A fact's value, in a field of the fact's own name: a pattern then looks at no other facts."""


class _Mark(_experta.Fact):  # type: ignore[misc]
    """Something that is so: `kind`, `key`."""


class _Verdict(_experta.Fact):  # type: ignore[misc]
    """A cause's verdict: `cause`, `verdict`."""


class _Way(_experta.Fact):  # type: ignore[misc]
    """An option of a remedy: `cause`, `key`."""


class _Stratum(_experta.Fact):  # type: ignore[misc]
    """The stratum that has begun: `number`."""


@dataclass(frozen=True, slots=True)
class Firing:
    """One rule that fired: its name, what it fired on, and what it concluded."""

    rule: str
    premises: tuple[Known | Mark, ...]
    conclusion: Known | Mark


@dataclass
class Run:
    """What one run over one case concluded.

    Attributes:
        recognized: the symptom was recognized and is not known to be elsewhere.
        verdicts: for each candidate cause.
        offered: the keys of the ways that are not known to be unsuitable or harmful.
        harmful: the keys of the ways that are known to do harm.
        firings: which rule fired on what; a set, since the order means nothing.
    """

    recognized: bool = False
    verdicts: dict[str, VerdictName] = field(default_factory=dict)
    offered: set[str] = field(default_factory=set)
    harmful: set[str] = field(default_factory=set)
    firings: set[Firing] = field(default_factory=set)


class Chainer:
    """The engine of one program. Safe to share between threads; each run has it to itself."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._lock = threading.Lock()
        self._run = Run()
        self._engine = self._build()

    def run(self, facts: Iterable[Known], *, recognized: bool) -> Run:
        """Fire all rules over the facts of one case.

        Args:
            facts: observed facts, and facts that a message told.
            recognized: a message of the symptom was found in the case's text.
        """
        with self._lock:
            self._run = run = Run()
            engine = self._engine
            engine.reset()
            for fact in facts:
                if fact.fact in self._program.facts:
                    engine.declare(_Fact(**{fact.fact: fact.value}))
            if recognized:
                engine.declare(_Mark(kind="recognized", key=self._program.symptom.id))
            for way in self._program.ways:
                engine.declare(_Way(cause=way.cause, key=way.key))
            engine.declare(_Stratum(number=1))
            engine.run()
            return run

    def _build(self) -> Any:
        rules = {}
        for i, rule in enumerate(dict.fromkeys(self._program.rules)):
            rules[f"rule_{i}"] = _experta.Rule(*_patterns(rule))(self._concluding(rule))
        rules.update(self._strata())
        # One class for each engine: experta keeps the engine last used in the rule objects of the class.
        return type("Chain", (_experta.KnowledgeEngine,), rules)()

    def _concluding(self, rule: Rule) -> Callable[..., None]:
        # A function for each rule: experta takes two rules with one function for the same rule.
        def conclude(engine: Any, **bound: Any) -> None:
            premises = tuple(_proposition(bound[name]) for name in sorted(bound) if name.startswith("p"))
            self._run.firings.add(Firing(rule.name, premises, rule.conclusion))
            if isinstance(rule.conclusion, Known):
                engine.declare(_Fact(**{rule.conclusion.fact: rule.conclusion.value}))
            else:
                engine.declare(_Mark(kind=rule.conclusion.kind, key=rule.conclusion.key))

        return conclude

    def _strata(self) -> dict[str, Any]:
        """The rules that ask for what is absent, each after everything that could still add it.

        1 facts and conditions · 2 the symptom and its candidates · 3 confirmed and ruled out · 4 what is
        still open · 5 likely, and the ways that can be offered · 6 possible
        """
        rule, match, absent, bind = _experta.Rule, _experta.MATCH, _experta.NOT, _experta.AS
        symptom = self._program.symptom.id
        return {
            "advance": rule(bind.s << _Stratum(number=_experta.P(lambda n: n < 6)), salience=-10)(_advance),
            "recognize": rule(
                _Stratum(number=2),
                _Mark(kind="recognized", key=symptom),
                absent(_Mark(kind="elsewhere", key=symptom)),
            )(self._candidates),
            "inapplicable": rule(
                _Stratum(number=3), _Mark(kind="candidate", key=match.c), _Mark(kind="inapplicable", key=match.c)
            )(self._giving("ruled_out")),
            "confirmed": rule(
                _Stratum(number=3),
                _Mark(kind="candidate", key=match.c),
                _Mark(kind="proven", key=match.c),
                absent(_Mark(kind="inapplicable", key=match.c)),
            )(self._giving("confirmed")),
            "excluded": rule(
                _Stratum(number=3),
                _Mark(kind="candidate", key=match.c),
                _Mark(kind="excluded", key=match.c),
                absent(_Mark(kind="proven", key=match.c)),
            )(self._giving("ruled_out")),
            "open": rule(
                _Stratum(number=4), _Mark(kind="candidate", key=match.c), absent(_Verdict(cause=match.c))
            )(_leave_open),
            "likely": rule(_Stratum(number=5), _Mark(kind="open", key=match.c))(self._weigh_likely),
            "possible": rule(
                _Stratum(number=6), _Mark(kind="open", key=match.c), absent(_Verdict(cause=match.c))
            )(self._giving("possible")),
            "offered": rule(
                _Stratum(number=5),
                _Mark(kind="candidate", key=match.c),
                _Way(cause=match.c, key=match.w),
                absent(_Mark(kind="unsuitable", key=match.w)),
                absent(_Mark(kind="harmful", key=match.w)),
            )(self._offer),
            "harmful": rule(
                _Stratum(number=5),
                _Mark(kind="candidate", key=match.c),
                _Way(cause=match.c, key=match.w),
                _Mark(kind="harmful", key=match.w),
                absent(_Mark(kind="unsuitable", key=match.w)),
            )(self._withhold),
        }

    def _candidates(self, engine: Any) -> None:
        self._run.recognized = True
        for cause in self._program.causes:
            engine.declare(_Mark(kind="candidate", key=cause.id))

    def _giving(self, verdict: VerdictName) -> Callable[..., None]:
        def give(engine: Any, c: str) -> None:
            self._run.verdicts[c] = verdict
            engine.declare(_Verdict(cause=c, verdict=verdict))

        return give

    def _weigh_likely(self, engine: Any, c: str) -> None:
        """The message names it, or every other candidate is ruled out (also when there is no other)."""
        others = [verdict for cause, verdict in self._run.verdicts.items() if cause != c]
        last = len(others) == len(self._program.causes) - 1 and set(others) <= {"ruled_out"}
        if c in self._program.named or last:
            self._giving("likely")(engine, c)

    def _offer(self, engine: Any, c: str, w: str) -> None:
        self._run.offered.add(w)

    def _withhold(self, engine: Any, c: str, w: str) -> None:
        self._run.harmful.add(w)


def _advance(engine: Any, s: Any) -> None:
    engine.declare(_Stratum(number=s["number"] + 1))


def _leave_open(engine: Any, c: str) -> None:
    engine.declare(_Mark(kind="open", key=c))


def _patterns(rule: Rule) -> list[Any]:
    """experta patterns, each bound to a name so that the function learns what the rule fired on."""
    patterns: list[Any] = []
    for premise in rule.premises:
        if isinstance(premise, Mark):
            bound = getattr(_experta.AS, f"p{len(patterns):03}")
            patterns.append(bound << _Mark(kind=premise.kind, key=premise.key))
        else:
            patterns.extend(_atom_patterns(premise, len(patterns)))
    return patterns


def _atom_patterns(premise: AtomPremise, at: int) -> list[Any]:
    check = checker(premise)
    facts = premise.atom.facts
    names = [getattr(_experta.AS, f"p{at + i:03}") for i in range(len(facts))]
    if len(facts) == 1:
        return [names[0] << _Fact(**{facts[0]: _experta.P(check)})]
    variables = [f"v{at + i:03}" for i in range(len(facts))]
    patterns = [
        name << _Fact(**{fact: getattr(_experta.MATCH, variable)})
        for name, fact, variable in zip(names, facts, variables, strict=True)
    ]
    # The test must follow the patterns that bind its variables: before them it is given None, silently.
    return [*patterns, _experta.TEST(_by_name(check, tuple(variables)))]


@cache
def _by_name(check: Callable[..., bool], variables: tuple[str, ...]) -> Callable[..., bool]:
    def test(**values: Value) -> bool:
        return check(*(values[name] for name in variables))

    # experta hands over the variables that the signature names.
    keyword = inspect.Parameter.KEYWORD_ONLY
    test.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, keyword) for name in variables]
    )
    return test


def _proposition(fact: Any) -> Known | Mark:
    if isinstance(fact, _Fact):
        ((name, value),) = fact.as_dict().items()
        return Known(name, value)
    return Mark(fact["kind"], fact["key"])
