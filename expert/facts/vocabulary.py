"""The vocabulary: which facts there are, what values they take, and what it takes to find them out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from expert.facts.versions import Version
from expert.foundations.kept import cached_property
from expert.foundations.limits import LONGEST_LINE_TEXT, MAX_NUMBER, MOST_TEXTS
from expert.foundations.problems import ExpertError, did_you_mean, nearest, shown
from expert.foundations.records import PlainRecord
from expert.foundations.sources import Source
from expert.foundations.terms import Privacy
from expert.foundations.texts import NO, OR, YES, Text, in_digits, listed_in_quotes, one_of

Value = str | bool | int | date | Version | tuple[str, ...]
"""A fact's value: text, texts, word, yes or no, whole number, date, or version."""

FactType = Literal["text", "texts", "word", "yes_no", "number", "date", "version"]
_YES = {"true", "yes", "on", "ja", "sant"}
_NO = {"false", "no", "off", "nej", "falskt"}
KNOWN_BY_NAME: Mapping[str, FactType] = {
    "error": "texts", "behavior": "word", "case": "text", "observed_on": "date",
    "affected_users": "word", "affected_devices": "word", "ever_worked": "yes_no", "stops_at": "word",
}  # fmt: skip
"""The facts that the system itself reads, and their types: messages, what happens, the ticket, the day; how many are
concerned, and how far the enrollment gets."""

MESSAGE = "error"
"""The fact that holds the messages."""

DAY = "observed_on"
"""The fact that holds the day of observation."""

NEEDED = (MESSAGE, "behavior")
"""Those of them that every vocabulary has, for an interview begins with them."""

PASTED = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u200b": None, "\u2060": None, "\ufeff": None})
"""What comes along when somebody pastes from a chat or a web page: spaces that do not break, unseen marks."""

_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
# What a terminal's log carries besides its text: color and title sequences, and other control characters.
_COLORS = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


class Cost(PlainRecord):
    """What it takes to find a fact out.

    `weight` is our own estimate in minutes of work, used only to put cheap questions before dear ones; `page_open` is
    what it comes to where the page with the answer is open already. What is `only_if_done` is known only where somebody
    has done it already: nobody should do it merely to find out. What `asks_user` is found out from the end user.
    """

    __pydantic_config__ = {"extra": "forbid"}
    weight: float
    title: Text
    only_if_done: bool = False
    page_open: float | None = None
    asks_user: bool = False


class Sentences(PlainRecord):
    """What a fact says as a clause, without capital and full stop, to stand inside a sentence.

    Attributes:
        known: that it has a value; `{value}` stands for the value in words. For yes or no: that it is so.
        denied: that it does not have the value; for yes or no: that it is not so.
        open: what is not known of it, to stand after "it is not known": "whether MFA is required".
        unknown: that it is not known, where that is said in another way.
    """

    __pydantic_config__ = {"extra": "forbid"}
    known: Text
    denied: Text
    open: Text | None = None
    unknown: Text | None = None


VALUE_IN_QUOTES = re.compile("[“”\"]\\{value\\}[”\"]")
"""Where a sentence puts its value in quotation marks, in either language."""

_PLAIN_UNKNOWN = Text("{title}: not known", "{title}: inte känt")
_PLAIN_SENTENCES = Sentences(
    known=Text("{title}: {value}", "{title}: {value}"),
    denied=Text("{title}: not “{value}”", "{title}: inte ”{value}”"),
    unknown=_PLAIN_UNKNOWN,
)


