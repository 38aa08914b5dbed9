"""The lines of a device's log: who wrote them and when, in all the forms in which people hand a log over.

Console's live view, its copies and `log show`; syslog as Xcode and Apple Configurator show it; the log of activation.
Around them stands what a mail or a word processor adds: quotes, tabs, numbers of lines, the escapes of RTF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from expert.evidence.holding import time_of

_QUOTES = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_NUMBER = re.compile(r"^\s*Line \d+:\s?")
_RTF_BYTE = re.compile(r"\\'([0-9a-fA-F]{2})")
_RTF_LETTER = re.compile(r"\\u(-?\d{1,5}) ?\??")
_RTF_WORD = re.compile(r"\\(?:[a-z]{1,32}-?\d{0,10}|\*)[ ]?|(?<!\\)[{}]")
_RTF_END = re.compile(r"\\\s*$")
_RTF = "{\\rtf"

_DAY = r"[A-Z][a-z]{2}[ ]+\d{1,2}[ ]\d\d:\d\d:\d\d(?:\.\d+)?"
_FULL = r"\d{4}-\d\d-\d\d[ ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[ ]?[+-]\d{4})?"
_PROCESS = r"(?P<process>[\w.\-]+)"
_SENDER = r"(?:\([^()\n]*\)\s+)?(?:\[(?P<subsystem>[\w.\-]+):[^\]\n]*\]\s*)?"
_FORMS = tuple(re.compile(form, re.VERBOSE) for form in (
    # Mar 17 03:07:46 Annas-iPad profiled[1764] <Notice>: …
    rf"(?P<at>{_DAY})[ ](?P<host>[^\s\[]+)[ ]{_PROCESS}(?:\([^()\n]*\))?"
    r"(?:\[\d+(?::\d+)?\](?:[ ]<\w+>)?|[ ]<\w+>):?[ ]?",
    # 2022-10-11 14:03:42.755219-0600 0x137ae  Debug  0x0  2183  0  mdmclient: [com.apple.ManagedClient:MDMAgent] …
    rf"(?P<at>{_FULL})\s+0x[0-9a-f]+\s+\w+\s+0x[0-9a-f]+\s+\d+\s+\d+\s+{_PROCESS}:\s+{_SENDER}",
    # 2022-10-11 14:03:42.755219-0600  localhost mdmclient[2183]: (Library) [subsystem:category] …
    rf"(?P<at>{_FULL})\s+(?P<host>[^\s\[]+)[ ]{_PROCESS}\[\d+(?::[0-9a-f]+)?\](?:[ ]<\w+>)?:\s+{_SENDER}",
    # 2022-10-11 14:03:42.755 Df mdmclient[2183:137ae] [subsystem:category] …
    rf"(?P<at>{_FULL})\s+\w{{1,3}}\s+{_PROCESS}\[\d+(?::[0-9a-f]+)?\]:?\s+{_SENDER}",
    # Default 18:30:57.320616 -0500 profiled …
    rf"(?i:debug|default|info|notice|error|fault)\s+(?P<at>\d\d:\d\d:\d\d\.\d+(?:[ ]?[+-]\d{{4}})?)\s+{_PROCESS}\s+",
    # 1/27/17, 3:33:18 PM profiled[63]: …
    rf"(?P<at>\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d),[ ]\d{{1,2}}:\d\d:\d\d[ \u202f][AP]M)[ ]{_PROCESS}\[\d+\]:?[ ]?",
    # Wed May 24 13:58:04 2023 [173] <debug> (0x16f60b000) MA: …
    rf"(?P<at>[A-Z][a-z]{{2}}[ ]{_DAY}[ ]\d{{4}})[ ]\[\d+\][ ]<\w+>[ ]\(0x[0-9a-f]+\)[ ]{_PROCESS}:[ ]?",
    # Apr  4 16:21:35[660:1]:…
    rf"(?P<at>{_DAY})(?:\[\d+(?::\d+)?\])?:[ ]?",
    # 2023-05-23T07:22:09.472Z…
    r"(?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)\s+",
))  # fmt: skip
_WITH_YEAR = ("%a %b %d %H:%M:%S %Y", "%m/%d/%y, %I:%M:%S %p", "%m/%d/%Y, %I:%M:%S %p")
_DUMP = re.compile(r"\S.*\bNSError:[ \t]*$")
_LIST = re.compile(r"^\s*(?:\.\.\.)?\s*NSError:\s*$")


@dataclass(frozen=True)
class Head:
    """What stands before a message in a log.

    Attributes:
        written: its time as it stands there.
        time: that time, where it is a whole one; without an offset where none is given.
        host: the device's name.
        process: what wrote it.
        subsystem: the part of the system that wrote it.
    """

    written: str = ""
    time: datetime | None = None
    host: str = ""
    process: str = ""
    subsystem: str = ""


@dataclass(frozen=True)
class Entry:
    """One message of a log.

    Attributes:
        head: what stands before it; nothing is known where people have pasted the message alone.
        text: the message, all its lines.
        line: the number of its first line, counted from 1.
    """

    head: Head
    text: str
    line: int


def is_unified_log(start: bytes) -> bool:
    """Whether a file begins as the unified log does that was written as JSON: one record a line, or all in a list."""
    begin = start[:_LONGEST_RECORD]
    return begin.startswith((b"{", b"[")) and b'"eventMessage"' in begin and b'"machTimestamp"' in begin


_LONGEST_RECORD = 8_000


def is_log(head: str) -> bool:
    """Whether a text begins as a log does."""
    lines = (line for line in _cleaned(head) if line.strip())
    return any(_head(line) is not None for line, _ in zip(lines, range(_LOOKED_AT), strict=False))


_LOOKED_AT = 40

LONGEST_ENTRY = 8_000
"""Characters of a message, within a line: the dump of a chain of ten errors has half of that."""


def entries(text: str, line: int) -> Iterator[Entry]:
    """The messages of a passage; one that is longer than any that a log holds goes on as another one.

    Args:
        text: the passage.
        line: the number of its first line.
    """
    found: Entry | None = None
    for number, words in enumerate(_cleaned(text), start=line):
        read = _head(words)
        goes_on = read is None and found is not None and not _begins_a_dump(words)
        if found is not None and goes_on and len(found.text) < LONGEST_ENTRY:
            found = replace(found, text=f"{found.text}\n{words}")
            continue
        if found is not None:
            yield found
        head, message = read or (found.head if found is not None and goes_on else Head(), words)
        found = Entry(head, message, number)
    if found is not None:
        yield found


def entry_of(record: Mapping[str, Any], line: int) -> Entry | None:
    """The message of one record of the unified log as JSON; None where it is none."""
    message = record.get("eventMessage")
    if not isinstance(message, str) or not message:
        return None
    written, path = record.get("timestamp"), record.get("processImagePath")
    written = written if isinstance(written, str) else ""
    process = path.rpartition("/")[2] if isinstance(path, str) else ""
    subsystem = record.get("subsystem")
    head = Head(written, time_of(written), "", process, subsystem if isinstance(subsystem, str) else "")
    return Entry(head, message, line)


def _cleaned(text: str) -> Iterator[str]:
    """The lines of a text without what a mail or a word processor has put around them."""
    is_rtf = text.startswith(_RTF)
    escaped = is_rtf or _RTF_BYTE.search(text) is not None
    for line in text.split("\n"):
        line = _NUMBER.sub("", _QUOTES.sub("", line))
        if escaped:
            line = _RTF_BYTE.sub(lambda byte: bytes.fromhex(byte[1]).decode("cp1252", "replace"), line)
            line = _RTF_LETTER.sub(lambda code: chr(int(code[1]) % 0x10000), line)
            line = _RTF_END.sub("", line)
        if is_rtf:
            line = _RTF_WORD.sub("", line)
        yield line


def _head(line: str) -> tuple[Head, str] | None:
    """What stands before the message of a line, and the message; None where nothing does."""
    start = line.lstrip()
    for form in _FORMS:
        found = form.match(start)
        if found is not None:
            known = {name: value for name, value in found.groupdict().items() if value}
            written = known.pop("at")
            return Head(written, _time(written), **known), start[found.end() :]
    return None


def _time(written: str) -> datetime | None:
    """A time as it stands in a log; None where it has no year, which most logs leave out, or no day."""
    time = time_of(written)
    if time is not None:
        return time
    plain = " ".join(written.split())
    for form in _WITH_YEAR:
        try:
            return datetime.strptime(plain, form)
        except ValueError:
            continue
    return None


def _begins_a_dump(line: str) -> bool:
    """Whether a line without a time begins the dump of another error, and not one that lies beneath the last."""
    return _DUMP.match(line) is not None and _LIST.match(line) is None
