"""What is asked about a message: how it goes on where it is known in part, and whether it was one of some."""

from __future__ import annotations

import re

from expert.ask import interview_phrases as phrases
from expert.engine.knowledge_words import KnowledgeWords
from expert.facts.vocabulary import MESSAGE
from expert.foundations.texts import AND, QUOTED, Language, listed
from expert.recognizing.recognition import Likeness, Opening
from expert.results import diagnosis as doc
from expert.results.document import with_
from expert.rules.knowledge import KnowledgeBase

_MOST_LISTED = 7
_WORD = re.compile(r"\w+")


def messages_with(knowledge: KnowledgeBase, words: str, language: Language) -> list[str]:
    """The documented messages in which most of some words stand, whole or begun; the nearest first.

    Args:
        knowledge: the rules.
        words: what is remembered of a message, in any order.
        language: the language that the messages are wanted in.
    """
    wanted = set(_WORD.findall(words.casefold()))
    found: dict[str, tuple[int, int]] = {}
    for symptom in knowledge.symptoms.values():
        for message in symptom.messages:
            text = message.text.in_(language)
            there = _WORD.findall(text.casefold())
            hits = sum(any(word.startswith(begun) for word in there) for begun in wanted)
            if hits:
                found.setdefault(text, (-hits, len(there)))
    return sorted(found, key=lambda text: (*found[text], text))[:_MOST_LISTED]


def rest_of_message(knowledge: KnowledgeBase, openings: tuple[Opening, ...], language: Language) -> doc.Question:
    """The question how a message goes on; its values are the whole messages that it could be."""
    question = KnowledgeWords.of(knowledge, language).question(MESSAGE, ())
    found = dict.fromkeys(opening.found for opening in openings)
    values = {whole_message(opening.found, opening.needed): opening.needed for opening in openings}
    ask = phrases.REST if len(values) > 1 else phrases.REST_OF_ONE
    words = listed([QUOTED.format(text=text) for text in found], AND)
    said = ask.format(found=words, count=phrases.counted(len(values))).in_(language)
    return with_(question, ask=said, values=values)


def one_of_these(knowledge: KnowledgeBase, likenesses: tuple[Likeness, ...], language: Language) -> doc.Question:
    """The question whether it was one of the messages that a text reminds of; its values are these messages."""
    question = KnowledgeWords.of(knowledge, language).question(MESSAGE, ())
    wordings = [likeness.wording.text.in_(language) for likeness in likenesses if likeness.wording is not None]
    values = {str(wording): wording for wording in wordings}
    return with_(question, ask=phrases.WAS_IT.in_(language), values=values)


def whole_message(part: str, rest: str) -> str:
    """The beginning of a message with the rest of it, as two sentences."""
    stop = "" if part.rstrip().endswith((".", "!", "?", ":")) else "."
    return f"{part.rstrip()}{stop} {rest.strip()}"
