"""Commands that stand in what is printed can be typed as they stand, and answer in the language they were read in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from expert.cli.typed_again import as_typed
from expert.foundations import commands
from expert.foundations.texts import Text
from tests import small
from tests.commands import run

ENGLISH, SWEDISH = {"LC_ALL": "en_US.UTF-8"}, {"LC_ALL": "sv_SE.UTF-8"}
CONFIRMED = "error: This card is not valid\nplatform: folio\ncard: missing\n"
UNRECOGNIZED = "error: The flux capacitor is empty\nplatform: folio\n"
# The first screen names several, and the language once behind all of them.
NAMED = re.compile(r"`expert plan`.*?\n|(?:`|<code>)expert .*?(?:`|</code>)")
PRINTED = [
    ("examples",),
    ("facts",),
    ("facts", "qwertyuiop"),
    ("--help",),
    ("new",),
    ("rules", "show", "qwertyuiop"),
    ("diagnose", "--set", "qwertyuiop=1"),
    ("diagnose", "{empty}"),
    ("diagnose", "{confirmed}"),
    ("plan", "{unrecognized}"),
    ("ask", "{confirmed}", "--save", "{unrecognized}"),
    ("handout", "--symptom", "shelf-full"),
]  # fmt: skip


def printed(tmp_path: Path, names: tuple[str, ...], *options: str, environment: dict[str, str]) -> list[str]:
    """The commands that are named in what a command writes, each as it stands there."""
    files = {"confirmed": CONFIRMED, "unrecognized": UNRECOGNIZED, "empty": ""}
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    arguments = [name.format(**{file: tmp_path / f"{file}.yaml" for file in files}) for name in names]
    done = run(*arguments, *options, stdin="quit\n", environment=environment)
    return NAMED.findall(re.sub(r"\n(?:# | *)(?=\S)", " ", done.output))


@pytest.mark.parametrize("names", PRINTED, ids=" ".join)
def test_a_command_chooses_the_language_where_the_machine_has_another(tmp_path: Path, names: tuple[str, ...]) -> None:
    found = printed(tmp_path, names, "--language", "sv", environment=ENGLISH)
    assert found, "a command is named"
    assert all(re.search(r" --language sv\b", command) for command in found), found
    for environment, options in ((SWEDISH, ("--language", "sv")), (SWEDISH, ()), (ENGLISH, ())):
        assert "--language sv" not in "\n".join(printed(tmp_path, names, *options, environment=environment))


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder of rules, with a name that a shell and a template would both take for something else."""
    folder = tmp_path / "our {own} rules"
    (folder / "causes").mkdir(parents=True)
    shipped = small.TREE / "rules" / "causes" / "address-missing.yaml"
    (folder / "causes" / shipped.name).write_bytes(shipped.read_bytes())
    (folder / "overrides.yaml").write_text("causes: [address-missing]\n", "utf-8")
    return folder


WITH_RULES = [names for names in PRINTED if names[0] not in ("examples", "--help", "handout")]


@pytest.mark.parametrize("names", WITH_RULES, ids=" ".join)
def test_a_command_reads_the_rules_that_were_named(tmp_path: Path, rules: Path, names: tuple[str, ...]) -> None:
    found = printed(tmp_path, names, "--rules", str(rules), environment=ENGLISH)
    assert found, "a command is named"
    assert all(f"--rules {as_typed(str(rules))}" in command for command in found), found


def first_screen(tmp_path: Path, *options: str) -> str:
    (tmp_path / "case.yaml").write_text(CONFIRMED, "utf-8")
    return run("diagnose", *options, environment=ENGLISH).stdout.rpartition("More: ")[2]


def test_what_goes_on_with_a_case_takes_what_was_laid_over_it(tmp_path: Path) -> None:
    file, options = str(tmp_path / "case.yaml"), "--set ticket=INC1 --no-text-facts --user anna"
    typed = ("--set", "ticket=INC1", "--no-text-facts", "--user", "anna")
    assert first_screen(tmp_path, file, *typed) == (
        "--full; `expert plan`, `explain`, `ask` with the same file, --set ticket=INC1 --no-text-facts --user anna.\n"
    )
    assert f"with the same text, {options}." in first_screen(tmp_path, "This card is not valid", *typed)
    alone = first_screen(tmp_path, "--set", "card=missing")
    assert alone == "--full; `expert plan`, `explain`, `ask` with --set card=missing.\n"


def test_what_was_typed_holds_no_placeholders() -> None:
    with commands.carrying("en"):
        commands.carry_case(" --set 'error={n}'")
        said = commands.to_type(Text("{n}: `expert ask`, `expert facts`", "`expert ask`"), n=3)
        assert said == Text(
            "3: `expert ask --set 'error={n}' --language en`, `expert facts --language en`",
            "`expert ask --set 'error={n}'`",
        )


def test_what_is_masked_repeats_nothing_that_was_typed(tmp_path: Path, rules: Path) -> None:
    file = str(tmp_path / "case.yaml")
    shown = first_screen(tmp_path, file, "--set", "ticket=INC1", "--rules", str(rules), "--redact", "personal")
    assert shown == "--full, and `expert plan`, `explain` or `ask` with the same file and options.\n"


def test_an_interview_goes_on_with_its_evidence_and_a_saved_file_needs_none(tmp_path: Path) -> None:
    (tmp_path / "answers.json").write_text("{}", "utf-8")
    given = ("ask", "This card is not valid", "--evidence", str(tmp_path / "answers.json"), "--no-text-facts")
    left = run(*given, stdin="quit\n", environment=ENGLISH).stdout
    assert "expert diagnose FILE --full --no-text-facts." in left
    saved = run(*given, "--save", str(tmp_path / "saved.yaml"), stdin="quit\n", environment=ENGLISH).stdout
    file = as_typed(str(tmp_path / "saved.yaml"))
    assert f"To go on: expert ask {file} --save {file} --no-text-facts\n" in saved


def test_it_is_the_one_of_the_settings_that_counts_where_they_name_one(tmp_path: Path) -> None:
    wanted = {**ENGLISH, "EXPERT_LANGUAGE": "sv"}
    assert "`expert facts NAMN`" in run("facts", environment=wanted).stdout
    assert "`expert facts NAMN`" in run("facts", "--language", "sv", environment=wanted).stdout
    assert "`expert facts NAME --language en`" in run("facts", "--language", "en", environment=wanted).stdout


def test_only_the_language_that_is_chosen_names_it_and_nothing_remains_afterward() -> None:
    text = Text("see `expert plan > plan.md` or `plan`", "se `expert plan > plan.md` eller `plan`")
    with commands.carrying("sv"):
        assert commands.to_type(text) == Text(text.en, "se `expert plan --language sv > plan.md` eller `plan`")
        assert commands.option_in_both() == Text("", " --language sv")
    run("--language", "sv", "--qwertyuiop", environment=ENGLISH)
    assert commands.carried() == commands.Carried()
    assert commands.to_type(text) == text
