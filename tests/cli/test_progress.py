"""How far a long input was read is said from the first second on, by a clock that the tests turn."""

from __future__ import annotations

import io

import pytest

from expert.cli.progress import Progress
from expert.foundations.texts import Language

MB = 1_000_000


class Stream(io.StringIO):
    """What is said, to a terminal or not."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


class Reading:
    """A file of so many MB that takes so many seconds for each."""

    def __init__(self, mb: int, seconds: float) -> None:
        self.now, self._mb, self._seconds = 0.0, mb, seconds

    def clock(self) -> float:
        return self.now

    def said(
        self, terminal: bool, total: int | None = 50 * MB, language: Language = "en", name: str = "log.txt"
    ) -> str:
        stream = Stream(terminal)
        progress = Progress(name, total, stream, language, self.clock)
        # What is done with a block takes its time before the next is asked for.
        for _ in progress.counted(bytes(MB) for _ in range(self._mb)):
            self.now += self._seconds
        return stream.getvalue()


def test_of_what_is_read_within_a_second_nothing_is_said() -> None:
    assert Reading(50, 0.019).said(terminal=True) == ""
    assert Reading(50, 0.019).said(terminal=False) == ""


def test_a_pipe_gets_a_line_after_a_second_and_every_two_seconds() -> None:
    assert Reading(50, 0.125).said(terminal=False).splitlines() == [
        "log.txt: 8 of 50 MB read", "log.txt: 24 of 50 MB read", "log.txt: 40 of 50 MB read",
    ]


def test_a_terminal_gets_one_line_that_is_written_over_and_wiped_out() -> None:
    said = Reading(20, 0.125).said(terminal=True)
    first, second = "log.txt: 8 of 50 MB read", "log.txt: 16 of 50 MB read"
    assert said == f"\r{first}\r{second}\r{' ' * len(second)}\r"
    assert "\n" not in said


def test_it_is_said_in_swedish_and_where_the_end_is_not_known() -> None:
    assert Reading(12, 0.125).said(terminal=False, language="sv") == "log.txt: 8 av 50 MB lästa\n"
    assert Reading(12, 0.125).said(terminal=False, total=None) == "log.txt: 8 MB read\n"
    assert Reading(12, 0.125).said(terminal=False, total=None, language="sv") == "log.txt: 8 MB lästa\n"


def test_a_file_that_grows_is_never_read_beyond_its_end() -> None:
    assert Reading(12, 0.125).said(terminal=False, total=5 * MB) == "log.txt: 8 of 8 MB read\n"


def test_a_long_name_does_not_break_the_line_of_a_terminal() -> None:
    said = Reading(12, 0.125).said(terminal=True, name="folder/" * 30 + "log.txt")
    assert max(map(len, said.split("\r"))) < 80
    assert "folder/log.txt: 8 of 50 MB read" in said


@pytest.mark.parametrize("closed", [True, False])
def test_nobody_needs_to_listen(closed: bool) -> None:
    stream = Stream(terminal=True) if closed else None
    if stream is not None:
        progress = Progress("log.txt", None, stream, "en", Reading(1, 0).clock)
        stream.close()
    else:
        progress = Progress("log.txt", None, None, "en", iter(range(1000)).__next__)
    assert list(progress.counted([b"a", b"b"])) == [b"a", b"b"]


def test_the_line_is_wiped_out_where_reading_ends_before_its_end() -> None:
    stream, reading = Stream(terminal=True), Reading(1, 0)
    progress = Progress("log.txt", None, stream, "en", reading.clock)
    counted = progress.counted([b"a", b"b", b"c"])
    next(counted)
    reading.now = 3.0
    next(counted)
    counted.close()
    assert stream.getvalue() == f"\rlog.txt: 0 MB read\r{' ' * 18}\r"


def test_in_a_narrow_terminal_it_stays_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    said = Reading(3, 1.0).said(terminal=True, name="a-folder-with-a-long-name/a-log-with-a-long-name.txt")
    lines = [line for line in said.split("\r") if line.strip()]
    assert lines
    assert all(len(line) < 40 for line in lines)
    assert lines[-1].rstrip().endswith("MB read")
