"""The command `expert`, also as `python -m expert`."""

from __future__ import annotations

import gc
import os
import sys

_INTERRUPTED = 130


def run() -> None:
    """Run the command in a process of its own.

    What is set here is set for that process alone: whoever imports the commands keeps their garbage collector and
    environment.
    """
    # A command is over before cyclic garbage could matter, and collecting it takes a tenth of its time.
    gc.disable()
    # Looking for pydantic plugins reads the metadata of every installed package, and a command needs none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        # Not at the top, for an interrupt may come while the command is still being imported.
        from expert.cli import main

        main()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    run()
