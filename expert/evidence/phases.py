"""The phases of an enrollment, in their order, and how a message in a log is known to belong to one.

They stand in `facts/evidence/phases.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from expert.foundations import content
from expert.foundations.problems import ProblemList
from expert.foundations.shapes import read_file_table, read_part
from expert.foundations.texts import Text

PHASES = "phases.yaml"
"""Their file, beside the mappings."""


@dataclass(frozen=True)
class Phase:
    """A phase of an enrollment.

    Attributes:
        title: what it is called.
        domains: the domains of errors that belong to it.
        says: words in a message that does.
        processes: what writes nothing but messages of it.
    """

    __pydantic_config__ = {"extra": "forbid"}
    id: str
    title: Text
    domains: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Phases:
    """All phases, in the order in which an enrollment goes through them."""

    phases: tuple[Phase, ...] = ()

    def of(self, text: str, process: str, domains: Iterable[str]) -> str | None:
        """The id of the phase that a message belongs to; None where nothing tells.

        Its words decide, for an error that wraps others names the last phase they came through; then the innermost of
        the domains of its errors that is known, then what wrote it.

        Args:
            text: the message.
            process: what wrote it.
            domains: the domains of its errors, the outermost first.
        """
        said = text.casefold()
        for phase in self.phases:
            if any(words.casefold() in said for words in phase.says):
                return phase.id
        for domain in reversed(list(domains)):
            for phase in self.phases:
                if domain.casefold() in map(str.casefold, phase.domains):
                    return phase.id
        by = process.casefold()
        return next((phase.id for phase in self.phases if by in map(str.casefold, phase.processes)), None)

    def order(self, phase: str | None) -> int:
        """The place of a phase among all; what is in none comes last."""
        ids = [one.id for one in self.phases]
        return ids.index(phase) if phase in ids else len(ids)

    def title(self, phase: str | None) -> Text | None:
        """What a phase is called; None where it is none."""
        return next((one.title for one in self.phases if one.id == phase), None)


def shipped_phases() -> Phases:
    """The phases that come with the product.

    Raises:
        InputError: something in their file is wrong.
    """
    return phases_in(content.bundled("facts", "evidence"))


@cache
def phases_in(folder: Path) -> Phases:
    """The phases that stand in a folder of mappings; none where it comes without their file.

    Raises:
        InputError: something in their file is wrong.
    """
    file = folder / PHASES
    return read_phases(file) if file.is_file() else Phases()


def read_phases(file: Path) -> Phases:
    """The phases in a file.

    Raises:
        InputError: something in it is wrong; everything is listed, with file and line.
    """
    problems = ProblemList()
    entries = read_file_table(file, f"facts/evidence/{file.name}", problems)
    found = [read_part(Phase, item, problems, {"id": name}) for name, item in entries.items()]
    problems.raise_if_any()
    return Phases(tuple(phase for phase in found if phase is not None))
