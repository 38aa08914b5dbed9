"""Draws evidence: exports, tables, property lists, logs, certificates, answers of name servers, and archives of them.

By the kinds in the files of what evidence says, so that a new kind or field is tried without a change here; and by
damage to the examples that the tests have.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import plistlib
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from random import Random
from typing import Any

from expert.evidence.mapping import Kind, shipped_mappings
from tests import small
from tests.evidence import certificates
from tests.evidence.mutations import MUTATIONS
from tests.fuzz import drawing as st
from tests.fuzz.hostile import PIECES, Words, damaged, draw_chance, encoded, whole

_EXAMPLES = (
    small.TESTS / "evidence" / "device", small.SHIPPED / "evidence" / "fixtures",
    small.CHECKOUT / "facts" / "evidence" / "examples",
)  # fmt: skip
_TOGETHER = 4
_NAMES = ("a", "a.json", "a.csv", "a.plist", "a.log", "a.pem", "a.zip", "a.tar.gz", "å ä.xml")
_CONTEXT = "https://graph.microsoft.com/v1.0/$metadata#"
_WHOM = ("anna@contoso.com", "00000000-0000-0000-0000-000000000001", "DMPX1234ABCD", "A7", "contoso.com", "-")
_DAYS = ("2026-11-23T10:00:00Z", "2019-01-01", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00Z", "11/23/2026")


def files_of(words: Words) -> st.Strategy[dict[str, bytes]]:
    """Files of evidence, by their names; one mostly, or some that may speak of the same."""
    one = words.once("evidence", lambda: _file(words))
    return words.once("all evidence", lambda: st.lists(one, min_size=1, max_size=_TOGETHER).map(dict))


@st.composite
def _file(draw: st.Draw, words: Words) -> tuple[str, bytes]:
    name, data = draw(_plain_file(words))
    if draw_chance(draw, 15):
        name, data = draw(_packed([(name, data), *draw(st.lists(_plain_file(words), max_size=2))]))
    if draw_chance(draw, 15):
        data = draw(damaged(data))
    if draw_chance(draw, 5):
        name = draw(st.sampled_from(_NAMES))
    return name, data


@st.composite
def _plain_file(draw: st.Draw, words: Words) -> tuple[str, bytes]:
    draws: Sequence[Callable[[Words], st.Strategy[tuple[str, bytes]]]] = (
        _example, _example, _example, _export, _export, _export, _table, _table, _plist, _log, _answers, _certificate,
    )  # fmt: skip
    one: tuple[str, bytes] = draw(words.once("evidence in one file", lambda: st.one_of([of(words) for of in draws])))
    return one


# Examples that are damaged


@cache
def _examples() -> Sequence[tuple[str, bytes]]:
    paths = [path for folder in _EXAMPLES for path in sorted(folder.rglob("*")) if path.is_file()]
    return [(path.name, path.read_bytes()) for path in paths]


def _example(words: Words) -> st.Strategy[tuple[str, bytes]]:
    @st.composite
    def example(draw: st.Draw) -> tuple[str, bytes]:
        name, data = draw(st.sampled_from(_examples()))
        for _ in range(draw(st.integers(0, 2))):
            mutation, chance = draw(st.sampled_from(MUTATIONS)), Random(draw(st.integers(0, 9999)))
            data = mutation(data, chance) if data else data
        if draw_chance(draw, 30):
            data = draw(damaged(data))
        return name, data

    return example()


# Exports and tables, by the kinds


@dataclass(frozen=True)
class _Field:
    """A way to a field, and what the kinds say that may stand there."""

    way: tuple[str, ...]
    said: tuple[Any, ...]


@cache
def _kinds(of: str) -> Sequence[tuple[Kind, Sequence[_Field]]]:
    """The kinds of the knowledge that is in place, which is named, each with all fields that it speaks of."""
    return [(kind, _fields(kind)) for kind in shipped_mappings().kinds.values()]


def _fields(kind: Kind) -> list[_Field]:
    found: dict[str, list[Any]] = {}
    for way in (*kind.named_by, *kind.taken, *kind.never, *kind.holds, *kind.columns, *(text.of for text in kind.texts),
                *(lead.of for lead in kind.leads_to), *(name for names in kind.also.values() for name in names),
                *(name for known in kind.known_by for name in known.fields)):  # fmt: skip
        found.setdefault(way, [])
    for statement in kind.statements:
        for copied in (statement.copied, statement.count):
            if copied is not None:
                found.setdefault(copied, []).extend(statement.words)
        _asked_of(statement.when, found)
    for condition in (*(known.when for known in kind.known_by), *(text.when for text in kind.texts), kind.where):
        _asked_of(condition, found)
    return [_Field(tuple(way.split(".")), tuple(said)) for way, said in found.items()]


def _asked_of(condition: Mapping[str, Any], found: dict[str, list[Any]]) -> None:
    for way, asked in condition.items():
        if way == "either":
            for one in asked:
                _asked_of(one, found)
        else:
            found.setdefault(way, []).extend(_values_in(asked))


def _values_in(asked: Any) -> Iterator[Any]:
    if isinstance(asked, dict):
        for value in asked.values():
            yield from _values_in(value)
    elif isinstance(asked, (list, tuple)):
        for value in asked:
            yield from _values_in(value)
    else:
        yield asked


def _object(words: Words, fields: Sequence[_Field], deep: int = 2) -> st.Strategy[dict[str, Any]]:
    @st.composite
    def made(draw: st.Draw) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for one in fields:
            if not draw_chance(draw, 75):
                continue
            *outer, last = one.way
            inside = data
            for name in outer:
                inside = inside.setdefault(name, {})
                if not isinstance(inside, dict):
                    break
            else:
                inside[last] = draw(_value(words, one, deep))
        return data

    return made()


def _value(words: Words, one: _Field, deep: int) -> st.Strategy[Any]:
    usual = st.one_of(st.sampled_from(_WHOM), st.sampled_from(_DAYS), st.integers(-1, 20), st.booleans(), st.none())
    odd = st.one_of(words.anything(), st.sampled_from(([], {}, "", 10**30, -0.0, "NaN")), words.texts(2))
    said = st.sampled_from(one.said) if one.said else usual
    ways = [said, said, said, usual, usual, odd]
    if deep:
        ways += [st.lists(said, max_size=3), _objects(words, deep - 1)]
    return st.one_of(ways)


def _objects(words: Words, deep: int) -> st.Strategy[list[dict[str, Any]]]:
    """Some objects of some kind."""
    kinds = _kinds(words.knowledge.version)
    return st.sampled_from(kinds).flatmap(lambda pair: st.lists(_object(words, pair[1], deep), max_size=3))


def _export(words: Words) -> st.Strategy[tuple[str, bytes]]:
    @st.composite
    def export(draw: st.Draw) -> tuple[str, bytes]:
        kind, fields = draw(st.sampled_from(_kinds(words.knowledge.version)))
        given = draw(st.lists(_object(words, fields), min_size=1, max_size=4))
        types = [known.type for known in kind.known_by if known.type] or ["other"]
        contexts = [known.context for known in kind.known_by if known.context] or ["others"]
        if draw_chance(draw, 50):
            given = [{"@odata.type": f"#microsoft.graph.{draw(st.sampled_from(types))}", **one} for one in given]
        context = f"{_CONTEXT}{draw(st.sampled_from(contexts))}"
        asked = draw(st.sampled_from((context, context, f"{context}/$entity", 7, "")))
        page: dict[str, Any] = {"@odata.context": asked, "value": given}
        if draw_chance(draw, 15):
            said_of = draw(st.sampled_from(("@odata.nextLink", "@odata.count", "@odata.deltaLink")))
            page[said_of] = draw(words.anything())
        answer = {"id": "1", "status": draw(st.sampled_from((200, 403, "200", None))), "body": page}
        answers: Sequence[Any] = (page, page, page, given, given[0], {**page, **given[0]},
                                  {"responses": [answer, answer]}, [page, page])  # fmt: skip
        whole_answer = draw(st.sampled_from(answers))
        written = [json.dumps(part, ensure_ascii=False) for part in given]
        text = draw(st.sampled_from((json.dumps(whole_answer), "\n".join(written), json.dumps(whole_answer, indent=2))))
        return "export.json", draw(encoded(whole(text)))

    return export()


def _table(words: Words) -> st.Strategy[tuple[str, bytes]]:
    @st.composite
    def table(draw: st.Draw) -> tuple[str, bytes]:
        kinds = [(kind, fields) for kind, fields in _kinds(words.knowledge.version) if kind.columns]
        kind, fields = draw(st.sampled_from(kinds or _kinds(words.knowledge.version)))
        columns = {one.way[-1]: one for one in fields if draw_chance(draw, 85) or one.way[-1] in kind.needs}
        header = [draw(st.sampled_from((name, *kind.columns.get(name, ())))) for name in columns]
        if draw_chance(draw, 10):
            header.append(draw(words.texts(1)))
        said = io.StringIO()
        writer = csv.writer(said, delimiter=draw(st.sampled_from((",", ",", ";", "\t"))),
                            quoting=draw(st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))))  # fmt: skip
        writer.writerow([whole(name) for name in header])
        for _ in range(draw(st.integers(0, 4))):
            cells = [draw(_value(words, one, 0)) for one in columns.values()]
            writer.writerow([whole(str(cell)) for cell in cells[: len(cells) - draw_chance(draw, 5)]])
        head = draw(st.sampled_from(("", "", "", "sep=;\r\n", "\n", "Report\n\n")))
        return draw(st.sampled_from(("table.csv", "table.tsv", "table.txt"))), draw(encoded(head + said.getvalue()))

    return table()


# Files of devices, and answers


_NAMES_IN_PLISTS = (
    "PayloadType", "PayloadContent", "PayloadIdentifier", "ServerURL", "CheckInURL", "Topic", "IsSupervised",
    "ErrorChain", "USEnglishDescription", "LocalizedDescription", "ErrorCode", "ErrorDomain",
    "CloudConfigurationUIComplete", "ConfigurationURL", "IsMDMUnremovable", "Status",
    "CommandUUID", "UDID", "SerialNumber", "SCEP", "URL", "Challenge",
)  # fmt: skip


_PLISTS = ("MDM.plist", "a.mobileconfig", "CloudConfigurationDetails.plist", "profile-1.stub")


def _plist(words: Words) -> st.Strategy[tuple[str, bytes]]:
    simple = st.one_of(st.sampled_from((*_WHOM, "com.apple.mdm", "https://a.example/b", "Configuration")),
                       st.integers(-5, 2**40), st.booleans(), st.binary(max_size=20), words.texts(2).map(whole),
                       st.dates(date(1990, 1, 1), date(2040, 1, 1)).map(
                           lambda day: datetime(day.year, day.month, day.day)))  # fmt: skip
    name = st.one_of(st.sampled_from(_NAMES_IN_PLISTS), st.sampled_from(_NAMES_IN_PLISTS), words.texts(1).map(whole))
    inside = st.recursive(simple, lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(name, inner, max_size=4)
    ))
    values = st.dictionaries(name, inside, min_size=1, max_size=8)

    @st.composite
    def plist(draw: st.Draw) -> tuple[str, bytes]:
        data = draw(values)
        called = draw(st.sampled_from(_PLISTS))
        if draw_chance(draw, 30):
            return called, f"{_as_old(data)}\n".encode()
        form = draw(st.sampled_from((plistlib.FMT_XML, plistlib.FMT_BINARY)))
        try:
            return called, plistlib.dumps(data, fmt=form)
        except ValueError:  # XML has no control characters
            return called, plistlib.dumps(data, fmt=plistlib.FMT_BINARY)

    return plist()


def _as_old(data: Any) -> str:
    """As devices write a property list into a log."""
    if isinstance(data, dict):
        return "{\n" + "".join(f"    {_as_old(str(name))} = {_as_old(value)};\n" for name, value in data.items()) + "}"
    if isinstance(data, list):
        return "(\n" + ",\n".join(map(_as_old, data)) + "\n)"
    if isinstance(data, bytes):
        return f"<{data.hex()}>"
    text = str(data)
    return text if text.isalnum() else json.dumps(text)


_STAMPS = ("2026-11-23 10:00:00.123456+0100 0x1a2", "Nov 23 10:00:00 iPad", "[10:00:00]", "2026-11-23T10:00:00Z", "")
_PROCESSES = ("mdmd[412]", "profiled", "Company Portal", "teslad(DeviceManagement)[98]", "kernel[0]", "x")
_DOMAINS = ("MCInstallationErrorDomain", "MDMErrorDomain", "NSURLErrorDomain", "NSPOSIXErrorDomain", "å")
_DUMP = 'Error Domain={} Code={} "{}" UserInfo={{NSLocalizedDescription={}, NSUnderlyingError=0x1 {{{}}}}}'


def _log(words: Words) -> st.Strategy[tuple[str, bytes]]:
    domain = st.sampled_from(_DOMAINS)

    @st.composite
    def error(draw: st.Draw, deep: int = 2) -> str:
        inner = draw(error(deep - 1)) if deep and draw_chance(draw, 40) else draw(words.texts(1))
        number = draw(st.sampled_from((4001, -1009, 12007, 0, "9" * 40, "x")))
        return _DUMP.format(draw(domain), number, draw(words.texts(2)), draw(words.texts(1)), inner)

    @st.composite
    def log(draw: st.Draw) -> tuple[str, bytes]:
        lines = []
        for _ in range(draw(st.integers(1, 8))):
            said = draw(error()) if draw_chance(draw, 40) else draw(words.texts(3))
            lines.append(f"{draw(st.sampled_from(_STAMPS))} {draw(st.sampled_from(_PROCESSES))} <Error>: {said}")
        if draw_chance(draw, 10):
            lines = [json.dumps({"eventMessage": line, "timestamp": _DAYS[0], "processID": 1}) for line in lines]
        name = draw(st.sampled_from(("device.log", "a.txt", "system_logs.ndjson", "sysdiagnose_1/logs/MDM/mdmd.log")))
        text = "\n".join(lines * draw(st.sampled_from((1, 1, 1, 50))))
        return name.replace("/", "-"), draw(encoded(whole(text)))

    return log()


_HOSTS = ("enterpriseenrollment", "enterpriseregistration", "a", "*", "xn--a-ecp", "a" * 70)
_TARGETS = (
    "enterpriseenrollment-s.manage.microsoft.com", "manage.microsoft.com.", "192.0.2.1", "b.contoso.com", ".", "",
)  # fmt: skip
_IN_ANSWERS = (
    "{host}.contoso.com. 3600 IN CNAME {target}.", "{host}.contoso.com\tcanonical name = {target}",
    "Name:    {target}\nAliases:  {host}.contoso.com", "{host}.contoso.com is an alias for {target}.",
    "** server can't find {host}.contoso.com: NXDOMAIN", "Host {host}.contoso.com not found: 3(NXDOMAIN)",
    "{host}.contoso.com CNAME Answer 3600 {target}", ";; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1",
    "; <<>> DiG 9.18 <<>> {host}.contoso.com CNAME", "Server:  192.0.2.53", ";; ANSWER SECTION:", "*** no answer",
)  # fmt: skip


def _answers(words: Words) -> st.Strategy[tuple[str, bytes]]:
    line = st.builds(lambda form, host, target: form.format(host=host, target=target), st.sampled_from(_IN_ANSWERS),
                     st.sampled_from(_HOSTS), st.sampled_from(_TARGETS))  # fmt: skip
    lines = st.lists(st.one_of(line, line, line, words.texts(2)), min_size=1, max_size=10)
    return lines.flatmap(lambda found: encoded(whole("\n".join(found)))).map(lambda data: ("dns.txt", data))


@cache
def _certificates() -> Sequence[tuple[str, bytes]]:
    found = []
    for last in ("2026-11-24T10:00:00+00:00", "2031-01-01T00:00:00+00:00"):
        for given in ({}, {"topic": None}, {"issuer": "\u202eevil <b>"}, {"host": "a.contoso.com"}):
            one = certificates.certificate("2025-11-23T10:00:00+00:00", last, **given)
            found += [("push.pem", certificates.pem(one)), ("push.cer", certificates.der(one)),
                      ("push.p12", certificates.p12(one)), ("both.pem", certificates.pem(one) * 2)]  # fmt: skip
    return [*found, ("key.pem", certificates.key_as_pem())]


def _certificate(words: Words) -> st.Strategy[tuple[str, bytes]]:
    return st.sampled_from(_certificates())


# Archives


_INSIDE = ("", "", "a/b/", "sysdiagnose_2026.11.23/logs/MDM/", "../", "/", "MCState/Shared/", "a/" * 30)


@st.composite
def _packed(draw: st.Draw, files: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    named = [(f"{draw(st.sampled_from(_INSIDE))}{name}", data) for name, data in files]
    if draw_chance(draw, 10):
        named.append((draw(st.sampled_from(PIECES)).replace("\x00", ""), b""))
    how = draw(st.sampled_from(("zip", "zip", "tar", "tar.gz", "tar.bz2", "tar.xz", "gz", "xz", "bz2")))
    packed = io.BytesIO()
    if how == "zip":
        with zipfile.ZipFile(packed, "w", draw(st.sampled_from((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))) as archive:
            for name, data in dict(named).items():
                archive.writestr(whole(name) or "a", data)
        return "files.zip", packed.getvalue()
    if how.startswith("tar"):
        mode: Any = f"w:{how[4:]}"
        with tarfile.open(fileobj=packed, mode=mode) as tar:
            for name, data in named:
                entry = tarfile.TarInfo(whole(name) or "a")
                entry.size = len(data)
                entry.type = draw(st.sampled_from((tarfile.REGTYPE, tarfile.REGTYPE, tarfile.REGTYPE, tarfile.SYMTYPE)))
                tar.addfile(entry, io.BytesIO(data))
        return f"files.{how}", packed.getvalue()
    packs: Mapping[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "xz": lzma.compress, "bz2": bz2.compress}
    pack = packs[how]
    return f"{files[0][0]}.{how}", pack(files[0][1])
