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


# Verbs that change something in a tenant, where what they change stands in the same sentence.
_CHANGES: Mapping[Language, re.Pattern[str]] = {
    "en": _any_of(
        r"\b(?:add|adjust|allow|approve|assign|block|configure|correct|create|delegate|delete|deploy|disable|drag|edit|"
        r"enable|except|exclude|exempt|extend|federate|grant|import|increase|issue|license|link|lower|raise|reassign|"
        r"reduce|relink|remove|renew|replace|require|restore|resume|revoke|set|unassign|unblock|unlock|upload)s?\b",
        r"\bturns? (?!the |it )|\bturns? (?:\w+ )?(?:on again|off)\b",
        r"\b(?:buys?|publish(?:es)?|switch(?:es)?|stops? using|takes? (?:[\w' ]+ )?(?:over|out)|federated|see to it)\b",
        r"(?<!a )(?<!the )(?<!any )(?<!this )\bchanges?\b", r"\bgives? (?!the exact)",
        r"\bchooses? (?:it|edit|assign|intune|create|download token|that group)\b",
        r"\b(?:have|has) (?:it|them|the \w+|an? [\w ]+?) (?:added|synced|issued|reset|unlocked|enabled|assigned|"
        r"created)\b",
        r"\bsaves? the restriction\b",
        r"\bbrings? \w+ up to\b", r"\breach (?:[\w']+ ){1,3}through\b", r"\bclears? it\b",
        r"\baccepts? (?:them for|the terms in each)\b", r"\bregisters? (?:an mfa method|security information)\b",
    ),
    "sv": _any_of(
        r"\b(?:ställ(?:er)?|lägg(?:er|a)?|ladda(?:r)?) (?:[\w,]+ ){0,5}?(?:in|till|tillbaka|upp)\b",
        r"\b(?:slå|slår|stäng|stänger) (?:\w+ )?(?:på|av)\b", r"\bta(?:r)? (?:\w+ )?(?:bort|över|ut)\b",
        r"\b(?:aktivera|ange|bevilja|blockera|delegera|distribuera|importera|inaktivera|justera|konfigurera|licensiera|"
        r"koppla|länka|minska|publicera|radera|redigera|rätta|skapa|tilldela|undanta|utfärda|utöka|växla|återkalla|"
        r"ändra|öka|"
        r"förnya)r?\b|\bfedereras?\b|\bdra (?:den|profilen)\b|\blås(?:a|er)? upp\b|\bse till att\b",
        r"\b(?:byt|ersätt|frigör|ge|godkänn|höj|köp|kräv|skriv|sluta använda|sänk|tillåt|uteslut|återställ)(?:er|a)?\b",
        r"\bvälj(?:er)? (?:den|edit|assign|intune|create|download token)\b",
        r"\bspara(?:r)? begränsningen\b",
        r"\buppfyll(?:er|a)?\b", r"\bsläpp(?:er|a)? (?:igenom|fram)\b", r"\bavfärda\b",
        r"\bregistrera (?:en mfa-metod|säkerhetsuppgifter)\b",
    ),
}
_OF_TENANT: Mapping[Language, re.Pattern[str]] = {
    "en": _any_of(
        r"\b(?:licenses?|licensing|restrictions?|polic(?:y|ies)|(?:enrollment|default|wi-fi|vpn) profiles?|tokens?)\b",
        r"\b(?:certificate|endpoints?|cname|records?|limits?|mdm(?! provider)|mfa|multifactor|conditional access)\b",
        r"\b(?:authority|identifiers?|serial numbers|synchronization|access pass|to allow|not configured|tenant)\b",
        r"\b(?:security defaults|assign profile|(?:intune|that|new) server|edit device management|devices per user)\b",
        r"\b(?:company portal (?:to|as)|authentication method|choose it|minimum|federated|connectors?|required app)\b",
        r"\b(?:groups?|roles?|service principal|enterprise app|customization|allowlist|registrar|bundle ids|"
        r"enrollment type"
        r"|enrollment types|password|account|have (?:it|them) (?:added|reset)|microsoft 365|entra id)\b",
        r"\b(?:firewall|security information|for the organization|terms in each|web app|assign the apps)\b",
        r"\b(?:whoever runs|those who (?:run|look after)|network team|let the team)\b",
    ),
    "sv": _any_of(
        r"licens|begränsning|princip|registreringsprofil|standardprofil|wi-fi-profil\b|vpn|token\b|certifikatet|push",
        r"slutpunkt|cname|gräns|\bmdm\b|\bmfa\b|multifaktor|villkorsstyrd|utfärdare|identifierare|serienumren",
        r"synkronisering|access pass|på allow|not configured|klientorganisation|standardinställningar för säkerhet",
        r"tilldela profil|assign profile|intunes server|intune-server|(?:den|nya) servern|edit device management",
        r"devices per user|autentiseringsmetod|mdm authority|välj den|lägsta|federera|koppling|\bgrupp|\broll\b",
        r"företagsportal-appen (?:till|som)|omfångstagg|tjänsthuvudnamn|företagsprogram|anpassning|tillåtelselista",
        r"\bpost(?:er|en)?\b|domänregistrator|bundle id|registreringstyp|enrollment types|lösenord|konto|"
        r"obligatorisk app",
        r"brandvägg|säkerhetsuppgifter|för organisationen|villkoren i var|webbapp|\btilldela de appar",
        r"\b(?:den som driver|dem? som (?:förvaltar|ansvarar)|nätverksteamet|låt teamet)\b",
    ),
}
_OF_SECURITY: Mapping[Language, str] = {
    "en": r"(?:mfa|multifactor|conditional access|compliant device|approved app|app protection|authentication|"
    r"security defaults|stolen device protection|inspection|"
          r"firewall|passcode|"
          r"phishing-resistant|compliance|encryption|tls|certificate check|find my|activation lock)",
    "sv": r"(?:mfa|multifaktor|villkorsstyrd åtkomst|kompatibel enhet|godkänd app|appskydd|autentisering|"
    r"standardinställningar för säkerhet|skydd vid stulen enhet|"
          r"inspektion|"
          r"brandvägg|lösenkod|nätfiskeresisten|efterlevnad|kryptering|tls|hitta min|aktiveringslås)",
}  # fmt: skip
_ON = r"(?:[^.]|\.(?=\S))*"
"""What stands between two words of a sentence; a name such as login.example.com is in one."""

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
            r"(?! (?:[\w ]*from (?:the|its) (?:group|policy|list|limit|restriction|exclusion|assignment)|limit|categor|"
            r"restriction|type|affinity))", r"\buninstalls? the app\b",
        ),
        "sv": _any_of(
            r"\bdra(?:r)? (?:\w+ )?tillbaka\b", r"\bavregistrerar?\b",
            rf"\bta(?:r)? bort {_THE_SV}(?:\w+ )?(?:hantering(?!s)|hanteringsprofil|mdm-profil|"
            r"enhet(?!s)(?![\w ]* (?:ur|från) (?:dess|gruppen|principen|listan)))", r"\bavinstallerar? appen\b",
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
            rf"\bturns? (?:off {_ON}{_OF_SECURITY['en']}|[\w ]*{_OF_SECURITY['en']}[\w ]* off\b)",
            rf"\bdisables? {_ON}{_OF_SECURITY['en']}", rf"\b(?:exempt|except)s? {_ON}(?:inspect|{_OF_SECURITY['en']})",
            rf"\bexcludes? {_ON}{_OF_SECURITY['en']}", r"\bbypass(?:es)?\b", r"\bnot phishing-resistant\b",
            r"\bexcepts? (?:these|the|some) users\b",
        ),
        "sv": _any_of(
            rf"\b(?:stäng(?:er)?|slår?) av {_ON}{_OF_SECURITY['sv']}", rf"\binaktiverar? {_ON}{_OF_SECURITY['sv']}",
            rf"\bundantar? {_ON}(?:inspek|{_OF_SECURITY['sv']})", rf"\buteslut(?:er)? {_ON}{_OF_SECURITY['sv']}",
            r"\bkringgår?\b", r"\binte är nätfiskeresistent",
            r"\bundantar? de här användarna\b",
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
        r"\ba later step\b[^.]*|\b(?:wipe|erase)s? nothing\b|\bdo not \w+ or reset\b|\b(?:do not|don't|never|"
        r"must not|cannot|can't|need not|not to|without|instead of|"
        r"rather than|before you|whether)\s+(?:\w+\s+)?(?:wip|eras|reset|retir|remov|delet|creat|replac|renew|"
        r"chang|turn|"
        r"disabl|add|assign|choos|set\b|rais|upload|exempt|exclud|unenroll|restor)\w*|\b(?:is|was|were|been|be|"
        r"are) set\b"
    ),
    "sv": re.compile(
        r"\bett senare steg\b[^.]*|\braderar? (?:inget|ingenting|inte)\b|\binte om eller återställ\b|"
        r"\b(?:rensa|radera|återställ|skapa|ersätt|ta|dra|slå|stäng) (?:inte|aldrig)\b|\b(?:inte|"
        r"aldrig|inget|utan att|i stället för att|innan du|om|"
        r"skapa inget)\s+(?:\w+\s+)?"
        r"(?:rensa|radera|återställ|fabriksåterställ|avregistrera|ta bort|skapa|ersätt|förnya|ändra|slå|stäng|"
        r"inaktivera|"
        r"lägg|tilldela|välj|ställ|höj|ladda|undanta|uteslut|dra|nytt|nya)\w*"
    ),
}
_SENTENCE_ENDS = re.compile(r"(?<=[.;!?])\s+")


