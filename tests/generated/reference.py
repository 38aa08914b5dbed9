"""Writes the page of API reference: every exported name with its signature and docstring, read by griffe."""

from __future__ import annotations

import re
from collections.abc import Iterator

import griffe

import expert

# A property, as that of `functools` is.
griffe.stdlib_decorators["expert.foundations.kept.cached_property"] = {"cached", "property"}

_BEGIN = """\
# What `expert` exports

Made from the docstrings. Every name is imported with `from expert import …`; modules inside the package are private.
"""
_SECTIONS = {"parameters": "Arguments", "attributes": "Attributes", "raises": "Raises", "returns": "Returns"}


def reference() -> str:
    """The page in Markdown."""
    package = griffe.load("expert", docstring_parser="google", resolve_aliases=True)
    parts = [_BEGIN, *(_entry(name, package[name]) for name in expert.__all__)]
    return "\n".join(parts)


def _entry(name: str, found: griffe.Object | griffe.Alias) -> str:
    lines = [f"## {name}", "", *_said(found)]
    if "Document" in [str(base).rpartition(".")[2] for base in getattr(found, "bases", ())]:
        lines += ["A kind of [`Document`](#document).", ""]
    if found.is_class:
        for member in found.members.values():
            if not member.name.startswith("_") and member.docstring is not None:
                lines += [f"### {name}.{member.name}", "", *_said(member)]
    return "\n".join(lines)


def _said(found: griffe.Object | griffe.Alias) -> Iterator[str]:
    if found.is_function:
        yield from ("```python", _signature(found), "```", "")
    sections = found.docstring.parsed if found.docstring is not None else []
    for section in sections:
        kind = section.kind.value
        if kind == "text":
            yield from (_with_examples(section.value), "")
        elif kind == "examples":
            yield from ("```pycon", *(text for _, text in section.value), "```", "")
        elif kind in _SECTIONS:
            yield from (f"{_SECTIONS[kind]}:", "", *(_item(kind, part) for part in section.value), "")


def _signature(found: griffe.Object | griffe.Alias) -> str:
    function = found.final_target if isinstance(found, griffe.Alias) else found
    return str(function.signature())  # type: ignore[attr-defined]


def _item(kind: str, part: griffe.DocstringNamedElement) -> str:
    told = " ".join(part.description.split())
    name = part.annotation if kind == "raises" else part.name
    return f"- `{name}`: {told}" if name else f"- {told}"


def _with_examples(text: str) -> str:
    """A text with its interactive examples set as code."""
    return re.sub(r"(?m)^>>> (?:.|\n)+?(?=\n\n|\Z)", lambda match: f"```pycon\n{match[0]}\n```", text)
