"""Objects in JSON, however an export wraps them, and what each was an answer to."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

import pytest

from expert.evidence import About, Evidence, read_evidence
from expert.evidence.json_objects import asked_at, parsed
from expert.evidence.json_reader import knows
from expert.evidence.sources import Source
from expert.foundations.problems import InputError

CARD = {"borrower": "anna", "cardState": "good"}
READERS = [{"serial": str(i), "owner": "anna", "kind": "folio"} for i in range(3)]
TABLE = {"columns": [{"name": "Borrower"}, {"name": "cardState"}], "rows": [["anna", "good"]]}
ROOT = "https://library.example/v1.0/"


def read(folder: Path, text: str, name: str = "x.json") -> Evidence:
    (folder / name).write_text(text, encoding="utf-8")
    return read_evidence(folder / name, about=About.of(user="anna"))


def recording(*entries: tuple[str, Any], status: int = 200, encoding: str | None = None) -> str:
    def content(answer: Any) -> dict[str, str]:
        text = json.dumps(answer)
        if encoding is None:
            return {"text": text}
        return {"text": base64.b64encode(text.encode()).decode(), "encoding": encoding}

    found = [
        {"request": {"url": ROOT + url}, "response": {"status": status, "content": content(answer)}}
        for url, answer in entries
    ]
    return json.dumps({"log": {"entries": found}})


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(CARD),
        json.dumps([CARD]),
        json.dumps({"value": CARD}),
        json.dumps({"value": [CARD], "@odata.count": 1}),
        json.dumps({"answers": {"cards": {"value": [CARD]}}}),
        json.dumps({"responses": [{"id": "1", "status": 200, "body": {"value": [CARD]}}]}),
        json.dumps(CARD) + "\n" + json.dumps({"other": 1}),
        json.dumps({"other": 1}, indent=1) + "\n\n" + json.dumps(CARD, indent=1) + "\n",
        json.dumps({"properties": json.dumps(CARD)}),
        recording(("cards", CARD)),
        recording(("cards", CARD), encoding="base64"),
        json.dumps({"tables": [TABLE]}),
        "\ufeff" + json.dumps(CARD),
    ],
)
def test_an_object_is_found_however_it_is_wrapped(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).facts == {"card": "valid"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_it_may_be_written_in_utf_16(tmp_path: Path, encoding: str) -> None:
    data = json.dumps(CARD).encode(encoding)
    (tmp_path / "x.json").write_bytes(data)
    assert knows(data, Source("x.txt", io.BytesIO))
    assert read_evidence(tmp_path / "x.json").facts == {"card": "valid"}


@pytest.mark.parametrize("text", ["[main]\nkey=1", "{name}", "[0] {\n 'a' => 1}", "[12:00] started", "{'a': 1}"])
def test_what_only_begins_as_json_does_is_none(text: str) -> None:
    assert not knows(text.encode(), Source("x.txt", io.BytesIO))


@pytest.mark.parametrize(
    ("text", "line"),
    [("", None), ('{"a": 1', 1), ('{"a": 1}\n{"b": 2', 2), ('{\n"a": 1}\n\n]', 4), ("[" * 100_000, None)],
)
def test_what_was_cut_is_one_error_with_its_line(text: str, line: int | None) -> None:
    with pytest.raises(InputError) as error:
        parsed(text, "x.json")
    (problem,) = error.value.problems
    assert problem.place is not None
    assert line is None or problem.place.line == line


def test_an_answer_that_is_an_error_is_named(tmp_path: Path) -> None:
    (unread,) = read(tmp_path, json.dumps({"error": {"code": "Forbidden", "message": "No."}})).unread
    assert "Forbidden" in unread.why.en


def test_answers_that_failed_are_not_read_of_a_recording(tmp_path: Path) -> None:
    assert read(tmp_path, recording(("cards", CARD), status=403)).readings == ()


@pytest.mark.parametrize(
    ("address", "what", "within", "whole"),
    [
        ("https://graph.microsoft.com/beta/users/anna@x.se/managedDevices", "managedDevices", "anna@x.se", True),
        ("https://graph.microsoft.com/v1.0/users('17')/managedDevices?$select=id", "managedDevices", "17", True),
        ("/deviceManagement/tokens/1f0e-2/devices/$count", "devices", "1f0e-2", True),
        ("https://x/beta/users/anna%40x.se/memberOf/microsoft.graph.group", "memberOf", "anna@x.se", True),
        ("https://x/beta/users/17?$expand=memberOf", "users", "17", True),
        ("https://x/beta/deviceManagement/managedDevices?$filter=a eq 'b'", "managedDevices", None, False),
        ("https://x/beta/deviceManagement/managedDevices?%24top=5", "managedDevices", None, False),
        ("https://x/", None, None, True),
    ],
)
def test_what_was_asked_for_at_an_address(address: str, what: str | None, within: str | None, whole: bool) -> None:
    asked = asked_at(address)
    assert (asked.what, asked.within, asked.whole) == (what, within, whole)


@pytest.mark.parametrize(
    ("entries", "listed"),
    [
        ([("readers", {"value": READERS})], 3),
        ([("readers?$filter=kind eq 'folio'", {"value": READERS})], None),
        ([("readers", {"value": READERS, "@odata.count": 4})], None),
        ([("readers", {"value": READERS, "@odata.nextLink": ROOT + "readers?$skiptoken=2"})], None),
        (
            [
                ("readers", {"value": READERS[:2], "@odata.nextLink": ROOT + "readers?$skiptoken=2"}),
                ("readers?$skiptoken=2", {"value": READERS[2:]}),
            ],
            3,
        ),
        ([("readers?$skiptoken=2", {"value": READERS[2:]})], None),
        (
            [
                ("readers?$skiptoken=2", {"value": READERS[:2], "@odata.nextLink": ROOT + "readers?$skiptoken=3"}),
                ("readers?$skiptoken=3", {"value": READERS[2:]}),
            ],
            None,
        ),
    ],
)
def test_a_list_is_whole_where_each_of_its_pages_is_there(
    tmp_path: Path, entries: list[tuple[str, Any]], listed: int | None
) -> None:
    assert read(tmp_path, recording(*entries)).facts.get("readers_listed") == listed


def test_a_bare_array_can_be_a_part_of_a_list(tmp_path: Path) -> None:
    assert "readers_listed" not in read(tmp_path, json.dumps(READERS)).facts
    assert read(tmp_path, json.dumps({"value": READERS})).facts["readers_listed"] == 3


def test_whose_a_member_is_must_be_known_of_all_for_anybody_s_to_be_counted(tmp_path: Path) -> None:
    nobody = {"serial": "9", "owner": None, "kind": "folio"}
    assert "readers_listed" not in read(tmp_path, json.dumps({"value": [*READERS, nobody]})).facts
    assert read(tmp_path, json.dumps({"value": [*READERS, {**nobody, "owner": ""}]})).facts["readers_listed"] == 3
