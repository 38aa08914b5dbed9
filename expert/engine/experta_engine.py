"""Forward chaining with experta: the only module that knows it.

experta 1.9.4 needs care (see the comments). Every program gets one engine, built once and reset for each case; a
lock keeps two threads from using it at the same time. The monotone rules fire until nothing more follows, then each
stratum is opened in its turn, so nothing is ever retracted and no result depends on the firing order. That is also
why its slower parts (building the network, the way from a fact to the patterns, the agenda, the reset) can be
replaced by simpler ones here, through the places that it offers for it.
"""

from __future__ import annotations

import collections
import collections.abc
import inspect
import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from expert.engine.program import Assertion, AtomPremise, Conclusion, Mark, Premise, Program, Rule, checker
from expert.engine.program import recognized as recognition_of
from expert.engine.run import Firing, Run
from expert.facts.vocabulary import Value
from expert.foundations.deadlines import look_at_the_clock
from expert.foundations.locks import Lock, forks
from expert.foundations.terms import VERDICTS, Verdict


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
        import experta.watchers
    except ImportError as error:
        if error.name == "experta":
            raise
        # Without its own dependencies experta imports, silently, as an empty package.
        raise ImportError("experta is installed without its dependencies") from error
    finally:
        if lent:
            del collections.Mapping  # type: ignore[attr-defined]
        logging.root.handlers[:] = handlers
        logging.root.setLevel(level)
    return experta


_experta: Any = _import_experta()
_rete: Any = _experta.matchers.rete


class ExpertaEngine:
    """Fires the rules of programs with experta."""

    def __init__(self) -> None:
        self._chainers: dict[Program, _Chainer] = {}
        self._building = Lock(threading.Lock)

    def run(self, program: Program, facts: Iterable[Assertion], *, recognized: bool) -> Run:
        return self._chainer(program).run(facts, recognized)

    def another(self) -> ExpertaEngine:
        other = ExpertaEngine()
        other._chainers.update(self._chainers)
        return other

    def _chainer(self, program: Program) -> _Chainer:
        with self._building():
            found = self._chainers.get(program)
            if found is None or found.is_left_over:
                found = self._chainers[program] = _Chainer(program)
            return found


