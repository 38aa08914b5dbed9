"""What would be otherwise: with other facts given, and the fewest changes that would turn a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, islice, product

from expert.ask.worth import Conditions, Values, Weighing, conditions_of, facts_read, verdict_of
from expert.diagnosis import Diagnosis
from expert.engine import diagnose
from expert.engine.reasoner import Reasoner
from expert.explain.compare import Difference, compare
from expert.facts.case import Case, Fact, Origin, RawFact
from expert.facts.vocabulary import Value
from expert.rules.knowledge import KnowledgeBase
from expert.texts import Language

_MOST_CHANGES = 3
_MOST_ANSWERS = 5


@dataclass(frozen=True)
class Change:
    """A fact that would have to have another value.

    Attributes:
        fact: its name.
        value: the value it would need.
        known: it has another value now; otherwise it is not known.
    """

    fact: str
    value: Value
    known: bool


def what_if(
    case: Case,
    changes: Mapping[str, object],
    knowledge: KnowledgeBase | None = None,
    *,
    language: Language = "en",
) -> tuple[Diagnosis, Difference]:
    """The diagnosis with some facts changed (None: not known), and what would differ.

    >>> from expert import Case
    >>> _, difference = what_if(Case(error="NoEnrollmentPolicy"), {"apns_certificate": "missing"})
    >>> difference.outcome_after
    'confirmed'

    Raises:
        InputError: unknown facts or wrong values.
    """
    knowledge = knowledge or KnowledgeBase.shipped()
    raw = [RawFact(fact.name, fact.value, fact.origin) for fact in case]
    raw += [RawFact(name, value, Origin("api")) for name, value in changes.items()]
    changed = Case.from_raw(raw, knowledge.vocabulary)
    before = diagnose(case, knowledge, language=language)
    after = diagnose(changed, knowledge, language=language)
    return after, compare(before, after)


def smallest_changes(
    case: Case, cause_id: str, verdict: str, knowledge: KnowledgeBase | None = None
) -> list[tuple[Change, ...]]:
    """The fewest changes of facts that would give a cause the verdict `confirmed` or `ruled_out`.

    Finding out what is not known counts less than changing what is. Empty when it has the verdict already,
    or when no change of up to three facts gives it.
    """
    knowledge = knowledge or KnowledgeBase.shipped()
    values = dict(Reasoner.of(knowledge).reason(case).values)
    cause = knowledge.causes[cause_id]
    conditions = conditions_of(knowledge, cause)
    if verdict_of(conditions, values) == verdict:
        return []
    names = [name for name in facts_read(conditions) if name != "observed_on"]
    weighing = Weighing(knowledge, [cause], values, {cause_id: 1.0})
    choices = {name: list(weighing.possible_values(name)) for name in names}
    for count in range(1, _MOST_CHANGES + 1):
        turning = sorted(_turning(conditions, values, choices, count, verdict), key=_rank)
        found = list(islice(_that_hold(turning, case, cause_id, verdict, knowledge), _MOST_ANSWERS))
        if found:
            return [changes for changes in found if _rank(changes)[0] == _rank(found[0])[0]]
    return []


def _that_hold(
    turning: list[tuple[Change, ...]], case: Case, cause_id: str, verdict: str, knowledge: KnowledgeBase
) -> Iterator[tuple[Change, ...]]:
    """Those that also leave the symptom in place, as the engine sees it."""
    for changes in turning:
        changed = case.and_also(*(Fact(c.fact, c.value, Origin("api")) for c in changes))
        if Reasoner.of(knowledge).reason(changed).verdicts.get(cause_id) == verdict:
            yield changes


def _turning(
    conditions: Conditions, values: Values, choices: Mapping[str, list[Value]], count: int, verdict: str
) -> Iterator[tuple[Change, ...]]:
    for names in combinations(choices, count):
        for chosen in product(*(choices[name] for name in names)):
            if any(values.get(name) == (value,) for name, value in zip(names, chosen, strict=True)):
                continue
            changed = {**values, **{name: (value,) for name, value in zip(names, chosen, strict=True)}}
            if verdict_of(conditions, changed) == verdict:
                yield tuple(Change(n, v, n in values) for n, v in zip(names, chosen, strict=True))


def _rank(changes: tuple[Change, ...]) -> tuple[int, list[tuple[str, str]]]:
    return sum(change.known for change in changes), [(c.fact, str(c.value)) for c in changes]
