"""Searches for cases that show what no case shows yet. What is found nowhere, the rules do not allow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import starmap

from expert.engine.plans_wanted import plan_stated
from expert.engine.program import Assertion
from expert.engine.reasoner import Reasoner
from expert.engine.rule_cases import CaseResult, case_of, run_case
from expert.facts.vocabulary import DAY, Value
from expert.facts.writer import as_json
from expert.proving.around import Around
from expert.proving.goals import Goal, goals_of, with_what_is_beside
from expert.proving.judge import Judge, Statement, Telling, is_told
from expert.proving.measuring import is_as_found, of_messages, of_plan, of_verdict
from expert.proving.parts import OWN, Parts, of_cause
from expert.proving.rivals import ruling_rivals_out
from expert.proving.worlds import A_DAY, Domains, Shows, Truthful, World, dated, spread
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, RuleCase

MOST_WORLDS = 60_000
"""How many sets of facts are tried for one symptom of a cause, or one way of its remedy."""

_PLAIN: frozenset[Statement] = frozenset(("verdict", "obstacle"))
_MOST_STARTS = 8
_MOST_PER_START = 6_000
_MOST_LIKELY = 40


@dataclass(frozen=True, eq=False)
class Candidate:
    """A case that could be proposed.

    Attributes:
        cause: the id of its cause.
        shows: the symptom.
        world: its facts.
        result: how it comes out.
        plain: the goals that it reaches as it is.
        planned: those that it reaches if it also states the plan.
    """

    cause: str
    shows: str
    world: World
    result: CaseResult
    plain: frozenset[Goal]
    planned: frozenset[Goal]

    @property
    def is_proven(self) -> bool:
        """Whether facts prove the cause, so that there is a plan with nothing held back."""
        return self.result.verdict == "confirmed" or bool(self.result.case.obstacle)


class Search:
    """Searches for one cause.

    Args:
        knowledge: the knowledge base.
        judges: what judges each cause.
        cause: the id of the cause.
        wanted: the goals that no case reaches yet.

    Attributes:
        cut: whether there was more to try than was tried.
    """

    def __init__(
        self, knowledge: KnowledgeBase, judges: Mapping[str, Judge], cause: str, wanted: Iterable[Goal]
    ) -> None:
        self._knowledge, self._judges = knowledge, judges
        self._judge = judges[cause]
        self._parts = self._judge.parts
        self._cause = self._parts.cause
        self._wanted = set(wanted)
        self._atoms = [atom for atoms in self._parts.atoms.values() for atom in atoms]
        self._domains = Domains(knowledge, self._atoms)
        self._truthful = Truthful.of(knowledge)
        self._met: set[Goal] = set()
        self._last_resort = False
        self.cut = False
        self._found: dict[tuple[frozenset[Goal], frozenset[Goal], bool], Candidate] = {}
        self._proven: list[tuple[Shows, World]] = []
        self._open: list[tuple[Shows, World]] = []
        self._kinds: set[object] = set()

    def candidates(self) -> list[Candidate]:
        """Cases that reach the wanted goals: for each set of goals the one with the fewest facts."""
        for shown in self._linked():
            self._try(shown, self._deciding("confirmed_when", "ruled_out_when", "applies_when"))
            self._try_symptom(shown)
        for shown in self._of_any():
            self._try(shown, self._deciding(*OWN))
            self._try_symptom(shown)
        for shown in self._aside():
            self._try(shown, self._deciding(*OWN), obstacle=True)
        self._try_messages()
        self._try_ways()
        self._try_likely()
        return list(self._found.values())

    # What a case can show

    def _linked(self) -> Iterator[Shows]:
        for link in self._cause.links():
            yield from self._showing(link.symptom)

    def _showing(self, symptom: str) -> Iterator[Shows]:
        """A symptom by its example, and by each further message that states other facts."""
        example = Shows(self._knowledge, symptom)
        yield example
        known = {frozenset(example.told)}
        for message in self._knowledge.symptoms[symptom].messages:
            told = frozenset(starmap(Assertion, self._knowledge.read_facts(message.tells).items()))
            for wording in message.wordings()[:1] if told not in known else ():
                known.add(told)
                yield Shows(self._knowledge, symptom, wording)

    def _of_any(self) -> Iterator[Shows]:
        """The symptoms to which whatever stops an enrollment leads; that is tried where something hangs on it."""
        for symptom in self._knowledge.symptoms.values():
            if symptom.any_cause and self._cause.stops_enrollment and not self._cause.is_linked_to(symptom.id):
                yield Shows(self._knowledge, symptom.id)

    def _aside(self) -> Iterator[Shows]:
        """A symptom that does not lead to the cause, for what stands in the way whatever is seen."""
        if not self._cause.stops_enrollment:
            return
        others = [
            Shows(self._knowledge, symptom.id) for symptom in self._knowledge.symptoms.values()
            if not symptom.any_cause and not symptom.general and not self._cause.is_linked_to(symptom.id)
        ]  # fmt: skip
        others.sort(key=lambda shown: len(shown.given))
        yield from others[:3]

    def _deciding(self, *names: str) -> list[str]:
        """The facts that conditions of the cause read."""
        own = (of_cause(self._cause.id, name) for name in names)
        return self._read_by(name for name in own if name in self._parts.conditions)

    def _read_by(self, conditions: Iterable[str]) -> list[str]:
        read = {fact for name in conditions for atom in self._parts.atoms[name] for fact in atom.facts}
        return sorted(read | self._knowledge.facts_leading_to(read), key=self._knowledge.vocabulary.order)

    # Trying

    def _try(self, shown: Shows, names: list[str], *, obstacle: bool = False) -> None:
        """Try all that can be known of some facts, until nothing is wanted any more that has to do with them."""
        size = proven = tried = 0
        if len(self._proven) >= _MOST_STARTS and not self._open_for(f"causes/{self._cause.id}", "derivations/"):
            return
        for count, world in spread(shown.start, names, self._domains, shown.given, MOST_WORLDS):
            enough = len(self._proven) >= _MOST_STARTS or proven >= 3
            if count > size and enough and not self._open_for(f"causes/{self._cause.id}", "derivations/"):
                return
            size = count
            verdict = self._look(shown, world, obstacle=obstacle)
            tried += 1
            if verdict == "confirmed" and not obstacle and proven < 3:
                proven += 1
                self._proven.append((shown, world))
            if verdict == "open" and len(self._open) < _MOST_STARTS:
                self._open.append((shown, world))
        self.cut = self.cut or tried >= MOST_WORLDS

    def _open_for(self, *parts: str) -> bool:
        """Whether something is still wanted of these parts."""
        return any(goal.part.startswith(parts) for goal in self._wanted - self._met)

    def _try_symptom(self, shown: Shows) -> None:
        """What can be known of the conditions of a symptom."""
        home = f"symptoms/{shown.symptom}/"
        for name in self._parts.conditions:
            if name.startswith(home) and self._open_for(home):
                read = self._read_by([name])
                for _, world in spread(shown.start, read, self._domains, shown.given, _MOST_PER_START, less=True):
                    self._look(shown, world)

    def _try_messages(self) -> None:
        """Each message of the symptoms that lead to the cause, alone."""
        for goal in sorted(self._wanted - self._met):
            if goal.kind == "message":
                symptom = self._knowledge.symptoms[goal.part.removeprefix("symptoms/")]
                for text in with_what_is_beside(symptom.messages[goal.number], goal.detail):
                    if goal not in self._met:
                        shown = Shows(self._knowledge, symptom.id, text)
                        self._note(shown, shown.start, {}, obstacle=False, by_message=True)

    def _try_ways(self) -> None:
        """What can be known of the conditions of the ways, where the cause is proven."""
        of_ways = [name for name in self._parts.conditions if name.startswith(("remedies/", "steps/"))]
        groups = {tuple(self._read_by([name])): None for name in of_ways}
        groups[tuple(self._read_by(of_ways))] = None
        groups[tuple(self._read_by(self._brought()))] = None
        for starts in (self._proven, self._open):
            self._last_resort = starts is self._open
            for names in groups if self._open_for("remedies/", "steps/", "derivations/") else ():
                for shown, start in sorted(starts, key=lambda start: len(start[1]))[:_MOST_STARTS]:
                    for _, world in spread(start, names, self._domains, shown.given, _MOST_PER_START):
                        self._look(shown, world)

    def _brought(self) -> Iterator[str]:
        for _, option in self._parts.ways():
            yield from (name for name, _ in self._parts.brought(option) if name in self._parts.conditions)

    def _try_likely(self) -> None:
        goal = Goal(f"causes/{self._cause.id}", "verdict", 0, "likely")
        if goal not in self._wanted or goal in self._met:
            return
        names = self._deciding("confirmed_when", "ruled_out_when", "applies_when")
        for shown in sorted(self._linked(), key=lambda shown: len(self._knowledge.causes_of(shown.symptom))):
            for _, start in spread(shown.start, names, self._domains, shown.given, _MOST_LIKELY):
                found = self._ruled_out(shown, start)
                if found is not None:
                    self._look(shown, self._fewest(shown, found), anew=True)
                    if goal in self._met:
                        return

    def _ruled_out(self, shown: Shows, start: World) -> World | None:
        """The first set of facts that rules out all else, if there is one."""
        if not self._is_possible(shown, start):
            return None
        return next(ruling_rivals_out(self._judges, self._cause.id, shown, start, self._knowledge), None)

    def _fewest(self, shown: Shows, world: World) -> World:
        """The world without facts that it is as likely without."""
        for name in [name for name in world if name not in shown.start]:
            fewer = {other: value for other, value in world.items() if other != name}
            if self._is_possible(shown, fewer) and self._run(shown, fewer).verdict == "likely":
                world = fewer
        return world

    def _is_possible(self, shown: Shows, world: World) -> bool:
        if dated({**shown.given, **world}, self._atoms) or (DAY in world and not self._needs_the_day(world)):
            return False
        return self._truthful.allows(self._judge.close(shown.with_(world)))

    def _needs_the_day(self, world: World) -> bool:
        return any(DAY in atom.facts and atom.fact in world for atom in self._atoms)

    def _look(self, shown: Shows, world: World, *, obstacle: bool = False, anew: bool = False) -> str:
        """See what a case would show; its verdict, as far as facts decide it, and `none` where it cannot be.

        Of cases that show the same, only the first is noted, unless it is to be `anew`.
        """
        if not self._is_possible(shown, world):
            return "none"
        raw = shown.with_(world)
        seen = self._judge.seen(self._judge.close(raw), shown.by_message)
        if obstacle and not seen.obstacle:
            return seen.verdict
        told = dict(self._judge.decides(raw, shown.by_message, self._wanted.__contains__))
        plans = seen.verdict in ("confirmed", "open") or seen.obstacle
        kind = (shown.symptom, seen.verdict, frozenset(told.items()), (seen.ways, seen.steps) if plans else ())
        if anew or kind not in self._kinds or (seen.verdict == "open" and self._wanted_verdicts() and len(world) <= 2):
            self._kinds.add(kind)
            self._note(shown, world, told, obstacle=obstacle)
        return "confirmed" if seen.obstacle else seen.verdict

    def _wanted_verdicts(self) -> bool:
        return any(goal.kind == "verdict" and goal.detail == "possible" for goal in self._wanted - self._met)

    def _note(
        self, shown: Shows, world: World, told: Mapping[Goal, Telling], *, obstacle: bool, by_message: bool = False
    ) -> None:
        """Note a case as a candidate, if it shows something that is wanted."""
        result = self._run(shown, world, obstacle=obstacle)
        if by_message:
            layer = next((symptom.layer for symptom in result.diagnosis.symptoms if symptom.id == shown.symptom), None)
            result = replace(result, case=replace(result.case, shows=shown.symptom, recognized=layer))
        raw = shown.with_(world)
        seen = self._judge.seen(self._judge.close(raw), shown.by_message)
        if not is_as_found(seen.verdict, result.verdict) or not result.holds:
            return
        plain = {goal for goal, telling in told.items() if is_told(telling, _PLAIN)}
        case = case_of(self._knowledge, self._cause, result.case)
        reasoning = Reasoner.of(self._knowledge).imagine(case, A_DAY)
        shows = (*of_verdict(result, self._cause), *of_messages(result, reasoning))
        plain |= {goal for goal in shows if goal in self._wanted}
        planned: set[Goal] = set(plain)
        if seen.verdict in ("confirmed", "open") or seen.obstacle:
            planned |= set(told)
            stated = plan_stated(self._cause.id, result.diagnosis, self._shared_steps())
            planned |= {goal for goal in of_plan(self._judge, result, stated) if goal in self._wanted}
        if planned:
            found = Candidate(self._cause.id, shown.symptom, world, result, frozenset(plain), frozenset(planned))
            candidate = self._found.setdefault((found.plain, found.planned, found.is_proven), found)
            # What an open cause would take is to be stated only where none that is proven can be offered it.
            self._met |= planned if candidate.is_proven or self._last_resort else plain

    def _shared_steps(self) -> set[str]:
        return {goal.part.removeprefix("steps/") for goal in self._wanted if goal.kind == "links"}

    def _run(self, shown: Shows, world: World, *, obstacle: bool = False) -> CaseResult:
        facts = {name: None if value is None else as_json(value) for name, value in world.items()}
        shows = self._named_in_case(shown.symptom)
        case = RuleCase("", "none", facts, shows, obstacle=True if obstacle else None)
        first = run_case(self._knowledge, self._cause, case, asking=False)
        wanted = RuleCase("", first.verdict or "none", facts, shows, obstacle=True if obstacle else None)  # type: ignore[arg-type]
        return CaseResult(self._cause.id, wanted, first.verdict, first.diagnosis)

    def _named_in_case(self, symptom: str) -> str | None:
        """What a case says that it shows: nothing for the first, unless it is wanted that a case names it."""
        wanted = Goal(f"causes/{self._cause.id}", "explains", 0, symptom) in self._wanted
        return None if symptom == next(self._cause.links()).symptom and not wanted else symptom


def _foremost(knowledge: KnowledgeBase, symptom: str) -> list[Cause]:
    """The first causes of a symptom; of those that no other symptom leads to whatever is seen, for they tell more."""
    return sorted(knowledge.causes_of(symptom), key=lambda cause: bool(cause.stops_enrollment))[:2]


def wanted_of(knowledge: KnowledgeBase, parts: Parts, missing: Iterable[Goal]) -> set[Goal]:
    """What is to be searched for with a cause: of a symptom that several causes have, only two of them try."""
    foremost = {symptom for symptom in knowledge.symptoms if parts.cause in _foremost(knowledge, symptom)}
    own = set(goals_of(parts)).intersection(missing)
    return {goal for goal in own if not goal.part.startswith("symptoms/") or goal.part.split("/")[1] in foremost}


def candidates_around(knowledge: KnowledgeBase, cause: str, wanted: Collection[Goal]) -> list[Candidate]:
    """Cases that show of rules about whole cases what is wanted, with a cause that reads the same facts."""
    around, found = Around.of(knowledge), dict[frozenset[Goal], Candidate]()
    shown = Shows(knowledge, next(knowledge.causes[cause].links()).symptom)
    for part in around.parts_at(cause) if wanted else ():
        atoms = around.atoms[part]
        names = dict.fromkeys(name for atom in atoms for name in atom.facts)
        for _, world in spread({}, names, Domains(knowledge, atoms), shown.given, _MOST_PER_START):
            raw = shown.with_(world)
            shows = {goal: by for goal, by in around.decides(raw) if goal in wanted}
            goals = frozenset(shows)
            if goals and goals not in found and not dated(world, atoms) and _is_single(raw):
                result = _told_around(knowledge, cause, world, frozenset(shows.values()))
                if around.is_as_found(raw, result.diagnosis):
                    found[goals] = Candidate(cause, shown.symptom, world, result, goals, goals)
    return list(found.values())


def _told_around(
    knowledge: KnowledgeBase, cause: str, world: World, statements: frozenset[Statement]
) -> CaseResult:
    """How such a case comes out, with what it is to say of that."""
    facts = {name: None if value is None else as_json(value) for name, value in world.items()}
    first = run_case(knowledge, knowledge.causes[cause], RuleCase("", "none", facts), asking=False)
    kinds = tuple(sorted({conflict.kind for conflict in first.diagnosis.conflicts}))
    case = RuleCase(
        "", first.verdict or "none", facts,  # type: ignore[arg-type]
        outcome=first.diagnosis.outcome if "outcome" in statements else None,
        conflict=kinds if "conflict" in statements else None,
    )  # fmt: skip
    return CaseResult(cause, case, first.verdict, first.diagnosis)


def _is_single(values: Mapping[str, tuple[Value, ...]]) -> bool:
    return all(len(several) == 1 for several in values.values())
