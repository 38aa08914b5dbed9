"""The questions of an interview, as documents that a terminal or a bot can put."""

from __future__ import annotations

from collections.abc import Iterable

from expert import diagnosis as doc
from expert.ask import phrases
from expert.engine.recognition import Opening
from expert.rules.knowledge import KnowledgeBase
from expert.texts import Language, listed

_Question = doc.trusted(doc.Question)
_SourceOf = doc.trusted(doc.SourceOf)


def question_about(knowledge: KnowledgeBase, fact: str, decides: Iterable[str], language: Language) -> doc.Question:
    """The question that finds a fact out.

    Args:
        knowledge: the knowledge base.
        fact: the fact.
        decides: the open causes that it can help to decide.
        language: the language to ask in.
    """
    definition = knowledge.vocabulary[fact]
    values = {value: words.in_(language) for value, words in definition.values.items()}
    if definition.type == "yes_no":
        values = {word: definition.say(word == "true").in_(language) for word in ("true", "false")}
    sources = (
        _SourceOf(
            document=source.document,
            title=knowledge.documents[source.document].title,
            heading=source.heading,
            date=source.date.isoformat(),
            status=source.status,
            note=None if source.note is None else source.note.in_(language),
            url=knowledge.documents[source.document].url,
            seed=source.seed,
        )
        for source in definition.sources
    )
    return _Question(
        fact=fact,
        title=definition.title.in_(language),
        ask=definition.ask.in_(language),
        where_to_look=definition.where_to_look.in_(language),
        cost=knowledge.vocabulary.costs[definition.cost].title.in_(language),
        decides=tuple(decides),
        values=values,
        sources=tuple(sources),
        intake=definition.intake,
    )


def rest_of_message(knowledge: KnowledgeBase, openings: tuple[Opening, ...], language: Language) -> doc.Question:
    """The question how a message goes on; its values are the whole messages that it could be."""
    question = question_about(knowledge, "error", (), language)
    found = dict.fromkeys(opening.found for opening in openings)
    values = {whole_message(opening.found, opening.needed): opening.needed for opening in openings}
    ask = phrases.REST if len(values) > 1 else phrases.REST_OF_ONE
    words = listed([phrases.QUOTED.format(text=text) for text in found], phrases.AND)
    return question.model_copy(
        update={"ask": ask.format(found=words, count=phrases.counted(len(values))).in_(language), "values": values}
    )


def whole_message(part: str, rest: str) -> str:
    """The beginning of a message with the rest of it, as two sentences."""
    stop = "" if part.rstrip().endswith((".", "!", "?", ":")) else "."
    return f"{part.rstrip()}{stop} {rest.strip()}"
