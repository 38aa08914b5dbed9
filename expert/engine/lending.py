"""What was made of one knowledge base, lent to another that differs from it in a few parts."""

from __future__ import annotations

from collections.abc import Mapping

from expert.engine.imagined import Conclusions
from expert.engine.reasoner import Reasoner
from expert.engine.viewing import Viewer
from expert.rules.knowledge import KnowledgeBase


def lend(base: KnowledgeBase, to: KnowledgeBase) -> None:
    """Give a knowledge base, of which nothing has been made yet, whatever was made of another and holds of it too.

    A part is the same only where it is the same object. What is lent is never changed afterward.

    Args:
        base: the knowledge base that lends.
        to: one that shares most of its parts, and its vocabulary.
    """
    if to.vocabulary is not base.vocabulary:
        return
    to.know_conditions_of(base)
    if _same(base.derivations, to.derivations):
        to.attached[Conclusions] = Conclusions.of(base)
        if _same(base.causes, to.causes):
            to.plain["stopping_by_fact"] = base.stopping_by_fact
    to.attached[Viewer] = Viewer(to, Viewer.of(base))
    to.attached[Reasoner] = Reasoner(to, Reasoner.of(base))


def _same(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    return list(one) == list(other) and all(one[name] is other[name] for name in one)
