"""What is asked for: `facts/collecting.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from expert.foundations import content
from expert.foundations.problems import InputError, Place, Problem, ProblemList, shown
from expert.foundations.shapes import read_file_table, read_part, read_table
from expert.foundations.texts import Text
from expert.redacting.patterns import Family

_STRICT = {"extra": "forbid"}
DAYS = 30
"""How many days back sign-ins are asked for: as long as they are kept, at most."""


@dataclass(frozen=True)
class Documented:
    """The page that a request is taken from: a path in the documentation's repository, or an address."""

    __pydantic_config__ = _STRICT
    date: date
    path: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Request:
    """One thing that is asked for.

    Attributes:
        id: what its answer is called.
        get: the way and the query; `{user}`, `{device}`, `{since}` and `{id}` stand for what they name.
        needs: the permissions that it takes.
        documented: where it is described.
        each: the request for whose objects, one by one, it is made.
        about: what must be named for it to be made.
        pages: how many pages are read at most.
    """

    __pydantic_config__ = _STRICT
    id: str
    get: str
    needs: tuple[str, ...]
    documented: Documented
    each: str | None = None
    about: Literal["user", "device"] | None = None
    pages: int = 10_000

    def address(self, wanted: Wanted, of: str | None = None) -> str:
        """The way and the query of one request, as they are sent.

        Args:
            wanted: for whom it is asked.
            of: the id of the object for which it is made.
        """
        path, mark, query = self.get.partition("?")
        names = {"user": wanted.user, "device": wanted.device, "id": of, "since": wanted.since}
        in_path = {name: quote(value or "", safe="@") for name, value in names.items()}
        in_query = {name: (value or "").replace("'", "''") for name, value in names.items()}
        return path.format(**in_path) + mark + quote(query.format(**in_query), safe="$=&,'()")

    @property
    def filtered(self) -> str | None:
        """The filter that it is asked with; None without one."""
        query = self.get.partition("?")[2]
        return next((part.partition("=")[2] for part in query.split("&") if part.startswith("$filter=")), None)


@dataclass(frozen=True)
class Wanted:
    """For whom it is asked.

    Attributes:
        tenant: the tenant: its id, or a domain of it.
        user: the user's sign-in name or id.
        device: the device's serial number.
        today: the day on which it is asked.
    """

    tenant: str
    user: str | None = None
    device: str | None = None
    today: date | None = None

    @property
    def since(self) -> str:
        """From when on sign-ins are asked for."""
        today = self.today or datetime.now(UTC).date()
        return f"{today - timedelta(days=DAYS)}T00:00:00Z"


@dataclass(frozen=True)
class Requests:
    """All that can be asked for.

    Attributes:
        requests: by their ids, in the order in which they are made.
        secrets: fields that are never written, in lower case.
        personal: fields that name somebody, in lower case, and what they are called after where they are masked.
    """

    requests: Mapping[str, Request]
    secrets: frozenset[str]
    personal: Mapping[str, Family]

    def wanted(self, wanted: Wanted) -> tuple[Request, ...]:
        """Those that are made where this much is named."""
        named = {None: True, "user": wanted.user is not None, "device": wanted.device is not None}
        return tuple(request for request in self.requests.values() if named[request.about])


@cache
def shipped_requests() -> Requests:
    """What comes with the product.

    Raises:
        InputError: something in its file is wrong.
    """
    return read_requests(content.bundled("facts", "collecting.yaml"))


def read_requests(file: Path) -> Requests:
    """The requests of a file.

    Raises:
        InputError: something in it is wrong; everything is listed, with file and line.
    """
    problems, found = ProblemList(), {}
    table = read_file_table(file, f"facts/{file.name}", problems)
    for id_, item in read_table(table["requests"], problems).items() if "requests" in table else ():
        request = read_part(Request, item, problems, {"id": id_})
        if request is None:
            continue
        if request.each is not None and request.each not in found:
            problems.add(_NO_EARLIER.format(name=shown(request.each)), item.place)
        found[id_] = request
    secrets = read_part(tuple[str, ...], table["secrets"], problems) if "secrets" in table else ()
    personal = read_part(dict[str, Family], table["personal"], problems) if "personal" in table else {}
    problems.raise_if_any()
    return Requests(
        found, frozenset(name.casefold() for name in secrets or ()),
        {name.casefold(): family for name, family in (personal or {}).items()},
    )


def permissions(requests: Iterable[Request]) -> tuple[str, ...]:
    """The permissions that some requests take, in their alphabetical order."""
    return tuple(sorted({name for request in requests for name in request.needs}))


def checked(wanted: Wanted) -> Wanted:
    """What is wanted, where it can be asked for.

    Raises:
        InputError: a name is empty, or holds what no name does.
    """
    for option, given in (("--tenant", wanted.tenant), ("--user", wanted.user), ("--device", wanted.device)):
        if given is not None and (not given.strip() or not given.isprintable() or len(given) > _LONGEST_NAME):
            raise InputError([Problem(_NO_NAME, Place(option))])
        if given is not None and (given != given.strip() or any(mark in given for mark in "/?#%{}\\")):
            raise InputError([Problem(_NO_NAME, Place(option))])
    return wanted


_LONGEST_NAME = 200
_NO_EARLIER = Text('there is no request "{name}" before this one', "det finns ingen fråga ”{name}” före den här")
_NO_NAME = Text(
    "this is no name that can be asked for: give an id, a domain, a sign-in name or a serial number",
    "det här är inget namn att fråga efter: ange ett ID, en domän, ett inloggningsnamn eller ett serienummer",
)
