"""The words of plans and escalation packages, written and drawn, in both languages."""

from __future__ import annotations

from expert.foundations.texts import Text

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
FIND_OUT_FIRST = Text("Find out first", "Ta först reda på")
MAKE_THE_PLAN_AGAIN = Text(
    "{n} causes are possible, and nothing tells yet which it is. What to do about each of them would be no plan. Give "
    "the answers (or let `expert ask` ask for them), and make the plan again.",
    "{n} orsaker är möjliga, och inget visar ännu vilken det är. Vad som ska göras åt var och en skulle inte bli någon "
    "plan. Ange svaren (eller låt `expert ask` fråga efter dem) och gör planen på nytt.",
)
# Words that name a step or a stage, and the same for several.
Numbered = tuple[Text, Text]

STAGE = Text("Stage {number}: {title}", "Etapp {number}: {title}")
NOT_OFFERED = Text(
    "Not offered, because it does harm here: the option “{title}”. {harm}",
    "Erbjuds inte, eftersom det gör skada här: alternativet ”{title}”. {harm}",
)
FIRST_STEPS: Numbered = (
    Text(
        "First do step {numbers} above, if you have not done it.",
        "Gör först steg {numbers} ovan, om det inte är gjort.",
    ),
    Text(
        "First do steps {numbers} above, if you have not done them.",
        "Gör först steg {numbers} ovan, om de inte är gjorda.",
    ),
)
IN_STAGES: Numbered = (
    Text("what to do if it is so stands in stage {numbers}", "vad du gör om det stämmer står i etapp {numbers}"),
    Text("what to do if it is so stands in stages {numbers}", "vad du gör om det stämmer står i etapp {numbers}"),
)
GOES_ON: Numbered = (
    Text("goes on in stage {numbers}", "fortsätter i etapp {numbers}"),
    Text("goes on in stages {numbers}", "fortsätter i etapp {numbers}"),
)
WAY = Text("option chosen: {title}", "valt alternativ: {title}")
OTHER_WAY = Text(
    "another option: {title} (its steps: expert rules show {remedy})",
    "annat alternativ: {title} (dess steg: expert rules show {remedy})",
)
CHECK_AFTER = Text(
    "How to see after step {number} that it worked: {text}",
    "Så ser du efter steg {number} att det har lyckats: {text}",
)
WORKED = Text("How to see that “{remedy}” worked: {text}", "Så ser du att ”{remedy}” har lyckats: {text}")
WORKED_AFTER = Text(
    "How to see after step {number} that “{remedy}” worked: {text}",
    "Så ser du efter steg {number} att ”{remedy}” har lyckats: {text}",
)
CHECK_NOW: Numbered = (
    Text("then see whether it worked, under stage {numbers}", "se sedan om det har lyckats, under etapp {numbers}"),
    Text("then see whether it worked, under stages {numbers}", "se sedan om det har lyckats, under etapp {numbers}"),
)

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
FOR_STAGES: Numbered = (
    Text("For the causes in stage {numbers}", "För orsakerna i etapp {numbers}"),
    Text("For the causes in stages {numbers}", "För orsakerna i etapp {numbers}"),
)
SEE_QUESTIONS: Numbered = (
    Text("see the questions in stage {numbers}", "se frågorna i etapp {numbers}"),
    Text("see the questions in stages {numbers}", "se frågorna i etapp {numbers}"),
)
WHEN_SO = Text(
    "“If so”: if it turns out to be so, or if it is the only cause left.",
    "”Om så är”: om det visar sig vara så, eller om det är den enda orsaken som är kvar.",
)
