"""The page for a class is one file that loads nothing, runs only its own script, and says all in two languages."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.foundations import content
from expert.foundations.texts import Text
from expert.results.classroom import Classroom
from expert.results.document import addresses_in
from expert.teach.classroom import GivenCase, classroom
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
