"""What must hold of every plan: over all cases of the rule base, and over random cases with many open causes."""

from __future__ import annotations

import hypothesis
import hypothesis.strategies as st

from expert import Case, InputError, KnowledgeBase, diagnose
from expert.planning.planner import plan
from tests import small
from tests.plan.plan_properties import (
    PROPERTIES,
    both_languages_plan_alike,
    every_page_of_it_is_made_of_whole_sentences,
)


def test_every_case_of_the_rule_base_is_planned_soundly() -> None:
    diagnoses = [result.diagnosis for result in small.results()]
    planned = [plan(diagnosis) for diagnosis in diagnoses]
    assert sum(bool(work.steps()) for work in planned) > 60
    assert any(stage.kind == "destroy" for work in planned for stage in work.stages)
    for diagnosis, work in zip(diagnoses, planned, strict=True):
        for holds in (*PROPERTIES, both_languages_plan_alike, every_page_of_it_is_made_of_whole_sentences):
            holds(diagnosis, work)


def _random_cases() -> st.SearchStrategy[Case]:
    """Several messages in one paste, and facts from the rules' own cases: many open causes at once."""
    knowledge = KnowledgeBase.shipped()
    errors = [s.example["error"] for s in knowledge.symptoms.values() if isinstance(s.example.get("error"), str)]
    facts = [case.facts for cause in knowledge.causes.values() for case in cause.cases if "error" not in case.facts]

    def case(texts: list[str], picked: list[dict[str, object]]) -> Case | None:
        merged = {name: value for some in picked for name, value in some.items()}
        try:
            return knowledge.case(**{"error": texts, **merged})
        except InputError:
            return None

    built = st.builds(
        case,
        st.lists(st.sampled_from(errors), min_size=1, max_size=5, unique=True),
        st.lists(st.sampled_from(facts), max_size=3),
    )
    return built.filter(lambda found: found is not None).map(lambda found: found or Case())


@hypothesis.settings(max_examples=120)
@hypothesis.given(_random_cases())
def test_random_cases_are_planned_soundly(case: Case) -> None:
    diagnosis = diagnose(case)
    work = plan(diagnosis)
    for holds in PROPERTIES:
        holds(diagnosis, work)
