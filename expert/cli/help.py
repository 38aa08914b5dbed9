"""Commands whose help and usage errors are in English and Swedish.

click writes both in English, or in the one language of a process. Here its classes are extended where they put a line
together and where they raise an error, and each says it in the language that the command line or the environment
asks for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, cast

import click

from expert.cli.language import language_of
from expert.cli.streams import tell
from expert.cli.typed_again import is_code
from expert.cli.widths import NARROW, columns_of
from expert.foundations.commands import as_typed, to_type
from expert.foundations.problems import shown
from expert.foundations.texts import Language, Text
from expert.foundations.wrapping import wrapped

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


_USAGE = Text("Usage:", "Användning:")
_OPTIONS = Text("Options", "Alternativ")
_COMMANDS = Text("Commands", "Kommandon")
_EXAMPLES = Text("Examples", "Exempel")
_OTHERS = Text("Others", "Övriga")
_SOME_OPTIONS = Text("[OPTIONS]", "[ALTERNATIV]")
_SOME_COMMAND = Text("COMMAND [ARGS]...", "KOMMANDO [ARGUMENT]...")
_HELP = Text("Show this message and exit.", "Visa den här texten och avsluta.")

_ERROR = Text("Error: {message}", "Fel: {message}")
_TRY = Text("Try '{command}' for help.", "Prova ”{command}” för hjälp.")
_NO_COMMAND = Text("No such command '{name}'.{meant}", "Kommandot ”{name}” finns inte.{meant}")
_NO_OPTION = Text("No such option '{name}'.{meant}", "Alternativet ”{name}” finns inte.{meant}")
_MEANT = Text(" Did you mean '{name}'?", " Menade du ”{name}”?")
_MEANT_ONE_OF = Text(" (Did you mean one of: {names}?)", " (Menade du något av: {names}?)")
_MISSING_ARGUMENT = Text("Missing argument '{name}'.{more}", "Argumentet ”{name}” saknas.{more}")
_CHOOSE = Text(" Choose from:\n\t{choices}", " Välj bland:\n\t{choices}")
_INVALID = Text("Invalid value for '{name}': {message}", "Ogiltigt värde för ”{name}”: {message}")
_NOT_ONE_OF = Text("'{value}' is not one of {choices}.", "”{value}” är inget av {choices}.")
_NO_VALUE = Text("Option '{name}' does not take a value.", "Alternativet ”{name}” tar inget värde.")
_NEEDS_VALUE = Text("Option '{name}' requires an argument.", "Alternativet ”{name}” kräver ett värde.")
_EXTRA = Text("Got unexpected extra argument{s} ({rest})", "Det finns argument för mycket ({rest})")


class Misused(click.UsageError):
    """A command was called in a way that it does not know."""

    def __init__(self, text: Text, ctx: click.Context, *, usage: bool = True) -> None:
        self._language = language_of(ctx)
        super().__init__(text.in_(self._language), ctx if usage else None)

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it, after how the command is used, on standard error."""
        if self.ctx is not None:
            asked = as_typed(f"{self.ctx.command_path} --help")
            hint = _TRY.format(command=asked).in_(self._language)
            tell(f"{self.ctx.get_usage()}\n{hint}\n", file)
        from expert.redacting.masking import unsaid  # only now: most command lines are right

        message = unsaid(self.message, self._language)
        tell(_ERROR.format(message=message).in_(self._language), file)


def _said(error: click.UsageError, ctx: click.Context) -> Text:
    """What an error of click's says, in both languages.

    A message that comes from the type of a parameter is in the reader's language already.
    """
    match error:
        case click.NoSuchOption():
            return _NO_OPTION.format(name=shown(error.option_name), meant=_meant(error.possibilities or ()))
        case click.BadOptionUsage():
            option = next((param for param in ctx.command.get_params(ctx) if error.option_name in param.opts), None)
            is_flag = isinstance(option, click.Option) and option.is_flag
            return (_NO_VALUE if is_flag else _NEEDS_VALUE).format(name=shown(error.option_name))
        case click.MissingParameter(param=click.Parameter() as param):
            more = param.type.get_missing_message(param, ctx)
            return _MISSING_ARGUMENT.format(name=_name(param, ctx), more=more or "")
        case click.BadParameter(param=click.Parameter() as param):
            return _INVALID.format(name=_name(param, ctx), message=error.message)
        case _:
            return Text(error.format_message(), error.format_message())


