"""No text is slow: what is made to be, texts of millions of characters, and what they may take of memory."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable

import pytest

from expert import Case, KnowledgeBase
from expert.engine.viewing import Viewer
from expert.recognizing.recognition import Recognized
from expert.recognizing.recognizer import Recognizer
from expert.recognizing.words import LONGEST_SENTENCE, sentences
from tests.recognizing.test_exact import LOGGED, SYMPTOMS

RECOGNIZER = Recognizer(SYMPTOMS)


def found_in(*texts: str) -> Recognized:
    return RECOGNIZER.recognize(texts)


MARK_PAIRS = "\u0316\u0301"
SLOW = {
    "no space": ("x" * 2_000_000, set()),
    "no space, no ASCII, and no place to cut": ("\u1000" * 1_000_000, set()),
    "near misses": ("Setup of the reader failed. The network was los x. " * 20_000, {"no-network", "no-answer"}),
    "one message over and over": ("This ticket has expired. " * 40_000, {"ticket"}),
    "overlapping messages": ("It ended " + "again and " * 100_000 + "again", {"again"}),
    "beginnings over and over": ("Setup of the reader failed. " * 40_000, {"no-network", "no-answer"}),
    "marks on one letter": ("a" + MARK_PAIRS * 300_000, set()),
    "marks on many letters": (("a" + MARK_PAIRS * 20) * 15_000, set()),
    "marks that are hidden in others": ("a" + "\u0f73\u0344" * 150_000, set()),
    "spaces inside a message": ("This ticket" + " " * 2_000_000 + "has expired", {"ticket"}),
    "nothing visible inside a message": ("This ticket " + "\u200b" * 500_000 + "has expired", {"ticket"}),
    "letters far apart": (("x" + " " * 9_000) * 200, set()),
}


@pytest.mark.parametrize("name", SLOW)
def test_no_text_takes_more_than_its_length(name: str) -> None:
    """Nothing here would end within a test run if its time grew with the square of its length."""
    text, symptoms = SLOW[name]
    found = found_in(text)
    assert {match.symptom for match in found.matches} | {opening.symptom for opening in found.openings} == symptoms


@pytest.mark.parametrize(
    "line",
    ["".join(LOGGED), "设定", "🙂 OK\n", "This ticket has expired. ", "Läsaren gick inte att ställa in. ", "\u1000"],
    ids=["log", "CJK", "emoji", "messages", "openings", "no place to cut"],
)
def test_no_text_takes_more_than_twelve_bytes_of_memory_a_byte(line: str) -> None:
    text = line * (300_000 // len(line))
    tracemalloc.start()
    try:
        found_in(text)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak <= 12 * len(text.encode())


# All layers, and the facts that a text gives away: of four times the text at most a few times as much

HOSTILE: dict[str, Callable[[int], str]] = {
    "near matches over and over": lambda n: "This card is not walid at the moment. " * (n // 38),
    "nearly known codes": lambda n: "Error Domain=LibraryLinkErrorDomain Code=34002 UserInfo={ " * (n // 58),
    "codes over and over": lambda n: "LibraryLinkErrorDomain 34001 --- " * (n // 33),
    "codes of things": lambda n: "on her tablet LibraryLinkErrorDomain 34001, lol. " * (n // 49),
    "messages over and over": lambda n: "She says: \"This card is not valid\". " * (n // 37),
    "domains without a number": lambda n: "LibraryLinkErrorDomain code " * (n // 28),
    "nearly a domain": lambda n: "a." * (n // 2) + "ErrorDomain",
    "numbers as Intune writes them": lambda n: "0x87d1 -201 " * (n // 12),
    "code and nothing": lambda n: ("code" + "=: " * 12) * (n // 40),
    "alternating marks": lambda n: "a" + "\u0316\u0301" * (n // 2),
    "no space": lambda n: "x" * n,
    "no letter": lambda n: "." * n,
    "escapes": lambda n: "\\u00e" * (n // 6),
    "nearly entities": lambda n: "&auml" * (n // 5),
    "letters in the wrong encoding": lambda n: "Ã¤" * (n // 2),
    "quote marks": lambda n: "> " * (n // 2),
    "lines of spaces": lambda n: ("\n" + " " * 50) * (n // 51),
    "words that deny": lambda n: "not inte " * (n // 9),
    "words of messages": lambda n: "card valid library token shelf full " * (n // 36),
    "misspelled words of messages": lambda n: "crad vlaid libary tokne shefl " * (n // 30),
    "lines with facts": lambda n: "ReaderOS 6.2.1\n17 readers\n" * (n // 26),
    "contractions": lambda n: "don't " * (n // 6),
    "one sentence": lambda n: "she has a card and " * (n // 19),
    "many sentences": lambda n: "she has. " * (n // 9),
}
_GROWN = 4


def took(viewer: Viewer, case: Case) -> float:
    """Seconds of this process for a text, the least of three."""
    least = float("inf")
    for _ in range(3):
        begun = time.process_time()
        viewer.view(case)
        least = min(least, time.process_time() - begun)
    return least


@pytest.mark.parametrize("size", [5_000, 60_000], ids=["a mail", "a log"])
@pytest.mark.parametrize("name", HOSTILE)
def test_what_a_text_takes_grows_with_its_length_and_no_faster(small: KnowledgeBase, name: str, size: int) -> None:
    """Both sizes are measured in one run; with the square of the length it would be sixteen times as much.

    A mail is read as a whole, a log in full for messages and codes only.
    """
    viewer, make = Viewer.of(small), HOSTILE[name]
    once, grown = (Case(error=f"begin {make(size)}") for size in (size, size * _GROWN))
    before = took(viewer, once)
    assert took(viewer, grown) < 2.5 * _GROWN * before + 0.05


def test_a_hundred_thousand_alternating_marks_end() -> None:
    """Unicode orders marks in the square of their number."""
    for text in ("a" + "\u0316\u0301" * 50_000, "card" + "\u0344\u0316" * 50_000 + " is not valid"):
        assert Viewer.of(KnowledgeBase.shipped()).view(Case(error=text)).read == ()


def test_of_two_million_letters_without_a_space_nothing_is_read_twice() -> None:
    """They are one word of one sentence, and none of it is looked at for facts but the ends of the text."""
    view = Viewer.of(KnowledgeBase.shipped()).view(Case(error="x" * 2_000_000))
    assert (view.shown, view.read, view.recognized.matches) == ((), (), ())


def test_how_much_of_a_sentence_is_read_together_is_bounded() -> None:
    """So patterns are held against stretches of one size, however long the sentence: counted in words."""
    for words in (1_000, 4_000):
        read = list(sentences("she has a card and " * (words // 5)))
        assert max(len(sentence.tokens) for sentence in read) <= LONGEST_SENTENCE
        assert sum(len(sentence.tokens) for sentence in read) < 1.5 * words
