"""Rule folders that a test writes, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from expert import InputError, KnowledgeBase

Fill = Callable[..., Path]


def said_of(*folders: Path, alone: bool = False) -> list[str]:
    """What is wrong with folders, with the path up to them left out."""
    with pytest.raises(InputError) as raised:
        KnowledgeBase.load(*folders, alone=alone)
    for problem in raised.value.problems:
        assert problem.text.en != problem.text.sv
    return [line.removeprefix(f"{folders[0].parent.as_posix()}/") for line in str(raised.value).splitlines()]
