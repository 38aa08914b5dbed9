"""The gallery shows what the knowledge says today, and an index page leads to every picture."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from expert import KnowledgeBase
from expert.cli import gallery
from expert.cli.gallery_sections import Section, sections
from expert.foundations import content
from tests.generated import __main__ as generated
from tests.visualize.pages.html_page import Page

LISTED = """
- title: {en: Cases, sv: Fall}
  pictures:
    - name: case-superseded
      draw: graph
      example: no-answer
      about: {en: What only older documents name., sv: Det som bara äldre dokument nämner.}
    - name: case-solved
      draw: graph
      facts: {error: The shelf is full, joins_now: true}
      about: {en: Nothing is left., sv: Inget är kvar.}
    - name: ladder-case
      draw: ladder
      example: no-answer
      about: {en: A path., sv: En väg.}
    - name: plan-dark
      draw: plan
      example: no-answer
      theme: dark
      about: {en: In the dark., sv: I mörker.}
  command: {en: expert graph case.yaml, sv: expert graph fall.yaml}
- title: {en: The rest, sv: Resten}
  pictures:
    - {name: ladder, draw: ladder, symptom: shelf-full, about: {en: A ladder., sv: En stege.}}
    - {name: slide, draw: slides, symptom: shelf-full, frames: [symptom, question-1], about: {en: Two., sv: Två.}}
    - {name: slide-case, draw: slides, example: no-answer, frames: [verdict], about: {en: One., sv: En.}}
    - {name: slide-dark, draw: slides, example: no-answer, frames: [verdict], theme: dark, about: {en: Dark., sv: M.}}
    - {name: practice, draw: practice, seed: 3, about: {en: An exercise., sv: En övning.}}
    - {name: topic, draw: tree, topic: TOPIC, about: {en: A topic., sv: Ett ämne.}}
  command: {en: expert tree, sv: expert tree}
"""


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Section]:
    """Pictures of every kind, of the small knowledge."""
    file = tmp_path_factory.mktemp("listed") / "gallery.yaml"
    topic = next(iter(KnowledgeBase.shipped().topics))
    file.write_text(LISTED.replace("TOPIC", topic), encoding="utf-8")
    return sections(file)


@pytest.fixture(scope="module")
def contents(listed: Sequence[Section]) -> gallery.Contents:
    return gallery.Contents(KnowledgeBase.shipped(), listed)


@pytest.fixture
def few(contents: gallery.Contents, listed: Sequence[Section], monkeypatch: pytest.MonkeyPatch) -> gallery.Contents:
    """A gallery of two pictures."""
    kept = ("tree-link-error.en", "case-superseded.sv")
    found = gallery.Contents(KnowledgeBase.shipped(), listed)
    monkeypatch.setattr(found, "pictures", {name: contents.pictures[name] for name in kept}, raising=False)
    monkeypatch.setattr(found, "pages", lambda: iter([("index.html", "A page\n")]))
    return found


def test_it_has_a_tree_of_every_symptom_and_what_is_listed_in_both_languages(contents: gallery.Contents) -> None:
    for language in ("en", "sv"):
        names = {f"tree-{symptom}.{language}" for symptom in KnowledgeBase.shipped().symptoms}
        names |= {f"{name}.{language}" for name in (
            "case-superseded", "case-solved", "ladder-case", "plan-dark", "ladder", "slide-1", "slide-2", "slide-case",
            "slide-dark", "practice", "topic",
        )}  # fmt: skip
        assert names <= contents.pictures.keys()
    assert len(contents.pictures) == 2 * len(names)


def test_a_picture_says_what_it_comes_to(contents: gallery.Contents) -> None:
    pictures = contents.pictures
    assert "only older documentation" in pictures["case-superseded.en"].said
    assert pictures["slide-case.en"].said.startswith("Only older documentation names this cause.")
    assert all(picture.said.strip(" .") for picture in pictures.values())
    for name in ("case-superseded.en", "slide-case.sv"):
        drawn = pictures[name].draw().decode()
        assert "<desc" in drawn


def test_a_theme_colors_its_pictures_only(contents: gallery.Contents) -> None:
    dark, light = (contents.pictures[f"{name}.en"].draw().decode() for name in ("plan-dark", "case-superseded"))
    assert "#14181d" in dark.casefold()
    assert "#14181d" not in light.casefold()
    inks = set(re.findall(r'<text[^>]* fill="([^"]*)"', contents.pictures["slide-dark.en"].draw().decode()))
    assert "#F2F4F7" in inks
    assert not inks & set(re.findall(r'<text[^>]* fill="([^"]*)"', contents.pictures["slide-case.en"].draw().decode()))


def test_the_index_shows_every_listed_picture_with_words_and_links_every_tree(contents: gallery.Contents) -> None:
    pages = {name: Page(text) for name, text in contents.pages()}
    assert list(pages) == ["index.html", "index.sv.html"]
    for page, language in zip(pages.values(), ("en", "sv"), strict=True):
        assert page.wrong == []
        assert "script" not in page.tags
        own = {picture.file for picture in contents.pictures.values() if picture.language == language}
        assert {link for link in page.links if link.endswith(".svg")} == own
        shown = {str(picture["src"]): picture for picture in page.shown}
        assert set(shown) == {file for file in own if not file.startswith("tree-")}
        assert all(picture["alt"] and picture["loading"] == "lazy" for picture in shown.values())
    assert "index.sv.html" in pages["index.html"].links


def test_a_fresh_gallery_has_not_drifted(few: gallery.Contents, tmp_path: Path) -> None:
    gallery.write(tmp_path, few)
    assert gallery.drifted(tmp_path, few) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "case-superseded.sv.svg", "index.html", "manifest.json", "tree-link-error.en.svg",
    ]  # fmt: skip


def test_only_what_has_changed_is_drawn_again(few: gallery.Contents, tmp_path: Path) -> None:
    assert len(gallery.write(tmp_path, few)) == 3
    assert gallery.write(tmp_path, few) == []


def test_drift_is_found_and_named(few: gallery.Contents, tmp_path: Path) -> None:
    gallery.write(tmp_path, few)
    manifest = tmp_path / "manifest.json"
    digests = json.loads(manifest.read_text(encoding="utf-8"))
    digests["tree-link-error.en"] = "0" * 64
    manifest.write_text(json.dumps(digests), encoding="utf-8")
    (tmp_path / "case-superseded.sv.svg").unlink()
    (tmp_path / "tree-retired.en.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "index.html").write_text("Another page\n", encoding="utf-8")
    assert gallery.drifted(tmp_path, few) == [
        "case-superseded.sv.svg", "index.html", "tree-link-error.en.svg", "tree-retired.en.svg",
    ]  # fmt: skip


def test_files_that_are_no_longer_made_are_removed(few: gallery.Contents, tmp_path: Path) -> None:
    for name in ("tree-retired.en.svg", "index.de.html"):
        (tmp_path / name).write_text("<svg/>", encoding="utf-8")
    gallery.write(tmp_path, few)
    assert not (tmp_path / "tree-retired.en.svg").exists()
    assert not (tmp_path / "index.de.html").exists()


def test_an_installed_copy_has_no_gallery(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(content, "root", partial(Path, tmp_path))
    with pytest.raises(FileNotFoundError):
        gallery.gallery()


def test_the_command_for_what_is_generated_refuses_an_unknown_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert generated.main(["--chekc"]) == 2
    assert capsys.readouterr().err == "usage: python -m tests.generated [--check]\n"
