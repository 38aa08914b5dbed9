"""Reads evidence: for each file the reader that knows it, and the facts that the mappings see in what it finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Protocol

from expert.evidence.evidence import Evidence
from expert.evidence.holding import day_of
from expert.evidence.mapping import Mappings, shipped_mappings
from expert.evidence.messages import Messages
from expert.evidence.objects import Understanding
from expert.evidence.sources import Source, sources_in
from expert.evidence.subjects import About
from expert.evidence.sysdiagnose import matters, sysdiagnose_of
from expert.evidence.widening import mappings_of
from expert.facts import vocabulary_files
from expert.facts.vocabulary import Vocabulary
from expert.foundations.limits import MOST_EVIDENCE_TEXTS
from expert.foundations.problems import InputError, Place
from expert.foundations.texts import Text
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Symptom


class Reader(Protocol):
    """Makes objects and texts of the bytes of one form; what these say is not its business."""

    @staticmethod
    def knows(head: bytes, source: Source) -> bool:
        """Whether a file is of its form, by how it begins and its name."""

    @staticmethod
    def read(source: Source, into: Understanding) -> None:
        """Read a file.

        Raises:
            InputError: the file is broken.
        """


READERS = (
    "bundle_reader", "certificate_reader", "plist_reader", "soap_reader", "json_reader", "csv_reader", "dns_reader",
    "log_reader",
)
"""The readers, each a module of this package with `knows` and `read`, in the order in which they are asked.

