"""The handout: one file to print, with everything in it, the same for everybody, and safe to open."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape
from pathlib import Path

import pytest

from expert import KnowledgeBase, diagnose
from expert.foundations.outgoing import in_css
from expert.foundations.texts import LANGUAGES, Language
from expert.teach import TODAY, Practice, lessons_for_learners, lessons_for_teachers
from expert.teach.ladders import question_ladder
from expert.teach.lessons import SEED
from expert.visualize import words
from expert.visualize.canvas.graph import add_line, box_of, lines
from expert.visualize.canvas.theme import theme
from expert.visualize.drawings.ladder import ladder_graph
from expert.visualize.pages.handout import _in_alphabet, handout_page
from expert.visualize.pages.handout_words import REMEDY
from expert.visualize.pages.ladder_on_paper import PAPER, inline, on_paper
from tests import commands
from tests.visualize.pages.html_page import Page

KNOWLEDGE = KnowledgeBase.shipped()
SERVER = "setup-failed-no-answer"
LEARNERS = {language: lessons_for_learners(KNOWLEDGE, None, language) for language in LANGUAGES}
TEACHERS = {language: lessons_for_teachers(KNOWLEDGE, None, language) for language in LANGUAGES}


def of_one(symptom: str, language: Language, *, solutions: bool) -> str:
    """The handout about one symptom."""
    lessons = (TEACHERS if solutions else LEARNERS)[language]
    shown = [lesson for lesson in lessons if lesson.ladder.symptom == symptom]
    return handout_page(KNOWLEDGE, shown, language, solutions=solutions)


@pytest.fixture(scope="module", params=[(lang, solutions) for lang in LANGUAGES for solutions in (False, True)],
                ids=lambda p: f"{p[0]}-{'solutions' if p[1] else 'exercises'}")
def whole(request: pytest.FixtureRequest) -> tuple[Language, bool, str]:
    language, solutions = request.param
    lessons = (TEACHERS if solutions else LEARNERS)[language]
    return language, solutions, handout_page(KNOWLEDGE, lessons, language, solutions=solutions)


def test_the_page_is_well_formed_and_needs_nothing_from_the_net(whole: tuple[Language, bool, str]) -> None:
    language, _, text = whole
    page = Page(text)
    assert text.startswith("<!DOCTYPE html>\n")
    assert f'<html lang="{language}">' in text
    assert page.wrong == []
    assert page.loads == []
    assert "@import" not in text
    assert not re.search(r"url\((?!#)", text)
    assert "<?xml" not in text
    assert page.tags["html"] == page.tags["head"] == page.tags["body"] == page.tags["main"] == page.tags["h1"] == 1


def test_no_id_is_given_twice_and_every_reference_leads_somewhere(whole: tuple[Language, bool, str]) -> None:
    page = Page(whole[2])
    assert len(page.ids) == len(set(page.ids))
    assert set(page.references) <= set(page.ids)
    assert len(page.references) >= len(KNOWLEDGE.symptoms)


def test_every_symptom_is_there_with_where_to_look_or_all_its_messages(whole: tuple[Language, bool, str]) -> None:
    language, solutions, text = whole
    for symptom in KNOWLEDGE.symptoms.values():
        assert f'id="symptom--{symptom.id}"' in text
        for message in symptom.messages if solutions else ():
            assert escape(str(message.text.in_(language))) in text
    assert (escape(KNOWLEDGE.vocabulary["card"].where_to_look.in_(language)) in text) is not solutions


def test_pictures_name_themselves_and_are_told_in_text_too(whole: tuple[Language, bool, str]) -> None:
    _, solutions, text = whole
    page = Page(text)
    lessons = [lesson for lesson in LEARNERS["en"] if lesson.exercise is not None and not lesson.exercise.demonstration]
    branching = [lesson for lesson in lessons if len(lesson.ladder.causes) > 1]
    assert len(page.pictures) >= len(branching) if solutions else page.pictures == []
    assert all(picture["role"] == "img" and picture["aria-label"] for picture in page.pictures)
    assert page.tags.get("pre", 0) == (len(branching) if solutions else 0)


def test_printed_pictures_fit_a_page_with_letters_that_can_be_read() -> None:
    text = handout_page(KNOWLEDGE, TEACHERS["sv"], "sv", solutions=True)
    sizes = [(float(w), float(h)) for w, h in re.findall(r'viewBox="\S+ \S+ (\S+) (\S+)"', text)]
    # Nothing is made smaller on a page: so all letters are as the theme has them, and none of these is below 9 points.
    assert all(width <= PAPER[0] and height <= PAPER[1] for width, height in sizes)
    assert min(theme().font.chip, theme().font.small, theme().font.body) >= 9


def test_the_exercises_do_not_hold_the_answers() -> None:
    for language in LANGUAGES:
        text = of_one(SERVER, language, solutions=False)
        for cause in KNOWLEDGE.causes_of(SERVER):
            assert cause.id not in text
            assert escape(cause.title.in_(language)) not in text
        assert 'class="choices"' in text
        assert 'class="box"' in text
        assert "CONFIRMED" not in text
        assert "BEKRÄFTAD" not in text


def test_the_solutions_hold_causes_steps_dangers_and_dated_sources() -> None:
    text = of_one(SERVER, "en", solutions=True)
    for cause in KNOWLEDGE.causes_of(SERVER):
        assert escape(cause.title.en) in text
        assert all(source.date.isoformat() in text for source in cause.sources)
    assert f'<span class="mark danger">{words.SAFETY["removes_company_data"].en}</span>' in text
    assert f'<span class="mark changes">{words.SAFETY["changes_tenant"].en}</span>' in text
    assert "(superseded)" in text
    assert 'class="choices"' not in text


def row_words(text: str, table: str) -> list[list[str]]:
    """The words of a table's cells, row by row."""
    (body,) = re.findall(rf'<table class="{table}">.*?<tbody>(.*?)</table>', text, re.DOTALL)
    rows = [re.findall(r"<td>(.*?)</td>", f"<td>{row}", re.DOTALL) for row in body.split("<tr><td>")[1:]]
    words_of = [[unescape(re.sub(r"<p.*</p>|<[^>]+>", "", cell, flags=re.DOTALL)) for cell in row] for row in rows]
    return [[word.strip() for word in row] for row in words_of]


