"""Why a cause has its verdict: the evaluated conditions as a tree, and the same in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from expert.facts.vocabulary import Value
from expert.foundations.terms import Verdict
from expert.foundations.texts import Language
from expert.results.diagnosis import SourceOf
from expert.results.document import Document, Part
from expert.results.standing import Judged

Reach = Literal["or_less", "or_more"]
State = Literal["met", "not_met", "unknown", "contradictory"]


class ProofNode(Part):
    """A part of a proof.

    Attributes:
        kind: what it is: a part of the cause's file, a group of conditions, a fact, or what a fact follows from.
        text: it in words.
        state: whether it is met.
        fact: for a fact, its name.
        origin: where the fact came from: file and line, `--set`, `api`, `today`, or the rule that worked it out.
        rule: for a part of the cause's file, its name, such as `cname-missing/confirmed_when`.
        parts: what it rests on.
    """

    kind: Literal[
        "symptom", "applies_when", "stops_enrollment", "confirmed_when", "ruled_out_when", "all", "any", "not", "fact",
        "because",
    ]
    text: str
    state: State
    fact: str | None = None
    origin: str | None = None
    rule: str | None = None
    parts: tuple[ProofNode, ...] = ()


class Explanation(Document, Judged):
    """Why a cause has its verdict.

    Attributes:
        cause: the id of the cause.
        parts: the symptom that leads to it, and the conditions of its file as they were evaluated.
        sentences: the same as a person would say it.
    """

    _named = ("cause", "verdict", "language")

    cause: str
    title: str
    verdict: Verdict
    language: Language
    parts: tuple[ProofNode, ...]
    sentences: tuple[str, ...]
    sources: tuple[SourceOf, ...]
    superseded: bool = False
    disputed: bool = False


class ChangeOf(Part):
    """A `Change` as JSON has it; dates and versions are texts."""

    fact: str
    value: Any
    known: bool
    reach: Reach | None
    found_by: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A fact that would have to have another value.

    Attributes:
        fact: its name.
        value: the value it would need; None where it must not have the one that is known, which belongs to what is
            changed beside it.
        known: it has another value now; otherwise it is not known.
        reach: the change may be any value up to this one, or from it on, where it is the only one that is needed.
        found_by: the facts to find out for one that is worked out.
    """

    fact: str
    value: Value | None
    known: bool
    reach: Reach | None = None
    found_by: tuple[str, ...] = ()


class WhyNot(Document):
    """Why a cause is not confirmed, and the fewest changes that would turn its verdict.

    Attributes:
        changes: for `confirmed` and `ruled_out`, the smallest sets of changes that would give that verdict.
        ways: the same as sentences; what comes to the same stands together.
    """

    language: Language
    explanation: Explanation
    changes: dict[str, tuple[tuple[ChangeOf, ...], ...]]
    ways: dict[str, tuple[str, ...]]


class Candidate(Part, Judged):
    """A cause that can be explained."""

    id: str
    title: str
    verdict: Verdict
    superseded: bool = False
    disputed: bool = False


class Candidates(Document):
    """What can be explained, where nothing is decided yet.

    Attributes:
        reason: why nothing is decided.
        next_question: what to find out next, if anything.
    """

    language: Language
    candidates: tuple[Candidate, ...]
    reason: str = ""
    next_question: str | None = None
