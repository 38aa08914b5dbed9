"""What all tests share: snapshots that are read by eye before they are accepted, and random cases with a seed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("project", deadline=None, print_blob=True)
hypothesis.settings.register_profile("exhaustive", deadline=None, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    words = "Write the snapshots anew; read the difference before you commit."
    parser.addoption("--update-snapshots", action="store_true", help=words)
    words = "Try the properties of the engine twenty times as often, and those of exercises on more seeds."
    parser.addoption("--exhaustive", action="store_true", help=words)


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.load_profile("exhaustive" if config.getoption("--exhaustive") else "project")


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the file of that name in `snapshots/` beside the test."""
    folder = Path(str(request.path)).parent / "snapshots"

    def check(name: str, text: str) -> None:
        file = folder / name
        if request.config.getoption("--update-snapshots"):
            folder.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        assert file.is_file(), f"there is no snapshot {file}; write it with --update-snapshots and read it"
        assert text == file.read_text(encoding="utf-8")

    return check
