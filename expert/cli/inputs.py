"""Where a command's facts come from: fact files, standard input and `--set`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from expert.facts.case import Case
from expert.facts.fact import RawFact
from expert.facts.reader import STANDARD_INPUT, fact_file_text, facts_in_file, read_fact_text, read_settings
from expert.facts.vocabulary import Vocabulary
from expert.foundations.parsing import MAX_BYTES
from expert.foundations.problems import InputError, Place, Problem, ProblemList, nearest, shown, visible
from expert.foundations.texts import Text

_MOST_NAMES = 2000


def cases(files: Iterable[str], settings: Iterable[str], vocabulary: Vocabulary) -> Iterator[Case | InputError]:
    """The case of each file with the settings over it; in place of one that cannot be used, what is wrong.

    Without a file there is one case, of the settings alone. A wrong setting is told once, and no file is
    then diagnosed; what is wrong with the files is told all the same.

    Raises:
        InputError: there is neither a file nor a setting.
    """
    files, settings = tuple(files), tuple(settings)
    if not files and not settings:
        raise InputError([Problem(_NOTHING)])
    problems = ProblemList()
    further = read_settings(settings, problems)
    usable = True
    try:
        Case.from_raw(further, vocabulary, problems)
    except InputError as error:
        usable, further = False, []
        yield error
    for number, name in enumerate(files or (None,)):
        try:
            if name == "-" and "-" in files[:number]:
                raise InputError([Problem(_ONCE, Place(STANDARD_INPUT))])
            found = ProblemList()
            case = Case.from_raw([*raw_facts(name, vocabulary, found), *further], vocabulary, found)
            if usable:
                yield case
        except InputError as error:
            yield error


def case_of(file: str | None, settings: Iterable[str], vocabulary: Vocabulary) -> Case:
    """The one case of a file with the settings over it, or of the settings alone.

    Raises:
        InputError: something in either is wrong; everything is listed.
    """
    found = list(cases(() if file is None else (file,), settings, vocabulary))
    wrong = [problem for part in found if isinstance(part, InputError) for problem in part.problems]
    if wrong:
        raise InputError(wrong)
    return next(part for part in found if isinstance(part, Case))


def raw_facts(name: str | None, vocabulary: Vocabulary, problems: ProblemList | None = None) -> list[RawFact]:
    """The facts of a file (`-` is standard input) as they were written; none without a file.

    Args:
        name: the file.
        vocabulary: the facts there are, to see what was meant by a file that is not there.
        problems: where to note what does not keep the rest from being read; raised if left out.

    Raises:
        InputError: it cannot be read.
    """
    if name is None:
        return []
    if name == "-":
        return read_fact_text(_standard_input(), problems=problems)
    return facts_in_file(file_text(name, vocabulary), name, problems)


def file_text(name: str, vocabulary: Vocabulary) -> str:
    """The text of a fact file.

    Args:
        name: the file.
        vocabulary: the facts there are, to see what was meant by a file that is not there.

    Raises:
        InputError: it cannot be read.
    """
    if not os.path.exists(name):
        raise InputError([_missing(name, vocabulary)])
    return fact_file_text(name)


def _standard_input() -> bytes:
    if sys.stdin is None:  # the caller has closed it
        raise InputError([Problem(_CLOSED, Place(STANDARD_INPUT))])
    return sys.stdin.buffer.read(MAX_BYTES + 1)


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


def _missing(name: str, vocabulary: Vocabulary) -> Problem:
    """That there is no such file, and what was likely meant."""
    meant = _meant(name, vocabulary)
    text = Text(f"there is no such file{meant.en}", f"filen finns inte{meant.sv}")
    return Problem(text, Place(visible(name) or '""'))


def _meant(name: str, vocabulary: Vocabulary) -> Text:
    fact, equals, _ = name.partition("=")
    if equals and fact.strip() in vocabulary:
        setting = f'--set "{shown(name)}"'
        return Text(f"; a fact is given as {setting}", f"; ett faktum anges som {setting}")
    near = _near(Path(name))
    if near is not None:
        return Text(f'; did you mean "{visible(near)}"?', f'; menade du ”{visible(near)}”?')
    if " " in name:
        return Text('; a message is given as --set error="…"', '; ett meddelande anges som --set error="…"')
    return Text("", "")


def _near(path: Path) -> str | None:
    """A file in the same folder with almost the same name, or with another ending."""
    try:
        there = sorted(entry.name for entry in islice(os.scandir(path.parent), _MOST_NAMES) if entry.is_file())
    except OSError:
        return None
    stems = {Path(name).stem: name for name in there}
    near = nearest(path.stem, stems, 0.75)
    return None if near is None else (path.parent / stems[near]).as_posix()


_NOTHING = Text(
    "name a fact file (or - for standard input), or give facts with --set",
    "ange en faktafil (eller - för standard in), eller ange fakta med --set",
)
_ONCE = Text("it can be read only once", "den kan bara läsas en gång")
_CLOSED = Text("there is nothing to read from", "det finns inget att läsa från")
_OVERWRITES = Text(
    "the result would overwrite the fact file; give it another name",
    "resultatet skulle skriva över faktafilen; ge det ett annat namn",
)
