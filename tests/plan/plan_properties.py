"""What must hold of every plan, whatever the knowledge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expert import Diagnosis, KnowledgeBase, diagnose
from expert.foundations.durations import in_minutes
from expert.foundations.terms import DESTRUCTIVE, FAR_REACHING, GRAVE
from expert.planning.planner import plan
from expert.planning.ways import steps_for
from expert.results.diagnosis import CauseFound, OptionOf, PlanStep
from expert.results.plan import Plan
from expert.rules.way_steps import steps_of

ORDER = ("risk", "protect", "destroy", "finish")


def _open(diagnosis: Diagnosis) -> list[CauseFound]:
    """The causes that a plan is about: what stands in the way of enrolling too, but none that is disputed."""
    if diagnosis.outcome in ("out_of_scope", "solved", "contradictory"):
        return []
    weighed = (*diagnosis.causes, *diagnosis.obstacles)
    return [cause for cause in weighed if cause.verdict != "ruled_out" and not cause.disputed]


def _is_held_back(cause: CauseFound, way: int) -> bool:
    """Whether no step of a way is offered."""
    return all(entry.way != way for entry in steps_for(cause, "en"))


def steps_are_numbered_through(_: Diagnosis, work: Plan) -> None:
    assert [step.number for step in work.steps()] == list(range(1, len(work.steps()) + 1))
    assert [stage.number for stage in work.stages] == list(range(1, len(work.stages) + 1))


def no_step_and_no_question_is_there_twice(_: Diagnosis, work: Plan) -> None:
    texts = [step.text for step in work.steps()]
    asked = [question.fact for stage in work.stages for question in stage.questions]
    assert len(texts) == len(set(texts))
    assert len(asked) == len(set(asked))


def nothing_destroys_before_its_protection(_: Diagnosis, work: Plan) -> None:
    protected: set[str] = set()
    for step in work.steps():
        assert {mark for mark in step.safety if mark in DESTRUCTIVE} <= protected, step.text
        protected.update(step.protects_from)


def what_destroys_comes_last(_: Diagnosis, work: Plan) -> None:
    """Nothing but what protects, destroys or closes the plan comes after the first step that destroys.

    What is wiped right before it joins again closes the plan.
    """
    kinds = [stage.kind for stage in work.stages]
    places = [ORDER.index(kind) if kind in ORDER else -1 for kind in kinds]
    assert places == sorted(places), kinds
    assert kinds.count("protect") <= 1
    destroying = [stage.kind for stage in work.stages for step in stage.steps if set(step.safety) & {*DESTRUCTIVE}]
    assert set(destroying) <= {"destroy", "finish"}


def nothing_grave_is_done_on_a_guess(diagnosis: Diagnosis, work: Plan) -> None:
    """For a possible cause nothing of a way with a grave step; for one that only its message names, no such step.

    Nor is it done where it is not known whether the case is one that takes it.
    """
    shown = {(name, step.text) for step in work.steps() for name in step.causes}
    for cause in _open(diagnosis):
        steps = () if cause.remedy is None else cause.remedy.steps
        grave = [step for step in steps if set(step.safety) & set(GRAVE)]
        for step in steps:
            same_way = [other for other in grave if other.option == step.option]
            on_a_guess = cause.verdict == "possible" and any(other.only_if is None for other in same_way)
            named_only = cause.verdict == "likely" and not cause.supported and step in grave and step.only_if is None
            in_a_case = step.only_if is not None and step.case in {other.case for other in same_way}
            assert step.held_back or not (on_a_guess or named_only or in_a_case), (cause.id, step.text)
            if step.held_back and all(other.held_back for other in steps if other.text == step.text):
                assert (cause.id, step.text) not in shown


def what_is_held_back_is_told(diagnosis: Diagnosis, work: Plan) -> None:
    """By the cause's title, by the case that it is for, or by how many there are: nobody must take it for the whole."""
    many = any("of the possible causes erase" in text for text in work.warnings)
    for cause in _open(diagnosis):
        if many and cause.verdict == "possible":
            continue
        for step in () if cause.remedy is None else cause.remedy.steps:
            if step.held_back:
                assert any((step.only_if or cause.title) in text or cause.title in text for text in work.warnings)


