"""Checks the vocabulary: what facts need, and what is said of them in sentences."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping

from expert.facts.vocabulary import KNOWN_BY_NAME, NEEDED, VALUE_IN_QUOTES, FactDefinition, folded
from expert.foundations.problems import shown
from expert.foundations.texts import LANGUAGES, Language, Text
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.knowledge import PartId

_HOLES = {"known": {"title", "value"}, "denied": {"title", "value"}, "open": {"title"}, "unknown": {"title"}}


def _incomplete_facts(look: Look) -> Iterator[Spot]:
    """A fact lists its words if it is one of several; those that the system itself reads are there and of its types."""
    vocabulary = look.knowledge.vocabulary
    for fact in vocabulary.facts.values():
        if (fact.type == "word") != bool(fact.values):
            where = ("values", list(fact.values)[-1]) if fact.values else ("type",)
            yield Spot(_VALUES_OF_WORDS, At(("facts", fact.name), where))
    for name, kind in KNOWN_BY_NAME.items():
        if name in vocabulary and vocabulary[name].type != kind:
            yield Spot(Text(f"{name} must be of the type {kind}, for the system itself reads it",
                            f"{name} ska vara av typen {kind}, för systemet läser det självt"),
                       At(("facts", name), ("type",)))
        elif name in NEEDED and name not in vocabulary:
            yield Spot(Text(f'the fact "{name}", of the type {kind}, is missing; every vocabulary needs it',
                            f"faktumet ”{name}”, av typen {kind}, saknas; varje ordförråd behöver det"), None)


def _unclear_synonyms(look: Look) -> Iterator[Spot]:
    """What people write for a fact or a value names one thing, and is no name itself."""
    facts = look.knowledge.vocabulary.facts
    names = {folded(name): name for name in facts}
    called: dict[str, At] = {}
    for fact in facts.values():
        for i, word in enumerate(fact.also):
            here, key = At(("facts", fact.name), ("also", i)), folded(word)
            if key in names:
                yield Spot(_A_NAME.format(word=word, fact=names[key]), here)
            elif key in called:
                other = called[key]
                yield Spot(_TWO_FACTS.format(word=word, fact=other.part[1]), here, also=(other,))
            called.setdefault(key, here)
        yield from _unclear_values(fact)


def _unclear_values(fact: FactDefinition) -> Iterator[Spot]:
    values = {folded(value): value for value in fact.values}
    called: dict[str, str] = {}
    for word, value in fact.read_as.items():
        here, key = At(("facts", fact.name), ("read_as", word)), folded(word)
        if value not in fact.values:
            yield Spot(_NO_VALUE.format(word=word, value=value, fact=fact.name), here)
        elif key in values:
            yield Spot(_A_VALUE.format(word=word, fact=fact.name), here)
        elif called.setdefault(key, value) != value:
            yield Spot(_TWO_VALUES.format(word=word, fact=fact.name, value=called[key]), here)


def _wrong_sentences(look: Look) -> Iterator[Spot]:
    for fact in look.knowledge.vocabulary.facts.values():
        if not fact.has_sentences:
            continue
        home, within = _home_of_sentences(look, fact)
        if fact.says.open is None and fact.says.unknown is None:
            yield Spot(_NO_OPEN, At(home, within))
        for part, allowed in _HOLES.items():
            text: Text | None = getattr(fact.says, part)
            for language in LANGUAGES:
                if text is not None and not _holes(text.in_(language)) <= allowed:
                    listed = ", ".join(f"{{{name}}}" for name in sorted(allowed))
                    yield Spot(Text(f"this sentence can hold only {listed}", f"meningen kan bara innehålla {listed}"),
                               At(home, (*within, part, language)))


def _double_denials(look: Look) -> Iterator[Spot]:
    """Facts of which it cannot be said that a value is not so, for the value itself denies: "is not no policy"."""
    for fact in look.knowledge.vocabulary.facts.values():
        home, within = _home_of_sentences(look, fact)
        for language in LANGUAGES:
            sentence = fact.says.denied.in_(language)
            if "{value}" not in sentence or VALUE_IN_QUOTES.search(sentence):
                continue
            for value in fact.values.values():
                if _DENIES[language].search(value.in_(language).lower()):
                    said = shown(sentence.format(title=fact.title.in_(language), value=value.in_(language)))
                    yield Spot(_DOUBLE_DENIAL.format(said=said), At(home, (*within, "denied", language)))
                    break


_DENIES: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:cannot|never|no|nobody|none|not|nowhere)\b"),
    "sv": re.compile(r"\b(?:aldrig|inga|ingen|ingenstans|inget|inte)\b"),
}


def _home_of_sentences(look: Look, fact: FactDefinition) -> tuple[PartId, tuple[str, ...]]:
    """Where the sentences of a fact stand: in a file of sentences or, if a folder says so, beside the fact itself."""
    home = ("sentences", fact.name)
    return (home, ()) if home in look.assembly.places else (("facts", fact.name), ("says",))


def _without_sentences(look: Look) -> Iterator[Spot]:
    for fact in look.knowledge.vocabulary.facts.values():
        if not fact.has_sentences:
            yield Spot(_NO_SENTENCES.format(fact=fact.name), At(("facts", fact.name)))


def _without_a_message(look: Look) -> Iterator[Spot]:
    """Facts that the user is asked for, but not in the words of a message to the user."""
    vocabulary = look.knowledge.vocabulary
    for fact in vocabulary.facts.values():
        cost = vocabulary.costs.get(fact.cost)
        if fact.asked and fact.to_user is None and cost is not None and cost.asks_user:
            yield Spot(_NO_MESSAGE.format(fact=fact.name), At(("facts", fact.name)))


def _pages_elsewhere(look: Look) -> Iterator[Spot]:
    """Facts whose page does not begin the words that tell where to look, so that what is on one page reads alike."""
    vocabulary = look.knowledge.vocabulary
    for fact in vocabulary.facts.values():
        page = None if fact.page is None else vocabulary.pages.get(fact.page)
        if page is None:
            continue
        for language in LANGUAGES:
            if not fact.where_to_look.in_(language).startswith(page.in_(language)):
                yield Spot(_PAGE_ELSEWHERE.format(page=page), At(("facts", fact.name), ("where_to_look", language)))


def _holes(template: str) -> set[str]:
    """The holes of a sentence, as they stand between the braces; what is no hole where the braces do not match.

    A hole is a name and nothing else: `{value:d}` cannot take a word, and `{value.x}` reaches into what is put there.
    """
    try:
        parsed = list(string.Formatter().parse(template))
    except ValueError:
        return {"{"}
    return {
        f"{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}"
        for _, name, form, conversion in parsed if name is not None
    }  # fmt: skip


_A_NAME = Text('"{word}" is the name of a fact: {fact}', "”{word}” är namnet på ett faktum: {fact}")
_TWO_FACTS = Text(
    '"{word}" is read as {fact} already; what people write stands for one fact',
    "”{word}” läses redan som {fact}; det man skriver står för ett enda faktum",
)
_NO_VALUE = Text('"{word}": {fact} has no value "{value}"', "”{word}”: {fact} har inget värde ”{value}”")
_A_VALUE = Text('"{word}" is a value of {fact} itself', "”{word}” är själv ett värde på {fact}")
_TWO_VALUES = Text(
    '"{word}" is read as {value} already; what people write stands for one value of {fact}',
    "”{word}” läses redan som {value}; det man skriver står för ett enda värde på {fact}",
)
_VALUES_OF_WORDS = Text(
    "`values` are for facts of the type word, and such a fact needs them",
    "`values` är till för fakta av typen word, och ett sådant faktum behöver dem",
)
_NO_SENTENCES = Text(
    'how "{fact}" reads inside a sentence is not written in sentences.yaml',
    "hur ”{fact}” lyder inuti en mening står inte i sentences.yaml",
)
_NO_OPEN = Text(
    '"open" is missing: what is not known of the fact, to stand after "it is not known"',
    "”open” saknas: det som inte är känt om faktumet, att stå efter ”det är okänt”",
)
_NO_MESSAGE = Text(
    'the user is asked for "{fact}", and how to ask in a message (`to_user`) is not written',
    "användaren tillfrågas om ”{fact}”, men hur frågan lyder i ett meddelande (`to_user`) är inte skrivet",
)
_PAGE_ELSEWHERE = Text(
    "this does not begin with the page “{page}”, on which the answer is seen",
    "det här börjar inte med sidan ”{page}”, där svaret syns",
)
_DOUBLE_DENIAL = Text("this denies twice: {said}", "här nekas två gånger: {said}")

CHECKS = (
    Check(
        "incomplete-fact", "error",
        Text("A fact lacks its values, or one that the system itself reads is missing or of another type",
             "Ett faktum saknar sina värden, eller ett som systemet självt läser saknas eller har fel typ"),
        Text("Define it in vocabulary.yaml as facts/README.md shows.",
             "Definiera det i vocabulary.yaml som facts/README.md visar."),
        _incomplete_facts, needed=True,
    ),
    Check(
        "unclear-synonym", "error",
        Text("What people write for a fact or a value is a name itself, or stands for several",
             "Det man skriver för ett faktum eller ett värde är självt ett namn, eller står för flera"),
        Text("In `also` and `read_as`, keep only what can mean one thing. Case, blanks, hyphens and the marks on å, ä "
             "and ö make no difference.",
             "Behåll i `also` och `read_as` bara det som kan betyda en enda sak. Skiftläge, blanksteg, bindestreck och "
             "prickarna på å, ä och ö spelar ingen roll."),
        _unclear_synonyms, needed=True,
    ),
    Check(
        "wrong-sentence", "error",
        Text("A sentence about a fact is missing a part, or has a hole that nothing can fill",
             "En mening om ett faktum saknar en del, eller har en lucka som inget kan fylla"),
        Text("Holes are {title} and, where the value is known, {value}: a name in braces and nothing else.",
             "Luckor är {title} och, där värdet är känt, {value}: ett namn inom klamrar och inget annat."),
        _wrong_sentences, needed=True,
    ),
    Check(
        "double-denial", "warning",
        Text("A sentence that denies a value holds one that denies something itself",
             "En mening som förnekar ett värde innehåller ett som självt förnekar något"),
        Text("Put the value in quotation marks there (“{value}”), or name it without a denial.",
             "Sätt värdet inom citattecken där (”{value}”), eller kalla det något utan nekande ord."),
        _double_denials,
    ),
    Check(
        "missing-sentences", "warning",
        Text("How a fact reads inside a sentence is not written",
             "Hur ett faktum lyder inuti en mening är inte skrivet"),
        Text("Add it to sentences.yaml, in both languages.", "Lägg till det i sentences.yaml, på båda språken."),
        _without_sentences,
    ),
    Check(
        "page-elsewhere", "warning",
        Text("What tells where to look for a fact does not begin with its page",
             "Texten om var ett faktum finns börjar inte med dess sida"),
        Text("Begin `where_to_look` with the page's words under `pages`, or give the fact another `page`.",
             "Börja `where_to_look` med sidans ord under `pages`, eller ge faktumet en annan `page`."),
        _pages_elsewhere,
    ),
    Check(
        "missing-message", "note",
        Text("The user is asked for a fact, but there is no question to send to the user",
             "Användaren tillfrågas om ett faktum, men det finns ingen fråga att skicka till användaren"),
        Text("Write `to_user`: a friendly sentence or two without technical words. Where a user cannot answer, say so "
             "in checks.yaml.",
             "Skriv `to_user`: en vänlig mening eller två utan fackord. Om en användare inte kan svara, säg det i "
             "checks.yaml."),
        _without_a_message,
    ),
)  # fmt: skip
"""The checks of facts."""
