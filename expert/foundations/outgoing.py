"""What a person or a rule has written, made harmless where it leaves: in a terminal, in Markdown, HTML, Mermaid, JSON.

There is one function for each way out, and every text goes through that of its medium right before it is set: whatever
a document says, and wherever it was read from, it is shown as it was typed and does nothing. What cannot be seen is
shown by its code (`problems.visible`). Only an address that `opens` becomes a link, and only where it stands as one in
the rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from expert.foundations.problems import INVISIBLE, visible

_LINE_END = re.compile(r"\r\n?|\n")
_UNSEEN = re.compile(f"[{INVISIBLE}]")

# A terminal, a pipe


def one_line(text: str) -> str:
    """A text on one line of a terminal, a pipe or a chat: blanks and line ends are one blank each."""
    return visible(" ".join(text.split()))


def in_lines(text: str) -> str:
    """A text of several lines for a terminal or a pipe; its line ends stay."""
    return "\n".join(visible(line.replace("\t", "  ")) for line in _LINE_END.split(text))


# JSON


def as_json(data: Any, *, indent: int | None = 2) -> str:
    """Plain data as JSON without a line end.

    Args:
        data: dictionaries, lists and values.
        indent: spaces to indent by; None puts it on one line.
    """
    return shown_in_json(json.dumps(data, ensure_ascii=False, indent=indent))


def shown_in_json(written: str) -> str:
    r"""JSON in which what cannot be seen is written with `\u`, which means the same to whoever reads it."""
    return "\n".join(_UNSEEN.sub(_escaped, line) for line in written.split("\n"))


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


# HTML


def in_html(text: str) -> str:
    """A text inside an HTML element, or inside quotation marks in an attribute."""
    from html import escape  # only now: most processes write no HTML

    return escape("\n".join(visible(line) for line in _LINE_END.split(text)), quote=True)


# Markdown


# Where a pattern begins with a run of letters, it looks behind for more of them, so that it is tried once for each run.
_AS_CODE = re.compile(
    r"""
    (?: (?<![A-Z0-9+.-]) [A-Z][A-Z0-9+.-]*+ : )? // [^\s`|<>"“”’\\\[\]()]*  # an address, with its scheme
    | (?<!\w) www\. [^\s`|<>"“”’\\\[\]()]*
    | (?<![\w.+/-]) [\w.+/-]*+ (?: @ [\w.-]*+ )+ | (?: @ [\w.-]*+ )+        # a mail address, somebody who is mentioned
    | (?<![\w./-]) [\w./-]*+ \# \d+ | \# \d+ | (?<!\w) GH-\d+               # the number of an issue
    | : (?= [\d_+-]* [A-Z] ) [\w+-]+ :                                      # the name of a picture
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BEHIND_AN_ADDRESS = ".,;:!?'*_~"
_MARKUP = re.compile(r"[\\*_{}\[\]#|~^$]|==|!(?=\d)|(?<=\w)\.(?=[^\W\d_])|(?<=[^\W\d_])\.(?=\w)")
# A number of a list, a sign of one, what underlines a title, and what begins a definition or a note in some dialect.
_AT_THE_BEGINNING = re.compile(r"^(\d*)((?<=\d)[.)](?=\s|$)|(?<!\d)(?:[-+](?=[\s-]|$)|=|:(?=\s)|!(?=!)|%(?=\s)))")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "`": "&#96;"}
_NEEDS_ENTITY = re.compile(r"[<>`]|&(?=#?\w+;)")


def in_markdown(text: str) -> str:
    """A text in Markdown of any dialect, on one line.

    Entities stand for what begins HTML, an entity or code, for not every dialect knows a backslash before these; what
    is markup in some dialect has a backslash before it; and what would become a link, a mention or a picture by its
    mere form is set as code, in which nothing is looked for.
    """
    text = one_line(text)
    said: list[str] = []
    code, at = "", 0
    for start, end in _set_as_code(text):
        if start > at:
            said += (_coded(code), _without_markup(text[at:start]))
            code = ""
        code += text[start:end]  # what follows at once is set with it, for two pairs of signs would be read as one
        at = end
    said += (_coded(code), _without_markup(text[at:]))
    return _AT_THE_BEGINNING.sub(r"\1\\\2", "".join(said), count=1)


def _set_as_code(text: str) -> Iterator[tuple[int, int]]:
    """Where what is set as code begins and ends; the signs behind an address are none of it."""
    for found in _AS_CODE.finditer(text):
        code = found[0]
        if "//" in code or code[:4].lower() == "www.":
            code = code.rstrip(_BEHIND_AN_ADDRESS)
        yield found.start(), found.start() + len(code)


def _coded(text: str) -> str:
    return f"`{text}`" if text else ""


def _without_markup(text: str) -> str:
    return _NEEDS_ENTITY.sub(lambda sign: _ENTITIES[sign[0]], _MARKUP.sub(_with_backslash, text))


def _with_backslash(sign: re.Match[str]) -> str:
    return "".join(f"\\{letter}" for letter in sign[0])


def address_in_markdown(address: str) -> str:
    """An address in Markdown: a link where it `opens`, else as text."""
    return f"<{address}>" if opens(address) else in_markdown(address)
