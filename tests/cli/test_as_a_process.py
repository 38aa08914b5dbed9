"""What only a real process shows: pipes that break, streams that are closed, terminals, environments."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from expert.cli.output import hyperlinks_wanted
from tests import small

EXAMPLES = sorted(small.EXAMPLES.iterdir())
EXAMPLE = small.EXAMPLES / "shelf-limit.yaml"
EXPERT = [sys.executable, "-m", "expert"]
posix = pytest.mark.skipif(os.name != "posix", reason="streams as POSIX has them")


def environment(**changes: str) -> dict[str, str]:
    """This environment in English, with the package under test to be found."""
    every = small.environment(LC_ALL="en_US.UTF-8")
    return {name: v for name, v in every.items() if name not in ("NO_COLOR", "FORCE_COLOR", "LANGUAGE")} | changes


def run(*arguments: str | Path, **changes: str) -> subprocess.CompletedProcess[bytes]:
    command = [*EXPERT, *map(str, arguments)]
    env = environment(**changes)
    return subprocess.run(command, capture_output=True, env=env, cwd=small.TREE, timeout=120, check=False)


def in_shell(script: str) -> subprocess.CompletedProcess[bytes]:
    """A shell script in which `$expert` is the command."""
    env = environment(expert=" ".join(EXPERT), example=str(EXAMPLE))
    return subprocess.run(["sh", "-c", script], capture_output=True, env=env, cwd=small.TREE, timeout=120, check=False)


# Pipes and closed streams


@posix
@pytest.mark.parametrize(
    "arguments", [["diagnose", *map(str, EXAMPLES), "--format", "json"], ["rules", "list"], ["--help"], ["ask", "-h"]]
)
def test_when_the_reader_of_a_pipe_has_gone_the_command_leaves_quietly(arguments: list[str]) -> None:
    process = subprocess.Popen(
        [*EXPERT, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), cwd=small.TREE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=120), said) == (0, b"")


@posix
def test_only_the_first_lines_may_be_read() -> None:
    done = in_shell(f"$expert diagnose {' '.join(map(str, EXAMPLES))} --format json | head -c 20")
    assert (done.returncode, done.stdout, done.stderr) == (0, b'{"schema":"expert/di', b"")


@posix
def test_a_standard_output_that_is_closed_or_full_is_told() -> None:
    for command in ("diagnose $example", "diagnose --help", "--help"):
        closed = in_shell(f"$expert {command} >&-")
        assert (closed.returncode, closed.stdout) == (2, b"")
        assert closed.stderr == b"there is no standard output to write to; name a file with -o\n"
    if Path("/dev/full").exists():
        full = in_shell("$expert diagnose $example > /dev/full")
        assert full.returncode == 2
        assert full.stderr == b"the result cannot be written (no space left)\n"


@posix
def test_a_standard_input_that_is_closed_is_told() -> None:
    done = in_shell("$expert diagnose - <&-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"standard input: there is nothing to read from\n"


@posix
def test_bad_input_leaves_with_2_even_where_nobody_hears_it() -> None:
    done = in_shell("$expert diagnose no-such-file.yaml 2>&-")
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"")


@posix
def test_standard_output_may_be_named_as_a_file() -> None:
    done = in_shell("$expert diagnose $example --format json -o /dev/stdout | cat")
    assert json.loads(done.stdout)["outcome"] == "confirmed"


# Terminals


def in_terminal(*arguments: str | Path, columns: int = 80, changes: dict[str, str] | None = None) -> str:
    """What the command shows in a terminal of so many columns."""
    import fcntl
    import pty
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    env = environment(**{"TERM": "xterm", **(changes or {})})
    env.pop("COLUMNS", None)
    command = [*EXPERT, *map(str, arguments)]
    process = subprocess.Popen(command, stdout=theirs, stderr=subprocess.PIPE, env=env, cwd=small.TREE)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # Linux says so when the other side has gone
        pass
    finally:
        os.close(ours)
        assert process.stderr is not None
        process.stderr.close()
        assert process.wait(timeout=120) == 0
    return shown.decode().replace("\r\n", "\n")


@posix
def test_a_terminal_gets_color_and_lines_that_fit() -> None:
    shown = in_terminal("diagnose", EXAMPLE, columns=60)
    assert "\x1b[" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "\x1b" not in plain
    too_long = [line for line in plain.splitlines() if len(line) > 60]
    assert all(" " not in line.strip() for line in too_long), too_long


@posix
@pytest.mark.parametrize("changes", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_gets_no_color_where_none_is_wanted(changes: dict[str, str]) -> None:
    shown = in_terminal("diagnose", EXAMPLE, changes=changes)
    assert "\x1b" not in shown
    assert "Confirmed, because" in shown


@posix
def test_what_is_longer_than_the_terminal_goes_through_the_pager() -> None:
    pager = {"EXPERT_PAGER": "sed s/^/paged:/", "NO_COLOR": "1"}
    whole = in_terminal("diagnose", EXAMPLE, "--full", changes=pager)
    assert all(line.startswith("paged:") for line in whole.splitlines())
    assert "paged:" not in in_terminal("diagnose", EXAMPLE, changes=pager)
    for none in ("cat", "", "no-such-pager --at-all", "false"):
        shown = in_terminal("diagnose", EXAMPLE, "--full", changes={**pager, "EXPERT_PAGER": none})
        assert shown == whole.replace("paged:", "")


@posix
def test_a_terminal_that_opens_addresses_gets_them_marked() -> None:
    forced = {"NO_COLOR": "1", "EXPERT_PAGER": "cat", "FORCE_HYPERLINK": "1"}
    marked = in_terminal("diagnose", EXAMPLE, "--full", changes=forced)
    assert "\x1b]8;;https://library.example/handbook\x1b\\https://library.example/handbook\x1b]8;;\x1b\\" in marked
    plain = in_terminal("diagnose", EXAMPLE, "--full", changes={**forced, "FORCE_HYPERLINK": "0"})
    assert plain == re.sub(r"\x1b]8;;[^\x1b]*\x1b\\", "", marked)


@pytest.mark.parametrize(("environment_of", "wanted"), [
    ({"TERM": "xterm-256color"}, False), ({"TERM": "dumb", "WT_SESSION": "1"}, False), ({"WT_SESSION": "1"}, False),
    ({"TERM": "xterm", "VTE_VERSION": "6800"}, True), ({"TERM": "xterm", "VTE_VERSION": "3409"}, False),
    ({"TERM": "xterm", "TERM_PROGRAM": "WezTerm"}, True), ({"TERM": "xterm", "FORCE_HYPERLINK": "1"}, True),
    ({"TERM": "xterm", "TERM_PROGRAM": "WezTerm", "FORCE_HYPERLINK": "0"}, False),
])  # fmt: skip
def test_which_terminals_open_addresses(environment_of: dict[str, str], wanted: bool) -> None:
    assert hyperlinks_wanted(environment_of) is wanted


@posix
def test_a_picture_is_not_poured_into_a_terminal() -> None:
    pytest.importorskip("pty")
    import pty

    ours, theirs = pty.openpty()
    command = [*EXPERT, "graph", str(EXAMPLE), "--format", "png"]
    done = subprocess.run(
        command, stdout=theirs, stderr=subprocess.PIPE, env=environment(), cwd=small.TREE, timeout=120, check=False
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert b"name a file with -o" in done.stderr


# Environments


def test_what_is_piped_is_utf_8_whatever_the_environment_says() -> None:
    done = run("diagnose", EXAMPLE, "--language", "sv", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Bekräftat, eftersom" in done.stdout.decode("utf-8")


def test_an_old_code_page_does_not_keep_a_message_from_being_told() -> None:
    done = run("diagnose", "--set", "plattform=folio", "--language", "sv", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b": det finns inget faktum" in done.stderr


def test_the_language_of_the_environment_is_taken() -> None:
    done = run("diagnose", "--set", "plattform=folio", LC_ALL="", LANG="sv_SE.UTF-8")
    assert "menade du" in done.stderr.decode("utf-8", "replace")


def test_it_is_the_same_as_a_module_and_from_any_folder(tmp_path: Path) -> None:
    case = tmp_path / "fall på åäö.yaml"
    case.write_text("error: The shelf is full\nplatform: folio\n", encoding="utf-8")
    command = [*EXPERT, "diagnose", case.name, "--format", "json"]
    done = subprocess.run(command, capture_output=True, env=environment(), cwd=tmp_path, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["case"]["origins"]["platform"] == "fall på åäö.yaml:2"


def test_the_version_is_told() -> None:
    done = run("--version")
    assert (done.returncode, done.stderr) == (0, b"")
    assert re.fullmatch(rb"expert, version .+ \(knowledge 2999\.01\)\n", done.stdout)


def test_whoever_imports_the_commands_keeps_collector_and_environment() -> None:
    script = "import gc, os, expert.cli.main; print(gc.isenabled(), 'PYDANTIC_DISABLE_PLUGINS' in os.environ)"
    kept = {name: value for name, value in environment().items() if name != "PYDANTIC_DISABLE_PLUGINS"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, env=kept, timeout=60, check=False)
    assert done.stdout.split() == [b"True", b"False"]


@pytest.mark.parametrize(
    ("arguments", "needless"),
    [(["--help"], ("yaml", "pydantic", "experta", "networkx", "expert.rules")),
     (["ask", "--language", "de"], ("networkx", "graphviz")),
     (["diagnose", "--set", "platform=folio", "--format", "json"],
      ("pydantic", "networkx", "graphviz", "expert.visualize.pages", "expert.visualize.canvas", "expert.evidence",
       "cryptography", "dns", "httpx", "msal", "expert.collecting", "expert.fleets", "narwhals", "duckdb"))],
    ids=["help", "ask", "diagnose"],
)
def test_a_command_imports_only_what_it_needs(arguments: list[str], needless: tuple[str, ...]) -> None:
    script = (
        "import sys\nfrom expert.cli.main import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        f"print([name for name in {needless!r} if name in sys.modules], file=sys.stderr)"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, env=environment(), cwd=small.TREE, timeout=60, check=False)
    assert done.stderr.splitlines()[-1] == b"[]"


@posix
def test_an_interrupt_while_the_command_is_being_imported_leaves_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n", encoding="utf-8")
    home = environment()["PYTHONPATH"]
    done = subprocess.run(
        [*EXPERT, "rules", "list"], capture_output=True, env=environment(PYTHONPATH=f"{tmp_path}{os.pathsep}{home}"),
        timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
