"""What an exercise says, in both languages."""

from __future__ import annotations

from expert.foundations.terms import Verdict
from expert.foundations.texts import Text

REPORT = Text(
    "A user's device does not enroll ({platform}).", "En användares enhet går inte att registrera ({platform})."
)
REPORT_PLAIN = Text("A user's device does not enroll.", "En användares enhet går inte att registrera.")
# The message brings its own full stop, or there is one after it.
SAYS = Text("The message says: “{message}”{stop}", "Meddelandet lyder: ”{message}”{stop}")
HAPPENS = Text(
    "There is no message. What happens: {behavior}.", "Det visas inget meddelande. Det här händer: {behavior}."
)
ALSO = Text("{title}: {value}.", "{title}: {value}.")
TODAY_IS = Text("Today is {date}.", "I dag är det {date}.")
NONE = Text("there is none", "finns inte")

# Of an exercise in which nothing has to be found out.
DEMONSTRATION = {
    "named": Text(
        "The message alone names the cause; nothing has to be looked up. This is a demonstration.",
        "Meddelandet pekar ensamt ut orsaken; inget behöver slås upp. Det här är en demonstration.",
    ),
    "only": Text(
        "Only one documented cause explains this report; nothing has to be looked up. This is a demonstration.",
        "Bara en dokumenterad orsak förklarar anmälan; inget behöver slås upp. Det här är en demonstration.",
    ),
}
NOT_SCORED = Text("A demonstration is not scored.", "En demonstration ger inga poäng.")

# What a step told.
CONFIRMS = Text("Confirms: {causes}.", "Bekräftar: {causes}.")
RULES_OUT = Text("Rules out: {causes}.", "Utesluter: {causes}.")
DECIDES_NOTHING = Text("Decides nothing so far.", "Avgör inget än så länge.")
# By the verdict it had; never "confirmed", for all that can be looked up confirms only the hidden cause.
WRONG: dict[Verdict, Text] = {
    "likely": Text(
        "What was known pointed to it but did not prove it.", "Det som var känt talade för den men bevisade den inte."
    ),
    "possible": Text("By what was known it was only possible.", "Utifrån det som var känt var den bara möjlig."),
    "ruled_out": Text("What was known had ruled it out already.", "Det som var känt hade redan uteslutit den."),
}
RIGHT = {
    "confirmed": Text("Right, and proven.", "Rätt, och bevisat."),
    "settled": Text("Right: no other documented cause was left.", "Rätt: ingen annan dokumenterad orsak var kvar."),
    "open": Text("Right, but not settled by what was known.", "Rätt, men inte avgjort av det som var känt."),
}

NOT_AN_OBSERVATION = Text(
    'there is nothing to look up under "{name}"{hint}', "det finns inget att slå upp under ”{name}”{hint}"
)
NOT_A_CAUSE = Text(
    'no cause of this symptom is called "{name}"{hint}', "ingen orsak till det här symptomet heter ”{name}”{hint}"
)
OVER = Text("the exercise is over", "övningen är avslutad")

SCORE_ZERO = Text(
    "Score: 0 of 100, because the cause was not named.", "Poäng: 0 av 100, eftersom orsaken inte angavs."
)
SCORE = Text(
    "Score: {score} of 100. It is what the recommended path costs ({best} min) divided by yours ({own} min); never "
    "more than 100, even if you were lucky.",
    "Poäng: {score} av 100. Det är vad den rekommenderade vägen kostar ({best} min) delat med din ({own} min); aldrig "
    "mer än 100, även om du hade tur.",
)
BASE = Text(
    "Both include taking the report: {minutes} min.", "I båda ingår att ta emot anmälan: {minutes} min."
)
NOT_SETTLED = Text(
    "The answer was right, but what you looked up does not settle it: it had ruled out {out} of the {others} other "
    "causes, so {percent} % of that counts.",
    "Svaret var rätt, men det du slog upp avgör inte saken: det hade uteslutit {out} av de {others} andra orsakerna, "
    "så {percent} % av det räknas.",
)
NOT_SETTLED_OF_ONE = Text(
    "The answer was right, but what you looked up does not settle it: it had not ruled out the other cause, so "
    "{percent} % of that counts.",
    "Svaret var rätt, men det du slog upp avgör inte saken: det hade inte uteslutit den andra orsaken, så "
    "{percent} % av det räknas.",
)
WRONG_GUESSES = (
    Text("1 wrong answer, at {each} min.", "1 felaktigt svar, {each} min."),
    Text("{n} wrong answers, at {each} min each.", "{n} felaktiga svar, {each} min vardera."),
)
