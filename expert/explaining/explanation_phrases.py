"""The words of explanations, in both languages."""

from __future__ import annotations

from expert.foundations.texts import Text

PARTS = {
    "applies_when": Text("it applies only if", "den gäller bara om"),
    "stops_enrollment": Text("it stops an enrollment by itself only if", "den stoppar en registrering i sig bara om"),
    "confirmed_when": Text("it is confirmed if", "den är bekräftad om"),
    "ruled_out_when": Text("it is ruled out if", "den är utesluten om"),
}
GROUPS = {
    "all": Text("all of this is so", "allt detta stämmer"),
    "any": Text("any of this is so", "något av detta stämmer"),
    "not": Text("not this", "inte detta"),
}
NAMES = Text("the message “{symptom}” itself names the cause", "meddelandet ”{symptom}” självt pekar ut orsaken")
EXPLAINS = Text("the cause is documented for “{symptom}”", "orsaken är dokumenterad för ”{symptom}”")
MET = Text("{clause}", "{clause}")
MET_COMPARED = Text("{clause} (as needed: {wanted})", "{clause} (som krävs: {wanted})")
NOT_MET = Text("{clause} (needed: that {wanted})", "{clause} (krävs: att {wanted})")
TOO_ROUGH = Text(
    "{clause}, which is not exact enough to tell", "{clause}, vilket inte är exakt nog för att avgöra det"
)
# The same for what the rule forbids, inside a `not`.
NOT_MET_FORBIDDEN = Text("{clause} (must not hold: that {wanted})", "{clause} (får inte gälla: att {wanted})")
MESSAGE_SAYS = Text("the message itself says so", "meddelandet säger det självt")
THAT = Text("that {clause}", "att {clause}")
# Clauses, like those of the facts: the titles stand in quotes, for they are no clauses.
RELATIONS = {
    "at_least": Text("{title} is at least {value}", "{title} är minst {value}"),
    "at_most": Text("{title} is at most {value}", "{title} är högst {value}"),
    "less_than": Text("{title} is below {value}", "{title} är under {value}"),
    "more_than": Text("{title} is above {value}", "{title} är över {value}"),
    "before": Text("{title} is earlier than {value}", "{title} är tidigare än {value}"),
    "after": Text("{title} is later than {value}", "{title} är senare än {value}"),
    "release": Text("{title} is {value} or one of its updates", "{title} är {value} eller en uppdatering av den"),
}
KNOWN = Text("It is known that {facts}.", "Det är känt att {facts}.")
THEREFORE = {
    "confirmed": Text("Therefore “{cause}” is confirmed.", "Alltså är ”{cause}” bekräftad."),
    "likely": Text("Therefore “{cause}” is likely, though no fact proves it.",
                   "Alltså är ”{cause}” trolig, även om inget faktum bevisar den."),
    "possible": Text("That neither proves nor excludes “{cause}”.", "Det varken bevisar eller utesluter ”{cause}”."),
    "ruled_out": Text("Therefore “{cause}” is ruled out.", "Alltså är ”{cause}” utesluten."),
}
LIKELY_NAMED = Text("The message itself names it.", "Meddelandet pekar självt ut den.")
LIKELY_LAST = Text(
    "It is the only documented cause left, and facts speak for it.",
    "Den är den enda dokumenterade orsaken som är kvar, och uppgifter talar för den.",
)
ONLY_LEFT = Text(
    "It is the only documented cause left, but nothing speaks for it: there may be causes that are not known here.",
    "Den är den enda dokumenterade orsaken som är kvar, men inget talar för den: det kan finnas orsaker som inte är "
    "kända "
    "här.",
)
DISPUTED = Text(
    "It rests on facts that contradict each other: settle them first.",
    "Den vilar på uppgifter som inte går ihop: red ut dem först.",
)
STOPS = Text("the cause can stop an enrollment by itself", "orsaken i sig kan stoppa en registrering")
STILL_UNKNOWN = Text("What would decide it: {facts}.", "Det som skulle avgöra: {facts}.")
SUPERSEDED = Text(
    "No source that still stands names this cause.", "Ingen källa som fortfarande gäller nämner orsaken."
)
FOLLOWS_FROM = Text("{clause}, which follows from this: {facts}", "{clause}, vilket följer av detta: {facts}")
CITED = Text("{clause} ({origin})", "{clause} ({origin})")
