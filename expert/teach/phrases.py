"""What an exercise says, in both languages."""

from __future__ import annotations

from expert.diagnosis import Verdict
from expert.texts import Text

REPORT = Text(
    "A user's device does not enroll ({platform}).", "En användares enhet går inte att registrera ({platform})."
)
REPORT_PLAIN = Text("A user's device does not enroll.", "En användares enhet går inte att registrera.")
SAYS = Text("The message says: “{message}”", "Meddelandet lyder: ”{message}”")
HAPPENS = Text(
    "There is no message. What happens: {behavior}.", "Det visas inget meddelande. Det här händer: {behavior}."
)
ALSO = Text("{title}: {value}.", "{title}: {value}.")

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

YOUR_PATH = Text("Your path: {cost} min", "Din väg: {cost} min")
BEST_PATH = Text(
    "The path of the interview, the best on average: {cost} min", "Intervjuns väg, i snitt den bästa: {cost} min"
)

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
    "Score: {score} of 100. It is what the interview's path costs ({best} min) divided by yours ({own} min), at most "
    "100: luck counts.",
    "Poäng: {score} av 100. Det är vad intervjuns väg kostar ({best} min) delat med din ({own} min), högst 100: tur "
    "räknas.",
)
BASE = Text(
    "Both include taking the report: {minutes} min.", "I båda ingår att ta emot anmälan: {minutes} min."
)
HALVED = Text(
    "The answer was right, but what you looked up does not settle it yet; that halves the score.",
    "Svaret var rätt, men det du slog upp avgör inte saken ännu; det halverar poängen.",
)
WRONG_GUESSES = (
    Text("1 wrong answer, at {each} min.", "1 felaktigt svar, {each} min."),
    Text("{n} wrong answers, at {each} min each.", "{n} felaktiga svar, {each} min vardera."),
)
