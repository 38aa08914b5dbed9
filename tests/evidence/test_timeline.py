"""The timeline: texts by the phases of the enrollment, and within a phase by their time where it can be compared."""

from __future__ import annotations

from datetime import datetime

from expert.evidence.evidence import TextFound
from expert.evidence.phases import Phase, Phases
from expert.evidence.timeline import timeline_of
from expert.foundations.problems import Place
from expert.foundations.texts import Text

PHASES = Phases((
    Phase("unpacking", Text("Unpacking", "Uppackning"), says=("box",)),
    Phase("joining", Text("Joining the library", "Anslutning till biblioteket"), domains=("CardErrorDomain",)),
    Phase("after", Text("Afterward", "Efteråt"), processes=("readerd",)),
))  # fmt: skip


def said(text: str, time: str | None, phase: str | None, file: str = "a.log", line: int = 1) -> TextFound:
    """A text as a reader gives it."""
    return TextFound(text, Place(file, line), None if time is None else datetime.fromisoformat(time), phase)


def order(*texts: TextFound) -> list[list[str]]:
    """The texts of each phase."""
    return [[event.text for event in span.events] for span in timeline_of(texts, PHASES).spans]


def test_phases_come_in_their_order_and_what_is_in_none_comes_last() -> None:
    texts = (
        said("read", "2026-01-02 10:00", "after"), said("odd", "2026-01-02 09:00", None),
        said("open", "2026-01-02 11:00", "unpacking"), said("no time", None, "joining"), said("neither", None, None),
    )  # fmt: skip
    assert order(*texts) == [["open"], ["no time"], ["read"], ["odd"]]
    assert timeline_of(texts, PHASES).spans[0].title.en == "Unpacking"


def test_times_are_compared_where_they_can_be() -> None:
    first, second = "2026-01-02 10:00+02:00", "2026-01-02 09:00+00:00"
    assert order(said("b", second, "after", "b.log"), said("a", first, "after", "a.log")) == [["a", "b"]]
    assert order(said("b", "2026-01-02 09:00", "after"), said("a", "2026-01-02 08:00", "after")) == [["a", "b"]]


def test_where_they_cannot_texts_stay_as_they_stand() -> None:
    assert order(said("b", "2026-01-02 09:00", "after"), said("a", "2026-01-02 08:00+00:00", "after")) == [["b", "a"]]
    of_two_clocks = said("b", "2026-01-02 09:00", "after", "b"), said("a", "2026-01-02 08:00", "after", "a")
    assert order(*of_two_clocks) == [["b", "a"]]
    assert order(said("b", "2026-01-02 09:00", "after"), said("a", None, "after")) == [["b", "a"]]


def test_a_text_belongs_to_the_phase_that_its_words_its_errors_or_its_writer_tell() -> None:
    assert PHASES.of("the BOX is open", "readerd", ["CardErrorDomain"]) == "unpacking"
    assert PHASES.of("no", "readerd", ["CardErrorDomain", "OtherErrorDomain"]) == "joining"
    assert PHASES.of("no", "ReaderD", ["OtherErrorDomain"]) == "after"
    assert PHASES.of("no", "", []) is None
