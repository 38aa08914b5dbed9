"""What others have written, made harmless in Markdown of any dialect; see `outgoing`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expert.foundations.outgoing import one_line, opens

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
_MARKUP = re.compile(r"[\\*_{}\[\]>#|~^$]|==|!(?=\d)|(?<=\w)\.(?=[^\W\d_])|(?<=[^\W\d_])\.(?=\w)")
# A number of a list, a sign of one, what underlines a title, and what begins a definition or a note in some dialect.
_AT_THE_BEGINNING = re.compile(r"^(\d*)((?<=\d)[.)](?=\s|$)|(?<!\d)(?:[-+](?=[\s-]|$)|=|:(?=\s)|!(?=!)|%(?=\s)))")
_ENTITIES = {"&": "&amp;", "<": "&lt;", "`": "&#96;"}
_NEEDS_ENTITY = re.compile(r"[<`]|&(?=#?\w+;)")


def in_markdown(text: str) -> str:
    """A text in Markdown of any dialect, on one line.

    Entities stand for what begins HTML, an entity or code, for not every dialect knows a backslash before these; what
    is markup in some dialect has a backslash before it; and what would become a link, a mention or a picture by its
    mere form is set as code, in which nothing is looked for.
    """
    return _AT_THE_BEGINNING.sub(r"\1\\\2", within_markdown(text), count=1)


def within_markdown(text: str) -> str:
    """As `in_markdown`, for a text that stands behind something on its line, and so begins no list or title."""
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
    return "".join(said)


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
