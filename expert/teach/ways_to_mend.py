"""The ways to mend the fault of an exercise: those of its causes, and tempting ones of other causes of the symptom.

All of it is read off the diagnosis of the whole hidden case, so what is said of a danger is what holds on that device.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from expert.engine import diagnose
from expert.foundations.kept import cached_property
from expert.foundations.sources import not_superseded
from expert.foundations.terms import DANGER, GRAVE, Safety
from expert.foundations.texts import AND, OR, Language, Text, joined, listed, text_of
from expert.results.diagnosis import CauseFound, OptionOf, RemedyOf, StepOf
from expert.results.mending import WayJudged, WayStep, WayToMend
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Remedy
from expert.rules.way_steps import steps_by_case
from expert.teach import mending_phrases as phrases
from expert.teach.hidden_case import HiddenCase
from expert.teach.lots import Lots
from expert.teach.score import SAFETY, Judged

_TEMPTING = 3  # so many ways that do not mend it are offered, and no more


@dataclass(frozen=True)
class _Danger:
    """A danger of a step.

    Attributes:
        mark: which one.
        only_if: the only case in which the step has it, where the facts do not tell whether it is so.
        step: what the step does, in a few words, for these say what it falls on; None where the rules have none.
    """

    mark: Safety
    only_if: Text | None = None
    step: Text | None = None

    @property
    def rank(self) -> tuple[int, bool]:
        """How grave it is; of two that are as grave, the one that is certain is worse."""
        return DANGER.index(self.mark), self.only_if is None

    @property
    def told(self) -> Text:
        """What it means, as a clause."""
        said = phrases.CONSEQUENCES[self.mark]
        if self.only_if is not None:
            return phrases.ONLY_IF.format(consequence=said, case=self.only_if)
        return said if self.step is None else phrases.BY_STEP.format(consequence=said, step=self.step)


@dataclass(frozen=True)
class _Way:
    """A way of the remedy of a cause.

    Attributes:
        cases: by the id of a step, the only case in which it has its dangers, where its text tells one.
    """

    cause: CauseFound
    remedy: RemedyOf
    option: OptionOf
    cases: Mapping[str, Text]

    @property
    def steps(self) -> tuple[StepOf, ...]:
        return tuple(step for step in self.remedy.steps if step.option == self.option.number)

    @cached_property
    def dangers(self) -> tuple[_Danger, ...]:
        """Each that it has, the mildest first: for sure where any step has it so, else with the case in which it is."""
        found: dict[Safety, _Danger] = {}
        for danger in self._all_dangers():
            known = found.get(danger.mark)
            if known is None or danger.rank > known.rank:
                found[danger.mark] = danger
            elif known.only_if and danger.only_if and known.only_if != danger.only_if:
                found[danger.mark] = replace(known, only_if=listed([known.only_if, danger.only_if], OR))
        return tuple(found[mark] for mark in DANGER if mark in found)

    def _all_dangers(self) -> Iterator[_Danger]:
        if self.option.withheld:
            yield from map(_Danger, self.option.harm_safety)
        for step in self.steps:
            case = self.case_of(step)
            yield from (_Danger(mark, case, text_of(step.short) if step.short else None) for mark in step.safety)

    def case_of(self, step: StepOf) -> Text | None:
        """The only case in which a step has its dangers, where the facts do not tell whether it is so."""
        cases = [text_of(step.only_if)] if step.only_if is not None else []
        if step.safety and step.id in self.cases:
            cases.append(self.cases[step.id])
        return joined(cases, "; ") if cases else None

    @property
    def certain(self) -> tuple[_Danger, ...]:
        """The dangers that it has for sure."""
        return tuple(danger for danger in self.dangers if danger.only_if is None)

    @property
    def is_grave(self) -> bool:
        """Whether one of them is grave."""
        return any(danger.mark in GRAVE for danger in self.certain)

    @property
    def rank(self) -> list[tuple[int, bool]]:
        """How dangerous it is, from its gravest danger on; of two ways, the one with the lower rank is milder."""
        feared = (_Danger(mark, text_of(self.option.harm or "")) for mark in self.option.harm_safety)
        ranks = {danger.rank for danger in (*self.dangers, *feared)}
        return sorted(ranks, reverse=True)

    def besides(self, other: _Way) -> tuple[_Danger, ...]:
        """The dangers that it has and another way has not, or less surely."""
        of_other = {danger.mark: danger.rank for danger in other.dangers}
        return tuple(danger for danger in self.dangers if danger.rank > of_other.get(danger.mark, (-1, False)))

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
        return [way for cause in self._found if cause.verdict == "confirmed" for way in self._ways_of(cause)]

    def _tempting(self) -> list[_Way]:
        """Ways of other causes of the symptom: those first that would do the most harm."""
        own = {way.remedy.id for way in self._fitting}
        others = [way for cause in self._found if cause.verdict != "confirmed" for way in self._ways_of(cause)]
        by_lot = Lots(self._hidden.seed, self._hidden.symptom, "tempting").order(others, lambda way: way.option.id)
        different = {way.remedy.id: way for way in by_lot if way.remedy.id not in own and not way.option.withheld}
        return sorted(different.values(), key=lambda way: not way.is_grave)[:_TEMPTING]

    def _ways_of(self, cause: CauseFound) -> Iterator[_Way]:
        if cause.remedy is not None:
            cases = self._cases_of(cause.remedy.id)
            for option in not_superseded(cause.remedy.options):
                way = _Way(cause, cause.remedy, option, cases)
                if way.steps or option.withheld:
                    yield way

    def _cases_of(self, remedy: str) -> Mapping[str, Text]:
        """By the ids of the steps of a remedy, the only case in which they have their dangers, by their own texts."""
        return {
            part.step.id or f"{remedy}/{number}.{place}": part.step.dangers_only_if
            for number, option in enumerate(self._remedies[remedy].options, start=1)
            for place, part in enumerate(steps_by_case(option, self._knowledge.steps), start=1)
            if part.step.dangers_only_if is not None
        }

    @cached_property
    def _remedies(self) -> Mapping[str, Remedy]:
        causes = (self._knowledge.causes[found.id] for found in self._found)
        return {remedy.id: remedy for remedy in map(self._knowledge.remedy_of, causes)}

    def _shown(self, way: _Way) -> WayToMend:
        return WayToMend(
            id=way.option.id,
            title=self._say(way.title),
            steps=tuple(self._step(way, step) for step in way.steps),
            safety=tuple(danger.mark for danger in way.certain),
        )

    def _step(self, way: _Way, step: StepOf) -> WayStep:
        case = way.cases.get(step.id) if step.safety else None
        return WayStep(
            text=step.text, short=step.short, safety=step.safety, only_if=step.only_if,
            dangers_only_if=None if case is None else self._say(case),
        )  # fmt: skip

    def _judge(self, way: _Way) -> WayJudged:
        judged, told = self._verdict(way)
        return WayJudged(
            id=way.option.id,
            judged=judged,
            safe=judged == "right" or (judged == "in_vain" and not way.dangers),
            points=SAFETY[judged],
            told=self._say(told),
            consequences=tuple(self._say(danger.told) for danger in way.dangers),
            causes=tuple(found.id for found in self._found if found.remedy and found.remedy.id == way.remedy.id),
        )

    def _verdict(self, way: _Way) -> tuple[Judged, Text]:
        consequences = _told(way.dangers)
        if way.cause.verdict != "confirmed":
            said = phrases.HARMFUL if way.certain else phrases.PERHAPS_HARMFUL if way.dangers else phrases.IN_VAIN
            told = [said.format(consequences=consequences, cause=text_of(way.cause.title)), *self._why_not(way.cause)]
            return "harmful" if way.certain else "in_vain", _capital(joined(told, " "))
        if way.option.withheld:
            harm = text_of(way.option.harm or "")
            return "harmful", phrases.WITHHELD.format(consequences=consequences, harm=harm)
        sure = [other for other in self._fitting if other.cause.id == way.cause.id and other.is_sure]
        milder = min(sure, key=lambda other: other.rank, default=way)
        if milder.rank < way.rank and way.besides(milder):
            return "avoidable", _avoidable(way, milder)
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


def _avoidable(way: _Way, milder: _Way) -> Text:
    """What a way does that a milder one does not, and what that one does instead."""
    further = milder.besides(way)
    said = phrases.AVOIDABLE_BY_LESS if further else phrases.AVOIDABLE
    return said.format(consequences=_told(way.besides(milder)), other=milder.title, further=_told(further))


def _told(dangers: Iterable[_Danger]) -> Text:
    return listed([danger.told for danger in dangers], AND)


def _capital(text: Text) -> Text:
    return Text(*(words[:1].upper() + words[1:] for words in (text.en, text.sv)))
