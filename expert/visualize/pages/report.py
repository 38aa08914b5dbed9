"""What a written report of a diagnosis says, in blocks; `report_text` and `report_markdown` set them.

The order is the reader's: what it is, what to do, what to find out, and then the rest with its sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from expert.foundations.problems import visible
from expert.foundations.terms import Verdict
from expert.foundations.texts import Language, Text, balanced
from expert.results.diagnosis import (
    CauseFound,
    Diagnosis,
    FactValue,
    Knowledge,
    LinkTo,
    NoteOf,
    PlanStep,
    Question,
    SourceOf,
    SymptomFound,
)
from expert.visualize.pages.report_words import VALUES, WORDS
from expert.visualize.words import SAFETY, VERDICTS, duration

Tone = Verdict | None


@dataclass(frozen=True, slots=True)
class Title:
    """The first line: the case and its outcome."""

    text: str
    tone: Tone = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A section begins."""

    text: str


@dataclass(frozen=True, slots=True)
class Subheading:
    """A part of a section begins, such as the steps of one of several ways."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or two."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list.

    Attributes:
        text: what it says.
        lead: a word before it, such as a verdict or a number.
        tone: the verdict that the lead stands for.
        marks: the dangers of a step, in words.
        below: lines that belong to it.
        grid: a small table that belongs to it; the first row is the header.
        todo: it is something to do, and can be ticked off.
    """

    text: str
    lead: str = ""
    tone: Tone = None
    marks: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    grid: tuple[tuple[str, ...], ...] = ()
    todo: bool = False


Block = Title | Heading | Subheading | Paragraph | Item


def report(diagnosis: Diagnosis) -> Iterator[Block]:
    """The blocks of the report, in reading order."""
    writer = _Writer(diagnosis)
    yield writer.title()
    yield Paragraph(diagnosis.outcome_reason)
    for section in (
        writer.alarms,
        writer.recognized,
        writer.answer,
        writer.plan,
        writer.good_to_know,
        writer.questions,
        writer.could_be,
        writer.collect,
        writer.others,
        writer.sources,
        writer.footer,
    ):
        yield from section()


def note_lines(note: NoteOf, language: Language) -> Iterator[str]:
    """A note with its links, a line each."""
    status = "" if note.status == "current" else f" ({WORDS[note.status].in_(language)})"
    yield f"{note.text}{status}"
    yield from link_lines(note.links)


def link_lines(links: tuple[LinkTo, ...]) -> Iterator[str]:
    """Links, a line each."""
    for link in links:
        yield link.url if link.title is None else f"{link.title}: {link.url}"


def question_lines(question: Question, language: Language) -> Iterator[str]:
    """Where the answer to a question is found, and how it is written in a fact file."""
    yield WORDS["where"].format(text=question.where_to_look).in_(language)
    words = question.values if question.type == "word" else ()
    values = " | ".join(words) or VALUES.get(question.type, Text("…", "…")).in_(language)
    yield WORDS["write"].format(fact=question.fact, values=values).in_(language)


def step_item(step: PlanStep, before: PlanStep | None, language: Language, *, todo: bool = False) -> Item:
    """A step of a plan with its dangers, its wait, its links, and how to see that it worked.

    Args:
        step: the step.
        before: the one before it in its list, after which it need not be said again that a way is superseded.
        language: the language of the plan.
        todo: it can be ticked off.
    """
    below = []
    if step.status != "current" and (before is None or before.status == "current"):
        below.append(WORDS["superseded_step"].in_(language))
    if step.wait is not None:
        below.append(WORDS["wait"].format(time=duration(step.wait)).in_(language))
    below.extend(link_lines(step.links))
    if step.verify is not None:
        below.append(WORDS["verify"].format(text=step.verify).in_(language))
    marks = tuple(SAFETY[mark].in_(language) for mark in step.safety)
    grid = () if step.grid is None else (step.grid.columns, *step.grid.rows)
    return Item(step.text, lead=f"{step.number}.", marks=marks, below=tuple(below), grid=grid, todo=todo)


def source_items(sources: Iterable[SourceOf], language: Language) -> Iterator[Item]:
    """Each source once; where one with a note says more, that one."""
    different = dict.fromkeys(sources)
    noted = {(source.document, source.heading) for source in different if source.note is not None}
    items: dict[Item, None] = {}
    for source in different:
        if source.note is not None or (source.document, source.heading) not in noted:
            status = "" if source.status == "current" else f" ({WORDS[source.status].in_(language)})"
            below = tuple(line for line in (source.note, source.url) if line is not None)
            # Sources that differ only in the rows of the seed they stand for read the same.
            items[Item(f"{source.title} · {source.heading} · {source.date}{status}", below=below)] = None
    yield from items


