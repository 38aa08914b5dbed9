"""The handout as Chromium prints it: each page says which sheet it is, and nothing to fill in stands alone."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from expert import KnowledgeBase
from expert.teach import lessons_for_learners, lessons_for_teachers
from expert.visualize.pages.handout import handout_page

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
READER = shutil.which("pdftotext")
KNOWLEDGE = KnowledgeBase.shipped()
pytestmark = pytest.mark.skipif(
    BROWSER is None or READER is None, reason="there is no Chromium to print with, or no pdftotext to read the result"
)


def printed(page: str, folder: Path) -> list[str]:
    """The text of each printed page."""
    source, pdf = folder / "handout.html", folder / "handout.pdf"
    source.write_text(page, encoding="utf-8")
    quiet = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
    subprocess.run(
        [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", *quiet, "--no-pdf-header-footer",
         f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={pdf}", source.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    told = subprocess.run([str(READER), "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return told.stdout.decode().split("\f")[:-1]


def test_each_page_of_the_exercises_says_which_sheet_it_is(tmp_path: Path) -> None:
    lessons = lessons_for_learners(KNOWLEDGE, None, "en")
    sheets = [one for one in lessons if one.exercise is not None and not one.exercise.demonstration]
    pages = printed(handout_page(KNOWLEDGE, lessons, "en", solutions=False), tmp_path)
    seen = []
    for number, page in enumerate(pages, start=1):
        heading = " ".join(page.split())
        assert f"Page {number} / {len(pages)}" in heading
        found = re.match(r"Sheet (\d+) of \d+: ", heading)
        if found is not None:
            seen.append(int(found[1]))
            assert f"Exercise {sheets[seen[-1] - 1].ladder.symptom}, number 1" in heading
        if "What do you do about it?" in page:
            assert "Which cause is it" in page
            assert "What you can look up" in page  # at least one row of the table stands above the boxes
    assert seen == sorted(seen)
    assert set(seen) == set(range(1, len(sheets) + 1))


def test_the_solutions_are_on_pages_of_the_same_sheets(tmp_path: Path) -> None:
    lessons = lessons_for_teachers(KNOWLEDGE, None, "sv")
    pages = printed(handout_page(KNOWLEDGE, lessons, "sv", solutions=True), tmp_path)
    begun = {found[1]: found[2] for page in pages if (found := re.search(r"Blad (\d+) av \d+\. Övning (\S+),", page))}
    for page in pages:
        found = re.match(r"\s*Blad (\d+) av \d+: ", page)
        if found is not None:
            assert f"Övning {begun[found[1]]}," in " ".join(page.split())


def test_what_is_to_be_filled_in_stays_together_wherever_a_page_ends(tmp_path: Path) -> None:
    """Questions of every number of lines before it, so that the page ends at each place of what is to be filled in."""
    (lesson,) = lessons_for_learners(KNOWLEDGE, "shelf-full", "en")
    exercise = lesson.exercise
    assert exercise is not None
    for lines in range(0, 40, 8):
        first, *others = exercise.observations * 3
        longer = replace(first, where_to_look="Look there. " * 8 * (60 + lines))
        asked = replace(exercise, observations=(longer, *others))
        page = handout_page(KNOWLEDGE, [replace(lesson, exercise=asked)], "en", solutions=False)
        pages = printed(page, tmp_path)
        (found,) = [page for page in pages if "What do you do about it?" in page or "Which cause is it" in page]
        assert "What do you do about it?" in found
        assert "Which cause is it" in found
        assert exercise.observations[-1].title in found or exercise.observations[0].title in found


def test_the_last_line_has_no_page_to_itself(tmp_path: Path) -> None:
    for solutions, prepare in ((False, lessons_for_learners), (True, lessons_for_teachers)):
        lessons = prepare(KNOWLEDGE, "shelf-full", "en")
        *_, last = printed(handout_page(KNOWLEDGE, lessons, "en", solutions=solutions), tmp_path)
        assert "Not a Microsoft product" in last
        assert "Sheet 1 of 1" in last
        assert len(last.split()) > 60
