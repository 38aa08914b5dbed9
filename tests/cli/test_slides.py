"""`expert slides`, `--for` and `--theme`: which files are written, and what is said where they cannot be."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest

from tests import commands, small
from tests.visualize.extras import needs_pdf, needs_slides

run = partial(commands.run)
CASE = small.EXAMPLES / "no-answer.yaml"
SYMPTOM = ("--symptom", "shelf-full")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which files are written into."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder: Path) -> list[str]:
    """The files of a folder, without the list of its slides."""
    return sorted(path.name for path in folder.iterdir() if path.name != "slides.json")


# slides


def test_a_folder_gets_a_picture_for_each_slide_named_by_what_it_shows(here: Path) -> None:
    code, out, error = run("slides", *SYMPTOM, "-o", "class")
    assert (code, out) == (0, "")
    found = names(here / "class")
    assert error == f"{len(found)} slides in class\n"
    assert [int(name.split("-")[0]) for name in found] == [*range(1, len(found) + 1)]
    assert found[0].endswith("-symptom.svg")
    assert any("-cause-shelf-limit-reached.svg" in name for name in found)


def test_slides_of_an_earlier_time_make_way_and_other_files_stay_safe(here: Path) -> None:
    run("slides", "--symptom", "setup-failed-no-answer", "-o", "class")
    many = names(here / "class")
    assert run("slides", *SYMPTOM, "-o", "class", "--language", "sv")[0] == 0
    assert len(names(here / "class")) < len(many)
    (here / "class" / "notes.txt").write_text("mine", encoding="utf-8")
    before = names(here / "class")
    assert run("slides", *SYMPTOM, "-o", "class", "--language", "sv")[0] == 0
    assert names(here / "class") == before
    (here / "class" / "slides.json").unlink()
    code, _, error = run("slides", *SYMPTOM, "-o", "class")
    assert code == 2
    assert error.startswith("class: this folder holds something else than such slides; name a new one")
    assert names(here / "class") == before


def test_symptoms_cases_and_topics_stand_in_one_deck(here: Path) -> None:
    assert run("slides", *SYMPTOM, "--symptom", "branch-full", CASE, "-o", "class")[0] == 0
    parts = {re.sub(r"^\d+-(part-\d).*", r"\1", name) for name in names(here / "class")}
    assert parts == {"part-1", "part-2", "part-3"}


def test_a_case_may_be_given_by_its_facts_alone(here: Path) -> None:
    assert run("slides", "--set", "error=The shelf is full", "-o", "class")[0] == 0
    assert names(here / "class")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-o", "class"), "name what the slides are about: --symptom, --topic, or fact files"),
        (("--symptom", "shelf-ful", "-o", "class"), 'there is no symptom "shelf-ful"; did you mean "shelf-full"?'),
        ((*SYMPTOM, "-o", "class.docx"), "class.docx: this command does not write .docx; "),
        ((*SYMPTOM, "-o", "none/class.svg"), "none/class.svg: there is no such folder"),
        ((*SYMPTOM, "-o", "class", "--theme", "drak"), 'there is no theme "drak"; did you mean "dark"?'),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(arguments: tuple[str, ...], told: str, here: Path) -> None:
    code, out, error = run("slides", *arguments)
    assert (code, out) == (2, "")
    assert error.startswith(told)
    assert names(here) == []


def test_without_a_place_it_is_asked_for() -> None:
    code, _, error = run("slides", *SYMPTOM)
    assert code == 2
    assert "-o" in error


@needs_pdf
@needs_slides
def test_the_ending_tells_the_form(here: Path) -> None:
    for name, beginning in {"class.pptx": b"PK", "class.pdf": b"%PDF"}.items():
        assert run("slides", *SYMPTOM, "-o", name) == (0, "", "")
        assert (here / name).read_bytes().startswith(beginning)
    assert run("slides", *SYMPTOM, "-o", "dots", "--format", "png")[0] == 0
    assert all(name.endswith(".png") for name in names(here / "dots"))


def test_without_the_extra_it_is_said_what_to_install(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("fpdf", "pptx"):
        monkeypatch.setitem(__import__("sys").modules, module, None)
    for name, extra in {"class.pptx": "slides", "class.pdf": "pdf"}.items():
        code, out, error = run("slides", *SYMPTOM, "-o", name)
        assert (code, out) == (2, "")
        assert f'pip install "enrollment-expert[{extra}]"' in error
    assert names(here) == []


def test_what_is_personal_is_masked_where_it_is_asked_for(here: Path) -> None:
    said = "case: T-1\nerror: The shelf is full, says anna@library.example\n"
    (here / "case.yaml").write_text(said, encoding="utf-8")
    run("slides", "case.yaml", "-o", "class", "--redact", "personal")
    texts = "".join(path.read_text(encoding="utf-8") for path in (here / "class").iterdir())
    assert "anna@" not in texts
    assert "[user-1]" in texts


# --for


PICTURES: dict[str, tuple[str | Path, ...]] = {"graph": (CASE,), "ladder": SYMPTOM, "tree": SYMPTOM, "plan": (CASE,)}


@pytest.mark.parametrize("name", PICTURES)
def test_each_picture_has_slides(name: str, here: Path) -> None:
    code, out, error = run(name, *PICTURES[name], "--for", "slide", "-o", "x.svg")
    assert (code, out) == (0, "")
    found = names(here)
    assert re.fullmatch(r"\d+ files: x-0*1\.svg to x-\d+\.svg\n", error)
    assert all(re.fullmatch(r"x-\d+\.svg", name) for name in found)


@pytest.mark.parametrize("name", PICTURES)
def test_each_picture_can_be_printed(name: str, here: Path) -> None:
    assert run(name, *PICTURES[name], "--for", "a4", "-o", "x.svg")[0] == 0
    code, _, error = run(name, *PICTURES[name], "--for", "poster", "-o", "poster.svg")
    assert code == 0
    said = r": for paper of the size A\d, \d+ x \d+ mm; the smallest text has [\d.]+ points$"
    assert all(re.search(said, line) for line in error.splitlines() if "files: " not in line)
    assert re.search(said, error, re.MULTILINE)
    drawn = next(iter(sorted(here.glob("x*.svg")))).read_text(encoding="utf-8")
    assert re.search('width="(297.0mm" height="210.0|210.0mm" height="297.0)mm"', drawn)


def test_the_whole_tree_has_a_slide_for_each_topic(here: Path) -> None:
    assert run("tree", "--for", "slide", "-o", "x.svg")[0] == 0
    topics = [topic for topic in small.knowledge().topics
              if any(symptom.topic == topic for symptom in small.knowledge().symptoms.values())]  # fmt: skip
    assert len(names(here)) >= len(topics)


def test_a_screen_has_what_it_had() -> None:
    assert run("ladder", *SYMPTOM, "--for", "screen") == run("ladder", *SYMPTOM)


def test_several_files_need_a_name() -> None:
    code, out, error = run("ladder", *SYMPTOM, "--for", "slide")
    assert (code, out) == (2, "")
    assert re.match(r"these are \d+ files; name one with -o \(name\.svg\)", error)


def test_a_form_that_there_is_not_for_that_is_refused() -> None:
    assert run("ladder", *SYMPTOM, "--for", "slide", "--format", "mermaid") == (
        2, "", "with --for slide there is no mermaid; there is svg, png, pdf, pptx\n",
    )  # fmt: skip
    assert run("graph", CASE, "--format", "pptx")[0] == 2
    error = run("ladder", *SYMPTOM, "--for", "a4", "-o", "x.png")[2]
    assert error == "x.png: this command does not write .png; it writes .pdf, .svg\n"


# --theme


def test_a_theme_colors_every_picture_and_the_settings_may_name_it(here: Path) -> None:
    paper = '#14181d'
    assert paper in run("graph", CASE, "--format", "svg", "--theme", "dark")[1].lower()
    assert paper not in run("graph", CASE, "--format", "svg")[1].lower()
    (here / "expert.toml").write_text('theme = "dark"\n', encoding="utf-8")
    assert paper in run("graph", CASE, "--format", "svg")[1].lower()
    assert paper not in run("graph", CASE, "--format", "svg", "--theme", "light")[1].lower()


def test_a_theme_that_settings_name_stands_beside_them(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "ours.yaml").write_text('colors: {paper: "#FAFAF0"}\n', encoding="utf-8")
    (here / "expert.toml").write_text('theme = "ours.yaml"\n', encoding="utf-8")
    assert "#fafaf0" in run("graph", CASE, "--format", "svg")[1].lower()


def test_mistakes_in_a_theme_are_told_with_their_lines(here: Path) -> None:
    (here / "ours.yaml").write_text('colors:\n  blu: "#00539B"\nheadr: Ours\n', encoding="utf-8")
    code, out, error = run("ladder", *SYMPTOM, "--theme", "ours.yaml", "--language", "sv")
    assert (code, out) == (2, "")
    assert error == "ours.yaml:3: ”headr” är inte känt här; menade du ”header”?\n"


def test_pictures_that_others_have_put_into_a_folder_are_left_alone(here: Path) -> None:
    """Though their names look like those of slides."""
    (here / "photos").mkdir()
    for name in ("2024-holiday.png", "1-my-house.svg"):
        (here / "photos" / name).write_bytes(b"mine")
    code, _, error = run("slides", *SYMPTOM, "-o", "photos")
    assert code == 2
    assert "holds something else" in error
    assert {path.read_bytes() for path in (here / "photos").iterdir()} == {b"mine"}
    assert run("slides", *SYMPTOM, "-o", "class")[0] == 0
    (here / "class" / "9-mine.svg").write_bytes(b"mine")
    assert run("slides", *SYMPTOM, "-o", "class")[0] == 0
    assert (here / "class" / "9-mine.svg").read_bytes() == b"mine"


def test_a_branded_picture_of_what_is_superseded_can_be_a_png(here: Path) -> None:
    pytest.importorskip("fpdf", reason="the extra pdf is not installed")
    (here / "ours.yaml").write_text("header: Our library\n", encoding="utf-8")
    for name in PICTURES:
        assert run(name, *PICTURES[name], "--theme", "ours.yaml", "-o", f"{name}.png")[0] == 0
        assert (here / f"{name}.png").read_bytes()[:4] == b"\x89PNG"


def test_what_was_masked_is_told_of_slides(here: Path) -> None:
    (here / "case.yaml").write_text("error: NoJoinRule for anna.svensson@contoso.example\n", encoding="utf-8")
    code, _, error = run("slides", "case.yaml", "--redact", "personal", "-o", "masked")
    assert code == 0
    assert "Nothing was found that had to be masked" not in error
    assert not any("anna.svensson" in path.read_text(encoding="utf-8") for path in (here / "masked").glob("*.svg"))
