"""The words of plans and escalation packages, written and drawn, in both languages."""

from __future__ import annotations

from expert.texts import Text

PLAN = Text("the plan", "planen")
DONE_IN = Text(
    "Earliest done in {time}, if every wait takes its full time.",
    "Tidigast klart om {time}, förutsatt att alla väntetider löper ut.",
)
DONE_IN_IF_POSSIBLE = Text(
    "If every possible cause turns out to apply as well: earliest done in {time}.",
    "Stämmer även alla möjliga orsaker: tidigast klart om {time}.",
)
DONE_IN_ONLY_IF = Text(
    "Nothing has to be waited for unless a possible cause turns out to apply. If all of them do: earliest done in "
    "{time}, if every wait takes its full time.",
    "Ingenting behöver väntas in om inte en möjlig orsak visar sig stämma. Stämmer alla: tidigast klart om {time}, "
    "förutsatt att alla väntetider löper ut.",
)
WAITS_ADD_UP = Text(
    "Waits of steps that must follow one another add up. Other waits run side by side, and the longest counts.",
    "Väntetider för steg som måste följa på varandra läggs ihop. Övriga väntetider löper parallellt, och den "
    "längsta räknas.",
)
STAGE = Text("Stage {number}: {title}", "Etapp {number}: {title}")
NOT_OFFERED = Text(
    "Not offered, because it does harm here: {title}. {harm}",
    "Erbjuds inte, eftersom det gör skada här: {title}. {harm}",
)
# Where several are named: "step 3", "steps 1, 2 and 3". Swedish has one word for both.
STEPS = (Text("step {numbers}", "steg {numbers}"), Text("steps {numbers}", "steg {numbers}"))
STAGES = (Text("stage {numbers}", "etapp {numbers}"), Text("stages {numbers}", "etapp {numbers}"))
FIRST_STEPS = Text(
    "First do {steps} above, if that has not been done.", "Gör först {steps} ovan, om det inte är gjort."
)
WAY = Text("option chosen: {title}", "valt alternativ: {title}")
OTHER_WAY = Text(
    "another option: {title} (its steps: expert rules show {remedy})",
    "annat alternativ: {title} (dess steg: expert rules show {remedy})",
)
WAIT_KIND = Text("nothing is wrong: it takes time", "inget är fel: det tar tid")
CHECK_AFTER = Text(
    "How to see after step {number} that it worked: {text}",
    "Så ser du efter steg {number} att det har lyckats: {text}",
)
CHECK_NOW = Text("then see whether it worked, under {stages}", "se sedan om det har lyckats, under {stages}")
AND = Text("and", "och")

ESCALATION = Text("for escalation", "för eskalering")
SEEN = Text("Recognized", "Igenkänt")
OBSERVED = Text("Observed", "Observerat")
NOTHING_OBSERVED = Text("Nothing is written down yet.", "Inget är antecknat ännu.")
EXCLUDED = Text("Ruled out", "Uteslutet")
OPEN = Text("Not ruled out", "Inte uteslutet")
UNANSWERED = Text(
    "Not answered yet: {n} of the {total} intake questions", "Inte besvarat ännu: {n} av de {total} inledande frågorna"
)
ALL_ANSWERED = Text(
    "All {total} intake questions are answered", "Alla {total} inledande frågor är besvarade"
)

# In pictures: on the line from a possible cause to its steps, and what it means.
IF_SO = Text("if so", "om så är")
FOR_STAGES = Text("For the causes under {stages}", "För orsakerna under {stages}")
SEE_QUESTIONS = Text("see the questions under {stages}", "se frågorna under {stages}")
WHEN_SO = Text(
    "“If so”: if it turns out to be so, or if it is the only cause left.",
    "”Om så är”: om det visar sig vara så, eller om det är den enda orsaken som är kvar.",
)
