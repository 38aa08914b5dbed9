"""The house stands on its floors: every module imports only from below, and one module knows experta."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CODE = Path(__file__).resolve().parents[1] / "expert"

# From the ground up, as CONTRIBUTING.md lists them. Parts of one floor do not know each other.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("foundations",),
    ("facts",),
    ("results", "rules"),
    ("planning",),
    ("engine",),
    ("ask", "escalating"),
    ("explaining",),
    ("teach",),
    ("visualize",),
    ("cli",),
)
FLOOR = {part: height for height, parts in enumerate(FLOORS) for part in parts}

# One arrow runs upward, inside a function: a diagnosis in a notebook shows its picture.
UPWARD = {("expert/results/diagnosis.py", "visualize")}


def modules() -> list[Path]:
    """Every module but the two that only lead into the house."""
    doors = {CODE / "__init__.py", CODE / "__main__.py"}
    return sorted(path for path in CODE.rglob("*.py") if path not in doors)


def part_of(path: Path) -> str:
    """The part of the house that a module belongs to."""
    return path.relative_to(CODE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Every module that a module imports, also inside functions and for types only."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_part_has_its_floor() -> None:
    assert {part_of(path) for path in modules()} == FLOOR.keys()


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(CODE).as_posix())
def test_a_module_imports_only_from_below(path: Path) -> None:
    own, name = part_of(path), path.relative_to(CODE.parent).as_posix()
    for module in imported(path):
        head, *rest = module.split(".")
        part = rest[0] if rest else ""
        if head == "expert" and part in FLOOR and part != own and (name, part) not in UPWARD:
            assert FLOOR[part] < FLOOR[own], f"{name} imports {module}"


def test_one_module_knows_experta() -> None:
    knowing = [path for path in modules() if any(module.split(".")[0] == "experta" for module in imported(path))]
    assert [path.relative_to(CODE).as_posix() for path in knowing] == ["engine/experta_engine.py"]


def test_no_view_reasons_asks_or_draws_exercises() -> None:
    """Views draw result documents, and of the rule base what it says itself."""
    for path in (CODE / "visualize").rglob("*.py"):
        above = ("expert.engine", "expert.ask", "expert.escalating", "expert.explaining", "expert.teach")
        found = [module for module in imported(path) if module.startswith(above)]
        assert found == [], path.relative_to(CODE).as_posix()


def test_the_canvas_knows_nothing_of_what_is_drawn_on_it() -> None:
    for path in (CODE / "visualize" / "canvas").glob("*.py"):
        above = ("expert.visualize.drawings", "expert.visualize.pages")
        assert [module for module in imported(path) if module.startswith(above)] == [], path.name
