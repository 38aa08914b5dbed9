"""What a person or a rule has written, made harmless where it leaves: in a terminal, in Markdown, HTML, Mermaid, JSON.

There is one function for each way out (that of Markdown in `outgoing_markdown`), and every text goes through that of
its medium right before it is set: whatever a document says, and wherever it was read from, it is shown as it was typed
and does nothing. What cannot be seen is shown by its code (`problems.visible`), but for what belongs to an emoji. Only
an address that `opens` becomes a link, and only where it stands as one in the rules.
"""

from __future__ import annotations

import re
from typing import Any

from expert.foundations.problems import UNSEEN, by_code, escaped, visible

_BREAK = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]")
_IN_LINES = str.maketrans("", "", "\n\t")
_LINE_END = re.compile(r"\r\n?|\n")

# A terminal, a pipe


def one_line(text: str) -> str:
    """A text on one line of a terminal, a pipe or a chat: blanks and line ends are one blank each."""
    return visible(" ".join(text.split()))


def unbroken(text: str) -> str:
    """As `one_line`, with its blanks as they are."""
    return visible(_BREAK.sub(" ", text))


def in_lines(text: str) -> str:
    """A text of several lines for a terminal or a pipe; its line ends and tabs stay."""
    lines = _LINE_END.sub("\n", text)
    if UNSEEN.search(lines.translate(_IN_LINES)) is None:
        return lines
    return by_code().sub(lambda found: found[0] if found[0] in "\n\t" else escaped(found), lines)


# JSON


def in_json(data: Any, *, indent: int | None = 2) -> str:
    """Plain data as JSON without a line end.

    Args:
        data: dictionaries, lists and values.
        indent: spaces to indent by; None puts it on one line, without blanks.
    """
    import json  # only now, as in the others: most processes write something else

    separators = (",", ":") if indent is None else None
    return shown_in_json(json.dumps(data, ensure_ascii=False, indent=indent, separators=separators))


def shown_in_json(written: str) -> str:
    r"""JSON in which what cannot be seen is written with `\u`, which means the same to whoever reads it."""
    lines = written.split("\n")
    return "\n".join(line if line.isascii() and line.isprintable() else UNSEEN.sub(_escaped, line) for line in lines)


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


# Links


_OPENS = re.compile(r"https://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[0-9]+)?(?:[/?#][A-Za-z0-9._~:/?#@!$&()*+,;=%-]*)?")
_ENTITY = re.compile(r"&#?\w+;")


def opens(address: str) -> bool:
    """Whether an address may become a link: an https: one without a user's name, blanks, quotes or foreign letters.

    All others are shown as text, for they may lead elsewhere than they seem to.
    """
    return _OPENS.fullmatch(address) is not None and _ENTITY.search(address) is None


# CSV


_CALCULATED = tuple("=+-@\t\r")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def in_csv(text: str) -> str:
    """A text in a cell of a table that a spreadsheet opens: on one line, and never taken for a formula.

    What would be one has an apostrophe before it, as a spreadsheet writes it; `out_of_csv` takes it away.
    """
    cell = one_line(text)
    return f"'{cell}" if cell.startswith(("'", *_CALCULATED)) and _NUMBER.fullmatch(cell) is None else cell


def out_of_csv(cell: str) -> str:
    """What `in_csv` wrote into a cell."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(("'", *_CALCULATED)) else cell


# CSS


_PLAIN_IN_CSS = re.compile("[^A-Za-z0-9 .,:()]")


def in_css(text: str) -> str:
    """A text inside quotation marks in a style sheet, also in one that stands in HTML."""
    return _PLAIN_IN_CSS.sub(lambda found: f"\\{ord(found[0]):x} ", one_line(text))


# HTML


def in_html(text: str) -> str:
    """A text inside an HTML element, or inside quotation marks in an attribute."""
    from html import escape

    return escape(in_lines(text.replace("\t", " ")), quote=True)
