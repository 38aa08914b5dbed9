"""Checks that a cause explains something, has a case for each of its ends, and a remedy with an id of its own."""

from __future__ import annotations

from collections.abc import Iterator

from expert.foundations.problems import shown
from expert.foundations.texts import Text
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.knowledge import PartId
from expert.rules.models import Remedy
from expert.rules.reading import ID_FORM


def _explaining_nothing(look: Look) -> Iterator[Spot]:
    for cause in look.knowledge.causes.values():
        home = ("causes", cause.id)
        if not cause.explains:
            yield Spot(_EXPLAINS_NOTHING, At(home, ("explains",)))
        seen: set[str] = set()
        for i, link in enumerate(cause.links()):
            if link.symptom in seen:
                yield Spot(_NAMED_TWICE, At(home, ("explains", i)))
            seen.add(link.symptom)


def _without_cases(look: Look) -> Iterator[Spot]:
    for cause in look.knowledge.causes.values():
        verdicts = {case.verdict for case in cause.cases}
        for verdict in ("confirmed", "ruled_out"):
            if verdict not in verdicts:
                yield Spot(Text(f"there is no case with the verdict {verdict}",
                                f"det finns inget fall med utslaget {verdict}"), At(("causes", cause.id), ("cases",)))


def _wrong_remedy_ids(look: Look) -> Iterator[Spot]:
    """A remedy in its cause's file has an id of its own; of two in different folders, the later took the other's."""
    written: dict[str, list[PartId]] = {name: [("remedies", name)] for name in look.knowledge.remedies}
    for cause in look.knowledge.causes.values():
        if isinstance(cause.remedy, Remedy):
            written.setdefault(cause.remedy.id, []).append(("causes", cause.id))
            if not ID_FORM.fullmatch(cause.remedy.id):
                said = shown(cause.remedy.id)
                yield Spot(Text(f'the id "{said}" must be lower case words joined by hyphens',
                                f"id:t ”{said}” ska vara gemena ord med bindestreck emellan"),
                           At(("causes", cause.id), ("remedy", "id")))
    for name, parts in written.items():
        if len(parts) > 1:
            first = min(map(look.layer, parts))
            later = [part for part in parts if look.layer(part) > first]
            for part in later or [part for part in parts if part[0] == "causes"]:
                yield Spot(Text(f'there is another remedy "{name}"; give this one an id of its own',
                                f"det finns en annan åtgärd ”{name}”; ge den här ett eget id"),
                           At(part, ("id",) if part[0] == "remedies" else ("remedy", "id")))


_EXPLAINS_NOTHING = Text("a cause must explain at least one symptom", "en orsak måste förklara minst ett symptom")
_NAMED_TWICE = Text("this symptom is named twice", "det här symptomet nämns två gånger")

CHECKS = (
    Check(
        "explains-nothing", "error",
        Text("A cause explains no symptom, or one twice", "En orsak förklarar inget symptom, eller ett två gånger"),
        Text("Name each symptom that the cause has, once.", "Ange varje symptom som orsaken har, en gång."),
        _explaining_nothing, needed=True,
    ),
    Check(
        "missing-case", "error",
        Text("A cause lacks a case that confirms it, or one that rules it out",
             "En orsak saknar ett fall som bekräftar den, eller ett som utesluter den"),
        Text("Add the case under `cases`; `expert rules test` runs it.",
             "Lägg till fallet under `cases`; `expert rules test` kör det."),
        _without_cases, needed=True,
    ),
    Check(
        "wrong-remedy-id", "error",
        Text("A remedy in its cause's file has the id of another, or one in the wrong form",
             "En åtgärd i orsakens fil har ett id som en annan har, eller ett i fel form"),
        Text("Give it an id of its own: lower case words joined by hyphens.",
             "Ge den ett eget id: gemena ord med bindestreck emellan."),
        _wrong_remedy_ids, needed=True,
    ),
)  # fmt: skip
"""The checks of causes."""
