"""Checks that the parts of a knowledge base fit together: references, conditions, safety, cases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from expert import documents
from expert.documents import Node
from expert.facts.vocabulary import WrongValue
from expert.problems import Place, Problem, did_you_mean
from expert.rules.conditions import ConditionData, ConditionError, parse
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import (
    DESTRUCTIVE,
    Cause,
    Derivation,
    Option,
    Remedy,
    Safety,
    SharedStep,
    Step,
    Symptom,
)
from expert.sources import Source
from expert.texts import Text

Path = tuple[str | int, ...]
_WAIT = re.compile(r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?)?")


def check_written(knowledge: KnowledgeBase, nodes: Mapping[tuple[str, str], Node]) -> list[Problem]:
    """Everything that is wrong across the parts, in the order of the files.

    Args:
        knowledge: what was read.
        nodes: for each part, what it was read from; problems name the line in it.
    """
    checker = _Checker(knowledge, nodes)
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
        checker.known_documents(fact.sources, ("vocabulary", fact.name), ("sources",))
    for i, rule in enumerate(knowledge.scope):
        checker.condition(rule.out_of_scope_when, ("scope", ""), (i, "out_of_scope_when"))
    checker.unused()
    return checker.problems


def steps_of(option: Option, shared: Mapping[str, Step]) -> Iterator[tuple[Step, tuple[str, ...]]]:
    """The steps of an option with shared ones looked up, each with the seed rows it stands for."""
    for step in option.steps:
        if isinstance(step, SharedStep):
            yield shared[step.step], step.seed
        else:
            yield step, step.seed


class _Checker:
    def __init__(self, knowledge: KnowledgeBase, nodes: Mapping[tuple[str, str], Node]) -> None:
        self.problems: list[Problem] = []
        self._knowledge = knowledge
        self._nodes = nodes

    def _add(self, text: Text, home: tuple[str, str], path: Path) -> None:
        node = self._nodes.get(home)
        place = Place("/".join(home)) if node is None else documents.place_of(node, path)
        self.problems.append(Problem(text, place))

    def _reference(self, kind: Text, name: str, known: Iterable[str], home: tuple[str, str], path: Path) -> bool:
        known = set(known)
        if name in known:
            return True
        hint = did_you_mean(name, known)
        self._add(Text(f'there is no {kind.en} "{name}"{hint.en}', f"det finns {kind.sv} ”{name}”{hint.sv}"), home, path)
        return False

    def condition(self, data: ConditionData | None, home: tuple[str, str], path: Path) -> None:
        """A condition speaks of known facts and possible values."""
        if data is None:
            return
        try:
            parse(data, self._knowledge.vocabulary)
        except ConditionError as error:
            self._add(error.text, home, (*path, *error.path))

    def facts(self, facts: Mapping[str, Any], home: tuple[str, str], path: Path) -> None:
        """Facts and values that a rule file states are possible ones."""
        for name, raw in facts.items():
            here = (*path, name)
            if self._reference(_FACT, name, self._knowledge.vocabulary.facts, home, here):
                try:
                    self._knowledge.vocabulary[name].read(raw)
                except WrongValue as wrong:
                    self._add(Text(f"{name} {wrong.text.en}", f"{name} {wrong.text.sv}"), home, here)

    def sources(self, sources: tuple[Source, ...], home: tuple[str, str], path: Path) -> None:
        """There is a source, and its document is listed."""
        if not sources:
            self._add(Text("every statement needs a source", "varje påstående behöver en källa"), home, path)
        self.known_documents(sources, home, path)

    def known_documents(self, sources: tuple[Source, ...], home: tuple[str, str], path: Path) -> None:
        """The documents that are named are listed."""
        for i, source in enumerate(sources):
            self._reference(_DOCUMENT, source.document, self._knowledge.documents, home, (*path, i, "document"))

    def symptom(self, symptom: Symptom) -> None:
        """A symptom can be recognized, and some cause explains it."""
        home = ("symptoms", symptom.id)
        self.sources(symptom.sources, home, ("sources",))
        self.condition(symptom.recognized_when, home, ("recognized_when",))
        self.condition(symptom.applies_when, home, ("applies_when",))
        self.facts(symptom.example, home, ("example",))
        for i, message in enumerate(symptom.messages):
            self.facts(message.tells, home, ("messages", i, "tells"))
            if not message.wordings():
                self._add(Text("a message needs a wording in en or sv", "ett meddelande behöver en lydelse i en eller sv"),
                          home, ("messages", i))
        if not symptom.messages and symptom.recognized_when is None:
            self._add(Text("nothing recognizes this symptom; give it messages or recognized_when",
                           "inget känner igen symptomet; ge det messages eller recognized_when"), home, ("id",))
        if not any(link.symptom == symptom.id for cause in self._knowledge.causes.values() for link in cause.links()):
            self._add(Text("no cause explains this symptom", "ingen orsak förklarar symptomet"), home, ("id",))

    def cause(self, cause: Cause) -> None:
        """A cause points at symptoms and a remedy that exist, is sourced, and brings its cases."""
        home = ("causes", cause.id)
        self.sources(cause.sources, home, ("sources",))
        if not cause.explains:
            self._add(Text("a cause must explain at least one symptom", "en orsak måste förklara minst ett symptom"),
                      home, ("explains",))
        for i, link in enumerate(cause.links()):
            self._reference(_SYMPTOM, link.symptom, self._knowledge.symptoms, home, ("explains", i))
        for name in ("applies_when", "confirmed_when", "ruled_out_when"):
            self.condition(getattr(cause, name), home, (name,))
        if isinstance(cause.remedy, Remedy):
            self.remedy(cause.remedy, home, ("remedy",))
        else:
            self._reference(_REMEDY, cause.remedy, self._knowledge.remedies, home, ("remedy",))
        verdicts = {case.verdict for case in cause.cases}
        for verdict in ("confirmed", "ruled_out"):
            if verdict not in verdicts:
                self._add(Text(f"there is no case with the verdict {verdict}", f"det finns inget fall med utslaget {verdict}"),
                          home, ("cases",))
        for i, case in enumerate(cause.cases):
            self.facts(case.facts, home, ("cases", i, "facts"))
            if case.shows is not None:
                self._reference(_SYMPTOM, case.shows, self._knowledge.symptoms, home, ("cases", i, "shows"))

    def remedy(self, remedy: Remedy, home: tuple[str, str], path: Path = ()) -> None:
        """A remedy is sourced, its steps exist, and nothing is destroyed without protection."""
        self.sources(remedy.sources, home, (*path, "sources"))
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

    def _steps(self, option: Option, home: tuple[str, str], path: Path) -> None:
        protected: tuple[Safety, ...] = ()
        for i, entry in enumerate(option.steps):
            here = (*path, "steps", i)
            if isinstance(entry, SharedStep):
                if not self._reference(_STEP, entry.step, self._knowledge.steps, home, here):
                    continue
                step = self._knowledge.steps[entry.step]
            else:
                step = entry
            self.step(step, home, here, protected)
            protected += step.protects_from

    def step(self, step: Step, home: tuple[str, str], path: Path, protected: tuple[Safety, ...] = DESTRUCTIVE) -> None:
        """A step that destroys something comes after one that protects from the loss."""
        if step.wait is not None and not _WAIT.fullmatch(step.wait):
            self._add(Text(f'the wait "{step.wait}" must be a duration such as PT72H',
                           f"väntan ”{step.wait}” ska vara en tidslängd som PT72H"), home, (*path, "wait"))
        if home[0] == "steps":
            return
        for danger in DESTRUCTIVE:
            if danger in step.safety and danger not in protected:
                self._add(Text(f"{danger}: no earlier step protects from the loss",
                               f"{danger}: inget tidigare steg skyddar mot förlusten"), home, path)

    def derivation(self, derivation: Derivation) -> None:
        """A derivation speaks of known facts."""
        home = ("derivations", derivation.id)
        self.sources(derivation.sources, home, ("sources",))
        self.condition(derivation.when, home, ("when",))
        self.facts(derivation.concludes, home, ("concludes",))

    def unused(self) -> None:
        """Nothing is written that no cause leads to."""
        used = {cause.remedy_id for cause in self._knowledge.causes.values()}
        for name in self._knowledge.remedies:
            if name not in used:
                self._add(Text("no cause uses this remedy", "ingen orsak använder åtgärden"), ("remedies", name), ("id",))


_FACT = Text("fact", "inget faktum")
_DOCUMENT = Text("document", "inget dokument")
_SYMPTOM = Text("symptom", "inget symptom")
_REMEDY = Text("remedy", "ingen åtgärd")
_STEP = Text("shared step", "inget delat steg")
