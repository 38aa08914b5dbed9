"""The dialogue: which question to ask next, and an interview that asks them."""

from __future__ import annotations

from expert.ask.interview import Answer, Interview
from expert.ask.stopping import Stopped
from expert.engine.choosing.priors import Priors

__all__ = ["Answer", "Interview", "Priors", "Stopped"]
