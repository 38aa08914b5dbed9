"""Checks that a step bears the marks that its words, links and table call for, and tells of those that it bears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from expert.foundations.problems import shown
from expert.foundations.terms import DANGER, DESTRUCTIVE, GRAVE, Safety
from expert.foundations.texts import LANGUAGES, Language, Text
from expert.rules.checks.danger_words import marks_linked, marks_told, told_of_a_case
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.checks.parts import StepAt

# Whether a step changes something in the tenant, or only leads there, words tell less surely than that it destroys.
_SURE: tuple[Safety, ...] = (*GRAVE, "lowers_security")


# A device that is erased is no longer managed either, and has lost the company's data with all other.
_CONTAINED: Mapping[Safety, Safety] = {"removes_company_data": "erases_device"}


def _missing_marks(look: Look) -> Iterator[Spot]:
    yield from (spot for spot, mark in _called_for(look) if mark in _SURE)


def _missing_marks_of_changes(look: Look) -> Iterator[Spot]:
    yield from (spot for spot, mark in _called_for(look) if mark not in _SURE)


def _called_for(look: Look) -> Iterator[tuple[Spot, Safety]]:
    """The marks that steps call for and lack.

    What affects all devices in some cases only, a harm of the way tells; what is destroyed, the step itself.
    """
    for place in look.parts.steps:
        step, option = place.step, place.option
        of_harm = () if option is None or option.harm is None else option.harm.safety
        known = {*step.safety, *(mark for mark in of_harm if mark not in DESTRUCTIVE)}
        for mark in DANGER:
            by = _what_tells(place, mark)
            if by is not None and mark not in known and _CONTAINED.get(mark) not in known:
                said = Text(shown(step.text.en), shown(step.text.sv))
                yield Spot(_CALLS_FOR.format(by=by, mark=mark, step=said), At(place.part, place.path)), mark


def _what_tells(place: StepAt, mark: Safety) -> Text | None:
    """What of a step tells of a danger; None where nothing does."""
    step = place.step
    told = [language for language in LANGUAGES if mark in marks_told(step.text.in_(language), language)]
    if told and (mark in _SURE or len(told) == len(LANGUAGES)):
        return _BOTH if len(told) == len(LANGUAGES) else _ONE[told[0]]
    cells = [] if step.grid is None else [cell for row in step.grid.rows for cell in row]
    return _LINK if mark in marks_linked([*(link.url for link in step.links), *cells]) else None


def _untold_marks(look: Look) -> Iterator[Spot]:
    """Marks of which the words say nothing: whoever reads the step alone does not see them, nor that they are lost."""
    for place in look.parts.steps:
        told = {language: marks_told(place.step.text.in_(language), language) for language in LANGUAGES}
        for mark in place.step.safety:
            silent = [language for language in LANGUAGES if mark not in told[language]]
            if silent:
                which = _IN_BOTH if len(silent) == len(LANGUAGES) else _IN[silent[0]]
                yield Spot(_UNTOLD.format(mark=mark, which=which), At(place.part, (*place.path, "safety")))


def _unnamed_cases(look: Look) -> Iterator[Spot]:
    """Steps that say "if" of what is marked as if they did it in every case."""
    for place in look.parts.steps:
        step = place.step
        if not step.safety or step.dangers_only_if is not None:
            continue
        for language in LANGUAGES:
            short = "" if step.short is None else step.short.in_(language)
            if told_of_a_case(step.text.in_(language), short, language):
                said = Text(shown(step.text.en), shown(step.text.sv))
                yield Spot(_UNNAMED_CASE.format(step=said), At(place.part, (*place.path, "safety")))
                break


_BOTH = Text("its words", "orden")
_ONE: dict[Language, Text] = {
    "en": Text("its English words (the Swedish ones do not)", "de engelska orden (de svenska gör det inte)"),
    "sv": Text("its Swedish words (the English ones do not)", "de svenska orden (de engelska gör det inte)"),
}
_LINK = Text("its link or table", "länken eller tabellen")
_CALLS_FOR = Text(
    "{by} call for the mark {mark}: “{step}”; if it does no such harm, say so in checks.yaml, with the reason",
    "märkningen {mark} behövs enligt {by}: ”{step}”; gör steget ingen sådan skada, ange det i checks.yaml med skälet",
)
_IN_BOTH = Text("the words", "orden")
_IN: dict[Language, Text] = {
    "en": Text("the English words", "de engelska orden"), "sv": Text("the Swedish words", "de svenska orden"),
}
_UNTOLD = Text(
    "{which} do not tell of the danger {mark} that the step is marked with",
    "{which} säger inget om faran {mark} som steget är märkt med",
)
_UNNAMED_CASE = Text(
    "the words tell of a danger in some case only, and the mark is one of every case: “{step}”",
    "orden talar om en fara som bara finns i vissa fall, och märkningen gäller alla fall: ”{step}”",
)

CHECKS = (
    Check(
        "missing-safety-mark", "error",
        Text("The words, link or table of a step call for a safety mark that it lacks",
             "Ett stegs ord, länk eller tabell kräver en säkerhetsmärkning som det saknar"),
        Text("Add the mark under `safety`. Where the step does no such harm, switch the check off for its part in "
             "checks.yaml, with the reason.",
             "Lägg till märkningen under `safety`. Gör steget ingen sådan skada, stäng av kontrollen för dess del i "
             "checks.yaml, med skälet."),
        _missing_marks,
    ),
    Check(
        "missing-change-mark", "warning",
        Text("The words of a step say that it changes the tenant, and it is not marked so",
             "Ett stegs ord säger att det ändrar i klientorganisationen, och det är inte märkt så"),
        Text("Add `changes_tenant` under `safety`, or say in checks.yaml why it changes nothing there.",
             "Lägg till `changes_tenant` under `safety`, eller ange i checks.yaml varför det inte ändrar något där."),
        _missing_marks_of_changes,
    ),
    Check(
        "untold-danger", "warning",
        Text("A step has a mark of which its words, in one language or both, say nothing",
             "Ett steg har en märkning som orden, på ena språket eller båda, inte säger något om"),
        Text("Say in both languages what the step does; a mark that is lost is noticed by the words alone. Take the "
             "mark away from a step that only looks, asks or waits.",
             "Skriv på båda språken vad steget gör; att en märkning har tappats märks bara på orden. Ta bort "
             "märkningen från ett steg där man bara tittar, frågar eller väntar."),
        _untold_marks,
    ),
    Check(
        "unnamed-case", "warning",
        Text("A step says “if” of what its mark says without one",
             "Ett steg säger ”om” om det som märkningen säger utan villkor"),
        Text("Name the case in `dangers_only_if`, or leave it out of the words where the step is always done.",
             "Ange fallet i `dangers_only_if`, eller ta bort det ur orden om steget alltid görs."),
        _unnamed_cases,
    ),
)  # fmt: skip
"""The checks of safety marks."""
