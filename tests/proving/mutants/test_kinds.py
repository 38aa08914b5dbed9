"""Each kind makes its mistake wherever it can be made, and nowhere else."""

from __future__ import annotations

import pytest

from expert import KnowledgeBase
from expert.foundations import parsing
from expert.foundations.problems import ProblemList
from expert.foundations.shapes import Written
from expert.proving.mutants.kinds import KINDS
from expert.proving.mutants.mutant import Mutant
from expert.proving.mutants.trees import on_a_line, same
from expert.rules.reading import read_file
from tests.proving.mutants.small_ground import every, ground

WAYS = "options: [{steps: [%s]}]"
JOIN = "text: {en: Go., sv: Gå.}"


def made(kind: str, part: str, text: str, knowledge: KnowledgeBase) -> list[str]:
    """What the mutants of a kind, made of a part, change."""
    node = parsing.parse(text, "part.yaml")
    assert node is not None
    written = Written(part, "it", None, node)
    mutants = [Mutant(KINDS[kind], 0, 0, written, change) for change in KINDS[kind].changes(written, knowledge)]
    return [" ".join(mutant.difference()) for mutant in mutants]


@pytest.mark.parametrize(("kind", "part", "text", "expected"), [
    ("test-dropped", "causes", "confirmed_when: {address_in: wrong, any: [{card: valid}, {card: missing}]}", [
        "- confirmed_when/address_in: wrong",
        "- confirmed_when/any: [{card: valid}, {card: missing}]",
        "- confirmed_when/any[0]: {card: valid}",
        "- confirmed_when/any[1]: {card: missing}",
    ]),
    ("test-dropped", "causes", "confirmed_when: {address_in: wrong}", []),
    ("test-denied", "causes", "confirmed_when: {address_in: wrong, other_library: true}", [
        "- confirmed_when: {address_in: wrong, other_library: true} "
        "+ confirmed_when: {all: [{other_library: true}, {not: {address_in: wrong}}]}",
    ]),
    ("test-denied", "derivations", "when: {not: {address_in: wrong}}",
     ["- when/not: {address_in: wrong} + when/not: {not: {address_in: wrong}}"]),
    ("value-changed", "causes", "applies_when: {other_library: true}",
     ["- applies_when/other_library: true + applies_when/other_library: false"]),
    ("value-dropped", "steps", "before: [{when: {address_in: [wrong, missing]}}]",
     ["- before[0]/when/address_in[0]: wrong", "- before[0]/when/address_in[1]: missing"]),
    ("bound-moved", "causes", "confirmed_when: {readers_counted: {at_least: 0, less_than: 9}}", [
        "- confirmed_when/readers_counted/at_least: 0 + confirmed_when/readers_counted/at_least: 1",
        "- confirmed_when/readers_counted/less_than: 9 + confirmed_when/readers_counted/less_than: 8",
        "- confirmed_when/readers_counted/less_than: 9 + confirmed_when/readers_counted/less_than: 10",
    ]),
    ("relation-changed", "impossible", "never: {readers_counted: {at_least: 3}}",
     ["- never/readers_counted: {at_least: 3} + never/readers_counted: {more_than: 3}"]),
    ("summand-dropped", "derivations", "when: {a: {at_least: {fact: b, plus: c}}}", ["- when/a/at_least/plus: c"]),
    ("any-all", "causes", "confirmed_when: {any: [{card: valid}, {card: missing}]}", [
        "- confirmed_when: {any: [{card: valid}, {card: missing}]} "
        "+ confirmed_when: {all: [{card: valid}, {card: missing}]}",
    ]),
    ("any-all", "causes", "confirmed_when: {card: valid, other_library: true}", [
        "- confirmed_when: {card: valid, other_library: true} "
        "+ confirmed_when: {any: [{card: valid}, {other_library: true}]}",
    ]),
    ("not-changed", "causes", "confirmed_when: {not: {card: valid}}",
     ["- confirmed_when: {not: {card: valid}} + confirmed_when: {card: valid}"]),
    ("applies-when-dropped", "causes", "applies_when: {card: valid}", ["- applies_when: {card: valid}"]),
    ("stops-always", "causes", "stops_enrollment: {card: valid}",
     ["- stops_enrollment: {card: valid} + stops_enrollment: true"]),
    ("stops-always", "causes", "stops_enrollment: true", []),
    ("step-dropped", "remedies", WAYS % "{step: a}, {step: b}",
     ["- options[0]/steps[0]: {step: a}", "- options[0]/steps[1]: {step: b}"]),
    ("step-dropped", "remedies", WAYS % "{step: a}", []),
    ("steps-swapped", "causes", "remedy: {options: [{steps: [{step: join-again}, {step: sync-plans}]}]}", [
        "- remedy/options[0]/steps: [{step: join-again}, {step: sync-plans}] "
        "+ remedy/options[0]/steps: [{step: sync-plans}, {step: join-again}]",
    ]),
    ("steps-swapped", "remedies", WAYS % "{step: back-up-reader}, {step: wipe-reader}", []),
    ("protection-late", "remedies", WAYS % "{step: back-up-reader}, {step: sync-plans}, {step: wipe-reader}", [
        "- options[0]/steps: [{step: back-up-reader}, {step: sync-plans}, {step: wipe-reader}] "
        "+ options[0]/steps: [{step: sync-plans}, {step: wipe-reader}, {step: back-up-reader}]",
    ]),
    ("step-changed", "remedies", WAYS % "{step: back-up-reader}",
     ["- options[0]/steps[0]/step: back-up-reader + options[0]/steps[0]/step: check-code-is-required"]),
    ("mark-dropped", "steps", "safety: [erases_device]", ["- safety: [erases_device]"]),
    ("mark-softened", "steps", "safety: [changes_tenant, erases_device]",
     ["- safety[1]: erases_device + safety[1]: changes_tenant"]),
    ("harm-dropped", "remedies", "options: [{harm: {when: {a: b}}}]", ["- options[0]/harm: {when: {a: b}}"]),
    ("harm-turned-round", "remedies", "options: [{harm: {when: {a: b}}}]",
     ["- options[0]/harm/when: {a: b} + options[0]/harm/when: {not: {a: b}}"]),
    ("wait-changed", "steps", "wait: P1DT2H", ["- wait: P1DT2H + wait: PT13H"]),
    ("prepared-added", "remedies", WAYS % "{step: join-again}, {step: sync-plans}, {step: join-again, prepared: true}",
     ["+ options[0]/steps[0]/prepared: true"]),
    ("row-dropped", "remedies", WAYS % "{grid: {rows: [[a, b], [c, d]]}}",
     ["- options[0]/steps[0]/grid/rows[0]: [a, b]", "- options[0]/steps[0]/grid/rows[1]: [c, d]"]),
    ("explains-dropped", "causes", "explains: [a, b]", ["- explains[0]: a", "- explains[1]: b"]),
    ("named-changed", "causes", "explains: [a, {symptom: b, named: true}]",
     ["- explains[0]: a + explains[0]: {symptom: a, named: true}", "- explains[1]/named: true"]),
    ("verdict-changed", "causes", "cases: [{verdict: likely}]",
     ["- cases[0]/verdict: likely + cases[0]/verdict: possible"]),
    ("conclusion-changed", "derivations", "concludes: {other_library: true}",
     ["- concludes/other_library: true + concludes/other_library: false"]),
    ("message-dropped", "symptoms", "messages: [{en: A}]", ["- messages: [{en: A}]"]),
    ("message-dropped", "symptoms", "add_messages: [{en: A}, {en: B}]",
     ["- add_messages[0]: {en: A}", "- add_messages[1]: {en: B}"]),
    ("code-changed", "symptoms", "messages: [{code: {domain: D, number: 7}}]",
     ["- messages[0]/code/number: 7 + messages[0]/code/number: 8"]),
    ("tells-dropped", "symptoms", "messages: [{tells: {a: b}}]", ["- messages[0]/tells/a: b"]),
    ("language-dropped", "steps", JOIN, ["- text/en: Go.", "- text/sv: Gå."]),
    ("languages-swapped", "steps", JOIN, ["- text: {en: Go., sv: Gå.} + text: {en: Gå., sv: Go.}"]),
    ("languages-swapped", "steps", "text: {en: Same., sv: Same.}", []),
    ("languages-swapped", "symptoms", "phrases: [{en: a, sv: b}]", []),
    ("language-doubled", "steps", JOIN, ["- text/sv: Gå. + text/sv: Go."]),
    ("short-dropped", "remedies", WAYS % "{text: a, short: b}, {step: c}", ["- options[0]/steps[0]/short: b"]),
    ("short-dropped", "steps", "{short: a, before: [{short: b}]}", ["- short: a", "- before[0]/short: b"]),
    ("source-dropped", "causes", "sources: [{document: d}]", ["- sources: [{document: d}] + sources: []"]),
    ("source-date-changed", "causes", "notes: [{sources: [{date: 2024-02-29}]}]",
     ["- notes[0]/sources[0]/date: 2024-02-29 + notes[0]/sources[0]/date: 2025-02-28"]),
    ("source-status-changed", "causes", "sources: [{status: superseded}, {document: d}]",
     ["- sources[0]/status: superseded", "+ sources[1]/status: superseded"]),
    ("link-broken", "steps", "links: [{url: 'https://a.example'}, {url: page.md}]", [
        '- links[0]/url: "https://a.example" + links[0]/url: "https:/a.example"',
        "- links[1]/url: page.md + links[1]/url: page.m",
    ]),
])  # fmt: skip
def test_a_kind_makes_its_mistake(kind: str, part: str, text: str, expected: list[str], small: KnowledgeBase) -> None:
    assert made(kind, part, text, small) == expected


