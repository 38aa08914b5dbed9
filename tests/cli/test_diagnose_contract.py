"""What scripts rely on in `expert diagnose`: several files, formats, exit codes, languages, whole files or none."""

from __future__ import annotations

import errno
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from expert.foundations import content
from expert.results.diagnosis import Diagnosis
from tests.commands import run

EXAMPLES = sorted(content.bundled("facts", "examples").iterdir())
CONFIRMED = "error: This card is not valid\nplatform: folio\ncard: missing\n"
POSSIBLE = "error: Setup failed. The network was lost.\nplatform: folio\n"
UNRECOGNIZED = "error: The flux capacitor is empty\nplatform: folio\n"
OUT_OF_SCOPE = "error: The shelf is full\nplatform: phone\n"
INCOMPLETE = "platform: folio\n"
BAD = "plattform: folio\n"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three fact files; the one in the middle is bad."""
    for name, text in (("1.yaml", CONFIRMED), ("2.yaml", BAD), ("3.yaml", UNRECOGNIZED)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return sorted(tmp_path.iterdir())


# Where facts come from


def without_origins(text: str) -> object:
    """The result, without the names of the files and lines that the facts came from."""
    result = json.loads(text)
    del result["case"]["origins"], result["case"]["file"]
    for part in _parts(result):
        part.pop("origin", None)
    return result


def _parts(value: object) -> Iterator[dict[str, Any]]:
    """Every table in a document."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for part in value if isinstance(value, list) else ():
        yield from _parts(part)


