"""Measures how fast the system is, beside what it is held against: `python -m tests.benchmark`.

Everything is measured in turns within one run, so that a busy machine slows both sides alike, and is given as
a ratio of medians with the bound that is wanted. It measures and does not judge: the exit code is 0.
"""

from __future__ import annotations

import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from expert import Case, KnowledgeBase, diagnose
from expert.engine import experta_engine as chaining
from expert.engine.program import Assertion, AtomPremise, Mark, Rule, checker, compile_symptom
from expert.engine.reasoner import Reasoner
from expert.foundations import nodes
from expert.rules.models import Cause, Message, Symptom
from tests import simulation
from tests.benchmark import loading
from tests.benchmark.lessons import lesson_processes
from tests.benchmark.pictures import pictures
from tests.benchmark.rows import in_turns, say

CHECKOUT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((CHECKOUT / "facts" / "examples").iterdir())
EXAMPLE = CHECKOUT / "facts" / "examples" / "no-server-connection.yaml"
TODAY = date(2026, 11, 23)
ROUNDS = 5
PROCESS_ROUNDS = 15
MORE_CAUSES = 500
GROWN_TO = 150
HEAVY = ("networkx", "graphviz", "rich")


def main() -> None:
    """Measure everything and print it."""
    knowledge = KnowledgeBase.shipped()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, {len(knowledge.causes)} causes\n")
    library_against_naive(knowledge)
    library_with_more_causes(knowledge)
    next_question()
    loading.main()
    pictures(knowledge)
    with tempfile.TemporaryDirectory() as home:
        whole_process(Path(home))


def known_cases(knowledge: KnowledgeBase) -> dict[str, Case]:
    """The shipped examples in which something is recognized."""
    cases = {path.stem: Case.from_file(path) for path in EXAMPLES}
    return {name: case for name, case in cases.items() if diagnose(case, knowledge, today=TODAY).symptoms}


# The interview


def next_question() -> None:
    """Choosing what to ask next among 500 causes of one symptom and 200 facts, and one diagnosis of the same case."""
    found = simulation.speed()
    print(f"\none diagnosis among 500 causes of one symptom: {found.diagnosis * 1000:.0f} ms")
    share = f"{found.worst / found.diagnosis:.2f} x"
    say("choosing the next question at its slowest / that diagnosis", share, "below 1 x", found.worst < found.diagnosis)
    worst = found.worst * 1000
    wanted = f"at most {simulation.AIM_MS} ms"
    say("choosing the next question at its slowest", f"{worst:.0f} ms", wanted, worst <= simulation.AIM_MS)


# One case through the library


def library_against_naive(knowledge: KnowledgeBase) -> None:
    """The whole diagnosis, with derivation and texts, against no more than building and running an engine."""
    naive = Naive(knowledge)
    ratios, ours, theirs = [], [], []
    for name, case in known_cases(knowledge).items():
        given, recognized = as_told(knowledge, case)
        verdicts = {cause.id: cause.verdict for cause in diagnose(case, knowledge, today=TODAY).causes}
        assert naive.verdicts(given, recognized) == verdicts, name

        def by_naive(given: list[Assertion] = given, recognized: list[str] = recognized) -> object:
            return naive.verdicts(given, recognized)

        def by_library(case: Case = case) -> object:
            return diagnose(case, knowledge, today=TODAY)

        taken = in_turns({"library": by_library, "naive": by_naive}, ROUNDS)
        ours.append(taken["library"])
        theirs.append(taken["naive"])
        ratios.append(taken["naive"] / taken["library"])
    print(f"one case, median over {len(ratios)} examples: library {statistics.median(ours):.2f} ms, "
          f"new experta engine with all rules {statistics.median(theirs):.1f} ms")
    ratio = statistics.median(ratios)
    say("naive use of experta / library", f"{ratio:.0f} x", "at least 10 x", ratio >= 10)


