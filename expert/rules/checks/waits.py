"""Checks that a step waits as long as its words say, and that both languages name the same numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from expert.foundations import durations
from expert.foundations.limits import MOST_DIGITS
from expert.foundations.texts import LANGUAGES, Language, Text
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.checks.language_model import words_of
from expert.rules.models import Step

_MINUTES: Mapping[str, int] = {
    "minute": 1, "minut": 1, "hour": 60, "timm": 60, "timme": 60, "day": 1440, "dag": 1440, "dygn": 1440,
    "week": 10080, "veck": 10080,
}  # fmt: skip
_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SWEDISH = ("ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_NUMBERS: Mapping[str, int] = {
    **{word: number for words in (_ENGLISH, _SWEDISH) for number, word in enumerate(words, start=1)},
    "a": 1, "an": 1, "en": 1,
}  # fmt: skip
_AND_A_HALF = " (?:and a half|och (?:en halv|ett halvt))"
_THOUSANDS = "[, \u00a0\u202f]"
_DIGITS = (
    rf"\d{{1,3}}(?:{_THOUSANDS}\d{{3}}){{1,4}}(?!\d)"
    rf"|\d{{1,{MOST_DIGITS}}}(?!\d)(?:[.,]\d{{1,{MOST_DIGITS}}}(?!\d))?"
)
_DURATION = re.compile(
    rf"(?<!\w)(?<!\d[.,])(?:(?P<number>{_DIGITS}|{'|'.join(_NUMBERS)})(?P<more>{_AND_A_HALF})?[ \u00a0-]+"
    r"|half(?:[ \u00a0-]an?)?[ \u00a0-]|(?:en |ett )?halvt?[ \u00a0]?)"
    r"(?P<unit>minute|hour|day|week|minut|timm|dag|dygn|veck)(?:s|er|e|ar|or|a|en|arna)?\b"
    rf"(?P<further>{_AND_A_HALF}\b)?"
)
_WAITS: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"\bwait(?! until (?!\d))|\bgive (?:it|the)\b|\bit (?:can|may) take\b|\ballow (?:up to|about|\d)|"
                     r"\btakes? (?:about|up to|a few|around)\b"),
    "sv": re.compile(r"\bvänta(?! tills (?!(?:det har gått )?\d))|\bräkna med\b|\b(?:det )?kan ta\b|\bdröj|"
                     r"\btar (?:ungefär|upp till|högst|cirka|omkring)\b"),
}  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")


def _untold_waits(look: Look) -> Iterator[Spot]:
    """Waits of which the words say nothing, or that they say otherwise."""
    for part, path, step, _ in look.parts.steps:
        if step.wait is not None:
            for language in LANGUAGES:
                named = _durations(step.text.in_(language))
                if durations.in_minutes(step.wait) not in named:
                    text = (_OTHERWISE if named else _UNTOLD)[language]
                    yield Spot(text.format(wait=step.wait), At(part, (*path, "wait")))


def _missing_waits(look: Look) -> Iterator[Spot]:
    """Waits that words name and the step does not have."""
    for part, path, step, _ in look.parts.steps:
        for language in LANGUAGES if step.wait is None else ():
            if _waits(step, language):
                yield Spot(_MISSING[language], At(part, path))
                break


def _waits(step: Step, language: Language) -> bool:
    return any(
        _WAITS[language].search(sentence) and _durations(sentence)
        for sentence in _SENTENCE.split(step.text.in_(language).lower())
    )


def _durations(text: str) -> set[int]:
    """The durations that a text names, in minutes."""
    return {round(_number_in(found) * _MINUTES[found["unit"]]) for found in _DURATION.finditer(text.lower())}


def _number_in(found: re.Match[str]) -> float:
    """How many of its unit a duration is: "1.5", "1,000", "two and a half", and half a one where no number stands."""
    number = found["number"]
    half = 0.5 if number is None or found["more"] or found["further"] else 0
    if number is None:
        return half
    if number in _NUMBERS:
        return _NUMBERS[number] + half
    return float(re.sub(rf"{_THOUSANDS}(?=\d{{3}}(?!\d))", "", number).replace(",", ".")) + half


def _different_numbers(look: Look) -> Iterator[Spot]:
    for part, path, text in look.parts.texts:
        en, sv = _numbers(text.en), _numbers(text.sv)
        if en != sv and words_of(text.en) and words_of(text.sv):
            only = [", ".join(sorted(one - other)) or "–" for one, other in ((en, sv), (sv, en))]
            yield Spot(_DIFFERENT.format(en=only[0], sv=only[1]), At(part, path))


def _numbers(text: str) -> frozenset[str]:
    """The numbers of a text as they are in both languages, without the signs between thousands."""
    plain = re.sub(r"(?<=\d)[, \u00a0\u202f](?=\d{3}\b)", "", text)
    return frozenset(re.findall(r"(?<![\w.])\d+(?:[.:,]\d+)*", plain.replace(",", ".") if "," in plain else plain))


_UNTOLD: Mapping[Language, Text] = {
    "en": Text("the English words do not name the wait {wait}", "de engelska orden nämner inte väntan {wait}"),
    "sv": Text("the Swedish words do not name the wait {wait}", "de svenska orden nämner inte väntan {wait}"),
}
_OTHERWISE: Mapping[Language, Text] = {
    "en": Text("the wait is {wait}; the English words name another",
               "väntan är {wait}; de engelska orden nämner en annan"),
    "sv": Text("the wait is {wait}; the Swedish words name another",
               "väntan är {wait}; de svenska orden nämner en annan"),
}  # fmt: skip
_MISSING: Mapping[Language, Text] = {
    "en": Text("the English words name a wait that the step does not have (`wait`)",
               "de engelska orden nämner en väntan som steget inte har (`wait`)"),
    "sv": Text("the Swedish words name a wait that the step does not have (`wait`)",
               "de svenska orden nämner en väntan som steget inte har (`wait`)"),
}  # fmt: skip
_DIFFERENT = Text(
    "the two languages name different numbers: {en} in English only, {sv} in Swedish only",
    "de två språken nämner olika tal: bara på engelska {en}, bara på svenska {sv}",
)

CHECKS = (
    Check(
        "untold-wait", "warning",
        Text("A step has a wait that its words do not name, or name otherwise",
             "Ett steg har en väntan som orden inte nämner, eller nämner annorlunda"),
        Text("Say in both languages how long to wait, as `wait` has it.",
             "Skriv på båda språken hur länge man ska vänta, så som `wait` anger."),
        _untold_waits,
    ),
    Check(
        "missing-wait", "warning",
        Text("The words of a step name a wait that it does not have",
             "Ett stegs ord nämner en väntan som det inte har"),
        Text("Add it as `wait`, such as PT15M.", "Lägg till den som `wait`, till exempel PT15M."),
        _missing_waits,
    ),
    Check(
        "different-numbers", "warning",
        Text("A text names other numbers in one language than in the other",
             "En text nämner andra tal på det ena språket än på det andra"),
        Text("See which is right; write numbers as digits in both, or in neither.",
             "Se efter vilket som stämmer; skriv tal med siffror på båda språken eller på inget."),
        _different_numbers,
    ),
)  # fmt: skip
"""The checks of waits and numbers."""
