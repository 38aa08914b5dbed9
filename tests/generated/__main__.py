"""Makes every generated file that is checked in: `python -m tests.generated`, or `--check` to compare only.

These are the schema that editors use for fact files, the page of API reference, the man pages, the pages on the rules,
and the gallery.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from expert import KnowledgeBase
from expert.cli import gallery
from expert.cli.schemas import schema_of
from expert.foundations.texts import Language
from expert.visualize.pages.rule_site import rule_pages
from tests.generated.man_page import man_page

CHECKOUT = Path(__file__).resolve().parents[2]


def _reference() -> str:
    # Only now: griffe, which reads the docstrings, is there for development, and not for the tests.
    from tests.generated.reference import reference

    return reference()


FILES: Mapping[str, Callable[[], str]] = {
    "facts/schema.json": lambda: schema_of("facts", KnowledgeBase.shipped()),
    "docs/api.md": _reference,
    "docs/expert.1": lambda: man_page("en"),
    "docs/expert.sv.1": lambda: man_page("sv"),
}


PAGES = "docs/pages"
"""The pages on the rules; what no longer belongs there is removed."""


def _pages() -> dict[str, str]:
    knowledge = KnowledgeBase.shipped()

    def in_the_gallery(name: str, language: Language) -> str | None:
        return f"../../../visualize/gallery/tree-{name}.{language}.svg" if name in knowledge.symptoms else None

    return {f"{PAGES}/{name}": text for name, text in rule_pages(knowledge, in_the_gallery)}


def main(arguments: list[str]) -> int:
    """Make the files, or with `--check` name those that are not what would be made; the exit code."""
    if arguments not in ([], ["--check"]):
        print("usage: python -m tests.generated [--check]", file=sys.stderr)
        return 2
    wanted = {name: make() for name, make in FILES.items()} | _pages()
    there = [path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / PAGES).rglob("*.html")]
    stale = [name for name, text in wanted.items() if _written(name) != text]
    stale += [name for name in there if name not in wanted]
    if arguments:
        stale += [f"visualize/gallery/{name}" for name in gallery.drifted(gallery.gallery())]
        for name in stale:
            print(f"{name} is not up to date; make it again: python -m tests.generated", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        if name in wanted:
            (CHECKOUT / name).parent.mkdir(parents=True, exist_ok=True)
            (CHECKOUT / name).write_text(wanted[name], encoding="utf-8", newline="\n")
        else:
            (CHECKOUT / name).unlink()
    for name in [*stale, *(f"visualize/gallery/{drawn}" for drawn in gallery.write(gallery.gallery()))]:
        print(name, file=sys.stderr)
    return 0


def _written(name: str) -> str | None:
    path = CHECKOUT / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
