"""What goes wrong around a process: streams, disks, folders, signals, what an installed copy has lost.

Each is told in a sentence, with the exit code that the contract names, and nothing is left half written.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from expert.cli import whole_files
from tests import small

EXAMPLE = str(small.EXAMPLES / "shelf-limit.yaml")
EXPERT = [sys.executable, "-m", "expert"]
posix = pytest.mark.skipif(os.name != "posix", reason="as POSIX has it")
full_disk = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")


def environment(tree: Path = small.TREE, **changes: str) -> dict[str, str]:
    every = small.environment(LC_ALL="en_US.UTF-8", PYTHONPATH=str(tree))
    return {name: value for name, value in every.items() if name != "LANGUAGE"} | changes


def run(*arguments: str | Path, tree: Path = small.TREE, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [*EXPERT, *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, env=environment(tree), cwd=cwd or tree, timeout=120, check=False
    )


def in_shell(script: str, cwd: Path = small.TREE) -> subprocess.CompletedProcess[bytes]:
    """A shell script in which `$expert` is the command."""
    env = environment(expert=shlex.join(EXPERT), example=EXAMPLE)
    return subprocess.run(["sh", "-c", script], capture_output=True, env=env, cwd=cwd, timeout=120, check=False)


def with_fault(fault: str, *arguments: str | Path, cwd: Path = small.TREE) -> subprocess.CompletedProcess[bytes]:
    """The command in a process in which something else happens first, as `os.scandir = refuse`."""
    script = f"import os, sys\n{fault}\nfrom expert.__main__ import run\nrun()"
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=environment(), cwd=cwd, timeout=120, check=False)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the product with the small knowledge, for a test to damage."""
    return Path(shutil.copytree(small.TREE, tmp_path / "tree"))


# Streams

BAD = ("diagnose no-such-file.yaml", "nope", "rules", "rules nope", "diagnose --nope", "rules list --rules nowhere")


@posix
@pytest.mark.parametrize("command", BAD)
def test_bad_use_and_bad_input_leave_with_2_whatever_standard_error_is(command: str) -> None:
    streams = ["2>&-", ">&- 2>&-", *(("2>/dev/full", ">/dev/full 2>/dev/full") if Path("/dev/full").exists() else ())]
    for stream in streams:
        done = in_shell(f"$expert {command} {stream}")
        assert (done.returncode, done.stdout, done.stderr) == (2, b"", b""), stream


@posix
@pytest.mark.parametrize("command", ["diagnose no-such-file.yaml", "rules nope"])
def test_bad_input_leaves_with_2_though_nobody_reads_standard_error_any_more(command: str) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [*EXPERT, *command.split()], stdout=subprocess.PIPE, stderr=theirs, env=environment(), cwd=small.TREE,
        timeout=120, check=False,
    )  # fmt: skip
    os.close(theirs)
    assert (done.returncode, done.stdout) == (2, b"")


@full_disk
@pytest.mark.parametrize("command", ["--version", "--help", "diagnose $example", "rules list", "ask $example"])
def test_a_result_that_finds_no_space_leaves_with_2(command: str) -> None:
    done = in_shell(f"$expert {command} >/dev/full </dev/null")
    assert (done.returncode, done.stderr) == (2, b"the result cannot be written (no space left)\n")
    assert in_shell(f"$expert {command} >/dev/full 2>/dev/full </dev/null").returncode == 2


@full_disk
def test_what_can_only_be_hinted_at_on_standard_error_changes_no_result() -> None:
    done = in_shell("$expert diagnose 'The shelf is full' --format json 2>/dev/full")
    assert (done.returncode, json.loads(done.stdout)["symptoms"][0]["layer"]) == (0, "exact")


@posix
def test_a_file_never_takes_the_place_of_a_stream_that_is_closed(tmp_path: Path) -> None:
    """Else what is said on standard error would stand in the file."""
    done = in_shell(f"$expert diagnose 'The shelf is full' --format json -o {tmp_path}/out.json 0<&- >&- 2>&-")
    assert done.returncode == 0
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["schema"] == "expert/diagnosis/1"


