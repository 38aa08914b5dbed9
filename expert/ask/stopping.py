"""Why an interview has no further question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from expert.ask import interview_phrases as phrases
from expert.engine.choosing.situation import Grounds, Situation
from expert.engine.imagined import State
from expert.facts.vocabulary import MESSAGE
from expert.foundations.texts import AND, OR, Language, Text, listed_in_quotes

Reason = Literal["confirmed", "nothing_to_ask", "incomplete", "unrecognized", "out_of_scope", "solved"]


@dataclass(frozen=True)
class Stopped:
    """Why an interview has no further question.

    Attributes:
        kind: a cause is confirmed and nothing cheaper is left to check; no question can change anything; the
            message is known only in part, or there is none; nothing is recognized; out of scope; solved.
        text: the same in words.
    """

    kind: Reason
    text: str


def stopped(
    grounds: Grounds, situation: Situation, states: Mapping[str, State], left_open: Iterable[str], language: Language
) -> Stopped:
    """The reason, where there is no further question.

    Args:
        grounds: what is known in general.
        situation: what is known of the case.
        states: the candidates, and what the facts say of each.
        left_open: the facts that were asked for, are not known, and could still decide something.
        language: the language of the words.
    """
    before = situation.out_of_scope or situation.solved or not states
    kind, text = _before_causes(grounds, situation) if before else _among(grounds, states, left_open)
    return Stopped(kind, text.in_(language))


def _before_causes(grounds: Grounds, situation: Situation) -> tuple[Reason, Text]:
    if situation.solved:
        return "solved", phrases.SOLVED
    if situation.out_of_scope:
        return "out_of_scope", phrases.OUT_OF_SCOPE
    if situation.shown:
        return "unrecognized", phrases.ELSEWHERE
    if situation.recognized.openings:
        needed = dict.fromkeys(opening.needed for opening in situation.recognized.openings)
        words = listed_in_quotes(needed, OR)
        return "incomplete", phrases.PART_OF_MESSAGE.format(needed=words)
    if not any(name in situation.case for name in (MESSAGE, *grounds.behavior)):
        return "incomplete", phrases.NO_MESSAGE
    return "unrecognized", phrases.UNRECOGNIZED


def _among(grounds: Grounds, states: Mapping[str, State], left_open: Iterable[str]) -> tuple[Reason, Text]:
    causes = grounds.knowledge.causes
    confirmed = [causes[name] for name, state in states.items() if state == "confirmed"]
    current = [cause for cause in confirmed if not cause.superseded]
    is_open = "open" in states.values()
    if current:
        key = "cheaper" if is_open else "others_out" if len(states) > len(confirmed) else "alone"
        one, several = phrases.CONFIRMED
        sentence = one if len(current) == 1 else several
        causes_said = _titles(cause.title for cause in current)
        return "confirmed", sentence.format(causes=causes_said, others=phrases.OTHERS[key])
    if not is_open and not confirmed:
        return "nothing_to_ask", phrases.ALL_RULED_OUT
    if confirmed:
        text = phrases.ONLY_SUPERSEDED.format(causes=_titles(cause.title for cause in confirmed))
    else:
        text = phrases.NOTHING_CHANGES
    names = list(left_open)
    if names:
        titles = _titles(grounds.knowledge.vocabulary[name].title for name in names)
        left = phrases.LEFT_OPEN.format(facts=titles)
        text = Text(f"{text.en} {left.en}", f"{text.sv} {left.sv}")
    return "nothing_to_ask", text


def _titles(titles: Iterable[Text]) -> Text:
    return listed_in_quotes(titles, AND)
