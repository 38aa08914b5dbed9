"""Explanations and differences as plain text: a tree that a screen reader can follow, and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.foundations.outgoing import one_line
from expert.foundations.terms import Standing
from expert.foundations.texts import Language, Text, text_of
from expert.results.difference import Difference, VerdictChange, WorkChange
from expert.results.explanation import Candidates, Explanation, ProofNode, WhyNot
from expert.visualize.marks import of_change
from expert.visualize.pages.parts import in_words, source_items
from expert.visualize.pages.report_words import WORDS as REPORT
from expert.visualize.words import STANDINGS, duration, place

_STATES = {
    "met": Text("[met]", "[uppfyllt]"),
    "not_met": Text("[not met]", "[inte uppfyllt]"),
    "unknown": Text("[not known]", "[inte känt]"),
    "contradictory": Text("[contradictory]", "[motsägelsefullt]"),
}
_TO_CONFIRM = Text("It would be confirmed if", "Den skulle bekräftas om")
_TO_RULE_OUT = Text("It would be ruled out if", "Den skulle uteslutas om")
_UNDECIDED = Text(
    "No cause is confirmed or likely. These can be named with --why or --why-not:",
    "Ingen orsak är bekräftad eller trolig. De här kan anges med --why eller --why-not:",
)
_ASK_NEXT = Text("Find out next: {ask}", "Ta reda på härnäst: {ask}")
_CANDIDATE = Text("  - {id}: {title} ({verdict})", "  - {id}: {title} ({verdict})")
_OUTCOME = Text("Outcome: {before} -> {after}", "Utfall: {before} -> {after}")
_SAME_OUTCOME = Text("Outcome: {after}, as before", "Utfall: {after}, som förut")
_NOTHING = Text("It makes no difference.", "Det gör ingen skillnad.")
_FACTS = Text("Facts", "Fakta")
_SYMPTOM_CAME = Text("symptom recognized: {title}", "symptom igenkänt: {title}")
_SYMPTOM_WENT = Text("symptom no longer recognized: {title}", "symptom inte längre igenkänt: {title}")
_CAUSES = Text("Causes", "Orsaker")
_PLAN = Text("Plan", "Plan")
_ABSENT = Text("not in question", "inte aktuell")
_UNKNOWN = Text("not known", "inte känt")
_NO_LONGER = Text("no longer through {rule}", "inte längre genom {rule}")
_WAIT = Text("waits at most: {before} -> {after}", "väntetid, högst: {before} -> {after}")
_NO_WAIT = Text("none", "ingen")
_THROUGH = Text("through {rule}", "genom {rule}")
_SOURCES = Text("Sources", "Källor")
_RULES_DIFFER = Text("The two were made with different rules.", "De två är gjorda med olika regler.")


def explanation_text(explanation: Explanation) -> str:
    """An explanation: its sentences, then the tree it rests on with the rules, then the sources."""
    verdict = STANDINGS[explanation.standing].in_(explanation.language)
    lines = [f"{verdict} {explanation.title} [{explanation.cause}]", "", *explanation.sentences, ""]
    for part in explanation.parts:
        lines.extend(_tree(part, explanation.language, 0))
    lines += ["", f"{_SOURCES.in_(explanation.language)}:"]
    for item in source_items(explanation.sources, explanation.language):
        lines += [f"- {item.text}", *(f"  {line}" for line in item.below)]
    return _in_lines(lines)


def _in_lines(lines: Iterable[str]) -> str:
    """Lines with what they are set in by, each on one line whatever was typed into it."""
    return "".join(f"{line[: len(line) - len(line.lstrip(' '))]}{one_line(line)}\n" for line in lines)


def _tree(node: ProofNode, language: Language, depth: int) -> Iterator[str]:
    origin = f" ({place(node.origin, None).in_(language)})" if node.origin not in (None, "api") else ""
    rule = f" [{node.rule}]" if node.rule is not None else ""
    yield f"{'  ' * depth}- {_STATES[node.state].in_(language)} {node.text}{origin}{rule}"
    for part in node.parts:
        yield from _tree(part, language, depth + 1)


def difference_text(difference: Difference) -> str:
    """What differs between two diagnoses."""
    return _in_lines(_difference(difference))


def _difference(difference: Difference) -> Iterator[str]:
    language = difference.language

    def say(text: Text, **values: object) -> str:
        return text.format(**values).in_(language)

    was = _outcome(difference.outcome_before, difference.superseded_before)
    becomes = _outcome(difference.outcome_after, difference.superseded_after)
    yield say(_OUTCOME if was != becomes else _SAME_OUTCOME, before=was, after=becomes)
    if difference.knowledge_changed:
        yield say(_RULES_DIFFER)
    if difference.facts:
        yield from ("", f"{say(_FACTS)}:")
        for change in difference.facts:
            given = (change.words_before, change.words_after)
            before, after = (say(_UNKNOWN) if words is None else _in_short(words) for words in given)
            yield f"  ~ {change.title}: {before} -> {after}"
    if difference.nothing:
        yield from ("", say(_NOTHING))
        return
    for title in difference.symptoms_added:
        yield f"  + {say(_SYMPTOM_CAME, title=title)}"
    for title in difference.symptoms_removed:
        yield f"  - {say(_SYMPTOM_WENT, title=title)}"
    if difference.verdicts:
        yield from ("", f"{say(_CAUSES)}:")
        for verdict in difference.verdicts:
            yield f"  {_sign(verdict)} {_verdicts(verdict, language)}"
            yield f"    {say(_NO_LONGER if verdict.no_longer else _THROUGH, rule=verdict.rule)}"
    if difference.work_added or difference.work_removed or difference.wait_before != difference.wait_after:
        yield from ("", f"{say(_PLAN)}:")
        yield from (f"  + {_step(change, language)}" for change in difference.work_added)
        yield from (f"  - {_step(change, language)}" for change in difference.work_removed)
        if difference.wait_before != difference.wait_after:
            waits = (difference.wait_before, difference.wait_after)
            before, after = (say(_NO_WAIT) if wait is None else say(duration(wait)) for wait in waits)
            yield f"  ~ {say(_WAIT, before=before, after=after)}"


_LONGEST = 160


def _in_short(words: str) -> str:
    """What was given for a fact, on one line; of a message as long as a log the beginning."""
    said = one_line(words)
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


def _step(change: WorkChange, language: Language) -> str:
    return change.text + "".join(f" [{mark}]" for mark in in_words(of_change(change, language), language))


def _outcome(outcome: str, superseded: bool) -> Text:
    return REPORT[f"outcome_{outcome}_superseded" if superseded else f"outcome_{outcome}"]


def _sign(change: VerdictChange) -> str:
    return "+" if change.before is None else "-" if change.after is None else "~"


def _verdicts(change: VerdictChange, language: Language) -> str:
    def word(stands: Standing | None) -> str:
        return (_ABSENT if stands is None else STANDINGS[stands]).in_(language)

    # A difference that an earlier version of this library wrote has only the verdicts.
    before, after = change.standing_before or change.before, change.standing_after or change.after
    return f"{change.title} [{change.cause}]: {word(before)} -> {word(after)}"


def why_not_text(answer: WhyNot) -> str:
    """An explanation, and what would turn the verdict."""
    parts = [explanation_text(answer.explanation)]
    for verdict, ways in answer.ways.items():
        if ways:
            title = (_TO_CONFIRM if verdict == "confirmed" else _TO_RULE_OUT).in_(answer.language)
            parts.append(_in_lines([f"{title}:", *(f"- {way}" for way in ways)]))
    return "\n".join(parts)


def candidates_text(answer: Candidates) -> str:
    """What can be explained, where nothing is decided."""
    lines = [] if answer.candidates else [text_of(answer.reason)]
    if answer.next_question is not None:
        lines.append(_ASK_NEXT.format(ask=answer.next_question))
    if answer.candidates:
        lines.append(_UNDECIDED)
    for cause in answer.candidates:
        verdict = STANDINGS[cause.standing].in_(answer.language).lower()
        lines.append(_CANDIDATE.format(id=cause.id, title=cause.title, verdict=verdict))
    return _in_lines(line.in_(answer.language) for line in lines)
