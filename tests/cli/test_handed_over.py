"""Whatever is handed over is read: fact files as ever, and any other text as the message of the case."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from expert import Case
from expert.cli import main
from expert.cli.handed_over import rows_told, say_once
from expert.cli.typed_again import as_typed
from expert.foundations.limits import LARGE
from expert.foundations.problems import InputError
from tests import commands, small
from tests.commands import Ran
from tests.sampling import exhaustive

GOOD = "error: The shelf is full\nplatform: folio\n"
LOG = "2026-03-01 10:00:01 INFO joining\n2026-03-01 10:00:02 WARN The shelf is full\nplatform: folio\n"
MAIL = "From: anna@library.example\nSubject: reader\n\nHello,\nit says: The shelf is full\n"
AS_TEXT = 'read as text; write "error: |" above it and indent it to make it a fact file'
SOM_TEXT = "läst som text; skriv ”error: |” ovanför och dra in texten för att göra den till en faktafil"
QUIET = "2026-03-01 10:00:00 reader[7]: nothing happens here, as everywhere\n"
COMMANDS = ["diagnose", "graph", "plan", "explain", "escalate", "ladder"]


def run(name: str, *arguments: str | Path, stdin: bytes | None = None, language: str = "en") -> Ran:
    return commands.run(name, "--language", language, *arguments, stdin=stdin)


def diagnosed(*arguments: str | Path, stdin: bytes | None = None) -> dict[str, object]:
    """The facts of the case, and where they are from."""
    code, out, _ = run("diagnose", *arguments, "--format", "json", stdin=stdin)
    assert code == 0
    case = json.loads(out)["case"]
    return {"facts": case["facts"], "origins": case["origins"], "file": case["file"]}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the commands run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def file(name: str, text: str | bytes) -> str:
    """Writes a file into it."""
    Path(name).write_bytes(text.encode() if isinstance(text, str) else text)
    return name


# Texts


@pytest.mark.parametrize(
    "text", [LOG, MAIL, "ShelfFull", '{"error": {"code": "ShelfFull"}}', "Error: The shelf is full"]
)
def test_what_is_no_fact_file_is_the_message_of_the_case(text: str) -> None:
    found = diagnosed(file("log.txt", text))
    assert found == {"facts": {"error": text}, "origins": {"error": "log.txt:1"}, "file": "log.txt"}
    code, out, error = run("diagnose", "log.txt")
    assert (code, error) == (0, f"log.txt: {AS_TEXT}\n")
    assert "The shelf is full" in out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_it(command: str) -> None:
    code, out, error = run(command, file("notes.txt", LOG))
    assert (code, error) == (0, f"notes.txt: {AS_TEXT}\n")
    assert run(command, "-", stdin=LOG.encode())[2] == f"standard input: {AS_TEXT}\n"
    file("case.yaml", "error: |\n  " + LOG.replace("\n", "\n  "))
    as_fact_file = run(command, "case.yaml")
    assert as_fact_file[2] == ""
    assert out.replace("notes.txt", "case.yaml") == as_fact_file[1]


def test_it_is_said_in_swedish_too() -> None:
    assert run("diagnose", file("log.txt", LOG), language="sv")[2] == f"log.txt: {SOM_TEXT}\n"


def test_it_is_said_once_for_each_file() -> None:
    one, two = file("1.txt", LOG), file("2.eml", MAIL)
    code, out, error = run("diagnose", one, two, one, file("3.yaml", GOOD), "--format", "json")
    assert (code, len(out.splitlines())) == (0, 4)
    assert error.splitlines() == [f"1.txt: {AS_TEXT}", f"2.eml: {AS_TEXT}"]
    code, _, error = run("diff", one, two)
    assert (code, error.splitlines()) == (0, [f"1.txt: {AS_TEXT}", f"2.eml: {AS_TEXT}"])
    assert run("diff", one, one)[2] == f"1.txt: {AS_TEXT}\n"


def test_one_bad_file_among_texts_does_not_keep_the_others() -> None:
    files = [file("1.txt", LOG), file("2.yaml", "plattform: folio\n"), file("3.bin", b"\x00"), file("4.eml", MAIL)]
    code, out, error = run("diagnose", *files, "no.yaml", "--format", "json")
    assert code == 2
    assert [json.loads(line)["case"]["file"] for line in out.splitlines()] == ["1.txt", "4.eml"]
    assert error.splitlines() == [
        f"1.txt: {AS_TEXT}",
        f"4.eml: {AS_TEXT}",
        '2.yaml:1: there is no fact "plattform"; did you mean "platform"?',
        "3.bin: this is not a text file; it must be YAML or JSON",
        "no.yaml: there is no such file",
    ]


def test_settings_go_over_a_text() -> None:
    found = diagnosed(file("log.txt", LOG), "--set", "platform=slate")
    assert found["facts"] == {"error": LOG, "platform": "slate"}
    assert diagnosed("log.txt", "--set", "error=ShelfFull")["facts"] == {"error": "ShelfFull"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_may_be_in_any_encoding(encoding: str) -> None:
    data = "Läsplattan säger:\r\nHyllan är full\r\n".encode(encoding)
    assert diagnosed(file("log.txt", data))["facts"] == {"error": "Läsplattan säger:\nHyllan är full\n"}
    assert diagnosed("-", stdin=data)["facts"] == {"error": "Läsplattan säger:\nHyllan är full\n"}


def test_a_fact_file_is_held_to_its_encoding_as_ever() -> None:
    code, out, error = run("diagnose", file("a.txt", "platform: folio\nerror: på\n".encode("cp1252")))
    assert (code, out) == (2, "")
    assert error.startswith("a.txt:2: the text is not in UTF-8")


def test_a_text_of_nothing_that_can_be_read_is_told() -> None:
    code, out, error = run("diagnose", file("a.txt", "\x07\x07"))
    assert (code, out) == (2, "")
    assert error.splitlines()[-1].startswith("a.txt:1: error is empty")


# The message itself


@pytest.mark.parametrize(
    "message",
    [
        "The shelf is full", "Hyllan är full", "ShelfFull", "0x80180014", "AADSTS50076", "Setup failed.",
        "Cannot reach join.library.example today", "The reader cannot reach https://join.library.example/start now",
        "Couldn't add your reader. You have as many readers as the library allows.",
        "Error Domain=NSURLErrorDomain Code=-1009", "first line\nsecond line of /var/log/x.txt", " ShelfFull ",
        "the phone/tablet says the shelf is full",
    ],
)  # fmt: skip
def test_a_message_may_be_given_itself(message: str) -> None:
    file("case.yaml", GOOD)
    found = diagnosed(message)
    assert found == {"facts": {"error": message}, "origins": {"error": "command line"}, "file": None}
    code, _, error = run("diagnose", message)
    assert code == 0
    assert error.count("\n") == 1
    assert error.endswith(": there is no such file, so this is read as the message\n")


@pytest.mark.parametrize("message", ["-2016324105", "-1009", "-1009: no answer", "-2016324105 -o x"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_code_below_zero_is_a_message_and_no_option(command: str, message: str) -> None:
    asked = run(command, message, "--set", "platform=folio", "-o", "-7.txt")
    assert asked[2].splitlines()[0] == f"{message}: there is no such file, so this is read as the message"
    # Wherever it stands among options and their values, and after `--` as ever.
    assert run(command, "-o", "8.txt", "--set", "platform=folio", "--", message) == asked
    unexplained = command == "ladder"  # nothing is recognized
    assert asked[0] == (2 if unexplained else 0)
    assert unexplained or Path("-7.txt").read_bytes() == Path("8.txt").read_bytes()


def test_codes_and_files_keep_their_order() -> None:
    file("case.yaml", GOOD)
    _, out, _ = run("diagnose", "-1009", "case.yaml", "-2016324105", "--format", "json", "--", "-7")
    assert [json.loads(line)["case"]["facts"]["error"] for line in out.splitlines()] == [
        "-1009", "The shelf is full", "-2016324105", "-7",
    ]  # fmt: skip


@pytest.mark.parametrize("option", ["-x", "--no-such", "-x1", "--2016"])
def test_an_unknown_option_beside_a_code_is_one_as_ever(option: str) -> None:
    code, out, error = run("diagnose", "-1009", option)
    assert (code, out) == (2, "")
    assert error.splitlines()[-1].startswith("Error: No such option '-")


def test_a_dialogue_about_a_code_is_taken_up_again_by_the_code() -> None:
    assert as_typed("-2016324105") == "-2016324105"
    assert as_typed("-notes.txt") == "./-notes.txt"


def test_a_message_that_is_given_is_said_in_swedish_and_shortened() -> None:
    said = "filen finns inte, så detta läses som meddelandet"
    assert run("diagnose", "Hyllan är full", language="sv")[2] == f"Hyllan är full: {said}\n"
    assert run("diagnose", "Hyllan är full " * 20, language="sv")[2].startswith("Hyllan är full Hyllan är full Hyllan")
    assert len(run("diagnose", "Hyllan är full " * 20, language="sv")[2]) < 130


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ticket 5.yaml", '; a message that looks like a file is given as --set error="…"'),
        ("my log.txt", '; a message that looks like a file is given as --set error="…"'),
        (r"C:\x y.txt", '; a message that looks like a file is given as --set error="…"'),
        (r"C:\Documents and Settings\Anna Berg\my ticket", None),
        ("folder of mine/ticket", None),
        ("/var/log/the log of today here", None),
        ("~/tickets of this very week", None),
        ("./ticket", ""),
        ("folder/ticket", ""),
        ("log.txt", ""),
        ("a.b", ""),
        ("x=y", ""),
        ("platform=folio", '; a fact is given as --set "platform=folio"'),
        ("platform=folio and more", '; a fact is given as --set "platform=folio and more"'),
        ("case", '; did you mean "case.yaml"?'),
        ("caes", '; did you mean "case.yaml"?'),
        ("a very special ticke", '; did you mean "a very special ticket.yaml"?'),
        ("?", ""),
    ],
)
def test_what_looks_like_a_file_is_one_that_is_missing(name: str, said: str | None) -> None:
    file("case.yaml", GOOD)
    file("a very special ticket.yaml", GOOD)
    code, out, error = run("diagnose", name)
    assert (code, out) == (2, "")
    assert "there is no such file" in error
    assert said is None or error == f"{name}: there is no such file{said}\n"


@pytest.mark.parametrize("name", ["", "  ", "\t\n"])
def test_a_text_of_nothing_is_answered_with_what_is_to_be_given(name: str) -> None:
    code, out, error = run("diagnose", name)
    assert (code, out) == (2, "")
    assert error.startswith('"": nothing is given here; give the message in quotes')


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_a_message(command: str) -> None:
    code, _, error = run(command, "The shelf is full")
    assert (code, error) == (0, "The shelf is full: there is no such file, so this is read as the message\n")


# The interview


def ask(*arguments: str, typed: str = "quit\n") -> Ran:
    return commands.run("ask", *arguments, "--language", "en", stdin=typed)


@pytest.mark.parametrize("given", ["log.txt", "it says: The shelf is full"])
def test_an_interview_begins_with_the_message(given: str) -> None:
    text = LOG if given == file("log.txt", LOG) else given
    code, out, error = ask(given, "--save", "case.yaml")
    assert (code, error.count("\n")) == (0, 1)
    assert "What is the exact error message?" not in out
    assert "Recognized: The shelf is full" in out
    assert Case.from_file("case.yaml").values() == {"error": (text,)}
    code, out, error = ask("--save", "case.yaml")
    assert (code, error) == (0, "")
    assert "Going on with case.yaml" in out


def test_a_text_is_never_overwritten_by_an_interview() -> None:
    file("log.txt", LOG)
    for arguments in (["log.txt", "--save", "log.txt"], ["--save", "log.txt"]):
        code, out, error = ask(*arguments)
        assert (code, out) == (2, "")
        assert error == "log.txt: this is a text and no fact file, and would be overwritten; save to another file\n"
    assert Path("log.txt").read_text(encoding="utf-8") == LOG


def test_the_answers_still_need_standard_input_for_themselves() -> None:
    assert ask("-", typed=LOG)[0] == 2


# Long texts


def long(matters: str, lines: int = 6000) -> str:
    """A long log with something in its middle."""
    return QUIET * (lines // 2) + matters + QUIET * (lines // 2)


@pytest.mark.parametrize(
    "matters",
    ["The shelf is full\n", "Setup failed.\nThe network was lost.\n", "Domain: NSURLErrorDomain\n", "Code : 401\n"],
)
def test_of_a_long_text_the_passages_that_matter_are_kept(matters: str) -> None:
    kept = f"[…]\n{QUIET * 2}{matters}{QUIET * 2}[…]\n"
    assert diagnosed(file("log.txt", long(matters)))["facts"] == {"error": kept}
    assert diagnosed("-", stdin=long(matters).encode())["facts"] == {"error": kept}
    said = "log.txt: read as text; of its 0.4 MB, the one passage that matters is kept\n"
    assert run("diagnose", "log.txt") == (0, run("diagnose", "log.txt")[1], said)


def test_how_much_was_kept_is_said() -> None:
    one, many = "ShelfFull\n", "".join(f"{QUIET * 9}Code={number}\n" for number in range(900))
    file("1.txt", long(one + QUIET * 9 + one, lines=9000))
    assert run("diagnose", "1.txt")[2] == "1.txt: read as text; of its 0.6 MB, the 2 passages that matter are kept\n"
    assert run("diagnose", "1.txt", language="sv")[2] == (
        "1.txt: läst som text; av 0,6 MB behålls de 2 ställen som har betydelse\n"
    )
    assert run("diagnose", file("2.txt", many))[2] == (
        "2.txt: read as text; of the passages that matter in its 0.6 MB, 200 are kept, the first and the last\n"
    )
    assert run("diagnose", file("3.txt", long("")))[2] == (
        "3.txt: read as text; nothing known stands in its 0.4 MB, so only the first 2,000 characters are kept\n"
    )
    assert diagnosed("3.txt")["facts"] == {"error": long("")[:2000]}


def test_a_text_that_is_not_long_is_kept_whole() -> None:
    text = (QUIET * (LARGE // len(QUIET) + 1))[:LARGE]
    assert diagnosed(file("log.txt", text))["facts"] == {"error": text}
    assert run("diagnose", "log.txt")[2] == f"log.txt: {AS_TEXT}\n"
    assert "nothing known" in run("diagnose", file("log.txt", text + "\n"))[2]


def test_a_long_fact_file_stays_one() -> None:
    text = "platform: folio\nerror: |\n" + "".join(f"  {line}\n" for line in long("ShelfFull\n").splitlines())
    assert diagnosed(file("case.yaml", text))["facts"] == {"error": long("ShelfFull\n"), "platform": "folio"}
    assert run("diagnose", "case.yaml")[2] == ""
    text = json.dumps({"error": long("ShelfFull\n"), "platform": "folio"})
    assert diagnosed("-", stdin=text.encode())["facts"] == {"error": long("ShelfFull\n"), "platform": "folio"}


def test_a_long_text_that_turns_out_to_be_none_is_refused() -> None:
    code, out, error = run("diagnose", file("log.txt", long("a\x00b")))
    assert (code, out, error) == (2, "", "log.txt: this is not a text file; it must be YAML or JSON\n")


# The library


def test_a_case_is_made_from_a_text_and_a_fact_file_only_from_one(tmp_path: Path) -> None:
    assert Case.from_text(LOG).values() == {"error": (LOG,)}
    with pytest.raises(InputError, match="error is empty"):
        Case.from_text(" \n")
    with pytest.raises(InputError, match="well-formed"):
        Case.from_file(file("log.txt", LOG))


# Processes


PEAK = 150  # MB
SIZE, ALL_OF_IT = 8, 60


@pytest.fixture
def size() -> int:
    """MB of a log: many with --exhaustive."""
    return ALL_OF_IT if exhaustive() else SIZE


def lines(size: int) -> Iterator[str]:
    """A log of so many MB."""
    for number in range(size * 1_000_000 // (len(QUIET) + 10)):
        yield f"{number:09} {QUIET}"


# Not by `getrusage`: of a process that another one started, that also counts what the other took.
MEASURED = """
import re, sys
from expert.__main__ import run
try: run()
finally:
    with open("/proc/self/status") as status:
        print("peak", int(re.search(r"VmHWM:\\s+(\\d+)", status.read())[1]) // 1000, file=sys.stderr)
"""


def process(*arguments: str, folder: Path, stdin: Path | None = None) -> tuple[int, bytes, list[str]]:
    """The command in a process of its own: exit code, standard output, and the lines of standard error."""
    command = [sys.executable, "-c", MEASURED, *arguments]
    environment = small.environment()
    with open(stdin or Path("/dev/null"), "rb") as source:
        done = subprocess.run(
            command, stdin=source, capture_output=True, env=environment, cwd=folder, timeout=300, check=False
        )
    return done.returncode, done.stdout, done.stderr.decode().splitlines()


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
@pytest.mark.parametrize("piped", [False, True])
@pytest.mark.parametrize("line_ends", [True, False])
def test_a_log_of_any_size_takes_little_memory(piped: bool, line_ends: bool, size: int, folder: Path) -> None:
    with (folder / "log.txt").open("w", encoding="utf-8") as stream:
        for number, line in enumerate(lines(size)):
            text = f"{line}Setup failed.\nThe network was lost.\n" if number == 70_000 else line
            stream.write(text if line_ends else text.replace("\n", " "))
    arguments = ("diagnose", "-" if piped else "log.txt", "--format", "json")
    code, out, error = process(*arguments, folder=folder, stdin=folder / "log.txt" if piped else None)
    name = "standard input" if piped else "log.txt"
    assert code == 0
    text = json.loads(out)["case"]["facts"]["error"]
    assert "The network was lost." in text
    assert len(text) < 3_000
    *progress, notice, peak = error
    assert notice.startswith(f"{name}: read as text; of its {size}")
    # Standard input is a file here, so that its size is known as well.
    assert all(line.startswith(f"{name}: ") and line.endswith(f" of {size} MB read") for line in progress), progress
    assert int(peak.removeprefix("peak ")) < PEAK


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe as on POSIX")
def test_at_a_terminal_the_notice_is_broken_where_it_does_not_fit(folder: Path) -> None:
    import pty

    file("log.txt", LOG)
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "expert", "diagnose", "log.txt"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=theirs, env=small.environment(COLUMNS="80"), cwd=folder, timeout=60, check=False,
    )
    os.close(theirs)
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    assert done.returncode == 0
    assert " ".join(said.split()) == f"log.txt: {AS_TEXT}"
    assert [len(line) <= 80 for line in said.splitlines()] == [True, True]


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "rows"), [(_Screen, 4), (io.StringIO, 0)])
def test_what_was_said_above_a_result_takes_rows_of_a_terminal_alone(
    stream: type[io.StringIO], rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream())
    with click.Context(main):
        assert rows_told() == 0
        for line in ("short", "x" * 81, "x" * 80, "short"):
            say_once(line)
        assert rows_told() == rows


def test_a_documented_message_is_repeated_without_the_patterns_of_masking() -> None:
    script = (
        "import sys; from expert.cli.main import main\n"
        "try: main(['diagnose', sys.argv[1]])\n"
        "finally: print('expert.redacting.patterns' in sys.modules)"
    )
    said = {}
    for message in ("The shelf is full", "The shelf of anna@library.example is full"):
        done = subprocess.run(
            [sys.executable, "-c", script, message], env=small.environment(), capture_output=True, text=True,
            timeout=60, check=False,
        )  # fmt: skip
        said[message] = (done.stdout.splitlines()[-1], "anna" in done.stderr)
    assert list(said.values()) == [("False", False), ("True", False)]
