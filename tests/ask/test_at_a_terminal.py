"""The dialogues as a person has them: typed into a terminal, where a line has an end and an answer can be regretted."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests import small

pty = pytest.importorskip("pty", reason="terminals as POSIX has them")

EXPERT = (sys.executable, "-m", "expert")
ENVIRONMENT = small.environment(NO_COLOR="1", COLUMNS="100")


def typed(*arguments: str, lines: list[str | bytes], folder: Path) -> tuple[int, str]:
    """The exit code, and what a terminal shows in which these lines are typed, each after what was said before."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*EXPERT, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=ENVIRONMENT,
        start_new_session=True, preexec_fn=_own_the_terminal,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    waiting = list(lines)
    try:
        while part := _read(ours):
            shown += part
            if waiting and _asks(shown):
                line = waiting.pop(0)
                shown += b"<"
                os.write(ours, line if isinstance(line, bytes) else line.encode() + b"\n")
    except OSError:  # Linux says so when the other side has gone
        pass
    os.close(ours)
    return process.wait(timeout=60), shown.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    """What is shown next; a dialogue that waits for something else than what is typed fails the test."""
    ready, _, _ = select.select([terminal], [], [], 60)
    assert ready, "nothing more is said"
    return os.read(terminal, 65536)


def _own_the_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _asks(shown: bytes) -> bool:
    """Whether the last that was said waits for a line."""
    last = shown.rpartition(b"<")[2].decode(errors="replace").replace("\r\n", "\n")
    return re.search(r"(  \d+\. None of these\n|answer “skip”\.\n|last answer back\.\n|> )$", last) is not None


def test_the_last_answer_can_be_taken_back(tmp_path: Path) -> None:
    lines: list[str | bytes] = ["expired", "back", "broken", ""]
    code, shown = typed("ask", "--set", "error=NoJoinRule", lines=lines, folder=tmp_path)
    assert code == 0
    assert shown.count("Press Enter to finish, or write “back” to take the last answer back.") == 2
    assert "Taken back: The library's seal" in shown
    assert "seal: broken" in shown


def test_an_interrupt_at_the_end_is_the_end(tmp_path: Path) -> None:
    code, shown = typed("ask", "--set", "error=NoJoinRule", lines=["expired", b"\x03"], folder=tmp_path)
    assert code == 0
    assert "You left the interview." not in shown
    assert "seal: expired" in shown


def test_in_a_pipe_nothing_is_asked_after_the_end(tmp_path: Path) -> None:
    done = subprocess.run(
        [*EXPERT, "ask", "--set", "error=NoJoinRule"], input=b"expired\nback\n", cwd=tmp_path,
        env=ENVIRONMENT, capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    assert b"Press Enter" not in done.stdout
    assert b"Taken back" not in done.stdout


def test_a_line_that_the_terminal_cut_is_told(tmp_path: Path) -> None:
    code, shown = typed("ask", lines=["NoJoinRule " + "x" * 6000, b"\x03"], folder=tmp_path)
    assert code == 130
    assert "The line is as long as a terminal takes (4095 characters)" in " ".join(shown.split())
    assert '--set error="…"' in " ".join(shown.split())


def test_lines_that_are_pasted_at_once_are_all_heard(tmp_path: Path) -> None:
    paste = b"Could not add your device.\nNoJoinRule\nq\n"
    _, shown = typed("ask", lines=[paste], folder=tmp_path)
    assert 'error: ["Could not add your device.", "NoJoinRule"]' in shown


def test_an_exercise_prompts_in_a_terminal_only(tmp_path: Path) -> None:
    code, shown = typed("practice", "--seed", "11", lines=["1", "q"], folder=tmp_path)
    assert code == 0
    assert shown.count("\n> ") == 2
    done = subprocess.run(
        [*EXPERT, "practice", "--seed", "11"], input=b"1\nq\n", cwd=tmp_path, env=ENVIRONMENT, capture_output=True,
        timeout=60, check=True,
    )  # fmt: skip
    assert b"> " not in done.stdout
