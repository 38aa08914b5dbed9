"""What a message in a device's log tells of an enrollment, as objects: an error, a management profile, an activation.

What these say stands in `facts/evidence/device-log.yaml`. An error is a domain and a code, and those that lie beneath
it; without both, nothing is known to have failed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from expert.evidence.log_lines import LONGEST_ENTRY, Entry
from expert.evidence.old_plist import NoPlist, dictionary_in
from expert.recognizing.codes import FoundCode, codes_in
from expert.rules.models import INTUNE

LOOKED_FOR = ("ManagedProfileToManagingProfile", "ConfigurationURL")
"""Words, besides messages and codes, that stand in what matters here."""

_ENTRA = "AADSTS"
# A reply to an MDM command names its fields so; a dump of an error writes `Domain : X` or `Domain=X`.
_REPLY = re.compile(r"ErrorChain|Error(?:Code|Domain)[\"']?\s*(?:=>|</key>|=|:)")
_MANAGED = re.compile(
    r"\b(?P<what>Adding|Removing) dependent (?P<managing>\S+) (?:to|from) parent (?P<managed>\S+) "
    r"in domain ManagedProfileToManagingProfile\b"
)
_ACTIVATION = re.compile(r"ConfigurationURL\s*=")


def objects_in(entry: Entry) -> Iterator[dict[str, Any]]:
    """The objects that a message of a log tells of, each as its fields."""
    error = error_of(entry)
    if error is not None:
        yield error
    for found in _MANAGED.finditer(entry.text):
        yield _with_head(entry, {
            "managingProfile": found["managing"], "managedProfile": found["managed"],
            "removed": found["what"] == "Removing",
        })  # fmt: skip
    if _ACTIVATION.search(entry.text):
        try:
            yield _with_head(entry, dictionary_in(entry.text))
        except NoPlist:
            return  # a record that was cut says nothing for certain


def codes_of(entry: Entry) -> list[FoundCode]:
    """The codes of errors in a message; 0 is none."""
    return [code for code in codes_in(entry.text[: 2 * LONGEST_ENTRY]) if code.number != 0]


def error_of(entry: Entry) -> dict[str, Any] | None:
    """The error that a message tells of; None where it tells of none."""
    codes = [code for code in codes_of(entry) if code.domain not in (INTUNE, _ENTRA)]
    if not codes:
        return None
    return _with_head(entry, {
        "domain": codes[0].domain, "code": codes[0].number,
        "errors": [{"domain": code.domain, "code": code.number} for code in codes],
        "record": entry.text[: 2 * LONGEST_ENTRY],
        "reply": _REPLY.search(entry.text) is not None,
    })  # fmt: skip


def _with_head(entry: Entry, fields: dict[str, Any]) -> dict[str, Any]:
    head = entry.head
    time = None if head.time is None else head.time.isoformat()
    return {**fields, "process": head.process, "subsystem": head.subsystem, "host": head.host, "time": time}
