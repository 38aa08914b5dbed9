"""Mistakes in what is done about a cause: steps, their order and dangers, waits, ways and the harm they can do."""

from __future__ import annotations

from collections.abc import Iterator

from expert.foundations import durations
from expert.foundations.nodes import Node, Scalar, Sequence, Table
from expert.foundations.shapes import Written
from expert.foundations.terms import DESTRUCTIVE
from expert.foundations.texts import Text
from expert.proving.mutants import trees
from expert.proving.mutants.mutant import Change, Changes
from expert.proving.mutants.of_conditions import WAYS
from expert.proving.mutants.trees import EACH, Path
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Option, SharedStep, Step
from expert.rules.way_steps import needed_before

_STEPS = tuple((*way, "steps") for way in WAYS)
_EACH_STEP: tuple[Path, ...] = (*((*steps, EACH) for steps in _STEPS), ())
"""Where a step stands: in a way, or as the whole of a file in steps/."""
short_wordings: tuple[Path, ...] = (
    ("short",), ("before", EACH, "short"), *((*steps, EACH, "short") for steps in _STEPS)
)  # fmt: skip
"""Where the short wording of a step stands, and of what has to come before it."""


def _lists(part: Written, patterns: tuple[Path, ...]) -> Iterator[tuple[Path, Sequence]]:
    for pattern in patterns:
        for path, node in trees.matching(part.node, pattern):
            if isinstance(node, Sequence):
                yield path, node


def _steps(part: Written) -> Iterator[tuple[Path, Table]]:
    """Every step that is written in a part."""
    for pattern in _EACH_STEP:
        if pattern or part.kind == "steps":
            for path, node in trees.matching(part.node, pattern):
                if isinstance(node, Table):
                    yield path, node


def item_dropped(*patterns: Path, last_too: bool = False) -> Changes:
    """One of a list; the only one goes, with the list, where that may be."""
    def changes(part: Written, _: KnowledgeBase) -> Iterator[Change]:
        for path, node in _lists(part, patterns):
            if len(node.items) > 1:
                yield from (Change((*path, i), None) for i in range(len(node.items)))
            elif node.items and last_too:
                yield Change(path, None)

    return changes


def dropped(*names: str) -> Changes:
    """A field of a step that may be left out."""
    def changes(part: Written, _: KnowledgeBase) -> Iterator[Change]:
        for path, step in _steps(part):
            yield from (Change((*path, name), None) for name in names if name in step.items)

    return changes


step_dropped = item_dropped(*_STEPS)
way_dropped = item_dropped(("options",), ("remedy", "options"))
preparation_dropped = item_dropped(("before",), ("before", EACH, "steps"), last_too=True)


def steps_swapped(part: Written, knowledge: KnowledgeBase) -> Iterator[Change]:
    """Two steps that follow each other; where the first protects from what the second does, that is another kind."""
    for path, node in _lists(part, (*_STEPS, ("before", EACH, "steps"))):
        for i, (first, second) in enumerate(zip(node.items, node.items[1:], strict=False)):
            if not trees.same(first, second) and not _protects(first, second, knowledge):
                yield Change(path, trees.swapped(node, i, i + 1))


def protection_late(part: Written, knowledge: KnowledgeBase) -> Iterator[Change]:
    """A step that protects from a loss, after the step that causes it."""
    for path, node in _lists(part, (*_STEPS, ("before", EACH, "steps"))):
        for i, first in enumerate(node.items):
            for j in range(i + 1, len(node.items)):
                if _protects(first, node.items[j], knowledge):
                    items = (*node.items[:i], *node.items[i + 1 : j + 1], first, *node.items[j + 1 :])
                    yield Change(path, Sequence(items, node.place))
                    break


def _protects(first: Node, second: Node, knowledge: KnowledgeBase) -> bool:
    saved, lost = _marks(first, "protects_from", knowledge), _marks(second, "safety", knowledge)
    return any(danger in saved and danger in lost for danger in DESTRUCTIVE)


def _marks(step: Node, name: str, knowledge: KnowledgeBase) -> list[str]:
    """The dangers of a step, written out or shared, or what it protects from."""
    shared = trees.at(step, ("step",)) if isinstance(step, Table) else step
    if isinstance(shared, Scalar):
        known = knowledge.steps.get(shared.text)
        return [] if known is None else list(getattr(known, name))
    marks = trees.at(step, (name,))
    return [item.text for item in marks.items if isinstance(item, Scalar)] if isinstance(marks, Sequence) else []


