"""The commands. No reasoning happens here: each reads its input, calls the library and writes a view.

What a command does not need is imported inside it, so that `expert diagnose` starts quickly.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

import click

from expert.problems import InputError, Place, Problem, shown, visible
from expert.texts import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from expert.diagnosis import Diagnosis
    from expert.rules.knowledge import KnowledgeBase

_BAD_INPUT = 2
_CHECK_FAILED = 1
_NO_CAUSE = 10
_NOT_DIAGNOSED = 11
_PICTURES = ("svg", "png", "dot", "mermaid", "text")
_ENDINGS = {".svg": "svg", ".png": "png", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid", ".txt": "text"}
_REPORT_ENDINGS = {".json": "json", ".jsonl": "json", ".md": "markdown", ".txt": "text"}
_FOREIGN_ENDINGS = (
    ".pdf", ".html", ".htm", ".doc", ".docx", ".xlsx", ".csv", ".yaml", ".yml", ".jpg", ".jpeg", ".gif", ".bmp",
    ".tif", ".tiff", ".webp", ".eps", ".ps",
)


def environment_language() -> Language:
    """The language of the environment if the product speaks it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        value = os.environ.get(name, "")
        if value:
            code = value[:2].lower()
            return next((language for language in LANGUAGES if language == code), "en")
    return "en"


def _language(chosen: str | None) -> Language:
    return environment_language() if chosen is None else cast(Language, chosen)


def _fail(error: InputError, language: Language) -> NoReturn:
    click.echo(error.in_(language), err=True)
    sys.exit(_BAD_INPUT)


