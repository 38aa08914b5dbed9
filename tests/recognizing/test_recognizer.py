"""The layers together: the surest counts, a line that others write too needs more, and what is not shown is none."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from expert import Case, Diagnosis, KnowledgeBase, diagnose
from expert.foundations.texts import Text
from expert.recognizing.recognition import LAYERS, Recognized
from expert.recognizing.recognizer import Recognizer
from expert.rules.models import Message, OnlyWith, Phrase, Symptom
from tests.engine.diagnosis_properties import (
    a_question_decides_only_causes_that_are_named,
    it_can_be_read_back_and_said_in_the_other_language,
    its_report_is_made_of_whole_sentences,
)

KNOWLEDGE = KnowledgeBase.shipped()


def recognized(text: str, **facts: Any) -> list[tuple[str, str]]:
    diagnosis = diagnose(Case(error=text, **facts))
    return [(symptom.id, symptom.layer) for symptom in diagnosis.symptoms]


def test_a_symptom_that_is_recognized_more_surely_stands_first() -> None:
    text = "the card was not valid, it said. LibraryLinkErrorDomain 34001. Couldn't register your reader."
    assert recognized(text) == [
        ("link-error", "code"), ("branch-full", "exact"), ("card-not-valid", "tolerant"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "layer", "words"),
    [
        ("This card is not valid", "exact", "recognized by: “This card is not valid”"),
        ("Diese Karte ist ungültig!", "exact", "recognized by: “Diese Karte ist ungültig”"),
        ("card isn't valid", "tolerant", "by words that are nearly those of the message: “card isn't valid”"),
        ("karte ist ungultig", "tolerant", "by words that are nearly those of the message: “karte ist ungultig”"),
        ("my card gets refused", "named_otherwise", "by what people call it: “card gets refused”"),
    ],
)
def test_a_report_says_by_which_layer(text: str, layer: str, words: str) -> None:
    assert recognized(text) == [("card-not-valid", layer)]
    assert words in diagnose(Case(error=text)).to_text()


def test_what_happens_is_a_layer_of_its_own() -> None:
    diagnosis = diagnose(Case(stops_at="registration"))
    assert [(s.id, s.layer, s.general) for s in diagnosis.symptoms] == [("joining-stops", "behavior", True)]
    assert "by what happens" in diagnosis.to_text()
    assert "på vad som händer" in diagnosis.in_("sv").to_text()


# Messages that are not shown


@pytest.mark.parametrize(
    "text",
    [
        "It does not say “This card is not valid”.", "We no longer get the message This card is not valid",
        "This card is not valid is no longer shown", "Meddelandet Kortet är inte giltigt visas inte längre",
        "This card is not valid: false", '"This card is not valid" = no',
    ],
)
def test_a_message_that_is_said_not_to_be_shown_is_none(text: str) -> None:
    assert recognized(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It says “This card is not valid”, not that it expired.", "No, it says: This card is not valid",
        "I do not know why. This card is not valid", "This card is not valid. No idea why.",
        "Det går inte. Kortet är inte giltigt", "not sure, This card is not valid",
    ],
)
def test_a_denial_of_something_else_takes_nothing_away(text: str) -> None:
    assert recognized(text) == [("card-not-valid", "exact")]


# Lines that other things write too


def test_a_message_of_several_sentences_is_said_to_be_gone_behind_its_quotation_mark() -> None:
    message = Message("It failed. Ask the library.", "Det gick inte. Fråga biblioteket.")
    recognizer = Recognizer([Symptom("failed", Text("F", "F"), {}, (), messages=(message,))])
    assert recognizer.recognize(['It says "It failed. Ask the library." since Monday']).matches
    assert not recognizer.recognize(['The error "It failed. Ask the library." is gone since Monday']).matches
    assert not recognizer.recognize(['Felet "Det gick inte. Fråga biblioteket." försvann efter en omstart']).matches


def test_a_line_that_others_write_too_needs_something_that_makes_it_specific() -> None:
    assert recognized("reader linkd[7]: Link refused", joining="by_itself") == [("link-error", "exact")]
    assert recognized("reader otherd[7]: Link refused", joining="by_itself") == []


def test_alone_such_a_line_counts_where_the_case_makes_it_specific() -> None:
    assert recognized("Link refused.", joining="by_itself") == [("link-error", "exact")]
    for known in ({}, {"joining": "by_hand"}):
        diagnosis = diagnose(Case(error="Link refused.", **known))
        assert diagnosis.symptoms == ()
        assert [(r.symptom, r.score) for r in diagnosis.reminds_of] == [("link-error", 0.9)]


def test_of_what_makes_a_line_specific_one_text_is_enough() -> None:
    line = Message("It failed", kind="log", only_with=OnlyWith(("abcd", "efgh")))
    recognizer = Recognizer([Symptom("failed", Text("F", "F"), {}, (), messages=(line,))])
    assert [m.symptom for m in recognizer.recognize(["efgh: it failed"]).matches] == ["failed"]
    assert recognizer.recognize(["ijkl: it failed"]).matches == recognizer.recognize(["It failed"]).matches == ()
    assert recognizer.recognize(["It failed"]).alone != ()


def test_the_words_of_a_line_that_does_not_count_are_no_shorter_message_of_another_symptom() -> None:
    line = Message("An error came and a link to the sorter is not there", only_with=OnlyWith(("linkd",)))
    other = Message("The link to the sorter is not there", must={"en": "link & sorter & not"})
    recognizer = Recognizer([
        Symptom("line", Text("L", "L"), {}, (), messages=(line,)),
        Symptom("other", Text("O", "O"), {}, (), messages=(other,)),
        Symptom("named", Text("N", "N"), {}, (), phrases=(Phrase("error came & link"),)),
    ])  # fmt: skip

    def found(text: str) -> list[str]:
        return [match.symptom for match in recognizer.recognize([text]).matches]

    exact = "An error came and a link to the sorter is not there"
    typed = "An eror came and a link to the sorter not there"
    assert found(f"today: {exact}") == []
    assert found(f"today: {typed}") == ["named"]
    assert found(f"linkd: {exact}")[0] == found(f"linkd: {typed}")[0] == "line"
    assert found("today: the link to the sorter is not there") == ["other"]


@pytest.mark.parametrize(
    ("needed", "beside", "counts"),
    [
        ("Company Portal", "company-portal", True), ("Company Portal", "CompanyPortal", True),
        ("Företagsportal", "foretagsportal", True), ("12004", "Code=12004", True), ("12004", "Code=112004", False),
        ("12004", "120045", False), ("mdm", "mdmclient", False), ("mdm*", "mdmclient", True),
        ("mdm*", "LIB-mdm", True), ("mdm*", "libmdm", False), ("*d155f4", "0x87D155F4", True),
        ("*d155f4", "0x87D155F40", False), ("*cloud*", "MCCloudConfig", True), ("a b c", "a-b/c", True),
        ("...", "...", False), ("ab", "xab ab", True),
        ("ポータルサイト", "会社のポータルサイトでは", True), ("サイト", "ポータルサイトでは", False),
    ],
)  # fmt: skip
def test_what_makes_a_line_specific_is_compared_by_letters_and_whole_words(
    needed: str, beside: str, counts: bool
) -> None:
    line = Message("It failed", kind="log", only_with=OnlyWith((needed,)))
    recognizer = Recognizer([Symptom("failed", Text("F", "F"), {}, (), messages=(line,))])
    for text in (f"{beside}: it failed", f"It failed. {beside}", "a line\n" * 9000 + f"{beside}\n It failed"):
        assert bool(recognizer.recognize([text]).matches) == counts, text[-99:]


OTHERS = Recognizer([
    Symptom("lost", Text("L", "L"), {}, (), phrases=(Phrase("link lost & sorter"),), messages=(
        Message("Link lost for ever", kind="log", only_with=OnlyWith(("linkd",)), tells={"joining": "by_itself"}),
        Message("Link lost", kind="log", tells={"joining": "by_itself"}),
    )),
    Symptom("line", Text("O", "O"), {}, (), phrases=(Phrase("device locked"),), messages=(
        Message("Device locked", kind="code", only_with=OnlyWith(("linkd",))),
        Message("The device is closed to borrowers", must={"en": "device & closed"}),
    )),
    Symptom("vague", Text("V", "V"), {}, (), general=True, phrases=(Phrase("lending category sealed"),), messages=(
        Message("sealed", kind="log", only_with=OnlyWith(("linkd",))),
    )),
    Symptom("held", Text("H", "H"), {}, (), phrases=(Phrase("locked & librarian"),)),
    Symptom("near", Text("N", "N"), {}, (), messages=(
        Message("The card says that the device locked itself", must={"en": "card & device locked"}),
    )),
])  # fmt: skip


def test_a_line_that_does_not_count_is_still_read_for_others() -> None:
    def found(text: str) -> list[tuple[str, str]]:
        return [(match.symptom, match.layer) for match in OTHERS.recognize([text]).matches]

    # What people call another symptom, and another symptom's message nearly as it is documented.
    assert found("Device locked, says the librarian") == [("held", "named_otherwise")]
    assert found("linkd: Device locked, says the librarian") == [("line", "exact")]
    assert found("the card said that the device locked itself") == [("near", "tolerant")]
    # A shorter message of its own symptom, or another one nearly so; but no words of the line itself.
    assert found("Link lost. And later: Link lost for ever") == [("lost", "exact")]
    assert found("Device locked. This device was closed to all borrowers") == [("line", "tolerant")]
    assert found("today: Device locked") == []
    # A general one says more with the words around it.
    assert found("Lending lists the category Sealed") == [("vague", "named_otherwise")]
    assert found("today: Sealed") == []


# What two sentences say together

OVER_TWO = Recognizer([
    Symptom("old", Text("O", "O"), {}, (), phrases=(
        Phrase("code & blue reader & not"), Phrase("sealed & blue reader"),
    )),
    Symptom("any", Text("A", "A"), {}, (), general=True, phrases=(Phrase("cupboard & gray reader & page"),)),
])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "symptoms"),
    [
        ("It asks for a code that I do not have. It went to my blue reader.", ["old"]),
        ("It went to my blue reader. It asks for a code that I do not have!", ["old"]),
        # one sentence says it; nothing more is looked for
        ("The code is on my blue reader, not here. It asks again.", ["old"]),
        # a single word may belong to something else
        ("It is sealed. That is my blue reader.", []),
        # too far away
        ("It asks for a code that I do not have. The librarian says so. It went to my blue reader.", []),
        # who asks tells of nothing, and what goes well is another thing
        ("It asks for a code that I do not have. Could it go to my blue reader?", []),
        ("It asks for a code that I do not have. My blue reader works fine.", []),
        # what is general says too little for that
        ("There is a cupboard with a page. It is for my gray reader.", []),
    ],
)
def test_two_sentences_that_follow_each_other_may_say_it_together(text: str, symptoms: list[str]) -> None:
    assert [match.symptom for match in OVER_TWO.recognize([text]).matches] == symptoms


# General symptoms


def test_a_general_symptom_counts_only_where_no_other_does() -> None:
    assert recognized("Something went wrong") == [("something-went-wrong", "exact")]
    assert recognized("Something went wrong. The shelf is full") == [("shelf-full", "exact")]
    assert recognized("Something went wrong", stops_at="sign_in") == [("something-went-wrong", "exact")]
    assert recognized("Something odd", stops_at="sign_in") == [("joining-stops", "behavior")]


def test_a_general_symptom_counts_where_the_other_is_known_to_be_elsewhere() -> None:
    text = "Something went wrong. LINK_ERROR No link"
    assert recognized(text, joining="by_itself") == [("link-error", "exact")]
    assert recognized(text, joining="by_hand") == [("something-went-wrong", "exact")]


# Openings


def test_an_opening_that_can_be_of_one_message_counts_where_a_fact_proves_a_cause_of_it() -> None:
    assert recognized("Name not known.") == []
    assert diagnose(Case(error="Name not known.")).outcome == "incomplete"
    assert recognized("Name not known.", card="missing") == [("name-unknown", "tolerant")]
    assert diagnose(Case(error="Name not known.", card="missing")).outcome == "confirmed"
    assert recognized("Setup failed.", card="missing") == []


# Whatever somebody brings

WORDS = sorted({
    word
    for symptom in KNOWLEDGE.symptoms.values()
    for text in (symptom.title.en, symptom.title.sv, *(w for m in symptom.messages for w in m.wordings()))
    for word in text.split()
})  # fmt: skip
BESIDE = ["not", "inte", "no", "maybe", "kanske", ".", "?", ":", ",", "\n", "34001", "LibraryLinkErrorDomain",
          "version 7.1", "17 readers", "card", "seal expires on 2026-03-31", "false", "school", "<x>", "stops",
          "joining",          "ReaderOS 6.2.1", "\u0301", "Ã¤", "&amp;"]  # fmt: skip
brought = some.lists(some.sampled_from([*WORDS, *BESIDE]), max_size=25).map(" ".join)


@given(texts=some.lists(brought, min_size=1, max_size=2), known=some.booleans())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_somebody_brings_gets_a_sound_diagnosis(texts: list[str], known: bool) -> None:
    facts = {"joining": "by_itself", "card": "valid"} if known else {}
    case = Case(error=[text if text.strip() else "-" for text in texts], **facts)
    diagnosis: Diagnosis = diagnose(case, engine="both")
    for holds in (
        a_question_decides_only_causes_that_are_named, it_can_be_read_back_and_said_in_the_other_language,
        its_report_is_made_of_whole_sentences,
    ):  # fmt: skip
        holds(diagnosis)


@given(texts=some.lists(brought, min_size=1, max_size=3))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_recognized_is_in_the_text_and_in_the_order_of_the_layers(texts: list[str]) -> None:
    found = _recognizer().recognize(texts)
    surest = {match.symptom: LAYERS.index(match.layer) for match in reversed(found.matches)}
    assert list(surest.values()) == sorted(surest.values(), reverse=True)
    assert {match.symptom for match in found.matches}.isdisjoint(r.symptom for r in found.reminds_of)
    assert len({r.symptom for r in found.reminds_of}) == len(found.reminds_of) <= 3
    assert all(0 < match.score <= 1 for match in found.matches)
    assert found == _recognizer().recognize(texts)


def test_recognizing_many_texts_leaves_nothing_for_the_next(small: KnowledgeBase) -> None:
    """The words that were met are kept; what they mean does not change."""
    rng = random.Random(3)
    texts = [" ".join(rng.choices([*WORDS, *BESIDE], k=12)) for _ in range(60)]
    fresh = [Recognizer(small.symptoms.values()).recognize([text]) for text in texts[:8]]
    recognizer = Recognizer(small.symptoms.values())
    found: list[Recognized] = [recognizer.recognize([text]) for text in texts]
    assert found[:8] == fresh
    assert [recognizer.recognize([text]) for text in reversed(texts)] == found[::-1]


def _recognizer() -> Recognizer:
    return KNOWLEDGE.attach(_made)


def _made(knowledge: KnowledgeBase) -> Recognizer:
    return Recognizer(knowledge.symptoms.values())
