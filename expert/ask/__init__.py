"""The dialogue: which question to ask next, and an interview that asks them."""

from __future__ import annotations

from expert.ask.interview import Interview, Stopped
from expert.ask.priors import Priors

__all__ = ["Interview", "Priors", "Stopped"]
