"""What is known against the installed versions, by pip-audit, where a database of it can be reached.

Where that is, pip-audit and its own settings say; nothing here does.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PIP_AUDIT = (sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off", "--timeout", "10")
"""pip-audit as it is run here; what waits for longer than these seconds is not reached."""

_KNOWN = "jinja2==2.10"
"""A version against which much has been known for years: a database that knows nothing of it is none."""

_NOT_AUDITED = "not audited: no database of known vulnerabilities can be reached"


def audit(command: Sequence[str] = PIP_AUDIT) -> int:
    """Look up what is installed here, and print what is known against it; 1 where something is.

    Args:
        command: what looks it up: pip-audit, or what takes its arguments and answers as it does.
    """
    if not _has_a_database(command):
        print(_NOT_AUDITED)
        return 0
    done = subprocess.run([*command, "--local"], stdout=subprocess.PIPE, text=True, check=False)
    if not done.stdout.strip():
        return done.returncode or 1  # pip-audit has said why
    lines, found = told(json.loads(done.stdout))
    print("\n".join(lines))
    return 1 if found else 0


def _has_a_database(command: Sequence[str]) -> bool:
    """Whether anything is known against what has to be known of."""
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder, "requirements.txt")
        asked.write_text(f"{_KNOWN}\n", encoding="utf-8")
        done = subprocess.run(
            [*command, "--disable-pip", "--no-deps", "--requirement", str(asked)], capture_output=True, text=True,
            check=False,
        )  # fmt: skip
    try:
        return told(json.loads(done.stdout))[1]
    except ValueError:  # it has answered nothing
        return False


def told(report: Any) -> tuple[list[str], bool]:
    """What a report of pip-audit says, in lines, and whether something is known against any version."""
    dependencies = report["dependencies"]
    skipped = [one["name"] for one in dependencies if "skip_reason" in one]
    if len(skipped) == len(dependencies):
        return [_NOT_AUDITED], False
    lines = [
        f"{one['name']} {one['version']}: {known['id']}, mended in {', '.join(known['fix_versions']) or 'no version'}"
        for one in dependencies for known in one.get("vulns", ())
    ]  # fmt: skip
    audited = f"{len(dependencies) - len(skipped)} audited"
    return [*lines, f"{audited}; not in the database: {', '.join(skipped)}" if skipped else audited], bool(lines)
