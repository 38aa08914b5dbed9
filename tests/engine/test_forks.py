"""A process that forks while its threads diagnose has children that diagnose too.

Of the threads only the one that forks goes on in a child: a lock that another one held would stay shut there, and what
that one was about to change would stay half changed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.engine import experta_engine
from expert.foundations.kept import cached_property
from expert.foundations.locks import Lock
from expert.foundations.terms import EngineName
from tests import small

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")

CASE = Case(error="The shelf is full", platform="folio")
CHILDREN = 25

# Threads diagnose all the time, one of them with knowledge for which everything is still to be built.
FORKING = """
import os, signal, sys, threading
from dataclasses import replace
from pathlib import Path
from expert import Case, KnowledgeBase, diagnose

engine, children = sys.argv[1], int(sys.argv[2])
cases = [Case.from_file(path) for path in sorted(Path(sys.argv[3]).iterdir())[:4]]
knowledge = KnowledgeBase.shipped()
expected = [diagnose(case, knowledge, engine=engine).to_json() for case in cases]
sys.setswitchinterval(1e-4)

def work(knowledge_of):
    while True:
        with_rules = knowledge_of()
        for case in cases:
            diagnose(case, with_rules, engine=engine)

for knowledge_of in (lambda: knowledge, lambda: knowledge, lambda: replace(knowledge)):
    threading.Thread(target=work, args=(knowledge_of,), daemon=True).start()
hung = wrong = 0
for _ in range(children):
    child = os.fork()
    if not child:
        signal.alarm(20)
        os._exit([diagnose(case, knowledge, engine=engine).to_json() for case in cases] != expected)
    status = os.waitpid(child, 0)[1]
    hung += os.WIFSIGNALED(status)
    wrong += not os.WIFSIGNALED(status) and status != 0
print(hung, wrong)
sys.stdout.flush()
os._exit(0)
"""


@pytest.mark.parametrize("engine", ["experta", "compiled"])
def test_children_of_a_process_whose_threads_diagnose_diagnose_as_it_does(engine: EngineName) -> None:
    command = [sys.executable, "-W", "ignore", "-c", FORKING, engine, str(CHILDREN), str(small.EXAMPLES)]
    done = subprocess.run(
        command, capture_output=True, env=small.environment(), cwd=small.TREE, timeout=600, check=False
    )
    assert (done.stdout, done.stderr) == (b"0 0\n", b"")


def in_a_child(work: Callable[[], object]) -> object:
    """What a child says of some work; None where it hangs."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        import signal

        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(20)
        os.write(theirs, repr(work()).encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as stream:
        said = stream.read()
    os.waitpid(child, 0)
    return said.decode() or None


class Held:
    """A thread that stays in some work, until the test is over."""

    def __init__(self) -> None:
        self.inside, self.go_on = threading.Event(), threading.Event()
        self._thread = threading.current_thread()

    def stay(self) -> None:
        if threading.current_thread() is self._thread:
            self.inside.set()
            assert self.go_on.wait(60)

    def __call__(self, work: Callable[[], object], meanwhile: Callable[[], object]) -> object:
        self._thread = threading.Thread(target=work)
        self._thread.start()
        try:
            assert self.inside.wait(60)
            return meanwhile()
        finally:
            self.go_on.set()
            self._thread.join(60)


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
@pytest.mark.parametrize("kind", [threading.Lock, threading.RLock])
def test_a_lock_that_a_thread_holds_is_open_in_a_child(kind: Callable[[], threading.Lock]) -> None:
    lock, held = Lock(kind), Held()

    def hold() -> None:
        with lock():
            held.stay()

    def take() -> str:
        with lock():
            return "taken"

    assert held(hold, lambda: in_a_child(take)) == "'taken'"


def test_whoever_forks_while_holding_a_lock_can_give_it_back() -> None:
    lock = Lock(threading.Lock)

    def child_too() -> str:
        with lock():
            child = os.fork()
        if not child:
            with lock():
                os._exit(7)
        with lock():
            return str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))

    assert child_too() == "7"


def test_a_lock_keeps_threads_apart() -> None:
    lock = Lock(threading.Lock)
    with lock():
        assert not lock().acquire(blocking=False)  # type: ignore[attr-defined]
    assert lock() is lock()


class Slow:
    """Works something out that takes its time."""

    def __init__(self, stay: Callable[[], None]) -> None:
        self._stay = stay

    @cached_property
    def worked_out(self) -> list[str]:
        """What comes of it."""
        self._stay()
        return ["worked out"]


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_what_a_thread_is_working_out_is_worked_out_in_a_child_too() -> None:
    held = Held()
    slow, another = Slow(held.stay), Slow(held.stay)
    both = held(lambda: slow.worked_out, lambda: in_a_child(lambda: (slow.worked_out, another.worked_out)))
    assert both == "(['worked out'], ['worked out'])"


def test_what_was_worked_out_is_kept() -> None:
    slow = Slow(lambda: None)
    assert slow.worked_out is slow.worked_out
    assert Slow.worked_out.__doc__ == "What comes of it."


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_an_engine_that_was_left_in_the_middle_of_a_run_is_built_anew(
    small: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread stops where experta has been told half of the facts."""
    from dataclasses import replace

    knowledge, held = replace(small), Held()
    expected = diagnose(CASE, knowledge, engine="experta").to_json()
    declare = experta_engine._Engine.declare

    def slowly(engine: object, *facts: object) -> object:
        declared = declare(engine, *facts)
        held.stay()
        return declared

    monkeypatch.setattr(experta_engine._Engine, "declare", slowly)
    other = knowledge.case(error="The library does not answer.", address_in="missing")

    def same() -> bool:
        return diagnose(CASE, knowledge, engine="experta").to_json() == expected

    assert held(lambda: diagnose(CASE, knowledge, engine="experta"), lambda: in_a_child(same)) == "True"
    assert diagnose(other, knowledge, engine="experta").to_json() == diagnose(other, small, engine="experta").to_json()
    assert same()
