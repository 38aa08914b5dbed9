"""What is asked about a message: how it goes on where it is known in part, and whether it was one of some."""

from __future__ import annotations

import math
import re

from expert.ask import interview_phrases as phrases
from expert.engine.knowledge_words import KnowledgeWords
from expert.facts.vocabulary import MESSAGE
from expert.foundations.texts import AND, Language, listed_in_quotes
from expert.recognizing.recognition import Likeness, Opening
from expert.results import diagnosis as doc
from expert.results.document import with_
from expert.rules.knowledge import KnowledgeBase

_WORD = re.compile(r"\w+")


def messages_with(knowledge: KnowledgeBase, words: str, language: Language) -> list[str]:
    """The documented messages in which the rarer half of some words stands, whole or begun; the nearest first.

    Args:
        knowledge: the rules.
        words: what is remembered of a message, in any order.
        language: the language that the messages are wanted in.
    """
    said = {m.text.in_(language): None for symptom in knowledge.symptoms.values() for m in symptom.messages}
    texts = {text: set(_WORD.findall(text.casefold())) for text in said}
    found = {word: [text for text, there in texts.items() if any(other.startswith(word) for other in there)]
             for word in set(_WORD.findall(words.casefold()))}  # fmt: skip
    # A word that stands in few messages tells more than one that stands in many; one that stands in none counts, too.
    weights = {word: math.log(1 + len(texts) / (len(hits) or 1)) for word, hits in found.items()}
    scores = dict.fromkeys(texts, 0.0)
    for word, weight in weights.items():
        for text in found[word]:
            scores[text] += weight
    least = sum(weights.values()) / 2
    near = [text for text, score in scores.items() if weights and score >= least]
    return sorted(near, key=lambda text: (-scores[text], len(texts[text]), text))


def rest_of_message(knowledge: KnowledgeBase, openings: tuple[Opening, ...], language: Language) -> doc.Question:
    """The question how a message goes on; its values are the whole messages that it could be."""
    question = KnowledgeWords.of(knowledge, language).question(MESSAGE, ())
    found = dict.fromkeys(opening.found for opening in openings)
    values = {whole_message(opening.found, opening.needed): opening.needed for opening in openings}
    ask = phrases.REST if len(values) > 1 else phrases.REST_OF_ONE
    words = listed_in_quotes(found, AND)
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
