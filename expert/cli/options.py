"""The options and arguments that commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

import click

from expert.cli.configuration import configured
from expert.cli.help import Argument, Choice, Command, Option
from expert.cli.language import language_of
from expert.foundations.commands import carry_rules
from expert.foundations.deadlines import within
from expert.foundations.problems import InputError, Place, Problem, shown
from expert.foundations.terms import ENGINES
from expert.foundations.texts import LANGUAGES, Language, Text, joined

if TYPE_CHECKING:
    pass

FILE = Text("FILE", "FIL")
OUT = Text("OUT", "UTFIL")
SETTING = Text("FACT=VALUE", "FAKTUM=VÄRDE")
CAUSE = Text("CAUSE", "ORSAK")
ID = Text("ID", "ID")
FILE_OR_TEXT = Text(
    "FILE is a fact file, any other text (a mail, a log), or the message itself; - is standard input.",
    "FIL är en faktafil, en annan text (ett mejl, en logg) eller själva meddelandet; - är standard in.",
)
NUMBER = Text("NUMBER", "TAL")


# The options


def option(*names: str, **settings: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An option whose `help` and `metavar` are a `Text`."""
    return click.option(*names, cls=Option, **settings)


def argument(name: str, **settings: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An argument whose `metavar` is a `Text`."""
    return click.argument(name, cls=Argument, **settings)


def command(name: str, about: Text, *, reads_file: bool = False) -> Callable[[Callable[..., Any]], Command]:
    """A command with its help, which also says what FILE may be where it reads one."""
    if reads_file:
        about = joined((about, FILE_OR_TEXT), "\n\n")
    return click.command(name, cls=Command, help=about)


def _the_language(ctx: click.Context, _: click.Parameter, value: str | None) -> Language:
    return language_of(ctx) if value is None else cast(Language, value)


language = option(
    "--language", type=Choice(LANGUAGES), is_eager=True, callback=_the_language,
    help=Text(
        "Language of the result (default: that of the environment).", "Resultatets språk (annars miljöns språk)."
    ),
)  # fmt: skip
language_of_messages = option(
    "--language", type=Choice(LANGUAGES), is_eager=True, expose_value=False,
    help=Text("Language of messages (default: that of the environment).", "Meddelandenas språk (annars miljöns)."),
)  # fmt: skip

def _the_folders(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    if value:
        from expert.cli.typed_again import as_options

        carry_rules(as_options(rules=value))
    return value


rules = option(
    "--rules", "folders", multiple=True, metavar=Text("DIR", "MAPP"), callback=_the_folders,
    help=Text(
        "A further rule folder, laid over the shipped rules. May be repeated.",
        "Ytterligare en regelmapp, som läggs över de medföljande reglerna. Kan upprepas.",
    ),
)  # fmt: skip
engine = option(
    "--engine", type=Choice(ENGINES),
    help=Text(
        "What fires the rules: experta (the default where it is installed), compiled (faster), or both, each held "
        "against the other: exit code 1 if they differ.",
        "Det som kör reglerna: experta (om inget anges och den är installerad), compiled (snabbare) eller both (båda, "
        "jämförda med varandra: slutkod 1 om de skiljer sig).",
    ),
)  # fmt: skip
output = option(
    "-o", "--output", metavar=OUT,
    help=Text("Write to this file instead of standard output.", "Skriv till den här filen i stället för standard ut."),
)  # fmt: skip
force = option("--force", is_flag=True, help=Text("Write over a file that is there.", "Skriv över en fil som finns."))


class Seconds(click.ParamType[float]):
    """How long something may take: a number of seconds above 0."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,3})?", str(value)) or not float(value):
            raise InputError([Problem(_NO_SECONDS, Place(f"--timeout {shown(value)}"))])
        return float(value)


_NO_SECONDS = Text(
    "a time is a number of seconds from 0.001 to 999999, such as 10 or 0.5",
    "en tid är ett antal sekunder från 0.001 till 999999, till exempel 10 eller 0.5",
)
_timeout = option(
    "--timeout", type=Seconds(), metavar=Text("SECONDS", "SEKUNDER"),
    help=Text("Give up after so many seconds, with exit code 2.", "Ge upp efter så många sekunder, med slutkod 2."),
)  # fmt: skip


def timeout(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--timeout`: how long the whole command may take."""

    @wraps(function)
    def within_time(*args: Any, timeout: float | None, **others: Any) -> Any:
        with within(timeout):
            return function(*args, **others)

    return _timeout(within_time)


_theme = option(
    "--theme", metavar=Text("THEME", "TEMA"),
    help=Text(
        "Colors, fonts, logo, header and footer: dark, high-contrast, light, or a file of your own.",
        "Färger, typsnitt, logotyp, sidhuvud och sidfot: dark, high-contrast, light eller en egen fil.",
    ),
)  # fmt: skip


def theme(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--theme`: how what the command draws looks; without it, as the settings say."""

    @wraps(function)
    def in_theme(*args: Any, theme: str | None, **others: Any) -> Any:
        wanted = theme if theme is not None else configured().theme
        if wanted is None:
            return function(*args, **others)
        from expert.visualize.canvas.theme import using
        from expert.visualize.canvas.themes import theme_of

        with using(theme_of(wanted)):
            return function(*args, **others)

    return _theme(in_theme)


def form(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--format`, as `form`, for a command that knows these formats."""
    return option("--format", "form", type=Choice(formats), help=Text(
        "Default: by the ending of OUT, else text.", "Annars det som filändelsen på UTFIL anger, eller text."
    ))  # fmt: skip


class Whole(click.ParamType[int]):
    """A whole number.

    Args:
        lowest: the lowest that it can be.
        highest: the highest.
    """

    name = "number"

    def __init__(self, lowest: int, highest: int) -> None:
        self._lowest, self._highest = lowest, highest

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        said = str(value)
        if not re.fullmatch(r"[0-9]{1,9}", said) or not self._lowest <= int(said) <= self._highest:
            name = "" if param is None else param.opts[0]
            text = _NO_WHOLE.format(lowest=self._lowest, highest=self._highest)
            raise InputError([Problem(text, Place(f"{name} {shown(said)}"))])
        return int(said)


_NO_WHOLE = Text(
    "a whole number from {lowest} to {highest} is needed here", "här behövs ett heltal från {lowest} till {highest}"
)


class Seed(click.ParamType[int]):
    """Which exercise: a whole number."""

    name = "seed"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if not re.fullmatch(r"[0-9]{1,18}", value):
            raise InputError([Problem(_NO_SEED, Place(f"--seed {shown(value)}"))])
        return int(value)


_NO_SEED = Text(
    "a seed is a whole number from 0, such as 7", "övningens nummer är ett heltal från 0 och uppåt, till exempel 7"
)
