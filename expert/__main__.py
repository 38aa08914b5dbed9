"""The command `expert`, also as `python -m expert`."""

from __future__ import annotations

import gc
import os
import sys

# As in the package itself: that of `typing` would only be imported while an interrupt cannot be heard yet.
TYPE_CHECKING = False

if TYPE_CHECKING:
    import signal
    from types import FrameType
else:
    # What `signal` is made of and Python starts with; `signal` itself takes a while to make enumerations of it.
    import _signal as signal

_INTERRUPTED = 130


def run() -> None:
    """Run the command in a process of its own.

    What is set here is set for that process alone: whoever imports the commands keeps their garbage collector,
    environment and signals.
    """
    try:
        _leave_quietly_when_interrupted()
        # A command is over before cyclic garbage could matter, and collecting it takes a tenth of its time.
        gc.disable()
        # Looking for pydantic plugins reads the metadata of every installed package, and a command needs none.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        # Not at the top, for an interrupt may come while the command is still being imported.
        from expert.cli import main
        from expert.cli.streams import keep_places

        keep_places()
        main()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    finally:
        _let_interrupts_end_it()
        # Nor need it be looked for at the end, as Python would do: that took a quarter of the time once more.
        gc.freeze()


def _leave_quietly_when_interrupted() -> None:
    # Whoever starts a process in the background may have it ignore interrupts; so it stays. That it is told to end, or
    # that its terminal has gone, ends it as the system does it, and a reader who has gone shows in what is written.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _first_interrupt)
        sys.unraisablehook = _unraisable


def _first_interrupt(number: int, frame: FrameType | None) -> None:
    """The command is left, and puts in order what it was at; a second interrupt does not wait for that."""
    _let_interrupts_end_it()
    raise KeyboardInterrupt


def _let_interrupts_end_it() -> None:
    """From now on an interrupt ends the process as the system does it: while Python ends, it could not be told."""
    if signal.getsignal(signal.SIGINT) in (_first_interrupt, signal.default_int_handler):
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _unraisable(seen: sys.UnraisableHookArgs) -> None:
    """Of an interrupt where Python can only say that it ignores it, as while something is taken apart: it does not."""
    if seen.exc_type is KeyboardInterrupt:
        os.kill(os.getpid(), signal.SIGINT)
    else:
        sys.__unraisablehook__(seen)


if __name__ == "__main__":
    run()