def test_a_file_standard_input_json_and_settings_say_the_same(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(CONFIRMED, encoding="utf-8")
    facts = {"error": "This card is not valid", "platform": "folio", "card": "missing"}
    settings = [part for name, value in facts.items() for part in ("--set", f"{name}={value}")]
    from_file = without_origins(run("diagnose", path, "--format", "json")[1])
    assert without_origins(run("diagnose", "-", "--format", "json", stdin=CONFIRMED)[1]) == from_file
    assert without_origins(run("diagnose", "-", "--format", "json", stdin=json.dumps(facts))[1]) == from_file
    assert without_origins(run("diagnose", *settings, "--format", "json")[1]) == from_file


def test_a_setting_goes_over_the_file(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(CONFIRMED, encoding="utf-8")
    out = run("diagnose", path, "--set", "card=", "--set", "platform=slate", "--format", "json")[1]
    case = json.loads(out)["case"]
    assert case["facts"] == {"error": "This card is not valid", "platform": "slate"}
    assert case["origins"] == {"error": f"{path.as_posix()}:1", "platform": "--set platform=slate"}


# Several files


def test_texts_come_one_after_the_other_in_the_order_given(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.yaml").write_text(f"case: INC-{name}\n{CONFIRMED}", encoding="utf-8")
    names = [tmp_path / "b.yaml", tmp_path / "a.yaml", tmp_path / "c.yaml"]
    for form in ("text", "markdown"):
        out = run("diagnose", *names, "--format", form, "--full")[1]
        assert out.index("INC-b") < out.index("INC-a") < out.index("INC-c")
        single = [run("diagnose", name, "--format", form, "--full")[1] for name in names]
        assert out == "\n".join(single)


def test_json_comes_as_lines_in_the_order_given() -> None:
    code, out, error = run("diagnose", *reversed(EXAMPLES), "--format", "json")
    assert (code, error) == (0, "")
    lines = out.splitlines()
    assert len(lines) == len(EXAMPLES)
    for line, path in zip(lines, reversed(EXAMPLES), strict=True):
        assert Diagnosis.from_json(line) == Diagnosis.from_json(run("diagnose", path, "--format", "json")[1])


def test_a_bad_file_is_told_and_the_others_are_still_done(files: list[Path]) -> None:
    code, out, error = run("diagnose", *files, "--format", "json", "--language", "en")
    assert code == 2
    assert [json.loads(line)["outcome"] for line in out.splitlines()] == ["confirmed", "unrecognized"]
    assert error == f'{files[1].as_posix()}:1: there is no fact "plattform"; did you mean "platform"?\n'


def test_one_good_file_of_several_is_still_a_line(files: list[Path]) -> None:
    out = run("diagnose", *files[:2], "--format", "json")[1]
    assert out.count("\n") == 1


# Formats


@pytest.mark.parametrize(
    ("name", "begins"),
    [("out.json", '{\n  "schema"'), ("out.JSON", '{\n  "schema"'), ("out.jsonl", '{"schema":'), ("out.md", "# "),
     ("out.txt", "{case}: the cause"), ("out", "{case}: the cause"), ("INC0000.report", "{case}: the cause")],
)
def test_the_format_follows_the_ending(name: str, begins: str, files: list[Path], tmp_path: Path) -> None:
    code, out, error = run("diagnose", files[0], "-o", tmp_path / name, "--language", "en")
    assert (code, out, error) == (0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins.replace("{case}", files[0].name))


def test_a_format_that_is_named_goes_before_the_ending(files: list[Path], tmp_path: Path) -> None:
    run("diagnose", files[0], "-o", tmp_path / "out.txt", "--format", "json")
    assert json.loads((tmp_path / "out.txt").read_text(encoding="utf-8"))["outcome"] == "confirmed"


@pytest.mark.parametrize("ending", [".pdf", ".svg", ".PNG", ".html", ".yaml"])
def test_an_ending_that_promises_something_else_is_refused(ending: str, files: list[Path], tmp_path: Path) -> None:
    target = tmp_path / f"out{ending}"
    code, out, error = run("diagnose", files[0], "-o", target, "--language", "en")
    assert (code, out) == (2, "")
    assert f"this command does not write {ending.lower()}; it writes .json, .jsonl, .md, .txt\n" in error
    assert not target.exists()


def test_a_file_holds_the_bytes_that_standard_output_gets(files: list[Path], tmp_path: Path) -> None:
    for form in ("text", "json", "markdown"):
        target = tmp_path / "out"
        run("diagnose", files[0], "--format", form, "-o", target)
        assert target.read_text(encoding="utf-8") == run("diagnose", files[0], "--format", form, "--full")[1]
        assert b"\r" not in target.read_bytes()


# Exit codes


@pytest.mark.parametrize(
    ("text", "code"),
    [(CONFIRMED, 0), (POSSIBLE, 10), (UNRECOGNIZED, 11), (OUT_OF_SCOPE, 11), (INCOMPLETE, 11), (BAD, 2)],
    ids=["confirmed", "possible", "unrecognized", "out of scope", "incomplete", "bad"],
)
def test_the_exit_code_tells_the_outcome_where_it_is_asked_for(text: str, code: int) -> None:
    assert run("diagnose", "-", "--exit-code", stdin=text)[0] == code
    assert run("diagnose", "-", stdin=text)[0] == (2 if text is BAD else 0)


def test_the_worst_of_several_counts_and_bad_input_before_all(files: list[Path]) -> None:
    assert run("diagnose", files[0], files[2], "--exit-code")[0] == 11
    assert run("diagnose", *files, "--exit-code")[0] == 2


# Languages


@pytest.mark.parametrize(
    ("env", "swedish"),
    [
        ({"LANG": "sv_SE.UTF-8"}, True), ({"LANG": "en_US.UTF-8"}, False), ({"LANG": "de_DE.UTF-8"}, False),
        ({"LANG": "C"}, False), ({}, False), ({"LC_ALL": "sv_SE", "LANG": "en_US"}, True),
        ({"LC_ALL": "en_US", "LANG": "sv_SE"}, False), ({"LC_ALL": "", "LC_MESSAGES": "sv_SE"}, True),
        ({"LANGUAGE": "sv:en", "LANG": "en_US"}, True),
    ],
    ids=str,
)
def test_the_language_is_that_of_the_environment(env: dict[str, str], swedish: bool) -> None:
    clean: dict[str, str] = dict.fromkeys(("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"), "") | env
    out = run("diagnose", "--set", "platform=folio", "--format", "json", environment=clean)[1]
    assert json.loads(out)["language"] == ("sv" if swedish else "en")
    error = run("diagnose", "--set", "plattform=folio", environment=clean)[2]
    assert ("menade du" in error) is swedish


def test_an_option_goes_before_the_environment() -> None:
    for chosen, environment in (("en", "sv_SE.UTF-8"), ("sv", "en_US.UTF-8")):
        env = {"LC_ALL": environment}
        out = run("diagnose", "--set", "platform=folio", "--format", "json", "--language", chosen, environment=env)[1]
        assert json.loads(out)["language"] == chosen
        error = run("diagnose", "--language", chosen, "--set", "plattform=folio", environment=env)[2]
        assert ("menade du" in error) is (chosen == "sv")


# Whole files or none


def entries(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("failing", "number", "reason"),
    [
        ("os.replace", errno.ENOSPC, "det finns inget utrymme kvar"),
        ("os.replace", errno.EACCES, "åtkomst nekad"),  # on Windows, a file that is open elsewhere
        ("os.fdopen", errno.ENOSPC, "det finns inget utrymme kvar"),
        ("os.chmod", errno.EPERM, "åtkomst nekad"),
        ("os.open", errno.EACCES, "åtkomst nekad"),
        ("os.open", errno.EROFS, "det går inte att skriva där"),
        ("os.fsync", errno.ENOSPC, "det finns inget utrymme kvar"),  # a disk can say so as late as that
    ],
)
def test_when_writing_fails_the_old_file_stays_and_nothing_lies_beside_it(
    failing: str, number: int, reason: str, files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.json"
    target.write_text("old", encoding="utf-8")
    before = entries(tmp_path)

    opened = os.open

    def fail(*given: Any, **settings: Any) -> int:
        # A fact file is opened so too.
        if failing == "os.open" and not given[1] & os.O_WRONLY:
            return opened(*given, **settings)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(failing, fail)
    code, out, error = run("diagnose", files[0], "-o", target, "--language", "sv")
    monkeypatch.undo()
    assert (code, out) == (2, "")
    assert error == f"{target}: det går inte att skriva filen ({reason})\n"
    assert target.read_text(encoding="utf-8") == "old"
    assert entries(tmp_path) == before


def test_when_somebody_interrupts_the_old_file_stays(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.json"
    target.write_text("old", encoding="utf-8")
    before = entries(tmp_path)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.replace", interrupt)
    result = run("diagnose", files[0], "-o", target)
    monkeypatch.undo()
    assert (result.exit_code, result.output) == (130, "")
    assert target.read_text(encoding="utf-8") == "old"
    assert entries(tmp_path) == before


def test_an_existing_file_is_replaced_whole_and_keeps_its_permissions(files: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("x" * 1_000_000, encoding="utf-8")
    target.chmod(0o640)
    assert run("diagnose", files[0], "-o", target)[0] == 0
    json.loads(target.read_text(encoding="utf-8"))
    if os.name == "posix":
        assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_a_new_file_gets_the_permissions_that_any_new_file_gets(files: list[Path], tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    run("diagnose", files[0], "-o", tmp_path / "out.json")
    assert (tmp_path / "out.json").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_name_as_long_as_names_can_be_is_written(files: list[Path], tmp_path: Path) -> None:
    target = tmp_path / ("x" * 250 + ".json")
    assert run("diagnose", files[0], "-o", target)[0] == 0
    assert target.is_file()


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_a_link_stays_a_link(files: list[Path], tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old", encoding="utf-8")
    (tmp_path / "link.json").symlink_to("real.json")
    assert run("diagnose", files[0], "-o", tmp_path / "link.json")[0] == 0
    assert (tmp_path / "link.json").is_symlink()
    json.loads((tmp_path / "real.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes as POSIX has them")
def test_a_pipe_is_written_into_and_not_replaced(files: list[Path], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    assert run("diagnose", files[0], "-o", pipe, "--format", "json")[0] == 0
    reader.join(timeout=30)
    assert json.loads(got[0])["outcome"] == "confirmed"
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("target", "said"),
    [("nowhere/out.json", "mappen finns inte"), (".", "det är en mapp"), ("1.yaml/out.json", "mappen finns inte")],
)
def test_a_place_that_cannot_be_written_is_told(target: str, said: str, files: list[Path], tmp_path: Path) -> None:
    path = tmp_path / target
    code, out, error = run("diagnose", files[0], "-o", path, "--format", "json", "--language", "sv")
    assert (code, out) == (2, "")
    assert error == f"{path}: det går inte att skriva filen ({said})\n"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(files: list[Path], tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    code, _, error = run("diagnose", files[0], "-o", locked / "out.json", "--language", "en")
    assert code == 2
    assert error == f"{locked}/out.json: the file cannot be written (permission denied)\n"


def test_bad_input_and_a_bad_target_are_told_together(files: list[Path], tmp_path: Path) -> None:
    code, out, error = run("diagnose", *files, "-o", tmp_path / "nowhere" / "out.json", "--language", "en")
    assert (code, out) == (2, "")
    assert [line.partition(": ")[2] for line in error.splitlines()] == [
        'there is no fact "plattform"; did you mean "platform"?',
        "the file cannot be written (there is no such folder)",
    ]


def test_nothing_is_written_where_no_file_could_be_read(files: list[Path], tmp_path: Path) -> None:
    assert run("diagnose", files[1], "-o", tmp_path / "out.json")[0] == 2
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize("command", ["diagnose", "graph", "explain"])
def test_a_result_never_overwrites_the_facts_it_is_made_from(command: str, files: list[Path], tmp_path: Path) -> None:
    (tmp_path / "again.yaml").hardlink_to(files[0])
    for target in (files[0], tmp_path / "again.yaml", tmp_path / "." / "1.yaml"):
        code, out, error = run(command, files[0], "-o", target, "--format", "text", "--language", "en")
        assert (code, out) == (2, "")
        assert "the result would overwrite the fact file" in error
        assert files[0].read_text(encoding="utf-8") == CONFIRMED


# A pipe is not a terminal


def test_what_is_piped_has_no_color_and_is_not_wrapped() -> None:
    out = run("diagnose", *EXAMPLES, environment={"COLUMNS": "40", "FORCE_COLOR": "1", "TERM": "xterm-256color"})[1]
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) > 120


# How much is said


def test_the_first_screen_is_short_and_the_whole_report_a_word_away(files: list[Path]) -> None:
    screen = run("diagnose", files[0], "--language", "en")[1]
    assert screen.startswith(f"{files[0].name}: The borrower has no valid card\nConfirmed, because ")
    assert "(line 3)" in screen
    assert "More: --full" in screen
    whole = run("diagnose", files[0], "--full", "--language", "en")[1]
    assert "SOURCES" in whole
    assert "SOURCES" not in screen


def test_one_line_for_each_case(files: list[Path]) -> None:
    names = [files[0], files[2]]
    code, out, _ = run("diagnose", *names, "--brief", "--language", "en")
    assert code == 0
    first, second = out.splitlines()
    assert first == f"{files[0].name}: confirmed: The borrower has no valid card"
    assert second.startswith(f"{files[2].name}: not recognized: ")


def test_several_cases_are_a_table_that_counts_them(tmp_path: Path) -> None:
    for name, text in (("b", CONFIRMED), ("a", OUT_OF_SCOPE), ("c", CONFIRMED)):
        (tmp_path / f"{name}.yaml").write_text(f"case: INC-{name}\n{text}", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.yaml").write_text(BAD, encoding="utf-8")
    code, out, error = run("diagnose", tmp_path, "--language", "en")
    assert (code, error) == (0, f"{tmp_path.as_posix()}: files with other endings are left out: 1\n")
    header, *rows, empty, counts = out.splitlines()
    assert [row.split()[0] for row in rows] == ["INC-a", "INC-b", "INC-c"]
    assert header.index("Outcome") == rows[0].index("out of scope") == rows[1].index("confirmed")
    assert (empty, counts) == ("", "3 cases: confirmed 2, out of scope 1.")


def test_quietly_the_exit_code_tells(files: list[Path]) -> None:
    assert run("diagnose", files[0], "-q") == (0, "", "")
    assert run("diagnose", "nobody knows what this says", "-q") == (11, "", "")
    code, out, error = run("diagnose", files[1], "-q", "--language", "en")
    assert (code, out) == (2, "")
    assert "there is no fact" in error
