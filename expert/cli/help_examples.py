"""An example or more for every command, shown at the end of its help; a test runs each."""

from __future__ import annotations

from collections.abc import Mapping

from expert.foundations.texts import Text

Example = tuple[str, Text]
"""What is typed, and what it does."""

EXAMPLES: Mapping[str, tuple[Example, ...]] = {
    "": (
        ('expert diagnose "Device Cap Reached"', Text("What a message means:", "Vad ett meddelande betyder:")),
        ("expert new -o ticket.yaml", Text("A fact file to fill in:", "En faktafil att fylla i:")),
    ),
    "ask": (
        ("expert ask", Text("Be asked, from the beginning:", "Få frågor från början:")),
        ("expert ask ticket.yaml --save ticket.yaml", Text(
            "Go on with a fact file, and save each answer in it:",
            "Fortsätt med en faktafil och spara varje svar i den:",
        )),
    ),
    "class": (
        ("expert class -o class.html", Text("Everything, in half a minute:", "Allt, på en halv minut:")),
        ("expert class --symptom device-cap-reached --theme dark -o class.html", Text(
            "For a dark room:", "För ett mörkt rum:"
        )),
        ("expert class ticket.yaml --symptom device-cap-reached -o class.html", Text(
            "A case of your own, and one symptom:", "Ett eget ärende och ett symptom:"
        )),
    ),
    "collect": (
        ("expert collect --list --user anna@contoso.com", Text(
            "What would be asked, and the permissions for it:", "Vad som skulle frågas, och behörigheterna för det:"
        )),
    ),
    "completion": (
        ("expert completion bash >> ~/.bashrc", Text("For bash:", "För bash:")),
        ("expert completion zsh >> ~/.zshrc", Text("For zsh:", "För zsh:")),
        ("expert completion fish > ~/.config/fish/completions/expert.fish", Text("For fish:", "För fish:")),
        ("expert completion powershell >> $PROFILE", Text("For PowerShell:", "För PowerShell:")),
    ),
    "config": (
        ("expert config", Text("All settings:", "Alla inställningar:")),
        ("expert config --format json", Text("The same for a program:", "Samma sak för ett program:")),
    ),
    "diagnose": (
        ("expert diagnose ticket.yaml", Text("The case in a fact file:", "Ärendet i en faktafil:")),
        ('expert diagnose "Device Cap Reached" --set platform=ios', Text(
            "A message, and a fact besides:", "Ett meddelande och ett faktum till:"
        )),
        ("expert diagnose tickets --brief", Text(
            "All cases in a folder, a line for each:", "Alla ärenden i en mapp, en rad för varje:"
        )),
        ("expert diagnose log.txt --format json -o result.json", Text(
            "A log, with the result as JSON:", "En logg, med resultatet som JSON:"
        )),
        ("expert diagnose ticket.yaml export", Text(
            "With an export that adds to the facts:", "Med en export som lägger till fakta:"
        )),
        ("expert diagnose ticket.yaml --set user_license=missing --save", Text(
            "A further fact, which is saved in the file:", "Ytterligare ett faktum, som sparas i filen:"
        )),
    ),
    "diff": (
        ("expert diff ticket.yaml later.yaml", Text("Two fact files:", "Två faktafiler:")),
        ("expert diff ticket.yaml --rules our-rules", Text(
            "What rules of your own change:", "Vad egna regler förändrar:"
        )),
    ),
    "escalate": (
        ("expert escalate ticket.yaml -o escalation.md", Text(
            "A page for those who are to help, without personal facts:",
            "En sida för dem som ska hjälpa till, utan personuppgifter:",
        )),
    ),
    "evidence": (
        ("expert evidence export", Text("What the files of an export say:", "Vad filerna i en export säger:")),
        ("expert evidence export --user person@example.com --on 2026-07-17", Text(
            "Of one user, on a day:", "Om en användare, en viss dag:"
        )),
    ),
    "examples": (
        ("expert examples", Text("All of them:", "Alla:")),
        ("expert examples device-limit -o ticket.yaml", Text("One to begin with:", "Ett att börja med:")),
    ),
    "explain": (
        ("expert explain ticket.yaml", Text("Why each cause has its verdict:", "Varför orsakerna bedöms som de gör:")),
        ("expert explain ticket.yaml --why-not no-intune-license", Text(
            "Why a cause is not confirmed:", "Varför en orsak inte är bekräftad:"
        )),
        ("expert explain ticket.yaml --what-if user_license=missing", Text(
            "What a fact would change:", "Vad ett faktum skulle ändra:"
        )),
    ),
    "facts": (
        ("expert facts license", Text("Facts about licenses:", "Fakta om licenser:")),
        ("expert facts user_license", Text("One fact whole:", "Ett faktum i sin helhet:")),
    ),
    "fleet": (
        ("expert fleet devices.csv -o diagnosed.csv", Text(
            "A table of devices, with what was found of each:",
            "En tabell med enheter, med det som framkom om var och en:",
        )),
        ("expert fleet devices.csv -o diagnosed.parquet --summary fleet.html", Text(
            "The same, with a page on the whole:", "Samma sak, med en sida om helheten:"
        )),
        ("expert fleet devices.csv --evidence export -o diagnosed.csv --redact personal", Text(
            "With an export beside it, masked, to hand on:", "Med en export bredvid, maskerat, att lämna vidare:"
        )),
    ),
    "graph": (
        ("expert graph ticket.yaml -o ticket.svg", Text("As a picture:", "Som en bild:")),
        ("expert graph ticket.yaml", Text("As text:", "Som text:")),
        ("expert graph ticket.yaml --for poster -o poster.svg", Text("For the wall:", "För väggen:")),
    ),
    "handout": (
        ("expert handout --symptom device-cap-reached -o handout.html", Text("For the class:", "För klassen:")),
        ("expert handout --symptom device-cap-reached --solutions -o solutions.html", Text(
            "For the teacher:", "För läraren:"
        )),
    ),
    "ladder": (
        ("expert ladder --symptom device-cap-reached", Text("The questions of a symptom:", "Ett symptoms frågor:")),
        ("expert ladder ticket.yaml -o ladder.svg", Text(
            "Those that a case still has, as a picture:", "De som återstår i ett ärende, som en bild:"
        )),
    ),
    "new": (
        ("expert new -o ticket.yaml", Text("A fact file for any case:", "En faktafil för vilket ärende som helst:")),
        ("expert new --symptom device-cap-reached -o ticket.yaml", Text("For a symptom:", "För ett symptom:")),
    ),
    "plan": (
        ("expert plan ticket.yaml", Text("What to do:", "Vad som ska göras:")),
        ("expert plan ticket.yaml -o checklist.md", Text("As a list to tick off:", "Som en lista att bocka av:")),
    ),
    "preflight": (
        ("expert preflight export", Text(
            "What an export of the tenant shows:", "Vad en export av klientorganisationen visar:"
        )),
        ("expert preflight export --within 60 --format markdown -o preflight.md", Text(
            "Two months ahead, as a page:", "Två månader framåt, som en sida:"
        )),
    ),
    "practice": (
        ("expert practice --seed 7", Text("Exercise number 7:", "Övning nummer 7:")),
        ("expert practice --symptom device-cap-reached", Text("About one symptom:", "Om ett symptom:")),
        ("expert practice ticket.yaml", Text("A ticket of your own:", "Ett eget ärende:")),
        ("expert practice --count 5 --level exam --results anna.json --name Anna", Text(
            "Five in a row as an exam, with the results kept:", "Fem i rad som prov, med resultaten sparade:"
        )),
    ),
    "practice report": (
        ("expert practice report anna.json bo.json", Text("What a class has done:", "Vad en klass har gjort:")),
        ("expert practice report results -o class.md", Text(
            "All files in a folder, as a page:", "Alla filer i en mapp, som en sida:"
        )),
    ),
    "rules": (
        ("expert rules list", Text("All rules:", "Alla regler:")),
    ),
    "rules check": (
        ("expert rules check", Text("The shipped rules:", "De medföljande reglerna:")),
        ("expert rules check --rules our-rules", Text("A folder of your own:", "En egen mapp:")),
    ),
    "rules links": (
        ("expert rules links", Text("Every address, and where it stands:", "Varje adress, och var den står:")),
    ),
    "rules list": (
        ("expert rules list license", Text("Rules with a word:", "Regler med ett ord:")),
        ("expert rules list --method ade", Text(
            "Rules for an enrollment method:", "Regler för en registreringsmetod:"
        )),
    ),
    "rules mutants": (
        ("expert rules mutants --part no-intune-license --sample 5 --seed 1", Text(
            "A sample of mistakes in one part:", "Ett urval av fel i en del:"
        )),
    ),
    "rules pages": (
        ("expert rules pages pages --no-pictures", Text("Into the folder pages:", "I mappen pages:")),
    ),
    "rules show": (
        ("expert rules show no-intune-license", Text("A cause:", "En orsak:")),
        ("expert rules show device-cap-reached -o symptom.svg", Text("A symptom, drawn:", "Ett symptom som bild:")),
    ),
    "rules test": (
        ("expert rules test", Text("All cases:", "Alla fall:")),
        ("expert rules test --cause no-intune-license --coverage", Text(
            "What the cases of one cause show:", "Vad en orsaks fall visar:"
        )),
    ),
    "schema": (
        ("expert schema facts -o schema.json", Text(
            "For an editor that checks fact files:", "För en redigerare som kontrollerar faktafiler:"
        )),
    ),
    "ticket": (
        ("expert ticket ticket.yaml -o ticket.md", Text("To paste into a ticket:", "Att klistra in i ett ärende:")),
        ("expert ticket ticket.yaml --for user --language sv", Text(
            "A message to the user, in Swedish:", "Ett meddelande till användaren, på svenska:"
        )),
    ),
    "slides": (
        ("expert slides --symptom device-cap-reached -o slides", Text(
            "Of a symptom, as pictures in a folder:", "Av ett symptom, som bilder i en mapp:"
        )),
        ("expert slides ticket.yaml -o slides --theme dark", Text(
            "Of a case, on a dark ground:", "Av ett ärende, på mörk botten:"
        )),
    ),
    "tree": (
        ("expert tree --symptom device-cap-reached -o tree.svg", Text("One symptom:", "Ett symptom:")),
        ("expert tree --topic license-and-limits", Text("A topic as text:", "Ett ämne som text:")),
    ),
}  # fmt: skip
"""By the words that a command is called by, after `expert`."""
