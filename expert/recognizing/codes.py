"""Reads error codes: a domain and a number, in the forms in which logs, portals and replies write them.

A number alone is none: 34000 is one thing in one domain and another in the next. Of a chain of errors the innermost
that is known decides, for the outer ones only say that something failed. Intune has codes of its own, and writes
Apple's as one negative number, -2016336112 plus the code (Microsoft's list of status codes); since each domain of
Apple's has numbers of its own thousand there, such a number is a domain and a number at once, but where a rule says
that Intune means something else by it. Microsoft Entra ID writes AADSTS and the number as one word, and leaves AADSTS
out on its sign-in page and in its sign-in log.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from expert.foundations.deadlines import look_at_the_clock
from expert.foundations.records import Record
from expert.rules.models import INTUNE, Code

INTUNE_ZERO = -2016336112
"""What Intune adds Apple's codes to."""

_LONGEST_NAME = 90
_LONGEST_GAP = 200
"""Characters between a domain and its number: the lines between them in a log, and tags."""

_ENDS_OF_DOMAINS = ("ErrorDomain", "MDMDeviceEnrollment", "MDMResponseStatus")
_SSL = "SSL"
_BEGINNING = re.compile(r"(?:(?<![\w.])[A-Za-z][\w.]{0,80})?$")
_DIGIT = re.compile(r"\d")
_VALUE = r"(?P<value>-?\d{1,10}|0x[0-9a-f]{1,8})"
_NAMED_NUMBER = (
    r"(?:(?:error|fel)?(?:code|kod(?:en)?)|\b(?:error|fel(?:et)?|err))\b"
    rf"(?:</key>|[\s\"'=>:#(<]|integer|string){{0,40}}?{_VALUE}"
)
_NUMBER = re.compile(rf"{_NAMED_NUMBER}(?![\w.]*\w)", re.I)
_DIRECT = re.compile(rf"[\s:,()\"'=]{{1,6}}{_VALUE}(?![\w.]*\w)", re.I)
_BEFORE = re.compile(rf"{_NAMED_NUMBER}\b[^\d]{{0,120}}$", re.I)
_NUMBERED_AFTER = re.compile(
    r"\W{1,4}(?:(?:and|with|plus|och|med)\s)?(?:(?:the|error)\s)?"
    rf"(?:number|no|nr|value|nummer|numret|värde)\W{{1,3}}{_VALUE}(?![\w.]*\w)",
    re.I,
)
_NUMBER_OF = re.compile(
    rf"(?<![\w.:/-]){_VALUE}[)\"']?\s(?:in|from|of|under|i|från|ur|av)\s(?:(?:the|domain|domänen|error)\s){{0,3}}$",
    re.I,
)
"""What people write of a domain and a number: "MCMDMErrorDomain and number 12008", "12008 in MCMDMErrorDomain"."""

_OF_INTUNE = ("-2016", "22786", "0x87d1", "0x87D1", "0X87d1", "0X87D1")
_INTUNE = re.compile(r"(?<![\w-])(?:-2016\d{6}|22786\d{5}|0x87d1[0-9a-f]{4})(?!\w)", re.I)
_ENTRA = "AADSTS"
_OF_ENTRA = (_ENTRA, _ENTRA.lower(), _ENTRA.capitalize())
SIGNS = (*_ENDS_OF_DOMAINS, *_OF_INTUNE, _ENTRA)
"""Of these one stands wherever `codes_in` finds a code, in any case, but for those of a sign-in without AADSTS."""

_IN_ONE_WORD = re.compile(r"(?<![^\W_])AADSTS\W?(?P<value>\d{1,9})(?!\d)", re.I)
_WITHOUT_DOMAIN = re.compile(r"(?<![\w.:/-])\d{1,9}(?![\w.:/-]*\w)")
_CALLED_A_CODE = re.compile(r"(?:code|kod(?:en)?)s?\W{0,4}$", re.I)
_SIGN_IN = re.compile(
    r"\b(?:sign|log)(?:s|ned|ged|ning|ging)?[\s-]?(?:in|on)s?\b|\binlogg|\bloggar?\s+in\b|\bloggat\s+in\b|"
    r"\b(?:correlation|request)[\s-]?id\b|\bconditional\s+access\b|\bvillkors",
    re.I,
)
_NUMBERED = re.compile(
    r"(?:\b(?:orders?|invoices?|tickets?|rooms?|cases?|request|parcel|floor|page|port|extension|policy|serial|phone|"
    r"beställning\w*|faktur\w*|ordern?|ärende\w*|rum(?:met)?|sal(?:en)?|kund\w*|artikel\w*|anknytning\w*|sida|telefon\w*)"
    r"[\s-]*(?:number|nummer|no|nr|id)?|\b(?:number|nummer|no|nr|id)|\w(?:nummer|nr)|"
    r"\b(?:your|verification|security|access|door|one-time|din|dörr|verifierings|säkerhets|engångs)\s?"
    r"(?:code|kod(?:en)?)(?:\s(?:is|är))?)\W{1,3}$",
    re.I,
)
_COUNTED = re.compile(
    r"\s(?:\w+\s)?(?:users?|people|files|devices|times|kr|sek|usd|eur|användare|personer|filer|enheter|gånger|kronor)\b",
    re.I,
)
"""What a number counts or is the number of that is no code, whatever is said beside it."""

