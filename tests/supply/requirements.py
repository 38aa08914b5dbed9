"""What `pyproject.toml` asks for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.supply.locking import CHECKOUT, Pinned


def asked_for() -> Iterator[Requirement]:
    """Every requirement of others, with and without extras."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for texts in (project["dependencies"], *project["optional-dependencies"].values()):
        for requirement in map(Requirement, texts):
            if canonicalize_name(requirement.name) != project["name"]:
                yield requirement


def not_met(pins: Sequence[Pinned]) -> Iterator[str]:
    """A line for each requirement for which no version is pinned that meets it."""
    for requirement in asked_for():
        name = canonicalize_name(requirement.name)
        if not any(pin.name == name and requirement.specifier.contains(pin.version) for pin in pins):
            yield f"constraints.txt has no version for {requirement.name}{requirement.specifier}"
