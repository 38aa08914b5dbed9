"""Reads fact files: one case in YAML or JSON, as a flat list of facts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from expert.facts.fact import Origin, RawFact
from expert.facts.synonyms import Words
from expert.facts.vocabulary import PASTED, looks_like_a_word
from expert.foundations import parsing
from expert.foundations.commands import to_type
from expert.foundations.nodes import Node, Scalar, Table
from expert.foundations.problems import InputError, Place, Problem, ProblemList, shown, visible
from expert.foundations.texts import Text

STANDARD_INPUT = "standard input"


def read_fact_file(
    path: str | Path, problems: ProblemList | None = None, words: Words | None = None
) -> list[RawFact]:
    """The facts of a file as they were written, each with its line.

    Args:
        path: the file; JSON by its ending or its form, else YAML.
        problems: where to note what does not keep the rest from being read; raised if left out.
        words: what people write for facts and values is read by these; without them it stays as it is.

    Raises:
        InputError: the file cannot be read, or is not a flat list of facts.
    """
    return facts_in_file(fact_file_text(path), path, problems, words=words)


def fact_file_text(path: str | Path) -> str:
    """The text of a fact file.

    Raises:
        InputError: the file cannot be read.
    """
    return parsing.read_text(Path(path), shown_name(path))


def facts_in_file(
    text: str, path: str | Path, problems: ProblemList | None = None, *, may_be_empty: bool = False,
    words: Words | None = None,
) -> list[RawFact]:
    """The facts of a file whose text has been read, each with its line.

    Args:
        text: its text.
        path: the file; JSON by its ending or its form, else YAML.
        problems: where to note what does not keep the rest from being read; raised if left out.
        may_be_empty: no facts are fine, as in an interview that has just begun.
        words: as for `read_fact_file`.

    Raises:
        InputError: it is not a flat list of facts.
    """
    as_json = parsing.is_json(path)
    return _facts(text, shown_name(path), problems, as_json=as_json, may_be_empty=may_be_empty, words=words)


def shown_name(path: str | Path) -> str:
    """What a file is called in messages and results."""
    return visible(Path(path).as_posix())


def read_fact_text(
    data: bytes, name: str = STANDARD_INPUT, problems: ProblemList | None = None, words: Words | None = None
) -> list[RawFact]:
    """The facts of a fact file that is already in memory, in YAML or JSON.

    Raises:
        InputError: not text, or not a flat list of facts.
    """
    return _facts(parsing.decode(data, name), name, problems, words=words)


def read_settings(
    settings: Iterable[str], problems: ProblemList | None = None, option: str = "--set", words: Words | None = None
) -> list[RawFact]:
    """The facts of `--set fact=value` options. `fact=` takes the fact out again.

    Args:
        settings: what was written after the option.
        problems: where to note what is wrong with them; raised if left out.
        option: what to call the option in messages.
        words: as for `read_fact_file`.

    Raises:
        InputError: one has no `=`, and there is no list to note that in.
    """
    noted = ProblemList() if problems is None else problems
    facts = []
    for setting in settings:
        name, equals, value = (part.strip() for part in setting.partition("="))
        origin = Origin("set", Place(f"{option} {_named(name, equals, value, words)}".rstrip()))
        if equals and name:
            facts.append(RawFact(name, value or None, origin))
        else:
            noted.add(_NO_EQUALS, origin.place)
    if words is not None:
        facts = words.own(facts, noted)
    if problems is None:
        noted.raise_if_any()
    return facts


def _named(name: str, equals: str, value: str, words: Words | None) -> str:
    """What a setting is called in messages and results: its value is repeated only where it gives nobody away."""
    meant = None if words is None else words.vocabulary.meant(name)
    if meant is not None and words is not None:
        if not equals:
            return name
        can_be_repeated = words.vocabulary[meant].can_be_repeated(value)
        return f"{shown(name)}={shown(value) if can_be_repeated else _NOT_REPEATED}"
    told = shown(name) if not name or looks_like_a_word(name) else _NOT_REPEATED
    return f"{told}={_NOT_REPEATED}" if equals else told


def _facts(
    text: str, name: str, problems: ProblemList | None, *, as_json: bool = False, may_be_empty: bool = False,
    words: Words | None = None,
) -> list[RawFact]:
    noted = ProblemList() if problems is None else problems
    node = _parsed(text.translate(PASTED), name, as_json, noted, words)
    if node is None and may_be_empty:
        return []
    if node is None:
        raise InputError([*noted, Problem(to_type(_EMPTY), Place(name))])
    if not isinstance(node, Table):
        raise InputError([*noted, Problem(_NOT_FACTS, node.place)])
    facts = []
    for key, value in node.items.items():
        if isinstance(value, Table):
            noted.add(_NOT_FLAT.format(name=_key(key)), node.keys[key])
        else:
            facts.append(RawFact(key, _raw(value), Origin("file", node.keys[key])))
    if words is not None:
        facts = words.own(facts, noted)
    if problems is None:
        noted.raise_if_any()
    return facts


def _key(key: str) -> Text | str:
    return shown(key) if looks_like_a_word(key) else _A_NAME


def _parsed(text: str, name: str, as_json: bool, problems: ProblemList, words: Words | None) -> Node | None:
    found = ProblemList()
    try:
        node = parsing.parse(text, name, as_json=as_json, problems=found)
    except InputError:
        if words is None or as_json or text.lstrip().startswith("{"):
            raise
        # Only now: most fact files are well-formed.
        from expert.facts.unquoted import parsed

        return parsed(text, name, problems, words.takes_text)
    problems.extend(found)
    return node


def _raw(value: Node) -> object:
    """The letters that were typed; a list or table inside a list stays empty, as no fact takes one."""
    if isinstance(value, Scalar):
        return None if value.empty else value.text
    return [_raw(item) if isinstance(item, Scalar) else {} for item in value.items]


_NOT_REPEATED = "…"
_NO_EQUALS = Text("write it as fact=value", "skriv det som faktum=värde")
_EMPTY = Text(
    "the file is empty; write at least the message, as `error: …`, or begin with `expert new` or `expert ask`",
    "filen är tom; skriv åtminstone meddelandet, som `error: …`, eller börja med `expert new` eller `expert ask`",
)
_A_NAME = Text("a name at the beginning of a line", "ett namn i början av en rad")
_NOT_FLAT = Text(
    "{name} takes a value, not further names; write every fact at the beginning of a line",
    "{name} tar ett värde, inte fler namn; skriv varje faktum i början av en rad",
)
_NOT_FACTS = Text(
    "this is not a list of facts; write one `fact: value` on each line, with a space after the colon, and a "
    "message or log under `error:`",
    "det här är ingen lista med fakta; skriv ett `faktum: värde` på varje rad, med mellanslag efter kolonet, "
    "och ett meddelande eller en logg under `error:`",
)
