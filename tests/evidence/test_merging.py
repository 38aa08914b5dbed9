"""What several sources know of one case, and which of them is believed."""

from __future__ import annotations

from datetime import UTC, datetime

from expert import Case, diagnose
from expert.facts.case import Difference
from expert.facts.fact import Fact, Origin
from expert.facts.vocabulary import Value
from expert.foundations.problems import Place

EARLIER, LATER = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)


def of_evidence(name: str, value: Value, file: str, taken: datetime | None = None) -> Case:
    return Case.of_facts([Fact(name, value, Origin("evidence", Place(file, within="value[0]"), taken))])


def test_facts_of_all_sources_are_put_together() -> None:
    merged = Case.merge(Case(card="valid", error="one"), Case(platform="folio", error=["two", "one"]))
    assert merged.values() == {"error": ("one", "two"), "platform": "folio", "card": "valid"}
    assert merged.differences == ()


def test_what_was_given_by_hand_is_used_and_what_evidence_says_against_it_is_told() -> None:
    for cases in ((Case(card="valid"), of_evidence("card", "missing", "cards.json", LATER)),
                  (of_evidence("card", "missing", "cards.json", LATER), Case(card="valid"))):  # fmt: skip
        merged = Case.merge(*cases)
        assert merged["card"] == "valid"
        (conflict,) = diagnose(merged).conflicts
        assert conflict.kind == "sources"
        assert "cards.json: value[0]" in conflict.text
        assert [fact.value for fact in conflict.facts] == ["valid", "missing"]


def test_newer_evidence_wins_over_older() -> None:
    merged = Case.merge(of_evidence("card", "valid", "new.json", LATER), of_evidence("card", "missing", "old", EARLIER))
    assert merged["card"] == "valid"
    assert merged.differences == ()


def test_a_time_without_a_zone_is_older_only_where_no_zone_makes_it_newer() -> None:
    for without, wins in ((datetime(2026, 3, 31, 9), True), (datetime(2026, 3, 31, 11), False)):
        old, new = of_evidence("card", "missing", "a.csv", without), of_evidence("card", "valid", "b.json", LATER)
        assert Case.merge(old, new).get("card") == ("valid" if wins else None)
        assert Case.merge(new, old).get("card") == ("valid" if wins else None)


def test_evidence_that_contradicts_itself_is_not_used_until_it_is_settled() -> None:
    one, other = of_evidence("card", "valid", "a.json", LATER), of_evidence("card", "missing", "b.json")
    merged = Case.merge(one, other)
    assert "card" not in merged
    (difference,) = merged.differences
    assert isinstance(difference, Difference)
    assert difference.kept is None
    diagnosis = diagnose(Case.merge(merged, Case(error="AccountHasNoCard")))
    (conflict,) = (conflict for conflict in diagnosis.conflicts if conflict.kind == "sources")
    assert "a.json: value[0]" in conflict.text
    assert "b.json: value[0]" in conflict.text


def test_an_answer_by_hand_settles_it_and_the_difference_is_still_told() -> None:
    merged = Case.merge(of_evidence("card", "valid", "a.json"), of_evidence("card", "missing", "b.json"))
    settled = merged.and_also(Fact("card", "missing", Origin("api")))
    (conflict,) = diagnose(settled).conflicts
    assert [fact.value for fact in conflict.facts] == ["missing", "valid", "missing"]


def test_sources_that_agree_are_one() -> None:
    merged = Case.merge(of_evidence("card", "valid", "a.json"), of_evidence("card", "valid", "b.json"))
    assert merged["card"] == "valid"
    assert merged.differences == ()
    assert str(next(iter(merged)).origin) == "a.json: value[0]"
