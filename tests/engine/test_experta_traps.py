"""What experta 1.9.4 does to a process and to a run, and that nobody who uses this package notices it."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from typing import Any

import pytest

from expert import Case, diagnose
from expert.engine import experta_engine
from expert.engine.reasoner import Reasoner
from tests import small
from tests.simulation import crowded

EXAMPLES = sorted(small.EXAMPLES.iterdir())


def run(script: str) -> str:
    """What a new process that runs the script says on standard output; it says nothing on standard error."""
    done = subprocess.run([sys.executable, "-c", script], cwd=small.TREE, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def loaded_by(script: str) -> set[str]:
    """The top-level modules that a new process has loaded once it has run the script."""
    listed = run(f"{script}\nimport json, sys\nprint(json.dumps(sorted({{n.split('.')[0] for n in sys.modules}})))")
    return set(json.loads(listed))


def test_importing_the_engine_leaves_no_mark_on_the_process() -> None:
    """experta's frozendict wants `collections.Mapping`, and experta calls `logging.basicConfig()`."""
    said = run(
        "import collections, collections.abc, logging\n"
        "state = lambda: (sorted(vars(collections)), list(logging.root.handlers), logging.root.level)\n"
        "before = state()\n"
        "import expert.engine.experta_engine, sys\n"
        "print('experta' in sys.modules, hasattr(collections, 'Mapping'), state() == before)"
    )
    assert said.split() == ["True", "False", "True"]


def test_a_mapping_and_a_handler_that_others_put_there_stay() -> None:
    said = run(
        "import collections, collections.abc, logging\n"
        "collections.Mapping = collections.abc.Mapping\n"
        "logging.basicConfig(level=logging.ERROR)\n"
        "handlers = list(logging.root.handlers)\n"
        "import expert.engine.experta_engine\n"
        "print(hasattr(collections, 'Mapping'), logging.root.handlers == handlers, logging.root.level)"
    )
    assert said.split() == ["True", "True", str(logging.ERROR)]


@pytest.mark.parametrize("module", ["expert.facts.case", "expert.facts.reader", "expert.rules.knowledge",
                                    "expert.rules.loader", "expert.results.diagnosis",
                                    "expert.visualize.pages.block_text"])
def test_what_is_below_the_engine_is_had_without_experta(module: str) -> None:
    loaded = loaded_by(f"import {module}")
    assert not loaded & {"experta", "frozendict", "schema"}


def test_the_library_needs_nothing_of_the_command_line_or_the_pictures() -> None:
    loaded = loaded_by(
        "from expert import Case, diagnose\n"
        "assert diagnose(Case(error='The shelf is full', platform='folio')).outcome == 'likely'"
    )
    assert "experta" in loaded
    assert not loaded & {"click", "rich", "networkx", "graphviz"}


def test_diagnosing_prints_nothing_and_configures_no_logging() -> None:
    said = run(
        "import logging\n"
        "from pathlib import Path\n"
        "from expert import Case, diagnose\n"
        "state = lambda: (list(logging.root.handlers), logging.root.level, logging.root.manager.disable)\n"
        "before = state()\n"
        "for path in sorted(Path('facts/examples').iterdir()):\n"
        "    diagnose(Case.from_file(path))\n"
        "diagnose(Case())\n"
        "assert state() == before\n"
    )
    assert said == ""


DIAGNOSE_ALL = (
    "from pathlib import Path\n"
    "from expert import Case, diagnose\n"
    "for path in sorted(Path('facts/examples').iterdir()):\n"
    "    assert diagnose(Case.from_file(path)).engine == 'experta'\n"
)


