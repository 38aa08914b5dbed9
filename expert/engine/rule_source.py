"""Writes the source of Python functions that fire rules.

A mark becomes a variable, a rule an `if`. No name, value or text of the rules ever stands in the source: they are
numbered, and what a number stands for is handed to the function as the default of a parameter.

The rules that work out facts come first, in a loop until they add nothing more; then all other monotone rules, each
after those that conclude its premises; then the strata, one after the other.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from expert.engine.program import Assertion, AtomPremise, Mark, Program, Rule, present, recognized
from expert.facts.versions import Version
from expert.facts.vocabulary import Value
from expert.foundations.terms import VERDICTS
from expert.rules.conditions import Atom, OneOf

T = TypeVar("T")

Role = tuple[Literal["fact", "values", "check"], Any]
"""What a constant is of the conditions: a fact's name, an atom's values or its check."""


@dataclass(frozen=True)
class Decision(Generic[T]):
    """What is to be decided by some rules.

    Attributes:
        rules: monotone rules that conclude marks.
        goals: the marks that are asked for.
        answers: what to say: first where no goal is reached, then where the first goal alone is, the second alone,
            both, and so on.
        strata: rules of the strata, in order.
        given: marks that are there from the beginning.
    """

    rules: tuple[Rule, ...]
    goals: tuple[Mark, ...]
    answers: tuple[T, ...]
    strata: tuple[Rule, ...] = ()
    given: tuple[Mark, ...] = ()


class Writer(ABC):
    """The source of one function, and what its numbers stand for.

    Args:
        rules: monotone rules; one that concludes a mark comes before those that have it as a premise.
        parameters: of the function; the first, `known`, maps facts to what is known of them.
    """

    def __init__(self, rules: Iterable[Rule], parameters: tuple[str, ...]) -> None:
        self._rules = tuple(rules)
        self._parameters = parameters
        self._lines: list[str] = []
        self.constants: list[object] = []
        self.roles: list[Role | None] = []
        self._marks: dict[Mark, str] = {}
        self._facts: dict[str, str] = {}
        self._wanted = dict.fromkeys(premise for rule in self._rules for premise in _atoms_of(rule))
        self._atoms = {atom: number for number, atom in enumerate(dict.fromkeys(p.atom for p in self._wanted))}

    # What one function keeps of the evidence and another does not

    @abstractmethod
    def _nothing(self, depth: int, evidence: list[str]) -> None:
        """That there is no evidence yet."""

    @abstractmethod
    def _note(self, depth: int, evidence: str, chosen: str) -> None:
        """That there is evidence: what was chosen of what is known."""

    @abstractmethod
    def _value(self, known: str) -> str:
        """The value of something that is known."""

    @abstractmethod
    def _check(self, atom: Atom) -> Callable[..., bool | None]:
        """The check of an atom over several facts, of one known thing for each."""

    @abstractmethod
    def _none_fired(self, depth: int) -> None:
        """That no rule has fired yet."""

    @abstractmethod
    def _fired(self, depth: int, rule: Rule) -> None:
        """That a rule fires."""

    @abstractmethod
    def _as_known(self, conclusion: Assertion) -> object:
        """What is known once a fact is concluded."""

    # The function

    def _line(self, depth: int, text: str) -> None:
        self._lines.append(" " * depth + text)

    def _constant(self, value: object, role: Role | None = None) -> str:
        self.constants.append(value)
        self.roles.append(role)
        return f"k{len(self.constants) - 1}"

    def source(self) -> str:
        """What was written: a function whose last parameters stand for the constants."""
        names = [*self._parameters, *(f"k{number}" for number in range(len(self.constants)))]
        return "\n".join([f"def rules({', '.join(names)}):", *self._lines])

    # Rules

    def _monotone(self, given: Mapping[Mark, str]) -> None:
        """All monotone rules; `given` are marks that may be there already, with the expressions that tell."""
        working_out = [rule for rule in self._rules if isinstance(rule.conclusion, Assertion)]
        first = _needed_for(working_out, self._rules)
        self._none_fired(1)
        if working_out:
            self._loop(first)
        done = set(first)
        self._block(1, [rule for rule in self._rules if rule not in done], given, first)

    def _loop(self, rules: Sequence[Rule]) -> None:
        """The rules that work out facts, and those that conclude their premises, until no fact is new."""
        facts = [name for rule in rules for premise in _atoms_of(rule) for name in premise.atom.facts]
        facts += [rule.conclusion.fact for rule in rules if isinstance(rule.conclusion, Assertion)]
        for number, name in enumerate(dict.fromkeys(facts)):
            self._line(1, f"v{number} = {self._known(name)}")
            self._facts[name] = f"v{number}"
        self._line(1, "again = True")
        self._line(1, "while again:")
        self._line(2, "again = False")
        self._none_fired(2)
        self._block(2, rules, {}, ())

    def _block(self, depth: int, rules: Sequence[Rule], given: Mapping[Mark, str], before: Iterable[Rule]) -> None:
        """Some monotone rules, with the evidence that they need beside that of the rules before them."""
        self._start(depth, rules, given)
        evaluated = {premise.atom for rule in before for premise in _atoms_of(rule)}
        atoms = dict.fromkeys(premise.atom for rule in rules for premise in _atoms_of(rule))
        self._evaluate(depth, [atom for atom in atoms if atom not in evaluated])
        for rule in rules:
            self._rule(depth, rule)
            self._fired(depth + 1, rule)

    def _start(self, depth: int, rules: Iterable[Rule], given: Mapping[Mark, str]) -> None:
        """No mark is there yet but the given ones."""
        marks = dict.fromkeys(rule.conclusion for rule in rules if isinstance(rule.conclusion, Mark))
        names = [self._mark(mark) for mark in marks if mark not in given]
        if names:
            self._line(depth, f"{' = '.join(names)} = False")
        for mark, expression in given.items():
            self._line(depth, f"{self._mark(mark)} = {expression}")

    def _rule(self, depth: int, rule: Rule) -> None:
        asked = [self._mark(p) if isinstance(p, Mark) else self._evidence(p) for p in rule.premises]
        asked += [f"not {self._mark(mark)}" for mark in rule.absent]
        self._line(depth, f"if {' and '.join(asked) or 'True'}:")
        if isinstance(rule.conclusion, Mark):
            self._line(depth + 1, f"{self._mark(rule.conclusion)} = True")
            return
        variable, new = self._facts[rule.conclusion.fact], self._constant(self._as_known(rule.conclusion))
        self._line(depth + 1, f"if {new} not in {variable}:")
        self._line(depth + 2, f"{variable} = (*{variable}, {new})")
        self._line(depth + 2, "again = True")

    def _mark(self, mark: Mark) -> str:
        return self._marks.setdefault(mark, f"m{len(self._marks)}")

    def _evidence(self, premise: AtomPremise) -> str:
        return ("h" if premise.wanted else "f") + str(self._atoms[premise.atom])

    # Atoms

    def _evaluate(self, depth: int, atoms: Sequence[Atom]) -> None:
        """The evidence for some atoms and against them, as far as a rule asks for it."""
        both = [AtomPremise(atom, wanted) for atom in atoms for wanted in (True, False)]
        self._nothing(depth, [self._evidence(premise) for premise in both if premise in self._wanted])
        of_one: dict[str, list[Atom]] = {}
        for atom in atoms:
            if len(atom.facts) == 1:
                of_one.setdefault(atom.fact, []).append(atom)
            else:
                self._line(depth, f"for chosen in product({', '.join(map(self._known, atom.facts))}):")
                check = self._constant(self._check(atom), ("check", atom))
                self._outcome(depth + 1, atom, f"{check}(chosen)", "chosen")
        for fact, tests in of_one.items():
            self._line(depth, f"for one in {self._known(fact)}:")
            self._line(depth + 1, f"value = {self._value('one')}")
            for atom in tests:
                self._test(depth + 1, atom)

    def _known(self, fact: str) -> str:
        return self._facts.get(fact) or f"known.get({self._constant(fact, ('fact', fact))}, ())"

    def _test(self, depth: int, atom: Atom) -> None:
        """The evidence that one value gives."""
        if not is_plain(atom):
            self._outcome(depth, atom, f"{self._constant(atom.check, ('check', atom))}((value,))", "(one,)")
            return
        holds, fails = (AtomPremise(atom, wanted) for wanted in (True, False))
        inside = "in" if holds in self._wanted else "not in"
        self._line(depth, f"if value {inside} {self._constant(values_of(atom), ('values', atom))}:")
        self._note(depth + 1, self._evidence(holds if inside == "in" else fails), "(one,)")
        if holds in self._wanted and fails in self._wanted:
            self._line(depth, "else:")
            self._note(depth + 1, self._evidence(fails), "(one,)")

    def _outcome(self, depth: int, atom: Atom, check: str, chosen: str) -> None:
        """The evidence that a check gives, which may not tell."""
        self._line(depth, f"outcome = {check}")
        for wanted in (True, False):
            premise = AtomPremise(atom, wanted)
            if premise in self._wanted:
                self._line(depth, f"if outcome is {wanted}:")
                self._note(depth + 1, self._evidence(premise), chosen)


class DecidingWriter(Writer):
    """A function of values, which keeps only that there is evidence."""

    def write(self, decision: Decision[Any]) -> None:
        self._monotone(dict.fromkeys(decision.given, "True"))
        self._start(1, decision.strata, {})
        for rule in decision.strata:
            self._rule(1, rule)
        reached = [f"{1 << i} * {self._mark(mark)}" for i, mark in enumerate(decision.goals) if mark in self._marks]
        self._line(1, f"return {self._constant(decision.answers)}[{' + '.join(reached) or '0'}]")

    def write_closing(self) -> None:
        self._monotone({})
        concluded = [rule.conclusion for rule in self._rules]
        for name in dict.fromkeys(said.fact for said in concluded if isinstance(said, Assertion)):
            self._line(1, f"if {self._facts[name]}: known[{self._constant(name)}] = {self._facts[name]}")
        self._line(1, "return None")

    def _nothing(self, depth: int, evidence: list[str]) -> None:
        if evidence:
            self._line(depth, f"{' = '.join(evidence)} = False")

    def _note(self, depth: int, evidence: str, chosen: str) -> None:
        self._line(depth, f"{evidence} = True")

    def _value(self, known: str) -> str:
        return known

    def _check(self, atom: Atom) -> Callable[..., bool | None]:
        return atom.check

    def _none_fired(self, depth: int) -> None:
        pass

    def _fired(self, depth: int, rule: Rule) -> None:
        pass

    def _as_known(self, conclusion: Assertion) -> object:
        return conclusion.value


class TracingWriter(Writer):
    """A function of assertions, which keeps the evidence and tells which rule fired on what."""

    def write(self, program: Program) -> None:
        self._monotone({recognized(program.symptom): "told"})
        self._start(1, [rule for stratum in program.strata for rule in stratum], {})
        for number, stratum in enumerate(program.strata):
            for rule in stratum:
                self._rule(1, rule)
            if number == 0:
                self._line(1, f"if not {self._mark(present(program.symptom))}: return False, {{}}, [], [], fired")
        self._line(1, "verdicts, offered, withheld = {}, [], []")
        for cause in program.causes:
            word = "if"
            for verdict in VERDICTS:
                if Mark(verdict, cause.id) in self._marks:
                    mark, name = self._mark(Mark(verdict, cause.id)), self._constant(cause.id)
                    self._line(1, f"{word} {mark}: verdicts[{name}] = {self._constant(verdict)}")
                    word = "elif"
        for way in program.ways:
            for kind in ("offered", "withheld"):
                if Mark(kind, way.key) in self._marks:
                    self._line(1, f"if {self._mark(Mark(kind, way.key))}: {kind}.append({self._constant(way.key)})")
        self._line(1, "return True, verdicts, offered, withheld, fired")

    def _nothing(self, depth: int, evidence: list[str]) -> None:
        for name in evidence:
            self._line(depth, f"{name} = []")

    def _note(self, depth: int, evidence: str, chosen: str) -> None:
        self._line(depth, f"{evidence}.append({chosen})")

    def _value(self, known: str) -> str:
        return f"{known}.value"

    def _check(self, atom: Atom) -> Callable[..., bool | None]:
        return lambda chosen: atom.check(tuple(known.value for known in chosen))

    def _none_fired(self, depth: int) -> None:
        self._line(depth, "fired = []")

    def _fired(self, depth: int, rule: Rule) -> None:
        parts = [self._constant(rule), *(self._evidence(premise) for premise in _atoms_of(rule))]
        self._line(depth, f"fired.append(({', '.join(parts)},))")

    def _as_known(self, conclusion: Assertion) -> object:
        return conclusion


def is_plain(atom: Atom) -> bool:
    """Whether the atom asks for one of some values and nothing else; versions are compared as ranges."""
    return isinstance(atom.test, OneOf) and not any(isinstance(value, Version) for value in atom.test.values)


def values_of(atom: Atom) -> frozenset[Value]:
    """The values that a plain atom asks for."""
    return frozenset(atom.test.values) if isinstance(atom.test, OneOf) else frozenset()


def _atoms_of(rule: Rule) -> Iterator[AtomPremise]:
    return (premise for premise in rule.premises if isinstance(premise, AtomPremise))


def _needed_for(goals: Iterable[Rule], rules: Sequence[Rule]) -> list[Rule]:
    """Some rules, and those that conclude their premises, in the order in which they stand."""
    wanted = {rule.conclusion for rule in goals}
    needed: list[Rule] = []
    for rule in reversed(rules):
        if rule.conclusion in wanted:
            needed.append(rule)
            wanted.update(premise for premise in rule.premises if isinstance(premise, Mark))
    return needed[::-1]
