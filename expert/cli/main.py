"""The command `expert`: a group that imports a command's module only when the command is wanted.

No reasoning happens in the commands: each reads its input, calls the library and writes a view.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from expert.cli import age, exit_codes, options
from expert.cli.help import Group
from expert.cli.language import language_of, note_language
from expert.cli.names import COMPLETE_VARIABLE
from expert.cli.streams import drop, tell, were_used
from expert.foundations import content
from expert.foundations.commands import carried, carrying
from expert.foundations.deadlines import TookTooLong
from expert.foundations.problems import (
    CopyNotUsed,
    EnginesDisagree,
    ExpertError,
    InputError,
    Place,
    Problem,
    visible,
    why_not,
)
from expert.foundations.texts import Text

_COMMANDS: Mapping[str, tuple[str, Text]] = {
    "ask": ("expert.cli.ask:ask", Text("Find the cause in a dialogue.", "Hitta orsaken i en dialog.")),
    "class": ("expert.cli.classroom:classroom", Text(
        "Make one page for a class: explore, play a case, practice.",
        "Gör en sida till en lektion: utforska, spela upp ett ärende, öva.",
    )),
    "collect": ("expert.cli.collect:collect", Text(
        "Ask a tenant for what a case needs, and keep the answers.",
        "Fråga en klientorganisation om det ett ärende behöver, och spara svaren.",
    )),
    "completion": ("expert.cli.completion:completion", Text(
        "Print what a shell needs to complete what is typed.", "Skriv ut det ett skal behöver för att komplettera."
    )),
    "config": ("expert.cli.config:config", Text(
        "Show the settings, and where each comes from.", "Visa inställningarna och var de kommer från."
    )),
    "diagnose": ("expert.cli.diagnose:diagnose", Text(
        "Diagnose the case in a fact file or a text.", "Diagnostisera ärendet i en faktafil eller en text."
    )),
    "diff": ("expert.cli.explain:diff", Text("Compare two diagnoses.", "Jämför två diagnoser.")),
    "escalate": ("expert.cli.plan:escalate", Text(
        "Put together what others need in order to help.", "Ställ samman det som andra behöver för att hjälpa till."
    )),
    "evidence": ("expert.cli.evidence:evidence", Text(
        "Show what exports, logs and other files say.", "Visa vad exporter, loggar och andra filer säger."
    )),
    "examples": ("expert.cli.examples:examples", Text(
        "List, print or write examples of fact files.", "Lista, visa eller skriv exempel på faktafiler."
    )),
    "explain": ("expert.cli.explain:explain", Text(
        "Explain a diagnosis: why, why not, and what if.",
        "Förklara en diagnos: varför, varför inte, och vad som skulle ändra den.",
    )),
    "facts": ("expert.cli.facts_list:facts", Text(
        "List what can be observed, or explain a fact.", "Lista det som går att observera, eller förklara ett faktum."
    )),
    "fleet": ("expert.cli.fleet:fleet", Text(
        "Diagnose a table of devices at once.", "Diagnostisera en tabell med enheter på en gång."
    )),
    "graph": ("expert.cli.pictures:graph", Text(
        "Draw the reasoning path of one case.", "Rita resonemanget i ett ärende."
    )),
    "handout": ("expert.cli.pictures:handout", Text(
        "Make a handout for a class: one HTML file to print.",
        "Gör ett utdelningsmaterial till en lektion: en HTML-fil att skriva ut.",
    )),
    "ladder": ("expert.cli.pictures:ladder", Text(
        "Draw the question ladder of a symptom.", "Rita frågestegen för ett symptom."
    )),
    "preflight": ("expert.cli.preflight:preflight", Text(
        "Find what will stop enrollments, before anybody calls.",
        "Hitta det som kommer att stoppa registreringar, innan någon ringer.",
    )),
    "new": ("expert.cli.new:new", Text(
        "Write a fact file to fill in, with its questions.", "Skriv en faktafil att fylla i, med frågorna."
    )),
    "plan": ("expert.cli.plan:plan", Text(
        "Plan what to do, the safest first.", "Planera vad som ska göras, det ofarligaste först."
    )),
    "practice": ("expert.cli.practice:practice", Text(
        "Practice: find the cause of a hidden case.", "Öva: hitta orsaken i ett dolt ärende."
    )),
    "rules": ("expert.cli.rules:rules", Text(
        "The knowledge base: list it, show a part, check it, test it.",
        "Kunskapsbasen: lista den, visa en del, kontrollera den, testa den.",
    )),
    "schema": ("expert.cli.schemas:schema", Text(
        "Print a JSON Schema of fact files, rule files or the result.",
        "Skriv ut ett JSON-schema för faktafiler, regelfiler eller resultatet.",
    )),
    "slides": ("expert.cli.slides:slides", Text(
        "Make slides to project: PowerPoint, PDF or pictures.",
        "Gör bilder att projicera: PowerPoint, PDF eller bilder.",
    )),
    "ticket": ("expert.cli.ticket:ticket", Text(
        "Write a case for the ticket, or a message to its user.",
        "Skriv ett ärende till ärendesystemet, eller ett meddelande till användaren.",
    )),
    "tree": ("expert.cli.pictures:tree", Text(
        "Draw the diagnostic tree, whole or for one symptom.", "Rita felsökningsträdet, helt eller för ett symptom."
    )),
}  # fmt: skip


class _Expert(Group):
    """Says every input error in one form, and leaves quietly when it is interrupted or nobody reads it any more."""

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run the command, or tell a shell what can come next; it asks by one variable, however this was started."""
        if COMPLETE_VARIABLE in os.environ:
            from expert.cli.shells import register

            register()
        with carrying():
            return super().main(*args, **{"complete_var": COMPLETE_VARIABLE, **settings})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _leaving_well(ctx):
            note_language(ctx, args)
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        with _leaving_well(ctx):
            given = [*ctx._protected_args], [*ctx.args]  # which click takes out
            try:
                return super().invoke(ctx)
            except _EXPECTED:
                raise
            except Exception:
                # What should not go wrong may do so because somebody has changed the compiled copy.
                from expert.recognizing.compiling import distrust_changed_copy

                if not distrust_changed_copy():
                    raise
                if were_used(ctx):
                    raise InputError([Problem(_CHANGED, Place(visible(content.compiled().as_posix())))]) from None
            ctx._protected_args, ctx.args = given
            return super().invoke(ctx)


