"""The installed command, from its start to its end, against importing two of the libraries that it needs."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from expert.foundations import nodes, parsing
from tests.benchmark.cases import CHECKOUT, EXAMPLE
from tests.benchmark.lessons import lesson_processes
from tests.benchmark.rows import in_turns, say

ROUNDS = 15
GROWN_TO = 150
BOUNDS = {
    "text": ("expert diagnose --format text", 3.3),
    "json": ("expert diagnose --format json", 3.3),
}
HEAVY = ("networkx", "graphviz", "rich")


def main() -> None:
    """Measure whole processes."""
    with tempfile.TemporaryDirectory() as home:
        whole_process(Path(home))


def whole_process(home: Path) -> None:
    """The installed command, from its start to its end, against importing two of the libraries that it needs."""
    scripts = installed(home)
    expert, python = str(scripts / "expert"), str(scripts / "python")
    commands = {
        "import": [python, "-c", "import pydantic, yaml"],
        "text": [expert, "diagnose", str(EXAMPLE), "--format", "text"],
        "json": [expert, "diagnose", str(EXAMPLE), "--format", "json"],
    }
    measure_process(commands, home, "")
    lesson_processes(lambda command: run(command, home), scripts, EXAMPLE)
    causes = grow(home, python)
    measure_process(commands, home, f" with {causes} causes")
    loaded = modules_loaded(python, home)
    heavy = [name for name in HEAVY if name in loaded]
    say("`--format json` imports of " + ", ".join(HEAVY), ", ".join(heavy) or "none", "none", not heavy)


def measure_process(commands: Mapping[str, list[str]], home: Path, where: str) -> None:
    works = {name: lambda command=command: run(command, home) for name, command in commands.items()}
    in_turns(works, 2)
    taken = in_turns(works, ROUNDS)
    print(f"one process{where}: " + ", ".join(f"{name} {ms:.0f} ms" for name, ms in taken.items()))
    for name, (command, bound) in BOUNDS.items():
        ratio = taken[name] / taken["import"]
        say(f"{command}{where} / import pydantic, yaml", f"{ratio:.2f} x", f"at most {bound} x", ratio <= bound)


def run(command: list[str], cwd: Path) -> str:
    """What a process says, in an environment that says nothing of this one's Python."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def installed(home: Path) -> Path:
    """The `bin` folder of a new environment with the built wheel; its requirements are borrowed from this one."""
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    run([*build, "--wheel-dir", str(home / "wheel"), str(CHECKOUT)], home)
    (wheel,) = (home / "wheel").glob("*.whl")
    venv.create(home / "env", with_pip=False)
    scripts = home / "env" / ("Scripts" if os.name == "nt" else "bin")
    install = [sys.executable, "-m", "pip", "--python", str(scripts / "python"), "install", "--quiet"]
    run([*install, "--no-index", "--no-deps", str(wheel)], home)
    # Only now, so that pip cannot take a copy in the borrowed folder for the one to replace.
    borrowed = Path(yaml.__file__).parents[1]
    (site_packages(home) / "borrowed.pth").write_text(f"{borrowed}\n", encoding="utf-8")
    return scripts


def site_packages(home: Path) -> Path:
    (found,) = (home / "env").rglob("site-packages")
    return found


def modules_loaded(python: str, home: Path) -> set[str]:
    """The top-level modules that a JSON diagnosis has loaded by its end."""
    script = (
        "import json, sys\n"
        "from expert.cli import main\n"
        f"main(['diagnose', {str(EXAMPLE)!r}, '--format', 'json', '-o', 'out.json'], standalone_mode=False)\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    return set(json.loads(run([python, "-c", script], home)))


def grow(home: Path, python: str) -> int:
    """Write synthetic rule files into the installed copy, and compile it anew; the number of causes there is."""
    rules = site_packages(home) / "expert" / "_content" / "rules"
    shipped = {kind: contents(rules / kind) for kind in ("symptoms", "causes", "remedies")}
    symptom = next(iter(shipped["symptoms"].values()))
    causes = itertools.cycle(shipped["causes"].values())
    for number in range(GROWN_TO - len(shipped["causes"])):
        name = f"synthetic-{number // 3}"
        text = f"Enrollment stopped at checkpoint {number // 3}. Ask for help."
        plain = {key: value for key, value in symptom.items() if key not in ("recognized_when", "applies_when")}
        write(rules / "symptoms", {**plain, "id": name, "messages": [{"en": text}], "example": {"error": text}})
        cause, own = next(causes), f"synthetic-cause-{number}"
        cases = [{key: value for key, value in case.items() if key != "shows"} for case in cause["cases"]]
        write(rules / "causes", {**cause, "id": own, "explains": [name], "cases": cases, "remedy": f"{own}-remedy"})
        write(rules / "remedies", {**remedy_of(cause, shipped["remedies"]), "id": f"{own}-remedy"})
    script = (
        "from expert import KnowledgeBase\n"
        "from expert.foundations import content\n"
        "from expert.recognizing.compiling import compile_shipped\n"
        "content.compiled().write_bytes(compile_shipped())\n"
        "print(len(KnowledgeBase.shipped().causes))"
    )
    return int(run([python, "-c", script], home))


def contents(folder: Path) -> dict[str, dict[str, Any]]:
    """The files of a folder of rules, as plain data by their ids."""
    read: Iterator[dict[str, Any]] = (nodes.plain(parsing.read_file(path)) for path in sorted(folder.rglob("*.yaml")))
    return {data["id"]: data for data in read}


def remedy_of(cause: Mapping[str, Any], remedies: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    remedy = cause["remedy"]
    return remedies[remedy] if isinstance(remedy, str) else dict(remedy)


def write(folder: Path, data: dict[str, Any]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    (folder / f"{data['id']}.yaml").write_text(text, encoding="utf-8")
