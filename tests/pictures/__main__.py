"""Measures every picture, slide and sheet of the shipped knowledge: `python -m tests.pictures`.

Prints how many texts are too small (18 points on slides, 9 on paper), lie on another or leave their box, and how many
lines cross or run through a box; and whether everybody tells meanings apart, by color or else. A number with "!" is
over its bound, which is none. `--sample N` takes N symptoms and N examples; `--list` names every fault, and by what
meanings are told apart. The exit code is 1 where a bound is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from expert.visualize.canvas import themes
from tests.pictures import browser, colors, table
from tests.pictures.subjects import subjects


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print what came of it, and give back the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("--sample", type=int, metavar="N", help="only N symptoms and N examples, drawn at random")
    parser.add_argument("--list", action="store_true", help="name every fault, and by what meanings are told apart")
    wanted = parser.parse_args(arguments)
    missed = _measure(wanted.sample, listed=wanted.list) + _see(listed=wanted.list)
    if browser.missing():
        print(f"handouts were not printed: {browser.missing()} missing")
    print(f"{missed} over their bounds" if missed else "all bounds are kept")
    return 1 if missed else 0


def _measure(sample: int | None, *, listed: bool) -> int:
    """Print the table of pictures; gives back how much is over its bound."""
    print(table.HEAD)
    missed = 0
    for row in table.rows(subjects(sample)):
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


if __name__ == "__main__":
    sys.exit(main())
