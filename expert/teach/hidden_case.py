"""Draws the hidden case of an exercise: a confirmed case of the rule base, completed so that it is unambiguous."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from expert.engine import diagnose
from expert.engine.reasoner import Reasoner
from expert.engine.rule_cases import case_of
from expert.facts.case import Case
from expert.facts.vocabulary import Value
from expert.foundations.problems import InputError, Problem
from expert.foundations.terms import Verdict
from expert.foundations.texts import Language, Text
from expert.results.diagnosis import CauseFound
from expert.rules.answers import answers
from expert.rules.conditions import atoms_in, evaluate
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, RuleCase, Symptom
from expert.teach.today import TODAY

_REPORTED = ("error", "behavior", "where_shown")
_TRIES = 6


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
        told: those that the user reports.
        plain: the report alone already settles the cause.
    """

    seed: int
    symptom: str
    cause: str
    case: Case
    told: Case
    plain: bool


def draw(knowledge: KnowledgeBase, seed: int, symptom: str | None, language: Language) -> HiddenCase:
    """A hidden case; equal arguments give an equal case.

    Cases whose report alone settles the cause are drawn only where a symptom has no others.

    Args:
        knowledge: the knowledge base.
        seed: any whole number.
        symptom: the id of its symptom; any symptom if left out.
        language: of the message, where its wording in that language is known.

    Raises:
        NoExercise: no case of the symptom can be completed.
    """
    random = Random(seed)
    plain: HiddenCase | None = None
    for cause, rule_case, shown in _candidates(knowledge, random, symptom):
        hidden = _completed(knowledge, random, _Draft(seed, cause, rule_case, shown, language))
        if hidden is not None and not hidden.plain:
            return hidden
        plain = plain or hidden
    if plain is not None:
        return plain
    raise NoExercise([Problem(_NOTHING)])


_NOTHING = Text(
    "there is no case of this symptom that only one cause explains; choose another symptom",
    "det finns inget fall av det här symptomet som bara en orsak förklarar; välj ett annat symptom",
)


@dataclass(frozen=True)
class _Draft:
    seed: int
    cause: Cause
    rule_case: RuleCase
    symptom: Symptom
    language: Language


def _candidates(
    knowledge: KnowledgeBase, random: Random, symptom: str | None
) -> Iterator[tuple[Cause, RuleCase, Symptom]]:
    """The confirmed cases of the rule base under each symptom of their cause, in a drawn order of causes."""
    causes = [cause for cause in knowledge.causes.values() if symptom is None or _explains(cause, symptom)]
    random.shuffle(causes)
    for cause in causes:
        shown = [link.symptom for link in cause.links() if symptom in (None, link.symptom)]
        cases = [
            (case, name)
            for case in cause.cases
            if case.verdict == "confirmed" and not any(only_tried(knowledge, fact) for fact in case.facts)
            for name in shown
        ]
        random.shuffle(cases)
        for case, name in cases:
            yield cause, case, knowledge.symptoms[name]


def _explains(cause: Cause, symptom: str) -> bool:
    return any(link.symptom == symptom for link in cause.links())


def _completed(knowledge: KnowledgeBase, random: Random, draft: _Draft) -> HiddenCase | None:
    start = case_of(knowledge, draft.cause, replace(draft.rule_case, shows=draft.symptom.id))
    case = _worded(start, draft, knowledge)
    fits = _Fits(knowledge, draft)
    if fits.judged(case) != "fits":
        return None
    for _ in range(_TRIES):
        full = _filled(case, random, fits)
        if full is not None and fits.whole(full):
            names = {*draft.symptom.example, *_REPORTED}
            told = Case.of({n: v for n, v in full.values().items() if n in names}, knowledge.vocabulary)
            return HiddenCase(draft.seed, draft.symptom.id, draft.cause.id, full, told, fits.plain(told))
    return None


def _worded(case: Case, draft: _Draft, knowledge: KnowledgeBase) -> Case:
    """The case with its message in the language of the exercise, where that wording is known."""
    errors = case.get("error")
    if draft.language == "en" or not isinstance(errors, tuple):
        return case
    wordings = {message.en: message.sv for message in draft.symptom.messages}
    worded = tuple(wordings.get(error) or error for error in errors)
    return Case.of({**case.values(), "error": worded}, knowledge.vocabulary)


def _filled(case: Case, random: Random, fits: _Fits) -> Case | None:
    """The case with a drawn value for every fact that bears on the causes; None where one finds no value.

    A fact that cannot have any value beside the others is left out: a missing certificate has no expiration date.
    """
    names = [name for name in fits.relevant if name not in case]
    random.shuffle(names)
    for name in names:
        values = list(fits.values(case, name))
        random.shuffle(values)
        tried = {value: fits.judged(fits.more(case, name, value)) for value in values}
        fitting = next((value for value, judged in tried.items() if judged == "fits"), None)
        if fitting is not None:
            case = fits.more(case, name, fitting)
        elif set(tried.values()) != {"impossible"}:
            return None
    return case


