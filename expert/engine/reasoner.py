"""Reasons about a case: recognizes its symptoms, fires the rules of each, and puts the runs together."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from expert.engine.experta_engine import Chainer, Firing, Run
from expert.engine.program import Assertion, AtomPremise, Mark, Program, compile_symptom
from expert.engine.recognition import Match, Recognized, Recognizer
from expert.facts.case import Case, Fact, Origin, require_case
from expert.facts.vocabulary import Value
from expert.foundations.problems import InputError, Problem
from expert.foundations.terms import Verdict
from expert.foundations.texts import Text
from expert.rules.conditions import evaluate, open_facts
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, ScopeRule, Symptom

_STRENGTH: tuple[Verdict, ...] = ("possible", "likely", "ruled_out", "confirmed")


@dataclass(frozen=True)
class Reasoning:
    """All that was concluded about a case, before it is put into words.

    Attributes:
        case: the case, with today's date where a rule about dates needed it.
        recognized: what was found in its texts.
        told: facts that a recognized message states, each with the symptom's id.
        symptoms: the symptoms that are present, in the order of the knowledge base.
        elsewhere: symptoms that were recognized but do not occur in this kind of enrollment.
        runs: what the engine concluded for each present symptom.
        out_of_scope: the rule that puts the case out of scope, if one does.
    """

    knowledge: KnowledgeBase
    case: Case
    recognized: Recognized
    told: Mapping[Assertion, str]
    symptoms: tuple[Symptom, ...]
    elsewhere: tuple[Symptom, ...]
    runs: Mapping[str, Run]
    out_of_scope: ScopeRule | None

    @cached_property
    def firings(self) -> frozenset[Firing]:
        """Every rule that fired, for any symptom."""
        return frozenset(firing for run in self.runs.values() for firing in run.firings)

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """Each candidate cause with its verdict; the strongest where several symptoms share a cause."""
        found: dict[str, Verdict] = {}
        for run in self.runs.values():
            for cause, verdict in run.verdicts.items():
                found[cause] = max(found.get(cause, verdict), verdict, key=_STRENGTH.index)
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
        concluded = {firing.conclusion for firing in self.firings if isinstance(firing.conclusion, Assertion)}
        yield from sorted(concluded, key=lambda known: (known.fact, str(known.value)))

    def origin(self, known: Assertion) -> str | None:
        """The rule that concluded a fact, or the symptom whose message told it; None when it was observed."""
        if self.case.get(known.fact) == known.value:
            return None
        if known in self.told:
            return self.told[known]
        names = sorted(firing.rule.removeprefix("!") for firing in self.firings if firing.conclusion == known)
        return names[0].partition(".")[0] if names else None

    def because(self, conclusion: Assertion | Mark) -> list[Assertion]:
        """The facts that a conclusion rests on, in the order of the vocabulary.

        A fact that was itself worked out is named as such; ask again for what it rests on.
        """
        facts: set[Assertion] = set()
        waiting: list[Assertion | Mark] = [conclusion]
        seen: set[Assertion | Mark] = {conclusion}
        while waiting:
            current = waiting.pop()
            for firing in self.firings:
                if firing.conclusion != current:
                    continue
                for premise in firing.premises:
                    if isinstance(premise, Assertion):
                        facts.add(premise)
                    elif premise not in seen:
                        seen.add(premise)
                        waiting.append(premise)
        order = {name: i for i, name in enumerate(self.knowledge.vocabulary.facts)}
        return sorted(facts, key=lambda known: (order[known.fact], str(known.value)))

    def deciding(self, cause: Cause) -> tuple[str, list[Assertion]]:
        """The part of the cause's file that decided a confirmed or ruled out verdict, and the facts it rests on."""
        excludes = "confirmed_when" if cause.ruled_out_when is None else "ruled_out_when"
        kinds = {
            "confirmed": (("proven", "confirmed_when"),),
            "ruled_out": (("inapplicable", "applies_when"), ("excluded", excludes)),
        }
        for kind, part in kinds.get(self.verdicts[cause.id], ()):
            facts = self.because(Mark(kind, cause.id))
            if facts:
                return f"{cause.id}/{part}", facts
        return f"{cause.id}/explains", []

    def missing(self, cause: Cause) -> tuple[str, ...]:
        """The facts, not known, that could still confirm an open cause or rule it out."""
        if self.verdicts[cause.id] in ("confirmed", "ruled_out"):
            return ()
        names: list[str] = []
        for data in (cause.confirmed_when, cause.ruled_out_when, cause.applies_when):
            if data is not None:
                names.extend(open_facts(evaluate(self.knowledge.condition(data), self.values), self.values))
        return self.to_find_out(names)

    def to_find_out(self, names: Iterable[str]) -> tuple[str, ...]:
        """The facts themselves, or for those that are only worked out, the facts that they are worked out from."""
        return tuple(dict.fromkeys(found for name in names for found in self._to_find_out(name)))

    def _to_find_out(self, name: str, seen: frozenset[str] = frozenset()) -> Iterator[str]:
        """The fact itself, or for one that is only worked out, the facts that it is worked out from."""
        if self.knowledge.vocabulary[name].asked:
            yield name
            return
        seen |= {name}
        for derivation in self.knowledge.derivations.values():
            if name in derivation.concludes:
                evaluation = evaluate(self.knowledge.condition(derivation.when), self.values)
                for other in open_facts(evaluation, self.values):
                    if other not in seen:
                        yield from self._to_find_out(other, seen)


