"""Reads rule folders into a knowledge base, and says everything that is wrong with them at once."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from expert import content, documents
from expert.documents import Node, Scalar, Table
from expert.facts.vocabulary import Cost, FactDefinition, Sentences, Vocabulary
from expert.problems import InputError, Place, Problem, ProblemList, did_you_mean
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import (
    Cause,
    Derivation,
    Escalation,
    Remedy,
    ScopeRule,
    Step,
    Symptom,
)
from expert.rules.shapes import read_part
from expert.rules.structure import from_data, to_data
from expert.sources import Document
from expert.texts import Text

T = TypeVar("T")
ID_FORM = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
COMPILED_FORM = 1

# The folders of a rule folder and what one file in each is.
FOLDERS: dict[str, type[Any]] = {
    "symptoms": Symptom,
    "causes": Cause,
    "remedies": Remedy,
    "steps": Step,
    "derivations": Derivation,
}
SINGLE_FILES = (
    "documents.yaml", "scope.yaml", "escalation.yaml", "knowledge.yaml", "vocabulary.yaml", "sentences.yaml",
)
_OF_FACTS = ("vocabulary.yaml", "sentences.yaml")


@dataclass
class Written:
    """What the files say, before anything is checked across files; a later folder replaces by id.

    Attributes:
        nodes: for each part, the node it was read from, so that later checks can name a line.
    """

    version: str = ""
    costs: dict[str, Cost] = field(default_factory=dict)
    facts: dict[str, FactDefinition] = field(default_factory=dict)
    sentences: dict[str, Sentences] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    scope: dict[str, ScopeRule] = field(default_factory=dict)
    escalation: Escalation | None = None
    parts: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in FOLDERS})
    nodes: dict[tuple[str, str], Node] = field(default_factory=dict)


def load_shipped() -> KnowledgeBase:
    """The knowledge that comes with the product.

    The compiled copy is used where there is one and it was made from exactly the files beside it.
    """
    files = _shipped_files()
    digest = _digest(files)
    compiled = content.compiled()
    if compiled.is_file():
        data = json.loads(compiled.read_bytes())
        if data["form"] == COMPILED_FORM and data["digest"] == digest:
            knowledge = from_data(_Compiled, data["knowledge"]).knowledge_base(digest)
            knowledge.explaining.update(data["explaining"])
            return knowledge
    return _read([files], digest, ())


def load_layers(folders: list[Path]) -> KnowledgeBase:
    """The shipped knowledge with `folders` laid over it, read from the files and checked anew.

    Raises:
        InputError: something in the folders is wrong, or one is not a rule folder.
    """
    layers = [_shipped_files()]
    problems = ProblemList()
    for folder in folders:
        try:
            layers.append(_files_of(folder))
        except InputError as error:
            problems.extend(error.problems)
    problems.raise_if_any()
    every = {f"{i}/{name}": body for i, layer in enumerate(layers) for name, body in layer.data.items()}
    digest = "sha256:" + _hash(every)
    return _read(layers, digest, tuple(folder.as_posix() for folder in folders))


def compile_shipped() -> bytes:
    """The shipped knowledge in its compiled form, for the package that is being built."""
    files = _shipped_files()
    digest = _digest(files)
    knowledge = _read([files], digest, ())
    data = {
        "form": COMPILED_FORM,
        "digest": digest,
        "explaining": {name: [cause.id for cause in knowledge.causes_of(name)] for name in knowledge.symptoms},
        "knowledge": to_data(_Compiled.of(knowledge)),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True)
class _Compiled:
    """What the compiled copy holds; `KnowledgeBase` without what is worked out from it.

    Most of it is only looked at when a case needs it, so each part is rebuilt when it is first asked for.
    """

    version: str
    vocabulary: Vocabulary
    documents: Mapping[str, Document]
    symptoms: Mapping[str, Symptom]
    causes: Mapping[str, Cause]
    remedies: Mapping[str, Remedy]
    steps: Mapping[str, Step]
    derivations: Mapping[str, Derivation]
    scope: tuple[ScopeRule, ...]
    escalation: Escalation

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> _Compiled:
        return cls(**{f.name: getattr(knowledge, f.name) for f in fields(cls)})

    def knowledge_base(self, digest: str) -> KnowledgeBase:
        return KnowledgeBase(digest=digest, **{f.name: getattr(self, f.name) for f in fields(self)})


@dataclass(frozen=True)
class _Files:
    """The files of a rule folder by their path in it, and how to name each in messages."""

    data: dict[str, bytes]
    names: dict[str, str]


def _shipped_files() -> _Files:
    rules = _files_of(content.bundled("rules"), shown_as="rules")
    shown = {name: f"facts/{name}" for name in _OF_FACTS}
    facts = {name: documents.read_bytes(content.bundled("facts", name), shown[name]) for name in _OF_FACTS}
    return _Files({**rules.data, **facts}, {**rules.names, **shown})


def _files_of(folder: Path, shown_as: str | None = None) -> _Files:
    shown = shown_as or folder.as_posix()
    if not folder.is_dir():
        raise InputError([Problem(Text("there is no such folder", "mappen finns inte"), Place(shown))])
    problems = ProblemList()
    data: dict[str, bytes] = {}
    for home, _, names in os.walk(folder):
        inside = os.path.relpath(home, folder).replace(os.sep, "/") if home != str(folder) else ""
        for name in names:
            if not name.lower().endswith((".yaml", ".yml", ".json")):
                continue
            relative = f"{inside}/{name}" if inside else name
            try:
                if inside not in FOLDERS and relative not in SINGLE_FILES:
                    raise InputError([Problem(_misplaced(inside, name), Place(f"{shown}/{relative}"))])
                data[relative] = documents.read_bytes(os.path.join(home, name), f"{shown}/{relative}")
            except InputError as error:
                problems.extend(error.problems)
    problems.raise_if_any()
    if not data:
        listed = ", ".join(FOLDERS)
        raise InputError([Problem(Text(
            f"there are no rules in this folder; it should hold {listed}, each with YAML files",
            f"det finns inga regler i mappen; den ska innehålla {listed}, med YAML-filer i",
        ), Place(shown))])
    return _Files(dict(sorted(data.items())), {name: f"{shown}/{name}" for name in data})


def _misplaced(home: str, name: str) -> Text:
    if home:
        hint = did_you_mean(home, FOLDERS)
        return Text(f'"{home}" is not a folder for rules{hint.en}', f"”{home}” är ingen mapp för regler{hint.sv}")
    hint = did_you_mean(name, SINGLE_FILES)
    return Text(f"this file does not belong here{hint.en}", f"filen hör inte hemma här{hint.sv}")


def _digest(files: _Files) -> str:
    return "sha256:" + _hash(files.data)


def _hash(files: Mapping[str, bytes]) -> str:
    """Over names and contents, the same whatever line ends a checkout has."""
    total = hashlib.sha256()
    for name in sorted(files):
        body = files[name].replace(b"\r\n", b"\n")
        total.update(f"{name}\0{len(body)}\0".encode())
        total.update(body)
    return total.hexdigest()


def _read(layers: Iterable[_Files], digest: str, extra: tuple[str, ...]) -> KnowledgeBase:
    from expert.rules.checks import check_written

    problems = ProblemList()
    written = Written()
    for layer in layers:
        for relative, body in layer.data.items():
            name = layer.names[relative]
            try:
                text = documents.decode(body, name)
                node = documents.parse(text, name, as_json=relative.endswith(".json"))
                if node is None:
                    raise InputError([Problem(Text("the file is empty", "filen är tom"), Place(name))])
                _take(written, relative, node, problems)
            except InputError as error:
                problems.extend(error.problems)
    for name in written.sentences:
        if name not in written.facts:
            hint = did_you_mean(name, written.facts)
            problems.add(Text(f'there is no fact "{name}"{hint.en}', f"det finns inget faktum ”{name}”{hint.sv}"),
                         documents.place_of(written.nodes["sentences", ""], (name,)))
    problems.raise_if_any()
    knowledge = _assemble(written, digest, extra)
    problems.extend(check_written(knowledge, written.nodes))
    problems.raise_if_any()
    return knowledge


def _assemble(written: Written, digest: str, extra: tuple[str, ...]) -> KnowledgeBase:
    assert written.escalation is not None, "the shipped rules always have escalation.yaml"
    parts = {name: dict(sorted(found.items())) for name, found in written.parts.items()}
    symptoms = dict(sorted(parts["symptoms"].items(), key=lambda item: (item[1].order, item[0])))
    return KnowledgeBase(
        version=written.version,
        digest=digest,
        vocabulary=Vocabulary(written.costs, {name: _with_sentences(written, name) for name in written.facts}),
        documents=written.documents,
        symptoms=symptoms,
        causes=parts["causes"],
        remedies=parts["remedies"],
        steps=parts["steps"],
        derivations=parts["derivations"],
        scope=tuple(written.scope.values()),
        escalation=written.escalation,
        extra=extra,
    )


def _with_sentences(written: Written, name: str) -> FactDefinition:
    definition, says = written.facts[name], written.sentences.get(name)
    return definition if says is None else replace(definition, says=says)


def _take(written: Written, relative: str, node: Node, problems: ProblemList) -> None:
    home, _, name = relative.rpartition("/")
    if home:
        part = read_part(FOLDERS[home], node, problems)
        if part is None:
            return
        stem = name.rpartition(".")[0]
        if part.id != stem:
            problems.add(Text(f'the file is named "{stem}" but its id is "{part.id}"; they must be the same',
                              f"filen heter ”{stem}” men dess id är ”{part.id}”; de ska vara lika"),
                         documents.place_of(node, ("id",)))
        elif not ID_FORM.fullmatch(part.id):
            problems.add(Text(f'the id "{part.id}" must be lower case words joined by hyphens',
                              f"id:t ”{part.id}” ska vara gemena ord med bindestreck emellan"),
                         documents.place_of(node, ("id",)))
        written.parts[home][part.id] = part
        written.nodes[home, part.id] = node
    elif name == "knowledge.yaml":
        written.version = str(documents.plain(node).get("version", "")) if isinstance(node, Table) else ""
    elif name == "documents.yaml":
        written.documents.update(_read_table(Document, node, problems))
    elif name == "scope.yaml":
        for rule in read_part(tuple[ScopeRule, ...], node, problems) or ():
            written.scope[rule.id] = rule
        written.nodes["scope", ""] = node
    elif name == "escalation.yaml":
        written.escalation = read_part(Escalation, node, problems)
    elif name == "sentences.yaml":
        written.sentences.update(_read_table(Sentences, node, problems))
        written.nodes["sentences", ""] = node
    else:
        _take_vocabulary(written, node, problems)


def _take_vocabulary(written: Written, node: Node, problems: ProblemList) -> None:
    if not isinstance(node, Table) or set(node.items) - {"costs", "facts"}:
        problems.add(Text("a vocabulary has `costs` and `facts`", "ett ordförråd har `costs` och `facts`"), node.place)
        return
    if "costs" in node.items:
        written.costs.update(_read_table(Cost, node.items["costs"], problems))
    if "facts" in node.items:
        found = _read_table(FactDefinition, node.items["facts"], problems, named=True)
        for name, definition in found.items():
            if definition.cost not in written.costs:
                hint = did_you_mean(definition.cost, written.costs)
                problems.add(Text(f'there is no cost "{definition.cost}"{hint.en}',
                                  f"det finns ingen kostnad ”{definition.cost}”{hint.sv}"),
                             documents.place_of(node, ("facts", name, "cost")))
        facts = node.items["facts"]
        if isinstance(facts, Table):
            written.nodes.update({("vocabulary", name): facts.items[name] for name in found})
        written.facts.update(found)


def _read_table(kind: type[T], node: Node, problems: ProblemList, *, named: bool = False) -> dict[str, T]:
    """A table of parts by name; with `named`, each part also carries its name."""
    if not isinstance(node, Table):
        problems.add(Text("this must be a table of names", "det här ska vara en tabell med namn"), node.place)
        return {}
    found = {}
    for name, item in node.items.items():
        if named and isinstance(item, Table):
            place = node.keys[name]
            item = Table({**item.items, "name": Scalar(name, place, plain=False)}, {**item.keys, "name": place}, place)
        part = read_part(kind, item, problems)
        if part is not None:
            found[name] = part
    return found
