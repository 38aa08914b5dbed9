"""Codes of Microsoft Entra ID lead to what refuses the enrollment, and an app's own sign-in error stays that app's."""

from __future__ import annotations

import pytest

from expert import Case, KnowledgeBase, diagnose
from tests.each import each
from tests.shipped.corpus import TODAY, diagnosed

CODES = sorted(
    (message.code.number, symptom.id)
    for symptom in KnowledgeBase.shipped().symptoms.values()
    for message in symptom.messages
    if message.code is not None and message.code.domain == "AADSTS"
)

FORMS = ("AADSTS{}", "AADSTS{}: what it is called", "Error Code: {}\nRequest Id: 1f-2", "the sign-in fails with {}")


@pytest.mark.parametrize("form", FORMS)
@each(("number", "symptom"), CODES)
def test_a_code_leads_to_its_symptom_in_every_form(number: int, symptom: str, form: str) -> None:
    diagnosis = diagnosed(form.format(number))
    assert [found.id for found in diagnosis.symptoms] == [symptom]
    assert diagnosis.causes


OF_OTHER_APPS = (
    "Salesforce: AADSTS50105 The signed in user is not assigned to a role for the application.",
    "AADSTS50105: Your administrator has configured the application 'Expenses' to block users unless assigned.",
    "AADSTS500011: The resource principal named https://api.contoso.com was not found in the tenant named Contoso.",
    "Outlook säger AADSTS50126 när jag skriver mitt lösenord.",
    "The VPN says: error code 50053, sign-in blocked.",
)


@pytest.mark.parametrize("text", OF_OTHER_APPS)
def test_the_sign_in_error_of_another_app_is_not_our_field(text: str) -> None:
    diagnosis = diagnose(Case(error=text, platform="ios"), today=TODAY, engine="compiled")
    assert (diagnosis.outcome, diagnosis.plan) == ("out_of_scope", ())
    assert all(cause.remedy is None for cause in diagnosis.causes)


OF_THE_ENROLLMENT = (
    "AADSTS50105: The signed in user is not assigned to a role for the application 'x'(Microsoft Intune Enrollment).",
    "Company Portal shows AADSTS53003 when she enrolls her iPhone; Outlook works.",
    "Vid registreringen säger Företagsportalen AADSTS50076.",
    "After setup, Teams on the new iPhone says AADSTS53000.",
)


@pytest.mark.parametrize("text", OF_THE_ENROLLMENT)
def test_the_sign_in_error_of_an_enrollment_is(text: str) -> None:
    diagnosis = diagnose(Case(error=text, platform="ios"), today=TODAY, engine="compiled")
    assert diagnosis.outcome != "out_of_scope"
    assert diagnosis.causes
