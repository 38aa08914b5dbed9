"""The text of a file that an export wrote: UTF-8 or UTF-16, marked or not; what Excel writes where it is told so."""

from __future__ import annotations

from expert.foundations.parsing import BINARY, encoding_of
from expert.foundations.problems import InputError, Place, Problem
from expert.foundations.texts import Text

_LOOKED_AT = 1000


def decoded(data: bytes, name: str, otherwise: str | None = None) -> str:
    """All bytes of a file as text.

    Args:
        data: the bytes.
        name: the file.
        otherwise: the encoding that is tried where it is neither UTF-8 nor UTF-16.

    Raises:
        InputError: it is no text, or in another encoding.
    """
    encoding = _encoding(data)
    if encoding == "utf-8-sig" and b"\x00" in data:
        raise InputError([Problem(BINARY, Place(name))])
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if otherwise is not None and encoding == "utf-8-sig":
            return data.decode(otherwise, "replace")
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError([Problem(_OTHER_ENCODING, Place(name, line))]) from None


def beginning(head: bytes) -> str:
    """How a file begins, as text; what was cut within a letter, or is none, is left out."""
    return head.decode(_encoding(head), "ignore")


def _encoding(data: bytes) -> str:
    """The encoding that a file is marked with; else UTF-16 where every other byte is none, and UTF-8 where not."""
    marked = encoding_of(data)
    if marked != "utf-8-sig" or (len(data) % 2 and len(data) < _LOOKED_AT):
        return marked
    even, odd = data[:_LOOKED_AT:2], data[1:_LOOKED_AT:2]
    if odd and odd.count(0) > len(odd) // 2:
        return "utf-16-le"
    if even and even.count(0) > len(even) // 2:
        return "utf-16-be"
    return marked


_OTHER_ENCODING = Text(
    "the text is not in UTF-8; export it once more, or save it with the encoding UTF-8",
    "texten är inte i UTF-8; exportera den en gång till eller spara den med kodningen UTF-8",
)
