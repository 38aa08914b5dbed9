"""The pages on the rules: each part has one, every link leads somewhere, and nothing in a rule is taken for HTML."""

from __future__ import annotations

import re
import shutil
from functools import partial
from pathlib import Path

import pytest

from expert import KnowledgeBase
from expert.foundations.texts import LANGUAGES
from expert.visualize.pages.block_html import linked
from expert.visualize.pages.blocks import Leading
from expert.visualize.pages.rule_page import names, rule_blocks
from expert.visualize.pages.rule_site import rule_pages
from tests import commands, small
from tests.each import each
from tests.visualize.pages.html_page import Page

KNOWLEDGE = small.knowledge()
PAGES = dict(rule_pages(KNOWLEDGE))


def _links(page: str) -> list[str]:
    read = Page(page)
    assert read.wrong == []
    return read.links


run = partial(commands.run, "rules")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_part_has_a_page_and_stands_in_the_index(language: str) -> None:
    assert {name for name in PAGES if name.startswith(language)} == {
        f"{language}/{name}.html" for name in ("index", *names(KNOWLEDGE))
    }
    listed = _links(PAGES[f"{language}/index.html"])
    assert {f"{name}.html" for name in (*KNOWLEDGE.symptoms, *KNOWLEDGE.causes)} <= set(listed)


@each("name", PAGES)
def test_every_link_leads_to_a_page_or_out(name: str) -> None:
    home = Path(name).parent.as_posix()
    for link in _links(PAGES[name]):
        if not link.startswith("https://"):
            target = link.removeprefix("../") if link.startswith("../") else f"{home}/{link}"
            assert target in PAGES, link


def test_a_rule_cannot_put_html_or_a_script_into_a_page() -> None:
    said = linked('<script>alert("x")</script> [no-such-part] https://a.example/"><b>', lambda name: None)
    assert "<script" not in said
    assert "<b>" not in said
    assert "[no-such-part]" in said
    assert "<a " not in said, "an address in a text may be anybody's"


def test_an_address_that_stands_as_a_link_in_the_rules_is_one_where_it_opens() -> None:
    assert linked(Leading("https://a.example/x", "Here <b>"), lambda name: None) == (
        'Here &lt;b&gt;: <a href="https://a.example/x">https://a.example/x</a>'
    )
    for address in ("http://a.example", "javascript:alert(1)", "https://a.example@b.example", 'https://a.example/"'):
        assert "<a " not in linked(Leading(address), lambda name: None)


@each("name", PAGES)
def test_a_page_forbids_itself_to_run_or_load_anything_but_its_pictures(name: str) -> None:
    assert PAGES[name].count('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; ') == 1
    assert "script-src" not in PAGES[name]


@each("name", names(KNOWLEDGE), parts=4)
@pytest.mark.parametrize("language", ["en", "sv"])
def test_what_is_shown_is_whole(name: str, language: str) -> None:
    shown = run("show", name, "--language", language)
    assert shown.exit_code == 0
    assert f"[{name}]" in shown.stdout
    assert rule_blocks(KNOWLEDGE, name, "en" if language == "en" else "sv")
    assert not re.search(r"\{[a-z_]*\}", shown.stdout)


def test_a_symptom_and_a_cause_have_a_picture(tmp_path: Path) -> None:
    for name in (next(iter(KNOWLEDGE.symptoms)), next(iter(KNOWLEDGE.causes))):
        assert run("show", name, "--format", "mermaid").stdout.count("flowchart") == 1
    fact = next(iter(KNOWLEDGE.vocabulary.facts))
    refused = run("show", fact, "--format", "svg", "-o", str(tmp_path / "fact.svg"))
    assert (refused.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "only symptoms and causes have a picture" in refused.stderr


def test_the_pages_are_written_whole_and_what_is_no_longer_made_goes(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    assert run("pages", str(folder), "--no-pictures").exit_code == 0
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")} == PAGES.keys()
    (folder / "en" / "gone.html").write_text("old", "utf-8")
    assert run("pages", str(folder), "--no-pictures").exit_code == 0
    assert not (folder / "en" / "gone.html").exists()
    assert [path for path in folder.rglob("*") if path.name.startswith(".")] == []


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("three years", "utf-8")
    refused = run("pages", str(tmp_path))
    assert (refused.exit_code, [path.name for path in tmp_path.iterdir()]) == (2, ["thesis.odt"])
    assert "holds something else" in refused.stderr
    assert run("pages", str(tmp_path / "thesis.odt")).exit_code == 2


def test_the_list_can_be_narrowed() -> None:
    topic = next(iter(KNOWLEDGE.topics))
    listed = run("list", "--topic", topic).stdout
    assert all(name in listed for name, symptom in KNOWLEDGE.symptoms.items() if symptom.topic == topic)
    others = [name for name, symptom in KNOWLEDGE.symptoms.items() if symptom.topic != topic]
    assert not any(f"symptom {name}:" in listed for name in others)
    name = next(iter(KNOWLEDGE.causes))
    assert f"cause {name}:" in run("list", name.upper()).stdout
    assert "0 of " in run("list", "xyzzy").stdout
    for option, wrong in (("--topic", "topik"), ("--source", "no-such"), ("--os", "many"), ("--status", "old")):
        assert run("list", option, wrong).exit_code == 2
    rules = run("list", "--format", "json").stdout
    assert f'"id": "{name}"' in rules


def test_what_is_retired_is_shown_but_listed_only_when_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(small.KNOWLEDGE, folder)
    for path in (folder / "causes" / "address-missing.yaml", folder / "remedies" / "write-addresses.yaml"):
        path.write_text(path.read_text("utf-8") + "status: retired\n", "utf-8")
    knowledge = KnowledgeBase.load(folder, alone=True)
    pages = dict(rule_pages(knowledge))
    assert "en/address-missing.html" in pages
    assert "address-missing" not in pages["en/index.html"]
    assert "retired" in pages["en/address-missing.html"]
