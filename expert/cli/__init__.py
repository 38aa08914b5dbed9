"""The commands."""

from __future__ import annotations

from expert.cli.main import main

__all__ = ["main"]
