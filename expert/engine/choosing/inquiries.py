"""What could be asked about a set of causes, and what each answer would do to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from expert.engine.choosing.situation import Grounds
from expert.engine.imagined import HOLDS, Candidate, Check, State, Values
from expert.facts.vocabulary import Value
from expert.rules.answers import answers
from expert.rules.conditions import All, AnyOf, Atom, Condition, Not, atoms_in


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Facts that decide something once all of them are known: mostly one, sometimes a number and its limit.

    Attributes:
        facts: what is still to be asked, the cheapest first.
        concludes: the fact that is worked out from them, if it is that which decides.
    """

    facts: tuple[str, ...]
    concludes: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Answers that come to the same.

    Attributes:
        answers: the values, one for each fact of the inquiry; the first stands for the others.
        share: how many answers this is, of all that could be given.
        decided: the causes that it would confirm or rule out.
    """

    answers: tuple[tuple[Value, ...], ...]
    share: int
    decided: Mapping[str, State]


class Inquiries:
    """Everything that could be asked about some causes. It does not change while they are being told apart."""

    def __init__(self, grounds: Grounds, candidates: Mapping[str, Candidate]) -> None:
        self._grounds = grounds
        self._vocabulary = grounds.knowledge.vocabulary
        self.candidates = candidates
        self._readers: dict[str, dict[str, Candidate]] = {}
        self._atoms: dict[str, dict[Atom, Check]] = {}
        self._ways: dict[str, list[tuple[str, ...]]] = {}
        self._together: dict[tuple[str, ...], None] = {}
        self._known_outcomes: dict[tuple[object, ...], tuple[Outcome, ...]] = {}
        self._bearing: dict[tuple[str, ...], tuple[tuple[Candidate, ...], tuple[str, ...]]] = {}
        for candidate in candidates.values():
            for test in candidate.tests:
                self._note(test.condition)
            for name in candidate.reads:
                self._readers.setdefault(name, {})[candidate.id] = candidate
        self._note_derivations()

    def _note(self, condition: Condition) -> None:
        for atom in atoms_in(condition):
            self._note_atom(atom)
            if len(atom.facts) > 1:
                self._together[atom.facts] = None

    def _note_atom(self, atom: Atom) -> None:
        for name in atom.facts:
            self._atoms.setdefault(name, {})[atom] = self._grounds.check_of(atom)

    def _note_derivations(self) -> None:
        """Let each fact bear on what the facts that are worked out from it bear on."""
        changed = True
        while changed:
            changed = False
            for conclusion in self._grounds.conclusions:
                reached = {i: c for name in conclusion.concludes for i, c in self._readers.get(name, {}).items()}
                for name in conclusion.reads if reached else ():
                    before = self._readers.setdefault(name, {})
                    if reached.keys() - before.keys():
                        before.update(reached)
                        changed = True
        for conclusion in self._grounds.conclusions:
            if any(name in self._readers for name in conclusion.concludes):
                for atom in atoms_in(conclusion.test.condition):
                    self._note_atom(atom)
                for name in conclusion.concludes:
                    ways = self._ways.setdefault(name, [])
                    if conclusion.reads not in ways:
                        ways.append(conclusion.reads)

    # What can be asked

    def worth_considering(self, values: Values, open_causes: Iterable[str], skipped: frozenset[str]) -> list[Inquiry]:
        """What to ask that could still decide something about the open causes.

        Args:
            values: what is known.
            open_causes: the causes that are neither confirmed nor ruled out.
            skipped: facts that are not to be asked for.
        """
        found: dict[Inquiry, None] = {}
        for name in self.wanted(values, open_causes):
            if not self._vocabulary[name].asked:
                way = self.way_to(name, values, skipped)
                if way:
                    found[Inquiry(way, name)] = None
            elif name not in skipped and self._alone(name, values):
                found[Inquiry((name,))] = None
        for facts in self._together:
            way = self._unknown(facts, values)
            can_be_asked = not skipped.intersection(way) and all(self._vocabulary[n].asked for n in way)
            if len(way) > 1 and can_be_asked and any(cause in self._readers[facts[0]] for cause in open_causes):
                found[Inquiry(self._cheapest_first(way))] = None
        return list(found)

    def bears(self, fact: str) -> bool:
        """Whether a fact says anything about any of the causes."""
        return fact in self._readers

    def deciding(self, fact: str, values: Values, open_causes: Iterable[str]) -> list[str]:
        """The open causes that a fact could still help to decide."""
        readers = self._readers.get(fact, {})
        return [name for name in open_causes if name in readers and fact in self.wanted(values, [name])]

    def wanted(self, values: Values, open_causes: Iterable[str]) -> dict[str, None]:
        """The facts, not known, that the open parts of the open causes' conditions read, directly or not."""
        found: dict[str, None] = {}
        for name in open_causes:
            for test in self.candidates[name].tests:
                test.gather_open(values, found)
        for conclusion in self._grounds.conclusions.leading_to(found):
            conclusion.test.gather_open(values, found)
        return found

    def _alone(self, fact: str, values: Values) -> bool:
        """Whether an answer alone decides some test of it."""
        return any(
            all(other == fact or other in values for other in atom.facts) for atom in self._atoms.get(fact, ())
        )

    def way_to(self, fact: str, values: Values, skipped: frozenset[str]) -> tuple[str, ...]:
        """The cheapest facts to ask for, from which a fact is worked out; none where there is no way."""
        return min(self._ways_to(fact, values, skipped, frozenset()), key=self.cost, default=())

    def _ways_to(
        self, fact: str, values: Values, skipped: frozenset[str], above: frozenset[str]
    ) -> Iterator[tuple[str, ...]]:
        for reads in self._ways.get(fact, ()):
            needed: list[str] = []
            for name in self._unknown(reads, values):
                way: tuple[str, ...] = ()
                if self._vocabulary[name].asked:
                    way = () if name in skipped else (name,)
                else:
                    ways = () if name in above else self._ways_to(name, values, skipped, above | {fact})
                    way = min(ways, key=self.cost, default=())
                if not way:
                    break
                needed.extend(way)
            else:
                if needed:
                    yield self._cheapest_first(dict.fromkeys(needed))

    def _unknown(self, facts: Iterable[str], values: Values) -> tuple[str, ...]:
        return tuple(name for name in facts if name not in values)

    def _cheapest_first(self, facts: Iterable[str]) -> tuple[str, ...]:
        cost, order = self._grounds.cost, self._grounds.order
        return tuple(sorted(facts, key=lambda name: (cost[name], order[name])))

    def cost(self, facts: Iterable[str], open_page: str | None = None) -> float:
        """What asking for all of these costs while a page is open, or none is."""
        return sum(self._grounds.cost_beside(name, open_page) for name in facts)

    def proof_of(self, cause: str, values: Values, skipped: frozenset[str]) -> tuple[str, ...] | None:
        """The cheapest facts that, answered well, would confirm a cause; None where none could."""
        found = self._proof(self.candidates[cause].confirmed.condition, True, values, skipped)
        return None if found is None else self._cheapest_first(found)

    def _proof(
        self, condition: Condition, wanted: bool, values: Values, skipped: frozenset[str]
    ) -> frozenset[str] | None:
        if isinstance(condition, Not):
            return self._proof(condition.part, not wanted, values, skipped)
        if isinstance(condition, Atom):
            return self._proof_of_atom(condition, wanted, values, skipped)
        parts = [self._proof(part, wanted, values, skipped) for part in condition.parts]
        possible = [part for part in parts if part is not None]
        if isinstance(condition, All if wanted else AnyOf):
            return frozenset().union(*possible) if len(possible) == len(parts) else None
        return min(possible, key=lambda part: (self.cost(part), sorted(part)), default=None)

    def _proof_of_atom(
        self, atom: Atom, wanted: bool, values: Values, skipped: frozenset[str]
    ) -> frozenset[str] | None:
        said = self._grounds.check_of(atom)(values)
        if said:
            return frozenset() if bool(said & HOLDS) == wanted else None
        needed: set[str] = set()
        for name in self._unknown(atom.facts, values):
            way = (name,) if self._vocabulary[name].asked else self.way_to(name, values, skipped)
            if not way or skipped.intersection(way):
                return None
            needed.update(way)
        return frozenset(needed)

    def tests_of(self, fact: str) -> Iterable[Atom]:
        """The tests of a fact, in conditions and in what is worked out."""
        return self._atoms.get(fact, {})

    # What an answer would do

    def outcomes(self, facts: tuple[str, ...], values: Values) -> tuple[Outcome, ...]:
        """The answers that these facts could have, together, with what each would decide.

        Causes that are decided already stand in `decided` too, as they are.
        """
        readers, scope = self._scope(facts)
        key = (facts, *(values.get(name) for name in scope))
        found = self._known_outcomes.get(key)
        if found is None:
            found = self._known_outcomes[key] = tuple(self._imagine(facts, readers, values))
        return found

    def scope(self, facts: tuple[str, ...]) -> tuple[str, ...]:
        """All facts on which it depends what these facts would decide."""
        return self._scope(facts)[1]

    def _scope(self, facts: tuple[str, ...]) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
        """The causes that the facts bear on, and all facts on which it depends what they do to them."""
        found = self._bearing.get(facts)
        if found is None:
            readers = {i: c for name in facts for i, c in self._readers.get(name, {}).items()}
            names = dict.fromkeys(name for candidate in readers.values() for name in candidate.reads)
            for conclusion in self._grounds.conclusions.leading_to(names):
                names.update(dict.fromkeys(conclusion.reads))
            found = self._bearing[facts] = (tuple(readers.values()), tuple(names))
        return found

    def _imagine(
        self, facts: tuple[str, ...], readers: tuple[Candidate, ...], values: Values
    ) -> Iterator[Outcome]:
        definitions = [self._vocabulary[name] for name in facts]
        counted = all(definition.type in ("word", "yes_no") for definition in definitions)
        tests = list({atom: check for name in facts for atom, check in self._atoms.get(name, {}).items()}.values())
        follows = any(name in self._grounds.feeding for name in facts)
        alike: dict[tuple[int, ...], list[tuple[Value, ...]]] = {}
        for chosen in product(*(answers(d, self._atoms.get(d.name, ()), values) for d in definitions)):
            imagined = {**values, **{name: (value,) for name, value in zip(facts, chosen, strict=True)}}
            alike.setdefault(tuple(test(imagined) for test in tests), []).append(chosen)
        for group in alike.values():
            imagined = {**values, **{name: (value,) for name, value in zip(facts, group[0], strict=True)}}
            if follows:
                self._grounds.conclusions.close(imagined)
            decided = {c.id: state for c in readers if (state := c.state(imagined)) != "open"}
            yield Outcome(tuple(group), len(group) if counted else 1, decided)
