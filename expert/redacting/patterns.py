"""The patterns by which a text gives away people, devices, organizations and secrets.

All are our own: what the field has is mostly structured (addresses, numbers, ids) or stands beside a label, and for
both a pattern is surer than a model, costs no start, and can be read. A name inside a sentence is not known by any
pattern; whoever masks says so.

They rather mask too much than too little, but leave what is searched for: error codes, versions, dates, names of
products and their addresses. Each is tried in this order, and what one has found no later one looks at.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from expert.foundations.terms import Privacy

Family = Literal[
    "user", "device", "phone", "person", "ip", "network", "place", "tenant", "case", "file", "value", "secret"
]
"""What an alias is called after: two things of one family have different numbers."""

Fits = Callable[[re.Match[str]], bool]


@dataclass(frozen=True)
class Pattern:
    """How one kind of thing is known in a text.

    Attributes:
        kind: its name, for whoever counts.
        family: what its alias is called after.
        privacy: whom it concerns; None for what is to be left as it is.
        search: what it looks like; the group `it` is the thing itself where the rest only tells what it is.
        fits: what else must hold.
    """

    kind: str
    family: Family
    privacy: Privacy | None
    search: re.Pattern[str]
    fits: Fits | None = None

    def found_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the thing stands in a text."""
        group = "it" if "it" in self.search.groupindex else 0
        for match in self.search.finditer(text):
            if match.start(group) < match.end(group) and (self.fits is None or self.fits(match)):
                yield match.span(group)


# What stands between a label and its value: a colon or an equals sign, with or without quotes, also in JSON and in
# property lists; or, where the value is sure to be one, only a blank.
_SEP = r"""(?:["'”’]?[ \t]*(?:[:=#]|=>|->|→|</key>\s*<(?:string|data)>)[ \t]*["'“”‘’«]?)"""
_LOOSE = rf"""(?:{_SEP}|[ \t]+(?:is|är|was|var|lyder|to|till)[ \t]+["'“”‘’«]?|[ \t]+["'“”‘’«]?)"""
FIRST_SIGN, LAST_SIGN = "\U000f0000", "\U000ffffd"
"""The first and last of the signs that stand in the place of what was found already, see `masking`."""

_FOUND = f"{FIRST_SIGN}-{LAST_SIGN}"

_UPPER = "A-ZÀ-ÖØ-ÞŁŚŠŽĆČĐŐŰĘĄŃ"
_LOWER = "a-zß-öø-ÿłśšžćčđőűęąńı"
_NAME = (
    rf"(?:[{_UPPER}][{_LOWER}]+(?:(?:[’'-][{_UPPER}]?|[{_UPPER}])[{_LOWER}]+){{0,5}}|[{_UPPER}][’'][{_UPPER}][{_LOWER}]+)"
)
_NAMES = rf"{_NAME}(?:[ \t]+(?:(?:von|van|de|af|da|di|el|al|bin)[ \t]+)?(?:{_NAME}|[{_UPPER}]\.)){{0,3}}"


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NO_VALUE = _listed("""
    a an the this that it is are was be been not no none null nil n/a na yes true false on off ok unknown missing
    required expired invalid valid wrong incorrect changed reset set unset empty failed failure error and or of in
    for to from with without by at as see same both either found absent present available disabled enabled blocked
    allowed denied connected disconnected found. mismatch matches must should can cannot could will would has have
    had do does did policy prompt screen page field value number id name type format list string integer text hashed
    hidden redacted removed registered managed unmanaged compliant personal corporate sync synced pending saknas
    okänd okänt fel krävs finns inte ej ingen inget inga är var blir ska måste kan av på i och eller med utan till
    från för som den det de en ett utgått utgånget utgången ogiltig ogiltigt giltig giltigt ändrat ändrad tomt tom
    blockerad blockerat tillåten nekad ja nej sant falskt status state step steg account user users device devices
    service services app apps admin administrator
""")
_NO_NAME = _listed("""
    a an i the this that these those it its is are was were when after before while if in on at to for from and or
    but not no yes my our your we you they he she his her all any everybody everyone everything team teams there
    folks guys colleagues sir madam customer customers user users admin admins administrator support helpdesk help
    desk service services it ict mdm ios ipados ipad ipads iphone iphones mac macs apple microsoft intune entra
    azure office outlook company portal configurator business school manager setup assistant safari wi-fi wifi
    windows android samsung google jamf cisco exchange online enrollment enroll enrolment device devices profile
    profiles management remote error errors code network account accounts license licenses certificate token tokens
    push unknown none null default local system server client domain name title description please thanks thank
    regards best kind hi hello dear hey unable failed could cannot can't user's new old same last first second
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december today yesterday tomorrow alla allihopa ni du vi han hon hen de den det detta
    dessa en ett som när efter innan om men och eller inte ingen teamet supporten kollegor kollega kollegan kund
    kunden användare användaren elev eleven lärare läraren personal personalen skola skolan företaget
    företagsportalen företagsportalapp enheten enhet enheter konto kontot profil profilen hanterad nätverk fel felet
    felkod felmeddelande tack hej mvh vänligen hälsningar god morgon igen så måndag tisdag onsdag torsdag fredag
    lördag söndag januari februari mars maj juni juli augusti oktober okänd okänt saknas
""")
# Whose the device is in Swedish, without saying who.
_NO_OWNER = _listed("""
    hennes hans deras dess vars dennes apples microsofts intunes företagets skolans this its
""")
_DEFINITE = re.compile(r"(?:ens|ets|rnas|anens|arens)$")
_VENDORS = re.compile(
    r"(?:^|\.)(?:microsoft|microsoftonline|windows|windowsazure|azure|office|office365|apple|icloud|mzstatic|"
    r"manage|live|digicert|akamai|akamaiedge|aaplimg|cdn-apple|msftauth|msauth|msocsp|google|samsung)\."
    r"(?:com|net|org|us|cn)\.?$", re.IGNORECASE,
)
_VERSION_BEFORE = re.compile(r"(?:version|build|utgåva|release|\bv|\bver)\.?\s*[:=]?\s*$", re.IGNORECASE)
_PATH_ROOTS = _listed("""
    hklm hkcu hkey_local_machine hkey_current_user software system program windows
""")


