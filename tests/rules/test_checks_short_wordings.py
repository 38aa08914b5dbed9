"""Checks of the short wordings of steps: there, few words, no sentence, and each its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert import Case, KnowledgeBase, diagnose
from tests.commands import run
from tests.rules.checked import found, lines, remedy
from tests.rules.folders import Fill

OWN = "{text: {en: Look at it closely., sv: Titta noga på den.}%s}"
SHORT = ", short: {en: %s, sv: %s}"
JOIN = """\
id: join-again
text: {en: Join the reader again., sv: Anslut läsplattan igen.}
short: {en: Join the reader again, sv: Anslut läsplattan igen}
last: true
before: [{when: {joining: by_itself}, title: {en: By itself, sv: Av sig själv}, steps: [back-up-reader, wipe-reader],
  in_short: {en: Save it before., sv: Spara den före.}%s}]
"""


def way(*steps: str) -> dict[str, str]:
    """A cause whose remedy has one way with these steps."""
    return remedy(f"[{{steps: [{', '.join(steps)}]}}]")


def said(short: str = "") -> dict[str, str]:
    return way(OWN % short, "{step: join-again}")


def test_a_step_of_its_own_needs_one(fill: Fill) -> None:
    folder = fill(said())
    (missing,) = found(folder, "missing-short-wording")
    assert (missing.level, missing.part) == ("error", ("remedies", "blow-the-dust-out"))
    assert lines(folder, "missing-short-wording") == ["remedies/blow-the-dust-out.yaml:3"]
    assert "`short`" in missing.text.en
    assert "`short`" in missing.text.sv
    assert found(fill(said(SHORT % ("Look at it", "Titta på den")), "there"), "missing-short-wording") == []


def test_so_does_a_step_in_the_file_of_its_cause(fill: Fill) -> None:
    files = said()
    (cause,), (own,) = ([text for name, text in files.items() if kind in name] for kind in ("causes", "remedies"))
    inside = "remedy:\n" + "".join(f"  {line}\n" for line in own.splitlines())
    folder = fill({"causes/dust.yaml": cause.replace("remedy: blow-the-dust-out\n", inside)})
    assert lines(folder, "missing-short-wording") == ["causes/dust.yaml:8"]


def test_so_does_a_shared_step_and_what_comes_before_it(fill: Fill) -> None:
    files = {"overrides.yaml": "steps: [join-again]\n", "steps/join-again.yaml": JOIN % ""}
    assert lines(fill(files), "missing-short-wording") == ["steps/join-again.yaml:5"]
    without = (JOIN % (SHORT % ("Save it", "Spara den"))).replace("short: {en: Join", "seed: []  # {en: Join")
    assert lines(fill({**files, "steps/join-again.yaml": without}, "step"), "missing-short-wording") == [
        "steps/join-again.yaml:1"]


@pytest.mark.parametrize(("en", "sv", "told"), [
    ("Look at it as long as possible", "Titta på den", "7 words"),
    ("Look at it", "Titta på den så länge det går", "7 words"),
    ("Look at it.", "Titta på den", "no sentence"),
    ("Look at it", "Titta på den!", "no sentence"),
    ("Look. Then look", "Titta på den", "no sentence"),
    ("Choose “Look at it again” there", "Välj “Titta på den igen”", None),
    ("Update to version 4.1", "Uppdatera till version 4.1", None),
])  # fmt: skip
def test_it_is_at_most_six_words_and_no_sentence(fill: Fill, en: str, sv: str, told: str | None) -> None:
    wrong = found(fill(said(SHORT % (en, sv))), "wrong-short-wording")
    assert [(finding.level, finding.place.line) for finding in wrong] == [("error", 3)] * (told is not None)
    assert all(told is not None and told in finding.text.en for finding in wrong)


def test_an_empty_one_is_a_text_that_is_missing(fill: Fill) -> None:
    folder = fill(said(SHORT % ("Look at it", "''")))
    assert [finding.text.en for finding in found(folder, "missing-translation")] == ["the Swedish text is missing"]
    assert found(folder, "wrong-short-wording") == []


def test_languages_that_are_swapped_are_told(fill: Fill) -> None:
    assert len(found(fill(said(SHORT % ("Titta på den", "Look at it"))), "wrong-language")) == 1


@pytest.mark.parametrize(("en", "sv"), [
    ("Save all", "Spara allt"), ("save  ALL", "Spara det"), ("Save it all", "Spara det"), ("Save it", "Spara allt"),
])  # fmt: skip
def test_what_another_step_of_the_remedy_says_too_is_told(fill: Fill, en: str, sv: str) -> None:
    other = "{text: {en: Save it all., sv: Spara allt som finns.}, short: {en: Save all, sv: Spara allt}}"
    told = found(fill(way(other, OWN % (SHORT % (en, sv)))), "short-wording-twice")
    assert {(finding.level, finding.place.line) for finding in told} == {("warning", 3)}


def test_a_shared_step_is_told_of_where_the_remedy_names_it(fill: Fill) -> None:
    folder = fill(said(SHORT % ("Join the reader again", "Titta på den")))
    assert [finding.place.file.rpartition("/")[2] for finding in found(folder, "short-wording-twice")] == [
        "blow-the-dust-out.yaml", "blow-the-dust-out.yaml"]


def test_the_same_step_on_two_ways_says_the_same(fill: Fill) -> None:
    step = OWN % (SHORT % ("Look at it", "Titta på den"))
    assert found(fill(remedy(f"[{{steps: [{step}]}}, {{steps: [{step}]}}]")), "short-wording-twice") == []


def test_a_folder_without_them_can_be_used_and_fails_the_check(fill: Fill) -> None:
    folder = fill(said())
    code, _, told = run("rules", "check", "--rules", str(folder))
    assert (code, "[missing-short-wording]" in told) == (1, True)
    steps = _steps_of(folder)
    assert steps["Look at it closely."] is None
    assert steps["Join the reader again."] == "Join the reader again"


def _steps_of(folder: Path) -> dict[str, str | None]:
    diagnosis = diagnose(Case(error="Shelf full", app="broken"), knowledge=KnowledgeBase.load(folder))
    return {step.text: step.short for step in diagnosis.plan}


def test_one_that_tells_how_long_to_wait_says_it_twice(fill: Fill) -> None:
    step = "{text: {en: Leave it for 20 minutes., sv: Låt den vara i 20 minuter.}, wait: PT20M%s}"
    folder = fill(way(step % (SHORT % ("Leave it for 20 minutes", "Låt den vara"))))
    (twice,) = found(folder, "short-wording-tells-wait")
    assert twice.level == "warning"
    assert "“Leave it for 20 minutes”" in twice.text.en
    once = fill(way(step % (SHORT % ("Leave it", "Låt den vara"))), "told-once")
    assert found(once, "short-wording-tells-wait") == []
