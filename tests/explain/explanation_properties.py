"""What holds of every explanation, whatever the knowledge, over a case of a rule file and how it came out."""

from __future__ import annotations

import re

from expert import KnowledgeBase
from expert.engine.rule_cases import CaseResult, case_of
from expert.explaining import compare, explain, smallest_changes, what_if
from expert.explaining.turned_verdicts import why_not
from expert.foundations.texts import LANGUAGES, Language
from expert.results.explanation import ProofNode, WhyNot
from expert.rules.models import Cause, RuleCase


def asked_of(knowledge: KnowledgeBase, cause: Cause, rule_case: RuleCase, language: Language) -> WhyNot:
    """Why a cause has its verdict in a case of its file, and what would change that."""
    return why_not(case_of(knowledge, cause, rule_case), cause.id, knowledge, language=language)


def _part(parts: tuple[ProofNode, ...], kind: str) -> ProofNode | None:
    return next((part for part in parts if part.kind == kind), None)


def the_tree_agrees_with_the_verdict(knowledge: KnowledgeBase, result: CaseResult) -> None:
    """A cause is confirmed exactly where its condition is met, unless it is known not to apply.

    Where every cause that stops an enrollment is a candidate, it applies only where it does.
    """
    case = case_of(knowledge, knowledge.causes[result.cause], result.case)
    explanation = explain(case, result.cause, knowledge)
    confirmed = _part(explanation.parts, "confirmed_when")
    applies = _part(explanation.parts, "applies_when")
    assert confirmed is not None
    met = confirmed.state in ("met", "contradictory")
    stops = _part(explanation.parts, "stops_enrollment")
    elsewhere = any(part is not None and part.state in ("not_met", "contradictory") for part in (applies, stops))
    assert (explanation.verdict == "confirmed") == (met and not elsewhere), (result.cause, result.case.name)


def the_smallest_changes_do_what_they_say(knowledge: KnowledgeBase, result: CaseResult) -> None:
    """Each way is tried with the engine: it gives the verdict, and no single fact of it could be left out."""
    case = case_of(knowledge, knowledge.causes[result.cause], result.case)
    for wanted in ("confirmed", "ruled_out"):
        for changes in smallest_changes(case, result.cause, wanted, knowledge)[:2]:
            after, _ = what_if(case, {change.fact: change.value for change in changes}, knowledge)
            assert after.cause(result.cause).verdict == wanted, (result.cause, result.case.name, changes)
            contradictions = len(result.diagnosis.conflicts)
            for left_out in changes:
                rest = {change.fact: change.value for change in changes if change is not left_out}
                less = what_if(case, rest, knowledge)[0] if rest else result.diagnosis
                enough = less.cause(result.cause).verdict == wanted and len(less.conflicts) <= contradictions
                assert not enough, (result.cause, changes)


def equal_diagnoses_do_not_differ(knowledge: KnowledgeBase, result: CaseResult) -> None:
    """A comparison finds only what differs."""
    assert compare(result.diagnosis, result.diagnosis).nothing


def it_is_made_of_whole_sentences(knowledge: KnowledgeBase, result: CaseResult) -> None:
    """In both languages: no gap is left unfilled, every sentence ends, and the two are not the same."""
    pages = []
    for language in LANGUAGES:
        answer = asked_of(knowledge, knowledge.causes[result.cause], result.case, language)
        page = answer.to_text()
        assert not re.search(r"[{}]|\w  \w|“”|””|: None\b", page), page
        for sentence in answer.explanation.sentences:
            assert sentence[-1] in ".:”", sentence
        pages.append(page)
    assert pages[0] != pages[1]


PROPERTIES = (
    the_tree_agrees_with_the_verdict,
    the_smallest_changes_do_what_they_say,
    equal_diagnoses_do_not_differ,
    it_is_made_of_whole_sentences,
)
