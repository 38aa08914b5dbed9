"""Checks that what a part names is there, and that conditions and facts can be understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from expert.facts.vocabulary import FactDefinition, WrongValue
from expert.foundations.texts import Text
from expert.rules.assembling import Path
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.conditions import errors_in
from expert.rules.folders import FOLDERS
from expert.rules.kinds import none_of, the, wrong_value
from expert.rules.knowledge import PartId
from expert.rules.models import Remedy
from expert.rules.patterns import VALUES


def _unknown_names(look: Look) -> Iterator[Spot]:
    for kind, name, part, path in _named(look):
        known = _that_count(kind, look)
        if name in known or (kind, name) in look.assembly.broken:
            continue
        retired = f"{kind}/{name}" in look.knowledge.retired
        yield Spot(_RETIRED.format(part=the(kind, name)) if retired else none_of(kind, name, known), At(part, path))


def _that_count(kind: str, look: Look) -> Mapping[str, object]:
    """The parts of a kind that may be named: of those that can be retired, the others."""
    counting: Mapping[str, object] = getattr(look.knowledge, kind) if kind in FOLDERS else look.assembly.parts[kind]
    return counting


def _named(look: Look) -> Iterator[tuple[str, str, PartId, Path]]:
    """Every name of a part that stands in another: its kind, the name, and where."""
    parts = look.parts
    for part, path, sources in parts.sources:
        yield from (("documents", source.document, part, (*path, i, "document")) for i, source in enumerate(sources))
    for part, path, facts in parts.facts:
        yield from (("facts", name, part, (*path, name)) for name in facts)
    for part, path, shared in parts.shared:
        yield "steps", shared.step, part, path
    for part, path, step, option in parts.steps:
        yield from (("steps", name, part, (*path, "holds_up", i)) for i, name in enumerate(step.holds_up))
        if option is None:
            for i, preparation in enumerate(step.before):
                for j, name in enumerate(preparation.steps):
                    yield "steps", name, part, ("before", i, "steps", j)
    for symptom in look.knowledge.symptoms.values():
        if symptom.topic is not None:
            yield "topics", symptom.topic, ("symptoms", symptom.id), ("topic",)
    for cause in look.knowledge.causes.values():
        if cause.topic is not None:
            yield "topics", cause.topic, ("causes", cause.id), ("topic",)
    yield from _named_by_causes(look)
    for fact in look.knowledge.vocabulary.facts.values():
        yield "costs", fact.cost, ("facts", fact.name), ("cost",)
        if fact.page is not None:
            yield "pages", fact.page, ("facts", fact.name), ("page",)
    for kind in ("sentences", "in_text"):
        yield from (("facts", name, (kind, name), ()) for name in look.assembly.parts[kind])


def _named_by_causes(look: Look) -> Iterator[tuple[str, str, PartId, Path]]:
    for cause in look.knowledge.causes.values():
        home = ("causes", cause.id)
        for i, link in enumerate(cause.links()):
            yield "symptoms", link.symptom, home, ("explains", i)
        if not isinstance(cause.remedy, Remedy):
            yield "remedies", cause.remedy, home, ("remedy",)
        for i, case in enumerate(cause.cases):
            if case.shows is not None:
                yield "symptoms", case.shows, home, ("cases", i, "shows")


def _wrong_conditions(look: Look) -> Iterator[Spot]:
    for part, path, data in look.parts.conditions:
        for error in errors_in(data, look.knowledge.vocabulary):
            yield Spot(error.text, At(part, (*path, *error.path)), tuple(("facts", name) for name in error.facts))


def _wrong_values(look: Look) -> Iterator[Spot]:
    vocabulary = look.knowledge.vocabulary
    for part, path, facts in look.parts.facts:
        for name, raw in facts.items():
            # A case may say of a fact of its symptom's example that it is not known.
            if name in vocabulary and not (raw is None and path[0] == "cases"):
                yield from _wrong_value(vocabulary[name], raw, At(part, (*path, name)))
    for fact in vocabulary.facts.values():
        for i, raw in enumerate(fact.typical):
            yield from _wrong_value(fact, raw, At(("facts", fact.name), ("typical", i)))
    for name, fact_in_text in look.knowledge.in_text.items():
        for i, way in enumerate(fact_in_text.ways if name in vocabulary else ()):
            reads = way.value in {f"{{{value}}}" for value in VALUES} or (way.value == "{value}" and bool(way.lines))
            for field, said in (("value", None if reads else way.value), ("denied", way.denied)):
                if said is not None:
                    yield from _wrong_value(vocabulary[name], said, At(("in_text", name), (i, field)))


def _wrong_value(fact: FactDefinition, raw: object, at: At) -> Iterator[Spot]:
    try:
        fact.read(raw)
    except WrongValue:
        yield Spot(wrong_value(fact, raw), at, (("facts", fact.name),))


_RETIRED = Text("{part} is retired and no longer counts", "{part} är utgången och räknas inte längre")

CHECKS = (
    Check(
        "unknown-name", "error",
        Text("A part names something that is not there, or is retired",
             "En del nämner något som inte finns, eller har utgått"),
        Text("Correct the name, or add the part that it names; what names a retired part is retired with it.",
             "Rätta namnet, eller lägg till den del som det anger; det som nämner en utgången del utgår med den."),
        _unknown_names, needed=True,
    ),
    Check(
        "wrong-condition", "error",
        Text("A condition cannot be understood", "Ett villkor går inte att förstå"),
        Text("Write it as rules/README.md shows: `fact: value`, comparisons, `all`, `any`, `not`.",
             "Skriv det som rules/README.md visar: `faktum: värde`, jämförelser, `all`, `any`, `not`."),
        _wrong_conditions, needed=True,
    ),
    Check(
        "wrong-value", "error",
        Text("A fact is given a value that it cannot have", "Ett faktum får ett värde som det inte kan ha"),
        Text("Use a value of the vocabulary, or add the value to it.",
             "Använd ett värde ur ordförrådet, eller lägg till värdet där."),
        _wrong_values, needed=True,
    ),
)  # fmt: skip
"""The checks of what is named."""
