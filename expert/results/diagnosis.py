"""The result document: one frozen diagnosis, of which every output is a view.

A picture, a page or a text is made from it alone, in either language. Its form is
`expert/diagnosis/1`, described by `expert schema result`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Any, Literal

from expert.facts.vocabulary import FactType
from expert.foundations.problems import NoGraphviz
from expert.foundations.sources import Status, not_superseded
from expert.foundations.terms import ConflictKind, EngineChoice, Layer, Outcome, Safety, Verdict
from expert.foundations.texts import Language
from expert.results.document import Document, Part
from expert.results.standing import Judged

NodeKind = Literal["fact", "derived_fact", "unknown_fact", "symptom", "cause", "remedy"]
EdgeKind = Literal[
    "recognizes", "derives", "explains", "examines", "proves", "suggests", "may_explain", "rules_out", "remedied_by"
]
SCHEMA: Literal["expert/diagnosis/1"] = "expert/diagnosis/1"


class Knowledge(Part):
    """Which knowledge the diagnosis rests on."""

    version: str
    digest: str
    extra: tuple[str, ...] = ()


class FactValue(Part):
    """A fact and its value, as they decided something.

    Attributes:
        title: the fact in words.
        words: the value in words.
        derived_by: the id of the derivation that worked it out, if it was not observed.
        clause: that it has this value, as a clause after "because"; empty in documents of version 0.2.
        origin: where it was observed: a file and line, `--set`, the text …; None for what was worked out, or given
            by a program.
        follows_from: what it was worked out from; of what a message itself tells, nothing.
    """

    fact: str
    value: Any
    title: str
    words: str
    derived_by: str | None = None
    clause: str = ""
    origin: str | None = None
    follows_from: tuple[FactValue, ...] = ()


class CaseFacts(Part):
    """The case as it was given.

    Attributes:
        id: the ticket's number.
        facts: the observed facts.
        described: the same with their names and values in words.
        origins: for each fact, the file and line, `--set`, `api` or `today`.
        file: the fact file, if facts were read from one.
    """

    id: str | None
    facts: dict[str, Any]
    origins: dict[str, str]
    described: tuple[FactValue, ...] = ()
    file: str | None = None


class LinkTo(Part):
    """A link a reader can follow."""

    url: str
    title: str | None = None
    seed: tuple[str, ...] = ()


class SourceOf(Part):
    """Where a statement comes from.

    Attributes:
        document: the id of the document.
        title: its title.
        heading: the heading in it.
        date: its date (ISO 8601).
        status: whether the statement still stands.
        url: where the document is read today.
        no_url: why it has no address.
        seed: the rows of the seed document that it stands for.
    """

    document: str
    title: str
    heading: str
    date: str
    status: Status
    note: str | None = None
    url: str | None = None
    no_url: str | None = None
    seed: tuple[str, ...] = ()


class NoteOf(Part):
    """Something to know."""

    text: str
    status: Status = "current"
    links: tuple[LinkTo, ...] = ()
    sources: tuple[SourceOf, ...] = ()
    seed: tuple[str, ...] = ()


class SymptomFound(Part):
    """A symptom that was recognized.

    Attributes:
        matched: the span of the text that was recognized, or the behavior.
        score: how sure that is: 1.0 for a code or an exact wording.
        layer: how it was recognized.
        general: it says little, and counts only because no other symptom is recognized.
    """

    id: str
    title: str
    matched: str
    score: float
    layer: Layer = "exact"
    general: bool = False
    sources: tuple[SourceOf, ...] = ()
    notes: tuple[NoteOf, ...] = ()


class PartialMatch(Part):
    """A symptom that the text would fit if the rest of its message were there.

    Attributes:
        found: the part of the text that fits.
        needed: the rest of the message.
        causes: what would then explain it: the titles by the ids.
    """

    symptom: str
    title: str
    found: str
    needed: tuple[str, ...]
    causes: dict[str, str] = field(default_factory=dict)


class Reminder(Part):
    """A symptom that the text reminds of, to be asked about; it is no finding.

    Attributes:
        found: the part of the text that reminds of it.
        wording: the message or behavior that it could have been.
        score: how near it comes, from 0 to 1.
    """

    symptom: str
    title: str
    found: str
    wording: str
    score: float


class TextFact(Part):
    """A fact that was read from the case's text.

    Attributes:
        fact: its name.
        value: its value.
        title: the fact in words.
        words: the value in words.
        span: the part of the text that gives it away.
        used: whether the case is judged by it; not where somebody gave another value.
    """

    fact: str
    value: Any
    title: str
    words: str
    span: str
    used: bool = True


class Elsewhere(Part):
    """Whose a case is that is none for this system.

    Attributes:
        rule: the rule that says so.
        what: what it is.
        whose: whose it is, and what to do there.
        links: where to go.
        found: the part of the text that shows it.
        because: the facts that decided it; none in documents of earlier versions.
    """

    rule: str
    what: str
    whose: str | None = None
    links: tuple[LinkTo, ...] = ()
    found: str | None = None
    because: tuple[FactValue, ...] = ()


class GridOf(Part):
    """A small table that belongs to a step."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    seed: tuple[str, ...] = ()


