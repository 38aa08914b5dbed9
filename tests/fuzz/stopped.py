"""Runs the command in a process that is stopped at a chosen moment: `python stopped.py FOLDER N SIGNAL COMMAND…`.

The moment is the Nth thing that the process does to a file of the folder: it opens one to write, renames, changes or
removes one. So a process is killed between any two steps of writing, and not only where a clock happens to meet one.
"""

from __future__ import annotations

import os
import signal
import sys


def _stop_at(folder: str, moment: int, how: int) -> None:
    """Send this process a signal at the Nth thing that it does to the folder."""
    done = 0

    def seen(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal done
        if event not in ("open", "os.rename", "os.chmod", "os.remove", "os.mkdir", "os.truncate"):
            return
        path = arguments[0]
        writes = event != "open" or bool(_flags(arguments) & (os.O_WRONLY | os.O_RDWR))
        if isinstance(path, (str, bytes)) and writes and os.path.dirname(os.path.abspath(os.fsdecode(path))) == folder:
            done += 1
            if done == moment:
                os.kill(os.getpid(), how)

    sys.addaudithook(seen)


def _flags(arguments: tuple[object, ...]) -> int:
    flags = arguments[2]
    return flags if isinstance(flags, int) else 0


if __name__ == "__main__":
    from expert.__main__ import run

    _stop_at(sys.argv[1], int(sys.argv[2]), signal.Signals[sys.argv[3]])
    sys.argv = ["expert", *sys.argv[4:]]
    run()
