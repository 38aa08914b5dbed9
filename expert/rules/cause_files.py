"""Finds the file of a cause, and where in it each of its cases stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from expert.foundations import content, nodes, parsing
from expert.foundations.problems import Place, ProblemList
from expert.foundations.records import Record
from expert.rules.folders import id_in, rule_folder

_HOME = "causes/"
_SHIPPED = "rules"


@dataclass(frozen=True, eq=False, repr=False)
class CauseFile(Record):
    """A file that holds a cause, or adds to one.

    Attributes:
        path: where it is.
        shown: how messages call it.
        text: what stands in it.
    """

    path: Path
    shown: str
    text: str


def cause_files(folder: str | Path | None) -> Mapping[str, CauseFile]:
    """The files of a rule folder in which causes stand, by their ids; of the shipped rules where there is no folder.

    Raises:
        InputError: there is no such folder, or a file in it cannot be read.
    """
    root = content.bundled(_SHIPPED) if folder is None else Path(folder)
    read = rule_folder(root, _SHIPPED if folder is None else None)
    return {
        id_in(name): CauseFile(root / name, read.shown[name], parsing.decode(body, read.shown[name]))
        for name, body in read.files.items() if name.startswith(_HOME)
    }  # fmt: skip


def place_in_case(file: CauseFile, name: str, path: Sequence[str | int] = ()) -> Place:
    """The line at which a case of a cause stands, or the part of it that `path` leads to."""
    node = parsing.parse(file.text, file.shown, as_json=parsing.is_json(file.path), problems=ProblemList())
    for listed in ("cases", "add_cases"):
        cases = node.items.get(listed) if isinstance(node, nodes.Table) else None
        for case in cases.items if isinstance(cases, nodes.Sequence) else ():
            called = case.items.get("name") if isinstance(case, nodes.Table) else None
            if isinstance(called, nodes.Scalar) and " ".join(called.text.split()) == " ".join(name.split()):
                return nodes.place_of(case, tuple(path))
    return Place(file.shown)
