"""What holds of every interview: over random facts, answers and orders, with the seed in the test's name."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.ask import Interview
from expert.ask.inquiries import Inquiries
from expert.ask.situation import Grounds
from expert.facts.vocabulary import Value
from expert.rules.answers import answers
from tests.simulation import TODAY, Setting, Worlds, crowded, settings

KNOWLEDGE = KnowledgeBase.shipped()
SETTINGS = list(settings(KNOWLEDGE))


def _value(setting: Setting, name: str, rng: random.Random) -> Value:
    definition = setting.knowledge.vocabulary[name]
    return rng.choice(answers(definition, setting.inquiries.tests_of(name), {}))


def _some_facts(setting: Setting, rng: random.Random) -> dict[str, Value]:
    """Any values for any of the facts that bear on a symptom's causes, also contradictory ones."""
    names = rng.sample(setting.facts, rng.randint(0, len(setting.facts)))
    return {name: _value(setting, name, rng) for name in names}


def _case(setting: Setting, facts: dict[str, Value]) -> Case:
    return Case.of({**setting.start.values(), **facts}, setting.knowledge.vocabulary)


@pytest.mark.parametrize("seed", range(6))
def test_the_engine_comes_to_the_same_states(seed: int) -> None:
    """Verdicts without the engine, as an interview weighs them, are the engine's."""
    rng = random.Random(seed)
    for setting in SETTINGS:
        case = _case(setting, _some_facts(setting, rng))
        interview = Interview(case, today=TODAY)
        verdicts = {cause.id: cause.verdict for cause in interview.diagnosis.causes}
        expected = {name: "open" if v in ("likely", "possible") else v for name, v in verdicts.items()}
        assert interview.states == expected, case
        assert interview.symptoms == tuple(symptom.id for symptom in interview.diagnosis.symptoms)


@pytest.mark.parametrize("seed", range(4))
def test_the_same_holds_among_many_made_up_causes(seed: int) -> None:
    knowledge, rng = crowded(30, 12, seed), random.Random(seed)
    (setting,) = settings(knowledge)
    for _ in range(5):
        case = _case(setting, _some_facts(setting, rng))
        verdicts = {cause.id: cause.verdict for cause in diagnose(case, knowledge).causes}
        expected = {name: "open" if v in ("likely", "possible") else v for name, v in verdicts.items()}
        assert Interview(case, knowledge=knowledge).states == expected


def _held(setting: Setting, facts: dict[str, Value], rng: random.Random) -> Interview:
    """An interview in which each answer is given, skipped, or given, taken back and given again."""
    interview = Interview(setting.start, today=TODAY)
    while (question := interview.next_question()) is not None:
        fact = question.fact
        if fact not in facts:
            interview.skip()
            continue
        if rng.random() < 0.3:
            interview.answer(_value(setting, fact, rng))
            assert interview.back()
        interview.answer(facts[fact])
    return interview


@pytest.mark.parametrize("seed", range(5))
def test_answers_in_any_order_give_the_diagnosis_of_the_facts_at_once(seed: int) -> None:
    rng = random.Random(seed)
    for setting in SETTINGS:
        facts = _some_facts(setting, rng)
        interview = _held(setting, facts, rng)
        given = interview.case.values()
        at_once = diagnose(Case.of(given), today=TODAY)
        assert interview.diagnosis == at_once
        turned = Case.of(dict(sorted(given.items(), reverse=True)))
        assert diagnose(turned, today=TODAY).to_json() == at_once.to_json()
        assert interview.diagnosis.to_json() == diagnose(interview.case, today=TODAY).to_json()


@pytest.mark.parametrize("seed", range(4))
def test_where_no_question_is_left_no_answer_changes_a_verdict(seed: int) -> None:
    """After an interview in which nothing was skipped, whatever else becomes known decides nothing more."""
    rng = random.Random(seed)
    for setting in SETTINGS:
        interview = _held(setting, {name: _value(setting, name, rng) for name in setting.facts}, rng)
        assert interview.stopped is not None
        if interview.stopped.kind == "confirmed" or interview.diagnosis.conflicts:
            continue
        before = interview.states
        for name in setting.facts:
            if name not in interview.case:
                value = _value(setting, name, rng)
                after = Interview(Case.of({**interview.case.values(), name: value}), today=TODAY)
                if not after.diagnosis.conflicts:
                    assert after.states == before, (interview.case, name, value)


@pytest.mark.parametrize("seed", range(3))
def test_every_interview_ends_whatever_is_answered(seed: int) -> None:
    rng = random.Random(seed)
    for setting in SETTINGS:
        interview = Interview(today=TODAY)
        for _ in range(200):
            question = interview.next_question()
            if question is None:
                break
            if question.fact == "error":
                interview.answer(rng.choice(["nonsense", "Profile Installation Failed.", *_messages(setting)]))
            elif rng.random() < 0.2:
                interview.skip()
            else:
                interview.answer(_value(setting, question.fact, rng))
        assert interview.stopped is not None


def _messages(setting: Setting) -> Iterator[str]:
    for message in setting.symptom.messages:
        yield from message.wordings()


def test_every_cause_is_found_from_the_message_alone() -> None:
    """Answered from each full set of facts in which it is the one at work, every interview confirms it."""
    for setting in SETTINGS:
        worlds = Worlds(setting)
        for cause in worlds.worlds:
            truth = worlds.draw(cause, random.Random(1))
            interview = Interview(setting.start, today=TODAY)
            while (question := interview.next_question()) is not None and interview.states.get(cause) == "open":
                value = truth.get(question.fact)
                if value is None:
                    interview.skip()
                else:
                    interview.answer(value)
            states = interview.states
            assert states[cause] == "confirmed" or cause in worlds.together, (setting.symptom.id, cause)


def test_equal_cases_are_asked_the_same() -> None:
    """The choice depends on nothing but the facts: not on what else was asked before in the process."""
    grounds = Grounds(KNOWLEDGE)
    for setting in SETTINGS:
        fresh = Inquiries(grounds, grounds.candidates([setting.symptom]))
        values = dict(setting.told)
        found = [fresh.worth_considering(values, fresh.candidates, frozenset()) for _ in range(2)]
        assert found[0] == found[1]
        first = [Interview(setting.start, today=TODAY).next_question() for _ in range(2)]
        assert first[0] == first[1]
