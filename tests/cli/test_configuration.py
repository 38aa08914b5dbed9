"""What is wanted of every command: the command line wins over variables, and these over files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from expert import Case, diagnose
from expert.cli import configuration
from expert.cli.configuration import SETTINGS, configured
from expert.cli.own_domain import filled, for_own_domain
from expert.foundations.problems import InputError
from expert.foundations.terms import Redaction
from expert.foundations.texts import Said, Text
from tests import small
from tests.commands import run

CASE = ("diagnose", "--set", "error=The shelf is full")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder; the home folder is beside it."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    return tmp_path / "here"


def at_home(text: str) -> Path:
    path = Path(os.environ["XDG_CONFIG_HOME"], "expert", "config.toml")
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def in_folder(text: str) -> None:
    Path("expert.toml").write_text(text, encoding="utf-8")


def settings() -> dict[str, tuple[object, object]]:
    data = json.loads(run("config", "--format", "json")[1])["settings"]
    return {name: (found["value"], found["origin"]) for name, found in data.items()}


def test_without_any_nothing_is_wanted() -> None:
    assert configured() == configuration.Configuration()
    assert settings() == {"language": ("en", "the environment"), "rules": ([], None), "output": (None, None),
                          "redact": (None, None), "redact_key": (None, None),
                          "domain": (None, None), "theme": (None, None)}  # fmt: skip


def test_a_file_here_wins_over_one_at_home_line_by_line() -> None:
    home = at_home('# ours\nlanguage = "sv"\ndomain = "library.example"\nredact = true\n')
    in_folder('\nlanguage = "en"\noutput = "brief"\n')
    assert settings() == {
        "language": ("en", "expert.toml:2"), "rules": ([], None), "output": ("brief", "expert.toml:3"),
        "redact": (True, f"{home.as_posix()}:4"), "redact_key": (None, None),
        "domain": ("library.example", f"{home.as_posix()}:3"), "theme": (None, None),
    }  # fmt: skip


def test_variables_win_over_files_and_the_command_line_over_both(monkeypatch: pytest.MonkeyPatch) -> None:
    in_folder('language = "en"\nredact = true\noutput = "full"\n')
    for name, value in {"LANGUAGE": "sv", "REDACT": "nej", "OUTPUT": "first", "DOMAIN": "@Library.Example"}.items():
        monkeypatch.setenv(f"EXPERT_{name}", value)
    wanted = configured()
    assert (wanted.language, wanted.redact, wanted.output, wanted.domain) == ("sv", False, "first", "library.example")
    assert settings()["redact"] == (False, "EXPERT_REDACT")
    assert "Troligt" in run(*CASE)[1]
    assert "Likely" in run(*CASE, "--language", "en")[1]
    data = json.loads(run("config", "--language", "en", "--format", "json")[1])
    assert data["settings"]["language"]["origin"] == "the command line"


def test_the_language_holds_for_help_and_mistakes_too() -> None:
    in_folder('language = "sv"\n')
    assert run("diagnose", "--help")[1].startswith("Användning:")
    assert "Kommandot ”foo” finns inte." in run("foo")[2]
    assert "Tre saker att göra" in run()[1]


def test_rule_folders_are_laid_over_the_shipped_rules_unless_others_are_named(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, month in {"ours": "01", "theirs": "02", "third": "03"}.items():
        (here / name).mkdir()
        (here / name / "knowledge.yaml").write_text(f'version: "2998.{month}"\n', encoding="utf-8")

    def version(*arguments: str) -> str:
        return str(json.loads(run(*CASE, "--format", "json", *arguments)[1])["knowledge"]["version"])

    assert version() == "2999.01"
    in_folder('rules = ["ours"]\n')
    assert version() == "2998.01"
    monkeypatch.setenv("EXPERT_RULES", os.pathsep.join(("ours", "theirs")))
    assert version() == "2998.02"
    assert version("--rules", "third") == "2998.03"


def test_folders_stand_beside_the_file_that_names_them() -> None:
    home = at_home('rules = "rules"\n')
    (home.parent / "rules").mkdir()
    assert configured().rules == (str(home.parent / "rules"),)


def test_a_difference_is_that_to_the_shipped_rules(here: Path) -> None:
    (here / "ours").mkdir()
    (here / "ours" / "knowledge.yaml").write_text('version: "2998.01"\n', encoding="utf-8")
    in_folder('rules = ["ours"]\n')
    Path("case.yaml").write_text("error: The shelf is full\n", encoding="utf-8")
    assert run("diff", "case.yaml", "--rules", "ours")[0] == 0


WRONG = {
    'language = "de"': 'expert.toml:1: language cannot be "de"; it can be: en or sv',
    "\nlanguage = 3": 'expert.toml:2: language cannot be "3"; it can be: en or sv',
    'output = "all"': 'expert.toml:1: output cannot be "all"; it can be: first, full or brief',
    'redact = "perhaps"': 'expert.toml:1: redact cannot be "perhaps"; it can be: none, personal, tenant, true or false',
    'domain = "no domain"': 'expert.toml:1: domain cannot be "no domain"; it can be: a domain such as contoso.com',
    "domain = []": 'expert.toml:1: domain cannot be "[]"; it can be: a domain such as contoso.com',
    "rules = 5": 'expert.toml:1: rules cannot be "5"; it can be: a list of folders',
    'rules = ["none"]': "expert.toml:1: there is no folder none",
    'langauge = "sv"': 'expert.toml:1: there is no setting "langauge"; did you mean "language"?',
    'redact = true\n[rules]\nx = 1': "expert.toml:2: rules cannot be \"{'x': 1}\"; it can be: a list of folders",
    'language = "sv"\noutput = first\n': "expert.toml:2: this is not well-formed TOML: Invalid value",
    "redact = true\nredact = true": "expert.toml:2: this is not well-formed TOML: Cannot overwrite a value",
}


@pytest.mark.parametrize("text", WRONG)
@pytest.mark.parametrize("command", [("config",), CASE, ("facts",), ("config", "--language", "en")], ids=" ".join)
def test_what_is_wrong_in_a_file_is_told_with_its_line(text: str, command: tuple[str, ...]) -> None:
    in_folder(text)
    assert run(*command) == (2, "", f"{WRONG[text]}\n")


def test_it_is_told_in_swedish_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    in_folder('output = "all"\nfoo = 1\nrules = ["none"]\n')
    assert run("config")[2].splitlines() == [
        "expert.toml:1: output kan inte vara ”all”; det kan vara: first, full eller brief",
        "expert.toml:2: det finns ingen inställning ”foo”; "
        "det kan vara: domain, language, output, redact, redact_key, rules, theme",
        "expert.toml:3: mappen none finns inte",
    ]


def test_what_is_wrong_in_a_variable_is_told_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPERT_OUTPUT", "all")
    assert run("config") == (2, "", 'EXPERT_OUTPUT: output cannot be "all"; it can be: first, full or brief\n')
    with pytest.raises(InputError):
        configured()


def test_a_file_that_cannot_be_read_is_told() -> None:
    Path("expert.toml").mkdir()
    assert run("config") == (2, "", "expert.toml: this is a folder; name a file in it\n")
    Path("expert.toml").rmdir()
    Path("expert.toml").write_bytes(b"\xff\xfe\x00x\xd8")
    assert run("config")[0] == 2


@pytest.mark.parametrize(("language", "words"), [
    ("en", ("not set", "the command line", "expert.toml (not there)", "They win over the files")),
    ("sv", ("inte angett", "kommandoraden", "expert.toml (finns inte)", "De går före filerna")),
])
def test_all_of_it_is_shown_with_where_it_comes_from(language: str, words: tuple[str, ...]) -> None:
    code, out, error = run("config", "--language", language)
    assert (code, error) == (0, "")
    for word in (*words, *SETTINGS, *(setting.variable for setting in SETTINGS.values())):
        assert word in out


def test_where_there_is_no_file_none_is_read_and_toml_is_not_even_imported(here: Path) -> None:
    script = (
        "import sys\nfrom expert.cli.main import main\n"
        "try: main(['diagnose', '--set', 'platform=folio', '--format', 'json'])\nexcept SystemExit: pass\n"
        "print('tomllib' in sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, env=small.environment(), cwd=here, timeout=60, check=False)
    assert done.stderr.split() == [b"False"]


# The organization's domain


def test_the_domain_stands_where_a_text_leaves_a_place_for_it_and_nowhere_else() -> None:
    asked = {"host": "<domain>", "case": "<domain>"}
    diagnosis = diagnose(Case(case="<domain>", error="The shelf is full"))
    ask = Said(Text("curl https://<domain>/a", "curl https://<domän>/a"), "en")
    question = replace(diagnosis.questions[0], ask=ask, values=asked)
    given = replace(diagnosis, questions=(question,))
    assert for_own_domain(given, "none") is given
    in_folder('domain = "library.example"')
    ours = for_own_domain(given, "none")
    (changed,) = ours.questions
    assert (changed.ask, ours.in_("sv").questions[0].ask) == (
        "curl https://library.example/a", "curl https://library.example/a"
    )
    assert changed.values == {"host": "library.example", "case": "library.example"}
    assert ours.case == given.case
    assert ours.causes == given.causes
    assert filled("*.company_domain.com", "library.example") == "*.library.example"


@pytest.mark.parametrize(("level", "named"), [("none", True), ("personal", True), ("tenant", False)])
def test_the_domain_is_not_named_where_what_is_the_organizations_is_masked(level: Redaction, named: bool) -> None:
    in_folder('domain = "library.example"')
    question = replace(diagnose(Case(error="The shelf is full")).questions[0], ask="curl <domain>")
    given = replace(diagnose(Case(error="The shelf is full")), questions=(question,))
    assert ("library.example" in for_own_domain(given, level).questions[0].ask) is named


OF_A_DOMAIN = """\
id: domain-closed
title: {en: "The library at <domain> is closed", sv: "Biblioteket på <domän> är stängt"}
explains: [shelf-full]
confirmed_when: {card: missing}
remedy: give-card
sources:
  - {document: handbook, heading: Seals, date: 2020-01-15}
cases:
  - {name: it is closed, facts: {card: missing}, verdict: confirmed}
  - {name: it is open, facts: {card: valid}, verdict: ruled_out}
  - {name: nobody knows, verdict: possible}
"""


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize(
    "command", ["diagnose --full", "graph", "explain", "plan", "ladder --symptom shelf-full", "ticket", "diff"]
)
def test_every_command_that_shows_a_case_to_its_own_organization_names_the_domain(command: str, language: str) -> None:
    Path("ours", "causes").mkdir(parents=True)
    Path("ours", "causes", "domain-closed.yaml").write_text(OF_A_DOMAIN, encoding="utf-8")
    Path("a.yaml").write_text("error: The shelf is full\ncard: missing\n", encoding="utf-8")
    name, *rest = command.split()
    line = (name, "a.yaml", *rest, "--rules", "ours", "--language", language)
    before = run(*line).stdout
    assert ("<domain>" if language == "en" else "<domän>") in before
    in_folder('domain = "branch.example"')
    after = " ".join(run(*line).stdout.split())
    assert "branch.example" in after
    assert "<dom" not in after
    assert "branch.example" not in run(*line, "--redact", "tenant").stdout
