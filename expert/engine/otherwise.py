"""Something that came out otherwise than a case of a rule file says."""

from __future__ import annotations

from dataclasses import dataclass

from expert.foundations.records import Record
from expert.foundations.texts import Text


@dataclass(frozen=True, eq=False, repr=False)
class Otherwise(Record):
    """Something that came out otherwise than a case says.

    Attributes:
        path: the way to what the case says, from the case on.
        what: what it is about; None for the verdict.
        wanted: what the case says; a plain string where it is the same in both languages.
        got: what came, likewise.
    """

    path: tuple[str | int, ...]
    what: Text | None
    wanted: Text | str
    got: Text | str

    def say(self) -> Text:
        """The fault in words."""
        said = _OTHERWISE.format(wanted=self.wanted, got=self.got)
        return said if self.what is None else _ABOUT.format(what=self.what, said=said)


_OTHERWISE = Text("expected {wanted}, got {got}", "väntade {wanted}, fick {got}")
_ABOUT = Text("{what}: {said}", "{what}: {said}")
