"""Explanations and differences as plain text: a tree that a screen reader can follow, and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.explain.changes import Change
from expert.explain.compare import Difference, VerdictChange
from expert.explain.proof import Explanation, ProofNode
from expert.facts.vocabulary import Vocabulary
from expert.texts import Language, Text
from expert.visualize.report_words import WORDS as REPORT
from expert.visualize.words import VERDICTS

_STATES = {
    "met": Text("[met]", "[uppfyllt]"),
    "not_met": Text("[not met]", "[inte uppfyllt]"),
    "unknown": Text("[not known]", "[inte känt]"),
    "contradictory": Text("[contradictory]", "[motsägelsefullt]"),
}
_TO_CONFIRM = Text("It would be confirmed if", "Den vore bekräftad om")
_TO_RULE_OUT = Text("It would be ruled out if", "Den vore utesluten om")
_INSTEAD = Text("{clause} (not so now)", "{clause} (så är det inte nu)")
_AND = Text(" and ", " och ")
_OUTCOME = Text("Outcome: {before} -> {after}", "Utfall: {before} -> {after}")
_SAME_OUTCOME = Text("Outcome: {after}, as before", "Utfall: {after}, som förut")
_NOTHING = Text("No conclusion differs.", "Ingen slutsats skiljer sig.")
_FACTS = Text("Facts", "Uppgifter")
_SYMPTOM_CAME = Text("symptom recognized: {title}", "symptom igenkänt: {title}")
_SYMPTOM_WENT = Text("symptom no longer recognized: {title}", "symptom inte längre igenkänt: {title}")
_CAUSES = Text("Causes", "Orsaker")
_PLAN = Text("Plan", "Plan")
_ABSENT = Text("not a candidate", "ingen kandidat")
_UNKNOWN = Text("not known", "inte känt")
_THROUGH = Text("through {rule}", "genom {rule}")
_RULES_DIFFER = Text("The two rest on different rules.", "De två bygger på olika regler.")


def explanation_text(explanation: Explanation) -> str:
    """An explanation: its sentences, then the tree it rests on."""
    verdict = VERDICTS[explanation.verdict].in_(explanation.language)
    lines = [f"{verdict} {explanation.title} [{explanation.cause}]", "", *explanation.sentences, ""]
    for part in explanation.parts:
        lines.extend(_tree(part, explanation.language, 0))
    return "\n".join(lines) + "\n"


def _tree(node: ProofNode, language: Language, depth: int) -> Iterator[str]:
    origin = f" ({node.origin})" if node.origin not in (None, "api") else ""
    yield f"{'  ' * depth}- {_STATES[node.state].in_(language)} {node.text}{origin}"
    for part in node.parts:
        yield from _tree(part, language, depth + 1)


def changes_text(
    verdict: str, found: Iterable[tuple[Change, ...]], vocabulary: Vocabulary, language: Language
) -> str:
    """The smallest changes that would give a verdict, one way a line; empty when there is none."""
    lines = []
    for changes in found:
        said = []
        for change in changes:
            clause = vocabulary[change.fact].clause(change.value)
            said.append((_INSTEAD.format(clause=clause) if change.known else clause).in_(language))
        lines.append(f"- {_AND.in_(language).join(said)}")
    if not lines:
        return ""
    title = (_TO_CONFIRM if verdict == "confirmed" else _TO_RULE_OUT).in_(language)
    return "\n".join([f"{title}:", *lines]) + "\n"


def difference_text(difference: Difference, vocabulary: Vocabulary, language: Language) -> str:
    """What differs between two diagnoses."""
    return "\n".join(_difference(difference, vocabulary, language)) + "\n"


def _difference(difference: Difference, vocabulary: Vocabulary, language: Language) -> Iterator[str]:
    def say(text: Text, **values: object) -> str:
        return text.format(**values).in_(language)

    outcome = _OUTCOME if difference.outcome_before != difference.outcome_after else _SAME_OUTCOME
    yield say(
        outcome,
        before=_outcome(difference.outcome_before, difference.superseded_before),
        after=_outcome(difference.outcome_after, difference.superseded_after),
    )
    if difference.knowledge_changed:
        yield say(_RULES_DIFFER)
    if difference.facts:
        yield f"\n{say(_FACTS)}:"
        for change in difference.facts:
            before, after = (_value(change.fact, v, vocabulary, language) for v in (change.before, change.after))
            yield f"  ~ {vocabulary[change.fact].title.in_(language)}: {before} -> {after}"
    if difference.nothing:
        yield f"\n{say(_NOTHING)}"
        return
    for title in difference.symptoms_added:
        yield f"  + {say(_SYMPTOM_CAME, title=title)}"
    for title in difference.symptoms_removed:
        yield f"  - {say(_SYMPTOM_WENT, title=title)}"
    if difference.verdicts:
        yield f"\n{say(_CAUSES)}:"
        for verdict in difference.verdicts:
            yield f"  {_sign(verdict)} {_verdicts(verdict, language)}"
            yield f"    {say(_THROUGH, rule=verdict.rule)}"
    if difference.plan_added or difference.plan_removed:
        yield f"\n{say(_PLAN)}:"
        yield from (f"  + {text}" for text in difference.plan_added)
        yield from (f"  - {text}" for text in difference.plan_removed)


def _outcome(outcome: str, superseded: bool) -> Text:
    return REPORT[f"outcome_{outcome}_superseded" if superseded else f"outcome_{outcome}"]


def _value(fact: str, value: object, vocabulary: Vocabulary, language: Language) -> str:
    if value is None:
        return _UNKNOWN.in_(language)
    return vocabulary[fact].say(vocabulary[fact].read(value)).in_(language)


def _sign(change: VerdictChange) -> str:
    return "+" if change.before is None else "-" if change.after is None else "~"


def _verdicts(change: VerdictChange, language: Language) -> str:
    def word(verdict: str | None) -> str:
        return _ABSENT.in_(language) if verdict is None else VERDICTS[verdict].in_(language)  # type: ignore[index]

    return f"{change.title} [{change.cause}]: {word(change.before)} -> {word(change.after)}"
