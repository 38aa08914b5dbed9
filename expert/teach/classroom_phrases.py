"""What the library says on the page for a class, in both languages; the page's own words stand beside its pages."""

from __future__ import annotations

from expert.foundations.terms import Safety, Verdict
from expert.foundations.texts import Text

DOES: dict[Safety, Text] = {
    "changes_tenant": Text("changes the tenant's settings", "ändrar inställningar i er miljö"),
    "lowers_security": Text("lowers security", "sänker säkerheten"),
    "affects_all_devices": Text("affects all devices", "påverkar alla enheter"),
    "removes_company_data": Text("removes company data", "tar bort företagsdata"),
    "erases_device": Text("erases the device", "raderar enheten"),
}
"""What a step with a mark does, after "it"."""

# What follows from a way that was chosen in an exercise.
FITS = Text("This mends it, and nothing is lost.", "Det här åtgärdar felet, och inget går förlorat.")
FITS_ALTHOUGH = Text(
    "This mends it. It {does}, and no other way spares that.",
    "Det här åtgärdar felet. Det {does}, och inget annat sätt undviker det.",
)
AVOIDABLE = Text(
    "This mends it, but it {does}, and another way spares that: {other}.",
    "Det här åtgärdar felet, men det {does}, och ett annat sätt undviker det: {other}.",
)
REPLACED = Text(
    "This once mended it, but newer documentation has replaced it: {other}.",
    "Det här åtgärdade felet förr, men nyare dokumentation har ersatt det: {other}.",
)
DOES_HARM = Text("This does harm here. {harm}", "Det här gör skada här. {harm}")
NOT_FOR_THIS = Text(
    "This way is for another case: {condition}.", "Det här sättet är för ett annat fall: {condition}."
)
MENDS_ANOTHER = Text(
    "This mends another cause, which is ruled out here: “{cause}”. The enrollment fails as before.",
    "Det här åtgärdar en annan orsak, som är utesluten här: ”{cause}”. Registreringen misslyckas som förut.",
)
MENDS_ANOTHER_OPEN = Text(
    "This mends another cause, which nothing here speaks for: “{cause}”. The enrollment fails as before.",
    "Det här åtgärdar en annan orsak, som inget här talar för: ”{cause}”. Registreringen misslyckas som förut.",
)
FOR_NOTHING = Text("And it {does}, for nothing.", "Och det {does}, till ingen nytta.")

# The frames of a played case.
REPORTS = Text("What the user reports", "Det här anmäler användaren")
SYMPTOM = Text("The symptom: {title}", "Symptomet: {title}")
TOLD = Text("{title}: {words}", "{title}: {words}")
CANDIDATES = (
    Text("1 cause can explain it: {cause}", "1 orsak kan förklara det: {cause}"),
    Text("{n} causes can explain it", "{n} orsaker kan förklara det"),
)
WORKED_OUT = Text("Worked out: {title}", "Uträknat: {title}")
STATED = Text("The message itself says it: {title}", "Meddelandet säger det självt: {title}")
GUESS = Text("Which cause is it?", "Vilken är orsaken?")
TURNS_OUT: dict[Verdict, tuple[Text, Text]] = {
    "confirmed": (
        Text("Confirmed: {cause}", "Bekräftad: {cause}"),
        Text("{n} causes are confirmed", "{n} orsaker är bekräftade"),
    ),
    "likely": (Text("Likely: {cause}", "Trolig: {cause}"), Text("{n} causes are likely", "{n} orsaker är troliga")),
    "possible": (
        Text("Open again: {cause}", "Åter öppen: {cause}"),
        Text("{n} causes are open again", "{n} orsaker är åter öppna"),
    ),
    "ruled_out": (
        Text("Ruled out: {cause}", "Utesluten: {cause}"),
        Text("{n} causes are ruled out", "{n} orsaker är uteslutna"),
    ),
}
REMEDY = Text("What to do: {title}", "Det här gör du: {title}")
NOTHING_TO_GO_BY = Text("There is no message and no behavior", "Det finns varken meddelande eller beteende")
OUTCOME: dict[str, Text] = {
    "confirmed": Text("Confirmed", "Bekräftat"),
    "likely": Text("Likely", "Troligt"),
    "possible": Text("Still open", "Fortfarande öppet"),
    "contradictory": Text("The facts contradict each other", "Uppgifterna motsäger varandra"),
    "obstacle": Text("Something else stops the enrollment", "Något annat stoppar registreringen"),
    "solved": Text("Solved", "Löst"),
    "incomplete": Text("More of the message is needed", "Mer av meddelandet behövs"),
    "unrecognized": Text("Not recognized", "Känns inte igen"),
    "out_of_scope": Text("Outside this system", "Utanför det här systemet"),
}
SUPERSEDED = Text(
    "Only older documentation names this cause: check the others too",
    "Bara äldre dokumentation nämner den här orsaken: kontrollera även de andra",
)
