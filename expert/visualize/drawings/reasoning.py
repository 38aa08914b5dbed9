"""The reasoning path of one case as a graph: what was seen, symptom, deciding fact, cause, next steps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from expert.foundations.sources import not_superseded
from expert.foundations.terms import VERDICTS, Verdict
from expert.foundations.texts import Text, quotable, way_letter, way_letters
from expert.results.diagnosis import (
    CauseFound,
    Conflict,
    Diagnosis,
    FactValue,
    OptionOf,
    Question,
    RemedyOf,
    StepOf,
    SymptomFound,
)
from expert.results.document import with_
from expert.visualize import words
from expert.visualize.canvas.graph import (
    Box,
    Graph,
    Line,
    LineKind,
    Row,
    Sheet,
    add_box,
    add_line,
    new_graph,
    stacked,
)
from expert.visualize.marks import of_harm, of_step_of_remedy

_PROOF: dict[Verdict, LineKind] = {
    "confirmed": "proves",
    "likely": "suggests",
    "possible": "may_explain",
    "ruled_out": "rules_out",
}
_LONGEST_QUOTE = 110
_MOST_UNKNOWN = 3
_MOST_OTHERS = 12
_MOST_QUESTIONS = 3
_MANY_SYMPTOMS = 3  # with as many, lines run beside each other, and each has a picture of its own


def reasoning_graph(diagnosis: Diagnosis) -> Graph:
    """How a diagnosis came about.

    Columns that have nothing in them are left out. Nodes are named by what they show, for example
    `cause-cname-missing`, and carry the fields of `expert.visualize.canvas.graph.Box`.
    """
    if len(diagnosis.symptoms) < _MANY_SYMPTOMS or not diagnosis.causes:
        return _Drawing(diagnosis).graph()
    letters = dict(zip((symptom.id for symptom in diagnosis.symptoms), way_letters(), strict=False))
    parts = [_Drawing(_about(diagnosis, symptom)).graph(letters[symptom.id]) for symptom in diagnosis.symptoms]
    return stacked(_Drawing(diagnosis).sheet(()), [_Overview(diagnosis, letters).graph(), *parts])


def _about(diagnosis: Diagnosis, symptom: SymptomFound) -> Diagnosis:
    """What a diagnosis says of one of its symptoms."""
    causes = tuple(cause for cause in diagnosis.causes if symptom.id in cause.symptoms)
    own = tuple(with_(cause, symptoms=(symptom.id,)) for cause in causes)
    conflicts = tuple(one for one in diagnosis.conflicts if any(concerns(one, cause) for cause in causes))
    return with_(diagnosis, symptoms=(symptom,), causes=own, obstacles=(), collect=(), conflicts=conflicts)


class _Overview:
    """Which symptoms were seen, each with the letter of its own picture, and the surest that is known of its causes."""

    def __init__(self, diagnosis: Diagnosis, letters: Mapping[str, str]) -> None:
        self._diagnosis = diagnosis
        self._letters = letters

    def graph(self) -> Graph:
        diagnosis, columns = self._diagnosis, ("symptom", "cause")
        headers = tuple(words.REASONING_COLUMNS[key].in_(diagnosis.language) for key in columns)
        title = words.OVERVIEW.in_(diagnosis.language)
        graph = new_graph(Sheet(drawing="reasoning", language=diagnosis.language, title=title, headers=headers))
        for symptom in diagnosis.symptoms:
            name = f"symptom-{_id(symptom.id)}"
            title = f"{self._letters[symptom.id]}. {symptom.title}"
            node = add_box(graph, name, Box(kind="tree_symptom", column=1, title=title, name=symptom.id))
            found = add_box(graph, f"found-{_id(symptom.id)}", self._found(symptom))
            add_line(graph, node, found, Line("leads_to", level=True))
        self._apart(graph)
        return graph

    def _found(self, symptom: SymptomFound) -> Box:
        """What is known of a symptom's causes, with what contradicts itself about them."""
        causes = [cause for cause in self._diagnosis.causes if symptom.id in cause.symptoms]
        rows = tuple(self._rows(causes))
        conflicts = [one for one in self._diagnosis.conflicts if any(concerns(one, cause) for cause in causes)]
        if not conflicts:
            return Box(kind="collect", column=2, rows=rows)
        word = words.CONFLICT.in_(self._diagnosis.language)
        return Box(kind="conflict", column=2, word=word, rows=(*(Row(one.text) for one in conflicts), *rows))

    def _rows(self, causes: list[CauseFound]) -> Iterator[Row]:
        """Its surest causes by name, the others counted."""
        said = words.counts_of(cause.standing for cause in causes)
        for cause in causes:
            if cause.verdict in ("confirmed", "likely"):
                yield Row(f"{words.STANDINGS[cause.standing].in_(self._diagnosis.language)}: {cause.title}")
        yield Row(", ".join(text.in_(self._diagnosis.language) for text in said))

    def _apart(self, graph: Graph) -> None:
        """What stops the enrollment whatever is shown, and contradictions that are about no symptom."""
        diagnosis = self._diagnosis
        rows = [Row(f"{words.OBSTACLE.in_(diagnosis.language)}: {cause.title}") for cause in diagnosis.obstacles]
        if rows:
            add_box(graph, "obstacles", Box(kind="collect", column=2, rows=tuple(rows)))
        for number, conflict in enumerate(diagnosis.conflicts, start=1):
            if not any(concerns(conflict, cause) for cause in diagnosis.causes):
                word = words.CONFLICT.in_(diagnosis.language)
                box = Box(kind="conflict", column=2, word=word, rows=(Row(conflict.text),))
                add_box(graph, f"conflict-{number}", box)


