"""A rule folder can stand alone: without the shipped knowledge, and with no more than its rules need."""

from __future__ import annotations

import pytest

from expert import InputError, KnowledgeBase, diagnose
from expert.ask import Interview
from expert.engine.rule_cases import failures, run_cases
from expert.escalating.package import escalate
from expert.explaining import explain
from expert.foundations.texts import LANGUAGES
from expert.rules.catalog import entries
from expert.rules.checking import check_layers
from tests.rules.folders import Fill, said_of

VOCABULARY = """\
costs:
  look: {weight: 1, title: {en: look, sv: titta}}
facts:
  error:
    type: texts
    cost: look
    title: {en: Message, sv: Meddelande}
    ask: {en: What does it say?, sv: Vad står det?}
    where_to_look: {en: On its display., sv: På dess display.}
  behavior:
    type: word
    cost: look
    title: {en: Behavior, sv: Beteende}
    ask: {en: What happens?, sv: Vad händer?}
    where_to_look: {en: Watch it., sv: Se efter.}
    values:
      hums: {en: it hums, sv: den brummar}
  fan_turns:
    type: yes_no
    cost: look
    title: {en: The fan turns, sv: Fläkten går}
    ask: {en: Does the fan turn?, sv: Går fläkten?}
    where_to_look: {en: Behind it., sv: Bakom den.}
"""
SOURCE = "sources: [{document: handbook, heading: Noises, date: 2026-01-01}]"
FILES = {
    "vocabulary.yaml": VOCABULARY,
    "documents.yaml": "handbook: {title: The handbook, publisher: Us}\n",
    "symptoms/it-hums.yaml": f"""\
id: it-hums
title: {{en: It hums, sv: Den brummar}}
recognized_when: {{behavior: hums}}
messages: [{{en: 'HUM 1', kind: code}}]
example: {{behavior: hums}}
{SOURCE}
""",
    "causes/fan-is-stuck.yaml": f"""\
id: fan-is-stuck
title: {{en: The fan is stuck, sv: Fläkten har fastnat}}
explains: [it-hums]
confirmed_when: {{fan_turns: false}}
remedy:
  id: free-the-fan
  title: {{en: Free the fan, sv: Frigör fläkten}}
  options: [{{steps: [{{text: {{en: Free it., sv: Frigör den.}}}}]}}]
  {SOURCE}
{SOURCE}
cases:
  - {{name: it does not turn, facts: {{fan_turns: false}}, verdict: confirmed}}
  - {{name: it turns, facts: {{fan_turns: true}}, verdict: ruled_out}}
""",
}


def test_nothing_of_the_shipped_knowledge_is_in_it(fill: Fill) -> None:
    folder = fill(FILES)
    knowledge = KnowledgeBase.load(folder, alone=True)
    assert list(knowledge.vocabulary.facts) == ["error", "behavior", "fan_turns"]
    assert (list(knowledge.symptoms), list(knowledge.causes)) == (["it-hums"], ["fan-is-stuck"])
    assert (knowledge.remedies, knowledge.steps, knowledge.derivations) == ({}, {}, {})
    assert (knowledge.scope, knowledge.impossible, knowledge.version) == ((), (), "")
    assert (knowledge.escalation.collect, knowledge.escalation.help) == ((), ())
    assert knowledge.extra == (folder.as_posix(),)
    assert knowledge.written_in("causes", "fan-is-stuck").file == f"{folder.as_posix()}/causes/fan-is-stuck.yaml"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("facts", [{}, {"behavior": "hums"}, {"error": "HUM 1", "fan_turns": False}, {"error": "?"}])
def test_everything_works_on_it(fill: Fill, facts: dict[str, object], language: str) -> None:
    knowledge = KnowledgeBase.load(fill(FILES), alone=True)
    case = knowledge.case(**facts)
    diagnosis = diagnose(case, knowledge)
    assert diagnosis.to_text()
    assert escalate(case, knowledge, language="sv" if language == "sv" else "en").to_json()
    interview = Interview(case, knowledge=knowledge)
    while interview.next_question() is not None:
        interview.skip()
    assert interview.stopped is not None
    if diagnosis.symptoms:
        assert explain(case, "fan-is-stuck", knowledge).sentences
        proven = facts.get("fan_turns") is False
        assert (diagnosis.cause("fan-is-stuck").verdict == "confirmed") == proven


