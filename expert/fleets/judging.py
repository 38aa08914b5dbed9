"""What the rules conclude of every row at once, as bits.

The steps are those of the single case: what its text shows (`engine/viewing.py`), which symptoms are present, what
speaks for and against each candidate, the verdicts (`engine/program.py`), what is so whatever is seen
(`engine/whatever.py`), what is disputed (`engine/contradictions.py`), and the outcome (`engine/outcomes.py`). Every
condition comes to holding and failing as two bits, and what the engine asks in strata is asked of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from expert.engine.viewing import by_generality
from expert.facts.vocabulary import MESSAGE
from expert.fleets.bits import Bit, Bits
from expert.fleets.disputing import Disputes
from expert.fleets.known import Column
from expert.fleets.showing import Shown, TextClass
from expert.foundations.kept import cached_property
from expert.foundations.terms import OUTCOMES
from expert.rules.conditions import All, Atom, Condition, Not
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Symptom

Items = Mapping[str, Bit]
"""What a column of the result can name, each with the rows in which it does."""


@dataclass(frozen=True)
class Judgment:
    """What the rules conclude, as bits.

    Attributes:
        outcome: every outcome, with its rows; a row has one.
        symptoms: those that are present.
        verdicts: for each verdict, the candidates that have it.
        obstacles: the proven causes that stop an enrollment and are no candidates.
        deciding: the facts on which the best verdict rests.
        missing: the facts, not known, that could still decide an open candidate; the cheapest first.
        conflicts: what cannot be so together, by kind and name.
    """

    outcome: Items
    symptoms: Items
    verdicts: Mapping[str, Items]
    obstacles: Items
    deciding: Items
    missing: Items
    conflicts: Items


def judged(
    bits: Bits, knowledge: KnowledgeBase, columns: Mapping[str, Column], read: Mapping[str, Column],
    classes: Mapping[int, TextClass], today: date,
) -> Judgment:  # fmt: skip
    """What the rules conclude of the rows of a frame.

    Args:
        bits: the workshop of bits.
        knowledge: the knowledge base.
        columns: the columns of the frame, by fact.
        read: the columns of numbers and dates that were read from texts, by fact.
        classes: what the texts of the rows show, by number.
        today: the day of observation where a row gives none.
    """
    return _Judging(Shown(bits, knowledge, columns, read, classes, today)).judgment()


class _Judging:
    def __init__(self, shown: Shown) -> None:
        self.shown, self.bits, self.knowledge = shown, shown.bits, shown.knowledge
        self.known = shown.known
        self.here = self._present()
        self.causes = [cause for cause in self.knowledge.causes.values() if self._candidate(cause) is not self.bits.no]

    # Symptoms

    def _present(self) -> dict[str, Bit]:
        """The symptoms that are present; a general one only where no other is."""
        bits, found, before = self.bits, dict[str, Bit](), self.bits.no
        for group in by_generality(self.knowledge.symptoms.values()):
            own = {s.id: bits.all(self.shown.recognized[s.id], bits.but(bits.yes, self._elsewhere(s), before))
                   for s in group}  # fmt: skip
            found.update(own)
            before = bits.any(before, *own.values())
        return found

    def _elsewhere(self, symptom: Symptom) -> Bit:
        if symptom.applies_when is None:
            return self.bits.no
        return self.known.fails(self.knowledge.condition(symptom.applies_when))

    @cached_property
    def _seen_elsewhere(self) -> Bit:
        """That a symptom was recognized which does not occur in this kind of enrollment."""
        bits = self.bits
        return bits.any(
            *(bits.all(self.shown.recognized[s.id], self._elsewhere(s)) for s in self.knowledge.symptoms.values())
        )

    @cached_property
    def _leading(self) -> Mapping[str, list[Symptom]]:
        """For each cause, the symptoms that lead to it and that any row can have."""
        found: dict[str, list[Symptom]] = {name: [] for name in self.knowledge.causes}
        for name, bit in self.here.items():
            if bit is not self.bits.no:
                for cause in self.knowledge.causes_of(name):
                    found[cause.id].append(self.knowledge.symptoms[name])
        return found

    def _candidate(self, cause: Cause) -> Bit:
        return self.bits.any(*(self.here[symptom.id] for symptom in self._leading[cause.id]))

    # What speaks for and against a cause

    def _proven(self, cause: Cause) -> Bit:
        return self.known.holds(self.knowledge.conditions_of(cause).confirmed)

    def excluding(self, cause: Cause) -> tuple[Condition, bool]:
        """What excludes a cause: its own condition for that, or that what proves it fails."""
        confirmed, ruled_out, _ = self.knowledge.conditions_of(cause)
        return (confirmed, False) if ruled_out is None else (ruled_out, True)

    def _excluded(self, cause: Cause) -> Bit:
        return self.known.truth(*self.excluding(cause))

    def inapplicable(self, cause: Cause) -> Iterator[tuple[Condition, Bit]]:
        """The conditions that keep a cause away where they fail, each with where it is asked."""
        applies = self.knowledge.conditions_of(cause).applies
        if applies is not None:
            yield applies, self.bits.yes
        for symptom in self._leading[cause.id]:
            stops = self.knowledge.stops(cause, [symptom.id])
            if stops is not None:
                yield stops, self.here[symptom.id]

    def _away(self, cause: Cause, symptom: Symptom) -> Bit:
        """That a cause cannot be what is behind a symptom, for it applies elsewhere or stops no such enrollment."""
        applies, stops = self.knowledge.conditions_of(cause).applies, self.knowledge.stops(cause, [symptom.id])
        return self.bits.any(*(self.known.fails(part) for part in (applies, stops) if part is not None))

    def supporting(self, cause: Cause) -> list[tuple[Condition, bool]]:
        """What speaks for a cause where it is so: that it can be here, or a part of what proves it."""
        confirmed, _, applies = self.knowledge.conditions_of(cause)
        own = [] if applies is None else [(applies, True)]
        return [*own, *parts_of_whole(confirmed, True)]

    def _supported(self, cause: Cause) -> Bit:
        return self.bits.any(*(self.known.truth(*part) for part in self.supporting(cause)))

    # Verdicts

    @cached_property
    def verdicts(self) -> dict[str, dict[str, Bit]]:
        """For each verdict, the candidates that have it; the strongest where several symptoms lead to a cause."""
        bits = self.bits
        found: dict[str, dict[str, Bit]] = {name: {} for name in ("confirmed", "likely", "possible", "ruled_out")}
        for cause in self.causes:
            each = [self._for_symptom[symptom.id][cause.id] for symptom in self._leading[cause.id]]
            confirmed, likely, possible = (bits.any(*(states[i] for states in each)) for i in range(3))
            found["confirmed"][cause.id] = confirmed
            found["likely"][cause.id] = bits.but(likely, confirmed)
            found["possible"][cause.id] = bits.but(possible, confirmed, likely)
            found["ruled_out"][cause.id] = bits.but(self._candidate(cause), confirmed, likely, possible)
        return found

    @cached_property
    def _for_symptom(self) -> dict[str, dict[str, tuple[Bit, Bit, Bit]]]:
        """For each symptom, where each of its candidates is confirmed, likely and possible."""
        return {name: self._states(name, here) for name, here in self.here.items() if here is not self.bits.no}

    def _states(self, symptom: str, here: Bit) -> dict[str, tuple[Bit, Bit, Bit]]:
        bits, causes = self.bits, self.knowledge.causes_of(symptom)
        confirmed, undecided = {}, {}
        for cause in causes:
            away = self._away(cause, self.knowledge.symptoms[symptom])
            proven = self._proven(cause)
            confirmed[cause.id] = bits.all(here, bits.but(proven, away))
            undecided[cause.id] = bits.but(here, away, proven, self._excluded(cause))
        rivals = bits.several(bits.any(confirmed[cause.id], undecided[cause.id]) for cause in causes)
        states = {}
        for cause in causes:
            open_ = undecided[cause.id]
            last = bits.all(open_, bits.but(self._supported(cause), rivals))
            likely = open_ if cause.named_by(symptom) else last
            states[cause.id] = confirmed[cause.id], likely, bits.but(open_, likely)
        return states

    @cached_property
    def obstacles(self) -> dict[str, Bit]:
        """The causes that are proven to stop an enrollment by themselves and are no candidates."""
        bits, found = self.bits, dict[str, Bit]()
        for cause in self.knowledge.stopping:
            applies, stops = self.knowledge.conditions_of(cause).applies, self.knowledge.stops(cause)
            kept = [self.known.fails(part) for part in (applies, stops) if part is not None]
            found[cause.id] = bits.but(self._proven(cause), self._candidate(cause), *kept)
        return {name: bit for name, bit in found.items() if bit is not bits.no}

    def named(self, cause: Cause) -> Bit:
        """That the message of a present symptom names a cause."""
        return self.bits.any(*(self.here[s.id] for s in self._leading[cause.id] if cause.named_by(s.id)))

    # The whole

    def judgment(self) -> Judgment:
        """All that is told of the rows."""
        bits = self.bits
        disputes = Disputes(self)
        settled = bits.any(self.shown.solved, self.shown.out_of_scope)
        obstacles = {name: bits.but(bit, settled) for name, bit in self.obstacles.items()}
        return Judgment(
            outcome=self._outcome(disputes, obstacles),
            symptoms=self.here,
            verdicts=self.verdicts,
            obstacles=obstacles,
            deciding=self._deciding(disputes, obstacles),
            missing=self._missing(disputes, settled),
            conflicts=disputes.conflicts(obstacles),
        )

    @cached_property
    def _any(self) -> dict[str, Bit]:
        """For each verdict, that a candidate has it."""
        return {verdict: self.bits.any(*found.values()) for verdict, found in self.verdicts.items()}

    @cached_property
    def _candidates(self) -> Bit:
        return self.bits.any(*self._any.values())

    def _outcome(self, disputes: Disputes, obstacles: Items) -> dict[str, Bit]:
        bits, causes = self.bits, self.knowledge.causes
        sound = {
            verdict: bits.any(*(bits.but(so, disputes.of[n]) for n, so in self.verdicts[verdict].items()))
            for verdict in ("confirmed", "likely")
        }
        best = {verdict: self._any[verdict] for verdict in ("confirmed", "likely", "possible")}
        stopped = bits.any(*obstacles.values())
        sound_stop = bits.any(*(bits.but(so, disputes.of_obstacle(causes[name])) for name, so in obstacles.items()))
        given = bits.any(*(self.shown.observed.known(name) for name in (MESSAGE, *self.knowledge.behaviors)))
        begun = bits.but(self.shown.begun, self._seen_elsewhere)
        tried = (
            ("solved", self.shown.solved),
            ("out_of_scope", self.shown.out_of_scope),
            ("obstacle", bits.but(sound_stop, self._candidates)),
            ("contradictory", bits.but(stopped, self._candidates)),
            ("incomplete", bits.but(bits.any(begun, bits.invert(given)), self._candidates)),
            ("unrecognized", bits.invert(self._candidates)),
            ("confirmed", sound["confirmed"]),
            ("contradictory", best["confirmed"]),
            ("likely", sound["likely"]),
            ("contradictory", best["likely"]),
            ("possible", best["possible"]),
            ("contradictory", bits.yes),
        )
        found: dict[str, Bit] = dict.fromkeys(OUTCOMES, bits.no)
        before = bits.no
        for outcome, so in tried:
            found[outcome] = bits.any(found[outcome], bits.but(so, before))
            before = bits.any(before, so)
        return found

    def _deciding(self, disputes: Disputes, obstacles: Items) -> dict[str, Bit]:
        """The facts behind the causes with the best verdict; behind the obstacles where there is no candidate."""
        bits, causes = self.bits, self.knowledge.causes
        all_out = bits.but(self._any["ruled_out"], *(self._any[v] for v in ("confirmed", "likely", "possible")))
        found: dict[str, list[Bit]] = {}
        behind = [(name, so, True) for name, so in self.verdicts["confirmed"].items()]
        behind += [(name, bits.but(so, self._candidates), True) for name, so in obstacles.items()]
        behind += [(name, bits.all(so, all_out), False) for name, so in self.verdicts["ruled_out"].items()]
        for name, so, proven in behind:
            if so is not bits.no:
                facts = disputes.proof(causes[name]) if proven else disputes.exclusion(causes[name])
                for fact, bit in facts.items():
                    found.setdefault(fact, []).append(bits.all(so, bit))
        order = self.knowledge.vocabulary.order
        return {fact: bits.any(*found[fact]) for fact in sorted(found, key=order)}

    def _missing(self, disputes: Disputes, settled: Bit) -> dict[str, Bit]:
        """The facts that could still decide an open candidate; the message where nothing is recognized."""
        bits, vocabulary = self.bits, self.knowledge.vocabulary
        found: dict[str, list[Bit]] = {}
        for cause in self.causes:
            open_ = bits.any(*(self.verdicts[verdict][cause.id] for verdict in ("likely", "possible")))
            open_ = bits.but(open_, disputes.of[cause.id], settled)
            if open_ is bits.no:
                continue
            deciding: dict[str, list[Bit]] = {}
            for condition, asked in self._bearing_on(cause):
                for fact, bit in self._to_find_out(condition, frozenset()).items():
                    deciding.setdefault(fact, []).append(bits.all(asked, bit))
            for fact, rows in deciding.items():
                found.setdefault(fact, []).append(bits.all(open_, bits.any(*rows)))
        nothing = bits.but(bits.yes, self._candidates, settled, *self.obstacles.values())
        found.setdefault(MESSAGE, []).append(nothing)
        ranked = sorted(found, key=lambda name: (vocabulary.cost(name), vocabulary.order(name)))
        return {fact: bits.any(*found[fact]) for fact in ranked}

    def _bearing_on(self, cause: Cause) -> Iterator[tuple[Condition, Bit]]:
        """The conditions that decide about a candidate, each with where it matters."""
        for condition in self.knowledge.conditions_of(cause):
            if condition is not None:
                yield condition, self.bits.yes
        stops = self.knowledge.stops(cause)
        if stops is not None:
            linked = (self.here[s.id] for s in self._leading[cause.id] if cause.is_linked_to(s.id))
            yield stops, self.bits.invert(self.bits.any(*linked))

    def _to_find_out(self, condition: Condition, above: frozenset[str]) -> dict[str, Bit]:
        """The open facts of a condition; for one that is only worked out, those that it is worked out from."""
        bits, found = self.bits, dict[str, Bit]()
        for fact, bit in self.known.open(condition).items():
            if self.knowledge.vocabulary[fact].asked:
                found[fact] = bits.any(found.get(fact, bits.no), bit)
            elif fact not in above and bit is not bits.no:
                for when in self._concluding(fact):
                    for other, further in self._to_find_out(when, above | {fact}).items():
                        found[other] = bits.any(found.get(other, bits.no), bits.all(bit, further))
        return found

    def _concluding(self, fact: str) -> Iterator[Condition]:
        for derivation in self.knowledge.derivations.values():
            if fact in derivation.concludes:
                yield self.knowledge.condition(derivation.when)


def parts_of_whole(condition: Condition, wanted: bool) -> list[tuple[Condition, bool]]:
    """The parts that are needed together for a condition to hold, or with `wanted` false, to fail."""
    if isinstance(condition, Not):
        return parts_of_whole(condition.part, not wanted)
    if isinstance(condition, Atom):
        return []
    found: list[tuple[Condition, bool]] = []
    for part in condition.parts:
        if isinstance(condition, All) == wanted:
            found.append((part, wanted))
        found += parts_of_whole(part, wanted)
    return found


__all__ = ["Items", "Judgment", "judged", "parts_of_whole"]
