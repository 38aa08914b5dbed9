"""A plan as a picture: its stages as columns, with boxes to tick."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from expert.foundations.terms import DESTRUCTIVE, FAR_REACHING, standing
from expert.foundations.texts import AND, Text, listed_in_quotes
from expert.results.diagnosis import PlanStep, Question
from expert.results.plan import Plan, PlannedCause, Stage
from expert.visualize.canvas.graph import (
    Box,
    BoxKind,
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
from expert.visualize.marks import of_step
from expert.visualize.pages import plan_words as words
from expert.visualize.pages.parts import begins_part, titled
from expert.visualize.pages.plan import (
    calls,
    check_words,
    has_alternatives,
    if_so,
    later_words,
    numbered,
    numbers,
    waiting_words,
)
from expert.visualize.pages.report_words import WORDS
from expert.visualize.words import (
    CONFLICT,
    FACTS_FIT,
    FIND_OUT,
    FIND_OUT_NUMBER,
    HELD_BACK,
    KNOWLEDGE,
    ONLY_IF_DONE,
    STANDINGS,
    WAIT,
    WITHHELD,
    capital,
    counts_of,
    duration,
    limits,
)

_CAUSES: dict[str, BoxKind] = {"confirmed": "plan_confirmed", "likely": "plan_likely", "possible": "plan_possible"}
_TO_STEPS: dict[str, LineKind] = {"confirmed": "remedied_by", "likely": "suggests", "possible": "may_explain"}
_MOST_BESIDE = 3  # stages; with more, the letters are too small on a screen


# What stands below each other, with what stands above it; and the line that leads on from each box.
_Column: TypeAlias = tuple[str, list[tuple[str, Box, Line]]]


def plan_graph(plan: Plan) -> Graph:
    """The stages of a plan, each a column with boxes to tick, a few beside each other and the others below.

    Nodes are named by what they show, for example `stage-1-steps`.
    """
    return _Drawing(plan).graph()


class _Drawing:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._causes = {cause.id: cause for cause in plan.causes}
        self._called = calls(plan)
        self._column: list[tuple[str, Box, Line]] = []

    def graph(self) -> Graph:
        columns: list[_Column] = []
        self._alarms()
        if self._column:
            columns.append((self._say(words.NOTE_FIRST), self._column))
        for stage in self._plan.stages:
            self._column = []
            self._stage(stage)
            columns.append((self._say(words.STAGE_NUMBER.format(number=stage.number)), self._column))
        if not self._plan.stages:
            said = Box(kind="out_of_scope", column=1, rows=(Row(self._plan.summary),))
            columns.append((self._say(words.NOTE_FIRST), [("summary", said, Line("leads_to"))]))
        parts = [columns[start : start + _MOST_BESIDE] for start in range(0, len(columns), _MOST_BESIDE)]
        if len(parts) == 1:
            return self._part(parts[0], replace(self._sheet(), headers=_headers(parts[0])))
        return stacked(self._sheet(), [self._part(part, self._part_sheet(part)) for part in parts])

    def _part_sheet(self, part: list[_Column]) -> Sheet:
        headers = _headers(part)
        numbers = [header.rpartition(" ")[2] for header in headers if header[-1:].isdecimal()]
        said = words.STAGES_BELOW.format(first=numbers[0], last=numbers[-1]) if len(numbers) > 1 else None
        title = headers[-1].capitalize() if said is None else self._say(said)
        return Sheet(drawing="plan", language=self._plan.language, title=title, headers=headers)

    def _part(self, columns: list[_Column], sheet: Sheet) -> Graph:
        """Stages beside each other; a line leads from each to the next."""
        graph, before = new_graph(sheet), ""
        for number, (_, column) in enumerate(columns, start=1):
            above, line = "", Line("leads_to")
            for node, box, below in column:
                add_box(graph, node, replace(box, column=number))
                if above:
                    add_line(graph, above, node, line)
                above, line = node, below
            if before and column:
                add_line(graph, before, column[0][0], Line("leads_to", level=True))
            before = column[0][0] if column else before
        return graph

    def _sheet(self) -> Sheet:
        plan = self._plan
        seen = listed_in_quotes(plan.symptoms, AND)
        said = [] if not plan.symptoms else [self._say(words.SEEN_ARE.format(symptoms=seen))]
        said += [self._counts()]
        if plan.stages:
            said.append(self._say(_why_first(plan.stages[0])))
        said += [self._say(words.ORDER)] if len(plan.stages) > 1 else []
        said += [] if plan.waiting is None else [waiting_words(plan)]
        said += [] if plan.advice is None else [plan.advice]
        if any(if_so(stage) and _alone(stage) for stage in plan.stages):
            said.append(self._say(words.WHEN_SO))
        return Sheet(
            drawing="plan",
            language=plan.language,
            title=titled(plan.case, self._say(words.PLAN)),
            subtitle=tuple(said),
        )

    def _counts(self) -> str:
        counts = counts_of(standing(cause.verdict, superseded=cause.superseded) for cause in self._plan.causes)
        version = self._say(KNOWLEDGE.format(version=self._plan.knowledge.version))
        return ".  ".join(filter(None, (", ".join(map(self._say, counts)), version)))

    def _put(self, node: str, box: Box, below: Line | None = None) -> None:
        """Put a box below the one before in its column, and say what leads on from it."""
        self._column.append((node, box, below or Line("leads_to")))

    def _alarms(self) -> None:
        """What cannot be true together, and ways that would do harm here."""
        for i, conflict in enumerate(self._plan.conflicts, start=1):
            said = Box(kind="conflict", column=1, word=self._say(CONFLICT), rows=(Row(conflict),))
            self._put(f"conflict-{i}", said)
        ways = {way.option: way for way in self._plan.withheld}
        for i, way in enumerate(ways.values(), start=1):
            row = Row(way.harm, safety=way.safety or None)
            said = Box(kind="plan_danger", column=1, word=self._say(WITHHELD), title=way.title, rows=(row,))
            self._put(f"withheld-{i}", said)

    def _stage(self, stage: Stage) -> None:
        causes = [self._causes[name] for name in stage.causes]
        alone = causes[0] if _alone(stage) else None
        if alone is not None:
            self._put(f"stage-{stage.number}-cause", self._cause(alone, stage), self._to_steps(alone, stage))
        elif stage.questions:
            title = f"{stage.number}. {stage.title}"
            rows = (*map(self._asked_about, causes), *map(self._asked, stage.questions))
            note = later_words(stage, self._plan.language) if stage.later and not stage.steps else ""
            box = Box(kind="plan_question", column=1, title=title, rows=rows, note=note)
            self._put(f"stage-{stage.number}-questions", box)
        if stage.steps:
            self._put(f"stage-{stage.number}-steps", self._steps(stage, causes, headed=alone is None))

    def _to_steps(self, cause: PlannedCause, stage: Stage) -> Line:
        if not stage.steps:
            return Line("leads_to")
        return Line(_TO_STEPS[cause.verdict])

    def _cause(self, cause: PlannedCause, stage: Stage) -> Box:
        stands = standing(cause.verdict, superseded=cause.superseded)
        replaced = stands == "superseded"
        notes = [FACTS_FIT] if replaced else limits(cause.kind, superseded=cause.superseded)
        rows = tuple(map(self._asked, stage.questions))
        if cause.undecided and not rows:
            notes.append(self._asked_elsewhere(cause))
        if cause.held_back == "all":
            notes.append(words.ALL_HELD_BACK)
        said = [self._say(note) for note in notes]
        if stage.later and not stage.steps:
            said.append(later_words(stage, self._plan.language))
        return Box(
            kind="plan_superseded" if replaced else _CAUSES[cause.verdict],
            column=1,
            title=cause.title,
            word=f"{stage.number}. {self._say(STANDINGS[stands])}",
            rows=rows,
            note=capital("; ".join(said)),
        )

    def _asked_about(self, cause: PlannedCause) -> Row:
        """One of the causes that a question is about, with what nobody would be told elsewhere."""
        own = any(_alone(stage) and cause.id in stage.causes for stage in self._plan.stages)
        held_back = cause.held_back == "all" and not own
        return Row(self._stands(cause), detail=capital(self._say(words.ALL_HELD_BACK)) if held_back else "")

    def _asked(self, question: Question) -> Row:
        number = question.number
        warning = f"! {capital(self._say(ONLY_IF_DONE))}" if question.only_if_done else ""
        return Row(question.ask, self._say(FIND_OUT_NUMBER.format(number=number) if number else FIND_OUT), warning)

    def _asked_elsewhere(self, cause: PlannedCause) -> Text:
        """What would decide a cause that has no question of its own."""
        stages = [s.number for s in self._plan.stages if any(cause.id in q.decides for q in s.questions)]
        if not stages:
            return WORDS["would_decide"].format(facts=", ".join(cause.undecided))
        one, several = words.SEE_QUESTIONS
        return (one if len(stages) == 1 else several).format(numbers=numbers(stages, self._plan.language))

    # The steps

    def _steps(self, stage: Stage, causes: list[PlannedCause], *, headed: bool) -> Box:
        rows = [Row(stage.condition)] if headed and stage.condition is not None else []
        if stage.first:
            first = [self._called[number] for number in stage.first]
            rows.append(Row(numbered(words.FIRST_STEPS, first, self._plan.language)))
        rows += self._which_way(stage)
        before: PlanStep | None = None
        for step in stage.steps:
            if begins_part(step, before) or (before is None and has_alternatives(stage)):
                rows.append(Row(f"{capital(step.condition or self._say(WORDS['in_every_case']))}:"))
            rows.append(self._step(step, stage))
            before = step
        if not headed and causes[0].held_back == "some":
            rows.append(Row(f"{self._say(HELD_BACK)}."))
        checks = [check_words(check, stage, self._plan) for check in stage.checks]
        every = f"{self._say(WORDS['in_every_case'])}:" if before is not None and before.condition is not None else ""
        if len(checks) > 1:
            rows += map(Row, filter(None, (every, *checks)))
        if stage.later:
            rows.append(Row(f"{capital(later_words(stage, self._plan.language))}."))
        return Box(
            kind="plan_danger" if any(self._is_grave(step, stage) for step in stage.steps) else "plan_steps",
            column=1,
            title=self._concerned(stage, causes) if headed else causes[0].way or causes[0].remedy_title or "",
            word=f"{stage.number}. {stage.title}" if headed else self._say(words.IF_SO) if if_so(stage) else "",
            rows=tuple(rows),
            note=" ".join(filter(None, (every, checks[0]))) if len(checks) == 1 else "",
        )

    def _concerned(self, stage: Stage, causes: list[PlannedCause]) -> str:
        """The causes of steps that have no box of their cause right above."""
        if stage.kind not in ("do", "risk", "destroy"):
            return ""
        own = {name: s.number for s in reversed(self._plan.stages) if _alone(s) for name in s.causes}
        if len(causes) > 1 and own.keys() >= set(stage.causes):
            return numbered(words.FOR_STAGES, sorted(own[name] for name in stage.causes), self._plan.language)
        return "; ".join(map(self._stands, causes))

    def _stands(self, cause: PlannedCause) -> str:
        stands = standing(cause.verdict, superseded=cause.superseded)
        return f"{self._say(STANDINGS[stands])}: {cause.title}"

    def _step(self, step: PlanStep, stage: Stage) -> Row:
        details = [] if step.grid is None else [" ".join(cells) for cells in step.grid.rows]
        if step.wait is not None:
            details.append(self._say(WAIT.format(time=duration(step.wait))))
        # The row above the steps of a condition, or the line to all steps of the stage, says in which case.
        found = of_step(step, self._plan.language, if_so=if_so(stage))
        text = step.short or step.text
        return Row(text, step.called, "; ".join(details), found.safety, found.sometimes, step.text)

    def _is_grave(self, step: PlanStep, stage: Stage) -> bool:
        """Whether a step does for sure what reaches far or is lost for good."""
        found = of_step(step, self._plan.language, if_so=if_so(stage)).safety
        return any(mark in DESTRUCTIVE or mark in FAR_REACHING for mark in found)

    def _which_way(self, stage: Stage) -> Iterator[Row]:
        if has_alternatives(stage):
            yield Row(self._say(WORDS["which_way" if stage.which_way else "one_way"]))
        yield from (Row(question.ask, self._say(FIND_OUT)) for question in stage.which_way)

    def _say(self, text: Text) -> str:
        return text.in_(self._plan.language)


def _why_first(stage: Stage) -> Text:
    """Why the first stage is the first."""
    if stage.questions:
        return words.WHY_FIRST["find_out"] if stage.causes else words.WHAT_FIRST
    return words.WHY_FIRST[stage.kind]


def _headers(columns: list[_Column]) -> tuple[str, ...]:
    return tuple(header for header, _ in columns)


def _alone(stage: Stage) -> bool:
    """Whether the stage is for one cause, which is drawn above its steps."""
    return len(stage.causes) == 1 and stage.kind in ("find_out", "do")
