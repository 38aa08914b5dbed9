"""A rule folder of one's own is laid over the shipped rules: it adds, it replaces, it never damages."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.engine import diagnose
from expert.engine.rule_cases import failures, run_cases
from expert.facts.case import Case
from expert.foundations.problems import InputError
from expert.results.diagnosis import Diagnosis
from expert.rules.knowledge import KnowledgeBase

SHIPPED = KnowledgeBase.shipped()

DUST = """\
id: dust-in-the-port
title: {en: Dust in the port, sv: Damm i porten}
explains: [shelf-full]
confirmed_when: {app: broken}
remedy:
  id: blow-the-dust-out
  title: {en: Blow the dust out, sv: Blås ur dammet}
  options: [{steps: [{text: {en: Blow., sv: Blås.}}, {step: join-again}]}]
  sources: [{document: handbook, heading: Dust, date: 2019-11-18}]
sources: [{document: handbook, heading: Dust, date: 2019-11-18}]
cases:
  - {name: dust, facts: {app: broken}, verdict: confirmed}
  - {name: nobody looked, verdict: possible}
  - {name: no dust, facts: {app: current}, verdict: ruled_out}
"""

# The shipped cause, seen otherwise by a library that gives cards by group.
CARD = """\
id: no-card
title: {en: The borrower is not in the group with cards, sv: Låntagaren är inte med i gruppen med kort}
explains: [{symptom: card-not-valid, named: true}, %s]
confirmed_when: {card: missing}
remedy:
  id: add-to-group
  title: {en: Add to the group, sv: Lägg till i gruppen}
  options: [{steps: [{text: {en: Add the borrower., sv: Lägg till låntagaren.}}]}]
  sources: [{document: ours, heading: Cards, date: 2026-01-01}]
sources: [{document: ours, heading: Cards, date: 2026-01-01}]
cases:
  - {name: missing, facts: {card: missing}, verdict: confirmed}
  - {name: valid, facts: {card: valid}, verdict: ruled_out}
"""
_EXPLAINED = [link.symptom for link in SHIPPED.causes["no-card"].links()]
CARD %= ", ".join(name for name in _EXPLAINED if name != "card-not-valid")
DOCUMENTS = "ours: {title: Our handbook, publisher: Our company}\n"
REPLACING = {
    "causes/no-card.yaml": CARD, "documents.yaml": DOCUMENTS,
    "overrides.yaml": "causes: [no-card]\n",
}  # fmt: skip
VOCABULARY = """\
facts:
  dust_seen:
    type: yes_no
    title: {en: Dust seen, sv: Damm syns}
    ask: {en: Is there dust in the port?, sv: Finns det damm i porten?}
    where_to_look: {en: In the port., sv: I porten.}
    cost: device
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def laid_over(folder: Path, files: dict[str, str]) -> KnowledgeBase:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return KnowledgeBase.load(folder)


def verdicts(diagnosis: Diagnosis) -> dict[str, str]:
    return {cause.id: cause.verdict for cause in diagnosis.causes}


def test_a_cause_is_added_with_one_file_that_brings_its_remedy(folder: Path) -> None:
    knowledge = laid_over(folder, {"causes/dust-in-the-port.yaml": DUST})
    assert set(knowledge.causes) - set(SHIPPED.causes) == {"dust-in-the-port"}
    assert set(SHIPPED.causes) <= set(knowledge.causes)

    case = Case(error="The shelf is full", platform="folio", app="broken", joining="by_hand")
    found = diagnose(case, knowledge).cause("dust-in-the-port")
    assert found.verdict == "confirmed"
    assert found.remedy is not None
    first, second = found.remedy.steps
    assert first.text == "Blow."
    assert second.text == SHIPPED.steps["join-again"].text.en
    assert [source.title for source in found.sources] == [SHIPPED.documents["handbook"].title]


