"""The exact layer: messages are found however a person pastes them, and nothing else is taken for one.

What that means is written down here once more, character by character and pair by pair, short enough to be checked
by reading it. The layer must find the same in every text.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from expert.foundations.limits import MOST_MARKS
from expert.foundations.texts import Text
from expert.recognizing import letters
from expert.recognizing.exact import Exact
from expert.recognizing.needles import Needles
from expert.recognizing.recognition import Match, Opening, Recognized
from expert.rules.models import Message, Symptom
from tests.each import each


def symptom(name: str, *messages: Message) -> Symptom:
    return Symptom(id=name, title=Text(name, name), example={}, sources=(), messages=messages)


SYMPTOMS = (
    symptom("no-network", Message("Setup of the reader failed. The network was lost.",
                                  "Läsaren gick inte att ställa in. Nätverket försvann.")),
    symptom("no-answer", Message("Setup of the reader failed. The library did not answer.",
                                 "Läsaren gick inte att ställa in. Biblioteket svarade inte.")),
    symptom("again", Message("It ended again and again and again", "Det slutade om och om och om igen")),
    symptom("link-invalid", Message("Link invalid", kind="log"),
            Message("Client link invalid (Link invalid); closing the link", kind="log")),
    symptom("link-closing", Message("Link invalid, closing it", kind="log")),
    symptom("ticket", Message("This ticket has expired.", tells={"ticket": "expired"}),
            Message("This ticket, issued by the library, has expired.", tells={"ticket": "expired"}),
            Message("This ticket is out of seats.", tells={"ticket": "full"}),
            Message("The ticket is of yesterday", tells={"ticket": "expired"})),
    symptom("stopped", Message("The reader stopped. Ask the library."),
            Message("The reader has stopped. Ask the library.")),
    symptom("other-scripts", Message("Gerät für Straße Ünter ungültig"),
            Message("設定の登録に失敗しました。もう一度お試しください"), Message("Не удалось"), Message("ŉ İç ﬁnál")),
    symptom("codes", Message("E_SEAL", kind="code"), Message("E_BOND", kind="code"), Message("Q7", kind="code"),
            Message("7", kind="code"), Message("0xC17F0026", kind="code")),
    symptom("name", Message("NoSuchReader", kind="code")),
    symptom("seat", Message("Out of seats"), Message("This ticket is out of seats.")),
)
WORDINGS = [wording for symptom in SYMPTOMS for message in symptom.messages for wording in message.wordings()]
LONG = [wording for wording in WORDINGS if len(wording) > 10]
EXACT = Exact(SYMPTOMS)


def tried(times: int) -> settings:
    """How often a property is tried, many times that with --exhaustive; a machine may be slow."""
    times *= 20 if settings.get_current_profile_name() == "exhaustive" else 1
    return settings(max_examples=times, suppress_health_check=[HealthCheck.too_slow])


def found_by(exact: Exact, texts: Iterable[str]) -> Recognized:
    """What the layer finds in some texts."""
    matches: dict[tuple[str, str], Match] = {}
    openings: dict[tuple[str, str], Opening] = {}
    for text in texts:
        read = exact.read(text)
        assert len(read.matches) == len(read.spans)
        for match, (begin, end) in zip(read.matches, read.spans, strict=True):
            assert match.matched == letters.normalized(text)[begin:end]
            key = match.symptom, repr(sorted(match.message.tells.items()))
            if key not in matches or len(match.matched) > len(matches[key].matched):
                matches[key] = match
        for opening in read.openings:
            openings.setdefault((opening.symptom, opening.needed), opening)
    return Recognized(tuple(matches.values()), tuple(openings.values()))


# The definition


def is_mark(char: str) -> bool:
    return unicodedata.combining(unicodedata.normalize("NFD", char)[0]) != 0


def is_without_blanks(char: str) -> bool:
    """Whether a letter is of a script that puts no blanks between words."""
    return unicodedata.name(char, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "MYANMAR", "KHMER"))


def normal(text: str) -> str:
    """Normal form C; of combining marks in a row, thirty are put in order together."""
    parts, marks = [""], 0
    for char in text:
        marks = marks + 1 if is_mark(char) else 0
        if marks == 31:
            parts.append("")
            marks = 1
        parts[-1] += char
    return "".join(unicodedata.normalize("NFC", part) for part in parts)


class Letters:
    """Only the letters and digits of a text, without case and marks, and where words begin and end among them."""

    def __init__(self, text: str) -> None:
        self.text = normal(text)
        self.letters = ""
        self.at: list[int] = []
        self.edges = {0}
        for i, char in enumerate(self.text):
            if char.isalnum():
                for folded in char.casefold():
                    self.letters += {"å": "a", "ä": "a", "ö": "o", "é": "e"}.get(folded, folded)
                    self.at.append(i)
            elif unicodedata.category(char) != "Cf":
                self.edges.add(len(self.letters))
        self.edges.add(len(self.letters))

    def find(self, wording: str) -> list[tuple[int, int]]:
        """Every place where a wording's letters stand between two edges; where there can be none, every place."""
        sought = Letters(wording).letters
        long = len(sought) >= 6
        begins = range(len(self.letters)) if long and is_without_blanks(sought[0]) else self.edges
        spans = [(at, at + len(sought)) for at in begins if self.letters.startswith(sought, at)]
        return sorted(
            span for span in spans if span[1] in self.edges or (long and is_without_blanks(sought[-1]))
        )

    def original(self, span: tuple[int, int]) -> str:
        return self.text[self.at[span[0]] : self.at[span[1] - 1] + 1]


