"""What happened when: the texts of the evidence in the order of the enrollment's phases.

Within a phase they stand by their time, where all of them say it in a way that can be compared; else as they stand in
their files, for most logs give no year, and few the offset of their clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from expert.evidence.phases import Phases, shipped_phases
from expert.foundations.problems import Place, visible
from expert.foundations.records import Record
from expert.foundations.texts import Language, Text

if TYPE_CHECKING:
    from expert.evidence.evidence import Evidence, TextFound

_LONGEST = 160


@dataclass(frozen=True, eq=False, repr=False)
class Event(Record):
    """A text with its time.

    Attributes:
        text: what was written.
        place: where it stands.
        written: its time as it stands there; empty where there is none.
        time: that time, where it is a whole one.
    """

    text: str
    place: Place
    written: str = ""
    time: datetime | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Span(Record):
    """What belongs to a phase of the enrollment.

    Attributes:
        phase: its id; None for what belongs to none.
        title: what it is called.
        events: the texts, in their order.
    """

    phase: str | None
    title: Text
    events: tuple[Event, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Timeline(Record):
    """The phases of which something is known, in their order."""

    spans: tuple[Span, ...] = ()


def timeline_of(said: Sequence[TextFound], phases: Phases | None = None) -> Timeline:
    """The timeline of some texts; those that have neither time nor phase are left out.

    Args:
        said: the texts.
        phases: the phases of an enrollment; the shipped ones if left out.
    """
    phases = shipped_phases() if phases is None else phases
    by_phase: dict[str | None, list[Event]] = {}
    for one in said:
        if one.time is not None or one.written or one.phase is not None:
            written = one.written or ("" if one.time is None else one.time.isoformat(" "))
            phase = one.phase if phases.title(one.phase) is not None else None
            by_phase.setdefault(phase, []).append(Event(one.text, one.place, written, one.time))
    return Timeline(tuple(
        Span(phase, phases.title(phase) or _NO_PHASE, tuple(_in_order(by_phase[phase])))
        for phase in sorted(by_phase, key=phases.order)
    ))  # fmt: skip


def timeline_lines(evidence: Evidence, language: Language) -> list[str]:
    """The timeline in words, a line for each text: its phase, its time, what was written, and where it stands.

    Args:
        evidence: what was read.
        language: the language of the phases; the texts are as they were written.
    """
    return list(_lines(timeline_of(evidence.said_of_case), language))


def _lines(timeline: Timeline, language: Language) -> Iterator[str]:
    for span in timeline.spans:
        for event in span.events:
            words = visible(" ".join(event.text.split()))
            words = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
            when = f" {event.written}" if event.written else ""
            yield f"{span.title.in_(language)}{when}: {words} ({event.place})"


def _in_order(events: list[Event]) -> list[Event]:
    times = [event.time for event in events if event.time is not None]
    aware = [time for time in times if time.tzinfo is not None]
    of_one_clock = len({event.place.file for event in events}) == 1 and not aware
    if len(times) < len(events) or not (len(aware) == len(events) or of_one_clock):
        return events
    return sorted(events, key=lambda event: event.time or datetime.min)


_NO_PHASE = Text("Of no known phase", "Utan känd fas")
