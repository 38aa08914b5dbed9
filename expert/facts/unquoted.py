"""Texts with a colon in them that somebody wrote into a fact file without quotation marks.

In YAML, `error: Error: the shelf is full` is a mistake: a plain text cannot hold a colon and a blank. Where a fact
takes a text there is no doubt what was meant, and a person who pastes a message should not have to know of this.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from expert.facts.writer import quoted
from expert.foundations import parsing
from expert.foundations.nodes import Node
from expert.foundations.problems import InputError, ProblemList

_LINE = re.compile(r"(?P<head>(?P<name>[^\s:#'\"{\[&*!|>%@`-][^:#'\"]*):[ \t]+)")
_ITEM = re.compile(r"(?P<head>[ \t]*-[ \t]+)")
_LIST = re.compile(r"([^:#]+):\s*(?:#.*)?")
_COMMENT = re.compile(r"[ \t]#")
# What begins so is no plain text in YAML.
_NOT_PLAIN = tuple("'\"{}[]&*!|>%@`#,?")
_MOST = 50


def parsed(text: str, name: str, problems: ProblemList, takes_text: Callable[[str], bool]) -> Node | None:
    """The one document of a text in YAML, in which texts with a colon may stand without quotation marks.

    Only a line at which the parser stops is looked at, and only if it gives a text to a fact that takes one, or adds
    one to a list of such texts. Every other mistake stays one.

    Args:
        text: the document.
        name: what to call it in messages.
        problems: where to note what does not keep the rest from being read.
        takes_text: whether the fact of this name takes a text.

    Raises:
        InputError: it is no YAML, besides.
    """
    lines = text.split("\n")
    first: InputError | None = None
    for _ in range(_MOST):
        found = ProblemList()
        try:
            node = parsing.parse("\n".join(lines), name, problems=found)
        except InputError as error:
            at = _line_of(error)
            mended = None if at is None else _mended(lines, at, takes_text)
            if at is None or mended is None:
                # A text that goes on below, set in, cannot be told from what is wrong otherwise.
                goes_on = at is not None and at < len(lines) and lines[at][:1].isspace()
                raise (first if first is not None and goes_on else error) from None
            first = first or error
            lines[at] = mended
        else:
            problems.extend(found)
            return node
    return parsing.parse(text, name, problems=problems)


def _line_of(error: InputError) -> int | None:
    places = [problem.place.line for problem in error.problems if problem.place is not None]
    return places[0] - 1 if len(places) == 1 and places[0] is not None else None


def _mended(lines: list[str], at: int, takes_text: Callable[[str], bool]) -> str | None:
    """The line with its text in quotation marks; None where it is none of which that can be said."""
    line = lines[at].rstrip("\r") if at < len(lines) else ""
    found = _LINE.match(line)
    name = None if found is None else found["name"]
    if found is None:
        found = _ITEM.match(line)
        above = next((one for one in reversed(lines[:at]) if one[:1].strip() and one[0] not in "#-"), "")
        head = _LIST.fullmatch(above)
        name = None if head is None else head[1]
    if found is None or name is None or not takes_text(name.strip()):
        return None
    said = line[found.end() :]
    comment = _COMMENT.search(said)
    text = (said if comment is None else said[: comment.start()]).strip(" \t")
    if text.startswith(_NOT_PLAIN) or not re.search(r":(?:\s|$)", text):
        return None
    return f"{found['head']}{quoted(text)}{'' if comment is None else said[comment.start() :]}"
