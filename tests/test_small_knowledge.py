"""The small knowledge is as sound as the shipped one, and holds one of everything that code has to deal with."""

from __future__ import annotations

import subprocess
import sys
from typing import get_args

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.engine.rule_cases import failures
from expert.foundations.sources import Status
from expert.foundations.terms import Outcome, Safety, Verdict
from expert.rules.models import Option, SharedStep
from tests import small as small_knowledge


def test_it_is_laid_out_as_a_rule_folder_that_stands_alone() -> None:
    alone = KnowledgeBase.load(small_knowledge.KNOWLEDGE, alone=True)
    shipped = KnowledgeBase.shipped()
    assert alone.symptoms == shipped.symptoms
    assert alone.causes == shipped.causes
    assert alone.vocabulary == shipped.vocabulary


def test_every_case_of_its_causes_comes_out_as_it_says() -> None:
    assert [result.say().en for result in failures(small_knowledge.results())] == []


@pytest.mark.parametrize("command", ["check", "test"])
def test_the_product_that_ships_it_finds_no_fault_with_it(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "expert", "rules", command], cwd=small_knowledge.TREE, capture_output=True, text=True,
        env=small_knowledge.environment(), timeout=60, check=False,
    )  # fmt: skip
    told = [line for line in done.stderr.splitlines() if not line.startswith("notes:")]
    assert (done.returncode, told) == (0, [])


def test_nothing_of_the_shipped_knowledge_is_in_it(small: KnowledgeBase) -> None:
    """Else a test of code could pass by what is shipped."""
    rules = small_knowledge.CHECKOUT / "rules"
    for folder, parts in (("symptoms", small.symptoms), ("causes", small.causes), ("remedies", small.remedies)):
        assert {path.stem for path in (rules / folder).rglob("*.yaml")}.isdisjoint(parts)
    assert "user_license" not in small.vocabulary
    assert diagnose(Case(error="The shelf is full")).outcome == "likely"


def _options(knowledge: KnowledgeBase) -> list[Option]:
    remedies = (knowledge.remedy_of(cause) for cause in knowledge.causes.values())
    return [option for remedy in remedies for option in remedy.options]


def test_it_holds_every_kind_of_symptom_and_message(small: KnowledgeBase) -> None:
    messages = [message for symptom in small.symptoms.values() for message in symptom.messages]
    assert {message.kind for message in messages} == {"message", "code", "log"}
    assert any(message.tells for message in messages)
    assert any(message.sv is None for message in messages)
    symptoms = small.symptoms.values()
    assert any(symptom.recognized_when and not symptom.messages for symptom in symptoms)
    assert any(symptom.recognized_when and symptom.messages for symptom in symptoms)
    assert any(symptom.applies_when for symptom in symptoms)
    assert any(symptom.notes for symptom in symptoms)
    assert {(symptom.general, symptom.any_cause) for symptom in symptoms} == {(0, 0), (1, 0), (1, 1)}
    assert all(any(getattr(symptom, name) for symptom in symptoms) for name in ("phrases", "stage"))
    assert all(any(getattr(message, name) for message in messages) for name in ("other", "code", "must", "only_with"))
    assert any("<" in wording for message in messages for wording in message.wordings())


def test_it_holds_every_kind_of_what_else_is_known(small: KnowledgeBase) -> None:
    assert small.solved
    assert all(any(getattr(rule, name) for rule in small.scope) for name in ("whose", "links"))
    ways = [way for known in small.in_text.values() for way in known.ways]
    assert all(any(getattr(way, name) for way in ways) for name in ("denied", "en", "sv", "lines", "only_alone"))
    assert {"{version}", "{date}", "{number}"} <= {way.value for way in ways}


def test_it_holds_every_kind_of_cause(small: KnowledgeBase) -> None:
    causes = small.causes.values()
    assert {cause.kind for cause in causes} == {"fault", "wait"}
    assert any(cause.applies_when for cause in causes)
    assert any(cause.ruled_out_when for cause in causes)
    assert any(cause.superseded for cause in causes)
    assert any(link.named for cause in causes for link in cause.links())
    assert any(len(tuple(cause.links())) > 1 for cause in causes)
    assert any(not isinstance(cause.remedy, str) for cause in causes)
    assert {type(cause.stops_enrollment) for cause in causes} == {bool, dict}
    assert {cause.reach for cause in causes} == {None, "device", "user", "tenant"}
    assert {case.verdict for cause in causes for case in cause.cases} == set(get_args(Verdict))
    alone = [name for name in small.symptoms if len(small.causes_of(name)) == 1]
    assert 0 < len(alone) < len(small.symptoms)


def test_it_holds_every_kind_of_remedy(small: KnowledgeBase) -> None:
    options = _options(small)
    steps = [entry for option in options for entry in option.steps if not isinstance(entry, SharedStep)]
    steps += small.steps.values()
    shared = [entry for option in options for entry in option.steps if isinstance(entry, SharedStep)]
    assert {mark for step in steps for mark in step.safety} == set(get_args(Safety))
    assert all(any(getattr(step, name) for step in steps)
               for name in ("protects_from", "wait", "links", "grid", "last", "before", "holds_up", "seed"))
    assert all(any(getattr(option, name) for option in options) for name in ("title", "when", "harm", "note"))
    assert {option.harm.safety for option in options if option.harm} > {()}
    assert {option.status for option in options} == {"current", "superseded"}
    assert {entry.prepared for entry in shared} == {True, False}
    remedies = [small.remedy_of(cause) for cause in small.causes.values()]
    assert {remedy.verify is None for remedy in remedies} == {True, False}
    assert {note.status for remedy in remedies for note in remedy.notes} == set(get_args(Status))


def test_it_holds_every_kind_of_fact(small: KnowledgeBase) -> None:
    facts = small.vocabulary.facts.values()
    assert {fact.type for fact in facts} == {"text", "texts", "word", "yes_no", "number", "date", "version"}
    assert {fact.asked for fact in facts} == {True, False}
    assert {fact.gives_away for fact in facts} == {"personal", "open"}
    assert {fact.intake for fact in facts} == {None, *range(1, 9)}
    assert {cost.only_if_done for cost in small.vocabulary.costs.values()} == {True, False}
    assert small.derivations
    assert small.impossible


def test_its_examples_come_to_every_outcome() -> None:
    outcomes = {diagnose(Case.from_file(path)).outcome for path in small_knowledge.EXAMPLES.iterdir()}
    assert outcomes == set(get_args(Outcome)) - {"unrecognized"}
    healthy = small_knowledge.TREE / "facts" / "healthy"
    assert {diagnose(Case.from_file(path)).outcome for path in healthy.iterdir()} == {"incomplete", "unrecognized"}
