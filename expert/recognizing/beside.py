"""What else stands in a text beside a line that other things write too, and makes it specific.

The words are compared as documented messages are: by their letters and digits alone, and from where a word begins to
where one ends. A `*` before or after them leaves that end open.
"""

from __future__ import annotations

from functools import lru_cache

from expert.recognizing.letters import Squashed, letters_of
from expert.rules.models import OnlyWith

_OPEN = "*"


class Beside:
    """One text, to be asked for words.

    Args:
        text: the text.
    """

    def __init__(self, text: str) -> None:
        self._read = Squashed(text)
        self._letters = b"".join(window.letters for window in self._read.windows(0))
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
        at = self._letters.find(letters) if letters else -1
        while at >= 0:
            end = at + len(letters)
            if (open_before or self._read.parts_words(at)) and (open_after or self._read.parts_words(end)):
                return True
            at = self._letters.find(letters, at + 1)
        return False


@lru_cache(maxsize=1 << 10)
def _sought(words: str) -> tuple[bytes, bool, bool]:
    """The letters of some words, and whether a word may go on before and after them."""
    words = words.strip()
    return letters_of(words), words.startswith(_OPEN), words.endswith(_OPEN)
