"""The handout for a class: one HTML file to print, with the pictures inside, with or without the solutions.

Each exercise is a sheet of its own: it begins on a new page, and every page says in its header which sheet it is. A
browser that knows no margin boxes (Firefox and Safari, so far) leaves these headers out and prints its own; the sheet
begins with the same words.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import replace
from string import Template

from expert.foundations import content
from expert.foundations.commands import option
from expert.foundations.outgoing import in_css, in_html
from expert.foundations.texts import Language, Text
from expert.results.exercise import Exercise, Observation
from expert.results.lesson import Lesson
from expert.rules.answers import choices
from expert.rules.knowledge import KnowledgeBase
from expert.visualize.pages import handout_words as words
from expert.visualize.pages.html_page import policy
from expert.visualize.pages.page_ids import page_id

CLASS_PAGE = "class.html"
"""The page of the class, as it is called beside the handout."""


def handout_page(knowledge: KnowledgeBase, lessons: Sequence[Lesson], language: Language, *, solutions: bool) -> str:
    """The handout as an HTML document that needs nothing besides itself.

    Args:
        knowledge: the knowledge base that the lessons were made from; what is known of causes and remedies is read
            there.
        lessons: the symptoms to show, each with its exercise; with the solutions, those for a teacher.
        language: of the words.
        solutions: for the teacher: with answers, pictures, causes, remedies and sources; else with room to write.

    Raises:
        ValueError: the lessons were stored without their sentences in this language.
        DrawingError: there is no Graphviz for the pictures of the solutions, or it fails.
    """
    writer: Writer
    if solutions:
        from expert.visualize.pages.handout_solutions import Teacher  # the learners' sheets need none of its pictures

        writer = Teacher(knowledge, lessons, language)
    else:
        writer = Learner(knowledge, lessons, language)
    template = Template(content.bundled("visualize", "handout.html").read_text(encoding="utf-8"))
    return template.substitute(
        lang=language,
        policy=policy(),
        title=in_html(writer.title.in_(language)),
        pages="\n".join(writer.pages()),
        body="\n".join(writer.body()),
    )


class Writer(ABC):
    """What the sheets of learners and teachers have in common.

    Args:
        knowledge: the knowledge base.
        lessons: the symptoms to show.
        language: of the words.
    """

    title: Text
    how_to: Text
    looks: str

    def __init__(self, knowledge: KnowledgeBase, lessons: Sequence[Lesson], language: Language) -> None:
        self.knowledge = knowledge
        self.language: Language = language
        said = [_said_in(lesson, language) for lesson in lessons]
        # Demonstrations are short and stand together at the end; in both handouts, which are used together.
        self.sheets = [lesson for lesson in said if not _is_short(lesson)]
        self.demonstrations = [lesson for lesson in said if _is_short(lesson)]

    # The pages, as a style sheet

    def pages(self) -> Iterator[str]:
        """What stands in the header of the pages of each sheet, and in the foot of all."""
        page = in_css(self._text(words.PAGE))
        yield f'@page {{ @bottom-right {{ content: "{page} " counter(page) " / " counter(pages); }}'
        yield f'@top-left {{ content: "{in_css(self._text(self.title))}"; }} }}'
        for number, lesson in enumerate(self.sheets, start=1):
            left = f"{self._sheet(number)}: {lesson.ladder.title}"
            yield from self._page(f"sheet-{number}", left, self._called(lesson))
        yield from self._page("demonstrations", self._text(words.DEMONSTRATIONS), "")

    def _page(self, name: str, left: str, right: str) -> Iterator[str]:
        yield f'@page {name} {{ @top-left {{ content: "{in_css(left)}"; }}'
        yield f'@top-right {{ content: "{in_css(right)}"; }} }}'
        yield f".{name} {{ page: {name}; }}"

    def _called(self, lesson: Lesson) -> str:
        """Which exercise it is."""
        return self._text(words.EXERCISE.format(symptom=lesson.ladder.symptom, seed=lesson.seed))

    def _sheet(self, number: int) -> str:
        return self._text(words.SHEET.format(number=number, count=len(self.sheets)))

    # The page, part by part

    def body(self) -> Iterator[str]:
        """The elements of the page."""
        yield f"<header>\n<h1>{self.say(self.title)}</h1>"
        yield f"<p>{self.say(self.how_to)}</p>"
        yield from self._head()
        yield "</header>"
        if len(self.sheets) + len(self.demonstrations) > 1:
            yield from self._contents()
        yield "<main>"
        for number, lesson in enumerate(self.sheets, start=1):
            yield from self._beginning(number, lesson)
            yield from self._section(lesson)
            yield "</section>"
        if self.demonstrations:
            yield from self._all_demonstrations()
        yield from self._end()
        yield "</main>"
        # On the last sheet's pages: another name of pages would begin a new one for this line alone.
        said = words.FOOTER.format(version=self.knowledge.version)
        yield f'<footer class="soft {self.last_pages}"><p>{self.say(said)}</p></footer>'

    @property
    def last_pages(self) -> str:
        """The name of the last pages."""
        return "demonstrations" if self.demonstrations else f"sheet-{len(self.sheets)}"

    def _head(self) -> Iterator[str]:
        yield from ()

    @abstractmethod
    def _section(self, lesson: Lesson) -> Iterator[str]:
        """What a sheet holds below its case."""

    @abstractmethod
    def _demonstration(self, lesson: Lesson) -> Iterator[str]:
        """What a demonstration holds below its case."""

    def _end(self) -> Iterator[str]:
        yield from ()

    def _contents(self) -> Iterator[str]:
        yield f'<nav aria-labelledby="contents">\n<h3 id="contents">{self.say(words.CONTENTS)}</h3>\n<ol>'
        yield from map(self._in_contents, self.sheets)
        yield "</ol>"
        if self.demonstrations:
            yield f"<h4>{self.say(words.DEMONSTRATIONS)}</h4>\n<ul>"
            yield from map(self._in_contents, self.demonstrations)
            yield "</ul>"
        yield "</nav>"

    def _in_contents(self, lesson: Lesson) -> str:
        return f'<li><a href="#{page_id("symptom", lesson.ladder.symptom)}">{in_html(lesson.ladder.title)}</a></li>'

    def _beginning(self, number: int, lesson: Lesson) -> Iterator[str]:
        """A sheet up to its case: its number, its title, and how to play it."""
        name, title = lesson.ladder.symptom, in_html(lesson.ladder.title)
        yield f'<section id="{page_id("symptom", name)}" class="{self.looks} sheet-{number}">'
        yield f'<p class="soft">{in_html(self._sheet(number))}. {in_html(self._called(lesson))}.</p>'
        yield f"<h2>{title}</h2>"
        yield self._play(lesson)
        yield f"<h3>{self.say(words.CASE)}</h3>"
        yield self._case(lesson)

    def _play(self, lesson: Lesson) -> str:
        """The command and the link that play the same exercise."""
        name, seed = lesson.ladder.symptom, lesson.seed
        command = f"<code>expert practice --symptom {in_html(name)} --seed {seed}{option()}</code>"
        address = in_html(f"{CLASS_PAGE}#practice/{name}/{seed}")
        said = self.say(words.PLAY).replace("{command}", command)
        return f'<p class="play">{said.replace("{link}", f"""<a href="{address}">{address}</a>""")}</p>'

    def _case(self, lesson: Lesson) -> str:
        said = self.say(words.NO_CASE) if lesson.exercise is None else in_html(lesson.exercise.complaint.text)
        return f"<blockquote>{said}</blockquote>"

    def _all_demonstrations(self) -> Iterator[str]:
        yield f'<section class="{self.looks} demonstrations">\n<h2>{self.say(words.DEMONSTRATIONS)}</h2>'
        yield f"<p>{self.say(words.ABOUT_DEMONSTRATIONS)}</p>"
        for lesson in self.demonstrations:
            name, title = lesson.ladder.symptom, in_html(lesson.ladder.title)
            yield f'<article id="{page_id("symptom", name)}" class="demonstration">'
            yield f'<h4>{title} <span class="mark plain">{self.say(words.DEMONSTRATION)}</span></h4>'
            yield self._case(lesson)
            yield from self._demonstration(lesson)
            yield "</article>"
        yield "</section>"

    def observations(self, exercise: Exercise) -> list[Observation]:
        """What can be looked up, in the order of the alphabet: any other would tell what is worth most."""
        return sorted(exercise.observations, key=lambda seen: _in_alphabet(seen.title))

    def say(self, text: Text) -> str:
        """A text as HTML."""
        return in_html(self._text(text))

    def _text(self, text: Text) -> str:
        return text.in_(self.language)


class Learner(Writer):
    """A case, and room for what is found out about it."""

    title, how_to, looks = words.TITLE, words.HOW_TO, "sheet"

    def _head(self) -> Iterator[str]:
        yield f'<div class="name"><span>{self.say(words.NAME)}</span><span>{self.say(words.DATE)}</span></div>'

    def _section(self, lesson: Lesson) -> Iterator[str]:
        if lesson.exercise is None:
            return
        yield from self._questions(lesson.exercise)

    def _demonstration(self, lesson: Lesson) -> Iterator[str]:
        yield '<span class="line"></span>'

    def _questions(self, exercise: Exercise) -> Iterator[str]:
        yield '<table class="questions"><thead><tr>'
        heads = (words.QUESTION, words.MINUTES, words.ANSWER)
        yield "".join(f'<th scope="col">{self.say(head)}</th>' for head in heads)
        yield "</tr></thead><tbody>"
        *rows, last = map(self._question, self.observations(exercise))
        yield from rows
        # One group with the last question: only so do browsers keep what is to be filled in together, and with it.
        yield f'</tbody><tbody class="fill">{last}<tr><td colspan="3" class="room">'
        yield from self._room(exercise)
        yield "</td></tr></tbody></table>"

    def _question(self, seen: Observation) -> str:
        where = f'<p class="soft">{in_html(seen.ask)} {in_html(seen.where_to_look)}</p>'
        asked = f'<td><span class="ask">{in_html(seen.title)}</span>{where}</td>'
        return f"<tr>{asked}<td>{seen.cost:g}</td><td>{self._choices(seen.fact)}</td></tr>"

    def _room(self, exercise: Exercise) -> Iterator[str]:
        """Where the learner writes what it cost, the cause and the remedy."""
        minutes = words.YOUR_MINUTES.format(report=f"{exercise.report_cost:g}")
        yield f'<p class="minutes">{self.say(minutes)} <span class="line"></span></p>'
        yield f'<div class="box"><strong>{self.say(words.YOUR_CAUSE)}</strong></div>'
        yield f'<div class="box"><strong>{self.say(words.YOUR_REMEDY)}</strong></div>'

    def _choices(self, fact: str) -> str:
        """The values of a fact to tick, where it has only a few; else a line to write on."""
        definition = self.knowledge.vocabulary[fact]
        listed = "".join(f"<li>{self.say(definition.say(value))}</li>" for value in choices(definition))
        return f'<ul class="choices">{listed}</ul>' if listed else '<span class="line"></span>'


# After z, in this order, as Swedish has it; English titles have none of them.
_AFTER_Z = str.maketrans({"å": "{", "ä": "|", "ö": "}"})


def _in_alphabet(title: str) -> str:
    return title.casefold().translate(_AFTER_Z)


def _said_in(lesson: Lesson, language: Language) -> Lesson:
    exercise = None if lesson.exercise is None else lesson.exercise.in_(language)
    path = None if lesson.path is None else lesson.path.in_(language)
    return replace(lesson, ladder=lesson.ladder.in_(language), exercise=exercise, path=path)


def _is_short(lesson: Lesson) -> bool:
    """Whether there is nothing to look up: the report tells the cause by itself, or there is no exercise."""
    return lesson.exercise is None or lesson.exercise.demonstration
