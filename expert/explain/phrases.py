"""The words of explanations, in both languages."""

from __future__ import annotations

from expert.texts import Text

PARTS = {
    "applies_when": Text("it applies only if", "det gäller bara om"),
    "confirmed_when": Text("it is confirmed if", "det är bekräftat om"),
    "ruled_out_when": Text("it is ruled out if", "det är uteslutet om"),
}
GROUPS = {
    "all": Text("all of this is so", "allt detta stämmer"),
    "any": Text("any of this is so", "något av detta stämmer"),
    "not": Text("this is not so", "detta inte stämmer"),
}
NAMES = Text("the message “{symptom}” itself names the cause", "meddelandet ”{symptom}” självt pekar ut orsaken")
EXPLAINS = Text("the cause is documented for “{symptom}”", "orsaken är dokumenterad för ”{symptom}”")
MET = Text("{clause}", "{clause}")
NOT_MET = Text("{clause} (needed: that {wanted})", "{clause} (krävs: att {wanted})")
UNKNOWN = NOT_MET
TOO_ROUGH = Text(
    "{clause}, which is not exact enough to tell", "{clause}, vilket inte är exakt nog för att avgöra det"
)
MESSAGE_SAYS = Text("the message itself says so", "meddelandet säger det självt")
AND = Text(" and ", " och ")
RELATIONS = {
    "at_least": Text("{title}: at least {value}", "{title}: minst {value}"),
    "at_most": Text("{title}: at most {value}", "{title}: högst {value}"),
    "less_than": Text("{title}: less than {value}", "{title}: mindre än {value}"),
    "more_than": Text("{title}: more than {value}", "{title}: mer än {value}"),
    "before": Text("{title}: before {value}", "{title}: före {value}"),
    "after": Text("{title}: after {value}", "{title}: efter {value}"),
    "release": Text("{title}: {value} or one of its updates", "{title}: {value} eller en uppdatering av den"),
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
LIKELY_LAST = Text("It is the only documented cause left.", "Den är den enda dokumenterade orsaken som är kvar.")
STILL_UNKNOWN = Text("What would decide it: {facts}.", "Det som skulle avgöra: {facts}.")
SUPERSEDED = Text(
    "No source that still stands names this cause.", "Ingen källa som fortfarande gäller nämner orsaken."
)
