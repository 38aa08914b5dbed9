"""Rule files in folders by topic, parts divided into several files, and rules that are retired."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from expert import KnowledgeBase
from expert.recognizing.text_facts import TextFacts
from expert.recognizing.words import sentences
from tests import small
from tests.rules.folders import Fill, said_of

CAUSE = "causes/address-missing.yaml"
MOVED = "causes/papers/address-missing.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small knowledge with a topic of its own."""
    target = tmp_path / "rules"
    shutil.copytree(small.KNOWLEDGE, target)
    (target / "topics.yaml").write_text("papers: {en: Papers, sv: Papper}\n", "utf-8")
    for path in (target / "symptoms").glob("*.yaml"):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.startswith("topic:")), "utf-8")
    return target


@pytest.fixture
def write(fill: Fill) -> Fill:
    """Writes files into that folder."""
    return partial(fill, name="rules")


def _moved(folder: Path, write: Fill) -> str:
    text = (folder / CAUSE).read_text("utf-8")
    (folder / CAUSE).unlink()
    write({MOVED: text})
    return text


def _said(folder: Path) -> list[str]:
    return [line.removeprefix(f"{folder.name}/") for line in said_of(folder, alone=True)]


def test_the_folder_that_a_rule_stands_in_is_its_topic(folder: Path, write: Fill) -> None:
    flat = KnowledgeBase.load(folder, alone=True)
    assert flat.causes["address-missing"].topic is None
    _moved(folder, write)
    found = KnowledgeBase.load(folder, alone=True)
    assert found.causes["address-missing"].topic == "papers"
    assert list(found.causes) == list(flat.causes)
    assert found.written_in("causes", "address-missing").file == f"{folder.as_posix()}/{MOVED}"


def test_a_topic_that_there_is_none_of_is_told(folder: Path, write: Fill) -> None:
    text = _moved(folder, write)
    write({"causes/paper/address-missing.yaml": text})
    (folder / MOVED).unlink()
    assert _said(folder) == ['causes/paper/address-missing.yaml:1: there is no topic "paper"; did you mean "papers"?']


def test_a_file_in_a_folder_does_not_say_its_topic_too(folder: Path, write: Fill) -> None:
    text = _moved(folder, write)
    write({MOVED: f"{text}topic: papers\n"})
    line = text.count("\n") + 1
    assert _said(folder) == [f"{MOVED}:{line}: the folder that this file stands in says its topic; leave it out here"]


def test_an_id_is_unique_whatever_the_topic(folder: Path, write: Fill) -> None:
    write({MOVED: (folder / CAUSE).read_text("utf-8")})
    assert _said(folder) == [f"{MOVED}: the same id is in {CAUSE}; keep one of them"]


def test_folders_deeper_than_topics_hold_no_rules(folder: Path, write: Fill) -> None:
    write({"causes/papers/old/address.yaml": "id: address\n"})
    said, = _said(folder)
    assert said.startswith('causes/papers/old/address.yaml: "causes/papers/old" is not a folder for rules')


def test_a_single_file_can_be_divided(folder: Path, write: Fill) -> None:
    whole = KnowledgeBase.load(folder, alone=True)
    text = (folder / "documents.yaml").read_text("utf-8")
    write({"documents/more.yaml": 'manual: {title: Manual, publisher: Nobody, url: "https://example.org/"}\n'})
    divided = KnowledgeBase.load(folder, alone=True)
    assert set(divided.documents) == {*whole.documents, "manual"}
    assert divided.written_in("documents", "manual").file == f"{folder.as_posix()}/documents/more.yaml"
    first = next(iter(whole.documents))
    write({"documents/more.yaml": text})
    assert f'documents.yaml has the document "{first}" already; keep one of them' in "\n".join(_said(folder))


