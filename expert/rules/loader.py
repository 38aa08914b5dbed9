"""Loads a knowledge base: the shipped one, from its compiled copy or its files, and rule folders laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from expert.facts import vocabulary_files
from expert.facts.vocabulary_files import shipped_vocabulary
from expert.foundations import content
from expert.foundations.compiled import Section, compiled_copy, section
from expert.foundations.problems import InputError, Place, Problem, ProblemList
from expert.foundations.records import Record
from expert.foundations.sources import Document, Source
from expert.foundations.texts import Text
from expert.rules import models
from expert.rules.folders import FOLDERS, RuleFolder, rule_folder, shipped_folder
from expert.rules.knowledge import KnowledgeBase, WrittenIn

_SECTION = "rules"
_KINDS: tuple[type[Any], ...] = (
    Document, Source, Text, models.Cause, models.Code, models.Derivation, models.Escalation, models.Explains,
    models.FactInText, models.Grid, models.Harm, models.HarmWanted, models.Impossible, models.InText, models.Link,
    models.Message, models.Note, models.OnlyWith, models.Option, models.Phrase, models.PlanWanted, models.Preparation,
    models.Remedy, models.RuleCase, models.ScopeRule, models.SharedStep, models.Solved, models.Step, models.StepWanted,
    models.Symptom,
)  # fmt: skip

# What people call a symptom is wanted only for a text without a documented message, and cases only to test the rules.
_LATE = {"Symptom": ("phrases",), "Cause": ("cases",)}


@dataclass(frozen=True, eq=False, repr=False)
class Loaded(Record):
    """A knowledge base that is sound.

    Attributes:
        warnings: where its folders say less than they could.
    """

    knowledge: KnowledgeBase
    warnings: tuple[Problem, ...]


def load_shipped() -> KnowledgeBase:
    """The knowledge that comes with the product, from its compiled copy where that can be used, else from its files.

    Raises:
        InputError: something in the files is wrong.
    """
    compiled = section(_SECTION, _shipped_digest, _KINDS)
    if compiled is not None:
        return _unfolded(compiled)
    folder = shipped_folder()
    return replace(_read([folder], content.digest_of(folder.files)).knowledge, vocabulary=shipped_vocabulary())


def _shipped_digest() -> str:
    return content.digest_of(shipped_folder().files)


def load_layers(folders: Iterable[Path], *, alone: bool = False) -> KnowledgeBase:
    """The shipped knowledge with folders laid over it, read from their files and checked.

    Args:
        folders: rule folders, each laid over those before it.
        alone: without the shipped knowledge.

    Raises:
        InputError: something in the folders is wrong, or one is not a rule folder.
    """
    return _laid(folders, None if alone else KnowledgeBase.shipped()).knowledge


def check_layers(folders: Iterable[Path]) -> Loaded:
    """As `load_layers`, with what is only worth a warning; without folders, of the shipped files themselves.

    Raises:
        InputError: something in the folders is wrong, or one is not a rule folder.
    """
    folders = tuple(folders)
    if folders:
        return _laid(folders, KnowledgeBase.shipped())
    folder = shipped_folder()
    found = _read([folder], content.digest_of(folder.files))
    if content.compiled().exists() and section(_SECTION, lambda: found.knowledge.digest, _KINDS) is None:
        return replace(found, warnings=(*found.warnings, Problem(_NOT_USED, Place(content.COMPILED_NAME))))
    return found


def compile_shipped() -> bytes:
    """The compiled copy of the shipped knowledge, for the package that is being built.

    Raises:
        InputError: something in the files is wrong.
    """
    folder = shipped_folder()
    digest = content.digest_of(folder.files)
    knowledge = _read([folder], digest).knowledge
    return compiled_copy({
        vocabulary_files.SECTION: (vocabulary_files.section_of(knowledge.vocabulary), vocabulary_files.KINDS),
        _SECTION: (_folded(knowledge), _KINDS),
    })  # fmt: skip


def _folded(knowledge: KnowledgeBase) -> Section:
    tables = {kind: getattr(knowledge, kind) for kind in (*FOLDERS, "documents", "topics", "in_text")}
    lists = {kind: {part.id: part for part in getattr(knowledge, kind)} for kind in ("scope", "solved", "impossible")}
    explaining = {name: [cause.id for cause in knowledge.causes_of(name)] for name in knowledge.symptoms}
    stopping = {name: list(causes) for name, causes in knowledge.stopping_by_fact.items()}
    written = [[*part, where.file] for part, where in knowledge.written.items()]
    plain = {"version": knowledge.version, "explaining": explaining, "stopping_by_fact": stopping, "written": written}
    tables = {**tables, **lists, "escalation": {"": knowledge.escalation}, "retired": knowledge.retired}
    return Section(knowledge.digest, ("rules", *vocabulary_files.shipped_sources()), tables, plain, _LATE)


def _unfolded(compiled: Section) -> KnowledgeBase:
    tables: Mapping[str, Any] = compiled.tables
    knowledge = KnowledgeBase(
        version=compiled.plain["version"],
        digest=compiled.digest,
        vocabulary=shipped_vocabulary(),
        scope=tuple(tables["scope"].values()),
        solved=tuple(tables["solved"].values()),
        impossible=tuple(tables["impossible"].values()),
        escalation=tables["escalation"][""],
        documents=tables["documents"],
        topics=tables["topics"],
        in_text=tables["in_text"],
        symptoms=tables["symptoms"],
        causes=tables["causes"],
        remedies=tables["remedies"],
        steps=tables["steps"],
        derivations=tables["derivations"],
        written={(kind, name): WrittenIn(file, 0) for kind, name, file in compiled.plain["written"]},
        retired=tables["retired"],
    )
    knowledge.explaining.update(compiled.plain["explaining"])
    knowledge.plain.update(compiled.plain)
    return knowledge


def _laid(paths: Iterable[Path], base: KnowledgeBase | None) -> Loaded:
    problems = ProblemList()
    folders: list[RuleFolder] = []
    names: list[str] = []
    for path in paths:
        names.append(path.as_posix())
        try:
            folders.append(rule_folder(path))
        except InputError as error:
            problems.extend(error.problems)
    problems.raise_if_any()
    files = {f"{i}/{name}": body for i, folder in enumerate(folders) for name, body in folder.files.items()}
    digest = content.digest_of({**files, "": b"" if base is None else base.digest.encode()})
    return _read(folders, digest, base, tuple(names))


def _read(
    folders: Iterable[RuleFolder], digest: str, base: KnowledgeBase | None = None, extra: tuple[str, ...] = ()
) -> Loaded:
    # Here, for the compiled copy needs nothing of how files are read and checked.
    from expert.rules.assembling import Assembly
    from expert.rules.checks import problems_in, warnings_in
    from expert.rules.reading import read_folder

    problems = ProblemList()
    assembly = Assembly() if base is None else Assembly.on(base)
    for folder in folders:
        assembly.lay(read_folder(folder, problems), problems)
    if assembly.unsure:
        problems.raise_if_any()
    knowledge = assembly.knowledge_base(digest, extra)
    problems.extend(problems_in(knowledge, assembly))
    problems.raise_if_any()
    return Loaded(knowledge, tuple(warnings_in(knowledge, assembly)))


_NOT_USED = Text(
    "warning: the compiled copy does not fit the files beside it and is not used, so every command takes longer to "
    "start",
    "varning: den kompilerade kopian stämmer inte med filerna bredvid och används inte, så varje kommando startar "
    "långsammare",
)
