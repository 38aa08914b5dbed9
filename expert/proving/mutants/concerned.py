"""Which cases of the causes can come out otherwise where one part is another.

All others come out as before, for they rest on nothing that was changed. `tests/proving` holds that against running
all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from expert.engine.rule_cases import case_of
from expert.engine.viewing import View, Viewer
from expert.facts.case import Case
from expert.foundations.kept import cached_property
from expert.foundations.shapes import Written
from expert.proving.mutants.ground import Ground
from expert.rules.conditions import names_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Remedy, RuleCase, SharedStep

WITH_STEPS = ("causes", "remedies", "steps")
"""What a cause and what is done about it are written in."""

_OF_WORDS = ("documents", "topics", "escalation", "sentences", "costs", "pages")
"""What only words come from: no verdict, way or step rests on them."""


class Concerned:
    """Finds the cases that a change can concern.

    Args:
        ground: the rules as they are.
    """

    def __init__(self, ground: Ground) -> None:
        self._base = ground.knowledge
        self._every = [(cause, case) for cause in self._base.causes.values() for case in cause.cases]
        self._own: dict[str, list[int]] = {}
        for i, (cause, _) in enumerate(self._every):
            self._own.setdefault(cause.id, []).append(i)

    @cached_property
    def _views(self) -> list[tuple[Case, View]]:
        """Each case, and what it shows."""
        viewer = Viewer.of(self._base)
        cases = [case_of(self._base, cause, case) for cause, case in self._every]
        return [(case, viewer.view(case)) for case in cases]

    @cached_property
    def _shown(self) -> list[frozenset[str]]:
        """The symptoms that each case shows, those it might, and the one that it is said to show."""
        found = []
        for (cause, case), (_, view) in zip(self._every, self._views, strict=True):
            openings = (opening.symptom for opening in view.recognized.openings)
            said = case.shows or next(cause.links()).symptom
            found.append(frozenset((*view.shown, *openings, said)))
        return found

    @cached_property
    def _facts(self) -> list[frozenset[str]]:
        """The facts that are known in each case, given, read from its text, told by a message, and worked out."""
        return [
            self._worked_out(frozenset((*(fact.name for fact in view.case), *(known.fact for known in view.told))))
            for _, view in self._views
        ]

    def _worked_out(self, known: frozenset[str]) -> frozenset[str]:
        while True:
            further = known.union(
                name for derivation in self._base.derivations.values()
                if not known.isdisjoint(names_in(derivation.when)) for name in derivation.concludes
            )  # fmt: skip
            if further == known:
                return known
            known = further

    def cases(self, part: Written, now: Written | None, knowledge: KnowledgeBase) -> Iterator[tuple[Cause, RuleCase]]:
        """The cases that can come out otherwise, each with its cause; those of the changed part come first.

        Each is looked for only when it is wanted: most mutants are noticed by one of the first.

        Args:
            part: the part as it was.
            now: as it is; None where it is gone.
            knowledge: what the rules are with it.
        """
        if part.kind in _OF_WORDS:
            return iter(())
        own: Iterable[int] = ()
        if part.kind in WITH_STEPS:
            causes = self._causes_resting_on(part, knowledge)
            own = self._of(causes)
            other = self._weighing(causes)
        elif part.kind == "symptoms":
            own = [i for i, shown in enumerate(self._shown) if part.id in shown]
            other = self._reading_otherwise(part.id, knowledge)
        elif part.kind in ("facts", "in_text"):
            other = iter(range(len(self._every)))
        else:
            other = self._knowing(self._names_read(part, now))
        return self._with_causes(part, chain(own, other), knowledge)

    def cases_by_words(self, part: Written, knowledge: KnowledgeBase) -> Iterator[tuple[Cause, RuleCase]]:
        """The same where only words are otherwise, in a part with steps: a case names those of its own cause."""
        return self._with_causes(part, self._of(self._causes_resting_on(part, knowledge)), knowledge)

    def cases_changed(self, part: Written, knowledge: KnowledgeBase) -> Iterator[tuple[Cause, RuleCase]]:
        """The same where only a case of a cause is otherwise: that case."""
        cause = knowledge.causes[part.id or ""]
        before = self._base.causes[cause.id].cases
        return ((cause, case) for case in cause.cases if case not in before)

    def _of(self, causes: Iterable[Cause]) -> list[int]:
        return [i for cause in causes for i in self._own.get(cause.id, ())]

    def _with_causes(
        self, part: Written, places: Iterable[int], knowledge: KnowledgeBase
    ) -> Iterator[tuple[Cause, RuleCase]]:
        """Cases as they are now, each once."""
        changed = knowledge.causes.get(part.id) if part.kind == "causes" else None
        if changed is not None:
            yield from ((changed, case) for case in changed.cases)
        seen: set[int] = set()
        for i in places:
            cause, case = self._every[i]
            if i not in seen and cause.id in knowledge.causes and (changed is None or cause.id != part.id):
                seen.add(i)
                yield knowledge.causes[cause.id], case

    def _causes_resting_on(self, part: Written, knowledge: KnowledgeBase) -> list[Cause]:
        """The causes that a part is about, as they were and as they are."""
        found: list[Cause] = []
        for rules in (self._base, knowledge):
            for cause in rules.causes.values():
                remedy = rules.remedy_of(cause)
                if (part.kind, part.id) in (("causes", cause.id), ("remedies", remedy.id)) or (
                    part.kind == "steps" and part.id in _steps_of(remedy, rules)
                ):
                    found.append(cause)
        return found

    def _weighing(self, causes: Collection[Cause]) -> Iterator[int]:
        """The cases in which one of these is a candidate, or may stand in the way."""
        symptoms = {link.symptom for cause in causes for link in cause.links()}
        stopping = [cause for cause in causes if cause.stops_enrollment]
        if stopping:
            symptoms.update(symptom.id for symptom in self._base.symptoms.values() if symptom.any_cause)
        bearing = self._bearing_on(stopping)
        for i, (shown, facts) in enumerate(zip(self._shown, self._facts, strict=True)):
            if not symptoms.isdisjoint(shown) or not bearing.isdisjoint(facts):
                yield i

    @staticmethod
    def _bearing_on(causes: Iterable[Cause]) -> frozenset[str]:
        return frozenset(name for cause in causes for name in names_in(cause.confirmed_when))

    def _reading_otherwise(self, symptom: str, knowledge: KnowledgeBase) -> Iterator[int]:
        """The cases in which another symptom is seen, or more is read from the text; and those that show this one."""
        viewer = Viewer.of(knowledge)
        for i, (case, before) in enumerate(self._views):
            now = viewer.view(case)
            if now != before or symptom in now.shown:
                yield i

    @staticmethod
    def _names_read(part: Written, now: Written | None) -> frozenset[str]:
        """The facts that a rule reads or concludes, as it was and as it is."""
        names: set[str] = set()
        for written in (part, now):
            rule = None if written is None else written.part
            for field in ("when", "out_of_scope_when", "solved_when", "never"):
                names.update(names_in(getattr(rule, field, None)))
            names.update(getattr(rule, "concludes", ()))
        return frozenset(names)

    def _knowing(self, names: frozenset[str]) -> Iterator[int]:
        return (i for i, facts in enumerate(self._facts) if not names.isdisjoint(facts))


def _steps_of(remedy: Remedy, knowledge: KnowledgeBase) -> frozenset[str]:
    """The shared steps of a remedy, with what they bring."""
    used = {entry.step for option in remedy.options for entry in option.steps if isinstance(entry, SharedStep)}
    brought = (name for step in used for needed in knowledge.steps[step].before for name in needed.steps)
    return frozenset((*used, *brought))
