"""One test over many things tries all of them, and names those that fail."""

from __future__ import annotations

import pytest

from tests.each import each

pytest_plugins = ("pytester",)

FAILING = """
import pytest
from tests.each import each

TRIED = []

@pytest.mark.parametrize("language", ["en", "sv"])
@each(("number", "double"), [(1, 2), (2, 5), (3, 6), (4, 9)], parts=2)
def test_numbers(number, language, double, tmp_path):
    TRIED.append((language, number))
    assert number * 2 == double

def test_all_were_tried():
    assert sorted(TRIED) == [(language, number) for language in ("en", "sv") for number in (1, 2, 3, 4)]
"""


def test_all_are_tried_and_those_that_fail_are_named(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(FAILING)
    ran = pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:xdist")
    ran.assert_outcomes(passed=3, failed=2)
    ran.stdout.fnmatch_lines(["*2 of 2 fail*", "*with 2, 5*", "*with 4, 9*"])
    ran.stdout.no_fnmatch_line("*with 1, 2*")


def test_where_there_is_nothing_to_try_that_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="nothing to try for symptom"):
        each("symptom", [])
