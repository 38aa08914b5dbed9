"""Finds the objects in JSON: answers of Microsoft Graph, bare or wrapped, paged, batched, recorded by a browser, lines.

What an answer was asked for is read where it stands: in `@odata.context`, in the address of a batch or a recording.
An answer that was filtered, cut or has a further page proves nothing by what it lacks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from expert.evidence.objects import Asked, Thing, Understanding, list_fields
from expert.foundations.problems import InputError, Place, Problem, shown
from expert.foundations.texts import Text

_CONTEXT = re.compile(r"\$metadata#(?P<rest>.+)")
_SEGMENT = re.compile(r"(?P<name>[A-Za-z]\w*)(?:\('(?P<key>[^']*)'\))?")
_PARENTHESES = re.compile(r"\((?!')[^()]*(?:\([^()]*\)[^()]*)*\)")
_CUTS = re.compile(r"[?&]\$?(?:filter|top|skip|search|skiptoken)=", re.IGNORECASE)
_DEEPEST = 6
_MOST_LISTED = 5


def parsed(text: str, name: str) -> Any:
    """What a text in JSON, or with a JSON value on each line, holds.

    Raises:
        InputError: it is neither, or nested too deep.
    """
    try:
        return json.loads(text)
    except RecursionError:
        raise InputError([Problem(_TOO_DEEP, Place(name))]) from None
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1 and lines[0].lstrip().startswith("{"):
            return _lines(lines, name)
        line = getattr(error, "lineno", None)
        raise InputError([Problem(_NOT_WHOLE, Place(name, line))]) from None


def _lines(lines: list[str], name: str) -> list[Any]:
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            found.append(json.loads(line))
        except (ValueError, RecursionError):
            raise InputError([Problem(_NOT_WHOLE, Place(name, number))]) from None
    return found


def take_json(value: Any, name: str, into: Understanding) -> None:
    """Read all objects that a value in JSON holds.

    Args:
        value: what `parsed` gives.
        name: the file.
        into: what knows the objects, and keeps what they say.
    """
    _Walk(name, into).value(value, "", Asked(), 0)


class _Walk:
    """Goes through a value, from the outside in."""

    def __init__(self, name: str, into: Understanding) -> None:
        self._name = name
        self._into = into

    def value(self, value: Any, path: str, asked: Asked, depth: int) -> None:
        """Read what a value holds."""
        if isinstance(value, list):
            self._list(value, path, asked, depth)
        elif isinstance(value, Mapping):
            self._object(value, path, asked, depth)

    def _object(self, value: Mapping[str, Any], path: str, asked: Asked, depth: int) -> None:
        asked = _asked(value, asked)
        if _is_answer(value):
            self._answer(value, path, asked, depth)
        elif _is_recording(value):
            for where, address, answer in _answers_in_recording(value):
                self.value(answer, where, _of_address(address), depth + 1)
        elif isinstance(value.get("responses"), list):
            self._batch(value["responses"], path, depth)
        elif not self._known(value, path, asked):
            self._unknown(value, path, depth)

    def _answer(self, value: Mapping[str, Any], path: str, asked: Asked, depth: int) -> None:
        """An answer whose content is wrapped in `value`."""
        if value.get("@odata.nextLink"):
            asked = Asked(asked.what, asked.within, whole=False)
        content, inner = value["value"], f"{path}.value" if path else "value"
        if isinstance(content, list):
            self._list(content, inner, asked, depth, value.get("@odata.count"))
        else:
            self._object(content, inner, asked, depth + 1)

    def _list(self, members: list[Any], path: str, asked: Asked, depth: int, count: Any = None) -> None:
        things = [
            Thing(one, self._name, f"{path}[{i}]", asked) for i, one in enumerate(members) if isinstance(one, Mapping)
        ]
        whole = Thing(list_fields(members, asked, count), self._name, path, asked)
        if not members:
            self._into.take_nothing(whole)
            return
        by_kind: dict[str, list[Thing]] = {}
        for thing in things:
            kind = self._into.kind_of(thing)
            if kind is None:
                self._object(thing.fields, thing.path, asked, depth + 1)
            else:
                by_kind.setdefault(kind.id, []).append(thing)
        for found in by_kind.values():
            kind = self._into.kind_of(found[0])
            if kind is not None:
                self._into.take_list(found, kind, whole)

    def _batch(self, responses: list[Any], path: str, depth: int) -> None:
        for i, response in enumerate(responses):
            if isinstance(response, Mapping) and isinstance(response.get("body"), Mapping):
                where = f"{path}.responses[{i}].body" if path else f"responses[{i}].body"
                self.value(response["body"], where, Asked(), depth + 1)

    def _known(self, value: Mapping[str, Any], path: str, asked: Asked) -> bool:
        thing = Thing(value, self._name, path, asked)
        kind = self._into.kind_of(thing)
        if kind is not None:
            self._into.take(thing, kind)
            return True
        return False

    def _unknown(self, value: Mapping[str, Any], path: str, depth: int) -> None:
        """An object that is not known may hold others, as exports of several answers do."""
        before = sum(self._into.kinds.values())
        if depth < _DEEPEST:
            for name, inner in value.items():
                if isinstance(inner, (list, Mapping)) and not name.startswith("@"):
                    self.value(inner, f"{path}.{name}" if path else name, Asked(name, whole=False), depth + 1)
        if sum(self._into.kinds.values()) == before:
            self._into.leave(Place(self._name, within=path or None), _what(value))


def _asked(value: Mapping[str, Any], before: Asked) -> Asked:
    """What an answer says that it is an answer to."""
    context = value.get("@odata.context")
    found = _CONTEXT.search(context) if isinstance(context, str) else None
    if found is None:
        return before
    what, within = _segments(_PARENTHESES.sub("", found["rest"]))
    return Asked(what, within, before.whole)


def _of_address(address: str) -> Asked:
    path = address.partition("?")[0]
    what, within = _segments(re.sub(r"/([^/']*\d[^/']*)(?=/|$)", r"('\1')", path.partition("://")[2].partition("/")[2]))
    return Asked(what, within, _CUTS.search(address) is None)


def _segments(path: str) -> tuple[str | None, str | None]:
    """The last name of a way, and the key of the object before it."""
    names = [part for part in path.split("/") if part and not part.startswith("$")]
    found = [part for part in map(_SEGMENT.fullmatch, names) if part is not None]
    if not found:
        return None, None
    return found[-1]["name"], found[-2]["key"] if len(found) > 1 else found[-1]["key"]


def _is_answer(value: Mapping[str, Any]) -> bool:
    """Whether an object only wraps others: what it holds besides is about the answer."""
    return isinstance(value.get("value"), (list, Mapping)) and all(
        name == "value" or name.startswith("@") for name in value
    )


def _is_recording(value: Mapping[str, Any]) -> bool:
    log = value.get("log")
    return isinstance(log, Mapping) and isinstance(log.get("entries"), list)


def _answers_in_recording(value: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """The answers in JSON that a browser recorded (HAR): where each stands, its address and what it says."""
    for i, entry in enumerate(value["log"]["entries"]):
        try:
            address, text = entry["request"]["url"], entry["response"]["content"]["text"]
            yield f"log.entries[{i}].response.content.text", str(address), json.loads(text)
        except (KeyError, TypeError, ValueError, RecursionError):
            continue  # a picture, a script, an answer that was not kept: a recording is full of them


def _what(value: Mapping[str, Any]) -> Text:
    typed = value.get("@odata.type")
    if isinstance(typed, str):
        return _UNKNOWN_TYPE.format(type=shown(typed.lstrip("#")))
    names = ", ".join(shown(str(name)) for name in list(value)[:_MOST_LISTED])
    return _UNKNOWN_OBJECT.format(names=names or "–")


_TOO_DEEP = Text("it is nested too deep", "det är för djupt nästlat")
_NOT_WHOLE = Text(
    "this is no whole JSON; it may be cut: export it once more",
    "det här är inte hel JSON; kanske är den avklippt: exportera den en gång till",
)
_UNKNOWN_TYPE = Text("an object {type}, of which nothing is known here", "ett objekt {type}, som inget är känt om här")
_UNKNOWN_OBJECT = Text(
    "an object with the fields {names}, of which nothing is known here",
    "ett objekt med fälten {names}, som inget är känt om här",
)
