"""Messages typed again, scanned, shortened or told are recognized by the words that carry them; what denies is not."""

from __future__ import annotations

from random import Random

import pytest

from expert.foundations.texts import Text
from expert.recognizing.recognition import Match
from expert.recognizing.recognizer import Recognizer
from expert.recognizing.slips import WORTH_ENTERING, Slips
from expert.recognizing.words import folded
from expert.rules.models import Message, Phrase, Symptom


def symptom(name: str, *messages: Message, phrases: tuple[Phrase, ...] = ()) -> Symptom:
    return Symptom(id=name, title=Text(name, name), example={}, sources=(), messages=messages, phrases=phrases)


SYMPTOMS = (
    symptom(
        "card",
        Message("This library card is not valid at the moment", "Det här lånekortet är inte giltigt för tillfället",
                must={"en": "card & not valid", "sv": "lånekort* & inte giltig*"}),
    ),
    symptom("full", Message("The shelf for borrowed readers is full", "Hyllan för lånade läsplattor är full")),
    symptom(
        "lost",
        Message("The reader could not be registered. The network connection was lost.",
                must={"en": "network & lost"}),
        Message("The reader could not be registered. The library did not answer.",
                must={"en": "library & not answer*"}),
    ),
    symptom("stopped", Message("The reader stopped. Ask the library.")),
    symptom("seal", Message("The seal for “<server>” is invalid.", must={"en": "seal & invalid"})),
    symptom("code", Message("E_SEAL_77", kind="code"), Message("NoJoinRule", kind="code")),
    symptom("log", Message("Client link invalid closing", kind="log")),
    symptom("rejected", phrases=(Phrase("reader & rejected|refused", "läsplatta* & avvisas|nekas"),)),
)  # fmt: skip
RECOGNIZER = Recognizer(SYMPTOMS)


def matches(text: str) -> list[Match]:
    return list(RECOGNIZER.recognize([text]).matches)


def recognized(text: str) -> list[tuple[str, str]]:
    return [(match.symptom, match.layer) for match in matches(text)]


@pytest.mark.parametrize(
    "text",
    [
        "library card not valid at moment", "The library card isn't valid at the moment.",
        "this libary card is not vaild at the moment", "THIS L1BRARY CARD IS N0T VALID AT THE M0MENT",
        "at the moment this library card is not valid", "it says that the library card is not valid at the moment, see",
        "Det här lånekortet är ej giltigt för tillfället", "lånekortet inte giltigt för tillfället",
        "lanekortet ar inte giltigt for tillfallet just nu", "this libary card is nto vlaid at the moment",
        "det här lånekortet är itne gilitgt för tillfälet", "the library card isint valid at the momnet",
    ],
)
def test_a_message_is_recognized_nearly_as_it_is_documented(text: str) -> None:
    ((name, layer),) = recognized(text)
    assert (name, layer) == ("card", "tolerant")
    (match,) = matches(text)
    assert 0.6 <= match.score < 1
    assert match.matched in text


@pytest.mark.parametrize(
    "text",
    [
        "The library card is valid at the moment", "This library is not valid at the moment", "The card",
        "The library has a card game at the moment",
        "Is the moment valid for a card?",
    ],
)  # fmt: skip
def test_what_must_be_there_has_to_be_there(text: str) -> None:
    assert recognized(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It does not say that the library card is not valid at the moment",
        "The message “library card is not valid at moment” is no longer shown",
        "Det står inte att lånekortet inte är giltigt för tillfället",
        "meddelandet att lånekortet är ogiltigt visas inte längre",
    ],
)
def test_a_message_that_is_said_not_to_be_shown_is_none(text: str) -> None:
    assert recognized(text) == []


def test_a_message_that_does_not_say_what_must_be_there_needs_nearly_all_its_words() -> None:
    assert recognized("the shelf for borrowed raeders is full") == [("full", "tolerant")]
    assert recognized("shelf for borrowed readers full") == [("full", "tolerant")]
    for less in ("the shelf is full", "borrowed readers", "the readers are full"):
        assert recognized(less) == []


@pytest.mark.parametrize("text", ["I will ask the library tomorrow.", "Ask the library!", "the library", "It stopped"])
def test_no_sentence_of_such_a_message_stands_for_the_whole(text: str) -> None:
    """Messages end in commonplaces: “Contact your administrator.”"""
    assert recognized(text) == []


def test_of_messages_with_one_beginning_the_one_is_recognized_whose_own_words_are_there() -> None:
    assert recognized("reader couldn't be registered - network connection lost") == [("lost", "tolerant")]
    ((_, layer),) = recognized("The network connection was lost")
    assert layer == "tolerant"
    assert recognized("the reader could not be registered") == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("The libary reader is not new. This library card is not vald", "This library card is not vald"),
        ("Is the network down? It says that the netwrk connection was lost", "the netwrk connection was lost"),
        ("The library card I have is blue and now this card is not valid", "this card is not valid"),
    ],
)
def test_what_is_quoted_of_a_text_are_the_words_of_the_message_itself(text: str, quoted: str) -> None:
    assert quoted in [match.matched for match in matches(text)]


