"""What notices a mutant, and that trying only the cases that it concerns says the same as trying all."""

from __future__ import annotations

from functools import cache

import pytest

from expert import InputError
from expert.proving.mutants.ground import Folders, Ground
from expert.proving.mutants.judging import Judge, Noticed
from expert.proving.mutants.mutant import Mutant
from expert.proving.mutants.trial import Choice
from expert.rules.folders import RuleFolder
from tests.proving.mutants.small_ground import every, ground
from tests.sampling import exhaustive


@cache
def judge() -> Judge:
    return Judge(ground())


def mutant(kind: str, part: str, at: str | None = None) -> Mutant:
    """A mutant of the small knowledge, by the part and the place in it."""
    return next(one for one in every() if (one.kind.id, one.home) == (kind, part) and at in (None, one.at))


def noticed(kind: str, part: str, at: str | None = None) -> Noticed | None:
    return judge().notice(mutant(kind, part, at))


def test_check_notices_what_a_part_cannot_be_without() -> None:
    found = noticed("language-dropped", "causes/address-missing", "title/sv")
    assert found is not None
    assert (found.by, found.saying.en) == ("check", '"sv" is missing')


def test_check_notices_what_does_not_fit_together() -> None:
    late = noticed("protection-late", "remedies/reset-as-new")
    assert late is not None
    assert (late.by, late.saying.en) == ("check", "erases_device: no earlier step protects from the loss")


def test_a_case_notices_what_check_does_not() -> None:
    found = noticed("value-dropped", "causes/address-missing", "confirmed_when/any[0]/address_in[0]")
    assert found is not None
    assert found.by == "test"
    assert found.saying.en.startswith("address-missing: case ")
    assert "one address is missing" in found.saying.en


def test_nothing_notices_what_no_case_speaks_of() -> None:
    assert noticed("link-dropped", "remedies/write-addresses") is None


def test_mutants_are_made_only_of_what_is_sound() -> None:
    folders = Folders.named([])
    broken = {**folders.folders[0].files, "causes/address-missing.yaml": b"id: address-missing\n"}
    folder = RuleFolder("rules", broken, folders.folders[0].shown)
    with pytest.raises(InputError, match='"title" is missing'):
        Ground(Folders((folder,)))


def test_only_the_cases_concerned_say_the_same_as_all() -> None:
    size = 2000 if exhaustive() else 30
    tried = [every()[i] for i in Choice(sample=size, seed=9).of(every())]
    in_short = {one.id: _by(judge().notice(one)) for one in tried}
    assert "check" in in_short.values()
    assert [one.id for one in tried if _by(judge().notice_by_all(one)) != in_short[one.id]] == []


def test_of_a_page_that_reads_otherwise_the_same_is_told_as_by_all() -> None:
    other = ground("", ("vocabulary.yaml", "seal: {en: The desk > Library > Seal", "seal: {en: Somewhere else"))
    parts = other.read[0].parts
    place = next(i for i, part in enumerate(parts) if (part.kind, part.id) == ("pages", "seal"))
    told = ground().with_part(0, place, parts[place]).new
    assert told == ground().with_part_by_all(0, place, parts[place]).new != ()


def test_what_was_found_by_a_check_that_is_spared_still_needs_its_switch() -> None:
    where = "causes/address-missing.yaml"
    branch = (where, "    - address_out:", "    - {address_in: missing, address_out: missing}\n    - address_out:")
    switch = ("checks.yaml", "- {", "- {check: idle-branch, parts: [causes/address-missing], reason: As a test.}\n- {")
    otherwise = (where, "The library's addresses are missing", "The library's addresses are not there")
    of, other = ground("", branch, switch), ground("", branch, switch, otherwise)
    parts = other.read[0].parts
    place = next(i for i, part in enumerate(parts) if (part.kind, part.id) == ("causes", "address-missing"))
    assert of.with_part(0, place, parts[place], words_only=True).new == ()


def _by(found: Noticed | None) -> str:
    return "nothing" if found is None else found.by
