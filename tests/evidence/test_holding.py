"""Whether something holds of an object's fields: yes, no, or not to be known from it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from expert.evidence.holding import ABSENT, Looked, day_of, faults_of, is_empty, time_of, version_of
from expert.evidence.subjects import About
from expert.foundations.problems import InputError, Place, ProblemList

ID, OTHER_ID = "6a1f0c6e-0f5d-4a57-9c5a-2f5b0d6f1a01", "6a1f0c6e-0f5d-4a57-9c5a-2f5b0d6f1a02"
ABOUT = About.of(user=["anna", ID], groups=["readers"], observed_on=date(2026, 11, 29))
NOBODY = About.of(observed_on=date(2026, 11, 29))
SOME = About(observed_on=date(2026, 11, 29), also_in=frozenset({"readers"}))


@pytest.mark.parametrize(
    ("fields", "when", "truth"),
    [
        ({"state": "Valid"}, {"state": "valid"}, True),
        ({"STATE": "valid"}, {"state": ["none", "valid"]}, True),
        ({"state": "none"}, {"state": "valid"}, False),
        ({}, {"state": "valid"}, None),
        ({"state": None}, {"state": "valid"}, None),
        ({"on": "True"}, {"on": True}, True),
        ({"on": 1}, {"on": True}, False),
        ({"a": {"b": {"c": 3}}}, {"a.b.c": 3}, True),
        ({"a": None}, {"a.b.c": 3}, None),
        ({"a.b": 3}, {"a.b": 3}, True),
        ({"state": "x", "other": "y"}, {"state": "x", "missing": "y"}, None),
        ({"state": "x"}, {"state": "y", "missing": "y"}, False),
        ({"x": ""}, {"x": {"empty": True}}, True),
        ({"x": "0001-01-01T00:00:00Z"}, {"x": {"empty": True}}, True),
        ({"x": 0}, {"x": {"empty": False}}, True),
        ({}, {"x": {"empty": True}}, None),
        ({}, {"x": {"absent": True}}, True),
        ({"x": None}, {"x": {"absent": True}}, False),
        ({"x": "2026-11-28T23:30:00-08:00"}, {"x": {"before": "observed_on"}}, False),
        ({"x": "2026-11-28T23:30:00Z"}, {"x": {"before": "observed_on"}}, True),
        ({"x": "2026-11-29"}, {"x": {"not_before": "observed_on"}}, True),
        ({"x": "soon"}, {"x": {"before": "observed_on"}}, None),
        ({"x": ["All"]}, {"x": {"has": "all"}}, True),
        ({"x": ["b"]}, {"x": {"has": ["a", "b"]}}, True),
        ({"x": []}, {"x": {"has": "a"}}, False),
        ({"x": []}, {"x": {"lacks": "a"}}, True),
        ({"x": "a"}, {"x": {"has": "a"}}, None),
        ({"x": ["a", "b"]}, {"x": {"just": ["a", "b", "c"]}}, True),
        ({"x": ["a", "d"]}, {"x": {"just": ["a", "b", "c"]}}, False),
        ({"x": []}, {"x": {"just": "a"}}, None),
        ({"x": "My iPhone"}, {"x": {"contains": "iphone"}}, True),
        ({"x": "My iPad"}, {"x": {"lacks_text": ["iphone", "mac"]}}, True),
        ({"x": ""}, {"x": {"lacks_text": "a"}}, None),
        ({"x": "iPad Air"}, {"x": {"begins": ["ipad", "iphone"]}}, True),
        ({"x": "17_a", "url": "https://x/?id=17&t=2"}, {"x": {"begins": {"of": "url", "parameter": "id"}}}, True),
        ({"x": "18_a", "url": "https://x/?id=17&t=2"}, {"x": {"begins": {"of": "url", "parameter": "id"}}}, False),
        ({"x": "17_a", "url": "https://x/"}, {"x": {"begins": {"of": "url", "parameter": "id"}}}, None),
        ({"x": "3"}, {"x": {"at_least": 3}}, True),
        ({"x": True}, {"x": {"at_least": 1}}, None),
        ({"x": 4}, {"x": {"at_most": 3}}, False),
        ({"x": 4, "y": {"z": 4}}, {"x": {"at_least": {"of": "y.z"}}}, True),
        ({"x": 3, "y": {"z": 4}}, {"x": {"below": {"of": "y.z"}}}, True),
        ({"x": 3}, {"x": {"below": {"of": "y.z"}}}, None),
        ({"x": "b"}, {"x": {"is_not": ["a", "c"]}}, True),
        ({"x": None}, {"x": {"is_not": "a"}}, None),
        ({"x": [{"a": 1}, {"a": 2}]}, {"x": {"any": {"a": 2}}}, True),
        ({"x": [{"a": 1}, {}]}, {"x": {"any": {"a": 2}}}, None),
        ({"x": [{"a": 1}, {"a": 1}]}, {"x": {"all": {"a": 1}}}, True),
        ({"x": [{"a": 1}, {}]}, {"x": {"all": {"a": 1}}}, None),
        ({"x": []}, {"x": {"all": {"a": 1}}}, True),
        ({"x": [{"a": 1}, "?"]}, {"x": {"none": {"a": 2}}}, None),
        ({"limit": 3, "x": [{"a": 2}]}, {"x": {"any": {"a": {"below": {"of": "outer.limit"}}}}}, True),
        ({"x": 1}, {"either": [{"x": 2}, {"x": 1}]}, True),
        ({"x": 1}, {"either": [{"x": 2}, {"y": 1}]}, None),
        ({"x": 1}, {"either": [{"x": 2}, {"x": 3}]}, False),
    ],
)  # fmt: skip
def test_a_condition(fields: dict[str, Any], when: dict[str, Any], truth: bool | None) -> None:
    assert Looked(fields, ABOUT).holds(when) is truth


@pytest.mark.parametrize(
    ("about", "test", "listed", "truth"),
    [
        (ABOUT, "has", ["anna"], True),
        (ABOUT, "has", ["bo"], False),
        (NOBODY, "has", ["anna"], None),
        (ABOUT, "spares", ["anna"], False),
        (NOBODY, "spares", ["anna"], True),
        (ABOUT, "spares", [None], None),
        (NOBODY, "lacks", [], True),
    ],
)
def test_a_list_of_users(about: About, test: str, listed: list[Any], truth: bool | None) -> None:
    assert Looked({"users": listed}, about).holds({"users": {test: "about.user"}}) is truth


@pytest.mark.parametrize(
    ("about", "group", "truth"),
    [(ABOUT, "Readers", True), (ABOUT, "x", False), (NOBODY, "x", None), (SOME, "readers", True), (SOME, "x", None)],
)
def test_a_group_is_known_from_all_groups_or_from_some(about: About, group: str, truth: bool | None) -> None:
    assert Looked({"groups": [group]}, about).holds({"groups": {"has": "about.groups"}}) is truth
    assert about.in_group(group) is truth


@pytest.mark.parametrize(
    ("about", "found", "truth"),
    [
        (ABOUT, OTHER_ID, True),
        (ABOUT, ID.upper(), False),
        (ABOUT, "bo", None),  # another sign-in name can be the same person's
        (About.of(user="anna"), OTHER_ID, None),
        (ABOUT, "00000000-0000-0000-0000-000000000000", None),
    ],
)
def test_another_user_is_known_by_an_id_alone(about: About, found: str, truth: bool | None) -> None:
    assert Looked({"user": found}, about).holds({"user": {"other_id_than": "about.user"}}) is truth


def test_a_field_whose_name_two_fields_share_but_for_their_letters_is_not_known() -> None:
    assert Looked({"State": 1, "STATE": 2}, NOBODY).value("state") is ABSENT


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2016-12-31T23:59:23.3984029-08:00", date(2017, 1, 1)),
        ("2026-09-11T14:39:25Z", date(2026, 9, 11)),
        ("2026-07-17T23:55:14.00258", date(2026, 7, 17)),
        ("2026-07-17", date(2026, 7, 17)),
        ("0001-01-01T00:00:00Z", None),
        ("11/29/2026", None),
        ("2026-13-45T00:00:00Z", None),
        (20260717, None),
    ],
)  # fmt: skip
def test_a_time_as_services_write_it(text: object, day: date | None) -> None:
    assert day_of(text) == day
    assert (time_of(text) is None) is (day is None)


@pytest.mark.parametrize(("text", "version"), [("27.0 (26A5378n)", "27.0"), ("18.1.2", "18.1.2"), ("beta", None)])
def test_a_version(text: str, version: str | None) -> None:
    assert version_of(text) == version


def test_what_holds_nothing() -> None:
    assert all(map(is_empty, (None, "", [], {}, "0001-01-01T00:00:00Z")))
    assert not any(map(is_empty, (0, False, "0", [None])))


def test_what_cannot_be_asked_is_told() -> None:
    problems = ProblemList()
    faults_of({"a": {"contans": 1}, "b": {"any": {"c": {"bfore": 2}}}, "either": [3]}, problems, Place("k.yaml", 4))
    with pytest.raises(InputError) as error:
        problems.raise_if_any()
    told = [problem.in_("en") for problem in error.value.problems]
    assert len(told) == 3
    assert 'did you mean "contains"?' in told[0]
    assert all(text.startswith("k.yaml:4: ") for text in told)
