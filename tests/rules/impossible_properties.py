"""What must hold of what the rules call impossible, whatever the knowledge."""

from __future__ import annotations

from expert import Case, KnowledgeBase
from expert.engine.reasoner import Reasoner
from expert.engine.rule_cases import case_of
from expert.foundations import content
from expert.teach import TODAY


def contradiction(case: Case, knowledge: KnowledgeBase) -> str | None:
    """The id of what makes the case impossible, None if nothing does."""
    found = knowledge.contradiction(Reasoner.of(knowledge).reason(case, TODAY).values)
    return None if found is None else found.id


def no_case_of_the_rule_is_impossible(cause: str, knowledge: KnowledgeBase) -> None:
    """The cases that a cause is tried with, but for those that say so themselves."""
    for case in knowledge.causes[cause].cases:
        found = contradiction(case_of(knowledge, knowledge.causes[cause], case), knowledge)
        assert (found is not None) is ("impossible" in (case.conflict or ())), case.name


def no_fact_file_is_impossible(folder: str, knowledge: KnowledgeBase) -> None:
    """The fact files that are checked in."""
    files = [file for file in content.bundled("facts", folder).iterdir() if file.suffix in (".yaml", ".json")]
    assert files
    found = {file.name: contradiction(Case.from_file(file), knowledge) for file in files}
    assert {name: impossible for name, impossible in found.items() if impossible is not None} == {}
