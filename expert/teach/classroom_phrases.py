"""What the library says on the page for a class, in both languages; the page's own words stand beside its pages."""

from __future__ import annotations

from expert.foundations.terms import Verdict
from expert.foundations.texts import Text

# Where alone a cause comes into question.
ONLY_IF = Text("Only if: {condition}.", "Bara om: {condition}.")
NOT_IF = Text("Not if: {condition}.", "Inte om: {condition}.")

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
# The facts of a cause fit that only older documentation names, as slides and reports say it.
IS_SO = (
    Text(
        "It is so, but only older documentation calls it a cause: {cause}",
        "Det är så, men bara äldre dokumentation kallar det en orsak: {cause}",
    ),
    Text(
        "{n} causes are so, but only older documentation names them",
        "{n} orsaker stämmer, men bara äldre dokumentation nämner dem",
    ),
)
# The facts that prove a cause contradict each other, as reports say it.
CONTRADICTED = (
    Text("Contradicted: {cause}", "Motsagd: {cause}"),
    Text("{n} causes are contradicted", "{n} orsaker är motsagda"),
)
RESTS_ON_WHAT_DOES_NOT_FIT = (
    Text(
        "It rests on facts that do not fit together: settle them first",
        "Den bygger på uppgifter som inte går ihop: red ut dem först",
    ),
    Text(
        "They rest on facts that do not fit together: settle them first",
        "De bygger på uppgifter som inte går ihop: red ut dem först",
    ),
)
REMEDY = Text("What to do: {title}", "Det här gör du: {title}")
REMEDY_MEANWHILE = Text("What may be done already: {title}", "Det här går att göra redan nu: {title}")
NOTHING_TO_GO_BY = Text("There is no message and no behavior", "Det finns varken meddelande eller beteende")
OUTCOME: dict[str, Text] = {
    "confirmed": Text("Confirmed", "Bekräftat"),
    "likely": Text("Likely", "Troligt"),
    "possible": Text("Still open", "Fortfarande öppet"),
    "contradictory": Text("The facts contradict each other", "Uppgifterna går inte ihop"),
    "obstacle": Text("Something else stops the enrollment", "Något annat stoppar registreringen"),
    "solved": Text("Solved", "Löst"),
    "incomplete": Text("More of the message is needed", "Mer av meddelandet behövs"),
    "unrecognized": Text("Not recognized", "Känns inte igen"),
    "out_of_scope": Text("Outside this system", "Utanför det här systemet"),
}
OUTCOME_SUPERSEDED = Text(
    "Only older documentation names this cause", "Bara äldre dokumentation nämner den här orsaken"
)
CAREFUL = Text("Take care: {harm}", "Var försiktig: {harm}")
SUPERSEDED = Text(
    "Only older documentation names this cause: check the others too",
    "Bara äldre dokumentation nämner den här orsaken: kontrollera även de andra",
)
