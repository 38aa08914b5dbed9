"""Explanations and differences as plain text: a tree that a screen reader can follow, and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from expert.facts.vocabulary import FactType, Vocabulary
from expert.foundations.texts import Language, Text, joined
from expert.results.difference import Difference, VerdictChange, WorkChange
from expert.results.explanation import Change, Explanation, ProofNode, Reach
from expert.visualize.pages.report import source_items
from expert.visualize.pages.report_words import WORDS as REPORT
from expert.visualize.words import SAFETY, VERDICTS, duration

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
_FOUND_BY = Text("{clause} (worked out from: {facts})", "{clause} (räknas ut från: {facts})")
_REACH: dict[tuple[FactType, Reach], Text] = {
    ("number", "or_less"): Text("{clause} or less", "{clause} eller mindre"),
    ("number", "or_more"): Text("{clause} or more", "{clause} eller mer"),
    ("date", "or_less"): Text("{clause} or earlier", "{clause} eller tidigare"),
    ("date", "or_more"): Text("{clause} or later", "{clause} eller senare"),
    ("version", "or_less"): Text("{clause} or earlier", "{clause} eller tidigare"),
    ("version", "or_more"): Text("{clause} or later", "{clause} eller senare"),
}
_OUTCOME = Text("Outcome: {before} -> {after}", "Utfall: {before} -> {after}")
_SAME_OUTCOME = Text("Outcome: {after}, as before", "Utfall: {after}, som förut")
_NOTHING = Text("No conclusion differs.", "Ingen slutsats skiljer sig.")
_FACTS = Text("Facts", "Fakta")
_SYMPTOM_CAME = Text("symptom recognized: {title}", "symptom igenkänt: {title}")
_SYMPTOM_WENT = Text("symptom no longer recognized: {title}", "symptom inte längre igenkänt: {title}")
_CAUSES = Text("Causes", "Orsaker")
_PLAN = Text("Plan", "Plan")
_ABSENT = Text("not a candidate", "ingen kandidat")
_UNKNOWN = Text("not known", "inte känt")
_NO_LONGER = Text("no longer through {rule}", "inte längre genom {rule}")
_WAIT = Text("waits at most: {before} -> {after}", "väntetid, högst: {before} -> {after}")
_NO_WAIT = Text("none", "ingen")
_THROUGH = Text("through {rule}", "genom {rule}")
_SOURCES = Text("Sources", "Källor")
_RULES_DIFFER = Text("The two rest on different rules.", "De två bygger på olika regler.")


def explanation_text(explanation: Explanation) -> str:
    """An explanation: its sentences, then the tree it rests on with the rules, then the sources."""
    verdict = VERDICTS[explanation.verdict].in_(explanation.language)
    lines = [f"{verdict} {explanation.title} [{explanation.cause}]", "", *explanation.sentences, ""]
    for part in explanation.parts:
        lines.extend(_tree(part, explanation.language, 0))
    lines += ["", f"{_SOURCES.in_(explanation.language)}:"]
    for item in source_items(explanation.sources, explanation.language):
        lines += [f"- {item.text}", *(f"  {line}" for line in item.below)]
    return "\n".join(lines) + "\n"


def _tree(node: ProofNode, language: Language, depth: int) -> Iterator[str]:
    origin = f" ({node.origin})" if node.origin not in (None, "api") else ""
    rule = f" [{node.rule}]" if node.rule is not None else ""
    yield f"{'  ' * depth}- {_STATES[node.state].in_(language)} {node.text}{origin}{rule}"
    for part in node.parts:
        yield from _tree(part, language, depth + 1)


def changes_text(
    verdict: str, found: Iterable[tuple[Change, ...]], vocabulary: Vocabulary, language: Language
) -> str:
    """The smallest changes that would give a verdict, one way a line; empty when there is none."""
    lines = [_AND.in_(language).join(said.in_(language) for said in way) for way in _ways(list(found), vocabulary)]
    if not lines:
        return ""
    title = (_TO_CONFIRM if verdict == "confirmed" else _TO_RULE_OUT).in_(language)
    return "\n".join([f"{title}:", *(f"- {line}" for line in lines)]) + "\n"


def _ways(found: Sequence[tuple[Change, ...]], vocabulary: Vocabulary) -> Iterator[list[Text]]:
    """The changes in words; values of one fact that each would do stand together."""
    alone: dict[str, list[Change]] = {}
    for changes in found:
        if len(changes) > 1:
            yield [_change(change, vocabulary) for change in changes]
        else:
            alone.setdefault(changes[0].fact, []).append(changes[0])
    for name, each in alone.items():
        fact, values = vocabulary[name], [change.value for change in each if change.value is not None]
        others = [value for value in fact.values if value not in values]
        if fact.type != "word" or len(each) == 1:
            yield from ([_change(change, vocabulary)] for change in each)
        elif len(others) == 1 and len(values) > 2:
            yield [_marked(each[0], fact.clause_one_of(others, denied=True), vocabulary)]
        else:
            yield [_marked(each[0], fact.clause_one_of(values), vocabulary)]


def _change(change: Change, vocabulary: Vocabulary) -> Text:
    fact = vocabulary[change.fact]
    clause = fact.clause_unknown() if change.value is None else fact.clause(change.value)
    clause = _REACH[fact.type, change.reach].format(clause=clause) if change.reach else clause
    return _marked(change, clause, vocabulary)


def _marked(change: Change, clause: Text, vocabulary: Vocabulary) -> Text:
    """The clause with a word on what is known of the fact, or on how to find it out."""
    if change.found_by:
        titles = [vocabulary[name].title for name in change.found_by]
        return _FOUND_BY.format(clause=clause, facts=joined(titles, "; "))
    return _INSTEAD.format(clause=clause) if change.known else clause


def difference_text(difference: Difference) -> str:
    """What differs between two diagnoses."""
    return "\n".join(_difference(difference)) + "\n"


def _difference(difference: Difference) -> Iterator[str]:
    language = difference.language

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
            before, after = (words or say(_UNKNOWN) for words in (change.words_before, change.words_after))
            yield f"  ~ {change.title}: {before} -> {after}"
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
            yield f"    {say(_NO_LONGER if verdict.no_longer else _THROUGH, rule=verdict.rule)}"
    if difference.work_added or difference.work_removed or difference.wait_before != difference.wait_after:
        yield f"\n{say(_PLAN)}:"
        yield from (f"  + {_step(change, language)}" for change in difference.work_added)
        yield from (f"  - {_step(change, language)}" for change in difference.work_removed)
        if difference.wait_before != difference.wait_after:
            waits = (difference.wait_before, difference.wait_after)
            before, after = (say(_NO_WAIT) if wait is None else say(duration(wait)) for wait in waits)
            yield f"  ~ {say(_WAIT, before=before, after=after)}"


def _step(change: WorkChange, language: Language) -> str:
    return change.text + "".join(f" [{SAFETY[mark].in_(language)}]" for mark in change.safety)


def _outcome(outcome: str, superseded: bool) -> Text:
    return REPORT[f"outcome_{outcome}_superseded" if superseded else f"outcome_{outcome}"]


def _sign(change: VerdictChange) -> str:
    return "+" if change.before is None else "-" if change.after is None else "~"


def _verdicts(change: VerdictChange, language: Language) -> str:
    def word(verdict: str | None) -> str:
        return _ABSENT.in_(language) if verdict is None else VERDICTS[verdict].in_(language)  # type: ignore[index]

    return f"{change.title} [{change.cause}]: {word(change.before)} -> {word(change.after)}"
