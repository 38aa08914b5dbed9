"""Makes the question ladder of a symptom from the order in which an interview asks about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from expert.facts.vocabulary import Value
from expert.facts.writer import as_json
from expert.foundations.kept import cached_property
from expert.foundations.problems import InputError, Problem
from expert.foundations.texts import NO, Language, Text, spoken, way_letters
from expert.results import ladder as doc
from expert.results.diagnosis import Diagnosis, Knowledge, SometimesOf
from expert.rules.answers import choices
from expert.rules.condition_words import AskedCondition, ConditionWords
from expert.rules.conditions import Atom, Condition, ConditionData, OneOf, facts_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Remedy, by_remedy
from expert.rules.way_dangers import (
    all_superseded,
    dangers,
    lettered_ways,
    needed_in_some_cases,
    sometimes,
    standing_ways,
)
from expert.teach.question_path import Sorting, question_order


def question_ladder(knowledge: KnowledgeBase, symptom: str, language: Language = "en") -> doc.Ladder:
    """The question ladder of a symptom.

    >>> from expert import KnowledgeBase
    >>> ladder = question_ladder(KnowledgeBase.shipped(), "no-enrollment-policy")
    >>> [rung.fact for rung in ladder.rungs][:2]
    ['apns_certificate', 'ios_platform']

    Args:
        knowledge: the knowledge base.
        symptom: the id of the symptom.
        language: of the words.

    Raises:
        KeyError: there is no such symptom.
        ValueError: there is no such language.
    """
    return _Maker(knowledge, symptom, spoken(language)).ladder()


def shown_symptom(diagnosis: Diagnosis | None, symptom: str | None = None) -> str:
    """The symptom whose ladder is wanted: the one that was named, or the only one that a case shows.

    Raises:
        InputError: neither is there, or the case shows several and none was named.
    """
    shown = [] if diagnosis is None else [found.id for found in diagnosis.symptoms]
    if symptom is None:
        if len(shown) != 1:
            raise InputError([Problem(_WHICH_SYMPTOM if not shown else _SEVERAL.format(symptoms=", ".join(shown)))])
        return shown[0]
    return symptom


_WHICH_SYMPTOM = Text(
    "name a symptom with --symptom, or a fact file whose case shows one",
    "ange ett symptom med --symptom, eller en faktafil vars ärende visar ett",
)
_SEVERAL = Text(
    "the case shows several symptoms; choose one with --symptom: {symptoms}",
    "ärendet visar flera symptom; välj ett med --symptom: {symptoms}",
)


@dataclass(frozen=True)
class _Question:
    """A question before it has its number: about one fact, or a checklist.

    Attributes:
        place: its place among the questions.
        id: as `Rung.id`.
        asked: the question.
        facts: what has to be known to answer it.
        causes: the causes that it leads to, each with its own question, whose answer shows it.
        sorting: what it sorts, where it leads to none.
    """

    place: float
    id: str
    asked: AskedCondition
    facts: tuple[str, ...]
    causes: tuple[tuple[Cause, AskedCondition], ...] = ()
    sorting: Sorting | None = None


class _Maker:
    def __init__(self, knowledge: KnowledgeBase, symptom: str, language: Language) -> None:
        self._knowledge = knowledge
        self._vocabulary = knowledge.vocabulary
        self._symptom = knowledge.symptoms[symptom]
        self._language: Language = language
        self._words = ConditionWords(knowledge.vocabulary)
        self._order = question_order(knowledge, symptom)
        self._questions = sorted(self._asked(), key=lambda question: question.place)
        self._labels = self._labeled()
        self._branch_of = self._on_branches()

    def ladder(self) -> doc.Ladder:
        knowledge, symptom = self._knowledge, self._symptom
        shown = [cause for question in self._questions for cause, _ in question.causes]
        remedies = {cause.remedy_id: knowledge.remedy_of(cause) for cause in shown}
        needed = needed_in_some_cases(knowledge, map(knowledge.remedy_of, knowledge.causes_of(symptom.id)))
        return doc.Ladder(
            knowledge=Knowledge(version=knowledge.version, digest=knowledge.digest, extra=knowledge.extra),
            language=self._language,
            symptom=symptom.id,
            title=self._say(symptom.title),
            messages={"en": symptom.shown_in("en"), "sv": symptom.shown_in("sv")},
            rungs=tuple(self._rung(number, question) for number, question in enumerate(self._questions, start=1)),
            causes=tuple(map(self._cause, shown)),
            remedies=tuple(map(self._remedy, remedies.values())),
            in_some_cases=tuple(map(self._say, needed)),
            questions=tuple(map(self._to_ask, self._facts_to_ask())),
            collect=tuple(self._say(note.text) for note in knowledge.escalation.collect),
        )

    # Which questions there are, in which order, and what they are called

    def _labeled(self) -> list[str]:
        """What each question is called: the number of the diagnosis' question at which it stands, with a letter where
        others stand there too."""
        numbers = [self._order.numbers[fact] for fact in self._order.facts]
        after = max(numbers, default=0) + 1
        # What only sorts stands half a place before what is decided at the same question.
        at = [(*numbers, after)[ceil(question.place)] for question in self._questions]
        letters = {number: way_letters() for number in at}
        return [f"{number}{next(letters[number]).lower()}" if at.count(number) > 1 else str(number) for number in at]

    def _numbers_of(self, facts: Iterable[str]) -> tuple[int, ...]:
        """The numbers of questions in the diagnosis, those of facts that it does not ask for left out."""
        return tuple(sorted({self._order.numbers[fact] for fact in facts if fact in self._order.numbers}))

    def _asked(self) -> Iterator[_Question]:
        leading = list(self._leading())
        yield from leading
        asked_alone = {question.facts[0] for question in leading if len(question.facts) == 1}
        for place, sorting in self._order.sorting.items():
            if sorting.fact not in asked_alone:
                ask, cost = self._vocabulary[sorting.fact].ask, self._vocabulary.cost(sorting.fact)
                asked = AskedCondition(sorting.fact, ask, (), Text("", ""), cost)
                yield _Question(place - 0.5, sorting.fact, asked, (sorting.fact,), sorting=sorting)

    def _leading(self) -> Iterator[_Question]:
        """The questions that lead to causes; those about the same fact are one."""
        groups: dict[str, list[tuple[Cause, AskedCondition]]] = {}
        for name in self._order.causes:
            cause = self._knowledge.causes[name]
            asked = self._words.asked(self._knowledge.condition(cause.confirmed_when))
            groups.setdefault(asked.fact or cause.id, []).append((cause, asked))
        for key, group in groups.items():
            read = (facts_in(self._knowledge.condition(cause.confirmed_when)) for cause, _ in group)
            facts = tuple(dict.fromkeys(name for names in read for name in names))
            first, asked = group[0]
            causes = tuple(by_remedy(group, lambda one: one[0]))
            yield _Question(self._order.place[first.id], key, asked, facts, causes)

    def _facts_to_ask(self) -> list[str]:
        """The facts that the symptom itself does not tell, each once."""
        known = {*self._symptom.example, *(name for message in self._symptom.messages for name in message.tells)}
        wanted = [fact for question in self._questions for fact in question.facts]
        for cause in self._knowledge.causes_of(self._symptom.id):
            applies = self._knowledge.conditions_of(cause).applies
            wanted += () if applies is None else facts_in(applies)
        names = (name for fact in wanted if fact not in known for name in self._cheapest_way(fact))
        return [name for name in dict.fromkeys(names) if name not in known]

    # One question

    def _rung(self, number: int, question: _Question) -> doc.Rung:
        branch, needless = self._branch_of[number - 1], self._needless_after(question)
        names = dict.fromkeys(name for fact in question.facts for name in self._cheapest_way(fact))
        costs = [self._vocabulary.costs[self._vocabulary[name].cost] for name in names if self._vocabulary.cost(name)]
        return doc.Rung(
            number=number,
            id=question.id,
            fact=question.asked.fact,
            facts=question.facts,
            reads=self._read_by(question),
            ask=self._say(question.asked.title),
            checklist=tuple(
                doc.CheckedPart(label=None if part.label is None else self._say(part.label), text=self._say(part.text))
                for part in question.asked.parts
            ),
            worked_out_from=tuple(self._worked_out_from(question)),
            minutes=sum(cost.weight for cost in costs),
            how=self._say(costs[0].title) if len(costs) == 1 else None,
            only_if_done=any(cost.only_if_done for cost in costs),
            only_if=self._only_if(question),
            shows=tuple(
                doc.ShowsCause(cause=cause.id, answer=self._say(asked.answer)) for cause, asked in question.causes
            ),
            otherwise=self._otherwise(question),
            sorts=() if question.sorting is None else tuple(self._sorted(number, question.sorting)),
            # A question on a branch is not met after the answers that leave the branch, and need not say so again.
            needless_after=None if branch is not None and needless and needless.number == branch.number else needless,
            branch=branch,
            label=self._labels[number - 1],
            questions=self._numbers_of(self._read_by(question)),
            only_if_questions=self._numbers_of(self._only_if_facts(question)),
            further=tuple(self._further(number)),
        )

    def _cheapest_way(self, fact: str) -> tuple[str, ...]:
        """What to ask for to learn the fact; nothing where it cannot be learned so."""
        return next(iter(self._knowledge.ways_to_find(fact)), ())

    def _read_by(self, question: _Question) -> tuple[str, ...]:
        ways = (way for fact in question.facts for way in self._knowledge.ways_to_find(fact))
        return tuple(dict.fromkeys((*question.facts, *(name for way in ways for name in way))))

    def _worked_out_from(self, question: _Question) -> Iterator[str]:
        for fact in question.facts if len(question.facts) == 1 else ():
            names = self._cheapest_way(fact)
            if names != (fact,):
                yield from (self._say(self._vocabulary[name].title) for name in names)

    def _only_if(self, question: _Question) -> str | None:
        condition = self._only_if_condition(question)
        return None if condition is None else self._say(self._words.phrase(condition))

    def _only_if_condition(self, question: _Question) -> Condition | None:
        """Where its causes can be at all, unless the symptom says the same or they differ."""
        conditions: list[ConditionData | None] = []
        for cause, _ in question.causes:
            if cause.applies_when not in conditions:
                conditions.append(cause.applies_when)
        if len(conditions) != 1 or conditions[0] is None or conditions[0] == self._symptom.applies_when:
            return None
        return self._knowledge.condition(conditions[0])

    def _only_if_facts(self, question: _Question) -> Iterator[str]:
        condition = self._only_if_condition(question)
        for fact in () if condition is None else facts_in(condition):
            yield from dict.fromkeys((fact, *(name for way in self._knowledge.ways_to_find(fact) for name in way)))

    def _further(self, number: int) -> Iterator[doc.FurtherQuestion]:
        """What the diagnosis asks about the causes of a question, and no question of the ladder holds; each once."""
        for fact, causes in self._order.decides.items():
            about = (i for i, other in enumerate(self._questions, start=1) for cause, _ in other.causes
                     if cause.id in causes)  # fmt: skip
            if fact not in self._held and next(about, None) == number:
                yield doc.FurtherQuestion(
                    number=self._order.numbers[fact], title=self._say(self._vocabulary[fact].title)
                )

    @cached_property
    def _held(self) -> set[str]:
        """The facts that the questions of the ladder ask for, or that tell whether their causes can be at all."""
        return {
            fact for question in self._questions
            for fact in (*self._read_by(question), *self._only_if_facts(question))
        }  # fmt: skip

    def _otherwise(self, question: _Question) -> str | None:
        if not question.causes:
            return None
        condition = self._knowledge.condition(question.causes[0][0].confirmed_when)
        if question.asked.fact is None:
            return self._say(NO)
        definition = self._vocabulary[question.asked.fact]
        if definition.type == "yes_no" and isinstance(condition, Atom) and isinstance(condition.test, OneOf):
            return self._say(definition.say(not condition.test.values[0]))
        return None

    def _sorted(self, number: int, sorting: Sorting) -> Iterator[doc.SortedAnswers]:
        """The questions that are left below after an answer; answers that leave the same stand together."""
        alike: dict[tuple[int, ...], list[tuple[Value, tuple[str, ...]]]] = {}
        for value, out in sorting.excludes:
            left = tuple(other for other in self._left(set(out)) if other > number)
            alike.setdefault(left, []).append((value, out))
        for left, answers in alike.items():
            yield doc.SortedAnswers(
                answers=tuple(
                    doc.SortingAnswer(value=as_json(value), words=self._value(sorting.fact, value), rules_out=out)
                    for value, out in answers
                ),
                left=left,
            )

    def _on_branches(self) -> list[doc.Branch | None]:
        """The branch of each question; None for those that everybody is asked.

        Branches that follow each other depend on the same answer: whoever is on two of them would pass the second by.
        """
        found: list[doc.Branch | None] = []
        for number, question in enumerate(self._questions, start=1):
            before = found[-1] if found else None
            possible = self._branches(number, question)
            found.append(next((one for one in possible if before is None or one.number == before.number), None))
        return found

    def _branches(self, number: int, question: _Question) -> Iterator[doc.Branch]:
        """For each question above it, from the nearest, some of whose answers rule out all of its causes: the others.

        A question that only sorts stands where everybody is asked.
        """
        causes = {cause.id for cause, _ in question.causes}
        for above in range(number - 1, 0, -1) if causes else ():
            sorting = self._questions[above - 1].sorting
            if sorting is None or self._vocabulary[sorting.fact].type not in ("word", "yes_no"):
                continue
            out = [value for value, excluded in sorting.excludes if causes <= set(excluded)]
            if out:
                met = [value for value in choices(self._vocabulary[sorting.fact]) if value not in out]
                yield doc.Branch(
                    number=above,
                    fact=sorting.fact,
                    values=tuple(map(as_json, met)),
                    words=tuple(self._value(sorting.fact, value) for value in met),
                )

    def _left(self, excluded: set[str]) -> Iterator[int]:
        """The numbers of the questions about causes that are not excluded."""
        for number, question in enumerate(self._questions, start=1):
            if any(cause.id not in excluded for cause, _ in question.causes):
                yield number

    def _needless_after(self, question: _Question) -> doc.NeedlessAfter | None:
        """The answer that settles all of its causes in passing, and the question above that asks for it."""
        settling = {self._order.in_passing.get(cause.id) for cause, _ in question.causes}
        found = settling.pop() if len(settling) == 1 else None
        if found is None:
            return None
        fact, value = found
        asking = [i for i, other in enumerate(self._questions, start=1) if fact in self._read_by(other)]
        if not asking:
            return None
        # To a checklist that holds it among others, it is no answer.
        number = next((i for i in asking if self._questions[i - 1].asked.fact == fact), asking[0])
        return doc.NeedlessAfter(number=number, fact=fact, value=as_json(value), words=self._value(fact, value))

    # Causes, remedies and facts

    def _cause(self, cause: Cause) -> doc.CauseOnLadder:
        return doc.CauseOnLadder(
            id=cause.id,
            title=self._say(cause.title),
            remedy=cause.remedy_id,
            named=cause.named_by(self._symptom.id),
            kind=cause.kind,
            superseded=cause.superseded,
        )

    def _remedy(self, remedy: Remedy) -> doc.RemedyOnLadder:
        ways = standing_ways(remedy)
        return doc.RemedyOnLadder(
            id=remedy.id,
            title=self._say(remedy.title),
            ways=tuple(
                doc.WayOf(
                    title=self._say(way.title or remedy.title),
                    safety=dangers(self._knowledge, remedy, way),
                    sometimes=tuple(
                        SometimesOf(safety=one.safety, case=self._say(one.case))
                        for one in sometimes(self._knowledge, remedy, way)
                    ),
                    letter=letter,
                )
                for letter, way in lettered_ways(remedy)
            ),
            superseded=all_superseded(ways),
        )

    def _to_ask(self, fact: str) -> doc.ToAsk:
        definition = self._vocabulary[fact]
        cost = self._vocabulary.costs[definition.cost]
        values = {value: self._say(words) for value, words in definition.values.items()}
        if definition.type == "yes_no":
            values = {word: self._say(definition.say(word == "true")) for word in ("true", "false")}
        return doc.ToAsk(
            fact=fact,
            title=self._say(definition.title),
            ask=self._say(definition.ask),
            where_to_look=self._say(definition.where_to_look),
            minutes=cost.weight,
            how=self._say(cost.title),
            only_if_done=cost.only_if_done,
            type=definition.type,
            values=values,
        )

    def _value(self, fact: str, value: Value) -> str:
        return self._say(self._vocabulary[fact].say(value))

    def _say(self, text: Text) -> str:
        return text.in_(self._language)
