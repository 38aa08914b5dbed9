"""What the cases of a cause are to show: its verdicts, each atom deciding alone, each bound, each way and its steps.

An atom decides alone where turning it, and it alone, turns what the case says came out (masking MC/DC: the other atoms
stand as they happen to). Where its being unknown comes to something of its own, that counts as a third value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from expert.foundations.terms import VERDICTS
from expert.proving.parts import Parts, of_cause
from expert.rules.conditions import Atom, Compare, OneOf
from expert.rules.models import INTUNE, Message, SharedStep

Kind = Literal[
    "verdict", "explains", "named", "obstacle", "plan",  # of a cause
    "holds", "fails", "unknown", "value", "at", "below", "above",  # of an atom
    "message",  # of a symptom
    "offered", "withheld", "prepared",  # of a way
    "links",  # of a shared step
]  # fmt: skip


class Goal(NamedTuple):
    """Something that a case is to show.

    Attributes:
        part: what it is shown of: a cause, a condition, a way of a remedy or a shared step, by its file and the way
            to it.
        kind: what is shown. Of a cause a verdict, that it explains a symptom, that the message of one names it, that
            it stands in the way, what is to be done; of an atom that it decides by holding, by failing, by not being
            known, by one of its values, at its bound, or right below or above it; of a symptom that a message shows
            it; of a way that it is offered (and its steps are stated), is withheld, or is stated where a shared step
            would bring something; of a step its links.
        number: for an atom, its place in the condition, from 0; for a message, its place in the symptom.
        detail: the verdict, the symptom, the value, or the message as a text shows it.
    """

    part: str
    kind: Kind
    number: int = 0
    detail: str = ""


def goals_of(parts: Parts) -> Iterator[Goal]:
    """All that cases are to show of a cause, and of what belongs to it."""
    cause, whole = parts.cause, f"causes/{parts.cause.id}"
    yield from (Goal(whole, "verdict", 0, verdict) for verdict in VERDICTS)
    for link in cause.links():
        yield Goal(whole, "explains", 0, link.symptom)
        if link.named:
            yield Goal(whole, "named", 0, link.symptom)
        for number, message in enumerate(parts.knowledge.symptoms[link.symptom].messages):
            for text in texts_of(message):
                yield Goal(f"symptoms/{link.symptom}", "message", number, text)
    if cause.stops_enrollment:
        yield Goal(whole, "obstacle")
    yield Goal(whole, "plan")
    for part, atoms in parts.atoms.items():
        for number, atom in enumerate(atoms):
            yield from of_atom(part, number, atom, tells_unknown=_tells_unknown(part, parts))
    for number, option in parts.ways():
        way = f"remedies/{parts.remedy.id}/{number}"
        yield Goal(way, "offered")
        if option.harm is not None:
            yield Goal(way, "withheld")
        if any(True for _ in parts.brought(option)):
            yield Goal(way, "prepared")
        for entry in option.steps:
            if isinstance(entry, SharedStep) and parts.knowledge.steps[entry.step].links:
                yield Goal(f"steps/{entry.step}", "links")


def texts_of(message: Message) -> Iterator[str]:
    """The texts by which a message can be shown: one of its wordings, and its code."""
    yield from message.wordings()[:1]
    code = message.code
    if code is not None:
        yield str(code.number) if code.domain == INTUNE else f"Error Domain={code.domain} Code={code.number}"


def with_what_is_beside(message: Message, text: str) -> Iterator[str]:
    """A text of a message alone, and with each of what has to stand beside it to tell what it is about."""
    yield text
    for beside in () if message.only_with is None else message.only_with.texts:
        yield f"{beside.strip('*')}: {text}"


def of_atom(part: str, number: int, atom: Atom, *, tells_unknown: bool) -> Iterator[Goal]:
    """What is to be shown of an atom.

    Args:
        part: its condition.
        number: its place there.
        atom: the atom.
        tells_unknown: whether not knowing it comes to something of its own.
    """
    yield Goal(part, "holds", number)
    yield Goal(part, "fails", number)
    if tells_unknown:
        yield Goal(part, "unknown", number)
    if isinstance(atom.test, OneOf) and len(atom.test.values) > 1:
        yield from (Goal(part, "value", number, str(value)) for value in atom.test.values)
    if isinstance(atom.test, Compare):
        yield Goal(part, "at", number)
        if atom.test.relation in ("at_least", "less_than", "before", "release"):
            yield Goal(part, "below", number)
        if atom.test.relation in ("at_most", "more_than", "after", "release"):
            yield Goal(part, "above", number)


def _tells_unknown(part: str, parts: Parts) -> bool:
    """Whether not knowing can come to something else than either knowing: an open cause, a way with a check."""
    if part.startswith(("remedies/", "steps/")):
        return True
    return part == of_cause(parts.cause.id, "confirmed_when") and parts.cause.ruled_out_when is None
