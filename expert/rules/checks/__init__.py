"""Checks of a knowledge base: small ones, each with an id, a level, advice, and a witness for what it finds.

`findings_in(knowledge, assembly)` makes them all; `expert.rules.checking.check_layers` reads folders and does the same.
"""

from expert.rules.checks.finding import LEVELS, WITHOUT_A_DAY, Check, Finding, Level, Terms
from expert.rules.checks.registry import BY_ID, CHECKS
from expert.rules.checks.running import findings_in, needed_findings
from expert.rules.checks.switching import Excepted, settled

__all__ = [
    "BY_ID", "CHECKS", "LEVELS", "WITHOUT_A_DAY", "Check", "Excepted", "Finding", "Level", "Terms", "findings_in",
    "needed_findings", "settled",
]  # fmt: skip
