"""A plan for a class: its stages, each on frames of its own."""

from __future__ import annotations

from collections.abc import Iterator

from expert.foundations.commands import to_type
from expert.foundations.terms import standing
from expert.foundations.texts import Text
from expert.results.plan import Plan, PlannedCause, Stage
from expert.visualize import words as picture_words
from expert.visualize.canvas.theme import theme
from expert.visualize.frames import words
from expert.visualize.frames.frame import SourceLink
from expert.visualize.frames.layout import BODY
from expert.visualize.frames.parts import Speaker, edge, sources_scene
from expert.visualize.frames.scene import Column, Row, Scene, Words
from expert.visualize.frames.steps import plan_rows
from expert.visualize.marks import Dangers
from expert.visualize.pages import plan_words
from expert.visualize.pages.parts import titled
from expert.visualize.pages.plan import (
    calls,
    check_words,
    guesses_only,
    has_alternatives,
    later_words,
    numbered,
    waiting_words,
)
from expert.visualize.pages.report_words import WORDS
from expert.visualize.words import STANDINGS, capital, count

_FIRST_QUESTIONS = 6


def plan_scenes(plan: Plan) -> list[Scene]:
    """The scenes of a plan, in its language."""
    return list(_PlanTold(plan).scenes())


def plan_title(plan: Plan) -> str:
    """What the frames of a plan are about."""
    return str(titled(plan.case, plan_words.PLAN.in_(plan.language)))


