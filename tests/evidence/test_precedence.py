"""Which of several configurations applies to a user, and when that is not to be known."""

from __future__ import annotations

from typing import Any

import pytest

from expert.evidence.precedence import reaches, winner
from expert.evidence.subjects import About

IN_A, IN_NONE, NOT_KNOWN = About.of(groups=["a"]), About.of(groups=[]), About.of()
KNOWN_IN_A = About(also_in=frozenset({"a"}))


def target(kind: str, group: str | None = None, **more: Any) -> dict[str, Any]:
    return {"target": {"@odata.type": f"#library.{kind}AssignmentTarget", "groupId": group, **more}}


ALL, A, B, NOT_A = target("allLicensedUsers"), target("group", "A"), target("group", "b"), target("exclusionGroup", "a")
FILTERED = target("allDevices", deviceAndAppManagementAssignmentFilterType="include")


def one(id: str, priority: Any, *assignments: Any) -> dict[str, Any]:
    return {"id": id, "priority": priority, "assignments": list(assignments)}


DEFAULT = {"id": "x_DefaultLimit", "priority": 0}


@pytest.mark.parametrize(
    ("assignments", "about", "truth"),
    [
        ([ALL], NOT_KNOWN, True),
        ([A], IN_A, True),
        ([A], IN_NONE, False),
        ([A], NOT_KNOWN, None),
        ([A], KNOWN_IN_A, True),
        ([B], KNOWN_IN_A, None),
        ([B, ALL], NOT_KNOWN, True),
        ([ALL, NOT_A], IN_A, False),
        ([ALL, NOT_A], IN_NONE, True),
        ([ALL, NOT_A], NOT_KNOWN, None),
        ([FILTERED], IN_A, None),
        ([target("somethingNew")], IN_A, None),
        ([], NOT_KNOWN, False),
        (None, IN_A, None),
    ],
)
def test_whether_assignments_reach_the_user(assignments: Any, about: About, truth: bool | None) -> None:
    assert reaches(assignments, about) is truth


@pytest.mark.parametrize(
    ("configurations", "about", "won"),
    [
        ([DEFAULT], NOT_KNOWN, 0),
        ([DEFAULT, one("y", 1, A)], IN_A, 1),
        ([DEFAULT, one("y", 1, A)], IN_NONE, 0),
        ([DEFAULT, one("y", 1, A)], NOT_KNOWN, None),
        ([one("y", 2, ALL), one("z", 1, A), DEFAULT], IN_A, 1),
        ([one("y", 2, ALL), one("z", 1, A), DEFAULT], IN_NONE, 0),
        ([one("y", 1, ALL), one("z", 2, A), DEFAULT], NOT_KNOWN, 0),  # what comes later does not matter
        ([one("y", 1, ALL), one("z", 1, A), DEFAULT], IN_A, None),
        ([one("y", None, ALL), DEFAULT], IN_A, None),
        ([one("y", 1, A)], IN_NONE, None),
        ([DEFAULT, DEFAULT], IN_NONE, None),
        ([], IN_A, None),
    ],
)
def test_which_applies(configurations: list[dict[str, Any]], about: About, won: int | None) -> None:
    assert winner(configurations, about, whole=True) == won
    assert winner(configurations, about, whole=False) is None
