"""Whole results: once they are redacted, what is private in a case is in no form of them, in neither language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from expert import (
    Case,
    Diagnosis,
    KnowledgeBase,
    compare,
    diagnose,
    escalate,
    explain,
    message_to_user,
    plan,
    ticket,
    why_not,
)
from expert.escalating.redaction import Redactor, redacted
from expert.foundations.texts import LANGUAGES, Language
from expert.results.document import Document
from expert.visualize import views

VOCABULARY = """
facts:
  contact:
    type: text
    cost: user
    title: {en: Contact, sv: Kontakt}
    ask: {en: Who?, sv: Vem?}
    where_to_look: {en: Ask., sv: Fråga.}
  floor:
    type: word
    cost: user
    title: {en: Floor, sv: Våning}
    ask: {en: Which?, sv: Vilken?}
    where_to_look: {en: Ask., sv: Fråga.}
    values:
      north_wing: {en: the north wing, sv: norra flygeln}
      south_wing: {en: the south wing, sv: södra flygeln}
  seen_on:
    type: date
    cost: user
    title: {en: Seen on, sv: Sedd}
    ask: {en: When?, sv: När?}
    where_to_look: {en: Ask., sv: Fråga.}
  library_id:
    type: text
    cost: user
    privacy: tenant
    title: {en: The library's id, sv: Bibliotekets id}
    ask: {en: Which?, sv: Vilket?}
    where_to_look: {en: Ask., sv: Fråga.}
  join_secret:
    type: text
    cost: user
    privacy: secret
    title: {en: Secret, sv: Hemlighet}
    ask: {en: Which?, sv: Vilken?}
    where_to_look: {en: Ask., sv: Fråga.}
  color:
    type: text
    cost: user
    privacy: open
    title: {en: Color, sv: Färg}
    ask: {en: Which?, sv: Vilken?}
    where_to_look: {en: Look., sv: Titta.}
"""
FACTS = {
    "case": "Svensson-0",
    "error": "Hej Anna! This card is not valid for anna@library.example on DMPVL3X9Q1GC\nMvh Bo Ek",
    "card": "missing", "platform": "folio", "contact": "Bo Ek", "floor": "north_wing", "seen_on": "1999-04-12",
    "library_id": "LIB-77-contoso", "join_secret": "hunter2", "color": "green",
}  # fmt: skip
PRIVATE = ("svensson", "anna", "dmpvl3x9q1gc", "bo ek", "north", "norra", "1999-04-12", "hunter2")
OF_THE_LIBRARY = "lib-77"


@pytest.fixture
def own(tmp_path: Path) -> KnowledgeBase:
    folder = tmp_path / "home" / "anna.andersson" / "our-rules"
    folder.mkdir(parents=True)
    (folder / "vocabulary.yaml").write_text(VOCABULARY, encoding="utf-8")
    return KnowledgeBase.load(folder)


def case_in(knowledge: KnowledgeBase, folder: Path) -> Case:
    """The case, from a file whose name is somebody's."""
    file = folder / "anna-svensson.yaml"
    file.write_text("".join(f"{name}: {value!r}\n" for name, value in FACTS.items()), encoding="utf-8")
    return Case.from_file(file, knowledge.vocabulary)


def _left(said: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", said)]


def every_form(document: Document) -> str:
    """A document in every form that is read."""
    forms = [document.to_json()]
    for form in ("text", "markdown"):
        try:
            forms.append(views.report(document, form))
        except LookupError:
            continue
    for form in ("mermaid", "dot"):
        try:
            forms.append(views.picture(document, form).decode())
        except LookupError:
            continue
    return "\n".join(forms).casefold()


MADE: dict[str, Callable[[Case, KnowledgeBase, Language], Document]] = {
    "diagnosis": lambda case, rules, language: diagnose(case, rules, language=language),
    "plan": lambda case, rules, language: plan(diagnose(case, rules, language=language)),
    "explanation": lambda case, rules, language: explain(case, "no-card", rules, language=language),
    "why not": lambda case, rules, language: why_not(case, "no-card", rules, language=language),
    "difference": lambda case, rules, language: compare(
        diagnose(Case.of({"error": "SealUnknown"}, rules.vocabulary), rules, language=language),
        diagnose(case, rules, language=language),
    ),
    "ticket": lambda case, rules, language: ticket(case, rules, language=language),
    "package": lambda case, rules, language: escalate(case, rules, language=language),
    "message to the user": lambda case, rules, language: message_to_user(case, rules, language=language),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MADE)
def test_nothing_private_is_in_any_form_of_any_result(
    kind: str, language: Language, own: KnowledgeBase, tmp_path: Path
) -> None:
    case = case_in(own, tmp_path)
    document = MADE[kind](case, own, language)
    said = every_form(redacted(document, case=case, vocabulary=own.vocabulary))
    assert _left(said, PRIVATE) == []
    whole = every_form(redacted(document, "tenant", case=case, vocabulary=own.vocabulary))
    assert _left(whole, (*PRIVATE, OF_THE_LIBRARY)) == []


def test_without_redaction_it_is_all_there(own: KnowledgeBase, tmp_path: Path) -> None:
    """So that the test above can fail."""
    case = case_in(own, tmp_path)
    said = every_form(diagnose(case, own))
    assert _left(said, (*PRIVATE, OF_THE_LIBRARY)) == [*PRIVATE, OF_THE_LIBRARY]
    assert redacted(diagnose(case, own), "none") == diagnose(case, own)


def test_what_is_open_stays(own: KnowledgeBase, tmp_path: Path) -> None:
    found = redacted(diagnose(case_in(own, tmp_path), own), vocabulary=own.vocabulary)
    assert found.case.facts["color"] == "green"
    assert found.case.facts["card"] == "missing"
    assert found.case.facts["library_id"] == "LIB-77-contoso"
    assert found.outcome == "confirmed"


def test_a_result_says_once_that_names_in_sentences_are_not_known(own: KnowledgeBase, tmp_path: Path) -> None:
    case = case_in(own, tmp_path)
    for kind in ("diagnosis", "plan", "ticket", "package"):
        document = redacted(MADE[kind](case, own, "en"), case=case, vocabulary=own.vocabulary)
        again = redacted(document, case=case, vocabulary=own.vocabulary)
        for one in (document, again):
            assert one.to_text().count("Names of people in free text") == 1
            assert one.to_markdown().count("Names of people in free text") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_redacted_result_is_read_back_and_said_in_the_other_language(
    language: Language, own: KnowledgeBase, tmp_path: Path
) -> None:
    found = redacted(diagnose(case_in(own, tmp_path), own, language=language), vocabulary=own.vocabulary)
    again = Diagnosis.from_json(found.to_json())
    assert again == found
    other: Language = "sv" if language == "en" else "en"
    assert again.in_(other).case.id == {"sv": "[ärende-1]", "en": "[case-1]"}[other]
    assert again.in_(other).to_text() == found.in_(other).to_text()


def test_the_same_thing_has_the_same_alias_in_results_that_belong_together(own: KnowledgeBase, tmp_path: Path) -> None:
    first = own.case(error="SealUnknown for anna@library.example")
    second = own.case(error="bo@library.example, anna@library.example: SealUnknown")
    together = Redactor("personal", own.vocabulary, (first, second))
    texts = [together.redacted(diagnose(case, own)).case.facts["error"] for case in (first, second)]
    assert texts == ["SealUnknown for [user-1]", "[user-2], [user-1]: SealUnknown"]
    apart = [
        redacted(diagnose(case, own), vocabulary=own.vocabulary, key="our own key").case.facts["error"]
        for case in (first, second)
    ]
    assert apart[0].rpartition(" ")[2] in apart[1]


def test_there_are_three_levels() -> None:
    with pytest.raises(ValueError, match="level must be one of none, personal, tenant, not 'all'"):
        Redactor("all")  # type: ignore[arg-type]


def test_a_result_without_anything_private_changes_only_by_the_notice() -> None:
    case = Case(error="SealUnknown", seal="expired")
    before = diagnose(case)
    after = redacted(before)
    assert after.notices[:-1] == before.notices
    assert after.notices[-1].kind == "redacted"
    assert after.causes == before.causes
    assert after.plan == before.plan
    assert after.questions == before.questions
    assert after.derivation == before.derivation
