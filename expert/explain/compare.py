"""What differs between two diagnoses: which conclusions came, went or changed, through which rule, and the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from expert.foundations.terms import Safety, Verdict
from expert.plan import plan
from expert.results.diagnosis import CauseFound, Diagnosis, FactValue


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FactChange(_Part):
    """A fact that differs; None where it is not known."""

    fact: str
    before: Any
    after: Any


class VerdictChange(_Part):
    """A cause whose verdict differs; None where it is no candidate.

    Attributes:
        rule: the part of the cause's file that decided the verdict afterward, or that no longer decides it.
        no_longer: the rule decided the verdict before, and does not afterward.
        because: the facts that decided it.
    """

    cause: str
    title: str
    before: Verdict | None
    after: Verdict | None
    rule: str
    no_longer: bool = False
    because: tuple[FactValue, ...] = ()


class WorkChange(_Part):
    """A step that only one of the plans over all open causes has, and its dangers."""

    text: str
    safety: tuple[Safety, ...] = ()


class Difference(_Part):
    """What differs between two diagnoses.

    Attributes:
        knowledge_changed: they rest on different rules.
        superseded_before: the first rests on a cause that no source that still stands names (`only_superseded`).
        superseded_after: the second does.
        plan_added: steps for what is confirmed or likely that only the second diagnosis has.
        plan_removed: such steps that only the first has.
        work_added: steps that only the second plan over all open causes has.
        work_removed: steps that only the first such plan has.
        wait_before: how long the first plan takes at most by its waits (ISO 8601 duration); None without any.
        wait_after: the same of the second.
    """

    outcome_before: str
    outcome_after: str
    knowledge_changed: bool
    facts: tuple[FactChange, ...]
    symptoms_added: tuple[str, ...]
    symptoms_removed: tuple[str, ...]
    verdicts: tuple[VerdictChange, ...]
    plan_added: tuple[str, ...]
    plan_removed: tuple[str, ...]
    work_added: tuple[WorkChange, ...] = ()
    work_removed: tuple[WorkChange, ...] = ()
    wait_before: str | None = None
    wait_after: str | None = None
    superseded_before: bool = False
    superseded_after: bool = False

    @property
    def nothing(self) -> bool:
        """Whether no conclusion differs, whatever facts do."""
        return not (
            self.symptoms_added or self.symptoms_removed or self.verdicts or self.plan_added or self.plan_removed
            or self.work_added or self.work_removed or self.wait_before != self.wait_after
            or self.outcome_before != self.outcome_after
        )


def compare(before: Diagnosis, after: Diagnosis) -> Difference:
    """What differs between two diagnoses of the same language.

    >>> from expert import Case, diagnose
    >>> first = diagnose(Case(error="NoEnrollmentPolicy"))
    >>> second = diagnose(Case(error="NoEnrollmentPolicy", apns_certificate="valid"))
    >>> [(change.cause, change.after) for change in compare(first, second).verdicts][0]
    ('apns-certificate-invalid', 'ruled_out')

    Raises:
        ValueError: they are of different languages, so that their words cannot be compared.
    """
    if before.language != after.language:
        raise ValueError(f"one diagnosis is in {before.language!r} and the other in {after.language!r}")
    old, new = ({symptom.id: symptom.title for symptom in d.symptoms} for d in (before, after))
    work_before, work_after = plan(before), plan(after)
    done_before, done_after = (
        {step.text: WorkChange(text=step.text, safety=step.safety) for step in work.steps()}
        for work in (work_before, work_after)
    )
    steps_before, steps_after = [s.text for s in before.plan], [s.text for s in after.plan]
    return Difference(
        outcome_before=before.outcome,
        outcome_after=after.outcome,
        knowledge_changed=before.knowledge.digest != after.knowledge.digest,
        facts=tuple(_facts(before, after)),
        symptoms_added=tuple(title for name, title in new.items() if name not in old),
        symptoms_removed=tuple(title for name, title in old.items() if name not in new),
        verdicts=tuple(_verdicts(before, after)),
        plan_added=tuple(text for text in steps_after if text not in steps_before),
        plan_removed=tuple(text for text in steps_before if text not in steps_after),
        work_added=tuple(change for text, change in done_after.items() if text not in done_before),
        work_removed=tuple(change for text, change in done_before.items() if text not in done_after),
        wait_before=None if work_before.waiting is None else work_before.waiting.at_most,
        wait_after=None if work_after.waiting is None else work_after.waiting.at_most,
        superseded_before=before.only_superseded,
        superseded_after=after.only_superseded,
    )


def _facts(before: Diagnosis, after: Diagnosis) -> Iterator[FactChange]:
    old, new = before.case.facts, after.case.facts
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield FactChange(fact=name, before=old.get(name), after=new.get(name))


def _verdicts(before: Diagnosis, after: Diagnosis) -> Iterator[VerdictChange]:
    old, new = {c.id: c for c in before.causes}, {c.id: c for c in after.causes}
    for name in sorted({*old, *new}):
        was, becomes = old.get(name), new.get(name)
        if (was and was.verdict) == (becomes and becomes.verdict):
            continue
        shown = was if becomes is None else becomes
        assert shown is not None
        rule, no_longer, because = _reason(before, was, after, becomes)
        yield VerdictChange(
            cause=name,
            title=shown.title,
            before=None if was is None else was.verdict,
            after=None if becomes is None else becomes.verdict,
            rule=rule or f"{name}/explains",
            no_longer=no_longer,
            because=because,
        )


def _reason(
    before: Diagnosis, was: CauseFound | None, after: Diagnosis, becomes: CauseFound | None
) -> tuple[str | None, bool, tuple[FactValue, ...]]:
    """The rule that decides the verdict now, or no longer does, and the facts it rests on."""
    if becomes is None:  # the symptom that led to it went
        return None, True, ()
    rule = _rule(after, becomes)
    if rule is not None or was is None:
        return rule, False, becomes.because
    lost = _rule(before, was)
    return lost, lost is not None, was.because


def _rule(diagnosis: Diagnosis, cause: CauseFound) -> str | None:
    """The rule that decided a verdict, as the derivation records it; None where none did."""
    kinds: dict[Verdict, Literal["proves", "rules_out"] | None] = {"confirmed": "proves", "ruled_out": "rules_out"}
    wanted = kinds.get(cause.verdict)
    for edge in diagnosis.derivation.edges:
        if edge.target == f"cause.{cause.id}" and edge.kind == wanted:
            return edge.rule
    return None
