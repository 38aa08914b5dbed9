"""What there is to explain in a diagnosis."""

from __future__ import annotations

from expert.results.diagnosis import Diagnosis
from expert.results.document import trusted
from expert.results.explanation import Candidate, Candidates

_Candidate = trusted(Candidate)
_Candidates = trusted(Candidates)


def decided(diagnosis: Diagnosis) -> tuple[str, ...]:
    """The ids of the causes that are confirmed or likely: what is explained where nobody asks for another."""
    return tuple(cause.id for cause in diagnosis.causes if cause.verdict in ("confirmed", "likely"))


def candidates(diagnosis: Diagnosis) -> Candidates:
    """Every candidate cause of a diagnosis, as a document of its own."""
    found = tuple(_Candidate(id=c.id, title=c.title, verdict=c.verdict) for c in diagnosis.causes)
    return _Candidates(language=diagnosis.language, candidates=found)
