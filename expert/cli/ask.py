"""The command `ask`: the interview in a terminal or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches

from expert.ask import Interview, Priors
from expert.cli import options
from expert.cli.lines import Console, choose, folded, plain, typed
from expert.cli.output import color_wanted, say, terminal_width
from expert.cli.saved import FactsFile, as_typed, beginning
from expert.diagnosis import Question
from expert.facts.vocabulary import FactDefinition, FactType, WrongValue
from expert.facts.writer import fact_file
from expert.problems import InputError, shown, visible
from expert.rules.knowledge import KnowledgeBase
from expert.texts import Language, Text
from expert.visualize.report_text import to_text

_LONGEST_ANSWER = 100_000

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
        "Paste the whole message on one line. If there is none, answer skip.",
        "Klistra in hela meddelandet på en rad. Om det inte finns något, svara hoppa.",
    ),
    "write_rest": Text(
        "Choose, or paste the whole message on one line. If it is not known, answer skip.",
        "Välj, eller klistra in hela meddelandet på en rad. Om det inte är känt, svara hoppa.",
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
    "empty": Text("Write an answer, or skip if it is not known.", "Skriv ett svar, eller hoppa om det inte är känt."),
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
# What is typed instead of an answer, in either language.
_COMMANDS = {
    "?": "explain", "why": "why", "varför": "why", "varfor": "why", "skip": "skip", "hoppa": "skip",
    "hoppa över": "skip", "hoppa over": "skip", "back": "back", "tillbaka": "back", "quit": "quit", "exit": "quit",
    "sluta": "quit", "avsluta": "quit", "help": "help", "hjälp": "help", "hjalp": "help",
}  # fmt: skip


@options.command("ask", Text(
    "Find the cause in a dialogue: what is worth most for its cost is asked first.\n\n"
    "FILE holds facts that are known already. With --save, an interrupted interview goes on where it was left.",
    "Hitta orsaken i en dialog: först frågas det som ger mest för vad det kostar.\n\n"
    "FIL innehåller fakta som redan är kända. Med --save fortsätter en avbruten intervju där den lämnades.",
))
@options.argument("file", required=False, metavar=Text("[FILE]", "[FIL]"))
@options.settings
@options.option("--save", metavar=options.OUT, help=Text(
    "Write the facts to this fact file after every answer.",
    "Skriv fakta till den här faktafilen efter varje svar.",
))
@options.option("--priors", metavar=Text("COUNTS", "ANTAL"), help=Text(
    "Your own confirmed tickets: a file of `cause: count` lines.",
    "Era egna bekräftade ärenden: en fil med rader `orsak: antal`.",
))
@options.language
@options.rules
def ask(
    file: str | None, settings: tuple[str, ...], save: str | None, priors: str | None, language: Language,
    folders: tuple[str, ...],
) -> None:
    width = terminal_width()
    held = dialogue(options.knowledge_of(folders), file, settings, save, priors, language, say=say, width=width)
    problem = held.hold(typed(sys.stdin))
    say("")
    say(to_text(held.interview.diagnosis, width=width, color=color_wanted()).rstrip())
    if problem is not None:
        raise problem


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

    def __post_init__(self) -> None:
        self.console = Console(self.say, self.width, self.interview.language)

    def hold(self, lines: Iterator[str]) -> InputError | None:
        """Hold the interview and tell where its facts are; what went wrong, if they could not be saved."""
        finished = False
        with suppress(KeyboardInterrupt):
            finished = self.run(lines)
        if not finished:
            self.say("")
            self.console.tell(WORDS["left"])
        if self.interview.answers:
            self._save()
        if self.interview.weighed is not None:
            self.say("")
            self.console.wrapped(self.interview.weighed)
        self._say_where_facts_are(finished)
        return None if self.target is None else self.target.problem

    def run(self, lines: Iterator[str]) -> bool:
        """Ask until the interview stops; False when the person left before (quit, or no more input)."""
        if len(self.interview.case):
            self.console.tell(WORDS["going_on"], known=len(self.interview.case), open=len(self.interview.skipped))
            self._say_news({}, ())
        self.console.tell(WORDS["help"])
        while (question := self.interview.next_question()) is not None:
            self._ask(question)
            while True:
                line = next(lines, None)
                if line is None or _COMMANDS.get(plain(line)) == "quit":
                    return False
                if self._take(line.strip(), question):
                    break
        stopped = self.interview.stopped
        if stopped is not None:
            self.say("")
            self.console.wrapped(stopped.text)
        return True

    def _say_where_facts_are(self, finished: bool) -> None:
        self.say("")
        if self.target is not None and self.target.written:
            self.console.tell(WORDS["saved"], file=visible(self.target.path))
            if not finished:
                self.console.tell(WORDS["go_on"], file=as_typed(self.target.path))
            return
        facts = fact_file(self.interview.case.values(), self.interview.skipped)
        self.console.tell(WORDS["facts" if facts else "no_facts"])
        for line in facts.splitlines():
            self.say(line)

    def _save(self) -> None:
        if self.target is not None:
            self.target.save(self.interview)

    # A question

    def _ask(self, question: Question) -> None:
        self.say("")
        self.console.tell(WORDS["question"], ask=question.ask, cost=question.cost)
        for number, words in enumerate(question.values.values(), start=1):
            self.console.item(WORDS["option"], number=number, words=words)
        kind = self._definition(question).type
        if kind == "texts":
            self.console.tell(WORDS["write_rest" if question.values else "write_message"])
        elif kind in _WRITE:
            self.console.tell(_WRITE[kind])

    def _definition(self, question: Question) -> FactDefinition:
        return self.interview.knowledge.vocabulary[question.fact]

    def _explain(self, question: Question) -> None:
        self.console.tell(WORDS["where"], title=question.title, text=question.where_to_look)
        self.console.tell(WORDS["costs"], text=question.cost)
        for source in question.sources:
            self.console.tell(WORDS["source"], title=source.title, heading=source.heading, date=source.date)

    # An answer

    def _take(self, line: str, question: Question) -> bool:
        """Handle one line; True when the question is done with."""
        match _COMMANDS.get(plain(line)):
            case "explain":
                self._explain(question)
            case "why":
                self.console.wrapped(self.interview.why())
            case "help":
                self.console.tell(WORDS["help"])
            case "skip":
                self.interview.skip()
                self._save()
                self.console.tell(WORDS["left_open"], title=question.title)
                return True
            case "back":
                return self._back()
            case _:
                return self._answer(line, question)
        return False

    def _back(self) -> bool:
        answers = self.interview.answers
        if not self.interview.back():
            self.console.tell(WORDS["nothing_to_take_back"])
            return False
        self._save()
        self.console.tell(WORDS["taken_back"], title=self.interview.knowledge.vocabulary[answers[-1].fact].title)
        return True

    def _answer(self, line: str, question: Question) -> bool:
        if not line or len(line) > _LONGEST_ANSWER:
            self.console.tell(WORDS["too_long" if line else "empty"])
            return False
        definition, choices = self._definition(question), list(question.values.items())
        found = choose(line, choices)
        if len(found) > 1:
            self.console.tell(WORDS["several"], choices=", ".join(f'"{words}"' for _, words in found))
            return False
        before, symptoms = self.interview.states, self.interview.symptoms
        try:
            self.interview.answer(found[0][0] if found else line)
        except WrongValue as wrong:
            self._refuse(line, choices, wrong)
            return False
        self._save()
        said = definition.say(self.interview.case[question.fact]).in_(self.interview.language)
        self.console.tell(WORDS["noted"], title=definition.title, words=shown(" ".join(said.split())))
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
            self.console.tell(WORDS[word], titles="; ".join(title.in_(self.interview.language) for title in titles))

    def _refuse(self, line: str, choices: list[tuple[str, str]], wrong: WrongValue) -> None:
        if not choices:
            self.console.tell(WORDS["wrong"], problem=wrong.text)
            return
        words = {folded(words): words for _, words in choices}
        near = get_close_matches(folded(line)[:100], words, n=1, cutoff=0.6)
        hint = WORDS["near"].format(words=words[near[0]]) if near else ""
        self.console.tell(WORDS["none_of_them"], line=shown(line), hint=hint, count=len(choices))


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
