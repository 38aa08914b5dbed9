"""Faults of SOAP services, such as the enrollment service of Intune: their reason is a text to be recognized."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from expert.evidence.objects import Understanding
from expert.evidence.sources import Source
from expert.evidence.things import Thing
from expert.foundations.limits import MAX_BYTES
from expert.foundations.problems import InputError, Place, Problem
from expert.foundations.texts import Text

_ENVELOPE = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?<(?:[\w.-]{1,40}:)?Envelope\b")
_KIND = "soap-fault"


def knows(head: bytes, source: Source) -> bool:
    """Whether it begins as a SOAP message."""
    return _ENVELOPE.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read(source: Source, into: Understanding) -> None:
    """Read a SOAP message.

    Raises:
        InputError: it is no whole XML, or declares entities.
    """
    data = source.whole(MAX_BYTES)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise InputError([Problem(_DECLARES, Place(source.name))])
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        line = getattr(error, "position", (None,))[0]
        raise InputError([Problem(_NOT_WHOLE, Place(source.name, line))]) from error
    found = False
    for fault in root.iter():
        if _name(fault) == "Fault":
            found = True
            texts = {_name(part): " ".join(part.itertext()).strip() for part in fault}
            reason = texts.get("Reason") or texts.get("faultstring") or ""
            into.know(Thing({"reason": reason}, source.name, "Fault", kind=_KIND))
    if not found:
        into.leave(Place(source.name), _NO_FAULT)


def _name(part: ElementTree.Element) -> str:
    return part.tag.rpartition("}")[2] if isinstance(part.tag, str) else ""


_DECLARES = Text("it declares entities, which no such message has", "den deklarerar entiteter, vilket inget sådant gör")
_NOT_WHOLE = Text(
    "this is no whole XML; it may be cut: export it once more",
    "det här är inte hel XML; kanske är den avklippt: exportera den en gång till",
)
_NO_FAULT = Text("a SOAP message without a fault", "ett SOAP-meddelande utan fel")
