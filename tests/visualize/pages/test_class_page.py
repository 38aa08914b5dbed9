"""The page for a class is one file that loads nothing, runs only its own script, and says all in two languages."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.foundations import content
from expert.foundations.texts import Text
from expert.results.classroom import Classroom
from expert.results.document import addresses_in
from expert.teach.classroom import GivenCase, classroom
from expert.visualize.canvas.theme import shipped_theme, using
from expert.visualize.canvas.themes import theme_of
from expert.visualize.pages.class_page import SCRIPTS, class_page, packed
from expert.visualize.pages.class_static import static_page
from expert.visualize.pages.class_words import WORDS
from expert.visualize.pages.html_page import page
from tests.harmless import inert_in_html
from tests.visualize.pages.html_page import Page

KNOWLEDGE = KnowledgeBase.shipped()
ROOM = classroom(KNOWLEDGE)
PAGE = class_page(ROOM)
HURTS = "</script><script>alert(1)</script><!-- \u2028 &amp; <img src=x onerror=alert(1)>"


def source(name: str) -> str:
    return content.bundled("visualize", "class", f"{name}.mjs").read_text(encoding="utf-8")


def data_of(html: str) -> dict[str, Any]:
    """The data inside a page, as a browser would hand it to the script."""
    found = re.search(r'<script type="application/json" id="class-data">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    read: dict[str, Any] = json.loads(found[1])
    return read


def unpacked(data: dict[str, Any], value: Any) -> Any:
    """A part of packed data with its texts and names in their places, as `texts.mjs` puts them there."""
    if isinstance(value, dict):
        if value.keys() == {"t"}:
            found = data["texts"][value["t"]]
            return {"en": found[0], "sv": found[-1]}
        return {name: unpacked(data, part) for name, part in value.items()}
    if isinstance(value, str) and value.startswith("~"):
        return data["names"][int(value[1:], 36)]
    return [unpacked(data, part) for part in value] if isinstance(value, list) else value


def without_empty(value: Any) -> Any:
    """Data without what says nothing; a number that is zero says something."""
    if isinstance(value, dict):
        kept = {name: without_empty(part) for name, part in value.items()}
        return {name: part for name, part in kept.items() if part not in ("", [], {}) and part not in (None,)
                and part is not False}  # fmt: skip
    return [without_empty(part) for part in value] if isinstance(value, list) else value


def test_the_page_holds_the_whole_document() -> None:
    data = data_of(PAGE)
    assert unpacked(data, data["document"]) == without_empty(ROOM.to_data())


def test_only_the_script_and_the_style_of_the_page_may_run() -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', PAGE)
    assert policy is not None
    parts = dict(part.strip().split(" ", 1) for part in policy[1].split(";"))
    for name, element in (("script-src", "script"), ("style-src", "style")):
        (body,) = re.findall(rf"<{element}>(.*?)</{element}>", PAGE, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert parts.pop(name) == f"'sha256-{digest}'"
    assert parts == {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}
    assert re.search(r'\son\w+="|\sstyle="', PAGE.partition("<script")[0]) is None


def test_it_is_well_formed_and_loads_nothing() -> None:
    read = Page(PAGE)
    assert read.wrong == []
    assert read.loads == ["script", "script"]
    assert len(read.ids) == len(set(read.ids))
    assert set(read.references) <= set(read.ids)


def test_its_links_lead_only_to_addresses_of_the_rules() -> None:
    inert_in_html(page("x", static_page(ROOM), "en"), set(addresses_in(ROOM)))


@pytest.mark.parametrize("language", ["en", "sv"])
def test_without_a_script_everything_is_there_to_be_read(language: str) -> None:
    said = static_page(classroom(KNOWLEDGE, language="sv" if language == "sv" else "en"))
    for part in (*KNOWLEDGE.topics.values(), *(s.title for s in KNOWLEDGE.symptoms.values()),
                 *(c.title for c in KNOWLEDGE.causes.values())):  # fmt: skip
        assert _in_html(str(part.in_("sv" if language == "sv" else "en"))) in said


def _in_html(text: str) -> str:
    from expert.foundations.outgoing import in_html

    return in_html(text)


def test_without_a_script_too_what_is_no_longer_documented_is_not_confirmed() -> None:
    facts = {"error": "Setup failed. The library does not answer.", "joining": "by_hand", "address_in": "missing"}
    case = Case.of(facts, KNOWLEDGE.vocabulary)
    said = static_page(classroom(KNOWLEDGE, ["shelf-full"], [GivenCase(case, diagnose(case))]))
    case_told = said.partition('<details class="case">')[2].partition("</details>")[0]
    assert "only older documentation calls it a cause" in case_told
    assert "CONFIRMED" not in case_told


def test_what_hurts_is_only_ever_text() -> None:
    case = Case.of({"error": f"Shelf full {HURTS}", "case": HURTS}, KNOWLEDGE.vocabulary)
    room = classroom(KNOWLEDGE, ["shelf-full"], [GivenCase(case, diagnose(case))])
    html = class_page(room)
    assert "<script>alert" not in html
    assert "<img" not in html
    assert html.count("</script>") == 2
    assert "\u2028" not in html
    assert Page(html).wrong == []
    assert any("onerror=alert(1)" in text for row in data_of(html)["texts"] for text in row)


def test_equal_documents_give_equal_pages() -> None:
    assert class_page(Classroom.from_json(ROOM.to_json())) == PAGE


def test_what_cannot_be_seen_stands_by_its_code() -> None:
    case = Case.of({"case": "A\u202eB", "error": "Shelf full"}, KNOWLEDGE.vocabulary)
    html = class_page(classroom(KNOWLEDGE, ["shelf-full"], [GivenCase(case, diagnose(case))]))
    texts = {text for row in data_of(html)["texts"] for text in row}
    assert "Case A\\u202eB" in texts


# The theme


THEME = """
colors: {paper: "#FFFDF5", ink: "#201000", blue: "#FFE0A0", green_filled: "#005500", green: "#005500"}
font: {family: "Segoe UI, 'My \\u0046ont', sans-serif"}
logo: logo.svg
header: "Åland <School> ◆"
footer: Only for the class
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>'


