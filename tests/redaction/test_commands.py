"""`--redact` on every command that writes a case, the settings beside it, and what messages of commands repeat."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest

from tests.commands import every_command, run

WRITES_A_CASE = (
    "ask", "class", "diagnose", "diff", "escalate", "explain", "graph", "ladder", "plan", "slides", "ticket",
)  # fmt: skip
ELSEWHERE = ("ask", "slides")  # an interview types, and slides are files: these have tests of their own
CASE = (
    "case: Svensson-0\nerror: |\n  Hej Anna! This card is not valid for anna@library.example\n  Mvh Bo Ek\n"
    "card: missing\n"
)
PRIVATE = ("Svensson", "Anna", "anna@", "Bo Ek")


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "home"))
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


def shown(*arguments: str | Path) -> str:
    done = run(*arguments, stdin="")
    assert done.exit_code == 0, done.output
    return done.stdout


def test_every_command_that_reads_a_case_can_redact_it() -> None:
    reads = {names[0] for names, command in every_command() if _has(command, "settings") and names}
    can = {names[0] for names, command in every_command() if _has(command, "redact") and names}
    without_a_case = {"collect", "evidence", "fleet", "preflight"}  # they have tests of their own
    assert can - without_a_case == set(WRITES_A_CASE)
    assert reads - can == set(), "what reads facts shows them"


def _has(command: click.Command, name: str) -> bool:
    return any(param.name == name for param in command.params)


@pytest.mark.parametrize("command", [name for name in WRITES_A_CASE if name not in ELSEWHERE])
@pytest.mark.parametrize("level", ["personal", "tenant"])
def test_what_is_masked_is_not_shown_by_any_command(command: str, level: str, case: Path) -> None:
    other = case.with_name("other.yaml")
    other.write_text("error: SealUnknown\n", encoding="utf-8")
    files = [other, case] if command == "diff" else [case]
    for more in ([], ["--format", "json"]) if command not in ("class", "graph", "ladder") else ([],):
        said = shown(command, *files, "--redact", level, *more)
        said = re.sub("Anna(?='s|[a-z])", "", said)  # as the rules have it: Anna's, Annars
        assert [word for word in PRIVATE if word in said] == []


def test_an_interview_masks_its_result_and_saves_what_was_typed(case: Path) -> None:
    said = shown("ask", case, "--save", case, "--redact", "personal", "--language", "en")
    result = said[said.index("[case-1]: ") :]
    assert [word for word in PRIVATE if word in result] == []
    assert case.read_text("utf-8") == CASE


@pytest.mark.parametrize(
    ("command", "masks"), [("escalate", True), ("ticket", True), ("diagnose", False), ("plan", False)]
)
def test_what_is_handed_on_is_masked_by_itself_and_the_help_says_what_is_shown(
    command: str, masks: bool, case: Path
) -> None:
    assert ("Svensson-0" not in shown(command, case)) is masks
    assert "Svensson-0" in shown(command, case, "--redact", "none")
    said = " ".join(run(command, "--help", "--language", "en").stdout.split())
    assert ("personal (if left out)" in said) is masks
    assert ("shown as they were given, with the personal data" in said) is not masks
    swedish = " ".join(run(command, "--help", "--language", "sv").stdout.split())
    assert ("personal (om inget anges)" in swedish) is masks


@pytest.mark.parametrize("number", ["Svensson-0", "A100234"])
@pytest.mark.parametrize("command", ["escalate", "ticket"])
def test_a_ticket_number_that_may_be_a_persons_is_masked(command: str, number: str, case: Path) -> None:
    case.write_text(f"case: {number}\nerror: SealUnknown\n", encoding="utf-8")
    assert number not in shown(command, case)
    assert number not in shown(command, case, "--format", "json")


def test_a_word_in_the_settings_holds_for_every_command(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("expert.toml").write_text('redact = "personal"\n', encoding="utf-8")
    assert "Svensson" not in shown("diagnose", case)
    assert "Svensson" in shown("diagnose", case, "--redact", "none")
    monkeypatch.setenv("EXPERT_REDACT", "none")
    assert "Svensson" in shown("diagnose", case)
    assert "Svensson" in shown("escalate", case)


def test_true_and_false_speak_of_tickets_as_before(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPERT_REDACT", "false")
    assert "Svensson" in shown("ticket", case)
    assert "Svensson" not in shown("escalate", case)
    monkeypatch.setenv("EXPERT_REDACT", "true")
    assert "Svensson" not in shown("ticket", case)
    assert "Svensson" in shown("diagnose", case)


def test_with_a_key_the_alias_is_the_same_in_every_result(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPERT_REDACT_KEY", "a key of our own")
    ids = [json.loads(shown(command, case, "--redact", "personal", "--format", "json"))["case"]
           for command in ("ticket", "escalate", "plan")]
    assert len(set(ids)) == 1
    assert ids[0] != "[case-1]"
    said = run("config", "--format", "json").stdout
    assert "a key of our own" not in said
    assert json.loads(said)["settings"]["redact_key"]["value"] == "***"
    monkeypatch.setenv("EXPERT_REDACT_KEY", "short")
    refused = run("config")
    assert refused.exit_code == 2
    assert "short" not in refused.stderr.replace("shorter", "")


def test_that_names_in_sentences_are_not_known_is_said_once(case: Path) -> None:
    for arguments in (["diagnose"], ["diagnose", "--full"], ["explain"], ["plan"], ["ticket"], ["escalate"], ["graph"]):
        done = run(*arguments, case, "--redact", "personal", "--language", "en")
        said = " ".join(done.output.split())
        assert said.count("Names of people in free text are not recognized") == 1, arguments
    assert "Names of people" not in run("diagnose", case, "--redact", "none").output


# Messages


@pytest.mark.parametrize(
    "arguments",
    [
        ["--set", "serial_number=anna@library.example"], ["--set", "user=anna@library.example"],
        ["--set", "user=Anna"], ["--set", "anna@library.example=1"], ["--set", "Anna Ek"],
        ["--set", "platform=Anna Ek"],
        ["--set", "platform=anna@library.example"], ["--set", "os_version=anna@library.example"],
        ["--set", "readers_counted=anna@library.example"], ["--set", "case=x", "--set", "anna@library.example"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["diagnose", "plan", "ticket", "escalate", "explain", "graph", "ask"])
def test_no_message_of_any_command_repeats_what_may_be_personal(command: str, arguments: list[str]) -> None:
    done = run(command, *arguments, "--language", "en", stdin="")
    assert done.exit_code == 2
    assert "anna" not in done.stderr.casefold()


@pytest.mark.parametrize(
    "arguments",
    [["anna@library.example"], ["plan", "x", "anna@library.example"],
     ["explain", "case.yaml", "--why", "anna@library.example"], ["ladder", "--symptom", "anna@library.example"],
     ["facts", "anna@library.example"],
     ["diagnose", "--engine", "anna@library.example"], ["diagnose", "--anna@library.example"]],
)  # fmt: skip
def test_a_command_line_that_is_wrong_is_told_without_ids(arguments: list[str], case: Path) -> None:
    done = run(*arguments, "--language", "en")
    assert done.exit_code == 2
    assert "anna@" not in done.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("serial_number: [bad-anna]\n", 'case.yaml:1: there is no fact "serial_number"'),
        ("card: missing\nanna@library.example: x\nplatform: folio\n", "case.yaml:2: what is named here is no fact"),
        ("platform: folio\nAnna Ek: x\n", "case.yaml:2: what is named here is no fact"),
        ("platform: Anna\n", "case.yaml:1: platform cannot be what is written here; it can be: folio"),
        ("case: [anna]\nplatform: folio\n", "case.yaml:1: case takes one value, not a list or a table"),
        ("platform: folio\nanna@library.example:\n  x: 1\n", "case.yaml:2: a name at the beginning of a line takes"),
        ("platform: folio\nanna@library.example: 1\nanna@library.example: 2\n", "is already given on line 2"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_told_without_the_value(text: str, says: str, case: Path) -> None:
    case.write_text(text, encoding="utf-8")
    done = run("diagnose", case, "--language", "en")
    assert done.exit_code == 2
    assert says in done.stderr
    assert "anna" not in done.stderr.replace(str(case), "").casefold()


def test_what_a_folder_does_not_say_of_its_fact_is_repeated_nowhere(case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "vocabulary.yaml").write_text(
        "facts:\n  contact:\n    type: {type}\n    cost: user\n    title: {{en: Contact, sv: Kontakt}}\n"
        "    ask: {{en: 'Who?', sv: 'Vem?'}}\n    where_to_look: {{en: Ask., sv: Fråga.}}\n".format(type="text"),
        encoding="utf-8",
    )
    case.write_text("error: Fel 4711\ncontact: Bo Ek\n", encoding="utf-8")
    assert "Bo Ek" not in shown("escalate", case, "--rules", folder)
    assert "Bo Ek" in shown("escalate", case, "--rules", folder, "--redact", "none")
    wrong = run("escalate", case, "--rules", folder, "--set", "contact=Bo Ek", "--set", "plattform=1")
    assert wrong.exit_code == 2
    assert "Bo Ek" not in wrong.stderr
    said = json.loads(run("facts", "contact", "--rules", folder, "--format", "json").stdout)
    assert (said[0]["privacy"], said[0]["personal"]) == ("personal", True)


def test_both_ways_to_say_whom_a_fact_gives_away_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text(
        "facts:\n  contact:\n    type: text\n    cost: user\n    personal: true\n    privacy: personal\n"
        "    title: {en: Contact, sv: Kontakt}\n    ask: {en: 'Who?', sv: 'Vem?'}\n"
        "    where_to_look: {en: Ask., sv: Fråga.}\n",
        encoding="utf-8",
    )
    done = run("diagnose", "--set", "error=x", "--rules", tmp_path, "--language", "en")
    assert done.exit_code == 2
    assert "vocabulary.yaml:5: `personal` is an earlier way to say `privacy`; keep `privacy`" in done.stderr


@pytest.mark.parametrize(
    ("message", "hidden"),
    [("Annas iPhone says the shelf is full", "Annas"), ("The shelf is full. Thanks, Anna", "Anna"),
     ("The shelf is full for Dr Svensson", "Svensson"), ("The shelf is full, password hunter2!", "hunter2"),
     ("The shelf is full in Storgatan 5", "Storgatan")],
)  # fmt: skip
def test_whatever_is_masked_in_results_is_masked_where_a_message_is_repeated(message: str, hidden: str) -> None:
    done = run("diagnose", message, "--redact", "personal", "--language", "en")
    assert "there is no such file, so this is read as the message" in done.stderr
    assert hidden not in done.output


def test_a_message_on_the_command_line_is_repeated_without_ids() -> None:
    done = run("diagnose", "anna@library.example: This card is not valid", "--redact", "personal", "--language", "en")
    assert done.exit_code == 0
    assert "there is no such file, so this is read as the message" in done.stderr
    assert "anna" not in done.output


# What is said of it


MASKED, NOTHING = "What identifies a person or a device is masked.", "Nothing was found that had to be masked."


@pytest.mark.parametrize(("fact", "says"), [
    ("error=SealUnknown for anna@contoso.com", MASKED), ("error=SealUnknown", NOTHING), ("platform=folio", None),
])  # fmt: skip
@pytest.mark.parametrize("command", [("diagnose",), ("diagnose", "--full"), ("graph", "--format", "text")])
def test_it_says_that_something_was_masked_where_something_was(
    command: tuple[str, ...], fact: str, says: str | None
) -> None:
    said = " ".join(run(*command, "--set", fact, "--redact", "personal", "--language", "en").output.split())
    assert [words for words in (MASKED, NOTHING) if words in said] == ([] if says is None else [says])
    assert said.count("Names of people in free text are not recognized") == (says is not None)


def test_a_message_to_the_user_is_redacted_as_every_other_result(case: Path) -> None:
    for level in ("none", "personal", "tenant"):
        done = run("ticket", case, "--for", "user", "--redact", level, "--language", "en")
        assert done.exit_code == 0
        assert [word for word in PRIVATE if word in done.output] == []
