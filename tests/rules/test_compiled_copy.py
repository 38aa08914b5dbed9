"""The compiled copy says exactly what the files say, and whatever is wrong with it, the files are read instead."""

from __future__ import annotations

import json
import os
import pickle
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert import KnowledgeBase
from expert.facts import vocabulary_files
from expert.facts.vocabulary import Vocabulary
from expert.facts.vocabulary_files import shipped_vocabulary
from expert.foundations import compiled, content
from expert.foundations.compiled import is_whole
from expert.foundations.problems import CopyNotUsed
from expert.foundations.texts import Text
from expert.recognizing.compiling import compile_shipped
from expert.rules import loader
from expert.rules.checking import check_layers
from expert.rules.folders import FOLDERS
from expert.rules.loader import load_shipped

FILES = check_layers([]).knowledge
COPY = compile_shipped()
DIGEST = FILES.digest
TABLES = (*FOLDERS, "documents", "topics")

Put = Callable[[bytes], None]


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Puts bytes where an installed package has its compiled copy."""
    path = tmp_path / "compiled.json"
    monkeypatch.setattr(content, "compiled", lambda: path)

    def write(data: bytes) -> None:
        compiled.put(path, data)
        compiled._copy.cache_clear()
        compiled._TOLD.discard(path.as_posix())

    return write


def section_of_rules(digest: Callable[[], str]) -> compiled.Section | None:
    return compiled.section("rules", digest, loader.KINDS, loader.HOLDS)


def used() -> bool:
    """Whether the copy that lies there can be used, in whole."""
    parts = [
        section_of_rules(lambda: DIGEST),
        compiled.section(
            "vocabulary", lambda: content.digest_of(vocabulary_files.shipped_files()), vocabulary_files.KINDS
        ),
    ]
    assert len({part is None for part in parts}) == 1
    return parts[0] is not None


def vocabulary() -> Vocabulary:
    """The shipped vocabulary, read anew."""
    return shipped_vocabulary.__wrapped__()


def test_it_says_what_the_files_say(put: Put) -> None:
    put(COPY)
    assert used()
    copied = load_shipped()
    for kind in TABLES:
        assert dict(getattr(copied, kind)) == dict(getattr(FILES, kind)), kind
        assert list(getattr(copied, kind)) == list(getattr(FILES, kind)), kind
    for name in ("version", "digest", "scope", "impossible", "escalation", "extra"):
        assert getattr(copied, name) == getattr(FILES, name), name
    assert copied.explaining == {name: [c.id for c in FILES.causes_of(name)] for name in FILES.symptoms}
    assert vocabulary().facts == FILES.vocabulary.facts
    assert vocabulary().costs == FILES.vocabulary.costs
    assert vocabulary().pages == FILES.vocabulary.pages
    assert list(vocabulary().facts) == list(FILES.vocabulary.facts)


def test_it_keeps_lists_and_tables_of_rules_as_they_are_written(put: Put) -> None:
    put(COPY)
    for part in load_shipped().causes.values():
        assert repr(part) == repr(FILES.causes[part.id])


def test_it_is_one_json_document_and_equal_files_give_equal_bytes() -> None:
    header, index, *parts = json.loads(COPY)
    assert set(header) == {"form", "length", "crc32"}
    late = [part for part in parts if isinstance(part, list)]
    assert late
    assert len(parts) - len(late) == sum(len(ids) for section in index.values() for ids in section["tables"].values())
    assert len(COPY.splitlines()) == len(parts) + 3
    assert compile_shipped() == COPY


def test_a_part_is_read_when_it_is_asked_for(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    put(COPY)
    read: list[str] = []

    class Noting(json.JSONDecoder):
        def decode(self, s: str, *matching: Any) -> Any:
            read.append(s)
            return super().decode(s, *matching)

    monkeypatch.setattr(json, "JSONDecoder", Noting)
    knowledge = load_shipped()
    read.clear()
    assert len(knowledge.causes) == len(FILES.causes)
    assert "address-missing" in knowledge.causes
    assert "no-such-cause" not in knowledge.causes
    assert read == []
    assert knowledge.causes["address-missing"] is knowledge.causes["address-missing"]
    assert len(read) == 1
    with pytest.raises(KeyError):
        knowledge.causes["no-such-cause"]
    cases = knowledge.causes["address-missing"].cases
    assert len(read) == 1
    assert cases == FILES.causes["address-missing"].cases
    assert FILES.causes["address-missing"].cases == cases
    assert (repr(cases), cases[-1], cases[1:]) == (repr(tuple(cases)), tuple(cases)[-1], tuple(cases)[1:])
    assert type(pickle.loads(pickle.dumps(cases))) is tuple
    assert len(read) == 2


# Whatever is wrong with it


LINES = COPY.split(b"\n")
DAMAGED = {
    "empty": b"",
    "blank": b"\n\n",
    "cut in the middle": COPY[: len(COPY) // 2],
    "cut at a line": b"\n".join(LINES[:9]),
    "cut by a byte": COPY[:-1],
    "with a byte more": COPY + b"\n",
    "with another line end": COPY.replace(b"\n", b"\r\n"),
    "with a letter changed": COPY.replace(b"reader", b"readre", 1),
    "with two lines exchanged": b"\n".join([*LINES[:4], LINES[5], LINES[4], *LINES[6:]]),
    "not UTF-8": b"\xff\xfe" + COPY,
    "zeros": bytes(len(COPY)),
    "another JSON": b'{"form": 2, "digest": "sha256:0", "knowledge": {}}',
    "a list of nothing": b"[]",
    "deep": b"[" * 200_000,
    "of another form": COPY.replace(b'"form":6', b'"form":5', 1),
    "a pickle": b"\x80\x04K\x01.",
}


@pytest.mark.parametrize("how", DAMAGED)
def test_a_damaged_copy_is_not_used_and_the_files_are(put: Put, how: str) -> None:
    assert DAMAGED[how] != COPY
    put(DAMAGED[how])
    the_files_are_read_and_one_warning_says_so("it is damaged or of another version")


def the_files_are_read_and_one_warning_says_so(why: str) -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert not used()
        knowledge = load_shipped()
        known = vocabulary()
    assert knowledge.digest == DIGEST
    assert knowledge.causes == FILES.causes
    assert known.facts == FILES.vocabulary.facts
    (warning,) = (one.message for one in told)
    assert isinstance(warning, CopyNotUsed)
    assert why in str(warning)
    assert content.compiled().as_posix() in warning.text.sv


@pytest.mark.parametrize("seal", [None, b"", b"0" * 64 + b"\n", b"\xff"])
def test_a_changed_copy_whose_checksum_fits_is_not_used(put: Put, seal: bytes | None) -> None:
    """As somebody has changed a title, a remedy, or the type of either: its seal is still that of the other."""
    put(COPY)
    path = content.compiled()
    body = COPY.split(b",\n", 1)[1].replace(b"reader", b"readre")
    if seal is not None:
        path.with_suffix(".sha256").write_bytes(seal)
    path.write_bytes(b"[" + compiled._header(body) + b",\n" + body)
    assert is_whole(path.read_bytes())
    the_files_are_read_and_one_warning_says_so("it is not the one that came with the package")


def test_a_copy_without_its_seal_is_not_used(put: Put) -> None:
    put(COPY)
    content.compiled().with_suffix(".sha256").unlink()
    the_files_are_read_and_one_warning_says_so("it is not the one that came with the package")


def test_a_warning_can_be_handed_to_another_process(put: Put) -> None:
    warning = CopyNotUsed(Text("so", "så"))
    assert pickle.loads(pickle.dumps(warning)).text == warning.text


def test_a_copy_of_other_files_is_not_used(put: Put) -> None:
    put(_resealed(lambda index: index["rules"].update(digest="sha256:0", sizes={})))
    with pytest.warns(CopyNotUsed, match="the files have changed since it was made"):
        assert section_of_rules(lambda: DIGEST) is None
    assert load_shipped().causes == FILES.causes


def _without(name: str) -> Callable[[Any], object]:
    return lambda index: index["rules"].pop(name)


def _empty(name: str) -> Callable[[Any], object]:
    return lambda index: index["rules"].update({name: None})


OF_ANOTHER_FORM: dict[str, Callable[[Any], object]] = {
    **{f"without {name}": _without(name) for name in compiled._INDEX},
    **{f"{name} of another type": _empty(name) for name in compiled._INDEX},
    "without a table": lambda index: index["rules"]["tables"].pop("causes"),
    "with ids lost": lambda index: index["rules"]["tables"].update(causes=["x"]),
    "with an id more": lambda index: index["rules"]["tables"]["causes"].append("x"),
    "with a table that is no list": lambda index: index["rules"]["tables"].update(causes={}),
    "without what was worked out": lambda index: index["rules"]["plain"].pop("explaining"),
    "beginning at another line": lambda index: index["rules"].update(line=3),
    "with far too many parts": lambda index: index["rules"]["tables"]["causes"].extend(map(str, range(10_000))),
    "with sections of another form": lambda index: index.update(vocabulary=[], rules=[]),
    "with nothing in it": lambda index: index.clear(),
}  # fmt: skip


@pytest.mark.parametrize("how", OF_ANOTHER_FORM)
def test_a_whole_copy_whose_index_has_another_form_is_not_used(put: Put, how: str) -> None:
    """As another version of the code may have written it."""
    put(_resealed(OF_ANOTHER_FORM[how]))
    with pytest.warns(CopyNotUsed, match="of another version"):
        assert section_of_rules(lambda: DIGEST) is None
    assert load_shipped().causes == FILES.causes
    assert vocabulary().facts == FILES.vocabulary.facts


@pytest.mark.parametrize("body", [b"]", b"", b"[1],\n]", b"[" * 200_000, b"1", b"\xff"])
def test_a_whole_copy_without_an_index_is_not_used(put: Put, body: bytes) -> None:
    data = b"[" + compiled._header(body) + b",\n" + body
    assert is_whole(data)
    put(data)
    the_files_are_read_and_one_warning_says_so("it is of another version")


def test_the_files_are_only_read_where_one_is_newer_or_of_another_size(put: Put) -> None:
    def digest() -> str:
        read.append(1)
        return DIGEST

    read: list[int] = []
    put(COPY)
    assert section_of_rules(digest) is not None
    assert read == []
    put(_resealed(lambda index: index["rules"]["sizes"].update({"rules/scope.yaml": 1})))
    assert section_of_rules(digest) is not None
    assert read == [1]
    put(COPY)
    os.utime(content.compiled(), (0, 0))
    compiled._copy.cache_clear()
    assert section_of_rules(digest) is not None
    assert read == [1, 1]


def test_a_copy_without_a_section_is_not_used(put: Put) -> None:
    put(_resealed(lambda index: index.pop("rules")))
    with pytest.warns(CopyNotUsed, match="it is of another version"):
        assert load_shipped().causes == FILES.causes


def test_a_copy_for_other_classes_is_not_used(put: Put) -> None:
    @dataclass(frozen=True)
    class Cause:
        id: str

    put(COPY)
    with pytest.warns(CopyNotUsed, match="it is of another version"):
        assert compiled.section("rules", lambda: DIGEST, (*loader.KINDS[:3], Cause)) is None


def _resealed(change: Callable[[Any], object]) -> bytes:
    """The copy with something changed in its index, and a seal that fits."""
    index = json.loads(LINES[1].removesuffix(b","))
    change(index)
    body = b"\n".join([json.dumps(index).encode() + b",", *LINES[2:]])
    data = b"[" + compiled._header(body) + b",\n" + body
    assert is_whole(data)
    return data


@pytest.mark.parametrize("kind", ["missing", "a folder", "unreadable"])
def test_what_cannot_be_opened_is_no_copy(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "compiled.json"
    monkeypatch.setattr(content, "compiled", lambda: path)
    if kind == "a folder":
        path.mkdir()
    elif kind == "unreadable":
        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(compiled, "open", refuse, raising=False)
    compiled._copy.cache_clear()
    if kind == "missing":
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert not used()
            assert load_shipped().causes == FILES.causes
    else:
        the_files_are_read_and_one_warning_says_so("it cannot be read")


@given(data=st.binary(max_size=40), at=st.integers(0, len(COPY)), cut=st.integers(0, 40))
def test_no_change_goes_unnoticed(data: bytes, at: int, cut: int) -> None:
    changed = COPY[:at] + data + COPY[at + cut :]
    assert is_whole(changed) == (changed == COPY)


def test_the_check_of_the_shipped_files_says_that_a_copy_is_not_used(put: Put) -> None:
    put(COPY)
    assert not [warning for warning in check_layers([]).warnings if "compiled" in warning.text.en]
    put(COPY[:-1])
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # told once, as a finding
        (warning,) = [warning for warning in check_layers([]).warnings if "compiled" in warning.text.en]
    assert warning.in_("en") == (
        "compiled.json: warning: the compiled copy does not fit the files beside it and is not used, so every command "
        "takes longer to start"
    )


def test_a_case_and_the_knowledge_share_one_vocabulary() -> None:
    assert KnowledgeBase.shipped().vocabulary is shipped_vocabulary()
