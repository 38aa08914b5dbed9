"""What tests of extras begin with: they are skipped, with the reason, where an extra is not installed."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

needs_pdf = pytest.mark.skipif(
    find_spec("fpdf") is None or find_spec("pypdfium2") is None, reason='the extra "pdf" is not installed'
)
needs_slides = pytest.mark.skipif(find_spec("pptx") is None, reason='the extra "slides" is not installed')
