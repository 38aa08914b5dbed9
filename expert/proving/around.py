"""The rules that are about whole cases: what is out of scope, what is solved, and what cannot be true together.

They belong to no cause. The cases that show them stand with the cause that reads most of the same facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from expert.engine.imagined import HOLDS, Check, Conclusions, Test
from expert.facts.vocabulary import Value
from expert.proving.goals import Goal, of_atom
from expert.proving.judge import BITS, Statement, shown_by
from expert.proving.parts import GIVEN, Truth, put
from expert.results.diagnosis import Diagnosis
from expert.rules.conditions import Condition, atoms_in, facts_in
from expert.rules.knowledge import KnowledgeBase

Known = Mapping[str, tuple[Value, ...]]
_TURNED: Mapping[Truth | None, Truth] = {"holds": "fails", "fails": "holds"}


class Around:
    """The rules about whole cases.

    Attributes:
        conditions: the condition of each, by its name.
        atoms: the atoms of each.
    """

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self.conditions: dict[str, Condition] = {
            **{f"scope/{rule.id}": knowledge.condition(rule.out_of_scope_when) for rule in knowledge.scope},
            **{f"solved/{rule.id}": knowledge.condition(rule.solved_when) for rule in knowledge.solved},
            **{f"impossible/{rule.id}": knowledge.condition(rule.never) for rule in knowledge.impossible},
        }
        self.atoms = {part: tuple(atoms_in(condition)) for part, condition in self.conditions.items()}
        self._atom_checks = {
            (part, number): Test(atom).check for part, atoms in self.atoms.items() for number, atom in enumerate(atoms)
        }
        self._checks: dict[tuple[str, int, Truth] | str, Check] = {}
        self._homes: dict[str, list[str]] = {}
        for part in self.conditions:
            self._homes.setdefault(self._home(part), []).append(part)

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> Around:
        """Those of a knowledge base, made once."""
        return knowledge.attach(cls)

    def parts_at(self, cause: str) -> tuple[str, ...]:
        """The names of the rules whose cases stand with a cause."""
        return tuple(self._homes.get(cause, ()))

    def goals_at(self, cause: str) -> frozenset[Goal]:
        """What is to be shown of these rules."""
        return frozenset(
            goal for part in self.parts_at(cause) for number, atom in enumerate(self.atoms[part])
            for goal in of_atom(part, number, atom, tells_unknown=False)
        )  # fmt: skip

    def is_as_found(self, raw: Known, diagnosis: Diagnosis) -> bool:
        """Whether a diagnosis says of these facts what the rules say."""
        outcome, impossible = self._seen(raw)
        found = diagnosis.outcome if diagnosis.outcome in ("out_of_scope", "solved") else ""
        return outcome == found and impossible is any(conflict.kind == "impossible" for conflict in diagnosis.conflicts)

    def decides(self, raw: Known) -> Iterator[tuple[Goal, Statement]]:
        """The goals that such facts reach, each with the statement by which a case shows it."""
        values = {**raw, **GIVEN}
        before = self._seen(raw)
        for (part, number), check in self._atom_checks.items():
            truth = BITS.get(check(values))
            if truth in _TURNED:
                after = self._seen(raw, (part, number, _TURNED[truth]))
                by: Statement = "conflict" if part.startswith("impossible/") else "outcome"
                if before != after:
                    yield from (
                        (goal, by) for goal in shown_by(part, number, self.atoms[part][number], truth, values)
                    )

    def _seen(self, raw: Known, changed: tuple[str, int, Truth] | None = None) -> tuple[str, bool]:
        """Whether a case with these facts is out of scope or solved, and whether they cannot be true together."""
        values = {**raw, **GIVEN}
        Conclusions.of(self._knowledge).close(values)
        closed = {name: several for name, several in values.items() if len(several) == 1}
        holds = {
            kind: any(
                bool(self._check(part, changed)(known) & HOLDS) for part in self.conditions if part.startswith(kind)
            )
            for kind, known in (("scope/", {**raw, **GIVEN}), ("solved/", {**raw, **GIVEN}), ("impossible/", closed))
        }  # fmt: skip
        return "solved" if holds["solved/"] else "out_of_scope" if holds["scope/"] else "", holds["impossible/"]

    def _check(self, part: str, changed: tuple[str, int, Truth] | None) -> Check:
        if changed is not None and changed[0] == part:
            if changed not in self._checks:
                self._checks[changed] = Test(put(self.conditions[part], changed[1], changed[2])).check
            return self._checks[changed]
        if part not in self._checks:
            self._checks[part] = Test(self.conditions[part]).check
        return self._checks[part]

    def _home(self, part: str) -> str:
        """The cause that reads most of a rule's facts; of the same folder as the rule, or one below it."""
        kind, _, name = part.partition("/")
        layer = self._knowledge.written_in(kind, name).layer
        read = set(facts_in(self.conditions[part]))
        known = self._knowledge
        causes = [cause for cause in known.causes.values() if known.written_in("causes", cause.id).layer == layer]
        if not causes:
            return ""
        return max(causes, key=lambda cause: len(read & set(self._knowledge.conditions_of(cause).facts))).id
