"""A theme of one's own is laid over the shipped one, is told of its mistakes, and can do nothing but color."""

from __future__ import annotations

import os
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from expert.foundations.problems import InputError
from expert.visualize.canvas import themes
from expert.visualize.canvas.graph import Box, Row, Sheet, add_box, new_graph
from expert.visualize.canvas.theme import NO_FILL, shipped_theme, theme, using
from expert.visualize.images import to_svg
from tests.visualize.canvas.test_theme import contrast

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0H40V20H0Z" fill="#00539B"/></svg>'


def png(width: int = 4, height: int = 2) -> bytes:
    """A PNG of one color."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\x00\x53\x9b" * width) * height) if width < 100 else b""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with logos."""
    (tmp_path / "logo.png").write_bytes(png())
    (tmp_path / "logo.svg").write_bytes(SVG)
    return tmp_path


def written(folder: Path, text: str) -> str:
    (folder / "ours.yaml").write_text(text, encoding="utf-8")
    return str(folder / "ours.yaml")


def wrong(folder: Path, text: str) -> list[str]:
    """What is wrong with a theme, as `line: what`."""
    with pytest.raises(InputError) as raised:
        themes.theme_of(written(folder, text))
    return [str(problem.in_("en")).removeprefix(f"{folder}/ours.yaml:") for problem in raised.value.problems]


def texts_and_grounds() -> Iterator[tuple[str, str, str]]:
    """Every color of words in the theme that is laid, with what is behind it."""
    paper = theme().page.paper
    yield from (("ink", theme().page.ink, paper), ("soft", theme().page.soft, paper))
    for name, box in theme().boxes.items():
        ground = paper if box.fill == NO_FILL else box.fill
        grounds = (ground, *([] if box.hatching == NO_FILL else [box.hatching]))
        yield from ((f"{name} {part}", color, behind) for behind in grounds for part, color in
                    (("text", box.text), ("soft", box.soft), ("word", box.word)))  # fmt: skip
    for name, chip in theme().chips.items():
        yield f"chip {name}", chip.text, paper if chip.fill == NO_FILL else chip.fill
    yield from ((f"words on {name}", edge.color, paper) for name, edge in theme().edges.items())
    replaced = theme().boxes["cause_superseded"]
    yield from (("superseded", color, replaced.hatching) for color in (replaced.text, replaced.soft, replaced.word))
    # On frames, the kicker is in the color of a border.
    yield from ((f"kicker of {name}", theme().boxes[name].border, paper)
                for name in ("symptom", "question", "cause", "conflict", "out_of_scope", "cause_possible"))  # fmt: skip


@pytest.mark.parametrize(("name", "least"), [("light", 4.5), ("dark", 4.5), ("high-contrast", 7.0)])
def test_every_text_can_be_read_in_each_shipped_theme(name: str, least: float) -> None:
    with using(themes.theme_of(name)):
        for what, text, ground in texts_and_grounds():
            assert contrast(text, ground) >= least, what


def test_each_shipped_theme_has_a_test_of_its_contrast() -> None:
    assert set(themes.names()) == {"light", "dark", "high-contrast"}
    assert themes.theme_of("light") is shipped_theme()


def test_a_color_is_changed_wherever_its_name_stands_and_nowhere_else(folder: Path) -> None:
    laid = themes.theme_of(written(folder, 'colors: {blue: "#00539B"}\nboxes: {fact: {fill: gray_ground}}\n'))
    assert laid.boxes["fact"].border == laid.edges["path"].color == "#00539B"
    assert laid.boxes["fact"].fill == laid.boxes["looked_up"].fill == shipped_theme().boxes["cause_ruled_out"].fill
    assert laid.boxes["cause"] == shipped_theme().boxes["cause"]
    assert laid.pictures == shipped_theme().pictures
    assert theme() is shipped_theme()


def test_a_font_has_its_names_and_its_width(folder: Path) -> None:
    laid = themes.theme_of(written(folder, "font: {family: \"Verdana, 'DejaVu Sans'\", width: 1.17}\n"))
    assert (laid.font.fallback, laid.font.width, laid.font.name) == ("Verdana, 'DejaVu Sans'", 1.17, "Arial")


@pytest.mark.parametrize(("name", "kind"), [("logo.png", "png"), ("logo.svg", "svg")])
def test_a_logo_is_a_file_beside_the_theme_and_is_carried_along(folder: Path, name: str, kind: str) -> None:
    laid = themes.theme_of(written(folder, f"logo: {name}\nheader: Our   library\n"))
    assert laid.brand.logo is not None
    assert (laid.brand.logo.kind, laid.brand.logo.width / laid.brand.logo.height) == (kind, 2)
    assert (laid.brand.header, laid.brand.footer) == ("Our library", "")


