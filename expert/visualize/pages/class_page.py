"""The page for a class: one HTML file that works from a disk, with all of its data, its style and its scripts in it.

It may load nothing and send nothing: its content security policy lets run only the one script and the one style that
stand in it, known by their hashes; the logo of a theme stands in it too. It has the colors of the theme. The scripts
are plain modules in `visualize/class`, put together here.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from string import Template
from typing import Any

from expert.foundations import content
from expert.foundations.commands import option_in_both
from expert.foundations.outgoing import in_html, in_json, in_lines
from expert.foundations.texts import Text
from expert.results.classroom import Classroom
from expert.visualize.pages import class_colors as colors
from expert.visualize.pages.class_static import static_page
from expert.visualize.pages.class_words import FOOTER, TITLE, WORDS

# Each imports only from those before it.
SCRIPTS = (
    "texts", "search", "verdicts", "score", "session", "board", "frames", "dom", "files", "parts", "explore", "minimap",
    "play", "practice", "boardview", "page",
)
"""The modules of the page, in the order in which they stand in it."""

_IMPORT = re.compile(r"^import [^;]+;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:function|class|const|let) )", re.MULTILINE)


def class_page(classroom: Classroom) -> str:
    """The page as an HTML document that needs nothing besides itself."""
    script, style = _script(), _style()
    template = Template(content.bundled("visualize", "class", "class.html").read_text(encoding="utf-8"))
    return template.substitute(
        lang=classroom.language,
        theme=colors.first_colors(),
        policy=_policy(script, style),
        title=in_html(str(TITLE.in_(classroom.language))),
        style=style,
        script=script,
        above=colors.brand_above(),
        below=colors.brand_below(),
        static=static_page(classroom),
        data=_in_script(packed(classroom)),
    )


def packed(classroom: Classroom) -> dict[str, Any]:
    """The document and the page's words, with what stands in many places in a table: every text, and long names."""
    data = classroom.to_data()
    names = _often(data)
    packing = _Packing(names)
    words = {**WORDS, "footer": FOOTER.format(version=classroom.knowledge.version), "asked": option_in_both()}
    document, said = packing.of(data), packing.of(_as_data(words))
    texts = [[en] if en == sv else [en, sv] for en, sv in packing.texts]
    return {"document": document, "words": said, "texts": texts, "names": list(map(in_lines, names))}


def _as_data(words: Mapping[str, Any] | Text) -> Any:
    if isinstance(words, Text):
        return {"en": words.en, "sv": words.sv}
    return {name: _as_data(part) for name, part in words.items()}


class _Packing:
    """Puts data into the form that `texts.mjs` reads: without what is empty, and what cannot be seen by its code.

    Args:
        names: those that stand by their places among them, as `~` and a number of base 36.
    """

    def __init__(self, names: Mapping[str, int]) -> None:
        self._names = names
        self.texts: dict[tuple[str, str], int] = {}

    def of(self, value: Any) -> Any:
        """The data, packed; each text by its place in `texts`."""
        if isinstance(value, dict):
            if value.keys() == {"en", "sv"}:
                return {"t": self.texts.setdefault((in_lines(value["en"]), in_lines(value["sv"])), len(self.texts))}
            return {name: self.of(part) for name, part in value.items() if not _is_empty(part)}
        if isinstance(value, list):
            return list(map(self.of, value))
        if not isinstance(value, str):
            return value
        return f"{_MARK}{_in_36(self._names[value])}" if value in self._names else in_lines(value)


_MARK = "~"  # before the place of a name
_LONG_ENOUGH = 5  # letters of a name that gets shorter by its place in a table


def _often(data: Any) -> dict[str, int]:
    """The places of names that stand in data more than once, the most frequent first; and of all that look like one."""
    counted = Counter(_strings(data))
    often = (name for name, count in counted.most_common() if count > 1 and len(name) >= _LONG_ENOUGH)
    marked = (name for name in counted if name.startswith(_MARK))
    return {name: place for place, name in enumerate(dict.fromkeys((*often, *marked)))}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, dict) and value.keys() != {"en", "sv"}:
        for part in value.values():
            yield from _strings(part)


def _in_36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return digits[number] if number < len(digits) else _in_36(number // len(digits)) + digits[number % len(digits)]


def _is_empty(value: object) -> bool:
    return value is None or value is False or value in ("", [], {})


def _in_script(data: Any) -> str:
    """Data inside a `script` element: nothing in it ends the element, or looks like a comment there."""
    return in_json(data, indent=None).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _script() -> str:
    """The modules as one script: what they import from each other stands beside them."""
    parts = []
    for name in SCRIPTS:
        source = content.bundled("visualize", "class", f"{name}.mjs").read_text(encoding="utf-8")
        parts.append(_EXPORT.sub("", _IMPORT.sub("", source)).strip())
    return '(() => {\n"use strict";\n' + "\n\n".join(parts) + "\n})();"


def _style() -> str:
    """The style of the page, behind the colors of the theme."""
    sheet = content.bundled("visualize", "class", "class.css").read_text(encoding="utf-8").strip()
    return f"\n{colors.variables(sheet)}\n{sheet}"


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; base-uri 'none'; "
        f"form-action 'none'{'; img-src data:' if colors.has_logo() else ''}"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
