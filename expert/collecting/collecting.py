"""Asks for what a case needs, one request after the other, and writes the answers with a manifest of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from expert.collecting.bundles import Bundle, bundle, require_free
from expert.collecting.graph import Answer, Graph, client
from expert.collecting.masking import Masking
from expert.collecting.requests import Request, Requests, Wanted, checked, permissions, shipped_requests
from expert.evidence.bundles import FORM, MANIFEST
from expert.foundations.problems import InputError, Place, Problem
from expert.foundations.records import Record
from expert.foundations.terms import Redaction
from expert.foundations.texts import Text
from expert.redacting.masking import Known

if TYPE_CHECKING:
    import httpx


class SignIn(Protocol):
    """Gives tokens for Microsoft Graph."""

    def token(self, permissions: Sequence[str], *, renew: bool = False) -> str:
        """A token.

        Args:
            permissions: what it is to allow.
            renew: whether the last one was not accepted, so that another is needed.

        Raises:
            InputError: the sign-in fails.
        """


@dataclass(frozen=True, eq=False, repr=False)
class Collected(Record):
    """What was collected.

    Attributes:
        out: the folder or ZIP.
        answers: how many requests were answered whole.
        missing: those that were not, and why: the id of the request, and the reason.
    """

    out: Path
    answers: int
    missing: tuple[tuple[str, Text], ...]


def collect(
    wanted: Wanted, sign_in: SignIn, out: str | Path, *, redact: Redaction = "none", requests: Requests | None = None,
    http: httpx.Client | None = None, sleep: Callable[[float], None] = time.sleep,
    tell: Callable[[str, int, int], None] | None = None,
) -> Collected:
    """Ask Microsoft Graph, and write the answers as a bundle.

    Args:
        wanted: for whom it is asked.
        sign_in: gives tokens.
        out: a new folder; a ZIP if it ends in `.zip`.
        redact: what is masked.
        requests: what is asked for; the shipped ones if left out.
        http: what speaks with the service; a client of its own if left out.
        sleep: waits for some seconds.
        tell: hears how far it is: the id of the request, how many were made, and how many there are.

    Raises:
        InputError: something is there already, or it cannot be written; the sign-in fails; or nothing was answered.
    """
    out, wanted = Path(out), checked(wanted)
    requests = shipped_requests() if requests is None else requests
    require_free(out)
    if http is None:
        with client() as own:
            return collect(
                wanted, sign_in, out, redact=redact, requests=requests, http=own, sleep=sleep, tell=tell
            )
    made = requests.wanted(wanted)
    needed = permissions(made)
    graph = Graph(http, lambda renew: sign_in.token(needed, renew=renew), sleep)
    graph.sign_in()  # before anything is written, and before somebody goes away
    with bundle(out) as written:
        run = _Run(graph, written, wanted, requests, _masking(wanted, redact, requests))
        for number, request in enumerate(made):
            if tell is not None:
                tell(request.id, number, len(made))
            run.make(request)
        if run.missing and not run.whole and not any(entry["file"] for entry in run.entries):
            raise InputError([Problem(_NOTHING.format(why=run.missing[0][1]), Place(out.as_posix()))])
        written.write(MANIFEST, run.manifest(needed))
    return Collected(out, run.whole, tuple(run.missing))


@dataclass
class _Run:
    """One collection."""

    graph: Graph
    written: Bundle
    wanted: Wanted
    requests: Requests
    masking: Masking
    begun: datetime = field(default_factory=lambda: datetime.now(UTC))
    whole: int = 0
    missing: list[tuple[str, Text]] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)
    ids: dict[str, list[str]] = field(default_factory=dict)

    def make(self, request: Request) -> None:
        """Make a request, or those for each object of an earlier answer, and write what comes."""
        for_each = [None] if request.each is None else self.ids.get(request.each, [])
        for number, of in enumerate(for_each):
            name = request.id if of is None else f"{request.id}-{number + 1}"
            address = request.address(self.wanted, of)
            answer = self.graph.get(address, request.pages)
            if any(other.each == request.id for other in self.requests.requests.values()):
                self.ids.setdefault(request.id, []).extend(_ids_in(answer.value))
            self._write(name, request, address, of, answer)

    def _write(self, name: str, request: Request, address: str, of: str | None, answer: Answer) -> None:
        removed: set[str] = set()
        file = None
        if answer.value is not None:
            file = f"{name}.json"
            kept = without_secrets(answer.value, self.requests.secrets, removed)
            self.written.write(file, self.masking.value(kept))
        entry: dict[str, Any] = {
            "request": name, "asked": self.masking.text(address), "what": _what(request),
            "within": None if of is None else self.masking.text(of), "filter": request.filtered,
            "status": answer.status, "taken": answer.taken.isoformat(timespec="seconds"), "pages": answer.pages,
            "whole": answer.whole, "file": file,
        }  # fmt: skip
        if request.about == "user" and of is None and request.filtered is None:
            entry["within"] = self.masking.text(self.wanted.user or "")
        if removed:
            entry["left_out"] = sorted(removed)
        if answer.problem is not None:
            entry["why"] = {"en": answer.problem.en, "sv": answer.problem.sv}
            self.missing.append((name, answer.problem))
        else:
            self.whole += 1
        self.entries.append(entry)

    def manifest(self, needed: Sequence[str]) -> dict[str, Any]:
        """What was asked, when, and what came."""
        named = {"tenant": self.wanted.tenant, "user": self.wanted.user, "device": self.wanted.device}
        return {
            "form": FORM,
            **{name: None if given is None else self.masking.text(given) for name, given in named.items()},
            "taken": self.begun.isoformat(timespec="seconds"), "masked": self.masking.level,
            "permissions": list(needed), "answers": self.entries,
        }  # fmt: skip


def without_secrets(value: Any, secrets: frozenset[str], removed: set[str]) -> Any:
    """A value in JSON without fields that open something.

    Args:
        value: the value.
        secrets: the names of such fields, in lower case.
        removed: where to note which there were; one that is empty is none.
    """
    if isinstance(value, Mapping):
        kept = {}
        for name, inner in value.items():
            if name.casefold() not in secrets or inner in (None, "", [], {}):
                kept[name] = without_secrets(inner, secrets, removed)
            else:
                removed.add(name)
        return kept
    return [without_secrets(inner, secrets, removed) for inner in value] if isinstance(value, list) else value


def _masking(wanted: Wanted, redact: Redaction, requests: Requests) -> Masking:
    known = []
    if wanted.user is not None:
        known.append(Known(wanted.user, "user", "personal"))
    if wanted.device is not None:
        known.append(Known(wanted.device, "device", "personal"))
    known.append(Known(wanted.tenant, "tenant", "tenant"))
    return Masking(redact, requests, known)


def _ids_in(value: Any) -> list[str]:
    """The ids of the objects of an answer."""
    listed = value.get("value") if isinstance(value, Mapping) else None
    objects = listed if isinstance(listed, list) else [listed if isinstance(listed, Mapping) else value]
    return [one["id"] for one in objects if isinstance(one, Mapping) and isinstance(one.get("id"), str) and one["id"]]


_NOTHING = Text(
    "nothing was answered, so nothing is written: {why}", "inget besvarades, så inget har skrivits: {why}"
)


def _what(request: Request) -> str:
    """The name of what is asked for: the last that is none of an object."""
    names = [part for part in request.get.partition("?")[0].split("/") if part and not part.startswith("{")]
    return names[-1]
