"""A diagnosis can be given a time; wherever it is stopped, nothing that others share is left half made."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from expert import Case, ExpertError, KnowledgeBase, TookTooLong, diagnose
from expert.foundations import deadlines
from expert.foundations.terms import EngineName
from tests.commands import run

TODAY = date(2026, 11, 23)
CASES = [
    Case(error=["The shelf is full\nERR 77", "Setup of the reader fialed. The libary does not answer"], seal="expired"),
    Case(error="This card is not walid at the moment, she has 17 readers", readers_counted=20, reader_limit=5),
    Case(behavior="joining_does_not_start", platform="folio"),
]


class Clock:
    """A clock that moves on by one second each time that somebody looks at it."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(deadlines, "time", made)
    return made


@pytest.mark.parametrize("engine", ["experta", "compiled"])
@pytest.mark.parametrize("number", range(len(CASES)))
def test_wherever_it_is_stopped_the_next_diagnosis_is_the_same(number: int, engine: EngineName, clock: Clock) -> None:
    case, small = CASES[number], KnowledgeBase.shipped()
    wanted = diagnose(case, small, engine=engine, today=TODAY).to_json()
    stopped = 0
    for seconds in range(10_000):
        shared = replace(small)  # nothing has been made of it yet
        try:
            diagnose(case, shared, engine=engine, today=TODAY, timeout=seconds)
        except TookTooLong:
            stopped += 1
        else:
            break
        if seconds < 12 or seconds % 11 == 0:
            assert diagnose(case, shared, engine=engine, today=TODAY).to_json() == wanted, seconds
    assert stopped >= 5


def test_one_that_is_stopped_again_and_again_on_the_same_knowledge_comes_to_the_same(clock: Clock) -> None:
    """What was made in time is kept, what was not is made anew."""
    shared = replace(KnowledgeBase.shipped())
    wanted = [diagnose(case, today=TODAY).to_json() for case in CASES]
    for seconds in range(0, 400, 3):
        for case in CASES:
            try:
                diagnose(case, shared, today=TODAY, timeout=seconds)
            except TookTooLong:
                continue
    assert [diagnose(case, shared, today=TODAY).to_json() for case in CASES] == wanted


def test_a_deadline_is_one_threads_own() -> None:
    """One thread has no time at all, the others have no limit."""
    shared = replace(KnowledgeBase.shipped())
    wanted = diagnose(CASES[0], today=TODAY).to_json()

    def diagnosed(number: int) -> str | None:
        try:
            return diagnose(CASES[0], shared, today=TODAY, timeout=0 if number % 2 else None).to_json()
        except TookTooLong:
            return None

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(diagnosed, range(16)))
    assert found == [wanted, None] * 8


def test_a_hostile_text_can_be_stopped_at_many_steps(clock: Clock) -> None:
    """The longer the text, the more often somebody looks at the clock."""
    looks = []
    for times in (5_000, 50_000):
        case = Case(error="This card is not walid at the moment. " * times)
        diagnose(case)  # short texts that are read on the way are kept, and not read again
        begun = clock.now
        diagnose(case, timeout=10**9)
        looks.append(int(clock.now - begun))
        for seconds in (1, looks[-1] // 2, looks[-1] - 3):
            with pytest.raises(TookTooLong):
                diagnose(case, timeout=seconds)
    assert looks[1] > looks[0] > 50


def test_of_two_deadlines_the_first_counts(clock: Clock) -> None:
    def work() -> None:
        with deadlines.within(5), deadlines.within(100):
            for _ in range(20):
                deadlines.look_at_the_clock()

    with pytest.raises(TookTooLong) as raised:
        work()
    assert raised.value.seconds == 5
    deadlines.look_at_the_clock()  # behind it there is none any more


@pytest.mark.parametrize("seconds", [-1, float("nan")])
def test_what_is_no_time_is_refused(seconds: float) -> None:
    with pytest.raises(ValueError, match="a timeout is a number of seconds from 0"):
        diagnose(CASES[0], timeout=seconds)


def test_it_is_an_error_of_this_package_and_none_of_the_system() -> None:
    """Whoever goes on after an error of the system, with the next file or program, does not go on after this one."""
    error = TookTooLong(2.5)
    assert isinstance(error, ExpertError)
    assert not isinstance(error, OSError)
    assert "2.5 s" in error.in_("en")
    assert error.in_("en") != error.in_("sv")


# On the command line


def let_each_look_take_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that has gone on by a second whenever somebody looks at it."""
    monkeypatch.setattr("expert.foundations.deadlines.time", SimpleNamespace(monotonic=count().__next__))


COMMANDS = [
    ("diagnose",), ("explain",), ("plan",), ("graph", "--format", "svg"), ("ticket",), ("escalate",), ("ladder",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command[0]))
def test_a_command_gives_up_with_exit_code_2_and_writes_nothing(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_each_look_take_a_second(monkeypatch)
    out = tmp_path / "out"
    arguments: list[str | Path] = [*command, "--set", "error=The shelf is full", "-o", out]
    code, said, told = run(*arguments, "--timeout", "1", "--language", "en")
    assert (code, said) == (2, "")
    assert told.splitlines()[-1].startswith("this was not done after 1 s")
    assert not out.exists()
    monkeypatch.undo()
    assert run(*arguments, "--timeout", "600")[0] == 0


@pytest.mark.parametrize("command", [("rules", "check"), ("tree", "-o")])
def test_rules_are_checked_and_drawn_in_time_too(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_each_look_take_a_second(monkeypatch)
    arguments = [*command, tmp_path / "out.svg"] if command[-1] == "-o" else [*command]
    code, said, told = run(*arguments, "--timeout", "1", "--language", "sv")
    assert (code, said) == (2, "")
    assert told.startswith("det här var inte klart efter 1 s")


@pytest.mark.parametrize("seconds", ["soon", "0", "0.000", "-1", "inf", "1e-9", "1e9", "9" * 5_000, "nan"])
def test_what_is_no_time_on_the_command_line_is_told(seconds: str) -> None:
    code, said, told = run("diagnose", "--set", "platform=folio", "--timeout", seconds, "--language", "en")
    assert (code, said) == (2, "")
    assert told.endswith("a time is a number of seconds from 0.001 to 999999, such as 10 or 0.5\n")
