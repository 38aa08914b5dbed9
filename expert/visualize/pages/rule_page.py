"""A part of the knowledge base in words: a symptom, cause, remedy, derivation or fact, whole, with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from expert.facts.vocabulary import FactDefinition
from expert.foundations.sources import Source
from expert.foundations.texts import Language, Text
from expert.rules.catalog import Kind, Part, part_of
from expert.rules.condition_words import ConditionWords
from expert.rules.conditions import ConditionData
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Derivation, Link, Note, Option, Remedy, RuleCase, Symptom
from expert.rules.way_steps import steps_of
from expert.visualize import words
from expert.visualize.marks import Dangers, harm_in_rules, in_rules
from expert.visualize.pages.blocks import Block, Heading, Item, Leading, Paragraph, Subheading, Title
from expert.visualize.pages.parts import in_words
from expert.visualize.words import NO_ADDRESS, STATUS, VERDICTS, duration

KINDS: dict[Kind, tuple[Text, Text]] = {
    "symptoms": (Text("Symptom", "Symptom"), Text("Symptoms", "Symptom")),
    "causes": (Text("Cause", "Orsak"), Text("Causes", "Orsaker")),
    "remedies": (Text("Remedy", "Åtgärd"), Text("Remedies", "Åtgärder")),
    "derivations": (Text("Derivation", "Härledning"), Text("Derivations", "Härledningar")),
}
"""What a rule of a kind is called, and several."""

RULE_STATUS = {
    "stable": Text("stable", "stabil"), "new": Text("new", "ny"), "disputed": Text("disputed", "omtvistad"),
    "retired": Text("retired", "utgången"),
}  # fmt: skip
_FACT = Text("Fact", "Faktum")
_CHECKED = Text("held against its sources on {date}", "jämförd med sina källor den {date}")
_ROWS = Text("rows {rows}", "rader {rows}")
_TOPIC = Text("topic: {topic}", "ämne: {topic}")
_EXPLAINED_BY = Text("explained by", "förklaras av")
_ANY_CAUSE = Text(
    "Every cause that stops an enrollment by itself.", "Varje orsak som själv stoppar en registrering."
)
_EXPLAINS = Text("explains", "förklarar")
_NAMED = Text("the message names it", "meddelandet pekar ut den")
_RECOGNIZED_BY = Text("recognized by", "känns igen på")
_PHRASES = Text(
    "also by {count} patterns of what people call it", "även på {count} mönster för vad folk kallar det"
)
_RECOGNIZED_WHEN = Text("recognized if", "känns igen om")
_CONDITIONS = (
    Text("applies only if", "gäller bara om"), Text("confirmed if", "bekräftad om"),
    Text("ruled out if", "utesluten om"), Text("stops an enrollment by itself", "stoppar själv en registrering"),
)  # fmt: skip
_NO_CANDIDATE = Text("no candidate", "ingen kandidat")
_ALWAYS = Text("always", "alltid")
_HOLDS_IF = Text("holds if", "gäller om")
_CONCLUDES = Text("then", "då")
_REACH = Text("concerns", "gäller")
_REACHES = {
    "device": Text("one device", "en enhet"), "user": Text("one user", "en användare"),
    "tenant": Text("the whole tenant", "hela klientorganisationen"),
}  # fmt: skip
_REMEDY = Text("what to do", "det här gör du")
_ONE_WAY = Text("One option", "Ett alternativ")
_VERIFY = Text("how to see that it worked", "så ser du att det har lyckats")
_NOTES = Text("notes", "att veta")
_REMEDY_NOTES = Text("notes on what to do", "att veta om det du gör")
_USED_BY = Text("remedies", "åtgärdar")
_CASES = Text("cases that it is tested with", "fall den provas med (på engelska)")
_SOURCES = Text("sources", "källor")
_VALUES = Text("values", "värden")
_WHERE = Text("where to look", "var du tittar")
_DECIDES = Text("decides", "avgör")
_WAIT = Text("then wait: {time}", "vänta sedan: {time}")


def names(knowledge: KnowledgeBase) -> list[str]:
    """Everything that has a page: symptoms, causes, remedies, derivations (retired ones too) and facts."""
    remedies = dict.fromkeys(knowledge.remedy_of(cause).id for cause in knowledge.causes.values())
    retired = (name.partition("/")[2] for name in knowledge.retired)
    return list(dict.fromkeys([
        *knowledge.symptoms, *knowledge.causes, *remedies, *knowledge.derivations, *retired,
        *knowledge.vocabulary.facts,
    ]))


def rule_blocks(knowledge: KnowledgeBase, name: str, language: Language) -> list[Block]:
    """The page of one part. Ids of other parts stand in it as `[id]`.

    Raises:
        KeyError: there is no part of that name.
    """
    writer = _Writer(knowledge, language)
    found = part_of(knowledge, name)
    if found is None:
        return list(writer.fact(knowledge.vocabulary[name]))
    return list(writer.rule(*found))


class _Writer:
    def __init__(self, knowledge: KnowledgeBase, language: Language) -> None:
        self._knowledge = knowledge
        self._language: Language = language

    def _say(self, text: Text) -> str:
        return str(text.in_(self._language))

    def _section(self, title: Text, items: Iterable[Item | Subheading]) -> Iterator[Block]:
        listed = list(items)
        if listed:
            yield Heading(self._say(title))
            yield from listed

    def rule(self, kind: Kind, part: Part) -> Iterator[Block]:
        yield Title(f"{self._say(KINDS[kind][0])}: {self._say(part.title)} [{part.id}]")
        yield Paragraph(self._state(part))
        if isinstance(part, Symptom):
            yield from self._symptom(part)
        elif isinstance(part, Cause):
            yield from self._cause(part)
        elif isinstance(part, Remedy):
            yield from self._remedy(part)
            causes = [cause for cause in self._knowledge.causes.values() if cause.remedy_id == part.id]
            yield from self._section(_USED_BY, map(self._named, causes))
        else:
            yield from self._derivation(part)
        notes = () if isinstance(part, (Remedy, Derivation)) else part.notes
        yield from self._notes(notes)
        if isinstance(part, Cause):
            yield from self._section(_CASES, map(self._case, part.cases))
            remedy = self._knowledge.remedy_of(part)
            yield from self._sources([*part.sources, *_of_notes(part.notes), *remedy.sources, *_of_notes(remedy.notes)])
        elif isinstance(part, Remedy):
            yield from self._sources([*part.sources, *_of_notes(part.notes)])
        else:
            yield from self._sources([*part.sources, *_of_notes(notes)])

    def _state(self, part: Part) -> str:
        said = [self._say(RULE_STATUS[part.status])]
        if isinstance(part, Cause):
            said += [self._say(limit) for limit in words.limits(part.kind, superseded=part.superseded)]
        if part.checked is not None:
            said.append(self._say(_CHECKED.format(date=part.checked.isoformat())))
        if part.rows:
            said.append(self._say(_ROWS.format(rows=", ".join(part.rows))))
        topic = part.topic if isinstance(part, (Symptom, Cause)) else None
        if topic is not None:
            said.append(self._say(_TOPIC.format(topic=self._knowledge.topics[topic])))
        return "; ".join(said)

    def _symptom(self, symptom: Symptom) -> Iterator[Block]:
        yield from self._section(_RECOGNIZED_BY, self._recognized_by(symptom))
        if symptom.recognized_when is not None:
            yield from self._section(_RECOGNIZED_WHEN, [self._condition(symptom.recognized_when)])
        if symptom.applies_when is not None:
            yield from self._section(_CONDITIONS[0], [self._condition(symptom.applies_when)])
        if symptom.any_cause:
            yield from self._section(_EXPLAINED_BY, [Item(self._say(_ANY_CAUSE))])
        else:
            yield from self._section(_EXPLAINED_BY, map(self._named, self._knowledge.causes_of(symptom.id)))

    def _recognized_by(self, symptom: Symptom) -> Iterator[Item]:
        for message in symptom.messages:
            code = "" if message.code is None else f"{message.code.domain} {message.code.number}"
            wordings = dict.fromkeys((*(f"“{wording}”" for wording in message.wordings()), *([code] if code else [])))
            yield from map(Item, wordings)
        if symptom.phrases:
            yield Item(self._say(_PHRASES.format(count=len(symptom.phrases))))

    def _cause(self, cause: Cause) -> Iterator[Block]:
        yield from self._section(_EXPLAINS, (
            Item(f"{self._say(self._knowledge.symptoms[link.symptom].title)} [{link.symptom}]"
                 + (f" ({self._say(_NAMED)})" if link.named else ""))
            for link in cause.links() if link.symptom in self._knowledge.symptoms
        ))  # fmt: skip
        conditions = (cause.applies_when, cause.confirmed_when, cause.ruled_out_when)
        for title, data in zip(_CONDITIONS, conditions, strict=False):
            if data is not None:
                yield from self._section(title, [self._condition(data)])
        if cause.stops_enrollment is True:
            yield from self._section(_CONDITIONS[3], [Item(self._say(_ALWAYS))])
        elif cause.stops_enrollment is not False:
            yield from self._section(_CONDITIONS[3], [self._condition(cause.stops_enrollment)])
        if cause.reach is not None:
            yield from self._section(_REACH, [Item(self._say(_REACHES[cause.reach]))])
        yield from self._remedy(self._knowledge.remedy_of(cause), titled=True)

    def _remedy(self, remedy: Remedy, *, titled: bool = False) -> Iterator[Block]:
        yield Heading(self._say(_REMEDY))
        if titled:
            yield Paragraph(f"{self._say(remedy.title)} [{remedy.id}]")
        for option in remedy.options:
            yield from self._option(option, alone=len(remedy.options) == 1)
        if remedy.verify is not None:
            yield from self._section(_VERIFY, [Item(self._say(remedy.verify))])
        yield from self._notes(remedy.notes, _REMEDY_NOTES)

    def _option(self, option: Option, *, alone: bool) -> Iterator[Block]:
        if option.title is not None or not alone:
            status = "" if option.status == "current" else f" [{self._say(STATUS[option.status])}]"
            yield Subheading(self._say(option.title or _ONE_WAY) + status)
        if option.when is not None:
            condition = ConditionWords(self._knowledge.vocabulary).phrase(self._knowledge.condition(option.when))
            yield Item(self._say(words.ONLY_IF.format(condition=condition)))
        if option.note is not None:
            yield Item(self._say(option.note))
        if option.harm is not None:
            marks = in_words(harm_in_rules(option.harm.safety, self._language), self._language)
            yield Item(self._say(option.harm.text), lead="!!", marks=marks)
        for number, part in enumerate(steps_of(option, self._knowledge.steps), start=1):
            step = part.step
            below = [] if step.wait is None else [self._say(_WAIT.format(time=duration(step.wait)))]
            below += map(self._link, step.links)
            grid = () if step.grid is None else (tuple(map(self._say, step.grid.columns)), *step.grid.rows)
            marks = in_words(Dangers(step.safety, in_rules(part.sometimes, self._language)), self._language)
            yield Item(self._say(step.text), f"{number}.", marks=marks, below=tuple(below), grid=grid)

    def _derivation(self, derivation: Derivation) -> Iterator[Block]:
        yield from self._section(_HOLDS_IF, [self._condition(derivation.when)])
        vocabulary = self._knowledge.vocabulary
        found = self._knowledge.conclusions(derivation).items()
        clauses = (f"{self._say(vocabulary[name].clause(value))} [{name}]" for name, value in found)
        yield from self._section(_CONCLUDES, map(Item, clauses))

    def fact(self, fact: FactDefinition) -> Iterator[Block]:
        yield Title(f"{self._say(_FACT)}: {self._say(fact.title)} [{fact.name}]")
        yield Paragraph(self._say(fact.ask))
        yield from self._section(_WHERE, [Item(self._say(fact.where_to_look))])
        values = (Item(self._say(said), f"{value}:") for value, said in fact.values.items())
        yield from self._section(_VALUES, values)
        reads = self._knowledge.conditions_of
        deciding = (cause for cause in self._knowledge.causes.values() if fact.name in reads(cause).facts)
        yield from self._section(_DECIDES, map(self._named, deciding))
        yield from self._sources(fact.sources)

    def _named(self, part: Part) -> Item:
        mark = f" ({self._say(STATUS['superseded'])})" if isinstance(part, Cause) and part.superseded else ""
        return Item(f"{self._say(part.title)} [{part.id}]{mark}")

    def _condition(self, data: ConditionData) -> Item:
        condition = self._knowledge.condition(data)
        return Item(self._say(ConditionWords(self._knowledge.vocabulary).phrase(condition)))

    def _case(self, case: RuleCase) -> Item:
        said = _NO_CANDIDATE if case.verdict == "none" else VERDICTS[case.verdict]
        return Item(f"{case.name}: {self._say(said).lower()}")

    def _notes(self, notes: Sequence[Note], title: Text = _NOTES) -> Iterator[Block]:
        said = (Item(self._say(note.text), below=tuple(map(self._link, note.links))) for note in notes)
        yield from self._section(title, said)

    def _link(self, link: Link) -> Leading:
        return Leading(link.url, None if link.title is None else self._say(link.title))

    def _sources(self, sources: Iterable[Source]) -> Iterator[Block]:
        yield from self._section(_SOURCES, dict.fromkeys(map(self._source, sources)))

    def _source(self, source: Source) -> Item:
        document = self._knowledge.documents[source.document]
        status = "" if source.status == "current" else f" ({self._say(STATUS[source.status])})"
        without = document.no_url or document.path
        reason = self._say(NO_ADDRESS.format(reason=without)) if without else None
        address = Leading(document.url) if document.url else reason
        below = tuple(line for line in (source.note and self._say(source.note), address) if line)
        return Item(f"{document.title} · {source.heading} · {source.date}{status}", below=below)


def _of_notes(notes: Sequence[Note]) -> list[Source]:
    return [source for note in notes for source in note.sources]
