"""Reads one part of a rule file into its class, and says in both languages where it has another shape."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin

from expert.foundations import nodes
from expert.foundations.nodes import Node, Sequence, Table
from expert.foundations.problems import ProblemList, did_you_mean, shown
from expert.foundations.texts import Text

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

T = TypeVar("T")
ID_FORM = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ADAPTERS: dict[Any, Any] = {}

# Where a part may be written in two ways, pydantic puts the name of each way into the path of its complaint.
_UNION_MEMBERS = {"str", "int", "Step", "SharedStep", "Explains", "Remedy"}


def read_part(kind: type[T], node: Node, problems: ProblemList) -> T | None:
    """One part of a rule file as an object; None, and problems noted, when it does not have the shape."""
    from pydantic import TypeAdapter, ValidationError

    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    try:
        part: T = _ADAPTERS[kind].validate_python(nodes.plain(node))
        return part
    except ValidationError as error:
        for place, text in dict.fromkeys(
            (nodes.place_of(node, _path(detail["loc"])), _say(detail, kind))
            for detail in error.errors(include_url=False)
            if _plausible(detail["loc"], node)
        ):
            problems.add(text, place)
        return None


def _path(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The way to the wrong part, without the names that pydantic puts in for the members of a union."""
    return tuple(step for step in loc if step not in _UNION_MEMBERS)


def _plausible(loc: tuple[str | int, ...], node: Node) -> bool:
    """Whether the complaint concerns the way of writing that was meant."""
    here: Node | None = node
    for step in loc:
        if step in _UNION_MEMBERS:
            if not _meant(str(step), here):
                return False
        elif isinstance(here, Table):
            here = here.items.get(str(step))
        elif isinstance(here, Sequence) and isinstance(step, int) and step < len(here.items):
            here = here.items[step]
    return True


def _meant(member: str, node: Node | None) -> bool:
    shared = isinstance(node, Table) and "step" in node.items
    match member:
        case "str":
            return not isinstance(node, Table)
        case "Explains" | "Remedy":
            return isinstance(node, Table)
        case "SharedStep":
            return shared
        case "Step":
            return not shared
        case _:
            return True


def _say(detail: ErrorDetails, kind: Any) -> Text:
    name = str(detail["loc"][-1]) if detail["loc"] else ""
    match detail["type"]:
        case "unexpected_keyword_argument" | "extra_forbidden":
            hint = did_you_mean(name, _fields_at(kind, detail["loc"][:-1]))
            return Text(f'"{shown(name)}" is not known here{hint.en}', f"”{shown(name)}” är inte känt här{hint.sv}")
        case "missing" | "missing_argument":
            return Text(f'"{name}" is missing', f"”{name}” saknas")
        case "literal_error":
            expected = str(detail.get("ctx", {}).get("expected", ""))
            given = shown(detail["input"])
            hint = did_you_mean(str(detail["input"]), re.findall(r"'([^']*)'", expected))
            return Text(f'"{given}" cannot stand here{hint.en}', f"”{given}” kan inte stå här{hint.sv}")
    said = Text(detail["msg"], f"går inte att läsa ({detail['msg']})")
    for beginning, words in _EXPECTED.items():
        if detail["type"].startswith(beginning):
            said = words
    if detail["type"] == "dataclass_type" and detail.get("ctx", {}).get("class_name") == "Text":
        said = _IN_BOTH
    path = _path(detail["loc"])
    inside = next((step for step in reversed(path) if isinstance(step, str)), "")
    if inside and isinstance(path[-1], int):
        return Text(f"each part of {inside} {said.en}", f"varje del av {inside} {said.sv}")
    return Text(f"{inside} {said.en}".strip(), f"{inside} {said.sv}".strip())


_IN_BOTH = Text("must be a text in both languages: {en: …, sv: …}", "ska vara en text på båda språken: {en: …, sv: …}")
_EXPECTED = {
    "dataclass_type": Text("must be a table of `name: value`", "ska vara en tabell med `namn: värde`"),
    "dict_type": Text("must be a table of `name: value`", "ska vara en tabell med `namn: värde`"),
    "mapping_type": Text("must be a table of `name: value`", "ska vara en tabell med `namn: värde`"),
    "tuple_type": Text("must be a list", "ska vara en lista"),
    "string_type": Text("must be a text; put it in quotes", "ska vara en text; sätt den inom citattecken"),
    "int_": Text("must be a whole number", "ska vara ett heltal"),
    "float_": Text("must be a number", "ska vara ett tal"),
    "bool_": Text("must be true or false", "ska vara true eller false"),
    "date_": Text("must be a date such as 2026-03-31", "ska vara ett datum som 2026-03-31"),
}


def _fields_at(kind: Any, loc: Iterable[str | int]) -> set[str]:
    """The names that can stand in the table to which `loc` leads inside a model."""
    for step in loc:
        kinds = _without_none(kind)
        named = [one for one in kinds if getattr(one, "__name__", None) == step]
        if step in _UNION_MEMBERS and named:
            kind = named[0]
        elif isinstance(step, int):
            kind = get_args(kinds[0])[0]
        elif is_dataclass(kinds[0]):
            kind = typing.get_type_hints(kinds[0]).get(step)
        else:
            kind = (get_args(kinds[0]) or (None,))[-1]
    return {f.name for one in _without_none(kind) if is_dataclass(one) for f in fields(one)}


def _without_none(kind: Any) -> tuple[Any, ...]:
    if get_origin(kind) in (Union, types.UnionType):
        return tuple(part for part in get_args(kind) if part is not type(None))
    return (kind,)
