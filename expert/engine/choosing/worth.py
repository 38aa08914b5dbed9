"""What a question is worth: how far its answer is expected to bring the search, for what it costs.

The reckoning is that of decision-theoretic troubleshooting (Heckerman, Breese and Rommelse 1995): one of the
open causes is at work, each weighs what the priors say, and an answer is expected from those causes that it
would leave situation. What is still to be found out is which cause it is, and its proof. A question's gain is
how much of that (in bits) its answer is expected to settle, and the question with the most gain for its cost
is asked first. `tests/simulation.py` measures how near that comes to the best order there is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from expert.engine.choosing.inquiries import Inquiries, Inquiry, Outcome
from expert.engine.choosing.situation import Grounds
from expert.engine.imagined import Values

_NOTHING = 1e-9
_LEAST_COST = 0.1
_MOST_STEPS = 5.5
_MOST_ESTIMATED = 3  # open causes
_ASKED_OF_STEPS, _ITSELF = 0.6, 0.1


@dataclass(frozen=True, slots=True)
class Worth:
    """What asking for a fact is worth.

    Attributes:
        fact: the fact.
        gain: how much of what is to be found out it is expected to settle, in bits.
        cost: what finding it out costs, by the vocabulary, with the facts that it takes besides; little of what is
            seen on a page that is open already.
        with_others: further facts that must be known before it decides anything.
        concludes: the fact that is worked out from all of these, if it is that which decides.
    """

    fact: str
    gain: float
    cost: float
    with_others: tuple[str, ...] = ()
    concludes: str | None = None

    @property
    def rate(self) -> float:
        """Bits for each unit of cost."""
        return self.gain / max(self.cost, _LEAST_COST)


class Weighing:
    """The open causes of a case, and what each question would do to them.

    Args:
        grounds: what is known in general.
        inquiries: what could be asked about these causes and others.
        values: what is known.
        weights: how much each cause weighs that is neither confirmed nor ruled out, by its id.
        skipped: facts that are not to be asked for.
        open_page: the id of the page that was looked at last.
    """

    def __init__(
        self,
        grounds: Grounds,
        inquiries: Inquiries,
        values: Values,
        weights: Mapping[str, float],
        skipped: frozenset[str] = frozenset(),
        open_page: str | None = None,
    ) -> None:
        self._grounds = grounds
        self._inquiries = inquiries
        self._values = values
        self._weights = weights
        self._totals = _Totals.of(self._weights.values())
        self._skipped = skipped
        self._open_page = open_page
        self._gains: dict[tuple[str, ...], float] = {}

    def skipping(self, facts: Iterable[str], open_page: str | None) -> Weighing:
        """The same causes, where these facts are not to be asked for either and this page was looked at last."""
        after = Weighing(
            self._grounds, self._inquiries, self._values, self._weights, self._skipped.union(facts), open_page
        )
        after._gains = self._gains  # A question settles as much as before.
        return after

    def questions(self) -> list[Worth]:
        """Every fact that could decide something, the one to be asked for first."""
        inquiries = self._inquiries.worth_considering(self._values, self._weights, self._skipped)
        worths = [self._worth(inquiry) for inquiry in inquiries]
        if self._tells(worths):
            ranked = sorted(worths, key=lambda worth: (-round(worth.rate, 9), *self._place(worth)))
        else:
            ranked = sorted(worths, key=self._by_proof())
        first: dict[str, Worth] = {}
        for worth in ranked:
            first.setdefault(worth.fact, worth)
        return list(first.values())

    def _tells(self, worths: Iterable[Worth]) -> bool:
        """Whether an answer to any of these is expected to settle something by itself."""
        return any(worth.gain > _NOTHING for worth in worths)

    def further(self, worth: Worth) -> int | None:
        """About how many questions come after this one; None where that cannot be told.

        It is what is still to be found out, by what this question is expected to settle of it. How that goes with the
        questions that were really asked was measured on cases drawn as in `tests/simulation.py`: up to five such steps
        it is right within a question on average while few causes are open, and beyond that, or without any gain, it
        says nothing: with four causes and more it was wrong by one to two questions, mostly too low.
        """
        if len(self._weights) > _MOST_ESTIMATED:
            return None
        steps = self._totals.to_find() / worth.gain if worth.gain > _NOTHING else math.inf
        return round(_ASKED_OF_STEPS * steps - _ITSELF) if steps < _MOST_STEPS else None

    def outcomes(self, facts: tuple[str, ...]) -> tuple[Outcome, ...]:
        """What these facts, once known, would decide about the open causes."""
        return tuple(
            replace(outcome, decided={c: s for c, s in outcome.decided.items() if c in self._weights})
            for outcome in self._inquiries.outcomes(facts, self._values)
        )

    def _place(self, worth: Worth) -> tuple[float, int]:
        return worth.cost, self._grounds.order[worth.fact]

    def _by_proof(self) -> _Ranking:
        """The order where no answer is expected to settle anything by itself.

        First what it takes to prove the cause that weighs most for the cost of its proof; what can only rule
        out comes last.
        """
        proofs = []
        for cause, weight in self._weights.items():
            proof = self._inquiries.proof_of(cause, self._values, self._skipped)
            if proof:
                proofs.append((-weight / max(self._inquiries.cost(proof, self._open_page), _LEAST_COST), cause, proof))
        needed: dict[str, int] = {}
        for place, (_, _, proof) in enumerate(sorted(proofs)):
            for fact in proof:
                needed.setdefault(fact, place)
        return lambda worth: (needed.get(worth.fact, len(proofs)), *self._place(worth))

    def _worth(self, inquiry: Inquiry) -> Worth:
        first, *others = inquiry.facts
        gain = self._gains.get(inquiry.facts)
        if gain is None:
            outcomes = self._inquiries.outcomes(inquiry.facts, self._values)
            gain = self._gains[inquiry.facts] = self._gain(outcomes)
        cost = self._inquiries.cost(inquiry.facts, self._open_page)
        return Worth(first, gain, cost, tuple(others), inquiry.concludes)

    # What the answers are expected to settle

    def _gain(self, outcomes: tuple[Outcome, ...]) -> float:
        """How much of what is to be found out the answers are expected to settle.

        With one cause at work, no answer is expected that confirms another cause or rules this one out. Only
        the causes that some answer decides are looked at one by one; the others fit every answer alike.
        """
        touched = dict.fromkeys(c for outcome in outcomes for c in outcome.decided if c in self._weights)
        if not touched:
            return 0.0
        free = [not self._ends(outcome) for outcome in outcomes]
        if not any(free):  # then every answer speaks against the others, and each is as likely with them
            free = [True] * len(outcomes)
        shares = sum(outcome.share for outcome, is_free in zip(outcomes, free, strict=True) if is_free)
        rest = self._totals.without(self._weights[cause] for cause in touched)
        left = 0.0
        masses = self._masses(touched, outcomes)
        for outcome, is_free, mass in zip(outcomes, free, masses, strict=True):
            if not self._ends(outcome):
                after = rest.scaled(outcome.share / shares if is_free else 0.0).with_(mass)
                left += after.sum / self._totals.sum * after.to_find()
        return max(self._totals.to_find() - left, 0.0)

    def _masses(self, touched: Iterable[str], outcomes: tuple[Outcome, ...]) -> list[list[float]]:
        """How the weight of each of these causes is spread over the answers that are expected from it."""
        masses: list[list[float]] = [[] for _ in outcomes]
        for cause in touched:
            fitting = [i for i, outcome in enumerate(outcomes) if self._fits(cause, outcome)]
            total = sum(outcomes[i].share for i in fitting)
            for i in fitting:
                masses[i].append(self._weights[cause] * outcomes[i].share / total)
        return masses

    def _fits(self, cause: str, outcome: Outcome) -> bool:
        """Whether the answer is expected while the cause is at work."""
        state = outcome.decided.get(cause)
        return state == "confirmed" or (state is None and not self._ends(outcome))

    def _ends(self, outcome: Outcome) -> bool:
        """Whether the answer confirms one of the open causes."""
        return any(state == "confirmed" and cause in self._weights for cause, state in outcome.decided.items())


_Ranking = Callable[[Worth], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class _Totals:
    """Weights, summed up so that some can be taken out or added without going through the others.

    Attributes:
        sum: of the weights.
        logs: the sum of each weight times its logarithm.
    """

    sum: float = 0.0
    logs: float = 0.0

    @classmethod
    def of(cls, weights: Iterable[float]) -> _Totals:
        return cls().with_(weights)

    def with_(self, weights: Iterable[float]) -> _Totals:
        """With further weights."""
        total, logs = self.sum, self.logs
        for weight in weights:
            total += weight
            logs += weight * math.log2(weight)
        return _Totals(total, logs)

    def without(self, weights: Iterable[float]) -> _Totals:
        """Without some of the weights."""
        taken = _Totals.of(weights)
        left = self.sum - taken.sum
        return _Totals(left, self.logs - taken.logs) if left > _NOTHING else _Totals()

    def scaled(self, share: float) -> _Totals:
        """The same share of each weight."""
        if share <= 0:
            return _Totals()
        return _Totals(self.sum * share, share * self.logs + self.sum * share * math.log2(share))

    def to_find(self) -> float:
        """What is still to be found out, in bits: which cause it is, and one more for its proof."""
        return math.log2(self.sum) - self.logs / self.sum + 1 if self.sum > _NOTHING else 0.0
