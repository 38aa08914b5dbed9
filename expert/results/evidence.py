"""What was read from files as evidence: each fact with where it stands and why, and what was left aside."""

from __future__ import annotations

from typing import Any, Literal

from expert.foundations.texts import Language
from expert.results.document import Document, Part

EVIDENCE_SCHEMA: Literal["expert/evidence/1"] = "expert/evidence/1"

SubjectKind = Literal["tenant", "user", "device", "profile", "token"]


class FactRead(Part):
    """A fact that a file gives of somebody or something.

    Attributes:
        fact: its name.
        value: its value.
        title: the fact in words.
        words: the value in words.
        of: whom or what it is said of.
        subject: what that is called; empty where it is not named.
        origin: the file, and the way to the field or the line.
        kind: what the object is, in words.
        source: the document that says what the field means, with its heading and date.
        taken: when the evidence was so (ISO 8601), where it says so.
        used: whether it is a fact of the case: it speaks of what the case is about, and nothing newer says otherwise.
    """

    fact: str
    value: Any
    title: str
    words: str
    of: SubjectKind
    subject: str
    origin: str
    kind: str
    source: str
    taken: str | None = None
    used: bool = False


class TextRead(Part):
    """A text that is recognized as a message is.

    Attributes:
        text: the text.
        origin: where it stands.
        time: when it was written (ISO 8601), as it says.
        phase: the phase of the enrollment, in words.
        used: whether it is a message of the case: it was said of what the case is about.
    """

    text: str
    origin: str
    time: str | None = None
    phase: str | None = None
    used: bool = True


class NoteRead(Part):
    """What is worth knowing without being a fact, such as a change of something.

    Attributes:
        text: what it is, in words.
        origin: where it stands.
        time: when it was so (ISO 8601), as it says.
    """

    text: str
    origin: str
    time: str | None = None


class LeftAside(Part):
    """What was not read, and why."""

    origin: str
    why: str


class Counted(Part):
    """How many objects of a kind were found."""

    kind: str
    title: str
    count: int


class EvidenceReport(Document):
    """What some files say.

    Attributes:
        observed_on: the day on which it was judged (ISO 8601).
        facts: every fact that was read; those of the case first.
        contradictions: what contradicts itself, in words.
        objects: what was found.
        texts: the texts, in the order of the files.
        timeline: the same in the order of the enrollment's phases, a line each.
        notes: what is told beside facts, the newest first.
        left_aside: what was not read.
    """

    _named = ("language",)

    schema_: Literal["expert/evidence/1"] = EVIDENCE_SCHEMA
    language: Language
    observed_on: str
    facts: tuple[FactRead, ...] = ()
    contradictions: tuple[str, ...] = ()
    objects: tuple[Counted, ...] = ()
    texts: tuple[TextRead, ...] = ()
    timeline: tuple[str, ...] = ()
    notes: tuple[NoteRead, ...] = ()
    left_aside: tuple[LeftAside, ...] = ()
