"""Proposes a case that would notice a mutant which nothing notices: one that comes out otherwise with the mistake.

The cases tried are near those that there are: texts near a message whose own mutant it is, and cases that stand in the
files of causes, with a fact or two of the changed condition known otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from expert.engine.plans_wanted import plan_stated
from expert.engine.rule_cases import run_case
from expert.facts.vocabulary import DAY, MESSAGE
from expert.facts.writer import as_json
from expert.foundations import nodes
from expert.foundations.shapes import Written
from expert.proving.covering import Missing
from expert.proving.mutants.concerned import WITH_STEPS, Concerned
from expert.proving.mutants.ground import Ground
from expert.proving.mutants.judging import Noticed, tried
from expert.proving.mutants.mutant import Mutant
from expert.proving.mutants.of_conditions import conditions_of
from expert.proving.mutants.texts_near import texts_near
from expert.proving.naming import clause
from expert.proving.parts import Parts
from expert.proving.worlds import Domains, spread
from expert.rules.conditions import Atom, atoms_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, RuleCase, Symptom

_MOST_WORLDS = 60
_MOST_CASES = 8
_MOST_CAUSES = 2


class Proposing:
    """Proposes cases for mutants of some folders.

    Args:
        ground: the folders.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._base = ground.knowledge
        self._concerned = Concerned(ground)
        self._names = {cause.id: {case.name for case in cause.cases} for cause in self._base.causes.values()}

    def case_for(self, mutant: Mutant) -> Missing | None:
        """A case that notices the mutant, to be confirmed; None where none is found."""
        found = tried(mutant, self._ground.with_part)
        if isinstance(found, Noticed):
            return None
        now, changed = found
        changed = self._ground.lending_to(changed, mutant.part.kind)
        proposed = None
        for found_case in self._noticing(mutant, now, changed):
            proposed = proposed or found_case
            # Of a text near a message, that it is taken for the message says more than that another is not.
            if mutant.kind.id != "must-dropped" or found_case.case.recognized == "tolerant":
                proposed = found_case
                break
        changed.attached.clear()
        if proposed is not None:
            self._names[proposed.cause].add(proposed.case.name)
        return proposed

    def _noticing(self, mutant: Mutant, now: Written | None, changed: KnowledgeBase) -> Iterator[Missing]:
        for name, case in self._near(mutant, now, changed):
            if name not in changed.causes:
                continue
            stated = _stated(self._base, self._base.causes[name], case, planned=mutant.part.kind in WITH_STEPS)
            if not run_case(changed, changed.causes[name], stated, asking=False).holds:
                stated = replace(_shortest(stated, changed, name), name=self._name(name, case))
                yield Missing(name, stated, frozenset())

    # What is tried

    def _near(self, mutant: Mutant, now: Written | None, changed: KnowledgeBase) -> Iterator[tuple[str, RuleCase]]:
        if mutant.part.kind == "symptoms" and isinstance(mutant.part.part, Symptom):
            yield from self._of_symptom(mutant, mutant.part.part)
        elif mutant.part.kind == "causes" and isinstance(mutant.part.part, Cause):
            yield from self._of_links(mutant.part.part)
        if mutant.part.kind in WITH_STEPS and mutant.change.at[:1] in (("options",), ("remedy",), ("before",)):
            yield from self._of_ways(mutant, now, changed)
        else:
            yield from self._of_conditions(mutant, now, changed)

    def _of_ways(self, mutant: Mutant, now: Written | None, changed: KnowledgeBase) -> Iterator[tuple[str, RuleCase]]:
        """Cases that are there, with what decides on the ways of the remedy, and what their steps need, otherwise."""
        for cause, case in islice(self._concerned.cases(mutant.part, now, changed), _MOST_CASES * 3):
            remedy = self._base.remedy_of(cause)
            if case.verdict == "confirmed" and (mutant.part.id in (cause.id, remedy.id) or mutant.part.kind == "steps"):
                parts = Parts(self._base, cause)
                atoms = [atom for name, several in parts.atoms.items() for atom in several
                         if name.startswith(("remedies/", "steps/"))]
                names = dict.fromkeys(name for atom in atoms for name in atom.facts)
                for _, world in spread({}, names, Domains(self._base, atoms), {}, _MOST_WORLDS):
                    facts = {name: as_json(value) for name, value in world.items() if value is not None}
                    yield cause.id, replace(case, name="", facts={**case.facts, **facts}, plan=None)

    def _of_symptom(self, mutant: Mutant, symptom: Symptom) -> Iterator[tuple[str, RuleCase]]:
        """A text near the changed message: alone, beside what the example says, beside facts that tell otherwise."""
        causes = self._base.causes_of(symptom.id)[:_MOST_CAUSES]
        for text in texts_near(symptom, mutant):
            for facts in self._beside(mutant, symptom):
                for cause in causes:
                    yield cause.id, RuleCase("", "none", {MESSAGE: text, **facts}, symptom.id)

    def _beside(self, mutant: Mutant, symptom: Symptom) -> Iterator[dict[str, object]]:
        nothing: dict[str, object] = {name: None for name in symptom.example if name != MESSAGE}
        yield {}
        if nothing:
            yield nothing
        if mutant.kind.id == "tells-dropped":
            fact = str(mutant.change.at[-1])
            definition = self._base.vocabulary[fact]
            values = (True, False) if definition.type == "yes_no" else tuple(definition.values)
            yield from ({**nothing, fact: value} for value in values)

    def _of_links(self, cause: Cause) -> Iterator[tuple[str, RuleCase]]:
        """Each symptom that the cause explains, by its example and by each message, with nothing else known."""
        for link in cause.links():
            symptom = self._base.symptoms[link.symptom]
            yield cause.id, RuleCase("", "none", {}, link.symptom)
            for message in symptom.messages:
                for wording in message.wordings()[:1]:
                    others = {name: None for name in symptom.example if name != MESSAGE}
                    for facts in ({}, others):
                        yield cause.id, RuleCase("", "none", {MESSAGE: wording, **facts}, link.symptom)

    def _of_conditions(
        self, mutant: Mutant, now: Written | None, changed: KnowledgeBase
    ) -> Iterator[tuple[str, RuleCase]]:
        """Cases that are there, with facts of the changed condition known otherwise."""
        atoms = list(self._atoms_of(mutant))
        names = list(dict.fromkeys(name for atom in atoms for name in atom.facts))
        if not names:
            return
        domains = Domains(self._base, atoms)
        cases = list(islice(self._concerned.cases(mutant.part, now, changed), _MOST_CASES))
        for _, world in islice(spread({}, names, domains, {}, _MOST_WORLDS * 4), _MOST_WORLDS * 4):
            facts = {name: as_json(value) for name, value in world.items() if value is not None}
            for cause, case in cases:
                yield cause.id, replace(case, name="", facts={**case.facts, **facts}, plan=None)

    def _atoms_of(self, mutant: Mutant) -> Iterator[Atom]:
        """The tests of the condition that the mutant changes; of all of the part where it changes none."""
        every = list(conditions_of(mutant.part))
        at = mutant.change.at
        meant = [node for path, node in every if path[: len(at)] == at or at[: len(path)] == path]
        for node in meant or [node for _, node in every]:
            yield from atoms_in(self._base.condition(nodes.plain(node)))

    def _name(self, cause: str, case: RuleCase) -> str:
        """A name that no other case of the cause has, made from its facts."""
        vocabulary = self._base.vocabulary
        values = {name: None if raw is None else vocabulary[name].read(raw) for name, raw in case.facts.items()}
        known = [name for name, value in values.items() if value is not None and name != DAY]
        said = " and ".join(clause(name, values[name], vocabulary) for name in known[:3]) or "nothing else is known"
        ending, number = "", 2
        while said + ending in self._names[cause]:
            ending, number = f" ({number})", number + 1
        return said + ending


