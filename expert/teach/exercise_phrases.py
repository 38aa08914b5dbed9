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
# What no documentation has as a message is told in somebody's own words.
TELLS = Text("The user tells: “{message}”{stop}", "Användaren berättar: ”{message}”{stop}")
FIRST_SAID = Text(
    "The user first quoted another message, from memory: “{message}”{stop}",
    "Användaren citerade först ett annat meddelande, ur minnet: ”{message}”{stop}",
)
READ_OUT = Text(
    "Read out from the screen, it says: “{message}”{stop}", "Uppläst från skärmen lyder det: ”{message}”{stop}"
)
HAPPENS = Text(
    "There is no message. What happens: {behavior}.", "Det visas inget meddelande. Det här händer: {behavior}."
)
ALSO = Text("{title}: {value}.", "{title}: {value}.")
TODAY_IS = Text("Today is {date}.", "I dag är det {date}.")
NONE = Text("there is none", "finns inte")
NOT_KNOWN = Text("the user does not know", "användaren vet inte")
NOT_IN_TICKET = Text("not known in this ticket", "inte känt i det här ärendet")

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
# By the verdict it had; never "confirmed", for all that can be looked up confirms only causes that are at work.
WRONG: dict[Verdict, Text] = {
    "likely": Text(
        "What was known pointed to it but did not prove it.", "Det som var känt talade för den men bevisade den inte."
    ),
    "possible": Text("By what was known it was only possible.", "Utifrån det som var känt var den bara möjlig."),
    "ruled_out": Text("What was known had ruled it out already.", "Det som var känt hade redan uteslutit den."),
}
RULED_OUT_BY_STEP = Text(
    "Step {number} had ruled it out already: {facts}.", "Steg {number} hade redan uteslutit den: {facts}."
)
RULED_OUT_BY_REPORT = Text(
    "The report had ruled it out already: {facts}.", "Anmälan hade redan uteslutit den: {facts}."
)
SPEAKS_AGAINST = Text("It is not that: {facts}.", "Det är inte den: {facts}.")
ONLY_A_TRIAL = Text(
    "Only a trial could exclude it; another cause can be proven.",
    "Bara ett försök kan utesluta den; en annan orsak går att bevisa.",
)
LURED = Text(
    "It explains “{message}”, and that is not what the screen shows.",
    "Den förklarar ”{message}”, och det är inte vad skärmen visar.",
)
FACT = Text("{title}: {words}", "{title}: {words}")
RIGHT = {
    "confirmed": Text("Right, and proven.", "Rätt, och bevisat."),
    "settled": Text("Right: no other documented cause was left.", "Rätt: ingen annan dokumenterad orsak var kvar."),
    "open": Text("Right, but not settled by what was known.", "Rätt, men inte avgjort av det som var känt."),
}
SUPERSEDED = Text(
    "Only older documentation names this cause; it has since been replaced.",
    "Bara äldre dokumentation nämner den här orsaken; den har sedan dess ersatts.",
)
SUPERSEDED_CAUSE = Text(
    "Only older documentation, which has since been replaced, names “{cause}”.",
    "Bara äldre dokumentation, som sedan dess har ersatts, nämner ”{cause}”.",
)
NOT_ALL = Text("That is not all: another fault is at work too.", "Det är inte allt: det finns ett fel till.")

HINT = Text("Look at this next: {title}. {where}", "Titta på det här härnäst: {title}. {where}")
NO_MORE_HINTS = Text(
    "There is no further hint: look first at what you were told: {titles}.",
    "Det finns inget mer tips: titta först på det du har fått tips om: {titles}.",
)
SETTLED_HINT = Text(
    "What is known settles it: name the cause.", "Det som är känt avgör saken: ange orsaken."
)
NO_HINT = Text("in an exam there are no hints", "i ett prov finns inga tips")
NO_UNDO = Text("in an exam nothing is taken back", "i ett prov tas inget tillbaka")
NOTHING_TO_UNDO = Text("there is nothing to take back", "det finns inget att ta tillbaka")
NOT_YET = Text("first the cause has to be named", "först måste orsaken anges")
CHOSEN_ALREADY = Text("a way was chosen already", "ett sätt är redan valt")

NOT_AN_OBSERVATION = Text(
    'there is nothing to look up under "{name}"{hint}', "det finns inget att slå upp under ”{name}”{hint}"
)
NOT_A_CAUSE = Text(
    'no cause of this symptom is called "{name}"{hint}', "ingen orsak till det här symptomet heter ”{name}”{hint}"
)
OVER = Text("the exercise is over", "övningen är avslutad")

# How the score comes about: as a whole, and in its three parts.
SCORE = Text(
    "Score: {total} of 100: proof {proof} of 40, cost {cost} of 30, safety {safety} of 30.",
    "Poäng: {total} av 100: bevis {proof} av 40, kostnad {cost} av 30, säkerhet {safety} av 30.",
)
PROOF_PART = Text("Proof: {told}", "Bevis: {told}")
COST_PART = Text("Cost: {told}", "Kostnad: {told}")
SAFETY_PART = Text("Safety: {told}", "Säkerhet: {told}")
GIVEN_UP = Text("The cause was not named.", "Orsaken angavs inte.")
NAMED_WRONG = Text("The cause that was named is not the one.", "Den orsak som angavs är inte den rätta.")
PROOF_SETTLED = Text("What was looked up settles the cause.", "Det som slogs upp avgör orsaken.")
PROOF_OPEN = Text(
    "What was looked up does not settle the cause: it had ruled out {out} of the {others} other causes.",
    "Det som slogs upp avgör inte orsaken: det hade uteslutit {out} av de {others} andra orsakerna.",
)
PROOF_OPEN_OF_ONE = Text(
    "What was looked up does not settle the cause: it had not ruled out the other one.",
    "Det som slogs upp avgör inte orsaken: det hade inte uteslutit den andra.",
)
PROOF_OPEN_OF_NONE = Text("What was looked up does not prove the cause.", "Det som slogs upp bevisar inte orsaken.")
WRONG_NAMES = (
    Text("1 wrong answer takes a part of that.", "1 felaktigt svar tar en del av det."),
    Text("{n} wrong answers take a part of that.", "{n} felaktiga svar tar en del av det."),
)
COST = Text(
    "The recommended path costs {best} min, yours {own} min; both include taking the report ({base} min).",
    "Den rekommenderade vägen kostar {best} min, din {own} min; i båda ingår att ta emot anmälan ({base} min).",
)
COST_EXTRA = Text(
    "Yours includes {extra} min for hints and for what was taken back.",
    "I din ingår {extra} min för tips och för det som togs tillbaka.",
)
COST_OF_A_GUESS = Text(
    "Nothing for being cheap: the cause was not settled.", "Inget för att det gick billigt: orsaken var inte avgjord."
)
OF_ANOTHER_CAUSE = Text(
    "The way that was chosen is not for the cause that was named, so it earns nothing. {told}",
    "Det valda sättet hör inte till den orsak som angavs, så det ger inga poäng. {told}",
)
NO_WAY_CHOSEN = Text("No way to mend it was chosen.", "Inget sätt att åtgärda felet valdes.")
