"""Random cases to hold the judge against: at the bounds, torn, half known, of several symptoms or of none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from expert import Case, KnowledgeBase
from expert.facts.vocabulary import MESSAGE, Value
from expert.recognizing.recognition import SURE, Match
from expert.recognizing.recognizer import Recognizer
from expert.rules.answers import answers
from expert.rules.conditions import Atom, Condition, OneOf, atoms_in, evaluate, facts_in
from expert.rules.models import Cause
from tests.engine.random_cases import DATES, TODAY, VERSIONS, RandomCases

TEXTS_TOGETHER = 200
"""How many choices of two or three messages the cases are drawn from; each has to be recognized once."""

MOST_NEAR = 30
"""How many facts a case has at most for having to do with its symptoms."""

_NO_MESSAGE = "Qwrtz plmk."


@dataclass(frozen=True)
class Drawn:
    """A case, and what was recognized in its messages.

    Attributes:
        case: the case, of which only what was given counts.
        matches: the messages that were recognized.
    """

    case: Case
    matches: tuple[Match, ...]


class CaseMaker:
    """Draws cases of a knowledge base."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._near = RandomCases(knowledge)
        self._recognizer = Recognizer(knowledge.symptoms.values())
        rules = [*(rule.never for rule in knowledge.impossible), *(d.when for d in knowledge.derivations.values())]
        atoms = [*knowledge.atoms_about(knowledge.causes.values())]
        atoms += (atom for data in rules for atom in atoms_in(knowledge.condition(data)))
        self._atoms: dict[str, list[Atom]] = {}
        for atom in dict.fromkeys(atoms):
            for name in atom.facts:
                self._atoms.setdefault(name, []).append(atom)
        settling = [rule.out_of_scope_when for rule in knowledge.scope]
        settling += [rule.solved_when for rule in knowledge.solved]
        self._settling = _by_fact(knowledge.condition(data) for data in settling)
        self._impossible = _by_fact(knowledge.condition(rule.never) for rule in knowledge.impossible)
        self._texts = list(self._sets_of_texts(Random(1)))

    def _sets_of_texts(self, rng: Random) -> Iterator[tuple[tuple[str, ...], tuple[Match, ...]]]:
        """Messages, alone and together, that are recognized whatever else is known, with what is recognized."""
        alone = [
            (text,)
            for symptom in self._knowledge.symptoms.values()
            for message in symptom.messages
            for text in (*message.wordings(), *((message.text.en,) if message.code else ()))
        ]
        certain = [texts for texts in dict.fromkeys(alone) if self._certain(texts) is not None]
        together = [tuple(t for (t,) in rng.sample(certain, rng.randint(2, 3))) for _ in range(TEXTS_TOGETHER)]
        for texts in (*certain, *together):
            matches = self._certain(texts)
            if matches is not None:
                yield texts, matches

    def _certain(self, texts: tuple[str, ...]) -> tuple[Match, ...] | None:
        found = self._recognizer.recognize(texts)
        sure = found.matches and not found.alone and all(match.layer in SURE for match in found.matches)
        return found.matches if sure else None

    def case(self, seed: int, number: int) -> Drawn:
        """The case of that number, for a seed."""
        return _Drawing(self, Random(f"{seed}/{number}")).drawn()


