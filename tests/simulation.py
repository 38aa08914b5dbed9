"""Measures the order of the interview's questions, and how long choosing one takes.

    python -m tests.simulation [--cases N] [--seed S] [--skip-speed]

For every symptom and every cause that explains it, cases are drawn in which this cause is confirmed, every other
candidate is ruled out, and nothing else is broken. Each is interviewed from the message or the behavior alone,
and every question is answered truthfully, until the cause is confirmed. What that cost (minutes, by the
vocabulary) stands beside other orders over the same cases:

- fixed: the facts that bear on the symptom's causes, in the order of the vocabulary, whatever the answers;
- pruned: the same order, but without what no open cause misses any more after the answers so far;
- random: any order, pruned in the same way;
- best: the best that there is, found by trying every order of questions on everything that could be the case;
- form: the whole vocabulary from top to bottom.

The same is done on small made-up symptoms.

It measures and does not judge: the exit code is 0.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import product

from expert.ask import Interview
from expert.engine import diagnose
from expert.engine.choosing.inquiries import Inquiries
from expert.engine.choosing.situation import Grounds
from expert.engine.imagined import HOLDS, Candidate, Values
from expert.engine.reasoner import Reasoner
from expert.facts.case import Case
from expert.facts.versions import Version
from expert.facts.vocabulary import FactDefinition, Value, Vocabulary
from expert.foundations.texts import Text
from expert.rules.answers import anchored, choices
from expert.rules.conditions import facts_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Message, Symptom

TODAY = date(2026, 11, 23)
MOST_WORLDS = 20_000
MOST_STATES = 200_000
AIM_OF_FIXED, AIM_OF_BEST, AIM_MS = 0.60, 1.10, 50
RANDOM_ORDERS = 5

_NUMBERS: dict[str, tuple[Value, ...]] = {
    "number": (2, 5, 10),
    "date": (TODAY - timedelta(days=30), TODAY + timedelta(days=300)),
    "version": tuple(Version.read(text) for text in ("15.0", "15.6", "16.2", "16.7", "17.1", "17.9")),
}

Known = dict[str, Value]
Answered = dict[str, Value | None]
"""The answers to some facts; None where there is nothing to answer."""

World = tuple[Value | None, ...]
"""A value for every fact that matters; None where there is none to be found (the date of a missing certificate)."""

Chances = list[tuple[World, float]]
"""Worlds, each with the chance that it is the case."""


@dataclass(frozen=True)
class Setting:
    """How a case presents itself: a symptom, and the message or behavior that shows it."""

    knowledge: KnowledgeBase
    symptom: Symptom
    start: Case

    @cached_property
    def grounds(self) -> Grounds:
        return Grounds.of(self.knowledge)

    @cached_property
    def inquiries(self) -> Inquiries:
        return Inquiries(self.grounds, self.candidates)

    @cached_property
    def candidates(self) -> dict[str, Candidate]:
        return self.grounds.candidates([self.symptom])

    @cached_property
    def told(self) -> Values:
        """What is known from the start."""
        return self.grounds.situation(self.start, TODAY).values

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The facts that can be asked for and that bear on the causes, in the order of the vocabulary."""
        names = [name for name in self.knowledge.vocabulary.facts if self.inquiries.bears(name)]
        return tuple(n for n in names if self.knowledge.vocabulary[n].asked and n not in self.start)

    def values(self, known: Known) -> Values:
        """What follows from what is known."""
        values = dict(self.told)
        for name, value in known.items():
            if value not in values.get(name, ()):
                values[name] = (*values.get(name, ()), value)
        self.grounds.conclusions.close(values)
        return values

    def confirmed(self, values: Values) -> frozenset[str]:
        return frozenset(name for name, c in self.candidates.items() if c.state(values) == "confirmed")

    def answers(self, world: World) -> Answered:
        """What is found out of each fact where a world is the case."""
        return dict(zip(self.facts, world, strict=True))

    def domain(self, name: str) -> tuple[Value, ...]:
        """The values a fact is drawn from."""
        definition = self.knowledge.vocabulary[name]
        around = anchored(name, self.inquiries.tests_of(name), {})
        return choices(definition) or tuple(sorted(around, key=str)) or _NUMBERS[definition.type]


