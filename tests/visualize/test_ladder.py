"""The question ladder: the cheapest telling question first, causes to the right, a case's path in blue."""

from __future__ import annotations

from typing import get_args

import pytest

from expert import Case, Diagnosis, KnowledgeBase, diagnose
from expert.teach import TODAY, question_order
from expert.texts import LANGUAGES, Language
from expert.visualize.dot import to_dot
from expert.visualize.graph import Graph, box_of, boxes, lines
from expert.visualize.ladder import NoSuchSymptom, ladder_graph, ladder_picture, rungs
from expert.visualize.mermaid import to_mermaid
from expert.visualize.outline import to_outline
from expert.visualize.pictures import PictureFormat

KNOWLEDGE = KnowledgeBase.shipped()
SERVER = "profile-installation-no-server-connection"
MESSAGE = "Profile Installation Failed. Connection to the server could not be established."


def diagnosis_of(language: Language = "en", **facts: object) -> Diagnosis:
    return diagnose(Case.of({"error": MESSAGE, "platform": "ios", **facts}), language=language, today=TODAY)


def ladder_of(**facts: object) -> Graph:
    return ladder_graph(KNOWLEDGE, SERVER, "en", diagnosis_of("en", **facts))


def kinds(graph: Graph) -> dict[str, str]:
    return {target: line.kind for _, target, line in lines(graph)}


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_every_cause_stands_beside_a_question_and_has_a_remedy(symptom: str) -> None:
    graph = ladder_graph(KNOWLEDGE, symptom)
    causes = {f"cause-{cause.id}" for cause in KNOWLEDGE.causes_of(symptom)}
    assert {node for node, box in boxes(graph) if box.kind == "cause"} == causes
    for cause in causes:
        (question,) = graph.pred[cause]
        (remedy,) = graph.succ[cause]
        assert box_of(graph, question).kind == "rung"
        assert graph.edges[question, cause]["label"]
        assert box_of(graph, remedy).kind == "tree_remedy"


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_one_way_leads_down_from_the_symptom_to_what_to_do_when_nothing_fits(symptom: str) -> None:
    graph = ladder_graph(KNOWLEDGE, symptom)
    node, way = f"symptom-{symptom}", []
    while node != "nothing-fits":
        (node,) = [child for child in graph.succ[node] if box_of(graph, child).column == 1]
        way.append(node)
    assert way[:-1] == [rung.node for rung in rungs(KNOWLEDGE, symptom, "en")]
    assert list(graph.succ["nothing-fits"]) == ["collect"]


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_the_rungs_stand_in_the_order_of_the_interview(symptom: str) -> None:
    order = question_order(KNOWLEDGE, symptom)
    places = [
        min(order.decided_by[cause.id] for cause, _ in rung.causes)
        for rung in rungs(KNOWLEDGE, symptom, "en")
        if rung.causes
    ]
    assert places == sorted(places)


def test_a_question_that_sorts_says_which_others_it_makes_needless() -> None:
    box = box_of(ladder_graph(KNOWLEDGE, SERVER), "question-enrollment_method")
    assert box.title.startswith("1. ")
    ade = next(row for row in box.rows if "ADE" in row.label)
    assert ade.text.startswith("then leave out ")
    left_out = {int(number) for number in ade.text.removeprefix("then leave out ").split(", ")}
    excluded = {cause.id for n, rung in enumerate(rungs(KNOWLEDGE, SERVER, "en"), 1) if n in left_out
                for cause, _ in rung.causes}
    verdicts = {cause.id: cause.verdict for cause in diagnosis_of(enrollment_method="ade").causes}
    assert excluded == {name for name, verdict in verdicts.items() if verdict == "ruled_out"}


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_a_question_that_sorts_stands_above_what_it_sorts(symptom: str) -> None:
    shown = rungs(KNOWLEDGE, symptom, "en")
    for place, rung in enumerate(shown):
        if rung.sorting is not None:
            out = {cause for _, causes in rung.sorting.excludes for cause in causes}
            assert out.isdisjoint(cause.id for above in shown[:place] for cause, _ in above.causes)