class _Chainer:
    """experta's engine for one program; each run has it to itself."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._lock = Lock(threading.Lock)
        self._running_in: int | None = None
        self._classes: dict[Mark, Any] = {}
        self._firings: set[Firing] = set()
        self._worked_out: set[Assertion] = set()
        self._marked: dict[str, set[str]] = {}
        with _unheard():
            self._engine: Any = _Engine(list(self._rules()))

    @property
    def is_left_over(self) -> bool:
        """Whether another thread was running it when this process was forked: then nothing is known of its state."""
        return self._running_in not in (None, forks())

    def run(self, facts: Iterable[Assertion], recognized: bool) -> Run:
        with self._lock(), _unheard(), self._noted():
            self._firings, self._worked_out, self._marked = set(), set(), defaultdict(set)
            given = [self._fact(known) for known in facts if known.fact in self._program.facts]
            if recognized:
                given.append(self._fact(recognition_of(self._program.symptom)))
            self._engine.reset()
            self._engine.declare(*given)
            self._engine.run()
            for number in range(len(self._program.strata)):
                self._engine.declare(_gate(number))
                self._engine.run()
            return self._result()

    @contextmanager
    def _noted(self) -> Iterator[None]:
        self._running_in = forks()
        try:
            yield
        finally:
            self._running_in = None

    def _result(self) -> Run:
        given = {verdict: self._marked[verdict] for verdict in VERDICTS}
        verdicts: dict[str, Verdict] = {
            cause.id: verdict for cause in self._program.causes for verdict in VERDICTS if cause.id in given[verdict]
        }
        offered, withheld = frozenset(self._marked["offered"]), frozenset(self._marked["withheld"])
        present = bool(self._marked["present"])
        return Run(present, verdicts, offered, withheld, frozenset(self._worked_out), self._firings)

    # The rules

    def _rules(self) -> Iterator[Any]:
        """experta's rules. Those with the same premises are one, which concludes several things."""
        strata = list(_gated(self._program))
        every = [*self._program.rules, *(rule for _, rule in strata)]
        asked = {part for rule in every for part in (*rule.premises, *rule.absent)}
        for rules in _alike((None, rule) for rule in self._program.rules).values():
            bound, patterns = self._patterns(rules[0])
            yield _experta.Rule(*patterns)(self._concluding(rules, asked, bound))
        for (gate, *_), rules in _alike(strata).items():
            patterns = [self._pattern(premise) for premise in rules[0].premises if isinstance(premise, Mark)]
            patterns += [] if gate is None else [_gate(gate)]
            patterns += [_experta.NOT(self._pattern(mark)) for mark in rules[0].absent]
            yield _experta.Rule(*patterns)(self._concluding(rules, asked))

    def _concluding(
        self, rules: list[Rule], asked: set[Premise], bound: list[str] | None = None
    ) -> Callable[..., None]:
        """What happens when some rules fire.

        Args:
            rules: they have the same premises.
            asked: what the premises of any rules are; only that is told to the engine.
            bound: the names of what they fire on, where that is to be noted.
        """
        conclusions = [rule.conclusion for rule in rules]
        further = [said for said in conclusions if said in asked or isinstance(said, Assertion)]

        def conclude(engine: Any, **facts: Any) -> None:
            look_at_the_clock()  # each run begins with an empty engine, so that one may end anywhere
            if bound is not None:
                premises = tuple(facts[name].said for name in bound)
                self._firings.update(Firing(rule.name, premises, rule.conclusion) for rule in rules)
            for said in conclusions:
                if isinstance(said, Mark):
                    self._marked[said.kind].add(said.key)
                else:
                    self._worked_out.add(said)
            if further:
                engine.declare(*map(self._fact, further))

        return conclude

    def _patterns(self, rule: Rule) -> tuple[list[str], list[Any]]:
        """experta's patterns for the premises, each bound to a name so that the function learns what it fired on."""
        bound: list[str] = []
        patterns: list[Any] = []
        for premise in rule.premises:
            if isinstance(premise, Mark):
                bound.append(f"p{len(bound)}")
                patterns.append(bound[-1] << self._pattern(premise))
            else:
                names = [f"p{len(bound) + i}" for i in range(len(premise.atom.facts))]
                patterns.extend(_atom_patterns(premise, names))
                bound.extend(names)
        return bound, patterns

    # Facts: each fact has its class of experta facts, and each mark

    def _fact(self, said: Conclusion) -> Any:
        fact = self._pattern(said) if isinstance(said, Mark) else _class_of(f"fact {said.fact}")(value=said.value)
        fact.said = said
        return fact

    def _pattern(self, mark: Mark) -> Any:
        found = self._classes.get(mark)
        if found is None:
            # By number, not by name: experta keeps every class for ever.
            found = self._classes[mark] = _class_of(f"mark {len(self._classes)}")
        return found()


class _Said(_experta.Fact):  # type: ignore[misc]
    """Something that is known.

    Attributes:
        said: what it is.
    """

    said: Conclusion


@cache
def _class_of(name: str) -> Any:
    return type(name, (_Said,), {})


def _gate(stratum: int) -> Any:
    """That a stratum is open."""
    return _class_of(f"stratum {stratum}")()


def _gated(program: Program) -> Iterator[tuple[int | None, Rule]]:
    """The rules of the strata, each with the stratum that must be open before it can fire, if it has to wait for one.

    It need not where a premise of it can only come once what must be absent for it is settled.
    """
    earliest: dict[Premise | Conclusion, int] = {}
    latest: dict[Premise | Conclusion, int] = {}
    for number, stratum in enumerate(program.strata):
        for rule in stratum:
            begins = max((earliest.get(premise, -1) for premise in rule.premises), default=-1)
            waits = bool(rule.absent) and begins <= max(latest.get(mark, -1) for mark in rule.absent)
            yield number if waits else None, rule
            begins = number if waits else begins
            earliest[rule.conclusion] = min(begins, earliest.get(rule.conclusion, begins))
            latest[rule.conclusion] = number


def _alike(rules: Iterable[tuple[int | None, Rule]]) -> dict[tuple[int | None, object, object], list[Rule]]:
    """Rules put together that fire at once: with the same gate, the same premises, and the same marks absent."""
    found: dict[tuple[int | None, object, object], list[Rule]] = {}
    for gate, rule in rules:
        found.setdefault((gate, rule.premises, rule.absent), []).append(rule)
    return found


def _atom_patterns(premise: AtomPremise, names: list[str]) -> list[Any]:
    check, facts = checker(premise), premise.atom.facts
    if len(facts) == 1:
        return [names[0] << _class_of(f"fact {facts[0]}")(value=_experta.P(check))]
    variables = tuple(f"v{name}" for name in names)
    patterns = [
        name << _class_of(f"fact {fact}")(value=getattr(_experta.MATCH, variable))
        for name, fact, variable in zip(names, facts, variables, strict=True)
    ]
    # The test must follow the patterns that bind its variables: before them it is given None, silently.
    return [*patterns, _experta.TEST(_by_name(check, variables))]


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