def test_what_it_does_not_touch_comes_out_as_before(folder: Path) -> None:
    knowledge = laid_over(folder, {"causes/dust-in-the-port.yaml": DUST})
    case = Case(error="The shelf is full", platform="folio", readers_counted=15, reader_limit=15)
    before, after = verdicts(diagnose(case)), verdicts(diagnose(case, knowledge))
    assert after.pop("dust-in-the-port") == "possible"
    assert after == before
    assert failures(run_cases(knowledge)) == []


def test_the_shipped_knowledge_itself_stays_as_it_is(folder: Path) -> None:
    laid_over(folder, {"causes/dust-in-the-port.yaml": DUST, "vocabulary.yaml": VOCABULARY})
    assert "dust-in-the-port" not in KnowledgeBase.shipped().causes
    with pytest.raises(InputError, match='there is no fact "dust_seen"'):
        Case(dust_seen=True)


def test_a_shipped_cause_is_replaced_by_one_of_the_same_id(folder: Path) -> None:
    knowledge = laid_over(folder, REPLACING)
    assert set(knowledge.causes) == set(SHIPPED.causes)
    case = Case(error="This card is not valid", platform="folio", card="missing")
    found = diagnose(case, knowledge).cause("no-card")
    assert found.title == "The borrower is not in the group with cards"
    assert found.remedy is not None
    assert [step.text for step in found.remedy.steps] == ["Add the borrower."]
    assert [source.title for source in found.sources] == ["Our handbook"]


def test_the_remedy_that_a_replaced_cause_leaves_unused_is_no_fault(folder: Path) -> None:
    assert SHIPPED.causes["no-card"].remedy == "give-card"
    knowledge = laid_over(folder, REPLACING)
    assert "give-card" in knowledge.remedies


def test_a_symptom_that_a_replaced_cause_leaves_unexplained_is_told_of_the_cause(folder: Path) -> None:
    alone = [name for name in SHIPPED.symptoms if len(SHIPPED.causes_of(name)) == 1]
    cause = SHIPPED.causes_of(alone[0])[0].id
    left = [name for name in alone if SHIPPED.causes_of(name)[0].id == cause]
    moved = DUST.replace("dust-in-the-port", cause)
    with pytest.raises(InputError) as raised:
        laid_over(folder, {f"causes/{cause}.yaml": moved, "overrides.yaml": f"causes: [{cause}]\n"})
    assert str(raised.value).splitlines() == [
        f'{folder.as_posix()}/causes/{cause}.yaml:3: no cause explains the symptom "{name}" any more; the cause that '
        "this one replaces did"
        for name in left
    ]


def test_a_fact_is_added_and_asked_for(folder: Path) -> None:
    dust = DUST.replace("app: broken", "dust_seen: true")
    dust = dust.replace("app: current", "dust_seen: false")
    knowledge = laid_over(folder, {"causes/dust-in-the-port.yaml": dust, "vocabulary.yaml": VOCABULARY})
    case = knowledge.case(error="The shelf is full", platform="folio", dust_seen="yes")
    assert diagnose(case, knowledge).cause("dust-in-the-port").verdict == "confirmed"

    open_case = knowledge.case(error="The shelf is full", platform="folio")
    found = diagnose(open_case, knowledge)
    assert found.cause("dust-in-the-port").missing == ("dust_seen",)
    assert "Is there dust in the port?" in [question.ask for question in found.questions]
    assert list(knowledge.vocabulary.facts)[-1] == "dust_seen", "the shipped facts keep their order"


def test_later_folders_lie_over_earlier_ones(tmp_path: Path) -> None:
    for number in ("1", "2", "3"):
        path = tmp_path / number / "causes" / "dust-in-the-port.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(DUST.replace("en: Dust in the port", f"en: Dust {number}"), encoding="utf-8")
        if number != "1":
            (tmp_path / number / "overrides.yaml").write_text("causes: [dust-in-the-port]\n", encoding="utf-8")
    one, two, three = (tmp_path / number for number in ("1", "2", "3"))
    assert KnowledgeBase.load(one, two, three).causes["dust-in-the-port"].title.en == "Dust 3"
    assert KnowledgeBase.load(one, three, two).causes["dust-in-the-port"].title.en == "Dust 2"