_BESIDE = 60
"""Characters between a number and the words that say that it is of a sign-in."""
_LONGEST_PAGE = 20_000
"""Characters of a text that may name a code of a sign-in without AADSTS: a page, a mail, an answer, but no log."""
_NAMED = re.compile(r"ErrorDomain\b|(?:Error)?Code\W{0,4}-?\d+")
_BARE = re.compile(r"(?<![\w.:/-])(?:\(?(?P<value>-?\d{4,10}|0x[0-9a-f]{3,8})\)?)(?![\w.:/-]*\w)", re.I)


@dataclass(frozen=True, eq=False, repr=False)
class FoundCode(Record):
    """A code in a text.

    Attributes:
        domain: as it is written; `INTUNE` where there is only a number of Intune's.
        number: as the domain counts.
        begin: where it begins in the text.
        end: where it ends.
    """

    domain: str
    number: int
    begin: int
    end: int


class Codes:
    """The codes that are known, to be found in texts.

    Args:
        codes: the known codes, each with what it stands for.
    """

    def __init__(self, codes: Mapping[Code, str]) -> None:
        self._stands_for = codes
        self._known = {(_plain(code.domain), code.number): code for code in codes}
        self._by_number: dict[int, list[Code]] = {}
        for code in self._known.values():
            self._by_number.setdefault(code.number, []).append(code)
        self._of_a_sign_in = frozenset(code.number for code in codes if code.domain == _ENTRA)
        self._in_intunes_numbering = {
            INTUNE_ZERO + number: [code for code in several if code.in_intunes_numbering and code.domain != _ENTRA]
            for number, several in self._by_number.items() if number > 0
        }  # fmt: skip
        for code in self._known.values():
            if code.domain == INTUNE:  # often copied without its minus, and then it may be anything
                self._by_number.setdefault(-code.number, []).append(code)

    def __bool__(self) -> bool:
        return bool(self._known)

    def chains(self, text: str) -> Iterator[list[tuple[Code, FoundCode]]]:
        """Of each chain of errors in a text the codes that are known, the outermost first; in the order of the text."""
        chain: list[tuple[Code, FoundCode]] = []
        before: FoundCode | None = None
        for found in codes_in(text, self._of_a_sign_in):
            look_at_the_clock()
            if before is not None and chain and _begins_anew(text, before, found):
                yield chain
                chain = []
            code = self._meant(found)
            if code is not None:
                chain.append((code, found))
            before = found
        if chain:
            yield chain

    def alone(self, text: str) -> list[tuple[Code, str]]:
        """The codes that a number of the text could be which stands there without a domain."""
        found: dict[int, tuple[Code, str]] = {}
        for match in _BARE.finditer(text):
            for code in self._by_number.get(_read(match["value"]), ()):
                found.setdefault(id(code), (code, match[0]))
        return list(found.values())

    def _meant(self, found: FoundCode) -> Code | None:
        known = self._known.get((_plain(found.domain), found.number))
        if known is not None or found.domain != INTUNE:
            return known
        several = self._in_intunes_numbering.get(found.number, [])
        # Where two domains use a number, Intune's number does not tell which of them is meant.
        return several[0] if len({self._stands_for[code] for code in several}) == 1 else None


def places_of_codes(text: str) -> Iterator[tuple[int, int]]:
    """Where a text names the domain of an error, or a code; of whatever domain, for what it is may stand nearby."""
    yield from (match.span() for match in _NAMED.finditer(text))
    yield from ((code.begin, code.end) for code in (*_of_intune(text), *_of_entra(text)))


