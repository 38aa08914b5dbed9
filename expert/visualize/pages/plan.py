"""A plan as text and as Markdown, set in the blocks of the reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from expert.foundations.commands import to_type
from expert.foundations.terms import standing
from expert.foundations.texts import AND, Language, Text, listed
from expert.results.diagnosis import NoteOf, PlanStep, Question
from expert.results.plan import Check, Plan, PlannedCause, Stage
from expert.visualize.marks import Dangers, of_entry
from expert.visualize.pages import plan_words as words
from expert.visualize.pages.blocks import Block, Heading, Item, Paragraph, Subheading, Title
from expert.visualize.pages.parts import (
    Cited,
    begins_part,
    footer,
    in_words,
    note_lines,
    question_items,
    section,
    step_item,
    titled,
)
from expert.visualize.pages.report_words import WORDS
from expert.visualize.words import STANDINGS, WAIT_KIND, capital, duration


def plan_blocks(plan: Plan) -> Iterator[Block]:
    """What a written plan says, in reading order."""
    writer = _PlanWriter(plan)
    yield Title(titled(plan.case, words.PLAN.in_(plan.language)))
    yield Paragraph(plan.summary)
    yield from writer.alarms()
    asked = [question for stage in plan.stages for question in (*stage.questions, *stage.which_way)]
    if guesses_only(plan):
        asked = list({question.fact: question for question in asked}.values())[:_FIRST_QUESTIONS]
        yield from writer.find_out_first(asked)
    else:
        yield from map(Paragraph, writer.beginning(asked))
        for stage in plan.stages:
            yield from writer.stage(stage)
        yield from writer.good_to_know()
        writer.cited.add(source for cause in plan.causes for source in cause.sources)
    writer.cited.add(source for question in asked for source in question.sources)
    yield from section(WORDS["sources"].in_(plan.language), writer.cited.items(plan.language))
    yield footer(plan.knowledge, plan.language)


_MOST_GUESSES = 12
_FIRST_QUESTIONS = 6


def guesses_only(plan: Plan) -> bool:
    """Whether so many causes are merely possible that what to do about each of them would help nobody."""
    return len(plan.causes) > _MOST_GUESSES and all(cause.verdict == "possible" for cause in plan.causes)


class _PlanWriter:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._causes = {cause.id: cause for cause in plan.causes}
        self._called = calls(plan)
        self.cited = Cited()
        self._told: set[str] = set()
        self._ways_told: set[str] = set()

    def _say(self, text: Text, /, **values: object) -> str:
        return to_type(text, **values).in_(self._plan.language)

    def _word(self, name: str, **values: object) -> str:
        return WORDS[name].format(**values).in_(self._plan.language)

    def _numbered(self, said: words.Numbered, listed: Sequence[int | str]) -> str:
        return numbered(said, listed, self._plan.language)

    def alarms(self) -> Iterator[Block]:
        yield from section(self._word("conflicts"), map(Item, self._plan.conflicts))
        notes = [Item(warning) for warning in self._plan.warnings]
        # Causes that share a remedy share the way that is withheld.
        for way in {way.option: way for way in self._plan.withheld}.values():
            text = self._say(words.NOT_OFFERED, title=way.title, harm=way.harm)
            notes.append(Item(text, marks=in_words(Dangers(way.safety), self._plan.language)))
        yield from section(self._word("warnings"), notes)

    def beginning(self, asked: Sequence[Question]) -> Iterator[str]:
        """How long it takes, how to go about it, and why it asks in another order than the diagnosis."""
        waiting = waiting_words(self._plan)
        if waiting:
            yield waiting
        if self._plan.advice is not None:
            yield self._plan.advice
        numbers = list(dict.fromkeys(question.number for question in asked if question.number))
        if numbers != sorted(numbers):
            yield self._say(words.OTHER_ORDER)

    def find_out_first(self, questions: Sequence[Question]) -> Iterator[Block]:
        """What to ask where nothing tells yet which of many causes it is."""
        yield Heading(self._say(words.FIND_OUT_FIRST))
        yield from self._questions(questions)
        yield Paragraph(self._say(words.MAKE_THE_PLAN_AGAIN, n=len(self._plan.causes)))

    def stage(self, stage: Stage) -> Iterator[Block]:
        yield Heading(self._say(words.STAGE, number=stage.number, title=stage.title))
        if stage.kind not in ("protect", "finish"):
            yield from (self._cause(self._causes[name], stage) for name in stage.causes)
        yield from self._questions(stage.questions)
        if stage.condition is not None:
            yield Paragraph(stage.condition)
        if stage.first:
            yield Paragraph(self._numbered(words.FIRST_STEPS, [self._called[number] for number in stage.first]))
        yield from self._which_way(stage)
        before: PlanStep | None = None
        for step in stage.steps:
            if begins_part(step, before) or (before is None and has_alternatives(stage)):
                yield Subheading(capital(step.condition or self._word("in_every_case")))
            yield self._step(step, before, stage)
            before = step
        if before is not None and before.condition is not None and stage.checks:
            yield Subheading(self._word("in_every_case"))
        yield from (Item(check_words(check, stage, self._plan), todo=True) for check in stage.checks)
        if stage.later:
            yield Paragraph(f"{capital(later_words(stage, self._plan.language))}.")

    def _which_way(self, stage: Stage) -> Iterator[Block]:
        """That only one of several ways is to be taken, and what to find out to know which."""
        if has_alternatives(stage):
            yield Paragraph(self._word("which_way" if stage.which_way else "one_way"))
        yield from self._questions(stage.which_way)

    def _questions(self, questions: Iterable[Question]) -> Iterator[Item]:
        return question_items(questions, self._plan.language, lambda _: "?", self.cited, todo=True)

    def _cause(self, cause: PlannedCause, stage: Stage) -> Item:
        below: list[str] = []
        if cause.id not in self._told:
            below += [self._word("superseded_cause")] * cause.superseded
            below += [self._say(WAIT_KIND)] * (cause.kind == "wait")
        asked = {question.fact for question in stage.questions}
        if cause.id not in self._told and not asked.issuperset(cause.missing):
            below.append(self._word("would_decide", facts=", ".join(cause.undecided)))
        self._told.add(cause.id)
        if stage.steps and cause.id not in self._ways_told:
            self._ways_told.add(cause.id)
            below += self._ways(cause)
        stands = standing(cause.verdict, superseded=cause.superseded)
        tone = cause.verdict if stands == cause.verdict else None
        return Item(f"{cause.title} [{cause.id}]", lead=self._say(STANDINGS[stands]), tone=tone, below=tuple(below))

    def _ways(self, cause: PlannedCause) -> Iterator[str]:
        if cause.way is not None:
            yield self._say(words.WAY, title=cause.way)
        yield from cause.way_notes
        for way in cause.other_ways:
            marks = "".join(f" [{mark}]" for mark in in_words(of_entry(way, self._plan.language), self._plan.language))
            yield self._say(words.OTHER_WAY, title=f"{way.title}{marks}", remedy=cause.remedy)

    def _step(self, step: PlanStep, before: PlanStep | None, stage: Stage) -> Item:
        sources = [source for name in step.causes for source in self._causes[name].sources]
        cited = self.cited.cite(sources)
        item = step_item(step, before, self._plan.language, cited=cited, todo=True, if_so=if_so(stage))
        ends_here = [s for s in self._plan.stages if s is not stage and any(c.after == step.number for c in s.checks)]
        if not ends_here:
            return item
        return replace(item, below=(*item.below, self._numbered(words.CHECK_NOW, [s.number for s in ends_here])))

    def good_to_know(self) -> Iterator[Block]:
        notes = dict.fromkeys(note for cause in self._plan.causes for note in cause.notes)
        yield from section(self._word("good_to_know"), map(self._note, notes))

    def _note(self, note: NoteOf) -> Item:
        first, *rest = note_lines(note, self._plan.language)
        return Item(f"{first}{self.cited.cite(note.sources)}", below=tuple(rest))


def waiting_words(plan: Plan) -> str:
    """How long the plan takes, and how its waits were added up; empty where there is nothing to wait for."""
    waiting = plan.waiting
    if waiting is None:
        return ""
    if waiting.certain is None:
        said = [words.DONE_IN_ONLY_IF.format(time=duration(waiting.at_most))]
    else:
        said = [words.DONE_IN.format(time=duration(waiting.certain))]
        if waiting.certain != waiting.at_most:
            said.append(words.DONE_IN_IF_POSSIBLE.format(time=duration(waiting.at_most)))
    if len(waiting.steps) > 1:
        said.append(words.WAITS_ADD_UP)
    return " ".join(text.in_(plan.language) for text in said)


def calls(plan: Plan) -> dict[int, str]:
    """What the steps of a plan are called, by their numbers."""
    return {step.number: step.called for step in plan.steps()}


def check_words(check: Check, stage: Stage, plan: Plan) -> str:
    """How to see that a remedy worked; with its name where it could be taken for another's."""
    here = bool(stage.steps) and check.after == stage.steps[-1].number
    if check.remedy is not None and (len(stage.causes) != 1 or len(stage.checks) > 1):
        said = words.WORKED if here else words.WORKED_AFTER
    else:
        said = WORDS["verify"] if here else words.CHECK_AFTER
    number = calls(plan).get(check.after, check.after)
    return said.format(number=number, remedy=check.remedy, text=check.text).in_(plan.language)


def later_words(stage: Stage, language: Language) -> str:
    """In which later stages the remedies of a stage's causes stand, or go on."""
    return numbered(words.GOES_ON if stage.steps else words.IN_STAGES, stage.later, language)


def if_so(stage: Stage) -> bool:
    """Whether the steps of a stage are to be done in one case only: its condition says in which."""
    return stage.condition is not None


def has_alternatives(stage: Stage) -> bool:
    """Whether some of the stage's steps are for one way only, so that not all of them are to be done."""
    ways = {step.only_for for step in stage.steps} - {()}
    return bool(stage.which_way) or (len(ways) > 1 and stage.kind not in ("protect", "finish"))


def numbered(said: words.Numbered, found: Sequence[int | str], language: Language) -> str:
    """Words that name steps or stages, with their numbers."""
    one, several = said
    return (one if len(found) == 1 else several).format(numbers=numbers(found, language)).in_(language)


def numbers(found: Iterable[int | str], language: Language) -> str:
    """Numbers as a list in a sentence: "1, 2 and 3"."""
    return listed([Text(str(number), str(number)) for number in found], AND).in_(language)
