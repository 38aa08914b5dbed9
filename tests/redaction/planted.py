"""Texts as they come to a desk, with things planted in them that must not leave it: made by a seeded generator.

Nothing in them is real. A third of all texts, chosen by their digests, is held out: it is measured and never printed.
"""

from __future__ import annotations

import hashlib
import string
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Literal

from expert.foundations.terms import Redaction

Sort = Literal["secret", "structured", "other"]
"""What it is: access to something; an id, an address or a number; a name."""

SEED = 20261129
EACH = 24


@dataclass(frozen=True)
class Planted:
    """A text with one thing in it.

    Attributes:
        kind: of what kind the thing is.
        sort: the sort of that kind.
        level: the level at which it is masked.
        thing: the thing.
        text: the whole text.
    """

    kind: str
    sort: Sort
    level: Redaction
    thing: str
    text: str

    @property
    def held_out(self) -> bool:
        """Whether it is of the third that nobody looks at."""
        return held_out(self.text)


def held_out(text: str) -> bool:
    """Whether a text is of the third that nobody looks at; its digest decides."""
    return hashlib.sha256(text.encode()).digest()[0] % 3 == 0


FIRST = (
    "Anna", "Bo", "Karin", "Lars", "Eva", "Åsa", "Örjan", "Märta", "Jens", "Fatima", "Mohammed", "Priya", "Olivia",
    "Liam", "Noah", "Emma", "Charlotte", "George", "Kwame", "Zoë", "Björn", "Sofia", "Ingrid", "Nils", "Greta",
    "Elif", "Wei", "Carlos", "José", "Anna-Karin", "Per-Olof", "Saoirse", "Tomasz", "Łukasz", "Mia", "Hugo",
)
LAST = (
    "Svensson", "Ek", "Lindqvist", "Öberg", "Åkesson", "Nilsson", "Smith", "Johnson", "O'Brien", "McDonald",
    "Müller", "García", "Patel", "Nguyen", "Kowalski", "Hansen", "Virtanen", "Bergström", "Lund", "Holm", "Taylor",
    "Brown", "Okafor", "Yilmaz", "Rossi", "Larsson", "Sjögren", "Wikström", "Persson", "Haddad",
)
DOMAINS = (
    "contoso.com", "fabrikam.se", "skolan.example.se", "kommun.example", "northwind.co.uk", "adatum.onmicrosoft.com",
)
HEX = "0123456789abcdef"
ALNUM = string.ascii_letters + string.digits
SERIAL = "0123456789CDFGHJKLMNPQRTVWXY"


def _some(random: Random, signs: str, count: int) -> str:
    return "".join(random.choice(signs) for _ in range(count))


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower())
    return "".join(char for char in plain if char.isascii() and char.isalnum())


def _login(random: Random) -> str:
    first, last = _ascii(random.choice(FIRST)), _ascii(random.choice(LAST))
    return random.choice((f"{first}.{last}", f"{first[:3]}{last[:3]}{random.randrange(100):02}", f"{first}_{last}"))


def _name(random: Random) -> str:
    return f"{random.choice(FIRST)} {random.choice(LAST)}"


def _mail(random: Random) -> str:
    return f"{_login(random)}@{random.choice(DOMAINS)}"


def _guid(random: Random) -> str:
    made = "-".join(_some(random, HEX, count) for count in (8, 4, 4, 4, 12))
    return made.upper() if random.random() < 0.3 else made


def _mixed(random: Random, signs: str, count: int) -> str:
    """Signs among which are both a digit, with letters around it, and letters."""
    while True:
        made = _some(random, signs, count)
        if sum(c.isdigit() for c in made) >= 2 and sum(c.isalpha() for c in made) >= 3:
            return made


def _jwt(random: Random) -> str:
    return f"eyJ{_some(random, ALNUM, 20)}.eyJ{_some(random, ALNUM + '-_', 60)}.{_some(random, ALNUM + '-_', 43)}"


def _digits(random: Random, count: int) -> str:
    return _some(random, string.digits, count)


def _imei_in_groups(random: Random) -> str:
    n = "35" + _digits(random, 13)
    return random.choice((f"{n[:2]} {n[2:8]} {n[8:14]} {n[14]}", f"{n[:2]}-{n[2:8]}-{n[8:14]}-{n[14]}"))


def _birth(random: Random) -> str:
    day = f"{random.randrange(40, 99)}{random.randrange(1, 13):02}{random.randrange(1, 29):02}"
    return f"{random.choice(('', '19'))}{day}{random.choice(('-', ''))}{_digits(random, 4)}"


def _phone_us(random: Random) -> str:
    area, line = f"{random.randrange(201, 989)}", f"555-01{random.randrange(100):02}"
    return random.choice((f"({area}) {line}", f"({area}){line}", f"{area}-{line}", f"1-{area}-{line}"))


