"""The tested versions: `constraints.txt`, with the hashes of all files in which they are handed out.

It names no place to get them from, so it can be used with any registry or a folder of files.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parents[2]
LOCK = CHECKOUT / "constraints.txt"
_OLDEST_PYTHON = "3.11"
_HEADER = """\
# The versions that the tests ran with, on every platform, and the hashes of their files.
# Made by: python -m tests.supply lock   (--upgrade takes the newest)
# To install just these: pip install --require-hashes --no-deps -r constraints.txt && pip install --no-deps .
"""


class Pinned(NamedTuple):
    """One version, where it is the tested one, and the hashes of its files."""

    name: str
    version: str
    marker: Marker | None
    hashes: tuple[str, ...]

    @property
    def is_for_here(self) -> bool:
        """Whether it is for the interpreter and the machine that this runs on."""
        return self.marker is None or self.marker.evaluate()


def lock(*, upgrade: bool) -> None:
    """Write the file anew, for all platforms; versions stay, unless newer ones are wanted or needed.

    Raises:
        subprocess.CalledProcessError: no versions fit together, or no registry can be reached.
    """
    command = [
        sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--extra", "dev", "--extra", "fuzz",
        "--universal", "--quiet",
        "--python-version", _OLDEST_PYTHON, "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links",
        "--no-header", "--output-file", LOCK.name, *(["--upgrade"] if upgrade else []),
    ]  # fmt: skip
    subprocess.run(command, cwd=CHECKOUT, check=True)
    LOCK.write_text(_HEADER + LOCK.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")


def pinned(text: str) -> Iterator[Pinned]:
    """What the file says.

    Raises:
        ValueError: a line of it is none that pins a version and gives hashes.
    """
    lines = (line.strip() for line in text.replace("\\\n", " ").splitlines())
    for line in lines:
        if not line or line.startswith("#"):
            continue
        said, *hashes = line.split("--hash=")
        requirement = Requirement(said.strip())
        (exact, *others) = requirement.specifier
        if others or exact.operator != "==" or not hashes or requirement.url is not None:
            raise ValueError(f"this pins no version: {line[:120]}")
        name = canonicalize_name(requirement.name)
        yield Pinned(name, exact.version, requirement.marker, tuple(one.strip() for one in hashes))


def differing(pins: Iterator[Pinned]) -> Mapping[str, tuple[str, str | None]]:
    """What is installed here in another version than the tested one, or not at all: that version, and the one here."""
    found: dict[str, tuple[str, str | None]] = {}
    for pin in pins:
        if not pin.is_for_here:
            continue
        try:
            here: str | None = version(pin.name)
        except PackageNotFoundError:
            here = None
        if here != pin.version:
            found[pin.name] = (pin.version, here)
    return found
