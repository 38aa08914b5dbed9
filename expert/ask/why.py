"""Why a question is asked: what is known, and what would follow from each answer, as a person would say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

from expert.ask import interview_phrases as phrases
from expert.engine.choosing.choice import Choice
from expert.engine.choosing.worth import Worth
from expert.engine.imagined import FAILS, HOLDS, State, Test
from expert.facts.vocabulary import DAY, MESSAGE, FactDefinition, Value
from expert.foundations.texts import AND, OR, QUOTED, Language, Text, listed, listed_in_quotes, quotable
from expert.rules.answers import choices, in_order

_MOST_NAMED = 2
_MANY_EACH = 3
_LONGEST_MESSAGE = 120


@dataclass(frozen=True)
class _Group:
    """Answers with the same effect: their words, and the causes that they decide."""

    answers: Text
    decided: Mapping[str, State]


class Why:
    """Says why a question is asked, where the choice is as it is."""

    def __init__(self, choice: Choice, language: Language) -> None:
        self._choice = choice
        self._situation = choice.situation
        self._knowledge = choice.grounds.knowledge
        self._language: Language = language

    def say(self, worth: Worth) -> str:
        """What a question would decide."""
        behavior = self._choice.grounds.behavior
        if worth.fact in behavior or (worth.fact == MESSAGE and not self._situation.symptoms):
            sentences = [self._first(worth.fact)]
        elif self._choice.is_about_scope(worth.fact):
            sentences = [self._scope(worth.fact)]
        elif overturned := self._choice.overturned_by(worth.fact):
            sentences = [self._overturns(worth.fact, overturned)]
        else:
            sentences = list(self._decides(worth))
        return " ".join(sentence.in_(self._language) for sentence in sentences)

    def _first(self, fact: str) -> Text:
        """For the message, the rest of it, or the behavior, before any symptom is recognized."""
        openings = self._situation.recognized.openings
        if fact == MESSAGE and openings:
            named = dict.fromkeys(opening.symptom for opening in openings)
            titles = [_quoted(self._knowledge.symptoms[name].title) for name in named]
            return phrases.FIRST["rest"].format(symptoms=listed(titles, OR))
        if fact == MESSAGE and MESSAGE in self._situation.case:
            likenesses = self._situation.recognized.reminds_of
            titles = [_quoted(self._knowledge.symptoms[likeness.symptom].title) for likeness in likenesses]
            return phrases.FIRST["likeness"].format(symptoms=listed(titles, OR))
        return phrases.FIRST[fact if fact == MESSAGE else "behavior"]

    def _scope(self, fact: str) -> Text:
        """For a fact that tells whether the case is one for this system."""
        definition = self._knowledge.vocabulary[fact]
        places = self._choice.grounds.places(self._situation.symptoms)
        outside = [v for v in choices(definition) if self._any(self._choice.grounds.scope, fact, v, HOLDS)]
        elsewhere = [v for v in choices(definition) if self._any(places, fact, v, FAILS)]
        replaced = any(state == "confirmed" for state in self._choice.states.values())
        so_far = phrases.NOTHING_STANDING_SO_FAR if replaced else phrases.NOTHING_SO_FAR
        template = phrases.SCOPE if outside else phrases.PLACE
        answers = _words(definition, outside or elsewhere, choices(definition))
        return template.format(so_far=so_far, answers=answers)

    def _any(self, tests: Iterable[Test], fact: str, value: Value, wanted: int) -> bool:
        values = {**self._situation.values, fact: (value,)}
        return any(test.check(values) & wanted for test in tests)

    def _overturns(self, fact: str, causes: Sequence[str]) -> Text:
        """For a fact that could rule a confirmed cause out after all."""
        outcomes = self._choice.inquiries.outcomes((fact,), self._situation.values)
        every = [answer for outcome in outcomes for (answer,) in outcome.answers]
        against = [
            answer
            for outcome in outcomes
            for (answer,) in outcome.answers
            if any(outcome.decided.get(cause) == "ruled_out" for cause in causes)
        ]
        answers = _words(self._knowledge.vocabulary[fact], against, every)
        return phrases.OVERTURNS.format(cause=self._titles(causes), answers=answers)

    def _decides(self, worth: Worth) -> Iterator[Text]:
        """For a fact that tells causes apart."""
        yield from self._known(self._choice.inquiries.scope((worth.fact, *worth.with_others)))
        yield from self._out_already()
        if worth.with_others:
            yield from self._together(worth)
            return
        groups = self._groups(worth.fact)
        if any(group.decided for group in groups):
            yield self._follows(groups)
        else:
            yield self._part_of_proof(worth.fact)

    # What is known

    def _known(self, scope: Iterable[str]) -> Iterator[Text]:
        """The symptom, and what is known of the facts that have to do with the question."""
        clauses = [*self._seen()]
        if not clauses:
            yield self._unrecognized()
        names = [name for name in scope if name in self._situation.case and name != DAY]
        for name in sorted(dict.fromkeys(names), key=self._choice.grounds.order.__getitem__):
            clauses.append(self._knowledge.vocabulary[name].clause(self._situation.case[name]))
        if len(clauses) == 1:
            yield phrases.KNOWN.format(clauses=clauses[0])
        elif clauses:
            *before, last = clauses
            joined = Text(phrases.THAT.en.join(c.en for c in before), phrases.THAT.sv.join(c.sv for c in before))
            yield phrases.KNOWN.format(clauses=phrases.AND_THAT.format(clauses=joined, last=last))

    def _unrecognized(self) -> Text:
        """Why there are candidates where no symptom is recognized."""
        found = dict.fromkeys(opening.found for opening in self._situation.recognized.openings)
        if found:
            return phrases.ONLY_BEGUN.format(found=listed_in_quotes(found, AND))
        return phrases.NOTHING_RECOGNIZED

    def _seen(self) -> Iterator[Text]:
        vocabulary = self._knowledge.vocabulary
        shown = {symptom.id for symptom in self._situation.symptoms}
        for match in self._situation.recognized.matches:
            if match.symptom in shown:
                text = quotable(" ".join(match.matched.split()))
                yield vocabulary[MESSAGE].clause((shorten(text, _LONGEST_MESSAGE, placeholder=" …"),))
        by_message = {match.symptom for match in self._situation.recognized.matches}
        silent = [symptom for symptom in self._situation.symptoms if symptom.id not in by_message]
        case, values = self._situation.case, self._situation.values
        for name in dict.fromkeys(self._knowledge.showing(symptom, case, values) for symptom in silent):
            if name is not None:
                yield vocabulary[name].clause(values[name][0])

    def _out_already(self) -> Iterator[Text]:
        states = self._choice.states
        out = [name for name, state in states.items() if state == "ruled_out"]
        if not out:
            return
        counts = {"count": phrases.counted(len(out)), "total": phrases.counted(len(states))}
        yield phrases.OUT_ALREADY[_key(out)].format(causes=self._titles(out), **counts)

    def _titles(self, causes: Iterable[str]) -> Text:
        return listed([self._title(name) for name in causes], AND)

    def _title(self, cause: str) -> Text:
        return _quoted(self._knowledge.causes[cause].title)

    # What follows

    def _groups(self, fact: str) -> list[_Group]:
        """The answers, put together where they come to the same; those that confirm something first."""
        definition = self._knowledge.vocabulary[fact]
        alike: dict[tuple[tuple[str, State], ...], list[Value]] = {}
        for outcome in self._choice.weighing.outcomes((fact,)):
            key = tuple(sorted(outcome.decided.items()))
            alike.setdefault(key, []).extend(answer for (answer,) in outcome.answers)
        every = [value for values in alike.values() for value in values]
        groups = [_Group(_words(definition, values, every), dict(key)) for key, values in alike.items()]
        return sorted(groups, key=lambda group: (-_confirming(group), -len(group.decided)))

    def _follows(self, groups: Sequence[_Group]) -> Text:
        own = [group for group in groups if _confirming(group) == 1 and len(group.decided) > 1]
        if len(own) < _MANY_EACH or len({len(group.decided) for group in own}) > 1:
            own = []
        effects = [self._effect(group.decided, groups[:i][-1:]) for i, group in enumerate(groups)]
        parts = []
        if own:
            answers = listed([group.answers for group in own], OR)
            count = phrases.counted(len(own[0].decided) - 1)
            parts.append(phrases.IF_FIRST.format(answers=answers, effect=phrases.ONE_EACH.format(count=count)))
        rest = [(group, effect) for group, effect in zip(groups, effects, strict=True) if group not in own]
        for group, effect in rest:
            template = phrases.IF_NEXT if parts else phrases.IF_FIRST
            if parts and group is rest[-1][0]:
                template = phrases.OTHERWISE
            parts.append(template.format(answers=group.answers, effect=effect))
        return Text("; ".join(p.en for p in parts) + ".", "; ".join(p.sv for p in parts) + ".")

    def _effect(self, decided: Mapping[str, State], before: Sequence[_Group] = ()) -> Text:
        """What an answer does, the causes named as they were in the part before, if it was about the same."""
        confirmed = [name for name in self._choice.open if decided.get(name) == "confirmed"]
        out = [name for name in self._choice.open if decided.get(name) == "ruled_out"]
        left = [name for name in self._choice.open if name not in decided]
        count = phrases.counted(len(out))
        if confirmed:
            return self._confirmed(self._titles(confirmed), out, left)
        if not out:
            return phrases.NOTHING_ALONE
        if any(set(out) == set(group.decided) for group in before) and len(out) <= _MOST_NAMED:
            names = phrases.IT if len(out) == 1 else phrases.BOTH
        elif 0 < len(left) < len(out) and len(left) <= _MOST_NAMED:
            return phrases.ONLY_LEFT[_key(left)].format(left=self._titles(left))
        elif not left and len(out) > 1:
            return phrases.RULED_OUT["both" if len(out) == 2 else "all"].format(count=count)
        else:
            names = self._titles(out)
        effect = phrases.RULED_OUT[_key(out)].format(out=names, count=count)
        if len(left) != 1:
            return effect
        return phrases.ONLY_LEFT["besides"].format(effect=effect, left=self._titles(left))

    def _confirmed(self, cause: Text, out: Sequence[str], left: Sequence[str]) -> Text:
        if not out:
            return phrases.CONFIRMED_ALONE.format(cause=cause)
        key = "others" if not left and len(out) > 1 else _key(out)
        count = phrases.counted(len(out))
        return phrases.CONFIRMED_AND_OUT[key].format(cause=cause, out=self._titles(out), count=count)

    # Facts that decide something only together

    def _together(self, worth: Worth) -> Iterator[Text]:
        vocabulary = self._knowledge.vocabulary
        others = listed([_quoted(vocabulary[name].title) for name in worth.with_others], AND)
        outcomes = self._choice.weighing.outcomes((worth.fact, *worth.with_others))
        touched = [name for name in self._choice.open if any(name in outcome.decided for outcome in outcomes)]
        told = vocabulary[worth.concludes] if worth.concludes is not None else None
        if told is not None and told.type == "yes_no":
            yield phrases.TOGETHER.format(others=others, clause=told.clause(True))
            so, not_so = (self._concluded(told.name, answer, touched) for answer in (True, False))
            otherwise = self._effect(not_so, [_Group(told.say(True), so)])
            yield phrases.IF_SO.format(effect=self._effect(so), otherwise=otherwise)
        else:
            kinds = {state for outcome in outcomes for state in outcome.decided.values()}
            template = phrases.TOGETHER_CAN[kinds.pop() if len(kinds) == 1 else "both"]
            yield template.format(others=others, causes=self._titles(touched))

    def _concluded(self, fact: str, answer: Value, touched: Iterable[str]) -> Mapping[str, State]:
        """What a fact that is worked out would decide."""
        for outcome in self._choice.weighing.outcomes((fact,)):
            if (answer,) in outcome.answers:
                return {name: state for name, state in outcome.decided.items() if name in touched}
        return {}

    def _part_of_proof(self, fact: str) -> Text:
        """For a fact that decides nothing by itself: the first cause that cannot be proven without it."""
        values, skipped, inquiries = self._situation.values, self._choice.skipped, self._choice.inquiries
        needing = inquiries.deciding(fact, values, self._choice.open)
        proven = [cause for cause in needing if fact in (inquiries.proof_of(cause, values, skipped) or ())]
        return phrases.PART_OF_PROOF.format(cause=self._titles((proven or needing)[:1]))


def _key(causes: Sequence[str]) -> str:
    return "one" if len(causes) == 1 else "two" if len(causes) <= _MOST_NAMED else "many"


def _quoted(text: Text) -> Text:
    return QUOTED.format(text=text)


def _confirming(group: _Group) -> int:
    return sum(state == "confirmed" for state in group.decided.values())


def _words(definition: FactDefinition, values: Sequence[Value], every: Sequence[Value]) -> Text:
    """Some answers in words, of all that were imagined."""
    if definition.type == "yes_no":
        return listed([definition.say(value) for value in values], OR)
    if definition.type == "word":
        others = [value for value in every if value not in values]
        if len(values) > 2 and len(others) < len(values) - 1:
            named = listed([_quoted(definition.say(value)) for value in others], OR)
            return phrases.ANYTHING_BUT.format(answers=named)
        return listed([_quoted(definition.say(value)) for value in values], OR)
    ordered = in_order(every)
    return listed([_range(definition, run, ordered) for run in _runs(values, ordered)], OR)


def _runs(values: Iterable[Value], ordered: Sequence[Value]) -> Iterator[list[Value]]:
    """The values in stretches without a gap among all that were imagined."""
    chosen, run = set(values), []
    for value in ordered:
        if value in chosen:
            run.append(value)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _range(definition: FactDefinition, run: Sequence[Value], ordered: Sequence[Value]) -> Text:
    low, high = definition.say(run[0]), definition.say(run[-1])
    if run[0] == ordered[0] and run[-1] != ordered[-1]:
        return phrases.AT_MOST[definition.type].format(value=high)
    if run[-1] == ordered[-1]:
        return phrases.AT_LEAST[definition.type].format(value=low)
    return low if len(run) == 1 else phrases.FROM_TO.format(low=low, high=high)
