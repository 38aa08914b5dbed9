"""Which language or script a text is in that is neither English nor Swedish."""

from __future__ import annotations

import unicodedata
from collections import Counter

from expert.foundations.texts import Text
from expert.recognizing.recognition import END

_LEAST_LETTERS = 6
_LEAST_WORDS = 3
_LEAST_SHARE = 0.5

_SCRIPTS = {
    "CJK": Text("Chinese or Japanese characters", "kinesiska eller japanska tecken"),
    "HIRAGANA": Text("Japanese", "japanska"),
    "KATAKANA": Text("Japanese", "japanska"),
    "HANGUL": Text("Korean", "koreanska"),
    "ARABIC": Text("Arabic script", "arabisk skrift"),
    "HEBREW": Text("Hebrew", "hebreiska"),
    "CYRILLIC": Text("Cyrillic script", "kyrillisk skrift"),
    "GREEK": Text("Greek", "grekiska"),
    "THAI": Text("Thai", "thailändska"),
    "DEVANAGARI": Text("Devanagari script", "devanagari"),
}

# The small words that stand in nearly every text of a language; those that two have tell nothing and are left out.
_SMALL_WORDS = {
    "": "the and is of to a in that it for on with this was not you be are has have at from or your my we when i but "
    "by an",
    " ": "och är att det en som på för med av inte den har till jag vi ett om kan när men så från eller vid mitt din "
    "blir "
         "efter detta det går",
    "German": "der die das und ist nicht ein eine zu den mit auf für sich dem wird wurde kann bei nach beim ich wir es "
              "konnte werden keine ihr ihre gerät fehler",
    "French": "le la les des et est une un pas dans pour que qui sur avec vous votre ne au du je nous ce impossible "
    "été "
              "peut appareil erreur",
    "Spanish": "el los las una es y no se que por con para su del al está ha puede dispositivo error este intente",
    "Italian": "il lo gli che è non di per una con del della si può dispositivo errore nel stato questo riprova",
    "Portuguese": "o os as um uma não é que do da em para com seu foi pode dispositivo erro ao está",
    "Dutch": "het een niet van is en op te dat voor met zijn aan bij kan wordt werd uw apparaat fout probeer",
    "Danish": "og er ikke det en at på til med af enheden kunne den jeg har der blev prøv igen blev din fejl",
    "Norwegian": "og er ikke det en å på til med av enheten kunne den jeg har som ble prøv igjen feil",
    "Finnish": "ja ei on se että oli laite laitteen laitetta voi epäonnistui yritä uudelleen virhe ole tämä kun",
    "Polish": "i nie jest w na się z do to że urządzenia błąd można spróbuj ponownie został",
    "Czech": "a je se na v že není zařízení chyba nelze to pro bylo zkuste znovu",
    "Turkish": "ve bir bu için değil cihaz hata olarak ile lütfen tekrar deneyin yapılamadı",
}
_NAMES = {
    "German": Text("German", "tyska"), "French": Text("French", "franska"), "Spanish": Text("Spanish", "spanska"),
    "Italian": Text("Italian", "italienska"), "Portuguese": Text("Portuguese", "portugisiska"),
    "Dutch": Text("Dutch", "nederländska"), "Danish": Text("Danish", "danska"),
    "Norwegian": Text("Norwegian", "norska"), "Finnish": Text("Finnish", "finska"), "Polish": Text("Polish", "polska"),
    "Czech": Text("Czech", "tjeckiska"), "Turkish": Text("Turkish", "turkiska"),
}  # fmt: skip


def language_of(text: str) -> Text | None:
    """The language or script that a text is in; None where that is English, Swedish, or not to be told."""
    text = text[:END]
    return _script_of(text) or _by_small_words(text)


def _script_of(text: str) -> Text | None:
    letters = [char for char in text if char.isalpha()]
    others = Counter(unicodedata.name(char, "").partition(" ")[0] for char in letters if char > "\u036f")
    known = {name: count for name, count in others.items() if name in _SCRIPTS}
    if sum(known.values()) < min(_LEAST_LETTERS, len(letters)) or sum(known.values()) < _LEAST_SHARE * len(letters):
        return None
    for name in ("HIRAGANA", "KATAKANA"):  # they stand among Chinese characters in Japanese
        if name in known:
            return _SCRIPTS[name]
    return _SCRIPTS[max(known, key=lambda name: known[name])] if known else None


def _by_small_words(text: str) -> Text | None:
    words = Counter(word.strip(".,:;!?\"'()[]").casefold() for word in text.split())
    counts = {
        name: sum(words[word] for word in set(small.split())) for name, small in _SMALL_WORDS.items()
    }  # fmt: skip
    best = max(counts, key=lambda name: counts[name])
    at_home = max(counts[""], counts[" "])
    if best not in _NAMES or counts[best] < _LEAST_WORDS or counts[best] < at_home + 2:
        return None
    return _NAMES[best]
