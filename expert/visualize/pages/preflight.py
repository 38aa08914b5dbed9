"""A report of what will stop enrollments: now, and by which day, for whom, why, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from expert.foundations.commands import to_type
from expert.foundations.texts import AND, Language, Text, listed
from expert.results.diagnosis import RemedyOf
from expert.results.preflight import PreflightReport, Stop, Whom
from expert.visualize.marks import of_harm, of_step_of_remedy
from expert.visualize.pages.blocks import Block, Heading, Item, Paragraph, Subheading, Title
from expert.visualize.pages.parts import in_words
from expert.visualize.words import CAREFUL, OPTION_IF

_MOST_NAMED = 20
_TITLE_NOW = Text("Enrollments are stopped now", "Registreringar stoppas nu")
_TITLE_SOME = Text("Some enrollments are stopped now", "Vissa registreringar stoppas nu")
_TITLE_SOON = Text("Enrollments will be stopped by {until}", "Registreringar kommer att stoppas senast {until}")
_TITLE_TORN = Text(
    "The files contradict each other, so not everything could be judged",
    "Filerna motsäger varandra, så allt gick inte att bedöma",
)
_TITLE_BROKEN = Text(
    "Not every file could be read, so not everything could be judged",
    "Alla filer gick inte att läsa, så allt gick inte att bedöma",
)
_TITLE_NONE = Text(
    "Nothing in these files stops enrollments until {until}",
    "Inget i de här filerna stoppar registreringar till och med {until}",
)
_NOW = Text("Now ({day})", "Nu ({day})")
_SOON = Text("From {day} on", "Från och med {day}")
_WHOM = Text("For: {whom}", "Gäller: {whom}")
_ONLY_SOME = Text(
    "Only some enrollments; it depends on {facts} of the device.",
    "Bara vissa registreringar; det beror på {facts} för enheten.",
)
_BECAUSE = Text("Because: {title}: {words} ({origin})", "Därför att: {title}: {words} ({origin})")
_EVERYBODY = Text("everybody in the tenant", "alla i klientorganisationen")
_UNNAMED: dict[str, Text] = {
    "user": Text("the user", "användaren"),
    "device": Text("the device", "enheten"),
    "profile": Text("the enrollment policy", "registreringsprincipen"),
    "token": Text("the token", "token"),
}
_NAMED: dict[str, Text] = {
    "user": Text("user {names}", "användaren {names}"),
    "device": Text("device {names}", "enheten {names}"),
    "profile": Text("enrollment policy {names}", "registreringsprincipen {names}"),
    "token": Text("token {names}", "token {names}"),
}
_MORE = Text("and {count} more", "och {count} till")
_TO_DO = Text("What to do: {title}", "Vad som ska göras: {title}")
_ON_DEVICES = Text(
    "What is then to be done on a device depends on it, and may erase it: see the plan of its own case.",
    "Vad som sedan ska göras på en enhet beror på enheten, och kan radera den: se planen för dess eget ärende.",
)
_OR = Text("Or:", "Eller:")
_CONTRADICTIONS = Text("Not judged: the files contradict each other", "Inte bedömt: filerna motsäger varandra")
_BROKEN = Text("Not judged: these files could not be read", "Inte bedömt: de här filerna gick inte att läsa")
_NOT_SEEN = Text("Not in the files, so nothing is known of it", "Finns inte i filerna, så inget är känt om det")
_LEFT = Text(
    "Files and objects that were not understood: {count} (`expert evidence` lists them)",
    "Filer och objekt som inte förstods: {count} (`expert evidence` listar dem)",
)


def preflight_blocks(report: PreflightReport) -> list[Block]:
    """The blocks of a report of what will stop enrollments."""
    return list(_blocks(report))


def _blocks(report: PreflightReport) -> Iterator[Block]:
    language = report.language
    now = [stop for stop in report.stops if stop.now]
    some = all(stop.depends_on or stop.of[0].kind != "tenant" for stop in now)
    title = (_TITLE_SOME if some else _TITLE_NOW) if now else _TITLE_SOON if report.stops else _TITLE_NONE
    if not report.stops and not report.is_whole:
        title = _TITLE_TORN if report.contradictions else _TITLE_BROKEN
    yield Title(title.format(until=report.until).in_(language), tone="confirmed" if report.stops else None)
    day = ""
    for stop in report.stops:
        if stop.since != day:
            day = stop.since
            yield Heading((_NOW if stop.now else _SOON).format(day=day).in_(language))
        yield from _stop(stop, language)
    if report.stops:
        yield Paragraph(_ON_DEVICES.in_(language))
    if report.contradictions:
        yield Heading(_CONTRADICTIONS.in_(language))
        yield from (Item(text) for text in report.contradictions)
    if report.broken:
        yield Heading(_BROKEN.in_(language))
        yield from (Item(text) for text in report.broken)
    if report.not_seen:
        yield Heading(_NOT_SEEN.in_(language))
        yield from (Item(title) for title in report.not_seen)
    if report.left_aside:
        yield Paragraph(to_type(_LEFT, count=report.left_aside).in_(language))


def _stop(stop: Stop, language: Language) -> Iterator[Block]:
    whom = [_said(one).in_(language) for one in stop.of[:_MOST_NAMED]]
    if len(stop.of) > _MOST_NAMED:
        whom.append(_MORE.format(count=len(stop.of) - _MOST_NAMED).in_(language))
    below = [_WHOM.format(whom=", ".join(whom)).in_(language)]
    if stop.depends_on:
        facts = listed([Text(f"“{title}”", f"”{title}”") for title in stop.depends_on], AND)
        below.append(_ONLY_SOME.format(facts=facts).in_(language))
    below += [
        _BECAUSE.format(title=fact.title, words=fact.words, origin=fact.origin or "–").in_(language)
        for fact in stop.because
    ]
    yield Subheading(stop.title)
    yield from (Item(line) for line in below)
    if stop.remedy is not None:
        yield Paragraph(_TO_DO.format(title=stop.remedy.title).in_(language))
        yield from _steps(stop.remedy, language)


def _steps(remedy: RemedyOf, language: Language) -> Iterator[Block]:
    """The steps of each way, after what it is for and the harm that it does where it is the wrong one."""
    ways = {way.number: way for way in remedy.options}
    before: int | None = None
    for step in remedy.steps:
        way = ways.get(step.option)
        depends = way is not None and way.applies == "unknown"
        if step.option != before:
            if before is not None:
                yield Paragraph(_OR.in_(language))
            if way is not None and depends and way.title is not None:
                yield Paragraph(f"{OPTION_IF.format(title=way.title).in_(language)}:")
            if way is not None and way.harm is not None:
                yield Item(way.harm, lead=CAREFUL.in_(language), marks=in_words(of_harm(way, language), language))
        before = step.option
        found = of_step_of_remedy(step, language, if_so=depends)
        yield Item(step.text, marks=in_words(found, language), todo=True)


def _said(whom: Whom) -> Text:
    if whom.kind == "tenant":
        return _EVERYBODY
    return _NAMED[whom.kind].format(names=", ".join(whom.names)) if whom.names else _UNNAMED[whom.kind]
