"""What every result document is made of: frozen parts that hold kinds, ids, values and sentences.

A sentence is a `Said`: a string in the language of the document that knows itself in the other language too. So a
document can be said again in either language, and its JSON, which is in one language, carries beside it what its
sentences are in the other (`translations`), at the same places.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field, fields
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, cast, dataclass_transform

from expert.foundations.outgoing import shown_in_json
from expert.foundations.records import PlainRecord
from expert.foundations.texts import LANGUAGES, Language, Said, Text, spoken

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_Part = TypeVar("_Part", bound="Part")
TRANSLATIONS = "translations"
# What a document has beside its fields where it was read without translations; it counts in no comparison.
_ALONE = "_alone"


def _in_json(name: str) -> str:
    """What a field is called in JSON."""
    return name.removesuffix("_")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Part(PlainRecord):
    """A part of a result document. It never changes once it is made, and its fields are given by name.

    The floors below the views make their results of values of the right types. What is read from outside goes through
    `Document.from_json`, where pydantic holds it to the types that stand here.
    """

    __pydantic_config__: ClassVar[Mapping[str, object]] = {"extra": "forbid"}
    _called: ClassVar[Mapping[str, str]]
    """For each field, its name in JSON."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._called = {f.name: _in_json(f.name) for f in fields(cls)}


class Document(Part):
    """A whole result document: written as JSON, read back, and said in either language.

    Each has a field `language`, the language of its sentences.
    """

    __pydantic_config__ = {"extra": "forbid", "populate_by_name": True, "alias_generator": _in_json}

    _named: ClassVar[tuple[str, ...]] = ("language",)
    """The fields that tell one document of its kind from another, for `repr`."""

    _translated: ClassVar[bool] = True
    """Whether the JSON carries the sentences in the other language too."""

    if TYPE_CHECKING:  # each kind of document has it at its own place
        language: Language

    _derived: ClassVar[Mapping[str, dict[str, Any]]] = {}
    """Properties that the JSON holds as well, for those who read it without this library, and their schemas."""

    def in_(self, language: Language) -> Self:
        """The same document with its sentences in a language.

        Raises:
            ValueError: there is no such language, or the document was stored without its sentences in it.
        """
        if spoken(language) == self.language:
            return self
        if _ALONE in self.__dict__:
            raise ValueError(f"this document was stored without its sentences in {language!r}")
        return cast(Self, _said_in(self, language))

    def with_strings(self, changed: Callable[[str], str], *, but: Collection[str] = ()) -> Self:
        """The same document with its strings changed, each sentence in both languages.

        Args:
            changed: makes a string of a string.
            but: the fields of the document that stay as they are.
        """
        parts = {name: getattr(self, name) for name in self._called if name not in but}
        return with_(self, **{name: _with_strings(part, changed) for name, part in parts.items()})

    def to_data(self) -> dict[str, Any]:
        """The document as plain data: dictionaries, lists and values, its sentences in its language."""
        data: dict[str, Any] = _as_data(self)
        for name in self._derived:
            data[name] = _as_data(getattr(self, name))
        return data

    def to_json(self, *, indent: int | None = 2) -> str:
        """The document as JSON; `from_json` reads it back.

        Args:
            indent: spaces to indent by; None puts the document on one line.
        """
        data = self.to_data()
        if self._translated:
            data[TRANSLATIONS] = {other: _words_in(self, other) for other in LANGUAGES if other != self.language}
        from pydantic_core import to_json  # only now: most documents are told in words

        return shown_in_json(to_json(data, indent=indent).decode())

    # The views stand above this floor, and are found by name when one is asked for.

    def to_text(self, *, width: int | None = None, color: bool = False) -> str:
        """The document as text for a terminal, a pipe or a screen reader, ending in a newline.

        What has no report but a picture (a ladder, an exercise) is told as an outline of that.

        Args:
            width: wrap at this many columns; None leaves each entry on a line of its own.
            color: mark verdicts and dangers with ANSI colors; words say the same.
        """
        settings = {name: value for name, value in (("width", width), ("color", color)) if value}
        return cast(str, _views().report(self, "text", **settings))

    def to_markdown(self) -> str:
        """The document as Markdown (CommonMark with tables), ending in a newline.

        Raises:
            LookupError: there is none of this kind of document.
        """
        return cast(str, _views().report(self, "markdown"))

    def to_svg(self) -> str:
        """The document's picture as SVG.

        Raises:
            LookupError: there is no picture of this kind of document.
            DrawingError: there is no Graphviz, or it fails.
        """
        return cast(bytes, _views().picture(self, "svg")).decode()

    def to_png(self) -> bytes:
        """The document's picture as PNG; raises as `to_svg`."""
        return cast(bytes, _views().picture(self, "png"))

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        named = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._named)
        return f"<{type(self).__name__} {named}>"

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """A document that was written as JSON.

        Raises:
            pydantic.ValidationError: it is not a document of this form.
        """
        from pydantic_core import from_json

        shape = cls._shape()
        try:
            data = from_json(text)
        except ValueError:
            data = None
        if not isinstance(data, dict):
            return shape.validate_json(text)  # says what is wrong with it
        translations = data.pop(TRANSLATIONS, None)
        cls._complete(data)
        for name in cls._derived:
            data.pop(name, None)
        document = shape.validate_python(data)
        if not isinstance(translations, dict):
            document.__dict__[_ALONE] = True
            return document
        for language, words in translations.items():
            document = _with_words(document, words, document.language, spoken(language))
        return document

    @classmethod
    def _complete(cls, data: dict[str, Any]) -> None:
        """Add what a document lacks that an earlier version of this library wrote."""

    @classmethod
    def _shape(cls) -> TypeAdapter[Self]:
        from expert.foundations.shapes import adapter  # only now: what is worked out here is of the right types

        return adapter(cast(Any, cls))

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """The JSON Schema (draft 2020-12) of the document as `to_json` writes it."""
        schema = cls._shape().json_schema(by_alias=True, mode="serialization")
        schema["properties"].update(cls._derived)
        if cls._translated:
            schema["properties"][TRANSLATIONS] = {
                "type": "object",
                "description": "The sentences in the other language, each at the place that it has in the document.",
            }
        return schema


