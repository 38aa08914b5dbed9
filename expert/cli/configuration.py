"""What a person wants of every command: from a small file, from variables of the environment; the command line wins.

Nothing of it is ever needed. A file is `expert.toml` in the current folder or, for what that leaves out, one in the
home folder; each is looked for with one question to the operating system, and read only if it is there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any, Literal, cast, get_args

import click

from expert.foundations import parsing
from expert.foundations.problems import InputError, Place, ProblemList, did_you_mean, shown, visible
from expert.foundations.records import PlainRecord
from expert.foundations.terms import REDACTIONS, Redaction
from expert.foundations.texts import LANGUAGES, Language, Text

Length = Literal["first", "full", "brief"]
"""How much of a result is written: its first screen, all of it, or a few lines."""

LENGTHS: tuple[Length, ...] = get_args(Length)
HERE = "expert.toml"
_TOLD = "expert.configuration"
_SHORTEST_KEY = 8
_YES, _NO = ("yes", "true", "on", "1", "ja"), ("no", "false", "off", "0", "nej")


class Configuration(PlainRecord):
    """What is wanted of every command; None, or nothing, where nothing is said of it.

    Attributes:
        language: the language of messages and results.
        rules: rule folders that are laid over the shipped rules where the command line names none.
        output: how much of a result is written.
        redact: what is masked in what is written; true or false speak of tickets alone.
        redact_key: makes the aliases of what is masked, so that they are the same in every result.
        domain: the organization's domain, such as `contoso.com`, for the commands and records that name it.
        theme: the theme that pictures are drawn in: the name of a shipped one, or a file.
        origins: for each of these that something is said of, where: a line of a file, or a variable.
    """

    language: Language | None = None
    rules: tuple[str, ...] = ()
    output: Length | None = None
    redact: bool | Redaction | None = None
    redact_key: str | None = None
    domain: str | None = None
    theme: str | None = None
    origins: Mapping[str, Place] = field(default_factory=dict)


class Setting(PlainRecord):
    """One thing that can be wanted.

    Attributes:
        variable: the variable of the environment that says it.
        about: what it is, in a few words.
        read: makes a value of what was written: a value of TOML, or the text of the variable.
        form: how its values look.
        secret: it is not shown.
    """

    variable: str
    about: Text
    read: Callable[[Any, Path], Any]
    form: Text
    secret: bool = False


class _Wrong(Exception):
    """A value that a setting cannot have."""

    def __init__(self, text: Text | None = None) -> None:
        self.text = text


def configured() -> Configuration:
    """What is wanted of every command, for the command line that is being run.

    Raises:
        InputError: a file or a variable says something that cannot be; each is named, a file with its line.
    """
    ctx = click.get_current_context(silent=True)
    if ctx is None:
        return _read()
    if _TOLD not in ctx.meta:
        ctx.meta[_TOLD] = _read()
    return cast(Configuration, ctx.meta[_TOLD])


def files() -> tuple[str, str]:
    """Where the two files may be: in the current folder, and in the home folder."""
    if os.name == "nt":
        return HERE, os.path.join(os.environ.get("APPDATA") or os.path.expanduser("~"), "expert", "config.toml")
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    return HERE, os.path.join(home, "expert", "config.toml")


def _read() -> Configuration:
    problems = ProblemList()
    values: dict[str, Any] = {}
    origins: dict[str, Place] = {}
    for name, setting in SETTINGS.items():
        written = os.environ.get(setting.variable, "").strip()
        if written:
            _take(name, written, Path(), Place(setting.variable), values, origins, problems)
    for file in files():
        try:
            os.stat(file)
        except OSError:
            continue
        found = ProblemList()
        for name, (value, place) in _in_file(file, found).items():
            if name not in origins:
                _take(name, value, Path(file).parent, place, values, origins, found)
        problems.extend(sorted(found, key=lambda problem: (problem.place and problem.place.line) or 0))
    problems.raise_if_any()
    return Configuration(**values, origins=origins)


def _take(
    name: str, written: Any, folder: Path, place: Place, values: dict[str, Any], origins: dict[str, Place],
    problems: ProblemList,
) -> None:
    setting = SETTINGS[name]
    try:
        values[name] = setting.read(written, folder)
    except _Wrong as wrong:
        problems.add(wrong.text or _CANNOT.format(name=name, value=shown(written), form=setting.form), place)
    origins[name] = place


def _in_file(file: str, problems: ProblemList) -> dict[str, tuple[Any, Place]]:
    """What a file says, by the names of settings, each with its line."""
    import tomllib  # only where there is a file

    name = visible(Path(file).as_posix())
    try:
        text = parsing.decode(parsing.read_regular(file, name), name)
        data = tomllib.loads(text)
    except InputError as error:
        problems.extend(error.problems)
        return {}
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+)", str(error))
        line = int(at[1]) if at else text.rstrip().count("\n") + 1  # else it says: at end of document
        said = re.sub(r"\s*\(at [^)]*\)$", "", str(error))
        problems.add(_NO_TOML.format(said=said), Place(name, line))
        return {}
    except (RecursionError, ValueError):  # lists in lists without end, and numbers of thousands of digits
        problems.add(_NO_SETTINGS, Place(name))
        return {}
    found: dict[str, tuple[Any, Place]] = {}
    for key, value in data.items():
        place = Place(name, _line_of(key, text))
        if key in SETTINGS:
            found[key] = (value, place)
        else:
            problems.add(_UNKNOWN.format(name=shown(key), hint=did_you_mean(key, SETTINGS)), place)
    return found


def _line_of(key: str, text: str) -> int | None:
    found = re.search(rf"^[ \t]*+\[*+[ \t]*+[\"']?{re.escape(key)}[\"']?[ \t]*[=.\]]", text, re.MULTILINE)
    return None if found is None else text.count("\n", 0, found.start()) + 1


def _word(*words: str) -> Callable[[Any, Path], str]:
    def read(written: Any, folder: Path) -> str:
        if written not in words:
            raise _Wrong
        return str(written)

    return read


def _yes_no(written: Any, folder: Path) -> bool:
    word = str(written).casefold()
    if word not in (*_YES, *_NO):
        raise _Wrong
    return word in _YES


def _redaction(written: Any, folder: Path) -> bool | str:
    """What is masked, in a word; or true or false, as it was before there were words."""
    return str(written) if written in REDACTIONS else _yes_no(written, folder)


def _key(written: Any, folder: Path) -> str:
    key = _text(written, folder)
    if len(key) < _SHORTEST_KEY:
        raise _Wrong(_SHORT_KEY)
    return key


def _text(written: Any, folder: Path) -> str:
    if not isinstance(written, str) or not written.strip():
        raise _Wrong
    return written.strip()


def _domain(written: Any, folder: Path) -> str:
    name = _text(written, folder).lstrip("@").lower()
    if not re.fullmatch(r"(?:[\w-]+\.)+[\w-]+", name):
        raise _Wrong
    return name


def _theme(written: Any, folder: Path) -> str:
    """The name of a shipped theme, or a file; one in a file of settings stands beside that."""
    name = _text(written, folder)
    return str(folder / os.path.expanduser(name)) if re.search(r"[/\\.]", name) else name


def _folders(written: Any, folder: Path) -> tuple[str, ...]:
    """Rule folders: a list of them or one in a file, where they stand beside the file; in a variable, as in PATH."""
    listed = [part for part in written.split(os.pathsep) if part] if isinstance(written, str) else written
    if not isinstance(listed, list) or not all(isinstance(part, str) and part for part in listed):
        raise _Wrong
    found = tuple(str(folder / os.path.expanduser(part)) for part in listed)
    missing = next((path for path in found if not os.path.isdir(path)), None)
    if missing is not None:
        raise _Wrong(_NO_FOLDER.format(folder=visible(missing)))
    return found


SETTINGS: Mapping[str, Setting] = {
    "language": Setting(
        "EXPERT_LANGUAGE", Text("the language of messages and results", "meddelandenas och resultatens språk"),
        _word(*LANGUAGES), Text("en or sv", "en eller sv"),
    ),
    "rules": Setting(
        "EXPERT_RULES", Text("rule folders laid over the shipped rules", "regelmappar över de medföljande reglerna"),
        _folders, Text("a list of folders", "en lista med mappar"),
    ),
    "output": Setting(
        "EXPERT_OUTPUT", Text("how much of a diagnosis is written", "hur mycket av en diagnos som skrivs"),
        _word(*LENGTHS), Text("first, full or brief", "first, full eller brief"),
    ),
    "redact": Setting(
        "EXPERT_REDACT",
        Text("what is masked in results; true and false: in tickets", "vad som maskeras i resultat; true och false: i "
             "ärenden"),
        _redaction, Text("none, personal, tenant, true or false", "none, personal, tenant, true eller false"),
    ),
    "redact_key": Setting(
        "EXPERT_REDACT_KEY",
        Text("a key that makes aliases the same in every result", "en nyckel som ger samma alias i alla resultat"),
        _key, Text("a text of 8 characters or more", "en text på minst 8 tecken"), secret=True,
    ),
    "domain": Setting(
        "EXPERT_DOMAIN", Text(
            "your domain, for commands and records that name it", "er domän, för kommandon och poster som nämner den"
        ),
        _domain, Text("a domain such as contoso.com", "en domän som contoso.com"),
    ),
    "theme": Setting(
        "EXPERT_THEME", Text("the theme that pictures are drawn in", "temat som bilder ritas i"),
        _theme, Text("dark, high-contrast, light or a file", "dark, high-contrast, light eller en fil"),
    ),
}  # fmt: skip
"""All that can be wanted, by its name in a file."""

_SHORT_KEY = Text("redact_key must have 8 characters or more", "redact_key ska ha minst 8 tecken")
_CANNOT = Text('{name} cannot be "{value}"; it can be: {form}', "{name} kan inte vara ”{value}”; det kan vara: {form}")
_UNKNOWN = Text('there is no setting "{name}"{hint}', "det finns ingen inställning ”{name}”{hint}")
_NO_FOLDER = Text("there is no folder {folder}", "mappen {folder} finns inte")
_NO_SETTINGS = Text(
    "these are no settings: lists in lists without end, or numbers of thousands of digits",
    "det här är inga inställningar: listor i listor utan slut, eller tal på tusentals siffror",
)
_NO_TOML = Text("this is not well-formed TOML: {said}", "det här är inte giltig TOML: {said}")
