"""What else stands in a text beside a line that other things write too, and makes it specific.

The words are compared as documented messages are: by their letters and digits alone, and from where a word begins to
where one ends. A `*` before or after them leaves that end open.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from expert.recognizing.letters import Squashed, Window, letters_of
from expert.rules.models import OnlyWith

_OPEN = "*"
_LONGEST = 1024
"""More bytes than the letters of any such text have."""


class Beside:
    """One text, to be asked for words; it is read only as far as is needed to find them.

    Args:
        text: the text.
    """

    def __init__(self, text: str) -> None:
        self._read = Squashed(text)
        self._unread = self._read.windows(_LONGEST)
        self._windows: list[Window] = []
        self._known: dict[str, bool] = {}

    def holds_one_of(self, only_with: OnlyWith) -> bool:
        """Whether the text holds any of the texts that make a line specific."""
        return any(map(self._holds, only_with.texts))

    def _holds(self, words: str) -> bool:
        if words not in self._known:
            self._known[words] = self._finds(words)
        return self._known[words]

    def _finds(self, words: str) -> bool:
        letters, open_before, open_after = _sought(words)
        for window in self._all_windows() if letters else ():
            at = window.letters.find(letters)
            while 0 <= at < window.until:
                span = window.first + at, window.first + at + len(letters)
                if self._read.stands(span, letters, open_before=open_before, open_after=open_after):
                    return True
                at = window.letters.find(letters, at + 1)
        return False

    def _all_windows(self) -> Iterator[Window]:
        yield from self._windows
        for window in self._unread:
            self._windows.append(window)
            yield window


@lru_cache(maxsize=1 << 10)
def _sought(words: str) -> tuple[bytes, bool, bool]:
    """The letters of some words, and whether a word may go on before and after them."""
    words = words.strip()
    return letters_of(words), words.startswith(_OPEN), words.endswith(_OPEN)
