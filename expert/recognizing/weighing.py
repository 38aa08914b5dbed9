"""How much speaks for it that a text reports what it tells, so that it is a finding; else it is asked about.

What a text tells in people's own words, and a documented message that it quotes, stand in orders, plans, thanks and
manuals too. What decides is what was told before (`precedents.py`): how near the text comes to the reports of a
symptom, and the odds that it is a report at all. They are added to what its words count. Of a symptom without reports,
and where too few texts are known, only the signs of something else tell (`reporting.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from expert.foundations.kept import cached_property
from expert.recognizing.reporting import doubts_about, says_what_a_device_shows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from expert.recognizing.precedents import Resemblance
    from expert.recognizing.recognizer import Recognizer

_LEAST = 6.8
"""What must speak for a symptom, so that it is a finding; in words that nothing else is told by. This and what follows
was set by two thirds of 1,300 texts whose writers had seen neither each other's texts nor any that is told here."""

_LEAST_ALONE = 7.5
"""The same where no words are known to tell it, but only a likeness; which a text of very few words has by chance."""

_LEAST_OF_FEW, _VERY_FEW = 5.5, 10
"""The same where words of a text of no more words tell it: such a text cannot be very like anything."""

_OF_NEARNESS, _NEAR = 25.0, 0.2
"""What it counts for a symptom how near a text comes to its reports, and from where on nearer counts no more: with few
reports a text comes nearer to them."""

_OF_NEARER = 40.0
"""What it counts for a symptom, and against the others that a text tells of, how near the text comes to its reports."""

_MOST_BEHIND = 4.0
"""How much less may speak for a symptom than for another that the same words tell. Of 196 that were told wrongly beside
the right one it leaves out 153, of 16 that were right half."""

_OF_ODDS = 0.15
"""What a step of the odds counts, for or against all."""

_LEAST_AROUND = 7
"""Words around documented messages below which these say nothing of what the text is."""

_LEAST_ODDS_AROUND = -8.0
"""The odds of these words below which the text only quotes a message, unless they name a device and say that something
is shown. It takes much: greetings, footers and forms stand around messages as well, and what the message itself is like
says nothing, for it is the same in a manual."""

_OF_WHAT_HAPPENS = 4.0
"""What it counts that a text gives away what happens."""

_OF_GENERAL = -1.5
"""What it counts that a symptom is told by nearly everything."""

_HARDLY_ANY = 7
"""Words of the longest text that is like nothing: only the signs of something else tell."""

_FEW = 15
_LEAST_ODDS_OF_FEW = -6.0
"""The odds from which on so few words tell of what is general: there may be no more to tell than that it stops."""

_OF_NO_DOUBT = 0.7
"""What it counts that a text has no sign of something else, or more of a report."""

_OF_DOUBT = 0.83
_LEAST_DOUBTED = 2.1
"""What the words must count by which a text tells of a symptom without reports, where it has signs of something else
than a report, and more for each such sign beyond those of a report."""

_NEARLY_THE_SAME = 0.6
"""How near a text must come to the reports of a symptom to tell of it though few such texts are known."""

_LEAST_ODDS_TO_ASK, _LEAST_ODDS_TO_ASK_OF_FEW = 2.0, -8.0
_LEAST_NEARNESS_TO_ASK = 0.05
"""The odds, and how near it must come to a symptom, from which on a text is at least asked about. Of 134
held-out reports that are no finding, 115 are asked about what they report; of 168 complaints about something else 102
are asked about anything."""

LONGEST = 2_000
"""Characters of the longest text that is held against what was told before: those are as short."""


