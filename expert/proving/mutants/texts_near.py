"""Texts near a message: the message itself, with what has to stand beside it and without, and with words left out."""

from __future__ import annotations

from collections.abc import Iterator

from expert.proving.goals import texts_of, with_what_is_beside
from expert.proving.mutants.mutant import Mutant
from expert.rules.models import Message, Symptom

_MOST_LEFT_OUT = 4


def texts_near(symptom: Symptom, mutant: Mutant) -> Iterator[str]:
    """The texts by which a case could tell a mutant of a symptom's messages; none where it changes no message."""
    name, *rest = mutant.change.at or ("",)
    if name != "messages":
        return
    places = [place for place in rest[:1] if isinstance(place, int)]
    for message in [symptom.messages[place] for place in places] or symptom.messages:
        yield from dict.fromkeys(_texts(message, near=mutant.kind.id == "must-dropped"))


def _texts(message: Message, *, near: bool) -> Iterator[str]:
    said = (*message.wordings(), *texts_of(message))
    for text in said:
        yield from with_what_is_beside(message, text)
    for wording in message.wordings() if near else ():
        yield from _shortened(wording)


def _shortened(wording: str) -> Iterator[str]:
    """The wording without some words that follow each other, fewest first; and its words in another order."""
    words = wording.split()
    for count in range(1, min(_MOST_LEFT_OUT, len(words) - 1) + 1):
        for start in range(len(words) - count + 1):
            yield " ".join((*words[:start], *words[start + count :]))
    for start in range(1, len(words)):
        yield " ".join((*words[start:], *words[:start]))
