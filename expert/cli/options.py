"""What commands share: their options, the language they speak, and the knowledge they use."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

import click

from expert.cli.configuration import configured
from expert.cli.help import Argument, Choice, Command, Option, given_on, language_of, speak
from expert.foundations.commands import carry, carry_rules, to_type
from expert.foundations.deadlines import within
from expert.foundations.problems import InputError, Place, Problem, did_you_mean, shown
from expert.foundations.terms import ENGINES
from expert.foundations.texts import LANGUAGES, Language, Text, joined

if TYPE_CHECKING:
    from expert.rules.knowledge import KnowledgeBase

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


def environment_language() -> Language:
    """The language of the environment if the product speaks it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        value = os.environ.get(name, "")
        if value:
            code = value[:2].lower()
            return next((language for language in LANGUAGES if language == code), "en")
    return "en"


def language_on(arguments: Sequence[str]) -> Language | None:
    """The language that a command line asks for, wherever on it; known before anything on it is understood.

    What is wrong with a command line is to be said in that language too.
    """
    chosen: Language | None = None
    for option, value in zip(arguments, [*arguments[1:], ""], strict=False):
        if option == "--":
            break
        name, equals, joined = option.partition("=")
        if name == "--language":
            wanted = joined if equals else value
            chosen = next((language for language in LANGUAGES if language == wanted), chosen)
    return chosen


def note_language(ctx: click.Context, arguments: Sequence[str]) -> None:
    """Note the language of a command line, and whether it was asked for on it.

    Without `--language` it is that of the settings, and then that of the environment. Where it is another than that,
    each command that is printed chooses it too.

    Raises:
        InputError: something is wrong in the settings.
    """
    given = language_on(arguments)
    carry(None)
    speak(ctx, given or environment_language(), given=given is not None)
    try:
        with ctx.scope(cleanup=False):
            wanted = configured()
    except InputError:
        if ctx.resilient_parsing:  # a shell that is asking hears of no mistakes
            return
        raise
    by_itself = wanted.language or environment_language()
    if given is None:
        speak(ctx, by_itself)
    elif given != by_itself:
        carry(given)


def given_language() -> Language | None:
    """The language that the current command line asks for; None where that of the environment is taken."""
    ctx = click.get_current_context(silent=True)
    return None if ctx is None else given_on(ctx)


def knowledge_of(folders: tuple[str, ...]) -> KnowledgeBase:
    """The shipped rules with these folders laid over them; without any, with those that the settings name.

    Raises:
        InputError: something in the folders is wrong.
    """
    from expert.rules.knowledge import KnowledgeBase

    return KnowledgeBase.load(*(folders or configured().rules))


def require(name: str, known: Iterable[str], none: Text) -> None:
    """See to it that a name is known.

    Args:
        name: what was given.
        known: the names there are.
        none: how to say that there is none of that name, up to the name.

    Raises:
        InputError: it is not known; what was likely meant is named.
    """
    valid = list(known)
    if name not in valid:
        hint = did_you_mean(name, valid)
        if not hint.en:
            hint = to_type(_SHOWS_THEM)
        raise InputError([Problem(Text(
            f'{none.en} "{shown(name)}"{hint.en}', f"{none.sv} ”{shown(name)}”{hint.sv}"
        ))])


_SHOWS_THEM = Text("; `expert rules list` shows what there is", "; `expert rules list` visar vad som finns")


def require_symptom(name: str | None, knowledge: KnowledgeBase) -> None:
    """See to it that a symptom is known, where one was named.

    Raises:
        InputError: it is not known; what was likely meant is named.
    """
    if name is not None:
        require(name, knowledge.symptoms, Text("there is no symptom", "det finns inget symptom"))


def require_topic(name: str | None, knowledge: KnowledgeBase) -> None:
    """See to it that a topic is known, where one was named.

    Raises:
        InputError: it is not known; what was likely meant is named.
    """
    if name is not None:
        require(name, knowledge.topics, Text("there is no topic", "det finns inget ämne"))


def symptoms_about(topic: str | None, knowledge: KnowledgeBase) -> list[str]:
    """The ids of the symptoms about a topic, in their order; none where no topic was named.

    Raises:
        InputError: there is no such topic; what was likely meant is named.
    """
    require_topic(topic, knowledge)
    return [] if topic is None else [name for name, shown in knowledge.symptoms.items() if shown.topic == topic]


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
