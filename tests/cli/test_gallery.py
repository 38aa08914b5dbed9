"""The gallery shows what the knowledge says today."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from expert import KnowledgeBase
from expert.cli import gallery
from expert.foundations import content
from tests.generated import __main__ as generated


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A gallery of two pictures, in a folder of its own."""
    every = dict(gallery.pictures())
    kept = {name: every[name] for name in ("tree-xpc-connection-invalid.en", "case-no-server-connection.sv")}
    monkeypatch.setattr(gallery, "pictures", lambda: iter(kept.items()))
    monkeypatch.setattr(gallery, "gallery", lambda: tmp_path)
    return tmp_path


def test_it_has_every_symptom_in_both_languages() -> None:
    names = {name for name, _ in gallery.pictures()}
    for language in ("en", "sv"):
        assert {f"tree.{language}", f"case-no-server-connection.{language}"} <= names
        for kind in ("tree", "ladder"):
            assert {f"{kind}-{symptom}.{language}" for symptom in KnowledgeBase.shipped().symptoms} <= names


def test_a_fresh_gallery_has_not_drifted(small: Path) -> None:
    gallery.write(small)
    assert gallery.drifted(small) == []
    assert sorted(path.name for path in small.iterdir()) == [
        "case-no-server-connection.sv.svg", "manifest.json", "tree-xpc-connection-invalid.en.svg",
    ]  # fmt: skip


def test_only_what_has_changed_is_drawn_again(small: Path) -> None:
    assert len(gallery.write(small)) == 2
    assert gallery.write(small) == []


def test_drift_is_found_and_named(small: Path) -> None:
    gallery.write(small)
    manifest = small / "manifest.json"
    digests = json.loads(manifest.read_text(encoding="utf-8"))
    digests["tree-xpc-connection-invalid.en"] = "0" * 64
    manifest.write_text(json.dumps(digests), encoding="utf-8")
    (small / "case-no-server-connection.sv.svg").unlink()
    (small / "tree-retired.en.svg").write_text("<svg/>", encoding="utf-8")
    assert gallery.drifted(small) == [
        "case-no-server-connection.sv", "tree-retired.en", "tree-xpc-connection-invalid.en",
    ]  # fmt: skip


def test_pictures_that_are_no_longer_made_are_removed(small: Path) -> None:
    (small / "tree-retired.en.svg").write_text("<svg/>", encoding="utf-8")
    gallery.write(small)
    assert not (small / "tree-retired.en.svg").exists()


def test_an_installed_copy_has_no_gallery(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(content, "root", lambda: tmp_path)
    with pytest.raises(FileNotFoundError):
        gallery.gallery()


def test_the_command_for_what_is_generated_refuses_an_unknown_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert generated.main(["--chekc"]) == 2
    assert capsys.readouterr().err == "usage: python -m tests.generated [--check]\n"
