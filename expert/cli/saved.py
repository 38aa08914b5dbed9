"""The fact file that an interview begins with and the one that it is saved to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from expert import documents
from expert.ask import Interview
from expert.cli.inputs import raw_facts
from expert.cli.output import write
from expert.facts.case import Case
from expert.facts.reader import read_settings
from expert.facts.writer import fact_file, fact_json
from expert.problems import InputError, Place, Problem, ProblemList, visible
from expert.rules.knowledge import KnowledgeBase
from expert.texts import Text

_JSON = ".json"


@dataclass
class FactsFile:
    """The file that an interview is saved to.

    Attributes:
        path: its name, as given.
        heading: the comments at the top of the file as it was found; they are kept.
        written: whether what is known now stands in it.
        problem: why it could not be written the last time.
    """

    path: str
    heading: str = ""
    written: bool = False
    problem: InputError | None = None

    @classmethod
    def at(cls, path: str, file: str | None) -> FactsFile:
        """The file, seen to before the first question, so that no answer is given in vain.

        Args:
            path: where to save.
            file: the fact file that the interview begins with.

        Raises:
            InputError: nothing can be written there, or another fact file would be overwritten.
        """
        target, place = Path(path), Place(visible(path) or "--save")
        if path == "-":
            raise InputError([Problem(_OUTPUT_IS_TAKEN, place)])
        if target.is_dir():
            raise InputError([Problem(_FOLDER, place)])
        if not target.parent.is_dir():
            raise InputError([Problem(_NO_FOLDER, place)])
        if target.exists():
            if file is not None and not (os.path.exists(file) and os.path.samefile(file, path)):
                raise InputError([Problem(_EXISTS.format(file=as_typed(path)), place)])
            return cls(path, "" if target.suffix.lower() == _JSON else _heading(target), written=True)
        return cls(path)

    def save(self, interview: Interview) -> None:
        """Write what is known, whole or not at all; a failure ends nothing, for the next answer tries again."""
        try:
            write(self.text(interview).encode(), self.path)
        except InputError as error:
            self.written, self.problem = False, error
        else:
            self.written, self.problem = True, None

    def text(self, interview: Interview) -> str:
        """What is to stand in it; what was skipped stands there without a value."""
        facts = interview.case.values()
        if Path(self.path).suffix.lower() == _JSON:
            return fact_json(facts, interview.skipped)
        return self.heading + fact_file(facts, interview.skipped)


def as_typed(path: str) -> str:
    """A path as it can be typed after a command."""
    return f'"{visible(path)}"' if " " in path else visible(path)


def _heading(path: Path) -> str:
    lines = documents.read_text(path, visible(path.as_posix())).splitlines()
    count = next((i for i, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    return "".join(f"{line}\n" for line in lines[:count])


def beginning(
    file: str | None, settings: Iterable[str], knowledge: KnowledgeBase
) -> tuple[Case, tuple[str, ...]]:
    """The facts that an interview begins with, and those that the file leaves open.

    Raises:
        InputError: something in the file or in the settings is wrong.
    """
    if file == "-":
        raise InputError([Problem(_INPUT_IS_TAKEN, Place("-"))])
    problems = ProblemList()
    given = [] if file is None or _is_empty(file) else raw_facts(file, knowledge.vocabulary, problems)
    further = read_settings(settings, problems)
    case = Case.from_raw([*given, *further], knowledge.vocabulary, problems)
    taken_out = {fact.name for fact in further}
    return case, tuple(fact.name for fact in given if fact.raw is None and fact.name not in taken_out)


def _is_empty(file: str) -> bool:
    """Whether there is such a file and nothing in it but comments: an interview that has just begun."""
    path = Path(file)
    if not path.is_file():
        return False
    name = visible(path.as_posix())
    return documents.parse(documents.read_text(path, name), name) is None


_INPUT_IS_TAKEN = Text(
    "the answers are read from standard input, so the facts cannot come from there",
    "svaren läses från standard in, så fakta kan inte komma därifrån",
)
_OUTPUT_IS_TAKEN = Text(
    "the questions are asked on standard output, so the facts cannot be saved there",
    "frågorna ställs på standard ut, så fakta kan inte sparas där",
)
_EXISTS = Text(
    "there is such a file already; to go on with it: expert ask {file} --save {file}",
    "filen finns redan; för att fortsätta med den: expert ask {file} --save {file}",
)
_NO_FOLDER = Text("there is no such folder", "mappen finns inte")
_FOLDER = Text("this is a folder; name a file in it", "det här är en mapp; ange en fil i den")
