"""What will stop enrollments of a tenant, now or soon: for whom, why, and what to do about it."""

from __future__ import annotations

from typing import Literal

from expert.foundations.texts import Language
from expert.results.diagnosis import FactValue, Knowledge, RemedyOf, SourceOf
from expert.results.document import Document, Part
from expert.results.evidence import SubjectKind

PREFLIGHT_SCHEMA: Literal["expert/preflight/1"] = "expert/preflight/1"


class Whom(Part):
    """Whom or what something concerns.

    Attributes:
        kind: the whole tenant; a user, a device, an enrollment policy, a token.
        names: what it is called in the evidence; empty of the tenant, and where nothing names it.
    """

    kind: SubjectKind
    names: tuple[str, ...] = ()


class Stop(Part):
    """Something that stops enrollments by itself.

    Attributes:
        cause: the id of the cause.
        title: the cause in words.
        since: the first day on which it stops them (ISO 8601): the day of observation, or a later one.
        now: whether it does on the day of observation.
        of: whom it concerns.
        depends_on: what it depends on whether it stops an enrollment of theirs, in words; empty where it stops all.
        because: the facts that prove it, each with where it stands.
        remedy: what to do for the tenant; what is then done on a device stands in the plan of its case.
        sources: where it is documented.
    """

    cause: str
    title: str
    since: str
    now: bool
    of: tuple[Whom, ...]
    depends_on: tuple[str, ...] = ()
    because: tuple[FactValue, ...]
    remedy: RemedyOf | None
    sources: tuple[SourceOf, ...] = ()


class PreflightReport(Document):
    """What will stop enrollments.

    Attributes:
        knowledge: the rules that it was judged by.
        observed_on: the day of observation (ISO 8601).
        until: the last day that was looked at.
        stops: what stops enrollments, what does so now first.
        contradictions: what the evidence says differently, so that it could not be judged.
        broken: the files that could not be read, so that what they say could not be judged, each with the reason.
        not_seen: what was not in the evidence, so that nothing is known of it.
        left_aside: how many files and objects were not understood.
    """

    _named = ("observed_on", "until", "language")

    schema_: Literal["expert/preflight/1"] = PREFLIGHT_SCHEMA
    knowledge: Knowledge
    language: Language
    observed_on: str
    until: str
    stops: tuple[Stop, ...] = ()
    contradictions: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    not_seen: tuple[str, ...] = ()
    left_aside: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether all that is in the files could be judged; what is not in them is never known."""
        return not self.contradictions and not self.broken
