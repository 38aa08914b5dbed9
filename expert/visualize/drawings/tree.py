"""The diagnostic tree as a graph: what you see, what to ask, what it is, what to do."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import networkx

from expert.foundations.texts import Language, Text
from expert.rules.conditions import ConditionData
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Option, Remedy, Step, Symptom
from expert.rules.way_dangers import all_superseded, dangers, needed_in_some_cases, standing_ways
from expert.rules.way_steps import steps_of
from expert.visualize import words
from expert.visualize.canvas.crossings import without_crossings
from expert.visualize.canvas.formats import PictureFormat, in_format
from expert.visualize.canvas.graph import Box, Graph, Line, Row, Sheet, add_box, add_line, new_graph
from expert.visualize.canvas.theme import theme
from expert.visualize.conditions import Asked, Speaker
from expert.visualize.drawings.boxes import box_of_ways, message_rows

_SYMPTOM, _QUESTION, _CAUSE, _REMEDY = range(1, 5)
_MOST_LINES = 34  # of remedies; with more, a slide is too high for a screen
_LINES_OF_A_MARK = 1.6


def tree_picture(
    knowledge: KnowledgeBase, symptom: str | None, language: Language, picture_format: PictureFormat
) -> bytes:
    """The diagnostic tree.

    Args:
        knowledge: the knowledge base.
        symptom: the id of the one symptom to show; the whole tree if None.
        language: of the words.
        picture_format: text formats are UTF-8 and end with a newline.

    Raises:
        KeyError: there is no such symptom.
        DrawingError: for svg and png, when there is no Graphviz or it fails.
    """
    return in_format(tree_graph(knowledge, symptom, language), picture_format)


def tree_graph(knowledge: KnowledgeBase, symptom: str | None = None, language: Language = "en") -> Graph:
    """The diagnostic tree: each cause, question and remedy once, however many symptoms lead to it.

    Args:
        knowledge: the knowledge base.
        symptom: the id of a symptom, for a slide that shows it with messages, conditions and steps; the
            whole tree, a poster with titles only, if left out.
        language: of the words.

    Raises:
        KeyError: there is no such symptom.
    """
    if symptom is None:
        return _Poster(knowledge, language).graph(knowledge.symptoms.values())
    shown = knowledge.symptoms[symptom]
    return _Slide(knowledge, shown, language).graph([shown])


@dataclass(frozen=True, slots=True)
class _Branch:
    """One way through the tree from a question to a remedy."""

    node: str
    asked: Asked
    cause: Cause


@dataclass(frozen=True, slots=True)
class _Order:
    """What stands in the two columns on the left, from the top down.

    Attributes:
        symptoms: the symptoms.
        questions: the nodes of the questions; one that is asked again for a symptom, because a line to it would
            cross others, is named by the question, `~` and the symptom.
        lines: from the id of a symptom to such a node.
    """

    symptoms: list[str]
    questions: list[str]
    lines: list[tuple[str, str]]


class _Poster:
    """The whole tree. Boxes hold no more than what tells them apart."""

    def __init__(self, knowledge: KnowledgeBase, language: Language) -> None:
        self._knowledge = knowledge
        self._language: Language = language
        self._speaker = Speaker(knowledge.vocabulary, language)

    def graph(self, symptoms: Iterable[Symptom]) -> Graph:
        """The tree of these symptoms."""
        shown = {symptom.id: symptom for symptom in symptoms}
        branches = self._branches(list(shown.values()))
        order = self._ordered(list(shown.values()), branches)
        panels = self._panels(order, branches)
        graph = new_graph(self._sheet(list(shown.values()), branches, len(panels)))
        for number, panel in enumerate(panels):
            across = number * len(words.TREE_COLUMNS)
            for name in panel.symptoms:
                self._put(graph, f"symptom-{name}", self._symptom(shown[name]), across)
            for node in panel.questions:
                if node in {branch.node for branch in branches}:
                    self._branch(graph, node, branches, across)
                else:
                    self._again(graph, node, branches, across)
            for name, node in panel.lines:
                add_line(graph, f"symptom-{name}", node, Line("asks"))
        return graph

    def _put(self, graph: Graph, node: str, box: Box, across: int) -> str:
        """Put a box into its column of a panel that begins that many columns further to the right."""
        return node if node in graph else add_box(graph, node, replace(box, column=box.column + across))

    def _branch(self, graph: Graph, question: str, branches: list[_Branch], across: int) -> None:
        """A question with its causes and their remedies."""
        for branch in (branch for branch in branches if branch.node == question):
            self._put(graph, question, self._question(branch, branches), across)
            node = self._put(graph, f"cause-{branch.cause.id}", self._cause(branch, branches), across)
            remedy = f"remedy-{branch.cause.remedy_id}"
            self._put(graph, remedy, self._remedy(self._knowledge.remedy_of(branch.cause)), across)
            add_line(graph, question, node, Line("answers", branch.asked.answer, level=True))
            add_line(graph, node, remedy, Line("remedied_by", level=True))

    def _again(self, graph: Graph, node: str, branches: list[_Branch], across: int) -> None:
        """A question that stands elsewhere with its causes."""
        first = node.partition("~")[0]
        title = next(branch.asked.title for branch in branches if branch.node == first)
        note = self._say(words.SEE_ABOVE if first in graph else words.SEE_BELOW)
        self._put(graph, node, Box(kind="question", column=_QUESTION, title=title, note=note), across)

    def _ordered(self, symptoms: list[Symptom], branches: list[_Branch]) -> _Order:
        """An order in which no lines cross; a question whose line would cross others is asked again."""
        questions = list(dict.fromkeys(branch.node for branch in branches))
        names = [symptom.id for symptom in symptoms]
        linked = ((link.symptom, branch.node) for branch in branches for link in branch.cause.links())
        lines = [line for line in dict.fromkeys(linked) if line[0] in names]
        together = [
            (one.node, other.node)
            for one, other in combinations(branches, 2)
            if one.cause.remedy_id == other.cause.remedy_id and one.node != other.node
        ]
        drawn = without_crossings(names, questions, lines, together, lambda symptom, node: f"{node}~{symptom}")
        return _Order(drawn.left, drawn.right, drawn.lines)

    def _panels(self, order: _Order, branches: list[_Branch]) -> list[_Order]:
        """Two halves side by side, about as high as each other: one column of all would be a ribbon."""
        groups = list(_groups(order))
        heights = [self._height(group, branches) for group in groups]
        best = min(range(len(groups)), key=lambda i: abs(sum(heights[:i]) - sum(heights[i:])))
        return [_joined(half) for half in (groups[:best], groups[best:]) if half]

    def _height(self, group: _Order, branches: list[_Branch]) -> float:
        """About how many lines a group takes from the top down."""
        inside = [branch for branch in branches if branch.node in group.questions]
        rows = (
            (self._question(branch, branches), self._remedy(self._knowledge.remedy_of(branch.cause)))
            for branch in inside
        )
        return sum(max(map(_lines_of, row)) + 2 for row in rows)

    def _branches(self, symptoms: list[Symptom]) -> list[_Branch]:
        """Every cause with its question: cheap questions first, causes with the same question together."""
        causes = {cause.id: cause for symptom in symptoms for cause in self._knowledge.causes_of(symptom.id)}
        branches = []
        for cause in causes.values():
            asked = self._speaker.asked(self._knowledge.condition(cause.confirmed_when))
            branches.append(_Branch(f"question-{asked.fact or cause.id}", asked, cause))
        return sorted(branches, key=lambda branch: (branch.asked.cost, branch.node, branch.cause.id))

    def _sheet(self, symptoms: list[Symptom], branches: list[_Branch], panels: int) -> Sheet:
        return Sheet(
            drawing="poster",
            language=self._language,
            title=self._say(words.TREE_TITLE),
            subtitle=(f"{self._counts(symptoms, branches)}  {self._say(words.TREE_HINT)}", *self._some_cases(branches)),
            headers=tuple(self._say(header) for header in words.TREE_COLUMNS.values()) * panels,
        )

    def _some_cases(self, branches: list[_Branch]) -> list[str]:
        remedies = [self._knowledge.remedy_of(branch.cause) for branch in branches]
        return in_some_cases(self._knowledge, remedies, self._language)

    def _counts(self, symptoms: list[Symptom], branches: list[_Branch]) -> str:
        counted = words.TREE_COUNTS.format(
            symptoms=words.count(len(symptoms), words.SYMPTOM_COUNT),
            causes=words.count(len(branches), words.CAUSE_COUNT),
            version=self._knowledge.version,
        )
        return self._say(counted)

    def _symptom(self, symptom: Symptom) -> Box:
        return Box(kind="tree_symptom", column=_SYMPTOM, title=self._say(symptom.title), name=symptom.id)

    def _question(self, branch: _Branch, branches: list[_Branch]) -> Box:
        rows = tuple(Row(f"{row.label}: {row.text}" if row.label else row.text) for row in branch.asked.rows)
        return Box(kind="question", column=_QUESTION, title=branch.asked.title, rows=rows)

    def _cause(self, branch: _Branch, branches: list[_Branch]) -> Box:
        cause = branch.cause
        note = self._say(words.SUPERSEDED) if cause.superseded else ""
        return Box(kind="cause", column=_CAUSE, title=self._say(cause.title), name=cause.id, note=note)

    def _remedy(self, remedy: Remedy) -> Box:
        return ways_box(self._knowledge, remedy, self._language, _REMEDY)

    def _say(self, text: Text) -> str:
        return text.in_(self._language)


class _Slide(_Poster):
    """One symptom, with its messages, the conditions of its causes, and the steps of their remedies."""

    def __init__(self, knowledge: KnowledgeBase, symptom: Symptom, language: Language) -> None:
        super().__init__(knowledge, language)
        self._shown = symptom
        self._only_named = self._too_long()

    def _ordered(self, symptoms: list[Symptom], branches: list[_Branch]) -> _Order:
        questions = list(dict.fromkeys(branch.node for branch in branches))
        return _Order([self._shown.id], questions, [(self._shown.id, node) for node in questions])

    def _panels(self, order: _Order, branches: list[_Branch]) -> list[_Order]:
        return [order]

    def _sheet(self, symptoms: list[Symptom], branches: list[_Branch], panels: int) -> Sheet:
        sheet = super()._sheet(symptoms, branches, panels)
        return Sheet(
            drawing="slide",
            language=self._language,
            title=self._say(symptoms[0].title),
            subtitle=sheet.subtitle,
            headers=sheet.headers,
        )

    def _some_cases(self, branches: list[_Branch]) -> list[str]:
        """Only for remedies without their steps; the others say it in the step itself."""
        remedies = (self._knowledge.remedy_of(branch.cause) for branch in branches)
        return in_some_cases(
            self._knowledge, (remedy for remedy in remedies if remedy.id in self._only_named), self._language
        )

    def _counts(self, symptoms: list[Symptom], branches: list[_Branch]) -> str:
        return f"{self._say(words.count(len(branches), words.CAUSE_COUNT))}."

    def _symptom(self, symptom: Symptom) -> Box:
        return Box(
            kind="tree_symptom",
            column=_SYMPTOM,
            title=self._say(symptom.title),
            name=symptom.id,
            rows=message_rows(symptom.shown_in(self._language), self._language),
            note=self._condition(symptom.applies_when),
        )

    def _cause(self, branch: _Branch, branches: list[_Branch]) -> Box:
        cause = branch.cause
        notes = []
        if any(link.named and link.symptom == self._shown.id for link in cause.links()):
            notes.append(self._say(words.NAMED))
        notes += map(self._say, words.limits(cause.kind, superseded=cause.superseded))
        if len(_conditions(branch, branches)) > 1:
            notes.append(self._only_if(cause.applies_when))
        note = words.capital("; ".join(filter(None, notes)))
        return Box(kind="cause", column=_CAUSE, title=self._say(cause.title), name=cause.id, note=note)

    def _question(self, branch: _Branch, branches: list[_Branch]) -> Box:
        """The question, with the condition that the causes it tells apart have in common."""
        conditions = _conditions(branch, branches)
        note = words.capital(self._only_if(conditions[0])) if len(conditions) == 1 else ""
        asked = branch.asked
        return Box(kind="question", column=_QUESTION, title=asked.title, rows=asked.rows, note=note)

    def _only_if(self, data: ConditionData | None) -> str:
        """Where a cause can be at all, unless the symptom says the same."""
        return "" if data == self._shown.applies_when else self._condition(data)

    def _condition(self, data: ConditionData | None) -> str:
        if data is None:
            return ""
        phrase = self._speaker.phrase(self._knowledge.condition(data))
        return self._say(words.ONLY_IF.format(condition=phrase))

    def _remedy(self, remedy: Remedy) -> Box:
        """The steps of the first way that still stands, and the titles of the others.

        Where its steps do not fit on the slide, it names the ways only.
        """
        return super()._remedy(remedy) if remedy.id in self._only_named else self._steps_of(remedy)

    def _too_long(self) -> set[str]:
        """The remedies whose steps do not fit on the slide: the longest, or all where few would be left."""
        causes = self._knowledge.causes_of(self._shown.id)
        remedies = {cause.remedy_id: self._knowledge.remedy_of(cause) for cause in causes}
        lines = {name: _lines_of(self._steps_of(remedy)) for name, remedy in remedies.items()}
        named: set[str] = set()
        for name in sorted(lines, key=lambda name: (-lines[name], name)):
            if sum(lines.values()) <= _MOST_LINES:
                break
            lines[name] = _lines_of(super()._remedy(remedies[name]))
            named.add(name)
        return set(remedies) if len(named) > len(remedies) / 2 else named

    def _steps_of(self, remedy: Remedy) -> Box:
        first, *others = standing_ways(remedy)
        rows = [Row(f"{self._say(first.title)}:")] if others and first.title else []
        rows += self._steps(first)
        for way in others:
            said = self._say(words.OTHER_WAY.format(title=way.title or remedy.title))
            rows.append(Row(said, safety=dangers(self._knowledge, remedy, way)))
        return Box(
            kind="tree_remedy",
            column=_REMEDY,
            title=self._say(remedy.title),
            rows=tuple(rows),
            note=_note([first], self._language),
        )

    def _steps(self, option: Option) -> Iterator[Row]:
        if option.harm is not None:
            said = f"{self._say(words.CAREFUL)}: {self._say(option.harm.text)}"
            yield Row(said, "!", safety=option.harm.safety or None)
        for i, (step, _) in enumerate(steps_of(option, self._knowledge.steps), start=1):
            yield self._step(i, step)

    def _step(self, number: int, step: Step) -> Row:
        wait = "" if step.wait is None else self._say(words.WAIT.format(time=words.duration(step.wait)))
        return Row(_without_asides(self._say(step.text)), str(number), wait, step.safety)


def _groups(order: _Order) -> Iterator[_Order]:
    """The parts of the tree that no line joins, in their order."""
    joined: networkx.Graph[str] = networkx.Graph(order.lines)
    told: set[str] = set()
    for name in order.symptoms:
        if name not in told:
            inside = {name} if name not in joined else networkx.node_connected_component(joined, name)
            told |= inside
            yield _Order(
                [symptom for symptom in order.symptoms if symptom in inside],
                [node for node in order.questions if node in inside],
                [line for line in order.lines if line[0] in inside],
            )


def _joined(groups: list[_Order]) -> _Order:
    return _Order(
        [name for group in groups for name in group.symptoms],
        [node for group in groups for node in group.questions],
        [line for group in groups for line in group.lines],
    )


def _lines_of(box: Box) -> float:
    """How many lines a remedy takes in a picture."""
    wrap = theme().boxes[box.kind].wrap
    rows = (max(len(textwrap.wrap(row.text, wrap)) + bool(row.detail), _LINES_OF_A_MARK * len(row.safety or ()))
            for row in box.rows)
    return len(textwrap.wrap(box.title, wrap)) + sum(rows)


def ways_box(knowledge: KnowledgeBase, remedy: Remedy, language: Language, column: int) -> Box:
    """A remedy as its ways that still stand, each with all its dangers."""
    ways = standing_ways(remedy)
    said = [((way.title or remedy.title).in_(language), dangers(knowledge, remedy, way)) for way in ways]
    return box_of_ways(remedy.title.in_(language), said, _note(ways, language), column)


def _note(ways: list[Option], language: Language) -> str:
    """That newer documentation has superseded all of the ways; empty where one still stands."""
    return words.SUPERSEDED.in_(language) if all_superseded(ways) else ""


def in_some_cases(knowledge: KnowledgeBase, remedies: Iterable[Remedy], language: Language) -> list[str]:
    """What steps of the ways that still stand need before them in some cases, in a sentence each."""
    needed = needed_in_some_cases(knowledge, remedies)
    return [words.IN_SOME_CASES.format(text=text).in_(language) for text in needed]


def _conditions(branch: _Branch, branches: list[_Branch]) -> list[ConditionData | None]:
    """The different conditions of the causes that the branch's question tells apart."""
    different: list[ConditionData | None] = []
    for other in branches:
        if other.node == branch.node and other.cause.applies_when not in different:
            different.append(other.cause.applies_when)
    return different


def _without_asides(text: str) -> str:
    """The text without sentences in parentheses: a slide is about the step itself."""
    return re.sub(r"\s+\([A-ZÅÄÖ0-9][^()]*[.!?]\)", "", text)
