"""What the distinct texts of a frame show, each recognized once, in batches, by worker processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from multiprocessing import get_context

from expert.engine.viewing import Viewer
from expert.facts.vocabulary import MESSAGE, WrongValue
from expert.fleets.showing import Matched, TextClass
from expert.foundations.texts import Text
from expert.recognizing.recognition import SURE
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Message

_AT_ONCE = 100
_WORTH_PROCESSES = 500
"""From how many texts on several processes are worth their start, each of which reads the rules."""

Numbers = tuple[tuple[str, int | date], ...]
Read = tuple[TextClass, Numbers] | Text
"""What a text shows, with the numbers and dates that it gives away; or why it cannot be taken."""


@dataclass(frozen=True)
class Texts:
    """The distinct texts of a frame.

    Attributes:
        classes: what texts show, by number.
        class_of: the number for each text.
        numbers: for each fact that is a number or a date and that a text gives away, its value by text.
        wrong: the texts that cannot be taken, and why.
    """

    classes: Mapping[int, TextClass]
    class_of: Mapping[str, int]
    numbers: Mapping[str, Mapping[str, int | date]]
    wrong: Mapping[str, Text]


def read_texts(
    texts: Iterable[str], knowledge: KnowledgeBase, *, processes: int | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None, before: dict[str, Read] | None = None,
) -> Texts:  # fmt: skip
    """What distinct texts show.

    Args:
        texts: the texts, each once.
        knowledge: the knowledge base.
        processes: how many processes share the work; one for each core if left out, none besides this for few texts.
        progress: is told how many texts of how many are done.
        before: what was read of texts before; what is read now is added.
    """
    known = {} if before is None else before
    given = [text for text in texts if text.strip()]
    wanted = [text for text in given if text not in known]
    for done, (text, found) in enumerate(zip(wanted, _each(wanted, knowledge, processes), strict=True), start=1):
        known[text] = found
        if done % _AT_ONCE == 0 or done == len(wanted):
            progress(done, len(wanted))
    classes: dict[TextClass, int] = {}
    class_of: dict[str, int] = {}
    numbers: dict[str, dict[str, int | date]] = {}
    wrong: dict[str, Text] = {}
    for text in given:
        found = known[text]
        if isinstance(found, Text):
            wrong[text] = found
        else:
            shown, given_away = found
            class_of[text] = classes.setdefault(shown, len(classes) + 1)
            for fact, value in given_away:
                numbers.setdefault(fact, {})[text] = value
    return Texts({number: shown for shown, number in classes.items()}, class_of, numbers, wrong)


def _each(texts: Sequence[str], knowledge: KnowledgeBase, processes: int | None) -> Iterator[Read]:
    count = processes or os.cpu_count() or 1
    if count < 2 or (processes is None and len(texts) < _WORTH_PROCESSES):
        yield from _read_batch(knowledge, texts)
        return
    batches = [texts[start : start + _AT_ONCE] for start in range(0, len(texts), _AT_ONCE)]
    # Not forked: a data frame's engine may have threads, which a child would not have.
    with ProcessPoolExecutor(count, get_context("spawn"), _begin, (knowledge,)) as pool:
        try:
            for found in pool.map(_read_in_worker, batches):
                yield from found
        finally:
            pool.shutdown(cancel_futures=True)


_OF_WORKER: list[KnowledgeBase] = []


def _begin(knowledge: KnowledgeBase) -> None:
    _OF_WORKER[:] = [knowledge]


def _read_in_worker(texts: Sequence[str]) -> list[Read]:
    return _read_batch(_OF_WORKER[0], texts)


def _read_batch(knowledge: KnowledgeBase, texts: Iterable[str]) -> list[Read]:
    return list(map(partial(_read, knowledge), texts))


def _read(knowledge: KnowledgeBase, text: str) -> Read:
    """What one text shows."""
    try:
        value = knowledge.vocabulary[MESSAGE].read(text)
    except WrongValue as error:
        return error.text
    assert isinstance(value, tuple)
    recognized, in_text = Viewer.of(knowledge).read(value, facts=True)
    matches = [_matched(knowledge, m.symptom, m.message, sure=m.layer in SURE) for m in recognized.matches]
    matches += [_matched(knowledge, m.symptom, m.message, sure=True, alone=True) for m in recognized.alone]
    plain = tuple((f.fact, f.value) for f in in_text if knowledge.vocabulary[f.fact].type not in ("number", "date"))
    numbers = tuple((f.fact, f.value) for f in in_text if isinstance(f.value, (int, date)) and not _is_plain(f.value))
    openings = frozenset(opening.symptom for opening in recognized.openings)
    return TextClass(tuple(dict.fromkeys(matches)), openings, plain), numbers


def _is_plain(value: object) -> bool:
    return isinstance(value, bool)


def _matched(knowledge: KnowledgeBase, symptom: str, message: Message, *, sure: bool, alone: bool = False) -> Matched:
    only_with = message.only_with
    when = None if not alone or only_with is None else only_with.when
    return Matched(
        symptom, tuple(knowledge.read_facts(message.tells).items()), sure, alone,
        None if when is None else knowledge.condition(when),
    )  # fmt: skip
