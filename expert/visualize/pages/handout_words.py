"""What the handout says besides what stands in its lessons, in both languages."""

from __future__ import annotations

from expert.foundations.texts import Text
from expert.visualize import words

TITLE = Text(
    "iOS/iPadOS enrollment in Microsoft Intune: exercises", "Registrering av iOS/iPadOS i Microsoft Intune: övningar"
)
TITLE_SOLUTIONS = Text(
    "iOS/iPadOS enrollment in Microsoft Intune: exercises with solutions",
    "Registrering av iOS/iPadOS i Microsoft Intune: övningar med lösningar",
)
HOW_TO = Text(
    "Each sheet is a case. Read what the user reports, and choose what to look up, in any order: the list is "
    "alphabetical, and your trainer knows the answers. Note them, and the minutes, and name the cause as soon as the "
    "answers prove it. The command, and the link to the class page, play the same exercise on a screen.",
    "Varje blad är ett ärende. Läs vad användaren anmäler och välj vad du tar reda på, i valfri ordning: listan är "
    "alfabetisk, och din lärare har svaren. Anteckna dem, och minuterna, och ange orsaken så snart svaren bevisar den. "
    "Med kommandot, och länken till klassens sida, gör du samma övning på en skärm.",
)
HOW_TO_TEACH = Text(
    "For each sheet: what the user reports, the answers to give out when they are asked for, the cause, why it is that "
    "one, the recommended path, and what the ways to mend it would do. Then everything the symptom can be.",
    "För varje blad: vad användaren anmäler, svaren att lämna ut när någon frågar, orsaken, varför det är just den, "
    "den rekommenderade vägen och vad olika sätt att åtgärda felet skulle göra. Sedan allt som symptomet kan bero på.",
)
AT_THE_END = Text(
    "What belongs to several symptoms stands once, at the end.", "Det som hör till flera symptom står en gång, sist."
)
NAME = Text("Name", "Namn")
DATE = Text("Date", "Datum")
CONTENTS = Text("Contents", "Innehåll")
SHEET = Text("Sheet {number} of {count}", "Blad {number} av {count}")
EXERCISE = Text("Exercise {symptom}, number {seed}", "Övning {symptom}, nummer {seed}")
PLAY = Text("Play it: {command} or {link}", "Gör övningen på skärm: {command} eller {link}")
PAGE = Text("Page", "Sida")
CASE = Text("The case", "Ärendet")
DEMONSTRATIONS = Text("Demonstrations", "Demonstrationer")
DEMONSTRATION = Text("DEMONSTRATION", "DEMONSTRATION")
ABOUT_DEMONSTRATIONS = Text(
    "Here nothing has to be looked up: the report alone tells the cause. What is to be done about it?",
    "Här behöver inget slås upp: anmälan ensam visar orsaken. Vad ska göras åt den?",
)
NO_CASE = Text(
    "There is no exercise for this symptom: no case of it has only one cause.",
    "Det finns ingen övning för det här symptomet: inget ärende har bara en orsak.",
)
MESSAGES = Text("What the user sees", "Det här ser användaren")
SEEN_WHEN = Text(
    "This fault shows no message. You recognize it by: {condition}",
    "Felet visar inget meddelande. Du känner igen det på: {condition}",
)
QUESTION = Text("What you can look up", "Det här kan du ta reda på")
MINUTES = Text("min", "min")
ANSWER = Text("Answer", "Svar")
YOUR_MINUTES = Text("Minutes in all, with {report} for the report:", "Minuter totalt, med {report} för anmälan:")
GIVE_OUT = Text("Answers to give out", "Svar att lämna ut")
YOUR_CAUSE = Text("Which cause is it, and which answers show it?", "Vilken är orsaken, och vilka svar visar det?")
YOUR_REMEDY = Text(
    "What do you do about it? Mark what can do harm.", "Vad gör du åt det? Märk ut det som kan göra skada."
)
IT_IS = Text("The cause: {cause}", "Orsaken: {cause}")
PROVEN = Text("Proven by: {facts}.", "Bevisad av: {facts}.")
EXCLUDED = Text("Not “{cause}”: {facts}.", "Inte ”{cause}”: {facts}.")
NOT_TRIED = Text("“{cause}” only a restore could show.", "”{cause}” kan bara en återställning visa.")
WAYS = Text("To mend it", "Så åtgärdas det")
WAY = Text("{title}: {told}", "{title}: {told}")
PICTURE = Text("The way to the cause", "Vägen till orsaken")
CAPTION = Text(
    "From the top down: what to ask. To the right: the cause that the answer shows. Blue is the path of the exercise.",
    "Uppifrån och ned: det du tar reda på. Till höger: orsaken som svaret visar. Blått är övningens väg.",
)
AS_TEXT = Text("The picture as text", "Bilden som text")
CAUSES = Text("Causes and remedies", "Orsaker och åtgärder")
SHARED = Text("Causes and remedies of several symptoms", "Orsaker och åtgärder för flera symptom")
SEE = Text("{title}: see the end", "{title}: se slutet")
SHOWN_BY = Text("Shown by: {condition}", "Framgår av: {condition}")
REMEDY = Text("What to do: {title}", "Åtgärd: {title}")
FIRST_WAY = Text("Either: {title}", "Antingen: {title}")
SOURCES = Text("Sources: {sources}", "Källor: {sources}")
# A danger of some cases only, in its mark and before its step.
STEP_IF = Text("If “{case}”: {text}", "Om ”{case}”: {text}")
FOOTER = words.DISCLAIMER.format(knowledge=words.KNOWLEDGE)
