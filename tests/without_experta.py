"""A smoke test for an installed copy beside which experta is not: `python tests/without_experta.py`.

Continuous integration runs it where `frozendict>=2` and `schema>=0.7` are installed, which experta refuses. Everything
but `--engine experta` works there.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

EXAMPLES = sorted((Path(__file__).resolve().parents[1] / "facts" / "examples").iterdir())
EXAMPLE = str(next(path for path in EXAMPLES if path.stem == "no-server-connection"))

COMMANDS = (
    ["diagnose", *map(str, EXAMPLES), "--format", "json"],
    ["diagnose", EXAMPLE],
    ["diagnose", EXAMPLE, "--engine", "compiled", "--format", "markdown"],
    ["explain", EXAMPLE, "--why-not", "cname-missing", "--what-if", "dns_enterprise_enrollment=missing"],
    ["diff", EXAMPLE, str(EXAMPLES[0])],
    ["plan", EXAMPLE],
    ["escalate", EXAMPLE],
    ["graph", EXAMPLE, "--format", "svg"],
    ["ladder", EXAMPLE, "--format", "dot"],
    ["tree", "--format", "text"],
    ["handout", "-o", "handout.html"],
    ["class", EXAMPLE, "--symptom", "device-cap-reached", "-o", "class.html"],
    ["practice", "--seed", "7"],
    ["ask", EXAMPLE],
    ["rules", "check"],
    ["rules", "test"],
    ["schema", "result"],
)


def main() -> None:
    """Run every command, and see that experta is neither there nor needed."""
    assert find_spec("experta") is None, "experta is installed"
    for name, least in (("frozendict", (2,)), ("schema", (0, 7))):
        assert tuple(map(int, version(name).split(".")[: len(least)])) >= least, (name, version(name))
    for command in COMMANDS:
        done = expert(command)
        assert done.returncode == 0, (command, done.stderr)
        print("expert", *(Path(part).name for part in command))
    assert '"engine":"compiled"' in expert(["diagnose", *map(str, EXAMPLES), "--format", "json"]).stdout
    for engine in ("experta", "both"):
        refused = expert(["diagnose", EXAMPLE, "--engine", engine])
        assert (refused.returncode, refused.stdout) == (2, ""), refused
        assert "pip install experta==1.9.4" in refused.stderr, refused.stderr
    print("everything but --engine experta works without experta")


def expert(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """What the installed command says, in a folder of its own."""
    script = Path(sys.executable).parent / "expert"
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            [script, *arguments], cwd=folder, input="quit\n", capture_output=True, text=True, encoding="utf-8",
            check=False,
        )  # fmt: skip


if __name__ == "__main__":
    main()
