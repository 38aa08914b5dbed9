"""The picture of a case tells how its diagnosis came about, however the case ended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expert import Case, Diagnosis, diagnose
from expert.foundations import content
from expert.results.diagnosis import OptionOf
from expert.visualize.canvas.dot import to_dot
from expert.visualize.canvas.graph import box_of, boxes, lines, parts_of, sheet_of
from expert.visualize.canvas.theme import theme
from expert.visualize.drawings.reasoning import reasoning_graph

Outcomes = dict[str, Diagnosis]


def _lines(diagnosis: Diagnosis) -> dict[tuple[str, str], str]:
    return {(source, target): line.kind for source, target, line in lines(reasoning_graph(diagnosis))}


def test_the_deciding_fact_stands_between_symptom_and_cause(confirmed: Diagnosis) -> None:
    drawn = _lines(confirmed)
    assert drawn["seen-message-no-server", "symptom-no-server"] == "recognizes"
    assert drawn["symptom-no-server", "because-address-missing"] == "proves"
    assert drawn["because-address-missing", "cause-address-missing"] == "proves"
    assert drawn["because-earlier-user", "cause-earlier-user"] == "may_explain"
    assert drawn["because-no-license", "cause-no-license"] == "rules_out"
    assert not any(pair == ("symptom-no-server", "cause-address-missing") for pair in drawn)


def test_only_the_line_to_the_cause_has_an_arrowhead(confirmed: Diagnosis) -> None:
    edges = reasoning_graph(confirmed).edges
    assert not edges["symptom-no-server", "because-address-missing"]["arrow"]
    assert edges["because-address-missing", "cause-address-missing"]["arrow"]


def test_every_line_to_a_cause_says_what_it_says() -> None:
    case = Case.from_file(content.bundled("facts", "examples", "stuck-at-sign-in.yaml"))
    graph = reasoning_graph(diagnose(case))
    labels = {target: line.label for _, target, line in lines(graph) if target.startswith("cause-")}
    assert labels.pop("cause-code-in-old-sign-in") == "proves"
    assert len(labels) == 2
    assert set(labels.values()) == {"rules out"}
    dot = to_dot(graph)
    assert "PORT=" not in dot  # a fact does not list it: it would read as if the fact had these values


def test_a_proven_cause_leads_to_the_steps_of_its_first_way(confirmed: Diagnosis) -> None:
    graph = reasoning_graph(confirmed)
    box = box_of(graph, "remedy-address-missing")
    assert [row.text for row in box.rows] == ["Create both records.", "Enroll again."]
    assert box.rows[0].safety == ("changes_tenant",)
    assert box.rows[0].detail == "then wait up to 72 hours"
    assert box.rows[1].safety == ()
    assert "1 other option" in box.note


def test_each_step_has_the_letter_of_its_way_where_it_is_not_settled_which_is_right() -> None:
    open_ways = diagnose(Case(error="SealUnknown", seal="expired"))
    rows = box_of(reasoning_graph(open_ways), "remedy-seal-expired").rows
    labels = [row.label for row in rows if row.label not in ("?", "!")]
    assert labels == [f"A{number}" for number in range(1, len(labels) + 1)]
    assert labels[0] in {step.label for step in open_ways.plan}, "as the report calls it"
    settled = diagnose(Case(error="SealUnknown", seal="expired", run_by="library", seal_key_at_hand=True))
    rows = box_of(reasoning_graph(settled), "remedy-seal-expired").rows
    assert all(row.label.isdecimal() for row in rows if row.label not in ("?", "!"))


def test_a_cause_that_is_ruled_out_leads_to_no_steps(confirmed: Diagnosis) -> None:
    assert not list(reasoning_graph(confirmed).successors("cause-no-license"))


def test_an_open_cause_leads_to_the_question_that_decides_it(confirmed: Diagnosis) -> None:
    graph = reasoning_graph(confirmed)
    assert list(graph.successors("cause-earlier-user")) == ["find-out-earlier_user"]
    fact = box_of(graph, "because-earlier-user")
    assert (fact.kind, fact.rows[0].label, fact.rows[0].text) == (
        "unknown_fact", "Enrolled earlier by somebody else", "not known yet",
    )  # fmt: skip


def test_causes_come_in_the_order_of_the_diagnosis(confirmed: Diagnosis) -> None:
    drawn = [node for node in reasoning_graph(confirmed) if node.startswith("cause-")]
    assert drawn == [f"cause-{cause.id}" for cause in confirmed.causes]


def test_a_fact_that_was_worked_out_says_from_what(derived: Diagnosis) -> None:
    box = box_of(reasoning_graph(derived), "because-limit-reached")
    assert box.kind == "derived_fact"
    assert box.rows[0].detail == "worked out from: Devices (15)"


def test_neighbors_that_wait_for_the_same_fact_share_it_and_its_question(every_outcome: Outcomes) -> None:
    graph = reasoning_graph(every_outcome["possible"])
    assert list(graph.successors("because-earlier-user")) == ["cause-earlier-user", "cause-other-user"]
    assert list(graph.predecessors("find-out-earlier_user")) == ["cause-earlier-user", "cause-other-user"]


def test_a_likely_cause_says_why_and_that_its_sources_are_old(every_outcome: Outcomes) -> None:
    graph = reasoning_graph(every_outcome["likely"])
    assert box_of(graph, "because-named-one").rows[0].text == "the message itself names it"
    assert box_of(graph, "cause-named-one").note == "superseded by newer documentation"
    assert graph.edges["because-named-one", "cause-named-one"]["kind"] == "suggests"


def test_a_contradiction_is_shown_with_what_to_collect(every_outcome: Outcomes) -> None:
    graph = reasoning_graph(every_outcome["contradictory"])
    assert list(graph.successors("cause-no-license")) == ["conflict-1", "collect"]
    assert [row.text for row in box_of(graph, "collect").rows] == ["Restart the device.", "Send the log."]


def test_half_a_message_leads_to_every_symptom_it_could_be(every_outcome: Outcomes) -> None:
    graph = reasoning_graph(every_outcome["incomplete"])
    assert list(graph.successors("seen-1")) == ["symptom-a", "symptom-b"]
    assert box_of(graph, "symptom-a").kind == "partial_symptom"
    assert box_of(graph, "rest-a").rows[0].text == '"A network error."'


def test_without_a_message_the_picture_asks_for_it(every_outcome: Outcomes) -> None:
    graph = reasoning_graph(every_outcome["nothing given"])
    assert list(graph.successors("no-symptom")) == ["find-out-earlier_user"]
    assert sheet_of(graph).title == "This case: there is nothing to go by yet"


def test_an_unknown_message_leads_to_what_to_collect(every_outcome: Outcomes) -> None:
    drawn = _lines(every_outcome["unrecognized"])
    assert drawn == {("seen-1", "no-symptom"): "leads_to", ("no-symptom", "collect"): "leads_to"}


def test_out_of_scope_names_the_symptom_and_offers_no_cause(every_outcome: Outcomes) -> None:
    graph = reasoning_graph(every_outcome["out_of_scope"])
    assert list(graph.successors("symptom-no-server")) == ["out-of-scope"]
    assert not [node for node in graph if node.startswith(("cause-", "remedy-"))]


def test_columns_without_anything_in_them_are_left_out(every_outcome: Outcomes) -> None:
    assert len(sheet_of(reasoning_graph(every_outcome["confirmed"])).headers) == 5
    assert sheet_of(reasoning_graph(every_outcome["unrecognized"])).headers == (
        "1  WHAT WAS SEEN", "2  SYMPTOM", "3  NEXT STEPS",
    )  # fmt: skip


def test_a_way_that_would_do_harm_is_withheld_with_its_reason(confirmed: Diagnosis) -> None:
    cause = confirmed.causes[0]
    assert cause.remedy is not None
    harmful = OptionOf(
        id="a/1", case="a/1", number=1, harm="It locks everybody out.", harm_safety=("lowers_security",), withheld=True
    )
    standing = [step for step in cause.remedy.steps if step.option == 2]
    remedy = replace(cause.remedy, options=(harmful, cause.remedy.options[1]), steps=tuple(standing))
    changed = replace(confirmed, causes=(replace(cause, remedy=remedy),))
    first, *rest = box_of(reasoning_graph(changed), "remedy-address-missing").rows
    assert first.text == "DO NOT USE IT HERE: It locks everybody out."
    assert first.safety == ("lowers_security",)
    assert [row.text for row in rest] == ["Wipe it."]


def test_a_long_paste_is_shortened_between_words(confirmed: Diagnosis) -> None:
    long = replace(confirmed.symptoms[0], matched="word " * 100)
    text = box_of(
        reasoning_graph(replace(confirmed, symptoms=(long,))), "seen-message-no-server"
    ).rows[0].text  # fmt: skip
    assert len(text) < 120
    assert text.endswith('word ..."')


@pytest.mark.parametrize(
    ("facts", "column"),
    [({"behavior": "stuck_after_sign_in", "joining": "by_itself"}, "seen-behavior"),
     ({"error": "SealUnknown"}, "seen-message-seal-unknown")],
)  # fmt: skip
def test_what_was_seen_is_the_fact_that_the_engine_recognized(facts: dict[str, str], column: str) -> None:
    graph = reasoning_graph(diagnose(Case(**facts)))
    assert column in graph


def test_the_picture_speaks_the_language_of_the_diagnosis() -> None:
    graph = reasoning_graph(diagnose(Case(error="SealUnknown"), language="sv"))
    assert sheet_of(graph).headers[2] == "3  AVGÖRANDE FAKTUM"
    assert box_of(graph, "cause-seal-expired").word == "MÖJLIG"


# What stands in the way, what is disputed, solved or held back


def test_what_stands_in_the_way_is_drawn_without_a_symptom() -> None:
    graph = reasoning_graph(diagnose(Case(model="blocked")))
    box = box_of(graph, "cause-model-blocked")
    assert (box.verdict, box.word) == ("confirmed", "CONFIRMED")
    assert "stops the enrollment, whatever is shown" in box.note.casefold()
    assert list(graph.successors("cause-model-blocked")) == ["remedy-model-blocked"]
    assert "what stops the enrollment, whatever is shown" in sheet_of(graph).title.casefold()


def test_what_is_disputed_is_drawn_as_no_proof_and_leads_to_no_steps() -> None:
    diagnosis = diagnose(Case(error="NoJoinRule", model="blocked", private_readers="allowed"))
    graph = reasoning_graph(diagnosis)
    box = box_of(graph, "cause-model-blocked")
    assert (box.verdict, box.look, box.word) == ("confirmed", "disputed", "CONTRADICTED")
    assert "rests on facts that do not fit together" in box.note.casefold()
    assert sheet_of(graph).subtitle[0].startswith("1 contradicted")
    assert "remedy-model-blocked" not in graph
    assert "conflict-1" in graph.successors("cause-model-blocked")
    assert "proves" not in _lines(diagnosis).values()
    assert box_of(reasoning_graph(diagnosis.in_("sv")), "cause-model-blocked").word == "MOTSAGD"


def test_what_is_disputed_does_not_look_like_what_is_possible() -> None:
    disputed, possible = (theme().boxes[name] for name in ("cause_disputed", "cause_possible"))
    assert {disputed.border, disputed.word}.isdisjoint({possible.border, possible.word})
    assert disputed.hatching != possible.hatching, "and not by color alone"


def test_each_of_many_symptoms_says_what_its_own_message_tells() -> None:
    messages = [
        "The shelf is full", "This card is not valid",
        "The library app is resting. The app ran into a problem. If it goes on, ask the librarian.",
    ]  # fmt: skip
    diagnosis = diagnose(Case(error=messages, card="valid"))
    overview, *parts = parts_of(reasoning_graph(diagnosis))
    contradicted = box_of(overview, "found-card-not-valid")
    assert (contradicted.kind, contradicted.word) == ("conflict", "CONTRADICTION")
    assert contradicted.rows[0].text == diagnosis.conflicts[0].text
    titled = {sheet_of(part).title.partition(". ")[2]: part for part in parts}
    said = {
        title: [box.rows[0].text for node, box in boxes(part) if node.startswith("because-shelf-limit-reached")]
        for title, part in titled.items()
    }
    titles = {symptom.id: symptom.title for symptom in diagnosis.symptoms}
    assert said[titles["shelf-full"]] == ["the message itself names it"]
    assert said[titles["app-resting"]] == [f"the message of “{titles['shelf-full']}” names it"]


def test_steps_that_are_held_back_are_told_in_their_place() -> None:
    diagnosis = diagnose(Case(error="The shelf is full"))
    rows = [row.text for row in box_of(reasoning_graph(diagnosis), "remedy-shelf-limit-reached").rows]
    assert rows[0] == "Some steps are not shown until more is known"
    assert not any(text.startswith("Remove the readers") for text in rows)


def test_the_fact_that_puts_a_case_out_of_scope_stands_before_it() -> None:
    graph = reasoning_graph(diagnose(Case(error="NoJoinRule", platform="phone")))
    fact = box_of(graph, "because-out-of-scope")
    assert [row.text for row in fact.rows] == ["a phone"]
    assert list(graph.predecessors("because-out-of-scope")) == ["symptom-no-join-rule"]
    assert list(graph.predecessors("out-of-scope")) == ["because-out-of-scope"]


def test_a_solved_case_is_drawn_as_solved() -> None:
    graph = reasoning_graph(diagnose(Case(error="This card is not valid", joins_now=True)))
    assert [row.text for row in box_of(graph, "solved").rows] == ["The reader joins now. Nothing is left to do."]
    assert list(graph.predecessors("solved")) == ["symptom-card-not-valid"]


def test_the_only_one_left_with_nothing_for_it_says_so() -> None:
    diagnosis = diagnose(Case(error="SealUnknown", seal_expires_on="2027-05-12", observed_on="2026-11-02"))
    boxes_of = [box_of(reasoning_graph(said), "cause-seal-expired") for said in (diagnosis, diagnosis.in_("sv"))]
    assert "the only documented cause left, with nothing for it" in boxes_of[0].note.casefold()
    assert "men inget talar för den" in boxes_of[1].note
