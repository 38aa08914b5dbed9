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


# Verbs that change something, each before what is changed in the same sentence.
_CHANGES_EN = (
    r"\b(?:sets?|switch(?:es)?|adds?|assigns?|creates?|edits?|(?<!a )(?<!the )(?<!any )(?<!this )changes?|enables?|"
    r"disables?|raises?|lowers?|renews?|uploads?|deploys?|issues?|buys?|removes?|deletes?|excludes?|replaces?|revokes?|"
    r"configures?|publish(?:es)?|unassigns?|turns?|exempts?|allows?|unblocks?|blocks?|stops? using|grants?|extends?|"
    r"resumes?|chooses? (?:it|edit|assign|intune)|accepts?|adjusts?|corrects?|reassigns?|imports?|reduces?|"
    r"increases?|requires?|releases?|links?|relinks?|delegates?|restores?|approves?|takes? over)\b"
)
_CHANGES_SV = (
    r"\b(?:ställ(?:er)? (?:\w+ )?in|anger?|lägg(?:er)? (?:\w+ ){0,2}till|tilldelar?|skapar?|redigerar?|ändrar?|aktiverar?|"
    r"inaktiverar?|höj(?:er)?|sänk(?:er)?|förnyar?|laddar? (?:\w+ )?upp|distribuerar?|utfärdar?|köp(?:er)?|"
    r"ta(?:r)? (?:\w+ )?bort|raderar?|undantar?|uteslut(?:er)?|ersätt(?:er)?|återkallar?|konfigurerar?|publicerar?|"
    r"slår? (?:\w+ )?(?:på|av)|stäng(?:er)? (?:\w+ )?av|växlar? (?:\w+ )?|tillåt(?:er)?|blockerar?|frigör|"
    r"sluta använda|byt(?:er)?|ge|bevilja|utöka|rätta|justera|importera|minska|öka|kräv|länka|delegera|återställ|"
    r"godkänn(?:a|er)?|ta över|välj (?:den|edit|assign|intune))\b"
)
# What is changed in a tenant or in a service that belongs to it.
_OF_TENANT_EN = (
    r"\b(?:licen[sc]es?|restrictions?|polic(?:y|ies)|enrollment profiles?|default profiles?|(?:vpp |ade |location )?"
    r"tokens?|certificates?|endpoints?|cname|records?|limits?|mdm(?! provider)|mfa|multifactor|conditional access|"
    r"authority|identifiers?|synchronization|access pass|to allow|tenant|terms of use|security defaults|assign profile|"
    r"intune server|edit device management|devices per user|company portal to|authentication method|intune mdm authority|choose it|minimum|scope tags?|federation|"
    r"conditional launch|connectors?|groups?|roles?|service principal|enterprise app|customization|well-known|"
    r"json file|proxy rule|allowlist|terms|accept them)\b"
)
_OF_TENANT_SV = (
    r"(?:licens|begränsning|princip|registreringsprofil|standardprofil|token|certifikat|slutpunkt|cname|gräns|\bmdm\b|"
    r"\bmfa\b|multifaktor|villkorsstyrd|villkorlig åtkomst|utfärdare|identifierare|synkronisering|access pass|på allow|"
    r"klientorganisation|användningsvillkor|säkerhetsstandard|standardinställningar för säkerhet|tilldela profil|"
    r"assign profile|intunes server|intune-server|edit device management|devices per user|autentiseringsmetod|välj den|"
    r"företagsportal-appen till|lägsta|omfångstagg|federation|koppling|\bgrupp|\broll|tjänstens huvudnamn|"
    r"företagsprogram|anpassning|well-known|json-fil|tillåtelselista|villkor|godkänna dem|mdm authority|\bpost(?:er|en)?\b)"
)
_SECURITY_EN = (
    r"(?:mfa|multifactor|conditional access|security defaults|stolen device protection|inspection|firewall|passcode|"
    r"phishing-resistant|compliance|encryption|tls|certificate check|find my|activation lock)"
)
_SECURITY_SV = (
    r"(?:mfa|multifaktor|villkorsstyrd åtkomst|villkorlig åtkomst|standardinställningar för säkerhet|"
    r"skydd vid stulen enhet|inspektion|brandvägg|lösenkod|nätfiskeresisten|efterlevnad|kryptering|tls|hitta|"
    r"aktiveringslås)"
)

