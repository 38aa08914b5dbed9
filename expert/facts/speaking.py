"""How people speak of a fault: the words of `facts/speaking.yaml`, from the compiled copy or from the file.

They belong to English and Swedish and not to what is known of some devices, so every knowledge shares them: a folder of
one's own, too, is told of in sentences that suppose, teach and deny. What a class means, and where it may stand,
`expert/recognizing/framing.py` and `telling.py` say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from expert.foundations import content, parsing
from expert.foundations.compiled import Section, section
from expert.foundations.problems import ProblemList
from expert.foundations.records import PlainRecord, Record
from expert.foundations.texts import Text

SECTION = "speaking"
_FILE = "speaking.yaml"
_SOURCE = f"facts/{_FILE}"
_TABLE = "patterns"
_REFERENCE = re.compile(r"\{([a-z_]+)\}")
_UNTIL = "(?P<until>"
_WORD = re.compile(r"[^\W_](?:[\w' -]*[\w'])?\*?")


@dataclass(frozen=True, eq=False, repr=False)
class Spoken(Record):
    """A class of words, as it is looked for.

    Attributes:
        pattern: the regular expression that finds any of its words and ways, in text in lower case.
    """

    pattern: str


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


@cache
def spoken(name: str) -> re.Pattern[str]:
    """What finds a class of words in a text in lower case; made when it is first looked for.

    Raises:
        InputError: something in the file is wrong.
    """
    return compiled(shipped()[name])


def compiled(known: Spoken) -> re.Pattern[str]:
    """What finds a class of words in a text in lower case."""
    return re.compile(known.pattern, re.DOTALL)


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
    return {name: Spoken(_numbered(_pattern(known, "both", classes))) for name, known in classes.items()}


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


def _pattern(known: WordClass, language: str, classes: Mapping[str, WordClass]) -> str:
    words = "|".join(re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s") for word in known.words.of(language))
    spoken_in = ("en", "sv", "both") if language == "both" else (language, "both")
    ways = [_filled(way, one, classes) for one in spoken_in for way in getattr(known.ways, one)]
    return "|".join((*((rf"\b(?:{words})\b",) if words else ()), *ways))


def _filled(way: str, language: str, classes: Mapping[str, WordClass]) -> str:
    """A way with the words of the classes that it names, in its language."""
    return _REFERENCE.sub(lambda name: f"(?:{_pattern(classes[name[1]], language, classes)})", way)


def _numbered(pattern: str) -> str:
    """A pattern whose groups have names of their own."""
    first, *others = pattern.split(_UNTIL)
    return first + "".join(f"(?P<until_{i}>{other}" for i, other in enumerate(others))


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
