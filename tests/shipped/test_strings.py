"""Every exact message, log line and code of the tables leads to its symptom, or is named as not our field."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from expert import Diagnosis, KnowledgeBase
from expert.foundations import nodes, parsing
from tests.each import each
from tests.shipped.corpus import diagnosed

HERE = Path(__file__).parent
STRINGS: list[dict[str, Any]] = [
    entry for path in sorted((HERE / "strings").glob("*.yaml")) for entry in nodes.plain(parsing.read_file(path))
]
_INTUNE = -2016336112  # Intune's number of an Apple error is this and Apple's (Microsoft, 2026-03-30)
_APPLE = re.compile(r"M[CD][A-Za-z]*ErrorDomain|DMC[A-Za-z]*ErrorDomain")


def _right(diagnosis: Diagnosis, leads_to: str) -> bool:
    if leads_to == "out_of_scope":
        return diagnosis.outcome == "out_of_scope"
    return bool(diagnosis.symptoms) and diagnosis.symptoms[0].id == leads_to


def test_the_table_is_whole() -> None:
    assert len({entry.get("said_as", entry["text"]) for entry in STRINGS}) == len(STRINGS) == 231
    assert all(entry["leads_to"] == "out_of_scope" or entry["leads_to"] in KnowledgeBase.shipped().symptoms
               for entry in STRINGS)  # fmt: skip


@each("entry", STRINGS, ids=lambda entry: str(entry["text"])[:40], parts=2)
def test_it_leads_where_its_sources_say(entry: dict[str, Any]) -> None:
    diagnosis = diagnosed(entry.get("said_as", entry["text"]))
    found = [symptom.id for symptom in diagnosis.symptoms]
    assert _right(diagnosis, entry["leads_to"]), (entry["leads_to"], diagnosis.outcome, found)


def _codes() -> list[tuple[str, str]]:
    """Each Apple code in the forms in which logs and portals write it."""
    forms: dict[str, str] = {}
    for entry in STRINGS:
        domains, number = _APPLE.findall(str(entry.get("domain"))), re.match(r"\d+", str(entry.get("code", "")))
        if not domains or number is None or entry["leads_to"] == "out_of_scope":
            continue
        code = int(number[0])
        for domain in domains:
            for text in (f"Error Domain={domain} Code={code}", f"{domain} ({code})", f"{domain} Code : {code}"):
                forms.setdefault(text, entry["leads_to"])
        if "Intune" in str(entry["code"]):
            forms.setdefault(str(_INTUNE + code), entry["leads_to"])
            forms.setdefault(f"0x{(_INTUNE + code) & 0xFFFFFFFF:X}", entry["leads_to"])
    return list(forms.items())


@each(("text", "leads_to"), _codes(), ids=lambda value: str(value)[:60], parts=2)
def test_a_code_is_read_in_every_form(text: str, leads_to: str) -> None:
    diagnosis = diagnosed(text)
    assert _right(diagnosis, leads_to), [symptom.id for symptom in diagnosis.symptoms]
