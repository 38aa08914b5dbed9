"""Explanations: why a verdict, why not another, what if a fact were different, what differs between two."""

from __future__ import annotations

from expert.explain.changes import smallest_changes, what_if
from expert.explain.compare import compare
from expert.explain.proof import explain
from expert.results.difference import Difference
from expert.results.explanation import Explanation

__all__ = ["Difference", "Explanation", "compare", "explain", "smallest_changes", "what_if"]
