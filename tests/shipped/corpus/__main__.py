"""Prints how much of the corpus is right, in the part that may be seen and in the part that is held out.

`python -m tests.shipped.corpus keep FOLDER NAME` puts the texts of a new list where they belong (`keeping.py`). With
`_LEAST=7.5` the figures are those that another value of a bound in `expert/recognizing/weighing.py` would give.
"""

from __future__ import annotations

import sys
from pathlib import Path

from expert.recognizing import weighing
from tests.shipped import corpus
from tests.shipped.corpus import Figures
from tests.shipped.corpus.keeping import keep


def main(wanted: list[str]) -> None:
    """Print the figures, and what is wrong in the seen part of the lists that are named; or sort a new list."""
    if wanted[:1] == ["keep"]:
        _, folder, name = wanted
        keep(Path(folder), name)
        return
    for bound, value in (one.split("=") for one in wanted if "=" in one):
        if not hasattr(weighing, bound):
            raise SystemExit(f"{weighing.__name__} has no {bound}")
        setattr(weighing, bound, float(value))
    without = corpus.symptoms_without_variants()
    if without:
        print("without variants:", ", ".join(without))
    for held_out in (False, True):
        read, misread = corpus.facts(held_out=held_out)
        lists = {
            "variants": corpus.variants(held_out=held_out), "near_misses": corpus.near_misses(held_out=held_out),
            "told_apart": corpus.told_apart(held_out=held_out), "facts": read, "misread": misread,
        }  # fmt: skip
        print("held out" if held_out else "seen")
        for name, figures in lists.items():
            print(f"  {name:12} {_said(figures)}")
            for line in figures.wrong if name in wanted and not held_out else ():
                print(f"      {line}")


def _said(figures: Figures) -> str:
    return f"{figures.right} of {figures.of}, {100 * figures.share:.1f} %"


if __name__ == "__main__":
    main(sys.argv[1:])
