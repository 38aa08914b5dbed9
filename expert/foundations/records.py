"""What the parts of the knowledge have in common, so that a process need not make it anew for each of their classes."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any


class Record:
    """Equality, hash and representation of a dataclass by its fields.

    To be a base of `@dataclass(frozen=True, eq=False, repr=False)`: what dataclasses would generate instead costs every
    process a millisecond for three classes.
    """

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), *self._values()))

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in zip(_names(type(self)), self._values(), strict=True))
        return f"{type(self).__qualname__}({said})"

    def _values(self) -> tuple[Any, ...]:
        return _reader(type(self))(self)


def _names(kind: type[Record]) -> tuple[str, ...]:
    return tuple(kind.__dataclass_fields__)  # type: ignore[attr-defined]


_READERS: dict[type[Record], Callable[[Record], tuple[Any, ...]]] = {}


def _reader(kind: type[Record]) -> Callable[[Record], tuple[Any, ...]]:
    """What reads all fields of a class at once: a process does so thousands of times before it has said anything."""
    if kind not in _READERS:
        names = _names(kind)
        several = len(names) > 1
        _READERS[kind] = attrgetter(*names) if several else lambda record: tuple(getattr(record, n) for n in names)
    return _READERS[kind]
