"""How wide words are in Helvetica, the same on every machine.

The widths are those that Adobe published for its Helvetica; Arial, Arimo and Liberation Sans were drawn to have the
same. So whoever shows a frame in one of these sees the lines that were measured here, and no font is looked for.
"""

from __future__ import annotations

from functools import cache

from expert.visualize.canvas.breaking import pieces
from expert.visualize.canvas.latin import latin
from expert.visualize.canvas.theme import theme

ASCENT = 0.76
"""How far letters rise above their line, accents included, in sizes of them."""

LEADING = 1.2
"""From one line to the next, in sizes of the letters."""

# Thousandths of the size, and the characters that are so wide: all that Windows' code page 1252 holds.
_REGULAR: dict[int, str] = {
    191: "'",
    222: "ijl‚‘’",
    260: "|¦",
    278: " !,./:;I[\\]ft\xa0·ÌÍÎÏìíîï",
    333: "()-`r„ˆ‹“”˜›¡¨¯²³´¸¹",
    334: "{}",
    350: "•",
    355: '"',
    365: "º",
    370: "ª",
    389: "*",
    400: "°",
    469: "^",
    500: "Jcksvxyzšžçýÿ",
    537: "¶",
    556: "#$0123456789?L_abdeghnopqu€ƒ†‡–¢£¤¥§«µ»àáâãäåèéêëðñòóôõöøùúûüþ",
    584: "+<=>~¬±×÷",
    611: "FTZŽ¿ßø",
    667: "&ABEKPSVXYŠŸÀÁÂÃÄÅÈÉÊËÝÞ",
    722: "CDHNRUwÇÐÑÙÚÛÜ",
    737: "©®",
    778: "GOQÒÓÔÕÖØ",
    833: "Mm",
    834: "¼½¾",
    889: "%æ",
    944: "Wœ",
    1000: "…‰Œ—™Æ",
    1015: "@",
}
_BOLD: dict[int, str] = {
    238: "'",
    278: " ,./I\\ijl‚‘’\xa0·ÌÍÎÏìíîï",
    280: "|¦",
    333: "!()-:;[]`ftˆ‹˜›¡¨¯²³´¸¹",
    350: "•",
    365: "º",
    370: "ª",
    389: "*r{}",
    400: "°",
    474: '"',
    500: "z„“”ž",
    556: "#$0123456789J_aceksvxy€ƒ†‡–š¢£¤¥§«¶»àáâãäåçèéêëýÿ",
    584: "+<=>^~¬±×÷",
    611: "?FLTZbdghnopquŽµ¿ßðñòóôõöøùúûüþ",
    667: "EPSVXYŠŸÈÉÊËÝÞ",
    722: "&ABCDHKNRUÀÁÂÃÄÅÇÐÑÙÚÛÜ",
    737: "©®",
    778: "GOQwÒÓÔÕÖØ",
    833: "M",
    834: "¼½¾",
    889: "%mæ",
    944: "Wœ",
    975: "@",
    1000: "…‰Œ—™Æ",
}
_WIDEST = 1015  # of a character that no table has


@cache
def _widths(bold: bool) -> dict[str, int]:
    return {char: width for width, chars in (_BOLD if bold else _REGULAR).items() for char in chars}


def printable(text: str) -> str:
    """The text on one line, with such characters only as every writer of frames has; signs become plainer ones."""
    known = _widths(False)
    return " ".join("".join(char if char in known else latin(char) for char in text).split())


def is_measured(text: str) -> bool:
    """Whether it is known how wide each character of a text is."""
    return _widths(False).keys() >= set(text)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is, in points.

    Args:
        text: on one line.
        size: of its letters, in points.
        bold: in bold letters.
    """
    widths = _widths(bold)
    return sum(widths.get(char, _WIDEST) for char in text) * size * theme().font.width / 1000


def lines_of(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that are no wider than the room; a word that is wider itself is broken.

    Args:
        text: what is said.
        size: of its letters, in points.
        room: points.
        bold: in bold letters.
    """
    lines: list[str] = []
    line = ""
    for word in printable(text).split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer, size, bold=bold) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = pieces(word, lambda letters: width_of(letters, size, bold=bold) <= room)
        lines += whole
    return (*lines, line) if line else tuple(lines)
