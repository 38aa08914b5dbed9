"""The diagnostic tree holds the whole knowledge, each thing once, and a slide the part of one symptom."""

from __future__ import annotations

from typing import Any

import pytest

from expert import KnowledgeBase
from expert.foundations.texts import LANGUAGES, Language
from expert.rules.condition_words import ConditionWords
from expert.rules.conditions import parse
from expert.teach import question_ladder
from expert.visualize import words
from expert.visualize.canvas.graph import Graph, box_of, boxes, lines, parts_of, sheet_of
from expert.visualize.canvas.theme import theme
from expert.visualize.drawings import tree
from expert.visualize.drawings.ladder import ladder_graph
from expert.visualize.drawings.tree import tree_graph, ways_box
from tests.visualize.sizes import crossed, size_of


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return KnowledgeBase.shipped()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_poster_leads_from_every_symptom_to_a_remedy_of_each_cause(
    knowledge: KnowledgeBase, language: Language
) -> None:
    """But for a symptom that any cause can have which stops an enrollment: its box says so instead."""
    reached: dict[str, set[tuple[str, str]]] = {}
    said: set[str] = set()
    for sheet in parts_of(tree_graph(knowledge, language=language)):
        for node, box in boxes(sheet):
            if box.kind == "tree_symptom":
                # A question that is asked again stands with its causes where it is asked first.
                said.update({box.name} if box.note == words.ANY_CAUSE.in_(language) else ())
                asked = [node for question in sheet.succ[node] for node in (question, *asked_first(sheet, question))]
                causes = [cause for question in asked for cause in sheet.succ[question]]
                remedies = [(box_of(sheet, cause).name, *sheet.succ[cause]) for cause in causes]
                reached[box.name] = {(cause, remedy.partition("--")[0].partition("~")[0]) for cause, remedy in remedies}
    for symptom in knowledge.symptoms:
        linked = [c for c in knowledge.causes_of(symptom) if any(link.symptom == symptom for link in c.links())]
        assert reached[symptom] >= {(cause.id, f"remedy-{cause.remedy_id}") for cause in linked}
    assert said == {symptom.id for symptom in knowledge.symptoms.values() if symptom.any_cause}


