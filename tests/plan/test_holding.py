"""Steps that erase, remove or affect all devices are not offered on a guess, and what they wait for is asked."""

from __future__ import annotations

from typing import Any

import pytest

from expert import Case, Diagnosis, diagnose
from expert.planning.holding import Certainty, held
from expert.planning.planner import plan
from expert.results.diagnosis import OptionOf, RemedyOf, StepOf

SAFE, GRAVE, CASE, ENDS = "safe", "grave", "case", "ends"


def diagnosed(**facts: Any) -> Diagnosis:
    return diagnose(Case(**facts), engine="both")


def steps(diagnosis: Diagnosis, cause: str) -> dict[str, bool]:
    """The steps of a cause's remedy, and whether they are held back."""
    (found,) = [c for c in (*diagnosis.causes, *diagnosis.obstacles) if c.id == cause]
    assert found.remedy is not None
    return {step.text: step.held_back for step in found.remedy.steps}


SAVE = "Save the notes in borrowed books to another place. A later step removes the books."
REMOVE, AGAIN = "If a plan is listed, choose Remove.", "Join the reader again."


# By how sure it is


def test_for_a_possible_cause_no_step_of_a_way_with_a_grave_one_is_offered() -> None:
    diagnosis = diagnosed(error="Setup failed. The network was lost.", joining="by_hand")
    assert diagnosis.cause("plan-installed").verdict == "possible"
    assert set(steps(diagnosis, "plan-installed").values()) == {True}
    assert set(steps(diagnosis, "browser-not-ready").values()) == {False}
    work = plan(diagnosis)
    assert all("plan-installed" not in step.causes for step in work.steps())
    assert any("browser-not-ready" in step.causes for step in work.steps())
    (warning,) = work.warnings
    assert "“An old plan is still installed”" in warning
    assert "erase or remove data, or affect all devices" in warning
    assert "An old plan" not in " ".join(step.text for step in work.steps())


def test_for_a_likely_cause_that_only_its_message_names_they_are_held_back_from_the_first_grave_one_on() -> None:
    diagnosis = diagnosed(error="Setup failed. The new plan does not match the old one.", joining="by_hand")
    assert diagnosis.cause("plan-installed").verdict == "likely"
    offered = steps(diagnosis, "plan-installed")
    assert not offered[SAVE]
    assert offered[REMOVE]
    assert offered[AGAIN]
    assert [step.text for step in diagnosis.plan] == [SAVE]
    (notice,) = [notice for notice in diagnosis.notices if notice.kind == "held_back"]
    assert (notice.cause, notice.facts) == ("plan-installed", ("plan_installed",))
    assert "They are not shown until the cause is confirmed. Find out first: “A plan is installed”." in notice.text
    assert "De visas först när orsaken är bekräftad" in diagnosis.in_("sv").warnings[0]


def test_for_a_confirmed_cause_they_are_offered() -> None:
    diagnosis = diagnosed(error="Setup failed. The network was lost.", joining="by_hand", plan_installed=True,
                          other_library=False)  # fmt: skip
    assert set(steps(diagnosis, "plan-installed").values()) == {False}
    assert REMOVE in [step.text for step in diagnosis.plan]
    assert all(step.condition is None for step in diagnosis.plan)


def test_for_a_likely_cause_that_facts_speak_for_they_are_offered_once_it_is_sure() -> None:
    """Not held back, but with the condition."""
    diagnosis = diagnosed(behavior="stuck_after_sign_in", joining="by_itself", sign_in="old", os_version="7.4")
    assert (diagnosis.outcome, diagnosis.cause("code-in-old-sign-in").supported) == ("likely", True)
    grave = [step for step in diagnosis.plan if "erases_device" in step.safety]
    assert grave
    for step in grave:
        assert step.condition is not None
        assert step.condition.startswith("only once the cause is sure")
    others = [step for step in diagnosis.plan if "erases_device" not in step.safety]
    assert not any("once the cause is sure" in (step.condition or "") for step in others)
    swedish = diagnosis.in_("sv").plan
    assert any("först när orsaken är säker" in (step.condition or "") for step in swedish)


def test_for_a_disputed_cause_everything_is_held_back() -> None:
    diagnosis = diagnosed(error="SealUnknown", seal="valid", seal_expires_on="2020-01-01", observed_on="2026-11-02",
                          joining="by_itself")  # fmt: skip
    assert diagnosis.cause("seal-expired").disputed
    assert set(steps(diagnosis, "seal-expired").values()) == {True}


# By the case


