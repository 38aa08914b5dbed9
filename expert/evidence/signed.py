"""Takes what is signed out of a CMS message (RFC 5652), as signed configuration profiles are.

Nothing is verified: what a profile says is read, not trusted. Lengths may be definite or not, and the content may lie
in several pieces, as BER allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

SEQUENCE = 0x30
_OCTETS, _PIECES, _OID, _FIRST = 0x04, 0x24, 0x06, 0xA0
_SIGNED = bytes.fromhex("2a864886f70d010702")
_DEEPEST = 12
_MOST_PIECES = 100_000
_END = b"\x00\x00"


class NotSigned(ValueError):
    """It is no signed message, or was cut."""


@dataclass(frozen=True)
class _Part:
    """A tag with what it holds.

    Attributes:
        tag: its tag.
        begin: where its content begins.
        end: where its content ends.
        after: where what follows it begins.
    """

    tag: int
    begin: int
    end: int
    after: int


def content_of(data: bytes) -> bytes:
    """What is signed in a message.

    Raises:
        NotSigned: it is no signed message, it holds nothing, or was cut.
    """
    kind, wrapped = _first(data, _only(data, 0, len(data), SEQUENCE), 2)
    if kind.tag != _OID or data[kind.begin : kind.end] != _SIGNED or wrapped.tag != _FIRST:
        raise NotSigned
    _, _, what = _first(data, _only(data, wrapped.begin, wrapped.end, SEQUENCE), 3)
    _, inner = _first(data, what, 2)
    if inner.tag != _FIRST:
        raise NotSigned
    (octets,) = _first(data, inner, 1)
    return b"".join(_pieces(data, octets, 0))


def _first(data: bytes, within: _Part, count: int) -> tuple[_Part, ...]:
    """The first parts within one.

    Raises:
        NotSigned: there are fewer.
    """
    found: list[_Part] = []
    at = within.begin
    while len(found) < count:
        if at >= within.end:
            raise NotSigned
        part = _part(data, at, within.end, 0)
        found.append(part)
        at = part.after
    return tuple(found)


def _only(data: bytes, at: int, end: int, tag: int) -> _Part:
    part = _part(data, at, end, 0)
    if part.tag != tag:
        raise NotSigned
    return part


def _pieces(data: bytes, part: _Part, depth: int) -> Iterator[bytes]:
    if part.tag == _OCTETS:
        yield data[part.begin : part.end]
        return
    if part.tag != _PIECES or depth > _DEEPEST:
        raise NotSigned
    at, count = part.begin, 0
    while at < part.end:
        piece = _part(data, at, part.end, 0)
        yield from _pieces(data, piece, depth + 1)
        at, count = piece.after, count + 1
        if count > _MOST_PIECES:
            raise NotSigned


def _part(data: bytes, at: int, end: int, depth: int) -> _Part:
    """The part that begins at a place.

    Raises:
        NotSigned: it goes on beyond the end, or has a form that no such message has.
    """
    if at + 2 > end or depth > _DEEPEST or data[at] & 0x1F == 0x1F:
        raise NotSigned
    tag, length, begin = data[at], data[at + 1], at + 2
    if length == 0x80:
        return _open_part(data, tag, begin, end, depth)
    if length > 0x80:
        begin += length - 0x80
        if begin > end or length > 0x88:
            raise NotSigned
        length = int.from_bytes(data[at + 2 : begin], "big")
    if begin + length > end:
        raise NotSigned
    return _Part(tag, begin, begin + length, begin + length)


def _open_part(data: bytes, tag: int, begin: int, end: int, depth: int) -> _Part:
    """A part whose length is not told: it goes on to two zero bytes."""
    at, count = begin, 0
    while data[at : at + 2] != _END:
        at, count = _part(data, at, end, depth + 1).after, count + 1
        if count > _MOST_PIECES:
            raise NotSigned
    return _Part(tag, begin, at, at + 2)
