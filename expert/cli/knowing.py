"""The knowledge that a command line names, and what it names of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from expert.cli.configuration import configured
from expert.foundations.commands import to_type
from expert.foundations.problems import InputError, Problem, did_you_mean, shown
from expert.foundations.texts import Text

if TYPE_CHECKING:
    from expert.rules.knowledge import KnowledgeBase


def knowledge_of(folders: tuple[str, ...]) -> KnowledgeBase:
    """The shipped rules with these folders laid over them; without any, with those that the settings name.

    Raises:
        InputError: something in the folders is wrong.
    """
    from expert.rules.knowledge import KnowledgeBase

    return KnowledgeBase.load(*(folders or configured().rules))


def require(name: str, known: Iterable[str], none: Text) -> None:
    """See to it that a name is known.

    Args:
        name: what was given.
        known: the names there are.
        none: how to say that there is none of that name, up to the name.

    Raises:
        InputError: it is not known; what was likely meant is named.
    """
    valid = list(known)
    if name not in valid:
        hint = did_you_mean(name, valid)
        if not hint.en:
            hint = to_type(_SHOWS_THEM)
        raise InputError([Problem(Text(
            f'{none.en} "{shown(name)}"{hint.en}', f"{none.sv} ”{shown(name)}”{hint.sv}"
        ))])


_SHOWS_THEM = Text("; `expert rules list` shows what there is", "; `expert rules list` visar vad som finns")


def require_symptom(name: str | None, knowledge: KnowledgeBase) -> None:
    """See to it that a symptom is known, where one was named.

    Raises:
        InputError: it is not known; what was likely meant is named.
    """
    if name is not None:
        require(name, knowledge.symptoms, Text("there is no symptom", "det finns inget symptom"))


def require_topic(name: str | None, knowledge: KnowledgeBase) -> None:
    """See to it that a topic is known, where one was named.

    Raises:
        InputError: it is not known; what was likely meant is named.
    """
    if name is not None:
        require(name, knowledge.topics, Text("there is no topic", "det finns inget ämne"))


def symptoms_about(topic: str | None, knowledge: KnowledgeBase) -> list[str]:
    """The ids of the symptoms about a topic, in their order; none where no topic was named.

    Raises:
        InputError: there is no such topic; what was likely meant is named.
    """
    require_topic(topic, knowledge)
    return [] if topic is None else [name for name, shown in knowledge.symptoms.items() if shown.topic == topic]
