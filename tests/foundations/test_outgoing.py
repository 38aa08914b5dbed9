"""What is written by others is shown as it was typed and does nothing, wherever it leaves."""

from __future__ import annotations

import json
import re
import time
import timeit
import unicodedata
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from expert.foundations.outgoing import in_html, in_json, in_lines, one_line, opens, unbroken
from expert.foundations.outgoing_markdown import address_in_markdown, in_markdown
from expert.foundations.problems import visible
from tests.each import each
from tests.payloads import PAYLOADS

_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\ufe00\ufe0f\uffa0\U000e0100\U000e01ef"
GITHUB = MarkdownIt("gfm-like", {"html": True})
COMMON = MarkdownIt("commonmark")


def test_whatever_unicode_calls_invisible_is_shown_by_its_code_and_nothing_else_is() -> None:
    for number in range(0x110000):
        letter = chr(number)
        if unicodedata.category(letter) in _UNSEEN or letter in _BLANK:
            assert visible(letter).isascii(), hex(number)
            assert visible(letter).isprintable(), hex(number)
        elif unicodedata.category(letter) not in ("Mn", "Cn"):
            assert visible(letter) == letter, hex(number)


@pytest.mark.parametrize(("typed", "seen"), [
    ("a\u202egpj", "a\\u202egpj"),
    ("\u200bzero", "\\u200bzero"),
    ("tag\U000e0041", "tag\\U000e0041"),
    ("filler\u3164", "filler\\u3164"),
    ("\x1b]0;pwn\x07", "\\x1b]0;pwn\\x07"),
    ("c1\x9b31m", "c1\\x9b31m"),
    ("åäö 漢字 😀", "åäö 漢字 😀"),
    ("⚠️ ❤️ ✅ 👩\u200d💻 ❤️\u200d🔥 1️⃣", "⚠️ ❤️ ✅ 👩\u200d💻 ❤️\u200d🔥 1️⃣"),
    ("a\ufe0f 5\ufe0f ⚠\ufe0f\ufe0f ⚠\ufe0e", "a\\ufe0f 5\\ufe0f ⚠\ufe0f\\ufe0f ⚠\\ufe0e"),
    ("a\u200d😀 😀\u200da 😀\u200d\u200d😀", "a\\u200d😀 😀\\u200da 😀\\u200d\\u200d😀"),
])
def test_what_cannot_be_seen_is_shown_by_its_code(typed: str, seen: str) -> None:
    assert visible(typed) == one_line(typed) == unbroken(typed) == in_lines(typed) == in_html(typed) == seen


def test_line_ends_stay_where_there_are_lines_and_are_blanks_where_there_is_one() -> None:
    assert in_lines("a\r\nb\rc\td\n\x07") == "a\nb\nc\td\n\\x07"
    assert one_line(" a\r\nb\tc\n") == "a b c"
    assert unbroken(" a\nb\tc  \u00a0d\u2028") == " a b c  \u00a0d "


@given(st.recursive(st.text() | st.none(), lambda data: st.lists(data) | st.dictionaries(st.text(), data)))
@example("\U000e0041\u202e\x9b\ud800")
def test_json_says_the_same_and_shows_everything(data: object) -> None:
    for indent in (2, None):
        written = in_json(data, indent=indent)
        assert json.loads(written) == data
        assert all(visible(line) == line for line in written.split("\n"))


@pytest.mark.parametrize("address", [
    "https://learn.microsoft.com/mem/intune?view=x&tabs=ios#a", "https://a-b.example", "https://a.example:8443/x",
    "https://portal.azure.com/#view/A_B/~/c(d)",
])
def test_an_https_address_opens(address: str) -> None:
    assert opens(address)
    for renderer in (GITHUB, COMMON):
        assert f'<a href="{in_html(address)}">' in renderer.render(address_in_markdown(address))


@pytest.mark.parametrize("address", [
    "http://a.example", "javascript:alert(1)", "data:text/html,x", "https://good.example@evil.example/",
    "https://a.example/\u202egpj", "https://аpple.example/", "https://a.example/ b", 'https://a.example/"onclick="x',
    "https://a.example/'", "https://a.example/<b>", "https://a.example/`x`", "https://a.example/|", "https://",
    "https:///a", "HTTPS://a.example", "https://a.example/&lt;", "https://a.example\n", "https://a.example\\@b.example",
])
def test_any_other_address_does_not_open_and_is_text(address: str) -> None:
    assert not opens(address)
    for renderer in (GITHUB, COMMON):
        assert "<a" not in renderer.render(address_in_markdown(address))


def _shown(html: str) -> str:
    return unescape(re.sub(r"</?(?:p|h1|ul|li|code|table|thead|tbody|tr|th|td)>", "", html)).strip()


def _is_inert(text: str) -> None:
    for renderer in (GITHUB, COMMON):
        html = renderer.render(f"# {in_markdown(text)}")
        assert set(re.findall(r"<(/?\w+)", html)) <= {"h1", "/h1", "code", "/code"}, (text, html)
        assert _shown(html) == one_line(text), (text, html)
        html = renderer.render(f"- {in_markdown(text)}")
        assert set(re.findall(r"<(/?\w+)", html)) <= {"ul", "/ul", "li", "/li", "code", "/code"}, (text, html)
        html = renderer.render(f"above\n\n{in_markdown(text)}\n\nbelow")
        assert set(re.findall(r"<(/?\w+)", html)) <= {"p", "/p", "code", "/code"}, (text, html)
        html = renderer.render(f"a\n\n| b |\n|---|\n| {in_markdown(text)} |\n")
        assert renderer is COMMON or html.count("<td>") == 1, (text, html)


@each("payload", PAYLOADS, parts=2)
def test_markdown_shows_a_payload_as_it_was_typed(payload: str) -> None:
    _is_inert(payload)


@given(st.text(st.sampled_from("abcWw1290 .:/@#-_*[]()<>&;!`\\|~=+\"'\n\t{}$^?%,") | st.characters(), max_size=40))
@example("#1#2")
@example("http://a`b//c")
@example("a@b#1@c")
@example("12:30 17.10")
@example("-\n-")
def test_markdown_shows_any_text_as_it_was_typed(text: str) -> None:
    _is_inert(text)


@given(st.lists(st.sampled_from(PAYLOADS), min_size=2, max_size=4))
def test_markdown_shows_payloads_beside_each_other_as_they_were_typed(payloads: list[str]) -> None:
    _is_inert("".join(payloads))


def test_markdown_stays_readable_where_nothing_would_be_read_as_markup() -> None:
    for text in ("Version 17.10 at 12:30 (build 21A5, beta).", "AT&T & co: a-b, c/d; 5 + 3 = 8!", "“Quoted”, it's åäö"):
        assert in_markdown(text) == text
    assert in_markdown("Ask admin@a.example at www.a.example.") == "Ask `admin@a.example` at `www.a.example`."


@pytest.mark.parametrize("sign", ["a", "@", "a@", ":a", "a.", "http:", "/", "#1", "www.", "A+.-", "[", "&a", "a/!"])
def test_a_long_text_takes_time_in_proportion_to_its_length(sign: str) -> None:
    def takes(times: int, repeat: int) -> float:
        text = sign * times
        return min(timeit.repeat(lambda: in_markdown(text), timer=time.process_time, number=1, repeat=repeat))

    assert takes(150_000, 1) < 700 * takes(3_000, 5)  # 50 times as long; 2500 times where each looks at all others
