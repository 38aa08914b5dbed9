"""Measures what the cases that are there show of the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from expert.engine.reasoner import Reasoner, Reasoning
from expert.engine.rule_cases import CaseResult, case_of
from expert.facts.vocabulary import MESSAGE, Value
from expert.proving.around import Around
from expert.proving.goals import Goal, texts_of
from expert.proving.judge import Judge, Statement, is_told
from expert.proving.parts import Parts
from expert.proving.worlds import A_DAY
from expert.results.diagnosis import OptionOf
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, PlanWanted, SharedStep, StepWanted


@dataclass
class Measured:
    """What cases show.

    Attributes:
        judges: by the id of its cause, what judges it.
        shown: the goals that cases reach.
        to_confirm: those of them that only cases reach which nobody has confirmed yet.
        tried: by the id of a cause, the symptoms, facts and statements of its cases, so that none is proposed again.
    """

    judges: dict[str, Judge]
    shown: set[Goal] = field(default_factory=set)
    to_confirm: set[Goal] = field(default_factory=set)


def measured(knowledge: KnowledgeBase, results: list[CaseResult]) -> Measured:
    """What the cases show that hold."""
    found = Measured({cause.id: Judge(Parts(knowledge, cause)) for cause in knowledge.causes.values()})
    only_open: set[Goal] = set()
    for result in results:
        if result.holds:
            (only_open if result.case.to_confirm else found.shown).update(_shown_by(result, found, knowledge))
    found.to_confirm = only_open - found.shown
    found.shown |= only_open
    return found


def _shown_by(result: CaseResult, found: Measured, knowledge: KnowledgeBase) -> Iterator[Goal]:
    cause = knowledge.causes[result.cause]
    reasoning = Reasoner.of(knowledge).imagine(case_of(knowledge, cause, result.case), A_DAY)
    raw: dict[str, tuple[Value, ...]] = {fact.name: (fact.value,) for fact in reasoning.case}
    for known in reasoning.told:
        if known.value not in raw.get(known.fact, ()):
            raw[known.fact] = (*raw.get(known.fact, ()), known.value)
    judge = found.judges[cause.id]
    around = Around.of(knowledge)
    said = statements_of(result)
    if said & {"outcome", "conflict"} and around.is_as_found(raw, result.diagnosis):
        yield from (goal for goal, by in around.decides(raw) if by in said)
    yield from of_verdict(result, cause)
    yield from of_messages(result, reasoning)
    if result.case.plan is not None:
        yield from of_plan(judge, result, result.case.plan)
    shown = frozenset(match.symptom for match in reasoning.recognized.matches)
    if is_as_found(judge.seen(judge.close(raw), shown).verdict, result.verdict):
        for goal, told in judge.decides(raw, shown, lambda goal: goal not in found.shown):
            if is_told(told, said):
                yield goal


def is_as_found(verdict: str, found: str | None) -> bool:
    """Whether a verdict, as far as facts alone decide it, is the one that was found."""
    return verdict == (found or "none") or (verdict == "open" and found in ("likely", "possible"))


def statements_of(result: CaseResult) -> frozenset[Statement]:
    """What a case says, besides its facts."""
    said: set[Statement] = {"verdict"}
    plan = result.case.plan
    if result.case.obstacle is not None:
        said.add("obstacle")
    if result.case.outcome is not None:
        said.add("outcome")
    if result.case.conflict is not None:
        said.add("conflict")
    if plan is not None and plan.ways is not None:
        said.add("ways")
    if plan is not None and (plan.steps or plan.other_ways):
        said.add("steps")
    return frozenset(said)


def of_verdict(result: CaseResult, cause: Cause) -> Iterator[Goal]:
    """The verdict that a case shows, and by what, and what its cause explains.

    A case that names no symptom shows the first, whichever that is: of several it does not tell that this is one.
    """
    found = next((found for found in result.diagnosis.causes if found.id == cause.id), None)
    whole = f"causes/{cause.id}"
    if found is not None:
        yield Goal(whole, "verdict", 0, found.verdict)
        if result.case.shows is not None or len(list(cause.links())) == 1:
            yield from (Goal(whole, "explains", 0, symptom) for symptom in found.symptoms)
        if found.verdict == "likely" and found.named and not found.supported:
            yield from (Goal(whole, "named", 0, symptom) for symptom in found.symptoms)
    if result.case.obstacle:
        yield Goal(whole, "obstacle")


def of_messages(result: CaseResult, reasoning: Reasoning) -> Iterator[Goal]:
    """The messages by which a case shows the symptoms that lead to its cause."""
    symptoms = next((found.symptoms for found in result.diagnosis.causes if found.id == result.cause), ())
    if result.case.recognized is None:
        return  # what else the text reminds of could show the symptom as well
    given = reasoning.case.get(MESSAGE)
    texts = given if isinstance(given, tuple) else ()
    for match in reasoning.recognized.matches:
        if match.symptom in symptoms and match.layer in ("code", "exact"):
            messages = reasoning.knowledge.symptoms[match.symptom].messages
            number = next((i for i, message in enumerate(messages) if message is match.message), 0)
            for text in texts_of(match.message):
                if any(text in one for one in texts):
                    yield Goal(f"symptoms/{match.symptom}", "message", number, text)


def of_plan(judge: Judge, result: CaseResult, plan: PlanWanted) -> Iterator[Goal]:
    """What a case shows by what it says of the plan."""
    found = next(
        (one for one in result.diagnosis.weighed if one.id == result.cause), None
    )
    if found is None or found.remedy is None:
        return
    if plan.steps or plan.other_ways:
        yield Goal(f"causes/{result.cause}", "plan")
    taken = {option.number for option in found.remedy.ways_to_choose()} if plan.steps else set()
    for option in found.remedy.options:
        way = f"remedies/{found.remedy.id}/{option.number}"
        if option.withheld and plan.harm is not None:
            yield Goal(way, "withheld")
        stated = option.number in taken or str(option.number) in plan.other_ways
        if not option.withheld and plan.ways is not None and stated:
            yield Goal(way, "offered")
            if _would_be_prepared(judge, result, option):
                yield Goal(way, "prepared")
    for entry in (*(plan.steps or ()), *(step for steps in plan.other_ways.values() for step in steps)):
        if isinstance(entry, StepWanted) and entry.links:
            yield Goal(f"steps/{entry.step}", "links")


def _would_be_prepared(judge: Judge, result: CaseResult, option: OptionOf) -> bool:
    """Whether a shared step of a way would bring something in this case, were it not prepared."""
    knowledge = judge.parts.knowledge
    way = judge.parts.remedy.options[option.number - 1]
    facts = case_of(knowledge, judge.parts.cause, result.case).values()
    values = judge.close({name: (value,) for name, value in facts.items()})
    return any(
        judge.holds_of(knowledge.condition(preparation.when), values)
        for entry in way.steps if isinstance(entry, SharedStep)
        for preparation in knowledge.steps[entry.step].before
    )  # fmt: skip
