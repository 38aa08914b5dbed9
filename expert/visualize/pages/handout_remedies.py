"""The causes of the handout with their remedies: what shows each, what is to be done, what can do harm, and sources."""

from __future__ import annotations

from collections.abc import Iterator

from expert.foundations.outgoing import in_html
from expert.foundations.sources import Source
from expert.foundations.texts import Language, Text
from expert.rules.condition_words import ConditionWords
from expert.rules.conditions import ConditionData
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Grid, Option, Remedy, Symptom
from expert.rules.way_dangers import standing_ways
from expert.rules.way_steps import Sometimes, StepOfWay, case_of, steps_by_case
from expert.visualize import words as shared
from expert.visualize.marks import Dangers, harm_in_rules, in_rules, of_rule_step
from expert.visualize.pages import handout_words as words
from expert.visualize.pages.block_html import address_in_html
from expert.visualize.pages.page_ids import page_id
from expert.visualize.pages.report_words import WORDS


class Remedies:
    """Writes causes with their remedies.

    Args:
        knowledge: what is known of them.
        language: of the words.
    """

    def __init__(self, knowledge: KnowledgeBase, language: Language) -> None:
        self._knowledge = knowledge
        self._language: Language = language
        self._conditions = ConditionWords(knowledge.vocabulary)

    def of_cause(self, cause: Cause, symptom: Symptom | None, told: dict[str, str] | None = None) -> Iterator[str]:
        """A cause with its remedy.

        Args:
            cause: the cause.
            symptom: the one that it stands with; None where it stands for several.
            told: for the remedies that stand already, the causes that they stand with: these are only referred to.
        """
        yield f'<article class="cause" id="{page_id("cause", cause.id)}">\n<h4>{self._say(cause.title)}'
        notes = shared.limits(cause.kind, superseded=cause.superseded)
        limits = "; ".join(note.in_(self._language) for note in notes)
        yield f' <span class="id">{in_html(cause.id)}{in_html(f" ({limits})" if limits else "")}</span></h4>'
        yield f"<p>{self._say(words.SHOWN_BY.format(condition=self.phrase(cause.confirmed_when)))}</p>"
        if cause.applies_when is not None:
            yield self._only_if(cause.applies_when)
        remedy = self._knowledge.remedy_of(cause)
        before = None if told is None else told.setdefault(remedy.id, cause.id)
        sources = cause.sources
        if before is None or before == cause.id:
            yield from self._remedy(remedy, _places(cause, symptom))
            sources += remedy.sources
        else:
            title = f'<a href="#{page_id("cause", before)}">{self._say(remedy.title)}</a>'
            said = self._say(words.REMEDY).replace("{title}", title)
            yield f'<p class="remedy">{said} ({self._say(shared.SEE_ABOVE)})</p>'
        # Sources that differ only in the rows of the seed they stand for read the same.
        listed = "; ".join(dict.fromkeys(map(self._source, sources)))
        yield f'<p class="sources">{self._say(words.SOURCES).replace("{sources}", listed)}</p>\n</article>'

    def phrase(self, data: ConditionData) -> Text:
        """A condition in words."""
        return self._conditions.phrase(self._knowledge.condition(data))

    def _remedy(self, remedy: Remedy, places: list[ConditionData]) -> Iterator[str]:
        yield f'<p class="remedy">{self._say(words.REMEDY.format(title=remedy.title))}</p>'
        ways = standing_ways(remedy)
        for number, option in enumerate(ways):
            if option.title is not None and len(ways) > 1:
                title = (shared.OTHER_WAY if number else words.FIRST_WAY).format(title=option.title)
                yield f"<p>{self._say(title)}</p>"
            yield from self._way(option, places)
        if remedy.verify is not None:
            verify = WORDS["verify"].format(text=remedy.verify)
            yield f"<p>{self._say(verify)}</p>"

    def _way(self, option: Option, places: list[ConditionData]) -> Iterator[str]:
        if option.when is not None:
            yield self._only_if(option.when)
        if option.harm is not None:
            marks = self._marks(harm_in_rules(option.harm.safety, self._language))
            yield f'<p class="harm">{self._say(shared.CAREFUL)}: {self._say(option.harm.text)}{marks}</p>'
        if option.note is not None:
            yield f"<p>{self._say(option.note)}</p>"
        steps = list(steps_by_case(option, self._knowledge.steps))
        if steps:
            yield "<ol>"
            for step in steps:
                yield from self._step(step, places)
            yield "</ol>"

    def _step(self, part: StepOfWay, places: list[ConditionData]) -> Iterator[str]:
        """A step; what is to be done in some cases only says so, and so do its dangers."""
        step = part.step
        case = None if part.only_when is None or part.only_when.when in places else part.only_when.title
        said = step.text if case is None else words.STEP_IF.format(case=case, text=step.text)
        wait = "" if step.wait is None else f" ({self._say(shared.WAIT.format(time=shared.duration(step.wait)))})"
        does = of_rule_step(step, self._language)
        if case is not None and part.only_when is not None:
            some = [Sometimes(step.safety, case_of(part.only_when))] if step.safety else []
            does = Dangers((), in_rules(some, self._language))
        safe = f'<span class="mark safe">{self._say(shared.SAFE)}</span>' if case is None else ""
        yield f"<li>{self._say(said)}{wait} {self._marks(does) or safe}"
        if step.grid is not None:
            yield from self._grid(step.grid)
        yield "</li>"

    def _grid(self, grid: Grid) -> Iterator[str]:
        yield "<table><tr>" + "".join(f'<th scope="col">{self._say(c)}</th>' for c in grid.columns) + "</tr>"
        for row in grid.rows:
            yield "<tr>" + "".join(f"<td>{in_html(cell)}</td>" for cell in row) + "</tr>"
        yield "</table>"

    def _only_if(self, data: ConditionData) -> str:
        said = self._say(shared.ONLY_IF.format(condition=self.phrase(data)))
        return f'<p class="soft">{shared.capital(said)}</p>'

    def _marks(self, dangers: Dangers) -> str:
        """The dangers of a step; those of some cases only are not filled, and name the case."""
        looks = (
            ("perhaps" if case else "changes" if mark == "changes_tenant" else "danger", shared.mark(mark, case))
            for mark, case in dangers.marks()
        )  # fmt: skip
        return "".join(f'<span class="mark {look}">{self._say(said)}</span>' for look, said in looks)

    def _source(self, source: Source) -> str:
        document = self._knowledge.documents[source.document]
        title = in_html(document.title) if document.url is None else address_in_html(document.url, document.title)
        said = "" if source.status == "current" else f" ({self._say(shared.STATUS[source.status])})"
        return f"{title}: {in_html(source.heading)}, {source.date.isoformat()}{said}"

    def _say(self, text: Text) -> str:
        return in_html(text.in_(self._language))


def _places(cause: Cause, symptom: Symptom | None) -> list[ConditionData]:
    """The conditions that hold wherever this cause is met: what is only to be done there is to be done."""
    found = [cause.applies_when, None if symptom is None else symptom.applies_when]
    return [place for place in found if place is not None]
