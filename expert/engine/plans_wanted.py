"""Holds what a case of a rule file expects of the plan against the plan that was made, and writes such expectations."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from expert.engine.otherwise import Otherwise
from expert.foundations.records import Record
from expert.foundations.texts import Text
from expert.planning.planner import plan
from expert.results.diagnosis import CauseFound, Diagnosis, OptionOf, PlanStep, StepOf
from expert.rules.models import HarmWanted, PlanWanted, StepWanted

_LONG_ENOUGH = 48
_CHECK = ".check"


def faults_of_plan(wanted: PlanWanted, cause: str, diagnosis: Diagnosis) -> Iterator[Otherwise]:
    """Where what is to be done about a cause is otherwise than a case says."""
    found = next((one for one in diagnosis.weighed if one.id == cause), None)
    options = () if found is None or found.remedy is None else found.remedy.options
    for part, names, withheld in (("ways", wanted.ways, False), ("harm", wanted.harm, True)):
        here = [option for option in options if option.withheld is withheld]
        if names is not None and not _are([_name(name) for name in names], here):
            about = Text("ways that are withheld", "vägar som hålls inne") if withheld else _WAYS
            got = _said([option.number for option in here])
            yield Otherwise(("plan", part), about, _said([_name(name) for name in names]), got)
        elif names is not None:
            yield from _faults_of_harm(names, here)
    if wanted.steps is not None:
        yield from _faults_of_steps(("plan", "steps"), _STEPS, wanted.steps, _planned(cause, diagnosis))
    if wanted.whole is not None:
        yield from _faults_of_order(wanted.whole, [_as_found(step) for step in _all_steps(diagnosis)])
    if wanted.takes is not None:
        waiting = plan(diagnosis).waiting
        taken = "-" if waiting is None else waiting.at_most
        if wanted.takes != taken:
            yield Otherwise(("plan", "takes"), _TAKES, wanted.takes, taken)
    others = dict(_other_ways(found, cause, diagnosis))
    for number, steps in wanted.other_ways.items():
        about = Text(f"way {number}", f"väg {number}")
        if number in others:
            yield from _faults_of_steps(("plan", "other_ways", number), about, steps, others[number])
        else:
            yield Otherwise(("plan", "other_ways", number), about, _said(_names_of(steps)), "-")
    if wanted.verify is not None and wanted.verify is not _is_verified(cause, diagnosis):
        said = (_NOT_TOLD, _TOLD)
        yield Otherwise(("plan", "verify"), _VERIFY, said[wanted.verify], said[not wanted.verify])


def plan_stated(cause: str, diagnosis: Diagnosis, linked: Container[str] = ()) -> PlanWanted:
    """What a case can say of what is to be done about a cause: all of it, as it was found.

    Args:
        cause: the id of the cause.
        diagnosis: what was found.
        linked: the ids of shared steps whose links are stated too; those of others are stated wherever there are any.
    """
    found = diagnosis.cause(cause)
    options = () if found.remedy is None else found.remedy.options
    return PlanWanted(
        ways=tuple(option.number for option in options if not option.withheld),
        harm=tuple(
            HarmWanted(option.number, option.harm_safety) if option.harm_safety else option.number
            for option in options if option.withheld
        ) or None,
        steps=_shortened(_planned(cause, diagnosis), linked) or None,
        other_ways={number: _shortened(steps, linked) for number, steps in _other_ways(found, cause, diagnosis)},
        verify=True if _is_verified(cause, diagnosis) else None,
    )


@dataclass(frozen=True, eq=False, repr=False)
class _Found(Record):
    """A step that was found: as a case would state it, and by what names it goes."""

    stated: StepWanted
    id: str
    text: str

    @property
    def own(self) -> bool:
        """Whether it is no shared step, so that its text names it."""
        return "/" in self.id or self.id.endswith(_CHECK)

    def is_named(self, name: str) -> bool:
        return self.text.startswith(name) if self.own else self.id == name


_WAYS = Text("ways that are offered", "vägar som erbjuds")
_STEPS = Text("steps", "steg")
_WHOLE = Text("the whole plan", "hela planen")
_TAKES = Text("how long the plan takes", "hur lång tid planen tar")
_VERIFY = Text("how to see that it worked", "hur man ser att det hjälpte")
_TOLD, _NOT_TOLD = Text("told", "angivet"), Text("not told", "inte angivet")


def _name(name: int | str | HarmWanted) -> int | str:
    return name.way if isinstance(name, HarmWanted) else name


def _faults_of_harm(names: Sequence[int | str | HarmWanted], options: Sequence[OptionOf]) -> Iterator[Otherwise]:
    for i, (name, option) in enumerate(zip(names, options, strict=True)):
        if isinstance(name, HarmWanted) and set(name.marks) != set(option.harm_safety):
            about = Text(f"harm of way {name.way}", f"skada på väg {name.way}")
            yield Otherwise(("plan", "harm", i, "marks"), about, _said(name.marks), _said(option.harm_safety))


def _are(names: Sequence[int | str], options: Sequence[OptionOf]) -> bool:
    return len(names) == len(options) and all(
        option.number == name if isinstance(name, int) else (option.title or "").startswith(name)
        for name, option in zip(names, options, strict=True)
    )


def _is_planned(cause: str, diagnosis: Diagnosis) -> bool:
    return any(cause in step.causes for step in _all_steps(diagnosis))


def _planned(cause: str, diagnosis: Diagnosis) -> list[_Found]:
    """The steps of the plan that are for a cause."""
    if not _is_planned(cause, diagnosis):
        return []
    found = diagnosis.cause(cause)
    return [_of_plan(step, found) for step in _all_steps(diagnosis) if cause in step.causes]


def _all_steps(diagnosis: Diagnosis) -> tuple[PlanStep, ...]:
    return (*diagnosis.plan, *diagnosis.obstacle_plan)


def _of_plan(step: PlanStep, found: CauseFound) -> _Found:
    remedy = found.remedy
    assert remedy is not None  # a cause with steps has a remedy
    only_on = tuple(option.number for option in remedy.options if option.case in step.only_for)
    only_if = next((own.only_if for own in remedy.steps if own.id == step.id and own.case in step.only_for), None)
    return _as_found(step, only_on=only_on, only_if=only_if)


def _other_ways(found: CauseFound | None, cause: str, diagnosis: Diagnosis) -> Iterator[tuple[str, list[_Found]]]:
    """The steps of the ways that are offered and that the plan does not take."""
    if found is None or found.remedy is None:
        return
    taken = {option.number for option in found.remedy.ways_to_choose()} if _is_planned(cause, diagnosis) else set()
    for option in found.remedy.options:
        if not option.withheld and option.number not in taken:
            own = (step for step in found.remedy.steps if step.option == option.number)
            yield (
                str(option.number),
                [_as_found(step, only_if=step.only_if, held_back=step.held_back) for step in own],
            )


def _as_found(
    step: PlanStep | StepOf, only_on: tuple[int, ...] = (), only_if: str | None = None, held_back: bool = False
) -> _Found:
    links = tuple(link.url for link in step.links)
    rows = None if step.grid is None else len(step.grid.rows)
    stated = StepWanted(
        step.id, step.safety, step.protects_from, step.wait, links, rows, only_on, only_if, step.status, held_back
    )
    return _Found(stated, step.id, step.text)


def _is_verified(cause: str, diagnosis: Diagnosis) -> bool:
    return any(step.verify is not None and cause in step.causes for step in _all_steps(diagnosis))


def _faults_of_order(wanted: Sequence[str], found: list[_Found]) -> Iterator[Otherwise]:
    if len(wanted) != len(found) or not all(map(_Found.is_named, found, wanted)):
        yield Otherwise(("plan", "whole"), _WHOLE, _said(wanted), _said(_names_of(_shortened(found))))


def _faults_of_steps(
    path: tuple[str | int, ...], about: Text, wanted: Sequence[str | StepWanted], found: list[_Found]
) -> Iterator[Otherwise]:
    stated = [_as_stated(entry) for entry in wanted]
    if len(stated) != len(found) or not all(f.is_named(s.step) for s, f in zip(stated, found, strict=True)):
        yield Otherwise(path, about, _said(_names_of(wanted)), _said(_names_of(_shortened(found))))
        return
    for i, (one, other) in enumerate(zip(stated, found, strict=True)):
        what = Text(f"{about.en}, {one.step}", f"{about.sv}, {one.step}")
        for part in _PARTS:
            expected, got = getattr(one, part), getattr(other.stated, part)
            if part in _MAY_BE_LEFT_OUT and expected is None:
                continue
            same = expected == got or (part == "only_if" and bool(expected) and (got or "").startswith(expected))
            same = same or (part in _SETS and set(expected) == set(got))
            if not same:
                yield Otherwise((*path, i, part), Text(f"{what.en}, {part}", f"{what.sv}, {part}"), _said(expected),
                                _said(got))


_MAY_BE_LEFT_OUT = ("links", "rows")
_PARTS = ("marks", "protects_from", "wait", "links", "rows", "only_on", "only_if", "status", "held_back")
_SETS = ("marks", "protects_from")


def _as_stated(entry: str | StepWanted) -> StepWanted:
    return StepWanted(entry) if isinstance(entry, str) else entry


def _names_of(steps: Iterable[str | StepWanted]) -> list[str]:
    return [_as_stated(entry).step for entry in steps]


def _said(value: object) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, (tuple, list)) else str(value or "-")


def _shortened(steps: Sequence[_Found], linked: Container[str] = ()) -> tuple[str | StepWanted, ...]:
    """The steps as a case states them: those that are only written there by the beginnings of their texts."""
    texts = [step.text for step in steps]
    named = [
        replace(
            step.stated,
            step=_beginning(step.text, texts) if step.own else step.id,
            links=step.stated.links if step.stated.links and (step.own or step.id in linked) else None,
        )
        for step in steps
    ]
    return tuple(entry.step if entry == StepWanted(entry.step) else entry for entry in named)


def _beginning(text: str, among: Sequence[str]) -> str:
    """The beginning of a text by which it is told from the others, in whole words."""
    words = text.split(" ")
    for count in range(1, len(words)):
        found = " ".join(words[:count])
        alone = sum(other.startswith(found) for other in among) == among.count(text)
        if alone and len(found) >= _LONG_ENOUGH:
            return found
    return text
