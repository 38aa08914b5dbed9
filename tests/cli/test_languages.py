"""Everything that a command says about itself is in the reader's language: help, headings and usage errors."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from expert.cli.main import main
from tests import commands
from tests.commands import Ran

ENGLISH = re.compile(
    r"\b(the|of|and|this|with|for|is|to|or|not|when|file|files|which|what|show|case|usage|options?|commands?|"
    r"arguments?|error|try|help|such|invalid|missing|value|did|mean)\b",
    re.IGNORECASE,
)
SWEDISH = {"LC_ALL": "sv_SE.UTF-8"}
ENGLISH_ENVIRONMENT = {"LC_ALL": "en_US.UTF-8"}
COMMANDS = [names for names, _ in commands.every_command()]


def run(*arguments: str, **environment: str) -> Ran:
    return commands.run(*arguments, environment=environment or ENGLISH_ENVIRONMENT)


def without_language(text: str) -> str:
    """Help without the option by which the commands in it ask for a language, and whatever its lines are."""
    return re.sub(r" --language (en|sv)\b", "", " ".join(text.split()))


def prose(text: str) -> str:
    """Help without what is typed to the letter: names of options and commands, and choices."""
    text = re.sub(r"^(Användning:.*|  \w+  | *expert .*)", "", text, flags=re.MULTILINE)
    return re.sub(r"--?[\w-]+|[\[{][\w|]+[\]}]|expert [a-z ]+|`.*?`", "", text)


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_the_help_of_every_command_is_in_swedish(names: tuple[str, ...]) -> None:
    code, out, error = run(*names, "--help", **SWEDISH)
    assert (code, error) == (0, "")
    assert out.startswith(f"Användning: {' '.join(('expert', *names))} [ALTERNATIV]")
    assert "\nAlternativ:\n" in out
    assert ENGLISH.findall(prose(out)) == []
    english = run(*names, "--help")[1]
    shared = {line.strip() for line in out.splitlines()} & {line.strip() for line in english.splitlines()}
    assert not [line for line in shared if re.search(r"[a-z]", prose(line))]


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_help_is_asked_for_in_a_word_or_a_letter_and_in_any_language(names: tuple[str, ...]) -> None:
    swedish = run(*names, "--help", **SWEDISH)
    assert run(*names, "-h", **SWEDISH) == swedish
    asked = run(*names, "-h", "--language", "sv")
    assert asked == run(*names, "--language=sv", "-h") == run("--language", "sv", *names, "-h")
    assert without_language(asked.stdout) == without_language(swedish.stdout)
    english = run(*names, "-h", "--language", "en", **SWEDISH).stdout
    assert without_language(english) == without_language(run(*names, "-h").stdout)


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_what_can_be_typed_next_asks_for_the_language_where_it_was_asked_for(names: tuple[str, ...]) -> None:
    examples = run(*names, "--help", "--language", "sv").stdout.partition("\nExempel:\n")[2].splitlines()[1::2]
    assert all(" --language " in line for line in examples)
    unasked = run(*names, "--help", **SWEDISH).stdout.partition("\nExempel:\n")[2]
    assert "--language" not in unasked or names == ("ticket",)


def test_english_help_is_headed_as_ever() -> None:
    out = run("diagnose", "--help")[1]
    assert out.startswith("Usage: expert diagnose [OPTIONS] FILE...\n\n  Diagnose the case in a fact file (YAML or")
    assert "\nOptions:\n  --set FACT=VALUE" in out
    assert re.search("\n  -h, --help +Show this message and exit.", out)
    assert "\nCommands:\n  check    Check every rule file.\n" in run("rules", "--help")[1]


def test_the_commands_are_grouped_by_who_wants_them() -> None:
    out = run("--help")[1]
    places = [out.index(f"\n{heading}:\n") for heading in ("A case", "Many cases", "A class", "The rules")]
    assert places == sorted(places)
    assert out.index("A case:") < out.index("  diagnose ") < out.index("Many cases:")
    assert out.index("A class:") < out.index("  practice ") < out.index("The rules:") < out.index("  rules ")
    context = click.Context(main)
    assert all(out.count(f"\n  {name} ") == 1 for name in main.list_commands(context))
    assert "\nEtt ärende:\n  diagnose " in run("--help", **SWEDISH)[1]


MISUSED = [
    (["diagnos"], "No such command 'diagnos'. Did you mean 'diagnose'?",
     "Kommandot ”diagnos” finns inte. Menade du ”diagnose”?"),
    (["qwerty"], "No such command 'qwerty'.", "Kommandot ”qwerty” finns inte."),
    (["rules", "chek"], "No such command 'chek'. Did you mean 'check'?",
     "Kommandot ”chek” finns inte. Menade du ”check”?"),
    (["diagnose", "--langage"], "No such option '--langage'. Did you mean '--language'?",
     "Alternativet ”--langage” finns inte. Menade du ”--language”?"),
    (["diagnose", "-x"], "No such option '-x'.", "Alternativet ”-x” finns inte."),
    (["diagnose", "--set"], "Option '--set' requires an argument.", "Alternativet ”--set” kräver ett värde."),
    (["diagnose", "--exit-code=3"], "Option '--exit-code' does not take a value.",
     "Alternativet ”--exit-code” tar inget värde."),
    (["diagnose", "--language", "de"], "Invalid value for '--language': 'de' is not one of 'en', 'sv'.",
     "Ogiltigt värde för ”--language”: ”de” är inget av ”en”, ”sv”."),
    (["graph", "a", "b"], "Got unexpected extra argument (b)", "Det finns argument för mycket (b)"),
    (["rules", "show", "x", "a", "b"], "Got unexpected extra arguments (a b)", "Det finns argument för mycket (a b)"),
    (["rules", "show"], "Missing argument 'ID'.", "Argumentet ”ID” saknas."),
    (["schema"],
     "Missing argument '{facts|rules|result|coverage|evidence|preflight}'. Choose from:\n\tfacts,\n\trules,\n\tresult,"
     "\n\tcoverage,\n\tevidence,\n\tpreflight",
     "Argumentet ”{facts|rules|result|coverage|evidence|preflight}” saknas. Välj bland:\n\tfacts,\n\trules,\n\tresult,"
     "\n\tcoverage,\n\tevidence,\n\tpreflight"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "english", "swedish"), MISUSED)
def test_a_command_that_is_misused_says_so_in_the_readers_language(
    arguments: list[str], english: str, swedish: str
) -> None:
    code, out, error = run(*arguments)
    assert (code, out) == (2, "")
    assert error.endswith(f"Error: {english}\n")
    for environment, more in ((SWEDISH, ()), (ENGLISH_ENVIRONMENT, ("--language", "sv"))):
        code, out, error = run(*more, *arguments, **environment)
        assert (code, out) == (2, "")
        assert error.endswith(f"Fel: {swedish}\n")
        assert ENGLISH.findall(prose(error.partition("\nFel:")[0])) == []


def test_what_cannot_be_seen_is_not_sent_to_the_terminal() -> None:
    for arguments in (["a\x1b[2J"], ["diagnose", "--\x1b[2J"], ["graph", "a", "\x1b[2J"], ["tree", "--format", "\x1b"]):
        assert "\x1b" not in run(*arguments)[2]


@pytest.mark.parametrize("seed", ["abc", "-1", "1.5", "٣", "", "9" * 100])
def test_a_seed_that_is_none_is_answered_with_a_plain_sentence(seed: str) -> None:
    code, out, error = run("practice", "--seed", seed)
    assert (code, out) == (2, "")
    assert error.endswith(": a seed is a whole number from 0, such as 7\n")
    assert "heltal från 0" in run("practice", "--seed", seed, "--language", "sv")[2]


def test_a_comparison_without_files_is_answered_with_a_plain_sentence() -> None:
    assert run("diff") == (2, "", "name two fact files, or one and a rule folder with --rules\n")
    assert run("diff", **SWEDISH) == (2, "", "ange två faktafiler, eller en och en regelmapp med --rules\n")


def test_a_group_without_a_command_shows_its_help() -> None:
    assert run("rules", **SWEDISH) == (2, "", run("rules", "--help", **SWEDISH).stdout)
    assert run("rules", "--language", "sv") == (2, "", run("rules", "--help", "--language", "sv").stdout)


def test_the_language_before_the_command_is_its_default(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("error: The shelf is full\n", encoding="utf-8")
    assert "Troligt" in run("--language", "sv", "diagnose", str(case))[1]
    assert "Likely" in run("--language", "sv", "diagnose", str(case), "--language", "en")[1]


def test_help_can_be_written_whatever_the_terminal_can_show() -> None:
    environment = {**os.environ, **SWEDISH, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "expert", "-h"], env=environment, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("utf-8").startswith("Användning:")
