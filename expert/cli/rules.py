"""The commands `rules list`, `show`, `check` and `test`: the knowledge base as text, and whether it is sound."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from expert.cli import exit_codes, options
from expert.cli.help import Group
from expert.cli.output import write, write_text
from expert.facts.vocabulary import FactDefinition
from expert.foundations.problems import InputError
from expert.foundations.sources import Source
from expert.foundations.terms import Safety
from expert.foundations.texts import Language, Text
from expert.rules.condition_words import ConditionWords
from expert.rules.conditions import ConditionData
from expert.rules.knowledge import KnowledgeBase
from expert.rules.loader import check_layers
from expert.rules.models import Cause, Link, Note, Remedy, RuleCase, Symptom
from expert.rules.way_steps import steps_of
from expert.visualize import words
from expert.visualize.words import SAFETY, STATUS, VERDICTS, duration

_EXPLAINED_BY = Text("explained by", "förklaras av")
_EXPLAINS = Text("explains", "förklarar")
_MESSAGES = Text("recognized by", "känns igen på")
_SOURCES = Text("sources", "källor")
_CASES = Text("cases", "fall (på engelska)")
_REMEDY = Text("remedy", "åtgärd")
_VALUES = Text("values", "värden")
_WHERE = Text("where to look", "var du tittar")
_NAMED = Text("the message names it", "meddelandet pekar ut den")
_CONDITIONS = (
    Text("applies only if", "gäller bara om"), Text("confirmed if", "bekräftad om"),
    Text("ruled out if", "utesluten om"),
)
_NOTES = Text("notes", "att veta")
_VERIFY = Text("how to see that it worked", "så ser du att det har lyckats")


_COMMANDS: Mapping[str, tuple[str, Text]] = {
    "check": ("expert.cli.rules:rules_check", Text("Check every rule file.", "Kontrollera varje regelfil.")),
    "list": ("expert.cli.rules:rules_list", Text(
        "List every symptom and the causes that explain it.", "Lista varje symptom och de orsaker som förklarar det."
    )),
    "show": ("expert.cli.rules:rules_show", Text(
        "Show a symptom, cause, remedy or fact, with sources.",
        "Visa ett symptom, en orsak, en åtgärd eller ett faktum, med källor.",
    )),
    "test": ("expert.cli.rules:rules_test", Text(
        "Run the cases that stand in the causes' files.", "Kör de fall som står i orsakernas filer."
    )),
}  # fmt: skip


@click.group("rules", cls=Group, listed=_COMMANDS, help=Text(
    "The knowledge base: list it, show a part, check it, test it.",
    "Kunskapsbasen: lista den, visa en del, kontrollera den, testa den.",
))
@options.language_of_messages
def rules() -> None:
    pass


@options.command("list", _COMMANDS["list"][1])
@options.language
@options.rules
def rules_list(language: Language, folders: tuple[str, ...]) -> None:
    write_text(listing(options.knowledge_of(folders), language), None)


@options.command("show", Text(
    "Show a symptom, a cause, a remedy or a fact whole, with its sources.",
    "Visa ett symptom, en orsak, en åtgärd eller ett faktum i sin helhet, med källor.",
))
@options.argument("name", metavar=options.ID)
@options.language
@options.rules
def rules_show(name: str, language: Language, folders: tuple[str, ...]) -> None:
    knowledge = options.knowledge_of(folders)
    none = Text("there is no symptom, cause, remedy, derivation or fact",
                "det finns varken symptom, orsak, åtgärd, härledning eller faktum som heter")
    options.require(name, names(knowledge), none)
    write_text(show(knowledge, name, language), None)


@options.command("check", Text(
    "Check every rule file: its form, its references, its sources and its safety.",
    "Kontrollera varje regelfil: dess form, hänvisningar, källor och säkerhet.",
))
@options.language
@options.rules
def rules_check(language: Language, folders: tuple[str, ...]) -> None:
    try:
        found = check_layers(Path(folder) for folder in folders)
    except InputError as error:
        click.echo(error.in_(language), err=True)
        sys.exit(exit_codes.CHECK_FAILED)
    for warning in found.warnings:
        click.echo(warning.in_(language), err=True)
    knowledge = found.knowledge
    symptoms, causes, remedies = len(knowledge.symptoms), len(knowledge.causes), len(knowledge.remedies)
    said = Text(
        f"{symptoms} symptoms, {causes} causes, {remedies} remedies: sound.",
        f"{symptoms} symptom, {causes} orsaker, {remedies} åtgärder: felfria.",
    )
    write(said.in_(language) + "\n", None)


@options.command("test", _COMMANDS["test"][1])
@options.language
@options.rules
def rules_test(language: Language, folders: tuple[str, ...]) -> None:
    # The engine, which the other commands do not need.
    from expert.engine.case_faults import fault_of
    from expert.engine.rule_cases import failures, run_cases

    knowledge = options.knowledge_of(folders)
    results = run_cases(knowledge)
    failed = failures(results)
    for result in failed:
        click.echo(fault_of(result, knowledge, folders).in_(language), err=True)
    held, every = len(results) - len(failed), len(results)
    total = Text(f"{held} of {every} cases hold.", f"{held} av {every} fall stämmer.")
    write(total.in_(language) + "\n", None)
    sys.exit(exit_codes.CHECK_FAILED if failed else exit_codes.RAN)


def names(knowledge: KnowledgeBase) -> list[str]:
    """Everything that `show` knows: symptoms, causes, remedies, derivations and facts."""
    return [
        *knowledge.symptoms, *knowledge.causes, *_remedies(knowledge), *knowledge.derivations,
        *knowledge.vocabulary.facts,
    ]


def _remedies(knowledge: KnowledgeBase) -> dict[str, Remedy]:
    return {knowledge.remedy_of(cause).id: knowledge.remedy_of(cause) for cause in knowledge.causes.values()}


def listing(knowledge: KnowledgeBase, language: Language) -> str:
    """Every symptom with its causes, a line each."""
    lines = []
    for symptom in knowledge.symptoms.values():
        lines.append(f"{symptom.id}: {symptom.title.in_(language)}")
        for cause in knowledge.causes_of(symptom.id):
            mark = f" ({STATUS['superseded'].in_(language)})" if cause.superseded else ""
            lines.append(f"  - {cause.id}: {cause.title.in_(language)}{mark}")
    return "\n".join(lines) + "\n"


def show(knowledge: KnowledgeBase, name: str, language: Language) -> str:
    """One part of the knowledge base, whole.

    Raises:
        KeyError: there is no part of that name.
    """
    writer = _Writer(knowledge, language)
    if name in knowledge.symptoms:
        lines = writer.symptom(knowledge.symptoms[name])
    elif name in knowledge.causes:
        lines = writer.cause(knowledge.causes[name])
    elif name in _remedies(knowledge):
        lines = writer.remedy(_remedies(knowledge)[name])
    elif name in knowledge.derivations:
        derivation = knowledge.derivations[name]
        lines = iter([writer.say(derivation.title), *writer.sources(derivation.sources)])
    else:
        lines = writer.fact(knowledge.vocabulary[name])
    return "\n".join([name, *lines]) + "\n"


class _Writer:
    def __init__(self, knowledge: KnowledgeBase, language: Language) -> None:
        self._knowledge = knowledge
        self._language = language

    def say(self, text: Text) -> str:
        return text.in_(self._language)

    def _section(self, title: Text, lines: Iterable[str]) -> Iterator[str]:
        listed = list(lines)
        if listed:
            yield ""
            yield f"{self.say(title)}:"
            yield from (f"  - {line}" for line in listed)

    def sources(self, sources: tuple[Source, ...]) -> Iterator[str]:
        lines = []
        for source in sources:
            title = self._knowledge.documents[source.document].title
            note = "" if source.note is None else f": {self.say(source.note)}"
            lines.append(f"{title} · {source.heading} · {source.date} · {self.say(STATUS[source.status])}{note}")
        yield from self._section(_SOURCES, lines)

    def notes(self, notes: tuple[Note, ...]) -> Iterator[str]:
        yield from self._section(_NOTES, (self.say(note.text) + self._links(note.links) for note in notes))

    def _links(self, links: tuple[Link, ...]) -> str:
        return "".join(f" <{link.url}>" for link in links)

    def symptom(self, symptom: Symptom) -> Iterator[str]:
        yield self.say(symptom.title)
        yield from self._section(_MESSAGES, (f"“{w}”" for m in symptom.messages for w in m.wordings()))
        causes = self._knowledge.causes_of(symptom.id)
        yield from self._section(_EXPLAINED_BY, (f"{cause.id}: {self.say(cause.title)}" for cause in causes))
        yield from self.notes(symptom.notes)
        yield from self.sources(symptom.sources)

    def cause(self, cause: Cause) -> Iterator[str]:
        yield self.say(cause.title)
        named = f" ({self.say(_NAMED)})"
        yield from self._section(_EXPLAINS, (link.symptom + (named if link.named else "") for link in cause.links()))
        conditions = (cause.applies_when, cause.confirmed_when, cause.ruled_out_when)
        for part, data in zip(_CONDITIONS, conditions, strict=True):
            if data is not None:
                yield from self._section(part, [self._condition(data)])
        yield from self.notes(cause.notes)
        yield from self._section(_CASES, (f"{case.name}: {self._verdict(case)}" for case in cause.cases))
        yield from self.sources(cause.sources)
        yield ""
        yield f"{self.say(_REMEDY)}: {cause.remedy_id}"
        yield from self.remedy(self._knowledge.remedy_of(cause))

    def _condition(self, data: ConditionData) -> str:
        return self.say(ConditionWords(self._knowledge.vocabulary).phrase(self._knowledge.condition(data)))

    def _marks(self, safety: Iterable[Safety]) -> str:
        return "".join(f" [{self.say(SAFETY[mark])}]" for mark in safety)

    def _verdict(self, case: RuleCase) -> str:
        return self.say(VERDICTS[case.verdict]).lower()

    def remedy(self, remedy: Remedy) -> Iterator[str]:
        yield self.say(remedy.title)
        for option in remedy.options:
            yield ""
            if option.title is not None:
                status = "" if option.status == "current" else f" [{self.say(STATUS[option.status])}]"
                yield f"{self.say(option.title)}{status}:"
            if option.when is not None:
                yield f"  ({self.say(words.ONLY_IF.format(condition=self._condition(option.when)))})"
            if option.note is not None:
                yield f"  {self.say(option.note)}"
            if option.harm is not None:
                yield f"  !! {self.say(option.harm.text)}{self._marks(option.harm.safety)}"
            for number, (step, _) in enumerate(steps_of(option, self._knowledge.steps), start=1):
                marks = self._marks(step.safety)
                wait = "" if step.wait is None else f" ({self.say(duration(step.wait))})"
                yield f"  {number}. {self.say(step.text)}{marks}{wait}{self._links(step.links)}"
                if step.grid is not None:
                    yield from (f"     {' | '.join(row)}" for row in step.grid.rows)
        if remedy.verify is not None:
            yield from self._section(_VERIFY, [self.say(remedy.verify)])
        yield from self.notes(remedy.notes)
        yield from self.sources(remedy.sources)

    def fact(self, fact: FactDefinition) -> Iterator[str]:
        yield self.say(fact.title)
        yield self.say(fact.ask)
        yield f"{self.say(_WHERE)}: {self.say(fact.where_to_look)}"
        yield from self._section(_VALUES, (f"{value}: {self.say(words)}" for value, words in fact.values.items()))
        yield from self.sources(fact.sources)
