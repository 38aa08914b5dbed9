"""The small knowledge as the ground that mutants stand on, read once in a process."""

from __future__ import annotations

from functools import cache

from expert.proving.mutants.ground import Folders, Ground
from expert.proving.mutants.judging import mutants_of
from expert.proving.mutants.mutant import Mutant
from expert.rules.folders import RuleFolder


@cache
def folders(records: str = "", *changed: tuple[str, str, str]) -> Folders:
    """Its folder, with what it records of mutants, and with what is otherwise: a file, and a text in it for another."""
    (folder,) = Folders.named([]).folders
    name, shown = "mutants.yaml", {**folder.shown, "mutants.yaml": "rules/mutants.yaml"}
    files = {**folder.files, name: records.encode()} if records else dict(folder.files)
    for file, was, now in changed:
        assert was.encode() in files[file]
        files[file] = files[file].replace(was.encode(), now.encode(), 1)
    return Folders((RuleFolder("rules", files, shown),))


@cache
def ground(records: str = "", *changed: tuple[str, str, str]) -> Ground:
    """The folder, read."""
    return Ground(folders(records, *changed))


@cache
def every() -> list[Mutant]:
    """All its mutants."""
    return list(mutants_of(ground()))
