"""Of a text of any size, the passages that matter: read once, piece by piece, and never held as a whole."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from expert.foundations.windows import Around, Window, windows

Wanted = Callable[[str], Iterable[tuple[int, int]]]
"""Gives of a piece of text where that begins and ends which matters in it."""

MOST_PASSAGES = 200
MOST_CHARACTERS = 100_000
BEGINNING = 2_000
"""Characters that are kept of a text in which nothing matters."""

CUT = "[…]"
"""A line that stands where something was left out."""

# Characters on each side of a piece that its neighbors hold as well: more than any passage reaches.
_MARGIN = 8_000
_AROUND = Around("\n", lines=2, reach=1_000)
_LONGEST_SPAN = 4_000
# A passage that is longer goes on as another one, so that its middle can be left out.
_LONG = 2_000
# So often the same words are news; then they give way to others. Beyond so many words none are told apart.
_NEWS = 3
_MOST_WORDS = 10_000


@dataclass(frozen=True)
class Excerpt:
    """What was kept of a text.

    Attributes:
        text: the passages, with a line `[…]` where something was left out; the beginning of the text where nothing
            in it matters.
        passages: how many there are.
        complete: whether they are all that matter.
    """

    text: str
    passages: int
    complete: bool = True


def excerpt(chunks: Iterable[str], wanted: Wanted) -> Excerpt:
    """Of a text that comes in chunks, what matters and the lines around it.

    With each place that matters its line is kept and two lines before and after it; passages that touch are one. Of
    more than `MOST_PASSAGES` or `MOST_CHARACTERS` the first and the last are kept. What says the same as several before
    it does not count among the first, so that a line repeated a thousand times leaves room for what stands among it.

    Args:
        chunks: the text, cut anywhere; what stands across a cut is found all the same.
        wanted: tells what matters in a piece of the text. It is given pieces that overlap, and of the part that two of
            them share it is listened to once.
    """
    kept, beginning = _Kept(), ""
    for window in windows(chunks, "", _MARGIN):
        if window.first == 0:
            beginning = window.piece[:BEGINNING]
        for start, end in sorted(wanted(window.piece)):
            if window.decides(start):
                kept.add(window, start, min(end, start + _LONGEST_SPAN))
    return kept.excerpt() or Excerpt(beginning, 0)


@dataclass
class _Passage:
    """A passage, by its places in the whole text, and whether it says something that was not said often before."""

    begin: int
    end: int
    text: str
    at_the_end: bool
    news: bool = False

    @property
    def cost(self) -> int:
        return len(self.text) + len(CUT) + 2


@dataclass
class _Share:
    """Passages that are kept, up to half of what may be kept."""

    passages: deque[_Passage] = field(default_factory=deque)
    characters: int = len(CUT) + 1

    def has_room(self, passage: _Passage, part: int = 2) -> bool:
        """Whether another one fits into a part of all that may be kept: the half, the quarter."""
        return (
            len(self.passages) < MOST_PASSAGES // part
            and self.characters + passage.cost <= MOST_CHARACTERS // part
        )

    def append(self, passage: _Passage) -> None:
        self.passages.append(passage)
        self.characters += passage.cost

    def drop_first(self) -> None:
        self.characters -= self.passages.popleft().cost


class _Kept:
    """The passages that are kept: the first ones, and of the others the last."""

    def __init__(self) -> None:
        self._first, self._last = _Share(), _Share()
        self._open: _Passage | None = None
        self._said: dict[str, int] = {}
        self._complete = True

    def add(self, window: Window[str], start: int, end: int) -> None:
        """Something matters in a window, from a place of it to another."""
        news = self._is_news(window.piece[start:end])
        begin, end = _AROUND.begin(window.piece, start), _AROUND.end(window.piece, end)
        passage = self._open
        if passage is None or window.first + begin > passage.end or len(passage.text) > _LONG:
            begin = begin if passage is None else max(begin, passage.end - window.first)
            self._close()
            passage = self._open = _Passage(window.first + begin, window.first + begin, "", False)
        passage.news |= news
        if end > passage.end - window.first:
            passage.text += window.piece[passage.end - window.first : end]
            passage.end = window.first + end
            passage.at_the_end = window.last and end == len(window.piece)

    def excerpt(self) -> Excerpt | None:
        """What was kept; None where nothing was."""
        self._close()
        passages = sorted([*self._first.passages, *self._last.passages], key=lambda passage: passage.begin)
        text, count, reached = "", 0, 0
        for passage in passages:
            count += passage.begin != reached or not count
            text = (text if passage.begin == reached else f"{_line(text)}{CUT}\n") + passage.text
            reached = passage.end
        if passages and not passages[-1].at_the_end:
            text = f"{_line(text)}{CUT}\n"
        return Excerpt(text, count, self._complete) if passages else None

    def _is_news(self, text: str) -> bool:
        words = " ".join(text.split()).casefold()
        if words not in self._said and len(self._said) >= _MOST_WORDS:
            return False
        self._said[words] = self._said.get(words, 0) + 1
        return self._said[words] <= _NEWS

    def _close(self) -> None:
        """Find a place for the passage that was added to."""
        passage, self._open = self._open, None
        if passage is None or not passage.text:
            return
        if self._first.has_room(passage, 2 if passage.news else 4):
            self._first.append(passage)
            return
        while not self._last.has_room(passage):
            self._last.drop_first()
            self._complete = False
        self._last.append(passage)


def _line(text: str) -> str:
    """The text with the end of its last line."""
    return text if not text or text.endswith("\n") else f"{text}\n"
