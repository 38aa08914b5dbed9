"""What the gallery shows, as `visualize/gallery.yaml` lists it: sections of pictures, each with what is to be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter

from expert.foundations import content
from expert.foundations.nodes import plain
from expert.foundations.parsing import read_file
from expert.foundations.texts import Text

_FILE = ("visualize", "gallery.yaml")
_STRICT = {"extra": "forbid"}


@dataclass(frozen=True)
class Wanted:
    """A picture that is wanted, or several slides.

    Attributes:
        name: of its file, before the language.
        draw: the kind of picture.
        about: what is to be seen in it.
        example: the name of an example whose case is shown.
        facts: the facts of a case that is shown.
        seed: of an exercise about the symptom, which stays when further symptoms are known.
        frames: of slides, the ids of those that are shown.
        theme: the name of the theme; the shipped one if left out.
    """

    __pydantic_config__ = _STRICT
    name: str
    draw: Literal["graph", "plan", "ladder", "tree", "slides", "practice"]
    about: Text
    example: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    symptom: str | None = None
    topic: str | None = None
    seed: int = 0
    frames: tuple[str, ...] = ()
    theme: str | None = None


@dataclass(frozen=True)
class Section:
    """Pictures of one sort, and the command that makes such pictures."""

    __pydantic_config__ = _STRICT
    title: Text
    pictures: tuple[Wanted, ...]
    command: Text


def sections(file: Path | None = None) -> Sequence[Section]:
    """The sections in their order.

    Args:
        file: where they stand; the shipped file if left out.

    Raises:
        InputError: the file is not well-formed.
        pydantic.ValidationError: something in it is missing, unknown or of the wrong kind.
    """
    found = plain(read_file(file or content.bundled(*_FILE), "/".join(_FILE)))
    return TypeAdapter(tuple[Section, ...]).validate_python(found)
