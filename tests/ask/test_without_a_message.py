"""Interviews without a known message: where and how joining stops, whatever stops it, texts that are only like one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.ask import Interview
from expert.foundations.texts import Text
from expert.rules.models import Symptom
from tests.commands import run

STOPPING = ["clock-wrong", "model-blocked", "no-card", "seal-missing"]


def asked(interview: Interview) -> str | None:
    """The fact that the interview asks for."""
    question = interview.next_question()
    return None if question is None else question.fact


def typed(*lines: str, settings: tuple[str, ...] = (), language: str = "en") -> str:
    """What the dialogue says when these lines are typed."""
    arguments = [part for setting in settings for part in ("--set", setting)]
    done = run("ask", "--language", language, *arguments, stdin="\n".join((*lines, "")))
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())


# None of these


@pytest.mark.parametrize("answer", ["4", "none of these", "None of these", "skip"])
def test_none_of_these_leaves_a_question_open(answer: str) -> None:
    said = typed(answer, "quit", settings=("error=This card is not valid",))
    assert "4. None of these" in said
    assert "Not answered yet: The borrower's card" in said


def test_none_of_these_is_offered_for_whatever_is_chosen_from_but_yes_or_no() -> None:
    assert "None of these" not in typed("quit", settings=("error=Something went wrong", "maker_reachable=yes"))
    assert "None of these" not in typed("quit", settings=("error=Reader version too low", "joining=by_hand"))


def test_none_of_these_is_said_in_swedish_too() -> None:
    said = typed("inget av dessa", "sluta", settings=("error=This card is not valid",), language="sv")
    assert "4. Inget av dessa" in said
    assert "Obesvarat än så länge: Låntagarens kort" in said


# Where and how it stops


def test_where_it_stops_is_asked_before_how_and_how_before_the_causes() -> None:
    interview = Interview(error="The flux capacitor is empty.", joining="by_hand", platform="folio")
    interview.skip()
    facts = []
    for answer in ("registration", "refused"):
        facts.append(asked(interview))
        interview.answer(answer)
    assert facts == ["stops_at", "stops_how"]
    assert interview.symptoms == ("joining-stops",)
    assert sorted(interview.states) == STOPPING


def test_how_it_stops_is_asked_where_only_that_it_stops_is_known() -> None:
    """What stops an enrollment is a symptom that says little: the more is known of it, the better."""
    interview = Interview(error="joining stops at once", behavior="stuck_after_sign_in", joining="by_hand")
    assert interview.symptoms == ("joining-stops",)
    assert asked(interview) == "stops_at"
    interview.answer("sign_in")
    assert asked(interview) == "stops_how"
    assert "There is no message that tells which causes are possible" in interview.why()
    interview.skip()
    assert asked(interview) not in ("stops_at", "stops_how", None)


def test_a_message_that_turns_up_after_all_takes_the_place_of_that() -> None:
    interview = Interview(stops_at="registration", stops_how="refused", skipped=["behavior"])
    assert interview.symptoms == ("joining-stops",)
    assert interview.further_message("This card is not valid")
    assert interview.symptoms == ("card-not-valid",)
    assert sorted(interview.states) == ["no-card"]


def test_what_is_known_to_be_elsewhere_brings_no_candidates_beside_what_counts() -> None:
    """Its states are those of the diagnosis."""
    interview = Interview(behavior="code_cannot_be_completed", joining="by_hand", stops_at="sign_in", card="missing")
    assert interview.symptoms == ("joining-stops",)
    verdicts = {cause.id: cause.verdict for cause in interview.diagnosis.causes}
    expected = {name: "open" if v in ("likely", "possible") else v for name, v in verdicts.items()}
    assert interview.states == expected


def test_with_a_message_nothing_is_asked_about_where_it_stops() -> None:
    interview = Interview(error="NoJoinRule")
    facts = set()
    while (fact := asked(interview)) is not None:
        facts.add(fact)
        interview.skip()
    assert facts
    assert facts.isdisjoint({"behavior", "stops_at", "stops_how"})


# Whatever stops it


def test_an_interview_finds_a_cause_that_no_symptom_names() -> None:
    interview = Interview(stops_at="registration", stops_how="refused", joining="by_hand", skipped=["behavior"])
    truth = {"card": "valid", "model": "blocked", "seal": "valid", "clock_right": True}
    while (fact := asked(interview)) is not None:
        if fact in truth:
            interview.answer(truth[fact])
        else:
            interview.skip()
    assert interview.states["model-blocked"] == "confirmed"
    assert interview.diagnosis.outcome == "confirmed"
    assert [cause.id for cause in interview.diagnosis.causes if cause.verdict == "confirmed"] == ["model-blocked"]


def test_a_cause_that_stops_no_such_enrollment_is_ruled_out() -> None:
    interview = Interview(stops_at="registration", stops_how="refused", joining="by_itself", card="missing")
    assert interview.states["no-card"] == "ruled_out"
    assert {c.id: c.verdict for c in interview.diagnosis.causes}["no-card"] == "ruled_out"


def test_what_fits_less_well_with_how_many_are_concerned_is_asked_about_later(small: KnowledgeBase) -> None:
    """The seal and the model concern everybody, the clock one reader, the card one borrower."""
    known = Case(stops_at="registration", stops_how="refused", joining="by_hand", behavior="stuck_after_sign_in")
    alone = asked(Interview(known, affected_users="one", affected_devices="one"))
    everybody = asked(Interview(known, affected_users="all", affected_devices="all"))
    assert (alone, everybody) == ("card", "model")
    ranked = [c.id for c in diagnose(Case.of({**known.values(), "affected_users": "all"})).causes]
    assert [small.causes[name].reach for name in ranked[:2]] == ["tenant", "tenant"]


def test_of_an_unrecognized_text_it_is_not_said_that_something_was_recognized() -> None:
    settings = ("error=The flux capacitor is empty.", "platform=folio")
    said = typed("4", "4", "4", "why", "2", "quit", settings=settings)
    assert "Recognized:" not in said
    assert "No known message was recognized, so anything that stops an enrollment by itself is possible" in said
    assert "Confirmed: The borrower has no valid card" in said
    assert "Inget känt meddelande kändes igen" in typed(
        "4", "4", "4", "varför", "sluta", settings=settings, language="sv"
    )


# The rest of a message


def test_skipping_the_rest_tells_why_each_question_is_asked_in_both_languages() -> None:
    said = typed("skip", "why", "quit", settings=("error=Setup failed.",))
    assert "All that is known of the message is that it begins with “Setup failed”. If the answer is" in said
    said = typed("hoppa", "varför", "sluta", settings=("error=Konfigureringen misslyckades.",), language="sv")
    assert "Det enda kända av meddelandet är att det börjar med ”Konfigureringen misslyckades”. Om svaret är" in said


def test_the_rest_can_still_be_given_after_it_was_skipped() -> None:
    interview = Interview(error="Setup failed.")
    interview.skip()
    assert interview.further_message("Setup failed. The network was lost.")
    assert interview.symptoms == ("setup-failed-network",)


# What a text is only like

LIKE = "the rule for joining is odd"


def test_a_text_that_is_like_known_messages_leads_to_the_question_which_it_was() -> None:
    interview = Interview(error=LIKE)
    assert not interview.symptoms
    question = interview.next_question()
    assert question is not None
    assert question.ask == "No known message was recognized. Was it one of these?"
    assert list(question.values) == ["No rule for joining was found"]
    assert "The text is like known messages without being one of them" in interview.why()
    interview.answer("No rule for joining was found")
    assert list(interview.symptoms) == ["no-join-rule"]


def test_if_it_was_none_of_these_the_interview_goes_on_with_what_happens() -> None:
    said = typed("2", "folio", "4", "quit", settings=(f"error={LIKE}",))
    assert "1. No rule for joining was found 2. None of these" in said
    assert "If there is no error message, what happens?" in said


def test_a_diagnosis_asks_whether_it_was_one_of_these_and_does_not_take_it_for_one() -> None:
    diagnosis = diagnose(Case(error=LIKE))
    assert (diagnosis.outcome, diagnosis.symptoms) == ("unrecognized", ())
    (reminder,) = diagnosis.reminds_of
    assert (reminder.symptom, reminder.wording) == ("no-join-rule", "No rule for joining was found")
    assert 0.4 < reminder.score < 0.8
    for said, words in ((diagnosis, "WAS IT ONE OF THESE?"), (diagnosis.in_("sv"), "VAR DET NÅGOT AV DETTA?")):
        assert words in said.to_text()


def test_what_only_another_symptom_is_recognized_by_is_asked_for_last(small: KnowledgeBase) -> None:
    """It costs as much as any question, and mostly it tells nothing: nobody is asked for it before the causes."""
    said = Text("It shows a clock", "Den visar en klocka")
    clock = Symptom("shows-a-clock", said, {}, (), recognized_when={"second_device": False})
    knowledge = replace(small, digest="a clock", symptoms={**small.symptoms, clock.id: clock})
    interview = Interview(
        knowledge.case(stops_at="registration", stops_how="refused", joining="by_hand"),
        knowledge=knowledge, skipped=["behavior"],
    )  # fmt: skip
    facts = []
    while (fact := asked(interview)) is not None:
        facts.append(fact)
        interview.skip()
    assert {"card", "model", "seal", "clock_right"} <= set(facts[: facts.index("second_device")])
