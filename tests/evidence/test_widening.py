"""A rule folder of one's own says what further fields mean: new kinds, and more of those that are there."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from expert import KnowledgeBase
from expert.evidence import About, read_evidence
from expert.evidence.mapping import shipped_mappings
from expert.evidence.widening import mappings_of
from expert.foundations.problems import InputError
from tests.commands import run

SOURCE = "source: {document: handbook, heading: Lamps, date: 2020-01-15}"
LAMP = f"""\
lamp:
  title: {{en: the lamp at the desk, sv: lampan vid disken}}
  known_by: [{{fields: [lampNumber, color]}}]
  facts:
    - fact: private_readers
      value: blocked
      when: {{color: red}}
      {SOURCE}
"""
CARD = f"""\
card:
  known_by: [{{fields: [borrower, pass]}}]
  never: [pin]
  texts: [{{of: remark, as: "said: {{}}"}}]
  facts:
    - fact: card
      value: missing
      when: {{pass: withdrawn}}
      {SOURCE}
"""


def folder(path: Path, **files: str) -> Path:
    (path / "rules" / "evidence").mkdir(parents=True)
    for name, text in files.items():
        (path / "rules" / "evidence" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return path / "rules"


def answer(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_a_further_kind_and_more_of_one_that_is_there_are_read(tmp_path: Path) -> None:
    knowledge = KnowledgeBase.load(folder(tmp_path, lamps=LAMP, cards=CARD))
    lamp = answer(tmp_path / "lamp.json", {"lampNumber": 7, "color": "red"})
    card = answer(tmp_path / "card.json", {"borrower": "anna", "pass": "withdrawn", "pin": 1234, "remark": "no door"})
    about = About.of(user="anna")
    evidence = read_evidence(lamp, card, about=about, knowledge=knowledge)
    assert evidence.facts == {"private_readers": "blocked", "card": "missing"}
    assert [said.text for said in evidence.said] == ["said: no door"]
    assert "1234" not in repr(evidence)
    as_ever = read_evidence(answer(tmp_path / "c.json", {"borrower": "anna", "cardState": "good"}), knowledge=knowledge)
    assert as_ever.facts == {"card": "valid"}
    assert read_evidence(lamp, card, about=about).facts == {}, "the shipped knowledge is as it was"
    assert mappings_of(KnowledgeBase.shipped()) is shipped_mappings()
    assert mappings_of(pickle.loads(pickle.dumps(knowledge))).kinds.keys() == mappings_of(knowledge).kinds.keys()


def test_every_command_takes_it_from_the_folder(tmp_path: Path) -> None:
    rules = folder(tmp_path, lamps=LAMP.replace("private_readers", "model"))
    lamp = answer(tmp_path / "lamp.json", {"lampNumber": 7, "color": "red"})
    shown = run("evidence", lamp, "--rules", rules)
    assert shown.exit_code == 0, shown.stderr
    assert "the lamp at the desk" in shown.stdout
    assert "The librarian's handbook" in shown.stdout, "the title of the document that it is taken from"
    diagnosed = run("diagnose", lamp, "--rules", rules, "--set", "error=NoJoinRule", "--format", "json")
    assert json.loads(diagnosed.stdout)["case"]["facts"]["model"] == "blocked"
    assert run("preflight", lamp, "--rules", rules, "--exit-code").exit_code == 11
    assert "blocked" not in run("evidence", lamp).stdout
    assert run("rules", "check", "--rules", rules).exit_code == 0


def test_a_later_folder_adds_to_what_an_earlier_one_says(tmp_path: Path) -> None:
    first = folder(tmp_path / "1", lamps=LAMP)
    more = LAMP.partition("  facts:")[2].replace("red", "green").replace("blocked", "allowed")
    knowledge = KnowledgeBase.load(first, folder(tmp_path / "2", more=f"lamp:\n  facts:{more}"))
    lamp = answer(tmp_path / "lamp.json", {"lampNumber": 7, "color": "green"})
    assert read_evidence(lamp, knowledge=knowledge).facts == {"private_readers": "allowed"}


@pytest.mark.parametrize(("text", "line", "told"), [
    (LAMP.replace("value: blocked", "value: blokced"), 5, 'did you mean "blocked"?'),
    (LAMP.replace("private_readers", "private_reader"), 5, 'did you mean "private_readers"?'),
    (LAMP.replace("handbook", "handbok"), 2, 'did you mean "handbook"?'),
    (LAMP.replace("  title", "  titel"), 2, 'did you mean "title"?'),
    (CARD.replace("  never", "  about: device\n  never"), 3, '"about"'),
    (LAMP + "  list_of: lampp\n", 2, 'there is no kind "lampp"; did you mean "lamp"?'),
    ("lamp: [\n", None, ""), ("", None, "empty"), ("- lamp\n", 1, "must be a table"),
])  # fmt: skip
def test_a_mistake_is_told_with_its_file_and_line_by_the_check_and_by_whoever_reads(
    text: str, line: int | None, told: str, tmp_path: Path
) -> None:
    rules = folder(tmp_path, lamps=text)
    lamp = answer(tmp_path / "lamp.json", {"lampNumber": 7, "color": "red"})
    for command in (("rules", "check"), ("evidence", lamp)):
        done = run(*command, "--rules", rules)
        assert done.exit_code == (1 if command[0] == "rules" else 2)
        assert f"{rules.as_posix()}/evidence/lamps.yaml" in done.stderr
        assert told in done.stderr
        assert line is None or f"lamps.yaml:{line}: " in done.stderr, done.stderr
    with pytest.raises(InputError):
        read_evidence(lamp, knowledge=KnowledgeBase.load(rules))