def test_the_path_of_a_case_is_marked_and_its_answers_are_written_in() -> None:
    graph = ladder_of(user_license="assigned", previous_user_enrolled=True)
    license_box = box_of(graph, "question-user_license")
    assert license_box.kind == "answered_rung"
    assert license_box.rows[-1].text == "a valid license is assigned"
    assert kinds(graph)["cause-no-intune-license"] == "rules_out"
    assert kinds(graph)["cause-previous-user-not-removed"] == "proves"
    assert box_of(graph, "cause-previous-user-not-removed").verdict == "confirmed"
    unasked = box_of(graph, "question-other_mdm_enrolled")
    assert (unasked.kind, unasked.rows[-1].text) == ("rung", "not asked yet")
    assert kinds(graph)["cause-enrolled-with-other-mdm"] == "may_explain"


def test_the_blue_line_goes_on_from_what_was_ruled_out_and_not_from_what_was_found() -> None:
    graph = ladder_of(user_license="assigned", previous_user_enrolled=True)
    below = {
        source: line.kind
        for source, target, line in lines(graph)
        if box_of(graph, source).column == box_of(graph, target).column
    }
    assert below["question-user_license"] == "path"
    assert below["question-previous_user_enrolled"] == "goes_down"
    assert below["question-other_mdm_enrolled"] == "goes_down"


def test_a_question_that_another_answer_made_needless_does_not_look_answered() -> None:
    graph = ladder_of(enrollment_method="ade")
    for node, box in boxes(graph):
        if box.rows and box.rows[-1].text.startswith("not needed"):
            assert box.kind == "rung"
            assert box.rows[-1].text == "not needed; Enrollment method: Apple Automated Device Enrollment (ADE)"
            (below,) = [child for child in graph.succ[node] if box_of(graph, child).column == 1]
            assert graph.edges[node, below]["kind"] == "path"
    needless = [node for node, box in boxes(graph) if box.rows and box.rows[-1].text.startswith("not needed")]
    assert needless == ["question-personal-devices-blocked", "question-cname-missing"]


def test_a_checklist_counts_as_answered_when_its_cause_is_decided() -> None:
    graph = ladder_of(enrollment_method="byod", dns_enterprise_enrollment="missing")
    box = box_of(graph, "question-cname-missing")
    assert (box.kind, box.rows[-1].text) == ("answered_rung", "yes")


def test_a_case_of_another_symptom_has_no_path_on_this_ladder() -> None:
    with pytest.raises(NoSuchSymptom, match="does not show"):
        ladder_graph(KNOWLEDGE, "device-cap-reached", "en", diagnosis_of())
    with pytest.raises(KeyError):
        ladder_graph(KNOWLEDGE, "no-such-symptom")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("picture_format", get_args(PictureFormat))
def test_it_comes_in_every_format_and_language(picture_format: PictureFormat, language: Language) -> None:
    found = diagnosis_of(language, user_license="missing")
    drawn = ladder_picture(KNOWLEDGE, SERVER, language, picture_format, found)
    assert drawn == ladder_picture(KNOWLEDGE, SERVER, language, picture_format, found)
    if picture_format != "png":
        word = {"en": "CONFIRMED", "sv": "BEKRÄFTAD"}[language]
        assert word in drawn.decode()


def test_the_outline_keeps_to_the_page_however_long_the_ladder_is() -> None:
    for symptom in KNOWLEDGE.symptoms:
        text = to_outline(ladder_graph(KNOWLEDGE, symptom))
        assert max(map(len, text.splitlines())) <= 80
        for number in range(1, len(rungs(KNOWLEDGE, symptom, "en")) + 1):
            assert sum(f"Question: {number}. " in line and line[0] not in "|` " for line in text.splitlines()) == 1


def test_mermaid_and_dot_read_from_the_top() -> None:
    graph = ladder_graph(KNOWLEDGE, SERVER)
    assert "flowchart TB" in to_mermaid(graph)
    assert '"question-user_license":s -> ' in to_dot(graph)
