"""Why, why not, what if, and what differs: held against the verdicts, and read as snapshots in both languages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.engine.rule_cases import CaseResult, case_of, run_cases
from expert.explaining import compare, explain, smallest_changes, what_if
from expert.explaining.turned_verdicts import why_not
from expert.foundations.texts import LANGUAGES, Language
from expert.results.diagnosis import Diagnosis
from expert.results.explanation import ProofNode

CHECKOUT = Path(__file__).resolve().parents[2]
EXAMPLE = "facts/examples/no-server-connection.yaml"


@pytest.fixture(scope="module")
def results() -> list[CaseResult]:
    return run_cases(KnowledgeBase.shipped())


def _case(result: CaseResult) -> Case:
    knowledge = KnowledgeBase.shipped()
    return case_of(knowledge, knowledge.causes[result.cause], result.case)


def _part(parts: tuple[ProofNode, ...], kind: str) -> ProofNode | None:
    return next((part for part in parts if part.kind == kind), None)


def _nodes(node: ProofNode) -> Iterator[ProofNode]:
    yield node
    for part in node.parts:
        yield from _nodes(part)


def test_the_tree_agrees_with_the_verdict(results: list[CaseResult]) -> None:
    for result in results:
        explanation = explain(_case(result), result.cause)
        confirmed = _part(explanation.parts, "confirmed_when")
        applies = _part(explanation.parts, "applies_when")
        assert confirmed is not None
        met = confirmed.state in ("met", "contradictory")
        elsewhere = applies is not None and applies.state in ("not_met", "contradictory")
        assert (explanation.verdict == "confirmed") == (met and not elsewhere), (result.cause, result.case.name)


def test_every_fact_in_a_tree_says_where_it_came_from() -> None:
    explanation = explain(Case.from_file(CHECKOUT / EXAMPLE), "cname-missing")
    known = [n for part in explanation.parts for n in _nodes(part) if n.kind == "fact" and n.state != "unknown"]
    assert known
    assert all(n.origin is not None and n.origin.rpartition(":")[2].isdigit() for n in known)


def test_a_fact_that_was_worked_out_shows_what_it_follows_from() -> None:
    case = Case(error="Device Cap Reached", enrolled_devices=15, device_limit=15)
    explanation = explain(case, "device-limit-reached")
    facts = {node.fact for part in explanation.parts for node in _nodes(part)}
    assert {"device_limit_reached", "enrolled_devices", "device_limit"} <= facts


def test_what_a_rule_forbids_is_not_told_as_needed() -> None:
    case = Case(error="AccountNotOnboarded", ever_worked=True)
    explanation = explain(case, "apns-certificate-missing")
    nodes = [node for part in explanation.parts for node in _nodes(part)]
    (group,) = (node for node in nodes if node.kind == "not")
    (forbidden,) = group.parts
    assert "(must not hold: that “The push certificate expires on” is earlier than" in forbidden.text
    others = [node for node in nodes if node.kind == "fact" and node != forbidden and node.state != "met"]
    assert others
    assert all("(needed: that " in node.text for node in others)


def test_what_would_decide_is_asked_not_stated() -> None:
    sentences = explain(Case(error="NoEnrollmentPolicy"), "ios-platform-blocked", language="sv").sentences
    assert "Det som skulle avgöra: om iOS/iPadOS-enheter får registreras över huvud taget." in sentences


def test_a_cause_that_is_no_candidate_cannot_be_explained() -> None:
    with pytest.raises(KeyError):
        explain(Case(error="NoEnrollmentPolicy"), "ios-fault")


def test_the_smallest_changes_do_what_they_say(results: list[CaseResult]) -> None:
    """Each way is tried with the engine: it gives the verdict, and no single fact of it could be left out."""
    for result in results:
        case = _case(result)
        for wanted in ("confirmed", "ruled_out"):
            for changes in smallest_changes(case, result.cause, wanted)[:2]:
                after, _ = what_if(case, {change.fact: change.value for change in changes})
                assert after.cause(result.cause).verdict == wanted, (result.cause, result.case.name, changes)
                contradictions = len(result.diagnosis.conflicts)
                for left_out in changes:
                    rest = {change.fact: change.value for change in changes if change is not left_out}
                    less, _ = what_if(case, rest)
                    enough = less.cause(result.cause).verdict == wanted and len(less.conflicts) <= contradictions
                    assert not enough, (result.cause, changes)


def test_what_is_unknown_is_rather_found_out_than_what_is_known_changed() -> None:
    case = Case(error="NoEnrollmentPolicy", ios_platform="allowed")
    (change,) = smallest_changes(case, "apns-certificate-invalid", "confirmed")[0]
    assert (change.fact, change.known) == ("apns_certificate", False)


def test_what_is_worked_out_turns_by_what_it_rests_on() -> None:
    case = Case(error="Device Cap Reached", enrolled_devices=15, device_limit=15)
    found = {(c.fact, c.value, c.reach) for (c,) in smallest_changes(case, "device-limit-reached", "ruled_out")}
    assert found == {("enrolled_devices", 14, "or_less"), ("device_limit", 16, "or_more")}


def test_what_is_worked_out_and_not_known_yet_says_what_to_find_out() -> None:
    ((change,),) = smallest_changes(Case(error="Device Cap Reached"), "device-limit-reached", "confirmed")
    assert (change.fact, change.value) == ("device_limit_reached", True)
    assert change.found_by == ("enrolled_devices", "device_limit")


def test_a_date_that_would_contradict_the_change_is_dropped_with_it() -> None:
    case = Case(error="NoEnrollmentPolicy", apns_expires_on="2026-01-01", observed_on="2026-06-01")
    for changes in smallest_changes(case, "apns-certificate-missing", "confirmed"):
        assert {change.fact for change in changes} == {"apns_certificate", "apns_expires_on"}


def test_an_explanation_can_be_of_another_day() -> None:
    case = Case(error="NoEnrollmentPolicy", apns_expires_on="2026-06-01")
    verdicts = [explain(case, "apns-certificate-invalid", today=date(2026, month, 1)).verdict for month in (1, 7)]
    assert verdicts == ["possible", "confirmed"]


def test_only_verdicts_that_facts_can_give_are_looked_for() -> None:
    with pytest.raises(ValueError, match="likely"):
        smallest_changes(Case(error="NoEnrollmentPolicy"), "apns-certificate-missing", "likely")  # type: ignore[arg-type]


def test_nothing_has_to_change_for_the_verdict_that_is_there() -> None:
    case = Case(error="NoEnrollmentPolicy", apns_certificate="expired")
    assert smallest_changes(case, "apns-certificate-invalid", "confirmed") == []


def test_what_if_shows_the_verdicts_and_the_plan_that_change() -> None:
    case = Case(error="NoEnrollmentPolicy", apns_certificate="valid")
    after, difference = what_if(case, {"apns_certificate": "expired"})
    assert after.outcome == difference.outcome_after == "confirmed"
    assert [(c.cause, c.before, c.after) for c in difference.verdicts if c.cause == "apns-certificate-invalid"] == [
        ("apns-certificate-invalid", "ruled_out", "confirmed")
    ]
    assert difference.plan_added


def test_a_fact_can_be_taken_away() -> None:
    after, difference = what_if(Case(error="NoEnrollmentPolicy", apns_certificate="valid"), {"apns_certificate": None})
    assert "apns_certificate" not in after.case.facts
    assert difference.facts[0].after is None


def test_equal_diagnoses_do_not_differ(results: list[CaseResult]) -> None:
    for result in results[::10]:
        assert compare(result.diagnosis, result.diagnosis).nothing


def test_a_difference_shows_the_plan_over_all_open_causes() -> None:
    case = Case.from_file(CHECKOUT / EXAMPLE)
    _, difference = what_if(case, {"other_mdm_enrolled": True})
    dangers = {mark for change in difference.work_added for mark in change.safety}
    assert "removes_company_data" in dangers
    _, back = what_if(case, {"dns_enterprise_enrollment": "ok"})
    assert (back.wait_before, back.wait_after) == ("PT72H", "PT15M")


def test_a_verdict_that_falls_names_the_rule_that_no_longer_decides_it() -> None:
    case = Case(error="NoEnrollmentPolicy", apns_certificate="valid")
    _, difference = what_if(case, {"apns_certificate": None})
    fallen = {change.cause: (change.after, change.rule, change.no_longer) for change in difference.verdicts}
    rule = "apns-certificate-invalid/confirmed_when"  # its failing rules the cause out; the file says nothing else
    assert fallen["apns-certificate-invalid"] == ("possible", rule, True)


def test_a_cause_whose_symptom_went_is_no_longer_explained() -> None:
    before, after = diagnose(Case(error="NoEnrollmentPolicy")), diagnose(Case(error="Device Cap Reached"))
    for change in compare(before, after).verdicts:
        assert (change.rule, change.no_longer) == (f"{change.cause}/explains", change.after is None)


def test_diagnoses_of_two_languages_compare_as_if_they_were_of_one() -> None:
    first, second = Case(error="NoEnrollmentPolicy"), Case(error="NoEnrollmentPolicy", apns_certificate="expired")
    assert compare(diagnose(first), diagnose(first, language="sv")).nothing
    stored = Diagnosis.from_json(diagnose(first).to_json())
    mixed = compare(stored, diagnose(second, language="sv"))
    assert mixed == compare(diagnose(first, language="sv"), diagnose(second, language="sv"))


def test_an_explanation_begins_with_the_case_being_out_of_scope() -> None:
    case = Case.from_file(CHECKOUT / "facts/examples/android-phone.yaml")
    first = explain(case, "no-intune-license").sentences[0]
    assert first == diagnose(case).outcome_reason


def test_what_is_not_known_is_said_of_the_fact_that_is_not_known() -> None:
    case = Case.from_file(CHECKOUT / "facts/examples/os-version-too-low.yaml")
    leaves = [node for part in explain(case, "os-version-outside-restriction").parts for node in _nodes(part)]
    unknown = {node.fact for node in leaves if node.kind == "fact" and node.state == "unknown"}
    assert unknown == {"restriction_os_maximum"}


def test_a_difference_names_the_rule(tmp_path: Path) -> None:
    before = diagnose(Case(error="NoEnrollmentPolicy"))
    after = diagnose(Case(error="NoEnrollmentPolicy", ios_platform="blocked"))
    (change,) = [c for c in compare(before, after).verdicts if c.cause == "ios-platform-blocked"]
    assert change.rule == "ios-platform-blocked/confirmed_when"


@pytest.mark.parametrize("language", LANGUAGES)
def test_explanations_read_well(language: Language, snapshot: Callable[[str, str], None]) -> None:
    """Every cause in one case of each verdict: why, and what would change it."""
    knowledge = KnowledgeBase.shipped()
    pages = []
    for cause in knowledge.causes.values():
        shown: set[str] = set()
        for rule_case in cause.cases:
            if rule_case.verdict in shown:
                continue
            shown.add(rule_case.verdict)
            case = case_of(knowledge, cause, rule_case)
            pages.append(why_not(case, cause.id, knowledge, language=language).to_text())
    snapshot(f"explanations.{language}.txt", "\n".join(pages))


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "expert", *arguments]
    return subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, encoding="utf-8")


def test_the_command_explains_why_why_not_and_what_if() -> None:
    done = _run("explain", EXAMPLE, "--why", "cname-missing", "--why-not", "previous-user-not-removed",
                "--what-if", "user_license=missing", "--format", "json")
    assert done.returncode == 0, done.stderr
    first, second, third = json.loads(done.stdout)
    assert first["why"]["verdict"] == "confirmed"
    ((change,),) = second["changes"]["confirmed"]
    assert (change["fact"], change["value"], change["known"]) == ("previous_user_enrolled", True, False)
    assert third["what_if"]["facts"][0]["after"] == "missing"


@pytest.mark.parametrize(
    ("cause", "said"),
    [("cname-misssing", 'did you mean "cname-missing"?'), ("ios-fault", "is no candidate")],
)
def test_a_cause_that_cannot_be_explained_is_said_so(cause: str, said: str) -> None:
    done = _run("explain", EXAMPLE, "--why", cause)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_two_files_and_two_rule_bases_can_be_compared(tmp_path: Path) -> None:
    done = _run("diff", EXAMPLE, "facts/examples/network-error.yaml")
    assert done.returncode == 0
    assert "cname-missing" in done.stdout
    (tmp_path / "causes").mkdir()
    shipped = (CHECKOUT / "rules" / "causes" / "cname-missing.yaml").read_text("utf-8")
    moved = "explains: [service-not-supported]"
    stricter = shipped.replace("explains: [profile-installation-no-server-connection]", moved)
    assert stricter != shipped
    (tmp_path / "causes" / "cname-missing.yaml").write_text(stricter, "utf-8")
    (tmp_path / "overrides.yaml").write_text("causes: [cname-missing]\n", "utf-8")
    done = _run("diff", EXAMPLE, "--rules", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "not a candidate" in done.stdout


