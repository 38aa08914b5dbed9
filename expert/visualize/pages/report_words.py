"""The words of written reports, in both languages; verdicts and marks are those of the pictures."""

from __future__ import annotations

from expert.foundations.texts import Text
from expert.visualize.words import DISCLAIMER

# Menus stand in English where no page of Microsoft's or Apple's gives their Swedish name; it is said here, once.
_MENUS = Text("{said}", "{said} Menyer vars svenska namn inte är dokumenterat står på engelska.")

WORDS: dict[str, Text] = {
    "outcome_confirmed": Text("the cause is confirmed", "orsaken är bekräftad"),
    "outcome_confirmed_several": Text("the causes are confirmed", "orsakerna är bekräftade"),
    "outcome_confirmed_superseded": Text(
        "a cause that only older documentation names", "en orsak som bara äldre dokumentation nämner"
    ),
    "outcome_likely": Text("a cause is likely", "en orsak är trolig"),
    "outcome_likely_several": Text("several causes are likely", "flera orsaker är troliga"),
    "outcome_possible": Text("several causes are possible", "flera orsaker är möjliga"),
    "outcome_possible_one": Text("a cause is possible", "en orsak är möjlig"),
    "outcome_contradictory": Text("the facts contradict each other", "uppgifterna går inte ihop"),
    "outcome_obstacle": Text("a confirmed fault stops the enrollment", "ett bekräftat fel stoppar registreringen"),
    "outcome_obstacle_several": Text(
        "confirmed faults stop the enrollment", "bekräftade fel stoppar registreringen"
    ),
    "outcome_solved": Text("solved", "löst"),
    "outcome_incomplete": Text("more is needed", "mer behövs"),
    "outcome_unrecognized": Text("not recognized", "inte igenkänt"),
    "outcome_out_of_scope": Text("out of scope", "utanför systemets område"),
    "conflicts": Text("Contradictions", "Motsägelser"),
    "warnings": Text("Note", "Observera"),
    "symptom": Text("Symptom", "Symptom"),
    "recognized_by": Text("recognized by: “{text}”", "igenkänt på: ”{text}”"),
    "cause": Text("Cause", "Orsak"),
    "other_causes": Text("Other documented causes", "Övriga dokumenterade orsaker"),
    "because": Text("reason: {facts}", "skäl: {facts}"),
    "message_names_it": Text("the message itself names it", "meddelandet pekar självt ut den"),
    "only_one_left": Text(
        "it is the only documented cause left, and facts speak for it",
        "den är den enda dokumenterade orsaken som är kvar, och uppgifter talar för den",
    ),
    "only_left": Text(
        "the only documented cause left, but nothing speaks for it: there may be causes that are not documented",
        "den enda dokumenterade orsaken som är kvar, men inget talar för den: det kan finnas orsaker som inte är "
        "dokumenterade",
    ),
    "disputed_cause": Text(
        "it rests on facts that do not fit together: settle them first",
        "den bygger på uppgifter som inte går ihop: red ut dem först",
    ),
    "layer_code": Text("by the error code: “{text}”", "på felkoden: ”{text}”"),
    "layer_tolerant": Text(
        "by words that are nearly those of the message: “{text}”", "på ord som nästan är meddelandets: ”{text}”"
    ),
    "layer_named_otherwise": Text("by what people call it: “{text}”", "på det vardagliga uttrycket ”{text}”"),
    "layer_behavior": Text("by what happens: {text}", "på vad som händer: {text}"),
    "in_the_way": Text("Stops the enrollment, whatever is shown", "Stoppar registreringen, vad som än visas"),
    "reminds_of": Text("Was it one of these?", "Var det något av detta?"),
    "reminds_of_wording": Text("“{text}”", "”{text}”"),
    "if_so": Text(
        "If so, give the exact wording as the message (`error`), or answer below where and how it stops.",
        "Ange i så fall den exakta lydelsen som `error`, eller svara nedan på var och hur det tar stopp.",
    ),
    "read_from_text": Text("Read from the text", "Utläst ur texten"),
    "read_from": Text("{title}: {words} (“{span}”)", "{title}: {words} (”{span}”)"),
    "not_used": Text("not used: another value was given", "används inte: ett annat värde har angetts"),
    "object": Text(
        "If something was read wrongly, give the fact yourself, or leave all of this out with --no-text-facts.",
        "Om något är fel utläst, ange uppgiften själv eller uteslut allt detta med --no-text-facts.",
    ),
    "whose": Text("Whose it is", "Vem det hör till"),
    "shown_by": Text("seen in the text: “{text}”", "framgår av texten: ”{text}”"),
    "possible_in_short": Text(
        "Still possible: {count} causes that stop an enrollment by themselves.",
        "Fortfarande möjligt: {count} orsaker som i sig stoppar en registrering.",
    ),
    "ruled_out_in_short": Text("Ruled out: {causes}.", "Uteslutet: {causes}."),
    "could_be_causes": Text("would then be explained by: {causes}", "förklaras i så fall av: {causes}"),
    "would_decide": Text("would be decided by: {facts}", "avgörs av: {facts}"),
    "worked_out": Text("worked out", "uträknat"),
    "what_to_do": Text("What to do", "Gör så här"),
    "good_to_know": Text("Good to know", "Bra att veta"),
    "wait": Text("then wait up to {time}", "vänta sedan upp till {time}"),
    "verify": Text("How to see that it worked: {text}", "Så ser du att det har lyckats: {text}"),
    "find_out": Text("Find out next", "Ta reda på härnäst"),
    "where": Text("where: {text}", "var: {text}"),
    "on_this_page": Text("On this page, note also: {ask}", "Notera även på samma sida: {ask}"),
    "write": Text("write: {fact}: {values}", "skriv: {fact}: {values}"),
    "in_every_case": Text("In every case", "I samtliga fall"),
    "which_way": Text(
        "Take only the option that fits. What tells which:", "Ta bara det alternativ som stämmer. Det här avgör vilket:"
    ),
    "one_way": Text("Take only the option that fits.", "Ta bara det alternativ som stämmer."),
    "another_way": Text("Another option: {title} (see `expert rules show {id}`)",
                        "Annat alternativ: {title} (se `expert rules show {id}`)"),
    "replaced_way": Text("An option that newer documentation has replaced: {title} (see `expert rules show {id}`)",
                         "Ett alternativ som nyare dokumentation har ersatt: {title} (se `expert rules show {id}`)"),
    "decides_several": Text("decides about {count} of the causes", "avgör {count} av orsakerna"),
    "further_questions": Text(
        "{count} more may follow. `expert ask` with the same file asks them one at a time, and only those that are "
        "still needed.",
        "Det kan bli {count} frågor till. `expert ask` med samma fil ställer dem en i taget, och bara de som "
        "fortfarande behövs.",
    ),
    "decides": Text("decides: {causes}", "avgör: {causes}"),
    "could_be": Text("It could be", "Det kan vara"),
    "needed": Text("the message goes on: “{text}”", "meddelandet fortsätter: ”{text}”"),
    "collect": Text("Check and collect before you escalate", "Kontrollera och samla in innan du eskalerar"),
    "help": Text("Where to ask next", "Här kan du fråga vidare"),
    "sources": Text("Sources", "Källor"),
    "superseded": Text("superseded", "ersatt av nyare dokumentation"),
    "disputed": Text("disputed: documents contradict each other", "omtvistat: dokumenten motsäger varandra"),
    "superseded_cause": Text(
        "superseded: no source that still stands names this cause",
        "ersatt: ingen källa som fortfarande gäller nämner orsaken",
    ),
    "superseded_step": Text(
        "this way is superseded by newer documentation", "det här sättet är ersatt av nyare dokumentation"
    ),
    "knowledge": _MENUS.format(
        said=DISCLAIMER.format(knowledge=Text("Knowledge {version} ({digest})", "Kunskapsbas {version} ({digest})"))
    ),
}

# How the values of a fact without named values are written.
VALUES: dict[str, Text] = {
    "yes_no": Text("yes | no", "yes | no"),
    "number": Text("a whole number", "ett heltal"),
    "date": Text("a date such as 2026-03-31", "ett datum som 2026-03-31"),
    "version": Text("a version such as 17.10", "en version som 17.10"),
    "texts": Text("the text, in quotes", "texten, inom citattecken"),
}
