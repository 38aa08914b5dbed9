"""The commands `plan` and `escalate`: they ask the library and set its documents in the wanted form."""

from __future__ import annotations

from typing import Literal, TypeAlias

from expert.cli.output import color_wanted, terminal_width
from expert.engine import diagnose
from expert.facts.case import Case
from expert.plan import escalation_package, plan
from expert.rules.knowledge import KnowledgeBase
from expert.texts import Language

PlanForm: TypeAlias = Literal["text", "markdown", "json", "svg", "png", "dot", "mermaid"]
PackageForm: TypeAlias = Literal["text", "markdown", "json"]


def plan_of(case: Case, knowledge: KnowledgeBase, language: Language, form: PlanForm, *, to_file: bool) -> bytes:
    """The plan of a case in a form; text is wrapped and colored for a terminal only.

    Raises:
        DrawingError: for svg and png, when there is no Graphviz or it fails.
    """
    work = plan(diagnose(case, knowledge, language=language))
    if form == "json":
        return (work.to_json() + "\n").encode()
    if form == "text" or form == "markdown":
        from expert.visualize.plan_text import plan_markdown, plan_text

        if form == "markdown":
            return plan_markdown(work).encode()
        width, color = _terminal(to_file)
        return plan_text(work, width=width, color=color).encode()
    from expert.visualize.plan_graph import plan_picture

    return plan_picture(work, form)


def package_of(
    case: Case, knowledge: KnowledgeBase, language: Language, form: PackageForm, *, personal: bool, to_file: bool
) -> bytes:
    """The escalation package of a case in a form."""
    package = escalation_package(case, knowledge, include_personal=personal, language=language)
    if form == "json":
        return (package.to_json() + "\n").encode()
    from expert.visualize.plan_text import escalation_markdown, escalation_text

    if form == "markdown":
        return escalation_markdown(package).encode()
    width, color = _terminal(to_file)
    return escalation_text(package, width=width, color=color).encode()


def _terminal(to_file: bool) -> tuple[int | None, bool]:
    return (None, False) if to_file else (terminal_width(), color_wanted())
