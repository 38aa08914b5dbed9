"""Interviews in both languages, with the reason for every question: some to be read by eye, all in whole sentences.

Written anew by: pytest tests/ask/test_interview_snapshots.py --update-snapshots
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from expert import Case, KnowledgeBase
from expert.ask import Interview
from expert.cli.ask import Dialogue
from expert.facts.vocabulary import Value
from expert.foundations.texts import LANGUAGES, Language
from expert.rules.models import Cause
from tests.simulation import TODAY, Answered, Setting, Worlds, settings

KNOWLEDGE = KnowledgeBase.shipped()

# One for each way an interview can go: words and dates, yes and no, numbers that decide only together, versions, a
# behavior, a message that states a fact, a cause that waits, one that only a trial proves, one documented once.
CHOSEN = (
    "address-missing", "branch-limit-reached", "code-not-supported", "reader-fault", "seal-expired", "sync-running",
    "token-taken", "version-outside-range",
)  # fmt: skip


def _setting_of(cause: Cause) -> tuple[Setting, Worlds]:
    """The first symptom that the cause explains, and what could be the case behind it."""
    symptom = next(cause.links()).symptom
    for setting in settings(KNOWLEDGE):
        if setting.symptom.id == symptom:
            worlds = Worlds(setting)
            if cause.id in worlds.worlds:
                return setting, worlds
    raise AssertionError(f"no case can be made in which only {cause.id} is at work")


def _truth(worlds: Worlds, cause: str) -> Answered:
    """The likeliest full set of facts with this cause at work; the first, where several are."""
    candidates = worlds.worlds[cause]
    likeliest = max(candidates, key=lambda world: candidates[world])
    return dict(zip(worlds.setting.facts, likeliest, strict=True))


def _message(setting: Setting, language: Language) -> str | None:
    """The message in the reader's language, where its wording is known."""
    given = setting.start.get("error")
    for message in setting.symptom.messages:
        if isinstance(given, tuple) and message.wordings()[0] == given[0]:
            return (message.sv if language == "sv" else message.en) or given[0]
    return None


def _typed(interview: Interview, setting: Setting, truth: Answered) -> Iterator[str]:
    """What a person types who asks why before every answer, then answers truthfully."""
    swedish = interview.language == "sv"
    while (question := interview.next_question()) is not None:
        yield "varför" if swedish else "why"
        value = _answer(setting, truth, question.fact, interview.language)
        numbers = {name: str(number) for number, name in enumerate(question.values, start=1)}
        if value is None:
            yield "hoppa" if swedish else "skip"
        else:
            yield numbers.get(_as_written(value), str(value))


def _answer(setting: Setting, truth: Answered, fact: str, language: Language) -> Value | None:
    if fact == "error":
        return _message(setting, language)
    return setting.start.get(fact) or truth.get(fact)


def _as_written(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _transcript(cause: Cause, language: Language) -> str:
    """What is said and, after a `>`, typed."""
    setting, worlds = _setting_of(cause)
    interview = Interview(Case(), language=language, today=TODAY)
    lines: list[str] = []

    def echoed(typed: Iterator[str]) -> Iterator[str]:
        for line in typed:
            lines.append(f"> {line}")
            yield line

    Dialogue(interview, lines.append).run(echoed(_typed(interview, setting, _truth(worlds, cause.id))))
    assert interview.diagnosis.cause(cause.id).verdict == "confirmed" or cause.id in worlds.together
    return "\n".join((f"### {cause.id}", *lines, ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_chosen_interviews_read_well(language: Language, snapshot: Callable[[str, str], None]) -> None:
    texts = [_transcript(KNOWLEDGE.causes[name], language) for name in CHOSEN]
    snapshot(f"interviews.{language}.txt", "\n".join(texts))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cause", KNOWLEDGE.causes)
def test_the_interview_for_every_cause_is_made_of_whole_sentences(cause: str, language: Language) -> None:
    lines = _transcript(KNOWLEDGE.causes[cause], language).splitlines()
    assert not [line for line in lines if re.search(r"[{}]|\w  \w|\.\.|“”|””|: None\b", line)]
    reasons = [after for line, after in pairwise(lines) if line in ("> why", "> varför")]
    assert reasons
    assert not [reason for reason in (*reasons, lines[-1]) if not reason.endswith(".")]
