"""The verdict of a diagnosis in a few words, and what proves it: what a first screen and a ticket begin with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from expert.facts.reader import STANDARD_INPUT
from expert.facts.vocabulary import MESSAGE
from expert.foundations.texts import AND, Text, listed, text_of
from expert.results.diagnosis import CaseFacts, CauseFound, Diagnosis, FactValue
from expert.visualize.pages import screen_words as words
from expert.visualize.words import place


def causes_found(diagnosis: Diagnosis) -> tuple[CauseFound, ...]:
    """The causes, or obstacles, that the outcome rests on; none where it rests on none."""
    if diagnosis.outcome == "obstacle":
        return tuple(cause for cause in diagnosis.obstacles if not cause.disputed)
    if diagnosis.outcome in ("confirmed", "likely"):
        return tuple(c for c in diagnosis.causes if c.verdict == diagnosis.outcome and not c.disputed)
    return ()


def doubted(diagnosis: Diagnosis, cause: CauseFound) -> bool:
    """Whether something says that a cause, though confirmed, may not be the one that is looked for."""
    return cause.superseded or only_some(diagnosis, cause.id)


def only_some(diagnosis: Diagnosis, cause: str) -> bool:
    """Whether a confirmed cause, by its id, may not concern the enrollment that it is about."""
    return any(notice.kind == "only_some" and notice.cause == cause for notice in diagnosis.notices)


def firm(diagnosis: Diagnosis) -> bool:
    """Whether a fault is confirmed of which nothing says that it may not be the cause here, and its remedy is known."""
    held_back = {notice.cause for notice in diagnosis.notices if notice.kind == "held_back"}
    return diagnosis.outcome == "confirmed" and any(
        cause.kind == "fault" and not doubted(diagnosis, cause) and cause.id not in held_back
        for cause in causes_found(diagnosis)
    )


def headline(diagnosis: Diagnosis) -> Text:
    """The verdict in a few words: the cause where there is one."""
    found = causes_found(diagnosis)
    if len(found) == 1:
        return text_of(found[0].title)
    if found:
        return words.SEVERAL[diagnosis.outcome].format(count=len(found))
    possible = [cause for cause in diagnosis.causes if cause.verdict == "possible"]
    if diagnosis.outcome == "possible" and len(possible) == 1:
        return words.MAYBE.format(cause=possible[0].title)
    if diagnosis.outcome == "contradictory" and not diagnosis.conflicts:
        return words.ALL_RULED_OUT
    return words.HEADLINES[diagnosis.outcome].format(count=len(possible))


def proof(diagnosis: Diagnosis, cause: CauseFound) -> Text:
    """How sure a cause is, and what proves it, with the lines that this rests on."""
    if cause.superseded:
        return words.SUPERSEDED.format(facts=_reasons(diagnosis, cause.because))
    if diagnosis.outcome == "obstacle":
        stops = words.OBSTACLE_OF_SOME if only_some(diagnosis, cause.id) else words.OBSTACLE
        return stops.format(facts=_reasons(diagnosis, cause.because))
    if only_some(diagnosis, cause.id):
        return words.PERHAPS.format(facts=_reasons(diagnosis, cause.because))
    if cause.because:
        return words.BECAUSE[cause.verdict].format(facts=_reasons(diagnosis, cause.because))
    if cause.named:
        origin = diagnosis.case.origins.get(MESSAGE)
        known = origin is not None and origin != "api"
        said = words.IN_BRACKETS.format(place=place(origin, diagnosis.case.file)) if known and origin else ""
        return words.NAMED.format(place=said)
    return words.ONLY_LEFT


def proof_in_brief(diagnosis: Diagnosis, cause: CauseFound) -> Text:
    """The same on a line: how sure a cause is, and where that is seen."""
    said = words.BRIEFLY[cause.verdict]
    if doubted(diagnosis, cause):
        said = words.SUPERSEDED_BRIEFLY if cause.superseded else words.PERHAPS_BRIEFLY
    elif not cause.because and not cause.named:
        said = words.ONLY_LEFT_BRIEFLY
    seen = dict.fromkeys(_places(cause.because))
    places = words.IN_BRACKETS.format(place=listed([place(one, diagnosis.case.file) for one in seen], AND))
    return said.format(places=places if seen else "")


def _places(facts: Iterable[FactValue]) -> Iterator[str]:
    """Where facts, or those that they follow from, were observed."""
    for fact in facts:
        if fact.follows_from:
            yield from _places(fact.follows_from)
        elif fact.origin is not None:
            yield fact.origin


def file_name(case: CaseFacts) -> str | None:
    """The name of the file that a case is in, without its folder; None where it came otherwise."""
    return None if case.file in (None, STANDARD_INPUT) else str(case.file).rpartition("/")[2]


def why_none(diagnosis: Diagnosis, *, most: int | None = None) -> Text:
    """Why there is no cause to name.

    Args:
        diagnosis: the diagnosis.
        most: where more facts than so many rule the causes out, they are counted; None names them all.
    """
    if diagnosis.outcome == "contradictory" and not diagnosis.conflicts:
        facts = {fact.fact: fact for cause in diagnosis.causes for fact in cause.because}
        if most is not None and len(facts) > most:
            return words.CHECK_MANY_AGAIN.format(count=len(facts))
        return words.CHECK_AGAIN.format(facts=_reasons(diagnosis, tuple(facts.values())))
    return words.REASONS.get(diagnosis.outcome) or text_of(diagnosis.outcome_reason)


def _reasons(diagnosis: Diagnosis, facts: Sequence[FactValue]) -> Text:
    return listed([_reason(diagnosis, fact) for fact in facts], AND)


def _reason(diagnosis: Diagnosis, fact: FactValue) -> Text:
    """A fact as a clause, with where it was observed, or with what it was worked out from."""
    clause = text_of(fact.clause) if fact.clause else words.PLAIN.format(title=fact.title, words=fact.words)
    if fact.follows_from:
        return words.FOLLOWS.format(clause=clause, facts=_reasons(diagnosis, fact.follows_from))
    if fact.origin is None:
        return clause
    return words.AT.format(clause=clause, place=place(fact.origin, diagnosis.case.file))
