"""Redacts a whole result before anything shows it, so that no view can forget to.

What is private is known in three ways: a fact is of a class that gives somebody away; a value of such a fact stands in
a sentence; a text has something in it that a pattern knows (`expert.redacting`). Each gives way to an alias, the same
for the same thing in the whole result. What cannot be known is a name in the middle of a sentence; the result says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any, TypeVar, cast

from expert.escalating import escalation_phrases as phrases
from expert.facts import vocabulary_files
from expert.facts.case import Case, require_case
from expert.facts.vocabulary import MESSAGE, FactDefinition, Value, Vocabulary
from expert.facts.writer import as_json
from expert.foundations.terms import REDACTIONS, Privacy, Redaction
from expert.foundations.texts import Language, Said, Text, text_of
from expert.redacting.aliases import IS_ALIAS, Aliases
from expert.redacting.masking import Known, Masker, in_plain_letters
from expert.redacting.patterns import Family, is_case_number
from expert.results.diagnosis import (
    CaseFacts,
    CauseFound,
    Conflict,
    Derivation,
    Diagnosis,
    FactValue,
    Knowledge,
    LinkTo,
    NoteOf,
    Notice,
    PlanStep,
    Question,
    RemedyOf,
    SourceOf,
    StepOf,
)
from expert.results.document import Document, Part, with_
from expert.results.escalation import IntakeQuestion
from expert.results.evidence import EvidenceReport, FactRead, SubjectKind
from expert.results.plan import Plan
from expert.results.preflight import PreflightReport, Whom

_Document = TypeVar("_Document", bound=Document)

CASE = "case"
# What is no sentence and no value: where a document is, of which form it is, by which rules it was made.
_LEFT_ALONE = frozenset((
    "schema_", "language", "digest", "version", "url", "link", "document", "date", "rule", "fact", "kind", "verdict",
    "outcome", "layer", "status", "engine", "type", "safety", "protects_from", "page_id", "state", "reach",
))  # fmt: skip
# What a part says of the value of its fact.
_OF_VALUE = ("value", "words", "detail", "before", "after", "words_before", "words_after")
# What the rules say, or ask for all values of a fact.
_OF_THE_RULES = (Question, IntakeQuestion, StepOf, PlanStep, RemedyOf, NoteOf, SourceOf, LinkTo)
_LONG_ENOUGH = 4
_LINE = re.compile(r":\d+$")
_CODE = re.compile(
    r"\b0[xX][0-9A-Fa-f]{2,16}\b|\bAADSTS[0-9]{4,7}\b"
    r"|\b[A-Z][A-Za-z]*Error(?:Domain)?\b[ :=(]{0,3}(?:[Cc]ode)?[ :=]{0,2}-?[0-9]{1,6}\b|\b[A-Z][A-Za-z]*ErrorDomain\b"
)


def redacted(
    document: _Document, level: Redaction = "personal", *, case: Case | None = None,
    vocabulary: Vocabulary | None = None, key: str | None = None,
) -> _Document:
    """A result in which aliases stand for what gives somebody away, in both languages.

    >>> from expert import Case, diagnose
    >>> case = Case(error="AccountNotOnboarded for anna@contoso.com", apns_certificate="expired")
    >>> redacted(diagnose(case)).case.facts["error"]
    'AccountNotOnboarded for [user-1]'

    Args:
        document: the result.
        level: what is masked: nothing, what is personal or secret, or also what is the organization's.
        case: the case that it is of; a diagnosis has it.
        vocabulary: the facts there are; the shipped ones if left out.
        key: makes the aliases, so that they are the same in every result; without one they are counted.

    Raises:
        ValueError: there is no such level.
    """
    return Redactor(level, vocabulary, () if case is None else (case,), key=key).redacted(document)


def codes_in(text: str) -> tuple[str, ...]:
    """The error codes in a text, each once: hexadecimal ones, AADSTS numbers, error domains with their numbers.

    They identify nobody, and are what others search for.

    >>> codes_in("Failed for anna@contoso.com: NSURLErrorDomain Code=-1001 (0x80180014)")
    ('NSURLErrorDomain Code=-1001', '0x80180014')
    """
    return tuple(dict.fromkeys(match[0] for match in _CODE.finditer(in_plain_letters(text))))


class Redactor:
    """Redacts results that belong together: the same thing has the same alias in all of them.

    Args:
        level: what is masked.
        vocabulary: the facts there are; the shipped ones if left out.
        cases: the cases that the results are of.
        key: as for `redacted`.

    Raises:
        ValueError: there is no such level.
        TypeError: one of the cases is none.
    """

    def __init__(
        self, level: Redaction = "personal", vocabulary: Vocabulary | None = None, cases: Iterable[Case] = (), *,
        key: str | None = None,
    ) -> None:
        if level not in REDACTIONS:
            raise ValueError(f"level must be one of {', '.join(REDACTIONS)}, not {level!r}")
        self.level = level
        self._vocabulary = vocabulary_files.shipped_vocabulary() if vocabulary is None else vocabulary
        self._aliases = Aliases(key)
        self._texts = Masker(level, self._aliases)
        self._known: list[Known] = []
        self._has_texts = self._has_masked = False
        for case in cases:
            require_case(case)
            self._has_texts = self._has_texts or MESSAGE in case
            self._known.extend(self._known_of(case))

    def hides(self, fact: str) -> bool:
        """Whether values of a fact are masked as a whole, whatever they look like. Of the messages, parts are."""
        return fact != MESSAGE and self._texts.hides(self._class_of(fact))

    def leaves_out(self, fact: str) -> bool:
        """Whether nothing of a fact's values is repeated where a case is summed up: what is masked as a whole, and
        messages, of which only what is documented is said there."""
        return self.hides(fact) or (fact == MESSAGE and self.level != "none")

    def summed_up(self, diagnosis: Diagnosis) -> Diagnosis:
        """A diagnosis whose causes and conflicts repeat nothing that is left out where a case is summed up.

        It is to be redacted yet: what else gives somebody away has no aliases.
        """
        if self.level == "none":
            return diagnosis
        language = diagnosis.language
        return with_(
            diagnosis,
            causes=tuple(self._without_values(cause, language) for cause in diagnosis.causes),
            obstacles=tuple(self._without_values(cause, language) for cause in diagnosis.obstacles),
            conflicts=tuple(self._without_quotes(conflict, language) for conflict in diagnosis.conflicts),
        )

    def _without_values(self, cause: CauseFound, language: Language) -> CauseFound:
        return with_(cause, because=tuple(self._without_value(fact, language) for fact in cause.because))

    def _without_value(self, fact: FactValue, language: Language) -> FactValue:
        follows_from = tuple(self._without_value(other, language) for other in fact.follows_from)
        if not self.leaves_out(fact.fact):
            return with_(fact, follows_from=follows_from)
        return with_(fact, words=phrases.LEFT_OUT.in_(language), clause="", follows_from=follows_from)

    def _without_quotes(self, conflict: Conflict, language: Language) -> Conflict:
        """A conflict of what is left out by its fact alone; one between a text and a fact does not quote the text."""
        hidden = next((fact for fact in conflict.facts if self.leaves_out(fact.fact)), None)
        if hidden is not None:
            return with_(conflict, text=_only_named(hidden.title).in_(language))
        if conflict.kind == "text":
            given = conflict.facts[0]
            text = phrases.OTHERWISE_IN_TEXT.format(title=given.title, given=given.words)
            return with_(conflict, text=text.in_(language))
        return conflict

    def redacted(self, document: _Document) -> _Document:
        """The result with aliases."""
        if self.level == "none":
            return document
        known = [*self._known, *self._known_in(document)]
        walk = _Walk(self, Masker(self.level, self._aliases, known), self._texts, document.language)
        new = cast(_Document, walk.part(document))
        self._has_masked = self._has_masked or new != document
        self._has_texts = self._has_texts or (isinstance(document, Diagnosis) and MESSAGE in document.case.facts)
        return new if self.notice is None else _with_notice(new, self.notice)

    @property
    def notice(self) -> Text | None:
        """What is to be said of what was redacted so far; None where nothing was masked and there was no text."""
        if self._has_masked:
            return phrases.REDACTED
        return phrases.NOTHING_MASKED if self._has_texts else None

    def text(self, text: str) -> Text:
        """A text with aliases."""
        return self._texts.masked(text)

    def number(self, number: str) -> Text:
        """A ticket's number as it is, if it looks like one and like nothing else; else its alias."""
        if self.level == "none" or is_case_number(number) or _is_alias(number):
            return text_of(number)
        return self._aliases.of("case", number)

    def value_of(self, fact: str, value: Any) -> Text:
        """The alias of a value of a fact that is hidden; the number of a ticket may stay."""
        said = " / ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
        if fact == CASE or _is_alias(said):
            return self.number(value if isinstance(value, str) else said)
        return self._aliases.of("value", f"{fact}\0{said}")

    def alias(self, family: Family, thing: str) -> Text:
        """What stands for a thing."""
        return self._aliases.of(family, thing)

    def title_of(self, fact: str) -> Text:
        """A fact in words."""
        return self._vocabulary[fact].title if fact in self._vocabulary else Text(fact, fact)

    def _class_of(self, fact: str) -> Privacy:
        """A fact that is not known here, for it comes from other rules, may be anybody's."""
        return self._vocabulary[fact].gives_away if fact in self._vocabulary else "personal"

    def _known_of(self, case: Case) -> Iterator[Known]:
        """What a case says that is to be found in sentences too."""
        for fact in (*case, *(other for difference in case.differences for other in difference.others)):
            place = fact.origin.place
            if fact.origin.kind in ("file", "evidence") and place is not None:
                yield from _known_file(place.file)
            if self.hides(fact.name):
                yield from _known_value(self._vocabulary[fact.name], fact.value, self._class_of(fact.name))

    def _known_in(self, document: Document) -> Iterator[Known]:
        """What a document says of its case: values, which are read again as JSON holds them; names of files."""
        for origin in dict.fromkeys(_origins_in(document)):
            yield from _known_file(_LINE.sub("", origin.partition(": ")[0]))
        if not isinstance(document, Diagnosis):
            return
        if document.case.file is not None:
            yield from _known_file(document.case.file)
        for name, raw in document.case.facts.items():
            if not self.hides(name) or _is_alias(str(raw)):
                continue
            if name not in self._vocabulary:
                yield Known(str(raw), "value", "personal")
                continue
            definition = self._vocabulary[name]
            yield from _known_value(definition, definition.read(raw), self._class_of(name))


