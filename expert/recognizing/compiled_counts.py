"""What the shipped reports and near misses have, counted when the package was built: to count takes half a second."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from expert.foundations import content
from expert.foundations.compiled import Section, section
from expert.recognizing.precedents import LETTERS, PIECE, Counts, counts_of
from expert.rules.folders import shipped_folder
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Symptom

SECTION = f"precedents-{LETTERS}-{PIECE}"
"""What the counts are called in the compiled copy: words that are cut otherwise have others."""

KINDS: tuple[type[Any], ...] = (Counts,)
_TABLE = "counts"
_FOLDER = "symptoms"


def counts_for(symptoms: Iterable[Symptom]) -> Counts:
    """What the texts of symptoms have: from the compiled copy, where all that have any are the shipped ones."""
    symptoms = tuple(symptoms)
    counts = shipped()
    return counts if counts is not None and _are_as_shipped(symptoms, counts) else counts_of(symptoms)


def _are_as_shipped(symptoms: Iterable[Symptom], counts: Counts) -> bool:
    """Whether all shipped symptoms are among these, with the same texts, and no other has any."""
    others = {symptom.id: symptom for symptom in symptoms}
    if not others.keys() >= set(counts.symptoms):  # knowledge of its own, for which the shipped one need not be read
        return False
    for name, shipped_one in KnowledgeBase.shipped().symptoms.items():
        own = others.pop(name, None)
        if own is None or not (own is shipped_one or _texts_of(own) == _texts_of(shipped_one)):
            return False
    return not any(symptom.reports or symptom.near_misses for symptom in others.values())


def _texts_of(symptom: Symptom) -> tuple[object, ...]:
    return (*symptom.reports, None, *symptom.near_misses, symptom.title, symptom.messages, symptom.example)


def shipped() -> Counts | None:
    """The counts in the compiled copy; None where there is no copy, or it is of no use."""
    return _read(content.compiled().as_posix())


def forget() -> None:
    """Read them anew."""
    _read.cache_clear()


@cache
def _read(path: str) -> Counts | None:
    copy = section(SECTION, _digest, KINDS, (_TABLE,))
    return None if copy is None else copy.tables[_TABLE][""]


def section_of(knowledge: KnowledgeBase) -> Section:
    """The counts as they stand in the compiled copy."""
    counts = counts_of(knowledge.symptoms.values())
    return Section(_digest(), (f"rules/{_FOLDER}",), {_TABLE: {"": counts}}, {})


def _digest() -> str:
    files = shipped_folder().files
    return content.digest_of({name: body for name, body in files.items() if name.startswith(f"{_FOLDER}/")})
