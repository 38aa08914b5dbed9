"""What holds of every interview, whatever the knowledge: over random facts, answers and orders, drawn with a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from expert import Case, diagnose
from expert.ask import Interview
from expert.facts.vocabulary import Value
from expert.rules.answers import answers
from tests.simulation import TODAY, Setting


def value(setting: Setting, name: str, rng: random.Random) -> Value:
    """One of the answers to imagine for a fact."""
    definition = setting.knowledge.vocabulary[name]
    return rng.choice(answers(definition, setting.inquiries.tests_of(name), {}))


def some_facts(setting: Setting, rng: random.Random) -> dict[str, Value]:
    """Any values for any of the facts that bear on a symptom's causes, also contradictory ones."""
    names = rng.sample(setting.facts, rng.randint(0, len(setting.facts)))
    return {name: value(setting, name, rng) for name in names}


def case_of(setting: Setting, facts: dict[str, Value]) -> Case:
    """The symptom with these facts besides."""
    return Case.of({**setting.start.values(), **facts}, setting.knowledge.vocabulary)


def held(setting: Setting, facts: dict[str, Value], rng: random.Random) -> Interview:
    """An interview in which each answer is given, skipped, or given, taken back and given again."""
    interview = Interview(setting.start, knowledge=setting.knowledge, today=TODAY)
    while (question := interview.next_question()) is not None:
        fact = question.fact
        if fact not in facts:
            interview.skip()
            continue
        if rng.random() < 0.3:
            interview.answer(value(setting, fact, rng))
            assert interview.back()
        interview.answer(facts[fact])
    return interview


def its_states_are_those_of_the_engine(setting: Setting, rng: random.Random) -> None:
    """Verdicts as an interview weighs them are those of the diagnosis."""
    case = case_of(setting, some_facts(setting, rng))
    interview = Interview(case, knowledge=setting.knowledge, today=TODAY)
    verdicts = {cause.id: cause.verdict for cause in diagnose(case, setting.knowledge, today=TODAY).causes}
    expected = {name: "open" if v in ("likely", "possible") else v for name, v in verdicts.items()}
    assert interview.states == expected, case
    assert interview.symptoms == tuple(symptom.id for symptom in interview.diagnosis.symptoms)


def answers_in_any_order_give_the_diagnosis_of_the_facts_at_once(setting: Setting, rng: random.Random) -> None:
    """It does not matter when a fact became known, or in which order it is written."""
    knowledge, facts = setting.knowledge, some_facts(setting, rng)
    interview = held(setting, facts, rng)
    given = interview.case.values()
    at_once = diagnose(Case.of(given, knowledge.vocabulary), knowledge, today=TODAY)
    assert interview.diagnosis == at_once
    turned = Case.of(dict(sorted(given.items(), reverse=True)), knowledge.vocabulary)
    assert diagnose(turned, knowledge, today=TODAY).to_json() == at_once.to_json()
    assert interview.diagnosis.to_json() == diagnose(interview.case, knowledge, today=TODAY).to_json()


def where_no_question_is_left_no_answer_changes_a_verdict(setting: Setting, rng: random.Random) -> None:
    """After an interview in which nothing was skipped, whatever else becomes known decides nothing more."""
    interview = held(setting, {name: value(setting, name, rng) for name in setting.facts}, rng)
    assert interview.stopped is not None
    if interview.stopped.kind in ("confirmed", "out_of_scope") or interview.diagnosis.conflicts:
        return
    before = interview.states
    for name in setting.facts:
        if name not in interview.case:
            other = value(setting, name, rng)
            case = Case.of({**interview.case.values(), name: other}, setting.knowledge.vocabulary)
            # Of an unrecognized text, what happens instead was asked for in vain.
            after = Interview(case, knowledge=setting.knowledge, today=TODAY, skipped=interview.skipped)
            if not after.diagnosis.conflicts:
                assert after.states == before, (interview.case, name, other)


def it_ends_whatever_is_answered(setting: Setting, rng: random.Random) -> None:
    """Whoever answers, skips or talks nonsense comes to an end."""
    interview = Interview(knowledge=setting.knowledge, today=TODAY)
    most = len(setting.knowledge.vocabulary.facts) + 20
    for _ in range(most):
        question = interview.next_question()
        if question is None:
            break
        if question.fact == "error":
            interview.answer(rng.choice(["nonsense", *_beginnings(setting), *_messages(setting)]))
        elif rng.random() < 0.2:
            interview.skip()
        else:
            interview.answer(value(setting, question.fact, rng))
    assert interview.stopped is not None


def _messages(setting: Setting) -> Iterator[str]:
    for message in setting.symptom.messages:
        yield from message.wordings()


def _beginnings(setting: Setting) -> Iterator[str]:
    """The first sentence of each message."""
    yield from (message.partition(".")[0] + "." for message in _messages(setting) if "." in message)


def every_reason_is_one_sensible_sentence_after_the_other(setting: Setting, rng: random.Random) -> None:
    """Whichever way the answers go: of sensible length, with no gap left, and "then" but once."""
    interview = Interview(setting.start, knowledge=setting.knowledge, today=TODAY)
    while (question := interview.next_question()) is not None:
        why = interview.why()
        assert len(re.findall(r"\bthen\b", why)) <= 1, why
        assert len(why) > 40, why
        assert why.endswith((".", "?")), why
        assert not re.search(r"[{}]|  |\.\.|“”", why), why
        if question.values and rng.random() < 0.8:
            interview.answer(rng.choice(list(question.values)))
        else:
            interview.skip()


PROPERTIES = (
    its_states_are_those_of_the_engine,
    answers_in_any_order_give_the_diagnosis_of_the_facts_at_once,
    where_no_question_is_left_no_answer_changes_a_verdict,
    it_ends_whatever_is_answered,
    every_reason_is_one_sensible_sentence_after_the_other,
)
