"""The order of the work, on small remedies made by hand."""

from __future__ import annotations

from dataclasses import replace

import hypothesis
import hypothesis.strategies as st
import pytest

from expert.foundations.durations import in_minutes, of_minutes
from expert.foundations.terms import DANGER, Safety, Verdict
from expert.planning.ways import WayStep
from expert.planning.worklist import Job, Task, in_order, longest_wait
from expert.results.diagnosis import CauseFound, Question, StepOf


def step(
    text: str, *safety: Safety, wait: str | None = None, protects: tuple[Safety, ...] = (), last: bool = False
) -> WayStep:
    """A step of which the text is the id as well."""
    return WayStep(StepOf(id=text, text=text, wait=wait, protects_from=protects, last=last), 1, safety)


def shared(entry: WayStep, name: str, holds_up: tuple[str, ...] = ()) -> WayStep:
    """The same as a step that several remedies share."""
    return replace(entry, step=replace(entry.step, shared=name, holds_up=holds_up))


SIGN_IN = step("sign in")
SYNC = step("sync", wait="PT15M")
BACK_UP = step("back up", protects=("erases_device",))
ERASE = step("erase", "erases_device")
ENROLL = step("enroll again", last=True)


def task(name: str, *steps: WayStep, verdict: Verdict = "confirmed", asks: tuple[str, ...] = ()) -> Task:
    cause = CauseFound(
        id=name, title=name, verdict=verdict, symptoms=(), because=(), missing=asks, remedy=None, sources=()
    )
    questions = tuple(
        Question(fact=fact, title=fact, ask=f"{fact}?", where_to_look="", cost="", decides=(name,)) for fact in asks
    )
    return Task(cause, questions, steps)


def told(jobs: list[Job]) -> list[str]:
    return [job.step.text if job.entries else f"{job.question.fact}?" if job.question else "" for job in jobs]


def test_what_several_remedies_begin_with_is_done_once_at_the_first() -> None:
    jobs = in_order([task("a", SIGN_IN, step("a1"), ENROLL), task("b", SIGN_IN, step("b1"), ENROLL)])
    assert told(jobs) == ["sign in", "a1", "b1", "enroll again"]


def test_a_shared_step_comes_after_what_leads_to_it_in_each_remedy() -> None:
    jobs = in_order([task("a", SIGN_IN, step("a1"), SYNC, ENROLL), task("b", SIGN_IN, step("b1"), SYNC, ENROLL)])
    assert told(jobs) == ["sign in", "a1", "b1", "sync", "enroll again"]


def test_a_shared_beginning_does_not_wait_for_another_remedy() -> None:
    """Where signing in stands in the middle, it counts as done: the outage need not be over for the rest."""
    outage = step("wait for the outage", wait="PT8H")
    jobs = in_order([task("a", SIGN_IN, step("a1")), task("b", outage, SIGN_IN, step("b1"))])
    assert told(jobs) == ["sign in", "a1", "wait for the outage", "b1"]
    assert longest_wait(jobs[:2]) == 0
    assert jobs[2] in jobs[3].after


def test_a_dangerous_beginning_keeps_its_place() -> None:
    """Only what is safe may be done before what another remedy puts first."""
    remove = step("remove the app", "changes_tenant")
    jobs = in_order([task("a", remove, step("a1")), task("b", step("make sure"), remove, step("b1"))])
    assert told(jobs).index("make sure") < told(jobs).index("remove the app")


def test_remedies_that_disagree_on_an_order_are_planned_all_the_same() -> None:
    one, two = step("one", "changes_tenant"), step("two", "changes_tenant")
    jobs = in_order([task("a", one, two), task("b", two, one)])
    assert told(jobs) == ["one", "two"]


def test_one_backup_before_everything_that_erases() -> None:
    jobs = in_order([
        task("a", step("a1"), BACK_UP, ERASE, step("a2"), ENROLL),
        task("b", step("b1"), BACK_UP, step("erase too", "erases_device"), ENROLL),
        task("c", step("c1"), ENROLL),
    ])
    assert told(jobs) == ["a1", "b1", "c1", "back up", "erase", "a2", "erase too", "enroll again"]


def test_what_follows_a_step_that_destroys_follows_it_in_the_plan_too() -> None:
    check = step("check", "changes_tenant")
    jobs = in_order([task("a", BACK_UP, ERASE, check), task("b", step("b1"), check, step("b2"))])
    assert told(jobs) == ["b1", "back up", "erase", "check", "b2"]