class _PlanTold:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._speaker = Speaker(plan.language)
        self._say = self._speaker.say
        self._causes = {cause.id: cause for cause in plan.causes}
        self._called = calls(plan)

    def scenes(self) -> Iterator[Scene]:
        plan = self._plan
        yield self._overview()
        yield from self._alarms()
        if guesses_only(plan):
            yield self._find_out_first()
        else:
            yield from map(self._stage, plan.stages)
        sources = {(s.title, s.url): s for cause in plan.causes for s in cause.sources}
        if sources:
            yield sources_scene(self._speaker, [(s.title, s.date, s.url) for s in sources.values()])

    def _overview(self) -> Scene:
        plan, speaker = self._plan, self._speaker
        rows = []
        if not guesses_only(plan):
            rows = [
                speaker.listed(f"stage-{stage.number}", str(stage.number), speaker.plain(stage.title),
                               *self._concerned(stage), ruled=stage.number > 1)
                for stage in plan.stages
            ]  # fmt: skip
        claim = count(len(rows), words.PLAN_CLAIM) if rows else words.NOTHING_PLANNED
        if not rows:
            rows.append(speaker.line("summary", speaker.plain(plan.summary)))
        waiting = waiting_words(plan)
        extra = [speaker.line("waiting", speaker.soft(waiting))] if waiting else []
        notes = (plan.summary, *([plan.advice] if plan.advice else []), *([waiting] if waiting else []))
        return Scene("plan", self._say(words.PLAN), edge("recognizes").color, self._say(claim), tuple(rows),
                     tuple(extra), notes)  # fmt: skip

    def _concerned(self, stage: Stage) -> Iterator[Words]:
        """The one cause that a stage is for."""
        if _alone(stage):
            cause = self._causes[stage.causes[0]]
            yield self._speaker.soft(f"{self._say(self._verdict(cause)).lower()}: {cause.title}")

    def _verdict(self, cause: PlannedCause) -> Text:
        return STANDINGS[standing(cause.verdict, superseded=cause.superseded)]

    def _alarms(self) -> Iterator[Scene]:
        """What cannot be true together, and ways that would do harm here."""
        style, speaker = theme().boxes["conflict"], self._speaker
        rows = []
        for number, conflict in enumerate(self._plan.conflicts, start=1):
            said = Words(self._say(picture_words.CONFLICT), style.word, "word", bold=True)
            card = speaker.card("conflict", "conflict", said, speaker.plain(conflict))
            rows.append(Row(f"conflict-{number}", (Column(BODY, (card,)),)))
        if rows:
            yield Scene("conflicts", self._say(words.PLAN), style.border, self._say(words.NOT_BEFORE), tuple(rows))
        ways = {way.option: way for way in self._plan.withheld}
        for number, way in enumerate(ways.values(), start=1):
            said = Words(self._say(picture_words.WITHHELD), style.word, "word", bold=True)
            card = speaker.card("conflict", "withheld", said, speaker.plain(way.harm))
            rows = [Row("harm", (Column(BODY, (card,)),))]
            if way.safety:
                rows.append(Row("marks", (Column(268.0, speaker.marks(Dangers(way.safety))),)))
            yield Scene(f"withheld-{number}", self._say(words.PLAN), style.border, way.title, tuple(rows))

    def _find_out_first(self) -> Scene:
        """What to ask where so many causes are possible that a plan would help nobody."""
        speaker = self._speaker
        asked = {q.fact: q for stage in self._plan.stages for q in (*stage.questions, *stage.which_way)}
        rows = tuple(
            speaker.question(f"ask-{number}", question, ruled=number > 1)
            for number, question in enumerate(list(asked.values())[:_FIRST_QUESTIONS], start=1)
        )
        note = to_type(plan_words.MAKE_THE_PLAN_AGAIN, n=len(self._plan.causes))
        return Scene("find-out", self._say(words.FIND_OUT), theme().boxes["question"].border,
                     self._say(plan_words.FIND_OUT_FIRST), rows, notes=(self._say(note),))  # fmt: skip

    def _stage(self, stage: Stage) -> Scene:
        """A stage with its questions, which bear no numbers here: those are of the steps."""
        plan, speaker = self._plan, self._speaker
        rows: list[Row] = []
        if stage.kind not in ("protect", "finish"):
            rows += self._stage_causes(stage)
        rows += [
            speaker.listed(f"ask-{number}", "?", speaker.plain(question.ask))
            for number, question in enumerate(stage.questions, start=1)
        ]
        if stage.condition is not None:
            rows.append(speaker.line("condition", speaker.plain(stage.condition, bold=True), keep=True))
        if stage.first:
            first = numbered(plan_words.FIRST_STEPS, [self._called[number] for number in stage.first], plan.language)
            rows.append(speaker.line("first", speaker.soft(first), keep=True))
        if has_alternatives(stage):
            said = self._say(WORDS["which_way" if stage.which_way else "one_way"])
            rows.append(speaker.line("which-way", speaker.soft(said), keep=True))
        rows += [
            speaker.listed(f"way-{number}", "?", speaker.plain(question.ask))
            for number, question in enumerate(stage.which_way, start=1)
        ]
        rows += plan_rows(speaker, stage.steps, stage.condition)
        checks = [check_words(check, stage, plan) for check in stage.checks]
        if stage.later:
            rows.append(speaker.line("later", speaker.soft(f"{capital(later_words(stage, plan.language))}.")))
        notes = [f"{step.called}. {step.text}" for step in stage.steps]
        notes += [f"{question.ask} {question.where_to_look}" for question in (*stage.questions, *stage.which_way)]
        causes = [self._causes[name] for name in stage.causes]
        alone = _alone(stage)
        kicker = words.STAGE_ABOUT if alone else words.STAGE
        return Scene(
            id=f"stage-{stage.number}",
            kicker=self._say(kicker.format(number=stage.number, total=len(plan.stages), title=stage.title)),
            color=theme().boxes["question"].border if stage.kind == "find_out" else edge("recognizes").color,
            claim=causes[0].title if alone else stage.title,
            rows=tuple(rows),
            extra=tuple(speaker.line(f"check-{number}", speaker.soft(text)) for number, text in enumerate(checks)),
            notes=(*notes, *checks),
            sources=tuple(dict.fromkeys(SourceLink(s.title, s.url) for cause in causes for s in cause.sources)),
        )

    def _stage_causes(self, stage: Stage) -> Iterator[Row]:
        """What is known of the cause that a stage is for; of several, each with its verdict."""
        for number, name in enumerate(stage.causes, start=1):
            cause = self._causes[name]
            superseded = cause.superseded and cause.verdict == "confirmed"
            word = self._say(self._verdict(cause))
            if _alone(stage):
                said = self._say(words.SUPERSEDED_CAUSE) if superseded else ""
                boxes = theme().boxes
                ink = boxes["cause_superseded"].word if superseded else boxes[f"cause_{cause.verdict}"].border
                shown = [Words(word, ink, "word", bold=True)]
                shown += [self._speaker.soft(said)] if said else []
                yield self._speaker.line("verdict", *shown)
            else:
                yield self._speaker.line(f"cause-{number}", self._speaker.soft(f"{word}: {cause.title}"), gap=6.0)


def _alone(stage: Stage) -> bool:
    """Whether a stage is for one cause, which is then what its frames are about."""
    return len(stage.causes) == 1 and stage.kind not in ("protect", "finish")