def asked_first(sheet: Graph, question: str) -> list[str]:
    """The same question where it stands with its causes, if it only refers to them here."""
    if sheet.succ[question]:
        return []
    title = box_of(sheet, question).title
    return [node for node, box in boxes(sheet) if box.title == title and sheet.succ[node]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_lines_of_the_poster_cross(knowledge: KnowledgeBase, language: Language) -> None:
    for sheet in parts_of(tree_graph(knowledge, language=language)):
        assert crossed(sheet) == []


def test_a_question_that_is_asked_again_says_where_it_stands(knowledge: KnowledgeBase) -> None:
    for sheet in parts_of(tree_graph(knowledge)):
        for node in (node for node, box in boxes(sheet) if box.kind == "question" and not sheet.succ[node]):
            (first,) = asked_first(sheet, node)
            beside = {box_of(sheet, symptom).title for symptom in sheet.pred[first]}
            assert box_of(sheet, node).note in {f"its causes stand at “{title}”" for title in beside}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_poster_fits_on_sheets_of_paper(knowledge: KnowledgeBase, language: Language) -> None:
    for sheet in parts_of(tree_graph(knowledge, language=language)):
        width, height = size_of(sheet)
        assert max(width / 1189, height / 841) <= theme().page.resolution / 25.4  # A0 on its side, in millimeters


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("symptom", KnowledgeBase.shipped().symptoms)
def test_slides_fit_a_screen(knowledge: KnowledgeBase, symptom: str, language: Language) -> None:
    width, height = size_of(tree_graph(knowledge, symptom, language))
    assert width <= 1900
    assert height <= 1460


def test_one_question_tells_a_missing_seal_from_an_expired_one(knowledge: KnowledgeBase) -> None:
    graph = tree_graph(knowledge, "no-join-rule")
    answers = {
        target: graph.edges["question-seal", target]["label"]
        for target in graph.successors("question-seal")
    }
    assert answers == {
        "cause-seal-missing": "not set up",
        "cause-seal-expired": "broken or expired",
    }


def test_a_slide_shows_nothing_of_other_symptoms(knowledge: KnowledgeBase) -> None:
    graph = tree_graph(knowledge, "seal-unknown")
    assert [node for node in graph if node.startswith("symptom-")] == ["symptom-seal-unknown"]
    assert {node for node in graph if node.startswith("cause-")} == {
        f"cause-{cause.id}" for cause in knowledge.causes_of("seal-unknown")
    }


def test_a_slide_shows_the_message_and_the_marked_steps(knowledge: KnowledgeBase) -> None:
    graph = tree_graph(knowledge, "setup-failed-network")
    symptom = box_of(graph, "symptom-setup-failed-network")
    assert '"Setup failed. The network was lost."' in [row.text for row in symptom.rows]
    marks = {mark for row in box_of(graph, "remedy-reset-as-new").rows for mark in row.safety or ()}
    assert marks == {"erases_device"}


@pytest.mark.parametrize(("language", "said"), [
    ("en", "\"Waiting for the last page from 'The Library'\""),
    ("sv", "”Väntar på sista sidan från 'Biblioteket'”"),
])
def test_quotation_marks_in_a_message_do_not_end_it(knowledge: KnowledgeBase, language: Language, said: str) -> None:
    for graph in (tree_graph(knowledge, "waiting-for-last-page", language),
                  ladder_graph(question_ladder(knowledge, "waiting-for-last-page", language))):
        assert said in [row.text for row in box_of(graph, "symptom-waiting-for-last-page").rows]


def test_steps_leave_out_sentences_in_parentheses_on_slides(knowledge: KnowledgeBase) -> None:
    steps = box_of(tree_graph(knowledge, "setup-failed-other-plan"), "remedy-remove-plan").rows
    assert not any("(" in step.text for step in steps)
    assert steps[-1].text == "Join the reader again; if by itself: back up, wipe"
    assert steps[-1].full.startswith("Join the reader again. A reader that joins by itself")
    assert steps[-1].marks() == (("erases_device", "by itself"),), "a danger is never left out"


def test_a_crowded_slide_names_the_ways_instead_of_the_steps(
    knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "_MOST_LINES", 8)
    graph = tree_graph(knowledge, "setup-failed-no-answer")
    assert [row.safety for row in box_of(graph, "remedy-remove-plan").rows] == [("removes_company_data",)]
    (row,) = box_of(graph, "remedy-remove-plan").rows
    assert row.text == "Remove the old plan"


def test_ways_of_a_remedy_bear_letters_for_they_are_no_steps(knowledge: KnowledgeBase) -> None:
    for graph in (tree_graph(knowledge), ladder_graph(question_ladder(knowledge, "shelf-full"))):
        box = box_of(graph, "remedy-free-a-place")
        assert [row.label for row in box.rows] == ["A", "B"]
        said = "A: Remove readers that the borrower does not need. B: Raise the limit, if every reader is needed"
        assert box.said().endswith(said)


def test_the_answer_leads_from_every_question_to_its_cause(knowledge: KnowledgeBase) -> None:
    answers = [line for _, _, line in lines(tree_graph(knowledge)) if line.kind == "answers"]
    assert len(answers) == len(knowledge.causes)
    assert all(line.label for line in answers)


def test_no_box_is_empty(knowledge: KnowledgeBase) -> None:
    assert all(box.title or box.rows for _, box in boxes(tree_graph(knowledge)))


def test_an_unknown_symptom_is_an_error(knowledge: KnowledgeBase) -> None:
    with pytest.raises(KeyError):
        tree_graph(knowledge, "no-such-symptom")


CONDITIONS: list[tuple[dict[str, Any], str]] = [
    ({"code_required": False}, "A code is required: no"),
    (
        {"readers_counted": {"at_least": {"fact": "reader_limit"}}},
        "The borrower's readers that count: at least \"The shelf's limit\"",
    ),
    ({"os_version": {"at_least": "15.7", "at_most": "16.3"}}, "Version: at least 15.7 and at most 16.3"),
    ({"not": {"model": "blocked"}}, "the reader's model is not blocked"),
    ({"not": {"code_required": True}}, "no code is required to join"),
    (
        {"code_required": False, "not": {"model": "blocked"}},
        "A code is required: no; The reader's model: not “blocked”",
    ),
    (
        {"code_required": False, "not": {"seal": ["missing", "broken"]}},
        "A code is required: no; The library's seal: not “not set up” or “broken”",
    ),
    (
        {"code_required": False, "not": {"seal": ["missing", "broken", "expired"]}},
        "A code is required: no; The library's seal: nothing but “valid”",
    ),
    (
        {"not": {"seal_expires_on": {"before": {"fact": "observed_on"}}}},
        "The seal expires on: not before today's date",
    ),
    (
        {"not": {"any": [{"model": "blocked"}, {"code_required": True}]}},
        "none of these: (a) The reader's model: blocked; (b) A code is required: yes",
    ),
    (
        {"not": {"model": "blocked", "code_required": True}},
        "not all of this: (a) The reader's model: blocked; (b) A code is required: yes",
    ),
    (
        {"any": [{"private_readers": "blocked"}, {"model": "blocked"}]},
        "(Private readers: blocked) or (The reader's model: blocked)",
    ),
    (
        {"seal": ["missing", "broken", "expired"]},
        "The library's seal: not set up, broken or expired",
    ),
]


@pytest.mark.parametrize(("data", "said"), CONDITIONS)
def test_conditions_in_words(knowledge: KnowledgeBase, data: dict[str, Any], said: str) -> None:
    assert ConditionWords(knowledge.vocabulary).phrase(parse(data, knowledge.vocabulary)).en == said


def test_several_facts_become_a_checklist(knowledge: KnowledgeBase) -> None:
    condition = parse({"code_required": True, "plan_assigned": False}, knowledge.vocabulary)
    asked = ConditionWords(knowledge.vocabulary).asked(condition)
    assert asked.fact is None
    assert (asked.title.sv, asked.answer.sv) == ("Stämmer allt detta?", "ja")
    assert [part.text.sv for part in asked.parts] == ["ja", "nej"]


def test_alternatives_in_a_checklist_stand_below_each_other(knowledge: KnowledgeBase) -> None:
    either = {"any": [{"model": "blocked"}, {"private_readers": "blocked"}]}
    condition = parse({"code_required": True, **either}, knowledge.vocabulary)
    asked = ConditionWords(knowledge.vocabulary).asked(condition)
    assert [(part.label and part.label.en, part.text.en) for part in asked.parts[1:]] == [
        ("either", "The reader's model: blocked"),
        ("or", "Private readers: blocked"),
    ]


def test_a_remedy_bears_the_mark_of_wiping_only_where_enrolling_again_always_takes_it(
    knowledge: KnowledgeBase,
) -> None:
    ladder = ladder_graph(question_ladder(knowledge, "no-join-rule"))
    card = ways_box(knowledge, knowledge.remedies["give-card"], "en", 1)
    assert "erases_device" not in {mark for row in card.rows for mark in row.safety or ()}
    assert [line for line in sheet_of(ladder).subtitle if "erases everything" in line]
    always = ways_box(knowledge, knowledge.remedies["reset-as-new"], "en", 1)
    assert all("erases_device" in (row.safety or ()) for row in always.rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_are_ordered_and_numbered_as_on_the_ladder(knowledge: KnowledgeBase, language: Language) -> None:
    for symptom in knowledge.symptoms.values():
        if symptom.any_cause:
            continue
        ladder = question_ladder(knowledge, symptom.id, language)
        graph = tree_graph(knowledge, symptom.id, language, ladder=ladder)
        asked = [(node, box.title) for node, box in boxes(graph) if box.kind == "question"]
        assert asked == [(f"question-{rung.id}", f"{rung.called}. {rung.ask}") for rung in ladder.rungs]
