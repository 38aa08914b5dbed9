"""The page for a class: one HTML file that works from a disk, with all of its data, its style and its scripts in it.

It may load nothing and send nothing: its content security policy lets run only the one script and the one style that
stand in it, known by their hashes. The scripts are plain modules in `visualize/class`, put together here.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from string import Template
from typing import Any

from expert.foundations import content
from expert.foundations.outgoing import in_html, in_json, in_lines
from expert.foundations.texts import Text
from expert.results.classroom import Classroom
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
        policy=_policy(script, style),
        title=in_html(str(TITLE.in_(classroom.language))),
        style=style,
        script=script,
        static=static_page(classroom),
        data=_in_script(packed(classroom)),
    )


def packed(classroom: Classroom) -> dict[str, Any]:
    """The document and the page's words, with every text in a table: the same one stands in many places."""
    texts: dict[tuple[str, str], int] = {}
    words = {**WORDS, "footer": FOOTER.format(version=classroom.knowledge.version)}
    document = _pack(classroom.to_data(), texts)
    said = _pack(_as_data(words), texts)
    return {"document": document, "words": said, "texts": [[en] if en == sv else [en, sv] for en, sv in texts]}


def _as_data(words: Mapping[str, Any] | Text) -> Any:
    if isinstance(words, Text):
        return {"en": words.en, "sv": words.sv}
    return {name: _as_data(part) for name, part in words.items()}


def _pack(value: Any, texts: dict[tuple[str, str], int]) -> Any:
    """The value without what is empty, each text by its place in the table; what cannot be seen stands by its code."""
    if isinstance(value, dict):
        if value.keys() == {"en", "sv"}:
            return {"t": texts.setdefault((in_lines(value["en"]), in_lines(value["sv"])), len(texts))}
        return {name: _pack(part, texts) for name, part in value.items() if not _is_empty(part)}
    if isinstance(value, list):
        return [_pack(part, texts) for part in value]
    return in_lines(value) if isinstance(value, str) else value


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
    return content.bundled("visualize", "class", "class.css").read_text(encoding="utf-8").strip()


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; base-uri 'none'; "
        "form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
