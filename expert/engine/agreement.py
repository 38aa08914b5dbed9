"""Reasons about a case by the engine that is wanted, or by both, each held against the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from expert.engine.reasoner import Reasoner, Reasoning
from expert.facts.case import Case
from expert.facts.vocabulary import Value
from expert.facts.writer import fact_file
from expert.foundations.problems import EnginesDisagree
from expert.foundations.terms import ENGINES, EngineChoice
from expert.rules.knowledge import KnowledgeBase


def reason_about(
    case: Case, knowledge: KnowledgeBase, *, today: date | None = None, engine: EngineChoice | None = None
) -> Reasoning:
    """Everything that follows from a case.

    Args:
        case: the observed facts.
        knowledge: the knowledge base.
        today: the day of observation where the case gives none and a rule needs it; the computer's date if left out.
        engine: the engine that fires the rules, or `both`; experta if left out, where it can be imported.

    Raises:
        TypeError: it is no case.
        ValueError: there is no such engine.
        InputError: the case was made with another vocabulary, or experta is wanted and cannot be imported.
        EnginesDisagree: both were wanted, and they conclude different things.
    """
    if engine is not None and engine not in ENGINES:
        raise ValueError(f"engine must be one of {', '.join(ENGINES)}, not {engine!r}")
    reasoner = Reasoner.of(knowledge)
    if engine != "both":
        return reasoner.reason(case, today, engine)
    comparison = _Comparison(reasoner, knowledge, today or date.today())
    found, other = comparison.by_each(case)
    if _concluded(found) != _concluded(other):
        smallest = comparison.smallest(found.case)
        differing = list(_differing(*comparison.by_each(smallest)))
        raise EnginesDisagree(fact_file(smallest.values()), differing)
    return replace(found, engine="both")


_REST = "whatever is seen"


class _Comparison:
    """Both engines on one case, and on ever smaller ones."""

    def __init__(self, reasoner: Reasoner, knowledge: KnowledgeBase, today: date) -> None:
        self._reasoner, self._vocabulary, self._today = reasoner, knowledge.vocabulary, today

    def by_each(self, case: Case) -> tuple[Reasoning, Reasoning]:
        return self._reasoner.reason(case, self._today, "experta"), self._reasoner.reason(case, self._today, "compiled")

    def smallest(self, case: Case) -> Case:
        """A case of as few facts as possible, and as short texts, in which the engines still differ."""
        def differ(facts: Mapping[str, Value]) -> bool:
            return self._differ(Case.of(facts, self._vocabulary).judged_like(case))

        return Case.of(_shrunk(case.values(), differ), self._vocabulary).judged_like(case)

    def _differ(self, case: Case) -> bool:
        found, other = self.by_each(case)
        return _concluded(found) != _concluded(other)


def _concluded(reasoning: Reasoning) -> tuple[object, ...]:
    """What both engines must come to, down to every firing."""
    return [symptom.id for symptom in reasoning.elsewhere], reasoning.runs, reasoning.rest


def _shrunk(facts: Mapping[str, Value], keeps: Callable[[Mapping[str, Value]], bool]) -> Mapping[str, Value]:
    """Facts from which nothing more can be left out, one thing at a time, without losing what they are to keep."""
    for smaller in _smaller(facts):
        if keeps(smaller):
            return _shrunk(smaller, keeps)
    return facts


def _smaller(facts: Mapping[str, Value]) -> Iterator[dict[str, Value]]:
    """The facts without one of them, without one text, or with half a text."""
    for name, value in facts.items():
        rest = {other: known for other, known in facts.items() if other != name}
        yield rest
        if isinstance(value, tuple):
            for i, text in enumerate(value):
                others = (*value[:i], *value[i + 1 :])
                if others:
                    yield {**facts, name: others}
                yield from ({**facts, name: (*value[:i], half, *value[i + 1 :])} for half in _halves(text))


def _halves(text: str) -> Iterator[str]:
    """The first and the second half of a text: of its lines, or of the words of its only line."""
    between = "\n" if "\n" in text else " "
    parts = text.split(between)
    for half in (parts[: len(parts) // 2], parts[len(parts) // 2 :]) if len(parts) > 1 else ():
        if any(part.strip() for part in half):
            yield between.join(half)


def _differing(found: Reasoning, other: Reasoning) -> Iterator[str]:
    """What the engines say differently, by ids."""
    verdicts = found.verdicts, other.verdicts
    for cause in dict.fromkeys((*verdicts[0], *verdicts[1])):
        said = tuple(each.get(cause, "no candidate") for each in verdicts)
        if said[0] != said[1]:
            yield f"{cause}: {found.engine} {said[0]}, {other.engine} {said[1]}"
    for symptom in dict.fromkeys((*found.runs, *other.runs, _REST)):
        runs = [(each.engine, each.rest if symptom == _REST else each.runs.get(symptom)) for each in (found, other)]
        for attribute in ("offered", "harmful", "worked_out", "firings"):
            sets = [frozenset() if run is None else getattr(run, attribute) for _, run in runs]
            for (engine, _), own, others in zip(runs, sets, sets[::-1], strict=True):
                yield from (f"{symptom}: {attribute}: only {engine}: {part}" for part in sorted(map(str, own - others)))
