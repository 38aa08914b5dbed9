"""The words that stand on frames alone, in both languages; verdicts and marks are those of the other pictures."""

from __future__ import annotations

from expert.foundations.terms import Outcome, Verdict
from expert.foundations.texts import Text
from expert.visualize.words import OUT_OF_SCOPE, SOLVED

# What kind of frame it is
SYMPTOM = Text("SYMPTOM", "SYMPTOM")
QUESTIONS = Text("THE QUESTIONS", "FRÅGORNA")
QUESTION = Text("QUESTION {label}", "FRÅGA {label}")
CAUSE = Text("CAUSE", "ORSAK")
REMEDY = Text("WHAT TO DO", "GÖR SÅ HÄR")
REMEDY_OPTION = Text("WHAT TO DO, option {letter}", "GÖR SÅ HÄR, alternativ {letter}")
MEANWHILE = Text("WHAT MAY BE DONE ALREADY", "DET HÄR GÅR ATT GÖRA REDAN NU")
MEANWHILE_OPTION = Text(
    "WHAT MAY BE DONE ALREADY, option {letter}", "DET HÄR GÅR ATT GÖRA REDAN NU, alternativ {letter}"
)
NOTHING_FITS = Text("IF NOTHING FITS", "OM INGET STÄMMER")
SOURCES = Text("SOURCES", "KÄLLOR")
REPORTED = Text("WHAT WAS REPORTED", "VAD SOM RAPPORTERADES")
KNOWN = Text("WHAT IS KNOWN", "DET VI VET")
RECOGNIZED = Text("THE SYMPTOM", "SYMPTOMET")
WEIGHED = Text("WHAT THE FACTS SAY", "VAD UPPGIFTERNA SÄGER")
VERDICT = Text("THE VERDICT", "SLUTSATSEN")
FIND_OUT = Text("FIND OUT NEXT", "TA REDA PÅ HÄRNÄST")
BEFORE = Text("BEFORE ANYTHING IS DONE", "INNAN NÅGOT GÖRS")
BEFORE_CLAIM = Text("Know this first", "Det här behöver du veta först")
COLLECT = Text("BEFORE YOU ESCALATE", "INNAN DU ESKALERAR")
PLAN = Text("THE PLAN", "PLANEN")
TOPIC = Text("TOPIC, {count}", "ÄMNE, {count}")
STAGE = Text("STAGE {number} OF {total}", "ETAPP {number} AV {total}")
STAGE_ABOUT = Text("STAGE {number} OF {total}: {title}", "ETAPP {number} AV {total}: {title}")

# What a symptom looks like
SHOWN = Text("The user sees", "Användaren ser")
CODE = Text("Error code", "Felkod")
SEEN_WHEN = Text("It shows itself by this", "Det visar sig så här")
NO_MESSAGE = Text(
    "It has no message of its own: the user tells what happens.",
    "Det har inget eget meddelande: användaren berättar vad som händer.",
)
ONLY_WHERE = Text("Only if", "Bara om")

# The questions
ORDER = (Text("One question leads to the cause", "En fråga leder till orsaken"),
         Text("Ask these {n} questions in this order", "Ställ de här {n} frågorna i den här ordningen"))  # fmt: skip
ORDER_FIRST = Text("Ask these {n} questions first, of {total}", "Ställ de här {n} frågorna först, av {total}")
ORDER_THEN = (Text("Then ask this one", "Ställ sedan den här"),
              Text("Then ask these {n}", "Ställ sedan de här {n}"))  # fmt: skip
