"""The rows of the knowledge that are easy to get wrong, each told as the cases that meet it.

They name the causes that a row is about, and no others: a further rival may join these at any time. So a cause that is
the only one left today is only said to be open.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from expert import Case, Diagnosis, diagnose
from expert.results.diagnosis import StepOf

TODAY = date(2026, 11, 23)
OPEN = ("possible", "likely")


def told(**facts: Any) -> Diagnosis:
    return diagnose(Case(**facts), today=TODAY)


def verdicts(diagnosis: Diagnosis) -> dict[str, str]:
    return {cause.id: cause.verdict for cause in diagnosis.causes}


def opened(verdict: str) -> str:
    """The verdict, where it is one that facts decide."""
    return "open" if verdict in OPEN else verdict


def steps(diagnosis: Diagnosis, cause: str) -> tuple[StepOf, ...]:
    remedy = diagnosis.cause(cause).remedy
    assert remedy is not None
    return remedy.steps


class TestStuckAtSignIn:
    """Row 14. In 2019 MFA could not be used during ADE at all; today it depends on how the profile signs in."""

    STUCK = {"behavior": "stuck_after_sign_in", "enrollment_method": "ade"}
    BY_METHOD = {
        "setup_assistant_legacy": {"mfa-during-ade", "ws-trust-disabled"},
        "setup_assistant_modern": {"mfa-without-second-device", "phishing-resistant-mfa-required"},
        "company_portal": {"mfa-in-single-app-mode", "mfa-without-second-device"},
        "none": set[str](),
    }

    @pytest.mark.parametrize("method", sorted(BY_METHOD))
    def test_the_authentication_method_leaves_only_its_own_causes_open(self, method: str) -> None:
        found = verdicts(told(**self.STUCK, ade_authentication=method))
        for cause in set().union(*self.BY_METHOD.values()):
            assert (found[cause] in OPEN) is (cause in self.BY_METHOD[method]), cause

    def test_where_the_method_is_not_known_nothing_is_excluded_and_the_method_is_asked_for(self) -> None:
        diagnosis = told(**self.STUCK, mfa_required=True)
        assert diagnosis.outcome == "possible"
        assert set(verdicts(diagnosis).values()) == {"possible"}
        assert "ade_authentication" in {question.fact for question in diagnosis.questions}

    def test_legacy_setup_assistant_cannot_do_mfa(self) -> None:
        diagnosis = told(**self.STUCK, ade_authentication="setup_assistant_legacy", mfa_required=True)
        assert diagnosis.cause("mfa-during-ade").verdict == "confirmed"

    def test_the_old_advice_to_turn_mfa_off_is_known_but_not_planned(self) -> None:
        diagnosis = told(**self.STUCK, ade_authentication="setup_assistant_legacy", mfa_required=True)
        old = [step for step in steps(diagnosis, "mfa-during-ade") if "lowers_security" in step.safety]
        assert old
        assert {step.status for step in old} == {"superseded"}
        assert not any("lowers_security" in step.safety for step in diagnosis.plan)

    def test_modern_authentication_with_mfa_but_no_second_device(self) -> None:
        diagnosis = told(
            **self.STUCK, ade_authentication="setup_assistant_modern", mfa_required=True, mfa_second_device=False,
            mfa_phishing_resistant=False,
        )
        assert verdicts(diagnosis)["mfa-without-second-device"] == "confirmed"
        assert verdicts(diagnosis)["phishing-resistant-mfa-required"] == "ruled_out"

    def test_modern_authentication_where_only_phishing_resistant_mfa_is_accepted(self) -> None:
        diagnosis = told(
            **self.STUCK, ade_authentication="setup_assistant_modern", mfa_required=True, mfa_second_device=True,
            mfa_phishing_resistant=True,
        )
        assert verdicts(diagnosis)["phishing-resistant-mfa-required"] == "confirmed"
        assert verdicts(diagnosis)["mfa-without-second-device"] == "ruled_out"

    def test_company_portal_in_single_app_mode_hides_the_second_factor(self) -> None:
        diagnosis = told(
            **self.STUCK, ade_authentication="company_portal", mfa_required=True, mfa_second_device=False,
            company_portal_single_app_mode=True,
        )
        assert verdicts(diagnosis)["mfa-in-single-app-mode"] == "confirmed"

    def test_without_mfa_what_is_left_of_legacy_sign_in_is_ws_trust(self) -> None:
        diagnosis = told(
            **self.STUCK, ade_authentication="setup_assistant_legacy", mfa_required=False, federated_with_ad_fs=True
        )
        found = verdicts(diagnosis)
        for cause in set().union(*self.BY_METHOD.values()):
            assert opened(found[cause]) == ("open" if cause == "ws-trust-disabled" else "ruled_out"), cause


def limits(diagnosis: Diagnosis) -> tuple[str, str]:
    """The verdicts on Intune's and on Microsoft Entra ID's limit."""
    found = verdicts(diagnosis)
    return found["device-limit-reached"], found["entra-device-limit-reached"]


class TestTwoDeviceLimits:
    """Row 5. Intune and Microsoft Entra ID each have a limit, and not every listed device counts."""

    MESSAGE = {"error": "Device Cap Reached", "enrollment_method": "byod"}

    def test_intune_s_limit_is_reached_and_entra_s_is_not(self) -> None:
        diagnosis = told(
            **self.MESSAGE, enrolled_devices=15, device_limit=15, entra_devices=15, entra_device_limit=50
        )
        assert limits(diagnosis) == ("confirmed", "ruled_out")

    def test_entra_s_limit_is_lower_and_wins_although_the_message_names_intune_s(self) -> None:
        diagnosis = told(**self.MESSAGE, enrolled_devices=5, device_limit=15, entra_devices=5, entra_device_limit=5)
        assert limits(diagnosis) == ("ruled_out", "confirmed")
        (conflict,) = diagnosis.conflicts
        assert (conflict.cause, conflict.symptom) == ("device-limit-reached", "device-cap-reached")

    def test_both_limits_can_be_reached_at_once(self) -> None:
        diagnosis = told(**self.MESSAGE, enrolled_devices=5, device_limit=5, entra_devices=5, entra_device_limit=5)
        assert limits(diagnosis) == ("confirmed", "confirmed")

    @pytest.mark.parametrize(("listed", "not_counted", "verdict"), [
        (15, 0, "confirmed"), (17, 2, "confirmed"), (17, 3, "ruled_out"), (20, 6, "ruled_out"), (14, 0, "ruled_out"),
    ])
    def test_devices_that_do_not_count_are_taken_off_the_list(
        self, listed: int, not_counted: int, verdict: str
    ) -> None:
        diagnosis = told(**self.MESSAGE, devices_listed=listed, devices_not_counted=not_counted, device_limit=15)
        cause = diagnosis.cause("device-limit-reached")
        assert cause.verdict == verdict
        (because,) = cause.because
        assert because.fact == "device_limit_reached"
        assert because.derived_by in ("listed-devices-reach-limit", "listed-devices-below-limit")

    def test_a_long_list_alone_proves_nothing(self) -> None:
        """Nobody has looked how many of the seventeen count."""
        diagnosis = told(**self.MESSAGE, devices_listed=17, device_limit=15)
        cause = diagnosis.cause("device-limit-reached")
        assert cause.verdict == "likely"
        assert "devices_not_counted" in cause.missing

    def test_two_counts_that_disagree_are_a_conflict(self) -> None:
        diagnosis = told(
            **self.MESSAGE, enrolled_devices=15, devices_listed=17, devices_not_counted=5, device_limit=15
        )
        conflict = diagnosis.conflicts[0]
        assert {fact.fact for fact in conflict.facts} == {"device_limit_reached"}
        assert {fact.value for fact in conflict.facts} == {True, False}
        assert {fact.derived_by for fact in conflict.facts} == {
            "counted-devices-reach-limit", "listed-devices-below-limit",
        }

    def test_an_ade_device_without_a_user_is_nobody_s_in_entra(self) -> None:
        diagnosis = told(error="Device Cap Reached", enrollment_method="ade", ade_user_affinity=False)
        assert diagnosis.cause("entra-device-limit-reached").verdict == "ruled_out"

    def test_the_general_message_of_company_portal_can_hide_the_limit(self) -> None:
        diagnosis = told(error="Company Portal Temporarily Unavailable", enrolled_devices=5, device_limit=5)
        assert diagnosis.cause("device-limit-reached").verdict == "confirmed"
        assert diagnosis.cause("company-portal-outdated").verdict == "possible"


TOKEN_STATES = {
    "expired": ("company-portal-token-expired", "This token has expired."),
    "out_of_licenses": ("company-portal-token-without-licenses", "This token is out of Company Portal licenses."),
    "used_by_other_service": (
        "company-portal-token-used-by-other-service", "This token is being used by another service.",
    ),
    "used_by_other_tenant": (
        "company-portal-token-used-by-other-tenant", "This token is being used by another tenant.",
    ),
    "deleted": ("company-portal-token-deleted", "This token was deleted."),
}


class TestVppTokens:
    """B12 to B14: five faults of the token that installs Company Portal, and when they matter at all."""

    WAITING = {"error": 'Awaiting final configuration from "Microsoft"', "enrollment_method": "ade"}
    PRECONDITION = {
        "ade_user_affinity": True,
        "ade_authentication": "company_portal",
        "company_portal_via_vpp": True,
        "company_portal_single_app_mode": True,
    }

    @pytest.mark.parametrize("state", sorted(TOKEN_STATES))
    def test_each_state_proves_its_own_cause_and_excludes_the_other_four(self, state: str) -> None:
        diagnosis = told(**self.WAITING, **self.PRECONDITION, vpp_token_state=state)
        proven = TOKEN_STATES[state][0]
        for cause, _ in TOKEN_STATES.values():
            assert verdicts(diagnosis)[cause] == ("confirmed" if cause == proven else "ruled_out")

    @pytest.mark.parametrize("state", sorted(TOKEN_STATES))
    def test_the_message_in_the_admin_center_states_the_fact_itself(self, state: str) -> None:
        cause, message = TOKEN_STATES[state]
        diagnosis = told(error=message, enrollment_method="ade")
        found = diagnosis.cause(cause)
        assert found.verdict == "confirmed"
        (because,) = [fact for fact in found.because if fact.fact == "vpp_token_state"]
        assert (because.value, because.derived_by) == (state, "company-portal-token-problem")

    @pytest.mark.parametrize("lacking", sorted(PRECONDITION))
    def test_without_the_precondition_the_token_does_not_hold_the_device_up(self, lacking: str) -> None:
        facts = {**self.PRECONDITION, lacking: "setup_assistant_modern" if lacking == "ade_authentication" else False}
        diagnosis = told(**self.WAITING, **facts, vpp_token_state="expired")
        assert diagnosis.cause("company-portal-token-expired").verdict == "ruled_out"
        assert lacking in {fact.fact for fact in diagnosis.cause("company-portal-token-expired").because}
        assert diagnosis.cause("apple-service-outage").verdict in OPEN

    def test_what_the_message_says_and_what_was_looked_up_are_held_against_each_other(self) -> None:
        diagnosis = told(error="This token has expired.", enrollment_method="ade", vpp_token_state="valid")
        (conflict,) = [c for c in diagnosis.conflicts if c.cause is None]
        assert {fact.value for fact in conflict.facts} == {"expired", "valid"}

    def test_a_good_token_leaves_an_outage_at_apple(self) -> None:
        diagnosis = told(**self.WAITING, vpp_token_state="valid")
        found = verdicts(diagnosis)
        assert found["apple-service-outage"] in OPEN
        assert {found[cause] for cause, _ in TOKEN_STATES.values()} == {"ruled_out"}


class TestOsVersionRange:
    """B84: the lowest and the highest OS version bind enrollments through Company Portal only."""

    OLD = {"error": "Device version too low", "os_version": "16.7", "restriction_os_minimum": "17.0"}

    def test_a_personal_device_below_the_range_is_stopped(self) -> None:
        diagnosis = told(**self.OLD, enrollment_method="byod")
        assert diagnosis.cause("os-version-outside-restriction").verdict == "confirmed"

    @pytest.mark.parametrize("method", ["ade", "configurator"])
    def test_a_device_that_enrolls_another_way_is_not(self, method: str) -> None:
        cause = told(**self.OLD, enrollment_method=method).cause("os-version-outside-restriction")
        assert cause.verdict == "ruled_out"
        assert [fact.fact for fact in cause.because] == ["enrollment_method"]

    @pytest.mark.parametrize(("version", "verdict"), [
        ("16.7", "confirmed"), ("17.0", "ruled_out"), ("17.10", "ruled_out"), ("18.5.1", "ruled_out"),
        ("18.6", "confirmed"), ("18", "open"), ("17", "ruled_out"),
    ])
    def test_the_range_includes_its_ends_and_their_updates(self, version: str, verdict: str) -> None:
        """17.10 is later than 17.9; and whoever only knows "18" cannot tell whether it is above 18.5."""
        diagnosis = told(
            error="Device version too low", enrollment_method="byod", os_version=version,
            restriction_os_minimum="17.0", restriction_os_maximum="18.5",
        )
        assert opened(diagnosis.cause("os-version-outside-restriction").verdict) == verdict


class TestSecondFactorOnTheSameDevice:
    """B90: iOS 15.5 takes neither text nor call on the device itself; 15.7 to 16.3 take a call only."""

    CASE = {
        "behavior": "mfa_cannot_be_completed", "enrollment_method": "account_driven_user", "mfa_on_same_device": True,
    }

    @pytest.mark.parametrize(("version", "by_text", "by_call"), [
        ("15.4", "ruled_out", "ruled_out"),
        ("15.5", "confirmed", "confirmed"),
        ("15.5.1", "confirmed", "confirmed"),
        ("15.6", "ruled_out", "ruled_out"),
        ("15.7", "confirmed", "ruled_out"),
        ("16.0", "confirmed", "ruled_out"),
        ("16.3", "confirmed", "ruled_out"),
        ("16.3.1", "confirmed", "ruled_out"),
        ("16.4", "ruled_out", "ruled_out"),
        ("17.2", "ruled_out", "ruled_out"),
        # Named too roughly to tell.
        ("15", "open", "open"),
        ("16", "open", "ruled_out"),
    ])
    def test_the_releases_and_what_they_take(self, version: str, by_text: str, by_call: str) -> None:
        for method, verdict in (("text_message", by_text), ("phone_call", by_call), ("other", "ruled_out")):
            cause = told(**self.CASE, os_version=version, mfa_method=method).cause("mfa-unsupported-on-ios-release")
            assert opened(cause.verdict) == verdict, (version, method)

    def test_on_another_device_any_method_works(self) -> None:
        facts = {**self.CASE, "mfa_on_same_device": False}
        cause = told(**facts, os_version="15.5", mfa_method="text_message").cause("mfa-unsupported-on-ios-release")
        assert cause.verdict == "ruled_out"


class TestWaitForTheSync:
    """B60: nothing is wrong yet; a sync started by hand takes up to fifteen minutes."""

    NOT_LISTED = {"behavior": "device_not_listed_after_sync", "enrollment_method": "ade"}

    @pytest.mark.parametrize("minutes", [0, 5, 15])
    def test_within_a_quarter_of_an_hour_the_advice_is_to_wait(self, minutes: int) -> None:
        diagnosis = told(**self.NOT_LISTED, minutes_since_sync=minutes)
        cause = diagnosis.cause("ade-sync-still-running")
        assert (cause.verdict, cause.kind) == ("confirmed", "wait")
        own = [step for step in diagnosis.plan if cause.id in step.causes]
        assert "PT15M" in {step.wait for step in own}
        assert not any(step.safety for step in own)

    def test_after_that_the_sync_is_no_excuse_and_the_case_goes_on(self) -> None:
        diagnosis = told(**self.NOT_LISTED, minutes_since_sync=16)
        assert diagnosis.cause("ade-sync-still-running").verdict == "ruled_out"
        assert diagnosis.outcome != "confirmed"
        assert diagnosis.collect or diagnosis.questions


class TestRenewOrReplace:
    """Row 11: a push certificate is renewed with the account that made it. Replacing it costs every enrollment."""

    EXPIRED = {"error": "AccountNotOnboarded", "apns_certificate": "expired"}

    def test_with_the_account_at_hand_it_is_renewed(self) -> None:
        diagnosis = told(**self.EXPIRED, apns_account_available=True, mdm_authority="intune")
        remedy = diagnosis.cause("apns-certificate-invalid").remedy
        assert remedy is not None
        (way,) = remedy.options
        assert (way.number, way.applies, way.withheld, way.harm) == (1, "yes", False, None)
        assert any("Renew this certificate" in step.text for step in diagnosis.plan)
        assert not any("affects_all_devices" in step.safety for step in diagnosis.plan)

    def test_where_nobody_knows_about_the_account_the_plan_first_makes_sure(self) -> None:
        diagnosis = told(**self.EXPIRED)
        assert diagnosis.plan[0].text.startswith("First make sure")
        renewing = next(step for step in diagnosis.plan if "Renew" in step.text)
        assert set(renewing.safety) >= {"changes_tenant", "affects_all_devices"}

    def test_without_the_account_the_harm_is_said_and_the_renewal_is_withheld(self) -> None:
        diagnosis = told(**self.EXPIRED, apns_account_available=False)
        remedy = diagnosis.cause("apns-certificate-invalid").remedy
        assert remedy is not None
        withheld = [option for option in remedy.options if option.withheld]
        assert withheld
        for option in withheld:
            assert option.harm is not None
            assert "affects_all_devices" in option.harm_safety
            assert not any(step.option == option.number for step in remedy.steps)
            assert any(option.harm in warning for warning in diagnosis.warnings)
        assert any("Apple Support" in step.text for step in diagnosis.plan)

    def test_a_first_certificate_is_not_made_where_enrollment_has_worked_before(self) -> None:
        diagnosis = told(error="NoEnrollmentPolicy", apns_certificate="missing", ever_worked=True)
        remedy = diagnosis.cause("apns-certificate-missing").remedy
        assert remedy is not None
        (withheld,) = [option for option in remedy.options if option.withheld]
        assert withheld.title == "There has never been a push certificate here"
        assert not any("Create an Apple MDM push certificate" in step.text for step in diagnosis.plan)


class TestExpiredByItsDate:
    """Whether the certificate has expired is worked out from two dates."""

    CASE = {"error": "AccountNotOnboarded"}

    def test_a_date_that_has_passed_proves_it_and_the_derivation_is_named(self) -> None:
        diagnosis = told(**self.CASE, apns_expires_on="2026-10-19", observed_on="2026-10-22")
        cause = diagnosis.cause("apns-certificate-invalid")
        assert cause.verdict == "confirmed"
        (because,) = cause.because
        assert (because.fact, because.value) == ("apns_certificate", "expired")
        assert because.derived_by == "apns-certificate-past-its-date"
        edges = {(edge.source, edge.target) for edge in diagnosis.derivation.edges}
        assert ("fact.apns_expires_on", "fact.apns_certificate") in edges
        assert ("fact.observed_on", "fact.apns_certificate") in edges

    @pytest.mark.parametrize("expires", ["2026-10-22", "2026-10-23", "2027-10-19"])
    def test_a_date_that_has_not_passed_proves_nothing(self, expires: str) -> None:
        diagnosis = told(**self.CASE, apns_expires_on=expires, observed_on="2026-10-22")
        assert diagnosis.cause("apns-certificate-invalid").verdict in ("possible", "likely")
        assert diagnosis.cause("apns-certificate-missing").verdict == "ruled_out"

    def test_without_a_day_of_observation_today_is_taken_and_shown(self) -> None:
        diagnosis = told(**self.CASE, apns_expires_on="2026-11-22")
        assert diagnosis.cause("apns-certificate-invalid").verdict == "confirmed"
        assert diagnosis.case.facts["observed_on"] == "2026-11-23"
        assert diagnosis.case.origins["observed_on"] == "today"
        assert any("2026-11-23" in warning for warning in diagnosis.warnings)

    def test_where_no_rule_asks_for_the_day_it_is_not_made_up(self) -> None:
        diagnosis = told(**self.CASE, apns_certificate="expired")
        assert "observed_on" not in diagnosis.case.facts

    def test_a_certificate_that_somebody_calls_valid_after_its_date_is_a_conflict(self) -> None:
        diagnosis = told(
            **self.CASE, apns_certificate="valid", apns_expires_on="2026-10-19", observed_on="2026-10-22"
        )
        (conflict,) = diagnosis.conflicts
        assert [(fact.value, fact.derived_by) for fact in conflict.facts] == [
            ("valid", None), ("expired", "apns-certificate-past-its-date"),
        ]
        assert "apns-certificate-invalid" in verdicts(diagnosis)


class TestLicenseConflict:
    """The message says the license is invalid, the admin center says it is in order."""

    def test_neither_side_is_silently_preferred(self) -> None:
        diagnosis = told(error="User License Type Invalid", user_license="assigned")
        assert diagnosis.cause("no-intune-license").verdict == "ruled_out"
        (conflict,) = diagnosis.conflicts
        assert (conflict.symptom, conflict.cause) == ("user-license-type-invalid", "no-intune-license")
        assert [fact.fact for fact in conflict.facts] == ["user_license"]
        assert diagnosis.plan == ()

    def test_a_message_that_does_not_name_the_license_is_no_conflict(self) -> None:
        diagnosis = told(
            error="Profile Installation Failed. Connection to the server could not be established.",
            user_license="assigned",
        )
        assert diagnosis.conflicts == ()

    def test_it_is_said_in_both_languages(self) -> None:
        case = Case(error="Användarlicenstypen är ogiltig", user_license="assigned")
        english, swedish = (diagnose(case, language=language).conflicts[0].text for language in ("en", "sv"))
        assert english != swedish
        assert "uppgifterna utesluter den" in swedish
