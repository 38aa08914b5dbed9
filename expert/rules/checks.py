"""Checks that the parts of a knowledge base fit together: references, conditions, safety, cases."""

from __future__ import annotations

import string
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from typing import Any

from expert.facts.vocabulary import FactDefinition, Value, WrongValue
from expert.foundations import durations, nodes
from expert.foundations.nodes import Node
from expert.foundations.problems import Place, Problem, no_such, shown
from expert.foundations.sources import Source
from expert.foundations.terms import DESTRUCTIVE, Safety
from expert.foundations.texts import LANGUAGES, Text
from expert.rules.conditions import Atom, Condition, ConditionData, ConditionError, Not, errors_in, parse
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Derivation, Note, Option, Remedy, SharedStep, Step, Symptom
from expert.rules.shapes import ID_FORM

Path = tuple[str | int, ...]


Part = tuple[str, str]
"""The folder (or file) and the id of a part."""


def check_written(
    knowledge: KnowledgeBase, nodes: Mapping[Part, Node], added: Container[Part], broken: Collection[str] = ()
) -> list[Problem]:
    """Everything that is wrong across the parts, in the order of the files.

    Args:
        knowledge: what was read.
        nodes: for each part, what it was read from; problems name the line in it.
        added: the parts of the folder read last; what that folder has put out of use below it is no fault.
        broken: ids of parts that could not be read; it is no fault to refer to one.
    """
    checker = _Checker(knowledge, nodes, broken)
    for symptom in knowledge.symptoms.values():
        checker.symptom(symptom)
    for cause in knowledge.causes.values():
        checker.cause(cause)
    for remedy in knowledge.remedies.values():
        checker.remedy(remedy, ("remedies", remedy.id))
    for derivation in knowledge.derivations.values():
        checker.derivation(derivation)
    for step in knowledge.steps.values():
        checker.step(step, ("steps", step.id or ""), ())
    for fact in knowledge.vocabulary.facts.values():
        checker.fact(fact)
    for rule in knowledge.scope:
        checker.condition(rule.out_of_scope_when, ("scope", rule.id), ("out_of_scope_when",))
    for impossible in knowledge.impossible:
        checker.condition(impossible.never, ("impossible", impossible.id), ("never",))
        checker.known_documents(impossible.sources, ("impossible", impossible.id), ("sources",))
    checker.notes(knowledge.escalation.collect, ("escalation", ""), ("collect",))
    checker.circles()
    if not broken:
        checker.unused(added)
    return checker.problems


