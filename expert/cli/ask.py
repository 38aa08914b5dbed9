"""The interview in a terminal or a pipe: plain lines in and out, so that a screen reader can follow."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from expert import documents
from expert.ask import Interview, Priors
from expert.cli.inputs import raw_facts
from expert.cli.output import write
from expert.diagnosis import Question
from expert.facts.case import Case
from expert.facts.reader import read_settings
from expert.facts.vocabulary import FactDefinition, FactType, WrongValue
from expert.facts.writer import fact_file, fact_json
from expert.problems import InputError, Place, Problem, ProblemList, shown, visible
from expert.rules.knowledge import KnowledgeBase
from expert.texts import Language, Text

_LONGEST_ANSWER = 100_000
_JSON = ".json"

WORDS = {
    "help": Text(
        "Answer with a number, a value or its beginning. Also: ? (what is meant and where to look), why, skip (not "
        "known), back, quit.",
        "Svara med ett nummer, ett värde eller dess början. Även: ? (vad som menas och var du tittar), varför, hoppa "
        "(inte känt), tillbaka, sluta.",
    ),
    "going_on": Text(
        "Known already: {known}. Left open: {open}.", "Redan känt: {known}. Lämnat öppet: {open}."
    ),
    "recognized": Text("Recognized: {titles}", "Igenkänt: {titles}"),
    "confirmed": Text("Confirmed: {titles}", "Bekräftat: {titles}"),
    "ruled_out": Text("Ruled out: {titles}", "Uteslutet: {titles}"),
    "question": Text("{ask} ({cost})", "{ask} ({cost})"),
    "option": Text("{number}. {words}", "{number}. {words}"),
    "write_message": Text(
        "Paste the whole message on one line. If there is none, answer “skip”.",
        "Klistra in hela meddelandet på en rad. Om det inte finns något, svara ”hoppa”.",
    ),
    "write_rest": Text(
        "Choose, or paste the whole message on one line. If it is not known, answer “skip”.",
        "Välj, eller klistra in hela meddelandet på en rad. Om det inte är känt, svara ”hoppa”.",
    ),
    "noted": Text("Noted: {title}: {words}", "Noterat: {title}: {words}"),
    "left_open": Text("Left open: {title}", "Lämnat öppet: {title}"),
    "taken_back": Text("Taken back: {title}", "Tillbakataget: {title}"),
    "nothing_to_take_back": Text(
        "There is no answer to take back. What a fact file says is changed in the file, or with --set.",
        "Det finns inget svar att ta tillbaka. Det som står i en faktafil ändras i filen, eller med --set.",
    ),
    "where": Text("{title}. Where to look: {text}", "{title}. Var du tittar: {text}"),
    "costs": Text("What it takes: {text}.", "Vad som krävs: {text}."),
    "source": Text("Source: {title}, {heading}, {date}", "Källa: {title}, {heading}, {date}"),
    "several": Text("That could be {choices}. Write more of it.", "Det kan vara {choices}. Skriv mer av det."),
    "none_of_them": Text(
        "“{line}” is none of the answers{hint}. Write a number from 1 to {count}, or how an answer begins.",
        "”{line}” är inget av svaren{hint}. Skriv ett nummer från 1 till {count}, eller början av ett svar.",
    ),
    "near": Text("; the nearest is “{words}”", "; närmast ligger ”{words}”"),
    "wrong": Text("The answer {problem}.", "Svaret {problem}."),
    "too_long": Text(
        "That is too long. Paste only the part that shows the error.",
        "Det är för långt. Klistra bara in den del som visar felet.",
    ),
    "empty": Text(
        "Write an answer, or “skip” if it is not known.", "Skriv ett svar, eller ”hoppa” om det inte är känt."
    ),
    "left": Text("You left the interview. Nothing is lost.", "Du lämnade intervjun. Inget har gått förlorat."),
    "facts": Text("The facts so far, as a fact file:", "Fakta hittills, som en faktafil:"),
    "no_facts": Text("No fact is known yet.", "Inga fakta är kända ännu."),
    "saved": Text("Saved: {file}", "Sparat: {file}"),
    "go_on": Text("To go on: expert ask {file} --save {file}", "För att fortsätta: expert ask {file} --save {file}"),
}
_WRITE: dict[FactType, Text] = {
    "number": Text("Write a whole number.", "Skriv ett heltal."),
    "date": Text("Write a date such as 2026-03-31.", "Skriv ett datum som 2026-03-31."),
    "version": Text("Write a version such as 17.10.", "Skriv en version som 17.10."),
    "text": Text("Write it on one line.", "Skriv det på en rad."),
}
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

# What is typed instead of an answer, in either language.
_COMMANDS = {
    "?": "explain", "why": "why", "varför": "why", "varfor": "why", "skip": "skip", "hoppa": "skip",
    "hoppa över": "skip", "hoppa over": "skip", "back": "back", "tillbaka": "back", "quit": "quit", "exit": "quit",
    "sluta": "quit", "avsluta": "quit", "help": "help", "hjälp": "help", "hjalp": "help",
}  # fmt: skip
_FOLD = str.maketrans({"å": "a", "ä": "a", "ö": "o", "é": "e", " ": "_", "-": "_"})


@dataclass
class Dialogue:
    """Drives an interview over lines.

    Attributes:
        interview: the interview.
        say: prints one line.
        target: where it is saved after every answer, if it is.
        width: columns to wrap at; None leaves every sentence on one line.
    """

    interview: Interview
    say: Callable[[str], None]
    target: FactsFile | None = None
    width: int | None = None

    def hold(self, lines: Iterator[str]) -> InputError | None:
        """Hold the interview and tell where its facts are; what went wrong, if they could not be saved."""
        finished = False
        with suppress(KeyboardInterrupt):
            finished = self.run(lines)
        if not finished:
            self.say("")
            self.tell("left")
        if self.interview.answers:
            self._save()
        if self.interview.weighed is not None:
            self.say("")
            self._wrapped(self.interview.weighed)
        self._say_where_facts_are(finished)
        return None if self.target is None else self.target.problem

    def run(self, lines: Iterator[str]) -> bool:
        """Ask until the interview stops; False when the person left before (quit, or no more input)."""
        if len(self.interview.case):
            self.tell("going_on", known=len(self.interview.case), open=len(self.interview.skipped))
            self._say_news({}, ())
        self.tell("help")
        while (question := self.interview.next_question()) is not None:
            self._ask(question)
            while True:
                line = next(lines, None)
                if line is None or _COMMANDS.get(_plain(line)) == "quit":
                    return False
                if self._take(line.strip(), question):
                    break
        stopped = self.interview.stopped
        if stopped is not None:
            self.say("")
            self._wrapped(stopped.text)
        return True

    def _say_where_facts_are(self, finished: bool) -> None:
        self.say("")
        if self.target is not None and self.target.written:
            self.tell("saved", file=visible(self.target.path))
            if not finished:
                self.tell("go_on", file=_as_typed(self.target.path))
            return
        facts = fact_file(self.interview.case.values(), self.interview.skipped)
        self.tell("facts" if facts else "no_facts")
        for line in facts.splitlines():
            self.say(line)

    def _save(self) -> None:
        if self.target is not None:
            self.target.save(self.interview)

    def tell(self, word: str, indent: str = "", **values: object) -> None:
        """Say one of the `WORDS`."""
        self._wrapped(WORDS[word].format(**values).in_(self.interview.language), indent)

    def _wrapped(self, text: str, indent: str = "") -> None:
        if self.width is None:
            self.say(indent + text)
            return
        later = indent + "   " * bool(indent)
        lines = textwrap.wrap(
            text, self.width, initial_indent=indent, subsequent_indent=later, break_long_words=False,
            break_on_hyphens=False,
        )  # fmt: skip
        for line in lines:
            self.say(line)

    # A question

    def _ask(self, question: Question) -> None:
        self.say("")
        self.tell("question", ask=question.ask, cost=question.cost)
        for number, words in enumerate(question.values.values(), start=1):
            self.tell("option", "  ", number=number, words=words)
        kind = self._definition(question).type
        if kind == "texts":
            self.tell("write_rest" if question.values else "write_message")
        elif kind in _WRITE:
            self._wrapped(_WRITE[kind].in_(self.interview.language))

    def _definition(self, question: Question) -> FactDefinition:
        return self.interview.knowledge.vocabulary[question.fact]

    def _explain(self, question: Question) -> None:
        self.tell("where", title=question.title, text=question.where_to_look)
        self.tell("costs", text=question.cost)
        for source in question.sources:
            self.tell("source", title=source.title, heading=source.heading, date=source.date)

    # An answer

    def _take(self, line: str, question: Question) -> bool:
        """Handle one line; True when the question is done with."""
        match _COMMANDS.get(_plain(line)):
            case "explain":
                self._explain(question)
            case "why":
                self._wrapped(self.interview.why())
            case "help":
                self.tell("help")
            case "skip":
                self.interview.skip()
                self._save()
                self.tell("left_open", title=question.title)
                return True
            case "back":
                return self._back()
            case _:
                return self._answer(line, question)
        return False

    def _back(self) -> bool:
        answers = self.interview.answers
        if not self.interview.back():
            self.tell("nothing_to_take_back")
            return False
        self._save()
        self.tell("taken_back", title=self.interview.knowledge.vocabulary[answers[-1].fact].title)
        return True

    def _answer(self, line: str, question: Question) -> bool:
        if not line or len(line) > _LONGEST_ANSWER:
            self.tell("too_long" if line else "empty")
            return False
        definition, choices = self._definition(question), list(question.values.items())
        found = choose(line, choices)
        if len(found) > 1:
            self.tell("several", choices=", ".join(f'"{words}"' for _, words in found))
            return False
        before, symptoms = self.interview.states, self.interview.symptoms
        try:
            self.interview.answer(found[0][0] if found else line)
        except WrongValue as wrong:
            self._refuse(line, choices, wrong)
            return False
        self._save()
        said = definition.say(self.interview.case[question.fact]).in_(self.interview.language)
        self.tell("noted", title=definition.title, words=shown(" ".join(said.split())))
        self._say_news(before, symptoms)
        return True

    def _say_news(self, before: Mapping[str, str], symptoms: tuple[str, ...]) -> None:
        """What is recognized, confirmed and ruled out since."""
        knowledge, states = self.interview.knowledge, self.interview.states
        titles = [knowledge.symptoms[name].title for name in self.interview.symptoms if name not in symptoms]
        self._say_titles("recognized", titles)
        for state in ("confirmed", "ruled_out"):
            news = [name for name, now in states.items() if now == state != before.get(name, "open")]
            self._say_titles(state, [knowledge.causes[name].title for name in news])

    def _say_titles(self, word: str, titles: list[Text]) -> None:
        if titles:
            self.tell(word, titles="; ".join(title.in_(self.interview.language) for title in titles))

    def _refuse(self, line: str, choices: list[tuple[str, str]], wrong: WrongValue) -> None:
        if not choices:
            self.tell("wrong", problem=wrong.text)
            return
        words = {_folded(words): words for _, words in choices}
        near = get_close_matches(_folded(line)[:100], words, n=1, cutoff=0.6)
        hint = WORDS["near"].format(words=words[near[0]]) if near else ""
        self.tell("none_of_them", line=shown(line), hint=hint, count=len(choices))


def choose(line: str, choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The choices that a line names: by number, by value or words, or by how they begin."""
    if line.isascii() and line.isdecimal() and len(line) < 9 and 1 <= int(line) <= len(choices):
        return [choices[int(line) - 1]]
    wanted = _folded(line)
    if not wanted:
        return []
    exact = [choice for choice in choices if wanted in map(_folded, choice)]
    return exact[:1] or [choice for choice in choices if any(_folded(word).startswith(wanted) for word in choice)]


