"""Draws the hidden case of an exercise: a confirmed case of the rule base, completed so that it is unambiguous.

Nothing in it is made up: messages, values and causes are those of the rules and the vocabulary, and what they could not
all be at once is drawn by nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Literal

from expert.engine import diagnose
from expert.engine.rule_cases import case_of
from expert.facts.case import Case
from expert.facts.vocabulary import Value
from expert.foundations.kept import cached_property
from expert.foundations.problems import InputError, Problem
from expert.foundations.terms import Verdict
from expert.foundations.texts import Language, Text, joined
from expert.results.diagnosis import CauseFound
from expert.rules.answers import answers
from expert.rules.conditions import Condition, atoms_in, evaluate
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, RuleCase, Symptom
from expert.teach.lots import Lots
from expert.teach.today import TODAY
from expert.teach.trying import Trying

_REPORTED = ("error", "behavior", "where_shown")
_DEVICE = "platform"  # a case that holds of one kind of device is drawn for the others as well
_ATTEMPTS = ((0, 1), (2, 3, 4, 5))
"""The numbers of the attempts to complete a case: those that are made first, and those where that completed none."""


class NoExercise(InputError):
    """No case of this symptom can be completed so that exactly one cause is confirmed."""


@dataclass(frozen=True)
class HiddenCase:
    """A case with everything that can be found out about it.

    Attributes:
        seed: what it was drawn with.
        symptom: the id of its symptom.
        cause: the id of the one cause that its facts confirm; they rule out all others of the symptom, except those
            that only a trial could.
        case: all its facts. One that bears on the causes and is not among them has no value: there is none.
        reported: those that the user reports.
        demonstration: they alone already settle the cause.
        also: the ids of further causes that are at work; its facts confirm them too.
        unknown: the facts, of those that can be asked for, that the user does not know.
        misleading: the message that the user quoted first, and that is not what the screen shows.
        lures: the ids of causes that would explain that message, and not this symptom.
        ticket: what a ticket of one's own is called; None for what was drawn.
        today: the day on which it takes place.
    """

    seed: int
    symptom: str
    cause: str
    case: Case
    reported: Case
    demonstration: bool
    also: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    misleading: Text | None = None
    lures: tuple[str, ...] = ()
    ticket: str | None = None
    today: date = TODAY

    @property
    def causes(self) -> tuple[str, ...]:
        """The ids of all causes that are at work."""
        return (self.cause, *self.also)

    @cached_property
    def visible(self) -> Mapping[str, Value]:
        """What can be known of it: all its facts but those that the user does not know."""
        return {name: value for name, value in self.case.values().items() if name not in self.unknown}


def draw(
    knowledge: KnowledgeBase, seed: int, symptom: str | None, language: Language, *, several: bool = False,
    place: int = 0,
) -> HiddenCase:
    """A hidden case; equal arguments give an equal case.

    Cases whose report alone settles the cause are drawn only where a symptom has no others. A cause that is added to
    the knowledge changes no exercise of a symptom that it does not explain; of one that it does, only those that it
    is drawn for, or whose case it makes ambiguous. A symptom that is added changes which symptom a seed stands for
    where none is named (`Course`), and no exercise of a symptom that is.

    Args:
        knowledge: the knowledge base.
        seed: a whole number, 0 or more.
        symptom: the id of its symptom; the one that the seed stands for if left out.
        language: of the message, where its wording in that language is known.
        several: with two causes at once, where the rules have such a case.
        place: of those that the seed stands for, which, from 0.

    Raises:
        NoExercise: no case of the symptom can be completed.
    """
    from expert.teach.course import Course  # which draws from here what it goes round

    def drawings(names: Iterable[str]) -> Iterator[_Drawing]:
        return (_Drawing(knowledge, seed, knowledge.symptoms[name], language) for name in names)

    named = Course.of(knowledge).from_seed(seed, place) if symptom is None else [symptom]
    counts = (2, 1) if several else (1,)
    to_solve = (hidden for drawing in drawings(named) for count in counts for hidden in drawing.to_solve(count))
    others = Lots(seed).order(knowledge.symptoms) if symptom is None else [symptom]
    demonstrations = (hidden for drawing in drawings(others) for hidden in drawing.demonstrations())
    drawn = next(chain(to_solve, demonstrations), None)
    if drawn is None:
        raise NoExercise([Problem(_NOTHING)])
    return drawn


def has_something_to_find_out(knowledge: KnowledgeBase, symptom: str) -> bool:
    """Whether there are cases of a symptom whose report does not settle the cause."""
    return _Drawing(knowledge, 0, knowledge.symptoms[symptom], "en").has_something_to_find_out()


_NOTHING = Text(
    "there is no case of this symptom that only one cause explains; choose another symptom",
    "det finns inget fall av det här symptomet som bara en orsak förklarar; välj ett annat symptom",
)


def asked_about(knowledge: KnowledgeBase, causes: Iterable[Cause]) -> tuple[str, ...]:
    """The facts that can be looked up and that bear on these causes, in the order of the vocabulary.

    What is only known by trying it out is not among them.
    """
    bearing = (name for name in knowledge.facts_bearing_on(causes) if knowledge.vocabulary[name].asked)
    return tuple(name for name in bearing if not only_tried(knowledge, name))


def only_tried(knowledge: KnowledgeBase, fact: str) -> bool:
    """Whether a fact is known only where somebody has tried it out, which nobody should do to learn it."""
    return fact in knowledge.vocabulary and knowledge.vocabulary.costs[knowledge.vocabulary[fact].cost].only_if_done


def settled(verdicts: Mapping[str, Verdict], *causes: str) -> bool:
    """Whether verdicts confirm each of the causes, or rule out every other than the one.

    They do not where it is no candidate.
    """
    if len(causes) > 1:
        return all(verdicts.get(name) == "confirmed" for name in causes)
    (cause,) = causes
    if cause not in verdicts:
        return False
    others = [verdict for name, verdict in verdicts.items() if name != cause]
    return verdicts[cause] == "confirmed" or all(verdict == "ruled_out" for verdict in others)


def message_of(symptom: Symptom, error: Iterable[str]) -> Text:
    """What a user of each language reads, where somebody reports messages of a symptom."""
    known = {wording: message.text for message in symptom.messages for wording in message.wordings()}
    return joined([known.get(text, Text(text, text)) for text in error], " / ")


def reported_of(symptom: Symptom) -> frozenset[str]:
    """The facts that a user reports who has a symptom."""
    return frozenset((*symptom.example, *_REPORTED))


class _Drawing:
    """Draws the hidden cases of one symptom."""

    def __init__(self, knowledge: KnowledgeBase, seed: int, symptom: Symptom, language: Language) -> None:
        self._knowledge = knowledge
        self._seed = seed
        self._symptom = symptom
        self._language: Language = language
        self._causes = knowledge.causes_of(symptom.id)
        self._trying = Trying(knowledge)
        self._lots = Lots(seed, symptom.id)

    def has_something_to_find_out(self) -> bool:
        """Whether a case is there whose report does not settle the cause, before anything is drawn for it."""
        return len(self._causes) > 1 and any(self._is_open(fits, start) for fits, start in self._fitting(1))

    def to_solve(self, count: int = 1) -> Iterator[HiddenCase]:
        """The cases in which there is something to find out, one after the other as they are drawn.

        Args:
            count: how many causes are at work: one or two.
        """
        completed: set[int] = set()
        # A case that cannot be completed in two ways seldom can in others: the next one is tried before these.
        for attempts in _ATTEMPTS:
            for number, (fits, start) in enumerate(self._fitting(count)):
                # A report that settles the cause by itself does so whatever else is found out.
                if number in completed or not self._is_open(fits, start):
                    continue
                for hidden in self._completed(fits, start, attempts):
                    completed.add(number)
                    if not hidden.demonstration:
                        yield hidden

    def demonstrations(self) -> Iterator[HiddenCase]:
        """The cases whose report alone settles the cause."""
        for fits, start in self._fitting(1):
            every = chain(*_ATTEMPTS)
            yield from (hidden for hidden in self._completed(fits, start, every) if hidden.demonstration)

    def _is_open(self, fits: _Fits, start: Case) -> bool:
        return not self._settles(self._reported(start), fits)

    def _fitting(self, count: int) -> Iterator[tuple[_Fits, Case]]:
        for causes, start in self._starts() if count == 1 else self._starts_of_two():
            fits = _Fits(self._knowledge, self._trying, self._symptom, causes)
            if fits.judged(start) == "fits":
                yield fits, self._on_some_device(fits, start)

    def _on_some_device(self, fits: _Fits, start: Case) -> Case:
        """The case on the kind of device whose turn it is, of those on which it is the same: seeds take turns."""
        told = start.get(_DEVICE)
        if told is None or any(read.fact == _DEVICE for read in self._trying.reason(start).read):
            return start
        kinds = self._knowledge.attach(_kinds_of_device)
        turn = self._seed % len(kinds)
        for kind in (*kinds[turn:], *kinds[:turn]):
            other = self._trying.with_value(start, _DEVICE, kind)
            if fits.judged(other) == "fits":
                return other
        return start

    def _starts_of_two(self) -> Iterator[tuple[tuple[Cause, ...], Case]]:
        """A confirmed case of the rule base with what confirms another cause besides, where the facts allow both."""
        starts = list(self._starts())
        for causes, start in starts:
            facts = start.values()
            for others, other in Lots(self._seed, self._symptom.id, "also", causes[0].id).order(starts, _called):
                further = other.values()
                clash = any(facts.get(name, value) != value for name, value in further.items() if name != "error")
                if others != causes and not clash:
                    yield (*causes, *others), Case.of({**further, **facts}, self._knowledge.vocabulary)

    def _starts(self) -> Iterator[tuple[tuple[Cause, ...], Case]]:
        """The confirmed cases of the rule base."""
        for cause in self._lots.order(self._causes, lambda cause: cause.id):
            cases = [case for case in cause.cases if case.verdict == "confirmed" and not self._is_tried(case)]
            for case in Lots(self._seed, self._symptom.id, cause.id).order(cases, lambda case: case.name):
                yield (cause,), self._worded(case_of(self._knowledge, cause, replace(case, shows=self._symptom.id)))

    def _is_tried(self, case: RuleCase) -> bool:
        return any(only_tried(self._knowledge, fact) for fact in case.facts)

    def _worded(self, case: Case) -> Case:
        """The case with its messages in the language of the exercise, where that wording is known."""
        errors = case.get("error")
        if not isinstance(errors, tuple):
            return case
        worded = tuple(str(message_of(self._symptom, [error]).in_(self._language)) for error in errors)
        return self._trying.with_value(case, "error", worded)

    def _completed(self, fits: _Fits, start: Case, attempts: Iterable[int]) -> Iterator[HiddenCase]:
        """The case with everything that can be found out about it; none where that cannot be unambiguous.

        Args:
            fits: what it must be one of.
            start: what it begins with.
            attempts: the numbers of the attempts, by which the rest is drawn.
        """
        # What is left no value by what was drawn before it is drawn before that in the next attempt.
        first: list[str] = []
        for attempt in attempts:
            full = self._filled(fits, start, attempt, first)
            if isinstance(full, str):
                first = [full, *(name for name in first if name != full)]
            elif fits.whole(full):
                reported = self._reported(full)
                settles = self._settles(reported, fits)
                cause, *also = fits.names
                yield HiddenCase(self._seed, self._symptom.id, cause, full, reported, settles, tuple(also))
                return

    def _filled(self, fits: _Fits, case: Case, attempt: int, first: Sequence[str]) -> Case | str:
        """The case with a drawn value for every fact that bears on the causes; the fact that finds none, if one does.

        A fact that cannot have any value beside the others is left out: a missing certificate has no expiration date.

        Args:
            fits: what it must be one of.
            case: what it begins with.
            attempt: the number of the attempt.
            first: the facts whose values are drawn first: those that found none in attempts before.
        """
        # What leaves one case no value would leave none to any other that draws the same: later attempts draw apart.
        drawn_for = [self._seed, self._symptom.id, attempt, *([_apart(fits.names, case)] if attempt else [])]
        drawn = Lots(*drawn_for).order(name for name in fits.relevant if name not in case and name not in first)
        for name in (*first, *drawn):
            judged = set()
            for value in Lots(*drawn_for, name).order(fits.values(case, name)):
                more = self._trying.with_value(case, name, value)
                judged.add(fits.judged(more))
                if "fits" in judged:
                    case = more
                    break
            else:
                if judged != {"impossible"}:
                    return name
        return case

    def _reported(self, case: Case) -> Case:
        """What the user reports of a case."""
        names = reported_of(self._symptom)
        reported = {name: value for name, value in case.values().items() if name in names}
        return Case.of(reported, self._knowledge.vocabulary)

    def _settles(self, reported: Case, fits: _Fits) -> bool:
        """Whether the report alone leaves no other cause open, or confirms these."""
        return settled(self._trying.reason(reported).verdicts, *fits.names)


def _kinds_of_device(knowledge: KnowledgeBase) -> tuple[Value, ...]:
    """The kinds of device on which the symptoms of a knowledge base show themselves: those of their examples, in an
    order that does not change with the symptoms."""
    told = (symptom.example.get(_DEVICE) for symptom in knowledge.symptoms.values())
    return tuple(sorted({knowledge.vocabulary[_DEVICE].read(kind) for kind in told if kind is not None}, key=str))


def _called(start: tuple[tuple[Cause, ...], Case]) -> str:
    """What tells a confirmed case from the others, in whatever language its message is."""
    causes, case = start
    return _apart([cause.id for cause in causes], case)


def _apart(names: Sequence[str], case: Case) -> str:
    told = sorted((name, str(value)) for name, value in case.values().items() if name != "error")
    return f"{' '.join(names)} {told}"


_Judged = Literal["fits", "astray", "impossible"]


class _Fits:
    """Whether a case is one of exactly these causes of a symptom.

    Attributes:
        names: their ids.
        relevant: the facts that bear on the causes of the symptom and can be looked up.
    """

    def __init__(self, knowledge: KnowledgeBase, trying: Trying, symptom: Symptom, causes: tuple[Cause, ...]) -> None:
        self._knowledge = knowledge
        self._trying = trying
        self._symptom = symptom
        self._causes = knowledge.causes_of(symptom.id)
        self._at_work = causes
        self.names = tuple(cause.id for cause in causes)
        self.relevant = asked_about(knowledge, self._causes)
        impossible = (knowledge.condition(part.never) for part in knowledge.impossible)
        self._atoms = (
            *knowledge.atoms_about(self._causes),
            *(atom for condition in impossible for atom in atoms_in(condition)),
        )

    @cached_property
    def _misleading(self) -> list[Condition]:
        """What would lead the learner, and the interview, astray until everything is known.

        It is what excludes a cause, or proves another that does not apply here.
        """
        misleading = [cause.confirmed_when for cause in self._causes if cause.id not in self.names]
        misleading += [cause.ruled_out_when for cause in self._at_work if cause.ruled_out_when is not None]
        return [self._knowledge.condition(data) for data in misleading]

    def values(self, case: Case, fact: str) -> tuple[Value, ...]:
        """The values to draw from."""
        return answers(self._knowledge.vocabulary[fact], self._atoms, self._trying.reason(case).values)

    def judged(self, case: Case) -> _Judged:
        """Whether the causes are confirmed and nothing points elsewhere; else what is wrong with the case.

        It is impossible where the rules say so, or where a fact shows another symptom, which the user would have
        reported; and astray where its facts lead to another cause, to none, or contradict each other.
        """
        reasoning = self._trying.reason(case)
        values = reasoning.values
        shown = {symptom.id for symptom in reasoning.symptoms}
        # One that does not occur in this kind of enrollment would be explained as long as the kind is not known.
        if self._knowledge.contradiction(values) is not None or reasoning.elsewhere or shown - {self._symptom.id}:
            return "impossible"
        if reasoning.out_of_scope is not None or not shown:
            return "astray"
        confirmed = [name for name, verdict in reasoning.verdicts.items() if verdict == "confirmed"]
        astray = any(evaluate(condition, values).truth.holds for condition in self._misleading)
        clear = not astray and all(len(known) == 1 for known in values.values())
        return "fits" if clear and sorted(confirmed) == sorted(self.names) else "astray"

    def whole(self, case: Case) -> bool:
        """By its diagnosis, the causes are confirmed, all others are ruled out, and nothing contradicts itself.

        A cause that only a trial decides may stay possible: the trial has not been made.
        """
        diagnosis = diagnose(case, self._knowledge, today=TODAY, engine="compiled")
        others = [cause for cause in diagnosis.causes if cause.id not in self.names]
        return (
            all(diagnosis.cause(name).verdict == "confirmed" for name in self.names)
            and all(cause.verdict == "ruled_out" or self._waits_for_trial(cause) for cause in others)
            and not diagnosis.conflicts
        )

    def _waits_for_trial(self, cause: CauseFound) -> bool:
        tried = all(only_tried(self._knowledge, fact) for fact in cause.missing)
        return cause.verdict == "possible" and bool(cause.missing) and tried
