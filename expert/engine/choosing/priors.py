"""How often each cause was the one, as far as a team knows: counts of its own confirmed tickets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from expert.foundations import parsing
from expert.foundations.nodes import Scalar, Table
from expert.foundations.problems import InputError, Place, Problem, ProblemList, no_such, visible
from expert.foundations.texts import Text

_CAUSE = Text("cause", "ingen orsak")
_COUNT = re.compile(r"[0-9]{1,9}")
_SAID = Text(
    "The causes were weighed by a team's own confirmed tickets ({count} in all{place}). That changes the order of the "
    "questions, not the verdicts.",
    "Orsakerna vägdes efter ett teams egna bekräftade ärenden ({count} totalt{place}). Det ändrar frågornas ordning, "
    "inte utslagen.",
)


@dataclass(frozen=True)
class Priors:
    """Counts of confirmed tickets by cause.

    Without counts all causes weigh the same. With counts each weighs its count and one more (Laplace's rule),
    so that a cause never seen before is not thought impossible.

    Attributes:
        counts: tickets by the id of the cause that was confirmed.
        file: where they were read from.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    file: str | None = None

    def __post_init__(self) -> None:
        wrong = [cause for cause, count in self.counts.items() if count < 0]
        if wrong:
            raise ValueError(f"counts must be 0 or more: {', '.join(wrong)}")

    @classmethod
    def from_file(cls, path: str | Path, causes: Iterable[str]) -> Priors:
        """Counts from a YAML or JSON file of `cause: count` lines.

        Raises:
            InputError: unknown causes, or counts that are not whole numbers of 0 or more.
        """
        name = visible(Path(path).as_posix())
        node = parsing.read_file(Path(path), name)
        if not isinstance(node, Table):
            text = Text("write one `cause: count` on each line", "skriv ett `orsak: antal` på varje rad")
            raise InputError([Problem(text, Place(name))])
        problems, known, counts = ProblemList(), list(causes), {}
        for cause, value in node.items.items():
            if cause not in known:
                problems.add(no_such(_CAUSE, cause, known), node.keys[cause])
            elif not isinstance(value, Scalar) or not _COUNT.fullmatch(value.text):
                problems.add(
                    Text(
                        f"{cause} must be a whole number of tickets, 0 or more",
                        f"{cause} ska vara ett helt antal ärenden, 0 eller fler",
                    ),
                    node.keys[cause],
                )
            else:
                counts[cause] = int(value.text)
        problems.raise_if_any()
        return cls(counts, name)

    def require(self, causes: Iterable[str]) -> None:
        """See to it that all counts are of causes that there are.

        Raises:
            InputError: some are not.
        """
        known = list(causes)
        unknown = [Problem(no_such(_CAUSE, cause, known)) for cause in self.counts if cause not in known]
        if unknown:
            raise InputError(unknown)

    @property
    def total(self) -> int:
        """All tickets together."""
        return sum(self.counts.values())

    def said(self) -> Text:
        """That they were used, and for what."""
        place = "" if self.file is None else f", {self.file}"
        return _SAID.format(count=self.total, place=place)

    def weights(self, causes: Iterable[str]) -> dict[str, float]:
        """How much each of some causes weighs, adding up to 1."""
        raw = {cause: float(self.counts.get(cause, 0) + 1) for cause in causes}
        total = sum(raw.values())
        return {cause: weight / total for cause, weight in raw.items()}
