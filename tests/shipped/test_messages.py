"""The messages of the shipped knowledge are found however a person pastes them, and nothing else is taken for one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.recognizing.letters import letters_of, unbounded
from expert.recognizing.recognition import Recognized
from expert.recognizing.recognizer import Recognizer
from tests.each import each

SHIPPED = KnowledgeBase.shipped()
FACTS = Path(__file__).parents[2] / "facts"
RECOGNIZER = Recognizer(SHIPPED.symptoms.values())

LONG_PASTE = """\
Hej! Användaren ringde igen i morse, se bilden. Hon skriver:
  "I tried three times; each time it says
   {message}
   and then nothing more happens."
Serial DMPX1234ABCD, iOS 17.6.1, Wi-Fi "Guest". Skickat från min iPhone
"""


class Wording(NamedTuple):
    """A wording as it comes: with a name where it leaves one out, and what makes it specific where others write it."""

    symptom: str
    words: str
    beside: str
    is_exact: bool


def wordings() -> Iterator[Wording]:
    """Every wording of every symptom, in both languages."""
    for symptom in SHIPPED.symptoms.values():
        for message in symptom.messages:
            beside = f" [{message.only_with.texts[0]}]" if message.only_with else ""
            for wording in message.wordings():
                words = re.sub("<[^<>]+>", "manage.fabrikam.com", wording)
                yield Wording(symptom.id, words, beside, is_exact=words == wording)


def found_in(*texts: str) -> Recognized:
    return RECOGNIZER.recognize(texts)


@cache
def by_letters() -> dict[bytes, set[str]]:
    """The symptoms of each wording, by its letters."""
    found: dict[bytes, set[str]] = {}
    for known in wordings():
        found.setdefault(letters_of(known.words), set()).add(known.symptom)
    return found


def having(words: str) -> set[str]:
    """The symptoms that have a message of these letters."""
    return by_letters()[letters_of(words)]


def exactly(*texts: str) -> set[str]:
    """The symptoms that are recognized because a wording of theirs stands there."""
    return {match.symptom for match in found_in(*texts).matches if match.layer in ("exact", "tolerant")}


def recognized(*texts: str) -> set[str]:
    return {match.symptom for match in found_in(*texts).matches}


EVERY_WORDING = each("wording", wordings(), parts=6)
EVERY_EXACT_WORDING = each("wording", [wording for wording in wordings() if wording.is_exact], parts=4)


def _curly(text: str) -> str:
    return text.replace("'", "\u2019").replace('"', "\u201d")


def _unquoted(text: str) -> str:
    return text.replace("'", "").replace('"', "")


def _repunctuated(text: str) -> str:
    return text.translate(str.maketrans(".;()", "!,[]"))


def _spaced(text: str) -> str:
    return text.replace(" ", " \t\u00a0  ")


def _broken(text: str) -> str:
    return text.replace(" ", "\r\n    ").replace(". ", ".\n")


def _without_marks(text: str) -> str:
    return text.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))


def _half_without_marks(text: str) -> str:
    """Somebody's keyboard has å and ä, but no ö."""
    return text.translate(str.maketrans("öÖ", "oO"))


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _softly_hyphenated(text: str) -> str:
    """As a web page copies it: with a soft hyphen inside a word and a zero-width space between two."""
    first, _, rest = text.partition(" ")
    return f"{first[:2]}\u00ad{first[2:]} \u200b{rest}" if rest else f"{first[:2]}\u00ad{first[2:]}"


MANNERS: tuple[Callable[[str], str], ...] = (
    str, str.upper, str.lower, _curly, _unquoted, _repunctuated, _spaced, _broken, _without_marks,
    _half_without_marks, _decomposed, _softly_hyphenated,
)


@EVERY_WORDING
def test_a_wording_is_recognized_alone_and_in_a_long_paste(wording: Wording) -> None:
    for manner in MANNERS:
        pasted = manner(wording.words + wording.beside)
        alone = exactly(pasted)
        assert wording.symptom in alone, manner.__name__
        assert alone == having(wording.words), manner.__name__
        assert exactly(LONG_PASTE.format(message=pasted)) == having(wording.words), manner.__name__


@EVERY_EXACT_WORDING
def test_a_wording_is_never_found_inside_another_word(wording: Wording) -> None:
    """What grows together with a word is another word. (A shorter wording inside a longer one may still stand.)"""
    core = wording.words.strip('."/')
    whole = {match.matched for match in found_in(core).matches}
    unspaced = {matched for matched in whole if any(unbounded(letters_of(matched)))}
    for around in ("x{}", "{}x", "7{}", "{}7", "å{}", "{}ö", "a\u030a{}", "{}o\u0308"):
        inside = {match.matched for match in found_in(around.format(core) + wording.beside).matches}
        assert not inside & whole - unspaced, around


