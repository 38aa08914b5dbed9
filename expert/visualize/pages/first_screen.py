"""The first screen of a diagnosis: what somebody needs who has a person on the phone, on 24 rows of 80 columns.

The verdict with its proof, what to do now with its dangers, the one question that comes next, what was ruled out, and
how to see more. Whatever is said here is said whole: what does not fit is left to the report, and that is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expert.foundations.commands import carried, option, to_type
from expert.foundations.kept import cached_property
from expert.foundations.terms import GRAVE
from expert.foundations.texts import AND, Text, joined, listed, quotable, text_of
from expert.results.diagnosis import CauseFound, Diagnosis, Notice, PlanStep, Question, ways_asked
from expert.visualize.marks import of_later_steps, of_step
from expert.visualize.pages import screen_words as words
from expert.visualize.pages.block_text import blocks_as_text
from expert.visualize.pages.blocks import Block, Heading, Item, Line, Title
from expert.visualize.pages.parts import begins_part, in_words, link_lines, question_lines, source_line, titled
from expert.visualize.pages.verdict import (
    causes_found,
    doubted,
    file_name,
    headline,
    only_some,
    proof,
    proof_in_brief,
    why_none,
)
from expert.visualize.words import capital, duration

ROWS = 23
"""The rows of a small terminal, but for the one on which the shell asks for the next command."""

_COLUMNS = 80
_MOST_ACTIONS = 3
_MOST_BY_NAME = 4
_MOST_NAMED = 4

# What is given up first where there is no room.
(
    _RULED_OUT, _ADDRESS, _SOURCE, _POSSIBLE, _SEEN, _THIRD_ACTION, _WRITE, _LINKS, _REASONS, _SECOND_ACTION, _WHERE,
    _ALARMS, _UNSURE, _VERDICTS, _FIRST_ACTION, _COUNTS,
) = range(16)

_TOLD = ("harm", "superseded", "unexplained", "language", "elsewhere", "unread")
"""The kinds of notices that stand on the first screen; others are in the report."""

_ARGUMENT = "command line"
"""The origin of a text that was handed over in place of a file."""

_NEVER_LEFT_OUT = ("harm", "obstacle")

Blocks = tuple[Block, ...]


def first_screen(
    diagnosis: Diagnosis, *, width: int | None = None, color: bool = False, rows: int = ROWS, more: Text | None = None
) -> str:
    """A diagnosis on one screen, ending in a newline.

    Args:
        diagnosis: the diagnosis.
        width: wrap at this many columns; None leaves each entry on a line of its own (for pipes).
        color: mark verdicts and dangers with ANSI colors; words say the same.
        rows: the most rows that it may take where it is wrapped at `width`, or at 80 columns.
        more: how to see more; the options of `expert diagnose` if left out.
    """
    screen = _Screen(diagnosis, width or _COLUMNS, rows, more or _how_to_see_more(diagnosis))
    return blocks_as_text(screen.blocks(), width=width, color=color)


def _how_to_see_more(diagnosis: Diagnosis) -> Text:
    """How to see more than the first screen of `expert diagnose`; its options stand once, behind all commands."""
    known, of_text = carried(), file_name(diagnosis.case) is None
    typed = f"{known.case}{known.rules}"
    if typed and known.handed_on:
        typed, same = "", words.SAME_TEXT_AND_OPTIONS if of_text else words.SAME_FILE_AND_OPTIONS
    else:
        same = words.SAME_TEXT if of_text else words.SAME_FILE
    options = f"{typed}{option()}".strip()
    if typed and diagnosis.case.file is None and _ARGUMENT not in diagnosis.case.origins.values():
        return words.MORE_OF_OPTIONS.format(options=options)
    return words.MORE_IN.format(same=same, options=options) if options else words.MORE.format(same=same)


class _Section:
    """A part of the screen, in several forms from the fullest to the shortest.

    Args:
        forms: the forms; the one in use is the first that is left.
        ranks: for each of them but the last, when it is given up: lower ranks before higher ones, of any section.
    """

    def __init__(self, *forms: Blocks, ranks: Sequence[int] = ()) -> None:
        self._forms, self._ranks = forms, ranks
        self._given_up = 0

    @property
    def blocks(self) -> Blocks:
        return self._forms[self._given_up]

    @property
    def rank(self) -> int | None:
        """When the form in use is given up; None for the shortest."""
        return self._ranks[self._given_up] if self._given_up < len(self._ranks) else None

    def shorten(self) -> None:
        """Give up the form in use."""
        self._given_up += 1

    def restore(self) -> None:
        """Take back what was given up last."""
        self._given_up -= 1


class _Screen:
    def __init__(self, diagnosis: Diagnosis, width: int, rows: int, more: Text) -> None:
        self._diagnosis = diagnosis
        self._width = width
        self._rows = rows
        self._how_to_see_more = more

    def blocks(self) -> Blocks:
        """What the screen says, shortened until it fits."""
        sections = [section for part in self._parts() for section in part]
        shortened: list[_Section] = []
        while self._height(sections) > self._rows:
            long = [(section.rank, i) for i, section in enumerate(sections) if section.rank is not None]
            if not long:
                break
            shortened.append(sections[min(long)[1]])
            shortened[-1].shorten()
        self._fill(sections, shortened)
        return tuple(block for section in sections for block in section.blocks)

    def _fill(self, sections: Sequence[_Section], shortened: Sequence[_Section]) -> None:
        """Take back what was given up in vain: the last thing that had to go was longer than what was missing."""
        kept: list[_Section] = []
        for section in reversed(shortened):
            if section not in kept:
                section.restore()
                if self._height(sections) > self._rows:
                    section.shorten()
                    kept.append(section)

    def _height(self, sections: Sequence[_Section]) -> int:
        blocks = [block for section in sections for block in section.blocks]
        lines = blocks_as_text(blocks, width=self._width).splitlines()
        return sum(max(1, -(-len(line) // self._width)) for line in lines)  # a long address takes several rows

    def _parts(self) -> Iterator[Iterator[_Section]]:
        yield self._head()
        yield self._alarms()
        yield self._elsewhere()
        yield from (self._do(), self._ask()) if self._acts_first else (self._ask(), self._do())
        yield self._others()
        yield self._more()

    @property
    def _acts_first(self) -> bool:
        """Whether a cause that still stands is proven; else the next question comes before what could be done."""
        proven = self._diagnosis.outcome in ("confirmed", "obstacle")
        return proven and not all(doubted(self._diagnosis, cause) for cause in self._found) and not self._depends

    @property
    def _depends(self) -> bool:
        """Whether it depends on the next question which way is to be taken from the first step on."""
        steps = self._diagnosis.plan
        return self._question is not None and bool(steps) and bool(steps[0].only_for)

    # The verdict

    def _head(self) -> Iterator[_Section]:
        d = self._diagnosis
        found = self._found
        tone = found[0].verdict if found and d.outcome in ("confirmed", "likely") else None
        yield _Section((Title(self._titled(headline(d)), tone, underlined=False),))
        if len(found) == 1:
            yield _Section((Line(self._verdict(found[0])),))
        elif found:
            named = found if len(found) <= _MOST_NAMED + 1 else found[:_MOST_NAMED]
            rest = len(found) - len(named)
            left = (Line(self._said(words.MORE_CAUSES.format(count=rest))),) if rest else ()
            full = tuple(Item(cause.title, below=(self._verdict(cause),)) for cause in found)
            brief = tuple(Item(cause.title, below=(self._said(proof_in_brief(d, cause)),)) for cause in named)
            short = tuple(Item(cause.title, below=self._doubt(cause)) for cause in named)
            yield _Section(full, (*brief, *left), (*short, *left), ranks=[_REASONS, _VERDICTS])
        elif not (d.conflicts and d.outcome == "contradictory"):
            yield _Section((Line(self._said(why_none(d, most=_MOST_NAMED))),))
        yield from self._seen()
        yield from self._sources()

    @cached_property
    def _found(self) -> tuple[CauseFound, ...]:
        return causes_found(self._diagnosis)

    def _titled(self, headline: Text) -> str:
        case = self._diagnosis.case
        return titled(case.id or file_name(case), capital(headline.in_(self._diagnosis.language)))

    def _verdict(self, cause: CauseFound) -> str:
        return self._said(proof(self._diagnosis, cause))

    def _doubt(self, cause: CauseFound) -> tuple[str, ...]:
        """Why a cause may not be the one, said wherever it is named; empty where nothing says so."""
        return (self._said(proof_in_brief(self._diagnosis, cause)),) if doubted(self._diagnosis, cause) else ()

    def _seen(self) -> Iterator[_Section]:
        """What was recognized, where somebody should see that it was taken for the right thing."""
        d = self._diagnosis
        unsure = [symptom for symptom in d.symptoms if symptom.layer in ("tolerant", "named_otherwise")]
        if d.symptoms and (unsure or d.outcome in ("possible", "likely", "contradictory")):
            said = [
                words.SEEN.format(symptom=symptom.title, span=_short(symptom.matched))
                if symptom in unsure else text_of(symptom.title)
                for symptom in d.symptoms[:_MOST_NAMED]
            ]  # fmt: skip
            line = Line(self._said(words.SYMPTOMS.format(symptoms=listed(said, AND))))
            yield _Section((line,), (), ranks=[_UNSURE if unsure else _SEEN])
        read = "; ".join(f"{fact.title}: {fact.words}" for fact in d.read_from_text if fact.used)
        if read:
            yield _Section((Line(self._said(words.READ.format(facts=read))),), (), ranks=[_SEEN])

    def _sources(self) -> Iterator[_Section]:
        """The newest source that stands of the one cause that was found."""
        if len(self._found) == 1:
            sources = [source for source in self._found[0].sources if source.status == "current"]
            source = max(sources or self._found[0].sources, key=lambda source: source.date, default=None)
            if source is not None:
                said = self._said(words.SOURCE.format(source=source_line(source, self._diagnosis.language)))
                yield _Section((Line(said, link=source.url),), (Line(said),), (), ranks=[_ADDRESS, _SOURCE])

    # What must be known before acting

    def _alarms(self) -> Iterator[_Section]:
        d = self._diagnosis
        # What does harm, and what is confirmed though the verdict is about something else, is never left out.
        grave = [*self._told(d.notices, ("harm",)), *self._told(d.notices, ("obstacle",))]
        others = [conflict.text for conflict in d.conflicts]
        others += self._told(d.notices, [notice.kind for notice in d.notices if notice.kind not in _NEVER_LEFT_OUT])
        texts = [*grave, *others]
        kept = max(len(grave), 1)
        if texts:
            full: Blocks = tuple(Item(text, lead="!") for text in texts)
            short: Blocks = (*full[:kept], Line(self._said(words.MORE_NOTES.format(count=len(texts) - kept))))
            yield _Section(full, short, ranks=[_ALARMS]) if len(texts) > kept else _Section(full)

    def _told(self, notices: Sequence[Notice], kinds: Sequence[str]) -> list[str]:
        """What the notices of some kinds say here."""
        said = (self._notice(notice) for notice in notices if notice.kind in kinds)
        return list(dict.fromkeys(text for text in said if text is not None))

    def _notice(self, notice: Notice) -> str | None:
        """What a notice says here; None for what stands elsewhere on the screen, or can wait for the report."""
        found = {cause.id for cause in self._found}
        asked = self._question is not None and self._question.fact in notice.facts
        if notice.kind == "obstacle":
            title = next(cause.title for cause in self._diagnosis.obstacles if cause.id == notice.cause)
            of_some = notice.cause is not None and only_some(self._diagnosis, notice.cause)
            return self._said((words.ALSO_SOME if of_some else words.ALSO).format(cause=title))
        if notice.kind in ("held_back", "only_some"):
            return None if asked or notice.cause not in found else self._waiting_for(notice)
        if notice.kind == "superseded" and notice.cause in found:
            return None  # the proof says it
        return notice.text if notice.kind in _TOLD else None

    def _waiting_for(self, notice: Notice) -> str:
        """What has to be known before something grave is done, in short where its questions are at hand."""
        if notice.kind != "held_back" or not self._has_questions(notice):
            return notice.text
        # What is held back for several reasons is told once.
        asked = self._question
        together = [
            other for other in self._waiting
            if other.kind == "held_back" and self._has_questions(other) and (not asked or asked.fact not in other.facts)
        ]
        titles = {question.fact: question.title for question in self._diagnosis.questions}
        names = dict.fromkeys(name for other in together for name in other.facts)
        return self._said(words.HELD_BACK.format(facts=listed([text_of(titles[name]) for name in names], AND)))

    def _has_questions(self, notice: Notice) -> bool:
        return set(notice.facts) <= {question.fact for question in self._diagnosis.questions}

    def _elsewhere(self) -> Iterator[_Section]:
        """Whose a case is that is none for this system, and where to go with it; what could be meant."""
        d = self._diagnosis
        if d.elsewhere is not None:
            whose = () if d.elsewhere.whose is None else (Line(d.elsewhere.whose),)
            links = tuple(Item(line) for line in link_lines(d.elsewhere.links))
            yield _Section((*whose, *links), whose, ranks=[_LINKS])
        named = [one.title for one in d.could_be] or [one.title for one in d.reminds_of]
        if named:
            heading = Heading(self._said(words.COULD_BE if d.could_be else words.REMINDS_OF))
            yield _Section((heading, *map(Item, named[:_MOST_NAMED])))

    # What to do

    def _do(self) -> Iterator[_Section]:
        steps = self._diagnosis.plan
        if not steps:
            return
        most = min(_MOST_ACTIONS, len(steps))
        if not self._acts_first and not self._depends:
            # What destroys stands behind the question, not among what to do before its answer is known.
            grave = next((i for i, step in enumerate(steps) if set(step.safety) & set(GRAVE)), len(steps))
            most = min(most, sum(not step.protects_from for step in steps[:grave]))
        forms = [self._actions(steps, count) for count in range(most, -1, -1)]
        yield _Section(*forms, ranks=[_THIRD_ACTION, _SECOND_ACTION, _FIRST_ACTION][-most:] if most else [])

    def _actions(self, steps: Sequence[PlanStep], count: int) -> Blocks:
        """The first steps, and what comes after them: how much, and which dangers are among it."""
        blocks: list[Block] = [Heading(self._said(self._heading_of_actions))]
        before: PlanStep | None = None
        for step in steps[:count]:
            if step.condition is not None and begins_part(step, before):
                blocks.append(Line(f"{capital(step.condition)}:"))
            blocks.append(self._step(step))
            before = step
        later = steps[count:]
        if later:
            text = self._later(later, first=not count)
            if any(mark in GRAVE for step in later for mark in step.safety):
                waits = not (self._acts_first or self._depends)
                text = joined((text, words.AFTER_THE_ANSWER if waits else to_type(words.NOT_BEFORE)), " ")
            found = of_later_steps(later, self._diagnosis.language)
            blocks.append(Line(self._said(text), marks=in_words(found, self._diagnosis.language), indented=True))
        return tuple(blocks)

    def _later(self, steps: Sequence[PlanStep], *, first: bool) -> Text:
        """What comes after the steps that are shown: a few by name, of more how many they are."""
        lettered = any(step.label.strip("0123456789") for step in steps)
        names = [f"{step.called} {step.short}" for step in steps if step.short is not None and step.condition is None]
        if not first and not lettered and len(names) == len(steps) <= _MOST_BY_NAME:
            return words.THEN_NAMED.format(steps="; ".join(names))
        if first:
            said = words.ONE_STEP if len(steps) == 1 else words.STEPS
        else:
            said = words.THEN_ONE if len(steps) == 1 else words.THEN_LETTERED if lettered else words.THEN
        return said.format(number=steps[0].called, last=steps[-1].called, count=len(steps))

    @property
    def _heading_of_actions(self) -> Text:
        return words.DO_NOW if self._acts_first else words.DO_THEN if self._depends else words.DO_MEANWHILE

    def _step(self, step: PlanStep) -> Item:
        below = [] if step.wait is None else [self._said(words.WAIT.format(time=duration(step.wait)))]
        if step.grid is not None:
            below.append(self._said(words.TABLE))
        marks = in_words(of_step(step, self._diagnosis.language), self._diagnosis.language)
        return Item(step.text, lead=f"{step.called}.", marks=marks, below=tuple(below))

    # What to ask

    @cached_property
    def _question(self) -> Question | None:
        """The next question, where one matters: it decides, or something dangerous waits for its answer."""
        d = self._diagnosis
        if d.outcome not in ("confirmed", "obstacle"):
            return d.questions[0] if d.questions else None
        waiting = [name for notice in self._waiting for name in notice.facts]
        asked = ways_asked(d.acted_on)
        asked |= {question.fact: question for question in d.questions if question.fact in waiting}
        if all(cause.superseded for cause in self._found):
            asked |= {question.fact: question for question in d.questions[:1]}
        return next(iter(asked.values()), None)

    @cached_property
    def _waiting(self) -> tuple[Notice, ...]:
        """What waits for an answer before it is sure of a found cause, or may be done about it."""
        found = {cause.id for cause in self._found}
        return tuple(
            notice for notice in self._diagnosis.notices
            if notice.kind in ("held_back", "only_some") and notice.cause in found
        )  # fmt: skip

    def _ask(self) -> Iterator[_Section]:
        question = self._question
        if question is None:
            return
        heading = Heading(self._said(words.ASK_NEXT))
        where, write = question_lines(question, self._diagnosis.language)
        kinds = {notice.kind for notice in self._waiting if question.fact in notice.facts}
        more = [self._said(said) for kind, said in words.WAITING.items() if kind in kinds]
        ask = f"{question.ask} ({question.cost})"
        forms = ([*more, where, write], [*more, where], more)
        blocks: list[Blocks] = [(heading, Item(ask, lead="?", below=tuple(below))) for below in forms]
        yield _Section(*blocks, ranks=[_WRITE, _WHERE])

    # The rest, in a line each

    def _others(self) -> Iterator[_Section]:
        d = self._diagnosis
        if d.outcome in ("out_of_scope", "solved"):
            return
        told = {cause.id for cause in self._found}
        possible = [c for c in d.causes if c.id not in told and c.verdict in ("likely", "possible")]
        if d.outcome == "possible" and len(possible) == 1:
            possible = []  # it is the headline
        yield from self._counted(possible, words.POSSIBLE, words.POSSIBLE_COUNT, _POSSIBLE)
        out = [cause for cause in d.causes if cause.verdict == "ruled_out"]
        yield from self._counted(out, words.RULED_OUT, words.RULED_OUT_COUNT, _RULED_OUT)

    def _counted(self, causes: Sequence[CauseFound], named: Text, counted: Text, rank: int) -> Iterator[_Section]:
        """Causes by their names, of many the first; where there is no room, how many there are."""
        if not causes:
            return
        titles = "; ".join(cause.title for cause in causes[:_MOST_NAMED])
        more = words.AND_MORE.format(count=len(causes) - _MOST_NAMED) if len(causes) > _MOST_NAMED else Text("", "")
        full = (Line(self._said(named.format(causes=titles, more=more))),)
        if len(causes) == 1:
            yield _Section(full, (), ranks=[_COUNTS])
        else:
            yield _Section(full, (Line(self._said(counted.format(count=len(causes)))),), (), ranks=[rank, _COUNTS])

    def _more(self) -> Iterator[_Section]:
        yield _Section((Line(self._said(self._how_to_see_more), apart=True),))

    def _said(self, text: Text | str) -> str:
        return text.in_(self._diagnosis.language) if isinstance(text, Text) else text


_LONGEST_SPAN = 60


def _short(span: str) -> str:
    """A span of a text, on one line and in quotation marks."""
    found = quotable(" ".join(span.split()))
    return found if len(found) <= _LONGEST_SPAN else f"{found[: _LONGEST_SPAN - 1]}…"