WORDS: Mapping[Safety, Mapping[Language, re.Pattern[str]]] = {
    "erases_device": {
        "en": _any_of(
            r"\b(?:wipe|erase)s?\b", r"\b(?:wiping|erasing)\b", r"\bfactory[- ]?resets?\b",
            r"\breset (?:it|the (?:device|iphone|ipad)|to factory)", r"\brecovery mode\b", r"\bdfu mode\b",
            r"\brestore (?:it|the (?:device|iphone|ipad)|as new)\b(?! from)", r"\bset (?:it|the device) up as (?:a )?new\b",
            r"\berase all content\b",
        ),
        "sv": _any_of(
            r"\brensar? (?!cookie|webb|cache|historik|kakor)", r"\brensningen\b", r"\bfabriksåterställ(?:er|ning)?\b",
            r"\braderar? (?:allt|enhet|den|telefon|iphone|ipad|de )", r"\båterställningsläge\b", r"\bdfu-läge\b",
            r"\båterställ(?:er)? (?:den|enhet|iphone|ipad|telefonen)", r"\bkonfigurera (?:den|enheten) som (?:en )?ny\b",
        ),
    },
    "removes_company_data": {
        "en": _any_of(
            r"\bretires?\b", r"\bunenrolls?\b", r"\bun-enroll", r"\bremove management\b",
            r"\bremoves? (?:the |its |a |any )?(?:old |existing |other )?(?:management|mdm|enrollment) profile\b(?! (?:type|policy))",
            r"\b(?:removes?|deletes?) (?:a |an |the |that |those |this |each |any |all |one of (?:the|their) |their |its )?"
            r"(?:[\w-]+ ){0,2}?(?:devices?|users?|accounts?|device records?|device objects?)\b(?! (?:from the (?:group|policy|list|limit|"
            r"restriction|exclusion)|limit|categor|restriction|type|affinity))",
        ),
        "sv": _any_of(
            r"\bdra(?:r)? tillbaka\b", r"\bdra (?:den|enheten) tillbaka\b", r"\bavregistrerar?\b", r"\bta(?:r)? bort hantering",
            r"\bta(?:r)? bort (?:den |en |de |någon )?(?:\w+ )?(?:hanteringsprofil|mdm-profil)",
            r"\b(?:ta(?:r)? bort|raderar?) (?:den |en |de |din |hans |ett |sin |en av |någon |det |kontot |alla )?(?:\w+ )?"
            r"(?:enhet(?!s)|användar(?:en|e)\b|konto|enhetspost|enhetsobjekt)",
        ),
    },
    "affects_all_devices": {
        "en": _any_of(
            r"\b(?:replaces?|creates?|uploads?) (?:a |an |the |another )?(?:new |other )?(?:apple )?(?:mdm )?push certificate\b",
            r"\bnew (?:apple )?(?:mdm )?push certificate\b",
            r"\breplaces? (?:the|this|that|your) (?:apple )?(?:mdm )?(?:push )?certificate\b",
            r"\b(?:every|all|each)(?: of the)?(?: other)?(?: enrolled)?(?: ios/ipados)? devices?\b(?: \w+)? (?:must|have to|has to|would|will|lose|loses|"
            r"stops?|is cut|are cut)\b",
            r"\b(?:sets?|chooses?|changes?) (?:the )?(?:[\w-]+ ){0,2}mdm authority\b",
            r"\b(?:delete|revoke)s? (?:the )?(?:apple )?(?:mdm )?push certificate\b",
        ),
        "sv": _any_of(
            r"\b(?:ersätt(?:er)?|skapa[r]?|ladda[r]? upp|byt(?:er)?(?: ut)?) (?:ett |det |ett annat )?(?:nytt |annat )?(?:apple )?(?:mdm-?)?\s?pushcertifikat",
            r"\bnytt (?:apple )?(?:mdm-)?pushcertifikat", r"\b(?:ersätt(?:er)?|byt(?:er)? ut) (?:det här |det |ditt )?certifikat",
            r"\b(?:alla|varje|samtliga)(?: andra)?(?: registrerade| registrerad)?(?: ios/ipados-)?\s?enhet(?:er)?(?:na)? (?:måste|skulle|slutar|tappar|förlorar|kommer)\b",
            r"\b(?:ange|anger|välj(?:er)?|ändrar?|byt(?:er)?) (?:\w+ ){0,3}(?:mdm authority|mdm-utfärdare)",
            r"\b(?:radera|ta bort|återkalla)r? (?:apple )?(?:mdm-)?pushcertifikat",
        ),
    },
    "lowers_security": {
        "en": _any_of(
            rf"\bturns? (?:off|[\w ]*{_SECURITY_EN}[\w ]* off)\b[^.]*", rf"\bdisables? [^.]*{_SECURITY_EN}",
            rf"\bexempts? [^.]*(?:inspect|from|{_SECURITY_EN})", rf"\bexcludes? [^.]*(?:from )?[^.]*{_SECURITY_EN}",
            r"\bbypass(?:es)?\b", r"\bnot phishing-resistant\b", rf"\bremoves? [^.]*(?:mfa|multifactor) requirement",
        ),
        "sv": _any_of(
            rf"\bstäng(?:er)? av [^.]*{_SECURITY_SV}", rf"\bslår? av [^.]*{_SECURITY_SV}", rf"\binaktiverar? [^.]*{_SECURITY_SV}",
            rf"\bundantar? [^.]*(?:inspek|från|{_SECURITY_SV})", rf"\buteslut(?:er)? [^.]*{_SECURITY_SV}",
            r"\bkringgår?\b", r"\binte är nätfiskeresistent",
        ),
    },
}
"""For each grave mark, what tells of it."""

