"""The diagnostic tree as a graph: what you see, what to ask, what it is, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from expert.rules.checks import steps_of
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import DANGER, Cause, Option, Remedy, Safety, Step, Symptom
from expert.texts import Language, Text
from expert.visualize import words
from expert.visualize.conditions import Asked, Speaker
from expert.visualize.graph import Box, Graph, Line, Row, Sheet, add_box, add_line, new_graph

_SYMPTOM, _QUESTION, _CAUSE, _REMEDY = range(1, 5)


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
    return _Slide(knowledge, language).graph([knowledge.symptoms[symptom]])


@dataclass(frozen=True, slots=True)
class _Branch:
    """One way through the tree from a question to a remedy."""

    node: str
    asked: Asked
    cause: Cause


class _Poster:
    """The whole tree. Boxes hold no more than what tells them apart."""

    def __init__(self, knowledge: KnowledgeBase, language: Language) -> None:
        self._knowledge = knowledge
        self._language: Language = language
        self._speaker = Speaker(knowledge.vocabulary, language)

    def graph(self, symptoms: Iterable[Symptom]) -> Graph:
        """The tree of these symptoms."""
        shown = list(symptoms)
        branches = self._branches(shown)
        graph = new_graph(self._sheet(shown, branches))
        for symptom in shown:
            add_box(graph, f"symptom-{symptom.id}", self._symptom(symptom))
        for branch in branches:
            if branch.node not in graph:
                add_box(graph, branch.node, self._question(branch.asked))
            node = add_box(graph, f"cause-{branch.cause.id}", self._cause(branch.cause, shown))
            remedy = f"remedy-{branch.cause.remedy_id}"
            if remedy not in graph:
                add_box(graph, remedy, self._remedy(self._knowledge.remedy_of(branch.cause)))
            add_line(graph, branch.node, node, Line("answers", branch.asked.answer, level=True))
            add_line(graph, node, remedy, Line("remedied_by", level=True))
            for symptom in shown:
                if any(link.symptom == symptom.id for link in branch.cause.links()):
                    add_line(graph, f"symptom-{symptom.id}", branch.node, Line("asks"))
        return graph

    def _branches(self, symptoms: list[Symptom]) -> list[_Branch]:
        """Every cause with its question: cheap questions first, causes with the same question together."""
        causes = {cause.id: cause for symptom in symptoms for cause in self._knowledge.causes_of(symptom.id)}
        branches = []
        for cause in causes.values():
            asked = self._speaker.asked(self._knowledge.condition(cause.confirmed_when))
            branches.append(_Branch(f"question-{asked.fact or cause.id}", asked, cause))
        return sorted(branches, key=lambda branch: (branch.asked.cost, branch.node, branch.cause.id))

    def _sheet(self, symptoms: list[Symptom], branches: list[_Branch]) -> Sheet:
        return Sheet(
            drawing="poster",
            language=self._language,
            title=self._say(words.TREE_TITLE),
            subtitle=(f"{self._counts(symptoms, branches)}  {self._say(words.TREE_HINT)}",),
            headers=tuple(self._say(header) for header in words.TREE_COLUMNS.values()),
        )

    def _counts(self, symptoms: list[Symptom], branches: list[_Branch]) -> str:
        counted = words.TREE_COUNTS.format(
            symptoms=words.count(len(symptoms), words.SYMPTOM_COUNT),
            causes=words.count(len(branches), words.CAUSE_COUNT),
            version=self._knowledge.version,
        )
        return self._say(counted)

    def _symptom(self, symptom: Symptom) -> Box:
        return Box(kind="tree_symptom", column=_SYMPTOM, title=self._say(symptom.title), name=symptom.id)

    def _question(self, asked: Asked) -> Box:
        if asked.fact is None:
            return Box(kind="question", column=_QUESTION, title=asked.title, rows=asked.rows)
        return Box(kind="question", column=_QUESTION, title=asked.title)

    def _cause(self, cause: Cause, symptoms: list[Symptom]) -> Box:
        note = self._say(words.SUPERSEDED) if cause.superseded else ""
        return Box(kind="cause", column=_CAUSE, title=self._say(cause.title), name=cause.id, note=note)

    def _remedy(self, remedy: Remedy) -> Box:
        """The ways of a remedy that still stand, each with all its dangers."""
        ways = _standing(remedy)
        if len(ways) == 1:
            rows: tuple[Row, ...] = (Row(self._say(remedy.title), safety=self._dangers(ways[0])),)
        else:
            rows = tuple(
                Row(self._say(way.title or remedy.title), str(i), safety=self._dangers(way))
                for i, way in enumerate(ways, start=1)
            )
        return Box(kind="tree_remedy", column=_REMEDY, rows=rows, note=self._standing_note(ways))

    def _standing_note(self, ways: list[Option]) -> str:
        return self._say(words.SUPERSEDED) if all(way.status == "superseded" for way in ways) else ""

    def _dangers(self, option: Option) -> tuple[Safety, ...]:
        """Every mark that a step of the option carries, from the mildest to the gravest."""
        marks = {mark for step, _ in steps_of(option, self._knowledge.steps) for mark in step.safety}
        return tuple(mark for mark in DANGER if mark in marks)

    def _say(self, text: Text) -> str:
        return text.in_(self._language)


class _Slide(_Poster):
    """One symptom, with its messages, the conditions of its causes, and the steps of their remedies."""

    def _sheet(self, symptoms: list[Symptom], branches: list[_Branch]) -> Sheet:
        sheet = super()._sheet(symptoms, branches)
        return Sheet(
            drawing="slide",
            language=self._language,
            title=self._say(symptoms[0].title),
            subtitle=sheet.subtitle,
            headers=sheet.headers,
        )

    def _counts(self, symptoms: list[Symptom], branches: list[_Branch]) -> str:
        return f"{self._say(words.count(len(branches), words.CAUSE_COUNT))}."

    def _symptom(self, symptom: Symptom) -> Box:
        messages = [message.in_(self._language) for message in _messages(symptom)]
        condition = None if symptom.applies_when is None else self._knowledge.condition(symptom.applies_when)
        note = "" if condition is None else words.ONLY_IF.format(condition=self._speaker.phrase(condition))
        return Box(
            kind="tree_symptom",
            column=_SYMPTOM,
            title=self._say(symptom.title),
            name=symptom.id,
            rows=tuple(Row(self._say(words.QUOTED.format(text=message))) for message in messages),
            note=note if isinstance(note, str) else self._say(note),
        )

    def _cause(self, cause: Cause, symptoms: list[Symptom]) -> Box:
        notes = []
        if any(link.named and link.symptom == symptoms[0].id for link in cause.links()):
            notes.append(self._say(words.NAMED))
        if cause.kind == "wait":
            notes.append(self._say(words.WAIT_KIND))
        if cause.superseded:
            notes.append(self._say(words.SUPERSEDED))
        if cause.applies_when is not None and cause.applies_when != symptoms[0].applies_when:
            condition = self._speaker.phrase(self._knowledge.condition(cause.applies_when))
            notes.append(self._say(words.ONLY_IF.format(condition=condition)))
        return Box(
            kind="cause", column=_CAUSE, title=self._say(cause.title), name=cause.id, note=". ".join(map(_capital, notes))
        )

    def _remedy(self, remedy: Remedy) -> Box:
        """The steps of the first way that still stands, and the titles of the others."""
        first, *others = _standing(remedy)
        rows = [*self._steps(first)]
        rows += [
            Row(self._say(words.OTHER_WAY.format(title=way.title or remedy.title)), safety=self._dangers(way))
            for way in others
        ]
        return Box(
            kind="tree_remedy",
            column=_REMEDY,
            title=self._say(first.title if others and first.title else remedy.title),
            rows=tuple(rows),
            note=self._standing_note([first]),
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


def _standing(remedy: Remedy) -> list[Option]:
    """The ways that still stand; all of them where none does."""
    return [option for option in remedy.options if option.status != "superseded"] or list(remedy.options)


def _messages(symptom: Symptom) -> list[Text]:
    """The messages that the symptom is recognized by, in the reader's language where that wording is known."""
    return [
        Text(message.en or message.sv or "", message.sv or message.en or "")
        for message in symptom.messages
        if message.kind == "message"
    ]


def _without_asides(text: str) -> str:
    """The text without sentences in parentheses: a slide is about the step itself."""
    return re.sub(r"\s+\([A-ZÅÄÖ0-9][^()]*[.!?]\)", "", text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
