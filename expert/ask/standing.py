"""Where a case stands, told without running the engine: what is known, and which causes that leaves open.

The engine proves and explains one case. An interview weighs, before every question, what hundreds of imagined
answers would do. Both work from the same conditions, and a test holds them to the same verdicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from expert.engine.recognition import Recognized, Recognizer
from expert.facts.case import Case
from expert.facts.vocabulary import Value
from expert.rules.conditions import All, Atom, Condition, Not, OneOf, combinations, facts_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Symptom

State = Literal["open", "confirmed", "ruled_out"]
"""A candidate's verdict, as far as facts alone decide it."""

Values = dict[str, tuple[Value, ...]]
"""What is known of each fact; several values contradict each other."""

Check = Callable[[Mapping[str, tuple[Value, ...]]], int]
"""Tells of a condition over values: HOLDS, FAILS, both (contradictory facts) or neither (0, unknown)."""

HOLDS, FAILS = 1, 2
_TURNED = (0, FAILS, HOLDS, HOLDS | FAILS)

Conditions = tuple[Condition, Condition | None, Condition | None]
"""A cause's conditions: confirmed when, ruled out when, applies when."""


class Test:
    """A condition made ready to be tried on many values.

    Attributes:
        condition: the condition.
        facts: the facts it reads.
        check: what `conditions.evaluate` says, without the tree it looked at.
        parts: the same for its parts.
    """

    __test__ = False  # it is not for pytest
    __slots__ = ("check", "condition", "facts", "parts")

    def __init__(self, condition: Condition) -> None:
        self.condition = condition
        self.facts = facts_in(condition)
        self.parts = tuple(Test(part) for part in _parts(condition))
        self.check: Check = self._check()

    def _check(self) -> Check:
        if isinstance(self.condition, Atom):
            return _check_of_atom(self.condition)
        parts = tuple(part.check for part in self.parts)
        if isinstance(self.condition, Not):
            (inner,) = parts
            return lambda values: _TURNED[inner(values)]
        # What all parts must say for the whole to say it; of the other, one part's word is enough.
        needs_all = HOLDS if isinstance(self.condition, All) else FAILS

        def check(values: Mapping[str, tuple[Value, ...]]) -> int:
            every, some = needs_all, 0
            for part in parts:
                said = part(values)
                every &= said
                some |= said
            return every | (some & ~needs_all)

        return check

    def gather_open(self, values: Values, found: dict[str, None]) -> None:
        """Note the facts, not known, that could still decide it."""
        if self.check(values):
            return
        if isinstance(self.condition, Atom):
            found.update(dict.fromkeys(name for name in self.condition.facts if name not in values))
        for part in self.parts:
            part.gather_open(values, found)


def _parts(condition: Condition) -> tuple[Condition, ...]:
    if isinstance(condition, Atom):
        return ()
    return (condition.part,) if isinstance(condition, Not) else condition.parts


def _check_of_atom(atom: Atom) -> Check:
    if not isinstance(atom.test, OneOf):
        return lambda values: _flags(atom.check(chosen) for chosen in combinations(atom.facts, values))
    fact, wanted = atom.fact, frozenset(atom.test.values)

    def check(values: Mapping[str, tuple[Value, ...]]) -> int:
        known = values.get(fact)
        if known is None:
            return 0
        if len(known) == 1:
            return HOLDS if known[0] in wanted else FAILS
        return _flags(value in wanted for value in known)

    return check


def _flags(outcomes: Iterable[bool | None]) -> int:
    flags = 0
    for outcome in outcomes:
        if outcome is not None:
            flags |= HOLDS if outcome else FAILS
    return flags


def truth(condition: Condition, values: Mapping[str, tuple[Value, ...]]) -> tuple[bool, bool]:
    """Whether a condition is known to hold, and whether it is known to fail."""
    said = Test(condition).check(values)
    return bool(said & HOLDS), bool(said & FAILS)


def conditions_of(knowledge: KnowledgeBase, cause: Cause) -> Conditions:
    """The parsed conditions of a cause."""

    def parsed(data: dict[str, object] | None) -> Condition | None:
        return None if data is None else knowledge.condition(data)

    return knowledge.condition(cause.confirmed_when), parsed(cause.ruled_out_when), parsed(cause.applies_when)


