"""The question ladder as a document: every cause once, in the order of the interview, in either language."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from expert import KnowledgeBase
from expert.results.ladder import Ladder
from expert.teach import question_ladder
from expert.visualize.canvas.outline import to_outline
from expert.visualize.drawings.ladder import ladder_graph
from tests.each import each
from tests.teach.lesson_properties import OF_LADDERS
from tests.teach.synthetic import knowledge_of

KNOWLEDGE = KnowledgeBase.shipped()
LADDERS = {symptom: question_ladder(KNOWLEDGE, symptom) for symptom in KNOWLEDGE.symptoms}


@each("holds", OF_LADDERS, ids=lambda holds: holds.__name__)
@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_it_holds_of_every_ladder(symptom: str, holds: Callable[[KnowledgeBase, Ladder], None]) -> None:
    holds(KNOWLEDGE, LADDERS[symptom])


def test_there_are_ladders_with_every_kind_of_question() -> None:
    rungs = [rung for ladder in LADDERS.values() for rung in ladder.rungs]
    assert any(rung.checklist for rung in rungs)
    assert any(rung.worked_out_from for rung in rungs)
    assert any(rung.sorts for rung in rungs)
    assert any(rung.needless_after for rung in rungs)
    assert any(rung.only_if_done for rung in rungs)
    assert any(rung.otherwise is None for rung in rungs if rung.shows)


def test_a_ladder_that_was_stored_before_questions_had_labels_calls_them_by_their_place() -> None:
    ladder = LADDERS["setup-failed-no-answer"]
    data = json.loads(ladder.to_json())
    for rung in data["rungs"]:
        del rung["label"], rung["questions"], rung["only_if_questions"]
    stored = Ladder.from_json(json.dumps(data))
    assert [rung.called for rung in stored.rungs] == [str(rung.number) for rung in ladder.rungs]


def test_what_is_decided_at_the_same_question_is_told_apart_by_letters() -> None:
    knowledge = knowledge_of({"s1": ("ak", "bk", "ck", "dk")})
    both = {name: {"all": [{"ak_seen": "no"}, {f"{name}_seen": "yes"}]} for name in ("bk", "ck")}
    changed = {name: replace(knowledge.causes[name], confirmed_when=condition) for name, condition in both.items()}
    ladder = question_ladder(replace(knowledge, causes={**knowledge.causes, **changed}), "s1")
    labels = [rung.called for rung in ladder.rungs]
    assert labels == ["1a", "1b", "1c", "2"]
    assert [rung.questions for rung in ladder.rungs] == [(1,), (1, 3), (1, 4), (2,)]
    assert [rung.number for rung in ladder.rungs] == [1, 2, 3, 4]
    text = to_outline(ladder_graph(ladder))
    assert "Question: 1c. " in text
    assert "questions 1 and 4" in text


def test_a_question_that_sorts_rules_out_also_what_is_decided_at_the_same_place() -> None:
    knowledge = knowledge_of({"s1": ("ak", "bk", "ck", "dk", "ek")})
    # Each takes two facts that sort, and some of them one of their own.
    taken = {"ak": ("ak", "bk"), "bk": ("ak", "bk"), "ck": ("ak", "bk", "ck"), "dk": ("ak", "bk", "dk")}
    proofs = {name: {"all": [{f"{fact}_seen": "yes"} for fact in facts]} for name, facts in taken.items()}
    changed = {name: replace(knowledge.causes[name], confirmed_when=proof) for name, proof in proofs.items()}
    known = replace(knowledge, causes={**knowledge.causes, **changed})
    ladder = question_ladder(known, "s1")
    for holds in OF_LADDERS:
        holds(known, ladder)
    (last,) = [rung for rung in ladder.rungs if rung.called.endswith("a")]
    beside = [rung for rung in ladder.rungs if rung.shows and rung.called[:-1] == last.called[:-1]]
    assert last.sorts
    assert beside
    assert all(rung.branch is not None and rung.branch.number == last.number for rung in beside)


def test_a_question_that_only_some_are_asked_is_asked_of_everybody_beside_the_branch_of_another_answer() -> None:
    knowledge = knowledge_of({"s1": ("ak", "bk", "ck", "dk", "ek")})
    taken = {
        "ak": {"ak": "yes", "bk": "no"}, "bk": {"ak": "yes", "bk": "yes", "ck": "yes"},
        "ck": {"ak": "yes", "bk": "yes", "ck": "no"}, "dk": {"ak": "yes", "dk": "yes"},
    }  # fmt: skip
    proofs = {name: {"all": [{f"{fact}_seen": value} for fact, value in of.items()]} for name, of in taken.items()}
    changed = {name: replace(knowledge.causes[name], confirmed_when=proof) for name, proof in proofs.items()}
    known = replace(knowledge, causes={**knowledge.causes, **changed})
    ladder = question_ladder(known, "s1")
    for holds in OF_LADDERS:
        holds(known, ladder)
    asked = {rung.called: None if rung.branch is None else rung.branch.fact for rung in ladder.rungs if rung.shows}
    assert asked == {"1": None, "4a": "bk_seen", "4b": "bk_seen", "4c": "bk_seen", "5": None}


def test_there_is_none_of_what_is_no_symptom_or_language() -> None:
    with pytest.raises(KeyError):
        question_ladder(KNOWLEDGE, "no-such-symptom")
    with pytest.raises(ValueError, match="language must be one of"):
        question_ladder(KNOWLEDGE, next(iter(LADDERS)), "fr")  # type: ignore[arg-type]
