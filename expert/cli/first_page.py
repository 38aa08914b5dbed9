"""What `expert` says when it is called with nothing: the things that one does with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expert.foundations.texts import Language, Text
from expert.foundations.wrapping import wrapped

_WIDE = 80
_SECOND_COLUMN = 10
_COLUMNS = re.compile(r" {2,}")


def first_page(language: Language, width: int | None, *, asked: bool) -> str:
    """The page, ending in a newline.

    Args:
        language: of the page.
        width: columns of the terminal; in one with fewer than 80, what stands beside each other comes below it.
        asked: whether the language was asked for on the command line, so that further commands need to ask too.
    """
    text = _PAGE.in_(language) + (_AGAIN.in_(language) if asked else "")
    return text if width is None or width >= _WIDE else "\n".join(_narrow(text, width))


def _narrow(text: str, width: int) -> Iterator[str]:
    """The page with what stands in columns below each other, each column set in under the one before it."""
    for line in text.split("\n"):
        blanks = len(line) - len(line.lstrip(" "))
        indent = "" if not blanks else "  " if blanks < _SECOND_COLUMN else "    "
        for number, cell in enumerate(_COLUMNS.split(line.strip())):
            before = f"{indent}{'  ' * number}"
            yield from wrapped(cell, width, before, f"{before}  " if indent else "") or [""]


_AGAIN = Text(
    "In English every time: --language en with each command, or language = \"en\"\nin expert.toml\n",
    "Svenska varje gång: --language sv i varje kommando, eller language = \"sv\"\ni expert.toml\n",
)
_PAGE = Text(
    """\
Find out why an iPhone or iPad will not enroll in Microsoft Intune.
Three things to do:

  Diagnose a case      expert diagnose "the error message"
                       expert diagnose ticket.yaml  a fact file, a mail or a log
  Be asked             expert ask                   one question at a time
  Understand and act   expert explain ticket.yaml   why, why not, and what if
                       expert plan ticket.yaml      what to do, the safest first

To begin with: expert new -o ticket.yaml (a fact file to fill in),
expert examples, expert facts
All commands: expert --help
På svenska: expert --language sv
""",
    """\
Ta reda på varför en iPhone eller iPad inte går att registrera i Microsoft
Intune. Tre saker att göra:

  Ställa en diagnos    expert diagnose "felmeddelandet"
                       expert diagnose ärende.yaml  faktafil, mejl eller logg
  Få frågor            expert ask                   en fråga i taget
  Förstå och åtgärda   expert explain ärende.yaml   varför, och varför inte
                       expert plan ärende.yaml      vad som ska göras

Att börja med: expert new -o ärende.yaml (en faktafil att fylla i),
expert examples, expert facts
Alla kommandon: expert --help
In English: expert --language en
""",
)
