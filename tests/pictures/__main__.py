"""Measures every picture, slide and sheet of the shipped knowledge: `python -m tests.pictures`.

Prints how many texts are too small (18 points on slides, 9 on paper), lie on another or leave their box, and how many
lines cross or run through a box; whether everybody tells meanings apart, by color or else; and whether the page for a
class fits a screen of 1920 x 1080, how large it is and how soon it can be used. A number with "!" is over its bound,
which is none where no other is named. `--sample N` takes N symptoms and N examples, and not the page; `--list` names
every fault, and by what meanings are told apart. The exit code is 1 where a bound is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from expert.visualize.canvas import themes
from tests.pictures import browser, class_pages, colors, table
from tests.pictures.subjects import Subjects, subjects


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print what came of it, and give back the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("--sample", type=int, metavar="N", help="only N symptoms and N examples, drawn at random")
    parser.add_argument("--list", action="store_true", help="name every fault, and by what meanings are told apart")
    wanted = parser.parse_args(arguments)
    found = subjects(wanted.sample)
    missed = _measure(found, listed=wanted.list) + _see(listed=wanted.list)
    if browser.missing():
        print(f"handouts were not printed, and the page for a class not opened: {browser.missing()} missing")
    elif found.whole:
        missed += _open(found)
    print(f"{missed} over their bounds" if missed else "all bounds are kept")
    return 1 if missed else 0


def _measure(found: Subjects, *, listed: bool) -> int:
    """Print the table of pictures; gives back how much is over its bound."""
    print(table.HEAD)
    missed = 0
    for row in table.rows(found):
        print(row, flush=True)
        missed += len(row.missed)
        for name, flaw in row.faults if listed else row.missed:
            print(f"    {flaw.kind}: {name}: {flaw.what}")
    return missed


def _see(*, listed: bool) -> int:
    """Print the table of colors; gives back how much is over its bound."""
    print(f"\nTold apart with {', '.join(colors.VISIONS)} (CIEDE2000 of {colors.CLEAR:g}), or by form or word:")
    missed = 0
    least = dict.fromkeys(themes.names(), 0.0)
    for row in table.color_rows():
        print(row)
        missed += len(row.missed)
        least[row.theme] = row.contrast
        for name in row.missed:
            print(f"    {name}")
        for pair in row.relying if listed else ():
            print(f"    {pair.one}, {pair.other}: by {pair.by}; not by color with {', '.join(pair.not_by_color)}")
    said = (f"{name} {found:.2f} (bound {colors.LEAST_CONTRAST[name]:g})" for name, found in least.items())
    print("Least contrast of a text:", "; ".join(said))
    return missed


def _open(found: Subjects) -> int:
    """Print how the page for a class fits a screen; gives back how much is over its bound."""
    print()
    missed = 0
    with browser.opened() as started:
        for page in class_pages.measured(started, found):
            print(page, flush=True)
            missed += len(page.missed)
            for name in page.missed:
                print(f"    {name}")
    return missed


if __name__ == "__main__":
    sys.exit(main())
