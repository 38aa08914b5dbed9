"""The escalation package: it says what others need to know, and nothing about persons unless it is told to."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import hypothesis.strategies as st
import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.escalating.package import escalate
from expert.foundations.texts import LANGUAGES, Language
from expert.redacting.masking import masked
from expert.results.escalation import EscalationPackage, Observed
from tests.each import each

SECRETS = (
    "anna.svensson@contoso.com",
    "anna_fabrikam.com#EXT#@contoso.onmicrosoft.com",
    "åsa.öberg@exempel.se",
    "anna@contoso",
    "CONTOSO\\anna",
    "DMPVL3X9Q1GC",
    "C39XQ0Q3KXKQ",
    "f2lx7abcn72k",
    "352099001761481",
    "35 209900 176148 1",
    "35-209900-176148-1",
    "00008030-001A2D3E4F5A802E",
    "2b6f0cc904d137be2e1730235f5664094b831186",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    "10.20.30.40",
    "fe80::1ff:fe23:4567:890a",
    "2001:db8:0:0:0:ff00:42:8329",
    "00:1A:2b:3c:4d:5e",
    "+46 70-123 45 67",
    "Ａnna@contoso.com",
    "anna\u200b@contoso.com",
)
HARMLESS = (
    "0x80180014",
    "17.10",
    "2026-11-23 12:30:45",
    "SealUnknown",
    "EnterpriseEnrollment-s.manage.microsoft.com",
    "iPhone 15 Pro, iOS 18.2",
    "version 1.2.3",
    "@home",
    "C:\\Windows",
)


def _every_form(package: EscalationPackage) -> str:
    return "\n".join([package.to_json(), package.to_text(), package.to_markdown()])


def _observed(package: EscalationPackage, fact: str) -> Observed:
    return next(observed for observed in package.observed if observed.fact == fact)


# Redaction


@each("secret", SECRETS)
@pytest.mark.parametrize("around", ["{}", "user {}, again", "<{}>", "device={};", "({})", "{}."])
def test_what_identifies_somebody_is_masked(secret: str, around: str) -> None:
    text = masked(around.format(secret), "en")
    assert secret not in text
    assert "anna" not in text.casefold()
    assert "[" in text


@pytest.mark.parametrize("text", HARMLESS)
def test_what_identifies_nobody_stays(text: str) -> None:
    assert masked(text, "en") == text


@pytest.mark.parametrize("label", ["Serial number: {}", "serienummer {}", "S/N={}", "IMEI: {}", "Serial no. {}"])
def test_a_number_that_is_called_an_identifier_is_masked_whatever_it_looks_like(label: str) -> None:
    assert "AB12" not in masked(label.format("AB12"), "sv")


@hypothesis.given(
    st.from_regex(r"[a-z]{1,12}(\.[a-z]{1,12})?", fullmatch=True),
    st.from_regex(r"[a-z]{1,12}\.(com|se|onmicrosoft\.com)", fullmatch=True),
    st.ip_addresses(),
    st.text(alphabet=" ,;()<>\n\t", min_size=1, max_size=3),
)
def test_addresses_are_masked_wherever_they_stand(user: str, domain: str, ip: object, between: str) -> None:
    text = masked(f"for{between}{user}@{domain}{between}from{between}{ip}{between}", "en")
    assert f"{user}@{domain}" not in text
    assert str(ip) not in text


def test_a_long_text_is_masked_in_no_time() -> None:
    """A pathological paste must not hang the command: the time grows with the length, not with its square."""
    for long in ("a" * 300_000, "a." * 150_000, "1 " * 150_000, "a:" * 150_000, "x\\" * 150_000, "0-" * 150_000):
        masked(long, "en")


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    "error",
    ["Nothing that is known. {}", "{} Setup failed. The network was lost. {}", "{}"],
)
def test_a_pasted_text_is_not_in_the_package(secret: str, error: str) -> None:
    case = Case(case=f"INC1 {secret}", error=error.replace("{}", secret), platform="folio", os_version="18.2")
    for language in LANGUAGES:
        assert secret not in _every_form(escalate(case, language=language))


@pytest.mark.parametrize("secret", SECRETS)
def test_with_personal_data_everything_is_there_as_it_was_given(secret: str) -> None:
    case = Case(case="INC1", error=f"Nothing that is known. {secret}")
    package = escalate(case, include_personal=True)
    assert _observed(package, "error").words == case["error"]
    assert package.personal


def test_the_documented_wording_stands_for_a_text_that_was_recognized() -> None:
    case = Case(error="anna@contoso.com:  SETUP failed - the network was lost!! ask Bo Ek")
    english, swedish = (_observed(escalate(case, language=language), "error") for language in LANGUAGES)
    assert english.words == ("“Setup failed. The network was lost.”",)
    assert swedish.words == ("”Konfigureringen misslyckades. Nätverket försvann.”",)
    assert english.note is not None


def test_texts_that_were_not_recognized_are_counted() -> None:
    case = Case(error=["SealUnknown", "something of Bo's", "something else of Bo's"])
    observed = _observed(escalate(case), "error")
    assert observed.words == ("“SealUnknown”",)
    assert observed.note is not None
    assert "2 texts" in observed.note


def test_the_beginning_of_a_message_is_told_in_documented_words() -> None:
    package = escalate(Case(error="Bo Ek saw: Setup failed."))
    assert _observed(package, "error").words == ("the beginning of “Setup failed”",)
    assert "Bo Ek" not in _every_form(package)


def test_a_warning_that_quotes_the_text_is_left_out_too() -> None:
    case = Case(error="Bo Ek saw nothing", behavior="joining_does_not_start", joining="by_itself")
    assert "Bo Ek" not in _every_form(escalate(case))
    assert any("Bo Ek" in warning for warning in escalate(case, include_personal=True).warnings)


def test_where_the_facts_came_from_is_not_told(tmp_path: Path) -> None:
    """A path may hold somebody's name."""
    file = tmp_path / "anna-svensson.yaml"
    file.write_text("error: SealUnknown\nseal: valid\n", encoding="utf-8")
    assert "anna-svensson" not in _every_form(escalate(Case.from_file(file)))


