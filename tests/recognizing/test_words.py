"""The words of a text: what is the same word to a reader is equal, and sentences and clauses end where they do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from expert.recognizing.words import LONGEST_SENTENCE, folded, sentences, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Läsplattan", "lasplattan"), ("KORTET", "kortet"), ("café", "cafe"), ("l0gin", "login"),
        ("1icense", "license"),
        ("licence", "license"), ("enrolment", "enrollment"), ("enrol", "enroll"), ("authorised", "authorized"),
        ("behaviour", "behavior"), ("rnodern", "modern"), ("vvord", "word"), ("Ünter", "unter"), ("a\u030a", "å"),
    ],
)  # fmt: skip
def test_what_is_the_same_word_to_a_reader_is_equal(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_numbers_stay_what_they_are() -> None:
    """1 and l are the same inside a word, but 10 is not 1O."""
    assert folded("10") == "10"
    assert folded("2011") != folded("20ll")


@pytest.mark.parametrize("contracted", ["doesn't", "doesn’t", "doesnt", "DOESN´T"])
def test_a_contraction_is_two_words_of_which_the_second_denies(contracted: str) -> None:
    (sentence,) = sentences(f"It {contracted} join")
    assert [token.word for token in sentence.tokens] == [folded(word) for word in ("it", "does", "not", "join")]
    assert [token.denies for token in sentence.tokens] == [False, False, True, False]
    assert {token.raw for token in sentence.tokens[1:3]} == {contracted}


def test_cannot_and_wont_are_what_they_mean() -> None:
    assert words_of("cannot can't won't") == [folded(word) for word in ("can", "not", "can", "not", "will", "not")]


@pytest.mark.parametrize("slip", ["inet", "itne", "intte", "inste", "ikte", "ingenn", "aldirg", "nevr", "nohting"])
def test_a_word_that_denies_does_so_with_a_slip_too(slip: str) -> None:
    (sentence,) = sentences(f"It {slip} valid")
    assert [token.denies for token in sentence.tokens] == [False, True, False]


@pytest.mark.parametrize(
    ("slip", "stem"), [("coudnt", "could"), ("dosnt", "does"), ("didint", "did"), ("havennt", "have"), ("canot", "can")]
)
def test_a_contraction_with_a_slip_is_two_words_too(slip: str, stem: str) -> None:
    assert words_of(f"it {slip} join") == [folded(word) for word in ("it", stem, "not", "join")]


@pytest.mark.parametrize(
    "word", ["into", "inne", "inre", "it", "its", "igen", "newer", "haven", "want", "noting", "inter", "i3te"]
)
def test_other_words_deny_nothing(word: str) -> None:
    (sentence,) = sentences(word)
    assert not any(token.denies for token in sentence.tokens)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three? Four", 4), ("Version 7.10 is old", 1), ("One\n\nTwo", 2), ("One\nTwo", 2), ("one\ntwo", 1),
        ("a • b", 2), ("“One.” Two", 2), ("...", 0), ("", 0), ("One; two", 2), ("library.example is up", 1),
    ],
)
def test_a_sentence_ends_where_it_does(text: str, count: int) -> None:
    assert len(list(sentences(text))) == count


def test_on_a_screen_a_sentence_goes_on_in_the_next_line() -> None:
    assert len(list(sentences("The shelf\nIs full", flowing=True))) == 1
    assert len(list(sentences("The shelf\nIs full"))) == 2


def test_a_clause_ends_with_a_comma_or_a_word_that_begins_another() -> None:
    """That word itself still stands with the clause before."""
    (sentence,) = sentences("The card is valid, the seal is not and nothing works")
    clauses: dict[int, list[str]] = {}
    for token in sentence.tokens:
        clauses.setdefault(token.clause, []).append(token.raw)
    assert list(clauses.values()) == [
        ["The", "card", "is", "valid"], ["the", "seal", "is", "not", "and"], ["nothing", "works"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Is the card valid?", "Maybe the card is valid", "Kanske är kortet giltigt",
             "Check that the card is valid",
             "I think the card is valid", "Jag tror att kortet är giltigt", "He asked whether the card is valid"],
)
def test_what_is_asked_supposed_heard_or_advised_is_not_certain(text: str) -> None:
    (sentence,) = sentences(text)
    assert sentence.unsure


@pytest.mark.parametrize("text", ["The card is valid.", "Kortet är giltigt", "The card is not valid!"])
def test_what_is_said_is_certain(text: str) -> None:
    (sentence,) = sentences(text)
    assert not sentence.unsure


def test_a_very_long_sentence_is_read_as_several_that_overlap() -> None:
    text = " ".join(f"w{i}" for i in range(500))
    read = list(sentences(text))
    assert len(read) > 5
    assert all(len(sentence.tokens) <= LONGEST_SENTENCE for sentence in read)
    assert {token.raw for sentence in read for token in sentence.tokens} == set(text.split())


@given(some.text(alphabet="aäåö'’.!?\n, •nt012", max_size=80))
def test_every_word_stands_where_it_says(text: str) -> None:
    for sentence in sentences(text):
        for token in sentence.tokens:
            assert text[token.begin : token.end] == token.raw
        places = [token.begin for token in sentence.tokens]
        assert places == sorted(places)
        clauses = [token.clause for token in sentence.tokens]
        assert clauses == sorted(clauses)
