"""Error codes are read in the forms in which logs, portals and replies write them, and no bare number is one."""

from __future__ import annotations

import pytest

from expert import Case, diagnose
from expert.foundations.texts import Text
from expert.recognizing.codes import INTUNE_ZERO, Codes, codes_in, places_of_codes
from expert.recognizing.recognition import Recognized
from expert.recognizing.recognizer import Recognizer
from expert.rules.models import Code, Message, OnlyWith, Symptom

LINK = Code("LibraryLinkErrorDomain", 34001)
TOKEN = Code("LibraryTokenErrorDomain", 33024)
SHELF = Code("LibraryShelfErrorDomain", -12)
SEAL = Code("com.apple.LibrarySealErrorDomain", 7001)
KNOWN = Codes({LINK: "link", TOKEN: "token", SHELF: "shelf", SEAL: "seal"})


def found(text: str) -> list[Code]:
    return [chain[-1][0] for chain in KNOWN.chains(text)]


FORMS = {
    "a dump": 'Error Domain=LibraryLinkErrorDomain Code=34001 "The link failed."',
    "a dump with user info": 'Error Domain=LibraryLinkErrorDomain Code=34001 "No." UserInfo={NSLocalized=No}',
    "a log": "linkd: NSError: Domain : LibraryLinkErrorDomain; Code : 34001; Text : no",
    "domain and number": "LibraryLinkErrorDomain: 34001",
    "domain and number, one after the other": "LibraryLinkErrorDomain 34001",
    "in parentheses": "it says (LibraryLinkErrorDomain, 34001) now",
    "a reply": "<key>ErrorCode</key><integer>34001</integer><key>ErrorDomain</key>"
               "<string>LibraryLinkErrorDomain</string>",
    "a reply, the domain first": "<key>ErrorDomain</key><string>LibraryLinkErrorDomain</string>"
                                 "<key>ErrorCode</key><integer>34001</integer>",
    "a dictionary": "{ErrorCode = 34001; ErrorDomain = LibraryLinkErrorDomain;}",
    "hexadecimal": "LibraryLinkErrorDomain error 0x84d1 code=0x84d1",
    "on two lines": "Domain: LibraryLinkErrorDomain\nCode: 34001",
    "the number of a domain": "It was 34001 in LibraryLinkErrorDomain when the reader joined",
    "the number of a domain, in Swedish": "loggen har 34001 i domänen LibraryLinkErrorDomain",
    "domain and number, told": "LibraryLinkErrorDomain and number 34001",
    "domain and number, told in Swedish": "LibraryLinkErrorDomain med nummer 34001",
    "small letters": "error domain=librarylinkErrorDomain code=34001",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_code_is_read_in_every_form(form: str) -> None:
    assert found(FORMS[form]) == [LINK]
    assert found(f"Hej! Se nedan.\n\n{FORMS[form]}\n\nMvh") == [LINK]


@pytest.mark.parametrize(
    "text",
    [
        "34001", "code 34001", "Error 34001 occurred", "LibraryLinkErrorDomain", "LibraryTokenErrorDomain 34001",
        "LibraryLinkErrorDomain 340010", "LibraryLinkErrorDomain 3400", "LibraryLinkErrorDomain Code=34001.5.2",
        "MyLibraryLinkErrorDomain 34001", "LibraryLinkErrorDomains 34001", "LibraryLinkErrorDomain: none, 34001 files",
        "34001 of 40000 files; LibraryLinkErrorDomain", "34001. In LibraryLinkErrorDomain", "room 34001 LibraryLink",
        "LibraryLinkErrorDomain" + " and so on" * 40 + " code 34001", "LibraryLinkErrorDomain -34001",
    ],
)
def test_what_is_no_code_is_not_taken_for_one(text: str) -> None:
    assert found(text) == []


def test_a_negative_number_is_another_one() -> None:
    assert found("Domain=LibraryShelfErrorDomain Code=-12") == [SHELF]
    assert found("Domain=LibraryShelfErrorDomain Code=12") == []
    assert found("Domain=LibraryShelfErrorDomain Code=0xFFFFFFF4") == [SHELF]


@pytest.mark.parametrize("name", ["LibrarySealErrorDomain", "com.apple.LibrarySealErrorDomain"])
def test_a_domain_is_the_same_with_and_without_the_vendor(name: str) -> None:
    assert found(f"Domain={name} Code=7001") == [SEAL]


# Chains

CHAIN = (
    'Error Domain=LibraryShelfErrorDomain Code=-12 "No." UserInfo={NSUnderlyingError=0x1 {{Error '
    'Domain=LibraryTokenErrorDomain Code=33024 "Expired." UserInfo={{NSUnderlyingError=0x2 {{Error '
    'Domain=SomethingElseErrorDomain Code=5 "x"}}}}}}'
)


def test_of_a_chain_the_innermost_code_that_is_known_decides() -> None:
    assert [(code.domain, code.number) for code in codes_in(CHAIN)] == [
        ("LibraryShelfErrorDomain", -12), ("LibraryTokenErrorDomain", 33024), ("SomethingElseErrorDomain", 5),
    ]  # fmt: skip
    assert found(CHAIN) == [TOKEN]


def test_two_errors_that_are_not_one_inside_the_other_both_count() -> None:
    first, second = FORMS["a dump"], "Error Domain=LibraryTokenErrorDomain Code=33024"
    assert found(f"{first}\nlater\n{second}") == [LINK, TOKEN]
    assert found(f"{first} UserInfo={{NSUnderlyingError={second}}}") == [TOKEN]


def test_the_span_of_a_code_is_where_it_stands() -> None:
    text = f"before {FORMS['a dump']} after"
    (((_, code),),) = KNOWN.chains(text)
    assert text[code.begin : code.end] == "LibraryLinkErrorDomain Code=34001"
    text = f"before {FORMS['a reply']} after"
    (((_, code),),) = KNOWN.chains(text)
    assert text[code.begin : code.end].startswith("ErrorCode</key>")
    assert text[code.begin : code.end].endswith("LibraryLinkErrorDomain")


# In Intune's numbering


@pytest.mark.parametrize("number", [33024, 34001, 7001])
def test_a_code_in_intunes_numbering_is_a_domain_and_a_number_at_once(number: int) -> None:
    written = INTUNE_ZERO + number
    expected = {33024: TOKEN, 34001: LINK, 7001: SEAL}[number]
    assert found(f"Status: {written}") == [expected]
    assert found(f"0x{written + (1 << 32):08X}") == [expected]
    assert found(f"x{written}") == found(f"{written}7") == found(str(abs(written))) == []


def test_a_number_in_intunes_numbering_that_two_domains_have_is_neither() -> None:
    both = Codes({Code("AErrorDomain", 33024): "a", Code("BErrorDomain", 33024): "b"})
    assert list(both.chains(f"Status: {INTUNE_ZERO + 33024}")) == []
    assert [chain[-1][0].domain for chain in both.chains("AErrorDomain 33024")] == ["AErrorDomain"]
    same = Codes({Code("AErrorDomain", 33024): "a", Code("BErrorDomain", 33024): "a"})
    assert [chain[-1][0].domain for chain in same.chains(f"Status: {INTUNE_ZERO + 33024}")] == ["AErrorDomain"]


def test_intunes_number_may_mean_something_else_than_the_vendors_code() -> None:
    elsewhere = Code("LibraryLinkErrorDomain", 34001, in_intunes_numbering=False)
    codes = Codes({elsewhere: "link", Code("OtherErrorDomain", 34001): "other"})
    number = INTUNE_ZERO + 34001
    assert [code.domain for ((code, _),) in codes.chains(f"Status: {number}")] == ["OtherErrorDomain"]
    assert [code for ((code, _),) in codes.chains("LibraryLinkErrorDomain 34001")] == [elsewhere]
    assert list(Codes({elsewhere: "link"}).chains(f"{number}, 0x{number + (1 << 32):X}")) == []
    assert list(Codes({Code("AADSTS", 50999): "sign-in"}).chains(f"Status: {INTUNE_ZERO + 50999}")) == []


# Intune's own

BUSY = -2016341112
OWN = Codes({Code("Intune", BUSY): "busy", LINK: "link", Code("Intune", INTUNE_ZERO + 33024): "own", TOKEN: "token"})


@pytest.mark.parametrize(
    "written", ["-2016341112", "2278626184", "0x87D11388", "0x87d11388", "(-2016341112)", "code:2278626184"]
)
def test_a_code_of_intunes_own_is_known_by_its_number_however_that_is_written(written: str) -> None:
    for text in (written, f"The device is busy {written}.", f"state; {written}\nnext"):
        (((code, found),),) = OWN.chains(text)
        assert (code.number, found.number) == (BUSY, BUSY)
    line = f"a line\nstate; {written}\n"
    assert any(line[begin:end] in written for begin, end in places_of_codes(line))


@pytest.mark.parametrize(
    "written", ["2016341112", "12016341112", "-20163411120", "22786261840", "x0x87D11388", "-2016341113"]
)
def test_another_number_is_no_code_of_intunes_own(written: str) -> None:
    assert list(OWN.chains(f"status {written}")) == []


def test_without_its_minus_a_code_of_intunes_own_is_only_reminded_of() -> None:
    assert [code.number for code, _ in OWN.alone("status 2016341112")] == [BUSY]


def test_a_code_of_intunes_own_goes_before_the_vendors_at_its_number() -> None:
    assert [code.domain for ((code, _),) in OWN.chains(f"Status: {INTUNE_ZERO + 33024}")] == ["Intune"]
    assert [code.domain for ((code, _),) in OWN.chains(f"Status: {INTUNE_ZERO + 34001}")] == ["LibraryLinkErrorDomain"]


# Bare numbers


def test_a_bare_number_only_reminds_of_the_codes_that_it_could_be() -> None:
    several = Codes({LINK: "link", Code("OtherErrorDomain", 34001): "other", TOKEN: "token"})
    assert [(code.domain, written) for code, written in several.alone("It says (34001) now.")] == [
        ("LibraryLinkErrorDomain", "(34001)"), ("OtherErrorDomain", "(34001)"),
    ]  # fmt: skip
    for text in ("v34001", "34001.5", "10.34001", "34001-a", "http://x/34001", "34:34001", "-34001"):
        assert several.alone(text) == [], text


SYMPTOMS = (
    Symptom("link", Text("Link", "Länk"), {}, (), messages=(Message(code=LINK, kind="code"),
                                                            Message("No link to the library", must={"en": "no link"}))),
    Symptom("token", Text("Token", "Polett"), {}, (), messages=(Message(code=TOKEN, kind="code"),)),
)  # fmt: skip


def recognized(*texts: str) -> Recognized:
    return Recognizer(SYMPTOMS).recognize(texts)


def test_a_code_is_recognized_in_a_layer_of_its_own() -> None:
    (match,) = recognized(FORMS["a dump"]).matches
    assert (match.symptom, match.layer, match.score) == ("link", "code", 1.0)
    assert match.matched == "LibraryLinkErrorDomain Code=34001"
    assert recognized("34001").matches == ()
    assert [(likeness.symptom, likeness.found) for likeness in recognized("34001").reminds_of] == [("link", "34001")]


def test_of_one_symptom_the_code_counts_before_its_wording() -> None:
    (match,) = recognized(f"No link to the library. {FORMS['a dump']}").matches
    assert match.layer == "code"
    found = recognized("No link to the library. LibraryTokenErrorDomain: 33024")
    assert [(match.symptom, match.layer) for match in found.matches] == [("token", "code"), ("link", "exact")]


def test_a_code_of_the_knowledge_tells_what_it_says_by_itself() -> None:
    diagnosis = diagnose(Case(error="Error Domain=LibraryTokenErrorDomain Code=33024", joining="by_itself"))
    assert [(symptom.id, symptom.layer) for symptom in diagnosis.symptoms] == [("token-problem", "code")]
    assert diagnosis.cause("token-expired").verdict == "confirmed"
    assert "by the error code: “LibraryTokenErrorDomain Code=33024”" in diagnosis.to_text()
    assert "på felkoden: ”LibraryTokenErrorDomain Code=33024”" in diagnosis.in_("sv").to_text()


# That others write too

WEATHER = Symptom("seal", Text("Seal", "Sigill"), {}, (), messages=(
    Message(code=SEAL, kind="code", only_with=OnlyWith(("linkd", "Library app"))),
    Message("The seal is broken", kind="code", must={"en": "seal & broken"}, only_with=OnlyWith(("linkd",))),
))  # fmt: skip
SEALED = Recognizer([*SYMPTOMS, WEATHER])


def layers(text: str) -> list[tuple[str, str]]:
    return [(match.symptom, match.layer) for match in SEALED.recognize([text]).matches]


def test_a_code_that_others_use_too_counts_beside_what_makes_it_specific() -> None:
    code = "LibrarySealErrorDomain Code=7001"
    assert layers(f"linkd[7]: {code}") == layers(f"the library app says {code}") == [("seal", "code")]
    assert layers(f"{code} in our weather app") == []
    reminded = SEALED.recognize([f"{code} in our weather app"]).reminds_of
    assert [(likeness.symptom, likeness.found) for likeness in reminded] == [("seal", code)]
    assert [match.symptom for match in SEALED.recognize([code]).alone] == ["seal"]
    assert SEALED.recognize([f"{code} here"]).alone == ()


def test_of_a_chain_the_innermost_code_that_counts_decides() -> None:
    chain = (
        'Error Domain=LibraryTokenErrorDomain Code=33024 "No." '
        "UserInfo={NSUnderlyingError={Error Domain=LibrarySealErrorDomain Code=7001}}"
    )
    assert layers(chain) == [("token", "code")]
    assert layers(f"linkd: {chain}") == [("seal", "code")]


def test_a_message_that_others_write_too_needs_it_when_it_is_nearly_there_as_well() -> None:
    assert layers("linkd says that the seal was broken") == [("seal", "tolerant")]
    assert layers("it says that the seal was broken") == []


# Of a sign-in

SIGN_IN = Codes(
    {Code("AADSTS", 50999): "account", Code("AADSTS", 7000999): "key", Code("AADSTS", 90999): "request",
     Code("LibraryLinkErrorDomain", 53999): "link"}
)


@pytest.mark.parametrize(
    "text",
    [
        "AADSTS50999: NoSuchReader", "AADSTS50999", "aadsts50999:NoSuchReader", "Aadsts50999",
        "AADSTS 50999", "it says (AADSTS50999)",
        "Error code: 50999", "Error Code: 50999\nRequest Id: 1f-2\nCorrelation Id: 3e-4", "Felkod: 50999",
        '"status": {"errorCode": 50999, "failureReason": "no"}', "https://login.example.com/error?code=50999",
        "the sign-in fails with 50999", "50999 when she logs in", "inloggningen ger 50999", "50999 när hon loggar in",
        "Conditional Access, 50999",
    ],
)  # fmt: skip
def test_a_code_of_a_sign_in_is_read_with_its_domain_and_where_the_text_speaks_of_a_sign_in(text: str) -> None:
    assert [chain[-1][0].number for chain in SIGN_IN.chains(text)] == [50999]


@pytest.mark.parametrize(
    "text",
    [
        "50999", "Error 50999 occurred", "room 50999", "50999 files were copied", "AADSTS509990", "XAADSTS50999",
        "it costs 50999.50 when you log in", "order 50999-2 after the sign-in", "code 509991",
        "LibraryShelfErrorDomain Code=50999 after the sign-in", "Sign in to see order 50999",
        "Logga in, ärende nr 50999",
        "Sign-in succeeded, request id 50999", "50999 users sign in", "your code is 50999, use it to sign in",
        "sign-in 50999\n" + "a line of a long log\n" * 1000, "sign-in." + " and so on" * 10 + " 50999",
    ],
)  # fmt: skip
def test_a_number_that_may_be_anything_is_no_code_of_a_sign_in(text: str) -> None:
    assert list(SIGN_IN.chains(text)) == []


def test_a_code_of_a_sign_in_may_have_seven_digits_and_is_found_in_a_long_text() -> None:
    assert [chain[-1][0].number for chain in SIGN_IN.chains("AADSTS7000999: Attestation key")] == [7000999]
    text = "a line\n" * 9 + "AADSTS50999\n"
    assert [text[begin:end] for begin, end in places_of_codes(text)] == ["AADSTS50999"]
    assert [text.lower()[begin:end] for begin, end in places_of_codes(text.lower())] == ["aadsts50999"]


def test_what_number_a_code_of_a_sign_in_has_is_for_the_knowledge_to_say() -> None:
    assert [chain[-1][0].number for chain in SIGN_IN.chains("the sign-in fails with 90999")] == [90999]
    assert list(SIGN_IN.chains("the sign-in fails with 60999")) == []
