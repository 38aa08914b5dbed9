"""Drawing the whole tree when there are several times the rules."""

from __future__ import annotations

from dataclasses import replace

from expert import KnowledgeBase
from expert.rules.models import Cause, Remedy
from expert.visualize.drawings.tree import draw_tree
from tests.benchmark.rows import in_turns, say

TIMES = 4
ROUNDS = 7


def pictures(knowledge: KnowledgeBase) -> None:
    """The poster as SVG, with Graphviz, of four times the rules and of today's.

    Without the start of a process and the reading of rules, which would only bring the two nearer to each other.
    """
    grown = several_times(knowledge, TIMES)
    works = {
        "plain": lambda: draw_tree(knowledge=knowledge),
        "grown": lambda: draw_tree(knowledge=grown),
    }
    in_turns(works, 1)
    taken = in_turns(works, ROUNDS)
    print(f"poster of {len(grown.symptoms)} symptoms and {len(grown.causes)} causes: {taken['grown']:.0f} ms; "
          f"of {len(knowledge.symptoms)} and {len(knowledge.causes)}: {taken['plain']:.0f} ms")
    ratio = taken["grown"] / taken["plain"]
    say(f"poster with {TIMES} x the rules / with today's", f"{ratio:.1f} x", "at most 6 x", ratio <= 6)


def several_times(knowledge: KnowledgeBase, times: int) -> KnowledgeBase:
    """The knowledge with copies of its own symptoms, causes and remedies that ask for the same facts.

    The copies of a symptom share its questions with it, so that far more lines would cross than in rules that grow.
    """
    symptoms, causes, remedies = dict(knowledge.symptoms), dict(knowledge.causes), dict(knowledge.remedies)
    for number in range(2, times + 1):
        for name, symptom in knowledge.symptoms.items():
            symptoms[f"{name}-{number}"] = replace(symptom, id=f"{name}-{number}")
        for name, remedy in knowledge.remedies.items():
            remedies[f"{name}-{number}"] = replace(remedy, id=f"{name}-{number}")
        for name, cause in knowledge.causes.items():
            causes[f"{name}-{number}"] = _copy(cause, number)
    return replace(knowledge, symptoms=symptoms, causes=causes, remedies=remedies)


def _copy(cause: Cause, number: int) -> Cause:
    remedy: str | Remedy = f"{cause.remedy_id}-{number}"
    if isinstance(cause.remedy, Remedy):
        remedy = replace(cause.remedy, id=f"{cause.remedy_id}-{number}")
    explains = tuple(replace(link, symptom=f"{link.symptom}-{number}") for link in cause.links())
    return replace(cause, id=f"{cause.id}-{number}", explains=explains, remedy=remedy)
