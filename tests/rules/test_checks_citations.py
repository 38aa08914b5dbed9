"""Checks that rules and the lists of citations agree, that links are addresses and that documents can be found."""

from __future__ import annotations

import pytest

from expert import KnowledgeBase
from tests.rules.checked import cause, checked, found, lines, step
from tests.rules.folders import Fill

LISTED = "handbook:\n  versions: [2024-01-10]\n  headings:\n    Dust: [causes/dust]\n"
UNLISTED = "citations.yaml does not say that causes/dust cites this, or not so often"
UNCITED = "causes/dust does not cite this, or not so often"


def told(fill: Fill, listed: str) -> list[str]:
    return [finding.text.en for finding in found(fill({**cause(), "citations.yaml": listed}), "citations-disagree")]


def test_what_rule_and_list_agree_on_is_not_told(fill: Fill) -> None:
    assert told(fill, LISTED) == []


@pytest.mark.parametrize(("listed", "said"), [
    (LISTED.replace("causes/dust", ""), [UNLISTED]),
    (LISTED.replace("[causes/dust]", "[causes/dust, causes/dust]"), [UNCITED]),
    (LISTED.replace("Dust", "Grime"), [UNCITED, UNLISTED]),
    (LISTED.replace("headings", "superseded"), [UNCITED, UNLISTED]),
    (LISTED.replace("2024-01-10", "2023-01-10"), ["citations.yaml knows no version of the document of 2024-01-10",
                                                  "nothing cites the version of 2023-01-10"]),
])  # fmt: skip
def test_what_they_disagree_on_is_told(fill: Fill, listed: str, said: list[str]) -> None:
    assert sorted(told(fill, listed)) == sorted(said)


def test_each_finding_stands_where_it_is_written_and_shows_the_other_place(fill: Fill) -> None:
    folder = fill({**cause(), "citations.yaml": LISTED.replace("Dust", "Grime")})
    assert lines(folder, "citations-disagree") == ["causes/dust.yaml:6", "citations.yaml:4"]
    first = found(folder, "citations-disagree")[0]
    assert [(place.file.rpartition("/")[2], place.line) for place in first.also] == [("citations.yaml", 3)]


def test_of_a_document_without_a_list_nothing_is_said(fill: Fill) -> None:
    assert told(fill, "{}") == []
    assert found(fill(cause()), "citations-disagree") == []


# Links and documents


LINKED = "https://library.example/cards: {parts: [remedies/blow-the-dust-out]}\n"
UNLINKED = "links.yaml does not say that remedies/blow-the-dust-out links there, or not so often"
LINKING = step("Look there.", "Titta där.", ", links: [{url: 'https://library.example/cards'}]")


@pytest.mark.parametrize(("listed", "said"), [
    (LINKED, []),
    (LINKED.replace("blow-the-dust-out", "give-card"), [
        UNLINKED, "remedies/give-card does not link there, or not so often",
    ]),
    (LINKED.replace("cards", "card"), [UNLINKED, "remedies/blow-the-dust-out does not link there, or not so often"]),
    (LINKED.replace("blow-the-dust-out", "blow-the-dust-out, remedies/blow-the-dust-out"), [
        "remedies/blow-the-dust-out does not link there, or not so often",
    ]),
    ("{}", []),
])  # fmt: skip
def test_where_rules_and_the_list_of_links_disagree_is_told(fill: Fill, listed: str, said: list[str]) -> None:
    folder = fill({**LINKING, "links.yaml": listed})
    assert sorted(finding.text.en for finding in found(folder, "links-disagree")) == sorted(said)


@pytest.mark.parametrize(("url", "is_told"), [
    ("https://library.example/join?x=1#top", False), ("http://library.example:8080", False),
    ("https:/library.example", True), ("https://library", True), ("join.md#dust", True),
    ("ftp://library.example", True),
    ("https://library.example/<branch>", True), ("https://library.example/{branch}", True),
    ("https://library.example/%7Bbranch%7D/home", True), ("https://library.example/?a%3Db", False),
])  # fmt: skip
def test_a_link_that_is_no_address_is_an_error(fill: Fill, url: str, *, is_told: bool) -> None:
    folder = fill(step("Look there.", "Titta där.", f", links: [{{url: '{url}'}}]"))
    assert bool(found(folder, "broken-link")) is is_told


WHY = "no_url: {en: It was never printed., sv: Den har aldrig tryckts.}"


@pytest.mark.parametrize(("more", "check"), [
    ("", "document-not-to-be-found"), (", path: library/one.md", "document-not-to-be-found"),
    (f", url: 'https://one.example', {WHY}", "document-not-to-be-found"),
    (", url: 'https:/one.example'", "broken-link"),
    (", url: 'https://one.example/<page>'", "broken-link"), (", url: 'https://one.example'", None), (f", {WHY}", None),
])  # fmt: skip
def test_a_document_has_its_address_or_the_reason_why_it_has_none(fill: Fill, more: str, check: str | None) -> None:
    folder = fill({"documents.yaml": f"one: {{title: One, publisher: Us{more}}}\n"})
    told = [(one.check, one.level) for one in checked(folder).findings if one.part == ("documents", "one")]
    assert told == ([] if check is None else [(check, "error")])


def test_a_folder_from_before_documents_had_addresses_is_still_used(fill: Fill) -> None:
    folder = fill({"documents.yaml": "one: {title: One, publisher: Us, path: library/one.md}\n"})
    assert KnowledgeBase.load(folder).documents["one"].url is None
