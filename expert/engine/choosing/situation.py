"""Where a case stands, told without running the engine: what is known, and which causes that leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from expert.engine.imagined import FAILS, HOLDS, Candidate, Check, Conclusions, Test, Values, add
from expert.engine.viewing import Viewer, by_generality
from expert.facts.case import Case
from expert.facts.vocabulary import DAY
from expert.foundations.records import PlainRecord
from expert.recognizing.recognition import Recognized
from expert.rules.conditions import Atom
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Symptom

T = TypeVar("T")


class _OfFacts(dict[str, T]):
    """Something of each fact, by its name; looked up when it is first asked for, since few facts are in most cases."""

    def __init__(self, of: Callable[[str], T]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, name: str) -> T:
        self[name] = found = self._of(name)
        return found


class Grounds:
    """What a knowledge base says, in the form in which an interview uses it; made once and shared."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge
        self.conclusions = Conclusions.of(knowledge)
        self.feeding = frozenset(name for conclusion in self.conclusions for name in conclusion.reads)
        self.order = {name: place for place, name in enumerate(knowledge.vocabulary.facts)}
        self.cost = _OfFacts(knowledge.vocabulary.cost)
        self.page = _OfFacts(lambda name: knowledge.vocabulary.facts[name].page)
        self.scope = tuple(Test(knowledge.condition(rule.out_of_scope_when)) for rule in knowledge.scope)
        self.solved = tuple(Test(knowledge.condition(rule.solved_when)) for rule in knowledge.solved)
        # What alone can put a case out of scope.
        self.scope_alone = frozenset(name for test in self.scope if len(test.facts) == 1 for name in test.facts)
        self._viewer = Viewer.of(knowledge)
        self._candidates: dict[tuple[str, ...], Candidate] = {}
        self._checks: dict[Atom, Check] = {}
        symptoms = knowledge.symptoms.values()
        self._places = {s.id: Test(knowledge.condition(s.applies_when)) for s in symptoms if s.applies_when}
        self.behavior = knowledge.behaviors
        self.asked_first = tuple(name for name in self.behavior if knowledge.vocabulary[name].asked)
        self.least_cost_of_behavior = min((self.cost[name] for name in self.asked_first), default=0.0)
        self.any_cause = tuple(symptom for symptom in symptoms if symptom.any_cause)

    def cost_beside(self, fact: str, open_page: str | None) -> float:
        """What asking for a fact costs while a page is open: little where it is seen there."""
        on_it = open_page is not None and self.page[fact] == open_page
        return self.knowledge.vocabulary.cost_on_open_page(fact) if on_it else self.cost[fact]

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> Grounds:
        """Those of a knowledge base."""
        return knowledge.attach(cls)

    def situation(self, case: Case, today: date | None = None) -> Situation:
        """Where a case stands.

        Args:
            case: the observed facts.
            today: the day of observation, where the case does not give it; the computer's date if left out.
        """
        view = self._viewer.view(case, today)
        observed: Values = {fact.name: (fact.value,) for fact in view.case}
        values = dict(observed)
        for known in view.told:
            add(values, {known.fact: known.value})
        values.setdefault(DAY, (today or date.today(),))
        self.conclusions.close(values)
        shown = [self.knowledge.symptoms[name] for name in view.shown]
        symptoms: list[Symptom] = []
        for group in by_generality(shown):
            if not symptoms:
                symptoms += (symptom for symptom in group if not self._elsewhere(symptom, values))
        solved = any(test.check(observed) & HOLDS for test in self.solved)
        return Situation(
            case=view.case,
            recognized=view.recognized,
            shown=tuple(shown),
            symptoms=tuple(symptoms),
            values=values,
            out_of_scope=not solved and view.out_of_scope is not None,
            solved=solved,
        )

    def recognize(self, texts: Iterable[str]) -> Recognized:
        """The messages, and beginnings of messages, in some texts."""
        return self._viewer.read(tuple(texts))[0]

    def candidates(self, symptoms: Iterable[Symptom]) -> dict[str, Candidate]:
        """The causes that some symptoms lead to, by their ids."""
        showing: dict[str, list[Symptom]] = {}
        for symptom in symptoms:
            for cause in self.knowledge.causes_of(symptom.id):
                showing.setdefault(cause.id, []).append(symptom)
        return {name: self._candidate(name, showing[name]) for name in sorted(showing)}

    def _candidate(self, cause: str, symptoms: list[Symptom]) -> Candidate:
        key = (cause, *(symptom.id for symptom in symptoms))
        found = self._candidates.get(key)
        if found is None:
            found = self._candidates[key] = Candidate(self.knowledge, self.knowledge.causes[cause], symptoms)
        return found

    def check_of(self, atom: Atom) -> Check:
        """What an atom says of values."""
        found = self._checks.get(atom)
        if found is None:
            found = self._checks[atom] = Test(atom).check
        return found

    def places(self, symptoms: Iterable[Symptom]) -> list[Test]:
        """Where these symptoms occur, for those that do not occur anywhere."""
        return [self._places[symptom.id] for symptom in symptoms if symptom.id in self._places]

    def _elsewhere(self, symptom: Symptom, values: Values) -> bool:
        place = self._places.get(symptom.id)
        return place is not None and bool(place.check(values) & FAILS)


class Situation(PlainRecord):
    """Where a case stands.

    Attributes:
        case: the observed facts, with those that its texts give away.
        recognized: what was found in its texts.
        shown: the symptoms whose message or behavior is there.
        symptoms: those of them that count: that are not known to occur only elsewhere, and are not too general beside
            another.
        values: what is known, observed, told by a message and worked out.
        out_of_scope: a rule puts it out of scope.
        solved: a rule says that it is solved.
    """

    case: Case
    recognized: Recognized
    shown: tuple[Symptom, ...]
    symptoms: tuple[Symptom, ...]
    values: Values
    out_of_scope: bool
    solved: bool = False

    @property
    def general(self) -> bool:
        """Whether what counts says only that an enrollment stops: then whatever stops one comes into question."""
        return any(symptom.any_cause for symptom in self.symptoms)