def codes_in(text: str, of_a_sign_in: Container[int] = ()) -> Iterator[FoundCode]:
    """Every code that stands in a text with its domain, in Intune's numbering, or as one of a sign-in.

    Args:
        text: the text.
        of_a_sign_in: the numbers that are one of a sign-in without their domain too, where the text speaks of one.
    """
    if _DIGIT.search(text) is None:
        return
    found = [*_with_domain(text), *_of_intune(text), *_of_entra(text), *_of_a_sign_in(text, of_a_sign_in)]
    yield from sorted(found, key=lambda code: code.begin)


def _with_domain(text: str) -> Iterator[FoundCode]:
    domains = _domains(text)
    # Dumps of an error name the domain first, replies to MDM commands the code; no text does both.
    code_first = bool(domains) and _BEFORE.search(text[max(domains[0][0] - _LONGEST_GAP, 0) : domains[0][0]])
    for i, (begin, end) in enumerate(domains):
        last, following = (domains[i - 1][1] if i else 0), (domains[i + 1][0] if i + 1 < len(domains) else len(text))
        until, earlier = min(end + _LONGEST_GAP, following), max(begin - _LONGEST_GAP, last)
        direct = _DIRECT.match(text, end, until) or _NUMBERED_AFTER.match(text, end, until)
        after = direct or (None if code_first else _NUMBER.search(text, end, until))
        before = None if after else _BEFORE.search(text[earlier:begin]) or _NUMBER_OF.search(text[earlier:begin])
        if after is not None:
            yield FoundCode(text[begin:end], _read(after["value"]), begin, after.end())
        elif before is not None:
            yield FoundCode(text[begin:end], _read(before["value"]), earlier + before.start(), end)


def _domains(text: str) -> list[tuple[int, int]]:
    """Where the names of domains stand. Their ends are looked for, since a text is searched quickest for letters."""
    found: dict[int, int] = {}
    for at, ending in _places(text, _ENDS_OF_DOMAINS):
        end = at + len(ending)
        end += len(_SSL) if text.startswith(_SSL, end) else 0
        beginning = _BEGINNING.search(text, max(at - _LONGEST_NAME, 0), at)
        named = beginning is not None and (beginning[0] or not ending.startswith("Error"))
        if named and beginning is not None and not text[end : end + 1].isalnum():
            found.setdefault(end, beginning.start())
    return sorted((begin, end) for end, begin in found.items())


def _of_intune(text: str) -> Iterator[FoundCode]:
    for match in filter(None, (_INTUNE.match(text, at) for at, _ in _places(text, _OF_INTUNE))):
        yield FoundCode(INTUNE, _read(match[0]), match.start(), match.end())


def _of_entra(text: str) -> Iterator[FoundCode]:
    for match in filter(None, (_IN_ONE_WORD.match(text, at) for at, _ in _places(text, _OF_ENTRA))):
        yield FoundCode(_ENTRA, int(match["value"]), match.start(), match.end())


def _of_a_sign_in(text: str, known: Container[int]) -> Iterator[FoundCode]:
    """Known codes of Microsoft Entra ID without AADSTS, where the text calls it a code or speaks of a sign-in there."""
    if len(text) > _LONGEST_PAGE or _domains(text):
        return
    for match in _WITHOUT_DOMAIN.finditer(text):
        begin, end = match.span()
        near = max(begin - _BESIDE, 0)
        if int(match[0]) not in known or _NUMBERED.search(text, near, begin) or _COUNTED.match(text, end):
            continue
        if _CALLED_A_CODE.search(text, near, begin) or _SIGN_IN.search(text, near, end + _BESIDE):
            yield FoundCode(_ENTRA, int(match[0]), begin, end)


def _places(text: str, beginnings: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Where each of some strings stands, which is quickest in a long text where no pattern is looked for."""
    for beginning in beginnings:
        at = text.find(beginning)
        while at >= 0:
            yield at, beginning
            at = text.find(beginning, at + 1)


def _begins_anew(text: str, before: FoundCode, found: FoundCode) -> bool:
    """Whether a code begins a chain of its own: nothing between it and the one before says that it lies underneath."""
    between = text[before.end : found.begin].casefold()
    nested = ("underlying", "...", "userinfo", "<dict>", "errorcode", "{", "[")
    return len(between) > 20 * _LONGEST_GAP or not any(word in between for word in nested)


def _read(value: str) -> int:
    """A number of 32 bits, which may be written without its sign."""
    number = int(value, 16) if value[:2].lower() == "0x" else int(value)
    return number - (1 << 32) if 1 << 31 <= number < 1 << 32 else number


def _plain(domain: str) -> str:
    """A domain's name without the differences of its versions."""
    return domain.casefold().removeprefix("com.apple.").replace("cloudconfiguration", "cloudconfig")