def _name(param: click.Parameter, ctx: click.Context) -> str:
    return "/".join(param.opts) if isinstance(param, click.Option) else param.make_metavar(ctx)


def _meant(names: Iterable[str]) -> Text:
    """What was likely meant, if anything was."""
    found = sorted(names)
    if not found:
        return Text("", "")
    if len(found) == 1:
        return _MEANT.format(name=found[0])
    return _MEANT_ONE_OF.format(names=_quoted(found))


def _quoted(names: Iterable[str]) -> Text:
    found = list(names)
    return Text(", ".join(f"'{name}'" for name in found), ", ".join(f"”{name}”" for name in found))


def _codes_as_arguments(given: Sequence[str], params: Iterable[click.Parameter]) -> list[str]:
    """A command line on which error codes below zero are arguments: they stand, with all others, after `--`."""
    named = (param for param in params if isinstance(param, click.Option) and not param.is_flag)
    with_value = {name for option in named for name in option.opts}
    options, arguments = list[str](), list[str]()
    rest = iter(given)
    for one in rest:
        if one == "--":
            arguments += rest
        elif is_code(one) or one == "-" or not one.startswith("-"):
            arguments.append(one)
        else:
            options += [one, *islice(rest, one in with_value)]
    return [*options, "--", *arguments]


class Option(click.Option):
    """An option with its help, and the word for its value, in both languages."""

    def __init__(
        self, declarations: Sequence[str] | None = None, *, help: Text, metavar: Text | None = None, **settings: Any
    ) -> None:
        super().__init__(declarations, help=help.en, **settings)
        self._help, self._metavar = help, metavar

    def about(self, language: Language) -> str:
        """Its help."""
        return self._help.in_(language)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """What a shell offers for its value."""
        return super().shell_complete(ctx, incomplete) or _offered(self, self._metavar, ctx, incomplete)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option as it is written, and its help."""
        record = super().get_help_record(ctx)
        return None if record is None else (record[0], to_type(self._help).in_(language_of(ctx)))

    def make_metavar(self, ctx: click.Context) -> str:
        """The word for its value."""
        return super().make_metavar(ctx) if self._metavar is None else self._metavar.in_(language_of(ctx))


class Argument(click.Argument):
    """An argument with the word for it in both languages."""

    def __init__(self, declarations: Sequence[str], *, metavar: Text | None = None, **settings: Any) -> None:
        super().__init__(declarations, **settings)
        self._metavar = metavar

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """What a shell offers for it."""
        return super().shell_complete(ctx, incomplete) or _offered(self, self._metavar, ctx, incomplete)

    def make_metavar(self, ctx: click.Context) -> str:
        """The word for it."""
        return super().make_metavar(ctx) if self._metavar is None else self._metavar.in_(language_of(ctx))


def _offered(
    param: click.Parameter, word: Text | None, ctx: click.Context, incomplete: str
) -> list[CompletionItem[str]]:
    from expert.cli.completing import offered  # only where a shell asks

    if isinstance(param.type, click.Choice):
        return []
    return offered(param, "" if word is None else word.en, ctx, incomplete)


class Choice(click.Choice[str]):
    """One of some words."""

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:
        """What there is to choose from."""
        return "" if ctx is None else _CHOOSE.format(choices=",\n\t".join(self.choices)).in_(language_of(ctx))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word.

        Raises:
            click.BadParameter: it is none of them.
        """
        if value not in self.choices and ctx is not None:
            text = _NOT_ONE_OF.format(value=shown(value), choices=_quoted(self.choices))
            self.fail(text.in_(language_of(ctx)), param, ctx)
        return cast(str, value)


