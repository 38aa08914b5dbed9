"""What all tests share: which knowledge they see, snapshots that are read by eye, random cases with a seed.

A test of code sees the small knowledge of `tests/knowledge` in the place of the shipped one, from the moment its file
is read. A test below `tests/shipped` is about the shipped knowledge and sees that: it goes over whatever is there, and
pins nothing that a further cause changes.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import hypothesis
import pytest

from expert import KnowledgeBase
from tests import small as small_knowledge

hypothesis.settings.register_profile("project", deadline=None, print_blob=True)
hypothesis.settings.register_profile("exhaustive", deadline=None, print_blob=True)
hypothesis.settings.register_profile("sparse", deadline=None, print_blob=True, max_examples=30)


# What a shell starts in the background, or `nohup` starts, ignores some signals, and so would all that it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if os.name == "posix" and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def pytest_addoption(parser: pytest.Parser) -> None:
    words = "Write the snapshots anew; read the difference before you commit."
    parser.addoption("--update-snapshots", action="store_true", help=words)
    words = "Try everything: all cases of the rules, and what is random many times as often."
    parser.addoption("--exhaustive", action="store_true", help=words)
    words = "Try little of what is tried in another place: for copies in which only few parts are new."
    parser.addoption("--sparse", action="store_true", help=words)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Where `-n` asks for several processes, one that is done takes over some of what another has still before it.

    Some tests go over every case of the rules; by pytest-xdist's own way of sharing, one could wait behind another
    while a core has nothing to do. Each process is given neighbors, so that it makes what they share for itself once.
    """
    if getattr(config.option, "numprocesses", None) and config.option.dist == "no":
        config.option.dist = "worksteal"


def pytest_configure(config: pytest.Config) -> None:
    # What whoever runs the tests wants of every command is not to be seen by them.
    os.environ["XDG_CONFIG_HOME"] = os.environ["APPDATA"] = str(small_knowledge.TREE / "no-settings")
    for name in [name for name in os.environ if name.startswith("EXPERT_")]:
        del os.environ[name]
    much = next((name for name in ("exhaustive", "sparse") if config.getoption(f"--{name}")), "project")
    hypothesis.settings.load_profile(much)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Nothing is taken over from the beginning of what a process has before it.
    items.sort(key=lambda item: item.get_closest_marker("shares") is None)


def _knowledge_of(path: Path) -> AbstractContextManager[None]:
    """The knowledge that the tests in a file see."""
    return nullcontext() if path.is_relative_to(small_knowledge.SHIPPED) else small_knowledge.in_place()


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    with _knowledge_of(collector.path):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    with _knowledge_of(item.path):
        return (yield)


@pytest.fixture
def small() -> KnowledgeBase:
    """The small knowledge."""
    return small_knowledge.knowledge()


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
