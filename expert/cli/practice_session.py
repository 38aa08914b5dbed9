"""Several exercises one after the other, what is kept of each, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from expert.cli.console import Console
from expert.cli.practice_dialogue import Dialogue
from expert.cli.practice_words import WORDS
from expert.foundations.texts import Language


@dataclass
class Session:
    """Leads through exercises.

    Attributes:
        dialogues: the exercises, each made when it begins.
        console: says what stands between them.
        keep: keeps what became of an exercise that is done.
        leave: tells what becomes of one that was left.
        done: those that are done.
        last: the one that was begun last.
    """

    dialogues: Iterable[Dialogue]
    console: Console
    language: Language
    keep: Callable[[Dialogue], None]
    leave: Callable[[], None]
    done: list[Dialogue] = field(default_factory=list)
    last: Dialogue | None = None

    def run(self, lines: Iterator[str]) -> None:
        """One exercise after the other; until there are no more, or the learner leaves."""
        for dialogue in self.dialogues:
            if self.last is not None:
                self.console.say("")
            self.last, left = dialogue, "quit"
            with suppress(KeyboardInterrupt):  # as good a way to leave as any
                left = dialogue.lead(lines)
            if left == "done" or (dialogue.practice.over and not dialogue.practice.done):
                self._ended(dialogue)
            else:
                dialogue.finish()
                self.leave()
            if left == "quit":
                break

    def _ended(self, dialogue: Dialogue) -> None:
        self.done.append(dialogue)
        if dialogue.practice.level == "exam":
            dialogue.tell_time()
        else:
            dialogue.finish()
        self.keep(dialogue)

    def summarize(self) -> None:
        """What the exercises came to, a line each."""
        say, scored = self.console.say, [d for d in self.done if not d.practice.hidden.demonstration]
        say("")
        total = sum(d.practice.result.score for d in scored) / len(scored) if scored else 0
        word = "summary_of_one" if len(self.done) == 1 else "summary"
        self.console.tell(WORDS[word], count=len(self.done), total=f"{total:.3g}")
        for number, dialogue in enumerate(self.done, start=1):
            self._row(number, dialogue)
        if scored:
            self.console.tell(WORDS["parts"])

    def _row(self, number: int, dialogue: Dialogue) -> None:
        exercise, result = dialogue.practice.exercise, dialogue.practice.result
        parts = result.scored_by
        if parts is None:
            self.console.item(WORDS["unscored_row"], number=number, title=exercise.title)
            return
        points = {"proof": parts.proof.points, "cost": parts.cost.points, "safety": parts.safety.points}
        word = "solved_row" if result.right else "unsolved_row"
        self.console.item(
            WORDS[word], number=number, title=exercise.title, cause=result.title, total=result.score, **points
        )
        if dialogue.practice.level == "exam" and result.way is not None:
            self.console.wrapped(parts.safety.told, "     ")
