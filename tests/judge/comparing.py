"""Holds what `diagnose` says of a case against the opinion of the judge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from expert import Diagnosis, KnowledgeBase
from expert.engine.agreement import reason_about
from expert.engine.composing import compose
from expert.facts.vocabulary import Value, Vocabulary
from expert.facts.writer import fact_file
from expert.results.diagnosis import Conflict, FactValue
from tests.engine.random_cases import TODAY
from tests.judge.cases import CaseMaker, Drawn
from tests.judge.judging import Conflict as OpinionOfConflict
from tests.judge.judging import Fact, Judge, Opinion
from tests.judge.written import Written


class Different(AssertionError):
    """`diagnose` and the judge differ; the message shows the case as a fact file."""


class Court:
    """The judge, and the cases of a knowledge base.

    Args:
        knowledge: the knowledge, as the product reads it.
        written: the same, as the judge reads it.
    """

    def __init__(self, knowledge: KnowledgeBase, written: Written) -> None:
        self._knowledge = knowledge
        self._judge = Judge(written)

    @cached_property
    def _maker(self) -> CaseMaker:
        return CaseMaker(self._knowledge)

    def try_case(self, seed: int, number: int) -> Opinion:
        """Hold both against each other in one random case.

        Raises:
            Different: they differ.
        """
        return self.hold(self._maker.case(seed, number), f"case {number} of seed {seed}")

    def hold(self, drawn: Drawn, name: str) -> Opinion:
        """Hold both against each other in one case.

        Raises:
            Different: they differ.
        """
        reasoning = reason_about(drawn.case, self._knowledge, today=TODAY, engine="compiled")
        # As `diagnose` has it, but for what is worth asking: the judge says nothing of that, and it takes longest.
        diagnosis = compose(reasoning, "en", asking=False)
        opinion = self.opinion(drawn)
        differences = list(differing(diagnosis, opinion, self._knowledge.vocabulary))
        if differences:
            shown = "\n".join(f"# {line}" for line in (f"{name}, on {TODAY}", *differences))
            raise Different(f"{shown}\n{fact_file(drawn.case.values())}")
        return opinion

    def opinion(self, drawn: Drawn) -> Opinion:
        """What the judge says of a case."""
        known = {"observed_on": TODAY, **drawn.case.values()}
        facts = {name: _typed(value) for name, value in known.items() if name in self._knowledge.vocabulary}
        tells = [told for match in drawn.matches for told in match.message.tells.items()]
        return self._judge.opinion(facts, dict.fromkeys(match.symptom for match in drawn.matches), tells)


def _typed(value: Value) -> object:
    return value.isoformat() if isinstance(value, date) else value


def differing(diagnosis: Diagnosis, opinion: Opinion, vocabulary: Vocabulary) -> Iterator[str]:
    """What differs, a line each."""
    causes = {cause.id: cause for cause in diagnosis.causes}
    every = {**causes, **{cause.id: cause for cause in diagnosis.obstacles}}
    conflicts = [c for c in diagnosis.conflicts if c.kind != "text"]  # what texts say is not in the judge's field
    pairs: tuple[tuple[str, object, object], ...] = (
        ("outcome", diagnosis.outcome, opinion.outcome),
        ("symptoms", {symptom.id for symptom in diagnosis.symptoms}, set(opinion.symptoms)),
        ("verdicts", {name: cause.verdict for name, cause in causes.items()}, dict(opinion.verdicts)),
        ("obstacles", {cause.id for cause in diagnosis.obstacles}, set(opinion.obstacles)),
        ("facts that decide", {name: _facts(cause.because, vocabulary) for name, cause in every.items()},
         {name: set(opinion.because.get(name, ())) for name in every}),
        ("likely by facts", {n for n, c in causes.items() if c.supported}, set(opinion.likely_by_facts)),
        ("only left", {n for n, c in causes.items() if c.only_left}, set(opinion.only_left)),
        ("disputed", {n for n, c in every.items() if c.disputed}, set(opinion.disputed)),
        ("conflicts", {_conflict(c, vocabulary) for c in conflicts}, set(opinion.conflicts)),
        ("conflicts that decide", {_conflict(c, vocabulary) for c in conflicts if c.decides}, set(opinion.deciding)),
    )  # fmt: skip
    for what, ours, theirs in pairs:
        if ours != theirs:
            yield f"{what}: {_only(ours, theirs)}; the judge: {_only(theirs, ours)}"


def _only(these: object, those: object) -> str:
    """What is in one and not in the other."""
    if isinstance(these, set) and isinstance(those, set):
        return str(sorted(map(_said, these - those)))
    if isinstance(these, dict) and isinstance(those, dict):
        return str({key: value for key, value in these.items() if those.get(key) != value})
    return str(these)


def _said(entry: object) -> str:
    if isinstance(entry, tuple):
        return " ".join(_said(part) for part in entry if part)
    return ", ".join(sorted("=".join(pair) for pair in entry)) if isinstance(entry, frozenset) else str(entry)


def _conflict(conflict: Conflict, vocabulary: Vocabulary) -> OpinionOfConflict:
    about = conflict.cause if conflict.kind in ("cause", "message") else None
    return conflict.kind, about or "", frozenset(_facts(conflict.facts, vocabulary))


def _facts(facts: tuple[FactValue, ...], vocabulary: Vocabulary) -> set[Fact]:
    return {(fact.fact, _letters(fact, vocabulary)) for fact in facts}


def _letters(fact: FactValue, vocabulary: Vocabulary) -> str:
    if isinstance(fact.value, bool):
        return "yes" if fact.value else "no"
    text = str(fact.value)
    return text.replace("-", "") if vocabulary[fact.fact].type == "date" else text