class _Commands(click.Group):
    """Says every input error in one form, and leaves quietly when the reader of a pipe has gone."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except InputError as error:
            _fail(error, _language(ctx.meta.get("expert.language")))
        except BrokenPipeError:
            from expert.cli.output import drop_standard_output

            drop_standard_output()
            sys.exit(0)


def _remember_language(ctx: click.Context, _: click.Parameter, value: str | None) -> str | None:
    ctx.meta["expert.language"] = value
    return value


def _option_language(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--language", type=click.Choice(LANGUAGES), is_eager=True, callback=_remember_language,
        help="Language of the result (default: that of the environment).",
    )(command)


def _option_rules(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--rules", "folders", multiple=True, metavar="DIR",
        help="A further rule folder, laid over the shipped rules. May be repeated.",
    )(command)


def _option_output(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("-o", "--output", metavar="OUT", help="Write to this file instead of standard output.")(command)


def _option_form(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--format", "form", type=click.Choice(["text", "json"]), help="Default: by the ending of OUT, else text."
    )(command)


def _option_set(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--set", "settings", multiple=True, metavar="FACT=VALUE",
        help="A further fact; it replaces the one in the file. May be repeated.",
    )(command)


def _say_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("enrollment-expert")
    except PackageNotFoundError:
        number = "(a checkout that is not installed)"
    click.echo(f"expert, version {number}")
    ctx.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version,
              help="Show the version and exit.")
def main() -> None:
    """Find out why an iPhone or iPad will not enroll in Microsoft Intune.

    Write what you observed in a small fact file, and run: expert diagnose FILE
    """


@main.command(short_help="Diagnose the case in a fact file.")
@click.argument("files", nargs=-1, metavar="FILE...")
@_option_set
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]),
              help="Default: by the ending of OUT, else text.")
@_option_language
@_option_output
@_option_rules
@click.option("--exit-code", is_flag=True,
              help="Exit with 10 when no cause is confirmed or likely, 11 when there is no diagnosis.")
def diagnose(
    files: tuple[str, ...], settings: tuple[str, ...], form: str | None, language: str | None, output: str | None,
    folders: tuple[str, ...], exit_code: bool,
) -> None:
    """Diagnose the case in a fact file (YAML or JSON; - is standard input).

    Without a file, the facts are those given with --set.
    """
    from expert.cli.inputs import cases, keep_apart
    from expert.engine import diagnose as run

    words = _language(language)
    form = form or _by_ending(output, _REPORT_ENDINGS, "text")
    keep_apart(files, output)
    knowledge = _knowledge(folders)
    diagnoses: list[Diagnosis] = []
    bad: list[Problem] = []
    for case in cases(files, settings, knowledge.vocabulary):
        if isinstance(case, InputError):
            bad.extend(case.problems)
        else:
            diagnoses.append(run(case, knowledge, language=words))
    if diagnoses:
        lines = len(files) > 1 or (output is not None and output.lower().endswith(".jsonl"))
        try:
            _write(_report(diagnoses, form, lines=lines, to_file=output is not None), output)
        except InputError as error:
            bad.extend(error.problems)
    if bad:
        _fail(InputError(bad), words)
    if exit_code:
        sys.exit(max((_exit_code(diagnosis) for diagnosis in diagnoses), default=0))


def _knowledge(folders: tuple[str, ...]) -> KnowledgeBase:
    from expert.rules.knowledge import KnowledgeBase

    return KnowledgeBase.load(*folders)


def _report(diagnoses: list[Diagnosis], form: str, *, lines: bool, to_file: bool) -> str:
    from expert.cli.output import color_wanted, terminal_width

    if form == "json":
        if lines:
            return "".join(diagnosis.to_json(indent=None) + "\n" for diagnosis in diagnoses)
        return diagnoses[0].to_json() + "\n"
    if form == "markdown":
        from expert.visualize.report_markdown import to_markdown

        return "\n".join(to_markdown(diagnosis) for diagnosis in diagnoses)
    from expert.visualize.report_text import to_text

    width, color = (None, False) if to_file else (terminal_width(), color_wanted())
    return "\n".join(to_text(diagnosis, width=width, color=color) for diagnosis in diagnoses)


def _exit_code(diagnosis: Diagnosis) -> int:
    if diagnosis.outcome in ("unrecognized", "incomplete", "out_of_scope"):
        return _NOT_DIAGNOSED
    return 0 if diagnosis.outcome in ("confirmed", "likely") else _NO_CAUSE


def _by_ending(output: str | None, endings: dict[str, str], default: str) -> str:
    """The format that a file's ending asks for.

    Raises:
        InputError: the ending promises something else than what the command writes.
    """
    ending = "" if output is None else Path(output).suffix.lower()
    if ending not in endings and ending in {*_ENDINGS, *_REPORT_ENDINGS, *_FOREIGN_ENDINGS}:
        written = ", ".join(endings)
        raise InputError([Problem(Text(
            f"this command does not write {ending}; it writes {written}",
            f"kommandot skriver inte {ending}; det skriver {written}",
        ), Place(visible(str(output))))])
    return endings.get(ending, default)


def _write(result: str | bytes, output: str | None) -> None:
    from expert.cli.output import write

    write(result.encode() if isinstance(result, str) else result, output)


def _write_text(text: str, output: str | None) -> None:
    """Plain text, with its lines broken where it goes to a terminal."""
    from expert.cli.output import terminal_width, wrapped

    _write(wrapped(text, terminal_width() if output is None else None), output)


@main.command(short_help="Find the cause in a dialogue.")
@click.argument("file", required=False, metavar="[FILE]")
@_option_set
@click.option("--save", metavar="OUT", help="Write the facts to this fact file after every answer.")
@click.option("--priors", metavar="COUNTS", help="Your own confirmed tickets: a file of `cause: count` lines.")
@_option_language
@_option_rules
def ask(
    file: str | None, settings: tuple[str, ...], save: str | None, priors: str | None, language: str | None,
    folders: tuple[str, ...],
) -> None:
    """Find the cause in a dialogue: what is worth most for its cost is asked first.

    FILE holds facts that are known already. With --save, an interrupted interview goes on where it was left.
    """
    from expert.cli.ask import dialogue, typed
    from expert.cli.output import color_wanted
    from expert.visualize.report_text import to_text

    held = dialogue(
        _knowledge(folders), file, settings, save, priors, _language(language), say=_say, width=_width()
    )
    problem = held.hold(typed(sys.stdin))
    _say("")
    _say(to_text(held.interview.diagnosis, width=_width(), color=color_wanted()).rstrip())
    if problem is not None:
        raise problem


def _say(line: str) -> None:
    _write(line + "\n", None)


def _width() -> int | None:
    from expert.cli.output import terminal_width

    return terminal_width()


@main.command()
@click.argument("file", required=False, metavar="FILE")
@_option_set
@click.option("--why", metavar="CAUSE", multiple=True, help="Why this cause has its verdict. May be repeated.")
@click.option("--why-not", metavar="CAUSE", multiple=True,
              help="Why it is not confirmed, and what would change that.")
@click.option("--what-if", metavar="FACT=VALUE", multiple=True,
              help="What would differ with this fact. May be repeated.")
@_option_form
@_option_language
@_option_output
@_option_rules
def explain(
    file: str | None, settings: tuple[str, ...], why: tuple[str, ...], why_not: tuple[str, ...],
    what_if: tuple[str, ...],
    form: str | None, language: str | None, output: str | None, folders: tuple[str, ...],
) -> None:
    """Explain a diagnosis: why, why not, and what if.

    Without an option, every confirmed or likely cause is explained.
    """
    from expert.cli.explain import Wanted, explanations
    from expert.cli.inputs import case_of, keep_apart

    form = form or _by_ending(output, _REPORT_ENDINGS, "text")
    keep_apart([file], output)
    knowledge, words = _knowledge(folders), _language(language)
    case = case_of(file, settings, knowledge.vocabulary)
    wanted = Wanted(why, why_not, what_if)
    write = _write if form == "json" else _write_text
    write(explanations(case, knowledge, wanted, words, as_json=form == "json"), output)


@main.command(short_help="Compare two diagnoses.")
@click.argument("first", metavar="A")
@click.argument("second", required=False, metavar="[B]")
@_option_form
@_option_language
@_option_output
@_option_rules
def diff(
    first: str, second: str | None, form: str | None, language: str | None, output: str | None,
    folders: tuple[str, ...],
) -> None:
    """Compare the diagnoses of two fact files, or of one file without and with --rules."""
    from expert.cli.explain import difference
    from expert.cli.inputs import cases, keep_apart

    if second is None and not folders:
        text = Text("name a second fact file, or a rule folder with --rules",
                    "ange en andra faktafil, eller en regelmapp med --rules")
        raise InputError([Problem(text)])
    form = form or _by_ending(output, _REPORT_ENDINGS, "text")
    keep_apart([first, second], output)
    knowledge = _knowledge(folders)
    before = _knowledge(()) if second is None else knowledge
    names = ((first, before), (second or first, knowledge))
    found = [(next(cases((name,), (), rules.vocabulary)), rules) for name, rules in names]
    bad = [problem for case, _ in found if isinstance(case, InputError) for problem in case.problems]
    if bad:
        raise InputError(dict.fromkeys(bad))
    write = _write if form == "json" else _write_text
    write(difference(cast(Any, found), _language(language), as_json=form == "json"), output)


@main.command(short_help="Plan what to do, the safest first.")
@click.argument("file", required=False, metavar="FILE")
@_option_set
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json", "svg", "png", "dot", "mermaid"]),
              help="Default: by the ending of OUT, else text.")
@_option_language
@_option_output
@_option_rules
def plan(
    file: str | None, settings: tuple[str, ...], form: str | None, language: str | None, output: str | None,
    folders: tuple[str, ...],
) -> None:
    """Plan what to do about every open cause: the cheapest and safest first, and how to see that it worked."""
    from expert.cli.inputs import case_of, keep_apart
    from expert.cli.plan import plan_of

    form = form or _by_ending(output, {**_ENDINGS, **_REPORT_ENDINGS}, "text")
    keep_apart([file], output)
    knowledge = _knowledge(folders)
    case = case_of(file, settings, knowledge.vocabulary)
    to_file = output is not None
    _draw(lambda: plan_of(case, knowledge, _language(language), cast(Any, form), to_file=to_file), output)


@main.command(short_help="Put together what others need who are to help.")
@click.argument("file", required=False, metavar="FILE")
@_option_set
@click.option("--include-personal", is_flag=True, help="Give pasted texts and other personal facts as they are.")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]),
              help="Default: by the ending of OUT, else text.")
@_option_language
@_option_output
@_option_rules
def escalate(
    file: str | None, settings: tuple[str, ...], include_personal: bool, form: str | None, language: str | None,
    output: str | None, folders: tuple[str, ...],
) -> None:
    """Put together what others need who are to help with a case, ready to paste and without personal data."""
    from expert.cli.inputs import case_of, keep_apart
    from expert.cli.plan import package_of

    form = form or _by_ending(output, _REPORT_ENDINGS, "text")
    keep_apart([file], output)
    knowledge, words, to_file = _knowledge(folders), _language(language), output is not None
    case = case_of(file, settings, knowledge.vocabulary)
    _write(package_of(case, knowledge, words, cast(Any, form), personal=include_personal, to_file=to_file), output)


@main.command()
@click.argument("file", required=False, metavar="FILE")
@_option_set
@click.option("--format", "form", type=click.Choice(_PICTURES), help="Default: by the ending of OUT, else text.")
@_option_language
@_option_output
@_option_rules
def graph(
    file: str | None, settings: tuple[str, ...], form: str | None, language: str | None, output: str | None,
    folders: tuple[str, ...],
) -> None:
    """Draw the reasoning path of one case."""
    from expert.cli.inputs import case_of, keep_apart
    from expert.engine import diagnose as run
    from expert.visualize.pictures import graph_picture

    form = form or _by_ending(output, _ENDINGS, "text")
    keep_apart([file], output)
    knowledge = _knowledge(folders)
    case = case_of(file, settings, knowledge.vocabulary)
    diagnosis = run(case, knowledge, language=_language(language))
    _draw(lambda: graph_picture(diagnosis, cast(Any, form)), output)


@main.command()
@click.option("--symptom", metavar="ID", help="Only this symptom.")
@click.option("--format", "form", type=click.Choice(_PICTURES), help="Default: by the ending of OUT, else text.")
@_option_language
@_option_output
@_option_rules
def tree(
    symptom: str | None, form: str | None, language: str | None, output: str | None, folders: tuple[str, ...]
) -> None:
    """Draw the diagnostic tree, whole or for one symptom."""
    from expert.visualize.pictures import tree_picture

    form = form or _by_ending(output, _ENDINGS, "text")
    knowledge = _knowledge(folders)
    if symptom is not None:
        _known(symptom, knowledge.symptoms, Text("there is no symptom", "det finns inget symptom"))
    _draw(lambda: tree_picture(knowledge, symptom, _language(language), cast(Any, form)), output)


@main.command(short_help="Draw the question ladder of a symptom.")
@click.argument("file", required=False, metavar="[FILE]")
@_option_set
@click.option("--symptom", metavar="ID", help="The symptom; with a FILE, the one that its case shows.")
@click.option("--format", "form", type=click.Choice(_PICTURES), help="Default: by the ending of OUT, else text.")
@_option_language
@_option_output
@_option_rules
def ladder(
    file: str | None, settings: tuple[str, ...], symptom: str | None, form: str | None, language: str | None,
    output: str | None, folders: tuple[str, ...],
) -> None:
    """Draw the question ladder of a symptom: what to ask first, and what each answer shows.

    With a FILE, the path of its case is marked.
    """
    from expert.cli.inputs import case_of, keep_apart
    from expert.cli.teach import ladder_of

    form = form or _by_ending(output, _ENDINGS, "text")
    keep_apart([file], output)
    knowledge = _knowledge(folders)
    if symptom is not None:
        _known(symptom, knowledge.symptoms, Text("there is no symptom", "det finns inget symptom"))
    case = case_of(file, settings, knowledge.vocabulary) if file or settings else None
    _draw(lambda: ladder_of(knowledge, symptom, case, _language(language), cast(Any, form)), output)


@main.command(short_help="Make a handout for a class: one HTML file to print.")
@click.option("--symptom", metavar="ID", help="Only this symptom; all of them if left out.")
@click.option("--solutions", is_flag=True, help="With pictures, causes, remedies and sources, for the teacher.")
@_option_language
@_option_output
@_option_rules
def handout(
    symptom: str | None, solutions: bool, language: str | None, output: str | None, folders: tuple[str, ...]
) -> None:
    """Make a handout for a class: one HTML file to print, that needs nothing from the net."""
    from expert.visualize.handout import handout as made

    _by_ending(output, {".html": "html", ".htm": "html"}, "html")
    knowledge = _knowledge(folders)
    if symptom is not None:
        _known(symptom, knowledge.symptoms, Text("there is no symptom", "det finns inget symptom"))
    _draw(lambda: made(knowledge, symptom, _language(language), solutions=solutions).encode(), output)


@main.command(short_help="Practice: find the cause of a hidden case.")
@click.option("--seed", type=click.IntRange(0), help="Which exercise; drawn by chance, and printed, if left out.")
@click.option("--symptom", metavar="ID", help="An exercise about this symptom.")
@click.option("--picture", metavar="OUT", help="Draw the path taken beside the best path, when it is over.")
@_option_language
@_option_rules
def practice(
    seed: int | None, symptom: str | None, picture: str | None, language: str | None, folders: tuple[str, ...]
) -> None:
    """Practice: find the cause of a hidden case with few and cheap observations."""
    from expert.cli.teach import exercise, typed

    knowledge = _knowledge(folders)
    if symptom is not None:
        _known(symptom, knowledge.symptoms, Text("there is no symptom", "det finns inget symptom"))
    drawn = exercise(knowledge, seed, symptom, _language(language), folders, say=_say, width=_width())
    try:
        finished = drawn.run(typed(sys.stdin))
    except KeyboardInterrupt:
        finished = False
    drawn.finish(finished)
    if picture is not None:
        _draw(lambda: drawn.picture(cast(Any, _by_ending(picture, _ENDINGS, "svg"))), picture)


def _known(name: str, known: Iterable[str], none: Text) -> None:
    from expert.problems import did_you_mean

    valid = list(known)
    if name not in valid:
        hint = did_you_mean(name, valid)
        if not hint.en:
            hint = Text("; `expert rules list` shows what there is", "; `expert rules list` visar vad som finns")
        raise InputError([Problem(Text(
            f'{none.en} "{shown(name)}"{hint.en}', f"{none.sv} ”{shown(name)}”{hint.sv}"
        ))])


def _draw(picture: Callable[[], bytes], output: str | None) -> None:
    from expert.visualize.render import DrawingError

    try:
        result = picture()
    except DrawingError as error:
        raise InputError([Problem(error.text)]) from None
    if output is None and sys.stdout is not None and sys.stdout.isatty() and result[:4] == b"\x89PNG":
        raise InputError([Problem(Text(
            "a PNG cannot be shown in a terminal; name a file with -o",
            "en PNG kan inte visas i en terminal; ange en fil med -o",
        ))])
    _write(result, output)


@main.command()
@click.argument("what", type=click.Choice(["facts", "rules", "result"]))
@_option_output
@_option_rules
def schema(what: str, output: str | None, folders: tuple[str, ...]) -> None:
    """Print a JSON Schema of fact files, rule files or the result."""
    from expert.cli.schemas import schema_of

    _write(schema_of(what, _knowledge(folders)), output)


@main.group()
def rules() -> None:
    """The knowledge base: list it, show a part, check it, test it."""


@rules.command("list")
@_option_language
@_option_rules
def rules_list(language: str | None, folders: tuple[str, ...]) -> None:
    """List every symptom and the causes that explain it."""
    from expert.cli.knowledge import listing

    _write_text(listing(_knowledge(folders), _language(language)), None)


@rules.command("show", short_help="Show a symptom, cause, remedy or fact, with sources.")
@click.argument("name", metavar="ID")
@_option_language
@_option_rules
def rules_show(name: str, language: str | None, folders: tuple[str, ...]) -> None:
    """Show a symptom, a cause, a remedy or a fact whole, with its sources."""
    from expert.cli.knowledge import names, show

    knowledge = _knowledge(folders)
    none = Text("there is no symptom, cause, remedy, derivation or fact",
                "det finns varken symptom, orsak, åtgärd, härledning eller faktum som heter")
    _known(name, names(knowledge), none)
    _write_text(show(knowledge, name, _language(language)), None)


@rules.command("check", short_help="Check every rule file.")
@_option_language
@_option_rules
def rules_check(language: str | None, folders: tuple[str, ...]) -> None:
    """Check every rule file: its form, its references, its sources and its safety."""
    from expert.rules.loader import load_layers

    words = _language(language)
    try:
        knowledge = load_layers([Path(folder) for folder in folders])
    except InputError as error:
        click.echo(error.in_(words), err=True)
        sys.exit(_CHECK_FAILED)
    symptoms, causes, remedies = len(knowledge.symptoms), len(knowledge.causes), len(knowledge.remedies)
    said = Text(
        f"{symptoms} symptoms, {causes} causes, {remedies} remedies: sound.",
        f"{symptoms} symptom, {causes} orsaker, {remedies} åtgärder: felfria.",
    )
    _write(said.in_(words) + "\n", None)


@rules.command("test")
@_option_language
@_option_rules
def rules_test(language: str | None, folders: tuple[str, ...]) -> None:
    """Run the cases that stand in the causes' files."""
    from expert.engine.casetest import failures, run_cases

    words = _language(language)
    results = run_cases(_knowledge(folders))
    failed = failures(results)
    for result in failed:
        click.echo(result.say().in_(words), err=True)
    held, every = len(results) - len(failed), len(results)
    total = Text(f"{held} of {every} cases hold.", f"{held} av {every} fall stämmer.")
    _write(total.in_(words) + "\n", None)
    sys.exit(_CHECK_FAILED if failed else 0)