def _plain(line: str) -> str:
    return " ".join(line.casefold().split())


def _folded(text: str) -> str:
    """Without what people leave out when they type: case, quotes, the full stop, marks on letters."""
    return _plain(text.strip(" \t\r\n\"'“”.")).translate(_FOLD)


# Where the facts come from and go to


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
                raise InputError([Problem(_EXISTS.format(file=_as_typed(path)), place)])
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


def _as_typed(path: str) -> str:
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


def typed(stream: TextIO | None) -> Iterator[str]:
    """The lines of standard input, whatever they are encoded in: nothing typed may end an interview."""
    if stream is None:  # the caller has closed it
        return
    if stream.isatty() or not hasattr(stream, "buffer"):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
        yield from iter(stream.readline, "")
        return
    for line in iter(stream.buffer.readline, b""):
        yield _decoded(line)


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def dialogue(
    knowledge: KnowledgeBase,
    file: str | None,
    settings: Iterable[str],
    save: str | None,
    priors: str | None,
    language: Language,
    *,
    say: Callable[[str], None],
    width: int | None,
) -> Dialogue:
    """The dialogue that a command line asks for. A file that is there to be saved to is gone on with.

    Raises:
        InputError: something in its files or settings is wrong.
    """
    target = None if save is None else FactsFile.at(save, file)
    if target is not None and target.written:
        file = save
    case, left_open = beginning(file, settings, knowledge)
    counts = None if priors is None else Priors.from_file(priors, knowledge.causes)
    interview = Interview(case, knowledge=knowledge, language=language, priors=counts, skipped=left_open)
    return Dialogue(interview, say, target, width)