def _phone_se(random: Random) -> str:
    d = _digits(random, 7)
    return random.choice((f"070-{d[:3]} {d[3:5]} {d[5:]}", f"070{d}", f"08-{d[:3]} {d[3:5]} {d[5:]}", f"0046 70 {d}"))


def _password(random: Random) -> str:
    word = random.choice(("Sommar", "Winter", "letmein", "Hemligt", "Welcome", "correcthorse", "Fika"))
    return random.choice((f"{word}{_digits(random, 4)}!", f"{word}-{_some(random, ALNUM, 6)}", f"{word}Zq", _some(
        random, ALNUM + "!#$%&*+", 14).replace("'", "x")))


def _case_of_somebody(random: Random) -> str:
    name = random.choice([last for last in LAST if last.isalpha()])
    return random.choice((
        f"{name}-{random.randrange(10)}", f"{name}{_digits(random, 3)}", f"{_login(random)}-{_digits(random, 2)}",
    ))  # fmt: skip


Kind = tuple[Sort, Redaction, Callable[[Random], str], tuple[str, ...]]

_ANYWHERE = (
    "Error during enrollment for {} at 08:14, code 0x80180014.",
    "The iPad stops at Remote Management. {} was used. What now?",
    "2026-11-23 12:30:45 profiled[412] <Error>: MCProfileErrorDomain 1001 ({})",
    '{{"event": "enroll", "value": "{}", "result": "failed"}}',
    "Registreringen misslyckas för {}, iOS 18.2, sedan i går.",
    "Enheten visar ”Enhetstaket har nåtts”. Det gäller {}.",
    "Logg: {}; status=failed; version=5.2405.1",
    "<string>{}</string>",
)
_NUMBERS = (
    *_ANYWHERE[:3], "It is the one with {}, bought last year.", "Det är den med {} på baksidan.", "({}) enrolled: no",
)


def _labels(*labels: str) -> tuple[str, ...]:
    """Ways to write a value beside its label."""
    ways = ("{label}: {{}}", "{label} = {{}}, enrolled", 'x "{label}": "{{}}", y', "Sent in:\n{label}: {{}}\niOS 18.2",
            "<key>{label}</key>\n<string>{{}}</string>")
    return tuple(way.format(label=label) for label in labels for way in ways)


_ID: Sort = "structured"
_SECRET: Sort = "secret"
_NAMED: Sort = "other"
_P: Redaction = "personal"
_T: Redaction = "tenant"


def _mail_in_words(random: Random) -> str:
    """A mail address with its sign in words."""
    name, host = _login(random), random.choice(("contoso", "fabrikam.se", "contoso (dot) com", "skolan.example"))
    return random.choice((
        f"{name} (at) {host}", f"{name}(at){host}", f"{name} [at] {host}", f"{name} (snabel-a) {host}",
    ))  # fmt: skip


