"""The score of an exercise in words: each of its three parts with a sentence that says how it comes about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from expert.foundations.texts import Language, Text, joined, text_of
from expert.results.exercise import PartOfScore, Scored
from expert.results.mending import WayJudged
from expert.teach import exercise_phrases as phrases
from expert.teach.score import COST, PROOF, SAFETY, Ending, points


@dataclass(frozen=True)
class Reckoned:
    """An ending with what is told of it besides the counts.

    Attributes:
        ending: how the exercise ended.
        named: whether any cause was named.
        base: minutes for taking the report.
        extra: minutes for hints and for what was taken back.
        way: the way to mend it that was chosen.
        astray: that way is for none of the causes that were named.
    """

    ending: Ending
    named: bool
    base: float
    extra: float
    way: WayJudged | None
    astray: bool = False

    def score(self, language: Language) -> Scored:
        """The three parts of the score."""
        earned = points(self.ending)
        return Scored(
            proof=PartOfScore(points=earned.proof, most=PROOF, told=self._proof().in_(language)),
            cost=PartOfScore(points=earned.cost, most=COST, told=self._cost().in_(language)),
            safety=PartOfScore(points=earned.safety, most=SAFETY["right"], told=self._safety().in_(language)),
        )

    def explanation(self) -> Iterator[Text]:
        """The score as a whole, and why each of its parts is what it is."""
        earned = points(self.ending)
        yield phrases.SCORE.format(
            total=earned.total, proof=earned.proof, cost=earned.cost, safety=earned.safety
        )
        yield phrases.PROOF_PART.format(told=self._proof())
        if self.ending.right:
            yield phrases.COST_PART.format(told=self._cost())
        yield phrases.SAFETY_PART.format(told=self._safety())

    def _proof(self) -> Text:
        ending = self.ending
        if not ending.right:
            return phrases.NAMED_WRONG if self.named else phrases.GIVEN_UP
        told = [phrases.PROOF_SETTLED if ending.settled else self._open()]
        if ending.wrong:
            one, many = phrases.WRONG_NAMES
            told.append((one if ending.wrong == 1 else many).format(n=ending.wrong))
        return joined(told, " ")

    def _safety(self) -> Text:
        if self.way is None:
            return phrases.NO_WAY_CHOSEN
        told = text_of(self.way.told)
        return phrases.OF_ANOTHER_CAUSE.format(told=told) if self.astray else told

    def _open(self) -> Text:
        out, others = self.ending.ruled_out, self.ending.others
        if others == 0:
            return phrases.PROOF_OPEN_OF_NONE
        if others == 1 and out == 0:
            return phrases.PROOF_OPEN_OF_ONE
        return phrases.PROOF_OPEN.format(out=out, others=others)

    def _cost(self) -> Text:
        ending = self.ending
        if not ending.right:
            return phrases.NAMED_WRONG if self.named else phrases.GIVEN_UP
        if not ending.settled:
            return phrases.COST_OF_A_GUESS
        told = [phrases.COST.format(best=f"{ending.best_cost:g}", own=f"{ending.cost:g}", base=f"{self.base:g}")]
        if self.extra:
            told.append(phrases.COST_EXTRA.format(extra=f"{self.extra:g}"))
        return joined(told, " ")
