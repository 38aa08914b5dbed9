"""The diagnostic tree as a graph: what you see, what to ask, what it is, what to do."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from expert.foundations.texts import Language, Text, spoken
from expert.results.ladder import Ladder, Rung
from expert.rules.condition_words import ConditionWords, ListedPart
from expert.rules.conditions import ConditionData
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Option, Remedy, Symptom
from expert.rules.way_dangers import (
    all_superseded,
    dangers,
    lettered_ways,
    needed_in_some_cases,
    sometimes,
    standing_ways,
)
from expert.rules.way_steps import StepOfWay, steps_of
from expert.visualize import words
from expert.visualize.canvas.graph import Box, Graph, Line, Row, Sheet, add_box, add_line, box_of, new_graph, stacked
from expert.visualize.canvas.theme import theme
from expert.visualize.drawings.boxes import (
    NUMBERS,
    are_counted,
    box_of_ways,
    labels_of,
    message_rows,
    notes_of,
    sorted_rows,
)
from expert.visualize.drawings.sheets import Arrangement, Branch, Sheets
from expert.visualize.marks import harm_in_rules, in_rules
from expert.visualize.views import drawn

_SYMPTOM, _QUESTION, _CAUSE, _REMEDY = range(1, 5)
_MOST_LINES = 34  # of remedies; with more, a slide is too high for a screen
_LINES_OF_A_MARK = 1.6
_LISTED_COLUMNS = 3  # of causes by name
_LINE_OF_A_NAME = 1  # an id, or a note
_LINES_OF_A_PLACE = 2  # where something stands
_LINES_BETWEEN = 2  # the space between boxes


def draw_tree(
    symptom: str | None = None,
    topic: str | None = None,
    *,
    knowledge: KnowledgeBase | None = None,
    language: Language = "en",
    form: str = "svg",
    ladder: Ladder | None = None,
) -> bytes:
    """The diagnostic tree as a picture.

    >>> print(draw_tree("device-cap-reached", form="text").decode().splitlines()[0])
    The device limit is reached

    Args:
        symptom: the id of the one symptom to show; the whole tree if left out.
        topic: the id of the one topic to show, where no symptom is named.
        knowledge: the knowledge base; the shipped one if left out.
        language: of the words.
        form: `svg`, `png`, `dot`, `mermaid` or `text`. Text formats are UTF-8 and end with a newline; of a divided
            poster, Mermaid is Markdown with a flowchart for each sheet.
        ladder: of the symptom, by which its questions are ordered and numbered; the cheapest first if left out.

    Raises:
        KeyError: there is no such symptom, or no such topic.
        ValueError: there is no such language.
        LookupError: there is no such form.
        DrawingError: for svg and png, when there is no Graphviz or it fails.
    """
    return drawn(tree_graph(knowledge or KnowledgeBase.shipped(), symptom, spoken(language), topic, ladder), form)


def tree_graph(
    knowledge: KnowledgeBase,
    symptom: str | None = None,
    language: Language = "en",
    topic: str | None = None,
    ladder: Ladder | None = None,
) -> Graph:
    """The diagnostic tree: on a sheet each cause, question and remedy once, however many symptoms lead to it.

    Args:
        knowledge: the knowledge base.
        symptom: the id of a symptom, for a slide that shows it with messages, conditions and steps; the
            whole tree, a poster with titles only, if left out.
        language: of the words.
        topic: the id of a topic, for a poster of its symptoms.
        ladder: of the symptom, in the same language, by which its questions are ordered and numbered; the cheapest
            first if left out.

    Raises:
        KeyError: there is no such symptom, or no such topic.
    """
    for kind, name, known in (("symptom", symptom, knowledge.symptoms), ("topic", topic, knowledge.topics)):
        if name is not None and name not in known:
            raise KeyError(f"there is no {kind} {name!r}; there are: {', '.join(known)}")
    if symptom is not None:
        return _Slide(knowledge, knowledge.symptoms[symptom], language, ladder).slide()
    poster, every = _Poster(knowledge, language), list(knowledge.symptoms.values())
    if topic is None:
        return poster.divided(every, words.TREE_TITLE)
    return poster.divided([shown for shown in every if shown.topic == topic], knowledge.topics[topic])


class _Poster:
    """The whole tree. Boxes hold no more than what tells them apart."""

    def __init__(self, knowledge: KnowledgeBase, language: Language) -> None:
        self._knowledge = knowledge
        self._language: Language = language
        self._condition_words = ConditionWords(knowledge.vocabulary)
        self._sheets = Sheets(knowledge, self._condition_words, self)
        self._sorting: dict[str, Box] = {}  # questions that lead to no cause by themselves

    def divided(self, symptoms: list[Symptom], title: Text) -> Graph:
        """The tree of these symptoms on one sheet, or on several below each other."""
        sheets = self._sheets.divided(symptoms, title)
        if len(sheets) == 1:
            return self.graph(sheets[0][1], title)
        causes = list({cause.id: cause for _, arrangement in sheets for cause in arrangement.causes()}.values())
        whole = self._sheet(symptoms, causes, title, panels=0)
        return stacked(whole, [self.graph(arrangement, topic) for topic, arrangement in sheets])

    def graph(self, arrangement: Arrangement, title: Text) -> Graph:
        """One sheet."""
        shown = {symptom.id: symptom for symptom in arrangement.symptoms}
        panels = arrangement.panels
        graph = new_graph(self._sheet(arrangement.symptoms, arrangement.causes(), title, len(panels)))
        for number, panel in enumerate(panels):
            across, above = number * len(words.TREE_COLUMNS), ""
            for name in panel.symptoms:
                self._put(graph, f"symptom-{name}", self._symptom(shown[name]), across)
            for node in panel.questions:
                if node in arrangement.branches:
                    above = self._branch(graph, arrangement.branches[node], across, above)
                elif node in self._sorting:
                    self._put(graph, node, self._sorting[node], across)
                else:
                    first = arrangement.branches[node.partition("~")[0]][0]
                    beside = next(name for one in panels for name, asked in one.lines if asked == first.node)
                    note = self._say(words.CAUSES_AT.format(symptom=shown[beside].title))
                    self._put(graph, node, self._reference(first, note), across)
            for name, node in panel.lines:
                add_line(graph, f"symptom-{name}", node, Line("asks"))
        return graph

    # Heights

    def of_symptom(self, symptom: Symptom) -> float:
        return _lines_of(self._symptom(symptom)) + _LINE_OF_A_NAME + _LINES_BETWEEN

    def of_branch(self, branch: Branch) -> float:
        boxes = self._question(branch, [branch]), self._remedy(self._knowledge.remedy_of(branch.cause))
        return max(map(_lines_of, boxes)) + _LINES_BETWEEN

    def asked_again(self, branch: Branch) -> float:
        return _lines_of(self._reference(branch, "")) + _LINES_OF_A_PLACE + _LINES_BETWEEN

    # Boxes

    def _put(self, graph: Graph, node: str, box: Box, across: int) -> str:
        """Put a box into its column of a panel that begins that many columns further to the right."""
        return node if node in graph else add_box(graph, node, replace(box, column=box.column + across))

    def _branch(self, graph: Graph, branches: list[Branch], across: int, above: str) -> str:
        """Put in a question with its causes and their remedies, below a remedy; gives back the last one's node."""
        for branch in branches:
            question = self._put(graph, branch.node, self._question(branch, branches), across)
            node = self._put(graph, f"cause-{branch.cause.id}", self._cause(branch, branches), across)
            above = self._remedy_node(graph, branch.cause, above)
            remedy = self._knowledge.remedy_of(branch.cause)
            if "~" in above:
                first = next(iter(graph.pred[f"remedy-{remedy.id}"]))
                self._put(graph, above, self._remedy_again(remedy, box_of(graph, first).title), across)
            else:
                self._put(graph, above, self._remedy(remedy), across)
            add_line(graph, question, node, Line("answers", self._say(branch.asked.answer), level=True))
            add_line(graph, node, above, Line("remedied_by", level=True))
        return above

    def _remedy_node(self, graph: Graph, cause: Cause, above: str) -> str:
        """The node of a cause's remedy; it stands there again where others are below it, for lines would cross theirs.

        Args:
            above: the last remedy that was put in.
        """
        node = f"remedy-{cause.remedy_id}"
        if above.partition("~")[0] == node:
            return above
        return f"{node}~{cause.id}" if node in graph else node

    def _reference(self, branch: Branch, note: str) -> Box:
        """A question that stands elsewhere with its causes."""
        return Box(kind="question", column=_QUESTION, title=self._say(branch.asked.title), note=note)

    def _sheet(self, symptoms: list[Symptom], causes: list[Cause], title: Text, panels: int) -> Sheet:
        return Sheet(
            drawing="poster",
            language=self._language,
            title=self._say(title),
            subtitle=(f"{self._counts(symptoms, causes)}  {self._say(words.TREE_HINT)}", *self._some_cases(causes)),
            headers=tuple(self._say(header) for header in words.TREE_COLUMNS.values()) * panels,
        )

    def _some_cases(self, causes: list[Cause]) -> list[str]:
        return in_some_cases(self._knowledge, map(self._knowledge.remedy_of, causes), self._language)

    def _counts(self, symptoms: list[Symptom], causes: list[Cause]) -> str:
        counted = words.TREE_COUNTS.format(
            symptoms=words.count(len(symptoms), words.SYMPTOM_COUNT),
            causes=words.count(len(causes), words.CAUSE_COUNT),
            version=self._knowledge.version,
        )
        return self._say(counted)

    def _symptom(self, symptom: Symptom) -> Box:
        note = self._say(words.ANY_CAUSE) if symptom.any_cause else ""  # lines to all of them would be a thicket
        return Box(kind="tree_symptom", column=_SYMPTOM, title=self._say(symptom.title), name=symptom.id, note=note)

    def _question(self, branch: Branch, branches: list[Branch]) -> Box:
        listed = map(self._row, branch.asked.parts)
        rows = tuple(Row(f"{row.label}: {row.text}" if row.label else row.text) for row in listed)
        return Box(kind="question", column=_QUESTION, title=self._say(branch.asked.title), rows=rows)

    def _row(self, part: ListedPart) -> Row:
        return Row(self._say(part.text), self._say(part.label) if part.label else "")

    def _cause(self, branch: Branch, branches: list[Branch]) -> Box:
        cause = branch.cause
        return _cause_box(cause, self._language)

    def _remedy(self, remedy: Remedy) -> Box:
        return ways_box(self._knowledge, remedy, self._language, _REMEDY)

    def _remedy_again(self, remedy: Remedy, cause: str) -> Box:
        """A remedy that stands elsewhere too, first beside a cause with this title."""
        return self._remedy(remedy)

    def _say(self, text: Text) -> str:
        return text.in_(self._language)


