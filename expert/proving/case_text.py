"""Writes cases as YAML, in the form in which they stand in a cause's file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any

from expert.facts.vocabulary import Vocabulary
from expert.facts.writer import quoted, written
from expert.rules.models import HarmWanted, PlanWanted, RuleCase, StepWanted

WIDEST = 120
TO_CONFIRM = "# what comes out is as the engine says; take this line away once that is checked"
_PLAIN = re.compile(r"[A-Za-z](?:[\w .()/'-]*[\w.)])?")
_PLAIN_ALONE = re.compile(r"[^\W\d_](?:[^:#\t]|:(?=\S))*")
_RESERVED = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


def case_data(case: RuleCase, vocabulary: Vocabulary) -> dict[str, Any]:
    """A case as plain data, without what it does not say; in the order in which it is written."""
    data: dict[str, Any] = {"name": case.name}
    if case.shows is not None:
        data["shows"] = case.shows
    if case.facts:
        data["facts"] = {name: _read(name, raw, vocabulary) for name, raw in case.facts.items()}
    data["verdict"] = case.verdict
    if case.recognized is not None:
        data["recognized"] = case.recognized
    if case.outcome is not None:
        data["outcome"] = case.outcome
    if case.conflict is not None:
        data["conflict"] = list(case.conflict)
    if case.obstacle is not None:
        data["obstacle"] = case.obstacle
    if case.plan is not None:
        data["plan"] = _plan(case.plan)
    if case.to_confirm:
        data["to_confirm"] = True
    return data


def _read(name: str, raw: object, vocabulary: Vocabulary) -> Any:
    return None if raw is None else vocabulary[name].read(raw)


def _plan(plan: PlanWanted) -> dict[str, Any]:
    said: dict[str, Any] = {name: getattr(plan, name) for name in ("ways", "harm", "steps", "whole")}
    said = {name: list(value) for name, value in said.items() if value is not None}
    if "harm" in said:
        said["harm"] = [_fields(way) if isinstance(way, HarmWanted) else way for way in said["harm"]]
    if "steps" in said:
        said["steps"] = list(map(_step, said["steps"]))
    if plan.takes is not None:
        said["takes"] = plan.takes
    if plan.other_ways:
        said["other_ways"] = {number: list(map(_step, steps)) for number, steps in plan.other_ways.items()}
    if plan.verify is not None:
        said["verify"] = plan.verify
    return said


def _step(entry: str | StepWanted) -> Any:
    return entry if isinstance(entry, str) else _fields(entry)


def _fields(entry: StepWanted | HarmWanted) -> dict[str, Any]:
    """What an entry says, without what it leaves out."""
    said: dict[str, Any] = {}
    for spec in fields(entry):
        value = getattr(entry, spec.name)
        if spec.default is MISSING or value != spec.default:
            said[spec.name] = list(value) if isinstance(value, tuple) else value
    return said


def case_yaml(data: Mapping[str, Any], indent: int) -> str:
    """A case as an entry of a list whose dashes stand at this column."""
    lines = list(_table(data, indent + 2))
    lines[0] = " " * indent + "- " + lines[0].lstrip()
    return "".join(f"{line}\n" for line in lines)


def case_flow(data: Mapping[str, Any]) -> str:
    """A case on one line, for a list that is written in brackets."""
    return _flow(data)


def _table(data: Mapping[str, Any], indent: int) -> Iterator[str]:
    for name, value in data.items():
        yield from _entry(" " * indent + f"{_key(name)}:", value, indent)


def _entry(head: str, value: Any, indent: int) -> Iterator[str]:
    note = f"  {TO_CONFIRM}" if head.strip() == "to_confirm:" else ""
    line = f"{head} {_alone(value)}" + note
    text = isinstance(value, str)
    short = len(line) <= WIDEST and not (isinstance(value, list) and any(isinstance(part, dict) for part in value))
    if text and len(line) > WIDEST:
        yield f"{head} >-"
        yield from _folded(value, indent + 2)
    elif short and not (head.strip() in ("plan:", "steps:", "whole:", "other_ways:") and value):
        yield line
    elif isinstance(value, dict):
        yield head
        yield from _table(value, indent + 2)
    else:
        yield head
        for part in value:
            yield from _listed(part, indent + 2)


def _listed(value: Any, indent: int) -> Iterator[str]:
    line = " " * indent + f"- {_alone(value)}"
    if len(line) <= WIDEST or not isinstance(value, dict):
        yield line
    else:
        inner = list(_table(value, indent + 2))
        yield " " * indent + "- " + inner[0].lstrip()
        yield from inner[1:]


def _folded(text: str, indent: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and indent + len(line) + 1 + len(word) > WIDEST:
            yield " " * indent + line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield " " * indent + line


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(name)}: {_flow(part)}".rstrip() for name, part in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, (str, tuple)):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if value is None:
        return "null"
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) and value.lower() not in _RESERVED else quoted(value)
    return written(value)


def _alone(value: Any) -> str:
    """A value that stands on a line of its own, outside of all brackets."""
    if isinstance(value, str) and _PLAIN_ALONE.fullmatch(value) and value.lower() not in _RESERVED:
        return value if value == value.strip() and not value.endswith(":") else quoted(value)
    return _flow(value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[a-z][a-z0-9_]*", name) else quoted(name)
