"""What holds of every ladder of questions and of every exercise, whatever the knowledge."""

from __future__ import annotations

import json
from itertools import pairwise

from expert import KnowledgeBase, diagnose
from expert.ask import Interview
from expert.engine.reasoner import Reasoner
from expert.results.ladder import Ladder
from expert.rules.conditions import facts_in
from expert.teach import TODAY, Practice, question_ladder
from expert.teach.question_path import question_order
from tests.sampling import some_of

# Of ladders


def it_is_read_back_as_it_was_written_and_said_in_either_language(knowledge: KnowledgeBase, ladder: Ladder) -> None:
    """Also after it was stored."""
    stored = Ladder.from_json(ladder.to_json())
    assert stored == ladder
    assert stored.in_("sv") == ladder.in_("sv") == question_ladder(knowledge, ladder.symptom, "sv")
    assert ladder.in_("sv").in_("en") == ladder
    assert json.loads(ladder.to_json())["schema"] == "expert/ladder/1"


def every_cause_stands_once_beside_a_question_with_its_remedy(knowledge: KnowledgeBase, ladder: Ladder) -> None:
    """None is left out, and none stands twice."""
    shown = [shows.cause for rung in ladder.rungs for shows in rung.shows]
    assert sorted(shown) == [cause.id for cause in knowledge.causes_of(ladder.symptom)]
    assert [cause.id for cause in ladder.causes] == shown
    assert {cause.remedy for cause in ladder.causes} == {remedy.id for remedy in ladder.remedies}
    assert [rung.number for rung in ladder.rungs] == list(range(1, len(ladder.rungs) + 1))


def its_questions_are_those_of_a_diagnosis_in_the_same_order(knowledge: KnowledgeBase, ladder: Ladder) -> None:
    """Where nothing but the symptom is known, and so those of an interview."""
    order = question_order(knowledge, ladder.symptom)
    assert sorted(order.causes) == [cause.id for cause in knowledge.causes_of(ladder.symptom)]
    case = knowledge.case(**knowledge.symptoms[ladder.symptom].example)
    listed = [question.fact for question in diagnose(case, knowledge, today=TODAY).questions]
    assert [fact for fact in listed if fact in order.facts] == list(order.facts)
    shown = [min(order.place[shows.cause] for shows in rung.shows) for rung in ladder.rungs if rung.shows]
    assert shown == sorted(shown)
    question = Interview(case, knowledge=knowledge, today=TODAY).next_question()
    read = {fact for rung in ladder.rungs for fact in rung.reads}
    if question is not None and question.fact in read:
        assert question.fact in ladder.rungs[0].reads


def its_questions_bear_the_numbers_of_that_diagnosis(knowledge: KnowledgeBase, ladder: Ladder) -> None:
    """Each a label of its own, in order; and every number that a question has there stands beside what it decides."""
    case = knowledge.case(**knowledge.symptoms[ladder.symptom].example)
    questions = diagnose(case, knowledge, today=TODAY).questions
    asked = {question.number: question.fact for question in questions}
    labels = [rung.called for rung in ladder.rungs]
    assert len(set(labels)) == len(labels)
    places = [int(label.rstrip("abcdefghijklmnopqrstuvwxyz")) for label in labels]
    assert places == sorted(places)
    for rung, place in zip(ladder.rungs, places, strict=True):
        assert {asked[number] for number in rung.questions} <= set(rung.reads)
        assert place in rung.questions or place == max(asked, default=0) + 1
    decided = {number for rung in ladder.rungs for number in (*rung.questions, *rung.only_if_questions)}
    further = [one.number for rung in ladder.rungs for one in rung.further]
    assert decided.isdisjoint(further)
    assert len(set(further)) == len(further)
    assert {question.number for question in questions if question.decides} <= {*decided, *further}


def a_question_on_a_branch_is_not_asked_after_any_other_answer(knowledge: KnowledgeBase, ladder: Ladder) -> None:
    """For there all of its causes are ruled out."""
    for rung in ladder.rungs:
        if rung.branch is not None:
            above = ladder.rungs[rung.branch.number - 1]
            assert above.number < rung.number
            assert above.fact == rung.branch.fact
            causes = {shows.cause for shows in rung.shows}
            out = {a.words for same in above.sorts for a in same.answers if causes <= set(a.rules_out)}
            assert out
            assert out.isdisjoint(rung.branch.words)


