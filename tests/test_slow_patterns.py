"""No regular expression by which texts are read takes the square of their length, whatever they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import expert
from expert.facts.speaking import shipped
from tests.each import each
from tests.near_matches import slow_texts
from tests.sampling import exhaustive

# What is looked for in no long text, or only where it begins; by the beginning of its name.
ELSEWHERE = {
    "cli.no_such_file._ONE_WORD": "one argument of a command",
    "cli.slides._OF_FRAMES": "the name of a file",
    "evidence.dns_answers": "lines of a thousand characters at most",
    "evidence.log_lines._DUMP": "where a line begins",
    "evidence.log_lines._LIST": "where a line begins that is such a dump",
    "evidence.old_plist._TOKEN": "where the token before it ends",
    "evidence.sysdiagnose._READ": "the way to a file",
    "facts.kinds_of_input._LINE": "where a line begins",
    "facts.unquoted": "where a line begins",
    "recognizing.languages": "the first characters of a text",
    "redacting.patterns._NO_SERIAL": "a word that was found",
    "rules.checks": "the texts of rules, which have a greatest length",
    "visualize.canvas.themes._ADDRESS": "where a name begins",
    "visualize.frames.steps._LABEL": "the label of a step",
}


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern of the package, and of the words that its modules share, by its name, each once."""
    found: dict[str, re.Pattern[str]] = {}
    for module in walk_packages(expert.__path__, "expert."):
        for name, value in _names_in(module.name):
            found.update(_inside(value, f"{module.name.removeprefix('expert.')}.{name}"))
    found.update({f"speaking.{name}": re.compile("|".join(known.ways), re.DOTALL) for name, known in shipped().items()})
    return {name: one for one, name in {one: name for name, one in found.items()}.items()}


def _names_in(module: str) -> list[tuple[str, Any]]:
    """What a module holds; nothing where what it is for is not installed here."""
    if module.endswith("__main__"):
        return []
    try:
        return list(vars(import_module(module)).items())
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith(expert.__name__):
            raise
        return []


def _inside(value: Any, name: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns in a value of a module: it alone, in a table, in a row, or of a part."""
    if isinstance(value, re.Pattern):
        yield from ((name, value),) if isinstance(value.pattern, str) else ()
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _inside(one, f"{name}.{key}")
    elif isinstance(value, (tuple, list)):
        for i, one in enumerate(value):
            yield from _inside(one, f"{name}.{i}")
    elif is_dataclass(value) and not isinstance(value, type):
        for spec in fields(value):
            yield from _inside(getattr(value, spec.name, None), f"{name}.{spec.name}")


PATTERNS = patterns()
IN_TEXTS = [name for name in PATTERNS if not name.startswith(tuple(ELSEWHERE))]


def test_all_of_them_are_found() -> None:
    assert {"codes._NUMBER", "words._SENTENCE_ENDS", "cleaning._RTF", "kinds_of_input._IN_BRACES"} <= {
        name.partition(".")[2] for name in PATTERNS
    }
    assert "speaking.not_told" in PATTERNS
    assert any(name.startswith("redacting.") for name in IN_TEXTS)
    assert all(any(name.startswith(one) for name in PATTERNS) for one in ELSEWHERE)


@each("name", IN_TEXTS, parts=2)
def test_twice_the_text_takes_about_twice_as_long(name: str) -> None:
    assert list(slow_texts(PATTERNS[name], count=6 if exhaustive() else 3)) == []


@pytest.mark.parametrize("slow", [r"\W*x", r"^\s*x"])
def test_what_is_slow_would_be_noticed(slow: str) -> None:
    """On a busy machine not every time."""
    assert any(list(slow_texts(re.compile(slow, re.MULTILINE))) for _ in range(4))
