"""The end of an exercise as a picture: the learner's path beside that of the interview."""

from __future__ import annotations

from collections.abc import Sequence

from expert.foundations.texts import Text
from expert.results.exercise import Exercise, Result, Step
from expert.visualize import words
from expert.visualize.canvas.graph import Box, Graph, Line, LineKind, Row, Sheet, add_box, add_line, new_graph

_YOURS, _BEST = 1, 2

TITLE = Text("Exercise {seed}: two paths to the cause", "Övning {seed}: två vägar till orsaken")
LEFT_TITLE = Text("Exercise {seed}: the path so far", "Övning {seed}: vägen hittills")
REPORT = Text("The report", "Anmälan")
COST = Text("{cost} min; so far {sum} min", "{cost} min; hittills {sum} min")
NAMED = Text("WRONG ANSWER", "FEL SVAR")
RIGHT = Text("NAMED RIGHT, {verdict}", "RÄTT ANGIVEN, {verdict}")
GIVEN_UP = Text("Given up", "Gav upp")
ENDED = Text("Ended with this answer", "Slutade med det svaret")
LEFT = Text("Left here", "Lämnade här")
WAS = Text("The cause was: {cause}.", "Orsaken var: {cause}.")


def paths_graph(exercise: Exercise) -> Graph:
    """What a learner did, step by step, beside what the interview would have asked.

    While the exercise has no result, only the learner's steps are in it, so that it gives nothing away.
    """
    return _Paths(exercise).graph()


class _Paths:
    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise

    def graph(self) -> Graph:
        graph, exercise, result = new_graph(self._sheet()), self._exercise, self._exercise.result
        last = self._column(graph, _YOURS, exercise.steps, "path")
        if result is None or not result.right:
            # In an exam a wrong answer ends it; nobody gave up.
            answered = exercise.level == "exam" and bool(exercise.steps) and exercise.steps[-1].named is not None
            title = LEFT if not exercise.over else ENDED if answered else GIVEN_UP
            end = Box(kind="nothing_fits", column=_YOURS, title=self._say(title))
            add_line(graph, last, add_box(graph, "end-yours", end), Line("path"))
        if result is not None:
            last = self._column(graph, _BEST, result.best_steps, "goes_down")
            cause = Box(
                kind="named", column=_BEST, title=result.title, name=result.cause, verdict=result.best_verdict,
                word=self._say(words.VERDICTS[result.best_verdict]),
            )  # fmt: skip
            add_line(graph, last, add_box(graph, "end-best", cause), Line("goes_down"))
        return graph

    def _sheet(self) -> Sheet:
        exercise, result = self._exercise, self._exercise.result
        complaint = exercise.complaint
        said = [complaint.text.replace(complaint.message, words.inner(complaint.message))]
        headers = [self._say(words.YOUR_PATH.format(cost=f"{exercise.cost:g}"))]
        if result is not None:
            said += [*self._solution(result), " ".join(result.explanation)]
            headers.append(self._say(words.BEST_PATH.format(cost=f"{result.best_cost:g}")))
        title = LEFT_TITLE if result is None else TITLE
        return Sheet(
            drawing="paths",
            language=exercise.language,
            title=self._say(title.format(seed=exercise.seed)),
            subtitle=tuple(said),
            headers=tuple(headers),
        )

    def _solution(self, result: Result) -> list[str]:
        """The cause, where the learner did not name it."""
        return [] if result.right else [self._say(WAS.format(cause=result.title))]

    def _column(self, graph: Graph, column: int, steps: Sequence[Step], line: LineKind) -> str:
        """The steps from the report down; gives back the last box."""
        cost = f"{self._exercise.report_cost:g}"
        report = Box(
            kind="report", column=column, title=self._say(REPORT),
            rows=(Row(self._say(words.quoted(self._exercise.complaint.message))),),
            note=self._say(COST.format(cost=cost, sum=cost)),
        )  # fmt: skip
        above = add_box(graph, f"report-{column}", report)
        for number, step in enumerate(steps, start=1):
            node = add_box(graph, f"step-{column}-{number}", self._step(step, column, number))
            add_line(graph, above, node, Line(line))
            above = node
        return above

    def _step(self, step: Step, column: int, number: int) -> Box:
        cost = self._say(COST.format(cost=f"{step.cost:g}", sum=f"{step.so_far:g}"))
        if step.looked is not None:
            row = Row(step.looked.words, f"{number}. {step.title}", cost)
            return Box(kind="looked_up", column=column, rows=(row,), note=step.told)
        name = step.named or ""
        if step.verdict is None or name in self._exercise.wrong:
            word, note = self._say(NAMED), f"{cost}. {step.told}"
            return Box(kind="named_in_vain", column=column, title=step.title, name=name, word=word, note=note)
        word = self._say(RIGHT.format(verdict=words.VERDICTS[step.verdict]))
        return Box(
            kind="named", column=column, title=step.title, name=name, word=word, note=step.told, verdict=step.verdict
        )

    def _say(self, text: Text) -> str:
        return text.in_(self._exercise.language)
