"""Measures the interview where no message is shown: whatever stops an enrollment comes into question.

    python -m tests.message_less [--cases N] [--seed S] [--sets N]

For every cause that stops an enrollment by itself, truthful cases are drawn: this cause is at work, every other is
ruled out, and where the enrollment stops fits what the cause is known to show. Each is interviewed from where and how
it stops until a cause is confirmed. What that cost (minutes, by the vocabulary) stands beside the fixed order: the
same facts in the order of the vocabulary, whatever the answers.

Among so many causes the best order cannot be searched for. So sets of four to six of them are drawn, for which the
least expected cost of all orders of questions is found, over all that could be the case; beside it stands the
interview's over the same.

It measures and does not judge: the exit code is 0.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product

from expert import KnowledgeBase
from expert.ask import Interview
from expert.engine.fit import misfits
from expert.engine.imagined import HOLDS
from expert.facts.vocabulary import Value
from expert.rules.answers import choices
from expert.rules.conditions import facts_in
from expert.rules.models import Symptom
from tests.simulation import (
    AIM_OF_BEST,
    AIM_OF_FIXED,
    TODAY,
    Answered,
    BestOrder,
    Chances,
    Order,
    Setting,
    Tally,
    TooMany,
    World,
    Worlds,
    ask,
    by_answer,
    fixed_order,
    interview_order,
    known,
)
from tests.truths import Truths, begun, shown_by

AIM_SECONDS = 0.5
SIZES = (4, 5, 6)
TRIES = 20
"""How often a case, or a small set, is drawn anew before it is given up."""

Start = Mapping[str, Value]
"""Where and how an enrollment stops."""


class Field:
    """The cases without a message of a knowledge base.

    Args:
        knowledge: the knowledge base.
        symptom: the symptom that says no more than that an enrollment stops.
    """

    def __init__(self, knowledge: KnowledgeBase, symptom: Symptom) -> None:
        self.knowledge, self.symptom = knowledge, symptom
        self.bare = Setting(knowledge, symptom, knowledge.case())
        self._settings: dict[tuple[Value, ...], tuple[Setting, Truths, dict[str, Order]]] = {}

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> Field:
        """That of a knowledge base.

        Raises:
            ValueError: it has no symptom of which every cause that stops an enrollment is a candidate.
        """
        symptom = next((symptom for symptom in knowledge.symptoms.values() if symptom.any_cause), None)
        if symptom is None or symptom.recognized_when is None:
            raise ValueError("no symptom stands for whatever stops an enrollment")
        return cls(knowledge, symptom)

    @cached_property
    def starts(self) -> list[Start]:
        """Where and how it can stop so that nothing more is known of the symptom."""
        assert self.symptom.recognized_when is not None
        vocabulary = self.knowledge.vocabulary
        names = [n for n in facts_in(self.knowledge.condition(self.symptom.recognized_when)) if vocabulary[n].asked]
        every = product(*(choices(vocabulary[name]) for name in names))
        starts = [dict(zip(names, values, strict=True)) for values in every]
        return [start for start in starts if shown_by(begun(self.bare, **start), {}) == [self.symptom]]

    def starts_of(self, cause: str) -> list[Start]:
        """Those that fit a cause; all of them where none does."""
        fitting = [s for s in self.starts if not misfits(self.knowledge.causes[cause], s, self.knowledge)]
        return fitting or self.starts

    def begun(self, start: Start) -> tuple[Setting, Truths, dict[str, Order]]:
        """The setting, what could be the case, and the orders of questions, where it stops so."""
        key = tuple(start.values())
        if key not in self._settings:
            setting = begun(self.bare, **start)
            orders = {"interview": interview_order(setting), "fixed": fixed_order(setting)}
            self._settings[key] = setting, Truths(setting), orders
        return self._settings[key]

    def draw(self, cause: str, rng: random.Random) -> tuple[Start, Answered] | None:
        """A truthful case of a cause; None where none was found."""
        for _ in range(TRIES):
            start = rng.choice(self.starts_of(cause))
            setting, truths, _orders = self.begun(start)
            answers = truths.draw(cause, rng)
            if answers is None:
                continue
            shown = [c.id for symptom in shown_by(setting, answers) for c in self.knowledge.causes_of(symptom.id)]
            if cause in shown:
                return start, answers
        return None


@dataclass
class Figures:
    """What the interviews of all causes came to.

    Attributes:
        causes: how many.
        cases: how many cases of them.
        interview: the interviews.
        fixed: the fixed order.
        without: the causes of which no truthful case was found.
        dear: the causes whose interviews cost more than their fixed orders, each with what a case of it cost in both.
        seconds: how long each choice of a question took.
    """

    causes: int = 0
    cases: int = 0
    interview: Tally = field(default_factory=Tally)
    fixed: Tally = field(default_factory=Tally)
    without: list[str] = field(default_factory=list)
    dear: list[tuple[str, float, float]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def measure(knowledge: KnowledgeBase, cases: int, seed: int) -> Figures:
    """Interview so many cases of every cause that stops an enrollment."""
    place, figures = Field.of(knowledge), Figures()
    for cause in place.bare.candidates:
        rng = random.Random(f"{seed}/{cause}")
        of_cause, tried = (Tally(), Tally()), 0
        figures.causes += 1
        for number in range(cases):
            drawn = place.draw(cause, rng)
            if drawn is None:
                figures.without.append(cause)
                break
            start, answers = drawn
            setting, _, orders = place.begun(start)
            tried += 1
            for tally, name in zip(of_cause, ("interview", "fixed"), strict=True):
                tally.add(ask(setting, answers, orders[name]))
            if number == 0:
                figures.seconds += _timed(setting, answers)
        figures.cases += tried
        figures.interview.add(of_cause[0])
        figures.fixed.add(of_cause[1])
        if of_cause[0].cost > of_cause[1].cost:
            figures.dear.append((cause, of_cause[0].cost / tried, of_cause[1].cost / tried))
    return figures


def _timed(setting: Setting, answers: Answered) -> Iterator[float]:
    """How long each choice of a question takes in one interview, in seconds."""
    interview = Interview(setting.start, knowledge=setting.knowledge, today=TODAY)
    while True:
        before = time.perf_counter()
        question = interview.next_question()
        yield time.perf_counter() - before
        if question is None:
            return
        value = answers.get(question.fact)
        if value is None:
            interview.skip()
        else:
            interview.answer(value)


# Small sets, against the best order


@dataclass(frozen=True)
class Small:
    """What a small set of causes came to: expected costs."""

    causes: tuple[str, ...]
    interview: float
    fixed: float
    best: float


def small_sets(knowledge: KnowledgeBase, count: int, seed: int) -> Iterator[Small]:
    """So many sets of a few causes, each searched for its best order; what is too large for that is drawn anew."""
    place = Field.of(knowledge)
    for number in range(count):
        rng = random.Random(f"{seed}/small/{number}")
        found = next(filter(None, (_small_set(place, rng) for _ in range(TRIES))), None)
        if found is not None:
            yield found


def _small_set(place: Field, rng: random.Random) -> Small | None:
    knowledge, start = place.knowledge, rng.choice(place.starts)
    fitting = [c for c in place.bare.candidates if not misfits(knowledge.causes[c], start, knowledge)]
    if len(fitting) < SIZES[0]:
        return None
    names = sorted(rng.sample(fitting, min(rng.choice(SIZES), len(fitting))))
    few = replace(
        knowledge, digest=f"{knowledge.digest} {' '.join(names)}", causes={n: knowledge.causes[n] for n in names}
    )
    setting = begun(Setting(few, place.symptom, few.case()), **start)
    try:
        worlds = Worlds(setting)
        _keep_in_scope(worlds)
        if set(worlds.worlds) != set(names):
            return None
        best = BestOrder(worlds)
    except TooMany:
        return None
    orders = (interview_order(setting), fixed_order(setting))
    interview, fixed = (_expected(setting, order, {}, worlds.chances()) for order in orders)
    return Small(tuple(names), interview, fixed, best.expected)


def _keep_in_scope(worlds: Worlds) -> None:
    """Leave out what is no case of this system, or is solved: an interview ends there."""
    grounds = worlds.setting.grounds
    for cause, mine in list(worlds.worlds.items()):
        kept: dict[World, float] = {}
        for world, chance in mine.items():
            values = worlds.setting.values(known(worlds.setting.answers(world)))
            if not any(test.check(values) & HOLDS for test in (*grounds.scope, *grounds.solved)):
                kept[world] = chance
        total = sum(kept.values())
        worlds.worlds[cause] = {world: chance / total for world, chance in kept.items()}
        if not kept:
            del worlds.worlds[cause]


def _expected(setting: Setting, order: Order, answered: Answered, left: Chances) -> float:
    """What an order of questions is expected to cost from here until a cause is confirmed.

    Raises:
        LookupError: it gives up before that.
    """
    if setting.confirmed(setting.values(known(answered))):
        return 0.0
    fact = order(answered)
    if fact is None:
        raise LookupError(f"{setting.symptom.id}, {setting.start}: nothing is asked after {answered}")
    weight = sum(chance for _, chance in left)
    found = by_answer(left, setting.facts.index(fact)) if fact in setting.facts else {None: left}
    return setting.grounds.cost[fact] + sum(
        sum(chance for _, chance in some) / weight * _expected(setting, order, {**answered, fact: answer}, some)
        for answer, some in found.items()
    )


# What is printed


def said(figures: Figures, sets: list[Small]) -> str:
    """The figures beside the aims."""
    interview, fixed, cases = figures.interview, figures.fixed, max(figures.cases, 1)
    lines = [
        f"{figures.causes} causes, {figures.cases} cases",
        f"the cause was found in {1 - interview.not_found / cases:.1%} of them (in the fixed order in "
        f"{1 - fixed.not_found / cases:.1%})",
        f"a case took {interview.questions / cases:.1f} questions and cost {interview.cost / cases:.1f} minutes; "
        f"in the fixed order {fixed.questions / cases:.1f} and {fixed.cost / cases:.1f}",
        f"the interview's cost, of the fixed order's: {interview.cost / max(fixed.cost, 1e-9):.1%} "
        f"(aim: at most {AIM_OF_FIXED:.0%})",
    ]
    if sets:
        best, cost = sum(s.best for s in sets), sum(s.interview for s in sets)
        worst = max(sets, key=lambda s: s.interview / s.best)
        lines += [
            f"on {len(sets)} sets of {SIZES[0]} to {SIZES[-1]} causes, of the best possible order's: {cost / best:.1%} "
            f"(aim: at most {AIM_OF_BEST:.0%}), of the fixed order's: {cost / sum(s.fixed for s in sets):.1%}",
            f"  the worst: {worst.interview / worst.best:.1%} ({', '.join(worst.causes)})",
        ]
    seconds = figures.seconds
    lines.append(
        f"choosing a question took {statistics.mean(seconds) * 1000:.0f} ms on average and {max(seconds) * 1000:.0f} "
        f"ms at most (aim: at most {AIM_SECONDS * 1000:.0f} ms)"
    )
    if figures.without:
        lines.append(f"no truthful case was found of: {', '.join(figures.without)}")
    lines += [f"costs more than in the fixed order: {c} ({a:.1f} beside {b:.1f})" for c, a, b in figures.dear]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.message_less", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--cases", type=int, default=20, help="cases for each cause (default: 20)")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other cases (default: 1)")
    parser.add_argument("--sets", type=int, default=40, help="small sets to search for the best order (default: 40)")
    chosen = parser.parse_args(arguments)
    knowledge = KnowledgeBase.shipped()
    figures = measure(knowledge, chosen.cases, chosen.seed)
    print(f"seed {chosen.seed}")
    print(said(figures, list(small_sets(knowledge, chosen.sets, chosen.seed))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
