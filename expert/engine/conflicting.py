"""What contradicts in a case, in words."""

from __future__ import annotations

from collections.abc import Iterator

from expert.engine import diagnosis_phrases as phrases
from expert.engine.program import Assertion, Mark
from expert.engine.spoken import Part, said_facts
from expert.facts.case import Difference
from expert.facts.differences import difference_in_words
from expert.facts.vocabulary import Value
from expert.foundations.terms import Outcome
from expert.foundations.texts import AND, Text, listed
from expert.recognizing.text_facts import ReadFact
from expert.results import diagnosis as doc
from expert.results.document import with_
from expert.rules.models import Cause


class ConflictsIn(Part):
    """The conflicts of a case."""

    def conflicts(self, outcome: Outcome) -> Iterator[doc.Conflict]:
        """What cannot be so together: of facts, of what a message says and of what is proven; the graver first."""
        weighing = self._weighing() if outcome == "contradictory" else []
        behind = {known for cause in weighing for known in self.contradictions.behind(cause)}
        deciding = [self.fact(known) for known in behind]
        torn = {cause.id for cause in weighing}
        for conflict in self._all_conflicts():
            of_such = conflict.kind == "cause" and conflict.cause in torn
            decides = of_such or any(fact in deciding for fact in conflict.facts)
            yield with_(conflict, decides=True) if decides else conflict

    def _weighing(self) -> list[Cause]:
        """The causes whose dispute makes the outcome contradictory: of the candidates, those with the best verdict.

        Obstacles count where there are no candidates, and none where every candidate is ruled out.
        """
        causes = self.causes or self.obstacles
        best = next((cause.verdict for cause in causes), None)  # they stand in the order of their verdicts
        found = [cause for cause in causes if cause.verdict == best and cause.disputed]
        return [self.reasoning.knowledge.causes[cause.id] for cause in found]

    def _all_conflicts(self) -> Iterator[doc.Conflict]:
        r = self.reasoning
        for name, values in r.values.items():
            if len(values) > 1:
                yield self._conflict_of_values(name, values)
        for rule, facts in self.contradictions.impossible:
            said = tuple(self.fact(known) for known in facts)
            text = phrases.CONFLICT_IMPOSSIBLE.format(facts=said_facts(said), reason=rule.reason)
            yield doc.Conflict(kind="impossible", text=self.say(text), facts=said)
        for cause in (*self.causes, *self.obstacles):
            if self.contradictions.proven_and_excluded(r.knowledge.causes[cause.id]):
                conflict = self._conflict_of_cause(cause)
                # One fact with two values is told as that: it is the same contradiction.
                if len({known.fact for known in conflict.facts}) > 1 or len(r.values[conflict.facts[0].fact]) == 1:
                    yield conflict
            if cause.named and cause.verdict == "ruled_out":
                symptom = next(s for s in r.symptoms if r.knowledge.causes[cause.id].named_by(s.id))
                text = phrases.CONFLICT_MESSAGE.format(
                    symptom=symptom.title, cause=cause.title, facts=said_facts(cause.because)
                )
                yield doc.Conflict(
                    kind="message", text=self.say(text), facts=cause.because, symptom=symptom.id, cause=cause.id
                )
        for read in r.read:
            given = r.case.get(read.fact)
            if given is not None and given != read.value:
                yield self._conflict_with_text(read, given)
        for difference in r.case.differences:
            yield self._conflict_of_sources(difference)

    def _conflict_of_cause(self, cause: doc.CauseFound) -> doc.Conflict:
        """A cause that some facts prove and others exclude."""
        r = self.reasoning
        proof, against = (
            tuple(self.fact(known) for known in r.because(Mark(kind, cause.id))) for kind in ("proven", "excluded")
        )
        text = phrases.CONFLICT_CAUSE.format(
            cause=cause.title, proof=said_facts(proof), against=said_facts(against)
        )
        facts = tuple(dict.fromkeys((*proof, *against)))
        return doc.Conflict(kind="cause", text=self.say(text), facts=facts, cause=cause.id)

    def _conflict_with_text(self, read: ReadFact, given: Value) -> doc.Conflict:
        """The text says otherwise than a fact that somebody gave."""
        definition = self.reasoning.knowledge.vocabulary[read.fact]
        text = phrases.CONFLICT_TEXT.format(
            title=definition.title, given=definition.say(given), read=definition.say(read.value), span=read.span
        )
        facts = (self.fact(Assertion(read.fact, given)),)
        return doc.Conflict(kind="text", text=self.say(text), facts=facts)

    def _conflict_of_sources(self, difference: Difference) -> doc.Conflict:
        """What somebody gave and what evidence says, or two pieces of evidence, as each says where it stands."""
        r = self.reasoning
        definition, given = r.knowledge.vocabulary[difference.fact], r.case.get(difference.fact)
        said = [
            with_(self.fact(Assertion(one.name, one.value)), origin=str(one.origin)) for one in difference.others
        ]
        if given is not None:
            said.insert(0, self.fact(Assertion(difference.fact, given)))
        return doc.Conflict(kind="sources", text=self.say(difference_in_words(difference, definition, given)),
                         facts=tuple(said))  # fmt: skip

    def _conflict_of_values(self, name: str, values: tuple[Value, ...]) -> doc.Conflict:
        r = self.reasoning
        definition = r.knowledge.vocabulary[name]
        facts = [self.fact(Assertion(name, value)) for value in values]
        others = [self._follows(fact) for fact in facts if fact.derived_by is not None]
        joined = listed(others, AND)
        observed = [fact.words for fact in facts if fact.derived_by is None]
        if observed:
            text = phrases.CONFLICT_VALUES.format(title=definition.title, observed=observed[0], others=joined)
        else:
            text = phrases.CONFLICT_DERIVED_ONLY.format(title=definition.title, others=joined)
        return doc.Conflict(kind="values", text=self.say(text), facts=tuple(facts))

    def _follows(self, fact: doc.FactValue) -> Text:
        derivation = self.reasoning.knowledge.derivations.get(fact.derived_by or "")
        why = phrases.TOLD_BY_MESSAGE if derivation is None else derivation.title
        return phrases.FOLLOWS.format(value=fact.words, why=why)
