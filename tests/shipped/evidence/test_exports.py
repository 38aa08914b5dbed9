"""Exports of Intune and Microsoft Entra ID give the facts that they prove, and no others."""

from __future__ import annotations

import json
import random
from datetime import date
from typing import Any

import pytest
import yaml

from expert import Case, KnowledgeBase, diagnose
from expert.evidence.mapping import shipped_mappings
from expert.evidence.reading import evidence_of, judged_on
from expert.evidence.widening import documents_known
from expert.facts.vocabulary import MESSAGE
from expert.foundations.content import bundled
from expert.foundations.problems import InputError
from tests.shipped.evidence.exports import FIXTURES, TODAY, Export, all_exports, facts_of, source_of
from tests.shipped.evidence.mutating import damaged

EXPORTS = all_exports()
OF_EXPORTS = ("ade.yaml", "failures.yaml", "graph.yaml", "tables.yaml", "tokens.yaml", "users.yaml")
MUTATIONS, SEED = 300, 20261130


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_an_export_gives_these_facts_and_no_others(export: Export) -> None:
    evidence = export.read()
    assert facts_of(evidence) == export.facts
    assert evidence.case().values().get(MESSAGE, ()) == export.messages
    assert tuple(noted.text.en for noted in evidence.noted) == export.notes
    assert len(evidence.unread) == export.left_aside


def test_every_fixture_is_part_of_a_case() -> None:
    named = {FIXTURES / name for export in EXPORTS for name in export.files}
    alone = [file for file in FIXTURES.rglob("*") if file.is_file() and not {file, *file.parents} & named]
    assert alone == []


def test_every_kind_is_reached_by_an_export() -> None:
    kinds = shipped_mappings().kinds
    reached = {kind for export in EXPORTS for kind, _ in export.read().kinds}
    reached |= {kind.id for kind in kinds.values() if reached & set(kind.wins.values())}
    files = [bundled("facts", "evidence", name).read_text(encoding="utf-8") for name in OF_EXPORTS]
    assert {name for file in files for name in yaml.safe_load(file)} - reached == set()


def test_every_statement_gives_a_document_that_there_is() -> None:
    documents = documents_known(KnowledgeBase.shipped()).keys()
    for kind in shipped_mappings().kinds.values():
        for statement in kind.statements:
            assert statement.sources, f"{kind.id}.{statement.fact}"
        named = [source for one in kind.statements for source in one.sources] + list(kind.sources)
        assert {source.document for source in named} <= documents, kind.id


def test_every_message_that_a_failed_enrollment_holds_is_recognized() -> None:
    texts = shipped_mappings().kinds["enrollment-failure"].texts
    forms = [wording.form.replace("{}", word) for wording in texts for word in dict.fromkeys(wording.words.values())]
    assert len(forms) > 10
    for form in forms:
        assert diagnose(Case(error=form), engine="compiled", today=TODAY).symptoms, form


@pytest.mark.parametrize("secret", ["eyJ0b3BzZWNyZXQ", "topsecret", "eyJzZWNyZXQiOiJ4In0=", "MIIC-secret"])
def test_no_secret_is_kept_anywhere(secret: str) -> None:
    holding = [export for export in EXPORTS if any(secret.encode() in data for _, data in export.contents())]
    assert holding
    for export in holding:
        assert secret not in repr(export.read())


def test_a_damaged_export_gives_fewer_facts_or_an_error_and_never_a_wrong_one() -> None:
    draw = random.Random(SEED)
    told: dict[str, int] = {"same": 0, "fewer": 0, "error": 0}
    for _ in range(MUTATIONS):
        export = draw.choice(EXPORTS)
        files = list(export.contents())
        place = draw.randrange(len(files))
        data, how = damaged(files[place][1], files[place][0], draw)
        try:
            found = facts_of(export.read([*files[:place], (files[place][0], data), *files[place + 1 :]]))
        except InputError:
            told["error"] += 1
            continue
        wrong = {name: value for name, value in found.items() if export.facts.get(name) != value}
        assert wrong == {}, f"{export.name}, {how} (seed {SEED}): {data.decode('utf-8', 'replace')}"
        told["same" if found == export.facts else "fewer"] += 1
    print(f"seed {SEED}: {told}")
    assert all(told.values())


# What live answers hold that a reader can trip over


def facts(value: Any, **about: Any) -> dict[str, Any]:
    """The facts of one answer."""
    export = Export("", (), about, {})
    return facts_of(export.read([("answer.json", json.dumps(value).encode())]))


def test_a_default_restriction_with_priority_0_comes_last() -> None:
    default = {"id": "x_DefaultLimit", "priority": 0, "limit": 15, "displayName": "All users and all devices"}
    everybody = {"id": "a", "target": {"@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget"}}
    own = {"id": "y_Limit", "priority": 4, "limit": 3, "displayName": "Phones", "assignments": [everybody]}
    assert facts({"value": [default, own]}) == {"device_limit": 3}


