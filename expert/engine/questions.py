"""Questions and sources as the result document has them: a diagnosis and an interview put them alike."""

from __future__ import annotations

from collections.abc import Iterable

from expert.engine import diagnosis_phrases as phrases
from expert.facts.vocabulary import Value
from expert.foundations.sources import Source
from expert.foundations.texts import Language
from expert.results import diagnosis as doc
from expert.results.document import trusted
from expert.rules.knowledge import KnowledgeBase

_Question = trusted(doc.Question)
_SourceOf = trusted(doc.SourceOf)


def question_about(
    knowledge: KnowledgeBase, fact: str, decides: Iterable[str], language: Language, known: Value | None = None
) -> doc.Question:
    """The question that finds a fact out.

    Args:
        knowledge: the knowledge base.
        fact: the fact.
        decides: the open causes that it can help to decide.
        language: the language to ask in.
        known: what is known of it, where that is too rough to decide anything: a version such as 16.
    """
    definition = knowledge.vocabulary[fact]
    values = {value: words.in_(language) for value, words in definition.values.items()}
    if definition.type == "yes_no":
        values = {word: definition.say(word == "true").in_(language) for word in ("true", "false")}
    ask = definition.ask
    if known is not None:
        ask = phrases.MORE_EXACTLY.format(ask=ask, known=definition.say(known))
    return _Question(
        fact=fact,
        title=definition.title.in_(language),
        ask=ask.in_(language),
        where_to_look=definition.where_to_look.in_(language),
        cost=knowledge.vocabulary.costs[definition.cost].title.in_(language),
        decides=tuple(decides),
        type=definition.type,
        values=values,
        sources=tuple(source_of(knowledge, source, language) for source in definition.sources),
        intake=definition.intake,
    )


def source_of(knowledge: KnowledgeBase, source: Source, language: Language) -> doc.SourceOf:
    """A source with its document's title and address."""
    document = knowledge.documents[source.document]
    return _SourceOf(
        document=source.document,
        title=document.title,
        heading=source.heading,
        date=source.date.isoformat(),
        status=source.status,
        note=None if source.note is None else source.note.in_(language),
        url=document.url,
        seed=source.seed,
    )
