"""How large letters are on pages that Chromium prints.

Whatever is not there to drive it is named in `missing`; then pages are not printed, and it is said.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from tests.browser.conftest import FLAGS, NAMES

_TOLD = 40  # characters of a text that is found


@dataclass(frozen=True, slots=True)
class Printed:
    """A page as it is printed.

    Attributes:
        sizes: of its letters in points, each with the first text that has it.
    """

    pages: int
    letters: int
    sizes: dict[float, str]


def missing() -> str:
    """What is not there to measure with; empty where everything is."""
    lacking = [name for name in ("playwright", "pypdfium2") if find_spec(name) is None]
    return ", ".join([*lacking, *([] if _program() else ["Chromium"])])


@contextmanager
def opened() -> Iterator[Any]:
    """A browser, while it lasts."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=_program(), args=list(FLAGS))
        try:
            yield started
        finally:
            started.close()


def printed(browser: Any, html: str) -> Printed:
    """A page as Chromium prints it on A4."""
    page = browser.new_page()
    page.set_content(html)
    made = page.pdf(format="A4", prefer_css_page_size=True)
    page.close()
    return _read(made)


def _program() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def _read(pdf: bytes) -> Printed:
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(pdf)
    sizes: dict[float, str] = {}
    letters = 0
    for page in document:
        words = page.get_textpage()
        for place in range(words.count_chars()):
            if raw.FPDFText_IsGenerated(words, place) == 1:
                continue  # an end of a line that nobody printed
            letters += 1
            turned = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(words, place, turned)
            size = round(raw.FPDFText_GetFontSize(words, place) * abs(turned.d or turned.b), 2)
            if size not in sizes:
                sizes[size] = " ".join(words.get_text_range(place, _TOLD).split())
    return Printed(len(document), letters, sizes)
