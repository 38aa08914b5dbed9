"""A tenant is asked for what a case needs, on loopback: pages, throttling, refusals, and what never is written."""

from __future__ import annotations

import json
import re
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import pytest

from expert.collecting import Collected, SignIn, Wanted, collect, permissions, shipped_requests
from expert.collecting.graph import LONGEST_WAIT, TRIES
from expert.evidence import About, read_evidence
from expert.foundations.problems import InputError
from expert.foundations.terms import Redaction

TENANT, TOKEN_ID, DEVICE = "contoso.com", "0bacb3ab-2e45-54ca-8958-347090f4b59f", "DMPVL3X9Q1GC"
USER, USER_ID = "person@contoso.com", "26be570a-ae82-4189-b4e2-a37c6808512d"
ORGANIZATION = "9efe224a-1111-4222-8333-444455556666"
INTUNE_A = "c1ec4a95-1f05-45b3-a911-aa3fa01094f5"
META = "https://graph.microsoft.com/beta/$metadata#"
TOKENS = "/beta/deviceManagement/depOnboardingSettings"
IDENTITIES = f"{TOKENS}/{TOKEN_ID}/importedAppleDeviceIdentities"
OF_TOKEN = f"deviceManagement/depOnboardingSettings('{TOKEN_ID}')"
LOOKED_AT = (
    "organization", "mdm-authority", "push-certificate", "ade-tokens", "ade-devices", "vpp-tokens", "domains",
    "conditional-access", "user", "user-licenses", "user-sign-ins", "device",
)  # fmt: skip
WANTED = Wanted(TENANT, USER, DEVICE, date(2026, 11, 29))

Reply = tuple[int, Mapping[str, str], Any]
"""A status, headers, and what is sent: JSON, or bytes as they are; None cuts the connection."""


def documented() -> dict[str, Any]:
    """What a healthy tenant answers, in the documented shapes."""
    return {
        "/v1.0/organization": {"@odata.context": f"{META}organization", "value": [{
            "id": ORGANIZATION, "tenantType": "AAD",
            "verifiedDomains": [{"name": "contoso.com", "type": "Managed", "isDefault": True}],
        }]},
        f"/v1.0/organization/{ORGANIZATION}": {
            "@odata.context": f"{META}organization(id,mobileDeviceManagementAuthority)/$entity", "id": ORGANIZATION,
            "mobileDeviceManagementAuthority": "intune",
        },
        "/beta/deviceManagement/applePushNotificationCertificate": {
            "@odata.context": f"{META}deviceManagement/applePushNotificationCertificate/$entity",
            "appleIdentifier": "apple@contoso.com", "topicIdentifier": "com.apple.mgmt.External.x", "id": ORGANIZATION,
            "certificateSerialNumber": "6DBBD018B25C7F76", "expirationDateTime": "2027-06-01T00:00:00Z",
            "certificateUploadStatus": None, "certificateUploadFailureReason": None, "certificate": "MIIsecret",
        },
        TOKENS: {"@odata.context": f"{META}deviceManagement/depOnboardingSettings", "value": [{
            "id": TOKEN_ID, "tokenType": "dep", "tokenExpirationDateTime": "2027-05-01T00:00:00Z",
            "lastSyncErrorCode": 0, "syncedDeviceCount": 1, "appleIdentifier": "apple@contoso.com",
        }]},
        IDENTITIES: {
            "@odata.context": f"{META}{OF_TOKEN}/importedAppleDeviceIdentities",
            "value": [{"serialNumber": DEVICE, "requestedEnrollmentProfileId": f"{TOKEN_ID}_p", "isDeleted": False}],
        },
        f"/v1.0/users/{USER}": {
            "@odata.context": f"{META}users(id,userPrincipalName)/$entity", "id": USER_ID, "userPrincipalName": USER,
            "accountEnabled": True,
        },
        f"/v1.0/users/{USER}/licenseDetails": {
            "@odata.context": f"{META}users('{USER_ID}')/licenseDetails", "value": [{
                "id": "x", "skuPartNumber": "EMS", "servicePlans": [{
                    "servicePlanId": INTUNE_A, "servicePlanName": "INTUNE_A", "provisioningStatus": "Success",
                    "appliesTo": "User",
                }],
            }],
        },
        "/v1.0/deviceAppManagement/vppTokens": {"@odata.context": f"{META}deviceAppManagement/vppTokens", "value": [{
            "id": "v", "appleId": "apple@contoso.com", "expirationDateTime": "2027-05-01T00:00:00Z",
            "token": "eyJsecret",
        }]},
        "/v1.0/auditLogs/signIns": {"@odata.context": f"{META}auditLogs/signIns", "value": [{
            "id": "s", "userPrincipalName": USER, "ipAddress": "203.0.113.7", "createdDateTime": "2026-11-28T10:00:00Z",
            "status": {"errorCode": 0}, "location": {"city": "Luleå", "geoCoordinates": {"latitude": 65.58}},
        }]},
    }  # fmt: skip


