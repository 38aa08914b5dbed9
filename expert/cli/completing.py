"""What can be completed on a command line: facts and their values, causes, symptoms, examples, files.

The commands and options are offered by click. Here is what stands behind them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from expert.cli.language import language_of
from expert.foundations.problems import InputError
from expert.foundations.texts import NO, YES, Text

if TYPE_CHECKING:
    from expert.rules.knowledge import KnowledgeBase

Item = CompletionItem[str]
Offered = Iterable[tuple[str, Text | None]]
"""Words, each with what it means."""


def offered(param: click.Parameter, word: str, ctx: click.Context, incomplete: str) -> list[Item]:
    """What can stand for a parameter.

    Args:
        param: the parameter.
        word: the word for its value in help, in English.
        ctx: the command line so far.
        incomplete: the beginning of the value.
    """
    word = word.strip("[].")
    if word in _FILES:
        return [CompletionItem(incomplete, type=_FILES[word])]
    words = _BY_NAME.get(f"{ctx.info_name} {param.name}") or _BY_NAME.get(param.name or "") or _BY_WORD.get(word)
    if words is None:
        return []
    try:
        return _items(words(ctx, incomplete), incomplete, ctx)
    except InputError:  # a shell that is asking hears of no mistakes
        return []


def _items(words: Offered, incomplete: str, ctx: click.Context) -> list[Item]:
    language = language_of(ctx)
    return [
        CompletionItem(word, help=None if about is None else str(about.in_(language)))
        for word, about in words if word.startswith(incomplete)
    ]  # fmt: skip


def _knowledge(ctx: click.Context) -> KnowledgeBase:
    from expert.cli import knowing

    return knowing.knowledge_of(tuple(ctx.params.get("folders") or ()))


def _settings(ctx: click.Context, incomplete: str) -> Iterator[tuple[str, Text | None]]:
    """`fact=`, and once the fact is there, its values."""
    vocabulary = _knowledge(ctx).vocabulary
    name, equals, _ = incomplete.partition("=")
    if not equals:
        yield from ((f"{fact.name}=", fact.title) for fact in vocabulary.facts.values())
        return
    meant = vocabulary.meant(name)
    if meant is None:
        return
    fact = vocabulary[meant]
    values: Mapping[str, Text] = {"yes": YES, "no": NO} if fact.type == "yes_no" else fact.values
    yield from ((f"{name}={value}", words) for value, words in values.items())


def _titled(kind: str) -> Callable[[click.Context, str], Offered]:
    def words(ctx: click.Context, _: str) -> Iterator[tuple[str, Text | None]]:
        for name, part in getattr(_knowledge(ctx), kind).items():
            yield name, part if isinstance(part, Text) else getattr(part, "title", None)

    return words


def _documents(ctx: click.Context, _: str) -> Iterator[tuple[str, Text | None]]:
    for name, document in _knowledge(ctx).documents.items():
        yield name, Text(document.title, document.title)


def _facts(ctx: click.Context, _: str) -> Iterator[tuple[str, Text | None]]:
    yield from ((fact.name, fact.title) for fact in _knowledge(ctx).vocabulary.facts.values())


def _methods(ctx: click.Context, _: str) -> Iterator[tuple[str, Text | None]]:
    vocabulary = _knowledge(ctx).vocabulary
    if "enrollment_method" in vocabulary:
        yield from vocabulary["enrollment_method"].values.items()


def _rules(ctx: click.Context, incomplete: str) -> Iterator[tuple[str, Text | None]]:
    from expert.rules.catalog import entries

    yield from ((entry.id, entry.title) for entry in entries(_knowledge(ctx)))
    yield from _facts(ctx, incomplete)


def _examples(ctx: click.Context, _: str) -> Iterator[tuple[str, Text | None]]:
    from expert.facts.shipped import shipped_examples

    yield from ((name, None) for name in shipped_examples())


def _themes(ctx: click.Context, _: str) -> Iterator[tuple[str, Text | None]]:
    from expert.visualize.canvas.themes import names

    yield from ((name, None) for name in names())


_FILES = {
    "FILE": "file", "PATH": "file", "OUT": "file", "A": "file", "B": "file", "COUNTS": "file", "DIR": "dir",
    "RESULTS": "file", "IN": "file",
}  # fmt: skip
_BY_WORD: Mapping[str, Callable[[click.Context, str], Offered]] = {
    "FACT=VALUE": _settings, "CAUSE": _titled("causes"), "THEME": _themes,
}  # fmt: skip
_BY_NAME: Mapping[str, Callable[[click.Context, str], Offered]] = {
    "symptom": _titled("symptoms"), "symptoms": _titled("symptoms"), "topic": _titled("topics"),
    "method": _methods, "document": _documents,
    "show name": _rules, "facts words": _facts, "examples name": _examples,
}  # fmt: skip