@pytest.mark.parametrize(("kind", "text", "expected"), [
    # A value by which the cause is ruled out, before and after, is none that could be told from its absence.
    ("value-added", "{applies_when: {joining: by_itself}, confirmed_when: {joining: by_itself, other_library: true}}",
     []),
    ("value-added", "{applies_when: {joining: by_itself}, confirmed_when: {other_library: true}}",
     ["- applies_when/joining: by_itself + applies_when/joining: [by_itself, by_hand]"]),
    ("value-added", "{applies_when: {joining: by_hand}, confirmed_when: {joining: [by_hand, on_the_web]}}",
     ["- applies_when/joining: by_hand + applies_when/joining: [by_hand, on_the_web]"]),
    # Nor one by which the whole condition is decided already, unless a part of what proves a cause speaks for it.
    ("value-added",
     "{stops_enrollment: {any: [{joining: [by_hand, on_the_web]}, {joining: by_itself, other_library: true}]}}",
     []),
    ("value-added", "{stops_enrollment: {any: [{joining: by_hand}, {joining: by_itself, other_library: true}]}}", [
        "- stops_enrollment/any[0]/joining: by_hand + stops_enrollment/any[0]/joining: [by_hand, by_itself]",
        "- stops_enrollment/any[1]/joining: by_itself + stops_enrollment/any[1]/joining: [by_itself, on_the_web]",
    ]),
    # That what proves it fails is what rules it out anyway.
    ("ruled-out-when-dropped",
     "{confirmed_when: {readers_counted: {at_most: 15}}, ruled_out_when: {readers_counted: {more_than: 15}}}", []),
    ("ruled-out-when-dropped",
     "{confirmed_when: {readers_counted: {at_least: 25}}, ruled_out_when: {readers_counted: {at_most: 24}}}", []),
    ("ruled-out-when-dropped",
     "{confirmed_when: {joining: by_hand, other_library: true}, "
     "ruled_out_when: {any: [{other_library: false}, {joining: [by_itself, on_the_web]}]}}", []),
    ("ruled-out-when-dropped",
     "{confirmed_when: {readers_counted: {at_least: 25}}, ruled_out_when: {readers_counted: {at_most: 23}}}",
     ["- ruled_out_when: {readers_counted: {at_most: 23}}"]),
    ("ruled-out-when-dropped",
     "{confirmed_when: {joining: by_hand, other_library: true}, ruled_out_when: {other_library: false}}",
     ["- ruled_out_when: {other_library: false}"]),
    # Where the cause stops nothing, it is ruled out.
    ("stops-always",
     "{applies_when: {joining: by_itself}, confirmed_when: {other_library: true}, "
     "stops_enrollment: {joining: [by_itself, by_hand]}}", []),
    ("stops-always", "{confirmed_when: {joining: by_hand}, stops_enrollment: {joining: by_hand}}", []),
    ("stops-always",
     "{confirmed_when: {joining: by_hand}, ruled_out_when: {other_library: true}, "
     "stops_enrollment: {joining: by_hand}}", ["- stops_enrollment: {joining: by_hand} + stops_enrollment: true"]),
    ("stops-always",
     "{applies_when: {joining: by_itself}, confirmed_when: {other_library: true}, "
     "stops_enrollment: {joining: by_hand}}",
     ["- stops_enrollment: {joining: by_hand} + stops_enrollment: true"]),
    # What proves the cause says all of it: it fails where this fails, and a part of it speaks for the cause too.
    ("applies-when-dropped",
     "{applies_when: {joining: [by_hand, by_itself]}, confirmed_when: {joining: [by_hand, by_itself], card: missing}}",
     []),
    ("applies-when-dropped",
     "{applies_when: {not: {joining: by_hand}}, "
     "confirmed_when: {any: [{joining: by_itself, card: missing}, {joining: on_the_web, other_library: true}]}}", []),
    ("applies-when-dropped",
     "{applies_when: {joining: [by_hand, by_itself]}, confirmed_when: {joining: by_hand, card: missing}}", []),
    ("applies-when-dropped",
     "{applies_when: {joining: by_hand}, confirmed_when: {joining: [by_hand, by_itself], card: missing}}",
     ["- applies_when: {joining: by_hand}"]),
    ("value-dropped",
     "{applies_when: {not: {joining: [by_hand, on_the_web]}}, confirmed_when: {joining: by_itself, card: missing}}",
     []),
    ("value-dropped", "{applies_when: {not: {joining: [by_hand, on_the_web]}}, confirmed_when: {card: missing}}",
     ["- applies_when/not/joining[0]: by_hand", "- applies_when/not/joining[1]: on_the_web"]),
    ("applies-when-dropped", "{applies_when: {joining: by_hand}, confirmed_when: {joining: by_hand}}",
     ["- applies_when: {joining: by_hand}"]),
    ("applies-when-dropped",
     "{applies_when: {joining: by_hand}, confirmed_when: {joining: by_hand, card: missing}, "
     "ruled_out_when: {card: valid}}", ["- applies_when: {joining: by_hand}"]),
])  # fmt: skip
def test_no_mistake_is_made_that_changes_nothing(
    kind: str, text: str, expected: list[str], small: KnowledgeBase
) -> None:
    assert made(kind, "causes", text, small) == expected


