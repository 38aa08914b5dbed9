"""Cases are put at the end of a file's list of cases; everything else in it stays as it is, to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert import InputError
from expert.foundations import nodes, parsing
from expert.proving.case_insertion import with_cases
from expert.proving.case_text import case_data, case_flow, case_yaml
from expert.rules.cause_files import CauseFile
from expert.rules.models import PlanWanted, RuleCase, StepWanted
from tests import small

NEW = {"name": "a new one", "facts": {"browser_ready": False}, "verdict": "confirmed", "to_confirm": True}
BLOCK = '''# a comment
id: x   # another
cases:
  - name: first
    facts: {browser_ready: true}
    verdict: ruled_out
  # between
  - name: second
    verdict: possible  # at the end of a line
'''
FOLDED = '''id: x
cases:
- name: >-
    a long name
    on two lines

# after the list
title: {en: a, sv: b}
'''
FLOW = "id: x\ncases: [{name: first, verdict: possible}]\ntitle: {en: a, sv: b}\n"
LITERAL_LAST = "id: x\ncases:\n  - verdict: possible\n    name: |\n      in letters\n\n\n"
NO_LINE_END = "cases:\n  - {name: first, verdict: possible}"
WINDOWS = "id: x\r\ncases:\r\n  - {name: first, verdict: possible}\r\nnotes: []\r\n"
ADDED = "id: x\nadd_cases:\n  - {name: first, verdict: possible}\n"


def file(text: str, name: str = "x.yaml") -> CauseFile:
    return CauseFile(Path(name), f"ours/causes/{name}", text)


def read(text: str) -> dict[str, object]:
    said = nodes.plain(parsing.parse(text, "x"))
    assert isinstance(said, dict)
    return said


@pytest.mark.parametrize("text", [BLOCK, FOLDED, FLOW, LITERAL_LAST, NO_LINE_END, WINDOWS, ADDED])
def test_it_is_put_after_the_last_case_and_nothing_else_changes(text: str) -> None:
    written = with_cases(file(text), [NEW])
    before, after = read(text), read(written)
    name = "add_cases" if "add_cases" in before else "cases"
    assert after[name] == [*before[name], NEW]  # type: ignore[misc]
    assert {**after, name: before[name]} == before
    # What was there is there still, in its order: the new text is one piece somewhere in between.
    piece = len(written) - len(text)
    assert any(written[:i] + written[i + piece :] == text for i in range(len(text) + 1)) or text is NO_LINE_END
    assert ("\r\n" in written.replace(text, "")) is (text is WINDOWS)


@pytest.mark.parametrize("text", [BLOCK, FOLDED, FLOW, ADDED])
def test_written_twice_nothing_doubles(text: str) -> None:
    once = with_cases(file(text), [NEW])
    assert with_cases(file(once), [NEW]) == once


@pytest.mark.parametrize(("name", "text"), [
    ("x.json", '{"id": "x", "cases": []}'), ("x.yaml", "id: x\n"), ("x.yaml", "id: x\ncases: []\n"),
])  # fmt: skip
def test_what_cannot_be_extended_is_refused_and_named(name: str, text: str) -> None:
    with pytest.raises(InputError) as raised:
        with_cases(file(text, name), [NEW])
    assert str(raised.value).startswith(f"ours/causes/{name}: ")


def test_a_case_reads_back_as_it_was_written() -> None:
    plan = PlanWanted(
        ways=(1, 2), harm=(3,), verify=True, other_ways={"2": ("join-again",)},
        steps=("Open: the desk, if # it is there", StepWanted("wipe-reader", ("erases_device",), wait="PT1H"), "yes"),
    )
    case = RuleCase(
        "it isn't “so”: or is it", "none", {"os_version": "4.10", "browser_ready": False, "app": None}, "link-error",
        obstacle=True, plan=plan, to_confirm=True,
    )
    data = case_data(case, small.knowledge().vocabulary)
    expected = {
        "name": case.name, "shows": "link-error", "facts": {"os_version": "4.10", "browser_ready": False, "app": None},
        "verdict": "none", "obstacle": True, "to_confirm": True,
        "plan": {
            "ways": [1, 2], "harm": [3], "verify": True, "other_ways": {"2": ["join-again"]},
            "steps": ["Open: the desk, if # it is there",
                      {"step": "wipe-reader", "marks": ["erases_device"], "wait": "PT1H"}, "yes"],
        },
    }  # fmt: skip
    for indent in (0, 2):
        assert read("cases:\n" + case_yaml(data, indent)) == {"cases": [expected]}
    assert read(f"cases: [{case_flow(data)}]") == {"cases": [expected]}
    assert all(len(line) <= 120 for line in case_yaml(data, 2).splitlines())
