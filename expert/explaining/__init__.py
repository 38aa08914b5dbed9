"""Explanations: why a verdict, why not another, what if a fact were different, what differs between two."""

from __future__ import annotations

from expert.explaining.changes import smallest_changes, what_if
from expert.explaining.comparison import compare
from expert.explaining.proof import explain
from expert.results.difference import Difference
from expert.results.explanation import Explanation

__all__ = ["Difference", "Explanation", "compare", "explain", "smallest_changes", "what_if"]
