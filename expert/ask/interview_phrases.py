"""What an interview says in its own name, in both languages."""

from __future__ import annotations

from expert.foundations.texts import Text

# Why it stopped

CONFIRMED = (
    Text("The cause is confirmed: {causes}. {others}", "Orsaken är bekräftad: {causes}. {others}"),
    Text("The causes are confirmed: {causes}. {others}", "Orsakerna är bekräftade: {causes}. {others}"),
)
OTHERS = {
    "cheaper": Text(
        "Nothing that is quicker to check could change that or add another cause.",
        "Inget som går fortare att kontrollera kan ändra på det eller visa på ännu en orsak.",
    ),
    "others_out": Text(
        "Every other documented cause is ruled out.", "Alla andra dokumenterade orsaker är uteslutna."
    ),
    "alone": Text("No other cause is documented.", "Ingen annan orsak är dokumenterad."),
}
ALL_RULED_OUT = Text(
    "Every documented cause is ruled out, and no further question can change that.",
    "Alla dokumenterade orsaker är uteslutna, och inga fler frågor kan ändra på det.",
)
ONLY_SUPERSEDED = Text(
    "No further question can change the result. Only {causes} is confirmed, and only older documentation names that as "
    "a cause.",
    "Inga fler frågor kan ändra resultatet. Bara {causes} är bekräftad, och det är bara äldre dokumentation som anger "
    "det som en orsak.",
)
NOTHING_CHANGES = Text(
    "No further question can change the result.", "Inga fler frågor kan ändra resultatet."
)
LEFT_OPEN = Text(
    "What was skipped could still do so: {facts}.",
    "Det som hoppades över skulle fortfarande kunna göra det: {facts}.",
)
PART_OF_MESSAGE = Text(
    "The message is known only in part, so nothing can be concluded. It must go on with {needed}.",
    "Meddelandet är bara delvis känt, så inga slutsatser kan dras. Det måste fortsätta med {needed}.",
)
NO_MESSAGE = Text(
    "Without a message or a behavior there is nothing to go by.",
    "Utan meddelande eller beteende finns det inget att gå på.",
)
UNRECOGNIZED = Text(
    "What was observed is not recognized, so there is nothing more to ask about it.",
    "Det som har observerats känns inte igen, så det finns inget mer att fråga om.",
)
ELSEWHERE = Text(
    "What was observed is known, but not for this kind of enrollment, so there is nothing more to ask about it.",
    "Det som har observerats är känt, men inte för den här typen av registrering, så det finns inget mer att fråga om.",
)
OUT_OF_SCOPE = Text(
    "The case is outside what this system covers.", "Ärendet ligger utanför det som systemet omfattar."
)

SOLVED = Text("The case is solved; nothing is left to ask.", "Ärendet är löst; det finns inget mer att fråga.")

# The rest of a message

REST = Text(
    "{found} is how {count} known messages begin. How does it go on?",
    "{found} är början på {count} kända meddelanden. Hur fortsätter det?",
)
REST_OF_ONE = Text(
    "{found} is only the beginning of a known message. Does it go on like this?",
    "{found} är bara början på ett känt meddelande. Fortsätter det så här?",
)

WAS_IT = Text(
    "No known message was recognized. Was it one of these?",
    "Inget känt meddelande kändes igen. Var det något av dessa?",
)

# Why a question is asked

FIRST = {
    "error": Text(
        "Nothing is known yet. The message tells which causes are possible.",
        "Inget är känt ännu. Meddelandet visar vilka orsaker som är möjliga.",
    ),
    "rest": Text(
        "Only the beginning of the message is known. The rest tells which message it is, and so which causes are "
        "possible: {symptoms}.",
        "Bara början av meddelandet är känd. Resten visar vilket meddelande det är, och därmed vilka orsaker som är "
        "möjliga: {symptoms}.",
    ),
    "likeness": Text(
        "The text is like known messages without being one of them. Which one it is tells which causes are possible: "
        "{symptoms}.",
        "Texten liknar kända meddelanden utan att vara något av dem. Vilket det är visar vilka orsaker som är möjliga: "
        "{symptoms}.",
    ),
    "behavior": Text(
        "There is no message that tells which causes are possible. What happens instead can tell it.",
        "Det finns inget meddelande som visar vilka orsaker som är möjliga. Det som händer i stället kan visa det.",
    ),
}
NOTHING_SO_FAR = Text(
    "So far no documented cause explains the case.", "Hittills förklarar ingen dokumenterad orsak ärendet."
)
# Where a cause is confirmed, but only by documentation that has been replaced.
NOTHING_STANDING_SO_FAR = Text(
    "So far no cause that today's documentation names explains the case.",
    "Hittills förklarar ingen orsak i dagens dokumentation ärendet.",
)
SCOPE = Text(
    "{so_far} If the answer is {answers}, then the case is outside what this system covers.",
    "{so_far} Om svaret är {answers} ligger ärendet utanför det som systemet omfattar.",
)
PLACE = Text(
    "{so_far} If the answer is {answers}, then what was observed is not documented for that kind of enrollment.",
    "{so_far} Om svaret är {answers} är det som har observerats inte dokumenterat för den sortens registrering.",
)
OVERTURNS = Text(
    "{cause} is confirmed so far. If the answer is {answers}, it is ruled out after all; otherwise it stands.",
    "{cause} är bekräftad hittills. Om svaret är {answers} är den ändå utesluten; annars står den fast.",
)
ONLY_BEGUN = Text(
    "All that is known of the message is that it begins with {found}.",
    "Det enda kända av meddelandet är att det börjar med {found}.",
)
NOTHING_RECOGNIZED = Text(
    "No known message was recognized, so anything that stops an enrollment by itself is possible.",
    "Inget känt meddelande kändes igen, så allt som i sig stoppar en registrering är möjligt.",
)
KNOWN = Text("So far we know that {clauses}.", "Hittills vet vi att {clauses}.")
AND_THAT = Text("{clauses} and that {last}", "{clauses} och att {last}")
THAT = Text(", that ", ", att ")
OUT_ALREADY = {
    "one": Text("{causes} is already ruled out.", "{causes} är redan utesluten."),
    "two": Text("{causes} are already ruled out.", "{causes} är redan uteslutna."),
    "many": Text(
        "Of the {total} documented causes, {count} are already ruled out.",
        "Av de {total} dokumenterade orsakerna är {count} redan uteslutna.",
    ),
}