def test_a_possible_cause_is_asked_about_before_its_steps() -> None:
    jobs = in_order([
        task("a", step("a1"), verdict="possible", asks=("dns",)),
        task("b", step("b1"), verdict="possible", asks=("license",)),
    ])
    assert told(jobs) == ["dns?", "a1", "license?", "b1"]


def test_a_question_that_decides_several_causes_is_asked_once_and_first() -> None:
    jobs = in_order([
        task("a", step("a1"), verdict="possible", asks=("own", "method")),
        task("b", step("b1"), verdict="possible", asks=("method",)),
    ])
    assert told(jobs) == ["method?", "own?", "a1", "b1"]


def test_what_is_possible_is_found_out_before_anything_is_erased() -> None:
    jobs = in_order([
        task("sure", BACK_UP, ERASE),
        task("open", BACK_UP, step("wipe", "erases_device"), verdict="possible", asks=("profile",)),
    ])
    assert told(jobs) == ["profile?", "back up", "erase", "wipe"]


def test_waits_that_follow_one_another_add_up() -> None:
    jobs = in_order([task("a", step("one", wait="PT72H"), step("two", wait="PT15M"), ENROLL)])
    assert longest_wait(jobs) == 72 * 60 + 15


def test_of_waits_side_by_side_the_longest_counts() -> None:
    jobs = in_order([task("a", step("one", wait="PT72H"), ENROLL), task("b", step("two", wait="PT15M"), ENROLL)])
    assert longest_wait(jobs) == 72 * 60


def test_a_shared_step_passes_the_longest_wait_on() -> None:
    jobs = in_order([
        task("a", step("one", "changes_tenant", wait="PT1H"), SYNC, step("a2", wait="PT1M")),
        task("b", step("two", "changes_tenant", wait="PT2H"), SYNC),
    ])
    assert longest_wait(jobs) == 2 * 60 + 15 + 1


def test_what_is_not_done_is_not_waited_for() -> None:
    jobs = in_order([
        task("a", step("one", wait="PT15M"), ENROLL),
        task("b", step("two", wait="PT72H"), ENROLL, verdict="possible", asks=("dns",)),
    ])
    sure = [job for job in jobs if 0 in job.owners]
    assert (longest_wait(sure), longest_wait(jobs)) == (15, 72 * 60)


@pytest.mark.parametrize(
    ("iso", "total", "again"),
    [("PT15M", 15, "PT15M"), ("PT72H", 4320, "PT72H"), ("P3D", 4320, "PT72H"), ("P1DT2H3M", 1563, "PT26H3M"),
     ("PT90M", 90, "PT1H30M")],
)  # fmt: skip
def test_durations(iso: str, total: int, again: str) -> None:
    assert in_minutes(iso) == total
    assert of_minutes(total) == again


@pytest.mark.parametrize("wrong", ["P", "PT", "72H", "P1W", "PT5S", "soon"])
def test_what_is_no_duration_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        in_minutes(wrong)


def test_a_step_that_protects_from_what_it_does_itself_is_not_lost() -> None:
    """It would follow itself, and everything after it would have been left out without a word."""
    odd = step("odd", "erases_device", protects=("erases_device",))
    assert told(in_order([task("a", step("a1"), odd, ERASE, ENROLL)])) == ["a1", "odd", "erase", "enroll again"]


def test_steps_that_protect_from_each_other_are_not_lost() -> None:
    one = step("one", "erases_device", protects=("removes_company_data",))
    two = step("two", "removes_company_data", protects=("erases_device",))
    assert sorted(told(in_order([task("a", one, two, ENROLL)]))) == ["enroll again", "one", "two"]


def test_a_step_names_only_what_it_directly_follows() -> None:
    jobs = in_order([
        task("a", step("a1", "changes_tenant"), step("a2", "changes_tenant"), step("a3", "changes_tenant"), SYNC),
        task("b", step("a1", "changes_tenant"), SYNC),
    ])
    sync = next(job for job in jobs if job.step.text == "sync")
    assert [job.step.text for job in sync.directly_after()] == ["a3"]