_EXPECTED = (ExpertError, click.ClickException, click.exceptions.Exit, click.Abort, OSError)
_CHANGED = Text(
    "this compiled copy of the knowledge says something else than the files beside it, so nothing more is done with "
    "it; delete it, or install the package again",
    "den här kompilerade kopian av kunskapen säger något annat än filerna bredvid, så den används inte mer; ta bort "
    "den, eller installera paketet på nytt",
)


@contextmanager
def _leaving_well(ctx: click.Context) -> Iterator[None]:
    try:
        with _telling_of_the_copy():
            yield
    except InputError as error:
        from expert.cli.redacting import masked_problem  # only now: most input is right

        for problem in error.problems:
            tell(masked_problem(problem, language_of(ctx)))
        sys.exit(exit_codes.BAD_INPUT)
    except TookTooLong as error:
        tell(error.in_(language_of(ctx)))
        sys.exit(exit_codes.BAD_INPUT)
    except EnginesDisagree as error:
        from expert.redacting.masking import unsaid

        tell(unsaid(error.in_(language_of(ctx)), language_of(ctx)))
        sys.exit(exit_codes.CHECK_FAILED)
    except click.ClickException as error:
        # As click itself does it, but for a standard error that cannot be written to.
        try:
            error.show()
        except OSError:
            drop(sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(exit_codes.INTERRUPTED)
    except BrokenPipeError:
        drop(sys.stdout)
        sys.exit(exit_codes.RAN)
    except OSError as error:
        # A disk that is full, a folder that may not be read: no fault of this program, so no traceback of it.
        what = Text("", "") if error.filename is None else Text(*[f" ({visible(str(error.filename))})"] * 2)
        tell(_REFUSED.format(reason=why_not(error), what=what).in_(language_of(ctx)))
        sys.exit(exit_codes.BAD_INPUT)


_REFUSED = Text("the operating system refuses: {reason}{what}", "operativsystemet säger nej: {reason}{what}")


@contextmanager
def _telling_of_the_copy() -> Iterator[None]:
    """While it lasts, the warning that the compiled copy is not used is a line in the reader's language."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", CopyNotUsed)
        others = warnings.showwarning

        def show(message: Warning | str, *rest: Any, **settings: Any) -> None:
            if isinstance(message, CopyNotUsed):
                from expert.cli.handed_over import say_once

                ctx = click.get_current_context(silent=True)
                say_once(message.text.in_("en" if ctx is None else language_of(ctx)))
            else:
                others(message, *rest, **settings)

        warnings.showwarning = show
        yield


def _say_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("enrollment-expert")
    except PackageNotFoundError:
        number = _NOT_INSTALLED.in_(language_of(ctx))
    knowledge = age.shipped_version()
    from expert.cli.output import write_text

    write_text(_VERSION.format(number=number, knowledge=knowledge).in_(language_of(ctx)) + "\n")
    age.tell_age(knowledge)
    ctx.exit()


_VERSION = Text(
    "expert, version {number} (knowledge {knowledge})", "expert, version {number} (kunskap {knowledge})"
)
_NOT_INSTALLED = Text("(a checkout that is not installed)", "(en utcheckning som inte är installerad)")


_SECTIONS = (
    (Text("A case", "Ett ärende"), ("diagnose", "ask", "explain", "plan", "ticket", "escalate", "graph")),
    (Text("A fact file to begin with", "En faktafil att börja med"), ("new", "examples", "facts")),
    (Text("Evidence", "Underlag"), ("evidence", "preflight", "collect")),
    (Text("Many cases", "Flera ärenden"), ("fleet", "diff")),
    (Text("A class", "En lektion"), ("slides", "class", "practice", "ladder", "handout", "tree")),
    (Text("The rules", "Reglerna"), ("rules", "schema")),
    (Text("This program", "Programmet"), ("config", "completion")),
)


@click.group("expert", cls=_Expert, listed=_COMMANDS, sections=_SECTIONS, invoke_without_command=True, help=Text(
    "Find out why an iPhone or iPad will not enroll in Microsoft Intune.\n\n"
    "Write what you observed in a small fact file, and run `expert diagnose FILE`\n\n"
    "FILE may also be a mail or a log, or the error message itself.",
    "Ta reda på varför en iPhone eller iPad inte går att registrera i Microsoft Intune.\n\n"
    "Skriv det du har observerat i en liten faktafil och kör `expert diagnose FIL`\n\n"
    "FIL får också vara ett mejl eller en logg, eller själva felmeddelandet.",
))
@options.language_of_messages
@options.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version,
                help=Text("Show the version and exit.", "Visa versionen och avsluta."))
@click.pass_context
def main(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        from expert.cli.first_page import first_page
        from expert.cli.output import terminal_width, write

        write(first_page(language_of(ctx), terminal_width(), asked=carried().language is not None))
