"""Reads one part of a file into its class, and says in both languages where it has another shape.

The class is a frozen dataclass; pydantic holds the part to its fields. What pydantic finds wrong is told as problems
with the line of the part that is wrong.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin

from expert.foundations import nodes, parsing
from expert.foundations.nodes import Node, Sequence, Table
from expert.foundations.problems import ProblemList, did_you_mean, shown
from expert.foundations.texts import Text

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Written:
    """A part of a file: of which kind it is, its id, what it says, and where it stands.

    Attributes:
        part: what it says; None where it could not be read, which is noted as a problem.
    """

    kind: str
    id: str
    part: Any
    node: Node


def read_part(kind: type[T], node: Node, problems: ProblemList, given: Mapping[str, object] | None = None) -> T | None:
    """One part of a file as an object; None, and problems noted, when it does not have the shape.

    Args:
        kind: the class, or a tuple of it for a list.
        node: the part, as it was read.
        problems: where to note what is wrong.
        given: fields that do not stand in the part, such as its name where that is the key of a table.

    A class may have an `arranged` that takes the data as it was written and gives it as its fields want it.
    """
    from pydantic import ValidationError

    data = nodes.plain(node)
    arranged = getattr(kind, "arranged", None)
    if arranged is not None:
        data = arranged(data)
    if given is not None and isinstance(data, dict):
        data = {**data, **given}
    try:
        part: T = adapter(typing.cast(Any, kind)).validate_python(data)
        return part
    except ValidationError as error:
        complaints = [_followed(detail, kind, node) for detail in error.errors(include_url=False)]
        told = ((nodes.place_of(node, c.path), _say(c)) for c in complaints if c.meant)
        for place, text in dict.fromkeys(told):
            problems.add(text, place)
        return None


def read_table(node: Node, problems: ProblemList) -> Mapping[str, Node]:
    """The entries of a table of names; none, and a problem noted, where it is something else."""
    if isinstance(node, Table):
        return node.items
    problems.add(Text("this must be a table of names", "det här ska vara en tabell med namn"), node.place)
    return {}


def read_file_table(file: Path, shown_as: str, problems: ProblemList) -> Mapping[str, Node]:
    """The entries of a YAML file that is a table of names; none where it is empty, or something else.

    Args:
        file: the file.
        shown_as: what to call it in messages.
        problems: where to note what is wrong.

    Raises:
        InputError: it cannot be read.
    """
    node = parsing.parse(parsing.read_text(file, shown_as), shown_as, problems=problems)
    return {} if node is None else read_table(node, problems)


def read_list(node: Node, problems: ProblemList) -> tuple[Node, ...]:
    """The items of a list; none, and a problem noted, where it is something else."""
    if isinstance(node, Sequence):
        return node.items
    problems.add(_EXPECTED["tuple_type"], node.place)
    return ()


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """What holds data to the shape of a class, or of a tuple of it, and describes that shape (JSON Schema)."""
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


@dataclass(frozen=True)
class _Complaint:
    """A complaint of pydantic, followed to the part that it speaks of.

    Attributes:
        path: the way to that part in the file.
        kind: what stands around the last step of the way.
        meant: whether it concerns the way of writing that was meant, where a part may be written in several.
    """

    detail: ErrorDetails
    path: tuple[str | int, ...]
    kind: Any
    meant: bool


def _followed(detail: ErrorDetails, kind: Any, node: Node) -> _Complaint:
    """Where a part may be written in two ways, pydantic puts the name of each way into the path of its complaint."""
    path: list[str | int] = []
    around, here, meant = kind, node, True
    inner: Node | None = here
    for step in detail["loc"]:
        members = _members(kind)
        named = [member for member in members if getattr(member, "__name__", None) == step]
        if len(members) > 1 and named:
            kind, meant = named[0], meant and _is_meant(named[0], members, inner)
            continue
        path.append(step)
        around, kind, inner = kind, _kind_of(members[0], step), _part(inner, step)
    return _Complaint(detail, tuple(path), around, meant)


def _members(kind: Any) -> tuple[Any, ...]:
    """The kinds that a value may be of; one kind where there is no choice."""
    if get_origin(kind) in (Union, types.UnionType):
        return tuple(part for part in get_args(kind) if part is not type(None))
    return (kind,)


def _kind_of(kind: Any, step: str | int) -> Any:
    """The kind of a part of a value."""
    if is_dataclass(kind):
        return typing.get_type_hints(kind).get(str(step))
    arguments = get_args(kind) or (None,)
    return arguments[0] if isinstance(step, int) else arguments[-1]


def _part(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, Table):
        return node.items.get(str(step))
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _is_meant(member: Any, members: tuple[Any, ...], node: Node | None) -> bool:
    """Whether a part was meant to be of this kind: a table as the one that its keys fit best, anything else as none."""
    tables = [one for one in members if is_dataclass(one)]
    if isinstance(node, Table):
        return bool(tables) and member is max(tables, key=lambda kind: _fit(kind, node))
    return member not in tables or len(tables) == len(members)


def _fit(kind: Any, node: Table) -> tuple[bool, int]:
    required = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}
    return required <= node.items.keys(), len(_fields(kind) & node.items.keys())


def _fields(kind: Any) -> set[str]:
    return {f.name for one in _members(kind) if is_dataclass(one) for f in fields(one)}


def _say(complaint: _Complaint) -> Text:
    detail, path = complaint.detail, complaint.path
    name = str(path[-1]) if path else ""
    match detail["type"]:
        case "unexpected_keyword_argument" | "extra_forbidden":
            hint = did_you_mean(name, _fields(complaint.kind))
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