def test_a_later_folder_mends_an_earlier_one(tmp_path: Path) -> None:
    broken, mended = tmp_path / "broken", tmp_path / "mended"
    for folder, symptom in ((broken, "no-such-symptom"), (mended, "shelf-full")):
        (folder / "causes").mkdir(parents=True)
        (folder / "causes" / "dust-in-the-port.yaml").write_text(
            DUST.replace("shelf-full", symptom), encoding="utf-8"
        )
    (mended / "overrides.yaml").write_text("causes: [dust-in-the-port]\n", encoding="utf-8")
    assert KnowledgeBase.load(broken, mended).causes["dust-in-the-port"].explains == ("shelf-full",)


def test_every_kind_of_file_may_be_json(folder: Path) -> None:
    text = """{"id": "broken-means-missing", "title": {"en": "a", "sv": "b"},
    "when": {"app": "broken"}, "concludes": {"card": "missing"},
    "sources": [{"document": "handbook", "heading": "x", "date": "2019-11-18"}]}"""
    knowledge = laid_over(folder, {"derivations/broken-means-missing.json": text})
    case = Case(error="This card is not valid", platform="folio", app="broken")
    assert diagnose(case, knowledge).cause("no-card").verdict == "confirmed"


def test_the_result_names_the_folders_and_has_its_own_digest(folder: Path) -> None:
    knowledge = laid_over(folder, {"causes/dust-in-the-port.yaml": DUST})
    named = diagnose(Case(platform="folio"), knowledge).knowledge
    assert named.extra == (folder.as_posix(),)
    assert named.digest != SHIPPED.digest
    assert named.version == SHIPPED.version


def test_the_digest_does_not_depend_on_line_ends(folder: Path) -> None:
    digest = laid_over(folder, {"causes/dust-in-the-port.yaml": DUST}).digest
    (folder / "causes" / "dust-in-the-port.yaml").write_bytes(DUST.replace("\n", "\r\n").encode())
    assert KnowledgeBase.load(folder).digest == digest


def test_what_is_impossible_is_added(folder: Path) -> None:
    rule = "- {id: no-such-slate, never: {platform: slate, os_version: '12.0'}, reason: {en: No., sv: Nej.}}\n"
    knowledge = laid_over(folder, {"impossible.yaml": rule})
    assert [part.id for part in knowledge.impossible] == [*(part.id for part in SHIPPED.impossible), "no-such-slate"]


def test_a_topic_is_added_and_a_shipped_one_gets_another_title(folder: Path) -> None:
    first = next(iter(SHIPPED.topics))
    topics = f"{first}: {{en: Ours, sv: Vårt}}\ndust: {{en: Dust, sv: Damm}}\n"
    knowledge = laid_over(folder, {"topics.yaml": topics, "overrides.yaml": f"topics: [{first}]\n"})
    assert list(knowledge.topics) == [*SHIPPED.topics, "dust"]
    assert (knowledge.topics[first].en, knowledge.topics["dust"].sv) == ("Ours", "Damm")


def test_a_scope_rule_and_a_version_are_added(folder: Path) -> None:
    rule = "- id: too-old\n  out_of_scope_when: {os_version: {at_most: '9'}}\n  reason: {en: Old., sv: Gammal.}\n"
    knowledge = laid_over(folder, {"scope.yaml": rule, "knowledge.yaml": 'version: "2026.12-ours"\n'})
    assert [rule.id for rule in knowledge.scope] == [*(rule.id for rule in SHIPPED.scope), "too-old"]
    assert knowledge.version == "2026.12-ours"
    assert diagnose(Case(error="The shelf is full", os_version="9.3"), knowledge).outcome == "out_of_scope"


def test_a_derivation_and_its_contrapositive_are_no_circle() -> None:
    names = {"no-plan-no-other-library", "other-library-has-a-plan"}
    assert names <= set(SHIPPED.derivations), "two shipped ones lead to and fro between the same facts"
    assert KnowledgeBase.load().derivations == SHIPPED.derivations
