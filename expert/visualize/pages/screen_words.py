"""The words of the first screen, in both languages."""

from __future__ import annotations

from expert.foundations.terms import Outcome, Verdict
from expert.foundations.texts import Text

HEADLINES: dict[Outcome, Text] = {
    "possible": Text("{count} causes are possible", "{count} orsaker är möjliga"),
    "contradictory": Text("the facts contradict each other", "uppgifterna går inte ihop"),
    "solved": Text("solved", "löst"),
    "incomplete": Text("more of the message is needed", "mer av meddelandet behövs"),
    "unrecognized": Text("this is not recognized", "det här känns inte igen"),
    "out_of_scope": Text("outside this system", "utanför det här systemet"),
}
"""The verdict where no cause is the verdict."""

REASONS: dict[Outcome, Text] = {
    "possible": Text("Nothing tells yet which it is.", "Inget visar ännu vilken det är."),
    "unrecognized": Text(
        "There is no known message in it, and no fact shows what is wrong.",
        "Det innehåller inget känt meddelande, och inget av det vi vet visar vad som är fel.",
    ),
}
"""Why, where the sentence of the report speaks of what stands below it."""

ALL_RULED_OUT = Text("every documented cause is ruled out", "alla dokumenterade orsaker är uteslutna")
CHECK_AGAIN = Text(
    "Because {facts}. Check that again; if it is so, this is a case to escalate.",
    "Detta eftersom {facts}. Kontrollera det igen; om det stämmer är det ett ärende att eskalera.",
)
CHECK_MANY_AGAIN = Text(
    "{count} facts rule them out (--full). Check them again; if they hold, this is a case to escalate.",
    "{count} uppgifter utesluter dem (--full). Kontrollera dem igen; om de stämmer är det ett ärende att eskalera.",
)
SEVERAL: dict[Outcome, Text] = {
    "confirmed": Text("{count} causes are confirmed", "{count} orsaker är bekräftade"),
    "likely": Text("{count} causes are likely", "{count} orsaker är troliga"),
    "obstacle": Text("{count} confirmed faults stop the enrollment", "{count} bekräftade fel stoppar registreringen"),
}
MAYBE = Text("perhaps: {cause}", "kanske: {cause}")

BECAUSE: dict[Verdict, Text] = {
    "confirmed": Text("Confirmed, because {facts}.", "Bekräftat, eftersom {facts}."),
    "likely": Text("Likely, because {facts}.", "Troligt, eftersom {facts}."),
}
PERHAPS = Text(
    "The fault is confirmed, because {facts}. Whether it is the cause here is not certain yet.",
    "Felet är bekräftat, eftersom {facts}. Om det är orsaken här är inte säkert ännu.",
)
BRIEFLY: dict[Verdict, Text] = {
    "confirmed": Text("Confirmed{places}.", "Bekräftat{places}."),
    "likely": Text("Likely{places}.", "Troligt{places}."),
}
SUPERSEDED_BRIEFLY = Text(
    "It is so{places}, but is no longer documented as a cause.",
    "Det är så{places}, men är inte längre dokumenterat som orsak.",
)
PERHAPS_BRIEFLY = Text(
    "Confirmed{places}, but perhaps not the cause here.", "Bekräftat{places}, men kanske inte orsaken här."
)
ONLY_LEFT_BRIEFLY = Text("Likely: all others are ruled out.", "Troligt: alla andra är uteslutna.")
MORE_CAUSES = Text("And {count} more (--full).", "Och {count} till (--full).")
NAMED = Text(
    "Likely: the message itself names this cause{place}. No fact confirms it yet.",
    "Troligt: meddelandet pekar självt ut den här orsaken{place}. Inget av det vi vet bekräftar den ännu.",
)
ONLY_LEFT = Text(
    "Likely: facts speak for it, and every other documented cause is ruled out.",
    "Troligt: uppgifter talar för den, och alla andra dokumenterade orsaker är uteslutna.",
)
SUPERSEDED = Text(
    "It is so, because {facts}. But today's documentation no longer names it as a cause: look at the others too.",
    "Det är så, eftersom {facts}. Men dagens dokumentation nämner det inte längre som en orsak: se även på de andra.",
)
OBSTACLE = Text(
    "Confirmed, because {facts}. It stops every enrollment; whether it also explains what is seen here is not known.",
    "Bekräftat, eftersom {facts}. Det stoppar varje registrering; om det också förklarar det som syns här är inte "
    "känt.",
)
OBSTACLE_OF_SOME = Text(
    "Confirmed, because {facts}. It stops some enrollments, not all; whether this one is among them is not known.",
    "Bekräftat, eftersom {facts}. Det stoppar vissa registreringar, inte alla; om den här hör dit är inte känt.",
)
PLAIN = Text("{title}: {words}", "{title}: {words}")
AT = Text("{clause} ({place})", "{clause} ({place})")
FOLLOWS = Text("{clause}, as {facts}", "{clause}, då {facts}")
IN_BRACKETS = Text(" ({place})", " ({place})")
SEEN = Text("{symptom} (from “{span}”)", "{symptom} (enligt ”{span}”)")
SYMPTOMS = Text("Seen: {symptoms}.", "Symptom: {symptoms}.")
SOURCE = Text("Source: {source}", "Källa: {source}")

