"""Reasons about a case: recognizes its symptoms, fires the rules of each, and puts the runs together."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from expert.engine.engines import default_engine, new_engine
from expert.engine.program import Assertion, Mark, Program, compile_symptom
from expert.engine.run import Engine, Firing, Run
from expert.engine.viewing import Viewer, by_generality
from expert.engine.whatever import Asked, Whatever
from expert.facts.case import Case, require_case
from expert.facts.fact import Fact, Origin
from expert.facts.vocabulary import DAY, Value
from expert.foundations.kept import cached_property
from expert.foundations.locks import Lock
from expert.foundations.problems import InputError, Problem
from expert.foundations.records import PlainRecord
from expert.foundations.terms import EngineChoice, EngineName, Verdict
from expert.foundations.texts import Text
from expert.recognizing.recognition import Recognized
from expert.recognizing.text_facts import ReadFact
from expert.rules.conditions import Condition, evaluate, open_facts
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Derivation, Impossible, ScopeRule, Solved, Symptom

# A symptom can rule out a cause that another one leaves open: it may stop no such enrollment by itself.
_STRENGTH: Mapping[Verdict, int] = {"ruled_out": 0, "possible": 1, "likely": 2, "confirmed": 3}


class Reasoning(PlainRecord):
    """All that was concluded about a case, before it is put into words.

    Attributes:
        case: the case, with the facts that its texts give away, and today's date where a rule about dates needed it.
        recognized: what was found in its texts.
        read: the facts that its texts give away; what was given otherwise stands against those that are not in the
            case.
        told: facts that a recognized message states, each with the symptom's id.
        symptoms: the symptoms that are present, those that were recognized most surely first.
        elsewhere: symptoms that were recognized but do not occur in this kind of enrollment.
        runs: what the engine concluded for each present symptom.
        rest: what it concluded of what is so whatever is seen; None where nothing is.
        obstacles: the causes that are proven there, and that no present symptom leads to.
        impossible: what the facts say together that cannot be true.
        out_of_scope: the rule that puts the case out of scope, if one does.
        solved: the rule that says that it is solved, if one does.
        engine: which engine fired the rules.
    """

    knowledge: KnowledgeBase
    case: Case
    recognized: Recognized
    read: tuple[ReadFact, ...]
    told: Mapping[Assertion, str]
    symptoms: tuple[Symptom, ...]
    elsewhere: tuple[Symptom, ...]
    runs: Mapping[str, Run]
    rest: Run | None
    obstacles: tuple[Cause, ...]
    impossible: tuple[Impossible, ...]
    out_of_scope: ScopeRule | None
    solved: Solved | None
    engine: EngineChoice

    @cached_property
    def firings(self) -> frozenset[Firing]:
        """Every rule that fired, for any symptom."""
        return frozenset().union(*(run.firings for run in self._all_runs))

    @property
    def _all_runs(self) -> Iterator[Run]:
        yield from self.runs.values()
        if self.rest is not None:
            yield self.rest

    @cached_property
    def _firings_of(self) -> dict[Assertion | Mark, list[Firing]]:
        """The firings by what they concluded."""
        found: dict[Assertion | Mark, list[Firing]] = {}
        for firing in self.firings:
            found.setdefault(firing.conclusion, []).append(firing)
        return found

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """Each candidate cause with its verdict; the strongest where several symptoms share a cause."""
        found: dict[str, Verdict] = {}
        for run in self.runs.values():
            for cause, verdict in run.verdicts.items():
                found[cause] = max(found.get(cause, verdict), verdict, key=_STRENGTH.__getitem__)
        return found

    @cached_property
    def values(self) -> dict[str, tuple[Value, ...]]:
        """What is known of each fact, observed, told and worked out; several values contradict each other."""
        values: dict[str, list[Value]] = {}
        for known in self.known():
            if known.value not in values.setdefault(known.fact, []):
                values[known.fact].append(known.value)
        return {fact: tuple(found) for fact, found in values.items()}

    def known(self) -> Iterator[Assertion]:
        """Observed facts first, then told ones, then those worked out, in the order of their names."""
        yield from (Assertion(fact.name, fact.value) for fact in self.case)
        yield from self.told
        worked_out = frozenset[Assertion]().union(*(run.worked_out for run in self._all_runs))
        yield from sorted(worked_out, key=lambda known: (known.fact, str(known.value)))

    def origin(self, known: Assertion) -> str | None:
        """The rule that concluded a fact, or the symptom whose message told it; None when it was observed."""
        if self.case.get(known.fact) == known.value:
            return None
        if known in self.told:
            return self.told[known]
        names = (firing.rule.removeprefix("!") for firing in self._firings_of.get(known, ()))
        first = min(names, default=None)
        return None if first is None else first.partition(".")[0]

    def because(self, conclusion: Assertion | Mark) -> list[Assertion]:
        """The facts that a conclusion rests on, in the order of the vocabulary.

        A fact that was itself worked out is named as such; ask again for what it rests on.
        """
        facts: set[Assertion] = set()
        waiting: list[Assertion | Mark] = [conclusion]
        seen: set[Assertion | Mark] = {conclusion}
        while waiting:
            for firing in self._firings_of.get(waiting.pop(), ()):
                for premise in firing.premises:
                    if isinstance(premise, Assertion):
                        facts.add(premise)
                    elif premise not in seen:
                        seen.add(premise)
                        waiting.append(premise)
        order = _Index.of(self.knowledge).order
        return sorted(facts, key=lambda known: (order[known.fact], str(known.value)))

    def symptoms_of(self, cause: Cause) -> tuple[str, ...]:
        """The ids of the present symptoms that lead to a cause."""
        return tuple(
            symptom.id for symptom in self.symptoms
            if any(other.id == cause.id for other in self.knowledge.causes_of(symptom.id))
        )  # fmt: skip

    def stops(self, cause: Cause) -> Condition | None:
        """The condition under which a cause stops an enrollment, where it comes into question for that only."""
        return self.knowledge.stops(cause, (symptom.id for symptom in self.symptoms))

    def rivals_out(self, cause: Cause) -> list[list[Cause]]:
        """The other candidates of each present symptom of a cause, where all of them are ruled out."""
        groups = ([c for c in self.knowledge.causes_of(s) if c.id != cause.id] for s in self.symptoms_of(cause))
        return [group for group in groups if all(self.verdict(rival) == "ruled_out" for rival in group)]

    def verdict(self, cause: Cause) -> Verdict:
        """The verdict of a candidate, or of an obstacle."""
        return self.verdicts.get(cause.id, "confirmed")

    def supported(self, cause: Cause) -> bool:
        """Whether facts speak for a candidate: a part of its condition holds, or all that it applies to."""
        return Mark("supported", cause.id) in self._firings_of

    def proven_and_excluded(self, cause: Cause) -> bool:
        """Whether the facts prove a cause and exclude it too."""
        return all(Mark(kind, cause.id) in self._firings_of for kind in ("proven", "excluded"))

    def resting_on(self, known: Iterable[Assertion]) -> frozenset[Assertion]:
        """These facts, and those that they were worked out from."""
        found = set(known)
        waiting = list(found)
        while waiting:
            further = [fact for fact in self.because(waiting.pop()) if fact not in found]
            found.update(further)
            waiting += further
        return frozenset(found)

    def deciding(self, cause: Cause) -> tuple[str, list[Assertion]]:
        """The part of the cause's file that decided a confirmed or ruled out verdict, and the facts it rests on."""
        if cause.id not in self._deciding:
            self._deciding[cause.id] = self._find_deciding(cause)
        return self._deciding[cause.id]

    @cached_property
    def _deciding(self) -> dict[str, tuple[str, list[Assertion]]]:
        return {}

    def _find_deciding(self, cause: Cause) -> tuple[str, list[Assertion]]:
        excludes = "confirmed_when" if cause.ruled_out_when is None else "ruled_out_when"
        kinds = {
            "confirmed": (("proven", "confirmed_when"),),
            "ruled_out": (("inapplicable", "applies_when"), ("excluded", excludes)),
        }
        for kind, part in kinds.get(self.verdict(cause), ()):
            facts = self.because(Mark(kind, cause.id))
            if facts:
                applies = self.knowledge.conditions_of(cause).applies
                elsewhere = applies is None or not evaluate(applies, self.values).truth.fails
                return f"{cause.id}/{'stops_enrollment' if kind == 'inapplicable' and elsewhere else part}", facts
        return f"{cause.id}/explains", []

    def missing(self, cause: Cause) -> tuple[str, ...]:
        """The facts, not known, that could still confirm an open cause or rule it out."""
        if cause.id not in self._missing:
            self._missing[cause.id] = self._find_missing(cause)
        return self._missing[cause.id]

    @cached_property
    def _missing(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _find_missing(self, cause: Cause) -> tuple[str, ...]:
        if self.verdict(cause) in ("confirmed", "ruled_out"):
            return ()
        stops = self.stops(cause)
        further = () if stops is None else open_facts(evaluate(stops, self.values), self.values)
        return tuple(dict.fromkeys((*self.open_in(cause), *self.to_find_out(further))))

    def open_in(self, cause: Cause) -> tuple[str, ...]:
        """The facts, not known, that the open conditions of any cause read, or from which these are worked out."""
        names: list[str] = []
        for data in (cause.confirmed_when, cause.ruled_out_when, cause.applies_when):
            if data is not None:
                names.extend(open_facts(evaluate(self.knowledge.condition(data), self.values), self.values))
        return self.to_find_out(names)

    def to_find_out(self, names: Iterable[str]) -> tuple[str, ...]:
        """The facts themselves, or for those that are only worked out, the facts that they are worked out from."""
        seen: set[str] = set()
        return tuple(dict.fromkeys(found for name in names for found in self._to_find_out(name, seen)))

    def _to_find_out(self, name: str, seen: set[str]) -> Iterator[str]:
        """The fact itself, or for one that is only worked out, the facts that it is worked out from; each looked at
        once, for over two derivations each there are as many ways to a fact as two doubled for each between."""
        if self.knowledge.vocabulary[name].asked:
            yield name
            return
        if name in seen:
            return
        seen.add(name)
        for derivation in _Index.of(self.knowledge).concluding.get(name, ()):
            evaluation = evaluate(self.knowledge.condition(derivation.when), self.values)
            for other in open_facts(evaluation, self.values):
                yield from self._to_find_out(other, seen)


class _Index:
    """What is looked up of a knowledge base again and again.

    Attributes:
        order: the place of each fact in the vocabulary.
        concluding: for each fact that can be worked out, the derivations that do.
    """

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.order = {name: place for place, name in enumerate(knowledge.vocabulary.facts)}
        self.concluding: dict[str, list[Derivation]] = {}
        for derivation in knowledge.derivations.values():
            for name in derivation.concludes:
                self.concluding.setdefault(name, []).append(derivation)

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> _Index:
        """That of a knowledge base, made once."""
        return knowledge.attach(cls)


class Reasoner:
    """Reasons with one knowledge base. What the engines need of a symptom is made when first needed, and kept.

    Args:
        knowledge: the knowledge base.
        like: the reasoner of one with the same vocabulary; the programs that hold of both are taken over from it.
    """

    def __init__(self, knowledge: KnowledgeBase, like: Reasoner | None = None) -> None:
        self._knowledge = knowledge
        self._viewer = Viewer.of(knowledge)
        self._solved = [(rule, Asked(rule.solved_when, knowledge)) for rule in knowledge.solved]
        self._programs: dict[str, Program] = {}
        self._engines: dict[EngineName, Engine] = {}
        self._making = Lock(threading.Lock)
        if like is not None:
            self._programs.update(like._programs_of(knowledge))
            self._engines.update((name, engine.another()) for name, engine in like._engines.items())

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> Reasoner:
        """The reasoner of a knowledge base, made once."""
        return knowledge.attach(cls)

    def imagine(self, case: Case, today: date | None = None) -> Reasoning:
        """As `reason`, for one of many cases that are only tried: by the engine that is made for that."""
        return self.reason(case, today, "compiled")

    def reason(self, case: Case, today: date | None = None, engine: EngineName | None = None) -> Reasoning:
        """Everything that follows from a case.

        Args:
            case: the observed facts.
            today: taken for the day of observation where the case does not give it and a rule needs it;
                the computer's date if left out.
            engine: what fires the rules; the default engine if left out.

        Raises:
            TypeError: it is no case.
            InputError: the case has facts that the vocabulary of this knowledge base lacks, or experta is wanted and
                cannot be imported.
        """
        require_case(case)
        foreign = list(self._foreign(case))
        if foreign:
            raise InputError([Problem(_OTHER_VOCABULARY.format(facts=", ".join(foreign)))])
        view = self._viewer.view(case, today)
        seen = {fact.name: (fact.value,) for fact in view.case}
        shown = [self._program(name) for name in view.shown]
        case = _with_today(view.case, shown, today)
        given = [*(Assertion(fact.name, fact.value) for fact in case), *view.told]
        name = engine or default_engine()
        fire = self._engine(name).run
        by_message = {match.symptom for match in view.recognized.matches}
        runs: list[tuple[Symptom, Run]] = []
        for group in by_generality(self._knowledge.symptoms[name] for name in view.shown):
            if not any(run.present for _, run in runs):
                runs += [(s, fire(self._program(s.id), given, recognized=s.id in by_message)) for s in group]
        solved = next((rule for rule, is_so in self._solved if is_so.holds(seen)), None)
        present = tuple(symptom for symptom, run in runs if run.present)
        whatever = Whatever.of(self._knowledge)
        found = whatever.look(given, {c.id for s in present for c in self._knowledge.causes_of(s.id)}, case, today)
        rest = fire(whatever.program, found.given, recognized=True) if found.to_be_told else None
        return Reasoning(
            knowledge=self._knowledge,
            case=found.case,
            recognized=view.recognized,
            read=view.read,
            told=view.told,
            symptoms=present,
            elsewhere=tuple(symptom for symptom, run in runs if not run.present),
            runs={symptom.id: run for symptom, run in runs if run.present},
            rest=rest,
            obstacles=() if solved or view.out_of_scope else found.obstacles,
            impossible=found.impossible,
            out_of_scope=None if solved else view.out_of_scope,
            solved=solved,
            engine=name,
        )

    def _foreign(self, case: Case) -> Iterator[str]:
        """What a case says that the vocabulary does not have: facts, and words that are no value of theirs."""
        vocabulary = self._knowledge.vocabulary
        for fact in case:
            if fact.name not in vocabulary:
                yield fact.name
            elif vocabulary[fact.name].type == "word" and fact.value not in vocabulary[fact.name].values:
                yield f"{fact.name}: {fact.value}"

    def _programs_of(self, other: KnowledgeBase) -> Iterator[tuple[str, Program]]:
        """The programs that were compiled of parts that another knowledge base has too."""
        own = self._knowledge
        derive_the_same = list(own.derivations.values()) == list(other.derivations.values())
        for name, program in list(self._programs.items()) if derive_the_same else ():
            if program.symptom is not other.symptoms.get(name):
                continue
            before = [(id(cause), id(own.remedy_of(cause))) for cause in program.causes]
            if before == [(id(cause), id(other.remedy_of(cause))) for cause in other.causes_of(name)]:
                yield name, program

    def _program(self, symptom: str) -> Program:
        with self._making():
            if symptom not in self._programs:
                self._programs[symptom] = compile_symptom(self._knowledge, self._knowledge.symptoms[symptom])
            return self._programs[symptom]

    def _engine(self, name: EngineName) -> Engine:
        with self._making():
            if name not in self._engines:
                self._engines[name] = new_engine(name)
            return self._engines[name]


_OTHER_VOCABULARY = Text(
    "the case was made with another vocabulary: this knowledge base has no {facts}",
    "ärendet gjordes med ett annat ordförråd: den här kunskapsbasen har inget {facts}",
)


def _with_today(case: Case, programs: Iterable[Program], today: date | None) -> Case:
    """The case with the day of observation, where a rule compares a known date with it."""
    if DAY not in case and any(name in case for program in programs for name in program.dated):
        return case.and_also(Fact(DAY, today or date.today(), Origin("today")))
    return case
