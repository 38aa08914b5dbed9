"""Masks what can identify a person or a device in a text: addresses, sign-in names, serial numbers and ids.

It rather masks too much than too little; what it leaves is for a person to read through before sending.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Callable

from expert.escalating import escalation_phrases as phrases
from expert.foundations.texts import Language, Text

# user@domain, also where either side has been mangled (guests have "#EXT#" in their names).
_NAME = r"[^\s@<>()\[\]{}\"'“”‘’,;:=|]"
_ADDRESS = re.compile(rf"(?<!{_NAME}){_NAME}+@{_NAME}*[^\W_]")
_DOMAIN_USER = re.compile(r"(?<![\w\\:.-])[^\W\d_][\w.-]*\\[\w.$-]+")
_HOME = re.compile(r"(?<=[\\/])(?P<folder>users|home)(?P<slash>[\\/])[^\\/\s]+", re.IGNORECASE)
_IP4 = re.compile(r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9])")
_IP6 = re.compile(r"(?<![\w.:])[0-9A-Fa-f]*(?::[0-9A-Fa-f.]*){2,}(?:%\w+)?(?![\w:])")
_MAC = re.compile(r"(?<![\w:-])[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}(?![\w:-])")
# GUIDs; UDIDs, new (8-16) and old (40 digits); other long runs of hexadecimal digits.
_HEX = re.compile(
    r"(?<!\w)(?:[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{16}"
    r"|[0-9A-Fa-f]{24,})(?!\w)"
)
# IMEI, ICCID and the like: 14 to 20 digits, also in groups. A phone number begins with a plus.
_DIGITS = re.compile(r"(?<![\w-])[0-9](?:[ .\-/]?[0-9]){13,19}(?![\w-])")
_PHONE = re.compile(
    r"\+[0-9](?:[ .()\-/]{0,2}[0-9]){7,14}(?!\w)|(?<![\w.+\-/])0[1-9](?:[ \-/]{0,1}[0-9]){6,8}(?![\w.\-/]*[0-9])"
)
# A Swedish personal identity number: a date of birth and four digits.
_BIRTH = re.compile(r"(?<![\w-])(?:19|20)?[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9][-+ ]?[0-9]{4}(?![\w-])")
_LABELED = re.compile(
    r"\b(?P<label>(?:serial(?:\s*(?:number|no\.?))?|serienummer|serienr\.?|s/n|imei|meid|udid|iccid)\s*[:=#]?\s*)"
    r"(?=[A-Z-]*[0-9])[A-Z0-9-]{4,}",
    re.IGNORECASE,
)
# Letters and digits together; error codes such as 0x80180014 are none.
_SERIAL = re.compile(
    r"(?<![\w-])(?!0[xX][0-9A-Fa-f]+\b)(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[A-Za-z0-9]{8,14}(?![\w-])"
)
# Such as INC0042187, ITSUP-1234, #48213: few letters before digits, or few digits alone.
_TICKET = re.compile(r"[A-Za-z]{1,5}[0-9]{1,9}|[A-Za-z]{1,10}-[0-9]{1,8}|#?[0-9]{1,8}")
_CODE = re.compile(
    r"\b0[xX][0-9A-Fa-f]{2,16}\b|\bAADSTS[0-9]{4,7}\b"
    r"|\b[A-Z][A-Za-z]*Error(?:Domain)?\b[ :=(]{0,3}(?:[Cc]ode)?[ :=]{0,2}-?[0-9]{1,6}\b|\b[A-Z][A-Za-z]*ErrorDomain\b"
)
_INVISIBLE = ("Cf", "Cc")


def masked(text: str, language: Language) -> str:
    """The text with a word in brackets in the place of each thing that can identify somebody.

    >>> masked("anna@contoso.com on DMPVL3X9Q1GC, from 10.0.0.7", "en")
    '[e-mail address or sign-in name] on [serial number], from [IP address]'
    """
    return _SERIAL.sub(phrases.MASKS["serial"].in_(language), _without_addresses(text, language))


def masked_in_both(text: Text) -> Text:
    """As `masked`, for what is said in both languages."""
    return Text(masked(text.en, "en"), masked(text.sv, "sv"))


def masked_ticket(number: str) -> Text:
    """A ticket's number as it is, if it looks like one and like nothing else; otherwise a word in its place.

    Letters before digits are what ticket numbers look like. Whatever else stands in that field may be a name.

    >>> masked_ticket("INC0042187").en, masked_ticket("Anna Svensson").en
    ('INC0042187', '[ticket number]')
    """
    return Text(number, number) if _TICKET.fullmatch(number) else phrases.MASKS["ticket"]


def codes_in(text: str) -> tuple[str, ...]:
    """The error codes in a text, each once: hexadecimal ones, AADSTS numbers, error domains with their numbers.

    They identify nobody, and are what others search for.

    >>> codes_in("Failed for anna@contoso.com: NSURLErrorDomain Code=-1001 (0x80180014)")
    ('NSURLErrorDomain Code=-1001', '0x80180014')
    """
    return tuple(dict.fromkeys(match[0] for match in _CODE.finditer(_visible(text))))


def _without_addresses(text: str, language: Language) -> str:
    """The text with all masked but what is recognized as a serial number by its look alone."""

    def word(kind: str) -> Callable[[re.Match[str]], str]:
        return lambda _: phrases.MASKS[kind].in_(language)

    text = _visible(text)
    text = _ADDRESS.sub(word("address"), text)
    text = _DOMAIN_USER.sub(word("address"), text)
    text = _HOME.sub(lambda match: match["folder"] + match["slash"] + word("address")(match), text)
    text = _MAC.sub(word("mac"), text)
    for numbers in (_IP4, _IP6):
        text = numbers.sub(lambda match: _without_ip(match[0], word("ip")(match)), text)
    text = _HEX.sub(word("device"), text)
    text = _BIRTH.sub(word("person"), text)
    text = _PHONE.sub(word("phone"), text)
    text = _DIGITS.sub(word("device"), text)
    return _LABELED.sub(lambda match: match["label"] + word("serial")(match), text)


def _visible(text: str) -> str:
    """The text without invisible signs and in plain letters and digits, which could hide what is to be masked."""
    plain = unicodedata.normalize("NFKC", text).replace("%40", "@")
    return "".join(char for char in plain if char.isspace() or unicodedata.category(char) not in _INVISIBLE)


def _without_ip(found: str, word: str) -> str:
    """What looks like an address with `word` in its place, if it is one; a full stop after it stays."""
    for address in (found, found.rstrip(".:")):
        if _is_ip(address):
            return word + found[len(address) :]
    return found


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
