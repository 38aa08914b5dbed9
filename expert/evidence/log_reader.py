"""Logs of devices: what failed in them, and when, as objects and as texts to be recognized.

A log is read piece by piece, whatever its size; of a large one, the passages in which a known message, a code or the
domain of an error stands. What names an error of the enrollment is a text of the case, and so is a known message; all
the rest of a log is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from expert.evidence.evidence import TextFound
from expert.evidence.finding import MOST_PASSAGES, Finder, Found, Passage, blocks_of, passages
from expert.evidence.json_objects import parsed
from expert.evidence.log_errors import LOOKED_FOR, codes_of, objects_in
from expert.evidence.log_lines import Entry, entries, entry_of, is_log, is_unified_log
from expert.evidence.objects import Understanding
from expert.evidence.sources import Source
from expert.evidence.things import Thing
from expert.foundations import parsing
from expert.foundations.limits import LARGE, MAX_JSON_BYTES, MOST_EVIDENCE_TEXTS
from expert.foundations.problems import Place
from expert.foundations.streams import text_of_blocks
from expert.foundations.texts import Text
from expert.recognizing.codes import FoundCode

IS_TEXT = True
"""A log that is named alone is the text of a case, as any other text is."""

_SIGNS = (b"ErrorDomain", b"NSError:", b"MDMDeviceEnrollment", b"MDMResponseStatus")
_RTF = b"{\\rtf"
_LONGEST_TEXT = 4_000
_NEWS = 3
_NUMBERS = re.compile(r"\b0x[0-9a-f]+\b|\d+")


def knows(head: bytes, source: Source) -> bool:
    """Whether it is called one, begins as one does, or names the domain of an error."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if is_unified_log(start) or start.startswith(_RTF):
        return True
    if start.startswith((b"<", b"{", b"%PDF")) or _is_binary(head):
        return False
    text = head.decode(parsing.encoding_of(head), "replace")
    return source.ending == ".log" or any(sign in head for sign in _SIGNS) or is_log(text)


def read(source: Source, into: Understanding) -> None:
    """Read a log.

    Raises:
        InputError: it is no text.
    """
    log = _Log(source.name, into)
    with source.open() as stream:
        head = stream.read(LARGE + 1)
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if is_unified_log(start) and start.startswith(b"["):
            text = parsing.decode(source.whole(MAX_JSON_BYTES), source.name)
            log.take(_listed(text, source.name))
            return
        form = _recorded if is_unified_log(start) else _written
        if len(head) <= LARGE:
            log.take(form([Passage("".join(text_of_blocks([head], source.name)), 1)]))
        else:
            messages = into.messages
            finder, found = messages.finder(*LOOKED_FOR), Found()
            log.take(form(passages(blocks_of(head, stream), source.name, finder, found)), finder)
            if not found.complete:
                into.leave(Place(source.name), _NOT_ALL.format(most=MOST_PASSAGES))
    log.close()


class _Log:
    """Takes the messages of a log; of those that say the same, whatever their numbers, the first three."""

    def __init__(self, name: str, into: Understanding) -> None:
        self._name = name
        self._into = into
        self._read: dict[str, int] = {}
        self._managed: dict[str, Thing] = {}
        self._found = self._full = False

    def take(self, messages: Iterable[Entry], finder: Finder | None = None) -> None:
        """Read messages, in their order.

        Args:
            messages: the messages.
            finder: what was looked for; what it does not find in a message is no known one.
        """
        for entry in messages:
            objects, codes = list(objects_in(entry)), codes_of(entry)
            for fields in objects:
                if "managingProfile" in fields:
                    self._manage(Thing(fields, self._name, line=entry.line))
            failed = [fields for fields in objects if "managingProfile" not in fields]
            known = self._is_known(entry, finder)
            if not (failed or known) or not self._is_news(entry, codes):
                continue
            for fields in failed:
                understood = self._into.know(Thing(fields, self._name, line=entry.line))
                self._found |= understood
                known |= understood and bool(codes)
            self._found |= known
            # Only a device that is enrolled replies to MDM commands: what fails there is no failed enrollment.
            if known and not any(fields.get("reply") for fields in failed):
                self._say(entry, [code.domain for code in codes])

    def close(self) -> None:
        """Read what only the end of a log tells: which profiles are managed then."""
        for thing in self._managed.values():
            self._found |= self._into.know(thing)
        if self._full:
            self._into.leave(Place(self._name), _NOT_ALL.format(most=MOST_EVIDENCE_TEXTS))
        elif not self._found:
            self._into.leave(Place(self._name), _NOTHING)

    def _is_news(self, entry: Entry, codes: list[FoundCode]) -> bool:
        """Whether a message says what those before it did not, or not often; other numbers than codes do not count."""
        written = ",".join(f"{code.domain} {code.number}" for code in codes)
        words = f"{written} {entry.head.host} {entry.head.process} {_NUMBERS.sub('', entry.text)}"
        if words not in self._read and len(self._read) >= MOST_EVIDENCE_TEXTS:
            self._full = True
            return False
        self._read[words] = self._read.get(words, 0) + 1
        return self._read[words] <= _NEWS

    def _manage(self, thing: Thing) -> None:
        if thing.fields["removed"]:
            self._managed.pop(thing.fields["managedProfile"], None)
        else:
            self._managed[thing.fields["managedProfile"]] = thing

    def _is_known(self, entry: Entry, finder: Finder | None) -> bool:
        if finder is not None and not finder.places(entry.text.encode("utf-8", "surrogatepass")):
            return False
        return self._into.messages.has(entry.text)

    def _say(self, entry: Entry, domains: list[str]) -> None:
        text, head = entry.text.strip()[:_LONGEST_TEXT], entry.head
        phase = self._into.phases.of(text, head.process, domains)
        place = Place(self._name, entry.line)
        self._into.said.append(TextFound(text, place, head.time, phase, head.written or None))


def _written(found: Iterable[Passage]) -> Iterator[Entry]:
    for passage in found:
        yield from entries(passage.text, passage.line)


def _recorded(found: Iterable[Passage]) -> Iterator[Entry]:
    """The messages of the unified log with one record in JSON a line; a line that was cut holds none."""
    for passage in found:
        for number, line in enumerate(passage.text.split("\n"), start=passage.line):
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                continue
            entry = entry_of(record, number) if isinstance(record, dict) else None
            if entry is not None:
                yield entry


def _listed(text: str, name: str) -> Iterator[Entry]:
    """The messages of the unified log as a list in JSON."""
    records = parsed(text, name)
    for number, record in enumerate(records if isinstance(records, list) else []):
        entry = entry_of(record, number) if isinstance(record, dict) else None
        if entry is not None:
            yield entry


def _is_binary(head: bytes) -> bool:
    return b"\x00" in head and parsing.encoding_of(head) != "utf-16"


_NOTHING = Text(
    "nothing in this log is known here: no message, no error of the enrollment",
    "inget i loggen är känt här: inget meddelande, inget fel från registreringen",
)
_NOT_ALL = Text(
    "of what matters in this log, the first {most} passages were read",
    "av det som har betydelse i loggen lästes de första {most} ställena",
)
