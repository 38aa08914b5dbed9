"""The terms that several floors share: verdicts, engines, and the dangers of steps."""

from __future__ import annotations

from typing import Literal, get_args

Verdict = Literal["confirmed", "likely", "possible", "ruled_out"]
"""What the facts say of a candidate cause."""

NoProof = Literal["superseded", "disputed"]
"""What keeps a verdict from being one: only older documents name the cause; the facts contradict each other."""

VERDICTS: tuple[Verdict, ...] = ("confirmed", "likely", "possible", "ruled_out")

Standing = Literal["confirmed", "likely", "possible", "ruled_out", "superseded", "disputed"]
"""How a cause stands in the end: its verdict, or what keeps that from being one."""


def standing(verdict: Verdict, *, disputed: bool = False, superseded: bool = False) -> Standing:
    """How a cause stands: a verdict that rests on a contradiction is none, and what only older documents name no proof.

    Args:
        verdict: what the facts say of it.
        disputed: that rests on facts that contradict each other or cannot be true together.
        superseded: no source that still stands names the cause.
    """
    if disputed:
        return "disputed"
    return "superseded" if superseded and verdict == "confirmed" else verdict


EngineName = Literal["experta", "compiled"]
"""What fires the rules."""

EngineChoice = Literal["experta", "compiled", "both"]
"""An engine, or both, each held against the other."""

ENGINES: tuple[EngineChoice, ...] = ("experta", "compiled", "both")

Privacy = Literal["personal", "tenant", "secret", "open"]
"""Whom a fact, or a part of a text, gives away: a person or a device, the organization, access to something, nobody."""

Redaction = Literal["none", "personal", "tenant"]
"""What is masked in a result: nothing; what is personal or secret; that, and what is the organization's."""

REDACTIONS: tuple[Redaction, ...] = get_args(Redaction)

Safety = Literal["erases_device", "removes_company_data", "affects_all_devices", "lowers_security", "changes_tenant"]
"""The danger of a step. A step with none is safe. What `changes_tenant` is outlasts the enrollment, off the device."""

# From the mildest to the gravest: a plan goes from left to right.
DANGER: tuple[Safety, ...] = (
    "changes_tenant", "lowers_security", "affects_all_devices", "removes_company_data", "erases_device",
)
DESTRUCTIVE: tuple[Safety, ...] = ("removes_company_data", "erases_device")
GRAVE: tuple[Safety, ...] = ("affects_all_devices", *DESTRUCTIVE)
"""What no step may do on a mere guess."""
# What removes nothing, but reaches further than the case, or leaves a door open.
FAR_REACHING: tuple[Safety, ...] = ("lowers_security", "affects_all_devices")

Outcome = Literal[
    "confirmed", "likely", "possible", "contradictory", "obstacle", "solved", "incomplete", "unrecognized",
    "out_of_scope",
]
"""What a case as a whole comes to."""

OUTCOMES: tuple[Outcome, ...] = (
    "confirmed", "likely", "possible", "contradictory", "obstacle", "solved", "incomplete", "unrecognized",
    "out_of_scope",
)  # fmt: skip
"""The same in the order in which they are counted."""

ConflictKind = Literal["values", "message", "cause", "impossible", "text", "sources"]
"""What contradicts: several values of a fact; a message that names what the facts exclude; facts that prove a cause and
exclude it; facts that cannot be true together; a text that says otherwise than a fact that was given; evidence that
says otherwise than somebody who gave a fact, or than other evidence."""

Layer = Literal["code", "exact", "tolerant", "named_otherwise", "behavior"]
"""How a symptom was recognized: by an error code; by a documented wording, letter for letter; by one nearly so; by what
people call it; by what happens."""