@pytest.mark.parametrize(("bound", "expected"), [
    ("15.7", ["15.6", "15.8"]), ("15", ["14", "15.1"]), ("16.3.0", ["16.3.1"]), ("16.3.2", ["16.3.1", "16.3.3"]),
])  # fmt: skip
def test_a_version_is_moved_by_the_last_number_that_is_written(
    bound: str, expected: list[str], small: KnowledgeBase
) -> None:
    name = next(fact.name for fact in small.vocabulary.facts.values() if fact.type == "version")
    changed = made("bound-moved", "causes", f"confirmed_when: {{{name}: {{at_least: {bound}}}}}", small)
    assert [line.rpartition(": ")[2] for line in changed] == expected


@pytest.mark.parametrize(("message", "dropped"), [
    ("{en: The token failed. Ask the desk., must: {en: token failed}}", [0]),
    ("{en: TheTokenFailed, must: {en: token failed}}", []),
    ("{en: The tokens failed., must: {en: token failed}}", [0, 1]),
    ("{en: The token failed. Ask the desk., must: {en: token failed}, tells: {token: expired}}", [0, 1]),
    ("{en: The token failed. Ask the desk., must: {en: desk}}", [0, 1]),
    ("{en: The token failed. Ask the desk., must: {en: token failed}, only_with: {texts: [desk]}}", [0]),
])  # fmt: skip
def test_no_message_is_dropped_where_another_comes_to_the_same(
    message: str, dropped: list[int], small: KnowledgeBase
) -> None:
    node = parsing.parse(
        "id: it\ntitle: {en: A, sv: B}\nexample: {joining: by_hand}\n"
        f"messages: [{{en: The token failed., must: {{en: token failed}}}}, {message}]\n"
        "sources: [{document: handbook, heading: Tokens, date: 2020-01-15}]\n", "it.yaml",
    )  # fmt: skip
    assert node is not None
    (symptom,) = read_file("symptoms/it.yaml", node, ProblemList())
    changes = KINDS["message-dropped"].changes(symptom, small)
    assert [change.at for change in changes] == [("messages", place) for place in dropped]


