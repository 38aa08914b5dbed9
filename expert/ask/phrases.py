"""What an interview says about its questions, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from expert.diagnosis import Diagnosis
from expert.facts.vocabulary import FactDefinition, Value
from expert.texts import Language, Text

STOPPED = {
    "confirmed": Text(
        "The cause is confirmed, and nothing cheaper is left to check.",
        "Orsaken är bekräftad, och inget billigare återstår att kontrollera.",
    ),
    "nothing_to_ask": Text(
        "No further question can change the result.", "Ingen ytterligare fråga kan ändra resultatet."
    ),
    "unrecognized": Text(
        "Neither the message nor the behavior is known here, so there is nothing to ask about.",
        "Varken meddelandet eller beteendet är känt här, så det finns inget att fråga om.",
    ),
    "out_of_scope": Text(
        "The case is outside what this system knows about.", "Ärendet ligger utanför det som systemet känner till."
    ),
}

KNOWN = Text("It is known that {facts}.", "Det är känt att {facts}.")
NOTHING_KNOWN = Text("Nothing is known yet.", "Inget är känt ännu.")
IF_VALUE = Text("If the answer is “{value}”, {effect}.", "Om svaret är ”{value}” {effect}.")
OTHERWISE = Text("Any other answer decides nothing by itself.", "Andra svar avgör inget på egen hand.")
CONFIRMS = Text("then “{cause}” is confirmed", "så är ”{cause}” bekräftad")
RULES_OUT = Text("then “{cause}” is ruled out", "så är ”{cause}” utesluten")
NEEDS_MORE = Text(
    "It decides something only together with: {facts}.", "Det avgör något först tillsammans med: {facts}."
)
FIRST = Text(
    "The message, or else the behavior, says which causes come into question.",
    "Meddelandet, eller annars beteendet, avgör vilka orsaker som kan komma i fråga.",
)
AND = Text(" and ", " och ")
FACT_IS = Text("{title} is “{value}”", "{title} är ”{value}”")


def why(
    diagnosis: Diagnosis,
    definition: FactDefinition,
    effects: Mapping[Value, Mapping[str, str]],
    with_others: tuple[str, ...],
    language: Language,
) -> str:
    """What a question would decide: what is known, then what follows from each answer.

    Args:
        diagnosis: what is known so far.
        definition: the fact that is asked for.
        effects: for each answer, the causes that it would confirm or rule out.
        with_others: titles of the facts without which it decides nothing.
        language: the language of the sentences.
    """
    if not diagnosis.symptoms:
        return FIRST.in_(language)
    titles = {cause.id: cause.title for cause in diagnosis.causes}
    lines = [_known(diagnosis, language)]
    for value, states in effects.items():
        if states:
            parts = [
                (CONFIRMS if state == "confirmed" else RULES_OUT).format(cause=titles[cause]).in_(language)
                for cause, state in sorted(states.items(), key=lambda item: (item[1], item[0]))
            ]
            words = definition.say(value).in_(language)
            lines.append(IF_VALUE.format(value=words, effect=AND.in_(language).join(parts)).in_(language))
    if with_others:
        lines.append(NEEDS_MORE.format(facts=", ".join(with_others)).in_(language))
    elif any(not states for states in effects.values()):
        lines.append(OTHERWISE.in_(language))
    return " ".join(lines)


def _known(diagnosis: Diagnosis, language: Language) -> str:
    facts: dict[str, None] = {}
    for cause in diagnosis.causes:
        for fact in cause.because:
            facts[FACT_IS.format(title=fact.title, value=fact.words).in_(language)] = None
    symptoms = [f"“{s.title}”" if language == "en" else f"”{s.title}”" for s in diagnosis.symptoms]
    listed = [*symptoms_said(symptoms, language), *facts]
    return KNOWN.format(facts=AND.in_(language).join(listed)).in_(language)


def symptoms_said(symptoms: list[str], language: Language) -> list[str]:
    """The symptoms as a clause that follows "it is known that"."""
    said = Text("the symptom is {symptom}", "symptomet är {symptom}")
    return [said.format(symptom=symptom).in_(language) for symptom in symptoms]
