"""All checks, in the order in which they are listed."""

from __future__ import annotations

from collections.abc import Mapping

from expert.rules.checks import (
    causes,
    citations,
    derivations,
    facts,
    files,
    glossary,
    harms,
    languages,
    links,
    logic,
    marks,
    messages,
    references,
    short_wordings,
    sizes,
    sources,
    steps,
    use,
    waits,
)
from expert.rules.checks.finding import Check

CHECKS: tuple[Check, ...] = (
    *files.CHECKS, *sizes.CHECKS, *references.CHECKS, *causes.CHECKS, *messages.CHECKS, *steps.CHECKS,
    *short_wordings.CHECKS, *derivations.CHECKS, *facts.CHECKS, *sources.CHECKS, *citations.CHECKS, *links.CHECKS,
    *logic.CHECKS, *languages.CHECKS, *glossary.CHECKS, *marks.CHECKS, *harms.CHECKS,
    *waits.CHECKS, *use.CHECKS,
)  # fmt: skip

BY_ID: Mapping[str, Check] = {check.id: check for check in CHECKS}

NEEDED = tuple(check for check in CHECKS if check.needed)
"""Without these the rules cannot be used."""