def facts_read(conditions: Conditions) -> tuple[str, ...]:
    """The facts that the conditions read, each once."""
    return tuple(dict.fromkeys(name for c in conditions if c is not None for name in facts_in(c)))


def verdict_of(conditions: Conditions, values: Mapping[str, tuple[Value, ...]]) -> State:
    """What facts alone say of a cause, by the same conditions that the engine's rules are compiled from."""
    confirmed, ruled_out, applies = conditions
    return _state(
        Test(confirmed).check,
        None if ruled_out is None else Test(ruled_out).check,
        None if applies is None else Test(applies).check,
        values,
    )


def _state(
    confirmed: Check, ruled_out: Check | None, applies: Check | None, values: Mapping[str, tuple[Value, ...]]
) -> State:
    if applies is not None and applies(values) & FAILS:
        return "ruled_out"
    said = confirmed(values)
    if said & HOLDS:
        return "confirmed"
    excluded = said & FAILS if ruled_out is None else ruled_out(values) & HOLDS
    return "ruled_out" if excluded else "open"


class Candidate:
    """A cause that the shown symptoms lead to, ready to be judged over many sets of values.

    Attributes:
        id: the cause's id.
        cause: the cause.
        superseded: no source that still stands names it.
        confirmed: the test that proves it.
        tests: every test that bears on it: its own conditions, and where its symptoms occur.
        reads: every fact that these read.
    """

    def __init__(self, knowledge: KnowledgeBase, cause: Cause, symptoms: Iterable[Symptom] = ()) -> None:
        confirmed, ruled_out, applies = conditions_of(knowledge, cause)
        self.id = cause.id
        self.cause = cause
        self.superseded = cause.superseded
        self.confirmed = Test(confirmed)
        self._ruled_out = None if ruled_out is None else Test(ruled_out)
        self._applies = None if applies is None else Test(applies)
        self._places = tuple(Test(place) for place in _places(knowledge, symptoms))
        own = (self.confirmed, self._ruled_out, self._applies)
        self.tests = (*(test for test in own if test is not None), *self._places)
        self.reads = tuple(dict.fromkeys(name for test in self.tests for name in test.facts))
        self._checks = (
            self.confirmed.check,
            None if self._ruled_out is None else self._ruled_out.check,
            None if self._applies is None else self._applies.check,
        )

    def excludes(self, values: Mapping[str, tuple[Value, ...]]) -> bool:
        """Whether the values hold a condition of its own that rules it out."""
        return self._ruled_out is not None and bool(self._ruled_out.check(values) & HOLDS)

    def state(self, values: Mapping[str, tuple[Value, ...]]) -> State:
        """What these values say of it."""
        if self._places and all(place.check(values) & FAILS for place in self._places):
            return "ruled_out"
        return _state(*self._checks, values)


def _places(knowledge: KnowledgeBase, symptoms: Iterable[Symptom]) -> tuple[Condition, ...]:
    """Where the symptoms occur; nothing as soon as one of them may occur anywhere."""
    places = [None if s.applies_when is None else knowledge.condition(s.applies_when) for s in symptoms]
    return () if None in places else tuple(dict.fromkeys(place for place in places if place is not None))


@dataclass(frozen=True)
class Conclusion:
    """A derivation, made ready: the facts it reads, its test, and what it concludes."""

    reads: tuple[str, ...]
    test: Test
    concludes: Mapping[str, Value]


