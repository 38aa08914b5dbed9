"""The commands `plan` and `escalate`: they ask the library and set its documents in the wanted form."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias, cast

from expert.cli import options
from expert.cli.formats import PICTURE_ENDINGS, REPORT_ENDINGS, by_ending
from expert.cli.inputs import case_of, keep_apart
from expert.cli.output import draw, width_and_color, write
from expert.engine import diagnose
from expert.escalate.package import escalation_package
from expert.facts.case import Case
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import Language, Text
from expert.plan import plan as work_of
from expert.rules.knowledge import KnowledgeBase

PlanForm: TypeAlias = Literal["text", "markdown", "json", "svg", "png", "dot", "mermaid"]
PackageForm: TypeAlias = Literal["text", "markdown", "json"]


@options.command("plan", Text(
    "Plan what to do about every open cause: the cheapest and safest first, and how to see that it worked.",
    "Planera vad som ska göras åt varje öppen orsak: det billigaste och ofarligaste först, och hur det syns att "
    "det har hjälpt.",
))
@options.argument("file", required=False, metavar=options.FILE)
@options.settings
@options.form("text", "markdown", "json", "svg", "png", "dot", "mermaid")
@options.language
@options.output
@options.rules
@options.engine
def plan(
    file: str | None, settings: tuple[str, ...], form: str | None, language: Language, output: str | None,
    folders: tuple[str, ...], engine: EngineChoice | None,
) -> None:
    form = form or by_ending(output, {**PICTURE_ENDINGS, **REPORT_ENDINGS}, "text")
    keep_apart([file], output)
    knowledge = options.knowledge_of(folders)
    case = case_of(file, settings, knowledge.vocabulary)
    to_file = output is not None
    draw(lambda: plan_of(case, knowledge, language, cast(Any, form), engine, to_file=to_file), output)


@options.command("escalate", Text(
    "Put together what others need who are to help with a case, ready to paste and without personal data.",
    "Ställ samman det som andra behöver för att hjälpa till med ett ärende, klart att klistra in och utan "
    "personuppgifter.",
))
@options.argument("file", required=False, metavar=options.FILE)
@options.settings
@options.option("--include-personal", is_flag=True, help=Text(
    "Give pasted texts and other personal facts as they are.",
    "Ta med inklistrade texter och andra personliga fakta som de är.",
))
@options.form("text", "markdown", "json")
@options.language
@options.output
@options.rules
@options.engine
def escalate(
    file: str | None, settings: tuple[str, ...], include_personal: bool, form: str | None, language: Language,
    output: str | None, folders: tuple[str, ...], engine: EngineChoice | None,
) -> None:
    form = form or by_ending(output, REPORT_ENDINGS, "text")
    keep_apart([file], output)
    knowledge, to_file = options.knowledge_of(folders), output is not None
    case = case_of(file, settings, knowledge.vocabulary)
    package = package_of(
        case, knowledge, language, cast(Any, form), engine, personal=include_personal, to_file=to_file
    )
    write(package, output)


def plan_of(
    case: Case, knowledge: KnowledgeBase, language: Language, form: PlanForm, engine: EngineChoice | None = None, *,
    to_file: bool,
) -> bytes:
    """The plan of a case in a form; text is wrapped and colored for a terminal only.

    Raises:
        DrawingError: for svg and png, when there is no Graphviz or it fails.
    """
    work = work_of(diagnose(case, knowledge, language=language, engine=engine))
    if form == "json":
        return (work.to_json() + "\n").encode()
    if form == "text" or form == "markdown":
        from expert.visualize.pages.plan import plan_markdown, plan_text

        if form == "markdown":
            return plan_markdown(work).encode()
        width, color = width_and_color(to_file=to_file)
        return plan_text(work, width=width, color=color).encode()
    from expert.visualize.drawings.plan import plan_picture

    return plan_picture(work, form)


def package_of(
    case: Case, knowledge: KnowledgeBase, language: Language, form: PackageForm, engine: EngineChoice | None = None, *,
    personal: bool, to_file: bool,
) -> bytes:
    """The escalation package of a case in a form."""
    package = escalation_package(case, knowledge, include_personal=personal, language=language, engine=engine)
    if form == "json":
        return (package.to_json() + "\n").encode()
    from expert.visualize.pages.escalation import escalation_markdown, escalation_text

    if form == "markdown":
        return escalation_markdown(package).encode()
    width, color = width_and_color(to_file=to_file)
    return escalation_text(package, width=width, color=color).encode()
