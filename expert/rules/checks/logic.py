"""Checks that each condition, and each branch of one, can come about, and that no facts prove and exclude one cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from expert.facts.writer import as_json, fact_file
from expert.foundations.limits import MOST_VALUES_TRIED
from expert.foundations.texts import Text
from expert.rules.assembling import Path
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.checks.solver import Goal, Known, Solver, TooMany, is_exact
from expert.rules.conditions import All, Condition, ConditionData, atoms_in, evaluate
from expert.rules.knowledge import CauseConditions, PartId
from expert.rules.models import Cause, SharedStep
from expert.rules.way_steps import needed_before


def _unreachable_causes(look: Look) -> Iterator[Spot]:
    """Causes that no facts can prove, and symptoms that no facts can show."""
    solver, knowledge = look.solver, look.knowledge
    for cause in knowledge.causes.values():
        own = knowledge.conditions_of(cause)
        proven = [part for part in (own.confirmed, own.applies) if part is not None]
        home = ("causes", cause.id)
        if _never(solver, *proven):
            yield Spot(_UNPROVABLE, At(home, ("confirmed_when",)))
            continue
        for i, link in enumerate(cause.links()):
            shown = _shown(look, link.symptom)
            if _never(solver, *proven, *shown):
                yield Spot(_UNPROVABLE_THERE.format(symptom=link.symptom), At(home, ("explains", i)),
                           (("symptoms", link.symptom),))
    for symptom in knowledge.symptoms:
        if _never(solver, *_shown(look, symptom)):
            yield Spot(_UNREACHABLE_SYMPTOM, At(("symptoms", symptom), ("id",)))


def _shown(look: Look, name: str) -> list[Condition]:
    """What holds wherever a symptom is recognized."""
    symptom = look.knowledge.symptoms[name]
    by_fact_alone = not symptom.messages and not symptom.phrases
    parts = (symptom.applies_when, symptom.recognized_when if by_fact_alone else None)
    return [look.knowledge.condition(part) for part in parts if part is not None]


def _never(solver: Solver, *conditions: Condition, possible: bool = True) -> bool:
    """Whether it is certain that these can never hold together."""
    if not conditions or not is_exact(*conditions):
        return False

    def find() -> bool:
        try:
            return solver.case(*((condition, True) for condition in conditions), possible=possible) is None
        except TooMany:
            return False

    return solver.remembered("never" if possible else "never, whatever is impossible", conditions, find)


def _unreachable_conditions(look: Look) -> Iterator[Spot]:
    for part, path, data in look.parts.conditions:
        if path[-1] not in _OF_WHOLE_PARTS:
            possible = path[-1] != "never"
            if _never(look.solver, look.knowledge.condition(data), possible=possible):
                yield Spot(_UNREACHABLE, At(part, path))
    for part, path, remedy in look.parts.remedies:
        for i, option in enumerate(remedy.options):
            if option.when is not None and option.harm is not None:
                both = [look.knowledge.condition(data) for data in (option.when, option.harm.when)]
                if not _never(look.solver, both[1]) and _never(look.solver, *both):
                    yield Spot(_HARM_NEVER, At(part, (*path, "options", i, "harm", "when")))


# These are told as what they make unreachable.
_OF_WHOLE_PARTS = ("confirmed_when", "recognized_when")


def _idle_branches(look: Look) -> Iterator[Spot]:
    """Branches of `any` that can never hold, or hold only where another does."""
    for part, path, data in look.parts.conditions:
        whole = look.knowledge.condition(data)
        possible = path[-1] != "never"
        for way, branches in _anys(data):
            conditions = [look.knowledge.condition(branch) for branch in branches]
            idle = {i for i, one in enumerate(conditions)
                    if len(conditions) > 1 and not _never(look.solver, whole, possible=possible)
                    and _never(look.solver, one, possible=possible)}  # fmt: skip
            for i in idle:
                yield Spot(_IDLE_BRANCH, At(part, (*path, *way, i)))
            for i, j in _implied(look.solver, conditions):
                if i not in idle and j not in idle:
                    here = (*path, *way)
                    yield Spot(_IMPLIED_BRANCH, At(part, (*here, i)), also=(At(part, (*here, j)),))


def _implied(solver: Solver, branches: list[Condition]) -> Iterator[tuple[int, int]]:
    """The branches that hold only where another does, each with that; of two that say the same, the later."""
    for i, one in enumerate(branches):
        for j, other in enumerate(branches):
            if i != j and _implies(solver, one, other) and (i > j or not _implies(solver, other, one)):
                yield i, j
                break


def _implies(solver: Solver, one: Condition, other: Condition) -> bool:
    return solver.remembered("implies", (one, other), lambda: _found_to_imply(solver, one, other))


def _found_to_imply(solver: Solver, one: Condition, other: Condition) -> bool:
    try:
        return is_exact(one, other) and solver.implies(one, other)
    except TooMany:
        return False


def _anys(data: Any, path: Path = ()) -> Iterator[tuple[Path, list[ConditionData]]]:
    """The lists of branches in a condition as it is written, and the way to each."""
    for key, value in data.items() if isinstance(data, dict) else ():
        here = (*path, key)
        if key == "any":
            yield here, value
        if key in ("any", "all"):
            for i, part in enumerate(value):
                yield from _anys(part, (*here, i))
        elif key == "not":
            yield from _anys(value, here)


def _contradictory_causes(look: Look) -> Iterator[Spot]:
    """Causes that some facts, all of which can be true, both prove and exclude."""
    for cause in look.knowledge.causes.values():
        own = look.knowledge.conditions_of(cause)
        if own.ruled_out is not None:
            known = look.solver.remembered("contradictory", own, partial(_contradiction, look.solver, own))
            if known is not None:
                said = fact_file({name: values[0] for name, values in known.items()}).strip().replace("\n", ", ")
                yield Spot(_CONTRADICTORY.format(facts=said), At(("causes", cause.id), ("ruled_out_when",)),
                           facts={name: as_json(values[0]) for name, values in known.items()})


def _contradiction(solver: Solver, own: CauseConditions) -> Known | None:
    """The first facts that prove and exclude a cause, and are not known to be of a case to which it does not apply."""
    try:
        for known in solver.cases((part, True) for part in own[:2] if part is not None):
            if own.applies is None or not evaluate(own.applies, known).truth.fails:
                return known
    except TooMany:
        return None
    return None


def _duplicate_causes(look: Look) -> Iterator[Spot]:
    """Causes of one symptom that the same facts prove, each told once, with the first of the others."""
    proven = _implied_causes(look)
    for inner, outers in proven.items():
        twins = [outer for outer in outers if outer < inner and inner in proven.get(outer, ())]
        if twins:
            first = _newest_first(look, twins)[0]
            yield Spot(_DUPLICATE.format(other=first), _at(inner), also=(_at(first),))


def _subsumed_causes(look: Look) -> Iterator[Spot]:
    """Causes of one symptom of which others are proven wherever they are, and not the other way round."""
    proven = _implied_causes(look)
    for inner, outers in proven.items():
        wider = _newest_first(look, (outer for outer in outers if inner not in proven.get(outer, ())))
        if wider:
            yield Spot(_said_of_wider(wider), _at(inner), also=tuple(map(_at, wider[:_MOST_NAMED])))


def _newest_first(look: Look, causes: Iterable[str]) -> list[str]:
    """Causes of the folder laid on last before others: a finding is told for what stands in the folders checked."""
    return sorted(causes, key=lambda cause: (-look.layer(("causes", cause)), cause))


def _said_of_wider(causes: Sequence[str]) -> Text:
    if len(causes) <= _MOST_NAMED:
        return _SUBSUMED.format(others=", ".join(causes))
    return _SUBSUMED_BY_MANY.format(others=", ".join(causes[:_MOST_NAMED]), count=len(causes) - _MOST_NAMED)


_MOST_NAMED = 5


def _at(cause: str) -> At:
    return At(("causes", cause), ("confirmed_when",))


def _implied_causes(look: Look) -> Mapping[str, Mapping[str, None]]:
    """By the id of each cause, those that explain one of its symptoms and are proven wherever it is."""
    return look.once(_find_implied_causes)


def _find_implied_causes(look: Look) -> Mapping[str, Mapping[str, None]]:
    # Causes whose conditions say the same are asked about as one, however many there are of them.
    alike: dict[CauseConditions, Cause] = {}
    same = {id(cause): alike.setdefault(look.knowledge.conditions_of(cause), cause)
            for cause in look.knowledge.causes.values()}  # fmt: skip
    found: dict[str, dict[str, None]] = {}
    for one, other in _rivals(look):
        for inner, outer in ((one, other), (other, one)):
            if _proves(look, same[id(inner)], same[id(outer)]):
                found.setdefault(inner.id, {})[outer.id] = None
    return found


def _proves(look: Look, one: Cause, other: Cause) -> bool:
    """Whether the second is proven wherever the first is."""
    own, others = (look.knowledge.conditions_of(cause) for cause in (one, other))
    return look.solver.remembered(
        "proves", (own.confirmed, own.applies, others.confirmed, others.applies),
        lambda: _found_to_imply(look.solver, _proof(own), _proof(others)),
    )  # fmt: skip


def _proof(own: CauseConditions) -> Condition:
    return own.confirmed if own.applies is None else All((own.confirmed, own.applies))


def _rivals(look: Look) -> Iterator[tuple[Cause, Cause]]:
    """Pairs of causes that explain one symptom and rest on one fact."""
    by_symptom: dict[str, list[Cause]] = {}
    for cause in look.knowledge.causes.values():
        for link in cause.links():
            by_symptom.setdefault(link.symptom, []).append(cause)
    facts = {cause.id: frozenset(look.knowledge.conditions_of(cause).facts) for cause in look.knowledge.causes.values()}
    seen: set[tuple[str, str]] = set()
    for causes in by_symptom.values():
        for i, one in enumerate(causes):
            for other in causes[i + 1 :]:
                key = (one.id, other.id)
                if key not in seen and not facts[one.id].isdisjoint(facts[other.id]):
                    seen.add(key)
                    yield one, other


def _unchoosable_ways(look: Look) -> Iterator[Spot]:
    """Ways whose `when` holds of no case in which a cause of the remedy is one."""
    causes: dict[str, list[Cause]] = {}
    for cause in look.knowledge.causes.values():
        causes.setdefault(cause.remedy_id, []).append(cause)
    for part, path, remedy in look.parts.remedies:
        for i, option in enumerate(remedy.options):
            if option.when is not None and remedy.id in causes:
                when = look.knowledge.condition(option.when)
                reachable = not _never(look.solver, when)
                if reachable and not any(_can_be_chosen(look, when, cause) for cause in causes[remedy.id]):
                    homes: tuple[PartId, ...] = tuple(("causes", cause.id) for cause in causes[remedy.id])
                    yield Spot(_UNCHOOSABLE, At(part, (*path, "options", i, "when")), homes)


def _can_be_chosen(look: Look, when: Condition, cause: Cause) -> bool:
    own = look.knowledge.conditions_of(cause)
    return look.solver.remembered("chosen", (when, *own), lambda: _found_to_be_chosen(look.solver, when, own))


def _found_to_be_chosen(solver: Solver, when: Condition, own: CauseConditions) -> bool:
    goals: list[Goal] = [(part, True) for part in (when, own.applies) if part is not None]
    try:
        return not is_exact(when) or any(
            not evaluate(own.confirmed, known).truth.fails
            and (own.ruled_out is None or not evaluate(own.ruled_out, known).truth.holds)
            for known in solver.cases(goals)
        )
    except TooMany:
        return True


def _needless_preparations(look: Look) -> Iterator[Spot]:
    """Shared steps that would bring others only in cases that cannot come to their way, and do not say so.

    The plan of a case never shows it; a page that knows no case says that the others come first.
    """
    causes: dict[str, list[Cause]] = {}
    for cause in look.knowledge.causes.values():
        causes.setdefault(cause.remedy_id, []).append(cause)
    for part, path, remedy in look.parts.remedies:
        for i, option in enumerate(remedy.options):
            for j, entry in enumerate(option.steps):
                needed = needed_before(entry, option, look.knowledge.steps) if isinstance(entry, SharedStep) else ()
                cases = [(one.when, option.when, cause) for one in needed for cause in causes.get(remedy.id, ())]
                if cases and not any(_can_be_needed(look, *case) for case in cases):
                    homes: tuple[PartId, ...] = tuple(("causes", cause.id) for cause in causes[remedy.id])
                    yield Spot(_NEEDLESS_PREPARATION, At(part, (*path, "options", i, "steps", j)), homes)


def _can_be_needed(look: Look, needed: ConditionData, way: ConditionData | None, cause: Cause) -> bool:
    """Whether what has to come before a step can be needed on a way, in a case to which a cause applies."""
    applies = look.knowledge.conditions_of(cause).applies
    conditions = [look.knowledge.condition(data) for data in (needed, way) if data is not None]
    return not _never(look.solver, *conditions, *(() if applies is None else (applies,)))


def _not_all_tried(look: Look) -> Iterator[Spot]:
    """That more would have to be tried than is: said once, of the part of the newest folder with the largest condition.

    It comes after all other checks that try facts.
    """
    if look.solver.gave_up:
        part, path, _ = max(
            look.parts.conditions,
            key=lambda found: (look.layer(found[0]), sum(1 for _ in atoms_in(look.knowledge.condition(found[2])))),
        )
        yield Spot(_NOT_ALL_TRIED, At(part, path))


_NOT_ALL_TRIED = Text(
    f"the conditions are too many, or too large, to be held against each other: after {MOST_VALUES_TRIED} values of "
    "facts the checks of logic gave up, and what is wrong with the rest is not told; this is the largest condition",
    f"villkoren är för många eller för stora för att jämföras med varandra: efter {MOST_VALUES_TRIED} värden på fakta "
    "gav logikkontrollerna upp, och det som är fel i resten visas inte; det här är det största villkoret",
)
_NEEDLESS_PREPARATION = Text(
    "no case that comes to this way needs anything before this step: write `prepared: true`",
    "inget fall som får det här sättet behöver något före steget: skriv `prepared: true`",
)
_UNPROVABLE = Text(
    "no facts can prove this cause: its conditions never hold together (see impossible.yaml too)",
    "inga fakta kan bevisa orsaken: villkoren gäller aldrig samtidigt (se även impossible.yaml)",
)
_UNPROVABLE_THERE = Text(
    "no facts can prove this cause where {symptom} is shown: their conditions never hold together",
    "inga fakta kan bevisa orsaken där {symptom} visas: deras villkor gäller aldrig samtidigt",
)
_UNREACHABLE_SYMPTOM = Text(
    "no facts can show this symptom: its conditions never hold together",
    "inga fakta kan visa symptomet: dess villkor gäller aldrig samtidigt",
)
_UNREACHABLE = Text(
    "this condition can never hold (see impossible.yaml too)", "villkoret kan aldrig gälla (se även impossible.yaml)"
)
_HARM_NEVER = Text(
    "this harm can never come about where the way is offered", "den här skadan kan aldrig uppstå där sättet erbjuds"
)
_IDLE_BRANCH = Text("this branch can never hold", "den här grenen kan aldrig gälla")
_IMPLIED_BRANCH = Text(
    "this branch adds nothing: wherever it holds, another does", "grenen tillför inget: där den gäller, gäller en annan"
)
_CONTRADICTORY = Text(
    "these facts both prove and exclude the cause: {facts}; let the conditions leave each other out, or say in "
    "impossible.yaml why the facts cannot be true together",
    "de här fakta både bevisar och utesluter orsaken: {facts}; låt villkoren utesluta varandra, eller ange i "
    "impossible.yaml varför fakta inte kan stämma samtidigt",
)
_DUPLICATE = Text(
    "this cause is proven by the same facts as {other}, which explains one of its symptoms too",
    "orsaken bevisas av samma fakta som {other}, som också förklarar ett av dess symptom",
)
_SUBSUMED = Text(
    "wherever this cause is proven, so is each of these, which explain one of its symptoms as well: {others}",
    "där orsaken bevisas, bevisas även var och en av dessa, som också förklarar ett av dess symptom: {others}",
)
_SUBSUMED_BY_MANY = Text(
    "wherever this cause is proven, so is each of these, which explain one of its symptoms as well: {others}, and "
    "{count} more",
    "där orsaken bevisas, bevisas även var och en av dessa, som också förklarar ett av dess symptom: {others} och "
    "{count} till",
)
_UNCHOOSABLE = Text(
    "no case of a cause with this remedy can have this way", "inget fall av en orsak med åtgärden kan få det här sättet"
)

CHECKS = (
    Check(
        "unreachable-part", "error",
        Text("No facts can prove a cause, or show a symptom", "Inga fakta kan bevisa en orsak, eller visa ett symptom"),
        Text("Mend the conditions; look at `applies_when` and impossible.yaml as well.",
             "Rätta villkoren; se även på `applies_when` och impossible.yaml."),
        _unreachable_causes,
    ),
    Check(
        "unreachable-condition", "error",
        Text("A condition can never hold", "Ett villkor kan aldrig gälla"),
        Text("Mend it, or leave out what depends on it.", "Rätta det, eller ta bort det som beror på det."),
        _unreachable_conditions,
    ),
    Check(
        "idle-branch", "warning",
        Text("A branch of `any` can never hold, or only where another does",
             "En gren i `any` kan aldrig gälla, eller bara där en annan gör det"),
        Text("Leave the branch out, or say in it what it is for.",
             "Ta bort grenen, eller ange i den vad den är till för."),
        _idle_branches,
    ),
    Check(
        "contradictory-cause", "warning",
        Text("Facts that can be true together both prove and exclude a cause",
             "Fakta som kan stämma samtidigt både bevisar och utesluter en orsak"),
        Text("Let the conditions leave each other out, or add the facts to impossible.yaml with the reason.",
             "Låt villkoren utesluta varandra, eller lägg till fakta i impossible.yaml med skälet."),
        _contradictory_causes,
    ),
    Check(
        "duplicate-cause", "warning",
        Text("The same facts prove two causes of a symptom", "Samma fakta bevisar två orsaker till ett symptom"),
        Text("Join the two, or say in `confirmed_when` what tells them apart.",
             "Slå ihop dem, eller ange i `confirmed_when` vad som skiljer dem åt."),
        _duplicate_causes,
    ),
    Check(
        "subsumed-cause", "note",
        Text("One cause of a symptom is proven wherever another is",
             "En orsak till ett symptom bevisas överallt där en annan bevisas"),
        Text("See that this is meant: where the narrower one is proven, so is the wider.",
             "Se efter att det är avsikten: där den snävare bevisas, bevisas även den vidare."),
        _subsumed_causes,
    ),
    Check(
        "unchoosable-way", "warning",
        Text("No case can have a way of a remedy", "Inget fall kan få ett av sätten i en åtgärd"),
        Text("Mend its `when`, or leave the way out.", "Rätta dess `when`, eller ta bort sättet."),
        _unchoosable_ways,
    ),
    Check(
        "needless-preparation", "warning",
        Text("A shared step does not say that nothing has to come before it on its way",
             "Ett delat steg säger inte att inget behöver komma före det på sitt sätt"),
        Text("Write `prepared: true`, so that no page says that other steps come first.",
             "Skriv `prepared: true`, så att ingen sida säger att andra steg kommer först."),
        _needless_preparations,
    ),
    Check(
        "not-all-tried", "warning",
        Text("There is more to try than the checks of logic try",
             "Det finns mer att prova än logikkontrollerna provar"),
        Text("Let each cause explain what it is really seen by, and shorten long conditions.",
             "Låt varje orsak förklara det som den verkligen märks på, och korta långa villkor."),
        _not_all_tried,
    ),
)  # fmt: skip
"""The checks of logic."""