def settings(knowledge: KnowledgeBase) -> Iterator[Setting]:
    """Every symptom, with its behavior or its messages; what says the same as one before is left out."""
    for symptom in knowledge.symptoms.values():
        read = () if symptom.recognized_when is None else facts_in(knowledge.condition(symptom.recognized_when))
        if seen := {name: symptom.example[name] for name in read if name in symptom.example}:
            yield Setting(knowledge, symptom, knowledge.case(**seen))
            continue
        telling = {repr(sorted(message.tells.items())): message for message in reversed(symptom.messages)}
        for message in reversed(telling.values()):
            yield Setting(knowledge, symptom, knowledge.case(error=message.text.en))


# What could be the case


class TooMany(Exception):
    """There are too many combinations of facts, or orders of questions, to go through them all."""


class Worlds:
    """Everything that could be the case behind a setting, with the chance of each under its cause.

    The circumstances are drawn first, in the order of the vocabulary: each fact takes any of the values with
    which the cause can still be the only one at work, all with the same chance.

    Raises:
        TooMany: there are too many combinations of facts.
    """

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.worlds: dict[str, dict[World, float]] = {}
        alone = dict(self._enumerate(allow_none=False))
        if {c for at_work in alone.values() for c in at_work} < set(setting.candidates):
            alone = {**dict(self._enumerate(allow_none=True)), **alone}
        self.together: set[str] = set()
        for cause in setting.candidates:
            mine = [world for world, at_work in alone.items() if at_work == {cause}]
            if not mine:
                mine = self._least_company(cause, alone)
            if mine:
                self.worlds[cause] = dict(_chances(mine))

    def _least_company(self, cause: str, alone: dict[World, frozenset[str]]) -> list[World]:
        """For a cause that is never alone (what proves it proves another): with as few others as can be."""
        counts = [len(at_work) for at_work in alone.values() if cause in at_work]
        if counts:
            self.together.add(cause)
        return [w for w, at_work in alone.items() if cause in at_work and len(at_work) == min(counts)]

    def _enumerate(self, *, allow_none: bool) -> Iterator[tuple[World, frozenset[str]]]:
        setting = self.setting
        domains: list[tuple[Value | None, ...]] = []
        for name in setting.facts:
            few = bool(choices(setting.knowledge.vocabulary[name]))
            domains.append(setting.domain(name) if few or not allow_none else (*setting.domain(name), None))
        size = 1
        for domain in domains:
            size *= len(domain)
        if size > MOST_WORLDS:
            raise TooMany(f"{setting.symptom.id}: {size} combinations of facts are too many")
        for world in product(*domains):
            at_work = self._at_work(known(setting.answers(world)))
            if at_work:
                yield world, at_work

    def _at_work(self, known: Known) -> frozenset[str]:
        """What is broken, where the facts agree with each other and every other cause is ruled out; else nothing."""
        setting = self.setting
        values = setting.values(known)
        if any(len(found) > 1 for found in values.values()):
            return frozenset()
        broken = {name for name, c in setting.candidates.items() if c.confirmed.check(values) & HOLDS}
        for name, candidate in setting.candidates.items():
            wanted = "confirmed" if name in broken else "ruled_out"
            if candidate.state(values) != wanted or (name in broken and candidate.excludes(values)):
                return frozenset()
        return frozenset(broken)

    def draw(self, cause: str, rng: random.Random) -> Answered:
        """A full set of facts behind which this cause is at work."""
        worlds = self.worlds[cause]
        (drawn,) = rng.choices(list(worlds), weights=list(worlds.values()))
        return self.setting.answers(drawn)

    def chances(self) -> Chances:
        """All of them, where each cause is as likely as any other."""
        of_causes = self.worlds.values()
        return [(world, chance / len(of_causes)) for mine in of_causes for world, chance in mine.items()]


def by_answer(left: Chances, place: int) -> dict[Value | None, Chances]:
    """The worlds that are left, by what is found out of the fact at a place."""
    found: dict[Value | None, Chances] = {}
    for entry in left:
        found.setdefault(entry[0][place], []).append(entry)
    return found


