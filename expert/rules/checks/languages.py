"""Checks that each text is there in both languages, and in the language that it says it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from expert.foundations.problems import shown
from expert.foundations.texts import LANGUAGES, Text
from expert.rules.assembling import Path
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.checks.language_model import LanguageModel, small_words, words_of
from expert.rules.knowledge import PartId

_SURE = 3.0
"""How far a pair must lean the other way to be swapped: as far as one small word makes it lean."""
_ALONE = 8.0
"""The same for a text by itself."""
_ALONE_WITHOUT_SMALL_WORDS = 30.0
_FEWEST_WORDS = 4
"""Of a text by itself with fewer words, nothing is said."""


class Pair(NamedTuple):
    """What is said in English and in Swedish, or in one of them, and where; each language's own way follows `path`."""

    part: PartId
    path: Path
    en: str | None
    sv: str | None


def _pairs(look: Look) -> Iterator[Pair]:
    for part, path, text in look.parts.texts:
        yield Pair(part, path, text.en, text.sv)
    for symptom in look.knowledge.symptoms.values():
        home = ("symptoms", symptom.id)
        if not look.sees(home):
            continue
        for i, message in enumerate(symptom.messages):
            if message.kind == "message" or (message.en and message.sv):
                yield Pair(home, ("messages", i), message.en, message.sv)
            yield _of_patterns(home, ("messages", i, "must"), *map(message.must.get, LANGUAGES))
        for field, i, phrase in symptom.patterned():
            yield _of_patterns(home, (field, i), phrase.en, phrase.sv)
    for name, fact in look.knowledge.in_text.items():
        for i, way in enumerate(fact.ways if look.sees(("in_text", name)) else ()):
            yield _of_patterns(("in_text", name), (i,), " / ".join(way.en), " / ".join(way.sv))


def _of_patterns(part: PartId, path: Path, en: str | None, sv: str | None) -> Pair:
    """What patterns say; in them `not` is any word that denies, in either language."""
    return Pair(part, path, *(None if pattern is None else _DENIES.sub(" ", pattern) for pattern in (en, sv)))


_DENIES = re.compile(r"\bnot\b")


def _missing_translations(look: Look) -> Iterator[Spot]:
    for part, path, text in look.parts.texts:
        for language in LANGUAGES:
            if not text.in_(language).strip():
                yield Spot(_MISSING[language], At(part, (*path, language)))


def _alike_in_both(look: Look) -> Iterator[Spot]:
    """A text of names alone may be alike in both; one of few words is none where it leans to a language for certain."""
    alike = [place for place in look.parts.texts if place.text.en == place.text.sv]
    model = _model_for(look, [pair for pair in _pairs(look) if pair.en or pair.sv]) if alike else LanguageModel()
    for part, path, text in alike:
        of_some_words = len(words_of(text.en)) >= _FEWEST_WORDS and any(small_words(text.en))
        leaning = 0.0 if _is_a_name(text.en) else model.leaning(text.en, (text.en, text.sv))
        if of_some_words or abs(leaning) >= _ALONE:
            yield Spot(_ALIKE, At(part, path))
    for symptom in look.knowledge.symptoms.values():
        home = ("symptoms", symptom.id)
        for i, message in enumerate(symptom.messages if look.sees(home) else ()):
            if message.en is not None and message.en == message.sv:
                yield Spot(_WRITTEN_TWICE, At(home, ("messages", i)))


def _is_a_name(text: str) -> bool:
    """Whether several words begin with capitals, as only names do here, or one has capitals inside."""
    words = _WORD.findall(text)
    if len(words) == 1:
        return any(letter.isupper() for letter in words[0][1:])
    return all(word[0].isupper() for word in words)


_WORD = re.compile(r"[^\W\d_]+")