class _Formatter(click.HelpFormatter):
    """Sets help for the terminal that it goes to; in a narrow one, what an option does stands below it."""

    def __init__(
        self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None
    ) -> None:
        columns = columns_of(sys.stdout)
        narrow = columns is not None and columns < NARROW
        super().__init__(indent_increment, columns if narrow else width, max_width)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How a command is called: its options, in a narrow terminal, below it."""
        if self.width >= NARROW:
            super().write_usage(prog, args, prefix)
            return
        for line in wrapped(f"{prefix or ''}{prog} {args}", self.width, later="  "):
            self.write(f"{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Names, each with what it is."""
        if self.width >= NARROW:
            super().write_dl(rows, col_max, col_spacing)
            return
        before = " " * self.current_indent
        for name, about in rows:
            lines = wrapped(name, self.width, before, f"{before}  ") + wrapped(about, self.width, f"{before}    ")
            self.write("".join(f"{line}\n" for line in lines))


class _Context(click.Context):
    formatter_class = _Formatter


def _show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from expert.cli.output import write

        write(ctx.get_help() + "\n")
        ctx.exit()


class Command(click.Command):
    """A command with its help in both languages."""

    context_class = _Context

    def __init__(
        self, name: str | None, *, help: Text, params: list[click.Parameter] | None = None, **settings: Any
    ) -> None:
        asked = Option(
            ["-h", "--help"], is_flag=True, is_eager=True, expose_value=False, callback=_show_help, help=_HELP
        )
        # The English help is what click gives to the completion of a shell.
        super().__init__(name, help=help.en, params=[*(params or []), asked], add_help_option=False, **settings)
        self._about = help

    def about(self, language: Language) -> str:
        """What it is for."""
        return self._about.in_(language)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line.

        Raises:
            Misused: it is none that the command knows.
        """
        # click would tell what is left over in English, and only as a sentence.
        ctx.allow_extra_args = True
        if ctx.allow_interspersed_args and any(map(is_code, args)):
            args = _codes_as_arguments(args, self.get_params(ctx))
        try:
            left = super().parse_args(ctx, args)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise Misused(_said(error, ctx), ctx, usage=error.ctx is not None) from None
        if left and not self.allow_extra_args and not ctx.resilient_parsing:
            raise Misused(_EXTRA.format(s="s" if len(left) > 1 else "", rest=shown(" ".join(left))), ctx)
        return left

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """What a shell offers: its options, each with its help."""
        if incomplete[:1].isalnum() or not incomplete:
            return []
        from click.core import ParameterSource
        from click.shell_completion import CompletionItem

        language, given = language_of(ctx), ParameterSource.COMMANDLINE
        return [
            CompletionItem(name, help=param.about(language))
            for param in self.get_params(ctx)
            if isinstance(param, Option) and (param.multiple or ctx.get_parameter_source(param.name or "") is not given)
            for name in param.opts if name.startswith(incomplete)
        ]  # fmt: skip

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The words after the command in the line that shows its use."""
        return [_SOME_OPTIONS.in_(language_of(ctx)), *super().collect_usage_pieces(ctx)[1:]]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows its use."""
        usage = f"{_USAGE.in_(language_of(ctx))} "
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), usage)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it is for."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(to_type(self._about).in_(language_of(ctx)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options."""
        records = [param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section(_OPTIONS.in_(language_of(ctx))):
            formatter.write_dl([record for record in records if record is not None])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, each on a line of its own however wide, so that it can be copied whole."""
        examples = examples_of(ctx)
        if not examples:
            return
        formatter.write_paragraph()
        formatter.write_heading(_EXAMPLES.in_(language_of(ctx)))
        for line, about in examples:
            for said in wrapped(about.in_(language_of(ctx)), formatter.width, "  "):
                formatter.write(f"{said}\n")
            formatter.write(f"    {as_typed(line)}\n")


def examples_of(ctx: click.Context) -> tuple[tuple[str, Text], ...]:
    """The examples of a command: what is typed, and what it does."""
    from expert.cli.help_examples import EXAMPLES  # only for help

    words: list[str] = []
    while ctx.parent is not None:
        words.append(ctx.info_name or "")
        ctx = ctx.parent
    return EXAMPLES.get(" ".join(reversed(words)), ())


class Group(Command, click.Group):
    """A group that imports a command only when it is wanted.

    Args:
        listed: for each command where it is (`module:name`), and what it is for, in a few words.
        sections: the commands by who wants them, each with a heading; what stands in none comes last.

    Attributes:
        sections: all commands, each under its heading.
    """

    def __init__(
        self, name: str | None, *, listed: Mapping[str, tuple[str, Text]],
        sections: Sequence[tuple[Text, tuple[str, ...]]] = (), **settings: Any,
    ) -> None:
        super().__init__(name, **settings)
        self._listed = listed
        placed = {name for _, names in sections for name in names}
        rest = tuple(name for name in sorted(listed) if name not in placed)
        self.sections = [*sections, *([(_OTHERS if sections else _COMMANDS, rest)] if rest else [])]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return sorted(self._listed)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, if there is one."""
        if cmd_name not in self._listed:
            return None
        module, _, attribute = self._listed[cmd_name][0].partition(":")
        return cast(click.Command, getattr(import_module(module), attribute))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """What a shell offers: its commands, none of which is imported for that, and its options."""
        from click.shell_completion import CompletionItem

        names = (name for _, listed in self.sections for name in listed if name.startswith(incomplete))
        commands = [CompletionItem(name, help=self._listed[name][1].in_(language_of(ctx))) for name in names]
        return [*commands, *super().shell_complete(ctx, incomplete)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called.

        Raises:
            Misused: there is no such command.
        """
        if args[0] not in self._listed and not ctx.resilient_parsing:
            # Only now: most commands are typed right.
            from difflib import get_close_matches

            meant = _meant(get_close_matches(args[0], self._listed))
            raise Misused(_NO_COMMAND.format(name=shown(args[0]), meant=meant), ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command; show the help where there are only options on the command line."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            if error.ctx is not ctx or isinstance(error, Misused):
                raise
            raise click.exceptions.NoArgsIsHelpError(ctx) from None

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The words after the group in the line that shows its use."""
        return [*super().collect_usage_pieces(ctx)[:-1], _SOME_COMMAND.in_(language_of(ctx))]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options and its commands."""
        super().format_options(ctx, formatter)
        language = language_of(ctx)
        widest = max(map(len, self._listed))
        for heading, names in self.sections:
            with formatter.section(heading.in_(language)):
                # One column in all sections.
                formatter.write_dl([(name.ljust(widest), self._listed[name][1].in_(language)) for name in names])


class CommandWithOthers(Group):
    """A command that has others below it: they are called by their names, as the first word after its own."""

    allow_extra_args = False
    allow_interspersed_args = True

    def __init__(self, name: str | None, **settings: Any) -> None:
        super().__init__(name, invoke_without_command=True, **settings)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line, or leave it to the command whose name it begins with.

        Raises:
            Misused: it is none that the command knows.
        """
        if not args or args[0] not in self._listed:
            return Command.parse_args(self, ctx, args)
        ctx.args, ctx.invoked_subcommand = list(args), args[0]
        return ctx.args

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command, or the one below it that is named."""
        if ctx.invoked_subcommand is None:
            return click.Command.invoke(self, ctx)
        name, command, rest = self.resolve_command(ctx, ctx.args)
        if command is None:  # it was one that is listed
            raise LookupError(name)
        with command.make_context(name, rest, parent=ctx) as below:
            return command.invoke(below)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The words after the command in the line that shows its use."""
        arguments = (param for param in self.get_params(ctx) if isinstance(param, ArgumentOfOne))
        return [_SOME_OPTIONS.in_(language_of(ctx)), *(argument.make_metavar(ctx) for argument in arguments)]


class ArgumentOfOne(Argument):
    """An argument of a command with others below it, which is none of theirs: it stands in no line of their use."""

    def get_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What it adds to the lines of commands below."""
        return []
