"""The fact files that come with the product, to look at and to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from expert.foundations import content, parsing

ENDINGS = (".yaml", ".json")
_FOLDER = ("facts", "examples")
_FOR_EDITORS = "# yaml-language-server:"


def shipped_examples() -> Mapping[str, Path]:
    """The fact files that come with the product, by their names without the ending."""
    folder = content.bundled(*_FOLDER)
    files = (path for path in folder.iterdir() if path.suffix.lower() in ENDINGS) if folder.is_dir() else ()
    return {path.stem: path for path in sorted(files)}


def text_of(path: Path) -> str:
    """The text of an example, without the line that leads an editor to the schema beside it."""
    lines = parsing.read_text(path, path.name).splitlines()
    return "".join(f"{line}\n" for line in lines if not line.startswith(_FOR_EDITORS))
