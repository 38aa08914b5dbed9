"""A class practices: everybody gets the same true case, looks things up, and names the cause."""

from __future__ import annotations

import pytest

from expert import InputError, KnowledgeBase, diagnose
from expert.ask import Interview
from expert.teach import TODAY, Practice, question_order
from expert.texts import LANGUAGES, Language

KNOWLEDGE = KnowledgeBase.shipped()
SEEDS = range(40)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_hidden_case_is_of_exactly_one_cause(seed: int) -> None:
    hidden = Practice.draw(seed).hidden
    diagnosis = diagnose(hidden.case, today=TODAY)
    verdicts = {cause.id: cause.verdict for cause in diagnosis.causes}
    assert verdicts.pop(hidden.cause) == "confirmed", hidden
    assert set(verdicts.values()) <= {"ruled_out"}, hidden
    assert diagnosis.conflicts == ()
    assert [symptom.id for symptom in diagnosis.symptoms] == [hidden.symptom]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_observation_has_its_true_answer(seed: int) -> None:
    practice = Practice.draw(seed)
    for observation in practice.observations:
        looked = practice.observe(observation.fact)
        value = practice.hidden.case[observation.fact]
        assert looked.words == KNOWLEDGE.vocabulary[observation.fact].say(value).en
    assert practice.diagnosis.cause(practice.hidden.cause).verdict == "confirmed"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_report_alone_does_not_give_the_cause_away(seed: int) -> None:
    hidden = Practice.draw(seed).hidden
    assert not hidden.plain
    told = diagnose(hidden.told, today=TODAY)
    assert told.cause(hidden.cause).verdict in ("possible", "likely")
    assert any(cause.verdict in ("possible", "likely") for cause in told.causes if cause.id != hidden.cause)


@pytest.mark.parametrize("seed", range(8))
def test_a_seed_gives_everybody_the_same_case_in_either_language(seed: int) -> None:
    english, again, swedish = Practice.draw(seed), Practice.draw(seed), Practice.draw(seed, language="sv")
    assert english.hidden == again.hidden
    assert english.hidden.cause == swedish.hidden.cause
    without = [{k: v for k, v in p.hidden.case.values().items() if k != "error"} for p in (english, swedish)]
    assert without[0] == without[1]


def test_the_exercises_are_not_all_about_the_same() -> None:
    assert len({Practice.draw(seed).hidden.cause for seed in SEEDS}) >= 10


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_every_symptom_has_an_exercise(symptom: str) -> None:
    practice = Practice.draw(3, symptom)
    assert practice.hidden.symptom == symptom
    assert practice.hidden.cause in practice.causes
    result = practice.result
    assert result.best_cost <= practice.cost + sum(o.cost for o in practice.observations)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_speaks_the_learners_language(language: Language) -> None:
    practice = Practice.draw(1, "profile-installation-no-server-connection", language=language)
    said = {"en": "Connection to the server could not be established", "sv": "anslutning till servern"}
    assert said[language] in practice.complaint.text
    assert practice.complaint.message in practice.complaint.text


@pytest.mark.parametrize("seed", range(12))
def test_whoever_follows_the_best_path_gets_the_full_score(seed: int) -> None:
    practice = Practice.draw(seed)
    for looked in practice.result.best:
        practice.observe(looked.fact)
    assert practice.guess(practice.hidden.cause)
    result = practice.result
    assert (result.score, result.settled, result.cost) == (100, True, result.best_cost)


@pytest.mark.parametrize("seed", range(12))
def test_the_best_path_is_what_an_interview_asks(seed: int) -> None:
    practice = Practice.draw(seed)
    interview = Interview(practice.hidden.told, today=TODAY)
    for looked in practice.result.best:
        question = interview.next_question()
        while question is not None and practice.hidden.case.get(question.fact) is None:
            interview.skip()
            question = interview.next_question()
        assert question is not None
        assert question.fact == looked.fact
        interview.answer(practice.hidden.case[looked.fact])


