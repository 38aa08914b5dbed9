"""What sources say differently of a fact, in words."""

from __future__ import annotations

from expert.facts.case import Difference
from expert.facts.vocabulary import FactDefinition, Value
from expert.foundations.texts import AND, Text, listed


def difference_in_words(difference: Difference, definition: FactDefinition, given: Value | None = None) -> Text:
    """That sources say different things of a fact, each with where it stands.

    Args:
        difference: what they say.
        definition: the fact.
        given: what somebody gave, which is used; None where neither side is.
    """
    others = listed(
        [_SAID_AT.format(words=definition.say(one.value), origin=one.origin) for one in difference.others], AND
    )
    if given is None:
        return _OF_SOURCES.format(title=definition.title, others=others)
    return _BY_HAND.format(title=definition.title, given=definition.say(given), others=others)


_BY_HAND = Text(
    "“{title}” is given as “{given}”, but evidence says otherwise: {others}. What was given is used; check which is "
    "right.",
    "”{title}” anges som ”{given}”, men underlaget säger något annat: {others}. Det angivna används; kontrollera vad "
    "som stämmer.",
)
_OF_SOURCES = Text(
    "The evidence says different things of “{title}”: {others}. Neither is used until it is settled; look it up.",
    "Underlaget säger olika saker om ”{title}”: {others}. Inget av det används förrän det är utrett; slå upp det.",
)
_SAID_AT = Text("“{words}” ({origin})", "”{words}” ({origin})")