def nobody_is_on_two_branches_beside_each_other(knowledge: KnowledgeBase, ladder: Ladder) -> None:
    """Whoever went down the first would pass the second by."""
    for one, other in pairwise(ladder.rungs):
        if one.branch is not None and other.branch is not None:
            assert one.branch.number == other.branch.number


def a_rung_reads_what_its_causes_conditions_read(knowledge: KnowledgeBase, ladder: Ladder) -> None:
    """And asks for a fact of its own."""
    for rung in ladder.rungs:
        for shows in rung.shows:
            condition = knowledge.condition(knowledge.causes[shows.cause].confirmed_when)
            assert set(facts_in(condition)) <= set(rung.facts) <= set(rung.reads)
        assert rung.fact is None or rung.fact in rung.facts


def a_question_that_sorts_stands_above_what_it_sorts_and_says_what_is_left(
    knowledge: KnowledgeBase, ladder: Ladder
) -> None:
    """For each of its answers."""
    for rung in ladder.rungs:
        above = {shows.cause for other in ladder.rungs[: rung.number - 1] for shows in other.shows}
        assert bool(rung.sorts) is not bool(rung.shows)
        for same in rung.sorts:
            for answer in same.answers:
                assert above.isdisjoint(answer.rules_out)
                out = set(answer.rules_out)
                below = ladder.rungs[rung.number :]
                left = [other.number for other in below if {shows.cause for shows in other.shows} - out]
                assert tuple(left) == same.left


def no_answer_leads_to_a_question_that_it_rules_out(knowledge: KnowledgeBase, ladder: Ladder) -> None:
    """By what a diagnosis says once it knows the answer."""
    shown = knowledge.symptoms[ladder.symptom].example
    for rung in ladder.rungs:
        for same in rung.sorts:
            causes = [{shows.cause for shows in ladder.rungs[number - 1].shows} for number in same.left]
            for answer in same.answers:
                case = knowledge.case(**{**shown, str(rung.fact): answer.value})
                found = diagnose(case, knowledge, today=TODAY)
                out = {cause.id for cause in found.causes if cause.verdict == "ruled_out"}
                assert not [some for some in causes if some <= out], (rung.called, answer.words)


def each_fact_to_find_out_can_be_asked_for_and_is_not_told_by_the_symptom(
    knowledge: KnowledgeBase, ladder: Ladder
) -> None:
    """Each once."""
    asked = [question.fact for question in ladder.questions]
    assert len(asked) == len(set(asked))
    assert all(knowledge.vocabulary[fact].asked for fact in asked)
    assert knowledge.symptoms[ladder.symptom].example.keys().isdisjoint(asked)


OF_LADDERS = (
    it_is_read_back_as_it_was_written_and_said_in_either_language,
    every_cause_stands_once_beside_a_question_with_its_remedy,
    its_questions_are_those_of_a_diagnosis_in_the_same_order,
    its_questions_bear_the_numbers_of_that_diagnosis,
    a_question_on_a_branch_is_not_asked_after_any_other_answer,
    nobody_is_on_two_branches_beside_each_other,
    a_rung_reads_what_its_causes_conditions_read,
    a_question_that_sorts_stands_above_what_it_sorts_and_says_what_is_left,
    no_answer_leads_to_a_question_that_it_rules_out,
    each_fact_to_find_out_can_be_asked_for_and_is_not_told_by_the_symptom,
)


# Of exercises that have just been drawn


def its_case_is_of_exactly_one_cause(knowledge: KnowledgeBase, practice: Practice) -> None:
    """All others are ruled out, but for what only a trial would show."""
    vocabulary = knowledge.vocabulary
    tried = {name for name, fact in vocabulary.facts.items() if vocabulary.costs[fact.cost].only_if_done}
    hidden = practice.hidden
    diagnosis = diagnose(hidden.case, knowledge, today=TODAY)
    causes = {cause.id: cause for cause in diagnosis.causes}
    assert causes.pop(hidden.cause).verdict == "confirmed", hidden
    for cause in causes.values():
        waits_for_trial = cause.verdict == "possible" and set(cause.missing) <= tried
        assert cause.verdict == "ruled_out" or waits_for_trial, hidden
    assert diagnosis.conflicts == ()
    assert [symptom.id for symptom in diagnosis.symptoms] == [hidden.symptom]


