"""An escalation package as text and as Markdown, set in the blocks of the reports."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from string import ascii_lowercase

from expert.foundations.problems import visible
from expert.foundations.texts import Text
from expert.results.escalation import EscalationPackage, Observed
from expert.visualize.pages import plan_words as words
from expert.visualize.pages.blocks import Block, Heading, Item, Paragraph, Title
from expert.visualize.pages.parts import footer, link_lines, note_lines, section, sources_section, titled
from expert.visualize.pages.report_words import WORDS
from expert.visualize.words import STANDINGS


def escalation_blocks(package: EscalationPackage) -> Iterator[Block]:
    """What a written escalation package says: first how the case stands, and last what to do and where to ask."""
    language = package.language

    def say(text: Text, /, **values: object) -> str:
        return text.format(**values).in_(language)

    yield Title(titled(package.case, say(words.ESCALATION)))
    yield Paragraph(package.standing)
    yield Paragraph(package.privacy)
    yield from section(say(WORDS["conflicts"]), map(Item, package.conflicts))
    yield from section(say(WORDS["warnings"]), map(Item, package.warnings))
    yield from section(say(words.SEEN), map(Item, package.symptoms))
    yield Heading(say(words.OBSERVED))
    yield from map(observed_item, package.observed)
    if not package.observed:
        yield Item(say(words.NOTHING_OBSERVED))
    excluded = (
        Item(f"{cause.title} [{cause.id}]", below=tuple(say(WORDS["because"], facts=fact) for fact in cause.because))
        for cause in package.excluded
    )
    yield from section(say(words.EXCLUDED), excluded)
    yield from section(say(words.OPEN), _open_causes(package))
    if package.outcome != "solved":
        yield from _unanswered(package)
    notes = (list(note_lines(note, language)) for note in package.collect)
    collect = (Item(first, below=tuple(rest), todo=True) for first, *rest in notes)
    yield from section(say(WORDS["collect"]), collect)
    yield from section(say(WORDS["help"]), map(Item, link_lines(package.help)))
    yield from sources_section((source for note in package.collect for source in note.sources), language)
    yield footer(package.knowledge, language)


def observed_item(fact: Observed) -> Item:
    """An observed fact, each line of a text below it."""
    lines = [visible(line.strip()) for text in fact.words for line in text.splitlines() if line.strip()]
    note = () if fact.note is None else (fact.note,)
    if len(lines) == 1:
        return Item(f"{fact.title}: {lines[0]}", below=note)
    return Item(": ".join((fact.title, *note)), below=tuple(lines))


def _open_causes(package: EscalationPackage) -> Iterator[Item]:
    for cause in package.open_causes:
        undecided = ", ".join(cause.undecided)
        below = (WORDS["would_decide"].format(facts=undecided).in_(package.language),) if undecided else ()
        verdict = STANDINGS[cause.standing].in_(package.language)
        yield Item(f"{cause.title} [{cause.id}]", lead=verdict, tone=cause.upheld, below=below)


def _unanswered(package: EscalationPackage) -> Iterator[Block]:
    numbers = {question.number for question in package.unanswered}
    title = words.UNANSWERED if numbers else words.ALL_ANSWERED
    yield Heading(title.format(n=len(numbers), total=package.intake).in_(package.language))
    for number, found in groupby(package.unanswered, key=lambda question: question.number):
        questions = list(found)
        for letter, question in zip(ascii_lowercase, questions, strict=False):
            where = WORDS["where"].format(text=question.where_to_look).in_(package.language)
            lead = f"{number}{letter}." if len(questions) > 1 else f"{number}."
            yield Item(question.ask, lead=lead, below=(where,), todo=True)
