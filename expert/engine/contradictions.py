"""Which facts of a case contradict each other or cannot be true together, and what rests on them."""

from __future__ import annotations

from expert.engine.program import Assertion, Mark
from expert.engine.reasoner import Reasoning
from expert.facts.vocabulary import DAY
from expert.foundations.kept import cached_property
from expert.rules.conditions import deciding_facts, evaluate
from expert.rules.models import Cause, Impossible


class Contradictions:
    """The contradictions of a case.

    Attributes:
        impossible: what the rules say cannot be true of the case, each with the facts that say it.
    """

    def __init__(self, reasoning: Reasoning) -> None:
        self._reasoning = reasoning
        self.impossible = tuple((rule, self._facts_of(rule)) for rule in reasoning.impossible)

    def _facts_of(self, rule: Impossible) -> tuple[Assertion, ...]:
        r = self._reasoning
        evaluation = evaluate(r.knowledge.condition(rule.never), r.values)
        names = dict.fromkeys(name for name in deciding_facts(evaluation) if name != DAY)
        return tuple(Assertion(name, value) for name in names for value in r.values[name])

    @cached_property
    def disputed(self) -> frozenset[Assertion]:
        """The facts of which not all can be true, and those that they were worked out from."""
        values = self._reasoning.values
        several = [Assertion(name, value) for name, found in values.items() if len(found) > 1 for value in found]
        impossible = [known for _, facts in self.impossible for known in facts]
        return self._reasoning.resting_on([*several, *impossible])

    def behind(self, cause: Cause) -> frozenset[Assertion]:
        """The disputed facts that the verdict of a cause rests on."""
        if not self.disputed:
            return frozenset()
        r = self._reasoning
        verdict = r.verdict(cause)
        if verdict == "confirmed":
            resting = r.resting_on(r.because(Mark("proven", cause.id)))
        elif verdict == "likely" and not self._named(cause):
            rivals = [rival for group in r.rivals_out(cause) for rival in group]
            excluding = [known for rival in rivals for known in r.deciding(rival)[1]]
            resting = r.resting_on([*r.because(Mark("supported", cause.id)), *excluding])
        else:
            return frozenset()
        return resting & self.disputed

    def dispute(self, cause: Cause) -> bool:
        """Whether a verdict for a cause rests on facts of which not all can be true."""
        return bool(self.behind(cause)) or self.proven_and_excluded(cause)

    def proven_and_excluded(self, cause: Cause) -> bool:
        """Whether the facts prove a cause and exclude it as well."""
        r = self._reasoning
        return r.verdict(cause) == "confirmed" and r.proven_and_excluded(cause)

    @cached_property
    def to_settle(self) -> tuple[str, ...]:
        """The facts to ask for again, the cheapest first, where a verdict rests on disputed ones.

        So are those that exclude what a message names, where they leave nothing else.
        """
        r = self._reasoning
        weighed = [r.knowledge.causes[name] for name in r.verdicts]
        facts: set[str] = set()
        if any(self.dispute(cause) for cause in (*weighed, *r.obstacles)):
            facts |= {known.fact for known in self.disputed}
        elif all(r.verdict(cause) == "ruled_out" for cause in weighed):
            named = [cause for cause in weighed if self._named(cause)]
            facts |= {known.fact for cause in named for known in r.resting_on(r.deciding(cause)[1])}
        else:
            return ()
        vocabulary = r.knowledge.vocabulary
        for cause in (*weighed, *r.obstacles):
            if self.proven_and_excluded(cause):
                marks = (Mark(kind, cause.id) for kind in ("proven", "excluded"))
                facts |= {known.fact for mark in marks for known in r.resting_on(r.because(mark))}
        asked = [name for name in facts if name in r.case and vocabulary[name].asked]
        return tuple(sorted(asked, key=lambda name: (vocabulary.cost(name), vocabulary.order(name))))

    def _named(self, cause: Cause) -> bool:
        return any(cause.named_by(symptom.id) for symptom in self._reasoning.symptoms)
