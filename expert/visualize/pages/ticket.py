"""A ticket and the message to its user, set in the blocks of the reports."""

from __future__ import annotations

from collections.abc import Iterator

from expert.foundations.problems import visible
from expert.foundations.texts import Text
from expert.results.diagnosis import PlanStep, Question
from expert.results.ticket import Ticket, UserMessage
from expert.visualize.pages import ticket_words as words
from expert.visualize.pages.blocks import Block, Heading, Item, Paragraph, Subheading, Title
from expert.visualize.pages.escalation import observed_item
from expert.visualize.pages.parts import (
    begins_part,
    footer,
    link_lines,
    note_lines,
    question_lines,
    section,
    step_item,
    titled,
)
from expert.visualize.pages.report_words import WORDS
from expert.visualize.words import STANDINGS, capital


def ticket_blocks(ticket: Ticket) -> Iterator[Block]:
    """What a ticket says: the verdict and its proof first, then what to do and to ask, and the rest."""

    def say(text: Text) -> str:
        return text.in_(ticket.language)

    yield Title(titled(ticket.case, ticket.headline), ticket.verdict)
    yield from map(Paragraph, ticket.proof)
    yield from section(say(words.ALARMS), map(Item, ticket.alarms))
    yield from _plan(ticket)
    yield from section(say(words.ASK), (_question(question, ticket) for question in ticket.questions))
    lines = [line for text in ticket.message for line in text.splitlines() if line.strip()]
    yield from section(say(words.MESSAGE), (Item(visible(line.strip())) for line in lines))
    yield from section(say(words.FACTS), map(observed_item, ticket.observed))
    done = (Item(cause.title, below=cause.because) for cause in ticket.done)
    yield from section(say(words.DONE), done)
    open_causes = (
        Item(cause.title, lead=say(STANDINGS[cause.standing]), tone=cause.upheld) for cause in ticket.open
        if cause.title != ticket.headline
    )  # fmt: skip
    yield from section(say(words.OPEN), open_causes)
    if ticket.escalation is not None:
        yield Heading(say(words.STUCK))
        yield Paragraph(ticket.escalation.standing)
        for note in ticket.escalation.collect:
            first, *rest = note_lines(note, ticket.language)
            yield Item(first, below=tuple(rest), todo=True)
        yield from map(Item, link_lines(ticket.escalation.help))
    yield Paragraph(ticket.privacy)
    yield footer(ticket.knowledge, ticket.language)


def _plan(ticket: Ticket) -> Iterator[Block]:
    if not ticket.plan:
        return
    yield Heading(words.PLAN.in_(ticket.language))
    before: PlanStep | None = None
    ways = any(step.only_for for step in ticket.plan)
    for step in ticket.plan:
        if begins_part(step, before) or (before is None and ways):
            yield Subheading(capital(step.condition or WORDS["in_every_case"].in_(ticket.language)))
        yield step_item(step, before, ticket.language, todo=True)
        before = step


def _question(question: Question, ticket: Ticket) -> Item:
    below = tuple(question_lines(question, ticket.language))
    return Item(f"{question.ask} ({question.cost})", lead="?", below=below, todo=True)


def message_blocks(message: UserMessage) -> Iterator[Block]:
    """What the message to a user says."""

    def say(text: Text) -> str:
        return text.in_(message.language)

    yield Title(titled(message.case, say(words.SUBJECT)), underlined=False)
    yield Paragraph(say(words.GREETING))
    if not message.questions:
        said = words.FOUND if message.found else words.ENDED.get(message.outcome, words.NOTHING_TO_ASK)
        yield Paragraph(say(said))
    else:
        yield Paragraph(say(words.WHY if len(message.questions) > 1 else words.WHY_ONE))
        for number, question in enumerate(message.questions, start=1):
            yield Item(question.ask, lead=f"{number}." if len(message.questions) > 1 else "")
        yield Paragraph(say(words.ANSWER))
    yield Paragraph(say(words.THANKS))