def test_a_restriction_with_a_filter_may_or_may_not_reach_the_user() -> None:
    default = {"id": "x_DefaultLimit", "priority": 0, "limit": 15, "displayName": "All users and all devices"}
    filtered = {
        "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget",
        "deviceAndAppManagementAssignmentFilterId": "f", "deviceAndAppManagementAssignmentFilterType": "include",
    }  # fmt: skip
    own = {"id": "y", "priority": 1, "limit": 3, "displayName": "P", "assignments": [{"id": "a", "target": filtered}]}
    assert facts({"value": [default, own]}) == {}


def test_a_date_that_was_never_set_is_no_date() -> None:
    token = {"@odata.type": "#microsoft.graph.applePushNotificationCertificate", "topicIdentifier": "com.apple.mgmt.x"}
    assert facts({**token, "expirationDateTime": "0001-01-01T00:00:00Z", "certificateUploadStatus": None}) == {}


@pytest.mark.parametrize("nothing", ["", None])
def test_a_version_limit_that_is_empty_is_none(nothing: object) -> None:
    ios = {"platformBlocked": False, "osMinimumVersion": nothing, "osMaximumVersion": nothing}
    default = {"id": "x_DefaultPlatformRestrictions", "priority": 0, "displayName": "All", "iosRestriction": ios}
    assert facts({"value": [default]}) == {"ios_platform": "allowed"}


def test_an_object_of_another_type_in_the_same_answer_is_not_taken_for_one_that_is_known() -> None:
    hello = {
        "@odata.type": "#microsoft.graph.deviceEnrollmentWindowsHelloForBusinessConfiguration",
        "id": "x_DefaultWindowsHelloForBusiness", "priority": 0, "displayName": "All", "limit": 1,
    }  # fmt: skip
    assert facts({"value": [hello]}) == {}


def test_the_entry_of_apple_configurator_is_no_ade_token() -> None:
    export = next(export for export in EXPORTS if export.name == "that there is an ADE token says nothing of a device")
    read = [reading.subject.names for reading in export.read().readings]
    assert read
    assert frozenset({"0bacb3ab-0000-4000-8000-000000000001"}) not in read


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"intune_terms": "none"}),
        ("?$select=id", {"intune_terms": "none"}),
        ("?$filter=displayName eq 'x'", {}),
        ("?$top=5", {}),
        ("?%24search=x", {}),
        ("?$skiptoken=x", {}),
    ],
)
def test_an_empty_answer_to_a_question_that_was_cut_proves_nothing(asked: str, found: dict[str, str]) -> None:
    root = "https://graph.microsoft.com/beta/deviceManagement/"
    answer = {"@odata.context": f"{root}$metadata#termsAndConditions", "@odata.count": 0, "value": []}
    content = {"text": json.dumps(answer)}
    entry = {"request": {"url": f"{root}termsAndConditions{asked}"}, "response": {"status": 200, "content": content}}
    assert facts({"log": {"entries": [entry]}}) == found


def test_a_vpp_token_that_says_it_is_valid_is_judged_by_its_date() -> None:
    export = next(export for export in EXPORTS if export.name.startswith("the device's policy leads to its VPP token"))
    states = [judged_on(export.read(), day) for day in (date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 2))]
    assert [facts_of(one)["vpp_token_state"] for one in states] == ["valid", "valid", "expired"]


@pytest.mark.parametrize(("count", "listed"), [(3, 3), (4, None), (None, None)])
def test_two_pages_in_a_file_each_are_one_list_where_none_is_missing(count: int | None, listed: int | None) -> None:
    pages = [json.loads((FIXTURES / name).read_bytes()) for name in ("page-1.json", "page-2.json")]
    pages[0]["@odata.count"] = count
    export = Export("", (), {"user": "anna@contoso.com"}, {})
    for order in (pages, pages[::-1]):
        evidence = export.read([(f"{i}.json", json.dumps(page).encode()) for i, page in enumerate(order)])
        assert facts_of(evidence).get("devices_listed") == listed


def test_the_same_group_of_names_finds_the_user_by_any_of_them() -> None:
    files = ("troubleshooting-events.json", "user.json")
    names = ("Anna@Contoso.com", "6a1f0c6e-0f5d-4a57-9c5a-2f5b0d6f1a01")
    by_name, by_id = (Export("", files, {"user": user}, {}).read() for user in names)
    assert facts_of(by_name) == facts_of(by_id) != {}


@pytest.mark.parametrize("cut", [b"", b"{", b'{"value": [', b'[{"a": 1}, {"b"', b'{"a": 1}\n{"b": 2}\n{"c"'])
def test_what_was_cut_is_an_error_with_its_line(cut: bytes) -> None:
    with pytest.raises(InputError) as error:
        evidence_of([source_of("cut.json", cut or b"{ ")])
    assert "cut.json:" in error.value.problems[0].in_("en")
