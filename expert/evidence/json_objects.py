"""Finds the objects in JSON: answers of Microsoft Graph, bare or wrapped, paged, batched, recorded by a browser, lines.

What an answer was asked for is read where it stands: in `@odata.context`, in the address of a batch or a recording.
An answer that was filtered, cut or has a further page proves nothing by what it lacks.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from expert.evidence.objects import Understanding
from expert.evidence.things import Asked, Thing, list_fields, way_to, without
from expert.foundations.problems import InputError, Place, Problem, shown
from expert.foundations.texts import Text

_CONTEXT = re.compile(r"\$metadata#(?P<rest>.+)")
_SEGMENT = re.compile(r"(?P<name>[A-Za-z]\w*)(?:\('(?P<key>[^']*)'\))?")
_PARENTHESES = re.compile(r"\((?!')[^()]*(?:\([^()]*\)[^()]*)*\)")
_CUTS = re.compile(r"[?&](?:\$|%24)?(?:filter|top|skip|search)=", re.IGNORECASE)
_VERSIONS = ("v1.0", "beta")
_SPACE = re.compile(r"[\s\ufeff]*")
_IN_TEXT = ("properties", "additionaldetails")
_DEEPEST = 6
_MOST_LISTED = 5


def parsed(text: str, name: str, never: frozenset[str] = frozenset()) -> Any:
    """What a text in JSON holds: its value, or a list of all where there is one on each line or behind the other.

    Args:
        text: the text.
        name: the file.
        never: names of fields that are not kept, in lower case.

    Raises:
        InputError: it is no JSON, was cut, or is nested too deep.
    """
    decoder = json.JSONDecoder(object_hook=_hook(text, never))
    found: list[Any] = []
    at = _after_space(text, 0)
    while at < len(text) or not found:
        try:
            value, at = decoder.raw_decode(text, at)
        except RecursionError:
            raise InputError([Problem(_TOO_DEEP, Place(name))]) from None
        except ValueError as error:
            line = error.lineno if isinstance(error, json.JSONDecodeError) else None
            raise InputError([Problem(_NOT_WHOLE, Place(name, line))]) from None
        found.append(value)
        at = _after_space(text, at)
    return found[0] if len(found) == 1 else found


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return at if found is None else found.end()


def _hook(text: str, never: frozenset[str]) -> Callable[[dict[str, Any]], dict[str, Any]] | None:
    """Takes secrets away while a text is read; none, where no field has such a name."""
    if not never or not re.search(f'"(?:{"|".join(map(re.escape, sorted(never)))})"', text, re.IGNORECASE):
        return None
    return lambda fields: dict(without(fields, never))


def take_json(value: Any, name: str, into: Understanding, asked: Asked | None = None) -> None:
    """Read all objects that a value in JSON holds.

    Args:
        value: what `parsed` gives.
        name: the file.
        into: what knows the objects, and keeps what they say.
        asked: what it answers, where that is known from elsewhere.
    """
    if asked is None:
        asked = Asked(whole=isinstance(value, Mapping))  # an array alone can be any part of a list
    _Walk(name, into).value(value, "", asked, 0)


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
        if depth > _DEEPEST:
            self._into.leave(self._place(path), _TOO_DEEP)
        elif _is_answer(value):
            self._answer(value, path, asked, depth)
        elif _is_recording(value):
            self._recording(value, depth)
        elif isinstance(value.get("responses"), list):
            self._batch(value["responses"], path, {}, depth)
        elif _is_result(value):
            self._result(value, path, depth)
        elif isinstance(value.get("error"), Mapping) and len(value) == 1:
            self._into.leave(self._place(path), _ERROR.format(code=shown(value["error"].get("code") or "–")))
        elif value.get("@odata.nextLink") and value.get("value") is None:
            missing = replace(asked, further=str(value["@odata.nextLink"]))
            self._into.take_nothing(Thing(list_fields([], missing), self._name, path, missing))
        elif not self._known(value, path, asked):
            self._unknown(value, path, asked, depth)

    def _answer(self, value: Mapping[str, Any], path: str, asked: Asked, depth: int) -> None:
        """An answer whose content is wrapped in `value`."""
        further = value.get("@odata.nextLink")
        if further:
            asked = replace(asked, further=str(further))
        content, inner = value["value"], way_to(path, "value")
        if isinstance(content, list):
            self._list(content, inner, asked, depth, value.get("@odata.count"))
        else:
            self._object(content, inner, asked, depth + 1)

    def _list(self, members: list[Any], path: str, asked: Asked, depth: int, count: Any = None) -> None:
        things = [
            Thing(one, self._name, f"{path}[{i}]", asked) for i, one in enumerate(members) if isinstance(one, Mapping)
        ]
        if count is None and asked.sure and asked.whole and not asked.is_part:
            count = len(members)
        whole = Thing(list_fields(members, asked, count), self._name, path, asked)
        if not members:
            self._into.take_nothing(whole)
            return
        by_kind: dict[str, list[Thing]] = {}
        for thing in things:
            kind = self._into.kind_of(thing)
            if kind is None:
                self._object(thing.fields, thing.path, replace(asked, whole=False), depth + 1)
            else:
                by_kind.setdefault(kind.id, []).append(thing)
        for found in by_kind.values():
            kind = self._into.kind_of(found[0])
            if kind is not None:
                self._into.take_list(found, kind, whole)

    def _recording(self, value: Mapping[str, Any], depth: int) -> None:
        """What a browser recorded (HAR). A recording is full of pictures, scripts, and answers that were not kept."""
        for i, entry in enumerate(value["log"]["entries"]):
            answer = _answer_in(entry, self._into.never)
            if answer is None:
                continue
            where, address = f"log.entries[{i}].response.content.text", str(entry["request"].get("url", ""))
            if isinstance(answer, Mapping) and isinstance(answer.get("responses"), list):
                self._batch(answer["responses"], where, _addresses_in(entry, address), depth)
            else:
                self.value(answer, where, asked_at(address), depth + 1)

    def _batch(self, responses: list[Any], path: str, addresses: Mapping[str, str], depth: int) -> None:
        for i, response in enumerate(responses):
            if isinstance(response, Mapping) and isinstance(response.get("body"), Mapping):
                address = addresses.get(str(response.get("id")))
                asked = Asked() if address is None else asked_at(address)
                self.value(response["body"], way_to(path, f"responses[{i}].body"), asked, depth + 1)

    def _result(self, value: Mapping[str, Any], path: str, depth: int) -> None:
        """What a query of Log Analytics gives: tables with their columns and rows."""
        for i, table in enumerate(value["tables"]):
            names = [str(column.get("name")) for column in table["columns"] if isinstance(column, Mapping)]
            rows = [dict(zip(names, row, strict=False)) for row in table["rows"] if isinstance(row, list)]
            self._list(rows, way_to(path, f"tables[{i}].rows"), Asked(whole=False), depth + 1)

    def _known(self, value: Mapping[str, Any], path: str, asked: Asked) -> bool:
        thing = Thing(value, self._name, path, asked)
        kind = self._into.kind_of(thing)
        if kind is not None:
            self._into.take(thing, kind)
            return True
        return False

    def _unknown(self, value: Mapping[str, Any], path: str, asked: Asked, depth: int) -> None:
        """An object that is not known may hold others, as exports of several answers do."""
        before = sum(self._into.kinds.values())
        for name, inner in value.items():
            inner = _opened(name, inner, self._into.never)
            if isinstance(inner, (list, Mapping)) and not name.startswith("@"):
                self.value(inner, way_to(path, name), Asked(name, whole=False, taken=asked.taken), depth + 1)
        if sum(self._into.kinds.values()) == before:
            self._into.leave(self._place(path), _what(value))

    def _place(self, path: str) -> Place:
        return Place(self._name, within=path or None)


def asked_at(address: str) -> Asked:
    """What was asked for at an address of Microsoft Graph.

    >>> asked = asked_at("https://graph.microsoft.com/beta/users/anna@contoso.com/managedDevices?$select=id")
    >>> asked.what, asked.within, asked.whole
    ('managedDevices', 'anna@contoso.com', True)
    """
    path = unquote(address).partition("?")[0]
    if "://" in path:
        path = path.partition("://")[2].partition("/")[2]
    return Asked(*_what_and_within(path), _CUTS.search(address) is None, address)


def _what_and_within(path: str) -> tuple[str | None, str | None]:
    """The last name of a way, and the key of the object in which it was asked for: the one before it, or itself."""
    names: list[tuple[str, str | None]] = []
    for part in path.split("/"):
        found = _SEGMENT.fullmatch(part)
        if not part or part in _VERSIONS or part.startswith(("$", "microsoft.graph.")):
            continue
        if found is not None:
            names.append((found["name"], found["key"]))
        elif names:
            names[-1] = (names[-1][0], part)
    if not names:
        return None, None
    return names[-1][0], names[-2][1] if len(names) > 1 else names[-1][1]


def _asked(value: Mapping[str, Any], before: Asked) -> Asked:
    """What an answer says that it is an answer to."""
    context = value.get("@odata.context")
    found = _CONTEXT.search(context) if isinstance(context, str) else None
    if found is None:
        return before
    what, within = _what_and_within(_PARENTHESES.sub("", found["rest"]))
    if what is None or what.casefold() in _GENERAL:
        return before  # it only says of what type the objects are, and the address, where there is one, for what
    return replace(before, what=what, within=within or (before.within if before.what == what else None))


_GENERAL = ("directoryobjects", "collection")


def _is_answer(value: Mapping[str, Any]) -> bool:
    """Whether an object only wraps others: what it holds besides is about the answer."""
    return isinstance(value.get("value"), (list, Mapping)) and all(
        name == "value" or name.startswith("@") for name in value
    )


def _is_recording(value: Mapping[str, Any]) -> bool:
    log = value.get("log")
    return isinstance(log, Mapping) and isinstance(log.get("entries"), list)


def _is_result(value: Mapping[str, Any]) -> bool:
    tables = value.get("tables")
    return isinstance(tables, list) and all(
        isinstance(one, Mapping) and isinstance(one.get("columns"), list) and isinstance(one.get("rows"), list)
        for one in tables
    )


def _answer_in(entry: Any, never: frozenset[str]) -> Any:
    """The answer in JSON of one request that was recorded; None where there is none."""
    try:
        content = entry["response"]["content"]
        text = content["text"]
        if int(entry["response"].get("status") or 0) >= 400 or not isinstance(entry["request"], Mapping):
            return None
        if content.get("encoding") == "base64":
            text = base64.b64decode(text, validate=True).decode("utf-8")
        return parsed(text, "", never)
    except (KeyError, TypeError, AttributeError, ValueError, binascii.Error, InputError):
        return None


def _addresses_in(entry: Mapping[str, Any], address: str) -> Mapping[str, str]:
    """What the requests of a batch asked for, each by its id."""
    try:
        requests = json.loads(entry["request"]["postData"]["text"])["requests"]
        base = address.partition("/$batch")[0]
        return {str(one["id"]): f"{base}/{str(one['url']).lstrip('/')}" for one in requests}
    except (KeyError, TypeError, ValueError, RecursionError):
        return {}


def _opened(name: str, value: Any, never: frozenset[str]) -> Any:
    """A value that is JSON written as a text, as records of logs hold it; any other as it is."""
    if name.casefold() not in _IN_TEXT or not isinstance(value, str) or not value.lstrip().startswith("{"):
        return value
    try:
        return parsed(value, "", never)
    except InputError:
        return value


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
_ERROR = Text(
    "an answer that is an error ({code}), not what was asked for",
    "ett svar som är ett fel ({code}), inte det som efterfrågades",
)
_UNKNOWN_TYPE = Text("an object {type}, of which nothing is known here", "ett objekt {type}, som inget är känt om här")
_UNKNOWN_OBJECT = Text(
    "an object with the fields {names}, of which nothing is known here",
    "ett objekt med fälten {names}, som inget är känt om här",
)
