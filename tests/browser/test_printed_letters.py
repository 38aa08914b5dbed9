"""What is printed is measured as it is: or else that no letter is too small would say nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pictures.browser import printed


def test_the_size_of_printed_letters_is_read_from_the_page(browser: Any) -> None:
    pytest.importorskip("pypdfium2", reason="there is nothing to read a printed page with: pypdfium2")
    made = printed(browser, '<p style="font-size: 12pt">Twelve</p><p style="font-size: 8pt">Eight</p>')
    assert made.pages == 1
    assert made.letters == len("TwelveEight")
    assert sorted(made.sizes) == pytest.approx([8.0, 12.0], abs=0.02)
    assert [text.split()[0] for _, text in sorted(made.sizes.items())] == ["Eight", "Twelve"]
