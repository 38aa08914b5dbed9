"""The file that a learner's results are kept in: made, or gone on with where it is one of ours and of that learner."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from expert.cli.output import require_place, write
from expert.foundations.limits import LONGEST_NAME
from expert.foundations.outgoing import one_line
from expert.foundations.parsing import decode, read_regular
from expert.foundations.problems import InputError, Place, Problem, shown, visible
from expert.foundations.texts import Text
from expert.results.practice_results import KnowledgeUsed, Mode, PracticeResult, PracticeResults
from expert.rules.knowledge import KnowledgeBase
from expert.teach.result_files import as_csv, as_json, read_results, with_result


@dataclass(frozen=True)
class ResultsFile:
    """Where results are kept. It is read again before each is added, for a class may share a table.

    Attributes:
        path: the file.
        name: the learner's.
        mode: whether they learn, or are examined.
        knowledge: what the exercises are drawn from.
    """

    path: str
    name: str
    mode: Mode
    knowledge: KnowledgeUsed

    @classmethod
    def at(cls, path: str, name: str, mode: Mode, knowledge: KnowledgeBase) -> ResultsFile:
        """The file, seen to before the first exercise, so that nobody works in vain.

        Raises:
            InputError: nothing can be written there, or what is there is no file of results, or another learner's.
        """
        if path == "-":
            raise InputError([Problem(_OUTPUT_IS_TAKEN, Place(path))])
        if Path(path).suffix.lower() not in (".json", ".csv"):
            raise InputError([Problem(_ENDING, Place(visible(path)))])
        if len(name) > LONGEST_NAME:
            raise InputError([Problem(_LONG_NAME.format(most=LONGEST_NAME), Place("--name"))])
        require_place(path, "--results")
        file = cls(path, one_line(name), mode, KnowledgeUsed(knowledge.version, knowledge.digest))
        file._known()
        return file

    def add(self, result: PracticeResult) -> None:
        """Write the file whole with one more result.

        Raises:
            InputError: it cannot be written, or was changed into something else meanwhile; it stays as it is.
        """
        new = PracticeResults(self.name, self.mode, (result,), self.knowledge)
        known = self._known()
        if self._is_table:
            write(as_csv((*known, new)), self.path)
        else:
            write(as_json(with_result(known[0] if known else None, new)), self.path)

    def begin(self) -> None:
        """Make the file, with no result in it, where it is not there yet.

        Raises:
            InputError: it cannot be written.
        """
        if not os.path.lexists(self.path):
            nothing = PracticeResults(self.name, self.mode, (), self.knowledge)
            write(as_csv((nothing,)) if self._is_table else as_json(nothing), self.path)

    @property
    def _is_table(self) -> bool:
        return Path(self.path).suffix.lower() == ".csv"

    def _known(self) -> tuple[PracticeResults, ...]:
        """What stands in it; nothing where there is no such file."""
        if not os.path.lexists(self.path):
            return ()
        name = visible(self.path)
        text = decode(read_regular(self.path, name), name)
        if text.lstrip().startswith("{") is self._is_table:
            raise InputError([Problem(_OTHER_FORM, Place(name))])
        found = read_results(text, name)
        if not self._is_table:
            self._require_own(found[0], name)
        return found

    def _require_own(self, found: PracticeResults, name: str) -> None:
        """One document holds the results of one learner, in one mode, with one knowledge."""
        if (found.name, found.mode) != (self.name, self.mode):
            whose = shown(found.name) or "?"
            raise InputError([Problem(_OTHERS.format(name=whose, mode=_MODES[found.mode]), Place(name))])
        if found.knowledge != self.knowledge:
            raise InputError([Problem(_OTHER_KNOWLEDGE, Place(name))])


_MODES: dict[Mode, Text] = {"learning": Text("learning", "lärande"), "exam": Text("exam", "prov")}
_OUTPUT_IS_TAKEN = Text(
    "the exercise is told on standard output, so the results cannot be kept there",
    "övningen visas på standard ut, så resultaten kan inte sparas där",
)
_ENDING = Text(
    "results are kept in a file that ends in .json or .csv", "resultat sparas i en fil som slutar på .json eller .csv"
)
_LONG_NAME = Text("a name has at most {most} characters", "ett namn har högst {most} tecken")
_OTHER_FORM = Text(
    "what is in this file is not what its ending says; name another file",
    "det som finns i filen är inte det som filändelsen säger; ange en annan fil",
)
_OTHERS = Text(
    "this file holds the results of {name} ({mode}); name another file, or a .csv, which can hold those of several",
    "filen innehåller resultat av {name} ({mode}); ange en annan fil, eller en .csv, som kan innehålla fleras",
)
_OTHER_KNOWLEDGE = Text(
    "the results in this file were made with other rules; name another file",
    "resultaten i filen gjordes med andra regler; ange en annan fil",
)
