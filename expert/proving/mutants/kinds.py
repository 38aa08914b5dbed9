"""Every kind of mutants."""

from __future__ import annotations

from collections.abc import Mapping

from expert.foundations.texts import Text
from expert.proving.mutants import of_conditions, of_parts, of_remedies, of_texts
from expert.proving.mutants.mutant import Changes, MutantKind
from expert.proving.mutants.of_conditions import WAYS, condition_dropped
from expert.proving.mutants.of_remedies import dropped, mark_dropped
from expert.proving.mutants.trees import EACH


def _kind(
    name: str, en: str, sv: str, changes: Changes, *, grave: bool = False, words_only: bool = False
) -> MutantKind:
    return MutantKind(name, Text(en, sv), changes, grave, words_only)


_OF_CONDITIONS = (
    _kind("test-dropped", "a part of a condition is dropped", "en del av ett villkor saknas",
          of_conditions.part_dropped),
    _kind("test-denied", "a test is denied", "ett test förnekas", of_conditions.test_denied),
    _kind("value-changed", "a value is another one", "ett värde är ett annat", of_conditions.value_changed),
    _kind("value-dropped", "one of several values is dropped", "ett av flera värden saknas",
          of_conditions.value_dropped),
    _kind("value-added", "a further value will do", "ytterligare ett värde duger", of_conditions.value_added),
    _kind("bound-moved", "a bound is moved by the least", "en gräns flyttas minsta möjliga steg",
          of_conditions.bound_moved),
    _kind("relation-changed", "a comparison is another one", "en jämförelse är en annan",
          of_conditions.relation_changed),
    _kind("summand-dropped", "what is added in a comparison is dropped", "det som läggs till i en jämförelse saknas",
          of_conditions.summand_dropped),
    _kind("any-all", "any becomes all, or all any", "any blir all, eller all any", of_conditions.joined_otherwise),
    _kind("not-changed", "`not` is added or removed", "`not` läggs till eller tas bort",
          of_conditions.not_added_or_removed),
    _kind("applies-when-dropped", "`applies_when` is dropped", "`applies_when` saknas",
          of_conditions.applies_when_dropped),
    _kind("ruled-out-when-dropped", "`ruled_out_when` is dropped", "`ruled_out_when` saknas",
          of_conditions.ruled_out_when_dropped),
    _kind("recognized-when-dropped", "`recognized_when` is dropped", "`recognized_when` saknas",
          condition_dropped(("recognized_when",))),
    _kind("stops-dropped", "`stops_enrollment` is dropped", "`stops_enrollment` saknas",
          condition_dropped(("stops_enrollment",))),
    _kind("stops-always", "`stops_enrollment` loses its condition", "`stops_enrollment` förlorar sitt villkor",
          of_conditions.stops_always),
)  # fmt: skip
_OF_REMEDIES = (
    _kind("step-dropped", "a step is dropped", "ett steg saknas", of_remedies.step_dropped),
    _kind("steps-swapped", "two steps are swapped", "två steg byter plats", of_remedies.steps_swapped),
    _kind("protection-late", "what protects from a loss comes after it", "det som skyddar mot en förlust kommer efter",
          of_remedies.protection_late, grave=True),
    _kind("step-changed", "a shared step is another one", "ett delat steg är ett annat", of_remedies.other_step),
    _kind("mark-dropped", "a safety mark is dropped", "en säkerhetsmärkning saknas", mark_dropped("safety"),
          grave=True),
    _kind("mark-softened", "a safety mark is milder", "en säkerhetsmärkning är mildare", of_remedies.mark_softened,
          grave=True),
    _kind("protection-dropped", "`protects_from` is dropped", "`protects_from` saknas", mark_dropped("protects_from"),
          grave=True),
    _kind("harm-dropped", "the harm of a way is dropped", "skadan av ett sätt saknas",
          condition_dropped(*of_remedies.harm_dropped_from), grave=True),
    _kind("harm-turned-round", "the condition of a harm is denied", "villkoret för en skada förnekas",
          of_conditions.harm_turned_round, grave=True),
    _kind("harm-mark-dropped", "a safety mark of a harm is dropped", "en säkerhetsmärkning av en skada saknas",
          of_remedies.harm_mark_dropped, grave=True),
    _kind("wait-dropped", "a wait is dropped", "en väntan saknas", dropped("wait")),
    _kind("wait-changed", "a wait is half as long", "en väntan är hälften så lång", of_remedies.wait_changed),
    _kind("prepared-dropped", "`prepared` is dropped", "`prepared` saknas", of_remedies.prepared_dropped),
    _kind("prepared-added", "`prepared` is added", "`prepared` läggs till", of_remedies.prepared_added, grave=True),
    _kind("preparation-dropped", "what has to come before a shared step is dropped",
          "det som ska komma före ett delat steg saknas", of_remedies.preparation_dropped, grave=True),
    _kind("order-dropped", "`last` or `holds_up` is dropped", "`last` eller `holds_up` saknas",
          dropped("last", "holds_up")),
    _kind("way-dropped", "a way is dropped", "ett sätt saknas", of_remedies.way_dropped),
    _kind("ways-swapped", "two ways are swapped", "två sätt byter plats", of_remedies.ways_swapped),
    _kind("way-condition-dropped", "the condition of a way is dropped", "villkoret för ett sätt saknas",
          condition_dropped(*((*way, "when") for way in WAYS))),
    _kind("way-status-dropped", "a way is no longer marked as superseded", "ett sätt är inte längre märkt som ersatt",
          condition_dropped(*((*way, "status") for way in WAYS))),
    _kind("row-dropped", "a row of a step's table is dropped", "en rad i ett stegs tabell saknas",
          of_remedies.row_dropped),
    _kind("verify-dropped", "`verify` is dropped", "`verify` saknas",
          condition_dropped(("verify",), ("remedy", "verify"))),
)  # fmt: skip
_OF_PARTS = (
    _kind("explains-dropped", "a symptom that a cause explains is dropped", "ett symptom som en orsak förklarar saknas",
          of_parts.explained_dropped),
    _kind("named-changed", "`named` is added or removed", "`named` läggs till eller tas bort",
          of_parts.named_turned_round),
    _kind("remedy-changed", "the remedy is another one", "åtgärden är en annan", of_parts.other_remedy),
    _kind("verdict-changed", "a case expects another verdict", "ett fall väntar ett annat utslag",
          of_parts.verdict_turned_round),
    _kind("derivation-dropped", "a derivation is dropped", "en härledning saknas", of_parts.part_gone("derivations")),
    _kind("conclusion-changed", "a derivation concludes another value", "en härledning ger ett annat värde",
          of_parts.conclusion_changed),
    _kind("impossible-dropped", "an impossibility is dropped", "en omöjlighet saknas",
          of_parts.part_gone("impossible")),
    _kind("scope-dropped", "a rule of scope is dropped", "en avgränsningsregel saknas", of_parts.part_gone("scope")),
    _kind("scope-turned-round", "a rule of scope is denied", "en avgränsningsregel förnekas",
          of_conditions.scope_turned_round),
    _kind("solved-dropped", "a rule of what is solved is dropped", "en regel för vad som är löst saknas",
          of_parts.part_gone("solved")),
)  # fmt: skip
_OF_TEXTS = (
    _kind("message-dropped", "a message is dropped", "ett meddelande saknas",
          of_texts.message_dropped),
    _kind("code-changed", "a message's code is another one", "ett meddelandes kod är en annan",
          of_texts.code_changed),
    _kind("tells-dropped", "a fact that a message states is dropped", "ett faktum som ett meddelande anger saknas",
          of_texts.told_dropped),
    _kind("only-with-dropped", "`only_with` is dropped", "`only_with` saknas",
          condition_dropped(("messages", EACH, "only_with"))),
    _kind("must-dropped", "`must` is dropped", "`must` saknas", condition_dropped(("messages", EACH, "must"))),
    _kind("language-dropped", "a language of a text is dropped", "ett språk av en text saknas",
          of_texts.language_dropped),
    _kind("languages-swapped", "a text's languages are swapped", "en texts språk har bytt plats",
          of_texts.languages_swapped, grave=True, words_only=True),
    _kind("language-doubled", "a text is English in both languages", "en text är engelsk på båda språken",
          of_texts.language_doubled, words_only=True),
    _kind("all-languages-swapped", "the languages of all texts of a part are swapped",
          "språken i en dels alla texter har bytt plats", of_texts.all_languages_swapped, grave=True, words_only=True),
    _kind("short-dropped", "the short wording of a step is dropped", "den korta lydelsen av ett steg saknas",
          condition_dropped(*of_remedies.short_wordings), words_only=True),
    _kind("source-dropped", "a source is dropped", "en källa saknas", of_texts.source_dropped, words_only=True),
    _kind("source-date-changed", "a source is a year younger", "en källa är ett år yngre",
          of_texts.source_date_changed, words_only=True),
    _kind("source-status-changed", "a source is superseded, or no longer", "en källa är ersatt, eller inte längre",
          of_texts.source_stands_again, words_only=True),
    _kind("link-dropped", "a link is dropped", "en länk saknas", of_texts.link_dropped, words_only=True),
    _kind("link-broken", "a link is broken", "en länk är trasig", of_texts.link_broken, words_only=True),
)  # fmt: skip

KINDS: Mapping[str, MutantKind] = {
    kind.id: kind for kind in (*_OF_CONDITIONS, *_OF_REMEDIES, *_OF_PARTS, *_OF_TEXTS)
}
"""Every kind by its id, in the order of reports."""
