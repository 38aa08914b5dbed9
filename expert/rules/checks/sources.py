"""Checks that every statement has a source, and what has become of it."""

from __future__ import annotations

from collections.abc import Iterator

from expert.foundations.texts import Text
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.models import Remedy

_SOURCED = ("symptoms", "causes", "remedies", "derivations")


def _missing_sources(look: Look) -> Iterator[Spot]:
    knowledge = look.knowledge
    for kind in _SOURCED:
        for name, part in getattr(knowledge, kind).items():
            if not part.sources:
                yield Spot(_NO_SOURCE, At((kind, name), ("sources",)))
    for cause in knowledge.causes.values():
        if isinstance(cause.remedy, Remedy) and not cause.remedy.sources:
            yield Spot(_NO_SOURCE, At(("causes", cause.id), ("remedy", "sources")))


def _facts_without_sources(look: Look) -> Iterator[Spot]:
    for fact in look.knowledge.vocabulary.facts.values():
        if fact.asked and not fact.sources:
            yield Spot(_FACT_WITHOUT_SOURCE.format(fact=fact.name), At(("facts", fact.name)))


def _stale_sources(look: Look) -> Iterator[Spot]:
    """Parts whose newest source, or the day they were last held against it, is older than the age that is given."""
    today = look.terms.today
    if today is None:
        return
    for kind in _SOURCED:
        for name, part in getattr(look.knowledge, kind).items():
            newest = max([source.date for source in part.sources], default=today)
            checked = getattr(part, "checked", None)
            age = today - max(newest, checked or newest)
            if age > look.terms.stale_after:
                yield Spot(_STALE.format(days=age.days), At((kind, name), ("sources",)))


def _dates_to_come(look: Look) -> Iterator[Spot]:
    for part, path, sources in look.parts.sources:
        for i, source in enumerate(sources):
            if look.terms.today is not None and source.date > look.terms.today:
                yield Spot(_TO_COME.format(date=source.date), At(part, (*path, i, "date")))


def _without_successor(look: Look) -> Iterator[Spot]:
    """Sources that are superseded while nothing says by what: no later one that stands, and no note."""
    for part, path, sources in look.parts.sources:
        standing = [source.date for source in sources if source.status != "superseded"]
        for i, source in enumerate(sources):
            replaced = any(date >= source.date for date in standing)
            if source.status == "superseded" and source.note is None and not replaced:
                yield Spot(_NO_SUCCESSOR, At(part, (*path, i)))


_FACT_WITHOUT_SOURCE = Text(
    "nothing says where the way to find {fact} out, and what its values mean, come from",
    "inget säger varifrån sättet att ta reda på {fact}, och vad värdena betyder, kommer",
)
_STALE = Text(
    "the newest source is {days} days old, and the rule has not been checked since",
    "den nyaste källan är {days} dagar gammal, och regeln har inte kontrollerats sedan dess",
)
_TO_COME = Text("the date {date} is still to come", "datumet {date} ligger i framtiden")
_NO_SUCCESSOR = Text(
    "this source is superseded, and nothing says by what: no later source that stands, and no note",
    "källan är ersatt, och inget anger av vad: ingen senare källa som gäller, och ingen not",
)
_NO_SOURCE = Text("every statement needs a source", "varje påstående behöver en källa")

CHECKS = (
    Check(
        "missing-source", "error",
        Text("A statement has no source", "Ett påstående saknar källa"),
        Text("Name the document, the heading and the date of what says it; what no source says is not claimed.",
             "Ange dokument, rubrik och datum för det som säger det; det som ingen källa säger påstås inte."),
        _missing_sources, needed=True,
    ),
    Check(
        "fact-without-source", "note",
        Text("A fact that is asked for has no source", "Ett faktum som efterfrågas saknar källa"),
        Text("Name the document that says where the answer is found, or leave it where the words alone say it.",
             "Ange dokumentet som säger var svaret finns, eller låt det vara där orden själva säger det."),
        _facts_without_sources,
    ),
    Check(
        "stale-source", "note",
        Text("The sources of a rule are old (--stale-after)", "En regels källor är gamla (--stale-after)"),
        Text("Hold the rule against today's documentation, and write the day as `checked`.",
             "Jämför regeln med dagens dokumentation, och skriv dagen som `checked`."),
        _stale_sources, by_day=True,
    ),
    Check(
        "source-to-come", "warning",
        Text("A source has a date that is still to come", "En källa har ett datum som ligger i framtiden"),
        Text("Correct the date.", "Rätta datumet."),
        _dates_to_come, by_day=True,
    ),
    Check(
        "superseded-without-successor", "warning",
        Text("A source is superseded, and nothing says by what", "En källa är ersatt, och inget anger av vad"),
        Text("Name the source that stands, or say in a note of this one what has become of it.",
             "Ange källan som gäller, eller skriv i en not vad som har hänt med den här."),
        _without_successor,
    ),
)  # fmt: skip
"""The checks of sources."""
