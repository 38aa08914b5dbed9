"""What a written report of a diagnosis says, in blocks.

The order is the reader's: what it is, what to do, what to find out, and then the rest with its sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from expert.foundations.commands import to_type
from expert.foundations.texts import quotable
from expert.results.diagnosis import (
    CauseFound,
    Diagnosis,
    FactValue,
    NoteOf,
    PlanStep,
    Question,
    SymptomFound,
    ways_asked,
)
from expert.visualize.pages.blocks import Block, Heading, Item, Paragraph, Title
from expert.visualize.pages.parts import (
    Cited,
    begins_part,
    footer,
    link_lines,
    note_lines,
    question_items,
    section,
    step_item,
    titled,
)
from expert.visualize.pages.report_words import WORDS
from expert.visualize.words import STANDINGS
from expert.visualize.words import place as place_of


def diagnosis_blocks(diagnosis: Diagnosis) -> Iterator[Block]:
    """The blocks of the report, in reading order."""
    writer = _Writer(diagnosis)
    yield writer.title()
    yield Paragraph(diagnosis.outcome_reason)
    for part in (
        writer.elsewhere,
        writer.alarms,
        writer.recognized,
        writer.read_from_text,
        writer.answer,
        writer.reminds_of,
        *((writer.questions, writer.plan) if writer.asks_first else (writer.plan,)),
        writer.good_to_know,
        writer.in_the_way,
        *(() if writer.asks_first else (writer.questions,)),
        writer.could_be,
        writer.collect,
        writer.others,
        writer.sources,
        writer.footer,
    ):
        yield from part()


_MOST_CAUSES = 8
_NEXT_QUESTIONS = 6
_MOST_DECIDED = 3


@dataclass(frozen=True)
class _Writer:
    diagnosis: Diagnosis
    cited: Cited = field(default_factory=Cited)

    def word(self, name: str, **values: object) -> str:
        return to_type(WORDS[name], **values).in_(self.diagnosis.language)

    def verdict(self, cause: CauseFound) -> str:
        return STANDINGS[cause.standing].in_(self.diagnosis.language)

    @property
    def asks_first(self) -> bool:
        """Whether what is to be found out stands before what to do: where no cause is certain."""
        return self.diagnosis.outcome not in ("confirmed", "obstacle")

    def elsewhere(self) -> Iterator[Block]:
        """Whose a case is that is none for this system, and where to go with it."""
        found = self.diagnosis.elsewhere
        if found is None:
            return
        if found.found is not None:
            yield Paragraph(self.word("shown_by", text=found.found))
        if found.whose is not None:
            yield Heading(self.word("whose"))
            yield Item(found.whose, below=tuple(link_lines(found.links)))

    def title(self) -> Title:
        outcome = self.word(self._outcome())
        name = self.diagnosis.case.id or self._file()
        tone = next((cause.verdict for cause in self.diagnosis.causes if cause.verdict == self.diagnosis.outcome), None)
        return Title(titled(name, outcome), tone)

    def _outcome(self) -> str:
        """The word for the outcome: of one cause or of several, and of one that was documented once."""
        d = self.diagnosis
        among = d.obstacles if d.outcome == "obstacle" else [c for c in d.causes if c.verdict == d.outcome]
        kind = "_superseded" if d.only_superseded else "_several" if len(among) > 1 else "_one"
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
                matched = quotable(" ".join(self._matched(symptom).split()))
                shown = matched if len(matched) <= 200 else matched[:197] + "..."
                notes = tuple(line for note in symptom.notes for line in self.note(note))
                known = f"layer_{symptom.layer}"
                by = self.word(known if known in WORDS else "recognized_by", text=shown)
                yield Item(f"{symptom.title}{self.cited.cite(symptom.sources)}", below=(by, *notes))

    def read_from_text(self) -> Iterator[Block]:
        """The facts that were read from the text, so that somebody can object."""
        if self.diagnosis.read_from_text:
            yield Heading(self.word("read_from_text"))
            for read in self.diagnosis.read_from_text:
                said = self.word("read_from", title=read.title, words=read.words, span=quotable(read.span))
                yield Item(said, below=() if read.used else (self.word("not_used"),))
            yield Paragraph(self.word("object"))

    def in_the_way(self) -> Iterator[Block]:
        """What stops an enrollment besides what was diagnosed."""
        if self.diagnosis.obstacles and self.diagnosis.obstacle_plan:
            yield Heading(self.word("in_the_way"))
            yield from map(self.cause, self.diagnosis.obstacles)
            yield from self.steps(self.diagnosis.obstacle_plan)

    def reminds_of(self) -> Iterator[Block]:
        """Symptoms that the text reminds of, as a question."""
        if self.diagnosis.reminds_of:
            yield Heading(self.word("reminds_of"))
            for reminder in self.diagnosis.reminds_of:
                said = self.word("reminds_of_wording", text=quotable(" ".join(reminder.wording.split())))
                below = (said,) if reminder.wording != reminder.title else ()
                yield Item(f"{reminder.title} [{reminder.symptom}]", below=below)
            yield Paragraph(self.word("if_so"))

    def _matched(self, symptom: SymptomFound) -> str:
        """What the symptom was recognized by; the behavior in words, for which its value stands there."""
        described = self.diagnosis.case.described if symptom.layer == "behavior" else ()
        return next((fact.words for fact in described if fact.value == symptom.matched), symptom.matched)

    def answer(self) -> Iterator[Block]:
        found = [c for c in self.diagnosis.causes if c.verdict in ("confirmed", "likely")]
        if not self.diagnosis.obstacle_plan:
            found += self.diagnosis.obstacles
        if found:
            yield Heading(self.word("cause"))
            yield from map(self.cause, found)

    def others(self) -> Iterator[Block]:
        rest = [c for c in self.diagnosis.causes if c.verdict in ("possible", "ruled_out")]
        if rest:
            yield Heading(self.word("other_causes"))
            if self.is_short:
                yield from self.in_short(rest)
            else:
                yield from map(self.cause, rest)

    @property
    def is_short(self) -> bool:
        """Whether so much comes into question that only what is decided, and what to ask next, is written out."""
        rest = sum(cause.verdict in ("possible", "ruled_out") for cause in self.diagnosis.causes)
        return rest > _MOST_CAUSES and any(symptom.general for symptom in self.diagnosis.symptoms)

    @property
    def next_questions(self) -> tuple[Question, ...]:
        """The questions that are written out."""
        return self.diagnosis.questions[: _NEXT_QUESTIONS if self.is_short else None]

    def in_short(self, causes: list[CauseFound]) -> Iterator[Block]:
        """Many causes of which nothing tells which it is: a line for those that are open, one for the others."""
        count = sum(cause.verdict == "possible" for cause in causes)
        if count:
            yield Item(self.word("possible_in_short", count=count))
        out = [cause.title for cause in causes if cause.verdict == "ruled_out"]
        if out:
            yield Item(self.word("ruled_out_in_short", causes="; ".join(out)))

    def cause(self, cause: CauseFound) -> Item:
        below = []
        if cause.disputed:
            below.append(self.word("disputed_cause"))
        if cause.superseded:
            below.append(self.word("superseded_cause"))
        if cause.because:
            below.append(self.word("because", facts="; ".join(self.fact(fact) for fact in cause.because)))
        elif cause.verdict == "likely":
            below.append(self.word("message_names_it" if cause.named else "only_one_left"))
        elif cause.only_left:
            below.append(self.word("only_left"))
        if cause.missing:
            below.append(self.word("would_decide", facts=", ".join(cause.undecided or cause.missing)))
        said = f"{cause.title} [{cause.id}]{self.cited.cite(cause.sources)}"
        return Item(said, lead=self.verdict(cause), tone=cause.upheld, below=tuple(below))

    def note(self, note: NoteOf) -> Iterator[str]:
        first, *rest = note_lines(note, self.diagnosis.language)
        yield f"{first}{self.cited.cite(note.sources)}"
        yield from rest

    def fact(self, fact: FactValue) -> str:
        origin = self.diagnosis.case.origins.get(fact.fact)
        if fact.derived_by is not None:
            place = f" ({self.word('worked_out')})"
        elif origin is None or origin == "api":
            place = ""
        else:
            place = f" ({place_of(origin, self.diagnosis.case.file).in_(self.diagnosis.language)})"
        return f"{fact.title}: {fact.words}{place}"

    def plan(self) -> Iterator[Block]:
        if self.diagnosis.plan:
            yield Heading(self.word("what_to_do"))
            which_way = list(self.which_way())
            yield from which_way
            yield from self.steps(self.diagnosis.plan, several=bool(which_way))
            yield from self.other_ways()

    def steps(self, steps: Iterable[PlanStep], *, several: bool = False) -> Iterator[Block]:
        """Steps, with the case above them in which they are to be done; of several ways, also where that is any."""
        before: PlanStep | None = None
        for step in steps:
            if begins_part(step, before) or (before is None and several):
                yield Paragraph(f"{step.condition or self.word('in_every_case')}:")
            yield self.step(step, before)
            before = step

    def step(self, step: PlanStep, before: PlanStep | None) -> Item:
        remedies = [cause.remedy for cause in self.diagnosis.weighed if cause.id in (step.cause, *step.causes)]
        sources = [source for remedy in remedies if remedy is not None for source in remedy.sources]
        return step_item(step, before, self.diagnosis.language, cited=self.cited.cite(sources))

    def which_way(self) -> Iterator[Block]:
        """What to find out to know which of several ways of the remedies in the plan to take."""
        asked = ways_asked(self.diagnosis.acted_on)
        if asked:
            yield Paragraph(self.word("which_way"))
        yield from question_items(asked.values(), self.diagnosis.language, lambda _: "?", self.cited)

    def other_ways(self) -> Iterator[Block]:
        """The ways of the remedies in the plan that it does not take, by their names."""
        for cause in self.diagnosis.acted_on:
            if cause.remedy is not None:
                chosen = {option.number for option in cause.remedy.ways_to_choose()}
                for option in cause.remedy.options:
                    if option.number not in chosen and not option.withheld and option.title is not None:
                        word = "another_way" if option.status == "current" else "replaced_way"
                        yield Item(self.word(word, title=option.title, id=cause.id))

    def good_to_know(self) -> Iterator[Block]:
        notes: dict[NoteOf, None] = {}
        for cause in self.diagnosis.acted_on:
            notes.update(dict.fromkeys(cause.notes))
            notes.update(dict.fromkeys(() if cause.remedy is None else cause.remedy.notes_to_show()))
        if notes:
            yield Heading(self.word("good_to_know"))
            for note in notes:
                first, *rest = self.note(note)
                yield Item(first, below=tuple(rest))

    def questions(self) -> Iterator[Block]:
        if not self.diagnosis.questions:
            return
        d = self.diagnosis
        titles = {name: title for partial in d.could_be for name, title in partial.causes.items()}
        titles |= {cause.id: cause.title for cause in d.weighed}
        yield Heading(self.word("find_out"))
        items = question_items(self.next_questions, d.language, "{}.".format, self.cited)
        for question, item in zip(self.next_questions, items, strict=True):
            if question.decides:
                decided = [titles[cause] for cause in question.decides]
                several = self.is_short and len(decided) > _MOST_DECIDED
                key = "decides_several" if several else "decides"
                said = self.word(key, causes="; ".join(decided), count=len(decided))
                item = replace(item, below=(*item.below, said))
            yield item
        further = len(d.questions) - len(self.next_questions)
        if further:
            yield Paragraph(self.word("further_questions", count=further))

    def could_be(self) -> Iterator[Block]:
        if self.diagnosis.could_be:
            yield Heading(self.word("could_be"))
            for partial in self.diagnosis.could_be:
                below = [self.word("needed", text=text) for text in partial.needed]
                if partial.causes:
                    below.append(self.word("could_be_causes", causes="; ".join(partial.causes.values())))
                yield Item(f"{partial.title} [{partial.symptom}]", below=tuple(below))

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
        """What the report cites, and what it could cite of what is said here in short."""
        for symptom in self.diagnosis.symptoms:
            self.cited.add(symptom.sources)
        for cause in self.diagnosis.weighed:
            if cause.verdict in ("confirmed", "likely"):
                self.cited.add(cause.sources)
                self.cited.add(() if cause.remedy is None else cause.remedy.sources)
        yield from section(self.word("sources"), self.cited.items(self.diagnosis.language))

    def footer(self) -> Iterator[Block]:
        yield footer(self.diagnosis.knowledge, self.diagnosis.language)
