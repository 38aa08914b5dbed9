"""What a user is asked names what a Swede sees: a Swedish screen, or an English name that is said to be English."""

from __future__ import annotations

import re

from expert import KnowledgeBase
from expert.facts.vocabulary import FactDefinition

KNOWLEDGE = KnowledgeBase.shipped()
_SAID_TO_BE_ENGLISH = re.compile(r"på engelska (?:heter )?”[^”]+”")
_IN_A_PATH = re.compile(r"> ((?:[A-Z]\w+|&)(?: (?:[A-Z]\w+|&))*)|(?:under|beside) ([A-Z]\w+(?: [A-Z]\w+)*)")
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")


def _names_on_an_english_screen() -> set[str]:
    """Messages that are documented in both languages, and what English questions quote or lead to."""
    messages = {
        message.en.strip(" .…")
        for symptom in KNOWLEDGE.symptoms.values() for message in symptom.messages
        if message.en and message.sv and message.en != message.sv and " " in message.en
    }  # fmt: skip
    texts = [text.en for fact in _of_the_user() for text in (fact.ask, fact.where_to_look, fact.to_user) if text]
    named = {name for text in texts for found in _IN_A_PATH.findall(text) for name in found if name}
    return messages | named | {name.strip(" .…") for text in texts for name in _QUOTED.findall(text)}


def _of_the_user() -> list[FactDefinition]:
    return [fact for fact in KNOWLEDGE.vocabulary.facts.values() if fact.to_user is not None]


def test_a_swede_is_asked_for_what_a_swedish_screen_shows() -> None:
    names = _names_on_an_english_screen()
    assert {"Awaiting final configuration", "Cloud", "Managed Account", "More Details"} <= names
    for fact in _of_the_user():
        for text in filter(None, (fact.to_user, fact.ask)):
            swedish = _SAID_TO_BE_ENGLISH.sub("", text.sv)
            assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", swedish)], fact.name
