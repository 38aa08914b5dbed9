"""A text is searched only for the alternatives whose words it has, and what is found is the same."""

from __future__ import annotations

import random
import re

import pytest

from expert.foundations.limits import LONG
from expert.recognizing import framing, telling
from expert.recognizing.expressions import Expression, Signs
from tests.recognizing.near_matches import near_matches

SEED = random.randrange(1 << 32)
TEXTS = ("The card has expired. ", "ifall det hänger\n", "No, we haven't seen it ", "FIXED now; ", "x")


def all_sources() -> dict[str, tuple[str, int]]:
    """The long expressions of the modules that hold them."""
    found: dict[str, tuple[str, int]] = {}
    for module in (telling, framing):
        for name, value in vars(module).items():
            if isinstance(value, Expression):
                found[f"{module.__name__}.{name}"] = value.source, 0
            elif isinstance(value, re.Pattern):
                found[f"{module.__name__}.{name}"] = value.pattern, value.flags
    return found


SOURCES = all_sources()


@pytest.mark.parametrize("name", SOURCES)
def test_what_signs_say_cannot_match_does_not(name: str) -> None:
    source, flags = SOURCES[name]
    whole = re.compile(source, flags)
    signs = Signs(pays_after=0)
    bit = signs.of(whole)
    print(f"seed {SEED}")
    lots = random.Random(SEED)
    for piece in near_matches(whole, SEED, count=12):
        for text in (piece, piece.upper(), f"{lots.choice(TEXTS)}{piece}", f"{piece} {lots.choice(TEXTS)}{piece}"):
            assert bool(signs.in_text(text) & bit) or whole.search(text) is None, text


@pytest.mark.parametrize("name", [name for name in SOURCES if name.startswith("expert.recognizing.telling._")])
def test_alternatives_apart_find_what_they_find_together(name: str) -> None:
    source, flags = SOURCES[name]
    if flags & ~re.UNICODE:
        source = source if source.startswith("(?") else f"(?i){source}"
    whole, signs = re.compile(source), Signs(pays_after=0)
    parted = signs.expression(source)
    print(f"seed {SEED}")
    lots = random.Random(SEED)
    for piece in near_matches(whole, SEED, count=12):
        text = f"{lots.choice(TEXTS)}{piece} {lots.choice(TEXTS)}{piece}"
        begin = lots.choice((0, 0, lots.randrange(len(text))))
        there = signs.in_text(text)
        together = [(found.span(), found.groupdict()) for found in whole.finditer(text, begin)]
        apart = [(found.span(), found.groupdict()) for found in parted.finditer(there, text, begin)]
        assert [span for span, _ in apart] == [span for span, _ in together], text
        assert all(own.items() <= groups.items() for (_, own), (_, groups) in zip(apart, together, strict=True)), text
        first, expected = parted.match(there, text, begin), whole.match(text, begin)
        assert (first and first.span()) == (expected and expected.span()), text


ALTERNATIVES = r"""(?isx)
    \b(?:articles?|guides?)\ (?:\w+\ )?(?:describe|list)s?\b
    | \bseen\b(?=.{0,20}\bsign\w*)
    | \W{1,3}(?<!not\ )(?:re)?solved
    | \w+appen\ hänger
"""


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("The guides list it", True), ("The guide is gone", False), ("They describe it", False),
        ("misguides list", False), ("SEEN IT AND SIGNED", True), ("seen it", False), ("unsigned, seen", False),
        ("and resolved", True), ("skrivarappen hänger", True), ("skrivarappen", False), ("nothing of it", False),
    ],
)  # fmt: skip
def test_a_text_without_the_words_of_an_expression_is_not_searched(text: str, can: bool) -> None:
    signs = Signs(pays_after=0)
    expression = signs.expression(ALTERNATIVES)
    assert len(expression.alternatives) == 4
    assert bool(signs.in_text(text) & expression.bits) is can


@pytest.mark.parametrize("text", ["reſolved", "\u212areis " * 2, "x" * (LONG + 1)])
def test_where_the_words_do_not_tell_everything_is_looked_for(text: str) -> None:
    signs = Signs(pays_after=0)
    expression = signs.expression(ALTERNATIVES)
    assert signs.in_text(text) & expression.bits == expression.bits


def test_before_it_pays_everything_is_looked_for() -> None:
    signs = Signs(pays_after=2)
    expression = signs.expression(ALTERNATIVES)
    assert [signs.in_text("nothing of it") for _ in range(3)] == [expression.bits, expression.bits, 0]
    (found,) = expression.finditer(expression.bits, "the guides list it")
    assert found[0] == "guides list"


def test_of_what_begins_at_one_place_the_first_alternative_counts() -> None:
    signs = Signs(pays_after=0)
    expression = signs.expression("(?x)some\\ words\n | some\n | words\\ here\n | more")
    text = "some words here, more"
    there = signs.in_text(text)
    assert [found[0] for found in expression.finditer(there, text)] == ["some words", "more"]
    found = expression.search(there, text, 5)
    assert found is not None
    assert found[0] == "words here"
    assert expression.match(there, text, 1) is None