def _labeled(label: str, value: str, *, sep: str = _SEP) -> re.Pattern[str]:
    """A value beside its label. In a label, a blank stands for a blank, `_`, `-` or nothing."""
    label = label.replace(" ?", " ").replace(" ", r"[ _-]?")
    return re.compile(rf"(?<![^\W_])(?i:{label}){sep}(?P<it>{value})")


def _is_value(match: re.Match[str]) -> bool:
    """Whether what stands beside a label is a value, and not how the sentence goes on."""
    return match["it"].strip(" .,;:!?").casefold() not in _NO_VALUE


def _has_digit(match: re.Match[str]) -> bool:
    return any(char.isdigit() for char in match["it"])


def _is_id(match: re.Match[str]) -> bool:
    """Whether a value that stands a blank behind its label is an id: with a digit, or a long word in capitals."""
    it = match["it"]
    return _has_digit(match) or (len(it) >= 8 and it.isupper())


def _is_secret(match: re.Match[str]) -> bool:
    return _is_value(match) and not _all_found(match)


def _all_found(match: re.Match[str]) -> bool:
    return all(FIRST_SIGN <= char <= LAST_SIGN for char in match["it"])


def _is_loose_secret(match: re.Match[str]) -> bool:
    """A secret that only a blank parts from its label: it has a digit, or a sign that words do not have."""
    it = match["it"]
    return len(it) >= 5 and _is_value(match) and (_has_digit(match) or re.search(r"[!@$%^&*+~§€£]", it) is not None)


def _is_name(match: re.Match[str]) -> bool:
    words = match["it"].split()
    return bool(words) and not any(word.strip(".,").casefold() in _NO_NAME for word in words)


def _is_owner(match: re.Match[str]) -> bool:
    """Whether a genitive before a device is that of a name: not of a pronoun, and not of a noun in Swedish."""
    word = re.sub(r"[’']s$", "", match["it"])
    if word == match["it"]:
        low = word.casefold()
        return low not in _NO_OWNER and low[:-1] not in _NO_NAME and not (len(low) > 5 and _DEFINITE.search(low))
    return word.casefold() not in _NO_NAME


def _is_people(match: re.Match[str]) -> bool:
    """Whether a line of a mail's head names people: every part of it begins with capitals."""
    parts = [part for part in re.split(r"[;,\s]+", match["it"].strip()) if part]
    named = [part for part in parts if re.fullmatch(rf"{_NAME}|[{_UPPER}]\.", part)]
    return bool(named) and len(named) == len(parts) and not any(part.casefold() in _NO_NAME for part in parts)


