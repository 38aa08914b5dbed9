"""Which of what evidence says is a fact of the case."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from expert.evidence import About, Evidence, read_evidence
from expert.foundations.problems import InputError

ANNA = {"borrower": "Anna@library.example", "cardState": "good", "seenAt": "2026-04-01T08:00:00Z"}
BO = {"borrower": "bo@library.example", "cardState": "none", "seenAt": "2026-04-01T08:00:00Z"}
SEAL = {"@odata.type": "#library.seal", "expires": "2026-10-19T12:00:00Z", "key": "secret"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def read(folder: Path, *answers: Any, **about: Any) -> Evidence:
    for number, answer in enumerate(answers):
        (folder / f"{number}.json").write_text(json.dumps(answer), encoding="utf-8")
    return read_evidence(folder, about=About.of(**{"observed_on": date(2026, 11, 29), **about}))


def test_what_holds_for_all_is_a_fact_of_any_case(folder: Path) -> None:
    day = date(2026, 11, 29)
    assert read(folder, {"value": SEAL}).facts == {"observed_on": day, "seal": "expired",
                                                   "seal_expires_on": date(2026, 10, 19)}  # fmt: skip


def test_it_is_judged_by_the_day_of_observation(folder: Path) -> None:
    assert read(folder, SEAL, observed_on=date(2026, 7, 17)).facts["seal"] == "valid"


def test_of_one_borrower_alone_the_facts_are_those_of_the_case(folder: Path) -> None:
    assert read(folder, [ANNA]).facts == {"card": "valid"}


def test_of_several_borrowers_the_case_has_those_of_the_one_it_is_about(folder: Path) -> None:
    evidence = read(folder, {"value": [ANNA, BO]})
    assert evidence.facts == {}
    assert len(evidence.readings) == 2
    assert read(folder, {"value": [ANNA, BO]}, user="anna@LIBRARY.example").facts == {"card": "valid"}
    assert read(folder, {"value": [ANNA, BO]}, user="nobody@library.example").facts == {}


def test_a_list_is_counted_for_each_owner(folder: Path) -> None:
    readers = [{"serial": str(i), "owner": "anna" if i < 2 else "bo", "kind": "folio"} for i in range(5)]
    assert read(folder, {"value": readers}).facts == {}
    assert read(folder, {"value": readers}, user="bo").facts == {"readers_listed": 3}
    further = {"value": readers, "@odata.nextLink": "https://library.example/readers?page=2"}
    assert read(folder, further, user="bo").facts == {}


def test_the_rule_with_the_lowest_priority_that_reaches_the_user_applies_and_the_default_last(folder: Path) -> None:
    default = {"id": "x_DefaultShelf", "shelfLimit": 15, "priority": 0}
    group = {"@odata.type": "#library.groupAssignmentTarget", "groupId": "readers"}
    rule = {"id": "y", "shelfLimit": 3, "priority": 1, "assignments": [{"target": group}]}
    assert read(folder, {"value": [default]}).facts == {"reader_limit": 15}
    assert read(folder, {"value": [default, rule]}).facts == {}
    assert read(folder, {"value": [default, rule]}, groups=["others"]).facts == {"reader_limit": 15}
    assert read(folder, {"value": [default, rule]}, groups=["Readers"]).facts == {"reader_limit": 3}


def test_each_fact_says_where_it_stands_and_when_it_was_so(folder: Path) -> None:
    (reading,) = read(folder, {"value": [ANNA]}).readings
    assert str(reading.place) == f"{folder.as_posix()}/0.json: value[0].cardState"
    assert reading.taken is not None
    assert reading.taken.year == 2026


def test_what_is_not_known_is_named_and_a_cut_file_is_an_error(folder: Path) -> None:
    (unread,) = read(folder, {"@odata.type": "#library.bookend", "size": 3}).unread
    assert "library.bookend" in unread.why.en
    (folder / "0.json").write_text('{"value": [{"borrower": "an', encoding="utf-8")
    with pytest.raises(InputError, match="cut"):
        read_evidence(folder)


def test_what_was_asked_in_words_of_a_field_that_is_not_there_is_not_known(folder: Path) -> None:
    assert read(folder, [{"borrower": "anna", "cardState": None}]).facts == {}
    assert read(folder, [{"borrower": "anna", "cardState": "lost"}]).facts == {}


def test_what_rests_on_a_field_that_contradicts_another_is_not_known_either(folder: Path) -> None:
    another, note = {**SEAL, "expires": "2026-10-20T12:00:00Z"}, {"noteOf": "anna", "expires": "2027-10-20T12:00:00Z"}
    both = read(folder, SEAL, another).facts
    assert (both["seal"], both.get("seal_expires_on")) == ("expired", None)  # whichever date is right, it has passed
    evidence = read(folder, SEAL, note)
    assert evidence.facts == {}
    assert [difference.fact for difference in evidence.case().differences] == ["seal_expires_on"]
