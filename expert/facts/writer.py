"""Writes fact files: the facts of a case as YAML or JSON that reads back to the same case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from expert.facts.fact import Fact
from expert.facts.versions import Version
from expert.facts.vocabulary import Value
from expert.foundations.outgoing import in_json, one_line
from expert.foundations.problems import by_code
from expert.foundations.texts import Language, Text

_PLAIN_WORD = re.compile(r"[a-z][a-z0-9_]*")
_NOT_PLAIN = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_SURROGATES = re.compile("[\ud800-\udfff]")


def fact_file(
    facts: Mapping[str, Value], not_known: Iterable[str] = (), origins: Mapping[str, str] | None = None
) -> str:
    """The text of a fact file in YAML.

    Args:
        facts: names and values, in the order to write them.
        not_known: facts that were asked for and are not known; written without a value.
        origins: where facts come from that nobody gave (`origins_of`), told in a comment behind them.
    """
    lines = [f"{name}: {written(value)}{_comment(name, origins)}" for name, value in facts.items()]
    lines += [f"{name}:" for name in not_known if name not in facts]
    return "".join(f"{line}\n" for line in lines)


def origins_of(facts: Iterable[Fact], language: Language) -> dict[str, str]:
    """Where the facts come from that are from evidence, in words: a file that is read again knows them as given."""
    return {
        fact.name: _EVIDENCE.format(origin=one_line(str(fact.origin))).in_(language)
        for fact in facts if fact.origin.kind == "evidence"
    }  # fmt: skip


def tells_origin(comment: str) -> bool:
    """Whether a comment tells where a fact came from, and so belongs to its value."""
    return comment.strip().removeprefix("#").strip().startswith(_BEGINNINGS)


def _comment(name: str, origins: Mapping[str, str] | None) -> str:
    return f"  # {origins[name]}" if origins and name in origins else ""


_EVIDENCE = Text("from evidence: {origin}", "ur underlag: {origin}")
_BEGINNINGS = tuple(text.partition("{")[0] for text in (_EVIDENCE.en, _EVIDENCE.sv))


def fact_json(facts: Mapping[str, Value], not_known: Iterable[str] = ()) -> str:
    """The text of a fact file in JSON; what is not known is null."""
    data: dict[str, Any] = {name: as_json(value) for name, value in facts.items()}
    data.update({name: None for name in not_known if name not in facts})
    return in_json(data) + "\n"


def written(value: Value) -> str:
    """A value as it stands in YAML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return quoted(value[0]) if len(value) == 1 else "[" + ", ".join(map(quoted, value)) + "]"
    if isinstance(value, (int, date)):
        return str(value)
    if isinstance(value, Version):
        return quoted(value.text)
    return value if _PLAIN_WORD.fullmatch(value) and value not in _NOT_PLAIN else quoted(value)


def quoted(text: str) -> str:
    """In double quotes, with escapes for whatever YAML would refuse or read as something else."""
    text = _whole(text)
    hidden = {found.start() for found in by_code().finditer(text)}
    return '"' + "".join(_letter(char, hidden=i in hidden) for i, char in enumerate(text)) + '"'


def _letter(char: str, *, hidden: bool) -> str:
    if char in _ESCAPED:
        return _ESCAPED[char]
    if char.isprintable() and not hidden:
        return char
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"


def _whole(text: str) -> str:
    """The text without halves of characters, which no encoding can write."""
    return _SURROGATES.sub("\ufffd", text)


def as_json(value: Value) -> Any:
    """A fact's value as JSON data; dates and versions as text."""
    if isinstance(value, tuple):
        return _whole(value[0]) if len(value) == 1 else [_whole(text) for text in value]
    if isinstance(value, (bool, int)):
        return value
    return _whole(str(value))
