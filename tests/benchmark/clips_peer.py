"""CLIPS through clipspy, with the same rules exported to it: the fastest of the rule engines that were tried."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from expert import KnowledgeBase
from expert.engine.program import Assertion, AtomPremise, Conclusion, Mark, Rule, compile_symptom
from expert.facts.versions import Version
from expert.facts.vocabulary import Value
from expert.rules.conditions import Atom, Compare, OneOf, OtherFact
from expert.rules.models import Symptom

RENEWED_AFTER = 250
"""Cases in one environment; in one and the same it becomes slower and slower."""

_VERDICTS = (
    "(defrule inapplicable (declare (salience -20)) (candidate ?c ? ?) (inapplicable ?c) =>"
    " (assert (verdict ?c ruled_out)))",
    "(defrule proven (declare (salience -20)) (candidate ?c ? ?) (proven ?c) (not (inapplicable ?c)) =>"
    " (assert (verdict ?c confirmed)))",
    "(defrule excluded (declare (salience -20)) (candidate ?c ? ?) (excluded ?c) (not (proven ?c)) =>"
    " (assert (verdict ?c ruled_out)))",
    "(defrule named (declare (salience -30)) (candidate ?c ? named) (not (verdict ?c confirmed|ruled_out)) =>"
    " (assert (verdict ?c likely)))",
    "(defrule last (declare (salience -30)) (candidate ?c ?s unnamed) (supported ?c)"
    " (not (verdict ?c confirmed|ruled_out))"
    " (not (and (candidate ?o&~?c ?s ?) (not (verdict ?o ruled_out)))) => (assert (verdict ?c likely)))",
    "(defrule open (declare (salience -40)) (candidate ?c ? ?) (not (verdict ?c ?)) => (assert (verdict ?c possible)))",
)
"""The strata, as one writes them in CLIPS: with variables, and in the order that the salience gives."""

_OPERATORS = {"at_least": ">=", "at_most": "<=", "less_than": "<", "more_than": ">", "before": "<", "after": ">"}
_OPPOSITE = {">=": "<", "<=": ">", "<": ">=", ">": "<="}


class Clips:
    """The rules of all symptoms in one environment, renewed as often as it has to be.

    Raises:
        ImportError: clipspy is not installed.
    """

    def __init__(self, knowledge: KnowledgeBase) -> None:
        import clips

        self._clips: Any = clips
        programs = [compile_symptom(knowledge, symptom) for symptom in knowledge.symptoms.values()]
        # Only verdicts are asked for, so what is known of ways is left out.
        monotone = [rule for program in programs for rule in program.rules if not _is_about_ways(rule)]
        versions = {name for name, fact in knowledge.vocabulary.facts.items() if fact.type == "version"}
        self.constructs = [
            *(_rule(f"rule-{i}", rule, versions) for i, rule in enumerate(dict.fromkeys(monotone))),
            *(_recognition(knowledge, symptom) for symptom in knowledge.symptoms.values()),
            *_VERDICTS,
        ]
        self._read = frozenset().union(*(program.facts for program in programs))
        self._left = 0
        self._environment: Any = None

    def renew(self) -> None:
        """Make a new environment."""
        self.close()
        self._environment = self._clips.Environment()
        for construct in self.constructs:
            self._environment.build(construct)
        self._left = RENEWED_AFTER

    def close(self) -> None:
        """Give the environment up. CLIPS writes to standard output what clipspy 1.0.6 leaves behind in it."""
        sys.stdout.flush()
        shown, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        self._environment = None
        gc.collect()
        os.dup2(shown, 1)
        os.close(shown)
        os.close(nowhere)

    def facts(self, given: Iterable[Assertion], recognized: Sequence[str]) -> list[str]:
        """A case in CLIPS' own form: what some rule asks for of it."""
        known = [_said(fact) for fact in given if fact.fact in self._read]
        return [*known, *(f"(recognized {symptom})" for symptom in recognized)]

    def verdicts(self, facts: Iterable[str]) -> dict[str, str]:
        """The verdicts of one case."""
        if not self._left:
            self.renew()
        self._left -= 1
        environment = self._environment
        environment.reset()
        for fact in facts:
            environment.assert_string(fact)
        environment.run()
        found: dict[str, str] = {}
        for cause, verdict in environment.find_template("verdict").facts():
            # A cause of several symptoms has the strongest of its verdicts.
            found[str(cause)] = max(found.get(str(cause), "possible"), str(verdict), key=_STRENGTH.index)
        return found


_STRENGTH = ("possible", "likely", "ruled_out", "confirmed")


def _is_about_ways(rule: Rule) -> bool:
    return "/when" in rule.name or "/harm" in rule.name