LINKS: Mapping[Safety, re.Pattern[str]] = {
    "erases_device": re.compile(r"(?:^|[^a-z])(?:wipe|factory-reset|erase)(?:[^a-z]|$)|/microsoft\.graph\.wipe", re.IGNORECASE),
    "removes_company_data": re.compile(r"(?:^|[^a-z])retire(?:[^a-z]|$)|devices-delete|unenroll", re.IGNORECASE),
}
"""What tells of a mark in the address of a link, or in a table."""

_NOT_DONE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\ba later step\b[^.]*|"
        r"\b(?:do not|don't|never|must not|cannot|can't|need not|not to|without|instead of|rather than|before you|why before|"
        r"whether|if it was|has been|was|were|been|be|is|are|not)\s+(?:\w+\s+){0,1}?"
        r"(?:wip|eras|reset|retir|remov|delet|creat|replac|renew|chang|turn|disabl|add|assign|sav|chos|choos|set\b|rais|"
        r"upload|exempt|exclud|unenroll|restor)\w*"
    ),
    "sv": re.compile(
        r"\bett senare steg\b[^.]*|"
        r"\b(?:inte|aldrig|inget|utan att|behöver inte|ska inte|får inte|i stället för att|innan du|om|har|är|blev|blivit|"
        r"skapa inget)\s+(?:\w+\s+){0,1}?"
        r"(?:rensa|radera|återställ|fabriksåterställ|avregistrera|ta bort|tas bort|tagits|skapa|ersätt|förnya|ändra|slå|stäng|"
        r"inaktivera|lägg|tilldela|spar|välj|ställ|höj|ladda|undanta|uteslut|dra|nytt|nya)\w*"
    ),
}


def marks_told(text: str, language: Language) -> frozenset[Safety]:
    """The dangers that a text tells of, in one language."""
    said = _NOT_DONE[language].sub(" ", text.lower())
    found = {mark for mark, words in WORDS.items() if words[language].search(said)}
    if _changes_tenant(said, language):
        found.add("changes_tenant")
    return frozenset(found)


def _changes_tenant(said: str, language: Language) -> bool:
    """Whether in some sentence something that changes comes before what belongs to a tenant."""
    changes, tenant = _TENANT[language]
    for sentence in re.split(r"(?<=[.:;!?])\s+|\s\(", said):
        for found in changes.finditer(sentence):
            rest = sentence[found.start() :]
            if tenant.search(rest):
                return True
    return False


_TENANT: Mapping[Language, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "en": (re.compile(_CHANGES_EN), re.compile(_OF_TENANT_EN)),
    "sv": (re.compile(_CHANGES_SV), re.compile(_OF_TENANT_SV)),
}


def marks_linked(texts: Iterable[str]) -> frozenset[Safety]:
    """The dangers that addresses of links, or cells of a table, tell of."""
    return frozenset(mark for mark, words in LINKS.items() for text in texts if words.search(text))
