"""How people speak of a fault: the words of `facts/speaking.yaml`, from the compiled copy or from the file.

They belong to English and Swedish and not to what is known of some devices, so every knowledge shares them: a folder of
one's own, too, is told of in sentences that suppose, teach and deny. What a class means, and where it may stand,
`expert/recognizing/framing.py` and `telling.py` say.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import count
from typing import Any

from expert.foundations import content, parsing
from expert.foundations.compiled import Section, section
from expert.foundations.kept import cached_property
from expert.foundations.needed_letters import Needed, are_there, needed_by
from expert.foundations.problems import ProblemList
from expert.foundations.records import PlainRecord, Record
from expert.foundations.texts import Text

SECTION = "speaking"
_FILE = "speaking.yaml"
_SOURCE = f"facts/{_FILE}"
_TABLE = "patterns"
_REFERENCE = re.compile(r"\{([a-z_]+)\}")
_UNTIL = "(?P<until>"
_FEW = 3
"""Letters in a row by which the ways are found that a text may hold; what a way needs is never less."""

_MOST_TEXTS, _SHORT = 64, 2_000
_WORD = re.compile(r"[^\W_](?:[\w' -]*[\w'])?\*?")


@dataclass(frozen=True, eq=False, repr=False)
class Spoken(Record):
    """A class of words, as it is looked for.

    Attributes:
        ways: the regular expressions that find its words, and each of its ways, in text in lower case.
        needed: of each of them, what a text must hold for it to find anything.
    """

    ways: tuple[str, ...]
    needed: tuple[Needed, ...]


_STRICT = {"extra": "forbid"}
KINDS: tuple[type[Any], ...] = (Spoken,)


class InLanguages(PlainRecord):
    """Words or ways, by language; `both` are the same in either."""

    __pydantic_config__ = _STRICT
    en: tuple[str, ...] = ()
    sv: tuple[str, ...] = ()
    both: tuple[str, ...] = ()

    def of(self, language: str) -> tuple[str, ...]:
        """Those of a language, or of all where it is `both`."""
        several = {"en": (self.en, self.both), "sv": (self.sv, self.both), "both": (self.en, self.sv, self.both)}
        return tuple(one for some in several[language] for one in some)


class WordClass(PlainRecord):
    """A class of words, as it is written.

    Attributes:
        about: what it is for.
        words: whole words; `*` stands for any ending.
        ways: regular expressions; `{name}` stands for another class.
    """

    __pydantic_config__ = _STRICT
    about: str
    words: InLanguages = field(default_factory=InLanguages)
    ways: InLanguages = field(default_factory=InLanguages)


class Sought:
    """Finds a class of words in texts in lower case, as one regular expression of all its ways would.

    Most ways find nothing in most texts: only those are compiled, and looked for, whose letters a text has.

    Args:
        known: the class.
    """

    def __init__(self, known: Spoken) -> None:
        self._known = known
        self._compiled: dict[int, re.Pattern[str]] = {}
        self._always: list[int] = []
        self._having: dict[str, list[int]] = {}
        for place, needed in enumerate(known.needed):
            for letters in needed[0] if needed else ():
                self._having.setdefault(letters[:_FEW], []).append(place)
            if not needed:
                self._always.append(place)
        self._kept = lru_cache(maxsize=_MOST_TEXTS)(self._all_there)

    def search(self, text: str, begin: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first place in a text, or a stretch of it, where a word or a way of the class stands."""
        first: re.Match[str] | None = None
        for way in self._there(text):
            found = way.search(text, begin, end)
            if found is not None and (first is None or found.start() < first.start()):
                first = found
        return first

    def match(self, text: str, begin: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The word or the way of the class with which a text, or a stretch of it, begins."""
        return next(filter(None, (way.match(text, begin, end) for way in self._there(text))), None)

    def finditer(self, text: str, begin: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All places of a text, or of a stretch of it, where a word or a way of the class stands."""
        found = self.search(text, begin, end)
        while found is not None:
            yield found
            found = self.search(text, max(found.end(), found.start() + 1), end)

    def sub(self, instead: str, text: str) -> str:
        """A text with something else where words and ways of the class stand."""
        parts: list[str] = []
        done = 0
        for found in self.finditer(text):
            parts += (text[done : found.start()], instead)
            done = found.end()
        return "".join((*parts, text[done:]))

    def _there(self, text: str) -> list[re.Pattern[str]]:
        """The ways that may find something in a text, in their order.

        Of a long one these are all: of it stretches are looked at, and it is not read as a whole for each of them.
        """
        return self._kept(text) if len(text) <= _SHORT else self._all

    @cached_property
    def _all(self) -> list[re.Pattern[str]]:
        return [self._way(place) for place in range(len(self._known.ways))]

    def _all_there(self, text: str) -> list[re.Pattern[str]]:
        found = set(self._always)
        for letters in self._having.keys() & _letters_in(text):
            found.update(self._having[letters])
        return [self._way(place) for place in sorted(found) if are_there(self._known.needed[place], text)]

    def _way(self, place: int) -> re.Pattern[str]:
        if place not in self._compiled:
            self._compiled[place] = re.compile(self._known.ways[place], re.DOTALL)
        return self._compiled[place]


@lru_cache(maxsize=_MOST_TEXTS)  # asked of a text, and of its sentences, by each class
def _letters_in(text: str) -> frozenset[str]:
    """All letters of a text that follow each other, as many as are told of what a way needs."""
    return frozenset(text[i : i + _FEW] for i in range(len(text) - _FEW + 1))


@cache
def spoken(name: str) -> Sought:
    """What finds a class of words in a text in lower case; made when it is first looked for.

    Raises:
        InputError: something in the file is wrong.
    """
    return Sought(shipped()[name])


@cache
def shipped() -> Mapping[str, Spoken]:
    """All classes, by their names.

    Raises:
        InputError: something in the file is wrong.
    """
    copy = section(SECTION, lambda: content.digest_of(_files()), KINDS, (_TABLE,))
    return copy.tables[_TABLE] if copy is not None else read()


def section_of_shipped() -> Section:
    """All classes as they stand in the compiled copy."""
    return Section(content.digest_of(_files()), (_SOURCE,), {_TABLE: read()}, {})


def _files() -> dict[str, bytes]:
    return {_SOURCE: parsing.read_bytes(content.bundled("facts", _FILE), _SOURCE)}


def read(text: str | None = None) -> dict[str, Spoken]:
    """The classes of a file, checked: that they can be read, and name only each other.

    Args:
        text: what stands in it; that of the shipped one where it is not given.

    Raises:
        InputError: something in it is wrong; everything is listed, with file and line.
    """
    # Only now: from the compiled copy nothing has to be read.
    from expert.foundations.nodes import place_of
    from expert.foundations.shapes import read_part, read_table

    problems = ProblemList()
    text = parsing.decode(_files()[_SOURCE], _SOURCE) if text is None else text
    node = parsing.parse(text, _SOURCE, problems=problems)
    written = {} if node is None else read_table(node, problems)
    classes = {name: known for name, item in written.items() if (known := read_part(WordClass, item, problems))}
    problems.raise_if_any()
    for name, known in classes.items():
        for path, what, told in _wrong(known, classes):
            problems.add(_NOT_READ[what].format(text=told), place_of(written[name], path))
    problems.raise_if_any()
    return {name: _as_sought(known, classes) for name, known in classes.items()}


def _as_sought(known: WordClass, classes: Mapping[str, WordClass]) -> Spoken:
    ways = tuple(_numbered(_ways(known, "both", classes)))
    return Spoken(ways, tuple(map(needed_by, ways)))


def _wrong(known: WordClass, classes: Mapping[str, WordClass]) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """What is wrong with the words and ways of a class: where, how, and what stands there."""
    for language in ("en", "sv", "both"):
        for i, word in enumerate(getattr(known.words, language)):
            if not _WORD.fullmatch(word) or word != word.lower():
                yield ("words", language, i), "word", word
        for i, way in enumerate(getattr(known.ways, language)):
            names = _REFERENCE.findall(way)
            missing = [name for name in names if name not in classes or _refers(classes[name])]
            for name in missing:
                yield ("ways", language, i), "class", name
            if not missing:
                try:
                    re.compile(_filled(way, language, classes))
                except re.error:
                    yield ("ways", language, i), "way", way


def _refers(known: WordClass) -> bool:
    """Whether a class speaks of others; such a one can stand in none, so that none stands in itself."""
    return any(_REFERENCE.search(way) for way in known.ways.of("both"))


def _ways(known: WordClass, language: str, classes: Mapping[str, WordClass]) -> Iterator[str]:
    """A regular expression for the words of a class, and its ways."""
    words = "|".join(re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s") for word in known.words.of(language))
    if words:
        yield rf"\b(?:{words})\b"
    for one in ("en", "sv", "both") if language == "both" else (language, "both"):
        yield from (_filled(way, one, classes) for way in getattr(known.ways, one))


def _filled(way: str, language: str, classes: Mapping[str, WordClass]) -> str:
    """A way with the words of the classes that it names, in its language."""
    return _REFERENCE.sub(lambda name: f"(?:{'|'.join(_ways(classes[name[1]], language, classes))})", way)


def _numbered(ways: Iterable[str]) -> Iterator[str]:
    """Ways whose groups have names of their own, so that they can stand in one expression."""
    numbers = count(1)
    for way in ways:
        first, *others = way.split(_UNTIL)
        yield first + "".join(f"(?P<until_{next(numbers)}>{other}" for other in others)


_NOT_READ = {
    "word": Text(
        "“{text}” is no word of a class: letters, digits and blanks in lower case, with * only at its end",
        "”{text}” är inget ord i en klass: små bokstäver, siffror och blanksteg, med * bara i slutet",
    ),
    "class": Text(
        "there is no class of words “{text}” that could stand here; one that names others cannot",
        "det finns ingen klass av ord ”{text}” som kan stå här; en som nämner andra kan inte göra det",
    ),
    "way": Text("“{text}” is no regular expression", "”{text}” är inget reguljärt uttryck"),
}
