"""Why, why not, what if, and what differs: held against the verdicts, and some read by eye in both languages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.engine.rule_cases import CaseResult
from expert.explaining import compare, explain, smallest_changes, what_if
from expert.foundations.texts import LANGUAGES, Language
from expert.results.diagnosis import Diagnosis
from expert.results.explanation import ProofNode
from tests import small
from tests.explain.explanation_properties import PROPERTIES, asked_of

EXAMPLE = "no-answer.yaml"
# One of each verdict, and of each kind of condition: any of several, a date, numbers, versions, a fact that the message
# states, one worked out from another, where a cause applies at all, one that waits, one that was documented once.
CHOSEN = (
    ("address-missing", "confirmed"), ("address-missing", "ruled_out"), ("branch-limit-reached", "confirmed"),
    ("code-not-supported", "confirmed"), ("code-in-old-sign-in", "possible"), ("no-card", "likely"),
    ("plan-installed", "ruled_out"), ("seal-expired", "confirmed"), ("seal-missing", "ruled_out"),
    ("sync-running", "likely"), ("token-taken", "confirmed"), ("version-outside-range", "ruled_out"),
)  # fmt: skip


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: holds.__name__)
def test_it_holds_of_every_case_of_the_rules(holds: Callable[[KnowledgeBase, CaseResult], None]) -> None:
    for result in small.results():
        holds(KnowledgeBase.shipped(), result)


def _nodes(node: ProofNode) -> Iterator[ProofNode]:
    yield node
    for part in node.parts:
        yield from _nodes(part)


def test_every_fact_in_a_tree_says_where_it_came_from() -> None:
    explanation = explain(Case.from_file(small.EXAMPLES / EXAMPLE), "address-missing")
    known = [n for part in explanation.parts for n in _nodes(part) if n.kind == "fact" and n.state != "unknown"]
    assert known
    assert all(n.origin is not None and n.origin.rpartition(":")[2].isdigit() for n in known)


def test_a_fact_that_was_worked_out_shows_what_it_follows_from() -> None:
    case = Case(error="The shelf is full", readers_counted=15, reader_limit=15)
    explanation = explain(case, "shelf-limit-reached")
    facts = {node.fact for part in explanation.parts for node in _nodes(part)}
    assert {"limit_reached", "readers_counted", "reader_limit"} <= facts


def test_what_a_rule_forbids_is_not_told_as_needed() -> None:
    case = Case(error="SealUnknown", ever_worked=True)
    explanation = explain(case, "seal-missing")
    nodes = [node for part in explanation.parts for node in _nodes(part)]
    (group,) = (node for node in nodes if node.kind == "not")
    (forbidden,) = group.parts
    assert "(must not hold: that “The seal expires on” is earlier than" in forbidden.text
    others = [node for node in nodes if node.kind == "fact" and node != forbidden and node.state != "met"]
    assert others
    assert all("(needed: that " in node.text for node in others)


def test_what_would_decide_is_asked_not_stated() -> None:
    sentences = explain(Case(error="NoJoinRule"), "model-blocked", language="sv").sentences
    assert "Det här skulle avgöra det: om läsplattans modell får anslutas." in sentences


def test_a_cause_that_is_no_candidate_cannot_be_explained() -> None:
    with pytest.raises(KeyError):
        explain(Case(error="NoJoinRule"), "reader-fault")


def test_what_is_unknown_is_rather_found_out_than_what_is_known_changed() -> None:
    case = Case(error="NoJoinRule", model="allowed")
    (change,) = smallest_changes(case, "seal-expired", "confirmed")[0]
    assert (change.fact, change.known) == ("seal", False)


def test_what_is_worked_out_turns_by_what_it_rests_on() -> None:
    case = Case(error="The shelf is full", readers_counted=15, reader_limit=15)
    found = {(c.fact, c.value, c.reach) for (c,) in smallest_changes(case, "shelf-limit-reached", "ruled_out")}
    assert found == {("readers_counted", 14, "or_less"), ("reader_limit", 16, "or_more")}


def test_what_is_worked_out_and_not_known_yet_says_what_to_find_out() -> None:
    ((change,),) = smallest_changes(Case(error="The shelf is full"), "shelf-limit-reached", "confirmed")
    assert (change.fact, change.value) == ("limit_reached", True)
    assert change.found_by == ("readers_counted", "reader_limit")


def test_a_date_that_would_contradict_the_change_is_dropped_with_it() -> None:
    case = Case(error="NoJoinRule", seal_expires_on="2026-01-01", observed_on="2026-06-01")
    for changes in smallest_changes(case, "seal-missing", "confirmed"):
        assert {change.fact for change in changes} == {"seal", "seal_expires_on"}


def test_an_explanation_can_be_of_another_day() -> None:
    case = Case(error="NoJoinRule", seal_expires_on="2026-06-01")
    verdicts = [explain(case, "seal-expired", today=date(2026, month, 1)).verdict for month in (1, 7)]
    assert verdicts == ["possible", "confirmed"]


def test_only_verdicts_that_facts_can_give_are_looked_for() -> None:
    with pytest.raises(ValueError, match="likely"):
        smallest_changes(Case(error="NoJoinRule"), "seal-missing", "likely")  # type: ignore[arg-type]


def test_nothing_has_to_change_for_the_verdict_that_is_there() -> None:
    case = Case(error="NoJoinRule", seal="expired")
    assert smallest_changes(case, "seal-expired", "confirmed") == []


def test_what_if_shows_the_verdicts_and_the_plan_that_change() -> None:
    case = Case(error="NoJoinRule", seal="valid")
    after, difference = what_if(case, {"seal": "expired"})
    assert after.outcome == difference.outcome_after == "confirmed"
    assert [(c.cause, c.before, c.after) for c in difference.verdicts if c.cause == "seal-expired"] == [
        ("seal-expired", "ruled_out", "confirmed")
    ]
    assert difference.plan_added


def test_a_fact_can_be_taken_away() -> None:
    after, difference = what_if(Case(error="NoJoinRule", seal="valid"), {"seal": None})
    assert "seal" not in after.case.facts
    assert difference.facts[0].after is None


def test_a_difference_shows_the_plan_over_all_open_causes() -> None:
    case = Case.from_file(small.EXAMPLES / EXAMPLE)
    _, difference = what_if(case, {"other_library": True})
    dangers = {mark for change in difference.work_added for mark in change.safety}
    assert "removes_company_data" in dangers
    _, back = what_if(case, {"address_in": "right"})
    assert (back.wait_before, back.wait_after) == ("PT72H", "PT15M")


def test_a_verdict_that_falls_names_the_rule_that_no_longer_decides_it() -> None:
    case = Case(error="NoJoinRule", seal="valid")
    _, difference = what_if(case, {"seal": None})
    fallen = {change.cause: (change.after, change.rule, change.no_longer) for change in difference.verdicts}
    rule = "seal-expired/confirmed_when"  # its failing rules the cause out; the file says nothing else
    assert fallen["seal-expired"] == ("possible", rule, True)


def test_a_cause_whose_symptom_went_is_no_longer_explained() -> None:
    before, after = diagnose(Case(error="NoJoinRule")), diagnose(Case(error="The shelf is full"))
    for change in compare(before, after).verdicts:
        assert (change.rule, change.no_longer) == (f"{change.cause}/explains", change.after is None)


def test_diagnoses_of_two_languages_compare_as_if_they_were_of_one() -> None:
    first, second = Case(error="NoJoinRule"), Case(error="NoJoinRule", seal="expired")
    assert compare(diagnose(first), diagnose(first, language="sv")).nothing
    stored = Diagnosis.from_json(diagnose(first).to_json())
    mixed = compare(stored, diagnose(second, language="sv"))
    assert mixed == compare(diagnose(first, language="sv"), diagnose(second, language="sv"))


def test_a_message_of_several_lines_keeps_to_its_line_and_moves_no_cursor() -> None:
    before, after = (diagnose(Case(error=text)) for text in ("The shelf is\n\x1b[31mfull", "line of a log\n" * 99))
    lines = compare(before, after).to_text().splitlines()
    (line,) = [line for line in lines if line.startswith("  ~")]
    assert " -> line of a log line of a log" in line
    assert line.endswith("…")
    assert "\x1b" not in line


def test_an_explanation_begins_with_the_case_being_out_of_scope() -> None:
    case = Case.from_file(small.EXAMPLES / "phone.yaml")
    first = explain(case, "no-card").sentences[0]
    assert first == diagnose(case).outcome_reason


def test_what_is_not_known_is_said_of_the_fact_that_is_not_known() -> None:
    case = Case.from_file(small.EXAMPLES / "version-too-low.yaml")
    leaves = [node for part in explain(case, "version-outside-range").parts for node in _nodes(part)]
    unknown = {node.fact for node in leaves if node.kind == "fact" and node.state == "unknown"}
    assert unknown == {"highest_version"}


def test_a_difference_names_the_rule(tmp_path: Path) -> None:
    before = diagnose(Case(error="NoJoinRule"))
    after = diagnose(Case(error="NoJoinRule", model="blocked"))
    (change,) = [c for c in compare(before, after).verdicts if c.cause == "model-blocked"]
    assert change.rule == "model-blocked/confirmed_when"


@pytest.mark.parametrize("language", LANGUAGES)
def test_chosen_explanations_read_well(language: Language, snapshot: Callable[[str, str], None]) -> None:
    """Why, and what would change it."""
    knowledge = KnowledgeBase.shipped()
    pages = []
    for name, verdict in CHOSEN:
        cause = knowledge.causes[name]
        rule_case = next(case for case in cause.cases if case.verdict == verdict)
        pages.append(asked_of(knowledge, cause, rule_case, language).to_text())
    snapshot(f"explanations.{language}.txt", "\n".join(pages))


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "expert", *arguments]
    return subprocess.run(
        command, cwd=small.EXAMPLES, env=small.environment(), capture_output=True, text=True, encoding="utf-8"
    )


def test_the_command_explains_why_why_not_and_what_if() -> None:
    done = _run("explain", EXAMPLE, "--why", "address-missing", "--why-not", "earlier-borrower",
                "--what-if", "card=missing", "--format", "json")
    assert done.returncode == 0, done.stderr
    first, second, third = json.loads(done.stdout)
    assert first["why"]["verdict"] == "confirmed"
    ((change,),) = second["changes"]["confirmed"]
    assert (change["fact"], change["value"], change["known"]) == ("earlier_borrower", True, False)
    assert third["what_if"]["facts"][0]["after"] == "missing"


@pytest.mark.parametrize(
    ("cause", "said"),
    [("address-misssing", 'did you mean "address-missing"?'), ("reader-fault", "is no candidate")],
)
def test_a_cause_that_cannot_be_explained_is_said_so(cause: str, said: str) -> None:
    done = _run("explain", EXAMPLE, "--why", cause)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_two_files_and_two_rule_bases_can_be_compared(tmp_path: Path) -> None:
    done = _run("diff", EXAMPLE, "network.yaml")
    assert done.returncode == 0
    assert "address-missing" in done.stdout
    (tmp_path / "causes").mkdir()
    shipped = (small.TREE / "rules" / "causes" / "address-missing.yaml").read_text("utf-8")
    moved = "explains: [no-join-rule]"
    stricter = shipped.replace("explains: [setup-failed-no-answer]", moved)
    assert stricter != shipped
    (tmp_path / "causes" / "address-missing.yaml").write_text(stricter, "utf-8")
    (tmp_path / "overrides.yaml").write_text("causes: [address-missing]\n", "utf-8")
    done = _run("diff", EXAMPLE, "--rules", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "not in question" in done.stdout




# What stands in the way, what is disputed, what is only left


def test_of_what_stands_in_the_way_it_is_said_that_it_stops_an_enrollment_whatever_is_seen() -> None:
    said = explain(Case(model="blocked"), "model-blocked")
    assert "Because the reader's model is blocked.\nIt can stop an enrollment by itself.\n" in said.to_text()
    assert "Den kan i sig stoppa en registrering." in (
        explain(Case(model="blocked"), "model-blocked", language="sv").to_text()
    )


def test_where_a_cause_stops_no_such_enrollment_that_is_the_reason_and_stands_in_the_tree() -> None:
    said = explain(Case(stops_at="registration", joining="by_itself", card="missing"), "no-card")
    assert said.verdict == "ruled_out"
    (part,) = [part for part in said.parts if part.kind == "stops_enrollment"]
    assert (part.rule, part.state) == ("no-card/stops_enrollment", "not_met")
    assert "it stops an enrollment by itself only if" in said.to_text()
    assert not [part for part in explain(Case(error="This card is not valid"), "no-card").parts
                if part.kind == "stops_enrollment"]  # fmt: skip


def test_of_a_disputed_cause_it_is_said_what_to_do_first() -> None:
    said = explain(Case(error="NoJoinRule", model="blocked", private_readers="allowed"), "model-blocked")
    assert "It rests on facts that do not fit together: settle them first." in " ".join(said.to_text().split())


def test_of_the_only_one_left_with_nothing_for_it_it_is_said_that_others_may_be_unknown() -> None:
    said = explain(Case(error="Name not known. This borrower may not use the library."), "no-card")
    assert "but nothing speaks for it: there may be causes that are not documented" in " ".join(said.to_text().split())


def test_the_command_explains_what_stands_in_the_way_too() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "expert", "explain", "--set", "model=blocked"], cwd=small.TREE, capture_output=True,
        text=True, env=small.environment(), timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "The reader's model is blocked" in done.stdout
