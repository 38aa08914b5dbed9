"""What people write for facts and values is understood, told, and never stands against the facts themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.facts.amending import amended
from expert.facts.case import Case
from expert.facts.kinds_of_input import is_fact_file
from expert.facts.reader import read_fact_text, read_settings
from expert.facts.synonyms import Words
from expert.foundations.problems import InputError, ProblemList
from expert.rules.knowledge import KnowledgeBase
from tests.rules.checked import found

VOCABULARY = KnowledgeBase.shipped().vocabulary
STDIN = "standard input"


def read(text: str) -> tuple[dict[str, object], list[str]]:
    """The facts, and what was told."""
    words, problems = Words(VOCABULARY), ProblemList()
    raw = read_fact_text(text.encode(), "case.yaml", problems, words)
    case = Case.from_raw(raw, VOCABULARY, problems)
    return dict(case.values()), [note.in_("en") for note in words.notes]


def wrong(text: str) -> str:
    with pytest.raises(InputError) as caught:
        read(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("line", "fact", "value", "said"),
    [
        ("ticket: INC1", "case", "INC1", '"ticket" is read as case'),
        ("ärende: INC1", "case", "INC1", '"ärende" is read as case'),
        ("Arende: INC1", "case", "INC1", '"Arende" is read as case'),
        ("Case: INC1", "case", "INC1", '"Case" is read as case'),
        ("message: The shelf is full", "error", ("The shelf is full",), '"message" is read as error'),
        ("library card: missing", "card", "missing", '"library card" is read as card'),
        ("Library-Card: missing", "card", "missing", '"Library-Card" is read as card'),
        ("os-version: '7'", "os_version", "7", '"os-version" is read as os_version'),
        ("device: folio", "platform", "folio", '"device" is read as platform'),
        ("device: Läsplatta", "platform", "folio", '"device: Läsplatta" is read as platform: folio'),
        ("platform: lasplatta", "platform", "folio", '"lasplatta" is read as platform: folio'),
        ("platform: Folio-3", "platform", "folio", '"Folio-3" is read as platform: folio'),
    ],
)
def test_a_word_is_understood_and_told_in_one_line(line: str, fact: str, value: object, said: str) -> None:
    facts, told = read(f"# a comment\n{line}\n")
    assert {name: str(v) if fact == "os_version" else v for name, v in facts.items()} == {fact: value}
    assert told == [f"case.yaml:2: {said}"]


def test_what_is_written_as_it_is_called_is_not_told() -> None:
    assert read("platform: Folio\ncard: missing\nerror: The shelf is full\n")[1] == []


def test_it_is_told_in_swedish_too() -> None:
    words = Words(VOCABULARY)
    read_settings(["enhet=läsplatta", "ärende=1"], words=words)
    assert [note.in_("sv") for note in words.notes] == [
        "--set enhet=läsplatta: ”enhet: läsplatta” läses som platform: folio",
        "--set ärende=…: ”ärende” läses som case",
    ]


@pytest.mark.parametrize("lines", [("platform: folio", "device: slate"), ("device: folio", "platform: folio"),
                                   ("device: folio", "enhet: folio"), ("Platform: folio", "platform: slate")])
def test_a_fact_that_is_given_twice_is_a_mistake_under_whatever_names(lines: tuple[str, str]) -> None:
    names = [line.partition(":")[0] for line in lines]
    assert wrong("\n".join(lines)) == (
        f'case.yaml:2: platform is given twice, here as "{names[1]}" and before as "{names[0]}" (case.yaml:1); '
        "keep one of them"
    )


def test_a_name_without_a_value_gives_nothing_and_takes_nothing() -> None:
    assert read("error:\nmessage: The shelf is full\n")[0] == {"error": ("The shelf is full",)}
    assert read("message: The shelf is full\nerror:\n")[0] == {"error": ("The shelf is full",)}


def test_settings_are_read_in_their_order_under_one_name_and_clash_under_two() -> None:
    words = Words(VOCABULARY)
    facts = read_settings(["device=folio", "device=slate"], words=words)
    assert [(fact.name, fact.raw) for fact in facts] == [("platform", "folio"), ("platform", "slate")]
    with pytest.raises(InputError, match="platform is given twice"):
        read_settings(["platform=folio", "device=slate"], words=words)
    assert read_settings(["platform=folio", "device="], words=words)[-1].raw is None


def test_a_value_that_nobody_knows_is_told_under_the_fact_s_own_name() -> None:
    assert wrong("device: ebook\n").startswith('case.yaml:1: platform cannot be "ebook"')


def test_a_file_means_the_same_from_python_where_names_are_strict(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("device: läsplatta\n", encoding="utf-8")
    assert Case.from_file(file).values() == {"platform": "folio"}
    with pytest.raises(InputError, match='there is no fact "device"; did you mean "platform"'):
        Case.of({"device": "folio"})
    with pytest.raises(InputError, match="cannot be"):
        Case.of({"platform": "läsplatta"})


@pytest.mark.parametrize(
    ("file", "text", "is_one"),
    [
        ("case.yaml", "ärende: 1\nenhet: folio\n", True),
        ("case.yaml", "Ticket: 1\nDevice: folio\n", True),
        ("case.yaml", "message: The shelf is full\n", True),
        (STDIN, "device: folio\nlånekort: missing\n", True),
        (STDIN, "ärende: 1\nplatform: folio\n", True),
        (STDIN, "Device: Folio 3\nMessage: The shelf is full\n", False),
        (STDIN, "message: The shelf is full\n", False),
        (STDIN, "message: The shelf is full\nmeddelande: Hyllan är full\n", False),
        (STDIN, "device: folio\nuser: anna\n", False),
        (STDIN, '{"message": "The shelf is full", "device": "x"}', False),
        (STDIN, '{"message": "The shelf is full", "platform": "folio"}', True),
    ],
)
def test_such_words_make_a_fact_file_only_where_nothing_else_is_meant(file: str, text: str, is_one: bool) -> None:
    assert is_fact_file(text, file, VOCABULARY.facts, VOCABULARY.meant) is is_one


def test_a_file_that_is_written_again_keeps_the_words_of_its_author() -> None:
    text = "enhet: folio  # said on the phone\nlånekort: missing\n"
    before, now = {"platform": "folio", "card": "missing"}, {"platform": "folio", "card": "valid", "token": "valid"}
    new = amended(text, before, now, words=Words(VOCABULARY))
    assert new == "enhet: folio  # said on the phone\ncard: valid\ntoken: valid\n"


def test_two_lines_for_one_fact_are_not_written_again() -> None:
    text = "platform:\nenhet: folio\n"
    assert amended(text, {"platform": "folio"}, {"platform": "slate"}, words=Words(VOCABULARY)) is None


# What rules check says of them

FACT = """\
  dust:
    type: word
    title: {en: The dust, sv: Dammet}
    ask: {en: How is the dust?, sv: Hur är det med dammet?}
    where_to_look: {en: Look in the port., sv: Titta i porten.}
    cost: user
    values: {gray: {en: gray, sv: grått}, black: {en: black, sv: svart}}
