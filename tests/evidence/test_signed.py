"""Signed profiles: what was signed is found, in one piece or in several; a cut message is none."""

from __future__ import annotations

import plistlib

import pytest

from expert.evidence.old_plist import NoPlist, dictionary_in
from expert.evidence.signed import NotSigned, content_of

PLIST = plistlib.dumps({"PayloadType": "Configuration", "PayloadContent": []})
SIGNED, DATA = bytes.fromhex("06092a864886f70d010702"), bytes.fromhex("06092a864886f70d010701")


def part(tag: int, content: bytes) -> bytes:
    """A tag with its content, whose length is told."""
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 + len(size)]) + size + content


def open_part(tag: int, content: bytes) -> bytes:
    """A tag with its content, which ends with two zero bytes."""
    return bytes([tag, 0x80]) + content + b"\0\0"


def in_one_piece(data: bytes) -> bytes:
    """A signed message as most tools write it; who signed it is left out."""
    inner = part(0x30, DATA + part(0xA0, part(0x04, data)))
    return part(0x30, SIGNED + part(0xA0, part(0x30, part(0x02, b"\1") + part(0x31, b"") + inner)))


def in_pieces(data: bytes) -> bytes:
    """The same as it is written by who does not know beforehand how long it becomes."""
    pieces = b"".join(part(0x04, data[at : at + 50]) for at in range(0, len(data), 50))
    inner = open_part(0x30, DATA + open_part(0xA0, open_part(0x24, pieces)))
    return open_part(0x30, SIGNED + open_part(0xA0, open_part(0x30, part(0x02, b"\1") + part(0x31, b"") + inner)))


@pytest.mark.parametrize("sign", [in_one_piece, in_pieces])
def test_what_is_signed_is_found_and_a_cut_message_is_none(sign: type[bytes]) -> None:
    message = sign(PLIST)
    assert content_of(message) == PLIST
    for end in range(0, len(message) - 2, 7):
        with pytest.raises(NotSigned):
            content_of(message[:end])


@pytest.mark.parametrize("data", [b"", b"0", PLIST, part(0x30, DATA + part(0xA0, b"")), b"\x30\x80" * 5_000])
def test_what_is_no_signed_message_is_none(data: bytes) -> None:
    with pytest.raises(NotSigned):
        content_of(data)


def test_a_printed_property_list_is_read() -> None:
    text = 'fetched:\n{\n Address = "A street; 5";\n None = (\n );\n Two = (a, "b c",);\n In = { X = <4f2a>; };\n}'
    assert dictionary_in(text) == {
        "Address": "A street; 5", "None": [], "Two": ["a", "b c"], "In": {"X": "<4f2a>"},
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "{ }", "{ A = 1; B = ", "{ A = (1, 2; }", "{ A = 1 }", "{ A = " * 500, "A = 1;"])
def test_a_cut_one_is_none(text: str) -> None:
    with pytest.raises(NoPlist):
        dictionary_in(text)
