"""What is wrong with an input, said so that its author can mend it.

Every reader of files collects `Problem`s and raises them together as one `InputError`; the
faces print them. A problem is kept as words in both languages, not as an exception text, so
that the face decides on the language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from expert.texts import Language, Text


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was written: a file (or `standard input`, `--set` …) and, if known, a line from 1."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it stands, and what was likely meant."""

    text: Text
    place: Place | None = None

    def in_(self, language: Language) -> str:
        """One line for a person: `place: what is wrong`."""
        said = self.text.in_(language)
        return said if self.place is None else f"{self.place}: {said}"


class InputError(ValueError):
    """Input that cannot be used. `problems` holds everything that was found, in the order of the input.

    >>> from expert import Case
    >>> try:
    ...     Case(platfrom="ios", mfa_required="perhaps")
    ... except InputError as error:
    ...     print(error)
    there is no fact "platfrom"; did you mean "platform"?
    mfa_required must be true or false (yes or no), not "perhaps"
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.in_("en") for problem in self.problems))

    def in_(self, language: Language) -> str:
        """All problems, one a line."""
        return "\n".join(problem.in_(language) for problem in self.problems)


class ProblemList:
    """Collects problems while a reader goes on, and raises them together at the end."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def __bool__(self) -> bool:
        return bool(self._problems)

    def add(self, text: Text, place: Place | None = None) -> None:
        """Note one problem."""
        self._problems.append(Problem(text, place))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Note the problems that another reader found."""
        self._problems.extend(problems)

    def raise_if_any(self) -> None:
        """Raise `InputError` with all that was noted, if anything was."""
        if self._problems:
            raise InputError(self._problems)


def did_you_mean(word: str, valid: Iterable[str]) -> Text:
    """` did you mean …` when a valid word is near, else the list of them when it is short, else nothing."""
    choices = sorted(valid)
    near = get_close_matches(word.casefold(), choices, n=1, cutoff=0.6)
    if near:
        return Text(f'; did you mean "{near[0]}"?', f'; menade du ”{near[0]}”?')
    if 0 < len(choices) <= 12:
        listed = ", ".join(choices)
        return Text(f"; it can be: {listed}", f"; det kan vara: {listed}")
    return Text("", "")
