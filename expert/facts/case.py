"""A case: what was observed about one device that does not enroll, and where each fact came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from expert.facts.fact import Fact, Origin, RawFact
from expert.facts.vocabulary import Value, Vocabulary, WrongValue, looks_like_a_word
from expert.facts.vocabulary_files import shipped_vocabulary
from expert.foundations.commands import to_type
from expert.foundations.problems import ProblemList, did_you_mean, shown
from expert.foundations.records import Record
from expert.foundations.texts import Text, joined

if TYPE_CHECKING:
    from pathlib import Path


def _no_such_fact(name: str, vocabulary: Vocabulary) -> Text:
    hint = did_you_mean(vocabulary.meant(name) or name, vocabulary.facts)
    near = bool(hint.en)
    if not near:
        hint = to_type(Text("; `expert facts` lists them all", "; `expert facts` visar alla"))
    if not near and not looks_like_a_word(name):  # it may be anything, also somebody's name
        return joined((_NO_FACT, hint), "")
    return Text(
        f'there is no fact "{shown(name)}"{hint.en}', f"det finns inget faktum ”{shown(name)}”{hint.sv}"
    )


_NO_FACT = Text("what is named here is no fact", "det som anges här är inget faktum")


@dataclass(frozen=True, eq=False, repr=False)
class Difference(Record):
    """Sources that say different things of one fact.

    Attributes:
        kept: what is believed; None where neither is.
        others: what is said otherwise; all that is said, where nothing is believed.
    """

    fact: str
    kept: Fact | None
    others: tuple[Fact, ...]


class Case:
    """The observed facts of one case, each checked against the vocabulary. Absent means not known.

    >>> case = Case(platform="ios", dns_enterprise_enrollment="missing")
    >>> case["platform"], case.get("user_license")
    ('ios', None)

    Attributes:
        only_given: no further facts are read from its text.
        differences: what several sources say differently of a fact.

    Args:
        facts: fact names and values, as in a fact file; the names are those of `facts/vocabulary.yaml`.

    Raises:
        InputError: unknown names or wrong values, all of them at once.
    """

    __slots__ = ("_facts", "differences", "only_given")

    def __init__(self, /, **facts: object) -> None:
        checked = Case.of(facts)
        self._facts: Mapping[str, Fact] = checked._facts
        self.only_given = False
        self.differences: tuple[Difference, ...] = ()

    @classmethod
    def of(cls, facts: Mapping[str, object], vocabulary: Vocabulary | None = None) -> Case:
        """A case from a mapping of fact names to values.

        >>> Case.of({"platform": "ios", "os_version": "17.10"}).values()["platform"]
        'ios'

        Args:
            facts: names and values; a value of None is not known.
            vocabulary: the vocabulary to hold them to; the shipped one if left out.

        Raises:
            InputError: unknown names or wrong values.
        """
        api = Origin("api")
        return cls.from_raw((RawFact(name, raw, api) for name, raw in facts.items()), vocabulary)

    @classmethod
    def from_file(cls, path: str | Path, vocabulary: Vocabulary | None = None) -> Case:
        """A case from a fact file in YAML or JSON. What is no fact file is refused; `from_text` takes any text.

        What people write for a fact or a value (`also` and `read_as` in the vocabulary) is understood in a file; from
        Python, only the names themselves are.

        >>> Case.from_file("facts/examples/no-server-connection.yaml").get("platform")
        'ipados'

        Raises:
            InputError: the file cannot be read, or holds unknown facts or wrong values; each problem
                names the file and the line.
        """
        from expert.facts.reader import read_fact_file
        from expert.facts.synonyms import Words

        problems, vocabulary = ProblemList(), shipped_vocabulary() if vocabulary is None else vocabulary
        return cls.from_raw(read_fact_file(path, problems, Words(vocabulary)), vocabulary, problems)

    @classmethod
    def from_text(cls, text: str, vocabulary: Vocabulary | None = None) -> Case:
        """A case of which nothing is known but a text: a message, a mail, a log. It becomes the fact `error`.

        >>> Case.from_text("Hello, my iPad says: Device Cap Reached").values()
        {'error': ('Hello, my iPad says: Device Cap Reached',)}

        Args:
            text: the text, whole.
            vocabulary: the vocabulary to hold it to; the shipped one if left out.

        Raises:
            InputError: there is nothing in it.
        """
        from expert.facts.vocabulary import MESSAGE

        return cls.of({MESSAGE: text}, vocabulary)

    @classmethod
    def from_raw(
        cls, facts: Iterable[RawFact], vocabulary: Vocabulary | None = None, problems: ProblemList | None = None
    ) -> Case:
        """A case from facts as they were written. A later fact of the same name replaces an earlier one.

        Args:
            facts: names and values, as somebody wrote them.
            vocabulary: the vocabulary to hold them to; the shipped one if left out.
            problems: what was found while they were read; raised together with what is found here.

        Raises:
            InputError: unknown names or wrong values.
        """
        if vocabulary is None:
            vocabulary = shipped_vocabulary()
        problems = ProblemList() if problems is None else problems
        known: dict[str, Fact] = {}
        for fact in facts:
            place = fact.origin.place
            if fact.name not in vocabulary:
                problems.add(_no_such_fact(fact.name, vocabulary), place)
                continue
            if fact.raw is None:
                known.pop(fact.name, None)
                continue
            try:
                value = vocabulary[fact.name].read(fact.raw)
            except WrongValue as wrong:
                problems.add(Text(f"{fact.name} {wrong.text.en}", f"{fact.name} {wrong.text.sv}"), place)
                continue
            known[fact.name] = Fact(fact.name, value, fact.origin)
        problems.raise_by_line()
        return cls._made({name: known[name] for name in vocabulary.facts if name in known})

    @classmethod
    def merge(cls, *cases: Case, vocabulary: Vocabulary | None = None) -> Case:
        """One case of what several sources know of the same device: fact files, evidence, what a program knows.

        What somebody gave by hand wins over evidence, and of evidence the newer over the older where both say when
        they were taken. Every other difference is kept in `differences`, and told as a conflict: where neither wins,
        the fact is not known until somebody settles it. Messages of all sources are put together.

        >>> case = Case.merge(Case(platform="ios"), Case(user_license="missing"))
        >>> case["platform"], case["user_license"]
        ('ios', 'missing')

        Args:
            cases: what each source knows.
            vocabulary: the vocabulary of all of them; the shipped one if left out.
        """
        vocabulary = shipped_vocabulary() if vocabulary is None else vocabulary
        known: dict[str, Fact] = {}
        differences = [difference for case in cases for difference in case.differences]
        said_of: dict[str, list[Fact]] = {}
        for fact in (fact for case in cases for fact in case):
            said_of.setdefault(fact.name, []).append(fact)
        for name in vocabulary.facts:
            said = said_of.get(name)
            if said is None:
                continue
            if vocabulary[name].type == "texts":
                known[name] = _together(said)
                continue
            kept, others = _settled(said)
            if kept is not None:
                known[name] = kept
            if others:
                differences.append(Difference(name, kept, tuple(others)))
        merged = cls._made(known, any(case.only_given for case in cases))
        merged.differences = tuple(dict.fromkeys(differences))
        return merged

    @classmethod
    def _made(
        cls, facts: Mapping[str, Fact], only_given: bool = False, differences: tuple[Difference, ...] = ()
    ) -> Case:
        case = cls.__new__(cls)
        case._facts, case.only_given, case.differences = facts, only_given, differences
        return case

    @classmethod
    def of_facts(cls, facts: Iterable[Fact]) -> Case:
        """A case of facts that a vocabulary has been asked about already."""
        return cls._made({fact.name: fact for fact in facts})

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts.values())

    def __len__(self) -> int:
        return len(self._facts)

    def __contains__(self, name: object) -> bool:
        return name in self._facts

    def __getitem__(self, name: str) -> Value:
        return self._facts[name].value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Case) and self.values() == other.values()

    def __hash__(self) -> int:
        return hash(tuple(self.values().items()))

    def __repr__(self) -> str:
        listed = ", ".join(f"{fact.name}={fact.value!r}" for fact in self)
        return f"Case({listed})"

    def get(self, name: str) -> Value | None:
        """The value of a fact, or None when it is not known."""
        fact = self._facts.get(name)
        return None if fact is None else fact.value

    def values(self) -> dict[str, Value]:
        """Names and values, in the order of the vocabulary."""
        return {name: fact.value for name, fact in self._facts.items()}

    def raw(self) -> list[RawFact]:
        """The facts with where each came from, for `from_raw` to lay others over them."""
        return [RawFact(fact.name, fact.value, fact.origin) for fact in self]

    def and_also(self, *facts: Fact) -> Case:
        """This case with further facts; one of the same name replaces the earlier one."""
        return Case._made({**self._facts, **{fact.name: fact for fact in facts}}, self.only_given, self.differences)

    def as_given(self) -> Case:
        """This case, judged by the facts that were given alone: none is read from its text.

        >>> Case(error="the iPad hangs").as_given().only_given
        True
        """
        return Case._made(self._facts, only_given=True, differences=self.differences)

    def judged_like(self, other: Case) -> Case:
        """This case, judged by the facts that were given alone if the other one is."""
        return self.as_given() if other.only_given else self


def _together(said: list[Fact]) -> Fact:
    """The messages of several sources, each once, with the place of the first."""
    texts = [text for fact in said for text in (fact.value if isinstance(fact.value, tuple) else (str(fact.value),))]
    return Fact(said[0].name, tuple(dict.fromkeys(texts)), said[0].origin)


def _settled(said: list[Fact]) -> tuple[Fact | None, list[Fact]]:
    """Which of several sources of a fact is believed, if one is, and those that say something else against it."""
    by_hand = [fact for fact in said if fact.origin.by_hand]
    kept = (by_hand or said)[-1] if by_hand else _newest(said)
    if kept is None:
        return None, said
    return kept, [fact for fact in said if fact.value != kept.value and not _is_older(fact, kept)]


def _newest(said: list[Fact]) -> Fact | None:
    """The one that all agree with, or that is newer than all others; None where they contradict each other."""
    if len({fact.value for fact in said}) == 1:
        return said[0]
    for fact in said:
        if all(other.value == fact.value or _is_older(other, fact) for other in said):
            return fact
    return None


def _is_older(fact: Fact, than: Fact) -> bool:
    """Whether evidence was taken before other evidence, as both say."""
    before, after = fact.origin.taken, than.origin.taken
    if than.origin.by_hand or before is None or after is None:
        return False
    if (before.tzinfo is None) is (after.tzinfo is None):
        return before < after
    # One of them does not say in which time zone it is, and can be hours from what it says in UTC.
    return _as_utc(before) + _FARTHEST_ZONE < _as_utc(after)


def _as_utc(time: datetime) -> datetime:
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


_FARTHEST_ZONE = timedelta(hours=14)


def require_case(case: object) -> None:
    """See to it that somebody gave a case, and not the facts that make one.

    Raises:
        TypeError: it is something else.
    """
    if not isinstance(case, Case):
        raise TypeError(f"this takes a Case, not {type(case).__name__}; make one with Case(...) or Case.of(...)")
