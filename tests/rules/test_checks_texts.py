"""Checks of texts: languages that are missing or swapped, words outside the glossary, messages that are shared."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.rules.checks.language_model import LanguageModel
from tests.rules.checked import FACT, TODAY, cause, checked, found, lines
from tests.rules.folders import Fill

TITLE = "{en: There is dust in the port, sv: Det är damm i porten}"


def titled(title: str) -> dict[str, str]:
    return {"causes/dust.yaml": cause()["causes/dust.yaml"].replace(TITLE, title)}


def test_texts_in_their_languages_are_not_told(fill: Fill) -> None:
    folder = fill(cause())
    for check in ("wrong-language", "missing-translation", "untranslated-text", "unlike-glossary"):
        assert found(folder, check) == []


@pytest.mark.parametrize(("title", "said"), [
    ("{en: Det är damm i porten, sv: There is dust in the port}", "the languages are swapped"),
    ("{en: utgånget, sv: expired}", "the languages are swapped"),
    ("{en: Det är damm i porten på den, sv: Det är damm i en port}", "what stands under en is not English"),
    ("{en: There is dust in the port, sv: There is dust in the ports of it}", "what stands under sv is not Swedish"),
])  # fmt: skip
def test_a_text_in_the_other_language_is_an_error(fill: Fill, title: str, said: str) -> None:
    (finding,) = found(fill(titled(title)), "wrong-language")
    assert finding.text.en.startswith(said)
    assert (finding.level, finding.place.line) == ("error", 2)


def test_names_and_what_is_quoted_are_in_no_language(fill: Fill) -> None:
    for title in ("{en: Company Portal, sv: Företagsportal}", "{en: Microsoft Entra ID, sv: Microsoft Entra ID}",
                  "{en: Choose “Take it from the other”, sv: Välj ”Take it from the other”}"):
        assert found(fill(titled(title)), "wrong-language") == []


def test_messages_and_patterns_that_are_swapped_are_told(fill: Fill) -> None:
    folder = fill({
        "symptoms/it-smells.yaml":
            "id: it-smells\ntitle: {en: It smells, sv: Det luktar}\nexample: {error: It smells burned}\n"
            "messages: [{en: Det luktar bränt om den, sv: It smells burned from it}]\n"
            "phrases: [{en: det & luktar & från & den, sv: it & smells & from & this}]\n"
            "sources: [{document: handbook, heading: Smell, date: 2024-01-10}]\n",
        "causes/dust.yaml": cause()["causes/dust.yaml"].replace("[shelf-full]", "[it-smells]"),
    })  # fmt: skip
    assert lines(folder, "wrong-language") == ["symptoms/it-smells.yaml:4", "symptoms/it-smells.yaml:5"]


def test_the_model_leans_on_small_words_where_there_are_no_other_texts() -> None:
    model = LanguageModel()
    pair = ("it is not known whether the seal is broken", "det är okänt om sigillet är brutet")
    model.learn([pair])
    assert model.leaning(pair[0], pair) > 3
    assert model.leaning(pair[1], pair) < -3


def test_an_empty_text_and_one_that_is_alike_in_both_are_told(fill: Fill) -> None:
    assert lines(fill(titled("{en: There is dust in it, sv: ''}")), "missing-translation") == ["causes/dust.yaml:2"]
    alike = titled("{en: There is dust in it, sv: There is dust in it}")
    assert lines(fill(alike), "untranslated-text") == ["causes/dust.yaml:2"]


# Glossary


def test_a_word_that_the_glossary_has_another_for_is_told_with_that(fill: Fill) -> None:
    (finding,) = found(fill(titled("{en: The library card is lost, sv: Bibliotekskortet är borta}")), "unlike-glossary")
    assert finding.text.en == "“Bibliotekskortet”: write “lånekort” (glossary.yaml)"
    assert [place.file for place in finding.also] == ["rules/glossary.yaml"]
    quoted = titled("{en: It says “borrower's ticket”, sv: Det står ”bibliotekskort”}")
    assert found(fill(quoted), "unlike-glossary") == []


def test_a_folder_adds_terms_of_its_own(fill: Fill) -> None:
    term = (
        "dust: {term: {en: dust, sv: damm}, avoid: {en: {grime: dust}}, "
        "sources: [{document: handbook, heading: Words, date: 2024-01-10}]}\n"
    )
    folder = fill({"glossary.yaml": term, **titled("{en: There is grime in the port, sv: Det är damm i porten}")})
    assert lines(folder, "unlike-glossary") == ["causes/dust.yaml:2"]


# Messages


def symptom(name: str, said: str, more: str = "") -> dict[str, str]:
    return {
        f"symptoms/{name}.yaml":
            f"id: {name}\ntitle: {{en: It smells, sv: Det luktar}}\nexample: {{error: {said}}}\n"
            f"messages: [{{en: {said}, sv: Det luktar ({name})}}]\n"
            f"sources: [{{document: handbook, heading: Smell, date: 2024-01-10}}]\n{more}",
        f"causes/{name}.yaml": cause(name)[f"causes/{name}.yaml"].replace("shelf-full", name),
    }  # fmt: skip


def test_two_symptoms_with_one_message_are_told_with_both_places(fill: Fill) -> None:
    folder = fill({**symptom("a", "It smells burned"), **symptom("b", "it smells  BURNED.")})
    (shared,) = found(folder, "shared-message")
    assert shared.place.file.endswith("symptoms/b.yaml")
    assert [place.file.rpartition("/")[2] for place in shared.also] == ["a.yaml"]


@pytest.mark.parametrize(("one", "other"), [
    ("general: true\n", ""), ("applies_when: {platform: folio}\n", "applies_when: {platform: slate}\n"),
])  # fmt: skip
def test_symptoms_that_are_never_both_meant_may_share_a_message(fill: Fill, one: str, other: str) -> None:
    folder = fill({**symptom("a", "It smells burned", one), **symptom("b", "It smells burned", other)})
    assert found(folder, "shared-message") == []


@pytest.mark.parametrize(("one", "other", "where"), [
    ("reports: [It stinks in here]\n", "reports: [it stinks in here!]\n", "reports"),
    ("near_misses: [It stinks in here]\n", "reports: [It stinks in here]\n", "near_misses"),
    ("reports: [It stinks in here]\nnear_misses: [It stinks in here]\n", "", "reports"),
])  # fmt: skip
def test_a_text_that_is_told_twice_is_told_with_both_places(fill: Fill, one: str, other: str, where: str) -> None:
    folder = fill({**symptom("a", "It smells", one), **symptom("b", "I think it burns", other)})
    (twice,) = found(folder, "text-told-twice")
    assert f"`{where}` of a" in twice.problem.text.en
    assert [place.file.rpartition("/")[2] for place in twice.also] == ["a.yaml"]


def test_a_text_without_a_word_is_no_report(fill: Fill) -> None:
    folder = fill(symptom("a", "It smells", 'reports: ["", "!!!"]\nnear_misses: ["…"]\n'))
    assert [one.problem.text.en for one in found(folder, "text-told-twice")] == [
        "warning: this text has no word, and teaches nothing"
    ] * 3


def test_other_texts_may_share_most_of_their_words(fill: Fill) -> None:
    folder = fill({**symptom("a", "It smells", "reports: [It stinks in here]\nnear_misses: [It stank in here]\n")})
    assert found(folder, "text-told-twice") == []


def test_a_message_inside_another_is_noted(fill: Fill) -> None:
    folder = fill({**symptom("a", "It smells"), **symptom("b", "I think it smells burned")})
    (inside,) = found(folder, "message-inside-another")
    assert (inside.level, inside.part) == ("note", ("symptoms", "a"))


@pytest.mark.parametrize(("message", "told"), [
    ("{en: It smells burned, sv: Det luktar bränt}", ["English", "Swedish"]),
    ("{en: It smells burned, sv: Det luktar bränt, must: {en: smells burned}}", ["Swedish"]),
    ("{en: It smells burned, must: {en: smells burned}}", []),
    ("{en: Burned}", []), ("{en: It smells burned, kind: log}", []), ("{en: It smells burned, kind: code}", []),
    ("{en: It smells burned, only_with: {texts: [reader]}}", []),
])  # fmt: skip
def test_a_message_that_does_not_say_what_carries_its_meaning_is_told(
    fill: Fill, message: str, told: list[str]
) -> None:
    files = symptom("a", "It smells burned")
    files["symptoms/a.yaml"] = files["symptoms/a.yaml"].replace("{en: It smells burned, sv: Det luktar (a)}", message)
    said = [finding.text.en for finding in found(fill(files), "missing-must")]
    assert said == [
        f"nothing says which words of this message carry its meaning in {language}, so that all are needed"
        for language in told
    ]


def test_words_that_carry_the_meaning_of_no_wording_are_told(fill: Fill) -> None:
    files = symptom("a", "It smells burned")
    files["symptoms/a.yaml"] = files["symptoms/a.yaml"].replace(
        "sv: Det luktar (a)", "must: {en: smells burned, sv: luktar}"
    )
    assert [finding.text.en for finding in found(fill(files), "missing-must")] == [
        'these words are of no wording: the message says nothing under "sv"'
    ]


@pytest.mark.parametrize(("tells", "told"), [
    (["app: broken", "app: current", ""], ["symptoms/a.yaml:7"]), (["app: broken", "app: broken", "app: broken"], []),
    (["app: broken", ""], []), (["app: broken", "", ""], []),
])  # fmt: skip
def test_a_fact_that_all_messages_but_one_state_is_told(fill: Fill, tells: list[str], told: list[str]) -> None:
    files = symptom("a", "It smells burned")
    messages = "".join(f"  - {{en: Smell{i}, kind: code, tells: {{{said}}}}}\n" for i, said in enumerate(tells))
    one = "messages: [{en: It smells burned, sv: Det luktar (a)}]\n"
    files["symptoms/a.yaml"] = files["symptoms/a.yaml"].replace(one, f"messages:\n{messages}")
    assert lines(fill(files), "untold-fact") == told


# Sources


def test_a_source_is_stale_by_the_day_that_is_given_and_by_no_clock(fill: Fill) -> None:
    old = {"causes/dust.yaml": cause()["causes/dust.yaml"].replace("2024-01-10", "2019-01-10")}
    assert [finding.level for finding in found(fill(old), "stale-source")] == ["note"]
    kept = {"causes/dust.yaml": old["causes/dust.yaml"] + f"checked: {TODAY}\n"}
    assert found(fill(kept), "stale-source") == []
    later = {"causes/dust.yaml": cause()["causes/dust.yaml"].replace("2024-01-10", "2027-01-10")}
    assert lines(fill(later), "source-to-come") == ["causes/dust.yaml:6"]


def test_a_superseded_source_says_by_what(fill: Fill) -> None:
    told = cause()["causes/dust.yaml"].replace("date: 2024-01-10}]", "date: 2024-01-10, status: superseded%s}]%s")
    assert lines(fill({"causes/dust.yaml": told % ("", "")}), "superseded-without-successor") == ["causes/dust.yaml:6"]
    noted = told % (", note: {en: It is gone., sv: Den är borta.}", "")
    assert found(fill({"causes/dust.yaml": noted}), "superseded-without-successor") == []


def test_a_fact_that_is_asked_for_without_a_source_is_noted(fill: Fill) -> None:
    fact = "facts:\n" + FACT % ("dust", "yes_no")
    assert [finding.part for finding in found(fill({"vocabulary.yaml": fact}), "fact-without-source")] == [
        ("facts", "dust")]
    sourced = fact + "    sources: [{document: handbook, heading: Dust, date: 2024-01-10}]\n"
    assert found(fill({"vocabulary.yaml": sourced}), "fact-without-source") == []


def test_a_question_that_the_user_is_asked_has_a_message_to_send(fill: Fill) -> None:
    fact = "facts:\n" + FACT % ("dust", "yes_no")
    assert "cost: user" in fact
    (told,) = found(fill({"vocabulary.yaml": fact}), "missing-message")
    assert (told.level, told.part) == ("note", ("facts", "dust"))
    asked = fact + "    to_user: {en: Do you see dust in the port?, sv: Ser du damm i porten?}\n"
    assert found(fill({"vocabulary.yaml": asked}), "missing-message") == []
    looked_up = fact.replace("cost: user", "cost: portal")
    assert found(fill({"vocabulary.yaml": looked_up}), "missing-message") == []


def test_the_page_of_a_fact_stands_where_it_says_where_to_look(fill: Fill) -> None:
    fact = "pages:\n  port: {en: %s, sv: Titta}\nfacts:\n" + FACT % ("dust", "yes_no") + "    page: port\n"
    assert found(fill({"vocabulary.yaml": fact.replace("%s", "Look")}), "page-elsewhere") == []
    assert lines(fill({"vocabulary.yaml": fact.replace("%s", "The desk")}), "page-elsewhere") == ["vocabulary.yaml:8"]


def test_a_page_that_is_not_there_is_told(fill: Fill) -> None:
    fact = "facts:\n" + FACT % ("dust", "yes_no") + "    page: port\n"
    assert "there is no page" in str(found(fill({"vocabulary.yaml": fact}), "unknown-name"))


# Use


def test_what_nothing_uses_is_told(fill: Fill) -> None:
    folder = fill({"steps/blow.yaml": "id: blow\ntext: {en: Blow into the port., sv: Blås i porten.}\n"})
    assert lines(folder, "unused-step") == ["steps/blow.yaml:1"]


def test_a_fact_that_nothing_asks_for_cannot_be_known(fill: Fill) -> None:
    fact = (
        "facts:\n  dust:\n    type: yes_no\n    asked: false\n    cost: user\n    title: {en: Dust, sv: Damm}\n"
        "    ask: {en: Is there dust?, sv: Finns det damm?}\n    where_to_look: {en: In the port., sv: I porten.}\n"
    )
    folder = fill({"vocabulary.yaml": fact, **cause(when="{any: [{app: broken}, {dust: true}]}")})
    assert lines(folder, "unknowable-fact") == ["vocabulary.yaml:3"]
    asked = fill({"vocabulary.yaml": fact.replace("    asked: false\n", "")})
    assert found(asked, "unknowable-fact") == found(asked, "unused-fact") == []


def test_what_somebody_has_to_find_out_is_not_known_already(fill: Fill) -> None:
    fact = (
        "facts:\n  dust:\n    type: yes_no\n    asked: %s\n    cost: known\n    title: {en: Dust, sv: Damm}\n"
        "    ask: {en: Is there dust?, sv: Finns det damm?}\n    where_to_look: {en: In the port., sv: I porten.}\n"
    )
    for asked, when in (("true", "{app: broken}"), ("false", "{any: [{app: broken}, {dust: true}]}")):
        folder = fill({"vocabulary.yaml": fact % asked, **cause(when=when)})
        assert lines(folder, "free-fact") == ["vocabulary.yaml:5"]
    unread = fill({"vocabulary.yaml": fact % "false", **cause(when="{app: broken}")})
    assert found(unread, "free-fact") == []


def test_nothing_below_the_folder_is_told(fill: Fill) -> None:
    told: set[Path] = {Path(finding.place.file) for finding in checked(fill(cause())).findings}
    assert all("ours" in path.parts for path in told)