class _Drawing:
    def __init__(self, diagnosis: Diagnosis) -> None:
        self._diagnosis = diagnosis
        self._boxes: list[tuple[str, str, Box]] = []
        self._lines: list[tuple[str, str, Line]] = []
        self._asked: Counter[str] = Counter()
        self._first_question: dict[str, Question] = {}
        for question in diagnosis.questions:
            for cause in question.decides:
                self._first_question.setdefault(cause, question)
        self._symptom_titles = {
            node.id.partition(".")[2]: node.label for node in diagnosis.derivation.nodes if node.kind == "symptom"
        }
        self._titles = {
            node.id.partition(".")[2]: node.label for node in diagnosis.derivation.nodes if node.kind == "unknown_fact"
        } | {question.fact: question.title for question in diagnosis.questions}

    def graph(self, letter: str = "") -> Graph:
        """The boxes and lines as a graph, with the columns numbered from the left.

        Args:
            letter: of a picture among others, by which its symptom is called there.
        """
        self._draw()
        used = [key for key in words.REASONING_COLUMNS if any(column == key for _, column, _ in self._boxes)]
        sheet = self.sheet(used)
        if letter:
            sheet = replace(sheet, title=f"{letter}. {self._diagnosis.symptoms[0].title}")
        graph = new_graph(sheet)
        for node, column, box in self._boxes:
            add_box(graph, node, replace(box, column=used.index(column) + 1))
        for source, target, line in self._lines:
            add_line(graph, source, target, line)
        return graph

    def sheet(self, columns: Sequence[str]) -> Sheet:
        """The sheet with these columns."""
        return Sheet(
            drawing="reasoning",
            language=self._diagnosis.language,
            title=self._title(),
            subtitle=(self._counts(),),
            told=self._told(),
            headers=tuple(
                f"{number}  {self._say(words.REASONING_COLUMNS[key])}" for number, key in enumerate(columns, start=1)
            ),
        )

    def _draw(self) -> None:
        diagnosis = self._diagnosis
        if diagnosis.outcome == "out_of_scope":
            self._draw_out_of_scope()
        elif diagnosis.outcome == "solved":
            self._draw_solved()
        elif diagnosis.causes or diagnosis.obstacles:
            for symptom in diagnosis.symptoms:
                self._symptom(symptom)
            if not diagnosis.symptoms:
                self._nothing(words.NO_SYMPTOM)
            self._causes()
            self._conflicts(diagnosis.conflicts)
            self._collect([f"cause-{_id(cause.id)}" for cause in diagnosis.causes])
        elif diagnosis.could_be:
            self._draw_could_be()
        else:
            self._draw_nothing_recognized()

    # What was seen, and the symptom

    def _symptom(self, symptom: SymptomFound) -> str:
        node = self._box(
            "symptom",
            f"symptom-{_id(symptom.id)}",
            Box(kind="symptom", column=0, title=symptom.title, name=symptom.id),
        )
        for name, row in self._seen(symptom):
            seen = self._box("seen", f"seen-{_id(name)}", Box(kind="fact", column=0, rows=(row,)))
            self._line(seen, node, Line("recognizes"))
        return node

    def _seen(self, symptom: SymptomFound) -> Iterator[tuple[str, Row]]:
        """The facts that the symptom was recognized by; the message as the person wrote it."""
        derivation = self._diagnosis.derivation
        by_id = {node.id: node for node in derivation.nodes}
        sources = [
            edge.source
            for edge in derivation.edges
            if edge.kind == "recognizes" and edge.target == f"symptom.{symptom.id}" and edge.source in by_id
        ]
        if not sources:
            yield f"message-{symptom.id}", Row(self._quoted(symptom.matched), self._say(words.MESSAGE))
        for source in dict.fromkeys(sources):
            label, detail = by_id[source].label, by_id[source].detail
            if source == "fact.error":
                # One paste may show several symptoms, each by a part of its own.
                yield f"message-{symptom.id}", Row(self._quoted(symptom.matched), label)
            else:
                yield source.partition(".")[2], Row(detail, label)

    def _quoted(self, text: str) -> str:
        return self._say(words.quoted(_shortened(quotable(text))))

    # The deciding facts and the causes

    def _causes(self) -> None:
        # Neighbors that the same fact decides share its box; others would pull lines across each other.
        weighed = sorted(self._diagnosis.weighed, key=self._place)
        waiting, weighed_so_far = self._diagnosis.conflicts, set[str]()
        for (verdict, symptoms, box), alike in groupby(weighed, self._decided_by):
            group = list(alike)
            kind = "suggests" if verdict == "confirmed" and look_of(group[0]) is not None else _PROOF[verdict]
            deciding = self._box("deciding", f"because-{_id(group[0].id)}", box)
            for symptom in symptoms:
                self._line(f"symptom-{_id(symptom)}", deciding, Line(kind, arrow=False))
            for cause in group:
                node = self._box("cause", f"cause-{_id(cause.id)}", self._cause(cause))
                middle = cause is group[len(group) // 2]
                self._line(deciding, node, Line(kind, self._say(words.EDGES[kind]), level=middle))
                self._next(cause, node)
            weighed_so_far |= {cause.id for cause in group}
            # Beside the last of the causes that it is about: further down, its line would cross those of others.
            self._conflicts([one for one in waiting if self._about(one) and self._about(one) <= weighed_so_far])

    def _place(self, cause: CauseFound) -> tuple[int, int]:
        """The place of a cause: by its verdict, and an open one by its first question, whose number it bears."""
        question = self._first_question.get(cause.id) if cause.verdict == "possible" else None
        return VERDICTS.index(cause.verdict), 0 if question is None else question.number

    def _decided_by(self, cause: CauseFound) -> tuple[Verdict, tuple[str, ...], Box]:
        return cause.verdict, cause.symptoms, self._deciding(cause)

    def _cause(self, cause: CauseFound) -> Box:
        look = look_of(cause)
        notes = words.limits(cause.kind, superseded=cause.superseded and look != "superseded")
        notes += [words.FACTS_FIT] * (look == "superseded")
        notes += [words.DISPUTED] * cause.disputed
        notes += [words.ONLY_LEFT] * cause.only_left
        notes += [words.OBSTACLE] * (cause in self._diagnosis.obstacles)
        return Box(
            kind="cause",
            column=0,
            title=cause.title,
            word=self._word(cause),
            name=cause.id,
            note="; ".join(self._say(note) for note in notes),
            verdict=cause.verdict,
            look=look,
        )

    def _word(self, cause: CauseFound) -> str:
        """The verdict, or what stands in its place."""
        return self._say(words.STANDINGS[cause.standing])

    def _deciding(self, cause: CauseFound) -> Box:
        """What decided the verdict, or for an open cause what would."""
        if cause.because:
            return self._known(cause.because)
        if cause.verdict == "likely":
            return Box(kind="reason", column=0, rows=(Row(self._say(self._named(cause))),))
        if cause.missing:
            return Box(kind="unknown_fact", column=0, rows=tuple(self._unknown(cause.missing)))
        return Box(kind="reason", column=0, rows=(Row(self._say(words.STATED)),))

    def _named(self, cause: CauseFound) -> Text:
        """Why nothing but a message speaks for a cause: that of a symptom that it is drawn beside, or of another."""
        if not cause.named:
            return words.LAST_ONE
        elsewhere = [symptom for symptom in cause.named_by if symptom not in cause.symptoms]
        if elsewhere == [] or len(elsewhere) < len(cause.named_by):
            return words.NAMED
        return words.NAMED_BY_ANOTHER.format(symptom=self._symptom_titles[elsewhere[0]])

    def _known(self, facts: Sequence[FactValue]) -> Box:
        """Facts that decided something."""
        derived = any(fact.derived_by is not None for fact in facts)
        return Box(kind="derived_fact" if derived else "fact", column=0, rows=tuple(map(self._fact, facts)))

    def _fact(self, fact: FactValue) -> Row:
        detail = "" if fact.derived_by is None else self._origin(fact)
        return Row(fact.words, fact.title, detail)

    def _origin(self, fact: FactValue) -> str:
        """What a fact was worked out from."""
        derivation = self._diagnosis.derivation
        own = next(
            (
                node.id
                for node in derivation.nodes
                if node.kind == "derived_fact" and node.fact == fact.fact and node.value == fact.value
            ),
            None,
        )
        by_id = {node.id: node for node in derivation.nodes}
        sources = [by_id[e.source] for e in derivation.edges if e.target == own and e.source in by_id]
        message = self._say(words.THE_MESSAGE)
        told = [
            message if node.kind == "symptom" or node.id == "fact.error" else f"{node.label} ({node.detail})"
            for node in sources
        ]
        if not told:
            return self._say(words.WORKED_OUT_BY_RULE)
        return self._say(words.WORKED_OUT.format(facts=", ".join(dict.fromkeys(told))))

    def _unknown(self, missing: tuple[str, ...]) -> Iterator[Row]:
        """The facts that would decide, the cheapest to find out first."""
        order = [question.fact for question in self._diagnosis.questions]
        ranked = sorted(missing, key=lambda fact: order.index(fact) if fact in order else len(order))
        names = [self._titles.get(fact, fact.replace("_", " ")) for fact in ranked[:_MOST_UNKNOWN]]
        if len(ranked) > len(names):
            names.append(self._say(words.AND_MORE.format(n=len(ranked) - len(names))))
        yield from (Row("", name) for name in names[:-1])
        yield Row(self._say(words.NOT_KNOWN), names[-1])

    # What to do next

    def _next(self, cause: CauseFound, node: str) -> None:
        if cause.verdict in ("confirmed", "likely") and cause.remedy is not None and not cause.disputed:
            box = Box(kind="remedy", column=0, title=cause.remedy.title, rows=tuple(self._steps(cause.remedy)))
            target = self._box("next", f"remedy-{_id(cause.id)}", replace(box, note=self._other_ways(cause.remedy)))
            self._line(node, target, Line("remedied_by", level=True))
        elif cause.verdict == "possible":
            question = self._first_question.get(cause.id)
            if question is not None:
                self._line(node, self._question(question), Line("may_explain", level=True))

    def _question(self, question: Question) -> str:
        """The box of a question; neighbors that wait for the same answer share it."""
        found = next((node for node, column, _ in reversed(self._boxes) if column == "next"), "")
        wanted = f"find-out-{_id(question.fact)}"
        if found.partition("~")[0] == wanted:
            return found
        again = self._asked[wanted]
        self._asked[wanted] += 1
        return self._box(
            "next",
            wanted if not again else f"{wanted}~{again + 1}",
            Box(
                kind="find_out",
                column=0,
                word=self._say(words.FIND_OUT_NUMBER.format(number=question.number)),
                rows=(Row(question.ask, detail=question.where_to_look),),
            ),
        )

    def _steps(self, remedy: RemedyOf) -> Iterator[Row]:
        """The steps of the first way that still stands and is offered, after what would make it harmful.

        Where it is not settled which of several ways is the right one, each step has the letter of its way.
        """
        for option in remedy.options:
            if option.withheld and option.harm:
                yield self._harm(words.WITHHELD, option)
        number = _first_way(remedy)
        chosen = next((option for option in remedy.options if option.number == number), None)
        depends = chosen is not None and chosen.applies == "unknown"
        letter = way_letter(number) if depends and len(remedy.options) > 1 else ""
        if chosen is not None and depends and chosen.title:
            said = words.LETTERED_OPTION_IF if letter else words.OPTION_IF
            yield Row(self._say(said.format(title=chosen.title, letter=letter)), "?")
        if chosen is not None and chosen.harm:
            yield self._harm(words.CAREFUL, chosen)
        steps = [step for step in remedy.steps if step.option == number and not step.held_back]
        if any(step.held_back for step in remedy.steps if step.option == number):
            yield Row(self._say(words.HELD_BACK), "!")
        for i, step in enumerate(steps, start=1):
            yield self._step(f"{letter}{i}", step, if_so=depends)
        if not steps:
            yield Row(self._say(words.NO_STEPS))

    def _harm(self, word: Text, way: OptionOf) -> Row:
        """What harm a way does, or may do; it is no step, and never safe."""
        found = of_harm(way, self._diagnosis.language)
        return Row(f"{self._say(word)}: {way.harm}", "!", safety=found.safety or None, sometimes=found.sometimes)

    def _step(self, label: str, step: StepOf, *, if_so: bool) -> Row:
        wait = "" if step.wait is None else self._say(words.WAIT.format(time=words.duration(step.wait)))
        text, full = step.short or step.text, step.text
        if step.only_if is not None:
            condition = words.capital(self._say(words.ONLY_IF.format(condition=step.only_if)))
            text, full = f"{condition}: {text}", f"{condition}: {step.text}"
        found = of_step_of_remedy(step, self._diagnosis.language, if_so=if_so)
        return Row(text, label, wait, found.safety, found.sometimes, full)

    def _other_ways(self, remedy: RemedyOf) -> str:
        chosen = _first_way(remedy)
        chosen_option = next((o for o in remedy.options if o.number == chosen), None)
        others = sum(not o.withheld and o.status != "superseded" and o.number != chosen for o in remedy.options)
        notes = [words.SUPERSEDED] if chosen_option is not None and chosen_option.status == "superseded" else []
        notes += [words.count(others, words.OTHER_WAYS)] if others else []
        return "; ".join(self._say(note) for note in notes)

    def _conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """The boxes of contradictions, of those that have none yet."""
        there = {node for node, _, _ in self._boxes}
        for i, conflict in enumerate(self._diagnosis.conflicts, start=1):
            if conflict not in conflicts or f"conflict-{i}" in there:
                continue
            box = Box(kind="conflict", column=0, word=self._say(words.CONFLICT), rows=(Row(conflict.text),))
            node = self._box("next", f"conflict-{i}", box)
            for cause in self._diagnosis.weighed:
                if concerns(conflict, cause):
                    self._line(f"cause-{_id(cause.id)}", node, Line("leads_to"))

    def _about(self, conflict: Conflict) -> set[str]:
        """The causes that a contradiction is about."""
        return {cause.id for cause in self._diagnosis.weighed if concerns(conflict, cause)}

    def _collect(self, sources: list[str]) -> None:
        if self._diagnosis.collect:
            rows = tuple(Row(note.text, str(i)) for i, note in enumerate(self._diagnosis.collect, start=1))
            box = Box(kind="collect", column=0, word=self._say(words.COLLECT), rows=rows)
            node = self._box("next", "collect", box)
            for source in sources if len(sources) == 1 else ():  # of many, they would be a strand, and say no more
                self._line(source, node, Line("leads_to"))

    # Cases without a known cause

    def _draw_out_of_scope(self) -> None:
        box = Box(
            kind="out_of_scope",
            column=0,
            word=self._say(words.OUT_OF_SCOPE),
            rows=(Row(self._diagnosis.outcome_reason),),
        )
        symptoms = [self._symptom(symptom) for symptom in self._diagnosis.symptoms]
        if not symptoms:
            symptoms = [self._nothing(words.NO_SYMPTOM)]
        node = self._box("next", "out-of-scope", box)
        because = () if self._diagnosis.elsewhere is None else self._diagnosis.elsewhere.because
        before = symptoms
        if because:
            before = [self._box("deciding", "because-out-of-scope", self._known(because))]
            for symptom in symptoms:
                self._line(symptom, before[0], Line("leads_to", arrow=False))
        for source in before:
            self._line(source, node, Line("leads_to"))

    def _draw_solved(self) -> None:
        node = self._nothing(words.NO_SYMPTOM) if not self._diagnosis.symptoms else ""
        symptoms = [self._symptom(symptom) for symptom in self._diagnosis.symptoms] or [node]
        rows = (Row(self._diagnosis.outcome_reason),)
        said = Box(kind="out_of_scope", column=0, word=self._say(words.SOLVED), rows=rows)
        solved = self._box("next", "solved", said)
        for symptom in symptoms:
            self._line(symptom, solved, Line("leads_to"))

    def _draw_could_be(self) -> None:
        for i, partial in enumerate(self._diagnosis.could_be, start=1):
            name = f"symptom-{_id(partial.symptom)}"
            box = Box(kind="partial_symptom", column=0, title=partial.title, name=partial.symptom)
            node = self._box("symptom", name, box)
            quote = self._quoted(partial.found)
            seen = next((n for n, column, b in self._boxes if column == "seen" and b.rows[0].text == quote), None)
            if seen is None:
                said = Box(kind="fact", column=0, rows=(Row(quote, self._say(words.MESSAGE)),))
                seen = self._box("seen", f"seen-{i}", said)
            label = self._say(words.EDGES["resembles"]) if i == 1 else ""
            self._line(seen, node, Line("resembles", label))
            needed = tuple(Row(self._quoted(text)) for text in partial.needed)
            question = Box(kind="find_out", column=0, word=self._say(words.REST_OF_MESSAGE), rows=needed)
            self._line(node, self._box("next", f"rest-{_id(partial.symptom)}", question), Line("asks", level=True))

    def _draw_nothing_recognized(self) -> None:
        given = self._diagnosis.outcome != "incomplete"
        node = self._nothing(words.NO_SYMPTOM if given else words.NO_MESSAGE)
        self._collect([node])
        if not self._diagnosis.collect:
            for question in self._diagnosis.questions[:_MOST_QUESTIONS]:
                self._line(node, self._question(question), Line("asks"))

    def _nothing(self, text: Text) -> str:
        """The place where a symptom would stand, and the facts as they were given."""
        node = self._box("symptom", "no-symptom", Box(kind="no_symptom", column=0, title=self._say(text)))
        messages = [
            Row(self._quoted(str(message)), self._say(words.MESSAGE))
            for message in _texts(self._diagnosis.case.facts.get("error"))
        ]
        boxes = [Box(kind="fact", column=0, rows=(row,)) for row in messages]
        if others := self._others():
            boxes.append(Box(kind="fact", column=0, word=self._say(words.ALSO_KNOWN), rows=others))
        for i, box in enumerate(boxes, start=1):
            self._line(self._box("seen", f"seen-{i}", box), node, Line("leads_to"))
        return node

    def _others(self) -> tuple[Row, ...]:
        """The facts of the case besides its messages, in words."""
        facts = [fact for fact in self._diagnosis.case.described if fact.fact != "error"]
        rows = [Row(f"{fact.title}: {_shortened(fact.words)}") for fact in facts[:_MOST_OTHERS]]
        if len(facts) > len(rows):
            rows.append(Row(self._say(words.AND_MORE.format(n=len(facts) - len(rows)))))
        return tuple(rows)

    # The heading

    def _title(self) -> str:
        case = self._diagnosis.case.id
        named = words.NAMELESS_CASE if case is None else words.CASE.format(id=case)
        nothing = self._diagnosis.outcome == "incomplete" and not self._diagnosis.could_be
        title = words.NOTHING_GIVEN if nothing else words.TITLES[self._diagnosis.outcome]
        if self._diagnosis.only_superseded:
            title = words.TITLE_SUPERSEDED
        return self._say(title.format(case=named))

    def _told(self) -> str:
        """The outcome, and why it is so."""
        found = [cause for cause in self._diagnosis.causes if cause.verdict in ("confirmed", "likely")]
        causes = [f"{self._word(cause)}: {cause.title}" for cause in found]
        said = (*causes, self._diagnosis.outcome_reason, self._counts())
        return " ".join(f"{part.rstrip('.')}." for part in said if part)

    def _counts(self) -> str:
        drawn = () if self._diagnosis.outcome in ("out_of_scope", "solved") else self._diagnosis.weighed
        counts = [self._say(text) for text in words.counts_of(cause.standing for cause in drawn)]
        version = self._say(words.KNOWLEDGE.format(version=self._diagnosis.knowledge.version))
        return f"{', '.join(counts)}.  {version}." if counts else f"{version}."

    def _say(self, text: Text) -> str:
        return text.in_(self._diagnosis.language)

    def _box(self, column: str, node: str, box: Box) -> str:
        self._boxes.append((node, column, box))
        return node

    def _line(self, source: str, target: str, line: Line) -> None:
        self._lines.append((source, target, line))


def look_of(cause: CauseFound) -> Literal["superseded", "disputed"] | None:
    """How a cause looks that is disputed, or was documented only once: not as a proof. None for as its verdict."""
    stands = cause.standing
    return stands if stands == "superseded" or stands == "disputed" else None


def _first_way(remedy: RemedyOf) -> int:
    """The number of the way to show: the first that is offered and still stands, else the first offered."""
    offered = [option for option in remedy.options if not option.withheld]
    return not_superseded(offered)[0].number if offered else (0 if remedy.options else 1)


def concerns(conflict: Conflict, cause: CauseFound) -> bool:
    """Whether a contradiction is about a cause: it names it, or a fact that decided it."""
    if conflict.cause is not None:
        return conflict.cause == cause.id
    names = {fact.fact for fact in conflict.facts}
    return any(fact.fact in names for fact in cause.because)


def _texts(value: object) -> list[object]:
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _shortened(text: str) -> str:
    """The text on one line, cut between words if it is too long for a box."""
    text = " ".join(text.split())
    if len(text) <= _LONGEST_QUOTE:
        return text
    cut = text[:_LONGEST_QUOTE]
    return f"{cut.rpartition(' ')[0] or cut} ..."


def _id(text: str) -> str:
    """A text as a part of a node's name, which may hold letters, digits, hyphens and underscores."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", text)