@pytest.mark.parametrize(
    ("joining", "held_back"), [(None, True), ("by_itself", False), ("by_hand", None), ("on_the_web", None)]
)
def test_where_a_grave_step_depends_on_a_case_that_is_not_known_its_steps_wait_for_that(
    joining: str | None, held_back: bool | None
) -> None:
    known = {} if joining is None else {"joining": joining}
    diagnosis = diagnosed(error="This card is not valid", card="missing", **known)
    wipe = "If the reader has been set up already, wipe it. Wiping erases everything on it."
    back_up = "Back up what is on the reader. A later step erases everything on it."
    offered = steps(diagnosis, "no-card")
    assert (offered.get(wipe), offered.get(back_up)) == (held_back, held_back)
    assert not offered[AGAIN]
    notices = [notice for notice in diagnosis.notices if notice.kind == "held_back"]
    assert bool(notices) is bool(held_back)
    assert ("joining" in [question.fact for question in diagnosis.questions]) is (joining is None)


def test_the_notice_of_a_case_names_it_and_what_to_find_out() -> None:
    (notice,) = diagnosed(error="This card is not valid", card="missing").notices
    assert notice.kind == "held_back"
    assert notice.text == (
        "The remedy of “The borrower has no valid card” has steps that erase or remove data in one case only: The "
        "reader joins by itself. They are not shown until that is known. Find out first: “Way of joining”."
    )


def test_an_obstacles_steps_are_held_back_as_those_of_a_candidate() -> None:
    diagnosis = diagnosed(error="Nothing known", card="missing")
    assert diagnosis.outcome == "obstacle"
    assert any(steps(diagnosis, "no-card").values())
    assert [notice.cause for notice in diagnosis.notices if notice.kind == "held_back"] == ["no-card"]
    assert "joining" in [question.fact for question in diagnosis.questions]


# A plan ranks causes by what their remedies do, shown or not


def test_what_is_held_back_still_counts_for_the_order_of_a_plan() -> None:
    work = plan(diagnosed(error="Setup failed. The network was lost.", platform="folio"))
    order = [cause.id for cause in work.causes]
    assert order.index("browser-not-ready") < order.index("no-card") < order.index("plan-installed")
    assert order[-1] == "reader-fault"


# The rule by itself


def _step(kind: str, number: int) -> StepOf:
    return StepOf(
        id=f"s{number}", text=f"{kind} {number}.", safety=("erases_device",) if GRAVE in kind else (),
        only_if="Case" if CASE in kind else None, case="a-case" if CASE in kind else None, last=ENDS in kind,
    )  # fmt: skip


def marked(certainty: Certainty, *kinds: str, harm: bool = False) -> list[bool]:
    """Which steps of a way are held back."""
    option = OptionOf(id="w1", case="w1", number=1, harm_safety=("affects_all_devices",) if harm else ())
    steps = tuple(_step(kind, i) for i, kind in enumerate(kinds))
    remedy = RemedyOf(id="mend", title="Mend", steps=steps, notes=(), options=(option,))
    return [step.held_back for step in held(remedy, certainty).steps]


@pytest.mark.parametrize(
    ("certainty", "expected"),
    [
        ("certain", [False, False, False]), ("guessed", [False, True, True]), ("possible", [True, True, True]),
        ("disputed", [True, True, True]),
    ],
)  # fmt: skip
def test_a_way_with_a_grave_step(certainty: Certainty, expected: list[bool]) -> None:
    assert marked(certainty, SAFE, GRAVE, ENDS) == expected


@pytest.mark.parametrize(
    ("certainty", "expected"), [("certain", [False] * 2), ("guessed", [False] * 2), ("possible", [False] * 2),
                                ("disputed", [True] * 2)],
)  # fmt: skip
def test_a_way_without_one(certainty: Certainty, expected: list[bool]) -> None:
    assert marked(certainty, SAFE, ENDS) == expected


@pytest.mark.parametrize("certainty", ["certain", "guessed", "possible"])
def test_a_way_that_has_one_in_a_case_only(certainty: Certainty) -> None:
    """What belongs to the case waits, its protection too; the rest does not."""
    assert marked(certainty, SAFE, f"{CASE} {SAFE}", f"{CASE} {GRAVE}", ENDS) == [False, True, True, False]


def test_a_way_that_may_do_grave_harm_is_held_back_while_its_cause_is_only_possible() -> None:
    assert marked("possible", SAFE, ENDS, harm=True) == [True, True]
    assert marked("guessed", SAFE, ENDS, harm=True) == [False, False]
    assert marked("certain", SAFE, ENDS, harm=True) == [False, False]
