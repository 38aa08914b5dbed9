"""The knowledge base: everything the rule folders and the vocabulary say, checked and ready for use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, partial
from itertools import product
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from expert.facts.case import Case
from expert.facts.vocabulary import Value, Vocabulary
from expert.foundations.kept import cached_property
from expert.foundations.locks import Lock
from expert.foundations.sources import Document
from expert.foundations.texts import Text
from expert.rules.conditions import All, Atom, Condition, ConditionData, atoms_in, evaluate, facts_in, names_in, parse
from expert.rules.models import (
    Cause,
    Derivation,
    Escalation,
    FactInText,
    Impossible,
    Remedy,
    ScopeRule,
    Solved,
    Step,
    Symptom,
)

if TYPE_CHECKING:  # the compiled copy needs nothing of how files are read
    from expert.foundations.nodes import Node

T = TypeVar("T")


class CauseConditions(NamedTuple):
    """What a cause's file says of its verdict: what proves it, what excludes it, where it can be at all."""

    confirmed: Condition
    ruled_out: Condition | None
    applies: Condition | None

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that they read, each once."""
        return tuple(dict.fromkeys(name for part in self if part is not None for name in facts_in(part)))


PartId = tuple[str, str]
"""The kind of a part (`causes`, `facts` …) and its id; what is one of its kind has none."""


def name_of(part: PartId) -> str:
    """A part as the files of a rule folder name it: `causes/port-blocked`, `escalation`."""
    return "/".join(part).rstrip("/")


class WrittenIn(NamedTuple):
    """Where a part of the knowledge is written.

    Attributes:
        file: the file, as messages call it.
        layer: 0 for the shipped knowledge, else the number of the rule folder laid over it.
        added: where later folders add to it.
    """

    file: str
    layer: int
    added: tuple[WrittenIn, ...] = ()


@dataclass(frozen=True, eq=False)
class KnowledgeBase:
    """Symptoms, causes, remedies and all that belongs to them.

    Build one with `shipped()` or `load()`; it never changes afterward and may be shared by threads. What is worked
    out from the rules (conditions, links, ways to find a fact) is worked out once, when it is first needed.

    Attributes:
        version: the version of the shipped knowledge, or that of a rule folder which names its own.
        digest: `sha256:…` over every file it was read from.
        impossible: what cannot be true of one case.
        solved: what shows that a case is solved.
        topics: what symptoms are about, by id, in the order to show them in.
        in_text: how texts give facts away, by the facts.
        extra: the names of the rule folders that it was read from, besides the shipped ones.
        written: where the parts are written that those folders say or add to, and shipped ones that do not stand in
            the file that is called like their kind.
        retired: symptoms, causes, remedies and derivations that no longer count, by `KIND/ID`; they can still be read.
        evidence: what its rule folders say of kinds of evidence, as it stands in their files, each with the id of the
            kind; the floor of evidence reads it.
        explaining: for each symptom, the ids of the causes that explain it; worked out when first needed.
        plain: what was worked out from it when it was compiled.
        attached: what the floors above have built from this knowledge and keep for as long as it lives.
    """

    version: str
    digest: str
    vocabulary: Vocabulary
    documents: Mapping[str, Document]
    symptoms: Mapping[str, Symptom]
    causes: Mapping[str, Cause]
    remedies: Mapping[str, Remedy]
    steps: Mapping[str, Step]
    derivations: Mapping[str, Derivation]
    scope: tuple[ScopeRule, ...]
    escalation: Escalation
    impossible: tuple[Impossible, ...] = ()
    solved: tuple[Solved, ...] = ()
    topics: Mapping[str, Text] = field(default_factory=dict)
    in_text: Mapping[str, FactInText] = field(default_factory=dict)
    extra: tuple[str, ...] = ()
    written: Mapping[PartId, WrittenIn] = field(default_factory=dict, repr=False)
    retired: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[tuple[str, Node], ...] = field(default=(), repr=False)
    attached: dict[object, object] = field(default_factory=dict, init=False, repr=False)
    plain: dict[str, Any] = field(default_factory=dict, init=False, repr=False)
    explaining: dict[str, list[str]] = field(default_factory=dict, init=False, repr=False)
    _attaching: Lock = field(default_factory=partial(Lock, RLock), init=False, repr=False)
    _causes_of: dict[str, tuple[Cause, ...]] = field(default_factory=dict, init=False, repr=False)
    _conditions: dict[int, tuple[ConditionData, Condition]] = field(default_factory=dict, init=False, repr=False)
    _conditions_of: dict[int, tuple[Cause, CauseConditions]] = field(default_factory=dict, init=False, repr=False)
    _ways: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict, init=False, repr=False)

    def __repr__(self) -> str:
        counts = f"{len(self.symptoms)} symptoms, {len(self.causes)} causes"
        return f"<KnowledgeBase {self.version}: {counts}{''.join(f', {name}' for name in self.extra)}>"

    def __reduce__(self) -> tuple[Callable[..., KnowledgeBase], tuple[dict[str, Any]]]:
        """What it was made of, for another process; what has been worked out from it is worked out there again."""
        return _made_of, ({part.name: getattr(self, part.name) for part in fields(self) if part.init},)

    @staticmethod
    @cache
    def shipped() -> KnowledgeBase:
        """The knowledge that comes with this product; read once in a process.

        >>> KnowledgeBase.shipped().causes["cname-missing"].superseded
        True
        """
        from expert.rules.loader import load_shipped

        return load_shipped()

    @staticmethod
    def load(*folders: str | Path, alone: bool = False) -> KnowledgeBase:
        """The shipped knowledge with further rule folders laid over it, in the order given.

        A folder is laid out as `rules/` is, and may also hold `vocabulary.yaml` and `sentences.yaml`. It adds parts
        by files with ids of their own, and adds to parts below by files that say only what is added (`add_messages`,
        `add_explains`, `add_values` …). A part that it replaces it names in `overrides.yaml`.

        A support engineer's own tickets, diagnosed with the team's rules over the shipped ones:

            diagnose(Case.from_file("ticket.yaml"), KnowledgeBase.load("our-rules"))

        A trainer's exercises, drawn from the rules of the course:

            Practice.draw(7, knowledge=KnowledgeBase.load("course-rules"))

        A program that looks at what is known:

        >>> KnowledgeBase.load().causes["cname-missing"].superseded
        True

        With `alone` the folders hold all there is: a vocabulary with the facts `error` and `behavior` and those that
        their rules speak of, the documents that the rules are taken from, and the rules. Nothing else has to be there:

            KnowledgeBase.load("tests/knowledge", alone=True)

        Args:
            folders: the rule folders.
            alone: without the shipped knowledge.

        Raises:
            InputError: a file in the folders is wrong; every problem is listed with file and line.
            ValueError: no folder is named, and the shipped knowledge is not wanted either.
        """
        if alone and not folders:
            raise ValueError("name a rule folder; without one, and without the shipped knowledge, nothing is known")
        if not folders:
            return KnowledgeBase.shipped()
        from expert.rules.loader import load_layers

        return load_layers([Path(folder) for folder in folders], alone=alone)

    def written_in(self, kind: str, name: str) -> WrittenIn:
        """Where a part is written, such as `written_in("causes", "cname-missing")`."""
        known = self.written.get((kind, name))
        return WrittenIn(usual_file(kind, name), 0) if known is None else known

    def case(self, /, **facts: object) -> Case:
        """A case whose facts are held to this knowledge base's vocabulary.

        >>> KnowledgeBase.shipped().case(platform="ipados")
        Case(platform='ipados')

        Raises:
            InputError: unknown facts or wrong values.
        """
        return Case.of(facts, self.vocabulary)

    def causes_of(self, symptom: str) -> tuple[Cause, ...]:
        """The causes that explain a symptom, in the order of their ids."""
        known = self._causes_of.get(symptom)
        if known is None:
            if not self.explaining:
                self.explaining.update(self._all_explaining())
            known = self._causes_of[symptom] = tuple(self.causes[name] for name in self.explaining[symptom])
        return known

    def _all_explaining(self) -> dict[str, list[str]]:
        explaining: dict[str, list[str]] = {name: [] for name in self.symptoms}
        of_any = [name for name, symptom in self.symptoms.items() if symptom.any_cause]
        for cause in self.causes.values():
            linked = [link.symptom for link in cause.links()]
            for name in dict.fromkeys((*linked, *(of_any if cause.stops_enrollment else ()))):
                explaining[name].append(cause.id)
        return explaining

    @cached_property
    def stopping(self) -> tuple[Cause, ...]:
        """The causes that stop an enrollment by themselves, always or under a condition, in the order of their ids."""
        return tuple(cause for cause in self.causes.values() if cause.stops_enrollment)

    @cached_property
    def behaviors(self) -> tuple[str, ...]:
        """The facts that tell what happens where no message is shown, in the order of the vocabulary."""
        shown = {name for symptom in self.symptoms.values() for name in names_in(symptom.recognized_when)}
        return tuple(sorted(shown, key=self.vocabulary.order))

    @cached_property
    def closing(self) -> frozenset[str]:
        """The facts by which a case is solved."""
        return frozenset(name for rule in self.solved for name in names_in(rule.solved_when))

    @cached_property
    def stopping_by_fact(self) -> Mapping[str, tuple[str, ...]]:
        """For each fact the ids of the causes that stop an enrollment and may be proven where it is known.

        Of what must all hold for a cause to be proven, each part must be known. A cause stands under the facts of one
        of them, directly or over what follows from them: of the part whose facts all causes together read least. So a
        fact that nearly every case gives, such as the platform, calls up few.
        """
        kept: dict[str, list[str]] = self.plain.get("stopping_by_fact", {})
        if kept:
            return {name: tuple(causes) for name, causes in kept.items()}
        needed = {cause.id: self._needed_to_prove(cause) for cause in self.stopping}
        reading = Counter(name for parts in needed.values() for name in frozenset[str]().union(*parts))
        found: dict[str, list[str]] = {}
        for cause, parts in needed.items():
            for name in min(parts, key=lambda names: sum(reading[name] for name in names)):
                found.setdefault(name, []).append(cause)
        return {name: tuple(found[name]) for name in sorted(found, key=self.vocabulary.order)}

    def _needed_to_prove(self, cause: Cause) -> list[frozenset[str]]:
        """For each part of what must all hold for a cause to be proven, the facts of which one must be known."""
        waiting, parts = [self.conditions_of(cause).confirmed], list[frozenset[str]]()
        while waiting:
            part = waiting.pop()
            if isinstance(part, All):
                waiting += part.parts
            else:
                read = facts_in(part)
                parts.append(self.facts_leading_to(read).union(read))
        return parts

    def stops(self, cause: Cause, shown: Iterable[str] = ()) -> Condition | None:
        """The condition under which a cause stops an enrollment by itself; None where it always or never does.

        Args:
            cause: the cause.
            shown: the ids of symptoms; None too where the cause explains one of them itself, whatever it stops.
        """
        if isinstance(cause.stops_enrollment, bool) or any(map(cause.is_linked_to, shown)):
            return None
        return self.condition(cause.stops_enrollment)

    def attach(self, kind: Callable[[KnowledgeBase], T]) -> T:
        """What `kind` makes of this knowledge, made once and kept; threads that ask at once get the same."""
        with self._attaching():
            if kind not in self.attached:
                self.attached[kind] = kind(self)
            return cast(T, self.attached[kind])

    def remedy_of(self, cause: Cause) -> Remedy:
        """The remedy of a cause, whether it stands in its file or in one of its own."""
        if not isinstance(cause.remedy, str):
            return cause.remedy
        found = self.remedies.get(cause.remedy)
        return cast(Remedy, self.retired[f"remedies/{cause.remedy}"]) if found is None else found

    def condition(self, data: ConditionData) -> Condition:
        """The parsed form of a condition that stands in one of this knowledge base's files."""
        known = self._conditions.get(id(data))
        if known is None:
            # The data is kept beside its parsed form so that its identity stays taken.
            known = self._conditions[id(data)] = (data, parse(data, self.vocabulary))
        return known[1]

    def know_conditions_of(self, other: KnowledgeBase) -> None:
        """Take over the parsed conditions of a knowledge base with the same vocabulary, for parts that both have."""
        self._conditions.update(other._conditions)
        self._conditions_of.update(other._conditions_of)

    def conditions_of(self, cause: Cause) -> CauseConditions:
        """The parsed conditions of a cause."""
        known = self._conditions_of.get(id(cause))
        if known is None:
            confirmed = self.condition(cause.confirmed_when)
            others = (cause.ruled_out_when, cause.applies_when)
            ruled_out, applies = (None if part is None else self.condition(part) for part in others)
            known = self._conditions_of[id(cause)] = (cause, CauseConditions(confirmed, ruled_out, applies))
        return known[1]

    def facts_bearing_on(self, causes: Iterable[Cause]) -> tuple[str, ...]:
        """The facts that some conditions of these causes read, directly or worked out, in the vocabulary's order."""
        read = {name for cause in causes for name in self.conditions_of(cause).facts}
        return tuple(sorted(read | self.facts_leading_to(read), key=self.vocabulary.order))

    def facts_leading_to(self, names: Iterable[str]) -> frozenset[str]:
        """The facts from which some facts may be worked out, directly or over others."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            leading = self._concluding.get(waiting.pop(), ())
            read = {name for derivation in leading for name in names_in(derivation.when)} - found
            found |= read
            waiting += read
        return frozenset(found)

    @cached_property
    def _concluding(self) -> Mapping[str, list[Derivation]]:
        """The derivations that conclude each fact."""
        found: dict[str, list[Derivation]] = {}
        for derivation in self.derivations.values():
            for name in derivation.concludes:
                found.setdefault(name, []).append(derivation)
        return found

    def atoms_about(self, causes: Iterable[Cause]) -> Iterator[Atom]:
        """Every test that conditions of these causes, and all derivations, put facts to."""
        for cause in causes:
            for condition in self.conditions_of(cause):
                yield from () if condition is None else atoms_in(condition)
        for derivation in self.derivations.values():
            yield from atoms_in(self.condition(derivation.when))

    def showing(self, symptom: Symptom, *known: Container[str]) -> str | None:
        """The known fact by which a symptom without a message is recognized; None where there is none.

        Args:
            symptom: the symptom.
            known: the names of the facts that are known, those that show it rather than others first.
        """
        if symptom.recognized_when is None:
            return None
        read = facts_in(self.condition(symptom.recognized_when))
        return next((name for some in known for name in read if name in some), None)

    def contradiction(self, values: Mapping[str, tuple[Value, ...]]) -> Impossible | None:
        """What the rules say cannot be true of these facts; None where nothing speaks against them."""
        return next((p for p in self.impossible if evaluate(self.condition(p.never), values).truth.holds), None)

    def ways_to_find(self, fact: str) -> tuple[tuple[str, ...], ...]:
        """What can be asked to learn a fact, the cheapest way first: itself, or what it is worked out from."""
        known = self._ways.get(fact)
        if known is None:
            ways = dict.fromkeys(self._ways_to_find(fact, frozenset()))
            cheapest = sorted(ways, key=lambda names: sum(map(self.vocabulary.cost, names)))
            known = self._ways[fact] = tuple(cheapest)
        return known

    def _ways_to_find(self, fact: str, above: frozenset[str]) -> Iterator[tuple[str, ...]]:
        if self.vocabulary[fact].asked:
            yield (fact,)
            return
        for derivation in self._concluding.get(fact, ()):
            reads = facts_in(self.condition(derivation.when))
            if not above.intersection(reads):
                parts = (tuple(self._ways_to_find(name, above | {fact})) for name in reads)
                for ways in product(*parts):
                    yield tuple(dict.fromkeys(name for way in ways for name in way))

    def conclusions(self, derivation: Derivation) -> dict[str, Value]:
        """The facts and values that a derivation concludes."""
        return self.read_facts(derivation.concludes)

    def read_facts(self, facts: Mapping[str, Any]) -> dict[str, Value]:
        """Facts that stand in a rule file, as values of their types."""
        return {name: self.vocabulary[name].read(raw) for name, raw in facts.items()}


def usual_file(kind: str, name: str) -> str:
    """The file of a part that comes with the product, where it stands in no folder of its own."""
    return f"rules/{kind}/{name}.yaml" if kind in _ONE_FILE_EACH else _FILES_OF_MANY.get(kind, f"rules/{kind}.yaml")


_ONE_FILE_EACH = ("symptoms", "causes", "remedies", "steps", "derivations")
_FILES_OF_MANY = {
    "facts": "facts/vocabulary.yaml", "costs": "facts/vocabulary.yaml", "pages": "facts/vocabulary.yaml",
    "sentences": "facts/sentences.yaml",
    "in_text": "facts/in_text.yaml",
}  # fmt: skip


def _made_of(parts: dict[str, Any]) -> KnowledgeBase:
    return KnowledgeBase(**parts)
