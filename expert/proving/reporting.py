"""The coverage of rule files as a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from expert.engine.rule_cases import CaseResult
from expert.foundations.texts import Language, Text
from expert.proving.around import Around
from expert.proving.case_text import case_data, case_yaml
from expert.proving.covering import Covered
from expert.proving.goals import Goal, Kind
from expert.results.coverage import CauseCovered, Counted, CoverageReport, Proposed, Sort, Unshown
from expert.results.diagnosis import Knowledge
from expert.rules.conditions import Atom, Compare, OneOf, OtherFact
from expert.rules.knowledge import KnowledgeBase

_INDENT = 2
_SORTS: dict[Kind, Sort] = {
    "verdict": "verdicts", "explains": "verdicts", "named": "verdicts", "obstacle": "verdicts",
    "message": "verdicts",
    "holds": "deciding", "fails": "deciding", "unknown": "deciding", "value": "deciding",
    "at": "bounds", "below": "bounds", "above": "bounds",
    "plan": "plans", "offered": "plans", "withheld": "plans", "prepared": "plans", "links": "plans",
}  # fmt: skip
_SAID: dict[Kind, Text] = {
    "verdict": Text("the verdict {what}", "utslaget {what}"),
    "explains": Text("that it explains {what}", "att den förklarar {what}"),
    "named": Text("that the message of {what} names it", "att meddelandet för {what} pekar ut den"),
    "obstacle": Text("that it stands in the way while something else is seen",
                     "att den står i vägen fast något annat syns"),
    "message": Text("the message “{what}”", "meddelandet ”{what}”"),
    "plan": Text("what is to be done", "vad som ska göras"),
    "holds": Text("{what} decides by holding", "{what} avgör genom att gälla"),
    "fails": Text("{what} decides by failing", "{what} avgör genom att inte gälla"),
    "unknown": Text("{what} decides by not being known", "{what} avgör genom att inte vara känt"),
    "value": Text("{what} decides by this value", "{what} avgör med det här värdet"),
    "at": Text("{what} at its bound", "{what} vid sin gräns"),
    "below": Text("{what} right below its bound", "{what} strax under sin gräns"),
    "above": Text("{what} right above its bound", "{what} strax över sin gräns"),
    "offered": Text("that the way is offered, with its steps", "att vägen erbjuds, med sina steg"),
    "withheld": Text("that the way is withheld", "att vägen hålls inne"),
    "prepared": Text("the way where a shared step needs something before it",
                     "vägen där ett delat steg kräver något före sig"),
    "links": Text("the links of the step", "stegets länkar"),
}


def report(
    knowledge: KnowledgeBase, results: list[CaseResult], covered: Covered, language: Language
) -> CoverageReport:
    """What cases show, in one language."""
    every = {goal for goals in covered.goals.values() for goal in goals}
    to_confirm: dict[str, tuple[str, ...]] = {}
    for result in results:
        if result.case.to_confirm:
            to_confirm[result.cause] = (*to_confirm.get(result.cause, ()), result.case.name)
    sorts: tuple[Sort, ...] = ("verdicts", "deciding", "bounds", "plans")
    return CoverageReport(
        knowledge=Knowledge(version=knowledge.version, digest=knowledge.digest, extra=knowledge.extra),
        language=language,
        cases=len(results),
        held=sum(result.holds for result in results),
        to_confirm=to_confirm,
        counted=_counted(every, covered),
        by_sort={sort: _counted({goal for goal in every if _SORTS[goal.kind] == sort}, covered) for sort in sorts},
        causes=tuple(
            _cause(name, goals, covered, len(to_confirm.get(name, ())), language)
            for name, goals in covered.goals.items()
        ),
        proposed=tuple(
            Proposed(cause=one.cause, name=one.case.name,
                     yaml=case_yaml(case_data(one.case, knowledge.vocabulary), _INDENT))
            for one in covered.proposed
        ),
    )  # fmt: skip


def _counted(goals: Iterable[Goal], covered: Covered) -> Counted:
    goals = set(goals)
    shown = len(goals & covered.measured.shown)
    of = shown + len((goals - covered.measured.shown) & (covered.missing | covered.undecided))
    return Counted(shown=shown, of=of, percent=100.0 if shown == of else int(1000 * shown / of) / 10)


def _cause(name: str, goals: tuple[Goal, ...], covered: Covered, to_confirm: int, language: Language) -> CauseCovered:
    parts = covered.measured.judges[name].parts
    atoms = {**parts.atoms, **Around.of(parts.knowledge).atoms}
    open_goals = [goal for goal in goals if goal not in covered.measured.shown]
    groups: dict[str, list[Goal]] = {"missing": [], "undecided": [], "unreachable": []}
    for goal in open_goals:
        found = "missing" if goal in covered.missing else "undecided" if goal in covered.undecided else "unreachable"
        groups[found].append(goal)
    said = {group: tuple(_unshown(goal, atoms, language) for goal in found) for group, found in groups.items()}
    return CauseCovered(id=name, counted=_counted(goals, covered), to_confirm=to_confirm, **said)


def _unshown(goal: Goal, atoms: Mapping[str, tuple[Atom, ...]], language: Language) -> Unshown:
    what = goal.detail
    if goal.part in atoms and not what:
        what = " ".join(_words(atoms[goal.part][goal.number]))
    elif goal.part in atoms:
        what = f"{atoms[goal.part][goal.number].fact}: {what}"
    return Unshown(part=goal.part, kind=goal.kind, what=_SAID[goal.kind].format(what=what).in_(language))


def _words(atom: Atom) -> Iterator[str]:
    """An atom as it stands in a file."""
    if isinstance(atom.test, OneOf):
        values = ", ".join(map(str, atom.test.values))
        yield f"{atom.fact}: {values if len(atom.test.values) == 1 else f'[{values}]'}"
    elif isinstance(atom.test, Compare):
        operand = atom.test.operand
        bound = " + ".join((operand.fact, *map(str, operand.plus))) if isinstance(operand, OtherFact) else str(operand)
        yield f"{atom.fact}: {atom.test.relation} {bound}"
