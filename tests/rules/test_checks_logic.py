"""Checks of conditions: what can never come about, says nothing of its own, or contradicts itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert import KnowledgeBase
from expert.rules.checks.solver import Solver
from expert.rules.conditions import evaluate, parse
from tests.rules.checked import FACT, cause, checked, found, lines, remedy
from tests.rules.folders import Fill

NEVER = ["{reader_limit: {at_least: 3, at_most: 2}}", "{app: broken, not: {app: [broken, outdated]}}",
         "{all: [{app: broken}, {app: outdated}]}"]


@pytest.mark.parametrize("condition", NEVER)
def test_a_cause_that_no_facts_can_prove_is_told(fill: Fill, condition: str) -> None:
    assert lines(fill(cause(when=condition)), "unreachable-part") == ["causes/dust.yaml:4"]


def test_what_is_impossible_makes_a_cause_unreachable(fill: Fill) -> None:
    folder = fill({
        **cause(when="{app: broken, platform: folio}"),
        "impossible.yaml": "- {id: a, never: {app: broken, platform: folio}, reason: {en: It is not., sv: Inte så.}}\n",
    })  # fmt: skip
    assert lines(folder, "unreachable-part") == ["causes/dust.yaml:4"]


def test_what_follows_makes_a_cause_unreachable(fill: Fill) -> None:
    folder = fill({
        "vocabulary.yaml": "facts:\n" + FACT % ("dust", "yes_no"),
        "derivations/d.yaml": "{id: d, title: {en: It follows., sv: Det följer.}, when: {app: broken}, "
                              "concludes: {dust: false}, "
                              "sources: [{document: handbook, heading: Dust, date: 2024-01-10}]}\n",
        **cause(when="{app: broken, dust: true}"),
    })  # fmt: skip
    assert lines(folder, "unreachable-part") == ["causes/dust.yaml:4"]


def test_a_cause_that_facts_can_prove_is_not_told(fill: Fill) -> None:
    for condition in ("{reader_limit: {at_least: 2, at_most: 2}}", "{not: {app: broken}}", "{app: broken}"):
        assert lines(fill(cause(when=condition)), "unreachable-part") == []


@pytest.mark.parametrize("condition", NEVER)
def test_a_condition_anywhere_that_can_never_hold_is_told(fill: Fill, condition: str) -> None:
    options = f"[{{when: {condition}, steps: [{{step: join-again}}]}}]"
    assert lines(fill(remedy(options)), "unreachable-condition") == ["remedies/blow-the-dust-out.yaml:3"]


@pytest.mark.parametrize(("condition", "at"), [
    ("{any: [{app: broken}, {app: [broken, outdated]}]}", 1),
    ("{any: [{reader_limit: {at_least: 5}}, {reader_limit: {at_least: 3}}]}", 1),
    ("{any: [{app: broken}, {app: broken}]}", 1),
    ("{any: [{app: broken}, {app: outdated, not: {app: outdated}}]}", 1),
    ("{any: [{app: broken}, {app: outdated}]}", 0),
    ("{any: [{reader_limit: {at_least: 5}}, {reader_limit: {at_most: 3}}]}", 0),
    ("{any: [{app: broken}, {platform: folio}]}", 0),
])  # fmt: skip
def test_a_branch_that_adds_nothing_is_told(fill: Fill, condition: str, at: int) -> None:
    assert lines(fill(cause(when=condition)), "idle-branch") == ["causes/dust.yaml:4"] * at


def test_facts_that_prove_and_exclude_a_cause_are_told_with_the_facts(fill: Fill) -> None:
    (finding,) = found(fill(cause(more="ruled_out_when: {platform: folio}\n")), "contradictory-cause")
    assert finding.facts == {"app": "broken", "platform": "folio"}
    assert "app: broken, platform: folio" in finding.text.en
    assert KnowledgeBase.shipped().case(**finding.facts)["platform"] == "folio"


def test_facts_that_cannot_be_true_together_contradict_nothing(fill: Fill) -> None:
    folder = fill({
        **cause(more="ruled_out_when: {platform: folio}\n"),
        "impossible.yaml": "- {id: a, never: {app: broken, platform: folio}, reason: {en: It is not., sv: Inte så.}}\n",
    })  # fmt: skip
    assert found(folder, "contradictory-cause") == []


def test_where_it_does_not_apply_nothing_contradicts(fill: Fill) -> None:
    more = "ruled_out_when: {platform: folio}\napplies_when: {platform: slate}\n"
    assert found(fill(cause(more=more)), "contradictory-cause") == []


def test_two_causes_that_the_same_facts_prove_are_told_and_a_wider_one_is_noted(fill: Fill) -> None:
    folder = fill({
        **cause("dust-a", "{any: [{app: broken}, {platform: folio}]}"),
        **cause("dust-b", "{any: [{platform: folio}, {app: broken}]}"), **cause("dust-c", "{platform: folio}"),
    })  # fmt: skip
    (twice,) = found(folder, "duplicate-cause")
    assert (twice.part, [place.file.rpartition("/")[2] for place in twice.also]) == (
        ("causes", "dust-b"), ["dust-a.yaml"])  # fmt: skip
    assert {finding.part for finding in found(folder, "subsumed-cause")} == {("causes", "dust-c")}


def test_a_way_that_no_case_can_have_is_told(fill: Fill) -> None:
    options = "[{when: {app: %s}, steps: [{step: join-again}]}, {when: {app: %s}, steps: [{step: join-again}]}]"
    folder = fill(remedy(options % ("current", "broken")))
    assert lines(folder, "unchoosable-way") == ["remedies/blow-the-dust-out.yaml:3"]


@pytest.mark.parametrize(("applies", "way", "is_told"), [
    ("{joining: by_itself}", "", False), ("{joining: by_hand}", "", True), ("", "", False),
    ("", "when: {joining: by_hand}, ", True),
])  # fmt: skip
def test_a_step_before_which_nothing_can_be_needed_has_to_say_so(
    fill: Fill, applies: str, way: str, *, is_told: bool
) -> None:
    files = remedy(f"[{{{way}steps: [{{step: join-again}}]}}]")
    files["causes/dust.yaml"] += f"applies_when: {applies}\n" if applies else ""
    assert bool(found(fill(files), "needless-preparation")) is is_told
    prepared = {name: said.replace("join-again", "join-again, prepared: true") for name, said in files.items()}
    assert found(fill(prepared), "needless-preparation") == []


def test_a_chain_of_facts_with_two_derivations_each_is_told_at_once(fill: Fill) -> None:
    """Eighteen of them make a quarter of a million ways, and each further one doubles it."""
    facts, files = "facts:\n", {}
    for n in range(18):
        facts += FACT % (f"link_{n}", "yes_no") + "    asked: false\n"
        for way in ("a", "b"):
            before = f"link_{n - 1}: true" if n else f"app: {'broken' if way == 'a' else 'outdated'}"
            files[f"derivations/link-{n}-{way}.yaml"] = (
                f"{{id: link-{n}-{way}, title: {{en: It follows., sv: Det följer.}}, when: {{{before}}}, "
                f"concludes: {{link_{n}: true}}, "
                "sources: [{document: handbook, heading: Dust, date: 2024-01-10}]}\n"
            )
    told = checked(fill({"vocabulary.yaml": facts, **files, **cause(when="{link_17: true}")}))
    assert [finding.check for finding in told.errors] == ["explosive-derivation"]
    assert told.sound is None


@pytest.mark.parametrize("hole", ["{value:d}", "{value:>2000000000}", "{value.__class__}", "{value[0]}", "{value!r}",
                                  "{0}", "{}"])
def test_a_hole_that_is_more_than_a_name_is_an_error(fill: Fill, hole: str) -> None:
    said = f"dust:\n  known: {{en: 'the dust is {hole}', sv: dammet}}\n  denied: {{en: it is not so, sv: inte så}}\n"
    folder = fill({"vocabulary.yaml": "facts:\n" + FACT % ("dust", "yes_no"),
                   "sentences.yaml": said + "  open: {en: how the dust is, sv: hur dammet är}\n"})
    assert lines(folder, "wrong-sentence") == ["sentences.yaml:2"]


def test_what_the_solver_finds_holds_and_is_as_small_as_it_can_be(small: KnowledgeBase) -> None:
    condition = parse({"any": [{"app": "broken", "platform": "folio"}, {"reader_limit": {"at_least": 3}}]},
                      small.vocabulary)
    cases = list(Solver(small, [condition]).cases([(condition, True)]))
    assert {frozenset(case) for case in cases} == {frozenset({"app", "platform"}), frozenset({"reader_limit"})}
    for case in cases:
        assert evaluate(condition, case).truth.holds
        for left_out in case:
            fewer = {name: values for name, values in case.items() if name != left_out}
            assert not evaluate(condition, fewer).truth.holds


def test_the_small_knowledge_has_nothing_but_notes(tmp_path: Path) -> None:
    (tmp_path / "knowledge.yaml").write_text('version: "1"\n', "utf-8")
    assert [finding for finding in checked(tmp_path).findings if finding.level != "note"] == []