def library_with_more_causes(knowledge: KnowledgeBase) -> None:
    """The same cases when the knowledge holds many causes that have nothing to do with them."""
    grown = with_more_causes(knowledge)
    ratios, ours, theirs = [], [], []
    for case in known_cases(knowledge).values():
        works = {
            "plain": lambda case=case: diagnose(case, knowledge, today=TODAY),
            "grown": lambda case=case: diagnose(case, grown, today=TODAY),
        }
        works["grown"]()
        taken = in_turns(works, 4 * ROUNDS)
        ours.append(taken["plain"])
        theirs.append(taken["grown"])
        ratios.append(taken["grown"] / taken["plain"])
    print(f"one case, {len(grown.causes)} causes instead of {len(knowledge.causes)}: "
          f"{statistics.median(theirs):.2f} ms instead of {statistics.median(ours):.2f} ms")
    ratio = statistics.median(ratios)
    say(f"library with {MORE_CAUSES} more causes / without", f"{ratio:.2f} x", "at most 3 x", ratio <= 3)


def as_told(knowledge: KnowledgeBase, case: Case) -> tuple[list[Assertion], list[str]]:
    """What the engine is told about a case: the facts, and which symptoms were recognized by a message."""
    reasoning = Reasoner.of(knowledge).reason(case, TODAY)
    given = [*(Assertion(fact.name, fact.value) for fact in reasoning.case), *reasoning.told]
    return given, [match.symptom for match in reasoning.recognized.matches]


def with_more_causes(knowledge: KnowledgeBase) -> KnowledgeBase:
    """The knowledge with copies of its own causes, five to a symptom that no example shows."""
    symptoms: dict[str, Symptom] = {}
    causes: dict[str, Cause] = {}
    shipped = itertools.cycle(knowledge.causes.values())
    symptom = next(iter(knowledge.symptoms.values()))
    for number in range(MORE_CAUSES):
        name = f"synthetic-{number // 5}"
        message = Message(en=f"Enrollment stopped at checkpoint {number // 5}. Ask for help.")
        symptoms[name] = replace(symptom, id=name, messages=(message,), recognized_when=None, applies_when=None)
        causes[f"synthetic-cause-{number}"] = replace(next(shipped), id=f"synthetic-cause-{number}", explains=(name,))
    return replace(knowledge, symptoms={**knowledge.symptoms, **symptoms}, causes={**knowledge.causes, **causes})


