"""Checks that a symptom can be recognized, and tells from others by what it is recognized."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from expert.foundations.deadlines import look_at_the_clock
from expert.foundations.texts import LANGUAGES, Text
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.checks.solver import TooMany
from expert.rules.expressions import why_slow, why_unreadable
from expert.rules.patterns import VALUES, WrongPattern, parse


def _unrecognizable(look: Look) -> Iterator[Spot]:
    for symptom in look.knowledge.symptoms.values():
        home = ("symptoms", symptom.id)
        for i, message in enumerate(symptom.messages):
            wordings = message.wordings()
            if (message.code is None and not wordings) or not all(map(_has_letters, wordings)):
                yield Spot(_NO_WORDING, At(home, ("messages", i)))
        if not symptom.messages and not symptom.phrases and symptom.recognized_when is None:
            yield Spot(_UNRECOGNIZABLE, At(home, ("id",)))
        for field, i, phrase in symptom.patterned():
            if phrase.en is None and phrase.sv is None:
                yield Spot(_NO_PATTERN, At(home, (field, i)))


def _has_letters(wording: str) -> bool:
    return any(letter.isalnum() for letter in wording)


def _wrong_patterns(look: Look) -> Iterator[Spot]:
    for symptom in look.knowledge.symptoms.values():
        home = ("symptoms", symptom.id)
        for field, i, phrase in symptom.patterned():
            for language in LANGUAGES:
                yield from _wrong_pattern(getattr(phrase, language), (), At(home, (field, i, language)))
        for i, message in enumerate(symptom.messages):
            for spoken, pattern in message.must.items():
                yield from _wrong_pattern(pattern, (), At(home, ("messages", i, "must", spoken)))
    for name, fact in look.knowledge.in_text.items():
        for i, way in enumerate(fact.ways if name in look.knowledge.vocabulary else ()):
            reads = tuple(value for value in VALUES if way.value == f"{{{value}}}")
            for language in LANGUAGES:
                for j, pattern in enumerate(getattr(way, language)):
                    yield from _wrong_pattern(pattern, reads, At(("in_text", name), (i, language, j)))
            for j, line in enumerate(way.lines):
                unreadable = why_unreadable(line)
                if unreadable is not None:
                    yield Spot(unreadable, At(("in_text", name), (i, "lines", j)))


def _slow_expressions(look: Look) -> Iterator[Spot]:
    """Regular expressions that nothing keeps from taking years for a text that is made for it."""
    for name, fact in look.knowledge.in_text.items():
        part = "in_text", name
        # Those of the knowledge that folders are laid on were looked at when it was checked.
        for i, way in enumerate(fact.ways if look.sees(part) and look.layer(part) > 0 else ()):
            for j, line in enumerate(way.lines):
                look_at_the_clock()
                slow = None if why_unreadable(line) is not None else why_slow(line)
                if slow is not None:
                    yield Spot(slow, At(part, (i, "lines", j)))


def _wrong_pattern(pattern: str | None, values: tuple[str, ...], at: At) -> Iterator[Spot]:
    if pattern is None:
        return
    try:
        parsed = parse(pattern)
    except WrongPattern as wrong:
        yield Spot(wrong.text, at)
        return
    if parsed.values != values:
        said = ", ".join(f"{{{value}}}" for value in values)
        yield Spot(Text(f"this pattern must read {said}", f"mönstret ska läsa {said}") if values else _NO_VALUE, at)


def _without_swedish(look: Look) -> Iterator[Spot]:
    for symptom in look.knowledge.symptoms.values():
        for i, message in enumerate(symptom.messages):
            if message.kind == "message" and message.en is not None and message.sv is None:
                yield Spot(_NO_SWEDISH, At(("symptoms", symptom.id), ("messages", i)))


def _without_must(look: Look) -> Iterator[Spot]:
    """Messages that people copy by hand, and of which only all words together are recognized.

    What logs and codes say is copied letter for letter; of what other things write too, a part says nothing.
    """
    for symptom in look.knowledge.symptoms.values():
        for i, message in enumerate(symptom.messages):
            told = message.kind == "message" and message.only_with is None
            for language in LANGUAGES if told else ():
                wording = getattr(message, language)
                if wording is not None and len(_words(wording)) > 1 and language not in message.must:
                    yield Spot(_NO_MUST[language], At(("symptoms", symptom.id), ("messages", i)))
            for spoken in message.must:
                if spoken not in message.other and getattr(message, spoken, None) is None:
                    here = At(("symptoms", symptom.id), ("messages", i, "must", spoken))
                    yield Spot(_NO_WORDING_OF_MUST.format(language=spoken), here)


def _untold_facts(look: Look) -> Iterator[Spot]:
    """Facts that every message of a symptom states but one, of three at least."""
    for symptom in look.knowledge.symptoms.values():
        times = Counter(name for message in symptom.messages for name in message.tells)
        for name, count in times.items():
            if 1 < count == len(symptom.messages) - 1:
                i = next(i for i, message in enumerate(symptom.messages) if name not in message.tells)
                yield Spot(_UNTOLD_FACT.format(fact=name), At(("symptoms", symptom.id), ("messages", i)))


def _shared_messages(look: Look) -> Iterator[Spot]:
    """Wordings, codes and phrases by which two symptoms are recognized, where both can be meant."""
    first: dict[tuple[str, ...], At] = {}
    for key, at in _recognized_by(look):
        before = first.setdefault(key, at)
        if before.part != at.part and not _apart(look, before.part[1], at.part[1]):
            yield Spot(_SHARED.format(symptom=before.part[1]), at, also=(before,))


def _recognized_by(look: Look) -> Iterator[tuple[tuple[str, ...], At]]:
    for symptom in look.knowledge.symptoms.values():
        home = ("symptoms", symptom.id)
        for i, message in enumerate(symptom.messages):
            for wording in message.wordings() if message.only_with is None else ():
                yield _words(wording), At(home, ("messages", i))
            if message.code is not None and not message.wordings():
                yield ("", message.code.domain, str(message.code.number)), At(home, ("messages", i))
        # Those that count only beside something else tell the symptom apart by that.
        for i, phrase in enumerate(() if symptom.told_with else symptom.phrases):
            for language in LANGUAGES:
                pattern = getattr(phrase, language)
                if pattern is not None:
                    yield ("", language, " ".join(pattern.split())), At(home, ("phrases", i, language))


def _words(wording: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", wording.casefold()))


def _apart(look: Look, one: str, other: str) -> bool:
    """Whether two symptoms are never both recognized: one is general, or they occur in different cases."""
    symptoms = [look.knowledge.symptoms[name] for name in (one, other)]
    if symptoms[0].general != symptoms[1].general:
        return True
    places = [look.knowledge.condition(s.applies_when) for s in symptoms if s.applies_when is not None]
    try:
        return len(places) == 2 and look.solver.case(*((place, True) for place in places)) is None
    except TooMany:
        return False


def _messages_inside(look: Look) -> Iterator[Spot]:
    """Wordings that stand whole in one of another symptom: the longer one is recognized where both fit."""
    wordings = [(key, at) for key, at in _recognized_by(look) if key and key[0]]
    holding: dict[str, list[int]] = {}
    for i, (key, _) in enumerate(wordings):
        for word in set(key):
            holding.setdefault(word, []).append(i)
    for key, at in wordings:
        rarest = min(key, key=lambda word: len(holding[word]))
        for i in holding[rarest]:
            longer, there = wordings[i]
            inside = len(longer) > len(key) and f" {' '.join(key)} " in f" {' '.join(longer)} "
            if inside and there.part != at.part and not _apart(look, at.part[1], there.part[1]):
                yield Spot(_INSIDE.format(symptom=there.part[1]), at, also=(there,))
                break


def _told_twice(look: Look) -> Iterator[Spot]:
    """Texts that stand twice among those that people told, and such without a word: they teach nothing."""
    first: dict[tuple[str, ...], At] = {}
    for symptom in look.knowledge.symptoms.values():
        for field in ("reports", "near_misses"):
            for i, text in enumerate(getattr(symptom, field)):
                at, words = At(("symptoms", symptom.id), (field, i)), _words(text)
                before = first.setdefault(words, at)
                if not words:
                    yield Spot(_NO_WORDS, at)
                elif before is not at:
                    yield Spot(_TOLD_TWICE.format(symptom=before.part[1], field=before.path[0]), at, also=(before,))


_SHARED = Text(
    "the symptom {symptom} is recognized by the same; say what tells them apart (`applies_when`, `only_with`, "
    "`told_with`)",
    "symptomet {symptom} känns igen på samma sak; ange vad som skiljer dem åt (`applies_when`, "
    "`only_with`, `told_with`)",
)
_INSIDE = Text(
    "this message stands whole in one of {symptom}", "meddelandet står i sin helhet i ett av dem för {symptom}"
)
_NO_WORDS = Text("this text has no word, and teaches nothing", "texten har inget ord och lär ingen något")
_TOLD_TWICE = Text(
    "this text stands in `{field}` of {symptom} already", "texten står redan i `{field}` för {symptom}"
)
_NO_SWEDISH = Text(
    "this message has no Swedish wording, so it is recognized in English only",
    "meddelandet saknar svensk lydelse och känns bara igen på engelska",
)
_UNTOLD_FACT = Text(
    "all other messages of the symptom state {fact} (`tells`), and this one does not",
    "alla andra meddelanden för symptomet anger {fact} (`tells`), men inte det här",
)
_NO_WORDING_OF_MUST = Text(
    'these words are of no wording: the message says nothing under "{language}"',
    "orden hör till ingen lydelse: meddelandet säger inget under ”{language}”",
)
_NO_MUST = {
    "en": Text("nothing says which words of this message carry its meaning in English, so that all are needed",
               "inget säger vilka ord i meddelandet som bär innebörden på engelska, så att alla behövs"),
    "sv": Text("nothing says which words of this message carry its meaning in Swedish, so that all are needed",
               "inget säger vilka ord i meddelandet som bär innebörden på svenska, så att alla behövs"),
}
_NO_WORDING = Text(
    "a message needs a wording in en or sv, or a code", "ett meddelande behöver en lydelse i en eller sv, eller en kod"
)
_UNRECOGNIZABLE = Text(
    "nothing recognizes this symptom; give it messages, phrases or recognized_when",
    "inget känner igen symptomet; ge det messages, phrases eller recognized_when",
)
_NO_PATTERN = Text("a phrase needs a pattern in en or sv", "en fras behöver ett mönster i en eller sv")
_NO_VALUE = Text("this pattern cannot read a value", "mönstret kan inte läsa något värde")

CHECKS = (
    Check(
        "unrecognizable-symptom", "error",
        Text("Nothing recognizes a symptom, or one of its messages says nothing",
             "Inget känner igen ett symptom, eller ett av dess meddelanden säger inget"),
        Text("Give it messages, phrases or `recognized_when`.", "Ge det messages, phrases eller `recognized_when`."),
        _unrecognizable, needed=True,
    ),
    Check(
        "wrong-pattern", "error",
        Text("A pattern cannot be read", "Ett mönster går inte att läsa"),
        Text("Write it as rules/README.md shows.", "Skriv det som rules/README.md visar."),
        _wrong_patterns, needed=True,
    ),
    Check(
        "slow-expression", "error",
        Text("A regular expression can take so long for some text that nobody waits for its end",
             "Ett reguljärt uttryck kan ta så lång tid för någon text att ingen väntar ut det"),
        Text("Let only one repeat match what stands there: bound the others (`\\w{0,30}`), part them by a character or "
             "a `\\b` that neither matches, or make one possessive (`\\w*+`).",
             "Låt bara en upprepning matcha det som står där: begränsa de andra (`\\w{0,30}`), skilj dem åt med ett "
             "tecken eller ett `\\b` som ingen av dem matchar, eller gör en av dem possessiv (`\\w*+`)."),
        _slow_expressions, needed=True, costly=True,
    ),
    Check(
        "shared-message", "warning",
        Text("Two symptoms are recognized by the same", "Två symptom känns igen på samma sak"),
        Text("Join them, or say in which cases each occurs.", "Slå ihop dem, eller ange i vilka fall de förekommer."),
        _shared_messages,
    ),
    Check(
        "message-inside-another", "note",
        Text("A message of one symptom stands whole in a message of another",
             "Ett symptoms meddelande står i sin helhet i ett annats"),
        Text("The longer one is recognized where both fit; see that this is meant.",
             "Det längre känns igen där båda passar; se efter att det är avsikten."),
        _messages_inside,
    ),
    Check(
        "text-told-twice", "warning",
        Text("A text stands twice among those that people told, or that only sound so; or it has no words",
             "En text står två gånger bland dem som folk har berättat, eller som bara låter så; eller den saknar ord"),
        Text("Keep it where it belongs: as a report of one symptom, or as a near miss.",
             "Behåll den där den hör hemma: som rapport om ett symptom, eller som en text som bara låter så."),
        _told_twice,
    ),
    Check(
        "missing-swedish-wording", "warning",
        Text("A message has no Swedish wording", "Ett meddelande saknar svensk lydelse"),
        Text("Add it under `sv` where a document says it.", "Lägg till den under `sv` där ett dokument anger den."),
        _without_swedish,
    ),
    Check(
        "missing-must", "warning",
        Text("A message does not say which of its words carry the meaning, or does of a wording that it lacks",
             "Ett meddelande säger inte vilka av orden som bär innebörden, eller gör det om en lydelse som saknas"),
        Text("Write both in the same languages: by `must`, a message that is copied with a slip is recognized.",
             "Skriv båda på samma språk: på `must` känns ett meddelande igen som är avskrivet med ett fel."),
        _without_must,
    ),
    Check(
        "untold-fact", "warning",
        Text("Every message of a symptom states a fact, but one does not",
             "Alla meddelanden för ett symptom anger ett faktum, utom ett"),
        Text("Add it under `tells`. Where the message leaves it open, say so in checks.yaml.",
             "Lägg till det under `tells`. Lämnar meddelandet det öppet, ange det i checks.yaml."),
        _untold_facts,
    ),
)  # fmt: skip
"""The checks of what symptoms are recognized by."""
