"""YAML and JSON text: every letter is kept as it was typed, and what cannot be read is told with its line."""

from __future__ import annotations

import json
import re
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.foundations import limits, nodes, parsing
from expert.foundations.json_nodes import read_json
from expert.foundations.nodes import Scalar, Sequence, Table
from expert.foundations.problems import InputError, Place, Problem, ProblemList
from expert.foundations.yaml_nodes import read_yaml


def read(text: str, *, as_json: bool = False) -> Any:
    return nodes.plain(parsing.parse(text, "file", as_json=as_json))


def problems_of(text: str | bytes, *, as_json: bool = False) -> list[str]:
    """What is said about a document, in English."""
    with pytest.raises(InputError) as raised:
        parsing.parse(parsing.decode(text, "file") if isinstance(text, bytes) else text, "file", as_json=as_json)
    return [problem.in_("en") for problem in raised.value.problems]


# What a scalar keeps


@pytest.mark.parametrize(
    "typed",
    ["17.10", "0123", "0o17", "12:30", "2026-01-31", "no", "Yes", "off", "1e3", "0x1F", ".inf", "1_000", "=", "NaN"],
)
def test_a_scalar_keeps_the_letters_that_were_typed(typed: str) -> None:
    node = parsing.parse(f"key: {typed}\n", "file")
    assert isinstance(node, Table)
    scalar = node.items["key"]
    assert isinstance(scalar, Scalar)
    assert (scalar.text, scalar.plain) == (typed, True)


@pytest.mark.parametrize("nothing", ["", " ", "~", "null", "Null", "NULL", " # later"])
def test_a_key_without_a_value_is_empty(nothing: str) -> None:
    assert read(f"key: {nothing}\n") == {"key": None}


@pytest.mark.parametrize("quoted", ['"~"', "'null'", '"true"', "'17'"])
def test_quotes_make_a_text_of_anything(quoted: str) -> None:
    assert read(f"key: {quoted}\n") == {"key": quoted[1:-1]}


def test_true_false_and_whole_numbers_are_read_as_such_and_nothing_else_is() -> None:
    text = "[true, false, 17, -3, 0, 017, 1.0, yes, True]"
    assert read(text) == [True, False, 17, -3, 0, "017", "1.0", "yes", "True"]


def test_every_node_knows_its_line() -> None:
    node = parsing.parse("a: 1\n\nb:\n  - x\n  - c: y\n", "file")
    assert isinstance(node, Table)
    assert node.keys == {"a": Place("file", 1), "b": Place("file", 3)}
    listed = node.items["b"]
    assert isinstance(listed, Sequence)
    assert [item.place.line for item in listed.items] == [4, 5]
    assert nodes.place_of(node, ("b", 1, "c")) == Place("file", 5)
    assert nodes.place_of(node, ("b", 1, "no such")) == Place("file", 5), "the nearest part around it"
    assert nodes.place_of(node, ("b", 7)) == Place("file", 3)


# Bytes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_byte_order_marks_and_the_line_ends_of_every_system_are_read(encoding: str, line_end: str) -> None:
    text = line_end.join(["# en anteckning", "error: Gick inte på åäö 📱", "platform: ios", ""])
    node = parsing.parse(parsing.decode(text.encode(encoding), "file"), "file")
    assert nodes.plain(node) == {"error": "Gick inte på åäö 📱", "platform": "ios"}
    assert isinstance(node, Table)
    assert node.keys["platform"].line == 3


def test_two_byte_order_marks_as_two_programs_leave_them_are_read() -> None:
    for text in ("platform: ios", '{"platform":\t"ios"}'):
        assert read(parsing.decode(f"\ufeff\ufeff{text}".encode(), "file")) == {"platform": "ios"}


def test_swedish_in_latin_1_is_told_with_its_line_and_what_to_do() -> None:
    data = "platform: ios\nerror: Det gick inte att ansluta på åäö\n".encode("latin-1")
    assert problems_of(data) == ["file:2: the text is not in UTF-8; save the file again with the encoding UTF-8"]


