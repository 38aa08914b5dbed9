"""Files that say what objects say, as a domain expert writes them: read, or refused with file and line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from expert.evidence import About, Evidence, read_evidence
from expert.evidence.mapping import Mappings, plain_name, read_mappings
from expert.facts import vocabulary_files
from expert.foundations.problems import InputError

SOURCE = "      source: {document: handbook, heading: Cards, date: 2020-01-15}\n"


def mappings(folder: Path, text: str) -> Mappings:
    (folder / "kinds.yaml").write_text(text, encoding="utf-8")
    return read_mappings([folder / "kinds.yaml"], vocabulary_files.shipped_vocabulary())


def kind(*lines: str) -> str:
    return "card:\n  title: {en: a card, sv: ett kort}\n" + "".join(f"  {line}\n" for line in lines)


def read(folder: Path, kinds: str, *answers: Any, **about: Any) -> Evidence:
    known = mappings(folder, kinds)
    paths = []
    for number, answer in enumerate(answers):
        paths.append(folder / f"{number}.json")
        paths[-1].write_text(json.dumps(answer), encoding="utf-8")
    return read_evidence(*paths, about=About.of(**about), mappings=known)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (kind("facts:", "  - fact: crad", "    value: valid"), 4, 'there is no fact "crad"; did you mean "card"?'),
        (kind("facts:", "  - fact: card", "    value: vaild"), 4, 'did you mean "valid"?'),
        (kind("facts:", "  - fact: card", "    from: state", "    words: {good: gone}"), 4, "card"),
        (kind("facts:", "  - fact: card"), 4, "a statement gives one of `value`, `from` and `count`"),
        (kind("facts:", "  - fact: card", "    value: valid", "    from: x"), 4, "a statement gives one of"),
        (kind("facts:", "  - {fact: card, value: valid, when: {x: {befor: 1}}}"), 4, 'did you mean "before"?'),
        (kind("facts: valid"), 3, "must be a list"),
        (kind("abut: user"), 3, 'did you mean "about"?'),
        (kind("about: nobody"), 3, '"nobody" cannot stand here'),
        (kind("list_of: crad"), 2, 'there is no kind "crad"'),
        (kind("holds: {cards: crad}"), 2, 'there is no kind "crad"'),
        (kind("wins: {card: crad}"), 2, 'there is no kind "crad"'),
        (kind("part_of: crad"), 2, 'there is no kind "crad"'),
        (kind("like: crad"), 2, 'there is no kind "crad"'),
        (kind("needs: [serial]", "columns: {owner: [Owner]}"), 2, "no column is named for it"),
        (kind("leads_to: [{to: token, of: x, form: '(a'}]"), 2, "this regular expression cannot be read"),
        (kind("leads_to: [{to: token, of: x, form: 'a{99999999999999999999}'}]"), 2, "cannot be read"),
        (kind("leads_to: [{to: token, of: x, form: '(a+)+'}]"), 2, "each further character can double the time"),
        (kind("leads_to: [{to: token, of: x, form: 'a'}]"), 2, "without just one group"),
        (kind("texts: [{of: x, when: {y: {bgins: 1}}}]"), 2, "cannot be asked of a field"),
        (kind("notes: [{text: only English}]"), 3, "both languages"),
        ("card: 3\n", 1, "must be a table"),
        (kind() + kind(), 3, "is already given on line 1"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    with pytest.raises(InputError) as error:
        mappings(tmp_path, text)
    said = [problem.in_("en") for problem in error.value.problems]
    assert any(told in one for one in said), said
    assert any(one.startswith(f"facts/evidence/kinds.yaml:{line}: ") for one in said), said


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        mappings(tmp_path, kind("facts:", "  - {fact: crad, value: 1}", "  - {fact: card, value: 2}", "abut: user"))
    assert len(error.value.problems) == 3


def test_one_kind_has_what_another_has(tmp_path: Path) -> None:
    text = kind("about: user", "named_by: [owner]", "taken: [seen]", "facts:", "  - fact: card", "    from: state",
                "    words: {good: valid}") + (
        "card-row:\n  title: {en: a row, sv: en rad}\n  like: card\n  needs: [state]\n"
        "  columns:\n    owner: [Borrower]\n    state: [State of card_loc, State of card]\n    seen: [Last seen]\n"
    )  # fmt: skip
    known = mappings(tmp_path, text)
    row = known.kinds["card-row"]
    assert (row.about, row.named_by, row.taken, len(row.statements)) == ("user", ("owner",), ("seen",), 1)
    assert row.column("STATE OF CARD") == row.column("StateOfCard_loc") == "state"
    table = tmp_path / "cards.csv"
    text = "Borrower;State of card;StateOfCard_loc;Last seen\nanna;1;good;29/11/2026 14:03\n"
    table.write_text(text, encoding="utf-8")
    evidence = read_evidence(table, mappings=known)
    assert evidence.facts == {"card": "valid"}
    (reading,) = evidence.readings
    assert str(reading.place) == f"{table.as_posix()}:2"
    assert reading.taken is not None
    assert reading.taken.isoformat() == "2026-11-29T14:03:00"


def test_a_message_is_worded_as_it_is_recognized(tmp_path: Path) -> None:
    kinds = kind(
        "known_by: [{fields: [code, text]}]",
        "texts:",
        "  - text",
        "  - {of: code, as: 'error {}', words: {'1': one}, when: {severe: true}}",
    )
    severe = [{"code": 1, "text": "No card", "severe": True}, {"code": 2, "text": " ", "severe": True}]
    said = read(tmp_path, kinds, *severe, {"code": 1, "text": None, "severe": False}).said
    assert [one.text for one in said] == ["No card", "error one"]


def test_a_note_is_told_in_both_languages_and_is_no_fact(tmp_path: Path) -> None:
    kinds = kind(
        "known_by: [{fields: [changed]}]",
        "taken: [on]",
        "notes:",
        "  - text: {en: '{changed} on {on}, {by}', sv: '{changed} den {on}, {by}'}",
        "    when: {changed: Cards}",
    )
    evidence = read(tmp_path, kinds, {"changed": "Cards", "on": "2026-11-29"}, {"changed": "Chairs"})
    assert [(noted.text.en, noted.text.sv) for noted in evidence.noted] == [
        ("Cards on 2026-11-29 00:00, –", "Cards den 2026-11-29 00:00, –")
    ]
    assert evidence.facts == {}


PARTS = (
    "card:\n  title: {en: a card, sv: ett kort}\n  known_by: [{fields: [newest]}]\n"
    "use:\n  title: {en: a use, sv: ett bruk}\n  known_by: [{context: uses}]\n  about: user\n  named_by: [who]\n"
    "  part_of: card\n  facts:\n    - fact: card\n      value: missing\n"
    "      when: {version: {below: {of: outer.newest}}}\n" + SOURCE
)


def test_an_object_is_held_against_that_which_it_is_a_part_of_wherever_that_stands(tmp_path: Path) -> None:
    uses = {"@odata.context": "https://x/$metadata#cards('c1')/uses", "value": [{"who": "anna", "version": 1}]}
    for answers in ([uses, {"id": "c1", "newest": 2}], [{"id": "c1", "newest": 2}, uses]):
        assert read(tmp_path, PARTS, *answers).facts == {"card": "missing"}
    assert read(tmp_path, PARTS, uses, {"id": "c2", "newest": 2}).facts == {}
    assert read(tmp_path, PARTS, uses, {"id": "c1", "newest": 1}).facts == {}


def test_a_field_that_is_secret_is_kept_nowhere(tmp_path: Path) -> None:
    kinds = kind("known_by: [{fields: [expires]}]", "never: [key]", "texts: [key]", "facts:", "  - fact: seal",
                 "    value: expired", "    when: {expires: {before: observed_on}}", "    dated: true")
    evidence = read(tmp_path, kinds, {"expires": "2020-01-01", "Key": "s3cret", "inner": {"KEY": "s3cret"}})
    assert evidence.facts["seal"] == "expired"
    assert "s3cret" not in repr(evidence)


def test_names_of_columns_are_compared_without_their_spelling() -> None:
    assert plain_name("TimeGenerated [UTC]") == plain_name("time_generated utc") == "timegeneratedutc"