def what_reaches_beyond_the_case_comes_after_every_question(_: Diagnosis, work: Plan) -> None:
    begun = False
    for stage in work.stages:
        assert not (begun and stage.questions), stage.title
        marks = {mark for step in stage.steps for mark in step.safety}
        begun = begun or bool(marks & {*FAR_REACHING, *DESTRUCTIVE})
        assert not marks & {*FAR_REACHING} or stage.kind in ("risk", "destroy"), stage.title


def what_may_affect_all_devices_stands_behind_its_check(diagnosis: Diagnosis, work: Plan) -> None:
    number = {step.text: step.number for step in work.steps()}
    for cause in _open(diagnosis):
        remedy = cause.remedy
        for option in () if remedy is None else remedy.ways_to_choose():
            if option.harm_safety and remedy is not None and not _is_held_back(cause, option.number):
                check = next(n for text, n in number.items() if option.harm is not None and option.harm in text)
                marked = [step for step in remedy.steps if step.option == option.number and step.safety]
                own = [step for step in marked if not step.last and not step.held_back]
                assert all(check < number[step.text] for step in own), cause.id


def no_way_is_taken_for_granted_that_may_do_harm(diagnosis: Diagnosis, work: Plan) -> None:
    titles = {option.title for cause in _open(diagnosis) for option in _open_ways(cause) if option.harm_safety}
    assert not titles & {cause.way for cause in work.causes} - {None}


def what_tells_the_ways_apart_is_asked_before_them(diagnosis: Diagnosis, work: Plan) -> None:
    asked: set[str] = set()
    open_causes = {cause.id: cause for cause in _open(diagnosis)}
    for stage in work.stages:
        asked.update(question.fact for question in (*stage.questions, *stage.which_way))
        for step in stage.steps if stage.kind in ("do", "risk", "destroy") else ():
            for name in set(step.causes).intersection(stage.causes) if step.condition is not None else ():
                remedy = open_causes[name].remedy
                ways = () if remedy is None else remedy.ways_to_choose()
                assert {question.fact for option in ways for question in option.questions} <= asked, step.text


def nothing_that_shows_success_is_said_twice(_: Diagnosis, work: Plan) -> None:
    for stage in work.stages:
        texts = [check.text for check in stage.checks]
        assert len(texts) == len(set(texts))


def a_stage_that_only_asks_says_where_to_go_on(_: Diagnosis, work: Plan) -> None:
    for stage in work.stages:
        acts = [other for other in work.stages[stage.number :] if other.kind in ("do", "risk", "destroy")]
        following = [step for other in acts for step in other.steps]
        acting = {name for step in following for name in step.causes}
        if stage.kind == "find_out" and acting & set(stage.causes):
            assert stage.later


def what_closes_a_plan_is_there_once_and_last(_: Diagnosis, work: Plan) -> None:
    closing = {step.text.en for step in KnowledgeBase.shipped().steps.values() if step.last and not step.safety}
    texts = [step.text for step in work.steps()]
    said = [text for text in texts if text in closing]
    assert len(said) == len(set(said))
    assert said == texts[len(texts) - len(said) :]
    assert closing.isdisjoint(step.text for stage in work.stages if stage.kind != "finish" for step in stage.steps)
    assert not said or not work.steps()[-1].safety


def every_open_cause_has_the_steps_of_its_ways(diagnosis: Diagnosis, work: Plan) -> None:
    assert {cause.id for cause in work.causes} == {cause.id for cause in _open(diagnosis)}
    for cause in _open(diagnosis):
        needed = {step.text for step in work.steps() if cause.id in step.causes}
        assert needed == {entry.step.text for entry in steps_for(cause, "en")}


def the_order_of_a_remedy_is_kept(diagnosis: Diagnosis, work: Plan) -> None:
    """But for safe steps that open a remedy ("sign in"), which are done when they are first needed."""
    number = {step.text: step.number for step in work.steps()}
    opening = set()
    for way in (way for cause in _open(diagnosis) for way in _own_steps(cause)):
        checks = [text for text in way[:1] if text.startswith("First make sure that this fits. ")]
        opening.update(way[: len(checks) + 1])
    for cause in _open(diagnosis):
        for way in _own_steps(cause):
            later = [text for text in way if text not in opening]
            places = [number[text] for text in later]
            assert places == sorted(places), later


