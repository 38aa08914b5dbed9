"""The page for a class where no script runs: the tree of what is known, every cause, and the cases, as plain HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.foundations.outgoing import in_html
from expert.foundations.texts import QUOTED, Text
from expert.results.classroom import (
    Both,
    CauseShown,
    Classroom,
    MarkShown,
    Moment,
    PlayedCase,
    RemedyShown,
    SourceShown,
    StepShown,
    SymptomShown,
    TopicShown,
    WayShown,
)
from expert.visualize.pages import class_words as words
from expert.visualize.pages.block_html import address_in_html
from expert.visualize.pages.page_ids import page_id
from expert.visualize.words import SAFE, SAFETY, STANDINGS, STATUS, WAIT


def static_page(classroom: Classroom) -> str:
    """The elements of the page in the language that it begins in."""
    return "\n".join(_Static(classroom).lines())


class _Static:
    def __init__(self, classroom: Classroom) -> None:
        self._room = classroom
        self._causes = {cause.id: cause for cause in classroom.causes}
        self._remedies = {remedy.id: remedy for remedy in classroom.remedies}

    def lines(self) -> Iterator[str]:
        """The page, part by part."""
        yield f"<header><h1>{self._say(words.TITLE)}</h1></header>\n<main>"
        yield f"<p>{self._say(words.NO_SCRIPT)}</p>"
        for topic in self._room.topics:
            yield from self._topic(topic)
        without = [symptom for symptom in self._room.symptoms if symptom.topic is None]
        if without:
            yield from self._fold("topic", self._say(words.NO_TOPIC), self._symptoms(without))
        yield f"<h2>{self._say(words.ALL_CAUSES)}</h2>"
        for cause in self._room.causes:
            yield from self._cause(cause)
        yield f"<h2>{self._say(words.CASES)}</h2>"
        for case in self._room.cases:
            yield from self._fold("case", self._both(case.title), self._case(case))
        footer = words.FOOTER.format(version=self._room.knowledge.version)
        yield f"</main>\n<footer><p>{self._say(footer)}</p></footer>"

    def _topic(self, topic: TopicShown) -> Iterator[str]:
        about = [symptom for symptom in self._room.symptoms if symptom.topic == topic.id]
        yield from self._fold("topic", self._both(topic.title), self._symptoms(about))

    def _symptoms(self, symptoms: Iterable[SymptomShown]) -> Iterator[str]:
        for symptom in symptoms:
            yield from self._fold("symptom", self._both(symptom.title), self._symptom(symptom))

    def _symptom(self, symptom: SymptomShown) -> Iterator[str]:
        shown = list(dict.fromkeys(map(_text, symptom.messages)))
        if shown:
            quoted = "".join(f"<li>{self._say(QUOTED.format(text=text))}</li>" for text in shown)
            yield f'<ul class="messages">{quoted}</ul>'
        yield "<ul>"
        for name in symptom.causes:
            title = self._both(self._causes[name].title)
            yield f'<li><a href="#{page_id("c", name)}">{title}</a></li>'
        yield "</ul>"

    def _cause(self, cause: CauseShown) -> Iterator[str]:
        yield f'<section class="whole" id="{page_id("c", cause.id)}"><h3>{self._both(cause.title)}</h3>'
        if cause.superseded:
            yield f'<p class="notice">{self._key("superseded_about")}</p>'
        if cause.waits:
            yield f'<p class="notice">{self._key("waits")}</p>'
        yield f"<p><b>{self._key('proved_by')}:</b></p>{self._listed(cause.proved_by)}"
        if cause.only_if is not None:
            yield f"<p>{self._both(cause.only_if)}</p>"
        out = self._listed(cause.ruled_out_by) or f"<ul><li>{self._say(words.RULED_OUT_OTHERWISE)}</li></ul>"
        yield f"<p><b>{self._key('ruled_out_by')}:</b></p>{out}"
        if cause.applies_if:
            yield f"<p>{self._say(words.APPLIES_IF)}</p>{self._listed(cause.applies_if)}"
        yield from self._remedy(self._remedies[cause.remedy])
        places = dict.fromkeys((*cause.sources, *self._remedies[cause.remedy].sources))
        sources = "".join(self._source(self._room.sources[place]) for place in places)
        yield f'<ul class="sources">{sources}</ul></section>'

    def _listed(self, texts: tuple[Both, ...]) -> str:
        return f"<ul>{''.join(f'<li>{self._both(text)}</li>' for text in texts)}</ul>" if texts else ""

    def _remedy(self, remedy: RemedyShown) -> Iterator[str]:
        yield f"<p><b>{self._both(remedy.title)}</b></p>"
        for way in remedy.ways:
            yield from self._way(way)
        if remedy.verify is not None:
            yield f"<p>{self._key('verify')} {self._both(remedy.verify)}</p>"

    def _way(self, way: WayShown) -> Iterator[str]:
        said = [] if way.title is None else [f"<b>{self._both(way.title)}</b>"]
        said += [self._with(words.ONLY_IF, condition=way.only_if)] if way.only_if is not None else []
        said += [f"({self._say(words.SUPERSEDED)})"] if way.superseded else []
        said += [f"{self._both(way.harm.text)} {self._marks(way.harm.marks)}"] if way.harm is not None else []
        if said:
            yield f"<p>{' '.join(said)}</p>"
        yield from self._steps(way.steps)

    def _steps(self, steps: Iterable[StepShown]) -> Iterator[str]:
        yield f'<ol class="steps">{"".join(map(self._step, steps))}</ol>'

    def _step(self, step: StepShown) -> str:
        case = ""
        if step.only_if is not None:
            case = f'<span class="only-if">{self._with(words.STEP_ONLY_IF, condition=step.only_if)}</span> '
        wait = "" if step.wait is None else f" {self._with(WAIT, time=step.wait)}"
        return f"<li>{case}{self._both(step.text)} {self._marks(step.marks)}{wait}</li>"

    def _marks(self, marks: tuple[MarkShown, ...]) -> str:
        if not marks:
            return f'<span class="mark safe">{self._say(SAFE)}</span>'
        return " ".join(map(self._mark, marks))

    def _mark(self, mark: MarkShown) -> str:
        if mark.condition is None:
            return f'<span class="mark {mark.safety}">{self._say(SAFETY[mark.safety])}</span>'
        said = words.MARK_IF.format(condition=_text(mark.condition), mark=SAFETY[mark.safety])
        return f'<span class="mark conditional">{self._say(said)}</span>'

    def _source(self, source: SourceShown) -> str:
        document = self._room.documents[source.document]
        title = in_html(document.title) if document.url is None else address_in_html(document.url, document.title)
        status = "" if source.status is None else f" ({self._say(STATUS[source.status])})"
        return f"<li>{title} · {in_html(source.heading)} · {source.date}{status}</li>"

    def _case(self, case: PlayedCase) -> Iterator[str]:
        yield "<ol>"
        for moment in case.moments:
            if moment.kind != "guess":
                yield from self._moment(moment)
        yield "</ol>"

    def _moment(self, moment: Moment) -> Iterator[str]:
        said = "" if moment.words is None else f": {self._both(moment.words)}"
        rule = "" if moment.rule is None else f" <code>{in_html(moment.rule)}</code>"
        yield f"<li>{self._both(moment.title)}{said}{rule}"
        if len(moment.changes) > 1:
            changed = (
                f"<li>{self._both(self._causes[change.cause].title)}: {self._say(STANDINGS[change.stands])}</li>"
                for change in moment.changes
            )
            yield f"<ul>{''.join(changed)}</ul>"
        if moment.steps:
            yield from self._steps(moment.steps)
        yield "</li>"

    def _fold(self, kind: str, title: str, contents: Iterable[str]) -> Iterator[str]:
        yield f'<details class="{kind}"><summary>{title}</summary>'
        yield from contents
        yield "</details>"

    def _key(self, name: str) -> str:
        found = words.WORDS[name]
        assert isinstance(found, Text)
        return self._say(found)

    def _with(self, text: Text, **values: Both) -> str:
        return self._say(text.format(**{name: _text(value) for name, value in values.items()}))

    def _both(self, text: Both) -> str:
        return self._say(_text(text))

    def _say(self, text: Text) -> str:
        return in_html(str(text.in_(self._room.language)))


def _text(found: Both) -> Text:
    return Text(found.en, found.sv)
