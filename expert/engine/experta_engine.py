"""Forward chaining with experta: the only module that knows it.

experta 1.9.4 needs care (see the comments). Every program gets one engine, built once and reset for each
case; a lock keeps two threads from using it at the same time. The rules are monotone, and what asks for
absence is gated by strata, so nothing is ever retracted and no result depends on the firing order. That is
also why its slower parts (the way from a fact to the patterns, the agenda, the reset) can be replaced by
simpler ones here, through the places that it offers for it.
"""

from __future__ import annotations

import collections
import collections.abc
import inspect
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from expert.engine.program import Assertion, AtomPremise, Mark, Program, Rule, checker
from expert.facts.vocabulary import Value
from expert.foundations.terms import Verdict


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
        import experta.matchers.rete.nodes
    except ImportError as error:
        # Without its own dependencies experta imports, silently, as an empty package.
        raise ImportError("experta is installed without its dependencies; install enrollment-expert again") from error
    finally:
        if lent:
            del collections.Mapping  # type: ignore[attr-defined]
        logging.root.handlers[:] = handlers
        logging.root.setLevel(level)
    return experta


_experta: Any = _import_experta()
_rete: Any = _experta.matchers.rete


class _Said(_experta.Fact):  # type: ignore[misc]
    """A fact's value or a mark, in the field `value`; each fact and each kind of mark has its own class.

    Attributes:
        said: what it stands for.
    """

    said: Assertion | Mark


class _Verdict(_experta.Fact):  # type: ignore[misc]
    """That a cause is confirmed or ruled out: `cause`."""


class _Way(_experta.Fact):  # type: ignore[misc]
    """An option of a remedy that is not for every case: `cause`, `key`."""


class _Stratum(_experta.Fact):  # type: ignore[misc]
    """The stratum that has begun: `number`."""


@cache
def _class_of(kind: type, name: str) -> Any:
    return type(f"{kind.__name__} {name}", (_Said,), {})


def _value(name: str, value: object) -> Any:
    """A fact's value as experta takes it, or a pattern for one."""
    return _class_of(Assertion, name)(value=value)


def _mark(kind: str, key: object) -> Any:
    """A mark as experta takes it, or a pattern for one."""
    return _class_of(Mark, kind)(value=key)


def _fact(said: Assertion | Mark) -> Any:
    fact = _value(said.fact, said.value) if isinstance(said, Assertion) else _mark(said.kind, said.key)
    fact.said = said
    return fact


class _Bus(_rete.nodes.BusNode):  # type: ignore[misc]
    """Hands a fact to the patterns of its own class; experta's bus tries those of every class."""

    def __init__(self) -> None:
        super().__init__()
        self._patterns: dict[type, Callable[[Any], None]] = {}

    def add_child(self, node: Any, callback: Callable[[Any], None]) -> None:
        super().add_child(node, callback)
        self._patterns[node.matcher.fact_type] = callback

    def add(self, fact: Any) -> None:
        if type(fact) in self._patterns:
            self._patterns[type(fact)](_rete.nodes.Token.valid(fact))


class _Matcher(_rete.ReteMatcher):  # type: ignore[misc]
    """experta's matcher with a bus by class, which knows its nodes instead of looking for them each time."""

    @staticmethod
    def prepare_ruleset(engine: Any) -> set[Any]:
        # The rules are conjunctions already; experta would spend most of the building on making them so.
        return {rule.new_conditions(*rule) for rule in engine.get_rules()}

    def build_network(self) -> None:
        self.root_node = _Bus()
        super().build_network()
        self._nodes = tuple(dict.fromkeys(_from(self.root_node)))
        self._ends = tuple(node for node in self._nodes if isinstance(node, _rete.nodes.ConflictSetNode))

    def reset(self) -> None:
        for node in self._nodes:
            node._reset()
        for end in self._ends:
            # A run that an error cut short leaves activations here, which experta's own reset forgets.
            end.get_activations()

    def _get_conflict_set_nodes(self) -> Any:
        return self._ends


def _from(node: Any) -> Iterator[Any]:
    yield node
    for child in node.children:
        yield from _from(child.node)


class _InTurn(_experta.abstract.Strategy):  # type: ignore[misc]
    """By salience, and then first come, first served."""

    def _update_agenda(self, agenda: Any, added: list[Any], removed: list[Any]) -> None:
        # experta's own strategy can lose one that is withdrawn; where rules are monotone, none is.
        assert not removed
        if added:
            agenda.activations = sorted([*added, *agenda.activations], key=lambda waiting: waiting.rule.salience)


class _Engine(_experta.KnowledgeEngine):  # type: ignore[misc]
    """experta's engine with the parts above. It looks for its initial facts once, not at every reset."""

    __matcher__ = _Matcher
    __strategy__ = _InTurn

    def __init__(self) -> None:
        super().__init__()
        self._initial = super().get_deffacts()

    def get_deffacts(self) -> Any:
        return self._initial


_LAST = 3
_JUDGE_WAYS = ("unsuitable", "harmful")


@dataclass(frozen=True, slots=True)
class Firing:
    """One rule that fired: its name, what it fired on, and what it concluded."""

    rule: str
    premises: tuple[Assertion | Mark, ...]
    conclusion: Assertion | Mark


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
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    offered: set[str] = field(default_factory=set)
    harmful: set[str] = field(default_factory=set)
    firings: set[Firing] = field(default_factory=set)


