"""The checks as a set: what each says of itself, how one is switched off, and how what they find is reported."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from expert.foundations.texts import LANGUAGES
from expert.rules.checking import check_layers
from expert.rules.checks import BY_ID, CHECKS, LEVELS
from tests import commands
from tests.commands import Ran
from tests.rules.checked import SOURCE, cause, checked, found, step
from tests.rules.folders import Fill

WIPE = step("Wipe the device.", "Rensa enheten.")
BLOW = {
    "steps/blow.yaml":
        "id: blow\ntext: {en: Blow into it., sv: Blås i den.}\nshort: {en: Blow into it, sv: Blås i den}\n",
}  # fmt: skip
OFF = "- {check: missing-safety-mark, reason: It is a toy.}\n"


def run(*arguments: str, language: str = "en") -> Ran:
    return commands.run("rules", "check", "--language", language, "--today", "2026-11-29", *arguments)


# What a check is


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_check_says_what_it_finds_and_what_to_do_in_both_languages(check: Any) -> None:
    assert re.fullmatch("[a-z]+(-[a-z]+)*", check.id)
    assert check.level in LEVELS
    for text in (check.title, check.advice):
        assert text.en
        assert text.sv
        assert text.en != text.sv
    assert not check.title.en.endswith(".")
    assert check.advice.en.endswith(".")
    assert check.advice.sv.endswith(".")


def test_no_two_have_one_id() -> None:
    assert len(BY_ID) == len(CHECKS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_are_listed(language: str) -> None:
    code, out, _ = run("--list", language=language)
    assert code == 0
    for check in CHECKS:
        assert f"{check.id} (" in out
        assert str(check.title.in_(language)) in " ".join(out.split())  # type: ignore[arg-type]


# Levels


def test_an_error_fails_a_warning_only_where_it_is_strict_and_a_note_never(fill: Fill) -> None:
    error = fill(WIPE, "error")
    warning = fill(BLOW, "warning")
    old = {"causes/dust.yaml": cause()["causes/dust.yaml"].replace("2024-01-10", "2019-01-10")}
    note = fill(old, "note")
    codes = {name: (run("--rules", str(name))[0], run("--rules", str(name), "--strict")[0]) for name in (
        error, warning, note)}  # fmt: skip
    assert codes == {error: (1, 1), warning: (0, 1), note: (0, 0)}


def test_a_finding_is_told_with_its_place_its_level_and_its_check(fill: Fill) -> None:
    folder = fill(BLOW)
    place = f"{folder.as_posix()}/steps/blow.yaml:1"
    assert run("--rules", str(folder))[2] == f"{place}: warning: no remedy uses this shared step [unused-step]\n"
    assert run("--rules", str(folder), language="sv")[2] == (
        f"{place}: varning: ingen åtgärd använder det delade steget [unused-step]\n")


def test_notes_are_counted_and_shown_where_they_are_asked_for(fill: Fill) -> None:
    folder = fill({"causes/dust.yaml": cause()["causes/dust.yaml"].replace("2024-01-10", "2019-01-10")})
    assert run("--rules", str(folder))[2] == "notes: 1 (--notes shows them)\n"
    assert "[stale-source]" in run("--rules", str(folder), "--notes")[2]
    assert run("--rules", str(folder), "--stale-after", "36500", "--notes")[2] == ""


def test_a_day_that_is_none_is_bad_input(fill: Fill) -> None:
    code, out, said = run("--today", "yesterday")
    assert (code, out) == (2, "")
    assert said.startswith('--today: must be a date such as 2026-03-31, not "yesterday"')


# Switching off


def test_a_check_is_switched_off_for_a_folder_with_a_reason(fill: Fill) -> None:
    told = checked(fill({**WIPE, "checks.yaml": OFF}))
    assert told.findings == ()
    assert [(one.finding.check, one.reason) for one in told.excepted] == [("missing-safety-mark", "It is a toy.")]


def test_a_check_is_switched_off_for_parts_and_tells_of_others(fill: Fill) -> None:
    parts = OFF.replace("reason", "parts: [remedies/blow-the-dust-out], reason")
    other = {"steps/s.yaml": "id: s\ntext: {en: Wipe the reader., sv: Rensa plattan.}\n"
             "short: {en: Wipe it, sv: Rensa den}\n"}
    told = checked(fill({**WIPE, **other, "checks.yaml": parts}))
    assert [finding.part for finding in told.errors] == [("steps", "s")]


@pytest.mark.parametrize(("switch", "said"), [
    ("- {check: missing-safty-mark, reason: No.}\n",
     'there is no check "missing-safty-mark"; did you mean "missing-safety-mark"?'),
    ("- {check: unknown-name, reason: No.}\n", "unknown-name cannot be switched off"),
    ("- {check: missing-safety-mark, reason: ' '}\n", "say why the check is switched off"),
    ("- {check: missing-safety-mark, parts: [remedies/blow], reason: No.}\n", 'there is no part "remedies/blow"'),
    ("- {check: missing-safety-mark}\n", '"reason" is missing'),
    ("- {check: missing-wait, reason: No.}\n", "nothing is found that this switches off; remove it"),
])  # fmt: skip
def test_what_is_wrong_with_a_switch_is_told_where_it_stands(fill: Fill, switch: str, said: str) -> None:
    told = checked(fill({**cause(), "checks.yaml": switch}))
    (finding,) = [finding for finding in told.findings if finding.place.file.endswith("checks.yaml")]
    assert finding.text.en.startswith(said)
    assert finding.place.line == 1


def test_rules_with_a_switch_can_be_used(fill: Fill) -> None:
    folder = fill({**WIPE, "checks.yaml": "- {check: missing-safty-mark, reason: No.}\n"})
    assert "dust" in check_layers([folder]).knowledge.causes


def test_a_switch_can_name_what_is_one_of_its_kind(fill: Fill) -> None:
    source = SOURCE.replace("2024", "2031")
    collected = "collect: [{text: {en: Note it., sv: Skriv upp det.}, sources: [" + source + "]}]\n"
    files = {"escalation.yaml": collected, "overrides.yaml": "escalation: true\n"}
    assert [finding.check for finding in checked(fill(files)).findings] == ["source-to-come"]
    off = "- {check: source-to-come, parts: [escalation], reason: It is a toy.}\n"
    assert checked(fill({**files, "checks.yaml": off})).findings == ()


@pytest.mark.parametrize(("wrong", "check"), [
    ({"causes/rust.yaml": "id: rust\n"}, "wrong-form"),
    (cause("rust", "{ap: broken}"), "wrong-condition"),
])  # fmt: skip
def test_no_switch_is_called_needless_while_checks_are_not_made(fill: Fill, wrong: dict[str, str], check: str) -> None:
    told = checked(fill({**WIPE, **wrong, "checks.yaml": OFF}))
    assert {finding.check for finding in told.findings} == {check}


# Reports


@pytest.fixture
def reported(fill: Fill) -> Path:
    """A folder in which there is an error with facts, a warning with two places, and something switched off."""
    files = {
        **WIPE, "checks.yaml": OFF,
        **cause("dust-b", "{any: [{app: broken}, {platform: folio}]}", more="ruled_out_when: {platform: folio}\n"),
        **cause("dust-c", "{any: [{platform: folio}, {app: broken}]}"),
    }  # fmt: skip
    return fill(files)


def test_json_tells_everything_in_both_languages(reported: Path) -> None:
    code, out, said = run("--rules", str(reported), "--format", "json")
    data = json.loads(out)
    assert (code, said, data["format"]) == (0, "", "expert/checks/1")
    by_check = {finding["check"]: finding for finding in data["findings"]}
    contradictory = by_check["contradictory-cause"]
    assert contradictory["facts"] == {"platform": "folio"}
    assert (contradictory["part"], contradictory["level"]) == ("causes/dust-b", "warning")
    assert contradictory["message"]["en"] != contradictory["message"]["sv"]
    twice = by_check["duplicate-cause"]
    assert twice["file"].endswith("/causes/dust-c.yaml")
    assert twice["line"] == 4
    assert [place["file"].rpartition("/")[2] for place in twice["also"]] == ["dust-b.yaml"]
    assert [(one["check"], one["reason"]) for one in data["switched_off"]] == [("missing-safety-mark", "It is a toy.")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_has_what_its_schema_requires(reported: Path, language: str) -> None:
    log = json.loads(run("--rules", str(reported), "--format", "sarif", language=language)[1])
    assert log["version"] == "2.1.0"
    assert "sarif-schema-2.1.0" in log["$schema"]
    (only,) = log["runs"]
    rules = only["tool"]["driver"]["rules"]
    assert only["tool"]["driver"]["name"]
    assert [rule["id"] for rule in rules] == [check.id for check in CHECKS]
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in LEVELS
    assert {result["ruleId"] for result in only["results"]} >= {"contradictory-cause", "duplicate-cause"}
    for result in only["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in LEVELS
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        assert re.fullmatch(r"[\w/.%~-]+", location["physicalLocation"]["artifactLocation"]["uri"])
    (suppressed,) = [result for result in only["results"] if "suppressions" in result]
    assert suppressed["suppressions"] == [{"kind": "external", "justification": "It is a toy."}]


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_files_that_cannot_be_read_are_findings_too(fill: Fill, form: str) -> None:
    folder = fill({"causes/dust.yaml": "{"})
    code, out, said = run("--rules", str(folder), "--format", form)
    assert (code, said) == (1, "")
    assert "wrong-form" in out
    assert run("--rules", str(folder / "nowhere"), "--format", form)[0] == 1


def test_the_order_is_that_of_the_files_and_their_lines(fill: Fill) -> None:
    folder = fill({**cause("dust-b", "{ap: broken}"), **cause("dust-a", "{app: brokn}", "give-crd")})
    places = [str(finding.place).rpartition("/")[2] for finding in checked(folder).findings]
    assert places == ["dust-a.yaml:4", "dust-a.yaml:5", "dust-b.yaml:4"]
    assert found(folder, "unknown-name")[0].place.line == 5