# experta's own parts, made simpler


class _Engine(_experta.KnowledgeEngine):  # type: ignore[misc]
    """experta's engine over a list of rules. It has no facts of its own to begin with."""

    def __init__(self, rules: list[Any]) -> None:
        self._rules = rules
        super().__init__()

    def get_rules(self) -> list[Any]:
        return self._rules

    def reset(self) -> None:
        self.agenda, self.facts, self.running = _experta.agenda.Agenda(), _experta.factlist.FactList(), False
        self.facts.declare(_experta.InitialFact())  # without any fact it would complain
        self.matcher.reset()


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
    """experta's network of nodes, wired in one go: the rules are plain conjunctions.

    After a change it asks only those nodes at the ends that the change has reached; experta asks every one.
    """

    def build_network(self) -> None:
        self.root_node = _Bus()
        self._patterns: dict[tuple[int, object], Any] = {}
        self._with_memory: list[Any] = []
        self._reached: dict[Any, None] = {}
        for rule in self.engine.get_rules():
            self._wire(rule)

    def changes(self, adding: Iterable[Any] = (), deleting: Iterable[Any] = ()) -> tuple[list[Any], list[Any]]:
        for fact in adding:
            self.root_node.add(fact)
        reached, self._reached = self._reached, {}
        activations = [end.get_activations() for end in reached]
        return [one for added, _ in activations for one in added], [one for _, gone in activations for one in gone]

    def reset(self) -> None:
        for node in self._with_memory:
            node._reset()
        # A run that an error cut short leaves activations here, which experta's own reset forgets.
        self.changes()

    def _wire(self, rule: Any) -> None:
        nodes = _rete.nodes
        first, *others = rule
        node = self._pattern(first)
        for part in others:
            if isinstance(part, _experta.TEST):
                joined = nodes.WhereNode(_rete.utils.WhereCheck(part[0]))
                node.add_child(joined, joined._activate)
            else:
                absent = isinstance(part, _experta.NOT)
                joined = (nodes.NotNode if absent else nodes.OrdinaryMatchNode)(_rete.utils.SameContextCheck())
                # experta copies a token first; but only nodes of patterns change theirs.
                node.add_child(joined, joined._activate_left)
                self._pattern(part[0] if absent else part).add_child(joined, joined._activate_right)
                self._with_memory.append(joined)
            node = joined
        end = nodes.ConflictSetNode(rule)
        node.add_child(end, self._reaching(end))
        self._with_memory.append(end)

    def _reaching(self, end: Any) -> Callable[[Any], None]:
        def activate(token: Any) -> None:
            self._reached[end] = None
            end._activate(token)

        return activate

    def _pattern(self, pattern: Any) -> Any:
        """The last of the nodes that tell whether a fact fits a pattern."""
        checks = [_rete.TypeCheck(type(pattern))]
        checks += [_rete.FeatureCheck(name, value) for name, value in pattern.items() if name != "__bind__"]
        checks += [] if pattern.__bind__ is None else [_rete.FactCapture(pattern.__bind__)]
        node = self.root_node
        for check in checks:
            found = self._patterns.get((id(node), check))
            if found is None:
                found = self._patterns[id(node), check] = _rete.nodes.FeatureTesterNode(check)
                node.add_child(found, found.activate)
            node = found
        return node


class _InTurn(_experta.abstract.Strategy):  # type: ignore[misc]
    """First come, first served."""

    def _update_agenda(self, agenda: Any, added: list[Any], removed: list[Any]) -> None:
        # experta's own strategy can lose one that is withdrawn; between the strata, none is.
        assert not removed
        agenda.activations[:0] = added


_Engine.__matcher__ = _Matcher
_Engine.__strategy__ = _InTurn


# experta's loggers tell of every fact


_running = threading.local()


def _is_anothers(record: logging.LogRecord) -> bool:
    """Whether a record is of another's use of experta: what this module does with it concerns no log."""
    return not getattr(_running, "here", False)


for _name in _experta.watchers.ALL:
    getattr(_experta.watchers, _name).addFilter(_is_anothers)


@contextmanager
def _unheard() -> Iterator[None]:
    """While this thread is in it, experta's loggers say nothing."""
    _running.here = True
    try:
        yield
    finally:
        _running.here = False
