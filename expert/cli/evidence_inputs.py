"""Evidence beside a case: which files of a command line are some, and the facts that they add.

A file that is no fact file, and that a reader of evidence knows, is evidence: an export, an answer of a service, a log
of a device, a certificate, an archive or a folder of such. It becomes part of the one case of the command line.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from expert.cli.evidence_wanted import EvidenceWanted
from expert.cli.handed_over import is_fact_file_at, language, say_once, tell_progress
from expert.cli.typed_again import as_options, as_typed
from expert.facts.case import Case
from expert.facts.reader import shown_name
from expert.facts.vocabulary import DAY, MESSAGE
from expert.foundations.commands import carry_evidence, to_type
from expert.foundations.limits import LARGE
from expert.foundations.problems import InputError, Place, Problem, shown
from expert.foundations.texts import Text
from expert.rules.knowledge import KnowledgeBase

if TYPE_CHECKING:
    from expert.evidence.evidence import Evidence
    from expert.evidence.sources import Source

_MOST_NAMES = 4
_FACT_FILES = (".yaml", ".yml")


def apart(names: Iterable[str], knowledge: KnowledgeBase) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names that are cases, and those that are evidence beside the one case.

    An export is evidence wherever it is named. A log of a device is evidence beside one fact file or an export; where
    nothing else is named, each text is a case of its own.

    Args:
        names: files, folders, texts as they were named.
        knowledge: the facts there are.

    Raises:
        InputError: there is evidence, and several cases that it may belong to.
    """
    names = tuple(names)
    here = [name for name in names if os.path.isfile(name) or os.path.isdir(name)]
    facts = [name for name in here if not os.path.isdir(name) and is_fact_file_at(name, knowledge)]
    exports = [name for name in here if name not in facts and _is_export(name, knowledge)]
    logs = [name for name in here if name not in facts and name not in exports and is_log(name)]
    beside = {*exports, *(logs if exports or len(facts) == 1 else ())}
    rest = tuple(name for name in names if name not in beside)
    if beside and len(rest) > 1:
        text = _WHICH_CASE.format(evidence=shown_name(next(iter(beside))))
        raise InputError([Problem(text, Place(shown_name(rest[1])))])
    return rest, tuple(name for name in names if name in beside)


def with_evidence(case: Case, wanted: EvidenceWanted, knowledge: KnowledgeBase) -> Case:
    """A case with what the evidence adds; a line on standard error says how much that is.

    Raises:
        InputError: evidence that was named cannot be read, or is broken.
    """
    day = case.get(DAY)
    evidence = evidence_in(wanted, knowledge, day if isinstance(day, date) else None)
    found = evidence.case(messages=not wanted.facts_only)
    added = [fact.name for fact in found if fact.name not in case and fact.name not in (MESSAGE, DAY)]
    if added or not wanted.facts_only:
        texts = 0 if wanted.facts_only else len(evidence.said_of_case)
        live = wanted.live.options(evidence.about) if wanted.live else {}
        carry_evidence(shown_by(wanted, day if isinstance(day, date) else None, **live))
        name = ", ".join([*map(shown_name, wanted.paths), *(f"--live {kind}" for kind in live.get("live") or ())])
        said = to_type(_ADDED, facts=len(added), texts=texts).in_(language())
        say_once("\n".join([f"{name}: {said}", *(text.in_(language()) for text in _of_whom(evidence, wanted))]))
    return Case.merge(case, found, vocabulary=knowledge.vocabulary)


def _of_whom(evidence: Evidence, wanted: EvidenceWanted) -> Iterator[Text]:
    """That evidence knows nobody of the name that was given, or speaks of several of whom none was named."""
    for kind, given in (("user", wanted.user), ("device", wanted.device)):
        there = [one.names for one in evidence.subjects if one.kind == kind and one.names]
        if given and there and not any(given.casefold() in names for names in there):
            known = sorted({min(names, key=_as_a_name) for names in there})
            listed = ", ".join(map(shown, known[:_MOST_NAMES])) + (", …" if len(known) > _MOST_NAMES else "")
            yield _NOBODY.format(option=f"--{kind}", given=shown(given), names=listed)
    of_others = any(not evidence.is_of_case(reading) for reading in evidence.readings)
    if of_others and not (wanted.user or wanted.device):
        yield to_type(_OF_SEVERAL)


def _as_a_name(name: str) -> tuple[bool, str]:
    """Sign-in names before ids."""
    return "@" not in name, name


def shown_by(wanted: EvidenceWanted, day: object, **live: str | tuple[str, ...] | None) -> str:
    """What `expert evidence` is given to show the same evidence.

    Args:
        wanted: the evidence.
        day: the day that it is looked at on; None where none was named.
        live: the options that ask the same again, where they differ from those that were typed.
    """
    options = {name: said for name, said in wanted.options().items() if name != "evidence"}
    day_as_typed = None if day is None else str(day)
    return "".join(f" {as_typed(path)}" for path in wanted.paths) + as_options(**{**options, **live}, on=day_as_typed)