def _chances(worlds: list[World], place: int = 0, chance: float = 1.0) -> Iterator[tuple[World, float]]:
    if place == len(worlds[0]):
        yield worlds[0], chance
        return
    by_value: dict[Value | None, list[World]] = {}
    for world in worlds:
        by_value.setdefault(world[place], []).append(world)
    # None is for what cannot be known: only where no value would do.
    if len(by_value) > 1:
        by_value.pop(None, None)
    for some in by_value.values():
        yield from _chances(some, place + 1, chance / len(by_value))


# Orders of questions


def known(answered: Answered) -> Known:
    """The answers that say something."""
    return {name: value for name, value in answered.items() if value is not None}

_ASK = object()
Order = Callable[[Answered], str | None]
"""Which fact to ask for next, after these answers; None for giving up."""


def interview_order(setting: Setting) -> Order:
    """The order of the product."""
    chosen: dict[frozenset[tuple[str, Value | None]], str | None] = {}

    def order(answered: Answered) -> str | None:
        key = frozenset(answered.items())
        if key not in chosen:
            case = Case.of({**setting.start.values(), **known(answered)}, setting.knowledge.vocabulary)
            skipped = [name for name, value in answered.items() if value is None]
            question = Interview(case, knowledge=setting.knowledge, today=TODAY, skipped=skipped).next_question()
            chosen[key] = None if question is None else question.fact
        return chosen[key]

    return order


def _missed(setting: Setting) -> Callable[[Answered], list[str]]:
    """The facts that some open cause still misses, by the engine, in the order of the vocabulary."""
    found: dict[frozenset[tuple[str, Value | None]], list[str]] = {}
    reasoner = Reasoner.of(setting.knowledge)

    def missed(answered: Answered) -> list[str]:
        key = frozenset(answered.items())
        if key not in found:
            case = Case.of({**setting.start.values(), **known(answered)}, setting.knowledge.vocabulary)
            reasoning = reasoner.reason(case, TODAY)
            causes = [setting.knowledge.causes[cause] for cause in reasoning.verdicts]
            names = {name for cause in causes for name in reasoning.missing(cause)}
            found[key] = [name for name in setting.knowledge.vocabulary.facts if name in names - answered.keys()]
        return found[key]

    return missed


def fixed_order(setting: Setting) -> Order:
    """The facts that bear on the causes, in the order of the vocabulary."""
    return lambda answered: next((name for name in setting.facts if name not in answered), None)


def pruned_order(setting: Setting) -> Order:
    """The order of the vocabulary without what no open cause misses any more."""
    missed = _missed(setting)
    return lambda answered: next(iter(missed(answered)), None)


def random_order(setting: Setting, rng: random.Random) -> Order:
    """Any order."""
    missed = _missed(setting)
    return lambda answered: rng.choice(missed(answered)) if missed(answered) else None


def form_order(setting: Setting) -> Order:
    """A form that is filled in from top to bottom: every fact of the vocabulary, whether a cause needs it or not."""
    vocabulary = setting.knowledge.vocabulary
    names = [name for name, fact in vocabulary.facts.items() if fact.asked and fact.type != "texts"]
    names = [name for name in names if name not in setting.start]
    return lambda answered: next((name for name in names if name not in answered), None)


class BestOrder:
    """The order with the least expected cost, found by dynamic programming over everything that can be known."""

    def __init__(self, worlds: Worlds) -> None:
        self._setting = worlds.setting
        self._facts = worlds.setting.facts
        self._known: dict[tuple[object, ...], tuple[float, str | None]] = {}
        self.expected = self._solve({}, worlds.chances())[0]

    def __call__(self, answered: Answered) -> str | None:
        return self._known[self._key(answered)][1]

    def _key(self, answered: Answered) -> tuple[object, ...]:
        return tuple(answered.get(name, _ASK) for name in self._facts)

    def _solve(self, answered: Answered, left: Chances) -> tuple[float, str | None]:
        key = self._key(answered)
        if key not in self._known:
            if len(self._known) >= MOST_STATES:
                raise TooMany
            self._known[key] = self._least(answered, left)
        return self._known[key]

    def _least(self, answered: Answered, left: Chances) -> tuple[float, str | None]:
        setting = self._setting
        values = setting.values(known(answered))
        states = {name: candidate.state(values) for name, candidate in setting.candidates.items()}
        if "confirmed" in states.values():
            return 0.0, None
        wanted = setting.inquiries.wanted(values, [name for name, state in states.items() if state == "open"])
        weight = sum(chance for _, chance in left)
        best: tuple[float, str | None] = (float("inf"), None)
        for place, name in enumerate(self._facts):
            if name in answered or name not in wanted:
                continue
            cost = setting.grounds.cost[name]
            for answer, some in by_answer(left, place).items():
                share = sum(chance for _, chance in some) / weight
                cost += share * self._solve({**answered, name: answer}, some)[0]
            best = min(best, (cost, name), key=lambda entry: entry[0])
        return best