class FactDefinition(PlainRecord):
    """One fact that can be observed.

    Attributes:
        name: as written in fact files.
        type: what its values look like.
        title: a short name for people.
        ask: the question that finds it out.
        where_to_look: where the answer is found.
        page: the id of the page of a portal, or of the screen of a device, where the answer is seen, if it is on one.
        to_user: the question in the words of a message to the end user; none where a user cannot answer it.
        cost: the id of a `Cost`.
        values: for the type `word`, each value with its name for people.
        personal: an earlier way to say `privacy`: true for personal, false for open.
        privacy: whom a value gives away: a person or a device, the organization, access to something, or nobody.
        intake: the number of the seed's intake question (1 to 8) that it answers, if any.
        says: the fact as a clause in a sentence.
        sources: where the way to the answer, and what its values mean, comes from.
        asked: whether it is worth asking for; false for what is worked out or given by the case itself.
        typical: for a number, date or version, some values as they are written, to imagine and to practice with.
        also: what people write for its name, in either language.
        read_as: what people write for its values, each with the value.
    """

    __pydantic_config__ = {"extra": "forbid"}
    name: str
    type: FactType
    title: Text
    ask: Text
    where_to_look: Text
    cost: str
    values: Mapping[str, Text] = field(default_factory=dict)
    personal: bool | None = None
    privacy: Privacy | None = None
    says: Sentences = _PLAIN_SENTENCES
    sources: tuple[Source, ...] = ()
    intake: int | None = None
    asked: bool = True
    typical: tuple[str | int, ...] = ()
    also: tuple[str, ...] = ()
    read_as: Mapping[str, str] = field(default_factory=dict)
    to_user: Text | None = None
    page: str | None = None

    @property
    def has_sentences(self) -> bool:
        """Whether it is written how the fact reads inside a sentence."""
        return self.says is not _PLAIN_SENTENCES

    @property
    def gives_away(self) -> Privacy:
        """Whom a value of it gives away; of a fact that does not say it, a free text may give away a person."""
        if self.privacy is not None:
            return self.privacy
        if self.personal is not None:
            return "personal" if self.personal else "open"
        return "personal" if self.type in ("text", "texts") else "open"

    def read(self, raw: object) -> Value:
        """The value that `raw` stands for.

        Args:
            raw: the letters typed (in a file or on the command line), or a Python value from the API.

        Raises:
            WrongValue: it is not a value of this fact; says what would be.
        """
        if self.type == "texts":
            return _texts(self, raw)
        if isinstance(raw, (list, tuple, dict, set)):
            raise WrongValue(Text("takes one value, not a list or a table",
                                  "tar ett värde, inte en lista eller tabell"))
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            raise WrongValue(_EMPTY)
        value: Value = _READERS[self.type](self, raw)
        return value

    def wrong_in_a_rule(self, raw: object) -> Text:
        """What is wrong with a value that a rule gives it, the value named: it is of nobody's case."""
        try:
            replace(self, privacy="open").read(raw)
        except WrongValue as wrong:
            return wrong.text
        return Text("", "")

    def can_be_repeated(self, raw: object) -> bool:
        """Whether what somebody wrote for it can stand in messages and origins, and gives nobody away."""
        return _repeated(self, raw) is not None

    def meant(self, raw: object) -> str | None:
        """The value for which somebody wrote what people say; None where it is a value itself, or nothing known."""
        if self.type != "word" or not isinstance(raw, str) or _as_word(raw) in self.values:
            return None
        return self._called.get(folded(raw))

    @cached_property
    def _called(self) -> Mapping[str, str]:
        return {folded(word): value for word, value in self.read_as.items()}

    def say(self, value: Value) -> Text:
        """The value in words for people."""
        if self.type == "word" and isinstance(value, str) and value in self.values:
            return self.values[value]
        if isinstance(value, bool):
            return YES if value else NO
        if isinstance(value, tuple):
            joined = " / ".join(value)
            return Text(joined, joined)
        return in_digits(value) if isinstance(value, int) else Text(str(value), str(value))

    def clause(self, value: Value) -> Text:
        """That the fact has this value, as a clause."""
        if self.type == "yes_no" and self.has_sentences:
            return self.says.known if value else self.says.denied
        return self.says.known.format(title=self.title, value=self.say(value))

    def clause_one_of(self, values: Sequence[Value], *, denied: bool = False) -> Text:
        """That the fact has one of these values (or, denied, none of them), as a clause."""
        if self.type == "yes_no" and self.has_sentences:
            return self.clause(bool(values[0]) != denied)
        template = self.says.denied if denied else self.says.known
        said = [self.say(value) for value in values]
        if len(said) > 1 and VALUE_IN_QUOTES.search(template.en) is not None:  # each of several has marks of its own
            plain = Text(*(VALUE_IN_QUOTES.sub("{value}", part) for part in (template.en, template.sv)))
            return plain.format(title=self.title, value=listed_in_quotes(said, OR))
        return template.format(title=self.title, value=one_of(said))

    def clause_unknown(self) -> Text:
        """That the fact is not known, as a clause."""
        if self.says.unknown is None and self.says.open is not None:
            return _NOT_KNOWN.format(open=self.says.open.format(title=self.title))
        return (self.says.unknown or _PLAIN_UNKNOWN).format(title=self.title)

    def clause_open(self) -> Text:
        """What is not known, as an indirect question: "whether MFA is required at enrollment"."""
        return self.title if self.says.open is None else self.says.open.format(title=self.title)


