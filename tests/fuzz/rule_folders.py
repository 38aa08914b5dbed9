"""Draws rule folders: by the fields of the models of their files, and by mistakes in files that stand."""

from __future__ import annotations

import dataclasses
import datetime
import json
import tempfile
import types
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml

from expert import KnowledgeBase
from expert.facts.vocabulary import FactDefinition
from expert.foundations.texts import Text
from expert.rules import models
from expert.rules.conditions import ConditionData
from expert.rules.folders import FOLDERS
from tests import small
from tests.fuzz import drawing as st
from tests.fuzz.hostile import Words, damaged, draw_chance, whole
from tests.fuzz.judging import ALONE, RULES
from tests.rules.test_alone import FILES

# As the product reads them: the reader in Python takes less.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ID = "fuzzed"
_PLAIN = ("a b", "The plan is gone.", "Write “it”.", "42", "å")
_LISTS: Mapping[str, type[Any]] = {
    "scope.yaml": models.ScopeRule, "solved.yaml": models.Solved, "impossible.yaml": models.Impossible,
}  # fmt: skip
_TABLES: Mapping[str, type[Any]] = {"in_text.yaml": models.FactInText, "vocabulary.yaml": FactDefinition}


@st.composite
def folders(draw: st.Draw, words: Words, *, alone: bool) -> dict[str, bytes]:
    """The files of an input with a rule folder, to be laid over a knowledge or to stand alone."""
    if alone and draw_chance(draw, 96):  # the small knowledge takes twenty times as long
        made = draw(_made(_words_of_few()))
        made.pop("overrides.yaml", None)  # there is nothing below
        more = {"vocabulary.yaml": "vocabulary/more.yaml"}
        found = {**_few(), **{more.get(name, name): body for name, body in made.items()}, f"../{ALONE}": b""}
    elif alone:
        found = dict(draw(_mistaken(_standing(), 3)))
        found[f"../{ALONE}"] = b""
    elif draw_chance(draw, 35):
        names = sorted(_standing())
        chosen = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
        found = dict(draw(_mistaken({name: _standing()[name] for name in chosen}, 2)))
        if draw_chance(draw, 85):
            found["overrides.yaml"] = _written(_overrides(chosen))
    else:
        found = draw(_made(words))
    if draw_chance(draw, 8):
        name = draw(st.sampled_from(sorted(found)))
        found[name] = draw(damaged(found[name]))
    if draw_chance(draw, 5):
        found[draw(st.sampled_from(("causes/a/b/c.yaml", "cause/a.yaml", "a.yaml", "causes/A.yaml.txt")))] = b"id: a\n"
    return {(name[3:] if name.startswith("../") else f"{RULES}/{name}"): body for name, body in found.items()}


def hostile_words(words: Words) -> st.Strategy[dict[str, bytes]]:
    """A sound rule folder whose words hurt: a cause of a symptom that there is, with its remedy."""
    pairs = st.tuples(words.texts(2), words.texts(2)).map(
        lambda pair: {"en": pair[0].strip() or "a", "sv": pair[1].strip() or "b"}
    )
    return words.once("hostile", lambda: st.builds(
        _cause, words.drawn("symptoms"), pairs, pairs, pairs, _sound_atom(words), words.drawn("documents")
    ))


def cause_of(symptom: str, said: str, condition: Mapping[str, Any], document: str) -> dict[str, bytes]:
    """Such a rule folder whose every text is this one."""
    words = {"en": said, "sv": f"{said} sv"}
    return _cause(symptom, words, words, words, condition, document)


def _cause(symptom: str, title: Any, step: Any, note: Any, condition: Any, document: str) -> dict[str, bytes]:
    sources = [{"document": document, "heading": title["en"], "date": datetime.date(2026, 1, 1)}]
    remedy = {"id": f"{_ID}-remedy", "title": step, "options": [{"title": title, "steps": [{"text": step}]}],
              "notes": [{"text": note}], "sources": sources}  # fmt: skip
    cause = {"id": _ID, "title": title, "explains": [symptom], "confirmed_when": condition, "remedy": remedy,
             "sources": sources, "cases": [{"name": note["en"], "verdict": "possible"}]}  # fmt: skip
    return {f"causes/{_ID}.yaml": _written(cause)}


