"""What a shell is offered to complete, in the reader's language, and the scripts by which it asks."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from expert import KnowledgeBase
from expert.cli import main
from expert.cli.completion import INSTALL
from expert.cli.shells import SHELLS
from expert.facts.shipped import shipped_examples
from tests import small
from tests.commands import every_command, run

KNOWLEDGE = KnowledgeBase.shipped()


def ask(shell: str, words: str, last: int | str, **environment: str) -> str:
    asked = {"_EXPERT_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": str(last)}
    code, out, error = run(environment={"LC_ALL": "en_US.UTF-8", **asked, **environment})
    assert (code, error) == (0, "")
    return out


def words(line: str, **environment: str) -> list[str]:
    """What bash is offered for the last word of a line."""
    count = len(line.split(" ")) - 1
    return [one.partition(",")[2] for one in ask("bash", line, count, **environment).splitlines() if one]


def test_commands_and_options() -> None:
    assert words("expert ") == [name for name in words("expert ") if name in main.list_commands(click.Context(main))]
    assert set(words("expert ")) == set(main.list_commands(click.Context(main)))
    assert words("expert di") == ["diagnose", "diff"]
    assert words("expert rules s") == ["show"]
    assert words("expert diagnose --no") == ["--no-text-facts"]
    assert "--rules" in words("expert diagnose --rules a --")  # it may be repeated
    assert "--format" not in words("expert diagnose --format json --")
    assert words("expert diagnose --format j") == ["json"]
    assert words("expert completion p") == ["powershell"]


def test_facts_and_their_values() -> None:
    assert words("expert diagnose --set pl") == ["platform=", "plan_installed=", "plan_assigned="]
    assert words("expert diagnose --set platform=") == [
        "platform=folio", "platform=slate", "platform=phone", "platform=other"
    ]  # fmt: skip
    assert words("expert plan x.yaml --set card=m") == ["card=missing"]
    assert words("expert diagnose --set code_required=") == ["code_required=yes", "code_required=no"]
    assert words("expert diagnose --set enhet=f") == ["enhet=folio"]
    assert words("expert explain x.yaml --what-if card=v") == ["card=valid"]
    assert words("expert diagnose --set nothing=") == []
    assert words("expert diagnose --set case=") == []
    assert words("expert facts car") == ["card"]


def test_names_of_what_there_is() -> None:
    assert words("expert explain x.yaml --why no-") == sorted(c for c in KNOWLEDGE.causes if c.startswith("no-"))
    assert words("expert tree --symptom shelf") == [s for s in KNOWLEDGE.symptoms if s.startswith("shelf")]
    assert words("expert new --symptom shelf") == words("expert tree --symptom shelf")
    assert words("expert tree --topic ") == list(KNOWLEDGE.topics)
    assert words("expert rules list --source hand") == ["handbook"]
    assert {"shelf-full", "no-card", "card"} <= set(words("expert rules show "))
    assert words("expert examples ") == list(shipped_examples())


def test_files_and_folders_are_left_to_the_shell() -> None:
    assert ask("bash", "expert diagnose tick", 2) == "file,tick\n"
    assert ask("bash", "expert diagnose -o ", 3) == "file,\n"
    assert ask("bash", "expert diagnose --rules our", 3) == "dir,our\n"


def test_facts_of_a_rule_folder_are_offered_too(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text(
        "facts:\n  dust:\n    type: yes_no\n    cost: user\n    title: {en: Dust, sv: Damm}\n"
        "    ask: {en: Is there dust?, sv: Finns det damm?}\n    where_to_look: {en: In the port., sv: I porten.}\n",
        encoding="utf-8",
    )  # fmt: skip
    assert words(f"expert diagnose --rules {tmp_path} --set du") == ["dust="]
    assert words("expert diagnose --rules nowhere --set du") == []


def test_bash_takes_a_word_apart_at_the_equals_sign() -> None:
    for line, offered in {
        "expert diagnose --set platform =": ["folio", "slate", "phone", "other"],
        "expert diagnose --set platform = s": ["slate"],
        "expert diagnose --format = js": ["json"],
        "expert diagnose --set case = --for": ["--format"],
    }.items():
        assert words(line) == offered


@pytest.mark.parametrize(("shell", "answer"), [
    ("zsh", "plain\ndiff\nJämför två diagnoser.\n"), ("powershell", "plain\ndiff\nJämför två diagnoser.\n"),
    ("fish", "plain,diff\tJämför två diagnoser.\n"), ("bash", "plain,diff\n"),
])  # fmt: skip
def test_each_shell_is_answered_in_its_own_form_and_the_readers_language(shell: str, answer: str) -> None:
    line, last = {"fish": ("expert dif", "dif"), "powershell": ("expert\ndif", "1")}.get(shell, ("expert dif", "1"))
    assert ask(shell, line, last, LC_ALL="sv_SE.UTF-8") == answer


def test_what_is_offered_says_what_it_means() -> None:
    swedish = ask("zsh", "expert diagnose --set platform=f", 3, LC_ALL="sv_SE.UTF-8")
    assert swedish == "plain\nplatform=folio\nFolio\n"
    assert "Resultatets språk" in ask("zsh", "expert diagnose --lang", 2, LC_ALL="sv_SE.UTF-8")
    assert "plain\ncard=\nLåntagarens kort\n" in ask("zsh", "expert diagnose --set car", 3, LC_ALL="sv_SE.UTF-8")
    assert "plain\ncard=\nLåntagarens kort\n" in ask("zsh", "expert --language sv diagnose --set car", 5)


def test_powershell_may_quote_words_and_leaves_the_last_one_out_where_it_is_empty() -> None:
    assert ask("powershell", "expert\ndiagnose\n'--set'\nplatform=s", 3) == "plain\nplatform=slate\nSlate\n"
    assert ask("powershell", "expert\nrules", 2).startswith("plain\ncheck\n")


def test_a_mistake_in_the_settings_is_not_told_to_a_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("expert.toml").write_text("foo = 1\n", encoding="utf-8")
    assert words("expert dif") == ["diff"]
    assert words("expert diagnose --set pla") == []


# What has no names, and the values of a fact that the small knowledge lacks.
FREE = {
    "user", "device", "groups", "day", "learner", "method", "today", "release", "parts", "words", "tenant", "client",
    "domain", "resolver", "tenant_id",
}  # fmt: skip


def test_every_value_that_has_names_is_offered() -> None:
    for command, param in [(each, param) for _, each in every_command() for param in each.params]:
        flag = isinstance(param, click.Option) and param.is_flag
        if flag or param.name in FREE or not isinstance(param.type, (click.Choice, click.types.StringParamType)):
            continue
        found = param.shell_complete(click.Context(command, info_name=command.name), "")
        assert found, f"{command.name} {param.name}"


# The scripts


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_says_how_it_is_installed(shell: str) -> None:
    code, out, error = run("completion", shell)
    assert (code, error) == (0, "")
    assert f"# To install: {INSTALL[shell]}\n" in out
    assert f"{shell}_complete" in out
    assert "_EXPERT_COMPLETE" in out
    assert INSTALL[shell] in run("completion", "--help").stdout
    assert f"# För att installera: {INSTALL[shell]}\n" in run("completion", shell, "--language", "sv").stdout


def test_zsh_finds_what_it_completes_in_the_first_line() -> None:
    assert run("completion", "zsh").stdout.startswith("#compdef expert\n")


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_completes_with_its_script(tmp_path: Path) -> None:
    (tmp_path / "expert").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m expert "$@"\n', encoding="utf-8")
    (tmp_path / "expert").chmod(0o755)
    (tmp_path / "script").write_text(run("completion", "bash").stdout, encoding="utf-8")
    lines = (
        f'source "{tmp_path}/script"; of() {{ COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); '
        f'_expert_completion "{tmp_path}/expert"; echo "${{COMPREPLY[*]}}"; }}; '
        "of expert rules s; of expert diagnose --set platform = s; of expert diagnose --set car"
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", lines], env=small.environment(), cwd=small.TREE, capture_output=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert done.stdout.decode().splitlines() == ["show", "slate", "card="]


def test_nothing_is_imported_for_it_where_no_shell_asks() -> None:
    script = (
        "import sys\nfrom expert.cli.main import main\ntry: main(['config'])\nexcept SystemExit: pass\n"
        "print([name for name in sys.modules if 'complet' in name], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=small.environment(), cwd=small.TREE, capture_output=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert done.stderr.strip() == b"[]"