def _recognition(knowledge: KnowledgeBase, symptom: Symptom) -> str:
    named = {
        cause.id
        for cause in knowledge.causes_of(symptom.id)
        if any(link.named and link.symptom == symptom.id for link in cause.links())
    }
    candidates = " ".join(
        f"(candidate {cause.id} {symptom.id} {'named' if cause.id in named else 'unnamed'})"
        for cause in knowledge.causes_of(symptom.id)
    )
    # A general symptom counts only where no other is present, and one that any cause may have only where none is.
    group = symptom.general + (symptom.general and symptom.any_cause)
    more_specific = "".join(f" (not (present {before}))" for before in range(group))
    return (
        f"(defrule present-{symptom.id} (declare (salience {-10 - group})) (recognized {symptom.id})"
        f" (not (elsewhere {symptom.id})){more_specific} => (assert (present {group}) {candidates}))"
    )


def _rule(name: str, rule: Rule, versions: Container[str]) -> str:
    patterns: list[str] = []
    for number, premise in enumerate(rule.premises):
        patterns.extend([_mark(premise)] if isinstance(premise, Mark) else _patterns(premise, f"x{number}", versions))
    return f"(defrule {name} {' '.join(patterns)} => (assert {_said(rule.conclusion)}))"


def _mark(mark: Mark) -> str:
    return f"({mark.kind.replace(' ', '-')} {mark.key.replace('/', '.')})"


def _said(conclusion: Conclusion) -> str:
    if isinstance(conclusion, Mark):
        return _mark(conclusion)
    if isinstance(conclusion.value, Version):
        low, high = _range(conclusion.value)
        return f"(f-{conclusion.fact} {low} {high})"
    return f"(f-{conclusion.fact} {_value(conclusion.value)})"


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return str(value.toordinal())
    return f'"{len(value)} texts"' if isinstance(value, tuple) else str(value)


def _range(version: Version) -> tuple[int, int]:
    """The first and the last version that a version names, as numbers."""
    rest = 4 - len(version.parts)
    low = high = 0
    for first, last in zip((*version.parts, *(0,) * rest), (*version.parts, *(10_000,) * rest), strict=True):
        low, high = low * 10_001 + first, high * 10_001 + last
    return low, high


def _patterns(premise: AtomPremise, name: str, versions: Container[str]) -> Iterator[str]:
    atom, wanted = premise.atom, premise.wanted
    if isinstance(atom.test, OneOf) and atom.fact not in versions:
        values = [_value(value) for value in atom.test.values]
        yield f"(f-{atom.fact} {'|'.join(values) if wanted else '&'.join(f'~{value}' for value in values)})"
    elif atom.fact in versions:
        yield f"(f-{atom.fact} ?{name}l ?{name}h)"
        if isinstance(atom.test, Compare) and isinstance(atom.test.operand, OtherFact):
            yield f"(f-{atom.test.operand.fact} ?{name}m ?{name}i)"
        yield f"(test {_test_of_versions(atom, wanted, name)})"
    else:
        for number, fact in enumerate(atom.facts):
            yield f"(f-{fact} ?{name}{number})"
        yield f"(test {_test(atom, wanted, name)})"


def _test(atom: Atom, wanted: bool, name: str) -> str:
    assert isinstance(atom.test, Compare)
    operator, operand = _OPERATORS[atom.test.relation], atom.test.operand
    if not isinstance(operand, OtherFact):
        right = _value(operand)
    else:
        places = iter(range(2, len(atom.facts)))
        further = [str(p) if isinstance(p, int) else f"?{name}{next(places)}" for p in operand.plus]
        right = f"(+ ?{name}1 {' '.join(further)})" if further else f"?{name}1"
    return f"({operator if wanted else _OPPOSITE[operator]} ?{name}0 {right})"


def _test_of_versions(atom: Atom, wanted: bool, name: str) -> str:
    low, high = f"?{name}l", f"?{name}h"
    if isinstance(atom.test, OneOf):
        within = [_within(low, high, *_range(v), wanted) for v in atom.test.values if isinstance(v, Version)]
        return within[0] if len(within) == 1 else f"({'or' if wanted else 'and'} {' '.join(within)})"
    operand = atom.test.operand
    bounds: tuple[object, object] = _range(operand) if isinstance(operand, Version) else (f"?{name}m", f"?{name}i")
    if atom.test.relation == "release":
        return _within(low, high, *bounds, wanted)
    at_least = (f"(>= {low} {bounds[0]})", f"(< {high} {bounds[0]})")
    at_most = (f"(<= {high} {bounds[1]})", f"(> {low} {bounds[1]})")
    holds, fails = {
        "at_least": at_least, "less_than": at_least[::-1], "at_most": at_most, "more_than": at_most[::-1],
    }[atom.test.relation]  # fmt: skip
    return holds if wanted else fails


def _within(low: str, high: str, first: object, last: object, wanted: bool) -> str:
    if wanted:
        return f"(and (>= {low} {first}) (<= {high} {last}))"
    return f"(or (< {high} {first}) (> {low} {last}))"
