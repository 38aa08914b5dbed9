"""A real browser for the page for a class: Chromium, driven headless, that may load nothing but the file it opens.

Where there is none, or nothing to drive it with, the tests are skipped: `pip install ".[browser]"`, and a Chromium of
the system (`apt-get install chromium`) or one that CHROMIUM names.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.foundations import content
from expert.teach.classroom import GivenCase, classroom
from expert.visualize.pages.class_page import class_page

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The browser, one for all tests of a process."""
    driver = pytest.importorskip("playwright.sync_api", reason="there is nothing to drive a browser with: playwright")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("there is no Chromium on this machine")
    with driver.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the small knowledge, with three cases of somebody's own; the third contradicts itself."""
    given = []
    for name in ("no-answer", "seal-expired"):
        case = Case.from_file(content.bundled("facts", "examples", f"{name}.yaml"))
        given.append(GivenCase(case, diagnose(case)))
    case = KnowledgeBase.shipped().case(error="NoJoinRule", model="blocked", private_readers="allowed")
    given.append(GivenCase(case, diagnose(case)))
    path = tmp_path_factory.mktemp("class") / "class.html"
    path.write_text(class_page(classroom(KnowledgeBase.shipped(), (), given)), encoding="utf-8")
    return path


@dataclass
class Opened:
    """A page that was opened, and what it did.

    Attributes:
        page: the driver's page.
        address: its own address.
        requests: the addresses that it asked for.
        errors: what went wrong in it.
    """

    page: Any
    address: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Note from now on what it asks for, and what goes wrong."""
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._said)
        self.page.on("dialog", self._asked)

    def _said(self, said: Any) -> None:
        if said.type in ("error", "warning"):
            self.errors.append(said.text)

    def _asked(self, dialog: Any) -> None:
        self.errors.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def go(self, place: str) -> None:
        """Open it anew at a place in it, such as `#board`."""
        self.page.goto("about:blank")
        self.page.goto(self.address + place)

    def tab(self, number: int) -> None:
        """Choose a tab, counted from 0."""
        self.page.get_by_role("tab").nth(number).click()

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def heading(self, place: str) -> str:
        """The heading that has the focus at a place (`#cause/`); a link's leads there a moment after the key."""
        self.page.wait_for_function(
            "place => location.hash.startsWith(place) && document.activeElement.tagName === 'H2'", arg=place
        )
        return self.focused()

    def focused(self) -> str:
        """The text of what has the focus."""
        return str(self.page.evaluate("document.activeElement.innerText"))


class Opener:
    """Opens the page in windows of their own."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self.opened: list[Opened] = []

    def __call__(self, html: Path, place: str = "", *, width: int = 1920, height: int = 1080, **more: Any) -> Opened:
        context = self._browser.new_context(viewport={"width": width, "height": height}, offline=True, **more)
        page = context.new_page()
        opened = Opened(page, html.as_uri())
        opened.listen()
        page.goto(opened.address + place)
        self.opened.append(opened)
        return opened


@pytest.fixture
def opened(browser: Any) -> Iterator[Opener]:
    """Opens the page; whatever a test does with it, it asks for nothing but itself, and nothing in it fails."""
    opener = Opener(browser)
    yield opener
    for one in opener.opened:
        asked = {address.partition("#")[0] for address in one.requests if not address.startswith("blob:")}
        one.page.context.close()
        assert asked <= {one.address, "about:blank"}
        assert one.errors == []
