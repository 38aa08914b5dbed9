"""The fact file that an interview begins with and the one that it is saved to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expert.cli.handed_over import handed_over, telling_notes
from expert.cli.inputs import with_evidence_apart
from expert.cli.output import require_place, write
from expert.cli.rewriting import SavedFacts, as_lines, known, rewritten
from expert.cli.settings import Settings
from expert.cli.typed_again import as_typed
from expert.facts.amending import amended, comments_inside
from expert.facts.case import Case
from expert.facts.fact import RawFact
from expert.facts.kinds_of_input import is_fact_file
from expert.facts.reader import fact_file_text, facts_in_file, read_settings, shown_name
from expert.facts.synonyms import Words
from expert.facts.writer import origins_of
from expert.foundations.commands import to_type
from expert.foundations.parsing import is_json
from expert.foundations.problems import InputError, Place, Problem, ProblemList, visible
from expert.foundations.texts import Text
from expert.rules.knowledge import KnowledgeBase

if TYPE_CHECKING:
    from expert.ask import Interview

Beginning = tuple[Case, tuple[str, ...]]
"""The facts that an interview begins with, and the names of those that are left open."""


@dataclass
class FactsFile:
    """The file that an interview is saved to.

    Attributes:
        path: its name, as given.
        found: its text when the interview began; None where there was no such file.
        begun_with: what was known in it then.
        stands: what is known in it now; None where there is no such file.
        problem: why it could not be written the last time.
        loses_comments: whether the file holds comments that cannot be kept when it is written.
    """

    path: str
    found: str | None = None
    begun_with: SavedFacts = ({}, frozenset())
    stands: SavedFacts | None = None
    problem: InputError | None = None
    loses_comments: bool = False

    @classmethod
    def at(cls, path: str, file: str | None) -> FactsFile:
        """The file, seen to before the first question, so that no answer is given in vain.

        Args:
            path: where to save.
            file: the fact file that the interview begins with.

        Raises:
            InputError: nothing can be written there, or another fact file would be overwritten.
        """
        if path == "-":
            raise InputError([Problem(_OUTPUT_IS_TAKEN, Place(path))])
        require_place(path, "--save")
        if not os.path.exists(path):
            return cls(path)
        if file is not None and not (os.path.exists(file) and os.path.samefile(file, path)):
            raise InputError([Problem(to_type(_EXISTS, file=as_typed(path)), Place(visible(path)))])
        return cls(path, fact_file_text(path))

    def beginning(
        self, settings: Iterable[str], knowledge: KnowledgeBase, *, no_fact_file: Text | None = None
    ) -> Beginning:
        """What goes on with this file begins with, with settings laid over it.

        Args:
            settings: facts that are laid over it.
            knowledge: the rules.
            no_fact_file: what is said where the file is a text; that it would be overwritten, if left out.

        Raises:
            InputError: something in the file or in the settings is wrong.
        """
        vocabulary = knowledge.vocabulary
        if not is_fact_file(self.found or "", self.path, vocabulary.facts, vocabulary.meant):
            raise InputError([Problem(no_fact_file or _NO_FACT_FILE, Place(shown_name(self.path)))])
        problems = ProblemList()
        with telling_notes(knowledge) as words:
            given = facts_in_file(self.found or "", self.path, problems, may_be_empty=True, words=words)
        begun = _beginning(given, settings, knowledge, problems)
        case, left_open = _beginning(given, (), knowledge, ProblemList())
        self.begun_with = self.stands = known(case.values(), left_open)
        if not is_json(self.path) and comments_inside(self.found or ""):
            kept = amended(self.found or "", as_lines(self.begun_with), *self.begun_with, Words(vocabulary))
            self.loses_comments = kept is None
        return begun

    def save(self, interview: Interview) -> None:
        """Write what is known, whole or not at all, where it is not there already.

        A failure ends nothing: the next answer tries again.
        """
        now = _known(interview)
        if self.found is None and self.stands is None and not any(now):
            return
        if now == self.stands and os.path.exists(self.path):
            self.problem = None
            return
        try:
            write(self.text(interview), self.path)
        except InputError as error:
            self.problem = error
        else:
            self.stands, self.problem = now, None

    def has(self, interview: Interview) -> bool:
        """Whether what is known stands in the file."""
        return self.problem is None and self.stands == _known(interview)

    def text(self, interview: Interview) -> str:
        """What is to stand in it; what was skipped stands there without a value. A new file says what it holds."""
        now = interview.case.values(), interview.skipped
        origins = origins_of(interview.case, interview.language)
        text = rewritten(self.found or "", self.path, self.begun_with, now, interview.knowledge.vocabulary, origins)
        if self.found or not text or is_json(self.path):  # its author knows what is in it; JSON has no comments
            return text
        return f"# {to_type(_HOLDS).in_(interview.language)}\n{text}"


def _known(interview: Interview) -> SavedFacts:
    return known(interview.case.values(), interview.skipped)


def beginning(file: str | None, settings: Iterable[str], knowledge: KnowledgeBase) -> Beginning:
    """What an interview begins with that is saved elsewhere, or not at all.

    Args:
        file: a fact file, a text, or a message.
        settings: facts that are laid over it.
        knowledge: the rules.

    Raises:
        InputError: something in the file or in the settings is wrong.
    """
    if file == "-":
        raise InputError([Problem(_INPUT_IS_TAKEN, Place("-"))])
    problems = ProblemList()
    given: list[RawFact] = []
    if file is not None and isinstance(settings, Settings):
        rest, settings = with_evidence_apart((file,), settings, knowledge)
        file = rest[0] if rest else None
    if file is not None:
        given = handed_over(file, knowledge, problems, may_be_empty=True)
    return _beginning(given, settings, knowledge, problems)


def _beginning(
    given: list[RawFact], settings: Iterable[str], knowledge: KnowledgeBase, problems: ProblemList
) -> Beginning:
    with telling_notes(knowledge) as words:
        further = read_settings(settings, problems, words=words)
    case = Case.from_raw([*given, *further], knowledge.vocabulary, problems)
    if isinstance(settings, Settings):
        case = settings.apply(case, knowledge)
    taken_out = {fact.name for fact in further}
    return case, tuple(fact.name for fact in given if fact.raw is None and fact.name not in taken_out)


_HOLDS = Text(
    "This holds what was typed, with personal data as it was typed. To hand it on: `expert ticket`, or `escalate`.",
    "Här står det som skrevs in, personuppgifterna också. För att lämna vidare: `expert ticket` eller "
    "`escalate`.",
)
_INPUT_IS_TAKEN = Text(
    "the answers are read from standard input, so the facts cannot come from there",
    "svaren läses från standard in, så fakta kan inte komma därifrån",
)
_OUTPUT_IS_TAKEN = Text(
    "the questions are asked on standard output, so the facts cannot be saved there",
    "frågorna ställs på standard ut, så fakta kan inte sparas där",
)
_EXISTS = Text(
    "there is such a file already; to go on with it: `expert ask {file} --save {file}`",
    "filen finns redan; för att fortsätta med den: `expert ask {file} --save {file}`",
)
_NO_FACT_FILE = Text(
    "this is a text and no fact file, and would be overwritten; save to another file",
    "det här är en text och ingen faktafil, och skulle skrivas över; spara i en annan fil",
)
