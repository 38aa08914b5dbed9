"""The fuzzers run, find what is wrong, and what they found stays found.

A small number of inputs, the same every time, is tried here; CONTRIBUTING.md says how to try for a minute or an hour.
"""

from __future__ import annotations

import io
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from expert.facts import reader
from tests.fuzz import __main__ as command
from tests.fuzz import faults, guided, making
from tests.fuzz.campaign import CPU_SECONDS, Campaign
from tests.fuzz.faults import Schedule
from tests.fuzz.inputs import TARGETS, Input, Target, kept
from tests.fuzz.judging import Failed, in_place, judge

posix = pytest.mark.skipif(os.name != "posix", reason="signals and streams as POSIX has them")
SEED = 7
CASES = {"facts": 30, "rules": 14, "text": 30, "outputs": 14, "interview": 20, "evidence": 30}


@contextmanager
def no_hang() -> Iterator[None]:
    """What works for too long in it is stopped and fails, also inside a search by regular expression."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"more than {CPU_SECONDS} s of work")

    if not hasattr(signal, "setitimer"):
        yield
        return
    earlier = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, earlier)


@posix
def test_what_hangs_here_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "CPU_SECONDS", 0.2)
    with pytest.raises(TimeoutError, match=r"more than 0\.2 s"), no_hang():
        re.fullmatch("(a+)+", "a" * 60 + "b")


@pytest.mark.parametrize("path", kept(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_was_found_once_does_not_fail_again(path: Path) -> None:
    tried = Input.from_json(path.read_text(encoding="utf-8"))
    assert tried.as_json() == path.read_text(encoding="utf-8")
    with in_place(tried.knowledge), no_hang():
        judge(tried)


@posix
@pytest.mark.parametrize("target", TARGETS)
def test_some_inputs_of_every_target(target: Target) -> None:
    tried = Campaign(target, SEED, CASES[target])
    tried.run()
    assert not tried.found, "\n\n".join(f"{one.detail}\n{one.input.as_json()}" for one in tried.found.values())
    assert tried.tried >= CASES[target]


@posix
@pytest.mark.skipif(not guided.is_there(), reason="atheris is not installed")
def test_what_code_is_reached_can_choose_the_inputs(tmp_path: Path) -> None:
    """What goes wrong with the product is found as by chance, and what reached something is kept for the next run."""
    corpus = tmp_path / "reached"
    tried = Campaign("text", SEED, 50, worker=guided.worker(corpus))
    tried.run()
    assert not tried.found
    assert tried.tried >= 50
    assert any(not file.name.startswith("seed-") for file in corpus.iterdir())


def test_where_atheris_is_missing_a_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(guided, "is_there", lambda: False)
    assert command.main(["facts", "--engine", "atheris", "--cases", "1", "--found", str(tmp_path / "found")]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == 'skipped: atheris is not installed (pip install ".[fuzz]")'
    assert not (tmp_path / "found").exists()


def test_every_form_of_every_command_is_tried() -> None:
    left_out = {" ".join(names) for names in making.LEFT_OUT}
    assert left_out == {"rules mutants", "config"}
    assert {"diagnose", "graph", "ticket"} <= {names[0] for names in making.forms()}
    with in_place("small"):
        drawn = [making.output_of(names, form) for names, forms in making.forms().items() for form in forms
                 if names not in making.LEFT_OUT]  # fmt: skip
        for one in drawn:
            judge(one)
    assert len(drawn) > 30


# A fuzzer that finds nothing has to be able to


@posix
def test_what_is_raised_is_found_made_small_and_can_be_shown_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    tried = Input("facts", files={"a.yaml": b"platform: folio\n"}, commands=(("diagnose", "a.yaml"),), note="one")
    file = tmp_path / "one.json"
    file.write_text(tried.as_json(), encoding="utf-8")
    assert command.main(["show", str(file)]) == 0
    monkeypatch.setattr(reader, "_facts", broken)
    assert command.main(["show", str(file)]) == 1
    assert "ZeroDivisionError in facts/reader.py" in capsys.readouterr().out
    monkeypatch.setattr(command, "CORPUS", tmp_path / "corpus")
    assert command.main(["keep", str(file)]) == 0
    (corpus,) = (tmp_path / "corpus" / "facts").iterdir()
    assert Input.from_json(corpus.read_text()) == tried


def _writes(*said: bytes) -> Callable[[str | bytes, str | None], None]:
    def write(result: str | bytes, target: str | None = None) -> None:
        for part in said:
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()

    return write


@pytest.mark.parametrize(("written", "form", "kind"), [
    (b"{", "json", "is no JSON"), (b'{"a": NaN}', "json", "is no JSON"), (b"a\x1b[0m", "markdown", "control character"),
    (b"\xff", "markdown", "is not UTF-8"), ("a\x9bb".encode(), "markdown", "control character"),
])  # fmt: skip
def test_what_is_not_well_formed_is_found(
    written: bytes, form: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("expert.cli.output._to_standard_output", _writes(written))
    line = ("diagnose", "a.yaml", "--format", form)
    tried = Input("outputs", files={"a.yaml": b"platform: folio\n"}, commands=(line,))
    with in_place("small"), pytest.raises(Failed, match=kind):
        judge(tried)


def test_a_file_that_nobody_asked_for_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def write(result: str | bytes, target: str | None = None) -> None:
        Path("beside.tmp").write_bytes(b"")

    monkeypatch.setattr("expert.cli.output._to_standard_output", write)
    tried = Input("outputs", files={"a.yaml": b"platform: folio\n"}, commands=(("diagnose", "a.yaml"),))
    with in_place("small"), pytest.raises(Failed, match="touches a file that it was not given to write"):
        judge(tried)


# A process in which every input does what stands there.
DOES = """
import os, re, sys
from tests.fuzz import campaign, judging
campaign.CPU_SECONDS = 1
def judge(tried):
    {}
