"""Which facts of the rows contradict each other or cannot be true together, and which verdicts rest on such."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from expert.facts.vocabulary import DAY
from expert.fleets.bits import Bit
from expert.fleets.known import Source
from expert.foundations.kept import cached_property
from expert.rules.conditions import Condition, facts_in
from expert.rules.models import Cause

if TYPE_CHECKING:
    from expert.fleets.judging import _Judging

_Key = tuple[str, object, str | None]


def _key(source: Source) -> _Key:
    return source.fact, source.value, None if source.column is None else source.column.name


class Disputes:
    """What is disputed of the rows.

    Args:
        judging: what the rules conclude of them.

    Attributes:
        of: for each candidate, that its verdict is disputed.
    """

    def __init__(self, judging: _Judging) -> None:
        self._judging, self.bits, self.known = judging, judging.bits, judging.known
        self.knowledge = judging.knowledge
        self._disputed = self._all_disputed()
        self._tainted = self._all_tainted()
        self.of: Mapping[str, Bit] = {cause.id: self._of(cause) for cause in judging.causes}

    # Facts

    @cached_property
    def _all_sources(self) -> list[Source]:
        return [source for fact in self.knowledge.vocabulary.facts for source in self.known.sources(fact)]

    @cached_property
    def impossible(self) -> dict[str, Bit]:
        """What cannot be true, of facts that have one value each."""
        bits, found = self.bits, dict[str, Bit]()
        for rule in self.knowledge.impossible:
            never = self.knowledge.condition(rule.never)
            several = (self.known.several(fact) for fact in facts_in(never))
            found[rule.id] = bits.but(self.known.holds(never), *several)
        return found

    def _all_disputed(self) -> dict[_Key, Bit]:
        """The facts of which not all can be true, and those that they were worked out from."""
        bits, known = self.bits, self.known
        found: dict[_Key, list[Bit]] = {}
        for source in self._all_sources:
            found[_key(source)] = [bits.all(source.active, known.several(source.fact))]
        for rule in self.knowledge.impossible:
            never, so = self.knowledge.condition(rule.never), self.impossible[rule.id]
            for source in self._sources_in(never) if so is not bits.no else ():
                if source.fact != DAY:
                    rests = known.rests_on(never, True, self._is_fact(source.fact))
                    found[_key(source)].append(bits.all(source.active, so, rests))
        disputed = {key: bits.any(*rows) for key, rows in found.items()}
        for _ in self.knowledge.derivations:
            before, disputed = disputed, self._with_premises(disputed)
            if disputed == before:
                break
        return disputed

    def _with_premises(self, disputed: Mapping[_Key, Bit]) -> dict[_Key, Bit]:
        bits, found = self.bits, dict(disputed)
        for derivation in self.knowledge.derivations.values():
            when = self.knowledge.condition(derivation.when)
            for fact, value in self.knowledge.conclusions(derivation).items():
                concluded = disputed.get((fact, value, None), bits.no)
                for premise in self._sources_in(when) if concluded is not bits.no else ():
                    rests = self.known.rests_on(when, True, self._is_source(premise))
                    found[_key(premise)] = bits.any(found[_key(premise)], bits.all(concluded, rests))
        return found

    def _all_tainted(self) -> dict[_Key, Bit]:
        """The facts that are disputed, or that follow from such."""
        tainted = self._disputed
        for _ in self.knowledge.derivations:
            before, tainted = tainted, self._with_conclusions(tainted)
            if tainted == before:
                break
        return tainted

    def _with_conclusions(self, tainted: Mapping[_Key, Bit]) -> dict[_Key, Bit]:
        bits, found = self.bits, dict(tainted)
        for source in self._all_sources:
            for derivation in self.known.deriving(source):
                when = self.knowledge.condition(derivation.when)
                rests = self.known.rests_on(when, True, lambda premise: tainted[_key(premise)])
                found[_key(source)] = bits.any(found[_key(source)], rests)
        return found

    def _sources_in(self, condition: Condition) -> list[Source]:
        return [source for fact in facts_in(condition) for source in self.known.sources(fact)]

    def _is_fact(self, fact: str) -> Callable[[Source], Bit]:
        return lambda source: self.bits.constant(source.fact == fact)

    def _is_source(self, wanted: Source) -> Callable[[Source], Bit]:
        return lambda source: self.bits.constant(_key(source) == _key(wanted))

    # Verdicts

    def _rests(self, condition: Condition, wanted: bool) -> Bit:
        return self.known.rests_on(condition, wanted, lambda source: self._tainted[_key(source)])

    def torn(self, cause: Cause) -> Bit:
        """That facts prove a cause and others exclude it."""
        proof = self.known.holds(self.knowledge.conditions_of(cause).confirmed)
        return self.bits.all(proof, self.known.truth(*self._judging.excluding(cause)))

    def of_obstacle(self, cause: Cause) -> Bit:
        """That what proves a cause is disputed, or excludes it as well."""
        proof = self._rests(self.knowledge.conditions_of(cause).confirmed, True)
        return self.bits.any(proof, self.torn(cause))

    def _of(self, cause: Cause) -> Bit:
        bits, verdicts = self.bits, self._judging.verdicts
        confirmed = bits.all(verdicts["confirmed"][cause.id], self.of_obstacle(cause))
        likely = bits.but(verdicts["likely"][cause.id], self._judging.named(cause))
        if likely is bits.no:
            return confirmed
        support = (self._rests(*part) for part in self._judging.supporting(cause))
        rivals = (self._rivals[s.id] for s in self._judging._leading[cause.id])
        return bits.any(confirmed, bits.all(likely, bits.any(*support, *rivals)))

    @cached_property
    def _rivals(self) -> dict[str, Bit]:
        """For each symptom, that all its candidates but one are ruled out, one of them by what is disputed."""
        bits, judging, found = self.bits, self._judging, dict[str, Bit]()
        out = judging.verdicts["ruled_out"]
        for name, here in judging.here.items():
            if here is not bits.no:
                causes = self.knowledge.causes_of(name)
                left = bits.several(bits.invert(out[cause.id]) for cause in causes)
                by_disputed = (bits.all(out[cause.id], self._excluded_by_disputed(cause)) for cause in causes)
                found[name] = bits.all(here, bits.but(bits.any(*by_disputed), left))
        return found

    def _excluded_by_disputed(self, cause: Cause) -> Bit:
        away = list(self._judging.inapplicable(cause))
        is_away = self.bits.any(*(self.bits.all(where, self.known.fails(part)) for part, where in away))
        by_place = (self.bits.all(where, self._rests(part, False)) for part, where in away)
        return self.bits.any(*by_place, self.bits.but(self._rests(*self._judging.excluding(cause)), is_away))

    # What verdicts rest on

    def proof(self, cause: Cause) -> dict[str, Bit]:
        """The facts that prove a cause."""
        return self._facts(self.knowledge.conditions_of(cause).confirmed, True)

    def exclusion(self, cause: Cause) -> dict[str, Bit]:
        """The facts that exclude a cause: that it cannot be here, or else what speaks against it."""
        bits, found = self.bits, dict[str, Bit]()
        away = list(self._judging.inapplicable(cause))
        is_away = bits.any(*(bits.all(where, self.known.fails(part)) for part, where in away))
        parts = [(part, False, where) for part, where in away]
        parts.append((*self._judging.excluding(cause), bits.invert(is_away)))
        for part, wanted, where in parts:
            for fact, rows in self._facts(part, wanted).items():
                found[fact] = bits.any(found.get(fact, bits.no), bits.all(where, rows))
        return found

    def _facts(self, condition: Condition, wanted: bool) -> dict[str, Bit]:
        rests = {
            fact: self.known.rests_on(condition, wanted, self._is_fact(fact)) for fact in facts_in(condition)
        }
        return {fact: rows for fact, rows in rests.items() if rows is not self.bits.no}

    # What contradicts

    def conflicts(self, obstacles: Mapping[str, Bit]) -> dict[str, Bit]:
        """What cannot be so together, by its kind and what it is about."""
        bits, judging = self.bits, self._judging
        found = {f"values:{fact}": self.known.several(fact) for fact in self.knowledge.vocabulary.facts}
        found.update((f"impossible:{name}", so) for name, so in self.impossible.items())
        for cause in self.knowledge.causes.values():
            confirmed = judging.verdicts["confirmed"].get(cause.id, bits.no)
            stands = bits.any(confirmed, obstacles.get(cause.id, bits.no))
            if stands is not bits.no:
                found[f"cause:{cause.id}"] = bits.all(stands, self.torn(cause), self._told_as_cause(cause))
        for cause in judging.causes:
            out = judging.verdicts["ruled_out"][cause.id]
            found[f"message:{cause.id}"] = bits.all(out, judging.named(cause))
        found.update((f"text:{fact}", so) for fact, so in judging.shown.differing.items())
        return {name: so for name, so in found.items() if so is not bits.no}

    def _told_as_cause(self, cause: Cause) -> Bit:
        """That what proves and excludes a cause is more than the several values of one fact."""
        bits = self.bits
        found = self.proof(cause)
        for fact, rows in self._facts(*self._judging.excluding(cause)).items():
            found[fact] = bits.any(found.get(fact, bits.no), rows)
        single = (bits.but(rows, self.known.several(fact)) for fact, rows in found.items())
        return bits.any(bits.several(found.values()), *single)
