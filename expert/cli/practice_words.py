"""What an exercise in a terminal says besides what stands in its document, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from expert.cli.console import QUIT_AND_HELP
from expert.foundations.texts import Text

WORDS = {
    "exercise": Text("Exercise {seed}", "Övning {seed}"),
    "ticket": Text("Your ticket {name} as an exercise", "Ditt ärende {name} som övning"),
    "number": Text("{number} of {count}", "{number} av {count}"),
    "again": Text("The same again: expert practice {more}", "Samma igen: expert practice {more}"),
    "next": Text("Next exercise: expert practice {more}", "Nästa övning: expert practice {more}"),
    "look": Text("What you can look up:", "Det här kan du slå upp:"),
    "row": Text("{number}. {title} ({how}, {cost} min)", "{number}. {title} ({how}, {cost} min)"),
    "seen": Text("{number}. {title}: {seen}", "{number}. {title}: {seen}"),
    "causes": Text("What it can be:", "Det här kan det vara:"),
    "help": Text(
        "Write a number to look something up, a letter to name the cause. Also: ? and a number (where to look), "
        "hint ({hint} min), undo, list, give up, quit.",
        "Skriv ett nummer för att slå upp något, en bokstav för att ange orsaken. Även: ? och ett nummer (var du "
        "tittar), tips ({hint} min), ångra, lista, ge upp, sluta.",
    ),
    "help_exam": Text(
        "An exam: the first cause that you name counts, and the result is told at the end. Write a number to look "
        "something up, a letter to name the cause. Also: ? and a number (where to look), list, give up, quit.",
        "Ett prov: den första orsak du anger räknas, och resultatet visas i slutet. Skriv ett nummer för att slå upp "
        "något, en bokstav för att ange orsaken. Även: ? och ett nummer (var du tittar), lista, ge upp, sluta.",
    ),
    "answer": Text(
        "{title}: {words} ({cost} min; so far {sum} min)", "{title}: {words} ({cost} min; hittills {sum} min)"
    ),
    "where": Text("{ask} {where}", "{ask} {where}"),
    "wrong": Text(
        "No, it is not that: {cause}. {told} A wrong answer counts {cost} min; so far {sum} min. Look on, or name "
        "another.",
        "Nej, det är inte det: {cause}. {told} Ett felaktigt svar räknas som {cost} min; hittills {sum} min. Leta "
        "vidare, eller ange en annan.",
    ),
    "one_of_two": Text("Yes: {cause}. {told} Look on, or name it.", "Ja: {cause}. {told} Leta vidare, eller ange det."),
    "named_so": Text("{cause}. {told}", "{cause}. {told}"),
    "noted": Text("Noted.", "Noterat."),
    "hint": Text("{told} ({cost} min; so far {sum} min)", "{told} ({cost} min; hittills {sum} min)"),
    "undone": Text(
        "Taken back: {title}. The {cost} min that it took are not given back.",
        "Tillbakataget: {title}. De {cost} min som det tog fås inte tillbaka.",
    ),
    "not_understood": Text("“{line}” is not understood.", "”{line}” går inte att tolka."),
    "named_already": Text("You have named that already. {told}", "Den har du redan angett. {told}"),
    "no_number": Text("There is no number {number}; 1 to {count}.", "Det finns inget nummer {number}; 1 till {count}."),
    "ways": Text("How do you mend it? Choose a way:", "Hur åtgärdar du det? Välj ett sätt:"),
    "way": Text("{number}. {title}", "{number}. {title}"),
    "ways_help": Text(
        "Write the number of a way. Also: ? and a number (its steps), list, quit.",
        "Skriv numret på ett sätt. Även: ? och ett nummer (dess steg), lista, sluta.",
    ),
    "way_step": Text("{number}. {text}", "{number}. {text}"),
    "only_if": Text("only if: {case}. {text}", "bara om: {case}. {text}"),
    "marked": Text("Its dangers: {marks}.", "Dess risker: {marks}."),
    "left": Text(
        "You left the exercise; the cause is not given away. So far:",
        "Du lämnade övningen; orsaken avslöjas inte. Hittills:",
    ),
    "right": Text("Right: {cause}.", "Rätt: {cause}."),
    "also_right": Text("Right too: {cause}.", "Också rätt: {cause}."),
    "not_solved": Text("Not solved. The cause was: {cause}.", "Inte löst. Orsaken var: {cause}."),
    "also_was": Text("Another cause was: {cause}.", "En orsak till var: {cause}."),
    "report": Text("The report ({cost} min)", "Anmälan ({cost} min)"),
    "nothing": Text("(nothing looked up)", "(inget uppslaget)"),
    "step": Text("{number}. {title}: {words} ({cost} min)", "{number}. {title}: {words} ({cost} min)"),
    "named": Text("{number}. Named: {title} ({cost} min)", "{number}. Angav: {title} ({cost} min)"),
    "extra": Text("Hints and what was taken back: {cost} min", "Tips och det som togs tillbaka: {cost} min"),
    "took": Text("It took {minutes}:{seconds:02} min.", "Det tog {minutes}:{seconds:02} min."),
    "summary": Text("{count} exercises, {total} points on average", "{count} övningar, {total} poäng i medeltal"),
    "summary_of_one": Text("1 exercise, {total} points", "1 övning, {total} poäng"),
    "solved_row": Text(
        "{number}. {title}: right, {cause}; {total} points ({proof} + {cost} + {safety})",
        "{number}. {title}: rätt, {cause}; {total} poäng ({proof} + {cost} + {safety})",
    ),
    "unsolved_row": Text(
        "{number}. {title}: not solved, it was {cause}; {total} points ({proof} + {cost} + {safety})",
        "{number}. {title}: inte löst, det var {cause}; {total} poäng ({proof} + {cost} + {safety})",
    ),
    "unscored_row": Text("{number}. {title}: a demonstration", "{number}. {title}: en demonstration"),
    "parts": Text(
        "In brackets: proof of 40, cost of 30, safety of 30.",
        "Inom parentes: bevis av 40, kostnad av 30, säkerhet av 30.",
    ),
    "saved": Text("Saved in {file}.", "Sparat i {file}."),
    "left_unsaved": Text(
        "Not saved in {file}: only what was gone through to the end is.",
        "Inte sparat i {file}: bara det som gåtts igenom till slutet sparas.",
    ),
    "not_saved": Text(
        "A demonstration is not scored, and not saved.", "En demonstration ger inga poäng och sparas inte."
    ),
}

COMMANDS: Mapping[str, str] = {
    "list": "list", "lista": "list", "give up": "give_up", "ge upp": "give_up", "?": "help",
    "hint": "hint", "tips": "hint", "ledtråd": "hint", "undo": "undo", "ångra": "undo", "angra": "undo",
    "next": "next", "nästa": "next", "nasta": "next", **QUIT_AND_HELP,
}  # fmt: skip