@dataclass
class Tally:
    """What interviews in one order came to; fractions where it is a mean of several orders."""

    questions: float = 0
    cost: float = 0.0
    not_found: float = 0

    def add(self, other: Tally) -> None:
        self.questions += other.questions
        self.cost += other.cost
        self.not_found += other.not_found

    def mean(self, among: int) -> Tally:
        return Tally(self.questions / among, self.cost / among, self.not_found / among)


def ask(setting: Setting, world: Answered, order: Order) -> Tally:
    """One interview, answered truthfully until a cause is confirmed."""
    answered: Answered = {}
    tally = Tally()
    while True:
        values = setting.values(known(answered))
        if setting.confirmed(values):
            return tally
        fact = order(answered)
        if fact is None:
            tally.not_found = 1
            return tally
        tally.questions += 1
        tally.cost += setting.grounds.cost[fact]
        answered[fact] = world.get(fact)


ORDERS = ("interview", "fixed", "pruned", "random", "best", "form")


@dataclass
class Row:
    """A symptom's figures: the sums over its causes, each with as many cases."""

    symptom: str
    causes: set[str] = field(default_factory=set)
    cases: int = 0
    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in ORDERS})
    solved: bool = True
    too_large: bool = False
    together: set[str] = field(default_factory=set)

    def mean(self, order: str) -> float:
        return self.tallies[order].cost / max(self.cases, 1)


def simulate(knowledge: KnowledgeBase, cases: int, seed: int) -> list[Row]:
    """Every cause of every symptom, with so many cases each, where there are few enough combinations of facts."""
    rows: dict[str, Row] = {}
    for setting in settings(knowledge):
        row = rows.setdefault(setting.symptom.id, Row(setting.symptom.id))
        try:
            _simulate_setting(setting, cases, seed, row)
        except TooMany:
            row.too_large, row.solved = True, False
    return list(rows.values())


def _simulate_setting(setting: Setting, cases: int, seed: int, row: Row) -> None:
    worlds = Worlds(setting)
    new = [cause for cause in worlds.worlds if cause not in row.causes]
    if not new:
        return
    orders: dict[str, Order] = {
        "interview": interview_order(setting), "fixed": fixed_order(setting), "pruned": pruned_order(setting),
        "form": form_order(setting),
    }  # fmt: skip
    try:
        orders["best"] = BestOrder(worlds)
    except TooMany:
        row.solved = False
    row.together |= worlds.together
    rng = random.Random(f"{seed}/{setting.symptom.id}/{setting.start!r}")
    anyhow = random_order(setting, rng)
    for cause in new:
        row.causes.add(cause)
        for _ in range(cases):
            world = worlds.draw(cause, rng)
            row.cases += 1
            for name, order in orders.items():
                row.tallies[name].add(ask(setting, world, order))
            some = Tally()
            for _ in range(RANDOM_ORDERS):
                some.add(ask(setting, world, anyhow))
            row.tallies["random"].add(some.mean(RANDOM_ORDERS))


# The table


def ratio(rows: list[Row], order: str, other: str) -> float:
    """The cost in one order, by that in another."""
    return sum(r.tallies[order].cost for r in rows) / max(sum(r.tallies[other].cost for r in rows), 1e-9)


def table(rows: list[Row]) -> str:
    """The figures: the mean cost of a case (and the number of questions), and the ratios of the sums."""
    header = ("symptom", "causes", "questions", *ORDERS[:5], "of fixed", "of best")
    body = [_cells(row) for row in rows if row.tallies["fixed"].cost]
    widths = [max(len(line[i]) for line in (header, *body)) for i in range(len(header))]
    lines = [_line(header, widths), _line(tuple("-" * w for w in widths), widths), *(_line(c, widths) for c in body)]
    return "\n".join(lines)


