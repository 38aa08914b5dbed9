"""What the parts of the knowledge have in common, so that a process need not make it anew for each of their classes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, dataclass_transform


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


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class PlainRecord(Record):
    """A frozen dataclass for which nothing is generated; every class below it is one, without a decorator.

    How one is made, and that it stays as it is, stands here once. Dataclasses would generate it for each class, and of
    those with many fields there are so many that it took every process ten milliseconds. What has few fields and is
    made by the thousand is a `Record`: its own constructor is faster. As a dataclass does, it takes values as they are;
    what comes from outside is checked before (`expert.foundations.shapes`). Every field is given, compared and shown,
    and there is no `__post_init__`.
    """

    if TYPE_CHECKING:  # the decorator makes it
        __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init_subclass__(cls) -> None:
        dataclass(init=False, repr=False, eq=False)(cls)

    def __init__(self, *given: Any, **values: Any) -> None:
        """A record of values for its fields, in their order or by their names.

        Raises:
            TypeError: a field without a default is missing, one is given twice, or there is none for a value.
        """
        blank = _BLANKS.get(type(self)) or _BLANKS.setdefault(type(self), _Blank(type(self)))
        if given:
            values = blank.named(given, values)
        contents = self.__dict__
        contents.update(blank.contents)
        contents.update(values)
        for name, made in blank.made_anew:
            if name not in values:
                contents[name] = made()
        if len(contents) > len(blank.contents) or not blank.needed <= values.keys():
            raise TypeError(blank.what_is_wrong(values))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")


class _Blank:
    """What a new record of a class has before it is given anything.

    Attributes:
        contents: its fields in their order, each with its default.
        made_anew: the fields whose default is made for each record, and by what.
        needed: the fields without a default.
    """

    def __init__(self, kind: type[PlainRecord]) -> None:
        self._kind = kind
        self.contents = {f.name: f.default for f in fields(kind)}
        self.made_anew = [(f.name, f.default_factory) for f in fields(kind) if f.default_factory is not MISSING]
        anew = {name for name, _ in self.made_anew}
        self.needed = frozenset(name for name, value in self.contents.items() if value is MISSING and name not in anew)

    def named(self, given: Sequence[Any], values: Mapping[str, Any]) -> dict[str, Any]:
        """The values with the names of those that were given without."""
        if len(given) > len(self.contents):
            raise TypeError(f"{self._kind.__qualname__} has {len(self.contents)} fields, and was given {len(given)}")
        first = dict(zip(self.contents, given, strict=False))
        if twice := sorted(first.keys() & values.keys()):
            raise TypeError(f"{self._kind.__qualname__} was given twice {', '.join(twice)}")
        return {**first, **values}

    def what_is_wrong(self, values: Mapping[str, Any]) -> str:
        missing, unknown = sorted(self.needed - values.keys()), sorted(values.keys() - self.contents.keys())
        wrong = [f"{what} {', '.join(names)}" for what, names in (("lacks", missing), ("has no", unknown)) if names]
        return f"{self._kind.__qualname__} {' and '.join(wrong)}"


_BLANKS: dict[type[PlainRecord], _Blank] = {}


def _names(kind: type[Record]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))  # type: ignore[arg-type]


_READERS: dict[type[Record], Callable[[Record], tuple[Any, ...]]] = {}


def _reader(kind: type[Record]) -> Callable[[Record], tuple[Any, ...]]:
    """What reads all fields of a class at once: a process does so thousands of times before it has said anything."""
    if kind not in _READERS:
        names = _names(kind)
        several = len(names) > 1
        _READERS[kind] = attrgetter(*names) if several else lambda record: tuple(getattr(record, n) for n in names)
    return _READERS[kind]
