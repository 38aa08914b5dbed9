"""The question ladder: the cheapest telling question first, causes to the right, a case's path in blue."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from expert import Case, Diagnosis, KnowledgeBase, diagnose
from expert.foundations import content
from expert.foundations.problems import InputError
from expert.foundations.texts import LANGUAGES, Language
from expert.results.ladder import Ladder
from expert.teach import TODAY, question_ladder
from expert.visualize import views
from expert.visualize.canvas.dot import to_dot
from expert.visualize.canvas.graph import Graph, box_of, boxes, lines, lines_from, sheet_of
from expert.visualize.canvas.mermaid import to_mermaid
from expert.visualize.canvas.outline import to_outline
from expert.visualize.drawings.ladder import ladder_graph
from expert.visualize.frames.of_symptom import symptom_scenes
from tests.teach.synthetic import knowledge_of
from tests.visualize.sizes import size_of

KNOWLEDGE = KnowledgeBase.shipped()
SERVER = "setup-failed-no-answer"
LADDERS = {symptom: question_ladder(KNOWLEDGE, symptom) for symptom in KNOWLEDGE.symptoms}
MESSAGE = "Setup failed. The library does not answer."


def diagnosis_of(**facts: object) -> Diagnosis:
    return diagnose(Case.of({"error": MESSAGE, "platform": "folio", **facts}), today=TODAY)


def said_in(symptom: str, language: Language) -> Ladder:
    return LADDERS[symptom].in_(language)


def ladder_of(**facts: object) -> Graph:
    return ladder_graph(LADDERS[SERVER], diagnosis_of(**facts))


def kinds(graph: Graph) -> dict[str, str]:
    return {target: line.kind for _, target, line in lines(graph)}


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_every_cause_stands_beside_a_question_and_has_a_remedy(symptom: str) -> None:
    graph = ladder_graph(LADDERS[symptom])
    causes = {f"cause-{cause.id}" for cause in KNOWLEDGE.causes_of(symptom)}
    assert {node for node, box in boxes(graph) if box.kind == "cause"} == causes
    for cause in causes:
        (question,) = graph.pred[cause]
        (remedy,) = graph.succ[cause]
        assert box_of(graph, question).kind == "rung"
        assert graph.edges[question, cause]["label"]
        assert box_of(graph, remedy).kind == "tree_remedy"


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_the_trunk_leads_down_from_the_symptom_to_what_to_do_when_nothing_fits(symptom: str) -> None:
    graph = ladder_graph(LADDERS[symptom])
    node, way = f"symptom-{symptom}", []
    while node != "nothing-fits":
        (node,) = [child for child in graph.succ[node] if box_of(graph, child).column == 1]
        way.append(node)
    assert way[:-1] == [f"question-{rung.id}" for rung in LADDERS[symptom].rungs if rung.branch is None]
    assert list(graph.succ["nothing-fits"]) == ["collect"]


def test_a_question_that_only_some_are_asked_stands_on_their_branch() -> None:
    graph = ladder_graph(LADDERS["stuck-at-sign-in"])
    sorts, new, old = (f"question-{name}" for name in ("sign_in", "no-second-device", "code-in-old-sign-in"))
    assert [box_of(graph, node).column for node in (sorts, new, old)] == [1, 2, 2]
    assert graph.edges[sorts, new]["label"] == "the new one"
    assert graph.edges[sorts, old]["label"] == "the old one"
    assert graph.edges[sorts, "nothing-fits"]["label"] == "others"
    numbers = [box_of(graph, node).title.partition(".")[0] for node in (new, old)]
    for said, number in zip(("the new one", "the old one"), numbers, strict=True):
        assert f"{said} -&gt; {number}<" in to_dot(graph), "nobody has to follow the lines with the eye"
    assert "Otherwise nothing fits" in [row.text for row in box_of(graph, new).rows]
    assert not graph.has_edge(new, "nothing-fits"), "it would cross the line to the branch below"
    assert graph.has_edge(old, "nothing-fits")


def test_an_answer_to_an_earlier_question_is_said_as_one() -> None:
    knowledge = knowledge_of({"s1": ("ak", "bk", "ck", "dk", "ek")})
    taken = {
        "ak": {"ak": "yes", "bk": "yes"}, "bk": {"ak": "no", "bk": "yes"},
        "ck": {"ak": "yes", "ck": "yes"}, "dk": {"ak": "no", "dk": "yes"},
    }  # fmt: skip
    proofs = {name: {"all": [{f"{fact}_seen": value} for fact, value in of.items()]} for name, of in taken.items()}
    changed = {name: replace(knowledge.causes[name], confirmed_when=proof) for name, proof in proofs.items()}
    known = replace(knowledge, causes={**knowledge.causes, **changed})
    ladder = question_ladder(known, "s1")
    graph = ladder_graph(ladder)
    (above,) = {source for source, _, line in lines(graph) if line.kind == "asks"}
    assert above == "question-ek_seen"
    said = {line.label for _, line in lines_from(graph, above) if line.kind == "asks"}
    assert said == {"after “yes” to question 1", "after “no” to question 1"}
    assert any("After “no” to question 1: question 3b." in str(scene) for scene in symptom_scenes(ladder, known))


def test_a_remedy_stands_again_where_its_line_would_cross_others() -> None:
    knowledge = knowledge_of({"s1": ("ak", "bk", "ck")})
    shared = knowledge.causes["ak"].remedy
    causes = {**knowledge.causes, "ck": replace(knowledge.causes["ck"], remedy=shared)}
    graph = ladder_graph(question_ladder(replace(knowledge, causes=causes), "s1"))
    assert list(graph.succ["cause-ak"]) == ["remedy-mend-ak"]
    assert list(graph.succ["cause-ck"]) == ["remedy-mend-ak~ck"]
    assert box_of(graph, "remedy-mend-ak~ck") == box_of(graph, "remedy-mend-ak")


def test_not_known_is_a_line_of_its_own() -> None:
    graph = ladder_graph(LADDERS["no-join-rule"])
    line = graph.edges["question-seal", "question-model"]
    assert (line["kind"], line["label"]) == ("goes_down", "other")
    assert (line["unknown"], line["unknown_label"]) == ("goes_on_unknown", "not known")
    dot = to_dot(graph)
    assert dot.count('"question-seal":s -> "question-model":n') == 1
    assert dot.count('"question-seal":sw -> "question-model":nw') == 1
    assert "inte känt" in to_mermaid(ladder_graph(said_in("no-join-rule", "sv")))


def test_a_question_that_another_answer_settles_comes_after_it_and_says_so() -> None:
    asked = [fact for rung in LADDERS["setup-failed-network"].rungs for fact in rung.facts]
    assert asked == [
        "card", "plan_installed", "other_library", "browser_ready", "reset_tried",
    ]  # fmt: skip
    graph = ladder_graph(LADDERS["setup-failed-network"])
    other = box_of(graph, "question-other_library")
    assert "Not needed after “no” to question 2" in [row.text for row in other.rows]
    message = {"error": "Setup failed. The network was lost.", "platform": "folio"}
    found = diagnose(Case.of({**message, "plan_installed": False}), today=TODAY)
    assert found.cause("other-library").verdict == "ruled_out"


def test_nobody_is_asked_to_erase_a_device_to_find_out() -> None:
    box = box_of(ladder_graph(LADDERS["setup-failed-network"]), "question-reset_tried")
    assert box.note == "Only where it was done already: never do it to find out"


def test_the_path_of_a_case_is_marked_and_its_answers_are_written_in() -> None:
    graph = ladder_of(card="valid", earlier_borrower=True)
    card_box = box_of(graph, "question-card")
    assert card_box.kind == "answered_rung"
    assert card_box.rows[-1].text == "a valid card"
    assert kinds(graph)["cause-no-card"] == "rules_out"
    assert kinds(graph)["cause-earlier-borrower"] == "path"
    assert box_of(graph, "cause-earlier-borrower").verdict == "confirmed"
    unasked = box_of(graph, "question-other_library")
    assert unasked.kind == "rung"
    assert unasked.rows[-1].text.startswith("not asked yet")
    assert kinds(graph)["cause-other-library"] == "may_explain"


def blue_way(graph: Graph) -> list[str]:
    """The boxes that the blue line leads through, from the symptom on; it has one beginning and one end."""
    steps = {
        source: target for source, target, line in lines(graph) if "path" in (line.kind, line.unknown)
    }
    (node,) = set(steps) - set(steps.values())
    way = [node]
    while node in steps:
        node = steps.pop(node)
        way.append(node)
    assert not steps, "it breaks off and begins again"
    return way


def test_the_blue_line_ends_at_what_was_found() -> None:
    graph = ladder_of(card="valid", earlier_borrower=True)
    assert blue_way(graph) == [
        f"symptom-{SERVER}", "question-card", "question-private-readers-blocked", "question-earlier_borrower",
        "cause-earlier-borrower",
    ]  # fmt: skip
    line = graph.edges["question-private-readers-blocked", "question-earlier_borrower"]
    assert (line["kind"], line["unknown"]) == ("goes_down", "path"), "that one was not asked"


def test_the_blue_line_takes_the_branch_of_the_case() -> None:
    found = diagnose(Case.of({"behavior": "stuck_after_sign_in", "sign_in": "new", "platform": "slate"}), today=TODAY)
    ladder = LADDERS["stuck-at-sign-in"]
    way = blue_way(ladder_graph(ladder, found))
    assert way[-2:] == ["question-sign_in", "question-no-second-device"]


EXAMPLES = ("shelf-limit", "stuck-at-sign-in", "no-answer")


def example(name: str, language: Language = "en") -> tuple[Diagnosis, Graph]:
    """The diagnosis of an example and its ladder."""
    case = Case.from_file(content.bundled("facts", "examples", f"{name}.yaml"))
    found = diagnose(case, language=language, today=TODAY)
    return found, ladder_graph(said_in(found.symptoms[0].id, language), found)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_path_ends_at_the_confirmed_cause(name: str) -> None:
    diagnosis, graph = example(name)
    (confirmed,) = (f"cause-{cause.id}" for cause in diagnosis.causes if cause.verdict == "confirmed")
    assert blue_way(graph)[-1] == confirmed


def test_the_blue_line_goes_as_far_as_the_first_question_that_is_open_below_the_answered_ones() -> None:
    graph = ladder_of(card="valid", other_library=False)
    assert blue_way(graph)[1:] == [f"question-{rung.id}" for rung in LADDERS[SERVER].rungs]
    open_lines = {source: line.unknown for source, _, line in lines(graph) if line.unknown is not None}
    assert open_lines["question-card"] == "goes_on_unknown"
    assert open_lines["question-address-missing"] == "path"


def test_blue_leads_to_asking_for_help_where_every_cause_is_ruled_out() -> None:
    message = {"error": "NoJoinRule", "platform": "folio"}
    found = diagnose(Case.of({**message, "seal": "valid", "model": "allowed"}), today=TODAY)
    assert found.outcome == "contradictory"
    assert kinds(ladder_graph(LADDERS["no-join-rule"], found))["nothing-fits"] == "path"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_out_of_scope_is_told_so_and_offered_nothing(language: Language) -> None:
    diagnosis, graph = example("phone", language)
    assert diagnosis.outcome_reason in sheet_of(graph).subtitle
    assert {box.kind for _, box in boxes(graph)} == {"ladder_symptom", "rung", "cause", "nothing_fits"}
    assert {box.verdict for _, box in boxes(graph)} == {None}
    assert "path" not in kinds(graph).values()


def test_a_message_that_the_facts_contradict_is_shown_beside_its_cause() -> None:
    diagnosis, graph = example("card-conflict-swedish", "sv")
    (conflict,) = diagnosis.conflicts
    (shown,) = (node for node, box in boxes(graph) if box.kind == "conflict")
    assert list(graph.pred[shown]) == ["cause-no-card"]
    assert box_of(graph, shown).rows[0].text == conflict.text


def test_a_question_that_another_answer_made_needless_does_not_look_answered() -> None:
    graph = ladder_of(joining="by_itself")
    for node, box in boxes(graph):
        if box.rows and box.rows[-1].text.startswith("not needed"):
            assert box.kind == "rung"
            assert box.rows[-1].text == "not needed; Way of joining: by itself with a starting plan"
            (below,) = [child for child in graph.succ[node] if box_of(graph, child).column == 1]
            assert graph.edges[node, below]["kind"] == "path"
    needless = [node for node, box in boxes(graph) if box.rows and box.rows[-1].text.startswith("not needed")]
    assert needless == ["question-private-readers-blocked", "question-address-missing"]


def test_a_checklist_counts_as_answered_when_its_cause_is_decided() -> None:
    graph = ladder_of(joining="by_hand", address_in="missing")
    box = box_of(graph, "question-address-missing")
    assert (box.kind, box.rows[-1].text) == ("answered_rung", "yes")


def test_a_case_of_another_symptom_has_no_path_on_this_ladder() -> None:
    with pytest.raises(InputError, match="does not show"):
        ladder_graph(LADDERS["shelf-full"], diagnosis_of())


def test_a_case_is_marked_in_the_ladders_language_whatever_its_own() -> None:
    found = diagnosis_of(card="missing")
    assert to_outline(ladder_graph(said_in(SERVER, "sv"), found)) == to_outline(
        ladder_graph(said_in(SERVER, "sv"), found.in_("sv"))
    )


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_a_stored_ladder_is_drawn_like_a_fresh_one(symptom: str) -> None:
    stored = Ladder.from_json(LADDERS[symptom].to_json())
    for language in LANGUAGES:
        assert to_dot(ladder_graph(stored.in_(language))) == to_dot(ladder_graph(said_in(symptom, language)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("picture_format", [form.name for form in views.PICTURES])
def test_it_comes_in_every_format_and_language(picture_format: str, language: Language) -> None:
    found = diagnosis_of(card="missing")
    drawn = views.drawn(ladder_graph(said_in(SERVER, language), found), picture_format)
    assert drawn == views.drawn(ladder_graph(said_in(SERVER, language), found), picture_format)
    if picture_format != "png":
        word = {"en": "CONFIRMED", "sv": "BEKRÄFTAD"}[language]
        assert word in drawn.decode()


def test_the_outline_keeps_to_the_page_however_long_the_ladder_is() -> None:
    for symptom in KNOWLEDGE.symptoms:
        text = to_outline(ladder_graph(LADDERS[symptom]))
        assert max(map(len, text.splitlines())) <= 80
        for rung in LADDERS[symptom].rungs:
            assert sum(f"Question: {rung.called}. " in line and line[0] not in "|` " for line in text.splitlines()) == 1


def test_mermaid_and_dot_read_from_the_top() -> None:
    graph = ladder_graph(LADDERS[SERVER])
    assert "flowchart TB" in to_mermaid(graph)
    assert '"question-card":s -> ' in to_dot(graph)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ladders_fit_a_wide_page(language: Language) -> None:
    sizes = [size_of(ladder_graph(said_in(symptom, language))) for symptom in KNOWLEDGE.symptoms]
    assert max(width for width, _ in sizes) <= 1900
    assert sum(height <= 1450 for _, height in sizes) >= 0.75 * len(sizes)
    assert max(height for _, height in sizes) <= 2080


def test_what_is_not_asked_yet_names_its_questions_in_the_diagnosis() -> None:
    found = diagnosis_of()
    graph = ladder_graph(LADDERS[SERVER], found)
    said = " ".join(box.rows[-1].text for _, box in boxes(graph) if box.kind == "rung" and box.rows)
    named = {int(number) for number in re.findall(r"\d+", said)}
    assert named
    assert named <= {question.number for question in found.questions}