def _cells(row: Row) -> tuple[str, ...]:
    best = f"{row.mean('best'):.1f}" if row.solved else "-"
    return (
        row.symptom,
        str(len(row.causes)),
        f"{row.tallies['interview'].questions / max(row.cases, 1):.1f}",
        *(f"{row.mean(name):.1f}" for name in ORDERS[:4]),
        best,
        f"{ratio([row], 'interview', 'fixed'):.0%}",
        f"{ratio([row], 'interview', 'best'):.0%}" if row.solved else "-",
    )


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    first, *rest = zip(cells, widths, strict=True)
    return "  ".join((first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest))).rstrip()


def summary(rows: list[Row]) -> str:
    """The totals beside the aims."""
    solved, several = [row for row in rows if row.solved], [row for row in rows if len(row.causes) > 1]
    lost = sum(row.tallies["interview"].not_found for row in rows)
    together = ", ".join(sorted({cause for row in rows for cause in row.together})) or "none"
    figures = (
        ("the interview's cost, of the vocabulary's fixed order", rows, "interview", "fixed", AIM_OF_FIXED),
        ("  the best possible order's, of the same", solved, "best", "fixed", None),
        ("  the interview's, of the same, where there are several causes", several, "interview", "fixed", None),
        ("the interview's cost, of the vocabulary's pruned order", rows, "interview", "pruned", None),
        ("  the best possible order's, of the same", solved, "best", "pruned", None),
        ("the interview's cost, of the best possible order's", solved, "interview", "best", AIM_OF_BEST),
        ("the interview's cost, of random order's", rows, "interview", "random", None),
        ("the interview's cost, of the whole vocabulary's as a form", rows, "interview", "form", None),
    )
    lines = [
        f"{what:<64}{ratio(some, order, other):7.1%}" + ("" if aim is None else f"   aim: at most {aim:.0%}")
        for what, some, order, other, aim in figures
    ]
    left_out = ", ".join(row.symptom for row in rows if row.too_large) or "none"
    lines.append(f"the best possible order was found for {len(solved)} of {len(rows)} symptoms")
    lines.append(f"left out, wholly or in part, for too many combinations of facts: {left_out}")
    lines.append(f"cases in which the cause was not found: {lost:g} of {sum(row.cases for row in rows)}")
    lines.append(f"what proves it proves another cause of the symptom too, so it is never alone: {together}")
    return "\n".join(lines)


def small_sets(count: int, cases: int, seed: int) -> str:
    """The same on small made-up symptoms, each of which weighs the same."""
    of_best, of_fixed, lost = [], [], 0.0
    for number in range(count):
        rng = random.Random(f"{seed}/{number}")
        knowledge = crowded(rng.randint(2, 6), rng.randint(4, 8), rng.randrange(1_000_000))
        (row,) = simulate(knowledge, cases, seed)
        if len(row.causes) > 1:
            of_best.append(ratio([row], "interview", "best"))
            of_fixed.append(ratio([row], "interview", "fixed"))
            lost += row.tallies["interview"].not_found
    return (
        f"on {len(of_best)} made-up symptoms of 2 to 6 causes and 4 to 8 facts, on average: "
        f"{sum(of_best) / len(of_best):.1%} of the best possible order's cost, "
        f"{sum(of_fixed) / len(of_fixed):.1%} of the vocabulary's fixed order's; not found: {lost:g}"
    )


# Speed


