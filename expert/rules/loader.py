"""Loads a knowledge base: the shipped one, from its compiled copy or its files, and rule folders laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expert.facts import vocabulary_files
from expert.facts.vocabulary_files import shipped_vocabulary
from expert.foundations import content
from expert.foundations.compiled import Section, section, why_not_used
from expert.foundations.problems import InputError, ProblemList
from expert.foundations.sources import Document, Source
from expert.foundations.texts import Text
from expert.rules import models
from expert.rules.folders import FOLDERS, RuleFolder, rule_folder, shipped_folder, shipped_house_rules
from expert.rules.knowledge import KnowledgeBase, WrittenIn

if TYPE_CHECKING:
    from expert.rules.assembling import Assembly

SECTION = "rules"
"""What the rules are called in the compiled copy."""

KINDS: tuple[type[Any], ...] = (
    Document, Source, Text, models.Cause, models.Code, models.Derivation, models.Escalation, models.Explains,
    models.FactInText, models.Grid, models.Harm, models.HarmWanted, models.Impossible, models.InText, models.Link,
    models.Message, models.Note, models.OnlyWith, models.Option, models.Phrase, models.PlanWanted, models.Preparation,
    models.Remedy, models.RuleCase, models.ScopeRule, models.SharedStep, models.Solved, models.Step, models.StepWanted,
    models.Symptom,
)  # fmt: skip

# What people call a symptom is wanted only for a text without a documented message, its sources and notes where it is
# recognized, and cases only to test the rules.
_LATE = {
    "Symptom": ("phrases", "told_with", "told_without", "reports", "near_misses", "sources", "notes"),
    "Cause": ("cases",),
}


_TABLES = (*FOLDERS, "documents", "topics", "in_text", "scope", "solved", "impossible", "escalation", "retired")
HOLDS = (*_TABLES, "version", "explaining", "stopping_by_fact", "written")


def load_shipped() -> KnowledgeBase:
    """The knowledge that comes with the product, from its compiled copy where that can be used, else from its files.

    Raises:
        InputError: something in the files is wrong.
    """
    compiled = section(SECTION, shipped_digest, KINDS, HOLDS)
    if compiled is not None:
        return _unfolded(compiled)
    return replace(knowledge_of([shipped_folder()]), vocabulary=shipped_vocabulary())


def shipped_digest() -> str:
    """The digest of the shipped files as they lie there now."""
    return content.digest_of(shipped_folder().files)


def load_layers(folders: Iterable[Path], *, alone: bool = False) -> KnowledgeBase:
    """The shipped knowledge with folders laid over it, read from their files and checked.

    Args:
        folders: rule folders, each laid over those before it.
        alone: without the shipped knowledge.

    Raises:
        InputError: something in the folders is wrong, or one is not a rule folder.
    """
    paths = tuple(folders)
    base = None if alone else KnowledgeBase.shipped()
    return knowledge_of(read_folders(paths), base, tuple(path.as_posix() for path in paths))


def section_of(knowledge: KnowledgeBase) -> Section:
    """A knowledge base as it stands in the compiled copy."""
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


def compiled_copy_is_used(knowledge: KnowledgeBase) -> bool:
    """Whether an installed copy, where there is one, fits the shipped files that this knowledge was read from."""
    return why_not_used(SECTION, lambda: knowledge.digest, KINDS, HOLDS) is None


def read_folders(paths: Iterable[Path]) -> list[RuleFolder]:
    """The files of rule folders.

    Raises:
        InputError: one is not a rule folder, or has files that do not belong there.
    """
    problems = ProblemList()
    folders: list[RuleFolder] = []
    for path in paths:
        try:
            folders.append(rule_folder(path))
        except InputError as error:
            problems.extend(error.problems)
    problems.raise_if_any()
    return folders


def knowledge_of(
    folders: Sequence[RuleFolder], base: KnowledgeBase | None = None, extra: tuple[str, ...] = ()
) -> KnowledgeBase:
    """The knowledge of folders laid over each other.

    Args:
        folders: the folders, in the order in which they are laid.
        base: the shipped knowledge, where they are laid on it.
        extra: their names; none for the shipped folder itself.

    Raises:
        InputError: something in the folders is wrong.
    """
    # Here, for the compiled copy needs nothing of how files are read and checked.
    from expert.rules.checks import needed_findings

    assembly, knowledge, problems = assembled(folders, base, extra)
    problems.extend(finding.problem for finding in needed_findings(knowledge, assembly))
    problems.raise_if_any()
    return knowledge


def assembled(
    folders: Sequence[RuleFolder], base: KnowledgeBase | None = None, extra: tuple[str, ...] = ()
) -> tuple[Assembly, KnowledgeBase, ProblemList]:
    """The parts of folders laid over each other, what they make, and what is wrong with the form of the files.

    Raises:
        InputError: the files are so wrong that nothing can be said of what they make.
    """
    from expert.rules.assembling import Assembly
    from expert.rules.reading import read_folder

    problems = ProblemList()
    assembly = Assembly() if base is None else Assembly.on(base)
    if base is not None:
        assembly.lay_under(read_folder(shipped_house_rules(), problems))
    for folder in folders:
        assembly.lay(read_folder(folder, problems), problems)
    if assembly.unsure:
        problems.raise_if_any()
    return assembly, assembly.knowledge_base(_digest(folders, base, extra), extra), problems


def _digest(folders: Sequence[RuleFolder], base: KnowledgeBase | None, extra: tuple[str, ...]) -> str:
    if not extra:
        return content.digest_of({name: body for folder in folders for name, body in folder.files.items()})
    files = {f"{i}/{name}": body for i, folder in enumerate(folders) for name, body in folder.files.items()}
    return content.digest_of({**files, "": b"" if base is None else base.digest.encode()})
