"""An expression that finds something in a text finds the letters there that it is said to need."""

from __future__ import annotations

import random
import re

import pytest

from expert.foundations.needed_letters import are_there, in_letters, needed_by


@pytest.mark.parametrize(
    ("expression", "needed"),
    [
        ("the reader hangs", (("the reader hangs",),)),
        (r"(?i)Reader\s+(?:hangs|stops)", (("reader",), ("hangs", "stops"))),
        (r"(?:hangs|stops|\d+)", ()), ("(?:reader)?", ()), ("(?:reader)*", ()), ("(?!reader)", ()), ("(?<!reader)", ()),
        ("(?=.*reader)(?:books?){2,}", (("reader",), ("book",))), ("(?P<span>reader)+?", (("reader",),)),
        ("[reader]{6}", ()), ("läsplatta", (("läsplatta",),)), ("Σίσυφος", ()), ("a.b.c", ()),
        ("(?>reader)", (("reader",),)), ("(?i:READER)", (("reader",),)),
    ],
)  # fmt: skip
def test_what_an_expression_needs(expression: str, needed: tuple[tuple[str, ...], ...]) -> None:
    assert set(needed_by(expression)) == set(needed)


def test_letters_that_have_other_forms_tell_nothing() -> None:
    assert re.search("(?i)reſt|kelvin", "REST \N{KELVIN SIGN}ELVIN") is not None
    assert in_letters("\N{KELVIN SIGN}ELVIN") is None
    assert in_letters("Läsplattan – ÄR “ny”") == "läsplattan – är “ny”"


def test_whatever_finds_something_needs_nothing_else() -> None:
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    drawn = random.Random(seed)

    def part(depth: int) -> str:
        kinds = ["word", "word", "any", "set", "end"] + ["group", "option", "either", "ahead", "not"] * (depth > 0)

        def inside() -> str:
            return "".join(part(depth - 1) for _ in range(drawn.randint(1, 3)))

        match drawn.choice(kinds):
            case "word":
                return drawn.choice(("book", "Reader", "card", "full", "länge"))
            case "any":
                return drawn.choice((".?", r"\W", r"\b", " ?"))
            case "set":
                return drawn.choice(("[a-k]", r"\w{1,3}", "[^x]"))
            case "end":
                return drawn.choice(("s?", "(?:er){0,3}", "x{0,2}", "(?:ful)+"))
            case "group":
                return f"(?:{inside()})" + drawn.choice(("", "{1,2}"))
            case "option":
                return f"(?:{inside()})" + drawn.choice(("?", "{0,2}"))
            case "either":
                return f"(?:{inside()}|{inside()})"
            case "ahead":
                return f"(?={inside()})"
            case _:
                return f"(?!{inside()})"

    found = 0
    for _ in range(400):
        expression = drawn.choice(("", "(?i)", "(?s)")) + "".join(part(2) for _ in range(drawn.randint(1, 3)))
        needed = needed_by(expression)
        for _ in range(10):
            words = [drawn.choice(("book", "READER", "card", "fulful", "länge", " ", "x", "s")) for _ in range(6)]
            text = "".join(words)
            if re.search(expression, text):
                found += 1
                letters = in_letters(text)
                assert letters is not None
                assert are_there(needed, letters), (expression, text, needed)
    assert found > 200
