"""A trial of many mutants: which are tried, in how many processes, and which records of equivalent ones still hold."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from expert.foundations.nodes import place_of
from expert.foundations.problems import Problem, did_you_mean
from expert.foundations.records import Record
from expert.foundations.shapes import Written
from expert.foundations.texts import Text
from expert.proving.mutants.ground import Folders, Ground
from expert.proving.mutants.judging import Judge, Noticed, mutants_of
from expert.proving.mutants.kinds import KINDS
from expert.proving.mutants.mutant import Mutant

_AT_ONCE = 8


@dataclass(frozen=True, eq=False)
class Tried:
    """A mutant that was tried.

    Attributes:
        mutant: the mutant.
        noticed: what noticed it; None where it survived.
        equivalent: the reason why it is as good as the rule that it was made from, where the folder records that.
    """

    mutant: Mutant
    noticed: Noticed | None
    equivalent: str | None = None

    @property
    def survived(self) -> bool:
        """Whether nothing noticed it though something should have."""
        return self.noticed is None and self.equivalent is None


@dataclass(frozen=True, eq=False, repr=False)
class Choice(Record):
    """Which mutants to try.

    Attributes:
        kinds: of these kinds; of all where there are none.
        parts: of the parts with these ids; of all where there are none.
        sample: how many of them at most; all if left out.
        seed: which sample.
    """

    kinds: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    sample: int | None = None
    seed: int = 0

    def of(self, mutants: Sequence[Mutant]) -> list[int]:
        """The places of those that are chosen, in their order."""
        left = [
            i for i, mutant in enumerate(mutants)
            if (not self.kinds or mutant.kind.id in self.kinds) and (not self.parts or mutant.part.id in self.parts)
        ]  # fmt: skip
        if self.sample is None or self.sample >= len(left):
            return left
        return sorted(_sample(left, [mutants[i].kind.id for i in left], self.sample, random.Random(self.seed)))


def _sample(every: Sequence[int], kinds: Sequence[str], size: int, lot: random.Random) -> list[int]:
    """Some of them: one of each kind first, so that the rare ones are there too."""
    shuffled = lot.sample(list(zip(every, kinds, strict=True)), len(every))
    first = {kind: place for place, kind in shuffled}
    rest = [place for place, kind in shuffled if first[kind] != place]
    return [*first.values(), *rest][:size]


def try_mutants(folders: Folders, ground: Ground, choice: Choice, jobs: int = 1) -> Iterator[Tried]:
    """Try mutants, in their order.

    Args:
        folders: the rule folders.
        ground: the same, read.
        choice: which mutants.
        jobs: in how many processes at once.
    """
    mutants = list(mutants_of(ground))
    chosen = choice.of(mutants)
    records = [record for record, _ in records_of(ground)]
    for i, noticed in zip(chosen, _noticed(folders, ground, mutants, chosen, jobs), strict=True):
        mutant = mutants[i]
        reasons = (record.part.reason for record in records if noticed is None and fits(record, mutant))
        yield Tried(mutant, noticed, next(reasons, None))


def _noticed(
    folders: Folders, ground: Ground, mutants: Sequence[Mutant], chosen: Sequence[int], jobs: int
) -> Iterator[Noticed | None]:
    if jobs == 1 or len(chosen) <= _AT_ONCE:
        judge = Judge(ground)
        yield from (judge.notice(mutants[i]) for i in chosen)
        return
    with ProcessPoolExecutor(jobs, initializer=_Worker.begin, initargs=(folders,)) as pool:
        yield from pool.map(_Worker.notice, chosen, chunksize=_AT_ONCE)


class _Worker:
    """What a further process tries mutants with: it makes the same ones in the same order."""

    judge: Judge
    mutants: Sequence[Mutant]

    @classmethod
    def begin(cls, folders: Folders) -> None:
        ground = Ground(folders)
        cls.judge, cls.mutants = Judge(ground), list(mutants_of(ground))

    @classmethod
    def notice(cls, place: int) -> Noticed | None:
        return cls.judge.notice(cls.mutants[place])


def records_of(ground: Ground) -> list[tuple[Written, int]]:
    """What the folders record of mutants that change nothing, each with its folder."""
    return [(part, i) for i, read in enumerate(ground.read) for part in read.parts if part.kind == "mutants"]


def fits(record: Written, mutant: Mutant) -> bool:
    """Whether a record speaks of a mutant."""
    found: bool = record.part.fits(mutant.kind.id, mutant.home, mutant.at, mutant.becomes)
    return found


def records_to_mend(ground: Ground, tried: Iterable[Tried]) -> list[Problem]:
    """The records that fit no mutant any more, and those of mutants that are all noticed."""
    found: list[Problem] = []
    mutants, by_id = list(mutants_of(ground)), {one.mutant.id: one for one in tried}
    for record, _ in records_of(ground):
        fitting = [mutant.id for mutant in mutants if fits(record, mutant)]
        if record.part.kind not in KINDS:
            hint = did_you_mean(record.part.kind, KINDS)
            found.append(Problem(_NO_KIND.format(kind=record.part.kind, hint=hint), place_of(record.node, ("kind",))))
        elif not fitting:
            found.append(Problem(_NO_MUTANT, record.node.place))
        elif all(name in by_id and by_id[name].noticed is not None for name in fitting):
            found.append(Problem(_NOTICED, record.node.place))
    return found


_NO_KIND = Text('there is no kind of mutants "{kind}"{hint}', "det finns ingen sorts mutanter ”{kind}”{hint}")
_NO_MUTANT = Text("no mutant is like this any more; take the record out",
                  "ingen mutant är sådan längre; ta bort anteckningen")
_NOTICED = Text("check or test notices this by now; take the record out",
                "check eller test märker det här numera; ta bort anteckningen")
