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
        "There is nothing to go by yet. Give one of these: {facts}.",
        "Det finns inget att gå på än. Ange något av detta: {facts}.",
    ),
    "unrecognized": Text(
        "No known message or behavior was recognized, and no fact proves what is wrong. The questions below help "
        "further; "
        "if they do not, collect what is listed and escalate.",
        "Inget känt meddelande eller beteende kändes igen, och inget faktum bevisar vad som är fel. Frågorna nedan "
        "hjälper "
        "vidare; gör de inte det, samla in det som anges och eskalera.",
    ),
    "obstacle": Text(
        "The facts prove {causes}. That stops an enrollment by itself, whatever is seen: put it right first. Whether "
        "it is "
        "also what was seen here is not known.",
        "Uppgifterna bevisar {causes}. Det stoppar en registrering i sig, vad som än visas: åtgärda det först. Om det "
        "också är det som har setts här är inte känt.",
    ),
    "obstacles": Text(
        "The facts prove {causes}. Each of them stops an enrollment by itself, whatever is seen: put them right first. "
        "Whether they are also what was seen here is not known.",
        "Uppgifterna bevisar {causes}. Vart och ett av dem stoppar en registrering i sig, vad som än visas: åtgärda "
        "dem "
        "först. Om de också är det som har setts här är inte känt.",
    ),
    "solved": Text("{reason} Nothing is left to do.", "{reason} Inget återstår att göra."),
    "contradictory_facts": Text(
        "Some of the facts cannot be true together, and {causes} rests on them. Settle that first: no step is offered "
        "before.",
        "Några av uppgifterna kan inte stämma samtidigt, och {causes} vilar på dem. Red ut det först: innan dess "
        "föreslås inget steg.",
    ),
    "contradictory_facts_several": Text(
        "Some of the facts cannot be true together, and {causes} rest on them. Settle that first: no step is offered "
        "before.",
        "Några av uppgifterna kan inte stämma samtidigt, och {causes} vilar på dem. Red ut det först: innan dess "
        "föreslås inget steg.",
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
CONFLICT_CAUSE = Text(
    "Some facts prove “{cause}” ({proof}), others exclude it ({against}). Find out which of them are right.",
    "Några uppgifter bevisar ”{cause}” ({proof}), andra utesluter det ({against}). Ta reda på vilka som stämmer.",
)
CONFLICT_IMPOSSIBLE = Text(
    "This cannot be true together: {facts}. {reason}",
    "Detta kan inte stämma samtidigt: {facts}. {reason}",
)
CONFLICT_TEXT = Text(
    "“{title}” is given as “{given}”, but the text says “{read}” (“{span}”). What was given is used; check which is "
    "right.",
    "”{title}” anges som ”{given}”, men texten säger ”{read}” (”{span}”). Det angivna används; kontrollera vad som "
    "stämmer.",
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
WARNING_OBSTACLE = Text(
    "Besides, “{cause}” is proven ({facts}) and stops an enrollment by itself, whatever is seen.",
    "Dessutom är ”{cause}” bevisat ({facts}) och stoppar en registrering i sig, vad som än visas.",
)
WARNING_UNEXPLAINED = Text(
    "Nothing known here explains “{symptom}”: every documented cause of it is ruled out.",
    "Inget som är känt här förklarar ”{symptom}”: alla dokumenterade orsaker till det är uteslutna.",
)
WARNING_HELD_BACK = Text(
    "The remedy of “{cause}” has steps that erase or remove data, or affect all devices. They are not shown before it "
    "is "
    "proven. Find out first: {facts}.",
    "Åtgärden för ”{cause}” har steg som raderar eller tar bort data, eller påverkar alla enheter. De visas inte "
    "förrän "
    "orsaken är bevisad. Ta först reda på: {facts}.",
)
WARNING_DEPENDS = Text(
    "The remedy of “{cause}” has steps that erase or remove data in one case only: {case}. They are not shown before "
    "that "
    "is known. Find out first: {facts}.",
    "Åtgärden för ”{cause}” har steg som raderar eller tar bort data bara i ett fall: {case}. De visas inte förrän "
    "det är "
    "känt. Ta först reda på: {facts}.",
)
WARNING_REACH = Text(
    "How many are concerned does not fit {causes}: these stand last.",
    "Hur många som berörs passar inte ihop med {causes}: de står sist.",
)
WARNING_LANGUAGE = Text(
    "The text seems to be in a language that is not known here ({language}). Give the same message in English or "
    "Swedish, "
    "its error code, or where and how the enrollment stops.",
    "Texten verkar vara på ett språk som inte är känt här ({language}). Ange samma meddelande på engelska eller "
    "svenska, "
    "dess felkod, eller var och hur registreringen stannar.",
)
WARNING_ONLY_SOME = Text(
    "What was observed proves “{cause}”, but it is a cause only under a condition that is not known to be met. Find "
    "out before you act: {facts}.",
    "Det som observerats bevisar ”{cause}”, men den är bara en orsak under ett villkor som det inte är känt om det är "
    "uppfyllt. Ta reda på detta innan du gör något: {facts}.",
)
ONCE_MORE = Text(
    "{ask} (“{known}” was given, which contradicts something else: check it again.)",
    "{ask} (”{known}” har angetts, vilket säger emot något annat: kontrollera det igen.)",
)
MORE_EXACTLY = Text(
    "{ask} (“{known}” is known, but it has to be known more exactly.)",
    "{ask} (”{known}” är känt, men det behöver vara känt mer exakt.)",
)
WARNING_HARM = Text("“{cause}”: {harm}", "”{cause}”: {harm}")
FACT = Text("{title}: {words}", "{title}: {words}")
