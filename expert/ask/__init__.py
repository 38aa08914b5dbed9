"""The dialogue: which question to ask next, and an interview that asks them."""

from __future__ import annotations

from expert.ask.interview import Answer, Interview
from expert.ask.priors import Priors
from expert.ask.stopping import Stopped

__all__ = ["Answer", "Interview", "Priors", "Stopped"]
