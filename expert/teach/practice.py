"""An exercise: a hidden case, observations at their cost, and the cause to be named.

There is no input or output in it, so that a terminal, a web page or a class's own tool can drive it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from expert.ask import Interview
from expert.diagnosis import Diagnosis
from expert.engine import diagnose
from expert.engine.reasoner import Reasoner
from expert.facts.case import Case
from expert.problems import InputError, Problem, did_you_mean, shown
from expert.rules.knowledge import KnowledgeBase
from expert.teach import phrases
from expert.teach.hidden import Hidden, draw
from expert.teach.values import TODAY, relevant_facts
from expert.texts import Language, Text


@dataclass(frozen=True)
class Complaint:
    """What the user reports.

    Attributes:
        text: in sentences.
        message: the message, or what happens where there is none.
    """

    text: str
    message: str


@dataclass(frozen=True)
class Observation:
    """Something that can be looked up.

    Attributes:
        ask: the question that it answers.
        cost: minutes, by the vocabulary's estimate.
        how: the same in words.
        seen: the answer, once it was looked up.
    """

    fact: str
    title: str
    ask: str
    where_to_look: str
    cost: float
    how: str
    seen: str | None = None


@dataclass(frozen=True)
class Looked:
    """An observation that was made: the fact, its value in words, and its cost in minutes."""

    fact: str
    title: str
    words: str
    cost: float


@dataclass(frozen=True)
class Result:
    """How an exercise ended.

    Attributes:
        right: the cause was named.
        settled: what was looked up settles it: it is confirmed, or no other cause is left.
        cause: the id of the hidden cause.
        title: its title.
        path: what was looked up.
        best: what `Interview` would have looked up.
        wrong: the ids of the causes that were named in vain.
        wrong_cost: minutes that each of them counts for.
        cost: minutes for the report, the path and the wrong answers.
        best_cost: minutes for the report and the best path.
        score: from 0 to 100.
        explanation: how the score comes about, in sentences.
    """

    right: bool
    settled: bool
    cause: str
    title: str
    path: tuple[Looked, ...]
    best: tuple[Looked, ...]
    wrong: tuple[str, ...]
    wrong_cost: float
    cost: float
    best_cost: float
    score: int
    explanation: tuple[str, ...]


class Practice:
    """One exercise.

    >>> practice = Practice.draw(7, symptom="no-enrollment-policy")
    >>> practice.observe(practice.observations[0].fact).cost > 0
    True
    >>> practice.guess(practice.hidden.cause), practice.over
    (True, True)

    Args:
        hidden: the hidden case.
        knowledge: the knowledge base that it was drawn from.
        language: of all words.
    """

    def __init__(self, hidden: Hidden, knowledge: KnowledgeBase, language: Language = "en") -> None:
        self.hidden = hidden
        self.knowledge = knowledge
        self.language: Language = language
        self._path: list[str] = []
        self._wrong: list[str] = []
        self._right = False
        self._given_up = False

    @classmethod
    def draw(
        cls,
        seed: int,
        symptom: str | None = None,
        *,
        knowledge: KnowledgeBase | None = None,
        language: Language = "en",
    ) -> Practice:
        """An exercise; equal arguments give an equal one, so that a whole class can have the same.

        Raises:
            KeyError: there is no such symptom.
            NoExercise: no case of the symptom makes an exercise.
        """
        knowledge = knowledge or KnowledgeBase.shipped()
        if symptom is not None and symptom not in knowledge.symptoms:
            raise KeyError(symptom)
        return cls(draw(knowledge, seed, symptom, language), knowledge, language)

    # What the learner sees

    @property
    def seed(self) -> int:
        """What the exercise was drawn with."""
        return self.hidden.seed

    @property
    def complaint(self) -> Complaint:
        """What the user reports."""
        told, vocabulary = self.hidden.told.values(), self.knowledge.vocabulary
        words = {name: self._say(vocabulary[name].say(value)) for name, value in told.items()}
        first = phrases.REPORT if "platform" in words else phrases.REPORT_PLAIN
        said = [self._say(first.format(platform=words.get("platform", "")))]
        if "error" in words:
            said.append(self._say(phrases.SAYS.format(message=words["error"])))
        elif "behavior" in words:
            said.append(self._say(phrases.HAPPENS.format(behavior=words["behavior"])))
        for name, value in words.items():
            if name not in ("error", "behavior", "platform"):
                said.append(self._say(phrases.ALSO.format(title=vocabulary[name].title, value=value)))
        return Complaint(" ".join(said), words.get("error") or words.get("behavior", ""))

    @property
    def observations(self) -> tuple[Observation, ...]:
        """What can be looked up: everything that bears on a cause of the symptom and was not reported."""
        causes = self.knowledge.causes_of(self.hidden.symptom)
        names = [name for name in relevant_facts(self.knowledge, causes) if name not in self.hidden.told]
        return tuple(self._observation(name) for name in names)

    @property
    def causes(self) -> dict[str, str]:
        """The causes to choose from: ids and titles."""
        causes = self.knowledge.causes_of(self.hidden.symptom)
        return {cause.id: self._say(cause.title) for cause in causes}

    @property
    def known(self) -> Case:
        """The reported facts and those looked up."""
        values = self.hidden.case.values()
        seen = {name: values[name] for name in self._path}
        return Case.of({**self.hidden.told.values(), **seen}, self.knowledge.vocabulary)

    @property
    def diagnosis(self) -> Diagnosis:
        """The diagnosis of what is known so far. It gives the exercise away."""
        return diagnose(self.known, self.knowledge, language=self.language, today=TODAY)

    @property
    def cost(self) -> float:
        """Minutes so far: the report, what was looked up, and wrong answers."""
        return self._base() + sum(map(self._minutes, self._path)) + len(self._wrong) * self._wrong_cost()

    @property
    def over(self) -> bool:
        """The cause was named, or the exercise was given up."""
        return self._right or self._given_up

    # What the learner does

    def observe(self, fact: str) -> Looked:
        """Look something up. What was looked up before costs nothing again.

        Raises:
            InputError: it is not among the observations, or the exercise is over.
        """
        self._still_open()
        self._require(fact, [observation.fact for observation in self.observations], phrases.NOT_AN_OBSERVATION)
        if fact not in self._path:
            self._path.append(fact)
        return self._looked(fact)

    def guess(self, cause: str) -> bool:
        """Name the cause; a wrong answer costs, and may be followed by another.

        Raises:
            InputError: it is no cause of this symptom, or the exercise is over.
        """
        self._still_open()
        self._require(cause, self.causes, phrases.NOT_A_CAUSE)
        self._right = cause == self.hidden.cause
        if not self._right and cause not in self._wrong:
            self._wrong.append(cause)
        return self._right

    def give_up(self) -> None:
        """End the exercise without naming the cause."""
        self._given_up = True

    @property
    def result(self) -> Result:
        """How the exercise stands, or how it ended."""
        best = self._best()
        best_cost = self._base() + sum(looked.cost for looked in best)
        settled = self._settled(self.known)
        score = self._score(best_cost, settled)
        return Result(
            right=self._right,
            settled=settled,
            cause=self.hidden.cause,
            title=self.causes[self.hidden.cause],
            path=tuple(map(self._looked, self._path)),
            best=best,
            wrong=tuple(self._wrong),
            wrong_cost=self._wrong_cost(),
            cost=self.cost,
            best_cost=best_cost,
            score=score,
            explanation=tuple(self._explanation(score, best_cost, settled)),
        )

    # The reckoning

    def _score(self, best_cost: float, settled: bool) -> int:
        if not self._right:
            return 0
        share = min(1.0, best_cost / self.cost) if self.cost else 1.0
        return round(100 * share * (1.0 if settled else 0.5))

    def _explanation(self, score: int, best_cost: float, settled: bool) -> Iterable[str]:
        if not self._right:
            yield self._say(phrases.SCORE_ZERO)
            return
        yield self._say(phrases.SCORE.format(score=score, best=f"{best_cost:g}", own=f"{self.cost:g}"))
        yield self._say(phrases.BASE.format(minutes=f"{self._base():g}"))
        if self._wrong:
            one, many = phrases.WRONG_GUESSES
            said = one if len(self._wrong) == 1 else many
            yield self._say(said.format(n=len(self._wrong), each=f"{self._wrong_cost():g}"))
        if not settled:
            yield self._say(phrases.HALVED)

    def _best(self) -> tuple[Looked, ...]:
        """What an interview asks, answered truthfully, until the cause is settled."""
        interview = Interview(self.hidden.told, knowledge=self.knowledge, language=self.language, today=TODAY)
        path: list[str] = []
        while not self._settled(interview.case) and (question := interview.next_question()) is not None:
            value = self.hidden.case.get(question.fact)
            if value is None:
                interview.skip()
            else:
                interview.answer(value)
                path.append(question.fact)
        return tuple(map(self._looked, path))

    def _settled(self, case: Case) -> bool:
        """The facts confirm the cause, or rule out every other."""
        verdicts = Reasoner.of(self.knowledge).reason(case, TODAY).verdicts
        others = [verdict for name, verdict in verdicts.items() if name != self.hidden.cause]
        return verdicts[self.hidden.cause] == "confirmed" or all(verdict == "ruled_out" for verdict in others)

    def _base(self) -> float:
        return self._minutes("error" if "error" in self.hidden.told else "behavior")

    def _wrong_cost(self) -> float:
        """A wrong answer leads to a remedy in vain, so it counts as the dearest way of finding out."""
        return max(cost.weight for cost in self.knowledge.vocabulary.costs.values())

    def _minutes(self, fact: str) -> float:
        return self.knowledge.vocabulary.cost(fact)

    def _looked(self, fact: str) -> Looked:
        definition = self.knowledge.vocabulary[fact]
        words = self._say(definition.say(self.hidden.case[fact]))
        return Looked(fact, self._say(definition.title), words, self._minutes(fact))

    def _observation(self, fact: str) -> Observation:
        definition = self.knowledge.vocabulary[fact]
        return Observation(
            fact=fact,
            title=self._say(definition.title),
            ask=self._say(definition.ask),
            where_to_look=self._say(definition.where_to_look),
            cost=self._minutes(fact),
            how=self._say(self.knowledge.vocabulary.costs[definition.cost].title),
            seen=self._looked(fact).words if fact in self._path else None,
        )

    def _still_open(self) -> None:
        if self.over:
            raise InputError([Problem(phrases.OVER)])

    def _require(self, name: str, valid: Iterable[str], problem: Text) -> None:
        names = list(valid)
        if name not in names:
            raise InputError([Problem(problem.format(name=shown(name), hint=did_you_mean(name, names)))])

    def _say(self, text: Text) -> str:
        return text.in_(self.language)
