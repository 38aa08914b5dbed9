"""What the knowledge itself says in one language: sources, notes, links, questions, remedies.

No case changes these, so they are made once for a knowledge base; composing a diagnosis only chooses among them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from expert.engine import diagnosis_phrases as phrases
from expert.facts.vocabulary import FactDefinition, Value
from expert.foundations.records import Record
from expert.foundations.sources import Source
from expert.foundations.terms import DANGER
from expert.foundations.texts import Language, Text
from expert.planning.holding import Certainty, held
from expert.results.diagnosis import (
    GridOf,
    LinkTo,
    NoteOf,
    OptionOf,
    Question,
    RemedyOf,
    SourceOf,
    StepOf,
)
from expert.results.document import with_
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Grid, Link, Note, Option, Preparation, Remedy
from expert.rules.way_steps import StepOfWay, case_of, steps_by_case

_T = TypeVar("_T")


@dataclass(frozen=True, eq=False, repr=False)
class WayState(Record):
    """What a case decides about one way of a remedy.

    Attributes:
        offered: it is not known to be unsuitable.
        withheld: it is known to do harm.
        condition: the facts, not known, that decide whether it is suitable.
        asked: what can be asked to learn these, each with what is known too roughly of it.
        may_harm: its harm is certain, or cannot be excluded.
    """

    offered: bool = True
    withheld: bool = False
    condition: tuple[str, ...] = ()
    asked: tuple[tuple[str, Value | None], ...] = ()
    may_harm: bool = False


@dataclass(frozen=True, eq=False, repr=False)
class CaseState(Record):
    """What is known of whether a case is one that a preparation is for: it is done, left out, or said with its case."""

    done: bool
    said: bool


@dataclass(frozen=True, eq=False, repr=False)
class Way(Record):
    """One way of a remedy: its number, what the rule file says of it, and its steps."""

    number: int
    option: Option
    steps: tuple[StepOfWay, ...]


class KnowledgeWords:
    """What a knowledge base says in one language. Safe to share between threads."""

    def __init__(self, knowledge: KnowledgeBase, language: Language) -> None:
        self._knowledge = knowledge
        self._language: Language = language
        # By the identity of what is said; the value keeps it, so that its identity stays taken.
        self._made: dict[tuple[str, int], tuple[object, Any]] = {}
        self._remedies: dict[tuple[str, object], RemedyOf] = {}
        self._ways: dict[str, tuple[Way, ...]] = {}
        self._questions: dict[str, Question] = {}
        self._dangers: dict[str, int] = {}
        self.order = {name: place for place, name in enumerate(knowledge.vocabulary.facts)}

    @classmethod
    def of(cls, knowledge: KnowledgeBase, language: Language) -> KnowledgeWords:
        """Those of a knowledge base in a language, made once."""
        return knowledge.attach(_Languages)[language]

    def say(self, text: Text) -> str:
        """A text in the language."""
        return text.in_(self._language)

    def _once(self, kind: str, of: object, make: Callable[[], _T]) -> _T:
        key = (kind, id(of))
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = (of, make())
        return cast(_T, found[1])

    def sources(self, sources: tuple[Source, ...]) -> tuple[SourceOf, ...]:
        """Sources with the titles and addresses of their documents."""
        return self._once("sources", sources, lambda: tuple(map(self._source, sources)))

    def _source(self, source: Source) -> SourceOf:
        document = self._knowledge.documents[source.document]
        return SourceOf(
            document=source.document,
            title=document.title,
            heading=source.heading,
            date=source.date.isoformat(),
            status=source.status,
            note=None if source.note is None else self.say(source.note),
            url=document.url,
            no_url=None if document.no_url is None else self.say(document.no_url),
            seed=source.seed,
        )

    def notes(self, notes: tuple[Note, ...]) -> tuple[NoteOf, ...]:
        """Notes with their links and sources."""
        return self._once("notes", notes, lambda: tuple(map(self._note, notes)))

    def _note(self, note: Note) -> NoteOf:
        return NoteOf(
            text=self.say(note.text),
            status=note.status,
            links=self.links(note.links),
            sources=self.sources(note.sources),
            seed=note.seed,
        )

    def links(self, links: tuple[Link, ...]) -> tuple[LinkTo, ...]:
        """Links with their titles."""
        return self._once("links", links, lambda: tuple(map(self._link, links)))

    def _link(self, link: Link) -> LinkTo:
        return LinkTo(url=link.url, title=None if link.title is None else self.say(link.title), seed=link.seed)

    def _grid(self, grid: Grid) -> GridOf:
        return GridOf(columns=tuple(map(self.say, grid.columns)), rows=grid.rows, seed=grid.seed)

    # Questions

    def question(
        self, fact: str, decides: Iterable[str], known: Value | None = None, *, again: bool = False
    ) -> Question:
        """The question that finds a fact out.

        Args:
            fact: the fact.
            decides: the open causes that it can help to decide.
            known: what is known of it, where that is too rough to decide anything: a version such as 16.
            again: what is known of it contradicts something, and is to be checked.
        """
        plain = self._questions.get(fact)
        definition = self._knowledge.vocabulary[fact]
        if plain is None:
            plain = self._questions[fact] = self._plain_question(definition)
        # The values are in a dictionary, which its reader could change: each question gets its own.
        question = with_(plain, decides=tuple(decides), values=dict(plain.values))
        if known is None:
            return question
        sentence = phrases.ONCE_MORE if again else phrases.MORE_EXACTLY
        ask = sentence.format(ask=definition.ask, known=definition.say(known))
        return with_(question, ask=self.say(ask))

    def _plain_question(self, definition: FactDefinition) -> Question:
        values = {value: self.say(words) for value, words in definition.values.items()}
        if definition.type == "yes_no":
            values = {word: self.say(definition.say(word == "true")) for word in ("true", "false")}
        page = self._knowledge.vocabulary.page_of(definition.name)
        cost = self._knowledge.vocabulary.costs[definition.cost]
        return Question(
            fact=definition.name,
            title=self.say(definition.title),
            ask=self.say(definition.ask),
            where_to_look=self.say(definition.where_to_look),
            cost=self.say(cost.title),
            decides=(),
            type=definition.type,
            values=values,
            sources=self.sources(definition.sources),
            intake=definition.intake,
            to_user=None if definition.to_user is None else self.say(definition.to_user),
            page=None if page is None else self.say(page),
            page_id=definition.page,
            only_if_done=cost.only_if_done,
        )

    # Remedies

    def ways(self, cause: Cause) -> tuple[Way, ...]:
        """The ways of a cause's remedy, with shared steps looked up."""
        remedy = self._knowledge.remedy_of(cause)
        found = self._ways.get(remedy.id)
        if found is None:
            found = self._ways[remedy.id] = tuple(
                Way(number, option, tuple(steps_by_case(option, self._knowledge.steps)))
                for number, option in enumerate(remedy.options, start=1)
            )
        return found

    def danger(self, cause: Cause) -> int:
        """How dangerous the mildest way of a cause's remedy is, for sorting: 0 is safe.

        What a step needs before it only in some cases ("enroll again") tells no remedy from another, and does not
        count.
        """
        found = self._dangers.get(cause.remedy_id)
        if found is None:
            found = self._dangers[cause.remedy_id] = min(self._grades(cause), default=len(DANGER) + 1)
        return found

    def _grades(self, cause: Cause) -> Iterator[int]:
        for way in self.ways(cause):
            if way.option.status != "superseded":
                own = (part.step for part in way.steps if part.only_when is None)
                yield max((DANGER.index(mark) + 1 for step in own for mark in step.safety), default=0)

    def remedy(
        self, cause: Cause, states: tuple[WayState, ...], cases: Callable[[Preparation], CaseState],
        certainty: Certainty,
    ) -> RemedyOf:
        """A cause's remedy as a case needs it.

        Args:
            cause: the cause.
            states: what the case decides about each way.
            cases: what is known of whether the case is one that a preparation is for.
            certainty: how sure it is that the cause is the right one.
        """
        ways = self.ways(cause)
        needed = (part.only_when for way in ways for part in way.steps)
        preparations = {id(needs): cases(needs) for needs in needed if needs is not None}
        key = (cause.remedy_id, (states, tuple(preparations.values()), certainty))
        found = self._remedies.get(key)
        if found is None:
            remedy = self._knowledge.remedy_of(cause)
            offered = self._remedy(remedy, tuple(zip(ways, states, strict=True)), preparations)
            found = self._remedies[key] = held(offered, certainty)
        return found

    def _remedy(
        self, remedy: Remedy, ways: tuple[tuple[Way, WayState], ...], cases: dict[int, CaseState]
    ) -> RemedyOf:
        kept = [(way, state) for way, state in ways if state.offered or state.withheld]
        return RemedyOf(
            id=remedy.id,
            title=self.say(remedy.title),
            steps=tuple(
                step for way, state in kept if not state.withheld for step in self._steps(remedy, way, cases)
            ),
            notes=tuple(self.say(note.text) for note in remedy.notes),
            options=tuple(self._option(remedy, way, state) for way, state in kept),
            details=self.notes(remedy.notes),
            verify=None if remedy.verify is None else self.say(remedy.verify),
            sources=self.sources(remedy.sources),
        )

    def _option(self, remedy: Remedy, way: Way, state: WayState) -> OptionOf:
        option, name = way.option, f"{remedy.id}/{way.number}"
        harm = option.harm if state.may_harm else None
        return OptionOf(
            id=name,
            case=name if option.when is None else json.dumps(option.when, sort_keys=True),
            number=way.number,
            title=None if option.title is None else self.say(option.title),
            status=option.status,
            note=None if option.note is None else self.say(option.note),
            applies="unknown" if state.condition else "yes",
            condition=state.condition,
            questions=tuple(self.question(fact, (), known) for fact, known in state.asked),
            harm=None if harm is None else self.say(harm.text),
            harm_id=None if harm is None else harm.id or name,
            harm_safety=() if harm is None else harm.safety,
            withheld=state.withheld,
        )

    def _steps(self, remedy: Remedy, way: Way, cases: dict[int, CaseState]) -> Iterator[StepOf]:
        for place, part in enumerate(way.steps, start=1):
            step, case = part.step, None
            if part.only_when is not None:
                state = cases[id(part.only_when)]
                if not state.done:
                    continue
                case = part.only_when if state.said else None
            yield StepOf(
                id=step.id or f"{remedy.id}/{way.number}.{place}",
                text=self.say(step.text),
                short=None if step.short is None else self.say(step.short),
                safety=step.safety,
                wait=step.wait,
                link=step.links[0].url if step.links else None,
                links=self.links(step.links),
                grid=None if step.grid is None else self._grid(step.grid),
                option=way.number,
                status=way.option.status,
                protects_from=step.protects_from,
                last=step.last,
                seed=part.seed,
                only_if=None if case is None else self.say(case.title),
                only_if_brief=None if case is None else self.say(case_of(case)),
                dangers_only_if=None if step.dangers_only_if is None else self.say(step.dangers_only_if),
                case=None if case is None else json.dumps(case.when, sort_keys=True),
                shared=step.id,
                holds_up=step.holds_up,
            )


class _Languages(dict[Language, KnowledgeWords]):
    """The words of a knowledge base in each language that was asked for."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        super().__init__()
        self._knowledge = knowledge

    def __missing__(self, language: Language) -> KnowledgeWords:
        # Two threads may make them at once; one of both is kept.
        return self.setdefault(language, KnowledgeWords(self._knowledge, language))
