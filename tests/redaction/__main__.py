"""Prints how much of what is planted in texts is masked, kind by kind: `python -m tests.redaction`.

Of the third that is held out only the numbers are printed; of the rest, with `--misses`, also what is left.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from tests.redaction.measuring import Count, counted, harmless, masked_words, planted
from tests.redaction.planted import KINDS, held_out

_PARTS = ("seen", "held out")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.redaction", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print what is left in texts that are not held out")
    wanted = parser.parse_args(arguments)
    parts = [counted(item for item in planted() if item.held_out is hidden) for hidden in (False, True)]
    print(f"{len(planted())} things of {len(KINDS)} kinds, and by hand; masked of all, by kind: {' and '.join(_PARTS)}")
    for kind in dict.fromkeys(item.kind for item in planted()):
        print(f"{kind:40}", *(f"{_share(part.get(kind, Count())):>12}" for part in parts))
    for sort in ("secret", "structured", "other"):
        kinds = {item.kind for item in planted() if item.sort == sort}
        of_sort = [[count for kind, count in part.items() if kind in kinds] for part in parts]
        sums = [Count(sum(one.every for one in found), [item for one in found for item in one.left])
                for found in of_sort]
        print(f"{'all of sort ' + sort:40}", *(f"{_share(one):>12}" for one in sums))
    for hidden, name in zip((False, True), _PARTS, strict=True):
        found = [masked_words(text) for text in harmless() if held_out(text) is hidden]
        every, gone = sum(count for count, _ in found), [word for _, words in found for word in words]
        print(f"harmless words masked, {name}: {len(gone)} of {every} ({100 * len(gone) / every:.2f} %)")
        if wanted.misses and not hidden:
            print("  ", gone)
    if wanted.misses:
        for count in parts[0].values():
            for item in count.left:
                print(f"left ({item.kind}): {item.thing!r} in {item.text!r}")
    return 0


def _share(count: Count) -> str:
    return f"{count.every - len(count.left)}/{count.every}"


if __name__ == "__main__":
    sys.exit(main())
