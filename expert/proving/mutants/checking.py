"""What check says of rule folders, and what it says besides where one part of them is another.

Most checks of a part rest on that part alone, or on parts of some kinds; they are not made again of the others. A test
holds that against making all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from expert.foundations.problems import InputError, Problem, ProblemList
from expert.rules.assembling import OF_VOCABULARY, Assembly
from expert.rules.checks import CHECKS, Check, Finding, logic
from expert.rules.checks.finding import WITHOUT_A_DAY, Look
from expert.rules.checks.registry import NEEDED
from expert.rules.checks.running import run
from expert.rules.checks.switching import settled, switch_for
from expert.rules.folders import shipped_house_rules
from expert.rules.knowledge import KnowledgeBase, PartId
from expert.rules.reading import ReadFolder, read_folder

_OF_TEXTS = frozenset({"missing-translation", "untranslated-text", "wrong-language"})
"""Checks that can be made whatever else is wrong, for they look at nothing but texts."""

_OF_A_PART_ALONE = _OF_TEXTS | {
    "unlike-glossary", "missing-safety-mark", "missing-change-mark", "untold-danger", "unnamed-case", "untold-wait",
    "missing-wait", "different-numbers",
}
"""Checks that find in a part what rests on nothing but it."""

_NEEDED_BY_OTHERS = frozenset({"steps", "facts", "costs"})
"""The kinds of parts of which others say what cannot be without them being as they are."""

_LOGIC = frozenset({"causes", "symptoms", "remedies", "steps", "derivations", "scope", "solved", "impossible", "facts"})
_RESTING_ON: Mapping[str, frozenset[str]] = {
    "unreachable-part": _LOGIC - {"remedies", "steps", "scope", "solved"},
    "unreachable-condition": _LOGIC, "idle-branch": _LOGIC,
    "contradictory-cause": frozenset({"causes", "derivations", "impossible", "facts"}),
    "duplicate-cause": frozenset({"causes", "symptoms", "derivations", "impossible", "facts"}),
    "unchoosable-way": _LOGIC - {"scope", "solved"},
    "needless-preparation": _LOGIC - {"symptoms", "scope", "solved"},
    "shared-message": frozenset({"symptoms", "facts", "derivations", "impossible"}),
    "message-inside-another": frozenset({"symptoms", "facts"}),
    "wrong-pattern": frozenset({"symptoms", "in_text", "facts"}),
}  # fmt: skip
"""The kinds of parts that what a check finds rests on; for others, on parts of any kind."""

_OF_LOGIC = frozenset(check.id for check in logic.CHECKS if check.level != "note")
"""Those that take longest, and are made only where no other finds anything."""


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
        # A note never tells of a mistake, but where a folder switches one off, it tells whether there still is any.
        self._silent = {check.id for check in CHECKS if check.level == "note"}
        self._silent.difference_update(switch.off.check for switch in look.assembly.switched_off)
        self._found = run(CHECKS, look)
        self._told = frozenset(finding.problem for finding in _told(self._found, look.assembly))

    def told(self, read: Iterable[ReadFolder], changed: PartId, *, words_only: bool = False) -> Told:
        """What check says besides where one part is another: the first that it finds, for that is enough.

        Args:
            read: what the files of the folders say.
            changed: the part.
            words_only: whether no condition in it is another.
        """
        look, problems = self._look(read, changed)
        narrowed = look.narrowed(changed, self._look_before)
        if problems:
            return Told(tuple(problems), None)
        found = run((check for check in CHECKS if check.id in _OF_TEXTS), narrowed)
        told = self._new_among(found, look)
        if told:
            return Told(told, look.knowledge)
        alike = changed in look.assembly.places and changed[0] not in _NEEDED_BY_OTHERS
        needed = run(NEEDED, narrowed if alike else look)
        if needed:
            return Told(tuple(finding.problem for finding in needed), None)
        further = [check for check in CHECKS if check.id in _OF_A_PART_ALONE - _OF_TEXTS]
        again = [check for check in CHECKS if not (check.needed or check.id in self._silent or _spared(check, changed))]
        short, long = ([check for check in again if (check.id in _OF_LOGIC) is of_logic] for of_logic in (False, True))
        for checks, on in ((further, narrowed), (short, look), (() if words_only else long, look)):
            now = run(checks, on)
            told = self._new_among(now, look)
            if told:
                return Told(told, look.knowledge)
            found = (*found, *now)
        # What was found by checks that are not made again is found still: a switch for it is of use.
        before = (
            finding for finding in self._found
            if self._stands(finding, changed) or (words_only and finding.check in _OF_LOGIC)
        )  # fmt: skip
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
        return Told(self._to_tell(_told(found, look.assembly)), look.knowledge)

    def _new_among(self, found: Iterable[Finding], look: Look) -> tuple[Problem, ...]:
        """What is told of some findings, whatever the others are; of switches that none needs, nothing is said."""
        return self._to_tell(finding for finding in found if switch_for(finding, look.assembly) is None)

    def _to_tell(self, findings: Iterable[Finding]) -> tuple[Problem, ...]:
        told = (finding.problem for finding in findings if finding.level != "note")
        return tuple(problem for problem in told if problem not in self._told)

    def _look(self, read: Iterable[ReadFolder], changed: PartId | None = None) -> tuple[Look, ProblemList]:
        """The folders as check looks at them; where one part of what was looked at before is another, what is the same
        is taken over."""
        problems = ProblemList()
        assembly = Assembly() if self._base is None else Assembly.on(self._base)
        if self._house_rules is not None:
            assembly.lay_under(self._house_rules)
        for folder in read:
            assembly.lay(folder, problems)
        knowledge = assembly.knowledge_base("", self._names)
        if changed is None:
            return Look(knowledge, assembly), problems
        if changed[0] not in OF_VOCABULARY:
            # The same object tells that what was made by the vocabulary holds of this one too.
            knowledge = replace(knowledge, vocabulary=self.knowledge.vocabulary)
            knowledge.know_conditions_of(self.knowledge)
        return Look(knowledge, assembly, like=self._look_before), problems


def _told(found: Iterable[Finding], assembly: Assembly) -> tuple[Finding, ...]:
    return settled(found, assembly, WITHOUT_A_DAY, every_check_made=True)[0]


def _spared(check: Check, changed: PartId) -> bool:
    """Whether a check is not made again, or only of the part."""
    return check.id in _OF_A_PART_ALONE or changed[0] not in _RESTING_ON.get(check.id, (changed[0],))
