"""The words of plans and escalation packages, written and drawn, in both languages."""

from __future__ import annotations

from expert.foundations.texts import Text
from expert.results.plan import StageKind

PLAN = Text("the plan", "planen")
DONE_IN = Text(
    "Done in {time} at the earliest, if every wait takes its full time.",
    "Klart tidigast om {time}, om varje väntan tar full tid.",
)
DONE_IN_IF_POSSIBLE = Text(
    "If every possible cause turns out to apply as well: done in {time} at the earliest.",
    "Om även alla möjliga orsaker stämmer: klart tidigast om {time}.",
)
DONE_IN_ONLY_IF = Text(
    "You only have to wait if a possible cause turns out to apply. If all of them do: done in {time} at the earliest, "
    "if every wait takes its full time.",
    "Du behöver bara vänta om någon av de möjliga orsakerna stämmer. Stämmer alla: klart tidigast om {time}, om varje "
    "väntan tar full tid.",
)
WAITS_ADD_UP = Text(
    "Waits add up where steps must follow one another. Other waits run at the same time, and the longest counts.",
    "Väntan läggs ihop för steg som måste göras efter varandra. Annan väntan pågår samtidigt, och den längsta räknas.",
)
OTHER_ORDER = Text(
    "The surest and safest stages come first, so the questions stand in another order than in the diagnosis, which "
    "begins with what tells most for the work it takes.",
    "De säkraste och ofarligaste etapperna kommer först, så frågorna står i en annan ordning än i diagnosen, som "
    "börjar med det som säger mest för besväret.",
)
FIND_OUT_FIRST = Text("Find out first", "Ta först reda på")
MAKE_THE_PLAN_AGAIN = Text(
    "{n} causes are possible, and nothing tells yet which it is, so it is too early for a plan. Answer the questions "
    "(or let `expert ask` ask them), and make the plan again.",
    "{n} orsaker är möjliga, och inget visar ännu vilken det är, så det är för tidigt för en plan. Svara på frågorna "
    "(eller låt `expert ask` ställa dem) och gör planen på nytt.",
)
# Words that name a step or a stage, and the same for several.
Numbered = tuple[Text, Text]

STAGE_NUMBER = Text("STAGE {number}", "ETAPP {number}")
ORDER = Text(
    "The surest and safest stages come first; questions bear their numbers in the diagnosis.",
    "De säkraste och ofarligaste etapperna kommer först; frågorna har samma nummer som i diagnosen.",
)
STAGES_BELOW = Text("Stages {first} to {last}", "Etapp {first} till {last}")
NOTE_FIRST = Text("NOTE", "OBSERVERA")
SEEN_ARE = Text("Seen: {symptoms}.", "Detta syns: {symptoms}.")
# Why the first stage is the first.
WHY_FIRST: dict[StageKind, Text] = {
    "find_out": Text(
        "It begins with a question about the surest and safest of the causes: asking changes nothing.",
        "Planen börjar med en fråga om den säkraste och ofarligaste av orsakerna: att fråga ändrar ingenting.",
    ),
    "do": Text(
        "It begins with what is most certain and does the least harm.",
        "Planen börjar med det som är säkrast och gör minst skada.",
    ),
    "risk": Text(
        "It begins with steps that reach beyond this case, for there are no milder ones.",
        "Planen börjar med steg som når längre än det här ärendet, för det finns inga mildare.",
    ),
    "protect": Text(
        "It begins with saving what later steps erase or remove.",
        "Planen börjar med att rädda det som senare steg raderar eller tar bort.",
    ),
    "destroy": Text(
        "It begins with steps that erase or remove something, for there are no milder ones.",
        "Planen börjar med steg som raderar eller tar bort något, för det finns inga mildare.",
    ),
    "finish": Text("There is only the last step left.", "Bara det sista steget är kvar."),
}
# Where nothing was recognized, the questions are about no cause.
WHAT_FIRST = Text(
    "It begins with questions: without their answers nothing can be recognized, and asking changes nothing.",
    "Planen börjar med frågor: utan svaren går inget att känna igen, och att fråga ändrar ingenting.",
)
STAGE = Text("Stage {number}: {title}", "Etapp {number}: {title}")
NOT_OFFERED = Text(
    "Left out, because it does harm here: the option “{title}”. {harm}",
    "Utelämnat, eftersom det gör skada här: alternativet ”{title}”. {harm}",
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
    Text("if it is so: see stage {numbers}", "om det stämmer: se etapp {numbers}"),
    Text("if it is so: see stages {numbers}", "om det stämmer: se etapp {numbers}"),
)
GOES_ON: Numbered = (
    Text("goes on in stage {numbers}", "fortsätter i etapp {numbers}"),
    Text("goes on in stages {numbers}", "fortsätter i etapp {numbers}"),
)
WAY = Text("the steps follow this option: {title}", "stegen följer det här alternativet: {title}")
OTHER_WAY = Text(
    "another option: {title} (its steps: `expert rules show {remedy}`)",
    "annat alternativ: {title} (dess steg: `expert rules show {remedy}`)",
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
    Text("then check that it worked: see stage {numbers}", "kontrollera sedan att det har lyckats: se etapp {numbers}"),
    Text(
        "then check that it worked: see stages {numbers}", "kontrollera sedan att det har lyckats: se etapp {numbers}"
    ),
)

ESCALATION = Text("for escalation", "för eskalering")
SEEN = Text("Recognized", "Igenkänt")
OBSERVED = Text("Observed", "Observerat")
NOTHING_OBSERVED = Text("Nothing is written down yet.", "Inget är antecknat ännu.")
EXCLUDED = Text("Ruled out", "Uteslutet")
OPEN = Text("Causes so far", "Orsaker hittills")
UNANSWERED = Text(
    "Not answered yet: {n} of the {total} intake questions", "Inte besvarat ännu: {n} av de {total} inledande frågorna"
)
ALL_ANSWERED = Text(
    "All {total} intake questions are answered", "Alla {total} inledande frågor är besvarade"
)

# In pictures: above the steps for a possible cause, and what it means.
IF_SO = Text("If so", "I så fall")
FOR_STAGES: Numbered = (
    Text("For the causes in stage {numbers}", "För orsakerna i etapp {numbers}"),
    Text("For the causes in stages {numbers}", "För orsakerna i etapp {numbers}"),
)
SEE_QUESTIONS: Numbered = (
    Text("see the questions in stage {numbers}", "se frågorna i etapp {numbers}"),
    Text("see the questions in stages {numbers}", "se frågorna i etapp {numbers}"),
)
ALL_HELD_BACK = Text(
    "its steps erase or remove data, or affect all devices: they are shown once it is known to be the cause",
    "stegen raderar eller tar bort data, eller påverkar alla enheter: de visas när det är känt att det är orsaken",
)
WHEN_SO = Text(
    "“If so”: if it turns out to be so, or if it is the only cause left.",
    "”I så fall”: om det visar sig stämma, eller om det är den enda orsaken som är kvar.",
)