class Service:
    """A service on loopback: documented answers, or what a test puts in their place."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = documented()
        self.instead: dict[str, Callable[[str, int], Reply | None]] = {}
        self.asked: list[str] = []
        self.methods: set[str] = set()
        self.tokens: list[str] = []
        self.base = ""

    def reply(self, target: str, token: str) -> Reply | None:
        """What is answered to a request."""
        self.asked.append(target)
        self.tokens.append(token)
        path, _, query = target.partition("?")
        path = unquote(path)
        if path in self.instead:
            count = sum(unquote(one).partition("?")[0] == path for one in self.asked)
            return self.instead[path](unquote(query), count)
        if path in self.answers:
            return 200, {}, self.answers[path]
        if "/users/" in path or path.count("/") > 2 or path.startswith(("/v1.0/", "/beta/")):
            return 200, {}, {"@odata.context": f"{META}{path.rpartition('/')[2]}", "value": []}
        return 404, {}, {"error": {"code": "NotFound", "message": "no"}}


@pytest.fixture
def service() -> Iterator[Service]:
    with served() as made:
        yield made


@contextmanager
def served() -> Iterator[Service]:
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # all at once, for a packet would wait for the one before it

        def do_GET(self) -> None:
            service.methods.add(self.command)
            reply = service.reply(self.path, self.headers.get("Authorization", ""))
            if reply is None:
                self.close_connection = True
                return
            status, headers, value = reply
            body = value if isinstance(value, bytes) else json.dumps(value).encode()
            self.send_response(status)
            for name, said in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, said)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_PATCH = do_DELETE = do_PUT = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        service.base = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield service
        server.shutdown()


class Given(SignIn):
    """Gives tokens that a test made."""

    def __init__(self) -> None:
        self.given = 0
        self.permissions: Sequence[str] = ()

    def token(self, permissions: Sequence[str], *, renew: bool = False) -> str:
        self.permissions = permissions
        self.given += renew
        return f"token-{self.given}"


def collected(
    service: Service, out: Path, wanted: Wanted = WANTED, *, redact: Redaction = "none",
    waits: list[float] | None = None, every: bool = False,
) -> Collected:
    """What is collected: all that is shipped, or what the tests look at."""
    waited: list[float] = [] if waits is None else waits
    shipped = shipped_requests()
    few = replace(shipped, requests={name: one for name, one in shipped.requests.items() if name in LOOKED_AT})
    with httpx.Client(base_url=service.base, timeout=2, verify=False) as http:
        return collect(
            wanted, Given(), out, redact=redact, requests=shipped if every else few, http=http, sleep=waited.append
        )


def facts_of(out: Path, about: About | None = None) -> dict[str, Any]:
    about = about or About.of([USER, USER_ID], DEVICE, observed_on=date(2026, 11, 29))
    return dict(read_evidence(out, about=about).facts)


def manifest_of(out: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return loaded


def entry_of(out: Path, request: str) -> dict[str, Any]:
    (found,) = [entry for entry in manifest_of(out)["answers"] if entry["request"] == request]
    return dict(found)


def test_a_healthy_tenant_becomes_a_bundle_that_is_read_as_any_evidence(service: Service, tmp_path: Path) -> None:
    out = tmp_path / "bundle"
    result = collected(service, out, every=True)
    assert result.missing == ()
    facts = facts_of(out)
    expected = {
        "mdm_authority": "intune", "apns_certificate": "valid", "user_license": "assigned",
        "ade_profile_assigned": True,
    }  # fmt: skip
    assert {name: facts[name] for name in expected} == expected
    assert service.methods == {"GET"}
    assert service.asked[0].startswith("/v1.0/organization?")


def test_only_what_was_named_is_asked_for(service: Service, tmp_path: Path) -> None:
    collected(service, tmp_path / "tenant", Wanted(TENANT), every=True)
    assert not [one for one in service.asked if "users" in one or "importedApple" in one or "signIns" in one]
    assert entry_of(tmp_path / "tenant", "organization")["whole"] is True


def test_the_permissions_are_those_of_the_requests_and_read_alone() -> None:
    requests = shipped_requests()
    alone, all_ = (permissions(requests.wanted(wanted)) for wanted in (Wanted(TENANT), WANTED))
    assert set(alone) < set(all_)
    assert all(name.endswith(".Read.All") for name in all_)
    assert "Directory.Read.All" not in alone


def test_a_zip_says_the_same_as_a_folder(service: Service, tmp_path: Path) -> None:
    collected(service, tmp_path / "bundle")
    collected(service, tmp_path / "bundle.zip")
    assert facts_of(tmp_path / "bundle.zip") == facts_of(tmp_path / "bundle")
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        assert "manifest.json" in archive.namelist()


def test_nobody_else_can_read_it_and_nothing_lies_beside_it(service: Service, tmp_path: Path) -> None:
    collected(service, tmp_path / "bundle")
    assert [path.name for path in tmp_path.iterdir()] == ["bundle"]
    assert (tmp_path / "bundle").stat().st_mode & 0o77 == 0
    assert all(path.stat().st_mode & 0o77 == 0 for path in (tmp_path / "bundle").iterdir())


# What is written


def test_what_opens_something_is_never_written(service: Service, tmp_path: Path) -> None:
    collected(service, tmp_path / "bundle")
    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "bundle").iterdir())
    assert "eyJsecret" not in written
    assert "MIIsecret" not in written
    assert "token-0" not in written
    assert entry_of(tmp_path / "bundle", "vpp-tokens")["left_out"] == ["token"]
    query = next(one for one in service.asked if "vppTokens" in one).partition("$select=")[2].split(",")
    assert "token" not in query


def test_all_else_is_written_as_it_came(service: Service, tmp_path: Path) -> None:
    collected(service, tmp_path / "bundle")
    for name, path in (("ade-tokens", TOKENS), ("user-sign-ins", "/v1.0/auditLogs/signIns")):
        assert json.loads((tmp_path / "bundle" / f"{name}.json").read_bytes()) == service.answers[path]


def test_masked_it_names_nobody_and_says_the_same(service: Service, tmp_path: Path) -> None:
    collected(service, tmp_path / "plain")
    out = tmp_path / "masked"
    collected(service, out, redact="personal")
    written = "".join(path.read_text(encoding="utf-8") for path in out.iterdir())
    for secret in (USER, DEVICE, USER_ID, TOKEN_ID, ORGANIZATION, "apple@contoso.com", "203.0.113.7", "Luleå", "65.58"):
        assert secret not in written, secret
    manifest = manifest_of(out)
    user = json.loads((out / "user.json").read_bytes())
    names = [manifest["user"], user["id"]]
    assert user["userPrincipalName"] == manifest["user"]
    about = About.of(names, manifest["device"], observed_on=date(2026, 11, 29))
    assert facts_of(out, about) == facts_of(tmp_path / "plain")
    assert INTUNE_A in written  # a public id, which the knowledge names


# How it is asked


def test_pages_are_put_together(service: Service, tmp_path: Path) -> None:
    pages = [{"value": [{"serialNumber": f"S{n}", "requestedEnrollmentProfileId": ""}]} for n in range(3)]

    def page(query: str, count: int) -> Reply:
        number = int((re.search(r"skiptoken=(\d)", query) or [0, 0])[1])
        more = {} if number == 2 else {"@odata.nextLink": f"{service.base}{IDENTITIES}?$skiptoken={number + 1}"}
        return 200, {}, {**pages[number], **more}

    service.instead[IDENTITIES] = page
    collected(service, tmp_path / "bundle")
    entry = entry_of(tmp_path / "bundle", "ade-devices-1")
    kept = json.loads((tmp_path / "bundle" / entry["file"]).read_bytes())
    assert [one["serialNumber"] for one in kept["value"]] == ["S0", "S1", "S2"]
    assert (entry["pages"], entry["whole"], entry["within"]) == (3, True, TOKEN_ID)
    assert "@odata.nextLink" not in kept


@pytest.mark.parametrize("further", ["https://elsewhere.example/v1.0/x", 7])
def test_a_next_page_elsewhere_is_not_fetched(further: object, service: Service, tmp_path: Path) -> None:
    service.instead[IDENTITIES] = lambda query, count: (200, {}, {"value": [], "@odata.nextLink": further})
    result = collected(service, tmp_path / "bundle")
    assert [name for name, _ in result.missing] == ["ade-devices-1"]
    assert "ade_profile_assigned" not in facts_of(tmp_path / "bundle")


def test_it_waits_as_long_as_the_service_asks(service: Service, tmp_path: Path) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    replies: list[Reply] = [(429, {"Retry-After": "17"}, {}), (503, {"Retry-After": later}, {}), (429, {}, {})]
    service.instead["/v1.0/domains"] = lambda query, count: (
        replies[count - 1] if count <= 3 else (200, {}, {"value": []})
    )
    waits: list[float] = []
    assert collected(service, tmp_path / "bundle", waits=waits).missing == ()
    assert waits[0] == 17
    assert 25 <= waits[1] <= 30
    assert waits[2] == 4  # by itself, it doubles


@pytest.mark.parametrize("reply", [
    (429, {"Retry-After": str(int(LONGEST_WAIT) + 1)}, {}), (500, {}, {}), (504, {}, b"<html>"), None,
])  # fmt: skip
def test_it_does_not_wait_forever(reply: Reply | None, service: Service, tmp_path: Path) -> None:
    service.instead["/v1.0/domains"] = lambda query, count: reply
    waits: list[float] = []
    result = collected(service, tmp_path / "bundle", waits=waits)
    assert [name for name, _ in result.missing] == ["domains"]
    assert len(waits) < TRIES
    assert sum(waits) < 100
    entry = entry_of(tmp_path / "bundle", "domains")
    assert (entry["file"], entry["whole"]) == (None, False)
    assert any("domains did not come whole" in left.why.en for left in read_evidence(tmp_path / "bundle").unread)


@pytest.mark.parametrize(("status", "said"), [(403, "permission"), (404, "404"), (400, "BadRequest")])
def test_what_is_refused_is_told_and_the_rest_is_there(
    status: int, said: str, service: Service, tmp_path: Path
) -> None:
    error = {"error": {"code": "BadRequest", "message": f"for {USER}"}}
    service.instead["/v1.0/identity/conditionalAccess/policies"] = lambda query, count: (status, {}, error)
    result = collected(service, tmp_path / "bundle")
    ((name, why),) = result.missing
    assert name == "conditional-access"
    assert said in why.en
    assert entry_of(tmp_path / "bundle", "conditional-access")["status"] == status
    assert "user_license" in facts_of(tmp_path / "bundle")


@pytest.mark.parametrize("body", [b'{"value": [', b"[1]", b"", b"\xff\xfe"])
def test_an_answer_that_is_no_json_is_none(body: bytes, service: Service, tmp_path: Path) -> None:
    service.instead["/v1.0/domains"] = lambda query, count: (200, {}, body)
    assert [name for name, _ in collected(service, tmp_path / "bundle").missing] == ["domains"]


def test_a_connection_that_is_cut_is_made_again(service: Service, tmp_path: Path) -> None:
    whole = {"@odata.context": f"{META}domains", "value": [{"id": "contoso.com", "authenticationType": "Managed"}]}
    service.instead["/v1.0/domains"] = lambda query, count: (
        None if count == 1 else (200, {"Content-Length": "900"}, b'{"value":') if count == 2 else (200, {}, whole)
    )
    waits: list[float] = []
    with httpx.Client(base_url=service.base, timeout=0.3, verify=False) as http:
        domains = replace(shipped_requests(), requests={"domains": shipped_requests().requests["domains"]})
        result = collect(WANTED, Given(), tmp_path / "bundle", requests=domains, http=http, sleep=waits.append)
    assert result.missing == ()
    assert waits == [1, 2]


def test_a_token_that_has_expired_is_renewed_once(service: Service, tmp_path: Path) -> None:
    service.instead["/v1.0/domains"] = lambda query, count: (401, {}, {}) if count == 1 else (200, {}, {"value": []})
    assert collected(service, tmp_path / "bundle").missing == ()
    service.instead["/v1.0/domains"] = lambda query, count: (401, {}, {})
    assert [name for name, _ in collected(service, tmp_path / "again").missing] == ["domains"]


# What a bundle proves


def test_an_empty_answer_proves_something_only_where_it_is_whole(service: Service, tmp_path: Path) -> None:
    empty = {"@odata.context": documented()[IDENTITIES]["@odata.context"], "value": []}
    service.answers[IDENTITIES] = empty
    collected(service, tmp_path / "whole")
    about = About.of(observed_on=date(2026, 11, 29))
    assert facts_of(tmp_path / "whole", about).get("ade_profile_assigned") is False
    (tmp_path / "whole" / "manifest.json").unlink()  # nobody says any more what was asked
    assert "ade_profile_assigned" not in facts_of(tmp_path / "whole", about)


def test_the_answer_to_a_filter_is_not_the_whole(service: Service, tmp_path: Path) -> None:
    collected(service, tmp_path / "bundle")
    entry = entry_of(tmp_path / "bundle", "device")
    assert entry["filter"] == "serialNumber eq '{device}'"
    assert unquote(entry["asked"]).endswith(f"$filter=serialNumber eq '{DEVICE}'")


def test_an_answer_was_so_when_it_was_given(service: Service, tmp_path: Path) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    collected(service, tmp_path / "bundle")
    readings = read_evidence(tmp_path / "bundle").readings
    (taken,) = {one.taken for one in readings if one.fact == "mdm_authority"}
    assert taken is not None
    assert before <= taken <= datetime.now(UTC)


# What goes wrong before anything is asked


def test_nothing_is_written_over(service: Service, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "there.zip").write_bytes(b"mine")
    for name in ("there", "there.zip"):
        with pytest.raises(InputError, match="something already"):
            collected(service, tmp_path / name)
    assert service.asked == []
    (tmp_path / "empty").mkdir()
    collected(service, tmp_path / "empty")


@pytest.mark.parametrize("wanted", [
    Wanted(""), Wanted("a/b"), Wanted(TENANT, user=" "), Wanted(TENANT, user="x?y"), Wanted(TENANT, device="{id}"),
    Wanted(TENANT, device="x" * 300), Wanted(TENANT, user="a\nb"),
])  # fmt: skip
def test_what_is_no_name_is_refused(wanted: Wanted, service: Service, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no name that can be asked for"):
        collected(service, tmp_path / "bundle", wanted)
    assert service.asked == []


def test_a_name_with_an_apostrophe_stays_one_name() -> None:
    request = shipped_requests().requests["user-sign-ins"]
    address = unquote(request.address(Wanted(TENANT, "o'neil@contoso.com", today=date(2026, 11, 29))))
    assert address.endswith("eq 'o''neil@contoso.com' and createdDateTime ge 2026-10-30T00:00:00Z")


def test_who_interrupts_it_leaves_nothing(service: Service, tmp_path: Path) -> None:
    def interrupts(request: str, number: int, count: int) -> None:
        if number == 3:
            raise KeyboardInterrupt

    for name in ("bundle", "bundle.zip"):
        with httpx.Client(base_url=service.base, verify=False) as http, pytest.raises(KeyboardInterrupt):
            collect(WANTED, Given(), tmp_path / name, http=http, tell=interrupts)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(service: Service, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written there"):
        collected(service, tmp_path / "no" / "bundle")


def test_a_manifest_that_is_broken_or_of_others_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "organization.json").write_text(json.dumps(documented()["/v1.0/organization"]), encoding="utf-8")
    whole = dict(read_evidence(tmp_path).facts)
    for said in ('{"form": "other"}', '{"files": []}', "[1]"):
        (tmp_path / "manifest.json").write_text(said, encoding="utf-8")
        assert dict(read_evidence(tmp_path).facts) == whole
    (tmp_path / "manifest.json").write_text(
        '{"form": "expert-bundle/1", "answers": [7, {"file": 3}, {"file": "organization.json", "taken": "no"}]}',
        encoding="utf-8",
    )
    assert dict(read_evidence(tmp_path).facts) == whole
