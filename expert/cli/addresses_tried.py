"""Whether addresses answer, tried over the network: politely, a host once at a time, and few hosts at once.

Nothing else in the product uses a network, and this does only where `rules links --check` asks for it.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from typing import Literal, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urldefrag, urlsplit
from urllib.request import Request, urlopen

HOSTS_AT_ONCE = 4
_TIMEOUTS_OF_A_HOST = 2
_AGENT = "enrollment-expert-link-check (expert rules links --check)"
_REFUSALS = (401, 403, 429)

Silence = Literal["unknown_host", "unreachable", "timeout", "certificate", "no_http"]
"""Why there was no answer: the name is not known, nothing listens or no way leads there, it takes too long, the host
cannot prove who it is, what came is no answer of a web server."""


class Answer(NamedTuple):
    """What came of trying an address: the status of the answer (where it leads on, of the last), or why none came."""

    status: int | None = None
    silence: Silence | None = None

    @property
    def opens(self) -> bool:
        """Whether there is a page."""
        return self.status is not None and self.status < 400

    @property
    def undecided(self) -> bool:
        """Whether the host refuses programs, so that only a browser can tell."""
        return self.status in _REFUSALS


def tried(urls: Iterable[str], timeout: float) -> dict[str, Answer]:
    """Try addresses. What follows a # is left out: no server sees it.

    Args:
        urls: the addresses, http or https.
        timeout: how long to wait for an answer, in seconds.

    Returns:
        What came of each. Of a host that cannot be reached, or let time run out twice in a row, nothing more is asked.
    """
    given = {url: urldefrag(url).url for url in urls}
    hosts: dict[str, dict[str, None]] = {}
    for page in given.values():
        hosts.setdefault(urlsplit(page).netloc.lower(), {})[page] = None
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        answers: dict[str, Answer] = {}
        for found in pool.map(lambda pages: _of_a_host(list(pages), timeout), hosts.values()):
            answers |= found
    return {url: answers[page] for url, page in given.items()}


def _of_a_host(pages: list[str], timeout: float) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    timeouts = 0
    for page in pages:
        answer = answers[page] = _try(page, timeout)
        timeouts = timeouts + 1 if answer.silence == "timeout" else 0
        if answer.silence in ("unknown_host", "unreachable") or timeouts == _TIMEOUTS_OF_A_HOST:
            return {**dict.fromkeys(pages, answer), **answers}
    return answers


def _try(page: str, timeout: float) -> Answer:
    """Ask for the head only; where that is refused, which some servers do to everybody, for the page."""
    answer = _ask(page, "HEAD", timeout)
    return answer if answer.opens or answer.status is None else _ask(page, "GET", timeout)


def _ask(page: str, method: str, timeout: float) -> Answer:
    try:
        request = Request(page, method=method, headers={"User-Agent": _AGENT, "Accept": "*/*"})
        with urlopen(request, timeout=timeout) as response:
            return Answer(status=response.status)
    except HTTPError as error:
        error.close()
        return Answer(status=error.code)
    except URLError as error:
        return Answer(silence=_why(error.reason))
    except (OSError, HTTPException, ValueError) as error:
        return Answer(silence=_why(error))


def _why(reason: object) -> Silence:
    if isinstance(reason, socket.gaierror):
        return "unknown_host"
    if isinstance(reason, TimeoutError):
        return "timeout"
    if isinstance(reason, ssl.SSLError):
        return "certificate"
    return "unreachable" if isinstance(reason, OSError) else "no_http"
