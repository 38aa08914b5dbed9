"""Understands what people write for facts and their values, and notes what was read as what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from expert.facts.fact import RawFact
from expert.facts.vocabulary import Vocabulary
from expert.foundations.problems import Problem, ProblemList, shown
from expert.foundations.records import PlainRecord
from expert.foundations.texts import Text


class Words(PlainRecord):
    """The words that somebody writes, and the vocabulary that they are read by.

    Attributes:
        notes: what was read as what, a line for each fact.
    """

    vocabulary: Vocabulary
    notes: list[Problem] = field(default_factory=list)

    def takes_text(self, name: str) -> bool:
        """Whether a name is that of a fact whose value is a text."""
        meant = self.vocabulary.meant(name)
        return meant is not None and self.vocabulary[meant].type in ("text", "texts")

    def own(self, facts: Iterable[RawFact], problems: ProblemList) -> list[RawFact]:
        """The facts of one source under their own names and with their own values.

        What people write for a fact never stands against the fact itself: where a source gives both, that is noted as
        a problem, as it is where a file gives a fact twice. A line without a value gives nothing.

        Args:
            facts: the facts as they were written.
            problems: where to note that a fact is given under two names.
        """
        found: list[RawFact] = []
        given: dict[str, RawFact] = {}
        for fact in facts:
            name = self.vocabulary.meant(fact.name)
            if name is None:
                found.append(fact)
                continue
            before = given.get(name)
            if before is not None and before.name != fact.name:
                if fact.raw is None and fact.origin.kind == "file":
                    continue
                if before.raw is not None and fact.raw is not None:
                    problems.add(_both(fact.name, name, before), fact.origin.place)
                    continue
            given[name] = fact
            found.append(self._read(fact, name))
        return found

    def _read(self, fact: RawFact, name: str) -> RawFact:
        value = self.vocabulary[name].meant(fact.raw)
        if name == fact.name and value is None:
            return fact
        if value is None:
            text = _NAME.format(written=shown(fact.name), name=name)
        elif name == fact.name:
            text = _VALUE.format(written=shown(fact.raw), name=name, value=value)
        else:
            text = _VALUE.format(written=shown(f"{fact.name}: {fact.raw}"), name=name, value=value)
        self.notes.append(Problem(text, fact.origin.place))
        return RawFact(name, fact.raw if value is None else value, fact.origin)


def _both(written: str, name: str, before: RawFact) -> Text:
    return _TWICE.format(
        name=name, written=shown(written), before=shown(before.name), place=str(before.origin.place or "")
    )


_NAME = Text('"{written}" is read as {name}', "”{written}” läses som {name}")
_VALUE = Text('"{written}" is read as {name}: {value}', "”{written}” läses som {name}: {value}")
_TWICE = Text(
    '{name} is given twice, here as "{written}" and before as "{before}" ({place}); keep one of them',
    "{name} anges två gånger, här som ”{written}” och tidigare som ”{before}” ({place}); behåll bara en av dem",
)
