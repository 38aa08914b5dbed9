"""Checks that there is no more of anything than every command can go through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from expert.foundations.limits import MOST_CAUSES_OF_SYMPTOM, MOST_PARTS
from expert.foundations.texts import Text
from expert.rules.checks.finding import At, Check, Look, Spot


def _too_many(look: Look) -> Iterator[Spot]:
    """Of each kind the first part that is one too many, and the cause that is one too many for a symptom."""
    knowledge = look.knowledge
    found: Mapping[str, Mapping[str, Any]] = {
        "causes": knowledge.causes, "symptoms": knowledge.symptoms, "facts": knowledge.vocabulary.facts,
        "derivations": knowledge.derivations,
    }  # fmt: skip
    for kind, parts in found.items():
        for name in islice(parts, MOST_PARTS[kind], MOST_PARTS[kind] + 1):
            yield Spot(_PARTS[kind].format(count=len(parts), most=MOST_PARTS[kind]), At((kind, name)))
    explaining: dict[str, int] = {}
    for cause in knowledge.causes.values():
        for symptom in dict.fromkeys(link.symptom for link in cause.links()):
            explaining[symptom] = explaining.get(symptom, 0) + 1
            if explaining[symptom] == MOST_CAUSES_OF_SYMPTOM + 1:
                yield Spot(_CAUSES.format(symptom=symptom), At(("causes", cause.id), ("explains",)))


_PARTS = {
    "causes": Text("{count} causes; at most {most} can be used", "{count} orsaker; högst {most} kan användas"),
    "symptoms": Text("{count} symptoms; at most {most} can be used", "{count} symptom; högst {most} kan användas"),
    "facts": Text("{count} facts; at most {most} can be used", "{count} fakta; högst {most} kan användas"),
    "derivations": Text(
        "{count} derivations; at most {most} can be used", "{count} härledningar; högst {most} kan användas"
    ),
}
_CAUSES = Text(
    f"more than {MOST_CAUSES_OF_SYMPTOM} causes explain {{symptom}}, and a diagnosis lists all of them; say more "
    "exactly what each is seen by",
    f"fler än {MOST_CAUSES_OF_SYMPTOM} orsaker förklarar {{symptom}}, och en diagnos tar upp alla; säg mer exakt "
    "vad var och en märks på",
)

CHECKS = (
    Check(
        "too-many-parts", "error",
        Text("There are more parts than can be used", "Det finns fler delar än som kan användas"),
        Text("Use fewer rule folders at a time, or let each cause explain what it is really seen by.",
             "Använd färre regelmappar åt gången, eller låt varje orsak förklara det som den verkligen märks på."),
        _too_many, needed=True,
    ),
)  # fmt: skip
"""The checks of sizes."""
