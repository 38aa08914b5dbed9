"""What stands in the place of what was masked: an alias, the same for the same thing wherever it stands.

Within one result the things of a family are counted (`user-1`, `user-2`). With a key, the alias is made of the thing
and the key, so that it is the same in every result, and nobody without the key can tell whose it is.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping

from expert.foundations.texts import Text
from expert.redacting.patterns import Family

_WORDS: Mapping[Family, Text] = {
    "user": Text("user", "användare"),
    "device": Text("device", "enhet"),
    "phone": Text("phone", "telefon"),
    "person": Text("person", "person"),
    "ip": Text("IP", "IP"),
    "network": Text("network", "nätverk"),
    "place": Text("place", "plats"),
    "tenant": Text("tenant", "klientorganisation"),
    "case": Text("case", "ärende"),
    "file": Text("file", "fil"),
    "value": Text("value", "värde"),
    "secret": Text("secret", "hemlighet"),
}
_SECRET = Text("[secret]", "[hemlighet]")
_ALIAS = Text("[{word}-{which}]", "[{word}-{which}]")
_LONGEST_MARK = 6

IS_ALIAS = re.compile(
    r"\[(?:" + "|".join(sorted({re.escape(w) for text in _WORDS.values() for w in (text.en, text.sv)}))
    + r")(?:-[a-z0-9]{1,7})?\]"
)
"""An alias, which is not masked again."""


class Aliases:
    """The aliases of one result, or of all results with a key.

    Args:
        key: what the aliases are made with; without one they are counted.
    """

    def __init__(self, key: str | None = None) -> None:
        self._key = None if key is None else key.encode()
        self._counted: dict[Family, dict[str, int]] = {}

    def of(self, family: Family, thing: str) -> Text:
        """The alias of a thing. A secret has none: not even that two are the same is told.

        >>> Aliases().of("user", "anna@contoso.com")
        Text(en='[user-1]', sv='[användare-1]')
        """
        if family == "secret":
            return _SECRET
        same = _plain(family, thing)
        if self._key is None:
            counted = self._counted.setdefault(family, {})
            which = str(counted.setdefault(same, len(counted) + 1))
        else:
            made = hmac.new(self._key, f"{family}\0{same}".encode(), hashlib.sha256).digest()
            which = base64.b32encode(made).decode().lower()[:_LONGEST_MARK]
        return _ALIAS.format(word=_WORDS[family], which=which)


def _plain(family: Family, thing: str) -> str:
    """A thing as it is compared: without case, and a number without what parts its digits."""
    low = " ".join(thing.casefold().split())
    if family in ("phone", "person"):
        return re.sub(r"[^0-9+]", "", low) or low
    return re.sub(r"[ \-./:]", "", low) if family == "device" else low
