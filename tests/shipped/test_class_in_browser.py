"""The page for a class with all of the shipped knowledge in a browser: how soon it can be used, and whether it fits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from expert import KnowledgeBase
from expert.teach.classroom import classroom
from expert.visualize.pages.class_page import class_page
from tests.browser import fitting
from tests.browser.conftest import Opener, browser, opened

__all__ = ["browser", "opened"]  # fixtures

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("class") / "class.html"
    path.write_text(class_page(classroom(KnowledgeBase.shipped())), encoding="utf-8")
    return path


def test_every_case_can_be_played_to_its_end(opened: Opener, html: Path) -> None:
    one = opened(html, "#play")
    usable = one.page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    frames = fitting.frames_of(one.page)
    high = len(frames.high)
    print(f"class.html: usable after {usable:.0f} ms; of {frames.count} frames, {high} are higher than 1080 lines")
    assert frames.count > len(KnowledgeBase.shipped().symptoms)
    assert (frames.high, frames.small) == ((), ())