KINDS: dict[str, Kind] = {
    "mail address": (_ID, _P, _mail, _ANYWHERE),
    "sign-in name (UPN)": (_ID, _P, _mail, _labels("UPN", "userPrincipalName", "Användare")),
    "guest": (_ID, _P, lambda r: f"{_login(r)}_fabrikam.com#EXT#@contoso.onmicrosoft.com", _ANYWHERE),
    "mail (at)": (_ID, _P, _mail_in_words, _ANYWHERE[:2] + _ANYWHERE[4:6]),
    "mail in an address": (_ID, _P, lambda r: _mail(r).replace("@", "%40"),
                           ("https://login.microsoftonline.com/?login_hint={}&x=1", "opened /users/?u={} twice")),
    "mailto": (_ID, _P, _mail, ("<mailto:{}>", "[write](mailto:{})", "mailto:{}?subject=iPad")),
    "domain and user": (_ID, _P, lambda r: f"CONTOSO\\{_login(r)}", _ANYWHERE[:3] + _ANYWHERE[4:6]),
    "home folder": (_ID, _P, _login,
                    ("C:\\Users\\{}\\Downloads\\log.txt", "/Users/{}/Library/Logs/x.log", "/home/{}/log",
         "\\\\srv\\Users\\{}\\a")),
    "IPv4": (_ID, _P, lambda r: ".".join(str(r.randrange(1, 255)) for _ in range(4)), _ANYWHERE),
    "IPv6": (_ID, _P, lambda r: "2001:db8:" + ":".join(_some(r, HEX, 4) for _ in range(6)), _ANYWHERE),
    "short IPv6": (_ID, _P, lambda r: f"fe80::{_some(r, HEX, 4)}:{_some(r, HEX, 4)}", _NUMBERS),
    "hardware address": (_ID, _P, lambda r: r.choice(":-").join(_some(r, HEX, 2) for _ in range(6)),
                         _ANYWHERE),
    "serial number of 12": (_ID, _P, lambda r: _mixed(r, SERIAL, 12), _NUMBERS),
    "serial number of 10": (_ID, _P, lambda r: _mixed(r, SERIAL, 10), _NUMBERS),
    "serial number of letters": (_ID, _P, lambda r: _some(r, "CDFGHJKLMNPQRTVWXY", 10), (
        *_labels("Serial number", "SerialNumber", "Serienummer", "S/N"), "serial {} does not enroll",
        "serienummer {} går inte att registrera")),
    "short serial number": (_ID, _P, lambda r: _mixed(r, SERIAL, 7), _labels("Serial no.", "serienr")),
    "UDID": (_ID, _P, lambda r: f"{_some(r, '0123456789ABCDEF', 8)}-{_some(r, '0123456789ABCDEF', 16)}",
             _ANYWHERE),
    "old UDID": (_ID, _P, lambda r: _some(r, HEX, 40), _ANYWHERE),
    "IMEI": (_ID, _P, lambda r: "35" + _digits(r, 13), _NUMBERS),
    "IMEI in groups": (_ID, _P, _imei_in_groups, (*_NUMBERS[:3], "IMEI: {}", "IMEI {}")),
    "MEID": (_ID, _P, lambda r: "A0" + _mixed(r, "0123456789ABCDEF", 12), (*_labels("MEID"), "MEID {}")),
    "ICCID": (_ID, _P, lambda r: "8946" + _digits(r, 15), (*_NUMBERS[:3], "ICCID: {}")),
    "device id": (_ID, _P, _guid, (*_labels("deviceId", "Entra device ID", "Intune-enhets-ID"), *_ANYWHERE)),
    "asset tag": (_ID, _P, lambda r: f"{_some(r, 'ABCDEFG', 2)}{_digits(r, 4)}",
                  _labels("Asset tag", "Inventarienummer")),
    "tenant id": (_ID, _T, _guid, (*_labels("Tenant ID", "tenantId", "Klientorganisations-ID"),
                                                    "https://login.microsoftonline.com/{}/oauth2/v2.0/token")),
    "tenant domain": (_ID, _T, lambda r: f"{_ascii(r.choice(LAST))}{r.randrange(99)}.onmicrosoft.com",
                      _ANYWHERE),
    "push topic": (_ID, _T, lambda r: f"com.apple.mgmt.External.{_guid(r)}", _ANYWHERE),
    "organization id": (_ID, _T, lambda r: _digits(r, 7), _labels("Org ID", "organizationId", "Kundnummer")),
    "phone number": (_ID, _P, lambda r: f"+46 70-{_digits(r, 3)} {_digits(r, 2)} {_digits(r, 2)}", _ANYWHERE),
    "Swedish phone number": (_ID, _P, _phone_se, ("Ring {} om det krånglar.", "Tel: {}", *_ANYWHERE[:2])),
    "American phone number": (_ID, _P, _phone_us, ("Call {} please.", "phone {}", *_ANYWHERE[:2])),
    "extension": (_ID, _P, lambda r: _digits(r, 4), ("Ring ankn. {}", "ext. {}", "Anknytning: {}", "tel {}")),
    "personal identity number": (_ID, _P, _birth, (*_ANYWHERE[:2], "Personnummer: {}", "Eleven ({}) har")),
    "employee number": (_ID, _P, lambda r: f"A{_digits(r, 6)}", (
        *_labels("Employee ID", "Anställningsnummer"), "anst.nr {}")),
    "account name": (_ID, _P, _login, _labels("Username", "sAMAccountName", "Användarnamn", "Login")),
    "Managed Apple Account": (_ID, _P, lambda r: f"{_login(r)}@appleid.{r.choice(DOMAINS)}", (
        *_labels("Managed Apple Account", "Hanterat Apple-konto", "Apple ID"), *_ANYWHERE[:2])),
    "coordinates": (_ID, _P, lambda r: f"59.{_digits(r, 5)}, 18.{_digits(r, 5)}", ("at {}", "Plats: {}")),
    "case with a name": (_ID, _P, _case_of_somebody, ("case: {}", "Ärende: {}", "Ticket: {}\nplatform: ios")),
    "case with a number of a person": (_ID, _P, lambda r: f"A{_digits(r, 6)}", ("case: {}", "Ärende: {}")),
    "JWT": (_SECRET, _P, _jwt, _ANYWHERE),
    "bearer token": (_SECRET, _P, lambda r: _some(r, ALNUM + "-._~", 38) + "a1", (
        "Authorization: Bearer {}", "curl -H 'Authorization: bearer {}' https://graph.microsoft.com", "Basic {}")),
    "client secret": (_SECRET, _P, lambda r: f"{_some(r, ALNUM, 3)}8Q~{_some(r, ALNUM + '-_.', 33)}z", (
        *_labels("client_secret", "Client secret value", "Klienthemlighet"), *_ANYWHERE[:2])),
    "SCEP challenge": (_SECRET, _P, lambda r: _some(r, "0123456789ABCDEF", 32), (
        *_labels("Challenge", "SCEP challenge password", "challengePassword"), "the challenge is {}")),
    "password": (_SECRET, _P, _password, (
        *_labels("Password", "Lösenord", "pwd", "Passcode"), "lösenordet är {}0", "password {}7")),
    "user in an address": (_SECRET, _P, lambda r: f"{_login(r)}:{_some(r, ALNUM, 10)}", (
        "https://{}@mdm.contoso.com/checkin", "proxy http://{}@10.0.0.8:8080")),
    "token in an address": (_SECRET, _P, lambda r: _some(r, ALNUM, 30), (
        "https://x.blob.core.windows.net/a?sv=2&sig={}", "https://mdm.example/enroll?token={}&v=1",
         "/cb?state=1&code={}")),
    "API key": (_SECRET, _P, lambda r: _some(r, ALNUM, 32), _labels("api_key", "x-api-key", "API-nyckel",
        "access token")),
    "PIN": (_SECRET, _P, lambda r: _digits(r, 6), _labels("PIN", "Lösenkod", "bypass code", "engångskod")),
    "private key": (_SECRET, _P, lambda r: _some(r, ALNUM + "+/", 64), (
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----", "-----BEGIN RSA PRIVATE KEY-----\n{}")),
    "Wi-Fi name": (_NAMED, _P, lambda r: f"{r.choice(LAST)}_{r.choice(('5G', 'Home', 'gäst', '24'))}", (
        *_labels("SSID", "Wi-Fi network", "Nätverksnamn"), "on Wi-Fi ”{}”", "ansluten till wifi \"{}\"")),
    "host name": (_NAMED, _P, lambda r: f"{_ascii(r.choice(LAST))}-{r.choice(('mac', 'pc'))}{r.randrange(9)}",
                  _labels("Hostname", "Computer name", "Datornamn")),
    "computer": (_NAMED, _P, lambda r: f"{r.choice(('DESKTOP', 'LAPTOP'))}-{_mixed(r, SERIAL, 7)}", _ANYWHERE),
    "inner host": (_NAMED, _P, lambda r: f"{_ascii(r.choice(LAST))}01.{r.choice(('contoso.local', 'ad.internal'))}",
                   _ANYWHERE),
    "device name": (_NAMED, _P, lambda r: f"{r.choice(FIRST)}s {r.choice(('iPhone', 'iPad', 'läsplatta'))}",
                    _labels("Device name", "Enhetsnamn", "DeviceName")),
    "somebody's iPad": (_NAMED, _P, lambda r: r.choice(FIRST), (
        "{}'s iPad does not enroll", "I have {}’s iPhone here", "{}s iPad går inte att registrera",
         "det är {}s iPhone")),
    "sender": (_NAMED, _P, _name, ("From: {}\nSubject: iPad", "Från: {}\nÄmne: iPad", "To: {}; it@x", "Cc: {}")),
    "greeting": (_NAMED, _P, lambda r: r.choice(FIRST), (
        "Hej {}!\nEnheten", "Hi {},\nthe iPad", "Dear {}, it fails")),
    "signature": (_NAMED, _P, _name, (
        "It fails.\nRegards,\n{}", "Mvh {}", "Det fastnar.\nMed vänlig hälsning\n{}\nIT", "Kind regards {}",
         "\n/{}")),
    "name beside a label": (_NAMED, _P, _name, _labels("Name", "Contact", "Kontaktperson", "Reported by",
        "Beställare")),
    "name after a title": (_NAMED, _P, _name, ("Mrs. {} called.", "Dr {} has an iPad", "Fru {} ringde.")),
    "street": (_NAMED, _P, lambda r: f"{r.choice(('Storgatan', 'Skolvägen', 'Björkgränd'))} {r.randrange(1, 99)}",
               ("He sits at {}.", "Adress: {}", "Leverera till {}, tack.")),
    "name in a sentence": (_NAMED, _P, _name, (
        "Yesterday {} told us that it hangs.", "Igår sa {} att den hänger sig.", "it was {} who tried it")),
}  # fmt: skip


def generated(seed: int = SEED, each: int = EACH) -> Iterator[Planted]:
    """Texts of every kind; the same ones for the same seed."""
    for kind, (sort, level, make, templates) in KINDS.items():
        random = Random(f"{seed}/{kind}")
        for number in range(each):
            thing, template = make(random), templates[number % len(templates)]
            text = template.format(thing)
            yield Planted(kind, sort, level, thing, text)
