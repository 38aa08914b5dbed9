"""The interview in a terminal or a pipe: plain lines in and out, so that a screen reader can follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from expert.ask import Interview
from expert.diagnosis import Question
from expert.facts.vocabulary import FactDefinition, WrongValue
from expert.facts.writer import fact_file
from expert.texts import Language, Text

WORDS = {
    "help": Text(
        "Answer with a number, a value or its beginning. Also: ? (what it means), why, skip, back, quit.",
        "Svara med ett nummer, ett värde eller dess början. Även: ? (vad det betyder), varför, hoppa, tillbaka, sluta.",
    ),
    "write_text": Text("Paste the whole message on one line.", "Klistra in hela meddelandet på en rad."),
    "no_message": Text(
        "If there is no message, answer skip.", "Om det inte finns något meddelande, svara hoppa."
    ),
    "write_number": Text("Write a whole number.", "Skriv ett heltal."),
    "write_date": Text("Write a date such as 2026-03-31.", "Skriv ett datum som 2026-03-31."),
    "write_version": Text("Write a version such as 17.10.", "Skriv en version som 17.10."),
    "where": Text("Where to look: {text}", "Var du tittar: {text}"),
    "costs": Text("What it takes: {text}", "Vad som krävs: {text}"),
    "nothing_to_take_back": Text("There is no answer to take back.", "Det finns inget svar att ta tillbaka."),
    "several": Text("That could be {choices}. Write more of it.", "Det kan vara {choices}. Skriv mer av det."),
    "wrong": Text("{fact} {problem}", "{fact} {problem}"),
    "empty": Text("Write an answer, or skip if it is not known.", "Skriv ett svar, eller hoppa om det inte är känt."),
    "left": Text("The interview was left; the answers so far are kept.", "Intervjun avbröts; svaren hittills är sparade."),
    "facts": Text("The facts so far, as a fact file:", "Uppgifterna hittills, som en faktafil:"),
    "saved": Text("Saved: {file}", "Sparat: {file}"),
    "priors": Text(
        "The causes are weighed by the counts in {file}.", "Orsakerna vägs efter antalen i {file}."
    ),
}

# What is typed instead of an answer, in either language.
_COMMANDS = {
    "?": "explain", "why": "why", "varför": "why", "varfor": "why", "skip": "skip", "hoppa": "skip",
    "back": "back", "tillbaka": "back", "quit": "quit", "sluta": "quit", "help": "help", "hjälp": "help",
}


@dataclass
class Dialogue:
    """Drives an interview over lines.

    Attributes:
        interview: the interview.
        language: of what is said.
        say: prints one line.
        save: called with the fact file's text after every answer.
    """

    interview: Interview
    language: Language
    say: Callable[[str], None]
    save: Callable[[str], None]

    def run(self, lines: Iterator[str]) -> bool:
        """Ask until the interview stops; False when the person left before (quit, or no more input)."""
        self._tell("help")
        while (question := self.interview.next_question()) is not None:
            self._ask(question)
            while True:
                line = next(lines, None)
                if line is None or _COMMANDS.get(line.strip().casefold()) == "quit":
                    return False
                if self._take(line.strip(), question):
                    break
        stopped = self.interview.stopped
        if stopped is not None:
            self.say("")
            self.say(stopped.text)
        return True

    def facts(self) -> str:
        """The answers so far as the text of a fact file; skipped facts stand in it without a value."""
        skipped = [answer.fact for answer in self.interview.answers if answer.raw is None]
        return fact_file(self.interview.case.values(), [*self.interview.skipped, *skipped])

    def _tell(self, word: str, **values: object) -> None:
        self.say(WORDS[word].format(**values).in_(self.language))

    def _definition(self, question: Question) -> FactDefinition:
        return self.interview.knowledge.vocabulary[question.fact]

    def _ask(self, question: Question) -> None:
        self.say("")
        self.say(question.ask)
        definition = self._definition(question)
        for number, (_, words) in enumerate(self._choices(definition), start=1):
            self.say(f"  {number}. {words}")
        if definition.type == "texts":
            self._tell("write_text")
            self._tell("no_message")
        elif definition.type in ("number", "date", "version"):
            self._tell(f"write_{definition.type}")

    def _choices(self, definition: FactDefinition) -> list[tuple[str, str]]:
        """The values to choose from, each with its words."""
        if definition.type == "yes_no":
            return [("true", definition.say(True).in_(self.language)), ("false", definition.say(False).in_(self.language))]
        return [(value, words.in_(self.language)) for value, words in definition.values.items()]

    def _take(self, line: str, question: Question) -> bool:
        """Handle one line; True when the question is done with."""
        match _COMMANDS.get(line.casefold()):
            case "explain":
                self._tell("where", text=question.where_to_look)
                self._tell("costs", text=question.cost)
            case "why":
                self.say(self.interview.why())
            case "help":
                self._tell("help")
            case "skip":
                self.interview.skip()
                self.save(self.facts())
                return True
            case "back":
                if self.interview.back():
                    self.save(self.facts())
                    return True
                self._tell("nothing_to_take_back")
            case _:
                return self._answer(line, question)
        return False

    def _answer(self, line: str, question: Question) -> bool:
        if not line:
            self._tell("empty")
            return False
        definition = self._definition(question)
        found = choose(line, self._choices(definition))
        if len(found) > 1:
            self._tell("several", choices=", ".join(words for _, words in found))
            return False
        try:
            self.interview.answer(found[0][0] if found else line)
        except WrongValue as wrong:
            self._tell("wrong", fact=definition.title, problem=wrong.text)
            return False
        self.save(self.facts())
        return True


def choose(line: str, choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The choices that a line names: by number, by value or words, or by how they begin."""
    if line.isdigit() and 1 <= int(line) <= len(choices):
        return [choices[int(line) - 1]]
    wanted = line.casefold().replace(" ", "_")
    exact = [c for c in choices if wanted in (c[0], c[1].casefold().replace(" ", "_"))]
    if exact:
        return exact[:1]
    return [c for c in choices if c[0].startswith(wanted) or c[1].casefold().replace(" ", "_").startswith(wanted)]
