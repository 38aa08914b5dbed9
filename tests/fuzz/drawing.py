"""Draws values by choices between so many things, wherever these come from: chance, a list of them, or hypothesis.

An input takes about a hundred choices. By chance they cost a tenth of what they cost with hypothesis, which takes as
long to draw an input as the product does to answer it; and the list of them is all that is needed to draw it again,
or to draw a smaller one. The names are those of hypothesis, so that what draws reads as it would there.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar, cast

_T = TypeVar("_T")
_C = TypeVar("_C", covariant=True)
_S = TypeVar("_S")
_P = ParamSpec("_P")


class Choices(ABC):
    """Where choices come from."""

    @abstractmethod
    def below(self, count: int) -> int:
        """One of so many numbers from 0; the lower, the simpler."""

    def draw(self, strategy: Strategy[_T]) -> _T:
        """What a strategy makes of these choices."""
        return strategy.make(self)


class Chance(Choices):
    """Choices by chance, always the same for one seed.

    Attributes:
        made: the choices so far.
    """

    def __init__(self, seed: str) -> None:
        self._random = Random(seed).random
        self.made: list[int] = []

    def below(self, count: int) -> int:
        """One of so many numbers from 0."""
        choice = int(self._random() * count)
        self.made.append(choice)
        return choice


class Again(Choices):
    """Choices that were made before, as far as they fit; the simplest where there are no more."""

    def __init__(self, made: Sequence[int]) -> None:
        self._made = iter(made)

    def below(self, count: int) -> int:
        """The next of them."""
        return min(next(self._made, 0), count - 1)


class Draw(Protocol):
    """Draws by a strategy, inside a `composite` one."""

    def __call__(self, strategy: Strategy[_T], /) -> _T:
        """What the strategy makes."""


class Strategy(Generic[_C]):
    """How something is drawn.

    Args:
        make: makes it of choices.
    """

    def __init__(self, make: Callable[[Choices], _C]) -> None:
        self.make = make

    def map(self, change: Callable[[_C], _S]) -> Strategy[_S]:
        """What becomes of it."""
        return Strategy(lambda choices: change(self.make(choices)))

    def flatmap(self, then: Callable[[_C], Strategy[_S]]) -> Strategy[_S]:
        """What is drawn by what depends on it."""
        return Strategy(lambda choices: then(self.make(choices)).make(choices))


def composite(function: Callable[Concatenate[Draw, _P], _T]) -> Callable[_P, Strategy[_T]]:
    """What a function draws, whose first argument draws."""

    def strategy(*given: _P.args, **named: _P.kwargs) -> Strategy[_T]:
        return Strategy(lambda choices: function(choices.draw, *given, **named))

    return strategy


def just(value: _T) -> Strategy[_T]:
    """This."""
    return Strategy(lambda choices: value)


def sampled_from(values: Sequence[_T]) -> Strategy[_T]:
    """One of these."""
    count = len(values)
    return Strategy(lambda choices: values[choices.below(count)])


def integers(least: int, most: int) -> Strategy[int]:
    """A whole number from one to another."""
    return Strategy(lambda choices: least + choices.below(most - least + 1))


def booleans() -> Strategy[bool]:
    """Yes or no."""
    return Strategy(lambda choices: bool(choices.below(2)))


def none() -> Strategy[None]:
    """Nothing."""
    return just(None)


def dates(least: date, most: date) -> Strategy[date]:
    """A day from one to another."""
    return integers(0, (most - least).days).map(lambda days: least + timedelta(days))


def one_of(*strategies: Strategy[Any] | Sequence[Strategy[Any]]) -> Strategy[Any]:
    """By one of these."""
    first = strategies[0]
    every = cast(Sequence[Strategy[Any]], strategies if isinstance(first, Strategy) else first)
    return Strategy(lambda choices: every[choices.below(len(every))].make(choices))


def deferred(strategy: Callable[[], Strategy[_T]]) -> Strategy[_T]:
    """By what can only be told when it is drawn."""
    return Strategy(lambda choices: strategy().make(choices))


def builds(function: Callable[..., _T], *strategies: Strategy[Any]) -> Strategy[_T]:
    """What a function makes of what is drawn."""
    return Strategy(lambda choices: function(*(strategy.make(choices) for strategy in strategies)))


def tuples(*strategies: Strategy[Any]) -> Strategy[tuple[Any, ...]]:
    """One by each of these."""
    return Strategy(lambda choices: tuple(strategy.make(choices) for strategy in strategies))


def lists(
    elements: Strategy[_T], *, min_size: int = 0, max_size: int = 5, unique: bool = False
) -> Strategy[list[_T]]:
    """So many of them; fewer, where they have to be different and chance does not find enough."""

    def make(choices: Choices) -> list[_T]:
        found = [elements.make(choices) for _ in range(min_size + choices.below(max_size - min_size + 1))]
        return cast("list[_T]", list(dict.fromkeys(cast("list[Hashable]", found)))) if unique else found

    return Strategy(make)


def dictionaries(
    names: Strategy[Any], values: Strategy[Any], *, min_size: int = 0, max_size: int = 5
) -> Strategy[dict[Any, Any]]:
    """A table of so many names; fewer, where chance finds one twice."""
    return lists(tuples(names, values), min_size=min_size, max_size=max_size).map(lambda pairs: dict(pairs))


def fixed_dictionaries(
    needed: Mapping[str, Strategy[Any]], optional: Mapping[str, Strategy[Any]] | None = None
) -> Strategy[dict[str, Any]]:
    """A table of these names, and of some of the optional ones."""

    def make(choices: Choices) -> dict[str, Any]:
        found = {name: strategy.make(choices) for name, strategy in needed.items()}
        for name, strategy in (optional or {}).items():
            if choices.below(2):
                found[name] = strategy.make(choices)
        return found

    return Strategy(make)


def recursive(
    simple: Strategy[Any], around: Callable[[Strategy[Any]], Strategy[Any]], *, deep: int = 3
) -> Strategy[Any]:
    """Something simple, or what stands around it, so many levels deep at most."""
    strategy = simple
    for _ in range(deep):
        strategy = one_of(simple, simple, around(strategy))
    return strategy


# From the letters that programs are written with to those that few programs have met; halves of letters are none.
_LETTERS = ((0x20, 0x7F), (0x20, 0x7F), (0, 0x250), (0, 0xD800), (0xE000, 0x110000))


def text(*, max_size: int) -> Strategy[str]:
    """So many letters at most, of any alphabet."""
    letter = sampled_from(_LETTERS).flatmap(lambda span: integers(span[0], span[1] - 1)).map(chr)
    return lists(letter, max_size=max_size).map("".join)


def binary(*, max_size: int) -> Strategy[bytes]:
    """So many bytes at most."""
    return lists(integers(0, 255), max_size=max_size).map(bytes)


def smaller(made: Sequence[int], fails: Callable[[Sequence[int]], bool], tries: int) -> list[int]:
    """Choices that are fewer and lower, and still fail.

    Args:
        made: choices that fail.
        fails: whether others do; it may say so only of those that it takes for smaller.
        tries: how often it is asked at most.
    """
    best, left = list(made), tries

    def is_better(others: list[int]) -> bool:
        nonlocal best, left
        left -= 1
        if left < 0 or not fails(others):
            return False
        best = others
        return True

    size = max(len(best) // 2, 1)
    while size and left > 0:
        at = 0
        while at < len(best) and left > 0:
            at += 0 if is_better(best[:at] + best[at + size :]) else size
        size //= 2
    for at in range(len(best)):
        while at < len(best) and best[at] and left > 0:
            lower = next((n for n in dict.fromkeys((0, best[at] // 2, best[at] - 1))
                          if is_better([*best[:at], n, *best[at + 1 :]])), None)  # fmt: skip
            if lower is None:
                break
    return best
