"""The messages that are known, as they are looked for in logs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from expert.evidence.finding import Finder
from expert.foundations.kept import cached_property
from expert.recognizing.codes import SIGNS, Codes
from expert.recognizing.exact import Exact
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Symptom

# What a log writes in one of several ways, or with something else in its place.
_VARIES = re.compile(r"<[^<>]*>|[^\w .,:;()/-]+|\s{2,}")
_SHORTEST = 9


class Messages:
    """The messages of some symptoms.

    Args:
        symptoms: the symptoms.
    """

    def __init__(self, symptoms: Iterable[Symptom]) -> None:
        self._symptoms = tuple(symptoms)

    @cached_property
    def exact(self) -> Exact:
        """Finds them in a text."""
        return Exact(self._symptoms)

    @cached_property
    def codes(self) -> Codes:
        """Finds their codes in a text."""
        return Codes({m.code: s.id for s in self._symptoms for m in s.messages if m.code is not None})

    def has(self, text: str) -> bool:
        """Whether one of them stands in a text, or a code of one."""
        return bool(self.exact.read(text).matches) or next(self.codes.chains(text), None) is not None

    def finder(self, *others: str) -> Finder:
        """Finds where one of them, or a code, may stand in a log.

        Of each message the longest part is looked for that every log writes alike.

        Args:
            others: what is looked for besides.
        """
        return Finder([*SIGNS, *others, *self.parts()])

    def parts(self) -> Iterator[str]:
        """Of each message its longest part without quotes, placeholders and the like; short ones are left out."""
        for symptom in self._symptoms:
            for message in symptom.messages:
                for wording in message.wordings():
                    longest = max((part.strip() for part in _VARIES.split(wording)), key=len)
                    if len(longest) >= _SHORTEST:
                        yield longest


def shipped_messages() -> Messages:
    """The messages of the shipped symptoms."""
    return _messages_of(KnowledgeBase.shipped())


@cache
def _messages_of(knowledge: KnowledgeBase) -> Messages:
    return Messages(knowledge.symptoms.values())