def _is_phrase(match: re.Match[str]) -> bool:
    """Whether what stands beside the label of a name (of a network, a device) is one."""
    words = match["it"].strip(" .").split()
    return bool(words) and words[0].strip(".,").casefold() not in _NO_VALUE and not _all_found(match)


def _is_host(match: re.Match[str]) -> bool:
    return _is_phrase(match) and _VENDORS.search(match["it"].strip(" .").casefold()) is None


def _is_ip(match: re.Match[str]) -> bool:
    try:
        address = ipaddress.ip_address(match[0].partition("%")[0].rstrip(".:") if "." in match[0] else match[0])
    except ValueError:
        try:
            address = ipaddress.ip_address(match[0].rstrip(":"))
        except ValueError:
            return False
    if match.string[match.end() : match.end() + 1] == "/" and str(address).endswith(".0"):
        return not address.is_global  # a vendor's network in its documentation, as 17.0.0.0/8
    return _VERSION_BEFORE.search(match.string[max(0, match.start() - 12) : match.start()]) is None


def _is_sign_in(match: re.Match[str]) -> bool:
    return match["it"].partition("\\")[0].casefold() not in _PATH_ROOTS


# Letters and digits together that are no serial number: a word with a number after it, codes, builds, times.
_NO_SERIAL = re.compile(
    r"[A-Za-z]?[a-z]{3,}[0-9]{1,4}|AADSTS[0-9]+|(?:KB|CVE|RFC|ISO|TLS|SHA|AES|RSA|MC|SC|ME)[0-9]{1,9}"
    r"|[0-9]{2}[A-Z][0-9]{1,5}[a-z]?|[8Cc][0-9][0-9A-Fa-f]{6}|[0-9]{8}T[0-9]+Z?|[0-9]+(?:px|ms|kb|mb|gb|th|st|nd|rd)"
    r"|[0-9]{3,}(?:bit|users?|devices?)"
)


def _is_serial(match: re.Match[str]) -> bool:
    it = match[0]
    if _CASE_OF_A_SYSTEM.fullmatch(it) is not None:
        return False
    if not (it.isupper() or it.islower()) or _NO_SERIAL.fullmatch(it) is not None:
        return False
    return not it.islower() or re.search(r"[a-z]+[0-9]+[a-z]+[0-9]|[0-9]+[a-z]+[0-9]|[a-z]+[0-9]+[a-z]", it) is not None


_CASE_OF_A_SYSTEM = re.compile(r"(?:INC|REQ|RITM|TASK|SCTASK|CHG|PRB|CS)[0-9]{6,8}")
_CASE_NUMBER = re.compile(
    # ServiceNow, Freshservice, System Center and the like; projects of Jira as service desks name them; digits alone.
    r"(?:INC|REQ|RITM|TASK|SCTASK|CHG|CHN|PRB|PRJ|SR|IR|CR|PR|RA|CS|CSM|HRC|KB|TKT|CAS)-?[0-9]{3,10}"
    r"|(?:IT|ITS|ITSM|ITSUP|ITSD|ITHELP|ITOPS|SD|SUP|SUPPORT|HELP|HELPDESK|HD|DESK|SERVICEDESK|OPS|MDM|INTUNE"
    r"|CASE|TICKET|TICK|TCK|ISSUE|ISS|INC|REQ|TASK|MOB|MOBILE|DEV|UEM|EMM|ARENDE|ÄRENDE|ÄR|ÄRN)[-_ ]?[0-9]{1,8}"
    r"|#?[0-9]{1,8}"
)
_DAY_OF_BIRTH = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")


def is_case_number(number: str) -> bool:
    """Whether the number of a ticket is nothing but that: digits, or those after what ticket systems put before them.

    Whatever else stands in that field may be the name of a person, or a number that belongs to one.

    >>> [is_case_number(n) for n in ("INC0042187", "#48213", "Svensson-0", "A100234", "19850101")]
    [True, True, False, False, False]
    """
    return _CASE_NUMBER.fullmatch(number) is not None and _DAY_OF_BIRTH.fullmatch(number) is None


def _is_odd_case(match: re.Match[str]) -> bool:
    it = match["it"].rstrip(".")
    return _has_digit(match) and not is_case_number(it) and re.fullmatch(r"0x.*|[0-9.]+|.*\.[a-z]{2,4}", it) is None


