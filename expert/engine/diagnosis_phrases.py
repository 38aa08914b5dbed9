"""The sentences that a diagnosis says in its own name, in both languages."""

from __future__ import annotations

from expert.foundations.texts import Text

OUTCOMES = {
    "confirmed": Text(
        "The observed facts prove {causes}.",
        "Det som har observerats bevisar {causes}.",
    ),
    "confirmed_superseded": Text(
        "The facts show {causes}. Documentation once named that as a cause, but today's no longer does: check "
        "the other causes as well.",
        "Det som har observerats visar {causes}. Dokumentationen angav det tidigare som en orsak, men gör det inte "
        "längre: kontrollera även de andra orsakerna.",
    ),
    "likely": Text(
        "No fact proves a cause yet; the most likely one is {causes}.",
        "Inget faktum bevisar någon orsak ännu; troligast är {causes}.",
    ),
    "likely_several": Text(
        "No fact proves a cause yet; the most likely ones are {causes}.",
        "Inget faktum bevisar någon orsak ännu; troligast är {causes}.",
    ),
    "possible": Text(
        "{count} documented causes remain; the questions below tell them apart.",
        "{count} dokumenterade orsaker återstår; frågorna nedan skiljer dem åt.",
    ),
    "one_possible": Text(
        "One documented cause remains; the questions below confirm it or rule it out.",
        "En dokumenterad orsak återstår; frågorna nedan bekräftar eller utesluter den.",
    ),
    "contradictory": Text(
        "Every documented cause of this symptom is ruled out by the facts. Check the facts again; if they are "
        "right, collect what is listed below and escalate.",
        "Alla dokumenterade orsaker till symptomet utesluts av uppgifterna. Kontrollera uppgifterna igen; om de "
        "stämmer, samla in det som anges nedan och eskalera.",
    ),
    "incomplete_text": Text(
        "The text fits {count} messages. Give the whole message, to the last word.",
        "Texten stämmer in på {count} meddelanden. Ange hela meddelandet, till sista ordet.",
    ),
    "incomplete_one": Text(
        "The text is only the beginning of a known message. Give the whole message, to the last word.",
        "Texten är bara början på ett känt meddelande. Ange hela meddelandet, till sista ordet.",
    ),
    "incomplete_nothing": Text(
        "There is no message and no behavior to go by. Give the exact message (`error`), or what happens "
        "(`behavior`).",
        "Det finns varken meddelande eller beteende att gå på. Ange det exakta meddelandet (`error`) eller vad "
        "som händer (`behavior`).",
    ),
    "unrecognized": Text(
        "Nothing known here explains this. Collect what is listed below before you escalate.",
        "Inget som är känt här förklarar detta. Samla in det som anges nedan innan du eskalerar.",
    ),
    "out_of_scope": Text("{reason} No remedy is offered.", "{reason} Ingen åtgärd föreslås."),
}


CONFLICT_VALUES = Text(
    "“{title}” is given as “{observed}”, but {others}. One of these is wrong; find out which before acting.",
    "”{title}” anges som ”{observed}”, men {others}. En av uppgifterna är fel; ta reda på vilken innan du gör något.",
)
CONFLICT_DERIVED_ONLY = Text(
    "The facts lead to different answers about “{title}”: {others}. One of them is wrong; find out which "
    "before acting.",
    "Uppgifterna ger olika svar om ”{title}”: {others}. Någon av dem är fel; ta reda på vilken innan du gör "
    "något.",
)
FOLLOWS = Text("“{value}” follows from: {why}", "”{value}” följer av: {why}")
CONFLICT_MESSAGE = Text(
    "The message “{symptom}” names the cause “{cause}”, but the facts exclude it ({facts}). Check the fact "
    "again before you trust either.",
    "Meddelandet ”{symptom}” pekar ut orsaken ”{cause}”, men uppgifterna utesluter den ({facts}). Kontrollera "
    "uppgiften igen innan du litar på någondera.",
)
TOLD_BY_MESSAGE = Text("the message itself says so", "meddelandet säger det självt")

WARNING_SUPERSEDED = Text(
    "“{cause}” rests on documentation that has since been replaced.",
    "”{cause}” bygger på dokumentation som sedan dess har ersatts.",
)
WARNING_TODAY = Text(
    "The day of observation is not given, so today ({today}) is taken for it (`observed_on`).",
    "Observationsdagen är inte angiven, så dagens datum ({today}) används (`observed_on`).",
)
WARNING_UNREAD = Text(
    "This text is not a message that is known here: “{text}”",
    "Den här texten är inget meddelande som är känt här: ”{text}”",
)
WARNING_ELSEWHERE = Text(
    "“{symptom}” is known, but not for this kind of enrollment.",
    "”{symptom}” är känt, men inte för den här typen av registrering.",
)
WARNING_ONLY_SOME = Text(
    "What was observed proves “{cause}”, but it is a cause only under a condition that is not known to be met. Find "
    "out before you act: {facts}.",
    "Det som observerats bevisar ”{cause}”, men den är bara en orsak under ett villkor som det inte är känt om det är "
    "uppfyllt. Ta reda på detta innan du gör något: {facts}.",
)
MORE_EXACTLY = Text(
    "{ask} (“{known}” is known, but it has to be known more exactly.)",
    "{ask} (”{known}” är känt, men det behöver vara känt mer exakt.)",
)
WARNING_HARM = Text("“{cause}”: {harm}", "”{cause}”: {harm}")
FACT = Text("{title}: {words}", "{title}: {words}")
