"""What to do in a case, remedy by remedy: each on a frame of its own under its cause, each way under its letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from expert.foundations.terms import GRAVE
from expert.foundations.texts import Text, way_letter
from expert.results.diagnosis import CauseFound, Diagnosis, OptionOf, PlanStep, RemedyOf
from expert.visualize import words as picture_words
from expert.visualize.canvas.theme import theme
from expert.visualize.frames import words
from expert.visualize.frames.layout import BODY
from expert.visualize.frames.parts import Speaker, edge
from expert.visualize.frames.scene import Block, Column, Row, Scene
from expert.visualize.frames.steps import step_row, width_of_numbers
from expert.visualize.pages.report_words import WORDS
from expert.visualize.pages.screen_words import AFTER_THE_ANSWER
from expert.visualize.words import capital


@dataclass(frozen=True)
class _Remedied:
    """A remedy with the causes that it is for, and the steps of the plan that it needs."""

    remedy: RemedyOf
    causes: tuple[CauseFound, ...]
    steps: tuple[PlanStep, ...]

    @property
    def superseded(self) -> bool:
        """Whether only older documentation names what it is for."""
        return all(cause.superseded for cause in self.causes)


class ToDo:
    """Tells what to do in a case.

    Args:
        diagnosis: of the case.
        speaker: says it.
        looks: of a superseded cause, its box.
        sure: a cause is proven that still stands; else the frames say that this may be done meanwhile.
    """

    def __init__(self, diagnosis: Diagnosis, speaker: Speaker, looks: dict[str, Block], *, sure: bool) -> None:
        self._diagnosis = diagnosis
        self._speaker = speaker
        self._say = speaker.say
        self._looks = looks
        self._sure = sure

    def scenes(self, steps: Sequence[PlanStep], name: str) -> Iterator[Scene]:
        """The frames of some steps.

        Args:
            steps: those of the plan, or of what is to be done about obstacles.
            name: the id of the first frame, and the beginning of those of the others.
        """
        told: set[int] = set()
        scenes: list[Scene] = []
        for remedied in self._remedies(steps):
            scenes += self._remedy(remedied, frozenset(told))
            told.update(step.number for step in remedied.steps)
        for number, scene in enumerate(scenes, start=1):
            yield replace(scene, id=name if len(scenes) == 1 else f"{name}-{number}")

    def _remedies(self, steps: Sequence[PlanStep]) -> list[_Remedied]:
        """The remedies that the steps are of, in the order of the plan."""
        wanted = {name: step.number for step in reversed(steps) for name in (step.cause, *step.causes)}
        causes = sorted((c for c in self._diagnosis.weighed if c.id in wanted), key=lambda c: wanted[c.id])
        groups: dict[str, list[CauseFound]] = {}
        for cause in causes:
            if cause.remedy is not None:
                groups.setdefault(cause.remedy.id, []).append(cause)
        found = []
        for group in groups.values():
            names = {cause.id for cause in group}
            own = tuple(step for step in steps if names & {step.cause, *step.causes})
            assert group[0].remedy is not None
            found.append(_Remedied(group[0].remedy, tuple(group), own))
        return found

    def _remedy(self, remedied: _Remedied, told: frozenset[int]) -> Iterator[Scene]:
        cases = {name for step in remedied.steps for name in step.only_for}
        ways = [option for option in remedied.remedy.options if option.case in cases]
        if len(ways) < 2:
            yield self._scene(remedied, list(self._rows(remedied.steps, told)), remedied.steps)
            return
        places = {way.case for way in ways}
        for way in ways:
            own = [s for s in remedied.steps if way.case in s.only_for or not places & set(s.only_for)]
            yield self._scene(remedied, list(self._way(way, own, told)), own, way_letter(way.number))

    def _rows(self, steps: Sequence[PlanStep], told: frozenset[int]) -> Iterator[Row]:
        numbers = width_of_numbers(steps)
        for place, step in enumerate(steps):
            below = self._below(step, told)
            yield step_row(self._speaker, step, condition=step.condition, below=below, ruled=place > 0, numbers=numbers)

    def _way(self, way: OptionOf, steps: Sequence[PlanStep], known: frozenset[int]) -> Iterator[Row]:
        """One way with all of its steps, what is done on every way among them; each is called as in the plan."""
        speaker = self._speaker
        own = [step.condition for step in steps if step.only_for == (way.case,) and step.condition]
        fits = min(own, key=len) if own else way.title
        numbers = width_of_numbers(steps)
        told: bool | None = None  # whether the line above the steps says that they are for this way
        for place, step in enumerate(steps):
            if told is not bool(step.only_for) and (told is not None or step.only_for):
                said = fits if step.only_for else self._say(WORDS["in_every_case"])
                yield from [speaker.line(f"way-{place}", speaker.soft(capital(said)), keep=True)] if said else []
            told = bool(step.only_for)
            besides = _besides(step, fits)
            # Where the line above says all of it, the mark refers to that.
            briefly = self._say(picture_words.SO) if besides is None else ""
            yield step_row(speaker, step, condition=besides or step.condition, briefly=briefly,
                           below=self._below(step, known), ruled=place > 0, numbers=numbers)  # fmt: skip

    def _below(self, step: PlanStep, told: frozenset[int]) -> list[str]:
        said = [words.ONCE_FOR_ALL] if step.number in told else []
        if not self._sure and step.condition is None and set(step.safety) & set(GRAVE):
            said.append(AFTER_THE_ANSWER)
        return [self._say(text) for text in said]

    def _scene(self, remedied: _Remedied, rows: list[Row], steps: Sequence[PlanStep], letter: str = "") -> Scene:
        speaker, causes = self._speaker, remedied.causes
        alone = len(causes) == 1
        head = [speaker.line("remedy", speaker.plain(remedied.remedy.title, bold=True), keep=True)] if alone else [
            speaker.line(f"cause-{number}", speaker.soft(cause.title), gap=6.0, keep=True)
            for number, cause in enumerate(causes, start=1)
        ]  # fmt: skip
        shown = [self._looks[cause.id] for cause in causes if cause.superseded and cause.id in self._looks]
        head = [Row(f"superseded-{n}", (Column(BODY, (box,)),)) for n, box in enumerate(shown, start=1)] + head
        color = theme().boxes["cause_superseded"].border if remedied.superseded else edge("recognizes").color
        return Scene(
            id="",
            kicker=self._say(self._kicker(letter)),
            color=color,
            claim=causes[0].title if alone else remedied.remedy.title,
            rows=(*head, *rows, *self._held_back(remedied)),
            notes=tuple(noted_steps(steps)),
        )

    def _kicker(self, letter: str) -> Text:
        if letter:
            return (words.REMEDY_OPTION if self._sure else words.MEANWHILE_OPTION).format(letter=letter)
        return words.REMEDY if self._sure else words.MEANWHILE

    def _held_back(self, remedied: _Remedied) -> Iterator[Row]:
        """What is not shown of a remedy, and why."""
        names = {cause.id for cause in remedied.causes}
        why = [n.text for n in self._diagnosis.notices if n.kind == "held_back" and n.cause in names]
        left_out = any(step.held_back for step in remedied.remedy.steps)
        why = why or [self._say(picture_words.HELD_BACK)] * left_out
        for number, text in enumerate(dict.fromkeys(why), start=1):
            yield self._speaker.listed(f"held-back-{number}", "!", self._speaker.plain(text))


def _besides(step: PlanStep, said: str | None) -> str | None:
    """The condition of a step without what its frame says already."""
    if step.condition is None or not said:
        return step.condition
    return step.condition.removesuffix(said).rstrip("; ") or None


def noted_steps(steps: Sequence[PlanStep]) -> Iterator[str]:
    """The full wording of steps, for whoever speaks."""
    for step in steps:
        condition = "" if step.condition is None else f"{capital(step.condition)}: "
        yield f"{step.called}. {condition}{step.text}"
        if step.verify is not None:
            yield step.verify