VOCABULARY = """
facts:
  contact:
    type: text
    cost: user
    personal: true
    title: {en: Contact, sv: Kontakt}
    ask: {en: Who?, sv: Vem?}
    where_to_look: {en: Ask., sv: Fråga.}
  remark:
    type: text
    cost: user
    personal: false
    title: {en: Remark, sv: Anmärkning}
    ask: {en: What?, sv: Vad?}
    where_to_look: {en: Ask., sv: Fråga.}
"""


def test_facts_of_an_own_vocabulary_are_treated_by_what_it_says_of_them(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text(VOCABULARY, encoding="utf-8")
    knowledge = KnowledgeBase.load(tmp_path)
    case = knowledge.case(contact="Bo Ek", remark="seen by bo@contoso.com on 10.0.0.7", platform="folio")
    package = escalate(case, knowledge)
    assert _observed(package, "contact").words == ()
    assert _observed(package, "contact").note is not None
    assert _observed(package, "remark").words == ("seen by [user-1] on [IP-1]",)
    assert "Bo Ek" not in _every_form(package)
    personal = escalate(case, knowledge, include_personal=True)
    assert _observed(personal, "contact").words == ("Bo Ek",)
    assert _observed(personal, "remark").words == ("seen by bo@contoso.com on 10.0.0.7",)


def test_a_ticket_number_that_looks_like_a_serial_number_stays() -> None:
    assert escalate(Case(case="INC0000187", platform="folio")).case == "INC0000187"


# What others need


def test_a_case_that_nothing_explains() -> None:
    package = escalate(Case(error="Fel 4711", platform="folio"))
    assert package.stuck
    assert package.standing.startswith("To be escalated:")
    assert package.collect
    assert package.help
    assert {question.number for question in package.unanswered} == {2, 3, 5, 6, 7, 8}
    assert package.intake == 8


def test_a_case_whose_causes_are_all_excluded_says_why() -> None:
    package = escalate(
        Case(error="SealUnknown", seal="valid", platform="folio", model="allowed")
    )
    assert package.outcome == "contradictory"
    assert package.stuck
    assert not package.open_causes
    assert all(cause.because for cause in package.excluded)


@pytest.mark.parametrize(
    ("facts", "outcome", "begins"),
    [
        ({"error": "SealUnknown", "seal": "expired"}, "confirmed", "No need to escalate yet: the cause"),
        ({"error": "The shelf is full"}, "likely", "No need to escalate yet: a cause"),
        ({"error": "SealUnknown"}, "possible", "No need to escalate yet: there are documented"),
        ({"error": "Setup failed."}, "incomplete", "Too early to escalate: more"),
        ({}, "incomplete", "Too early to escalate: there is neither"),
        ({"platform": "phone"}, "out_of_scope", "Outside this system"),
        ({"model": "blocked"}, "obstacle", "No need to escalate yet: “The reader's model is blocked” is confirmed"),
        ({"model": "blocked", "card": "missing"}, "obstacle", "No need to escalate yet: “The reader's model"),
        ({"error": "The shelf is full", "joins_now": "yes"}, "solved", "Solved: The reader joins now."),
    ],
)
def test_a_case_that_is_not_stuck_says_so_first(facts: dict[str, str], outcome: str, begins: str) -> None:
    package = escalate(Case.of(facts))
    assert package.outcome == outcome
    assert not package.stuck
    assert package.standing.startswith(begins)
    assert bool(package.collect) is (outcome != "solved")
    paragraphs = package.to_text().split("\n\n")
    assert paragraphs[1] == package.standing


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_solved_case_nothing_is_open_and_nothing_to_be_found_out(language: Language) -> None:
    package = escalate(Case(error="The shelf is full", joins_now=True), language=language)
    assert package.outcome == "solved"
    assert (package.open_causes, package.excluded, package.unanswered, package.collect, package.help) == ((),) * 5
    said = package.to_text()
    assert package.observed
    assert not any(word in said for word in ("CAUSES SO FAR", "ANSWERED", "ORSAKER", "BESVARA"))


def test_what_is_open_says_what_would_decide_it() -> None:
    message = "Setup failed. The library does not answer."
    package = escalate(Case(error=message))
    assert package.open_causes
    assert all(cause.undecided for cause in package.open_causes)


def test_with_every_intake_question_answered_none_is_open() -> None:
    package = escalate(
        Case(error="Fel 4711", where_shown="screen", ever_worked=True, started_on="2026-11-01", platform="folio",
             affected_users="one", affected_devices="one", run_by="library", joining="by_hand")
    )  # fmt: skip
    assert package.unanswered == ()
    assert "all 8 intake questions" in package.to_text().casefold()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_read_back(language: Language) -> None:
    package = escalate(Case(error="Fel 4711", case="INC1"), language=language)
    assert EscalationPackage.from_json(package.to_json()) == package
    assert EscalationPackage.from_json(package.to_json()).to_text() == package.to_text()


@pytest.mark.parametrize("ticket", ["INC0000187", "ITSUP-1234", "#48213", "TASK0012345", "4711"])
def test_a_ticket_number_stays(ticket: str) -> None:
    assert escalate(Case(case=ticket, platform="folio")).case == ticket


@pytest.mark.parametrize(
    "ticket",
    [
        "Anna Svensson", "070-123 45 67", "0701234567", "850101-1234", "contoso-dc01.corp.contoso.local",
        "iPhone von Müller", "https://contoso.service-now.com/INC0001?u=anna", "DMPVLX912345", "anna@contoso.com",
        "INC0000187 Anna Svensson",
    ],
)  # fmt: skip
def test_whatever_else_stands_in_the_field_of_the_ticket_does_not(ticket: str) -> None:
    package = escalate(Case(case=ticket, platform="folio"))
    assert package.case == "[case-1]"
    assert ticket not in _every_form(package)
    assert escalate(Case(case=ticket, platform="folio"), include_personal=True).case == ticket


@pytest.mark.parametrize(
    "text", ["850101-1234", "19850101-1234", "070-123 45 67", "08-123 456 78", "0701234567", "anna%40contoso.com"]
)
def test_numbers_and_addresses_of_people_are_masked(text: str) -> None:
    assert text not in masked(f"call {text} today", "en")


def test_the_codes_of_a_text_that_is_not_recognized_are_handed_on() -> None:
    text = "Odd: MCMDMErrorDomain 12002, 0xdeadbeef for anna@contoso.com on DMPVL3X9Q1GC"
    package = escalate(Case(error=text, platform="folio"))
    note = _observed(package, "error").note
    assert note is not None
    assert "MCMDMErrorDomain 12002, 0xdeadbeef" in note
    assert "anna" not in _every_form(package)
    assert "DMPVL3X9Q1GC" not in _every_form(package)


def test_the_way_to_a_rule_folder_is_not_told(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "anna.andersson" / "our-rules"
    folder.mkdir(parents=True)
    (folder / "vocabulary.yaml").write_text(VOCABULARY, encoding="utf-8")
    package = escalate(Case(error="Fel 4711"), KnowledgeBase.load(folder))
    assert package.knowledge.extra == ("our-rules",)
    assert "anna.andersson" not in _every_form(package)


# What is known from a text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_text_says_otherwise_than_was_given_is_told_without_its_words(language: Language) -> None:
    """Between the words of a pattern anything may stand, also a name."""
    case = Case(error="She has Anna Svensson's card. This card is not valid", card="missing")
    package = escalate(case, language=language)
    (conflict,) = package.conflicts
    assert conflict == {
        "en": "“The borrower's card” is given as “no card”, but the pasted text says otherwise.",
        "sv": "”Låntagarens kort” anges som ”inget kort”, men den inklistrade texten säger något annat.",
    }[language]
    assert "Anna" not in _every_form(package)
    assert "Anna" in _every_form(escalate(case, language=language, include_personal=True))


@pytest.mark.parametrize(
    "text",
    ["the school of Anna Svensson runs it. This card is not valid", "the rule that Anna Svensson has for joining",
     "my card of Anna Svensson gets refused", "the Anna card is not valid", "Name not known. Anna Svensson"],
)
def test_nothing_of_a_text_is_in_it_however_it_was_recognized(text: str) -> None:
    for facts in ({}, {"card": "missing"}):
        assert "Anna" not in _every_form(escalate(Case(error=text, **facts)))


def test_for_what_people_only_call_it_the_title_of_the_symptom_stands() -> None:
    assert _observed(escalate(Case(error="my card gets refused")), "error").words == ("“This card is not valid”",)
    code = escalate(Case(error="Error Domain=LibraryTokenErrorDomain Code=33024", joining="by_itself"))
    assert _observed(code, "error").words == ("“LibraryTokenErrorDomain 33024”",)


def test_what_stands_in_the_way_is_among_what_is_not_ruled_out() -> None:
    package = escalate(Case(error="The shelf is full", model="blocked"))
    assert [(cause.id, cause.verdict) for cause in package.open_causes][-1] == ("model-blocked", "confirmed")


def test_what_the_text_gives_away_is_handed_on_and_not_asked_again() -> None:
    intake = {name for name, fact in KnowledgeBase.shipped().vocabulary.facts.items() if fact.intake}
    case = Case(error="NoJoinRule with version 17.1 of a folio that joins by itself")
    read = {fact.fact: fact.words for fact in diagnose(case).read_from_text if fact.used}
    assert intake & read.keys()
    package = escalate(case)
    told = {fact.fact: fact for fact in package.observed}
    assert {name: (told[name].words, told[name].note) for name in read} == {
        name: ((words,), "read from the text") for name, words in read.items()
    }
    assert not read.keys() & {question.fact for question in package.unanswered}