def _origins_in(document: Document) -> Iterator[str]:
    """Where the parts of a report of evidence stand: a file, its line, the way to a field."""
    if isinstance(document, EvidenceReport):
        for parts in (document.facts, document.texts, document.notes, document.left_aside):
            yield from (part.origin for part in parts)
    elif isinstance(document, PreflightReport):
        yield from (fact.origin for stop in document.stops for fact in stop.because if fact.origin is not None)


def _only_named(title: str) -> Text:
    """A fact of whose value nothing is said."""
    return phrases.FACT.format(title=text_of(title), words=phrases.LEFT_OUT)


def _is_alias(said: str) -> bool:
    return IS_ALIAS.fullmatch(said) is not None


def _known_file(file: str) -> Iterator[Known]:
    for name in dict.fromkeys((file, PurePath(file).name)):
        if len(name) >= _LONG_ENOUGH:
            yield Known(name, "file", "personal")


def _known_value(definition: FactDefinition, value: Value, privacy: Privacy) -> Iterator[Known]:
    """How a value may stand in sentences: in a clause, and by itself where it stands out."""
    if definition.name == CASE:
        if not is_case_number(str(value)):
            yield Known(str(value), "case", privacy)
        return
    clause = definition.clause(value)
    said = definition.say(value)
    alone = value if isinstance(value, tuple) else (said.en, said.sv, str(as_json(value)))
    shortest = 1 if definition.type in ("text", "texts") else _LONG_ENOUGH
    for words in dict.fromkeys((clause.en, clause.sv, *(word for word in alone if len(word) >= shortest))):
        yield Known(words, "value", privacy)