def test_what_stands_for_a_placeholder_differs_from_text_to_text() -> None:
    for server in ("in.library.example", "“out”", "the library's server"):
        assert recognized(f"The seal for {server} is invalid.") == [("seal", "tolerant")]
    assert recognized("The seal is valid for all") == []


@pytest.mark.parametrize("text", ["E_SEAL_76", "E_SEAL_7", "ESEAL78", "E_SEAL", "Client link invalid closed"])
def test_codes_and_logs_are_what_they_are_to_the_letter(text: str) -> None:
    """Another digit is another code."""
    assert recognized(text) == []


def test_the_name_of_a_code_may_be_copied_wrongly() -> None:
    assert recognized("nojoinrul") == [("code", "tolerant")]


# What people call it


def test_what_people_call_it_is_recognized_last_and_with_the_least_certainty() -> None:
    (match,) = matches("Hej, the reader is rejected every time")
    assert (match.symptom, match.layer, match.score) == ("rejected", "named_otherwise", 0.6)
    assert match.matched == "reader is rejected"
    assert recognized("läsplattan nekas") == [("rejected", "named_otherwise")]
    assert recognized("the reader is not rejected") == []


def test_beside_a_message_what_people_call_it_does_not_count() -> None:
    assert recognized("The reader is rejected. This library card is not valid at the moment") == [("card", "exact")]
    assert recognized("The reader is rejected: library card isn't valid at moment") == [("card", "tolerant")]


# Slips


def test_known_words_are_found_by_misspelled_ones_with_what_is_measured() -> None:
    slips = Slips(map(folded, ["valid", "library", "registration", "seal", "33024"]))
    assert slips.near(folded("libary")) == [folded("library")]
    assert slips.near(folded("registrtaoin")) == [folded("registration")]
    assert slips.near("seale") == slips.near("33025") == slips.near("") == slips.near("x" * 40) == []
    assert slips.near_beginning(folded("lobraryan")) == [folded("library")]


WORDS = ("the network connection to the library was lost while a reader was registered", "lånekortet är inte giltigt",
         "registration and connections of borrowed readers were rejected, valid cards accepted")  # fmt: skip


def test_many_misspelled_words_are_found_as_a_few_are() -> None:
    known = sorted({word for text in WORDS for word in folded(text).split()})
    seed = Random().randrange(1_000_000)
    print(f"seed {seed}")
    rng, asked = Random(seed), list[str]()
    while len(asked) < 2 * WORTH_ENTERING:
        letters = list(rng.choice(known))
        for _ in range(rng.randint(1, 3)):
            place = rng.randrange(len(letters) + 1)
            letters[place : place + rng.randint(0, 2)] = rng.choice(["", "e", "t", "".join(letters[place - 1 : place])])
        asked.append("".join(letters))
    many = Slips(known)
    of_many = [many.near(word) for word in (*asked, *asked)][len(asked) :]
    assert of_many == [Slips(known).near(word) for word in asked]
    assert any(of_many)


def test_of_four_letters_one_may_stand_twice_or_two_may_have_changed_places() -> None:
    slips = Slips(map(folded, ["seal", "time"]))
    assert slips.near(folded("seaal")) == slips.near(folded("sael")) == [folded("seal")]
    assert slips.near(folded("tiem")) == slips.near(folded("tme")) == slips.near(folded("tine")) == []


def test_with_a_slip_within_it_a_long_word_is_very_near_but_not_with_another_end() -> None:
    slips = Slips(map(folded, ["registered", "valid"]))
    assert slips.very_near(folded("regisstered")) == slips.very_near(folded("regstered")) == [folded("registered")]
    assert slips.very_near(folded("registeren")) == slips.very_near(folded("vallid")) == []
    assert slips.has(folded("registered"))
    assert not slips.has(folded("regstered"))


@pytest.mark.parametrize("word", ["a1bcde", "e12345", "0xc1726"])
def test_a_word_with_a_digit_in_it_is_never_a_slip(word: str) -> None:
    slips = Slips([word, "abcdef"])
    assert slips.near(word[:-1]) == []
    assert slips.near("abcde7") == []


FURTHER = Recognizer([
    symptom("de", Message(other={"de": "Der Leser kann nicht mit der Bibliothek verbunden werden"},
                          must={"de": "leser & nicht & verbunden|verbinden"})),
    symptom("fi", Message(other={"fi": "Yhteysvirhe."})),
    symptom("zh", Message(other={"zh": "无法连接图书馆的服务器"})),
    symptom("en", Message("Misconnected!")),
    symptom("not", Message("Unable to register")),
    symptom("name", Message("ConnectionMissing", kind="code")),
])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Leser kann nicht mit Bibliothek verbunden werden", ["de"]),
        ("Der Leser wurde mit der Bibliothek verbunden", []),
        ("se sanoo yhteysvirhe taas", ["fi"]), ("se sanoo yhteysvirha taas", []), ("it was misconected again", []),
        ("无法连接图书馆的服务嚣", []), ("it says ConectionMissing", ["name"]),
        ("unable to regster it", ["not"]), ("able to regster it", []),
    ],
)
def test_what_must_be_there_is_said_in_any_language_and_one_word_alone_must_be_exact(
    text: str, found: list[str]
) -> None:
    assert [match.symptom for match in FURTHER.recognize([text]).matches] == found
