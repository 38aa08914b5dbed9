"""Which engine fires the rules can be chosen; two that differ say so, with the smallest facts that show it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from expert import Case, InputError, KnowledgeBase, diagnose
from expert.ask import Interview
from expert.engine import compiled_engine, engines
from expert.engine.compiled_engine import CompiledEngine
from expert.engine.program import Assertion, Program
from expert.engine.run import Run
from expert.escalating.package import escalate
from expert.explaining import explain, what_if
from expert.foundations.problems import EnginesDisagree
from expert.foundations.terms import ENGINES, EngineChoice
from tests import small
from tests.commands import run

EXAMPLES = sorted(small.EXAMPLES.iterdir())
KNOWLEDGE = KnowledgeBase.shipped()
TODAY = date(2026, 11, 23)
CASE = Case(
    case="INC17", platform="folio", joining="by_hand", seal="expired",
    error=["It began on Monday.\nSealUnknown\nThe user is not amused."],
)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_result_names_its_engine(engine: EngineChoice) -> None:
    diagnosis = diagnose(CASE, engine=engine)
    assert diagnosis.engine == engine
    assert json.loads(diagnosis.to_json())["engine"] == engine


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_all_engines_write_the_same_document(path: Path) -> None:
    case = Case.from_file(path)
    for language in ("en", "sv"):
        documents = [diagnose(case, language=language, today=TODAY, engine=engine).to_data() for engine in ENGINES]
        assert [document.pop("engine") for document in documents] == list(ENGINES)
        first, *others = map(json.dumps, documents)
        assert others == [first, first]


def test_experta_is_the_default_and_imagined_cases_are_left_to_the_compiled_engine() -> None:
    assert diagnose(CASE).engine == Interview(CASE).diagnosis.engine == "experta"
    assert what_if(CASE, {"platform": "slate"})[0].engine == "compiled"


def test_whatever_reasons_about_a_case_takes_an_engine() -> None:
    found = "seal-expired"
    assert Interview(CASE, engine="compiled").diagnosis.engine == "compiled"
    assert what_if(CASE, {"platform": "slate"}, engine="both")[0].engine == "both"
    said = {explain(CASE, found, engine=engine).to_json() for engine in ENGINES}
    assert len(said) == 1
    assert len({escalate(CASE, engine=engine).to_json() for engine in ENGINES}) == 1


def test_an_engine_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="engine must be one of experta, compiled, both, not 'clips'"):
        diagnose(CASE, engine="clips")  # type: ignore[arg-type]


COMMANDS = {
    "diagnose": [], "graph": [], "plan": [], "escalate": [], "ladder": [], "explain": ["--what-if", "platform=folio"],
    "diff": [str(EXAMPLES[1])],
}  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_about_a_case_says_the_same_with_each_engine(name: str) -> None:
    said = set()
    for engine in ENGINES:
        done = run(name, EXAMPLES[0], *COMMANDS[name], "--engine", engine)
        assert (done.exit_code, done.stderr) == (0, "")
        said.add(done.stdout)
    assert len(said) == 1


def test_an_interview_goes_on_with_the_engine_that_was_chosen(tmp_path: Path) -> None:
    saved = str(tmp_path / "saved.yaml")
    asked = ["ask", str(small.EXAMPLES / "network.yaml"), "--save", saved, "--engine", "both"]
    done = run(*asked, stdin="quit\n")
    assert done.exit_code == 0
    assert f"expert ask {saved} --save {saved} --engine both" in done.stdout


# Two engines that differ


class Forgetful(CompiledEngine):
    """An engine that never rules out what an expired certificate would prove."""

    def run(self, program: Program, facts: Iterable[Assertion], *, recognized: bool) -> Run:
        facts = tuple(facts)
        run = super().run(program, facts, recognized=recognized)
        if Assertion("seal", "expired") not in facts:
            return run
        return replace(run, verdicts=dict.fromkeys(run.verdicts, "possible"))


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> KnowledgeBase:
    """The knowledge, for which no engine has been made yet; the compiled one will be forgetful."""
    monkeypatch.setattr(compiled_engine, "CompiledEngine", Forgetful)
    return replace(KNOWLEDGE)


def test_engines_that_differ_are_told_of_with_the_smallest_fact_file(fresh: KnowledgeBase) -> None:
    with pytest.raises(EnginesDisagree) as caught:
        diagnose(CASE, fresh, today=TODAY, engine="both")
    assert caught.value.facts == 'error: "SealUnknown"\nseal: expired\n'
    assert caught.value.differing[0] == "seal-expired: experta confirmed, compiled possible"
    assert "please report it" in str(caught.value)
    assert "rapportera det" in caught.value.in_("sv")


def test_the_fact_file_that_is_told_shows_the_difference_again(fresh: KnowledgeBase, tmp_path: Path) -> None:
    with pytest.raises(EnginesDisagree) as caught:
        diagnose(CASE, fresh, today=TODAY, engine="both")
    file = tmp_path / "smallest.yaml"
    file.write_text(caught.value.facts, encoding="utf-8")
    with pytest.raises(EnginesDisagree) as again:
        diagnose(Case.from_file(file), fresh, today=TODAY, engine="both")
    assert again.value.facts == caught.value.facts


def test_the_command_says_it_and_fails(monkeypatch: pytest.MonkeyPatch, fresh: KnowledgeBase, tmp_path: Path) -> None:
    monkeypatch.setattr(KnowledgeBase, "shipped", lambda: fresh)
    file = tmp_path / "case.yaml"
    file.write_text("error: SealUnknown\nseal: expired\nplatform: folio\n", encoding="utf-8")
    done = run("diagnose", file, "--engine", "both", "--language", "sv")
    assert (done.exit_code, done.stdout) == (1, "")
    assert 'error: "SealUnknown"\nseal: expired\n\nseal-expired: ' in done.stderr
    assert "platform" not in done.stderr


# Without experta

HIDDEN = (
    "import sys\n"
    "class Hidden:\n"
    "    def find_spec(self, name, path=None, target=None):\n"
    "        if name.split('.')[0] == 'experta':\n"
    "            raise ModuleNotFoundError(\"No module named 'experta'\", name='experta')\n"
    "sys.meta_path.insert(0, Hidden())\n"
)
"""A process in which experta cannot be imported."""


def without_experta(script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", HIDDEN + script], cwd=small.TREE, env=small.environment(), capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def test_where_experta_cannot_be_imported_the_compiled_engine_does_its_work() -> None:
    said = without_experta(
        "from expert import Case, diagnose\n"
        "found = diagnose(Case(error='SealUnknown', seal='expired'))\n"
        "print(found.outcome, found.engine, 'experta' in sys.modules)"
    )
    assert said.split() == ["confirmed", "compiled", "False"]


def test_who_asks_for_experta_where_it_cannot_be_imported_is_told_how_to_install_it() -> None:
    said = without_experta(
        "from expert import Case, InputError, diagnose\n"
        "for engine in ('experta', 'both'):\n"
        "    try:\n"
        "        diagnose(Case(error='SealUnknown'), engine=engine)\n"
        "    except InputError as error:\n"
        "        print(error)\n"
    )
    first, second = said.splitlines()
    assert first == second
    assert "experta cannot be imported here (No module named 'experta')" in first
    assert "pip install experta==1.9.4" in first


def test_the_command_too(tmp_path: Path) -> None:
    said = without_experta(
        "from click.testing import CliRunner\n"
        "from expert.cli.main import main\n"
        f"done = CliRunner().invoke(main, ['diagnose', {str(EXAMPLES[0])!r}, '--engine', 'experta'])\n"
        "print(done.exit_code, done.stdout == '', 'pip install experta' in done.stderr)"
    )
    assert said.split() == ["2", "True", "True"]


def test_input_errors_are_what_a_missing_engine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """experta without its own dependencies imports as an empty package, which is no engine either."""
    monkeypatch.setitem(sys.modules, "expert.engine.experta_engine", None)
    with pytest.raises(InputError, match="experta cannot be imported"):
        engines.new_engine("experta")
    engines.default_engine.cache_clear()
    assert engines.default_engine() == "compiled"
    engines.default_engine.cache_clear()


@pytest.mark.parametrize("page", ["README.md", ".ci/run"])
def test_how_to_install_the_package_without_experta_names_everything_else(page: str) -> None:
    project = tomllib.loads((small.CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    every = [requirement.partition(";")[0].strip() for requirement in project["dependencies"]]
    others = [requirement for requirement in every if not requirement.startswith("experta")]
    assert len(others) == len(every) - 1
    text = (small.CHECKOUT / page).read_text(encoding="utf-8")
    said = re.search(r"install[^\n]* --no-deps \S+\n((?:[^\n]*\\\n)*[^\n]*)", text)
    assert said is not None
    assert re.findall(r'"([^"]+)"', said[1].replace('"$bare/bin/python"', ""))[: len(others)] == others


def test_the_compiled_engine_loads_nothing_of_experta() -> None:
    script = (
        "import sys\n"
        "from expert import Case, diagnose\n"
        "diagnose(Case(error='SealUnknown'), engine='compiled')\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'experta', 'frozendict', 'schema'}))"
    )
    done: Any = subprocess.run([sys.executable, "-c", script], cwd=small.TREE, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
