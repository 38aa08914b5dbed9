"""Why a cause has its verdict: the evaluated conditions as a tree, and the same in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from expert.engine.agreement import reason_about
from expert.engine.composing import compose
from expert.engine.program import Assertion
from expert.engine.reasoner import Reasoning
from expert.explaining import explanation_phrases as phrases
from expert.facts.case import Case
from expert.facts.vocabulary import MESSAGE
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import AND, QUOTED, Language, Text, in_digits, joined, listed, spoken, text_of
from expert.results.diagnosis import Diagnosis
from expert.results.explanation import Explanation, ProofNode, State
from expert.rules.conditions import (
    All,
    Atom,
    Compare,
    Condition,
    Evaluation,
    Not,
    OneOf,
    OtherFact,
    Truth,
    evaluate,
    open_facts,
)
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause
from expert.visualize.words import capital, place

_Part = Literal["applies_when", "stops_enrollment", "confirmed_when", "ruled_out_when"]


def explain(
    case: Case,
    cause_id: str,
    knowledge: KnowledgeBase | None = None,
    *,
    language: Language = "en",
    today: date | None = None,
    engine: EngineChoice | None = None,
) -> Explanation:
    """Why a candidate cause is confirmed, likely, possible or ruled out.

    >>> from expert import Case
    >>> explanation = explain(Case(error="NoEnrollmentPolicy", apns_certificate="expired"), "apns-certificate-invalid")
    >>> explanation.verdict, explanation.parts[1].state
    ('confirmed', 'met')

    Args:
        case: the observed facts.
        cause_id: a candidate cause of the case.
        knowledge: the knowledge base; the shipped one if left out.
        language: of the words.
        today: the day of observation where a rule about dates needs it; the computer's date if left out.
        engine: what fires the rules, as for `diagnose`.

    Raises:
        KeyError: the cause is not a candidate of the recognized symptoms.
        ValueError: there is no such language.
    """
    language, knowledge = spoken(language), knowledge or KnowledgeBase.shipped()
    reasoning = reason_about(case, knowledge, today=today, engine=engine)
    return explain_in(reasoning, compose(reasoning, language), cause_id)


def explain_in(reasoning: Reasoning, diagnosis: Diagnosis, cause_id: str) -> Explanation:
    """`explain` for a case that was reasoned about already.

    Raises:
        KeyError: the cause is not a candidate.
    """
    found = diagnosis.cause(cause_id)
    return _Explainer(reasoning, diagnosis).explanation(reasoning.knowledge.causes[found.id])


class _Explainer:
    def __init__(self, reasoning: Reasoning, diagnosis: Diagnosis) -> None:
        self._reasoning = reasoning
        self._diagnosis = diagnosis
        self._knowledge = reasoning.knowledge
        self._language: Language = diagnosis.language

    def say(self, text: Text) -> str:
        return text.in_(self._language)

    def explanation(self, cause: Cause) -> Explanation:
        found = self._diagnosis.cause(cause.id)
        parts = (*self._symptoms(cause), *self._conditions(cause))
        return Explanation(
            cause=cause.id,
            title=found.title,
            verdict=found.verdict,
            language=self._language,
            parts=parts,
            sentences=tuple(self._sentences(cause, parts)),
            sources=found.sources,
            superseded=found.superseded,
            disputed=found.disputed,
        )

    # The tree

    def _symptoms(self, cause: Cause) -> Iterator[ProofNode]:
        for symptom in self._diagnosis.symptoms:
            link = next((e for e in cause.links() if e.symptom == symptom.id), None)
            if link is not None:
                text = phrases.NAMES if link.named else phrases.EXPLAINS
                fact = MESSAGE
                if self._reasoning.recognized.longest(symptom.id) is None:
                    shown, r = self._knowledge.symptoms[symptom.id], self._reasoning
                    fact = self._knowledge.showing(shown, r.case, r.values) or MESSAGE
                yield ProofNode(
                    kind="symptom",
                    rule=f"{cause.id}/explains",
                    text=self.say(text.format(symptom=symptom.title)),
                    state="met",
                    fact=fact,
                    origin=self._diagnosis.case.origins.get(fact),
                )

    def _conditions(self, cause: Cause) -> Iterator[ProofNode]:
        conditions = self._knowledge.conditions_of(cause)
        kinds: Mapping[_Part, Condition | None] = {
            "applies_when": conditions.applies,
            "stops_enrollment": self._reasoning.stops(cause),
            "confirmed_when": conditions.confirmed,
            "ruled_out_when": conditions.ruled_out,
        }
        for kind, condition in kinds.items():
            if condition is not None:
                evaluation = evaluate(condition, self._reasoning.values)
                yield ProofNode(
                    kind=kind,
                    rule=f"{cause.id}/{kind}",
                    text=self.say(phrases.PARTS[kind]),
                    state=_state(evaluation.truth),
                    parts=(self._node(evaluation),),
                )

    def _node(self, evaluation: Evaluation, *, forbidden: bool = False) -> ProofNode:
        """An evaluated condition with its parts; forbidden if the rule asks for the opposite."""
        condition = evaluation.condition
        if isinstance(condition, Atom):
            return self._atom(condition, evaluation.truth, forbidden)
        if isinstance(condition, Not):
            forbidden = not forbidden
        kind: Literal["not", "all", "any"] = (
            "not" if isinstance(condition, Not) else "all" if isinstance(condition, All) else "any"
        )
        return ProofNode(
            kind=kind,
            text=self.say(phrases.GROUPS[kind]),
            state=_state(evaluation.truth),
            parts=tuple(self._node(part, forbidden=forbidden) for part in evaluation.parts),
        )

    def _atom(self, atom: Atom, truth: Truth, forbidden: bool) -> ProofNode:
        values = self._reasoning.values.get(atom.fact, ())
        wanted = self.wanted(atom)
        not_met = phrases.NOT_MET_FORBIDDEN if forbidden else phrases.NOT_MET
        if truth.unknown:
            return self._undecided(atom, wanted, not_met)
        if truth.holds:
            # A number alone does not show what it was held against.
            met = phrases.MET_COMPARED if isinstance(atom.test, Compare) and not forbidden else phrases.MET
            text = met.format(clause=self._clauses(atom), wanted=wanted)
        else:
            text = not_met.format(clause=self._clauses(atom), wanted=wanted)
        known = [Assertion(atom.fact, value) for value in values]
        return ProofNode(
            kind="fact",
            text=self.say(text),
            state=_state(truth),
            fact=atom.fact,
            origin=self._origin(known[0]) if known else None,
            parts=tuple(part for fact in known for part in self._because(fact)),
        )

    def _undecided(self, atom: Atom, wanted: Text, template: Text) -> ProofNode:
        """An atom for which a fact is not known, or known too roughly."""
        names = atom.undecided_by(self._reasoning.values)
        clauses = listed([self._unknown(name) for name in names], AND)
        fact = names[0]
        return ProofNode(
            kind="fact",
            text=self.say(template.format(clause=clauses, wanted=wanted)),
            state="unknown",
            fact=fact,
            origin=self._diagnosis.case.origins.get(fact),
        )

    def _unknown(self, fact: str) -> Text:
        """That a fact is not known, or what is known of it where that is too rough."""
        definition, values = self._knowledge.vocabulary[fact], self._reasoning.values.get(fact, ())
        if not values:
            return definition.clause_unknown()
        return phrases.TOO_ROUGH.format(clause=definition.clause(values[0]))

    def _clauses(self, atom: Atom) -> Text:
        """The known values of the facts an atom reads, as clauses."""
        said = [
            self._knowledge.vocabulary[name].clause(value)
            for name in atom.facts
            for value in self._reasoning.values.get(name, ())
        ]
        return listed(list(dict.fromkeys(said)), AND)

    def wanted(self, atom: Atom) -> Text:
        """What an atom asks for, as a clause."""
        definition = self._knowledge.vocabulary[atom.fact]
        if isinstance(atom.test, OneOf):
            return definition.clause_one_of(atom.test.values)
        return self._comparison(atom.fact, atom.test)

    def _quoted(self, fact: str) -> Text:
        return QUOTED.format(text=self._knowledge.vocabulary[fact].title)

    def _comparison(self, fact: str, test: Compare) -> Text:
        if isinstance(test.operand, OtherFact):
            parts = (test.operand.fact, *test.operand.plus)
            said = [self._quoted(part) if isinstance(part, str) else in_digits(part) for part in parts]
            value = joined(said, " + ")
        else:
            value = self._knowledge.vocabulary[fact].say(test.operand)
        of_version = self._knowledge.vocabulary[fact].type == "version"
        relations = {**phrases.RELATIONS, **phrases.OF_VERSIONS} if of_version else phrases.RELATIONS
        return relations[test.relation].format(title=self._quoted(fact), value=value)

    def _origin(self, known: Assertion) -> str | None:
        rule = self._reasoning.origin(known)
        return self._diagnosis.case.origins.get(known.fact) if rule is None else rule

    def _because(self, known: Assertion) -> Iterator[ProofNode]:
        """What a fact that was worked out follows from."""
        rule = self._reasoning.origin(known)
        if rule is None:
            return
        derivation = self._knowledge.derivations.get(rule)
        for premise in self._reasoning.because(known):
            clause = self._knowledge.vocabulary[premise.fact].clause(premise.value)
            yield ProofNode(
                kind="because",
                text=self.say(clause),
                state="met",
                fact=premise.fact,
                origin=self._origin(premise),
                parts=tuple(self._because(premise)),
            )
        if derivation is None:
            yield ProofNode(kind="because", text=self.say(phrases.MESSAGE_SAYS), state="met", origin=rule)

    # The sentences

    def _sentences(self, cause: Cause, parts: tuple[ProofNode, ...]) -> Iterator[str]:
        """Why, first of all; then what leads to the cause, and what would still decide it."""
        found = self._diagnosis.cause(cause.id)
        symptoms = [self._cited(text_of(part.text), part.origin) for part in parts if part.kind == "symptom"]
        # No symptom leads to it by name: it stops an enrollment by itself.
        leads = listed(symptoms or [phrases.STOPS], AND)
        met = listed([self._said(fact.fact, fact.value) for fact in found.because], AND)
        if self._diagnosis.outcome == "out_of_scope":
            yield self._diagnosis.outcome_reason
        if found.verdict == "likely":
            why = phrases.LIKELY_NAMED if found.named else phrases.LIKELY_LAST
        elif found.verdict == "possible":
            why = phrases.ONLY_LEFT if found.only_left else phrases.STILL_POSSIBLE
        else:
            why = phrases.BECAUSE
        yield self.say(why.format(facts=met if found.because else leads))
        if found.because or found.verdict in ("likely", "possible"):
            yield self.say(phrases.SENTENCE.format(clause=Text(capital(leads.en), capital(leads.sv))))
        if found.verdict in ("likely", "possible"):
            vocabulary = self._knowledge.vocabulary
            unknown = [vocabulary[name].clause_open() for name in self._could_decide(cause)]
            if unknown:
                yield self.say(phrases.STILL_UNKNOWN.format(facts=joined(unknown, "; ")))
        if found.disputed:
            yield self.say(phrases.DISPUTED)
        if found.superseded:
            yield self.say(phrases.SUPERSEDED)

    def _cited(self, clause: Text, origin: str | None) -> Text:
        """A clause with where it comes from."""
        if origin in (None, "api"):
            return clause
        return phrases.CITED.format(clause=clause, origin=place(str(origin), self._diagnosis.case.file))

    def _could_decide(self, cause: Cause) -> dict[str, None]:
        """The facts that could still decide a verdict; what is decided already makes none of its facts matter."""
        values = self._reasoning.values
        conditions = (part for part in self._knowledge.conditions_of(cause) if part is not None)
        return dict.fromkeys(name for part in conditions for name in open_facts(evaluate(part, values), values))

    def _said(self, fact: str, value: object) -> Text:
        definition = self._knowledge.vocabulary[fact]
        known = Assertion(fact, definition.read(value))
        clause = definition.clause(known.value)
        if self._reasoning.origin(known) is None:
            return self._cited(clause, self._diagnosis.case.origins.get(fact))
        # The line that says something else about the same fact is no reason for it.
        premises = [self._said(premise.fact, premise.value) for premise in self._reasoning.because(known)]
        if not premises:
            return phrases.FOLLOWS_FROM.format(clause=clause, facts=phrases.MESSAGE_SAYS)
        return phrases.FOLLOWS_FROM.format(clause=clause, facts=listed(premises, AND))


def _state(truth: Truth) -> State:
    if truth.holds and truth.fails:
        return "contradictory"
    if truth.unknown:
        return "unknown"
    return "met" if truth.holds else "not_met"
