"""Which engine fires the rules: experta where it can be imported, or the one that is compiled from them."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from expert.engine.run import Engine
from expert.foundations.problems import InputError, Problem
from expert.foundations.terms import EngineName
from expert.foundations.texts import Text


def new_engine(name: EngineName) -> Engine:
    """An engine that knows no program yet.

    Raises:
        InputError: it is experta, which cannot be imported.
    """
    # Only now: who does without one of them need not wait for it, nor have experta at all.
    if name == "compiled":
        from expert.engine.compiled_engine import CompiledEngine

        return CompiledEngine()
    try:
        from expert.engine.experta_engine import ExpertaEngine
    except ImportError as error:
        raise InputError([Problem(_NO_EXPERTA.format(reason=error))]) from error
    return ExpertaEngine()


@cache
def default_engine() -> EngineName:
    """experta, or the compiled engine where experta cannot be imported."""
    try:
        import_module("expert.engine.experta_engine")
    except ImportError:
        return "compiled"
    return "experta"


_NO_EXPERTA = Text(
    "the engine experta cannot be imported here ({reason}); install it with `pip install experta==1.9.4`, or leave it "
    "to the engine compiled",
    "motorn experta går inte att importera här ({reason}); installera den med `pip install experta==1.9.4`, eller "
    "överlåt arbetet åt motorn compiled",
)
