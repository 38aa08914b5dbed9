"""An exercise: a hidden case, observations at their cost, and the cause to be named.

There is no input or output in it, so that a terminal, a web page or a class's own tool can drive it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from expert.ask import Interview
from expert.engine import diagnose
from expert.facts.case import Case
from expert.facts.writer import as_json
from expert.foundations.kept import cached_property
from expert.foundations.problems import InputError, Problem, did_you_mean, shown
from expert.foundations.terms import Verdict
from expert.foundations.texts import LANGUAGES, Language, Text, joined
from expert.results import exercise as doc
from expert.results.diagnosis import Diagnosis, Knowledge
from expert.results.document import trusted
from expert.results.exercise import Complaint, Exercise, Looked, Observation, Result, Step
from expert.rules.knowledge import KnowledgeBase
from expert.teach import exercise_phrases as phrases
from expert.teach.hidden_case import HiddenCase, asked_about, draw, message_of, settled
from expert.teach.today import TODAY
from expert.teach.trying import Trying

_Knowledge = trusted(Knowledge)
_Complaint = trusted(Complaint)
_Observation = trusted(Observation)
_Looked = trusted(Looked)
_Step = trusted(Step)
_Choice = trusted(doc.Choice)
_Reason = trusted(doc.Reason)
_Result = trusted(Result)
_Exercise = trusted(Exercise)


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
        self._causes = knowledge.causes_of(hidden.symptom)
        named = asked_about(knowledge, self._causes)
        self._can_be_seen = tuple(name for name in named if name not in hidden.reported)
        self._trying = Trying(knowledge)
        self._moves: list[_Move] = []
        self._given_up = False
        self._found: Result | None = None

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
    def exercise(self) -> Exercise:
        """The exercise as the learner may see it; once it is over, with its result."""
        return self._exercise(self.result if self.over else None)

    @property
    def answer_key(self) -> Exercise:
        """The exercise with its result, for whoever teaches. It gives the exercise away."""
        return self._exercise(self.result)

    @property
    def complaint(self) -> Complaint:
        """What the user reports."""
        report = self._report()
        message = next((report[name] for name in ("error", "behavior") if name in report), Text("", ""))
        return _Complaint(
            text=self._say(joined(list(self._reported(report)), " ")),
            message=self._say(message),
            facts={name: as_json(value) for name, value in self.hidden.reported.values().items()},
        )

    @property
    def observations(self) -> tuple[Observation, ...]:
        """What can be looked up: everything that bears on a cause of the symptom and was not reported.

        What is only learned by trying it out is not among them: nobody should do that to find out.
        """
        return tuple(map(self._observation, self._can_be_seen))

    @property
    def causes(self) -> dict[str, str]:
        """The causes to choose from: ids and titles."""
        return {cause.id: self._say(cause.title) for cause in self._causes}

    @property
    def known(self) -> Case:
        """The reported facts and those looked up."""
        return self._seen(self._moves)

    @property
    def diagnosis(self) -> Diagnosis:
        """The diagnosis of what is known so far. It gives the exercise away."""
        return self._diagnosis(self.known)

    @property
    def diagnosis_of_best_path(self) -> Diagnosis:
        """The diagnosis of what the recommended path finds out. It gives the exercise away."""
        return self._diagnosis(self._seen(self._best))

    @property
    def cost(self) -> float:
        """Minutes so far: the report, what was looked up, and wrong answers."""
        return self._base() + sum(map(self._cost_of, self._moves))

    @property
    def over(self) -> bool:
        """The cause was named, or the exercise was given up."""
        return self._given_up or self._is_right

    @property
    def result(self) -> Result:
        """How the exercise stands, or how it ended. It gives the exercise away."""
        if self._found is None:
            self._found = self._result()
        return self._found

    # What the learner does

    def observe(self, fact: str) -> Looked:
        """Look something up. What was looked up before costs nothing again.

        Raises:
            InputError: it is not among the observations, or the exercise is over.
        """
        self._still_open()
        self._require(fact, self._can_be_seen, phrases.NOT_AN_OBSERVATION)
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

    def _note(self, move: _Move) -> None:
        """Keep a move; to look or to name twice changes nothing."""
        if move not in self._moves:
            self._moves.append(move)
            self._found = None

    def _still_open(self) -> None:
        if self.over:
            raise InputError([Problem(phrases.OVER)])

    def _require(self, name: str, valid: Iterable[str], problem: Text) -> None:
        names = list(valid)
        if name not in names:
            raise InputError([Problem(problem.format(name=shown(name), hint=did_you_mean(name, names)))])

    # The report

    def _report(self) -> dict[str, Text]:
        """What the user reports of each fact, in words; the message as each language has it."""
        reported, vocabulary = self.hidden.reported.values(), self.knowledge.vocabulary
        words = {name: vocabulary[name].say(value) for name, value in reported.items()}
        error = reported.get("error")
        if isinstance(error, tuple):
            words["error"] = message_of(self.knowledge.symptoms[self.hidden.symptom], error)
        return words

    def _reported(self, report: Mapping[str, Text]) -> Iterator[Text]:
        vocabulary = self.knowledge.vocabulary
        if "platform" in report:
            yield phrases.REPORT.format(platform=report["platform"])
        else:
            yield phrases.REPORT_PLAIN
        if "error" in report:
            yield phrases.SAYS.format(message=report["error"], stop=_stop_after(report["error"]))
        elif "behavior" in report:
            yield phrases.HAPPENS.format(behavior=report["behavior"])
        for name, value in report.items():
            if name not in ("error", "behavior", "platform"):
                yield phrases.ALSO.format(title=vocabulary[name].title, value=value)
        if any(vocabulary[name].type == "date" for name in self._can_be_seen):
            yield phrases.TODAY_IS.format(date=TODAY.isoformat())
        if self.hidden.demonstration:
            yield phrases.DEMONSTRATION["named" if self._is_named() else "only"]

    def _is_named(self) -> bool:
        """Whether the message itself decides, not that there is no other cause."""
        named = self.knowledge.causes[self.hidden.cause].named_by(self.hidden.symptom)
        return "error" in self.hidden.reported and (named or len(self._causes) > 1)

    # The parts of the document

    def _exercise(self, result: Result | None) -> Exercise:
        knowledge = self.knowledge
        return _Exercise(
            knowledge=_Knowledge(version=knowledge.version, digest=knowledge.digest, extra=knowledge.extra),
            language=self.language,
            seed=self.seed,
            symptom=self.hidden.symptom,
            title=self._say(knowledge.symptoms[self.hidden.symptom].title),
            complaint=self.complaint,
            demonstration=self.hidden.demonstration,
            observations=self.observations,
            causes=tuple(_Choice(id=name, title=title) for name, title in self.causes.items()),
            report_cost=self._base(),
            wrong_cost=self._wrong_cost(),
            steps=tuple(self._steps(self._moves)),
            cost=self.cost,
            over=self.over,
            result=result,
        )

    def _result(self) -> Result:
        hidden, best = self.hidden, self._best
        best_cost = self._base() + sum(map(self._cost_of, best))
        scored = not hidden.demonstration
        score = self._score(best_cost) if self._is_right and scored else 0
        return _Result(
            cause=hidden.cause,
            title=self.causes[hidden.cause],
            right=self._is_right,
            settled=self._settled(self.known),
            best_steps=tuple(self._steps(best)),
            best_verdict=self._verdicts(self._seen(best))[hidden.cause],
            best_cost=best_cost,
            scored=scored,
            score=score,
            explanation=tuple(map(self._say, self._explanation(score, best_cost))),
            answers=tuple(map(self._looked, self._can_be_seen)),
            reasons=tuple(
                _Reason(cause=found.id, title=found.title, verdict=found.verdict, because=found.because)
                for found in self._diagnosis(hidden.case).causes
            ),
        )

    def _steps(self, moves: Sequence[_Move]) -> Iterator[Step]:
        """What each of these moves told."""
        before, so_far = self._verdicts(self._seen(())), self._base()
        for number, move in enumerate(moves, start=1):
            case, cost = self._seen(moves[:number]), self._cost_of(move)
            after, so_far = self._verdicts(case), so_far + cost
            if move.named is not None:
                said = self._said_of_name(move.named, after[move.named], self._settled(case))
                yield _Step(
                    looked=None, named=move.named, title=self.causes[move.named], cost=cost, so_far=so_far,
                    verdict=after[move.named], told=self._say(said),
                )  # fmt: skip
            elif move.looked is not None:
                changed = [cause.id for cause in self._causes if after[cause.id] != before[cause.id]]
                confirmed = tuple(name for name in changed if after[name] == "confirmed")
                out = tuple(name for name in changed if after[name] == "ruled_out")
                looked = self._looked(move.looked)
                yield _Step(
                    looked=looked, named=None, title=looked.title, cost=cost, so_far=so_far,
                    confirmed=confirmed, ruled_out=out, told=self._say(self._said_of_answer(confirmed, out)),
                )  # fmt: skip
            before = after

    def _said_of_answer(self, confirmed: Sequence[str], ruled_out: Sequence[str]) -> Text:
        titles = {cause.id: cause.title for cause in self._causes}
        said = [
            phrase.format(causes=joined([titles[name] for name in names], "; "))
            for phrase, names in ((phrases.CONFIRMS, confirmed), (phrases.RULES_OUT, ruled_out))
            if names
        ]
        return joined(said, " ") if said else phrases.DECIDES_NOTHING

    def _said_of_name(self, cause: str, verdict: Verdict, settled: bool) -> Text:
        if cause != self.hidden.cause:
            return phrases.WRONG[verdict]
        return phrases.RIGHT["confirmed" if verdict == "confirmed" else "settled" if settled else "open"]

    def _looked(self, fact: str) -> Looked:
        definition, value = self.knowledge.vocabulary[fact], self.hidden.case.get(fact)
        return _Looked(
            fact=fact,
            title=self._say(definition.title),
            value=None if value is None else as_json(value),
            words=self._say(phrases.NONE if value is None else definition.say(value)),
            cost=self._minutes(fact),
        )

    def _observation(self, fact: str) -> Observation:
        definition = self.knowledge.vocabulary[fact]
        return _Observation(
            fact=fact,
            title=self._say(definition.title),
            ask=self._say(definition.ask),
            where_to_look=self._say(definition.where_to_look),
            cost=self._minutes(fact),
            how=self._say(self.knowledge.vocabulary.costs[definition.cost].title),
            seen=self._looked(fact).words if _Move(looked=fact) in self._moves else None,
        )

    # What is known, and what follows from it

    @cached_property
    def _best(self) -> tuple[_Move, ...]:
        """What an interview asks, answered truthfully, until the cause is settled."""
        interview = Interview(self.hidden.reported, knowledge=self.knowledge, today=TODAY)
        path: list[_Move] = []
        while not self._settled(interview.case) and (question := interview.next_question()) is not None:
            if question.fact in self._can_be_seen:  # even where there is nothing to find, it takes time to see that
                path.append(_Move(looked=question.fact))
            value = self.hidden.case.get(question.fact)
            if value is None:
                interview.skip()
            else:
                interview.answer(value)
        return tuple(path)

    def _seen(self, moves: Iterable[_Move]) -> Case:
        """What is known after these moves."""
        values = self.hidden.case.values()
        seen = {move.looked: values[move.looked] for move in moves if move.looked in values}
        return Case.of({**self.hidden.reported.values(), **seen}, self.knowledge.vocabulary)

    def _verdicts(self, case: Case) -> Mapping[str, Verdict]:
        return self._trying.reason(case).verdicts

    def _settled(self, case: Case) -> bool:
        """The facts confirm the cause, or rule out every other."""
        return settled(self._verdicts(case), self.hidden.cause)

    def _diagnosis(self, case: Case) -> Diagnosis:
        return diagnose(case, self.knowledge, language=self.language, today=TODAY, engine="compiled")

    # The reckoning

    @property
    def _is_right(self) -> bool:
        return _Move(named=self.hidden.cause) in self._moves

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

    def _explanation(self, score: int, best_cost: float) -> Iterator[Text]:
        if self.hidden.demonstration:
            yield phrases.NOT_SCORED
            return
        if not self._is_right:
            yield phrases.SCORE_ZERO
            return
        yield phrases.SCORE.format(score=score, best=f"{best_cost:g}", own=f"{self.cost:g}")
        yield phrases.BASE.format(minutes=f"{self._base():g}")
        wrong = sum(move.named is not None for move in self._moves) - 1
        if wrong:
            one, many = phrases.WRONG_GUESSES
            yield (one if wrong == 1 else many).format(n=wrong, each=f"{self._wrong_cost():g}")
        if not self._settled(self.known):
            out, others = self._ruled_out()
            said = phrases.NOT_SETTLED_OF_ONE if others == 1 else phrases.NOT_SETTLED
            yield said.format(out=out, others=others, percent=round(100 * self._certainty()))

    def _base(self) -> float:
        return self._minutes("error" if "error" in self.hidden.reported else "behavior")

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

    def _say(self, text: Text) -> str:
        return text.in_(self.language)


def _stop_after(message: Text) -> Text:
    """The full stop after a quoted message that does not bring its own."""
    return Text(*("" if words.endswith((".", "!", "?", "…")) else "." for words in (message.en, message.sv)))