"""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("also: [Platform]", '"Platform" is the name of a fact: platform'),
        ("also: [dust]", '"dust" is the name of a fact: dust'),
        ("also: [ENHET]", '"ENHET" is read as platform already; what people write stands for one fact'),
        ("also: [fluff, Fluff]", '"Fluff" is read as dust already; what people write stands for one fact'),
        ("read_as: {grått: white}", '"grått": dust has no value "white"'),
        ("read_as: {Black: gray}", '"Black" is a value of dust itself'),
        ("read_as: {svärt: black, svart: gray}", '"svart" is read as black already; what people write stands for one '
         "value of dust"),
    ],
)
def test_a_word_that_could_mean_two_things_is_a_mistake(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "vocabulary.yaml").write_text(f"facts:\n{FACT}    {line}\n", encoding="utf-8")
    assert [(f.text.en, f.place.line) for f in found(tmp_path, "unclear-synonym")] == [(said, 9)]


def test_a_folder_of_ones_own_may_add_words(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text(
        "facts: {platform: {add_also: [Gerät], add_read_as: {Lesegerät: folio}}}\n", encoding="utf-8"
    )
    vocabulary = KnowledgeBase.load(tmp_path).vocabulary
    words = Words(vocabulary)
    assert read_settings(["gerät=lesegerät"], words=words)[0].raw == "folio"
    assert [note.in_("en") for note in words.notes] == [
        '--set gerät=lesegerät: "gerät: lesegerät" is read as platform: folio'
    ]
