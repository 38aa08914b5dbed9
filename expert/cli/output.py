"""Where results go: standard output as it is, or a file that is written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import click

from expert.cli.streams import drop, note_use
from expert.cli.widths import columns_of, in_width
from expert.foundations import outgoing
from expert.foundations.parsing import looks_at_other_end
from expert.foundations.problems import InputError, Place, Problem, visible, why_not
from expert.foundations.texts import Text


def write(result: str | bytes, target: str | None = None) -> None:
    """Write a result to a file, or to standard output when there is no target (or it is `-`).

    Args:
        result: what to write; text is written in UTF-8.
        target: the file.

    Raises:
        InputError: the file cannot be written; nothing of it was.
    """
    if isinstance(result, str):
        result = result.encode()
    if target is None or target == "-":
        _to_standard_output(result)
        return
    try:
        _write_file(Path(target), result)
    except OSError as error:
        reason = why_not(error)
        text = Text(f"the file cannot be written ({reason.en})", f"det går inte att skriva filen ({reason.sv})")
        raise InputError([Problem(text, Place(visible(target) or "-o"))]) from None


def show(text: str, target: str | None = None, addresses: Iterable[str] = ()) -> None:
    """As `write`, for a text to be read: one that is longer than the terminal that it goes to is shown in the pager.

    Args:
        text: what is shown, as a view has set it.
        target: the file.
        addresses: those that stand as links in the rules; a terminal that opens addresses gets these marked.

    Raises:
        InputError: the file cannot be written; nothing of it was.
    """
    if target in (None, "-") and _in_terminal():
        text = with_hyperlinks(text, addresses) if hyperlinks_wanted(os.environ) else text
        if _paged(text):
            return
    write(text, target)


def hyperlinks_wanted(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is one that is known to open the addresses that are marked for it (OSC 8).

    Others would show the marks, or drop them. `FORCE_HYPERLINK` (0 or 1) has the last word, as elsewhere.
    """
    forced = environment.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in ("", "0")
    vte = environment.get("VTE_VERSION", "")
    return (
        environment.get("TERM") not in ("dumb", None)
        and (
            environment.get("TERM_PROGRAM") in ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper")
            or any(name in environment for name in ("WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION"))
            or (vte.isdecimal() and int(vte) >= _VTE_WITH_HYPERLINKS)
        )
    )


_VTE_WITH_HYPERLINKS = 5000
_ADDRESS = re.compile(r"https://\S+")


def with_hyperlinks(text: str, addresses: Iterable[str]) -> str:
    """The text with addresses marked for a terminal that opens them; each stays to be read.

    Args:
        text: the text.
        addresses: which are marked, where they stand whole; of these only what opens.
    """
    known = {address for address in addresses if outgoing.opens(address)}

    def marked(found: re.Match[str]) -> str:
        address = found[0] if found[0] in known else found[0].rstrip(".,;:)")
        if address not in known:
            return found[0]
        return f"\x1b]8;;{address}\x1b\\{address}\x1b]8;;\x1b\\{found[0][len(address):]}"

    return _ADDRESS.sub(marked, text)


def require_place(target: str, option: str) -> None:
    """See to it that a file can be there, before somebody works for what is to be written into it.

    Args:
        target: the file.
        option: the option that it was given with, to name where the file has no name.

    Raises:
        InputError: it is a folder, or the folder that it would be in is missing.
    """
    path = Path(target)
    if path.is_dir():
        raise InputError([Problem(_FOLDER, Place(visible(target) or option))])
    if not path.parent.is_dir():
        raise InputError([Problem(_NO_FOLDER, Place(visible(target)))])


def file_named(output: str | None) -> str | None:
    """The file that `-o` names; None where the result goes to standard output, which it may also name (`-`)."""
    return None if output == "-" else output


def require_new(target: str, *, force: bool) -> None:
    """As `require_place` for `-o`, where somebody may have worked in the file since it was written.

    Args:
        target: the file.
        force: it may be written over.

    Raises:
        InputError: there is such a file, and it may not be written over; or no file can be there.
    """
    require_place(target, "-o")
    if os.path.exists(target) and not force:
        raise InputError([Problem(_EXISTS, Place(visible(target)))])


def write_text(text: str, target: str | None = None, addresses: Iterable[str] = ()) -> None:
    """As `show`, for plain text: its lines are broken where it goes to a terminal, and nothing in it is invisible.

    Raises:
        InputError: the file cannot be written; nothing of it was.
    """
    text = outgoing.in_lines(text)
    show(in_width(text, terminal_width() if target is None else None), target, addresses)


def say(line: str) -> None:
    """Write a line of plain text to standard output."""
    write(outgoing.in_lines(line) + "\n")


