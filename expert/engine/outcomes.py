"""What a case comes to as a whole, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Literal, Protocol

from expert.engine import diagnosis_phrases as phrases
from expert.engine.reasoner import Reasoning
from expert.engine.spoken import Part, titles
from expert.facts.vocabulary import MESSAGE
from expert.foundations.terms import Outcome, Verdict
from expert.foundations.texts import OR, Text, listed_in_quotes
from expert.results import diagnosis as doc

_ACTING: tuple[Literal["confirmed", "likely"], ...] = ("confirmed", "likely")


class Judged(Protocol):
    """A cause with its verdict, in whatever form."""

    @property
    def verdict(self) -> Verdict:
        """Its verdict."""

    @property
    def disputed(self) -> bool:
        """Whether that rests on facts that contradict each other."""


def outcome_of(reasoning: Reasoning, causes: Sequence[Judged], obstacles: Sequence[Judged]) -> Outcome:
    """What a case comes to.

    Args:
        reasoning: what was concluded.
        causes: the candidates.
        obstacles: what stands in the way whatever is seen.
    """
    if reasoning.solved is not None:
        return "solved"
    if reasoning.out_of_scope is not None:
        return "out_of_scope"
    if not causes:
        if obstacles:
            return "contradictory" if all(one.disputed for one in obstacles) else "obstacle"
        begun = bool(reasoning.recognized.openings) and not reasoning.elsewhere
        given = any(name in reasoning.case for name in first_need(reasoning))
        return "incomplete" if begun or not given else "unrecognized"
    for verdict in _ACTING:
        found = [cause for cause in causes if cause.verdict == verdict]
        if found:
            return "contradictory" if all(cause.disputed for cause in found) else verdict
    return "possible" if any(cause.verdict == "possible" for cause in causes) else "contradictory"


def first_need(reasoning: Reasoning) -> tuple[str, ...]:
    """What is needed to recognize anything: the message, or what happens."""
    return (MESSAGE, *reasoning.knowledge.behaviors)


class OutcomeOf(Part):
    """The outcome of a case."""

    def outcome(self) -> tuple[Outcome, str]:
        """The outcome of the case, and why, in a sentence or two."""
        outcome = outcome_of(self.reasoning, self.causes, self.obstacles)
        return outcome, self.say(self._why(outcome))

    def _why(self, outcome: Outcome) -> Text:
        r = self.reasoning
        if outcome == "solved" and r.solved is not None:
            return phrases.OUTCOMES["solved"].format(reason=r.solved.reason)
        if outcome == "out_of_scope" and r.out_of_scope is not None:
            return phrases.OUTCOMES["out_of_scope"].format(reason=r.out_of_scope.reason)
        if outcome == "contradictory":
            return self._why_contradictory()
        if outcome == "obstacle":
            sound = _sound(self.obstacles)
            of_all = [cause for cause in sound if not self.open_about_place(cause)]
            key = "obstacle_of_some" if not of_all else "obstacle" if len(of_all) == 1 else "obstacles"
            return phrases.OUTCOMES[key].format(causes=titles(of_all or sound))
        if outcome in _ACTING:
            sound = _sound(cause for cause in self.causes if cause.verdict == outcome)
            replaced = outcome == "confirmed" and all(cause.superseded for cause in sound)
            several = outcome == "likely" and len(sound) > 1
            key = "confirmed_superseded" if replaced else "likely_several" if several else outcome
            return phrases.OUTCOMES[key].format(causes=titles(sound))
        if outcome == "possible":
            count = sum(cause.verdict == "possible" for cause in self.causes)
            return phrases.OUTCOMES["one_possible" if count == 1 else "possible"].format(count=count)
        return self._why_incomplete() if outcome == "incomplete" else phrases.OUTCOMES["unrecognized"]

    def _why_contradictory(self) -> Text:
        disputed: Collection[doc.CauseFound] = self.obstacles
        if self.causes:
            of_best = ([cause for cause in self.causes if cause.verdict == verdict] for verdict in _ACTING)
            disputed = next(filter(None, of_best), [])
        if not disputed:
            return phrases.OUTCOMES["contradictory"]
        key = "contradictory_facts" if len(disputed) == 1 else "contradictory_facts_several"
        return phrases.OUTCOMES[key].format(causes=titles(disputed))

    def _why_incomplete(self) -> Text:
        r = self.reasoning
        if r.recognized.openings and not r.elsewhere:
            count = len({opening.symptom for opening in r.recognized.openings})
            return phrases.OUTCOMES["incomplete_one" if count == 1 else "incomplete_text"].format(count=count)
        names = [r.knowledge.vocabulary[name].title for name in self.asked_first()]
        return phrases.OUTCOMES["incomplete_nothing"].format(facts=listed_in_quotes(names, OR))


def _sound(causes: Iterable[doc.CauseFound]) -> list[doc.CauseFound]:
    """Those whose verdict rests on nothing that is disputed."""
    return [cause for cause in causes if not cause.disputed]