def titled(case: str | None, title: str) -> str:
    """A title with the ticket's number before it."""
    return f"{title[0].upper()}{title[1:]}" if case is None else f"{visible(_one_line(case))}: {title}"


def _one_line(text: str) -> str:
    return visible(" ".join(text.split()))


def section(heading: str, items: Iterable[Item]) -> Iterator[Block]:
    """A heading with its items; nothing without any."""
    found = list(items)
    if found:
        yield Heading(heading)
        yield from found


def sources_section(sources: Iterable[SourceOf], language: Language) -> Iterator[Block]:
    yield from section(WORDS["sources"].in_(language), source_items(sources, language))


def footer(knowledge: Knowledge, language: Language) -> Paragraph:
    said = WORDS["knowledge"].format(version=knowledge.version, digest=knowledge.digest[:19])
    return Paragraph(said.in_(language))


@dataclass(frozen=True)
class _Writer:
    diagnosis: Diagnosis

    def word(self, name: str, **values: object) -> str:
        return WORDS[name].format(**values).in_(self.diagnosis.language)

    def verdict(self, cause: CauseFound) -> str:
        return VERDICTS[cause.verdict].in_(self.diagnosis.language)

    def title(self) -> Title:
        outcome = self.word(self._outcome())
        name = self.diagnosis.case.id or self._file()
        tone = next((cause.verdict for cause in self.diagnosis.causes if cause.verdict == self.diagnosis.outcome), None)
        text = f"{outcome[0].upper()}{outcome[1:]}" if name is None else f"{name}: {outcome}"
        return Title(text, tone)

    def _outcome(self) -> str:
        """The word for the outcome: of one cause or of several, and of one that was documented once."""
        d = self.diagnosis
        several = sum(cause.verdict == d.outcome for cause in d.causes) > 1
        kind = "_superseded" if d.only_superseded else "_several" if several else ""
        name = f"outcome_{d.outcome}"
        return f"{name}{kind}" if f"{name}{kind}" in WORDS else name

    def _file(self) -> str | None:
        """The file that the facts came from, to tell the reports of several files apart."""
        file = self.diagnosis.case.file
        return None if file is None else file.rpartition("/")[2]

    def alarms(self) -> Iterator[Block]:
        if self.diagnosis.conflicts:
            yield Heading(self.word("conflicts"))
            for conflict in self.diagnosis.conflicts:
                yield Item(conflict.text)
        if self.diagnosis.warnings:
            yield Heading(self.word("warnings"))
            for warning in self.diagnosis.warnings:
                yield Item(warning)

    def recognized(self) -> Iterator[Block]:
        if self.diagnosis.symptoms:
            yield Heading(self.word("symptom"))
            for symptom in self.diagnosis.symptoms:
                matched = balanced(" ".join(self._matched(symptom).split()))
                shown = matched if len(matched) <= 200 else matched[:197] + "..."
                notes = tuple(line for note in symptom.notes for line in self.note(note))
                yield Item(symptom.title, below=(self.word("recognized_by", text=shown), *notes))

    def _matched(self, symptom: SymptomFound) -> str:
        """What the symptom was recognized by; the behavior in words, for which its value stands there."""
        behavior = next((fact for fact in self.diagnosis.case.described if fact.fact == "behavior"), None)
        return behavior.words if behavior is not None and behavior.value == symptom.matched else symptom.matched

    def answer(self) -> Iterator[Block]:
        found = [c for c in self.diagnosis.causes if c.verdict in ("confirmed", "likely")]
        if found:
            yield Heading(self.word("cause"))
            yield from map(self.cause, found)

    def others(self) -> Iterator[Block]:
        rest = [c for c in self.diagnosis.causes if c.verdict in ("possible", "ruled_out")]
        if rest:
            yield Heading(self.word("other_causes"))
            yield from map(self.cause, rest)

    def cause(self, cause: CauseFound) -> Item:
        below = []
        if cause.superseded:
            below.append(self.word("superseded_cause"))
        if cause.because:
            below.append(self.word("because", facts="; ".join(self.fact(fact) for fact in cause.because)))
        elif cause.verdict == "likely":
            below.append(self.word("message_names_it" if cause.named else "only_one_left"))
        if cause.missing:
            below.append(self.word("would_decide", facts=", ".join(cause.undecided or cause.missing)))
        return Item(f"{cause.title} [{cause.id}]", lead=self.verdict(cause), tone=cause.verdict, below=tuple(below))

    def note(self, note: NoteOf) -> Iterator[str]:
        return note_lines(note, self.diagnosis.language)

    def fact(self, fact: FactValue) -> str:
        origin = self.diagnosis.case.origins.get(fact.fact)
        if fact.derived_by is not None:
            place = f" ({self.word('worked_out')})"
        elif origin is None or origin == "api":
            place = ""
        else:
            place = f" ({origin})"
        return f"{fact.title}: {fact.words}{place}"

    def plan(self) -> Iterator[Block]:
        if self.diagnosis.plan:
            yield Heading(self.word("what_to_do"))
            which_way = list(self.which_way())
            yield from which_way
            before: PlanStep | None = None
            for step in self.diagnosis.plan:
                begins = bool(which_way or step.only_for) if before is None else step.only_for != before.only_for
                if begins:
                    yield Paragraph(f"{step.condition or self.word('in_every_case')}:")
                yield step_item(step, before, self.diagnosis.language)
                before = step
            yield from self.other_ways()

    def which_way(self) -> Iterator[Block]:
        """What to find out to know which of several ways of the remedies in the plan to take."""
        acting = {name for step in self.diagnosis.plan for name in (step.cause, *step.causes)}
        remedies = [cause.remedy for cause in self.diagnosis.causes if cause.id in acting and cause.remedy is not None]
        ways = [option for remedy in remedies for option in remedy.ways_to_choose()]
        asked = {question.fact: question for option in ways for question in option.questions}
        if asked:
            yield Paragraph(self.word("which_way"))
        for question in asked.values():
            below = tuple(question_lines(question, self.diagnosis.language))
            yield Item(f"{question.ask} ({question.cost})", lead="?", below=below)

    def other_ways(self) -> Iterator[Block]:
        """The ways of the remedies in the plan that it does not take, by their names."""
        acting = {name for step in self.diagnosis.plan for name in (step.cause, *step.causes)}
        for cause in self.diagnosis.causes:
            if cause.id in acting and cause.remedy is not None:
                chosen = {option.number for option in cause.remedy.ways_to_choose()}
                for option in cause.remedy.options:
                    if option.number not in chosen and not option.withheld and option.title is not None:
                        word = "another_way" if option.status == "current" else "replaced_way"
                        yield Item(self.word(word, title=option.title, id=cause.id))

    def good_to_know(self) -> Iterator[Block]:
        acting = {name for step in self.diagnosis.plan for name in (step.cause, *step.causes)}
        notes: dict[NoteOf, None] = {}
        for cause in self.diagnosis.causes:
            if cause.id in acting:
                notes.update(dict.fromkeys(cause.notes))
                notes.update(dict.fromkeys(() if cause.remedy is None else cause.remedy.details))
        if notes:
            yield Heading(self.word("good_to_know"))
            for note in notes:
                first, *rest = self.note(note)
                yield Item(first, below=tuple(rest))

    def questions(self) -> Iterator[Block]:
        if not self.diagnosis.questions:
            return
        titles = {cause.id: cause.title for cause in self.diagnosis.causes}
        yield Heading(self.word("find_out"))
        for number, question in enumerate(self.diagnosis.questions, start=1):
            below = list(question_lines(question, self.diagnosis.language))
            if question.decides:
                below.append(self.word("decides", causes="; ".join(titles[c] for c in question.decides)))
            yield Item(f"{question.ask} ({question.cost})", lead=f"{number}.", below=tuple(below))

    def could_be(self) -> Iterator[Block]:
        if self.diagnosis.could_be:
            yield Heading(self.word("could_be"))
            for partial in self.diagnosis.could_be:
                below = tuple(self.word("needed", text=text) for text in partial.needed)
                yield Item(f"{partial.title} [{partial.symptom}]", below=below)

    def collect(self) -> Iterator[Block]:
        if self.diagnosis.collect:
            yield Heading(self.word("collect"))
            for note in self.diagnosis.collect:
                first, *rest = self.note(note)
                yield Item(first, below=tuple(rest))
            if self.diagnosis.help:
                yield Heading(self.word("help"))
                for line in link_lines(self.diagnosis.help):
                    yield Item(line)

    def sources(self) -> Iterator[Block]:
        sources: dict[SourceOf, None] = {}
        for symptom in self.diagnosis.symptoms:
            sources.update(dict.fromkeys(symptom.sources))
            sources.update(dict.fromkeys(source for note in symptom.notes for source in note.sources))
        for question in self.diagnosis.questions:
            sources.update(dict.fromkeys(question.sources))
        for note in self.diagnosis.collect:
            sources.update(dict.fromkeys(note.sources))
        for cause in self.diagnosis.causes:
            if cause.verdict != "ruled_out":
                sources.update(dict.fromkeys(cause.sources))
                sources.update(dict.fromkeys(source for note in cause.notes for source in note.sources))
                if cause.remedy is not None and cause.verdict in ("confirmed", "likely"):
                    sources.update(dict.fromkeys(cause.remedy.sources))
        yield from sources_section(sources, self.diagnosis.language)

    def footer(self) -> Iterator[Block]:
        yield footer(self.diagnosis.knowledge, self.diagnosis.language)
