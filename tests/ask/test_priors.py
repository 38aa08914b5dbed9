"""A team's counts change how the causes weigh; without them all weigh the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert import InputError, KnowledgeBase
from expert.ask import Interview, Priors

CAUSES = KnowledgeBase.shipped().causes


def test_without_counts_all_causes_weigh_the_same() -> None:
    assert Priors().weights(["a", "b", "c", "d"]) == dict.fromkeys("abcd", 0.25)


def test_counts_are_smoothed_so_that_what_never_happened_is_not_impossible() -> None:
    weights = Priors({"a": 8}).weights(["a", "b"])
    assert weights == {"a": 0.9, "b": 0.1}


def test_equal_counts_change_nothing() -> None:
    message = "Setup failed. The network was lost."
    plain = Interview(error=message).next_question()
    assert Interview(error=message, priors=Priors(dict.fromkeys(CAUSES, 7))).next_question() == plain


def test_the_interview_says_that_it_weighed() -> None:
    assert Interview().weighed is None
    said = Interview(priors=Priors({"reader-fault": 3}, "counts.yaml"), language="sv").weighed
    assert said is not None
    assert "3 totalt, counts.yaml" in said


def test_counts_change_the_order_and_never_the_verdict() -> None:
    priors = Priors({"model-blocked": 99})
    plain = Interview(error="NoJoinRule")
    weighed = Interview(error="NoJoinRule", priors=priors)
    assert plain.next_question() != weighed.next_question()
    assert weighed.diagnosis == plain.diagnosis


def test_counts_are_read_from_yaml_and_json(tmp_path: Path) -> None:
    yaml, json = "reader-fault: 3\nbrowser-not-ready: 0\n", '{"reader-fault": 3, "browser-not-ready": 0}'
    for name, text in (("a.yaml", yaml), ("a.json", json)):
        (tmp_path / name).write_text(text, "utf-8")
        priors = Priors.from_file(tmp_path / name, CAUSES)
        assert priors.counts == {"reader-fault": 3, "browser-not-ready": 0}
        assert priors.total == 3


def test_everything_wrong_with_a_file_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"reader-falt: 3\nreader-fault: 1.5\nbrowser-not-ready: {'9' * 5000}\n", "utf-8")
    with pytest.raises(InputError) as caught:
        Priors.from_file(tmp_path / "a.yaml", CAUSES)
    assert [problem.place.line for problem in caught.value.problems if problem.place] == [1, 2, 3]
    assert 'did you mean "reader-fault"' in str(caught.value)


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        Priors({"reader-fault": -1})
