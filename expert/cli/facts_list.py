"""The command `facts`: which facts there are, and what one of them means and how it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from expert.cli import knowing, options
from expert.cli.output import show, width_and_color, write
from expert.facts.finding import facts_with
from expert.facts.vocabulary import FactDefinition, FactType, folded
from expert.facts.writer import written
from expert.foundations.commands import to_type
from expert.foundations.outgoing import in_json
from expert.foundations.problems import InputError, Problem, did_you_mean, shown
from expert.foundations.terms import Privacy
from expert.foundations.texts import Language, Text
from expert.rules.knowledge import KnowledgeBase
from expert.visualize.pages.block_text import blocks_as_text
from expert.visualize.pages.blocks import Block, Heading, Item, Paragraph, addresses_in
from expert.visualize.pages.rule_page import rule_blocks
from expert.visualize.views import JSON

_MOST_VALUES = 6
_COUNT = Text("{n} of {every} facts. One of them whole: `expert facts NAME`",
              "{n} av {every} fakta. Ett av dem i sin helhet: `expert facts NAMN`")  # fmt: skip
_NONE = Text('no fact has "{words}" in its name, title, question or values{hint}',
             "inget faktum har ”{words}” i namn, titel, fråga eller värden{hint}")  # fmt: skip
_HINT = Text("; `expert facts` lists them all", "; `expert facts` visar alla")
_WRITTEN = Text("how it is written", "så skrivs det")
_ALSO = Text("Also understood: {words}", "Förstås också: {words}")
_READ_AS = Text("Also understood for {value}: {words}", "Förstås också för {value}: {words}")
_COST = Text("what it takes", "vad som krävs")
_NOT_ASKED = Text("nobody is asked for it: it is given with the case, or worked out",
                  "ingen tillfrågas om det: det anges med ärendet eller räknas ut")  # fmt: skip
_GIVES_AWAY: dict[Privacy, Text] = {
    "personal": Text("it may name a person: masked in what is handed on (--redact personal)",
                     "det kan peka ut en person: maskeras i det som lämnas vidare (--redact personal)"),
    "tenant": Text("it names the organization: masked with --redact tenant",
                   "det pekar ut organisationen: maskeras med --redact tenant"),
    "secret": Text("it is a secret: masked in what is handed on (--redact personal)",
                   "det är en hemlighet: maskeras i det som lämnas vidare (--redact personal)"),
    "open": Text("it gives nobody away: never masked", "det pekar inte ut någon: maskeras aldrig"),
}  # fmt: skip

IN_SHORT: dict[FactType, Text] = {
    "text": Text("a text", "en text"), "texts": Text("a text, or several", "en text eller flera"),
    "yes_no": Text("yes or no", "ja eller nej"), "number": Text("a whole number", "ett heltal"),
    "date": Text("a date such as 2026-03-31", "ett datum som 2026-03-31"),
    "version": Text('a version such as "17.10"', 'en version som "17.10"'),
}  # fmt: skip
"""What the values of a fact look like that is not one of some words."""


@options.command("facts", Text(
    "List the facts that can be observed, or show one of them whole.\n\n"
    "WORD is looked for in names, titles, questions and values, in English and Swedish. The exact name of a fact shows "
    "what its values mean, where to look, what it takes, how it is written, and its sources.",
    "Lista de fakta som går att observera, eller visa ett av dem i sin helhet.\n\n"
    "ORD söks i namn, titlar, frågor och värden, på engelska och svenska. Det exakta namnet på ett faktum visar vad "
    "värdena betyder, var du tittar, vad som krävs, hur det skrivs och dess källor.",
))  # fmt: skip
@options.argument("words", nargs=-1, metavar=Text("[WORD]...", "[ORD]..."))
@options.form("text", JSON.name)
@options.language
@options.rules
def facts(words: tuple[str, ...], form: str | None, language: Language, folders: tuple[str, ...]) -> None:
    knowledge = knowing.knowledge_of(folders)
    vocabulary = knowledge.vocabulary
    names = {folded(name): name for name in vocabulary.facts}
    exact = names.get(folded("_".join(words)))
    found = [vocabulary[exact]] if exact else facts_with(words, vocabulary)
    if not found:
        said = " ".join(words)
        hint = did_you_mean(said, vocabulary.facts)
        raise InputError([Problem(_NONE.format(words=shown(said), hint=hint if hint.en else to_type(_HINT)))])
    if form == JSON.name:
        data = [fact_as_data(fact, knowledge) for fact in found]
        write(in_json(data) + "\n")
        return
    blocks = list(_whole(found[0], knowledge, language) if exact else _listed(found, len(vocabulary.facts), language))
    width, color = width_and_color(to_file=False)
    show(blocks_as_text(blocks, width=width, color=color), addresses=addresses_in(blocks))


def _listed(found: Iterable[FactDefinition], every: int, language: Language) -> Iterator[Block]:
    count = 0
    for count, fact in enumerate(found, start=1):  # noqa: B007
        yield Item(f"{fact.title.in_(language)} ({in_short(fact, language)})", lead=f"{fact.name}:")
    yield Paragraph(to_type(_COUNT, n=count, every=every).in_(language))


def in_short(fact: FactDefinition, language: Language) -> str:
    """The values of a fact as they are written, on one line."""
    if fact.type != "word":
        return str(IN_SHORT[fact.type].in_(language))
    values = list(fact.values)
    return ", ".join(values if len(values) <= _MOST_VALUES else [*values[:_MOST_VALUES], "…"])


def _whole(fact: FactDefinition, knowledge: KnowledgeBase, language: Language) -> Iterator[Block]:
    title, ask, *rest = rule_blocks(knowledge, fact.name, language)
    yield from (title, ask, Heading(str(_WRITTEN.in_(language))))
    yield from map(Item, how_written(fact))
    if fact.type != "word":
        yield Item(str(IN_SHORT[fact.type].in_(language)))
    if fact.also:
        yield Item(str(_ALSO.format(words=", ".join(fact.also)).in_(language)))
    for value in dict.fromkeys(fact.read_as.values()):
        words = ", ".join(word for word, meant in fact.read_as.items() if meant == value)
        yield Item(str(_READ_AS.format(value=value, words=words).in_(language)))
    yield Heading(str(_COST.in_(language)))
    yield Item(str((knowledge.vocabulary.costs[fact.cost].title if fact.asked else _NOT_ASKED).in_(language)))
    yield Item(str(_GIVES_AWAY[fact.gives_away].in_(language)))
    yield from rest


def how_written(fact: FactDefinition) -> list[str]:
    """Lines of a fact file that give the fact a value, as examples."""
    name = fact.name
    match fact.type:
        case "word":
            return [f"{name}: {written(next(iter(fact.values), ''))}"]
        case "yes_no":
            return [f"{name}: yes", f"{name}: no"]
        case "number":
            return [f"{name}: {fact.typical[-1] if fact.typical else 15}"]
        case "date":
            return [f"{name}: 2026-03-31"]
        case "version":
            return [f'{name}: "{fact.typical[-1] if fact.typical else "17.10"}"']
        case "texts":
            return [f'{name}: "…"', f'{name}: ["…", "…"]']
        case _:
            return [f'{name}: "…"']


def fact_as_data(fact: FactDefinition, knowledge: KnowledgeBase) -> dict[str, Any]:
    """A fact as JSON data, in both languages."""
    cost, documents = knowledge.vocabulary.costs[fact.cost], knowledge.documents
    return {
        "name": fact.name, "type": fact.type, "title": _both(fact.title), "ask": _both(fact.ask),
        "where_to_look": _both(fact.where_to_look), "values": {v: _both(words) for v, words in fact.values.items()},
        "written": how_written(fact), "also": list(fact.also), "read_as": dict(fact.read_as),
        "cost": {"id": fact.cost, "weight": cost.weight, "title": _both(cost.title)},
        "asked": fact.asked, "personal": fact.gives_away != "open",
        "privacy": fact.gives_away,
        "sources": [
            {"document": source.document, "title": documents[source.document].title, "heading": source.heading,
             "date": source.date.isoformat(), "status": source.status, "url": documents[source.document].url}
            for source in fact.sources
        ],
    }  # fmt: skip


def _both(text: Text) -> dict[str, str]:
    return {"en": text.en, "sv": text.sv}