class _Checker:
    def __init__(self, knowledge: KnowledgeBase, nodes: Mapping[Part, Node], broken: Collection[str]) -> None:
        self.problems: list[Problem] = []
        self._broken = broken
        self._knowledge = knowledge
        self._nodes = nodes

    def _add(self, text: Text, home: Part, path: Path) -> None:
        node = self._nodes.get(home)
        place = Place("/".join(home)) if node is None else nodes.place_of(node, path)
        self.problems.append(Problem(text, place))

    def _reference(self, kind: Text, name: str, known: Iterable[str], home: Part, path: Path) -> bool:
        known = set(known)
        if name in known:
            return True
        if name in self._broken:
            return False
        self._add(no_such(kind, name, known), home, path)
        return False

    def condition(self, data: ConditionData | None, home: Part, path: Path) -> None:
        """A condition speaks of known facts and possible values."""
        if data is not None:
            for error in errors_in(data, self._knowledge.vocabulary):
                self._add(error.text, home, (*path, *error.path))

    def facts(self, facts: Mapping[str, Any], home: Part, path: Path) -> None:
        """Facts and values that a rule file states are possible ones."""
        for name, raw in facts.items():
            here = (*path, name)
            if self._reference(_FACT, name, self._knowledge.vocabulary.facts, home, here):
                self._value(self._knowledge.vocabulary[name], raw, home, here)

    def _value(self, fact: FactDefinition, raw: object, home: Part, path: Path) -> None:
        try:
            fact.read(raw)
        except WrongValue as wrong:
            self._add(Text(f"{fact.name} {wrong.text.en}", f"{fact.name} {wrong.text.sv}"), home, path)

    def sources(self, sources: tuple[Source, ...], home: Part, path: Path) -> None:
        """There is a source, and its document is listed."""
        if not sources:
            self._add(Text("every statement needs a source", "varje påstående behöver en källa"), home, path)
        self.known_documents(sources, home, path)

    def known_documents(self, sources: tuple[Source, ...], home: Part, path: Path) -> None:
        """The documents that are named are listed."""
        for i, source in enumerate(sources):
            self._reference(_DOCUMENT, source.document, self._knowledge.documents, home, (*path, i, "document"))

    def notes(self, notes: tuple[Note, ...], home: Part, path: Path) -> None:
        """The documents that notes name are listed."""
        for i, note in enumerate(notes):
            self.known_documents(note.sources, home, (*path, i, "sources"))

    def fact(self, fact: FactDefinition) -> None:
        """A fact that is one of several words lists them, and what is said of it has no gaps."""
        home = ("vocabulary", fact.name)
        for i, raw in enumerate(fact.typical):
            self._value(fact, raw, home, ("typical", i))
        self.known_documents(fact.sources, home, ("sources",))
        if (fact.type == "word") != bool(fact.values):
            self._add(Text("`values` are for facts of the type word, and such a fact needs them",
                           "`values` är till för fakta av typen word, och ett sådant faktum behöver dem"),
                      home, ("type",))
        gaps = {"known": {"title", "value"}, "denied": {"title", "value"}, "unknown": {"title"}}
        for part, allowed in gaps.items():
            text: Text = getattr(fact.says, part)
            for language in LANGUAGES:
                if not _gaps(text.in_(language)) <= allowed:
                    listed = ", ".join(f"{{{name}}}" for name in sorted(allowed))
                    self._add(Text(f"this sentence can hold only {listed}", f"meningen kan bara innehålla {listed}"),
                              ("sentences", fact.name), (part, language))

    def symptom(self, symptom: Symptom) -> None:
        """A symptom can be recognized."""
        home = ("symptoms", symptom.id)
        self.sources(symptom.sources, home, ("sources",))
        self.condition(symptom.recognized_when, home, ("recognized_when",))
        self.condition(symptom.applies_when, home, ("applies_when",))
        self.facts(symptom.example, home, ("example",))
        for i, message in enumerate(symptom.messages):
            self.facts(message.tells, home, ("messages", i, "tells"))
            if not message.wordings() or not all(map(_has_letters, message.wordings())):
                text = Text("a message needs a wording in en or sv", "ett meddelande behöver en lydelse i en eller sv")
                self._add(text, home, ("messages", i))
        if not symptom.messages and symptom.recognized_when is None:
            self._add(Text("nothing recognizes this symptom; give it messages or recognized_when",
                           "inget känner igen symptomet; ge det messages eller recognized_when"), home, ("id",))
        self.notes(symptom.notes, home, ("notes",))

    def cause(self, cause: Cause) -> None:
        """A cause points at symptoms and a remedy that exist, is sourced, and brings its cases."""
        home = ("causes", cause.id)
        self.sources(cause.sources, home, ("sources",))
        if not cause.explains:
            self._add(Text("a cause must explain at least one symptom", "en orsak måste förklara minst ett symptom"),
                      home, ("explains",))
        links = tuple(cause.links())
        for i, link in enumerate(links):
            if link.symptom in (earlier.symptom for earlier in links[:i]):
                self._add(Text("this symptom is named twice", "det här symptomet nämns två gånger"),
                          home, ("explains", i))
            self._reference(_SYMPTOM, link.symptom, self._knowledge.symptoms, home, ("explains", i))
        for name in ("applies_when", "confirmed_when", "ruled_out_when"):
            self.condition(getattr(cause, name), home, (name,))
        self.notes(cause.notes, home, ("notes",))
        if isinstance(cause.remedy, Remedy):
            self._own_remedy(cause.remedy, home)
            self.remedy(cause.remedy, home, ("remedy",))
        else:
            self._reference(_REMEDY, cause.remedy, self._knowledge.remedies, home, ("remedy",))
        verdicts = {case.verdict for case in cause.cases}
        for verdict in ("confirmed", "ruled_out"):
            if verdict not in verdicts:
                text = Text(f"there is no case with the verdict {verdict}",
                            f"det finns inget fall med utslaget {verdict}")
                self._add(text, home, ("cases",))
        for i, case in enumerate(cause.cases):
            self.facts(case.facts, home, ("cases", i, "facts"))
            if case.shows is not None:
                self._reference(_SYMPTOM, case.shows, self._knowledge.symptoms, home, ("cases", i, "shows"))

    def _own_remedy(self, remedy: Remedy, home: Part) -> None:
        """A remedy that stands in its cause's file has an id of its own."""
        here = ("remedy", "id")
        if not ID_FORM.fullmatch(remedy.id):
            self._add(Text(f'the id "{shown(remedy.id)}" must be lower case words joined by hyphens',
                           f"id:t ”{shown(remedy.id)}” ska vara gemena ord med bindestreck emellan"), home, here)
        others = [c.id for c in self._knowledge.causes.values() if c.remedy_id == remedy.id and c.id != home[1]]
        if remedy.id in self._knowledge.remedies or any(
            isinstance(self._knowledge.causes[other].remedy, Remedy) for other in others
        ):
            self._add(Text(f'there is another remedy "{remedy.id}"; give this one an id of its own',
                           f"det finns en annan åtgärd ”{remedy.id}”; ge den här ett eget id"), home, here)

    def remedy(self, remedy: Remedy, home: Part, path: Path = ()) -> None:
        """A remedy is sourced, its steps exist, and nothing is destroyed without protection."""
        self.sources(remedy.sources, home, (*path, "sources"))
        self.notes(remedy.notes, home, (*path, "notes"))
        if not remedy.options:
            self._add(Text("a remedy needs at least one option", "en åtgärd behöver minst ett alternativ"),
                      home, (*path, "options"))
        replaced = False
        for i, option in enumerate(remedy.options):
            here = (*path, "options", i)
            self.condition(option.when, home, (*here, "when"))
            if option.harm is not None:
                self.condition(option.harm.when, home, (*here, "harm", "when"))
            if option.status == "superseded":
                replaced = True
            elif replaced:
                self._add(Text("a superseded option must not come before one that still stands",
                               "ett ersatt alternativ får inte stå före ett som fortfarande gäller"), home, here)
            self._steps(option, home, here)

    def _steps(self, option: Option, home: Part, path: Path) -> None:
        protected: tuple[Safety, ...] = ()
        if not option.steps:
            self._add(Text("an option needs at least one step", "ett alternativ behöver minst ett steg"),
                      home, (*path, "steps"))
        for i, entry in enumerate(option.steps):
            here: Path = (*path, "steps", i)
            if isinstance(entry, SharedStep):
                if not self._reference(_STEP, entry.step, self._knowledge.steps, home, here):
                    continue
                step = self._knowledge.steps[entry.step]
            else:
                step = entry
                if step.before:
                    self._add(Text("only a shared step, in steps/, can have `before`",
                                   "bara ett delat steg, i steps/, kan ha `before`"), home, (*here, "before"))
            self.step(step, home, here, protected)
            protected += step.protects_from

    def step(self, step: Step, home: Part, path: Path, protected: tuple[Safety, ...] = DESTRUCTIVE) -> None:
        """A step that destroys something comes after one that protects from the loss."""
        if step.wait is not None and durations.parts(step.wait) is None:
            said = shown(step.wait)
            self._add(Text(f'the wait "{said}" must be a duration such as PT72H',
                           f"väntan ”{said}” ska vara en tidslängd som PT72H"), home, (*path, "wait"))
        for i, name in enumerate(step.holds_up):
            self._reference(_STEP, name, self._knowledge.steps, home, (*path, "holds_up", i))
        destroying = [danger for danger in DESTRUCTIVE if danger in step.safety]
        if destroying and step.protects_from:
            listed = ", ".join(destroying)
            self._add(Text(f"{listed}: a step that protects from a loss must not cause one; make two steps of it",
                           f"{listed}: ett steg som skyddar mot en förlust får inte orsaka någon; gör två steg av det"),
                      home, (*path, "safety") if home[0] == "steps" else path)
            return
        if home[0] == "steps":
            self._preparations(step, home)
            return
        for danger in DESTRUCTIVE:
            if danger in step.safety and danger not in protected:
                self._add(_unprotected(danger), home, path)

    def _preparations(self, step: Step, home: Part) -> None:
        """What a shared step needs before it exists, needs nothing itself, and destroys nothing without protection."""
        for i, preparation in enumerate(step.before):
            here: Path = ("before", i)
            self.condition(preparation.when, home, (*here, "when"))
            protected: set[Safety] = set()
            for j, name in enumerate(preparation.steps):
                place = (*here, "steps", j)
                if not self._reference(_STEP, name, self._knowledge.steps, home, place):
                    continue
                needed = self._knowledge.steps[name]
                if needed.before:
                    self._add(Text(f'"{shown(name)}" has steps before it itself; name them all here',
                                   f"”{shown(name)}” har själv steg före sig; ange alla här"), home, place)
                for danger in DESTRUCTIVE:
                    if danger in needed.safety and danger not in protected:
                        self._add(_unprotected(danger), home, place)
                protected.update(needed.protects_from)

    def derivation(self, derivation: Derivation) -> None:
        """A derivation speaks of known facts, and concludes something that can be worked out."""
        home = ("derivations", derivation.id)
        self.sources(derivation.sources, home, ("sources",))
        self.condition(derivation.when, home, ("when",))
        self.facts(derivation.concludes, home, ("concludes",))
        if not derivation.concludes:
            self._add(Text("nothing is concluded", "ingen slutsats dras"), home, ("concludes",))
        for name in derivation.concludes:
            if name in self._knowledge.vocabulary and self._knowledge.vocabulary[name].type in ("text", "texts"):
                self._add(Text(f"{name} is a text, and cannot be worked out",
                               f"{name} är en text och kan inte räknas ut"), home, ("concludes", name))

    def circles(self) -> None:
        """No derivation rests on what follows from it; each circle is told once, with the first of its ids."""
        feeds = {name: self._fed_by(derivation) for name, derivation in self._knowledge.derivations.items()}
        for name in sorted(feeds):
            circle = _way_back(name, feeds)
            if circle:
                listed = " > ".join(circle)
                self._add(Text(f"this derivation rests on its own conclusion: {listed}",
                               f"härledningen vilar på sin egen slutsats: {listed}"), ("derivations", name), ("when",))

    def _fed_by(self, derivation: Derivation) -> list[str]:
        """The derivations whose premises the conclusions of this one can make true."""
        vocabulary, found = self._knowledge.vocabulary, []
        try:
            concluded = self._knowledge.conclusions(derivation)
            for other in self._knowledge.derivations.values():
                atoms = list(_atoms(parse(other.when, vocabulary), True))
                if any(_makes_true(fact, value, *atom) for atom in atoms for fact, value in concluded.items()):
                    found.append(other.id)
        except (KeyError, WrongValue, ConditionError):
            return []  # told where it stands
        return found

    def unused(self, added: Container[Part]) -> None:
        """Every symptom has a cause, and every remedy that was added is used."""
        explained = {link.symptom for cause in self._knowledge.causes.values() for link in cause.links()}
        for name in self._knowledge.symptoms:
            part = ("symptoms", name)
            if name not in explained:
                self._add(_UNEXPLAINED if part in added else _NO_LONGER_EXPLAINED, part, ("id",))
        used = {cause.remedy_id for cause in self._knowledge.causes.values()}
        for name in self._knowledge.remedies:
            part = ("remedies", name)
            if name not in used and part in added:
                self._add(Text("no cause uses this remedy", "ingen orsak använder åtgärden"), part, ("id",))


