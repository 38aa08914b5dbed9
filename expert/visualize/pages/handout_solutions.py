"""The handout of the teacher: every sheet with its answers, and everything that its symptom can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from expert.foundations.outgoing import in_html
from expert.foundations.texts import Language
from expert.results.exercise import Exercise, Result
from expert.results.exercise import Step as Move
from expert.results.lesson import Lesson
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Symptom
from expert.visualize.canvas.outline import to_outline
from expert.visualize.drawings.ladder import ladder_graph
from expert.visualize.pages import handout_words as words
from expert.visualize.pages.handout import Writer
from expert.visualize.pages.handout_remedies import Remedies
from expert.visualize.pages.ladder_on_paper import on_paper
from expert.visualize.pages.page_ids import page_id
from expert.visualize.words import BEST_PATH


class Teacher(Writer):
    """The same case with its answers, and everything that the symptom can be."""

    title, how_to, looks = words.TITLE_SOLUTIONS, words.HOW_TO_TEACH, "answer"

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
        self._remedies = Remedies(knowledge, language)
        # Of one cause, there is no way to show.
        self._pictures = _ladders_on_paper(lesson for lesson in self.sheets if len(lesson.ladder.causes) > 1)

    def pages(self) -> Iterator[str]:
        """What stands in the header of the pages of each sheet, and in the foot of all."""
        yield from super().pages()
        yield from self._page("appendix", words.SHARED.in_(self.language), "")

    @property
    def last_pages(self) -> str:
        """The name of the last pages."""
        return "appendix" if self._shared else super().last_pages

    def _head(self) -> Iterator[str]:
        if self._shared:
            yield f"<p>{self.say(words.AT_THE_END)}</p>"

    def _section(self, lesson: Lesson) -> Iterator[str]:
        if lesson.exercise is not None and lesson.exercise.result is not None:
            yield from self._answers(lesson.exercise, lesson.exercise.result)
        if lesson.ladder.symptom in self._pictures:
            yield from self._picture(lesson)
        yield from self._seen(self.knowledge.symptoms[lesson.ladder.symptom])
        yield f"<h3>{self.say(words.CAUSES)}</h3>"
        yield from self._all_causes(lesson)

    def _demonstration(self, lesson: Lesson) -> Iterator[str]:
        if lesson.exercise is not None and lesson.exercise.result is not None:
            yield from self._why(lesson.exercise.result)
        yield from self._seen(self.knowledge.symptoms[lesson.ladder.symptom])
        yield from self._all_causes(lesson)

    def _all_causes(self, lesson: Lesson) -> Iterator[str]:
        """Every cause of a symptom; of those that others have too, where they stand."""
        causes = [self.knowledge.causes[cause.id] for cause in lesson.ladder.causes]
        for cause in causes:
            if cause.id not in self._shared:
                yield from self._remedies.of_cause(cause, self.knowledge.symptoms[lesson.ladder.symptom])
        shared = [cause for cause in causes if cause.id in self._shared]
        if shared:
            yield '<ul class="shared">'
            for cause in shared:
                title = f'<a href="#{page_id("cause", cause.id)}">{self.say(cause.title)}</a>'
                yield f"<li>{self.say(words.SEE).replace('{title}', title)}</li>"
            yield "</ul>"

    def _end(self) -> Iterator[str]:
        if self._shared:
            yield f'<section class="appendix">\n<h2>{self.say(words.SHARED)}</h2>'
            told: dict[str, str] = {}
            for name in self._shared:
                yield from self._remedies.of_cause(self.knowledge.causes[name], None, told)
            yield "</section>"

    # The exercise and its answers

    def _answers(self, exercise: Exercise, result: Result) -> Iterator[str]:
        answers = {looked.fact: looked.words for looked in result.answers}
        yield f'<table class="answers"><thead><tr><th scope="col">{self.say(words.GIVE_OUT)}</th><th></th></tr></thead>'
        yield "<tbody>"
        for seen in self.observations(exercise):
            yield f"<tr><td>{in_html(seen.title)}</td><td>{in_html(answers[seen.fact])}</td></tr>"
        yield "</tbody></table>"
        yield from self._why(result)
        path = BEST_PATH.format(cost=f"{result.best_cost:g}")
        yield f"<p><strong>{self.say(path)}</strong></p>\n<ol>"
        yield from (f"<li>{_move(move)}</li>" for move in result.best_steps)
        yield "</ol>"
        yield from self._ways(exercise, result)

    def _why(self, result: Result) -> Iterator[str]:
        """The cause, which facts prove it, and which exclude the others."""
        for reason in result.reasons:
            facts = "; ".join(f"{fact.title}: {fact.words}" for fact in reason.because)
            if reason.cause == result.cause:
                yield f'<p class="remedy">{self.say(words.IT_IS.format(cause=reason.title))}</p>\n<ul class="why">'
                yield f"<li>{self.say(words.PROVEN.format(facts=facts))}</li>" if facts else ""
            else:
                said = words.EXCLUDED if facts else words.NOT_TRIED
                yield f"<li>{self.say(said.format(cause=reason.title, facts=facts))}</li>"
        yield "</ul>"

    def _ways(self, exercise: Exercise, result: Result) -> Iterator[str]:
        """What the ways to mend it that the exercise offers would do, those that are right first."""
        titles = {way.id: way.title for way in exercise.ways}
        yield f"<p><strong>{self.say(words.WAYS)}</strong></p>\n<ul>"
        for way in sorted(result.ways, key=lambda way: -way.points):
            yield f"<li>{self.say(words.WAY.format(title=titles[way.id], told=way.told))}</li>"
        yield "</ul>"

    # What the symptom can be

    def _seen(self, symptom: Symptom) -> Iterator[str]:
        yield f"<h3>{self.say(words.MESSAGES)}</h3>"
        wordings = dict.fromkeys(message.text.in_(self.language) for message in symptom.messages)
        if wordings:
            quoted = "</li>\n<li>".join(map(in_html, wordings))
            yield f'<ul class="wordings">\n<li>{quoted}</li>\n</ul>'
        if symptom.recognized_when is not None and not wordings:
            condition = self._remedies.phrase(symptom.recognized_when)
            yield f"<p>{self.say(words.SEEN_WHEN.format(condition=condition))}</p>"

    def _picture(self, lesson: Lesson) -> Iterator[str]:
        pictures, outline = self._pictures[lesson.ladder.symptom]
        yield f"<div>\n<h3>{self.say(words.PICTURE)}</h3>"
        for picture in pictures:
            yield f"<figure>\n{picture}\n</figure>"
        yield f'<p class="soft">{self.say(words.CAPTION)}</p>'
        told = f"<summary>{self.say(words.AS_TEXT)}</summary><pre>{in_html(outline)}</pre>"
        yield f"<details>{told}</details>\n</div>"


def _move(move: Move) -> str:
    value = "" if move.looked is None else f": {move.looked.words}"
    return in_html(f"{move.title}{value} ({move.cost:g} min). {move.told}")


def _ladders_on_paper(lessons: Iterable[Lesson]) -> dict[str, tuple[list[str], str]]:
    """For the symptom of each lesson, its ladder as pictures and as text; all are drawn together.

    Raises:
        DrawingError: there is no Graphviz, or it fails.
    """
    graphs = {lesson.ladder.symptom: ladder_graph(lesson.ladder, lesson.path) for lesson in lessons}
    return {name: (pictures, to_outline(graphs[name])) for name, pictures in on_paper(graphs).items()}
