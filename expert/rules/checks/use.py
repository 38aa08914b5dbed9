"""Checks that every symptom has a cause, and that what is written is used."""

from __future__ import annotations

from collections.abc import Iterator

from expert.foundations.texts import Text
from expert.rules.checks.finding import At, Check, Look, Spot


def _unexplained_symptoms(look: Look) -> Iterator[Spot]:
    """Every symptom has a cause, or had one until a later folder replaced it."""
    knowledge = look.knowledge
    if look.assembly.broken:
        return
    before = {link.symptom: name for (kind, name), parts in look.assembly.replaced.items() if kind == "causes"
              for cause in parts for link in cause.links()}  # fmt: skip
    explained = {link.symptom for cause in knowledge.causes.values() for link in cause.links()}
    explained.update(symptom.id for symptom in knowledge.symptoms.values() if symptom.any_cause)
    for name, symptom in knowledge.symptoms.items():
        if name in before and name not in explained:
            yield Spot(_NO_LONGER_EXPLAINED.format(symptom=name), At(("causes", before[name]), ("explains",)))
        elif name not in explained:
            yield Spot(_UNEXPLAINED, At(("symptoms", name), ("id",)))
        if symptom.any_cause and not symptom.general:
            yield Spot(_NOT_GENERAL, At(("symptoms", name), ("any_cause",)))


def _unused_remedies(look: Look) -> Iterator[Spot]:
    """Every remedy is used, or was until a later folder replaced its causes."""
    if look.assembly.broken:
        return
    used = {cause.remedy_id for cause in look.knowledge.causes.values()}
    for (kind, _), parts in look.assembly.replaced.items():
        used.update(cause.remedy_id for cause in parts if kind == "causes")
    for remedy in look.knowledge.remedies:
        if remedy not in used:
            yield Spot(_UNUSED_REMEDY, At(("remedies", remedy), ("id",)))


_UNEXPLAINED = Text("no cause explains this symptom", "ingen orsak förklarar symptomet")
_NO_LONGER_EXPLAINED = Text(
    'no cause explains the symptom "{symptom}" any more; the cause that this one replaces did',
    "ingen orsak förklarar längre symptomet ”{symptom}”; det gjorde orsaken som den här ersätter",
)
_NOT_GENERAL = Text(
    "a symptom that any cause can have must be general too, so that a specific one comes first",
    "ett symptom som vilken orsak som helst kan ha måste vara allmänt, så att ett bestämt går före",
)
_UNUSED_REMEDY = Text("no cause uses this remedy", "ingen orsak använder åtgärden")

CHECKS = (
    Check(
        "unexplained-symptom", "error",
        Text("No cause explains a symptom", "Ingen orsak förklarar ett symptom"),
        Text("Name the symptom under `explains` of a cause, or leave it out.",
             "Ange symptomet under `explains` i en orsak, eller utelämna det."),
        _unexplained_symptoms, needed=True,
    ),
    Check(
        "unused-remedy", "error",
        Text("No cause uses a remedy", "Ingen orsak använder en åtgärd"),
        Text("Name it as the `remedy` of a cause, or remove it.",
             "Ange den som `remedy` i en orsak, eller ta bort den."),
        _unused_remedies, needed=True,
    ),
)  # fmt: skip
"""The checks of what is used."""