_GUID = r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_TOKEN = rf"[^\s\"'<>,;()\[\]{{}}{_FOUND}]+"
_SECRET = rf"[^\s\"'<>“”{_FOUND}]{{3,}}(?<![.,;:)\]}}])"
_LINE_OF = rf"[^\s,;|\"”’“<>=\n{_FOUND}][^,;|\"”“<>=\n{_FOUND}]{{0,39}}?"
# A name of something ends where the sentence, the line, or the next label begins.
_END = rf"(?=[ \t]*(?:[,;|\"”“<>\n{_FOUND}]|\.(?:\s|\Z)|\Z|\)|[ \t]\w+(?:[ _]\w+)?[ \t]*[:=]|[ \t]\())"
_SIDE = rf"[^\s@<>()\[\]{{}}\"'“”‘’,;:=|{_FOUND}]"
_SERIAL_LABEL = (
    r"(?:serial(?: (?:number|no\.?|nr\.?|num|#))?|serienummer|serienr\.?|serienumret|s/n|sn|asset (?:tag|number)"
    r"|inventarienummer|stöldmärkning|order (?:number|no\.?)|ordernummer)"
)
_DEVICE_ID_LABEL = (
    r"(?:(?:entra |azure ad |intune |managed |mdm )?(?:device|hardware|enhets|maskin)-?(?: ?(?:id|guid|uuid"
    r"|identifier))"
    r"|udid|uuid|imei ?[12]?|meid|iccid|eid|imsi|esn)"
)
_PERSON_LABEL = (
    r"(?:(?:full |display |real |given |first |last |sur|user ?'?s |employee |owner )?name|fullname|namn"
    r"|användarens namn"
    r"|visningsnamn|förnamn|efternamn|contact(?: person)?|kontakt(?:person)?|caller|requester|requestor"
    r"|requested (?:by|for)"
    r"|reported by|opened by|submitted by|assigned to|assignee|owner|ägare|beställare|anmälare|anmält av"
    r"|rapporterat av"
    r"|rapportör|handläggare|inringare|tilldelad|tilldelat|employee|anställd|medarbetare|pupil|elev|teacher|lärare"
    r"|student|manager|chef|närmaste chef|technician|tekniker|agent|user|användare|borrower|signed|from user"
    r"|för användare)"
)
_USER_LABEL = (
    r"(?:user ?(?:name|id|principal ?name)|upn|login(?: ?(?:name|id))?|sign-?in(?: name)?|logon(?: ?name)?"
    r"|account(?: ?name)?|konto(?:namn)?|inloggning(?:snamn)?|användar(?:namn|-?id|konto)|samaccountname"
    r"|(?:managed )?apple ?(?:account|id|konto)|(?:hanterat )?apple-?konto|hanterat apple-?id"
    r"|on ?premises ?sam ?account ?name|mail ?nickname|user|användare|e-?mail|e-?post(?:adress)?|mail|alias)"
)
_SECRET_LABEL = (
    r"(?:client secret(?: value)?|klienthemlighet|app secret|secret(?: (?:value|key))?|hemlighet|shared secret|psk"
    r"|(?:scep |enrollment |ndes )?challenge(?: ?(?:password|pass|phrase))?|utmaning(?:slösenord)?|api ?key"
    r"|api-?nyckel"
    r"|access ?key|(?:account|storage|function|host|private|subscription) key|(?:access|refresh|id|session|auth"
    r"|sas|bearer"
    r"|unlock|bootstrap|server|vpp|dep|s) ?token|x-api-key|connection ?string|temporary access pass|tap"
    r"|pass(?:word|wd|phrase|code)|pwd|lösenord(?:et)?|lösenkod(?:en)?|pinkod|pin-kod|pin|pin code|bypass code"
    r"|activation lock bypass(?: code)?|recovery key|återställningsnyckel|set-cookie|cookie|otp|engångskod"
    r"|verification code"
    r"|verifieringskod|wi-?fi password|wi-?fi-lösenord)"
)

