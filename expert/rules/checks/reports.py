"""What checks found, for programs: JSON, and SARIF 2.1.0, which code hosts and editors show beside the lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from expert.foundations.commands import to_type
from expert.foundations.outgoing import in_json
from expert.foundations.problems import Place
from expert.foundations.texts import Language, Text
from expert.rules.checks.finding import Check, Finding
from expert.rules.checks.registry import CHECKS
from expert.rules.checks.switching import Excepted
from expert.rules.knowledge import name_of

FORMAT = "expert/checks/1"
_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_json(found: Iterable[Finding], excepted: Iterable[Excepted]) -> str:
    """What was found as JSON, with every message in both languages; it ends in a newline."""
    data = {
        "format": FORMAT,
        "findings": [_data(finding) for finding in found],
        "switched_off": [{**_data(one.finding), "reason": one.reason} for one in excepted],
    }
    return _written(data)


def as_sarif(found: Iterable[Finding], excepted: Iterable[Excepted], language: Language) -> str:
    """What was found as SARIF 2.1.0 in one language; what is switched off is there as suppressed."""
    results = [_result(finding, language) for finding in found]
    for one in excepted:
        suppressed = {"kind": "external", "justification": one.reason}
        results.append({**_result(one.finding, language), "suppressions": [suppressed]})
    driver = {
        "name": "expert rules check",
        "rules": [_rule(check, language) for check in CHECKS],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _written({"$schema": _SARIF, "version": "2.1.0", "runs": [run]})


def _written(data: dict[str, Any]) -> str:
    return in_json(data) + "\n"


def _data(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "level": finding.level,
        **_place(finding.place),
        "message": _both(finding.text),
        "part": None if finding.part is None else name_of(finding.part),
        "facts": dict(finding.facts),
        "also": [_place(place) for place in finding.also],
    }


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line}


def _both(text: Text) -> dict[str, str]:
    return {"en": text.en, "sv": text.sv}


_INDEX = {check.id: index for index, check in enumerate(CHECKS)}


def _result(finding: Finding, language: Language) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": _INDEX[finding.check],
        "level": finding.level,
        "message": {"text": str(finding.text.in_(language))},
        "locations": [_location(finding.place)],
    }
    if finding.also:
        result["relatedLocations"] = [_location(place) for place in finding.also]
    if finding.facts:
        result["properties"] = {"facts": dict(finding.facts)}
    return result


def _location(place: Place) -> dict[str, Any]:
    where: dict[str, Any] = {"artifactLocation": {"uri": quote(place.file)}}
    if place.line is not None:
        where["region"] = {"startLine": place.line}
    return {"physicalLocation": where}


def _rule(check: Check, language: Language) -> dict[str, Any]:
    return {
        "id": check.id,
        "shortDescription": {"text": str(check.title.in_(language))},
        "help": {"text": str(to_type(check.advice).in_(language))},
        "defaultConfiguration": {"level": check.level},
    }
