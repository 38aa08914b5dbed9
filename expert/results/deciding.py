"""Which observations of an exercise decide each of its causes, so that a page can tell verdicts and reason nothing."""

# Annotations are evaluated here, not kept as text: pydantic would evaluate each one again at every start.

from collections.abc import Collection, Iterable

from expert.foundations.terms import Verdict
from expert.results.document import Part


class DecidedBy(Part):
    """The smallest sets of observations, by the names of their facts, that decide a cause of an exercise.

    The answers of an exercise are fixed, so whatever one set of observations decides, every larger one does.

    Attributes:
        cause: the id of the cause.
        starts: its verdict by the report alone.
        confirmed_by: any of these sets confirms it; the empty set where the report does.
        ruled_out_by: any of these rules it out.
        supported_by: any of these speaks for it: once every other cause is ruled out, it is likely.
    """

    cause: str
    starts: Verdict
    confirmed_by: tuple[tuple[str, ...], ...]
    ruled_out_by: tuple[tuple[str, ...], ...]
    supported_by: tuple[tuple[str, ...], ...]


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
        last = all(other.cause in out for other in causes if other is not cause)
        if _holds(cause.confirmed_by, seen):
            found[cause.cause] = "confirmed"
        elif cause.cause in out:
            found[cause.cause] = "ruled_out"
        elif cause.starts == "likely" or (last and _holds(cause.supported_by, seen)):
            found[cause.cause] = "likely"
        else:
            found[cause.cause] = "possible"
    return found


def _holds(sets: Iterable[tuple[str, ...]], seen: frozenset[str]) -> bool:
    return any(seen.issuperset(facts) for facts in sets)
