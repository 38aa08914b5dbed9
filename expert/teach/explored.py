"""What is known, as the page for a class lets it be explored: each symptom, cause, remedy and source once, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from expert.foundations.sources import Source
from expert.foundations.terms import Safety
from expert.foundations.texts import Text
from expert.results import classroom as doc
from expert.results.classroom import Both, both
from expert.rules.condition_words import ConditionWords
from expert.rules.conditions import AnyOf, Condition, ConditionData, Not
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Grid, Link, Note, Option, Phrase, Remedy, Symptom
from expert.rules.way_steps import StepOfWay, case_of, steps_by_case
from expert.teach import classroom_phrases as phrases
from expert.teach.question_path import question_order
from expert.visualize.words import duration

# A word of a pattern that stands for itself, or for any ending of it.
_WORD = re.compile(r"\*?([^\W\d_]{3,})\*?")


class Explored:
    """Puts parts of one knowledge base into words for the page. Sources are gathered as they are cited.

    Args:
        knowledge: the knowledge base.

    Attributes:
        sources: those that were cited so far, each once.
        documents: the documents that they are taken from.
    """

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._conditions = ConditionWords(knowledge.vocabulary)
        self._places: dict[tuple[object, ...], int] = {}
        self.sources: list[doc.SourceShown] = []
        self.documents: dict[str, doc.DocumentShown] = {}

    def topics(self, symptoms: Iterable[str]) -> tuple[doc.TopicShown, ...]:
        """What these symptoms are about, in the order of the topics."""
        wanted = {self._knowledge.symptoms[name].topic for name in symptoms}
        return tuple(
            doc.TopicShown(id=name, title=both(title))
            for name, title in self._knowledge.topics.items() if name in wanted
        )

    def symptom(self, name: str) -> doc.SymptomShown:
        """A symptom, with its causes in the order in which an interview asks for them."""
        symptom = self._knowledge.symptoms[name]
        causes = question_order(self._knowledge, name).causes
        shown_if = symptom.recognized_when
        return doc.SymptomShown(
            id=name,
            title=both(symptom.title),
            topic=symptom.topic,
            messages=_messages(symptom),
            codes=tuple(_codes(symptom)),
            words=" ".join(dict.fromkeys(_words(symptom.phrases))),
            shown_if=None if shown_if is None else self._condition(shown_if),
            any_cause=symptom.any_cause,
            causes=causes,
            named=tuple(cause for cause in causes if self._knowledge.causes[cause].named_by(name)),
            notes=self._notes(symptom.notes),
            sources=self._cited(symptom.sources),
        )

    def cause(self, name: str) -> doc.CauseShown:
        """A cause: what proves it, what rules it out, what is to be done."""
        cause = self._knowledge.causes[name]
        confirmed, ruled_out, applies = self._knowledge.conditions_of(cause)
        out = () if ruled_out is None else self._alternatives(ruled_out)
        where: tuple[Both, ...] = ()
        if isinstance(applies, Not) and ruled_out is not None:  # said without a double "not"
            out = (*out, *self._alternatives(applies.part))
        elif applies is not None:
            where = self._alternatives(applies)
        return doc.CauseShown(
            id=name,
            title=both(cause.title),
            asked=both(self._conditions.asked(confirmed).title),
            proved_by=self._alternatives(confirmed),
            ruled_out_by=out,
            applies_if=where,
            only_if=None if applies is None else both(self._where_alone(applies)),
            remedy=cause.remedy_id,
            facts=self._asked(cause),
            waits=cause.kind == "wait",
            superseded=cause.superseded,
            notes=self._notes(cause.notes),
            sources=self._cited(cause.sources),
        )

    def _where_alone(self, applies: Condition) -> Text:
        """Where alone a cause comes into question, as a sentence without a double "not"."""
        if isinstance(applies, Not):
            return phrases.NOT_IF.format(condition=self._conditions.phrase(applies.part))
        return phrases.ONLY_IF.format(condition=self._conditions.phrase(applies))

    def remedy(self, remedy: Remedy) -> doc.RemedyShown:
        """A remedy with all its ways."""
        return doc.RemedyShown(
            id=remedy.id,
            title=both(remedy.title),
            ways=tuple(map(self._way, remedy.options)),
            verify=None if remedy.verify is None else both(remedy.verify),
            notes=self._notes(remedy.notes),
            sources=self._cited(remedy.sources),
        )

    def fact(self, name: str) -> doc.FactShown:
        """Something that can be observed."""
        vocabulary = self._knowledge.vocabulary
        definition = vocabulary[name]
        return doc.FactShown(
            title=both(definition.title),
            ask=both(definition.ask),
            where=both(definition.where_to_look),
            cost=vocabulary.cost(name),
            how=both(vocabulary.costs[definition.cost].title),
            values=tuple(map(both, definition.values.values())),
        )

    def _asked(self, cause: Cause) -> tuple[str, ...]:
        vocabulary = self._knowledge.vocabulary
        bearing = (name for name in self._knowledge.facts_bearing_on([cause]) if vocabulary[name].asked)
        return tuple(sorted(bearing, key=vocabulary.cost))

    def _way(self, option: Option) -> doc.WayShown:
        return doc.WayShown(
            title=None if option.title is None else both(option.title),
            only_if=None if option.when is None else self._condition(option.when),
            superseded=option.status == "superseded",
            note=None if option.note is None else both(option.note),
            harm=None if option.harm is None else doc.HarmShown(
                text=both(option.harm.text), marks=_marks(option.harm.safety, _inside(self._words(option.harm.when)))
            ),
            steps=tuple(map(_step_of_way, steps_by_case(option, self._knowledge.steps))),
        )  # fmt: skip

    def _condition(self, data: ConditionData) -> Both:
        return both(self._words(data))

    def _words(self, data: ConditionData) -> Text:
        return self._conditions.phrase(self._knowledge.condition(data))

    def _alternatives(self, condition: Condition) -> tuple[Both, ...]:
        """The condition in words, its parts one by one where any of them is enough."""
        parts = condition.parts if isinstance(condition, AnyOf) else (condition,)
        return tuple(both(self._conditions.phrase(part)) for part in parts)

    def _notes(self, notes: Iterable[Note]) -> tuple[doc.NoteShown, ...]:
        return tuple(
            doc.NoteShown(text=both(note.text), links=tuple(map(_link, note.links)))
            for note in notes if note.status != "superseded"
        )  # fmt: skip

    def _cited(self, sources: Iterable[Source]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(map(self._place, sources)))

    def _place(self, source: Source) -> int:
        """The place of a source among those that were cited; the same for the same words in the same document."""
        key = (source.document, source.heading, source.date, source.status, source.note)
        if key not in self._places:
            self._places[key] = len(self.sources)
            self.sources.append(_source(source))
            self.documents.setdefault(source.document, self._document(source.document))
        return self._places[key]

    def _document(self, name: str) -> doc.DocumentShown:
        document = self._knowledge.documents[name]
        without = document.no_url or document.path
        return doc.DocumentShown(
            title=document.title, url=document.url, no_url=both(without) if without and not document.url else None
        )


def _source(source: Source) -> doc.SourceShown:
    return doc.SourceShown(
        document=source.document,
        heading=source.heading,
        date=source.date.isoformat(),
        status=None if source.status == "current" else source.status,
        note=None if source.note is None else both(source.note),
    )


def step_shown(
    text: Text | str, short: Text | str | None, safety: Iterable[Safety], only_if: Text | str | None,
    case: Text | str | None, wait: str | None, links: Iterable[doc.LinkShown] = (), grid: doc.GridShown | None = None,
    still: Text | None = None,
) -> doc.StepShown:
    """A step; what it does only in some cases is marked as doing it only then, with the brief name of these cases."""
    named = case or only_if
    briefly = None if named is None else _inside(named)
    return doc.StepShown(
        text=both(text),
        short=None if not short else both(short),
        marks=_marks(safety, briefly),
        only_if=None if only_if is None else both(only_if),
        case=briefly,
        still=None if still is None else _inside(still),
        wait=None if wait is None else both(duration(wait)),
        links=tuple(links),
        grid=grid,
    )


def _step_of_way(part: StepOfWay) -> doc.StepShown:
    step = part.step
    only_if, case, still = None, step.dangers_only_if, None
    if part.only_when is not None:
        only_if, case, still = part.only_when.title, case_of(part.only_when), step.dangers_only_if
    return step_shown(
        step.text, step.short, step.safety, only_if, case, step.wait, map(_link, step.links), _grid(step.grid), still
    )


def _marks(safety: Iterable[Safety], condition: Both | None) -> tuple[doc.MarkShown, ...]:
    return tuple(doc.MarkShown(safety=mark, condition=condition) for mark in safety)


def _inside(text: Text | str) -> Both:
    """A text as it stands inside a sentence."""
    found = both(text)
    return both(Text(_uncapitalized(found.en), _uncapitalized(found.sv)))


def _uncapitalized(text: str) -> str:
    """A text without its first capital; a name such as ADE keeps it."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _link(link: Link) -> doc.LinkShown:
    return doc.LinkShown(url=link.url, title=None if link.title is None else both(link.title))


def _grid(grid: Grid | None) -> doc.GridShown | None:
    return None if grid is None else doc.GridShown(columns=tuple(map(both, grid.columns)), rows=grid.rows)


def _messages(symptom: Symptom) -> tuple[Both, ...]:
    """What a user reads, each wording once."""
    messages = (message.text for message in symptom.messages if message.kind != "code" and message.wordings())
    return tuple(map(both, dict.fromkeys(messages)))


def _codes(symptom: Symptom) -> Iterator[str]:
    for message in symptom.messages:
        if message.code is not None:
            yield f"{message.code.domain} {message.code.number}"
        if message.kind == "code":
            yield from message.wordings()


def _words(phrases: Iterable[Phrase]) -> Iterator[str]:
    """The words in patterns of what people call it."""
    for phrase in phrases:
        for pattern in phrase.patterns():
            yield from _WORD.findall(pattern)
