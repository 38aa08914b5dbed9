"""One engine may be used from several threads at once, and an error in one run leaves nothing behind."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.facts.vocabulary import Vocabulary
from expert.foundations.terms import EngineName
from tests import small

KNOWLEDGE = KnowledgeBase.shipped()
TODAY = date(2026, 11, 23)
CASES = [Case.from_file(path) for path in sorted(small.EXAMPLES.iterdir())]
THREADS = 8


@pytest.fixture(params=["experta", "compiled"])
def engine(request: pytest.FixtureRequest) -> EngineName:
    """Each of the two engines in its turn."""
    name: EngineName = request.param
    return name


@pytest.fixture
def often_interrupted() -> Iterator[None]:
    """Threads take turns a thousand times as often as usual."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    yield
    sys.setswitchinterval(before)


@pytest.fixture
def fresh() -> KnowledgeBase:
    """The knowledge, for which no engine has been built yet."""
    return replace(KNOWLEDGE)


@pytest.mark.usefixtures("often_interrupted")
def test_eight_threads_diagnose_as_one_does(fresh: KnowledgeBase, engine: EngineName) -> None:
    """They begin together, so the engines too are built while others wait for them."""
    alone = [diagnose(case, KNOWLEDGE, today=TODAY, engine=engine).to_json() for case in CASES]
    together = Barrier(THREADS)

    def work(number: int) -> list[str]:
        """Each thread goes through the cases three times, beginning with another one."""
        found: dict[int, set[str]] = {}
        together.wait()
        for turn in range(number, number + 3 * len(CASES)):
            at = turn % len(CASES)
            found.setdefault(at, set()).add(diagnose(CASES[at], fresh, today=TODAY, engine=engine).to_json())
        return ["".join(found[at]) for at in range(len(CASES))]

    with ThreadPoolExecutor(THREADS) as pool:
        for found in pool.map(work, range(THREADS)):
            assert found == alone


@pytest.mark.usefixtures("often_interrupted")
def test_threads_with_knowledge_of_their_own_do_not_meet(tmp_path: Path) -> None:
    """Two knowledge bases with the same ids: what one thread concludes never shows in another's result."""
    without = replace(KNOWLEDGE, causes={k: v for k, v in KNOWLEDGE.causes.items() if k != "address-missing"})
    case = Case(error="The library does not answer.", address_in="missing")
    expected = [diagnose(case, knowledge).to_json() for knowledge in (KNOWLEDGE, without)]
    assert expected[0] != expected[1]
    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(lambda i: diagnose(case, (KNOWLEDGE, without)[i % 2]).to_json(), range(60)))
    assert found == expected * 30


@pytest.fixture
def other_vocabulary() -> Vocabulary:
    """A vocabulary in which the certificate's expiry date is a number, as no rule can compare it."""
    definition = replace(KNOWLEDGE.vocabulary["seal_expires_on"], type="number")
    return Vocabulary(KNOWLEDGE.vocabulary.costs, {**KNOWLEDGE.vocabulary.facts, "seal_expires_on": definition},
                      KNOWLEDGE.vocabulary.pages)


def test_an_error_in_one_run_leaves_the_engine_usable(
    other_vocabulary: Vocabulary, fresh: KnowledgeBase, engine: EngineName
) -> None:
    """The run breaks off when a certificate was just proven expired; the next case knows nothing about it."""
    innocent = Case(error="SealUnknown", observed_on="2026-11-02")
    breaking = Case.of(
        {
            "error": "SealUnknown", "observed_on": "2026-11-02",
            "seal": "expired", "seal_expires_on": 5, "seal_key_at_hand": False,
        },
        other_vocabulary,
    )
    expected = diagnose(innocent, KNOWLEDGE, engine=engine).to_json()
    for _ in range(3):
        with pytest.raises(TypeError, match="cannot compare"):
            diagnose(breaking, fresh, engine=engine)
        assert diagnose(innocent, fresh, engine=engine).to_json() == expected


def test_an_error_in_one_thread_does_not_hold_the_others_up(
    other_vocabulary: Vocabulary, fresh: KnowledgeBase, engine: EngineName
) -> None:
    facts = {"error": "SealUnknown", "seal_expires_on": 5, "seal": "valid"}
    breaking = Case.of(facts, other_vocabulary)
    innocent = Case(error="SealUnknown", seal="valid")
    expected = diagnose(innocent, KNOWLEDGE, engine=engine).to_json()

    def work(number: int) -> str:
        if number % 2:
            with pytest.raises(TypeError):
                diagnose(breaking, fresh, today=TODAY, engine=engine)
        return diagnose(innocent, fresh, engine=engine).to_json()

    with ThreadPoolExecutor(THREADS) as pool:
        assert set(pool.map(work, range(24))) == {expected}
