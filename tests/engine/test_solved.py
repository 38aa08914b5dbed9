"""A case is solved where a rule says so: nothing is left to do or to ask, whatever else is known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.ask import Interview
from expert.engine.lending import lend
from expert.escalating.package import escalate
from expert.planning.planner import plan
from expert.results.diagnosis import Diagnosis
from expert.rules.models import FactInText, InText


def diagnosed(**facts: Any) -> Diagnosis:
    return diagnose(Case(**facts), engine="both")


@pytest.mark.parametrize(
    "facts",
    [{}, {"error": "This card is not valid", "card": "missing"}, {"error": "Setup failed."}, {"platform": "phone"},
     {"error": "Nothing known", "model": "blocked"}, {"seal": "valid", "seal_expires_on": "2020-01-01"}],
)  # fmt: skip
def test_what_joins_now_is_solved_whatever_else_is_known(facts: dict[str, Any]) -> None:
    diagnosis = diagnosed(joins_now=True, **facts)
    assert diagnosis.outcome == "solved"
    assert diagnosis.outcome_reason == "The reader joins now. Nothing is left to do."
    assert (diagnosis.plan, diagnosis.obstacles, diagnosis.obstacle_plan, diagnosis.questions) == ((), (), (), ())
    assert (diagnosis.could_be, diagnosis.reminds_of, diagnosis.notices) == ((), (), ())
    assert list(plan(diagnosis).steps()) == []
    assert diagnosis.in_("sv").outcome_reason == "Läsplattan går nu att ansluta. Det finns inget mer att göra."


def test_what_does_not_join_yet_or_is_not_known_to_is_not() -> None:
    assert diagnosed(error="This card is not valid", joins_now=False).outcome == "likely"
    assert diagnosed(error="This card is not valid").outcome == "likely"


def test_the_candidates_are_still_named_with_what_speaks_for_them() -> None:
    cause = diagnosed(error="This card is not valid", card="missing", joins_now=True).cause("no-card")
    assert (cause.verdict, [fact.fact for fact in cause.because]) == ("confirmed", ["card"])


def test_an_interview_about_it_has_nothing_to_ask() -> None:
    interview = Interview(error="NoJoinRule", joins_now=True)
    assert interview.next_question() is None
    assert interview.stopped is not None
    assert (interview.stopped.kind, interview.stopped.text) == ("solved", "The case is solved; nothing is left to ask.")


def test_its_pages_say_so_in_both_languages() -> None:
    diagnosis = diagnosed(error="This card is not valid", joins_now=True)
    assert diagnosis.to_text().splitlines()[0] == "Solved"
    assert diagnosis.in_("sv").to_text().splitlines()[0] == "Löst"
    assert "The reader joins now. Nothing is left to do." in plan(diagnosis).to_text()
    assert "The reader joins now." in escalate(Case(error="This card is not valid", joins_now=True)).to_text()


def test_what_is_lent_reads_texts_by_what_solves_a_case_in_its_own_rules(small: KnowledgeBase) -> None:
    """A text that may be taken back tells of nothing that would close the case; of anything else it does."""
    way = FactInText("joins_now", (InText(True, en=("joins now",)),))
    closing = replace(small, in_text={"joins_now": way})
    text, open_ended = "It joins now, but only the old one.", replace(closing, solved=())
    assert diagnose(Case(error=text), closing).read_from_text == ()
    lend(closing, open_ended)
    (read,) = diagnose(Case(error=text), open_ended).read_from_text
    assert read.fact == "joins_now"