def _own_steps(cause: CauseFound) -> Iterator[list[str]]:
    steps = list(steps_for(cause, "en"))
    for way in dict.fromkeys(entry.way for entry in steps):
        own = [e.step.text for e in steps if e.way == way and not e.step.last and not e.step.protects_from]
        if own:
            yield own


def a_possible_cause_is_found_out_before_anything_is_done_about_it(diagnosis: Diagnosis, work: Plan) -> None:
    asked: set[str] = set()
    verdicts = {cause.id: cause.verdict for cause in work.causes}
    for stage in work.stages:
        asked.update(question.fact for question in stage.questions)
        for step in stage.steps:
            if step.causes and all(verdicts[name] == "possible" for name in stage.causes):
                assert stage.condition is not None or stage.kind == "finish", step.text
                for name in stage.causes if stage.kind != "finish" else ():
                    needed = {q.fact for q in diagnosis.questions if name in q.decides}
                    assert needed <= asked, (name, step.text)


def replaced_ways_are_there_only_where_nothing_replaces_them(diagnosis: Diagnosis, work: Plan) -> None:
    causes = {cause.id: cause for cause in diagnosis.causes}
    for step in work.steps():
        if step.status == "superseded":
            for name in step.causes:
                assert all(option.status == "superseded" for option in _open_ways(causes[name])), step.text


def replaced_causes_come_after_those_that_still_stand(_: Diagnosis, work: Plan) -> None:
    replaced = {cause.id for cause in work.causes if cause.superseded}
    for kind in ("do", "risk", "destroy"):
        alone = [stage.causes[0] in replaced for stage in work.stages if stage.kind == kind and len(stage.causes) == 1]
        assert alone == sorted(alone)


def _open_ways(cause: CauseFound) -> list[OptionOf]:
    return [] if cause.remedy is None else [option for option in cause.remedy.options if not option.withheld]


def what_does_harm_is_never_a_step_and_always_a_warning(diagnosis: Diagnosis, work: Plan) -> None:
    knowledge = KnowledgeBase.shipped()
    texts = {step.text for step in work.steps()}
    offered = {entry.step.text for cause in _open(diagnosis) for entry in steps_for(cause, "en")}
    for cause in _open(diagnosis):
        for option in () if cause.remedy is None else cause.remedy.options:
            if option.withheld:
                written = knowledge.remedy_of(knowledge.causes[cause.id]).options[option.number - 1]
                harmful = {part.step.text.en for part in steps_of(written, dict(knowledge.steps))}
                assert not (harmful - offered) & texts
                assert option.harm in {way.harm for way in work.withheld if way.cause == cause.id}


def a_way_is_named_where_the_facts_do_not_settle_it(diagnosis: Diagnosis, work: Plan) -> None:
    for cause in _open(diagnosis):
        chosen = [] if cause.remedy is None else list(cause.remedy.ways_to_choose())
        if len(chosen) > 1 and not all(_is_held_back(cause, option.number) for option in chosen):
            # Causes that share a remedy share its steps.
            own = [step for step in work.steps() if cause.id in step.causes and not step.protects_from]
            assert any(step.condition is not None for step in own), cause.id


def waits_add_up(_: Diagnosis, work: Plan) -> None:
    steps = {step.number: step for step in work.steps()}
    sure = {cause.id for cause in work.causes if cause.verdict != "possible"}

    def total(number: int, among: set[int]) -> int:
        step = steps[number]
        before = max((total(n, among) for n in step.after), default=0)
        return before + (in_minutes(step.wait) if number in among else 0)

    certain = {number for number, step in steps.items() if set(step.causes) & sure}
    at_most = max((total(number, set(steps)) for number in steps), default=0)
    least = max((total(number, certain) for number in steps), default=0)
    assert (0 if work.waiting is None else in_minutes(work.waiting.at_most)) == at_most
    assert (0 if work.waiting is None else in_minutes(work.waiting.certain)) <= least
    for name in {cause for step in steps.values() for cause in step.causes}:
        ways = _chains([step for step in steps.values() if name in step.causes])
        assert at_most >= ways


def _chains(steps: list[PlanStep]) -> int:
    """The waits of the steps of one cause that follow one another directly."""
    done: dict[int, int] = {}
    for step in steps:
        done[step.number] = max((done.get(n, 0) for n in step.after), default=0) + in_minutes(step.wait)
    return max(done.values(), default=0)


