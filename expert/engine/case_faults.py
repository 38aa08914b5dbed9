"""Which file is to blame for a rule's case that comes out otherwise: its own, or one that was laid over it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from expert.engine.rule_cases import CaseResult, run_case
from expert.foundations.problems import InputError, Place, Problem
from expert.foundations.texts import Text
from expert.rules.cause_files import cause_files, place_in_case
from expert.rules.knowledge import KnowledgeBase, WrittenIn

_SPOILED = Text(
    'with this, the case "{name}" of {cause} ({file}) comes out {got} instead of {wanted}',
    "med detta får fallet ”{name}” för {cause} ({file}) utslaget {got} i stället för {wanted}",
)
_ABOUT = Text("{got} ({what})", "{got} ({what})")


def fault_of(result: CaseResult, knowledge: KnowledgeBase, folders: Sequence[str | Path]) -> Problem:
    """What to say of a case that does not hold, with the file to look into.

    A case that holds without the folders above its own is not at fault; those files of theirs are named that bear
    on it.

    Args:
        result: how the case came out.
        knowledge: what it was tried on.
        folders: the rule folders that were laid over the shipped knowledge, as they were given to `load`.
    """
    own = _written_in(result, knowledge, folders)
    if own.layer < len(folders) and _holds_below(result, folders[: own.layer]):
        files = ", ".join(dict.fromkeys(_bearing_on(result, knowledge, own.layer)))
        fault = result.faults[0]
        got = fault.got if fault.what is None else _ABOUT.format(got=fault.got, what=fault.what)
        said = _SPOILED.format(name=result.case.name, cause=result.cause, file=own.file, got=got, wanted=fault.wanted)
        return Problem(said, Place(files or ", ".join(map(str, folders[own.layer :]))))
    return Problem(result.say(), _place(result, own, folders))


def _place(result: CaseResult, own: WrittenIn, folders: Sequence[str | Path]) -> Place:
    """The line of what the case says otherwise; its file where its folder is not at hand."""
    if own.layer > len(folders):
        return Place(own.file)
    file = cause_files(folders[own.layer - 1] if own.layer else None).get(result.cause)
    return Place(own.file) if file is None else place_in_case(file, result.case.name, result.faults[0].path)


def _written_in(result: CaseResult, knowledge: KnowledgeBase, folders: Sequence[str | Path]) -> WrittenIn:
    """Where the case is written: in its cause's file, or where a later folder adds to that."""
    written = knowledge.written_in("causes", result.cause)
    for added in reversed(written.added):
        if not _has(_below(folders[: added.layer - 1]), result):
            return added
    return written


def _holds_below(result: CaseResult, folders: Sequence[str | Path]) -> bool:
    """Whether the case comes out as it says where only these folders are laid over the shipped knowledge."""
    below = _below(folders)
    if below is None or not _has(below, result):
        return False
    return run_case(below, below.causes[result.cause], result.case, asking=False).holds


def _has(knowledge: KnowledgeBase | None, result: CaseResult) -> bool:
    return knowledge is not None and result.cause in knowledge.causes and (
        result.case in knowledge.causes[result.cause].cases
    )


def _below(folders: Sequence[str | Path]) -> KnowledgeBase | None:
    """The knowledge without the folders above these; None where it is only sound with them."""
    try:
        return KnowledgeBase.load(*folders)
    except InputError:
        return None


def _bearing_on(result: CaseResult, knowledge: KnowledgeBase, layer: int) -> list[str]:
    """The files above a layer that the verdict of the case may rest on."""
    shown = result.case.shows or next(knowledge.causes[result.cause].links()).symptom
    parts = [
        *(("causes", rival.id) for rival in knowledge.causes_of(shown)), ("symptoms", shown),
        *(("derivations", name) for name in knowledge.derivations), *(("facts", name) for name in result.case.facts),
    ]  # fmt: skip
    written = (knowledge.written_in(kind, name) for kind, name in parts)
    return [place.file for part in written for place in (part, *part.added) if place.layer > layer]
