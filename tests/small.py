"""The small knowledge that tests of code stand on, and the product with it in the place of the shipped one.

Tests of code must not change when a cause is added. So they see `tests/knowledge`, which is about nothing real and
stays as it is, wherever the code would take the shipped knowledge by itself: `diagnose(Case(...))`, a command, or a
process that is started in `TREE`.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from expert import KnowledgeBase
from expert.engine.rule_cases import CaseResult, run_cases
from expert.facts import case, vocabulary_files
from expert.facts.vocabulary import Vocabulary
from expert.foundations import compiled, content
from expert.recognizing.compiling import compile_shipped
from expert.rules import loader

TESTS = Path(__file__).resolve().parent
CHECKOUT = TESTS.parent
KNOWLEDGE = TESTS / "knowledge"
SHIPPED = TESTS / "shipped"
_read_vocabulary = vocabulary_files.shipped_vocabulary.__wrapped__
OF_FACTS = ("vocabulary.yaml", "sentences.yaml", "in_text.yaml")


def _tree() -> Path:
    """A checkout of its own: the package as it stands here, with the small knowledge for `rules/` and `facts/`."""
    tree = Path(tempfile.mkdtemp(prefix="expert-small-")).resolve()
    atexit.register(shutil.rmtree, tree, ignore_errors=True)
    shutil.copytree(CHECKOUT / "expert", tree / "expert")
    shutil.copytree(KNOWLEDGE, tree / "rules", ignore=shutil.ignore_patterns(*OF_FACTS))
    (tree / "facts").mkdir()
    (tree / "visualize").mkdir()
    for name in OF_FACTS:
        shutil.copy2(KNOWLEDGE / name, tree / "facts" / name)
    shutil.copy2(CHECKOUT / "facts" / "speaking.yaml", tree / "facts")  # the languages are the same
    shutil.copytree(TESTS / "kinds_of_evidence", tree / "facts" / "evidence")
    for name in ("examples", "healthy"):
        shutil.copytree(TESTS / name, tree / "facts" / name)
    shutil.copy2(TESTS / "examples.yaml", tree / "facts" / "examples.yaml")
    shutil.copytree(CHECKOUT / "visualize" / "themes", tree / "visualize" / "themes")
    shutil.copytree(CHECKOUT / "visualize" / "class", tree / "visualize" / "class")
    for name in ("pyproject.toml", "visualize/theme.yaml", "visualize/handout.html"):
        shutil.copy2(CHECKOUT / name, tree / name)
    return tree


TREE = _tree()
EXAMPLES = TREE / "facts" / "examples"


def environment(**changes: str) -> dict[str, str]:
    """This environment for a process that runs the product with the small knowledge, in English.

    The first one leaves the product's bytecode in `TREE`, whatever is wanted elsewhere: each would compile it anew.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(TREE), "LC_ALL": "C.UTF-8", **changes}


@contextmanager
def _shipped() -> Iterator[pytest.MonkeyPatch]:
    """While it lasts, `TREE` is where the product's content is, and its vocabulary the shipped one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "root", lambda: TREE)
        for module in (vocabulary_files, case, loader):
            patch.setattr(module, "shipped_vocabulary", _vocabulary)
        yield patch


@cache
def _vocabulary() -> Vocabulary:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "root", lambda: TREE)
        return _read_vocabulary()


@cache
def knowledge() -> KnowledgeBase:
    """The small knowledge as the product reads it that ships it."""
    with _shipped():
        return loader.load_shipped()


@cache
def results() -> list[CaseResult]:
    """How every case of its causes comes out, tried once in a process."""
    return run_cases(knowledge())


@contextmanager
def in_place() -> Iterator[None]:
    """While it lasts, the small knowledge stands where the code looks for the shipped one."""
    with _shipped() as patch:
        patch.setattr(KnowledgeBase, "shipped", staticmethod(knowledge))
        yield


with in_place():
    compiled.put(content.compiled(), compile_shipped())  # as an installed copy has it: processes start sooner