NEXT = Text("Next comes question {label}: {title}", "Härnäst kommer fråga {label}: {title}")
NEXT_OF_MANY = Text(
    "Next comes question {label}: {title}. Then there are {n} more; an interview (`expert ask`) asks only those that "
    "the answers leave.",
    "Härnäst kommer fråga {label}: {title}. Sedan finns {n} till; en intervju (`expert ask`) ställer bara dem som "
    "svaren lämnar kvar.",
)
ABOUT = (Text("{title}: one cause", "{title}: en orsak"), Text("{{title}}: {n} causes", "{{title}}: {n} orsaker"))
OTHER_CAUSES = Text("Other", "Övrigt")
WHY_ORDER = Text(
    "Those that tell most for the work they take come first.",
    "De som ger mest i förhållande till arbetet kommer först.",
)
OTHER_ANSWER = Text("another answer", "ett annat svar")
STAYS = Text(
    "It stays possible: go on to question {number}", "Det är fortfarande möjligt: gå vidare till fråga {number}"
)
STAYS_TO_THE_END = Text(
    "It stays possible: find it out, or ask for help", "Det är fortfarande möjligt: ta reda på det, eller be om hjälp"
)
GO_ON_FOR = Text("For “{answers}”: question {number}.", "För ”{answers}”: fråga {number}.")
GO_ON_AFTER = Text("{answers}: question {number}.", "{answers}: fråga {number}.")
ELSE_ON = Text("Otherwise: question {number}.", "Annars: fråga {number}.")
ELSE_END = Text("Otherwise nothing fits.", "Annars stämmer inget.")
STAYS_OPEN = Text("It stays possible.", "Det är fortfarande möjligt.")
GO_ON = Text("Go on to question {number}", "Gå vidare till fråga {number}")
ASK_NEXT = Text("Then ask question {numbers}", "Ställ sedan fråga {numbers}")
ASK_MANY = Text(
    "Then ask {count} of the questions that follow", "Ställ sedan {count} av frågorna som följer"
)
ASK_NONE = Text("None of these causes: ask for help", "Ingen av de här orsakerna: be om hjälp")
NOTHING_LEFT = Text("Nothing fits: collect what helps, and ask", "Inget stämmer: samla in det som hjälper, och fråga")
WHERE = Text("Where: {text}", "Var: {text}")
TAKES = Text("{how}, about {minutes} min", "{how}, ungefär {minutes} min")
TAKES_TOGETHER = Text("Together about {minutes} min", "Tillsammans ungefär {minutes} min")

# A cause
PROVES = Text("PROVES IT", "BEVISAR DEN")
RULES_OUT = Text("RULES IT OUT", "UTESLUTER DEN")
ANY_FAILS = Text("One of these is not so", "Något av detta stämmer inte")
ALL_FAIL = Text("None of these is so", "Inget av detta stämmer")
NOT_SO = Text("It is not so", "Det stämmer inte")
ALL_HOLD = Text("All of this is so", "Allt detta stämmer")
ONE_HOLDS = Text("One of these is so", "Något av detta stämmer")
ALSO_UNLESS = Text("It can only be if", "Den kan bara vara det om")
ALSO_IF = Text("So does any of these", "Det gör också något av detta")
NOT_IF = Text("Not if one of these is so", "Inte om något av detta stämmer")
NAMED_BY_MESSAGE = Text(
    "The message itself names it: likely at once.", "Meddelandet pekar självt ut den: trolig på en gång."
)
MANY_CAUSES = Text("It can be any of {n} causes", "Det kan vara vilken som helst av {n} orsaker")
SUPERSEDED_CLAIM = Text(
    "Only older documentation names this cause", "Bara äldre dokumentation nämner den här orsaken"
)
SUPERSEDED_CAUSE = Text(
    "Only older documentation names this cause: check the others too.",
    "Bara äldre dokumentation nämner orsaken: kontrollera även de andra.",
)
WAIT_KIND = Text("Nothing is wrong: it takes time.", "Inget är fel: det tar tid.")
SOURCE = Text("Source: {title}, {date}", "Källa: {title}, {date}")
SOURCE_LINE = Text("{title} ({date})", "{title} ({date})")
SOURCES_CLAIM = Text("Where all of this stands", "Här står allt detta")

# A step
VERIFY_NOTE = Text("How to see that it worked: {text}", "Så ser du att det har lyckats: {text}")

# A case
REPORT_CLAIM = Text("{case}: what the user sees", "{case}: det användaren ser")
NO_REPORT_CLAIM = Text("{case}: no message was given", "{case}: inget meddelande angavs")
NOTHING_KNOWN = Text("Nothing is known of it yet.", "Inget är känt om det ännu.")
FACTS_CLAIM = (Text("{case}: one fact is known", "{case}: en uppgift är känd"),
               Text("{{case}}: {n} facts are known", "{{case}}: {n} uppgifter är kända"))  # fmt: skip
SYMPTOM_CLAIM = (Text("This is a known symptom", "Det här är ett känt symptom"),
                 Text("These are {n} known symptoms", "Det här är {n} kända symptom"))  # fmt: skip
