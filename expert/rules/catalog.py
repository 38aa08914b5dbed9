"""The rules as a list to look through: what there is, what it is about, and where it applies."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from expert.facts.case import Case
from expert.foundations.records import Record
from expert.foundations.sources import Source
from expert.foundations.texts import Text
from expert.rules.conditions import ConditionData, Values, evaluate
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Derivation, Remedy, RuleStatus, Symptom

Kind = Literal["symptoms", "causes", "remedies", "derivations"]
KINDS: tuple[Kind, ...] = get_args(Kind)
STATUSES: tuple[RuleStatus, ...] = get_args(RuleStatus)


@dataclass(frozen=True, eq=False, repr=False)
class Entry(Record):
    """A rule in the list.

    Attributes:
        topic: one of `topics.yaml`; None where its file stands under none.
        explains: for a cause, the symptoms that it explains, by id.
        remedy: for a cause, the id of its remedy.
        superseded: no source that still stands names it.
        documents: what it is taken from.
    """

    kind: Kind
    id: str
    title: Text
    topic: str | None
    status: RuleStatus
    checked: date | None
    rows: tuple[str, ...] = ()
    explains: tuple[str, ...] = ()
    remedy: str | None = None
    superseded: bool = False
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, repr=False)
class Wanted(Record):
    """What to list; what is None does not matter.

    Attributes:
        method: a value of the fact `enrollment_method`; rules that do not apply to it are left out.
        release: a version of the operating system; rules that do not apply to it are left out.
        document: the id of a document that it is taken from.
        words: letters that all stand in its id, its title or its messages, in either language, whatever their case.
    """

    topic: str | None = None
    status: RuleStatus | None = None
    method: str | None = None
    release: str | None = None
    document: str | None = None
    words: tuple[str, ...] = ()


def entries(knowledge: KnowledgeBase, wanted: Wanted | None = None) -> Iterator[Entry]:
    """The rules by topic, in the order of `topics.yaml`: symptoms, causes, remedies, then derivations.

    Raises:
        InputError: the method or the release is no value of its fact.
    """
    wanted = wanted or Wanted()
    where = {"enrollment_method": wanted.method, "os_version": wanted.release}
    case = Case.of({name: value for name, value in where.items() if value is not None}, knowledge.vocabulary)
    values = {name: (value,) for name, value in case.values().items()}
    order = {topic: number for number, topic in enumerate(knowledge.topics)}
    found = [
        (order.get(entry.topic or "", len(order)), KINDS.index(entry.kind), number, entry)
        for number, (entry, part) in enumerate(_all(knowledge))
        if _fits(entry, part, wanted) and _applies(part, values, knowledge)
    ]
    yield from (entry for *_, entry in sorted(found, key=lambda item: item[:3]))


Part = Symptom | Cause | Remedy | Derivation


def part_of(knowledge: KnowledgeBase, name: str) -> tuple[Kind, Part] | None:
    """The symptom, cause, remedy or derivation of this id, also one that is retired; None where there is none."""
    for kind, found in _tables(knowledge).items():
        part = found.get(name) or knowledge.retired.get(f"{kind}/{name}")
        if part is not None:
            return kind, part
    return None


def _tables(knowledge: KnowledgeBase) -> dict[Kind, dict[str, Part]]:
    remedies = {remedy.id: remedy for remedy in map(knowledge.remedy_of, knowledge.causes.values())}
    return {
        "symptoms": dict(knowledge.symptoms), "causes": dict(knowledge.causes),
        "remedies": dict(sorted(remedies.items())), "derivations": dict(knowledge.derivations),
    }  # fmt: skip


def _all(knowledge: KnowledgeBase) -> Iterator[tuple[Entry, Part]]:
    topics = {cause.remedy_id: cause.topic for cause in reversed([*knowledge.causes.values()])}
    for kind, found in _tables(knowledge).items():
        for part in found.values():
            yield _entry(kind, part, topics), part
    for key, part in knowledge.retired.items():
        for kind in KINDS:
            if key.partition("/")[0] == kind:
                yield _entry(kind, part, topics), part


def _entry(kind: Kind, part: Part, topics: dict[str, str | None]) -> Entry:
    cause = part if isinstance(part, Cause) else None
    return Entry(
        kind=kind,
        id=part.id,
        title=part.title,
        topic=part.topic if isinstance(part, (Symptom, Cause)) else topics.get(part.id),
        status=part.status,
        checked=part.checked,
        rows=part.rows,
        explains=() if cause is None else tuple(link.symptom for link in cause.links()),
        remedy=None if cause is None else cause.remedy_id,
        superseded=cause is not None and cause.superseded,
        documents=tuple(dict.fromkeys(source.document for source in sources_of(part))),
    )


def sources_of(part: Part) -> tuple[Source, ...]:
    """What a rule is taken from, its notes too."""
    notes = () if isinstance(part, Derivation) else part.notes
    return (*part.sources, *(source for note in notes for source in note.sources))


def _fits(entry: Entry, part: Part, wanted: Wanted) -> bool:
    if wanted.status is None and entry.status == "retired":
        return False
    texts = [entry.id, *(getattr(entry.title, language) for language in ("en", "sv"))]
    if isinstance(part, Symptom):
        texts += [wording for message in part.messages for wording in message.wordings()]
    folded = _folded(" ".join(texts))
    return (
        wanted.topic in (None, entry.topic)
        and wanted.status in (None, entry.status)
        and (wanted.document is None or wanted.document in entry.documents)
        and all(_folded(word) in folded for word in wanted.words)
    )


def _applies(part: Part, values: Values, knowledge: KnowledgeBase) -> bool:
    """Whether the rule is not known to be out of the question where these facts hold."""
    if isinstance(part, Remedy):
        return any(_can_hold(option.when, values, knowledge) for option in part.options)
    return isinstance(part, Derivation) or _can_hold(part.applies_when, values, knowledge)


def _can_hold(data: ConditionData | None, values: Values, knowledge: KnowledgeBase) -> bool:
    return data is None or not evaluate(knowledge.condition(data), values).truth.fails


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
