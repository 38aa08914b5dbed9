"""What differs between two diagnoses: which conclusions came, went or changed, and through which rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from expert.diagnosis import CauseFound, Diagnosis, FactValue, Verdict


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
        rule: the part of the cause's file that decided the verdict afterward (or before, where it went).
        because: the facts that decided it.
    """

    cause: str
    title: str
    before: Verdict | None
    after: Verdict | None
    rule: str
    because: tuple[FactValue, ...] = ()


class Difference(_Part):
    """What differs between two diagnoses.

    Attributes:
        knowledge_changed: they rest on different rules.
        superseded_before: the first rests on a cause that no source that still stands names (`only_superseded`).
        superseded_after: the second does.
        plan_added: steps that only the second plan has.
        plan_removed: steps that only the first plan has.
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
    superseded_before: bool = False
    superseded_after: bool = False

    @property
    def nothing(self) -> bool:
        """Whether no conclusion differs, whatever facts do."""
        return not (
            self.symptoms_added or self.symptoms_removed or self.verdicts or self.plan_added or self.plan_removed
            or self.outcome_before != self.outcome_after
        )


def compare(before: Diagnosis, after: Diagnosis) -> Difference:
    """What differs between two diagnoses of the same language.

    >>> from expert import Case, diagnose
    >>> first = diagnose(Case(error="NoEnrollmentPolicy"))
    >>> second = diagnose(Case(error="NoEnrollmentPolicy", apns_certificate="valid"))
    >>> [(change.cause, change.after) for change in compare(first, second).verdicts][0]
    ('apns-certificate-invalid', 'ruled_out')
    """
    old, new = [s.title for s in before.symptoms], [s.title for s in after.symptoms]
    steps_before, steps_after = [s.text for s in before.plan], [s.text for s in after.plan]
    return Difference(
        outcome_before=before.outcome,
        outcome_after=after.outcome,
        knowledge_changed=before.knowledge.digest != after.knowledge.digest,
        facts=tuple(_facts(before, after)),
        symptoms_added=tuple(title for title in new if title not in old),
        symptoms_removed=tuple(title for title in old if title not in new),
        verdicts=tuple(_verdicts(before, after)),
        plan_added=tuple(text for text in steps_after if text not in steps_before),
        plan_removed=tuple(text for text in steps_before if text not in steps_after),
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
        shown, diagnosis = (becomes, after) if becomes is not None else (was, before)
        assert shown is not None
        yield VerdictChange(
            cause=name,
            title=shown.title,
            before=None if was is None else was.verdict,
            after=None if becomes is None else becomes.verdict,
            rule=_rule(diagnosis, shown),
            because=shown.because,
        )


def _rule(diagnosis: Diagnosis, cause: CauseFound) -> str:
    """The rule that decided a verdict, as the derivation records it."""
    kinds: dict[Verdict, Literal["proves", "rules_out"] | None] = {"confirmed": "proves", "ruled_out": "rules_out"}
    wanted = kinds.get(cause.verdict)
    for edge in diagnosis.derivation.edges:
        if edge.target == f"cause.{cause.id}" and edge.kind == wanted:
            return edge.rule
    return f"{cause.id}/explains"
