"""Why a cause has its verdict: the evaluated conditions as a tree, and the same in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from expert.diagnosis import Diagnosis, SourceOf, Verdict
from expert.engine.compose import compose
from expert.engine.program import Known
from expert.engine.reasoner import Reasoner, Reasoning
from expert.explain import phrases
from expert.facts.case import Case
from expert.rules.conditions import All, Atom, Compare, Evaluation, Not, OneOf, OtherFact, Truth, evaluate
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause
from expert.texts import Language, Text, listed

State = Literal["met", "not_met", "unknown", "contradictory"]


class ProofNode(BaseModel):
    """A part of a proof.

    Attributes:
        kind: what it is: a part of the cause's file, a group of conditions, a fact, or what a fact follows from.
        text: it in words.
        state: whether it is met.
        fact: for a fact, its name.
        origin: where the fact came from: file and line, `--set`, `api`, `today`, or the rule that worked it out.
        parts: what it rests on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: Literal["symptom", "applies_when", "confirmed_when", "ruled_out_when", "all", "any", "not", "fact", "because"]
    text: str
    state: State
    fact: str | None = None
    origin: str | None = None
    parts: tuple[ProofNode, ...] = ()


class Explanation(BaseModel):
    """Why a cause has its verdict.

    Attributes:
        cause: the id of the cause.
        parts: the symptom that leads to it, and the conditions of its file as they were evaluated.
        sentences: the same as a person would say it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    cause: str
    title: str
    verdict: Verdict
    language: Language
    parts: tuple[ProofNode, ...]
    sentences: tuple[str, ...]
    sources: tuple[SourceOf, ...]


def explain(
    case: Case, cause_id: str, knowledge: KnowledgeBase | None = None, *, language: Language = "en"
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

    Raises:
        KeyError: the cause is not a candidate of the recognized symptoms.
    """
    knowledge = knowledge or KnowledgeBase.shipped()
    reasoning = Reasoner.of(knowledge).reason(case)
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
        )

    # The tree

    def _symptoms(self, cause: Cause) -> Iterator[ProofNode]:
        for symptom in self._diagnosis.symptoms:
            link = next((e for e in cause.links() if e.symptom == symptom.id), None)
            if link is not None:
                text = phrases.NAMES if link.named else phrases.EXPLAINS
                by_message = any(m.symptom == symptom.id for m in self._reasoning.recognized.matches)
                fact = "error" if by_message else "behavior"
                yield ProofNode(
                    kind="symptom",
                    text=self.say(text.format(symptom=symptom.title)),
                    state="met",
                    fact=fact,
                    origin=self._diagnosis.case.origins.get(fact),
                )

    def _conditions(self, cause: Cause) -> Iterator[ProofNode]:
        kinds: tuple[Literal["applies_when", "confirmed_when", "ruled_out_when"], ...] = (
            "applies_when", "confirmed_when", "ruled_out_when",
        )
        for kind in kinds:
            data = getattr(cause, kind)
            if data is not None:
                evaluation = evaluate(self._knowledge.condition(data), self._reasoning.values)
                yield ProofNode(
                    kind=kind,
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
        wanted = self.say(self.wanted(atom))
        not_met = phrases.NOT_MET_FORBIDDEN if forbidden else phrases.NOT_MET
        if truth.unknown:
            clause = self._knowledge.vocabulary[atom.fact].clause_unknown()
            text = not_met.format(clause=clause, wanted=wanted)
        elif truth.holds:
            text = phrases.MET.format(clause=self._clauses(atom))
        else:
            text = not_met.format(clause=self._clauses(atom), wanted=wanted)
        known = [Known(atom.fact, value) for value in values]
        return ProofNode(
            kind="fact",
            text=self.say(text),
            state=_state(truth),
            fact=atom.fact,
            origin=self._origin(known[0]) if known else None,
            parts=tuple(part for fact in known for part in self._because(fact)),
        )

    def _clauses(self, atom: Atom) -> Text:
        """The known values of the facts an atom reads, as clauses."""
        said = [
            self._knowledge.vocabulary[name].clause(value)
            for name in atom.facts
            for value in self._reasoning.values.get(name, ())
        ]
        return listed(list(dict.fromkeys(said)), phrases.AND)

    def wanted(self, atom: Atom) -> Text:
        """What an atom asks for, as a clause."""
        definition = self._knowledge.vocabulary[atom.fact]
        if isinstance(atom.test, OneOf):
            return definition.clause_one_of(atom.test.values)
        return self._comparison(self._quoted(atom.fact), atom.test)

    def _quoted(self, fact: str) -> Text:
        return phrases.QUOTED.format(text=self._knowledge.vocabulary[fact].title)

    def _comparison(self, title: Text, test: Compare) -> Text:
        if isinstance(test.operand, OtherFact):
            names = [self._quoted(name) for name in test.operand.facts]
            value = Text(" + ".join(n.en for n in names), " + ".join(n.sv for n in names))
        else:
            value = Text(str(test.operand), str(test.operand))
        return phrases.RELATIONS[test.relation].format(title=title, value=value)

    def _origin(self, known: Known) -> str | None:
        rule = self._reasoning.origin(known)
        return self._diagnosis.case.origins.get(known.fact) if rule is None else rule

    def _because(self, known: Known) -> Iterator[ProofNode]:
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
        found = self._diagnosis.cause(cause.id)
        leaves = [leaf for part in parts if part.kind != "symptom" for leaf in _leaves(part)]
        symptom = [self._cited(part) for part in parts if part.kind == "symptom"]
        met = [self._said(fact.fact, fact.value) for fact in found.because]
        first, *more = (Text(clause, clause) for clause in (*symptom, *met))
        known = listed([first, *(phrases.THAT.format(clause=clause) for clause in more)], phrases.AND)
        yield self.say(phrases.KNOWN.format(facts=known))
        yield self.say(phrases.THEREFORE[found.verdict].format(cause=found.title))
        if found.verdict in ("likely", "possible"):
            if found.verdict == "likely":
                yield self.say(phrases.LIKELY_NAMED if found.named else phrases.LIKELY_LAST)
            names = dict.fromkeys(leaf.fact for leaf in leaves if leaf.state == "unknown" and leaf.fact)
            unknown = [self.say(self._knowledge.vocabulary[name].clause_open()) for name in names]
            if unknown:
                yield self.say(phrases.STILL_UNKNOWN.format(facts="; ".join(unknown)))
        if found.superseded:
            yield self.say(phrases.SUPERSEDED)

    def _said(self, fact: str, value: object) -> str:
        definition = self._knowledge.vocabulary[fact]
        clause = self.say(definition.clause(definition.read(value)))
        origin = self._diagnosis.case.origins.get(fact)
        return clause if origin in (None, "api") else f"{clause} ({origin})"

    def _cited(self, node: ProofNode) -> str:
        return node.text if node.origin in (None, "api") else f"{node.text} ({node.origin})"


def _leaves(node: ProofNode) -> Iterator[ProofNode]:
    if node.kind == "fact":
        yield node
    else:
        for part in node.parts:
            yield from _leaves(part)


def _state(truth: Truth) -> State:
    if truth.holds and truth.fails:
        return "contradictory"
    if truth.unknown:
        return "unknown"
    return "met" if truth.holds else "not_met"
