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
NAMES = Text("the message “{symptom}” itself names it", "meddelandet ”{symptom}” pekar självt ut den")
EXPLAINS = Text("it is a documented cause of “{symptom}”", "den är en dokumenterad orsak till ”{symptom}”")
MET = Text("{clause}", "{clause}")
MET_COMPARED = Text("{clause} (as needed: {wanted})", "{clause} (som krävs: {wanted})")
NOT_MET = Text("{clause} (needed: that {wanted})", "{clause} (krävs: att {wanted})")
TOO_ROUGH = Text(
    "{clause}, which is not exact enough to tell", "{clause}, vilket inte är exakt nog för att avgöra det"
)
# The same for what the rule forbids, inside a `not`.
NOT_MET_FORBIDDEN = Text("{clause} (must not hold: that {wanted})", "{clause} (får inte gälla: att {wanted})")
MESSAGE_SAYS = Text("the message itself says so", "meddelandet säger det självt")
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
OF_VERSIONS = {
    "less_than": Text("{title} is lower than {value}", "{title} är lägre än {value}"),
    "more_than": Text("{title} is higher than {value}", "{title} är högre än {value}"),
}
BECAUSE = Text("Because {facts}.", "Därför att {facts}.")
LIKELY_NAMED = Text(
    "Because the message itself names it; no fact confirms it yet.",
    "Därför att meddelandet självt pekar ut den; inget av det vi vet bekräftar den ännu.",
)
LIKELY_LAST = Text(
    "Because facts speak for it, and every other documented cause is ruled out; no fact confirms it yet.",
    "Därför att uppgifter talar för den och alla andra dokumenterade orsaker är uteslutna; inget av det vi vet "
    "bekräftar den ännu.",
)
STILL_POSSIBLE = Text(
    "Because none of the facts confirms it or rules it out.",
    "Därför att inget av det vi vet bekräftar eller utesluter den.",
)
ONLY_LEFT = Text(
    "Because every other documented cause is ruled out, but nothing speaks for it: there may be causes that are not "
    "documented.",
    "Därför att alla andra dokumenterade orsaker är uteslutna, men inget talar för den: det kan finnas orsaker som "
    "inte är dokumenterade.",
)
SENTENCE = Text("{clause}.", "{clause}.")
DISPUTED = Text(
    "It rests on facts that do not fit together: settle them first.",
    "Den bygger på uppgifter som inte går ihop: red ut dem först.",
)
STOPS = Text("it can stop an enrollment by itself", "den kan i sig stoppa en registrering")
STILL_UNKNOWN = Text("What would decide it: {facts}.", "Det här skulle avgöra det: {facts}.")
SUPERSEDED = Text(
    "No source that still stands names this cause.", "Ingen källa som fortfarande gäller nämner orsaken."
)
FOLLOWS_FROM = Text("{clause}, which follows from this: {facts}", "{clause}, vilket följer av detta: {facts}")
CITED = Text("{clause} ({origin})", "{clause} ({origin})")
