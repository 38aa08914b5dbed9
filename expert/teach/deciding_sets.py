"""By which observations the causes of an exercise are decided: the smallest sets that are enough, worked out once.

The values of an exercise stand fixed, and nothing in it leads astray, so what is decided stays decided whatever else is
looked up. Then the smallest sets tell all: a page that holds them need not reason to know every verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from expert.engine.imagined import Candidate, Conclusions, Values, add
from expert.facts.case import Case
from expert.facts.vocabulary import DAY
from expert.results import classroom as doc
from expert.results.document import trusted
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause
from expert.teach.hidden_case import HiddenCase
from expert.teach.today import TODAY
from expert.teach.trying import Trying

_Deciding = trusted(doc.Deciding)

FactSet = tuple[str, ...]


class DecidingSets:
    """Finds the sets of one exercise.

    Args:
        knowledge: the knowledge base.
        hidden: the hidden case.
        can_be_seen: the facts that can be looked up.
    """

    def __init__(self, knowledge: KnowledgeBase, hidden: HiddenCase, can_be_seen: Iterable[str]) -> None:
        self._knowledge = knowledge
        self._hidden = hidden
        self._symptom = knowledge.symptoms[hidden.symptom]
        self._trying = Trying(knowledge)
        reported = self._trying.reason(hidden.reported)
        self._starts = reported.verdicts
        # A rule about dates holds them against the day of the exercise, unless the report tells of another.
        self._given = {DAY: (TODAY,), **reported.values}
        # What has no value tells nothing.
        self._can_be_seen = tuple(name for name in can_be_seen if name in hidden.case)
        self._conclusions = Conclusions.of(knowledge)

    def of(self, cause: Cause) -> doc.Deciding:
        """What decides a cause of the exercise's symptom."""
        candidate = Candidate(self._knowledge, cause, [self._symptom])
        bearing = self._bearing(candidate.reads)

        def comes_to(state: str) -> Callable[[FactSet], bool]:
            return lambda looked: candidate.state(self._values(looked)) == state

        is_hidden = cause.id == self._hidden.cause
        return _Deciding(
            cause=cause.id,
            starts=self._starts[cause.id],
            confirmed_by=tuple(smallest(bearing, comes_to("confirmed"))),
            ruled_out_by=() if is_hidden else tuple(smallest(bearing, comes_to("ruled_out"))),
            # No other cause can be the last one left, so what speaks for others decides nothing.
            supported_by=tuple(smallest(bearing, self._supports(cause))) if is_hidden else (),
        )

    def _bearing(self, reads: Sequence[str]) -> FactSet:
        wanted = {*reads, *self._knowledge.facts_leading_to(reads)}
        return tuple(name for name in self._can_be_seen if name in wanted)

    def _values(self, looked: FactSet) -> Values:
        values: Values = dict(self._given)
        seen = self._hidden.case.values()
        add(values, {name: seen[name] for name in looked})
        self._conclusions.close(values)
        return values

    def _supports(self, cause: Cause) -> Callable[[FactSet], bool]:
        seen, vocabulary = self._hidden.case.values(), self._knowledge.vocabulary

        def supports(looked: FactSet) -> bool:
            known = {**self._hidden.reported.values(), **{name: seen[name] for name in looked}}
            return self._trying.reason(Case.of(known, vocabulary)).supported(cause)

        return supports


def smallest(facts: Sequence[str], enough: Callable[[FactSet], bool]) -> Iterator[FactSet]:
    """The smallest sets of facts that are enough for something that more facts never undo, the smaller first."""
    if not enough(tuple(facts)):
        return
    found: list[frozenset[str]] = []
    for size in range(len(facts) + 1):
        for names in combinations(facts, size):
            chosen = frozenset(names)
            if not any(known <= chosen for known in found) and enough(names):
                found.append(chosen)
                yield names
