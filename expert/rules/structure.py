"""Turns the knowledge into JSON and back, for the compiled copy that an installed package carries.

The compiled copy was written from checked objects, so it is rebuilt without checking again; that is what
makes a whole process start quickly. YAML files never come this way: they are validated by pydantic.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_data(value: Any) -> Any:
    """A value of the rule models as JSON data; fields that have their default are left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: to_data(getattr(value, f.name))
            for f in dataclasses.fields(value)
            if f.init and not _is_default(f, getattr(value, f.name))
        }
    if isinstance(value, Mapping):
        return {key: to_data(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_data(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _is_default(spec: dataclasses.Field[Any], value: Any) -> bool:
    if spec.default is not dataclasses.MISSING:
        return bool(value == spec.default)
    return spec.default_factory is not dataclasses.MISSING and value == spec.default_factory()


def from_data(kind: type[T], data: Any) -> T:
    """The value of type `kind` that `to_data` wrote."""
    build: Callable[[Any], T] = _builder(cast(Any, kind))
    return build(data)


class _Unfolding(Mapping[str, Any]):
    """A mapping whose values are rebuilt when they are first asked for.

    Two threads may rebuild the same value at once; both get equal ones, and one is kept.
    """

    def __init__(self, data: dict[str, Any], build: Callable[[Any], Any]) -> None:
        self._data = data
        self._build = build
        self._built: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._built:
            self._built.setdefault(key, self._build(self._data[key]))
        return self._built[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __contains__(self, key: object) -> bool:
        return key in self._data


@cache
def _builder(kind: Any) -> Callable[[Any], Any]:
    origin = get_origin(kind)
    if dataclasses.is_dataclass(kind):
        return _of_dataclass(kind)
    if origin is tuple:
        item = _builder(get_args(kind)[0])
        return lambda data: tuple(item(part) for part in data)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        if get_args(kind)[1] is Any:
            return lambda data: data
        value = _builder(get_args(kind)[1])
        return lambda data: _Unfolding(data, value)
    if origin in (Union, types.UnionType):
        return _of_union(get_args(kind))
    if kind is date:
        return date.fromisoformat
    if origin is Literal or kind in (str, int, float, bool, Any, type(None)):
        return lambda data: data
    raise TypeError(f"no way to rebuild {kind!r}")


def _of_dataclass(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    builders = {f.name: _builder(hints[f.name]) for f in dataclasses.fields(kind) if f.init}
    return lambda data: kind(**{name: builders[name](part) for name, part in data.items()})


def _of_union(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    """A union of one plain kind and dataclasses; two dataclasses are told apart by their required fields."""
    classes = [kind for kind in kinds if dataclasses.is_dataclass(kind)]

    def build(data: Any) -> Any:
        if not isinstance(data, dict) or not classes:
            return data
        for kind in classes:
            if _required(kind) <= data.keys() <= {f.name for f in dataclasses.fields(kind)}:
                return _builder(cast(Any, kind))(data)
        raise TypeError(f"{data!r} is none of {classes}")

    return build


def _required(kind: Any) -> set[str]:
    return {
        f.name
        for f in dataclasses.fields(kind)
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    }
