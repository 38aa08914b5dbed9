"""Finds the folders that hold what is known: `rules/`, `facts/` and `visualize/`.

An installed copy carries them inside the package, in `expert/_content`. In a checkout they stand
beside the package. Nothing else is ever looked at: a folder named `rules` next to an installed
`expert` belongs to somebody else (django-rules, for one).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from expert.foundations.problems import InputError, Place, Problem
from expert.foundations.texts import Text

_PACKAGE = Path(__file__).resolve().parents[1]
COMPILED_NAME = "compiled.json"


def root() -> Path:
    """The folder in which `rules/`, `facts/` and `visualize/` stand.

    Raises:
        InputError: the copy is incomplete, so there is no knowledge to work with.
    """
    installed = _PACKAGE / "_content"
    if (installed / "rules").is_dir():
        return installed
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "rules" / "scope.yaml").is_file():
        return checkout
    raise InputError([Problem(_MISSING, Place(_PACKAGE.as_posix()))])


_MISSING = Text(
    "the knowledge that belongs to this copy of the program is missing; install enrollment-expert again",
    "kunskapen som hör till den här kopian av programmet saknas; installera enrollment-expert på nytt",
)


def compiled() -> Path:
    """Where an installed copy keeps the knowledge in a form that loads faster than YAML.

    A checkout has none. It is used only while it agrees with the YAML files beside it.
    """
    return root() / COMPILED_NAME


def bundled(*parts: str) -> Path:
    """The path of a file or folder of the content, for example `bundled("facts", "vocabulary.yaml")`."""
    return root().joinpath(*parts)


def sizes_of(parts: Iterable[str]) -> dict[str, int]:
    """The size of every file of the content, by its path in it; what is hidden does not count.

    Args:
        parts: files, and folders with all that is in them.
    """
    return {name: found.st_size for name, found in _stats_of(parts).items()}


def unchanged_since(made: os.stat_result, sizes: Mapping[str, int], parts: Iterable[str]) -> bool:
    """Whether the content holds just the files that there were, in their sizes, and none is newer than what was made.

    That is how `make` and Python's own bytecode know that something is up to date. Where it says no, nothing may have
    changed all the same: then the contents tell.
    """
    try:
        found = _stats_of(parts)
    except OSError:
        return False
    return {name: stat.st_size for name, stat in found.items()} == sizes and (
        max((stat.st_mtime_ns for stat in found.values()), default=0) <= made.st_mtime_ns
    )


def _stats_of(parts: Iterable[str]) -> dict[str, os.stat_result]:
    # Every process that starts goes through all of them, so it is done in one go.
    home, found, open_ones = root().as_posix(), {}, list(parts)
    while open_ones:
        part = open_ones.pop()
        path = f"{home}/{part}"
        if not os.path.isdir(path):
            found[part] = os.stat(path)
            continue
        with os.scandir(path) as entries:
            for entry in entries:
                name = entry.name
                if name[0] == ".":
                    continue
                if entry.is_dir():
                    open_ones.append(f"{part}/{name}")
                else:
                    found[f"{part}/{name}"] = entry.stat()
    return found


def digest_of(files: Mapping[str, bytes]) -> str:
    """`sha256:…` over the names and contents of files, the same whatever line ends a checkout has."""
    total = hashlib.sha256()
    for name in sorted(files):
        body = files[name].replace(b"\r\n", b"\n")
        total.update(f"{name}\0{len(body)}\0".encode())
        total.update(body)
    return f"sha256:{total.hexdigest()}"