@EVERY_EXACT_WORDING
def test_the_span_that_was_recognized_is_shown_as_it_was_pasted(wording: Wording) -> None:
    pasted = LONG_PASTE.format(message=(wording.words + wording.beside).upper())
    matches = [match for match in found_in(pasted).matches if match.layer == "exact"]
    assert matches
    for match in matches:
        assert match.matched in pasted
        assert letters_of(match.matched) == letters_of(wording.words)
        assert match.score == 1.0


def test_a_longer_message_is_not_taken_for_the_shorter_one_inside_it() -> None:
    """`Connection invalid` stands in both log lines; each names its own wording."""
    (match,) = found_in("mobileassetd: Client connection invalid (Connection invalid); terminating connection").matches
    assert match.matched == "Client connection invalid (Connection invalid); terminating connection"


def test_two_messages_of_one_case_are_both_recognized() -> None:
    both = {"workplace-join-failed", "company-portal-unavailable"}
    assert recognized("Workplace Join failed", "Company Portal Temporarily Unavailable") == both
    assert recognized("First: Workplace Join failed! Then: company portal temporarily unavailable...") == both


# The opening sentence that several messages share


@pytest.mark.parametrize(
    "opening",
    [
        "Profile installation failed",
        "PROFILE INSTALLATION FAILED.",
        "“Profile Installation Failed”",
        "Det gick inte att installera profilen.",
        "det gick inte att  installera profilen",
        "Det gick inte att\ninstallera profilen!",
    ],
)
def test_the_first_sentence_alone_is_the_whole_message_for_many(opening: str) -> None:
    """It leads to what is checked whatever stands after it, and asks for the sentence that would tell more."""
    diagnosis = diagnose(Case(error=opening, platform="ios"))
    assert [symptom.id for symptom in diagnosis.symptoms] == ["profile-installation-failed"]
    assert diagnosis.symptoms[0].general
    assert diagnosis.outcome == "possible"
    assert {cause.id for cause in diagnosis.causes} >= {"no-intune-license", "management-profile-installed"}
    assert diagnosis.questions
    assert not any(set(step.safety) & {"erases_device", "removes_data"} for step in diagnosis.plan)


def test_a_message_that_breaks_off_in_its_second_sentence_is_as_good_as_its_first() -> None:
    diagnosis = diagnose(Case(error="Profile Installation Failed. A Network Err"))
    assert "profile-installation-failed" in [symptom.id for symptom in diagnosis.symptoms]


def test_beside_the_whole_message_its_first_sentence_is_no_riddle() -> None:
    whole = "Profile Installation Failed. The new MDM payload does not match the old payload."
    diagnosis = diagnose(Case(error=f"Profile Installation Failed\n\nlater again: {whole}"))
    assert [symptom.id for symptom in diagnosis.symptoms] == ["mdm-payload-mismatch"]
    assert diagnosis.could_be == ()


# What is not one of the messages

UNRELATED = (
    "Cannot Get Mail. The connection to the server failed.",
    "The operation couldn't be completed. (NSURLErrorDomain error -1009.)",
    "Unable to join the network \"Guest\"",
    "The device is already enrolled.",
    "Profile downloaded",
    "The profile \"Wi-Fi\" could not be installed.",
    "Your iPhone has been erased because it was lost.",
    "Sign-in was blocked. Multifactor authentication is required.",
    "Access has been blocked by Conditional Access policies.",
    "0x80180026: Something went wrong. The account is already enrolled in another MDM.",
    "0x801c0003: This user is not authorized to enroll.",
    "MENROLL_E_DEVICE_MANAGEMENT_BLOCKED",
    "MCProfileErrorDomain 1001",
    "NSPOSIXErrorDomain 54: connection reset by peer",
    "Verification of the app failed. An internet connection is required.",
    "Remote Management: your organization will automatically configure your iPad.",
    "Device compliance: the device has no passcode.",
    "Enrollment",
    "The enrollment failed.",
    "Workplace Join succeeded",
    "The device limit was raised.",
    "License",
    "Anslutningen till servern misslyckades.",
    "Det gick inte att installera appen. Försök igen senare.",
    "Det gick inte att hämta e-post.",
    "Enheten är redan registrerad.",
    "Profilen har hämtats. Öppna Inställningar för att fortsätta.",
    "Företagsportalen behöver uppdateras.",
    "Lösenordet har gått ut. Kontakta din administratör.",
    "Licensen är giltig.",
    "Kontot är låst.",
    "Ingen internetanslutning",
    "VPN-anslutningen bröts. Ett fel uppstod.",
    "Nov 02 09:14:08 iPhone mdmd[412] <Warning>: Server has no commands for this device.",
    "",
    "...",
    "🙂 ÅÄÖ åäö",
)


