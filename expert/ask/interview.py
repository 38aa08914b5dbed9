"""An interview: asks for one fact after the other until the cause is found or no question can help.

There is no input or output in it, so that a terminal, a web page or a bot can drive it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from expert.ask import phrases
from expert.ask.priors import Priors
from expert.ask.worth import Weighing, Worth
from expert.diagnosis import Diagnosis, Question
from expert.engine.compose import compose, question_of
from expert.engine.reasoner import Reasoner, Reasoning
from expert.facts.case import Case, Origin, RawFact
from expert.rules.knowledge import KnowledgeBase
from expert.texts import Language

_FIRST = ("error", "behavior")
SKIPPED = None


@dataclass(frozen=True)
class Stopped:
    """Why an interview has no further question.

    Attributes:
        kind: a cause is confirmed; no question can change anything; nothing is recognized; out of scope.
        text: the same in words.
    """

    kind: Literal["confirmed", "nothing_to_ask", "unrecognized", "out_of_scope"]
    text: str


@dataclass(frozen=True)
class Answer:
    """An answer that was given; `raw` is None when the question was skipped."""

    fact: str
    raw: object


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
        case: what is known already; or give facts by name, as to `Case`.
        knowledge: the knowledge base; the shipped one if left out.
        language: the language of questions and explanations.
        priors: counts of a team's confirmed tickets; without them all causes weigh the same.
        today: the day of observation where a rule about dates needs it; the computer's date if left out.
        skipped: facts that were asked for earlier and are not known; they are not asked for again.

    Raises:
        InputError: unknown facts or wrong values.
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
        **facts: object,
    ) -> None:
        self.knowledge = knowledge or KnowledgeBase.shipped()
        self.language: Language = language
        self.priors = priors or Priors()
        self.skipped = tuple(skipped)
        self._today = today
        self._given = case if case is not None else self.knowledge.case(**facts)
        self._answers: list[Answer] = []
        self._known: tuple[Reasoning, Diagnosis] | None = None

    # What is known

    @property
    def case(self) -> Case:
        """The facts given at first and the answers since."""
        raw = [RawFact(fact.name, fact.value, fact.origin) for fact in self._given]
        raw += [RawFact(a.fact, a.raw, Origin("api")) for a in self._answers if a.raw is not SKIPPED]
        return Case.from_raw(raw, self.knowledge.vocabulary)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers so far, in their order; skipped questions among them."""
        return tuple(self._answers)

    @property
    def diagnosis(self) -> Diagnosis:
        """The diagnosis of what is known so far; the same as `diagnose(interview.case)`."""
        return self._now()[1]

    @property
    def cost(self) -> float:
        """What the answers cost together, by the vocabulary; a skipped question counts as asked."""
        return sum(self.knowledge.vocabulary.cost(answer.fact) for answer in self._answers)

    def _now(self) -> tuple[Reasoning, Diagnosis]:
        if self._known is None:
            reasoning = Reasoner.of(self.knowledge).reason(self.case, self._today)
            self._known = reasoning, compose(reasoning, self.language)
        return self._known

    # Questions and answers

    def next_question(self) -> Question | None:
        """The question that is worth most now, or None when the interview has `stopped`."""
        worth = self._next()
        return None if worth is None else question_of(self._now()[0], worth.fact, self.language)

    @property
    def stopped(self) -> Stopped | None:
        """Why there is no further question; None while there is one."""
        if self._next() is not None:
            return None
        outcome = self.diagnosis.outcome
        kind: Literal["confirmed", "nothing_to_ask", "unrecognized", "out_of_scope"]
        if outcome == "out_of_scope":
            kind = "out_of_scope"
        elif outcome in ("unrecognized", "incomplete"):
            kind = "unrecognized"
        else:
            kind = "confirmed" if outcome == "confirmed" else "nothing_to_ask"
        return Stopped(kind, phrases.STOPPED[kind].in_(self.language))

    def answer(self, raw: object) -> None:
        """Answer the current question, with a value as in a fact file.

        Raises:
            WrongValue: the fact cannot have this value; the question stays.
            LookupError: there is no question to answer.
        """
        worth = self._require()
        self.knowledge.vocabulary[worth.fact].read(raw)
        self._answers.append(Answer(worth.fact, raw))
        self._known = None

    def skip(self) -> None:
        """Leave the current question open: it is not known.

        Raises:
            LookupError: there is no question.
        """
        self._answers.append(Answer(self._require().fact, SKIPPED))
        self._known = None

    def back(self) -> bool:
        """Take the last answer back; False when there is none."""
        if not self._answers:
            return False
        self._answers.pop()
        self._known = None
        return True

    def why(self) -> str:
        """What the current question would decide, in words; empty when there is none."""
        worth = self._next()
        if worth is None:
            return ""
        vocabulary = self.knowledge.vocabulary
        return phrases.why(
            self.diagnosis,
            vocabulary[worth.fact],
            self._weighing(self._now()[0]).effects(worth.fact),
            tuple(vocabulary[name].title.in_(self.language) for name in worth.with_others),
            self.language,
        )

    def _require(self) -> Worth:
        worth = self._next()
        if worth is None:
            raise LookupError("the interview has stopped; there is no question to answer")
        return worth

    # The choice

    def _next(self) -> Worth | None:
        reasoning, diagnosis = self._now()
        if diagnosis.outcome == "out_of_scope":
            return None
        if not reasoning.symptoms:
            return self._first_question(reasoning)
        ranked = self._weighing(reasoning).questions(self._skipped())
        limit = self._limit(diagnosis)
        return next((worth for worth in ranked if limit is None or worth.cost < limit), None)

    def _first_question(self, reasoning: Reasoning) -> Worth | None:
        """The message, then the behavior: without either nothing can be weighed."""
        tried = {*self.skipped, *(answer.fact for answer in self._answers)}
        for fact in _FIRST:
            again = fact == "error" and bool(reasoning.recognized.openings) and "error" not in tried
            if (fact not in reasoning.case or again) and fact not in tried:
                return Worth(fact, 1.0, self.knowledge.vocabulary.cost(fact))
        return None

    def _weighing(self, reasoning: Reasoning) -> Weighing:
        open_causes = [name for name, v in reasoning.verdicts.items() if v in ("possible", "likely")]
        causes = [self.knowledge.causes[name] for name in sorted(open_causes)]
        return Weighing(self.knowledge, causes, dict(reasoning.values), self.priors.weights(open_causes))

    def _skipped(self) -> frozenset[str]:
        return frozenset((*self.skipped, *(a.fact for a in self._answers if a.raw is SKIPPED)))

    def _limit(self, diagnosis: Diagnosis) -> float | None:
        """With a cause confirmed, only what is cheaper to check than the facts that confirmed it is asked.

        A cause that only replaced documentation names does not end the interview.
        """
        confirmed = [c for c in diagnosis.causes if c.verdict == "confirmed" and not c.superseded]
        if not confirmed:
            return None
        vocabulary = self.knowledge.vocabulary
        return min(max((vocabulary.cost(f.fact) for f in cause.because), default=0.0) for cause in confirmed)
