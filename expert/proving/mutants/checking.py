"""What check says of rule folders, and what it says besides where one part of them is another.

Most checks of a part rest on that part alone, or on parts of some kinds; they are not made again of the others. A test
holds that against making all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from expert.foundations.problems import InputError, Problem, ProblemList
from expert.rules.assembling import Assembly
from expert.rules.checks import CHECKS, Check, Finding
from expert.rules.checks.finding import WITHOUT_A_DAY, Look
from expert.rules.checks.registry import NEEDED
from expert.rules.checks.running import run
from expert.rules.checks.switching import settled
from expert.rules.folders import shipped_house_rules
from expert.rules.knowledge import KnowledgeBase, PartId
from expert.rules.reading import ReadFolder, read_folder

_OF_A_PART_ALONE = frozenset({
    "missing-translation", "untranslated-text", "wrong-language", "unlike-glossary", "missing-safety-mark",
    "missing-change-mark", "untold-danger", "untold-wait", "missing-wait", "different-numbers",
})  # fmt: skip
"""Checks that find in a part what rests on nothing but it."""

_LOGIC = frozenset({"causes", "symptoms", "remedies", "steps", "derivations", "scope", "solved", "impossible", "facts"})
_RESTING_ON: Mapping[str, frozenset[str]] = {
    "unreachable-part": _LOGIC - {"remedies", "steps", "scope", "solved"},
    "unreachable-condition": _LOGIC, "idle-branch": _LOGIC,
    "contradictory-cause": frozenset({"causes", "derivations", "impossible", "facts"}),
    "duplicate-cause": frozenset({"causes", "symptoms", "derivations", "impossible", "facts"}),
    "unchoosable-way": _LOGIC - {"scope", "solved"},
    "shared-message": frozenset({"symptoms", "facts", "derivations", "impossible"}),
    "message-inside-another": frozenset({"symptoms", "facts"}),
    "wrong-pattern": frozenset({"symptoms", "in_text", "facts"}),
}  # fmt: skip
"""The kinds of parts that what a check finds rests on; for others, on parts of any kind."""


@dataclass(frozen=True, eq=False)
class Told:
    """What check says that it did not say before.

    Attributes:
        new: what is wrong, or worth a warning.
        knowledge: what the parts make; None where it cannot be used.
    """

    new: tuple[Problem, ...]
    knowledge: KnowledgeBase | None


class Checked:
    """Rule folders as check finds them.

    Args:
        read: what their files say.
        base: what they are laid on; None for the shipped rules themselves.
        names: their names; none for the shipped rules.

    Attributes:
        knowledge: what they make.

    Raises:
        InputError: they cannot be used.
    """

    def __init__(self, read: Iterable[ReadFolder], base: KnowledgeBase | None, names: tuple[str, ...]) -> None:
        self._base, self._names = base, names
        self._house_rules = None if base is None else read_folder(shipped_house_rules(), ProblemList())
        look, problems = self._look(read)
        found = run(NEEDED, look)
        if problems or found:
            raise InputError([*problems, *(finding.problem for finding in found)])
        self.knowledge, self._look_before = look.knowledge, look
        self._found = run(CHECKS, look)
        self._told = frozenset(finding.problem for finding in _told(self._found, look.assembly))

    def told(self, read: Iterable[ReadFolder], changed: PartId) -> Told:
        """What check says besides where one part is another."""
        look, problems = self._look(read)
        needed = () if problems else run(NEEDED, look)
        if problems or needed:
            return Told((*problems, *(finding.problem for finding in needed)), None)
        others = [check for check in CHECKS if not check.needed]
        again = [check for check in others if not _spared(check, changed)]
        alone = [check for check in others if check.id in _OF_A_PART_ALONE]
        found = (*run(again, look), *run(alone, look.narrowed(changed, self._look_before)))
        before = (finding for finding in self._found if self._stands(finding, changed))
        return self._new((*found, *before), look)

    def told_by_all(self, read: Iterable[ReadFolder]) -> Told:
        """The same by all checks of all parts."""
        look, problems = self._look(read)
        needed = () if problems else run(NEEDED, look)
        if problems or needed:
            return Told((*problems, *(finding.problem for finding in needed)), None)
        return self._new(run(CHECKS, look), look)

    def _stands(self, finding: Finding, changed: PartId) -> bool:
        """Whether what was found before is not looked for again."""
        if finding.check in _OF_A_PART_ALONE:
            return finding.part != changed
        return changed[0] not in _RESTING_ON.get(finding.check, (changed[0],))

    def _new(self, found: Iterable[Finding], look: Look) -> Told:
        told = (finding.problem for finding in _told(found, look.assembly) if finding.level != "note")
        return Told(tuple(problem for problem in told if problem not in self._told), look.knowledge)

    def _look(self, read: Iterable[ReadFolder]) -> tuple[Look, ProblemList]:
        problems = ProblemList()
        assembly = Assembly() if self._base is None else Assembly.on(self._base)
        if self._house_rules is not None:
            assembly.lay_under(self._house_rules)
        for folder in read:
            assembly.lay(folder, problems)
        return Look(assembly.knowledge_base("", self._names), assembly), problems


def _told(found: Iterable[Finding], assembly: Assembly) -> tuple[Finding, ...]:
    return settled(found, assembly, WITHOUT_A_DAY, every_check_made=True)[0]


def _spared(check: Check, changed: PartId) -> bool:
    """Whether a check is not made again, or only of the part."""
    return check.id in _OF_A_PART_ALONE or changed[0] not in _RESTING_ON.get(check.id, (changed[0],))