class Weighing:
    """What speaks for a text being a report, of which symptom.

    Args:
        text: the text.
        words: how many words it has, without documented messages.
        recognizer: what was told of symptoms before.
    """

    def __init__(self, text: str, words: int, recognizer: Recognizer) -> None:
        self._text = text
        self._words = words
        self._recognizer = recognizer

    @cached_property
    def _like(self) -> Resemblance | None:
        """What the text is like; None for what is too long to be held against what was told, which is as short."""
        return self._recognizer.precedents.of(self._text) if len(self._text) <= LONGEST else None

    @cached_property
    def _odds(self) -> float | None:
        return None if self._like is None else self._like.odds

    def bears_out(self, symptom: str, counts: float, *, asked: bool = False) -> bool:
        """Whether enough speaks for a symptom that words of the text tell.

        Args:
            symptom: its id.
            counts: what these words count; in words that nothing else is told by.
            asked: their sentence asks; that counts where it is not known how the symptom is told.
        """
        speaks = self._for(symptom, counts)
        if speaks is None:
            return self._is_little_doubted(counts, asked)
        return speaks >= (_LEAST_OF_FEW if self._words <= _VERY_FEW else _LEAST)

    def bears_out_message(self, around: str) -> bool:
        """Whether a documented message is told, and not only quoted, by the words around it.

        Args:
            around: these words, in lower case.
        """
        if len(around.split()) < _LEAST_AROUND or says_what_a_device_shows(around):
            return True
        odds = self._recognizer.precedents.of(around).odds
        return odds is None or odds >= _LEAST_ODDS_AROUND

    @property
    def bears_out_something(self) -> bool:
        """Whether enough speaks for any symptom, where the text gives away that something does not go on."""
        if self._like is None or not self._like.nearest or self._is_short:
            return True
        speaks = self._for(self._like.nearest[0][0], _OF_WHAT_HAPPENS)
        return speaks is None or speaks >= _LEAST

    def ranked(self, told: Mapping[str, float]) -> dict[str, float]:
        """Symptoms that words tell, each with what speaks for it rather than for another; the foremost first.

        Where it is not known of one how it is told, what its words count decides.

        Args:
            told: what the words count of each symptom.
        """
        ranks = dict(told)
        if self._like is not None and self._are_comparable(told):
            ranks = {symptom: counts + _OF_NEARER * self._like.to(symptom) for symptom, counts in told.items()}
        return dict(sorted(ranks.items(), key=lambda one: -one[1]))

    def is_far_behind(self, symptom: str, told: Mapping[str, float]) -> bool:
        """Whether so much more speaks for another symptom that words that tell both tell that.

        Args:
            symptom: the id of one of those that are told.
            told: what the words count of each symptom.
        """
        ranks = self.ranked(told)
        return self._are_comparable(told) and ranks[symptom] < max(ranks.values()) - _MOST_BEHIND

    def alone(self, told: Mapping[str, float], unfit: Callable[[], Collection[str]]) -> str | None:
        """The symptom whose reports the text is so like that it needs no words that are known to tell it.

        Args:
            told: what the words count of the symptoms that they tell.
            unfit: works out of which symptoms nothing is told in this text, whatever its words.
        """
        if self._like is None or not self._like.nearest or not self._are_comparable(told):
            return None
        symptom, nearness = self._like.nearest[0]
        if symptom in told or _OF_NEARER * nearness <= max(self.ranked(told).values(), default=0.0):
            return None
        speaks = self._for(symptom, 0.0) if self._words > _VERY_FEW else None
        if nearness < _NEARLY_THE_SAME and (speaks is None or speaks < _LEAST_ALONE):
            return None
        return None if symptom in unfit() else symptom

    def _are_comparable(self, symptoms: Mapping[str, float]) -> bool:
        """Whether it is known of all that say more than that something stops how they are told."""
        return self._recognizer.precedents.told.issuperset(symptoms.keys() - self._recognizer.general)

    def _for(self, symptom: str, counts: float) -> float | None:
        """What speaks for a symptom; None where nothing is known of how it is told, or of what a report is."""
        if self._like is None or self._odds is None or not self._like.is_known or self._is_tiny:
            return None
        if symptom not in self._recognizer.precedents.told:
            return None
        general = symptom in self._recognizer.general
        if general and self._is_short:
            return None
        near = _OF_NEARNESS * min(self._like.to(symptom), _NEAR) + _OF_GENERAL * general
        plain = _OF_NO_DOUBT * (self._doubts is None or self._doubts < 0)
        return counts + near + _OF_ODDS * self._odds + plain

    @cached_property
    def _doubts(self) -> int | None:
        return doubts_about(self._text, asked=False)

    @property
    def _is_tiny(self) -> bool:
        """Whether it has so few words that it cannot be like anything."""
        return self._has_at_most(_HARDLY_ANY)

    @property
    def _is_short(self) -> bool:
        """Whether it has so few words that more than what happens cannot be expected of it."""
        return self._has_at_most(_FEW)

    def _has_at_most(self, words: int) -> bool:
        """Whether it has no more words, and what they are does not speak against a report."""
        return self._words <= words and self._odds is not None and self._odds >= _LEAST_ODDS_OF_FEW

    def _is_little_doubted(self, counts: float, asked: bool) -> bool:
        """Whether words count enough for the signs of something else that the text has."""
        doubts = doubts_about(self._text, asked=asked)
        return doubts is None or counts >= _LEAST_DOUBTED + _OF_DOUBT * doubts

    @property
    def is_about_something_else(self) -> bool:
        """Whether a text is so little like a report that there is nothing to ask about."""
        least = _LEAST_ODDS_TO_ASK_OF_FEW if self._words <= _VERY_FEW else _LEAST_ODDS_TO_ASK
        return self._odds is not None and self._odds < least

    @property
    def worth_asking(self) -> list[str]:
        """The symptoms whose reports the text is like, the nearest first."""
        nearest = () if self._like is None else self._like.nearest
        return [symptom for symptom, nearness in nearest if nearness >= _LEAST_NEARNESS_TO_ASK]

    def most_like(self, symptom: str, sentences: Sequence[Sequence[str]]) -> int:
        """The place of the sentence, of those with these words, that is most like the reports of a symptom."""
        return 0 if self._like is None else self._like.most_like(symptom, sentences)
