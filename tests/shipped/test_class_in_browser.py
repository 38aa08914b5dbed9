"""The page for a class with all of the shipped knowledge in a browser: how soon it can be used, and whether it fits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from expert import KnowledgeBase
from expert.teach.classroom import classroom
from expert.visualize.pages.class_page import class_page
from tests.browser.conftest import Opener, browser, opened

__all__ = ["browser", "opened"]  # fixtures

pytestmark = pytest.mark.browser

# Goes through every frame of every case; how many there are, and how many are higher than the screen.
_FRAMES = """async () => {
    let frames = 0, high = 0;
    for (const value of [...document.querySelectorAll("#case option")].map((option) => option.value)) {
        const choice = document.querySelector("#case");
        choice.value = value;
        choice.dispatchEvent(new Event("change"));
        for (;;) {
            const stage = document.querySelector(".stage");
            frames += 1;
            high += stage.scrollHeight > stage.clientHeight + 1 ? 1 : 0;
            const next = document.querySelector(".controls .primary");
            if (next.disabled) break;
            next.click();
        }
    }
    return [frames, high];
}"""


@pytest.fixture(scope="module")
def html(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("class") / "class.html"
    path.write_text(class_page(classroom(KnowledgeBase.shipped())), encoding="utf-8")
    return path


def test_every_case_can_be_played_to_its_end(opened: Opener, html: Path) -> None:
    one = opened(html, "#play")
    usable = one.page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    frames, high = one.page.evaluate(_FRAMES)
    print(f"class.html: usable after {usable:.0f} ms; of {frames} frames, {high} are higher than 1080 lines")
    assert frames > len(KnowledgeBase.shipped().symptoms)
