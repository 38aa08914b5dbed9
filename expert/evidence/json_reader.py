"""Answers of Microsoft Graph and other exports in JSON."""

from __future__ import annotations

import re

from expert.evidence.decoding import beginning, decoded
from expert.evidence.json_objects import parsed, take_json
from expert.evidence.log_lines import is_unified_log
from expert.evidence.objects import Understanding
from expert.evidence.sources import Source
from expert.evidence.things import Asked
from expert.foundations.limits import MAX_JSON_BYTES

_ENDINGS = (".json", ".jsonl", ".ndjson", ".har")
_LIKE_JSON = re.compile(r"""\{\s*(?:"[^"\n]*"\s*:|\})|\[\s*(?:\]|\{\s*["}])""")
"""How JSON begins, and what else begins with a bracket does not: a section of settings, a time in a log, what a
program printed in its own language."""


def knows(head: bytes, source: Source) -> bool:
    """Whether it begins as JSON does."""
    if is_unified_log(beginning(head).encode()):
        return False
    start = beginning(head).lstrip("\ufeff \t\r\n")
    return bool(_LIKE_JSON.match(start)) or (source.ending in _ENDINGS and start.startswith(("{", "[")))


def read(source: Source, into: Understanding) -> None:
    """Read a file in JSON.

    Raises:
        InputError: it is no JSON, or was cut.
    """
    text = decoded(source.whole(MAX_JSON_BYTES), source.name)
    known = source.answered
    asked = None
    if known is not None:
        asked = Asked(known.what, known.within, known.whole, sure=True, taken=known.taken)
    take_json(parsed(text, source.name, into.never), source.name, into, asked)
