"""The cases in a folder: its fact files and texts, and those in the folders below it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from expert.cli.handed_over import notice
from expert.foundations.problems import UNREADABLE, Place, Problem, visible, why_not
from expert.foundations.texts import Text

ENDINGS = (".yaml", ".yml", ".json", ".txt", ".log", ".md", ".eml")
"""The endings of the files that are taken from a folder; a file that is named itself may have any."""


def each_file(names: Iterable[str], bad: list[Problem]) -> Iterator[str]:
    """What is named, with the files of a folder in its place, in the order of their names.

    Args:
        names: files, folders, texts.
        bad: where to note a folder in which there is no case.
    """
    for name in names:
        if os.path.isdir(name):
            yield from _in_folder(Path(name), bad)
        else:
            yield name


def _in_folder(folder: Path, bad: list[Problem]) -> Iterator[str]:
    before = len(bad)
    files = sorted(path for path in _visible_below(folder, bad) if path.is_file())
    cases = [path for path in files if path.suffix.lower() in ENDINGS]
    if not cases and len(bad) == before:
        bad.append(Problem(_NO_CASE.format(endings=", ".join(ENDINGS)), Place(visible(folder.as_posix()))))
    elif len(cases) < len(files):
        notice(visible(folder.as_posix()), _LEFT_OUT.format(count=len(files) - len(cases)))
    yield from (path.as_posix() for path in cases)


def _visible_below(folder: Path, bad: list[Problem]) -> Iterator[Path]:
    def note(error: OSError) -> None:
        bad.append(Problem(UNREADABLE.format(reason=why_not(error)), Place(visible(Path(error.filename).as_posix()))))

    for home, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]  # they are not gone through
        yield from (Path(home, name) for name in names if not name.startswith("."))


_NO_CASE = Text(
    "there is no case in this folder (files ending in {endings})",
    "det finns inget ärende i den här mappen (filer som slutar på {endings})",
)
_LEFT_OUT = Text(
    "files with other endings are left out: {count}", "filer med andra ändelser utelämnas: {count}"
)
