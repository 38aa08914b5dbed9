"""One case through the library: beside other rule engines, and as the knowledge grows."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping
from time import process_time
from typing import Any

from expert import Case, KnowledgeBase, diagnose
from expert.engine.engines import default_engine
from expert.engine.reasoner import Reasoner
from expert.foundations.terms import EngineName
from tests import simulation
from tests.benchmark.cases import TODAY, as_told, known_cases, with_more_causes
from tests.benchmark.clips_peer import Clips
from tests.benchmark.naive_peer import Naive
from tests.benchmark.rows import in_turns, say

ROUNDS = 25
MANY, MANY_ELSEWHERE = 500, 2_000


def main(knowledge: KnowledgeBase) -> None:
    """Measure how cases are reasoned about."""
    cases = known_cases(knowledge)
    print(f"the default engine is {default_engine()}; each figure is of all {len(cases)} examples in which something "
          "is recognized")
    against_clips(knowledge, cases)
    against_naive(knowledge, cases)
    causes_elsewhere(knowledge, cases)
    causes_of_one_symptom(len(knowledge.causes))
    next_question()


def against_clips(knowledge: KnowledgeBase, cases: Mapping[str, Case]) -> None:
    """Reasoning and whole documents, against CLIPS that only comes to verdicts, from facts already in its form."""
    try:
        clips = Clips(knowledge)
    except ImportError:
        print("clipspy is not installed, so nothing is held against CLIPS: pip install \".[bench]\"")
        return
    reasoner = Reasoner.of(knowledge)
    told = {name: clips.facts(*as_told(knowledge, case)) for name, case in cases.items()}
    for name, case in cases.items():
        assert clips.verdicts(told[name]) == reasoner.imagine(case, TODAY).verdicts, name

    def documents(engine: EngineName | None) -> Callable[[], object]:
        return lambda: [diagnose(case, knowledge, today=TODAY, engine=engine) for case in cases.values()]

    def by_clips() -> object:
        return [clips.verdicts(facts) for facts in told.values()]

    works = {
        "clips": by_clips,
        "reason": lambda: [reasoner.imagine(case, TODAY).firings for case in cases.values()],
        "compiled": documents("compiled"),
        "default": documents(None),
    }
    taken = _in_turns(works, clips.renew)
    clips.close()
    count = len(cases)
    print(f"one case: CLIPS ({len(clips.constructs)} rules, verdicts only) {taken['clips'] / count:.3f} ms; "
          f"reasoning with recognition and derivation, compiled {taken['reason'] / count:.3f} ms; whole document, "
          f"compiled {taken['compiled'] / count:.2f} ms, default {taken['default'] / count:.2f} ms")
    bounds = {
        "reason": ("reasoning with derivation and recognition, compiled / CLIPS", 0.7),
        "default": ("whole document, default engine / CLIPS", 11),
        "compiled": ("whole document, compiled / CLIPS", 4),
    }
    for name, (what, bound) in bounds.items():
        ratio = taken[name] / taken["clips"]
        say(what, f"{ratio:.2f} x", f"at most {bound} x", ratio <= bound)


def _in_turns(works: Mapping[str, Callable[[], object]], renew: Callable[[], None]) -> dict[str, float]:
    """As `in_turns`, with an environment of CLIPS renewed in time, and not meanwhile."""
    rounds: list[dict[str, float]] = []
    for number in range(ROUNDS):
        if number % 10 == 0:
            renew()
            in_turns(works, 1)
        rounds.append(in_turns(works, 1, process_time))
    return {name: statistics.median(taken[name] for taken in rounds) for name in works}


def against_naive(knowledge: KnowledgeBase, cases: Mapping[str, Case]) -> None:
    """The whole diagnosis, with derivation and texts, against no more than building and running an engine."""
    if default_engine() != "experta":
        print("experta is not installed, so nothing is held against its naive use")
        return
    naive = Naive(knowledge)
    told = {name: as_told(knowledge, case) for name, case in cases.items()}
    for name, case in cases.items():
        verdicts = {cause.id: cause.verdict for cause in diagnose(case, knowledge, today=TODAY).causes}
        assert naive.verdicts(*told[name]) == verdicts, name
    works: dict[str, Callable[[], object]] = {
        "library": lambda: [diagnose(case, knowledge, today=TODAY) for case in cases.values()],
        "naive": lambda: [naive.verdicts(*facts) for facts in told.values()],
    }
    taken = in_turns(works, 3, process_time)
    print(f"\none case: library {taken['library'] / len(cases):.2f} ms, new experta engine with all rules "
          f"{taken['naive'] / len(cases):.1f} ms")
    ratio = taken["naive"] / taken["library"]
    say("naive use of experta / library", f"{ratio:.0f} x", "at least 10 x", ratio >= 10)


def causes_elsewhere(knowledge: KnowledgeBase, cases: Mapping[str, Case]) -> None:
    """The same cases when the knowledge holds many causes that have nothing to do with them."""
    grown = with_more_causes(knowledge, MANY_ELSEWHERE - len(knowledge.causes), cases.values())
    few, many = len(knowledge.causes), len(grown.causes)
    print()
    for engine in ("compiled", default_engine()):
        works = {
            "plain": _documents(knowledge, cases.values(), engine),
            "grown": _documents(grown, cases.values(), engine),
        }
        in_turns(works, 1)
        taken = in_turns(works, ROUNDS, process_time)
        ratio = taken["grown"] / taken["plain"]
        what = f"{few} -> {many} causes of other symptoms, whole document, {engine}"
        say(what, f"{ratio:.2f} x", "at most 1.2 x", ratio <= 1.2)


def _documents(knowledge: KnowledgeBase, cases: Iterable[Case], engine: Any) -> Callable[[], object]:
    return lambda: [diagnose(case, knowledge, today=TODAY, engine=engine) for case in cases]


def causes_of_one_symptom(few: int) -> None:
    """One case when its one symptom has few causes, and when it has many."""
    print()
    for engine, bound in (("compiled", 25), (default_engine(), None)):
        works: dict[str, Callable[[], object]] = {}
        for count in (few, MANY):
            knowledge = simulation.crowded(causes=count)
            works[str(count)] = _documents(knowledge, [knowledge.case(error="Synthetic failure")], engine)
        in_turns(works, 2)
        taken = in_turns(works, ROUNDS, process_time)
        ratio = taken[str(MANY)] / taken[str(few)]
        print(f"{few} -> {MANY} causes of one symptom, {engine}: {taken[str(few)]:.1f} -> {taken[str(MANY)]:.1f} ms")
        if bound is not None:
            what = f"{few} -> {MANY} causes of one symptom, whole document, {engine}"
            say(what, f"{ratio:.1f} x", f"at most {bound} x", ratio <= bound)


def next_question() -> None:
    """Choosing what to ask next among 500 causes of one symptom and 200 facts, and one diagnosis of the same case."""
    found = simulation.speed()
    print(f"\none diagnosis among 500 causes of one symptom: {found.diagnosis * 1000:.0f} ms")
    share = f"{found.worst / found.diagnosis:.2f} x"
    say("choosing the next question at its slowest / that diagnosis", share, "below 1 x", found.worst < found.diagnosis)
    worst = found.worst * 1000
    wanted = f"at most {simulation.AIM_MS} ms"
    say("choosing the next question at its slowest", f"{worst:.0f} ms", wanted, worst <= simulation.AIM_MS)
