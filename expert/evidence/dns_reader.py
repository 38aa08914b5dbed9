"""What name servers answered, as text: output of nslookup and dig, and lines of a zone."""

from __future__ import annotations

import codecs

from expert.evidence.dns_answers import DnsAnswer, answers_in, looks_like_answers
from expert.evidence.objects import Understanding
from expert.evidence.sources import Source
from expert.evidence.subjects import About
from expert.evidence.things import Thing
from expert.foundations.limits import MAX_DNS_BYTES
from expert.foundations.problems import Place, shown
from expert.foundations.texts import Text

IS_TEXT = True
"""Such a file can be a text of its own too: what somebody asks about."""

DNS_RECORD = "dns-record"
"""The kind of such an object: `record` and `domain` are the name before and after its first dot, `chain` is where the
alias leads, `last` the end of it, `end` whether that is `within` the same domain or `elsewhere`."""


def knows(head: bytes, source: Source) -> bool:
    """Whether most of its lines are what such a tool writes."""
    if b"\0" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    return looks_like_answers(_decoded(head))


def read(source: Source, into: Understanding) -> None:
    """Read such a text.

    Raises:
        InputError: it is larger than any such text.
    """
    for answer in answers_in(_decoded(source.whole(MAX_DNS_BYTES))):
        take_answer(answer, Place(source.name, answer.line), into)


def take_answer(answer: DnsAnswer, place: Place, into: Understanding, **more: object) -> None:
    """Read what is known of a name.

    Args:
        answer: what was answered.
        place: where it stands.
        into: what knows the objects, and keeps what they say.
        more: further fields of the object.
    """
    record, _, domain = answer.name.partition(".")
    if answer.status == "unknown":
        into.leave(place, _NOT_KNOWN.format(name=shown(answer.name), why=shown(answer.said)))
        return
    if not of_user(domain, into.about):
        into.leave(place, _OTHER_DOMAIN.format(name=shown(answer.name)))
        return
    fields = {
        "record": record, "domain": domain, "status": answer.status, "chain": list(answer.chain),
        "last": answer.chain[-1] if answer.chain else None, "end": _end(answer, domain), **more,
    }  # fmt: skip
    thing = Thing(fields, place.file, place.within or "", line=place.line, kind=DNS_RECORD, at_once=True)
    kind = into.kind_of(thing)
    if kind is not None:
        into.take(thing, kind)


def of_user(domain: str, about: About) -> bool:
    """Whether a domain can be the one that the user signs in with: it is, or nobody says which that is."""
    domains = {name.rpartition("@")[2] for name in about.user if "@" in name}
    return not domains or domain.casefold() in domains


def _end(answer: DnsAnswer, domain: str) -> str | None:
    if not answer.chain:
        return None
    return "within" if f".{answer.chain[-1]}".endswith(f".{domain}") else "elsewhere"


def _decoded(data: bytes) -> str:
    """The text; names are plain letters whatever the code page of the prompt was, and the rest only has to be there."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data[: len(data) // 2 * 2].decode("utf-16", "replace")
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")


_NOT_KNOWN = Text(
    "what is in DNS for {name} is not known from this answer ({why})",
    "det här svaret visar inte vad som finns i DNS för {name} ({why})",
)
_OTHER_DOMAIN = Text(
    "{name} is of another domain than the user's", "{name} hör till en annan domän än användarens"
)