def test_its_cases_and_its_listing(fill: Fill) -> None:
    knowledge = KnowledgeBase.load(fill(FILES), alone=True)
    assert failures(run_cases(knowledge)) == []
    listed = [(entry.kind, entry.id, entry.title.sv) for entry in entries(knowledge)]
    assert listed[:2] == [("symptoms", "it-hums", "Den brummar"), ("causes", "fan-is-stuck", "Fläkten har fastnat")]


def test_folders_may_be_laid_over_it(fill: Fill) -> None:
    below = fill(FILES, "below")
    fact = "facts: {behavior: {add_values: {rattles: {en: it rattles, sv: den skramlar}}}}\n"
    above = fill({"vocabulary.yaml": fact, "documents.yaml": "handbook: {title: New, publisher: Us}\n",
                  "overrides.yaml": "documents: [handbook]\n"}, "above")
    knowledge = KnowledgeBase.load(below, above, alone=True)
    assert list(knowledge.vocabulary["behavior"].values) == ["hums", "rattles"]
    assert knowledge.documents["handbook"].title == "New"


def test_without_any_folder_there_is_nothing_to_load() -> None:
    with pytest.raises(ValueError, match="name a rule folder"):
        KnowledgeBase.load(alone=True)


@pytest.mark.parametrize("name", ["error", "behavior"])
def test_a_fact_that_the_system_itself_reads_must_be_there(fill: Fill, name: str) -> None:
    rest = {path: text.replace(name, f"{name}_now") for path, text in FILES.items()}
    kind = {"error": "texts", "behavior": "word"}[name]
    assert said_of(fill(rest), alone=True) == [
        f'ours/vocabulary.yaml: the fact "{name}", of the type {kind}, is missing; every vocabulary needs it'
    ]


def test_without_a_vocabulary_both_are_asked_for(fill: Fill) -> None:
    said = said_of(fill({"documents.yaml": FILES["documents.yaml"]}), alone=True)
    assert [line.partition(": ")[0] for line in said] == ["ours/vocabulary.yaml"] * 2


@pytest.mark.parametrize("alone", [True, False])
def test_such_a_fact_keeps_its_type(fill: Fill, alone: bool) -> None:
    folder = fill({"vocabulary.yaml": VOCABULARY.replace("type: texts", "type: text")})
    if not alone:
        fill({"overrides.yaml": "facts: [error, behavior]\n"})
    with pytest.raises(InputError) as raised:
        KnowledgeBase.load(folder, alone=alone)
    said = "vocabulary.yaml:5: error must be of the type texts, for the system itself reads it"
    assert f"{folder.as_posix()}/{said}" in str(raised.value)


def test_what_it_refers_to_must_be_in_it(fill: Fill) -> None:
    cause = FILES["causes/fan-is-stuck.yaml"].replace("{text: {en: Free it., sv: Frigör den.}}", "{step: join-again}")
    assert said_of(fill({**FILES, "causes/fan-is-stuck.yaml": cause}), alone=True) == [
        'ours/causes/fan-is-stuck.yaml:8: there is no shared step "join-again"'
    ]


def test_overrides_have_nothing_below_to_replace(fill: Fill) -> None:
    assert said_of(fill({**FILES, "overrides.yaml": "causes: [fan-is-stuck]\n"}), alone=True) == [
        'ours/overrides.yaml:1: there is no cause "fan-is-stuck" below this folder'
    ]


def test_the_case_of_another_knowledge_is_no_case_of_it(fill: Fill) -> None:
    KnowledgeBase.load(fill(FILES), alone=True)
    with pytest.raises(InputError, match='there is no fact "platform"'):
        KnowledgeBase.load(fill(FILES), alone=True).case(platform="folio")


def test_what_is_missing_but_not_needed_is_a_warning_with_the_shipped_knowledge_too(fill: Fill) -> None:
    added = {"vocabulary.yaml": "facts:\n  fan_turns:\n" + VOCABULARY.partition("  fan_turns:\n")[2]
             .replace("cost: look", "cost: user")}
    warnings = check_layers([fill(added)]).warnings
    assert [str(warning.place).rpartition("/")[2] for warning in warnings] == ["vocabulary.yaml:3"] * 2
