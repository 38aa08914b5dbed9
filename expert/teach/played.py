"""A case as the page for a class plays it: frame by frame, as the rules fire, each with its claim.

First what is reported, then the symptoms that it shows, then one fact after the other: those that a rule reads
directly before those that others are worked out from, and what proves a cause after what rules causes out. After each
fact the engine says what follows from all facts so far; what has changed is the next frame. So a class sees forward
chaining happen, and nothing that it sees is made up.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from expert.engine.contradictions import Contradictions
from expert.engine.program import Assertion
from expert.engine.reasoner import Reasoner, Reasoning
from expert.facts.case import Case
from expert.facts.fact import Fact
from expert.facts.vocabulary import MESSAGE
from expert.foundations.kept import cached_property
from expert.foundations.terms import Outcome, Standing, Verdict, standing
from expert.foundations.texts import Text, joined, text_of
from expert.results import classroom as doc
from expert.results.classroom import both
from expert.results.diagnosis import CauseFound, DerivationEdge, DerivationNode, Diagnosis, EdgeKind, StepOf
from expert.rules.conditions import names_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Symptom
from expert.teach import classroom_phrases as phrases
from expert.teach.explored import step_shown
from expert.visualize.words import OPTION_IF, SO

_PROVES_OR_SUGGESTS: tuple[EdgeKind, ...] = ("proves", "suggests")
# What is decided by other rules than those of causes.
_DECIDED_ELSEWHERE: tuple[Outcome, ...] = ("out_of_scope", "solved")
# What a fact proves comes first, for the class was asked for that; of what explains a symptom, what is still open.
_SHOWN_FIRST: tuple[Standing, ...] = ("confirmed", "superseded", "disputed", "likely", "ruled_out", "possible")
_SHOWN_LAST: tuple[Standing, ...] = ("possible", "ruled_out", "likely", "confirmed", "superseded", "disputed")


def played_case(
    name: str, case: Case, diagnosis: Diagnosis, knowledge: KnowledgeBase, *, title: Text, today: date | None = None,
    message: Text | None = None,
) -> doc.PlayedCase:
    """A case, ready to be played.

    Args:
        name: tells it from the other cases of the page.
        case: the observed facts.
        diagnosis: what follows from them, as it is to be shown; what is masked in it is nowhere else.
        knowledge: the knowledge base.
        title: what it is called.
        today: as for `diagnose`.
        message: what a user of each language reads, for a case that nobody brings along; else it is quoted as it is.
    """
    moments = tuple(_Play(case, diagnosis, knowledge, today, message).moments())
    spoken_of = {box for moment in moments for box in moment.boxes}
    # The result has its causes in the order of their verdicts, which are not to be given away.
    drawn = (node for node in diagnosis.derivation.nodes if _is_drawn(node, spoken_of))
    in_order = sorted(drawn, key=lambda node: node.id if node.kind == "cause" else "")
    boxes = tuple(_box(node, message) for node in in_order)
    return doc.PlayedCase(
        id=name,
        title=both(title),
        causes=tuple(sorted(cause.id for cause in diagnosis.weighed)),
        outcome=diagnosis.outcome,
        boxes=boxes,
        lines=tuple(_lines(diagnosis.derivation.edges, {box.id: place for place, box in enumerate(boxes)})),
        moments=moments,
    )


def _is_drawn(node: DerivationNode, spoken_of: Container[str]) -> bool:
    """Whether a small picture has room for it: it does without what nobody knows, and what nobody is told to do."""
    return node.kind != "unknown_fact" and (node.kind != "remedy" or node.id in spoken_of)


def _box(node: DerivationNode, message: Text | None) -> doc.Box:
    is_fact = node.kind in ("fact", "derived_fact")
    return doc.Box(id=node.id, kind=node.kind, label=both(_told(node, message)) if is_fact else None)


def _lines(edges: Iterable[DerivationEdge], places: Mapping[str, int]) -> Iterator[doc.Line]:
    """Each line between these boxes once."""
    for edge in {(e.source, e.target): e for e in edges}.values():
        if edge.source in places and edge.target in places:
            yield doc.Line(source=places[edge.source], target=places[edge.target], kind=edge.kind)


def _told(node: DerivationNode, message: Text | None = None) -> Text:
    """A fact and its value in words; of a message, as each language has it."""
    words = message if message is not None and node.id == f"fact.{MESSAGE}" else text_of(node.detail)
    return phrases.TOLD.format(title=text_of(node.label), words=words)


@dataclass(frozen=True)
class _Known:
    """How far a play has come."""

    case: Case
    reasoning: Reasoning

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """Of each candidate, and of what stands in the way."""
        return {**self.reasoning.verdicts, **dict.fromkeys((c.id for c in self.reasoning.obstacles), "confirmed")}

    @cached_property
    def disputed(self) -> frozenset[str]:
        """The ids of the causes whose verdict rests on facts of which not all can be true."""
        contradictions, causes = Contradictions(self.reasoning), self.reasoning.knowledge.causes
        return frozenset(name for name in self.verdicts if contradictions.dispute(causes[name]))

    def standing(self, cause: str) -> Standing | None:
        """How a cause stands by its id; None where it is no candidate."""
        verdict = self.verdicts.get(cause)
        if verdict is None:
            return None
        superseded = self.reasoning.knowledge.causes[cause].superseded
        return standing(verdict, disputed=cause in self.disputed, superseded=superseded)


class _Play:
    def __init__(
        self, case: Case, diagnosis: Diagnosis, knowledge: KnowledgeBase, today: date | None, message: Text | None
    ) -> None:
        self._message = message
        self._case = case
        self._diagnosis = diagnosis
        self._knowledge = knowledge
        self._today = today
        self._nodes = {node.id: node for node in diagnosis.derivation.nodes}
        self._edges = diagnosis.derivation.edges
        self._shown = {cause.id for cause in diagnosis.weighed}
        self._guessed = False

    def moments(self) -> Iterator[doc.Moment]:
        """The frames in their order."""
        known = self._with(self._nothing(), self._reported())
        yield self._what_is_reported()
        yield from self._after(self._nothing(), known)
        if self._diagnosis.outcome in _DECIDED_ELSEWHERE:
            yield from self._elsewhere()
        else:
            for fact in (*self._later(), *self._beside()):
                before, known = known, self._with(known, [fact])
                follows = list(self._after(before, known))
                if follows or self._node_of(fact) is not None:
                    yield self._fact(fact)
                    yield from follows
            yield from map(self._remedy, self._mended())
        yield self._end()

    # What is known when

    def _nothing(self) -> _Known:
        empty = Case.of({}, self._knowledge.vocabulary)
        return _Known(empty, Reasoner.of(self._knowledge).imagine(empty, self._today))

    def _with(self, known: _Known, facts: Iterable[Fact]) -> _Known:
        case = known.case.and_also(*facts).judged_like(self._case)
        return _Known(case, Reasoner.of(self._knowledge).imagine(case, self._today))

    def _reported(self) -> list[Fact]:
        """What begins a case: the message, or what happens where there is none, and where that is."""
        begins = {MESSAGE, "where_shown", *self._knowledge.behaviors}
        return [fact for fact in self._case if fact.name in begins]

    def _later(self) -> list[Fact]:
        """The other facts that some rule reads, in the order in which they are played."""
        reported = {fact.name for fact in self._reported()}
        read = {node.fact for node in self._nodes.values() if node.kind == "fact" and node.fact is not None}
        facts = [fact for fact in self._case if fact.name in read and fact.name not in reported]
        return sorted(facts, key=lambda fact: self._place(fact.name))

    def _beside(self) -> list[Fact]:
        """The rest: no rule that decides reads it, but it may speak for a cause that is the last one left."""
        played = {fact.name for fact in (*self._reported(), *self._later())}
        return [fact for fact in self._case if fact.name not in played]

    def _node_of(self, fact: Fact) -> DerivationNode | None:
        return next((node for node in self._nodes.values() if node.fact == fact.name), None)

    def _place(self, fact: str) -> tuple[int, bool, int]:
        """How many rules lie between a fact and the verdicts it leads to; whether it speaks for a cause; its place."""
        node = next(name for name, node in self._nodes.items() if node.fact == fact)
        depth, reached, proves = 0, {node}, False
        while reached:
            edges = [edge for edge in self._edges if edge.source in reached]
            proves = proves or any(edge.kind in _PROVES_OR_SUGGESTS for edge in edges)
            if any(edge.kind != "derives" for edge in edges) or not edges:
                break
            depth, reached = depth + 1, {edge.target for edge in edges}
        return depth, proves, self._knowledge.vocabulary.order(fact)

    # The frames

    def _what_is_reported(self) -> doc.Moment:
        message = self._nodes.get(f"fact.{MESSAGE}")
        if message is not None:
            words = text_of(message.detail) if self._message is None else self._message
            return doc.Moment(kind="seen", title=both(phrases.REPORTS), words=both(words), boxes=(message.id,))
        names = [fact.name for fact in self._reported()]
        shown = [node for node in self._nodes.values() if node.fact in names]
        if not shown:
            return doc.Moment(kind="seen", title=both(phrases.NOTHING_TO_GO_BY))
        return doc.Moment(
            kind="seen", title=both(phrases.REPORTS), words=both(joined(list(map(_told, shown)), "; ")),
            boxes=tuple(node.id for node in shown),
        )  # fmt: skip

    def _after(self, before: _Known, now: _Known) -> Iterator[doc.Moment]:
        """What follows from what has just become known."""
        known = {symptom.id for symptom in before.reasoning.symptoms}
        for symptom in now.reasoning.symptoms:
            if symptom.id not in known:
                yield self._symptom(symptom)
        for fact in now.reasoning.values:
            if fact not in before.reasoning.values and fact not in now.case:
                yield from self._worked_out(fact, now.reasoning)
        if self._diagnosis.outcome in _DECIDED_ELSEWHERE:
            return
        changes = list(self._changes(before, now))
        for stands in _SHOWN_FIRST if known else _SHOWN_LAST:
            alike = tuple(change for change in changes if change.stands == stands)
            if self._settles(alike):
                self._guessed = True
                yield self._guess()
            if alike:
                yield self._verdicts(stands, alike, new=not known)

    def _verdicts(self, stands: Standing, changes: tuple[doc.Change, ...], *, new: bool) -> doc.Moment:
        """That causes stand alike from now on."""
        words = None
        if stands == "superseded":
            one, many = phrases.IS_SO
        elif stands == "disputed":
            one, many = phrases.CONTRADICTED
            words = both(phrases.RESTS_ON_WHAT_DOES_NOT_FIT[len(changes) > 1])
        else:
            one, many = phrases.CANDIDATES if new and stands == "possible" else phrases.TURNS_OUT[stands]
        title = self._knowledge.causes[changes[0].cause].title
        return doc.Moment(
            kind="candidates" if new else "verdict",
            title=both(one.format(cause=title) if len(changes) == 1 else many.format(n=len(changes))),
            words=words,
            changes=changes,
            no_proof=stands if stands == "superseded" or stands == "disputed" else None,
            rule=changes[0].rule,
        )

    def _symptom(self, symptom: Symptom) -> doc.Moment:
        box = f"symptom.{symptom.id}"
        rule = next((edge.rule for edge in self._edges if edge.target == box and edge.kind == "recognizes"), None)
        return doc.Moment(
            kind="symptom", title=both(phrases.SYMPTOM.format(title=symptom.title)), rule=rule, boxes=(box,)
        )

    def _fact(self, fact: Fact) -> doc.Moment:
        node = self._node_of(fact)
        if node is None:
            return self._told(fact.name)
        return doc.Moment(
            kind="fact", title=both(text_of(node.label)), words=both(text_of(node.detail)), boxes=(node.id,)
        )

    def _told(self, fact: str, rule: str | None = None) -> doc.Moment:
        """A fact that the picture does not have."""
        told = next(value for value in self._diagnosis.case.described if value.fact == fact)
        return doc.Moment(kind="fact", title=both(text_of(told.title)), words=both(text_of(told.words)), rule=rule)

    def _elsewhere(self) -> Iterator[doc.Moment]:
        """The facts by which the case is none for the rules, or is solved already."""
        reasoning = Reasoner.of(self._knowledge).imagine(self._case, self._today)
        outside, solved = reasoning.out_of_scope, reasoning.solved
        rules = [(outside.id, outside.out_of_scope_when)] if outside is not None else []
        rules += [(solved.id, solved.solved_when)] if solved is not None else []
        described = {value.fact for value in self._diagnosis.case.described}
        for rule, condition in rules:
            for name in dict.fromkeys(names_in(condition)):
                if name in described:
                    yield self._told(name, rule)

    def _worked_out(self, fact: str, reasoning: Reasoning) -> Iterator[doc.Moment]:
        """A fact that follows from others, where the picture shows it."""
        for node in self._nodes.values():
            if node.fact != fact or node.kind != "derived_fact":
                continue
            known = Assertion(fact, reasoning.values[fact][0])
            by_message = known in reasoning.told
            title = phrases.STATED if by_message else phrases.WORKED_OUT
            rule = reasoning.origin(known)
            yield doc.Moment(
                kind="worked_out", title=both(title.format(title=text_of(node.label))),
                words=both(text_of(node.detail)), rule=f"{rule}/messages" if by_message else rule, boxes=(node.id,),
            )  # fmt: skip

    def _changes(self, before: _Known, now: _Known) -> Iterator[doc.Change]:
        """The causes that stand otherwise, those that the result shows, in an order that says nothing."""
        for name in sorted(name for name in now.verdicts if name in self._shown):
            stands = now.standing(name)
            if stands is not None and stands != before.standing(name):
                rule, facts = now.reasoning.deciding(self._knowledge.causes[name])
                yield doc.Change(cause=name, stands=stands, rule=rule if facts else None)

    def _settles(self, changes: Iterable[doc.Change]) -> bool:
        """Whether the first cause of the result gets its verdict now, so that the class should guess before."""
        first = self._first
        if self._guessed or first is None or first.verdict not in ("confirmed", "likely"):
            return False
        return any(change.cause == first.id and change.stands == first.standing for change in changes)

    @property
    def _first(self) -> CauseFound | None:
        """The first cause of the result that rests on no contradiction."""
        return next((cause for cause in self._diagnosis.weighed if not cause.disputed), None)

    def _guess(self) -> doc.Moment:
        """The class is asked before the verdict is shown."""
        assert self._first is not None  # it is what the verdict is about to settle
        return doc.Moment(kind="guess", title=both(phrases.GUESS), cause=self._first.id)

    def _mended(self) -> list[CauseFound]:
        """The causes whose remedy is shown: those that are confirmed, or else likely, and rest on no contradiction."""
        sound = [cause for cause in self._diagnosis.weighed if not cause.disputed]
        with_steps = [cause for cause in sound if cause.remedy is not None and cause.remedy.steps]
        for verdict in ("confirmed", "likely"):
            found = [cause for cause in with_steps if cause.verdict == verdict]
            if found:
                return found
        return []

    def _remedy(self, cause: CauseFound) -> doc.Moment:
        assert cause.remedy is not None
        # The way that is sure to fit comes last; where none is, they are told by the text of the diagnosis.
        way = next(reversed([*cause.remedy.ways_to_choose()]), None)
        steps = [
            step for step in cause.remedy.steps if way is not None and step.option == way.number and not step.held_back
        ]
        title = None if way is None or way.title is None or len(cause.remedy.options) == 1 else text_of(way.title)
        depends = way is not None and way.applies == "unknown"
        said = [] if title is None else [OPTION_IF.format(title=title) if depends else title]
        said += [phrases.SUPERSEDED] if cause.superseded else []
        said += [] if way is None or way.harm is None else [phrases.CAREFUL.format(harm=text_of(way.harm))]
        words = both(joined(said, ". ")) if said else None
        shown = tuple(_step(step, if_so=depends and title is not None) for step in steps)
        heading = phrases.REMEDY_MEANWHILE if cause.superseded else phrases.REMEDY
        return doc.Moment(
            kind="remedy", title=both(heading.format(title=text_of(cause.remedy.title))), words=words,
            boxes=(f"cause.{cause.id}", f"remedy.{cause.remedy.id}"), steps=shown,
            remedy=cause.remedy.id, cause=cause.id, rule=f"{cause.id}/remedy",
            no_proof="superseded" if cause.standing == "superseded" else None,
        )  # fmt: skip

    def _end(self) -> doc.Moment:
        diagnosis = self._diagnosis
        title = phrases.OUTCOME_SUPERSEDED if diagnosis.only_superseded else phrases.OUTCOME[diagnosis.outcome]
        return doc.Moment(
            kind="end", title=both(title), words=both(text_of(diagnosis.outcome_reason)),
            no_proof="superseded" if diagnosis.only_superseded else None,
        )  # fmt: skip


def _step(step: StepOf, *, if_so: bool) -> doc.StepShown:
    """A step; `if_so`: its way may not be the one to take, and that is said above it."""
    brief = step.only_if_brief or (SO if if_so and not step.last else step.dangers_only_if)
    links = (
        doc.LinkShown(url=to.url, title=None if to.title is None else both(text_of(to.title))) for to in step.links
    )
    grid = None if step.grid is None else doc.GridShown(
        columns=tuple(both(text_of(column)) for column in step.grid.columns), rows=step.grid.rows
    )  # fmt: skip
    return step_shown(
        text_of(step.text), None if step.short is None else text_of(step.short), step.safety,
        None if step.only_if is None else text_of(step.only_if),
        text_of(brief) if isinstance(brief, str) else brief, step.wait, links, grid,
    )
