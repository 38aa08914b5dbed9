"""Which observations of an exercise decide each of its causes, so that a page can tell verdicts and reason nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from expert.foundations.terms import NoProof, Verdict
from expert.results.document import Part


class DecidedBy(Part):
    """The smallest sets of observations, by the names of their facts, that decide a cause of an exercise.

    The answers of an exercise are fixed, so whatever one set of observations decides, every larger one does.

    Attributes:
        cause: the id of the cause.
        confirmed_by: any of these sets confirms it; the empty set where the report does.
        ruled_out_by: any of these rules it out, where none confirms it.
        likely_by: any of these makes it likely, where neither is so.
        likely_after: the ids of the causes that have to be ruled out for that too.
        no_proof: why it does not stand as confirmed where it is; None where it does.
    """

    cause: str
    confirmed_by: tuple[tuple[str, ...], ...] = ()
    ruled_out_by: tuple[tuple[str, ...], ...] = ()
    likely_by: tuple[tuple[str, ...], ...] = ()
    likely_after: tuple[str, ...] = ()
    no_proof: NoProof | None = None


def verdicts_by(decided: Iterable[DecidedBy], looked: Collection[str]) -> dict[str, Verdict]:
    """The verdict of each cause once these facts have been looked up; in whichever order.

    Args:
        decided: every cause of the exercise.
        looked: names of facts.
    """
    causes = list(decided)
    seen = frozenset(looked)
    out = {cause.cause for cause in causes if _holds(cause.ruled_out_by, seen)}
    found: dict[str, Verdict] = {}
    for cause in causes:
        if _holds(cause.confirmed_by, seen):
            found[cause.cause] = "confirmed"
        elif cause.cause in out:
            found[cause.cause] = "ruled_out"
        elif _holds(cause.likely_by, seen) and out.issuperset(cause.likely_after):
            found[cause.cause] = "likely"
        else:
            found[cause.cause] = "possible"
    return found


def _holds(sets: Iterable[tuple[str, ...]], seen: frozenset[str]) -> bool:
    return any(seen.issuperset(facts) for facts in sets)
