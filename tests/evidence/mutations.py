"""Small damage to a piece of evidence, as it happens where people copy, export and cut: always the same for a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

Mutation = Callable[[bytes, random.Random], bytes]

_TIMES = re.compile(rb"(?<=\d)(?:Z|[+-]\d\d:?\d\d)(?=[\s\"<])")
_VALUES = re.compile(rb"(?<=>)[^<>\n]+(?=</(?:string|integer|date)>)|(?<= = )[^;\n]+(?=;)|(?<=: )\"[^\"\n]*\"")
_NUMBERS = re.compile(rb"(?<![\w.])\d{3,6}(?![\w.])")


def cut(data: bytes, chance: random.Random) -> bytes:
    """The end is missing."""
    return data[: chance.randrange(len(data))]


def without_beginning(data: bytes, chance: random.Random) -> bytes:
    """The first lines are missing."""
    lines = data.splitlines(keepends=True)
    return b"".join(lines[chance.randrange(len(lines)) :])


def without_a_line(data: bytes, chance: random.Random) -> bytes:
    """A line is missing."""
    lines = data.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def without_some_lines(data: bytes, chance: random.Random) -> bytes:
    """Every third line is missing, here and there."""
    return b"".join(line for line in data.splitlines(keepends=True) if chance.random() > 1 / 3)


def nulls(data: bytes, chance: random.Random) -> bytes:
    """Some values are empty."""
    return _VALUES.sub(lambda found: b"" if chance.random() < 0.3 else found[0], data)


def lower_case(data: bytes, chance: random.Random) -> bytes:
    """Everything is in lower case."""
    return data.lower()


def upper_case(data: bytes, chance: random.Random) -> bytes:
    """A line is in upper case."""
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    lines[at] = lines[at].upper()
    return b"".join(lines)


def other_zone(data: bytes, chance: random.Random) -> bytes:
    """The clock was in another time zone."""
    return _TIMES.sub(chance.choice((b"+0545", b"-0930", b"Z")), data)


def other_numbers(data: bytes, chance: random.Random) -> bytes:
    """A number was mistyped into one that means nothing."""
    return _NUMBERS.sub(lambda found: b"99" if chance.random() < 0.3 else found[0], data)


def windows(data: bytes, chance: random.Random) -> bytes:
    """The lines end as on Windows."""
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def quoted(data: bytes, chance: random.Random) -> bytes:
    """It was quoted in a mail."""
    return b"".join(b"> " + line for line in data.splitlines(keepends=True))


def lines_in_another_order(data: bytes, chance: random.Random) -> bytes:
    """Two lines have changed places."""
    lines = data.splitlines(keepends=True)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


MUTATIONS: tuple[Mutation, ...] = (
    cut, without_beginning, without_a_line, without_some_lines, nulls, lower_case, upper_case, other_zone,
    other_numbers, windows, quoted, lines_in_another_order,
)  # fmt: skip


def mutants(data: bytes, count: int, seed: str) -> Iterator[tuple[str, bytes]]:
    """Some mutants of a file, each with what was done to it."""
    chance = random.Random(seed)
    for number in range(count):
        mutation = MUTATIONS[number % len(MUTATIONS)]
        yield f"{mutation.__name__} {number}", mutation(data, chance)
