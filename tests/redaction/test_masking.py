"""Aliases: the same for the same thing, in both languages, with a key in all results; and what hostile texts cost."""

from __future__ import annotations

import time

import hypothesis
import hypothesis.strategies as st
import pytest

from expert.foundations.texts import Language
from expert.redacting.aliases import Aliases
from expert.redacting.masking import Known, Masker, masked, unsaid
from expert.redacting.patterns import is_case_number


def test_the_same_thing_has_the_same_alias_in_every_text_and_both_languages() -> None:
    masker = Masker()
    first = masker.masked("anna@contoso.com and bo@contoso.com use DMPVL3X9Q1GC")
    again = masker.masked("IMEI 35-209900-176148-1, BO@CONTOSO.COM, imei 352099001761481")
    assert first.en == "[user-1] and [user-2] use [device-1]"
    assert first.sv == "[användare-1] and [användare-2] use [enhet-1]"
    assert again.en == "IMEI [device-2], [user-2], imei [device-2]"


def test_with_a_key_aliases_are_the_same_in_every_result_and_others_with_another_key() -> None:
    def made(key: str | None, text: str) -> str:
        return Masker(aliases=Aliases(key)).masked(text).en

    alone, among = made("our own key", "anna@contoso.com"), made("our own key", "bo@contoso.com, anna@contoso.com")
    assert alone in among
    assert made("another key", "anna@contoso.com") != alone
    assert made(None, "anna@contoso.com") == "[user-1]"


def test_a_secret_has_no_alias_not_even_with_a_key() -> None:
    for key in (None, "our own key"):
        said = Masker(aliases=Aliases(key)).masked("password: Sommar2026! and password: Winter2025!").en
        assert said == "password: [secret] and password: [secret]"


@pytest.mark.parametrize("key", [None, "our own key"])
def test_what_is_masked_is_not_masked_again(key: str | None) -> None:
    text = "Hej Anna! anna@contoso.com, serial: DMPVLXQKGCFT, password: Sommar2026!, +46 70-123 45 67, 10.0.0.7"
    once = Masker(aliases=Aliases(key)).masked(text)
    for said in (once.en, once.sv):
        assert Masker(aliases=Aliases(key)).masked(said).en == said


def test_what_is_the_organizations_is_masked_at_its_own_level() -> None:
    text = "tenant id 3f2504e0-4f89-11d3-9a0c-0305e82c3301, contoso.onmicrosoft.com, user anna@contoso.com"
    assert "3f2504e0" in Masker("personal").masked(text).en
    assert "contoso.onmicrosoft.com" in Masker("personal").masked(text).en
    assert Masker("tenant").masked(text).en == "tenant id [tenant-1], [tenant-2], user [user-1]"
    assert Masker("none").masked(text).en == text


def test_what_is_known_to_be_private_is_masked_whatever_it_looks_like() -> None:
    masker = Masker(known=[Known("Bo Ek", "value", "personal"), Known("Contoso School", "value", "tenant")])
    assert masker.masked("bo  ek of Contoso School, not Bo Ekman").en == "[value-1] of Contoso School, not Bo Ekman"


@pytest.mark.parametrize(
    ("number", "is_one"),
    [("INC0042187", True), ("ITSUP-1234", True), ("#48213", True), ("4711", True), ("Svensson-0", False),
     ("A100234", False), ("SVENSSON-12", False), ("anna.svensson-1", False), ("19850101", False), ("", False)],
)  # fmt: skip
def test_a_ticket_number_is_one_by_its_form(number: str, is_one: bool) -> None:
    assert is_case_number(number) is is_one


@hypothesis.given(st.text(max_size=200))
def test_any_text_can_be_masked(text: str) -> None:
    said = masked(text, "en")
    assert masked(said, "en") == said or "[" in text


@pytest.mark.parametrize(
    "piece",
    ["a", "a.", "1 ", "a:", "x\\", "0-", "Anna ", "user: ", "eyJabc.", "-----BEGIN A-----", "a@", "://", "serial ",
     "a (at) ", " \t", "\n", "name: Anna ", "9", "(425) ", "Device name: a b c ", "\n>", "Mvh\n", "?sig=", "#", "::",
     "wifi \"", "=", "Anna von ", "O'Brien-", "[user-1]", "\U000f0000"],
)  # fmt: skip
def test_the_time_grows_with_the_length_of_a_text_and_not_with_its_square(piece: str) -> None:
    def took(length: int) -> float:
        text = (piece * length)[:length]
        begun = time.process_time()
        Masker().masked(text)
        return time.process_time() - begun

    took(1000)
    assert took(80_000) < max(40 * took(8_000), 4.0)


@pytest.mark.parametrize(
    ("text", "left"),
    [("Box 12, 411 38 Göteborg", "Box 12, [place-1]"), ("SE-41138 Göteborg", "[place-1]"),
     ("in Springfield, IL 62704", "in [place-1]"), ("error 500 12 times", None), ("iOS 17 411 devices", None)],
)  # fmt: skip
def test_towns_are_known_by_their_postcodes(text: str, left: str | None) -> None:
    assert masked(text, "en") == (text if left is None else left)


@pytest.mark.parametrize(("language", "said"), [
    ("en", 'domain cannot be "(hidden: it may be personal)"'),
    ("sv", 'domain cannot be "(dolt: det kan vara en personuppgift)"'),
])  # fmt: skip
def test_a_message_about_what_was_typed_has_no_alias_that_nobody_can_look_up(language: Language, said: str) -> None:
    assert unsaid('domain cannot be "anna@contoso.com"', language).startswith(said)
    assert unsaid("nothing is wrong with it", language) == "nothing is wrong with it"
