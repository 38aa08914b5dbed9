"""Runs an input and says what is wrong with what came of it: a wrong exception, exit code, file or form."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import tempfile
import traceback
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from click.testing import CliRunner

from expert import About, Case, InputError, KnowledgeBase, diagnose, read_evidence
from expert.cli import exit_codes, main
from expert.engine.rule_cases import run_cases
from expert.evidence.report import evidence_report
from expert.foundations.parsing import encoding_of
from expert.rules.checking import check_folders
from expert.rules.loader import read_folders
from tests import small
from tests.fuzz.hostile import MARKUP
from tests.fuzz.inputs import CORPUS, Input, Knowledge

RULES = "rules"
"""The folder of an input that is a rule folder."""

ALONE = "alone.txt"
"""A file of an input whose rule folder stands alone."""

# What a text may not hold: it would move the cursor, or change what a terminal shows.
_IN_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")
# A program that reads data has it as it was given.
_IN_DATA = re.compile("[\x00-\x08\x0b-\x1f]")
_ENDINGS = {".json": "json", ".svg": "svg", ".png": "png", ".html": "html", ".md": "markdown", ".yaml": "text",
             ".pdf": "pdf", ".pptx": "pptx"}  # fmt: skip
# How files that are no text begin, and what stands at their end.
_BINARY = {"png": (b"\x89PNG", b"IEND"), "pdf": (b"%PDF-", b"%%EOF"), "pptx": (b"PK", b"PK")}
_OF_RULES = frozenset(("check", "test", "mutants", "links"))
_DAY = date(2026, 11, 23)
_CODE = CORPUS.parents[2] / "expert"


class Failed(AssertionError):
    """Something is wrong.

    Attributes:
        kind: what, in few words that are the same for the same fault.
        input: the input that shows it.
    """

    def __init__(self, kind: str, detail: str, tried: Input) -> None:
        self.kind, self.detail, self.input = kind, detail, tried
        super().__init__(kind, detail)

    def __str__(self) -> str:
        return f"{self.kind}\n{self.detail}".rstrip()


@contextlib.contextmanager
def in_place(knowledge: Knowledge) -> Iterator[KnowledgeBase]:
    """While it lasts, this knowledge stands where the code looks for the shipped one."""
    with small.in_place() if knowledge == "small" else contextlib.nullcontext():
        yield KnowledgeBase.shipped()


def judge(tried: Input) -> None:
    """Run an input in a folder of its own; the knowledge that it is for has to be in place.

    Raises:
        Failed: something is wrong.
    """
    with tempfile.TemporaryDirectory(prefix="fuzzed-") as made:
        folder = Path(made).resolve()
        _Judged(tried, folder).run()


class _Judged:
    def __init__(self, tried: Input, folder: Path) -> None:
        self._tried = tried
        self._folder = folder / "given"
        self._scratch = folder / "scratch"
        self._files: dict[str, bytes] = {}
        self._loads: bool | None = None  # whether the rule folder can be used; None where none was tried

    def run(self) -> None:
        self._folder.mkdir()
        self._scratch.mkdir()
        for name, body in self._tried.files.items():
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
        self._files = self._found()
        earlier = tempfile.tempdir
        tempfile.tempdir = str(self._scratch)
        try:
            with contextlib.chdir(self._folder):
                self._call_the_library()
                for command in self._tried.commands:
                    self._command(command)
        finally:
            tempfile.tempdir = earlier

    def _failed(self, kind: str, detail: str = "") -> Failed:
        return Failed(kind, detail, self._tried)

    @contextlib.contextmanager
    def _only(self, *allowed: type[Exception]) -> Iterator[None]:
        """What is called may raise nothing but what it says that it raises."""
        try:
            yield
        except allowed:
            pass
        except Exception as error:
            raise self._raised(error) from error

    def _raised(self, error: BaseException) -> Failed:
        return self._failed(f"{type(error).__name__} in {_place(error)}", "".join(traceback.format_exception(error)))

    def _call_the_library(self) -> None:
        tried = self._tried
        if tried.target == "facts":
            # A command does the same with its files; to do it twice is to try half as many.
            for name in () if tried.commands else tried.files:
                with self._only(InputError):
                    said = diagnose(Case.from_file(name), engine="compiled").to_text()
                    self._look_at_text(said.encode("utf-8", "surrogatepass"), "a diagnosis", said[:300])
            if tried.values is not None:
                with self._only(InputError):
                    diagnose(Case.of(tried.values), engine="compiled").to_json()
        if tried.target == "rules":
            self._load()
        if tried.target == "evidence" and not tried.commands:
            with self._only(InputError):
                found = read_evidence(*tried.files, about=About.of(observed_on=_DAY))
                case = found.case()
                for said in (evidence_report(found, KnowledgeBase.shipped(), "sv").to_text(),
                             diagnose(case, engine="compiled").to_text()):  # fmt: skip
                    self._look_at_text(said.encode("utf-8", "surrogatepass"), "what evidence says", said[:300])

    def _load(self) -> None:
        alone = ALONE in self._tried.files
        self._loads = False
        with self._only(InputError):
            knowledge = self._checked() if alone else KnowledgeBase.load(RULES)
            self._loads = True
            for symptom in list(knowledge.symptoms.values())[-2:]:
                diagnose(Case.of(symptom.example, knowledge.vocabulary), knowledge, engine="compiled").to_text()
            if alone:
                run_cases(knowledge)

    def _checked(self) -> KnowledgeBase:
        """The knowledge of a folder that stands alone, with every check made.

        Raises:
            InputError: it cannot be used.
        """
        knowledge = check_folders(read_folders([Path(RULES)])).sound
        if knowledge is None:
            KnowledgeBase.load(RULES, alone=True)
            raise self._failed("what is checked and what loads the rules do not agree on whether they can be used")
        return knowledge

    def _command(self, command: tuple[str, ...]) -> None:
        done = CliRunner().invoke(main, list(command), input=self._tried.stdin, prog_name="expert")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise self._raised(done.exception)
        shown = f"expert {' '.join(map(repr, command))}\nexit code {done.exit_code}\n"
        out, err = done.stdout_bytes, done.stderr
        if "Traceback (most recent call last)" in err:
            raise self._failed("a traceback on standard error", shown + err)
        if done.exit_code not in _codes(command):
            raise self._failed(f"exit code {done.exit_code} of {command[0]}", shown + err)
        # What cannot be used is not in order, and what can be used can be checked.
        refuted = {True: exit_codes.BAD_INPUT, False: exit_codes.RAN, None: None}[self._loads]
        if command[:2] == ("rules", "check") and done.exit_code == refuted:
            raise self._failed("rules check and what loads the rules do not agree on whether they can be used",
                               f"{shown}loads: {self._loads}\n{out[:1000].decode()}{err}")  # fmt: skip
        if done.exit_code == exit_codes.BAD_INPUT:
            if not err.strip():
                raise self._failed(f"{command[0]} exits with 2 and does not say why", shown)
            if out and command[0] not in ("diagnose", "ask", "practice"):
                raise self._failed(f"{command[0]} exits with 2 and writes something", shown + repr(out[:300]))
        self._look_at_text(err.encode("utf-8", "surrogatepass"), f"standard error of {command[0]}", shown)
        self._look_at(out, _form(command), f"standard output of {command[0]}", shown)
        self._look_at_files(command, done.exit_code, shown)

    def _look_at_files(self, command: Sequence[str], code: int, shown: str) -> None:
        found = self._found()
        written = {name for name, body in found.items() if self._files.get(name) != body}
        named = {os.path.normpath(name) for name in _targets(command)}
        if not all(map(partial(_is_of, named), written | (self._files.keys() - found.keys()))):
            raise self._failed(f"{command[0]} touches a file that it was not given to write", shown + repr(written))
        if any(self._scratch.iterdir()):
            raise self._failed(f"{command[0]} leaves a temporary file behind", shown)
        for name in written:
            form = _form(command, name)
            saved_in_place = form == "text" and name in self._files
            own = _without_lines_of(found[name], self._files[name]) if saved_in_place else found[name]
            self._look_at(own, form, f"a file of {command[0]}", shown)
        if written and code == exit_codes.BAD_INPUT and command[0] not in ("diagnose", "ask", "practice"):
            raise self._failed(f"{command[0]} exits with 2 and writes a file", shown + repr(written))
        self._files = found

    def _found(self) -> dict[str, bytes]:
        found = {}
        for path in self._folder.rglob("*"):
            if path.is_file():
                found[path.relative_to(self._folder).as_posix()] = path.read_bytes()
        return found

    # What is written

    def _look_at(self, data: bytes, form: str, what: str, shown: str) -> None:
        if not data:
            return
        if form in _BINARY:
            beginning, end = _BINARY[form]
            if not data.startswith(beginning) or end not in data[-60:]:
                raise self._failed(f"{what} is no {form.upper()}", shown)
            if form == "pptx":
                self._look_into(data, what, shown)
            return
        text = self._look_at_text(data, what, shown, form)
        if form == "json":
            self._json(text, what, shown)
        elif form == "svg":
            try:
                ElementTree.fromstring(text)
            except ElementTree.ParseError as error:
                raise self._failed(f"{what} is no SVG", f"{shown}{error}") from None
        elif form == "html":
            _Tags().feed(text)
        if form in ("svg", "html") and MARKUP in text:
            raise self._failed(f"{what} holds markup that was given", shown)

    def _look_into(self, data: bytes, what: str, shown: str) -> None:
        """Every part of a presentation is XML that can be read."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    try:
                        ElementTree.fromstring(archive.read(name))
                    except ElementTree.ParseError as error:
                        raise self._failed(f"{what} holds a part that is no XML", f"{shown}{name}: {error}") from None

    def _look_at_text(self, data: bytes, what: str, shown: str, form: str = "text") -> str:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise self._failed(f"{what} is not UTF-8", f"{shown}{error}") from None
        found = (_IN_DATA if form == "json" else _IN_TEXT).search(text)
        if found is not None:
            around = text[max(0, found.start() - 60) : found.end() + 20]
            raise self._failed(f"{what} holds a control character", shown + repr(around))
        return text

    def _json(self, text: str, what: str, shown: str) -> None:
        def refuse(constant: str) -> None:
            raise ValueError(f"{constant} is no JSON")

        whole = [text] if not text.startswith('{"schema":"expert/diagnosis') else text.splitlines()
        for document in whole:
            try:
                json.loads(document, parse_constant=refuse)
            except ValueError as error:
                raise self._failed(f"{what} is no JSON", f"{shown}{error}\n{document[:300]}") from None


