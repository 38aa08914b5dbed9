"""What each kind of part is called in messages: that there is none of a name, and the one of a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from expert.facts.vocabulary import FactDefinition
from expert.foundations.problems import did_you_mean, no_such, shown
from expert.foundations.texts import Text, joined

_NONE: Mapping[str, Text] = {
    "symptoms": Text("symptom", "inget symptom"),
    "causes": Text("cause", "ingen orsak"),
    "remedies": Text("remedy", "ingen åtgärd"),
    "steps": Text("shared step", "inget delat steg"),
    "derivations": Text("derivation", "ingen härledning"),
    "documents": Text("document", "inget dokument"),
    "topics": Text("topic", "inget ämne"),
    "scope": Text("rule of scope", "ingen avgränsningsregel"),
    "solved": Text("rule of what is solved", "ingen regel för vad som är löst"),
    "impossible": Text("impossibility", "ingen omöjlighet"),
    "costs": Text("cost", "ingen kostnad"),
    "pages": Text("page", "ingen sida"),
    "facts": Text("fact", "inget faktum"),
    "sentences": Text("fact with sentences", "inget faktum med meningar"),
    "in_text": Text("fact that is read from texts", "inget faktum som läses ur texter"),
    "glossary": Text("term", "ingen term"),
    "citations": Text("document whose citations are listed", "inget dokument vars hänvisningar räknas upp"),
    "links": Text("address whose links are listed", "ingen adress vars länkar räknas upp"),
}
_THE: Mapping[str, Text] = {
    "symptoms": Text("the symptom", "symptomet"),
    "causes": Text("the cause", "orsaken"),
    "remedies": Text("the remedy", "åtgärden"),
    "steps": Text("the shared step", "det delade steget"),
    "derivations": Text("the derivation", "härledningen"),
    "documents": Text("the document", "dokumentet"),
    "topics": Text("the topic", "ämnet"),
    "scope": Text("the rule of scope", "avgränsningsregeln"),
    "solved": Text("the rule of what is solved", "regeln för vad som är löst"),
    "impossible": Text("the impossibility", "omöjligheten"),
    "costs": Text("the cost", "kostnaden"),
    "pages": Text("the page", "sidan"),
    "facts": Text("the fact", "faktumet"),
    "sentences": Text("the sentences about", "meningarna om"),
    "in_text": Text("how texts give away", "hur texter röjer"),
    "glossary": Text("the term", "termen"),
    "citations": Text("the citations of", "hänvisningarna till"),
    "links": Text("the links to", "länkarna till"),
    "escalation": Text("what to collect before escalating", "det som ska samlas in före eskalering"),
}
_NEW_FACT = Text(" (a new fact is defined in vocabulary.yaml)", " (ett nytt faktum definieras i vocabulary.yaml)")
_NEW_VALUE = Text(" (a new value is defined in vocabulary.yaml)", " (ett nytt värde definieras i vocabulary.yaml)")


def none_of(kind: str, name: str, known: Iterable[str]) -> Text:
    """That there is no part of this name, what was likely meant, and for a fact where a new one is defined."""
    said = no_such(_NONE[kind], name, known)
    return joined((said, _NEW_FACT), "") if kind == "facts" else said


def none_below(kind: str, name: str, below: Iterable[str]) -> Text:
    """That the folders below hold no part of this name to replace or to add to."""
    none, hint, said = _NONE[kind], did_you_mean(name, below), shown(name)
    return Text(f'there is no {none.en} "{said}" below this folder{hint.en}',
                f"det finns {none.sv} ”{said}” under den här mappen{hint.sv}")


def wrong_value(fact: FactDefinition, raw: object) -> Text:
    """That a fact cannot have a value that a rule gives it; where it takes words, where a new one is defined."""
    said = joined((Text(fact.name, fact.name), fact.wrong_in_a_rule(raw)), " ")
    return joined((said, _NEW_VALUE), "") if fact.type == "word" and isinstance(raw, str) and raw.strip() else said


def the(kind: str, name: str) -> Text:
    """The part of this name; what is one of its kind has none."""
    return joined((_THE[kind], Text(f'"{shown(name)}"', f"”{shown(name)}”")), " ") if name else _THE[kind]
