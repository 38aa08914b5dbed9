"""Patterns are found in sentences: words with gaps, in any order of parts, misspelled, denied, and with values."""

from __future__ import annotations

import pytest

from expert.recognizing.phrasing import Held, Phrasing
from expert.recognizing.words import folded, sentences
from expert.rules.patterns import WrongPattern, parse


def held(pattern: str, text: str) -> list[Held[str]]:
    phrasing = Phrasing([("it", parse(pattern))])
    return [found for sentence in sentences(text) for found in phrasing.held(sentence, text)]


def holds(pattern: str, text: str) -> bool:
    """Whether a text holds a pattern, and does not deny it."""
    return any(not found.denied for found in held(pattern, text))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("card & expired", "The card has expired."),
        ("card & expired", "It has expired, your card"),
        ("card expired", "The card has now expired"),
        ("card expired", "CARD EXPIRED"),
        ("card|ticket expired|lapsed", "The ticket lapsed"),
        ("cert*", "all certificates"),
        ("*plan", "the startplan"),
        ("kort* & gått ut", "Låntagarens kort har gått ut"),
        ("kort* & gatt ut", "Lantagarens kort har gatt ut"),
        ("not card", "no card"),
        ("not & card", "The card isn't there"),
        ("card not valid", "This card is never valid"),
        ("inte kort*", "inget kort"),
        ("nätverksfel", "Det blev ett nätverks fel"),
        ("version {version}", "It runs version 7.4"),
    ],
)
def test_a_text_holds_a_pattern(pattern: str, text: str) -> None:
    assert holds(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("card & expired", "The card is valid. It has expired."),  # in two sentences
        ("card expired", "The card is one that has long expired"),  # too far apart
        ("card expired", "expired card"),  # the words of a part stand in their order
        ("card", "cards"), ("card", "discard"), ("card & card", "one card"),
        ("card & expired", "The card has not expired."), ("card & expired", "Kortet, no: the card never expired"),
        ("not card", "a card"), ("version {version}", "version unknown"), ("on {date}", "on 2026-13-45"),
        ("{number} readers", "1234567 readers"),
    ],
)  # fmt: skip
def test_a_text_does_not_hold_a_pattern(pattern: str, text: str) -> None:
    assert not holds(pattern, text)


def test_at_most_two_other_words_stand_between_two_of_a_part() -> None:
    assert holds("card expired", "the card one two expired")
    assert not holds("card expired", "the card one two three expired")


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The card has expired", False), ("The card has not expired", True), ("Kortet har inte expired card", True),
        ("not so: the card has expired", False), ("It is not the seal, the card has expired", False),
        ("The card has expired and nothing works", False), ("The card has expired, no doubt", False),
        ("It is not true that the card has expired", False), ("I do not see the card expired", True),
        ("The card has expired not long ago", True),
    ],
)  # fmt: skip
def test_a_word_that_denies_counts_in_its_clause_and_near_by(text: str, denied: bool) -> None:
    """Three words before a pattern and two after it."""
    (found,) = held("card & expired", text)
    assert found.denied is denied


def test_a_pattern_that_asks_for_a_denial_is_not_denied_by_it() -> None:
    (found,) = held("card & not valid", "The card is not valid")
    assert not found.denied


# Misspelled words


@pytest.mark.parametrize("typed", ["librarry", "libary", "lbirary", "librarx", "librarys"])
def test_a_word_of_five_letters_may_have_one_wrong(typed: str) -> None:
    assert holds("library", f"the {typed} is closed")


@pytest.mark.parametrize("typed", ["registrtaion", "regsitratoin", "registation"])
def test_a_word_of_nine_letters_may_have_two_wrong(typed: str) -> None:
    assert holds("registration", f"the {typed} fails")


@pytest.mark.parametrize(
    ("word", "typed"),
    [("card", "cart"), ("library", "lubrarian"), ("seal", "steal"), ("token", "oken"),
     ("library", "aibrary"), ("valid", "walid"), ("33024", "33025"), ("e12345", "e12346")],
)  # fmt: skip
def test_short_words_first_letters_and_numbers_are_what_they_are(word: str, typed: str) -> None:
    assert not holds(word, f"the {typed} is it")


def test_a_word_that_is_known_itself_is_no_misspelling_of_another() -> None:
    phrasing = Phrasing([("valid", parse("valid")), ("valve", parse("valve"))])
    (sentence,) = sentences("the valve")
    assert [found.key for found in phrasing.held(sentence, "the valve")] == ["valve"]


def test_a_beginning_may_be_misspelled_too() -> None:
    assert holds("certif*", "all cretificates")
    assert holds("certif*", "all certificates")
    assert not holds("cert*", "all cretificates")


def test_a_misspelled_word_is_read_as_one_that_is_spelled_so_elsewhere() -> None:
    """By its beginning a pattern speaks of a word that it does not have; where that is known, it may be misspelled."""
    (sentence,) = sentences("it faield")
    assert not Phrasing([("", parse("fail*"))]).held(sentence, "it faield")
    assert Phrasing([("", parse("fail*"))], [folded("failed")]).held(sentence, "it faield")


# Values


@pytest.mark.parametrize(
    ("pattern", "text", "value"),
    [
        ("{number} readers", "She has 17 readers", "17"), ("{number} readers", "She has seven readers", "7"),
        ("{number} läsplattor", "Hon har tre läsplattor", "3"), ("version {version}", "version 7.10.2 now", "7.10.2"),
        ("version {version}", "version 7", "7"), ("on {date}", "It ended on 2026-03-31.", "2026-03-31"),
        ("seal & {date}", "On 2026-03-31 the seal expires", "2026-03-31"),
    ],
)  # fmt: skip
def test_a_value_is_read_where_the_pattern_has_it(pattern: str, text: str, value: str) -> None:
    (found,) = held(pattern, text)
    assert found.value == value


def test_where_a_pattern_stands_is_told() -> None:
    (found,) = held("card & expired", "Look here: the card has expired today")
    assert (found.first, found.last) == (3, 5)


def test_many_patterns_of_one_word_are_all_found() -> None:
    phrasing = Phrasing([(i, parse(f"card & w{chr(97 + i)}x")) for i in range(20)])
    text = "card wcx wax"
    (sentence,) = sentences(text)
    assert sorted(found.key for found in phrasing.held(sentence, text)) == [0, 2]


@pytest.mark.parametrize("pattern", ["", "a &", "& a", "mdm-profile", "a*b", "{month}", "a | b"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(WrongPattern):
        parse(pattern)
