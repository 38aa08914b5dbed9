"""What the moves of an exercise tell: what each decided, how well founded it was, and what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from expert.engine import diagnose
from expert.facts.case import Case
from expert.facts.writer import as_json
from expert.foundations.kept import cached_property
from expert.foundations.terms import Verdict
from expert.foundations.texts import Language, Text, joined, text_of
from expert.results.diagnosis import CauseFound, Diagnosis
from expert.results.exercise import Looked, Step
from expert.rules.knowledge import KnowledgeBase
from expert.teach import exercise_phrases as phrases
from expert.teach.best_path import BestPath
from expert.teach.hidden_case import HiddenCase, settled
from expert.teach.trying import Trying

AGAINST = 1.5  # naming what was ruled out already counts so many wrong answers: it was known not to be that


@dataclass(frozen=True)
class Move:
    """Something that was looked up, or a cause that was named: one of the two."""

    looked: str | None = None
    named: str | None = None


class Telling:
    """Tells what moves come to.

    Args:
        hidden: the hidden case of the exercise.
        knowledge: what it was drawn from.
        language: of all words.
        best_path: what is recommended in it.
    """

    def __init__(self, hidden: HiddenCase, knowledge: KnowledgeBase, language: Language, best_path: BestPath) -> None:
        self.hidden = hidden
        self.knowledge = knowledge
        self.language: Language = language
        self._best_path = best_path
        self._causes = knowledge.causes_of(hidden.symptom)
        self._trying = Trying(knowledge, hidden.today)
        self._diagnosed: dict[Case, Diagnosis] = {}

    @cached_property
    def causes(self) -> dict[str, str]:
        """The causes to choose from: ids and titles; where the report misleads, some that only that would explain."""
        names = [cause.id for cause in self._causes]
        if self.hidden.lures:
            names = sorted((*names, *self.hidden.lures))
        return {name: self._say(self.knowledge.causes[name].title) for name in names}

    def steps(self, moves: Sequence[Move]) -> Iterator[Step]:
        """What each of these moves told."""
        before, so_far = self.verdicts(self.known(())), self.report_cost
        costs = self.costs(moves)
        for number, (move, cost) in enumerate(zip(moves, costs, strict=True), start=1):
            case = self.known(moves[:number])
            after, so_far = self.verdicts(case), so_far + cost
            if move.named is not None:
                yield self._named(move.named, moves[: number - 1], case, cost, so_far)
            elif move.looked is not None:
                changed = [cause.id for cause in self._causes if after[cause.id] != before[cause.id]]
                confirmed = tuple(name for name in changed if after[name] == "confirmed")
                out = tuple(name for name in changed if after[name] == "ruled_out")
                looked = self.looked(move.looked)
                yield Step(
                    looked=looked, named=None, title=looked.title, cost=cost, so_far=so_far,
                    confirmed=confirmed, ruled_out=out, told=self._say(self._said_of_answer(confirmed, out)),
                )  # fmt: skip
            before = after

    def _named(self, cause: str, before: Sequence[Move], case: Case, cost: float, so_far: float) -> Step:
        """The step in which a cause was named, by what was known then."""
        verdict, right = self._verdict(cause, case), cause in self.hidden.causes
        told = self._said_of_right(cause, before, case) if right else self._said_of_wrong(cause, before, case)
        against = () if right or cause in self.hidden.lures else self._fact_names_against(cause)
        return Step(
            looked=None, named=cause, title=self.causes[cause], cost=cost, so_far=so_far, verdict=verdict,
            told=self._say(told), right=right, against=against,
            ruled_out_before=not right and verdict == "ruled_out",
        )  # fmt: skip

    def _said_of_answer(self, confirmed: Sequence[str], ruled_out: Sequence[str]) -> Text:
        titles = {cause.id: cause.title for cause in self._causes}
        said = [
            phrase.format(causes=joined([titles[name] for name in names], "; "))
            for phrase, names in ((phrases.CONFIRMS, confirmed), (phrases.RULES_OUT, ruled_out))
            if names
        ]
        return joined(said, " ") if said else phrases.DECIDES_NOTHING

    def _said_of_right(self, cause: str, before: Sequence[Move], case: Case) -> Text:
        verdicts = self.verdicts(case)
        proven, alone = verdicts[cause] == "confirmed", settled(verdicts, cause)
        said = [phrases.RIGHT["confirmed" if proven else "settled" if alone else "open"]]
        if self.knowledge.causes[cause].superseded:
            said.append(phrases.SUPERSEDED)
        named = {move.named for move in before} | {cause}
        if not named.issuperset(self.hidden.causes):
            said.append(phrases.NOT_ALL)
        return joined(said, " ")

    def _said_of_wrong(self, cause: str, before: Sequence[Move], case: Case) -> Text:
        """How well founded it was to name it, and what speaks against it."""
        if cause in self.hidden.lures and self.hidden.misleading is not None:
            return phrases.LURED.format(message=self.hidden.misleading)
        verdict = self._verdict(cause, case)
        if verdict == "ruled_out":
            return self._said_of_ruled_out(cause, before)
        facts = self._facts_against(self.in_the_end, cause)
        why = phrases.ONLY_A_TRIAL if facts is None else phrases.SPEAKS_AGAINST.format(facts=facts)
        return joined([phrases.WRONG[verdict], why], " ")

    def _said_of_ruled_out(self, cause: str, before: Sequence[Move]) -> Text:
        """Which observation had ruled it out."""
        for number in range(len(before) + 1):
            case = self.known(before[:number])
            if self._verdict(cause, case) == "ruled_out":
                facts = self._facts_against(self.diagnosis(case), cause)
                by = phrases.RULED_OUT_BY_STEP if number else phrases.RULED_OUT_BY_REPORT
                return phrases.WRONG["ruled_out"] if facts is None else by.format(number=number, facts=facts)
        return phrases.WRONG["ruled_out"]

    def said_of_superseded(self, causes: Iterable[str]) -> Iterator[Text]:
        """That a cause is one of older documentation only, of each for which that is so."""
        for name in causes:
            if self.knowledge.causes[name].superseded:
                yield phrases.SUPERSEDED_CAUSE.format(cause=self.causes[name])

    def said_of_no_more_hints(self, facts: Iterable[str]) -> Text:
        """That there is nothing more to hint at before these are looked up."""
        return phrases.NO_MORE_HINTS.format(titles=joined([self.knowledge.vocabulary[f].title for f in facts], "; "))

    def said_of_hint(self, fact: str | None) -> Text:
        """What a hint says: what to look up; where nothing is left to look up, that."""
        if fact is None:
            return phrases.SETTLED_HINT
        definition = self.knowledge.vocabulary[fact]
        return phrases.HINT.format(title=definition.title, where=definition.where_to_look)

    def _facts_against(self, diagnosis: Diagnosis, cause: str) -> Text | None:
        """The facts by which a diagnosis rules a cause out, in words; None where it does not."""
        found = self._against(diagnosis, cause)
        facts = () if found is None else found.because
        said = [phrases.FACT.format(title=text_of(fact.title), words=text_of(fact.words)) for fact in facts]
        return joined(said, "; ") if said else None

    def _fact_names_against(self, cause: str) -> tuple[str, ...]:
        found = self._against(self.in_the_end, cause)
        return () if found is None else tuple(fact.fact for fact in found.because)

    def _against(self, diagnosis: Diagnosis, cause: str) -> CauseFound | None:
        found = diagnosis.cause(cause)
        return found if found.verdict == "ruled_out" else None

    def looked(self, fact: str) -> Looked:
        """What is found out where somebody looks something up."""
        definition, value = self.knowledge.vocabulary[fact], self.hidden.visible.get(fact)
        return Looked(
            fact=fact,
            title=self._say(definition.title),
            value=None if value is None else as_json(value),
            words=self._say(self._nothing(fact) if value is None else definition.say(value)),
            cost=self.minutes(fact),
        )

    def _nothing(self, fact: str) -> Text:
        """Why there is no answer."""
        if fact in self.hidden.unknown:
            return phrases.NOT_KNOWN
        return phrases.NONE if self.hidden.ticket is None else phrases.NOT_IN_TICKET

    def known(self, moves: Iterable[Move]) -> Case:
        """What is known after these moves."""
        return self._best_path.known([move.looked for move in moves if move.looked is not None])

    def verdicts(self, case: Case) -> Mapping[str, Verdict]:
        """The verdicts on the causes of the symptom, by what is known.

        As long as the facts of a ticket show another symptom than all of them together do, nothing is decided.
        """
        found = self._trying.reason(case).verdicts
        return {cause.id: found.get(cause.id, "possible") for cause in self._causes}

    def _verdict(self, cause: str, case: Case) -> Verdict:
        """That of a cause to choose from; what the screen does not show explains nothing."""
        return self.verdicts(case).get(cause, "ruled_out")

    @cached_property
    def in_the_end(self) -> Diagnosis:
        """The diagnosis of the whole hidden case."""
        return self.diagnosis(self.hidden.case)

    def diagnosis(self, case: Case) -> Diagnosis:
        """The diagnosis of what is known."""
        if case not in self._diagnosed:
            today, language = self.hidden.today, self.language
            self._diagnosed[case] = diagnose(case, self.knowledge, language=language, today=today, engine="compiled")
        return self._diagnosed[case]

    @property
    def report_cost(self) -> float:
        """Minutes for taking the report."""
        return self.minutes("error" if "error" in self.hidden.reported else "behavior")

    @property
    def wrong_cost(self) -> float:
        """A wrong answer leads to a remedy in vain, so it counts as the dearest way of finding out."""
        return max(cost.weight for cost in self.knowledge.vocabulary.costs.values())

    def costs(self, moves: Sequence[Move]) -> list[float]:
        """The minutes of each of these moves; to name a right cause costs nothing."""
        return [self._cost_of(move, moves[:number]) for number, move in enumerate(moves)]

    def _cost_of(self, move: Move, before: Sequence[Move]) -> float:
        if move.looked is not None:
            return self.minutes(move.looked)
        if move.named is None or move.named in self.hidden.causes:
            return 0.0
        against = self._verdict(move.named, self.known(before)) == "ruled_out"
        return self.wrong_cost * (AGAINST if against else 1)

    def minutes(self, fact: str) -> float:
        """What it takes to look something up."""
        return self.knowledge.vocabulary.cost(fact)

    def _say(self, text: Text) -> str:
        return text.in_(self.language)
