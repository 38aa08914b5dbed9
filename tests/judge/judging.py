"""An independent judge of cases: CLIPS, with the knowledge exported to it as its documentation describes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.judge.exported import constructs, facts_in, known
from tests.judge.written import Written

VERDICTS = Path(__file__).with_name("verdicts.clp")
Fact = tuple[str, str]
"""A fact and its value, in letters."""

Conflict = tuple[str, str, frozenset[Fact]]
"""Its kind, the cause that it is about (if it is about one), and the facts that cannot go together."""

_TEXTS = ("texts", "text")


@dataclass(frozen=True)
class Opinion:
    """What comes of a case.

    Attributes:
        outcome: of the case as a whole.
        symptoms: those that are present.
        verdicts: of the candidates.
        because: for each candidate that is confirmed or ruled out, and for each obstacle, the facts that decide it.
        likely_by_facts: the likely candidates for which facts speak.
        only_left: the possible candidates of which all rivals are ruled out.
        obstacles: what is proven to stop an enrollment besides.
        disputed: the candidates and obstacles whose verdict is disputed.
        conflicts: what cannot be so together.
        deciding: those of them that make the outcome contradictory.
    """

    outcome: str
    symptoms: frozenset[str]
    verdicts: Mapping[str, str]
    because: Mapping[str, frozenset[Fact]]
    likely_by_facts: frozenset[str]
    only_left: frozenset[str]
    obstacles: frozenset[str]
    disputed: frozenset[str]
    conflicts: frozenset[Conflict]
    deciding: frozenset[Conflict]


class Judge:
    """CLIPS with the rules of a knowledge base.

    Args:
        written: the knowledge base, as it is written.

    Raises:
        ImportError: clipspy is not installed.
    """

    def __init__(self, written: Written) -> None:
        import clips

        self._written = written
        shows = [s["recognized_when"] for s in written.symptoms.values() if "recognized_when" in s]
        self._told_by = frozenset(("error", *(fact for condition in shows for fact in facts_in(condition))))
        settles = [r["out_of_scope_when"] for r in written.scope] + [r["solved_when"] for r in written.solved]
        self._seen = frozenset(fact for condition in settles for fact in facts_in(condition))
        self._told: list[tuple[str, ...]] = []
        self._environment: Any = clips.Environment()
        self._environment.define_function(self._hear, "say")
        for construct in constructs(written):
            self._environment.build(construct)
        self._environment.load(str(VERDICTS))
        # It is asked anew for each letter of a case that is read, in Python; without it CLIPS prints what is wrong.
        for router in self._environment.routers():
            router.deactivate()

    def _hear(self, *words: object) -> None:
        self._told.append(tuple(map(str, words)))

    def opinion(
        self, facts: Mapping[str, object], recognized: Iterable[str], tells: Iterable[tuple[str, object]]
    ) -> Opinion:
        """What comes of a case.

        Args:
            facts: what was observed, as it is typed; of messages only that there are some matters.
            recognized: the symptoms whose messages were recognized.
            tells: what these messages state.
        """
        self._told.clear()
        self._environment.reset()
        # Not one by one: what clipspy 1.0.6 hands out for a fact keeps CLIPS from ever giving it free.
        self._environment.load_facts(" ".join(self._said(facts, recognized, tells)))
        self._environment.run()
        return _opinion(self._told)

    def _said(
        self, facts: Mapping[str, object], recognized: Iterable[str], tells: Iterable[tuple[str, object]]
    ) -> Iterator[str]:
        """The case, as CLIPS facts."""
        plain = {name: typed for name, typed in facts.items() if self._written.facts[name]["type"] not in _TEXTS}
        for name, typed in (*plain.items(), *tells):
            yield from known(self._written, name, typed)
        for name in self._seen.intersection(plain):
            yield from known(self._written, name, plain[name], "seen-")
        yield from (f"(given {name})" for name in self._told_by.intersection(facts))
        yield from (f"(recognized {symptom})" for symptom in recognized)


def _opinion(told: Iterable[tuple[str, ...]]) -> Opinion:
    """What CLIPS told of a case."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for kind, *words in told:
        found.setdefault(kind, []).append(tuple(words))

    def names(kind: str) -> frozenset[str]:
        return frozenset(name for (name,) in found.get(kind, ()))

    because: dict[str, set[Fact]] = {}
    for cause, fact, value in found.get("because", ()):
        because.setdefault(cause, set()).add((fact, value))
    within: dict[tuple[str, str], set[Fact]] = {}
    for kind, of, fact, value in found.get("conflict", ()):
        within.setdefault((kind, of), set()).add((fact, value))
    conflicts = {
        (kind, of): (kind, of if kind in ("cause", "message") else "", frozenset(facts))
        for (kind, of), facts in within.items()
    }  # fmt: skip
    ((outcome,),) = found["outcome"]
    return Opinion(
        outcome=outcome,
        symptoms=names("symptom"),
        verdicts={cause: verdict for cause, verdict, *_ in found.get("verdict", ())},
        because={cause: frozenset(facts) for cause, facts in because.items()},
        likely_by_facts=names("likely-by-facts"),
        only_left=names("only-left"),
        obstacles=names("obstacle"),
        disputed=names("disputed"),
        conflicts=frozenset(conflicts.values()),
        deciding=frozenset(conflicts[kind, of] for kind, of in found.get("decides", ())),
    )
