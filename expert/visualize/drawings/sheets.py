"""Where the parts of the diagnostic tree stand: on which sheet, in which half of it, in what order.

The whole tree is one sheet as long as it fits on A0 on its side (841 mm high), in the theme's letters. A larger one is
divided by what its symptoms are about. Each sheet is a tree of its own, so that it can be used without the others: a
cause that symptoms of several topics have in common stands on each of their sheets. A topic that does not fit on one
sheet takes several; symptoms that share a question stand on the same one where they fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Protocol

import networkx

from expert.foundations.texts import Text
from expert.rules.condition_words import AskedCondition, ConditionWords
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Symptom, by_remedy
from expert.visualize.canvas.crossings import Drawn, without_crossings

_MOST_LINES = 135  # from the top down in each half; with more, a sheet is higher than 841 mm
_MOST_LINES_UNHALVED = 100  # with more, two halves are nearer to the form of a sheet

OTHER_TOPICS = Text("Other symptoms", "Övriga symptom")
ONE_OF_SEVERAL = Text("{title} ({number} of {count})", "{title} ({number} av {count})")


@dataclass(frozen=True, slots=True)
class Branch:
    """One way through the tree from a question to a remedy; causes that the same question decides share its node."""

    node: str
    asked: AskedCondition
    cause: Cause


@dataclass(frozen=True, slots=True)
class Panel:
    """What stands in the two columns on the left of one half of a sheet, from the top down.

    Attributes:
        symptoms: the ids of the symptoms.
        questions: the nodes of the questions; one that is asked again for a symptom, because a line to it would
            cross others, is named by the question, `~` and the symptom.
        lines: from the id of a symptom to such a node.
    """

    symptoms: list[str]
    questions: list[str]
    lines: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What stands on one sheet.

    Attributes:
        symptoms: the symptoms it is about.
        branches: what each question leads to, by its node.
        panels: its halves, from the left.
    """

    symptoms: list[Symptom]
    branches: dict[str, list[Branch]]
    panels: list[Panel]

    def causes(self) -> list[Cause]:
        """The causes of these symptoms, as they stand from the cheapest question on."""
        return [branch.cause for branches in self.branches.values() for branch in branches]


class Heights(Protocol):
    """About how many lines things take from the top down, with the space below them."""

    def of_symptom(self, symptom: Symptom) -> float:
        """A symptom."""

    def of_branch(self, branch: Branch) -> float:
        """A question with one of its causes and the remedy beside it."""

    def asked_again(self, branch: Branch) -> float:
        """The question of a branch where it only says where its causes stand."""


