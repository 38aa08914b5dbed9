"""What would be otherwise: with other facts given, and the fewest changes that would turn a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations, islice, product
from typing import Literal, get_args

from expert.engine import diagnose
from expert.engine.imagined import Candidate, Conclusions, Values, add
from expert.engine.reasoner import Reasoner, Reasoning
from expert.explaining.comparison import compare
from expert.facts.case import Case
from expert.facts.fact import Origin, RawFact
from expert.facts.vocabulary import DAY, Value
from expert.foundations.problems import did_you_mean
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import Language
from expert.results.diagnosis import Diagnosis
from expert.results.difference import Difference
from expert.results.explanation import Change, Reach
from expert.rules.answers import anchored, choices, in_order
from expert.rules.knowledge import KnowledgeBase

_MOST_CHANGES = 3
_MOST_ANSWERS = {1: 50, 2: 5, 3: 5}

Turned = Literal["confirmed", "ruled_out"]
"""A verdict that facts alone can give."""
TURNED: tuple[Turned, ...] = get_args(Turned)


def what_if(
    case: Case,
    changes: Mapping[str, object],
    knowledge: KnowledgeBase | None = None,
    *,
    language: Language = "en",
    today: date | None = None,
    engine: EngineChoice = "compiled",
) -> tuple[Diagnosis, Difference]:
    """The diagnosis with some facts changed (None: not known), and what would differ.

    >>> from expert import Case
    >>> _, difference = what_if(Case(error="NoEnrollmentPolicy"), {"apns_certificate": "missing"})
    >>> difference.outcome_after
    'confirmed'

    Args:
        case: the observed facts.
        changes: facts with the values they would have.
        knowledge: the knowledge base; the shipped one if left out.
        language: of the words.
        today: the day of observation where a rule about dates needs it; the computer's date if left out.
        engine: what fires the rules, as for `diagnose`; without it, the one that is made for imagined cases.

    Raises:
        InputError: unknown facts or wrong values.
    """
    knowledge, today = knowledge or KnowledgeBase.shipped(), today or date.today()
    changed = _changed(case, changes, knowledge)
    before, after = (
        diagnose(each, knowledge, language=language, today=today, engine=engine) for each in (case, changed)
    )
    return after, compare(before, after)


def _changed(case: Case, changes: Mapping[str, object], knowledge: KnowledgeBase) -> Case:
    raw = case.raw()
    raw += [RawFact(name, value, Origin("api")) for name, value in changes.items()]
    return Case.from_raw(raw, knowledge.vocabulary).judged_like(case)


def smallest_changes(
    case: Case,
    cause_id: str,
    verdict: Turned,
    knowledge: KnowledgeBase | None = None,
    *,
    today: date | None = None,
) -> list[tuple[Change, ...]]:
    """The fewest changes of facts that would give a cause the verdict `confirmed` or `ruled_out`.

    Only facts that somebody can observe are changed, and none so that the facts would contradict each other. Finding
    out what is not known counts less than changing what is. Empty when it has the verdict already, or when no change
    of up to three facts gives it.

    Args:
        case: the observed facts.
        cause_id: the cause.
        verdict: the verdict it should get.
        knowledge: the knowledge base; the shipped one if left out.
        today: the day of observation where a rule about dates needs it; the computer's date if left out.

    Raises:
        KeyError: there is no such cause.
        ValueError: facts alone cannot give this verdict.
    """
    if verdict not in TURNED:
        raise ValueError(f"facts alone make a cause confirmed or ruled_out, not {verdict!r}")
    knowledge = knowledge or KnowledgeBase.shipped()
    search = _Search(knowledge, case, cause_id, verdict, today or date.today())
    if search.reasoning.verdicts.get(cause_id) == verdict:
        return []
    for count in range(1, _MOST_CHANGES + 1):
        found = list(islice(filter(search.holds, sorted(search.turning(count), key=_rank)), _MOST_ANSWERS[count]))
        if count == 1:
            found = list(search.bounds(found))
        if found:
            return [changes for changes in found if _rank(changes)[0] == _rank(found[0])[0]]
    return []


class _Search:
    """Tries changes: first by the conditions alone, and those that come out well with the engine."""

    def __init__(self, knowledge: KnowledgeBase, case: Case, cause_id: str, verdict: Turned, today: date) -> None:
        if cause_id not in knowledge.causes:
            raise KeyError(f"there is no cause {cause_id!r}{did_you_mean(cause_id, knowledge.causes).en}")
        cause = knowledge.causes[cause_id]
        self._case, self._cause, self._verdict, self._today = case, cause_id, verdict, today
        self._knowledge = knowledge
        self._reasoner = Reasoner.of(knowledge)
        self.reasoning: Reasoning = self._reasoner.imagine(case, today)
        self._candidate = Candidate(knowledge, cause)
        self._conclusions = Conclusions.of(knowledge)
        self._observed: dict[str, Value] = {DAY: today, **self.reasoning.case.values()}
        self._told = [{known.fact: known.value} for known in self.reasoning.told]
        self._torn = _torn(self.reasoning.values)
        self._answers: dict[str, tuple[Value | None, ...]] = {}
        self._in_order: dict[str, tuple[Value, ...]] = {}
        atoms = tuple(knowledge.atoms_about([cause]))
        for name in knowledge.facts_bearing_on([cause]):
            definition = knowledge.vocabulary[name]
            # What is worked out can be found out, but once it is known only what it rests on can be otherwise.
            if definition.asked or (name not in self.reasoning.values and knowledge.ways_to_find(name)):
                values = choices(definition) or in_order(anchored(name, atoms, self.reasoning.values))
                self._answers[name] = values
                if not choices(definition):
                    self._in_order[name] = values
                    self._answers[name] += (None,) * (name in self._observed)

    def turning(self, count: int) -> Iterator[tuple[Change, ...]]:
        """The changes of so many facts that turn the verdict by the conditions."""
        for names in combinations(self._answers, count):
            for chosen in product(*(self._answers[name] for name in names)):
                changed = dict(zip(names, chosen, strict=True))
                if all(self._observed.get(name) != value for name, value in changed.items()) and self._turns(changed):
                    yield tuple(self._change(name, value) for name, value in changed.items())

    def _change(self, name: str, value: Value | None) -> Change:
        way = next(iter(self._knowledge.ways_to_find(name)), ())
        return Change(name, value, name in self._observed, found_by=() if way == (name,) else way)

    def bounds(self, found: list[tuple[Change, ...]]) -> Iterator[tuple[Change, ...]]:
        """Changes of one fact each; of numbers, dates and versions only those where the verdict begins to turn."""
        turning = {(change.fact, change.value) for (change,) in found}
        for (change,) in found:
            values = self._in_order.get(change.fact, ())
            if change.value is None or change.value not in values:
                yield (change,)
                continue
            place = values.index(change.value)
            below, above = (
                all((change.fact, value) in turning for value in part) for part in (values[:place], values[place + 1 :])
            )
            ends_below = place + 1 < len(values) and (change.fact, values[place + 1]) not in turning
            ends_above = place > 0 and (change.fact, values[place - 1]) not in turning
            if ends_below or ends_above:
                reach: Reach | None = "or_less" if below and ends_below else "or_more" if above and ends_above else None
                yield (replace(change, reach=reach),)

    def _turns(self, changed: Mapping[str, Value | None]) -> bool:
        facts = {**self._observed, **changed}
        values: Values = {name: (value,) for name, value in facts.items() if value is not None}
        for told in self._told:
            add(values, told)
        self._conclusions.close(values)
        return self._candidate.state(values) == self._verdict and _torn(values) <= self._torn

    def holds(self, changes: tuple[Change, ...]) -> bool:
        """Whether the engine sees it so too, the symptom included."""
        changed = _changed(self._case, {change.fact: change.value for change in changes}, self._knowledge)
        return self._reasoner.imagine(changed, self._today).verdicts.get(self._cause) == self._verdict


def _torn(values: Mapping[str, tuple[Value, ...]]) -> set[str]:
    """The facts whose values contradict each other."""
    return {name for name, known in values.items() if len(known) > 1}


def _rank(changes: tuple[Change, ...]) -> tuple[int, list[tuple[str, bool, str]]]:
    return sum(change.known for change in changes), [(c.fact, c.value is not None, str(c.value)) for c in changes]