def test_half_of_a_utf_16_file_is_told() -> None:
    assert "not in UTF-8" in problems_of("platform: ios".encode("utf-16")[:-1])[0]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04\x00", "a: 1".encode("utf-16-le")])
def test_a_picture_or_an_archive_is_no_text_file(data: bytes) -> None:
    assert problems_of(data) == ["file: this is not a text file; it must be YAML or JSON"]


def test_a_control_character_is_told_with_its_line_every_one_of_them() -> None:
    said = problems_of("å: 1\nb: \x07\nc: \x1b[31m\n")
    assert said == [
        r"file:2: there is a control character in the text (\x07); delete it",
        r"file:3: there is a control character in the text (\x1b); delete it",
    ]


def test_a_file_of_a_hundred_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "device.log.yaml"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)  # takes no room on the disk
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="larger than 2 MB"):
            parsing.read_file(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8_000_000


def test_a_file_may_be_as_large_as_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "log.yaml"
    head = b"error: |\n  "
    path.write_bytes(head + b"x" * (limits.MAX_BYTES - len(head)))
    assert len(read(parsing.read_text(path, "log"))["error"]) == limits.MAX_BYTES - len(head)
    with path.open("ab") as stream:
        stream.write(b"x")
    with pytest.raises(InputError, match="larger than"):
        parsing.read_text(path, "log")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied"), "the file cannot be read (permission denied)"),
        (OSError(5, "Input/output error"), "the file cannot be read (the disk or the device fails)"),
    ],
)
def test_a_file_that_may_not_be_read_is_told(monkeypatch: pytest.MonkeyPatch, error: OSError, said: str) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(parsing, "open", refuse, raising=False)
    with pytest.raises(InputError) as raised:
        parsing.read_file(Path("locked.yaml"))
    assert str(raised.value) == f"locked.yaml: {said}"


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "no.yaml", "there is no such file"), (tmp_path, "this is a folder")):
        with pytest.raises(InputError, match=said):
            parsing.read_file(path)


# What is not one well-formed document


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("error: Profile failed: Network", 1, "there is a : where none can be"),
        ("platform: ios\n\terror: x\n", 2, "a tab, @, ` or %"),
        ("error: @work\n", 1, "put such a text in quotes"),
        ('a: 1\nerror: "no end\nb: 2\nc: 3\n', 2, "a quotation mark that is opened here is never closed"),
        ("error: x\nand more of it\nplatform: ios\n", 2, "this line has no `name: value`"),
        ("platform: ios\n  error: x\n", 2, "there is a : where none can be"),
        ("error: 'it' broke\n", 1, "let quotation marks go around the whole text"),
        ("error: [a, b\nplatform: ios\n", 2, "opened with [ is not closed"),
        ('error: "C:\\users"\n', 1, "a backslash in double quotes"),
        ("error: - no\n", 1, "put a text that begins with - in quotes"),
        ("%YAML 9.9\n---\na: 1\n", 1, "this is not well-formed YAML"),
    ],
)
def test_bad_yaml_is_told_with_the_line_and_what_was_likely_meant(text: str, line: int, said: str) -> None:
    (problem,) = problems_of(text)
    assert problem.startswith(f"file:{line}: ")
    assert said in problem


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('{"a": 1,}', 1, "a name in double quotes is expected"),
        ("{'a': 1}", 1, "a name in double quotes is expected"),
        ('{"a": 1\n "b": 2}', 2, "a comma is missing"),
        ('{"a" 1}', 1, "a colon is missing"),
        ('{"a": }', 1, "a value is missing"),
        ('{"a": ios}', 1, "a value is missing"),
        ('{\n"a": "x', 2, "a quotation mark that is opened here is never closed"),
        ('{"a": "x\ty"}', 1, "\\t for a tab"),
        ('{"a": "C:\\users"}', 1, "four hexadecimal digits"),
        ('{"a": "\\x"}', 1, "for a backslash"),
        ('{"a": 1}\n{"a": 2}\n', 2, "put each case in a file of its own"),
        ("platform: ios", 1, "a value is missing"),
    ],
)
def test_bad_json_is_told_with_the_line(text: str, line: int, said: str) -> None:
    (problem,) = problems_of(text, as_json=True)
    assert problem.startswith(f"file:{line}: this is not well-formed JSON: ")
    assert said in problem


