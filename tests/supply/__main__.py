"""The supply chain, by hand and in continuous integration: `python -m tests.supply COMMAND`.

    lock [--upgrade]   write constraints.txt, with uv
    check              whether constraints.txt fits pyproject.toml, and what is installed here in another version
    build FOLDER       build the wheel, with its bill of materials (CycloneDX JSON) beside it
    audit              what is known against the installed versions, with pip-audit
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.supply import locking
from tests.supply.requirements import not_met


def main() -> int:
    """Run one command; the exit code."""
    parser = argparse.ArgumentParser("python -m tests.supply", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("lock").add_argument("--upgrade", action="store_true")
    commands.add_parser("check")
    commands.add_parser("build").add_argument("folder", type=Path)
    commands.add_parser("audit")
    asked = parser.parse_args()
    # Each needs a library of its own.
    match asked.command:
        case "lock":
            locking.lock(upgrade=asked.upgrade)
        case "check":
            return check()
        case "build":
            from tests.supply.materials import build

            for made in build(asked.folder):
                print(made)
        case "audit":
            from tests.supply.auditing import audit

            return audit()
    return 0


def check() -> int:
    """Print what does not fit; 1 where the file does not meet what is asked for."""
    text = locking.LOCK.read_text(encoding="utf-8")
    wrong = list(not_met(list(locking.pinned(text))))
    for line in wrong:
        print(line)
    others = locking.differing(locking.pinned(text))
    for name, (tested, here) in others.items():
        print(f"{name}: {tested} is the tested version, " + (f"{here} is installed" if here else "none is installed"))
    if not wrong:
        print("constraints.txt fits pyproject.toml")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
