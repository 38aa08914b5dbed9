"""Draws texts, values and bytes that programs stumble over, mixed with words of the knowledge."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable
from datetime import date
from functools import cache
from typing import Any

from expert import KnowledgeBase
from expert.facts.vocabulary import FactDefinition
from tests.fuzz import drawing as st

MARKUP = "<script>fuzzed()</script>"
"""What no page and no picture may hold as it stands."""

PIECES = (
    # What moves a cursor, or cannot be seen.
    "\x1b[31m", "\x07", "\x9b2J", "\x7f", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028", "\xad", "\x85", "\x0c",
    "\r",
    # Letters that change their length or have no single form.
    "İ", "ß", "ﬁ", "ſ", "ŉ", "Å", "A\u030a", "e" + "\u0301" * 40, "\u0e49" * 20, "한", "ｅｒｒｏｒ", "😀",
    "👩\u200d👩\u200d👧", "𝟙𝟚",
    # Digits that are none for `int`, and numbers that are too much for it.
    "²", "٣", "१७", "①", "0x10", "1e999", "1_000", "-0", "+5", "007", "9" * 40, "9" * 5000, "NaN", "Infinity", "17.٣",
    "1" + ".1" * 200, "17..1", "17.", ".5", "0000-00-00", "2026-02-30", "9999-12-31", "10000-01-01", "2026-W01-1",
    # Markup of every language that results are written in.
    MARKUP, "]]>", "<!--", "&amp;", "&#0;", "`", "```", "|", "**", "[a](javascript:b)", "$(id)", "%%", "%s", "{name}",
    "{0}", "{", "}", "\\", "\\N", "\\u", '"', "'", '"""', "<br/>", "digraph {", "end", "@import", "graph TD;", "~~~",
    # What means something in YAML and JSON.
    ":", ": ", "#", " #", "- ", "---", "...", "&a", "*a", "!!python/object:os.system", "!a", "<<", "? ", ">", "|2", "@",
    "null", "~", "yes", "No", "on", "[", "]", "{}", "[]", "%YAML 9.9", ",", "=", "==", "\t",
    # Paths and options.
    "../..", "/dev/null", "-", "--", "--help", "-o", "C:\\", "con", "https://a.example/?b=c&d=<e>",
)  # fmt: skip


class Words:
    """The words of a knowledge, and what draws them, which is made once: making it takes longer than drawing.

    Attributes:
        knowledge: the knowledge.
        all: what texts about it hold: wordings, codes, names and values of facts, ids, titles.
    """

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge
        self.all = tuple(_words_of(knowledge))
        self._made: dict[Hashable, st.Strategy[Any]] = {}

    def __repr__(self) -> str:
        return f"Words({self.knowledge.version})"

    def once(self, key: Hashable, make: Callable[[], st.Strategy[Any]]) -> st.Strategy[Any]:
        """What draws something, made when it is first asked for."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def texts(self, most: int = 6) -> st.Strategy[str]:
        """Texts of so many words at most, among them some that hurt."""
        part = self.once("part", lambda: st.one_of(
            st.sampled_from(self.all), st.sampled_from(PIECES), st.text(max_size=8)
        ))
        return self.once(("texts", most), lambda: _texts(st.lists(part, min_size=1, max_size=most)))

    def anything(self) -> st.Strategy[Any]:
        """Any value that JSON can hold."""
        return self.once("anything", lambda: _anything(self))

    def values(self, fact: str) -> st.Strategy[Any]:
        """Values of a fact as people write them, mostly right ones; of what is no fact, anything."""
        definition = self.knowledge.vocabulary.facts.get(fact)
        if definition is None:
            return self.anything()
        return self.once(("values", fact), lambda: _values(definition, self))

    def drawn(self, choices: str) -> st.Strategy[str]:
        """The name of a part of the knowledge: of its `causes`, `symptoms`, `documents` …"""
        return self.once(choices, lambda: st.sampled_from(sorted(getattr(self.knowledge, choices))))

    def facts(self) -> st.Strategy[str]:
        """The name of a fact."""
        return self.once("facts", lambda: st.sampled_from(sorted(self.knowledge.vocabulary.facts)))


@cache
def words_of(of: str) -> Words:
    """The words of the knowledge that is in place; `of` names it."""
    return Words(KnowledgeBase.shipped())


def _words_of(knowledge: KnowledgeBase) -> dict[str, None]:
    found: dict[str, None] = {}
    for symptom in knowledge.symptoms.values():
        for message in symptom.messages:
            found.update(dict.fromkeys(message.wordings()))
            if message.code is not None:
                found[f"{message.code.domain} {message.code.number}"] = None
                found[f"Error Domain={message.code.domain} Code={message.code.number}"] = None
                found[hex(message.code.number % 2**32)] = None
        found[symptom.id] = found[symptom.title.sv] = None
    for fact in knowledge.vocabulary.facts.values():
        found.update(dict.fromkeys((fact.name, *fact.values, *fact.also, *fact.read_as, fact.title.en, fact.title.sv)))
    found.update(dict.fromkeys(knowledge.causes))
    return found


def draw_chance(draw: st.Draw, per_cent: int) -> bool:
    """Whether what happens so often happens now; in the simplest input, what happens mostly does, and nothing else.

    The ends of a range are drawn more often than the rest, so what is rare stands in its middle.
    """
    rare = min(per_cent, 100 - per_cent)
    return (37 <= draw(_HUNDRED) < 37 + rare) == (per_cent <= 50)


_HUNDRED, _OF_TWENTY = st.integers(0, 99), st.integers(0, 19)
_BETWEEN = st.sampled_from((" ", "", "\n", ", ", "\r\n", "\n\n"))
_MOJIBAKE = (("utf-8", "cp1252"), ("utf-8", "latin-1"), ("utf-8", "cp437"), ("utf-16-le", "latin-1"))


@st.composite
def _texts(draw: st.Draw, parts: st.Strategy[list[str]]) -> str:
    """A text of such parts, sometimes turned, broken or made long."""
    text = draw(_BETWEEN).join(draw(parts))
    turn = draw(_OF_TWENTY)
    if turn == 1:
        text = unicodedata.normalize("NFD", text)
    elif turn == 2:
        text = text.upper()
    elif turn in (3, 4):
        written, read = draw(st.sampled_from(_MOJIBAKE))
        text = text.encode(written, "replace").decode(read, "replace")
    elif turn == 5:
        text = (text * draw(st.sampled_from((2, 50, 1000))))[:40_000]
    elif turn == 6:
        text = text[: draw(st.integers(0, 40))]
    elif turn == 7:
        text = "".join(letter + draw(st.sampled_from(("", "\u0308", "\u200d"))) for letter in text[:200])
    return text


def whole(text: str) -> str:
    """The text as it can be written; halves of characters are left out."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _anything(words: Words) -> st.Strategy[Any]:
    simple = st.one_of(
        st.none(), st.booleans(), st.integers(-3, 300), st.sampled_from((10**30, -(2**63), 2**31)),
        st.sampled_from((0.5, 17.1, -0.0, 1e300)), words.texts(2),
    )  # fmt: skip
    return st.recursive(
        simple,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words.texts(1), inner, max_size=3)),
    )