@pytest.mark.parametrize("text", ["a: &x [1]\nb: *x\n", "a: *nobody\n", "<<: *base\n"])
def test_anchors_are_refused_before_they_can_multiply(text: str) -> None:
    assert "anchors and aliases" in problems_of(text)[0]


def test_an_exploding_file_is_refused_at_its_first_line() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 40)]
    (problem,) = problems_of("\n".join(lines))
    assert problem.startswith("file:1: anchors")


@pytest.mark.parametrize("text", ["!!python/object/apply:os.system [x]", "a: !secret x", "a: !!binary aGVq"])
def test_tags_construct_nothing(text: str) -> None:
    assert "tags (!) are not read" in problems_of(text)[0]


@pytest.mark.parametrize(
    ("text", "as_json"),
    [
        ("a: " + "[" * 100_000 + "]" * 100_000, False),
        ("a: " + "{b: " * 100_000 + "}" * 100_000, False),
        ("- " * 100_000 + "x", False),
        ("? " * 100_000 + "x", False),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", True),
        ('{"a": ' * 100_000 + "1" + "}" * 100_000, True),
        ("[" * 100_000, True),
        ("[" * 900 + "]" * 900, True),
    ],
    ids=["flow list", "flow table", "block list", "complex keys", "JSON list", "JSON table", "never closed", "900"],
)
def test_a_hundred_thousand_levels_are_refused_with_the_line(text: str, as_json: bool) -> None:
    (problem,) = problems_of(text, as_json=as_json)
    assert problem.startswith("file:1: nested more than 40 levels deep")


def test_forty_levels_are_read() -> None:
    depth = limits.MAX_DEPTH
    value = read("[" * depth + "]" * depth)
    for _ in range(depth - 1):
        (value,) = value
    assert value == []


def test_duplicate_keys_and_a_second_document_are_told_together() -> None:
    text = "platform: ios\nerror: x\nplatform: ipados\n---\nplatform: ios\n"
    assert problems_of(text) == [
        'file:3: "platform" is already given on line 1; keep one of them',
        "file:4: a second document begins here (---); put each case in a file of its own",
    ]


def test_duplicate_keys_of_json_are_told_too() -> None:
    assert problems_of('{"a": 1,\n "b": 2,\n "a": 1}', as_json=True) == [
        'file:3: "a" is already given on line 1; keep one of them'
    ]


def test_a_reader_that_goes_on_gets_the_document_and_the_problems() -> None:
    found = ProblemList()
    node = parsing.parse("a: 1\na: 2\nb: 3\n", "file", problems=found)
    assert nodes.plain(node) == {"a": 1, "b": 3}
    assert [problem.place for problem in found] == [Place("file", 2)]


def test_a_table_or_list_is_no_name() -> None:
    assert problems_of("[a, b]: c\n") == ["file:1: a name must be a single word"]


@pytest.mark.parametrize("text", ["", "   \n\n", "# only a comment\n", "---\n", "~", "null\n", "\ufeff"])
def test_an_empty_document_is_nothing(text: str) -> None:
    assert parsing.parse(text, "file") is None


def test_a_flood_of_problems_is_cut_off() -> None:
    said = problems_of("platform: ios\n" * 100_000)
    assert len(said) == 201
    assert said[-1].startswith("there are more than 200 problems")


# JSON and YAML agree


def test_json_is_known_by_its_form_as_well() -> None:
    assert read('\n {"platform":"ios",\t"enrolled_devices":3, "error": ["a\\/b"]}') == {
        "platform": "ios", "enrolled_devices": 3, "error": ["a/b"],
    }
    assert read("{platform: ios}") == {"platform": "ios"}, "YAML's own braces are no JSON"


def test_json_escapes_are_read_as_json_means_them() -> None:
    text = r'["\ud83d\ude00", "\\ud83d\\ude00", "\ud83d!", "\\", "\u0000\t", "\\\ud83d\ude00"]'
    assert read(text, as_json=True) == ["😀", r"\ud83d\ude00", "\ufffd!", "\\", "\0\t", "\\😀"]


