"""The sentences that an escalation package says in its own name, and what stands for what is masked."""

from __future__ import annotations

from expert.foundations.terms import Outcome
from expert.foundations.texts import Text

STANDING: dict[Outcome, Text] = {
    "confirmed": Text(
        "No need to escalate yet: the cause is confirmed ({causes}). Carry its remedy out first; escalate only if the "
        "fault is still there afterward.",
        "Ingen eskalering behövs ännu: orsaken är bekräftad ({causes}). Genomför åtgärden först; eskalera bara om "
        "felet finns kvar efteråt.",
    ),
    "likely": Text(
        "No need to escalate yet: a cause is likely ({causes}). Try its remedy first; escalate only if the fault is "
        "still there afterward.",
        "Ingen eskalering behövs ännu: en orsak är trolig ({causes}). Prova åtgärden först; eskalera bara om felet "
        "finns kvar efteråt.",
    ),
    "possible": Text(
        "No need to escalate yet: there are documented causes left to check. Find out first what is still open below.",
        "Ingen eskalering behövs ännu: det finns dokumenterade orsaker kvar att kontrollera. Ta först reda på det som "
        "är öppet nedan.",
    ),
    "contradictory": Text(
        "To be escalated: the facts below contradict each other or every documented cause. Check them once more before "
        "you send this.",
        "Ska eskaleras: uppgifterna nedan säger emot varandra eller alla dokumenterade orsaker. Kontrollera dem en "
        "gång till innan du skickar detta.",
    ),
    "obstacle": Text(
        "No need to escalate yet: {causes} is confirmed and stops an enrollment by itself. Carry its remedy out first; "
        "escalate only if the fault is still there afterward.",
        "Ingen eskalering behövs ännu: {causes} är bekräftat och stoppar en registrering i sig. Genomför åtgärden "
        "först; eskalera bara om felet finns kvar efteråt.",
    ),
    "solved": Text("Solved: {reason} There is nothing to escalate.", "Löst: {reason} Det finns inget att eskalera."),
    "incomplete": Text(
        "Too early to escalate: more of the message is needed to recognize anything. Get the whole message first.",
        "För tidigt att eskalera: det behövs mer av meddelandet för att känna igen något. Ta fram hela meddelandet "
        "först.",
    ),
    "unrecognized": Text(
        "To be escalated: the knowledge base does not explain this case.",
        "Ska eskaleras: kunskapsbasen förklarar inte det här ärendet.",
    ),
    "out_of_scope": Text(
        "Outside this system: {reason}", "Utanför det här systemet: {reason}"
    ),
}
STANDING_SEVERAL: dict[Outcome, Text] = {
    "obstacle": Text(
        "No need to escalate yet: {causes} are confirmed, and each stops an enrollment by itself. Carry their remedies "
        "out first; escalate only if the fault is still there afterward.",
        "Ingen eskalering behövs ännu: {causes} är bekräftade, och vart och ett stoppar en registrering i sig. "
        "Genomför åtgärderna först; eskalera bara om felet finns kvar efteråt.",
    ),
    "confirmed": Text(
        "No need to escalate yet: the causes are confirmed ({causes}). Carry their remedies out first; escalate only "
        "if the fault is still there afterward.",
        "Ingen eskalering behövs ännu: orsakerna är bekräftade ({causes}). Genomför åtgärderna först; eskalera bara "
        "om felet finns kvar efteråt.",
    ),
    "likely": Text(
        "No need to escalate yet: several causes are likely ({causes}). Try their remedies first; escalate only if the "
        "fault is still there afterward.",
        "Ingen eskalering behövs ännu: flera orsaker är troliga ({causes}). Prova åtgärderna först; eskalera bara om "
        "felet finns kvar efteråt.",
    ),
}
STANDING_SUPERSEDED = Text(
    "No need to escalate yet: the facts show {causes}, but only older documentation names that as a cause. Check what "
    "is still open below first.",
    "Ingen eskalering behövs ännu: uppgifterna visar {causes}, men bara äldre dokumentation anger det som en orsak. "
    "Kontrollera först det som är öppet nedan.",
)
NOTHING_GIVEN = Text(
    "Too early to escalate: there is neither a message nor a behavior to go by. Write down what is seen first.",
    "För tidigt att eskalera: det finns varken meddelande eller beteende att gå på. Anteckna först vad som syns.",
)
PERSONAL = Text(
    "This holds the texts as they were given, with whatever personal data is in them. Send it only to those who "
    "need it.",
    "Här står texterna som de angavs, med de personuppgifter som finns i dem. Skicka dem bara till dem som "
    "behöver dem.",
)
NOT_PERSONAL = Text(
    "Pasted texts are left out, and addresses, sign-in names, serial numbers and other device identifiers are "
    "masked. Names of people in free text are not recognized: read it through before you send it.",
    "Inklistrade texter är utelämnade, och adresser, inloggningsnamn, serienummer och andra "
    "enhetsidentifierare är maskerade. Personnamn i löpande text känns inte igen: läs igenom innan du skickar.",
)
TICKET_MASKED = Text(
    "Addresses, sign-in names, serial numbers and other device identifiers are masked. Names of people in free text "
    "are not recognized: read it through before you send it.",
    "Adresser, inloggningsnamn, serienummer och andra enhetsidentifierare är maskerade. Personnamn i löpande text "
    "känns inte igen: läs igenom innan du skickar.",
)
REDACTED = Text(
    "What identifies a person or a device is masked. Names of people in free text are not recognized: read it through "
    "before you pass it on.",
    "Det som pekar ut en person eller en enhet är maskerat. Personnamn i löpande text känns inte igen: läs igenom "
    "innan du lämnar det vidare.",
)
NOTHING_MASKED = Text(
    "Nothing was found that had to be masked. Names of people in free text are not recognized: read it through before "
    "you pass it on.",
    "Inget hittades som behövde maskeras. Personnamn i löpande text känns inte igen: läs igenom innan du lämnar det "
    "vidare.",
)
OTHERWISE_IN_TEXT = Text(
    "“{title}” is given as “{given}”, but the pasted text says otherwise.",
    "”{title}” anges som ”{given}”, men den inklistrade texten säger något annat.",
)
CUT = Text("[{count} more characters are left out]", "[{count} tecken till är utelämnade]")
LEFT_OUT = Text("left out: it may hold personal data", "utelämnat: det kan innehålla personuppgifter")
ONLY_DOCUMENTED = Text(
    "the documented wording of what was recognized; the pasted text is left out",
    "den dokumenterade lydelsen av det som känns igen; den inklistrade texten är utelämnad",
)
TEXTS_LEFT_OUT = (
    Text(
        "a text in which nothing known is recognized is left out",
        "en text där inget känt känns igen är utelämnad",
    ),
    Text(
        "{n} texts in which nothing known is recognized are left out",
        "{n} texter där inget känt känns igen är utelämnade",
    ),
)
CODES = Text("codes found in it: {codes}", "koder i texten: {codes}")
ADD_BY_HAND = Text(
    "--redact none gives the whole text", "--redact none ger hela texten"
)
BEGINNING = Text("the beginning of “{text}”", "början av ”{text}”")
FACT = Text("{title}: {words}", "{title}: {words}")
