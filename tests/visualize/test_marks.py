"""One rule of marks: what a step does to this device, or where that depends, in which case; in every view of a case."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from expert import Case, Diagnosis, compare, diagnose, plan, ticket
from expert.foundations.terms import Safety
from expert.foundations.texts import LANGUAGES, Language, Text
from expert.results.document import with_
from expert.results.plan import Plan
from expert.rules.way_dangers import NOT_FITTING
from expert.visualize import words
from expert.visualize.canvas.dot import to_dot
from expert.visualize.canvas.graph import Graph, boxes, sheet_of
from expert.visualize.canvas.outline import to_outline
from expert.visualize.drawings.plan import plan_graph
from expert.visualize.drawings.reasoning import reasoning_graph
from expert.visualize.frames import decks
from expert.visualize.frames.frame import Deck
from expert.visualize.marks import of_change, of_later_steps, of_step
from expert.visualize.pages.block_cards import blocks_as_adaptive_card
from expert.visualize.pages.block_html import blocks_as_html
from expert.visualize.pages.block_text import blocks_as_text
from expert.visualize.pages.diagnosis_report import diagnosis_blocks
from expert.visualize.pages.first_screen import first_screen
from tests import small

WIPED = {"error": "This token has expired.", "joining": "by_itself"}
"""A step of the remedy wipes the reader, by its text only where that has been set up already, which no fact tells."""

SEAL = {"error": "NoJoinRule", "seal": "expired"}
"""It is not known whether somebody has the key of the seal; without it, two of the three ways affect all readers."""

UNSURE = {"behavior": "stuck_after_sign_in", "joining": "by_itself", "sign_in": "old", "os_version": "7.4"}
"""What erases the reader waits until the cause is sure."""

SET_UP = small.knowledge().steps["wipe-reader"].dangers_only_if or Text("", "")


def diagnosed(facts: Mapping[str, object], language: Language = "en") -> Diagnosis:
    return diagnose(Case.of(facts), language=language)


def said_on(deck: Deck) -> str:
    return "\n".join(" ".join(cell.text.split()) for shown in deck.frames for cell in shown.cells)


def marks_in(graph: Graph) -> Iterator[tuple[str, Safety | None, str]]:
    for _, box in boxes(graph):
        for row in box.rows:
            yield from ((row.full or row.text, danger, case) for danger, case in row.marks())


def drawn_in(graph: Graph) -> str:
    assert to_outline(graph)
    return "\n".join(words.mark(danger, case).in_(sheet_of(graph).language) for _, danger, case in marks_in(graph))


VIEWS: dict[str, Callable[[Diagnosis], str]] = {
    "first screen": first_screen,
    "report": lambda found: found.to_text(),
    "report in Markdown": lambda found: found.to_markdown(),
    "plan": lambda found: plan(found).to_text(),
    "plan in Markdown": lambda found: plan(found).to_markdown(),
    "picture of the plan": lambda found: drawn_in(plan_graph(plan(found))),
    "picture": lambda found: drawn_in(reasoning_graph(found)),
    "slides": lambda found: said_on(decks.of_case(found)),
    "slides of the plan": lambda found: said_on(decks.of_plan(plan(found))),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_a_danger_of_one_case_only_names_it_in_every_view(view: str, language: Language) -> None:
    said = VIEWS[view](diagnosed(WIPED, language))
    danger = words.SAFETY["erases_device"].in_(language)
    marked = words.mark("erases_device", SET_UP.in_(language)).in_(language)
    assert said.count(marked) == said.count(danger) > 0


def test_a_ticket_names_it_too() -> None:
    said = ticket(Case.of(WIPED)).to_text()
    assert said.count(words.mark("erases_device", SET_UP.en).en) == said.count(words.SAFETY["erases_device"].en) == 1


def test_what_differs_between_two_diagnoses_names_it_too() -> None:
    said = compare(diagnosed(WIPED), diagnosed({"error": WIPED["error"], "token": "valid"})).to_text()
    (line,) = [line for line in said.splitlines() if "ERASES" in line]
    assert line.endswith(f"[{words.mark('erases_device', SET_UP.en).en}]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_harm_that_is_open_is_never_marked_as_if_it_were_sure(language: Language) -> None:
    """Of the ways that are told apart by a fact that is not known, none is what this device suffers either."""
    found = diagnosed(SEAL, language)
    wrong = NOT_FITTING.in_(language)
    for graph in (reasoning_graph(found), plan_graph(plan(found))):
        marks = {(danger, case) for _, danger, case in marks_in(graph)}
        assert ("affects_all_devices", wrong) in marks
        assert not any(danger and not case for danger, case in marks if danger == "affects_all_devices")
    for deck in (decks.of_case(found), decks.of_plan(plan(found))):
        cells = [cell for shown in deck.frames for cell in shown.cells if "affects_all_devices" in cell.kind]
        assert cells
        assert all(cell.look is not None and cell.look.fill == "none" for cell in cells)
        assert words.mark("affects_all_devices", wrong).in_(language) in [" ".join(cell.text.split()) for cell in cells]


def test_a_caution_is_never_called_safe() -> None:
    for graph in (reasoning_graph(diagnosed(SEAL)), plan_graph(plan(diagnosed(SEAL)))):
        marks = [danger for text, danger, _ in marks_in(graph) if "make sure" in text or "TAKE CARE" in text]
        assert marks == ["affects_all_devices"]


def test_harm_that_is_certain_is_marked_so() -> None:
    found = diagnosed({**SEAL, "run_by": "library", "seal_key_at_hand": False})
    withheld = [(text, danger, case) for text, danger, case in marks_in(reasoning_graph(found)) if "DO NOT" in text]
    assert [(danger, case) for _, danger, case in withheld] == [("affects_all_devices", "")]


def test_what_a_mark_refers_to_is_said_above_it() -> None:
    """“If so” helps nobody who is not told what."""
    found = diagnosed(UNSURE)
    (step,) = [step for step in found.plan if "erases_device" in step.safety]
    assert step.condition is not None
    for said in (found.to_text(), ticket(Case.of(UNSURE)).to_text()):
        lines = said.splitlines()
        place = next(place for place, line in enumerate(lines) if step.text in line)
        assert lines[place].endswith("[if so: !! ERASES DEVICE]")
        assert lines[place - 1].casefold() == f"{step.condition}:"


def test_steps_that_are_not_shown_have_each_danger_once() -> None:
    steps = diagnosed(SEAL).plan
    told = of_later_steps(steps, "en").marks()
    assert told == (("changes_tenant", "it is needed"), ("affects_all_devices", "it is needed"))
    sure = with_(steps[3], condition=None, only_for=(), feared=())
    assert of_later_steps((sure, *steps), "en").marks() == (("changes_tenant", ""), ("affects_all_devices", ""))


def test_what_depends_is_no_alarm_in_colors_cards_and_pages() -> None:
    blocks = list(diagnosis_blocks(diagnosed(WIPED)))
    mark = f"[{words.mark('erases_device', SET_UP.en).en}]"
    assert f"\x1b[1m{mark}\x1b[0m" in blocks_as_text(blocks, color=True)
    (run,) = re.findall(r'\{[^{}]*ERASES[^{}]*\}', blocks_as_adaptive_card(blocks))
    assert "Attention" not in run
    assert f'<strong class="perhaps">{mark[1:-1]}' in blocks_as_html(blocks, lambda _: None)


def test_a_step_that_only_one_plan_has_is_marked_by_what_it_depends_on() -> None:
    """A difference names no conditions: what waits for a cause that is only possible is needed if that is the one."""
    told = compare(diagnosed({"error": "NoJoinRule", "seal": "valid"}), diagnosed(SEAL))
    depending = [change for change in told.work_added if change.depends and change.safety]
    assert depending
    for change in depending:
        marks = of_change(change, "en").marks()
        assert [danger for danger, _ in marks] == list(change.safety)
        assert {case for _, case in marks} <= {"it is needed", NOT_FITTING.en}
        assert "".join(f" [{words.mark(*mark).en}]" for mark in marks) in told.to_text()


def test_documents_of_before_are_read_and_shown() -> None:
    """They know nothing of cases: all that a step does is marked."""
    work = plan(diagnosed(WIPED))
    data = work.to_data()
    for stage in data["stages"]:
        for step in stage["steps"]:
            del step["sometimes"], step["feared"]
    read = Plan.from_json(json.dumps(data))
    (step,) = [step for step in read.steps() if "erases_device" in step.safety]
    assert of_step(step, "en").marks() == (("erases_device", ""),)
    assert words.SAFETY["erases_device"].en in read.to_text()


def test_every_view_marks_steps_through_the_one_function() -> None:
    """Who puts a danger into words by himself does not know whether it depends on something."""
    views = Path(words.__file__).parent
    texts = {path.relative_to(views).as_posix(): path.read_text(encoding="utf-8") for path in views.rglob("*.py")}
    of_their_own = {name for name, text in texts.items() if "SAFETY[" in text}
    assert of_their_own == {"words.py", "pages/class_static.py"}  # the page's document has its marks with their cases


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mark_of_several_lines_parts_the_danger_from_its_case(language: Language) -> None:
    dot = to_dot(plan_graph(plan(diagnosed(SEAL, language))))
    lines = [line for line in re.findall(r"<B>([^<]*)</B>", dot) if "!!" in line]
    assert lines
    assert [line for line in lines if not line.startswith("!!")] == []