def _unprotected(danger: Safety) -> Text:
    return Text(f"{danger}: no earlier step protects from the loss",
                f"{danger}: inget tidigare steg skyddar mot förlusten")


def _atoms(condition: Condition, wanted: bool) -> Iterator[tuple[Atom, bool]]:
    """The atoms of a condition, each with whether it is to hold or to fail."""
    if isinstance(condition, Atom):
        yield condition, wanted
    elif isinstance(condition, Not):
        yield from _atoms(condition.part, not wanted)
    else:
        for part in condition.parts:
            yield from _atoms(part, wanted)


def _makes_true(fact: str, value: Value, atom: Atom, wanted: bool) -> bool:
    """Whether a fact's value can make an atom be as wanted; where it depends on other facts, it can."""
    return fact in atom.facts and (len(atom.facts) > 1 or atom.check((value,)) is wanted)


def _way_back(start: str, feeds: Mapping[str, list[str]]) -> list[str]:
    """A way from `start` over later names back to it; empty when there is none."""
    waiting, seen = [[start]], {start}
    while waiting:
        way = waiting.pop(0)
        for name in feeds[way[-1]]:
            if name == start:
                return [*way, start]
            if name > start and name not in seen:
                seen.add(name)
                waiting.append([*way, name])
    return []


def _has_letters(wording: str) -> bool:
    return any(letter.isalnum() for letter in wording)


def _gaps(template: str) -> set[str]:
    """The names in braces of a sentence; what is no name at all where the braces do not match."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
    except ValueError:
        return {"{"}


_UNEXPLAINED = Text("no cause explains this symptom", "ingen orsak förklarar symptomet")
_NO_LONGER_EXPLAINED = Text(
    "no cause explains this symptom any more; add it to `explains` of the cause that was replaced",
    "ingen orsak förklarar längre symptomet; lägg till det i `explains` för den orsak som ersattes",
)
_FACT = Text("fact", "inget faktum")
_DOCUMENT = Text("document", "inget dokument")
_SYMPTOM = Text("symptom", "inget symptom")
_REMEDY = Text("remedy", "ingen åtgärd")
_STEP = Text("shared step", "inget delat steg")
