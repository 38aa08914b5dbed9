"""Checks that every symptom has a cause, and that what is written is used."""

from __future__ import annotations

from collections.abc import Iterator

from expert.facts.vocabulary import KNOWN_BY_NAME
from expert.foundations.texts import Text
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.conditions import names_in


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


def _unused_steps(look: Look) -> Iterator[Spot]:
    used = {shared.used.step for shared in look.parts.shared}
    used.update(name for step in look.knowledge.steps.values() for needed in step.before for name in needed.steps)
    for name in look.knowledge.steps:
        if name not in used:
            yield Spot(_UNUSED_STEP, At(("steps", name), ("id",)))


def _unused_facts(look: Look) -> Iterator[Spot]:
    """Facts that are in no condition, so that it makes no difference whether they are known.

    Those that answer an intake question are handed on in any case, and some the system itself reads.
    """
    read = _read_by_conditions(look)
    for fact in look.knowledge.vocabulary.facts.values():
        if fact.name not in read and fact.intake is None and fact.name not in KNOWN_BY_NAME:
            yield Spot(_UNUSED_FACT.format(fact=fact.name), At(("facts", fact.name)))


def _unknowable_facts(look: Look) -> Iterator[Spot]:
    """Facts that conditions read, and that nothing asks for, works out or reads from texts."""
    learned = {name for derivation in look.knowledge.derivations.values() for name in derivation.concludes}
    learned.update(look.knowledge.in_text)
    learned.update(name for symptom in look.knowledge.symptoms.values() for m in symptom.messages for name in m.tells)
    for name in _read_by_conditions(look):
        fact = look.knowledge.vocabulary[name]
        if not fact.asked and name not in learned and name not in KNOWN_BY_NAME:
            yield Spot(_UNKNOWABLE.format(fact=name), At(("facts", name)))


def _free_of_cost(look: Look) -> Iterator[Spot]:
    """Facts that cost nothing to find out, as if they were known already, and that a person has to find out.

    Nobody is told that what is asked for is known. What is only worked out costs what it is worked out from.
    """
    vocabulary, read = look.knowledge.vocabulary, _read_by_conditions(look)
    for fact in vocabulary.facts.values():
        is_wanted = fact.asked or (fact.name in read and fact.name not in KNOWN_BY_NAME)
        if is_wanted and fact.cost in vocabulary.costs and not vocabulary.cost(fact.name):
            cost = vocabulary.costs[fact.cost].title
            yield Spot(_FREE_OF_COST.format(fact=fact.name, cost=cost), At(("facts", fact.name), ("cost",)))


def _read_by_conditions(look: Look) -> frozenset[str]:
    return frozenset(name for _, _, data in look.parts.conditions for name in names_in(data))


_UNUSED_STEP = Text("no remedy uses this shared step", "ingen åtgärd använder det delade steget")
_UNUSED_FACT = Text(
    "no condition reads {fact}, so it makes no difference whether it is known",
    "inget villkor läser {fact}, så det gör ingen skillnad om det är känt",
)
_UNKNOWABLE = Text(
    "conditions read {fact}, but nothing asks for it, works it out or reads it from a text",
    "villkor läser {fact}, men inget frågar efter det, räknar ut det eller läser det ur en text",
)
_FREE_OF_COST = Text(
    "{fact} costs nothing (“{cost}”), but somebody has to find it out",
    "{fact} kostar inget (”{cost}”), men någon måste ta reda på det",
)
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
    Check(
        "unused-step", "warning",
        Text("Nothing uses a shared step", "Inget använder ett delat steg"),
        Text("Use it in a remedy, or remove it.", "Använd det i en åtgärd, eller ta bort det."),
        _unused_steps,
    ),
    Check(
        "unused-fact", "warning",
        Text("No condition reads a fact", "Inget villkor läser ett faktum"),
        Text("Let a condition rest on it, or remove it: nobody should be asked for what decides nothing.",
             "Låt ett villkor vila på det, eller ta bort det: ingen ska behöva svara på det som inte avgör något."),
        _unused_facts,
    ),
    Check(
        "unknowable-fact", "warning",
        Text("Conditions read a fact that nothing asks for", "Villkor läser ett faktum som inget frågar efter"),
        Text("Let it be asked for, or let a derivation or a text tell it.",
             "Låt det frågas efter, eller låt en härledning eller en text ange det."),
        _unknowable_facts,
    ),
    Check(
        "free-fact", "warning",
        Text("What somebody has to find out costs nothing", "Det som någon måste ta reda på kostar inget"),
        Text("Give it the cost of whoever looks; what is worked out, that of what it is worked out from.",
             "Ge det kostnaden för den som tittar efter; det som räknas ut får kostnaden för det det räknas ut ur."),
        _free_of_cost,
    ),
)  # fmt: skip
"""The checks of what is used."""
