"""The question ladder of one symptom: what to ask first, what each answer means, and where to go on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from expert.facts.vocabulary import Value
from expert.foundations.terms import Verdict
from expert.foundations.texts import Language, Text
from expert.results.diagnosis import CauseFound, Conflict, Diagnosis
from expert.rules.conditions import Atom, ConditionData, OneOf, facts_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Symptom
from expert.teach.question_path import QuestionOrder, Sorting, question_order
from expert.visualize import words
from expert.visualize.canvas.formats import PictureFormat, in_format
from expert.visualize.canvas.graph import Box, Graph, Line, LineKind, Row, Sheet, add_box, add_line, new_graph
from expert.visualize.conditions import Asked, Speaker
from expert.visualize.drawings.reasoning import concerns
from expert.visualize.drawings.tree import in_some_cases, message_rows, ways_box

_QUESTION, _CAUSE, _REMEDY = range(1, 4)
_MOST_COLLECTED = 3
_LONGEST_ANSWER = 28
_PROOF: dict[Verdict, LineKind] = {
    "confirmed": "proves",
    "likely": "suggests",
    "possible": "may_explain",
    "ruled_out": "rules_out",
}

COLUMNS = (
    Text("QUESTION: from the top down", "FRÅGA: uppifrån och ned"),
    Text("CAUSE: what the answer shows", "ORSAK: vad svaret visar"),
    Text("REMEDY: what to do", "ÅTGÄRD: vad du gör"),
)
HINT = Text(
    "The questions that tell most for the work they take come first. To the right: the answer that shows a cause. "
    "Down: go on.",
    "De frågor som ger mest i förhållande till arbetet kommer först. Åt höger: svaret som visar orsaken. Nedåt: gå "
    "vidare.",
)
PATH = Text("Blue is the path of {case}.", "Blått är vägen i {case}.")
THE_CASE = Text("case {id}", "ärende {id}")
THIS_CASE = Text("this case", "det här ärendet")
COST = Text("{how}: about {minutes} min", "{how}: ungefär {minutes} min")
COST_SUM = Text("together about {minutes} min", "tillsammans ungefär {minutes} min")
ANSWER = Text("answer", "svar")
NOT_ASKED = Text("not asked yet", "inte frågat ännu")
NOT_NEEDED = Text("not needed; {facts}", "behövs inte; {facts}")
OTHER_OR_UNKNOWN = Text("other / not known", "annat / inte känt")
NOT_SO_OR_UNKNOWN = Text("{answer} / not known", "{answer} / inte känt")
WORK_OUT = Text("Compare: {facts}", "Jämför: {facts}")
GO_ON = Text("go on", "gå vidare")
ASK_THEN = Text("{answers}: ask {numbers}", "{answers}: ställ fråga {numbers}")
ASK_NOTHING = Text("{answers}: none of these; ask for help", "{answers}: inget av detta; be om hjälp")
IN_PASSING = Text("Not needed after “{answer}” to question {number}", "Behövs inte efter ”{answer}” på fråga {number}")
NOTHING_FITS = Text("Nothing fits", "Inget stämmer")
ESCALATE = Text("Collect this and ask for help", "Samla in detta och be om hjälp")
MORE = Text(
    "and {n} more: see the text of a diagnosis that finds nothing",
    "och {n} till: se texten till en diagnos som inte hittar något",
)
NOT_SHOWN = Text("the case does not show the symptom “{symptom}”", "ärendet visar inte symptomet ”{symptom}”")


class NoSuchSymptom(ValueError):
    """The case does not show the symptom whose ladder it should be marked on; `text` says so."""

    def __init__(self, symptom: Text) -> None:
        self.text = NOT_SHOWN.format(symptom=symptom)
        super().__init__(self.text.en)


def ladder_picture(
    knowledge: KnowledgeBase,
    symptom: str,
    language: Language,
    picture_format: PictureFormat,
    diagnosis: Diagnosis | None = None,
) -> bytes:
    """The question ladder in a format; text formats are UTF-8.

    Raises:
        KeyError: there is no such symptom.
        NoSuchSymptom: the case does not show it.
        DrawingError: for svg and png, when there is no Graphviz or it fails.
    """
    return in_format(ladder_graph(knowledge, symptom, language, diagnosis), picture_format)


def ladder_graph(
    knowledge: KnowledgeBase, symptom: str, language: Language = "en", diagnosis: Diagnosis | None = None
) -> Graph:
    """The question ladder of a symptom.

    Args:
        knowledge: the knowledge base.
        symptom: the id of the symptom.
        language: of the words.
        diagnosis: of a case in the same language, whose answers and verdicts are marked; for one out of scope, it is
            said why, nothing is marked and no remedy is shown.

    Raises:
        KeyError: there is no such symptom.
        NoSuchSymptom: the case does not show it.
    """
    shown = knowledge.symptoms[symptom]
    if diagnosis is not None and all(found.id != symptom for found in diagnosis.symptoms):
        raise NoSuchSymptom(shown.title)
    return _Ladder(knowledge, shown, language, diagnosis).graph()


@dataclass(frozen=True, slots=True)
class Rung:
    """One question of the ladder.

    Attributes:
        node: its name in the graph.
        facts: what has to be known to answer it.
        cost: minutes, by the vocabulary's estimate.
        asked: the question; for causes that it leads to.
        causes: each with the answer that shows it; none where the question only sorts.
        sorting: what a question that only sorts excludes.
        after: the fact and the answer of an earlier question that makes this one needless, if one does.
    """

    node: str
    facts: tuple[str, ...]
    cost: float
    asked: Asked
    causes: tuple[tuple[Cause, str], ...]
    sorting: Sorting | None = None
    after: tuple[str, Value] | None = None


def rungs(knowledge: KnowledgeBase, symptom: str, language: Language) -> tuple[Rung, ...]:
    """The questions of a symptom from the top down.

    Raises:
        KeyError: there is no such symptom.
    """
    speaker = Speaker(knowledge.vocabulary, language)
    order = question_order(knowledge, symptom)
    groups: dict[str, list[tuple[Cause, Asked]]] = {}
    for name in order.causes:
        cause = knowledge.causes[name]
        asked = speaker.asked(knowledge.condition(cause.confirmed_when))
        groups.setdefault(asked.fact or cause.id, []).append((cause, asked))
    found: list[tuple[float, Rung]] = [
        (order.decided_by[group[0][0].id], _leading(knowledge, key, group, order)) for key, group in groups.items()
    ]
    asked_alone = {rung.facts[0] for _, rung in found if len(rung.facts) == 1}
    found += [
        (_first_sorted(order, place) - 0.5, rung)
        for place, rung in _sorting(knowledge, order, language)
        if rung.facts[0] not in asked_alone
    ]
    return tuple(rung for _, rung in sorted(found, key=lambda entry: entry[0]))


def _first_sorted(order: QuestionOrder, place: int) -> int:
    """The place of the first cause that a sorting question bears on: it has to be asked before that one."""
    excluded = {cause for _, out in order.sorting[place].excludes for cause in out}
    return min(place, *(order.decided_by[cause] for cause in excluded))


def _leading(knowledge: KnowledgeBase, key: str, group: list[tuple[Cause, Asked]], order: QuestionOrder) -> Rung:
    first = group[0][1]
    facts = tuple(
        dict.fromkeys(
            name for cause, _ in group for name in facts_in(knowledge.condition(cause.confirmed_when))
        )
    )
    causes = tuple((cause, asked.answer) for cause, asked in group)
    after = {order.in_passing.get(cause.id) for cause, _ in group}
    needless = after.pop() if len(after) == 1 else None
    return Rung(f"question-{key}", facts, first.cost, first, causes, after=needless)


def _sorting(knowledge: KnowledgeBase, order: QuestionOrder, language: Language) -> Iterator[tuple[int, Rung]]:
    for place, sorting in order.sorting.items():
        definition = knowledge.vocabulary[sorting.fact]
        cost = knowledge.vocabulary.cost(sorting.fact)
        asked = Asked(sorting.fact, definition.ask.in_(language), (), "", cost)
        yield place, Rung(f"question-{sorting.fact}", (sorting.fact,), cost, asked, (), sorting)


class _Ladder:
    def __init__(
        self, knowledge: KnowledgeBase, symptom: Symptom, language: Language, diagnosis: Diagnosis | None
    ) -> None:
        self._knowledge = knowledge
        self._symptom = symptom
        self._language: Language = language
        # Of a case out of scope nothing is marked, and no remedy is offered to it.
        self._offers = diagnosis is None or diagnosis.outcome != "out_of_scope"
        self._case = diagnosis if self._offers else None
        self._outside = "" if diagnosis is None or self._offers else diagnosis.outcome_reason
        self._speaker = Speaker(knowledge.vocabulary, language)
        self._rungs = rungs(knowledge, symptom.id, language)
        self._known = {} if self._case is None else _known(self._case)
        found = () if self._case is None else self._case.causes
        self._verdicts = {cause.id: cause for cause in found if symptom.id in cause.symptoms}

    def graph(self) -> Graph:
        graph = new_graph(self._sheet())
        above = add_box(graph, f"symptom-{self._symptom.id}", self._symptom_box())
        down, on_path = Line("goes_down" if self._case is None else "path"), True
        for number, rung in enumerate(self._rungs, start=1):
            add_box(graph, rung.node, self._question(number, rung))
            add_line(graph, above, rung.node, down)
            for cause, answer in rung.causes:
                self._leads_to(graph, rung, cause, answer, on_path=on_path)
            # The path ends at the first cause that is confirmed, whatever else was answered.
            on_path = on_path and not self._is_found(rung)
            above, down = rung.node, self._down(rung) if on_path else self._on(rung)
        nothing = Box(kind="nothing_fits", column=_QUESTION, title=self._say(NOTHING_FITS))
        down = down if self._nothing_fits() or not self._rungs else self._on(self._rungs[-1])
        add_line(graph, above, add_box(graph, "nothing-fits", nothing), down)
        if self._offers:
            collect = add_box(graph, "collect", self._collect())
            add_line(graph, "nothing-fits", collect, Line("leads_to", level=True))
        return graph

    def _nothing_fits(self) -> bool:
        """Whether the case rules out every cause of the ladder."""
        return bool(self._verdicts) and all(cause.verdict == "ruled_out" for cause in self._verdicts.values())

    def _sheet(self) -> Sheet:
        subtitle = [self._say(HINT)]
        if self._case is not None:
            case = self._case.case.id
            named = THIS_CASE if case is None else THE_CASE.format(id=case)
            subtitle.append(self._say(PATH.format(case=named)))
            subtitle += [conflict.text for conflict in self._case.conflicts if not self._concerned(conflict)]
        if self._outside:
            subtitle.append(self._outside)
        if self._offers:
            causes = self._knowledge.causes_of(self._symptom.id)
            subtitle += in_some_cases(self._knowledge, map(self._knowledge.remedy_of, causes), self._language)
        return Sheet(
            drawing="ladder",
            language=self._language,
            title=self._say(self._symptom.title),
            subtitle=tuple(subtitle),
            headers=tuple(self._say(column) for column in COLUMNS[: _REMEDY if self._offers else _CAUSE]),
        )

    def _concerned(self, conflict: Conflict) -> list[str]:
        """The causes of the ladder that a contradiction of the case is about."""
        return [name for name, found in self._verdicts.items() if concerns(conflict, found)]

    def _symptom_box(self) -> Box:
        return Box(
            kind="ladder_symptom",
            column=_QUESTION,
            title=self._say(self._symptom.title),
            name=self._symptom.id,
            rows=message_rows(self._symptom, self._language),
        )

    # The questions

    def _question(self, number: int, rung: Rung) -> Box:
        rows = [*map(self._part, rung.asked.rows), *self._worked_out(rung)]
        if rung.sorting is not None:
            rows += self._excluded(rung.sorting)
        rows += self._needless(rung)
        answer = self._answer(rung)
        if answer:
            rows.append(Row(answer, self._say(ANSWER)))
        elif self._case is not None:
            rows.append(Row(self._not_needed(rung) or self._say(NOT_ASKED)))
        return Box(
            kind="answered_rung" if answer else "rung",
            column=_QUESTION,
            title=f"{number}. {rung.asked.title}",
            rows=tuple(rows),
            note=words.capital("; ".join(filter(None, (self._cost(rung), self._condition(rung))))),
        )

    def _to_ask(self, fact: str) -> tuple[str, ...]:
        """The cheapest way to learn the fact."""
        return next(iter(self._knowledge.ways_to_find(fact)), ())

    def _worked_out(self, rung: Rung) -> Iterator[Row]:
        """What the answer is worked out from, where it cannot be asked for itself."""
        for fact in rung.facts if len(rung.facts) == 1 else ():
            names = self._to_ask(fact)
            if names and names != (fact,):
                titles = ", ".join(self._say(self._knowledge.vocabulary[name].title) for name in names)
                yield Row(self._say(WORK_OUT.format(facts=titles)))

    def _part(self, row: Row) -> Row:
        return Row(f"- {row.label}: {row.text}" if row.label else f"- {row.text}")

    def _excluded(self, sorting: Sorting) -> Iterator[Row]:
        """The questions that are left after an answer; answers that leave the same stand together."""
        definition = self._knowledge.vocabulary[sorting.fact]
        alike: dict[tuple[int, ...], list[str]] = {}
        for value, out in sorting.excludes:
            alike.setdefault(tuple(self._left(set(out))), []).append(self._say(definition.say(value)))
        for numbers, answers in alike.items():
            said = ASK_THEN if numbers else ASK_NOTHING
            listed = ", ".join(map(str, numbers))
            yield Row(self._say(said.format(answers="; ".join(answers), numbers=listed)))

    def _needless(self, rung: Rung) -> Iterator[Row]:
        """After which answer to which question above it need not be asked."""
        fact, value = rung.after or ("", "")
        above = [number for number, other in enumerate(self._rungs, start=1) if fact in self._reads(other)]
        if rung.after is not None and above:
            answer = self._say(self._knowledge.vocabulary[fact].say(value))
            yield Row(self._say(IN_PASSING.format(answer=answer, number=above[0])))

    def _left(self, excluded: set[str]) -> Iterator[int]:
        """The questions about causes that are not excluded."""
        for number, rung in enumerate(self._rungs, start=1):
            if any(cause.id not in excluded for cause, _ in rung.causes):
                yield number

    def _cost(self, rung: Rung) -> str:
        vocabulary = self._knowledge.vocabulary
        names = dict.fromkeys(asked for name in rung.facts for asked in self._to_ask(name))
        costs = [vocabulary.costs[vocabulary[name].cost] for name in names if vocabulary.cost(name)]
        if not costs:
            return ""
        if any(cost.only_if_done for cost in costs):
            return self._say(words.ONLY_IF_DONE)
        if len(costs) > 1:
            return self._say(COST_SUM.format(minutes=f"{sum(cost.weight for cost in costs):g}"))
        return self._say(COST.format(how=costs[0].title, minutes=f"{costs[0].weight:g}"))

    def _condition(self, rung: Rung) -> str:
        """Where the causes of the question can be at all, unless the symptom says the same or they differ."""
        conditions: list[ConditionData | None] = []
        for cause, _ in rung.causes:
            if cause.applies_when not in conditions:
                conditions.append(cause.applies_when)
        if len(conditions) != 1 or conditions[0] is None or conditions[0] == self._symptom.applies_when:
            return ""
        phrase = self._speaker.phrase(self._knowledge.condition(conditions[0]))
        return self._say(words.ONLY_IF.format(condition=phrase))

    # The answers of a case

    def _answer(self, rung: Rung) -> str:
        """What the case answers; empty where it does not."""
        if rung.asked.fact is not None and rung.asked.fact in self._known:
            return self._known[rung.asked.fact]
        if self._is_found(rung):
            return self._say(words.YES)
        return self._say(words.NO) if self._excluded_by(rung) & self._reads(rung) else ""

    def _not_needed(self, rung: Rung) -> str:
        """What makes it needless to ask, in words; empty where nothing does."""
        titles = self._knowledge.vocabulary
        facts = [fact for fact in self._known if fact in self._excluded_by(rung)]
        said = "; ".join(f"{self._say(titles[fact].title)}: {self._known[fact]}" for fact in facts)
        return self._say(NOT_NEEDED.format(facts=said)) if said else ""

    def _is_found(self, rung: Rung) -> bool:
        """Whether one of its causes is confirmed."""
        return any(found.verdict == "confirmed" for found in self._found(rung))

    def _excluded_by(self, rung: Rung) -> set[str]:
        """The facts that rule out all of its causes; none where one is not ruled out."""
        found = self._found(rung)
        if any(cause.verdict != "ruled_out" for cause in found):
            return set()
        return {fact.fact for cause in found for fact in cause.because}

    def _found(self, rung: Rung) -> list[CauseFound]:
        return [self._verdicts[cause.id] for cause, _ in rung.causes if cause.id in self._verdicts]

    def _reads(self, rung: Rung) -> set[str]:
        """The facts that answer it, directly or worked out."""
        ways = (way for fact in rung.facts for way in self._knowledge.ways_to_find(fact))
        return {*rung.facts, *(fact for way in ways for fact in way)}

    def _down(self, rung: Rung) -> Line:
        """The line to the next question, with the answers that lead there; blue where the case went that way."""
        answer = self._answer(rung)
        if answer:
            return Line("path", answer if len(answer) <= _LONGEST_ANSWER else self._say(GO_ON))
        return Line("path") if self._excluded_by(rung) else self._on(rung)

    def _on(self, rung: Rung) -> Line:
        """The line to the next question for anybody who has not answered this one."""
        return Line("goes_down", self._say(GO_ON if rung.sorting is not None else self._otherwise(rung)))

    def _otherwise(self, rung: Rung) -> Text:
        condition = self._knowledge.condition(rung.causes[0][0].confirmed_when)
        if rung.asked.fact is None:
            return NOT_SO_OR_UNKNOWN.format(answer=words.NO)
        definition = self._knowledge.vocabulary[rung.asked.fact]
        if definition.type == "yes_no" and isinstance(condition, Atom) and isinstance(condition.test, OneOf):
            return NOT_SO_OR_UNKNOWN.format(answer=definition.say(not condition.test.values[0]))
        return OTHER_OR_UNKNOWN

    # Causes and remedies

    def _leads_to(self, graph: Graph, rung: Rung, cause: Cause, answer: str, *, on_path: bool) -> None:
        found = self._verdicts.get(cause.id)
        node = add_box(graph, f"cause-{cause.id}", self._cause(cause, found))
        proof: LineKind = "answers" if found is None else _PROOF[found.verdict]
        ends_here = on_path and proof == "proves"
        add_line(graph, rung.node, node, Line("path" if ends_here else proof, answer, level=True))
        if not self._offers:
            return
        remedy = f"remedy-{cause.remedy_id}"
        if remedy not in graph:
            offered = self._knowledge.remedy_of(cause)
            add_box(graph, remedy, ways_box(self._knowledge, offered, self._language, _REMEDY))
        if found is None or found.verdict in ("confirmed", "likely"):
            add_line(graph, node, remedy, Line("remedied_by", level=True))
        else:
            add_line(graph, node, remedy, Line(proof, arrow=found.verdict != "ruled_out", level=True))
        self._contradicted(graph, node, cause)

    def _contradicted(self, graph: Graph, node: str, cause: Cause) -> None:
        """What contradicts itself about a cause, beside it."""
        for number, conflict in enumerate(() if self._case is None else self._case.conflicts, start=1):
            if cause.id in self._concerned(conflict):
                box = Box(
                    kind="conflict", column=_REMEDY, word=self._say(words.CONFLICT), rows=(Row(conflict.text),)
                )
                name = f"conflict-{number}"
                add_line(graph, node, name if name in graph else add_box(graph, name, box), Line("leads_to"))

    def _cause(self, cause: Cause, found: CauseFound | None) -> Box:
        notes = [words.NAMED] if any(e.named and e.symptom == self._symptom.id for e in cause.links()) else []
        notes += words.limits(cause.kind, superseded=cause.superseded)
        note = "; ".join(self._say(note) for note in notes)
        box = Box(kind="cause", column=_CAUSE, title=self._say(cause.title), name=cause.id, note=words.capital(note))
        if found is None:
            return box
        return replace(box, word=self._say(words.VERDICTS[found.verdict]), verdict=found.verdict)

    def _collect(self) -> Box:
        """The first things to collect, each by its first sentence: the ladder is about the questions."""
        notes = self._knowledge.escalation.collect
        rows = [Row(f"- {_first_sentence(self._say(note.text))}") for note in notes[:_MOST_COLLECTED]]
        more = self._say(MORE.format(n=len(notes) - len(rows))) if len(notes) > len(rows) else ""
        return Box(
            kind="nothing_fits", column=_REMEDY, title=self._say(ESCALATE), rows=tuple(rows), note=more
        )

    def _say(self, text: Text) -> str:
        return text.in_(self._language)


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]


def _known(diagnosis: Diagnosis) -> dict[str, str]:
    """What the case says of each fact, in words; what was worked out included."""
    worked_out = {fact.fact: fact.words for cause in diagnosis.causes for fact in cause.because}
    return worked_out | {fact.fact: fact.words for fact in diagnosis.case.described}
