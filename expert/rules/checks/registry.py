"""All checks, in the order in which they are listed."""

from __future__ import annotations

from collections.abc import Mapping

from expert.rules.checks import causes, derivations, facts, messages, references, sources, steps, use
from expert.rules.checks.finding import Check

CHECKS: tuple[Check, ...] = (
    *references.CHECKS, *causes.CHECKS, *messages.CHECKS, *steps.CHECKS, *derivations.CHECKS, *facts.CHECKS,
    *sources.CHECKS, *use.CHECKS,
)  # fmt: skip

BY_ID: Mapping[str, Check] = {check.id: check for check in CHECKS}

NEEDED = tuple(check for check in CHECKS if check.needed)
"""Without these the rules cannot be used."""
