"""Frames of a symptom, a case and a plan: what they claim, what they show, and that a class can read it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from expert import Case, diagnose, plan, question_ladder
from expert.foundations.texts import LANGUAGES, Language
from expert.rules.way_dangers import NOT_FITTING, dangers, sometimes
from expert.visualize.canvas import themes
from expert.visualize.canvas.theme import Brand, Logo, theme, using
from expert.visualize.frames import decks, of_symptom
from expert.visualize.frames.frame import Deck, Frame
from expert.visualize.words import DISPUTED_WORD, SAFETY
from tests import small
from tests.pictures.frame_flaws import flaws
from tests.visualize.frames import decks_made as made


def frame(deck: Deck, name: str) -> Frame:
    return next(frame for frame in deck.frames if re.fullmatch(rf"{name}(-\d+)?", frame.id))


def said(frame: Frame, kind: str = "") -> list[str]:
    return [cell.text for cell in frame.cells if kind in cell.kind]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_too_small_or_outside_or_meets_something_else(language: Language) -> None:
    for name, deck in made.every(language):
        assert list(flaws(deck.frames)) == [], name
        assert all(frame.claim for frame in deck.frames)
        assert len({frame.id for frame in deck.frames}) == len(deck.frames), name


@pytest.mark.parametrize("name", themes.names())
def test_in_every_theme_they_are_laid_out_alike(name: str) -> None:
    plain = made.symptom("setup-failed-no-answer")
    with using(themes.theme_of(name)):
        themed = made.symptom("setup-failed-no-answer")
    assert [[cell.rect for cell in frame.cells] for frame in themed.frames] == [
        [cell.rect for cell in frame.cells] for frame in plain.frames
    ]


def test_what_a_theme_wants_on_every_frame_has_room_there() -> None:
    logo = Logo("svg", b"", 50, 10)
    brand = Brand(logo, "A library with a name of some fifty letters in all", "Only for those who lend")
    with using(replace(theme(), brand=brand)):
        for name in small.knowledge().symptoms:
            for frame in made.symptom(name).frames:
                assert list(flaws([frame])) == []
                assert frame.logo is not None
                lines = [line.rect for cell in frame.cells for line in cell.set_lines()]
                assert not [rect for rect in lines if rect.y < frame.logo.bottom and rect.right > frame.logo.x]
                assert said(frame, "header") == [brand.header]
                assert said(frame, "footer") == [brand.footer]


# A symptom


@pytest.mark.parametrize("name", small.knowledge().symptoms)
def test_a_symptom_has_a_frame_for_each_question_cause_and_way(name: str) -> None:
    knowledge = small.knowledge()
    ladder = question_ladder(knowledge, name)
    ids = [re.sub(r"-\d+$", "", frame.id) for frame in made.symptom(name).frames]
    assert [one for one in dict.fromkeys(ids) if one.startswith("cause-")] == [f"cause-{c.id}" for c in ladder.causes]
    claims = {frame.claim for frame in made.symptom(name).frames if frame.id.startswith("question-")}
    asked = {rung.ask for rung in ladder.rungs if rung.fact is not None}
    assert asked <= claims or any(claim.endswith("…") for claim in claims)
    for remedy in ladder.remedies:
        assert any(one.startswith(f"remedy-{remedy.id}") for one in ids)


def test_a_symptom_that_nearly_anything_can_explain_says_what_its_causes_are_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(of_symptom, "_MOST_CAUSES", 2)
    deck = made.symptom("setup-failed-no-answer")
    causes = small.knowledge().causes_of("setup-failed-no-answer")
    shown = frame(deck, "causes")
    assert sorted(shown.notes) == sorted(cause.title.en for cause in causes)
    counts = [int(text.rpartition(": ")[2].split()[0].replace("one", "1")) for text in said(shown, "text")]
    assert (sum(counts), len(counts)) == (len(causes), len({cause.topic for cause in causes}))
    assert not [shown.id for shown in deck.frames if shown.id.startswith(("cause-", "remedy-"))]
    assert list(flaws(deck.frames)) == []


@pytest.mark.parametrize("most_causes", [2, 20])
def test_questions_are_named_a_few_at_a_time_with_what_comes_next(
    most_causes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_symptom, "_MOST_CAUSES", most_causes)
    monkeypatch.setattr(of_symptom, "_MOST_QUESTIONS", 2)
    deck = made.symptom("setup-failed-network")
    rungs = question_ladder(small.knowledge(), "setup-failed-network").rungs
    assert len(rungs) == 5
    lists = [one for one in deck.frames if one.id.startswith("questions")]
    assert len(lists) == (2 if most_causes == 2 else 3)
    for start, shown in zip((0, 2, 4), lists, strict=False):
        assert said(shown, "number") == [rung.called for rung in rungs[start : start + 2]]
        told = [text for text in said(shown, "text") if text.startswith("Next comes question ")]
        after = [f"Next comes question {rung.called}: " for rung in rungs[start + 2 : start + 3]]
        assert [text.startswith(one) for text, one in zip(told, after, strict=True)] == [True] * len(after)
    asked = {one.id.split("-")[1] for one in deck.frames if one.id.startswith("question-")}
    assert len(asked) == (2 if most_causes == 2 else 5)
    assert list(flaws(deck.frames)) == []


def test_the_first_frame_says_what_the_user_sees() -> None:
    deck = made.symptom("shelf-full")
    assert deck.frames[0].claim == small.knowledge().symptoms["shelf-full"].title.en
    message = small.knowledge().symptoms["shelf-full"].shown_in("en")[0]
    assert any(message in text.replace('"', "") for text in said(deck.frames[0], "message"))


def test_each_answer_leads_by_an_arrow_to_a_cause_or_to_the_next_question() -> None:
    for shown in made.symptom("setup-failed-no-answer").frames:
        if shown.id.startswith("question-"):
            answers = [cell.id for cell in shown.cells if cell.kind == "answer"]
            assert sorted(arrow.source for arrow in shown.arrows) == sorted(answers)
            targets = {cell.id: cell.kind for cell in shown.cells}
            assert all(targets[arrow.target].startswith(("cause", "goes-on")) for arrow in shown.arrows)


def test_of_few_other_answers_each_is_named() -> None:
    vocabulary = small.knowledge().vocabulary
    named: set[str] = set()
    unnamed: set[str] = set()
    for name in small.knowledge().symptoms:
        ladder = question_ladder(small.knowledge(), name)
        for rung in ladder.rungs:
            if rung.fact is None or rung.sorts or rung.otherwise is not None:
                continue
            shown = frame(made.symptom(name), f"question-{rung.number}")
            answers = said(shown, "answer")
            words = {text.en for text in vocabulary[rung.fact].values.values()}
            (named if "another answer" not in answers else unnamed).add(rung.fact)
            if "another answer" not in answers:
                assert set(answers[-2].split(" or ")) <= words
                assert not set(answers[-2].split(" or ")) & set(answers[:-2])
    assert named
    assert all(len(vocabulary[fact].values) != 2 for fact in unnamed)


def test_what_only_some_devices_suffer_is_an_outline_that_names_them() -> None:
    marks = [
        cell for name in small.knowledge().symptoms for shown in made.symptom(name).frames for cell in shown.cells
        if cell.kind.startswith("mark")
    ]  # fmt: skip
    known = {SAFETY[danger].en for danger in SAFETY}
    for cell in marks:
        assert cell.look is not None
        if cell.kind.endswith("conditional"):
            assert (cell.look.fill, cell.look.lines) == ("none", "dashed")
            assert not re.search(r": !", cell.text), "a danger begins a line"
            case, _, danger = cell.text.replace("\n", " ").partition(": ")
            assert case in ("if by itself", "if wrong", "if the reader has been set up already")
            assert danger in known
        elif "safe" not in cell.kind:
            assert cell.look.fill != "none"
    assert any(cell.kind.endswith("conditional") for cell in marks)


def test_a_way_bears_the_same_marks_on_slides_as_in_the_other_pictures() -> None:
    knowledge = small.knowledge()
    remedy = knowledge.remedies["get-seal"]
    shown = [one for one in made.symptom("no-join-rule").frames if re.fullmatch(r"remedy-get-seal-1(-\d)?", one.id)]
    marks = [cell for one in shown for cell in one.cells if cell.kind.startswith("mark")]
    sure = {cell.kind.split()[1] for cell in marks if not cell.kind.endswith("conditional")}
    harms = [cell.text.replace("\n", " ") for cell in marks if cell.kind == "mark affects_all_devices conditional"]
    assert sure - {"safe"} == {"changes_tenant"} == set(dangers(knowledge, remedy, remedy.options[0]))
    assert harms == [f"if wrong: {SAFETY['affects_all_devices'].en}"]
    (*_, last) = sometimes(knowledge, remedy, remedy.options[0])
    assert (last.safety, last.case) == (("affects_all_devices",), NOT_FITTING)


def test_notes_have_the_full_wording_of_the_steps_and_the_addresses_of_the_sources() -> None:
    knowledge = small.knowledge()
    deck = made.symptom("shelf-full")
    cause = knowledge.causes["shelf-limit-reached"]
    remedy = knowledge.remedy_of(cause)
    texts = [step.text.en for option in remedy.options for step in option.steps if hasattr(step, "text")]
    notes = "\n".join(note for shown in deck.frames for note in shown.notes)
    assert texts
    assert all(text in notes for text in texts)
    linked = {source.title for source in frame(deck, "cause-shelf-limit-reached").sources}
    assert linked == {knowledge.documents[source.document].title for source in cause.sources}


# A case


def verdict(example: str, language: Language = "en") -> Frame:
    return frame(decks.of_case(made.diagnosis(example, language)), "verdict")


def test_a_case_goes_from_the_message_to_what_to_do() -> None:
    ids = [shown.id for shown in decks.of_case(made.diagnosis("shelf-limit.yaml")).frames]
    wanted = ("report", "facts", "symptom", "weighed-confirmed", "verdict", "steps", "sources")
    order = [next(i for i, one in enumerate(ids) if one.startswith(name)) for name in wanted]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("example", "claim", "word"),
    [
        ("shelf-limit.yaml", "The cause is confirmed", "CONFIRMED"),
        ("no-answer.yaml", "Only older documentation names this cause", "SUPERSEDED"),
        ("link-log.yaml", "This is the likely cause", "LIKELY"),
        ("card-conflict-swedish.yaml", "The facts contradict each other", "CONTRADICTION"),
        ("in-the-way.yaml", "This stops the enrollment, whatever is shown", "OBSTACLE"),
        ("solved.yaml", "Solved", "SOLVED"),
        ("first-sentence-only.yaml", "More of the message is needed", "INCOMPLETE"),
        ("phone.yaml", "Outside this system", "OUT OF SCOPE"),
        ("network.yaml", "4 causes are possible", "OPEN"),
    ],
)
def test_each_way_a_case_ends_has_a_claim_and_a_word_of_its_own(example: str, claim: str, word: str) -> None:
    shown = verdict(example)
    assert shown.claim == claim
    assert any(cell.said[0].text == word for cell in shown.cells if cell.said)


def test_a_text_that_nothing_is_known_of_says_what_to_collect() -> None:
    deck = decks.of_case(made.unrecognized())
    assert frame(deck, "verdict").claim == "This is not recognized"
    assert said(frame(deck, "collect"))


def test_a_superseded_cause_is_an_outline_and_hatched_and_its_questions_come_before_its_steps() -> None:
    deck = decks.of_case(made.diagnosis("no-answer.yaml"))
    (cell,) = (cell for cell in frame(deck, "verdict").cells if cell.kind.startswith("cause"))
    assert cell.look is not None
    assert cell.look.hatched
    assert cell.look.lines == "dashed"
    ids = [shown.id for shown in deck.frames]
    assert next(i for i, one in enumerate(ids) if one.startswith("find-out")) < next(
        i for i, one in enumerate(ids) if one.startswith("steps")
    )
    shown = to_do(deck)
    assert all(text.startswith("WHAT MAY BE DONE ALREADY") for one in shown for text in said(one, "kicker"))
    assert any(cell.look is not None and cell.look.hatched for cell in shown[0].cells)


def test_of_several_messages_each_symptom_shows_its_own_and_the_unknown_one_is_named() -> None:
    knowledge = small.knowledge()
    shown = ["The shelf is full", "This card is not valid", made.NOTHING_KNOWN]
    found = diagnose(Case(error=shown), knowledge)
    assert len(found.symptoms) == 2
    symptoms = frame(decks.of_case(found), "symptom")
    texts = [text.strip('"') for text in said(symptoms, "message")]
    assert texts == [*(symptom.matched for symptom in found.symptoms), made.NOTHING_KNOWN]
    assert len(set(texts)) == 3
    assert said(symptoms, "no-symptom") == ["Not recognized as a further symptom"]


def to_do(deck: Deck) -> list[Frame]:
    return [shown for shown in deck.frames if shown.id.startswith("steps")]


def test_each_remedy_has_frames_of_its_own_under_its_cause_with_all_of_its_steps() -> None:
    messages = ["The shelf is full", "This card is not valid"]
    facts = {"limit_reached": True, "card": "missing", "joining": "by_hand"}
    found = diagnose(Case(error=messages, **facts), small.knowledge())
    causes = [cause for cause in found.causes if cause.verdict == "confirmed"]
    assert len(causes) == 2
    shown = to_do(decks.of_case(found))
    for cause in causes:
        mine = [one for one in shown if one.claim == cause.title]
        numbers = [text for one in mine for text in said(one, "number") if text != "!"]
        assert numbers == [step.called for step in found.plan if cause.id in step.causes]
        assert cause.remedy is not None
        assert cause.remedy.title in said(mine[0], "text")
    assert {one.claim for one in shown} == {cause.title for cause in causes}
    twice = [step for step in found.plan if len(step.causes) == 2]
    assert sum("once is enough" in text for one in shown for text in said(one, "step")) == len(twice) > 0


def test_what_is_held_back_of_a_remedy_is_said_on_its_frame() -> None:
    found = made.diagnosis("in-the-way.yaml")
    (notice,) = (notice for notice in found.notices if notice.kind == "held_back")
    assert notice.text in said(to_do(decks.of_case(found))[-1], "text")


def test_each_way_has_frames_of_its_own_with_the_letter_of_its_place_and_its_caution_in_a_box() -> None:
    deck = decks.of_case(made.diagnosis("seal-expired.yaml"))
    letters = {kicker.split("option ")[1][0] for one in to_do(deck) for kicker in said(one, "kicker")}
    assert letters == {"A", "B", "C"}
    named = re.compile(r"remedy-renew-seal-\d(-\d)?")
    symptoms = [one for one in made.symptom("no-join-rule").frames if named.fullmatch(one.id)]
    there = {one.claim: kicker.split("option ")[1][0] for one in symptoms for kicker in said(one, "kicker")}
    here = {
        text.removeprefix("If this fits: "): one.cells
        for one in to_do(deck) for text in said(one, "text") if text.startswith("If this fits")
    }  # fmt: skip
    for title, letter in there.items():
        assert next(cell.text for cell in here[title] if cell.kind == "kicker").split("option ")[1][0] == letter
    warned = [one for one in to_do(deck) if said(one, "harm")]
    assert len(warned) == 2
    assert not any("First make sure" in text for one in deck.frames for text in said(one, "step"))


def test_questions_bear_their_numbers() -> None:
    found = made.diagnosis("network.yaml")
    shown = [one for one in decks.of_case(found).frames if one.id.startswith("find-out")]
    numbers = [text for one in shown for text in said(one, "number")]
    assert numbers == [str(question.number) for question in found.questions[: len(numbers)]]
    assert numbers[0] == "1"


def test_what_waits_until_the_cause_is_sure_says_so_in_its_mark() -> None:
    facts = {"behavior": "stuck_after_sign_in", "joining": "by_itself", "sign_in": "old", "os_version": "7.4"}
    found = diagnose(Case(**facts), small.knowledge(), language="sv")
    marks = [text for one in to_do(decks.of_case(found)) for text in said(one, "conditional")]
    assert {" ".join(text.split()) for text in marks} == {"Först när orsaken är säker: !! RADERAR ENHETEN"}


def test_nothing_is_to_be_done_where_the_case_is_none_or_is_over() -> None:
    for example in ("phone.yaml", "solved.yaml"):
        ids = {shown.id for shown in decks.of_case(made.diagnosis(example)).frames}
        assert not {one for one in ids if one.startswith(("steps", "weighed", "find-out"))}


def test_every_candidate_is_shown_with_its_verdict() -> None:
    for path in small.EXAMPLES.iterdir():
        found = made.diagnosis(path.name)
        if found.outcome in ("out_of_scope", "solved"):
            continue
        deck = decks.of_case(found)
        shown = " ".join(" ".join(said(frame)) for frame in deck.frames if frame.id.startswith("weighed"))
        assert all(" ".join(cause.title.split()) in " ".join(shown.split()) for cause in found.weighed)
        assert (DISPUTED_WORD.en in shown) == any(cause.disputed for cause in found.weighed)


# A plan


def test_a_plan_has_frames_for_each_stage_and_every_step_with_its_number() -> None:
    work = plan(made.diagnosis("no-answer.yaml"))
    deck = decks.of_plan(work)
    for stage in work.stages:
        shown = [f for f in deck.frames if re.fullmatch(rf"stage-{stage.number}(-\d+)?", f.id)]
        titles = {cause.id: cause.title for cause in work.causes}
        assert {f.claim for f in shown} == {titles[stage.causes[0]] if len(stage.causes) == 1 else stage.title}
        numbers = [text for f in shown for text in said(f, "number") if text != "?"]
        assert numbers == [step.called for step in stage.steps]


def test_topics_list_every_symptom_once() -> None:
    knowledge = small.knowledge()
    shown = [text for f in decks.of_topics(knowledge, None, "en").frames for text in said(f, "text")]
    titled = [symptom.title.en for symptom in knowledge.symptoms.values() if symptom.topic is not None]
    assert sorted(text.splitlines()[0] for text in shown) == sorted(titled)


def test_decks_one_after_the_other_are_numbered_through() -> None:
    one, other = made.symptom("shelf-full"), made.symptom("branch-full")
    both = decks.joined("Both", [one, other])
    assert [f.number for f in both.frames] == [*range(1, len(one.frames) + len(other.frames) + 1)]
    assert len({f.id for f in both.frames}) == len(both.frames)
    assert said(both.frames[-1], "page") == [f"{len(both.frames)} / {len(both.frames)}"]
    assert list(flaws(both.frames)) == []
