"""Reads rule folders and makes every check of them, for those who write rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from expert.foundations import content
from expert.foundations.problems import InputError, Place, Problem
from expert.foundations.records import Record
from expert.foundations.texts import Text
from expert.rules.checks import (
    BY_ID,
    WITHOUT_A_DAY,
    Excepted,
    Finding,
    Terms,
    findings_in,
    needed_findings,
    settled,
)
from expert.rules.checks.files import UNUSED_COPY, WRONG_FORM
from expert.rules.folders import RuleFolder, shipped_folder
from expert.rules.knowledge import KnowledgeBase
from expert.rules.loader import assembled, compiled_copy_is_used, read_folders


@dataclass(frozen=True, eq=False, repr=False)
class Checked(Record):
    """What the checks of rule folders have found.

    Attributes:
        findings: what is to be told, in the order of the parts and their lines.
        excepted: what a folder has switched off, with the reason.
        sound: the knowledge; None where something is wrong with which it cannot be used.
    """

    findings: tuple[Finding, ...]
    excepted: tuple[Excepted, ...] = ()
    sound: KnowledgeBase | None = None

    @property
    def knowledge(self) -> KnowledgeBase:
        """The knowledge.

        Raises:
            InputError: it cannot be used; everything that is wrong is told.
        """
        if self.sound is None:
            raise InputError(finding.problem for finding in self.findings)
        return self.sound

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The errors among what was found."""
        return tuple(finding for finding in self.findings if finding.level == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The warnings among what was found, as they are told to a person."""
        return tuple(finding.problem for finding in self.findings if finding.level == "warning")


def check_layers(paths: Iterable[Path], terms: Terms = WITHOUT_A_DAY) -> Checked:
    """Check rule folders that are laid over the shipped one; without folders, the shipped one itself.

    Args:
        paths: the folders, in the order in which they are laid.
        terms: what is judged by besides what stands in the files.
    """
    paths = tuple(paths)
    try:
        folders = read_folders(paths) if paths else [shipped_folder()]
    except InputError as error:
        return Checked(tuple(map(finding_of_form, error.problems)))
    if paths:
        return check_folders(folders, KnowledgeBase.shipped(), tuple(path.as_posix() for path in paths), terms)
    checked = check_folders(folders, None, (), terms)
    if checked.sound is not None and not compiled_copy_is_used(checked.sound):
        return Checked((*checked.findings, _NOT_USED), checked.excepted, checked.sound)
    return checked


def check_folders(
    folders: Sequence[RuleFolder], base: KnowledgeBase | None = None, extra: tuple[str, ...] = (),
    terms: Terms = WITHOUT_A_DAY,
) -> Checked:
    """Check rule folders whose files have been read.

    Args:
        folders: the folders, in the order in which they are laid.
        base: the shipped knowledge, where they are laid on it.
        extra: their names; none for the shipped folder itself.
        terms: what is judged by besides what stands in the files.
    """
    try:
        assembly, knowledge, problems = assembled(folders, base, extra)
    except InputError as error:
        return Checked(tuple(map(finding_of_form, error.problems)))
    of_form = tuple(map(finding_of_form, problems))
    found = needed_findings(knowledge, assembly) if of_form else findings_in(knowledge, assembly, terms)
    fit = not of_form and not any(BY_ID[finding.check].needed for finding in found)
    told, excepted = settled(found, assembly, terms, every_check_made=fit)
    return Checked((*of_form, *told), excepted, knowledge if fit else None)


def finding_of_form(problem: Problem) -> Finding:
    """What is wrong with the form of the files, so that it was seen when they were read."""
    return WRONG_FORM.at(problem.place or Place("rules"), problem.text)


_NOT_USED = UNUSED_COPY.at(
    Place(content.COMPILED_NAME),
    Text("the compiled copy does not fit the files beside it and is not used, so every command takes longer to start",
         "den kompilerade kopian stämmer inte med filerna bredvid och används inte, så varje kommando startar "
         "långsammare"),
)  # fmt: skip