class _Drawing:
    """One case that is being drawn."""

    def __init__(self, maker: CaseMaker, rng: Random) -> None:
        self._maker = maker
        self._rng = rng
        self._knowledge = maker._knowledge
        self._facts: dict[str, Value] = {}
        self._may_be_impossible = rng.random() < 0.25

    def drawn(self) -> Drawn:
        rng, knowledge = self._rng, self._knowledge
        matches: tuple[Match, ...] = ()
        kind = rng.random()
        if kind < 0.65:
            texts, matches = rng.choice(self._maker._texts)
            self._facts[MESSAGE] = texts
        elif kind < 0.7:
            self._facts[MESSAGE] = (_NO_MESSAGE,)
        shown = [match.symptom for match in matches]
        for name in knowledge.behaviors:
            if rng.random() < (0.15 if matches else 0.5):
                self._facts[name] = self._value(name)
        shown += [s.id for s in knowledge.symptoms.values() if s.recognized_when and self._holds(s.recognized_when)]
        self._tell_of_a_cause(shown)
        self._tell_of_what_follows()
        near = list(dict.fromkeys(name for symptom in shown for name in sorted(self._maker._near.read_for(symptom))))
        known = rng.choice((0.5 * rng.random(), rng.random(), 1.0))
        for name in rng.sample(near, min(int(known * len(near) + 0.5), MOST_NEAR)):
            self._learn(name)
        for name in rng.sample(list(knowledge.vocabulary.facts), rng.randint(0, 4)):
            self._learn(name)
        return Drawn(Case.of(self._facts, knowledge.vocabulary).as_given(), matches)

    def _tell_of_a_cause(self, shown: list[str]) -> None:
        """Mostly what proves one or two causes; some of them stop an enrollment that looks otherwise."""
        rng, knowledge = self._rng, self._knowledge
        near = [cause for symptom in shown for cause in knowledge.causes_of(symptom)]
        for _ in range(rng.choice((0, 1, 1, 2))):
            causes = near if near and rng.random() < 0.75 else list(knowledge.causes.values())
            self._tell_of(rng.choice(causes))

    def _tell_of(self, cause: Cause) -> None:
        for condition in self._knowledge.conditions_of(cause):
            if condition is not None:
                self._tell(condition)

    def _tell_of_what_follows(self) -> None:
        """Sometimes from what a fact follows that is known otherwise, or will be."""
        if self._knowledge.derivations and self._rng.random() < 0.3:
            derivation = self._rng.choice(list(self._knowledge.derivations.values()))
            self._tell(self._knowledge.condition(derivation.when))
            for name in derivation.concludes:
                if self._rng.random() < 0.5:
                    self._learn(name)

    def _tell(self, condition: Condition) -> None:
        """The facts that a condition reads, mostly as it asks for them."""
        for atom in atoms_in(condition):
            for name in atom.facts:
                if isinstance(atom.test, OneOf) and self._rng.random() < 0.7:
                    self._take(name, self._rng.choice(atom.test.values))
                else:
                    self._learn(name)

    def _learn(self, name: str) -> None:
        if self._knowledge.vocabulary[name].type not in ("texts", "text"):
            self._take(name, self._value(name))

    def _take(self, name: str, value: Value) -> None:
        """Take a value for a fact.

        Seldom one that takes the case out of scope, or shows that it is solved; and in most cases none that cannot be.
        """
        if name in self._facts:
            return
        if self._makes(self._maker._settling, name, value) and self._rng.random() > 0.05:
            return
        if self._may_be_impossible or not self._makes(self._maker._impossible, name, value):
            self._facts[name] = value

    def _makes(self, conditions: Mapping[str, list[Condition]], name: str, value: Value) -> bool:
        """Whether a value makes one of these true."""
        about = conditions.get(name, ())
        values = _values({**self._facts, name: value}) if about else {}
        return any(evaluate(condition, values).truth.holds for condition in about)

    def _holds(self, data: dict[str, object]) -> bool:
        return evaluate(self._knowledge.condition(data), _values(self._facts)).truth.holds

    def _value(self, name: str) -> Value:
        """A value of a fact, at or beside what it is compared with where there is such a bound."""
        rng, definition = self._rng, self._knowledge.vocabulary[name]
        known = _values({"observed_on": TODAY, **self._facts})
        near = answers(definition, self._maker._atoms.get(name, ()), {n: v for n, v in known.items() if n != name})
        if definition.type in ("word", "yes_no") or (near and rng.random() < 0.7):
            return rng.choice(near)
        match definition.type:
            case "number":
                return rng.randint(0, 20)
            case "date":
                return rng.choice(DATES)
            case _:
                return definition.read(rng.choice(VERSIONS))


def _values(facts: Mapping[str, Value]) -> dict[str, tuple[Value, ...]]:
    return {name: (value,) for name, value in facts.items()}


def _by_fact(conditions: Iterable[Condition]) -> dict[str, list[Condition]]:
    """Conditions by the facts that they read."""
    found: dict[str, list[Condition]] = {}
    for condition in conditions:
        for name in facts_in(condition):
            found.setdefault(name, []).append(condition)
    return found
