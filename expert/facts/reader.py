"""Reads fact files: one case in YAML or JSON, as a flat list of facts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from expert import documents
from expert.documents import Node, Scalar, Sequence, Table
from expert.facts.case import Origin, RawFact
from expert.problems import InputError, Place, Problem, ProblemList
from expert.texts import Text

STANDARD_INPUT = "standard input"


def read_fact_file(path: str | Path) -> list[RawFact]:
    """The facts of a file as they were written, each with its line.

    Raises:
        InputError: the file cannot be read, or is not a flat list of facts.
    """
    name = Path(path).as_posix()
    return _facts(documents.read_file(Path(path), name), name)


def read_fact_text(data: bytes, name: str = STANDARD_INPUT) -> list[RawFact]:
    """The facts of a fact file that is already in memory, in YAML or JSON.

    Raises:
        InputError: not text, or not a flat list of facts.
    """
    return _facts(documents.parse(documents.decode(data, name), name), name)


def read_settings(settings: Iterable[str]) -> list[RawFact]:
    """The facts of `--set fact=value` options. `fact=` takes the fact out again.

    Raises:
        InputError: one has no `=`.
    """
    problems = ProblemList()
    facts = []
    for setting in settings:
        name, equals, value = setting.partition("=")
        origin = Origin("set", Place(f"--set {setting}"))
        if not equals:
            problems.add(
                Text("write it as fact=value", "skriv det som faktum=värde"), origin.place
            )
            continue
        facts.append(RawFact(name.strip(), value.strip() or None, origin))
    problems.raise_if_any()
    return facts


def _facts(node: Node | None, name: str) -> list[RawFact]:
    if node is None:
        raise InputError([Problem(_EMPTY, Place(name))])
    if not isinstance(node, Table):
        raise InputError([Problem(_NOT_FACTS, node.place)])
    problems = ProblemList()
    facts = []
    for key, value in node.items.items():
        place = node.keys[key]
        if isinstance(value, Table):
            problems.add(
                Text(f"{key} takes a value, not a table of further names",
                     f"{key} tar ett värde, inte en tabell med fler namn"),
                place,
            )
            continue
        facts.append(RawFact(key, _raw(value), Origin("file", place)))
    problems.raise_if_any()
    return facts


def _raw(node: Scalar | Sequence) -> object:
    if isinstance(node, Scalar):
        return None if node.empty else node.text
    return [item.text if isinstance(item, Scalar) and not item.empty else {} for item in node.items]


_EMPTY = Text(
    "the file is empty; write at least the message, as `error: …`, or the behavior, as `behavior: …`",
    "filen är tom; skriv åtminstone meddelandet, som `error: …`, eller beteendet, som `behavior: …`",
)
_NOT_FACTS = Text(
    "this is not a list of facts; write one `fact: value` on each line",
    "det här är ingen lista med fakta; skriv ett `faktum: värde` på varje rad",
)