class _Slide(_Poster):
    """One symptom, with its messages, the conditions of its causes, and the steps of their remedies."""

    def __init__(
        self, knowledge: KnowledgeBase, symptom: Symptom, language: Language, ladder: Ladder | None = None
    ) -> None:
        super().__init__(knowledge, language)
        self._shown = symptom
        rungs = () if ladder is None else ladder.rungs
        self._number = {f"question-{rung.id}": rung.called for rung in rungs}
        self._rungs = {f"question-{rung.id}": rung for rung in rungs}
        labels = labels_of(rungs)
        self._sorting = {f"question-{rung.id}": _sorting_box(rung, labels, language) for rung in rungs if rung.sorts}
        self._only_named = self._too_long()

    def slide(self) -> Graph:
        """The picture."""
        if self._shown.any_cause:
            return self._list()
        return self.graph(self._sheets.fan(self._shown, [*self._number]), self._shown.title)

    def _list(self) -> Graph:
        """Of a symptom that any cause can have: the causes by name. What is asked first stands in its ladder."""
        causes = list(self._knowledge.causes_of(self._shown.id))
        sheet = self._sheet([self._shown], causes, self._shown.title, 1)
        hint = words.LIST_HINT.format(symptom=self._shown.id)
        columns = tuple(self._say(words.TREE_COLUMNS[name]) for name in ("symptom", "cause"))
        subtitle = (f"{self._counts([self._shown], causes)}  {self._say(hint)}",)
        graph = new_graph(replace(sheet, subtitle=subtitle, headers=(*columns, "\u00a0", "\u00a0")))
        note = words.capital(self._say(words.ANY_CAUSE))
        shown = add_box(graph, f"symptom-{self._shown.id}", replace(self._symptom(self._shown), note=note))
        height = -(-len(causes) // _LISTED_COLUMNS)
        for column in range(_LISTED_COLUMNS):
            some = causes[column * height : (column + 1) * height]
            if not some:
                break
            box = Box(kind="cause", column=column + 2, title="", rows=tuple(Row(self._say(c.title)) for c in some))
            node = add_box(graph, f"causes-{column + 1}", box)
            if column == 0:  # the others go on from it; a line between them would say that one leads to the next
                add_line(graph, shown, node, Line("asks"))
        return graph

    def _sheet(self, symptoms: list[Symptom], causes: list[Cause], title: Text, panels: int) -> Sheet:
        sheet = super()._sheet(symptoms, causes, title, panels)
        numbers = [] if are_counted([*self._rungs.values()]) else [self._say(NUMBERS)]
        return replace(sheet, drawing="slide", subtitle=(*sheet.subtitle, *numbers))

    def _some_cases(self, causes: list[Cause]) -> list[str]:
        """Only for remedies without their steps; the others say it in the step itself."""
        return super()._some_cases([cause for cause in causes if cause.remedy_id in self._only_named])

    def _counts(self, symptoms: list[Symptom], causes: list[Cause]) -> str:
        return f"{self._say(words.count(len(causes), words.CAUSE_COUNT))}."

    def _symptom(self, symptom: Symptom) -> Box:
        return Box(
            kind="tree_symptom",
            column=_SYMPTOM,
            title=self._say(symptom.title),
            name=symptom.id,
            rows=message_rows(symptom.shown_in(self._language), self._language),
            note=self._condition(symptom.applies_when),
        )

    def _cause(self, branch: Branch, branches: list[Branch]) -> Box:
        cause = branch.cause
        notes = []
        if cause.named_by(self._shown.id):
            notes.append(self._say(words.NAMED))
        notes += map(self._say, words.limits(cause.kind, superseded=False))
        if len(_conditions(branches)) > 1:
            notes.append(self._only_if(cause.applies_when))
        return _cause_box(cause, self._language, words.capital("; ".join(filter(None, notes))))

    def _question(self, branch: Branch, branches: list[Branch]) -> Box:
        """The question, with the condition that the causes it tells apart have in common."""
        conditions = _conditions(branches)
        rung = self._rungs.get(branch.node)
        if rung is not None:
            notes = [*map(self._say, notes_of(rung))]
        else:
            notes = [self._only_if(conditions[0]) if len(conditions) == 1 else ""]
        note = words.capital("; ".join(filter(None, notes)))
        asked = branch.asked
        rows = tuple(map(self._row, asked.parts))
        number = self._number.get(branch.node)
        title = self._say(asked.title) if number is None else f"{number}. {self._say(asked.title)}"
        return Box(kind="question", column=_QUESTION, title=title, rows=rows, note=note)

    def _only_if(self, data: ConditionData | None) -> str:
        """Where a cause can be at all, unless the symptom says the same."""
        return "" if data == self._shown.applies_when else self._condition(data)

    def _condition(self, data: ConditionData | None) -> str:
        if data is None:
            return ""
        phrase = self._condition_words.phrase(self._knowledge.condition(data))
        return self._say(words.ONLY_IF.format(condition=phrase))

    def _remedy(self, remedy: Remedy) -> Box:
        """The steps of the first way that still stands, and the titles of the others.

        Where its steps do not fit on the slide, it names the ways only.
        """
        return super()._remedy(remedy) if remedy.id in self._only_named else self._steps_of(remedy)

    def _remedy_again(self, remedy: Remedy, cause: str) -> Box:
        """Its ways only: its steps stand beside the other cause, if they fit on the slide."""
        box = super()._remedy(remedy)
        note = self._say(words.STEPS_AT.format(cause=cause))
        return box if remedy.id in self._only_named else replace(box, note=note)

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
            rows.append(_way(self._knowledge, remedy, way, said, self._language))
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
            yield Row(said, "!", sometimes=harm_in_rules(option.harm.safety, self._language).sometimes)
        for i, part in enumerate(steps_of(option, self._knowledge.steps), start=1):
            yield self._step(i, part)

    def _step(self, number: int, part: StepOfWay) -> Row:
        step = part.step
        wait = "" if step.wait is None else self._say(words.WAIT.format(time=words.duration(step.wait)))
        text = _without_asides(self._say(step.text))
        short = text if step.short is None else self._say(step.short)
        return Row(short, str(number), wait, step.safety, in_rules(part.sometimes, self._language), text)


def _sorting_box(rung: Rung, labels: Mapping[int, str], language: Language) -> Box:
    """A question that leads to none of the causes by itself, with what is left to ask after each answer."""
    rows = tuple(sorted_rows(rung, labels, language))
    return Box(
        kind="question", column=_QUESTION, title=f"{rung.called}. {rung.ask}", rows=rows
    )


def _cause_box(cause: Cause, language: Language, note: str = "") -> Box:
    word = words.SUPERSEDED_WORD.in_(language) if cause.superseded else ""
    return Box(
        kind="cause", column=_CAUSE, title=cause.title.in_(language), name=cause.id, word=word, note=note,
        look="superseded" if cause.superseded else None,
    )  # fmt: skip


def _lines_of(box: Box) -> float:
    """How many lines a remedy takes in a picture."""
    wrap = theme().boxes[box.kind].wrap
    rows = (max(len(textwrap.wrap(row.text, wrap)) + bool(row.detail), _LINES_OF_A_MARK * len(row.marks()))
            for row in box.rows)
    return len(textwrap.wrap(box.title, wrap)) + sum(rows)


def ways_box(knowledge: KnowledgeBase, remedy: Remedy, language: Language, column: int) -> Box:
    """A remedy as its ways that still stand, each with all its dangers."""
    ways = standing_ways(remedy)
    said = [
        replace(_way(knowledge, remedy, way, (way.title or remedy.title).in_(language), language), label=letter)
        for letter, way in lettered_ways(remedy)
    ]
    return box_of_ways(remedy.title.in_(language), said, _note(ways, language), column)


def _way(knowledge: KnowledgeBase, remedy: Remedy, way: Option, said: str, language: Language) -> Row:
    found = in_rules(sometimes(knowledge, remedy, way), language)
    return Row(said, safety=dangers(knowledge, remedy, way), sometimes=found)


def _note(ways: list[Option], language: Language) -> str:
    """That newer documentation has superseded all of the ways; empty where one still stands."""
    return words.SUPERSEDED.in_(language) if all_superseded(ways) else ""


def in_some_cases(knowledge: KnowledgeBase, remedies: Iterable[Remedy], language: Language) -> list[str]:
    """What steps of the ways that still stand need before them in some cases, in a sentence each."""
    needed = needed_in_some_cases(knowledge, remedies)
    return [words.IN_SOME_CASES.format(text=text).in_(language) for text in needed]


def _conditions(branches: list[Branch]) -> list[ConditionData | None]:
    """The different conditions of the causes that a question tells apart."""
    different: list[ConditionData | None] = []
    for other in branches:
        if other.cause.applies_when not in different:
            different.append(other.cause.applies_when)
    return different


def _without_asides(text: str) -> str:
    """The text without sentences in parentheses: a slide is about the step itself."""
    return re.sub(r"\s+\([A-ZÅÄÖ0-9][^()]*[.!?]\)", "", text)
