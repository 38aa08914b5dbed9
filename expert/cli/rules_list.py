"""The commands `rules list` and `rules show`: the knowledge base to look through, and one part of it whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import click

from expert.cli import forms, knowing, options
from expert.cli.help import Choice
from expert.cli.output import draw, show, width_and_color, write
from expert.cli.rule_pictures import picture_of
from expert.foundations.outgoing import in_json
from expert.foundations.problems import InputError, Place, Problem, did_you_mean, shown
from expert.foundations.texts import Language, Text
from expert.rules.catalog import STATUSES, Entry, Wanted, entries
from expert.rules.knowledge import KnowledgeBase
from expert.visualize import views
from expert.visualize.pages.block_text import blocks_as_text
from expert.visualize.pages.blocks import Block, Item, Paragraph, Subheading, addresses_in
from expert.visualize.pages.rule_page import KINDS, RULE_STATUS, names, rule_blocks
from expert.visualize.views import JSON, PICTURES, REPORTS
from expert.visualize.words import STATUS

LIST = Text(
    "List symptoms, causes and remedies by topic.", "Lista symptom, orsaker och åtgärder efter ämne."
)
SHOW = Text(
    "Show a symptom, a cause, a remedy or a fact whole, with its sources and cases.",
    "Visa ett symptom, en orsak, en åtgärd eller ett faktum i sin helhet, med källor och fall.",
)
_NO_TOPIC = Text("without a topic", "utan ämne")
_COUNT = Text("{n} of {every} rules.", "{n} av {every} regler.")
_NO_DOCUMENT = Text("there is no document", "det finns inget dokument")
_NO_PICTURE = Text("only symptoms and causes have a picture", "bara symptom och orsaker har en bild")


@options.command("list", LIST)
@click.argument("words", nargs=-1)
@options.option("--topic", "--theme", "topic", metavar=options.ID, help=Text(
    "Only rules about this topic (the folder that they stand in).",
    "Bara regler i det här ämnet (mappen de står i).",
))
@options.option("--status", type=Choice(STATUSES), help=Text(
    "Only rules of this status; retired ones are listed only so.",
    "Bara regler med den här statusen; utgångna listas bara så.",
))
@options.option("--method", metavar=options.ID, help=Text(
    "Only rules that can apply to this enrollment method (a value of enrollment_method).",
    "Bara regler som kan gälla den här registreringsmetoden (ett värde av enrollment_method).",
))
@options.option("--os", "release", metavar=options.ID, help=Text(
    "Only rules that can apply to this version of iOS/iPadOS.",
    "Bara regler som kan gälla den här iOS/iPadOS-versionen.",
))
@options.option("--source", "document", metavar=options.ID, help=Text(
    "Only rules taken from this document (an id of documents.yaml).",
    "Bara regler som kommer ur det här dokumentet (ett id i documents.yaml).",
))
@options.form("text", JSON.name)
@options.language
@options.rules
def rules_list(
    words: tuple[str, ...], topic: str | None, status: str | None, method: str | None, release: str | None,
    document: str | None, form: str | None, language: Language, folders: tuple[str, ...],
) -> None:
    knowledge = knowing.knowledge_of(folders)
    knowing.require_topic(topic, knowledge)
    if document is not None and document not in knowledge.documents:
        hint = did_you_mean(document, knowledge.documents)
        raise InputError([Problem(Text(
            f'{_NO_DOCUMENT.en} "{shown(document)}"{hint.en}', f"{_NO_DOCUMENT.sv} ”{shown(document)}”{hint.sv}"
        ), Place("--source"))])
    wanted = Wanted(topic, next((s for s in STATUSES if s == status), None), method, release, document, words)
    listed = list(entries(knowledge, wanted))
    if form == JSON.name:
        write(in_json([_as_data(entry) for entry in listed]) + "\n")
        return
    every = sum(1 for _ in entries(knowledge))
    blocks = [*_blocks(knowledge, listed, language), Paragraph(_COUNT.format(n=len(listed), every=every).in_(language))]
    width, color = width_and_color(to_file=False)
    show(blocks_as_text(blocks, width=width, color=color))


def _blocks(knowledge: KnowledgeBase, listed: list[Entry], language: Language) -> Iterator[Block]:
    for topic, found in groupby(listed, key=lambda entry: entry.topic):
        title = _NO_TOPIC if topic is None else knowledge.topics[topic]
        yield Subheading(f"{title.in_(language)}{'' if topic is None else f' [{topic}]'}")
        yield from (_item(entry, language) for entry in found)


def _item(entry: Entry, language: Language) -> Item:
    marks = [RULE_STATUS[entry.status]] if entry.status != "stable" else []
    marks += [STATUS["superseded"]] if entry.superseded else []
    noted = f" ({', '.join(mark.in_(language) for mark in marks)})" if marks else ""
    kind = KINDS[entry.kind][0].in_(language).lower()
    return Item(f"{entry.id}: {entry.title.in_(language)}{noted}", lead=kind)


def _as_data(entry: Entry) -> dict[str, object]:
    return {
        "kind": entry.kind, "id": entry.id, "title": {"en": entry.title.en, "sv": entry.title.sv},
        "topic": entry.topic, "status": entry.status, "superseded": entry.superseded,
        "checked": None if entry.checked is None else entry.checked.isoformat(), "rows": list(entry.rows),
        "explains": list(entry.explains), "remedy": entry.remedy, "documents": list(entry.documents),
    }  # fmt: skip


@options.command("show", SHOW)
@options.argument("name", metavar=options.ID)
@options.form(*forms.names(REPORTS, PICTURES))
@options.theme
@options.language
@options.output
@options.rules
def rules_show(
    name: str, form: str | None, language: Language, output: str | None, folders: tuple[str, ...]
) -> None:
    form = form or forms.by_ending(output, *REPORTS, *PICTURES)
    knowledge = knowing.knowledge_of(folders)
    none = Text("there is no symptom, cause, remedy, derivation or fact",
                "det finns varken symptom, orsak, åtgärd, härledning eller faktum som heter")
    knowing.require(name, names(knowledge), none)
    if form not in forms.names(REPORTS):
        graph = picture_of(knowledge, name, language)
        if graph is None:
            raise InputError([Problem(_NO_PICTURE, Place(name))])
        draw(lambda: views.drawn(graph, form, width=forms.picture_width(output)), output)
        return
    settings = dict(zip(("width", "color"), width_and_color(to_file=output is not None), strict=True))
    blocks = rule_blocks(knowledge, name, language)
    written = views.set_blocks(blocks, form, **(settings if form == "text" else {}))
    show(written, output, addresses_in(blocks))
