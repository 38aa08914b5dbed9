"""The manifest of a bundle: what was asked for and did not come is told; the answers are read as what they are."""

from __future__ import annotations

from expert.evidence.bundles import FORM, MANIFEST, MOST_BYTES, manifest_in
from expert.evidence.objects import Understanding
from expert.evidence.sources import Source
from expert.foundations.problems import InputError, Place, Problem, shown
from expert.foundations.texts import Text


def knows(head: bytes, source: Source) -> bool:
    """Whether it is called so and says that it is one."""
    return source.name.endswith(MANIFEST) and FORM.encode() in head


def read(source: Source, into: Understanding) -> None:
    """Note what did not come.

    Raises:
        InputError: it is broken.
    """
    manifest = manifest_in(source.whole(MOST_BYTES))
    if manifest is None:
        raise InputError([Problem(_BROKEN, Place(source.name))])
    for one in manifest.missing:
        why = Text(shown(one.why.get("en", "–")), shown(one.why.get("sv", "–")))
        into.leave(Place(source.name, within=one.request), _MISSING.format(name=shown(one.request), why=why))


_BROKEN = Text("the manifest of this bundle is broken", "innehållsförteckningen till den här insamlingen är trasig")
_MISSING = Text("{name} did not come whole: {why}", "{name} kom inte fram helt: {why}")