class Sheets:
    """Divides one tree into sheets."""

    def __init__(self, knowledge: KnowledgeBase, condition_words: ConditionWords, heights: Heights) -> None:
        self._knowledge = knowledge
        self._condition_words = condition_words
        self._heights = heights
        # What was worked out before: whether symptoms fit is tried for many of them together.
        self._branches: dict[str, Branch] = {}
        self._lines: dict[str, float] = {}
        self._ordered: dict[tuple[str, ...], list[Drawn]] = {}

    def divided(self, symptoms: list[Symptom], title: Text) -> list[tuple[Text, Arrangement]]:
        """The sheets with their titles: one for everything; or for each topic, one or several."""
        if self._fits(symptoms):
            return [(title, self.arranged(symptoms))]
        topics = {name: [one for one in symptoms if one.topic == name] for name in (*self._knowledge.topics, None)}
        sheets = []
        for name, about in topics.items():
            if not about:
                continue
            said = self._knowledge.topics[name] if name is not None else title if about == symptoms else OTHER_TOPICS
            filled = self._filled(about)
            for number, some in enumerate(filled, start=1):
                several = ONE_OF_SEVERAL.format(title=said, number=number, count=len(filled))
                sheets.append((several if len(filled) > 1 else said, self.arranged(some)))
        return sheets

    def arranged(self, symptoms: list[Symptom]) -> Arrangement:
        """These symptoms on one sheet, in an order in which no lines cross."""
        branches = self._by_question(symptoms)
        place = {symptom.id: i for i, symptom in enumerate(symptoms)}
        parts = [part for related in self._related(symptoms) for part in self._in_order(related)]
        parts.sort(key=lambda part: min(place[name] for name in part.left))
        groups = [group for part in parts for group in _groups(part)]
        return Arrangement(symptoms, branches, self._halves(groups, symptoms, branches))

    def _in_order(self, related: list[Symptom]) -> list[Drawn]:
        """Symptoms that have something in common, in an order in which no lines cross; worked out once."""
        names = tuple(symptom.id for symptom in related)
        if names not in self._ordered:
            self._ordered[names] = _ordered(names, self._by_question(related))
        return self._ordered[names]

    def fan(self, symptom: Symptom, order: Sequence[str] = ()) -> Arrangement:
        """A single symptom with all its questions below each other.

        Args:
            symptom: the symptom.
            order: the nodes of questions that come first, in their order, with those that lead to no cause.
        """
        branches = self._asked_about(self._knowledge.causes_of(symptom.id))
        nodes = list(dict.fromkeys((*order, *branches)))
        return Arrangement([symptom], branches, [Panel([symptom.id], nodes, [(symptom.id, node) for node in nodes])])

    def _by_question(self, symptoms: list[Symptom]) -> dict[str, list[Branch]]:
        """What explains these symptoms, cheap questions first.

        What comes into question only because a symptom can have any cause is drawn beside the others.
        """
        shown = {symptom.id for symptom in symptoms}
        candidates = {cause.id: cause for name in shown for cause in self._knowledge.causes_of(name)}
        return self._asked_about(
            cause for cause in candidates.values() if any(map(cause.is_linked_to, shown))
        )

    def _asked_about(self, causes: Iterable[Cause]) -> dict[str, list[Branch]]:
        branches = sorted(map(self._branch, causes), key=lambda one: (one.asked.cost, one.node, one.cause.id))
        found: dict[str, list[Branch]] = {}
        for branch in branches:
            found.setdefault(branch.node, []).append(branch)
        return {node: by_remedy(some, lambda branch: branch.cause) for node, some in found.items()}

    def _branch(self, cause: Cause) -> Branch:
        if cause.id not in self._branches:
            asked = self._condition_words.asked(self._knowledge.condition(cause.confirmed_when))
            self._branches[cause.id] = Branch(f"question-{asked.fact or cause.id}", asked, cause)
        return self._branches[cause.id]

    def _halves(self, groups: list[Panel], symptoms: list[Symptom], branches: dict[str, list[Branch]]) -> list[Panel]:
        """Two halves side by side, about as high as each other: one below the other would be a ribbon.

        What is low enough to have the form of a sheet is left whole.
        """
        whole = _joined(groups)
        if self._height(whole, symptoms, branches) <= _MOST_LINES_UNHALVED:
            return [whole]
        asked = [[branch for node in group.questions for branch in branches.get(node, ())] for group in groups]
        heights = list(map(self._height_of, asked))
        best = min(range(len(groups)), key=lambda i: abs(sum(heights[:i]) - sum(heights[i:])))
        return [_joined(half) for half in (groups[:best], groups[best:]) if half]

    def _height_of(self, branches: list[Branch]) -> float:
        for branch in branches:
            if branch.cause.id not in self._lines:
                self._lines[branch.cause.id] = self._heights.of_branch(branch)
        return sum(self._lines[branch.cause.id] for branch in branches)

    # Sheets

    def _filled(self, symptoms: list[Symptom]) -> list[list[Symptom]]:
        """Sheets with as much as fits; only what does not fit on one of its own is cut."""
        if self._fits(symptoms):
            return [symptoms]
        sheets: list[list[Symptom]] = []
        for group in self._related(symptoms):
            if sheets and self._fits([*sheets[-1], *group]):
                sheets[-1] = [*sheets[-1], *group]
            else:
                sheets += self._cut(group)
        return sheets

    def _cut(self, symptoms: list[Symptom]) -> list[list[Symptom]]:
        """The symptoms in as few sheets as they fit on, with about as many on each."""
        for count in range(1, len(symptoms)):
            ends = [len(symptoms) * number // count for number in range(count + 1)]
            sheets = [symptoms[start:end] for start, end in pairwise(ends)]
            if all(map(self._fits, sheets)):
                return sheets
        return [[symptom] for symptom in symptoms]

    def _related(self, symptoms: list[Symptom]) -> list[list[Symptom]]:
        """The symptoms in groups, no two of which have a question or a remedy in common."""
        joined: networkx.Graph[str] = networkx.Graph()
        for symptom in symptoms:
            joined.add_node(symptom.id)
            for node, branches in self._by_question([symptom]).items():
                joined.add_edge(symptom.id, node)
                joined.add_edges_from((node, f"remedy-{branch.cause.remedy_id}") for branch in branches)
        return [[one for one in symptoms if one.id in group] for group in networkx.connected_components(joined)]

    def _fits(self, symptoms: list[Symptom]) -> bool:
        """Whether the tree of these symptoms is a sheet."""
        if len(symptoms) < 2:
            return True  # there is nothing to divide
        if sum(map(self._height_of, self._by_question(symptoms).values())) > 2 * _MOST_LINES:
            return False  # however it is arranged, and arranging is what takes time
        arranged = self.arranged(symptoms)
        return all(self._height(panel, symptoms, arranged.branches) <= _MOST_LINES for panel in arranged.panels)

    def _height(self, panel: Panel, symptoms: list[Symptom], branches: dict[str, list[Branch]]) -> float:
        """About how many lines a half takes from the top down."""
        shown = {symptom.id: symptom for symptom in symptoms}
        asked = 0.0
        for node in panel.questions:
            first = branches[node.partition("~")[0]]
            again = node not in branches
            asked += self._heights.asked_again(first[0]) if again else self._height_of(first)
        return max(asked, sum(self._heights.of_symptom(shown[name]) for name in panel.symptoms))


def _ordered(symptoms: Sequence[str], branches: dict[str, list[Branch]]) -> list[Drawn]:
    """An order in which no lines cross; a question whose line would cross others is asked again."""
    every = [branch for some in branches.values() for branch in some]
    linked = ((link.symptom, branch.node) for branch in every for link in branch.cause.links())
    lines = [line for line in dict.fromkeys(linked) if line[0] in symptoms]
    together = [
        (one.node, other.node)
        for one, other in combinations(every, 2)
        if one.cause.remedy_id == other.cause.remedy_id and one.node != other.node
    ]
    return without_crossings(symptoms, list(branches), lines, together, lambda symptom, node: f"{node}~{symptom}")


def _groups(drawn: Drawn) -> Iterator[Panel]:
    """The parts that no line joins, in their order."""
    joined: networkx.Graph[str] = networkx.Graph(drawn.lines)
    told: set[str] = set()
    for name in drawn.left:
        if name not in told:
            inside = {name} if name not in joined else networkx.node_connected_component(joined, name)
            told |= inside
            yield Panel(
                [symptom for symptom in drawn.left if symptom in inside],
                [node for node in drawn.right if node in inside],
                [line for line in drawn.lines if line[0] in inside],
            )


def _joined(groups: list[Panel]) -> Panel:
    return Panel(
        [name for group in groups for name in group.symptoms],
        [node for group in groups for node in group.questions],
        [line for group in groups for line in group.lines],
    )
