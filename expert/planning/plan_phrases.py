"""The sentences that plans say in their own name, in both languages."""

from __future__ import annotations

from expert.foundations.terms import Outcome
from expert.foundations.texts import Text

TITLES = {
    "find_out": Text("Find out", "Ta reda på"),
    "find_out_for_several": Text("Find out first, for several causes", "Ta först reda på, för flera orsaker"),
    "do": Text("Do this", "Gör detta"),
    "do_again": Text("Go on", "Fortsätt"),
    "find_out_and_do": Text("Find out, and act if it is so", "Ta reda på, och åtgärda om det stämmer"),
    "do_if_so": Text("Act if it is so", "Åtgärda om det stämmer"),
    "do_for_several": Text("Do once, for several causes", "Gör en gång, för flera orsaker"),
    "risk": Text(
        "With care: steps that can affect all devices or lower security",
        "Med försiktighet: steg som kan påverka alla enheter eller sänka säkerheten",
    ),
    "protect": Text("Save what would be lost", "Spara det som annars går förlorat"),
    "destroy": Text("Only now: steps that remove or erase data", "Först nu: steg som tar bort eller raderar data"),
    "finish": Text("Finish", "Avsluta"),
}

IF_SO = Text(
    "If it turns out to be so, or if it is the only cause left:",
    "Om det visar sig stämma, eller om det är den enda orsaken som är kvar:",
)
IF_ANY = Text(
    "If any of these turns out to be so, or is the only cause left:",
    "Om något av detta visar sig stämma, eller är den enda orsaken som är kvar:",
)
IF_TO_DESTROY = Text(
    "Only if it comes to one of the later steps that remove or erase data:",
    "Bara om det blir aktuellt med något av de senare stegen som tar bort eller raderar data:",
)
IF_TO_DESTROY_LATER = Text(
    "Only if it comes to steps that remove or erase data. They are not shown yet, but once the cause is certain:",
    "Bara om det blir aktuellt med steg som tar bort eller raderar data. De visas inte än, utan när orsaken är säker:",
)
ADVICE = Text(
    "Take the stages in their order. Enroll the device again as soon as a stage may have helped; if that works, the "
    "rest is not needed.",
    "Ta etapperna i ordning. Registrera enheten igen så snart en etapp kan ha hjälpt; fungerar det behövs inte "
    "resten.",
)
ADVICE_PROTECT = Text(
    "{advice} Stage {stage} saves what would be lost: finish it before you erase or remove data.",
    "{advice} Etapp {stage} sparar det som annars går förlorat: gör klart den innan du raderar eller tar bort data.",
)
ADVICE_ONE = Text("Take the stages in their order.", "Ta etapperna i ordning.")

NOTHING_TO_DO: dict[Outcome, Text] = {
    "contradictory": Text(
        "The facts contradict the documented causes or each other, so there is nothing to plan. Settle that first; if "
        "all of them are right, escalate; `expert escalate` puts together what others need.",
        "Uppgifterna säger emot de dokumenterade orsakerna eller varandra, så det finns inget att planera. Red ut det "
        "först; om alla stämmer, eskalera. `expert escalate` ställer samman det som andra behöver.",
    ),
    "unrecognized": Text(
        "Nothing was recognized and nothing is confirmed, so there is nothing to plan yet. Answer the questions; if "
        "they do not help, `expert escalate` puts together what others need.",
        "Inget kändes igen och inget är bekräftat, så det finns inget att planera än. Svara på frågorna; hjälper de "
        "inte, ställer `expert escalate` samman det som andra behöver.",
    ),
}

HELD_BACK = Text(
    "The remedy of {causes} erases or removes data, or affects all devices. It is shown once that is known to be the "
    "cause.",
    "Åtgärden för {causes} raderar eller tar bort data, eller påverkar alla enheter. Den visas när det är känt att det "
    "är orsaken.",
)
HELD_BACK_OF_SEVERAL = Text(
    "The remedies of {causes} erase or remove data, or affect all devices. Each is shown once its cause turns out to "
    "be the one here.",
    "Åtgärderna för {causes} raderar eller tar bort data, eller påverkar alla enheter. Var och en visas när det är "
    "känt att det är orsaken.",
)
HELD_BACK_OF_MANY = Text(
    "The remedies of {n} of the possible causes erase or remove data, or affect all devices. Each is shown once its "
    "cause turns out to be the one here.",
    "Åtgärderna för {n} av de möjliga orsakerna raderar eller tar bort data, eller påverkar alla enheter. Var och en "
    "visas när det är känt att det är orsaken.",
)
HELD_BACK_IN_A_CASE = Text(
    "In one case there are more steps than are shown here, and they erase or remove data: {cases}. They are shown once "
    "that is known.",
    "I ett fall finns det fler steg än de som visas här, och de raderar eller tar bort data: {cases}. De visas när det "
    "är känt.",
)

# In which case a step is to be done

FIRST_MAKE_SURE = Text("First make sure that this fits. {harm}", "Kontrollera först att det här stämmer. {harm}")
ONLY_IF = Text("only if: {title}", "bara om: {title}")
IF_IT_FITS = Text("if this fits: {title}", "om det här passar: {title}")
ONCE_SURE = Text("only once the cause is sure", "först när orsaken är säker")
OTHERWISE = Text("otherwise: {title}", "annars: {title}")
OR_ELSE = Text(" or ", " eller ")
WORKED = Text("“{remedy}”: {text}", "”{remedy}”: {text}")
NOTE_ON_WAY = Text("{title}: {note}", "{title}: {note}")