def themed(tmp_path: Path, text: str = THEME) -> str:
    """The page in a theme of one's own."""
    (tmp_path / "logo.svg").write_text(LOGO, encoding="utf-8")
    (tmp_path / "theme.yaml").write_text(text, encoding="utf-8")
    with using(theme_of(str(tmp_path / "theme.yaml"))):
        return class_page(ROOM)


def rule_of(html: str, where: str) -> dict[str, str]:
    """What the style of a page says at a place."""
    found = re.search(rf"^{re.escape(where)} {{ (.*) }}$", html, re.MULTILINE)
    assert found is not None, where
    return dict(part.split(": ", 1) for part in found[1].removesuffix(";").split("; "))


def test_every_variable_of_the_style_is_one_of_the_theme_and_the_style_has_no_color_of_its_own() -> None:
    sheet = content.bundled("visualize", "class", "class.css").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgb|\bhsl", sheet) == []
    for where in (":root", ':root[data-theme="light"]', ':root[data-theme="dark"]', ":root, :root[data-theme]"):
        named = set(rule_of(PAGE, where)) - {"color-scheme"}
        assert named | {"--font"} == set(re.findall(r"var\((--[a-z_-]+)\)", sheet)), where


def test_the_page_has_the_colors_of_its_theme_and_begins_in_them(tmp_path: Path) -> None:
    html, light = themed(tmp_path), shipped_theme()
    own = rule_of(html, ":root")
    assert (own["--paper"], own["--ink"], own["--confirmed"]) == ("#FFFDF5", "#201000", "#005500")
    assert own["--fact-line"] == "#FFE0A0"
    assert own["--value"] == "#201000", "letters in a color that cannot be read on the paper are as the others"
    assert own["--font"] == '"Segoe UI", "My Font", sans-serif'
    assert own["--confirmed-word"] == "#FFFFFF"
    assert rule_of(html, ':root[data-theme="light"]')["--paper"] == light.page.paper
    assert 'data-theme="own"' in html
    assert 'data-theme="auto"' in PAGE
    printed = rule_of(html, ":root, :root[data-theme]")
    assert (printed["--paper"], printed["--ink"]) == ("#FFFFFF", "#201000")
    with using(theme_of("dark")):
        dark = class_page(ROOM)
    assert (rule_of(dark, ":root")["color-scheme"], rule_of(dark, ":root, :root[data-theme]")["color-scheme"]) == (
        "dark", "light",
    )  # fmt: skip