That of logs is asked last: it knows a text by a few of its lines, or by the name of a domain of errors in it.
"""


def read_evidence(
    *paths: str | Path, about: About | None = None, mappings: Mappings | None = None,
    vocabulary: Vocabulary | None = None, passwords: Iterable[str] = (), knowledge: KnowledgeBase | None = None,
) -> Evidence:
    """What some files, folders and archives say.

    Args:
        paths: where it lies.
        about: which user and device the case is about, and on which day it is judged; today, and whoever is the only
            one in it, if left out.
        mappings: what objects say; that of the knowledge if left out.
        vocabulary: the facts that there are; those of the knowledge if left out.
        passwords: what may open files of certificates (P12) that are locked.
        knowledge: the rules, such as those with a folder of one's own that widens what is read; the shipped ones if
            left out.

    Raises:
        InputError: a path cannot be read, or a file is broken; what was read of the others is lost.
    """
    if knowledge is not None:
        mappings = mappings_of(knowledge) if mappings is None else mappings
        vocabulary = knowledge.vocabulary if vocabulary is None else vocabulary
    sources = (source for path in paths for source in sources_in(path))
    return evidence_of(sources, about=about, mappings=mappings, vocabulary=vocabulary, passwords=passwords)


def evidence_of(
    sources: Iterable[Source], *, about: About | None = None, mappings: Mappings | None = None,
    vocabulary: Vocabulary | None = None, problems: list[InputError] | None = None,
    symptoms: Iterable[Symptom] | None = None, passwords: Iterable[str] = (),
) -> Evidence:
    """What some files say, wherever they lie.

    Args:
        sources: the files.
        about: as for `read_evidence`.
        mappings: as for `read_evidence`.
        vocabulary: as for `read_evidence`.
        problems: where to note files that are broken; raised if left out.
        symptoms: those whose messages are looked for in logs; the shipped ones if left out.
        passwords: as for `read_evidence`.

    Raises:
        InputError: a file is broken.
    """
    about = About.of() if about is None else about
    vocabulary = vocabulary_files.shipped_vocabulary() if vocabulary is None else vocabulary
    messages = None if symptoms is None else partial(Messages, tuple(symptoms))
    mappings = shipped_mappings() if mappings is None else mappings
    into = Understanding(mappings, vocabulary, about, messages, tuple(passwords))
    take_all(sources, into, problems)
    return understood(into, about, vocabulary)


def take_all(sources: Iterable[Source], into: Understanding, problems: list[InputError] | None = None) -> None:
    """Read some files, each with the reader that knows it.

    Args:
        sources: the files.
        into: what understands them.
        problems: as for `evidence_of`.

    Raises:
        InputError: a file is broken.
    """
    for source in sources:
        try:
            _read(source, into)
        except InputError as error:
            if problems is None:
                raise
            problems.append(error)


def understood(into: Understanding, about: About, vocabulary: Vocabulary) -> Evidence:
    """All that was understood, when everything has been read.

    Args:
        into: what understood it.
        about: as for `read_evidence`.
        vocabulary: as for `read_evidence`.
    """
    into.finish()
    if len({said.text for said in into.said}) > MOST_EVIDENCE_TEXTS:
        into.leave(into.said[-1].place, _NOT_ALL_TEXTS.format(most=MOST_EVIDENCE_TEXTS))
    return Evidence(
        about, tuple(into.readings), tuple(into.subjects), tuple(into.said), tuple(into.unread),
        tuple(into.kinds.items()), tuple(into.dated), tuple(into.noted), tuple(into.links), vocabulary,
    )


def judged_on(evidence: Evidence, day: date, mappings: Mappings | None = None) -> Evidence:
    """The same evidence as it is to be judged on another day, without reading its files again."""
    if day == evidence.about.observed_on:
        return evidence
    about = replace(evidence.about, observed_on=day)
    mappings = shipped_mappings() if mappings is None else mappings
    into = Understanding(mappings, evidence.vocabulary, about)
    for thing, kind in evidence.dated:
        into.take(thing, mappings.kinds[kind])
    into.finish()
    dated = {reading.because for reading in (*evidence.readings, *into.readings) if reading.dated}
    readings = [reading for reading in evidence.readings if reading.because not in dated]
    return replace(evidence, about=about, readings=(*readings, *(one for one in into.readings if one.dated)))


def days_in(evidence: Evidence) -> frozenset[date]:
    """The days that stand in what depends on the day of observation: on the day after, something may be different."""
    days = (day_of(value) for thing, _ in evidence.dated for value in thing.fields.values())
    return frozenset(day for day in days if day is not None)


def reader_of(source: Source) -> Reader | None:
    """The reader that knows a file; None where none does."""
    head = source.head()
    for name in READERS:
        reader: Reader = import_module(f"expert.evidence.{name}")  # type: ignore[assignment]
        if reader.knows(head, source):
            return reader
    return None


def reader_at(path: str | Path) -> Reader | None:
    """The reader that knows a file, or the first file of an archive that one knows; None where none does.

    What cannot be read is known by none.
    """
    try:
        return next(filter(None, map(reader_of, sources_in(path))), None)
    except InputError:
        return None


def _read(source: Source, into: Understanding) -> None:
    if not matters(source.name):
        into.leave(Place(sysdiagnose_of(source.name)), _OF_SYSDIAGNOSE)
        return
    reader = reader_of(source)
    if reader is None:
        within = sysdiagnose_of(source.name)
        into.leave(Place(within), _NO_READER if within == source.name else _OF_SYSDIAGNOSE)
    else:
        reader.read(source, into)


_NO_READER = Text("nothing here knows files of this form", "inget här känner till filer i den här formen")
_NOT_ALL_TEXTS = Text(
    "of all texts, the first {most} are messages of the case", "av alla texter är de första {most} ärendets meddelanden"
)
_OF_SYSDIAGNOSE = Text(
    "of this sysdiagnose the logs in text and what the device keeps of its profiles (MCState) were read; its unified "
    "log is read as text: log show --archive system_logs.logarchive > device.log",
    "av denna sysdiagnose lästes loggarna i textform och det som enheten sparar om sina profiler (MCState); dess "
    "samlade logg läses som text: log show --archive system_logs.logarchive > enhet.log",
)
