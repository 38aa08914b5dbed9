"""The tested versions, the bill of materials, and where Graphviz comes from."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from email.message import Message
from pathlib import Path
from zipfile import ZipFile

import pytest
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests import small
from tests.supply import auditing
from tests.supply.locking import LOCK, differing, pinned
from tests.supply.materials import _licenses, bill_of
from tests.supply.requirements import asked_for, not_met

TEXT = LOCK.read_text(encoding="utf-8")
PINS = list(pinned(TEXT))


# The tested versions


def test_every_requirement_has_a_tested_version_that_meets_it() -> None:
    assert list(not_met(PINS)) == []


def test_what_is_pinned_too_low_or_not_at_all_is_told() -> None:
    without = [pin for pin in PINS if pin.name != "click"]
    low = [pin._replace(version="1.0") if pin.name == "ftfy" else pin for pin in without]
    assert {line.split(" for ")[1] for line in not_met(low)} == {
        str(requirement) for requirement in asked_for() if requirement.name in ("click", "ftfy")
    }


def test_every_version_has_the_hashes_of_its_files() -> None:
    for pin in PINS:
        assert pin.hashes, pin.name
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", one) for one in pin.hashes), pin.name


def test_no_registry_is_named() -> None:
    for line in TEXT.splitlines():
        assert "://" not in line
        assert line.lstrip().startswith(("#", "--hash=")) or "==" in line, line


@pytest.mark.parametrize("line", ["click>=8.2", "click==8.2", "click==8.2,<9 --hash=sha256:0", "--index-url x",
                                  "click @ file:///x --hash=sha256:0"])  # fmt: skip
def test_what_pins_no_version_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        list(pinned(line))


def test_what_is_installed_in_another_version_is_named() -> None:
    (here,) = (pin for pin in PINS if pin.name == "click")
    other = here._replace(version="0.1"), here._replace(name="no-such-distribution", version="2")
    found = differing(iter(other))
    assert (found["click"][0], found["no-such-distribution"]) == ("0.1", ("2", None))


# The bill of materials


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A wheel of which nothing is there but what it says of itself."""
    lines = [f"Requires-Dist: {requirement}" for requirement in runtime()]
    lines += ['Requires-Dist: pytest>=8; extra == "test"']
    head = ["Metadata-Version: 2.4", "Name: enrollment-expert", "Version: 9.9", "License-Expression: MIT"]
    path = tmp_path / "enrollment_expert-9.9-py3-none-any.whl"
    with ZipFile(path, "w") as archive:
        archive.writestr("enrollment_expert-9.9.dist-info/METADATA", "\n".join([*head, *lines, "", ""]))
    return path


