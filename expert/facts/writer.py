"""Writes fact files: the facts of a case as YAML that reads back to the same case."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date

from expert.facts.versions import Version
from expert.facts.vocabulary import Value

_PLAIN_WORD = re.compile(r"[a-z][a-z0-9_]*")


def fact_file(facts: Mapping[str, Value], not_known: Iterable[str] = ()) -> str:
    """The text of a fact file.

    Args:
        facts: names and values, in the order to write them.
        not_known: facts that were asked for and are not known; written without a value.
    """
    lines = [f"{name}: {_written(value)}" for name, value in facts.items()]
    lines += [f"{name}:" for name in not_known if name not in facts]
    return "\n".join(lines) + "\n"


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return _quoted(value[0]) if len(value) == 1 else "[" + ", ".join(map(_quoted, value)) + "]"
    if isinstance(value, (int, date)):
        return str(value)
    if isinstance(value, Version):
        return _quoted(value.text)
    return value if _PLAIN_WORD.fullmatch(value) and value not in ("null", "true", "false") else _quoted(value)


def _quoted(text: str) -> str:
    """In double quotes: what JSON writes, YAML reads, for any text."""
    return json.dumps(text, ensure_ascii=False)