_VERSIONS = ("15", "16.3.1", "17.10", "18", "iOS 17.4", "17.4 (21E219)", "5.6")


def _values(definition: FactDefinition, words: Words) -> st.Strategy[Any]:
    match definition.type:
        case "word":
            right: st.Strategy[Any] = st.sampled_from(sorted({*definition.values, *definition.read_as}))
        case "yes_no":
            right = st.sampled_from((True, False, "yes", "no", "ja", "nej", "True", "on"))
        case "number":
            right = st.one_of(st.integers(-1, 30), st.sampled_from(("5", "05", "5 devices", "1,000", 10**12)))
        case "date":
            right = st.one_of(
                st.dates(date(1990, 1, 1), date(2040, 1, 1)).map(str), st.sampled_from(("2026-11-23", "23/11/2026"))
            )
        case "version":
            right = st.sampled_from(_VERSIONS)
        case _:
            right = st.one_of(words.texts(), st.lists(words.texts(), max_size=3))
    return st.one_of(right, right, right, words.anything())


@st.composite
def damaged(draw: st.Draw, data: bytes) -> bytes:
    """Bytes that were damaged on their way: cut, doubled, overwritten."""
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 8)))
        how = draw(st.sampled_from(("cut", "drop", "double", "put", "swap")))
        if how == "cut":
            data = data[:at]
        elif how == "drop":
            data = data[:at] + data[end:]
        elif how == "double":
            data = data[:end] + data[at:]
        elif how == "put":
            piece = draw(st.one_of(st.sampled_from(PIECES).map(lambda text: text.encode()), st.binary(max_size=4)))
            data = data[:at] + piece + data[at:]
        else:
            data = data[:at] + data[at:end][::-1] + data[end:]
    return data


ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1", "utf-32", "utf-7")


@st.composite
def encoded(draw: st.Draw, text: str) -> bytes:
    """A text in the bytes of a file, mostly in UTF-8."""
    data = text.encode(draw(st.sampled_from(ENCODINGS)) if draw_chance(draw, 30) else "utf-8", "replace")
    if draw_chance(draw, 15):
        data = data.replace(b"\n", draw(st.sampled_from((b"\r\n", b"\r", b"\n\n"))))
    return draw(damaged(data)) if draw_chance(draw, 25) else data
