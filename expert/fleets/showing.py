"""What every row shows before anything is concluded: its symptoms, what is out of scope, what is solved.

Texts are not columns of words: what a text shows is found out once for each distinct text (`texts.py`). Texts that show
the same are of one class, and a row is of the class of its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from expert.facts.vocabulary import DAY, MESSAGE, Value
from expert.fleets.bits import Among, Bit, Bits, Raw
from expert.fleets.known import TEXT_CLASS, Column, Knowing
from expert.rules.conditions import Condition, atoms_in
from expert.rules.knowledge import KnowledgeBase

Tells = tuple[tuple[str, Value], ...]


@dataclass(frozen=True)
class Matched:
    """A message in a text.

    Attributes:
        symptom: the id of its symptom.
        tells: the facts that it states.
        sure: whether it is known from whatever is like it; any other does not count out of scope.
        alone: whether it counts only where the case makes it specific.
        only_with: by what; None for nothing.
    """

    symptom: str
    tells: Tells
    sure: bool
    alone: bool = False
    only_with: Condition | None = None


@dataclass(frozen=True)
class TextClass:
    """What texts show.

    Attributes:
        matches: the messages.
        openings: the symptoms that a text may be the beginning of.
        read: the facts that it gives away, but for numbers and dates.
    """

    matches: tuple[Matched, ...] = ()
    openings: frozenset[str] = frozenset()
    read: Tells = ()


class Shown:
    """What the rows show.

    Attributes:
        observed: what is known of them: what was given, and what their texts give away.
        known: that, with what messages state and what follows.
        out_of_scope: that they are no matter of this knowledge.
        solved: that they are solved.
        begun: that a text is the beginning of a message.
        recognized: each symptom, with its rows.
        differing: facts of which the text says otherwise than what was given.
    """

    def __init__(
        self, bits: Bits, knowledge: KnowledgeBase, columns: Mapping[str, Column], read: Mapping[str, Column],
        classes: Mapping[int, TextClass], today: date,
    ) -> None:  # fmt: skip
        self.bits, self.knowledge = bits, knowledge
        self._columns, self._read, self._classes, self._today = columns, read, classes, today
        self._read_values = self._by_class(
            (number, pair) for number, shown in classes.items() for pair in shown.read
        )
        self.observed = self._knowing(follow=False)
        self.out_of_scope = self._any_holds(rule.out_of_scope_when for rule in knowledge.scope)
        self.solved = self._any_holds(rule.solved_when for rule in knowledge.solved)
        self._in_scope = bits.invert(self.out_of_scope)
        self._seen = self._knowing(follow=False, reads=self._in_scope)
        matched = self._matched()
        self._told = self._all_told(matched)
        self.known = self._knowing(told=self._told, today=(today, self._dated()))
        self.begun = self._of_classes(number for number, shown in classes.items() if shown.openings)
        self.recognized = self._all_recognized(matched)
        self.differing = {fact: self._differs(fact) for fact in columns}

    def _knowing(
        self, *, reads: Bit | None = None, told: Mapping[tuple[str, Value], Bit] | None = None,
        today: tuple[date, Bit] | None = None, follow: bool = True,
    ) -> Knowing:  # fmt: skip
        return Knowing(
            self.bits, self.knowledge, self._columns, read=self._read, read_values=self._read_values, reads=reads,
            told=told, today=today, follow=follow,
        )

    def _of_classes(self, numbers: Iterable[int]) -> Bit:
        found: frozenset[Raw] = frozenset(numbers)
        return self.bits.leaf(Among(TEXT_CLASS, found)) if found else self.bits.no

    def _by_class(self, pairs: Iterable[tuple[int, tuple[str, Value]]]) -> dict[tuple[str, Value], Bit]:
        found: dict[tuple[str, Value], set[int]] = {}
        for number, pair in pairs:
            found.setdefault(pair, set()).add(number)
        return {pair: self._of_classes(numbers) for pair, numbers in found.items()}

    def _any_holds(self, conditions: Iterable[dict[str, object]]) -> Bit:
        return self.bits.any(*(self.observed.holds(self.knowledge.condition(data)) for data in conditions))

    def _dated(self) -> Bit:
        """That something is known which a rule holds against the day of observation."""
        knowledge = self.knowledge
        conditions = [c for cause in knowledge.causes.values() for c in knowledge.conditions_of(cause) if c is not None]
        conditions += [stops for cause in knowledge.stopping if (stops := knowledge.stops(cause)) is not None]
        conditions += [knowledge.condition(d.when) for d in knowledge.derivations.values()]
        conditions += [knowledge.condition(rule.never) for rule in knowledge.impossible]
        for symptom in knowledge.symptoms.values():
            shows = (symptom.applies_when, symptom.recognized_when)
            conditions += [knowledge.condition(data) for data in shows if data is not None]
        atoms = (atom for condition in conditions for atom in atoms_in(condition))
        dated = dict.fromkeys(name for atom in atoms if DAY in atom.facts for name in atom.facts)
        return self.bits.any(*(self.observed.known(name) for name in dated))

    # Symptoms

    def _matched(self) -> dict[Matched, Bit]:
        """Every message, with the rows in which it counts."""
        bits, found = self.bits, dict[Matched, set[int]]()
        for number, shown in self._classes.items():
            for matched in shown.matches:
                found.setdefault(matched, set()).add(number)
        counting = {}
        for matched, numbers in found.items():
            if matched.alone:
                # What the case says makes it specific; nothing else does.
                where = bits.no if matched.only_with is None else self._seen.holds(matched.only_with)
            else:
                where = bits.yes if matched.sure else self._in_scope
            counting[matched] = bits.all(self._of_classes(numbers), where)
        return counting

    def _all_told(self, matched: Mapping[Matched, Bit]) -> dict[tuple[str, Value], Bit]:
        found: dict[tuple[str, Value], Bit] = {}
        for message, rows in matched.items():
            for pair in message.tells:
                found[pair] = self.bits.any(found.get(pair, self.bits.no), rows)
        return found

    def _all_recognized(self, matched: Mapping[Matched, Bit]) -> dict[str, Bit]:
        bits = self.bits
        found = dict.fromkeys(self.knowledge.symptoms, bits.no)
        for message, rows in matched.items():
            found[message.symptom] = bits.any(found[message.symptom], rows)
        for name, rows in self._showing().items():
            found[name] = bits.any(found[name], rows)
        nothing = bits.but(bits.yes, *found.values())
        for name, rows in self._proven_openings().items():
            found[name] = bits.any(found[name], bits.all(nothing, rows))
        return found

    def _showing(self) -> dict[str, Bit]:
        """The symptoms that show themselves by what happens."""
        feeding = self.knowledge.facts_leading_to(self.knowledge.behaviors)
        before = self._knowing(told=self._told, reads=self._in_scope, follow=False)
        fed = self.bits.any(*(before.known(name) for name in feeding)) if DAY in feeding else self.bits.no
        known = self._knowing(told=self._told, reads=self._in_scope, today=(self._today, fed))
        return {
            name: known.holds(self.knowledge.condition(symptom.recognized_when))
            for name, symptom in self.knowledge.symptoms.items()
            if symptom.recognized_when is not None
        }

    def _proven_openings(self) -> dict[str, Bit]:
        """The beginning of a message that can be of one symptom only, where a fact proves a cause of that."""
        bits, of = self.bits, dict[str, set[int]]()
        for number, shown in self._classes.items():
            if len(shown.openings) == 1:
                of.setdefault(next(iter(shown.openings)), set()).add(number)
        if not of:
            return {}
        known = self._knowing(reads=self._in_scope)
        found = {}
        for name, numbers in of.items():
            proven = []
            for cause in self.knowledge.causes_of(name):
                confirmed, _, applies = self.knowledge.conditions_of(cause)
                away = bits.no if applies is None else known.fails(applies)
                proven.append(bits.but(known.holds(confirmed), away))
            found[name] = bits.all(self._of_classes(numbers), bits.any(*proven))
        return found

    # Texts against what was given

    def _differs(self, fact: str) -> Bit:
        """That the text gives away another value than the one that was given."""
        bits, given = self.bits, self._columns[fact]
        if fact == MESSAGE:
            return bits.no
        known = self.observed.has_entry(given)
        found = [
            bits.all(known, rows, bits.invert(self.observed.says(given, value)))
            for (name, value), rows in self._read_values.items() if name == fact
        ]  # fmt: skip
        if fact in self._read:
            found.append(self.observed.differ(given, self._read[fact]))
        return bits.any(*found)
