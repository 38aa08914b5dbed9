"""What was recognized in the texts of a case, and how it is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from expert.foundations.records import Record
from expert.rules.models import Message

Layer = Literal["code", "exact", "tolerant", "named_otherwise"]
"""How a symptom is recognized in a text: by an error code; by a documented wording, letter for letter; by one nearly
so; by what people call it."""

LAYERS: tuple[Layer, ...] = ("code", "exact", "tolerant", "named_otherwise")
"""The layers, the surest first."""

SURE: tuple[Layer, ...] = ("code", "exact")
"""The layers that know a documented message from whatever is like it."""

MOST_REMINDERS = 3
"""Symptoms that a text may remind of."""

MOST_OF_REMINDERS = 0.79
"""How sure it is at most that a text is about something of which it only reminds."""

FIXED_SCORES: dict[Layer, float] = {"code": 1.0, "exact": 1.0, "named_otherwise": 0.6}
"""How sure a match is that is never more or less so."""


@dataclass(frozen=True, eq=False, repr=False)
class Match(Record):
    """A message that was recognized, or something that people call a symptom.

    Attributes:
        symptom: the id of its symptom.
        message: which of the symptom's messages; an empty one for what people call it.
        matched: the span of the person's text.
        score: how sure it is: 1.0 for a code or the exact wording.
        layer: how it was recognized.
    """

    symptom: str
    message: Message
    matched: str
    score: float = 1.0
    layer: Layer = "exact"


@dataclass(frozen=True, eq=False, repr=False)
class Opening(Record):
    """The opening sentence of a message without the rest of it.

    Attributes:
        symptom: the id of the symptom that the message would belong to.
        found: the span of the person's text.
        needed: the rest of the message, which would settle it.
    """

    symptom: str
    found: str
    needed: str


@dataclass(frozen=True, eq=False, repr=False)
class Likeness(Record):
    """A symptom that a text reminds of. It is no finding.

    Attributes:
        found: the span of the person's text.
        wording: the message that it could be; None for what people call it.
        score: how near it comes, from 0 to 1.
    """

    symptom: str
    found: str
    wording: Message | None
    score: float


@dataclass(frozen=True, eq=False, repr=False)
class Recognized(Record):
    """What was found in the texts of a case: messages, and openings where a text has none.

    Of messages of one symptom that tell the same, only the longest is kept; what tells something else stays, for
    two messages may contradict each other.

    Attributes:
        matches: what was recognized, the surest layer first.
        openings: the beginnings of messages, where a text holds no message.
        reminds_of: the nearest symptoms, where nothing was recognized; the nearest first.
        alone: lines that other things write too, where the text is nothing else; what is known of the case must tell
            whether they count.
        reports: whether the texts may report anything at all; else what they give away shows no symptom either.
    """

    matches: tuple[Match, ...]
    openings: tuple[Opening, ...]
    reminds_of: tuple[Likeness, ...] = ()
    alone: tuple[Match, ...] = ()
    reports: bool = True

    def with_(self, matches: Iterable[Match]) -> Recognized:
        """This with further matches; what is recognized no text only reminds of."""
        found = tuple(matches)
        if not found:
            return self
        known = {match.symptom for match in found}
        reminds_of = tuple(likeness for likeness in self.reminds_of if likeness.symptom not in known)
        return replace(self, matches=(*self.matches, *found), reminds_of=reminds_of)

    def only(self, layers: Collection[Layer]) -> Recognized:
        """What some layers recognized."""
        return replace(self, matches=tuple(match for match in self.matches if match.layer in layers))

    def longest(self, symptom: str) -> Match | None:
        """Of the surest layer that recognized a symptom, the longest match."""
        found = [match for match in self.matches if match.symptom == symptom]
        surest = min((LAYERS.index(match.layer) for match in found), default=None)
        own = [match for match in found if LAYERS.index(match.layer) == surest]
        return max(own, key=lambda match: len(match.matched), default=None)
