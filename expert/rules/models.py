"""What a rule folder holds, file by file: symptoms, causes, remedies, shared steps, derivations, documents.

The classes are the shape of the files. They are checked when a file is read; conditions stay as written
and are parsed, against the vocabulary, by the knowledge base.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from typing import Any, Literal, TypeVar

from expert.foundations.kept import cached_property
from expert.foundations.records import PlainRecord
from expert.foundations.sources import Source, Status
from expert.foundations.terms import ConflictKind, Layer, Outcome, Safety
from expert.foundations.texts import LANGUAGES, Language, Text
from expert.rules.conditions import ConditionData

_STRICT = {"extra": "forbid"}
_OfCause = TypeVar("_OfCause")
_QUOTATION_MARKS = "\"'“”„‘’«»"

RuleStatus = Literal["stable", "new", "disputed", "retired"]
"""How far a rule can be relied on: it has stood for a while, is new, has sources that disagree, or no longer counts."""


class Link(PlainRecord):
    """A link a reader can follow."""

    __pydantic_config__ = _STRICT
    url: str
    title: Text | None = None
    seed: tuple[str, ...] = ()


class Note(PlainRecord):
    """Something to know besides the steps. Its sources are those of the file, unless it names its own."""

    __pydantic_config__ = _STRICT
    text: Text
    seed: tuple[str, ...] = ()
    status: Status = "current"
    links: tuple[Link, ...] = ()
    sources: tuple[Source, ...] = ()


class Grid(PlainRecord):
    """A small table that belongs to a step, such as DNS records."""

    __pydantic_config__ = _STRICT
    columns: tuple[Text, ...]
    rows: tuple[tuple[str, ...], ...]
    seed: tuple[str, ...] = ()


class Preparation(PlainRecord):
    """What a shared step needs before it in cases of one kind; left out where its way has done the same already.

    Attributes:
        when: the cases; where it is not known, the steps are said under the condition `title`.
        title: the condition in words.
        steps: the ids of shared steps, in order.
        in_short: the same in a sentence, for pages that know no case.
        short: the same in a few words, which stand after those of the step and a semicolon; None where the folder does
            not say.
        briefly: the cases in a word or two, to stand behind "if" on a mark: "ADE"; `title` where it is left out.
    """

    __pydantic_config__ = _STRICT
    when: ConditionData
    title: Text
    steps: tuple[str, ...]
    in_short: Text
    short: Text | None = None
    briefly: Text | None = None


class Step(PlainRecord):
    """One thing to do.

    Attributes:
        short: what is to be done in a few words, for pictures that are projected; None where the folder does not say.
        id: for a shared step, its id, so that a plan says it once.
        safety: its dangers.
        dangers_only_if: the case in which alone it has them, where its text tells one that no fact does.
        protects_from: the dangers of later steps that this one protects from.
        wait: how long to wait afterward (ISO 8601 duration, such as PT72H).
        last: it closes a plan ("enroll again"), whatever remedy it came from.
        before: what a shared step needs before it.
        holds_up: the ids of shared steps that may begin only when this one, and its wait, are over.
    """

    __pydantic_config__ = _STRICT
    text: Text
    short: Text | None = None
    id: str | None = None
    safety: tuple[Safety, ...] = ()
    protects_from: tuple[Safety, ...] = ()
    wait: str | None = None
    links: tuple[Link, ...] = ()
    grid: Grid | None = None
    seed: tuple[str, ...] = ()
    last: bool = False
    before: tuple[Preparation, ...] = ()
    holds_up: tuple[str, ...] = ()
    dangers_only_if: Text | None = None


class SharedStep(PlainRecord):
    """A step that is written once, in `rules/steps/`, with what this remedy adds to it.

    Attributes:
        prepared: on this way nothing has to come before it; what it would bring (`Step.before`) is left out.
    """

    __pydantic_config__ = _STRICT
    step: str
    seed: tuple[str, ...] = ()
    prepared: bool = False


class Harm(PlainRecord):
    """A condition under which an option does harm: it is then withheld and the reason is shown.

    Attributes:
        id: for one that several options have, its id, so that a plan checks it once.
    """

    __pydantic_config__ = _STRICT
    when: ConditionData
    text: Text
    safety: tuple[Safety, ...]
    id: str | None = None


class Option(PlainRecord):
    """One way to carry out a remedy.

    Attributes:
        when: where this way applies; it is not offered where that is known to fail.
        status: superseded ways are shown last and marked.
    """

    __pydantic_config__ = _STRICT
    steps: tuple[Step | SharedStep, ...]
    title: Text | None = None
    when: ConditionData | None = None
    harm: Harm | None = None
    status: Status = "current"
    note: Text | None = None


class Remedy(PlainRecord):
    """What to do about a cause, in one or several ways, and how to see that it worked.

    Attributes:
        status: how far it can be relied on.
        checked: the day on which it was last held against its sources.
        rows: the rows of the tables of known failures that it covers, such as `B12`.
    """

    __pydantic_config__ = _STRICT
    id: str
    title: Text
    options: tuple[Option, ...]
    sources: tuple[Source, ...]
    notes: tuple[Note, ...] = ()
    verify: Text | None = None
    status: RuleStatus = "stable"
    checked: datetime.date | None = None
    rows: tuple[str, ...] = ()


INTUNE = "Intune"
"""The domain of the codes that Intune writes as one number: -2016341112, 2278626184 or 0x87D11388."""


class Code(PlainRecord):
    """An error code. A number alone says little, for two domains can use the same.

    Attributes:
        domain: its domain; `Intune` for one of Intune's own, which is known by its number however that is written.
        number: its number, as the domain counts; of one of Intune's the signed decimal.
        in_intunes_numbering: Intune's number for it stands for it; false where Intune means something else by that.
    """

    __pydantic_config__ = _STRICT
    domain: str
    number: int
    in_intunes_numbering: bool = True


class OnlyWith(PlainRecord):
    """What makes a line specific that other things write too.

    Attributes:
        texts: one of these stands in the same text, by its letters and as whole words; `*` leaves an end open.
        when: or the text is nothing but that line, and this holds of the case.
    """

    __pydantic_config__ = _STRICT
    texts: tuple[str, ...]
    when: ConditionData | None = None


class Message(PlainRecord):
    """One exact wording of a symptom, in either or both languages or in others, or its code.

    Attributes:
        other: wordings in further languages, by their codes; in a file they stand beside `en` and `sv`.
        code: the error code that stands for the message.
        tells: facts that the wording itself states.
        must: by language, the words that carry the meaning, as a pattern (`expert/rules/patterns.py`). A text in
            which they stand, and nearly all else of the wording, is taken for the message though it is not letter for
            letter; without them, all words of the wording but the small ones are needed.
        only_with: what makes it specific, for a line that other things write too.
    """

    __pydantic_config__ = _STRICT
    en: str | None = None
    sv: str | None = None
    other: dict[str, str] = field(default_factory=dict)
    code: Code | None = None
    kind: Literal["message", "code", "log"] = "message"
    tells: dict[str, Any] = field(default_factory=dict)
    must: dict[str, str] = field(default_factory=dict)
    only_with: OnlyWith | None = None
    seed: tuple[str, ...] = ()

    @property
    def text(self) -> Text:
        """The message for a reader, in each language where that wording is known."""
        code = "" if self.code is None else f"{self.code.domain} {self.code.number}"
        return Text(self.en or self.sv or code, self.sv or self.en or code)

    def wordings(self) -> tuple[str, ...]:
        """The wordings that there are."""
        return tuple(wording for wording in (self.en, self.sv, *self.other.values()) if wording is not None)


def with_further_languages(data: Any, field_name: str) -> Any:
    """Messages as they were written (`de: …` beside `en: …`), with what is in other languages under `other`."""
    if not isinstance(data, dict) or not isinstance(data.get(field_name), (list, tuple)):
        return data
    return {**data, field_name: [_with_further_languages(message) for message in data[field_name]]}


_A_LANGUAGE = re.compile("[a-z]{2,3}")


def _with_further_languages(message: Any) -> Any:
    if not isinstance(message, dict):
        return message
    names = {name for name in message if _A_LANGUAGE.fullmatch(str(name)) and name not in LANGUAGES}
    rest = {name: value for name, value in message.items() if name not in names}
    other = {name: message[name] for name in message if name in names}
    return {**rest, "other": {**rest.get("other", {}), **other}} if other else message


class Phrase(PlainRecord):
    """What people call something, as a pattern (`expert/rules/patterns.py`) in either or both languages."""

    __pydantic_config__ = _STRICT
    en: str | None = None
    sv: str | None = None

    def patterns(self) -> Iterator[str]:
        """Those that there are; they are tried in both languages whatever a text is in."""
        yield from (pattern for pattern in (self.en, self.sv) if pattern is not None)


Stage = Literal["before_sign_in", "sign_in", "configuration", "profile", "registration", "after_enrollment"]
"""Where on its way an enrollment stands."""


class Symptom(PlainRecord):
    """A message or a behavior by which a fault shows itself.

    Attributes:
        example: the facts of a typical case, as in a fact file; used in rule tests and pictures.
        messages: exact wordings that are recognized.
        recognized_when: for a behavior, the condition that recognizes it.
        applies_when: the symptom is not recognized where this is known to fail.
        phrases: what people call it who do not give its message.
        told_with: what a text must hold for these to count, in whatever sentence: one of these patterns.
        told_without: what a text must not hold for these to count, in whatever sentence.
        reports: whole texts in which people told of it.
        near_misses: whole texts that sound like one of it, and report nothing.
        general: it says too little to stand beside another: it counts only where no other symptom is recognized.
        stage: where on the way of an enrollment it shows itself.
        any_cause: every cause that stops an enrollment by itself is a candidate, besides those that name the symptom.
        order: its place in the seed, for sorting; symptoms beyond the seed come after.
        topic: what it is about, one of `topics.yaml`: the folder that its file stands in.
        status: how far it can be relied on.
        checked: the day on which it was last held against its sources.
        rows: the rows of the tables of known failures that it covers, such as `B12`.
    """

    __pydantic_config__ = _STRICT
    id: str
    title: Text
    example: dict[str, Any]
    sources: tuple[Source, ...]
    messages: tuple[Message, ...] = ()
    recognized_when: ConditionData | None = None
    applies_when: ConditionData | None = None
    notes: tuple[Note, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    told_with: tuple[Phrase, ...] = ()
    told_without: tuple[Phrase, ...] = ()
    reports: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()
    general: bool = False
    stage: Stage | None = None
    any_cause: bool = False
    order: int = 1000
    topic: str | None = None
    status: RuleStatus = "stable"
    checked: datetime.date | None = None
    rows: tuple[str, ...] = ()

    @staticmethod
    def arranged(data: Any) -> Any:
        """What was written, with wordings in further languages put together."""
        return with_further_languages(data, "messages")

    def patterned(self) -> Iterator[tuple[str, int, Phrase]]:
        """All that is put as patterns: in which field, at which place in it, and what."""
        for name in ("phrases", "told_with", "told_without"):
            yield from ((name, i, phrase) for i, phrase in enumerate(getattr(self, name)))

    def shown_in(self, language: Language) -> tuple[str, ...]:
        """The messages that a user sees in a language; none that another one holds whole.

        What is known only in the other language stands in for them where there is none in this one.
        """
        messages = [message for message in self.messages if message.kind == "message"]
        own = [message for message in messages if getattr(message, language) is not None]
        texts: dict[str, str] = {}
        for message in own or messages:
            text = str(message.text.in_(language))
            texts.setdefault(text.strip(_QUOTATION_MARKS), text)  # marks around all of it are those of who quoted it
        return tuple(text for bare, text in texts.items() if not any(bare in other for other in texts if other != bare))


class Explains(PlainRecord):
    """That a cause explains a symptom; `named` when the message itself names the cause."""

    __pydantic_config__ = _STRICT
    symptom: str
    named: bool = False


class StepWanted(PlainRecord):
    """A step as a case expects it. What is not said is not there (without `marks` it has none), but for links and rows.

    Attributes:
        step: the id of a shared step, or the beginning of the English text of another.
        marks: its dangers.
        protects_from: the dangers of later steps that it protects from.
        wait: how long to wait afterward (ISO 8601 duration).
        links: the addresses that stand with it; None where the case says nothing of them.
        rows: how many rows its table has; None where the case says nothing of that.
        only_on: the numbers of the ways of its remedy that it is only for.
        only_if: the beginning, in English, of the only case in which it is to be done.
        status: superseded steps are only there because nothing has replaced them.
        held_back: it is not to be taken before more is known.
    """

    __pydantic_config__ = _STRICT
    step: str
    marks: tuple[Safety, ...] = ()
    protects_from: tuple[Safety, ...] = ()
    wait: str | None = None
    links: tuple[str, ...] | None = None
    rows: int | None = None
    only_on: tuple[int, ...] = ()
    only_if: str | None = None
    status: Status = "current"
    held_back: bool = False


class HarmWanted(PlainRecord):
    """A way that a case expects to be withheld, with the dangers that it is withheld for."""

    __pydantic_config__ = _STRICT
    way: int | str
    marks: tuple[Safety, ...]


class PlanWanted(PlainRecord):
    """What a case expects of what is to be done about its cause. Each part may be left out; what is said must hold.

    Attributes:
        ways: the ways of its remedy that are offered: their numbers from 1, or the beginnings of their English titles.
        harm: the ways that are withheld because they do harm here, named likewise, or with their dangers.
        steps: its steps in the plan, in their order.
        whole: all steps of the plan in their order, also those for other causes; each only by its name.
        takes: how long the whole plan takes at least, with every wait (ISO 8601 duration, such as PT30M).
        other_ways: by the number of a way that is offered and that the plan does not take: its steps in their order.
        verify: whether the plan says how to see that it worked.
    """

    __pydantic_config__ = _STRICT
    ways: tuple[int | str, ...] | None = None
    harm: tuple[int | str | HarmWanted, ...] | None = None
    steps: tuple[str | StepWanted, ...] | None = None
    whole: tuple[str, ...] | None = None
    takes: str | None = None
    other_ways: dict[str, tuple[str | StepWanted, ...]] = field(default_factory=dict)
    verify: bool | None = None


VerdictWanted = Literal["confirmed", "likely", "possible", "ruled_out", "none"]
"""The verdict of a cause in a case of its file; `none` where it is no candidate."""


class RuleCase(PlainRecord):
    """A case that a cause is tested with.

    Attributes:
        shows: the symptom whose example facts are added; the first that the cause explains if left out.
        facts: what is observed besides; a fact that the example also has is replaced, or, without a value, not known.
        outcome: that of the case as a whole.
        obstacle: whether the cause stands in the way though no recognized symptom leads to it.
        conflict: the kinds of what contradicts, all of them; empty where nothing may.
        recognized: how the symptom that it shows is recognized.
        plan: what is to be done.
        to_confirm: it says what the engine says; nobody who knows the field has looked at it yet.
    """

    __pydantic_config__ = _STRICT
    name: str
    verdict: VerdictWanted
    facts: dict[str, Any] = field(default_factory=dict)
    shows: str | None = None
    outcome: Outcome | None = None
    obstacle: bool | None = None
    conflict: tuple[ConflictKind, ...] | None = None
    recognized: Layer | None = None
    plan: PlanWanted | None = None
    to_confirm: bool = False


class Cause(PlainRecord):
    """Something that can be wrong (or, for a wait, something that only takes time).

    Attributes:
        applies_when: the cause is ruled out where this is known to fail.
        confirmed_when: proves it.
        ruled_out_when: excludes it; the failing of `confirmed_when` if left out.
        remedy: the id of a remedy, or the remedy itself.
        stops_enrollment: whether it alone stops an enrollment, whatever is seen: always, never, or under a condition,
            such as of which methods.
        reach: whom it concerns: one device, one user, or all of the tenant; None where that is not certain.
        topic: what it is about, one of `topics.yaml`: the folder that its file stands in.
        status: how far it can be relied on.
        checked: the day on which it was last held against its sources.
        rows: the rows of the tables of known failures that it covers, such as `B12`.
    """

    __pydantic_config__ = _STRICT
    id: str
    title: Text
    explains: tuple[str | Explains, ...]
    confirmed_when: ConditionData
    remedy: str | Remedy
    sources: tuple[Source, ...]
    cases: tuple[RuleCase, ...]
    kind: Literal["fault", "wait"] = "fault"
    applies_when: ConditionData | None = None
    ruled_out_when: ConditionData | None = None
    stops_enrollment: bool | ConditionData = False
    reach: Literal["device", "user", "tenant"] | None = None
    notes: tuple[Note, ...] = ()
    topic: str | None = None
    status: RuleStatus = "stable"
    checked: datetime.date | None = None
    rows: tuple[str, ...] = ()

    def links(self) -> Iterator[Explains]:
        """Each symptom that it explains."""
        return iter(self._links)

    def named_by(self, symptom: str) -> bool:
        """Whether the message of a symptom itself names this cause."""
        return any(link.named and link.symptom == symptom for link in self._links)

    def is_linked_to(self, symptom: str) -> bool:
        """Whether it explains a symptom itself, and not only as whatever stops an enrollment does."""
        return any(link.symptom == symptom for link in self._links)

    @cached_property
    def _links(self) -> tuple[Explains, ...]:
        return tuple(Explains(entry) if isinstance(entry, str) else entry for entry in self.explains)

    @property
    def remedy_id(self) -> str:
        """The id of its remedy."""
        return self.remedy if isinstance(self.remedy, str) else self.remedy.id

    @cached_property
    def superseded(self) -> bool:
        """Whether no source that still stands names it."""
        return all(source.status == "superseded" for source in self.sources)


def by_remedy(found: Sequence[_OfCause], cause_of: Callable[[_OfCause], Cause]) -> list[_OfCause]:
    """What is about causes, in its order, but for causes with one remedy, which stand beside the first of them."""
    remedies = dict.fromkeys(cause_of(one).remedy_id for one in found)
    return [one for remedy in remedies for one in found if cause_of(one).remedy_id == remedy]


class Derivation(PlainRecord):
    """Works a fact out from others.

    Attributes:
        status: how far it can be relied on.
        checked: the day on which it was last held against its sources.
        rows: the rows of the tables of known failures that it covers, such as `B12`.
    """

    __pydantic_config__ = _STRICT
    id: str
    title: Text
    when: ConditionData
    concludes: dict[str, Any]
    sources: tuple[Source, ...]
    status: RuleStatus = "stable"
    checked: datetime.date | None = None
    rows: tuple[str, ...] = ()


class ScopeRule(PlainRecord):
    """A condition under which a case is not one for this system.

    Attributes:
        reason: what it is.
        whose: whose it is, and what to do there.
        links: where to go.
    """

    __pydantic_config__ = _STRICT
    id: str
    out_of_scope_when: ConditionData
    reason: Text
    whose: Text | None = None
    links: tuple[Link, ...] = ()


class Solved(PlainRecord):
    """A condition that shows that a case is solved: what had to be done is done, and the symptom is gone."""

    __pydantic_config__ = _STRICT
    id: str
    solved_when: ConditionData
    reason: Text


class InText(PlainRecord):
    """A way in which a text gives a value of a fact away.

    Attributes:
        value: the value, or `{number}`, `{version}` or `{date}` for what stands at that place of the pattern.
        denied: the value where the text denies it; None where that says nothing.
        en: patterns in English (`expert/rules/patterns.py`).
        sv: patterns in Swedish.
        lines: regular expressions for what machines write; a group named `value` holds the value where there is one.
            One that looks at a whole text has a group named `span` for the place that it is about; it reads nothing in
            a long log, nor in a sentence that asks or supposes.
        only_alone: it counts only where no message is recognized.
    """

    __pydantic_config__ = _STRICT
    value: str | int | bool
    denied: str | int | bool | None = None
    en: tuple[str, ...] = ()
    sv: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    only_alone: bool = False


class FactInText(PlainRecord):
    """How texts give a fact away.

    Attributes:
        id: the fact.
        needed: of each of their lines, one after the other, what a text must hold for it to find anything
            (`expert/foundations/needed_letters.py`).
    """

    __pydantic_config__ = _STRICT
    id: str
    ways: tuple[InText, ...]
    needed: tuple[tuple[tuple[str, ...], ...], ...] = ()

    @classmethod
    def of(cls, name: str, ways: Iterable[InText]) -> FactInText:
        """The ways of a fact, with what their lines need; nothing where one cannot be read, which a check tells."""
        from expert.foundations.needed_letters import needed_by  # only now: the compiled copy knows it

        ways = tuple(ways)
        try:
            return cls(name, ways, tuple(needed_by(line) for way in ways for line in way.lines))
        except (re.error, OverflowError, RecursionError):
            return cls(name, ways)


class Impossible(PlainRecord):
    """Facts that cannot be true together, by what they mean or, where sources are named, by a document."""

    __pydantic_config__ = _STRICT
    id: str
    never: ConditionData
    reason: Text
    sources: tuple[Source, ...] = ()


class Escalation(PlainRecord):
    """What to check and to collect before somebody else is asked for help."""

    __pydantic_config__ = _STRICT
    collect: tuple[Note, ...]
    help: tuple[Link, ...] = ()
