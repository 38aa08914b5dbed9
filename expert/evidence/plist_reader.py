"""Property lists: configuration profiles, signed or not, what a device keeps of them, activation records, MDM replies.

XML and binary ones are read, and those in the form that logs show. A profile is what somebody found on the device or
was given to install there; what a device keeps of one (a `.stub` file, MDM.plist) proves that it is installed.
"""

from __future__ import annotations

import plistlib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from xml.parsers.expat import ExpatError

from expert.evidence.objects import Understanding
from expert.evidence.old_plist import NoPlist, dictionary_in
from expert.evidence.signed import SEQUENCE, NotSigned, content_of
from expert.evidence.sources import Source
from expert.evidence.things import Thing
from expert.foundations import parsing
from expert.foundations.limits import MAX_PLIST_BYTES
from expert.foundations.problems import InputError, Place, Problem, shown
from expert.foundations.texts import Text

_BINARY = b"bplist00"
_XML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!DOCTYPE\s+plist[^>]{0,300}>\s*)?<plist\b", re.IGNORECASE)
_OLD = re.compile(rb"\s*\{\s*(?:\"[^\"\n]{1,100}\"|[\w.-]{1,100})\s*=")
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_ENDINGS = (".plist", ".mobileconfig", ".stub")
_MANAGEMENT = "com.apple.mdm"
_MOST_PAYLOADS = 1_000
_MOST_NAMES = 5


def knows(head: bytes, source: Source) -> bool:
    """Whether it begins as a property list, or is one that was signed."""
    start = head.removeprefix(b"\xef\xbb\xbf")
    if start.startswith(_BINARY) or _XML.match(start) or _OLD.match(start):
        return True
    if head[:1] == bytes([SEQUENCE]) and _SIGNED_DATA in head[:40]:
        return source.ending == ".mobileconfig" or b"<plist" in head or _BINARY in head
    return source.ending in _ENDINGS


def read(source: Source, into: Understanding) -> None:
    """Read a property list.

    Raises:
        InputError: it is none, or was cut.
    """
    data = source.whole(MAX_PLIST_BYTES)
    value = _parsed(data, source.name)
    installed = _is_kept_by_device(source.name)
    before = sum(into.kinds.values())
    for path, fields in _objects(value, installed=installed):
        into.know(Thing(fields, source.name, path))
    if sum(into.kinds.values()) == before:
        into.leave(Place(source.name), _what(value))


def _parsed(data: bytes, name: str) -> Any:
    try:
        if data[:1] == bytes([SEQUENCE]) and not _OLD.match(data):
            data = content_of(data)
        if _OLD.match(data):
            return dictionary_in(parsing.decode(data, name))
        return plistlib.loads(data)
    except NotSigned as error:
        raise InputError([Problem(_NOT_SIGNED, Place(name))]) from error
    except (NoPlist, plistlib.InvalidFileException) as error:
        raise InputError([Problem(_NO_PLIST, Place(name))]) from error
    except ExpatError as error:
        raise InputError([Problem(_NO_PLIST, Place(name, error.lineno))]) from error
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError, RecursionError) as error:
        # What the library raises of values that their tags do not allow, such as a date that is none, and of an
        # encoding that nobody knows.
        raise InputError([Problem(_NO_PLIST, Place(name))]) from error


def _is_kept_by_device(name: str) -> bool:
    """Whether a file is one that a device keeps of what is installed on it."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.suffix.lower() == ".stub" and path.name.lower().startswith("profile-")


def _objects(value: Any, *, installed: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects in a property list, each with the way to it."""
    if not isinstance(value, Mapping):
        return
    whole = {str(name): _plain(one) for name, one in value.items()}
    options = whole.get("InstallOptions")
    if installed and isinstance(options, Mapping) and options.get("managingProfileIdentifier"):
        managing = {"managingProfile": options["managingProfileIdentifier"], "removed": False}
        yield "InstallOptions", {**managing, "managedProfile": whole.get("PayloadIdentifier")}
    payloads = whole.get("PayloadContent")
    if isinstance(payloads, list):
        for i, payload in enumerate(payloads[:_MOST_PAYLOADS]):
            if isinstance(payload, Mapping) and payload.get("PayloadType") == _MANAGEMENT:
                yield f"PayloadContent[{i}]", _of_profile(payload, whole, installed=installed)
        return
    yield "", whole


def _of_profile(payload: Mapping[str, Any], whole: Mapping[str, Any], *, installed: bool) -> dict[str, Any]:
    """The management payload of a profile, with what the profile says of itself."""
    fields = {str(name): _plain(one) for name, one in payload.items()}
    return {
        **fields,
        "ProfileIdentifier": whole.get("PayloadIdentifier"),
        "InstallDate": whole.get("InstallDate"),
        "Installed": installed,
    }


def _plain(value: Any) -> Any:
    """A value as conditions read it: a time in words."""
    return value.isoformat() if isinstance(value, date) else value


def _what(value: Any) -> Text:
    names = list(value)[:_MOST_NAMES] if isinstance(value, Mapping) else []
    return _UNKNOWN.format(names=", ".join(shown(str(name)) for name in names) or "–")


_NO_PLIST = Text(
    "this is no whole property list; it may be cut: export it once more",
    "det här är ingen hel egenskapslista; kanske är den avklippt: exportera den en gång till",
)
_NOT_SIGNED = Text(
    "this is no whole signed profile; it may be cut: export it once more",
    "det här är ingen hel signerad profil; kanske är den avklippt: exportera den en gång till",
)
_UNKNOWN = Text(
    "a property list with {names}, of which nothing is known here",
    "en egenskapslista med {names}, som inget är känt om här",
)
