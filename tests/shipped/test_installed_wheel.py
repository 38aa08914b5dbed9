"""The built wheel works in a clean environment outside the checkout, also beside django-rules.

The environment is filled from the one that runs the tests, with exactly the distributions that the wheel's
own metadata asks for, so that no network is needed and a dependency that is not declared is missed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from expert import KnowledgeBase

CHECKOUT = Path(__file__).resolve().parents[2]
EXAMPLE = CHECKOUT / "facts" / "examples" / "no-server-connection.yaml"


def _required(names: list[str]) -> Iterator[Distribution]:
    """The named distributions and all that they ask for."""
    waiting, seen = list(names), set()
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in seen:
            continue
        seen.add(name)
        found = distribution(name)
        yield found
        for text in found.requires or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(requirement.name)


def _copy(found: Distribution, site: Path, scripts: Path) -> None:
    for file in found.files or ():
        source = Path(str(file.locate()))
        if source.suffix == ".pyc" or not source.is_file():
            continue
        outside = file.parts[0] == ".."
        target = scripts / source.name if outside else site / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of an environment with the wheel, its requirements and django-rules."""
    home = tmp_path_factory.mktemp("installed")
    wheels = home / "wheels"
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*build, "--wheel-dir", str(wheels), str(CHECKOUT)], check=True, cwd=home)
    (wheel,) = wheels.glob("*.whl")
    venv.create(home / "env", with_pip=False)
    scripts = home / "env" / ("Scripts" if os.name == "nt" else "bin")
    (site,) = (home / "env").rglob("site-packages")
    needed = ["experta", "pydantic", "PyYAML", "click", "networkx", "graphviz", "graphviz-pure", "rapidfuzz", "ftfy"]
    for found in _required([*needed, "rules"]):
        _copy(found, site, scripts)
    # pip of the testing environment installs the wheel into the new one, with what it asks for checked.
    install = [sys.executable, "-m", "pip", "--python", str(scripts / "python"), "install", "--quiet", "--no-index"]
    subprocess.run([*install, str(wheel)], check=True, cwd=home)
    return scripts


def _run(*command: str, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "LC_", "LANG"))}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_main_job_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    said = _run(str(installed / "expert"), "diagnose", str(EXAMPLE), "--format", "json", cwd=tmp_path)
    assert '"outcome": "confirmed"' in said
    assert '"id": "cname-missing"' in said


def test_the_examples_and_a_file_to_fill_in_come_with_the_wheel(installed: Path, tmp_path: Path) -> None:
    expert = str(installed / "expert")
    listed = _run(expert, "examples", cwd=tmp_path)
    assert {path.stem for path in EXAMPLE.parent.iterdir()} <= {line.split(" ")[0] for line in listed.splitlines()}
    _run(expert, "examples", "no-server-connection", "-o", "ticket.yaml", cwd=tmp_path)
    assert '"id": "cname-missing"' in _run(expert, "diagnose", "ticket.yaml", "--format", "json", cwd=tmp_path)
    _run(expert, "new", "-o", "new.yaml", cwd=tmp_path)
    assert '"outcome": "incomplete"' in _run(expert, "diagnose", "new.yaml", "--format", "json", cwd=tmp_path)


def test_the_manual_pages_come_with_the_wheel(installed: Path) -> None:
    pages = installed.parent / "share" / "man"
    assert (pages / "man1" / "expert.1").read_bytes() == (CHECKOUT / "docs" / "expert.1").read_bytes()
    assert (pages / "sv" / "man1" / "expert.1").read_bytes() == (CHECKOUT / "docs" / "expert.sv.1").read_bytes()


def test_pictures_need_no_graphviz_of_the_system(installed: Path, tmp_path: Path) -> None:
    picture = tmp_path / "case.svg"
    _run(str(installed / "expert"), "graph", str(EXAMPLE), "-o", str(picture), cwd=tmp_path)
    assert "<svg" in picture.read_text(encoding="utf-8")


def test_the_wheel_carries_its_compiled_knowledge_and_uses_it(installed: Path, tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from expert import Case, KnowledgeBase\n"
        "assert len(Case(platform='ios')) == 1\n"
        "print(len(KnowledgeBase.shipped().causes), 'yaml' in sys.modules)"
    )
    causes, yaml_is_loaded = _run(str(installed / "python"), "-c", script, cwd=tmp_path).split()
    assert int(causes) == len(KnowledgeBase.shipped().causes)
    assert yaml_is_loaded == "False", "nothing was read from YAML"


@pytest.fixture
def copy(installed: Path) -> Iterator[Path]:
    """The compiled copy of the installed package, which is put back afterward."""
    (path,) = installed.parent.rglob("_content/compiled.json")
    whole = path.read_bytes()
    yield path
    if path.is_dir():
        path.rmdir()
    path.write_bytes(whole)


@pytest.mark.parametrize("how", ["missing", "empty", "cut", "foreign", "of an older version", "a folder"])
def test_a_compiled_copy_that_is_of_no_use_changes_nothing(
    installed: Path, copy: Path, tmp_path: Path, how: str
) -> None:
    command = (str(installed / "expert"), "diagnose", str(EXAMPLE), "--format", "json")
    expected = _run(*command, cwd=tmp_path)
    whole = copy.read_bytes()
    copy.unlink()
    contents = {
        "empty": b"", "cut": whole[: len(whole) // 2], "foreign": b'{"name": "something else"}',
        "of an older version": b'{"form": 2, "digest": "sha256:0", "explaining": {}, "knowledge": {}}',
    }
    if how == "a folder":
        copy.mkdir()
    elif how in contents:
        copy.write_bytes(contents[how])
    assert _run(*command, cwd=tmp_path) == expected


def test_a_rule_file_that_somebody_changed_is_read(installed: Path, copy: Path, tmp_path: Path) -> None:
    file = next((copy.parent / "rules" / "causes").rglob("cname-missing.yaml"))
    before = file.read_text("utf-8")
    title = KnowledgeBase.shipped().causes["cname-missing"].title.en
    assert title in before
    try:
        file.write_text(before.replace(title, "No CNAME"), "utf-8")
        said = _run(str(installed / "expert"), "rules", "list", "--language", "en", cwd=tmp_path)
    finally:
        file.write_text(before, "utf-8")
    assert "cname-missing: No CNAME" in said


def test_a_folder_named_rules_beside_the_package_is_not_taken_for_ours(installed: Path, tmp_path: Path) -> None:
    script = (
        "import rules, expert.foundations.content as c\n"
        "from pathlib import Path\n"
        "assert rules.is_authenticated and not hasattr(rules, 'causes')\n"
        "print(c.root().relative_to(Path(rules.__file__).parents[1]).as_posix())"
    )
    (tmp_path / "rules" / "causes").mkdir(parents=True)
    assert _run(str(installed / "python"), "-I", "-c", script, cwd=tmp_path).strip() == "expert/_content"
