"""The words in pictures, in both languages; reports take the names of verdicts and marks from here too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from expert.foundations import durations
from expert.foundations.problems import visible
from expert.foundations.sources import Status
from expert.foundations.terms import Outcome, Safety, Standing, Verdict, standing
from expert.foundations.texts import Text, joined

VERDICTS: dict[Verdict, Text] = {
    "confirmed": Text("CONFIRMED", "BEKRÄFTAD"),
    "likely": Text("LIKELY", "TROLIG"),
    "possible": Text("POSSIBLE", "MÖJLIG"),
    "ruled_out": Text("RULED OUT", "UTESLUTEN"),
}

# How a verdict is counted: "1 confirmed, 2 possible" (the Swedish words go with "orsaker").
COUNTED: dict[Standing, tuple[Text, Text]] = {
    "confirmed": (Text("1 confirmed", "1 bekräftad"), Text("{n} confirmed", "{n} bekräftade")),
    "superseded": (Text("1 superseded", "1 ersatt"), Text("{n} superseded", "{n} ersatta")),
    "disputed": (Text("1 contradicted", "1 motsagd"), Text("{n} contradicted", "{n} motsagda")),
    "likely": (Text("1 likely", "1 trolig"), Text("{n} likely", "{n} troliga")),
    "possible": (Text("1 possible", "1 möjlig"), Text("{n} possible", "{n} möjliga")),
    "ruled_out": (Text("1 ruled out", "1 utesluten"), Text("{n} ruled out", "{n} uteslutna")),
}

SAFE = Text("SAFE", "OFARLIGT")
SAFETY: dict[Safety, Text] = {
    "changes_tenant": Text("! CHANGES TENANT", "! ÄNDRAR I ER MILJÖ"),
    "lowers_security": Text("!! LOWERS SECURITY", "!! SÄNKER SÄKERHETEN"),
    "affects_all_devices": Text("!! AFFECTS ALL DEVICES", "!! PÅVERKAR ALLA ENHETER"),
    "removes_company_data": Text("!! REMOVES COMPANY DATA", "!! TAR BORT FÖRETAGSDATA"),
    "erases_device": Text("!! ERASES DEVICE", "!! RADERAR ENHETEN"),
}

SO = Text("so", "så")
NEEDED = Text("it is needed", "det behövs")
IN_CASE = Text("if {case}:", "om {case}:")


def mark(danger: Safety | None, case: str = "") -> Text:
    """A mark of a step.

    Args:
        danger: what it does; None where it is safe.
        case: in a word or two, the cases in which alone it does so; empty for every case.
    """
    return joined(mark_apart(danger, case), " ")


def mark_apart(danger: Safety | None, case: str = "") -> tuple[Text, ...]:
    """`mark` in its parts: the cases, then the danger; each for lines of its own where one is too short."""
    said = SAFE if danger is None else SAFETY[danger]
    return (IN_CASE.format(case=case), said) if case else (said,)


# What a line says: the deciding fact … the cause.
EDGES: dict[str, Text] = {
    "proves": Text("proves", "bevisar"),
    "suggests": Text("points to", "talar för"),
    "may_explain": Text("may explain", "kan förklara"),
    "rules_out": Text("rules out", "utesluter"),
    "resembles": Text("could be", "kan vara"),
}

REASONING_COLUMNS: dict[str, Text] = {
    "seen": Text("WHAT WAS SEEN", "VAD SOM SYNTES"),
    "symptom": Text("SYMPTOM", "SYMPTOM"),
    "deciding": Text("DECIDING FACT", "AVGÖRANDE FAKTUM"),
    "cause": Text("CAUSE", "ORSAK"),
    "next": Text("NEXT STEPS", "NÄSTA STEG"),
}
TREE_COLUMNS: dict[str, Text] = {
    "symptom": Text("SYMPTOM: what you see", "SYMPTOM: det du ser"),
    "question": Text("QUESTION: what to ask", "FRÅGA: det du tar reda på"),
    "cause": Text("CAUSE: what it is", "ORSAK: vad det är"),
    "remedy": Text("REMEDY: what to do", "ÅTGÄRD: vad du gör"),
}

KEY = Text("KEY", "FÖRKLARING")
KEY_WORDS: dict[str, Text] = {
    "fact": Text("fact, observed", "faktum, observerat"),
    "derived_fact": Text("fact, worked out", "faktum, uträknat"),
    "unknown_fact": Text("fact, not known yet", "faktum, inte känt ännu"),
    "reason": Text("other reason", "annat skäl"),
    "symptom": Text("symptom", "symptom"),
    "tree_symptom": Text("symptom", "symptom"),
    "partial_symptom": Text("symptom, if the rest is there", "symptom, om resten finns"),
    "no_symptom": Text("no symptom recognized", "inget symptom igenkänt"),
    "question": Text("question", "fråga"),
    "ladder_symptom": Text("symptom", "symptom"),
    "rung": Text("question", "fråga"),
    "answered_rung": Text("question, answered", "fråga, besvarad"),
    "cause": Text("cause", "orsak"),
    "cause_confirmed": Text("cause: confirmed", "orsak: bekräftad"),
    "cause_likely": Text("cause: likely", "orsak: trolig"),
    "cause_possible": Text("cause: possible", "orsak: möjlig"),
    "cause_superseded": Text("cause: superseded by newer documentation", "orsak: ersatt av nyare dokumentation"),
    "cause_disputed": Text("cause: contradicted", "orsak: motsagd"),
    "cause_ruled_out": Text("cause: ruled out", "orsak: utesluten"),
    "conflict": Text("contradiction", "motsägelse"),
    "report": Text("what the user reports", "vad användaren anmäler"),
    "looked_up": Text("looked up", "uppslaget"),
    "named_confirmed": Text("cause: confirmed", "orsak: bekräftad"),
    "named_likely": Text("cause: likely", "orsak: trolig"),
    "named_possible": Text("cause: possible", "orsak: möjlig"),
    "named_in_vain": Text("wrong answer", "fel svar"),
}

KEY_SOMETIMES = Text("if …: in that case only", "om …: bara i det fallet")
"""What a mark in the key says that stands for all those of some cases only."""

SIX_SIDED = Text("six-sided", "sexkantigt")
# What the kinds of lines say that need no words where they are drawn.
KEY_LINES: dict[str, Text] = {
    "recognizes": Text("shows the symptom", "visar symptomet"),
    **{kind: EDGES[kind] for kind in ("proves", "suggests", "may_explain", "rules_out")},
    "goes_down": Text("go on", "gå vidare"),
    "goes_on_unknown": Text("go on: not known", "gå vidare: inte känt"),
    "answers": Text("the answer shows it", "svaret visar det"),
    "path": Text("the way of the case", "ärendets väg"),
    "remedied_by": Text("is remedied by", "åtgärdas med"),
}

# The title of a case's picture, by its outcome; {case} is "Case INC0042187" or "This case".
CASE = Text("Case {id}", "Ärende {id}")
NAMELESS_CASE = Text("This case", "Det här ärendet")
TITLES: dict[Outcome, Text] = {
    "confirmed": Text("{case}: why the device does not enroll", "{case}: därför registreras inte enheten"),
    "likely": Text(
        "{case}: the likely reason why the device does not enroll",
        "{case}: den troliga orsaken till att enheten inte registreras",
    ),
    "possible": Text(
        "{case}: what could keep the device from enrolling",
        "{case}: vad som kan hindra enheten från att registreras",
    ),
    "contradictory": Text("{case}: the facts contradict each other", "{case}: uppgifterna går inte ihop"),
    "obstacle": Text(
        "{case}: what stops the enrollment, whatever is shown",
        "{case}: det som stoppar registreringen, vad som än visas",
    ),
    "solved": Text("{case}: solved", "{case}: löst"),
    "incomplete": Text("{case}: more of the message is needed", "{case}: mer av meddelandet behövs"),
    "unrecognized": Text("{case}: not recognized", "{case}: känns inte igen"),
    "out_of_scope": Text("{case}: outside this system", "{case}: utanför det här systemet"),
}
TITLE_SUPERSEDED = Text(
    "{case}: a cause that only older documentation names; check the others too",
    "{case}: en orsak som bara äldre dokumentation nämner; kontrollera även de andra",
)
OVERVIEW = Text("Overview: each symptom has its own picture below", "Översikt: varje symptom har en egen bild nedan")
FIND_OUT_NUMBER = Text("FIND OUT, QUESTION {number}", "TA REDA PÅ, FRÅGA {number}")
IN_SOME_CASES = Text("To enroll again: {text}", "För att registrera igen: {text}")
NOTHING_GIVEN = Text("{case}: there is nothing to go by yet", "{case}: det finns inget att gå på ännu")
KNOWLEDGE = Text("Knowledge {version}", "Kunskapsbas {version}")
DISCLAIMER = Text(
    "{knowledge}. Not a Microsoft product; check a step with its source when in doubt.",
    "{knowledge}. Ingen Microsoft-produkt; kontrollera steget mot källan om du är osäker.",
)

TREE_TITLE = Text("iOS/iPadOS enrollment: the whole diagnostic tree", "Registrering av iOS/iPadOS: hela diagnosträdet")
TREE_COUNTS = Text("{symptoms}, {causes}. Knowledge {version}.", "{symptoms}, {causes}. Kunskapsbas {version}.")
TREE_HINT = Text(
    "Read from the left: what you see, what to ask, what it is, what to do.",
    "Läs från vänster: det du ser, det du tar reda på, vad det är, vad du gör.",
)
SYMPTOM_COUNT = (Text("1 symptom", "1 symptom"), Text("{n} symptoms", "{n} symptom"))
CAUSE_COUNT = (Text("1 cause", "1 orsak"), Text("{n} causes", "{n} orsaker"))

MESSAGE = Text("message", "meddelande")
QUOTED = Text('"{text}"', "”{text}”")
NOT_KNOWN = Text("not known yet", "inte känt ännu")
UNKNOWN = Text("not known", "inte känt")  # as an answer
COMPARE = Text("Compare: {facts}", "Jämför: {facts}")
NEEDLESS = Text("Not needed after “{answer}” to question {number}", "Behövs inte efter ”{answer}” på fråga {number}")
AND_MORE = Text("and {n} more", "och {n} till")
ALSO_KNOWN = Text("also known", "även känt")
WORKED_OUT = Text("worked out from: {facts}", "uträknat från: {facts}")
WORKED_OUT_BY_RULE = Text("worked out", "uträknat")
THE_MESSAGE = Text("the message itself", "meddelandet självt")
LIST_HINT = Text(
    "The causes by name. What to ask and in which order: expert ladder --symptom {symptom}",
    "Orsakerna vid namn. Vad du frågar om och i vilken ordning: expert ladder --symptom {symptom}",
)
ANY_CAUSE = Text(
    "anything that stops an enrollment by itself is possible",
    "allt som i sig stoppar en registrering är möjligt",
)
NAMED = Text("the message itself names it", "meddelandet pekar ut den")
NAMED_BY_ANOTHER = Text("the message of “{symptom}” names it", "meddelandet för ”{symptom}” pekar ut den")
LAST_ONE = Text(
    "the only documented cause left, and facts speak for it",
    "den enda dokumenterade orsaken som är kvar, och uppgifter talar för den",
)
ONLY_LEFT = Text(
    "the only documented cause left, with nothing for it",
    "den enda dokumenterade orsaken som är kvar, men inget talar för den",
)
DISPUTED = Text("rests on facts that do not fit together", "bygger på uppgifter som inte går ihop")
DISPUTED_WORD = Text("CONTRADICTED", "MOTSAGD")
HELD_BACK = Text(
    "Some steps are not shown until more is known", "Vissa steg visas först när mer är känt"
)
OBSTACLE = Text("stops the enrollment, whatever is shown", "stoppar registreringen, vad som än visas")
STATED = Text("documented for this symptom", "dokumenterad för symptomet")
SUPERSEDED_WORD = Text("SUPERSEDED", "ERSATT")
STANDINGS: dict[Standing, Text] = {
    **{standing(verdict): word for verdict, word in VERDICTS.items()},
    "superseded": SUPERSEDED_WORD, "disputed": DISPUTED_WORD,
}  # fmt: skip
"""The one word for how a cause stands, wherever it is told."""
FACTS_FIT = Text(
    "the facts fit, but newer documentation no longer names it",
    "uppgifterna stämmer, men nyare dokumentation nämner den inte längre",
)
SUPERSEDED = Text("superseded by newer documentation", "ersatt av nyare dokumentation")
# How a source stands, in a word.
STATUS: dict[Status, Text] = {
    "current": Text("current", "gäller"),
    "superseded": Text("superseded", "ersatt"),
    "disputed": Text("disputed", "omtvistat"),
}
NO_ADDRESS = Text("no address: {reason}", "utan adress: {reason}")
NO_SYMPTOM = Text("No known message or behavior", "Inget känt meddelande eller beteende")
NO_MESSAGE = Text("No message given yet", "Inget meddelande angivet ännu")

OPTION_IF = Text("If this fits: {title}", "Om det här stämmer: {title}")
LETTERED_OPTION_IF = Text(
    "Option {letter}, if this fits: {title}", "Alternativ {letter}, om det här stämmer: {title}"
)
NO_STEPS = Text("There are no steps to show.", "Det finns inga steg att visa.")
WITHHELD = Text("DO NOT USE IT HERE", "GÖR INTE SÅ HÄR")
CAREFUL = Text("TAKE CARE", "VAR FÖRSIKTIG")
OTHER_WAYS = (
    Text("1 other option: see the text of the diagnosis", "1 annat alternativ: se diagnosen i text"),
    Text("{n} other options: see the text of the diagnosis", "{n} andra alternativ: se diagnosen i text"),
)
OTHER_WAY = Text("Or: {title}", "Eller: {title}")
FIND_OUT = Text("FIND OUT", "TA REDA PÅ")
REST_OF_MESSAGE = Text("Does the message go on like this?", "Fortsätter meddelandet så här?")
COLLECT = Text("COLLECT BEFORE YOU ESCALATE", "SAMLA IN INNAN DU ESKALERAR")
CAUSES_AT = Text("its causes stand at “{symptom}”", "orsakerna står vid ”{symptom}”")
STEPS_AT = Text("its steps stand at “{cause}”", "stegen står vid ”{cause}”")
SEE_ABOVE = Text("see above", "se ovan")
CONFLICT = Text("CONTRADICTION", "MOTSÄGELSE")
OUT_OF_SCOPE = Text("OUT OF SCOPE", "UTANFÖR SYSTEMET")
SOLVED = Text("SOLVED", "LÖST")
WAIT = Text("then wait up to {time}", "vänta sedan upp till {time}")
WAIT_KIND = Text("nothing is wrong: it takes time", "inget är fel: det tar tid")

YOUR_PATH = Text("Your path: {cost} min", "Din väg: {cost} min")
BEST_PATH = Text(
    "The recommended path (cheapest on average): {cost} min",
    "Rekommenderad väg (billigast i genomsnitt): {cost} min",
)
ONLY_IF = Text("only if: {condition}", "bara om: {condition}")
ONLY_IF_DONE = Text(
    "only where it was done already: never do it to find out",
    "bara om det redan är gjort: gör det aldrig för att ta reda på svaret",
)

_MARKS = re.compile("[\"“”„]")
_UNITS: tuple[tuple[Text, Text], ...] = (
    (Text("1 day", "1 dygn"), Text("{n} days", "{n} dygn")),
    (Text("1 hour", "1 timme"), Text("{n} hours", "{n} timmar")),
    (Text("1 minute", "1 minut"), Text("{n} minutes", "{n} minuter")),
)


def quoted(text: str) -> Text:
    """The text in quotation marks; those inside it become single ones, for pictures have only straight marks."""
    return QUOTED.format(text=inner(text))


def inner(text: str) -> str:
    """The text as it stands inside quotation marks."""
    return _MARKS.sub("'", text)


LINE = Text("line {line}", "rad {line}")
_ORIGINS: dict[str, Text] = {
    "--set": Text("given with --set", "angivet med --set"),
    "text": Text("read from the text", "utläst ur texten"),
    "today": Text("today's date", "dagens datum"),
    "command line": Text("on the command line", "på kommandoraden"),
}


def place(origin: str, file: str | None) -> Text:
    """Where a fact comes from: the line alone, where it is one of the case's file.

    Args:
        origin: as the result has it: `ticket.yaml:3`, `--set license=missing`, `text` …
        file: the file of the case, if it has one.
    """
    name, _, line = origin.rpartition(":")
    if name and line.isdigit() and name == file:
        return LINE.format(line=line)
    kind = "--set" if origin.startswith("--set ") else origin
    return _ORIGINS.get(kind, Text(visible(origin), visible(origin)))


def capital(text: str) -> str:
    """The text as a sentence begins; a name such as iOS keeps its small letter."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


def count(n: int, words: tuple[Text, Text]) -> Text:
    """A number with its word in the singular or the plural: "1 cause", "3 causes"."""
    one, many = words
    return one if n == 1 else many.format(n=n)


def duration(iso: str) -> Text:
    """An ISO 8601 duration of days, hours and minutes in words: `PT72H` is "72 hours".

    What is no such duration is given back as it stands.
    """
    found = durations.parts(iso) or ()
    said = [count(n, unit) for n, unit in zip(found, _UNITS, strict=False) if n]
    return Text(" ".join(part.en for part in said) or iso, " ".join(part.sv for part in said) or iso)


def counts_of(stands: Iterable[Standing]) -> list[Text]:
    """How many of some causes stand in each way, for those in which one does: by the word on its box."""
    found = Counter(stands)
    return [count(found[one], words) for one, words in COUNTED.items() if found[one]]


def limits(kind: str, *, superseded: bool) -> list[Text]:
    """What is to be noted beside a cause of this kind: that nothing is wrong, that newer documents have replaced it."""
    return [WAIT_KIND] * (kind == "wait") + [SUPERSEDED] * superseded
