"""Reads what a command is handed: a fact file, any other text, standard input, or a message on the command line.

What is no fact file becomes the case's message, and one line on standard error says so.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from typing import BinaryIO, TypeVar

import click

from expert.cli.language import language_of
from expert.cli.streams import note_use, tell
from expert.cli.widths import columns_of, in_width
from expert.facts.fact import Origin, RawFact
from expert.facts.reader import STANDARD_INPUT, facts_in_file, shown_name
from expert.facts.synonyms import Words
from expert.facts.vocabulary import MESSAGE
from expert.foundations import parsing
from expert.foundations.limits import LARGE, MAX_BYTES
from expert.foundations.problems import InputError, Place, Problem, ProblemList, shown
from expert.foundations.texts import Language, Text, in_digits
from expert.rules.knowledge import KnowledgeBase

T = TypeVar("T")

_BLOCK = 128 * 1024
_MB = 1_000_000
_TOLD = "expert.read_as_text"
_QUIET = "expert.quiet"


def handed_over(
    name: str, knowledge: KnowledgeBase, problems: ProblemList | None = None, *, may_be_empty: bool = False
) -> list[RawFact]:
    """The facts of what an argument names, as they were written.

    Args:
        name: a file, `-` for standard input, or a message.
        knowledge: the facts there are, and the messages that matter in a long text.
        problems: where to note what does not keep the rest from being read; raised if left out.
        may_be_empty: a file without facts is fine.

    Raises:
        InputError: it cannot be read, or is a fact file with mistakes.
    """
    if name != "-" and not os.path.exists(name):
        from expert.cli.no_such_file import is_message, missing  # only now: most files are there

        if not is_message(name, knowledge.vocabulary):
            raise InputError([missing(name, knowledge.vocabulary)])
        notice(shown(_without_persons(name, knowledge)), _NO_FILE)
        return [RawFact(MESSAGE, name, Origin("set", _COMMAND_LINE))]
    called = STANDARD_INPUT if name == "-" else name
    with _opened(name) as stream:
        head = stream.read(LARGE + 1)
        if _is_fact_file(head, called, knowledge):
            data = head + stream.read(max(0, MAX_BYTES + 1 - len(head)))
            text = parsing.decode(data, shown_name(called))
            with telling_notes(knowledge) as words:
                return facts_in_file(text, called, problems, may_be_empty=may_be_empty, words=words)
        text = _large(head, stream, called, knowledge) if len(head) > LARGE else _small(head, called)
    return [RawFact(MESSAGE, text, Origin("file", Place(shown_name(called), 1)))]


def _without_persons(message: str, knowledge: KnowledgeBase) -> str:
    """A message as it can be repeated; of a wording that the knowledge has itself, nothing has to be masked."""
    said = message.casefold()
    for symptom in knowledge.symptoms.values():
        if any(said == wording.casefold() for one in symptom.messages for wording in (one.en, one.sv) if wording):
            return message
    from expert.redacting.masking import unsaid  # only now: its patterns take long to import

    return unsaid(message, language())


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    if name != "-":
        return parsing.opened(name, shown_name(name))
    if sys.stdin is None:  # the caller has closed it
        raise InputError([Problem(_CLOSED, Place(STANDARD_INPUT))])
    note_use(click.get_current_context(silent=True))
    return nullcontext(sys.stdin.buffer)


def _is_fact_file(head: bytes, called: str, knowledge: KnowledgeBase) -> bool:
    """Whether an input is one, by how it begins."""
    if _begins_with_a_fact(head, knowledge):
        return True
    # Only now: most fact files begin with a fact.
    from expert.facts.kinds_of_input import is_fact_file

    text = _decoded(head, called)
    if len(head) > LARGE and "\n" in text:
        text = text[: text.rindex("\n")]
    return is_fact_file(text, called, knowledge.vocabulary.facts, knowledge.vocabulary.meant)


def is_fact_file_at(name: str, knowledge: KnowledgeBase) -> bool:
    """Whether a name is that of a fact file, by how it begins; what cannot be read is told when it is read."""
    if name.lower().endswith((".yaml", ".yml")):
        return True
    try:
        with parsing.opened(name, shown_name(name)) as stream:
            return _is_fact_file(stream.read(LARGE + 1), name, knowledge)
    except InputError:
        return False


def tell_progress(name: str, sources: Iterable[T]) -> Iterator[T]:
    """Sources of evidence, with how many were read, said on standard error from a second on."""
    from expert.cli.progress import Progress  # only now: few inputs are large

    return Progress(name, None, None if _is_quiet() else sys.stderr, language()).files(sources)


def _begins_with_a_fact(head: bytes, knowledge: KnowledgeBase) -> bool:
    """Whether the first line that is no comment gives a fact, other than the message: then it is a fact file."""
    for line in head.splitlines():
        name, colon, rest = line.partition(b":")
        if line.strip() and not line.startswith(b"#"):
            named = name.isascii() and name.decode() in knowledge.vocabulary and name.decode() != MESSAGE
            return bool(colon) and named and (not rest or rest[:1].isspace())
    return False


def _decoded(data: bytes, called: str) -> str:
    from expert.foundations.streams import text_of_blocks

    return "".join(text_of_blocks([data], shown_name(called)))


def _small(data: bytes, called: str) -> str:
    notice(shown_name(called), _AS_TEXT)
    return _decoded(data, called)


def _large(head: bytes, rest: BinaryIO, called: str, knowledge: KnowledgeBase) -> str:
    """The passages of a large text that matter."""
    # Only now: few inputs are large.
    from expert.cli.progress import Progress
    from expert.engine.viewing import Viewer
    from expert.facts.excerpts import BEGINNING, excerpt
    from expert.foundations.streams import text_of_blocks

    name, size = shown_name(called), 0

    def blocks() -> Iterator[bytes]:
        nonlocal size
        block = head
        while block:
            size += len(block)
            yield block
            block = rest.read(_BLOCK)

    progress = Progress(name, _size_of(rest), None if _is_quiet() else sys.stderr, language())
    with closing(progress.counted(blocks())) as counted:
        kept = excerpt(text_of_blocks(counted, name), Viewer.of(knowledge).recognizer.places)
    if kept.passages:
        words = _ONE_PASSAGE if kept.passages == 1 else _PASSAGES if kept.complete else _SOME_PASSAGES
        notice(name, words.format(size=_in_mb(size), count=kept.passages))
    else:
        notice(name, _NOTHING_KNOWN.format(size=_in_mb(size), count=in_digits(BEGINNING)))
    return kept.text


def _size_of(stream: BinaryIO) -> int | None:
    """Bytes of a file; None for what has no end before it is there, as a pipe."""
    try:
        return os.fstat(stream.fileno()).st_size or None
    except (OSError, ValueError):
        return None


def _in_mb(size: int) -> Text:
    if size >= 10 * _MB:
        return Text(str(round(size / _MB)), str(round(size / _MB)))
    english = f"{size / _MB:.1f}"
    return Text(english, english.replace(".", ","))


def language() -> Language:
    ctx = click.get_current_context(silent=True)
    return "en" if ctx is None else language_of(ctx)


def be_quiet() -> None:
    """Say nothing of what is made of the inputs of this command line."""
    click.get_current_context().meta[_QUIET] = True


def _is_quiet() -> bool:
    ctx = click.get_current_context(silent=True)
    return ctx is not None and ctx.meta.get(_QUIET, False)


@contextmanager
def telling_notes(knowledge: KnowledgeBase) -> Iterator[Words]:
    """The words to read facts by; what they have read as what is said on standard error when that is done."""
    words = Words(knowledge.vocabulary)
    yield words
    for note in words.notes:
        say_once(note.in_(language()))


def notice(name: str, text: Text) -> None:
    """Say on standard error, once, what was made of an input."""
    say_once(f"{name}: {text.in_(language())}", name)


def say_once(line: str, of: str | None = None) -> None:
    """Say a line on standard error once, though what it speaks of may be read twice; nothing where that is wanted."""
    if _is_quiet():
        return
    ctx, of = click.get_current_context(silent=True), of or line
    told = {} if ctx is None else ctx.meta.setdefault(_TOLD, {})
    if of not in told:
        told[of] = line
        tell(line)


def rows_told() -> int:
    """The rows that what was said so stands on, above a result on the same terminal."""
    ctx, columns = click.get_current_context(silent=True), columns_of(sys.stderr)
    if ctx is None or columns is None:
        return 0
    lines = (line for told in ctx.meta.get(_TOLD, {}).values() for line in in_width(told, columns).split("\n"))
    return sum(-(-len(line) // columns) for line in lines)


_COMMAND_LINE = Place("command line")
_AS_TEXT = Text(
    'read as text; write "error: |" above it and indent it to make it a fact file',
    "läst som text; skriv ”error: |” ovanför och dra in texten för att göra den till en faktafil",
)
_NO_FILE = Text(
    "there is no such file, so this is read as the message", "filen finns inte, så detta läses som meddelandet"
)
_PASSAGES = Text(
    "read as text; of its {size} MB, the {count} passages that matter are kept",
    "läst som text; av {size} MB behålls de {count} ställen som har betydelse",
)
_ONE_PASSAGE = Text(
    "read as text; of its {size} MB, the one passage that matters is kept",
    "läst som text; av {size} MB behålls det enda ställe som har betydelse",
)
_SOME_PASSAGES = Text(
    "read as text; of the passages that matter in its {size} MB, {count} are kept, the first and the last",
    "läst som text; av ställena som har betydelse i dess {size} MB behålls {count}, de första och de sista",
)
_NOTHING_KNOWN = Text(
    "read as text; nothing known stands in its {size} MB, so only the first {count} characters are kept",
    "läst som text; inget känt står i dess {size} MB, så bara de första {count} tecknen behålls",
)
_CLOSED = Text("there is nothing to read from", "det finns inget att läsa från")
