"""Pictures and pages of the shipped knowledge: nothing is missing in them, and they fit where they are shown."""

from __future__ import annotations

import re

import pytest

from expert import KnowledgeBase, question_ladder
from expert.foundations.texts import LANGUAGES, Language
from expert.teach import lessons_for_learners, lessons_for_teachers
from expert.visualize.canvas.graph import box_of, boxes, lines
from expert.visualize.canvas.theme import theme
from expert.visualize.drawings.ladder import ladder_graph
from expert.visualize.drawings.tree import tree_graph
from expert.visualize.pages.handout import handout_page
from tests.each import each
from tests.sampling import some_of
from tests.visualize.pages.html_page import Page
from tests.visualize.sizes import size_of

KNOWLEDGE = KnowledgeBase.shipped()
# What looks well today is looked at again when the pictures are made anew.
generated = pytest.mark.generated


@pytest.mark.parametrize("language", LANGUAGES)
@each("symptom", KNOWLEDGE.symptoms, parts=2)
def test_a_slide_leads_from_its_symptom_to_every_cause_and_its_remedy(symptom: str, language: Language) -> None:
    graph = tree_graph(KNOWLEDGE, symptom, language)
    if KNOWLEDGE.symptoms[symptom].any_cause:  # its causes are listed by name
        listed = [row.text for _, box in boxes(graph) for row in box.rows]
        assert set(listed) >= {cause.title.in_(language) for cause in KNOWLEDGE.causes_of(symptom)}
        return
    causes = {f"cause-{cause.id}": f"remedy-{cause.remedy_id}" for cause in KNOWLEDGE.causes_of(symptom)}
    assert {node for node in graph if node.startswith("cause-")} == causes.keys()
    for cause, remedy in causes.items():
        assert [node.partition("~")[0] for node in graph.successors(cause)] == [remedy]
        assert graph.in_degree(cause)
    assert all(box.title or box.rows for _, box in boxes(graph))
    assert not [node for node in graph if ":" in node]
    assert all(line.label for _, _, line in lines(graph) if line.kind == "answers")


@pytest.mark.parametrize("language", LANGUAGES)
@each("symptom", KNOWLEDGE.symptoms, parts=4)
def test_a_ladder_shows_every_cause_beside_a_question(symptom: str, language: Language) -> None:
    graph = ladder_graph(question_ladder(KNOWLEDGE, symptom, language))
    causes = {f"cause-{cause.id}" for cause in KNOWLEDGE.causes_of(symptom)}
    assert {node for node, box in boxes(graph) if box.kind == "cause"} == causes
    for cause in causes:
        (question,) = graph.pred[cause]
        assert box_of(graph, question).kind == "rung"


# Each takes a while: both languages, and with and without solutions; all four with --exhaustive.
HANDOUTS: tuple[tuple[Language, bool], ...] = (("en", False), ("en", True), ("sv", True), ("sv", False))


@pytest.mark.parametrize(("language", "solutions"), some_of(HANDOUTS, 2))
def test_the_handout_is_well_formed_and_holds_every_symptom(language: Language, solutions: bool) -> None:
    lessons = (lessons_for_teachers if solutions else lessons_for_learners)(KNOWLEDGE, None, language)
    text = handout_page(KNOWLEDGE, lessons, language, solutions=solutions)
    page = Page(text)
    assert (page.wrong, page.loads) == ([], [])
    assert len(page.ids) == len(set(page.ids))
    assert set(page.references) <= set(page.ids)
    for symptom in KNOWLEDGE.symptoms:
        assert f'id="symptom--{symptom}"' in text
    for cause in KNOWLEDGE.causes:
        assert text.count(f'id="cause--{cause}"') == solutions


# What is projected is divided into frames (tests/shipped/test_frames.py); these pictures are looked at on a screen,
# which they may be higher than, but not wider. What is drawn today is held, so that nothing grows further unseen.
TOO_TALL = {
    "account-driven-sign-in-fails",
    "ade-device-not-listed-after-sync",
    "ade-enrollment-does-not-start",
    "ade-enrollment-stuck-at-sign-in",
    "ade-token-sync-fails",
    "authentication-failed-at-enrollment",
    "device-must-be-managed",
    "enrollment-stops",
    "profile-installation-failed",
    "profile-installation-no-server-connection",
    "sign-in-device-not-registered",
    "sign-in-mfa-demanded",
}


@generated
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_the_picture_of_a_symptom_is_no_wider_than_a_screen(symptom: str, language: Language) -> None:
    width, height = size_of(tree_graph(KNOWLEDGE, symptom, language))
    assert width <= 1900
    assert height <= (2750 if symptom in TOO_TALL else 1600)


@generated
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_poster_has_the_form_of_a_sheet(language: Language) -> None:
    """What no longer fits on one sheet is divided by topic: then each of these is to fit.

    The largest do not yet (goal: 2000 each way); what is drawn today is held.
    """
    for topic in KNOWLEDGE.topics:
        width, height = size_of(tree_graph(KNOWLEDGE, language=language, topic=topic))
        assert width < 4000
        assert height < 4500


@generated
def test_printed_pictures_fit_a_page_with_letters_that_can_be_read() -> None:
    text = handout_page(KNOWLEDGE, lessons_for_teachers(KNOWLEDGE, None, "sv"), "sv", solutions=True)
    sizes = [(float(w), float(h)) for w, h in re.findall(r'viewBox="\S+ \S+ (\S+) (\S+)"', text)]
    page_wide, page_high = 510, 700  # points of A4 inside its margins, and a heading
    letters = [theme().font.body * min(0.8, page_wide / width, page_high / height) for width, height in sizes]
    assert min(letters) >= 7.5  # the goal is 8; the widest pictures are to be divided
