"""The interview as a library: what it asks, when it stops, and what it says why."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from expert import Case, InputError, KnowledgeBase, diagnose
from expert.ask import Interview, Stopped
from expert.facts.vocabulary import WrongValue

TODAY = date(2026, 11, 23)
NO_SERVER = "Setup failed. The library does not answer."


def asked(interview: Interview) -> str | None:
    """The fact that the interview asks for."""
    question = interview.next_question()
    return None if question is None else question.fact


def reason(interview: Interview) -> Stopped:
    """Why it has stopped."""
    assert interview.stopped is not None
    return interview.stopped


# How it begins


def test_it_begins_with_the_message_and_without_one_with_the_kind_of_device_and_the_behavior() -> None:
    interview = Interview()
    assert asked(interview) == "error"
    interview.skip()
    assert asked(interview) == "platform"
    interview.answer("folio")
    assert asked(interview) == "behavior"
    interview.answer("joining_does_not_start")
    assert interview.symptoms == ("joining-does-not-start",)
    assert asked(interview) == "plan_assigned"


def test_what_is_known_already_is_not_asked_for() -> None:
    interview = Interview(Case(error="NoJoinRule", seal="valid"))
    assert asked(interview) == "model"


def test_a_message_that_was_broken_off_leads_to_asking_for_the_rest() -> None:
    interview = Interview(error="Setup failed")
    question = interview.next_question()
    assert question is not None
    assert question.fact == "error"
    assert list(question.values.values()) == [
        "The network was lost.",
        "The library does not answer.",
        "The new plan does not match the old one.",
    ]
    assert "three known messages" in question.ask
    assert "“Setup failed. The network was lost.”" in interview.why()


@pytest.mark.parametrize(
    "rest",
    [
        "the network was lost",
        "Setup failed. The network was lost.",
        "Log: Setup failed: The network was lost!",
    ],
)
def test_the_rest_may_be_given_alone_or_with_the_beginning(rest: str) -> None:
    interview = Interview()
    interview.answer("Setup failed")
    interview.answer(rest)
    assert interview.symptoms == ("setup-failed-network",)
    interview.back()
    assert interview.case["error"] == ("Setup failed",)


def test_choosing_how_it_goes_on_completes_the_message() -> None:
    interview = Interview(error="Setup failed")
    question = interview.next_question()
    assert question is not None
    interview.answer(list(question.values)[2])
    assert interview.symptoms == ("setup-failed-other-plan",)


def test_a_rest_that_is_not_known_keeps_both_texts_and_is_not_asked_for_without_end() -> None:
    interview = Interview()
    interview.answer("Setup failed")
    interview.answer("and that is all")
    interview.answer("really")
    assert interview.case["error"] == ("Setup failed", "and that is all", "really")
    assert asked(interview) == "platform"


def test_a_skipped_rest_leaves_the_causes_of_every_message_that_it_can_be(small: KnowledgeBase) -> None:
    """They are told apart by whatever else is known, and nothing is taken for recognized."""
    interview = Interview(error="Setup failed", platform="folio", run_by="library")
    assert asked(interview) == "error"
    interview.skip()
    could_be = ("setup-failed-network", "setup-failed-no-answer", "setup-failed-other-plan")
    assert set(interview.states) == {cause.id for name in could_be for cause in small.causes_of(name)}
    assert interview.symptoms == ()
    assert interview.why().startswith("All that is known of the message is that it begins with “Setup failed”. If")
    assert asked(interview) == "card"
    interview.answer("missing")
    assert interview.states["no-card"] == "confirmed"
    assert interview.diagnosis.outcome == "obstacle"
    assert [part.symptom for part in interview.diagnosis.could_be] == list(could_be)


def test_of_a_skipped_rest_what_was_skipped_is_said_in_the_end() -> None:
    interview = Interview(error="Setup failed", platform="folio", run_by="library")
    while asked(interview) is not None:
        interview.skip()
    assert reason(interview).kind == "nothing_to_ask"
    assert "What was skipped could still do so" in reason(interview).text
    assert "“The borrower's card”" in reason(interview).text


def test_an_unknown_message_leads_to_what_happens_and_then_to_whatever_stops_an_enrollment() -> None:
    """First the kind of device, which no message tells; last, whether it is a case at all."""
    interview = Interview(error="Something that nobody has documented")
    facts = []
    while (fact := asked(interview)) is not None:
        facts.append(fact)
        interview.skip()
    assert facts[:4] == ["platform", "behavior", "stops_at", "stops_how"]
    assert set(facts[4:-1]) == {"card", "joining", "model", "seal", "seal_expires_on", "clock_right"}
    assert facts[-1] == "run_by"
    assert set(interview.states) == {cause.id for cause in KnowledgeBase.shipped().stopping}
    assert interview.symptoms == ()
    assert reason(interview).kind == "nothing_to_ask"


def test_without_message_and_behavior_there_is_nothing_to_go_by() -> None:
    interview = Interview()
    for fact in ("error", "platform", "behavior", "stops_at", "stops_how"):
        assert asked(interview) == fact
        interview.skip()
    assert reason(interview).kind == "incomplete"


def test_the_kind_of_device_is_asked_early_only_where_nothing_tells_it() -> None:
    assert asked(Interview(error="Something that nobody has documented", platform="folio")) == "behavior"
    assert asked(Interview(error="NoJoinRule")) == "seal"
    interview = Interview(error="Something that nobody has documented")
    assert interview.why().startswith("So far no documented cause explains the case.")
    interview.answer("phone")
    assert reason(interview).kind == "out_of_scope"


def test_a_symptom_that_does_not_occur_in_this_enrollment_is_not_asked_about() -> None:
    interview = Interview(
        error="LINK_ERROR No link", joining="by_hand", behavior="stuck_after_sign_in"
    )
    while asked(interview) is not None:
        interview.skip()
    assert reason(interview).kind == "unrecognized"
    assert "not for this kind of enrollment" in reason(interview).text


def test_a_case_out_of_scope_is_not_asked_about() -> None:
    interview = Interview(error="NoJoinRule", platform="phone")
    assert reason(interview).kind == "out_of_scope"


# When it stops


def test_it_stops_when_the_cause_is_confirmed_and_names_it() -> None:
    interview = Interview(error="NoJoinRule")
    interview.answer("expired")
    assert reason(interview).kind == "confirmed"
    assert "“The library's seal is broken or has expired”" in reason(interview).text


def test_the_last_cause_is_still_to_be_proven() -> None:
    """That nothing else is left makes a cause likely; it takes its own fact to confirm it."""
    interview = Interview(error="NoJoinRule", seal="valid")
    assert asked(interview) == "model"
    interview.answer("blocked")
    assert reason(interview).kind == "confirmed"


def test_what_is_cheaper_to_check_than_the_proof_was_and_could_overturn_it_is_still_asked() -> None:
    interview = Interview(behavior="joining_does_not_start", plan_assigned=False)
    assert interview.states["plan-not-assigned"] == "confirmed"
    assert asked(interview) == "joining"
    assert "ruled out after all" in interview.why()
    interview.answer("by_itself")
    assert reason(interview).kind == "confirmed"


def test_an_overturned_cause_is_confirmed_no_longer() -> None:
    interview = Interview(error=NO_SERVER, private_readers="blocked")
    states = [interview.states["private-readers-blocked"]]
    assert asked(interview) == "joining"
    interview.answer("by_itself")
    states.append(interview.states["private-readers-blocked"])
    assert states == ["confirmed", "ruled_out"]
    assert asked(interview) == "card"


def test_what_costs_more_than_the_proof_did_is_not_asked_anymore() -> None:
    interview = Interview(error=NO_SERVER, joining="by_hand", card="missing")
    assert interview.states["other-library"] == "open"
    assert reason(interview).kind == "confirmed"


def test_a_cause_that_only_replaced_documentation_names_does_not_end_it() -> None:
    interview = Interview(error=NO_SERVER, joining="by_hand", address_in="missing")
    assert interview.states["address-missing"] == "confirmed"
    assert asked(interview) == "private_readers"


def test_only_a_replaced_cause_is_not_called_a_confirmed_end() -> None:
    interview = Interview(
        error=NO_SERVER, joining="by_hand", address_in="missing", card="valid",
        private_readers="allowed", earlier_borrower=False, other_library=False, platform="folio",
        run_by="library",
    )  # fmt: skip
    assert reason(interview).kind == "nothing_to_ask"
    assert "only older documentation names" in reason(interview).text


def test_when_everything_is_ruled_out_it_asks_whether_it_is_a_case_at_all() -> None:
    interview = Interview(error="The shelf is full", limit_reached=False, branch_limit_reached=False)
    assert asked(interview) == "platform"
    assert "outside what this system covers" in interview.why()
    interview.answer("folio")
    interview.answer("library")
    assert reason(interview).kind == "nothing_to_ask"
    assert "Every documented cause is ruled out" in reason(interview).text


def test_what_was_skipped_is_named_where_it_could_still_decide() -> None:
    interview = Interview(error="NoJoinRule", model="allowed", platform="folio", run_by="library")
    while (fact := asked(interview)) is not None:
        assert fact in ("seal", "seal_expires_on")
        interview.skip()
    assert reason(interview).kind == "nothing_to_ask"
    assert "“The library's seal”" in reason(interview).text
    assert "“The seal expires on”" in reason(interview).text


# What is asked


def test_the_cheapest_question_that_tells_as_much_comes_first() -> None:
    interview = Interview(error="Setup failed. The network was lost.")
    healthy = {"card": "valid", "browser_ready": True, "reset_tried": "not_solved"}
    costs = []
    while (fact := asked(interview)) is not None and interview.states:
        costs.append(interview.knowledge.vocabulary.cost(fact))
        interview.answer(healthy.get(fact, False))
        if "open" not in interview.states.values():
            break
    assert costs == [5, 10, 10, 60]


def test_two_numbers_that_only_together_decide_are_both_asked_for() -> None:
    interview = Interview(error="Couldn't register your reader")
    assert asked(interview) == "branch_readers"
    assert "“The branch's limit”" in interview.why()
    interview.answer(20)
    assert asked(interview) == "branch_limit"
    assert "at most 20" in interview.why()
    interview.answer("20")
    assert interview.diagnosis.outcome == "confirmed"


def test_another_way_is_taken_where_a_number_is_not_known() -> None:
    interview = Interview(error="The shelf is full", reader_limit=15, branch_limit_reached=False)
    assert asked(interview) == "readers_counted"
    interview.skip()
    assert {asked(interview)} <= {"readers_listed", "readers_not_counted"}
    interview.answer(17)
    interview.answer(2)
    assert interview.states["shelf-limit-reached"] == "confirmed"


def test_a_date_is_compared_with_the_day_of_the_interview() -> None:
    interview = Interview(error="SealUnknown", today=TODAY)
    interview.skip()
    assert asked(interview) == "seal_expires_on"
    assert "2026-11-22 or earlier" in interview.why()
    interview.answer("2026-11-22")
    assert interview.states["seal-expired"] == "confirmed"


def test_a_version_named_too_roughly_leaves_the_question_decided_by_nothing() -> None:
    interview = Interview(behavior="code_cannot_be_completed", joining="on_the_web", os_version="5")
    assert asked(interview) == "code_by"


def test_the_question_tells_which_causes_it_can_decide() -> None:
    question = Interview(error="NoJoinRule").next_question()
    assert question is not None
    assert question.decides == ("seal-expired", "seal-missing")
    assert list(question.values) == ["valid", "missing", "broken", "expired"]


def test_yes_and_no_are_offered_as_values_too() -> None:
    question = Interview(error="LINK_ERROR No link", language="sv").next_question()
    assert question is not None
    assert question.values == {"true": "ja", "false": "nej"}


# Answers


def test_a_wrong_answer_changes_nothing() -> None:
    interview = Interview(error="NoJoinRule")
    wrongs: tuple[object, ...] = ("perhaps", 17, None, "", ["valid"], {}, True)
    for wrong in wrongs:
        with pytest.raises(WrongValue):
            interview.answer(wrong)
    assert interview.answers == ()
    assert asked(interview) == "seal"


def test_a_skipped_question_is_not_asked_again_and_counts_as_asked() -> None:
    interview = Interview(error="NoJoinRule")
    interview.skip()
    assert interview.skipped == ("seal",)
    assert asked(interview) != "seal"
    assert interview.cost == 5


def test_back_takes_the_last_answer_back_and_no_fact_that_was_given() -> None:
    interview = Interview(error="NoJoinRule")
    interview.answer("valid")
    interview.skip()
    assert interview.back()
    assert interview.back()
    assert not interview.back()
    assert asked(interview) == "seal"
    assert "error" in interview.case


def test_after_the_end_there_is_no_question_to_answer_but_a_way_back() -> None:
    interview = Interview(error="NoJoinRule")
    interview.answer("missing")
    assert interview.next_question() is None
    assert interview.why() == ""
    with pytest.raises(LookupError):
        interview.answer("valid")
    with pytest.raises(LookupError):
        interview.skip()
    assert interview.back()
    assert interview.stopped is None


def test_facts_skipped_in_an_earlier_sitting_are_not_asked_for() -> None:
    interview = Interview(error="NoJoinRule", skipped=["seal", "error", "seal"])
    assert interview.skipped == ("seal",)
    assert asked(interview) != "seal"


def test_unknown_facts_are_refused_at_once() -> None:
    with pytest.raises(InputError, match="did you mean"):
        Interview(platfrom="folio")


def test_it_neither_prints_nor_reads(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    interview = Interview(error=NO_SERVER)
    while interview.next_question() is not None:
        interview.why()
        interview.skip()
    assert interview.diagnosis == diagnose(interview.case)
    assert capsys.readouterr() == ("", "")


# Why


def test_the_reason_groups_answers_with_the_same_effect() -> None:
    why = Interview(error="NoJoinRule").why()
    assert "if it is “broken” or “expired”" in why
    left = "“The reader's model is blocked”"
    assert why.endswith(f"otherwise both are ruled out, and only {left} is left.")


def test_the_reason_is_given_in_swedish_too() -> None:
    why = Interview(error="NoJoinRule", language="sv").why()
    assert "om det är ”brutet” eller ”utgånget”" in why
    left = "”Läsplattans modell är blockerad”"
    assert why.endswith(f"annars är båda uteslutna, och bara {left} är kvar.")


def test_every_reason_is_of_sensible_length_and_says_then_but_once() -> None:
    """Over every symptom, whichever way the answers go."""
    for symptom in KnowledgeBase.shipped().symptoms.values():
        given = {name: value for name, value in symptom.example.items() if name in ("error", "behavior")}
        for take in (0, -1):
            interview = Interview(today=TODAY, **given)
            while (question := interview.next_question()) is not None:
                why = interview.why()
                assert len(re.findall(r"\bthen\b", why)) <= 1, why
                assert 40 < len(why) < 950, why
                assert not re.search(r"[{}]|  |\.\.|“”", why), why
                if question.values:
                    interview.answer(list(question.values)[take])
                else:
                    interview.skip()


def test_the_reason_says_what_is_known_of_what_the_question_is_about() -> None:
    interview = Interview(
        error="The shelf is full", readers_counted=3, app="current", branch_limit_reached=False
    )
    why = interview.why()
    assert "the number of the borrower's readers that count is 3" in why
    assert "library app" not in why
    assert "“The borrower has reached the branch's limit” is already ruled out." in why


def test_a_long_message_is_shortened_in_the_reason() -> None:
    message = KnowledgeBase.shipped().symptoms["app-resting"].messages[0].en
    assert message is not None
    why = Interview(error=f"{message} {'x' * 5000}").why()
    assert len(why) < 500


CODE: dict[str, Any] = {
    "behavior": "code_cannot_be_completed", "platform": "folio", "joining": "on_the_web",
    "code_by": "text_message", "code_on_same_reader": True,
}  # fmt: skip


def test_a_version_too_rough_to_decide_is_asked_for_more_exactly() -> None:
    interview = Interview(os_version="6", **CODE)
    question = interview.next_question()
    assert question is not None
    assert question.fact == "os_version"
    assert "“6” is given" in question.ask
    interview.answer("6.2")
    assert interview.states == {"code-not-supported": "confirmed"}


def test_whoever_gives_a_rough_version_is_not_asked_again() -> None:
    interview = Interview(os_version="6", **CODE)
    interview.answer("6")
    question = interview.next_question()
    assert question is None or question.fact != "os_version"


def test_what_applies_to_some_releases_of_a_rough_version_is_said_under_a_condition() -> None:
    diagnosis = diagnose(Case(os_version="6", **CODE))
    (cause,) = diagnosis.causes
    assert cause.remedy is not None
    assert (cause.remedy.options[0].applies, cause.remedy.options[0].condition) == ("unknown", ("os_version",))
    assert "os_version" in cause.missing
    assert [question.fact for question in diagnosis.questions] == ["os_version"]


def test_skipping_the_rest_of_a_message_lasts_to_the_next_sitting() -> None:
    interview = Interview(error="Setup failed.")
    interview.skip()
    again = Interview(interview.case, skipped=interview.skipped)
    assert asked(again) == asked(interview) == "card"
    assert again.states == interview.states


def test_facts_by_name_are_laid_over_a_case() -> None:
    interview = Interview(Case(error="NoJoinRule"), seal="expired")
    assert interview.case.values() == {"error": ("NoJoinRule",), "seal": "expired"}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_are_can_be_given(day: str) -> None:
    assert Interview(error="NoJoinRule", observed_on=day).next_question() is not None


def test_the_greatest_number_of_a_version_can_be_given() -> None:
    assert Interview(error="Reader version too low", highest_version="17.9999").next_question() is not None


def test_a_question_says_what_kind_of_answer_it_takes() -> None:
    question = Interview(error="NoJoinRule").next_question()
    assert question is not None
    assert question.type == "word"
