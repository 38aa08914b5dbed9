"""Checks that every statement has a source, and what has become of it."""

from __future__ import annotations

from collections.abc import Iterator

from expert.foundations.texts import Text
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.models import Remedy

_SOURCED = ("symptoms", "causes", "remedies", "derivations")


def _missing_sources(look: Look) -> Iterator[Spot]:
    knowledge = look.knowledge
    for kind in _SOURCED:
        for name, part in getattr(knowledge, kind).items():
            if not part.sources:
                yield Spot(_NO_SOURCE, At((kind, name), ("sources",)))
    for cause in knowledge.causes.values():
        if isinstance(cause.remedy, Remedy) and not cause.remedy.sources:
            yield Spot(_NO_SOURCE, At(("causes", cause.id), ("remedy", "sources")))


_NO_SOURCE = Text("every statement needs a source", "varje påstående behöver en källa")

CHECKS = (
    Check(
        "missing-source", "error",
        Text("A statement has no source", "Ett påstående saknar källa"),
        Text("Name the document, the heading and the date of what says it; what no source says is not claimed.",
             "Ange dokument, rubrik och datum för det som säger det; det som ingen källa säger påstås inte."),
        _missing_sources, needed=True,
    ),
)  # fmt: skip
"""The checks of sources."""
