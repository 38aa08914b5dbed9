"""An interview: asks for one fact after the other until the cause is found or no question can help.

There is no input or output in it, so that a terminal, a web page or a bot can drive it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from expert.ask import stopping
from expert.ask.questions import messages_with, one_of_these, rest_of_message, whole_message
from expert.ask.stopping import Stopped
from expert.ask.why import Why
from expert.engine import diagnose
from expert.engine.choosing.choice import Choice
from expert.engine.choosing.inquiries import Inquiries
from expert.engine.choosing.priors import Priors
from expert.engine.choosing.situation import Grounds, Situation
from expert.engine.choosing.worth import Worth
from expert.engine.imagined import State
from expert.engine.knowledge_words import KnowledgeWords
from expert.facts.case import Case, require_case
from expert.facts.fact import Origin, RawFact
from expert.facts.versions import Version
from expert.facts.vocabulary import MESSAGE, WrongValue
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import Language, spoken
from expert.results.diagnosis import Diagnosis, Question
from expert.rules.knowledge import KnowledgeBase

_MOST_MESSAGES = 3
_MOST_LISTED = 7

_BEFORE_A_LINE = 500
"""Letters before a line that is typed after a message, with which it may be more of it: more than any message has."""


@dataclass(frozen=True)
class Answer:
    """An answer that was given; `raw` is None when the question was skipped.

    Attributes:
        with_page: it was not asked for, but skipped with the page of the question before.
    """

    fact: str
    raw: object
    with_page: bool = False


class Interview:
    """Asks what is worth most and keeps the answers.

    >>> interview = Interview(error="NoEnrollmentPolicy")
    >>> question = interview.next_question()
    >>> question.fact
    'apns_certificate'
    >>> interview.answer("expired")
    >>> interview.next_question() is None, interview.stopped.kind
    (True, 'confirmed')
    >>> interview.diagnosis.causes[0].id
    'apns-certificate-invalid'

    Args:
        case: what is known already; facts by name, as to `Case`, are laid over it.
        knowledge: the knowledge base; the shipped one if left out.
        language: the language of questions and explanations.
        priors: counts of a team's confirmed tickets; without them all causes weigh the same.
        today: the day of observation where a rule about dates needs it; the computer's date if left out.
        skipped: facts that were asked for earlier and are not known; they are not asked for again.
        engine: what fires the rules for `diagnosis`, as for `diagnose`.

    Raises:
        InputError: unknown facts or wrong values, or counts of causes that there are not.
        TypeError: `case` is no `Case`.
        ValueError: there is no such language.
    """

    def __init__(
        self,
        case: Case | None = None,
        /,
        *,
        knowledge: KnowledgeBase | None = None,
        language: Language = "en",
        priors: Priors | None = None,
        today: date | None = None,
        skipped: Iterable[str] = (),
        engine: EngineChoice | None = None,
        **facts: object,
    ) -> None:
        self.knowledge = knowledge or KnowledgeBase.shipped()
        self.language: Language = spoken(language)
        self.priors = priors or Priors()
        self.priors.require(self.knowledge.causes)
        if case is not None:
            require_case(case)
        self._grounds = Grounds.of(self.knowledge)
        self._known: tuple[tuple[str, ...], frozenset[str]] = ((), frozenset())
        self._today, self._engine = today, engine
        given = [] if case is None else case.raw()
        given += [RawFact(name, raw, Origin("api")) for name, raw in facts.items()]
        self._given = Case.from_raw(given, self.knowledge.vocabulary)
        if case is not None:
            self._given = self._given.judged_like(case)
        self._skipped_before = self._facts(skipped)
        self._answers: list[Answer] = []
        self._inquiries: dict[tuple[str, ...], Inquiries] = {}
        self._forget()

    def __repr__(self) -> str:
        question, stopped = self.next_question(), self.stopped
        now = f"stopped: {stopped.kind}" if question is None and stopped else f"asks: {question and question.fact}"
        return f"<Interview {now}, {len(self.case)} facts known>"

    def _facts(self, names: Iterable[str]) -> tuple[str, ...]:
        """Names of facts, each once.

        Raises:
            TypeError: it is one text.
            InputError: there is no such fact.
        """
        if isinstance(names, str):
            raise TypeError("`skipped` takes a list of facts, not one text")
        vocabulary, found = self.knowledge.vocabulary, tuple(dict.fromkeys(names))
        unknown = {name: None for name in found if name not in vocabulary}
        Case.from_raw([RawFact(name, raw, Origin("api")) for name, raw in unknown.items()], vocabulary)
        return found

    def _forget(self) -> None:
        """What was worked out holds no longer."""
        self._case: Case | None = None
        self._choice: Choice | None = None
        self._recognized: tuple[str, ...] = ()
        self._diagnosis: Diagnosis | None = None

    # What is known

    @property
    def case(self) -> Case:
        """The facts given at first and the answers since."""
        if self._case is None:
            raw = self._given.raw()
            # Of a fact the last answer is what counts; one for each line of a long message holds all those before.
            last = {answer.fact: answer.raw for answer in self._answers if answer.raw is not None}
            raw += [RawFact(fact, value, Origin("api")) for fact, value in last.items()]
            known = Case.from_raw(raw, self.knowledge.vocabulary)
            self._case = known.judged_like(self._given)
        return self._case

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers so far, in their order; skipped questions among them."""
        return tuple(self._answers)

    @property
    def skipped(self) -> tuple[str, ...]:
        """The facts that were asked for, now or earlier, and are not known, or only in part."""
        names = (*self._skipped_before, *(answer.fact for answer in self._answers if answer.raw is None))
        return tuple(name for name in dict.fromkeys(names) if name not in self.case or self._known_in_part(name))

    def _known_in_part(self, fact: str) -> bool:
        """Whether a fact can be asked for although it is known: a message without its rest, a rough version."""
        value = self.case.get(fact)
        if fact == MESSAGE and isinstance(value, tuple):
            return not self._grounds.recognize(value).matches
        return isinstance(value, Version)

    @property
    def message_recognized(self) -> bool:
        """Whether a documented message, or the beginning of one, stands in the case's texts."""
        recognized = self._now().situation.recognized
        return bool(recognized.matches or recognized.openings)

    def recognizes(self, text: str) -> bool:
        """Whether a documented message, or the beginning of one, stands in a text."""
        recognized = self._grounds.recognize([text])
        return bool(recognized.matches or recognized.openings)

    def messages_with(self, words: str) -> list[str]:
        """A few documented messages with some words, the nearest first; none that says nothing without its context."""
        near = (text for text in messages_with(self.knowledge, words, self.language) if self.recognizes(text))
        return list(islice(near, _MOST_LISTED))

    @property
    def symptoms(self) -> tuple[str, ...]:
        """The ids of the recognized symptoms."""
        self._now()
        return self._recognized

    @property
    def states(self) -> dict[str, State]:
        """Every candidate cause, and whether the facts confirm it, rule it out or leave it open."""
        return dict(self._now().states)

    @property
    def diagnosis(self) -> Diagnosis:
        """The diagnosis of what is known so far; the same as `diagnose(interview.case)`."""
        if self._diagnosis is None:
            self._diagnosis = diagnose(
                self.case, self.knowledge, language=self.language, today=self._today, engine=self._engine
            )
        return self._diagnosis

    @property
    def cost(self) -> float:
        """What the answers cost together, by the vocabulary; a skipped question counts as asked."""
        return sum(self.knowledge.vocabulary.cost(answer.fact) for answer in self._answers if not answer.with_page)

    @property
    def weighed(self) -> str | None:
        """What the causes were weighed with, in words, where a team's counts say anything; None without."""
        return None if not self.priors.total else self.priors.said().in_(self.language)

    # Questions and answers

    def next_question(self) -> Question | None:
        """The question that is worth most now, or None when the interview has `stopped`."""
        worth = self._now().next
        if worth is None:
            return None
        recognized = self._now().situation.recognized
        if worth.fact == MESSAGE and MESSAGE in self.case:
            if recognized.openings:
                return rest_of_message(self.knowledge, recognized.openings, self.language)
            return one_of_these(self.knowledge, recognized.reminds_of, self.language)
        decides, known = self._now().decided_by(worth.fact), self.case.get(worth.fact)
        return KnowledgeWords.of(self.knowledge, self.language).question(worth.fact, decides, known)

    @property
    def stopped(self) -> Stopped | None:
        """Why there is no further question; None while there is one."""
        now = self._now()
        if now.next is not None:
            return None
        return stopping.stopped(self._grounds, now.situation, now.states, now.left_open(), self.language)

    def answer(self, raw: object) -> None:
        """Answer the current question, with a value as in a fact file.

        Raises:
            WrongValue: the fact cannot have this value; the question stays.
            LookupError: there is no question to answer.
        """
        fact = self._require().fact
        value = self.knowledge.vocabulary[fact].read(raw)
        if fact == MESSAGE and isinstance(value, tuple):
            raw = self._with_rest(value)
        self._answers.append(Answer(fact, raw))
        self._forget()

    def further_message(self, text: str) -> bool:
        """Take a text for a further message, or for the next line of the last one, whatever is asked for now.

        Whoever pastes a message of several lines answers the next question with its second line.

        Returns:
            Whether it is one, whole or in part; otherwise nothing has changed.
        """
        if not any(map(str.isalnum, text)):
            return False  # a line of signs is no message, and makes no other one of it
        before = self.case.get(MESSAGE)
        texts = before if isinstance(before, tuple) else ()
        alone, joined = (*texts, text), (*texts[:-1], " ".join((*texts[-1:], text)))
        taken = next((new for new in (alone, joined) if self._says_more(new, texts, text)), None)
        if taken is None:
            return False
        self._answers.append(Answer(MESSAGE, tuple(dict.fromkeys(taken))))
        self._forget()
        return True

    def _says_more(self, texts: tuple[str, ...], before: tuple[str, ...], text: str) -> bool:
        """Whether a further text is recognized: by itself, or because of it more is recognized than before."""
        try:
            self.knowledge.vocabulary[MESSAGE].read(texts)
        except WrongValue:
            return False
        if texts[-1] == text:
            return self.recognizes(text)
        known = self._known_in(before)
        # Of a text that gets longer line by line, each is looked at with what stands right before it, and nothing else.
        longer = texts[-1][-(_BEFORE_A_LINE + len(text)) :]
        more = frozenset(match.symptom for match in self._grounds.recognize([longer]).matches)
        if more <= known:
            return False
        self._known = (texts, known | more)
        return True

    def _known_in(self, texts: tuple[str, ...]) -> frozenset[str]:
        """The symptoms recognized in some texts: read once, however many lines are tried that say no more."""
        if self._known[0] != texts:
            self._known = (texts, frozenset(match.symptom for match in self._grounds.recognize(texts).matches))
        return self._known[1]

    def skip(self) -> None:
        """Leave the current question open: it is not known.

        Raises:
            LookupError: there is no question.
        """
        self._answers.append(Answer(self._require().fact, None))
        self._forget()

    @property
    def further_questions(self) -> int | None:
        """About how many questions come after the current one; None where that cannot be told."""
        now = self._now()
        weighed = now.next is not None and now.next.gain > 0 and not now.confirmed
        return now.weighing.further(now.next) if weighed and now.next is not None else None

    @property
    def open_page(self) -> str | None:
        """The id of the page that was looked at last, whether or not the answer was there; None without any."""
        pages = (self._grounds.page[answer.fact] for answer in reversed(self._answers) if not answer.with_page)
        return next((page for page in pages if page is not None), None)

    @property
    def others_on_page(self) -> tuple[str, ...]:
        """What else could be asked that is seen on the page of the current question."""
        now = self._now()
        page = None if now.next is None else self._grounds.page[now.next.fact]
        if now.next is None or page is None:
            return ()
        wanted = now.inquiries.wanted(now.situation.values, now.open)
        return tuple(name for name in wanted if self._grounds.page[name] == page and name != now.next.fact
                     and self.knowledge.vocabulary[name].asked and name not in now.skipped)

    def skip_page(self) -> tuple[str, ...]:
        """Leave the current question open, and whatever else could be asked that is seen on its page.

        Returns:
            These other facts.

        Raises:
            LookupError: there is no question.
        """
        others = self.others_on_page
        self.skip()
        self._answers += (Answer(name, None, with_page=True) for name in others)
        self._forget()
        return others

    def back(self) -> bool:
        """Take the last answer back; False when there is none. A page that was skipped is taken back as a whole."""
        if not self._answers:
            return False
        while self._answers.pop().with_page:
            pass
        self._forget()
        return True

    def why(self) -> str:
        """What the current question would decide, in words; empty when there is none."""
        now = self._now()
        return "" if now.next is None else Why(now, self.language).say(now.next)

    def _require(self) -> Worth:
        worth = self._now().next
        if worth is None:
            raise LookupError("the interview has stopped; there is no question to answer")
        return worth

    def _with_rest(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """A message that was given in part, completed: by the whole of it, or by what it goes on with."""
        before = self.case.get(MESSAGE)
        if not isinstance(before, tuple):
            return texts
        whole = [text for text in before if not self._grounds.recognize([text]).openings]
        parts = [text for text in before if text not in whole]
        if self._grounds.recognize(texts).matches:
            return (*whole, *texts)
        joined = tuple(whole_message(part, " ".join(texts)) for part in parts)
        if self._grounds.recognize(joined).matches:
            return (*whole, *joined)
        return tuple(dict.fromkeys((*before, *texts)))

    # The choice

    def _now(self) -> Choice:
        if self._choice is None:
            seen = self._grounds.situation(self.case, self._today)
            self._recognized = tuple(symptom.id for symptom in seen.symptoms)
            situation = self._as_far_as_known(seen)
            given = [answer.raw for answer in self._answers if answer.fact == MESSAGE]
            # Whoever gave a rough answer just now does not know better.
            answered = {answer.fact for answer in self._answers if answer.fact != MESSAGE}
            self._choice = Choice(
                grounds=self._grounds,
                situation=situation,
                inquiries=self._inquiries_of(situation),
                priors=self.priors,
                skipped=frozenset(self.skipped) | answered,
                # Not without end, and not once it was skipped.
                may_ask_for_rest=MESSAGE not in self.skipped and len(given) + (MESSAGE in self._given) < _MOST_MESSAGES,
                open_page=self.open_page,
            )
        return self._choice

    def _as_far_as_known(self, situation: Situation) -> Situation:
        """The situation; where nothing more can be learned about what is seen, with what that leaves in question.

        If the rest of a message is not known, these are the symptoms that it can be of; if nothing was recognized at
        all, that an enrollment stops.
        """
        if situation.shown or situation.out_of_scope or situation.solved:
            return situation
        openings = {opening.symptom for opening in situation.recognized.openings}
        if openings and MESSAGE in self.skipped:
            symptoms = tuple(self.knowledge.symptoms[name] for name in self.knowledge.symptoms if name in openings)
            return replace(situation, shown=symptoms, symptoms=symptoms)
        asked = all(name in situation.case or name in self.skipped for name in (MESSAGE, *self._grounds.asked_first))
        if asked and any(name in situation.case for name in (MESSAGE, *self._grounds.behavior)):
            return replace(situation, shown=self._grounds.any_cause, symptoms=self._grounds.any_cause)
        return situation

    def _inquiries_of(self, situation: Situation) -> Inquiries:
        """What could be asked about the symptoms that count; kept, for most answers do not change that."""
        key = tuple(symptom.id for symptom in situation.symptoms)
        if key not in self._inquiries:
            self._inquiries[key] = Inquiries(self._grounds, self._grounds.candidates(situation.symptoms))
        return self._inquiries[key]
