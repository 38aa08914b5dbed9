"""The command `schema`: JSON Schemas of what people write (fact files, rule files) and of what the system returns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from expert.cli import knowing, options
from expert.cli.help import Choice
from expert.cli.output import write
from expert.facts.schema import DRAFT, fact_schema
from expert.foundations.outgoing import in_json
from expert.foundations.texts import LANGUAGES, Text
from expert.results.document import Document
from expert.rules.knowledge import KnowledgeBase


@options.command("schema", Text(
    "Print a JSON Schema of fact files, rule files, the result, what the cases of rule files cover, what was read as "
    "evidence, or what preflight finds.",
    "Skriv ut ett JSON-schema för faktafiler, regelfiler, resultatet, det som regelfilernas fall täcker, det som lästs "
    "som underlag eller det som preflight hittar.",
))
@options.argument("what", type=Choice(["facts", "rules", "result", "coverage", "evidence", "preflight"]))
@options.language_of_messages
@options.output
@options.rules
def schema(what: str, output: str | None, folders: tuple[str, ...]) -> None:
    write(schema_of(what, knowing.knowledge_of(folders)), output)


def schema_of(what: str, knowledge: KnowledgeBase) -> str:
    """The schema of one of what the command names, as indented JSON, ending in a newline."""
    makers: dict[str, Callable[[], dict[str, Any]]] = {
        "facts": lambda: fact_schema(knowledge.vocabulary), "rules": _rules, "result": _result, "coverage": _coverage,
        "evidence": _evidence, "preflight": _preflight,
    }  # fmt: skip
    schema = makers[what]()
    return in_json(schema) + "\n"


def _rules() -> dict[str, Any]:
    """One schema for every file of a rule folder: it is one of the kinds that the folders hold."""
    from pydantic import TypeAdapter

    from expert.rules.extending import ADDITIONS
    from expert.rules.folders import FOLDERS

    definitions: dict[str, Any] = {}
    kinds = []
    for kind in (*FOLDERS.values(), *(ADDITIONS[name] for name in FOLDERS if name in ADDITIONS)):
        schema = TypeAdapter(kind).json_schema(ref_template="#/$defs/{model}")
        definitions.update(schema.pop("$defs", {}))
        definitions[kind.__name__] = schema
        kinds.append({"$ref": f"#/$defs/{kind.__name__}"})
    message = definitions["Message"]
    # Wordings in further languages stand beside those in English and Swedish.
    message["patternProperties"] = {f"^(?!{'$|'.join(LANGUAGES)}$)[a-z]{{2,3}}$": {"type": "string"}}
    del message["properties"]["other"]
    return {"$schema": DRAFT, "title": "Rule file", "anyOf": kinds, "$defs": definitions}


def _result() -> dict[str, Any]:
    from expert.results.diagnosis import Diagnosis

    return _written_whole(Diagnosis)


def _coverage() -> dict[str, Any]:
    from expert.results.coverage import CoverageReport

    return _written_whole(CoverageReport)


def _evidence() -> dict[str, Any]:
    from expert.results.evidence import EvidenceReport

    return _written_whole(EvidenceReport)


def _preflight() -> dict[str, Any]:
    from expert.results.preflight import PreflightReport

    return _written_whole(PreflightReport)


def _written_whole(kind: type[Document]) -> dict[str, Any]:
    schema = kind.json_schema()
    for part in (schema, *schema["$defs"].values()):
        if "properties" in part:
            # A result is written whole, with what is empty in it too.
            part["required"] = list(part["properties"])
    return {"$schema": DRAFT, **schema}
