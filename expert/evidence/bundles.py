"""Bundles that `expert collect` wrote: their manifest says of each answer what was asked, when, and how much came."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from expert.evidence.holding import time_of
from expert.foundations.records import Record

MANIFEST = "manifest.json"
FORM = "expert-bundle/1"
"""What a manifest says of its own form."""

MOST_BYTES = 20_000_000
"""Bytes of a manifest; one line of it is an answer."""


@dataclass(frozen=True, eq=False, repr=False)
class Answered(Record):
    """What is known of an answer beside what it says.

    Attributes:
        what: the name of what was asked for, such as `managedDevices`.
        within: the object in which it was asked for, such as the id of a token.
        whole: whether it holds all that there is: all pages came, and it was not filtered.
        taken: when it was answered.
    """

    what: str | None
    within: str | None
    whole: bool
    taken: datetime | None


@dataclass(frozen=True, eq=False, repr=False)
class Missing(Record):
    """A request that was not answered, or not whole: its id, its status and why, in both languages."""

    request: str
    status: int | None
    why: Mapping[str, str]


@dataclass(frozen=True, eq=False, repr=False)
class Manifest(Record):
    """What a bundle is.

    Attributes:
        tenant: the tenant that it is of.
        user: the user for whom it was asked; an alias where it was masked.
        device: the device likewise.
        taken: when it was begun.
        answers: by the names of their files.
        missing: what did not come.
    """

    tenant: str | None
    user: str | None
    device: str | None
    taken: datetime | None
    answers: Mapping[str, Answered] = field(default_factory=dict)
    missing: tuple[Missing, ...] = ()


def manifest_in(data: bytes) -> Manifest | None:
    """The manifest that some bytes are; None where they are none."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, Mapping) or value.get("form") != FORM:
        return None
    entries = [entry for entry in _list(value.get("answers")) if isinstance(entry, Mapping)]
    return Manifest(
        _text(value.get("tenant")), _text(value.get("user")), _text(value.get("device")), time_of(value.get("taken")),
        {str(entry["file"]): _answered(entry) for entry in entries if isinstance(entry.get("file"), str)},
        tuple(_missing(entry) for entry in entries if isinstance(entry.get("why"), Mapping)),
    )


def manifest_beside(folder: Path) -> Manifest | None:
    """The manifest in a folder; None where there is none."""
    file = folder / MANIFEST
    try:
        if not file.is_file() or file.is_symlink() or file.stat().st_size > MOST_BYTES:
            return None
        return manifest_in(file.read_bytes())
    except OSError:
        return None


@dataclass(frozen=True, eq=False, repr=False)
class Named(Record):
    """For whom a bundle was collected.

    Attributes:
        user: the user, as the bundle names them; empty where it was collected for none.
        device: the device likewise.
        groups: the ids of all groups that the user is in; None where not all of them are known.
    """

    user: str = ""
    device: str = ""
    groups: tuple[str, ...] | None = None


def named_in(path: Path) -> Named:
    """For whom a folder or ZIP was collected; for nobody where it is no bundle."""
    try:
        if path.is_dir():
            manifest = manifest_beside(path)
            return Named() if manifest is None else _named(manifest, lambda name: (path / name).read_bytes())
        if path.suffix.lower() != ".zip":
            return Named()
        with zipfile.ZipFile(path) as archive:
            listed = set(archive.namelist())
            small = MANIFEST in listed and archive.getinfo(MANIFEST).file_size <= MOST_BYTES
            manifest = manifest_in(archive.read(MANIFEST)) if small else None
            return Named() if manifest is None else _named(manifest, archive.read)
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile):
        return Named()  # who reads it tells what is wrong with it


def _named(manifest: Manifest, read: Callable[[str], bytes]) -> Named:
    groups: tuple[str, ...] | None = None
    for name, answered in manifest.answers.items():
        if answered.what == _GROUPS and answered.whole:
            value = json.loads(read(name))
            members = _list(value.get("value") if isinstance(value, Mapping) else None)
            ids = (one["id"] for one in members if isinstance(one, Mapping) and isinstance(one.get("id"), str))
            groups = tuple(ids)
    return Named(manifest.user or "", manifest.device or "", groups)


_GROUPS = "transitiveMemberOf"


def _answered(entry: Mapping[str, Any]) -> Answered:
    whole = entry.get("whole") is True and not entry.get("filter")
    return Answered(_text(entry.get("what")), _text(entry.get("within")), whole, time_of(entry.get("taken")))


def _missing(entry: Mapping[str, Any]) -> Missing:
    why = {name: str(said) for name, said in entry["why"].items() if name in ("en", "sv")}
    status = entry.get("status")
    return Missing(str(entry.get("request", "–")), status if isinstance(status, int) else None, why)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
