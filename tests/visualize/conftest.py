"""Diagnoses made by hand, one for each way a case can end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from expert.results.diagnosis import (
    CaseFacts,
    CauseFound,
    Conflict,
    Derivation,
    DerivationEdge,
    DerivationNode,
    Diagnosis,
    FactValue,
    Knowledge,
    NoteOf,
    OptionOf,
    PartialMatch,
    Question,
    RemedyOf,
    StepOf,
    SymptomFound,
)

MESSAGE = "The library does not answer."
SYMPTOM = SymptomFound(id="no-server", title="No connection to the server", matched=MESSAGE, score=1.0)
CNAME = FactValue(fact="dns", value="missing", title="CNAME record", words="there is none")
LICENSE = FactValue(fact="license", value="assigned", title="Intune license", words="assigned")
LIMIT = FactValue(fact="limit", value=True, title="Limit reached", words="yes", derived_by="count-devices")
ASK_USER = Question(
    fact="earlier_user",
    title="Enrolled earlier by somebody else",
    ask="Did somebody else use the device?",
    where_to_look="Ask the user.",
    cost="ask",
    decides=("earlier-user",),
    number=1,
)
REMEDY = RemedyOf(
    id="create-records",
    title="Create the records",
    steps=(
        StepOf(id="create-records/1.1", text="Create both records.", safety=("changes_tenant",), wait="PT72H"),
        StepOf(id="join-again", text="Enroll again."),
        StepOf(id="create-records/2.1", text="Wipe it.", safety=("erases_device",), option=2),
    ),
    notes=(),
    options=(
        OptionOf(id="create-records/1", case="create-records/1", number=1),
        OptionOf(id="create-records/2", case="create-records/2", number=2, title="Start over"),
    ),
)


def cause(name: str, verdict: Any, **more: Any) -> CauseFound:
    """A cause of the one symptom."""
    title = name.replace("-", " ").capitalize()
    parts = {"symptoms": (SYMPTOM.id,), "because": (), "missing": (), "remedy": None, "sources": ()}
    return CauseFound(**{"id": name, "title": title, "verdict": verdict, **parts, **more})


Making = Callable[..., Diagnosis]


@pytest.fixture
def making() -> Making:
    """Makes a diagnosis from what is special about it."""

    def make(outcome: str, **more: Any) -> Diagnosis:
        parts: dict[str, Any] = {
            "knowledge": Knowledge(version="2026.11", digest="sha256:0"),
            "language": "en",
            "case": CaseFacts(id="INC42", facts={"error": MESSAGE}, origins={}),
            "outcome": outcome,
            "outcome_reason": "for a reason",
            "symptoms": (SYMPTOM,),
            "causes": (),
            "questions": (),
            "plan": (),
            "conflicts": (),
            "notices": (),
            "derivation": Derivation(),
        }
        return Diagnosis(**{**parts, **more})

    return make


@pytest.fixture
def confirmed(making: Making) -> Diagnosis:
    """One cause proven, one open, one excluded."""
    return making(
        "confirmed",
        causes=(
            cause("address-missing", "confirmed", because=(CNAME,), remedy=REMEDY),
            cause("earlier-user", "possible", missing=("earlier_user",)),
            cause("no-license", "ruled_out", because=(LICENSE,), remedy=REMEDY),
        ),
        questions=(ASK_USER,),
    )


@pytest.fixture
def derived(making: Making) -> Diagnosis:
    """A cause proven by a fact that was worked out."""
    nodes = (
        DerivationNode(id="fact.devices", kind="fact", label="Devices", detail="15", fact="devices", value=15),
        DerivationNode(
            id="fact.limit", kind="derived_fact", label="Limit reached", detail="yes", fact="limit", value=True
        ),
    )
    edge = DerivationEdge(source="fact.devices", target="fact.limit", kind="derives", rule="count-devices")
    return making(
        "confirmed",
        causes=(cause("limit-reached", "confirmed", because=(LIMIT,), remedy=REMEDY),),
        derivation=Derivation(nodes=nodes, edges=(edge,)),
    )


@pytest.fixture
def every_outcome(making: Making, confirmed: Diagnosis, derived: Diagnosis) -> dict[str, Diagnosis]:
    """A diagnosis for each way a case can end."""
    collect = (NoteOf(text="Restart the device."), NoteOf(text="Send the log."))
    return {
        "confirmed": confirmed,
        "derived": derived,
        "likely": making("likely", causes=(cause("named-one", "likely", named=True, remedy=REMEDY, superseded=True),)),
        "possible": making(
            "possible",
            causes=(
                cause("earlier-user", "possible", missing=("earlier_user",)),
                cause("other-user", "possible", missing=("earlier_user",)),
            ),
            questions=(replace(ASK_USER, decides=("earlier-user", "other-user")),),
        ),
        "contradictory": making(
            "contradictory",
            causes=(cause("no-license", "ruled_out", because=(LICENSE,), named=True),),
            conflicts=(
                Conflict(kind="message", text="The message says otherwise.", facts=(LICENSE,), cause="no-license"),
            ),
            collect=collect,
        ),
        "incomplete": making(
            "incomplete",
            symptoms=(),
            could_be=(
                PartialMatch(symptom="a", title="A", found="Profile Failed", needed=("A network error.",)),
                PartialMatch(symptom="b", title="B", found="Profile Failed", needed=("No connection.",)),
            ),
        ),
        "nothing given": making(
            "incomplete",
            symptoms=(),
            case=CaseFacts(id=None, facts={"platform": "folio"}, origins={}),
            questions=(ASK_USER,),
        ),
        "unrecognized": making("unrecognized", symptoms=(), collect=collect),
        "out_of_scope": making("out_of_scope", causes=(cause("no-license", "possible"),)),
    }