@st.composite
def _sound_atom(draw: st.Draw, words: Words) -> dict[str, Any]:
    facts = [fact for fact in words.knowledge.vocabulary.facts.values() if fact.type in ("word", "yes_no")]
    fact = draw(st.sampled_from(facts))
    right: st.Strategy[Any] = st.booleans() if fact.type == "yes_no" else st.sampled_from(sorted(fact.values))
    return {fact.name: draw(right)}


# By mistakes in files that stand


_SMALL = Words(small.knowledge())


@cache
def _standing() -> dict[str, Any]:
    """The files of the small knowledge, as plain values."""
    return {
        path.relative_to(small.KNOWLEDGE).as_posix(): yaml.load(path.read_bytes(), _LOADER)
        for path in sorted(small.KNOWLEDGE.rglob("*.yaml"))
    }


def _overrides(names: Sequence[str]) -> dict[str, list[str]]:
    """The overrides that let files replace those of the same name."""
    found: dict[str, list[str]] = {}
    for name in names:
        if "/" in name:
            found.setdefault(name.partition("/")[0], []).append(name.rpartition("/")[2].removesuffix(".yaml"))
        elif name in ("documents.yaml", "sentences.yaml", "in_text.yaml"):
            found[name.removesuffix(".yaml")] = sorted(_standing()[name])
    return found or {"causes": ["fuzzed"]}


@cache
def _elsewhere() -> Mapping[str, Sequence[Any]]:
    """By the name of a field: all that stands there in some file."""
    found: dict[str, list[Any]] = {}

    def gather(data: Any) -> None:
        for name, value in data.items() if isinstance(data, dict) else ():
            if value not in found.setdefault(str(name), []):
                found[str(name)].append(value)
        for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
            gather(part)

    gather(_standing())
    return found


@st.composite
def _mistaken(draw: st.Draw, files: Mapping[str, Any], most: int) -> dict[str, bytes]:
    wrong: dict[str, Any] = {}
    for _ in range(draw(st.integers(1, most))):
        name = draw(st.sampled_from(sorted(files)))
        wrong[name] = draw(_with_mistake(wrong.get(name, files[name])))
    return {name: _plainly_written(name) if name not in wrong and files is _standing() else
            _written(wrong.get(name, data)) for name, data in files.items()}  # fmt: skip


@cache
def _plainly_written(name: str) -> bytes:
    return _written(_standing()[name])


@st.composite
def _with_mistake(draw: st.Draw, data: Any) -> Any:
    """The data with one part of it dropped, doubled, renamed, or something else in its place."""
    if isinstance(data, dict) and data and not draw_chance(draw, 12):
        name = draw(st.sampled_from(sorted(data, key=str)))
        how = draw(st.integers(0, 12))
        if how == 1:
            return {key: value for key, value in data.items() if key != name}
        if how == 2:
            names = (str(name).upper(), f"{name}s", str(name)[:-1], "en", "id", "all", "not", "", "*", "de")
            other = draw(st.sampled_from(names))
            return {other if key == name else key: value for key, value in data.items()}
        if how == 3:
            return {**data, draw(_SMALL.texts(1)): data[name]}
        if 4 <= how <= 7 and name in _elsewhere():
            return {**data, name: draw(st.sampled_from(_elsewhere()[name]))}
        return {**data, name: draw(_with_mistake(data[name]))}
    if isinstance(data, list) and data and not draw_chance(draw, 12):
        at = draw(st.integers(0, len(data) - 1))
        how = draw(st.integers(0, 5))
        if how == 1:
            return [*data[:at], *data[at + 1 :]]
        if how == 2:
            return [*data, data[at]]
        return [*data[:at], draw(_with_mistake(data[at])), *data[at + 1 :]]
    if draw_chance(draw, 75):
        return draw(_altered(data))
    return draw(st.one_of(_SMALL.anything(), st.sampled_from(sorted(_standing())).map(lambda name: _standing()[name])))


