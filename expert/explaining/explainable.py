"""What there is to explain in a diagnosis, and all of it that somebody wants to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from expert.engine.agreement import reason_about
from expert.engine.composing import compose
from expert.explaining.changes import what_if as run_what_if
from expert.explaining.proof import explain_in
from expert.explaining.turned_verdicts import why_not as answer_why_not
from expert.facts.case import Case
from expert.foundations.problems import InputError, Place, Problem, did_you_mean
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import Language, Text, spoken
from expert.results.diagnosis import Diagnosis
from expert.results.document import Document
from expert.results.explanation import Candidate, Candidates
from expert.rules.knowledge import KnowledgeBase


def decided(diagnosis: Diagnosis) -> tuple[str, ...]:
    """The ids of the causes that are confirmed or likely: what is explained where nobody asks for another."""
    return tuple(cause.id for cause in diagnosis.weighed if cause.verdict in ("confirmed", "likely"))


def candidates(diagnosis: Diagnosis) -> Candidates:
    """Every candidate cause of a diagnosis, as a document of its own; where it is solved, none is open."""
    weighed = () if diagnosis.outcome == "solved" else diagnosis.weighed
    found = tuple(
        Candidate(id=c.id, title=c.title, verdict=c.verdict, superseded=c.superseded, disputed=c.disputed)
        for c in weighed
    )
    asked = next(iter(diagnosis.questions), None)
    return Candidates(
        language=diagnosis.language, candidates=found, reason=diagnosis.outcome_reason,
        next_question=None if asked is None else asked.ask,
    )  # fmt: skip


def explained(
    case: Case,
    knowledge: KnowledgeBase | None = None,
    *,
    why: Iterable[str] = (),
    why_not: Iterable[str] = (),
    what_if: Mapping[str, object] | None = None,
    language: Language = "en",
    engine: EngineChoice | None = None,
    called: tuple[str, str] = ("why", "why_not"),
) -> list[tuple[str, Document]]:
    """All that is wanted, in the order why, why not, what if, each with its name.

    Where nothing is wanted, every confirmed or likely cause is explained; without any, the first that is possible, and
    then the candidates are named. Where there is none, or the case is solved, that is said with its reason.

    Args:
        case: the observed facts.
        knowledge: the knowledge base; the shipped one if left out.
        why: causes of which to say why they have their verdicts.
        why_not: causes of which to say why they are not confirmed.
        what_if: facts with the values they would have.
        language: of the words.
        engine: what to reason with, as for `diagnose`; what is only imagined is reasoned about by the compiled one.
        called: how messages call the two lists of causes.

    Raises:
        InputError: a cause that is no candidate, or a fact that cannot be.
    """
    knowledge, today = knowledge or KnowledgeBase.shipped(), date.today()
    why, why_not = tuple(why), tuple(why_not)
    reasoning = reason_about(case, knowledge, today=today, engine=engine)
    diagnosis = compose(reasoning, spoken(language))
    undecided: list[tuple[str, Document]] = []
    if not (why or why_not or what_if):
        solved = diagnosis.outcome == "solved"
        why = () if solved else decided(diagnosis)
        if not why:
            undecided = [("candidates", candidates(diagnosis))]
            why = () if solved else tuple(cause.id for cause in diagnosis.weighed[:1])
    for names, option in zip((why, why_not), called, strict=True):
        _check(names, option, diagnosis, knowledge)
    found: list[tuple[str, Document]] = []
    for cause in why:
        found.append(("why", explain_in(reasoning, diagnosis, cause)))
    for cause in why_not:
        found.append(("why_not", answer_why_not(case, cause, knowledge, language=language, today=today, engine=engine)))
    if what_if:
        chosen = engine or "compiled"
        _, difference = run_what_if(case, what_if, knowledge, language=language, today=today, engine=chosen)
        found.append(("what_if", difference))
    return [*found, *undecided]


def _check(names: Iterable[str], option: str, diagnosis: Diagnosis, knowledge: KnowledgeBase) -> None:
    candidates = [cause.id for cause in diagnosis.weighed]
    problems = []
    for name in names:
        if name in candidates:
            continue
        if name in knowledge.causes:
            text = Text(
                f'"{name}" is no candidate: none of the recognized symptoms leads to it',
                f"”{name}” är ingen kandidat: inget av de igenkända symptomen leder till den",
            )
        else:
            hint = did_you_mean(name, candidates) if candidates else did_you_mean(name, knowledge.causes)
            text = Text(f'there is no cause "{name}"{hint.en}', f"det finns ingen orsak ”{name}”{hint.sv}")
        problems.append(Problem(text, Place(option)))
    if problems:
        raise InputError(problems)

