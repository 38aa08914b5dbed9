"""Several cases, a line each: what each comes to, and how many come to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from expert.foundations.outgoing import one_line
from expert.foundations.terms import OUTCOMES, Outcome
from expert.foundations.texts import Language, Text
from expert.foundations.wrapping import wrapped
from expert.results.diagnosis import Diagnosis
from expert.visualize.pages.verdict import causes_found, file_name
from expert.visualize.words import capital

WORDS: dict[Outcome, Text] = {
    "confirmed": Text("confirmed", "bekräftat"),
    "likely": Text("likely", "troligt"),
    "possible": Text("possible", "möjligt"),
    "contradictory": Text("contradictory", "motsägelse"),
    "obstacle": Text("confirmed obstacle", "bekräftat hinder"),
    "solved": Text("solved", "löst"),
    "incomplete": Text("more needed", "mer behövs"),
    "unrecognized": Text("not recognized", "inte igenkänt"),
    "out_of_scope": Text("out of scope", "utanför systemet"),
}
_FORMERLY = Text("older documentation only", "bara äldre dokumentation")
_CASE = Text("case", "ärende")
_COMES_TO = Text("outcome", "utfall")
_WHAT = Text("what", "vad")
_ONE_OF = Text("one of {count}: {causes}", "en av {count}: {causes}")
_MANY = Text("{count} possible causes", "{count} möjliga orsaker")
_MOST_NAMED = 4
_CASES = Text("{count} cases: {counts}.", "{count} ärenden: {counts}.")

_NARROW = 60
"""Columns below which nothing is left for what a case comes to, beside its name and its outcome."""

_UNREAD = Text("Not read: {count}.", "Inte lästa: {count}.")


def brief(diagnosis: Diagnosis, *, width: int | None = None) -> str:
    """A case on one line, ending in a newline: its name, its outcome, and what it comes to.

    Args:
        diagnosis: the diagnosis.
        width: cut the line at this many columns; None leaves it whole (for pipes). Where that would leave too little
            of it, it is told whole on several.
    """
    said = _said(diagnosis)
    if width is not None and width < _NARROW:
        name, outcome = _long_name(diagnosis), _outcome(diagnosis)
        return "\n".join(wrapped(f"{name}: {outcome}{f': {said}' if said else ''}", width, later="  ")) + "\n"
    line = f"{_short_name(_long_name(diagnosis), width)}: {_outcome(diagnosis)}{f': {said}' if said else ''}"
    return _cut(line, width) + "\n"


def table(diagnoses: Sequence[Diagnosis], *, width: int | None = None, unread: int = 0) -> str:
    """Cases below each other in columns, and a line that counts them; it ends in a newline.

    Args:
        diagnoses: the diagnoses, all in one language.
        width: cut lines at this many columns, long names first, and wrap the line that counts; None leaves them
            whole (for pipes). Where there is no room for columns, each case is told whole on lines of its own.
        unread: how many further cases could not be read.
    """
    language = diagnoses[0].language
    named = list(zip(_names(diagnoses), diagnoses, strict=True))
    lines = _below_each_other(named, width) if width is not None and width < _NARROW else _in_columns(named, width)
    counted = _counted(diagnoses, language)
    if unread:
        counted += " " + _UNREAD.format(count=unread).in_(language)
    return "\n".join([*lines, "", *([counted] if width is None else wrapped(counted, width))]) + "\n"


def _in_columns(named: Sequence[tuple[str, Diagnosis]], width: int | None) -> list[str]:
    header = tuple(capital(text.in_(named[0][1].language)) for text in (_CASE, _COMES_TO, _WHAT))
    rows = [header, *((_short_name(name, width), _outcome(diagnosis), _said(diagnosis)) for name, diagnosis in named)]
    first, second = (max(len(row[i]) for row in rows) for i in (0, 1))
    return [_cut(f"{name:<{first}}  {outcome:<{second}}  {said}".rstrip(), width) for name, outcome, said in rows]


def _below_each_other(named: Sequence[tuple[str, Diagnosis]], width: int) -> list[str]:
    lines: list[str] = []
    for name, diagnosis in named:
        said = ": ".join(filter(None, (_outcome(diagnosis), _said(diagnosis))))
        lines += [*wrapped(name, width, later="  "), *wrapped(said, width, "  ", "    ")]
    return lines


def _names(diagnoses: Sequence[Diagnosis]) -> list[str]:
    """The number of each case, or else its file; both where two cases have one number."""
    short = [diagnosis.case.id or file_name(diagnosis.case) or "-" for diagnosis in diagnoses]
    if len(set(short)) == len(short):
        return [one_line(name) for name in short]
    return [_long_name(diagnosis) for diagnosis in diagnoses]


def _long_name(diagnosis: Diagnosis) -> str:
    """The number of the case, and the file that it is in."""
    names = (one_line(name) for name in (diagnosis.case.id, file_name(diagnosis.case)) if name)
    return " · ".join(dict.fromkeys(names)) or "-"


def _short_name(name: str, width: int | None) -> str:
    """A name that leaves room for what is said of it; its middle goes first, for names differ at either end."""
    most = len(name) if width is None else max(width // 3, 8)
    if len(name) <= most:
        return name
    end = (most - 1) // 2
    return f"{name[: most - 1 - end]}…{name[-end:]}"


def _outcome(diagnosis: Diagnosis) -> str:
    word = _FORMERLY if diagnosis.only_superseded else WORDS[diagnosis.outcome]
    return word.in_(diagnosis.language)


def _said(diagnosis: Diagnosis) -> str:
    """The causes that the outcome rests on, or else the first sentence of why."""
    d = diagnosis
    if d.outcome == "possible":
        found = [cause.title for cause in d.causes if cause.verdict == "possible" and not cause.disputed]
    else:
        found = [cause.title for cause in causes_found(d)]
    if d.outcome == "possible" and len(found) > 1:
        several = _ONE_OF if len(found) <= _MOST_NAMED else _MANY
        return one_line(several.format(count=len(found), causes="; ".join(found)).in_(d.language))
    said = "; ".join(found) or _first_sentence(d.elsewhere.what if d.elsewhere is not None else d.outcome_reason)
    return one_line(said)


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".")


def _cut(line: str, width: int | None) -> str:
    return line if width is None or len(line) <= width else f"{line[: width - 1]}…"


def _counted(diagnoses: Iterable[Diagnosis], language: Language) -> str:
    words = [(OUTCOMES.index(one.outcome), one.only_superseded, _outcome(one)) for one in diagnoses]
    counts = ", ".join(f"{word} {count}" for (_, _, word), count in sorted(Counter(words).items()))
    return _CASES.format(count=len(words), counts=counts).in_(language)
