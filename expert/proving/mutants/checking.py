"""What check says of rule folders, and what it says besides where one part of them is another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from expert.foundations.problems import InputError, Problem, ProblemList
from expert.rules.assembling import Assembly
from expert.rules.checks import problems_in, warnings_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.reading import ReadFolder


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
        InputError: something is wrong with them.
    """

    def __init__(self, read: Iterable[ReadFolder], base: KnowledgeBase | None, names: tuple[str, ...]) -> None:
        self._base, self._names, self._before = base, names, frozenset[Problem]()
        told = self.told(read)
        if told.knowledge is None:
            raise InputError(told.new)
        self.knowledge, self._before = told.knowledge, frozenset(told.new)

    def told(self, read: Iterable[ReadFolder]) -> Told:
        """What check says besides of other parts."""
        problems = ProblemList()
        assembly = Assembly() if self._base is None else Assembly.on(self._base)
        for folder in read:
            assembly.lay(folder, problems)
        knowledge = assembly.knowledge_base("", self._names)
        problems.extend(problems_in(knowledge, assembly))
        if problems:
            return Told(tuple(problems), None)
        warnings = (warning for warning in warnings_in(knowledge, assembly) if warning not in self._before)
        return Told(tuple(warnings), knowledge)