# Files


@posix
def test_a_disk_that_takes_no_more_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old", encoding="utf-8")
    done = in_shell(f"ulimit -f 1; $expert diagnose $example --format json -o {target}")
    said = f"{target}: the file cannot be written (the file would be larger than files may be)\n"
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", said)
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]
    assert target.read_text(encoding="utf-8") == "old"


def test_a_file_is_on_the_disk_before_it_has_its_name_and_its_name_before_the_command_ends(tmp_path: Path) -> None:
    """What is synchronized, and in which order: the file, its name, the folder."""
    fault = (
        "import stat\n"
        "sync, replace = os.fsync, os.replace\n"
        "def fsync(handle):\n"
        "    print('folder' if stat.S_ISDIR(os.fstat(handle).st_mode) else 'file', file=sys.stderr)\n"
        "    sync(handle)\n"
        "def rename(*paths):\n"
        "    print('name', file=sys.stderr)\n"
        "    replace(*paths)\n"
        "os.fsync, os.replace = fsync, rename"
    )
    done = with_fault(fault, "diagnose", EXAMPLE, "-o", tmp_path / "out.json")
    expected = [b"file", b"name", *([b"folder"] if os.name == "posix" else [])]
    assert (done.returncode, done.stderr.split()) == (0, expected)


def test_a_file_system_that_cannot_be_told_to_write_down_is_written_to_all_the_same(tmp_path: Path) -> None:
    fault = "import errno\ndef fsync(handle): raise OSError(errno.EINVAL, 'invalid')\nos.fsync = fsync"
    done = with_fault(fault, "diagnose", EXAMPLE, "-o", tmp_path / "out.json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["outcome"] == "confirmed"


KILLED = "replace = os.replace\ndef die(*paths): os.kill(os.getpid(), 9)\nos.replace = die"


@posix
def test_what_a_killed_process_left_is_taken_away_once_it_is_old(tmp_path: Path) -> None:
    assert with_fault(KILLED, "diagnose", EXAMPLE, "-o", tmp_path / "out.json").returncode == -signal.SIGKILL
    (left,) = tmp_path.iterdir()
    run("diagnose", EXAMPLE, "-o", tmp_path / "young.json")
    assert left.exists(), "another process may still be writing it"
    an_hour_ago = time.time() - whole_files.OLD - 1
    foreign = [".expert-settings", ".expert-0123456789abcdef.yaml", "expert-0123456789abcdef.tmp", ".expert-0123.tmp"]
    for name in foreign:
        (tmp_path / name).touch()
    folder, link = tmp_path / ".expert-0123456789abcdef.tmp", tmp_path / ".expert-fedcba9876543210.tmp"
    folder.mkdir()
    link.symlink_to(tmp_path / "young.json")
    for path in (left, *(tmp_path / name for name in foreign), folder):
        os.utime(path, (an_hour_ago, an_hour_ago))
    os.utime(link, (an_hour_ago, an_hour_ago), follow_symlinks=False)
    done = run("diagnose", EXAMPLE, "-o", tmp_path / "out.json")
    assert (done.returncode, done.stderr) == (0, b"")
    kept = {"out.json", "young.json", *foreign, folder.name, link.name}
    assert {path.name for path in tmp_path.iterdir()} == kept


def test_pages_are_whole_files_too(tmp_path: Path) -> None:
    with_fault(KILLED, "rules", "pages", tmp_path / "pages", "--no-pictures")
    left = [path for path in (tmp_path / "pages").rglob("*") if path.is_file()]
    assert [whole_files._BESIDE.fullmatch(path.name) is not None for path in left] == [True]
    again = run("rules", "pages", tmp_path / "pages", "--no-pictures")
    assert (again.returncode, again.stderr) == (0, b"")


# Signals


def told_to_end(number: int) -> str:
    """A fault: the process gets a signal when a file is written and has not got its name yet."""
    return (
        f"import signal\nreplace = os.replace\ndef end(*paths):\n    os.kill(os.getpid(), {number})\n"
        "    replace(*paths)\nos.replace = end"
    )


@posix
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_while_a_file_is_written_leaves_nothing_half_written(name: str, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old", encoding="utf-8")
    done = with_fault(told_to_end(getattr(signal, name)), "diagnose", EXAMPLE, "-o", target)
    assert (done.stdout, done.stderr) == (b"", b"")
    assert done.returncode == (130 if name == "SIGINT" else -getattr(signal, name))
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]
    assert target.read_text(encoding="utf-8") == "old"


@posix
def test_who_ignores_a_signal_goes_on_ignoring_it(tmp_path: Path) -> None:
    for name in ("SIGHUP", "SIGTERM", "SIGINT"):
        ignored = f"import signal\nsignal.signal(signal.{name}, signal.SIG_IGN)\n"
        done = with_fault(ignored + told_to_end(getattr(signal, name)), "diagnose", EXAMPLE, "-o", tmp_path / name)
        assert (done.returncode, done.stderr) == (0, b"")
        assert (tmp_path / name).is_file()


INTERRUPTING = {
    "in the first module": "os.kill(os.getpid(), signal.SIGINT)",
    "twice": "try: os.kill(os.getpid(), signal.SIGINT)\nfinally: os.kill(os.getpid(), signal.SIGINT)",
    "while something is taken apart": (
        "class Gone:\n    def __del__(self): os.kill(os.getpid(), signal.SIGINT)\nGone()\nos.write(2, b'still here')"
    ),
    "when it is done": (
        "import atexit\natexit.register(os.kill, os.getpid(), signal.SIGINT)\nraise KeyboardInterrupt"
    ),
}


@posix
@pytest.mark.parametrize("when", INTERRUPTING)
def test_an_interrupt_is_quiet_whenever_it_comes(when: str, tmp_path: Path) -> None:
    """It comes where the command imports click, the first module that is not its own."""
    (tmp_path / "click.py").write_text(f"import os, signal\n{INTERRUPTING[when]}\n", encoding="utf-8")
    env = environment(PYTHONPATH=f"{tmp_path}{os.pathsep}{small.TREE}")
    done = subprocess.run(
        [*EXPERT, "rules", "list"], capture_output=True, env=env, cwd=tmp_path, timeout=60, check=False
    )
    assert (done.stdout, done.stderr) == (b"", b"")
    # As a shell shows both: left by itself, or ended by the signal.
    assert done.returncode == (130 if when == "in the first module" else -signal.SIGINT)


def test_whoever_imports_the_commands_keeps_their_signals() -> None:
    script = (
        "import signal, sys, expert.__main__\nfrom expert.cli.main import main\n"
        "try: main(['--version'])\nexcept SystemExit: pass\n"
        "print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, sys.unraisablehook.__name__)"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, env=environment(), cwd=small.TREE, timeout=60, check=False)
    assert done.stdout.splitlines()[-1] == b"True unraisablehook"


# What an installed copy has lost

COPIES: Mapping[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda whole: b"", "it is damaged or of another version"),
    "cut": (lambda whole: whole[: len(whole) // 2], "it is damaged or of another version"),
    "of another form": (lambda whole: b'{"name": "something else"}', "it is damaged or of another version"),
    "of another version": (lambda whole: whole.replace(b'"form":6', b'"form":5', 1), "of another version"),
}


@pytest.mark.parametrize("how", [*COPIES, "a folder", "of other files"])
def test_a_compiled_copy_of_no_use_is_told_once_and_changes_nothing_else(how: str, tree: Path) -> None:
    command = ("diagnose", EXAMPLE, EXAMPLE, "--format", "json")
    expected = run(*command)
    assert (expected.returncode, expected.stderr) == (0, b"")
    copy, why = tree / "compiled.json", "it cannot be read (it is a folder)"
    whole = copy.read_bytes()
    copy.unlink()
    if how == "a folder":
        copy.mkdir()
    elif how == "of other files":
        copy.write_bytes(whole)
        more = tree / "rules" / "impossible.yaml"
        more.write_text(f"{more.read_text(encoding='utf-8')}# A comment.\n", encoding="utf-8")
        why = "the files have changed since it was made"
    else:
        change, why = COPIES[how]
        copy.write_bytes(change(whole))
    done = run(*command, tree=tree)
    assert done.returncode == 0
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith(f"{copy.as_posix()}: this compiled copy of the knowledge is not used, for ")
    assert why in line
    if how != "of other files":
        assert done.stdout == expected.stdout


def test_that_a_copy_is_not_used_is_told_in_swedish_and_only_where_it_would_be(tree: Path) -> None:
    (tree / "compiled.json").write_bytes(b"")
    swedish = run("diagnose", EXAMPLE, "--brief", "--language", "sv", tree=tree)
    assert "den här kompilerade kopian av kunskapen används inte" in swedish.stderr.decode()
    assert run("diagnose", EXAMPLE, "-q", tree=tree).stderr == b""
    assert run("--help", tree=tree).stderr == b""


def test_a_program_hears_of_it_by_a_warning(tree: Path) -> None:
    (tree / "compiled.json").write_bytes(b"")
    script = "from expert import KnowledgeBase\nKnowledgeBase.shipped()"
    command = [sys.executable, "-W", "error", "-c", script]
    done = subprocess.run(command, capture_output=True, env=environment(tree), cwd=tree, timeout=60, check=False)
    assert done.stderr.decode().splitlines()[-1].startswith("expert.foundations.problems.CopyNotUsed: ")


@pytest.mark.parametrize("gone", [
    "rules", "rules/scope.yaml", "rules/causes", "facts", "facts/vocabulary.yaml",
    "visualize/theme.yaml",
])  # fmt: skip
def test_content_that_is_missing_is_told_without_a_traceback(gone: str, tree: Path) -> None:
    path = tree / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    command = ("graph", EXAMPLE, "--format", "svg") if gone.startswith("visualize") else ("diagnose", EXAMPLE)
    done = run(*command, tree=tree)
    told = [line for line in done.stderr.decode().splitlines() if "compiled copy" not in line]
    assert "Traceback" not in done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    # Where causes are missing, each that is named elsewhere is told.
    assert len(told) > 1 if gone == "rules/causes" else len(told) == 1


REFUSING = (
    "real = {name}\n"
    "def refuse(path='.', *rest):\n"
    "    if str(path).rstrip(os.sep).endswith('locked'): raise PermissionError(13, 'Permission denied', str(path))\n"
    "    return real(path, *rest)\n"
    "{name} = refuse"
)


def test_folders_that_may_not_be_read_are_told(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    (locked / "causes").mkdir(parents=True)
    fault = REFUSING.format(name="os.scandir")
    for command in (("diagnose", locked), ("rules", "list", "--rules", locked)):
        done = with_fault(fault, *command)
        said = f"{locked.as_posix()}: the folder cannot be read (permission denied)\n"
        assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", said)
    shutil.copy(EXAMPLE, tmp_path / "case.yaml")
    done = with_fault(fault, "diagnose", tmp_path, "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["outcome"]) == (2, "confirmed")
    assert b"locked: the folder cannot be read (permission denied)" in done.stderr


def test_what_the_system_refuses_where_nobody_foresaw_it_is_a_sentence() -> None:
    script = (
        "import expert.cli.first_page as page\n"
        "def refused(*_, **__): raise PermissionError(13, 'Permission denied', '/somewhere')\n"
        "page.first_page = refused"
    )
    done = with_fault(script)
    said = b"the operating system refuses: permission denied (/somewhere)\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", said)
