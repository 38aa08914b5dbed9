"""What a trial of mutants came to, kind by kind, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from expert.foundations.problems import Problem
from expert.foundations.records import Record
from expert.foundations.texts import Language, Text
from expert.proving.mutants.kinds import KINDS
from expert.proving.mutants.mutant import MutantKind
from expert.proving.mutants.trial import Choice, Tried

_COLUMNS = (
    Text("made", "gjorda"), Text("check", "check"), Text("test", "test"), Text("equivalent", "likvärdiga"),
    Text("survived", "överlevde"), Text("noticed", "märkta"),
)  # fmt: skip
_KIND = Text("kind", "sort")
_ALL = Text("all", "alla")
_GRAVE = Text("! none of these may survive.", "! av dessa får ingen överleva.")
_SURVIVORS = Text("{kind}: {title}", "{kind}: {title}")
_SAMPLED = Text("{tried} of {made} mutants were tried (--sample {sample} --seed {seed}).",
                "{tried} av {made} mutanter prövades (--sample {sample} --seed {seed}).")
_NONE = Text("no mutants can be made here", "här går det inte att göra några mutanter")


@dataclass(frozen=True, eq=False, repr=False)
class Count(Record):
    """How many mutants became what.

    Attributes:
        made: all of them.
        check: those that check notices.
        test: those that only the cases notice.
        equivalent: those that nothing notices, and that are recorded as no mistakes.
    """

    made: int
    check: int
    test: int
    equivalent: int

    @classmethod
    def of(cls, tried: Sequence[Tried]) -> Count:
        """The count of these."""
        by = [None if one.noticed is None else one.noticed.by for one in tried]
        equivalent = sum(one.equivalent is not None for one in tried)
        return cls(len(tried), by.count("check"), by.count("test"), equivalent)

    @property
    def survived(self) -> int:
        """Those that nothing notices though something should."""
        return self.made - self.check - self.test - self.equivalent

    @property
    def per_cent(self) -> float | None:
        """How many of those that should be are noticed, rounded down to a tenth; None where there are none."""
        wanted = self.made - self.equivalent
        return None if not wanted else (self.check + self.test) * 1000 // wanted / 10

    def figures(self) -> dict[str, Any]:
        """The figures by their names."""
        return {"made": self.made, "check": self.check, "test": self.test, "equivalent": self.equivalent,
                "survived": self.survived, "per_cent": self.per_cent}


@dataclass(frozen=True, eq=False)
class Report:
    """What a trial came to.

    Attributes:
        tried: the mutants that were tried.
        made: how many could be chosen from.
        choice: which were chosen.
        to_mend: the records that have to be mended.
    """

    tried: Sequence[Tried]
    made: int
    choice: Choice
    to_mend: Sequence[Problem]

    @property
    def all(self) -> Count:
        """The count of all mutants."""
        return Count.of(self.tried)

    @property
    def kinds(self) -> list[tuple[MutantKind, Count]]:
        """The count of each kind of which there are any."""
        by_kind: dict[str, list[Tried]] = {}
        for one in self.tried:
            by_kind.setdefault(one.mutant.kind.id, []).append(one)
        return [(kind, Count.of(by_kind[name])) for name, kind in KINDS.items() if name in by_kind]

    def reaches(self, per_cent: float) -> bool:
        """Whether at least so many in a hundred are noticed, and of the grave kinds all."""
        noticed = self.all.per_cent
        return (noticed is None or noticed >= per_cent) and not any(
            one.survived and one.mutant.kind.grave for one in self.tried
        )

    def to_text(self, language: Language) -> str:
        """Every survivor with its place and what was changed, kind by kind; then the figures."""
        return "\n".join([*self._survivors(language), *self._table(language)]) + "\n"

    def _survivors(self, language: Language) -> Iterator[str]:
        for kind, count in self.kinds:
            if not count.survived:
                continue
            yield _SURVIVORS.format(kind=kind.id, title=kind.title).in_(language)
            for one in self.tried:
                if one.survived and one.mutant.kind is kind:
                    yield f"  {one.mutant.place}"
                    yield from (f"    {line}" for line in one.mutant.difference())
            yield ""

    def _table(self, language: Language) -> Iterator[str]:
        if not self.tried:
            yield _NONE.in_(language)
            return
        names = {kind.id: f"{kind.id} !" if kind.grave else kind.id for kind, _ in self.kinds}
        first = max(map(len, (*names.values(), _KIND.in_(language), _ALL.in_(language))))
        heads = [column.in_(language).rjust(7) for column in _COLUMNS]
        yield "  ".join([_KIND.in_(language).ljust(first), *heads])
        rows = [*((names[kind.id], count) for kind, count in self.kinds), (_ALL.in_(language), self.all)]
        for name, count in rows:
            figures = [*map(str, list(count.figures().values())[:-1]), _said(count.per_cent, language)]
            cells = (figure.rjust(len(head)) for figure, head in zip(figures, heads, strict=True))
            yield "  ".join([name.ljust(first), *cells]).rstrip()
        if any(kind.grave for kind, _ in self.kinds):
            yield _GRAVE.in_(language)
        if self.choice.sample is not None:
            yield _SAMPLED.format(
                tried=len(self.tried), made=self.made, sample=self.choice.sample, seed=self.choice.seed
            ).in_(language)

    def to_data(self) -> dict[str, Any]:
        """The same for a program."""
        return {
            "made": self.made,
            "sample": self.choice.sample,
            "seed": None if self.choice.sample is None else self.choice.seed,
            "all": self.all.figures(),
            "kinds": [
                {"id": kind.id, "title": {"en": kind.title.en, "sv": kind.title.sv}, "grave": kind.grave,
                 **count.figures()} for kind, count in self.kinds
            ],
            "survivors": [_data(one) for one in self.tried if one.survived],
            "equivalent": [
                {**_data(one), "reason": one.equivalent} for one in self.tried if one.equivalent is not None
            ],
            "records_to_mend": [
                {"file": problem.place and problem.place.file, "line": problem.place and problem.place.line,
                 "text": {"en": problem.text.en, "sv": problem.text.sv}} for problem in self.to_mend
            ],
        }  # fmt: skip


def _said(per_cent: float | None, language: Language) -> str:
    if per_cent is None:
        return "-"
    figure = f"{per_cent:.1f}"
    return f"{figure.replace('.', ',')}\u00a0%" if language == "sv" else f"{figure}%"


def _data(one: Tried) -> dict[str, Any]:
    mutant = one.mutant
    return {"kind": mutant.kind.id, "file": mutant.place.file, "line": mutant.place.line, "part": mutant.home,
            "at": mutant.at, "was": mutant.was, "becomes": mutant.becomes}