NO_SYMPTOM_CLAIM = Text("No known message or behavior is in it", "Det innehåller inget känt meddelande eller beteende")
NOT_RECOGNIZED = Text("Not recognized as a further symptom", "Inte igenkänt som ytterligare ett symptom")
RECOGNIZES = Text("shows", "visar")
GROUPS: dict[Verdict, tuple[Text, Text]] = {
    "confirmed": (Text("One cause is proven", "En orsak är bevisad"),
                  Text("{n} causes are proven", "{n} orsaker är bevisade")),
    "likely": (Text("One cause is likely", "En orsak är trolig"),
               Text("{n} causes are likely", "{n} orsaker är troliga")),
    "possible": (Text("One cause is still possible", "En orsak är fortfarande möjlig"),
                 Text("{n} causes are still possible", "{n} orsaker är fortfarande möjliga")),
    "ruled_out": (Text("One cause is ruled out", "En orsak är utesluten"),
                  Text("{n} causes are ruled out", "{n} orsaker är uteslutna")),
}  # fmt: skip
GROUP_SUPERSEDED = (
    Text("It is so, but only older documentation calls it a cause",
         "Det är så, men bara äldre dokumentation kallar det en orsak"),
    Text("{n} causes are so, but only older documentation names them",
         "{n} orsaker stämmer, men bara äldre dokumentation nämner dem"),
)  # fmt: skip
GROUP_DISPUTED = (
    Text("One cause rests on facts that contradict each other", "En orsak bygger på uppgifter som motsäger varandra"),
    Text("{n} causes rest on facts that contradict each other",
         "{n} orsaker bygger på uppgifter som motsäger varandra"),
)  # fmt: skip
GROUP_OBSTACLE = (
    Text("One fault stops the enrollment, whatever is shown", "Ett fel stoppar registreringen, vad som än visas"),
    Text("{n} faults stop the enrollment, whatever is shown", "{n} fel stoppar registreringen, vad som än visas"),
)
CONFLICT_ALSO = Text("Some facts contradict each other", "Några uppgifter motsäger varandra")
GOES_ON = Text("if it goes on: {text}", "om det fortsätter: {text}")
OUTCOME_WORDS: dict[Outcome, Text] = {
    "confirmed": Text("CONFIRMED", "BEKRÄFTAD"),
    "likely": Text("LIKELY", "TROLIG"),
    "possible": Text("OPEN", "ÖPPEN"),
    "contradictory": Text("CONTRADICTORY", "MOTSÄGELSE"),
    "obstacle": Text("OBSTACLE", "HINDER"),
    "solved": SOLVED,
    "incomplete": Text("INCOMPLETE", "OFULLSTÄNDIGT"),
    "unrecognized": Text("NOT RECOGNIZED", "INTE IGENKÄNT"),
    "out_of_scope": OUT_OF_SCOPE,
}
VERDICT_CLAIMS: dict[Outcome, Text] = {
    "confirmed": Text("The cause is confirmed", "Orsaken är bekräftad"),
    "likely": Text("This is the likely cause", "Det här är den troliga orsaken"),
    "obstacle": Text(
        "This stops the enrollment, whatever is shown", "Det här stoppar registreringen, vad som än visas"
    ),
}
REMINDS = Text("Was it one of these?", "Var det något av detta?")
WHOSE = Text("Whose it is", "Vem det hör till")
FIND_CLAIM = (Text("One question tells more", "En fråga ger mer"),
              Text("{n} questions tell more, the cheapest first",
                   "{n} frågor ger mer, den billigaste först"))  # fmt: skip
COLLECT_CLAIM = Text("Check and collect this before you escalate", "Kontrollera och samla in detta innan du eskalerar")
ONCE_FOR_ALL = Text("Also for the cause before: once is enough", "Även för orsaken före: en gång räcker")
NOT_BEFORE = Text("Settle the contradiction before anything is done", "Red ut motsägelsen innan något görs")

# A plan
PLAN_CLAIM = (Text("One stage", "En etapp"), Text("{n} stages, the safest first", "{n} etapper, det ofarligaste först"))
NOTHING_PLANNED = Text("There is nothing to plan yet", "Det finns inget att planera ännu")
