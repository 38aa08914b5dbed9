"""What is drawn of the shipped knowledge: decks to project, pictures for a screen, and sheets to print."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from expert import Case, Diagnosis, KnowledgeBase, diagnose, plan, question_ladder
from expert.cli.gallery import contents
from expert.foundations import content
from expert.foundations.texts import LANGUAGES
from expert.teach import lessons_for_learners, lessons_for_teachers
from expert.visualize.canvas.graph import Graph, parts_of
from expert.visualize.drawings.ladder import ladder_graph
from expert.visualize.drawings.plan import plan_graph
from expert.visualize.drawings.reasoning import reasoning_graph
from expert.visualize.drawings.tree import tree_graph
from expert.visualize.frames import decks
from expert.visualize.frames.frame import Deck, Frame
from expert.visualize.pages.handout import handout_page
from expert.visualize.paper.ladder_sheets import ladder_on_a4
from expert.visualize.paper.page import Sheet

_T = TypeVar("_T")
_TODAY = date(2026, 11, 23)  # a picture must not change with the calendar


@dataclass(frozen=True, slots=True)
class Subjects:
    """What is to be drawn.

    Attributes:
        symptoms: their ids.
        examples: files of cases.
        whole: also what there is once: the trees of all symptoms, and what only the gallery holds.
    """

    knowledge: KnowledgeBase
    symptoms: tuple[str, ...]
    examples: tuple[Path, ...]
    whole: bool = True

    def diagnoses(self) -> Iterator[tuple[str, Diagnosis]]:
        """Every example, diagnosed, with its name."""
        for path in self.examples:
            case = Case.from_file(path, self.knowledge.vocabulary)
            yield path.stem, diagnose(case, self.knowledge, today=_TODAY)

    def decks(self) -> Iterator[tuple[str, str, Deck]]:
        """Every deck that can be projected, with its kind and its name."""
        for name in self.symptoms:
            ladder = question_ladder(self.knowledge, name)
            for language in LANGUAGES:
                yield "symptoms", f"{name}, {language}", decks.of_symptom(ladder.in_(language), self.knowledge)
        for name, found in self.diagnoses():
            for language in LANGUAGES:
                said = found.in_(language)
                yield "cases", f"{name}, {language}", decks.of_case(said)
                yield "plans", f"{name}, {language}", decks.of_plan(plan(said))
        if self.whole:
            for language in LANGUAGES:
                yield "topics", f"topics, {language}", decks.of_topics(self.knowledge, None, language)

    def graphs(self) -> Iterator[tuple[str, str, Graph]]:
        """Every picture for a screen, with its kind and its name; those of the gallery too, each once."""
        for name in self.symptoms:
            ladder = question_ladder(self.knowledge, name)
            for language in LANGUAGES:
                yield "trees", f"tree {name}, {language}", tree_graph(self.knowledge, name, language)
                yield "ladders", f"ladder {name}, {language}", ladder_graph(ladder.in_(language))
        for name, found in self.diagnoses():
            for language in LANGUAGES:
                said = found.in_(language)
                yield "graphs", f"graph {name}, {language}", reasoning_graph(said)
                yield "plans", f"plan {name}, {language}", plan_graph(plan(said))
                if len(found.symptoms) == 1:
                    ladder = question_ladder(self.knowledge, found.symptoms[0].id, language)
                    yield "ladders", f"ladder with the case {name}, {language}", ladder_graph(ladder, found)
        if self.whole:
            listed = contents(self.knowledge).pictures.items()
            for name, picture in listed:
                if not isinstance(picture.drawn, Frame) and not name.startswith("tree-"):
                    yield "the rest of the gallery", f"gallery {name}", picture.drawn

    def ladder_sheets(self) -> Iterator[tuple[str, list[Sheet]]]:
        """Every ladder as it is set for A4, with and without a case."""
        for name in self.symptoms:
            ladder = question_ladder(self.knowledge, name)
            for language in LANGUAGES:
                said = ladder.in_(language)
                yield f"ladder {name}, {language}", ladder_on_a4(ladder_graph(said), said) or []
        for name, found in self.diagnoses():
            for language in LANGUAGES if len(found.symptoms) == 1 else ():
                said = question_ladder(self.knowledge, found.symptoms[0].id, language)
                yield f"ladder with the case {name}, {language}", ladder_on_a4(ladder_graph(said, found), said) or []

    def posters(self) -> Iterator[tuple[str, Graph]]:
        """Every sheet of the whole tree."""
        if self.whole:
            for language in LANGUAGES:
                for number, part in enumerate(parts_of(tree_graph(self.knowledge, None, language)), start=1):
                    yield f"tree, sheet {number}, {language}", part

    def handouts(self) -> Iterator[tuple[str, str]]:
        """Every handout as a page, with its name."""
        if self.whole:
            for language in LANGUAGES:
                for solutions, lessons in ((False, lessons_for_learners), (True, lessons_for_teachers)):
                    name = f"{'solutions' if solutions else 'exercises'}, {language}"
                    made = lessons(self.knowledge, None, language)
                    yield name, handout_page(self.knowledge, made, language, solutions=solutions)


def subjects(sample: int | None = None) -> Subjects:
    """All of the shipped knowledge, or some of it.

    Args:
        sample: how many symptoms, and how many examples at most; drawn anew for each size of the knowledge.
    """
    knowledge = KnowledgeBase.shipped()
    symptoms, examples = list(knowledge.symptoms), sorted(content.bundled("facts", "examples").iterdir())
    if sample is None:
        return Subjects(knowledge, tuple(symptoms), tuple(examples))
    draw = random.Random(len(symptoms))
    return Subjects(knowledge, _some(symptoms, sample, draw), _some(examples, sample, draw), whole=False)


def _some(of: Sequence[_T], number: int, draw: random.Random) -> tuple[_T, ...]:
    return tuple(draw.sample(of, min(number, len(of))))
