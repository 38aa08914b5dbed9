"""Records for which nothing is generated."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, field, fields, replace
from typing import Any, ClassVar

import pytest

from expert.foundations.records import PlainRecord


class Shelf(PlainRecord):
    """A shelf."""

    kind: ClassVar[str] = "of wood"
    number: int
    title: str = "without a title"
    books: dict[str, int] = field(default_factory=dict)


class LongShelf(Shelf):
    """A shelf that says how long it is."""

    meters: float = 1.0


def test_it_has_what_it_is_given_and_its_defaults() -> None:
    assert asdict(Shelf(number=1)) == {"number": 1, "title": "without a title", "books": {}}
    assert LongShelf(1, meters=2.5) == LongShelf(number=1, meters=2.5)
    assert repr(LongShelf(1)) == "LongShelf(number=1, title='without a title', books={}, meters=1.0)"


def test_what_is_made_anew_for_each_is_shared_by_none() -> None:
    first, second = Shelf(number=1), Shelf(number=1)
    assert first == second
    first.books["atlas"] = 3
    assert second.books == {}


def test_its_fields_are_those_of_a_dataclass() -> None:
    assert [f.name for f in fields(LongShelf)] == ["number", "title", "books", "meters"]
    assert replace(LongShelf(number=1, meters=2.5), number=7) == LongShelf(number=7, meters=2.5)
    assert Shelf(number=1) != LongShelf(number=1, meters=2.5)


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda record: pickle.loads(pickle.dumps(record))])
def test_a_copy_is_equal(again: Callable[[Shelf], Shelf]) -> None:
    shelf = Shelf(number=1, books={"atlas": 3})
    assert again(shelf) == shelf


@pytest.mark.parametrize(
    ("given", "wrong"),
    [({}, "Shelf lacks number"), ({"number": 1, "color": "red"}, "Shelf has no color"),
     ({"color": "red"}, "Shelf lacks number and has no color")],
)
def test_a_field_that_is_missing_or_unknown_is_named(given: dict[str, Any], wrong: str) -> None:
    with pytest.raises(TypeError, match=f"^{wrong}$"):
        Shelf(**given)


def test_a_value_without_a_field_of_its_own_is_refused() -> None:
    too_many: tuple[Any, ...] = (1, "maps", {}, "red")
    with pytest.raises(TypeError, match="has 3 fields, and was given 4"):
        Shelf(*too_many)
    twice: dict[str, Any] = {"title": "maps"}
    with pytest.raises(TypeError, match="was given twice title"):
        Shelf(1, "charts", **twice)


def test_it_never_changes() -> None:
    shelf = Shelf(number=1)
    with pytest.raises(FrozenInstanceError):
        shelf.number = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del shelf.number
    assert shelf == Shelf(number=1)
