"""Whom or what evidence speaks of, and which of them a case is about."""

from __future__ import annotations

import pytest

from expert.evidence.evidence import Evidence, Reading, TextFound
from expert.evidence.subjects import About, Subject, SubjectKind, names_together
from expert.facts.vocabulary import MESSAGE
from expert.foundations.problems import Place

PLACE = Place("x.json")


def of(kind: SubjectKind, *names: str, at: str = "") -> Subject:
    return Subject.of(kind, names, at)


Links = tuple[tuple[Subject, Subject], ...]


def evidence(*subjects: Subject, about: About | None = None, links: Links = ()) -> Evidence:
    return Evidence(About.of() if about is None else about, (), subjects, links=links)


def test_names_are_compared_in_any_letters_and_an_id_that_was_never_set_is_none() -> None:
    assert of("user", " Anna@Library.example ").names == {"anna@library.example"}
    assert of("device", "", "00000000-0000-0000-0000-000000000000", "0").names == frozenset()


def test_names_that_stand_beside_each_other_name_the_same() -> None:
    subjects = [of("user", "anna", "1"), of("user", "1", "anna@x"), of("user", "bo", "2"), of("device", "1", "serial")]
    assert names_together(subjects, "user", frozenset({"anna@x"})) == {"anna", "1", "anna@x"}
    assert names_together(subjects, "user", frozenset({"nobody"})) == {"nobody"}
    assert names_together(subjects, "user", frozenset()) == frozenset()


@pytest.mark.parametrize(
    ("subjects", "alone"),
    [
        ([of("user", "anna")], True),
        ([of("user", "anna"), of("user", "anna", "1"), of("user", "1")], True),
        ([of("user", "anna"), of("user", "bo")], False),
        ([of("user", "anna"), of("user")], True),  # a list of somebody's licenses that does not say whose
        ([of("user", "anna"), of("user", at="x.json: value[1]")], False),  # an event of somebody it does not name
        ([of("user", at="x.json")], True),
        ([of("user", at="x.json: value[0]"), of("user", at="x.json: value[1]")], False),
    ],
)
def test_the_only_one_of_its_kind_is_what_the_case_is_about(subjects: list[Subject], alone: bool) -> None:
    assert evidence(*subjects).belongs(subjects[0]) is alone


def test_somebody_named_by_one_name_is_known_by_all() -> None:
    anna, event, bo = of("user", "anna", "1"), of("user", "1"), of("user", "bo")
    found = evidence(anna, event, bo, about=About.of(user="Anna"))
    assert [found.belongs(one) for one in (anna, event, bo, of("user"))] == [True, True, False, False]


def test_a_token_and_a_profile_belong_to_the_case_where_its_device_does() -> None:
    device, other = of("device", "serial"), of("device", "other")
    profile, token, wrong = of("profile", "p"), of("token", "t"), of("profile", "q")
    links = ((profile, token), (device, profile), (other, wrong))
    found = evidence(device, other, profile, token, wrong, about=About.of(device="SERIAL"), links=links)
    assert [found.belongs(one) for one in (profile, token, wrong, of("token", "u"))] == [True, True, False, False]
    alone = evidence(device, profile, token, links=links[:2])
    assert alone.belongs(token)
    assert not evidence(device, other, profile, token, links=links).belongs(token)
    assert evidence(profile).belongs(profile)
    assert not evidence(token).belongs(token)


def test_a_profile_that_is_not_the_one_of_the_device_is_not_of_the_case_though_there_is_no_other() -> None:
    device, profile = of("device", "serial"), of("profile", "p")
    assert not evidence(device, profile, links=((device, of("profile", "q")),)).belongs(profile)


def test_what_holds_only_of_somebody_named_is_no_fact_of_the_only_one() -> None:
    reading = Reading("platform", "folio", of("device", "serial"), PLACE, "reader.platform", only_named=True)
    assert not Evidence(About.of(), (reading,), (reading.subject,)).is_of_case(reading)
    assert Evidence(About.of(device="serial"), (reading,), (reading.subject,)).is_of_case(reading)


def test_messages_of_others_are_none_of_the_case() -> None:
    anna, bo = of("user", "anna"), of("user", "bo")
    of_anna, of_bo = TextFound("of anna", PLACE, subject=anna), TextFound("of bo", PLACE, subject=bo)
    said = (of_anna, of_bo, TextFound("of a log", PLACE))
    found = Evidence(About.of(user="anna"), (), (anna, bo), said)
    assert found.case().values() == {MESSAGE: ("of anna", "of a log")}
    assert found.said_of_case == (said[0], said[2])
    assert Evidence(About.of(), (), (anna, bo), said).case().values() == {MESSAGE: ("of a log",)}
