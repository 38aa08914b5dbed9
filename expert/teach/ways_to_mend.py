"""The ways to mend the fault of an exercise: those of its causes, and tempting ones of other causes of the symptom.

All of it is read off the diagnosis of the whole hidden case, so what is said of a danger is what holds on that device.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from expert.engine import diagnose
from expert.foundations.kept import cached_property
from expert.foundations.sources import not_superseded
from expert.foundations.terms import DANGER, GRAVE, Safety
from expert.foundations.texts import AND, Language, Text, joined, listed, text_of
from expert.results.diagnosis import CauseFound, OptionOf, RemedyOf, StepOf
from expert.results.document import trusted
from expert.results.mending import WayJudged, WayStep, WayToMend
from expert.rules.knowledge import KnowledgeBase
from expert.teach import mending_phrases as phrases
from expert.teach.hidden_case import HiddenCase
from expert.teach.lots import Lots
from expert.teach.score import SAFETY, Judged

_WayStep = trusted(WayStep)
_WayToMend = trusted(WayToMend)
_WayJudged = trusted(WayJudged)

_TEMPTING = 3  # so many ways that do not mend it are offered, and no more


@dataclass(frozen=True)
class _Way:
    """A way of the remedy of a cause."""

    cause: CauseFound
    remedy: RemedyOf
    option: OptionOf

    @property
    def steps(self) -> tuple[StepOf, ...]:
        return tuple(step for step in self.remedy.steps if step.option == self.option.number)

    @cached_property
    def dangers(self) -> tuple[Safety, ...]:
        """Those that it has for sure, the mildest first; what a step does in some cases only is not among them."""
        marks = {mark for step in self.steps if step.only_if is None for mark in step.safety}
        if self.option.withheld:
            marks.update(self.option.harm_safety)
        return tuple(mark for mark in DANGER if mark in marks)

    @property
    def gravest(self) -> int:
        """How dangerous it is; 0 is safe. What it may do if something turns out badly counts too."""
        return max((DANGER.index(mark) + 1 for mark in (*self.dangers, *self.option.harm_safety)), default=0)

    @property
    def is_sure(self) -> bool:
        """Whether it fits here, whatever else may turn out."""
        return self.option.applies == "yes" and not self.option.harm_safety and not self.option.withheld

    @property
    def title(self) -> Text:
        remedy = text_of(self.remedy.title)
        way = self.option.title
        several = len(self.remedy.options) > 1
        return remedy if way is None or not several else phrases.WAY.format(remedy=remedy, way=text_of(way))


class WaysToMend:
    """The ways to choose from in an exercise, and what each would do.

    Args:
        hidden: the hidden case of the exercise.
        knowledge: what it was drawn from.
        language: of all words.
    """

    def __init__(self, hidden: HiddenCase, knowledge: KnowledgeBase, language: Language) -> None:
        self._hidden = hidden
        self._knowledge = knowledge
        self._language: Language = language

    @cached_property
    def offered(self) -> tuple[WayToMend, ...]:
        """The ways to choose from, in an order that says nothing; none where nothing is to be done about the cause."""
        return tuple(self._shown(way) for way in self._ways.values())

    @cached_property
    def judged(self) -> tuple[WayJudged, ...]:
        """What choosing each of them means, in the same order. It gives the exercise away."""
        return tuple(map(self._judge, self._ways.values()))

    @cached_property
    def _ways(self) -> dict[str, _Way]:
        ways = {way.option.id: way for way in (*self._fitting, *self._tempting())}
        order = Lots(self._hidden.seed, self._hidden.symptom, "ways").order(ways)
        return {name: ways[name] for name in order}

    @cached_property
    def _found(self) -> tuple[CauseFound, ...]:
        hidden, language = self._hidden, self._language
        found = diagnose(hidden.case, self._knowledge, language=language, today=hidden.today, engine="compiled")
        return found.causes

    @cached_property
    def _fitting(self) -> list[_Way]:
        """The ways of the causes; one that does harm here for sure is among them, for it is to be told apart."""
        return [way for cause in self._found if cause.verdict == "confirmed" for way in _ways_of(cause)]

    def _tempting(self) -> list[_Way]:
        """Ways of other causes of the symptom: those first that would do the most harm."""
        own = {way.remedy.id for way in self._fitting}
        others = [way for cause in self._found if cause.verdict != "confirmed" for way in _ways_of(cause)]
        by_lot = Lots(self._hidden.seed, self._hidden.symptom, "tempting").order(others, lambda way: way.option.id)
        different = {way.remedy.id: way for way in by_lot if way.remedy.id not in own and not way.option.withheld}
        return sorted(different.values(), key=lambda way: not set(way.dangers) & set(GRAVE))[:_TEMPTING]

    def _shown(self, way: _Way) -> WayToMend:
        return _WayToMend(
            id=way.option.id,
            title=self._say(way.title),
            steps=tuple(
                _WayStep(text=step.text, short=step.short, safety=step.safety, only_if=step.only_if)
                for step in way.steps
            ),
            safety=way.dangers,
        )

    def _judge(self, way: _Way) -> WayJudged:
        judged, told = self._verdict(way)
        return _WayJudged(
            id=way.option.id,
            judged=judged,
            safe=judged in ("right", "in_vain"),
            points=SAFETY[judged],
            told=self._say(told),
            consequences=tuple(self._say(phrases.CONSEQUENCES[mark]) for mark in way.dangers),
        )

    def _verdict(self, way: _Way) -> tuple[Judged, Text]:
        consequences = listed([phrases.CONSEQUENCES[mark] for mark in way.dangers], AND)
        if way.cause.verdict != "confirmed":
            said = phrases.HARMFUL if way.dangers else phrases.IN_VAIN
            told = [said.format(consequences=consequences, cause=text_of(way.cause.title)), *self._why_not(way.cause)]
            return "harmful" if way.dangers else "in_vain", _capital(joined(told, " "))
        if way.option.withheld:
            harm = text_of(way.option.harm or "")
            return "harmful", phrases.WITHHELD.format(consequences=consequences, harm=harm)
        sure = [other for other in self._fitting if other.cause.id == way.cause.id and other.is_sure]
        safer = min(sure, key=lambda other: other.gravest, default=way)
        if safer.gravest < way.gravest and way.dangers:
            return "avoidable", phrases.AVOIDABLE.format(consequences=consequences, other=safer.title)
        right = phrases.RIGHT_WITH_DANGER if way.dangers else phrases.RIGHT_SAFE
        told = [right.format(consequences=consequences)]
        if way.option.applies == "unknown" and way.option.title is not None:
            told.append(phrases.IF_IT_FITS.format(title=text_of(way.option.title)))
        if way.option.harm is not None:
            told.append(text_of(way.option.harm))
        return "right", joined(told, " ")

    def _why_not(self, cause: CauseFound) -> Iterator[Text]:
        """The facts that rule a cause out, where there are."""
        facts = [phrases.FACT.format(title=text_of(f.title), words=text_of(f.words)) for f in cause.because]
        if facts:
            yield phrases.RULED_OUT.format(facts=joined(facts, "; "))

    def _say(self, text: Text) -> str:
        return text.in_(self._language)


def _ways_of(cause: CauseFound) -> Iterator[_Way]:
    if cause.remedy is not None:
        for option in not_superseded(cause.remedy.options):
            way = _Way(cause, cause.remedy, option)
            if way.steps or option.withheld:
                yield way


def _capital(text: Text) -> Text:
    return Text(*(words[:1].upper() + words[1:] for words in (text.en, text.sv)))
