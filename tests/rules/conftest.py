"""What the tests of rule folders share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.folders import Fill


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    """Writes a rule folder `ours` (or of another name); its files are given by their paths."""

    def write(files: dict[str, str], name: str = "ours") -> Path:
        for path, text in files.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return tmp_path / name

    return write