def _altered(data: Any) -> st.Strategy[Any]:
    """Something of the same sort in the place of a value."""
    if isinstance(data, bool):
        return st.just(not data)
    if isinstance(data, int):
        return st.sampled_from((data + 1, data - 1, 0, -data, 10**12))
    if isinstance(data, str):
        cut = st.integers(0, len(data)).map(lambda at: data[:at])
        return st.one_of(st.sampled_from(_SMALL.all), st.builds(str.__add__, cut, _SMALL.texts(2)))
    return st.sampled_from(([], {}, None, [data], {"en": data}, {"not": data}, {"all": [data]}))


# By the fields of the models


@cache
def _few() -> Mapping[str, bytes]:
    """A rule folder that stands alone and holds little, so that many can be tried."""
    return {name: body.encode() for name, body in FILES.items()}


@cache
def _words_of_few() -> Words:
    with tempfile.TemporaryDirectory(prefix="few-") as folder:
        for name, body in _few().items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(body)
        return Words(KnowledgeBase.load(folder, alone=True))


@st.composite
def _made(draw: st.Draw, words: Words) -> dict[str, bytes]:
    """Some files, each made by the fields of its model; their parts name each other and what is there."""
    maker = _maker(words)
    found: dict[str, bytes] = {}
    kinds = draw(st.lists(st.sampled_from(sorted({*FOLDERS, *_LISTS, *_TABLES})), min_size=1, max_size=3, unique=True))
    for kind in kinds:
        if kind in FOLDERS:
            data = draw(maker.of(FOLDERS[kind]))
            name = _ID if draw_chance(draw, 85) else draw(st.sampled_from(maker.ids))
            if isinstance(data, dict) and draw_chance(draw, 95):
                data["id"] = name
            ending = draw(st.sampled_from(("yaml", "yaml", "json", "yml")))
            found[f"{kind}/{name}.{ending}"] = _written(data, as_json=ending == "json")
            if name != _ID and draw_chance(draw, 70):
                found["overrides.yaml"] = _written({kind: [name]})
        elif kind in _LISTS:
            part = draw(maker.of(_LISTS[kind]))
            found[kind] = _written([part] if draw_chance(draw, 70) else {_ID: part})
        else:
            part = draw(maker.of(_TABLES[kind]))
            if isinstance(part, dict):
                name = part.pop("name", None) or part.pop("id", None) or _ID
                inside = {"facts": {str(name): part}}
                part = inside if kind == "vocabulary.yaml" else {str(name): part.get("ways", part)}
            found[kind] = _written(part)
    return found


@cache
def _maker(words: Words) -> _Maker:
    return _Maker(words)