class SometimesOf(Part):
    """Dangers that a step, or a way, has in cases of one kind only.

    Attributes:
        case: these cases in a word or two, to stand behind "if".
    """

    safety: tuple[Safety, ...]
    case: str


class StepOf(Part):
    """One step of a remedy.

    Attributes:
        id: of a shared step, its own; of another, the remedy's with the number of its way and its place in it.
        short: the text in at most six words, where there is room for few; None where the rules have none.
        safety: its dangers; none means safe.
        wait: how long to wait afterward (ISO 8601 duration).
        link: the first of `links`.
        option: which way of carrying the remedy out it belongs to, counted from 1.
        status: superseded steps are known, but not to be preferred.
        seed: the rows of the seed that it stands for.
        only_if: the only case in which it is to be done, where the facts do not tell whether it is so.
        only_if_brief: the same in a word or two, to stand behind "if" on a mark.
        dangers_only_if: the only case in which it has its dangers, where its text tells one that no fact does.
        case: the id of that case.
        shared: the id of a step that several remedies share.
        holds_up: the ids of shared steps that may begin only when this one, and its wait, are over.
        held_back: it is not to be taken before more is known: of the cause, or of whether it is needed.
    """

    id: str
    text: str
    short: str | None = None
    safety: tuple[Safety, ...] = ()
    wait: str | None = None
    link: str | None = None
    links: tuple[LinkTo, ...] = ()
    grid: GridOf | None = None
    option: int = 1
    status: Status = "current"
    protects_from: tuple[Safety, ...] = ()
    last: bool = False
    seed: tuple[str, ...] = ()
    only_if: str | None = None
    only_if_brief: str | None = None
    dangers_only_if: str | None = None
    case: str | None = None
    shared: str | None = None
    holds_up: tuple[str, ...] = ()
    held_back: bool = False


class Question(Part):
    """Something to find out next.

    Attributes:
        number: its place among the questions of the diagnosis, from 1; 0 where it is not one of them.
        cost: what finding it out takes, in words.
        decides: the causes that it can confirm or rule out.
        sources: where the way to the answer comes from.
        intake: the number of the intake question (1 to 8) that it belongs to, if any.
        type: what its values look like.
        values: the values to choose from, with their words.
        to_user: the question in the words of a message to the end user; None where a user cannot answer it.
        page: the page of a portal, or the screen of a device, where the answer is seen, if it is on one.
        page_id: the id of that page; questions with the same one are answered there at once.
        only_if_done: it is known only where somebody has done it already; nobody should do it to find out.
    """

    fact: str
    title: str
    ask: str
    where_to_look: str
    cost: str
    decides: tuple[str, ...]
    type: FactType = "text"
    values: dict[str, str] = field(default_factory=dict)
    sources: tuple[SourceOf, ...] = ()
    intake: int | None = None
    to_user: str | None = None
    page: str | None = None
    page_id: str | None = None
    number: int = 0
    only_if_done: bool = False


class OptionOf(Part):
    """One way of carrying a remedy out.

    Attributes:
        id: the remedy's with its number.
        case: the case that it is for, in the same words for ways of other remedies that are for the same; its id
            where it is for no case of its own.
        number: counted from 1; `StepOf.option` refers to it.
        applies: yes, or `unknown` where the facts do not tell.
        condition: the facts that would tell.
        questions: how to find these out.
        harm: why this way does harm under a condition that is not known to fail.
        harm_id: the id of that harm, the same where another way has it too.
        withheld: the harm is certain, so the steps are not offered.
    """

    id: str
    case: str
    number: int
    title: str | None = None
    status: Status = "current"
    note: str | None = None
    applies: Literal["yes", "unknown"] = "yes"
    condition: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    harm: str | None = None
    harm_id: str | None = None
    harm_safety: tuple[Safety, ...] = ()
    withheld: bool = False


