"""The judge of cases shares nothing with the engines, agrees with them on the small knowledge, and notices a change."""

from __future__ import annotations

import ast
import re
import shutil
from dataclasses import fields
from pathlib import Path
from random import Random
from typing import Any

import pytest

from expert import Case, KnowledgeBase
from expert.recognizing.recognizer import Recognizer
from tests.engine import made_up
from tests.judge.cases import Drawn
from tests.judge.comparing import Court, Different
from tests.judge.exported import facts_in, named_by
from tests.judge.judging import Judge
from tests.judge.written import Written
from tests.small import KNOWLEDGE

pytest.importorskip("clips", reason="clipspy is not installed; pip install '.[dev]' brings it")

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def court() -> Court:
    return Court(KnowledgeBase.shipped(), Written.read(KNOWLEDGE, KNOWLEDGE))


@pytest.mark.parametrize("name", ["written.py", "exported.py", "judging.py"])
def test_the_judge_uses_nothing_of_the_product(name: str) -> None:
    for node in ast.walk(ast.parse((HERE / name).read_text(encoding="utf-8"))):
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for module in modules:
            allowed = module in ("tests.judge.written", "tests.judge.exported")
            assert allowed or module.split(".")[0] not in ("expert", "tests"), module


def _try(court: Court) -> None:
    for number in range(1_500):
        court.try_case(1, number)


def test_it_agrees_on_the_small_knowledge(court: Court) -> None:
    _try(court)


def test_it_agrees_on_knowledge_that_is_made_up() -> None:
    """Of whatever the forms of a rule allow: circles of derivations, negations inside each other, sums, versions."""
    for seed in range(150):
        rng = Random(seed)
        knowledge = made_up.knowledge_base(rng, by_behavior=0.2)
        court = Court(knowledge, _written(knowledge))
        for number in range(10):
            case = knowledge.case(**made_up.facts(rng)).as_given()
            texts = case.values()["error"]
            assert isinstance(texts, tuple)
            matches = Recognizer(knowledge.symptoms.values()).recognize(texts).matches
            court.hold(Drawn(case, matches), f"made up by {seed}, case {number}")


def _written(knowledge: KnowledgeBase) -> Written:
    """Made-up knowledge as it would be written."""
    return Written(
        facts={name: {"type": fact.type} for name, fact in knowledge.vocabulary.facts.items()},
        symptoms={name: _given(symptom) for name, symptom in knowledge.symptoms.items()},
        causes={
            name: {**_given(cause), "explains": [{"symptom": e.symptom, "named": e.named} for e in cause.links()]}
            for name, cause in knowledge.causes.items()
        },
        derivations={name: _given(derivation) for name, derivation in knowledge.derivations.items()},
        impossible=(),
        scope=(),
        solved=(),
    )


def _given(part: Any) -> dict[str, Any]:
    """What a file would say of a part."""
    return {field.name: value for field in fields(part) if (value := getattr(part, field.name)) is not None}


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("causes/no-card.yaml", "missing", "valid"),
        ("derivations/seal-past-its-date.yaml", "before", "after"),
        ("causes/version-outside-range.yaml", "less_than", "more_than"),
    ],
)
def test_a_changed_rule_is_noticed_and_the_case_shown_as_a_fact_file(
    file: str, before: str, after: str, tmp_path: Path
) -> None:
    rules = Path(shutil.copytree(KNOWLEDGE, tmp_path / "rules"))
    (changed,) = rules.rglob(Path(file).name)
    text = changed.read_text(encoding="utf-8")
    assert before in text
    changed.write_text(text.replace(before, after, 1), encoding="utf-8")
    court = Court(KnowledgeBase.shipped(), Written.read(rules, rules))
    with pytest.raises(Different) as different:
        _try(court)
    said = str(different.value)
    assert re.match(r"# case \d+ of seed 1, on 2026-11-23\n# [a-z ]+: .*; the judge: ", said)
    shown = tmp_path / "case.yaml"
    shown.write_text(said, encoding="utf-8")
    case = Case.from_file(shown)
    assert {name for name in case.values() if name != "error"}


def test_what_rests_on_a_fact_and_on_one_that_follows_is_disputed() -> None:
    judge = Judge(Written.read(KNOWLEDGE, KNOWLEDGE))
    facts = {"error": "SealUnknown", "seal": "valid", "seal_expires_on": "2026-10-19", "observed_on": "2026-11-23"}
    opinion = judge.opinion(facts, ["seal-unknown"], [])
    assert opinion.conflicts == {("values", "", frozenset({("seal", "valid"), ("seal", "expired")}))}
    assert opinion.conflicts == opinion.deciding
    assert opinion.disputed == {"seal-expired"}
    assert opinion.outcome == "contradictory"


@pytest.mark.parametrize(
    ("version", "first", "last"),
    [
        ("16.3", 16_00003_00000_00000, 16_00003_99999_99999),
        ("16", 16_00000_00000_00000, 16_99999_99999_99999),
        ("iOS 17.4.1.2", 17_00004_00001_00002, 17_00004_00001_00002),
    ],
)
def test_a_version_names_its_updates(version: str, first: int, last: int) -> None:
    assert named_by(version) == (first, last)


def test_the_facts_of_a_condition_are_found_wherever_they_stand() -> None:
    compared = {"count": {"at_least": {"fact": "limit", "plus": ["spare", "2"]}}}
    assert facts_in({"all": [{"not": compared}, {"any": [{"color": "red"}, {"lit": "true"}]}]}) == {
        "count", "limit", "spare", "color", "lit",
    }  # fmt: skip


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no rules in"):
        Written.read(tmp_path, KNOWLEDGE)