class _Tags(HTMLParser):
    """Reads a page; one that cannot be read raises."""


def _codes(command: Sequence[str]) -> set[int]:
    codes = {exit_codes.RAN, exit_codes.BAD_INPUT}
    if command[0] == "rules" and len(command) > 1 and command[1] in _OF_RULES:
        codes.add(exit_codes.CHECK_FAILED)
    if command[0] == "diagnose" and {"--exit-code", "-q"} & set(command):
        codes |= {exit_codes.NO_CAUSE, exit_codes.NOT_DIAGNOSED}
    return codes


def _targets(command: Sequence[str]) -> Iterator[str]:
    """The files that a command was told to write."""
    for option, value in pairwise(command):
        if option in ("-o", "--picture") or (option == "--save" and command[0] == "ask"):
            yield value
    if "--save" in command and command[0] == "diagnose":
        yield command[1]


def _without_lines_of(written: bytes, before: bytes) -> bytes:
    """What a command wrote into a file; a line that its author left there stays as it was, whatever it holds."""
    kept = set(before.decode(encoding_of(before), "replace").splitlines())
    lines = written.decode("utf-8", "surrogateescape").splitlines(keepends=True)
    own = "".join(line for line in lines if line.rstrip("\r\n") not in kept)
    return own.encode("utf-8", "surrogateescape")


def _is_of(named: set[str], name: str) -> bool:
    """Whether a file is one that was named, one of several of that name with numbers, or in a folder of that name."""
    path = Path(name)
    alone = path.with_name(f"{re.sub('-[0-9]+$', '', path.stem)}{path.suffix}").as_posix()
    return not named.isdisjoint({name, alone, *(folder.as_posix() for folder in path.parents)})


def _form(command: Sequence[str], name: str | None = None) -> str:
    """The form of what a command writes."""
    if "--format" in command:
        form = command[command.index("--format") + 1]
        return {"sarif": "json", "adaptive": "json", "slack": "json"}.get(form, form)
    if name is not None:
        return _ENDINGS.get(Path(name).suffix, "text")
    return {"handout": "html", "schema": "json"}.get(command[0], "text")


def _place(error: BaseException) -> str:
    """The innermost place in the product."""
    frames = [
        f"{Path(frame.filename).relative_to(root).as_posix()}:{frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
        for root in (_CODE, small.TREE / "expert")
        if Path(frame.filename).is_relative_to(root)
    ]
    return frames[-1] if frames else "no part of the product"
