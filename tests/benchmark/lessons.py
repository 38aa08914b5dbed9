"""The commands for a class as whole processes, against importing two of the libraries that they need."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.benchmark.rows import in_turns, say

ROUNDS = 9
AT_MOST = 12


def lesson_processes(run: Callable[[list[str]], object], scripts: Path, case: Path) -> None:
    """The handout for learners is held to a bound; beside it stand the teacher's, with its pictures, and a ladder.

    Args:
        run: runs a command to its end.
        scripts: the folder of the installed command and its Python.
        case: a fact file whose path is marked on a ladder.
    """
    expert = str(scripts / "expert")
    commands = {
        "import": [str(scripts / "python"), "-c", "import pydantic, yaml"],
        "handout": [expert, "handout", "-o", "handout.html"],
        "handout --solutions": [expert, "handout", "--solutions", "-o", "solutions.html"],
        "ladder FILE": [expert, "ladder", str(case), "-o", "ladder.txt"],
    }
    works = {name: lambda command=command: run(command) for name, command in commands.items()}
    in_turns(works, 2)
    taken = in_turns(works, ROUNDS)
    ratios = {name: ms / taken["import"] for name, ms in taken.items()}
    print("one process for a class: " + ", ".join(
        f"{name} {ms:.0f} ms ({ratios[name]:.1f} x)" for name, ms in taken.items()
    ))
    ratio = ratios["handout"]
    say("expert handout / import pydantic, yaml", f"{ratio:.1f} x", f"at most {AT_MOST} x", ratio <= AT_MOST)
