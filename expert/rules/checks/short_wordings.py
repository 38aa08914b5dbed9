"""Checks the short wordings of steps, which are read on projected pictures: there, in few words, and each its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expert.foundations.durations import parts
from expert.foundations.problems import shown
from expert.foundations.texts import LANGUAGES, Language, Text
from expert.rules.assembling import Path
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.knowledge import PartId
from expert.rules.models import Remedy, SharedStep, Step

MOST_WORDS = 6
"""The most words of a short wording in each language. What white space separates is a word, also inside quotes."""


def _missing(look: Look) -> Iterator[Spot]:
    for part, path, step, _ in look.parts.steps:
        if step.short is None:
            yield Spot(_MISSING, At(part, path))
        for i, preparation in enumerate(step.before):
            if preparation.short is None:
                yield Spot(_MISSING_BEFORE, At(part, (*path, "before", i)))


def _of_wrong_form(look: Look) -> Iterator[Spot]:
    """Short wordings that are no few words; one that is empty is missing in its language, as any text."""
    for part, path, short in _written(look):
        for language in LANGUAGES:
            said = short.in_(language)
            count = len(said.split())
            if count > MOST_WORDS:
                yield Spot(_LONG.format(count=count, text=shown(said)), At(part, (*path, language)))
            if _END_OF_SENTENCE.search(said):
                yield Spot(_SENTENCE.format(text=shown(said)), At(part, (*path, language)))


def _written(look: Look) -> Iterator[tuple[PartId, Path, Text]]:
    """Every short wording, and where it stands."""
    for part, path, step, _ in look.parts.steps:
        if step.short is not None:
            yield part, (*path, "short"), step.short
        for i, preparation in enumerate(step.before):
            if preparation.short is not None:
                yield part, (*path, "before", i, "short"), preparation.short


def _like_others(look: Look) -> Iterator[Spot]:
    """Steps of a remedy that cannot be told from another of its steps by their short wording."""
    for part, path, remedy in look.parts.remedies:
        steps = _steps_of(look, remedy)
        saying = [{language: _said(step, language) for language in LANGUAGES} for _, step, _ in steps]
        for own, step, shared in steps:
            if step.short is None:
                continue
            others = [said for said, (_, other, _) in zip(saying, steps, strict=True) if other.text != step.text]
            for language in LANGUAGES:
                said = _plain(step.short.in_(language))
                if said and any(said in other[language] for other in others):
                    # A shared step is told of where the remedy names it: its wording is right in other remedies.
                    end = () if shared else ("short", language)
                    yield Spot(_TWICE.format(text=shown(step.short.in_(language))), At(part, (*path, *own, *end)))


def _tells_the_wait(look: Look) -> Iterator[Spot]:
    """Short wordings with the length of a wait, which stands beside them wherever they are shown."""
    for part, path, step, _ in look.parts.steps:
        if step.short is None or step.wait is None:
            continue
        told = {str(number) for number in parts(step.wait) or () if number}
        for language in LANGUAGES:
            said = str(step.short.in_(language))
            if told.intersection(re.findall(r"\d+", said)):
                yield Spot(_WAIT.format(text=shown(said)), At(part, (*path, "short", language)))


def _steps_of(look: Look, remedy: Remedy) -> list[tuple[Path, Step, bool]]:
    """The steps of all ways with their paths in the remedy, and whether each is a shared one."""
    found: list[tuple[Path, Step, bool]] = []
    for i, option in enumerate(remedy.options):
        for j, entry in enumerate(option.steps):
            shared = isinstance(entry, SharedStep)
            step = look.knowledge.steps.get(entry.step) if isinstance(entry, SharedStep) else entry
            if step is not None:
                found.append((("options", i, "steps", j), step, shared))
    return found


def _said(step: Step, language: Language) -> set[str]:
    """What a step says of itself, in full and in short."""
    return {_plain(text.in_(language)) for text in (step.text, step.short) if text is not None}


def _plain(text: str) -> str:
    """A text without capitals, superfluous white space and the end of its sentence."""
    return " ".join(text.split()).rstrip(".!").casefold()


_END_OF_SENTENCE = re.compile(r"[.!?](?=\s|$)")
_MISSING = Text(
    "the step has no short wording (`short`), as pictures that are projected need it",
    "steget saknar kort lydelse (`short`), som behövs för bilder som projiceras",
)
_MISSING_BEFORE = Text(
    "what has to come before the step has no short wording (`short`)",
    "det som ska komma före steget saknar kort lydelse (`short`)",
)
_LONG = Text(
    f"{{count}} words, where at most {MOST_WORDS} are a short wording: “{{text}}”",
    f"{{count}} ord, och en kort lydelse får ha högst {MOST_WORDS}: ”{{text}}”",
)
_SENTENCE = Text(
    "a short wording is no sentence; leave out the period: “{text}”",
    "en kort lydelse är ingen mening; utelämna punkten: ”{text}”",
)
_WAIT = Text(
    "the wait is told twice where the step is shown: “{text}”", "väntan sägs två gånger där steget visas: ”{text}”"
)
_TWICE = Text(
    "another step of the remedy says the same: “{text}”", "ett annat steg i åtgärden säger detsamma: ”{text}”"
)

CHECKS = (
    Check(
        "missing-short-wording", "error",
        Text("A step has no short wording", "Ett steg saknar kort lydelse"),
        Text(f"Say beside `text` under `short` in at most {MOST_WORDS} words what is to be done.",
             f"Säg intill `text`, under `short`, med högst {MOST_WORDS} ord vad som ska göras."),
        _missing,
    ),
    Check(
        "wrong-short-wording", "error",
        Text("A short wording is too long, or a sentence", "En kort lydelse är för lång, eller en mening"),
        Text(f"Say the one thing that matters in at most {MOST_WORDS} words, without a period.",
             f"Säg det enda som är avgörande med högst {MOST_WORDS} ord, utan punkt."),
        _of_wrong_form,
    ),
    Check(
        "short-wording-twice", "warning",
        Text("Two steps of a remedy cannot be told apart by their short wording",
             "Två steg i en åtgärd går inte att skilja åt på den korta lydelsen"),
        Text("Say what one of them does that the other does not.",
             "Säg vad det ena gör som det andra inte gör."),
        _like_others,
    ),
    Check(
        "short-wording-tells-wait", "warning",
        Text("A short wording tells how long to wait", "En kort lydelse säger hur lång väntan är"),
        Text("Say only what is to be done; the step's `wait` is shown beside it.",
             "Säg bara vad som ska göras; stegets `wait` visas intill."),
        _tells_the_wait,
    ),
)  # fmt: skip
"""The checks of short wordings."""
