"""The house stands on its floors: every module imports only from below, and one module knows experta."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from tests.each import each

CODE = Path(__file__).resolve().parents[1] / "expert"

# From the ground up, as CONTRIBUTING.md lists them. Parts of one floor do not know each other.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("foundations",),
    ("redacting",),
    ("facts",),
    ("results", "rules"),
    ("planning", "recognizing", "visualize"),
    ("engine", "evidence"),
    ("ask", "collecting", "escalating", "fleets", "foreseeing", "proving"),
    ("explaining",),
    ("teach",),
    ("cli",),
)
FLOOR = {part: height for height, parts in enumerate(FLOORS) for part in parts}

# Modules that look others up by name: a view is imported when it is asked for, and so is an engine.
BY_NAME = {
    "engine/engines.py": "expert.engine.",
    "results/document.py": "expert.visualize.views",
    "visualize/views.py": "expert.visualize.",
}


def modules() -> list[Path]:
    """Every module but the two that only lead into the house."""
    doors = {CODE / "__init__.py", CODE / "__main__.py"}
    return sorted(path for path in CODE.rglob("*.py") if path not in doors)


def part_of(path: Path) -> str:
    """The part of the house that a module belongs to."""
    return path.relative_to(CODE).parts[0].removesuffix(".py")


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Every module that a module imports, also inside functions and for types only."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            found += (f"{node.module}.{alias.name}" for alias in node.names)
    return tuple(found)


def test_every_part_has_its_floor() -> None:
    assert {part_of(path) for path in modules()} == FLOOR.keys()


@each("path", modules(), ids=lambda path: path.relative_to(CODE).as_posix())
def test_a_module_imports_only_from_below(path: Path) -> None:
    own, name = part_of(path), path.relative_to(CODE).as_posix()
    for module in imported(path):
        head, *rest = module.split(".")
        part = rest[0] if rest else ""
        if head == "expert" and part in FLOOR and part != own:
            assert FLOOR[part] < FLOOR[own], f"{name} imports {module}"


def test_one_module_knows_experta() -> None:
    knowing = [path for path in modules() if any(module.split(".")[0] == "experta" for module in imported(path))]
    assert [path.relative_to(CODE).as_posix() for path in knowing] == ["engine/experta_engine.py"]


@each("path", modules(), ids=lambda path: path.relative_to(CODE).as_posix())
def test_a_module_is_looked_up_by_name_only_where_it_is_said(path: Path) -> None:
    name, text = path.relative_to(CODE).as_posix(), path.read_text(encoding="utf-8")
    if part_of(path) == "cli" or "import_module" not in text:
        return
    assert all(found.startswith(BY_NAME[name]) for found in re.findall(r'"(expert\.[\w.:]+)"', text)), name


@each("path", modules(), ids=lambda path: path.relative_to(CODE).as_posix())
def test_only_the_commands_print_read_the_environment_or_end_the_process(path: Path) -> None:
    if part_of(path) == "cli":
        return
    text = path.read_text(encoding="utf-8")
    for word in ("print", "environ", "getenv", "sys.exit", "sys.stdout", "sys.stderr", "sys.stdin"):
        used = re.search(rf"(?m)^(?!\s*(?:#|>>>|\.\.\.)).*(?<![\w`]){re.escape(word)}\b\s*[(\[.]", text)
        assert used is None, f"{word} in {path.name}: {used and used[0]}"


def test_results_know_neither_rules_nor_what_reasons() -> None:
    for path in (CODE / "results").glob("*.py"):
        known = {module.split(".")[1] for module in imported(path) if module.startswith("expert.")}
        assert known <= {"foundations", "facts", "results"}, path.name


def test_the_canvas_knows_nothing_of_what_is_drawn_on_it() -> None:
    for path in (CODE / "visualize" / "canvas").glob("*.py"):
        above = tuple(f"expert.visualize.{part}" for part in ("drawings", "frames", "images", "pages", "paper"))
        assert [module for module in imported(path) if module.startswith(above)] == [], path.name