def test_how_texts_give_one_fact_away_may_stand_in_several_files(folder: Path, write: Fill) -> None:
    write({
        "in_text/cards.yaml": "card:\n  - {value: expired, en: [card ran out], sv: [kort* gick ut]}\n",
        "in_text/more.yaml":
            "card: [{value: valid, en: [new card], sv: [nytt kort]}]\nrun_by: [{value: library, en: [ours]}]\n",
    })  # fmt: skip
    found = KnowledgeBase.load(folder, alone=True)
    assert [way.value for way in found.in_text["card"].ways] == ["valid", "expired", "expired", "valid"]
    assert [way.value for way in found.in_text["run_by"].ways] == ["school", "library"]
    assert found.in_text["card"].ways[2].sv == ("kort* gick ut",)
    read = TextFacts(found.in_text, found.vocabulary).read(
        [("my card ran out", list(sentences("my card ran out")), 0)]
    )
    assert [(fact.fact, fact.value) for fact in read] == [("card", "expired")]
    added = found.written_in("in_text", "card").added
    assert [Path(where.file).name for where in added] == ["cards.yaml", "more.yaml"]


def test_what_is_wrong_in_a_further_file_is_told_of_that_file(folder: Path, write: Fill) -> None:
    write({
        "in_text/cards.yaml": "card:\n  - {value: expired, en: [card ran out]}\n  - {value: gold, en: [card & (]}\n",
        "in_text/more.yaml": "card:\n  - {value: valid, en: [new card]}\n  - {value: lost, sv: [nytt kort]}\n",
    })  # fmt: skip
    said = _said(folder)
    assert dict.fromkeys(one.partition(" ")[0] for one in said) == dict.fromkeys(
        ["in_text/cards.yaml:3:", "in_text/more.yaml:3:"]
    ), said
    assert 'card cannot be "gold"' in "".join(said)
    assert 'card cannot be "lost"' in "".join(said)


def test_two_files_do_not_have_the_same_way(folder: Path, write: Fill) -> None:
    write({
        "in_text/cards.yaml":
            "card:\n  - {value: expired, en: [card ran out]}\n  - {value: valid, en: [has|have card]}\n",
        "in_text/more.yaml": "card:\n  - {value: expired, en: [card gone, card ran out]}\n",
    })  # fmt: skip
    line = (folder / "in_text.yaml").read_text("utf-8").split("\n").index("card:") + 2
    assert _said(folder) == [
        f"in_text/cards.yaml:3: {folder.as_posix()}/in_text.yaml:{line} has this way already; keep one of them",
        f"in_text/more.yaml:2: {folder.as_posix()}/in_text/cards.yaml:2 has this way already; keep one of them",
    ]


def test_what_is_retired_no_longer_counts_but_can_be_read(folder: Path, write: Fill) -> None:
    text = (folder / CAUSE).read_text("utf-8")
    write({CAUSE: f"{text}status: retired\nchecked: 2026-01-31\nrows: [B1]\n"})
    assert _said(folder) == ["remedies/write-addresses.yaml:1: no cause uses this remedy"]
    remedy = (folder / "remedies/write-addresses.yaml").read_text("utf-8")
    write({"remedies/write-addresses.yaml": f"{remedy}status: retired\n"})
    found = KnowledgeBase.load(folder, alone=True)
    assert "address-missing" not in found.causes
    assert "write-addresses" not in found.remedies
    retired = found.retired["causes/address-missing"]
    assert (retired.status, retired.checked.isoformat(), retired.rows) == ("retired", "2026-01-31", ("B1",))
    assert all(cause.id != "address-missing" for name in found.symptoms for cause in found.causes_of(name))


@pytest.mark.parametrize("retired", ["remedies/write-addresses", "symptoms/setup-failed-no-answer"])
def test_what_counts_names_nothing_that_is_retired(folder: Path, write: Fill, retired: str) -> None:
    path, name = f"{retired}.yaml", retired.partition("/")[2]
    text = (folder / path).read_text("utf-8")
    write({path: f"{text}status: retired\n"})
    said = [line for line in _said(folder) if line.startswith(CAUSE)]
    assert said
    assert all(line.endswith(f'"{name}" is retired and no longer counts') for line in said)
