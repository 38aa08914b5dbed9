"""What is wrong with an input, said so that its author can mend it.

Every reader of files collects `Problem`s and raises them together as one `InputError`; the
faces print them. A problem is kept as words in both languages, not as an exception text, so
that the face decides on the language.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from expert.foundations.limits import MOST_PROBLEMS
from expert.foundations.records import Record
from expert.foundations.texts import Language, Text

_LONGEST_SHOWN = 60
_LONGEST_GUESSED = 80
# Control characters, format characters (among them those that turn the direction of writing, have no width, or tag),
# halves of characters, private ones, line separators, and letters that every font leaves blank: what Unicode calls
# Cc, Cf, Cs, Co, Zl, Zp and "default ignorable", noncharacters, and the blank patterns of braille and Hangul. A test
# holds the list against Unicode's own.
INVISIBLE = (
    r"\x00-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    r"\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f"
    r"\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    r"\U0001d173-\U0001d17a\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe-\U0010ffff"
)
"""What nobody can see, as the inside of a character class of a regular expression."""

UNSEEN = re.compile(f"[{INVISIBLE}]")
"""One such character."""

# What Unicode lists as a base of an emoji variation sequence, and the blocks of pictographs that stand outside it.
_EMOJI = (
    r"\xa9\xae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa\u24c2"
    r"\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2604\u260e\u2611\u2614\u2615\u2618\u261d\u2620\u2622\u2623\u2626\u262a"
    r"\u262e\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653\u265f\u2660\u2663\u2665\u2666\u2668\u267b\u267e\u267f\u2692-\u2697"
    r"\u2699\u269b\u269c\u26a0\u26a1\u26a7\u26aa\u26ab\u26b0\u26b1\u26bd\u26be\u26c4\u26c5\u26c8\u26ce\u26cf\u26d1\u26d3"
    r"\u26d4\u26e9\u26ea\u26f0-\u26f5\u26f7-\u26fa\u26fd\u2702\u2705\u2708-\u270d\u270f\u2712\u2714\u2716\u271d\u2721\u2728"
    r"\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763\u2764\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935"
    r"\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299\U0001f004\U0001f0cf\U0001f170\U0001f171\U0001f17e"
    r"\U0001f17f\U0001f18e\U0001f191-\U0001f19a\U0001f201\U0001f202\U0001f21a\U0001f22f\U0001f232-\U0001f23a\U0001f250"
    r"\U0001f251\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001f9ff\U0001fa70-\U0001faff"
)

SHOWN_BY_CODE = (
    rf"(?![\ufe0f\u200d])[{INVISIBLE}]"
    rf"|(?<![{_EMOJI}])\ufe0f(?!\u20e3)|(?<![{_EMOJI}0-9#*])\ufe0f"
    rf"|\u200d(?![{_EMOJI}])|(?<![{_EMOJI}])(?<![{_EMOJI}]\ufe0f)\u200d"
)
"""What nobody can see, but for what belongs to an emoji as people type it: the sign behind it that it is one (U+FE0F,
also in a keycap), and the joiner between two. Neither can hide much there, for there is one at each place at most."""


@cache  # few texts have such a character, and the pattern takes longer to make than to use
def by_code() -> re.Pattern[str]:
    """One such character, by what stands around it."""
    return re.compile(SHOWN_BY_CODE)



@dataclass(frozen=True, eq=False, repr=False)
class Place(Record):
    """Where something was written: a file (or `standard input`, `--set` …) and, if known, where in it.

    Attributes:
        line: counted from 1.
        within: the way to it in what is not read by lines: a JSON path, a row and column.
    """

    file: str
    line: int | None = None
    within: str | None = None

    def __str__(self) -> str:
        at = self.file if self.line is None else f"{self.file}:{self.line}"
        return at if self.within is None else f"{at}: {self.within}"


def shown(raw: object) -> str:
    """What somebody wrote, as it can stand in a message of one line: shortened, and nothing invisible in it."""
    text = str(raw)
    return visible(text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN].rstrip() + "…")


def visible(text: str) -> str:
    """The text with escapes for what cannot be seen or would move the cursor; an emoji stays as it was typed."""
    return by_code().sub(escaped, text) if UNSEEN.search(text) else text


def escaped(match: re.Match[str]) -> str:
    """The code of what was found."""
    return match[0].encode("unicode_escape", "surrogatepass").decode("ascii")


@dataclass(frozen=True, eq=False, repr=False)
class Problem(Record):
    """One thing that is wrong, where it stands, and what was likely meant."""

    text: Text
    place: Place | None = None

    def in_(self, language: Language) -> str:
        """One line for a person: `place: what is wrong`, and nothing in it that cannot be seen."""
        said = self.text.in_(language)
        return visible(said if self.place is None else f"{self.place}: {said}")


class ExpertError(Exception):
    """What every exception of this package is.

    ::

        ExpertError
        ├── InputError           input that cannot be used; also a ValueError
        │   └── NoExercise       no case of a symptom makes an exercise
        ├── WrongValue           a value that a fact cannot have; also a ValueError
        ├── ConditionError       a condition in a rule file that cannot be understood; also a ValueError
        ├── TookTooLong          the time that was given is over
        ├── EnginesDisagree      the two engines conclude different things from one case
        ├── ColumnsDiffer        a row of a fleet comes out otherwise than as a single case
        └── DrawingError         there is no image; also a RuntimeError
            ├── NoGraphviz       there is no Graphviz to draw with
            └── GraphvizFailed   Graphviz refused, or warned of something

    Wrong use from Python (a case that is no `Case`, an unknown cause) raises the usual TypeError, ValueError or
    KeyError.
    """


class InputError(ExpertError, ValueError):
    """Input that cannot be used. `problems` holds everything that was found, in the order of the input.

    >>> from expert import Case
    >>> try:
    ...     Case(platfrom="ios", mfa_required="perhaps")
    ... except InputError as error:
    ...     print(error)
    there is no fact "platfrom"; did you mean "platform"?
    mfa_required must be true or false (yes or no), not "perhaps"
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)  # not its words: an error from a worker process is made again from these

    def __str__(self) -> str:
        return self.in_("en")

    def in_(self, language: Language) -> str:
        """All problems, one a line."""
        return "\n".join(problem.in_(language) for problem in self.problems)


