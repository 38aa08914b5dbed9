"""The seven ways a case can end, as the contract names them."""

from __future__ import annotations

import typing

import pytest

from expert import Case, Diagnosis, diagnose
from expert.results.diagnosis import Outcome

ENDINGS: dict[str, Case] = {
    "confirmed": Case(error="Name not known. This borrower may not use the library.",
                      card="missing", platform="folio"),
    "likely": Case(error="The shelf is full", platform="folio"),
    "possible": Case(error="The library does not answer.", platform="slate"),
    "contradictory": Case(error="This card is not valid", card="valid"),
    "incomplete": Case(error="Setup failed", platform="folio"),
    "unrecognized": Case(error="The flux capacitor is empty.", platform="folio"),
    "out_of_scope": Case(error="This card is not valid", platform="phone"),
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
    outcome, diagnosis = ending
    assert bool(diagnosis.plan) == (outcome in ("confirmed", "likely"))
    for step in diagnosis.plan:
        assert diagnosis.cause(step.cause).verdict == outcome


def test_what_to_collect_is_said_where_the_knowledge_ends(ending: tuple[str, Diagnosis]) -> None:
    outcome, diagnosis = ending
    assert bool(diagnosis.collect) == (outcome in ("contradictory", "unrecognized"))
    assert bool(diagnosis.help) == bool(diagnosis.collect)


def test_an_open_case_asks_on_and_one_out_of_scope_does_not(ending: tuple[str, Diagnosis]) -> None:
    outcome, diagnosis = ending
    if outcome in ("likely", "possible", "incomplete", "unrecognized", "contradictory"):
        assert diagnosis.questions
    if outcome == "out_of_scope":
        assert diagnosis.questions == ()


def test_confirmed_rests_on_an_observed_fact() -> None:
    cause = diagnose(ENDINGS["confirmed"]).causes[0]
    assert [(fact.fact, fact.value) for fact in cause.because] == [("card", "missing")]


def test_likely_because_the_message_itself_names_the_cause() -> None:
    cause = diagnose(ENDINGS["likely"]).causes[0]
    assert (cause.id, cause.named, cause.because) == ("shelf-limit-reached", True, ())


def test_likely_because_it_is_the_only_documented_cause_left() -> None:
    diagnosis = diagnose(Case(error="SealUnknown", seal_expires_on="2027-05-12", observed_on="2026-11-02"))
    assert diagnosis.outcome == "likely"
    assert diagnosis.causes[0].named is False
    assert {cause.verdict for cause in diagnosis.causes[1:]} == {"ruled_out"}


def test_possible_lists_every_candidate_and_asks_what_tells_them_apart() -> None:
    diagnosis = diagnose(ENDINGS["possible"])
    assert len(diagnosis.causes) == 5
    decided = {cause for question in diagnosis.questions for cause in question.decides}
    assert decided == {cause.id for cause in diagnosis.causes}


def test_contradictory_rules_every_candidate_out() -> None:
    assert {cause.verdict for cause in diagnose(ENDINGS["contradictory"]).causes} == {"ruled_out"}


@pytest.mark.parametrize("facts", [{}, {"platform": "folio"}, {"card": "missing", "case": "INC1"}])
def test_without_a_message_or_a_behavior_the_case_is_incomplete_and_asks_for_them(facts: dict[str, str]) -> None:
    diagnosis = diagnose(Case.of(facts))
    assert diagnosis.outcome == "incomplete"
    assert [question.fact for question in diagnosis.questions] == ["error", "behavior"]
    assert diagnosis.causes == ()


def test_incomplete_names_the_messages_that_the_text_would_fit() -> None:
    diagnosis = diagnose(ENDINGS["incomplete"])
    assert len(diagnosis.could_be) == 3
    assert all(part.needed for part in diagnosis.could_be)


def test_unrecognized_asks_the_eight_intake_questions_that_are_still_open() -> None:
    asked = {question.intake for question in diagnose(ENDINGS["unrecognized"]).questions}
    assert asked == {2, 3, 5, 6, 7, 8}


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
    assert "no longer" in diagnosis.outcome_reason
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
