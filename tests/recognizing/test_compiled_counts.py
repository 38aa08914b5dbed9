"""What reports have is counted when the package is built, and read from its compiled copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from expert import KnowledgeBase
from expert.foundations import compiled, content
from expert.foundations.texts import Text
from expert.recognizing import compiled_counts
from expert.recognizing.compiled_counts import KINDS, SECTION, counts_for, shipped
from expert.recognizing.precedents import Precedents, counts_of
from expert.rules.models import Symptom

DARK = Symptom("lamp-is-dark", Text("x", "x"), {}, (), reports=("My lamp stays dark tonight",), near_misses=("Lovely",))
LOUD = Symptom("bell-is-loud", Text("x", "x"), {}, (), reports=("The bell wakes everybody, help!",))
MUTE = Symptom("horn-is-mute", Text("x", "x"), {}, ())
SHIPPED = (DARK, LOUD)


@pytest.fixture(autouse=True)
def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package that was built of two symptoms."""
    path = tmp_path / "compiled.json"
    section = compiled.Section("sha256:0", (), {"counts": {"": counts_of(SHIPPED)}}, {})
    compiled.put(path, compiled.compiled_copy({SECTION: (section, KINDS)}))
    known = SimpleNamespace(symptoms={symptom.id: symptom for symptom in SHIPPED})
    monkeypatch.setattr(content, "compiled", lambda: path)
    monkeypatch.setattr(KnowledgeBase, "shipped", staticmethod(lambda: known))
    yield
    compiled_counts.forget()


def test_the_copy_says_what_would_be_counted() -> None:
    read, counted = shipped(), counts_of(SHIPPED)
    assert read is not None
    assert (read.symptoms, read.lengths) == (counted.symptoms, counted.lengths)
    assert (read.reports, read.near_misses) == (2, 1)
    assert {one: tuple(numbers) for one, numbers in read.having.items()} == dict(counted.having)
    near = Precedents(read).of("my lamp stays dark").nearest
    assert near == Precedents(counted).of("my lamp stays dark").nearest
    assert near[0][0] == "lamp-is-dark"


@pytest.mark.parametrize("symptoms", [SHIPPED, (*SHIPPED, MUTE)])
def test_it_is_used_where_only_the_shipped_symptoms_have_texts(symptoms: tuple[Symptom, ...]) -> None:
    assert counts_for(symptoms) is shipped()


@pytest.mark.parametrize(
    "symptoms",
    [
        (DARK,),
        (replace(DARK, reports=(*DARK.reports, "The lamp went out")), LOUD),
        (*SHIPPED, replace(MUTE, reports=("The horn is silent",))),
        (*SHIPPED, replace(MUTE, near_misses=("The horn was sold",))),
    ],
)
def test_others_are_counted_anew(symptoms: tuple[Symptom, ...]) -> None:
    assert counts_for(symptoms) is not shipped()
    assert counts_for(symptoms) == counts_of(symptoms)


def test_without_a_copy_they_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "compiled", lambda: tmp_path / "none.json")
    assert shipped() is None
    assert counts_for(SHIPPED) == counts_of(SHIPPED)
