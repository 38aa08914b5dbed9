"""Finds the files of a rule folder, and says which of them do not belong there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from expert.facts import vocabulary_files
from expert.foundations import content, parsing
from expert.foundations.limits import (
    MAX_RULE_BYTES,
    MOST_ENTRIES,
    MOST_RULE_FILES,
    MOST_RULE_FOLDERS_DEEP,
)
from expert.foundations.problems import (
    InputError,
    Place,
    Problem,
    ProblemList,
    did_you_mean,
    nearest,
    visible,
    why_not,
)
from expert.foundations.records import Record
from expert.foundations.texts import Text
from expert.rules.models import Cause, Derivation, Remedy, Step, Symptom

FOLDERS: Mapping[str, type[Any]] = {
    "symptoms": Symptom,
    "causes": Cause,
    "remedies": Remedy,
    "steps": Step,
    "derivations": Derivation,
}
"""The folders of a rule folder, and what one file in each is. Its files may stand in folders by topic."""

EVIDENCE = "evidence"
"""The folder whose files say what fields of exports, answers and logs mean; the floor of evidence reads them."""

HOUSE_RULES = ("glossary.yaml", "checks.yaml")
"""The files that say how rules are written: the terms, and the checks that are switched off."""

SINGLE_FILES = (
    "documents.yaml", "scope.yaml", "solved.yaml", "impossible.yaml", "escalation.yaml", "knowledge.yaml",
    "topics.yaml", vocabulary_files.VOCABULARY, vocabulary_files.SENTENCES, vocabulary_files.IN_TEXT, "overrides.yaml",
    "mutants.yaml", "citations.yaml", "links.yaml",
    *HOUSE_RULES,
)
"""The files beside the folders."""

DIVISIBLE = tuple(
    name.removesuffix(".yaml") for name in (
        "documents.yaml", "scope.yaml", "solved.yaml", "impossible.yaml",
        vocabulary_files.VOCABULARY, vocabulary_files.SENTENCES, vocabulary_files.IN_TEXT,
    )
)  # fmt: skip
"""Those that may also be a folder of files, each of the same form."""

# Windows hides the last ending, so that a rule is easily saved as `name.yaml.txt`.
_ENDINGS = (".yaml", ".yml", ".json", ".yaml.txt", ".yml.txt", ".json.txt")


@dataclass(frozen=True, eq=False, repr=False)
class RuleFolder(Record):
    """The files of a rule folder.

    Attributes:
        name: how messages call it.
        files: what stands in each, by its path in the folder.
        shown: how messages call each.
    """

    name: str
    files: Mapping[str, bytes]
    shown: Mapping[str, str]


def shipped_folder() -> RuleFolder:
    """The rules that come with the product, together with the vocabulary that stands in `facts/`."""
    rules = rule_folder(content.bundled("rules"), shown_as="rules")
    facts = vocabulary_files.shipped_files()
    shown = {name: vocabulary_files.shown_name(name) for name in facts}
    return RuleFolder("rules", {**rules.files, **facts}, {**rules.shown, **shown})


def shipped_house_rules() -> RuleFolder:
    """Those of the shipped files that say how rules are written; what is diagnosed does not depend on them."""
    found = {name: content.bundled("rules", name) for name in HOUSE_RULES}
    files = {name: parsing.read_bytes(path, f"rules/{name}") for name, path in found.items() if path.is_file()}
    return RuleFolder("rules", files, {name: f"rules/{name}" for name in files})


def rule_folder(folder: Path, shown_as: str | None = None) -> RuleFolder:
    """The files of a rule folder. What is hidden, or is neither YAML nor JSON (a README), does not count.

    Raises:
        InputError: no such folder, nothing in it, a file that cannot be read or stands in the wrong place.
    """
    shown = shown_as or visible(folder.as_posix())
    _require_rule_folder(folder, shown)
    problems = ProblemList()
    found: dict[str, bytes] = {}
    size = 0
    for relative in _paths_in(folder, shown, problems):
        place = Place(f"{shown}/{visible(relative)}")
        home, _, name = relative.rpartition("/")
        if not _has_a_place(relative):
            problems.add(_misplaced(home, name), place)
        elif name.lower().endswith(".txt"):
            problems.add(Text(f'rename it to "{name[:-4]}"', f"byt namn på den till ”{name[:-4]}”"), place)
        else:
            try:
                found[relative] = parsing.read_regular(os.path.join(folder, relative), place.file)
            except InputError as error:
                problems.extend(error.problems)
            else:
                size += len(found[relative])
        if size > MAX_RULE_BYTES or len(found) > MOST_RULE_FILES:
            raise InputError([*problems, Problem(_TOO_LARGE, Place(shown))])
    _same_id_twice(found, shown, problems)
    problems.raise_if_any()
    if not found:
        listed = ", ".join(FOLDERS)
        raise InputError([Problem(Text(
            f"there are no rules in this folder; it should hold {listed}, each with YAML files",
            f"det finns inga regler i mappen; den ska innehålla {listed}, med YAML-filer i",
        ), Place(shown))])
    return RuleFolder(shown, dict(sorted(found.items())), {name: f"{shown}/{visible(name)}" for name in found})


def id_in(relative: str) -> str:
    """The id that a file is named by."""
    return relative.rpartition("/")[2].rpartition(".")[0]


def topic_of(relative: str) -> str | None:
    """The topic that a file stands under: the folder between that of its kind and it; None where there is none."""
    home, *between, _ = relative.split("/")
    return between[0] if home in FOLDERS and between else None


def _has_a_place(relative: str) -> bool:
    """Whether files are looked for at this place of a rule folder."""
    home, *between, _ = relative.split("/") if "/" in relative else ("", relative)
    if not home:
        return relative in SINGLE_FILES
    return (home in FOLDERS and len(between) <= 1) or (home in (*DIVISIBLE, EVIDENCE) and not between)


def _require_rule_folder(folder: Path, shown: str) -> None:
    if not folder.is_dir():
        text = _A_FILE if folder.is_file() else Text("there is no such folder", "mappen finns inte")
        raise InputError([Problem(text, Place(shown))])
    if folder.name in FOLDERS and not any((folder / name).is_dir() for name in FOLDERS):
        above = visible(folder.parent.as_posix())
        raise InputError([Problem(Text(f'name the folder that holds it: "{above}"',
                                       f"ange mappen som den ligger i: ”{above}”"), Place(shown))])


def _paths_in(folder: Path, shown: str, problems: ProblemList) -> Iterator[str]:
    """The rule files in a folder and its folders; of one that does not belong there, only the first."""
    return _Walk(folder, shown, problems).below("", ())


class _Walk:
    """Goes through a folder and its folders, each way no deeper than rules can stand, and over no more than so much."""

    def __init__(self, folder: Path, shown: str, problems: ProblemList) -> None:
        self._folder, self._shown, self._problems = folder, shown, problems
        self._seen = 0

    def below(self, inside: str, around: tuple[tuple[int, int], ...]) -> Iterator[str]:
        """The rule files in one of the folders.

        Args:
            inside: the folder, by its path.
            around: the folders in which it lies, as the system numbers them.
        """
        try:
            entries = self._entries(inside)
            here = os.stat(os.path.join(self._folder, inside))
        except OSError as error:
            self._cannot_be_read(_FOLDER, inside, error)
            return
        if (here.st_dev, here.st_ino) in around and here.st_ino:
            self._problems.add(_LEADS_BACK, self._place(inside))
            return
        for entry in entries:
            relative = f"{inside}/{entry.name}" if inside else entry.name
            if entry.name.startswith("."):
                continue
            try:
                is_folder = entry.is_dir()
            except OSError as error:  # a link that leads to itself
                self._cannot_be_read(_LINK, relative, error)
                continue
            if is_folder:
                if relative.count("/") < MOST_RULE_FOLDERS_DEEP:
                    within = self.below(relative, (*around, (here.st_dev, here.st_ino)))
                    known = relative.partition("/")[0] in (*FOLDERS, *DIVISIBLE, EVIDENCE)
                    yield from within if known else islice(within, 1)
            elif entry.name.lower().endswith(_ENDINGS):
                yield relative

    def _entries(self, inside: str) -> list[os.DirEntry[str]]:
        with os.scandir(os.path.join(self._folder, inside)) as found:
            entries = list(islice(found, MOST_ENTRIES - self._seen + 1))
        self._seen += len(entries)
        if self._seen > MOST_ENTRIES:
            raise InputError([*self._problems, Problem(_TOO_MANY, Place(self._shown))])
        return sorted(entries, key=lambda entry: entry.name)

    def _cannot_be_read(self, what: Text, relative: str, error: OSError) -> None:
        self._problems.add(_CANNOT_BE_READ.format(what=what, reason=why_not(error)), self._place(relative))

    def _place(self, relative: str) -> Place:
        return Place(f"{self._shown}/{visible(relative)}".rstrip("/"))


_FOLDER, _LINK = Text("folder", "mappen"), Text("link", "länken")
_CANNOT_BE_READ = Text("the {what} cannot be read ({reason})", "det går inte att läsa {what} ({reason})")
_LEADS_BACK = Text(
    "this link leads back to a folder that it lies in; delete it",
    "länken leder tillbaka till en mapp som den själv ligger i; ta bort den",
)
_TOO_MANY = Text(
    f"there are more than {MOST_ENTRIES} files and folders here; name the folder that holds the rules alone",
    f"här finns fler än {MOST_ENTRIES} filer och mappar; ange mappen som bara innehåller reglerna",
)
_TOO_LARGE = Text(
    f"more than {MOST_RULE_FILES} files with rules, or more than {MAX_RULE_BYTES // 1_000_000} MB of them; use fewer "
    "at a time",
    f"fler än {MOST_RULE_FILES} regelfiler, eller mer än {MAX_RULE_BYTES // 1_000_000} MB regler; använd färre åt "
    "gången",
)


def _misplaced(home: str, name: str) -> Text:
    if home:
        hint = did_you_mean(home, FOLDERS)
        return Text(f'"{visible(home)}" is not a folder for rules{hint.en}',
                    f"”{visible(home)}” är ingen mapp för regler{hint.sv}")
    near = nearest(name.partition(".")[0].lower(), [file[:-5] for file in SINGLE_FILES], 0.7)
    if near is not None:
        return Text(f'this file does not belong here; did you mean "{near}.yaml"?',
                    f"filen hör inte hemma här; menade du ”{near}.yaml”?")
    listed = ", ".join(FOLDERS)
    return Text(f"this file does not belong here; put it into one of {listed}",
                f"filen hör inte hemma här; lägg den i en av {listed}")


def _same_id_twice(files: Iterable[str], shown: str, problems: ProblemList) -> None:
    first: dict[tuple[str, str], str] = {}
    for relative in files:
        home, _, rest = relative.partition("/")
        # A topic is no part of an id; of the parts in other files, each has an id of its own.
        stem = (home, id_in(relative) if home in FOLDERS else rest.rpartition(".")[0])
        if stem in first:
            other = first[stem] if home in FOLDERS and topic_of(relative) else first[stem].rpartition("/")[2]
            problems.add(Text(f"the same id is in {other}; keep one of them",
                              f"samma id finns i {other}; behåll bara en av dem"), Place(f"{shown}/{relative}"))
        first.setdefault(stem, relative)


_A_FILE = Text("this is a file; name the folder in which causes/, symptoms/ … stand",
               "det här är en fil; ange mappen där causes/, symptoms/ … finns")
