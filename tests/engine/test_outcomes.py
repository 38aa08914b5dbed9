"""The nine ways a case can end, as the contract names them."""

from __future__ import annotations

import typing

import pytest

from expert import Case, Diagnosis, KnowledgeBase, diagnose
from expert.foundations.terms import Outcome

ENDINGS: dict[str, Case] = {
    "confirmed": Case(error="Name not known. This borrower may not use the library.",
                      card="missing", platform="folio"),
    "likely": Case(error="The shelf is full", platform="folio"),
    "possible": Case(error="The library does not answer.", platform="slate"),
    "contradictory": Case(error="This card is not valid", card="valid"),
    "incomplete": Case(error="Setup failed", platform="folio"),
    "unrecognized": Case(error="The flux capacitor is empty.", platform="folio"),
    "out_of_scope": Case(error="This card is not valid", platform="phone"),
    "obstacle": Case(error="The flux capacitor is empty.", model="blocked"),
    "solved": Case(error="This card is not valid", card="missing", joins_now=True),
}


@pytest.fixture(params=sorted(ENDINGS))
def ending(request: pytest.FixtureRequest) -> tuple[str, Diagnosis]:
    return request.param, diagnose(ENDINGS[request.param])


def test_every_outcome_of_the_contract_has_its_case() -> None:
    assert set(ENDINGS) == set(typing.get_args(Outcome))


def test_the_case_ends_as_it_should_and_says_why(ending: tuple[str, Diagnosis]) -> None:
    outcome, diagnosis = ending
    assert diagnosis.outcome == outcome
    assert diagnosis.outcome_reason


def test_the_reason_is_said_in_the_language_asked_for(ending: tuple[str, Diagnosis]) -> None:
    outcome, diagnosis = ending
    swedish = diagnose(ENDINGS[outcome], language="sv")
    assert swedish.outcome == outcome
    assert swedish.outcome_reason != diagnosis.outcome_reason


def test_only_a_cause_that_is_confirmed_or_likely_leads_to_a_plan(ending: tuple[str, Diagnosis]) -> None:
    """Or to what stops an enrollment and is confirmed, whatever is seen."""
    outcome, diagnosis = ending
    assert bool(diagnosis.plan) == (outcome in ("confirmed", "likely", "obstacle"))
    verdict = "confirmed" if outcome == "obstacle" else outcome
    weighed = {cause.id: cause.verdict for cause in (*diagnosis.causes, *diagnosis.obstacles)}
    assert {weighed[step.cause] for step in diagnosis.plan} <= {verdict}


def test_what_to_collect_is_said_where_the_knowledge_ends(ending: tuple[str, Diagnosis]) -> None:
    outcome, diagnosis = ending
    assert bool(diagnosis.collect) == (outcome in ("contradictory", "unrecognized"))
    assert bool(diagnosis.help) == bool(diagnosis.collect)


def test_an_open_case_asks_on_and_one_that_is_solved_or_out_of_scope_does_not(ending: tuple[str, Diagnosis]) -> None:
    outcome, diagnosis = ending
    if outcome in ("likely", "possible", "incomplete", "unrecognized", "contradictory"):
        assert diagnosis.questions
    if outcome in ("out_of_scope", "solved"):
        assert diagnosis.questions == ()


def test_confirmed_rests_on_an_observed_fact() -> None:
    cause = diagnose(ENDINGS["confirmed"]).causes[0]
    assert [(fact.fact, fact.value) for fact in cause.because] == [("card", "missing")]


def test_likely_because_the_message_itself_names_the_cause() -> None:
    cause = diagnose(ENDINGS["likely"]).causes[0]
    assert (cause.id, cause.named, cause.because) == ("shelf-limit-reached", True, ())


def test_likely_because_it_is_the_only_documented_cause_left_and_facts_speak_for_it() -> None:
    diagnosis = diagnose(Case(behavior="joining_does_not_start", joining="by_itself", plan_assigned=True))
    assert diagnosis.outcome == "likely"
    first, *others = diagnosis.causes
    assert (first.id, first.named, first.supported, first.only_left) == ("sync-running", False, True, False)
    assert {cause.verdict for cause in others} == {"ruled_out"}


def test_possible_is_the_only_documented_cause_left_where_nothing_speaks_for_it() -> None:
    """A list of causes is not the world."""
    diagnosis = diagnose(Case(error="SealUnknown", seal_expires_on="2027-05-12", observed_on="2026-11-02"))
    assert diagnosis.outcome == "possible"
    first, *others = diagnosis.causes
    assert (first.id, first.named, first.supported, first.only_left) == ("seal-expired", False, False, True)
    assert {cause.verdict for cause in others} == {"ruled_out"}
    assert diagnosis.plan == ()
    assert "there may be causes that are not documented" in " ".join(diagnosis.to_text().split())


