"""Named pipes, devices, sockets and folders where a file is named: nothing is waited for that does not come."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import run

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has none of these")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as ear:
        ear.bind(str(path))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a fact file, in which nobody is waited for long."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("expert.foundations.parsing.SECONDS_FOR_OTHER_END", 0.1)
    Path("ok.yaml").write_text("error: The shelf is full\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("arguments", [
    ("diagnose", "odd.yaml"), ("diagnose", "ok.yaml", "odd.yaml"), ("explain", "odd.yaml"),
    ("diagnose", "ok.yaml", "-o", "odd.md"), ("graph", "ok.yaml", "-o", "odd.svg"),
    ("diagnose", "ok.yaml", "--rules", "odd.yaml"), ("ask", "--save", "odd.yaml"),
    ("ask", "ok.yaml", "--priors", "odd.yaml"), ("diff", "ok.yaml", "odd.yaml"),
    ("new", "-o", "odd.yaml", "--force"), ("examples", "link-log", "-o", "odd.yaml", "--force"),
])  # fmt: skip
@pytest.mark.parametrize("odd", [pipe, folder, listening])
def test_what_is_no_file_is_told_in_a_sentence(odd: Callable[[Path], None], arguments: tuple[str, ...]) -> None:
    name = next(word for word in arguments if word.startswith("odd"))
    odd(Path(name))
    code, _, said = run(*arguments)
    assert code == 2
    assert [line for line in said.splitlines() if line.startswith(name)], said
    assert "Traceback" not in said


@pytest.mark.parametrize("arguments", [
    ("diagnose", "odd.yaml"), ("diff", "ok.yaml", "odd.yaml"), ("ask", "--save", "odd.yaml"),
    ("ask", "ok.yaml", "--priors", "odd.yaml"), ("diagnose", "ok.yaml", "--rules", "odd.yaml"),
])  # fmt: skip
def test_a_device_without_end_is_read_up_to_the_limit(arguments: tuple[str, ...]) -> None:
    device(Path("odd.yaml"))
    code, _, said = run(*arguments)
    assert code == 2
    assert said.splitlines()[-1].startswith("odd.yaml: ")


@pytest.mark.parametrize("facts", [
    b"error: The shelf is full\n", b"e", b"# \n" * 100_000 + b"error: The shelf is full",
])  # fmt: skip
def test_a_pipe_with_a_writer_is_read(facts: bytes) -> None:
    pipe(Path("odd.yaml"))
    writer = threading.Thread(target=lambda: Path("odd.yaml").write_bytes(facts))
    writer.start()
    code, out, said = run("diagnose", "odd.yaml", "--brief")
    writer.join()
    assert code == 0, said
    assert ("shelf" in out) is (len(facts) > 1)


def test_a_writer_that_takes_its_time_is_waited_for() -> None:
    """As `<(command)`: somebody has opened the pipe, and writes when there is something to write."""
    read, write = os.pipe()

    def write_late() -> None:
        os.write(write, b"error: The shelf is full\n")
        os.close(write)

    begun = threading.Timer(0.3, write_late)
    begun.start()
    code, out, said = run("diagnose", f"/dev/fd/{read}", "--brief")
    begun.join()
    os.close(read)
    assert (code, "shelf" in out) == (0, True), said


def test_a_pipe_with_a_reader_is_written_into() -> None:
    pipe(Path("odd.md"))
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(Path("odd.md").read_bytes()))
    reader.start()
    code, out, said = run("diagnose", "ok.yaml", "-o", "odd.md")
    reader.join()
    assert (code, out) == (0, ""), said
    assert found[0].startswith(b"# ")
    assert Path("odd.md").is_fifo()
