"""Texts with such characters only as every font has."""

from __future__ import annotations

import unicodedata

# Signs that people type and that fonts draw as empty boxes, with what stands for them in pictures.
_PLAINER = str.maketrans({
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-", "…": "...",
    "→": "->", "←": "<-", "≥": ">=", "≤": "<=", "•": "-", "\u00a0": " ", "\u00ad": "",
})  # fmt: skip


def latin(text: str) -> str:
    """The text with only such characters as every font has (Latin-1); the others are replaced.

    Signs become their plainer form, letters lose marks that Latin-1 lacks, the rest becomes "?".
    """
    plainer = unicodedata.normalize("NFC", text).translate(_PLAINER)
    return "".join(_latin_letter(char) for char in plainer)


def _latin_letter(char: str) -> str:
    if char.isspace():
        return " "
    if char <= "\xff":
        return char if char.isprintable() else ""
    bare = "".join(part for part in unicodedata.normalize("NFKD", char) if part <= "\xff")
    invisible = unicodedata.category(char) in ("Mn", "Cf", "Cc")
    return bare or ("" if invisible else "?")
