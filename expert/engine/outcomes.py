"""What a case comes to as a whole, and why."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from expert.engine import diagnosis_phrases as phrases
from expert.engine.spoken import Part, titles
from expert.foundations.terms import Outcome
from expert.foundations.texts import OR, QUOTED, listed
from expert.results import diagnosis as doc


class OutcomeOf(Part):
    """The outcome of a case."""

    def outcome(self) -> tuple[Outcome, str]:
        """The outcome of the case, and why, in a sentence or two."""
        r = self.reasoning
        if r.solved is not None:
            return "solved", self.say(phrases.OUTCOMES["solved"].format(reason=r.solved.reason))
        if r.out_of_scope is not None:
            return "out_of_scope", self.say(phrases.OUTCOMES["out_of_scope"].format(reason=r.out_of_scope.reason))
        if not self.causes:
            return self._of_obstacles() if self.obstacles else self._nothing_recognized()
        acting: tuple[Literal["confirmed", "likely"], ...] = ("confirmed", "likely")
        for verdict in acting:
            found = [cause for cause in self.causes if cause.verdict == verdict]
            sound = [cause for cause in found if not cause.disputed]
            if found and not sound:
                return "contradictory", self._why_contradictory(found)
            if sound:
                replaced = verdict == "confirmed" and all(cause.superseded for cause in sound)
                several = verdict == "likely" and len(sound) > 1
                key = "confirmed_superseded" if replaced else "likely_several" if several else verdict
                return verdict, self.say(phrases.OUTCOMES[key].format(causes=titles(sound)))
        count = sum(cause.verdict == "possible" for cause in self.causes)
        if count == 0:
            return "contradictory", self.say(phrases.OUTCOMES["contradictory"])
        sentence = phrases.OUTCOMES["one_possible" if count == 1 else "possible"]
        return "possible", self.say(sentence.format(count=count))

    def _of_obstacles(self) -> tuple[Outcome, str]:
        sound = [obstacle for obstacle in self.obstacles if not obstacle.disputed]
        if not sound:
            return "contradictory", self._why_contradictory(self.obstacles)
        key = "obstacle" if len(sound) == 1 else "obstacles"
        return "obstacle", self.say(phrases.OUTCOMES[key].format(causes=titles(sound)))

    def _why_contradictory(self, disputed: Collection[doc.CauseFound]) -> str:
        key = "contradictory_facts" if len(disputed) == 1 else "contradictory_facts_several"
        return self.say(phrases.OUTCOMES[key].format(causes=titles(disputed)))

    def _nothing_recognized(self) -> tuple[Outcome, str]:
        r = self.reasoning
        if r.recognized.openings and not r.elsewhere:
            count = len({opening.symptom for opening in r.recognized.openings})
            key = "incomplete_one" if count == 1 else "incomplete_text"
            return "incomplete", self.say(phrases.OUTCOMES[key].format(count=count))
        if not any(name in r.case for name in self.first_need()):
            names = [QUOTED.format(text=r.knowledge.vocabulary[name].title) for name in self.asked_first()]
            return "incomplete", self.say(phrases.OUTCOMES["incomplete_nothing"].format(facts=listed(names, OR)))
        return "unrecognized", self.say(phrases.OUTCOMES["unrecognized"])
