"""The words by which people speak of a fault stand in a file, which is checked as it is read."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from expert.facts import speaking
from expert.foundations import content
from expert.foundations.problems import InputError
from expert.recognizing import framing, presence, reporting, subjects, telling

ONE = "greets: {about: A greeting., words: {en: [hello, good day*], sv: [hej]}, ways: {both: ['\\bhi+\\b']}}\n"


def wrong(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        speaking.read(text)
    return [f"{problem.place}: {problem.text.en}" for problem in caught.value.problems]


def test_every_class_is_looked_for_and_there() -> None:
    named = {
        node.value
        for module in (framing, presence, reporting, subjects, telling)
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in speaking.shipped()
    }
    text = content.bundled("facts", "speaking.yaml").read_text(encoding="utf-8")
    assert {name for name in speaking.shipped() if f"{{{name}}}" not in text} <= named


@pytest.mark.parametrize("text", ["hello", "a good day to you", "a good days", "hiii", "hej"])
def test_words_and_ways_are_found(text: str) -> None:
    assert speaking.Sought(speaking.read(ONE)["greets"]).search(text) is not None


@pytest.mark.parametrize("text", ["othello", "good", "hejsan", "hit"])
def test_what_is_no_such_word_is_not(text: str) -> None:
    assert speaking.Sought(speaking.read(ONE)["greets"]).search(text) is None


def test_a_way_names_another_class_in_its_language() -> None:
    known = speaking.read(ONE + "met:\n  about: Met.\n  ways: {en: ['{greets} there'], sv: ['{greets} där']}\n")["met"]
    texts = "hello there", "hej där", "hi där", "hej there", "hello där"
    assert [speaking.Sought(known).search(text) is not None for text in texts] == [True, True, True, False, False]


@pytest.mark.parametrize("text", ["hi there, hello", "hello, hi", "good day, hi, and hej", "nothing", "hihello hi", ""])
def test_ways_are_found_as_one_expression_of_all_would_find_them(text: str) -> None:
    known = speaking.read(ONE)["greets"]
    sought, whole = speaking.Sought(known), re.compile("|".join(known.ways))
    assert [found.span() for found in sought.finditer(text)] == [found.span() for found in whole.finditer(text)]
    stretch = text, 3, 8
    assert [found.span() for found in sought.finditer(*stretch)] == [found.span() for found in whole.finditer(*stretch)]
    assert sought.sub("x", text) == whole.sub("x", text)
    assert (sought.match(text) is None) is (whole.match(text) is None)


def test_several_clauses_may_be_reached_to() -> None:
    known = speaking.read("ifs: {about: If., ways: {en: ['if(?P<until>[^,]*),'], sv: ['om(?P<until>[^,]*),']}}")
    found = speaking.Sought(known["ifs"]).search("om den hänger, ring")
    assert found is not None
    assert {found.end(name) for name in found.re.groupindex} == {len("om den hänger")}


@pytest.mark.parametrize(("text", "says"), [
    ("x: {about: A., words: {en: [Hello]}}", "“Hello” is no word"),
    ("x: {about: A., words: {en: ['b*d']}}", "“b*d” is no word"),
    ("x: {about: A., ways: {en: ['(']}}", "“(” is no regular expression"),
    ("x: {about: A., ways: {en: ['{who} said']}}", "no class of words “who”"),
    ("x: {about: A., ways: {en: ['{x} said']}}", "no class of words “x”"),
    ("x: {words: {en: [hello]}}", "about"),
    ("x: {about: A., words: {de: [hallo]}}", "de"),
    ("[x]", "a table of names"),
])  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(text: str, says: str) -> None:
    told = wrong("# first line\n" + text)
    assert any("facts/speaking.yaml:2" in line and says in line for line in told), told
