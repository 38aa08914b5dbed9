"""What to find out next about a case."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from expert.engine.choosing.asking_order import asking_order
from expert.engine.spoken import Part
from expert.foundations.terms import Outcome
from expert.results import diagnosis as doc
from expert.results.document import with_

_MOST_GUESSES = 6


class QuestionsAbout(Part):
    """The questions about a case."""

    def questions(self, outcome: Outcome) -> tuple[doc.Question, ...]:
        """The questions, in the order in which to ask them.

        First what settles a contradiction; then what recognizes anything, what is cheap and separates most, and what
        every case should tell; or what decides about the causes, in the order of an interview (`asking_order`). An
        interview keeps to a page that is open; what it does not ask for in turn stands with the others of its page.
        """
        r = self.reasoning
        decides: dict[str, list[str]] = {name: [] for name in self.contradictions.to_settle}
        open_causes = [cause for cause in self.causes if not cause.disputed]
        if outcome in ("incomplete", "unrecognized"):
            decides.update({name: [] for name in self.asked_first()})
            decides.update(self._worth_finding_out())
        if outcome in ("unrecognized", "contradictory"):
            names = [name for name, fact in r.knowledge.vocabulary.facts.items() if fact.intake and name not in r.case]
            decides = {**decides, **{name: decides.get(name, []) for name in names}}
        of_causes: dict[str, list[str]] = {}
        for cause in (*open_causes, *self.obstacles):
            for name in cause.missing or (self.open_about_place(cause) if cause.verdict == "confirmed" else ()):
                of_causes.setdefault(name, []).append(cause.id)
        for step_fact in self.needed_before_danger(self.causes or self.obstacles):
            of_causes.setdefault(step_fact, [])
        order = asking_order(r)
        if decides and not self.contradictions.to_settle:
            decides = {name: decides.get(name, []) for name in (*order.facts[:1], *decides)}
        place = {name: number for number, name in enumerate(order.facts)}
        cost, listed = r.knowledge.vocabulary.cost, self.words.order
        ranked = sorted(of_causes, key=lambda name: (place.get(name, len(place)), cost(name), listed[name]))
        further = self._page_by_page([name for name in ranked if name not in decides], order.in_turn)
        asked = {**decides, **{name: of_causes[name] for name in further}}
        return tuple(
            with_(self._question(name, causes), number=number)
            for number, (name, causes) in enumerate(asked.items(), start=1)
        )

    def _page_by_page(self, names: Iterable[str], in_turn: Collection[str]) -> Iterator[str]:
        """The facts in their order; what an interview does not ask for in turn comes where its page is open."""
        vocabulary, page, left = self.reasoning.knowledge.vocabulary, None, list(names)
        while left:
            beside = (n for n in left if page is not None and vocabulary[n].page == page and n not in in_turn)
            name = next(beside, left[0])
            left.remove(name)
            page = vocabulary[name].page
            yield name

    def _worth_finding_out(self) -> dict[str, list[str]]:
        """What is cheap to find out and separates most, where no symptom says which causes to look at.

        Of a text that could be several messages these are the causes of them all; else whatever stops an enrollment.
        """
        r, vocabulary = self.reasoning, self.reasoning.knowledge.vocabulary
        begun = {opening.symptom for opening in r.recognized.openings}
        named = begun or {likeness.symptom for likeness in r.recognized.reminds_of}
        causes = {cause.id: cause for name in sorted(named) for cause in r.knowledge.causes_of(name)}
        decides: dict[str, list[str]] = {}
        for cause in causes.values() if causes else r.knowledge.stopping:
            for name in r.open_in(cause):
                decides.setdefault(name, []).append(cause.id)
        asked = [name for name in decides if not vocabulary.costs[vocabulary[name].cost].only_if_done]
        asked.sort(key=lambda n: (-len(decides[n]) / max(vocabulary.cost(n), 1), self.words.order[n]))
        # What a text only reminds of is no candidate, so nothing is decided about its causes yet.
        return {name: decides[name] if begun else [] for name in asked[:_MOST_GUESSES]}

    def _question(self, name: str, decides: list[str]) -> doc.Question:
        again = name in self.contradictions.to_settle
        return self.words.question(name, decides, self._spoken.known_roughly(name), again=again)
