"""Puts what was concluded into words: from a `Reasoning` to the frozen `Diagnosis`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from expert.engine import diagnosis_phrases as phrases
from expert.engine.program import Assertion, Way
from expert.engine.questions import question_about, source_of
from expert.engine.reasoner import Reasoning
from expert.engine.reasoning_graph import derivation_graph
from expert.facts.vocabulary import Value
from expert.facts.writer import as_json
from expert.foundations.sources import Source
from expert.foundations.terms import DANGER, VERDICTS
from expert.foundations.texts import AND, QUOTED, Language, Text, listed
from expert.plan import plan_phrases
from expert.plan.steps_to_take import plan_steps
from expert.results import diagnosis as doc
from expert.results.document import trusted
from expert.rules.conditions import Truth, evaluate, open_facts
from expert.rules.models import Cause, Grid, Link, Note, Option, Preparation, Remedy, Step, Symptom
from expert.rules.way_steps import steps_by_case

_CaseFacts = trusted(doc.CaseFacts)
_CauseFound = trusted(doc.CauseFound)
_Conflict = trusted(doc.Conflict)
_Diagnosis = trusted(doc.Diagnosis)
_FactValue = trusted(doc.FactValue)
_GridOf = trusted(doc.GridOf)
_Knowledge = trusted(doc.Knowledge)
_LinkTo = trusted(doc.LinkTo)
_NoteOf = trusted(doc.NoteOf)
_OptionOf = trusted(doc.OptionOf)
_PartialMatch = trusted(doc.PartialMatch)
_RemedyOf = trusted(doc.RemedyOf)
_StepOf = trusted(doc.StepOf)
_SymptomFound = trusted(doc.SymptomFound)

_FIRST_NEED = ("error", "behavior")


def compose(reasoning: Reasoning, language: Language) -> doc.Diagnosis:
    """The diagnosis in one language."""
    return _Composer(reasoning, language).diagnosis()


def escalation_of(
    reasoning: Reasoning, language: Language
) -> tuple[tuple[doc.NoteOf, ...], tuple[doc.LinkTo, ...]]:
    """What to collect before somebody else is asked, and where to ask, whatever the outcome of the case."""
    composer = _Composer(reasoning, language)
    escalation = reasoning.knowledge.escalation
    return tuple(composer._notes(escalation.collect)), composer._links(escalation.help)


def danger(causes_remedy: Remedy, shared: dict[str, Step]) -> int:
    """How dangerous the mildest way of a remedy is, for sorting: 0 is safe.

    What a step needs before it only in some cases ("enroll again") tells no remedy from another, and does not count.
    """
    grades = [
        max(
            (
                DANGER.index(mark) + 1
                for part in steps_by_case(option, shared)
                if part.only_when is None
                for mark in part.step.safety
            ),
            default=0,
        )
        for option in causes_remedy.options
        if option.status != "superseded"
    ]
    return min(grades, default=len(DANGER) + 1)


@dataclass
class _Composer:
    reasoning: Reasoning
    language: Language

    def say(self, text: Text) -> str:
        return text.in_(self.language)

    def diagnosis(self) -> doc.Diagnosis:
        r = self.reasoning
        causes = self._causes()
        outcome, reason = self._outcome(causes)
        in_scope = r.out_of_scope is None
        stuck = outcome in ("contradictory", "unrecognized")
        return _Diagnosis(
            knowledge=_Knowledge(version=r.knowledge.version, digest=r.knowledge.digest, extra=r.knowledge.extra),
            language=self.language,
            case=self._case(),
            outcome=outcome,
            outcome_reason=reason,
            symptoms=tuple(self._symptom(symptom) for symptom in r.symptoms),
            causes=causes,
            questions=self._questions(causes, outcome) if in_scope else (),
            plan=tuple(plan_steps(causes, self.language)) if in_scope else (),
            conflicts=tuple(self._conflicts(causes)),
            warnings=tuple(self._warnings(causes)),
            could_be=self._could_be() if outcome == "incomplete" else (),
            collect=tuple(self._notes(r.knowledge.escalation.collect)) if stuck else (),
            help=self._links(r.knowledge.escalation.help) if stuck else (),
            derivation=derivation_graph(r, causes, self.language),
        )

    # The case and its symptoms

    def _case(self) -> doc.CaseFacts:
        case = self.reasoning.case
        number = case.get("case")
        files = (fact.origin.place.file for fact in case if fact.origin.kind == "file" and fact.origin.place)
        return _CaseFacts(
            id=None if number is None else str(number),
            facts={fact.name: as_json(fact.value) for fact in case if fact.name != "case"},
            origins={fact.name: str(fact.origin) for fact in case if fact.name != "case"},
            described=tuple(self.fact(Assertion(fact.name, fact.value)) for fact in case if fact.name != "case"),
            file=next(files, None),
        )

    def _symptom(self, symptom: Symptom) -> doc.SymptomFound:
        match = self.reasoning.recognized.longest(symptom.id)
        shown_by = self.reasoning.knowledge.showing(symptom, self.reasoning.case)
        seen = "" if shown_by is None else str(self.reasoning.case[shown_by])
        return _SymptomFound(
            id=symptom.id,
            title=self.say(symptom.title),
            matched=seen if match is None else match.matched,
            score=1.0 if match is None else match.score,
            sources=tuple(self._sources(symptom.sources)),
            notes=tuple(self._notes(symptom.notes)),
        )

    def _could_be(self) -> tuple[doc.PartialMatch, ...]:
        needed: dict[str, dict[str, None]] = {}
        found: dict[str, str] = {}
        for opening in self.reasoning.recognized.openings:
            needed.setdefault(opening.symptom, {})[opening.needed] = None
            found.setdefault(opening.symptom, opening.found)
        return tuple(
            _PartialMatch(
                symptom=name, title=self.say(symptom.title), found=found[name], needed=tuple(needed[name])
            )
            for name, symptom in self.reasoning.knowledge.symptoms.items()
            if name in needed
        )

    # Causes and remedies

    def _causes(self) -> tuple[doc.CauseFound, ...]:
        knowledge = self.reasoning.knowledge
        shared = dict(knowledge.steps)

        def rank(cause: Cause) -> tuple[int, bool, int, str]:
            verdict = VERDICTS.index(self.reasoning.verdicts[cause.id])
            return verdict, cause.superseded, danger(knowledge.remedy_of(cause), shared), cause.id

        candidates = [knowledge.causes[name] for name in self.reasoning.verdicts]
        return tuple(self._cause(cause) for cause in sorted(candidates, key=rank))

    def _cause(self, cause: Cause) -> doc.CauseFound:
        r = self.reasoning
        symptoms = tuple(s.id for s in r.symptoms if any(link.symptom == s.id for link in cause.links()))
        _, facts = r.deciding(cause)
        return _CauseFound(
            id=cause.id,
            title=self.say(cause.title),
            verdict=r.verdicts[cause.id],
            symptoms=symptoms,
            because=tuple(self.fact(known) for known in facts),
            missing=r.missing(cause),
            undecided=tuple(self.say(r.knowledge.vocabulary[name].title) for name in r.missing(cause)),
            remedy=self._remedy(cause) if r.out_of_scope is None else None,
            sources=tuple(self._sources(cause.sources)),
            kind=cause.kind,
            named=any(link.named and link.symptom in symptoms for link in cause.links()),
            superseded=cause.superseded,
            notes=tuple(self._notes(cause.notes)),
        )

    def fact(self, known: Assertion) -> doc.FactValue:
        definition = self.reasoning.knowledge.vocabulary[known.fact]
        return _FactValue(
            fact=known.fact,
            value=as_json(known.value),
            title=self.say(definition.title),
            words=self.say(definition.say(known.value)),
            derived_by=self.reasoning.origin(known),
        )

    def _remedy(self, cause: Cause) -> doc.RemedyOf:
        remedy = self.reasoning.knowledge.remedy_of(cause)
        options: list[doc.OptionOf] = []
        steps: list[doc.StepOf] = []
        for number, option in enumerate(remedy.options, start=1):
            way = Way(cause.id, number).key
            runs = self.reasoning.runs.values()
            withheld = any(way in run.harmful for run in runs)
            if not withheld and not any(way in run.offered for run in runs):
                continue
            options.append(self._option(number, option, withheld))
            if not withheld:
                steps.extend(self._steps(number, option))
        return _RemedyOf(
            id=remedy.id,
            title=self.say(remedy.title),
            steps=tuple(steps),
            notes=tuple(self.say(note.text) for note in remedy.notes),
            options=tuple(options),
            details=tuple(self._notes(remedy.notes)),
            verify=None if remedy.verify is None else self.say(remedy.verify),
            sources=tuple(self._sources(remedy.sources)),
        )

    def _option(self, number: int, option: Option, withheld: bool) -> doc.OptionOf:
        condition: tuple[str, ...] = ()
        # The facts behind one that is only worked out are what can be asked.
        asked: tuple[str, ...] = ()
        if option.when is not None:
            evaluation = evaluate(self.reasoning.knowledge.condition(option.when), self.reasoning.values)
            condition = open_facts(evaluation, self.reasoning.values)
            asked = self.reasoning.to_find_out(condition)
        harm = None
        if option.harm is not None:
            parsed = self.reasoning.knowledge.condition(option.harm.when)
            unclear = not evaluate(parsed, self.reasoning.values).truth.fails
            harm = option.harm if withheld or unclear else None
        return _OptionOf(
            number=number,
            title=None if option.title is None else self.say(option.title),
            status=option.status,
            note=None if option.note is None else self.say(option.note),
            applies="unknown" if condition else "yes",
            condition=condition,
            questions=tuple(self._question(name, []) for name in asked),
            harm=None if harm is None else self.say(harm.text),
            harm_safety=() if harm is None else harm.safety,
            withheld=withheld,
        )

    def _steps(self, number: int, option: Option) -> Iterator[doc.StepOf]:
        for part in steps_by_case(option, self.reasoning.knowledge.steps):
            step, truth = part.step, self._truth(part.only_when)
            # Facts that contradict each other tell as little as none: the condition is said.
            if truth.fails and not truth.holds:
                continue
            only_if = None if part.only_when is None or truth.fails is not truth.holds else part.only_when.title
            yield _StepOf(
                text=self.say(step.text),
                safety=step.safety,
                wait=step.wait,
                link=step.links[0].url if step.links else None,
                links=self._links(step.links),
                grid=None if step.grid is None else self._grid(step.grid),
                option=number,
                status=option.status,
                protects_from=step.protects_from,
                last=step.last,
                seed=part.seed,
                only_if=None if only_if is None else self.say(only_if),
                shared=step.id,
                holds_up=step.holds_up,
            )

    def _truth(self, preparation: Preparation | None) -> Truth:
        """What is known of whether the case is one that a preparation is for."""
        if preparation is None:
            return Truth(holds=True, fails=False)
        return evaluate(self.reasoning.knowledge.condition(preparation.when), self.reasoning.values).truth

    def _grid(self, grid: Grid) -> doc.GridOf:
        return _GridOf(columns=tuple(self.say(c) for c in grid.columns), rows=grid.rows, seed=grid.seed)

    def _links(self, links: tuple[Link, ...]) -> tuple[doc.LinkTo, ...]:
        return tuple(
            _LinkTo(url=link.url, title=None if link.title is None else self.say(link.title), seed=link.seed)
            for link in links
        )

    def _notes(self, notes: Iterable[Note]) -> Iterator[doc.NoteOf]:
        for note in notes:
            yield _NoteOf(
                text=self.say(note.text),
                status=note.status,
                links=self._links(note.links),
                sources=tuple(self._sources(note.sources)),
                seed=note.seed,
            )

    def _sources(self, sources: Iterable[Source]) -> Iterator[doc.SourceOf]:
        return (source_of(self.reasoning.knowledge, source, self.language) for source in sources)

    # The case as a whole

    def _outcome(self, causes: tuple[doc.CauseFound, ...]) -> tuple[doc.Outcome, str]:
        r = self.reasoning
        if r.out_of_scope is not None:
            return "out_of_scope", self.say(phrases.OUTCOMES["out_of_scope"].format(reason=r.out_of_scope.reason))
        if not causes:
            return self._nothing_recognized()
        acting: tuple[Literal["confirmed", "likely"], ...] = ("confirmed", "likely")
        for verdict in acting:
            found = [cause for cause in causes if cause.verdict == verdict]
            if found:
                replaced = verdict == "confirmed" and all(cause.superseded for cause in found)
                several = verdict == "likely" and len(found) > 1
                key = "confirmed_superseded" if replaced else "likely_several" if several else verdict
                causes_said = listed([QUOTED.format(text=cause.title) for cause in found], AND)
                return verdict, self.say(phrases.OUTCOMES[key].format(causes=causes_said))
        count = sum(cause.verdict == "possible" for cause in causes)
        if count == 0:
            return "contradictory", self.say(phrases.OUTCOMES["contradictory"])
        sentence = phrases.OUTCOMES["one_possible" if count == 1 else "possible"]
        return "possible", self.say(sentence.format(count=count))

    def _nothing_recognized(self) -> tuple[doc.Outcome, str]:
        r = self.reasoning
        if r.recognized.openings and not r.elsewhere:
            count = len({opening.symptom for opening in r.recognized.openings})
            key = "incomplete_one" if count == 1 else "incomplete_text"
            return "incomplete", self.say(phrases.OUTCOMES[key].format(count=count))
        if not any(name in r.case for name in _FIRST_NEED):
            return "incomplete", self.say(phrases.OUTCOMES["incomplete_nothing"])
        return "unrecognized", self.say(phrases.OUTCOMES["unrecognized"])

    def _questions(self, causes: tuple[doc.CauseFound, ...], outcome: doc.Outcome) -> tuple[doc.Question, ...]:
        vocabulary = self.reasoning.knowledge.vocabulary
        decides: dict[str, list[str]] = {}
        if outcome == "incomplete":
            decides = {name: [] for name in _FIRST_NEED if name == "error" or name not in self.reasoning.case}
        elif outcome in ("unrecognized", "contradictory"):
            names = [n for n, fact in vocabulary.facts.items() if fact.intake and n not in self.reasoning.case]
            decides = {name: [] for name in names}
        for cause in causes:
            for name in cause.missing or (self._open_about_place(cause) if cause.verdict == "confirmed" else ()):
                decides.setdefault(name, []).append(cause.id)
        order = list(vocabulary.facts)
        ranked = sorted(decides, key=lambda n: (vocabulary.cost(n), -len(decides[n]), order.index(n)))
        if outcome in ("incomplete", "unrecognized", "contradictory"):
            ranked = list(decides)
        return tuple(self._question(name, decides[name]) for name in ranked)

    def _question(self, name: str, decides: list[str]) -> doc.Question:
        known = None if name in _FIRST_NEED else self.reasoning.case.get(name)
        return question_about(self.reasoning.knowledge, name, decides, self.language, known)

    def _conflicts(self, causes: tuple[doc.CauseFound, ...]) -> Iterator[doc.Conflict]:
        r = self.reasoning
        for name, values in r.values.items():
            if len(values) > 1:
                yield self._conflict_of_values(name, values)
        for cause in causes:
            if cause.named and cause.verdict == "ruled_out":
                symptom = next(
                    s for s in r.symptoms
                    if any(link.named and link.symptom == s.id for link in r.knowledge.causes[cause.id].links())
                )
                facts = ", ".join(f"{fact.title}: {fact.words}" for fact in cause.because)
                text = phrases.CONFLICT_MESSAGE.format(symptom=symptom.title, cause=cause.title, facts=facts)
                yield _Conflict(text=self.say(text), facts=cause.because, symptom=symptom.id, cause=cause.id)

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
        return _Conflict(text=self.say(text), facts=tuple(facts))

    def _follows(self, fact: doc.FactValue) -> Text:
        derivation = self.reasoning.knowledge.derivations.get(fact.derived_by or "")
        why = phrases.TOLD_BY_MESSAGE if derivation is None else derivation.title
        return phrases.FOLLOWS.format(value=fact.words, why=why)

    def _open_about_place(self, cause: doc.CauseFound) -> tuple[str, ...]:
        """The facts on which it depends whether a cause can be at all, where that is not known."""
        applies = self.reasoning.knowledge.conditions_of(self.reasoning.knowledge.causes[cause.id]).applies
        values = self.reasoning.values
        return () if applies is None else open_facts(evaluate(applies, values), values)

    def _warnings(self, causes: tuple[doc.CauseFound, ...]) -> Iterator[str]:
        r = self.reasoning
        for fact in r.case:
            if fact.origin.kind == "today":
                yield self.say(phrases.WARNING_TODAY.format(today=as_json(fact.value)))
        for symptom in r.elsewhere:
            yield self.say(phrases.WARNING_ELSEWHERE.format(symptom=symptom.title))
        texts = r.case.get("error")
        if r.symptoms and not r.recognized.matches and isinstance(texts, tuple):
            for text in texts:
                shown = text if len(text) <= 80 else text[:77] + "..."
                yield self.say(phrases.WARNING_UNREAD.format(text=" ".join(shown.split())))
        for cause in causes:
            if cause.superseded and cause.verdict in ("confirmed", "likely"):
                yield self.say(phrases.WARNING_SUPERSEDED.format(cause=cause.title))
            unknown = self._open_about_place(cause) if cause.verdict == "confirmed" else ()
            if unknown:
                titles = [QUOTED.format(text=r.knowledge.vocabulary[name].title) for name in unknown]
                facts = listed(titles, AND)
                yield self.say(phrases.WARNING_ONLY_SOME.format(cause=cause.title, facts=facts))
            if cause.remedy is not None and cause.verdict in ("confirmed", "likely"):
                for option in cause.remedy.options:
                    if option.withheld and option.harm:
                        yield self.say(plan_phrases.WARNING_HARM.format(cause=cause.title, harm=option.harm))


