"""The end of an exercise as a picture: the learner's path beside that of the interview."""

from __future__ import annotations

from collections.abc import Sequence

from expert.foundations.texts import Text
from expert.teach import Practice, Result, Step
from expert.teach.exercise_phrases import BEST_PATH, YOUR_PATH
from expert.visualize import words
from expert.visualize.canvas.formats import PictureFormat, in_format
from expert.visualize.canvas.graph import Box, Graph, Line, LineKind, Row, Sheet, add_box, add_line, new_graph

_YOURS, _BEST = 1, 2

TITLE = Text("Exercise {seed}: two paths to the cause", "Övning {seed}: två vägar till orsaken")
LEFT_TITLE = Text("Exercise {seed}: the path so far", "Övning {seed}: vägen hittills")
REPORT = Text("The report", "Anmälan")
COST = Text("{cost} min; so far {sum} min", "{cost} min; hittills {sum} min")
NAMED = Text("WRONG ANSWER", "FEL SVAR")
RIGHT = Text("NAMED RIGHT, {verdict}", "RÄTT ANGIVEN, {verdict}")
GIVEN_UP = Text("Given up", "Gav upp")
LEFT = Text("Left here", "Lämnade här")
WAS = Text("The cause was: {cause}.", "Orsaken var: {cause}.")


def paths_picture(practice: Practice, picture_format: PictureFormat) -> bytes:
    """The paths of an exercise in a format; text formats are UTF-8.

    Raises:
        DrawingError: for svg and png, when there is no Graphviz or it fails.
    """
    return in_format(paths_graph(practice), picture_format)


def paths_graph(practice: Practice) -> Graph:
    """What a learner did, step by step, beside what the interview would have asked.

    While the exercise is not over, only the learner's steps are in it, so that it gives nothing away.
    """
    return _Paths(practice).graph()


class _Paths:
    def __init__(self, practice: Practice) -> None:
        self._practice = practice
        self._result: Result = practice.result

    def graph(self) -> Graph:
        graph, result = new_graph(self._sheet()), self._result
        last = self._column(graph, _YOURS, result.steps, "path")
        if not result.right:
            end = Box(kind="nothing_fits", column=_YOURS, title=self._say(GIVEN_UP if result.over else LEFT))
            add_line(graph, last, add_box(graph, "end-yours", end), Line("path"))
        if result.over:
            last = self._column(graph, _BEST, result.best_steps, "goes_down")
            cause = Box(
                kind="named", column=_BEST, title=result.title, name=result.cause, verdict=result.best_verdict,
                word=self._say(words.VERDICTS[result.best_verdict]),
            )  # fmt: skip
            add_line(graph, last, add_box(graph, "end-best", cause), Line("goes_down"))
        return graph

    def _sheet(self) -> Sheet:
        result = self._result
        complaint = self._practice.complaint
        said = [complaint.text.replace(complaint.message, words.inner(complaint.message))]
        if result.over:
            said += [] if result.right else [self._say(WAS.format(cause=result.title))]
            said.append(" ".join(result.explanation))
        headers = [self._say(YOUR_PATH.format(cost=f"{result.cost:g}"))]
        headers += [self._say(BEST_PATH.format(cost=f"{result.best_cost:g}"))] * result.over
        title = TITLE if result.over else LEFT_TITLE
        return Sheet(
            drawing="paths",
            language=self._practice.language,
            title=self._say(title.format(seed=self._practice.seed)),
            subtitle=tuple(said),
            headers=tuple(headers),
        )

    def _column(self, graph: Graph, column: int, steps: Sequence[Step], line: LineKind) -> str:
        """The steps from the report down; gives back the last box."""
        cost = f"{self._result.report_cost:g}"
        report = Box(
            kind="report", column=column, title=self._say(REPORT),
            rows=(Row(self._say(words.quoted(self._practice.complaint.message))),),
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
        if step.named != self._result.cause or step.verdict is None:
            word, note = self._say(NAMED), f"{cost}. {step.told}"
            name = step.named or ""
            return Box(kind="named_in_vain", column=column, title=step.title, name=name, word=word, note=note)
        word = self._say(RIGHT.format(verdict=words.VERDICTS[step.verdict]))
        return Box(
            kind="named", column=column, title=step.title, name=step.named, word=word, note=step.told,
            verdict=step.verdict,
        )  # fmt: skip

    def _say(self, text: Text) -> str:
        return text.in_(self._practice.language)