@pytest.mark.parametrize(("way", "expected"), [
    # The one cause of the remedy is ruled out wherever a reader does not join by itself.
    ("joining: by_itself", []),
    ("joining: by_hand", ["[by_hand, by_itself]"]),
])
def test_of_a_way_no_value_is_added_by_which_its_causes_are_ruled_out(way: str, expected: list[str]) -> None:
    was = 'os_version: {less_than: "4.0"}'
    parts = ground("", ("remedies/change-sign-in.yaml", was, way)).read[0].parts
    part = next(part for part in parts if (part.kind, part.id) == ("remedies", "change-sign-in"))
    added = KINDS["value-added"].changes(part, ground().knowledge)
    said = [on_a_line(change.becomes) for change in added if change.becomes is not None and "harm" in change.at]
    assert said == expected


def test_a_day_is_moved_by_one(small: KnowledgeBase) -> None:
    name = next(fact.name for fact in small.vocabulary.facts.values() if fact.type == "date")
    changed = made("bound-moved", "causes", f"confirmed_when: {{{name}: {{before: 2026-03-01}}}}", small)
    assert [line.rpartition(": ")[2] for line in changed] == ["2026-02-28", "2026-03-02"]


def test_of_the_small_knowledge_every_kind_can_be_made_and_each_mutant_is_another() -> None:
    mutants = every()
    assert {mutant.kind.id for mutant in mutants} == KINDS.keys()
    assert len({mutant.id for mutant in mutants}) == len(mutants)
    assert not [mutant.id for mutant in mutants if same(mutant.part.node, mutant.node)]


def test_a_mutant_keeps_the_line_of_what_is_changed() -> None:
    mutants = [mutant for mutant in every() if mutant.part.id == "write-addresses"]
    (wait,) = [mutant for mutant in mutants if mutant.kind.id == "wait-dropped"]
    assert str(wait.place) == "rules/remedies/write-addresses.yaml:8"
    assert wait.difference() == ["- options[0]/steps[0]/wait: PT72H"]
