"""The command `ask`: the interview in a terminal or a pipe."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from expert.ask import Interview, Priors
from expert.cli import case_options, knowing, options, redacting
from expert.cli.answer_file import FactsFile, beginning
from expert.cli.console import QUIT_AND_HELP, Console, at_a_terminal, choose, folded, plain, typed
from expert.cli.exit_codes import INTERRUPTED
from expert.cli.output import color_wanted, say, terminal_width, write
from expert.cli.own_domain import filled, own_domain
from expert.cli.settings import Settings
from expert.cli.typed_again import as_options, as_typed, repeated
from expert.facts.vocabulary import MESSAGE, FactDefinition, FactType, Value, WrongValue
from expert.facts.writer import fact_file, origins_of
from expert.foundations.commands import carry_case
from expert.foundations.problems import InputError, nearest, shown, visible
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import Language, Text
from expert.results.diagnosis import Diagnosis, Question
from expert.results.document import with_
from expert.rules.knowledge import KnowledgeBase
from expert.visualize.pages.first_screen import first_screen
from expert.visualize.pages.parts import besides_page

_LONGEST_ANSWER = 100_000
_WORDS_OF_A_SENTENCE = 3
_MOST_TITLES = 5
# Bytes of a line that a Linux terminal passes on; it drops what comes after them.
_CUT_AT = 4095

WORDS = {
    "help": Text(
        "Answer with a number, a value or its beginning. Also: ? (what is meant and where to look), why, skip (not "
        "known), known (what is known so far), back, quit.",
        "Svara med ett nummer, ett värde eller dess början. Även: ? (vad som menas och var du tittar), varför, hoppa "
        "(inte känt), känt (vad som är känt hittills), tillbaka, sluta.",
    ),
    "known": Text(
        "Known already: {known}. Not answered: {open}.", "Redan känt: {known}. Obesvarat: {open}."
    ),
    "going_on": Text(
        "Going on with {file}{ticket}: {known}, {open}.", "Fortsätter med {file}{ticket}: {known}, {open}."
    ),
    "comments": Text(
        "The comments inside {file} cannot be kept when it is saved; only those at its top can.",
        "Kommentarerna inuti {file} kan inte behållas när den sparas, bara de som står överst.",
    ),
    "recognized": Text("Recognized: {titles}", "Igenkänt: {titles}"),
    "confirmed": Text("Confirmed: {titles}", "Bekräftat: {titles}"),
    "superseded": Text(
        "Fits, but only replaced documentation names it: {titles}",
        "Stämmer, men bara ersatt dokumentation nämner det: {titles}",
    ),
    "ruled_out": Text("Ruled out: {titles}", "Uteslutet: {titles}"),
    "recognized_many": Text("{count} symptoms are recognized.", "{count} symptom känns igen."),
    "confirmed_many": Text("{count} causes are confirmed.", "{count} orsaker är bekräftade."),
    "superseded_many": Text(
        "{count} causes fit that only replaced documentation names.",
        "{count} orsaker stämmer som bara ersatt dokumentation nämner.",
    ),
    "ruled_out_many": Text("{count} causes are ruled out.", "{count} orsaker är uteslutna."),
    "question": Text("{ask} ({cost})", "{ask} ({cost})"),
    "question_of_more": Text("{ask} ({cost}; about {further})", "{ask} ({cost}; ungefär {further})"),
    "look": Text("Where: {where}", "Var: {where}"),
    "look_or_skip": Text(
        "Where: {where} If you cannot open that page, write “skip page”.",
        "Var: {where} Om du inte kommer åt den sidan, skriv ”hoppa över sidan”.",
    ),
    "look_there": Text("Where: on the same page.", "Var: på samma sida."),
    "look_there_at": Text("Where: on the same page: {where}", "Var: på samma sida: {where}"),
    "no_page": Text(
        "The answer to this question is on no page with others. “skip” leaves it open.",
        "Svaret på den här frågan finns inte på en sida med andra. ”hoppa” lämnar den öppen.",
    ),
    "so_far": Text("{title}: {words}", "{title}: {words}"),
    "so_far_open": Text("Skipped, so not known: {titles}", "Överhoppat, så inte känt: {titles}"),
    "messages_listed": Text(
        "Choose a number, or write other words: find WORDS.", "Välj ett nummer, eller skriv andra ord: sök ORD."
    ),
    "no_message_with": Text(
        "No documented message has enough of these words.",
        "Inget dokumenterat meddelande innehåller tillräckligt många av de orden.",
    ),
    "option": Text("{number}. {words}", "{number}. {words}"),
    "none": Text("{number}. None of these", "{number}. Inget av dessa"),
    "write_message": Text(
        "Paste the whole message on one line, or write some of its words after “find”. If there is none, answer "
        "“skip”.",
        "Klistra in hela meddelandet på en rad, eller skriv några av dess ord efter ”sök”. Om det inte finns något, "
        "svara ”hoppa”.",
    ),
    "write_rest": Text(
        "Choose, or paste the whole message on one line. If it is not known, answer “skip”.",
        "Välj, eller klistra in hela meddelandet på en rad. Om det inte är känt, svara ”hoppa”.",
    ),
    "noted": Text("Noted: {title}: {words}", "Noterat: {title}: {words}"),
    "left_open": Text("Not answered yet: {title}", "Obesvarat än så länge: {title}"),
    "taken_back": Text("Taken back: {title}", "Ångrat: {title}"),
    "nothing_to_take_back": Text(
        "There is no answer to take back. What a fact file says is changed in the file, or with --set.",
        "Det finns inget svar att ta tillbaka. Det som står i en faktafil ändras i filen, eller med --set.",
    ),
    "where": Text("{title}. Where to look: {text}", "{title}. Var du tittar: {text}"),
    "costs": Text("What it takes: {text}.", "Vad som krävs: {text}."),
    "source": Text("Source: {title}, {heading}, {date}", "Källa: {title}, {heading}, {date}"),
    "several": Text("That could be {choices}. Write more of it.", "Det kan vara {choices}. Skriv mer av det."),
    "none_of_them": Text(
        "“{line}” is none of the answers{hint}. Write the number of one of them, or how it begins.",
        "”{line}” är inget av svaren{hint}. Skriv numret på ett av dem, eller hur det börjar.",
    ),
    "rest_of_paste": Text(
        "If it belongs to the message, write “back” and paste the whole message on one line.",
        "Om det hör till meddelandet, skriv ”tillbaka” och klistra in hela meddelandet på en rad.",
    ),
    "further_message": Text(
        "That is no answer to the question but part of a known message; it is noted as one more line of it: {words}",
        "Det är inget svar på frågan utan en del av ett känt meddelande; det noteras som ytterligare en rad: {words}",
    ),
    "unrecognized": Text(
        "This message is not recognized. Check its wording (back), or answer what happens instead.",
        "Meddelandet känns inte igen. Kontrollera ordalydelsen (tillbaka), eller svara vad som händer i stället.",
    ),
    "near": Text("; the nearest is “{words}”", "; närmast ligger ”{words}”"),
    "wrong": Text("The answer {problem}.", "Svaret {problem}."),
    "too_long": Text(
        "That is too long. Paste only the part that shows the error.",
        "Det är för långt. Klistra bara in den del som visar felet.",
    ),
    "cut": Text(
        "The line is as long as a terminal takes ({count} characters), so its end may be missing. A longer message is "
        "given in a file, or with --set error=\"…\".",
        "Raden är så lång som en terminal tar emot ({count} tecken), så slutet kan saknas. Ett längre meddelande anges "
        "i en fil, eller med --set error=\"…\".",
    ),
    "empty": Text(
        "Write an answer, or “skip” if it is not known.", "Skriv ett svar, eller ”hoppa” om det inte är känt."
    ),
    "finish": Text(
        "Press Enter to finish, or write “back” to take the last answer back.",
        "Tryck på Retur för att avsluta, eller skriv ”tillbaka” för att ta tillbaka det sista svaret.",
    ),
    "left": Text("You left the interview. Nothing is lost.", "Du lämnade intervjun. Inget har gått förlorat."),
    "left_unsaved": Text(
        "You left the interview. The facts stand below and can be saved in a file, such as ticket.yaml. To go on with "
        "them: expert ask ticket.yaml{further}",
        "Du lämnade intervjun. Fakta står nedan och kan sparas i en fil, till exempel ticket.yaml. För att fortsätta "
        "med dem: expert ask ticket.yaml{further}",
    ),
    "left_empty": Text(
        "You left the interview. No fact is known yet.", "Du lämnade intervjun. Inga fakta är kända ännu."
    ),
    "not_saved": Text(
        "Not saved: {problem}. The answers are kept, and saving is tried again after the next one.",
        "Inte sparat: {problem}. Svaren finns kvar, och ett nytt försök görs efter nästa svar.",
    ),
    "never_saved": Text(
        "Not saved: {problem}. So that nothing is lost, the facts stand below.",
        "Inte sparat: {problem}. För att inget ska gå förlorat står fakta nedan.",
    ),
    "begin_anew": Text(
        "To go on, give the message or the behavior: {command} --set error=\"…\"",
        "För att fortsätta, ange meddelandet eller beteendet: {command} --set error=\"…\"",
    ),
    "or_delete": Text(
        "Or delete the line of what is to be asked again ({lines}) from {file}.",
        "Eller ta bort raden för det som ska frågas igen ({lines}) ur {file}.",
    ),
    "facts": Text("The facts so far, as a fact file:", "Fakta hittills, som en faktafil:"),
    "no_facts": Text("No fact is known yet.", "Inga fakta är kända ännu."),
    "saved": Text("Saved: {file}", "Sparat: {file}"),
    "nothing_saved": Text(
        "Not saved in a file, so the command below holds what is known: {known}.",
        "Inte sparat i någon fil, så kommandot nedan innehåller det som är känt: {known}.",
    ),
    "go_on": Text("To go on: {command}", "För att fortsätta: {command}"),
}
_BELOW = Text("the facts below", "fakta nedan")
_FACTS = (Text("1 fact known", "1 faktum känt"), Text("{count} facts known", "{count} fakta kända"))
_OPEN = (
    Text("1 question not answered", "1 obesvarad fråga"),
    Text("{count} questions not answered", "{count} obesvarade frågor"),
)
_FURTHER = (Text("1 more question", "1 fråga till"), Text("{count} more questions", "{count} frågor till"))
_WRITE: dict[FactType, Text] = {
    "number": Text("Write a whole number.", "Skriv ett heltal."),
    "date": Text("Write a date such as 2026-03-31.", "Skriv ett datum som 2026-03-31."),
    "version": Text("Write a version such as 17.10.", "Skriv en version som 17.10."),
    "text": Text("Write it on one line.", "Skriv det på en rad."),
}
# What is typed instead of an answer, in either language.
_COMMANDS = {
    "?": "explain", "why": "why", "varför": "why", "varfor": "why", "back": "back", "tillbaka": "back",
    "known": "known", "känt": "known", "kant": "known", "skip page": "skip_page", "hoppa över sidan": "skip_page",
    "hoppa over sidan": "skip_page", "hoppa sidan": "skip_page", "skip": "skip", "hoppa": "skip",
    "hoppa över": "skip", "hoppa over": "skip", "vet inte": "skip", "vet ej": "skip", "don't know": "skip",
    "don’t know": "skip", "dont know": "skip", "i don't know": "skip", "no idea": "skip", "ingen aning": "skip",
    "jag vet inte": "skip", **QUIT_AND_HELP,
}  # fmt: skip


_FIND = re.compile(r"(?:find|sök|sok) (.+)", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[^\W\d_a-zåäö])")

_LABELED = frozenset((
    "recognized", "confirmed", "superseded", "ruled_out", "look", "look_or_skip", "look_there", "look_there_at",
    "noted", "left_open", "taken_back", "source", "costs",
))  # fmt: skip
"""What begins with a label, under which its further lines are set in."""

_NONE_OF_THESE = frozenset(map(folded, (
    "none of these", "none of them", "none", "neither", "inget av dessa", "inget av dem", "ingen av dessa", "inget",
)))  # fmt: skip


_MORE_OF = Text("More: expert diagnose {file} --full{further}.", "Mer: expert diagnose {file} --full{further}.")
_SAVE_FOR_MORE = Text(
    "More: save the facts (--save FILE), then expert diagnose FILE --full{further}.",
    "Mer: spara fakta (--save FIL), sedan expert diagnose FIL --full{further}.",
)
_SAVE_ELSEWHERE_FOR_MORE = Text(
    "More: put the facts that stand above into a file, then expert diagnose FILE --full{further}.",
    "Mer: lägg de fakta som står ovan i en fil, sedan expert diagnose FIL --full{further}.",
)
_ANSWER_FOR_MORE = Text(
    "More: with the first answer, {file} is written; then expert diagnose {file} --full{further}.",
    "Mer: med det första svaret skrivs {file}; sedan expert diagnose {file} --full{further}.",
)


@options.command("ask", Text(
    "Find the cause in a dialogue: what is worth most for its cost is asked first.\n\n"
    "FILE holds facts that are known already, or is a text, such as a log, or the message itself. "
    "With --save, an interrupted interview goes on where it was left.",
    "Hitta orsaken i en dialog, med den fråga först som ger mest i förhållande till arbetet.\n\n"
    "FIL innehåller fakta som redan är kända, eller är en text, till exempel en logg, eller själva "
    "meddelandet. Med --save fortsätter en avbruten intervju där den lämnades.",
))
@options.argument("file", required=False, metavar=Text("[FILE]", "[FIL]"))
@case_options.settings
@options.option("--save", metavar=options.OUT, help=Text(
    "Write the facts to this fact file after every answer.",
    "Skriv fakta till den här faktafilen efter varje svar.",
))
@options.option("--priors", metavar=Text("COUNTS", "ANTAL"), help=Text(
    "Your own confirmed tickets: a file of `cause: count` lines.",
    "Era egna bekräftade ärenden: en fil med rader `orsak: antal`.",
))
@redacting.at_the_end
@options.language
@options.rules
@options.engine
def ask(
    file: str | None, settings: Settings, redact: str | None, save: str | None, priors: str | None, language: Language,
    folders: tuple[str, ...], engine: EngineChoice | None,
) -> None:
    width, knowledge = terminal_width(), knowing.knowledge_of(folders)
    domain = own_domain(redacting.level_of(redact, "none"))

    def own(text: str) -> str:
        return text if domain is None else filled(text, domain)

    def tell(line: str) -> None:
        say(own(line))

    held = dialogue(knowledge, file, settings, save, priors, language, say=tell, width=width, engine=engine)
    # What is saved holds the facts that options gave, but not how its text is to be read.
    as_read = " --no-text-facts" if settings.only_given else ""
    carry_case(as_read)
    held.file, held.evidence = file, as_options(**settings.evidence.options())
    held.again = f"{as_read}{repeated(priors=priors, rules=folders, engine=engine)}"
    held.further = f"{as_read}{repeated(rules=folders)}"
    held.at_a_terminal = at_a_terminal()
    problem = held.hold(typed(sys.stdin))
    if held.interrupted:
        raise SystemExit(INTERRUPTED)
    tell("")
    by = redacting.redactor(redact, knowledge, (held.interview.case,))
    found = redacting.redacted(held.diagnosis, by)
    redacting.tell_what_is_not_known(by, language)
    screen = first_screen(found, width=width, color=color_wanted(), more=held.more)
    write(own(screen))
    held.say_where_it_is_saved()
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
        file: the fact file that it began with.
        evidence: the evidence that it began with, as options are typed.
        again: the options that it began with, as they are typed.
        further: those of them that a diagnosis of its file takes too.
        at_a_terminal: whether a person types the lines, who may want to take the last answer back.
    """

    interview: Interview
    say: Callable[[str], None]
    target: FactsFile | None = None
    width: int | None = None
    file: str | None = None
    evidence: str = ""
    again: str = ""
    further: str = ""
    at_a_terminal: bool = False

    def __post_init__(self) -> None:
        self.console = Console(self.say, self.width, self.interview.language)
        self._finished = False
        self.interrupted = False
        self._listed: list[str] = []

    def hold(self, lines: Iterator[str]) -> InputError | None:
        """Hold the interview and tell where its facts are; what went wrong, if they could not be saved."""
        try:
            self._finished = self.run(lines)
        except KeyboardInterrupt:
            self.interrupted = True
        if self.target is not None:
            self.target.save(self.interview)
        if self.interrupted:
            self._say_in_short()
            return None
        if self.interview.weighed is not None:
            self.say("")
            self.console.wrapped(self.interview.weighed)
        if self._is_saved:
            if not self._finished:
                self.say("")
                self._tell("left")
        else:
            self._say_facts()
        return None if self.target is None else self.target.problem

    def run(self, lines: Iterator[str]) -> bool:
        """Ask until the interview stops; False when the person left before (quit, or no more input)."""
        self._begin()
        while True:
            while (question := self.interview.next_question()) is not None:
                self._ask(question)
                while True:
                    line = self._next(lines)
                    if line is None or _COMMANDS.get(plain(line)) == "quit":
                        return False
                    if self._take(line.strip(), question):
                        break
            self._say_why_it_stopped()
            if not self._goes_on(lines):
                return True

    @property
    def diagnosis(self) -> Diagnosis:
        """The diagnosis, which asks first what the interview would ask next: its order follows every answer."""
        diagnosis, asked = self.interview.diagnosis, self.interview.next_question()
        if asked is None or asked.fact not in {question.fact for question in diagnosis.questions}:
            return diagnosis
        others = (question for question in diagnosis.questions if question.fact != asked.fact)
        return with_(diagnosis, questions=(asked, *others))

    @property
    def more(self) -> Text:
        """How to see more than the first screen."""
        if self.target is None:
            return _SAVE_FOR_MORE.format(further=self.further)
        if self.target.problem is not None:
            return _SAVE_ELSEWHERE_FOR_MORE.format(further=self.further)
        said = _MORE_OF if self._is_saved else _ANSWER_FOR_MORE
        return said.format(file=as_typed(self.target.path), further=self.further)

    def say_where_it_is_saved(self) -> None:
        """Say it where everything is saved, and how to go on."""
        if self.target is None or not self._is_saved:
            return
        self.say("")
        self._tell("saved", file=visible(self.target.path))
        if not self._finished:
            self.console.command(WORDS["go_on"], command=self._command)

    def _say_in_short(self) -> None:
        """After an interrupt, in two lines: what is saved, and how to go on."""
        self.say("")
        if self.target is not None and self._is_saved:
            self._tell("saved", file=visible(self.target.path))
            self.console.command(WORDS["go_on"], command=self._command)
            return
        problem = None if self.target is None else self.target.problem
        if problem is not None:
            self._tell("not_saved", problem=problem.in_(self.interview.language))
        else:
            self._tell("nothing_saved", known=_counted(_FACTS, len(self.interview.case)))
        # What stands in the file that it began with need not be typed again.
        said = {fact.name: fact.value for fact in self.interview.case if fact.origin.kind in ("set", "api")}
        given = "".join(f" --set {as_typed(f'{name}={_as_set(value)}')}" for name, value in said.items())
        self.console.command(WORDS["go_on"], command=f"{self._begun}{given}{self.evidence}{self.again}")

    @property
    def _begun(self) -> str:
        """The command that the interview began with, without its options."""
        return f"expert ask{'' if self.file is None else f' {as_typed(self.file)}'}"

    @property
    def _is_saved(self) -> bool:
        return self.target is not None and self.target.has(self.interview)

    @property
    def _command(self) -> str:
        """The command that goes on with the interview."""
        if self.target is None:
            return f"{self._begun}{self.evidence}{self.again}"
        file = as_typed(self.target.path)
        return f"expert ask {file} --save {file}{self.again}"

    def _begin(self) -> None:
        """Say what is known already, and what can be typed."""
        case, left_open = self.interview.case, self.interview.skipped
        found = self.target is not None and self.target.found is not None
        if self.target is not None and found and (len(case) or left_open):
            ticket = case.get("case")
            self._tell(
                "going_on", file=visible(self.target.path), ticket="" if ticket is None else f" ({shown(ticket)})",
                known=_counted(_FACTS, len(case)), open=_counted(_OPEN, len(left_open)),
            )  # fmt: skip
        elif len(case) or left_open:
            self._tell("known", known=len(case), open=len(left_open))
        self._say_news({}, ())
        if self.target is not None and self.target.loses_comments:
            self._tell("comments", file=visible(self.target.path))
        self._save()
        self._tell("help")

    def _next(self, lines: Iterator[str]) -> str | None:
        """The next line, if there is one; a terminal cuts a long one without a word."""
        line = next(lines, None)
        if line is not None and self.at_a_terminal and len(line.rstrip("\r\n").encode(errors="replace")) == _CUT_AT:
            self._tell("cut", count=_CUT_AT)
        return line

    def _goes_on(self, lines: Iterator[str]) -> bool:
        """Whether the last answer is taken back; asked only of a person, for a pipe may wait for the end."""
        if not self.at_a_terminal or not self.interview.answers:
            return False
        with suppress(KeyboardInterrupt):
            self.say("")
            self._tell("finish")
            while (line := self._next(lines)) is not None:
                match _COMMANDS.get(plain(line)):
                    case "back":
                        return self._back()
                    case "quit":
                        return False
                    case _ if not plain(line):
                        return False
                    case _ if self._take_as_message(line.strip()):
                        return True
                self._tell("finish")
        return False

    def _say_why_it_stopped(self) -> None:
        stopped = self.interview.stopped
        if stopped is None:
            return
        self.say("")
        self.console.wrapped(stopped.text)
        if stopped.kind == "incomplete":
            self.console.command(WORDS["begin_anew"], command=self._command)
            names = [name for name in self.interview.skipped if name not in self.interview.case]
            if names:
                file = _BELOW if self.target is None else visible(self.target.path)
                self._tell("or_delete", lines=", ".join(f"{name}:" for name in names), file=file)

    def _say_facts(self) -> None:
        """The facts as a fact file, where no file holds them."""
        case = self.interview.case
        facts = fact_file(case.values(), self.interview.skipped, origins_of(case, self.interview.language))
        problem = None if self.target is None else self.target.problem
        self.say("")
        if problem is not None:
            self._tell("never_saved", problem=problem.in_(self.interview.language))
        elif self._finished:
            self._tell("facts" if facts else "no_facts")
        else:
            self._tell("left_unsaved" if facts else "left_empty", further=self.again)
        for line in facts.splitlines():
            self.say(line)

    def _save(self) -> None:
        if self.target is not None:
            self.target.save(self.interview)
            if self.target.problem is not None:
                self._tell("not_saved", problem=self.target.problem.in_(self.interview.language))

    def _tell(self, word: str, **values: object) -> None:
        text = WORDS[word].format(**values).in_(self.interview.language)
        self.console.wrapped(text, later="  " if word in _LABELED else None)

    # A question

    def _ask(self, question: Question) -> None:
        self.say("")
        self._listed = []
        further = self.interview.further_questions
        if further:
            self._tell("question_of_more", ask=question.ask, cost=question.cost, further=_counted(_FURTHER, further))
        else:
            self._tell("question", ask=question.ask, cost=question.cost)
        self._say_where(question)
        for number, words in enumerate(question.values.values(), start=1):
            self.console.item(WORDS["option"], number=number, words=words)
        if self._offers_none(question):
            self.console.item(WORDS["none"], number=len(question.values) + 1)
        kind = self._definition(question).type
        if kind == "texts":
            self._tell("write_rest" if question.values else "write_message")
        elif kind in _WRITE:
            self.console.tell(_WRITE[kind])

    def _say_where(self, question: Question) -> None:
        """Where to look, in short."""
        page = question.page_id
        if page is not None and question.page is not None and page == self.interview.open_page:
            besides = besides_page(question)
            self._tell("look_there_at" if besides else "look_there", where=_NEXT_SENTENCE.split(besides, 1)[0])
            return
        where = _NEXT_SENTENCE.split(question.where_to_look, 1)[0]
        self._tell("look_or_skip" if self.interview.others_on_page else "look", where=where)

    def _say_known(self) -> None:
        """What is known so far, and what was left open."""
        interview, vocabulary = self.interview, self.interview.knowledge.vocabulary
        if not len(interview.case):
            self._tell("no_facts")
        for fact in interview.case:
            words = vocabulary[fact.name].say(fact.value).in_(interview.language)
            self.console.item(WORDS["so_far"], title=vocabulary[fact.name].title, words=shown(" ".join(words.split())))
        if interview.skipped:
            titles = "; ".join(vocabulary[name].title.in_(interview.language) for name in interview.skipped)
            self.console.item(WORDS["so_far_open"], titles=titles)

    def _list_messages(self, words: str) -> None:
        """The documented messages with some words, to choose from."""
        self._listed = self.interview.messages_with(words)
        for number, message in enumerate(self._listed, start=1):
            self.console.item(WORDS["option"], number=number, words=message)
        self._tell("messages_listed" if self._listed else "no_message_with")

    def _offers_none(self, question: Question) -> bool:
        """Whether "none of these" is an answer: to whatever is chosen from, but yes or no."""
        return bool(question.values) and self._definition(question).type != "yes_no"

    def _definition(self, question: Question) -> FactDefinition:
        return self.interview.knowledge.vocabulary[question.fact]

    def _explain(self, question: Question) -> None:
        self._tell("where", title=question.title, text=question.where_to_look)
        self._tell("costs", text=question.cost)
        for source in question.sources:
            self._tell("source", title=source.title, heading=source.heading, date=source.date)

    # An answer

    def _take(self, line: str, question: Question) -> bool:
        """Handle one line; True when the question is done with."""
        command = _COMMANDS.get(plain(line))
        find = _FIND.fullmatch(line) if question.fact == MESSAGE else None
        # What begins with these words may be a message itself.
        if find is not None and (self.interview.recognizes(find[1]) or not self.interview.recognizes(line)):
            self._list_messages(find[1])
            return False
        if not self._listed and self._offers_none(question) and (
            plain(line) == str(len(question.values) + 1) or folded(line) in _NONE_OF_THESE
        ):
            command = "skip"
        match command:
            case "explain":
                self._explain(question)
            case "why":
                self.console.wrapped(self.interview.why())
            case "help":
                self._tell("help")
            case "known":
                self._say_known()
            case "skip_page":
                return self._skip_page(question)
            case "skip":
                self.interview.skip()
                self._save()
                self._tell("left_open", title=question.title)
                return True
            case "back":
                return self._back()
            case _:
                return self._answer(line, question)
        return False

    def _skip_page(self, question: Question) -> bool:
        if not self.interview.others_on_page:
            self._tell("no_page")
            return False
        vocabulary = self.interview.knowledge.vocabulary
        titles = [vocabulary[name].title for name in (question.fact, *self.interview.skip_page())]
        self._save()
        self._tell("left_open", title="; ".join(title.in_(self.interview.language) for title in titles))
        return True

    def _back(self) -> bool:
        answers = [answer for answer in self.interview.answers if not answer.with_page]
        if not self.interview.back():
            self._tell("nothing_to_take_back")
            return False
        self._save()
        self._tell("taken_back", title=self.interview.knowledge.vocabulary[answers[-1].fact].title)
        return True

    def _answer(self, line: str, question: Question) -> bool:
        if not line or len(line) > _LONGEST_ANSWER:
            self._tell("too_long" if line else "empty")
            return False
        definition, choices = self._definition(question), list(question.values.items())
        if self._listed:
            choices = [(message, message) for message in self._listed]
        found = choose(line, choices)
        if len(found) > 1:
            self._tell("several", choices=", ".join(f'"{words}"' for _, words in found))
            return False
        before, symptoms = self.interview.states, self.interview.symptoms
        try:
            self.interview.answer(found[0][0] if found else line)
        except WrongValue as wrong:
            if self._take_as_message(line):
                return True
            self._refuse(line, choices, wrong)
            return False
        self._save()
        said = definition.say(self.interview.case[question.fact]).in_(self.interview.language)
        self._tell("noted", title=definition.title, words=shown(" ".join(said.split())))
        self._say_news(before, symptoms)
        if question.fact == MESSAGE and not self.interview.message_recognized:
            self._tell("unrecognized")
        return True

    def _take_as_message(self, line: str) -> bool:
        """Whether a line that answers nothing is more of the message: something pasted comes in several lines."""
        before, symptoms = self.interview.states, self.interview.symptoms
        if not self.interview.further_message(line):
            return False
        self._save()
        self._tell("further_message", words=shown(line))
        self._say_news(before, symptoms)
        return True

    def _say_news(self, before: Mapping[str, str], symptoms: tuple[str, ...]) -> None:
        """What is recognized, confirmed and ruled out since."""
        knowledge, states = self.interview.knowledge, self.interview.states
        titles = [knowledge.symptoms[name].title for name in self.interview.symptoms if name not in symptoms]
        self._say_titles("recognized", titles)
        for state in ("confirmed", "ruled_out"):
            news = [knowledge.causes[n] for n, now in states.items() if now == state != before.get(n, "open")]
            replaced = [cause for cause in news if state == "confirmed" and cause.superseded]
            self._say_titles(state, [cause.title for cause in news if cause not in replaced])
            self._say_titles("superseded", [cause.title for cause in replaced])

    def _say_titles(self, word: str, titles: list[Text]) -> None:
        if len(titles) > _MOST_TITLES:
            self._tell(f"{word}_many", count=len(titles))
        elif titles:
            self._tell(word, titles="; ".join(title.in_(self.interview.language) for title in titles))

    def _refuse(self, line: str, choices: list[tuple[str, str]], wrong: WrongValue) -> None:
        if not choices:
            self._tell("wrong", problem=wrong.text)
            return
        words = {folded(words): words for _, words in choices}
        near = nearest(folded(line)[:100], words)
        hint = "" if near is None else WORDS["near"].format(words=words[near])
        self._tell("none_of_them", line=shown(line), hint=hint)
        answers = self.interview.answers
        if answers and answers[-1].fact == MESSAGE and len(line.split()) >= _WORDS_OF_A_SENTENCE:
            self._tell("rest_of_paste")


def _as_set(value: Value) -> str:
    """A value as `--set` takes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _counted(words: tuple[Text, Text], count: int) -> Text:
    one, many = words
    return one if count == 1 else many.format(count=count)


def dialogue(
    knowledge: KnowledgeBase,
    file: str | None,
    settings: Settings,
    save: str | None,
    priors: str | None,
    language: Language,
    *,
    say: Callable[[str], None],
    width: int | None,
    engine: EngineChoice | None = None,
) -> Dialogue:
    """The dialogue that a command line asks for. A file that is there to be saved to is gone on with.

    Raises:
        InputError: something in its files or settings is wrong.
    """
    target = None if save is None else FactsFile.at(save, file)
    if target is None or target.found is None:
        case, left_open = beginning(file, settings, knowledge)
    else:
        case, left_open = target.beginning(settings, knowledge)
    counts = None if priors is None else Priors.from_file(priors, knowledge.causes)
    interview = Interview(
        case, knowledge=knowledge, language=language, priors=counts, skipped=left_open, engine=engine
    )
    return Dialogue(interview, say, target, width)