def outermost(spans: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The spans that lie inside no other."""
    return {(a, b) for a, b in spans if not any(c <= a and b <= d and (a, b) != (c, d) for c, d in spans)}


def is_in_other_words(text: Letters, span: tuple[int, int], wordings: Sequence[tuple[str, Message, str]]) -> bool:
    """Whether what is one word in every message stands in several words of a longer text."""
    sought = text.letters[slice(*span)]
    names = [len(wording.split()) == 1 for _, _, wording in wordings if Letters(wording).letters == sought]
    has_blanks = not is_without_blanks(sought[0]) and not is_without_blanks(sought[-1])
    return all(names) and has_blanks and len(text.original(span).split()) > 1 and span != (0, len(text.letters))


def plainly(symptoms: Sequence[Symptom], texts: Sequence[str]) -> Recognized:
    """What is to be recognized."""
    wordings = [(s.id, m, wording) for s in symptoms for m in s.messages for wording in m.wordings()]
    matches: dict[tuple[str, str], Match] = {}
    openings: dict[tuple[str, str], Opening] = {}
    for text in map(Letters, texts):
        found: dict[tuple[int, int], list[tuple[str, Message]]] = {}
        for name, message, wording in wordings:
            for span in text.find(wording):
                found.setdefault(span, []).append((name, message))
        for span in [span for span, of in found.items() if is_in_other_words(text, span, wordings)]:
            del found[span]
        outer = outermost(list(found))
        for span in (span for span in found if span in outer):
            for name, message in found[span]:
                key, match = (name, repr(sorted(message.tells.items()))), Match(name, message, text.original(span))
                if key not in matches or len(match.matched) > len(matches[key].matched):
                    matches[key] = match
        if not found:
            begun = [(span, name, rest) for name, opening, rest in beginnings(wordings) for span in text.find(opening)]
            outer = outermost([span for span, _, _ in begun])
            for span, name, rest in begun:
                if span in outer:
                    openings.setdefault((name, rest), Opening(name, text.original(span), rest))
    return Recognized(tuple(matches.values()), tuple(openings.values()))


def beginnings(wordings: Sequence[tuple[str, Message, str]]) -> Iterator[tuple[str, str, str]]:
    """The opening sentences of messages that have more than one. (No message here has two full stops in a row.)"""
    for name, _, wording in wordings:
        opening, stop, rest = wording.partition(".")
        if rest.strip() and len(opening) > 10:
            yield name, opening + stop, rest.strip()


# The layer, held against it

ODD = (
    *" \t\n.,;:!?\"'()-_/\\«»“”’…–—@#7x", "\r\n", "\u00a0", "\u2003", "\u2000",
    *"åäöÅÄÖéÉüÜßẞæøñÿµªº²½ıİŉǰſΐςΣЖж登録しかまがㄱ가각ไก้ﬁﬀﷺ①Ⅷⅷ𝐀😀👩\u2126\u212a\u212b",
    *"\u00ad\u200b\u200c\u200d\u2060\ufeff\u061c\u202e",
    *"\u0300\u0301\u0307\u0308\u030a\u0316\u0323\u0327\u0344\u0f73\u3099\u1100\u1161\u11a8\u0958\u09c7\u09be\u20dd\u034f",
    "a\u030a", "A\u0308", "o\u0308", "e\u0301", "u\u0308", "\u1ebf\u0323", "=\u0338", "か\u3099", "\u0301" * 31,
    "o" + "\u0316" * 30 + "\u0308", "o" + "\u0316" * 29 + "\u0308", "🙂" * 40, "\ud800", "\udfff", "\U000e0041", "\0",
)
LOGGED = (
    'Nov 02 09:14:08 reader libd[412] <Notice>: <error: 0x1a49aebc0> { count = 1, contents = "LinkError" }\n',
    "2026-11-02T09:14:08+0100 Läsare kortd(Nät)[83]: fel 7: kunde inte nå https://library.example/assets/\r\n",
)


def _broken(text: str) -> str:
    return text.replace(" ", "\r\n    ")


def _curly(text: str) -> str:
    return text.replace(".", "…").replace("(", "“").replace(")", "”")


def _spaced(text: str) -> str:
    return text.replace(" ", " \t\u00a0  ")


def _unspaced(text: str) -> str:
    return text.replace(" ", "")


def _without_marks(text: str) -> str:
    return text.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _softly_hyphenated(text: str) -> str:
    """As a web page copies it: with a soft hyphen inside a word and a zero-width space between two."""
    return (text[:2] + "\u00ad" + text[2:]).replace(" ", " \u200b", 1)


def _with_ligatures(text: str) -> str:
    return text.replace("fi", "ﬁ").replace("ss", "ß")


MANNERS: tuple[Callable[[str], str], ...] = (
    str, str.upper, str.lower, _curly, _spaced, _unspaced, _broken, _without_marks, _decomposed, _softly_hyphenated,
    _with_ligatures,
)
whole = some.builds(lambda wording, manner: manner(wording), some.sampled_from(WORDINGS), some.sampled_from(MANNERS))
cut = some.builds(lambda words, a, b: words[a : len(words) - b], whole, some.integers(0, 30), some.integers(0, 30))
fragments = whole | cut | some.sampled_from(ODD) | some.sampled_from(LOGGED) | some.text(max_size=5)
pasted = some.lists(fragments, max_size=12).map("".join) | some.lists(fragments, max_size=12).map(" ".join)


@pytest.mark.parametrize(("text", "matched"), [
    ("no such reader\n" + "a line\n" * 9 + "error: NoSuchReader\n", ["NoSuchReader"]),
    ("There is no such reader. This ticket, issued", []), ("No such reader!", ["No such reader"]),
    ("link: link invalid", ["link invalid"]), ("No such Q7", ["Q7"]),
    ("It says no such reader of ours. Setup of the reader failed. The network was lost.",
     ["Setup of the reader failed. The network was lost"]),
])  # fmt: skip
def test_a_name_is_found_in_one_word_or_as_all_of_a_text(text: str, matched: list[str]) -> None:
    assert [match.matched for match in EXACT.read(text).matches] == matched
    assert found_by(EXACT, [text]) == plainly(SYMPTOMS, [text])


def test_what_one_message_has_in_several_words_and_another_in_one_is_no_name() -> None:
    both = Exact([symptom("several", Message("No such reader")), symptom("one", Message("NoSuchReader", kind="code"))])
    assert [match.symptom for match in both.read("It says: no such reader").matches] == ["several", "one"]


def test_a_name_in_other_words_leaves_the_beginning_of_a_message() -> None:
    assert EXACT.read("No such reader here: Setup of the reader failed.").openings


@given(texts=some.lists(pasted, min_size=1, max_size=2), piece=some.sampled_from([1, 2, 3, 7, 20, 60, 8192]))
@example(texts=["Setup of the reader failed.\ufeff The network was losṫ. Setup of the reader\u200b failed"], piece=1)
@example(texts=["Link invalid, closing it. The ticket is of yesterday.", "LINK INVALID, CLOSING IT"], piece=20)
@example(texts=["The ticket is of yesterday. THIS TICKET IS OUT OF SEATS. This ticket has expired"], piece=20)
@example(texts=["E_BOND E_SEAL, Не удалось. This ticket is out of seats."], piece=8192)
@example(texts=["The reader has stopped. The reader stopped. Ask"], piece=8192)
@example(texts=["NO SUCH READER", "Q 7 no such reader NoSuchReader"], piece=3)
@example(texts=["o" + "\u0316" * 31 + "\u0308 this ticket \r\n is OUT of SEATS"], piece=2)
@tried(1000)
def test_the_same_is_recognized_as_by_definition(texts: list[str], piece: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(letters, "PIECE", piece)
        assert found_by(EXACT, texts) == plainly(SYMPTOMS, texts)


@pytest.mark.parametrize("seed", range(6))
def test_the_same_is_recognized_in_a_log(seed: int) -> None:
    """Texts of many pieces, each with something else beside the plain lines."""
    chance = random.Random(seed)
    lines = [chance.choice(LOGGED) for _ in range(600)]
    for _ in range(12):
        line = "".join(chance.choice([*ODD, *LONG, _decomposed(LONG[1]), LONG[0][:30]]) for _ in range(3))
        lines.insert(chance.randrange(len(lines)), line)
    text = "".join(lines)
    assert len(text) > 5 * letters.PIECE
    long = tuple(symptom for symptom in SYMPTOMS if symptom.id != "codes")
    assert found_by(Exact(long), [text]) == plainly(long, [text])


@given(text=pasted, piece=some.sampled_from([1, 3, 10, 8192]), overlap=some.sampled_from([1, 5, 60]))
@example(text="7\u0307 İ 8\u0308\u0301 \u0390 \u03b0 9\u030c \u01f0 7\u0331 \u1e96", piece=8192, overlap=1)
@tried(200)
def test_letters_lead_back_to_where_they_stand(text: str, piece: int, overlap: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(letters, "PIECE", piece)
        squashed, plain = letters.Squashed(text), Letters(text)
        for _ in range(2):
            found = bytearray()
            for window in squashed.windows(overlap):
                assert window.first == len(found)
                assert 0 <= window.until <= len(window.letters)
                found += window.letters[: window.until]
            assert found.decode() == plain.letters
    ends = [len(plain.letters[:i].encode()) for i in range(len(plain.letters) + 1)]
    for i in range(0, len(plain.letters), 3):
        for j in (i + 1, i + 2, len(plain.letters)):
            if j <= len(plain.letters):
                span = ends[i], ends[j]
                assert squashed.original(span) == plain.original((i, j))
                assert squashed.length(span) == len(plain.original((i, j)))
                before, after = i in plain.edges, j in plain.edges
                assert squashed.stands(span, b"") == (before and after)
                assert squashed.stands(span, b"", open_before=True) == after
                assert squashed.stands(span, b"", open_after=True) == before
                assert squashed.is_all(span) == (j - i == len(plain.letters))


@given(
    needles=some.lists(some.text("ab", min_size=1, max_size=40) | some.text("abcd", min_size=1, max_size=9)),
    text=some.text("abcd", max_size=60) | some.lists(some.sampled_from(["ab", "ba" * 9, "c"])).map("".join),
)
@tried(300)
def test_every_string_is_found_wherever_it_stands(needles: list[str], text: str) -> None:
    expected = {(i, word) for word in needles for i in range(len(text)) if text.startswith(word, i)}
    sought = Needles(word.encode() for word in needles)
    for times in (1, 30):  # the first short texts are read in another way than all further ones
        found = [list(sought.find(text.encode())) for _ in range(times)][-1]
        assert sorted(found) == sorted((i, word.encode()) for i, word in expected)


# By example

LONG_PASTE = """\
Hej! Användaren ringde igen i morse, se bilden. Hon skriver:
  "I tried three times; each time it says
   {message}
   and then nothing more happens."
Serial DMPX1234ABCD, version 1.6.1, Wi-Fi "Guest". Skickat från min läsplatta
"""
EVERY_WORDING = each("wording", LONG)


def found_in(*texts: str) -> Recognized:
    return found_by(EXACT, texts)


def recognized(*texts: str) -> set[str]:
    return {match.symptom for match in found_in(*texts).matches}


@EVERY_WORDING
@pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: manner.__name__.strip("_"))
def test_a_wording_is_recognized_alone_and_in_a_long_paste(wording: str, manner: Callable[[str], str]) -> None:
    own = {s.id for s in SYMPTOMS if any(wording in message.wordings() for message in s.messages)}
    assert recognized(manner(wording)) == own
    assert recognized(LONG_PASTE.format(message=manner(wording))) == own


@EVERY_WORDING
@pytest.mark.parametrize("around", ["x{}", "{}x", "7{}", "{}7", "å{}", "{}ö", "a\u030a{}", "{}o\u0308", "\u200bx{}"])
def test_a_wording_is_never_found_inside_another_word(wording: str, around: str) -> None:
    """What grows together with a word is another word. (A shorter wording inside a longer one may still stand.)"""
    core = wording.strip('."/')
    alone = {match.matched for match in found_in(core).matches}
    inside = {match.matched for match in found_in(around.format(core)).matches}
    unspaced = {matched for matched in alone if any(letters.unbounded(letters.letters_of(matched)))}
    assert not inside & alone - unspaced


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("画面に登録サーバーに接続できませんと出る", True), ("Intune出现网络错误，无法安装描述文件了", False),
        ("今天出现网络连接错误了", True), ("今天网络错误了", False), ("今天：网络错误。", True), ("网络错误", True),
        ("xReader无法连接服务器了", False), ("Reader无法连接服务器了", True), ("错误:Reader 无法 连接服务器7", True),
        ("วันนี้เชื่อมต่อไม่ได้ครับ", True),
    ],
)
def test_without_blanks_between_words_a_wording_counts_wherever_it_stands(text: str, found: bool) -> None:
    """But for a short one, which may be a part of a word."""
    wordings = ("登録サーバーに接続できません", "出现网络连接错误", "网络错误", "Reader无法连接服务器", "เชื่อมต่อไม่ได้")
    messages = tuple(Message(other={"xx": wording}) for wording in wordings)
    (symptom,) = (Symptom("link", Text("L", "L"), {}, (), messages=messages),)
    assert bool(Exact([symptom]).read(text).matches) == found


@EVERY_WORDING
def test_the_span_that_was_recognized_is_shown_as_it_was_pasted(wording: str) -> None:
    pasted = LONG_PASTE.format(message=_broken(wording).swapcase())
    for match in found_in(pasted).matches:
        assert match.matched in pasted
        assert letters.letters_of(match.matched) == letters.letters_of(wording)
        assert match.score == 1.0


def test_a_longer_message_is_not_taken_for_the_shorter_one_inside_it() -> None:
    (match,) = found_in("Client link invalid (Link invalid); closing the link").matches
    assert match.matched == "Client link invalid (Link invalid); closing the link"


def test_of_messages_that_tell_the_same_the_longest_is_kept_and_what_tells_something_else_stays() -> None:
    found = found_in("This ticket has expired.", "This ticket, issued by the library, has expired.",
                     "This ticket is out of seats.")
    assert [match.matched for match in found.matches if match.symptom == "ticket"] == [
        "This ticket, issued by the library, has expired", "This ticket is out of seats",
    ]
    longest = found.longest("ticket")
    assert longest is not None
    assert longest.matched == "This ticket, issued by the library, has expired"


def test_two_messages_of_one_case_are_both_recognized() -> None:
    assert recognized("Link invalid", "Out of seats") == {"link-invalid", "seat"}
    assert recognized("First: LINK INVALID! Then: out of seats...") == {"link-invalid", "seat"}


@pytest.mark.parametrize(
    "opening",
    [
        "Setup of the reader failed", "SETUP OF THE READER FAILED.", "“Setup of the Reader Failed”",
        "Setup of the reader failed. The netw", "Läsaren gick inte att ställa in.", "lasaren gick inte att  stalla in",
        "Läsaren gick\ninte att ställa in!",
    ],
)
def test_the_first_sentence_alone_is_an_opening_of_each_message_that_has_it(opening: str) -> None:
    found = found_in(opening)
    assert found.matches == ()
    assert [(part.symptom, part.needed) for part in found.openings] == (
        [("no-network", "Nätverket försvann."), ("no-answer", "Biblioteket svarade inte.")]
        if "lasaren" in _without_marks(opening).lower()
        else [("no-network", "The network was lost."), ("no-answer", "The library did not answer.")]
    )
    assert all(part.found in opening for part in found.openings)


def test_beside_the_whole_message_its_first_sentence_is_no_riddle() -> None:
    text = "Setup of the reader failed\n\nlater again: Setup of the reader failed. The network was lost."
    assert recognized(text) == {"no-network"}
    assert found_in(text).openings == ()


@pytest.mark.parametrize(
    "text",
    ["", "...", "🙂 ÅÄÖ åäö", "Setup of the reader", "The network was lost.", "This ticket has been expired", "link",
     "Seats", "0xC17F002", "не удалосьь", "The out-of seat", "\ud83d\ud83d", "\u0301"],
)
def test_an_unrelated_text_is_not_recognized(text: str) -> None:
    assert found_in(text) == Recognized(matches=(), openings=())


# Unicode, as the running Python knows it

EVERY_CHARACTER = [chr(code) for code in range(sys.maxunicode + 1)]


def test_a_text_may_be_cut_before_a_steady_character() -> None:
    """Such a character does not join what stands before it, and is not put in order with it."""
    joining = {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}
    for char in EVERY_CHARACTER:
        parts = unicodedata.decomposition(char).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            joining.add(chr(int(parts[1], 16)))
    for char in filter(letters._steady().match, EVERY_CHARACTER):
        first = unicodedata.normalize("NFD", char)[0]
        assert not unicodedata.combining(first), hex(ord(char))
        assert first not in joining, hex(ord(char))


def test_combining_marks_are_no_letters_and_not_in_ascii() -> None:
    """So that a row of what is neither is a sure sign of a row of them."""
    for char in filter(is_mark, EVERY_CHARACTER):
        assert letters._marks().match(char * (MOST_MARKS + 1)), hex(ord(char))


@pytest.mark.parametrize("marks", ["\u0316\u0301", "\u0344\u0316", "\u0f73\u0f71"])
def test_marks_that_a_script_can_need_are_put_in_order_together(marks: str) -> None:
    text = "o" + marks * 15 + "\u0316" + " ö" + marks * 15
    assert letters.normalized("o" + marks * 15 + " x") == unicodedata.normalize("NFC", "o" + marks * 15 + " x")
    assert letters.normalized(text) == normal(text)
    assert letters.normalized("o" + marks * 100) == normal("o" + marks * 100)


# What is no wording


def test_a_wording_with_a_placeholder_is_for_the_other_layers() -> None:
    """What stands there differs from text to text."""
    exact = Exact([symptom("certificate", Message("The seal for “<server>” is invalid."), Message("Seal is broken"))])
    assert exact.read("The seal for “<server>” is invalid.").matches == ()
    (match,) = exact.read("The seal for “in.example” is invalid. Seal is broken!").matches
    assert match.matched == "Seal is broken"


def test_wordings_in_further_languages_are_found_too() -> None:
    (match,) = Exact([symptom("card", Message("A", other={"de": "Diese Karte ist ungültig"}))]).read(
        "Meldung: Diese Karte ist ungültig!"
    ).matches
    assert (match.symptom, match.matched, match.layer, match.score) == ("card", "Diese Karte ist ungültig", "exact", 1)