class Grounds:
    """What a knowledge base says, in the form in which an interview uses it; made once and shared."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge
        self.conclusions = tuple(
            Conclusion(facts_in(condition), Test(condition), knowledge.conclusions(derivation))
            for derivation in knowledge.derivations.values()
            for condition in (knowledge.condition(derivation.when),)
        )
        self.feeding = frozenset(name for conclusion in self.conclusions for name in conclusion.reads)
        self.order = {name: place for place, name in enumerate(knowledge.vocabulary.facts)}
        self.cost = {name: knowledge.vocabulary.cost(name) for name in knowledge.vocabulary.facts}
        self.scope = tuple(Test(knowledge.condition(rule.out_of_scope_when)) for rule in knowledge.scope)
        self._recognizer = Recognizer(knowledge.symptoms.values())
        symptoms = knowledge.symptoms.values()
        self._places = {s.id: Test(knowledge.condition(s.applies_when)) for s in symptoms if s.applies_when}
        self._shows = {s.id: Test(knowledge.condition(s.recognized_when)) for s in symptoms if s.recognized_when}

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> Grounds:
        """Those of a knowledge base."""
        key = f"{__name__}.{cls.__name__}"
        found = knowledge.attached.get(key)
        grounds = found if isinstance(found, Grounds) else cls(knowledge)
        knowledge.attached[key] = grounds
        return grounds

    def standing(self, case: Case, today: date | None = None) -> Standing:
        """Where a case stands.

        Args:
            case: the observed facts.
            today: the day of observation, where the case does not give it; the computer's date if left out.
        """
        texts = case.get("error")
        recognized = self.recognize(texts if isinstance(texts, tuple) else ())
        observed: Values = {fact.name: (fact.value,) for fact in case}
        values = dict(observed)
        for match in recognized.matches:
            for name, value in self.knowledge.read_facts(match.message.tells).items():
                if value not in values.get(name, ()):
                    values[name] = (*values.get(name, ()), value)
        values.setdefault("observed_on", (today or date.today(),))
        self.close(values)
        shown = tuple(self._shown(recognized, observed))
        return Standing(
            case=case,
            recognized=recognized,
            shown=shown,
            symptoms=tuple(symptom for symptom in shown if not self._elsewhere(symptom, values)),
            values=values,
            out_of_scope=any(test.check(observed) & HOLDS for test in self.scope),
        )

    def recognize(self, texts: Iterable[str]) -> Recognized:
        """The messages, and beginnings of messages, in some texts."""
        return self._recognizer.recognize(texts)

    def candidates(self, symptoms: Iterable[Symptom]) -> dict[str, Candidate]:
        """The causes that some symptoms lead to, by their ids."""
        showing: dict[str, list[Symptom]] = {}
        for symptom in symptoms:
            for cause in self.knowledge.causes_of(symptom.id):
                showing.setdefault(cause.id, []).append(symptom)
        return {
            name: Candidate(self.knowledge, self.knowledge.causes[name], showing[name]) for name in sorted(showing)
        }

    def places(self, symptoms: Iterable[Symptom]) -> list[Test]:
        """Where these symptoms occur, for those that do not occur anywhere."""
        return [self._places[symptom.id] for symptom in symptoms if symptom.id in self._places]

    def close(self, values: Values) -> None:
        """Add what follows from the values."""
        changed = True
        while changed:
            changed = False
            for conclusion in self.conclusions:
                if conclusion.test.check(values) & HOLDS:
                    for name, value in conclusion.concludes.items():
                        if value not in values.get(name, ()):
                            values[name] = (*values.get(name, ()), value)
                            changed = True

    def _elsewhere(self, symptom: Symptom, values: Values) -> bool:
        place = self._places.get(symptom.id)
        return place is not None and bool(place.check(values) & FAILS)

    def _shown(self, recognized: Recognized, observed: Values) -> Iterator[Symptom]:
        by_message = {match.symptom for match in recognized.matches}
        for name, symptom in self.knowledge.symptoms.items():
            shows = self._shows.get(name)
            if name in by_message or (shows is not None and shows.check(observed) & HOLDS):
                yield symptom


@dataclass(frozen=True)
class Standing:
    """Where a case stands.

    Attributes:
        case: the observed facts.
        recognized: what was found in its texts.
        shown: the symptoms whose message or behavior is there.
        symptoms: those of them that are not known to occur only elsewhere.
        values: what is known, observed, told by a message and worked out.
        out_of_scope: a rule puts it out of scope.
    """

    case: Case
    recognized: Recognized
    shown: tuple[Symptom, ...]
    symptoms: tuple[Symptom, ...]
    values: Values
    out_of_scope: bool
