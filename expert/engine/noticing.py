"""What somebody must know before acting on a diagnosis."""

from __future__ import annotations

from collections.abc import Iterator

from expert.engine import diagnosis_phrases as phrases
from expert.engine.fit import misfits
from expert.engine.spoken import Part, said_facts, titles
from expert.facts.vocabulary import MESSAGE
from expert.facts.writer import as_json
from expert.foundations.terms import GRAVE
from expert.foundations.texts import AND, listed_in_quotes, text_of
from expert.results import diagnosis as doc

_LONGEST_UNREAD = 80


class NoticesAbout(Part):
    """The notices about a case."""

    def notices(self) -> Iterator[doc.Notice]:
        """What to know before acting on the diagnosis."""
        r = self.reasoning
        if r.solved is not None:
            return
        for obstacle in self.obstacles if self.causes else ():
            of_some = self.open_about_place(obstacle)
            warning = phrases.WARNING_OBSTACLE_OF_SOME if of_some else phrases.WARNING_OBSTACLE
            text = warning.format(cause=obstacle.title, facts=said_facts(obstacle.because))
            yield doc.Notice(kind="obstacle", text=self.say(text), cause=obstacle.id)
        for fact in r.case:
            if fact.origin.kind == "today":
                text = phrases.WARNING_TODAY.format(today=as_json(fact.value))
                yield doc.Notice(kind="today", text=self.say(text), facts=(fact.name,))
        for symptom in r.elsewhere:
            text = phrases.WARNING_ELSEWHERE.format(symptom=symptom.title)
            if not symptom.general:
                yield doc.Notice(kind="elsewhere", text=self.say(text), symptom=symptom.id)
        yield from self._unexplained()
        unlike = [c for c in self.causes if c.verdict in ("likely", "possible") and "reach" in misfits(
            r.knowledge.causes[c.id], r.case.values(), r.knowledge)]
        if unlike and len(unlike) < len(self.causes):
            text = phrases.WARNING_REACH.format(causes=titles(unlike))
            yield doc.Notice(kind="reach", text=self.say(text))
        if r.out_of_scope is None and not r.symptoms:
            yield from self._foreign_language()
        texts = r.case.get(MESSAGE)
        if r.symptoms and not r.recognized.matches and isinstance(texts, tuple):
            for given in texts:
                shown = given if len(given) <= _LONGEST_UNREAD else given[: _LONGEST_UNREAD - 3] + "..."
                text = phrases.WARNING_UNREAD.format(text=" ".join(shown.split()))
                yield doc.Notice(kind="unread", text=self.say(text), facts=(MESSAGE,))
        for cause in (*self.causes, *self.obstacles):
            yield from self._notices_of(cause)

    def _unexplained(self) -> Iterator[doc.Notice]:
        """Of several messages, those that nothing explains any more."""
        r = self.reasoning
        left = {name for cause in self.causes if cause.verdict != "ruled_out" for name in cause.symptoms}
        for symptom in r.symptoms if left else ():
            if symptom.id not in left:
                text = phrases.WARNING_UNEXPLAINED.format(symptom=symptom.title)
                yield doc.Notice(kind="unexplained", text=self.say(text), symptom=symptom.id)

    def _foreign_language(self) -> Iterator[doc.Notice]:
        """That a text is in a language, or a script, that the rules do not hold."""
        from expert.recognizing.languages import language_of

        texts = self.reasoning.case.get(MESSAGE)
        for text in texts if isinstance(texts, tuple) else ():
            language = language_of(text)
            if language is not None:
                said = phrases.WARNING_LANGUAGE.format(language=language)
                yield doc.Notice(kind="language", text=self.say(said), facts=(MESSAGE,))
                return

    def _notices_of(self, cause: doc.CauseFound) -> Iterator[doc.Notice]:
        if cause.verdict not in ("confirmed", "likely") or cause.disputed:
            return
        if cause.superseded:
            text = phrases.WARNING_SUPERSEDED.format(cause=cause.title)
            yield doc.Notice(kind="superseded", text=self.say(text), cause=cause.id)
        unknown = self.open_about_place(cause) if cause.verdict == "confirmed" else ()
        if unknown:
            titles = [self.reasoning.knowledge.vocabulary[name].title for name in unknown]
            text = phrases.WARNING_ONLY_SOME.format(cause=cause.title, facts=listed_in_quotes(titles, AND))
            yield doc.Notice(kind="only_some", text=self.say(text), cause=cause.id, facts=unknown)
        yield from self._held_back(cause)
        for option in () if cause.remedy is None else cause.remedy.options:
            if option.withheld and option.harm:
                text = phrases.WARNING_HARM.format(cause=cause.title, harm=option.harm)
                yield doc.Notice(kind="harm", text=self.say(text), cause=cause.id, option=option.id)

    def _held_back(self, cause: doc.CauseFound) -> Iterator[doc.Notice]:
        """That steps of a remedy which erase, remove or affect all devices wait until something is known."""
        remedy = None if cause.verdict == "ruled_out" else cause.remedy
        waiting = () if remedy is None else (step for step in remedy.steps if step.held_back)
        steps = [step for step in waiting if set(step.safety) & set(GRAVE)]
        vocabulary = self.reasoning.knowledge.vocabulary
        if any(step.only_if is None for step in steps):
            names = [vocabulary[name].title for name in cause.missing]
            text = phrases.WARNING_HELD_BACK.format(cause=cause.title, facts=listed_in_quotes(names, AND))
            yield doc.Notice(kind="held_back", text=self.say(text), cause=cause.id, facts=cause.missing)
        cases = {step.only_if: None for step in steps if step.only_if is not None}
        if cases:
            open_facts_of = dict.fromkeys(self.needed_before_danger([cause]))
            names = [vocabulary[name].title for name in open_facts_of]
            text = phrases.WARNING_DEPENDS.format(cause=cause.title, case=text_of(next(iter(cases)) or ""),
                                                  facts=listed_in_quotes(names, AND))
            yield doc.Notice(kind="held_back", text=self.say(text), cause=cause.id, facts=tuple(open_facts_of))
