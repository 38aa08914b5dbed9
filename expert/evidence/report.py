"""What was read as evidence, as a result document: for `expert evidence`, and for whoever shows it elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from expert.evidence.evidence import Evidence, Reading
from expert.evidence.mapping import Mappings
from expert.evidence.timeline import timeline_lines
from expert.evidence.widening import documents_known, mappings_of
from expert.facts.case import Case
from expert.facts.differences import difference_in_words
from expert.facts.vocabulary import DAY, Value
from expert.foundations.sources import Document, Source
from expert.foundations.texts import Language, Text
from expert.results import evidence as doc
from expert.rules.knowledge import KnowledgeBase


def evidence_report(
    evidence: Evidence, knowledge: KnowledgeBase, language: Language = "en", mappings: Mappings | None = None
) -> doc.EvidenceReport:
    """All that was read, with where it stands and why it is a fact.

    Args:
        evidence: what was read.
        knowledge: the documents that sources name.
        language: the language of its sentences.
        mappings: what objects say; those of the knowledge if left out.
    """
    mappings = mappings_of(knowledge) if mappings is None else mappings
    case, of_case = evidence.case(messages=False), set(evidence.said_of_case)
    documents = documents_known(knowledge)
    facts = [_fact_read(one, evidence, case, mappings, documents, language) for one in evidence.readings]
    facts.sort(key=lambda fact: (not fact.used, evidence.vocabulary.order(fact.fact)))
    return doc.EvidenceReport(
        language=language,
        observed_on=evidence.about.observed_on.isoformat(),
        facts=tuple(facts),
        contradictions=tuple(text.in_(language) for text in _contradictions(evidence, case)),
        objects=tuple(
            doc.Counted(kind=kind, title=mappings.kinds[kind].title.in_(language), count=count)
            for kind, count in evidence.kinds
        ),
        texts=tuple(
            doc.TextRead(
                text=said.text, origin=str(said.place), time=None if said.time is None else said.time.isoformat(),
                phase=said.phase, used=said in of_case,
            )
            for said in evidence.said
        ),
        timeline=tuple(timeline_lines(evidence, language)),
        notes=tuple(
            doc.NoteRead(
                text=noted.text.in_(language), origin=str(noted.place),
                time=None if noted.time is None else noted.time.isoformat(),
            )
            for noted in sorted(evidence.noted, key=lambda noted: str(noted.time or ""), reverse=True)
        ),
        left_aside=tuple(
            doc.LeftAside(origin=str(unread.place), why=unread.why.in_(language)) for unread in evidence.unread
        ),
    )


def _fact_read(
    reading: Reading, evidence: Evidence, case: Case, mappings: Mappings, documents: Mapping[str, Document],
    language: Language,
) -> doc.FactRead:
    definition = evidence.vocabulary[reading.fact]
    kind = mappings.kinds[reading.because.partition(".")[0]]
    sources = [source for one in kind.statements if one.fact == reading.fact for source in one.sources]
    return doc.FactRead(
        fact=reading.fact,
        value=_as_json(reading.value),
        title=definition.title.in_(language),
        words=definition.say(reading.value).in_(language),
        of=reading.subject.kind,
        subject=", ".join(sorted(reading.subject.names)),
        origin=str(reading.place),
        kind=kind.title.in_(language),
        source=_said_source(sources[0], documents) if sources else "",
        taken=None if reading.taken is None else reading.taken.isoformat(),
        used=evidence.is_of_case(reading) and case.get(reading.fact) == reading.value,
    )


def _as_json(value: Value) -> object:
    return value if isinstance(value, (bool, int, str)) else str(value)


def _said_source(source: Source, documents: Mapping[str, Document]) -> str:
    document = documents.get(source.document)
    title = source.document if document is None else document.title
    return f"{title}, {source.heading}, {source.date.isoformat()}"


def _contradictions(evidence: Evidence, case: Case) -> list[Text]:
    """What several pieces of evidence say differently, where neither is newer."""
    return [
        difference_in_words(difference, evidence.vocabulary[difference.fact])
        for difference in case.differences if difference.fact != DAY
    ]  # fmt: skip
