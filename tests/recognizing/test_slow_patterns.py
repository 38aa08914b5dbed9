"""No regular expression by which texts are read takes the square of their length, whatever they are made of."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

from expert import recognizing
from expert.recognizing.expressions import Expression
from tests.recognizing.near_matches import slow_texts

# These are held against the first characters of a text alone.
_OF_A_BEGINNING = ("languages",)


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern of the modules that recognize, by its name."""
    found: dict[str, re.Pattern[str]] = {}
    for module in iter_modules(recognizing.__path__):
        if module.name not in _OF_A_BEGINNING:
            for name, value in vars(import_module(f"expert.recognizing.{module.name}")).items():
                several = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
                for i, one in enumerate(several):
                    pattern = re.compile(one.source) if isinstance(one, Expression) else one
                    if isinstance(pattern, re.Pattern):
                        found[f"{module.name}.{name}.{i}"] = pattern
    return found


PATTERNS = patterns()


def test_all_of_them_are_found() -> None:
    assert {"telling._BEFORE.0", "codes._NUMBER.0", "words._SENTENCE_ENDS.0", "cleaning._RTF.0"} <= set(PATTERNS)


@pytest.mark.parametrize("name", PATTERNS)
def test_twice_the_text_takes_about_twice_as_long(name: str) -> None:
    assert list(slow_texts(PATTERNS[name])) == []


@pytest.mark.parametrize("slow", [r"\W*x", r"^\s*x"])
def test_what_is_slow_would_be_noticed(slow: str) -> None:
    assert list(slow_texts(re.compile(slow, re.MULTILINE)))
