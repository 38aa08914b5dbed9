"""In which texts the words by which people call a symptom count: in those that also hold something, or do not.

"The code goes to the same phone" is told of every sign-in; of Apple User Enrollment it is where the text speaks of it,
in whatever sentence. A symptom says so by `told_with` and `told_without`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from expert.recognizing.phrasing import Phrasing
from expert.recognizing.words import Sentence
from expert.rules.models import Symptom
from expert.rules.patterns import parse


class _Sought(NamedTuple):
    """What a pattern is looked for.

    Attributes:
        symptom: the id of a symptom.
        wanted: the text must hold it; else it must not.
    """

    symptom: str
    wanted: bool


class Fitting:
    """Tells of which symptoms nothing is told in a text, whatever its words; built once, read-only afterward."""

    def __init__(self, symptoms: Iterable[Symptom]) -> None:
        symptoms = [symptom for symptom in symptoms if symptom.told_with or symptom.told_without]
        self.symptoms = frozenset(symptom.id for symptom in symptoms)
        self._needing = frozenset(symptom.id for symptom in symptoms if symptom.told_with)
        self._phrasing = Phrasing(
            (_Sought(symptom.id, wanted), parse(pattern))
            for symptom in symptoms
            for wanted, phrases in ((True, symptom.told_with), (False, symptom.told_without))
            for phrase in phrases
            for pattern in phrase.patterns()
        )

    def unfit(self, sentences: Iterable[Sentence], text: str) -> frozenset[str]:
        """The ids of the symptoms of which a text holds what it must not, or nothing of what it must.

        Args:
            sentences: those of the text.
            text: the text.
        """
        held = {one.key for sentence in sentences for one in self._phrasing.held(sentence, text) if not one.denied}
        needing = {symptom for symptom in self._needing if _Sought(symptom, True) not in held}
        return frozenset(needing.union(sought.symptom for sought in held if not sought.wanted))
