"""A report of what was read as evidence: the facts of the case, what they rest on, and what was left aside."""

from __future__ import annotations

from collections.abc import Iterator

from expert.foundations.texts import Language, Text
from expert.results.evidence import EvidenceReport, FactRead
from expert.visualize.pages.blocks import Block, Heading, Item, Paragraph, Title

_MOST_FACTS = 60
_MOST_TEXTS = 20
_LONGEST_TEXT = 300
_OF: dict[str, Text] = {
    "tenant": Text("of the organization", "om organisationen"),
    "user": Text("of a user", "om en användare"),
    "device": Text("of a device", "om en enhet"),
    "profile": Text("of an enrollment policy", "om en registreringsprincip"),
    "token": Text("of a token", "om en token"),
}
_TITLE = Text("What the files say, on {day}", "Vad filerna säger, per {day}")
_FACTS = Text("Facts of the case", "Ärendets fakta")
_NO_FACTS = Text("They give no fact of this case.", "De ger inget faktum om det här ärendet.")
_OTHERS = Text("Read, but not of this case", "Läst, men inte om det här ärendet")
_HOW_TO_CHOOSE = Text(
    "Where files speak of several users or devices, say which one: --user NAME, --device SERIAL.",
    "Om filerna handlar om flera användare eller enheter, ange vilken: --user NAMN, --device SERIENUMMER.",
)
_MORE_FACTS = Text("and {count} more (--format json has them)", "och {count} till (--format json har dem)")
_ALSO = Text("and in so many other places: {count}", "och på så här många ställen till: {count}")
_CONTRADICTIONS = Text("What contradicts itself", "Det som motsäger sig")
_OBJECTS = Text("What was found", "Det som hittades")
_TEXTS = Text("Texts", "Texter")
_MORE_TEXTS = Text("and {count} more", "och {count} till")
_TIMELINE = Text("Timeline", "Tidslinje")
_NOTES = Text("Changes, and what else is worth knowing", "Ändringar och annat som är bra att veta")
_LEFT = Text("Left aside", "Lämnat därhän")
_WHERE = Text("{origin} ({kind})", "{origin} ({kind})")
_SOURCE = Text("Source: {source}", "Källa: {source}")
_TAKEN = Text("as it was on {time}", "så som det var {time}")


def evidence_blocks(report: EvidenceReport) -> list[Block]:
    """The blocks of a report of evidence."""
    return list(_blocks(report, report.language))


def _blocks(report: EvidenceReport, language: Language) -> Iterator[Block]:
    def say(text: Text, **values: object) -> str:
        return text.format(**values).in_(language)

    yield Title(say(_TITLE, day=report.observed_on))
    used = [fact for fact in report.facts if fact.used]
    yield Heading(say(_FACTS))
    if not used:
        yield Paragraph(say(_NO_FACTS))
    yield from _items(used, language)
    if report.contradictions:
        yield Heading(say(_CONTRADICTIONS))
        yield from (Item(text) for text in report.contradictions)
    others = [fact for fact in report.facts if not fact.used]
    if others:
        yield Heading(say(_OTHERS))
        yield Paragraph(say(_HOW_TO_CHOOSE))
        yield from _items(others, language)
    texts = [text for text in report.texts if text.used]
    if report.timeline:
        yield Heading(say(_TIMELINE))
        yield from (Item(line) for line in report.timeline)
    elif texts:
        yield Heading(say(_TEXTS))
        yield from (Item(_short(text.text), below=(text.origin,)) for text in texts[:_MOST_TEXTS])
        if len(texts) > _MOST_TEXTS:
            yield Paragraph(say(_MORE_TEXTS, count=len(texts) - _MOST_TEXTS))
    if report.notes:
        yield Heading(say(_NOTES))
        yield from (Item(note.text, below=(note.origin,)) for note in report.notes)
    if report.objects:
        yield Heading(say(_OBJECTS))
        yield from (Item(one.title, lead=str(one.count)) for one in report.objects)
    if report.left_aside:
        yield Heading(say(_LEFT))
        yield from (Item(f"{one.origin}: {one.why}") for one in report.left_aside)


def _items(facts: list[FactRead], language: Language) -> Iterator[Block]:
    """Each fact once, with the first place where it stands; of many, the first."""
    alike: dict[tuple[str, str, str, str], list[FactRead]] = {}
    for fact in facts:
        alike.setdefault((fact.fact, fact.words, fact.of, fact.subject), []).append(fact)
    for first, *further in list(alike.values())[:_MOST_FACTS]:
        yield _item(first, len(further), language)
    if len(alike) > _MOST_FACTS:
        yield Paragraph(_MORE_FACTS.format(count=len(alike) - _MOST_FACTS).in_(language))


def _item(fact: FactRead, further: int, language: Language) -> Item:
    where = _WHERE.format(origin=fact.origin, kind=fact.kind).in_(language)
    of = _OF[fact.of].in_(language)
    whom = f"{of}: {fact.subject}" if fact.subject else of
    taken = () if fact.taken is None else (_TAKEN.format(time=fact.taken).in_(language),)
    source = (_SOURCE.format(source=fact.source).in_(language),) if fact.source else ()
    also = (_ALSO.format(count=further).in_(language),) if further else ()
    below = (where, *also, *(() if fact.of == "tenant" else (whom,)), *taken, *source)
    return Item(f"{fact.title}: {fact.words}", below=below)


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST_TEXT else f"{one_line[:_LONGEST_TEXT]}…"
