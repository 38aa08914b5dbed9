"""Random cases of a knowledge base: a few messages or behaviors, and facts of which most have to do with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as some

from expert import Case, Diagnosis, KnowledgeBase, diagnose
from expert.engine.reasoner import Reasoner
from expert.facts.vocabulary import FactDefinition, Value
from expert.facts.writer import as_json
from expert.rules.conditions import evaluate, facts_in
from expert.rules.models import Symptom
from tests.engine.reference import Expected, Reference
from tests.sampling import exhaustive

TODAY = date(2026, 11, 23)
DATES = (date(2026, 9, 30), date(2026, 11, 2), date(2026, 11, 23), date(2027, 5, 12))
VERSIONS = ("5", "5.5", "5.5.1", "5.6", "5.7", "6", "6.3", "6.3.1", "6.4", "15", "15.5", "15.5.1", "15.6", "15.7", "16",
            "16.3", "16.3.1", "16.4", "17.0", "17.4", "18.1")  # fmt: skip


def tried(times: int) -> settings:
    """How often a property is tried, many times that with --exhaustive; a machine may be slow."""
    times *= 20 if exhaustive() else 1
    return settings(max_examples=times, suppress_health_check=[HealthCheck.too_slow])


def readings(definition: FactDefinition) -> some.SearchStrategy[Any]:
    """Valid values of a fact, as they are typed."""
    match definition.type:
        case "word":
            return some.sampled_from(sorted(definition.values))
        case "yes_no":
            return some.booleans()
        case "number":
            return some.integers(0, 20)
        case "date":
            return some.sampled_from(DATES)
        case "version":
            return some.sampled_from(VERSIONS)
        case _:
            return some.text("abc ", min_size=1).filter(str.strip)


class RandomCases:
    """Draws cases of a knowledge base, and says what the reference makes of them."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge
        self.reference = Reference(knowledge)
        self._wordings = {
            symptom.id: [wording for message in symptom.messages for wording in message.wordings()]
            for symptom in knowledge.symptoms.values() if any(message.wordings() for message in symptom.messages)
        }  # fmt: skip
        self._read: dict[str, frozenset[str]] = {}

    def read_for(self, symptom: str) -> frozenset[str]:
        """The facts that a symptom, its causes and their remedies read, and those from which they follow."""
        if symptom not in self._read:
            self._read[symptom] = self._read_for(symptom)
        return self._read[symptom]

    def _read_for(self, symptom: str) -> frozenset[str]:
        knowledge = self.knowledge
        data: list[Any] = [knowledge.symptoms[symptom].recognized_when, knowledge.symptoms[symptom].applies_when]
        for cause in knowledge.causes_of(symptom):
            data += [cause.applies_when, cause.confirmed_when, cause.ruled_out_when]
            for option in knowledge.remedy_of(cause).options:
                data += [option.when, option.harm and option.harm.when]
        names = {name for part in data if part for name in facts_in(knowledge.condition(part))}
        while True:
            further = {
                name
                for derivation in knowledge.derivations.values()
                if names & derivation.concludes.keys()
                for name in facts_in(knowledge.condition(derivation.when))
            } - names
            if not further:
                return frozenset(names)
            names |= further

    def cases(self) -> some.SearchStrategy[dict[str, Any]]:
        """A few messages or behaviors, and facts of which most have to do with them."""
        return some.composite(self._drawn)()

    def _drawn(self, draw: some.DrawFn) -> dict[str, Any]:
        vocabulary = self.knowledge.vocabulary
        facts: dict[str, Any] = {}
        shown = draw(some.lists(some.sampled_from(sorted(self._wordings)), min_size=0, max_size=3, unique=True))
        if shown:
            facts["error"] = [draw(some.sampled_from(self._wordings[name])) for name in shown]
        if not shown or draw(some.booleans()):
            name = draw(some.sampled_from(self.knowledge.behaviors))
            facts[name] = draw(readings(vocabulary[name]))
            seen = Case.of(facts, vocabulary).values()
            shown += [s.id for s in self.knowledge.symptoms.values() if s.recognized_when and self._shows(s, seen)]
        near = sorted({name for symptom in shown for name in self.read_for(symptom)} - facts.keys())
        far = sorted(vocabulary.facts.keys() - {*near, *facts, "error", "behavior"})
        names = draw(some.lists(some.sampled_from(near), unique=True)) if near else []
        names += draw(some.lists(some.sampled_from(far), unique=True, max_size=4))
        for name in names:
            facts[name] = draw(readings(vocabulary[name]))
        return facts

    def _shows(self, symptom: Symptom, seen: Mapping[str, Value]) -> bool:
        """Whether a symptom is recognized by what happens."""
        assert symptom.recognized_when is not None
        condition = self.knowledge.condition(symptom.recognized_when)
        return evaluate(condition, {name: (value,) for name, value in seen.items()}).truth.holds

    def expected_of(self, case: Case) -> Expected:
        """What the reference makes of a case; which wordings are recognized is taken from the engine."""
        recognized = Reasoner.of(self.knowledge).reason(case, TODAY).recognized.matches
        told = [fact for match in recognized for fact in self.knowledge.read_facts(match.message.tells).items()]
        symptoms = [match.symptom for match in recognized]
        return self.reference.expect({"observed_on": TODAY, **case.values()}, symptoms, told)

    def run(self, case: Case) -> Diagnosis:
        """The diagnosis, by both engines."""
        return diagnose(case, self.knowledge, today=TODAY, engine="both")


# What must hold of a random case


def it_has_the_verdicts_of_the_reference(drawn: RandomCases, case: Case) -> None:
    """And the same symptoms."""
    expected, diagnosis = drawn.expected_of(case), drawn.run(case)
    assert {symptom.id for symptom in diagnosis.symptoms} == set(expected.symptoms)
    assert {cause.id: cause.verdict for cause in diagnosis.causes} == expected.verdicts
    settled = diagnosis.outcome in ("out_of_scope", "solved")
    assert {cause.id for cause in diagnosis.obstacles} == (set() if settled else expected.obstacles)


def a_verdict_shows_the_facts_that_decided_it(drawn: RandomCases, case: Case) -> None:
    """All of them, and no other."""
    expected = drawn.expected_of(case)
    for cause in drawn.run(case).causes:
        shown = {(fact.fact, json.dumps(fact.value)) for fact in cause.because}
        assert shown == {(name, json.dumps(as_json(value))) for name, value in expected.because[cause.id]}, cause.id
        assert cause.verdict in ("likely", "possible") or cause.because, cause.id


def only_ways_that_fit_are_offered_and_harmful_ones_are_withheld(drawn: RandomCases, case: Case) -> None:
    """No step of a way that is withheld is shown."""
    expected, diagnosis = drawn.expected_of(case), drawn.run(case)
    if diagnosis.outcome == "out_of_scope":
        assert all(cause.remedy is None for cause in diagnosis.causes)
        return
    shown = {
        (cause.id, option.number): option.withheld
        for cause in diagnosis.causes
        if cause.remedy is not None
        for option in cause.remedy.options
    }
    assert {way for way, withheld in shown.items() if not withheld} == expected.offered
    assert {way for way, withheld in shown.items() if withheld} == expected.withheld
    for cause in diagnosis.causes:
        assert cause.remedy is not None
        assert not any((cause.id, step.option) in expected.withheld for step in cause.remedy.steps)


OF_RANDOM_CASES = (
    it_has_the_verdicts_of_the_reference,
    a_verdict_shows_the_facts_that_decided_it,
    only_ways_that_fit_are_offered_and_harmful_ones_are_withheld,
)
