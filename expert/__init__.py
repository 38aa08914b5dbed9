"""An expert system that finds out why an iPhone or iPad will not enroll in Microsoft Intune.

>>> from expert import Case, diagnose
>>> case = Case(error="Device Cap Reached", platform="ios")
>>> diagnose(case).outcome
'likely'
"""

from __future__ import annotations

from expert.diagnosis import Diagnosis
from expert.engine import diagnose
from expert.facts.case import Case
from expert.problems import InputError, Problem
from expert.rules.knowledge import KnowledgeBase

__all__ = ["Case", "Diagnosis", "InputError", "KnowledgeBase", "Problem", "diagnose"]
