"""How well a cause fits what is known of whom it concerns, and of how far the enrollment gets.

That decides nothing: a cause that fits less well only stands after the others. The facts are read by their names where
a vocabulary has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from expert.facts.vocabulary import Value
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause

Misfit = Literal["reach", "stage"]
"""Whom it concerns speaks against it; it shows itself elsewhere on the way of an enrollment."""


def misfits(cause: Cause, facts: Mapping[str, Value], knowledge: KnowledgeBase) -> tuple[Misfit, ...]:
    """What speaks against a cause without excluding it."""
    found: list[Misfit] = []
    if cause.reach is not None and cause.reach in _speaks_against(facts):
        found.append("reach")
    stages = {knowledge.symptoms[link.symptom].stage for link in cause.links()} - {None}
    if "stops_at" in facts and stages and facts["stops_at"] not in stages:
        found.append("stage")
    return tuple(found)


def _speaks_against(facts: Mapping[str, Value]) -> set[str]:
    """The reaches that do not fit how many are concerned."""
    users, devices = facts.get("affected_users"), facts.get("affected_devices")
    if users == "all" or (users is None and devices == "all") or facts.get("ever_worked") is False:
        return {"user", "device"}
    against = set()
    if users == "one" or (users is None and devices == "one"):
        against.add("tenant")
    if users == "some" or devices in ("some", "all"):
        against.add("device")
    return against