# What follows from an answer. The Swedish parts begin with the verb, to stand after "så".

IF_FIRST = Text("If the answer is {answers}, then {effect}", "Om svaret är {answers} så {effect}")
IF_NEXT = Text("if it is {answers}, {effect}", "om det är {answers} {effect}")
OTHERWISE = Text("otherwise {effect}", "annars {effect}")
NOTHING_ALONE = Text("that alone decides nothing", "avgör det ensamt ingenting")
CONFIRMED_ALONE = Text("{cause} is confirmed", "är {cause} bekräftad")
CONFIRMED_AND_OUT = {
    "one": Text("{cause} is confirmed and {out} is ruled out", "är {cause} bekräftad och {out} utesluten"),
    "two": Text("{cause} is confirmed and {out} are ruled out", "är {cause} bekräftad och {out} uteslutna"),
    "many": Text(
        "{cause} is confirmed and {count} other causes are ruled out",
        "är {cause} bekräftad och {count} andra orsaker uteslutna",
    ),
    "others": Text(
        "{cause} is confirmed and every other cause is ruled out",
        "är {cause} bekräftad och alla andra orsaker uteslutna",
    ),
}
ONE_EACH = Text(
    "the cause that goes with it is confirmed and {count} others are ruled out",
    "är orsaken som hör till det bekräftad och {count} andra uteslutna",
)
RULED_OUT = {
    "one": Text("{out} is ruled out", "är {out} utesluten"),
    "two": Text("{out} are ruled out", "är {out} uteslutna"),
    "many": Text("{count} causes are ruled out", "är {count} orsaker uteslutna"),
    "both": Text("both remaining causes are ruled out", "är båda orsakerna som är kvar uteslutna"),
    "all": Text("all {count} remaining causes are ruled out", "är alla {count} orsaker som är kvar uteslutna"),
}
ONLY_LEFT = {
    "one": Text("only {left} is left", "är bara {left} kvar"),
    "two": Text("only {left} are left", "är bara {left} kvar"),
    "besides": Text("{effect}, and only {left} is left", "{effect}, och bara {left} är kvar"),
}
IT = Text("it", "den")
BOTH = Text("both", "båda")

TOGETHER = Text(
    "The answer alone decides nothing; together with {others} it tells whether {clause}.",
    "Ensamt avgör svaret inget; tillsammans med {others} visar det om {clause}.",
)
IF_SO = Text("If so, {effect}; otherwise {otherwise}.", "I så fall {effect}; annars {otherwise}.")
TOGETHER_CAN = {
    "confirmed": Text(
        "The answer alone decides nothing; together with {others} it can confirm {causes}.",
        "Ensamt avgör svaret inget; tillsammans med {others} kan det bekräfta {causes}.",
    ),
    "ruled_out": Text(
        "The answer alone decides nothing; together with {others} it can rule out {causes}.",
        "Ensamt avgör svaret inget; tillsammans med {others} kan det utesluta {causes}.",
    ),
    "both": Text(
        "The answer alone decides nothing; together with {others} it can confirm or rule out {causes}.",
        "Ensamt avgör svaret inget; tillsammans med {others} kan det bekräfta eller utesluta {causes}.",
    ),
}
PART_OF_PROOF = Text(
    "The answer alone decides nothing, but without it {cause} cannot be confirmed.",
    "Ensamt avgör svaret inget, men utan det kan {cause} inte bekräftas.",
)

# Numbers in words, and ranges

NUMBERS = (
    Text("no", "inga"), Text("one", "en"), Text("two", "två"), Text("three", "tre"), Text("four", "fyra"),
    Text("five", "fem"), Text("six", "sex"), Text("seven", "sju"), Text("eight", "åtta"), Text("nine", "nio"),
    Text("ten", "tio"), Text("eleven", "elva"), Text("twelve", "tolv"),
)


def counted(count: int) -> Text:
    """A small number in words, a larger one in digits."""
    return NUMBERS[count] if count < len(NUMBERS) else Text(str(count), str(count))


AT_MOST = {
    "number": Text("at most {value}", "högst {value}"),
    "date": Text("{value} or earlier", "{value} eller tidigare"),
    "version": Text("{value} or earlier", "{value} eller tidigare"),
}
AT_LEAST = {
    "number": Text("at least {value}", "minst {value}"),
    "date": Text("{value} or later", "{value} eller senare"),
    "version": Text("{value} or later", "{value} eller senare"),
}
ANYTHING_BUT = Text("anything but {answers}", "något annat än {answers}")
FROM_TO = Text("{low} to {high}", "{low} till {high}")
