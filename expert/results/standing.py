"""How a cause stands, for the parts of results that give one a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expert.foundations.terms import Standing, Verdict, standing


class Judged:
    """A part that gives a cause a verdict, and says what keeps that from being one.

    Attributes:
        superseded: no source that still stands names the cause.
        disputed: the verdict rests on facts that contradict each other or cannot be true together.
    """

    if TYPE_CHECKING:  # each part has them at their own place
        verdict: Verdict
        superseded: bool
        disputed: bool

    @property
    def standing(self) -> Standing:
        """How it stands: its verdict, or what keeps that from being one."""
        return standing(self.verdict, disputed=self.disputed, superseded=self.superseded)

    @property
    def upheld(self) -> Verdict | None:
        """Its verdict, where nothing keeps that from being one."""
        return self.verdict if self.standing == self.verdict else None