PATTERNS: tuple[Pattern, ...] = (
    # Secrets, of which not even an alias is kept
    Pattern("private key", "secret", "secret", re.compile(
        r"-----BEGIN [A-Z0-9 ]{2,40}-----[A-Za-z0-9+/=\s:,-]*?(?:-----END [A-Z0-9 ]{2,40}-----|\Z)"
    )),
    Pattern("JWT", "secret", "secret", re.compile(
        r"(?<![\w-])eyJ[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*){1,4}"
    )),
    Pattern("bearer token", "secret", "secret", re.compile(
        r"(?i:\b(?:bearer|basic|negotiate|ntlm))[ \t]+(?P<it>[\w.~+/=-]{8,})"
    ), lambda m: _has_digit(m) or len(m["it"]) >= 24),
    Pattern("client secret by its look", "secret", "secret", re.compile(
        r"(?<![\w~.-])[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{20,40}"
    )),
    Pattern("user and password in an address", "secret", "secret", re.compile(
        r"(?<=://)(?P<it>[^\s/@<>\"']+)(?=@[\w.-])"
    )),
    Pattern("secret in an address", "secret", "secret", re.compile(
        r"[?&#](?i:sig|token|access_token|id_token|refresh_token|client_secret|code|key|apikey|password|pwd|pass"
        r"|secret|challenge|assertion|SAMLRequest|SAMLResponse|nonce|session_state)=(?P<it>[^\s&#\"'<>]{4,})"
    )),
    Pattern("labeled secret", "secret", "secret", _labeled(_SECRET_LABEL, _SECRET), _is_secret),
    Pattern("secret after its label", "secret", "secret", _labeled(_SECRET_LABEL, _SECRET, sep=_LOOSE),
            _is_loose_secret),

    # The organization
    Pattern("push topic", "tenant", "tenant", re.compile(
        r"\bcom\.apple\.mgmt\.[\w.-]*[\w-]"
    )),
    Pattern("tenant id", "tenant", "tenant", _labeled(
        r"(?:tenant|directory|organi[sz]ation|klient(?:organisation)?s?|katalog|klient)-?(?: ?(?:id|guid))?|tid"
        r"|org id",
        _GUID, sep=_LOOSE,
    )),
    Pattern("tenant in an address", "tenant", "tenant", re.compile(
        rf"(?i:login\.microsoftonline\.com|login\.windows\.net|sts\.windows\.net|graph\.windows\.net)/(?P<it>{_GUID})"
    )),
    Pattern("organization id", "tenant", "tenant", _labeled(
        r"(?:org(?:anization)? ?id|organisations-?id|customer ?(?:id|number)|kundnummer|dep ?customer ?id"
        r"|apns ?topic|topic)",
        _TOKEN,
    ), lambda m: _has_digit(m) and not _all_found(m)),
    Pattern("organization", "tenant", "tenant", _labeled(
        r"(?:organi[sz]ation(?: ?name)?|organisationsnamn|tenant ?name|company ?name|företagsnamn|org ?name)",
        _LINE_OF + _END,
    ), _is_phrase),

    # People by their addresses
    Pattern("address", "user", "personal", re.compile(rf"(?<!{_SIDE}){_SIDE}+@{_SIDE}*[^\W_]")),
    Pattern("address in words", "user", "personal", re.compile(
        r"(?<![\w.+-])[\w.+-]{2,64}[ \t]?[(\[{][ \t]?(?i:at|snabel-?a|@|ät|a)[ \t]?[)\]}][ \t]?[\w-]+"
        r"(?:[ \t]?(?:\.|[(\[{][ \t]?(?i:dot|punkt|\.)[ \t]?[)\]}])[ \t]?[\w-]+)*"
        r"|(?<![\w.+-])[\w.+-]{2,64} (?i:at|snabel-?a) [\w-]{2,}(?: (?i:dot|punkt) [\w-]{2,})+"
    )),
    Pattern("tenant domain", "tenant", "tenant", re.compile(
        r"(?<![\w@.-])[\w-]+(?:\.[\w-]+)*\.(?:onmicrosoft|sharepoint|b2clogin)\.(?:com|de|us|cn)\b", re.IGNORECASE
    )),
    Pattern("sign-in name", "user", "personal", re.compile(
        r"(?<![\w\\:.-])(?P<it>[^\W\d_][\w.-]*\\[\w.$-]+(?![\w.$\\-]))"
    ), _is_sign_in),
    Pattern("home folder", "user", "personal", re.compile(
        rf"(?i:(?<=[\\/])(?:users|home|användare))[\\/](?P<it>[^\\/\s{_FOUND}\"'<>|:*?]+)"
    ), lambda m: m["it"].casefold() not in ("public", "shared", "default", "all")),

    # Networks
    Pattern("hardware address", "device", "personal", re.compile(
        r"(?<![\w:-])(?:[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}|[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2})(?![\w:-])"
    )),
    Pattern("IPv4 address", "ip", "personal", re.compile(
        r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9]|\.[0-9])"
    ), _is_ip),
    Pattern("IPv6 address", "ip", "personal", re.compile(
        r"(?<![\w.:])[0-9A-Fa-f]*(?::[0-9A-Fa-f.]*){2,}(?:%\w+)?(?![\w:])"
    ), _is_ip),
    Pattern("Wi-Fi name", "network", "personal", _labeled(
        r"(?:ssid|bssid|(?:wi-?fi|wlan|trådlöst|network|nätverks?) ?(?:network|nätverk|name|namn|ssid)"
        r"|trådlöst nätverk|hotspot)",
        _LINE_OF + _END,
    ), _is_phrase),
    Pattern("Wi-Fi name in quotes", "network", "personal", re.compile(
        r"(?i:wi-?fi|wlan|ssid|trådlösa? nätverk(?:et)?|wireless network|network|nätverket|hotspot)"
        rf"(?:-nätverket|nätverket)?[ \t]+(?:(?i:named|called|som heter|network|nätverket)[ \t]+)?"
        rf"[\"'“”‘’«](?P<it>[^\"'“”‘’»\n{_FOUND}]{{1,32}})[\"'“”‘’»]"
    )),
    Pattern("Wi-Fi name after its label", "network", "personal", re.compile(
        rf"(?i:\bssid|\bwi-?fi|\bwlan)[ \t]*:?[ \t]+(?P<it>{_TOKEN})"
    ), lambda m: re.search(r"\w[_-]\w|[0-9]", m["it"]) is not None and _is_value(m) and "802.11" not in m["it"]
        and re.fullmatch(r"[0-9].*|WPA.*|wpa.*|WEP|EAP.*", m["it"]) is None),

    # Devices beside their labels
    Pattern("labeled serial number", "device", "personal", _labeled(
        _SERIAL_LABEL, rf"[A-Za-z0-9][A-Za-z0-9/-]{{3,30}}(?![\w{_FOUND}])"
    ), _is_value),
    Pattern("serial number after its label", "device", "personal", _labeled(
        _SERIAL_LABEL, r"(?=[A-Z-]*[0-9]|[A-Z]{8})[A-Za-z0-9-]{4,30}(?![\w-])", sep=_LOOSE
    ), lambda m: _is_value(m) and _is_id(m)),
    Pattern("labeled device id", "device", "personal", _labeled(
        _DEVICE_ID_LABEL, r"(?:[0-9](?:[ .\-/]?[0-9]){7,}|[0-9A-Za-z][0-9A-Za-z-]{3,60})(?![\w-])", sep=_LOOSE
    ), lambda m: _has_digit(m) and not m["it"].startswith("0x")),
    Pattern("number of a thing", "device", "personal", _labeled(
        r"(?:number|nummer|nr\.?|no\.|tag|märkt|marked|labell?ed|id)",
        r"[A-Z]{1,6}-?[0-9]{2,}(?:-[A-Z0-9]{1,8})+(?![\w-])",
        sep=_LOOSE,
    ), lambda m: not is_case_number(m["it"])),
    Pattern("GUID", "device", "personal", re.compile(rf"(?<!\w){_GUID}(?!\w)")),
    Pattern("UDID", "device", "personal", re.compile(
        r"(?<!\w)(?:[0-9A-Fa-f]{8}-[0-9A-Fa-f]{16}|[0-9A-Fa-f]{24,})(?!\w)"
    )),
    Pattern("name of a device or host", "device", "personal", _labeled(
        r"(?:(?:device|computer|machine|host|enhets|enhetens|dator|datorns|värd|server|ipad(?:ens)?"
        r"|iphones?) ?(?:name|namn)"
        r"|hostname|host|computer|fqdn|dator|device ?name ?template|netbios ?name|local ?host ?name)",
        _LINE_OF + _END,
    ), _is_host),
    Pattern("inner host", "device", "personal", re.compile(
        r"(?<![\w.@-])[\w-]+(?:\.[\w-]+)*\.(?:local|lan|corp|internal|intra|intern|home|localdomain)\b", re.IGNORECASE
    )),
    Pattern("computer by its look", "device", "personal", re.compile(
        r"(?<![\w-])(?:DESKTOP|LAPTOP|WIN|PC|MAC|IPAD|IPHONE|MBP|WS|SRV|DC|LT"
        r"|NB)-(?=[A-Z-]*[0-9])[A-Z0-9-]{3,15}(?![\w-])"
    )),
    Pattern("somebody's device", "user", "personal", re.compile(
        rf"(?<![\w’'-])(?P<it>{_NAME}(?:[’']s)?)(?=[ \t](?:iPhone|iPad|MacBook|iMac)\b)"
    ), lambda m: _is_owner(m) and m["it"].endswith("s")),
    Pattern("device of somebody", "user", "personal", re.compile(
        rf"\b(?:iPhone|iPad|MacBook)[ \t](?:von|de|di|van|av|of|tillhör|tillhörande"
        rf"|belonging to)[ \t](?P<it>{_NAMES})"
    ), _is_name),

    # Numbers of people and devices
    Pattern("personal identity number", "person", "personal", re.compile(
        r"(?<![\w-])(?:19|20)?[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9][-+ ]?[0-9]{4}(?![\w-])"
    )),
    Pattern("labeled number of a person", "person", "personal", _labeled(
        r"(?:employee ?(?:id|number|no\.?)|personnel ?(?:id|number)|anställnings(?:nummer|nr\.?|-?id)|anst\.?nr\.?"
        r"|personal(?:nummer|-?id)|person(?:nummer|nr\.?)|student ?(?:id|number)|elev(?:nummer|-?id)|ssn"
        r"|social security (?:number|no\.?)|badge ?(?:id|number)|passerkort|date of birth|dob|födelsedatum|född)",
        rf"[\w+-]{{3,20}}(?![\w{_FOUND}])", sep=_LOOSE,
    ), lambda m: _has_digit(m)),
    Pattern("phone number", "phone", "personal", re.compile(
        r"\+[0-9](?:[ .()\-/]{0,2}[0-9]){7,14}(?!\w)"
        r"|(?<![\w.+\-/])0[1-9](?:[ \-/]{0,1}[0-9]){6,8}(?![\w.\-/]*[0-9])"
        r"|(?<![\w.+\-/])00[1-9](?:[ .\-/]?[0-9]){7,13}(?!\w)"
        r"|(?<![\w.+\-/])(?:1[ .-])?(?:\([2-9][0-9]{2}\)[ .-]?|[2-9][0-9]{2}[ .-])[0-9]{3}[ .-][0-9]{4}(?![\w-])"
    )),
    Pattern("labeled phone number", "phone", "personal", _labeled(
        r"(?:tel(?:efon(?:nummer)?|nr)?|phone(?: number)?|mobile(?: number)?|mobil(?:nummer|nr)?|cell|fax"
        r"|call(?: me)?(?: at| on)?"
        r"|ring(?: mig)?(?: på)?|sms|ext(?:ension)?|ankn(?:ytning)?|växel)\.?",
        r"\(?[0-9](?:[ .()\-/]{0,2}[0-9]){3,14}(?![\w-])", sep=rf"(?:{_SEP}|[ \t]+)",
    ), lambda m: re.fullmatch(r"[0-9]+(?:\.[0-9]+){1,3}|[0-9]{4}-[0-9]{2}-[0-9]{2}", m["it"]) is None),
    Pattern("long number", "device", "personal", re.compile(
        r"(?<![\w-])[0-9](?:[ .\-/]?[0-9]){13,19}(?![\w-])"
    ), lambda m: re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ .]", m[0]) is None),
    Pattern("serial number", "device", "personal", re.compile(
        r"(?<![\w-])(?!0[xX][0-9A-Fa-f]+\b)(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[A-Za-z0-9]{8,14}(?![\w-])"
    ), _is_serial),
    Pattern("place by its numbers", "place", "personal", re.compile(
        r"(?<![\w.])-?[0-9]{1,2}\.[0-9]{4,},[ \t]?-?[0-9]{1,3}\.[0-9]{4,}"
    )),
    Pattern("street", "place", "personal", re.compile(
        rf"\b[{_UPPER}][{_LOWER}]+(?:gatan|vägen|gränd|stigen|allén|torget|backen|leden|gata"
        rf"|väg)[ \t][0-9]{{1,4}}[ \t]?[A-Za-z]?\b"
        rf"|\b[0-9]{{1,5}}[ \t]{_NAME}(?:[ \t]{_NAME})?[ \t](?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr"
        rf"|Boulevard|Blvd|Way|Court|Ct)\b"
    )),
    Pattern("postcode and town", "place", "personal", re.compile(
        rf"(?<![\w-])(?:SE-[1-9][0-9]{{2}}[ \t]?|[1-9][0-9]{{2}}[ \t])[0-9]{{2}}[ \t]{_NAME}(?![\w-])"
        rf"|\b{_NAME},[ \t][A-Z]{{2}}[ \t][0-9]{{5}}(?:-[0-9]{{4}})?(?![\w-])"
    )),
    Pattern("ticket that names somebody", "case", "personal", _labeled(
        r"(?:case|ticket|ärende|ärendenummer|incident|ref(?:erence)?|ärende-?id)(?: ?(?:id|no\.?|number|nr\.?"
        r"|nummer))?",
        rf"{_TOKEN}",
    ), _is_odd_case),

    # Names of people, as far as they stand where only names stand
    Pattern("sign-in name beside its label", "user", "personal", _labeled(
        _USER_LABEL, rf"[^\W\d_][\w.$-]{{1,63}}(?![\w@{_FOUND}])"
    ), lambda m: re.search(r"[0-9]|[a-zåäö][._-][a-zåäö]", m["it"].rstrip(".")) is not None and _is_value(m)
        and _VENDORS.search(m["it"].casefold()) is None),
    Pattern("short sign-in name beside its label", "user", "personal", _labeled(
        r"(?:user ?(?:name|id|principal ?name)|upn|login(?: ?name)?|logon ?name|användar(?:namn|-?id)|inloggningsnamn"
        r"|samaccountname|mail ?nickname|kontonamn|account ?name)",
        rf"[{_LOWER}0-9._-]{{3,40}}(?![\w@{_FOUND}])",
    ), _is_value),
    Pattern("name beside its label", "user", "personal", _labeled(
        _PERSON_LABEL, rf"{_NAMES}(?:,[ \t]{_NAMES})?"
    ), _is_name),
    Pattern("head of a mail", "user", "personal", re.compile(
        r"(?m:^)[> \t]{0,8}(?i:from|från|to|till|cc|kopia|bcc|hemlig kopia|reply-to|svar till|av|sender|avsändare"
        rf"|sent by)[ \t]*:[ \t]*[\"']?(?P<it>[^\n<\[\"{_FOUND}:]{{2,80}}[^\s<\[\"{_FOUND}:])"
    ), _is_people),
    Pattern("who is greeted", "user", "personal", re.compile(
        r"(?<!\w)(?:[Hh]ej(?:san)?|[Tt]jena|[Hh]allå|[Hh]i|[Hh]ello|[Dd]ear|[Hh]ey|[Kk]ära|[Bb]ästa"
        rf"|[Gg]od (?:morgon|dag)|[Gg]ood (?:morning"
        rf"|afternoon))[ \t]+(?:igen[ \t]+)?(?P<it>{_NAMES})(?=[ \t]*(?:[,!.:;–—-]|\n|\Z))"
    ), _is_name),
    Pattern("who is greeted in a sentence", "user", "personal", re.compile(
        rf"(?<!\w)(?:[Hh]ej|[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear)[ \t]+(?P<it>{_NAME})(?=[ \t]+[{_LOWER}])"
    ), _is_name),
    Pattern("who signs", "user", "personal", re.compile(
        r"(?<!\w)(?:[Mm][Vv][Hh]|[Mm]ed (?:vänlig(?:a)?|bästa) hälsning(?:ar)?|[Vv]änlig(?:a)? hälsning(?:ar)?"
        r"|[Bb]ästa hälsningar|[Vv]änligen|[Hh]älsningar|[Hh]älsar|[Hh]älsn(?:\.|ing)?"
        r"|(?:[Kk]ind |[Bb]est |[Ww]arm )?[Rr]egards|[Ss]incerely|[Yy]ours(?: sincerely| truly)?|[Cc]heers|[Bb]r)"
        rf"[ \t]*[,!.:]?\s{{0,4}}/?(?P<it>{_NAMES})"
    ), _is_name),
    Pattern("who thanks", "user", "personal", re.compile(
        r"(?<!\w)(?:[Tt]hanks(?: in advance| a lot| so much)?|[Tt]hank you|[Bb]est|[Tt]ack(?: på förhand"
        r"| så mycket)?)"
        rf"[ \t]*[,!.]?\s{{0,4}}(?:\n|,[ \t])[ \t]*/?(?P<it>{_NAMES})(?=[ \t]*(?:[,.\n]|\Z))"
    ), _is_name),
    Pattern("signature after a stroke", "user", "personal", re.compile(
        rf"(?m:(?:^|(?<=[ \t]))/[ \t]?(?P<it>{_NAME}(?:[ \t]{_NAME})?)[ \t]*$)"
    ), _is_name),
    Pattern("name after a title", "user", "personal", re.compile(
        rf"\b(?:Mr|Mrs|Ms|Dr|Prof|Herr|Fru|Fröken|Rektor|Doktor)\.?[ \t](?P<it>{_NAMES})"
    ), _is_name),
)
"""All that is looked for, in the order in which it is."""
