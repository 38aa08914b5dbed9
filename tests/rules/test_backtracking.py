"""What is known of a regular expression before it meets a text: whether nothing keeps it from taking years."""

from __future__ import annotations

import math
import re

import pytest

from expert.foundations.limits import LONG, MOST_STEPS_OF_EXPRESSION
from expert.rules.backtracking import ways_to_try
from tests.rules.checked import SOURCE, cause, found, lines
from tests.rules.folders import Fill

ENDLESS = [
    "(a+)+$", "(?:a|aa)+$", "(?:a*)*b", r"(\w+\s?)*x", r"^(\s+\w+\s*)*$", "(x+x+)+y", r"(?=(\w+)+x)y", "(?:aa|aaa)*b",
    r"(?:\w*){0,30}x", r"(?i)(?:a|A)*(?:[aA]+b?)*c", r"(?:(?:a|b)*|c)*d", r"(a*)*\1$", r"(x)?(?(1)(?:a+)+|b)c",
]  # fmt: skip
SLOW = [
    r"\w*\w*\w*x", "(?s).*.*=.*!", "a{0,999}a{0,999}a{0,999}b", "(?:a?){20}b", r"(?i)push[ -]?cert\w*.{0,40}expir\w*1",
    r"\s+(?:x|\s)*\s*y", r"\A.*.*.*x", r"(?m)^\s*\s*x",
]  # fmt: skip
BOUNDED = [
    r"(?m)^error: \w+$", r"(?s)\A.*x", r"\d+(?:\.\d+)*x", r"(?:\w+ ){0,3}x", "(?:[0-9a-f]{2})+",
    "(?:new |work |nya )*pc",
    r"\w*+\w*x", r"(?>\w*)\w*x", r".*?\bmac\w*\b", r"(?m)^[ \t]*x", r"(?:a|ab)*c", r"(?:[^,]*,){9}x", r"\s*x",
    r"(?:(?!not)[^.]){0,60}x", "(?:a{2}){2,3}", r"(?:[0-9a-f]{1,4}:){2,8}",
]  # fmt: skip


@pytest.mark.parametrize("expression", ENDLESS)
def test_what_each_character_multiplies_has_no_end(expression: str) -> None:
    assert math.isinf(ways_to_try(expression))


@pytest.mark.parametrize("expression", SLOW)
def test_what_takes_more_than_the_square_is_too_slow(expression: str) -> None:
    assert MOST_STEPS_OF_EXPRESSION < ways_to_try(expression) < math.inf


@pytest.mark.parametrize("expression", BOUNDED)
def test_what_shares_nothing_is_bounded(expression: str) -> None:
    assert LONG <= ways_to_try(expression) <= MOST_STEPS_OF_EXPRESSION


@pytest.mark.parametrize("expression", [
    f"(?:{'ab?' * 300})*c", f"(?:{'a?' * 300})*c", f"{'(?:' * 40}a{'){64}' * 40}",
    "".join(f"{chr(0x4E00 + i)}*" for i in range(3300)), f"{'(?:' * 90}a?{'){2}b?)*'[:4] * 90}",
], ids=len)  # fmt: skip
def test_what_is_too_large_to_tell_is_not_taken_for_bounded(expression: str) -> None:
    assert ways_to_try(expression) > MOST_STEPS_OF_EXPRESSION


def in_text(*expressions: str) -> dict[str, str]:
    written = "".join(f"    - '{one}'\n" for one in expressions)
    return {**cause(), "in_text.yaml": f"platform:\n- value: folio\n  lines:\n{written}"}


def test_a_folder_with_such_an_expression_is_refused_with_file_and_line(fill: Fill) -> None:
    folder = fill(in_text(r"\bfolio-\d+\b", "(a+)+$", r"\w*\w*\w*x"))
    assert lines(folder, "slow-expression") == ["in_text.yaml:5", "in_text.yaml:6"]
    endless, slow = found(folder, "slow-expression")
    assert (endless.level, slow.level) == ("error", "error")
    assert "double the time" in endless.text.en
    assert "more than the square" in slow.text.en


@pytest.mark.parametrize("wrong", ["x{99999999999999999999}", "(" * 3000 + ")" * 3000, "(a"])
def test_one_that_python_cannot_read_is_told_and_raises_nothing(wrong: str, fill: Fill) -> None:
    (told,) = found(fill(in_text(wrong)), "wrong-pattern")
    assert told.text.en.startswith("this regular expression cannot be read")


def test_a_word_of_the_glossary_with_many_stars_is_refused_and_not_sought(fill: Fill) -> None:
    source = SOURCE.replace("{", "{{").replace("}", "}}")
    term = 'dust:\n  term: {{en: dust, sv: damm}}\n  avoid: {{en: {{"{words}": dust}}}}\n' f"  sources: [{source}]\n"
    many = "*a*a*a*a*a*a*a*b"
    text = {"causes/dust.yaml": cause()["causes/dust.yaml"].replace("There is dust", "a" * 3000)}
    folder = fill({**text, "glossary.yaml": term.format(words=many)})
    assert lines(folder, "slow-glossary") == ["glossary.yaml:3"]
    assert lines(fill({**cause(), "glossary.yaml": term.format(words="*dirt*")}, "few"), "slow-glossary") == []


def test_what_a_shipped_expression_once_took_the_cube_for_takes_no_time_now() -> None:
    """`push[ -]?cert\\w*…expir\\w*`, each as long as it liked: 2080 characters took a minute and a half."""
    assert ways_to_try(r"(?i)push[ -]?cert\w*[^\n\d]{0,40}expir\w*[^\n\d]{0,12}\d") > MOST_STEPS_OF_EXPRESSION
    kept = re.compile(r"(?i)push[ -]?cert\w{0,30}[^\n\d]{0,40}expir\w{0,20}[^\n\d]{0,12}\d")
    assert ways_to_try(kept.pattern) <= MOST_STEPS_OF_EXPRESSION
    assert kept.search("Push certificate expires 2") is not None
    assert kept.search("pushcertexpir" * 160) is None
