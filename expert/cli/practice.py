"""The command `practice`: the exercise in a terminal or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from random import SystemRandom
from string import ascii_uppercase
from typing import Any, cast

from expert.cli import forms, options
from expert.cli.console import QUIT_AND_HELP, Console, at_a_terminal, choose, plain, typed
from expert.cli.output import draw, require_place, say, terminal_width, write
from expert.cli.typed_again import repeated
from expert.foundations.problems import InputError, shown
from expert.foundations.texts import Language, Text
from expert.results.exercise import Step
from expert.rules.knowledge import KnowledgeBase
from expert.teach import Practice
from expert.visualize import views
from expert.visualize.views import PICTURES
from expert.visualize.words import BEST_PATH, YOUR_PATH

_WIDTH = 79

WORDS = {
    "exercise": Text("Exercise {seed}", "Övning {seed}"),
    "again": Text(
        "The same again: expert practice --seed {seed}{more}", "Samma igen: expert practice --seed {seed}{more}"
    ),
    "look": Text("What you can look up:", "Det här kan du slå upp:"),
    "row": Text("{number}. {title} ({how}, {cost} min)", "{number}. {title} ({how}, {cost} min)"),
    "seen": Text("{number}. {title}: {seen}", "{number}. {title}: {seen}"),
    "causes": Text("What it can be:", "Det här kan det vara:"),
    "help": Text(
        "Write a number to look something up, a letter to name the cause. Also: ? and a number (where to look), "
        "list, give up, quit.",
        "Skriv ett nummer för att slå upp något, en bokstav för att ange orsaken. Även: ? och ett nummer (var du "
        "tittar), lista, ge upp, sluta.",
    ),
    "answer": Text(
        "{title}: {words} ({cost} min; so far {sum} min)", "{title}: {words} ({cost} min; hittills {sum} min)"
    ),
    "where": Text("{ask} {where}", "{ask} {where}"),
    "wrong": Text(
        "No, it is not that: {cause}. A wrong answer counts {cost} min; so far {sum} min. Look on, or name another.",
        "Nej, det är inte det: {cause}. Ett felaktigt svar räknas som {cost} min; hittills {sum} min. Leta vidare, "
        "eller ange en annan.",
    ),
    "not_understood": Text("“{line}” is not understood.", "”{line}” går inte att tolka."),
    "named_already": Text("You have named that already.", "Den har du redan angett."),
    "no_number": Text("There is no number {number}; 1 to {count}.", "Det finns inget nummer {number}; 1 till {count}."),
    "left": Text(
        "You left the exercise; the cause is not given away. So far:",
        "Du lämnade övningen; orsaken avslöjas inte. Hittills:",
    ),
    "right": Text("Right: {cause}.", "Rätt: {cause}."),
    "not_solved": Text("Not solved. The cause was: {cause}.", "Inte löst. Orsaken var: {cause}."),
    "report": Text("The report ({cost} min)", "Anmälan ({cost} min)"),
    "nothing": Text("(nothing looked up)", "(inget uppslaget)"),
    "step": Text("{number}. {title}: {words} ({cost} min)", "{number}. {title}: {words} ({cost} min)"),
    "named": Text("{number}. Named: {title} ({cost} min)", "{number}. Angav: {title} ({cost} min)"),
}

_COMMANDS = {"list": "list", "lista": "list", "give up": "give_up", "ge upp": "give_up", "?": "help", **QUIT_AND_HELP}


@options.command("practice", Text(
    "Practice: find the cause of a hidden case with few and cheap observations.",
    "Öva: hitta orsaken i ett dolt ärende med få och billiga observationer.",
))
@options.option("--seed", type=options.Seed(), metavar=options.NUMBER, help=Text(
    "Which exercise; drawn by chance, and printed, if left out.",
    "Vilken övning; lottas, och skrivs ut, om den utelämnas.",
))
@options.option("--symptom", metavar=options.ID, help=Text(
    "An exercise about this symptom.", "En övning om det här symptomet."
))
@options.option("--picture", metavar=options.OUT, help=Text(
    "Draw the path taken beside the best path, when it is over.",
    "Rita den väg du tog bredvid den bästa vägen, när övningen är slut.",
))
@options.language
@options.rules
def practice(
    seed: int | None, symptom: str | None, picture: str | None, language: Language, folders: tuple[str, ...]
) -> None:
    form = forms.by_ending(picture, PICTURES)
    if picture is not None and picture != "-":
        require_place(picture, "--picture")
    knowledge = options.knowledge_of(folders)
    options.require_symptom(symptom, knowledge)
    drawn = dialogue(knowledge, seed, symptom, language, say=say, width=terminal_width())
    drawn.again = repeated(symptom=symptom, rules=folders)
    with suppress(KeyboardInterrupt):  # as good a way to leave as any
        drawn.run(typed(sys.stdin, _prompt if at_a_terminal() else None))
    drawn.finish()
    if picture is not None:
        draw(lambda: drawn.picture(cast(Any, form)), picture)


def _prompt() -> None:
    write("> ")


@dataclass
class Dialogue:
    """Drives an exercise over lines.

    Attributes:
        practice: the exercise.
        say: prints one line.
        width: columns to wrap at.
        again: further options that draw the same exercise again.
    """

    practice: Practice
    say: Callable[[str], None]
    width: int = _WIDTH
    again: str = ""

    def __post_init__(self) -> None:
        self.console = Console(self.say, self.width, self.practice.language)

    def run(self, lines: Iterator[str]) -> bool:
        """Go on until the cause is named or given up; False when the learner left before."""
        self.console.tell(WORDS["exercise"], seed=self.practice.seed)
        self.console.command(WORDS["again"], seed=self.practice.seed, more=self.again)
        self.say("")
        self.console.wrapped(self.practice.complaint.text)
        self._list()
        self.console.tell(WORDS["help"])
        while not self.practice.over:
            line = next(lines, None)
            if line is None or not self._take(line.strip()):
                return False
        return True

    def finish(self) -> None:
        """The path beside the best path, and the score; without the solution if the learner left."""
        exercise, result = self.practice.exercise, self.practice.exercise.result
        self.say("")
        if result is None:
            self.console.tell(WORDS["left"])
            self._path(YOUR_PATH, exercise.steps, exercise.cost)
            return
        self.console.tell(WORDS["right" if result.right else "not_solved"], cause=result.title)
        self._path(YOUR_PATH, exercise.steps, exercise.cost)
        self._path(BEST_PATH, result.best_steps, result.best_cost)
        self.say("")
        for sentence in result.explanation:
            self.console.wrapped(sentence)

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

    def _list(self) -> None:
        self.say("")
        self.console.tell(WORDS["look"])
        for number, seen in enumerate(self.practice.observations, start=1):
            word = "row" if seen.seen is None else "seen"
            values = {"title": seen.title, "how": seen.how, "cost": f"{seen.cost:g}", "seen": seen.seen}
            self.console.item(WORDS[word], number=number, **values)
        self.say("")
        self.console.tell(WORDS["causes"])
        for letter, title in zip(ascii_uppercase, self.practice.causes.values(), strict=False):
            self.console.wrapped(f"{letter}. {title}", "  ", "     ")
        self.say("")

    def _take(self, line: str) -> bool:
        """Handle one line; False when the learner leaves."""
        match _COMMANDS.get(plain(line)):
            case "quit":
                return False
            case "give_up":
                self.practice.give_up()
            case "list":
                self._list()
            case "help":
                self.console.tell(WORDS["help"])
            case _ if line.startswith("?"):
                self._where(line[1:].strip())
            case _:
                self._look_or_name(line)
        return True

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
        if cause in self.practice.exercise.wrong:
            self.console.tell(WORDS["named_already"])
            return
        try:
            right = self.practice.guess(cause)
        except InputError as error:
            self.say(error.in_(self.practice.language))
            return
        if not right:
            costs = {"cost": f"{self.practice.exercise.wrong_cost:g}", "sum": f"{self.practice.cost:g}"}
            self.console.tell(WORDS["wrong"], cause=self.practice.causes[cause], **costs)

    def _misunderstood(self, line: str) -> None:
        if line.isascii() and line.isdecimal():
            self.console.tell(WORDS["no_number"], number=shown(line), count=len(self.practice.observations))
            return
        if line:
            self.console.tell(WORDS["not_understood"], line=shown(line))
        self.console.tell(WORDS["help"])

    def _observation(self, line: str) -> str | None:
        found = choose(line, [(seen.fact, seen.title) for seen in self.practice.observations]) if line else []
        return found[0][0] if len(found) == 1 else None

    def _cause(self, line: str) -> str | None:
        """The cause that a letter or an id stands for."""
        letters = dict(zip(ascii_uppercase, self.practice.causes, strict=False))
        if line in self.practice.causes:
            return line
        return letters.get(line.upper())

    def picture(self, form: str) -> bytes:
        """The path taken beside the best path; only the former if the learner left.

        Raises:
            DrawingError: for svg and png, when there is no Graphviz or it fails.
        """
        return views.picture(self.practice.exercise, form)


def dialogue(
    knowledge: KnowledgeBase,
    seed: int | None,
    symptom: str | None,
    language: Language,
    *,
    say: Callable[[str], None],
    width: int | None,
) -> Dialogue:
    """An exercise for a terminal; without a seed, one drawn by chance.

    Raises:
        NoExercise: no case of the symptom makes an exercise.
    """
    number = SystemRandom().randrange(1_000_000) if seed is None else seed
    practice = Practice.draw(number, symptom, knowledge=knowledge, language=language)
    return Dialogue(practice, say, width or _WIDTH)
