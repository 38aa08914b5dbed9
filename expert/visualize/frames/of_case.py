"""A case for a class, as it was reasoned: the message, the symptom, the deciding facts, the verdict, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from expert.facts.vocabulary import MESSAGE
from expert.foundations.terms import Verdict
from expert.foundations.texts import Text, quotable
from expert.results.diagnosis import CauseFound, Diagnosis, FactValue, PlanStep, SourceOf, SymptomFound
from expert.visualize import words as picture_words
from expert.visualize.canvas.theme import theme
from expert.visualize.frames import words
from expert.visualize.frames.frame import SourceLink
from expert.visualize.frames.layout import BODY
from expert.visualize.frames.parts import Speaker, edge, sources_scene
from expert.visualize.frames.scene import Block, Column, Row, Scene, Words
from expert.visualize.frames.to_do import ToDo
from expert.visualize.pages.verdict import causes_found, doubted, headline, proof, why_none
from expert.visualize.words import CASE, NAMELESS_CASE, STANDINGS, capital, count, quoted

_LONGEST_QUOTE = 320  # characters of a message on a frame
_LONGEST_NOTED = 4_000  # and in the notes
_FACT, _BETWEEN = 292.0, 128.0
_MOST_IN_BOXES = 6  # causes of a verdict that each have their facts beside them; more are listed
_MOST_QUESTIONS = 6
# What whoever acts on a case must know; other notices stand in the notes.
_TOLD = ("harm", "held_back", "only_some", "obstacle")
_LINES = {"confirmed": "proves", "likely": "suggests", "possible": "may_explain", "ruled_out": "rules_out"}


def case_scenes(diagnosis: Diagnosis) -> list[Scene]:
    """The scenes of a case, in the language of its diagnosis."""
    return list(_Case(diagnosis).scenes())


def case_title(diagnosis: Diagnosis) -> str:
    """What the frames of a case are about."""
    case = diagnosis.case.id
    named = NAMELESS_CASE if case is None else CASE.format(id=case)
    return str(named.in_(diagnosis.language))


class _Case:
    def __init__(self, diagnosis: Diagnosis) -> None:
        self._diagnosis = diagnosis
        self._speaker = Speaker(diagnosis.language)
        self._say = self._speaker.say
        self._called = case_title(diagnosis)
        self._found = causes_found(diagnosis)
        self._titles = {question.fact: question.title for question in diagnosis.questions} | {
            node.id.partition(".")[2]: node.label for node in diagnosis.derivation.nodes if node.kind == "unknown_fact"
        }

    def scenes(self) -> Iterator[Scene]:
        d = self._diagnosis
        yield self._report()
        yield from self._facts()
        yield from self._symptoms()
        if d.outcome not in ("solved", "out_of_scope"):
            yield from self._weighed()
        yield self._verdict()
        if d.outcome not in ("solved", "out_of_scope"):
            yield from self._next()
        documents = {(source.title, source.url): source for source in self._sources()}
        if documents:
            yield sources_scene(self._speaker, [
                (source.title, source.date, source.url) for source in documents.values()
            ])  # fmt: skip

    # What is known

    def _report(self) -> Scene:
        messages = self._messages()
        rows = [
            Row(f"message-{number}", (Column(BODY, (self._message(text),)),))
            for number, text in enumerate(messages, start=1)
        ]
        if not messages:
            rows = [
                self._fact_row(number, fact.title, fact.words)
                for number, fact in enumerate(self._diagnosis.case.described, start=1)
            ] or [self._speaker.line("nothing", self._speaker.plain(self._say(words.NOTHING_KNOWN)))]
        claim = words.REPORT_CLAIM if messages else words.NO_REPORT_CLAIM
        return Scene(
            id="report",
            kicker=self._say(words.REPORTED),
            color=edge("recognizes").color,
            claim=self._say(claim.format(case=self._called)),
            rows=tuple(rows),
            notes=tuple(text[:_LONGEST_NOTED] for text in messages),
        )

    def _messages(self) -> list[str]:
        given = self._diagnosis.case.facts.get(MESSAGE)
        return [] if given is None else [str(text) for text in (given if isinstance(given, (list, tuple)) else [given])]

    def _message(self, text: str) -> Block:
        said = self._say(quoted(_shortened(quotable(text))))
        return self._speaker.card("fact", "message", self._speaker.plain(said, bold=True))

    def _facts(self) -> Iterator[Scene]:
        """What is known besides the message; where there is none, the frame before says it."""
        facts = [fact for fact in self._diagnosis.case.described if fact.fact != MESSAGE]
        if facts and self._messages():
            yield Scene(
                id="facts",
                kicker=self._say(words.KNOWN),
                color=edge("recognizes").color,
                claim=self._say(count(len(facts), words.FACTS_CLAIM).format(case=self._called)),
                rows=tuple(self._fact_row(number, fact.title, fact.words) for number, fact in enumerate(facts, 1)),
                notes=tuple(f"{fact.title}: {fact.words}" for fact in facts),
            )

    def _fact_row(self, number: int, title: str, value: str) -> Row:
        half = BODY / 2 - 12.0
        speaker = self._speaker
        return Row(
            f"fact-{number}",
            (
                Column(half, (speaker.text(speaker.plain(title, ink=theme().page.soft)),)),
                Column(half, (speaker.text(speaker.plain(_shortened(value), bold=True)),), room=24.0),
            ),
            ruled=number > 1,
            gap=18.0,
        )

    # The symptom

    def _symptoms(self) -> Iterator[Scene]:
        found = self._diagnosis.symptoms
        if found:
            yield Scene(
                id="symptom",
                kicker=self._say(words.RECOGNIZED),
                color=theme().boxes["symptom"].border,
                claim=self._say(count(len(found), words.SYMPTOM_CLAIM)),
                rows=(*(self._shows(number, symptom) for number, symptom in enumerate(found, start=1)),
                      *self._left_over()),
                notes=tuple(note.text for symptom in found for note in symptom.notes),
                sources=_links(source for symptom in found for source in symptom.sources),
            )  # fmt: skip
        elif self._messages() and self._diagnosis.outcome in ("unrecognized", "obstacle"):
            yield Scene(
                id="symptom",
                kicker=self._say(words.RECOGNIZED),
                color=theme().boxes["no_symptom"].border,
                claim=self._say(words.NO_SYMPTOM_CLAIM),
                rows=tuple(
                    self._leads_nowhere(number, text, picture_words.NO_SYMPTOM)
                    for number, text in enumerate(self._messages(), start=1)
                ),
            )

    def _left_over(self) -> Iterator[Row]:
        """Of several messages, those in which no symptom of the case was seen.

        A diagnosis keeps one span for each symptom: such a message may be known too, only no further symptom.
        """
        d = self._diagnosis
        seen = [symptom.matched for symptom in d.symptoms if symptom.layer != "behavior"]
        seen += [fact.span for fact in d.read_from_text]
        spans = [_plain(span) for span in seen if span]
        texts = self._messages()
        for number, text in enumerate(texts if len(texts) > 1 else (), start=1):
            if not any(span in _plain(text) for span in spans):
                yield self._leads_nowhere(number, text, words.NOT_RECOGNIZED)

    def _leads_nowhere(self, number: int, text: str, why: Text) -> Row:
        nothing = self._speaker.plain(self._say(why))
        return Row(f"message-{number}", (
            Column(_FACT, (self._message(text),)),
            self._led_to(self._speaker.card("no_symptom", "no-symptom", nothing), "leads_to", ""),
        ))  # fmt: skip

    def _shows(self, number: int, symptom: SymptomFound) -> Row:
        style = theme().boxes["symptom"]
        shown = self._speaker.card("symptom", "symptom", Words(symptom.title, style.text, bold=True))
        return Row(f"symptom-{number}", (
            Column(_FACT, (self._recognized_by(symptom),)),
            self._led_to(shown, "recognizes", self._say(words.RECOGNIZES)),
        ))  # fmt: skip

    def _recognized_by(self, symptom: SymptomFound) -> Block:
        """The part of the message that shows a symptom; of a behavior, the facts that do."""
        derivation = self._diagnosis.derivation
        nodes = {node.id: node for node in derivation.nodes}
        seen = dict.fromkeys(
            edge.source for edge in derivation.edges
            if edge.kind == "recognizes" and edge.target == f"symptom.{symptom.id}" and edge.source in nodes
        )  # fmt: skip
        facts = [nodes[name] for name in seen if not _is_message(name)]
        if not facts or len(facts) < len(seen):
            return self._message(symptom.matched)
        said: list[Words] = []
        for node in facts:
            said.append(self._speaker.soft(node.label, role="word", above=6.0 if said else 0.0))
            said.append(self._speaker.plain(_shortened(node.detail), bold=True))
        return self._speaker.card("fact", "fact", *said)

    def _led_to(self, block: Block, kind: str, label: str) -> Column:
        return Column(
            BODY - _FACT - _BETWEEN, (block,), arrow=edge(kind), arrow_kind=kind, room=_BETWEEN,
            label=Words(label, edge(kind).color, "word", bold=True) if label else None,
        )  # fmt: skip

    # The deciding facts

    def _weighed(self) -> Iterator[Scene]:
        """The causes by what the facts say of them, what is proven first."""
        d = self._diagnosis
        groups: dict[tuple[str, str], list[CauseFound]] = {}
        for cause in d.obstacles:
            groups.setdefault(("obstacle", "disputed" if cause.disputed else ""), []).append(cause)
        for cause in d.causes:
            groups.setdefault((cause.verdict, "" if cause.upheld else cause.standing), []).append(cause)
        for (verdict, mark), causes in groups.items():
            yield self._group(verdict, mark, causes)

    def _group(self, verdict: str, mark: str, causes: list[CauseFound]) -> Scene:
        claims = words.GROUP_OBSTACLE if verdict == "obstacle" else words.GROUPS[causes[0].verdict]
        claims = {"disputed": words.GROUP_DISPUTED, "superseded": words.GROUP_SUPERSEDED}.get(mark, claims)
        listed = verdict in ("possible", "ruled_out") and len(causes) > _MOST_IN_BOXES
        if listed:
            rows = [self._listed_cause(number, cause) for number, cause in enumerate(causes, start=1)]
        else:
            rows = [self._decided(number, alike) for number, alike in enumerate(_alike(causes), start=1)]
        color = theme().boxes[f"cause_{'possible' if mark else causes[0].verdict}"].border
        return Scene(
            id="-".join(filter(None, ("weighed", verdict.replace("_", "-"), mark))),
            kicker=self._say(words.WEIGHED),
            color=color,
            claim=self._say(count(len(causes), claims)),
            rows=tuple(rows),
            notes=tuple(self._noted(cause) for cause in causes),
            sources=_links(source for cause in causes for source in cause.sources),
        )

    def _listed_cause(self, number: int, cause: CauseFound) -> Row:
        struck = theme().boxes[f"cause_{cause.verdict}"].struck
        ink = theme().boxes[f"cause_{cause.verdict}"].text
        word = self._say(STANDINGS[cause.standing])
        return Row(f"cause-{number}", (
            Column(160.0, (self._speaker.text(self._speaker.soft(word, role="word", bold=True), kind="verdict"),)),
            Column(BODY - 160.0, (Block("cause", (Words(cause.title, ink, "quiet", struck=struck),)),)),
        ), gap=10.0)  # fmt: skip

    def _decided(self, number: int, causes: Sequence[CauseFound]) -> Row:
        """The facts, and what they say of a cause, or of several that the same facts rule out."""
        kind = "suggests" if _doubtful(causes[0]) else _LINES[causes[0].verdict]
        block = self._cause(causes[0]) if len(causes) == 1 else self._ruled_out(causes)
        return Row(f"cause-{number}", (
            Column(_FACT, (self._deciding(causes[0]),)),
            self._led_to(block, kind, self._say(picture_words.EDGES[kind])),
        ))  # fmt: skip

    def _ruled_out(self, causes: Sequence[CauseFound]) -> Block:
        style = theme().boxes["cause_ruled_out"]
        word = self._say(count(len(causes), picture_words.COUNTED["ruled_out"])).upper()
        return self._speaker.card(
            "cause_ruled_out", "cause ruled_out", Words(word, style.word, "word", bold=True),
            *(Words(cause.title, style.text, struck=True, above=4.0) for cause in causes),
        )  # fmt: skip

    def _deciding(self, cause: CauseFound) -> Block:
        """What decided a verdict, or would decide it."""
        speaker = self._speaker
        if cause.because:
            return self._known(cause.because)
        if cause.verdict == "likely":
            reason = picture_words.NAMED if cause.named else picture_words.LAST_ONE
            return speaker.card("reason", "reason", speaker.plain(capital(self._say(reason))))
        if cause.missing:
            names = [self._titles.get(fact, fact.replace("_", " ")) for fact in cause.missing]
            said = [speaker.soft(name, role="word") for name in names[:2]]
            if len(names) > len(said):
                more = picture_words.AND_MORE.format(n=len(names) - len(said))
                said.append(speaker.soft(self._say(more), role="word"))
            said.append(speaker.plain(self._say(picture_words.NOT_KNOWN), italic=True))
            return speaker.card("unknown_fact", "unknown", *said)
        return speaker.card("reason", "reason", speaker.plain(capital(self._say(picture_words.STATED))))

    def _known(self, facts: Sequence[FactValue]) -> Block:
        """Facts that decided something."""
        said: list[Words] = []
        for fact in facts:
            said.append(self._speaker.soft(fact.title, role="word", above=6.0 if said else 0.0))
            said.append(self._speaker.plain(_shortened(fact.words), bold=True))
        derived = any(fact.derived_by is not None for fact in facts)
        return self._speaker.card("derived_fact" if derived else "fact", "fact", *said)

    def _cause(self, cause: CauseFound) -> Block:
        """A cause in the looks of what is said of it: what is doubtful never looks proven."""
        notes = []
        word, tone = STANDINGS[cause.standing], cause.verdict
        superseded = cause.standing == "superseded"
        if cause.superseded and not superseded and cause.verdict != "ruled_out":
            notes.append(capital(self._say(picture_words.SUPERSEDED)))
        if cause.disputed:
            tone = _open(tone)
        elif cause in self._diagnosis.obstacles:
            word = words.OUTCOME_WORDS["obstacle"]
        if cause.kind == "wait":
            notes.append(self._say(words.WAIT_KIND))
        return self._speaker.cause(cause.title, tone, self._say(word), *notes, superseded=superseded)

    def _noted(self, cause: CauseFound) -> str:
        reason = "; ".join(f"{fact.title}: {fact.words}" for fact in cause.because)
        said = f"{cause.title}: {self._say(STANDINGS[cause.standing]).lower()}"
        return f"{said} ({reason})" if reason else said

    # The verdict

    def _verdict(self) -> Scene:
        d = self._diagnosis
        claim = capital(headline(d).in_(d.language))
        rows = [
            Row(f"verdict-{number}", (Column(BODY, (self._cause(cause),)),))
            for number, cause in enumerate(self._found, start=1)
        ]
        reasons = [str(proof(d, cause).in_(d.language)) for cause in self._found]
        color = theme().boxes["cause_confirmed"].border
        if d.only_superseded:
            claim = self._say(words.SUPERSEDED_CLAIM)
            color = theme().boxes["cause_superseded"].border
        elif d.outcome in ("confirmed", "likely", "obstacle"):
            claim = self._say(words.VERDICT_CLAIMS[d.outcome]) if len(self._found) == 1 else claim
        else:
            style = "conflict" if d.outcome == "contradictory" else "out_of_scope"
            color = theme().boxes[style].border
            rows = [*self._conflicts()] if d.outcome == "contradictory" and d.conflicts else [self._outcome(style)]
            rows += self._could_be()
        rows += [self._speaker.line(f"proof-{number}", self._speaker.plain(text, role="quiet"))
                 for number, text in enumerate(reasons, 1)]  # fmt: skip
        return Scene(
            id="verdict",
            kicker=self._say(words.VERDICT),
            color=color,
            claim=claim,
            rows=tuple(rows),
            notes=(d.outcome_reason, *reasons, *d.warnings),
            sources=_links(source for cause in self._found for source in cause.sources),
        )

    def _outcome(self, style: str) -> Row:
        """The outcome in a word, and why it is so."""
        d, look = self._diagnosis, theme().boxes[style]
        reason = d.outcome_reason if d.outcome in ("out_of_scope", "solved") else str(why_none(d).in_(d.language))
        said = [Words(self._say(words.OUTCOME_WORDS[d.outcome]), look.word, "word", bold=True),
                self._speaker.plain(reason)]  # fmt: skip
        if d.elsewhere is not None and d.elsewhere.whose is not None:
            said += [self._speaker.soft(self._say(words.WHOSE), role="word", above=10.0),
                     self._speaker.plain(d.elsewhere.whose)]  # fmt: skip
        card = self._speaker.card(style, "outcome", *said)
        if d.elsewhere is not None and d.elsewhere.because:
            known = Column(_FACT, (self._known(d.elsewhere.because),))
            return Row("outcome", (known, self._led_to(card, "leads_to", "")))
        return Row("outcome", (Column(BODY, (card,)),))

    def _conflicts(self) -> Iterator[Row]:
        look = theme().boxes["conflict"]
        for number, conflict in enumerate(self._diagnosis.conflicts, start=1):
            said = Words(self._say(picture_words.CONFLICT), look.word, "word", bold=True)
            card = self._speaker.card("conflict", "conflict", said, self._speaker.plain(conflict.text))
            yield Row(f"conflict-{number}", (Column(BODY, (card,)),))

    def _could_be(self) -> Iterator[Row]:
        """The symptoms that an incomplete text would fit, or that it reminds of."""
        d, speaker = self._diagnosis, self._speaker
        for number, partial in enumerate(d.could_be, start=1):
            rest = " … ".join(self._say(quoted(quotable(text))) for text in partial.needed)
            said = speaker.plain(partial.title, bold=True), speaker.soft(self._say(words.GOES_ON.format(text=rest)))
            card = speaker.card("partial_symptom", "could-be", *said)
            yield Row(f"could-be-{number}", (Column(BODY, (card,)),))
        if d.reminds_of and not d.could_be:
            yield speaker.line("reminds", speaker.soft(self._say(words.REMINDS)), keep=True)
        for number, reminder in enumerate(d.reminds_of if not d.could_be else (), start=1):
            card = speaker.card("partial_symptom", "reminds-of", speaker.plain(reminder.title, bold=True))
            yield Row(f"reminds-{number}", (Column(BODY, (card,)),), gap=10.0)

    # What to do

    def _next(self) -> Iterator[Scene]:
        d = self._diagnosis
        if d.conflicts and d.outcome != "contradictory":
            yield self._scene("conflicts", words.WEIGHED, self._say(words.CONFLICT_ALSO), tuple(self._conflicts()),
                              theme().boxes["conflict"].border)  # fmt: skip
        told = dict.fromkeys(notice.text for notice in d.notices if notice.kind in _TOLD)
        if told:
            rows = tuple(self._speaker.listed(f"notice-{number}", "!", self._speaker.plain(text), ruled=number > 1)
                         for number, text in enumerate(told, start=1))  # fmt: skip
            yield self._scene("notices", words.BEFORE, self._say(words.BEFORE_CLAIM), rows,
                              theme().boxes["conflict"].border)  # fmt: skip
        if d.outcome in ("confirmed", "likely", "obstacle"):
            # Where it is doubtful what the cause is, what to find out comes before what to do.
            parts = [self._to_do(d.plan), self._to_find_out()]
            yield from (scene for part in (parts if self._sure else reversed(parts)) for scene in part)
        else:
            yield from self._to_find_out()
        if d.obstacle_plan and d.outcome != "obstacle":
            yield from self._to_do(d.obstacle_plan, name="obstacle-steps")
        if d.collect:
            yield self._scene(
                "collect", words.COLLECT, self._say(words.COLLECT_CLAIM),
                tuple(self._speaker.listed(f"collect-{number}", str(number), self._speaker.plain(_first(note.text)),
                                           ruled=number > 1) for number, note in enumerate(d.collect, start=1)),
                theme().boxes["collect"].border, tuple(note.text for note in d.collect),
            )  # fmt: skip

    def _to_do(self, steps: Sequence[PlanStep], name: str = "steps") -> Iterator[Scene]:
        looks = {cause.id: self._cause(cause) for cause in self._diagnosis.weighed if cause.superseded}
        sure = self._sure or name != "steps"  # obstacles are proven
        yield from ToDo(self._diagnosis, self._speaker, looks, sure=sure).scenes(steps, name)

    @property
    def _sure(self) -> bool:
        """Whether a cause that still stands is proven: else what to find out comes before what could be done."""
        d = self._diagnosis
        return d.outcome in ("confirmed", "obstacle") and not all(doubted(d, cause) for cause in self._found)

    def _to_find_out(self) -> Iterator[Scene]:
        questions = self._diagnosis.questions[:_MOST_QUESTIONS]
        more = len(self._diagnosis.questions) - len(questions)
        if not questions:
            return
        speaker = self._speaker
        rows = [
            speaker.question(f"ask-{number}", question, ruled=number > 1)
            for number, question in enumerate(questions, start=1)
        ]
        if more:
            rows.append(speaker.line("more", speaker.soft(capital(self._say(picture_words.AND_MORE.format(n=more))))))
        notes = tuple(f"{question.ask} {question.where_to_look}" for question in self._diagnosis.questions)
        yield self._scene("find-out", words.FIND_OUT, self._say(count(len(notes), words.FIND_CLAIM)), tuple(rows),
                          theme().boxes["question"].border, notes)  # fmt: skip

    def _scene(
        self, name: str, kicker: Text, claim: str, rows: tuple[Row, ...], color: str, notes: tuple[str, ...] = ()
    ) -> Scene:
        return Scene(name, self._say(kicker), color, claim, rows, notes=notes)

    def _sources(self) -> Iterator[SourceOf]:
        for symptom in self._diagnosis.symptoms:
            yield from symptom.sources
        for cause in self._found or self._diagnosis.causes:
            yield from cause.sources
            yield from () if cause.remedy is None else cause.remedy.sources


def _is_message(node: str) -> bool:
    """Whether a node of the derivation is the message; it stands for all of several, and shows the first."""
    return node.split(".")[1] == MESSAGE


def _plain(text: str) -> str:
    """A text as spans of it are looked for: on one line, in small letters."""
    return " ".join(text.split()).casefold()


def _links(sources: Iterable[SourceOf]) -> tuple[SourceLink, ...]:
    return tuple(dict.fromkeys(SourceLink(source.title, source.url) for source in sources))


def _alike(causes: Sequence[CauseFound]) -> list[list[CauseFound]]:
    """Causes in groups: those that the same facts rule out together, each other one alone."""
    groups: dict[object, list[CauseFound]] = {}
    for cause in causes:
        same = cause.verdict == "ruled_out" and cause.because and not cause.disputed
        facts = tuple((fact.fact, fact.words) for fact in cause.because)
        groups.setdefault(facts if same else cause.id, []).append(cause)
    return list(groups.values())


def _doubtful(cause: CauseFound) -> bool:
    return cause.verdict == "confirmed" and cause.standing != "confirmed"


def _open(verdict: Verdict) -> Verdict:
    return "possible" if verdict == "confirmed" else verdict


def _shortened(text: str) -> str:
    """The text on one line, cut between words if it is too long for a frame; the notes have all of it."""
    text = " ".join(text.split())
    if len(text) <= _LONGEST_QUOTE:
        return text
    cut = text[:_LONGEST_QUOTE]
    return f"{cut.rpartition(' ')[0] or cut} …"


def _first(text: str) -> str:
    """The first sentence of a text; the notes have all of it."""
    sentence, mark, _ = text.partition(". ")
    return f"{sentence}." if mark else text

