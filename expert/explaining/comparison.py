"""What differs between two diagnoses: which conclusions came, went or changed, through which rule, and the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from expert.foundations.terms import Verdict
from expert.planning.planner import plan
from expert.results.diagnosis import CauseFound, Diagnosis, FactValue, require_diagnosis
from expert.results.difference import Difference, FactChange, VerdictChange, WorkChange


def compare(before: Diagnosis, after: Diagnosis) -> Difference:
    """What differs between two diagnoses, in the language of the second.

    They may be of different languages, and of different times: what is compared are ids and values, not words.

    >>> from expert import Case, diagnose
    >>> first = diagnose(Case(error="NoEnrollmentPolicy"))
    >>> second = diagnose(Case(error="NoEnrollmentPolicy", apns_certificate="valid"))
    >>> [(change.cause, change.after) for change in compare(first, second).verdicts][0]
    ('apns-certificate-invalid', 'ruled_out')

    Raises:
        TypeError: one of them is no diagnosis.
        ValueError: the first was stored in another language and without its words in that of the second.
    """
    require_diagnosis("compare takes two diagnoses", before, after)
    before = before.in_(after.language)
    old, new = ({symptom.id: symptom.title for symptom in d.symptoms} for d in (before, after))
    work_before, work_after = plan(before), plan(after)
    done_before, done_after = (
        {step.id: WorkChange(
            id=step.id, text=step.text, short=step.short, safety=step.safety, sometimes=step.sometimes,
            feared=step.feared, depends=step.condition is not None or stage.condition is not None,
        ) for stage in work.stages for step in stage.steps}
        for work in (work_before, work_after)
    )
    steps_before, steps_after = ({step.id: step.text for step in d.plan} for d in (before, after))
    return Difference(
        language=after.language,
        outcome_before=before.outcome,
        outcome_after=after.outcome,
        knowledge_changed=before.knowledge.digest != after.knowledge.digest,
        facts=tuple(_facts(before, after)),
        symptoms_added=tuple(title for name, title in new.items() if name not in old),
        symptoms_removed=tuple(title for name, title in old.items() if name not in new),
        verdicts=tuple(_verdicts(before, after)),
        plan_added=tuple(text for step, text in steps_after.items() if step not in steps_before),
        plan_removed=tuple(text for step, text in steps_before.items() if step not in steps_after),
        work_added=tuple(change for step, change in done_after.items() if step not in done_before),
        work_removed=tuple(change for step, change in done_before.items() if step not in done_after),
        wait_before=None if work_before.waiting is None else work_before.waiting.at_most,
        wait_after=None if work_after.waiting is None else work_after.waiting.at_most,
        superseded_before=before.only_superseded,
        superseded_after=after.only_superseded,
    )


def _facts(before: Diagnosis, after: Diagnosis) -> Iterator[FactChange]:
    old, new = ({fact.fact: fact for fact in d.case.described} for d in (before, after))
    for name in dict.fromkeys((*old, *new)):
        was, becomes = old.get(name), new.get(name)
        shown = was if becomes is None else becomes
        if shown is not None and (was and was.value) != (becomes and becomes.value):
            yield FactChange(
                fact=name,
                before=None if was is None else was.value,
                after=None if becomes is None else becomes.value,
                title=shown.title,
                words_before=None if was is None else was.words,
                words_after=None if becomes is None else becomes.words,
            )


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
            standing_before=None if was is None else was.standing,
            standing_after=None if becomes is None else becomes.standing,
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