class Chainer:
    """The engine of one program. Safe to share between threads; each run has it to itself."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._lock = threading.Lock()
        self._run = Run()
        conclusions = (rule.conclusion for rule in program.rules)
        self._judged = {mark.key for mark in conclusions if isinstance(mark, Mark) and mark.kind in _JUDGE_WAYS}
        self._engine = self._build()

    def run(self, facts: Iterable[Assertion], *, recognized: bool) -> Run:
        """Fire all rules over the facts of one case.

        Args:
            facts: observed facts, and facts that a message told.
            recognized: a message of the symptom was found in the case's text.
        """
        with self._lock:
            self._run = run = Run()
            engine = self._engine
            engine.reset()
            given = [_fact(known) for known in facts if known.fact in self._program.facts]
            if recognized:
                given.append(_fact(Mark("recognized", self._program.symptom.id)))
            ways = [_Way(cause=way.cause, key=way.key) for way in self._program.ways if way.key in self._judged]
            engine.declare(*given, *ways, _Stratum(number=1))
            engine.run()
            return run

    def _build(self) -> Any:
        rules = {}
        for i, rule in enumerate(dict.fromkeys(self._program.rules)):
            rules[f"rule_{i}"] = _experta.Rule(*_patterns(rule))(self._concluding(rule))
        rules.update(self._strata())
        # One class for each engine: experta keeps the engine last used in the rule objects of the class.
        return type("Chain", (_Engine,), rules)()

    def _concluding(self, rule: Rule) -> Callable[..., None]:
        # A function for each rule: experta takes two rules with one function for the same rule.
        def conclude(engine: Any, **bound: Any) -> None:
            premises = tuple(bound[name].said for name in sorted(bound) if name.startswith("p"))
            self._run.firings.add(Firing(rule.name, premises, rule.conclusion))
            engine.declare(_fact(rule.conclusion))

        return conclude

    def _strata(self) -> dict[str, Any]:
        """The rules that ask for what is absent, each after everything that could still add it.

        1 facts and conditions · 2 the symptom, its candidates, those confirmed and ruled out, and the ways that
        can be offered · 3 what is still open
        """
        rule, absent, c, w = _experta.Rule, _experta.NOT, _experta.MATCH.c, _experta.MATCH.w
        symptom = self._program.symptom.id
        return {
            "advance": rule(_experta.AS.s << _Stratum(number=_experta.P(_before_last)), salience=-10)(_advance),
            "recognize": rule(
                _Stratum(number=2), _mark("recognized", symptom), absent(_mark("elsewhere", symptom))
            )(self._name_candidates),
            # There is no candidate before the second stratum, so what follows needs no other gate.
            "inapplicable": rule(_mark("candidate", c), _mark("inapplicable", c))(self._giving("ruled_out")),
            "confirmed": rule(
                _mark("candidate", c), _mark("proven", c), absent(_mark("inapplicable", c))
            )(self._giving("confirmed")),
            "excluded": rule(
                _mark("candidate", c), _mark("excluded", c), absent(_mark("proven", c))
            )(self._giving("ruled_out")),
            "offered": rule(
                _mark("candidate", c), _Way(cause=c, key=w),
                absent(_mark("unsuitable", w)), absent(_mark("harmful", w)),
            )(self._offer),
            "harmful": rule(
                _mark("candidate", c), _Way(cause=c, key=w),
                _mark("harmful", w), absent(_mark("unsuitable", w)),
            )(self._withhold),
            "open": rule(
                _Stratum(number=_LAST), _mark("candidate", c), absent(_Verdict(cause=c))
            )(self._weigh),
        }

    def _name_candidates(self, engine: Any) -> None:
        self._run.recognized = True
        self._run.offered.update(way.key for way in self._program.ways if way.key not in self._judged)
        engine.declare(*(_fact(Mark("candidate", cause.id)) for cause in self._program.causes))

    def _giving(self, verdict: Verdict) -> Callable[..., None]:
        def give(engine: Any, c: str) -> None:
            self._run.verdicts[c] = verdict
            engine.declare(_Verdict(cause=c))

        return give

    def _weigh(self, engine: Any, c: str) -> None:
        """Likely: the message names it, or every other candidate is ruled out (also when there is no other)."""
        others = [self._run.verdicts.get(cause.id) for cause in self._program.causes if cause.id != c]
        last = all(verdict == "ruled_out" for verdict in others)
        self._run.verdicts[c] = "likely" if c in self._program.named or last else "possible"

    def _offer(self, engine: Any, c: str, w: str) -> None:
        self._run.offered.add(w)

    def _withhold(self, engine: Any, c: str, w: str) -> None:
        self._run.harmful.add(w)


def _before_last(number: int) -> bool:
    return number < _LAST


def _advance(engine: Any, s: Any) -> None:
    engine.declare(_Stratum(number=s["number"] + 1))


def _patterns(rule: Rule) -> list[Any]:
    """experta patterns, each bound to a name so that the function learns what the rule fired on."""
    patterns: list[Any] = []
    for premise in rule.premises:
        if isinstance(premise, Mark):
            bound = getattr(_experta.AS, f"p{len(patterns):03}")
            patterns.append(bound << _mark(premise.kind, premise.key))
        else:
            patterns.extend(_atom_patterns(premise, len(patterns)))
    return patterns


def _atom_patterns(premise: AtomPremise, at: int) -> list[Any]:
    check = checker(premise)
    facts = premise.atom.facts
    names = [getattr(_experta.AS, f"p{at + i:03}") for i in range(len(facts))]
    if len(facts) == 1:
        return [names[0] << _value(facts[0], _experta.P(check))]
    variables = [f"v{at + i:03}" for i in range(len(facts))]
    patterns = [
        name << _value(fact, getattr(_experta.MATCH, variable))
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