def asked_about(knowledge: KnowledgeBase, causes: Iterable[Cause]) -> tuple[str, ...]:
    """The facts that can be looked up and that bear on these causes, in the order of the vocabulary.

    What is only known by trying it out is not among them.
    """
    bearing = (name for name in knowledge.facts_bearing_on(causes) if knowledge.vocabulary[name].asked)
    return tuple(name for name in bearing if not only_tried(knowledge, name))


def only_tried(knowledge: KnowledgeBase, fact: str) -> bool:
    """Whether a fact is known only where somebody has tried it out, which nobody should do to learn it."""
    return fact in knowledge.vocabulary and knowledge.vocabulary.costs[knowledge.vocabulary[fact].cost].only_if_done


def settled(verdicts: Mapping[str, Verdict], cause: str) -> bool:
    """Whether verdicts confirm the cause, or rule out every other."""
    others = [verdict for name, verdict in verdicts.items() if name != cause]
    return verdicts[cause] == "confirmed" or all(verdict == "ruled_out" for verdict in others)


_Judged = Literal["fits", "astray", "impossible"]


class _Fits:
    """Whether a case is one of exactly the drafted cause."""

    def __init__(self, knowledge: KnowledgeBase, draft: _Draft) -> None:
        self._knowledge = knowledge
        self._cause = draft.cause.id
        self._symptom = draft.symptom.id
        self._causes = knowledge.causes_of(draft.symptom.id)
        # What excludes its cause, or proves another that does not apply here, would lead the learner, and the
        # interview, astray until everything is known.
        excluded = draft.cause.ruled_out_when
        misleading = [cause.confirmed_when for cause in self._causes if cause.id != draft.cause.id]
        misleading += [] if excluded is None else [excluded]
        self._misleading = [knowledge.condition(data) for data in misleading]
        self.relevant = asked_about(knowledge, self._causes)
        impossible = (knowledge.condition(part.never) for part in knowledge.impossible)
        self._atoms = (
            *knowledge.atoms_about(self._causes),
            *(atom for condition in impossible for atom in atoms_in(condition)),
        )

    def values(self, case: Case, fact: str) -> tuple[Value, ...]:
        reasoning = Reasoner.of(self._knowledge).imagine(case, TODAY)
        return answers(self._knowledge.vocabulary[fact], self._atoms, reasoning.values)

    def more(self, case: Case, fact: str, value: Value) -> Case:
        return Case.of({**case.values(), fact: value}, self._knowledge.vocabulary)

    def judged(self, case: Case) -> _Judged:
        """Whether the cause is confirmed and nothing points elsewhere; else what is wrong with the case.

        It is impossible where the rules say so, and astray where its facts lead to another cause, to none, or
        contradict each other.
        """
        reasoning = Reasoner.of(self._knowledge).imagine(case, TODAY)
        values = reasoning.values
        if self._knowledge.contradiction(values) is not None:
            return "impossible"
        if reasoning.out_of_scope is not None or [s.id for s in reasoning.symptoms] != [self._symptom]:
            return "astray"
        confirmed = [name for name, verdict in reasoning.verdicts.items() if verdict == "confirmed"]
        astray = any(evaluate(condition, values).truth.holds for condition in self._misleading)
        sound = confirmed == [self._cause] and not astray and all(len(known) == 1 for known in values.values())
        return "fits" if sound else "astray"

    def whole(self, case: Case) -> bool:
        """By its diagnosis, the cause is confirmed, all others are ruled out, and nothing contradicts itself.

        A cause that only a trial decides may stay possible: the trial has not been made.
        """
        diagnosis = diagnose(case, self._knowledge, today=TODAY, engine="compiled")
        others = [cause for cause in diagnosis.causes if cause.id != self._cause]
        return (
            diagnosis.cause(self._cause).verdict == "confirmed"
            and all(cause.verdict == "ruled_out" or self._waits_for_trial(cause) for cause in others)
            and not diagnosis.conflicts
        )

    def _waits_for_trial(self, cause: CauseFound) -> bool:
        tried = all(only_tried(self._knowledge, fact) for fact in cause.missing)
        return cause.verdict == "possible" and bool(cause.missing) and tried

    def plain(self, told: Case) -> bool:
        """The report alone leaves no other cause open, or confirms this one."""
        return settled(Reasoner.of(self._knowledge).imagine(told, TODAY).verdicts, self._cause)
