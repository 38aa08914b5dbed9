"""The sentences that plans say in their own name, in both languages."""

from __future__ import annotations

from expert.foundations.terms import Outcome
from expert.foundations.texts import Text

TITLES = {
    "find_out": Text("Find out", "Ta reda på"),
    "find_out_for_several": Text("Find out first, for several causes", "Ta först reda på, för flera orsaker"),
    "do": Text("Do this", "Gör detta"),
    "do_again": Text("Go on", "Fortsätt"),
    "find_out_and_do": Text("Find out, and act if it is so", "Ta reda på, och åtgärda om det är så"),
    "do_if_so": Text("Act if it is so", "Åtgärda om det är så"),
    "do_for_several": Text("Do once, for several causes", "Gör en gång, för flera orsaker"),
    "risk": Text(
        "With care: what can affect all devices or lower security",
        "Med försiktighet: det som kan påverka alla enheter eller sänka säkerheten",
    ),
    "protect": Text("Save what would be lost", "Spara det som annars går förlorat"),
    "destroy": Text("Only now: what removes or erases data", "Först nu: det som tar bort eller raderar data"),
    "finish": Text("Finish", "Avsluta"),
}

IF_SO = Text(
    "If it turns out to be so, or if it is the only cause left:",
    "Om det visar sig vara så, eller om det är den enda orsaken som är kvar:",
)
IF_ANY = Text(
    "If any of these turns out to be so, or is the only cause left:",
    "Om något av detta visar sig stämma, eller är den enda orsaken som är kvar:",
)
IF_TO_DESTROY = Text(
    "Only if it comes to one of the later steps that remove or erase data:",
    "Bara om det blir aktuellt med något av de senare stegen som tar bort eller raderar data:",
)
ADVICE = Text(
    "Work from the top. Enroll the device again as soon as a stage may have helped; if that works, the rest is "
    "not needed.",
    "Arbeta uppifrån och ned. Registrera enheten igen så snart en etapp kan ha hjälpt; fungerar det behövs inte "
    "resten.",
)
ADVICE_PROTECT = Text(
    "{advice} Do stage {stage} before any step that erases or removes data.",
    "{advice} Gör etapp {stage} före varje steg som raderar eller tar bort data.",
)
ADVICE_ONE = Text("Work from the top.", "Arbeta uppifrån och ned.")

NOTHING_TO_DO: dict[Outcome, Text] = {
    "contradictory": Text(
        "The facts contradict what is known here or each other, so there is nothing to plan. Settle that first; if "
        "all of them are right, escalate; `expert escalate` puts together what others need.",
        "Uppgifterna motsäger det som är känt här eller varandra, så det finns inget att planera. Red ut det först; om "
        "alla stämmer, eskalera. `expert escalate` ställer samman det som andra behöver.",
    ),
    "unrecognized": Text(
        "Nothing was recognized and nothing is proven, so there is nothing to plan yet. Answer the questions; if they "
        "do "
        "not help, `expert escalate` puts together what others need.",
        "Inget kändes igen och inget är bevisat, så det finns inget att planera än. Svara på frågorna; hjälper de "
        "inte, "
        "ställer `expert escalate` samman det som andra behöver.",
    ),
}

HELD_BACK = Text(
    "What there is to do about {causes} erases or removes data, or affects all devices. It is shown once it is known "
    "to be the cause.",
    "Det som finns att göra åt {causes} raderar eller tar bort data, eller påverkar alla enheter. Det visas när det är "
    "känt att det är orsaken.",
)
HELD_BACK_OF_SEVERAL = Text(
    "What there is to do about {causes} erases or removes data, or affects all devices. It is shown for each once it "
    "is known to be the cause.",
    "Det som finns att göra åt {causes} raderar eller tar bort data, eller påverkar alla enheter. Det visas för var "
    "och en när det är känt att den är orsaken.",
)
HELD_BACK_OF_MANY = Text(
    "What there is to do about {n} of the possible causes erases or removes data, or affects all devices. It is shown "
    "for each once it is known to be the cause.",
    "Det som finns att göra åt {n} av de möjliga orsakerna raderar eller tar bort data, eller påverkar alla enheter. "
    "Det visas för var och en när det är känt att den är orsaken.",
)
HELD_BACK_IN_A_CASE = Text(
    "In one case more has to be done than is shown here, and it erases or removes data: {cases}. It is shown once that "
    "is known.",
    "I ett fall måste mer göras än det som visas här, och det raderar eller tar bort data: {cases}. Det visas när det "
    "är känt.",
)

# In which case a step is to be done

FIRST_MAKE_SURE = Text("First make sure that this fits. {harm}", "Kontrollera först att det här stämmer. {harm}")
ONLY_IF = Text("only if: {title}", "bara om: {title}")
IF_IT_FITS = Text("if this fits: {title}", "om det här passar: {title}")
ONCE_SURE = Text("only once it is sure that this is the cause", "först när det är säkert att det här är orsaken")
OTHERWISE = Text("otherwise: {title}", "annars: {title}")
OR_ELSE = Text(" or ", " eller ")
WORKED = Text("“{remedy}”: {text}", "”{remedy}”: {text}")
NOTE_ON_WAY = Text("{title}: {note}", "{title}: {note}")
