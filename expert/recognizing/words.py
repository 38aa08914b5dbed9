"""The words of a text, folded so that what is the same word to a reader is equal.

Folded away are case, the marks of å, ä, ö and é, what a scanner confuses (1, l and I; 0 and O; rn and m), and British
spelling. A contraction becomes two words: "doesn't" is "does" and "not".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from expert.foundations.deadlines import look_at_the_clock
from expert.recognizing.letters import normalized
from expert.recognizing.slips import Slips

LONGEST_SENTENCE = 60
"""Words of a sentence; what is longer is read as several, so that no text is slow."""

NOT = "not"
_INTE = "inte"
DENYING = frozenset((
    "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without",
    "inte", "ej", "icke", "ingen", "inget", "inga", "ingenting", "aldrig", "utan", "varken",
))  # fmt: skip
"""Words that deny."""

UNSURE = frozenset((
    "maybe", "perhaps", "might", "possibly", "probably", "guess", "suppose", "supposedly", "apparently", "wonder",
    "wondering", "think", "thinks", "thought", "believe", "believes", "suspect", "suspects", "assume", "heard", "rumor",
    "rumour", "claims", "claimed", "allegedly", "unsure", "if", "whether", "unless", "should", "check", "verify",
    "ensure", "how", "unclear", "hopefully",
    "kanske", "möjligen", "möjligtvis", "troligen", "antagligen", "nog", "gissar", "tror", "trodde", "undrar",
    "misstänker", "antar", "hörde", "hört", "tydligen", "påstår", "lär", "om", "ifall", "huruvida", "bör", "borde",
    "kontrollera", "kolla", "verifiera", "osäker", "osäkert", "hur", "oklart", "förhoppningsvis",
))  # fmt: skip
"""Words by which somebody asks, supposes, hears or advises: nothing is certain in their sentence."""

_WORD_OR_MARK = re.compile("[^\\W_]+(?:['’‘`´][^\\W_]+)*|[,:()–—]")
_FLOWING_ENDS = re.compile(r"[.!?;](?=\s|$|[\"”’)\]])|\n[ \t]*\n|[•·]")
_SENTENCE_ENDS = re.compile(r"[.!?;](?=\s|$|[\"”’)\]])|\n(?![ \t]*[a-zåäöéü])|[•·]")
_CLAUSE_MARKS = frozenset(",:()–—")
_CLAUSE_WORDS = frozenset((
    "but", "however", "yet", "although", "though", "and", "because", "since", "then", "says", "saying", "men", "fast",
    "dock", "och", "eftersom", "sedan", "säger", "står",
))  # fmt: skip
"""With a mark a clause ends; with a word between blanks the next one begins behind it."""

_SHORTEST_SLIP = 5
_APOSTROPHES = re.compile("['’‘`´]")
_CONTRACTED = re.compile(
    "(do|does|did|is|are|was|were|ca|could|wo|would|has|have|had|should|must|need)(?:['’‘`´])?n(?:['’‘`´])?t|(can)not",
    re.I,
)
_WHOLE = {"ca": "can", "wo": "will"}
# What denies turns around what is said, so it is known with a slip as well. These are no slips, but words.
_NO_SLIPS = frozenset(("haven", "cannon", "igen", "newer", "noting", "inset", "ingot"))
_SLIP_OF_INTE = re.compile(
    r"i\w?n\w?te|in\w?t\we|i\wte|int|ite|ine|inee|inye|itne|inet|niet|[oun]?nte|intee|int[rw]"
)
_SLIPS_OF_SHORT_WORDS = {
    **dict.fromkeys(("nto", "nott", "noot", "nevr", "nver"), ("not",)),
    **dict.fromkeys(("isint", "isent", "isnot"), ("is", "not")),
    **dict.fromkeys(("cnat", "catn", "canto"), ("can", "not")),
}

# "No problem", "no idea", "utan problem" deny nothing of what else is said.
_AFTER = re.compile(
    r"\s{1,30}(?:any\s{1,30}|a\s{1,30}|några\s{1,30}|något\s{1,30})?"
    r"(?:problem(?:s|et|en)?|issues?|troubles?|fuss|hitch(?:es)?|drama|ideas?|clues?|worr(?:y|ies)|doubts?|strul|krångel|aning)\b",
    re.I,
)
# "Hangs without any error" does not say that it does not hang.
_WITHOUT = frozenset(("without", "utan"))
_MESSAGE = re.compile(
    r"\s{1,30}(?:any\s{1,30}|an\s{1,30}|a\s{1,30}|ett\s{1,30}|en\s{1,30}|något\s{1,30}|någon\s{1,30})?"
    r"(?:(?:error|message|explanation|reason|notice|warning|word|fel|felkod|felmeddelande|meddelande|förklaring|besked|"
    r"ord|anledning)\w{0,2}|saying|showing|telling|att\s{1,30}(?:säga|visa|ge|förklara))\b",
    re.I,
)
# "Om och om igen" and "börjar om" suppose nothing, nor does a device that checks in.
_AGAIN = {"om": ("igen", "och"), "check": ("in", "ins")}
_ANEW = ("börj", "start", "kör", "gör", "försök", "loggar", "logga")
_ASKING_HOW = re.compile(
    r"(?:and |but |so |men |och )?"
    r"(?:what do(?:es)? (?:\S+ ){1,12}?do\b|what (?:would happen|happens) if|vad (?:gör|händer om) )"
)
_MARKS = str.maketrans({"å": "a", "ä": "a", "ö": "o", "é": "e", "ü": "u", "æ": "a", "ø": "o"})
_SCANNED = str.maketrans({"1": "l", "i": "l", "|": "l", "0": "o"})
_PAIRS = (("rn", "m"), ("vv", "w"))
_BRITISH = (
    ("enrolment", "enrollment"), ("licence", "license"), ("authoris", "authoriz"), ("recognis", "recogniz"),
    ("organis", "organiz"), ("synchronis", "synchroniz"), ("initialis", "initializ"), ("behaviour", "behavior"),
    ("centre", "center"), ("cancelled", "canceled"),
)  # fmt: skip


class Token(NamedTuple):
    """A word of a text.

    Attributes:
        word: folded.
        raw: as it stands in the text.
        begin: where it begins in the text.
        end: where it ends.
        clause: the number of its clause in the sentence.
        denies: it is a word that denies.
    """

    word: str
    raw: str
    begin: int
    end: int
    clause: int
    denies: bool


class Sentence(NamedTuple):
    """A sentence of a text, or a part of one that is very long.

    Attributes:
        tokens: its words.
        asks: it ends with a question mark.
    """

    tokens: tuple[Token, ...]
    asks: bool

    @property
    def end(self) -> int:
        """Where it ends in the text, with its question mark."""
        return self.tokens[-1].end + self.asks

    @property
    def unsure(self) -> bool:
        """Whether it asks, supposes, hears or advises, so that nothing in it is certain."""
        return self.asks or any(
            token.word in _UNSURE and not self._is_certain_at(place) for place, token in enumerate(self.tokens)
        )

    @property
    def asks_how(self) -> bool:
        """Whether it asks how something works, so that nothing in it has happened: "What happens if …?"."""
        return self.asks and _ASKING_HOW.match(" ".join(token.raw.casefold() for token in self.tokens)) is not None

    def _is_certain_at(self, place: int) -> bool:
        """Whether a word that supposes elsewhere does not do so here."""
        word = self.tokens[place].word
        behind = self.tokens[place + 1].word if place + 1 < len(self.tokens) else ""
        before = self.tokens[place - 1].word if place else ""
        return behind in _CERTAIN_BEFORE.get(word, ()) or (word == _OM and before.startswith(_BEGINNING_ANEW))


@lru_cache(maxsize=1 << 14)
def folded(word: str) -> str:
    """A word, folded."""
    word = normalized(word).casefold().translate(_MARKS)
    if word == "enrol":
        word = "enroll"
    for british, american in _BRITISH:
        if british in word:
            word = word.replace(british, american)
    if word.isdigit():
        return word
    word = word.translate(_SCANNED)
    for pair, letter in _PAIRS:
        if pair in word:
            word = word.replace(pair, letter)
    return word


_STEMS = {
    f"{stem}nt": stem
    for stem in ("does", "did", "was", "were", "could", "would", "has", "have", "had", "should", "must", "need")
} | {"cannot": "can"}
_SLIPS_OF_CONTRACTIONS = Slips(_STEMS)
_UNSURE = frozenset(map(folded, UNSURE))
_DENYING = frozenset(map(folded, DENYING))
_SLIPS_OF_DENYING = Slips(_DENYING)
_OM = folded("om")
_CERTAIN_BEFORE = {folded(word): tuple(map(folded, behind)) for word, behind in _AGAIN.items()}
_BEGINNING_ANEW = tuple(map(folded, _ANEW))


def in_american_spelling(text: str) -> str:
    """A text with its British spellings of the same length replaced, so that every place stays what it is."""
    plain = text.casefold()
    for british, american in _BRITISH:
        if len(british) == len(american) and british in plain:
            text = re.sub(british, american, text, flags=re.I)
    return text


def sentences(text: str, begin: int = 0, end: int | None = None, *, flowing: bool = False) -> Iterator[Sentence]:
    """The sentences of a text, or of a stretch of it, without those that have no word.

    Args:
        text: the text.
        begin: where to begin.
        end: where to end.
        flowing: a sentence goes on in the next line, as on a screen; else only where that goes on in lower case.
    """
    end = len(text) if end is None else end
    ends = _FLOWING_ENDS if flowing else _SENTENCE_ENDS
    while begin < end:
        look_at_the_clock()
        stop = ends.search(text, begin, end)
        until = end if stop is None else stop.start()
        asks = stop is not None and stop[0] == "?"
        tokens = _tokens(text, begin, until)
        first = 0
        while len(tokens) - first >= LONGEST_SENTENCE:
            yield Sentence(tuple(tokens[first : first + LONGEST_SENTENCE]), asks)
            first += LONGEST_SENTENCE - LONGEST_SENTENCE // 4
        if first < len(tokens):
            yield Sentence(tuple(tokens[first:]), asks)
        begin = end if stop is None else max(stop.end(), begin + 1)


def words_of(text: str) -> list[str]:
    """The folded words of a text."""
    return [token.word for token in _tokens(text, 0, len(text))]


def _tokens(text: str, begin: int, end: int) -> list[Token]:
    clause = 0
    tokens: list[Token] = []
    for found in _WORD_OR_MARK.finditer(text, begin, end):
        raw = found[0]
        if raw in _CLAUSE_MARKS:
            clause += 1
            continue
        first, last = found.span()
        words, may_end_clause = _read(raw)
        for word, denies in words:
            denies = denies and not _denies_nothing(word, text, last, end)
            tokens.append(Token(word, raw, first, last, clause, denies))
        if may_end_clause and text[first - 1 : first].isspace() and text[last:end][:1].isspace():
            clause += 1
    return tokens


def _denies_nothing(word: str, text: str, behind: int, end: int) -> bool:
    """Whether a word that denies belongs to an expression that denies nothing of what else is said."""
    if _AFTER.match(text, behind, end) is not None:
        return True
    return word in _WITHOUT and _MESSAGE.match(text, behind, end) is not None


@lru_cache(maxsize=1 << 14)
def _read(raw: str) -> tuple[tuple[tuple[str, bool], ...], bool]:
    """The word as which something that stands in a text is read, and whether it denies; of what is contracted, two.

    Also, whether a clause may end with it.
    """
    contracted = _CONTRACTED.fullmatch(raw) if raw[-1] in "tT" else None
    if contracted is not None:
        stem = (contracted[1] or contracted[2]).lower()
        return ((folded(_WHOLE.get(stem, stem)), False), (folded(NOT), True)), False
    plain = _APOSTROPHES.sub("", raw)
    slipped = _with_a_slip(plain.casefold())
    if slipped is not None:
        return tuple((folded(word), folded(word) in _DENYING) for word in slipped), False
    word = folded(plain)
    return ((word, word in _DENYING),), raw.casefold() in _CLAUSE_WORDS


def _with_a_slip(word: str) -> tuple[str, ...] | None:
    """The word that denies, or the words, as which one that is misspelled is read; None where it is none."""
    if word in _SLIPS_OF_SHORT_WORDS:
        return _SLIPS_OF_SHORT_WORDS[word]
    if word.isalpha() and _SLIP_OF_INTE.fullmatch(word) is not None:
        return (_INTE,)
    if len(word) < _SHORTEST_SLIP or word in _NO_SLIPS or folded(word) in _DENYING:
        return None
    for contracted in _SLIPS_OF_CONTRACTIONS.near(word)[:1]:
        return _STEMS[contracted], NOT
    return tuple(_SLIPS_OF_DENYING.near(folded(word))[:1]) or None
