"""Tables as portals and Excel write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.evidence import read_evidence
from expert.evidence.table_rows import order_of_days, table_in, time_in_table


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("a,b\n1,2\n", {"a": "1", "b": "2"}),
        ("\ufeffa;b\r\n1;2\r\n", {"a": "1", "b": "2"}),
        ("sep=|\na|b\n1,5|2\n", {"a": "1,5", "b": "2"}),
        ("a\tb\n1\t\n", {"a": "1", "b": ""}),
        ('a,b\n"x, y",2\n', {"a": "x, y", "b": "2"}),
        ('a,b\n"say ""hi""",2\n', {"a": 'say "hi"', "b": "2"}),
        ('a,b\n"iPad (12.9")",2\n', {"a": 'iPad (12.9")', "b": "2"}),
        ('a,b\n"the "north"",2\n', {"a": 'the "north"', "b": "2"}),
        ('a,b\niPad 12.9",2\n', {"a": 'iPad 12.9"', "b": "2"}),
        ('a,b\n"two\nlines",2\n', {"a": "two\nlines", "b": "2"}),
        ('a,b\n="0012",2\n', {"a": "0012", "b": "2"}),
        ('a,b\n"=""0012""",2\n', {"a": "0012", "b": "2"}),
    ],
)
def test_a_row(text: str, row: dict[str, str]) -> None:
    table = table_in(text)
    assert [found for _, found in table.rows] == [row]
    assert table.broken == ()


def test_what_stands_last_in_a_table_that_may_be_cut_is_left_out() -> None:
    table = table_in("a,b\n1,2\n3,18")
    assert table.cut
    assert [row for _, row in table.rows] == [{"a": "1", "b": "2"}, {"a": "3", "b": ""}]


def test_a_row_that_does_not_fit_is_left_aside_and_the_next_is_read() -> None:
    table = table_in('a,b\n1,2,3\n"open,2\n4,5\n\n6,7\n')
    assert table.broken == (2, 3)
    assert [(line, row["a"]) for line, row in table.rows] == [(4, "4"), (6, "6")]


@pytest.mark.parametrize("text", ["", "\n\n", "sep=;\n"])
def test_a_table_of_nothing(text: str) -> None:
    assert table_in(text).rows == ()


@pytest.mark.parametrize(
    ("column", "time"),
    [
        (["2026-11-29T08:00:00Z"], "2026-11-29T08:00:00Z"),
        (["29/11/2026 14:03"], "2026-11-29T14:03:00"),
        (["11/29/2026, 2:03:05 PM"], "2026-11-29T14:03:05"),
        (["3/4/2026 12:30 AM", "3/29/2026 1:00 PM"], "2026-03-04T00:30:00"),
        (["3/4/2026", "29/3/2026"], "2026-04-03T00:00:00"),
        (["3.4.2026 08:00"], "2026-04-03T08:00:00"),
        (["4/4/2026"], "2026-04-04T00:00:00"),
        (["3/4/2026"], "3/4/2026"),  # which of the two is the month, nothing tells
        (["3/4/2026", "29/3/2026", "3/29/2026"], "3/4/2026"),
        (["46355,5"], "2026-11-29T12:00:00"),
        (["99/99/2026"], "99/99/2026"),
        (["12345"], "12345"),
    ],
)
def test_a_time(column: list[str], time: str) -> None:
    assert time_in_table(column[0], order_of_days(column)) == time


def test_a_table_that_is_not_known_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Name,Phone\nAnna,1\n", encoding="utf-8")
    (unread,) = read_evidence(tmp_path / "x.csv").unread
    assert "Name, Phone" in unread.why.en


def test_a_table_of_known_fields_needs_no_columns_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes("borrower;cardState\nÅsa;good\n".encode("cp1252"))
    evidence = read_evidence(tmp_path / "x.csv")
    assert evidence.facts == {"card": "valid"}
    assert str(evidence.readings[0].place).endswith("x.csv:2")
