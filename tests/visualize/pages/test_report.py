"""What a written report says in words that the document holds as ids, and how it names the outcome."""

from __future__ import annotations

import pytest

from expert import Case, Diagnosis, diagnose
from expert.escalating.package import escalate
from expert.explaining import compare, explain
from expert.facts.vocabulary import Cost, FactDefinition, Vocabulary
from expert.foundations.texts import LANGUAGES, Language, Text
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Escalation, Option, Remedy, Step, Symptom

NOT_RECOGNIZED = "Name not known. This borrower may not use the library."
NO_CONNECTION = "Setup failed. The library does not answer."


def _vocabulary() -> Vocabulary:
    return KnowledgeBase.shipped().vocabulary


def test_what_would_decide_a_cause_is_named_by_its_title_also_where_nothing_is_asked() -> None:
    diagnosis = diagnose(Case(error=NOT_RECOGNIZED, platform="phone"), language="sv")
    assert diagnosis.questions == ()
    (cause,) = (cause for cause in diagnosis.causes if cause.missing)
    assert (cause.missing, cause.undecided) == (("card",), ("Låntagarens kort",))
    assert "avgörs av: Låntagarens kort" in diagnosis.to_text()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "by what happens: the code cannot be completed"),
        ("sv", "på vad som händer: koden går inte att slutföra"),
    ],
)
def test_a_behavior_is_told_in_words(language: Language, words: str) -> None:
    case = Case(behavior="code_cannot_be_completed", joining="on_the_web")
    diagnosis = diagnose(case, language=language)
    assert diagnosis.symptoms[0].matched == "code_cannot_be_completed"
    assert words in diagnosis.to_text()
    assert words in diagnosis.to_markdown()


def test_a_recognized_span_has_no_half_of_a_pair_of_quotation_marks() -> None:
    diagnosis = diagnose(Case(error='Waiting for the last page from "The Library"'))
    assert "“Waiting for the last page from The Library”" in diagnosis.to_text()


def test_the_title_tells_one_cause_from_several_and_from_one_that_was_documented_once() -> None:
    replaced = {"error": NO_CONNECTION, "joining": "by_hand", "address_in": "missing"}
    both = {"error": NO_CONNECTION, "card": "missing", "other_library": True}
    titles = {
        "The cause is confirmed": Case(error="NoJoinRule", seal="expired"),
        "The causes are confirmed": Case(**both),
        "A cause that only older documentation names": Case(**replaced),
    }
    for title, case in titles.items():
        assert diagnose(case).to_text().splitlines()[0] == title


def test_a_difference_names_a_formerly_documented_cause_as_such() -> None:
    before, after = (
        diagnose(Case(error=NO_CONNECTION, joining="by_hand", address_in=state), language="sv")
        for state in ("right", "missing")
    )
    said = compare(before, after).to_text()
    assert said.splitlines()[0].endswith("-> en orsak som bara äldre dokumentation nämner")


# In which order, and what is new


def _headings(diagnosis: Diagnosis) -> list[str]:
    """The headings of a report, as they stand below each other."""
    return [line for line in diagnosis.to_text().splitlines() if line.isupper() and not line.startswith(" ")]


@pytest.mark.parametrize(
    ("facts", "asks_first"),
    [
        ({"error": "This card is not valid"}, True), ({"error": "This card is not valid", "card": "missing"}, False),
        ({"model": "blocked", "card": "missing"}, False),
        ({"error": NO_CONNECTION, "clock_right": False}, True),
    ],
)  # fmt: skip
def test_what_to_find_out_stands_before_what_to_do_unless_something_is_proven(
    facts: dict[str, object], asks_first: bool
) -> None:
    headings = _headings(diagnose(Case.of(facts)))
    assert (headings.index("FIND OUT NEXT") < headings.index("WHAT TO DO")) is asks_first
    swedish = _headings(diagnose(Case.of(facts), language="sv"))
    assert (swedish.index("TA REDA PÅ HÄRNÄST") < swedish.index("GÖR SÅ HÄR")) is asks_first


