"""Undoes what happens to a text on its way: escapes, HTML entities, letters in the wrong encoding."""

from __future__ import annotations

import html
import re

_ESCAPED = re.compile(r"\\(?:[nrt](?![a-z]{2})|u[0-9a-fA-F]{4}|[\"'/])")
_PLAIN = {"n": "\n", "r": "\n", "t": "\t", '"': '"', "'": "'", "/": "/"}
_RTF = re.compile(r"\\'([0-9a-f]{2})")
_GARBLED = re.compile("[ÃÂ][\u0080-\u00bf\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]|â€|Ã")
_QUOTE_MARKS = re.compile(r"(?m)^[ \t]*(?:> ?)+")


def cleaned(text: str) -> str:
    """The text as it was before; mostly the same one."""
    if "&" in text:
        text = html.unescape(text)
    if "\\" in text:
        text = _ESCAPED.sub(_unescaped, _RTF.sub(_of_windows, text))
    if not text.isascii() and _GARBLED.search(text):
        # Loaded when the first garbled letter is met; most texts have none.
        from ftfy import fix_encoding

        text = fix_encoding(text)
    return _QUOTE_MARKS.sub("", text) if ">" in text else text


def _unescaped(match: re.Match[str]) -> str:
    letter = match[0][1]
    return chr(int(match[0][2:], 16)) if letter == "u" else _PLAIN[letter]


def _of_windows(match: re.Match[str]) -> str:
    return bytes.fromhex(match[1]).decode("cp1252", "replace")
