"""What is said of the ways to mend a fault, in both languages."""

from __future__ import annotations

from expert.foundations.terms import Safety
from expert.foundations.texts import Text

WAY = Text("{remedy}: {way}", "{remedy}: {way}")

# What a danger means for those it falls on, as clauses. Which device it falls on, only the words of a step tell.
CONSEQUENCES: dict[Safety, Text] = {
    "changes_tenant": Text(
        "settings are changed that hold for more than this device",
        "inställningar ändras som gäller för fler än den här enheten",
    ),
    "lowers_security": Text("the protection is lowered", "skyddet försämras"),
    "affects_all_devices": Text("all devices are affected", "alla enheter påverkas"),
    "removes_company_data": Text(
        "company data is removed from a device", "företagsdata tas bort från en enhet"
    ),
    "erases_device": Text("everything on a device is erased", "allt på en enhet raderas"),
}
BY_STEP = Text("{consequence} (“{step}”)", "{consequence} (”{step}”)")
ONLY_IF = Text("{consequence} (only if: {case})", "{consequence} (bara om: {case})")

RIGHT_SAFE = Text("Right: it mends this, and does no harm.", "Rätt: det åtgärdar felet och gör ingen skada.")
RIGHT_WITH_DANGER = Text(
    "Right: it mends this, and nothing that is documented does so with less danger. Mind that {consequences}.",
    "Rätt: det åtgärdar felet, och inget dokumenterat gör det med mindre risk. Tänk på att {consequences}.",
)
IF_IT_FITS = Text(
    "It is only for this case: {title}. Make sure of that first.",
    "Det är bara för det här fallet: {title}. Kontrollera det först.",
)
AVOIDABLE = Text(
    "It would mend this, but {consequences}. “{other}” mends it without that.",
    "Det skulle åtgärda felet, men {consequences}. ”{other}” åtgärdar det utan den skadan.",
)
AVOIDABLE_BY_LESS = Text(
    "It would mend this, but {consequences}. “{other}” mends it with less danger: {further}.",
    "Det skulle åtgärda felet, men {consequences}. ”{other}” åtgärdar det med mindre risk: {further}.",
)
IN_VAIN = Text(
    "It does no harm, but it does not mend this: it is the remedy for “{cause}”.",
    "Det gör ingen skada, men det åtgärdar inte felet: det är åtgärden för ”{cause}”.",
)
PERHAPS_HARMFUL = Text(
    "It does not mend this: it is the remedy for “{cause}”. And it may do harm: {consequences}.",
    "Det åtgärdar inte felet: det är åtgärden för ”{cause}”. Och det kan göra skada: {consequences}.",
)
HARMFUL = Text(
    "Harm for nothing: {consequences}, and it does not mend this. It is the remedy for “{cause}”.",
    "Skada i onödan: {consequences}, och felet åtgärdas inte. Det är åtgärden för ”{cause}”.",
)
WITHHELD = Text(
    "Not here: {consequences}. {harm}", "Inte här: {consequences}. {harm}"
)
RULED_OUT = Text("That cause is ruled out: {facts}.", "Den orsaken är utesluten: {facts}.")
FACT = Text("{title}: {words}", "{title}: {words}")
NO_WAY = Text('there is no way "{name}"{hint}', "det finns inget sätt ”{name}”{hint}")