def heard(script: str) -> list[str]:
    """What a new process that runs the script writes to its log."""
    done = subprocess.run([sys.executable, "-c", script], cwd=small.TREE, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return done.stderr.splitlines()


def test_an_application_that_logs_everything_hears_nothing_of_experta() -> None:
    """experta's watchers would tell of every fact, with its value, at INFO; and its import configures logging."""
    log = heard(
        "import logging\n"
        "logging.basicConfig(level=logging.DEBUG, format='%(name)s %(levelname)s %(message)s')\n"
        "logging.getLogger('application').debug('before')\n"
        + DIAGNOSE_ALL
        + "logging.getLogger('application').debug('after')\n"
    )
    assert log == ["application DEBUG before", "application DEBUG after"]


def test_an_application_may_configure_its_logging_afterward() -> None:
    log = heard(
        DIAGNOSE_ALL
        + "import logging\n"
        "logging.basicConfig(level=logging.DEBUG, format='%(name)s %(message)s')\n"
        + DIAGNOSE_ALL
        + "logging.getLogger('application').info('heard')\n"
    )
    assert log == ["application heard"]


def test_whoever_uses_experta_otherwise_still_hears_it() -> None:
    """Nobody's loggers, levels or handlers are touched: another engine's facts are told of, also between diagnoses."""
    log = heard(
        "import logging\n"
        "logging.basicConfig(level=logging.INFO, format='%(name)s %(message)s')\n"
        "logging.getLogger('experta.watchers.RULES').setLevel(logging.ERROR)\n"
        + DIAGNOSE_ALL
        + "import experta\n"
        "class Lamp(experta.KnowledgeEngine):\n"
        "    @experta.Rule(experta.Fact(lit=True))\n"
        "    def burns(self):\n"
        "        diagnose(Case(error='The shelf is full'))\n"
        "        self.declare(experta.Fact(warm=True))\n"
        "lamp = Lamp()\n"
        "lamp.reset()\n"
        "lamp.declare(experta.Fact(lit=True))\n"
        "lamp.run()\n"
        "assert logging.getLogger('experta.watchers.RULES').level == logging.ERROR\n"
        "loggers = [logging.getLogger(name) for name in logging.root.manager.loggerDict]\n"
        "assert not any(logger.handlers or logger.disabled for logger in loggers)\n"
    )
    facts = [line for line in log if line.startswith("experta.watchers.FACTS ")]
    assert [fact.split(": ")[-1] for fact in facts] == ["InitialFact()", "Fact(lit=True)", "Fact(warm=True)"]
    assert not any(line.startswith("experta.watchers.RULES") for line in log)


def test_only_the_ends_of_the_network_that_a_change_has_reached_are_asked_after_it() -> None:
    """With n causes there are some n ends, and some n changes: asking every one after each would be n squared."""
    knowledge = crowded(causes=200, facts=20)
    case = knowledge.case(error="Synthetic failure")
    asked: list[object] = []
    get_activations = experta_engine._rete.nodes.ConflictSetNode.get_activations

    def counted(end: Any) -> Any:
        asked.append(end)
        return get_activations(end)

    Reasoner.of(knowledge).reason(case, engine="experta")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(experta_engine._rete.nodes.ConflictSetNode, "get_activations", counted)
        reasoning = Reasoner.of(knowledge).reason(case, engine="experta")
    assert len(reasoning.verdicts) == 200
    assert 200 < len(asked) < 200 * 10


def test_experta_keeps_nothing_of_a_case_once_its_diagnosis_is_gone() -> None:
    """It keeps predicates for ever; a process that diagnoses for months must not grow with every case."""
    said = run(
        "import gc\n"
        "from pathlib import Path\n"
        "from expert import Case, diagnose\n"
        "cases = [Case.from_file(path) for path in sorted(Path('facts/examples').iterdir())]\n"
        "def objects():\n"
        "    for case in cases:\n"
        "        diagnose(case)\n"
        "    gc.collect()\n"
        "    return len(gc.get_objects())\n"
        "objects(); objects()\n"
        "before = objects()\n"
        "for _ in range(5): objects()\n"
        "print(objects() - before)"
    )
    assert int(said) < 50


def test_true_and_one_are_not_taken_for_the_same_fact() -> None:
    """experta drops `x=True` after `x=1` as a duplicate; here each fact keeps to values of its own type."""
    diagnosis = diagnose(
        Case(error="The shelf is full", readers_counted=1, reader_limit=1, earlier_borrower=True)
    )
    assert diagnosis.cause("shelf-limit-reached").verdict == "confirmed"
    (because,) = diagnosis.cause("shelf-limit-reached").because
    assert because.value is True
