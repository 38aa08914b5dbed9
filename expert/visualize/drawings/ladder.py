"""The question ladder of one symptom as a picture: what to ask first, what each answer means, and where to go on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from expert.foundations.problems import InputError, Problem
from expert.foundations.terms import Verdict
from expert.foundations.texts import AND, NO, YES, Text, listed
from expert.results.diagnosis import CauseFound, Conflict, Diagnosis, FactValue
from expert.results.ladder import CauseOnLadder, CheckedPart, Ladder, RemedyOnLadder, Rung, ShowsCause
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
)
from expert.visualize.drawings.boxes import (
    NUMBERS,
    after_in_words,
    are_counted,
    box_of_ways,
    labels_of,
    message_rows,
    notes_of,
    sorted_rows,
)
from expert.visualize.drawings.ladder_ways import END, onward, way_of
from expert.visualize.drawings.reasoning import concerns, look_of
from expert.visualize.marks import some_of

_QUESTION = 1  # its column; the others stand to the right of it, after one for branches where there are any
_TOP = -1  # the symptom, as the number of where a way begins
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
    Text("ONLY ON A BRANCH: after some answers", "BARA PÅ EN GREN: efter vissa svar"),
    Text("CAUSE: what the answer shows", "ORSAK: vad svaret visar"),
    Text("REMEDY: what to do", "ÅTGÄRD: vad du gör"),
)
HINT = Text(
    "The questions that tell most for the work they take come first. To the right: the answer that shows a cause. "
    "Down: go on. What is not known rules nothing out.",
    "De frågor som ger mest i förhållande till arbetet kommer först. Åt höger: svaret som visar orsaken. Nedåt: gå "
    "vidare. Det som inte är känt utesluter ingenting.",
)
PATH = Text("Blue is the path of {case}.", "Blått är vägen i {case}.")
THE_CASE = Text("case {id}", "ärende {id}")
NOT_SHOWN = Text("the case does not show the symptom “{symptom}”", "ärendet visar inte symptomet ”{symptom}”")
THIS_CASE = Text("this case", "det här ärendet")
COST = Text("{how}: about {minutes} min", "{how}: ungefär {minutes} min")
COST_SUM = Text("together about {minutes} min", "tillsammans ungefär {minutes} min")
ANSWER = Text("answer", "svar")
NOT_ASKED = Text("not asked yet", "inte frågat ännu")
NOT_ASKED_NUMBERED = (
    Text("not asked yet; now question {numbers} of this case", "inte frågat ännu; nu fråga {numbers} i ärendet"),
    Text("not asked yet; now questions {numbers} of this case", "inte frågat ännu; nu frågorna {numbers} i ärendet"),
)
NOT_NEEDED = Text("not needed; {facts}", "behövs inte; {facts}")
OTHER = Text("other", "annat")
OTHERS = Text("others", "övriga")
ELSE_ON = Text("Otherwise go on with question {number}", "Annars: gå vidare med fråga {number}")
ELSE_END = Text("Otherwise nothing fits", "Annars: inget stämmer")
ONWARD = Text("{answers}: go on with question {number}", "{answers}: gå vidare med fråga {number}")
ONWARD_END = Text("{answers}: otherwise nothing fits", "{answers}: annars stämmer inget")
LEFT_OPEN = Text(
    "Was an answer not known? Its cause stays possible: find that out first.",
    "Var något svar inte känt? Den orsaken är fortfarande möjlig: ta reda på det först.",
)
GO_ON = Text("go on", "gå vidare")
NOTHING_FITS = Text("Nothing fits", "Inget stämmer")
ESCALATE = Text("Collect this and ask for help", "Samla in detta och be om hjälp")
MORE = Text(
    "and {n} more: see the text of a diagnosis that finds nothing",
    "och {n} till: se texten till en diagnos som inte hittar något",
)


def ladder_graph(ladder: Ladder, diagnosis: Diagnosis | None = None) -> Graph:
    """The question ladder of a symptom.

    Args:
        ladder: the ladder; the picture is in its language.
        diagnosis: of a case whose answers and verdicts are marked; for one out of scope, it is said why, nothing is
            marked and no remedy is shown.

    Raises:
        InputError: the case does not show the ladder's symptom.
    """
    if diagnosis is None:
        return _Ladder(ladder, None).graph()
    if all(found.id != ladder.symptom for found in diagnosis.symptoms):
        raise InputError([Problem(NOT_SHOWN.format(symptom=ladder.title))])
    return _Ladder(ladder, diagnosis.in_(ladder.language)).graph()


class _Ladder:
    def __init__(self, ladder: Ladder, diagnosis: Diagnosis | None) -> None:
        self._ladder = ladder
        # Of a case out of scope nothing is marked, and no remedy is offered to it.
        self._offers = diagnosis is None or diagnosis.outcome != "out_of_scope"
        self._case = diagnosis if self._offers else None
        self._outside = "" if diagnosis is None or self._offers else diagnosis.outcome_reason
        self._causes = {cause.id: cause for cause in ladder.causes}
        self._remedies = {remedy.id: remedy for remedy in ladder.remedies}
        self._known = {} if self._case is None else _known(self._case)
        found = () if self._case is None else self._case.causes
        self._verdicts = {cause.id: cause for cause in found if ladder.symptom in cause.symptoms}
        self._onward = onward(ladder.rungs)
        self._numbered = {rung.number: rung for rung in ladder.rungs}
        self._labels = labels_of(ladder.rungs)
        branches = any(rung.branch is not None for rung in ladder.rungs)
        self._branch_column, self._cause_column, self._remedy_column = range(2, 5) if branches else (0, 2, 3)
        self._headers = COLUMNS if branches else (COLUMNS[0], *COLUMNS[2:])
        self._way = self._way_of_case()
        self._steps = set(pairwise((_TOP, *self._way)))
        self._above = ""  # the remedy that was drawn last

    def graph(self) -> Graph:
        graph = new_graph(self._sheet())
        top = add_box(graph, f"symptom-{self._ladder.symptom}", self._symptom_box())
        for rung in self._ladder.rungs:
            node = add_box(graph, _node(rung), self._question(rung))
            for shown in rung.shows:
                self._leads_to(graph, node, shown, ends_here=self._way[-1:] == (rung.number,))
        nothing = add_box(graph, "nothing-fits", self._nothing_fits_box())
        if self._offers:
            add_line(graph, nothing, add_box(graph, "collect", self._collect()), Line("leads_to", level=True))
        first = _node(self._ladder.rungs[0]) if self._ladder.rungs else nothing
        add_line(graph, top, first, Line("goes_down" if self._case is None else "path"))
        for rung in self._ladder.rungs:
            (self._lead_on if rung.branch is None else self._lead_on_from_branch)(graph, rung)
        return graph

    # The way of a case

    def _way_of_case(self) -> tuple[int, ...]:
        """The numbers of the questions that a case meets, down to the one that shows its cause, to the first that is
        still open below all that were answered, or to the end where every cause is ruled out."""
        if self._case is None:
            return ()
        met = way_of(self._ladder.rungs, {name: known.value for name, known in self._known.items()})
        found = next((i for i, number in enumerate(met) if self._is_found(self._numbered[number])), None)
        if found is not None:
            return tuple(met[: found + 1])
        if self._verdicts and all(cause.verdict == "ruled_out" for cause in self._verdicts.values()):
            return (*met, END)
        told = [i for i, number in enumerate(met) if self._is_told(self._numbered[number])]
        return tuple(met[: told[-1] + 2 if told else 1])

    def _is_told(self, rung: Rung) -> bool:
        """Whether the case answers a question, or makes it needless."""
        return bool(self._answer(rung) or self._excluded_by(rung))

    def _sheet(self) -> Sheet:
        counted = are_counted(self._ladder.rungs)
        subtitle = [self._say(HINT) if counted else f"{self._say(HINT)} {self._say(NUMBERS)}"]
        if self._case is not None:
            case = self._case.case.id
            named = THIS_CASE if case is None else THE_CASE.format(id=case)
            subtitle.append(self._say(PATH.format(case=named)))
            subtitle += [conflict.text for conflict in self._case.conflicts if not self._concerned(conflict)]
        if self._outside:
            subtitle.append(self._outside)
        if self._offers:
            subtitle += [self._say(words.IN_SOME_CASES.format(text=text)) for text in self._ladder.in_some_cases]
        return Sheet(
            drawing="branching_ladder" if self._branch_column else "ladder",
            language=self._ladder.language,
            title=self._ladder.title,
            subtitle=tuple(subtitle),
            headers=tuple(map(self._say, self._headers if self._offers else self._headers[:-1])),
        )

    def _concerned(self, conflict: Conflict) -> list[str]:
        """The causes of the ladder that a contradiction of the case is about."""
        return [name for name, found in self._verdicts.items() if concerns(conflict, found)]

    def _symptom_box(self) -> Box:
        language = self._ladder.language
        return Box(
            kind="ladder_symptom",
            column=_QUESTION,
            title=self._ladder.title,
            name=self._ladder.symptom,
            rows=message_rows(self._ladder.messages[language], language),
        )

    # The questions

    def _question(self, rung: Rung) -> Box:
        rows = list(map(self._checked, rung.checklist))
        if rung.worked_out_from:
            rows.append(Row(self._say(words.COMPARE.format(facts=", ".join(rung.worked_out_from)))))
        rows += self._sorted(rung)
        rows += self._goes_on(rung)
        if rung.needless_after is not None:
            answer, number = rung.needless_after.words, rung.needless_after.number
            rows.append(Row(self._say(words.NEEDLESS.format(answer=answer, number=self._labels[number]))))
        answer = self._answer(rung)
        if answer:
            rows.append(Row(answer, self._say(ANSWER)))
        elif self._case is not None:
            rows.append(Row(self._not_needed(rung) or self._not_asked(rung, self._case)))
        return Box(
            kind="answered_rung" if answer else "rung",
            column=_QUESTION if rung.branch is None else self._branch_column,
            title=f"{rung.called}. {rung.ask}",
            rows=tuple(rows),
            note=words.capital("; ".join(filter(None, self._notes(rung)))),
        )

    def _checked(self, part: CheckedPart) -> Row:
        return Row(f"- {part.label}: {part.text}" if part.label else f"- {part.text}")

    def _sorted(self, rung: Rung) -> Iterator[Row]:
        """The questions that are left after each answer, where no branch begins there that shows it."""
        if any(other.branch is not None and other.branch.number == rung.number for other in self._ladder.rungs):
            return
        yield from sorted_rows(rung, self._labels, self._ladder.language)

    def _goes_on(self, rung: Rung) -> Iterator[Row]:
        """Where a question on a branch leads, but for a line that shows it all."""
        beside = self._onward[rung.number].beside
        for number, answers in beside.items() if [*beside] != [self._below(rung)] else ():
            if len(beside) == 1:
                yield Row(self._say(ELSE_ON.format(number=self._labels[number]) if number else ELSE_END))
            else:
                said = ONWARD if number else ONWARD_END
                after = words.capital(self._answered(rung, rung, answers))
                yield Row(self._say(said.format(answers=after, number=self._labels.get(number, ""))))

    def _answered(self, rung: Rung, branch: Rung, answers: Sequence[str]) -> str:
        """The answers that lead from a question to another of a branch, as they are said in its box: those to an
        earlier question are no answers of its own."""
        assert branch.branch is not None
        if branch.branch.number == rung.number:
            return "; ".join(answers)
        return self._say(after_in_words(answers, self._labels[branch.branch.number]))

    def _below(self, rung: Rung) -> int | None:
        """The question right below one on a branch to which it leads somebody; None where there is none."""
        there = self._onward[rung.number]
        return rung.number + 1 if rung.number + 1 in there.beside and rung.number + 1 != there.trunk else None

    def _cost(self, rung: Rung) -> str:
        if not rung.minutes:
            return ""
        if rung.only_if_done:
            return self._say(words.ONLY_IF_DONE)
        cost = COST_SUM if rung.how is None else COST
        return self._say(cost.format(how=rung.how, minutes=f"{rung.minutes:g}"))

    def _notes(self, rung: Rung) -> Iterator[str]:
        """What it takes, which questions it holds or that tell the same, and where its causes can be at all."""
        yield self._cost(rung)
        yield from map(self._say, notes_of(rung))

    # The answers of a case

    def _answer(self, rung: Rung) -> str:
        """What the case answers; empty where it does not."""
        if rung.fact is not None and rung.fact in self._known:
            return self._known[rung.fact].words
        if self._is_found(rung):
            return self._say(YES)
        return self._say(NO) if self._excluded_by(rung).intersection(rung.reads) else ""

    def _not_needed(self, rung: Rung) -> str:
        """What makes it needless to ask, in words; empty where nothing does."""
        facts = [known for name, known in self._known.items() if name in self._excluded_by(rung)]
        said = "; ".join(f"{known.title}: {known.words}" for known in facts)
        return self._say(NOT_NEEDED.format(facts=said)) if said else ""

    def _not_asked(self, rung: Rung, case: Diagnosis) -> str:
        """That it is open, and which questions these are in the diagnosis of the case, which asks only what is left."""
        numbers = [str(question.number) for question in case.questions if question.fact in rung.reads]
        if not numbers:
            return self._say(NOT_ASKED)
        one, several = NOT_ASKED_NUMBERED
        listed_numbers = self._say(listed([Text(number, number) for number in numbers], AND))
        return self._say((one if len(numbers) == 1 else several).format(numbers=listed_numbers))

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
        return [self._verdicts[shown.cause] for shown in rung.shows if shown.cause in self._verdicts]

    # Where a question leads

    def _lead_on(self, graph: Graph, rung: Rung) -> None:
        """The lines from a question that everybody is asked: to the next such, and to branches that begin here."""
        there = self._onward[rung.number]
        for number, answers in there.branches.items():
            on_way = (rung.number, number) in self._steps
            said, called = self._answered(rung, self._numbered[number], answers), self._labels[number]
            line = Line("path" if on_way else "asks", said, called=called)
            add_line(graph, _node(rung), self._node(number), line)
        self._line_down(graph, rung, there.trunk)

    def _lead_on_from_branch(self, graph: Graph, rung: Rung) -> None:
        there = self._onward[rung.number]
        for number in there.beside:
            on_way = (rung.number, number) in self._steps
            if number == self._below(rung) and len(there.beside) == 1:
                self._line_down(graph, rung, number)
            elif on_way or number == self._below(rung) or (number == there.trunk and there.returns):
                # After which answers stands in the box: they are those to an earlier question.
                add_line(graph, _node(rung), self._node(number), Line("path" if on_way else "goes_down"))

    def _line_down(self, graph: Graph, rung: Rung, number: int) -> None:
        """The line to the question below, and one for whoever does not know; blue where the case went."""
        on_way = (rung.number, number) in self._steps
        told = self._is_told(rung)
        said = self._say(self._otherwise(rung))
        if on_way and told:
            answer = self._answer(rung)
            said = answer if 0 < len(answer) <= _LONGEST_ANSWER else self._say(GO_ON)
        line = Line(
            "path" if on_way and told else "goes_down", said,
            unknown="path" if on_way and not told else "goes_on_unknown",
            unknown_label=self._say(words.UNKNOWN),
        )  # fmt: skip
        add_line(graph, _node(rung), self._node(number), line)

    def _otherwise(self, rung: Rung) -> Text:
        if rung.sorts:
            return OTHERS if self._onward[rung.number].branches else GO_ON
        return OTHER if rung.otherwise is None else Text(rung.otherwise, rung.otherwise)

    def _node(self, number: int) -> str:
        return "nothing-fits" if number == END else _node(self._numbered[number])

    def _nothing_fits_box(self) -> Box:
        return Box(
            kind="nothing_fits", column=_QUESTION, title=self._say(NOTHING_FITS), rows=(Row(self._say(LEFT_OPEN)),)
        )

    # Causes and remedies

    def _leads_to(self, graph: Graph, question: str, shown: ShowsCause, *, ends_here: bool) -> None:
        cause, found = self._causes[shown.cause], self._verdicts.get(shown.cause)
        node = add_box(graph, f"cause-{cause.id}", self._cause(cause, found))
        proof: LineKind = "answers" if found is None else _PROOF[found.verdict]
        found_here = ends_here and proof == "proves"
        add_line(graph, question, node, Line("path" if found_here else proof, shown.answer, level=True))
        if not self._offers:
            return
        remedy = f"remedy-{cause.remedy}"
        if self._above != cause.remedy and remedy in graph:  # a line there would cross those of others
            remedy = f"{remedy}~{cause.id}"
        if remedy not in graph:
            add_box(graph, remedy, self._remedy(self._remedies[cause.remedy]))
        self._above = cause.remedy
        if found is None or found.verdict in ("confirmed", "likely"):
            add_line(graph, node, remedy, Line("remedied_by", level=True))
        else:
            add_line(graph, node, remedy, Line(proof, arrow=found.verdict != "ruled_out", level=True))
        self._contradicted(graph, node, cause)

    def _contradicted(self, graph: Graph, node: str, cause: CauseOnLadder) -> None:
        """What contradicts itself about a cause, beside it."""
        for number, conflict in enumerate(() if self._case is None else self._case.conflicts, start=1):
            if cause.id in self._concerned(conflict):
                word, row = self._say(words.CONFLICT), Row(conflict.text)
                box = Box(kind="conflict", column=self._remedy_column, word=word, rows=(row,))
                name = f"conflict-{number}"
                add_line(graph, node, name if name in graph else add_box(graph, name, box), Line("leads_to"))

    def _cause(self, cause: CauseOnLadder, found: CauseFound | None) -> Box:
        notes = [words.NAMED] if cause.named else []
        look = look_of(found) if found is not None else "superseded" if cause.superseded else None
        notes += words.limits(cause.kind, superseded=cause.superseded and look != "superseded")
        notes += [words.FACTS_FIT] * (found is not None and look == "superseded")
        stands = look if found is None else found.standing
        word = None if stands is None else words.STANDINGS[stands]
        return Box(
            kind="cause",
            column=self._cause_column,
            title=cause.title,
            word="" if word is None else self._say(word),
            name=cause.id,
            note=words.capital("; ".join(map(self._say, notes))),
            verdict=None if found is None else found.verdict,
            look=look,
        )

    def _remedy(self, remedy: RemedyOnLadder) -> Box:
        note = self._say(words.SUPERSEDED) if remedy.superseded else ""
        ways = [
            Row(way.title, way.letter, safety=way.safety, sometimes=some_of(way.sometimes)) for way in remedy.ways
        ]
        return box_of_ways(remedy.title, ways, note, self._remedy_column)

    def _collect(self) -> Box:
        """The first things to collect, each by its first sentence: the ladder is about the questions."""
        every = self._ladder.collect
        rows = [Row(f"- {_first_sentence(text)}") for text in every[:_MOST_COLLECTED]]
        more = self._say(MORE.format(n=len(every) - len(rows))) if len(every) > len(rows) else ""
        return Box(
            kind="nothing_fits", column=self._remedy_column, title=self._say(ESCALATE), rows=tuple(rows), note=more
        )

    def _say(self, text: Text) -> str:
        return text.in_(self._ladder.language)


def _node(rung: Rung) -> str:
    return f"question-{rung.id}"


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]


def _known(diagnosis: Diagnosis) -> dict[str, FactValue]:
    """What the case says of each fact; what was worked out included."""
    worked_out = {fact.fact: fact for cause in diagnosis.causes for fact in cause.because}
    return worked_out | {fact.fact: fact for fact in diagnosis.case.described}
