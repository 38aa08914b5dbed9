"""Every article that the rules cite has a list of its headings and rows, and lists and rules say the same of it."""

from __future__ import annotations

import re
from pathlib import Path

from expert import KnowledgeBase
from expert.foundations import nodes, parsing
from expert.foundations.texts import LANGUAGES
from tests.each import each
from tests.shipped import citation_lists
from tests.shipped.article_lists import (
    SEEN,
    add_cited,
    as_yaml,
    list_files,
    not_listed,
    read_list,
    reasons,
    shipped_rules,
)

KNOWLEDGE = KnowledgeBase.shipped()
RULES = shipped_rules()
FILES = list_files()
READ = {document: read_list(path) for document, path in FILES.items()}
LEFT_OUT = [
    (document, entry) for document, (_, entries) in READ.items() for heading in entries for entry in heading.each()
    if entry.left_out is not None
]  # fmt: skip


def test_every_document_has_its_list_and_every_list_its_document() -> None:
    assert set(FILES) ^ set(KNOWLEDGE.documents) == set()


@each("document", FILES)
def test_a_list_says_how_the_article_was_read_and_names_each_heading_once(document: str) -> None:
    about, entries = READ[document]
    assert about["seen"] in SEEN
    assert set(about) == ({"seen"} if about["seen"] == "cited" else {"seen", "version"})
    for names in ([entry.name for entry in entries], *([row.name for row in entry.rows] for entry in entries)):
        assert len(set(names)) == len(names)


@each("document", FILES)
def test_an_entry_is_something_is_said_elsewhere_or_is_left_out(document: str) -> None:
    for heading in READ[document][1]:
        for entry in heading.each():
            said = bool(entry.ids or entry.elsewhere or entry.rows)
            assert said or entry.left_out is not None, entry.name
            assert not ((entry.ids or entry.elsewhere) and entry.left_out is not None), entry.name


@each("document", FILES)
def test_what_a_list_names_exists_and_cites_the_article_or_stands_under_elsewhere(document: str) -> None:
    for heading in READ[document][1]:
        for entry in heading.each():
            for rule in (*entry.ids, *entry.elsewhere):
                assert rule in RULES, (entry.name, rule)
                assert (document in RULES[rule].documents()) is (rule in entry.ids), (entry.name, rule)


@each("document", FILES)
def test_every_heading_that_a_rule_cites_stands_in_the_list_with_it(document: str) -> None:
    """`python -m tests.shipped.article_lists --write` adds what is missing here."""
    assert [(heading, rule.id) for heading, rule in not_listed(document, READ[document][1], RULES)] == []


@each("document", FILES)
def test_a_row_is_not_left_out_where_a_symptom_from_the_article_has_its_words_or_its_code(document: str) -> None:
    messages = [
        message for symptom in KNOWLEDGE.symptoms.values() if document in RULES[symptom.id].documents()
        for message in symptom.messages
    ]  # fmt: skip
    wordings = {wording.casefold() for message in messages for wording in message.wordings()}
    coded = [message.code for message in messages if message.code is not None]
    codes = {str(code.number) for code in coded if code.in_intunes_numbering}
    for heading in READ[document][1]:
        for entry in heading.each():
            known = entry.name.casefold() in wordings or codes & set(re.findall(r"\d+", entry.name))
            assert entry.left_out is None or not known, entry.name


def test_what_every_document_is_cited_for_is_listed_as_the_command_lists_it() -> None:
    """`python -m tests.shipped.citation_lists --write`; a citation that it takes out is one that a rule has lost."""
    assert citation_lists.FILE.read_text(encoding="utf-8") == citation_lists.written()
    assert citation_lists.LINKS.read_text(encoding="utf-8") == citation_lists.links_written()


def test_what_is_left_out_has_a_reason_in_both_languages() -> None:
    known = reasons()
    for document, entry in LEFT_OUT:
        reason = known.get(entry.left_out) if isinstance(entry.left_out, str) else entry.left_out
        assert reason is not None, (document, entry.name, entry.left_out)
        assert set(reason) == set(LANGUAGES), (document, entry.name)
        assert len(set(reason.values())) == len(LANGUAGES)


def test_every_standard_reason_is_used() -> None:
    assert {entry.left_out for _, entry in LEFT_OUT if isinstance(entry.left_out, str)} >= set(reasons()) - {"missing"}


@each("document", FILES)
def test_a_list_is_written_as_the_command_writes_it(document: str) -> None:
    """So that adding to it changes nothing else."""
    path = FILES[document]
    assert path.read_text(encoding="utf-8") == as_yaml(nodes.plain(parsing.read_file(path)))


def test_the_command_adds_what_the_rules_cite_and_only_once(tmp_path: Path) -> None:
    """Both where the heading is not there and where it was left out."""
    path = tmp_path / "sa-xpc.yaml"
    path.write_text("seen: cited\nheadings:\n  - {heading: Cause, left_out: how_to}\n", encoding="utf-8")
    assert add_cited("sa-xpc", path, RULES)
    entries = read_list(path)[1]
    assert {"Cause", "Symptom"} <= {entry.name for entry in entries}
    assert list(not_listed("sa-xpc", entries, RULES)) == []
    assert not add_cited("sa-xpc", path, RULES)