class RemedyOf(Part):
    """What to do about a cause; empty steps where nothing may be offered."""

    id: str
    title: str
    steps: tuple[StepOf, ...]
    notes: tuple[str, ...]
    options: tuple[OptionOf, ...] = ()
    details: tuple[NoteOf, ...] = ()
    verify: str | None = None
    sources: tuple[SourceOf, ...] = ()

    def ways_to_choose(self) -> Iterator[OptionOf]:
        """The ways that may be the right one, down to the first that is right for sure; that one comes last.

        A way that does harm of a marked kind if a fact that is not known turns out badly is never right for sure.
        Replaced ways are only there without any other.
        """
        open_ways = [option for option in self.options if not option.withheld]
        chosen: list[OptionOf] = []
        for option in not_superseded(open_ways):
            if option.applies == "yes" and not option.harm_safety:
                chosen = [other for other in chosen if other.applies == "unknown"]
                chosen.append(option)
                break
            chosen.append(option)
        yield from sorted(chosen, key=lambda option: option.applies == "yes")

    def notes_to_show(self) -> tuple[NoteOf, ...]:
        """What to know about it, where any of its steps is shown: of what is withheld or held back there is none."""
        ways = {option.number for option in self.ways_to_choose()}
        return self.details if any(step.option in ways and not step.held_back for step in self.steps) else ()


class CauseFound(Part, Judged):
    """A candidate cause and its verdict.

    Attributes:
        symptoms: the recognized symptoms that it explains.
        because: the facts that decided the verdict.
        missing: the facts that would decide it.
        undecided: the same in words.
        kind: `wait` when nothing is at fault and it only takes time.
        named: a recognized message names it.
        superseded: no source that still stands names it.
        supported: facts speak for it: a part of its condition is known to hold, or all that it applies to.
        only_left: every other candidate of one of its symptoms is ruled out.
        disputed: the verdict rests on facts that contradict each other or cannot be true together.
        named_by: the recognized symptoms whose message names it.
    """

    id: str
    title: str
    verdict: Verdict
    symptoms: tuple[str, ...]
    because: tuple[FactValue, ...]
    missing: tuple[str, ...]
    remedy: RemedyOf | None
    sources: tuple[SourceOf, ...]
    kind: Literal["fault", "wait"] = "fault"
    named: bool = False
    superseded: bool = False
    notes: tuple[NoteOf, ...] = ()
    undecided: tuple[str, ...] = ()
    supported: bool = False
    only_left: bool = False
    disputed: bool = False
    named_by: tuple[str, ...] = ()


class PlanStep(Part):
    """One step of a plan.

    Attributes:
        number: its place in the plan, from 1.
        label: what it is called where there are several ways to choose from: the steps of each have the letter of
            its place in its remedy and numbers of their own (A1, A2; B1), those of two ways both letters (AB1). The
            letters of a second remedy have its number before them (2A1). Empty where its number will do.
        id: that of the step in the remedies that need it; a check before a way that may do harm has the way's.
        cause: the cause that needs it; where several do, the first.
        causes: every cause that needs it; it is still done once.
        short: the text in at most six words, where there is room for few; None where the rules have none, and for a
            check, which tells a harm in full.
        safety: its dangers; none means safe.
        sometimes: those of them that it has in some cases only, even where it is to be done.
        feared: what is done where the way that it belongs to is the wrong one: for a step with dangers, some of them;
            for the check before that way, which is safe itself, what it is to keep from.
        protects_from: the dangers of later steps that it protects from.
        condition: the sentence that says in which case it is to be done; None for in every case.
        only_for: the ids of the ways and cases that the condition names. Steps with the same stand together.
        wait: how long to wait afterward, at most (ISO 8601 duration).
        after: the numbers of the steps that it must follow; waits along such a chain add up.
        link: the first of `links`.
        status: superseded steps are only here because nothing has replaced them.
        verify: in the plan of a diagnosis, after the last step of a remedy: how to see that it worked.
    """

    number: int
    id: str
    cause: str
    text: str
    short: str | None = None
    causes: tuple[str, ...] = ()
    safety: tuple[Safety, ...] = ()
    sometimes: tuple[SometimesOf, ...] = ()
    feared: tuple[Safety, ...] = ()
    protects_from: tuple[Safety, ...] = ()
    condition: str | None = None
    only_for: tuple[str, ...] = ()
    wait: str | None = None
    after: tuple[int, ...] = ()
    link: str | None = None
    links: tuple[LinkTo, ...] = ()
    grid: GridOf | None = None
    status: Status = "current"
    verify: str | None = None
    label: str = ""

    @property
    def called(self) -> str:
        """Its label, or else its number."""
        return self.label or str(self.number)


