"""A symptom for a class: what is shown, the questions one by one, its causes with their proof, and what to do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from expert.foundations.commands import to_type
from expert.foundations.sources import Source
from expert.foundations.texts import OR, Text, listed, one_of
from expert.results.ladder import CauseOnLadder, Ladder, Rung, ToAsk
from expert.rules.condition_words import ConditionWords
from expert.rules.conditions import AnyOf, Atom, Condition, ConditionData, Not, OneOf
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Option, Remedy, Symptom
from expert.rules.way_dangers import NOT_FITTING, lettered_ways, sometimes
from expert.rules.way_steps import StepOfWay, case_of, steps_by_case
from expert.visualize.canvas.theme import theme
from expert.visualize.drawings.boxes import (
    after_in_words,
    further_in_words,
    labels_of,
    numbers_in_words,
    only_if_in_words,
)
from expert.visualize.drawings.ladder_ways import onward
from expert.visualize.frames import words
from expert.visualize.frames.frame import SourceLink
from expert.visualize.frames.layout import BODY
from expert.visualize.frames.parts import Speaker, edge, sources_scene
from expert.visualize.frames.scene import Column, Row, Scene, Words
from expert.visualize.frames.steps import said_in_short
from expert.visualize.marks import Dangers, in_rules, of_rule_step
from expert.visualize.words import (
    COMPARE,
    NEEDLESS,
    ONLY_IF_DONE,
    SUPERSEDED,
    SUPERSEDED_WORD,
    UNKNOWN,
    WAIT,
    capital,
    count,
    duration,
    quoted,
)

_ANSWER, _BETWEEN = 260.0, 88.0
_MOST_NUMBERS = 6
_MOST_LEFT = 2  # other answers that are named
_MOST_CAUSES = 20
_MOST_QUESTIONS = 5  # that a class takes in at once
_CARD_GAP = 24.0
_MOST_NAMED = 2  # documents that the frame of a cause names; the notes have all of them


def symptom_scenes(ladder: Ladder, knowledge: KnowledgeBase) -> list[Scene]:
    """The scenes of a symptom, in the language of its ladder.

    Args:
        ladder: its question ladder.
        knowledge: the knowledge that the ladder was made from; what proves a cause, and the steps, are taken from it.
    """
    return list(_Symptom(ladder, knowledge).scenes())


class _Symptom:
    def __init__(self, ladder: Ladder, knowledge: KnowledgeBase) -> None:
        self._ladder = ladder
        self._knowledge = knowledge
        self._symptom: Symptom = knowledge.symptoms[ladder.symptom]
        self._speaker = Speaker(ladder.language)
        self._say = self._speaker.say
        self._words = ConditionWords(knowledge.vocabulary)
        self._causes = {cause.id: cause for cause in ladder.causes}
        self._onward = onward(ladder.rungs)
        self._labels = labels_of(ladder.rungs)
        self._asked = {asked.fact: asked for asked in ladder.questions}

    def scenes(self) -> Iterator[Scene]:
        yield self._shown()
        rungs = self._ladder.rungs
        if len(self._ladder.causes) > _MOST_CAUSES:
            # Nearly every cause there is can explain it, and each is told with a symptom of its own.
            yield self._overview(0)
            yield from map(self._question, rungs[:_MOST_QUESTIONS])
            if len(rungs) > _MOST_QUESTIONS:
                yield self._overview(_MOST_QUESTIONS)
            yield self._many_causes()
        else:
            yield from map(self._overview, range(0, len(rungs), _MOST_QUESTIONS))
            yield from map(self._question, rungs)
            yield from self._causes_and_remedies()
        if self._ladder.collect:
            yield self._collect()
        yield self._sources()

    def _causes_and_remedies(self) -> Iterator[Scene]:
        remedies: set[str] = set()
        for found in self._ladder.causes:
            cause = self._knowledge.causes[found.id]
            yield self._cause(cause, found)
            remedy = self._knowledge.remedy_of(cause)
            if remedy.id not in remedies:
                remedies.add(remedy.id)
                yield from self._remedy(remedy, cause)

    def _many_causes(self) -> Scene:
        """What the causes are about, and how many of them; the notes have them by name."""
        topics = Counter(self._knowledge.causes[cause.id].topic for cause in self._ladder.causes)
        rows = []
        for number, (topic, count_of) in enumerate(topics.most_common(), start=1):
            title = words.OTHER_CAUSES if topic is None else self._knowledge.topics.get(topic, Text(topic, topic))
            said = self._say(count(count_of, words.ABOUT).format(title=title))
            rows.append(self._speaker.line(f"topic-{number}", self._speaker.plain(said, role="quiet"), gap=8.0))
        return Scene(
            id="causes",
            kicker=self._say(words.CAUSE),
            color=theme().boxes["cause"].border,
            claim=self._say(words.MANY_CAUSES.format(n=len(self._ladder.causes))),
            rows=tuple(rows),
            notes=tuple(cause.title for cause in self._ladder.causes),
        )

    # What is shown

    def _shown(self) -> Scene:
        speaker = self._speaker
        rows = [self._quote(number, text) for number, text in enumerate(self._shown_messages(), start=1)]
        codes = self._codes()
        if codes:
            rows.append(speaker.line("codes", speaker.soft(self._say(words.CODE)), speaker.plain(codes, bold=True)))
        if not rows and self._symptom.recognized_when is not None:
            seen = speaker.card("fact", "fact", *self._condition_lines(self._symptom.recognized_when), middle=False)
            rows.append(speaker.line("seen", speaker.soft(self._say(words.SEEN_WHEN)), keep=True))
            rows.append(Row("seen-when", (Column(BODY, (seen,)),), gap=8.0))
        if not rows:
            rows.append(speaker.line("no-message", speaker.plain(self._say(words.NO_MESSAGE))))
        if self._symptom.applies_when is not None:
            rows.append(speaker.line(
                "only-where", speaker.soft(self._say(words.ONLY_WHERE)),
                speaker.plain(self._phrase(self._symptom.applies_when)),
            ))  # fmt: skip
        return Scene(
            id="symptom",
            kicker=self._say(words.SYMPTOM),
            color=theme().boxes["symptom"].border,
            claim=self._ladder.title,
            rows=tuple(rows),
            notes=tuple(self._say(note.text) for note in self._symptom.notes),
            sources=self._links(self._symptom.sources),
        )

    def _shown_messages(self) -> Sequence[str]:
        return self._ladder.messages[self._ladder.language]

    def _quote(self, number: int, text: str) -> Row:
        said = self._speaker.plain(self._say(quoted(text)), bold=True)
        card = self._speaker.card("fact", "message", self._speaker.soft(self._say(words.SHOWN)), said)
        return Row(f"message-{number}", (Column(BODY, (card,)),))

    def _codes(self) -> str:
        codes = (message.code for message in self._symptom.messages if message.code is not None)
        return ", ".join(dict.fromkeys(f"{code.domain} {code.number}" for code in codes))

    # The questions

    def _overview(self, start: int) -> Scene:
        """As many questions as a class takes in, from one on, and what comes after them."""
        speaker, rungs = self._speaker, self._ladder.rungs
        shown, after = rungs[start : start + _MOST_QUESTIONS], rungs[start + _MOST_QUESTIONS :]
        rows = [
            speaker.listed(f"question-{rung.number}", rung.called, speaker.plain(self._in_short(rung)),
                           ruled=bool(rung.number > start + 1))
            for rung in shown
        ]  # fmt: skip
        if after:
            rows.append(speaker.line("next", speaker.soft(self._next(after))))
        return Scene(
            id=f"questions-from-{start + 1}" if start else "questions",
            kicker=self._say(words.QUESTIONS),
            color=theme().boxes["question"].border,
            claim=self._order_claim(start, len(shown)),
            rows=tuple(rows),
            extra=(speaker.line("why", speaker.soft(self._say(words.WHY_ORDER))),) * (not start and len(shown) > 1),
            notes=tuple(f"{rung.called}. {self._in_short(rung)}: {rung.ask}" for rung in shown),
        )

    def _order_claim(self, start: int, shown: int) -> str:
        if start:
            return self._say(count(shown, words.ORDER_THEN))
        total = len(self._ladder.rungs)
        return self._say(
            count(shown, words.ORDER) if shown == total else words.ORDER_FIRST.format(n=shown, total=total)
        )

    def _next(self, after: Sequence[Rung]) -> str:
        """What is asked next, by its name; and that there is much more, where that is not shown."""
        named = {"label": after[0].called, "title": self._in_short(after[0])}
        last = len(self._ladder.causes) > _MOST_CAUSES and after[0].number > 2 * _MOST_QUESTIONS
        if last and len(after) > 1:
            return self._say(to_type(words.NEXT_OF_MANY, **named, n=len(after) - 1))
        return self._say(words.NEXT.format(**named))

    def _in_short(self, rung: Rung) -> str:
        """What is asked for, in a few words: the fact, or the cause that a checklist is of."""
        if rung.fact is not None:
            return str(self._say(self._knowledge.vocabulary[rung.fact].title))
        return self._causes[rung.shows[0].cause].title if rung.shows else rung.ask

    def _question(self, rung: Rung) -> Scene:
        speaker = self._speaker
        rows = list(self._checklist(rung))
        rows += self._only_if(rung)
        if rung.needless_after is not None:
            after = rung.needless_after
            said = NEEDLESS.format(answer=after.words, number=self._labels[after.number])
            rows.append(speaker.line("needless", speaker.soft(self._say(said)), keep=True))
        rows += self._sorted(rung)
        rows += self._answers(rung)
        extra = [speaker.line(f"where-{number}", speaker.soft(text)) for number, text in enumerate(self._hints(rung))]
        return Scene(
            id=f"question-{rung.number}",
            kicker=self._say(words.QUESTION.format(label=rung.called)),
            color=theme().boxes["question"].border,
            claim=rung.ask if rung.fact is not None else f"{self._in_short(rung)}?",
            rows=tuple(rows),
            extra=tuple(extra),
            notes=tuple(self._hints(rung)),
        )

    def _hints(self, rung: Rung) -> Iterator[str]:
        """Which questions it holds, where to look, and what that takes."""
        for said in (numbers_in_words(rung), further_in_words(rung)):
            if said is not None:
                yield capital(self._say(said))
        if rung.only_if_done:
            yield capital(self._say(ONLY_IF_DONE))
        elif rung.minutes:
            took = words.TAKES_TOGETHER if rung.how is None else words.TAKES
            yield capital(self._say(took.format(how=rung.how, minutes=f"{rung.minutes:g}")))
        for fact in rung.facts:
            asked = self._asked.get(fact)
            if asked is not None:
                yield self._where(asked, alone=len(rung.facts) == 1)

    def _where(self, asked: ToAsk, *, alone: bool) -> str:
        said = self._say(words.WHERE.format(text=asked.where_to_look))
        return said if alone else f"{asked.title}. {said}"

    def _checklist(self, rung: Rung) -> Iterator[Row]:
        speaker = self._speaker
        if rung.checklist:
            yield speaker.line("asked", speaker.soft(rung.ask), keep=True)
        for number, part in enumerate(rung.checklist, start=1):
            said = [speaker.plain(part.text, bold=True)]
            if part.label is not None:
                said.insert(0, speaker.soft(capital(part.label)))
            yield Row(f"check-{number}", (Column(BODY, (speaker.card("fact", "check", *said),)),), gap=10.0)
        if rung.worked_out_from:
            facts = ", ".join(rung.worked_out_from)
            yield speaker.line("compare", speaker.soft(self._say(COMPARE.format(facts=facts))))

    def _sorted(self, rung: Rung) -> Iterator[Row]:
        for number, same in enumerate(rung.sorts, start=1):
            if not same.left:
                leads = words.ASK_NONE
            elif len(same.left) <= _MOST_NUMBERS:
                numbers = listed([Text(self._labels[n], self._labels[n]) for n in same.left], OR)
                leads = words.ASK_NEXT.format(numbers=numbers)
            else:
                leads = words.ASK_MANY.format(count=len(same.left))
            answers = one_of([Text(answer.words, answer.words) for answer in same.answers])
            yield self._answer(f"sorts-{number}", self._say(answers), self._goes_on(self._say(leads)), "goes_down")

    def _answers(self, rung: Rung) -> Iterator[Row]:
        for number, shown in enumerate(rung.shows, start=1):
            cause = self._causes[shown.cause]
            word = self._say(SUPERSEDED_WORD) if cause.superseded else ""
            block = self._speaker.cause(cause.title, None, word, superseded=cause.superseded)
            yield self._answer(f"answer-{number}", shown.answer, (block,), "answers")
        leads, stays = self._leads(rung)
        if rung.sorts:
            stays = leads
        else:
            yield self._answer("otherwise", self._other_answer(rung), self._goes_on(leads), "goes_down")
        yield self._answer("not-known", self._say(UNKNOWN), self._goes_on(stays), "goes_down")

    def _other_answer(self, rung: Rung) -> str:
        """The answer that shows no cause, by its name where few are left."""
        if rung.otherwise is not None:
            return rung.otherwise
        left = self._values_left(rung)
        return self._say(one_of(left) if 0 < len(left) <= _MOST_LEFT else words.OTHER_ANSWER)

    def _values_left(self, rung: Rung) -> list[Text]:
        """The values of a fact that show no cause that a question leads to; empty where that is not known."""
        if rung.fact is None:
            return []
        definition = self._knowledge.vocabulary[rung.fact]
        shown: set[object] = set()
        for leads in rung.shows:
            condition = self._knowledge.condition(self._knowledge.causes[leads.cause].confirmed_when)
            if not isinstance(condition, Atom) or not isinstance(condition.test, OneOf):
                return []
            shown.update(condition.test.values)
        return [definition.say(value) for value in definition.values if value not in shown]

    def _leads(self, rung: Rung) -> tuple[str, str]:
        """Where a question leads whoever finds no cause by it, and whoever does not know; on a branch, and before
        one, that depends on an earlier answer."""
        there = self._onward[rung.number]
        only = {} if rung.sorts else there.branches or (there.beside if len(there.beside) > 1 else {})
        last = next(iter(there.beside), there.trunk) if len(there.beside) == 1 else there.trunk
        if not only:
            leads = words.GO_ON.format(number=self._labels[last]) if last else words.NOTHING_LEFT
            stays = words.STAYS.format(number=self._labels[last]) if last else words.STAYS_TO_THE_END
            return self._say(leads), self._say(stays)
        said = [self._go_on_for(rung, number, answers) for number, answers in only.items() if number != there.trunk]
        said.append(self._say(words.ELSE_ON.format(number=self._labels[last]) if last else words.ELSE_END))
        return " ".join(said), f"{self._say(words.STAYS_OPEN)} {' '.join(said)}"

    def _go_on_for(self, rung: Rung, number: int, answers: Sequence[str]) -> str:
        """To which question of a branch some answers lead, with the question that they answer where it is another."""
        branch = rung.branch or self._ladder.rungs[number - 1].branch
        assert branch is not None
        if branch.number == rung.number:
            return str(self._say(words.GO_ON_FOR.format(answers="; ".join(answers), number=self._labels[number])))
        after = capital(self._say(after_in_words(answers, self._labels[branch.number])))
        return str(self._say(words.GO_ON_AFTER.format(answers=after, number=self._labels[number])))

    def _goes_on(self, text: str) -> tuple[object, ...]:
        return (self._speaker.card("unknown_fact", "goes-on", self._speaker.plain(text)),)

    def _answer(self, name: str, answer: str, leads_to: tuple[object, ...], kind: str) -> Row:
        """An answer, and what it leads to."""
        said = self._speaker.card("question", "answer", self._speaker.plain(answer, bold=True))
        target = Column(
            BODY - _ANSWER - _BETWEEN, leads_to, arrow=edge(kind), arrow_kind=kind, room=_BETWEEN  # type: ignore[arg-type]
        )
        return Row(name, (Column(_ANSWER, (said,)), target), gap=14.0)

    def _only_if(self, rung: Rung) -> Iterator[Row]:
        """Where the causes of a question can be at all."""
        data = self._knowledge.causes[rung.shows[0].cause].applies_when if rung.shows else None
        if rung.only_if is None or data is None:
            return
        condition = self._knowledge.condition(data)
        speaker = self._speaker
        if isinstance(condition, Not):
            said = [speaker.soft(f"{self._say(words.NOT_IF)}:")]
            said += [speaker.soft(f"- {text}") for text in self._alternatives(condition.part)]
        else:
            told = only_if_in_words(rung)
            said = [speaker.soft("" if told is None else capital(self._say(told)))]
        yield speaker.line("only-if", *said, keep=True)

    def _alternatives(self, condition: Condition) -> list[str]:
        """The parts of which one is enough, each as a phrase."""
        parts = condition.parts if isinstance(condition, AnyOf) else (condition,)
        return [self._say(self._words.phrase(part)) for part in parts]

    # The causes

    def _cause(self, cause: Cause, found: CauseOnLadder) -> Scene:
        speaker = self._speaker
        half = (BODY - _CARD_GAP) / 2
        proof = speaker.card("cause", "proves", *self._proof(cause), middle=False)
        against = speaker.card("unknown_fact", "rules-out", *self._against(cause), middle=False)
        rows = []
        if found.superseded:
            said = speaker.cause(
                self._say(words.SUPERSEDED_CAUSE), None, self._say(SUPERSEDED_WORD), superseded=True
            )
            rows.append(Row("superseded", (Column(BODY, (said,)),)))
        rows.append(Row("proof", (Column(half, (proof,)), Column(half, (against,), room=_CARD_GAP))))
        if found.named:
            rows.append(speaker.line("named", speaker.plain(self._say(words.NAMED_BY_MESSAGE))))
        if found.kind == "wait":
            rows.append(speaker.line("wait", speaker.plain(self._say(words.WAIT_KIND))))
        links = self._links(cause.sources)
        extra = [
            speaker.line(f"source-{number}", self._source_words(source), gap=4.0 if number else 20.0)
            for number, source in enumerate(_newest(cause.sources)[:_MOST_NAMED])
        ]
        return Scene(
            id=f"cause-{cause.id}",
            kicker=self._say(words.CAUSE),
            color=theme().boxes["cause"].border if not found.superseded else theme().boxes["cause_superseded"].border,
            claim=self._say(cause.title),
            rows=tuple(rows),
            extra=tuple(extra),
            notes=tuple(self._say(note.text) for note in cause.notes),
            sources=links,
        )

    def _source_words(self, source: Source) -> Words:
        document = self._knowledge.documents[source.document]
        said = words.SOURCE.format(title=document.title, date=source.date.isoformat())
        return self._speaker.soft(self._say(said), role="word", url=document.url or "")

    def _proof(self, cause: Cause) -> Iterator[Words]:
        condition = self._knowledge.condition(cause.confirmed_when)
        yield self._head(words.PROVES, theme().boxes["cause"].word)
        if not isinstance(condition, Atom):
            one = isinstance(condition, AnyOf)
            yield self._speaker.soft(self._say(words.ONE_HOLDS if one else words.ALL_HOLD))
        yield from self._listed(condition)

    def _against(self, cause: Cause) -> Iterator[Words]:
        condition = self._knowledge.condition(cause.confirmed_when)
        yield self._head(words.RULES_OUT, theme().boxes["cause_ruled_out"].word)
        if cause.ruled_out_when is not None:
            yield from self._listed(self._knowledge.condition(cause.ruled_out_when))
        else:
            yield from self._opposite(condition)
        if cause.applies_when is not None and cause.applies_when != self._symptom.applies_when:
            place = self._knowledge.condition(cause.applies_when)
            if isinstance(place, Not):
                said, listed_parts = words.ALSO_IF, [f"- {text}" for text in self._alternatives(place.part)]
            else:
                said, listed_parts = words.ALSO_UNLESS, [self._phrase(cause.applies_when)]
            yield self._speaker.soft(f"{self._say(said)}:", above=8.0)
            yield from (self._speaker.plain(text, role="quiet", bold=True) for text in listed_parts)

    def _head(self, text: Text, ink: str) -> Words:
        return Words(self._say(text), ink, "word", bold=True)

    def _opposite(self, condition: Condition) -> Iterator[Words]:
        """What shows that a condition does not hold, in words."""
        if not isinstance(condition, Atom):
            one = isinstance(condition, AnyOf)
            yield self._speaker.plain(self._say(words.ALL_FAIL if one else words.ANY_FAILS), bold=True)
            return
        definition = self._knowledge.vocabulary[condition.fact]
        yield self._speaker.soft(self._say(definition.title))
        others: list[Text] = []
        if isinstance(condition.test, OneOf):
            known = [True, False] if definition.type == "yes_no" else list(definition.values)
            others = [definition.say(value) for value in known if value not in condition.test.values]
        said = self._say(one_of(others)) if others else self._say(words.NOT_SO)
        yield self._speaker.plain(said, bold=True)

    def _listed(self, condition: Condition) -> Iterator[Words]:
        asked = self._words.asked(condition)
        if isinstance(condition, Atom):
            yield self._speaker.soft(self._say(self._knowledge.vocabulary[condition.fact].title))
            yield self._speaker.plain(self._say(asked.answer), bold=True)
            return
        for part in asked.parts:
            if part.label is not None:
                yield self._speaker.soft(capital(self._say(part.label)), above=6.0)
            yield self._speaker.plain(self._say(part.text), bold=True, above=0.0 if part.label is not None else 8.0)

    def _condition_lines(self, data: ConditionData) -> Iterator[Words]:
        yield from self._listed(self._knowledge.condition(data))

    def _phrase(self, data: ConditionData) -> str:
        return self._say(self._words.phrase(self._knowledge.condition(data)))

    # The remedies

    def _remedy(self, remedy: Remedy, cause: Cause) -> Iterator[Scene]:
        ways = lettered_ways(remedy)
        for number, (letter, way) in enumerate(ways, start=1):
            yield self._way(remedy, way, cause, number, letter, len(ways))

    def _way(self, remedy: Remedy, way: Option, cause: Cause, number: int, letter: str, total: int) -> Scene:
        speaker = self._speaker
        rows, notes = [], []
        if way.when is not None:
            said = f"{self._say(words.ONLY_WHERE)}: {self._phrase(way.when)}"
            rows.append(speaker.line("only-where", speaker.soft(said)))
        if way.status == "superseded":
            rows.append(speaker.line("superseded", speaker.soft(capital(self._say(SUPERSEDED)))))
        if way.harm is not None:
            found = [one for one in sometimes(self._knowledge, remedy, way) if one.case == NOT_FITTING]
            marks = speaker.marks(Dangers((), in_rules(found, speaker.language))) if found else ()
            rows.append(speaker.caution("harm", self._say(way.harm.text), marks=marks))
        for place, part in enumerate(steps_by_case(way, self._knowledge.steps), start=1):
            condition = self._only_when(part, cause)
            wait = [] if part.step.wait is None else [
                self._say(WAIT.format(time=duration(part.step.wait)))
            ]  # fmt: skip
            does = of_rule_step(part.step, speaker.language) if condition is None else Dangers(part.step.safety)
            rows.append(speaker.step(
                f"step-{place}", str(place), self._say(said_in_short(part.step)), does, below=wait,
                condition=condition, briefly=self._briefly(part, condition), ruled=place > 1,
            ))  # fmt: skip
            notes.append(f"{place}. {self._say(part.step.text)}")
        if remedy.verify is not None:
            notes.append(self._say(words.VERIFY_NOTE.format(text=remedy.verify)))
        kicker = words.REMEDY if total == 1 else words.REMEDY_OPTION.format(letter=letter)
        return Scene(
            id=f"remedy-{remedy.id}" + (f"-{number}" if total > 1 else ""),
            kicker=self._say(kicker),
            color=theme().edges["recognizes"].color,
            claim=self._say(way.title or remedy.title),
            rows=tuple(rows),
            notes=(*notes, *(self._say(note.text) for note in remedy.notes)),
            sources=self._links(remedy.sources),
        )

    def _briefly(self, part: StepOfWay, condition: str | None) -> str:
        """The cases of a step that is for some only, as its marks name them."""
        return "" if condition is None or part.only_when is None else self._say(case_of(part.only_when))

    def _only_when(self, part: StepOfWay, cause: Cause) -> str | None:
        """The only case in which a step is done, unless every case of the cause is one."""
        if part.only_when is None or part.only_when.when in (cause.applies_when, self._symptom.applies_when):
            return None
        return self._say(part.only_when.title)

    # The end

    def _collect(self) -> Scene:
        speaker = self._speaker
        rows = tuple(
            speaker.listed(f"collect-{number}", str(number), speaker.plain(_first_sentence(text)), ruled=number > 1)
            for number, text in enumerate(self._ladder.collect, start=1)
        )
        return Scene(
            id="nothing-fits",
            kicker=self._say(words.NOTHING_FITS),
            color=theme().boxes["nothing_fits"].border,
            claim=self._say(words.COLLECT_CLAIM),
            rows=rows,
            notes=self._ladder.collect,
        )

    def _sources(self) -> Scene:
        """Every document that the frames before rest on, each once."""
        found = [*self._symptom.sources]
        for shown in self._ladder.causes if len(self._ladder.causes) <= _MOST_CAUSES else ():
            cause = self._knowledge.causes[shown.id]
            found += [*cause.sources, *self._knowledge.remedy_of(cause).sources]
        return sources_scene(self._speaker, [
            (self._knowledge.documents[source.document].title, source.date.isoformat(),
             self._knowledge.documents[source.document].url)
            for source in _newest(found)
        ])  # fmt: skip

    def _links(self, sources: Sequence[Source]) -> tuple[SourceLink, ...]:
        documents = dict.fromkeys(source.document for source in sources)
        found = (self._knowledge.documents[name] for name in documents)
        return tuple(SourceLink(document.title, document.url) for document in found)


def _newest(sources: Iterable[Source]) -> list[Source]:
    """The newest source of each document, in the order in which the documents are first met."""
    newest: dict[str, Source] = {}
    for source in sources:
        if source.date >= newest.setdefault(source.document, source).date:
            newest[source.document] = source
    return list(newest.values())


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]