class DrawingError(ExpertError, RuntimeError):
    """There is no image; `text` says why, and what can be had instead."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text)

    def __str__(self) -> str:
        return self.text.en


class NoGraphviz(DrawingError):
    """There is no Graphviz to draw with."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "there is no Graphviz to draw with; install graphviz-pure, or Graphviz itself where there is none of "
                "it for this machine, or ask for the picture as mermaid, text or dot, which need none",
                "det finns ingen Graphviz att rita med; installera graphviz-pure, eller själva Graphviz om det inte "
                "finns för den här maskinen, eller be om bilden som mermaid, text eller dot, som klarar sig utan",
            )
        )
        self.args = ()


class GraphvizFailed(DrawingError):
    """Graphviz refused, or warned of something in the picture."""

    def __init__(self, said: str) -> None:
        super().__init__(
            Text(
                f"Graphviz could not draw the picture ({said}); ask for it as mermaid, text or dot",
                f"Graphviz kunde inte rita bilden ({said}); be om den som mermaid, text eller dot",
            )
        )
        self.args = (said,)


class CopyNotUsed(UserWarning):
    """The compiled copy cannot be used, so the files are read; nothing but time is lost. `text` says why."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text)

    def __str__(self) -> str:
        return self.text.en


class EnginesDisagree(ExpertError):
    """The two engines conclude different things from one case, which they never should.

    Attributes:
        facts: the smallest fact file that shows it.
        differing: what they say differently, a line for each difference.
    """

    def __init__(self, facts: str, differing: Iterable[str]) -> None:
        self.facts, self.differing = facts, tuple(differing)
        super().__init__(facts, self.differing)

    def __str__(self) -> str:
        return self.in_("en")

    def in_(self, language: Language) -> str:
        """What is wrong, the facts and the differences, with a line between them."""
        return "\n\n".join((_DISAGREE.in_(language), self.facts.rstrip("\n"), "\n".join(self.differing)))


_DISAGREE = Text(
    "The engines experta and compiled do not conclude the same, which is a fault in this program: please report it. "
    "The smallest fact file that shows it, and what differs:",
    "Motorerna experta och compiled drar inte samma slutsatser, vilket är ett fel i det här programmet: rapportera "
    "det gärna. Den minsta faktafil som visar det, och vad som skiljer:",
)


class ProblemList:
    """Collects problems while a reader goes on, and raises them together at the end."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def __bool__(self) -> bool:
        return bool(self._problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._problems)

    def add(self, text: Text, place: Place | None = None) -> None:
        """Note one problem.

        Raises:
            InputError: there are too many; the reader need not go on.
        """
        self._problems.append(Problem(text, place))
        if len(self._problems) > MOST_PROBLEMS:
            raise InputError([*self._problems[:MOST_PROBLEMS], Problem(_MORE)])

    def extend(self, problems: Iterable[Problem]) -> None:
        """Note the problems that another reader found."""
        for problem in problems:
            self.add(problem.text, problem.place)

    def raise_if_any(self) -> None:
        """Raise `InputError` with all that was noted, if anything was."""
        if self._problems:
            raise InputError(self._problems)

    def raise_by_line(self) -> None:
        """As `raise_if_any`, for one file that was gone through more than once."""
        self._problems.sort(key=lambda problem: _line(problem.place))
        self.raise_if_any()