def draw(picture: Callable[[], bytes], target: str | None) -> None:
    """As `write`, for a picture that is still to be drawn.

    Raises:
        InputError: it cannot be drawn or written, or it would be poured into a terminal.
    """
    from expert.foundations.problems import DrawingError

    try:
        result = picture()
    except DrawingError as error:
        raise InputError([Problem(error.text)]) from None
    if target is None and _in_terminal() and result.startswith(_NO_TEXT):
        raise InputError([Problem(_NO_PICTURES_HERE)])
    write(result, target)


def _write_file(path: Path, result: bytes) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    if path.exists() and not path.is_file():
        # A device or a pipe is written into; to put a file in its place would break it for everybody.
        with os.fdopen(_opened_for_writing(path), "wb") as stream:
            stream.write(result)
        return
    from expert.cli.whole_files import write_whole  # many processes write no file, and start faster without it

    write_whole(path.resolve(), result)


def _opened_for_writing(path: Path) -> int:
    """A device, or a named pipe once somebody reads from it."""
    for _ in looks_at_other_end():
        try:
            handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        except OSError as error:
            if error.errno != errno.ENXIO or not path.is_fifo():
                raise
        else:
            if os.name == "posix":
                os.set_blocking(handle, True)
            return handle
    raise InputError([Problem(_NO_READER, Place(visible(path.as_posix())))])


_NO_READER = Text(
    "nobody reads from this named pipe, so there is nothing to write to",
    "ingen läser ur det här namngivna röret, så det finns inget att skriva till",
)


def _to_standard_output(result: bytes) -> None:
    """Text in the terminal's own encoding, with `?` for what it cannot show; pictures as they are."""
    stream = sys.stdout
    if stream is None:  # the caller has closed it
        raise InputError([Problem(_CLOSED)])
    note_use(click.get_current_context(silent=True))
    try:
        if stream.isatty():
            stream.write(showable(result.decode("utf-8"), stream.encoding or "utf-8"))
        else:
            stream.flush()
            stream.buffer.write(result)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        drop(stream)
        reason = why_not(error)
        raise InputError([Problem(Text(
            f"the result cannot be written ({reason.en})", f"det går inte att skriva resultatet ({reason.sv})"
        ))]) from None


def _paged(text: str) -> bool:
    """Show a text that is longer than the terminal in a pager; whether it was shown.

    The pager is that of `EXPERT_PAGER` or `PAGER`, else `less` where there is one; `cat`, or nothing, is none.
    """
    import shutil  # only a terminal needs it

    if text.count("\n") < shutil.get_terminal_size((80, 24)).lines:
        return False
    import shlex
    import subprocess

    pager = shlex.split(os.environ.get("EXPERT_PAGER", os.environ.get("PAGER", "less")))
    if not pager or pager[0] == "cat" or shutil.which(pager[0]) is None:
        return False
    # F: not where it is short; R: with colors; X: the text stays when the pager is left.
    settings = {"LESS": "FRX", **os.environ}
    encoding = sys.stdout.encoding or "utf-8"
    shown = showable(text, encoding).encode(encoding)
    with suppress(BrokenPipeError, KeyboardInterrupt):
        # A pager that fails has shown nothing, as far as can be known; one that somebody stops has.
        code = subprocess.run(pager, input=shown, env=settings, check=False).returncode
        return code <= 0 or code == _STOPPED
    return True


_STOPPED = 130


_NO_TEXT = (b"\x89PNG", b"%PDF", b"PK")
_NO_PICTURES_HERE = Text(
    "a PNG, a PDF or a presentation cannot be shown in a terminal; name a file with -o",
    "en PNG, en PDF eller en presentation kan inte visas i en terminal; ange en fil med -o",
)
_NO_FOLDER = Text("there is no such folder", "mappen finns inte")
_FOLDER = Text("this is a folder; name a file in it", "det här är en mapp; ange en fil i den")
_EXISTS = Text("there is such a file already; --force writes over it", "filen finns redan; --force skriver över den")
_CLOSED = Text("there is no standard output to write to; name a file with -o",
               "det finns ingen standard ut att skriva till; ange en fil med -o")


def showable(text: str, encoding: str) -> str:
    """The text with what an old code page lacks put plainly: quotes and dashes as ASCII, the rest as `?`."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    return text


_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-"})


def terminal_width() -> int | None:
    """The columns to wrap at; None when the output is not a terminal."""
    return columns_of(sys.stdout)


def color_wanted() -> bool:
    """Whether colors may be used: a terminal, and `NO_COLOR` is not set."""
    return _in_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width_and_color(*, to_file: bool) -> tuple[int | None, bool]:
    """The columns to wrap a page at, and whether to color it; neither where it goes to a file."""
    return (None, False) if to_file else (terminal_width(), color_wanted())


def _in_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()
