"""Puts the organization's own domain where the texts leave a place for it, so that a command can be copied as it is."""

from __future__ import annotations

from typing import TypeVar

from expert.cli.configuration import configured
from expert.foundations.terms import Redaction
from expert.results.document import Document

_PLACES = ("<domain>", "<domän>", "company_domain.com")
"""How the texts of the rules and facts write "your domain"."""

_AS_GIVEN = ("case", "facts")
"""The parts of documents that hold what was given."""

_Document = TypeVar("_Document", bound=Document)


def own_domain(level: Redaction) -> str | None:
    """The domain that is set; None without one, or where what is the organization's is masked, and so is its domain."""
    return None if level == "tenant" else configured().domain


def for_own_domain(document: _Document, level: Redaction) -> _Document:
    """A document that is for the organization itself, with its domain where it is to stand; facts stay as given."""
    domain = own_domain(level)
    return document if domain is None else document.with_strings(lambda said: filled(said, domain), but=_AS_GIVEN)


def filled(text: str, domain: str) -> str:
    """A text with a domain in the places that are left for one."""
    for place in _PLACES:
        text = text.replace(place, domain)
    return text
