"""A cause touches no code and no test: knowledge that has grown passes every test that is not about what is generated.

The whole of it is slow, for it runs the tests in copies of the checkout: `pytest -m growth`, or one copy at a time by
`python -m tests.growth`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from expert import KnowledgeBase
from expert.engine.rule_cases import failures, run_cases
from expert.rules.checking import check_layers
from tests.growth.__main__ import run
from tests.growth.grown import FURTHER, grown


def test_the_further_knowledge_is_sound_over_the_shipped_one() -> None:
    found = check_layers([FURTHER])
    assert found.warnings == ()
    before, after = KnowledgeBase.shipped(), found.knowledge
    # A rival that was the only one left is no longer likely; that is for the author of the new one to say.
    spoiled = {(result.case.verdict, result.verdict) for result in failures(run_cases(after))}
    assert spoiled <= {("likely", "possible")}
    for part in ("symptoms", "causes", "remedies"):
        assert len(getattr(after, part)) == len(getattr(before, part)) + 1
    assert len(after.vocabulary.facts) == len(before.vocabulary.facts) + 1
    assert after.vocabulary["behavior"].values.keys() > before.vocabulary["behavior"].values.keys()


@pytest.mark.growth
@pytest.mark.parametrize("made_up", [0, 100])
def test_grown_knowledge_passes_every_test_without_a_line_of_python_changed(made_up: int, tmp_path: Path) -> None:
    assert run(grown(tmp_path, made_up), []) == 0