class Naive:
    """experta as its documentation shows it: one class with all rules, and a new engine of it for every case.

    The rules are the same, compiled for every symptom, and so is the order of the strata. Only recognition and
    the wording of the result are left out.
    """

    def __init__(self, knowledge: KnowledgeBase) -> None:
        import experta  # which works because the engine's own module has mended it

        self._experta: Any = experta
        self._knowledge = knowledge
        self._programs = [compile_symptom(knowledge, symptom) for symptom in knowledge.symptoms.values()]
        self._verdicts: dict[str, str] = {}
        self._present: list[str] = []
        rules = dict.fromkeys(rule for program in self._programs for rule in program.rules)
        members = {f"rule_{i}": self._rule(rule) for i, rule in enumerate(rules)}
        self._engine: Any = type("AllRules", (experta.KnowledgeEngine,), {**members, **self._strata()})

    def verdicts(self, given: list[Assertion], recognized: list[str]) -> dict[str, str]:
        """The verdicts of one case."""
        fact = self._experta.Fact
        self._verdicts, self._present = {}, []
        engine = self._engine()
        engine.reset()
        for known in given:
            engine.declare(fact(**{known.fact: known.value}))
        for symptom in recognized:
            engine.declare(fact(kind="recognized", key=symptom))
        engine.declare(fact(stratum=1))
        engine.run()
        return self._verdicts

    def _rule(self, rule: Rule) -> Any:
        fact = self._experta.Fact
        patterns: list[Any] = []
        for premise in rule.premises:
            if isinstance(premise, Mark):
                patterns.append(fact(kind=premise.kind, key=premise.key))
            else:
                patterns.extend(self._atom(premise, len(patterns)))
        said = rule.conclusion
        facts = {said.fact: said.value} if isinstance(said, Assertion) else {"kind": said.kind, "key": said.key}

        def conclude(engine: Any) -> None:
            engine.declare(fact(**facts))

        return self._experta.Rule(*patterns)(conclude)

    def _atom(self, premise: AtomPremise, at: int) -> list[Any]:
        experta, names = self._experta, premise.atom.facts
        if len(names) == 1:
            return [experta.Fact(**{names[0]: experta.P(checker(premise))})]
        variables = tuple(f"v{at + i}" for i in range(len(names)))
        patterns = [
            experta.Fact(**{name: getattr(experta.MATCH, variable)})
            for name, variable in zip(names, variables, strict=True)
        ]
        return [*patterns, experta.TEST(chaining._by_name(checker(premise), variables))]

    def _strata(self) -> dict[str, Any]:
        experta = self._experta
        rule, fact, absent, c = experta.Rule, experta.Fact, experta.NOT, experta.MATCH.c

        def verdict(name: str) -> Callable[..., None]:
            def give(engine: Any, c: str) -> None:
                self._verdicts[c] = name
                engine.declare(fact(decided=c))

            return give

        def advance(engine: Any, n: int) -> None:
            engine.declare(fact(stratum=n + 1))

        def candidates(engine: Any, s: str) -> None:
            self._present.append(s)
            for cause in self._knowledge.causes_of(s):
                engine.declare(fact(kind="candidate", key=cause.id))

        number = experta.MATCH.n & experta.P(lambda n: n < 3)
        candidate = fact(kind="candidate", key=c)
        return {
            "advance": rule(fact(stratum=number), salience=-10)(advance),
            "recognize": rule(
                fact(stratum=2), fact(kind="recognized", key=experta.MATCH.s),
                absent(fact(kind="elsewhere", key=experta.MATCH.s)),
            )(candidates),
            "inapplicable": rule(candidate, fact(kind="inapplicable", key=c))(verdict("ruled_out")),
            "confirmed": rule(
                candidate, fact(kind="proven", key=c), absent(fact(kind="inapplicable", key=c))
            )(verdict("confirmed")),
            "excluded": rule(
                candidate, fact(kind="excluded", key=c), absent(fact(kind="proven", key=c))
            )(verdict("ruled_out")),
            "open": rule(fact(stratum=3), candidate, absent(fact(decided=c)))(self._weigh),
        }

    def _weigh(self, engine: Any, c: str) -> None:
        self._verdicts[c] = "possible"
        for link in self._knowledge.causes[c].links():
            if link.symptom in self._present:
                rivals = [cause.id for cause in self._knowledge.causes_of(link.symptom) if cause.id != c]
                if link.named or all(self._verdicts.get(rival) == "ruled_out" for rival in rivals):
                    self._verdicts[c] = "likely"


# The whole process


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
    taken = in_turns(works, PROCESS_ROUNDS)
    print(f"one process{where}: " + ", ".join(f"{name} {ms:.0f} ms" for name, ms in taken.items()))
    for form in ("text", "json"):
        ratio = taken[form] / taken["import"]
        what = f"expert diagnose --format {form}{where} / import pydantic, yaml"
        say(what, f"{ratio:.2f} x", "at most 4 x", ratio <= 4)


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
        "from expert.rules.loader import compile_shipped\n"
        "content.compiled().write_bytes(compile_shipped())\n"
        "print(len(KnowledgeBase.shipped().causes))"
    )
    return int(run([python, "-c", script], home))


def contents(folder: Path) -> dict[str, dict[str, Any]]:
    """The files of a folder of rules, as plain data by their ids."""
    read: Iterator[dict[str, Any]] = (nodes.plain(nodes.read_file(path)) for path in sorted(folder.iterdir()))
    return {data["id"]: data for data in read}


def remedy_of(cause: Mapping[str, Any], remedies: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    remedy = cause["remedy"]
    return remedies[remedy] if isinstance(remedy, str) else dict(remedy)


def write(folder: Path, data: dict[str, Any]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    (folder / f"{data['id']}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
