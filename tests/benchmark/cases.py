"""The cases that are measured, and knowledge that has grown."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from expert import Case, KnowledgeBase, diagnose
from expert.engine.program import Assertion
from expert.engine.reasoner import Reasoner
from expert.rules.models import Cause, Message, Symptom

CHECKOUT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((CHECKOUT / "facts" / "examples").iterdir())
EXAMPLE = CHECKOUT / "facts" / "examples" / "no-server-connection.yaml"
TODAY = date(2026, 11, 23)


def known_cases(knowledge: KnowledgeBase) -> dict[str, Case]:
    """The shipped examples in which something is recognized."""
    cases = {path.stem: Case.from_file(path) for path in EXAMPLES}
    return {name: case for name, case in cases.items() if diagnose(case, knowledge, today=TODAY).symptoms}


def as_told(knowledge: KnowledgeBase, case: Case) -> tuple[list[Assertion], list[str]]:
    """What the engine is told about a case: the facts, and which symptoms were recognized by a message."""
    reasoning = Reasoner.of(knowledge).reason(case, TODAY)
    given = [*(Assertion(fact.name, fact.value) for fact in reasoning.case), *reasoning.told]
    return given, [match.symptom for match in reasoning.recognized.matches]


def with_more_causes(knowledge: KnowledgeBase, more: int, cases: Iterable[Case]) -> KnowledgeBase:
    """The knowledge with copies of its own causes, five to a symptom that no example shows.

    What proves a cause proves its copy only together with a fact that none of the cases has: a copy that is proven
    stands in the way of an enrollment, and has to do with the case.
    """
    known = {fact.name for case in cases for fact in case}
    more_needed = next(name for name, fact in knowledge.vocabulary.facts.items()
                       if fact.type == "yes_no" and name not in known)  # fmt: skip
    symptoms: dict[str, Symptom] = {}
    causes: dict[str, Cause] = {}
    shipped = itertools.cycle(knowledge.causes.values())
    symptom = next(iter(knowledge.symptoms.values()))
    for number in range(more):
        name = f"synthetic-{number // 5}"
        message = Message(en=f"Enrollment stopped at checkpoint {number // 5}. Ask for help.")
        symptoms[name] = replace(
            symptom, id=name, messages=(message,), reports=(), near_misses=(), recognized_when=None, applies_when=None,
        )  # fmt: skip
        cause = next(shipped)
        causes[f"synthetic-cause-{number}"] = replace(
            cause, id=f"synthetic-cause-{number}", explains=(name,),
            confirmed_when={"all": [cause.confirmed_when, {more_needed: True}]},
        )  # fmt: skip
    return replace(knowledge, symptoms={**knowledge.symptoms, **symptoms}, causes={**knowledge.causes, **causes})
