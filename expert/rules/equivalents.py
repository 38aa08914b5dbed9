"""What a rule folder says of mistakes that change nothing, so that nobody has to notice them (`mutants.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass

from expert.foundations.records import Record


@dataclass(frozen=True, eq=False, repr=False)
class Equivalent(Record):
    """Mutants that are as good as the rule that they were made from.

    Attributes:
        kind: the kind of mutants.
        part: the kind and id of the part (`remedies/renew-certificate`).
        reason: why it comes to the same.
        at: the place in the part, or one around it (`options[0]/steps`); anywhere in the part if left out.
        becomes: what stands there instead, as YAML on one line; whatever it is if left out.
    """

    __pydantic_config__ = {"extra": "forbid"}
    kind: str
    part: str
    reason: str
    at: str = ""
    becomes: str | None = None

    def fits(self, kind: str, part: str, at: str, becomes: str) -> bool:
        """Whether it speaks of a mutant."""
        inside = not self.at or at == self.at or at.startswith((f"{self.at}/", f"{self.at}["))
        return (kind, part) == (self.kind, self.part) and inside and self.becomes in (None, becomes)
