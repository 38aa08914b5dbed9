"""The command `practice`: exercises in a terminal or a pipe, and below it `practice report`."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import SystemRandom
from typing import Any, cast

import click

from expert.cli import forms, knowing, options
from expert.cli.console import Console, at_a_terminal, typed
from expert.cli.help import ArgumentOfOne, Choice, CommandWithOthers
from expert.cli.inputs import case_of
from expert.cli.output import draw, require_place, say, terminal_width, write
from expert.cli.practice_dialogue import WIDTH, Dialogue
from expert.cli.practice_results import ResultsFile
from expert.cli.practice_session import Session
from expert.cli.practice_words import WORDS
from expert.cli.settings import Settings
from expert.cli.typed_again import as_typed, repeated
from expert.foundations.problems import InputError, Place, Problem, shown
from expert.foundations.texts import Language, Text
from expert.results.exercise import LEVELS, Level
from expert.rules.knowledge import KnowledgeBase
from expert.teach import Practice
from expert.teach.course import Course, row
from expert.teach.result_files import result_of
from expert.visualize.views import PICTURES

_COMMANDS: Mapping[str, tuple[str, Text]] = {
    "report": ("expert.cli.practice_report:practice_report", Text(
        "Count the results of a class: by learner, and where people err.",
        "Räkna samman resultaten i en klass: per deltagare, och var det blir fel.",
    )),
}  # fmt: skip
_MOST = 1000  # exercises in a row: nobody has done as many


class Count(click.ParamType[int]):
    """How many exercises."""

    name = "count"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if not re.fullmatch(r"[1-9][0-9]{0,3}", str(value)) or int(value) > _MOST:
            raise InputError([Problem(_NO_COUNT, Place(f"--count {shown(value)}"))])
        return int(value)


_NO_COUNT = Text(f"a count is a whole number from 1 to {_MOST}", f"ett antal är ett heltal från 1 till {_MOST}")


@click.command("practice", cls=CommandWithOthers, listed=_COMMANDS, help=Text(
    "Practice: find the cause of a hidden case with few and cheap observations, and choose the safe way to mend it.\n\n"
    "FILE is a ticket of your own: a fact file whose facts prove the cause. Without it cases are drawn, by a number "
    "that stands for one or a few of them: any 50 numbers in a row show every symptom. `practice report` is the "
    "command below; a ticket of that name is ./report.",
    "Öva: hitta orsaken i ett dolt ärende med få och billiga observationer, och välj det säkra sättet att åtgärda "
    "felet.\n\n"
    "FIL är ett eget ärende: en faktafil vars fakta bevisar orsaken. Utan den lottas ärenden, med ett nummer "
    "som står för ett eller några få: 50 nummer i rad visar alla symptom. `practice report` är kommandot "
    "nedan; ett ärende med det namnet är ./report.",
))
@click.argument("file", cls=ArgumentOfOne, required=False, metavar=Text("[FILE]", "[FIL]"))
@options.option("--seed", type=options.Seed(), metavar=options.NUMBER, help=Text(
    "Which exercises; drawn by chance, and printed, if left out.",
    "Vilka övningar; lottas, och skrivs ut, om det utelämnas.",
))
@options.option("--symptom", metavar=options.ID, help=Text(
    "An exercise about this symptom.", "En övning om det här symptomet."
))
@options.option("--level", type=Choice(LEVELS), default="easy", help=Text(
    "easy (default): cheap hints, and the user tells more. hard: a misquoted message, a user who does not know "
    "everything, perhaps two faults. exam: no help, no feedback, and the time is kept.",
    "easy (om inget anges): billiga tips, och användaren berättar mer. hard: ett felciterat meddelande, en användare "
    "som inte vet allt, kanske två fel. exam: ingen hjälp, ingen återkoppling, och tiden mäts.",
))
@options.option("--count", type=Count(), metavar=options.NUMBER, help=Text(
    "So many exercises in a row, with a summary; if left out, those of the number, or one with --symptom or --picture.",
    "Så många övningar i rad, med en sammanfattning; utan det de som numret står för, eller en med --symptom eller "
    "--picture.",
))
@options.option("--results", metavar=options.OUT, help=Text(
    "Keep what becomes of each exercise in this file (.json or .csv); one that is there is gone on with.",
    "Spara vad varje övning gav i den här filen (.json eller .csv); finns den redan fortsätter den.",
))
@options.option("--name", "learner", default="", metavar=Text("NAME", "NAMN"), help=Text(
    "The name that stands with the results.", "Namnet som står vid resultaten."
))
@options.option("--picture", metavar=options.OUT, help=Text(
    "Draw the path taken beside the best path, when it is over.",
    "Rita den väg du tog bredvid den bästa vägen, när övningen är slut.",
))
@options.language
@options.rules
def practice(
    file: str | None, seed: int | None, symptom: str | None, level: Level, count: int | None, results: str | None,
    learner: str, picture: str | None, language: Language, folders: tuple[str, ...],
) -> None:
    form = forms.by_ending(picture, PICTURES)
    _require_sense(file, seed, symptom, count, picture)
    if picture is not None and picture != "-":
        require_place(picture, "--picture")
    knowledge = knowing.knowledge_of(folders)
    knowing.require_symptom(symptom, knowledge)
    kept = None
    if results is not None:
        kept = ResultsFile.at(results, learner, "exam" if level == "exam" else "learning", knowledge)
    further = repeated(level=None if level == "easy" else level, rules=folders)
    console = Console(say, terminal_width() or WIDTH, language)
    if file is not None:
        dialogues = iter([_of_ticket(file, knowledge, language, level, further)])
        following = ""
    else:
        first = SystemRandom().randrange(1_000_000) if seed is None else seed
        wanted = row(knowledge, first, symptom, 1 if picture is not None else count)
        dialogues = _drawn(wanted, knowledge, symptom, language, level, further)
        following = f"--seed {wanted[-1][0] + 1}{repeated_symptom(symptom)}{further}"
    session = Session(dialogues, console, language, _keeping(kept, console), _leaving(kept, console))
    session.run(typed(sys.stdin, _prompt if at_a_terminal() else None))
    _close(session, console, summed=count is not None or level == "exam", following=following)
    if picture is not None and session.last is not None:
        shown_last = session.last
        draw(lambda: shown_last.picture(cast(Any, form)), picture)


def _require_sense(
    file: str | None, seed: int | None, symptom: str | None, count: int | None, picture: str | None
) -> None:
    """See to it that options do not stand in each other's way.

    Raises:
        InputError: they do.
    """
    if file == "-":
        raise InputError([Problem(_INPUT_IS_TAKEN, Place("-"))])
    if file is not None and not (seed is None and symptom is None and count is None):
        raise InputError([Problem(_ONE_TICKET, Place(shown(file)))])
    if picture is not None and count is not None:
        raise InputError([Problem(_ONE_PICTURE, Place("--picture"))])


def _of_ticket(file: str, knowledge: KnowledgeBase, language: Language, level: Level, further: str) -> Dialogue:
    case = case_of(file, Settings(()), knowledge)
    called = case.get("case")
    name = called if isinstance(called, str) else Path(file).name
    practice = Practice.of_ticket(case, name, knowledge=knowledge, language=language, level=level)
    return Dialogue(practice, say, terminal_width() or WIDTH, again=f"{as_typed(file)}{further}")


def _drawn(
    wanted: Sequence[tuple[int, int]], knowledge: KnowledgeBase, symptom: str | None, language: Language, level: Level,
    further: str,
) -> Iterator[Dialogue]:
    alone = symptom is None and Course.of(knowledge).each == 1  # the seed says which exercise it is
    for number, (seed, place) in enumerate(wanted, start=1):
        drawn = Practice.draw(seed, symptom, knowledge=knowledge, language=language, level=level, place=place)
        again = f"--seed {seed}{'' if alone else repeated_symptom(drawn.hidden.symptom)}{further}"
        dialogue = Dialogue(drawn, say, terminal_width() or WIDTH, again=again)
        if len(wanted) > 1:
            dialogue.heading = f" ({WORDS['number'].format(number=number, count=len(wanted)).in_(language)})"
        yield dialogue


def repeated_symptom(symptom: str | None) -> str:
    """The option that names a symptom again."""
    return "" if symptom is None else f" --symptom {as_typed(symptom)}"


def _keeping(kept: ResultsFile | None, console: Console) -> Callable[[Dialogue], None]:
    """What keeps an exercise that is done."""

    def keep(dialogue: Dialogue) -> None:
        if kept is None:
            return
        if dialogue.practice.hidden.demonstration:
            console.tell(WORDS["not_saved"])
            return
        seconds = dialogue.seconds if dialogue.practice.level == "exam" else None
        kept.add(result_of(dialogue.practice, seconds))
        console.command(WORDS["saved"], file=as_typed(kept.path))

    return keep


def _leaving(kept: ResultsFile | None, console: Console) -> Callable[[], None]:
    """What tells that an exercise that was left is not kept; the file is there all the same, to be handed in."""

    def leave() -> None:
        if kept is not None:
            kept.begin()
            console.command(WORDS["left_unsaved"], file=as_typed(kept.path))

    return leave


def _close(session: Session, console: Console, *, summed: bool, following: str) -> None:
    """The summary, where it was asked for or there are several, and what comes next."""
    if session.done and (summed or len(session.done) > 1):
        session.summarize()
    if following and session.done:
        say("")
        console.command(WORDS["next"], more=following)


def _prompt() -> None:
    write("> ")


_INPUT_IS_TAKEN = Text(
    "what you type is read from standard input, so the ticket cannot come from there",
    "det du skriver läses från standard in, så ärendet kan inte komma därifrån",
)
_ONE_TICKET = Text(
    "a ticket of your own is one exercise: leave --seed, --symptom and --count out",
    "ett eget ärende är en enda övning: utelämna --seed, --symptom och --count",
)
_ONE_PICTURE = Text(
    "a picture shows one exercise: leave --count out", "en bild visar en enda övning: utelämna --count"
)
