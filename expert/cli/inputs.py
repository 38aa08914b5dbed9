"""Where a command's facts come from: what it is handed, and `--set` over it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from expert.cli.handed_over import handed_over, is_fact_file_at, telling_notes
from expert.cli.settings import Settings
from expert.facts.case import Case
from expert.facts.reader import STANDARD_INPUT, read_settings
from expert.foundations.problems import InputError, Place, Problem, ProblemList, visible
from expert.foundations.texts import Text
from expert.rules.knowledge import KnowledgeBase


def cases(files: Iterable[str], settings: Settings, knowledge: KnowledgeBase) -> Iterator[Case | InputError]:
    """The case of each file with the settings over it; in place of one that cannot be used, what is wrong.

    What is evidence has been set apart (`with_evidence_apart`).

    A file may also be `-` or a message, as `handed_over` reads them.

    Without a file there is one case, of the settings alone. A wrong setting is told once, and no file is
    then diagnosed; what is wrong with the files is told all the same.

    Raises:
        InputError: there is neither a file nor a setting.
    """
    files = tuple(files)
    if not files and not settings:
        raise InputError([Problem(_NOTHING)])
    problems = ProblemList()
    with telling_notes(knowledge) as words:
        further = read_settings(settings, problems, words=words)
    usable = True
    try:
        Case.from_raw(further, knowledge.vocabulary, problems)
    except InputError as error:
        usable, further = False, []
        yield error
    for number, name in enumerate(files or (None,)):
        try:
            if name == "-" and "-" in files[:number]:
                raise InputError([Problem(_ONCE, Place(STANDARD_INPUT))])
            found = ProblemList()
            given = [] if name is None else handed_over(name, knowledge, found)
            case = Case.from_raw([*given, *further], knowledge.vocabulary, found)
            if usable:
                yield settings.apply(case, knowledge)
        except InputError as error:
            yield error


def with_evidence_apart(
    files: Iterable[str], settings: Settings, knowledge: KnowledgeBase
) -> tuple[tuple[str, ...], Settings]:
    """The files that are cases, and the settings with those that are evidence beside the one case.

    Raises:
        InputError: there is evidence, and several cases that it may belong to.
    """
    files = tuple(files)
    # What is no file or folder, such as a pipe, can be read only once.
    there = [name for name in files if os.path.isfile(name) or os.path.isdir(name)]
    if all(os.path.isfile(name) and is_fact_file_at(name, knowledge) for name in there):
        return files, settings
    from expert.cli.evidence_inputs import apart, is_log  # only now: facts need none of it

    if len(files) == 1 and not settings.evidence.paths and is_log(files[0]):
        return files, settings.and_evidence(files, facts_only=True)  # it is read as the message too
    files, evidence = apart(files, knowledge)
    return files, settings.and_evidence(evidence) if evidence else settings


def case_of(file: str | None, settings: Settings, knowledge: KnowledgeBase) -> Case:
    """The one case of a file with the settings over it, or of the settings alone.

    Raises:
        InputError: something in either is wrong; everything is listed.
    """
    (case,) = all_cases(() if file is None else (file,), settings, knowledge)
    return case


def all_cases(
    files: Iterable[str], settings: Settings, knowledge: KnowledgeBase, wrong: Iterable[Problem] = ()
) -> list[Case]:
    """The case of each file with the settings over it, where one that cannot be used stops the command.

    Args:
        files: as for `cases`.
        settings: what is laid over them.
        knowledge: the rules.
        wrong: what is known to be wrong already.

    Raises:
        InputError: something is wrong; everything is listed.
    """
    files, settings = with_evidence_apart(files, settings, knowledge)
    found = list(cases(files, settings, knowledge))
    problems = [*wrong, *(problem for part in found if isinstance(part, InputError) for problem in part.problems)]
    if problems:
        raise InputError(problems)
    return [part for part in found if isinstance(part, Case)]


def keep_apart(files: Iterable[str | None], output: str | None) -> None:
    """See to it that a result does not overwrite the facts that it is made from.

    Raises:
        InputError: the output is one of the files.
    """
    if output is None or not os.path.isfile(output):
        return
    for name in files:
        if name is not None and os.path.exists(name) and os.path.samefile(name, output):
            raise InputError([Problem(_OVERWRITES, Place(visible(output)))])


_NOTHING = Text(
    "name a fact file or a text (- is standard input), or give the message, or facts with --set",
    "ange en faktafil eller en text (- är standard in), eller meddelandet, eller fakta med --set",
)
_ONCE = Text("it can be read only once", "den kan bara läsas en gång")
_OVERWRITES = Text(
    "the result would overwrite the fact file; give it another name",
    "resultatet skulle skriva över faktafilen; ge det ett annat namn",
)
