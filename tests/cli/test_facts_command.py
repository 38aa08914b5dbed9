"""`expert facts`: what can be observed, found by a word in either language, and one fact whole."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from expert import KnowledgeBase
from expert.facts.finding import facts_with
from expert.facts.reader import read_fact_text
from tests import commands

VOCABULARY = KnowledgeBase.shipped().vocabulary


run = partial(commands.run, "facts")


def names(*words: str) -> list[str]:
    return [fact.name for fact in facts_with(words, VOCABULARY)]


def test_all_facts_are_listed_with_title_and_values_in_the_order_of_the_vocabulary() -> None:
    code, out, error = run()
    assert (code, error) == (0, "")
    lines = out.splitlines()
    assert [line.split(":")[0].strip() for line in lines[:-2]] == list(VOCABULARY.facts)
    assert "  platform: Kind of device (folio, slate, phone, other)" in lines
    assert "  readers_counted: The borrower's readers that count (a whole number)" in lines
    every = len(VOCABULARY.facts)
    assert lines[-1] == f"{every} of {every} facts. One of them whole: `expert facts NAME`"
    swedish = run("--language", "sv")[1]
    assert "  platform: Enhetens typ (folio, slate, phone, other)\n" in swedish
    assert "Ett av dem i sin helhet: `expert facts NAMN --language sv`" in swedish


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["lånekort"], ["card"]), (["lanekort"], ["card"]), (["LIBRARY CARD"], ["card"]),
        (["kort"], ["card"]), (["Slate"], ["platform"]), (["folio"], ["platform"]),
        (["gräns", "filialens"], ["branch_limit", "branch_limit_reached"]),
        (["plattans"], ["clock_right"]), (["nothing-like-it"], []),
    ],
)  # fmt: skip
def test_a_word_is_found_in_either_language_and_every_word_must_be_there(words: list[str], found: list[str]) -> None:
    assert set(found) <= set(names(*words))
    assert bool(found) == bool(names(*words))


def test_a_word_begins_a_word_where_that_finds_anything() -> None:
    assert "other_library" not in names("the limit")
    assert names("imit") != []  # nothing begins so, and then it may stand anywhere


def test_a_list_says_how_many_of_all_it_shows() -> None:
    assert run("branch")[1].splitlines()[-1].startswith(f"{len(names('branch'))} of {len(VOCABULARY.facts)} facts")


def test_a_word_that_is_nowhere_is_told() -> None:
    assert run("xyzzy") == (2, "", 'no fact has "xyzzy" in its name, title, question or values; `expert facts` lists '
                                   "them all\n")  # fmt: skip
    assert 'did you mean "platform"?' in run("plattfrm")[2]
    assert "inget faktum har ”xyzzy”" in run("xyzzy", "--language", "sv")[2]


@pytest.mark.parametrize("name", ["card", "Card", "CARD"])
def test_an_exact_name_shows_the_fact_whole(name: str) -> None:
    code, out, error = run(name)
    assert (code, error) == (0, "")
    for part in (
        "Fact: The borrower's card [card]", "Does the borrower have a valid card?", "HOW IT IS WRITTEN", "card: valid",
        "Also understood: library card, lånekort", "WHAT IT TAKES\n  - look it up at the desk", "WHERE TO LOOK",
        "missing: no card", "SOURCES", "Cards · 2020-01-15",
    ):  # fmt: skip
        assert part in out
    swedish = run(name, "--language", "sv")[1]
    for part in ("SÅ SKRIVS DET", "Förstås också: library card, lånekort", "VAD SOM KRÄVS", "VAR DU TITTAR"):
        assert part in swedish


def test_a_name_of_several_words_may_be_typed_as_such() -> None:
    assert run("os", "version")[1].startswith("Fact: ")
    assert run("os-version") == run("os", "version") == run("os_version")


def test_what_people_write_for_values_is_shown_by_value() -> None:
    assert "Also understood for folio: Folio 3, läsplatta" in run("platform")[1]


def test_as_json_it_has_everything_in_both_languages() -> None:
    data = json.loads(run("--format", "json")[1])
    assert [fact["name"] for fact in data] == list(VOCABULARY.facts)
    (card,) = json.loads(run("card", "--format", "json")[1])
    assert card["values"]["missing"] == {"en": "no card", "sv": "inget kort"}
    assert (card["also"], card["cost"]["id"], card["type"]) == (["library card", "lånekort"], "portal", "word")
    assert card["sources"][1]["date"] == "2020-01-15"


def test_what_is_shown_as_written_is_read_as_that_fact() -> None:
    for fact in json.loads(run("--format", "json")[1]):
        for line in fact["written"]:
            (raw,) = read_fact_text(f"{line}\n".encode())
            assert raw.name == fact["name"]
            VOCABULARY[raw.name].read(raw.raw)


def test_facts_of_a_folder_are_listed_too(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text(
        "facts:\n  dust:\n    type: yes_no\n    cost: user\n    title: {en: Dust, sv: Damm}\n"
        "    ask: {en: Is there dust?, sv: Finns det damm?}\n    where_to_look: {en: In the port., sv: I porten.}\n",
        encoding="utf-8",
    )  # fmt: skip
    assert "dust: Dust (yes or no)" in run("dam", "--rules", str(tmp_path))[1]
