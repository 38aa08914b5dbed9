"""Checks that are made when files are read, before it is known what they make together."""

from __future__ import annotations

from expert.foundations.texts import Text
from expert.rules.checks.finding import Check

WRONG_FORM = Check(
    "wrong-form", "error",
    Text("A file has another form than it should", "En fil har en annan form än den ska ha"),
    Text("Write it as rules/README.md shows; `expert schema rules` describes every field.",
         "Skriv den som rules/README.md visar; `expert schema rules` beskriver varje fält."),
    None, needed=True, of_files=True,
)  # fmt: skip
WRONG_SWITCH = Check(
    "wrong-switch", "error",
    Text("checks.yaml switches off what is not there, or does not say why",
         "checks.yaml stänger av något som inte finns, eller säger inte varför"),
    Text("Name a check that `--list` shows, parts that there are, and the reason.",
         "Ange en kontroll som `--list` visar, delar som finns, och skälet."),
    None, of_files=True,
)  # fmt: skip
NEEDLESS_SWITCH = Check(
    "needless-switch", "warning",
    Text("checks.yaml switches off what finds nothing", "checks.yaml stänger av något som inte hittar någonting"),
    Text("Remove it, so that it hides nothing that comes later.", "Ta bort det, så att det inte döljer något senare."),
    None, of_files=True,
)  # fmt: skip
UNUSED_COPY = Check(
    "unused-compiled-copy", "warning",
    Text("The compiled copy of the shipped rules does not fit the files", "Den kompilerade kopian av de medföljande "
         "reglerna stämmer inte med filerna"),
    Text("Install the package again.", "Installera paketet igen."),
    None, of_files=True,
)  # fmt: skip

CHECKS = (WRONG_FORM, WRONG_SWITCH, NEEDLESS_SWITCH, UNUSED_COPY)
"""The checks of files."""
