"""The words, in both languages, by which a step tells that it does something dangerous. Data of the check of marks.

Each entry is a regular expression over a text in small letters. Only what is to be done counts: an order, or that
somebody does it; what was done before ("an erased device") or is not to be done does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from expert.foundations.terms import Safety
from expert.foundations.texts import Language


def _any_of(*ways: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{way})" for way in ways))


# Verbs that change something in a tenant, where what they change comes after them in the same sentence.
_CHANGES: Mapping[Language, re.Pattern[str]] = {
    "en": _any_of(
        r"\b(?:add|adjust|allow|approve|assign|block|configure|correct|create|delegate|delete|deploy|disable|"
        r"edit|enable|"
        r"exclude|exempt|extend|grant|import|increase|issue|link|lower|raise|reassign|reduce|release|relink|"
        r"remove|renew|"
        r"replace|require|restore|resume|revoke|set|turn|unassign|unblock|upload)s?\b",
        r"\b(?:buys?|publish(?:es)?|switch(?:es)?|accepts?|stops? using|takes? over)\b",
        r"(?<!a )(?<!the )(?<!any )(?<!this )\bchanges?\b",
        r"\bchooses? (?:it|edit|assign|intune)\b",
    ),
    "sv": _any_of(
        r"\b(?:ställ(?:er)?|lägg(?:er)?|ladda(?:r)?) (?:\w+ ){0,2}(?:in|till|tillbaka|upp)\b",
        r"\b(?:slå|slår|stäng|stänger) (?:\w+ )?(?:på|av)\b", r"\bta(?:r)? (?:\w+ )?(?:bort|över)\b",
        r"\b(?:aktivera|ange|bevilja|blockera|delegera|distribuera|importera|inaktivera|justera|konfigurera|"
        r"länka|minska|"
        r"publicera|radera|redigera|rätta|skapa|tilldela|undanta|utfärda|utöka|växla|återkalla|ändra|öka|förnya)r?\b",
        r"\b(?:byt|ersätt|frigör|ge|godkänn|godkänna|höj|köp|kräv|sluta använda|sänk|tillåt|uteslut|"
        r"återställ)(?:er)?\b",
        r"\bvälj (?:den|edit|assign|intune)\b",
    ),
}
_OF_TENANT: Mapping[Language, re.Pattern[str]] = {
    "en": _any_of(
        r"\b(?:licenses?|restrictions?|polic(?:y|ies)|(?:enrollment|default|wi-fi) profiles?|tokens?|"
        r"certificates?)\b",
        r"\b(?:endpoints?|cname|records?|limits?|mdm(?! provider)|mfa|multifactor|conditional access|authority)\b",
        r"\b(?:identifiers?|serial numbers|synchronization|access pass|to allow|not configured|tenant|terms|"
        r"accept them)\b",
        r"\b(?:security defaults|assign profile|intune server|edit device management|devices per user|scope tags?)\b",
        r"\b(?:company portal to|authentication method|intune mdm authority|choose it|minimum|federation|"
        r"connectors?)\b",
        r"\b(?:groups?|roles?|service principal|enterprise app|customization|well-known|json file|allowlist)\b",
    ),
    "sv": _any_of(
        r"licens|begränsning|princip|registreringsprofil|standardprofil|wi-fi-profil\b|token|certifikat|slutpunkt|"
        r"cname",
        r"gräns|\bmdm\b|\bmfa\b|multifaktor|villkorsstyrd|utfärdare|identifierare|serienumren|synkronisering|"
        r"access pass",
        r"på allow|not configured|klientorganisation|villkor|godkänna dem|standardinställningar för säkerhet",
        r"tilldela profil|assign profile|intunes server|intune-server|edit device management|devices per user",
        r"företagsportal-appen till|autentiseringsmetod|mdm authority|välj den|lägsta|federation|koppling|"
        r"\bgrupp|\broll",
        r"omfångstagg|tjänstens huvudnamn|företagsprogram|anpassning|well-known|json-fil|tillåtelselista",
        r"\bpost(?:er|en)?\b",
    ),
}
_OF_SECURITY: Mapping[Language, str] = {
    "en": r"(?:mfa|multifactor|conditional access|security defaults|stolen device protection|inspection|"
          r"firewall|passcode|"
          r"phishing-resistant|compliance|encryption|tls|certificate check|find my|activation lock)",
    "sv": r"(?:mfa|multifaktor|villkorsstyrd åtkomst|standardinställningar för säkerhet|skydd vid stulen enhet|"
          r"inspektion|"
          r"brandvägg|lösenkod|nätfiskeresisten|efterlevnad|kryptering|tls|hitta min|aktiveringslås)",
}  # fmt: skip
_PUSH = {"en": r"(?:apple )?(?:mdm )?push certificate\b", "sv": r"(?:apple )?(?:mdm-? ?)?pushcertifikat"}
_THE_EN = (
    r"(?:a |an |the |that |those |this |each |any |all |one of (?:the|their) |their |its |it |old |existing |other )*"
)
_THE_SV = r"(?:den |det |de |en |ett |en av |någon |alla |sin |din |gamla |befintliga |andra |här )*"

WORDS: Mapping[Safety, Mapping[Language, re.Pattern[str]]] = {
    "erases_device": {
        "en": _any_of(
            r"\b(?:wipe|erase)s?\b", r"\b(?:wiping|erasing)\b", r"\bfactory[- ]?resets?\b",
            r"\b(?:recovery|dfu) mode\b",
            r"\breset (?:it|the (?:device|iphone|ipad)|to factory)",
            r"\brestore (?:it|the (?:device|iphone|ipad)) as new",
        ),
        "sv": _any_of(
            r"\brensar? (?!cookie|webb|cache|historik|kakor)", r"\brensningen\b", r"\bfabriksåterställ(?:er|ning)?\b",
            r"\braderar? (?:allt|enhet|den|telefon|iphone|ipad|de )", r"\b(?:återställnings|dfu-)läge\b",
            r"\båterställ(?:er)? (?:den|enhet|iphone|ipad|telefon)",
        ),
    },
    "removes_company_data": {
        "en": _any_of(
            r"\b(?:retire|unenroll|un-enroll)s?\b", r"\bremoves? management\b",
            rf"\bremoves? {_THE_EN}(?:management|mdm) profile\b",
            rf"\b(?:remove|delete)s? {_THE_EN}(?:[\w-]+ ){{0,2}}?(?:devices?|users?|accounts?)\b"
            r"(?! (?:from the (?:group|policy|list|limit|restriction|exclusion)|limit|categor|restriction|type|"
            r"affinity))",
        ),
        "sv": _any_of(
            r"\bdra(?:r)? (?:\w+ )?tillbaka\b", r"\bavregistrerar?\b",
            rf"\bta(?:r)? bort {_THE_SV}(?:\w+ )?(?:hantering(?!s)|hanteringsprofil|mdm-profil|enhet(?!s))",
            rf"\b(?:ta(?:r)? bort|raderar?) {_THE_SV}(?:\w+ )?(?:användar(?:en|e)\b|konto|enhetspost|enhetsobjekt)",
        ),
    },
    "affects_all_devices": {
        "en": _any_of(
            rf"\b(?:replace|create|upload|delete|revoke)s? (?:a |an |the |another )?(?:new |other )?{_PUSH['en']}",
            rf"\bnew {_PUSH['en']}",
            r"\breplaces? (?:the|this|that|your) (?:apple )?(?:mdm )?(?:push )?certificate\b",
            r"\b(?:every|all|each)(?: of the)?(?: other)?(?: enrolled)?(?: ios/ipados)? devices? (?:\w+ )?"
            r"(?:must|have to|has to|would|will|loses?|stops?|is cut|are cut)\b",
            r"\b(?:sets?|chooses?|changes?) (?:the )?(?:[\w-]+ ){0,2}mdm authority\b",
        ),
        "sv": _any_of(
            r"\b(?:ersätt(?:er)?|skapar?|laddar? upp|byt(?:er)?(?: ut)?|radera|ta bort|återkalla) "
            rf"(?:ett |det )?(?:nytt |annat )?{_PUSH['sv']}",
            rf"\bnytt {_PUSH['sv']}", r"\b(?:ersätt(?:er)?|byt(?:er)? ut) (?:det här |det |ditt )?certifikat",
            r"\b(?:alla|varje|samtliga)(?: andra)?(?: registrerade?)?(?: ios/ipados-)? ?enhet(?:er)?(?:na)? "
            r"(?:måste|skulle|slutar|tappar|förlorar|kommer)\b",
            r"\b(?:anger?|välj(?:er)?|ändrar?|byt(?:er)?) (?:\w+ ){0,3}(?:mdm authority|mdm-utfärdare)",
        ),
    },
    "lowers_security": {
        "en": _any_of(
            rf"\bturns? (?:off [^.]*{_OF_SECURITY['en']}|[\w ]*{_OF_SECURITY['en']}[\w ]* off\b)",
            rf"\bdisables? [^.]*{_OF_SECURITY['en']}", rf"\bexempts? [^.]*(?:inspect|from|{_OF_SECURITY['en']})",
            rf"\bexcludes? [^.]*{_OF_SECURITY['en']}", r"\bbypass(?:es)?\b", r"\bnot phishing-resistant\b",
        ),
        "sv": _any_of(
            rf"\b(?:stäng(?:er)?|slår?) av [^.]*{_OF_SECURITY['sv']}", rf"\binaktiverar? [^.]*{_OF_SECURITY['sv']}",
            rf"\bundantar? [^.]*(?:inspek|från|{_OF_SECURITY['sv']})", rf"\buteslut(?:er)? [^.]*{_OF_SECURITY['sv']}",
            r"\bkringgår?\b", r"\binte är nätfiskeresistent",
        ),
    },
}
"""For each mark but `changes_tenant`, what tells of it."""

LINKS: Mapping[Safety, re.Pattern[str]] = {
    "erases_device": re.compile(r"(?:^|[^a-z])(?:wipe|factory-reset|erase)(?:[^a-z]|$)", re.IGNORECASE),
    "removes_company_data": re.compile(r"(?:^|[^a-z])(?:retire|unenroll)(?:[^a-z]|$)|devices-delete", re.IGNORECASE),
}
"""What tells of a mark in the address of a link, or in a table."""

_NOT_DONE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\ba later step\b[^.]*|\b(?:do not|don't|never|must not|cannot|can't|need not|not to|without|instead of|"
        r"rather than|before you|whether)\s+(?:\w+\s+)?(?:wip|eras|reset|retir|remov|delet|creat|replac|renew|"
        r"chang|turn|"
        r"disabl|add|assign|choos|set\b|rais|upload|exempt|exclud|unenroll|restor)\w*|\b(?:is|was|were|been|be|"
        r"are) set\b"
    ),
    "sv": re.compile(
        r"\bett senare steg\b[^.]*|\b(?:inte|aldrig|inget|utan att|i stället för att|innan du|om|"
        r"skapa inget)\s+(?:\w+\s+)?"
        r"(?:rensa|radera|återställ|fabriksåterställ|avregistrera|ta bort|skapa|ersätt|förnya|ändra|slå|stäng|"
        r"inaktivera|"
        r"lägg|tilldela|välj|ställ|höj|ladda|undanta|uteslut|dra|nytt|nya)\w*"
    ),
}
_SENTENCE_ENDS = re.compile(r"(?<=[.:;!?])\s+|\s\(")


def marks_told(text: str, language: Language) -> frozenset[Safety]:
    """The dangers that a text tells of, in one language."""
    said = _NOT_DONE[language].sub(" ", text.lower())
    found: set[Safety] = {mark for mark, words in WORDS.items() if words[language].search(said)}
    if _changes_tenant(said, language):
        found.add("changes_tenant")
    return frozenset(found)


def _changes_tenant(said: str, language: Language) -> bool:
    """Whether in some sentence something that changes comes before what belongs to a tenant."""
    return any(
        _OF_TENANT[language].search(sentence[found.start() :])
        for sentence in _SENTENCE_ENDS.split(said) for found in _CHANGES[language].finditer(sentence)
    )  # fmt: skip


def marks_linked(texts: Iterable[str]) -> frozenset[Safety]:
    """The dangers that addresses of links, or cells of a table, tell of."""
    addresses = tuple(texts)
    return frozenset(mark for mark, words in LINKS.items() if any(map(words.search, addresses)))