_NOT_KNOWN = Text("it is not known {open}", "det är okänt {open}")


class WrongValue(ExpertError, ValueError):
    """A value that a fact cannot have; `text` says what it can be."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text)

    def __str__(self) -> str:
        return self.text.en


_EMPTY = Text("is empty; leave it out when it is not known", "är tom; utelämna den när den inte är känd")


def _texts(definition: FactDefinition, raw: object) -> tuple[str, ...]:
    items = raw if isinstance(raw, (list, tuple)) else [raw]
    texts = []
    for item in items:
        if isinstance(item, bool) or not isinstance(item, (str, int, float, date)):
            raise WrongValue(Text("takes a text, or a list of texts", "tar en text, eller en lista med texter"))
        text = readable(item)
        if text.strip():
            texts.append(text)
    if not texts:
        raise WrongValue(Text("is empty; leave it out when there is no message",
                              "är tom; utelämna den när det inte finns något meddelande"))
    if len(texts) > MOST_TEXTS:
        raise WrongValue(Text(f"takes at most {MOST_TEXTS} texts; give a log as one text of many lines",
                              f"tar högst {MOST_TEXTS} texter; ange en logg som en text med många rader"))
    return tuple(texts)


def _text(definition: FactDefinition, raw: object) -> str:
    if not isinstance(raw, (str, int, float, date)):
        raise WrongValue(Text("takes a text", "tar en text"))
    text = " ".join(readable(raw).split())
    if not text:
        raise WrongValue(_EMPTY)
    if len(text) > LONGEST_LINE_TEXT:
        raise WrongValue(Text(f"takes at most {LONGEST_LINE_TEXT} characters", f"tar högst {LONGEST_LINE_TEXT} tecken"))
    return text


def readable(raw: object) -> str:
    """The text without what only a terminal reads, so that it can be shown and written anywhere."""
    text = _LINE_ENDS.sub("\n", _COLORS.sub("", str(raw).translate(PASTED)))
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub(" ", text))


def _word(definition: FactDefinition, raw: object) -> str:
    if isinstance(raw, bool):
        raw = "yes" if raw else "no"
    word = _as_word(str(raw))
    if word not in definition.values:
        hint = did_you_mean(word, definition.values)
        said = _repeated(definition, raw)
        if said is None and not hint.en:
            choices = ", ".join(definition.values)
            hint = Text(f"; it can be: {choices}", f"; det kan vara: {choices}")
        told = _THIS if said is None else Text(f'"{said}"', f"”{said}”")
        raise WrongValue(Text(f"cannot be {told.en}{hint.en}", f"kan inte vara {told.sv}{hint.sv}"))
    return word


def _repeated(definition: FactDefinition, raw: object) -> str | None:
    """What somebody wrote, to stand in a message; None where it may give away more than that it is wrong.

    A message is pasted into tickets and chats. So a value is repeated only of a fact that gives nobody away, and only
    if it looks like one of its values: near to one, or a word, number, date or version in which nothing is masked.
    """
    text = str(raw)
    if definition.gives_away != "open":
        return None
    if _as_word(text) in definition.values or definition.meant(raw) is not None:
        return shown(text)
    if nearest(_as_word(text)[:_LONGEST_WORD], definition.values) is not None:
        return shown(text)
    return shown(text) if looks_like_a_word(text) else None


def looks_like_a_word(text: str) -> bool:
    """Whether a text is one word as a vocabulary has them, or a number, date or version, and nobody's address or id."""
    if _PLAIN.fullmatch(text.strip()) is None:
        return False
    from expert.redacting.masking import masked  # only now: most input is right

    return masked(text, "en") == text


