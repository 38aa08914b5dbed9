"""What the page for a class says of itself, in both languages. Its scripts know these texts by their keys."""

from __future__ import annotations

from collections.abc import Mapping

from expert.foundations.texts import OR, Text
from expert.visualize.words import SAFE, SAFETY, STANDINGS, STATUS, WAIT

Words = Mapping[str, "Text | Words"]

TITLE = Text("Why a device does not enroll: for the class", "Därför registreras inte enheten: för klassen")
FOOTER = Text(
    "Knowledge {version}. Not a Microsoft product; check a step with its source when in doubt. This page works offline "
    "and sends nothing.",
    "Kunskapsbas {version}. Ingen Microsoft-produkt; kontrollera steget mot källan om du är osäker. Sidan fungerar "
    "utan nät och skickar inget.",
)
NO_SCRIPT = Text(
    "Without JavaScript this page shows the tree of what is known, and the cases. With it, you can search, play and "
    "practice.",
    "Utan JavaScript visar sidan trädet över det som är känt, och ärendena. Med JavaScript kan du söka, spela upp och "
    "öva.",
)
CASES = Text("Cases", "Ärenden")
ALL_CAUSES = Text("All causes", "Alla orsaker")
RULED_OUT_OTHERWISE = Text(
    "All that could prove it is known not to be so.", "Allt som kunde bevisa den är kontrollerat och stämmer inte."
)
APPLIES_IF = Text(
    "It is also ruled out where none of this is so:", "Den är också utesluten när inget av det här stämmer:"
)
ANY_OF = Text("One of these is enough:", "Ett av dessa räcker:")
NO_TOPIC = Text("Without a theme", "Utan tema")
ONLY_IF = Text("Only if: {condition}.", "Bara om: {condition}.")
STEP_ONLY_IF = Text("If this is so: {condition}.", "Om det här stämmer: {condition}.")
STEP_IF = Text("If {case}:", "Om {case}:")
MARK_IF = Text("if {condition}: {mark}", "om {condition}: {mark}")
NO_ADDRESS = Text("no address: {reason}", "utan adress: {reason}")
NOT_ALL = Text("That is not all: another fault is at work too.", "Det är inte allt: det finns ett fel till.")
SUPERSEDED = Text("replaced by newer documentation", "ersatt av nyare dokumentation")

