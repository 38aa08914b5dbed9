"""The command `rules test`: runs the cases of rule files, says what they show, and adds those that are missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from expert.cli import exit_codes, forms, knowing, options
from expert.cli.output import terminal_width, write, write_text
from expert.cli.streams import tell
from expert.cli.widths import in_width
from expert.foundations.outgoing import in_lines
from expert.foundations.texts import Language, Text
from expert.rules.knowledge import KnowledgeBase
from expert.visualize.views import JSON, TEXT

if TYPE_CHECKING:
    from expert.engine.rule_cases import CaseResult
    from expert.proving.covering import Covered
    from expert.results.coverage import CauseCovered, CoverageReport, Unshown

ABOUT = Text(
    "Run the cases that stand in the causes' files; say what they show of the rules, and what is missing.",
    "Kör de fall som står i orsakernas filer; säg vad de visar av reglerna, och vad som saknas.",
)
_MOST_LISTED = 8
_SORTS = {
    "verdicts": Text("verdicts", "utslag"),
    "deciding": Text("atoms that decide alone", "villkorsdelar som avgör ensamma"),
    "bounds": Text("values at and beside bounds", "värden vid och bredvid gränser"),
    "plans": Text("ways, steps and marks", "vägar, steg och märken"),
}
_TO_CONFIRM = Text("to confirm: {cause}: {name}", "att bekräfta: {cause}: {name}")
_MISSING = Text("missing: {part}: {what}", "saknas: {part}: {what}")
_UNDECIDED = Text("not decided: {part}: {what}", "inte avgjort: {part}: {what}")
_UNREACHABLE = Text("the rules do not allow: {part}: {what}", "reglerna tillåter inte: {part}: {what}")
_IN_ALL = Text("in all", "totalt")
_PROPOSED = Text("Cases that would show what is missing (`--write` adds them):",
                 "Fall som visar det som saknas (`--write` lägger till dem):")
_WRITTEN = Text("{count} cases were added to {file}; check what comes out, then take `to_confirm` away.",
                "{count} fall har lagts till i {file}; kontrollera vad som kommer ut och ta sedan bort `to_confirm`.")


@options.command("test", ABOUT)
@options.option("--coverage", is_flag=True, help=Text(
    "Say what the cases show of each cause, and propose those that are missing. Each condition's atoms decide alone "
    "(masking MC/DC over true, false and not known).",
    "Säg vad fallen visar av varje orsak och föreslå de som saknas. Varje villkorsdel avgör ensam (maskerande MC/DC "
    "över sant, falskt och inte känt).",
))
@options.option("--write", "writes", is_flag=True, help=Text(
    "Add the missing cases to the causes' files, each marked `to_confirm`.",
    "Lägg till de fall som saknas i orsakernas filer, vart och ett märkt `to_confirm`.",
))
@options.option("--cause", "causes", multiple=True, metavar=options.CAUSE, help=Text(
    "Look at this cause only. May be repeated.", "Se bara till den här orsaken. Kan upprepas.",
))
@options.form(*forms.names(TEXT, JSON))
@options.output
@options.language
@options.rules
def rules_test(
    coverage: bool, writes: bool, causes: tuple[str, ...], form: str | None, output: str | None, language: Language,
    folders: tuple[str, ...],
) -> None:  # fmt: skip
    form = form or forms.by_ending(output, TEXT, JSON)
    # The engine, which the other commands do not need.
    from expert.engine.case_faults import fault_of
    from expert.engine.rule_cases import failures, run_cases

    knowledge = knowing.knowledge_of(folders)
    for name in causes:
        knowing.require(name, knowledge.causes, Text("there is no cause", "det finns ingen orsak som heter"))
    results = run_cases(knowledge, asking=False)
    failed = [result for result in failures(results) if not causes or result.cause in causes]
    for result in failed:
        tell(fault_of(result, knowledge, folders).in_(language))
    if coverage or writes or form == JSON.name:
        _cover(knowledge, results, causes, folders, form, output, language, writes=writes)
    else:
        write_text("".join(f"{line}\n" for line in _tally(results, language)), output)
    sys.exit(exit_codes.CHECK_FAILED if failed else exit_codes.RAN)


def _cover(
    knowledge: KnowledgeBase, results: list[CaseResult], causes: tuple[str, ...], folders: tuple[str, ...], form: str,
    output: str | None, language: Language, *, writes: bool,
) -> None:  # fmt: skip
    from expert.proving.covering import covered
    from expert.proving.reporting import report

    # What lies below somebody's own folders is not theirs to test.
    own = [name for name in knowledge.causes if not folders or knowledge.written_in("causes", name).layer > 0]
    found = covered(knowledge, results, [name for name in own if not causes or name in causes])
    said = report(knowledge, results, found, language)
    if form == JSON.name:
        write(said.to_json() + "\n", output)
    else:
        proposes = bool(said.proposed) and not writes
        lines = [*_tally(results, language), "", *_text(said, language), *(_heading(language) if proposes else ())]
        text = in_width("".join(f"{line}\n" for line in lines), terminal_width() if output is None else None)
        # What is to be put into a file is not broken.
        proposed = "".join(f"{line}\n" for line in _proposed(said)) if proposes else ""
        write(in_lines(text + proposed), output)
    if writes:
        _write(knowledge, found, folders, language)


def _tally(results: list[CaseResult], language: Language) -> Iterator[str]:
    open_cases = [result for result in results if result.case.to_confirm]
    for result in open_cases:
        yield _TO_CONFIRM.format(cause=result.cause, name=result.case.name).in_(language)
    held, every = sum(result.holds for result in results), len(results)
    yield Text(f"{held} of {every} cases hold.", f"{held} av {every} fall stämmer.").in_(language)
    if open_cases:
        count = len(open_cases)
        yield Text(f"{count} of them are to be confirmed.", f"{count} av dem är att bekräfta.").in_(language)


def _text(said: CoverageReport, language: Language) -> Iterator[str]:
    for cause in said.causes:
        yield f"{cause.counted.percent:5.1f} %  {cause.counted.shown}/{cause.counted.of}  {cause.id}"
        yield from (f"         {line}" for line in _open_of(cause, language))
    yield ""
    for sort, counted in said.by_sort.items():
        yield f"{counted.percent:5.1f} %  {counted.shown}/{counted.of}  {_SORTS[sort].in_(language)}"
    yield f"{said.counted.percent:5.1f} %  {said.counted.shown}/{said.counted.of}  {_IN_ALL.in_(language)}"


def _heading(language: Language) -> tuple[str, str]:
    return "", _PROPOSED.in_(language)


def _proposed(said: CoverageReport) -> Iterator[str]:
    """The cases that would show what is missing, as they are to stand in the files."""
    cause_before = ""
    for case in said.proposed:
        if case.cause != cause_before:
            yield from ("", f"# causes/{case.cause}", "cases:")
            cause_before = case.cause
        yield case.yaml.rstrip("\n")


def _open_of(cause: CauseCovered, language: Language) -> Iterator[str]:
    groups: tuple[tuple[Text, tuple[Unshown, ...]], ...] = (
        (_MISSING, cause.missing), (_UNDECIDED, cause.undecided), (_UNREACHABLE, cause.unreachable),
    )  # fmt: skip
    for template, unshown in groups:
        own = [one for one in unshown if template is not _UNREACHABLE or one.part.startswith(f"causes/{cause.id}")]
        for one in own[:_MOST_LISTED]:
            yield template.format(part=one.part, what=one.what).in_(language)
        if len(own) > _MOST_LISTED:
            more = len(own) - _MOST_LISTED
            yield Text(f"… and {more} more", f"… och {more} till").in_(language)


def _write(knowledge: KnowledgeBase, found: Covered, folders: tuple[str, ...], language: Language) -> None:
    """Add the missing cases to the files of their causes; nothing is written before all is ready to be."""
    from expert.proving.case_insertion import with_cases
    from expert.proving.case_text import case_data
    from expert.rules.cause_files import cause_files

    files = [cause_files(None), *(cause_files(Path(folder)) for folder in folders)]
    ready = []
    for cause in dict.fromkeys(one.cause for one in found.proposed):
        file = files[knowledge.written_in("causes", cause).layer][cause]
        cases = [case_data(one.case, knowledge.vocabulary) for one in found.proposed if one.cause == cause]
        ready.append((file, with_cases(file, cases), len(cases)))
    for file, text, count in ready:
        write(text, str(file.path))
        tell(_WRITTEN.format(count=count, file=file.shown).in_(language))