def its_case_is_not_impossible(knowledge: KnowledgeBase, practice: Practice) -> None:
    """By what the rules say cannot be."""
    values = Reasoner.of(knowledge).reason(practice.hidden.case, TODAY).values
    assert knowledge.contradiction(values) is None


def its_message_ends_its_sentence(knowledge: KnowledgeBase, practice: Practice) -> None:
    """And no further full stop comes after one."""
    complaint = practice.complaint
    if complaint.message.endswith((".", "!", "?")):
        assert f"“{complaint.message}” " in f"{complaint.text} "
    elif f"“{complaint.message}”" in complaint.text:
        assert f"“{complaint.message}”." in complaint.text


def its_best_path_settles_the_cause(knowledge: KnowledgeBase, practice: Practice) -> None:
    """It confirms the cause or rules out every other, and each step of it tells something."""
    result = practice.result
    assert practice.hidden.cause in practice.causes
    assert result.best_cost <= practice.cost + sum(observation.cost for observation in practice.observations)
    known = {step.looked.fact: step.looked.value for step in result.best_steps if step.looked is not None}
    seen = knowledge.case(**{**practice.hidden.reported.values(), **{n: v for n, v in known.items() if v is not None}})
    verdicts = {cause.id: cause.verdict for cause in diagnose(seen, knowledge, today=TODAY).causes}
    assert result.best_verdict == verdicts.pop(practice.hidden.cause)
    assert result.best_verdict == "confirmed" or set(verdicts.values()) <= {"ruled_out"}
    assert [step.told for step in result.best_steps if not step.told] == []


def its_best_path_is_what_an_interview_asks(knowledge: KnowledgeBase, practice: Practice) -> None:
    """But for what no exercise offers to look up."""
    interview = Interview(practice.hidden.reported, knowledge=knowledge, today=TODAY)
    offered = [observation.fact for observation in practice.observations]
    for looked in practice.result.best:
        question = interview.next_question()
        while question is not None and question.fact not in offered:
            interview.skip()
            question = interview.next_question()
        assert question is not None
        assert question.fact == looked.fact
        value = practice.hidden.case.get(looked.fact)
        if value is None:
            interview.skip()
        else:
            interview.answer(value)


def whoever_follows_its_best_path_gets_the_full_score(knowledge: KnowledgeBase, practice: Practice) -> None:
    """At the cost that the best path has."""
    for looked in practice.result.best:
        practice.observe(looked.fact)
    assert practice.guess(practice.hidden.cause)
    practice.mend(next(way.id for way in practice.result.ways if way.judged == "right"))
    result = practice.result
    assert practice.cost == result.best_cost
    assert practice.done
    assert not result.scored or (result.score, result.settled) == (100, True)


def thorough_work_is_never_paid_less_than_a_lucky_guess(knowledge: KnowledgeBase, practice: Practice) -> None:
    """Whoever looks everything up beats whoever names the cause before it is settled, if both mend it alike."""
    scores: list[int] = []
    looked = [observation.fact for observation in practice.observations]
    lucky = range(len(looked))
    for number in (len(looked), *lucky[:4], *some_of(lucky[4:], 9)):
        other = Practice(practice.hidden, knowledge, practice.language, practice.level)
        for fact in looked[:number]:
            other.observe(fact)
        other.guess(practice.hidden.cause)
        other.mend(other.ways[0].id)
        if number == len(looked) or not other.result.settled:
            scores.append(other.result.score)
    assert practice.hidden.demonstration or all(scores[0] > lucky for lucky in scores[1:])


def every_observation_has_its_true_answer(knowledge: KnowledgeBase, practice: Practice) -> None:
    """And all of them together settle the cause."""
    for observation in practice.observations:
        looked = practice.observe(observation.fact)
        value = practice.hidden.case.get(observation.fact)
        said = "there is none" if value is None else knowledge.vocabulary[observation.fact].say(value).en
        assert looked.words == said
    if not practice.hidden.demonstration:
        assert practice.diagnosis.cause(practice.hidden.cause).verdict == "confirmed"


OF_EXERCISES = (
    its_case_is_of_exactly_one_cause,
    its_case_is_not_impossible,
    its_message_ends_its_sentence,
    its_best_path_settles_the_cause,
    its_best_path_is_what_an_interview_asks,
    whoever_follows_its_best_path_gets_the_full_score,
    thorough_work_is_never_paid_less_than_a_lucky_guess,
    every_observation_has_its_true_answer,
)
