"""Checks the form of remedies and their steps, and that nothing is destroyed before an earlier step protects."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from expert.foundations import durations
from expert.foundations.limits import MOST_DIGITS_OF_DURATION
from expert.foundations.problems import shown
from expert.foundations.terms import DESTRUCTIVE, Safety
from expert.foundations.texts import Text
from expert.rules.assembling import Path
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.knowledge import PartId
from expert.rules.models import Option, SharedStep, Step


def _incomplete_remedies(look: Look) -> Iterator[Spot]:
    for part, path, remedy in look.parts.remedies:
        if not remedy.options:
            yield Spot(_NO_OPTION, At(part, (*path, "options")))
        replaced = False
        for i, option in enumerate(remedy.options):
            here = (*path, "options", i)
            if option.status == "superseded":
                replaced = True
            elif replaced:
                yield Spot(_SUPERSEDED_FIRST, At(part, here))
            if not option.steps:
                yield Spot(_NO_STEP, At(part, (*here, "steps")))
    for part, path, step, option_of in look.parts.steps:
        if step.before and option_of is not None:
            yield Spot(_ONLY_SHARED, At(part, (*path, "before")))
        if step.dangers_only_if is not None and not step.safety:
            yield Spot(_NO_DANGER, At(part, (*path, "dangers_only_if")))


def _wrong_waits(look: Look) -> Iterator[Spot]:
    for part, path, step, _ in look.parts.steps:
        if step.wait is not None and durations.parts(step.wait) is None:
            said = shown(step.wait)
            hint = _FEWER_DIGITS if _MANY_DIGITS.search(step.wait) else Text("", "")
            yield Spot(Text(f'the wait "{said}" must be a duration such as PT72H{hint.en}',
                            f"väntan ”{said}” ska vara en tidslängd som PT72H{hint.sv}"), At(part, (*path, "wait")))


_MANY_DIGITS = re.compile(rf"[0-9]{{{MOST_DIGITS_OF_DURATION + 1}}}")
_FEWER_DIGITS = Text(
    f", with numbers of at most {MOST_DIGITS_OF_DURATION} digits",
    f", med tal på högst {MOST_DIGITS_OF_DURATION} siffror",
)


def _unprotected_losses(look: Look) -> Iterator[Spot]:
    for part, path, remedy in look.parts.remedies:
        for i, option in enumerate(remedy.options):
            yield from _unprotected_in(look, option, part, (*path, "options", i))
    for part, path, step, option_of in look.parts.steps:
        if _contradicts_itself(step):
            dangers = ", ".join(danger for danger in DESTRUCTIVE if danger in step.safety)
            where = (*path, "safety") if option_of is None else path
            yield Spot(_PROTECTS_AND_DESTROYS.format(dangers=dangers), At(part, where))
        elif option_of is None:
            yield from _unprotected_before(look, step, part)


def _unprotected_in(look: Look, option: Option, part: PartId, path: Path) -> Iterator[Spot]:
    """What the steps of an option destroy without an earlier one that protects from it."""
    protected: set[Safety] = set()
    shared: list[PartId] = []
    for i, entry in enumerate(option.steps):
        if isinstance(entry, SharedStep):
            step = look.knowledge.steps.get(entry.step)
            shared.append(("steps", entry.step))
        else:
            step = entry
        if step is not None:
            for danger in _unprotected(step, protected):
                relies_on = tuple(name for name in shared if name in look.assembly.places)
                yield Spot(_UNPROTECTED.format(danger=danger), At(part, (*path, "steps", i)), relies_on)
            protected.update(step.protects_from)


def _unprotected_before(look: Look, step: Step, part: PartId) -> Iterator[Spot]:
    """What a shared step needs before it needs nothing itself, and destroys nothing without protection."""
    for i, preparation in enumerate(step.before):
        protected: set[Safety] = set()
        shared: list[PartId] = []
        for j, name in enumerate(preparation.steps):
            needed = look.knowledge.steps.get(name)
            if needed is None:
                continue
            place = At(part, ("before", i, "steps", j))
            shared.append(("steps", name))
            if needed.before:
                yield Spot(Text(f'"{shown(name)}" has steps before it itself; name them all here',
                                f"”{shown(name)}” har själv steg före sig; ange alla här"), place, (("steps", name),))
            for danger in _unprotected(needed, protected):
                yield Spot(_UNPROTECTED.format(danger=danger), place, tuple(shared))
            protected.update(needed.protects_from)


def _contradicts_itself(step: Step) -> bool:
    """Whether a step destroys something and protects from a loss; that is told of the step itself."""
    return bool(step.protects_from) and not set(DESTRUCTIVE).isdisjoint(step.safety)


def _unprotected(step: Step, protected: Collection[Safety]) -> Iterable[Safety]:
    """What a step destroys that nothing before it protects from."""
    if _contradicts_itself(step):
        return ()
    return [danger for danger in DESTRUCTIVE if danger in step.safety and danger not in protected]


def _steps_after_the_last(look: Look) -> Iterator[Spot]:
    """Steps that stand behind one that closes the way, such as enrolling again."""
    for part, path, remedy in look.parts.remedies:
        for i, option in enumerate(remedy.options):
            closed: str | None = None
            for j, entry in enumerate(option.steps):
                step = look.knowledge.steps[entry.step] if isinstance(entry, SharedStep) else entry
                if closed is not None and not step.last:
                    yield Spot(_AFTER_THE_LAST.format(step=closed), At(part, (*path, "options", i, "steps", j)))
                    break
                closed = (step.id or closed) if step.last else closed


_AFTER_THE_LAST = Text(
    "this step stands behind {step}, which closes the way (`last`)", "steget står efter {step}, som avslutar (`last`)"
)


def _missing_links(look: Look) -> Iterator[Spot]:
    """Steps that speak of a link or a table that they do not have."""
    for part, path, step, _ in look.parts.steps:
        said = f"{step.text.en} {step.text.sv}"
        if not step.links and _LINK.search(said):
            yield Spot(_NO_LINK, At(part, path))
        if step.grid is None and _TABLE.search(said):
            yield Spot(_NO_TABLE, At(part, path))


def _histories(look: Look) -> Iterator[Spot]:
    """Steps that tell how something was in a year that has passed: whoever follows them reads it as an instruction."""
    for part, path, step, _ in look.parts.steps:
        if any(_A_YEAR.search(text) for text in (step.text.en, step.text.sv)):
            yield Spot(_HISTORY, At(part, (*path, "text")))


_A_YEAR = re.compile(r"\b(?:in|år) (?:19|20)\d\d\b|\((?:19|20)\d\d\b", re.IGNORECASE)
_HISTORY = Text("the step tells of an earlier year", "steget berättar om ett tidigare år")
_LINK = re.compile(r"\b(?:by|behind|with|of) the link\b|\b(?:med|via|bakom) länken\b", re.IGNORECASE)
_TABLE = re.compile(r"\b(?:of|in|from) the table\b|\btabellens\b|\b(?:i|ur) tabellen\b", re.IGNORECASE)
_NO_LINK = Text("the step speaks of a link that it does not have (`links`)",
                "steget talar om en länk som det inte har (`links`)")
_NO_TABLE = Text("the step speaks of a table that it does not have (`grid`)",
                 "steget talar om en tabell som det inte har (`grid`)")
_NO_OPTION = Text("a remedy needs at least one option", "en åtgärd behöver minst ett alternativ")
_NO_STEP = Text("an option needs at least one step", "ett alternativ behöver minst ett steg")
_SUPERSEDED_FIRST = Text(
    "a superseded option must not come before one that still stands",
    "ett ersatt alternativ får inte stå före ett som fortfarande gäller",
)
_ONLY_SHARED = Text(
    "only a shared step, in steps/, can have `before`", "bara ett delat steg, i steps/, kan ha `before`"
)
_NO_DANGER = Text(
    "a step without `safety` has no dangers that `dangers_only_if` could speak of",
    "ett steg utan `safety` har inga risker som `dangers_only_if` kan gälla",
)
_PROTECTS_AND_DESTROYS = Text(
    "{dangers}: a step that protects from a loss must not cause one; make two steps of it",
    "{dangers}: ett steg som skyddar mot en förlust får inte orsaka någon; gör två steg av det",
)
_UNPROTECTED = Text("{danger}: no earlier step protects from the loss",
                    "{danger}: inget tidigare steg skyddar mot förlusten")

CHECKS = (
    Check(
        "incomplete-remedy", "error",
        Text("A remedy has no options, or its options no steps, or they stand in the wrong order",
             "En åtgärd saknar alternativ, ett alternativ saknar steg, eller ordningen är fel"),
        Text("Write what is to be done, the ways that still stand first.",
             "Skriv vad som ska göras, de sätt som fortfarande gäller först."),
        _incomplete_remedies, needed=True,
    ),
    Check(
        "wrong-wait", "error",
        Text("A wait is no duration", "En väntan är ingen tidslängd"),
        Text("Write it as PT15M, PT1H, PT72H or P1D.", "Skriv den som PT15M, PT1H, PT72H eller P1D."),
        _wrong_waits, needed=True,
    ),
    Check(
        "unprotected-loss", "error",
        Text("A step destroys something and no earlier step protects from the loss",
             "Ett steg förstör något och inget tidigare steg skyddar mot förlusten"),
        Text("Put a step that saves the data before it, with `protects_from`.",
             "Sätt ett steg som sparar data före det, med `protects_from`."),
        _unprotected_losses, needed=True,
    ),
    Check(
        "step-after-last", "warning",
        Text("A step stands behind one that closes the way", "Ett steg står efter ett som avslutar"),
        Text("Put it before that step, which a plan says at its end.",
             "Sätt det före det steget, som en plan anger sist."),
        _steps_after_the_last,
    ),
    Check(
        "missing-link", "warning",
        Text("A step speaks of a link or a table that it does not have",
             "Ett steg talar om en länk eller tabell som det inte har"),
        Text("Add it under `links` or `grid`, or leave it out of the words.",
             "Lägg till den under `links` eller `grid`, eller ta bort den ur orden."),
        _missing_links,
    ),
    Check(
        "history-in-step", "warning",
        Text("A step tells how it was in an earlier year", "Ett steg berättar hur det var ett tidigare år"),
        Text("Say in the step what is to be done today, and the rest in a note with `status: superseded`.",
             "Säg i steget vad som ska göras i dag, och resten i en not med `status: superseded`."),
        _histories,
    ),
)  # fmt: skip
"""The checks of remedies and steps."""
