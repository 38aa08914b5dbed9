"""Small knowledge made for a test: symptoms with a message each, and causes that one fact proves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from expert import KnowledgeBase
from expert.facts.vocabulary import Cost, FactDefinition, FactType, Vocabulary
from expert.foundations.sources import Document, Source
from expert.foundations.texts import Text
from expert.rules.models import Cause, Escalation, Message, Option, Remedy, RuleCase, Step, Symptom

_SOURCES = (Source("manual", "Faults", date(2026, 1, 1)),)
_WORDS = ("yes", "no", "sometimes", "often")


def knowledge_of(explained: Mapping[str, tuple[str, ...]]) -> KnowledgeBase:
    """Knowledge of some symptoms.

    Args:
        explained: for each symptom, the causes that explain it; a cause may explain several.
    """
    causes: dict[str, list[str]] = {}
    for symptom, names in explained.items():
        for name in names:
            causes.setdefault(name, []).append(symptom)
    facts = [_fact("error", "texts"), *map(_proof_of, causes)]
    return KnowledgeBase(
        version="1",
        digest="sha256:0",
        vocabulary=Vocabulary({"look": Cost(5, _text("a look"))}, {fact.name: fact for fact in facts}),
        documents={"manual": Document("The manual", "Its publisher")},
        symptoms={name: _symptom(name) for name in sorted(explained)},
        causes={name: _cause(name, tuple(causes[name])) for name in sorted(causes)},
        remedies={},
        steps={},
        derivations={},
        scope=(),
        escalation=Escalation(collect=()),
    )


def with_wider_proof(knowledge: KnowledgeBase, cause: str, other: str) -> KnowledgeBase:
    """The knowledge with a cause that a certain value of another one's fact proves as well."""
    wider = {"any": [{_name_of(cause): "yes"}, {_name_of(other): "often"}]}
    changed = replace(knowledge.causes[cause], confirmed_when=wider)
    return replace(knowledge, causes={**knowledge.causes, cause: changed})


def _symptom(name: str) -> Symptom:
    error = f"It stopped at {name}."
    return Symptom(name, _text(name), {"error": error}, _SOURCES, messages=(Message(en=error),))


def _cause(name: str, symptoms: tuple[str, ...]) -> Cause:
    remedy = Remedy(f"mend-{name}", _text("Mend it"), (Option((Step(_text("Mend it.")),)),), _SOURCES)
    cases = tuple(
        RuleCase(f"case {number}", "confirmed", {_name_of(name): "yes"}, shows=symptom)
        for number, symptom in enumerate(symptoms)
    )
    proof = {_name_of(name): "yes"}
    return Cause(name, _text(name), symptoms, proof, remedy, _SOURCES, cases)


def _proof_of(cause: str) -> FactDefinition:
    return replace(_fact(_name_of(cause), "word"), values={word: _text(word) for word in _WORDS})


def _fact(name: str, kind: FactType) -> FactDefinition:
    return FactDefinition(name, kind, _text(name), _text(f"{name}?"), _text("There."), "look")


def _name_of(cause: str) -> str:
    return f"{cause}_seen".replace("-", "_")


def _text(words: str) -> Text:
    return Text(words, f"{words} (sv)")