class Reasoner:
    """Reasons with one knowledge base; the engines of its symptoms are built when first needed and kept.

    Attributes:
        recognizer: finds the messages of its symptoms in texts.
    """

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self.recognizer = Recognizer(knowledge.symptoms.values())
        self._behaviors = [s for s in knowledge.symptoms.values() if s.recognized_when is not None]
        self._programs: dict[str, tuple[Program, Chainer]] = {}
        self._building = threading.Lock()

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> Reasoner:
        """The reasoner of a knowledge base, made once."""
        return knowledge.attach(cls)

    def reason(self, case: Case, today: date | None = None) -> Reasoning:
        """Everything that follows from a case.

        Args:
            case: the observed facts.
            today: taken for the day of observation where the case does not give it and a rule needs it;
                the computer's date if left out.

        Raises:
            TypeError: it is no case.
            InputError: the case has facts that the vocabulary of this knowledge base lacks.
        """
        require_case(case)
        foreign = [fact.name for fact in case if fact.name not in self._knowledge.vocabulary]
        if foreign:
            raise InputError([Problem(_OTHER_VOCABULARY.format(facts=", ".join(foreign)))])
        texts = case.get("error")
        recognized = self.recognizer.recognize(texts if isinstance(texts, tuple) else ())
        by_message = {match.symptom for match in recognized.matches}
        observed = {fact.name: (fact.value,) for fact in case}
        by_behavior = {symptom.id for symptom in self._behaviors if self._shows(symptom, observed)}
        programs = [
            self._program(symptom)
            for name, symptom in self._knowledge.symptoms.items()
            if name in by_message or name in by_behavior
        ]
        case = _with_today(case, [program for program, _ in programs], today)
        told = self._told(recognized.matches)
        given = [*(Assertion(fact.name, fact.value) for fact in case), *told]
        runs = {
            program.symptom.id: chainer.run(given, recognized=program.symptom.id in by_message)
            for program, chainer in programs
        }
        present = [program.symptom for program, _ in programs if runs[program.symptom.id].recognized]
        absent = [program.symptom for program, _ in programs if not runs[program.symptom.id].recognized]
        return Reasoning(
            knowledge=self._knowledge,
            case=case,
            recognized=recognized,
            told=told,
            symptoms=tuple(present),
            elsewhere=tuple(absent),
            runs={symptom.id: runs[symptom.id] for symptom in present},
            out_of_scope=self._scope(observed),
        )

    def _shows(self, symptom: Symptom, observed: Mapping[str, tuple[Value, ...]]) -> bool:
        assert symptom.recognized_when is not None
        return evaluate(self._knowledge.condition(symptom.recognized_when), observed).truth.holds

    def _scope(self, observed: Mapping[str, tuple[Value, ...]]) -> ScopeRule | None:
        for rule in self._knowledge.scope:
            if evaluate(self._knowledge.condition(rule.out_of_scope_when), observed).truth.holds:
                return rule
        return None

    def _told(self, matches: tuple[Match, ...]) -> dict[Assertion, str]:
        return {
            Assertion(fact, value): match.symptom
            for match in matches
            for fact, value in self._knowledge.read_facts(match.message.tells).items()
        }

    def _program(self, symptom: Symptom) -> tuple[Program, Chainer]:
        with self._building:
            if symptom.id not in self._programs:
                program = compile_symptom(self._knowledge, symptom)
                self._programs[symptom.id] = (program, Chainer(program))
            return self._programs[symptom.id]


_OTHER_VOCABULARY = Text(
    "the case was made with another vocabulary: this knowledge base has no {facts}",
    "ärendet gjordes med ett annat ordförråd: den här kunskapsbasen har inget {facts}",
)


def _with_today(case: Case, programs: list[Program], today: date | None) -> Case:
    """The case with the day of observation, where a rule compares a known date with it."""
    if "observed_on" in case:
        return case
    for program in programs:
        for rule in program.rules:
            for premise in rule.premises:
                if isinstance(premise, AtomPremise) and "observed_on" in premise.atom.facts and any(
                    name in case for name in premise.atom.facts
                ):
                    return case.and_also(Fact("observed_on", today or date.today(), Origin("today")))
    return case
