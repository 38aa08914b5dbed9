"""Finds in text what name servers answered: output of nslookup, dig, host and the like, lines of a zone.

An answer is taken for what it shows and no more: that a name does not exist (NXDOMAIN), or that an authoritative
answer has no such record, is known; that a server failed, refused or was silent tells nothing of the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

AnswerStatus = Literal["found", "no_such_name", "empty", "unknown"]
"""A record was there; the name does not exist; an authoritative answer has no record; nothing is known."""


@dataclass(frozen=True)
class DnsAnswer:
    """What is known of one name.

    Attributes:
        name: the name that was asked for, in lower case, without the last dot.
        status: what came of it.
        chain: where the alias leads, from one name to the next.
        line: the line that says so, counted from 1.
        said: why nothing is known, in the words of the tool.
    """

    name: str
    status: AnswerStatus
    chain: tuple[str, ...]
    line: int
    said: str = ""


_NAME = r"[A-Za-z0-9_](?:[\w-]*[\w])?(?:\.[\w-]+)*\.?"
_LONGEST_LINE = 1_000
_QUOTED = re.compile(r"^[>\s|]*")
# `name [TTL] [class] CNAME target` as in zones and by dig, and the table of Resolve-DnsName, which says `Answer`.
_RECORD = re.compile(
    rf"(?P<owner>{_NAME})\s+(?:\d+[smhdwSMHDW]?\s+)?(?:IN\s+)?(?:\d+\s+)?CNAME\s+"
    rf"(?:Answer\s+\d+\s+|\d+\s+Answer\s+)?(?P<target>{_NAME})\s*(?:;.*)?",
    re.IGNORECASE,
)
_ALIAS = re.compile(
    rf"(?P<owner>{_NAME})\s+(?:canonical name\s*=|is an alias for)\s*(?P<target>{_NAME})\s*", re.IGNORECASE
)
_OTHER_RECORD = re.compile(r"\S+\s+(?:\d+\w?\s+)?(?:IN\s+)?(?:A|AAAA|NS|MX|TXT|SRV|CAA|SOA)\s+\S.*")
_ANSWERS = re.compile(r";+\s*ANSWER SECTION", re.IGNORECASE)
_OF_THE_ZONE = re.compile(
    r"(?:(?P<owner>\S+)\s+\d+\s+IN\s+SOA\s.*|(?:origin|primary name server)\s*=.*)", re.IGNORECASE
)
_MASTER = re.compile(r"\$(?:ORIGIN|TTL)\b|(?:@|\S+)\s+(?:\d+\w?\s+)?(?:IN\s+)?SOA\s+\S+\s+\S+\s*\(", re.IGNORECASE)
_HEADER = re.compile(r".*->>HEADER<<-.*?\b(?:status|rcode)\s*[:=]\s*(?P<status>\w+)", re.IGNORECASE)
_FLAGS = re.compile(r";*\s*flags\s*:\s*(?P<flags>[a-z ]+)[;,].*?\bANSWER:\s*(?P<count>\d+)", re.IGNORECASE)
_QUESTION = re.compile(rf";+\s*(?P<name>{_NAME})\s+(?:IN\s+)?[A-Z]{{1,8}}\s*")
_COMMAND = re.compile(r"(?:.*[$#>]\s*)?(?:nslookup|k?dig|host|drill|Resolve-DnsName)(?:\.exe)?\s+(?P<rest>\S.*)", re.I)
_PROMPTED = re.compile(rf">\s*(?P<name>{_NAME})\s*")
_NOT_FOUND = re.compile(
    rf".*?(?:can['’´]t find|cannot find|hittar inte|kan inte hitta)\s+(?P<name>{_NAME})\s*:?\s*(?P<why>.*)",
    re.IGNORECASE,
)
_HOST_NOT_FOUND = re.compile(rf"(?:Host\s+)?(?P<name>{_NAME})\s+not found:\s*(?P<why>.*)", re.IGNORECASE)
_POWERSHELL = re.compile(rf"(?:.*\s:\s)?(?P<name>{_NAME})\s*:\s*(?P<why>DNS name does not exist).*", re.IGNORECASE)
_NO_SUCH_NAME = re.compile(r"NXDOMAIN|Non-?existent|does not exist|3\s*\(", re.IGNORECASE)
_NO_ANSWER = re.compile(r"No answer", re.IGNORECASE)
_SILENT = re.compile(r".*(?:timed[ -]?out|no servers could be reached|no response from server).*", re.IGNORECASE)
_NOT_AUTHORITATIVE = re.compile(r"(?:non-authoritative answer|icke-auktorit\S+ svar)\s*:.*", re.IGNORECASE)
_HOST_NAME = re.compile(rf"(?:Name|Namn)\s*:\s*(?P<name>{_NAME})\s*", re.IGNORECASE)
_ALIASES = re.compile(rf"Alias(?:es)?\s*:\s*(?P<name>{_NAME})\s*", re.IGNORECASE)
_MORE_ALIASES = re.compile(rf"(?P<name>{_NAME})\s*")
_AROUND = re.compile(
    r"(?:;.*|\*\*.*|-{3,}[\s-]*|\$(?:ORIGIN|TTL)\b.*"
    r"|(?:Server|Address|Addresses|Adress|Adresser)\s*:.*|Aliases:\s*|Using domain server.*|Name\s+Type\s+TTL.*"
    r"|(?:serial|refresh|retry|expire|minimum|default TTL|responsible mail addr|mail addr)\b\s*=?.*"
    r"|Authoritative answers can be found from.*|DNS request timed out.*|timeout was.*)",
    re.IGNORECASE,
)


def answers_in(text: str) -> list[DnsAnswer]:
    """What a text shows of names, in its order, each once.

    >>> [(found.name, found.chain) for found in answers_in("mdm.contoso.com. 3600 IN CNAME a.example.net.")]
    [('mdm.contoso.com', ('a.example.net',))]
    """
    return _Text(text).answers()


def looks_like_answers(text: str) -> bool:
    """Whether a text is what such a tool writes, and not a mail or a log in which a line of it stands."""
    lines = [line for line in text.splitlines() if line.strip()]
    known = sum(_is_known(line) for line in lines)
    return bool(lines) and known * 3 >= len(lines) * 2 and any(map(_is_finding, lines))


def _is_finding(line: str) -> bool:
    bare = _bare(line)
    forms = (_RECORD, _ALIAS, _NOT_FOUND, _HOST_NOT_FOUND, _POWERSHELL, _COMMAND, _HEADER, _ALIASES)
    return any(form.fullmatch(bare) for form in forms[:-2]) or any(form.match(bare) for form in forms[-2:])


def _is_known(line: str) -> bool:
    bare = _bare(line)
    forms = (_AROUND, _COMMAND, _OTHER_RECORD, _OF_THE_ZONE, _HOST_NAME, _NOT_AUTHORITATIVE, _SILENT, _MORE_ALIASES)
    return _is_finding(line) or any(form.fullmatch(bare) for form in forms)


def _bare(line: str) -> str:
    """A line without what quotes it; nothing of one that is longer than such tools write, so that none takes long."""
    return _QUOTED.sub("", line).strip() if len(line) <= _LONGEST_LINE else ""


def _plain(name: str) -> str:
    return name.rstrip(".").casefold()


@dataclass
class _Block:
    """What one call of a tool printed."""

    name: str | None = None
    line: int = 0
    status: str | None = None
    authoritative: bool = False
    zone: bool = False
    count: int | None = None
    said: str = ""
    short: bool = False
    called: bool = False
    answered: bool = False
    aliases: dict[str, tuple[str, int]] = field(default_factory=dict)


class _Text:
    """Goes through the lines once; a block ends where the next call or header begins."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        # In a zone's own file a name without its last dot is not whole: what is meant depends on the origin.
        self._master = any(_MASTER.match(line.strip()) for line in self._lines)
        self._block = _Block()
        self._found: dict[str, DnsAnswer] = {}
        self._aliased: list[tuple[str, int]] | None = None
        self._host: str | None = None

    def answers(self) -> list[DnsAnswer]:
        for number, line in enumerate(self._lines, start=1):
            self._line(line, number)
        self._end()
        return list(self._found.values())

    def _line(self, line: str, number: int) -> None:
        bare = _bare(line)
        if self._aliased is not None:
            more = _MORE_ALIASES.fullmatch(bare)
            if more is not None and line[:1].isspace():
                self._aliased.append((_plain(more["name"]), number))
                return
            self._end_aliases()
        if self._record(bare, number) or self._failure(bare, number):
            return
        if command := (_COMMAND.fullmatch(bare) or _PROMPTED.fullmatch(line.strip())):
            self._begin(_asked_by(command), number, short="+short" in bare)
            self._block.called = True
        elif header := _HEADER.match(bare):
            self._header(header["status"], number)
        elif self._block.name is None and (question := _QUESTION.fullmatch(bare)) and not bare.startswith("; <"):
            self._block.name, self._block.line = _plain(question["name"]), number
        else:
            self._around(bare, number)

    def _record(self, bare: str, number: int) -> bool:
        found = _RECORD.fullmatch(bare) or _ALIAS.fullmatch(bare)
        if found is not None:
            whole = not self._master or (found["target"].endswith(".") and found["owner"].endswith("."))
            if whole:
                self._block.aliases.setdefault(_plain(found["owner"]), (_plain(found["target"]), number))
            return True
        if self._block.short and (short := _MORE_ALIASES.fullmatch(bare)) and short["name"].endswith("."):
            last = self._last_of_short()
            self._block.aliases.setdefault(last, (_plain(short["name"]), number))
            return True
        return False

    def _last_of_short(self) -> str:
        """Where the chain of `dig +short` ends so far: it lists one name after the other, without whose they are."""
        return next((target for target, _ in reversed(self._block.aliases.values())), self._block.name or "")

    def _failure(self, bare: str, number: int) -> bool:
        found = _NOT_FOUND.fullmatch(bare) or _HOST_NOT_FOUND.fullmatch(bare) or _POWERSHELL.fullmatch(bare)
        if found is None:
            return False
        name, block = _plain(found["name"]), self._block
        if block.name not in (None, name):
            self._begin(name, number)
            block = self._block
        block.name, block.line, block.said = name, number, found["why"].strip()
        if _NO_SUCH_NAME.search(found["why"]):
            block.status = "NXDOMAIN"
        elif _NO_ANSWER.search(found["why"]):
            block.status, block.count = "NOERROR", 0
        else:
            block.status = "FAILED"
        return True

    def _around(self, bare: str, number: int) -> None:
        block = self._block
        if zone := _OF_THE_ZONE.fullmatch(bare):
            block.zone = block.zone or zone["owner"] is None or _is_within(block.name, zone["owner"])
        elif _ANSWERS.match(bare):
            block.answered = True
        elif flags := _FLAGS.match(bare):
            block.authoritative, block.count = "aa" in flags["flags"].lower().split(), int(flags["count"])
        elif _SILENT.fullmatch(bare):
            block.status, block.said = block.status or "FAILED", bare
        elif name := _HOST_NAME.fullmatch(bare):
            self._host = _plain(name["name"])
        elif aliases := _ALIASES.fullmatch(bare):
            self._aliased = [(_plain(aliases["name"]), number)]

    def _begin(self, name: str | None, number: int, *, short: bool = False) -> None:
        self._end()
        self._block = _Block(name, number, short=short)

    def _header(self, status: str, number: int) -> None:
        if self._block.status is not None or self._block.aliases:
            self._begin(None, number)
        self._block.name = None  # the question below it says which
        self._block.status, self._block.line = status.upper(), number
        self._block.said = status

    def _end_aliases(self) -> None:
        """nslookup of Windows lists the aliases after the name where they end, the one that was asked for first."""
        names = [*(self._aliased or ()), *([(self._host, 0)] if self._host is not None else [])]
        for (name, number), (target, _) in pairwise(names):
            self._block.aliases.setdefault(name, (target, number))
        self._aliased, self._host = None, None

    def _end(self) -> None:
        self._end_aliases()
        block, self._block = self._block, _Block()
        self._aliased = None
        targets = {target for target, _ in block.aliases.values()}
        for name, (_, line) in block.aliases.items():
            if name == block.name or name not in targets:
                self._add(DnsAnswer(name, "found", tuple(_chain(name, block)), line))
        if block.name is None or block.name in block.aliases:
            return
        if block.answered or block.count:  # there was something, which is not here: the text is cut
            self._add(DnsAnswer(block.name, "unknown", (), block.line, "–"))
        elif block.status == "NXDOMAIN":
            self._add(DnsAnswer(block.name, "no_such_name", (), block.line))
        elif _is_empty(block):
            self._add(DnsAnswer(block.name, "empty", (), block.line))
        elif block.status is not None:
            self._add(DnsAnswer(block.name, "unknown", (), block.line, block.said))

    def _add(self, answer: DnsAnswer) -> None:
        """Keep an answer; one that knows something stands before one that does not."""
        before = self._found.get(answer.name)
        if before is None or before.status == "unknown":
            self._found[answer.name] = answer
        elif answer.status != "unknown" and (answer.status, answer.chain) != (before.status, before.chain):
            self._found[f"{answer.name} {answer.line}"] = answer


def _is_empty(block: _Block) -> bool:
    """Whether the name is there, and has no alias: said by the server that has it, or by a record of its zone."""
    heard = block.status == "NOERROR" and block.count == 0
    shown_zone = block.status is None and block.zone and block.called and not block.short
    return (heard and (block.authoritative or block.zone)) or shown_zone


def _is_within(name: str | None, zone: str) -> bool:
    """Whether a name lies in a zone."""
    return name is not None and f".{name}".endswith(f".{_plain(zone)}")


def _chain(name: str, block: _Block) -> Iterator[str]:
    seen = {name}
    while name in block.aliases:
        name = block.aliases[name][0]
        if name in seen:
            return
        seen.add(name)
        yield name


def _asked_by(command: re.Match[str]) -> str | None:
    """The name that a command line asks for."""
    if "name" in command.re.groupindex:
        return _plain(command["name"])
    words = re.sub(r"(?i)\s-(?:server|type|name)\s+(?=\S)|\s-t\s+\w+", " ", f" {command['rest']}").split()
    names = [word for word in words if re.fullmatch(_NAME, word) and "." in word and word[0] not in "-/@+"]
    return _plain(names[0]) if names else None