def marks_told(text: str, language: Language) -> frozenset[Safety]:
    """The dangers that a text tells of, in one language."""
    said = _NOT_DONE[language].sub(" ", text.lower())
    found: set[Safety] = {mark for mark, words in WORDS.items() if words[language].search(said)}
    if _changes_tenant(said, language):
        found.add("changes_tenant")
    return frozenset(found)


def _changes_tenant(said: str, language: Language) -> bool:
    """Whether some sentence has something that changes, and what belongs to a tenant."""
    return any(
        not _LOOKS[language].match(sentence)
        and _CHANGES[language].search(sentence) and _OF_TENANT[language].search(sentence)
        for sentence in _SENTENCE_ENDS.split(_MENU.sub(" ", said))
    )  # fmt: skip


def told_of_a_case(text: str, short: str, language: Language) -> bool:
    """Whether a step tells of its dangers in some case only, in one language: every sentence that does is an "if".

    Args:
        text: what to do.
        short: the same in a few words; empty where there are none.
        language: of both.
    """
    begins = _IF[language].match
    dangerous = [sentence for sentence in _SENTENCE_ENDS.split(text.lower()) if marks_told(sentence, language)]
    return bool(begins(short.lower())) or (bool(dangerous) and all(map(begins, dangerous)))


# How a sentence begins that holds in some case alone; in Swedish also with the verb. "When" only takes a while.
_IF: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"(?:only )?if\b"),
    "sv": re.compile(r"(?:bara )?om\b|(?:behöver|ber|finns|går|har|kan|nekar|saknas|ska|säger|tar|visas|är)\b"),
}


# What only looks, asks, waits or happens on the device, and what a menu is called.
_LOOKS: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"(?:first )?(?:check|make sure|look|find out|compare|open a case|enroll the device|"
                     r"connect the device|on the device|sign in|write down|update|when the sync|ask the person|"
                     r"if one is|ask [\w' ]+ (?:whether|what|which|why))\b"),
    "sv": re.compile(r"(?:först )?(?:kontrollera|försäkra|se efter|ta reda|jämför|skapa ett ärende|registrera enheten|"
                     r"anslut enheten|på enheten|logga in|anteckna|uppdatera|öppna inställningar|be den som|"
                     r"finns det någon|fråga [\w' ]+ (?:om|vad|vilken|vilket|vilka|varför))\b"),
}  # fmt: skip
_MENU = re.compile(r">\s*(?:edit|redigera|add|sync|remove|delete|create)\b|\bremove management\b|\bta bort hantering\b")


def marks_linked(texts: Iterable[str]) -> frozenset[Safety]:
    """The dangers that addresses of links, or cells of a table, tell of."""
    addresses = tuple(texts)
    return frozenset(mark for mark, words in LINKS.items() if any(map(words.search, addresses)))