def addresses_in(value: Any) -> Iterator[str]:
    """The addresses that a document, or a part of one, has from the rules: those of its links and sources."""
    if isinstance(value, Part):
        for name, part in value.__dict__.items():
            if name == "url" and isinstance(part, str):
                yield part
            else:
                yield from addresses_in(part)
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from addresses_in(part)
    elif isinstance(value, dict):
        yield from addresses_in(tuple(value.values()))


def _views() -> Any:
    return import_module("expert.visualize.views")


def _as_data(value: Any) -> Any:
    if isinstance(value, Part):
        return {called: _as_data(getattr(value, name)) for name, called in value._called.items()}
    if isinstance(value, (tuple, list)):
        return [_as_data(part) for part in value]
    if isinstance(value, dict):
        return {name: _as_data(part) for name, part in value.items()}
    return value


def with_(part: _Part, /, **changed: Any) -> _Part:
    """A part with some of its fields changed; a document is then still one that was read without translations."""
    made = object.__new__(type(part))
    made.__dict__.update(part.__dict__, **changed)
    return made


def _said_in(value: Any, language: Language) -> Any:
    """The value with every sentence in a language; the very same one where nothing in it is a sentence."""
    if isinstance(value, Said):
        return value.in_(language)
    if isinstance(value, (tuple, list)):
        parts = [_said_in(part, language) for part in value]
        return value if _same(parts, value) else type(value)(parts)
    if isinstance(value, Part):
        contents = {name: _said_in(part, language) for name, part in value.__dict__.items()}
        if isinstance(value, Document):
            contents["language"] = language
        return value if _same(contents.values(), value.__dict__.values()) else with_(value, **contents)
    if isinstance(value, dict):
        said = {name: _said_in(part, language) for name, part in value.items()}
        return value if _same(said.values(), value.values()) else said
    return value


def _with_strings(value: Any, changed: Callable[[str], str]) -> Any:
    """The value with every string in it changed; the very same one where that changes none."""
    if isinstance(value, Said):
        said = Text(changed(value.text.en), changed(value.text.sv))
        return value if said == value.text else Said(said, value.language)
    if isinstance(value, str):
        return changed(value)
    if isinstance(value, (tuple, list)):
        parts = [_with_strings(part, changed) for part in value]
        return value if _same(parts, value) else type(value)(parts)
    if isinstance(value, Part):
        contents = {name: _with_strings(part, changed) for name, part in value.__dict__.items()}
        return value if _same(contents.values(), value.__dict__.values()) else with_(value, **contents)
    if isinstance(value, dict):
        return {name: _with_strings(part, changed) for name, part in value.items()}
    return value


def _same(new: Any, old: Any) -> bool:
    return all(one is other for one, other in zip(new, old, strict=True))


def _words_in(value: Any, language: Language) -> Any:
    """The sentences of a value in another language, each at its place; None where there is none that differs."""
    if isinstance(value, Said):
        other = str(value.in_(language))
        return None if other == value else other
    if isinstance(value, (tuple, list)):
        parts = [_words_in(part, language) for part in value]
        return parts if any(part is not None for part in parts) else None
    if isinstance(value, Part):
        found = {called: _words_in(getattr(value, name), language) for name, called in value._called.items()}
    elif isinstance(value, dict):
        found = {name: _words_in(part, language) for name, part in value.items()}
    else:
        return None
    return {name: words for name, words in found.items() if words is not None} or None


def _with_words(value: Any, words: Any, language: Language, other: Language) -> Any:
    """The value with its sentences known in the other language too, as `_words_in` found them."""
    if isinstance(value, str) and isinstance(words, str):
        said = {language: str(value), other: words}
        return Said(Text(said["en"], said["sv"]), language)
    if isinstance(value, (tuple, list)) and isinstance(words, list) and len(words) == len(value):
        return type(value)(_with_words(*pair, language, other) for pair in zip(value, words, strict=True))
    if isinstance(words, dict) and isinstance(value, Part):
        names = {alias: name for name, alias in value._called.items()}
        changed = {names[alias]: part for alias, part in words.items() if alias in names}
        return with_(value, **{
            name: _with_words(getattr(value, name), part, language, other) for name, part in changed.items()
        })
    if isinstance(words, dict) and isinstance(value, dict):
        return {name: _with_words(part, words.get(name), language, other) for name, part in value.items()}
    return value
