"""Words in a row: what is itself of several parts is told from the row that it stands in."""

from __future__ import annotations

import pytest

from expert.facts.vocabulary import FactDefinition, Sentences
from expert.foundations.texts import Text, one_of


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["red"], "red"),
        (["red", "green", "blue"], "red, green or blue"),
        (["there, but torn"], "there, but torn"),
        (["not there", "there, but torn"], "“not there” or “there, but torn”"),
        (["red or green", "blue", "none"], "“red or green”, “blue” or “none”"),
    ],
)
def test_values_that_are_lists_themselves_are_quoted(values: list[str], said: str) -> None:
    assert one_of([Text(value, "") for value in values]).en == said


def test_they_are_quoted_in_both_languages_if_in_one() -> None:
    values = [Text("torn", "trasig"), Text("with a stain", "hel, men fläckig")]
    assert one_of(values) == Text("“torn” or “with a stain”", "”trasig” eller ”hel, men fläckig”")


def test_a_sentence_that_quotes_its_value_quotes_each_of_several_once() -> None:
    values = {
        "none": Text("not there", "finns inte"), "torn": Text("there, but torn", "finns, men trasig"),
        "red": Text("red", "rött"), "green": Text("green", "grönt"),
    }  # fmt: skip
    says = Sentences(known=Text("it is “{value}”", "den är ”{value}”"), denied=Text("not “{value}”", "inte ”{value}”"))
    nothing = Text("", "")
    cover = FactDefinition("cover", "word", nothing, nothing, nothing, "look", values=values, says=says)
    assert cover.clause_one_of(["none", "torn"]) == Text(
        "it is “not there” or “there, but torn”", "den är ”finns inte” eller ”finns, men trasig”"
    )
    assert cover.clause_one_of(["torn"], denied=True).en == "not “there, but torn”"
    of_two = cover.clause_one_of(["red", "green"], denied=True)
    assert of_two == Text("not “red” or “green”", "inte ”rött” eller ”grönt”")
