"""The picture of a symptom or a cause, for its page."""

from __future__ import annotations

from datetime import date

from expert.engine import diagnose
from expert.engine.rule_cases import case_of
from expert.foundations.texts import Language
from expert.rules.knowledge import KnowledgeBase
from expert.teach import question_ladder
from expert.visualize.canvas.graph import Graph
from expert.visualize.drawings.reasoning import reasoning_graph
from expert.visualize.drawings.tree import tree_graph

_OBSERVED = date(2026, 11, 23)  # where a case does not say; a picture must not change with the calendar


def picture_of(knowledge: KnowledgeBase, name: str, language: Language) -> Graph | None:
    """A symptom's tree; of a cause, how the first of its cases that is confirmed is reasoned; None for other parts."""
    if name in knowledge.symptoms:
        return tree_graph(knowledge, name, language, ladder=question_ladder(knowledge, name, language))
    if name not in knowledge.causes:
        return None
    cause = knowledge.causes[name]
    case = next((case for case in cause.cases if case.verdict == "confirmed"), cause.cases[0])
    diagnosis = diagnose(case_of(knowledge, cause, case), knowledge, language=language, today=_OBSERVED)
    return reasoning_graph(diagnosis)
