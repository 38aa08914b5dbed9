"""The sentences that a diagnosis says in its own name, in both languages."""

from __future__ import annotations

from expert.foundations.texts import Text

OUTCOMES = {
    "confirmed": Text(
        "The facts confirm it: {causes}.",
        "Uppgifterna bekräftar det: {causes}.",
    ),
    "confirmed_superseded": Text(
        "The facts show {causes}. Only older documentation names that as a cause, today's does not: check the other "
        "causes as well.",
        "Uppgifterna visar {causes}. Bara äldre dokumentation anger det som en orsak, dagens gör det inte: kontrollera "
        "även de andra orsakerna.",
    ),
    "likely": Text(
        "Most likely it is {causes}. No fact confirms that yet.",
        "Troligast är {causes}. Inget av det vi vet bekräftar det ännu.",
    ),
    "likely_several": Text(
        "Most likely it is one of these: {causes}. No fact confirms any of them yet.",
        "Troligast är någon av dessa: {causes}. Inget av det vi vet bekräftar någon av dem ännu.",
    ),
    "possible": Text(
        "{count} documented causes remain; the questions below tell them apart.",
        "{count} dokumenterade orsaker är kvar; frågorna nedan skiljer dem åt.",
    ),
    "one_possible": Text(
        "One documented cause remains; the questions below confirm it or rule it out.",
        "En dokumenterad orsak är kvar; frågorna nedan bekräftar eller utesluter den.",
    ),
    "contradictory": Text(
        "The facts rule out every documented cause of this symptom. Check them again; if they are right, collect what "
        "is listed below and escalate.",
        "Uppgifterna utesluter alla dokumenterade orsaker till symptomet. Kontrollera dem igen; om de stämmer, samla "
        "in det som anges nedan och eskalera.",
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
        "This is no known message or behavior, and no fact shows what is wrong. Answer the questions below; if they do "
        "not help, collect what is listed and escalate.",
        "Det här är inget känt meddelande eller beteende, och inget av det vi vet visar vad som är fel. Svara på "
        "frågorna nedan; om de inte hjälper, samla in det som anges och eskalera.",
    ),
    "obstacle": Text(
        "The facts confirm {causes}. That stops an enrollment by itself, whatever is shown: put it right first. "
        "Whether it also explains what is seen here is not known.",
        "Uppgifterna bekräftar {causes}. Det stoppar en registrering i sig, vad som än visas: åtgärda det först. Om "
        "det också förklarar det som syns här är inte känt.",
    ),
    "obstacle_of_some": Text(
        "The facts confirm {causes}. That stops some enrollments by itself, whatever is shown: find out first whether "
        "this one is among them. Whether it also explains what is seen here is not known.",
        "Uppgifterna bekräftar {causes}. Det stoppar vissa registreringar i sig, vad som än visas: ta först reda på om "
        "den här hör dit. Om det också förklarar det som syns här är inte känt.",
    ),
    "obstacles": Text(
        "The facts confirm {causes}. Each of them stops an enrollment by itself, whatever is shown: put them right "
        "first. Whether they also explain what is seen here is not known.",
        "Uppgifterna bekräftar {causes}. Vart och ett av felen stoppar en registrering i sig, vad som än visas: "
        "åtgärda dem först. Om de också förklarar det som syns här är inte känt.",
    ),
    "solved": Text("{reason} Nothing is left to do.", "{reason} Det finns inget mer att göra."),
    "contradictory_facts": Text(
        "Some of the facts cannot be true together, and {causes} rests on them. Settle that first; no steps are shown "
        "until then.",
        "Några av uppgifterna kan inte stämma samtidigt, och {causes} bygger på dem. Red ut det först; inga steg visas "
        "innan dess.",
    ),
    "contradictory_facts_several": Text(
        "Some of the facts cannot be true together, and {causes} rest on them. Settle that first; no steps are shown "
        "until then.",
        "Några av uppgifterna kan inte stämma samtidigt, och {causes} bygger på dem. Red ut det först; inga steg visas "
        "innan dess.",
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
    "The message “{symptom}” names the cause “{cause}”, but the facts rule it out ({facts}). Check the fact "
    "again before you trust either.",
    "Meddelandet ”{symptom}” pekar ut orsaken ”{cause}”, men uppgifterna utesluter den ({facts}). Kontrollera "
    "uppgiften igen innan du litar på någon av dem.",
)
CONFLICT_CAUSE = Text(
    "Some facts confirm “{cause}” ({proof}), others rule it out ({against}). Find out which of them are right.",
    "Några uppgifter bekräftar ”{cause}” ({proof}), andra utesluter det ({against}). Ta reda på vilka som stämmer.",
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
    "The day on which you looked is not given, so today's date ({today}) is used (`observed_on`).",
    "Dagen då du tittade är inte angiven, så dagens datum ({today}) används (`observed_on`).",
)
WARNING_UNREAD = Text(
    "This text is not a known message: “{text}”",
    "Den här texten är inget känt meddelande: ”{text}”",
)
WARNING_ELSEWHERE = Text(
    "“{symptom}” is known, but not for this kind of enrollment.",
    "”{symptom}” är känt, men inte för den här typen av registrering.",
)
WARNING_OBSTACLE = Text(
    "“{cause}” is confirmed too ({facts}), and stops an enrollment by itself, whatever is shown.",
    "Även ”{cause}” är bekräftat ({facts}), och det stoppar en registrering i sig, vad som än visas.",
)
WARNING_OBSTACLE_OF_SOME = Text(
    "“{cause}” is confirmed too ({facts}), and stops some enrollments; whether this one is among them is not known.",
    "Även ”{cause}” är bekräftat ({facts}), och det stoppar vissa registreringar; om den här hör dit är inte känt.",
)
WARNING_UNEXPLAINED = Text(
    "“{symptom}” is still unexplained: every documented cause of it is ruled out.",
    "”{symptom}” saknar ännu förklaring: alla dokumenterade orsaker till det är uteslutna.",
)
WARNING_HELD_BACK = Text(
    "The remedy of “{cause}” has steps that erase or remove data, or affect all devices. They are not shown until the "
    "cause is confirmed. Find out first: {facts}.",
    "Åtgärden för ”{cause}” har steg som raderar eller tar bort data, eller påverkar alla enheter. De visas först när "
    "orsaken är bekräftad. Ta först reda på: {facts}.",
)
WARNING_DEPENDS = Text(
    "The remedy of “{cause}” has steps that erase or remove data in one case only: {case}. They are not shown until "
    "that is known. Find out first: {facts}.",
    "Åtgärden för ”{cause}” har steg som raderar eller tar bort data i ett enda fall: {case}. De visas först när det "
    "är känt. Ta först reda på: {facts}.",
)
WARNING_REACH = Text(
    "The number of users or devices affected does not fit {causes}: these are listed last.",
    "Antalet berörda användare eller enheter passar inte in på {causes}: de står sist.",
)
WARNING_LANGUAGE = Text(
    "The text seems to be in a language that is not supported ({language}). Give the same message in English or "
    "Swedish, its error code, or where and how the enrollment stops.",
    "Texten verkar vara på ett språk som inte stöds ({language}). Ange samma meddelande på engelska eller svenska, "
    "dess felkod, eller var och hur registreringen stannar.",
)
WARNING_ONLY_SOME = Text(
    "The facts confirm “{cause}”, but whether it is the cause here depends on something else. Find out before you "
    "act: {facts}.",
    "Uppgifterna bekräftar ”{cause}”, men om det är orsaken här beror på något mer. Ta reda på detta innan du gör "
    "något: {facts}.",
)
ONCE_MORE = Text(
    "{ask} (“{known}” was given, which contradicts something else: check it again.)",
    "{ask} (”{known}” har angetts, men det stämmer inte med något annat: kontrollera igen.)",
)
MORE_EXACTLY = Text(
    "{ask} (“{known}” is given, but a more exact answer is needed.)",
    "{ask} (”{known}” har angetts, men ett mer exakt svar behövs.)",
)
WARNING_HARM = Text("“{cause}”: {harm}", "”{cause}”: {harm}")
FACT = Text("{title}: {words}", "{title}: {words}")