WORDS: Words = {
    "title": TITLE,
    "footer": FOOTER,
    "skip": Text("Skip to the contents", "Hoppa till innehållet"),
    "language": Text("Language", "Språk"),
    "views": Text("Views", "Vyer"),
    "tabs": {
        "explore": Text("Explore", "Utforska"),
        "play": Text("Play a case", "Spela upp ett ärende"),
        "practice": Text("Practice", "Öva"),
        "board": Text("Board", "Tavla"),
    },
    "themes": {
        "auto": Text("Colors: as the device", "Färger: som enheten"),
        "own": Text("Colors: of this page", "Färger: sidans egna"),
        "light": Text("Colors: light", "Färger: ljusa"),
        "dark": Text("Colors: dark", "Färger: mörka"),
    },
    "verdicts": {str(name): word for name, word in STANDINGS.items()},
    "marks": {str(name): word for name, word in SAFETY.items()},
    "safe": SAFE,
    "status": {str(name): word for name, word in STATUS.items()},
    "mark_if": MARK_IF,
    "step_only_if": STEP_ONLY_IF,
    "step_if": STEP_IF,
    "only_if": ONLY_IF,
    "wait": WAIT,
    "no_address": NO_ADDRESS,
    "superseded": SUPERSEDED,
    "not_here": Text("What this link leads to is not on this page.", "Det som länken leder till finns inte på sidan."),
    "part_not_here": Text("“{id}” is not on this page.", "”{id}” finns inte på sidan."),
    "minutes": Text("{n} min", "{n} min"),
    # Explore
    "explore_title": Text("What is known", "Det som är känt"),
    "search": Text("Search by message, code or word", "Sök på meddelande, kod eller ord"),
    "tree_count": Text(
        "Symptoms: {symptoms}. Causes: {causes}. By theme",
        "Symptom: {symptoms}. Orsaker: {causes}. Efter tema",
    ),
    "hits": Text("Hits: {n}, the best first", "Träffar: {n}, de bästa först"),
    "no_hits": Text("Nothing found. Try fewer words.", "Inget hittades. Pröva färre ord."),
    "symptom": Text("Symptom", "Symptom"),
    "cause": Text("Cause", "Orsak"),
    "no_topic": NO_TOPIC,
    "open_symptom": Text(
        "All of it: what proves each, and what to do",
        "Allt om det: vad som bevisar var och en, och vad du gör",
    ),
    "nothing_open": Text(
        "Choose a symptom or a cause in the tree, or search for it.",
        "Välj ett symptom eller en orsak i trädet, eller sök.",
    ),
    "codes": Text("Codes:", "Koder:"),
    "shown_if": Text("Recognized by: {condition}.", "Känns igen på: {condition}."),
    "ladder": Text("What it can be", "Det här kan det vara"),
    "ladder_about": Text(
        "In the order in which it is worth asking: what proves it, the cause, what to do.",
        "I den ordning som det lönar sig att fråga: vad som bevisar den, orsaken, vad du gör.",
    ),
    "ladder_any": Text(
        "Anything that stops an enrollment by itself can explain it.",
        "Allt som i sig stoppar en registrering kan förklara det.",
    ),
    "named": Text("The message itself names it", "Meddelandet pekar självt ut den"),
    "proved_by": Text("What proves it", "Det här bevisar den"),
    "ruled_out_by": Text("What rules it out", "Det här utesluter den"),
    "ruled_out_otherwise": RULED_OUT_OTHERWISE,
    "applies_if": APPLIES_IF,
    "any_of": ANY_OF,
    "or": OR,
    "to_look_up": Text("What to look up", "Det här tar du reda på"),
    "remedy_title": Text("What to do: {title}", "Det här gör du: {title}"),
    "way": Text("Way {n}", "Sätt {n}"),
    "verify": Text("How to see that it worked:", "Så ser du att det har lyckats:"),
    "explains": Text("Symptoms that it explains", "Symptom som den förklarar"),
    "sources": Text("Sources", "Källor"),
    "superseded_about": Text(
        "Only older documentation names this as a cause. Check the others first.",
        "Bara äldre dokumentation nämner den här orsaken. Kontrollera de andra först.",
    ),
    "waits": Text("Nothing is wrong here: it takes time.", "Inget är fel här: det tar tid."),
    "flow": {
        "symptom": Text("You see", "Du ser"),
        "question": Text("You ask", "Du frågar"),
        "answer": Text("It is so", "Det stämmer"),
        "cause": Text("It is", "Det är"),
        "remedy": Text("You do", "Du gör"),
    },
    # Play
    "case": Text("Case", "Ärende"),
    "no_cases": Text("There is no case to play.", "Det finns inget ärende att spela upp."),
    "own_cases": Text("Your own cases", "Egna ärenden"),
    "frame": Text("The frame that is shown", "Bilden som visas"),
    "overview": Text("The whole case", "Hela ärendet"),
    "back": Text("Back", "Tillbaka"),
    "next": Text("Next", "Nästa"),
    "full_screen": Text("Full screen", "Helskärm"),
    "keys": Text("Arrow keys turn the pages.", "Piltangenterna bläddrar."),
    "frame_of": Text("{n} of {of}", "{n} av {of}"),
    "rule": Text("Rule:", "Regel:"),
    "what_follows": Text("What follows from it? Guess, then go on.", "Vad följer av det? Gissa, och gå sedan vidare."),
    "nothing_follows": Text("No rule fires yet.", "Ingen regel slår till ännu."),
    "guess_first": Text("Choose, then go on to see.", "Välj, och gå sedan vidare för att se."),
    "guess_right": Text("The class guessed right.", "Klassen gissade rätt."),
    "guess_wrong": Text("The class guessed: {cause}.", "Klassen gissade: {cause}."),
    "and_more": Text("and {n} more", "och {n} till"),
    "read_more": Text("Sources and all ways:", "Källor och alla sätt:"),
    "minimap_about": Text(
        "From left to right: what was seen, the symptom, the facts that decide, the causes by their letters, and the "
        "remedy.",
        "Från vänster till höger: det som syntes, symptomet, de fakta som avgör, orsakerna med sina bokstäver, och "
        "åtgärden.",
    ),
    "moments": {
        "seen": Text("It begins", "Så börjar det"),
        "symptom": Text("Recognized", "Igenkänt"),
        "candidates": Text("What comes into question", "Det som kommer i fråga"),
        "fact": Text("A fact", "Ett faktum"),
        "worked_out": Text("A rule works it out", "En regel räknar ut det"),
        "guess": Text("Your guess", "Er gissning"),
        "verdict": Text("A rule fires", "En regel slår till"),
        "remedy": Text("The remedy", "Åtgärden"),
        "end": Text("What the case comes to", "Det ärendet landar i"),
    },
    # Practice
    "practice_title": Text("Practice", "Öva"),
    "practice_about": Text(
        "Find the cause of a hidden case with few and cheap questions, then choose the way to mend it. Exercises on "
        "this page: {n}; symptoms: {symptoms}.",
        "Hitta orsaken i ett dolt ärende med få och billiga frågor, och välj sedan hur felet ska åtgärdas. Övningar "
        "på sidan: {n}; symptom: {symptoms}.",
    ),
    "no_exercises": Text("There is no exercise on this page.", "Det finns ingen övning på den här sidan."),
    "exercise_not_here": Text(
        "Exercise {seed} on “{symptom}” is not on this page.", "Övning {seed} om ”{symptom}” finns inte på sidan."
    ),
    "other_under_way": Text(
        "You are in the middle of an exercise. The one that the link leads to would end it.",
        "Du är mitt i en övning. Den som länken leder till skulle avsluta den.",
    ),
    "begin_other": Text("End it and begin the other", "Avsluta den och börja på den andra"),
    "in_a_terminal": Text("In a terminal:", "I en terminal:"),
    "asked": Text("", ""),  # the option by which the command behind it asks for its language, where it has to
    "mode": Text("How", "Hur"),
    "modes": {"learning": Text("Learning", "Lära"), "exam": Text("Exam", "Prov")},
    "modes_about": {
        "learning": Text(
            "You are told what each answer shows; hints and undo.",
            "Du får veta vad varje svar visar; tips och ångra.",
        ),
        "exam": Text(
            "Against time, one answer each, and no feedback.",
            "På tid, ett svar per övning och ingen återkoppling.",
        ),
    },
    "fields": {
        "count": Text("Exercises", "Övningar"),
        "level": Text("How hard", "Svårighet"),
        "length": Text("Length", "Längd"),
        "symptom": Text("Symptom", "Symptom"),
        "number": Text("Draw number", "Lottnummer"),
        "minutes": Text("Minutes (exam)", "Minuter (prov)"),
        "name": Text("Your name, for the results", "Ditt namn, för resultatet"),
    },
    "any": Text("Any", "Alla"),
    "levels": {"easy": Text("Easy", "Lätta"), "hard": Text("Hard", "Svåra")},
    "hard_one": Text("hard", "svår"),
    "hard_about": Text(
        "In a hard exercise the user may misquote the message or not know an answer, and two faults may be at work.",
        "I en svår övning kan användaren citera ett meddelande fel eller inte kunna svara, och det kan finnas två fel "
        "samtidigt.",
    ),
    "hard_exercise": Text(
        "This exercise is hard: there may be two causes, and each has to be named.",
        "Den här övningen är svår: det kan finnas två orsaker, och båda ska i så fall anges.",
    ),
    "no_more_causes": Text("No further cause", "Inga fler orsaker"),
    "lengths": {"short": Text("Short", "Korta"), "long": Text("Long", "Långa")},
    "number_about": Text(
        "The same draw number gives everybody the same exercises.", "Samma lottnummer ger alla samma övningar."
    ),
    "begin": Text("Begin", "Börja"),
    "exercise_of": Text("Exercise {n} of {of}", "Övning {n} av {of}"),
    "report": Text("The report", "Anmälan"),
    "cost_so_far": Text("So far: {n} min", "Hittills: {n} min"),
    "time_left": Text("Time left: {time}", "Tid kvar: {time}"),
    "hint": Text("Hint", "Tips"),
    "undo": Text("Undo", "Ångra"),
    "give_up": Text("Give up", "Ge upp"),
    "skip_exercise": Text("Skip", "Hoppa över"),
    "look_up": Text("Look something up", "Ta reda på något"),
    "name_cause": Text("Name the cause", "Ange orsaken"),
    "name_it": Text("This is the cause", "Det här är orsaken"),
    "named_before": Text("named already", "redan angiven"),
    "named_exam": Text("Noted.", "Noterat."),
    "confirms": Text("Confirms:", "Bekräftar:"),
    "rules_out": Text("Rules out:", "Utesluter:"),
    "decides_nothing": Text("It decides nothing so far.", "Det avgör inget än så länge."),
    "right_proven": Text("Right, and proven.", "Rätt, och bevisat."),
    "right_open": Text(
        "Right, but not settled by what you looked up.",
        "Rätt, men inte avgjort av det du tog reda på.",
    ),
    "not_all": NOT_ALL,
    "wrong": Text(
        "No, it is not “{cause}”. A wrong cause counts {n} min.",
        "Nej, det är inte ”{cause}”. Fel orsak räknas som {n} min.",
    ),
    "wrong_ruled_out": Text("You had ruled it out already: {facts}.", "Du hade redan uteslutit den: {facts}."),
    "wrong_reported": Text("What was reported rules it out: {facts}.", "Det som anmäldes utesluter den: {facts}."),
    "speaks_against": Text("It is not that: {facts}.", "Det är inte den: {facts}."),
    "only_a_trial": Text(
        "Only a trial could exclude it; another cause can be proven.",
        "Bara ett försök kan utesluta den; en annan orsak går att bevisa.",
    ),
    "wrong_open": {
        "likely": Text(
            "What you knew pointed to it, but did not prove it.",
            "Det du visste talade för den, men bevisade den inte.",
        ),
        "possible": Text("By what you knew it was only possible.", "Utifrån det du visste var den bara möjlig."),
        "confirmed": Text("Look at what proves it again.", "Titta igen på vad som bevisar den."),
    },
    "hint_is": Text("Ask next: {ask} (the hint counts {n} min)", "Fråga härnäst: {ask} (tipset räknas som {n} min)"),
    "no_hint": Text("You know enough to name the cause.", "Du vet nog för att ange orsaken."),
    "undone": Text("Taken back. What it cost stays paid.", "Ångrat. Det som det kostade är fortfarande betalt."),
    "nothing_to_undo": Text("There is nothing to take back.", "Det finns inget att ångra."),
    "choose_way": Text("How do you mend it?", "Hur åtgärdar du det?"),
    "it_is": Text("The cause: {cause}.", "Orsaken: {cause}."),
    "do_it": Text("Do this", "Gör så här"),
    "endings": {
        "solved": Text("Solved", "Löst"),
        "unsafe": Text("Cause found, unsafe way", "Orsaken hittad, osäkert sätt"),
        "not_mended": Text("Cause found, fault not mended", "Orsaken hittad, felet inte åtgärdat"),
        "found": Text("Cause found, then given up", "Orsaken hittad, sedan avbrutet"),
        "partly": Text("One of two causes found", "En av två orsaker hittad"),
        "wrong": Text("Wrong cause", "Fel orsak"),
        "given_up": Text("Given up", "Gav upp"),
        "skipped": Text("Skipped", "Överhoppad"),
        "out_of_time": Text("Time was over", "Tiden tog slut"),
    },
    "it_was": Text("The cause was:", "Orsaken var:"),
    "judged": {
        "right": Text("Right.", "Rätt."),
        "avoidable": Text(
            "It works, but with a danger that can be avoided.",
            "Det fungerar, men med en risk som går att undvika.",
        ),
        "in_vain": Text("In vain.", "Förgäves."),
        "harmful": Text("Harm.", "Skada."),
    },
    "better": Text("Better:", "Bättre:"),
    "score": Text("Score", "Poäng"),
    "parts_of_score": {
        "proof": Text("Proof", "Bevis"),
        "cost": Text("Cost", "Kostnad"),
        "safety": Text("Safety", "Säkerhet"),
        "total": Text("Together", "Tillsammans"),
    },
    "points_of": Text("{n} of {of}", "{n} av {of}"),
    "best_path": Text("The recommended path ({n} min)", "Den rekommenderade vägen ({n} min)"),
    "same_again": Text("The same in a terminal:", "Samma i en terminal:"),
    "next_exercise": Text("Next exercise", "Nästa övning"),
    "to_results": Text("To the results", "Till resultatet"),
    "results_title": Text("Your results", "Ditt resultat"),
    "results_sum": Text(
        "Causes found: {right} of {of}; on average {mean} of 100 points.",
        "Hittade orsaker: {right} av {of}; i genomsnitt {mean} av 100 poäng.",
    ),
    "out_of_time": Text("The time is over.", "Tiden är slut."),
    "save_results": Text("Save the results as a file", "Spara resultatet som en fil"),
    "save_about": Text(
        "The file stays on your machine. Give it to your trainer, who reads it on the board.",
        "Filen stannar på din dator. Ge den till din lärare, som läser in den på tavlan.",
    ),
    "again": Text("Practice again", "Öva igen"),
    "your_remedy": Text(
        "What do you do about it? Mark what can do harm.",
        "Vad gör du åt det? Märk ut det som kan göra skada.",
    ),
    "columns": {
        "exercise": Text("Exercise", "Övning"), "cause": Text("Cause", "Orsak"), "ending": Text("Ending", "Utgång"),
        "found": Text("Cause found", "Orsak hittad"),
        "minutes": Text("Minutes", "Minuter"), "proof": Text("Proof", "Bevis"), "cost": Text("Cost", "Kostnad"),
        "safety": Text("Safety", "Säkerhet"), "total": Text("Points", "Poäng"), "name": Text("Name", "Namn"),
        "mode": Text("How", "Hur"), "unsafe": Text("Unsafe ways", "Osäkra sätt"), "hints": Text("Hints", "Tips"),
        "time": Text("Time", "Tid"), "instead": Text("Named instead", "Angavs i stället"),
        "question": Text("Question", "Fråga"), "answer": Text("Answer", "Svar"),
    },
    # The board
    "board_title": Text("Results of a class", "En klass resultat"),
    "board_about": Text(
        "Drop the files of results here, or choose them: those saved on this page, and those of the terminal (JSON and "
        "CSV). They are read on this machine only.",
        "Släpp resultatfilerna här, eller välj dem: de som har sparats på sidan och de från terminalen (JSON och CSV). "
        "De läses bara på den här datorn.",
    ),
    "drop_here": Text("Choose files of results", "Välj resultatfiler"),
    "board_read": Text("Files read: {n}", "Lästa filer: {n}"),
    "board_no_json": Text("this is no file of results", "det här är ingen resultatfil"),
    "board_other_form": Text("this is no file of results of this form", "det här är ingen resultatfil av rätt form"),
    "board_too_large": Text("this file is too large", "filen är för stor"),
    "board_other_knowledge": Text(
        "Some of these results come from other knowledge than this page has.",
        "En del av resultaten kommer från en annan kunskapsbas än den här sidans.",
    ),
    "board_people": Text("Who did what", "Vem gjorde vad"),
    "board_exercises": Text("How the exercises went, the hardest first", "Så gick övningarna, de svåraste först"),
    "save_csv": Text("Save as a table (CSV)", "Spara som en tabell (CSV)"),
    "clear_board": Text("Clear the board", "Töm tavlan"),
}  # fmt: skip
