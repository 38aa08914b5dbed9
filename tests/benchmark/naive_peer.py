"""experta as its documentation shows it, which is what somebody would write first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from expert import KnowledgeBase
from expert.engine import experta_engine
from expert.engine.program import Assertion, AtomPremise, Mark, Rule, checker, compile_symptom

_LAST_STRATUM = 5
"""Facts, symptoms by how general they are, what is still open."""


class Naive:
    """experta as its documentation shows it: one class with all rules, and a new engine of it for every case.

    The rules are the same, compiled for every symptom, and so is the order of the strata. Only recognition and
    the wording of the result are left out.
    """

    def __init__(self, knowledge: KnowledgeBase) -> None:
        import experta  # which works because the module of the engine has mended it

        self._experta: Any = experta
        self._knowledge = knowledge
        self._programs = [compile_symptom(knowledge, symptom) for symptom in knowledge.symptoms.values()]
        self._verdicts: dict[str, str] = {}
        self._present: list[str] = []
        rules = dict.fromkeys(rule for program in self._programs for rule in program.rules)
        members = {f"rule_{i}": self._rule(rule) for i, rule in enumerate(rules)}
        self._engine: Any = type("AllRules", (experta.KnowledgeEngine,), {**members, **self._strata()})

    def verdicts(self, given: list[Assertion], recognized: list[str]) -> dict[str, str]:
        """The verdicts of one case."""
        fact = self._experta.Fact
        self._verdicts, self._present = {}, []
        engine = self._engine()
        engine.reset()
        for known in given:
            engine.declare(fact(**{known.fact: known.value}))
        for symptom in recognized:
            engine.declare(fact(kind="recognized", key=symptom))
        engine.declare(fact(stratum=1))
        engine.run()
        return self._verdicts

    def _rule(self, rule: Rule) -> Any:
        fact = self._experta.Fact
        patterns: list[Any] = []
        for premise in rule.premises:
            if isinstance(premise, Mark):
                patterns.append(fact(kind=premise.kind, key=premise.key))
            else:
                patterns.extend(self._atom(premise, len(patterns)))
        said = rule.conclusion
        facts = {said.fact: said.value} if isinstance(said, Assertion) else {"kind": said.kind, "key": said.key}

        def conclude(engine: Any) -> None:
            engine.declare(fact(**facts))

        return self._experta.Rule(*patterns)(conclude)

    def _atom(self, premise: AtomPremise, at: int) -> list[Any]:
        experta, names = self._experta, premise.atom.facts
        if len(names) == 1:
            return [experta.Fact(**{names[0]: experta.P(checker(premise))})]
        variables = tuple(f"v{at + i}" for i in range(len(names)))
        patterns = [
            experta.Fact(**{name: getattr(experta.MATCH, variable)})
            for name, variable in zip(names, variables, strict=True)
        ]
        return [*patterns, experta.TEST(experta_engine._by_name(checker(premise), variables))]

    def _strata(self) -> dict[str, Any]:
        experta = self._experta
        rule, fact, absent, c = experta.Rule, experta.Fact, experta.NOT, experta.MATCH.c

        def verdict(name: str) -> Callable[..., None]:
            def give(engine: Any, c: str) -> None:
                self._verdicts[c] = name
                engine.declare(fact(decided=c))

            return give

        def advance(engine: Any, n: int) -> None:
            engine.declare(fact(stratum=n + 1))

        def recognize(group: int) -> Any:
            """A general symptom counts only where no other is present, and one of any cause only where none is."""

            def candidates(engine: Any, s: str) -> None:
                self._present.append(s)
                engine.declare(fact(present=group))
                for cause in self._knowledge.causes_of(s):
                    engine.declare(fact(kind="candidate", key=cause.id))

            key = experta.MATCH.s & experta.P(lambda s: self._group(s) == group)
            return rule(
                fact(stratum=2 + group), fact(kind="recognized", key=key),
                absent(fact(kind="elsewhere", key=experta.MATCH.s)),
                *(absent(fact(present=before)) for before in range(group)),
            )(candidates)

        number = experta.MATCH.n & experta.P(lambda n: n < _LAST_STRATUM)
        candidate = fact(kind="candidate", key=c)
        return {
            "advance": rule(fact(stratum=number), salience=-10)(advance),
            **{f"recognize_{group}": recognize(group) for group in range(3)},
            "inapplicable": rule(candidate, fact(kind="inapplicable", key=c))(verdict("ruled_out")),
            "confirmed": rule(
                candidate, fact(kind="proven", key=c), absent(fact(kind="inapplicable", key=c))
            )(verdict("confirmed")),
            "excluded": rule(
                candidate, fact(kind="excluded", key=c), absent(fact(kind="proven", key=c))
            )(verdict("ruled_out")),
            "open": rule(fact(stratum=_LAST_STRATUM), candidate, absent(fact(decided=c)))(self._weigh),
        }

    def _group(self, symptom_id: str) -> int:
        symptom = self._knowledge.symptoms[symptom_id]
        return symptom.general + (symptom.general and symptom.any_cause)

    def _weigh(self, engine: Any, c: str) -> None:
        self._verdicts[c] = "possible"
        for link in self._knowledge.causes[c].links():
            if link.symptom in self._present:
                rivals = [cause.id for cause in self._knowledge.causes_of(link.symptom) if cause.id != c]
                if link.named or all(self._verdicts.get(rival) == "ruled_out" for rival in rivals):
                    self._verdicts[c] = "likely"
