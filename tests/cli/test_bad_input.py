"""Whatever a confused user hands the command: a clear message, exit code 2, and nothing on standard output."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from expert.foundations.texts import LANGUAGES
from tests.commands import run
from tests.each import each

GOOD = "error: The shelf is full\nplatform: folio\n"


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file and gives its path."""

    def write(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


# For each: the file's name, what is in it, the line that is named, and what is said.
BAD: dict[str, tuple[str, str | bytes, int | None, str]] = {
    "empty": ("a.yaml", "", None, "the file is empty"),
    "only a comment": ("a.yaml", "# platform: folio\n", None, "the file is empty"),
    "binary": ("a.yaml", b"\x00\x01\x02", None, "this is not a text file"),
    "Swedish in Latin-1": ("a.yaml", "platform: folio\nerror: på åäö\n".encode("latin-1"), 2, "not in UTF-8"),
    "exploding anchors": ("a.yaml", "error: &a [x]\nplatform: [*a, *a]\n", 1, "anchors and aliases"),
    "a key given twice": ("a.yaml", "platform: folio\nplatform: folio\n", 2, "is already given on line 1"),
    "a key given twice in JSON": ("a.json", '{"platform": "folio",\n"platform": "folio"}', 2, "given on line 1"),
    "a hundred thousand levels": ("a.yaml", "error: " + "[" * 100_000, 1, "nested more than 40 levels deep"),
    "a hundred thousand levels of JSON": ("a.json", '{"error": ' + "[" * 100_000, 1, "nested more than 40 levels"),
    "an unknown fact": ("a.yaml", "\nplattform: folio\n", 2, 'did you mean "platform"?'),
    "a wrong value": ("a.yaml", "platform: foilo\n", 1, 'did you mean "folio"?'),
    "a wrong type": ("a.yaml", "readers_counted: many\n", 1, "must be a whole number"),
    "a ticket's number of a million characters": ("a.yaml", "case: " + "x" * 1_000_000, 1, "takes at most 10000 char"),
    "a number of thousands of digits": ("a.yaml", f"readers_counted: {'9' * 5_000}\n", 1, "must be a whole number"),
    "one in JSON": ("a.json", f'{{"readers_counted": {"9" * 5_000}}}', 1, "must be a whole number"),
    "several documents": ("a.yaml", "platform: folio\n---\nplatform: folio\n", 2, "a second document begins here"),
    "a list": ("a.yaml", "- platform: folio\n", 1, "this is not a list of facts"),
    "a table in a table": ("a.yaml", "device:\n  platform: folio\n", 1, "not further names"),
    "a control character": ("a.yaml", "platform: folio\nerror: a\x07b\n", 2, "control character"),
    "bad YAML": ("a.yaml", "card: Failed: no network\n", 1, "put a text with : in it in quotes"),
    "bad JSON": ("a.json", '{"platform": "folio",}', 1, "not well-formed JSON"),
    "no space after the colon": ("a.txt", "platform:folio\nerror:x\n", 1, "with a space after the colon"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["diagnose", "graph", "explain"])
def test_a_bad_file_is_told_with_its_line(
    command: str, name: str, file: Callable[[str, str | bytes], Path]
) -> None:
    called, text, line, said = BAD[name]
    path = file(called, text)
    code, out, error = run(command, path, "--language", "en")
    assert (code, out) == (2, "")
    (only,) = error.splitlines()
    assert only.startswith(f"{path.as_posix()}: " if line is None else f"{path.as_posix()}:{line}: ")
    assert said in only


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_in_swedish(name: str, file: Callable[[str, str | bytes], Path]) -> None:
    called, text, line, said = BAD[name]
    path = file(called, text)
    code, out, error = run("diagnose", path, "--language", "sv")
    assert (code, out) == (2, "")
    assert error.startswith(f"{path.as_posix()}: " if line is None else f"{path.as_posix()}:{line}: ")
    assert said not in error
    assert any(word in error.split() for word in ("är", "ska", "finns", "menade", "läses", "djupt;", "tar", "börjar"))


# Standard input has no ending that asks for JSON, and YAML allows the comma.
@pytest.mark.parametrize("name", [name for name in BAD if name != "bad JSON"])
def test_standard_input_is_held_to_the_same(name: str) -> None:
    _, text, line, said = BAD[name]
    code, out, error = run("diagnose", "-", "--language", "en", stdin=text.encode() if isinstance(text, str) else text)
    assert (code, out) == (2, "")
    assert error.startswith("standard input: " if line is None else f"standard input:{line}: ")
    assert said in error


LARGE_FACT_FILE = b"platform: folio\nerror: |\n" + b"  a line of a log\n" * 20_000


def test_a_fact_file_of_a_hundred_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as stream:
        stream.write(LARGE_FACT_FILE)
        stream.truncate(100_000_000)
    code, out, error = run("diagnose", path, "--language", "en")
    assert (code, out) == (2, "")
    assert error.startswith(f"{path.as_posix()}: larger than 2 MB")


@pytest.mark.parametrize("size", [1_000, 100_000_000])
def test_what_is_no_text_is_refused_whatever_its_size(size: int, tmp_path: Path) -> None:
    path = tmp_path / "big.bin"
    with path.open("wb") as stream:
        stream.truncate(size)
    said = f"{path.as_posix()}: this is not a text file; it must be YAML or JSON\n"
    assert run("diagnose", path, "--language", "en") == (2, "", said)


def test_of_an_endless_standard_input_only_a_little_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as stream:
        stream.write(LARGE_FACT_FILE)
        stream.truncate(100_000_000)
    with path.open("rb") as stream:
        result = run("diagnose", "-", "--language", "en", stdin=stream)
        assert stream.tell() < 3_000_000
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("standard input: larger than 2 MB")


def test_a_folder_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    code, out, error = run("diagnose", tmp_path, tmp_path / "no.yaml", "--language", "en")
    assert (code, out) == (2, "")
    assert error.splitlines() == [
        f"{tmp_path.as_posix()}: there is no case in this folder (files ending in .yaml, .yml, .json, .txt, .log, .md, "
        ".eml)",
        f"{tmp_path.as_posix()}/no.yaml: there is no such file",
    ]


def test_a_file_that_may_not_be_read_is_told(
    file: Callable[[str, str | bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = file("locked.yaml", GOOD)
    # The rules are read before, so that only the fact file is refused.
    run("diagnose", "--set", "platform=folio")
    monkeypatch.setattr("expert.foundations.parsing.open", refuse, raising=False)
    assert run("diagnose", path, "--language", "sv") == (
        2, "", f"{path.as_posix()}: det går inte att läsa filen (åtkomst nekad)\n",
    )


def test_every_problem_of_every_file_and_setting_is_told_at_once(file: Callable[[str, str | bytes], Path]) -> None:
    first = file("1.yaml", "plattform: folio\nplatform: foilo\ncard: x\ncard: y\n")
    second = file("2.json", '{"error": ""}')
    third = file("3.yaml", "card: a: b\n")
    code, out, error = run(
        "diagnose", first, second, third, "--set", "foo=1", "--set", "platform", "--set", "os_version=new",
        "--language", "en",
    )
    assert (code, out) == (2, "")
    assert error.splitlines() == [
        "--set platform: write it as fact=value",
        '--set foo=…: there is no fact "foo"; `expert facts` lists them all',
        '--set os_version=new: os_version must be a version such as 17.10, not "new"',
        f'{first}:1: there is no fact "plattform"; did you mean "platform"?',
        f'{first}:2: platform cannot be "foilo"; did you mean "folio"?',
        f'{first}:3: card cannot be "x"; it can be: expired, missing, valid',
        f'{first}:4: "card" is already given on line 3; keep one of them',
        f"{second}:1: error is empty; leave it out when there is no message",
        f"{third}:1: this is not well-formed YAML: there is a : where none can be; put a text with : in it in "
        "quotes, and check the indentation",
    ]


def test_with_a_wrong_setting_nothing_is_diagnosed(file: Callable[[str, str | bytes], Path]) -> None:
    code, out, error = run("diagnose", file("1.yaml", GOOD), file("2.yaml", GOOD), "--set", "plattform=folio")
    assert (code, out) == (2, "")
    assert len(error.splitlines()) == 1, "it is told once, not for every file"


def test_what_if_is_held_to_the_facts_too(file: Callable[[str, str | bytes], Path]) -> None:
    settings = ["--what-if", "plattform=folio", "--what-if", "platform", "--what-if", "platform=foilo"]
    code, out, error = run("explain", file("1.yaml", GOOD), *settings, "--language", "en")
    assert (code, out) == (2, "")
    assert error.splitlines() == [
        "--what-if platform: write it as fact=value",
        '--what-if plattform=…: there is no fact "plattform"; did you mean "platform"?',
        '--what-if platform=foilo: platform cannot be "foilo"; did you mean "folio"?',
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("platform=folio", '; a fact is given as --set "platform=folio"'),
        ("The shelf is full.yaml", '; a message that looks like a file is given as --set error="…"'),
        ("case", '; did you mean "{folder}/case.yaml"?'),
        ("case.yml", '; did you mean "{folder}/case.yaml"?'),
        ("bass.yaml", ""),
        ("caes.yaml", '; did you mean "{folder}/case.yaml"?'),
        ("x=y", ""),
        ("*.yaml", ""),
    ],
)
def test_a_name_that_is_no_file_is_answered_with_what_was_meant(
    name: str, said: str, file: Callable[[str, str | bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = file("case.yaml", GOOD).parent
    monkeypatch.chdir(folder)
    expected = f"{name}: there is no such file{said.format(folder='.').replace('./', '')}\n"
    assert run("diagnose", name, "--language", "en") == (2, "", expected)


def test_nothing_at_all_is_answered_with_what_can_be_given() -> None:
    code, out, error = run("diagnose", "--language", "en")
    assert (code, out) == (2, "")
    assert error == (
        "name a fact file or a text (- is standard input), or give the message, or facts with --set\n"
    )
    for command in ("graph", "explain"):
        assert run(command, "--language", "en") == (2, "", error)


def test_standard_input_can_be_read_only_once() -> None:
    code, out, error = run("diagnose", "-", "-", "--format", "json", "--language", "en", stdin=GOOD.encode())
    assert code == 2
    assert out.startswith('{"schema":')
    assert error == "standard input: it can be read only once\n"


@pytest.mark.parametrize("odd", ["\udcff\udcfe", "\x1b[2J", "a\x00b\nc"])
def test_bytes_that_are_no_text_in_a_setting_do_no_harm(odd: str) -> None:
    code, out, error = run("diagnose", "--set", f"error={odd}The shelf is full", "--format", "json")
    assert (code, error) == (0, "")
    assert "\\u001b" not in out
    code, out, error = run("diagnose", "--set", f"platform={odd}")
    assert (code, out) == (2, "")
    assert error.isprintable() or error.endswith("\n")
    assert odd not in error


def test_a_file_name_that_is_no_text_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a\udcff\x1b.yaml"
    try:
        path.write_text(GOOD, encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this system does not allow such names")
    code, out, _ = run("diagnose", path, "--format", "json")
    assert code == 0
    assert r"a\\udcff\\x1b.yaml:2" in out
    path.write_text("platform: foilo\n", encoding="utf-8")
    code, out, error = run("diagnose", path)
    assert (code, out) == (2, "")
    assert r"a\udcff\x1b.yaml:1: " in error


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["diagnos"], "Did you mean 'diagnose'"),
        (["diagnose", "--langage", "sv"], "--langage"),
        (["diagnose", "--language", "de"], "'de' is not one of 'en', 'sv'"),
        (["diagnose", "x", "--format", "pdf"], "'pdf' is not one of"),
        (["diagnose", "x", "--set"], "requires an argument"),
        (["graph", "a", "b"], "unexpected extra argument"),
        (["schema"], "facts"),
        (["schema", "fact"], "is not one of"),
        (["rules", "show"], "Missing argument"),
        (["rules", "chek"], "No such command"),
    ],
)
def test_wrong_usage_leaves_with_2_and_a_hint(arguments: list[str], said: str) -> None:
    code, out, error = run(*arguments)
    assert (code, out) == (2, "")
    assert said in error


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rules", "show", "shelf-ful"],
         'there is no symptom, cause, remedy, derivation or fact "shelf-ful"; did you mean "shelf-full"?'),
        (["rules", "show", "qwerty"], '"qwerty"; `expert rules list` shows what there is'),
        (["tree", "--symptom", "shelf-ful"], 'there is no symptom "shelf-ful"; did you mean "shelf-full"?'),
        (["tree", "--topic", "limit"], 'there is no topic "limit"; did you mean "limits"?'),
        (["tree", "--topic", "limits", "--symptom", "shelf-full"], "choose --symptom or --topic, not both"),
    ],
)
def test_an_unknown_part_of_the_rules_is_answered_with_the_nearest(arguments: list[str], said: str) -> None:
    code, out, error = run(*arguments, "--language", "en")
    assert (code, out) == (2, "")
    assert error.endswith(f"{said}\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "1e3", "9" * 400, "", "٣", "0x10", "1_0"])
@each("arguments", [
    ("rules", "check", "--stale-after"), ("rules", "links", "--timeout"), ("rules", "mutants", "--sample"),
    ("rules", "mutants", "--jobs"), ("diagnose", "x", "--timeout"), ("rules", "mutants", "--at-least"),
    ("practice", "--seed"), ("handout", "--seed"),
])  # fmt: skip
def test_no_number_is_told_in_a_line_of_the_language(arguments: tuple[str, ...], value: str, language: str) -> None:
    if value == "0" and arguments[-1] in ("--seed", "--at-least"):  # that is one there
        return
    code, out, said = run(*arguments, value, environment={"EXPERT_LANGUAGE": language})
    assert (code, out, len(said.splitlines())) == (2, "", 1)
    assert said.startswith(arguments[-1])


@pytest.mark.parametrize("arguments", [
    ("diagnose", "--timeout", "anna.lind@contoso.com"), ("config",), ("facts", "anna.lind@contoso.com"),
    ("explain", "NoJoinRule", "--why-not", "anna.lind@contoso.com"),
    ("diagnose", "NoJoinRule", "--format", "a@contoso.com"),
])  # fmt: skip
def test_what_is_hidden_of_what_was_typed_says_so(arguments: tuple[str, ...]) -> None:
    wrong = {"EXPERT_OUTPUT": "anna@contoso.com"} if arguments == ("config",) else {}
    code, _, said = run(*arguments, environment=wrong)
    assert code == 2
    assert "(hidden: it may be personal)" in said
    assert "contoso" not in said
    assert "user-1" not in said
