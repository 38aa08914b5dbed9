"""Likely is what its message names, and what is left of all candidates while facts speak for it; nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.results.diagnosis import CauseFound
from expert.rules.models import Cause, Explains, Message, Option, Remedy, Step, Symptom
from tests.engine import made_up


def found(confirmed: dict[str, Any], rival: dict[str, Any] | None = None, named: bool = False, **more: Any) -> Any:
    """What becomes of the cause "ash" with this condition, beside a rival, where some facts are known."""
    applies, excluded = more.pop("applies_when", None), more.pop("ruled_out_when", None)
    remedy = Remedy("mend", made_up.SAID, (Option((Step(made_up.SAID),)),), ())
    ash = Cause("ash", made_up.SAID, (Explains("lamp", named=named),), confirmed, remedy, (), (),
                applies_when=applies, ruled_out_when=excluded)  # fmt: skip
    causes = {"ash": ash}
    if rival is not None:
        causes["birch"] = Cause("birch", made_up.SAID, ("lamp",), rival, remedy, (), ())
    lamp = Symptom("lamp", made_up.SAID, {}, (), messages=(Message(en="lamp went wrong"),))
    knowledge = made_up.knowledge_of({"lamp": lamp}, causes)
    return diagnose(knowledge.case(error="lamp went wrong", **more), knowledge, engine="both").cause("ash")


def said(cause: CauseFound) -> tuple[str, bool, bool]:
    return cause.verdict, cause.supported, cause.only_left


def test_the_only_one_left_is_likely_where_a_part_of_its_proof_holds() -> None:
    proof = {"color": "red", "lit": True}
    assert said(found(proof, lit=True)) == ("likely", True, False)
    assert said(found(proof)) == ("possible", False, True)
    assert said(found(proof, color="red", lit=True))[0] == "confirmed"
    assert said(found(proof, color="blue", lit=True))[0] == "ruled_out"


@pytest.mark.parametrize(
    ("proof", "known", "verdict"),
    [
        ({"all": [{"lit": True}, {"warm": True}]}, {"lit": True}, "likely"),
        ({"not": {"any": [{"lit": False}, {"warm": False}]}}, {"lit": True}, "likely"),
        ({"any": [{"lit": True, "warm": True}, {"color": "red"}]}, {"lit": True}, "likely"),
        ({"any": [{"lit": True, "warm": True}, {"color": "red"}]}, {"color": "blue"}, "possible"),
        ({"all": [{"any": [{"lit": True}, {"warm": True}]}, {"color": "red"}]}, {"lit": True}, "likely"),
        ({"count": {"at_least": {"fact": "limit"}}}, {"count": 3}, "possible"),
        ({"lit": True, "count": {"at_least": 3}}, {"count": 3}, "likely"),
        ({"lit": True}, {}, "possible"),
    ],
)  # fmt: skip
def test_a_part_is_what_only_holds_as_a_whole_with_others(
    proof: dict[str, Any], known: dict[str, Any], verdict: str
) -> None:
    assert found(proof, **known).verdict == verdict


def test_the_only_one_left_is_likely_where_it_is_known_to_apply() -> None:
    assert said(found({"lit": True}, applies_when={"shape": "round"}, shape="round")) == ("likely", True, False)
    assert said(found({"lit": True}, applies_when={"shape": "round"})) == ("possible", False, True)
    assert said(found({"lit": True}, applies_when={"shape": "round"}, shape="square"))[0] == "ruled_out"


def test_with_a_rival_that_is_open_nothing_makes_it_likely_but_its_message() -> None:
    proof, rival = {"color": "red", "lit": True}, {"warm": True}
    assert said(found(proof, rival, lit=True)) == ("possible", False, False)
    assert said(found(proof, rival, lit=True, warm=False)) == ("likely", True, False)
    assert said(found(proof, rival, warm=False)) == ("possible", False, True)
    assert said(found(proof, rival, named=True)) == ("likely", False, False)


def test_what_its_message_names_is_likely_and_says_whether_facts_speak_for_it_too() -> None:
    proof = {"color": "red", "lit": True}
    assert said(found(proof, named=True)) == ("likely", False, False)
    assert said(found(proof, named=True, lit=True)) == ("likely", True, False)
    assert said(found(proof, named=True, lit=False))[0] == "ruled_out"


def test_what_is_excluded_in_part_is_not_supported_by_that() -> None:
    """Only what proves it speaks for it, not that a part of what excludes it fails."""
    excluded = {"shape": "square", "warm": True}
    assert said(found({"lit": True}, ruled_out_when=excluded, warm=False)) == ("possible", False, True)


def test_reports_say_which_it_is_in_both_languages() -> None:
    pages = {
        "the message itself names it": Case(error="This card is not valid"),
        "it is the only documented cause left, and facts speak for it":
            Case(behavior="joining_does_not_start", joining="by_itself", plan_assigned=True),
        "the only documented cause left, but nothing speaks for it": Case(error="Name not known. This borrower may not "
                                                                               "use the library."),
    }  # fmt: skip
    for words, case in pages.items():
        assert words in " ".join(diagnose(case).to_text().split())
    swedish = " ".join(diagnose(list(pages.values())[2], language="sv").to_text().split())
    assert "den enda dokumenterade orsaken som är kvar, men inget talar för den" in swedish


def test_of_the_small_knowledge_a_cause_with_one_proof_and_no_place_is_never_likely_alone(small: KnowledgeBase) -> None:
    for name in ("reader-fault", "clock-wrong", "model-blocked"):
        cause = small.causes[name]
        assert cause.applies_when is None
        assert [case.verdict for case in cause.cases if case.verdict == "likely"] == []