def test_what_a_text_can_be_is_said_with_what_it_goes_on_with_and_its_causes() -> None:
    diagnosis = diagnose(Case(error="Setup failed."))
    page = " ".join(diagnosis.to_text().split())
    assert "IT COULD BE" in page
    assert "the message goes on: “The new plan does not match the old one.”" in page
    assert "would then be explained by: An old plan is still installed" in page
    assert "förklaras i så fall av: En gammal plan finns kvar" in " ".join(diagnosis.in_("sv").to_text().split())
    for title in ("The borrower has no valid card", "Private readers are blocked"):
        assert f"decides: {title}" in page


def test_many_causes_of_a_symptom_that_says_little_are_told_in_short() -> None:
    knowledge = crowded_by_stopping(12)
    known = {"stuck": True, **{f"fact_{i}": False for i in range(4)}}
    words = {
        "en": "Still possible: 8 causes that stop an enrollment by themselves.",
        "sv": "Fortfarande möjligt: 8 orsaker som i sig stoppar en registrering.",
    }
    for language in LANGUAGES:
        page = " ".join(diagnose(knowledge.case(**known), knowledge, language=language).to_text().split())
        assert words[language] in page
        assert "Cause 0; Cause 1; Cause 2; Cause 3." in page
        assert "[cause-7]" not in page


def crowded_by_stopping(causes: int) -> KnowledgeBase:
    """A symptom of which every cause comes into question that stops an enrollment, and so many of these."""
    said = Text("Stuck", "Fast")
    facts = {name: FactDefinition(name, "yes_no", said, said, said, "desk") for name in
             ("stuck", *(f"fact_{i}" for i in range(causes)))}  # fmt: skip
    error = FactDefinition("error", "texts", said, said, said, "desk")
    remedy = Remedy("mend", said, (Option((Step(Text("Mend it.", "Laga det.")),)),), ())
    stuck = Symptom("stuck", said, {}, (), recognized_when={"stuck": True}, general=True, any_cause=True)
    found = {
        f"cause-{i}": Cause(f"cause-{i}", Text(f"Cause {i}", f"Cause {i}"), (), {f"fact_{i}": True}, remedy, (), (),
                            stops_enrollment=True)
        for i in range(causes)
    }  # fmt: skip
    return KnowledgeBase(
        version="", digest="", vocabulary=Vocabulary({"desk": Cost(1, said)}, {"error": error, **facts}), documents={},
        symptoms={"stuck": stuck}, causes=found, remedies={}, steps={}, derivations={}, scope=(),
        escalation=Escalation(()),
    )  # fmt: skip


def test_a_disputed_cause_is_told_as_such_and_what_contradicts_stands_first() -> None:
    diagnosis = diagnose(Case(error="NoJoinRule", model="blocked", private_readers="allowed"))
    headings = _headings(diagnosis)
    assert headings[0] == "CONTRADICTIONS"
    assert "WHAT TO DO" not in headings
    assert diagnosis.to_text().splitlines()[0] == "The facts contradict each other"
    assert "it rests on facts that do not fit together: settle them first" in " ".join(diagnosis.to_text().split())


def test_what_is_contradicted_or_superseded_is_confirmed_in_no_form() -> None:
    contradicted = Case(error="NoJoinRule", model="blocked", private_readers="allowed")
    superseded = Case(error=NO_CONNECTION, joining="by_hand", address_in="missing")
    for case, cause, word in (
        (contradicted, "model-blocked", "CONTRADICTED"), (superseded, "address-missing", "SUPERSEDED"),
    ):  # fmt: skip
        diagnosis = diagnose(case)
        assert diagnosis.cause(cause).verdict == "confirmed"
        title = diagnosis.cause(cause).title
        for told in (diagnosis, explain(case, cause), escalate(case)):
            assert f"{word} {title}" in told.to_text()
            assert f"CONFIRMED {title}" not in told.to_text()
        assert f"{word}: {title}" in diagnosis.to_svg() or f">{word}<" in diagnosis.to_svg()
