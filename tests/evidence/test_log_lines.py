"""The forms in which a device's log is handed over: what each line says of its time, its process and its message."""

from __future__ import annotations

import pytest

from expert.evidence.log_lines import LONGEST_ENTRY, Entry, entries, entry_of, is_log, is_unified_log

FORMS = {
    "Mar 17 03:07:46 Reading-Room profiled[1764] <Notice>: (Error) MC: no": ("", "profiled", "Reading-Room"),
    "Mar  7 03:07:46.120 Reading-Room profiled(MCCore)[64:9] <Error>: no": ("", "profiled", "Reading-Room"),
    "Nov 02 09:15:33 Reading-Room mdmd <Notice>: no": ("", "mdmd", "Reading-Room"),
    "2022-10-11 14:03:42.755219-0600 0x137ae    Debug       0x0        2183   0    mdmclient: (Lib) [a.b:c] no": (
        "2022-10-11T14:03:42.755219-06:00", "mdmclient", "",
    ),
    "2022-10-11 14:03:42.755219-0600  localhost mdmclient[2183]: (Lib) [a.b:c] no": (
        "2022-10-11T14:03:42.755219-06:00", "mdmclient", "localhost",
    ),
    "2022-10-11 14:03:42.755 Df mdmclient[2183:137ae] [a.b:c] no": ("2022-10-11T14:03:42.755000", "mdmclient", ""),
    "Default\t18:30:57.320616 -0500\tprofiled\tno": ("", "profiled", ""),
    "error 18:30:57.320616 profiled no": ("", "profiled", ""),
    "1/27/17, 3:33:18 PM profiled[63]: no": ("2017-01-27T15:33:18", "profiled", ""),
    "Wed May 24 13:58:04 2023 [173] <debug> (0x16f60b000) MA: no": ("2023-05-24T13:58:04", "MA", ""),
    "Apr  4 16:21:35[660:1]:no": ("", "", ""),
    "2023-05-23T07:22:09.472Z\tno": ("2023-05-23T07:22:09.472000+00:00", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("line", FORMS)
def test_a_line_says_when_who_and_what(line: str) -> None:
    (entry,) = entries(line, 1)
    time = "" if entry.head.time is None else entry.head.time.isoformat()
    assert (time, entry.head.process, entry.head.host) == FORMS[line]
    assert entry.text.removeprefix("(Error) MC: ") == "no"
    assert entry.head.written
    assert is_log(f"a note by somebody\n{line}\n")


@pytest.mark.parametrize("text", [
    "", "A mail.\nIt was on Mar 17 at 03:07:46.", "name,time\nx,2023-05-23T07:22:09Z", "platform: ios\n", "- 1\n- 2",
])  # fmt: skip
def test_another_text_is_no_log(text: str) -> None:
    assert not is_log(text)


def test_lines_without_a_time_belong_to_the_message_before() -> None:
    text = "a cut line\nMar 17 03:07:46 A profiled[1]: first\n   more\nMar 17 03:07:47 A profiled[1]: second"
    assert [(entry.line, entry.text) for entry in entries(text, 10)] == [
        (10, "a cut line"), (11, "first\n   more"), (13, "second"),
    ]


def test_a_text_without_times_goes_on_as_another_message_where_it_is_long() -> None:
    found = list(entries("\n".join(f"line {number} of a text that somebody pasted" for number in range(2_000)), 1))
    assert "\n".join(entry.text for entry in found).count("\n") == 1_999
    assert max(len(entry.text) for entry in found) < 1.1 * LONGEST_ENTRY
    assert found[1].line == found[0].text.count("\n") + 2


def test_dumps_that_were_pasted_without_their_times_are_one_each() -> None:
    text = "Install. Error: NSError:\nCode: 1\n...Underlying error:\nNSError:\nCode: 2\nAgain. Error: NSError:\nCode: 3"
    assert [entry.line for entry in entries(text, 1)] == [1, 6]


@pytest.mark.parametrize(("written", "read"), [
    ("> > Line 390870: error 18:30:57.320616 profiled no", "no"),
    (">\terror 18:30:57.320616 profiled no", "no"),
    ("error 18:30:57.320616 profiled \\'93no\\'94 \\", "“no” "),
    ("{\\rtf1\\ansi error 18:30:57.320616 profiled {\\b no} \\u8364 ?", "no €"),
])  # fmt: skip
def test_what_mails_and_word_processors_add_is_taken_away(written: str, read: str) -> None:
    assert [entry.text for entry in entries(written, 1)] == [read]


def test_a_record_of_the_unified_log_is_a_message() -> None:
    record = {
        "timestamp": "2023-05-24 13:03:28.908085-0700", "eventMessage": "no", "subsystem": "a.b",
        "processImagePath": "/usr/libexec/profiled", "machTimestamp": 1,
    }  # fmt: skip
    entry = entry_of(record, 4)
    assert isinstance(entry, Entry)
    assert entry.head.time is not None
    assert entry.head.time.isoformat() == "2023-05-24T13:03:28.908085-07:00"
    assert (entry.head.process, entry.head.subsystem, entry.text, entry.line) == ("profiled", "a.b", "no", 4)
    assert [entry_of({**record, "eventMessage": other}, 1) for other in (None, 3, "")] == [None] * 3
    assert is_unified_log(b'{"machTimestamp":1,"eventMessage":"no"}')
    assert not is_unified_log(b'{"value": []}')
