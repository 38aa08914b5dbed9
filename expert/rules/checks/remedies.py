"""Checks remedies and their steps: nothing is destroyed before an earlier step protects from the loss."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from expert.foundations import durations
from expert.foundations.problems import shown
from expert.foundations.terms import DESTRUCTIVE, Safety
from expert.foundations.texts import Text
from expert.rules.assembling import Path
from expert.rules.checks.findings import Findings
from expert.rules.knowledge import PartId
from expert.rules.models import Option, Remedy, SharedStep, Step


def check_remedy(found: Findings, remedy: Remedy, home: PartId, path: Path = ()) -> None:
    """A remedy is sourced, its steps exist, and nothing is destroyed without protection.

    Args:
        found: where to note what is wrong.
        remedy: the remedy.
        home: the part that it stands in: its own file, or its cause's.
        path: the way to it in that part.
    """
    found.sources(remedy.sources, home, (*path, "sources"))
    found.notes(remedy.notes, home, (*path, "notes"))
    if not remedy.options:
        found.add(Text("a remedy needs at least one option", "en åtgärd behöver minst ett alternativ"),
                  home, (*path, "options"))
    replaced = False
    for i, option in enumerate(remedy.options):
        here = (*path, "options", i)
        found.condition(option.when, home, (*here, "when"))
        if option.harm is not None:
            found.condition(option.harm.when, home, (*here, "harm", "when"))
        if option.status == "superseded":
            replaced = True
        elif replaced:
            found.add(Text("a superseded option must not come before one that still stands",
                           "ett ersatt alternativ får inte stå före ett som fortfarande gäller"), home, here)
        _check_steps(found, option, home, here)


def check_shared_step(found: Findings, step: Step, home: PartId) -> None:
    """A shared step is sound, and so is what it needs before it."""
    _check_step(found, step, home, (), ("safety",))
    if not _contradicts_itself(step):
        _check_preparations(found, step, home)


def _check_steps(found: Findings, option: Option, home: PartId, path: Path) -> None:
    if not option.steps:
        found.add(Text("an option needs at least one step", "ett alternativ behöver minst ett steg"),
                  home, (*path, "steps"))
    protected: set[Safety] = set()
    shared: list[PartId] = []
    for i, entry in enumerate(option.steps):
        here: Path = (*path, "steps", i)
        if isinstance(entry, SharedStep):
            if not found.reference("steps", entry.step, home, here):
                continue
            step = found.knowledge.steps[entry.step]
            shared.append(("steps", entry.step))
        else:
            step = entry
            if step.before:
                found.add(Text("only a shared step, in steps/, can have `before`",
                               "bara ett delat steg, i steps/, kan ha `before`"), home, (*here, "before"))
            _check_step(found, step, home, here, here)
        for danger in _unprotected(step, protected):
            found.add(_UNPROTECTED.format(danger=danger), home, here, shared)
        protected.update(step.protects_from)


def _check_step(found: Findings, step: Step, home: PartId, path: Path, safety: Path) -> None:
    """A step is sound by itself.

    Args:
        found: where to note what is wrong.
        step: the step.
        home: the part that it stands in.
        path: the way to it in that part.
        safety: the way to what tells of its dangers.
    """
    if step.wait is not None and durations.parts(step.wait) is None:
        said = shown(step.wait)
        found.add(Text(f'the wait "{said}" must be a duration such as PT72H',
                       f"väntan ”{said}” ska vara en tidslängd som PT72H"), home, (*path, "wait"))
    for i, name in enumerate(step.holds_up):
        found.reference("steps", name, home, (*path, "holds_up", i))
    if _contradicts_itself(step):
        dangers = ", ".join(danger for danger in DESTRUCTIVE if danger in step.safety)
        found.add(Text(f"{dangers}: a step that protects from a loss must not cause one; make two steps of it",
                       f"{dangers}: ett steg som skyddar mot en förlust får inte orsaka någon; gör två steg av det"),
                  home, safety)


def _check_preparations(found: Findings, step: Step, home: PartId) -> None:
    """What a shared step needs before it exists, needs nothing itself, and destroys nothing without protection."""
    for i, preparation in enumerate(step.before):
        here: Path = ("before", i)
        found.condition(preparation.when, home, (*here, "when"))
        protected: set[Safety] = set()
        shared: list[PartId] = []
        for j, name in enumerate(preparation.steps):
            place = (*here, "steps", j)
            if not found.reference("steps", name, home, place):
                continue
            needed = found.knowledge.steps[name]
            shared.append(("steps", name))
            if needed.before:
                found.add(Text(f'"{shown(name)}" has steps before it itself; name them all here',
                               f"”{shown(name)}” har själv steg före sig; ange alla här"),
                          home, place, [("steps", name)])
            for danger in _unprotected(needed, protected):
                found.add(_UNPROTECTED.format(danger=danger), home, place, shared)
            protected.update(needed.protects_from)


def _contradicts_itself(step: Step) -> bool:
    """Whether a step destroys something and protects from a loss; that is told of the step itself."""
    return bool(step.protects_from) and not set(DESTRUCTIVE).isdisjoint(step.safety)


def _unprotected(step: Step, protected: Collection[Safety]) -> Iterable[Safety]:
    """What a step destroys that nothing before it protects from."""
    if _contradicts_itself(step):
        return ()
    return [danger for danger in DESTRUCTIVE if danger in step.safety and danger not in protected]


_UNPROTECTED = Text("{danger}: no earlier step protects from the loss",
                    "{danger}: inget tidigare steg skyddar mot förlusten")
