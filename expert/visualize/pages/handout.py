"""The handout for a class: one HTML file to print, with the pictures inside, with or without the solutions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from string import Template

from expert.foundations import content
from expert.foundations.outgoing import in_html
from expert.foundations.sources import Source
from expert.foundations.terms import Safety
from expert.foundations.texts import Language, Text
from expert.results.exercise import Exercise, Result
from expert.results.exercise import Step as Move
from expert.results.ladder import ToAsk
from expert.results.lesson import Lesson
from expert.rules.condition_words import ConditionWords
from expert.rules.conditions import ConditionData
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Grid, Option, Remedy, Symptom
from expert.rules.way_dangers import standing_ways
from expert.rules.way_steps import Sometimes, StepOfWay, steps_of
from expert.visualize import words
from expert.visualize.pages.block_html import address_in_html
from expert.visualize.pages.html_page import policy
from expert.visualize.pages.page_ids import page_id
from expert.visualize.pages.report_words import WORDS

TITLE = Text(
    "iOS/iPadOS enrollment in Microsoft Intune: exercises", "Registrering av iOS/iPadOS i Microsoft Intune: övningar"
)
TITLE_SOLUTIONS = Text(
    "iOS/iPadOS enrollment in Microsoft Intune: exercises with solutions",
    "Registrering av iOS/iPadOS i Microsoft Intune: övningar med lösningar",
)
HOW_TO = Text(
    "Each sheet is a case. Read what the user reports and ask the questions from the top down; your trainer knows the "
    "answers. Note them, and the minutes, and name the cause as soon as the answers show it. The "
    "questions that tell most for the work they take come first.",
    "Varje blad är ett ärende. Läs vad användaren anmäler och ställ frågorna uppifrån och ned; din lärare har svaren. "
    "Anteckna dem, och minuterna, och ange orsaken så snart svaren visar den. De frågor som ger mest i "
    "förhållande till arbetet kommer först.",
)
HOW_TO_TEACH = Text(
    "For each case: what the user reports, the answers to give out when they are asked for, the cause, and why it is "
    "that one. Then everything the symptom can be.",
    "För varje ärende: vad användaren anmäler, svaren att lämna ut när någon frågar, orsaken och varför det är just "
    "den. Sedan allt som symptomet kan bero på.",
)
AT_THE_END = Text(
    "What belongs to several symptoms stands once, at the end.", "Det som hör till flera symptom står en gång, sist."
)
NAME = Text("Name", "Namn")
DATE = Text("Date", "Datum")
CONTENTS = Text("Contents", "Innehåll")
CASE = Text("The case (exercise {seed})", "Ärendet (övning {seed})")
NO_CASE = Text(
    "There is no exercise for this symptom: no case of it has only one cause.",
    "Det finns ingen övning för det här symptomet: inget ärende har bara en orsak.",
)
MESSAGES = Text("What the user sees", "Det här ser användaren")
SEEN_WHEN = Text(
    "This fault shows no message. You recognize it by: {condition}",
    "Felet visar inget meddelande. Du känner igen det på: {condition}",
)
QUESTION = Text("What to ask", "Det här tar du reda på")
MINUTES = Text("min", "min")
ANSWER = Text("Answer", "Svar")
GIVE_OUT = Text("Answers to give out", "Svar att lämna ut")
NOT_DONE = Text("not done", "inte gjort")
NONE = Text("there is none", "finns inte")
YOUR_CAUSE = Text("Which cause is it, and which answers show it?", "Vilken är orsaken, och vilka svar visar det?")
YOUR_REMEDY = Text(
    "What do you do about it? Mark what can do harm.", "Vad gör du åt det? Märk ut det som kan göra skada."
)
IT_IS = Text("The cause: {cause}", "Orsaken: {cause}")
PROVEN = Text("Proven by: {facts}.", "Bevisad av: {facts}.")
EXCLUDED = Text("Not “{cause}”: {facts}.", "Inte ”{cause}”: {facts}.")
NOT_TRIED = Text("“{cause}” only a restore could show.", "”{cause}” kan bara en återställning visa.")
PICTURE = Text("The way to the cause", "Vägen till orsaken")
CAPTION = Text(
    "From the top down: what to ask. To the right: the cause that the answer shows. Blue is the path of the exercise.",
    "Uppifrån och ned: det du tar reda på. Till höger: orsaken som svaret visar. Blått är övningens väg.",
)
AS_TEXT = Text("The picture as text", "Bilden som text")
CAUSES = Text("Causes and remedies", "Orsaker och åtgärder")
SHARED = Text("Causes and remedies of several symptoms", "Orsaker och åtgärder för flera symptom")
SEE = Text("{title}: see the end", "{title}: se slutet")
SHOWN_BY = Text("Shown by: {condition}", "Framgår av: {condition}")
REMEDY = Text("What to do: {title}", "Åtgärd: {title}")
FIRST_WAY = Text("One option: {title}", "Ett alternativ: {title}")
SOURCES = Text("Sources: {sources}", "Källor: {sources}")
FOOTER = words.DISCLAIMER.format(knowledge=words.KNOWLEDGE)


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
    writer = (_Teacher if solutions else _Learner)(knowledge, lessons, language)
    template = Template(content.bundled("visualize", "handout.html").read_text(encoding="utf-8"))
    return template.substitute(
        lang=language,
        policy=policy(),
        title=in_html(writer.title.in_(language)),
        body="\n".join(writer.body()),
    )


class _Writer(ABC):
    """What the sheets of learners and teachers have in common."""

    title: Text
    how_to: Text
    looks: str

    def __init__(self, knowledge: KnowledgeBase, lessons: Sequence[Lesson], language: Language) -> None:
        self._knowledge = knowledge
        self._language: Language = language
        # Demonstrations are short and come last, so that several share a page; in both sheets, which are used together.
        self._lessons = sorted((_said_in(lesson, language) for lesson in lessons), key=_is_demonstration)
        self._conditions = ConditionWords(knowledge.vocabulary)

    def body(self) -> Iterator[str]:
        """The page, part by part."""
        yield f"<header>\n<h1>{self._say(self.title)}</h1>"
        yield f"<p>{self._say(self.how_to)}</p>"
        yield from self._head()
        yield "</header>"
        if len(self._lessons) > 1:
            yield from self._contents()
        yield "<main>"
        for number, lesson in enumerate(self._lessons, start=1):
            name, title = lesson.ladder.symptom, in_html(lesson.ladder.title)
            yield f'<section id="{page_id("symptom", name)}" class="{self.looks}">'
            yield f'<h2>{number}. {title} <span class="id">{in_html(name)}</span></h2>'
            yield from self._section(lesson)
            yield "</section>"
        yield from self._end()
        yield "</main>"
        yield f'<footer class="soft"><p>{self._say(FOOTER.format(version=self._knowledge.version))}</p></footer>'

    def _head(self) -> Iterator[str]:
        yield from ()

    @abstractmethod
    def _section(self, lesson: Lesson) -> Iterator[str]:
        """The sheet of a symptom."""

    def _end(self) -> Iterator[str]:
        yield from ()

    def _contents(self) -> Iterator[str]:
        yield f'<nav aria-labelledby="contents">\n<h3 id="contents">{self._say(CONTENTS)}</h3>\n<ol>'
        for lesson in self._lessons:
            yield f'<li><a href="#{page_id("symptom", lesson.ladder.symptom)}">{in_html(lesson.ladder.title)}</a></li>'
        yield "</ol>\n</nav>"

    def _case(self, lesson: Lesson) -> Iterator[str]:
        yield f"<h3>{self._say(CASE.format(seed=lesson.seed))}</h3>"
        said = self._say(NO_CASE) if lesson.exercise is None else in_html(lesson.exercise.complaint.text)
        yield f"<blockquote>{said}</blockquote>"

    def _say(self, text: Text) -> str:
        return in_html(text.in_(self._language))


class _Learner(_Writer):
    """A case, and room for what is found out about it."""

    title, how_to, looks = TITLE, HOW_TO, "sheet"

    def _head(self) -> Iterator[str]:
        yield f'<div class="name"><span>{self._say(NAME)}</span><span>{self._say(DATE)}</span></div>'

    def _section(self, lesson: Lesson) -> Iterator[str]:
        yield from self._case(lesson)
        if not _is_demonstration(lesson):
            yield from self._questions(lesson)
            yield f'<div class="box"><strong>{self._say(YOUR_CAUSE)}</strong></div>'
        yield f'<div class="box"><strong>{self._say(YOUR_REMEDY)}</strong></div>'

    def _questions(self, lesson: Lesson) -> Iterator[str]:
        yield '<table class="questions"><thead><tr><th></th>'
        yield "".join(f'<th scope="col">{self._say(head)}</th>' for head in (QUESTION, MINUTES, ANSWER))
        yield "</tr></thead><tbody>"
        for number, question in enumerate(lesson.ladder.questions, start=1):
            minutes = "" if question.only_if_done else f"{question.minutes:g}"
            yield f'<tr><td>{number}</td><td><span class="ask">{in_html(question.ask)}</span>'
            where = in_html(question.where_to_look)
            yield f'<p class="soft">{where}</p></td><td>{minutes}</td><td>{self._choices(question)}</td></tr>'
        yield "</tbody></table>"

    def _choices(self, question: ToAsk) -> str:
        listed = "".join(f"<li>{in_html(choice)}</li>" for choice in question.values.values())
        return f'<ul class="choices">{listed}</ul>' if listed else '<span class="line"></span>'


class _Teacher(_Writer):
    """The same case with its answers, and everything that the symptom can be."""

    title, how_to, looks = TITLE_SOLUTIONS, HOW_TO_TEACH, "answer"

    def __init__(self, knowledge: KnowledgeBase, lessons: Sequence[Lesson], language: Language) -> None:
        super().__init__(knowledge, lessons, language)
        causes = Counter(cause.id for lesson in lessons for cause in knowledge.causes_of(lesson.ladder.symptom))
        # A remedy of two causes would be printed twice as well, so all that share one go to the end.
        remedies = Counter(knowledge.causes[name].remedy_id for name in causes)
        self._shared = [
            name
            for name, count in causes.items()
            if len(lessons) > 1 and (count > 1 or remedies[knowledge.causes[name].remedy_id] > 1)
        ]
        # Of one cause, there is no way to show.
        self._pictures = _ladders_on_paper(lesson for lesson in self._lessons if len(lesson.ladder.causes) > 1)

    def _head(self) -> Iterator[str]:
        if self._shared:
            yield f"<p>{self._say(AT_THE_END)}</p>"

    def _section(self, lesson: Lesson) -> Iterator[str]:
        yield from self._case(lesson)
        if lesson.exercise is not None and lesson.exercise.result is not None:
            yield from self._answers(lesson, lesson.exercise, lesson.exercise.result)
        if lesson.ladder.symptom in self._pictures:
            yield from self._picture(lesson)
        yield from self._seen(self._knowledge.symptoms[lesson.ladder.symptom])
        yield f"<h3>{self._say(CAUSES)}</h3>"
        causes = [self._knowledge.causes[cause.id] for cause in lesson.ladder.causes]
        for cause in causes:
            if cause.id not in self._shared:
                yield from self._cause(cause)
        shared = [cause for cause in causes if cause.id in self._shared]
        if shared:
            yield '<ul class="shared">'
            for cause in shared:
                title = f'<a href="#{page_id("cause", cause.id)}">{self._say(cause.title)}</a>'
                yield f"<li>{self._say(SEE).replace('{title}', title)}</li>"
            yield "</ul>"

    def _end(self) -> Iterator[str]:
        if self._shared:
            yield f'<section class="appendix">\n<h2>{self._say(SHARED)}</h2>'
            told: dict[str, str] = {}
            for name in self._shared:
                yield from self._cause(self._knowledge.causes[name], told)
            yield "</section>"

    # The exercise and its answers

    def _answers(self, lesson: Lesson, exercise: Exercise, result: Result) -> Iterator[str]:
        if not exercise.demonstration:
            yield f'<table class="answers"><thead><tr><th scope="col">{self._say(GIVE_OUT)}</th><th></th></tr></thead>'
            yield "<tbody>"
            for question in lesson.ladder.questions:
                if question.fact not in exercise.complaint.facts:
                    yield f"<tr><td>{in_html(question.title)}</td><td>{self._answer(question, result)}</td></tr>"
            yield "</tbody></table>"
        yield from self._why(result)
        if result.best_steps:
            path = words.BEST_PATH.format(cost=f"{result.best_cost:g}")
            yield f"<p><strong>{self._say(path)}</strong></p>\n<ol>"
            yield from (f"<li>{self._move(move)}</li>" for move in result.best_steps)
            yield "</ol>"

    def _answer(self, question: ToAsk, result: Result) -> str:
        found = next((looked for looked in result.answers if looked.fact == question.fact), None)
        if found is not None:
            return in_html(found.words)
        return self._say(NOT_DONE if question.only_if_done else NONE)

    def _why(self, result: Result) -> Iterator[str]:
        """The cause, which facts prove it, and which exclude the others."""
        for reason in result.reasons:
            facts = "; ".join(f"{fact.title}: {fact.words}" for fact in reason.because)
            if reason.cause == result.cause:
                yield f'<p class="remedy">{self._say(IT_IS.format(cause=reason.title))}</p>\n<ul class="why">'
                yield f"<li>{self._say(PROVEN.format(facts=facts))}</li>" if facts else ""
            else:
                said = EXCLUDED if facts else NOT_TRIED
                yield f"<li>{self._say(said.format(cause=reason.title, facts=facts))}</li>"
        yield "</ul>"

    def _move(self, move: Move) -> str:
        value = "" if move.looked is None else f": {move.looked.words}"
        return in_html(f"{move.title}{value} ({move.cost:g} min). {move.told}")

    # What the symptom can be

    def _seen(self, symptom: Symptom) -> Iterator[str]:
        yield f"<h3>{self._say(MESSAGES)}</h3>"
        wordings = dict.fromkeys(message.text.in_(self._language) for message in symptom.messages)
        if wordings:
            quoted = "</li>\n<li>".join(map(in_html, wordings))
            yield f'<ul class="wordings">\n<li>{quoted}</li>\n</ul>'
        if symptom.recognized_when is not None and not wordings:
            condition = self._phrase(symptom.recognized_when)
            yield f"<p>{self._say(SEEN_WHEN.format(condition=condition))}</p>"

    def _picture(self, lesson: Lesson) -> Iterator[str]:
        pictures, outline = self._pictures[lesson.ladder.symptom]
        yield f"<div>\n<h3>{self._say(PICTURE)}</h3>"
        for picture in pictures:
            yield f"<figure>\n{picture}\n</figure>"
        yield f'<p class="soft">{self._say(CAPTION)}</p>'
        told = f"<summary>{self._say(AS_TEXT)}</summary><pre>{in_html(outline)}</pre>"
        yield f"<details>{told}</details>\n</div>"

    def _cause(self, cause: Cause, told: dict[str, str] | None = None) -> Iterator[str]:
        """A cause with its remedy; one that is told already is only referred to."""
        yield f'<article class="cause" id="{page_id("cause", cause.id)}">\n<h4>{self._say(cause.title)}'
        notes = words.limits(cause.kind, superseded=cause.superseded)
        limits = "; ".join(note.in_(self._language) for note in notes)
        yield f' <span class="id">{in_html(cause.id)}{in_html(f" ({limits})" if limits else "")}</span></h4>'
        yield f"<p>{self._say(SHOWN_BY.format(condition=self._phrase(cause.confirmed_when)))}</p>"
        if cause.applies_when is not None:
            yield self._only_if(cause.applies_when)
        remedy = self._knowledge.remedy_of(cause)
        before = None if told is None else told.setdefault(remedy.id, cause.id)
        sources = cause.sources
        if before is None or before == cause.id:
            yield from self._remedy(remedy)
            sources += remedy.sources
        else:
            title = f'<a href="#{page_id("cause", before)}">{self._say(remedy.title)}</a>'
            yield f'<p class="remedy">{self._say(REMEDY).replace("{title}", title)} ({self._say(words.SEE_ABOVE)})</p>'
        # Sources that differ only in the rows of the seed they stand for read the same.
        said = "; ".join(dict.fromkeys(map(self._source, sources)))
        yield f'<p class="sources">{self._say(SOURCES).replace("{sources}", said)}</p>\n</article>'

    def _remedy(self, remedy: Remedy) -> Iterator[str]:
        yield f'<p class="remedy">{self._say(REMEDY.format(title=remedy.title))}</p>'
        ways = standing_ways(remedy)
        for number, option in enumerate(ways):
            if option.title is not None and len(ways) > 1:
                yield f"<p>{self._say((words.OTHER_WAY if number else FIRST_WAY).format(title=option.title))}</p>"
            yield from self._way(option)
        if remedy.verify is not None:
            verify = WORDS["verify"].format(text=remedy.verify)
            yield f"<p>{self._say(verify)}</p>"

    def _way(self, option: Option) -> Iterator[str]:
        if option.when is not None:
            yield self._only_if(option.when)
        if option.harm is not None:
            marks = self._marks(option.harm.safety)
            yield f'<p class="harm">{self._say(words.CAREFUL)}: {self._say(option.harm.text)}{marks}</p>'
        if option.note is not None:
            yield f"<p>{self._say(option.note)}</p>"
        steps = list(steps_of(option, self._knowledge.steps))
        if steps:
            yield "<ol>"
            for part in steps:
                yield from self._step(part)
            yield "</ol>"

    def _step(self, part: StepOfWay) -> Iterator[str]:
        step = part.step
        wait = "" if step.wait is None else f" ({self._say(words.WAIT.format(time=words.duration(step.wait)))})"
        yield f"<li>{self._say(step.text)}{wait} {self._marks(step.safety, part.sometimes)}"
        if step.grid is not None:
            yield from self._grid(step.grid)
        yield "</li>"

    def _grid(self, grid: Grid) -> Iterator[str]:
        yield "<table><tr>" + "".join(f'<th scope="col">{self._say(c)}</th>' for c in grid.columns) + "</tr>"
        for row in grid.rows:
            yield "<tr>" + "".join(f"<td>{in_html(cell)}</td>" for cell in row) + "</tr>"
        yield "</table>"

    def _phrase(self, data: ConditionData) -> Text:
        return self._conditions.phrase(self._knowledge.condition(data))

    def _only_if(self, data: ConditionData) -> str:
        said = self._say(words.ONLY_IF.format(condition=self._phrase(data)))
        return f'<p class="soft">{words.capital(said)}</p>'

    def _marks(self, safety: tuple[Safety, ...], sometimes: tuple[Sometimes, ...] = ()) -> str:
        if not safety and not sometimes:
            return f'<span class="mark safe">{self._say(words.SAFE)}</span>'
        looks = {mark: "changes" if mark == "changes_tenant" else "danger" for mark in safety}
        sure = (f'<span class="mark {looks[mark]}">{self._say(words.SAFETY[mark])}</span>' for mark in safety)
        some = (words.mark(mark, one.case.in_(self._language)) for one in sometimes for mark in one.safety)
        return "".join((*sure, *(f'<span class="mark some">{self._say(mark)}</span>' for mark in some)))

    def _source(self, source: Source) -> str:
        document = self._knowledge.documents[source.document]
        title = in_html(document.title) if document.url is None else address_in_html(document.url, document.title)
        said = "" if source.status == "current" else f" ({self._say(words.STATUS[source.status])})"
        return f"{title}: {in_html(source.heading)}, {source.date.isoformat()}{said}"


def _ladders_on_paper(lessons: Iterable[Lesson]) -> dict[str, tuple[list[str], str]]:
    """For the symptom of each lesson, its ladder as pictures and as text; all are drawn together.

    Raises:
        DrawingError: there is no Graphviz, or it fails.
    """
    # Only now: the learners' sheets have no pictures, and would wait for all that draws them.
    from expert.visualize.canvas.outline import to_outline
    from expert.visualize.drawings.ladder import ladder_graph
    from expert.visualize.pages.ladder_on_paper import on_paper

    graphs = {lesson.ladder.symptom: ladder_graph(lesson.ladder, lesson.path) for lesson in lessons}
    return {name: (pictures, to_outline(graphs[name])) for name, pictures in on_paper(graphs).items()}


def _said_in(lesson: Lesson, language: Language) -> Lesson:
    exercise = None if lesson.exercise is None else lesson.exercise.in_(language)
    path = None if lesson.path is None else lesson.path.in_(language)
    return replace(lesson, ladder=lesson.ladder.in_(language), exercise=exercise, path=path)


def _is_demonstration(lesson: Lesson) -> bool:
    """Whether the report of its exercise tells the cause by itself."""
    return lesson.exercise is not None and lesson.exercise.demonstration
