"""The document of the page for a class says what the engine says, moment by moment and answer by answer."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.engine.reasoner import Reasoner
from expert.foundations import content
from expert.results.classroom import Both, CauseShown, Classroom, PlayedCase, RemedyShown, SymptomShown
from expert.results.document import Part
from expert.teach import TODAY, Practice
from expert.teach.classroom import GivenCase, classroom
from expert.teach.practiced import exercise_shown, practices
from expert.teach.ways_to_mend import WaysToMend

KNOWLEDGE = KnowledgeBase.shipped()
ROOM = classroom(KNOWLEDGE)
EXERCISES = [practice for name in KNOWLEDGE.symptoms for practice in practices(KNOWLEDGE, name, range(1, 4))]
HARD_ONES = [practice for name in KNOWLEDGE.symptoms for practice in practices(KNOWLEDGE, name, (7, 9), "hard")]


def given(name: str) -> GivenCase:
    """An example, as somebody brings it along."""
    case = Case.from_file(content.bundled("facts", "examples", f"{name}.yaml"))
    return GivenCase(case, diagnose(case))


def played(name: str) -> PlayedCase:
    """The same, ready to be played."""
    return classroom(KNOWLEDGE, ["shelf-full"], [given(name)]).cases[0]


def texts(part: object) -> Iterator[Both]:
    """Every text in a part of the document."""
    if isinstance(part, Both):
        yield part
    elif isinstance(part, Part):
        for inner in part.__dict__.values():
            yield from texts(inner)
    elif isinstance(part, (tuple, list)):
        for inner in part:
            yield from texts(inner)
    elif isinstance(part, dict):
        yield from texts(list(part.values()))


def _citing() -> Iterator[SymptomShown | CauseShown | RemedyShown]:
    yield from ROOM.symptoms
    yield from ROOM.causes
    yield from ROOM.remedies


def test_every_part_that_is_named_is_there() -> None:
    causes, remedies = {cause.id for cause in ROOM.causes}, {remedy.id for remedy in ROOM.remedies}
    assert {name for symptom in ROOM.symptoms for name in symptom.causes} <= causes
    assert {name for case in ROOM.cases for name in case.causes} <= causes
    assert {cause.remedy for cause in ROOM.causes} == remedies
    assert {name for cause in ROOM.causes for name in cause.facts} <= ROOM.facts.keys()
    assert {answer.fact for exercise in ROOM.exercises for answer in exercise.answers} <= ROOM.facts.keys()
    cited = [part.sources for part in _citing()]
    assert {place for places in cited for place in places} == set(range(len(ROOM.sources)))


def test_every_text_is_there_in_both_languages() -> None:
    for text in texts(ROOM):
        assert text.en.strip(), text
        assert text.sv.strip(), text


def test_it_is_read_back_as_it_was_written() -> None:
    assert Classroom.from_json(ROOM.to_json()).to_data() == ROOM.to_data()


def test_equal_knowledge_gives_equal_documents() -> None:
    assert classroom(KNOWLEDGE).to_json() == ROOM.to_json()


def test_few_symptoms_have_more_exercises_and_only_their_causes() -> None:
    few = classroom(KNOWLEDGE, ["setup-failed-no-answer"])
    assert [symptom.id for symptom in few.symptoms] == ["setup-failed-no-answer"]
    lures = {name for one in few.exercises for name in one.lures}
    assert {cause.id for cause in few.causes} == {c.id for c in KNOWLEDGE.causes_of("setup-failed-no-answer")} | lures
    of_all = [one for one in ROOM.exercises if one.symptom == "setup-failed-no-answer"]
    assert len(few.exercises) >= len(of_all)


def test_a_symptom_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError):
        classroom(KNOWLEDGE, ["no-such-symptom"])


def test_what_a_step_does_in_some_cases_only_is_marked_so() -> None:
    steps = [step for remedy in ROOM.remedies for way in remedy.ways for step in way.steps]
    conditional = [mark for step in steps if step.only_if is not None for mark in step.marks]
    assert conditional, "the small knowledge has steps that only some cases need"
    assert all(mark.condition is not None for mark in conditional)
    assert all(mark.condition is None for step in steps if step.only_if is None for mark in step.marks)


def test_what_a_way_does_that_may_not_be_the_one_is_marked_so_when_a_case_is_played() -> None:
    (remedy,) = [moment for moment in played("seal-expired").moments if moment.kind == "remedy"]
    assert remedy.words is not None
    assert remedy.words.en.startswith("If this fits: ")
    marks = [mark for step in remedy.steps for mark in step.marks]
    assert {mark.safety for mark in marks} >= {"changes_tenant"}
    assert all(mark.condition == Both(en="so", sv="så") for mark in marks)


def test_what_a_step_does_in_some_cases_is_said_by_their_brief_name() -> None:
    steps = {step.only_if.en: step for remedy in ROOM.remedies for way in remedy.ways for step in way.steps
             if step.only_if is not None}  # fmt: skip
    step = steps["The reader joins by itself"]
    assert step.case is not None
    assert (step.case.en, step.case.sv) == ("by itself", "av sig själv")
    assert {mark.condition for mark in step.marks} <= {step.case}
    played_steps = [step for case in ROOM.cases for moment in case.moments for step in moment.steps]
    assert all(step.case is not None for step in played_steps if step.only_if is not None)


def test_what_a_step_does_only_sometimes_even_in_its_case_is_kept_beside_it() -> None:
    steps = [step for remedy in ROOM.remedies for way in remedy.ways for step in way.steps]
    (still,) = {step.still for step in steps if step.still is not None}
    assert (still.en, still.sv) == ("the reader has been set up already", "läsplattan redan har konfigurerats")
    assert all(step.only_if is not None and step.marks for step in steps if step.still is not None)


def test_a_cause_says_where_alone_it_comes_into_question() -> None:
    for shown in ROOM.causes:
        assert (shown.only_if is not None) == (KNOWLEDGE.causes[shown.id].applies_when is not None), shown.id
    found = {cause.id: cause.only_if for cause in ROOM.causes}["address-missing"]
    assert found is not None
    assert found.en.startswith("Only if: ")
    assert found.sv.startswith("Bara om: ")


# Exercises


@pytest.mark.parametrize("practice", [*EXERCISES, *HARD_ONES], ids=lambda p: f"{p.hidden.symptom}-{p.seed}")
def test_the_sets_tell_the_verdicts_of_the_engine(practice: Practice) -> None:
    shown = exercise_shown(practice)
    values, drawn = practice.hidden.visible, random.Random(practice.seed)
    facts = [answer.fact for answer in shown.answers]
    for _ in range(12):
        looked = drawn.sample(facts, drawn.randint(0, len(facts)))
        known = {**practice.hidden.reported.values(), **{name: values[name] for name in looked if name in values}}
        reasoning = Reasoner.of(KNOWLEDGE).imagine(Case.of(known, KNOWLEDGE.vocabulary), TODAY)
        if [symptom.id for symptom in reasoning.symptoms] == [practice.hidden.symptom]:
            assert shown.verdicts(looked) == reasoning.verdicts, looked


@pytest.mark.parametrize("practice", EXERCISES, ids=lambda p: f"{p.hidden.symptom}-{p.seed}")
def test_the_recommended_path_settles_the_cause(practice: Practice) -> None:
    shown = exercise_shown(practice)
    verdicts = shown.verdicts(shown.best)
    others = {verdict for name, verdict in verdicts.items() if name != shown.cause}
    assert verdicts[shown.cause] == "confirmed" or others == {"ruled_out"}
    assert shown.verdicts([])[shown.cause] != "confirmed", "there is something to find out"


@pytest.mark.parametrize("practice", EXERCISES, ids=lambda p: f"{p.hidden.symptom}-{p.seed}")
def test_there_is_a_right_way_to_mend_it_and_each_is_offered_once(practice: Practice) -> None:
    ways = exercise_shown(practice).mending
    remedy = KNOWLEDGE.remedy_of(KNOWLEDGE.causes[practice.hidden.cause]).id
    assert len({way.id for way in ways}) == len(ways)
    assert {way.remedy for way in ways if way.judged in ("right", "avoidable")} == {remedy}
    assert any(way.judged == "right" for way in ways)
    assert [way.id for way in ways] == sorted(way.id for way in ways), "the order gives nothing away"


def test_what_only_some_cases_need_is_told_of_the_device_of_an_exercise() -> None:
    ways = [(practice, way) for practice in EXERCISES for way in exercise_shown(practice).mending]
    steps = {remedy.id: remedy.ways for remedy in ROOM.remedies}
    for _, way in ways:
        conditional = [i for i, step in enumerate(steps[way.remedy][way.way].steps) if step.only_if is not None]
        assert set(way.sure) | set(way.left_out) <= set(conditional)
        assert not set(way.sure) & set(way.left_out)
    by_itself = [way for practice, way in ways if practice.hidden.case.get("joining") == "by_itself"]
    assert any(way.sure for way in by_itself), "such a reader is wiped before it joins again"
    assert not any(way.left_out for way in by_itself)


@pytest.mark.parametrize("practice", EXERCISES, ids=lambda p: f"{p.hidden.symptom}-{p.seed}")
def test_of_what_the_report_rules_out_the_facts_are_told(practice: Practice) -> None:
    shown = exercise_shown(practice)
    assert set(shown.against) == {cause.cause for cause in shown.causes if () in cause.ruled_out_by}


def test_of_a_hard_exercise_noise_and_further_causes_are_told() -> None:
    shown = list(map(exercise_shown, HARD_ONES))
    assert {one.level for one in shown} == {"hard"}
    for practice, one in zip(HARD_ONES, shown, strict=True):
        hidden = practice.hidden
        assert (one.also, one.lures) == (hidden.also, hidden.lures)
        assert set(practice.causes) == {cause.cause for cause in one.causes} | set(one.lures)
        answers = {answer.fact: answer.words.en for answer in one.answers}
        assert all(answers[name] == "the user does not know" for name in hidden.unknown)
        if hidden.misleading is not None:
            assert one.lured is not None
            assert hidden.misleading.sv in one.lured.sv
            assert hidden.misleading.sv in one.report.sv
    for there_is in (lambda one: one.also, lambda one: one.lures, lambda one: "does not know" in str(one.answers)):
        assert any(map(there_is, shown))


def test_the_page_has_hard_exercises_of_one_and_of_two_causes() -> None:
    hard = [one for one in ROOM.exercises if one.level == "hard"]
    assert {len(one.also) for one in hard} == {0, 1}
    assert all(name in {cause.id for cause in ROOM.causes} for one in hard for name in one.lures)


def test_whether_a_way_is_safe_is_what_the_library_says() -> None:
    for practice in EXERCISES:
        judged = {way.id: way.safe for way in WaysToMend(practice.hidden, KNOWLEDGE, "en").judged}
        assert {way.id: way.safe for way in exercise_shown(practice).mending} == judged


# Cases to play


def test_a_message_is_quoted_as_each_language_has_it_where_nobody_brought_the_case() -> None:
    case = next(case for case in ROOM.cases if case.id == "shelf-full")
    words = case.moments[0].words
    assert words is not None
    symptom = KNOWLEDGE.symptoms["shelf-full"]
    assert (words.en, words.sv) in {(message.text.en, message.text.sv) for message in symptom.messages}
    assert words.en != words.sv
    label = next(box.label for box in case.boxes if box.id == "fact.error")
    assert label is not None
    assert words.sv in label.sv
    brought = played("no-answer").moments[0].words
    assert brought is not None
    assert brought.en == brought.sv, "what somebody brings is quoted as it is"


@pytest.mark.parametrize("case", ROOM.cases, ids=lambda case: case.id)
def test_the_changes_of_a_case_lead_to_its_verdicts(case: PlayedCase) -> None:
    stands = {change.cause: change.stands for moment in case.moments for change in moment.changes}
    assert set(stands) == set(case.causes)
    proven = ["confirmed"] if "superseded" in stands.values() else []
    assert case.outcome in (*stands.values(), *proven, "contradictory")
    assert case.moments[0].kind == "seen"
    assert case.moments[-1].kind == "end"


@pytest.mark.parametrize("case", ROOM.cases, ids=lambda case: case.id)
def test_the_class_guesses_before_the_verdict_is_shown(case: PlayedCase) -> None:
    guesses = [place for place, moment in enumerate(case.moments) if moment.kind == "guess"]
    if case.outcome not in ("confirmed", "likely"):
        return
    (place,) = guesses
    guess, answer = case.moments[place], case.moments[place + 1]
    assert guess.cause in {change.cause for change in answer.changes}
    before = {change.cause: change.stands for moment in case.moments[:place] for change in moment.changes}
    assert before.get(str(guess.cause)) != answer.changes[0].stands
    assert list(case.causes) == sorted(case.causes), "the order gives nothing away"


@pytest.mark.parametrize("case", ROOM.cases, ids=lambda case: case.id)
def test_the_picture_of_a_case_has_every_box_that_is_spoken_of(case: PlayedCase) -> None:
    boxes = [box.id for box in case.boxes]
    assert len(set(boxes)) == len(boxes)
    assert {box for moment in case.moments for box in moment.boxes} <= set(boxes)
    assert {end for line in case.lines for end in (line.source, line.target)} <= set(range(len(boxes)))
    of_causes = [box for box in boxes if box.startswith("cause.")]
    assert of_causes == sorted(of_causes), "the order gives nothing away"


def test_a_fact_that_is_worked_out_comes_after_those_it_follows_from() -> None:
    case = played("seal-expired")
    kinds = [moment.kind for moment in case.moments]
    place = kinds.index("worked_out")
    assert "fact" in kinds[:place]
    assert case.moments[place].rule in KNOWLEDGE.derivations
    assert kinds[place + 1] in ("guess", "verdict")


def test_what_only_older_documentation_names_is_never_called_confirmed() -> None:
    case = played("no-answer")
    stands = {change.stands: moment for moment in case.moments for change in moment.changes}
    told = stands["superseded"]
    assert "confirmed" not in stands
    assert {moment.kind for moment in case.moments if moment.no_proof == "superseded"} == {"verdict", "remedy", "end"}
    assert [change.cause for change in told.changes] == ["address-missing"]
    assert (told.title.en, told.title.sv) == (
        "It is so, but only older documentation calls it a cause: The library's addresses are missing",
        "Det är så, men bara äldre dokumentation kallar det en orsak: Bibliotekets adresser saknas",
    )
    remedy = next(moment for moment in case.moments if moment.kind == "remedy")
    assert remedy.title.en.startswith("What may be done already: ")
    assert remedy.title.sv.startswith("Det här går att göra redan nu: ")
    assert case.moments[-1].title.en == "Only older documentation names this cause"


def test_what_is_proven_and_what_only_was_a_cause_are_told_apart() -> None:
    case = KNOWLEDGE.case(
        error="Setup failed. The library does not answer.", joining="by_hand", address_in="missing", other_library=True,
    )
    shown = classroom(KNOWLEDGE, ["shelf-full"], [GivenCase(case, diagnose(case))]).cases[0]
    told = {change.cause: (change.stands, moment.no_proof) for moment in shown.moments for change in moment.changes}
    assert told["address-missing"] == ("superseded", "superseded")
    assert told["other-library"] == ("confirmed", None)
    assert shown.moments[-1].no_proof is None
    assert shown.moments[-1].title.en == "Confirmed"


def disputed(**facts: object) -> PlayedCase:
    """A case whose facts do not fit together."""
    case = KNOWLEDGE.case(**facts)
    return classroom(KNOWLEDGE, ["shelf-full"], [GivenCase(case, diagnose(case))]).cases[0]


def test_what_rests_on_a_contradiction_is_said_to_be_contradicted_and_nothing_is_done_about_it() -> None:
    shown = disputed(error="NoJoinRule", model="blocked", private_readers="allowed")
    (told,) = [moment for moment in shown.moments if moment.no_proof == "disputed"]
    assert {change.stands for change in told.changes} == {"disputed"}
    assert told.title.en.startswith("Contradicted: ")
    assert told.title.sv.startswith("Motsagd: ")
    assert told.words is not None
    assert told.words.en == "It rests on facts that do not fit together: settle them first"
    kinds = [moment.kind for moment in shown.moments]
    assert ("remedy" in kinds, "guess" in kinds, shown.outcome) == (False, False, "contradictory")


def test_a_sound_cause_beside_a_contradicted_one_is_guessed_and_mended() -> None:
    shown = disputed(
        error=["This card is not valid", "SealUnknown"], card="missing", joining="by_hand", seal="valid",
        seal_expires_on="2026-10-19", observed_on="2026-10-22",
    )  # fmt: skip
    changes = [change for moment in shown.moments for change in moment.changes]
    assert {change.cause for change in changes if change.stands == "disputed"} == {"seal-expired"}
    assert {moment.cause for moment in shown.moments if moment.kind in ("guess", "remedy")} == {"no-card"}


def test_what_the_message_states_is_said_to_be_stated() -> None:
    stated = [moment for case in ROOM.cases for moment in case.moments if moment.rule == "token-problem/messages"]
    assert any(moment.kind == "worked_out" and moment.title.en.startswith("The message") for moment in stated)


def test_a_case_that_is_none_for_the_rules_shows_the_fact_that_says_so() -> None:
    case = KNOWLEDGE.case(error="The shelf is full", run_by="school")
    shown = classroom(KNOWLEDGE, ["shelf-full"], [GivenCase(case, diagnose(case))]).cases[0]
    assert shown.outcome == "out_of_scope"
    assert [moment.rule for moment in shown.moments if moment.kind == "fact"] == ["run-by-a-school"]
    assert not any(moment.changes for moment in shown.moments)


def test_a_case_that_is_solved_shows_the_fact_that_says_so() -> None:
    shown = played("solved")
    assert shown.outcome == "solved"
    assert {moment.rule for moment in shown.moments if moment.kind == "fact"} <= {one.id for one in KNOWLEDGE.solved}


@pytest.mark.parametrize("name", [path.stem for path in sorted(content.bundled("facts", "examples").iterdir())])
def test_every_example_can_be_played(name: str) -> None:
    path = next(content.bundled("facts", "examples").glob(f"{name}.*"))
    case = Case.from_file(path)
    diagnosis = diagnose(case)
    shown = classroom(KNOWLEDGE, ["shelf-full"], [GivenCase(case, diagnosis)]).cases[0]
    stands = {change.cause: change.stands for moment in shown.moments for change in moment.changes}
    if diagnosis.outcome not in ("out_of_scope", "solved"):
        assert stands == {cause.id: cause.standing for cause in diagnosis.weighed}
    assert shown.moments[-1].words is not None


def test_given_cases_come_first_and_are_called_by_their_numbers() -> None:
    shown = classroom(KNOWLEDGE, ["shelf-full"], [given("no-answer")]).cases
    assert [case.id for case in shown] == ["given-1", "shelf-full"]
    assert shown[0].title.en.startswith("Case ")
