"""One exercise over lines: in a terminal, through a pipe, or in a test."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from expert.cli.console import Console, choose, plain
from expert.cli.practice_words import COMMANDS, WORDS
from expert.foundations.problems import InputError, shown
from expert.foundations.texts import Text, way_letters
from expert.results.exercise import Result, Step
from expert.results.mending import WayToMend
from expert.teach import Practice
from expert.visualize import views
from expert.visualize.words import BEST_PATH, SAFETY, YOUR_PATH, capital

WIDTH = 79

Left = Literal["done", "next", "quit"]
"""How an exercise was left: done, for the next one, or for good."""


@dataclass
class Dialogue:
    """Drives an exercise over lines.

    Attributes:
        practice: the exercise.
        say: prints one line.
        width: columns to wrap at.
        heading: what stands above it, besides its number.
        again: the options that draw the same exercise again.
        clock: seconds from any beginning; how long an exam takes is counted with it.
        seconds: how long the exercise took, up to where it was left.
    """

    practice: Practice
    say: Callable[[str], None]
    width: int = WIDTH
    heading: str = ""
    again: str = ""
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    seconds: float | None = None

    def __post_init__(self) -> None:
        self.console = Console(self.say, self.width, self.practice.language)

    def run(self, lines: Iterator[str]) -> bool:
        """Go on until the lesson is over; False when the learner left before."""
        return self.lead(lines) == "done"

    def lead(self, lines: Iterator[str]) -> Left:
        """Go on until the cause is named or given up, and a way to mend it is chosen."""
        begun = self.clock()
        self._begin()
        left = self._hear(lines, self._take, lambda: self.practice.over)
        if left == "done" and not self.practice.done:
            self._list_ways()
            left = self._hear(lines, self._take_way, lambda: self.practice.done)
        self.seconds = round(self.clock() - begun, 1)
        return left

    def _hear(self, lines: Iterator[str], take: Callable[[str], Left], is_over: Callable[[], bool]) -> Left:
        left: Left = "done"
        while left == "done" and not is_over():
            line = next(lines, None)
            left = "quit" if line is None else take(line.strip())
        return left

    def _begin(self) -> None:
        ticket = self.practice.hidden.ticket
        if ticket is None:
            said = WORDS["exercise"].format(seed=self.practice.seed).in_(self.practice.language)
        else:
            said = WORDS["ticket"].format(name=shown(ticket)).in_(self.practice.language)
        self.say(f"{said}{self.heading}")
        self.console.command(WORDS["again"], more=self.again.strip())
        self.say("")
        self.console.wrapped(self.practice.complaint.text)
        self._list()
        self._help()

    def _help(self) -> None:
        if self.practice.hint_cost is None:
            self.console.tell(WORDS["help_exam"])
        else:
            self.console.tell(WORDS["help"], hint=f"{self.practice.hint_cost:g}")

    # How it ended

    def finish(self) -> None:
        """The path beside the best path, and the score; without the solution if the learner left."""
        exercise, result = self.practice.exercise, self.practice.exercise.result
        self.say("")
        if result is None:
            self.console.tell(WORDS["left"])
            self._path(YOUR_PATH, exercise.steps, exercise.cost)
            self._extra()
            return
        self._tell_causes(result)
        self._path(YOUR_PATH, exercise.steps, exercise.cost)
        self._extra()
        self._path(BEST_PATH, result.best_steps, result.best_cost)
        self.say("")
        for sentence in result.explanation:
            self.console.wrapped(sentence)
        self.tell_time()

    def tell_time(self) -> None:
        """How long an exam took."""
        if self.practice.level == "exam" and self.seconds is not None:
            minutes, seconds = divmod(round(self.seconds), 60)
            self.console.tell(WORDS["took"], minutes=minutes, seconds=seconds)

    def _tell_causes(self, result: Result) -> None:
        first, further = ("right", "also_right") if result.right else ("not_solved", "also_was")
        self.console.tell(WORDS[first], cause=result.title)
        for other in result.also:
            self.console.tell(WORDS[further], cause=other.title)

    def _path(self, heading: Text, steps: tuple[Step, ...], cost: float) -> None:
        self.say("")
        self.console.wrapped(heading.format(cost=f"{cost:g}").in_(self.practice.language))
        self.console.item(WORDS["report"], cost=f"{self.practice.exercise.report_cost:g}")
        for number, step in enumerate(steps, start=1):
            words = "" if step.looked is None else step.looked.words
            word = "named" if step.looked is None else "step"
            self.console.item(WORDS[word], number=number, title=step.title, words=words, cost=f"{step.cost:g}")
            self.console.wrapped(step.told, "     ")
        if not steps:
            self.console.item(WORDS["nothing"])

    def _extra(self) -> None:
        extra = self.practice.exercise.extra_cost
        if extra:
            self.console.item(WORDS["extra"], cost=f"{extra:g}")

    # Until the cause is named

    def _list(self) -> None:
        self.say("")
        self.console.tell(WORDS["look"])
        for number, seen in enumerate(self.practice.observations, start=1):
            word = "row" if seen.seen is None else "seen"
            values = {"title": seen.title, "how": seen.how, "cost": f"{seen.cost:g}", "seen": seen.seen}
            self.console.item(WORDS[word], number=number, **values)
        self.say("")
        self.console.tell(WORDS["causes"])
        for letter, name in self._letters.items():
            self.console.wrapped(f"{letter}. {self.practice.causes[name]}", "  ", "     ")
        self.say("")

    @cached_property
    def _letters(self) -> dict[str, str]:
        """The causes by what they are called here; nothing that is a command, such as Q."""
        free = (letters for letters in way_letters() if plain(letters) not in COMMANDS)
        return dict(zip(free, self.practice.causes, strict=False))

    def _take(self, line: str) -> Left:
        """Handle one line; how the exercise is left, where it is."""
        match COMMANDS.get(plain(line)):
            case "quit":
                return "quit"
            case "next":
                return "next"
            case "give_up":
                self.practice.give_up()
            case "list":
                self._list()
            case "help":
                self._help()
            case "hint":
                self._refusable(self._hint)
            case "undo":
                self._refusable(self._undo)
            case _ if line.startswith("?"):
                self._where(line[1:].strip())
            case _:
                self._look_or_name(line)
        return "done"

    def _refusable(self, act: Callable[[], None]) -> None:
        """Do something that an exercise may refuse, and say why where it does."""
        try:
            act()
        except InputError as error:
            self.console.wrapped(f"{capital(error.in_(self.practice.language))}.")

    def _hint(self) -> None:
        hint = self.practice.hint()
        self.console.tell(WORDS["hint"], told=hint.told, cost=f"{hint.cost:g}", sum=f"{self.practice.cost:g}")

    def _undo(self) -> None:
        step = self.practice.undo()
        self.console.tell(WORDS["undone"], title=step.title, cost=f"{step.cost:g}")

    def _where(self, line: str) -> None:
        found = self._observation(line)
        if found is None:
            self._misunderstood(line)
            return
        seen = next(o for o in self.practice.observations if o.fact == found)
        self.console.tell(WORDS["where"], ask=seen.ask, where=seen.where_to_look)

    def _look_or_name(self, line: str) -> None:
        fact, cause = self._observation(line), self._cause(line)
        if cause is not None:
            self._name(cause)
        elif fact is not None:
            looked = self.practice.observe(fact)
            costs = {"cost": f"{looked.cost:g}", "sum": f"{self.practice.cost:g}"}
            self.console.tell(WORDS["answer"], title=looked.title, words=looked.words, **costs)
        else:
            self._misunderstood(line)

    def _name(self, cause: str) -> None:
        before = len(self.practice.exercise.steps)
        right = self.practice.guess(cause)
        if len(self.practice.exercise.steps) == before:
            told = next(step.told for step in self.practice.exercise.steps if step.named == cause)
            self.console.tell(WORDS["named_already"], told=told)
            return
        if self.practice.level == "exam":
            self.console.tell(WORDS["noted"])
            return
        step = self.practice.exercise.steps[-1]
        word = "wrong" if not right else "named_so" if self.practice.over else "one_of_two"
        costs = {"cost": f"{step.cost:g}", "sum": f"{self.practice.cost:g}"}
        self.console.tell(WORDS[word], cause=step.title, told=step.told, **costs)

    def _misunderstood(self, line: str) -> None:
        if line.isascii() and line.isdecimal():
            self.console.tell(WORDS["no_number"], number=shown(line), count=len(self.practice.observations))
            return
        if line:
            self.console.tell(WORDS["not_understood"], line=shown(line))
        self._help()

    def _observation(self, line: str) -> str | None:
        found = choose(line, [(seen.fact, seen.title) for seen in self.practice.observations]) if line else []
        return found[0][0] if len(found) == 1 else None

    def _cause(self, line: str) -> str | None:
        """The cause that a letter or an id stands for."""
        return line if line in self.practice.causes else self._letters.get(line.upper())

    # The way to mend it

    def _list_ways(self) -> None:
        self.say("")
        self.console.tell(WORDS["ways"])
        for number, way in enumerate(self.practice.ways, start=1):
            self.console.item(WORDS["way"], number=number, title=way.title)
            in_short = [step.short for step in way.steps if step.short is not None and step.only_if is None]
            if in_short:
                self.console.wrapped(f"{'; '.join(in_short)}.", "     ")
        self.say("")
        self.console.tell(WORDS["ways_help"])

    def _take_way(self, line: str) -> Left:
        match COMMANDS.get(plain(line)):
            case "quit":
                return "quit"
            case "next":
                return "next"
            case "list":
                self._list_ways()
            case _ if line.startswith("?"):
                way = self._way(line[1:].strip())
                if way is None:
                    self._no_such_way(line[1:].strip())
                else:
                    self._steps_of(way)
            case _:
                way = self._way(line)
                if way is None:
                    self._no_such_way(line)
                else:
                    self._mend(way)
        return "done"

    def _way(self, line: str) -> WayToMend | None:
        found = choose(line, [(way.id, way.title) for way in self.practice.ways]) if line else []
        return next((way for way in self.practice.ways if len(found) == 1 and way.id == found[0][0]), None)

    def _no_such_way(self, line: str) -> None:
        if line.isascii() and line.isdecimal():
            self.console.tell(WORDS["no_number"], number=shown(line), count=len(self.practice.ways))
            return
        if line:
            self.console.tell(WORDS["not_understood"], line=shown(line))
        self.console.tell(WORDS["ways_help"])

    def _steps_of(self, way: WayToMend) -> None:
        """What a way does; what of it does harm is for the learner to see."""
        self.console.wrapped(f"{way.title}:")
        for number, step in enumerate(way.steps, start=1):
            only_if = WORDS["only_if"].format(case=step.only_if, text=step.text) if step.only_if else None
            text = step.text if only_if is None else only_if.in_(self.practice.language)
            self.console.item(WORDS["way_step"], number=number, text=text)

    def _mend(self, way: WayToMend) -> None:
        judged = self.practice.mend(way.id)
        if self.practice.level == "exam":
            self.console.tell(WORDS["noted"])
            return
        self.console.wrapped(judged.told)
        if way.safety:
            marks = ", ".join(SAFETY[mark].in_(self.practice.language) for mark in way.safety)
            self.console.tell(WORDS["marked"], marks=marks)

    def picture(self, form: str) -> bytes:
        """The path taken beside the best path; only the former if the learner left.

        Raises:
            DrawingError: for svg and png, when there is no Graphviz or it fails.
        """
        return views.picture(self.practice.exercise, form)
