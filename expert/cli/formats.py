"""The format that a file's ending asks for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from expert.foundations.problems import InputError, Place, Problem, visible
from expert.foundations.texts import Text

PICTURES = ("svg", "png", "dot", "mermaid", "text")
PICTURE_ENDINGS = {".svg": "svg", ".png": "png", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid", ".txt": "text"}
REPORT_ENDINGS = {".json": "json", ".jsonl": "json", ".md": "markdown", ".txt": "text"}
TEXT_ENDINGS = {".json": "json", ".jsonl": "json", ".txt": "text"}
_FOREIGN_ENDINGS = (
    ".pdf", ".html", ".htm", ".doc", ".docx", ".xlsx", ".csv", ".yaml", ".yml", ".jpg", ".jpeg", ".gif", ".bmp",
    ".tif", ".tiff", ".webp", ".eps", ".ps",
)  # fmt: skip


def by_ending(output: str | None, endings: Mapping[str, str], default: str) -> str:
    """The format that a file's ending asks for; the default for an ending that asks for none.

    Args:
        output: the file, if there is one.
        endings: the endings that the command writes, with their formats.
        default: the format where the ending says nothing.

    Raises:
        InputError: the ending promises something else than what the command writes.
    """
    ending = "" if output is None else Path(output).suffix.lower()
    if ending not in endings and ending in {*PICTURE_ENDINGS, *REPORT_ENDINGS, *_FOREIGN_ENDINGS}:
        written = ", ".join(endings)
        raise InputError([Problem(Text(
            f"this command does not write {ending}; it writes {written}",
            f"kommandot skriver inte {ending}; det skriver {written}",
        ), Place(visible(str(output))))])
    return endings.get(ending, default)
