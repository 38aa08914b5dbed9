"""Whole decks: of a symptom, a case, a plan, the topics, and of several of them one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from expert.foundations.texts import Language
from expert.results.diagnosis import Diagnosis
from expert.results.ladder import Ladder
from expert.results.plan import Plan
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Symptom
from expert.visualize import words as picture_words
from expert.visualize.canvas.theme import theme
from expert.visualize.frames import words
from expert.visualize.frames.frame import Deck
from expert.visualize.frames.layout import deck, renumbered
from expert.visualize.frames.of_case import case_scenes, case_title
from expert.visualize.frames.of_plan import plan_scenes, plan_title
from expert.visualize.frames.of_symptom import symptom_scenes
from expert.visualize.frames.parts import Speaker
from expert.visualize.frames.scene import Row, Scene
from expert.visualize.words import count, quoted


def of_symptom(ladder: Ladder, knowledge: KnowledgeBase, diagnosis: Diagnosis | None = None) -> Deck:
    """The frames of a symptom; with a case that shows it, those of the case after them.

    Args:
        ladder: the question ladder of the symptom.
        knowledge: the knowledge that it was made from.
        diagnosis: of the case.
    """
    made = deck(ladder.title, symptom_scenes(ladder, knowledge), ladder.language)
    return made if diagnosis is None else joined(ladder.title, [made, of_case(diagnosis.in_(ladder.language))])


def of_case(diagnosis: Diagnosis) -> Deck:
    """The frames of a case, in the language of its diagnosis."""
    return deck(case_title(diagnosis), case_scenes(diagnosis), diagnosis.language)


def of_plan(plan: Plan) -> Deck:
    """The frames of a plan, in its language."""
    return deck(plan_title(plan), plan_scenes(plan), plan.language)


def of_topics(knowledge: KnowledgeBase, topic: str | None, language: Language) -> Deck:
    """What symptoms there are: a claim for each topic, or for one.

    Args:
        knowledge: the knowledge base.
        topic: the id of the topic; all of them if left out.
        language: of the words.
    """
    speaker = Speaker(language)
    topics = {name: title for name, title in knowledge.topics.items() if topic in (None, name)}
    scenes = []
    for name, title in topics.items():
        shown = [symptom for symptom in knowledge.symptoms.values() if symptom.topic == name]
        if shown:
            rows = tuple(_symptom_row(speaker, number, symptom, language) for number, symptom in enumerate(shown, 1))
            scenes.append(Scene(
                id=f"topic-{name}",
                kicker=speaker.say(words.TOPIC.format(count=count(len(shown), picture_words.SYMPTOM_COUNT))),
                color=theme().boxes["symptom"].border,
                claim=speaker.say(title),
                rows=rows,
                notes=tuple(f"{number}. {speaker.say(symptom.title)}" for number, symptom in enumerate(shown, 1)),
            ))  # fmt: skip
    return deck(speaker.say(picture_words.TREE_TITLE), scenes, language)


def _symptom_row(speaker: Speaker, number: int, symptom: Symptom, language: Language) -> Row:
    said = [speaker.plain(speaker.say(symptom.title), bold=True)]
    said += [speaker.soft(speaker.say(quoted(text))) for text in symptom.shown_in(language)[:1]]
    return speaker.listed(f"symptom-{number}", str(number), *said, ruled=number > 1)


def joined(title: str, decks: Sequence[Deck]) -> Deck:
    """Decks one after the other, numbered through; the frames of each have its place before their names."""
    if len(decks) == 1:
        return decks[0]
    frames = [
        replace(frame, id=f"part-{place}-{frame.id}")
        for place, one in enumerate(decks, start=1) for frame in one.frames
    ]  # fmt: skip
    return Deck(title, decks[0].language, tuple(renumbered(frames, decks[0].language)))
