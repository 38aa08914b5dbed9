"""Knowledge and facts made up at random, over a small vocabulary of their own: whatever the forms of a rule allow.

Everything is drawn from a `random.Random`, which a seed or a property test hands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from expert import KnowledgeBase
from expert.engine.program import Assertion
from expert.facts.vocabulary import Cost, FactDefinition, Value, Vocabulary
from expert.foundations.texts import Text
from expert.rules.models import Cause, Derivation, Escalation, Explains, Harm, Message, Option, Remedy, Step, Symptom

SAID = Text("said", "sagt")


def _defined(name: str, kind: Any, *values: str) -> FactDefinition:
    return FactDefinition(name, kind, SAID, SAID, SAID, "desk", values=dict.fromkeys(values, SAID))


MADE_UP = Vocabulary(
    {"desk": Cost(1, SAID)},
    {
        definition.name: definition
        for definition in (
            _defined("error", "texts"),
            _defined("color", "word", "red", "green", "blue"),
            _defined("shape", "word", "round", "square"),
            _defined("lit", "yes_no"),
            _defined("warm", "yes_no"),
            _defined("count", "number"),
            _defined("limit", "number"),
            _defined("spare", "number"),
            _defined("made_on", "date"),
            _defined("due__on", "date"),
            _defined("version", "version"),
            _defined("newest", "version"),
        )
    },
)
FACTS = tuple(name for name in MADE_UP.facts if name != "error")
ANY_CAUSE = "rest"
SYMPTOMS = ("lamp", "pump", ANY_CAUSE)
_DATES = (date(2026, 9, 30), date(2026, 11, 2), date(2026, 11, 23))
_VERSIONS = ("15", "15.5", "15.5.1", "15.6", "15.7", "16", "16.3", "16.3.1", "16.4")


def raw_value(rng: Random, name: str) -> Any:
    """A value of a fact, as it is typed."""
    match MADE_UP[name].type:
        case "word":
            return rng.choice(sorted(MADE_UP[name].values))
        case "yes_no":
            return rng.random() < 0.5
        case "number":
            return rng.randint(0, 4)
        case "date":
            return rng.choice(_DATES).isoformat()
        case _:
            return rng.choice(_VERSIONS)


def value(rng: Random, name: str) -> Value:
    """A value of a fact."""
    return MADE_UP[name].read(raw_value(rng, name))


def condition(rng: Random, deeper: int = 3) -> dict[str, Any]:
    """A condition of the grammar: atoms, several entries, `all`, `any` and `not`, inside each other."""
    kinds = ("atom", "atom", "entries", "all", "any", "not")
    kind = rng.choice(kinds) if deeper else "atom"
    if kind == "atom":
        return _atom(rng)
    if kind == "not":
        return {"not": condition(rng, deeper - 1)}
    if kind == "entries":
        return {**condition(rng, deeper - 1), **condition(rng, deeper - 1)}
    return {kind: [condition(rng, deeper - 1) for _ in range(rng.randint(1, 3))]}


def _atom(rng: Random) -> dict[str, Any]:
    """One entry of a condition, in any of the forms that the grammar has."""
    name = rng.choice(FACTS)
    kind = MADE_UP[name].type
    if rng.random() < 0.5 or kind in ("word", "yes_no"):
        values = [raw_value(rng, name) for _ in range(1 if kind == "yes_no" else rng.randint(1, 2))]
        return {name: values if len(values) > 1 else values[0]}
    relations = {
        "number": ("at_least", "at_most", "less_than", "more_than"),
        "date": ("before", "after"),
        "version": ("at_least", "at_most", "less_than", "more_than", "release"),
    }[kind]
    return {name: {rng.choice(relations): _operand(rng, name) for _ in range(rng.randint(1, 2))}}


def _operand(rng: Random, name: str) -> Any:
    if rng.random() < 0.5:
        return raw_value(rng, name)
    kind = MADE_UP[name].type
    other: dict[str, Any] = {"fact": rng.choice([name for name in FACTS if MADE_UP[name].type == kind])}
    if kind == "number" and rng.random() < 0.6:
        other["plus"] = [rng.choice([rng.randint(0, 4), "limit", "spare"]) for _ in range(rng.randint(1, 2))]
    return other


def _perhaps(rng: Random, share: float = 0.4) -> dict[str, Any] | None:
    return condition(rng) if rng.random() < share else None


def _remedy(rng: Random, name: str) -> Remedy:
    options = []
    for _ in range(rng.randint(1, 2)):
        harm = _perhaps(rng)
        harms = None if harm is None else Harm(harm, SAID, ("erases_device",))
        options.append(Option((Step(SAID),), when=_perhaps(rng), harm=harms))
    return Remedy(name, SAID, tuple(options), ())


def knowledge_base(rng: Random, by_behavior: float = 0.0) -> KnowledgeBase:
    """Two or three symptoms, some causes that explain one or several, and derivations that may go in circles.

    Some symptoms are general, the last one often such that every cause comes into question that stops an enrollment.

    Args:
        rng: what it is drawn from.
        by_behavior: how probable it is that a symptom is recognized by facts too.
    """
    symptoms = {
        name: Symptom(
            name, SAID, {}, (), messages=(Message(en=f"{name} went wrong"),),
            applies_when=_perhaps(rng), recognized_when=_perhaps(rng, by_behavior),
            general=rng.random() < (1 if name == ANY_CAUSE else 0.2), any_cause=name == ANY_CAUSE,
        )
        for name in SYMPTOMS
    }  # fmt: skip
    causes = {}
    for name in ("ash", "birch", "cedar", "date-palm", "elm")[: rng.randint(1, 5)]:
        shown = rng.sample(SYMPTOMS, rng.choice((1, 1, 2, 2, 3)))
        explains = tuple(Explains(symptom, named=rng.random() < 0.2) for symptom in shown)
        causes[name] = Cause(
            name, SAID, explains, condition(rng), _remedy(rng, f"mend-{name}"), (), (),
            applies_when=_perhaps(rng), ruled_out_when=_perhaps(rng),
            stops_enrollment=rng.choice((False, True, condition(rng))),
        )  # fmt: skip
    derivations = {f"law-{i}": _derivation(rng, f"law-{i}") for i in range(rng.randint(0, 3))}
    return knowledge_of(symptoms, causes, derivations)


def _derivation(rng: Random, name: str) -> Derivation:
    concluded = rng.sample(["color", "lit", "warm", "limit", "version"], rng.randint(1, 2))
    return Derivation(name, SAID, condition(rng), {fact: raw_value(rng, fact) for fact in concluded}, ())


def knowledge_of(
    symptoms: dict[str, Symptom], causes: dict[str, Cause], derivations: dict[str, Derivation] | None = None
) -> KnowledgeBase:
    """Knowledge of these alone, over the made-up vocabulary."""
    return KnowledgeBase(
        version="", digest="", vocabulary=MADE_UP, documents={}, symptoms=symptoms, causes=causes, remedies={},
        steps={}, derivations=derivations or {}, scope=(), escalation=Escalation(()),
    )  # fmt: skip


def facts(rng: Random) -> dict[str, Any]:
    """The facts of a case as they are typed, with the messages of one symptom or two."""
    shown = rng.sample(SYMPTOMS, rng.randint(1, 2))
    names = rng.sample(FACTS, rng.randint(0, len(FACTS)))
    return {"error": [f"{name} went wrong" for name in shown], **{name: raw_value(rng, name) for name in names}}


def assertions(rng: Random) -> list[Assertion]:
    """Facts as an engine is told of them; often several values of one fact, which contradict each other."""
    return list(_assertions(rng, rng.random(), rng.choice((0.0, 0.0, 0.4))))


def _assertions(rng: Random, known: float, torn: float) -> Iterator[Assertion]:
    for name in FACTS:
        if rng.random() < known:
            yield Assertion(name, value(rng, name))
            while rng.random() < torn:
                yield Assertion(name, value(rng, name))