def crowded(causes: int = 500, facts: int = 200, seed: int = 1) -> KnowledgeBase:
    """A knowledge base with many causes of one symptom, made of the shipped one's parts and synthetic facts."""
    shipped, rng = KnowledgeBase.shipped(), random.Random(seed)
    costs = [name for name, cost in shipped.vocabulary.costs.items() if cost.weight > 0]
    made = {name: _fact(name, costs, rng) for name in (f"synthetic_{i:03}" for i in range(facts))}
    base = next(iter(shipped.causes.values()))
    symptom = replace(
        next(iter(shipped.symptoms.values())), id="synthetic", messages=(Message(en="Synthetic failure"),),
        recognized_when=None, applies_when=None,
    )  # fmt: skip
    names = [f"synthetic-{i:03}" for i in range(causes)]
    made_causes = {
        name: replace(
            base, id=name, title=_both(name), explains=("synthetic",), confirmed_when=_condition(made, rng),
            ruled_out_when=None, applies_when=None, cases=(),
        )
        for name in names
    }  # fmt: skip
    return replace(
        shipped,
        digest=f"synthetic {causes} {facts} {seed}",
        vocabulary=Vocabulary(shipped.vocabulary.costs, {**shipped.vocabulary.facts, **made}, shipped.vocabulary.pages),
        symptoms={"synthetic": symptom},
        causes=made_causes,
    )


def _both(text: str) -> Text:
    return Text(text, text)


def _fact(name: str, costs: list[str], rng: random.Random) -> FactDefinition:
    count = rng.choice((0, rng.randint(2, 5)))
    values = {f"value_{i}": _both(f"value {i}") for i in range(count)}
    return FactDefinition(
        name=name,
        type="word" if values else "yes_no",
        title=_both(name),
        ask=_both(f"{name}?"),
        where_to_look=_both("-"),
        cost=rng.choice(costs),
        values=values,
    )


def _condition(facts: dict[str, FactDefinition], rng: random.Random) -> dict[str, object]:
    def atom(name: str) -> dict[str, object]:
        values = list(facts[name].values)
        return {name: rng.sample(values, rng.randint(1, len(values) - 1)) if values else rng.choice(["true", "false"])}

    first, *others = (atom(name) for name in rng.sample(list(facts), 3))
    return rng.choice([first, {"all": [first, others[0]]}, {"any": [first, {"all": others}]}])


@dataclass(frozen=True)
class Speed:
    """How long the choice of a question takes among many causes, beside one diagnosis of the same case; seconds."""

    first: float
    later: float
    most_later: float
    diagnosis: float

    @property
    def worst(self) -> float:
        return max(self.first, self.most_later)

    def said(self) -> str:
        return (
            f"choosing a question among 500 causes and 200 facts: the first {self.first * 1000:.0f} ms, "
            f"then {self.later * 1000:.0f} ms on average and {self.most_later * 1000:.0f} ms at most "
            f"(aim: at most {AIM_MS} ms)\n"
            f"that is {self.worst / self.diagnosis:.2f} of one diagnosis of the same case "
            f"({self.diagnosis * 1000:.0f} ms)"
        )


def speed(answers: int = 20) -> Speed:
    """Measure the choice of questions in one interview."""
    knowledge = crowded()
    case = knowledge.case(error="Synthetic failure")
    diagnose(case, knowledge)
    diagnosis = statistics.median(_seconds(lambda: diagnose(case, knowledge)) for _ in range(5))
    gc.collect()  # what the orders of questions left behind is not to be paid for here
    interviews = [Interview(case, knowledge=knowledge, today=TODAY) for _ in range(5)]
    first = statistics.median(_seconds(each.next_question) for each in interviews)
    interview = interviews[0]
    later: list[float] = []
    rng = random.Random(1)
    while len(later) < answers and (question := interview.next_question()) is not None:
        interview.answer(rng.choice(list(question.values)))
        later.append(_seconds(interview.next_question))
        if interview.stopped is not None:  # it was found; go on from before that answer without this fact
            interview.back()
            interview.skip()
    return Speed(first, sum(later) / len(later), max(later), diagnosis)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main(arguments: list[str] | None = None) -> int:
    """Print the table, the totals and the speed."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--cases", type=int, default=20, help="cases for each cause of each symptom (default: 20)")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other cases (default: 1)")
    parser.add_argument("--skip-speed", action="store_true", help="only the order of the questions")
    chosen = parser.parse_args(arguments)
    rows = simulate(KnowledgeBase.shipped(), chosen.cases, chosen.seed)
    print(f"seed {chosen.seed}, {chosen.cases} cases for each cause of each symptom; minutes by the vocabulary\n")
    print(table(rows), "", summary(rows), sep="\n")
    print(f"\n{small_sets(60, 5, chosen.seed)}")
    if not chosen.skip_speed:
        print(f"\n{speed().said()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
