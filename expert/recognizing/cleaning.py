"""Undoes what happens to a text on its way: escapes, HTML entities, letters in the wrong encoding, marks of a quote."""

from __future__ import annotations

import html
import re

from expert.facts.vocabulary import readable
from expert.foundations.limits import LONG

# A letter that UTF-16 writes in two halves is escaped in two.
_ESCAPED = re.compile(
    r"""\\(?:[nrt](?![a-z]{2})|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|["'/])"""
)
_PLAIN = {"n": "\n", "r": "\n", "t": "\t", '"': '"', "'": "'", "/": "/"}
_RTF = re.compile(r"\\'([0-9a-f]{2})")
_QUOTE_MARKS = re.compile(r"(?m)^[ \t]*(?:> ?)+")
# Looked for first, since whole texts are searched for them quickest; most have none.
_ENTITIES = ("&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#", "&nbsp;", "&aring;", "&auml;", "&ouml;", "&Aring;",
             "&Auml;", "&Ouml;", "&rsquo;", "&ldquo;", "&rdquo;")
_ESCAPES = ("\\n", "\\u", "\\r", "\\t", '\\"', "\\'", "\\/")
_GARBLED = ("Ã", "Â", "â€")


def cleaned(text: str) -> str:
    """The text as it was before; mostly the same one."""
    return "".join(in_order(text))


def in_order(text: str) -> tuple[str, str]:
    """The text as it was before, in two parts: what it quotes of an earlier one, and what its author says now.

    A mail quotes what it answers below or between its own lines. What was said first comes first here, so that the
    author has the last word. A text that is nothing but a quote is its author's own.
    """
    text = _undone(text)
    if len(text) > LONG or not (text.startswith(">") or "\n>" in text or "\n >" in text):
        return "", text  # a long one is read letter for letter, and a mark is no letter
    lines = text.split("\n")
    quoted = [_QUOTE_MARKS.match(line) is not None for line in lines]
    own = "\n".join(line for line, is_quoted in zip(lines, quoted, strict=True) if not is_quoted)
    if not any(map(str.isalnum, own)):
        return "", _QUOTE_MARKS.sub("", text)
    context = "\n".join(line for line, is_quoted in zip(lines, quoted, strict=True) if is_quoted)
    return _QUOTE_MARKS.sub("", context) + "\n\n", own


def _undone(text: str) -> str:
    if "&" in text and any(entity in text for entity in _ENTITIES):
        text = html.unescape(text)
    if "\\" in text and any(escape in text for escape in _ESCAPES):
        # What was escaped may be what no text holds, such as a half of a letter, or what moves a terminal's cursor.
        text = readable(_ESCAPED.sub(_unescaped, _RTF.sub(_of_windows, text)))
    if not text.isascii() and any(garbled in text for garbled in _GARBLED):
        # Loaded when the first garbled letter is met.
        from ftfy import fix_encoding

        text = fix_encoding(text)
    return text


def _unescaped(match: re.Match[str]) -> str:
    letter, *halves = match[0][1], *match[0].split("\\u")[1:]
    if letter != "u":
        return _PLAIN[letter]
    return bytes.fromhex("".join(halves)).decode("utf-16-be", "surrogatepass")


def _of_windows(match: re.Match[str]) -> str:
    return bytes.fromhex(match[1]).decode("cp1252", "replace")
