"""Answers of Microsoft Graph and other exports in JSON."""

from __future__ import annotations

from expert.evidence.json_objects import parsed, take_json
from expert.evidence.log_lines import is_unified_log
from expert.evidence.objects import Understanding
from expert.evidence.sources import Source
from expert.foundations import parsing
from expert.foundations.limits import MAX_JSON_BYTES

_BEGINNINGS = (b"{", b"[")
_ENDINGS = (".json", ".jsonl", ".ndjson", ".har")


def knows(head: bytes, source: Source) -> bool:
    """Whether it begins as JSON does."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if is_unified_log(start):
        return False
    return start.startswith(_BEGINNINGS) and (source.ending in _ENDINGS or _like_json(start))


def read(source: Source, into: Understanding) -> None:
    """Read a file in JSON.

    Raises:
        InputError: it is no JSON, or was cut.
    """
    text = parsing.decode(source.whole(MAX_JSON_BYTES), source.name)
    take_json(parsed(text, source.name), source.name, into)


def _like_json(start: bytes) -> bool:
    inner = start[1:].lstrip()
    return inner.startswith((b'"', b"{", b"[", b"}", b"]")) and not inner.startswith((b"{\n[", b"[0]"))
