"""Checks that the parts of a knowledge base fit together: references, conditions, safety, cases."""

from expert.rules.checks.whole import problems_in, warnings_in

__all__ = ["problems_in", "warnings_in"]
