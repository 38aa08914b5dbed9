"""The derivation as a graph: which rule fired on which facts, from what was seen to what to do."""

from __future__ import annotations

from expert.engine.program import Assertion, Mark
from expert.engine.reasoner import Reasoning
from expert.facts.vocabulary import Value
from expert.facts.writer import as_json
from expert.foundations.terms import Verdict
from expert.foundations.texts import Language
from expert.results import diagnosis as doc
from expert.results.diagnosis import EdgeKind
from expert.rules.models import Symptom

_LONGEST_LABEL = 120
_PROOF: dict[Verdict, EdgeKind] = {"confirmed": "proves", "ruled_out": "rules_out"}


def derivation_graph(
    reasoning: Reasoning, causes: tuple[doc.CauseFound, ...], language: Language
) -> doc.Derivation:
    """The graph of a reasoning. Nodes and edges come in one fixed order."""
    return _Graph(reasoning, language).draw(causes)


class _Graph:
    def __init__(self, reasoning: Reasoning, language: Language) -> None:
        self._reasoning = reasoning
        self._language: Language = language
        self._nodes: dict[str, doc.DerivationNode] = {}
        self._edges: dict[tuple[str, str, str], doc.DerivationEdge] = {}

    def draw(self, causes: tuple[doc.CauseFound, ...]) -> doc.Derivation:
        for symptom in self._reasoning.symptoms:
            self._symptom(symptom)
        for cause in causes:
            self._cause(cause)
        return doc.Derivation(nodes=tuple(self._nodes.values()), edges=tuple(self._edges.values()))

    def _edge(self, source: str, target: str, kind: EdgeKind, rule: str) -> None:
        self._edges.setdefault(
            (source, target, rule), doc.DerivationEdge(source=source, target=target, kind=kind, rule=rule)
        )

    def _symptom(self, symptom: Symptom) -> None:
        node = f"symptom.{symptom.id}"
        self._nodes[node] = doc.DerivationNode(
            id=node, kind="symptom", label=symptom.title.in_(self._language), detail=symptom.id
        )
        match = self._reasoning.recognized.longest(symptom.id)
        if match is not None:
            self._edge(self._seen("error", match.matched), node, "recognizes", f"{symptom.id}/messages")
        seen = Mark("recognized", symptom.id)
        firings = [f for f in self._reasoning.runs[symptom.id].firings if f.conclusion == seen]
        for firing in sorted(firings, key=str):
            for premise in firing.premises:
                if isinstance(premise, Assertion):
                    self._edge(self._fact(premise), node, "recognizes", firing.rule)

    def _seen(self, name: str, words: str) -> str:
        """The node of the message, with the span that was recognized."""
        node = f"fact.{name}"
        title = self._reasoning.knowledge.vocabulary[name].title.in_(self._language)
        shown = words if len(words) <= _LONGEST_LABEL else words[: _LONGEST_LABEL - 3] + "..."
        origin = next((str(fact.origin) for fact in self._reasoning.case if fact.name == name), None)
        self._nodes.setdefault(
            node, doc.DerivationNode(id=node, kind="fact", label=title, detail=" ".join(shown.split()), origin=origin)
        )
        return node

    def _fact(self, known: Assertion) -> str:
        """The node of a fact, and for one that was worked out, the way to what it rests on."""
        rule = self._reasoning.origin(known)
        several = len(self._reasoning.values[known.fact]) > 1
        node = f"fact.{known.fact}" + (f".{_plain(known.value)}" if several else "")
        if node in self._nodes:
            return node
        definition = self._reasoning.knowledge.vocabulary[known.fact]
        observed = next((str(f.origin) for f in self._reasoning.case if f.name == known.fact), None)
        self._nodes[node] = doc.DerivationNode(
            id=node,
            kind="fact" if rule is None else "derived_fact",
            label=definition.title.in_(self._language),
            detail=definition.say(known.value).in_(self._language),
            origin=observed if rule is None else rule,
            fact=known.fact,
            value=as_json(known.value),
        )
        if rule is not None:
            if known in self._reasoning.told:
                self._edge("fact.error", node, "derives", f"{rule}/messages")
            for premise in self._reasoning.because(known):
                self._edge(self._fact(premise), node, "derives", rule)
        return node

    def _cause(self, cause: doc.CauseFound) -> None:
        node = f"cause.{cause.id}"
        self._nodes[node] = doc.DerivationNode(
            id=node, kind="cause", label=cause.title, detail=cause.id, verdict=cause.verdict
        )
        rule, facts = self._reasoning.deciding(self._reasoning.knowledge.causes[cause.id])
        deciding = [(self._fact(known), _PROOF.get(cause.verdict, "suggests")) for known in facts]
        deciding += [(self._unknown(name), "may_explain") for name in cause.missing]
        for symptom in cause.symptoms:
            self._edge(f"symptom.{symptom}", node, "explains", f"{cause.id}/explains")
            for fact, _ in deciding:
                self._edge(f"symptom.{symptom}", fact, "examines", rule)
        for fact, kind in deciding:
            self._edge(fact, node, kind, rule)
        if cause.remedy is not None and cause.verdict != "ruled_out":
            remedy = f"remedy.{cause.remedy.id}"
            self._nodes.setdefault(
                remedy,
                doc.DerivationNode(id=remedy, kind="remedy", label=cause.remedy.title, detail=cause.remedy.id),
            )
            self._edge(node, remedy, "remedied_by", f"{cause.id}/remedy")

    def _unknown(self, name: str) -> str:
        node = f"unknown.{name}"
        title = self._reasoning.knowledge.vocabulary[name].title.in_(self._language)
        self._nodes.setdefault(node, doc.DerivationNode(id=node, kind="unknown_fact", label=title, detail=name))
        return node


def _plain(value: Value) -> str:
    return "".join(char if char.isalnum() else "-" for char in str(value).lower())