@pytest.mark.parametrize("language", LANGUAGES)
def test_learner_and_teacher_have_the_same_case(language: Language) -> None:
    practice = Practice.draw(SEED, SERVER, language=language)
    learner, teacher = (of_one(SERVER, language, solutions=solutions) for solutions in (False, True))
    assert escape(practice.complaint.text) in learner
    assert escape(practice.complaint.text) in teacher
    vocabulary = KNOWLEDGE.vocabulary
    asked = [row[0] for row in row_words(learner, "questions")]
    given = row_words(teacher, "answers")
    by_title = {fact.title.in_(language): fact for fact in vocabulary.facts.values()}
    assert asked == [title for title, _ in given]
    for title, answer in given:
        value = practice.hidden.case[by_title[title].name]
        assert answer == by_title[title].say(value).in_(language)


def test_the_teacher_reads_why_it_is_that_cause() -> None:
    text = of_one(SERVER, "en", solutions=True)
    practice = Practice.draw(SEED, SERVER)
    diagnosis = diagnose(practice.hidden.case, today=TODAY)
    assert f"The cause: {escape(practice.result.title)}" in text
    for cause in diagnosis.causes:
        facts = "; ".join(f"{fact.title}: {fact.words}" for fact in cause.because)
        said = f"Proven by: {facts}." if cause.verdict == "confirmed" else f"Not “{cause.title}”: {facts}."
        assert escape(said) in text
    assert "The recommended path (cheapest on average)" in text


def test_another_seed_is_another_exercise() -> None:
    texts = {
        handout_page(KNOWLEDGE, lessons_for_learners(KNOWLEDGE, SERVER, "en", seed), "en", solutions=False)
        for seed in range(4)
    }
    assert len(texts) == 4
    with pytest.raises(ValueError, match="seed"):
        lessons_for_learners(KNOWLEDGE, SERVER, "en", -1)


@pytest.mark.parametrize("solutions", [False, True])
def test_lessons_in_one_language_make_a_handout_in_the_other(solutions: bool) -> None:
    lessons = TEACHERS if solutions else LEARNERS
    swedish = handout_page(KNOWLEDGE, lessons["sv"], "sv", solutions=solutions)
    assert handout_page(KNOWLEDGE, lessons["en"], "sv", solutions=solutions) == swedish