_JSON_TEXT = st.text(st.characters(), max_size=30)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | _JSON_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_JSON_TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(value=_JSON, ascii_only=st.booleans(), indent=st.sampled_from([None, 0, 2, "\t"]))
def test_whatever_json_writes_is_read_back(value: object, ascii_only: bool, indent: int | str | None) -> None:
    text = json.dumps({"value": value}, ensure_ascii=ascii_only, indent=indent)
    expected = json.loads(re.sub(r"[\ud800-\udfff]", "\ufffd", json.dumps(value, ensure_ascii=False)))
    # Lone surrogates can stand in JSON as escapes only.
    if ascii_only or not re.search(r"[\ud800-\udfff]", text):
        if _same_names(value):
            return
        assert read(text, as_json=True) == {"value": expected}


def _same_names(value: object) -> bool:
    """Whether two names in a table become one when lone surrogates are replaced."""
    if isinstance(value, dict):
        names = {re.sub(r"[\ud800-\udfff]", "\ufffd", name) for name in value}
        return len(names) < len(value) or any(map(_same_names, value.values()))
    return isinstance(value, list) and any(map(_same_names, value))


_PRINTED = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x2FF, exclude_categories=["Cc", "Zs"]), max_size=9)
_LINES: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False) | _PRINTED,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_PRINTED, inner, max_size=4),
    max_leaves=12,
)


@given(value=_LINES.filter(lambda value: value is not None), indent=st.sampled_from([None, 0, 2]))
def test_both_readers_find_the_same_in_the_same_lines(value: object, indent: int | None) -> None:
    text = "\n" + json.dumps(value, ensure_ascii=False, indent=indent)
    assert read_json(text, "file", ProblemList()) == read_yaml(text, "file", ProblemList())


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_part_of_json_knows_its_line(line_end: str) -> None:
    text = line_end.join(["", '{"a"', ":", '"x", "b" : [', "17,", 'null, {"c":', '{}}], "b":1}'])
    found = ProblemList()
    node = parsing.parse(text, "file", as_json=True, problems=found)
    assert isinstance(node, Table)
    assert (node.place.line, {key: place.line for key, place in node.keys.items()}) == (2, {"a": 2, "b": 4})
    assert node.items["a"].place.line == 4
    listed = node.items["b"]
    assert isinstance(listed, Sequence)
    assert [item.place.line for item in (listed, *listed.items)] == [4, 5, 6, 6]
    assert nodes.place_of(node, ("b", 2, "c")) == Place("file", 6)
    assert nodes.plain(node) == {"a": "x", "b": [17, None, {"c": {}}]}
    assert [str(problem.place) for problem in found] == ["file:7"]


def test_what_begins_as_json_and_is_none_is_read_as_yaml_alone() -> None:
    found = ProblemList()
    assert nodes.plain(parsing.parse('{"a": 1, "a": 2, b: 3}', "file", problems=found)) == {"a": 1, "b": 3}
    assert len(list(found)) == 1, "what the reader of JSON came across before it gave up is not told twice"


# Nothing else than an InputError ever comes out


def refused(data: bytes, *, as_json: bool = False) -> tuple[Problem, ...]:
    """What is wrong with the bytes; nothing where they can be read."""
    try:
        parsing.parse(parsing.decode(data, "file"), "file", as_json=as_json)
    except InputError as error:
        return error.problems
    return ()


@given(data=st.binary(max_size=200))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    assert all(problem.place is not None and problem.place.file == "file" for problem in refused(data))


@given(text=st.text(st.sampled_from(list("ab:-#&*!|>%@`'\"{}[],?~ \n\t\\\u00e5\u2028\ufeff")), max_size=60))
def test_random_punctuation_is_read_or_refused_with_a_line_in_both_languages(text: str) -> None:
    for as_json in (False, True):
        for problem in refused(text.encode(), as_json=as_json):
            assert problem.place is not None
            assert problem.place.line is not None
            assert problem.text.en != problem.text.sv