def runtime() -> list[str]:
    project = tomllib.loads((small.CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return list(project["dependencies"])


def test_the_bill_names_all_that_the_wheel_needs_with_license_and_version(wheel: Path) -> None:
    bill = json.loads(bill_of(wheel))
    whole = bill["metadata"]["component"]
    assert (bill["bomFormat"], whole["name"], whole["version"]) == ("CycloneDX", "enrollment-expert", "9.9")
    assert whole["hashes"][0]["content"] == hashlib.sha256(wheel.read_bytes()).hexdigest()
    parts = {part["name"]: part for part in bill["components"]}
    named = {Requirement(text) for text in runtime()}
    here = {canonicalize_name(one.name) for one in named if one.marker is None or one.marker.evaluate()}
    assert here | {"frozendict", "schema", "pydantic-core", "wcwidth"} <= set(parts)
    assert "pytest" not in parts
    assert all(part["licenses"] and part["version"] and part["purl"] for part in parts.values())
    needed = {entry["ref"]: entry.get("dependsOn", []) for entry in bill["dependencies"]}
    assert parts["frozendict"]["purl"] in needed[parts["experta"]["purl"]]


def test_the_bill_is_one_by_its_schema(wheel: Path) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill_of(wheel)) is None


def test_what_names_no_license_is_refused() -> None:
    nameless = Message()
    nameless["Name"], nameless["License"] = "nameless", "Copyright\n\nPermission is hereby granted"
    with pytest.raises(ValueError, match="nameless names no license"):
        _licenses(nameless)
    nameless["Classifier"] = "License :: OSI Approved :: MIT License"
    (license_,) = _licenses(nameless)
    assert isinstance(license_, DisjunctiveLicense)
    assert license_.name == "MIT License"


# What is known against them


AUDITOR = """
import json, sys
old = {{"name": "jinja2", "version": "2.10", "vulns": {old}}}
here = {{"name": "click", "version": "8.2", "vulns": {here}}}
if {reached}:
    print(json.dumps({{"dependencies": [here if "--local" in sys.argv else old], "fixes": []}}))
sys.exit(1)
"""
KNOWN = [{"id": "PYSEC-1", "fix_versions": ["8.3"]}]


@pytest.mark.parametrize(("reached", "old", "here", "said", "code"), [
    (False, KNOWN, KNOWN, auditing._NOT_AUDITED, 0), (True, [], [], auditing._NOT_AUDITED, 0),
    (True, KNOWN, [], "1 audited", 0), (True, KNOWN, KNOWN, "click 8.2: PYSEC-1, mended in 8.3\n1 audited", 1),
])  # fmt: skip
def test_it_is_audited_where_a_database_knows_what_has_to_be_known(
    reached: bool, old: object, here: object, said: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    command = (sys.executable, "-c", AUDITOR.format(reached=reached, old=old, here=here))
    assert (auditing.audit(command), capsys.readouterr().out) == (code, f"{said}\n")


def test_no_place_of_a_database_is_named() -> None:
    assert "://" not in Path(auditing.__file__).read_text(encoding="utf-8")


def test_what_is_known_is_told_and_what_was_not_looked_up_is_not_called_sound() -> None:
    sound = {"name": "click", "version": "8.2", "vulns": []}
    known = {"name": "ftfy", "version": "6.2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["6.3"]}]}
    skipped = {"name": "ours", "skip_reason": "not found"}
    assert auditing.told({"dependencies": [sound]}) == (["1 audited"], False)
    assert auditing.told({"dependencies": [sound, skipped, known]}) == (
        ["ftfy 6.2: PYSEC-1, mended in 6.3", "2 audited; not in the database: ours"], True
    )  # fmt: skip
    assert auditing.told({"dependencies": [skipped]}) == ([auditing._NOT_AUDITED], False)


# Graphviz: its wheels, as a registry listed them for graphviz-pure 0.2.2, the newest

WHEELS = {
    ("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "x86_64"), ("darwin", "arm64"),
    ("win32", "AMD64"), ("win32", "ARM64"),
}  # fmt: skip
WITHOUT = {
    ("linux", "armv7l"), ("linux", "riscv64"), ("linux", "i686"), ("linux", "ppc64le"), ("linux", "s390x"),
    ("win32", "x86"), ("freebsd14", "amd64"), ("emscripten", "wasm32"),
}  # fmt: skip


@pytest.mark.parametrize(("system", "machine"), sorted(WHEELS | WITHOUT))
def test_graphviz_is_asked_for_where_there_is_a_wheel_of_it(system: str, machine: str) -> None:
    (bundled,) = (requirement for requirement in asked_for() if requirement.name == "graphviz-pure")
    assert isinstance(bundled, Requirement)
    assert bundled.marker is not None
    there: dict[str, str] = {**{k: str(v) for k, v in default_environment().items()}, "sys_platform": system,
             "platform_machine": machine}  # fmt: skip
    assert bundled.marker.evaluate(there) is ((system, machine) in WHEELS)


def without_graphviz(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """The command where graphviz-pure is not installed and no program `dot` is to be found."""
    script = (
        "from importlib import metadata\nreal = metadata.distribution\n"
        "def distribution(name):\n    if name == 'graphviz-pure': raise metadata.PackageNotFoundError(name)\n"
        "    return real(name)\n"
        "metadata.distribution = distribution\nfrom expert.__main__ import run\nrun()"
    )
    command = [sys.executable, "-c", script, *map(str, arguments)]
    env = small.environment(PATH=str(cwd / "no-programs"))
    return subprocess.run(command, capture_output=True, env=env, cwd=cwd, timeout=120, check=False)


@pytest.mark.parametrize("form", ["svg", "png"])
def test_a_picture_without_any_graphviz_is_one_sentence_that_says_what_can_be_had(form: str, tmp_path: Path) -> None:
    target = tmp_path / f"case.{form}"
    done = without_graphviz("graph", small.EXAMPLES / "shelf-limit.yaml", "-o", target, cwd=tmp_path)
    (line,) = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (2, b"")
    assert line.startswith("there is no Graphviz to draw with; install ")
    assert all(word in line for word in ("mermaid", "text", "dot"))
    assert not target.exists()


@pytest.mark.parametrize(("form", "begins"), [("mermaid", "flowchart"), ("dot", "digraph"), ("text", "")])
def test_pictures_as_text_need_no_graphviz(form: str, begins: str, tmp_path: Path) -> None:
    done = without_graphviz("graph", small.EXAMPLES / "shelf-limit.yaml", "--format", form, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert begins in done.stdout.decode()
    assert "shelf" in done.stdout.decode().lower()


@pytest.mark.skipif(os.name != "posix", reason="a program that is a script")
def test_where_none_is_bundled_that_of_the_system_draws(tmp_path: Path) -> None:
    programs = tmp_path / "no-programs"
    programs.mkdir()
    dot = programs / "dot"
    svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><g><title>of the system</title></g></svg>'
    dot.write_text(f"#!/bin/sh\nwhile read -r line; do :; done\nprintf '%s' '{svg}'\n", encoding="utf-8")
    dot.chmod(0o755)
    done = without_graphviz("graph", small.EXAMPLES / "shelf-limit.yaml", "--format", "svg", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b'aria-label="of the system"' in done.stdout