def _wrong_languages(look: Look) -> Iterator[Spot]:
    pairs = [pair for pair in _pairs(look) if pair.en or pair.sv]
    model = _model_for(look, pairs)
    for pair in pairs:
        both = (pair.en, pair.sv)
        english = model.leaning(pair.en or "", both)
        swedish = model.leaning(pair.sv or "", both)
        wrong = bool(pair.en and pair.sv) and english - swedish <= -_SURE
        if wrong and english <= 0 <= swedish:
            yield Spot(_SWAPPED.format(en=shown(pair.en), sv=shown(pair.sv)), At(pair.part, pair.path))
        elif pair.en != pair.sv:
            if pair.en and ((wrong and english < 0) or _is_in(pair.en, -english, 1)):
                yield Spot(_NOT_ENGLISH.format(text=shown(pair.en)), At(pair.part, (*pair.path, "en")))
            if pair.sv and ((wrong and swedish > 0) or _is_in(pair.sv, swedish, 0)):
                yield Spot(_NOT_SWEDISH.format(text=shown(pair.sv)), At(pair.part, (*pair.path, "sv")))


def _model_for(look: Look, pairs: list[Pair]) -> LanguageModel:
    """What is taught to judge these pairs by, which are all that is looked at."""
    if look.like is None or look.only is None:
        return look.once(_model_of)
    return _model_like(look.like, look, pairs)


def _model_of(look: Look) -> LanguageModel:
    """What all that is looked at teaches of the languages."""
    model = LanguageModel()
    model.learn((pair.en, pair.sv) for pair in look.once(_all_pairs))
    return model


def _all_pairs(look: Look) -> list[Pair]:
    return [pair for pair in _pairs(look) if pair.en or pair.sv]


def _model_like(like: Look, look: Look, pairs: list[Pair]) -> LanguageModel:
    """What is taught where one part is another than in the look that this one is like."""
    model = like.once(_model_of).copy()
    model.forget((pair.en, pair.sv) for pair in like.once(_all_pairs) if pair.part == look.only)
    model.learn((pair.en, pair.sv) for pair in pairs)
    return model


def _is_in(text: str, leaning: float, language: int) -> bool:
    """Whether a text that leans so far towards a language (0 English, 1 Swedish) is in it for certain."""
    if leaning < _ALONE or len(words_of(text)) < _FEWEST_WORDS:
        return False
    found = small_words(text)
    return found[1 - language] == 0 and (found[language] > 0 or leaning >= _ALONE_WITHOUT_SMALL_WORDS)


_MISSING = {
    "en": Text("the English text is missing", "den engelska texten saknas"),
    "sv": Text("the Swedish text is missing", "den svenska texten saknas"),
}
_ALIKE = Text("the text is the same in English and in Swedish", "texten är densamma på engelska och svenska")
_WRITTEN_TWICE = Text(
    "the wording is the same in English and in Swedish; write it once",
    "lydelsen är densamma på engelska och svenska; skriv den en gång",
)
_SWAPPED = Text(
    "the languages are swapped: “{en}” stands under en, “{sv}” under sv",
    "språken är omkastade: ”{en}” står under en, ”{sv}” under sv",
)
_NOT_ENGLISH = Text("what stands under en is not English: “{text}”", "det som står under en är inte engelska: ”{text}”")
_NOT_SWEDISH = Text("what stands under sv is not Swedish: “{text}”", "det som står under sv är inte svenska: ”{text}”")

CHECKS = (
    Check(
        "missing-translation", "error",
        Text("A text is there in one language only", "En text finns bara på ett språk"),
        Text("Write it in the other language too.", "Skriv den även på det andra språket."),
        _missing_translations,
    ),
    Check(
        "untranslated-text", "warning",
        Text("A text is the same in both languages", "En text är densamma på båda språken"),
        Text("Translate it; names alone may be the same in both.",
             "Översätt den; bara namn får vara lika på båda språken."),
        _alike_in_both,
    ),
    Check(
        "wrong-language", "error",
        Text("A text is in the other language than it says", "En text är på det andra språket än den säger"),
        Text("Swap the two, or write what belongs there.", "Byt plats på dem, eller skriv det som ska stå där."),
        _wrong_languages,
    ),
)  # fmt: skip
"""The checks of languages."""