def every_remedy_says_how_to_see_that_it_worked(diagnosis: Diagnosis, work: Plan) -> None:
    said = {(check.text, check.after) for stage in work.stages for check in stage.checks}
    for cause in _open(diagnosis):
        numbers = [step.number for step in work.steps() if cause.id in step.causes]
        if numbers and cause.remedy is not None and cause.remedy.verify is not None:
            whole = not any(step.held_back and step.only_if is None for step in cause.remedy.steps)
            assert ((cause.remedy.verify, max(numbers)) in said) is whole, cause.id


def a_step_follows_only_earlier_ones(_: Diagnosis, work: Plan) -> None:
    assert all(number < step.number for step in work.steps() for number in step.after)
    for stage in work.stages:
        assert all(number < step.number for step in stage.steps[:1] for number in stage.first)


def a_step_names_only_what_it_directly_follows(_: Diagnosis, work: Plan) -> None:
    before: dict[int, set[int]] = {}
    for step in work.steps():
        before[step.number] = set(step.after).union(*(before[number] for number in step.after))
        assert not any(number in before[other] for number in step.after for other in step.after), step.text


def it_can_be_read_back(_: Diagnosis, work: Plan) -> None:
    assert Plan.from_json(work.to_json()) == work


def a_note_stands_only_where_its_remedy_is_shown(diagnosis: Diagnosis, work: Plan) -> None:
    """What there is to know about a remedy helps nobody who is shown no step of it."""
    shown = {name for step in work.steps() for name in step.causes}
    remedies = {cause.id: cause.remedy for cause in _open(diagnosis)}
    for cause in work.causes:
        remedy = remedies[cause.id]
        if remedy is not None and cause.id not in shown:
            assert not {*remedy.details} & {*cause.notes}, cause.id


PROPERTIES = (
    steps_are_numbered_through,
    no_step_and_no_question_is_there_twice,
    nothing_destroys_before_its_protection,
    what_destroys_comes_last,
    nothing_grave_is_done_on_a_guess,
    what_is_held_back_is_told,
    what_reaches_beyond_the_case_comes_after_every_question,
    what_may_affect_all_devices_stands_behind_its_check,
    no_way_is_taken_for_granted_that_may_do_harm,
    what_tells_the_ways_apart_is_asked_before_them,
    nothing_that_shows_success_is_said_twice,
    a_stage_that_only_asks_says_where_to_go_on,
    what_closes_a_plan_is_there_once_and_last,
    every_open_cause_has_the_steps_of_its_ways,
    the_order_of_a_remedy_is_kept,
    a_possible_cause_is_found_out_before_anything_is_done_about_it,
    replaced_ways_are_there_only_where_nothing_replaces_them,
    replaced_causes_come_after_those_that_still_stand,
    what_does_harm_is_never_a_step_and_always_a_warning,
    a_way_is_named_where_the_facts_do_not_settle_it,
    a_note_stands_only_where_its_remedy_is_shown,
    waits_add_up,
    every_remedy_says_how_to_see_that_it_worked,
    a_step_follows_only_earlier_ones,
    a_step_names_only_what_it_directly_follows,
    it_can_be_read_back,
)


def both_languages_plan_alike(diagnosis: Diagnosis, work: Plan) -> None:
    """A plan without its words is the same in either language."""
    case = KnowledgeBase.shipped().case(**diagnosis.case.facts)
    swedish = plan(diagnose(case, language="sv"))
    assert _shape(plan(diagnose(case))) == _shape(swedish)


def _shape(work: Plan) -> list[object]:
    """The plan without its words."""
    stages = [(stage.kind, stage.causes, stage.first) for stage in work.stages]
    steps = [(step.number, step.causes, step.safety, step.wait, step.after) for step in work.steps()]
    return [stages, steps, work.waiting]


def every_page_of_it_is_made_of_whole_sentences(diagnosis: Diagnosis, work: Plan) -> None:
    """In text and Markdown: no gap is left unfilled, and every step ends its sentence."""
    for page in (work.to_text(), work.to_markdown()):
        assert not re.search(r"[{}]|“”|””|: None\b", page), page
    assert all(step.text[-1] in ".:)”" for step in work.steps()), [step.text for step in work.steps()]
