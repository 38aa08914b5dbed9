"""Trials of many mutants: samples, records of those that change nothing, processes, and what is reported."""

from __future__ import annotations

from expert.foundations.texts import LANGUAGES
from expert.proving.mutants.kinds import KINDS
from expert.proving.mutants.report import Count, Report
from expert.proving.mutants.trial import Choice, Tried, records_to_mend, try_mutants
from tests.proving.mutants.small_ground import every, folders, ground

LINKS = Choice(("link-dropped",), ("write-addresses",))
RECORD = """\
- kind: link-dropped
  part: remedies/write-addresses
  at: notes[1]/links[0]
  reason: It is only there to be read.
"""


def tried(choice: Choice, records: str = "", jobs: int = 1) -> list[Tried]:
    return list(try_mutants(folders(records), ground(records), choice, jobs))


def report(choice: Choice, records: str = "") -> Report:
    found = tried(choice, records)
    return Report(found, len(every()), choice, records_to_mend(ground(records), found))


def test_a_sample_has_some_of_each_kind_and_is_drawn_again_by_its_seed() -> None:
    size = len(KINDS) + 10
    chosen = Choice(sample=size, seed=4).of(every())
    assert len(chosen) == size
    assert {every()[i].kind.id for i in chosen} == KINDS.keys()
    assert chosen == sorted(chosen) == Choice(sample=size, seed=4).of(every())
    assert chosen != Choice(sample=size, seed=5).of(every())


def test_a_sample_of_few_is_no_larger_than_wanted() -> None:
    assert len(Choice(sample=5, seed=1).of(every())) == 5
    of_part = Choice(parts=("write-addresses",), sample=1000).of(every())
    assert {every()[i].part.id for i in of_part} == {"write-addresses"}


def test_several_processes_find_what_one_does() -> None:
    choice = Choice(parts=("reset-as-new",))
    alone, together = tried(choice), tried(choice, jobs=2)
    assert len(alone) > 20
    assert [(one.mutant.id, one.noticed) for one in together] == [(one.mutant.id, one.noticed) for one in alone]


def test_a_survivor_that_is_recorded_counts_as_no_mistake() -> None:
    (one,) = tried(LINKS)
    assert one.survived
    (one,) = tried(LINKS, RECORD)
    assert (one.survived, one.equivalent) == (False, "It is only there to be read.")
    assert report(LINKS, RECORD).all.figures() == {
        "made": 1, "check": 0, "test": 0, "equivalent": 1, "survived": 0, "per_cent": None
    }
    assert report(LINKS, RECORD).to_mend == []


def test_a_record_that_fits_no_mutant_is_told() -> None:
    (problem,) = report(LINKS, RECORD.replace("links[0]", "links[1]")).to_mend
    assert problem.in_("en") == "rules/mutants.yaml:1: no mutant is like this any more; take the record out"
    (problem,) = report(LINKS, RECORD.replace("link-dropped", "link-droped")).to_mend
    assert problem.in_("en") == (
        'rules/mutants.yaml:1: there is no kind of mutants "link-droped"; did you mean "link-dropped"?'
    )


def test_a_record_of_what_is_noticed_is_told_where_all_that_it_speaks_of_was_tried() -> None:
    record = "- {kind: verdict-changed, part: causes/address-missing, reason: We thought so.}\n"
    choice = Choice(("verdict-changed",), ("address-missing",))
    (problem,) = report(choice, record).to_mend
    assert problem.in_("en") == "rules/mutants.yaml:1: check or test notices this by now; take the record out"
    assert report(Choice(choice.kinds, choice.parts, 1, 1), record).to_mend == []


def test_a_report_lists_each_survivor_with_its_place_and_what_was_changed() -> None:
    lines = report(LINKS).to_text("en").splitlines()
    assert lines[:3] == [
        "link-dropped: a link is dropped",
        "  rules/remedies/write-addresses.yaml:19",
        '    - notes[1]/links[0]: {url: "https://library.example/addresses"}',
    ]
    assert [line.split() for line in lines[4:]] == [
        ["kind", "made", "check", "test", "equivalent", "survived", "noticed"],
        ["link-dropped", "1", "0", "0", "0", "1", "0.0%"],
        ["all", "1", "0", "0", "0", "1", "0.0%"],
    ]
    (survivor,) = report(LINKS).to_data()["survivors"]
    assert (survivor["file"], survivor["line"]) == ("rules/remedies/write-addresses.yaml", 19)
    assert (survivor["at"], survivor["becomes"]) == ("notes[1]/links[0]", "")


def test_a_long_line_is_cut_to_where_it_differs() -> None:
    (swapped,) = [one for one in every() if one.kind.id == "languages-swapped"
                  and one.home == "remedies/write-addresses" and one.at == "notes[0]/text"]
    assert all(len(line) < 130 for line in swapped.difference())
    assert [line[0] for line in swapped.difference()] == ["-", "+"]


def test_of_grave_kinds_none_may_survive_however_few_have_to_be_noticed() -> None:
    grave = report(Choice(("mark-dropped",), ("write-addresses",)))
    assert grave.all.survived == 1
    assert not grave.reaches(0)
    assert report(LINKS).reaches(0)
    assert not report(LINKS).reaches(1)
    assert report(Choice(("verdict-changed",), ("address-missing",))).reaches(100)


def test_a_share_is_never_rounded_up() -> None:
    assert Count(3000, 2999, 0, 0).per_cent == 99.9


def test_every_kind_has_words_in_both_languages() -> None:
    for kind in KINDS.values():
        assert len({kind.title.in_(language) for language in LANGUAGES}) == 2, kind.id
