"""What several written pages say alike: notes, links, questions, steps, sources, the title and the foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from expert.foundations.outgoing import one_line
from expert.foundations.texts import Language, Text
from expert.results.diagnosis import Knowledge, LinkTo, NoteOf, PlanStep, Question, SourceOf
from expert.visualize.marks import Dangers, of_step
from expert.visualize.pages.blocks import Block, Heading, Item, Leading, Marking, Paragraph
from expert.visualize.pages.report_words import VALUES, WORDS
from expert.visualize.words import NO_ADDRESS, capital, duration, mark


def note_lines(note: NoteOf, language: Language) -> Iterator[str]:
    """A note with its links, a line each."""
    status = "" if note.status == "current" else f" ({WORDS[note.status].in_(language)})"
    yield f"{note.text}{status}"
    yield from link_lines(note.links)


def link_lines(links: tuple[LinkTo, ...]) -> Iterator[Leading]:
    """Links, a line each."""
    for link in links:
        yield Leading(link.url, link.title)


def question_lines(question: Question, language: Language) -> Iterator[str]:
    """Where the answer to a question is found, and how it is written in a fact file."""
    yield WORDS["where"].format(text=question.where_to_look).in_(language)
    words = question.values if question.type == "word" else ()
    values = " | ".join(words) or VALUES.get(question.type, Text("…", "…")).in_(language)
    yield WORDS["write"].format(fact=question.fact, values=values).in_(language)


def question_items(
    questions: Iterable[Question], language: Language, lead: Callable[[int], str], cited: Cited, *, todo: bool = False
) -> Iterator[Item]:
    """Questions with where their answers are found; the page of several that follow one another is named once.

    Args:
        questions: the questions, in their order.
        language: the language of the page that they stand on.
        lead: what stands before a question, by its number from 1.
        cited: the sources of the page, among which those of the questions are numbered.
        todo: they can be ticked off.
    """
    before: str | None = None
    for number, question in enumerate(questions, start=1):
        ask, below = f"{question.ask} ({question.cost})", list(question_lines(question, language))
        if question.page_id is not None and question.page_id == before:
            ask = WORDS["on_this_page"].format(ask=question.ask).in_(language)
            where = besides_page(question)
            below[:1] = [WORDS["where"].format(text=where).in_(language)] if where else []
        before = question.page_id
        yield Item(f"{ask}{cited.cite(question.sources)}", lead=lead(number), below=tuple(below), todo=todo)


def besides_page(question: Question) -> str:
    """Where to look, without the words of the page at its beginning."""
    page = question.page or ""
    where = question.where_to_look
    return where.removeprefix(page).lstrip(" >:,.;") if where.startswith(page) else where


def step_item(
    step: PlanStep, before: PlanStep | None, language: Language, *, cited: str = "", todo: bool = False,
    if_so: bool = False,
) -> Item:
    """A step of a plan with its dangers, its wait, its links, and how to see that it worked.

    Args:
        step: the step.
        before: the one before it in its list, after which it need not be said again that a way is superseded.
        language: the language of the plan.
        cited: the numbers of its sources, as `Cited` says them.
        todo: it can be ticked off.
        if_so: what stands above it says in which case alone it is done.
    """
    below = []
    if step.status != "current" and (before is None or before.status == "current"):
        below.append(WORDS["superseded_step"].in_(language))
    if step.wait is not None:
        below.append(WORDS["wait"].format(time=duration(step.wait)).in_(language))
    below.extend(link_lines(step.links))
    if step.verify is not None:
        below.append(WORDS["verify"].format(text=step.verify).in_(language))
    marks = in_words(of_step(step, language, if_so=if_so), language)
    grid = () if step.grid is None else (step.grid.columns, *step.grid.rows)
    return Item(f"{step.text}{cited}", lead=f"{step.called}.", marks=marks, below=tuple(below), grid=grid, todo=todo)


def in_words(dangers: Dangers, language: Language) -> tuple[Marking, ...]:
    """Dangers as the marks of a written page."""
    return tuple(Marking(mark(danger, case).in_(language), sure=not case) for danger, case in dangers.marks())


def begins_part(step: PlanStep, before: PlanStep | None) -> bool:
    """Whether the steps from here on are to be done in another case than those before: it is said above them."""
    if before is None:
        return step.condition is not None
    return (step.only_for, step.condition) != (before.only_for, before.condition)


class Cited:
    """The sources of a page, numbered in the order in which it cites them."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, str, str], int] = {}
        self._sources: dict[int, SourceOf] = {}

    def cite(self, sources: Iterable[SourceOf]) -> str:
        """The numbers of some sources in brackets, to stand behind a text; of those that stand, where any does."""
        found = list(sources)
        standing = [source for source in found if source.status != "superseded"] or found
        numbers = sorted({self._number(source) for source in standing})
        return f" [{', '.join(map(str, numbers))}]" if numbers else ""

    def add(self, sources: Iterable[SourceOf]) -> None:
        """Sources that the page lists too."""
        for source in sources:
            self._number(source)

    def _number(self, source: SourceOf) -> int:
        # Sources that differ only in the rows of the seed they stand for are one; a note of one of them is told.
        number = self._numbers.setdefault(
            (source.document, source.heading, source.date, source.status), len(self._numbers) + 1
        )
        if number not in self._sources or (source.note is not None and self._sources[number].note is None):
            self._sources[number] = source
        return number

    def items(self, language: Language) -> Iterator[Item]:
        """Each source with its number."""
        for number, source in sorted(self._sources.items()):
            yield Item(source_line(source, language), lead=f"[{number}]", below=source_details(source, language))


def source_details(source: SourceOf, language: Language) -> tuple[str, ...]:
    """What there is to know about a source, and its address."""
    reason = source.no_url and NO_ADDRESS.format(reason=source.no_url).in_(language)
    address = Leading(source.url) if source.url else reason
    return tuple(line for line in (source.note, address) if line)


def source_items(sources: Iterable[SourceOf], language: Language) -> Iterator[Item]:
    """Each source once; where one with a note says more, that one."""
    different = dict.fromkeys(sources)
    noted = {(source.document, source.heading) for source in different if source.note is not None}
    items: dict[Item, None] = {}
    for source in different:
        if source.note is not None or (source.document, source.heading) not in noted:
            # Sources that differ only in the rows of the seed they stand for read the same.
            items[Item(source_line(source, language), below=source_details(source, language))] = None
    yield from items


def source_line(source: SourceOf, language: Language) -> str:
    """A source in a line: the document, the heading in it, its date, and what has become of it."""
    status = "" if source.status == "current" else f" ({WORDS[source.status].in_(language)})"
    # The page of one heading is often called like it.
    heading = "" if source.heading == source.title else f" · {source.heading}"
    return f"{source.title}{heading} · {source.date}{status}"


def titled(case: str | None, title: str) -> str:
    """A title with what the case is called before it: the ticket's number, or its file."""
    return capital(title) if case is None else f"{one_line(case)}: {title}"


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
