"""Reads from Microsoft Graph: page by page, as slowly as it asks for, and no longer than is reasonable.

The token goes nowhere but to the service itself: an address of a next page that leads elsewhere is not called, and
redirects are not followed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from expert.foundations.problems import shown
from expert.foundations.texts import Text

if TYPE_CHECKING:
    import httpx

GRAPH = "https://graph.microsoft.com"
TRIES = 6
"""How often a page is asked for before it is given up."""
LONGEST_WAIT = 300.0
"""Seconds that are waited before a page is asked for again; where the service wants more, it is given up."""
SECONDS = 60.0
"""Seconds in which something must come."""

_AGAIN = (429, 500, 502, 503, 504)
_NEXT, _COUNT = "@odata.nextLink", "@odata.count"


@dataclass(frozen=True)
class Answer:
    """What came of a request.

    Attributes:
        status: the status of the last page; None where nobody answered.
        value: the answer in JSON, of all pages together; None where there is none.
        pages: how many pages came.
        whole: whether there are no more.
        taken: when the first page came.
        problem: why it is not there, or not whole.
    """

    status: int | None
    value: Any
    pages: int
    whole: bool
    taken: datetime
    problem: Text | None = None


class Graph:
    """A way to the service.

    Args:
        client: what speaks HTTP, with the address of the service.
        token: gives a token; `renew` asks for another one than before.
        sleep: waits for some seconds.
    """

    def __init__(
        self, client: httpx.Client, token: Callable[[bool], str], sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._client = client
        self._token = token
        self._sleep = sleep

    def sign_in(self) -> None:
        """Sign in now.

        Raises:
            InputError: the sign-in fails.
        """
        self._token(False)

    def get(self, address: str, most_pages: int) -> Answer:
        """All pages of an answer.

        Args:
            address: the way and the query.
            most_pages: how many are read at most.
        """
        taken = datetime.now(UTC)
        together: Any = None
        pages, following = 0, str(self._client.base_url.join(address))
        while pages < most_pages:
            status, value, problem = self._page(following)
            if problem is not None:
                return Answer(status, together, pages, whole=False, taken=taken, problem=problem)
            pages += 1
            together = value if together is None else _joined(together, value)
            further = value.get(_NEXT)
            if further is None:
                if pages > 1:
                    together.pop(_NEXT, None)
                return Answer(status, together, pages, whole=True, taken=taken)
            if not isinstance(further, str) or not self._leads_there(further):
                return Answer(status, together, pages, whole=False, taken=taken, problem=_ELSEWHERE)
            following = further
        return Answer(200, together, pages, whole=False, taken=taken, problem=_MORE.format(pages=most_pages))

    def _page(self, address: str) -> tuple[int | None, dict[str, Any], Text | None]:
        """One page: its status, and what it holds or why not."""
        import httpx

        status, problem, renewed = None, _UNREACHED, False
        for tried in range(TRIES):
            wait: float | None = min(2.0**tried, LONGEST_WAIT)
            try:
                headers = {"Authorization": f"Bearer {self._token(False)}", "Accept": "application/json"}
                response = self._client.get(address, headers=headers)
            except httpx.TransportError:
                status, problem = None, _UNREACHED
            else:
                status = response.status_code
                if status == 200:
                    return _read(response)
                if status == 401 and not renewed:
                    renewed, wait = True, 0.0
                    self._token(True)
                elif status not in _AGAIN:
                    return status, {}, _refused(response)
                else:
                    wait = _asked_to_wait(response, wait)
                problem = _refused(response)
            if wait is None or wait > LONGEST_WAIT or tried == TRIES - 1:
                break
            self._sleep(wait)
        return status, {}, problem

    def _leads_there(self, address: str) -> bool:
        own, other = urlsplit(str(self._client.base_url)), urlsplit(address)
        return (own.scheme, own.netloc) == (other.scheme, other.netloc)


@contextmanager
def client(base: str = GRAPH) -> Iterator[httpx.Client]:
    """What speaks HTTP with a service, as long as it is needed."""
    import httpx

    with httpx.Client(base_url=base, timeout=SECONDS, headers={"User-Agent": "enrollment-expert"}) as made:
        yield made


def _read(response: httpx.Response) -> tuple[int, dict[str, Any], Text | None]:
    try:
        value = response.json()
    except (ValueError, RecursionError):
        return response.status_code, {}, _NO_JSON
    if not isinstance(value, dict):
        return response.status_code, {}, _NO_JSON
    return response.status_code, value, None


def _joined(together: dict[str, Any], page: dict[str, Any]) -> dict[str, Any]:
    """An answer with one page more."""
    further = page.get("value")
    together["value"] = [*together.get("value", []), *(further if isinstance(further, list) else [])]
    if _NEXT in page:
        together[_NEXT] = page[_NEXT]
    else:
        together.pop(_NEXT, None)
    return together


def _asked_to_wait(response: httpx.Response, otherwise: float | None) -> float | None:
    """The seconds that the service asks to wait: a number of them, or a date."""
    said = response.headers.get("retry-after", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return otherwise
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max((until - datetime.now(UTC)).total_seconds(), 0.0)


def _refused(response: httpx.Response) -> Text:
    """Why there is no answer, with the code that the service gives, which holds nothing of the tenant."""
    status = response.status_code
    if status == 403:
        return _FORBIDDEN
    if status == 401:
        return _NOT_SIGNED_IN
    if status == 429:
        return _TOO_MANY
    try:
        code = response.json()["error"]["code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        code = "–"
    return _STATUS.format(status=status, code=shown(code))


_UNREACHED = Text("nobody answered, also when asked again", "ingen svarade, inte heller vid nya försök")
_NO_JSON = Text("the answer is no whole JSON", "svaret är inte hel JSON")
_ELSEWHERE = Text(
    "its next page is said to be elsewhere, and is not fetched from there",
    "nästa sida sägs finnas någon annanstans och hämtas inte därifrån",
)
_MORE = Text("there is more; {pages} pages were read", "det finns mer; {pages} sidor har lästs")
_FORBIDDEN = Text("the permission to read it is missing (403)", "behörigheten att läsa det saknas (403)")
_NOT_SIGNED_IN = Text("the sign-in is not accepted (401)", "inloggningen godtas inte (401)")
_TOO_MANY = Text(
    "the service asks to wait for too long (429); collect again later",
    "tjänsten ber om för lång väntan (429); samla in igen senare",
)
_STATUS = Text(
    "the service answers with the status {status} ({code})", "tjänsten svarar med statusen {status} ({code})"
)
