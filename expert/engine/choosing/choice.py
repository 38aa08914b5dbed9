"""Which question an interview asks next, where a case stands as it does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from expert.engine.choosing.inquiries import Inquiries
from expert.engine.choosing.likelihood import likelihoods
from expert.engine.choosing.priors import Priors
from expert.engine.choosing.situation import Grounds, Situation
from expert.engine.choosing.worth import Weighing, Worth
from expert.engine.fit import misfits
from expert.engine.imagined import HOLDS, Candidate, State
from expert.facts.vocabulary import MESSAGE
from expert.foundations.kept import cached_property
from expert.foundations.records import PlainRecord
from expert.rules.conditions import names_in

_MISFIT = 0.25


class Choice(PlainRecord):
    """The choice of the next question.

    Attributes:
        grounds: what is known in general.
        situation: what is known of the case.
        inquiries: what could be asked about the causes of the symptoms that are shown.
        priors: how much each cause weighs.
        skipped: facts that are not to be asked for.
        may_ask_for_rest: whether to ask for the rest of a message that is known in part.
        open_page: the id of the page that was looked at last: what is seen there costs little now.
    """

    grounds: Grounds
    situation: Situation
    inquiries: Inquiries
    priors: Priors
    skipped: frozenset[str]
    may_ask_for_rest: bool
    open_page: str | None = None

    @cached_property
    def next(self) -> Worth | None:
        """What is to be asked for; None where no question can change anything, or none that is worth its cost."""
        if self.situation.out_of_scope or self.situation.solved:
            return None
        if not self.situation.symptoms:
            return self._first_question() or self._scope_question()
        further = self._about_behavior(self._stopping) if self.situation.general else None
        if further is not None:
            return further
        if self.confirmed:
            return self._cheaper_question()
        ranked = self.weighing.questions()
        if ranked:
            return ranked[0]
        # Another symptom may show itself of which nobody was asked: nothing that the general one leads to explains it.
        further = self._about_behavior(self.grounds.behavior) if self.situation.general else None
        return further or self._scope_question()

    # The causes

    @cached_property
    def states(self) -> dict[str, State]:
        """Every candidate cause, and what the facts say of it."""
        return {name: c.state(self.situation.values) for name, c in self.inquiries.candidates.items()}

    @cached_property
    def open(self) -> list[str]:
        """The causes that the facts neither confirm nor rule out."""
        return [name for name, state in self.states.items() if state == "open"]

    @cached_property
    def confirmed(self) -> list[Candidate]:
        """The confirmed causes. One that only replaced documentation names ends no interview."""
        found = [self.inquiries.candidates[name] for name, state in self.states.items() if state == "confirmed"]
        return [candidate for candidate in found if not candidate.superseded]

    @cached_property
    def weighing(self) -> Weighing:
        """What each question would do to the open causes."""
        weights = self.priors.weights(self.open)
        known = {name: values[0] for name, values in self.situation.values.items()}
        knowledge = self.grounds.knowledge
        for name, factor in likelihoods(self.grounds, self.inquiries, self.situation.values, self.open).items():
            weights[name] *= factor
            # What fits less well with how many are concerned, and with how far the enrollment gets, comes later.
            weights[name] *= _MISFIT ** len(misfits(knowledge.causes[name], known, knowledge))
        total = sum(weights.values())
        weights = {name: weight / total for name, weight in weights.items()}
        return Weighing(self.grounds, self.inquiries, self.situation.values, weights, self.skipped, self.open_page)

    def decided_by(self, fact: str) -> list[str]:
        """The causes that a fact could still help to decide."""
        undecided = [*self.open, *(candidate.id for candidate in self.confirmed)]
        return self.inquiries.deciding(fact, self.situation.values, undecided)

    def left_open(self) -> list[str]:
        """The skipped facts that could still decide something."""
        wanted = self.inquiries.wanted(self.situation.values, self.open)
        return [name for name in wanted if name in self.skipped]

    def overturned_by(self, fact: str) -> list[str]:
        """The confirmed causes that an answer could still rule out."""
        outcomes = self.inquiries.outcomes((fact,), self.situation.values)
        return [c.id for c in self.confirmed if any(o.decided.get(c.id) == "ruled_out" for o in outcomes)]

    # The questions

    @property
    def next_if_skipped(self) -> Iterator[Worth]:
        """The questions that are asked one after the other while each is skipped, as far as they are about causes.

        With a cause confirmed, they go on after the first with what is worth most for the causes that are open.
        """
        if self.next is None:
            return
        yield self.next
        skipped, page = {self.next.fact}, self.grounds.page[self.next.fact]
        for name in self._askable(self._stopping) if self.situation.symptoms else ():
            if name not in self.situation.case and name not in skipped:
                skipped.add(name)
                yield self._plain(name)
        weighing = self.weighing.skipping(skipped, page or self.open_page)
        while worth := next(iter(weighing.questions()), None):
            yield worth
            page = self.grounds.page[worth.fact] or page
            weighing = weighing.skipping((worth.fact,), page or self.open_page)

    def _first_question(self) -> Worth | None:
        """The message, then the rest of it, then what happens: without these nothing can be weighed."""
        case, recognized = self.situation.case, self.situation.recognized
        if MESSAGE not in case and MESSAGE not in self.skipped:
            return self._plain(MESSAGE)
        unclear = recognized.openings or any(likeness.wording for likeness in recognized.reminds_of)
        if unclear and not self.situation.shown and self.may_ask_for_rest:
            return self._plain(MESSAGE)
        return self._kind_of_device() or self._about_behavior(self.grounds.behavior)

    def _kind_of_device(self) -> Worth | None:
        """What alone can put a case out of scope and every case should tell, where nothing that was seen tells it.

        It costs as little as any question, and without a message that is known the case may well be none of ours.
        """
        grounds, facts = self.grounds, self.grounds.knowledge.vocabulary.facts
        found = [
            name for name in self._askable(self._about_scope)
            if name in grounds.scope_alone and facts[name].intake is not None
            and grounds.cost[name] <= grounds.least_cost_of_behavior
        ]
        return self._plain(found[0]) if found else None

    @property
    def _stopping(self) -> tuple[str, ...]:
        """The facts that tell how far an enrollment gets, and how it stops there, whatever stops it."""
        general = [symptom for symptom in self.situation.symptoms if symptom.any_cause]
        read = {name for symptom in general for name in names_in(symptom.recognized_when)}
        return tuple(name for name in self.grounds.behavior if name in read)

    def _about_behavior(self, names: Iterable[str]) -> Worth | None:
        """What happens where no message is shown, the first of some facts that tell it."""
        known = self.situation.case
        open_facts = [name for name in self._askable(names) if name not in known]
        return self._plain(open_facts[0]) if open_facts else None

    def _cheaper_question(self) -> Worth | None:
        """With a cause confirmed: what costs less than its proof did, and could overturn it or add another.

        A page that is open already makes nothing worth asking here: the case would not end on a large page.
        """
        limit = min(map(self._cost_of_proof, self.confirmed))
        tests = self.inquiries.wanted(self.situation.values, [candidate.id for candidate in self.confirmed])
        doubts = [self._plain(name) for name in self._askable(tests) if self.overturned_by(name)]
        current = {name for name in self.open if not self.inquiries.candidates[name].superseded}
        further = [worth for worth in self.weighing.questions() if self._could_confirm(worth, current)]
        costs = [(self.inquiries.cost((worth.fact, *worth.with_others)), worth) for worth in (*doubts, *further)]
        cheaper = [(cost, worth) for cost, worth in costs if cost < limit]
        return min(cheaper, key=lambda found: found[0], default=(0.0, None))[1]

    def _scope_question(self) -> Worth | None:
        """Last, where nothing explains what was seen: whether it is a case for this system at all."""
        if not any(name in self.situation.case for name in (MESSAGE, *self.grounds.behavior)):
            return None
        cost, order = self.grounds.cost, self.grounds.order
        ranked = sorted(self._askable(self._about_scope), key=lambda name: (cost[name], order[name]))
        return self._plain(ranked[0]) if ranked else None

    @cached_property
    def _about_scope(self) -> dict[str, None]:
        """The facts that could still put the case out of scope, or its symptoms elsewhere."""
        found: dict[str, None] = {}
        for test in (*self.grounds.scope, *self.grounds.places(self.situation.symptoms)):
            test.gather_open(self.situation.values, found)
        return found

    def is_about_scope(self, fact: str) -> bool:
        """Whether a fact only tells if it is a case for this system at all."""
        return fact in self._about_scope and not self.decided_by(fact)

    def _askable(self, names: Iterable[str]) -> list[str]:
        vocabulary = self.grounds.knowledge.vocabulary
        return [name for name in names if vocabulary[name].asked and name not in self.skipped]

    def _plain(self, fact: str) -> Worth:
        return Worth(fact, 0.0, self.grounds.cost[fact])

    def _could_confirm(self, worth: Worth, causes: Collection[str]) -> bool:
        """Whether an answer could confirm one of these causes."""
        outcomes = self.inquiries.outcomes((worth.fact, *worth.with_others), self.situation.values)
        return any(s == "confirmed" and c in causes for outcome in outcomes for c, s in outcome.decided.items())

    def _cost_of_proof(self, candidate: Candidate) -> float:
        """What the dearest fact cost that a confirmed cause rests on."""
        case, values = self.situation.case, self.situation.values
        facts = {name for name in candidate.confirmed.facts if name in values}
        for conclusion in self.grounds.conclusions:
            worked_out = any(name in facts and name not in case for name in conclusion.concludes)
            if worked_out and conclusion.test.check(values) & HOLDS:
                facts.update(conclusion.reads)
        return max((self.grounds.cost[name] for name in facts if name in case), default=0.0)