NoticeKind = Literal[
    "today", "elsewhere", "unread", "superseded", "only_some", "harm", "other", "unexplained", "obstacle", "reach",
    "language", "held_back", "redacted",
]


class Notice(Part):
    """Something that a reader of the diagnosis must know before acting on it.

    Attributes:
        kind: a message that nothing explains; something else stands in the way; how many are concerned speaks for or
            against some causes; a text is in a language that is not known here; steps are held back until their cause
            is proven; what identifies somebody is masked. Further: the day of observation was taken from the calendar;
            a symptom is known, but not of this kind of enrollment; a text is not recognized; a cause rests on replaced
            documentation; a cause is proven, but only if a condition holds that is not known to; a way of a remedy is
            withheld for its harm. `other` is what a document of version 0.2 or earlier warned of, which did not say its
            kind.
        cause: the id of the cause that it concerns.
        symptom: the id of the symptom.
        facts: the names of the facts.
        option: of a way that is withheld, its id.
    """

    kind: NoticeKind
    text: str
    cause: str | None = None
    symptom: str | None = None
    facts: tuple[str, ...] = ()
    option: str | None = None


class Conflict(Part):
    """Two things that cannot both be true; neither is preferred silently.

    Attributes:
        kind: a fact has several values; a message names a cause that the facts exclude; facts prove a cause and
            exclude it; facts cannot be true together; the text says otherwise than a fact that was given; evidence
            says otherwise than somebody who gave a fact, or than other evidence.
        decides: whether the outcome rests on it.
    """

    kind: ConflictKind
    text: str
    facts: tuple[FactValue, ...]
    symptom: str | None = None
    cause: str | None = None
    decides: bool = False


class DerivationNode(Part):
    """A thing the reasoning passed through.

    Attributes:
        fact: of a fact, its name.
        value: of a fact, its value.
    """

    id: str
    kind: NodeKind
    label: str
    detail: str = ""
    verdict: Verdict | None = None
    origin: str | None = None
    fact: str | None = None
    value: Any = None


class DerivationEdge(Part):
    """A step of the reasoning; `rule` is the rule that fired. Edges of one rule into one node fired together."""

    source: str
    target: str
    kind: EdgeKind
    rule: str


class Derivation(Part):
    """Which rule fired on which facts, as a graph."""

    nodes: tuple[DerivationNode, ...] = ()
    edges: tuple[DerivationEdge, ...] = ()