def test_a_step_that_must_not_begin_before_a_wait_is_over_comes_after_it_and_the_waits_add_up() -> None:
    """Where a sync may still be running, no other must be started: a quarter of an hour, and then another."""
    sync = shared(SYNC, "sync")
    running = shared(step("wait for the sync", wait="PT15M"), "wait", holds_up=("sync",))
    jobs = in_order([task("a", step("a1", "changes_tenant"), sync), task("b", running, step("look again"))])
    assert told(jobs) == ["a1", "wait for the sync", "sync", "look again"]
    assert longest_wait(jobs) == 30


def test_of_two_steps_that_close_the_plan_one_can_hold_up_the_other() -> None:
    """Whoever sets a device up anew signs in after that, though the remedy of the first cause ends with signing in."""
    sign_in = shared(step("sign in", last=True), "sign-in")
    enroll = shared(ENROLL, "enroll", holds_up=("sign-in", "a1"))
    jobs = in_order([task("a", shared(step("a1"), "a1"), sign_in), task("b", step("b1"), enroll)])
    assert told(jobs) == ["a1", "b1", "enroll again", "sign in"]


def test_what_affects_all_devices_comes_after_every_question_and_stays_together() -> None:
    check, renew = step("make sure"), step("renew", "changes_tenant", "affects_all_devices")
    jobs = in_order([
        task("a", check, renew, step("look at it"), ENROLL, verdict="possible", asks=("certificate",)),
        task("b", step("b1"), ENROLL, verdict="possible", asks=("license",)),
        task("c", BACK_UP, ERASE, ENROLL, verdict="possible", asks=("profile",)),
    ])
    assert told(jobs) == [
        "certificate?", "license?", "b1", "profile?", "make sure", "renew", "look at it", "back up", "erase",
        "enroll again",
    ]  # fmt: skip


def test_a_beginning_that_a_far_reaching_remedy_shares_stands_with_a_harmless_one() -> None:
    renew = step("renew", "affects_all_devices")
    jobs = in_order([
        task("a", SIGN_IN, step("make sure"), renew, verdict="possible", asks=("certificate",)),
        task("b", SIGN_IN, step("b1"), verdict="possible", asks=("license",)),
    ])
    assert told(jobs) == ["certificate?", "license?", "sign in", "b1", "make sure", "renew"]


def test_what_all_ways_of_a_remedy_need_comes_before_their_alternatives() -> None:
    """Else it would stand in the middle of the first of them."""
    ways = [step("make sure"), SIGN_IN, step("renew")], [SIGN_IN, step("create")]
    steps = [replace(entry, way=number, check=entry.step.text == "make sure")
             for number, way in enumerate(ways, start=1) for entry in way]  # fmt: skip
    assert told(in_order([task("a", *steps)])) == ["sign in", "make sure", "renew", "create"]


def _steps() -> st.SearchStrategy[WayStep]:
    """Few words and every kind of mark, so that remedies share steps, disagree on orders and wait for each other."""
    marks = st.lists(st.sampled_from(DANGER), max_size=2, unique=True).map(tuple)
    return st.builds(
        lambda text, safety, protects, last, held: shared(
            step(text, *safety, wait="PT1H", protects=protects, last=last), text, held
        ),
        st.sampled_from("abcdef"),
        marks,
        st.sampled_from([(), (), (), ("erases_device",), ("removes_company_data",)]),
        st.sampled_from([False, False, False, True]),
        st.lists(st.sampled_from("abcdef"), max_size=1).map(tuple),
    )


@hypothesis.settings(max_examples=200)
@hypothesis.given(st.lists(st.lists(st.tuples(_steps(), st.integers(1, 2)), max_size=5), min_size=1, max_size=4))
def test_no_step_is_ever_lost_however_remedies_contradict_each_other(written: list[list[tuple[WayStep, int]]]) -> None:
    tasks = [
        task(f"cause-{i}", *(replace(entry, way=way) for entry, way in sorted(steps, key=lambda pair: pair[1])),
             verdict="possible" if i % 2 else "confirmed", asks=(f"fact-{i}",) if i % 2 else ())
        for i, steps in enumerate(written)
    ]  # fmt: skip
    jobs = in_order(tasks)
    texts = [job.step.text for job in jobs if job.entries]
    assert len(texts) == len(set(texts))
    assert set(texts) == {entry.step.text for steps in written for entry, _ in steps}
    places = {job: i for i, job in enumerate(jobs)}
    assert all(places[earlier] < places[job] for job in jobs for earlier in job.after)
    assert longest_wait(jobs) <= 60 * len(texts)