def _stated(knowledge: KnowledgeBase, cause: Cause, case: RuleCase, *, planned: bool) -> RuleCase:
    """The case with all that comes out: verdict, outcome, conflicts, how what it shows is recognized, and the plan."""
    result = run_case(knowledge, cause, case, asking=False)
    found = result.diagnosis
    by_text = case.shows is not None and MESSAGE in case.facts
    weighed = any(one.id == cause.id for one in found.weighed)
    layer = next((symptom.layer for symptom in found.symptoms if symptom.id == case.shows), None)
    return RuleCase(
        case.name, result.verdict or "none", case.facts, case.shows,  # type: ignore[arg-type]
        outcome=found.outcome, conflict=tuple(sorted({conflict.kind for conflict in found.conflicts})),
        recognized=layer if by_text else None,
        plan=plan_stated(cause.id, found, set()) if planned and weighed else None,
        obstacle=True if any(one.id == cause.id for one in found.obstacles) else None, to_confirm=True,
    )  # fmt: skip


def _shortest(stated: RuleCase, changed: KnowledgeBase, cause: str) -> RuleCase:
    """The case without what it need not say to be told from the mutant."""
    for field in ("plan", "outcome", "conflict", "recognized"):
        less = replace(stated, **{field: None})  # type: ignore[arg-type]
        if not run_case(changed, changed.causes[cause], less, asking=False).holds:
            stated = less
    return stated
