"""An expert system that finds out why an iPhone or iPad will not enroll in Microsoft Intune.

>>> from expert import Case, diagnose
>>> case = Case(error="Device Cap Reached", platform="ios")
>>> diagnose(case).outcome
'likely'

The names below are imported when they are first used, so that a part of the package can be had without
the rest.
"""

from __future__ import annotations

from importlib import import_module

# Type checkers know the name. The one of `typing` takes longer to import than all else that stands here, and a command
# that is interrupted meanwhile could not yet leave quietly.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from expert.engine import diagnose
    from expert.facts.case import Case
    from expert.foundations.problems import InputError, Problem
    from expert.results.diagnosis import Diagnosis
    from expert.rules.knowledge import KnowledgeBase

__all__ = ["Case", "Diagnosis", "InputError", "KnowledgeBase", "Problem", "diagnose"]

_HOMES = {
    "Case": "expert.facts.case",
    "Diagnosis": "expert.results.diagnosis",
    "InputError": "expert.foundations.problems",
    "KnowledgeBase": "expert.rules.knowledge",
    "Problem": "expert.foundations.problems",
    "diagnose": "expert.engine",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