_CALLED: Mapping[SubjectKind, tuple[Family, Privacy]] = {
    "user": ("user", "personal"), "device": ("device", "personal"),
}  # fmt: skip
"""What the alias of a name in evidence is called after, and whom it gives away; of all others, the organization."""


class _Walk:
    """One walk through one document."""

    def __init__(self, redactor: Redactor, sentences: Masker, texts: Masker, language: Language) -> None:
        self._redactor = redactor
        self._sentences = sentences
        self._texts = texts
        self._language: Language = language

    def part(self, part: Part) -> Part:
        fact = getattr(part, "fact", None)
        if isinstance(part, _OF_THE_RULES):
            return self._rules(part)
        if isinstance(part, Knowledge):
            return with_(part, extra=tuple(PurePath(folder).name for folder in part.extra))
        if isinstance(part, CaseFacts):
            return self._case(part)
        if isinstance(part, Derivation):
            return self._derivation(part)
        if isinstance(part, FactRead) and part.subject:  # its names become aliases, which nothing below changes
            part = with_(part, subject=", ".join(self._names(part.of, part.subject.split(", "))))
        if isinstance(part, Whom):
            return with_(part, names=tuple(self._names(part.kind, part.names)))
        if isinstance(part, Conflict) and any(self._redactor.hides(fact.fact) for fact in part.facts):
            hidden = next(fact for fact in part.facts if self._redactor.hides(fact.fact))
            return with_(self._fields(part, self._sentences), text=self._said(_only_named(hidden.title)))
        if isinstance(fact, str) and self._redactor.hides(fact):
            return self._of_hidden_fact(fact, part)
        if isinstance(part, Document) and isinstance(number := getattr(part, CASE, None), str):
            rest = self._fields(part, self._sentences, but=(CASE,))
            return with_(rest, case=self._said(self._redactor.number(number)))
        return self._fields(part, self._sentences)

    def _names(self, kind: SubjectKind, names: Iterable[str]) -> Iterator[str]:
        """What somebody or something is called in evidence: a name, whatever it looks like."""
        family, privacy = _CALLED.get(kind, ("tenant", "tenant"))
        for name in names:
            masked = self._sentences.masked(name)
            as_it_is = masked.en == name and not _is_alias(name) and self._texts.hides(privacy)
            yield self._said(self._redactor.alias(family, name) if as_it_is else masked)

    def _rules(self, part: Part) -> Part:
        """What the rules say, with no fact of the case in it: a value that is a common word is one here too."""
        before, self._sentences = self._sentences, self._texts
        try:
            return self._fields(part, self._texts)
        finally:
            self._sentences = before

    def _fields(self, part: Part, masker: Masker, but: Collection[str] = ()) -> Part:
        changed = {
            name: new for name, old in part.__dict__.items() if name not in _LEFT_ALONE and name not in but
            for new in (self._value(old, masker),) if new is not old
        }  # fmt: skip
        return with_(part, **changed) if changed else part

    def _value(self, value: Any, masker: Masker) -> Any:
        if isinstance(value, Said):
            text = masker.masked_in_both(value.text)
            return value if text == value.text else Said(text, value.language)
        if isinstance(value, str):
            text = masker.masked(value)
            return value if text.en == value == text.sv else self._said(text)
        if isinstance(value, (tuple, list)):
            parts = [self._value(part, masker) for part in value]
            return value if all(map(_same, parts, value)) else type(value)(parts)
        if isinstance(value, dict):
            found = {name: self._value(part, masker) for name, part in value.items()}
            return value if all(map(_same, found.values(), value.values())) else found
        return self.part(value) if isinstance(value, Part) else value

    def _said(self, text: Text) -> str:
        return text.en if text.en == text.sv else text.in_(self._language)

    def _of_hidden_fact(self, fact: str, part: Part) -> Part:
        """A part that tells the value of a fact that is hidden: aliases stand for it, and the fact is named."""
        contents = part.__dict__
        known = next((contents[name] for name in _OF_VALUE if contents.get(name) is not None), None)
        alias = phrases.LEFT_OUT if known is None else self._redactor.value_of(fact, known)
        told = phrases.FACT.format(title=self._redactor.title_of(fact), words=alias)
        changed: dict[str, Any] = {
            name: self._said(alias if name in ("value", "words", "detail") else self._redactor.value_of(fact, old))
            for name in _OF_VALUE if (old := contents.get(name)) is not None and not isinstance(old, (tuple, list))
        }  # fmt: skip
        for name in ("clause", "text"):
            if contents.get(name):
                changed[name] = self._said(told)
        if isinstance(contents.get("words"), (tuple, list)):
            changed["words"] = tuple(self._said(self._redactor.value_of(fact, words)) for words in contents["words"])
        rest = self._fields(part, self._sentences, but=changed)
        return with_(rest, **changed)

    def _case(self, case: CaseFacts) -> CaseFacts:
        facts = {
            name: self._said(self._redactor.value_of(name, value)) if self._redactor.hides(name)
            else self._value(value, self._sentences)
            for name, value in case.facts.items()
        }  # fmt: skip
        number = None if case.id is None else self._said(self._redactor.number(case.id))
        rest = cast(CaseFacts, self._fields(case, self._sentences, but=("id", "facts")))
        return with_(rest, id=number, facts=facts)

    def _derivation(self, derivation: Derivation) -> Derivation:
        """The graph; where the id of a node holds the value of its fact, the node has another."""
        ids: dict[str, str] = {}
        for node in derivation.nodes:
            stem = f"fact.{node.fact}."
            if node.fact is not None and self._redactor.hides(node.fact) and node.id.startswith(stem):
                ids[node.id] = stem + self._redactor.value_of(node.fact, node.value).en
            else:
                ids[node.id] = self._sentences.masked(node.id).en
        nodes = tuple(with_(self.part(with_(node, id="")), id=ids[node.id]) for node in derivation.nodes)
        edges = tuple(
            with_(edge, source=ids.get(edge.source, edge.source), target=ids.get(edge.target, edge.target))
            for edge in derivation.edges
        )
        return with_(derivation, nodes=nodes, edges=edges)


def _same(new: object, old: object) -> bool:
    return new is old


def _with_notice(document: _Document, said: Text) -> _Document:
    """The result with what no pattern can know, said once; tickets and packages say it among what is masked."""
    if isinstance(document, Diagnosis) and all(notice.kind != "redacted" for notice in document.notices):
        notice = Notice(kind="redacted", text=said.in_(document.language))
        return with_(document, notices=(*document.notices, notice))
    if isinstance(document, Plan):
        either = [text.in_(document.language) for text in (phrases.REDACTED, phrases.NOTHING_MASKED)]
        if not set(either).isdisjoint(document.warnings):  # it was redacted before
            return document
        return with_(document, warnings=(*document.warnings, said.in_(document.language)))
    return document
