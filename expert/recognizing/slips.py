"""Which known word a misspelled one is: with one letter wrong in five, two in nine. What has digits in it is none.

Of a word of four letters one may stand twice, or two inner ones in the other's place: with a letter that is missing or
another, it would be another word too often.

A misspelled word is measured against the known ones of about its length. Where many are asked for, known words are
entered by what remains when letters are left out of them, of which a misspelled one shares something: that is found at
once, but takes as long to make as the first few hundred words take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

_SHORT, _ONE, _LONG, _TWO = 4, 5, 8, 9
_MOST = 2
_LONGEST = 32
WORTH_ENTERING = 100
"""How many words are measured against all known ones before these are entered; of no more known ones it never pays."""


class Slips:
    """Known words, to be found by misspelled ones; what it needs is made when it is first needed.

    Args:
        words: the known words, folded.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = {word for word in words if _SHORT <= len(word) <= _LONGEST and not _has_digit(word)}
        self._lengths = sorted({len(word) for word in self._words if len(word) >= _ONE})
        self._asked, self._by_length = 0, dict[int, list[str]]()
        self._entered: dict[str, list[str]] | None = None

    def has(self, word: str) -> bool:
        """Whether a word is one of those that can be found by slips."""
        return word in self._words

    def near(self, word: str) -> list[str]:
        """The known words nearest to a misspelled one; none where it is too far from all."""
        if not _SHORT <= len(word) <= _LONGEST + 2 or _has_digit(word):
            return []
        candidates = self._candidates(word)
        measured = [(distance, known) for known in candidates if (distance := _distance(word, known)) is not None]
        least = min((distance for distance, _ in measured), default=0)
        return sorted(known for distance, known in measured if distance == least)

    def _candidates(self, word: str) -> Iterable[str]:
        """Known words among which all are that a word may be."""
        self._asked += 1
        if self._asked > WORTH_ENTERING and len(self._words) > WORTH_ENTERING:
            return {known for shorter in _shorter(word) for known in self._known_by().get(shorter, ())}
        if not self._by_length:
            for known in self._words:
                self._by_length.setdefault(len(known), []).append(known)
        about = range(len(word) - _MOST, len(word) + _MOST + 1)
        return (known for length in about for known in self._by_length.get(length, ()))

    def very_near(self, word: str) -> list[str]:
        """Long ones of which one letter is wrong in a word, neither the first nor the last: these make other forms."""
        if len(word) < _LONG:
            return []
        inner = (known for known in self.near(word) if (known[0], known[-1]) == (word[0], word[-1]))
        return [known for known in inner if _distance(word, known) == 1]

    def near_beginning(self, word: str) -> list[str]:
        """The known words that a word begins with, but for one letter that is wrong in it."""
        if _has_digit(word):
            return []
        return sorted({
            known
            for length in self._lengths if length <= len(word)
            for known in self.near(word[:length]) if len(known) == length
        })

    def _known_by(self) -> dict[str, list[str]]:
        if self._entered is None:
            entered: dict[str, list[str]] = {}
            for known in self._words:
                for shorter in _shorter(known):
                    entered.setdefault(shorter, []).append(known)
            self._entered = entered
        return self._entered


def _has_digit(word: str) -> bool:
    """Whether a word has a digit in it, and is a code or a number: another digit makes it another one."""
    return not word.isalpha() and any(char.isdigit() for char in word)


def _allowed(length: int) -> int:
    return _MOST if length >= _TWO else 1 if length >= _SHORT else 0


def _distance(word: str, known: str) -> int | None:
    """How many letters are wrong; None where that are too many. The first letter may be wrong in a long word only."""
    most = _allowed(min(len(known), len(word) + 1))
    if word[0] != known[0] and (len(known) < _TWO or word[0].isdigit()):
        return None
    if len(known) == _SHORT and not _is_short_slip(word, known):
        return None
    distance: int = _measure()(word, known, score_cutoff=most)
    return distance if distance <= most else None


@cache
def _measure() -> Any:
    # Loaded when the first misspelled word is met; most texts have none.
    from rapidfuzz.distance import OSA

    return OSA.distance


def _is_short_slip(word: str, known: str) -> bool:
    """Whether a word has the letters of one of four, of which one is doubled, or two inner ones changed places."""
    return _undoubled(word) == _undoubled(known) or (word[-1] == known[-1] and sorted(word) == sorted(known))


def _undoubled(word: str) -> str:
    return "".join(char for i, char in enumerate(word) if not i or word[i - 1] != char)


def _shorter(word: str) -> Iterator[str]:
    """The word, and what remains of it when as many letters are left out as may be wrong."""
    yield word
    slips = _allowed(len(word))
    for i in range(len(word) if slips else 0):
        before, behind = word[:i], word[i + 1 :]
        yield before + behind
        for j in range(len(behind) if slips > 1 else 0):
            yield f"{before}{behind[:j]}{behind[j + 1 :]}"