_PLAIN = re.compile(r"[a-zåäö0-9][a-zåäö0-9_.:-]{0,39}|[\d+,./: T-]{1,20}")
_LONGEST_WORD = 80
_THIS = Text("what is written here", "det som står här")


def _but(definition: FactDefinition, raw: object, en: str, sv: str) -> WrongValue:
    """That a value must be something else, and what it is, where that can be repeated."""
    said = _repeated(definition, raw)
    return WrongValue(Text(en, sv) if said is None else Text(f'{en}, not "{said}"', f"{sv}, inte ”{said}”"))


def _as_word(raw: str) -> str:
    return re.sub(r"[\s\-]+", "_", raw.strip().casefold())


def folded(name: str) -> str:
    """A name without what people write in one way or another: case, blanks and hyphens, marks on letters."""
    return _as_word(name).translate(_UNMARKED)


_UNMARKED = str.maketrans("åäöé", "aaoe")


def _yes_no(definition: FactDefinition, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise _but(definition, raw, "must be true or false (yes or no)", "ska vara true eller false (ja eller nej)")


def _number(definition: FactDefinition, raw: object) -> int:
    text = str(raw).strip()
    if not isinstance(raw, bool) and re.fullmatch(r"[0-9]+", text) and len(text) < 12 and int(text) <= MAX_NUMBER:
        return int(text)
    raise _but(definition, raw, "must be a whole number, 0 or more", "ska vara ett heltal, 0 eller mer")


def _date(definition: FactDefinition, raw: object) -> date:
    if isinstance(raw, date):
        return date(raw.year, raw.month, raw.day)
    text = str(raw).strip()
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise _but(definition, raw, "must be a date such as 2026-03-31", "ska vara ett datum som 2026-03-31")


def _version(definition: FactDefinition, raw: object) -> Version:
    if isinstance(raw, Version):
        return raw
    if isinstance(raw, (bool, float)):
        raise WrongValue(Text('must be a text such as "17.10" in quotes; the number may have lost a digit',
                              "ska vara en text som ”17.10” inom citattecken; talet kan ha tappat en siffra"))
    try:
        return Version.read(str(raw))
    except ValueError:
        raise _but(definition, raw, "must be a version such as 17.10", "ska vara en version som 17.10") from None


_READERS: dict[str, Callable[[FactDefinition, object], Value]] = {
    "text": _text, "word": _word, "yes_no": _yes_no, "number": _number, "date": _date, "version": _version,
}


@dataclass(frozen=True)
class Vocabulary:
    """All facts, in the order of the vocabulary file, what finding them out costs, and on which pages they are seen."""

    costs: Mapping[str, Cost]
    facts: Mapping[str, FactDefinition]
    pages: Mapping[str, Text] = field(default_factory=dict)
    _order: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_order", {name: place for place, name in enumerate(self.facts)})

    def __contains__(self, name: object) -> bool:
        return name in self.facts

    def __getitem__(self, name: str) -> FactDefinition:
        return self.facts[name]

    def order(self, name: str) -> int:
        """The place of a fact in the vocabulary, for sorting.

        Raises:
            KeyError: there is no such fact.
        """
        return self._order[name]

    def meant(self, name: str) -> str | None:
        """The fact that somebody meant who wrote this name: its own, in any letters, or one that people use for it."""
        return name if name in self.facts else self._called.get(folded(name))

    @cached_property
    def _called(self) -> Mapping[str, str]:
        called = {folded(name): name for name in self.facts}
        for name, fact in self.facts.items():
            for word in fact.also:
                called.setdefault(folded(word), name)
        return called

    def cost(self, name: str) -> float:
        """The weight of finding the fact out."""
        return self.costs[self.facts[name].cost].weight

    def cost_on_open_page(self, name: str) -> float:
        """The weight of finding the fact out where its page is open already."""
        cost = self.costs[self.facts[name].cost]
        return cost.weight if cost.page_open is None else cost.page_open

    def page_of(self, name: str) -> Text | None:
        """The page where the fact is seen, if it is on one."""
        page = self.facts[name].page
        return None if page is None else self.pages[page]
