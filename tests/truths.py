"""Everything that could be found out about a case behind which one cause is at work, drawn at random.

`tests.simulation.Worlds` goes through all that could be the case, which only few causes allow. Here a case is drawn,
and mended until it is a truthful one: this cause is confirmed, every other candidate is ruled out and nothing else is
broken, no fact contradicts another, nothing is said that cannot be true, and the case is in scope and not solved.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

from expert.engine.imagined import HOLDS, Candidate, Test, Values
from expert.facts.vocabulary import Value
from expert.proving.around import Around
from expert.rules.conditions import facts_in
from expert.rules.models import Symptom
from tests.simulation import TODAY, Answered, Setting, known

MOST_STEPS = 800
"""Changes after which a draw is given up and begun anew."""

MOST_DRAWS = 4
_FIRST = 50
"""How much worse it is that the cause itself is not at work than that another is not ruled out."""


class Truths:
    """Draws what could be found out about cases of a symptom.

    Args:
        setting: the symptom, and what every case of it is known to be from the start.
    """

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        knowledge = setting.knowledge
        self._reads: dict[str, frozenset[str]] = {}
        self._readers: dict[str, set[str]] = {}
        for name in setting.candidates:
            cause = knowledge.causes[name]
            stops = knowledge.stops(cause, [setting.symptom.id])
            of_stops = () if stops is None else facts_in(stops)
            self._note(name, (*knowledge.facts_bearing_on([cause]), *of_stops))
        self._never = {name: Test(condition) for name, condition in Around.of(knowledge).conditions.items()}
        for name, test in self._never.items():
            self._note(name, test.facts)
        self.together: set[str] = set()
        self._domains = {name: setting.domain(name) for name in setting.facts}

    def _note(self, name: str, facts: Iterable[str]) -> None:
        """That something depends on facts, and on those that these follow from."""
        concluding = self._setting.grounds.conclusions
        names = dict.fromkeys(facts)
        for conclusion in concluding.leading_to(names):
            names.update(dict.fromkeys(conclusion.reads))
        self._reads[name] = frozenset(names)
        for fact in names:
            self._readers.setdefault(fact, set()).add(name)

    def draw(self, cause: str, rng: random.Random) -> Answered | None:
        """A full set of answers behind which this cause is at work; None where none was found.

        A fact has no value where there is none to be found (the date of a certificate that is missing). A cause that is
        never alone, for what proves it proves another, has as few beside it as were found.
        """
        least: tuple[int, Answered | None] = (MOST_STEPS, None)
        for _ in range(2 if cause in self.together else MOST_DRAWS):
            draw = _Draw(self, cause, rng)
            if draw.mend() and not draw.beside:
                return draw.answers
            if draw.is_truthful and len(draw.beside) < least[0]:
                least = (len(draw.beside), draw.answers)
        self.together.add(cause)
        return least[1]


class _Draw:
    """One draw, which is mended step by step."""

    def __init__(self, truths: Truths, cause: str, rng: random.Random) -> None:
        self._truths, self._cause, self._rng = truths, cause, rng
        self._setting = truths._setting
        self.answers: Answered = {name: rng.choice(domain) for name, domain in truths._domains.items()}
        self._wrong = self._wrong_among(truths._reads, self.answers)

    def mend(self) -> bool:
        """Change facts until nothing is wrong; whether that was reached."""
        for _ in range(MOST_STEPS):
            if not self._wrong:
                return True
            self._mend(self._rng.choice(sorted(self._wrong)))
        return not self._wrong

    @property
    def beside(self) -> set[str]:
        """The causes that are at work besides."""
        values = self._values(self.answers)
        return {name for name in self._wrong - {self._cause} if self._is_confirmed(name, values)}

    @property
    def is_truthful(self) -> bool:
        """Whether nothing is wrong but that other causes are at work besides."""
        return self._wrong == self.beside

    def _is_confirmed(self, name: str, values: Values) -> bool:
        candidate = self._setting.candidates.get(name)
        return candidate is not None and candidate.state(values) == "confirmed" and not candidate.excludes(values)

    def _mend(self, wrong: str) -> None:
        """Change one fact on which something wrong depends, to what leaves least wrong."""
        rng, truths = self._rng, self._truths
        names = [name for name in sorted(truths._reads[wrong]) if name in truths._domains]
        if not names:
            return
        found: list[tuple[int, Answered, set[str]]] = []
        for name in rng.sample(names, min(len(names), 4)):
            domain: tuple[Value | None, ...] = truths._domains[name]
            if rng.random() < 0.2:
                domain = (None,)
            for value in rng.sample(domain, min(len(domain), 4)):
                if value == self.answers[name]:
                    continue
                answers = {**self.answers, name: value}
                touched = truths._readers.get(name, set())
                left = (self._wrong - touched) | self._wrong_among(touched, answers)
                found.append((self._badness(left), answers, left))
        least = min((bad for bad, _, _ in found), default=0)
        if found and (least <= self._badness(self._wrong) or rng.random() < 0.05):
            _, self.answers, self._wrong = rng.choice([entry for entry in found if entry[0] == least])

    def _badness(self, wrong: set[str]) -> int:
        return len(wrong) + _FIRST * (self._cause in wrong)

    def _wrong_among(self, names: Iterable[str], answers: Answered) -> set[str]:
        """What is not as it has to be: causes, and rules that say what cannot be true."""
        values = self._values(answers)
        return {name for name in names if not self._is_right(name, values)}

    def _values(self, answers: Answered) -> Values:
        return self._setting.values(known(answers))

    def _is_right(self, name: str, values: Values) -> bool:
        if any(len(values.get(fact, ())) > 1 for fact in self._truths._reads[name]):
            return False
        candidate: Candidate | None = self._setting.candidates.get(name)
        if candidate is None:
            return not self._truths._never[name].check(values) & HOLDS
        if name == self._cause:
            return self._is_confirmed(name, values)
        if candidate.state(values) != "ruled_out":
            return False
        # Nor may it be broken where that stops no such enrollment: an interview would take it for the cause. One that
        # rests on the same fact as the cause itself cannot be helped.
        own = self._setting.candidates[self._cause].confirmed.facts
        return not candidate.confirmed.check(values) & HOLDS or not set(own).isdisjoint(candidate.confirmed.facts)


def shown_by(setting: Setting, answers: Answered) -> list[Symptom]:
    """The symptoms that a case shows once all is known about it."""
    case = setting.knowledge.case(**{**setting.start.values(), **known(answers)})
    return list(setting.grounds.situation(case, TODAY).symptoms)


def begun(setting: Setting, **facts: Value) -> Setting:
    """The same symptom, where more is known from the start."""
    return replace(setting, start=setting.knowledge.case(**{**setting.start.values(), **facts}))
