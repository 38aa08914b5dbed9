"""Text of any encoding that a log comes in, read block by block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.foundations.problems import InputError
from expert.foundations.streams import text_of_blocks


def read(data: bytes, size: int = 3) -> str:
    blocks = [data[:2], *(data[i : i + size] for i in range(2, len(data), size))]
    return "".join(text_of_blocks(blocks, "x.log"))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("Läsplattan når inte 😀".encode(), "Läsplattan når inte 😀"),
        ("Läsplattan".encode("utf-8-sig"), "Läsplattan"),
        ("Läsplattan 😀".encode("utf-16"), "Läsplattan 😀"),
        (b"\xfe\xff" + "Läsplattan 😀".encode("utf-16-be"), "Läsplattan 😀"),
        ("Läsplattan når “inte” –".encode("cp1252"), "Läsplattan når “inte” –"),
        ("på UTF-8, ".encode() + "på Windows".encode("cp1252"), "på UTF-8, på Windows"),
        (b"one\r\ntwo\rthree\n\r\n", "one\ntwo\nthree\n\n"),
        (b"never \x81\x8d\x90 in Windows", "never \ufffd\ufffd\ufffd in Windows"),
        ("cut off å".encode()[:-1], "cut off Ã"),
        ("cut off".encode("utf-16")[:-1], "cut of\ufffd"),
    ],
)
def test_nothing_is_refused_for_its_encoding(data: bytes, text: str) -> None:
    for size in (1, 2, 3, 100):
        assert read(data, size) == text


@given(st.text(st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"])), st.integers(1, 9))
def test_however_it_is_cut_it_is_the_same_text(text: str, size: int) -> None:
    assert read(text.encode(), size) == text.removeprefix("\ufeff")
    assert read(text.encode("utf-16"), size) == text


@pytest.mark.parametrize("data", [b"\x00", b"a\x00b", b"a" * 100 + b"\x00", "no mark".encode("utf-16-le")])
def test_what_holds_zero_bytes_is_no_text(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^x\.log: this is not a text file"):
        read(data)