judging.judge = judge
campaign.main()
"""


@posix
@pytest.mark.parametrize(("does", "kind"), [
    ("re.fullmatch('(a+)+', 'a' * 60 + 'b')", "a hang in"), ("os._exit(3)", "the process died with 3 in"),
    ("raise judging.Failed('it is wrong', '', tried)", "it is wrong"),
])  # fmt: skip
def test_what_hangs_dies_or_fails_is_found_with_its_input(does: str, kind: str) -> None:
    tried = Campaign("text", SEED, 1, worker=("-c", DOES.format(does)))
    tried.run()
    ((said, found),) = tried.found.items()
    assert said.startswith(kind)
    assert found.input.target == "text"
    assert found.input.commands


# The process stands still where the watch expects it to work, as where somebody stops it for a while.
STANDS_STILL = """
import sys, time
from tests.fuzz import campaign, judging
campaign.WALL_SECONDS = 0.1
judging.judge = lambda one: time.sleep(60)
campaign.main()
"""


@posix
def test_an_input_that_was_stopped_from_outside_is_tried_again_before_it_hangs() -> None:
    said = io.StringIO()
    tried = Campaign("text", SEED, 1, worker=("-c", STANDS_STILL), progress=said)
    tried.run()
    assert (tried.tried, tried.found) == (1, {})
    assert "text: an input that seemed to wait for something does not\n" in said.getvalue()


# Faults


@posix
@pytest.mark.parametrize("schedule", [
    Schedule(("diagnose", "shelf-limit.yaml", "-o", "out.yaml"), "kill", 2),
    Schedule(("diagnose", "out.yaml", "--set", "card=missing", "--save"), "interrupt", 2),
    Schedule(("ask", "out.yaml", "--save", "out.yaml"), "kill", 3),
    Schedule(("graph", "shelf-limit.yaml", "-o", "out.svg"), "room", 100),
    Schedule(("facts",), "full", 1), Schedule(("diagnose", "shelf-limit.yaml"), "closed", 1),
], ids=str)  # fmt: skip
def test_some_faults_of_the_world_around(schedule: Schedule) -> None:
    assert schedule in [*faults.schedules(), schedule]
    assert Schedule.of(str(schedule)) == schedule
    assert faults.faults_of(schedule) == []


@pytest.mark.parametrize(("code", "err", "after", "said"), [
    (0, "", {"out.svg": b"<svg"}, "holds neither"), (2, "", {}, "nothing is said"),
    (2, "no", {".expert-x": b""}, "left"),
    (1, "Traceback (most recent call last)", {}, "a traceback"), (-11, "", {}, "exit code -11"),
])  # fmt: skip
def test_what_is_wrong_after_a_fault_is_found(code: int, err: str, after: dict[str, bytes], said: str) -> None:
    schedule = Schedule(("graph", "shelf-limit.yaml", "-o", "out.svg"), "room", 100)
    assert any(wrong.startswith(said) or said in wrong for wrong in faults.wrong_after(schedule, code, err, {}, after))
    assert list(faults.wrong_after(schedule, 0, "", {"a": b"1"}, {"a": b"1", "out.svg": b"<svg></svg>\n"})) == []
