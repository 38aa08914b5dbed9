"""What the shipped rules say cannot be true of one case, and that nothing that is checked in breaks it."""

from __future__ import annotations

from typing import Any

import pytest

from expert import Case, KnowledgeBase
from expert.teach import TODAY
from tests.each import each
from tests.rules.impossible_properties import (
    contradiction,
    no_case_of_the_rule_is_impossible,
    no_fact_file_is_impossible,
)

KNOWLEDGE = KnowledgeBase.shipped()
DAY = {"observed_on": TODAY}
IMPOSSIBLE: list[tuple[str, dict[str, Any]]] = [
    ("expired-ahead-of-its-date", {"apns_certificate": "expired", "apns_expires_on": "2027-11-23", **DAY}),
    ("date-of-a-missing-certificate", {"apns_certificate": "missing", "apns_expires_on": "2027-11-23", **DAY}),
    ("nobody-signs-in-with-user-affinity", {"ade_user_affinity": True, "ade_authentication": "none"}),
    ("sign-in-without-user-affinity", {"ade_user_affinity": False, "ade_authentication": "company_portal"}),
    ("affinity-of-no-ade-profile", {"enrollment_method": "byod", "ade_user_affinity": False}),
    ("single-app-mode-without-vpp", {"company_portal_single_app_mode": True, "company_portal_via_vpp": False}),
    ("state-of-no-vpp-token", {"company_portal_via_vpp": False, "vpp_token_state": "valid"}),
    ("phishing-resistant-mfa-that-is-not-required", {"mfa_required": False, "mfa_phishing_resistant": True}),
    ("text-or-call-of-another-method", {"mfa_method": "other", "mfa_on_same_device": True}),
    ("personal-devices-on-a-blocked-platform", {"ios_platform": "blocked", "personal_devices": "allowed"}),
    ("devices-that-do-not-add-up", {"devices_listed": 5, "enrolled_devices": 3, "devices_not_counted": 1}),
    ("devices-that-do-not-add-up", {"devices_listed": 5, "enrolled_devices": 6}),
    ("device-limit-out-of-range", {"device_limit": 16}),
]
POSSIBLE: list[dict[str, Any]] = [
    {"apns_certificate": "expired", "apns_expires_on": "2025-11-23", **DAY},
    {"apns_certificate": "invalid", "apns_expires_on": "2027-11-23", **DAY},
    {"ade_user_affinity": False, "ade_authentication": "none"},
    {"enrollment_method": "ade", "ade_user_affinity": False},
    {"company_portal_via_vpp": True, "vpp_token_state": "expired"},
    {"mfa_required": True, "mfa_phishing_resistant": False},
    {"ios_platform": "allowed", "personal_devices": "blocked"},
    {"devices_listed": 5, "enrolled_devices": 3, "devices_not_counted": 2},
    {"device_limit": 15},
    {},
]


@pytest.mark.parametrize(("name", "facts"), IMPOSSIBLE)
def test_what_cannot_be_is_told_from_what_can(name: str, facts: dict[str, Any]) -> None:
    assert contradiction(Case.of(facts), KNOWLEDGE) == name


@pytest.mark.parametrize("facts", POSSIBLE)
def test_what_can_be_is_not_called_impossible(facts: dict[str, Any]) -> None:
    assert contradiction(Case.of(facts), KNOWLEDGE) is None


@each("cause", KNOWLEDGE.causes, parts=2)
def test_no_case_of_a_rule_is_impossible(cause: str) -> None:
    no_case_of_the_rule_is_impossible(cause, KNOWLEDGE)


@pytest.mark.parametrize("folder", ["examples", "healthy"])
def test_no_checked_in_case_is_impossible(folder: str) -> None:
    no_fact_file_is_impossible(folder, KNOWLEDGE)
