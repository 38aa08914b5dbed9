"""An exercise: a hidden case, observations at their cost, and the cause to be named.

There is no input or output in it, so that a terminal, a web page or a class's own tool can drive it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from expert.facts.case import Case
from expert.foundations.kept import cached_property
from expert.foundations.problems import InputError, Problem, did_you_mean, shown
from expert.foundations.texts import LANGUAGES, Language, Text
from expert.results import exercise as doc
from expert.results.deciding import DecidedBy
from expert.results.diagnosis import Diagnosis, Knowledge
from expert.results.exercise import LEVELS, Complaint, Exercise, Hint, Level, Looked, Observation, Result, Step
from expert.results.mending import WayJudged, WayToMend
from expert.rules.knowledge import KnowledgeBase
from expert.teach import exercise_phrases as phrases
from expert.teach.best_path import BestPath
from expert.teach.complaints import complaint_of
from expert.teach.course import row
from expert.teach.hidden_case import HiddenCase, asked_about, draw, settled
from expert.teach.lots import Lots
from expert.teach.mending_phrases import NO_WAY
from expert.teach.noise import easier, harder
from expert.teach.own_ticket import case_of_ticket
from expert.teach.reckoning import Reckoned
from expert.teach.score import Ending, Judged, points
from expert.teach.telling import AGAINST, Move, Telling
from expert.teach.ways_to_mend import WaysToMend

_HINT_COSTS: Mapping[Level, float | None] = {"easy": 1, "hard": 5, "exam": None}  # minutes


class Practice:
    """One exercise. It changes with what the learner does; `hidden` tells which exercise it is.

    First the cause is to be found, then a way to mend it is to be chosen.

    >>> practice = Practice.draw(7, symptom="no-enrollment-policy")
    >>> practice.observe(practice.observations[0].fact).cost > 0
    True
    >>> practice.guess(practice.hidden.cause), practice.over, practice.done
    (True, True, False)
    >>> practice.mend(practice.ways[0].id).points <= 30, practice.done
    (True, True)

    Args:
        hidden: the hidden case.
        knowledge: the knowledge base that it was drawn from.
        language: of all words.
        level: how hard it is; what the user reports, the hidden case says.
    """

    def __init__(
        self, hidden: HiddenCase, knowledge: KnowledgeBase, language: Language = "en", level: Level = "easy"
    ) -> None:
        self.hidden = hidden
        self.knowledge = knowledge
        self.language: Language = language
        self.level: Level = level
        named = asked_about(knowledge, knowledge.causes_of(hidden.symptom))
        self._can_be_seen = tuple(name for name in named if name not in hidden.reported)
        self._best_path = BestPath(hidden, knowledge, self._can_be_seen)
        self._telling = Telling(hidden, knowledge, language, self._best_path)
        self._mending = WaysToMend(hidden, knowledge, language)
        self._moves: list[Move] = []
        self._hinted: dict[str, None] = {}
        self._undone: list[float] = []
        self._given_up = False
        self._chosen: str | None = None
        self._found: Result | None = None

    @classmethod
    def draw(
        cls,
        seed: int,
        symptom: str | None = None,
        *,
        knowledge: KnowledgeBase | None = None,
        language: Language = "en",
        level: Level = "easy",
        place: int = 0,
    ) -> Practice:
        """An exercise; equal arguments give the same hidden case, so that a whole class can have it.

        Args:
            seed: a whole number, 0 or more.
            symptom: the id of its symptom; if left out, the one that the seed stands for, among those in which there
                is something to find out. Seeds go round the topics, and whichever is the first, no symptom comes twice
                before all were there.
            knowledge: the knowledge base; the shipped one if left out.
            language: of all words.
            level: how hard it is.
            place: of the exercises that the seed stands for where no symptom is named, which, from 0 (`row`).

        Raises:
            TypeError: the seed is not a whole number.
            ValueError: the seed or the place is negative, or there is no such language or level.
            KeyError: there is no such symptom.
            NoExercise: no case of the symptom makes an exercise.
        """
        if not isinstance(seed, int) or isinstance(seed, bool):
            raise TypeError(f"seed must be a whole number, not {type(seed).__name__}")
        if seed < 0:
            raise ValueError(f"seed must be 0 or more, not {seed}")
        if place < 0:
            raise ValueError(f"place must be 0 or more, not {place}")
        _require_one_of("language", language, LANGUAGES)
        _require_one_of("level", level, LEVELS)
        knowledge = knowledge or KnowledgeBase.shipped()
        if symptom is not None and symptom not in knowledge.symptoms:
            raise KeyError(symptom)
        several = level == "hard" and Lots(seed, "faults").order((1, 2))[0] == 2
        hidden = draw(knowledge, seed, symptom, language, several=several, place=place)
        changed = {"easy": easier, "hard": harder}.get(level)
        return cls(hidden if changed is None else changed(hidden, knowledge), knowledge, language, level)

    @classmethod
    def row(
        cls,
        seed: int,
        symptom: str | None = None,
        *,
        count: int | None = None,
        knowledge: KnowledgeBase | None = None,
        language: Language = "en",
        level: Level = "easy",
    ) -> Iterator[Practice]:
        """The exercises that a seed stands for, one after the other, each drawn when it is its turn.

        Fifty seeds in a row hold every symptom in which there is something to find out, whichever is the first, and so
        a seed stands for as many as that takes. With a symptom it stands for one.

        Args:
            seed: a whole number, 0 or more.
            symptom: the id of the symptom of all of them; those that the seeds stand for if left out.
            count: how many, if not those of the seed alone; the seeds after it go on.
            knowledge: the knowledge base; the shipped one if left out.
            language: of all words.
            level: how hard they are.

        Raises:
            Exception: as `draw`, when the first is asked for.
        """
        knowledge = knowledge or KnowledgeBase.shipped()
        for its_seed, place in row(knowledge, seed, symptom, count):
            yield cls.draw(its_seed, symptom, knowledge=knowledge, language=language, level=level, place=place)

    @classmethod
    def of_ticket(
        cls,
        case: Case,
        name: str,
        *,
        knowledge: KnowledgeBase | None = None,
        language: Language = "en",
        level: Level = "easy",
    ) -> Practice:
        """A ticket of one's own as an exercise: the cause is what its facts prove.

        What the user reports is its message, or what happens, and the facts that a typical case of the symptom tells;
        all other facts are to be looked up.

        Args:
            case: the facts of the ticket.
            name: what it is called in results.
            knowledge: the knowledge base; the shipped one if left out.
            language: of all words.
            level: of the hints; nothing is added to what the ticket says.

        Raises:
            InputError: its facts prove no cause, or contradict each other, or it shows no symptom or several.
            ValueError: there is no such language or level.
        """
        _require_one_of("language", language, LANGUAGES)
        _require_one_of("level", level, LEVELS)
        knowledge = knowledge or KnowledgeBase.shipped()
        return cls(case_of_ticket(case, name, knowledge), knowledge, language, level)

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

    @cached_property
    def complaint(self) -> Complaint:
        """What the user reports."""
        return complaint_of(self.hidden, self.knowledge, self._can_be_seen, self.language)

    @property
    def observations(self) -> tuple[Observation, ...]:
        """What can be looked up: everything that bears on a cause of the symptom and was not reported.

        What is only learned by trying it out is not among them: nobody should do that to find out.
        """
        return tuple(map(self._observation, self._can_be_seen))

    @property
    def causes(self) -> dict[str, str]:
        """The causes to choose from: ids and titles; where the report misleads, some that only that would explain."""
        return self._telling.causes

    @property
    def known(self) -> Case:
        """The reported facts and those looked up."""
        return self._telling.known(self._moves)

    @property
    def diagnosis(self) -> Diagnosis:
        """The diagnosis of what is known so far. It gives the exercise away."""
        return self._telling.diagnosis(self.known)

    @property
    def diagnosis_of_best_path(self) -> Diagnosis:
        """The diagnosis of what the recommended path finds out. It gives the exercise away."""
        return self._telling.diagnosis(self._best_path.known(self._best_path.facts))

    @property
    def decided_by(self) -> tuple[DecidedBy, ...]:
        """For each cause of the symptom, which observations decide it, for a page that reasons nothing itself.

        It gives the exercise away.
        """
        return self._best_path.decided

    @property
    def cost(self) -> float:
        """Minutes so far: the report, what was looked up, wrong answers, hints, and what was taken back."""
        return self._telling.report_cost + sum(self._telling.costs(self._moves)) + self._extra

    @property
    def over(self) -> bool:
        """The cause was named, in an exam also wrongly, or the exercise was given up."""
        names = sum(move.named is not None for move in self._moves)
        return self._given_up or self._is_right or (self.level == "exam" and names > 0)

    @property
    def done(self) -> bool:
        """Nothing is left to do: it is over, and a way to mend it was chosen, where there are some."""
        return self.over and (self._given_up or self._chosen is not None or not self.ways)

    @property
    def ways(self) -> tuple[WayToMend, ...]:
        """The ways to mend it, to choose from once the cause is named; none before, or where it was given up."""
        return self._mending.offered if self.over and not self._given_up else ()

    @property
    def hints(self) -> int:
        """How many hints were taken."""
        return len(self._hinted)

    @property
    def hint_cost(self) -> float | None:
        """Minutes that a hint counts for; None where there are none."""
        return _HINT_COSTS[self.level]

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
        self._note(Move(looked=fact))
        return self._telling.looked(fact)

    def guess(self, cause: str) -> bool:
        """Name the cause. A wrong answer costs, and may be followed by another, except in an exam.

        Raises:
            InputError: it is no cause of this symptom, or the exercise is over.
        """
        self._still_open()
        self._require(cause, self.causes, phrases.NOT_A_CAUSE)
        self._note(Move(named=cause))
        return cause in self.hidden.causes

    def hint(self) -> Hint:
        """What is recommended to look up next, at its price; asked again before it was looked up, what comes after it.

        Where nothing comes after what was hinted at already, or all that matters is known, that is told, and costs
        nothing.

        Raises:
            InputError: in an exam, or when the exercise is over.
        """
        self._still_open()
        if self.hint_cost is None:
            raise InputError([Problem(phrases.NO_HINT)])
        ahead: list[str] = []
        fact = self._best_path.after(self._looked_up)
        while fact is not None and fact in self._hinted:
            ahead.append(fact)
            fact = self._best_path.after([*self._looked_up, *ahead])
        if ahead and fact is None:
            return Hint(fact=ahead[0], cost=0.0, told=self._say(self._telling.said_of_no_more_hints(ahead)))
        told = self._say(self._telling.said_of_hint(fact))
        if fact is None:
            return Hint(fact=None, cost=0.0, told=told)
        self._hinted[fact] = None
        self._found = None
        return Hint(fact=fact, cost=self.hint_cost, told=told)

    def undo(self) -> Step:
        """Take the last step back: off the path and out of the proof. The minutes that it took are not given back.

        Raises:
            InputError: there is nothing to take back, in an exam, or when the exercise is over.
        """
        self._still_open()
        if self.level == "exam":
            raise InputError([Problem(phrases.NO_UNDO)])
        if not self._moves:
            raise InputError([Problem(phrases.NOTHING_TO_UNDO)])
        *_, last = self._telling.steps(self._moves)
        self._moves.pop()
        self._undone.append(last.cost)
        self._found = None
        return last

    def give_up(self) -> None:
        """End the exercise without naming the cause."""
        self._given_up = self._given_up or not self.over
        self._found = None

    def mend(self, way: str) -> WayJudged:
        """Choose the way to mend it; what that means is told.

        Raises:
            InputError: the cause has not been named, there is no such way, or one was chosen.
        """
        if not self.over or self._given_up:
            raise InputError([Problem(phrases.OVER if self._given_up else phrases.NOT_YET)])
        self._require(way, [offered.id for offered in self.ways], NO_WAY)
        if self._chosen is not None:
            raise InputError([Problem(phrases.CHOSEN_ALREADY)])
        self._chosen, self._found = way, None
        return self._judged(way)

    def _judged(self, way: str) -> WayJudged:
        return next(judged for judged in self._mending.judged if judged.id == way)

    def _note(self, move: Move) -> None:
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

    # The parts of the document

    def _exercise(self, result: Result | None) -> Exercise:
        knowledge = self.knowledge
        return Exercise(
            knowledge=Knowledge(version=knowledge.version, digest=knowledge.digest, extra=knowledge.extra),
            language=self.language,
            seed=self.seed,
            symptom=self.hidden.symptom,
            title=self._say(knowledge.symptoms[self.hidden.symptom].title),
            complaint=self.complaint,
            demonstration=self.hidden.demonstration,
            observations=self.observations,
            causes=tuple(doc.Choice(id=name, title=title) for name, title in self.causes.items()),
            report_cost=self._telling.report_cost,
            wrong_cost=self._telling.wrong_cost,
            steps=tuple(self._telling.steps(self._moves)),
            cost=self.cost,
            over=self.over,
            result=result,
            level=self.level,
            ticket=self.hidden.ticket,
            ruled_out_cost=self._telling.wrong_cost * AGAINST,
            hint_cost=self.hint_cost,
            hinted=tuple(self._hinted),
            undone=len(self._undone),
            extra_cost=self._extra,
            ways=self.ways if result is None or self._given_up else self._mending.offered,
            chosen=self._chosen,
            done=self.done,
        )

    def _result(self) -> Result:
        hidden, best = self.hidden, [Move(looked=fact) for fact in self._best_path.facts]
        best_cost = self._telling.report_cost + sum(self._telling.costs(best))
        scored = not hidden.demonstration
        way = None if self._chosen is None else self._judged(self._chosen)
        reckoned = self._reckoned(best_cost, way)
        told = tuple(map(self._say, reckoned.explanation())) if scored else (self._say(phrases.NOT_SCORED),)
        missed = (name for name in hidden.causes if Move(named=name) not in self._moves)
        told += tuple(map(self._say, self._telling.said_of_superseded(missed)))
        found = self._telling.verdicts(self._telling.known(best))
        return Result(
            cause=hidden.cause,
            title=self.causes[hidden.cause],
            right=self._is_right,
            settled=reckoned.ending.settled,
            best_steps=tuple(self._telling.steps(best)),
            best_verdict=found[hidden.cause],
            best_cost=best_cost,
            scored=scored,
            score=points(reckoned.ending).total if scored else 0,
            explanation=told,
            answers=tuple(map(self._telling.looked, self._can_be_seen)),
            reasons=tuple(
                doc.Reason(cause=found.id, title=found.title, verdict=found.verdict, because=found.because)
                for found in self._telling.in_the_end.causes
            ),
            also=tuple(doc.Choice(id=name, title=self.causes[name]) for name in hidden.also),
            scored_by=reckoned.score(self.language) if scored else None,
            way=way,
            ways=() if self._given_up else self._mending.judged,
        )

    def _observation(self, fact: str) -> Observation:
        definition = self.knowledge.vocabulary[fact]
        return Observation(
            fact=fact,
            title=self._say(definition.title),
            ask=self._say(definition.ask),
            where_to_look=self._say(definition.where_to_look),
            cost=self._telling.minutes(fact),
            how=self._say(self.knowledge.vocabulary.costs[definition.cost].title),
            seen=self._telling.looked(fact).words if Move(looked=fact) in self._moves else None,
        )

    # What is known, and what follows from it

    @property
    def _looked_up(self) -> list[str]:
        return [move.looked for move in self._moves if move.looked is not None]

    # The reckoning

    @property
    def _is_right(self) -> bool:
        return all(Move(named=name) in self._moves for name in self.hidden.causes)

    def _reckoned(self, best_cost: float, way: WayJudged | None) -> Reckoned:
        steps = [step for step in self._telling.steps(self._moves) if step.named is not None]
        wrong = [step for step in steps if not step.right]
        everything = self._telling.known([Move(looked=fact) for fact in self._can_be_seen])
        now, in_the_end = self._telling.verdicts(self.known), self._telling.verdicts(everything)
        can_be = [name for name, verdict in in_the_end.items() if verdict == "ruled_out"]
        ending = Ending(
            right=self._is_right,
            settled=settled(now, *self.hidden.causes),
            ruled_out=sum(now[name] == "ruled_out" for name in can_be),
            others=len(can_be),
            wrong=len(wrong),
            against=sum(step.ruled_out_before for step in wrong),
            cost=self.cost,
            best_cost=best_cost,
            way=self._judged_as(way),
        )
        astray = way is not None and not self._is_for_named(way)
        return Reckoned(ending, bool(steps), self._telling.report_cost, self._extra, way, astray)

    def _judged_as(self, way: WayJudged | None) -> Judged | None:
        """How the chosen way is judged; where nothing is to be done about the cause, nothing can be done wrong.

        A way that is for none of the causes named was not chosen for a reason: it counts as none, however it fits.
        """
        if way is None and self._is_right and not self._mending.offered:
            return "right"
        return way.judged if way is not None and self._is_for_named(way) else None

    def _is_for_named(self, way: WayJudged) -> bool:
        """Whether a way mends a cause that was named; once all at work are, there is none to be mistaken about."""
        return self._is_right or any(Move(named=cause) in self._moves for cause in way.causes)

    @property
    def _extra(self) -> float:
        """Minutes for hints and for what was taken back."""
        return len(self._hinted) * (self.hint_cost or 0.0) + sum(self._undone)

    def _say(self, text: Text) -> str:
        return text.in_(self.language)


def _require_one_of(what: str, given: str, known: Sequence[str]) -> None:
    if given not in known:
        raise ValueError(f"{what} must be one of {', '.join(known)}, not {given!r}")
