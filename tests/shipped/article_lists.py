"""What the rules make of each article that they cite: the lists in `articles/`, and how these and the rules agree.

A list names the article's headings and the rows of its tables, in their order, and says of each which rules it `is`,
which rules say the same from another article (`elsewhere`), or why it is `left_out`.

    python -m tests.shipped.article_lists            # what does not agree, and what concerns enrollment and is missing
    python -m tests.shipped.article_lists --write    # adds to the lists what the rules cite; look at what changed
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from expert.foundations import nodes, parsing

CHECKOUT = Path(__file__).resolve().parents[2]
LISTS = Path(__file__).with_name("articles")
REASONS = LISTS / "reasons.yaml"
NAMED = ("symptoms", "causes", "remedies")
"""The kinds of rules that a list has to name; facts, steps and the like are read through them."""
SEEN = ("whole", "part", "cited")
"""How much of an article was read: all its headings, those that concern enrollment, or only what the rules cite."""


class Rule(NamedTuple):
    """A part of the knowledge that cites articles."""

    id: str
    kind: str
    cites: frozenset[tuple[str, str]]
    leads_to: frozenset[str]

    def documents(self) -> set[str]:
        return {document for document, _ in self.cites}


class Entry(NamedTuple):
    """A heading of an article with its rows, or a row; `rows` of a row are empty."""

    name: str
    ids: tuple[str, ...]
    elsewhere: tuple[str, ...]
    left_out: str | Mapping[str, str] | None
    rows: tuple[Entry, ...]

    def each(self) -> tuple[Entry, ...]:
        return (self, *self.rows)


def _cited(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if "document" in value and "heading" in value:
            yield value["document"], value["heading"]
        for item in value.values():
            yield from _cited(item)
    elif isinstance(value, list):
        for item in value:
            yield from _cited(item)


def _rule(name: str, kind: str, data: Any, leads_to: Iterable[str] = ()) -> Rule:
    return Rule(name, kind, frozenset(_cited(data)), frozenset(leads_to))


def _cause(data: dict[str, Any]) -> Iterator[Rule]:
    remedy = data.get("remedy")
    leads_to = [item if isinstance(item, str) else item["symptom"] for item in data.get("explains", [])]
    if isinstance(remedy, dict):
        leads_to.append(remedy["id"])
        yield _rule(remedy["id"], "remedies", remedy)
    elif remedy:
        leads_to.append(remedy)
    yield _rule(data["id"], "causes", {**data, "remedy": None}, leads_to)


def _rules_of(path: Path, kind: str) -> Iterator[Rule]:
    data = nodes.plain(parsing.read_file(path))
    if kind == "causes":
        yield from _cause(data)
    elif isinstance(data, dict) and "id" in data:
        yield _rule(data["id"], kind, data)
    elif isinstance(data, list):
        for number, item in enumerate(data, 1):
            yield _rule(item.get("id", f"{kind}-{number}"), kind, item)
    elif kind == "vocabulary":
        for name, fact in data.get("facts", {}).items():
            yield _rule(name, kind, fact)
    else:
        yield _rule(kind, kind, data)


def shipped_rules() -> dict[str, Rule]:
    """Everything in the shipped knowledge that cites an article, by id."""
    files = [path for folder in ("rules", "facts") for path in sorted((CHECKOUT / folder).rglob("*.yaml"))]
    found: dict[str, Rule] = {}
    for path in files:
        kind = path.relative_to(CHECKOUT).parts[1].removesuffix(".yaml")
        if kind not in ("documents", "examples", "healthy"):
            found.update({rule.id: rule for rule in _rules_of(path, kind) if rule.cites})
    return found


def _entry(data: Mapping[str, Any]) -> Entry:
    unknown = set(data) - {"heading", "row", "is", "elsewhere", "left_out", "rows"}
    if unknown:
        raise ValueError(f"{data}: what is {sorted(unknown)}?")
    rows = tuple(_entry(row) for row in data.get("rows", ()))
    name = data["heading"] if "heading" in data else data["row"]
    return Entry(name, tuple(data.get("is", ())), tuple(data.get("elsewhere", ())), data.get("left_out"), rows)


def read_list(path: Path) -> tuple[dict[str, str], list[Entry]]:
    """What a list says of how the article was read, and its entries."""
    data = nodes.plain(parsing.read_file(path))
    return {key: value for key, value in data.items() if key != "headings"}, [_entry(item) for item in data["headings"]]


def list_files() -> dict[str, Path]:
    """The lists by the id of the document each is about."""
    return {path.stem: path for path in sorted(LISTS.glob("*.yaml")) if path != REASONS}


def reasons() -> dict[str, dict[str, str]]:
    """The standard reasons for leaving something out, in both languages."""
    found: dict[str, dict[str, str]] = nodes.plain(parsing.read_file(REASONS))
    return found


def covered_by(rule: Rule, entry: Entry, rules: Mapping[str, Rule]) -> bool:
    """Does this entry name the rule, or one that it leads to, or one that leads to it?

    Of what is no symptom, cause or remedy, it is enough that the entry names something.
    """
    named = {name for part in entry.each() for name in part.ids}
    if rule.kind not in NAMED:
        return bool(named)
    near = rule.leads_to | {other.id for other in rules.values() if rule.id in other.leads_to}
    return rule.id in named or bool(named & near)


def not_listed(document: str, entries: list[Entry], rules: Mapping[str, Rule]) -> Iterator[tuple[str, Rule]]:
    """The headings of a document that a rule cites without standing in its list, each with the rule."""
    by_name = {entry.name: entry for entry in entries}
    for rule in rules.values():
        for cited, heading in sorted(rule.cites):
            if cited == document and not (heading in by_name and covered_by(rule, by_name[heading], rules)):
                yield heading, rule


def missing() -> Iterator[str]:
    """What articles say of the enrollment and no rule says."""
    for document, path in list_files().items():
        for entry in read_list(path)[1]:
            yield from (f"{document}: {entry.name} / {row.name}" for row in entry.rows if row.left_out == "missing")
            if entry.left_out == "missing":
                yield f"{document}: {entry.name}"


def add_cited(document: str, path: Path, rules: Mapping[str, Rule]) -> bool:
    """Adds to a list what the rules cite and it does not name; tells whether that was anything.

    Symptoms and causes come first, and what is read through them only where nothing else is named.
    """
    data = nodes.plain(parsing.read_file(path))
    order = [*NAMED, "steps", "derivations", "scope", "vocabulary"]
    pending = sorted(not_listed(document, [_entry(item) for item in data["headings"]], rules), key=lambda found: (
        order.index(found[1].kind) if found[1].kind in order else len(order), found[1].id,
    ))  # fmt: skip
    for heading, rule in pending:
        entry = next((item for item in data["headings"] if item["heading"] == heading), None)
        if entry is None:
            data["headings"].append(entry := {"heading": heading})
        if not covered_by(rule, _entry(entry), rules):
            entry.pop("left_out", None)
            entry["is"] = [*entry.get("is", ()), rule.id]
    if pending:
        path.write_text(as_yaml(data), encoding="utf-8")
    return bool(pending)


def as_yaml(data: Mapping[str, Any]) -> str:
    """A list as its file is written: short entries on one line."""
    keys = ("heading", "row", "is", "elsewhere", "left_out")
    lines = [f"{key}: {value}" for key, value in data.items() if key != "headings"]
    lines.append("headings:" if data["headings"] else "headings: []")
    for item in data["headings"]:
        for depth, entry in ((2, item), *((6, row) for row in item.get("rows", ()))):
            short = {key: entry[key] for key in keys if key in entry}
            dumped = yaml.safe_dump(short, default_flow_style=True, allow_unicode=True, sort_keys=False, width=9999)
            rows = entry.get("rows")
            if len(dumped) + depth < 118 and not rows:
                lines.append(f"{' ' * depth}- {dumped.strip()}")
            else:
                block = yaml.safe_dump(short, allow_unicode=True, sort_keys=False, width=112 - depth)
                wrapped = _lists_on_one_line(block.rstrip().split("\n"))
                lines.extend(f"{' ' * depth}{'- ' if not at else '  '}{line}" for at, line in enumerate(wrapped))
            if rows:
                lines.append(f"{' ' * depth}  rows:")
    return "\n".join(lines) + "\n"


def _lists_on_one_line(block: list[str]) -> list[str]:
    """`is:` and the ids below it, as a list in brackets that is broken where a line is full."""
    lines: list[str] = []
    for line in block:
        if line.startswith("- "):
            start = lines[-1] if lines[-1].endswith("]") else lines[-1] + " ["
            if start.endswith("]") and len(start) + len(line) > 100:
                lines[-1:] = [start[:-1] + ",", f"  {line[2:]}]"]
            else:
                lines[-1] = (start[:-1] + ", " if start.endswith("]") else start) + line[2:] + "]"
        else:
            lines.append(line)
    return lines


def main(arguments: list[str]) -> int:
    """Prints what does not agree and what is missing; with `--write`, adds what the rules cite."""
    rules = shipped_rules()
    if "--write" in arguments:
        changed = [path.name for document, path in list_files().items() if add_cited(document, path, rules)]
        print("\n".join(changed) or "nothing to add")
    for document, path in list_files().items():
        for heading, rule in not_listed(document, read_list(path)[1], rules):
            print(f"not listed: {document}, {heading}: {rule.id}")
    print("\n".join(f"missing: {line}" for line in missing()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
