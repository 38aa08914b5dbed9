"""Masks answers: texts by what they look like, fields that name somebody by their names, ids by other ids.

An id keeps its form, and the same id is the same one everywhere in a bundle, so that what belongs together is still
seen to. Whoever has the bundle alone cannot tell which it was. Ids that the knowledge itself names (a service plan, an
app) are public, and stay.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from expert.collecting.requests import Requests
from expert.evidence.mapping import Mappings, shipped_mappings
from expert.foundations.terms import Redaction
from expert.redacting.masking import Known, Masker
from expert.redacting.patterns import Family

_ID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_TYPE = "@odata.type"


class Masking:
    """Masks the answers of one bundle.

    Args:
        level: what is masked.
        requests: names the fields that name somebody.
        known: what is masked wherever it stands: the user, the device.
        mappings: what the knowledge names is public.
    """

    def __init__(
        self, level: Redaction, requests: Requests, known: Iterable[Known] = (), mappings: Mappings | None = None
    ) -> None:
        self._masker = Masker(level, known=known)
        self._personal: Mapping[str, Family] = requests.personal if level != "none" else {}
        self._public = _public(shipped_mappings() if mappings is None else mappings)
        self._key = secrets.token_bytes(32)
        self.level = level

    def value(self, value: Any, name: str = "", family: Family | None = None) -> Any:
        """A value in JSON with aliases in it.

        Args:
            value: the value.
            name: the field that holds it.
            family: what all in it is called after, where the field around it says so.
        """
        family = self._personal.get(name.casefold(), family)
        if isinstance(value, Mapping):
            return {key: self.value(inner, key, family) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.value(inner, name, family) for inner in value]
        if family is not None and isinstance(value, (int, float)) and not isinstance(value, bool):
            return self._masker.aliases.of(family, str(value)).en
        return self.text(value, name, family) if isinstance(value, str) else value

    def text(self, text: str, name: str = "", family: Family | None = None) -> str:
        """A text with aliases in it; as for `value`."""
        if self.level == "none" or not text or name == _TYPE or text.casefold() in self._public:
            return text
        if family is not None and not _ID.fullmatch(text):
            return self._masker.aliases.of(family, text).en
        parts = []
        at = 0
        for found in _ID.finditer(text):
            parts += [self._masker.masked(text[at : found.start()]).en, self._other(found[0])]
            at = found.end()
        return "".join([*parts, self._masker.masked(text[at:]).en])

    def _other(self, id_: str) -> str:
        """The id that stands for another one."""
        if id_.casefold() in self._public:
            return id_
        made = hmac.new(self._key, id_.casefold().encode(), hashlib.sha256).digest()
        return str(uuid.UUID(bytes=made[:16], version=4))


def _public(mappings: Mappings) -> frozenset[str]:
    """The words and ids that the knowledge itself names, in lower case."""
    found: set[str] = set()
    for kind in mappings.kinds.values():
        conditions = [kind.where, *(way.when for way in kind.known_by)]
        conditions += [part for one in kind.statements for part in (one.when, one.where, one.words)]
        for condition in conditions:
            found.update(word.casefold() for word in _words(condition))
    return frozenset(found)


def _words(condition: Any) -> Iterator[str]:
    if isinstance(condition, Mapping):
        for inner in condition.values():
            yield from _words(inner)
    elif isinstance(condition, (list, tuple)):
        for inner in condition:
            yield from _words(inner)
    elif isinstance(condition, str):
        yield condition
