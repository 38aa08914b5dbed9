"""The ground that mutants stand on: rule folders that are sound, and what they are with one part exchanged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from expert.engine.lending import lend
from expert.engine.rule_cases import CaseResult, run_cases
from expert.foundations.kept import cached_property
from expert.foundations.problems import ProblemList
from expert.foundations.records import Record
from expert.foundations.shapes import Written
from expert.proving.mutants.checking import Checked, Told
from expert.rules.assembling import OF_VOCABULARY
from expert.rules.folders import RuleFolder, rule_folder, shipped_folder
from expert.rules.knowledge import KnowledgeBase
from expert.rules.reading import ReadFolder, read_folder


@dataclass(frozen=True, eq=False, repr=False)
class Folders(Record):
    """Rule folders as they were found, for this process and for others.

    Attributes:
        folders: the folders, in the order in which they are laid.
        base: what they are laid on; None for the shipped rules themselves.
    """

    folders: tuple[RuleFolder, ...]
    base: KnowledgeBase | None = None

    @classmethod
    def named(cls, paths: Iterable[Path]) -> Folders:
        """These folders over the shipped knowledge; without any, the shipped rules themselves.

        Raises:
            InputError: one is not a rule folder.
        """
        found = tuple(map(rule_folder, paths))
        return cls(found, KnowledgeBase.shipped()) if found else cls((shipped_folder(),))


class Ground:
    """Rule folders that check finds sound, read once.

    Args:
        folders: the folders.

    Attributes:
        read: what their files say.
        knowledge: what they make.

    Raises:
        InputError: check finds something wrong.
    """

    def __init__(self, folders: Folders) -> None:
        problems = ProblemList()
        self.read = tuple(read_folder(folder, problems) for folder in folders.folders)
        problems.raise_if_any()
        names = () if folders.base is None else tuple(folder.name for folder in folders.folders)
        self._checked = Checked(self.read, folders.base, names)
        self.knowledge = self._checked.knowledge

    @cached_property
    def cases(self) -> list[CaseResult]:
        """How the cases come out as the folders are."""
        return run_cases(self.knowledge, asking=False)

    def with_part(self, folder: int, place: int, part: Written | None, *, words_only: bool = False) -> Told:
        """What check says besides where one part of a folder is another, or (None) is not there.

        Args:
            folder: the folder.
            place: the place of the part in it.
            part: what stands there.
            words_only: whether no condition in it is another.
        """
        changed = self.read[folder].parts[place]
        read = self._with_part(folder, place, part)
        return self._checked.told(read, (changed.kind, changed.id), words_only=words_only)

    def with_part_by_all(self, folder: int, place: int, part: Written | None) -> Told:
        """The same by all checks of all parts."""
        return self._checked.told_by_all(self._with_part(folder, place, part))

    def _with_part(self, folder: int, place: int, part: Written | None) -> tuple[ReadFolder, ...]:
        read = self.read[folder]
        parts = (*read.parts[:place], *(() if part is None else (part,)), *read.parts[place + 1 :])
        return (*self.read[:folder], replace(read, parts=parts), *self.read[folder + 1 :])

    def lending_to(self, knowledge: KnowledgeBase, changed: str) -> KnowledgeBase:
        """Knowledge that differs in one part, with what was made of the others.

        Args:
            knowledge: the knowledge.
            changed: the kind of the part that is another.
        """
        if changed in OF_VOCABULARY:
            return knowledge
        # The same object tells that what was made by the vocabulary holds of this one too.
        alike = replace(knowledge, vocabulary=self.knowledge.vocabulary)
        lend(self.knowledge, alike)
        return alike
