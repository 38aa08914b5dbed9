"""Reads rule folders into a knowledge base, and says everything that is wrong with them at once."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from expert.facts.vocabulary import Cost, FactDefinition, Sentences, Vocabulary
from expert.foundations import content, nodes
from expert.foundations.nodes import Node, Scalar, Sequence, Table
from expert.foundations.problems import InputError, Place, Problem, ProblemList, did_you_mean, visible, why_not
from expert.foundations.sources import Document
from expert.foundations.texts import Text
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import (
    Cause,
    Derivation,
    Escalation,
    Impossible,
    Remedy,
    ScopeRule,
    Step,
    Symptom,
)
from expert.rules.shapes import ID_FORM, read_part
from expert.rules.structure import from_data, to_data

T = TypeVar("T")
COMPILED_FORM = 2

# The folders of a rule folder and what one file in each is.
FOLDERS: dict[str, type[Any]] = {
    "symptoms": Symptom,
    "causes": Cause,
    "remedies": Remedy,
    "steps": Step,
    "derivations": Derivation,
}
SINGLE_FILES = (
    "documents.yaml", "scope.yaml", "impossible.yaml", "escalation.yaml", "knowledge.yaml", "vocabulary.yaml",
    "sentences.yaml",
)
_OF_FACTS = ("vocabulary.yaml", "sentences.yaml")


@dataclass
class Written:
    """What the files say, before anything is checked across files; a later folder replaces by id.

    Attributes:
        nodes: for each part, the node it was read from, so that later checks can name a line.
        broken: the ids of parts that could not be read; whoever refers to one makes no mistake.
        unsure: facts or documents could not be read, so that nothing can be said about who refers to them.
    """

    version: str = ""
    costs: dict[str, Cost] = field(default_factory=dict)
    facts: dict[str, FactDefinition] = field(default_factory=dict)
    sentences: dict[str, Sentences] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    scope: dict[str, ScopeRule] = field(default_factory=dict)
    impossible: dict[str, Impossible] = field(default_factory=dict)
    escalation: Escalation | None = None
    parts: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in FOLDERS})
    nodes: dict[tuple[str, str], Node] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    unsure: bool = False


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


def load_layers(folders: list[Path], *, alone: bool = False) -> KnowledgeBase:
    """The shipped knowledge with `folders` laid over it, read from the files and checked anew.

    Args:
        folders: rule folders; a later one replaces by id what an earlier one holds.
        alone: without the shipped knowledge.

    Raises:
        InputError: something in the folders is wrong, or one is not a rule folder.
    """
    layers = [] if alone else [_shipped_files()]
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
    impossible: tuple[Impossible, ...] = ()

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
    facts = {name: nodes.read_bytes(content.bundled("facts", name), shown[name]) for name in _OF_FACTS}
    return _Files({**rules.data, **facts}, {**rules.names, **shown})


def _files_of(folder: Path, shown_as: str | None = None) -> _Files:
    """The files of a rule folder. What is hidden, or is neither YAML nor JSON (a README), does not count.

    Raises:
        InputError: no such folder, nothing in it, a file that cannot be read or stands in the wrong place.
    """
    shown = shown_as or visible(folder.as_posix())
    if not folder.is_dir():
        text = _A_FILE if folder.is_file() else Text("there is no such folder", "mappen finns inte")
        raise InputError([Problem(text, Place(shown))])
    if folder.name in FOLDERS and not any((folder / name).is_dir() for name in FOLDERS):
        above = visible(folder.parent.as_posix())
        raise InputError([Problem(Text(f'name the folder that holds it: "{above}"',
                                       f"ange mappen som den ligger i: ”{above}”"), Place(shown))])
    problems = ProblemList()
    data: dict[str, bytes] = {}
    for relative in _paths_in(folder, shown, problems):
        place = Place(f"{shown}/{visible(relative)}")
        home, _, name = relative.rpartition("/")
        if home not in FOLDERS and relative not in SINGLE_FILES:
            problems.add(_misplaced(home, name), place)
        elif name.lower().endswith(".txt"):
            problems.add(Text(f'rename it to "{name[:-4]}"', f"byt namn på den till ”{name[:-4]}”"), place)
        else:
            try:
                data[relative] = nodes.read_bytes(os.path.join(folder, relative), place.file)
            except InputError as error:
                problems.extend(error.problems)
    _same_id_twice(data, shown, problems)
    problems.raise_if_any()
    if not data:
        listed = ", ".join(FOLDERS)
        raise InputError([Problem(Text(
            f"there are no rules in this folder; it should hold {listed}, each with YAML files",
            f"det finns inga regler i mappen; den ska innehålla {listed}, med YAML-filer i",
        ), Place(shown))])
    return _Files(dict(sorted(data.items())), {name: f"{shown}/{visible(name)}" for name in data})


_A_FILE = Text("this is a file; name the folder in which causes/, symptoms/ … stand",
               "det här är en fil; ange mappen där causes/, symptoms/ … finns")
# Windows hides the last ending, so that a rule is easily saved as `name.yaml.txt`.
_ENDINGS = (".yaml", ".yml", ".json", ".yaml.txt", ".yml.txt", ".json.txt")


def _paths_in(folder: Path, shown: str, problems: ProblemList, inside: str = "") -> Iterator[str]:
    """The rule files in a folder and its folders; of one that does not belong there, only the first."""
    try:
        entries = sorted(os.scandir(os.path.join(folder, inside)), key=lambda entry: entry.name)
    except OSError as error:
        reason = why_not(error)
        problems.add(Text(f"the folder cannot be read ({reason.en})", f"det går inte att läsa mappen ({reason.sv})"),
                     Place(f"{shown}/{visible(inside)}".rstrip("/")))
        return
    for entry in entries:
        relative = f"{inside}/{entry.name}" if inside else entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if relative.count("/") < _DEEPEST:
                within = _paths_in(folder, shown, problems, relative)
                yield from within if relative in FOLDERS else islice(within, 1)
        elif entry.name.lower().endswith(_ENDINGS):
            yield relative


_DEEPEST = 4


def _misplaced(home: str, name: str) -> Text:
    if home:
        hint = did_you_mean(home, FOLDERS)
        return Text(f'"{visible(home)}" is not a folder for rules{hint.en}',
                    f"”{visible(home)}” är ingen mapp för regler{hint.sv}")
    near = get_close_matches(name.partition(".")[0].lower(), [file[:-5] for file in SINGLE_FILES], n=1, cutoff=0.7)
    if near:
        return Text(f'this file does not belong here; did you mean "{near[0]}.yaml"?',
                    f"filen hör inte hemma här; menade du ”{near[0]}.yaml”?")
    listed = ", ".join(FOLDERS)
    return Text(f"this file does not belong here; put it into one of {listed}",
                f"filen hör inte hemma här; lägg den i en av {listed}")


def _same_id_twice(files: Iterable[str], shown: str, problems: ProblemList) -> None:
    first: dict[str, str] = {}
    for relative in files:
        stem = relative.rpartition(".")[0]
        if stem in first:
            other = first[stem].rpartition("/")[2]
            problems.add(Text(f"the same id is in {other}; keep one of them",
                              f"samma id finns i {other}; behåll bara en av dem"), Place(f"{shown}/{relative}"))
        first.setdefault(stem, relative)


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
    below: dict[tuple[str, str], Node] = {}
    for layer in layers:
        below = dict(written.nodes)
        for relative, body in layer.data.items():
            _read_one(written, relative, body, layer.names[relative], problems)
    for name in written.sentences:
        if name not in written.facts:
            hint = did_you_mean(name, written.facts)
            problems.add(Text(f'there is no fact "{name}"{hint.en}', f"det finns inget faktum ”{name}”{hint.sv}"),
                         written.nodes["sentences", name].place)
    if written.unsure:
        problems.raise_if_any()
    knowledge = _assemble(written, digest, extra)
    added = {part for part, node in written.nodes.items() if below.get(part) is not node}
    problems.extend(check_written(knowledge, written.nodes, added, written.broken))
    problems.raise_if_any()
    return knowledge


def _read_one(written: Written, relative: str, body: bytes, name: str, problems: ProblemList) -> None:
    try:
        text = nodes.decode(body, name)
        node = nodes.parse(text, name, as_json=relative.lower().endswith(".json"), problems=problems)
    except InputError as error:
        problems.extend(error.problems)
        node = None
    else:
        if node is None:
            problems.add(Text("the file is empty", "filen är tom"), Place(name))
    if node is not None:
        _take(written, relative, node, problems)
    elif relative in SINGLE_FILES:
        written.unsure = True
    else:
        written.broken.add(_stem(relative))


def _stem(relative: str) -> str:
    return relative.rpartition("/")[2].rpartition(".")[0]


def _assemble(written: Written, digest: str, extra: tuple[str, ...]) -> KnowledgeBase:
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
        escalation=written.escalation or Escalation(()),
        impossible=tuple(written.impossible.values()),
        extra=extra,
    )


def _with_sentences(written: Written, name: str) -> FactDefinition:
    definition, says = written.facts[name], written.sentences.get(name)
    return definition if says is None else replace(definition, says=says)


def _take(written: Written, relative: str, node: Node, problems: ProblemList) -> None:
    home, _, name = relative.rpartition("/")
    if home:
        part, stem = read_part(FOLDERS[home], node, problems), _stem(name)
        if part is None or part.id != stem:
            written.broken.add(stem)
        if part is None:
            return
        if part.id is None:
            problems.add(Text('"id" is missing', "”id” saknas"), node.place)
            return
        if part.id != stem:
            problems.add(Text(f'the file is named "{stem}" but its id is "{part.id}"; they must be the same',
                              f"filen heter ”{stem}” men dess id är ”{part.id}”; de ska vara lika"),
                         nodes.place_of(node, ("id",)))
        elif not ID_FORM.fullmatch(part.id):
            problems.add(Text(f'the id "{part.id}" must be lower case words joined by hyphens',
                              f"id:t ”{part.id}” ska vara gemena ord med bindestreck emellan"),
                         nodes.place_of(node, ("id",)))
        written.parts[home][part.id] = part
        written.nodes[home, part.id] = node
    elif name == "knowledge.yaml":
        _take_version(written, node, problems)
    elif name == "documents.yaml":
        documents_ = _read_table(Document, node, problems)
        written.documents.update(documents_)
        written.unsure |= not _whole(node, documents_)
    elif name == "scope.yaml":
        found = read_part(tuple[ScopeRule, ...], node, problems) or ()
        for i, rule in enumerate(found):
            if rule.id in (earlier.id for earlier in found[:i]):
                problems.add(Text(f'there is another rule "{rule.id}" above; give this one an id of its own',
                                  f"det finns en annan regel ”{rule.id}” ovanför; ge den här ett eget id"),
                             nodes.place_of(node, (i, "id")))
            written.scope[rule.id] = rule
            if isinstance(node, Sequence):
                written.nodes["scope", rule.id] = node.items[i]
    elif name == "impossible.yaml":
        for i, impossible in enumerate(read_part(tuple[Impossible, ...], node, problems) or ()):
            written.impossible[impossible.id] = impossible
            if isinstance(node, Sequence):
                written.nodes["impossible", impossible.id] = node.items[i]
    elif name == "escalation.yaml":
        written.escalation = read_part(Escalation, node, problems) or written.escalation
        written.nodes["escalation", ""] = node
    elif name == "sentences.yaml":
        written.sentences.update(_read_table(Sentences, node, problems))
        if isinstance(node, Table):
            written.nodes.update({("sentences", fact): item for fact, item in node.items.items()})
    else:
        _take_vocabulary(written, node, problems)


def _take_version(written: Written, node: Node, problems: ProblemList) -> None:
    version = node.items.get("version") if isinstance(node, Table) and set(node.items) == {"version"} else None
    if isinstance(version, Scalar) and not version.empty:
        written.version = version.text
    else:
        problems.add(Text("this file holds the `version` of the knowledge, and nothing else",
                          "den här filen anger kunskapens `version` och inget annat"), node.place)


def _take_vocabulary(written: Written, node: Node, problems: ProblemList) -> None:
    if not isinstance(node, Table) or set(node.items) - {"costs", "facts"}:
        problems.add(Text("a vocabulary has `costs` and `facts`", "ett ordförråd har `costs` och `facts`"), node.place)
        written.unsure = True
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
                             nodes.place_of(node, ("facts", name, "cost")))
        facts = node.items["facts"]
        if isinstance(facts, Table):
            for name in facts.items:
                if not _FACT_FORM.fullmatch(name) or name in ("all", "any", "not"):
                    problems.add(_NO_FACT_NAME, facts.keys[name])
            written.nodes.update({("vocabulary", name): facts.items[name] for name in found})
        written.facts.update(found)
        written.unsure |= not _whole(node.items["facts"], found)


def _whole(node: Node, found: Mapping[str, object]) -> bool:
    """Whether everything in a table could be read."""
    return isinstance(node, Table) and len(node.items) == len(found)


_FACT_FORM = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_NO_FACT_NAME = Text(
    "the name of a fact is lower case words joined by _ (and not all, any or not)",
    "ett faktums namn är gemena ord med _ emellan (och inte all, any eller not)",
)


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
