"""The commands of this program that its texts name, as their reader is to type them.

Where a language was chosen that a command does not speak by itself on this machine, every command that is printed in
that language chooses it too: whoever reads it would else be answered in another one. And where options say what is
known and what a case is, a command that goes on with it takes them again: it would else answer about another case. Only
the command line knows (`carry`, `carry_rules`, `carry_case`, `carry_evidence`); the texts of the library name commands
without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace

from expert.foundations.records import PlainRecord
from expert.foundations.texts import Language, Text


class Carried(PlainRecord):
    """What printed commands take along, each as it is typed, with a blank before it.

    Attributes:
        language: the language that they choose; None where they need not.
        rules: the rule folders, for what reads the knowledge.
        case: what is laid over a case, for what goes on with the same case.
        evidence: the files and options of evidence, for what shows it.
        handed_on: the text is for others, who have no use for paths and facts that were typed here.
    """

    language: Language | None = None
    rules: str = ""
    case: str = ""
    evidence: str = ""
    handed_on: bool = False


_NOTHING = Carried()
_CARRIED: ContextVar[Carried] = ContextVar("carried options", default=_NOTHING)
_COMMAND = re.compile(r"`(expert [^`]*)`")
_WITHOUT_RULES = ("collect", "completion", "config", "examples")
_OF_A_CASE = ("ask", "diagnose", "escalate", "explain", "plan", "ticket")


@contextmanager
def carrying(language: Language | None = None) -> Iterator[None]:
    """Let printed commands choose a language, or none, and nothing else, while it lasts; other threads keep theirs."""
    before = _CARRIED.set(Carried(language))
    try:
        yield
    finally:
        _CARRIED.reset(before)


def carry(language: Language | None) -> None:
    """Let printed commands choose a language, or none, and nothing else so far, until the `carrying` around it ends."""
    _CARRIED.set(Carried(language))


def carry_rules(options: str) -> None:
    """Let printed commands that read the knowledge read it from the same folders."""
    _CARRIED.set(replace(_CARRIED.get(), rules=options))


def carry_case(options: str) -> None:
    """Let printed commands that go on with the case take the same options."""
    _CARRIED.set(replace(_CARRIED.get(), case=options))


def carry_evidence(arguments: str) -> None:
    """Let printed commands that show evidence show the same."""
    _CARRIED.set(replace(_CARRIED.get(), evidence=arguments))


def carry_only_language() -> None:
    """Let printed commands repeat nothing but the language: what they stand in is for others."""
    _CARRIED.set(replace(_CARRIED.get(), handed_on=True))


def carried() -> Carried:
    """What printed commands take along."""
    return _CARRIED.get()


def option() -> str:
    """The language behind a printed command that others type, with a blank before it; empty where it needs none."""
    language = _CARRIED.get().language
    return "" if language is None else f" --language {language}"


def option_in_both() -> Text:
    """As `option`, for a page that changes its language in place: what stands behind a command in each of them."""
    language = _CARRIED.get().language
    return Text(option() if language == "en" else "", option() if language == "sv" else "")


def as_typed(command: str) -> str:
    """A command with the options that it needs; before what becomes of its output."""
    return _with_options(command, option())


def to_type(text: Text, /, **values: object) -> Text:
    """A text of the product's own with its commands, each in backquotes, as they are to be typed.

    The one language in which they choose it is the one that they choose.

    Args:
        text: the text.
        values: what its placeholders stand for, as for `Text.format`.
    """
    language = option_in_both()
    said = Text(_typed(text.en, language.en, values), _typed(text.sv, language.sv, values))
    return said.format(**values) if values else said


def _typed(words: str, language: str, values: Mapping[str, object]) -> str:
    return _COMMAND.sub(lambda found: f"`{_with_options(found[1], language, is_filled=bool(values))}`", words)


def _with_options(command: str, language: str, *, is_filled: bool = False) -> str:
    """A command with its options; where placeholders are filled in next, what was typed holds none."""
    asked, redirected, target = command.partition(" >")
    further = ("" if " --help" in asked else _needed(asked)) + ("" if "--language" in asked else language)
    if is_filled:
        further = further.replace("{", "{{").replace("}", "}}")
    return f"{asked}{further}{redirected}{target}"


def _needed(command: str) -> str:
    """The options that a command needs to go on with what is known and with the case."""
    known = _CARRIED.get()
    verb = f"{command} ".split(" ")[1]
    if known.handed_on:
        return ""
    rules = "" if verb in _WITHOUT_RULES or "--rules" in command else known.rules
    case = known.case if verb in _OF_A_CASE else known.evidence if verb == "evidence" else ""
    return f"{case}{rules}"
