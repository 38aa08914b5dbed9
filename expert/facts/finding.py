"""Finds facts by the words that people use for them, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from expert.facts.vocabulary import FactDefinition, Vocabulary, folded


def facts_with(words: Iterable[str], vocabulary: Vocabulary) -> list[FactDefinition]:
    """The facts in which all of these words stand, in the order of the vocabulary.

    A word is looked for in names, titles, questions, values and what people write for them, at the beginnings of words;
    where that finds nothing, anywhere in them, for Swedish joins its words.

    Args:
        words: what to look for, in either language.
        vocabulary: the facts there are.
    """
    wanted = [re.escape(folded(word)) for word in words if folded(word)]
    texts = {fact.name: "\n".join(map(folded, _texts_of(fact))) for fact in vocabulary.facts.values()}
    for before in (r"(?:^|[^a-z0-9])", ""):
        patterns = [re.compile(before + word, re.MULTILINE) for word in wanted]
        found = [vocabulary[name] for name, text in texts.items() if all(p.search(text) for p in patterns)]
        if found:
            return found
    return []


def _texts_of(fact: FactDefinition) -> Iterator[str]:
    yield from (fact.name, *fact.also, *fact.values, *fact.read_as)
    for text in (fact.title, fact.ask, *fact.values.values()):
        yield from (text.en, text.sv)