def evidence_in(wanted: EvidenceWanted, knowledge: KnowledgeBase, observed_on: date | None) -> Evidence:
    """What was named as evidence, read with progress, and what is asked live beside it.

    A broken file inside a folder or archive is told and passed over.

    Raises:
        InputError: what was named itself cannot be read, or is broken; or what is to be asked cannot be.
    """
    # Only now: a case of facts alone needs none of it.
    from expert.evidence.bundles import named_in
    from expert.evidence.evidence import Unread
    from expert.evidence.reading import evidence_of
    from expert.evidence.subjects import About
    from expert.evidence.widening import mappings_of

    collected = [named_in(Path(path)) for path in wanted.paths]
    named = next((one for one in collected if one.user or one.device), None)
    user, device, groups = wanted.user, wanted.device, wanted.groups
    if named is not None:
        # A bundle was collected for somebody: it is about them, unless another is named.
        if groups is None and user.casefold() in ("", named.user.casefold()):
            groups = named.groups
        user, device = user or named.user, device or named.device
    about = About.of(user=user, device=device, groups=groups, observed_on=observed_on)
    broken: list[InputError] = []
    mappings = mappings_of(knowledge)
    evidence = evidence_of(
        _counted(wanted.paths), about=about, mappings=mappings, vocabulary=knowledge.vocabulary, problems=broken,
        symptoms=knowledge.symptoms.values(), passwords=wanted.passwords,
    )  # fmt: skip
    paths = {shown_name(path) for path in wanted.paths}
    problems = [problem for error in broken for problem in error.problems]
    own = [problem for problem in problems if problem.place is None or problem.place.file in paths]
    if own:
        raise InputError(own)
    passed_over = tuple(Unread(problem.place or Place(""), problem.text, broken=True) for problem in problems)
    evidence = replace(evidence, unread=(*evidence.unread, *passed_over))
    heard = None if wanted.live is None else wanted.live.evidence(evidence.about, knowledge)
    return evidence if heard is None else evidence.merged(heard)


def _counted(paths: Iterable[str]) -> Iterator[Source]:
    """The files of all that was named, one after the other; from a second on, how far it is, on standard error."""
    from expert.evidence.sources import sources_in

    for path in paths:
        yield from tell_progress(shown_name(path), sources_in(path))


def _is_export(name: str, knowledge: KnowledgeBase) -> bool:
    """Whether a file or folder is evidence that can be nothing else."""
    if os.path.isdir(name):
        return _is_folder_of_exports(Path(name), knowledge)
    if _is_archive(name):
        return True
    reader = _reader_of(name)
    return reader is not None and not getattr(reader, "IS_TEXT", False) and _has_something_known(name, knowledge)


def _has_something_known(name: str, knowledge: KnowledgeBase) -> bool:
    """Whether a small file holds an object that is known; else it is a text, which may be a message all the same."""
    from expert.evidence.reading import read_evidence

    if os.path.getsize(name) > LARGE:
        return True
    try:
        return bool(read_evidence(name, knowledge=knowledge).kinds)
    except InputError:
        return True  # what is broken is to be told


def _is_folder_of_exports(folder: Path, knowledge: KnowledgeBase) -> bool:
    """Whether there is an export in a folder, and no fact file."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    if any(path.suffix.lower() in _FACT_FILES for path in files):
        return False
    readable = [path.as_posix() for path in files]
    return not any(is_fact_file_at(name, knowledge) for name in readable if name.lower().endswith(".json")) and any(
        _is_export(name, knowledge) for name in readable
    )


def is_log(name: str) -> bool:
    """Whether a name is that of a text that a reader of evidence knows."""
    reader = _reader_of(name) if os.path.isfile(name) and not _is_archive(name) else None
    return reader is not None and bool(getattr(reader, "IS_TEXT", False))


def _is_archive(name: str) -> bool:
    """Whether a file is an archive, or packed; what cannot be read is told as what it was taken for."""
    from expert.evidence.sources import is_packed

    try:
        return is_packed(name)
    except InputError:
        return False


def _reader_of(name: str) -> object | None:
    if name.lower().endswith(_FACT_FILES):
        return None
    # Only now: a fact file is known without them.
    from expert.evidence.reading import reader_at

    return reader_at(name)


_WHICH_CASE = Text(
    "there is evidence ({evidence}) and more than one case; name one case with its evidence",
    "det finns underlag ({evidence}) och mer än ett ärende; ange ett ärende med sitt underlag",
)
_NOBODY = Text(
    "{option} {given}: they speak of nobody and nothing of that name, but of {names}",
    "{option} {given}: de handlar inte om någon eller något med det namnet, utan om {names}",
)
_OF_SEVERAL = Text(
    "They also speak of other users or devices than this case's. Say which one it is about with --user or --device; "
    "`expert fleet` judges all of them.",
    "De handlar också om andra användare eller enheter än ärendets. Ange vilken det gäller med --user eller --device; "
    "`expert fleet` bedömer alla.",
)
_ADDED = Text(
    "read as evidence; facts: {facts}, texts: {texts} (`expert evidence` shows them)",
    "läst som underlag; fakta: {facts}, texter: {texts} (`expert evidence` visar dem)",
)
