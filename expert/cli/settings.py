"""What a command line lays over the facts that it is handed."""

from __future__ import annotations

from collections.abc import Iterable

from expert.facts.case import Case


class Settings(tuple[str, ...]):
    """The `--set fact=value` of a command line, as they were typed.

    Attributes:
        only_given: a case is judged by the facts that are given alone; none is read from its text.
    """

    only_given: bool

    def __new__(cls, settings: Iterable[str] = (), *, only_given: bool = False) -> Settings:
        made = super().__new__(cls, settings)
        made.only_given = only_given
        return made

    def apply(self, case: Case) -> Case:
        """The case, judged as it is wanted."""
        return case.as_given() if self.only_given else case
