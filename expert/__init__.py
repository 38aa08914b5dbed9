"""An expert system that finds out why an iPhone or iPad will not enroll in Microsoft Intune.

>>> from expert import Case, diagnose
>>> case = Case(error="Device Cap Reached", platform="ios")
>>> diagnose(case).outcome
'likely'

What this package is for others is the list below, and nothing else: every module inside it is private and may change
with any version. Each name is imported when it is first used, so that a part of the package can be had without the
rest.
"""

from __future__ import annotations

from importlib import import_module

# Type checkers know the name. The one of `typing` takes longer to import than all else that stands here, and a command
# that is interrupted meanwhile could not yet leave quietly.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from expert.ask.interview import Answer, Interview
    from expert.ask.stopping import Stopped
    from expert.engine import diagnose
    from expert.engine.choosing.priors import Priors
    from expert.escalating.package import escalate
    from expert.escalating.redaction import redacted
    from expert.escalating.tickets import message_to_user, ticket
    from expert.evidence.evidence import Evidence
    from expert.evidence.reading import read_evidence
    from expert.evidence.subjects import About
    from expert.explaining.changes import smallest_changes, what_if
    from expert.explaining.comparison import compare
    from expert.explaining.proof import explain
    from expert.explaining.turned_verdicts import why_not
    from expert.facts.case import Case
    from expert.facts.vocabulary import WrongValue
    from expert.fleets import fleet
    from expert.foreseeing.looking_ahead import preflight
    from expert.foundations.deadlines import TookTooLong
    from expert.foundations.problems import (
        DrawingError,
        EnginesDisagree,
        ExpertError,
        GraphvizFailed,
        InputError,
        NoGraphviz,
        Problem,
    )
    from expert.foundations.texts import Text
    from expert.planning.planner import plan
    from expert.results.diagnosis import Diagnosis, Question
    from expert.results.difference import Difference
    from expert.results.document import Document
    from expert.results.escalation import EscalationPackage
    from expert.results.exercise import Exercise
    from expert.results.explanation import Explanation, WhyNot
    from expert.results.ladder import Ladder
    from expert.results.plan import Plan
    from expert.results.ticket import Ticket, UserMessage
    from expert.rules.knowledge import KnowledgeBase
    from expert.teach.hidden_case import NoExercise
    from expert.teach.ladders import question_ladder
    from expert.teach.practice import Practice
    from expert.visualize.drawings.tree import draw_tree

__all__ = [
    "About",
    "Answer",
    "Case",
    "Diagnosis",
    "Difference",
    "Document",
    "DrawingError",
    "EnginesDisagree",
    "EscalationPackage",
    "Evidence",
    "Exercise",
    "ExpertError",
    "Explanation",
    "GraphvizFailed",
    "InputError",
    "Interview",
    "KnowledgeBase",
    "Ladder",
    "NoExercise",
    "NoGraphviz",
    "Plan",
    "Practice",
    "Priors",
    "Problem",
    "Question",
    "Stopped",
    "Text",
    "Ticket",
    "TookTooLong",
    "UserMessage",
    "WhyNot",
    "WrongValue",
    "compare",
    "diagnose",
    "draw_tree",
    "escalate",
    "explain",
    "fleet",
    "message_to_user",
    "plan",
    "preflight",
    "question_ladder",
    "read_evidence",
    "redacted",
    "smallest_changes",
    "ticket",
    "what_if",
    "why_not",
]

_HOMES = {
    "About": "expert.evidence.subjects",
    "Answer": "expert.ask.interview",
    "Case": "expert.facts.case",
    "Diagnosis": "expert.results.diagnosis",
    "Difference": "expert.results.difference",
    "Document": "expert.results.document",
    "DrawingError": "expert.foundations.problems",
    "EnginesDisagree": "expert.foundations.problems",
    "EscalationPackage": "expert.results.escalation",
    "Evidence": "expert.evidence.evidence",
    "Exercise": "expert.results.exercise",
    "ExpertError": "expert.foundations.problems",
    "Explanation": "expert.results.explanation",
    "GraphvizFailed": "expert.foundations.problems",
    "InputError": "expert.foundations.problems",
    "Interview": "expert.ask.interview",
    "KnowledgeBase": "expert.rules.knowledge",
    "Ladder": "expert.results.ladder",
    "NoExercise": "expert.teach.hidden_case",
    "NoGraphviz": "expert.foundations.problems",
    "Plan": "expert.results.plan",
    "Practice": "expert.teach.practice",
    "Priors": "expert.engine.choosing.priors",
    "Problem": "expert.foundations.problems",
    "Question": "expert.results.diagnosis",
    "Stopped": "expert.ask.stopping",
    "Text": "expert.foundations.texts",
    "Ticket": "expert.results.ticket",
    "TookTooLong": "expert.foundations.deadlines",
    "UserMessage": "expert.results.ticket",
    "WhyNot": "expert.results.explanation",
    "WrongValue": "expert.facts.vocabulary",
    "compare": "expert.explaining.comparison",
    "diagnose": "expert.engine",
    "draw_tree": "expert.visualize.drawings.tree",
    "escalate": "expert.escalating.package",
    "explain": "expert.explaining.proof",
    "fleet": "expert.fleets",
    "message_to_user": "expert.escalating.tickets",
    "plan": "expert.planning.planner",
    "preflight": "expert.foreseeing.looking_ahead",
    "question_ladder": "expert.teach.ladders",
    "read_evidence": "expert.evidence.reading",
    "redacted": "expert.escalating.redaction",
    "smallest_changes": "expert.explaining.changes",
    "ticket": "expert.escalating.tickets",
    "what_if": "expert.explaining.changes",
    "why_not": "expert.explaining.turned_verdicts",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