class _Maker:
    """Makes values by types; of a field, by its name where the type says little."""

    def __init__(self, words: Words) -> None:
        self._words = words
        knowledge = words.knowledge
        self._plain = (*_PLAIN, *words.all)
        self.ids = sorted({*knowledge.causes, *knowledge.symptoms, *knowledge.remedies, *knowledge.steps})
        named: dict[str, Sequence[str]] = {
            "symptom": sorted(knowledge.symptoms), "shows": sorted(knowledge.symptoms),
            "explains": sorted(knowledge.symptoms), "remedy": sorted(knowledge.remedies),
            "step": sorted(knowledge.steps), "steps": sorted(knowledge.steps), "holds_up": sorted(knowledge.steps),
            "document": sorted(knowledge.documents), "topic": sorted(knowledge.topics) or ["a"],
            "wait": ("PT72H", "P1D", "PT15M", "P1Y2M", "P", "PT", "-P1D", "P99999999D", "PT0S", "1 day"),
            "url": ("https://a.example/b", "http://a", "javascript:a", "a", "", "https://a.example/\u202e<>"),
            "cost": sorted(knowledge.vocabulary.costs), "page": sorted(knowledge.vocabulary.pages) or ["a"],
            "lines": ("(?P<value>[0-9]+)", "(a+)+$", "(", "(?P<span>.*)", "", "(?i)a{9999}", "\\", "(?<=a*)b",
                      "a" * 300),
            "must": ("a b", "(a|b)", "a* b", "[a", "", "*", "{number}", "((((a))))", "a|", "…", "~a"),
            "en": (*_PLAIN, "{number}", "(a|b) c", "a* [b]", "", "a {version} b"),
            "id": (_ID, *self.ids[:3], "A_b", "17", "con", "-", "a--b", "../a", "å"),
            "fact": sorted(knowledge.vocabulary.facts), "texts": ("a", "*", "a*", "", "*a*", "**"),
            "value": ("{number}", "{version}", "{date}", "true", "5"), "name": sorted(knowledge.vocabulary.facts),
        }  # fmt: skip
        named["sv"] = named["en"]
        self._named = {name: st.sampled_from(list(choices)) for name, choices in named.items() if choices}
        self._of: dict[Any, st.Strategy[Any]] = {}

    def of(self, kind: Any, name: str = "") -> st.Strategy[Any]:
        """Values of a type, now and then something else.

        Args:
            kind: the type, as it stands at a field.
            name: the name of the field.
        """
        key = (repr(kind), name)
        if key not in self._of:
            self._of[key] = st.deferred(lambda: self._maybe_wrong(self._right(kind, name)))
        return self._of[key]

    def _maybe_wrong(self, right: st.Strategy[Any]) -> st.Strategy[Any]:
        return st.integers(0, 199).flatmap(lambda number: self._words.anything() if number == 97 else right)

    def _right(self, kind: Any, name: str) -> st.Strategy[Any]:
        if kind == ConditionData or name in ("when", "confirmed_when", "ruled_out_when", "never"):
            return self._condition(2)
        if kind is Text:
            return st.fixed_dictionaries({"en": self._sentence(), "sv": self._sentence()})
        if dataclasses.is_dataclass(kind):
            return self._words.once(("table", repr(kind)), lambda: self._table(kind))
        if get_origin(kind) is Literal:
            return st.sampled_from(get_args(kind))
        if get_origin(kind) in (Union, types.UnionType):
            return st.one_of([self.of(part, name) for part in get_args(kind) if part is not type(None)])
        if get_origin(kind) is tuple:
            inner = [part for part in get_args(kind) if part is not Ellipsis]
            return st.lists(self.of(inner[0], name), min_size=1, max_size=2)
        if get_origin(kind) is not None:  # a table of whatever there is
            return self._facts() if name in ("facts", "concludes", "example", "tells") else st.dictionaries(
                st.sampled_from(("en", "sv", "de", *self._plain[:20])), self.of(get_args(kind)[-1], name), max_size=2
            )
        return self._simple(kind, name)

    def _simple(self, kind: Any, name: str) -> st.Strategy[Any]:
        if kind is bool:
            return st.booleans()
        if kind is int:
            return st.one_of(st.integers(-5, 50), st.sampled_from((2**31, -2016341112, 10**25)))
        if kind is datetime.date:
            written = ("2019-11-18", "2026-01-01", "9999-12-31", "0001-01-01")
            days = [datetime.date.fromisoformat(day) for day in written]
            return st.sampled_from((*days, *days, "2026-13-01"))
        return self._named.get(name, self._sentence())

    def _sentence(self) -> st.Strategy[str]:
        plain = self._words.once("plain", lambda: st.sampled_from(self._plain))
        return st.integers(0, 9).flatmap(lambda n: self._words.texts(2) if n == 9 else plain)

    def _table(self, kind: Any) -> st.Strategy[dict[str, Any]]:
        hints = get_type_hints(kind)
        fields = [field for field in dataclasses.fields(kind) if field.init]

        @st.composite
        def table(draw: st.Draw) -> dict[str, Any]:
            data = {}
            for field in fields:
                needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
                if draw_chance(draw, 98 if needed else 22):
                    data[field.name] = draw(self.of(hints[field.name], field.name))
            return data

        return table()

    def _facts(self) -> st.Strategy[dict[str, Any]]:
        @st.composite
        def facts(draw: st.Draw) -> dict[str, Any]:
            names = draw(st.lists(self._words.facts(), max_size=3, unique=True))
            return {name: draw(self._value(name)) for name in names}

        return self._words.once("some facts", facts)

    def _condition(self, depth: int) -> st.Strategy[Any]:
        return self._words.once(("condition", depth), lambda: self._conditions(depth))

    def _conditions(self, depth: int) -> st.Strategy[Any]:
        atom = self._words.facts().flatmap(self._atom)
        if depth == 0:
            return atom
        inner = st.deferred(lambda: self._condition(depth - 1))
        return st.one_of(
            atom, atom, st.dictionaries(st.sampled_from(("all", "any")), st.lists(inner, max_size=3), min_size=1),
            inner.map(lambda part: {"not": part}), st.tuples(atom, atom).map(lambda both: {**both[0], **both[1]}),
        )  # fmt: skip

    def _atom(self, name: str) -> st.Strategy[dict[str, Any]]:
        return self._words.once(("atom", name), lambda: self._atoms(name))

    def _atoms(self, name: str) -> st.Strategy[dict[str, Any]]:
        definition = self._words.knowledge.vocabulary[name]
        relations = _RELATIONS.get(definition.type, ("at_least", "nearly"))
        alike = [fact.name for fact in self._words.knowledge.vocabulary.facts.values() if fact.type == definition.type]
        summand = st.one_of(st.sampled_from(alike), st.integers(-2, 9))
        plus = st.one_of(summand, st.lists(summand, max_size=2)) if definition.type == "number" else self._value(name)
        other = st.fixed_dictionaries({"fact": st.sampled_from(alike)}, optional={"plus": plus})
        value = self._value(name)
        compared = st.dictionaries(st.sampled_from(relations), st.one_of(value, other), min_size=1, max_size=2)
        tests = [compared] if definition.type in _RELATIONS else [value, value, st.lists(value, min_size=1, max_size=3)]
        return self._maybe_wrong(st.one_of([*tests, value])).map(lambda test: {name: test})

    def _value(self, name: str) -> st.Strategy[Any]:
        """A value of a fact as rules have it, now and then as people write it."""
        return self._words.once(("of rules", name), lambda: self._values(name))

    def _values(self, name: str) -> st.Strategy[Any]:
        definition = self._words.knowledge.vocabulary[name]
        right: Mapping[str, st.Strategy[Any]] = {
            "yes_no": st.booleans(), "number": st.integers(0, 20),
            "version": st.sampled_from(("15", "16.3.1", "17.10")),
            "date": st.dates(datetime.date(2019, 1, 1), datetime.date(2030, 1, 1)),
        }  # fmt: skip
        words = st.sampled_from(sorted(definition.values)) if definition.values else self._sentence()
        usual = right.get(definition.type, words)
        return st.integers(0, 49).flatmap(lambda number: self._words.values(name) if number == 27 else usual)


_RELATIONS: Mapping[str, Sequence[str]] = {
    "number": ("at_least", "at_most", "less_than", "more_than"), "date": ("before", "after"),
    "version": ("at_least", "at_most", "less_than", "more_than", "release"),
}  # fmt: skip


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _written(data: Any, *, as_json: bool = False) -> bytes:
    """A file, as YAML where that can say it."""
    if as_json:
        return json.dumps(data, ensure_ascii=False, default=str).encode("utf-8", "replace")
    return str(yaml.dump(_whole(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False)).encode()


def _whole(data: Any) -> Any:
    """The data with nothing in it that YAML cannot write."""
    if isinstance(data, dict):
        return {_whole(name): _whole(value) for name, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_whole(part) for part in data]
    return whole(data) if isinstance(data, str) else data