def test_possible_lists_every_candidate_and_asks_what_tells_them_apart() -> None:
    diagnosis = diagnose(ENDINGS["possible"])
    assert len(diagnosis.causes) == 5
    decided = {cause for question in diagnosis.questions for cause in question.decides}
    assert decided == {cause.id for cause in diagnosis.causes}


def test_contradictory_rules_every_candidate_out() -> None:
    assert {cause.verdict for cause in diagnose(ENDINGS["contradictory"]).causes} == {"ruled_out"}


@pytest.mark.parametrize("facts", [{}, {"platform": "folio"}, {"app": "outdated", "case": "INC1"}])
def test_without_a_message_or_what_happens_the_case_is_incomplete_and_asks_for_them(facts: dict[str, str]) -> None:
    """First; then for what is cheap to find out of the causes that stop an enrollment by themselves."""
    diagnosis = diagnose(Case.of(facts))
    assert diagnosis.outcome == "incomplete"
    first, later = diagnosis.questions[:4], diagnosis.questions[4:]
    assert [question.fact for question in first] == ["error", "behavior", "stops_at", "stops_how"]
    assert [question.fact for question in later] == ["card", "model", "seal", "seal_expires_on", "clock_right"]
    assert {question.decides for question in diagnosis.questions} == {()}
    assert diagnosis.causes == ()


def test_incomplete_names_the_messages_that_the_text_would_fit() -> None:
    diagnosis = diagnose(ENDINGS["incomplete"])
    assert len(diagnosis.could_be) == 3
    assert all(part.needed for part in diagnosis.could_be)
    known = KnowledgeBase.shipped()
    for part in diagnosis.could_be:
        assert part.causes == {cause.id: cause.title.en for cause in known.causes_of(part.symptom)}


def test_incomplete_asks_first_for_the_message_and_then_what_tells_the_causes_of_all_of_them_apart() -> None:
    first, *_ = questions = diagnose(ENDINGS["incomplete"]).questions
    assert first.fact == "error"
    candidates = {name for part in diagnose(ENDINGS["incomplete"]).could_be for name in part.causes}
    decided = {name for question in questions for name in question.decides}
    assert decided
    assert decided <= candidates


def test_unrecognized_asks_for_what_happens_then_what_is_cheap_and_then_the_open_intake_questions() -> None:
    questions = diagnose(ENDINGS["unrecognized"]).questions
    facts = [question.fact for question in questions]
    assert facts[:4] == ["behavior", "error", "stops_at", "stops_how"]
    assert facts[4:9] == ["card", "model", "seal", "seal_expires_on", "clock_right"]
    assert [question.intake for question in questions[9:]] == [2, 7, 8, 3, 3, 5, 6]


@pytest.mark.parametrize("facts", [
    {"platform": "phone"}, {"platform": "other"}, {"run_by": "school"}, {"run_by": "nobody"},
])
def test_out_of_scope_still_names_the_wording_but_offers_no_remedy(facts: dict[str, str]) -> None:
    diagnosis = diagnose(Case.of({"error": "This card is not valid", **facts}))
    assert diagnosis.outcome == "out_of_scope"
    assert [symptom.id for symptom in diagnosis.symptoms] == ["card-not-valid"]
    assert [cause.id for cause in diagnosis.causes] == ["no-card"]
    assert all(cause.remedy is None for cause in diagnosis.causes)
    assert diagnosis.plan == ()


def test_not_knowing_the_platform_puts_nothing_out_of_scope() -> None:
    assert diagnose(Case(error="This card is not valid")).outcome == "likely"


def test_what_is_superseded_is_confirmed_with_a_word_of_warning() -> None:
    diagnosis = diagnose(Case(error="The library does not answer.", joining="by_hand",
                              address_in="missing"))
    assert diagnosis.outcome == "confirmed"
    assert diagnosis.causes[0].superseded
    assert "Only older documentation names that as a cause" in diagnosis.outcome_reason
    assert diagnosis.warnings


def test_a_proof_of_a_cause_that_may_not_apply_here_comes_with_a_warning() -> None:
    message = "Setup failed. The library does not answer."
    diagnosis = diagnose(Case(error=message, platform="folio", address_in="missing"))
    assert diagnosis.cause("address-missing").verdict == "confirmed"
    (warning,) = [text for text in diagnosis.warnings if "Find out before you act" in text]
    assert "“Way of joining”" in warning
    known = diagnose(
        Case(error=message, platform="folio", address_in="missing", joining="by_hand")
    )
    assert not [text for text in known.warnings if "Find out before you act" in text]
