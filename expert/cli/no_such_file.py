"""What was meant by an argument that names no file: a message itself, a fact, or another file."""

from __future__ import annotations

import os
import re
from itertools import islice
from pathlib import Path

from expert.facts.vocabulary import Vocabulary
from expert.foundations.problems import Place, Problem, nearest, shown, visible
from expert.foundations.texts import Text

_MOST_NAMES = 2000
_LONGEST_NAME = 255
_WORDS_OF_A_SENTENCE = 5
_ENDING = re.compile(
    r"\.(?:ya?ml|jsonl?|txt|te?xt|log|out|err|md|csv|tsv|xml|plist|ips|crash|eml|msg|html?|pdf|rtf|docx?|xlsx?|pptx?|one"
    r"|evtx?|etl|zip|t?gz|tar|7z|bak|old|tmp|cfg|conf|ini|pem|crt|cer|mobileconfig|png|jpe?g|gif|heic|tiff?|mp4|mov)\s*$",
    re.IGNORECASE,
)
_BEGINS_LIKE_A_PATH = re.compile(r"[/\\~]|\.{1,2}[/\\]|[A-Za-z]:[/\\]")
_ONE_WORD = re.compile(r"[\w-]*\w")


def is_message(name: str, vocabulary: Vocabulary) -> bool:
    """Whether an argument that names no file is a message, and not the name of a file that is missing.

    It is a message if it has several lines; if it has several words and nothing in it suggests a file (an ending that
    files have, a beginning as of a path, a slash between fewer than five words); or if it is one word of letters,
    digits, `-` and `_`. It is none if a file in the same folder is called almost so, or if it gives a fact its value.

    Args:
        name: the argument.
        vocabulary: the facts there are.
    """
    text = name.strip()
    if _setting(text, vocabulary) is not None:
        return False
    return "\n" in text or (not _suggests_a_file(text) and _near(name) is None)


def _suggests_a_file(text: str) -> bool:
    words = text.split()
    if len(words) < 2 and _ONE_WORD.fullmatch(text) is None:
        return True
    if len(words) < _WORDS_OF_A_SENTENCE and re.search(r"[/\\]", text):
        return True
    return _ENDING.search(text) is not None or _BEGINS_LIKE_A_PATH.match(text) is not None


def missing(name: str, vocabulary: Vocabulary) -> Problem:
    """That there is no such file, and what was likely meant; or that nothing was given at all."""
    if not name.strip():
        return Problem(_NOTHING, Place('""'))
    meant = _meant(name, vocabulary)
    text = Text(f"there is no such file{meant.en}", f"filen finns inte{meant.sv}")
    return Problem(text, Place(visible(name)))


def _meant(name: str, vocabulary: Vocabulary) -> Text:
    setting = _setting(name, vocabulary)
    if setting is not None:
        return Text(f"; a fact is given as {setting}", f"; ett faktum anges som {setting}")
    near = _near(name)
    if near is not None:
        return Text(f'; did you mean "{visible(near)}"?', f'; menade du ”{visible(near)}”?')
    if " " in name:
        return _MESSAGE
    return Text("", "")


def _setting(name: str, vocabulary: Vocabulary) -> str | None:
    fact, equals, _ = name.partition("=")
    return f'--set "{shown(name)}"' if equals and fact.strip() in vocabulary else None


def _near(name: str) -> str | None:
    """A file in the same folder with almost the same name, or with another ending."""
    path = Path(name)
    if len(name) > _LONGEST_NAME:
        return None
    try:
        there = sorted(entry.name for entry in islice(os.scandir(path.parent), _MOST_NAMES) if entry.is_file())
    except (OSError, ValueError):  # no such folder, or a name that no folder can have
        return None
    stems = {Path(name).stem: name for name in there}
    near = nearest(path.stem, stems, 0.75)
    return None if near is None else (path.parent / stems[near]).as_posix()


_NOTHING = Text(
    'nothing is given here; give the message in quotes, as "…", or the name of the file that it stands in',
    "ingenting är angivet här; ange meddelandet inom citattecken, som ”…”, eller namnet på filen som det står i",
)
_MESSAGE = Text(
    '; a message that looks like a file is given as --set error="…"',
    '; ett meddelande som ser ut som en fil anges som --set error="…"',
)