def test_header_logo_and_footer_stand_in_the_page_and_nothing_is_asked_for(tmp_path: Path) -> None:
    html = themed(tmp_path)
    assert "Åland &lt;School&gt; ◆" in html
    assert '<p class="brand-below">Only for the class</p>' in html
    (source_of_logo,) = re.findall(r'<img alt="" src="data:image/svg\+xml;base64,([^"]*)">', html)
    assert base64.b64decode(source_of_logo).decode() == LOGO
    assert "form-action 'none'; img-src data:\"" in html
    assert "img-src" not in PAGE
    read = Page(html)
    assert (read.wrong, read.loads) == ([], ["img", "src of <img>", "script", "script"])


def test_a_theme_that_only_brings_a_header_leaves_the_colors_to_the_device(tmp_path: Path) -> None:
    html = themed(tmp_path, "header: Our school")
    assert 'data-theme="auto"' in html
    assert "img-src" not in html
    assert "Our school" in html


# The scripts


def test_the_modules_import_only_from_those_before_them() -> None:
    for place, name in enumerate(SCRIPTS):
        imported = re.findall(r'^import .*? from "\./(\w+)\.mjs";$', source(name), re.MULTILINE | re.DOTALL)
        assert set(imported) <= set(SCRIPTS[:place]), name
    there = {path.stem for path in content.bundled("visualize", "class").glob("*.mjs")}
    assert there == set(SCRIPTS)


def test_no_two_modules_have_something_of_one_name() -> None:
    declared = re.compile(r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
    names = [name for module in SCRIPTS for name in declared.findall(source(module))]
    assert sorted(names) == sorted(set(names)), "they stand in one script"


@pytest.mark.parametrize("name", SCRIPTS)
def test_nothing_is_read_as_html_and_nothing_is_fetched(name: str) -> None:
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "fetch(",
                 "XMLHttpRequest", "import(", "WebSocket", "sendBeacon", "localStorage", "cookie"):  # fmt: skip
        assert word not in source(name), word


def keys(words: Any, above: str = "") -> Iterator[str]:
    for name, part in words.items():
        yield f"{above}{name}"
        if not isinstance(part, Text):
            yield from keys(part, f"{above}{name}.")


def test_every_word_that_the_scripts_want_is_there_and_every_one_is_wanted() -> None:
    text = "\n".join(map(source, SCRIPTS))
    wanted = set(re.findall(r"\bwords\.(\w+)", text)) | set(re.findall(r'"(board_\w+)"', text))
    wanted |= set(re.findall(r'button\("(\w+)"', text)) | {"skip_exercise", "give_up"}
    assert wanted <= WORDS.keys()
    unused = set(WORDS) - wanted - {"symptom", "cause"}  # of a hit, by its kind
    assert unused == set()


def test_every_word_is_said_in_both_languages() -> None:
    data = packed(ROOM)
    for name in keys(WORDS):
        found: Any = data["words"]
        for part in name.split("."):
            found = found[part]
        if found.keys() == {"t"}:
            english, *swedish = data["texts"][found["t"]]
            placeholders = re.findall(r"\{\w+\}", english)
            assert sorted(placeholders) == sorted(re.findall(r"\{\w+\}", (swedish or [english])[0])), name
