"""Why a cause is not confirmed, with the fewest changes that would turn its verdict, as values and as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from expert.explaining.changes import TURNED, smallest_changes
from expert.explaining.proof import explain
from expert.facts.case import Case
from expert.facts.vocabulary import FactType, Vocabulary
from expert.facts.writer import as_json
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import Language, Text, joined, spoken
from expert.results.explanation import Change, ChangeOf, Reach, WhyNot
from expert.rules.knowledge import KnowledgeBase

_INSTEAD = Text("{clause} (not so now)", "{clause} (så är det inte nu)")
_FOUND_BY = Text("{clause} (worked out from: {facts})", "{clause} (räknas ut från: {facts})")
_REACH: dict[tuple[FactType, Reach], Text] = {
    ("number", "or_less"): Text("{clause} or less", "{clause} eller mindre"),
    ("number", "or_more"): Text("{clause} or more", "{clause} eller mer"),
    ("date", "or_less"): Text("{clause} or earlier", "{clause} eller tidigare"),
    ("date", "or_more"): Text("{clause} or later", "{clause} eller senare"),
    ("version", "or_less"): Text("{clause} or earlier", "{clause} eller tidigare"),
    ("version", "or_more"): Text("{clause} or later", "{clause} eller senare"),
}
_BOTH = Text(" and ", " och ")


def why_not(
    case: Case,
    cause_id: str,
    knowledge: KnowledgeBase | None = None,
    *,
    language: Language = "en",
    today: date | None = None,
    engine: EngineChoice | None = None,
) -> WhyNot:
    """Why a candidate cause is not confirmed, and what would have to be otherwise for it to be, or to be ruled out.

    >>> from expert import Case
    >>> answer = why_not(Case(error="NoEnrollmentPolicy", apns_certificate="valid"), "apns-certificate-invalid")
    >>> [change.fact for (change,) in answer.changes["confirmed"]][:1]
    ['apns_certificate']

    Args:
        case: the observed facts.
        cause_id: a candidate cause of the case.
        knowledge: the knowledge base; the shipped one if left out.
        language: of the words.
        today: the day of observation where a rule about dates needs it; the computer's date if left out.
        engine: what to explain with, as for `diagnose`.

    Raises:
        KeyError: the cause is not a candidate of the recognized symptoms.
        ValueError: there is no such language.
    """
    language, knowledge, today = spoken(language), knowledge or KnowledgeBase.shipped(), today or date.today()
    explanation = explain(case, cause_id, knowledge, language=language, today=today, engine=engine)
    turned = {v: smallest_changes(case, cause_id, v, knowledge, today=today) for v in TURNED}
    return WhyNot(
        language=language,
        explanation=explanation,
        changes={v: tuple(tuple(map(_as_part, changes)) for changes in found) for v, found in turned.items()},
        ways={
            v: tuple(_sentence(way).in_(language) for way in _ways(found, knowledge.vocabulary))
            for v, found in turned.items()
        },
    )


def _as_part(change: Change) -> ChangeOf:
    return ChangeOf(
        fact=change.fact,
        value=None if change.value is None else as_json(change.value),
        known=change.known,
        reach=change.reach,
        found_by=change.found_by,
    )


def _sentence(way: list[Text]) -> Text:
    return Text(_BOTH.en.join(said.en for said in way), _BOTH.sv.join(said.sv for said in way))


def _ways(found: Sequence[tuple[Change, ...]], vocabulary: Vocabulary) -> Iterator[list[Text]]:
    """The changes in words; values of one fact that each would do stand together."""
    alone: dict[str, list[Change]] = {}
    for changes in found:
        if len(changes) > 1:
            yield [_change(change, vocabulary) for change in changes]
        else:
            alone.setdefault(changes[0].fact, []).append(changes[0])
    for name, each in alone.items():
        fact, values = vocabulary[name], [change.value for change in each if change.value is not None]
        others = [value for value in fact.values if value not in values]
        if fact.type != "word" or len(each) == 1:
            yield from ([_change(change, vocabulary)] for change in each)
        elif len(others) == 1 and len(values) > 2:
            yield [_marked(each[0], fact.clause_one_of(others, denied=True), vocabulary)]
        else:
            yield [_marked(each[0], fact.clause_one_of(values), vocabulary)]


def _change(change: Change, vocabulary: Vocabulary) -> Text:
    fact = vocabulary[change.fact]
    clause = fact.clause_unknown() if change.value is None else fact.clause(change.value)
    clause = _REACH[fact.type, change.reach].format(clause=clause) if change.reach else clause
    return _marked(change, clause, vocabulary)


def _marked(change: Change, clause: Text, vocabulary: Vocabulary) -> Text:
    """The clause with a word on what is known of the fact, or on how to find it out."""
    if change.found_by:
        titles = [vocabulary[name].title for name in change.found_by]
        return _FOUND_BY.format(clause=clause, facts=joined(titles, "; "))
    return _INSTEAD.format(clause=clause) if change.known else clause
