"""Reads text of any size block by block, never all of it at once."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from io import IncrementalNewlineDecoder

from expert.foundations.parsing import BINARY, encoding_of
from expert.foundations.problems import InputError, Place, Problem

_AS_ON_WINDOWS = "expert.as_on_windows"


def text_of_blocks(blocks: Iterable[bytes], name: str) -> Iterator[str]:
    """The text of an input, block by block, with line feeds for its line ends.

    It is read as UTF-8, or as UTF-16 where it is marked so. Nothing in it is refused for its encoding: bytes that are
    not UTF-8 are read as those of a log written on Windows, in its Western encoding.

    Args:
        blocks: the bytes; the first block holds at least two, if there are so many.
        name: what to call the input in messages.

    Raises:
        InputError: there are zero bytes in it, which no text has.
    """
    decoder = None
    binary = False
    for block in blocks:
        if decoder is None:
            decoder, binary = _decoder(encoding_of(block)), encoding_of(block) != "utf-16"
        if binary and b"\x00" in block:
            raise InputError([Problem(BINARY, Place(name))])
        yield decoder.decode(block)
    if decoder is not None:
        yield decoder.decode(b"", final=True)


def _decoder(encoding: str) -> IncrementalNewlineDecoder:
    codecs.register_error(_AS_ON_WINDOWS, _as_on_windows)
    errors = "replace" if encoding == "utf-16" else _AS_ON_WINDOWS
    return IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(errors), translate=True)


def _as_on_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end
