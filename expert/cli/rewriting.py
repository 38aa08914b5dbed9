"""A fact file written anew with other facts in it, and as much of its author's as can be kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from expert.facts.amending import amended
from expert.facts.case import Case
from expert.facts.reader import read_fact_text
from expert.facts.synonyms import Words
from expert.facts.vocabulary import Value, Vocabulary
from expert.facts.writer import fact_file, fact_json
from expert.foundations.parsing import is_json
from expert.foundations.problems import InputError

SavedFacts = tuple[Mapping[str, Value], Collection[str]]
"""Facts, and the names of those that were asked for and are not known."""


def rewritten(
    text: str, path: str, before: SavedFacts, now: SavedFacts, vocabulary: Vocabulary,
    origins: Mapping[str, str] | None = None,
) -> str:
    """The text of a fact file with other facts in it: its comments and its form are kept where that can be done.

    Args:
        text: the file as its author left it; empty where there is none yet.
        path: its name; JSON by its ending.
        before: what stands in it.
        now: what is to stand in it.
        vocabulary: the facts there are.
        origins: where facts come from that nobody gave (`origins_of`); JSON has no comments that could tell it.
    """
    facts, left_open = now
    if is_json(path):
        return fact_json(facts, left_open)
    if text:
        kept = amended(text, as_lines(before), facts, left_open, Words(vocabulary), origins)
        # A file may be written in a way that was not thought of; what is saved must be the facts.
        if kept is not None and _read(kept, vocabulary) == known(facts, left_open):
            return kept
    return _heading(text) + fact_file(facts, left_open, origins)


def as_lines(facts: SavedFacts) -> dict[str, Value | None]:
    """The facts as the lines of a file have them: what is not known has no value."""
    return {**dict.fromkeys(facts[1]), **facts[0]}


def known(facts: Mapping[str, Value], left_open: Iterable[str]) -> tuple[Mapping[str, Value], frozenset[str]]:
    """Facts, and what is left open besides, to be compared."""
    return facts, frozenset(left_open) - set(facts)


def _read(text: str, vocabulary: Vocabulary) -> tuple[Mapping[str, Value], frozenset[str]] | None:
    try:
        raw = read_fact_text(text.encode(), words=Words(vocabulary)) if text.strip() else []
        facts = Case.from_raw(raw, vocabulary).values()
    except InputError:
        return None
    return known(facts, (fact.name for fact in raw if fact.raw is None))


def _heading(text: str) -> str:
    lines = text.splitlines()
    count = next((i for i, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    return "".join(f"{line}\n" for line in lines[:count])