READ = Text("Read from the text: {facts}.", "Utläst ur texten: {facts}.")

MORE_NOTES = Text("Further notes before you act: {count} (--full).", "Fler saker att veta först: {count} (--full).")
COULD_BE = Text("It could be", "Det kan vara")
REMINDS_OF = Text("Was it one of these?", "Var det något av detta?")

ALSO = Text(
    "Also confirmed, and it stops every enrollment: {cause}.",
    "Också bekräftat, och det stoppar varje registrering: {cause}.",
)

ALSO_SOME = Text(
    "Also confirmed, and it stops some enrollments, perhaps this one: {cause}.",
    "Också bekräftat, och det stoppar vissa registreringar, kanske den här: {cause}.",
)

DO_NOW = Text("Do now", "Gör nu")
DO_THEN = Text("Then, by the answer", "Sedan, beroende på svaret")
DO_MEANWHILE = Text("What may be done already", "Det här går att göra redan nu")
THEN_NAMED = Text("Then: {steps}.", "Sedan: {steps}.")
THEN_ONE = Text("Then step {number}.", "Sedan steg {number}.")
THEN = Text("Then {count} more steps ({number} to {last}).", "Sedan {count} steg till ({number}–{last}).")
ONE_STEP = Text("1 step (--full shows it).", "1 steg (--full visar det).")
STEPS = Text("{count} steps (--full shows them).", "{count} steg (--full visar dem).")
THEN_LETTERED = Text("Then {count} more steps.", "Sedan {count} steg till.")
NOT_BEFORE = Text(
    "Follow `expert plan` from there: it begins by saving what would be lost.",
    "Följ `expert plan` därifrån: den börjar med att spara det som annars går förlorat.",
)
AFTER_THE_ANSWER = Text("Not before the question is answered.", "Inte förrän frågan är besvarad.")
WAIT = Text("then wait up to {time}", "vänta sedan upp till {time}")
TABLE = Text("with a table of values (--full)", "med en tabell över värden (--full)")

ASK_NEXT = Text("Find out next", "Ta reda på härnäst")
HELD_BACK = Text(
    "Steps that erase or remove anything are not shown before this is known: {facts}.",
    "Steg som raderar eller tar bort något visas inte förrän detta är känt: {facts}.",
)
WAITING: dict[str, Text] = {
    "held_back": Text(
        "Steps that erase or remove anything are not shown before this is known.",
        "Steg som raderar eller tar bort något visas inte förrän detta är känt.",
    ),
    "only_some": Text(
        "Whether it is the cause here depends on the answer.", "Svaret avgör om det är orsaken här."
    ),
}
"""What waits for the answer to a question, by the kinds of notices."""

POSSIBLE = Text("Still possible: {causes}{more}.", "Fortfarande möjligt: {causes}{more}.")
POSSIBLE_COUNT = Text("Still possible: {count} causes.", "Fortfarande möjligt: {count} orsaker.")
RULED_OUT = Text("Ruled out: {causes}{more}.", "Uteslutet: {causes}{more}.")
RULED_OUT_COUNT = Text("Ruled out: {count} causes.", "Uteslutet: {count} orsaker.")
AND_MORE = Text("; and {count} more", "; och {count} till")

MORE = Text(
    "More: --full, and `expert plan`, `explain` or `ask` with {same}.",
    "Mer: --full, och `expert plan`, `explain` eller `ask` med {same}.",
)
MORE_IN = Text(
    "More: --full; `expert plan`, `explain`, `ask` with {same}, {options}.",
    "Mer: --full; `expert plan`, `explain`, `ask` med {same}, {options}.",
)
MORE_OF_OPTIONS = Text(
    "More: --full; `expert plan`, `explain`, `ask` with {options}.",
    "Mer: --full; `expert plan`, `explain`, `ask` med {options}.",
)
SAME_FILE = Text("the same file", "samma fil")
SAME_TEXT = Text("the same text", "samma text")
SAME_FILE_AND_OPTIONS = Text("the same file and options", "samma fil och alternativ")
SAME_TEXT_AND_OPTIONS = Text("the same text and options", "samma text och alternativ")
