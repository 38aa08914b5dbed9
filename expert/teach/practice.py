"""An exercise: a hidden case, observations at their cost, and the cause to be named.

There is no input or output in it, so that a terminal, a web page or a class's own tool can drive it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from expert.ask import Interview
from expert.engine import diagnose
from expert.engine.reasoner import Reasoner
from expert.facts.case import Case
from expert.foundations.problems import InputError, Problem, did_you_mean, shown
from expert.foundations.terms import Verdict
from expert.foundations.texts import LANGUAGES, Language, Text
from expert.results.diagnosis import Diagnosis
from expert.results.exercise import Complaint, Looked, Observation, Result, Step
from expert.rules.knowledge import KnowledgeBase
from expert.teach import exercise_phrases as phrases
from expert.teach.hidden_case import HiddenCase, asked_about, draw, settled
from expert.teach.today import TODAY


@dataclass(frozen=True)
class _Move:
    """Something that was looked up, or a cause that was named: one of the two."""

    looked: str | None = None
    named: str | None = None


# An unsettled right answer counts for this share, and for the more the more of the other causes were ruled out.
_GUESSED = 0.25


class Practice:
    """One exercise. It changes with what the learner does; `hidden` tells which exercise it is.

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

    def __init__(self, hidden: HiddenCase, knowledge: KnowledgeBase, language: Language = "en") -> None:
        self.hidden = hidden
        self.knowledge = knowledge
        self.language: Language = language
        self._moves: list[_Move] = []
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
        """An exercise; equal arguments give the same hidden case, so that a whole class can have it.

        Args:
            seed: a whole number, 0 or more.
            symptom: the id of its symptom; if left out, any in which there is something to find out.
            knowledge: the knowledge base; the shipped one if left out.
            language: of all words.

        Raises:
            TypeError: the seed is not a whole number.
            ValueError: the seed is negative, or there is no such language.
            KeyError: there is no such symptom.
            NoExercise: no case of the symptom makes an exercise.
        """
        if not isinstance(seed, int) or isinstance(seed, bool):
            raise TypeError(f"seed must be a whole number, not {type(seed).__name__}")
        if seed < 0:
            raise ValueError(f"seed must be 0 or more, not {seed}")
        if language not in LANGUAGES:
            raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
        knowledge = knowledge or KnowledgeBase.shipped()
        if symptom is not None and symptom not in knowledge.symptoms:
            raise KeyError(symptom)
        return cls(draw(knowledge, seed, symptom, language), knowledge, language)

    def __repr__(self) -> str:
        symptom = self.hidden.symptom
        state = "over" if self.over else f"{self.cost:g} min so far"
        return f"<Practice seed={self.seed} symptom={symptom!r} language={self.language!r}, {state}>"

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
            stop = "" if words["error"].endswith((".", "!", "?", "…")) else "."
            said.append(self._say(phrases.SAYS.format(message=words["error"], stop=stop)))
        elif "behavior" in words:
            said.append(self._say(phrases.HAPPENS.format(behavior=words["behavior"])))
        for name, value in words.items():
            if name not in ("error", "behavior", "platform"):
                said.append(self._say(phrases.ALSO.format(title=vocabulary[name].title, value=value)))
        if any(vocabulary[observation.fact].type == "date" for observation in self.observations):
            said.append(self._say(phrases.TODAY_IS.format(date=TODAY.isoformat())))
        if self.hidden.plain:
            said.append(self._say(phrases.PLAIN["named" if self._is_named() else "only"]))
        return Complaint(" ".join(said), words.get("error") or words.get("behavior", ""))

    def _is_named(self) -> bool:
        """Whether the message itself decides, not that there is no other cause."""
        links = self.knowledge.causes[self.hidden.cause].links()
        named = any(link.named and link.symptom == self.hidden.symptom for link in links)
        return "error" in self.hidden.told and (named or len(self.causes) > 1)

    @property
    def observations(self) -> tuple[Observation, ...]:
        """What can be looked up: everything that bears on a cause of the symptom and was not reported.

        What is only learned by trying it out is not among them: nobody should do that to find out.
        """
        causes = self.knowledge.causes_of(self.hidden.symptom)
        names = [n for n in asked_about(self.knowledge, causes) if n not in self.hidden.told]
        return tuple(self._observation(name) for name in names)

    @property
    def causes(self) -> dict[str, str]:
        """The causes to choose from: ids and titles."""
        causes = self.knowledge.causes_of(self.hidden.symptom)
        return {cause.id: self._say(cause.title) for cause in causes}

    @property
    def known(self) -> Case:
        """The reported facts and those looked up."""
        return self._seen(self._moves)

    @property
    def diagnosis(self) -> Diagnosis:
        """The diagnosis of what is known so far. It gives the exercise away."""
        return diagnose(self.known, self.knowledge, language=self.language, today=TODAY, engine="compiled")

    @property
    def cost(self) -> float:
        """Minutes so far: the report, what was looked up, and wrong answers."""
        return self._base() + sum(map(self._cost_of, self._moves))

    @property
    def over(self) -> bool:
        """The cause was named, or the exercise was given up."""
        return self._given_up or _Move(named=self.hidden.cause) in self._moves

    # What the learner does

    def observe(self, fact: str) -> Looked:
        """Look something up. What was looked up before costs nothing again.

        Raises:
            InputError: it is not among the observations, or the exercise is over.
        """
        self._still_open()
        self._require(fact, [observation.fact for observation in self.observations], phrases.NOT_AN_OBSERVATION)
        self._note(_Move(looked=fact))
        return self._looked(fact)

    def guess(self, cause: str) -> bool:
        """Name the cause; a wrong answer costs, and may be followed by another.

        Raises:
            InputError: it is no cause of this symptom, or the exercise is over.
        """
        self._still_open()
        self._require(cause, self.causes, phrases.NOT_A_CAUSE)
        self._note(_Move(named=cause))
        return cause == self.hidden.cause

    def give_up(self) -> None:
        """End the exercise without naming the cause."""
        self._given_up = True

    @property
    def result(self) -> Result:
        """How the exercise stands, or how it ended."""
        best = self._best()
        best_cost = self._base() + sum(map(self._cost_of, best))
        right = _Move(named=self.hidden.cause) in self._moves
        scored = not self.hidden.plain
        score = self._score(best_cost) if right and scored else 0
        return Result(
            over=self.over,
            right=right,
            settled=self._settled(self.known),
            cause=self.hidden.cause,
            title=self.causes[self.hidden.cause],
            steps=tuple(self._steps(self._moves)),
            best_steps=tuple(self._steps(best)),
            best_verdict=self._verdicts(self._seen(best))[self.hidden.cause],
            report_cost=self._base(),
            wrong_cost=self._wrong_cost(),
            cost=self.cost,
            best_cost=best_cost,
            scored=scored,
            score=score,
            explanation=tuple(self._explanation(score, best_cost, right=right)),
        )

    def _note(self, move: _Move) -> None:
        """Keep a move; to look or to name twice changes nothing."""
        if move not in self._moves:
            self._moves.append(move)

    def _seen(self, moves: Iterable[_Move]) -> Case:
        """What is known after these moves."""
        values = self.hidden.case.values()
        seen = {move.looked: values[move.looked] for move in moves if move.looked in values}
        return Case.of({**self.hidden.told.values(), **seen}, self.knowledge.vocabulary)

    def _steps(self, moves: Sequence[_Move]) -> Iterator[Step]:
        """What each of these moves told."""
        before, so_far = self._verdicts(self._seen(())), self._base()
        for number, move in enumerate(moves, start=1):
            case = self._seen(moves[:number])
            after, cost = self._verdicts(case), self._cost_of(move)
            so_far += cost
            if move.named is not None:
                told = self._said_of_name(move.named, after[move.named], self._settled(case))
                yield Step(None, move.named, self.causes[move.named], cost, so_far, after[move.named], told=told)
            elif move.looked is not None:
                looked = self._looked(move.looked)
                changed = [name for name in self.causes if after[name] != before[name]]
                confirmed = tuple(name for name in changed if after[name] == "confirmed")
                out = tuple(name for name in changed if after[name] == "ruled_out")
                told = self._said_of_answer(confirmed, out)
                yield Step(looked, None, looked.title, cost, so_far, None, confirmed, out, told)
            before = after

    def _said_of_answer(self, confirmed: Sequence[str], ruled_out: Sequence[str]) -> str:
        said = [
            self._say(phrase.format(causes="; ".join(self.causes[name] for name in names)))
            for phrase, names in ((phrases.CONFIRMS, confirmed), (phrases.RULES_OUT, ruled_out))
            if names
        ]
        return " ".join(said) or self._say(phrases.DECIDES_NOTHING)

    def _said_of_name(self, cause: str, verdict: Verdict, settled: bool) -> str:
        if cause != self.hidden.cause:
            return self._say(phrases.WRONG[verdict])
        return self._say(phrases.RIGHT["confirmed" if verdict == "confirmed" else "settled" if settled else "open"])

    # The reckoning

    def _score(self, best_cost: float) -> int:
        share = min(1.0, best_cost / self.cost) if self.cost else 1.0
        return round(100 * share * self._certainty())

    def _certainty(self) -> float:
        """How far what was looked up settles the cause, from a mere guess to 1."""
        if self._settled(self.known):
            return 1.0
        out, others = self._ruled_out()
        return _GUESSED + (1 - _GUESSED) * out / others

    def _ruled_out(self) -> tuple[int, int]:
        """How many other causes were ruled out, of those that can be."""
        now, in_the_end = self._verdicts(self.known), self._verdicts(self.hidden.case)
        can_be = [name for name, verdict in in_the_end.items() if verdict == "ruled_out"]
        return sum(now[name] == "ruled_out" for name in can_be), max(len(can_be), 1)

    def _explanation(self, score: int, best_cost: float, *, right: bool) -> Iterator[str]:
        if self.hidden.plain:
            yield self._say(phrases.NOT_SCORED)
            return
        if not right:
            yield self._say(phrases.SCORE_ZERO)
            return
        yield self._say(phrases.SCORE.format(score=score, best=f"{best_cost:g}", own=f"{self.cost:g}"))
        yield self._say(phrases.BASE.format(minutes=f"{self._base():g}"))
        wrong = sum(move.named is not None for move in self._moves) - 1
        if wrong:
            one, many = phrases.WRONG_GUESSES
            yield self._say((one if wrong == 1 else many).format(n=wrong, each=f"{self._wrong_cost():g}"))
        if not self._settled(self.known):
            out, others = self._ruled_out()
            said = phrases.NOT_SETTLED_OF_ONE if others == 1 else phrases.NOT_SETTLED
            yield self._say(said.format(out=out, others=others, percent=round(100 * self._certainty())))

    def _best(self) -> list[_Move]:
        """What an interview asks, answered truthfully, until the cause is settled."""
        interview = Interview(self.hidden.told, knowledge=self.knowledge, language=self.language, today=TODAY)
        offered = {observation.fact for observation in self.observations}
        path: list[_Move] = []
        while not self._settled(interview.case) and (question := interview.next_question()) is not None:
            if question.fact in offered:  # even where there is nothing to find, it takes time to see that
                path.append(_Move(looked=question.fact))
            value = self.hidden.case.get(question.fact)
            if value is None:
                interview.skip()
            else:
                interview.answer(value)
        return path

    def _verdicts(self, case: Case) -> Mapping[str, Verdict]:
        return Reasoner.of(self.knowledge).imagine(case, TODAY).verdicts

    def _settled(self, case: Case) -> bool:
        """The facts confirm the cause, or rule out every other."""
        return settled(self._verdicts(case), self.hidden.cause)

    def _base(self) -> float:
        return self._minutes("error" if "error" in self.hidden.told else "behavior")

    def _wrong_cost(self) -> float:
        """A wrong answer leads to a remedy in vain, so it counts as the dearest way of finding out."""
        return max(cost.weight for cost in self.knowledge.vocabulary.costs.values())

    def _cost_of(self, move: _Move) -> float:
        """Minutes; to name the right cause costs nothing."""
        if move.looked is not None:
            return self._minutes(move.looked)
        return 0.0 if move.named == self.hidden.cause else self._wrong_cost()

    def _minutes(self, fact: str) -> float:
        return self.knowledge.vocabulary.cost(fact)

    def _looked(self, fact: str) -> Looked:
        definition = self.knowledge.vocabulary[fact]
        value = self.hidden.case.get(fact)
        words = self._say(phrases.NONE if value is None else definition.say(value))
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
            seen=self._looked(fact).words if _Move(looked=fact) in self._moves else None,
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
