"""What the shipped rules cite, and where they link to: `rules/citations.yaml` and `rules/links.yaml`.

    python -m tests.shipped.citation_lists            # what rules and lists do not agree on
    python -m tests.shipped.citation_lists --write    # the lists as the rules have it; look at what changed

A citation or link that the lists lose when they are written anew is one that a rule has lost: write them only when
that is what was meant.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from expert.rules.checking import check_layers
from expert.rules.checks.citations import FIELDS
from expert.rules.checks.finding import Look
from expert.rules.checks.parts import SourcesAt
from expert.rules.folders import shipped_folder
from expert.rules.knowledge import name_of
from expert.rules.loader import assembled

FILE = Path(__file__).resolve().parents[2] / "rules" / "citations.yaml"
_HEAD = """\
# What the rules cite, document by document: the versions that were read, and under each heading the rules that cite
# it. A rule names its sources itself; `expert rules check` tells where the two disagree.
# `python -m tests.shipped.citation_lists --write` writes this file as the rules have it. Look at what changed.
"""


LINKS = FILE.with_name("links.yaml")
_HEAD_OF_LINKS = """\
# Where the rules link to, address by address, with the rules that link there. A rule has its links itself;
# `expert rules check` tells where the two disagree.
# `python -m tests.shipped.citation_lists --write` writes this file as the rules have it. Look at what changed.
"""


def lists_of(found: Iterable[SourcesAt], documents: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The lists that agree with what rules cite, in the order of the documents."""
    lists: dict[str, dict[str, Any]] = {}
    for part, _, sources in found:
        for source in sources:
            about = lists.setdefault(source.document, {"versions": set()})
            about["versions"].add(source.date)
            headings = about.setdefault(FIELDS[source.status], {})
            headings.setdefault(source.heading, []).append(name_of(part))
    return {
        document: {
            "versions": sorted(lists[document]["versions"]),
            **{name: {heading: sorted(names) for heading, names in sorted(lists[document][name].items())}
               for name in FIELDS.values() if name in lists[document]},
        }
        for document in documents if document in lists
    }  # fmt: skip


def as_yaml(lists: Mapping[str, Mapping[str, Any]]) -> str:
    """The lists as their file is written."""
    dumped = yaml.safe_dump(dict(lists), allow_unicode=True, sort_keys=False, default_flow_style=None, width=118)
    return _HEAD + str(dumped)


def written() -> str:
    """The file as the shipped rules have it."""
    assembly, knowledge, _ = assembled([shipped_folder()])
    return as_yaml(lists_of(Look(knowledge, assembly).parts.sources, knowledge.documents))


def links_written() -> str:
    """The file of links as the shipped rules have it."""
    assembly, knowledge, _ = assembled([shipped_folder()])
    lists: dict[str, list[str]] = {}
    for part, _, link in Look(knowledge, assembly).parts.links:
        lists.setdefault(link.url, []).append(name_of(part))
    said = {address: {"parts": sorted(names)} for address, names in sorted(lists.items())}
    dumped = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, default_flow_style=None, width=118)
    return _HEAD_OF_LINKS + str(dumped)


def main(arguments: list[str]) -> int:
    """Prints what disagrees; with `--write`, writes the lists anew."""
    if "--write" in arguments:
        FILE.write_text(written(), encoding="utf-8")
        LINKS.write_text(links_written(), encoding="utf-8")
    found = [one for one in check_layers([]).findings if one.check in ("citations-disagree", "links-disagree")]
    print("\n".join(one.problem.in_("en") for one in found) or "rules and lists agree")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
