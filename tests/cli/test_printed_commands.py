"""Commands that stand in what is printed can be typed as they stand, and answer in the language they were read in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from expert.foundations import commands
from expert.foundations.texts import Text
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
    assert commands.carried() is None
    assert commands.to_type(text) is text