def test_an_empty_theme_changes_nothing(folder: Path) -> None:
    assert themes.theme_of(written(folder, "# nothing yet\n")) is shipped_theme()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('colours: {blue: "#00539B"}', ['1: "colours" is not known here; did you mean "colors"?']),
        ('colors:\n  blu: "#00539B"', ['2: there is no color named "blu"; did you mean "blue"?']),
        ("colors: {blue: navy}", ['1: "navy" is no color; write six digits such as "#0072B2", in quotes']),
        ('boxes: {fakt: {fill: "#00539B"}}', ['1: there is no "fakt" among the boxes; did you mean "fact"?']),
        ("boxes: {fact: {fill: url(x)}}", ['1: "url(x)" is no color; write six digits such as "#0072B2", in quotes']),
        ("boxes:\n  fact:\n    wrap: 3", ['3: "wrap" is not known here; it can be: border, fill, soft, text, word']),
        ("font: {family: \"Arial'; fill: red\"}", ['1: "Arial\'; fill: red" are no names of fonts; write them with '
                                                 "commas between, such as Segoe UI, Arial"]),
        ("font: {family: Arial, width: 9}", ["1: the width of a font must be from 0.7 to 1.5; Arial's is 1"]),
        (f"header: {'very ' * 20}long", ["1: header can have 50 characters at most"]),
        (f"footer: {'W' * 50}", ["1: footer is wider than there is room for on a slide; shorten it"]),
        ("- a list", ["1: must be a table of `name: value`"]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_what_was_meant(folder: Path, text: str, told: list[str]) -> None:
    assert wrong(folder, text) == told


def test_all_mistakes_are_told_at_once(folder: Path) -> None:
    found = wrong(folder, "colors: {blue: navy, rad: \"#FF0000\"}\nlogo: missing.png\nfooter: " + "a" * 60 + "\n")
    assert [line.split(":")[0] for line in found] == ["1", "1", "2", "3"]


@pytest.mark.parametrize("name", [
    "https://library.example/logo.png", "//library.example/logo.png", "file:///etc/passwd", "/etc/passwd",
    "../logo.png", "inner/../../logo.png", "..\\logo.png", "C:\\logo.png", "~/logo.png", "data:image/png;base64,AAAA",
])  # fmt: skip
def test_a_logo_from_elsewhere_is_refused(folder: Path, name: str) -> None:
    (folder.parent / "logo.png").write_bytes(png())
    assert wrong(folder, f"logo: '{name}'\n") == [
        f'1: "{name}" cannot be the logo: it must be a file in the folder of the theme, or below it'
    ]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_to_elsewhere_is_refused_as_well(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "logo.png"
    outside.write_bytes(png())
    (folder / "link.png").symlink_to(outside)
    assert "cannot be the logo" in wrong(folder, "logo: link.png\n")[0]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in folders on Windows")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.png")
    assert "cannot be used" in wrong(folder, "logo: pipe.png\n")[0]


@pytest.mark.parametrize("data", [
    b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", png(100_000, 100_000), png(1, 4_000),
    SVG.replace(b"<path", b"<script>alert(1)</script><path"),
    SVG.replace(b"<path", b'<path onclick="alert(1)"'),
    SVG.replace(b"<path", b'<image href="https://library.example/x.png"/><path'),
    SVG.replace(b"<path", b'<use href="https://library.example/x.svg#a"/><path'),
    SVG.replace(b"<path", b'<style>@import url(https://library.example/x.css)</style><path'),
    SVG.replace(b'fill="#00539B"', b'fill="url(https://library.example/x)"'),
    SVG.replace(b"<path", b"<foreignObject/><path"),
    b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + SVG,
    SVG[:-10], png()[:-9], b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x02\x00\x04cut off",
    b'<?xml version="1.0" encoding="foo"?><!DOCTYPE svg>' + SVG,
    ("<!DOCTYPE svg [<!ENTITY a 'aaaa'>]>" + SVG.decode()).encode("utf-16-le"),
    SVG.replace(b"<path", b'<handler type="application/ecmascript">alert(1)</handler><path'),
    SVG.replace(b"<path", b'<path style="fill:\\75rl(http://library.example/x)"'),
    SVG.replace(b"<path", b'<path style="fill:image-set(\'http://library.example/x\')"'),
    SVG.replace(b"<path", b'<g xml:base="http://library.example/"><use href="#a"/></g><path'),
], ids=lambda data: repr(data[:20]))  # fmt: skip
def test_what_is_no_picture_or_more_than_one_is_no_logo(data: bytes) -> None:
    assert themes.logo_of(data) is None


def test_a_huge_logo_or_theme_is_refused(folder: Path) -> None:
    (folder / "huge.png").write_bytes(png() + b"\0" * 1_000_001)
    assert wrong(folder, "logo: huge.png\n") == ["1: the logo is larger than 1000 kB"]
    assert "larger than" in wrong(folder, "# " + "a" * 2_100_000)[0]


def test_what_cannot_be_seen_stands_in_no_header(folder: Path) -> None:
    assert "a character that cannot be seen" in wrong(folder, 'header: "Our \\u202E library"\n')[0]
    assert "a character that cannot be seen" in wrong(folder, 'footer: "\\e[31mred"\n')[0]


def test_a_header_is_text_and_nothing_else(folder: Path) -> None:
    graph = new_graph(Sheet(drawing="plan", language="en", title="Title", headers=("Header",)))
    add_box(graph, "box", Box(kind="plan_steps", column=1, rows=(Row("Step"),)))
    plain = to_svg(graph)
    with using(themes.theme_of(written(folder, 'header: "<script>alert(1)</script> & more"\nlogo: logo.svg\n'))):
        drawn = to_svg(graph)
    assert b"&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in drawn
    assert b"<script" not in drawn
    assert b"data:image/svg+xml;base64," in drawn
    assert b"<image" not in plain


def test_a_name_that_is_no_theme_is_told_what_was_likely_meant() -> None:
    with pytest.raises(InputError) as raised:
        themes.theme_of("drak")
    assert str(raised.value) == 'there is no theme "drak"; did you mean "dark"?'