class Diagnosis(Document):
    """What is known about a case, and how it is known.

    Attributes:
        outcome: the case as a whole.
        outcome_reason: why, in a sentence or two.
        symptoms: what was recognized.
        causes: every candidate cause of every recognized symptom: confirmed, likely, possible, ruled out.
        questions: what to find out next, the cheapest first.
        plan: what to do, the safest first.
        notices: what to know before acting on it; `warnings` are their sentences.
        obstacles: causes that stop an enrollment by themselves and are proven, though no recognized symptom leads to
            them.
        obstacle_plan: what to do about them, where `plan` is about candidates.
        reminds_of: symptoms that the text reminds of, to be asked about.
        read_from_text: facts that were read from the text.
        elsewhere: whose the case is, where it is out of scope.
        could_be: for an incomplete text, the symptoms that it would fit.
        collect: for a case that nothing explains, what to check and collect before escalating.
        help: where to ask on, for the same cases.
        engine: what fired the rules.
    """

    _derived = {"warnings": {"type": "array", "items": {"type": "string"}}}

    schema_: Literal["expert/diagnosis/1"] = SCHEMA
    knowledge: Knowledge
    language: Language
    case: CaseFacts
    outcome: Outcome
    outcome_reason: str
    symptoms: tuple[SymptomFound, ...]
    causes: tuple[CauseFound, ...]
    questions: tuple[Question, ...]
    plan: tuple[PlanStep, ...]
    conflicts: tuple[Conflict, ...]
    notices: tuple[Notice, ...]
    obstacles: tuple[CauseFound, ...] = ()
    obstacle_plan: tuple[PlanStep, ...] = ()
    reminds_of: tuple[Reminder, ...] = ()
    read_from_text: tuple[TextFact, ...] = ()
    elsewhere: Elsewhere | None = None
    could_be: tuple[PartialMatch, ...] = ()
    collect: tuple[NoteOf, ...] = ()
    help: tuple[LinkTo, ...] = ()
    engine: EngineChoice = "experta"
    derivation: Derivation

    def __repr__(self) -> str:
        found = ", ".join(f"{cause.id}: {cause.verdict}" for cause in self.causes)
        return f"<Diagnosis {self.outcome}: {found or 'no candidate cause'}>"

    def cause(self, cause_id: str) -> CauseFound:
        """The candidate, or the obstacle, with this id.

        >>> from expert import Case, diagnose
        >>> diagnosis = diagnose(Case(error="AccountNotOnboarded", apns_certificate="valid"))
        >>> diagnosis.cause("apns-certificate-invalid").verdict
        'ruled_out'

        Raises:
            KeyError: it is not a candidate of the recognized symptoms, and does not stand in the way.
        """
        for cause in self.weighed:
            if cause.id == cause_id:
                return cause
        there = ", ".join(cause.id for cause in self.causes) or "none"
        raise KeyError(f"{cause_id!r} is no candidate cause; there are: {there}")

    @property
    def weighed(self) -> tuple[CauseFound, ...]:
        """The candidates, and what stands in the way."""
        return (*self.causes, *self.obstacles)

    @property
    def acted_on(self) -> tuple[CauseFound, ...]:
        """Those of the weighed causes that the plan does something about."""
        names = {name for step in self.plan for name in (step.cause, *step.causes)}
        return tuple(cause for cause in self.weighed if cause.id in names)

    @property
    def warnings(self) -> tuple[str, ...]:
        """The sentences of the notices."""
        return tuple(notice.text for notice in self.notices)

    @property
    def only_superseded(self) -> bool:
        """Whether the confirmed causes are such that no source that still stands names them."""
        return self.outcome == "confirmed" and all(c.superseded for c in self.causes if c.verdict == "confirmed")

    @classmethod
    def _complete(cls, data: dict[str, Any]) -> None:
        """Number and name what earlier documents left without."""
        questions = data.get("questions", ())
        for number, question in enumerate(questions if isinstance(questions, list) else (), start=1):
            if isinstance(question, dict):  # what is not is told by the check of the whole
                question.setdefault("number", number)
        if "notices" in data:
            return
        data["notices"] = [{"kind": "other", "text": text} for text in data.get("warnings", ())]
        for conflict in data.get("conflicts", ()):
            conflict["kind"] = "message" if conflict.get("cause") else "values"
        ids: dict[str, str] = {}
        for cause in data.get("causes", ()):
            remedy = cause.get("remedy") or {"options": (), "steps": ()}
            for option in remedy["options"]:
                option["id"] = option["case"] = f"{remedy['id']}/{option['number']}"
                if option.get("harm"):
                    option["harm_id"] = ids.setdefault(option["harm"], option["id"])
            for place, step in enumerate(remedy["steps"], start=1):
                name = ids.setdefault(step["text"], step.get("shared") or f"{remedy['id']}/{step['option']}.{place}")
                step.update(id=name, case=name if step.get("only_if") else None)
        for node in data.get("derivation", {}).get("nodes", ()):
            kind, _, rest = node["id"].partition(".")
            if kind == "fact":
                node["fact"] = rest.partition(".")[0]
                node["value"] = next(
                    (fact["value"] for cause in data.get("causes", ()) for fact in cause["because"]
                     if fact["fact"] == node["fact"] and fact["words"] == node["detail"]), None
                )  # fmt: skip
        for number, step in enumerate(data.get("plan", ()), start=1):
            name = ids.get(step["text"], f"plan.{number}")
            step.update(number=number, id=name, only_for=[name] if step.get("condition") else [])

    def _repr_svg_(self) -> str | None:
        """The picture of the reasoning, for notebooks; None where no Graphviz is at hand."""
        try:
            return self.to_svg()
        except NoGraphviz:
            return None


def ways_asked(causes: Iterable[CauseFound]) -> dict[str, Question]:
    """The questions that tell which way of the causes' remedies is to be taken, each once, by their facts."""
    remedies = [cause.remedy for cause in causes if cause.remedy is not None]
    ways = [option for remedy in remedies for option in remedy.ways_to_choose()]
    return {question.fact: question for option in ways for question in option.questions}


def require_diagnosis(wanted: str, *given: object) -> None:
    """See to it that somebody gave diagnoses, and not the cases that they are made of.

    Args:
        wanted: what the function takes, for the message.
        given: what it was given.

    Raises:
        TypeError: one of them is something else.
    """
    for one in given:
        if not isinstance(one, Diagnosis):
            raise TypeError(f"{wanted}, not {type(one).__name__}; make one with diagnose(case)")
