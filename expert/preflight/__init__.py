"""Finds what will stop enrollments before anybody calls: the obstacles of a case, for a whole tenant and over time."""

from __future__ import annotations

from expert.preflight.looking_ahead import preflight

__all__ = ["preflight"]