def test_detours_cost_but_what_is_known_costs_nothing_again() -> None:
    practice = Practice.draw(11)
    for observation in practice.observations:
        practice.observe(observation.fact)
        practice.observe(observation.fact)
    assert len(practice.result.path) == len(practice.observations)
    practice.guess(practice.hidden.cause)
    result = practice.result
    assert result.score == round(100 * result.best_cost / result.cost) < 100
    assert [observation.seen for observation in practice.observations] == [looked.words for looked in result.path]


def test_a_wrong_answer_costs_and_the_next_may_be_right() -> None:
    practice = Practice.draw(11)
    other = next(name for name in practice.causes if name != practice.hidden.cause)
    before = practice.cost
    assert not practice.guess(other)
    assert not practice.guess(other)
    assert practice.cost == before + practice.result.wrong_cost
    assert not practice.over
    assert practice.guess(practice.hidden.cause)
    assert practice.result.wrong == (other,)
    assert 0 < practice.result.score < 50


def test_each_step_tells_what_it_decided_and_adds_up_what_it_cost() -> None:
    practice = Practice.draw(7)  # an ADE device, which two of the causes cannot concern
    for observation in practice.observations[:2]:
        practice.observe(observation.fact)
    practice.guess("cname-missing")
    practice.guess(practice.hidden.cause)
    result = practice.result
    method, license_, wrong, right = result.steps
    assert method.ruled_out == ("cname-missing", "personal-devices-blocked")
    assert license_.ruled_out == ("no-intune-license",)
    assert (wrong.named, wrong.verdict, wrong.cost) == ("cname-missing", "ruled_out", result.wrong_cost)
    assert wrong.told == "What was known had ruled it out already."
    assert (right.verdict, right.cost, right.told) == ("possible", 0, "Right, but not settled by what was known.")
    assert [step.so_far for step in result.steps] == [4, 9, 69, 69]
    assert result.cost == result.steps[-1].so_far
    assert result.best_steps[-1].confirmed == (result.cause,)
    assert result.best_steps[-1].so_far == result.best_cost


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_the_best_path_settles_the_cause(symptom: str) -> None:
    result = Practice.draw(3, symptom).result
    assert result.best_verdict in ("confirmed", "likely")
    assert [step.told for step in result.best_steps if not step.told] == []


def test_a_lucky_answer_counts_half() -> None:
    practice = Practice.draw(11)
    practice.guess(practice.hidden.cause)
    assert practice.result.score == 50
    assert any("halves" in sentence for sentence in practice.result.explanation)


def test_giving_up_gives_no_points_and_the_solution() -> None:
    practice = Practice.draw(11)
    practice.give_up()
    assert practice.over
    assert (practice.result.score, practice.result.right) == (0, False)
    assert practice.result.cause == practice.hidden.cause


def test_when_it_is_over_nothing_changes_any_more() -> None:
    practice = Practice.draw(11)
    fact = practice.observations[0].fact
    practice.guess(practice.hidden.cause)
    with pytest.raises(InputError, match="over"):
        practice.observe(fact)
    with pytest.raises(InputError, match="over"):
        practice.guess(practice.hidden.cause)


def test_what_is_no_observation_or_cause_is_refused() -> None:
    practice = Practice.draw(11)
    with pytest.raises(InputError, match="user_license"):
        practice.observe("user_licence")
    with pytest.raises(InputError, match="nothing to look up"):
        practice.observe("error")
    with pytest.raises(InputError, match="no-intune-license"):
        practice.guess("no-intune-licence")
    assert practice.cost == 2
    with pytest.raises(KeyError):
        Practice.draw(1, "no-such-symptom")


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_the_order_of_questions_names_every_cause_once(symptom: str) -> None:
    order = question_order(KNOWLEDGE, symptom)
    assert sorted(order.causes) == [cause.id for cause in KNOWLEDGE.causes_of(symptom)]
    assert len(set(order.facts)) == len(order.facts)
    assert list(order.decided_by.values())
    assert max(order.decided_by.values()) <= len(order.facts)


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_the_first_question_is_the_one_an_interview_asks_first(symptom: str) -> None:
    interview = Interview(KNOWLEDGE.case(**KNOWLEDGE.symptoms[symptom].example), today=TODAY)
    order = question_order(KNOWLEDGE, symptom)
    question = interview.next_question()
    if order.facts:
        assert question is not None
        assert question.fact == order.facts[0]
