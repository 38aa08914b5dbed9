"""An interview: asks for one fact after the other until the cause is found or no question can help.

There is no input or output in it, so that a terminal, a web page or a bot can drive it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from expert.ask import stopping
from expert.ask.priors import Priors
from expert.ask.prospects import Prospects
from expert.ask.questions import question_about, rest_of_message
from expert.ask.standing import HOLDS, Candidate, Grounds, Standing, State
from expert.ask.stopping import Stopped
from expert.ask.why import Why
from expert.ask.worth import Weighing, Worth
from expert.diagnosis import Diagnosis, Question
from expert.engine import diagnose
from expert.facts.case import Case, Origin, RawFact
from expert.rules.knowledge import KnowledgeBase
from expert.texts import Language

_MESSAGE, _BEHAVIOR = "error", "behavior"
_MOST_MESSAGES = 3


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
        self._grounds = Grounds.of(self.knowledge)
        self._today = today
        self._given = case if case is not None else self.knowledge.case(**facts)
        self._skipped_before = tuple(name for name in dict.fromkeys(skipped) if name not in self._given)
        self._answers: list[Answer] = []
        self._prospects: tuple[tuple[str, ...], Prospects] | None = None
        self._forget()

    def _forget(self) -> None:
        """What was worked out holds no longer."""
        self._case: Case | None = None
        self._standing: Standing | None = None
        self._diagnosis: Diagnosis | None = None
        self._chosen: tuple[Worth | None] | None = None

    # What is known

    @property
    def case(self) -> Case:
        """The facts given at first and the answers since."""
        if self._case is None:
            raw = [RawFact(fact.name, fact.value, fact.origin) for fact in self._given]
            raw += [RawFact(a.fact, a.raw, Origin("api")) for a in self._answers if a.raw is not None]
            self._case = Case.from_raw(raw, self.knowledge.vocabulary)
        return self._case

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers so far, in their order; skipped questions among them."""
        return tuple(self._answers)

    @property
    def skipped(self) -> tuple[str, ...]:
        """The facts that were asked for, now or earlier, and are not known."""
        names = (*self._skipped_before, *(answer.fact for answer in self._answers if answer.raw is None))
        return tuple(name for name in dict.fromkeys(names) if name not in self.case)

    @property
    def symptoms(self) -> tuple[str, ...]:
        """The ids of the recognized symptoms."""
        return tuple(symptom.id for symptom in self._now().symptoms)

    @property
    def states(self) -> dict[str, State]:
        """Every candidate cause, and whether the facts confirm it, rule it out or leave it open."""
        return self._states() if self._now().symptoms else {}

    @property
    def diagnosis(self) -> Diagnosis:
        """The diagnosis of what is known so far; the same as `diagnose(interview.case)`."""
        if self._diagnosis is None:
            self._diagnosis = diagnose(self.case, self.knowledge, language=self.language, today=self._today)
        return self._diagnosis

    @property
    def cost(self) -> float:
        """What the answers cost together, by the vocabulary; a skipped question counts as asked."""
        return sum(self.knowledge.vocabulary.cost(answer.fact) for answer in self._answers)

    @property
    def weighed(self) -> str | None:
        """What the causes were weighed with, in words, where a team's counts were given; None without."""
        return None if not self.priors.counts else self.priors.said().in_(self.language)

    # Questions and answers

    def next_question(self) -> Question | None:
        """The question that is worth most now, or None when the interview has `stopped`."""
        worth = self._next()
        if worth is None:
            return None
        if self._is_incomplete(worth.fact):
            return rest_of_message(self.knowledge, self._now().recognized.openings, self.language)
        undecided = [candidate.id for candidate in (*self._open(), *self._confirmed())]
        decides = self._prospects_now().deciding(worth.fact, self._now().values, undecided)
        return question_about(self.knowledge, worth.fact, decides, self.language)

    @property
    def stopped(self) -> Stopped | None:
        """Why there is no further question; None while there is one."""
        if self._next() is not None:
            return None
        standing = self._now()
        wanted = self._prospects_now().wanted(standing.values, [c.id for c in self._open()])
        left_open = [name for name in self.skipped if name in wanted]
        return stopping.stopped(self._grounds, standing, self.states, left_open, self.language)

    def answer(self, raw: object) -> None:
        """Answer the current question, with a value as in a fact file.

        Raises:
            WrongValue: the fact cannot have this value; the question stays.
            LookupError: there is no question to answer.
        """
        fact = self._require().fact
        value = self.knowledge.vocabulary[fact].read(raw)
        if fact == _MESSAGE and isinstance(value, tuple):
            raw = self._with_rest(value)
        self._answers.append(Answer(fact, raw))
        self._forget()

    def skip(self) -> None:
        """Leave the current question open: it is not known.

        Raises:
            LookupError: there is no question.
        """
        self._answers.append(Answer(self._require().fact, None))
        self._forget()

    def back(self) -> bool:
        """Take the last answer back; False when there is none."""
        if not self._answers:
            return False
        self._answers.pop()
        self._forget()
        return True

    def why(self) -> str:
        """What the current question would decide, in words; empty when there is none."""
        worth = self._next()
        if worth is None:
            return ""
        why = Why(self._grounds, self._now(), self.language)
        if not self._now().symptoms:
            return why.first(worth.fact)
        if not self._prospects_now().bears(worth.fact):
            return why.scope(worth.fact)
        overturned = self._overturned_by(worth.fact)
        if overturned:
            return why.overturns(worth.fact, overturned, self._prospects_now())
        return why.decides(worth, self._weighing(), self._prospects_now(), self._states(), frozenset(self.skipped))

    def _require(self) -> Worth:
        worth = self._next()
        if worth is None:
            raise LookupError("the interview has stopped; there is no question to answer")
        return worth

    # The message

    def _is_incomplete(self, fact: str) -> bool:
        return fact == _MESSAGE and _MESSAGE in self.case

    def _with_rest(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """A message that was given in part, completed: by the whole of it, or by what it goes on with."""
        before = self.case.get(_MESSAGE)
        if not isinstance(before, tuple):
            return texts
        whole = [text for text in before if not self._grounds.recognize([text]).openings]
        parts = [text for text in before if text not in whole]
        if self._grounds.recognize(texts).matches or not parts:
            return (*whole, *texts)
        joined = tuple(f"{part} {' '.join(texts)}" for part in parts)
        if self._grounds.recognize(joined).matches:
            return (*whole, *joined)
        return tuple(dict.fromkeys((*before, *texts)))

    # The choice

    def _now(self) -> Standing:
        if self._standing is None:
            self._standing = self._grounds.standing(self.case, self._today)
        return self._standing

    def _next(self) -> Worth | None:
        if self._chosen is None:
            self._chosen = (self._choose(),)
        return self._chosen[0]

    def _choose(self) -> Worth | None:
        standing = self._now()
        if standing.out_of_scope:
            return None
        if not standing.symptoms:
            return self._first_question(standing) or self._scope_question(standing)
        ranked = self._weighing().questions()
        if not self._confirmed():
            return ranked[0] if ranked else self._scope_question(standing)
        return self._cheaper_question(ranked)

    def _cheaper_question(self, ranked: list[Worth]) -> Worth | None:
        """With a cause confirmed: what costs less than its proof did, and could overturn it or add another."""
        limit = min(map(self._cost_of_proof, self._confirmed()))
        further = [worth for worth in ranked if self._could_confirm(worth)]
        values, skipped = self._now().values, self.skipped
        tests = self._prospects_now().wanted(values, [candidate.id for candidate in self._confirmed()])
        doubts = [self._plain(n) for n in tests if self.knowledge.vocabulary[n].asked and n not in skipped]
        cheaper = [w for w in (*doubts, *further) if w.cost < limit and (w in further or self._overturned_by(w.fact))]
        return min(cheaper, key=lambda worth: worth.cost, default=None)

    def _first_question(self, standing: Standing) -> Worth | None:
        """The message, then the rest of it, then the behavior: without these nothing can be weighed."""
        skipped = self.skipped
        if _MESSAGE not in standing.case and _MESSAGE not in skipped:
            return self._plain(_MESSAGE)
        if standing.recognized.openings and not standing.shown and self._may_have_more_of_it():
            return self._plain(_MESSAGE)
        if _BEHAVIOR not in standing.case and _BEHAVIOR not in skipped:
            return self._plain(_BEHAVIOR)
        return None

    def _may_have_more_of_it(self) -> bool:
        """Whether to ask for the rest of a message: not without end, and not once it was skipped."""
        given = [answer.raw for answer in self._answers if answer.fact == _MESSAGE]
        return None not in given and len(given) + (_MESSAGE in self._given) < _MOST_MESSAGES

    def _scope_question(self, standing: Standing) -> Worth | None:
        """Last, where nothing explains what was seen: whether it is a case for this system at all."""
        if not any(name in standing.case for name in (_MESSAGE, _BEHAVIOR)):
            return None
        found: dict[str, None] = {}
        for test in self._grounds.scope:
            test.gather_open(standing.values, found)
        skipped, cost, order = self.skipped, self._grounds.cost, self._grounds.order
        asked = [name for name in found if self.knowledge.vocabulary[name].asked and name not in skipped]
        return self._plain(min(asked, key=lambda name: (cost[name], order[name]))) if asked else None

    def _plain(self, fact: str) -> Worth:
        return Worth(fact, 0.0, self._grounds.cost[fact])

    def _prospects_now(self) -> Prospects:
        shown = self._now().shown
        key = tuple(symptom.id for symptom in shown)
        if self._prospects is None or self._prospects[0] != key:
            self._prospects = key, Prospects(self._grounds, self._grounds.candidates(shown))
        return self._prospects[1]

    def _states(self) -> dict[str, State]:
        values = self._now().values
        return {name: c.state(values) for name, c in self._prospects_now().candidates.items()}

    def _in_state(self, wanted: State) -> list[Candidate]:
        candidates = self._prospects_now().candidates
        return [candidates[name] for name, state in self._states().items() if state == wanted]

    def _open(self) -> list[Candidate]:
        return self._in_state("open") if self._now().symptoms else []

    def _confirmed(self) -> list[Candidate]:
        """The confirmed causes. One that only replaced documentation names ends no interview."""
        return [c for c in self._in_state("confirmed") if not c.cause.superseded] if self._now().symptoms else []

    def _weighing(self) -> Weighing:
        causes = [candidate.cause for candidate in self._open()]
        return Weighing(
            self.knowledge,
            causes,
            self._now().values,
            self.priors.weights(cause.id for cause in causes),
            frozenset(self.skipped),
            self._prospects_now(),
        )

    def _could_confirm(self, worth: Worth) -> bool:
        """Whether an answer could confirm a cause that documentation still names."""
        current = {c.id for c in self._open() if not c.cause.superseded}
        outcomes = self._prospects_now().outcomes((worth.fact, *worth.with_others), self._now().values)
        return any(s == "confirmed" and c in current for outcome in outcomes for c, s in outcome.decided.items())

    def _overturned_by(self, fact: str) -> list[str]:
        """The confirmed causes that an answer could still rule out."""
        outcomes = self._prospects_now().outcomes((fact,), self._now().values)
        return [c.id for c in self._confirmed() if any(o.decided.get(c.id) == "ruled_out" for o in outcomes)]

    def _cost_of_proof(self, candidate: Candidate) -> float:
        """What the dearest fact cost that a confirmed cause rests on."""
        case, values = self.case, self._now().values
        facts = {name for name in candidate.confirmed.facts if name in values}
        for conclusion in self._grounds.conclusions:
            worked_out = any(name in facts and name not in case for name in conclusion.concludes)
            if worked_out and conclusion.test.check(values) & HOLDS:
                facts.update(conclusion.reads)
        return max((self._grounds.cost[name] for name in facts if name in case), default=0.0)
