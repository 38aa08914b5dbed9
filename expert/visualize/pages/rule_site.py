"""The knowledge base as a folder of HTML pages: one for each part, and an index by topic, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from expert.foundations.outgoing import in_html
from expert.foundations.texts import LANGUAGES, Language, Text
from expert.rules.catalog import Entry, Wanted, entries
from expert.rules.knowledge import KnowledgeBase
from expert.visualize import words
from expert.visualize.pages.block_html import blocks_as_html
from expert.visualize.pages.html_page import page
from expert.visualize.pages.rule_page import KINDS, RULE_STATUS, names, rule_blocks
from expert.visualize.words import STATUS

Picture = Callable[[str, Language], str | None]
"""The address of the picture of a part, seen from its page; None where it has none."""

_TITLE = Text(
    "What is known about iOS/iPadOS enrollment in Microsoft Intune",
    "Det som är känt om registrering av iOS/iPadOS i Microsoft Intune",
)
_INDEX = Text("All rules", "Alla regler")
_OTHER_LANGUAGE = Text("På svenska", "In English")
_NO_TOPIC = Text("Without a topic", "Utan ämne")
_PICTURE = Text("Picture", "Bild")
_PICTURE_OF = Text("Picture of: {title}", "Bild av: {title}")
_VERSION = Text("Knowledge {version}: {counts}.", "Kunskap {version}: {counts}.")


def rule_pages(knowledge: KnowledgeBase, picture: Picture | None = None) -> Iterator[tuple[str, str]]:
    """The pages, each with its path in the folder: `en/index.html`, `en/ID.html` and the same in `sv/`.

    Args:
        knowledge: the knowledge base.
        picture: where the pictures are; no page has one if left out.
    """
    known = frozenset(names(knowledge))
    for language in LANGUAGES:
        yield f"{language}/index.html", _index(knowledge, language)
        for name in sorted(known):
            yield f"{language}/{name}.html", _page(knowledge, name, language, known, picture)


def _page(
    knowledge: KnowledgeBase, name: str, language: Language, known: frozenset[str], picture: Picture | None
) -> str:
    blocks = rule_blocks(knowledge, name, language)
    body = blocks_as_html(blocks, lambda part: f"{part}.html" if part in known else None)
    address = None if picture is None else picture(name, language)
    if address is not None:
        body += f'\n<h2>{in_html(str(_PICTURE.in_(language)))}</h2>\n{_picture(knowledge, name, language, address)}'
    return _document(name, body, language, f"{name}.html")


def _picture(knowledge: KnowledgeBase, name: str, language: Language, address: str) -> str:
    title = (knowledge.symptoms.get(name) or knowledge.causes[name]).title
    said = in_html(str(_PICTURE_OF.format(title=title).in_(language)))
    return f'<p><a href="{in_html(address)}"><img src="{in_html(address)}" alt="{said}"></a></p>'


def _index(knowledge: KnowledgeBase, language: Language) -> str:
    counts = ", ".join((
        words.count(len(knowledge.symptoms), words.SYMPTOM_COUNT).in_(language),
        words.count(len(knowledge.causes), words.CAUSE_COUNT).in_(language),
    ))  # fmt: skip
    said = _VERSION.format(version=knowledge.version, counts=Text(counts, counts)).in_(language)
    lines = [f"<h1>{in_html(str(_TITLE.in_(language)))}</h1>", f"<p>{in_html(str(said))}</p>"]
    listed = [entry for entry in entries(knowledge, Wanted()) if entry.kind != "derivations"]
    for topic, found in groupby(listed, key=lambda entry: entry.topic):
        title = _NO_TOPIC if topic is None else knowledge.topics[topic]
        lines.append(f"<h2>{in_html(str(title.in_(language)))}</h2>")
        for kind, rules in groupby(found, key=lambda entry: entry.kind):
            lines.append(f"<h3>{in_html(str(KINDS[kind][1].in_(language)))}</h3>\n<ul>")
            lines.extend(_listed(entry, language) for entry in rules)
            lines.append("</ul>")
    return _document(str(_TITLE.in_(language)), "\n".join(lines), language, "index.html")


def _listed(entry: Entry, language: Language) -> str:
    marks = [RULE_STATUS[entry.status]] if entry.status != "stable" else []
    marks += [STATUS["superseded"]] if entry.superseded else []
    noted = f" ({in_html(', '.join(str(mark.in_(language)) for mark in marks))})" if marks else ""
    return f'<li><a href="{entry.id}.html">{in_html(str(entry.title.in_(language)))}</a>{noted}</li>'


def _document(title: str, body: str, language: Language, file: str) -> str:
    other = next(code for code in LANGUAGES if code != language)
    index = in_html(str(_INDEX.in_(language)))
    links = f'<a href="index.html">{index}</a> · <a href="../{other}/{file}" hreflang="{other}" lang="{other}">'
    return page(title, body, language, f"{links}{in_html(str(_OTHER_LANGUAGE.in_(language)))}</a>", pictures=True)