def test_learners_are_given_nothing_that_gives_an_exercise_away() -> None:
    exercises = [lesson.exercise for lesson in LEARNERS["en"] if lesson.exercise is not None]
    assert len(exercises) == len(KNOWLEDGE.symptoms)
    assert {exercise.result for exercise in exercises} == {None}
    assert {lesson.path for lesson in LEARNERS["en"]} == {None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_can_be_looked_up_comes_by_the_alphabet_and_the_path_in_the_solutions_only(language: Language) -> None:
    text = of_one("no-join-rule", language, solutions=False)
    exercise = Practice.draw(SEED, "no-join-rule", language=language).exercise
    titles = sorted((seen.title for seen in exercise.observations), key=lambda title: title.casefold())
    assert [row[0] for row in row_words(text, "questions")] == titles
    path = words.BEST_PATH.in_(language).partition(":")[0]
    assert path not in text
    assert path in of_one("no-join-rule", language, solutions=True)


def test_swedish_letters_come_after_z() -> None:
    assert sorted(["öl", "zon", "ål", "ärende", "Adress"], key=_in_alphabet) == ["Adress", "zon", "ål", "ärende", "öl"]


def test_each_sheet_has_its_number_and_how_to_play_it(whole: tuple[Language, bool, str]) -> None:
    language, _, text = whole
    sheets = [one for one in LEARNERS[language] if one.exercise is not None and not one.exercise.demonstration]
    for number, lesson in enumerate(sheets, start=1):
        name = lesson.ladder.symptom
        said = {"en": f"Sheet {number} of {len(sheets)}", "sv": f"Blad {number} av {len(sheets)}"}[language]
        (section,) = re.findall(rf'<section id="symptom--{name}".*?</h2>.*?</p>', text, re.DOTALL)
        assert f"{said}. " in section
        assert f"<code>expert practice --symptom {name} --seed {SEED}</code>" in section
        assert f'<a href="class.html#practice/{name}/{SEED}">' in section
        assert f"@page sheet-{number} {{ @top-left {{ content: \"{said}" in text


def test_demonstrations_are_marked_and_stand_together(whole: tuple[Language, bool, str]) -> None:
    language, _, text = whole
    demonstrations = [one for one in LEARNERS[language] if one.exercise is not None and one.exercise.demonstration]
    (together,) = re.findall(r'<section class="[a-z]+ demonstrations">.*?</section>', text, re.DOTALL)
    assert together.count('<span class="mark plain">') == len(demonstrations) > 1
    for lesson in demonstrations:
        assert f'id="symptom--{lesson.ladder.symptom}" class="demonstration"' in together


def test_a_title_cannot_leave_the_header_of_its_pages() -> None:
    assert in_css('a"; } </style><b>\\ å') == r"a\22 \3b  \7d  \3c \2f style\3e \3c b\3e \5c  \e5 "


def test_what_only_some_devices_suffer_is_marked_so() -> None:
    text = handout_page(KNOWLEDGE, TEACHERS["en"], "en", solutions=True)
    perhaps = re.findall(r'<span class="mark perhaps">(.*?)</span>', text)
    assert perhaps
    cases = {unescape(mark).rpartition(": ")[0] for mark in perhaps}
    assert cases == {"if by itself", "if wrong", "if the reader has been set up already"}
    assert not re.search(r'<li>If “[^<]*<span class="mark (?:danger|changes)">', text)


def test_the_ways_to_mend_it_are_told_with_what_they_would_do() -> None:
    text = of_one("no-join-rule", "en", solutions=True)
    for way in Practice.draw(SEED, "no-join-rule").result.ways:
        assert escape(way.told) in text


def test_where_the_message_decides_there_is_nothing_to_ask() -> None:
    text = of_one("card-not-valid", "en", solutions=False)
    assert "The message alone names the cause; nothing has to be looked up." in text
    assert "<table" not in text


def test_what_belongs_to_several_symptoms_is_printed_once(whole: tuple[Language, bool, str]) -> None:
    language, solutions, text = whole
    for remedy in KNOWLEDGE.remedies.values():
        heading = escape(REMEDY.format(title=remedy.title).in_(language))
        assert text.count(f'<p class="remedy">{heading}</p>') == solutions
    for cause in KNOWLEDGE.causes.values():
        assert text.count(f'id="cause--{cause.id}"') == solutions


def test_equal_input_gives_equal_bytes() -> None:
    assert of_one(SERVER, "sv", solutions=True) == of_one(SERVER, "sv", solutions=True)


def test_texts_of_a_rule_folder_cannot_bring_markup_in(tmp_path: Path) -> None:
    folder = tmp_path / "symptoms"
    folder.mkdir()
    (folder / "shelf-full.yaml").write_text(
        """\
id: shelf-full
title: {en: "<script>alert(1)</script> & $body", sv: "<b>fel</b>"}
messages: [{en: 'Limit "reached" <img src=x onerror=alert(1)>'}]
example: {error: 'Limit "reached" <img src=x onerror=alert(1)>'}
sources: [{document: handbook, heading: x, date: 2019-11-18}]
""",
        encoding="utf-8",
    )
    (tmp_path / "overrides.yaml").write_text("symptoms: [shelf-full]\n", encoding="utf-8")
    own = KnowledgeBase.load(tmp_path)
    text = handout_page(own, lessons_for_teachers(own, "shelf-full", "en"), "en", solutions=True)
    page = Page(text)
    assert (page.wrong, page.loads) == ([], [])
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; $body" in text


def test_a_picture_on_a_page_has_ids_of_its_own() -> None:
    drawn = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="10pt" height="5pt" viewBox="0 0 10 5" id="a">'
        b'<path id="b" clip-path="url(#a)" fill="#a"/><path fill="#FFFFFF"/></svg>'
    )
    one, other = inline(drawn, "one", 'A "b"'), inline(drawn, "two", "A")
    assert 'id="one--b"' in one
    assert "url(#one--a)" in one
    assert 'fill="#FFFFFF"' in one
    assert set(re.findall(r'id="([^"]+)"', one)).isdisjoint(re.findall(r'id="([^"]+)"', other))
    assert 'width="10pt"' not in one
    assert "max-width:10pt" in one