def _line(place: Place | None) -> float:
    return float("inf") if place is None or place.line is None else place.line


_MORE = Text(
    f"there are more than {MOST_PROBLEMS} problems; the others are shown when these are mended",
    f"det finns fler än {MOST_PROBLEMS} fel; resten visas när de här är rättade",
)


def why_not(error: OSError) -> Text:
    """The reason that the operating system gives, in both languages where it is a common one."""
    said = error.strerror or str(error)
    return _REASONS.get(error.errno or 0, Text(said, f"systemet säger: {said}"))


_REASONS = {
    errno.ENOENT: Text("there is no such folder", "mappen finns inte"),
    errno.ENOTDIR: Text("there is no such folder", "mappen finns inte"),
    errno.EISDIR: Text("it is a folder", "det är en mapp"),
    errno.EACCES: Text("permission denied", "åtkomst nekad"),
    errno.EPERM: Text("permission denied", "åtkomst nekad"),
    errno.EROFS: Text("nothing can be written there", "det går inte att skriva där"),
    errno.EFBIG: Text("the file would be larger than files may be", "filen skulle bli större än vad som är tillåtet"),
    errno.EDQUOT: Text("no space left for this user", "det finns inget utrymme kvar för den här användaren"),
    errno.EIO: Text("the disk or the device fails", "disken eller enheten fungerar inte"),
    errno.ENOSPC: Text("no space left", "det finns inget utrymme kvar"),
    errno.ELOOP: Text("the link leads to itself", "länken leder till sig själv"),
    errno.ENXIO: Text("it is no regular file", "det är ingen vanlig fil"),
    errno.ENAMETOOLONG: Text("the name is too long", "namnet är för långt"),
}


UNREADABLE = Text("the folder cannot be read ({reason})", "det går inte att läsa mappen ({reason})")
"""What is said of a folder whose entries cannot be listed."""


def no_such(kind: Text, name: str, valid: Iterable[str]) -> Text:
    """That there is nothing of a kind (`fact`, in Swedish `inget faktum`) with this name, and what was likely meant."""
    hint, said = did_you_mean(name, valid), shown(name)
    return Text(f'there is no {kind.en} "{said}"{hint.en}', f"det finns {kind.sv} ”{said}”{hint.sv}")


def did_you_mean(word: str, valid: Iterable[str]) -> Text:
    """` did you mean …` when a valid word is near, else the list of them when it is short, else nothing."""
    choices = sorted(valid)
    near = nearest(word.casefold()[:_LONGEST_GUESSED], choices)
    if near is not None:
        return Text(f'; did you mean "{near}"?', f'; menade du ”{near}”?')
    if 0 < len(choices) <= 12:
        listed = ", ".join(choices)
        return Text(f"; it can be: {listed}", f"; det kan vara: {listed}")
    return Text("", "")


def nearest(word: str, choices: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The choice that is most like a word; None where none is like it.

    Args:
        word: what was written.
        choices: what can be meant.
        cutoff: how alike they must be, from 0 to 1 (`difflib.SequenceMatcher.ratio`).
    """
    from difflib import get_close_matches  # only now: most input is right

    near = get_close_matches(word, list(choices), n=1, cutoff=cutoff)
    return near[0] if near else None
