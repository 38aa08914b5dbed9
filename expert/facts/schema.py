"""The vocabulary as a JSON Schema, so that an editor completes and checks a fact file while it is written."""

from __future__ import annotations

from typing import Any

from expert.facts.vocabulary import FactDefinition, Vocabulary
from expert.foundations.limits import MAX_NUMBER, MOST_TEXTS

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def fact_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a fact file."""
    return {
        "$schema": DRAFT,
        "title": "Fact file",
        "description": "What was observed about one device that does not enroll. Absent means not known. / "
        "Vad som observerats om en enhet som inte går att registrera. Det som saknas är inte känt.",
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _property(fact) for name, fact in vocabulary.facts.items()},
    }


def _property(fact: FactDefinition) -> dict[str, Any]:
    lines = [fact.ask.en, fact.where_to_look.en, "", fact.ask.sv, fact.where_to_look.sv]
    if fact.values:
        lines += ["", *(f"{value}: {words.en} / {words.sv}" for value, words in fact.values.items())]
    return {"title": f"{fact.title.en} / {fact.title.sv}", "description": "\n".join(lines), **_shape(fact)}


def _shape(fact: FactDefinition) -> dict[str, Any]:
    text = {"type": "string", "minLength": 1}
    match fact.type:
        case "texts":
            several = {"type": "array", "items": text, "minItems": 1, "maxItems": MOST_TEXTS}
            return {"anyOf": [text, several, {"type": "null"}]}
        case "word":
            return {"enum": [*fact.values, None]}
        case "yes_no":
            return {"enum": [True, False, "yes", "no", None]}
        case "number":
            return {"type": ["integer", "null"], "minimum": 0, "maximum": MAX_NUMBER}
        case "date":
            return {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
        case "version":
            # Without quotes an editor takes a version for a number; fact files keep its letters.
            pattern = r"^((iOS|iPadOS) )?[0-9]{1,4}(\.[0-9]{1,4}){0,3}$"
            return {"type": ["string", "number", "null"], "pattern": pattern}
        case _:
            return {"type": ["string", "number", "null"], "minLength": 1}
