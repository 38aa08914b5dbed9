"""What is known against the installed versions, by pip-audit, where a database of it can be reached."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from typing import Any
from urllib.request import urlopen

_SECONDS = 10
_NOT_AUDITED = "not audited: no database of known vulnerabilities can be reached"


def database() -> str:
    """Where pip-audit looks, for one package that is certainly known there."""
    return f"https://pypi.org/pypi/click/{version('click')}/json"


def audit(address: str) -> int:
    """Look up what is installed here, and print what is known against it; 1 where something is.

    Args:
        address: what must be there for it to be tried, as `database()`.
    """
    try:
        with urlopen(address, timeout=_SECONDS) as answer:
            reachable = "vulnerabilities" in json.load(answer)
    except (OSError, ValueError):
        reachable = False
    if not reachable:
        print(_NOT_AUDITED)
        return 0
    command = [sys.executable, "-m", "pip_audit", "--local", "--format", "json", "--progress-spinner", "off"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if not done.stdout.strip():
        return done.returncode or 1  # pip-audit has said why
    lines, found = told(json.loads(done.stdout))
    print("\n".join(lines))
    return 1 if found else 0


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
