"""The gallery shows what the knowledge says today."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from expert import KnowledgeBase
from expert.cli import gallery
from expert.foundations import content
from tests.generated import __main__ as generated


@pytest.fixture(autouse=True)
def example(monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that there is in the small knowledge."""
    monkeypatch.setattr(gallery, "EXAMPLES", ("no-answer",))


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A gallery of two pictures, in a folder of its own."""
    every = dict(gallery.pictures())
    kept = {name: every[name] for name in ("tree-link-error.en", "case-no-answer.sv")}
    monkeypatch.setattr(gallery, "pictures", lambda: iter(kept.items()))
    monkeypatch.setattr(gallery, "gallery", lambda: tmp_path)
    return tmp_path


def test_it_has_every_symptom_in_both_languages() -> None:
    names = {name for name, _ in gallery.pictures()}
    for language in ("en", "sv"):
        assert {f"tree.{language}", f"case-no-answer.{language}"} <= names
        for kind in ("tree", "ladder"):
            assert {f"{kind}-{symptom}.{language}" for symptom in KnowledgeBase.shipped().symptoms} <= names


def test_a_fresh_gallery_has_not_drifted(folder: Path) -> None:
    gallery.write(folder)
    assert gallery.drifted(folder) == []
    assert sorted(path.name for path in folder.iterdir()) == [
        "case-no-answer.sv.svg", "manifest.json", "tree-link-error.en.svg",
    ]  # fmt: skip


def test_only_what_has_changed_is_drawn_again(folder: Path) -> None:
    assert len(gallery.write(folder)) == 2
    assert gallery.write(folder) == []


def test_drift_is_found_and_named(folder: Path) -> None:
    gallery.write(folder)
    manifest = folder / "manifest.json"
    digests = json.loads(manifest.read_text(encoding="utf-8"))
    digests["tree-link-error.en"] = "0" * 64
    manifest.write_text(json.dumps(digests), encoding="utf-8")
    (folder / "case-no-answer.sv.svg").unlink()
    (folder / "tree-retired.en.svg").write_text("<svg/>", encoding="utf-8")
    assert gallery.drifted(folder) == [
        "case-no-answer.sv", "tree-link-error.en", "tree-retired.en",
    ]  # fmt: skip


def test_pictures_that_are_no_longer_made_are_removed(folder: Path) -> None:
    (folder / "tree-retired.en.svg").write_text("<svg/>", encoding="utf-8")
    gallery.write(folder)
    assert not (folder / "tree-retired.en.svg").exists()


def test_an_installed_copy_has_no_gallery(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(content, "root", lambda: tmp_path)
    with pytest.raises(FileNotFoundError):
        gallery.gallery()


def test_the_command_for_what_is_generated_refuses_an_unknown_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert generated.main(["--chekc"]) == 2
    assert capsys.readouterr().err == "usage: python -m tests.generated [--check]\n"
