"""What a case shows before anything is concluded: its symptoms, and the facts that its texts give away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from expert.engine.imagined import Candidate, Conclusions, add
from expert.engine.program import Assertion
from expert.engine.whatever import Asked
from expert.facts.case import Case
from expert.facts.fact import Fact, Origin
from expert.facts.vocabulary import DAY, MESSAGE
from expert.foundations.kept import cached_property
from expert.foundations.records import Record
from expert.recognizing.recognition import SURE, Match, Opening, Recognized
from expert.recognizing.recognizer import Recognizer
from expert.recognizing.text_facts import ReadFact, TextFacts
from expert.rules.conditions import Values, evaluate
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Message, ScopeRule, Stage, Symptom

_BEGUN = Message()
_SHORT = 2_000
_MOST_KEPT = 500


@dataclass(frozen=True, eq=False, repr=False)
class View(Record):
    """What a case shows before anything is concluded.

    Attributes:
        case: the case, with the facts that its texts give away.
        recognized: what was found in its texts.
        read: the facts that its texts give away.
        told: the facts that its messages state, each with the symptom's id.
        shown: the ids of the symptoms whose message or behavior is there, the surest first.
        out_of_scope: the rule that puts the case out of scope, if one does.
    """

    case: Case
    recognized: Recognized
    read: tuple[ReadFact, ...]
    told: Mapping[Assertion, str]
    shown: tuple[str, ...]
    out_of_scope: ScopeRule | None

_LAST_STAGE: Stage = "after_enrollment"


class Viewer:
    """Looks at cases with one knowledge base.

    Args:
        knowledge: the knowledge base.
        like: the viewer of one with the same vocabulary; what recognizes the same is taken over from it.

    Attributes:
        recognizer: finds its symptoms in texts.
        text_facts: reads facts from texts.
    """

    def __init__(self, knowledge: KnowledgeBase, like: Viewer | None = None) -> None:
        self._knowledge = knowledge
        self._read_before = lru_cache(maxsize=_MOST_KEPT)(self._read)
        symptoms, in_text = (False, False) if like is None else like._reads_as(knowledge)
        self.recognizer: Recognizer = (
            like.recognizer if like and symptoms
            else Recognizer(knowledge.symptoms.values(), like.recognizer if like else None)
        )  # fmt: skip
        self.text_facts: TextFacts = (
            like.text_facts if like and in_text
            else TextFacts(knowledge.in_text, knowledge.vocabulary, knowledge.behaviors, knowledge.closing)
        )  # fmt: skip
        if like and symptoms and in_text:
            self._read_before = like._read_before
        self._place = {name: place for place, name in enumerate(knowledge.symptoms)}
        self._scope = [(rule, Asked(rule.out_of_scope_when, knowledge)) for rule in knowledge.scope]
        self._shows = {
            name: Asked(symptom.recognized_when, knowledge)
            for name, symptom in knowledge.symptoms.items()
            if symptom.recognized_when is not None
        }
        self._later = {symptom.id for symptom in knowledge.symptoms.values() if symptom.stage == _LAST_STAGE}
        self._feeding = knowledge.facts_leading_to(knowledge.behaviors)

    def _reads_as(self, other: KnowledgeBase) -> tuple[bool, bool]:
        """Whether texts show the same symptoms with another knowledge base, and whether they give away the same."""
        own = self._knowledge
        beside = own.behaviors == other.behaviors and own.closing == other.closing
        in_text = _same(own.in_text, other.in_text) and beside
        return _same(own.symptoms, other.symptoms), in_text

    @cached_property
    def _areas(self) -> frozenset[str]:
        """The facts that are read only where nothing is recognized.

        What goes wrong on a device that is enrolled has words of apps and policies itself: they give way to it,
        whatever their words are.
        """
        known = self._knowledge.in_text.items()
        return frozenset(name for name, in_text in known if any(way.only_alone for way in in_text.ways))

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> Viewer:
        """That of a knowledge base, made once."""
        return knowledge.attach(cls)

    def view(self, case: Case, today: date | None = None) -> View:
        """What a case shows: its symptoms, and what its texts give away.

        A line that other things write too counts where the case makes it specific. The beginning of a message, if it
        can be of one symptom only, counts where a fact proves a cause of that.

        Args:
            case: the observed facts.
            today: the day of observation, where the case does not give it; the computer's date if left out.
        """
        texts = case.get(MESSAGE)
        texts = texts if isinstance(texts, tuple) else ()
        recognized, in_text = self.read(texts, facts=not case.only_given)
        if in_text:
            origin = Origin("text")
            case = case.and_also(*(Fact(f.fact, f.value, origin) for f in in_text if f.fact not in case))
        seen: Values = {fact.name: (fact.value,) for fact in case}
        out_of_scope = next((rule for rule, outside in self._scope if outside.holds(seen)), None)
        if out_of_scope is not None:
            # What another product or an app says in nearly the same words is not the message that is known here.
            recognized = recognized.only(SURE)
            # Nor is what happens there what is known to happen here; only somebody who says so knows.
            seen = _given(case)
        recognized = recognized.with_(match for match in recognized.alone if self._is_specific(match, seen))
        told = self._told(recognized.matches)
        known = self._with_what_follows(seen if recognized.reports else _given(case), told, today)
        shown = {name for name, shows in self._shows.items() if shows.holds(known)}
        by_message = dict.fromkeys(match.symptom for match in recognized.matches)
        if not by_message and not shown:
            proven = self._proven_opening(recognized.openings, seen)
            if proven is not None:
                recognized = recognized.with_([proven])
                by_message[proven.symptom] = None
        ordered = [*by_message, *sorted(shown - by_message.keys(), key=self._place.__getitem__)]
        return View(case, recognized, in_text, told, tuple(ordered), out_of_scope)

    def read(self, texts: tuple[str, ...], *, facts: bool = False) -> tuple[Recognized, tuple[ReadFact, ...]]:
        """What is recognized in some texts, and the facts that they give away, if these are wanted."""
        # The same texts come again and again: with each answer of an interview, in every case that is imagined from
        # one, and from each device of a fleet.
        read = self._read if sum(map(len, texts)) > _SHORT else self._read_before
        return read(texts, facts=facts)

    def _read(self, texts: tuple[str, ...], *, facts: bool) -> tuple[Recognized, tuple[ReadFact, ...]]:
        read = self.recognizer.texts(texts)
        recognized = self.recognizer.recognized_in(read)
        in_text = self.text_facts.read([(text.text, text.rest, text.own) for text in read]) if read and facts else ()
        sure = any(match.layer in SURE for match in recognized.matches)
        later = any(m.symptom in self._later and m.layer not in SURE for m in recognized.matches)
        return recognized, tuple(
            fact for fact in in_text if not (fact.only_alone and sure) and not (later and fact.fact in self._areas)
        )

    def _with_what_follows(self, seen: Values, told: Iterable[Assertion], today: date | None) -> Values:
        """What is known, with what messages state and with what follows from both, where a symptom can show by that."""
        values = dict(seen)
        for known in told:
            add(values, {known.fact: known.value})
        if self._feeding.isdisjoint(values):
            return values
        if DAY in self._feeding:
            values.setdefault(DAY, (today or date.today(),))
        Conclusions.of(self._knowledge).close(values)
        return values

    def _is_specific(self, match: Match, seen: Values) -> bool:
        only_with = match.message.only_with
        return only_with is not None and only_with.when is not None and (
            evaluate(self._knowledge.condition(only_with.when), seen).truth.holds
        )

    def _proven_opening(self, openings: tuple[Opening, ...], seen: Values) -> Match | None:
        """The beginning of a message that can be of one symptom only, where a fact proves a cause of that."""
        if len({opening.symptom for opening in openings}) != 1:
            return None
        opening, values = openings[0], dict(seen)
        Conclusions.of(self._knowledge).close(values)
        candidates = (Candidate(self._knowledge, cause) for cause in self._knowledge.causes_of(opening.symptom))
        if not any(candidate.state(values) == "confirmed" for candidate in candidates):
            return None
        share = len(opening.found) / (len(opening.found) + len(opening.needed))
        return Match(opening.symptom, _BEGUN, opening.found, round(share, 2), "tolerant")

    def _told(self, matches: tuple[Match, ...]) -> dict[Assertion, str]:
        """The facts that messages state, each with its symptom."""
        return {
            Assertion(fact, value): match.symptom
            for match in matches
            for fact, value in self._knowledge.read_facts(match.message.tells).items()
        }


def _given(case: Case) -> Values:
    """The facts of a case that were not read from its texts."""
    return {fact.name: (fact.value,) for fact in case if fact.origin.kind != "text"}


def _same(parts: Mapping[str, object], others: Mapping[str, object]) -> bool:
    return list(parts) == list(others) and all(parts[name] is others[name] for name in parts)


def by_generality(symptoms: Iterable[Symptom]) -> list[list[Symptom]]:
    """Symptoms in groups, each of which counts only where none before it is present."""
    groups: list[list[Symptom]] = [[], [], []]
    for symptom in symptoms:
        groups[symptom.general + (symptom.general and symptom.any_cause)].append(symptom)
    return groups
