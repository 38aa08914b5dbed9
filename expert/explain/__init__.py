"""Explanations: why a verdict, why not another, what if a fact were different, what differs between two."""

from __future__ import annotations

from expert.explain.changes import smallest_changes, what_if
from expert.explain.compare import Difference, compare
from expert.explain.proof import Explanation, explain

__all__ = ["Difference", "Explanation", "compare", "explain", "smallest_changes", "what_if"]