@pytest.mark.parametrize("text", UNRELATED)
def test_an_unrelated_text_is_not_recognized(text: str) -> None:
    recognition = found_in(text)
    assert (recognition.matches, recognition.openings) == ((), ())


@pytest.mark.parametrize("text", [text for text in UNRELATED if text.strip()])
def test_nothing_is_concluded_from_an_unrelated_text(text: str) -> None:
    diagnosis = diagnose(Case(error=text, platform="ios"))
    assert diagnosis.outcome in ("unrecognized", "out_of_scope")
    assert (diagnosis.symptoms, diagnosis.causes, diagnosis.plan) == ((), (), ())
    assert diagnosis.collect or diagnosis.outcome == "out_of_scope"


@each("path", sorted((FACTS / "healthy").iterdir()), ids=lambda path: path.stem)
def test_nothing_is_concluded_from_a_healthy_case(path: Path) -> None:
    diagnosis = diagnose(Case.from_file(path))
    assert diagnosis.outcome in ("unrecognized", "incomplete", "out_of_scope")
    assert (diagnosis.symptoms, diagnosis.causes, diagnosis.obstacles, diagnosis.plan) == ((), (), (), ())


def test_there_are_healthy_cases_of_every_sort_in_both_languages() -> None:
    texts = [Case.from_file(path) for path in (FACTS / "healthy").iterdir()]
    assert len(texts) >= 80
    swedish = [case for case in texts if any(letter in str(case.get("error") or "") for letter in "åäö")]
    assert len(swedish) >= 25


# The log of the twelfth row

LOG = """\
mobileassetd[83] <Notice>: 0x1a49aebc0 Client connection: XPC_TYPE_ERROR Connection invalid <error: 0x1a49aebc0> \
{ count = 1, transaction: 0, voucher = 0x0, contents = "XPCErrorDescription" => <string: 0x1a49aee18> \
{ length = 18, contents = "Connection invalid" } }
iPhone mobileassetd[83] <Notice>: Client connection invalid (Connection invalid); terminating connection
iPhone com.apple.accessibility.AccessibilityUIServer(MobileAsset)[288] <Notice>: [MobileAssetError:29] Unable to copy \
asset information from https://mesu.apple.com/assets/ for asset type com.apple.MobileAsset.VoiceServices
iPhone mobileassetd[83] <Notice>: 0x1a49aebc0 Client connection: XPC_TYPE_ERROR Connection invalid <error: 0x1a49aebc0>
"""


@pytest.mark.parametrize("lines", [LOG, *LOG.splitlines()], ids=["whole", "1", "2", "3", "4"])
def test_each_line_of_the_device_log_is_enough(lines: str) -> None:
    diagnosis = diagnose(Case(error=lines, enrollment_method="ade", platform="ios"))
    assert [symptom.id for symptom in diagnosis.symptoms] == ["xpc-connection-invalid"]
    assert diagnosis.cause("ade-service-unreachable").verdict in ("likely", "possible")


def test_other_addresses_and_names_in_the_log_do_not_matter() -> None:
    other = LOG.replace("0x1a49aebc0", "0x7ffe01d2").replace("[83]", "[4711]").replace("iPhone", "Annas-iPad")
    assert recognized(other) == {"xpc-connection-invalid"}


def test_the_log_means_something_else_where_no_ade_is_involved() -> None:
    diagnosis = diagnose(Case(error=LOG, enrollment_method="byod"))
    assert diagnosis.outcome == "unrecognized"
    assert any("XPC_TYPE_ERROR" in warning for warning in diagnosis.warnings)


def test_a_long_paste_of_one_message_over_and_over_is_read_in_one_pass() -> None:
    """Comparing every find with every other would not end within a test run."""
    text = "Profile Installation Failed. " * 20_000
    assert [symptom.id for symptom in diagnose(Case(error=text)).symptoms] == ["profile-installation-failed"]
    diagnosis = diagnose(Case(error=text + "The new MDM payload does not match the old payload."))
    assert [symptom.id for symptom in diagnosis.symptoms] == ["mdm-payload-mismatch"]


@pytest.mark.parametrize("together", [True, False], ids=["in one paste", "in two"])
def test_messages_of_one_symptom_that_contradict_each_other_are_told(together: bool) -> None:
    texts = ["This token has expired.", "This token is out of Company Portal licenses."]
    diagnosis = diagnose(Case(error=" ".join(texts) if together else texts))
    verdicts = {cause.id: cause.verdict for cause in diagnosis.causes}
    assert verdicts["company-portal-token-expired"] == "confirmed"
    assert verdicts["company-portal-token-without-licenses"] == "confirmed"
    (conflict,) = diagnosis.conflicts
    assert {fact.value for fact in conflict.facts} == {"expired", "out_of_licenses"}