def other_step(part: Written, knowledge: KnowledgeBase) -> Iterator[Change]:
    """The shared step that is next by its id, in the place of the one that is meant."""
    known = sorted(knowledge.steps)
    for path, step in _steps(part):
        name = step.items.get("step")
        if isinstance(name, Scalar) and name.text in known and len(known) > 1:
            other = known[(known.index(name.text) + 1) % len(known)]
            yield Change((*path, "step"), trees.again(name, other))


def mark_dropped(name: str) -> Changes:
    """One of the dangers of a step, or of what it protects from."""
    def changes(part: Written, _: KnowledgeBase) -> Iterator[Change]:
        for path, step in _steps(part):
            marks = step.items.get(name)
            if isinstance(marks, Sequence):
                yield from _each_dropped((*path, name), marks)

    return changes


def _each_dropped(path: Path, items: Sequence) -> Iterator[Change]:
    if len(items.items) == 1:
        yield Change(path, None)
    else:
        yield from (Change((*path, i), None) for i in range(len(items.items)))


def mark_softened(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """A step that destroys something, marked as one that only changes the tenant."""
    for path, step in _steps(part):
        marks = step.items.get("safety")
        for i, mark in enumerate(marks.items if isinstance(marks, Sequence) else ()):
            if isinstance(mark, Scalar) and mark.text in DESTRUCTIVE:
                yield Change((*path, "safety", i), trees.again(mark, "changes_tenant"))


harm_dropped_from = tuple((*way, "harm") for way in WAYS)


def harm_mark_dropped(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """One of the dangers of a way that does harm."""
    for path, marks in _lists(part, tuple((*harm, "safety") for harm in harm_dropped_from)):
        if len(marks.items) > 1:
            yield from _each_dropped(path, marks)
        else:
            yield Change(path, Sequence((), marks.place))


def wait_changed(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """Half as long."""
    for path, step in _steps(part):
        wait = step.items.get("wait")
        if isinstance(wait, Scalar) and durations.parts(wait.text) is not None:
            minutes = durations.in_minutes(wait.text)
            yield Change((*path, "wait"), trees.again(wait, durations.of_minutes(minutes // 2)))


def prepared_added(part: Written, knowledge: KnowledgeBase) -> Iterator[Change]:
    """That nothing has to come before a shared step that brings steps of its own on this way."""
    for path, step in _steps(part):
        if "prepared" not in step.items and _brings(part, path, knowledge):
            yield Change((*path, "prepared"), trees.word("true", step.place))


def prepared_dropped(part: Written, knowledge: KnowledgeBase) -> Iterator[Change]:
    """That something has to come before a shared step on a way on which it would bring steps of its own."""
    for path, step in _steps(part):
        if "prepared" in step.items and _brings(part, path, knowledge):
            yield Change((*path, "prepared"), None)


def _brings(part: Written, path: Path, knowledge: KnowledgeBase) -> bool:
    """Whether a shared step would bring steps where it is not prepared: its way has not done the same already."""
    way, step = trees.at(part.node, path[:-1]), trees.at(part.node, (*path, "step"))
    if not isinstance(way, Sequence) or not isinstance(step, Scalar) or step.text not in knowledge.steps:
        return False
    written = tuple(_as_written(item, knowledge) for item in way.items)
    return any(True for _ in needed_before(SharedStep(step.text), Option(written), knowledge.steps))


def _as_written(step: Node, knowledge: KnowledgeBase) -> Step | SharedStep:
    """A step of a way with the dangers that it is marked with, and nothing else of it."""
    shared = trees.at(step, ("step",))
    if isinstance(shared, Scalar):
        return SharedStep(shared.text)
    marks = [mark for mark in DESTRUCTIVE if mark in _marks(step, "safety", knowledge)]
    return Step(Text("", ""), safety=tuple(marks))


def ways_swapped(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """Two ways that follow each other."""
    for path, node in _lists(part, (("options",), ("remedy", "options"))):
        for i in range(len(node.items) - 1):
            yield Change(path, trees.swapped(node, i, i + 1))


def row_dropped(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """A row of the table that belongs to a step."""
    for path, step in _steps(part):
        rows = trees.at(step, ("grid", "rows"))
        if isinstance(rows, Sequence):
            yield from (Change((*path, "grid", "rows", i), None) for i in range(len(rows.items)))