def test_a_handout_is_made_of_several_symptoms_and_of_a_topic(tmp_path: Path) -> None:
    one, other = "no-join-rule", "shelf-full"
    topic = KNOWLEDGE.symptoms[other].topic
    assert topic is not None
    about = [name for name, symptom in KNOWLEDGE.symptoms.items() if symptom.topic == topic]
    out = tmp_path / "handout.html"
    for named, wanted in (
        (("--symptom", other, "--symptom", one, "--symptom", other), [other, one]),
        (("--topic", topic), about),
        (("--symptom", one, "--topic", topic), list(dict.fromkeys([one, *about]))),
    ):
        ran = commands.run("handout", *named, "--language", "en", "--output", str(out))
        assert ran.exit_code == 0, ran.stderr
        found = re.findall(r'<(?:section|article) id="symptom--?([^"]+)"', out.read_text(encoding="utf-8"))
        assert sorted(found) == sorted(wanted)
        assert lessons_for_learners(KNOWLEDGE, wanted, "en")[0].ladder.symptom == wanted[0]
    assert "there is no topic" in commands.run("handout", "--topic", "no-such", "--language", "en").stderr


def test_words_of_a_line_that_have_no_room_beside_it_stand_in_the_box() -> None:
    """The columns stand closer on paper: what is set beside a line would run under the box where it begins."""
    ladder = ladder_graph(question_ladder(KNOWLEDGE, "no-join-rule", "sv"))
    single = next(
        (source, target, line) for source, target, line in lines(ladder)
        if box_of(ladder, target).kind == "cause"
        and sum(box_of(ladder, other).kind == "cause" for other in ladder.succ[source]) == 1
    )  # fmt: skip
    for label, beside in (("ja", True), ("blockerad", False)):
        source, target, line = single
        add_line(ladder, source, target, replace(line, label=label))
        drawn = "".join(on_paper({"no-join-rule": ladder})["no-join-rule"])
        edges = re.findall(r'<g [^>]*class="edge[^>]*>(.*?)</g>', drawn, re.DOTALL)
        shown = re.compile(rf"<text[^>]*>{label}</text>")
        assert shown.search(drawn)
        assert any(map(shown.search, edges)) is beside
