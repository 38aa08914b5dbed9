"""How many ways a regular expression can try a text in, worst come to worst, told from the expression alone.

A search goes back and tries again wherever two repeats can share out the same characters between them: one inside the
other, so that each further character doubles the ways; or one after the other, so that the ways grow with a power of
the length. The parsed expression is gone through once, and of each repeat is kept what stood between it and the next: a
character that neither of them can match parts them, and so does a word boundary between two that match only words.

What it says is no less than the truth, but can be more: it does not look at what a search would find first. The only
exception are references to groups, which are taken to match in one way.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from typing import Any

from expert.foundations.limits import LONG

# What Python itself parses expressions with; there is no public way to it.
sre: Any = import_module("re._constants")
_parser: Any = import_module("re._parser")

_MOST_COPIES = 64
"""Times that what is repeated is written out, where it is repeated a known number of times."""

_MOST_POSITIONS = 400
"""Characters of what is repeated: each is held against each other one."""

_MOST_STEPS = 1_000_000
"""Steps in telling it of one expression: some seconds, and many times what a shipped one takes."""

_MOST_SIGNS = 1_500
"""Characters that one expression names, with those beside them."""

_MOST_KEPT = 32
"""Ways from one repeat to the next that are told apart."""

_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
# One character of each sort at least, beside those that an expression names.
_OF_EACH_SORT = "09azAZ_éÖß٣ \t\n\u2028-.,\"'/€\x00\ud7ff\U0010ffff"


@cache
def ways_to_try(expression: str) -> float:
    """In how many ways a text of the greatest length can be tried from all its places, at most; infinite where each
    further character multiplies them, and where the expression is too large to tell.

    >>> ways_to_try(r"(?m)^error: \\w+$") <= LONG, ways_to_try(r"(\\w+\\s?)*x")
    (True, inf)

    Args:
        expression: a regular expression.

    Raises:
        re.error: it cannot be read.
        OverflowError: it repeats something more often than Python can count.
        RecursionError: its groups stand in one another too deep.
    """
    tree = _parser.parse(expression)
    try:
        walk = _Walk(_Signs.named_in(tree), tree.state.flags)
        walk.sequence(tree, [_SCAN])
    except _TooLarge:
        return math.inf
    return walk.most * LONG


class _TooLarge(Exception):
    """An expression of which nothing can be told in reasonable time."""


class _Steps:
    """Counts steps; there are so many, and no more."""

    def __init__(self) -> None:
        self._left = _MOST_STEPS

    def take(self, number: int = 1) -> None:
        """Take some.

        Raises:
            _TooLarge: there are none left.
        """
        self._left -= number
        if self._left < 0:
            raise _TooLarge


class _Signs:
    """The characters that stand for all, and sets of them as bits of a number."""

    def __init__(self, chars: Iterable[str]) -> None:
        self._chars = sorted(set(chars))
        if len(self._chars) > _MOST_SIGNS:
            raise _TooLarge
        self._bits = {char: 1 << i for i, char in enumerate(self._chars)}
        self.all = (1 << len(self._chars)) - 1
        self.word = self._that_match(r"\w")
        self.line_end = self.of("\n")
        self._sets: dict[object, int] = {}

    @classmethod
    def named_in(cls, tree: Any) -> _Signs:
        named = {chr(near) for code in _codes(tree) for near in (code - 1, code, code + 1) if 0 <= near < 0x110000}
        return cls({*_OF_EACH_SORT, *named, *(other for char in named for other in char.swapcase() + char.lower())})

    def of(self, chars: str) -> int:
        return sum(self._bits[char] for char in chars)

    def _that_match(self, expression: str, flags: int = 0) -> int:
        one = re.compile(expression, flags)
        return sum(bit for char, bit in self._bits.items() if one.fullmatch(char))

    def _that_are(self, char: str, flags: int) -> int:
        """The bit of a character, or where case makes no difference, of each that is the same without it."""
        if not flags & re.IGNORECASE:
            return self._bits[char]
        one = re.compile(re.escape(char), flags)
        same = {char, char.lower(), char.upper(), char.swapcase(), char.casefold()}
        return sum(self._bits[other] for other in same if other in self._bits and one.fullmatch(other))

    def matched_by(self, operation: Any, argument: Any, flags: int) -> int:
        """What one element that takes one character matches."""
        key = (operation, str(argument), flags)
        if key not in self._sets:
            self._sets[key] = self._found(operation, argument, flags)
        return self._sets[key]

    def _found(self, operation: Any, argument: Any, flags: int) -> int:
        if operation is sre.ANY:
            return self.all if flags & re.DOTALL else self.all & ~self.line_end
        kept = flags & (re.IGNORECASE | re.ASCII)
        if operation is sre.NOT_LITERAL:
            return self.all & ~self._that_are(chr(argument), kept)
        if operation is sre.LITERAL:
            return self._that_are(chr(argument), kept)
        if operation is sre.RANGE:
            low, high = map(chr, argument)
            return self._that_match(f"[{re.escape(low)}-{re.escape(high)}]", kept)
        if operation is sre.CATEGORY:
            return self._that_match(_CATEGORIES[argument], kept)
        if operation is not sre.IN:
            return self.all
        found = 0
        for inner, what in argument:
            found |= 0 if inner is sre.NEGATE else self.matched_by(inner, what, flags)
        return self.all & ~found if argument[0][0] is sre.NEGATE else found


def _codes(tree: Any) -> Iterator[int]:
    """The characters that an expression names."""
    for part in tree:
        if isinstance(part, tuple) and len(part) == 2 and part[0] in (sre.LITERAL, sre.NOT_LITERAL):
            yield part[1]
        elif isinstance(part, tuple) and len(part) == 2 and part[0] is sre.RANGE:
            yield from part[1]
        elif isinstance(part, (tuple, list, _parser.SubPattern)):
            yield from _codes(part)


_IN_ONE_WAY = (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN, sre.CATEGORY, sre.RANGE, sre.GROUPREF)


@dataclass(frozen=True)
class _Repeat:
    """A repeat that was passed, and what was since.

    Attributes:
        chars: what it can match; None where nothing that follows can share characters with it any more.
        most: how often, at most.
        ways: in how many ways a place behind it is come to.
        needs: of each of these sets a character has to be among those that are shared.
    """

    chars: int | None
    most: float
    ways: float = 1
    needs: frozenset[int] = field(default=frozenset())

    def passed(self, chars: int) -> _Repeat:
        """As it is behind an element that takes one of these characters."""
        if self.chars is None or any(need & chars == need for need in self.needs):
            return self
        if not self.chars & chars:
            return replace(self, chars=None, needs=frozenset())
        return replace(self, needs=frozenset(n for n in self.needs if n & chars != chars) | {chars})

    def shares(self, chars: int, needs: Iterable[int]) -> bool:
        """Whether it can share characters with a repeat that matches these, each time some of those it needs."""
        if self.chars is None:
            return False
        shared = self.chars & chars
        return bool(shared) and all(shared & need for need in (*self.needs, *needs))


_SCAN = _Repeat(-1, LONG)
"""A search begins at every place of a text, as if a repeat stood before the expression."""


class _Walk:
    """Goes through an expression; `most` is the most ways in which a place was come to so far."""

    def __init__(self, signs: _Signs, flags: int) -> None:
        self._signs = signs
        self._flags = flags
        self._steps = _Steps()
        self.most: float = 1

    def sequence(self, parts: Iterable[Any], before: Sequence[_Repeat]) -> list[_Repeat]:
        """The repeats that are behind, having passed these elements."""
        state = list(before)
        for operation, argument in parts:
            self._steps.take(1 + len(state))
            state = _fewer(self._element(operation, argument, state), self._signs)
        return state

    def _element(self, operation: Any, argument: Any, before: list[_Repeat]) -> list[_Repeat]:
        if operation in _IN_ONE_WAY:
            chars = self._signs.matched_by(operation, argument, self._flags)
            return [one.passed(chars) for one in before]
        if operation is sre.SUBPATTERN:
            _, added, left, inner = argument
            return self._with_flags(added, left, inner, before)
        if operation is sre.BRANCH:
            return [one for inner in argument[1] for one in self.sequence(inner, before)]
        if operation in (sre.ASSERT, sre.ASSERT_NOT):
            ahead, inner = argument
            if ahead > 0:
                self.sequence(inner, before)
                return before
            return self._behind(inner, before, denied=operation is sre.ASSERT_NOT)
        if operation is sre.ATOMIC_GROUP:
            return self._at_once(argument, before)
        if operation is sre.GROUPREF_EXISTS:
            _, yes, no = argument
            return [*self.sequence(yes, before), *(before if no is None else self.sequence(no, before))]
        if operation is sre.AT:
            return self._place(argument, before)
        if operation is sre.POSSESSIVE_REPEAT:
            return self._at_once([(sre.MAX_REPEAT, argument)], before)
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            least, most, inner = argument
            return self._repeat(least, most, inner, before)
        return before  # it takes no characters, as what always fails

    def _with_flags(self, added: int, left: int, inner: Any, before: list[_Repeat]) -> list[_Repeat]:
        flags, self._flags = self._flags, (self._flags | added) & ~left
        try:
            return self.sequence(inner, before)
        finally:
            self._flags = flags

    def _at_once(self, inner: Any, before: list[_Repeat]) -> list[_Repeat]:
        """What is never gone back into: behind it, a place is come to in no more ways than before it."""
        self.sequence(inner, before)
        behind = before
        for chars in self._needed(inner):
            behind = [one.passed(chars) for one in behind]
        return behind

    def _behind(self, inner: Any, before: list[_Repeat], *, denied: bool) -> list[_Repeat]:
        """What has to stand before a place, where that is one character."""
        if not _is_one(inner):
            return before
        chars = self._chars_in(inner)
        return [one.passed(self._signs.all & ~chars if denied else chars) for one in before]

    def _place(self, at: Any, before: list[_Repeat]) -> list[_Repeat]:
        signs = self._signs
        if at is sre.AT_BOUNDARY:
            return [one.passed(signs.word).passed(signs.all & ~signs.word) for one in before]
        if at is sre.AT_NON_BOUNDARY:
            return before
        if self._flags & re.MULTILINE and at in (sre.AT_BEGINNING, sre.AT_END):
            return [one.passed(signs.line_end) for one in before]
        return [replace(one, chars=None, needs=frozenset()) for one in before]

    def _repeat(self, least: int, most: int, inner: Any, before: list[_Repeat]) -> list[_Repeat]:
        most_times = LONG if most == sre.MAXREPEAT else min(most, LONG)
        if most_times <= 1:
            return [*(before if least == 0 else ()), *self.sequence(inner, before)]
        chars, needs = self._chars_in(inner), self._needed(inner)
        here = [
            _Repeat(
                chars, most_times, one.ways * (min(one.most, most_times) if one.shares(chars, needs) else 1),
                frozenset(needs),
            )
            for one in before
        ] if least != most else [_Repeat(None, 1, one.ways) for one in before]
        self.most = max(self.most, *(one.ways for one in here))
        behind = [*before, *here] if least == 0 else [self._past(one, needs) for one in before] + here
        if _is_one(inner):
            return behind
        times = self._times_ambiguous(inner, least, most_times)
        self.most = max(self.most, times)
        within = self.sequence(inner, [*before, *here])
        return [*behind, *(replace(one, ways=one.ways * times) for one in (*here, *within))]

    def _past(self, one: _Repeat, needs: Iterable[int]) -> _Repeat:
        for chars in needs:
            one = one.passed(chars)
        return one

    def _times_ambiguous(self, inner: Any, least: int, most: int) -> float:
        """In how many times as many ways what stands here is matched by repeating it."""
        machine = _Machine(self._signs, self._flags, self._steps)
        machine.loop(inner)
        shortest, longest = inner.getwidth()
        # Where nothing can be matched many times over, which times it was can be told in many ways.
        if not machine.is_ambiguous() and (shortest or least < 2):
            return 1
        lengths = min(longest - shortest, LONG) + 1
        return math.inf if (most - 1) * math.log(lengths + 1) > 100 else float(lengths + 1) ** (most - 1)

    def _chars_in(self, parts: Any) -> int:
        """All that these elements can match."""
        found = 0
        for operation, argument in parts:
            self._steps.take()
            if operation in _IN_ONE_WAY:
                found |= self._signs.matched_by(operation, argument, self._flags)
            else:
                for inner in _inside(operation, argument):
                    found |= self._chars_in(inner)
        return found

    def _needed(self, parts: Any) -> list[int]:
        """Sets of which a character has to be there for these elements to match."""
        found: list[int] = []
        for operation, argument in parts:
            self._steps.take()
            if operation in _IN_ONE_WAY and operation is not sre.GROUPREF:
                found.append(self._signs.matched_by(operation, argument, self._flags))
            elif operation is sre.SUBPATTERN:
                found += self._needed(argument[3])
            elif operation is sre.ATOMIC_GROUP:
                found += self._needed(argument)
            elif operation in _REPEATS and argument[0] > 0:
                found += self._needed(argument[2])
            elif operation is sre.BRANCH and all(needed := [self._needed(inner) for inner in argument[1]]):
                either = 0
                for one in needed:
                    either |= min(one, key=int.bit_count)
                found.append(either)
        return found


_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


def _inside(operation: Any, argument: Any) -> list[Any]:
    """What stands in an element and takes characters."""
    if operation is sre.SUBPATTERN:
        return [argument[3]]
    if operation is sre.BRANCH:
        return list(argument[1])
    if operation is sre.ATOMIC_GROUP:
        return [argument]
    if operation in _REPEATS:
        return [argument[2]]
    return [part for part in argument[1:] if part is not None] if operation is sre.GROUPREF_EXISTS else []


def _is_one(parts: Any) -> bool:
    return len(parts) == 1 and parts[0][0] in _IN_ONE_WAY


def _fewer(state: list[_Repeat], signs: _Signs) -> list[_Repeat]:
    """The same without what is there twice; and where there are very many ways to come to a repeat, with what all of
    them need at least."""
    best: dict[tuple[int | None, float], dict[frozenset[int], float]] = {}
    for one in state:
        variants = best.setdefault((one.chars, one.most if one.chars is not None else 0), {})
        variants[one.needs] = max(variants.get(one.needs, 1), one.ways)
    found: list[_Repeat] = []
    for (chars, most), variants in best.items():
        if len(variants) > _MOST_KEPT:
            found.append(_Repeat(chars, most, max(variants.values()), _needed_by_all(variants, signs)))
        else:
            found += [_Repeat(chars, most, ways, needs) for needs, ways in variants.items()]
    return found


def _needed_by_all(variants: Iterable[frozenset[int]], signs: _Signs) -> frozenset[int]:
    """Sets of which each of these needs one as small or smaller."""
    variants = list(variants)
    smallest = 0
    for needs in variants:
        smallest |= min(needs, key=int.bit_count, default=signs.all)
    sorts = (smallest, signs.word, signs.all & ~signs.word)
    return frozenset(sort for sort in sorts if all(any(need & sort == need for need in needs) for needs in variants))


class _Machine:
    """What is repeated as a machine: a state for each character that it takes, and from each those that may follow."""

    def __init__(self, signs: _Signs, flags: int, steps: _Steps) -> None:
        self._signs = signs
        self._flags = flags
        self._steps = steps
        self._chars: list[int] = []
        self._next: list[dict[int, int]] = []

    def loop(self, inner: Any) -> None:
        """Read what is repeated without an end."""
        first, last, _ = self._read(inner)
        self._join(last, first)

    def is_ambiguous(self) -> bool:
        """Whether some text leads from a state back to it in two ways."""
        reached = self._reached()
        twice = ((p, q) for p, after in enumerate(self._next) for q, times in after.items() if times > 1)
        if any(p in reached[q] for p, q in twice):
            return True
        return any(self._parts_and_meets(state) for state in range(len(self._chars)))

    def _parts_and_meets(self, state: int) -> bool:
        """Whether two ways lead from a state back to it and are at two different states on the way."""
        open_ones, seen = [(state, state)], {(state, state)}
        back: dict[tuple[int, int], list[tuple[int, int]]] = {}
        while open_ones:
            pair = open_ones.pop()
            self._steps.take(len(self._next[pair[0]]) * len(self._next[pair[1]]))
            for p in self._next[pair[0]]:
                for q in self._next[pair[1]]:
                    if self._chars[p] & self._chars[q]:
                        back.setdefault((p, q), []).append(pair)
                        if (p, q) not in seen:
                            seen.add((p, q))
                            open_ones.append((p, q))
        home, leading = [(state, state)], {(state, state)}
        while home:
            for pair in back.get(home.pop(), ()):
                if pair not in leading:
                    leading.add(pair)
                    home.append(pair)
        return any(p != q for p, q in leading)

    def _reached(self) -> list[set[int]]:
        found = []
        for state in range(len(self._chars)):
            seen, open_ones = {state}, [state]
            while open_ones:
                self._steps.take()
                for after in self._next[open_ones.pop()]:
                    if after not in seen:
                        seen.add(after)
                        open_ones.append(after)
            found.append(seen)
        return found

    def _join(self, last: Sequence[int], first: Sequence[int]) -> None:
        self._steps.take(len(last) * len(first))
        for p in last:
            for q in first:
                self._next[p][q] = self._next[p].get(q, 0) + 1

    def _read(self, parts: Iterable[Any]) -> tuple[list[int], list[int], bool]:
        """The states that these elements begin and end in, and whether they can match nothing."""
        first: list[int] = []
        last: list[int] = []
        empty = True
        for operation, argument in parts:
            self._steps.take()
            begins, ends, may_be_empty = self._element(operation, argument)
            self._join(last, begins)
            first += begins if empty else []
            last = [*last, *ends] if may_be_empty else ends
            empty = empty and may_be_empty
        return first, last, empty

    def _element(self, operation: Any, argument: Any) -> tuple[list[int], list[int], bool]:
        if operation in _IN_ONE_WAY:
            if len(self._chars) >= _MOST_POSITIONS:
                raise _TooLarge
            self._chars.append(self._signs.matched_by(operation, argument, self._flags))
            self._next.append({})
            state = [len(self._chars) - 1]
            return state, state, False
        if operation in _REPEATS:
            return self._repeat(*argument)
        if operation is sre.SUBPATTERN:
            flags, self._flags = self._flags, (self._flags | argument[1]) & ~argument[2]
            found = self._read(argument[3])
            self._flags = flags
            return found
        inside = _inside(operation, argument)
        if not inside:
            return [], [], True
        read = [self._read(inner) for inner in inside]
        may_be_empty = any(one[2] for one in read) or (operation is sre.GROUPREF_EXISTS and len(inside) < 2)
        return [p for one in read for p in one[0]], [p for one in read for p in one[1]], may_be_empty

    def _repeat(self, least: int, most: int, inner: Any) -> tuple[list[int], list[int], bool]:
        if most == sre.MAXREPEAT or most > _MOST_COPIES:
            once, last, may_be_empty = self._read(inner)
            self._join(last, once)
            return once, last, may_be_empty or least == 0
        first: list[int] = []
        before: list[int] = []
        leaving: list[int] = []
        empty = True
        for i in range(most):
            begins, ends, may_be_empty = self._read(inner)
            self._join(before, begins)
            first += begins if empty else []
            before = [*before, *ends] if may_be_empty else ends
            leaving += ends if i + 1 >= least or may_be_empty else []
            empty = empty and may_be_empty
        return first, leaving, empty or least == 0
