"""The handout for a class: one HTML file to print, with the pictures inside, with or without the solutions."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from html import escape
from string import Template

from expert import content
from expert.facts.vocabulary import FactDefinition
from expert.rules.checks import steps_of
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Grid, Option, Safety, Step, Symptom
from expert.sources import Source
from expert.teach.hidden import asked_about
from expert.texts import Language, Text
from expert.visualize import words
from expert.visualize.conditions import Speaker
from expert.visualize.dot import to_dot
from expert.visualize.graph import sheet_of
from expert.visualize.ladder import rungs
from expert.visualize.outline import to_outline
from expert.visualize.render import render
from expert.visualize.tree import standing, tree_graph

_SVG = "http://www.w3.org/2000/svg"
_WIDE = 1.35  # width over height
_LINKED = ("http://", "https://")

TITLE = Text(
    "iOS/iPadOS enrollment in Microsoft Intune: exercises", "Registrering av iOS/iPadOS i Microsoft Intune: övningar"
)
TITLE_SOLUTIONS = Text(
    "iOS/iPadOS enrollment in Microsoft Intune: exercises with solutions",
    "Registrering av iOS/iPadOS i Microsoft Intune: övningar med lösningar",
)
HOW_TO = Text(
    "For each fault: read what the user sees, ask the questions from the top down, note the answers, and name the "
    "cause when the answers show it. The questions that tell most for the work they take come first.",
    "För varje fel: läs vad användaren ser, ställ frågorna uppifrån och ned, anteckna svaren och ange orsaken när "
    "svaren visar den. De frågor som ger mest i förhållande till arbetet kommer först.",
)
NAME = Text("Name", "Namn")
DATE = Text("Date", "Datum")
CONTENTS = Text("Contents", "Innehåll")
MESSAGES = Text("What the user sees", "Det här ser användaren")
SEEN_WHEN = Text(
    "This fault shows no message. You recognize it by: {condition}",
    "Felet visar inget meddelande. Du känner igen det på: {condition}",
)
ASK = Text("What to ask", "Det här tar du reda på")
WHERE = Text("Where to look:", "Var du tittar:")
COST = Text("{how}, about {minutes} min", "{how}, ungefär {minutes} min")
YOUR_CAUSE = Text("Which cause is it, and which answers show it?", "Vilken är orsaken, och vilka svar visar det?")
YOUR_REMEDY = Text(
    "What do you do about it? Mark what can do harm.", "Vad gör du åt det? Märk ut det som kan göra skada."
)
PICTURE = Text("The way to the cause", "Vägen till orsaken")
CAPTION = Text(
    "From the left: what you see, what to ask, what it is, what to do.",
    "Från vänster: det du ser, det du tar reda på, vad det är, vad du gör.",
)
AS_TEXT = Text("The picture as text", "Bilden som text")
CAUSES = Text("Causes and remedies", "Orsaker och åtgärder")
SHOWN_BY = Text("Shown by: {condition}", "Framgår av: {condition}")
REMEDY = Text("What to do: {title}", "Åtgärd: {title}")
WAY = Text("Another option: {title}", "Annat alternativ: {title}")
FIRST_WAY = Text("One option: {title}", "Ett alternativ: {title}")
VERIFY = Text("How to see that it worked: {text}", "Så ser du att det har lyckats: {text}")
SOURCES = Text("Sources", "Källor")
DISPUTED = Text("disputed", "omtvistat")
SUPERSEDED = Text("superseded", "ersatt")
FOOTER = words.DISCLAIMER.format(knowledge=words.KNOWLEDGE)


def handout(knowledge: KnowledgeBase, symptom: str | None, language: Language, *, solutions: bool) -> str:
    """The handout as an HTML document that needs nothing besides itself.

    Args:
        knowledge: the knowledge base.
        symptom: the id of the one symptom to show; all of them if None.
        language: of the words.
        solutions: with pictures, causes, remedies and sources; else with room to write.

    Raises:
        KeyError: there is no such symptom.
        DrawingError: there is no Graphviz for the pictures of the solutions, or it fails.
    """
    shown = list(knowledge.symptoms.values()) if symptom is None else [knowledge.symptoms[symptom]]
    writer = _Writer(knowledge, language, solutions)
    title = TITLE_SOLUTIONS if solutions else TITLE
    template = Template(content.bundled("visualize", "handout.html").read_text(encoding="utf-8"))
    return template.substitute(
        lang=language,
        title=escape(title.in_(language)),
        body="\n".join(writer.body(shown)),
    )


class _Writer:
    def __init__(self, knowledge: KnowledgeBase, language: Language, solutions: bool) -> None:
        self._knowledge = knowledge
        self._language: Language = language
        self._solutions = solutions
        self._speaker = Speaker(knowledge.vocabulary, language)

    def body(self, symptoms: list[Symptom]) -> Iterator[str]:
        yield f"<header>\n<h1>{self._say(TITLE_SOLUTIONS if self._solutions else TITLE)}</h1>"
        yield f"<p>{self._say(HOW_TO)}</p>"
        if not self._solutions:
            yield f'<div class="name"><span>{self._say(NAME)}</span><span>{self._say(DATE)}</span></div>'
        yield "</header>"
        if len(symptoms) > 1:
            yield from self._contents(symptoms)
        yield "<main>"
        for symptom in symptoms:
            yield from self._symptom(symptom, only=len(symptoms) == 1)
        yield "</main>"
        yield f'<footer class="soft"><p>{self._say(FOOTER.format(version=self._knowledge.version))}</p></footer>'

    def _contents(self, symptoms: list[Symptom]) -> Iterator[str]:
        yield f'<nav aria-labelledby="contents">\n<h3 id="contents">{self._say(CONTENTS)}</h3>\n<ol>'
        for symptom in symptoms:
            yield f'<li><a href="#{_id("symptom", symptom.id)}">{self._say(symptom.title)}</a></li>'
        yield "</ol>\n</nav>"

    def _symptom(self, symptom: Symptom, *, only: bool) -> Iterator[str]:
        yield f'<section id="{_id("symptom", symptom.id)}" class="{"only" if only else "one-of-many"}">'
        yield f'<h2>{self._say(symptom.title)}</h2>\n<p class="id">{escape(symptom.id)}</p>'
        yield from self._seen(symptom)
        yield from self._questions(symptom)
        yield from self._solution(symptom) if self._solutions else self._boxes()
        yield "</section>"

    def _seen(self, symptom: Symptom) -> Iterator[str]:
        yield f"<h3>{self._say(MESSAGES)}</h3>"
        wordings = dict.fromkeys(
            Text(message.en or message.sv or "", message.sv or message.en or "").in_(self._language)
            for message in symptom.messages
        )
        for wording in wordings:
            yield f"<blockquote>{escape(wording)}</blockquote>"
        if symptom.recognized_when is not None and not wordings:
            condition = self._speaker.phrase(self._knowledge.condition(symptom.recognized_when))
            yield f"<p>{self._say(SEEN_WHEN.format(condition=condition))}</p>"

    # What to ask

    def _questions(self, symptom: Symptom) -> Iterator[str]:
        yield f'<h3>{self._say(ASK)}</h3>\n<ol class="questions">'
        for name in self._facts(symptom):
            yield from self._asked(self._knowledge.vocabulary[name])
        yield "</ol>"

    def _facts(self, symptom: Symptom) -> Iterable[str]:
        """What bears on the causes, in the order of the ladder; what only limits them comes after."""
        bearing = asked_about(self._knowledge, self._knowledge.causes_of(symptom.id))
        order: dict[str, None] = {}
        for rung in rungs(self._knowledge, symptom.id, self._language):
            for name in rung.facts:
                ways = self._knowledge.ways_to_find(name)
                order.update(dict.fromkeys(asked for way in ways for asked in way))
        order.update(dict.fromkeys(bearing))
        return [name for name in order if name in bearing and name not in symptom.example]

    def _asked(self, fact: FactDefinition) -> Iterator[str]:
        cost = self._knowledge.vocabulary.costs[fact.cost]
        how = COST.format(how=cost.title, minutes=f"{cost.weight:g}")
        yield f'<li><span class="ask">{self._say(fact.ask)}</span>'
        yield f'<p class="soft">{self._say(WHERE)} {self._say(fact.where_to_look)} ({self._say(how)})</p>'
        if not self._solutions:
            choices = list(fact.values.values()) if fact.values else []
            choices = [words.YES, words.NO] if fact.type == "yes_no" else choices
            if choices:
                listed = "".join(f"<li>{self._say(choice)}</li>" for choice in choices)
                yield f'<ul class="choices">{listed}</ul>'
            yield '<span class="line"></span>'
        yield "</li>"

    def _boxes(self) -> Iterator[str]:
        yield f'<div class="box"><strong>{self._say(YOUR_CAUSE)}</strong></div>'
        yield f'<div class="box tall"><strong>{self._say(YOUR_REMEDY)}</strong></div>'

    # The solution

    def _solution(self, symptom: Symptom) -> Iterator[str]:
        graph = tree_graph(self._knowledge, symptom.id, self._language)
        picture = inline(render(to_dot(graph), "svg"), symptom.id, sheet_of(graph).title)
        # A wide picture has a page on its side.
        looks = "wide" if _aspect(picture) > _WIDE else "upright"
        yield f'<div class="{looks}">\n<h3>{self._say(PICTURE)}</h3>\n<figure>\n{picture}'
        yield f"<figcaption>{self._say(CAPTION)}</figcaption>\n</figure>"
        told = f"<summary>{self._say(AS_TEXT)}</summary><pre>{escape(to_outline(graph))}</pre>"
        yield f"<details>{told}</details>\n</div>"
        yield f"<h3>{self._say(CAUSES)}</h3>"
        seen: list[Cause] = []
        for rung in rungs(self._knowledge, symptom.id, self._language):
            seen += [cause for cause, _ in rung.causes]
        for cause in seen:
            yield from self._cause(cause)

    def _cause(self, cause: Cause) -> Iterator[str]:
        yield f'<article class="cause">\n<h4>{self._say(cause.title)}</h4>'
        notes = [words.WAIT_KIND] * (cause.kind == "wait") + [words.SUPERSEDED] * cause.superseded
        limits = "; ".join(note.in_(self._language) for note in notes)
        yield f'<p class="id">{escape(cause.id)}{escape(f" ({limits})" if limits else "")}</p>'
        phrase = self._speaker.phrase(self._knowledge.condition(cause.confirmed_when))
        yield f"<p>{self._say(SHOWN_BY.format(condition=phrase))}</p>"
        if cause.applies_when is not None:
            limit = self._speaker.phrase(self._knowledge.condition(cause.applies_when))
            yield f'<p class="soft">{words.capital(self._say(words.ONLY_IF.format(condition=limit)))}</p>'
        yield from self._remedy(cause)
        yield f'<p class="soft">{self._say(SOURCES)}</p>\n<ul class="sources">'
        remedy = self._knowledge.remedy_of(cause)
        # Sources that differ only in the rows of the seed they stand for read the same.
        for said in dict.fromkeys(map(self._source, (*cause.sources, *remedy.sources))):
            yield f"<li>{said}</li>"
        yield "</ul>\n</article>"

    def _remedy(self, cause: Cause) -> Iterator[str]:
        remedy = self._knowledge.remedy_of(cause)
        yield f'<p class="remedy">{self._say(REMEDY.format(title=remedy.title))}</p>'
        ways = standing(remedy)
        for number, option in enumerate(ways):
            if option.title is not None and len(ways) > 1:
                yield f"<p>{self._say((WAY if number else FIRST_WAY).format(title=option.title))}</p>"
            yield from self._way(option)
        if remedy.verify is not None:
            yield f"<p>{self._say(VERIFY.format(text=remedy.verify))}</p>"

    def _way(self, option: Option) -> Iterator[str]:
        if option.when is not None:
            condition = self._speaker.phrase(self._knowledge.condition(option.when))
            yield f'<p class="soft">{words.capital(self._say(words.ONLY_IF.format(condition=condition)))}</p>'
        if option.harm is not None:
            marks = self._marks(option.harm.safety)
            yield f'<p class="harm">{self._say(words.CAREFUL)}: {self._say(option.harm.text)}{marks}</p>'
        if option.note is not None:
            yield f"<p>{self._say(option.note)}</p>"
        steps = [step for step, _ in steps_of(option, self._knowledge.steps)]
        if steps:
            yield "<ol>"
            for step in steps:
                yield from self._step(step)
            yield "</ol>"

    def _step(self, step: Step) -> Iterator[str]:
        wait = "" if step.wait is None else f" ({self._say(words.WAIT.format(time=words.duration(step.wait)))})"
        yield f"<li>{self._say(step.text)}{wait} {self._marks(step.safety)}"
        if step.grid is not None:
            yield from self._grid(step.grid)
        yield "</li>"

    def _grid(self, grid: Grid) -> Iterator[str]:
        yield "<table><tr>" + "".join(f'<th scope="col">{self._say(c)}</th>' for c in grid.columns) + "</tr>"
        for row in grid.rows:
            yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        yield "</table>"

    def _marks(self, safety: tuple[Safety, ...]) -> str:
        if not safety:
            return f'<span class="mark safe">{self._say(words.SAFE)}</span>'
        looks = {mark: "changes" if mark == "changes_tenant" else "danger" for mark in safety}
        return "".join(f'<span class="mark {looks[mark]}">{self._say(words.SAFETY[mark])}</span>' for mark in safety)

    def _source(self, source: Source) -> str:
        document = self._knowledge.documents[source.document]
        title = escape(document.title)
        if document.url is not None and document.url.startswith(_LINKED):
            title = f'<a href="{escape(document.url)}">{title}</a>'
        status = {"superseded": SUPERSEDED, "disputed": DISPUTED}.get(source.status)
        said = f" ({self._say(status)})" if status is not None else ""
        return f"{title}: {escape(source.heading)}, {source.date.isoformat()}{said}"

    def _say(self, text: Text) -> str:
        return escape(text.in_(self._language))


def inline(svg: bytes, name: str, label: str) -> str:
    """A finished picture as a part of a page: its ids are its own, and it is as wide as its place at most.

    Args:
        svg: a picture of `render`.
        name: what makes its ids different from those of the page's other pictures.
        label: what a screen reader calls it.
    """
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(svg)
    ids = {found for element in root.iter() if (found := element.get("id")) is not None}
    new = {old: _id(name, old) for old in ids}
    for element in root.iter():
        for attribute, value in list(element.items()):
            if attribute == "id":
                element.set(attribute, new[value])
            elif value.startswith("#") and value[1:] in new:
                element.set(attribute, f"#{new[value[1:]]}")
            elif value.startswith("url(#") and value[5:-1] in new:
                element.set(attribute, f"url(#{new[value[5:-1]]})")
    width = root.attrib.pop("width", "")
    root.attrib.pop("height", None)
    root.set("role", "img")
    root.set("aria-label", label)
    root.set("style", f"max-width:{width}" if width else "max-width:100%")
    return ElementTree.tostring(root, encoding="unicode")


def _aspect(svg: str) -> float:
    """How much wider than high a picture is."""
    _, _, width, height = ElementTree.fromstring(svg).attrib["viewBox"].split()
    return float(width) / float(height)


def _id(*parts: str) -> str:
    """An id of the page: letters, digits and hyphens."""
    return "--".join("".join(c if c.isascii() and (c.isalnum() or c == "-") else "-" for c in part) for part in parts)
